//! The task in hand: what it takes, and how far it has come. Nothing is counted from minute to minute: what is done follows from the
//! pace and the clock.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `done(t)` | `done + pace × (t − max(since, ready))` | thousandths of an expert's minute |
//! | `ends` | the first tick `t` with `done(t) ≥ effort` | |

use crate::scenario::units::Tick;
use serde::Serialize;

/// What somebody has in hand.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Task {
    /// Nothing gets done before this tick: finding one's way in (§C3).
    ready: Tick,
    /// Latent: effort that it takes, in thousandths of an expert's minute; 0 where nothing is counted.
    effort: u64,
    /// Effort until `since`.
    done: u64,
    since: Tick,
    /// Thousandths of an expert's minute that get done in a minute.
    pace: u32,
    /// Its effort is spent then; it follows from the others.
    #[serde(skip)]
    ends: Tick,
}

impl Task {
    /// Nothing, from the beginning of the run on.
    pub(super) const NONE: Task = Task {
        ready: Tick(0),
        effort: 0,
        done: 0,
        since: Tick(0),
        pace: 0,
        ends: Tick::NEVER,
    };

    /// Something else is in hand, of which nothing is counted yet.
    pub(super) fn turn(&mut self, now: Tick, ready: Tick) {
        (self.ready, self.effort, self.done, self.since) = (ready, 0, 0, now);
        self.ends = Tick::NEVER;
    }

    /// It takes so much effort, of which so much is done.
    pub(in crate::sim) fn count(&mut self, effort: u64, done: u64, now: Tick) {
        (self.effort, self.done, self.since) = (effort, done, now);
        self.look_ahead();
    }

    /// It takes another effort than was drawn.
    pub(in crate::sim) fn redraw(&mut self, effort: u64) {
        self.effort = effort;
        self.look_ahead();
    }

    /// Gets on faster or slower from now on.
    pub(super) fn set_pace(&mut self, pace: u32, now: Tick) {
        if pace != self.pace {
            (self.done, self.since) = (self.done(now), now);
            self.pace = pace;
            self.look_ahead();
        }
    }

    /// Nothing gets done before that tick.
    pub(super) fn wait_until(&mut self, ready: Tick, now: Tick) {
        (self.done, self.since) = (self.done(now), now);
        self.ready = ready;
        self.look_ahead();
    }

    /// Nothing gets done before this tick.
    pub(crate) fn ready(&self) -> Tick {
        self.ready
    }

    /// Thousandths of an expert's minute that get done in a minute.
    pub(crate) fn pace(&self) -> u32 {
        self.pace
    }

    /// Latent: the effort that it takes.
    pub(in crate::sim) fn effort(&self) -> u64 {
        self.effort
    }

    /// Effort so far.
    pub(crate) fn done(&self, now: Tick) -> u64 {
        if self.effort == 0 {
            return 0;
        }
        let minutes = now.since(self.since.max(self.ready));
        self.done + u64::from(self.pace) * u64::from(minutes)
    }

    /// Its effort is spent then, at this pace.
    pub(in crate::sim) fn ends(&self) -> Tick {
        self.ends
    }

    fn look_ahead(&mut self) {
        let left = self.effort.saturating_sub(self.done);
        self.ends = match (left, self.effort) {
            (_, 0) => Tick::NEVER,
            (0, _) => self.since,
            _ if self.pace == 0 => Tick::NEVER,
            _ => {
                let minutes = left.div_ceil(u64::from(self.pace));
                let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
                self.since.max(self.ready).plus(minutes)
            }
        };
    }
}
