//! A run that is watched again: any minute of it, forwards and backwards. Knows no window.

use super::play::Pace;
use super::screens::replay::ReplayBar;
use super::wish::Wish;
use crate::observe::sentences::Names;
use crate::observe::view::{BridgeView, Trail};
use crate::observe::{Viewpoint, calls_for_attention};
use crate::run::{Mode, Run};
use crate::scenario::guide::Part;
use crate::scenario::ids::IncidentId;
use crate::scenario::units::Tick;
use crate::sim::event::What;

/// The run is kept at so many minutes, so that going back is quick.
const KEPT: u32 = 32;

/// A run that is watched.
#[derive(Debug)]
pub struct Replay {
    whole: Run,
    /// As it stood at some minutes, in their order; the first is minute 0.
    kept: Vec<(Run, Trail)>,
    now: (Run, Trail),
    /// How the clock runs.
    pub pace: Pace,
    looked_at: Option<IncidentId>,
    /// The part of the bridge that is looked at where there is no room for all.
    pub part: Part,
    version: u64,
}

impl Replay {
    /// At its first minute, with the clock standing.
    pub fn of(whole: Run) -> Replay {
        let run = Run::new(whole.scenario().clone(), whole.seed(), whole.leader());
        let mut trail = Trail::default();
        trail.note(run.scenario(), &run.observe(Viewpoint::Leader));
        Replay {
            whole,
            kept: vec![(run.clone(), trail.clone())],
            now: (run, trail),
            pace: Pace::default(),
            looked_at: None,
            part: Part::Map,
            version: 0,
        }
    }

    /// The run as it stood then.
    pub fn run(&self) -> &Run {
        &self.now.0
    }

    /// The run as it stood then, to be played on as a branch by somebody who knows what came.
    pub fn played_on(self) -> Run {
        let mut run = self.now.0.in_mode(Mode::GivenSeed);
        run.taken_back_from(&self.whole);
        run
    }

    /// Raised whenever what is shown may have changed.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The last minute.
    fn ends(&self) -> u32 {
        self.whole.now().0
    }

    /// What the bridge showed.
    pub fn view(&self) -> BridgeView {
        let (run, trail) = &self.now;
        let seen = run.observe(Viewpoint::Leader);
        BridgeView::of(
            run.scenario(),
            &seen,
            run.events(),
            &[],
            trail,
            self.looked_at,
        )
    }

    /// What the bar below it shows.
    pub fn bar(&self) -> ReplayBar {
        let minute = self.run().now().0;
        let around = |minutes: Vec<u32>| {
            let next = minutes.iter().copied().find(|at| *at > minute);
            (next, minutes.into_iter().rfind(|at| *at < minute))
        };
        ReplayBar {
            minute,
            ends: self.ends(),
            moments: around(self.moments()),
            decisions: around(self.decisions()),
            truth: self.truth(),
        }
    }

    /// Minutes in which the leader decided something, each once, in order.
    fn decisions(&self) -> Vec<u32> {
        let mut minutes: Vec<u32> = self
            .whole
            .entries()
            .iter()
            .map(|entry| entry.tick.0)
            .collect();
        minutes.dedup();
        minutes
    }

    /// Minutes in which something happened that called for attention, each once, in order.
    fn moments(&self) -> Vec<u32> {
        let events = self.whole.events().iter();
        let mut minutes: Vec<u32> = events
            .filter(|event| calls_for_attention(event))
            .map(|event| event.tick.0)
            .collect();
        minutes.sort_unstable();
        minutes.dedup();
        minutes
    }

    /// What was really wrong by then, whatever anybody believed.
    fn truth(&self) -> Vec<String> {
        let words = Names(self.run().scenario());
        let began = self
            .run()
            .events()
            .iter()
            .filter_map(|event| match event.what {
                What::FaultBegan(_, cause) => Some(words.cause(cause).to_owned()),
                _ => None,
            });
        began.collect()
    }

    /// Goes to a minute.
    fn go_to(&mut self, minute: u32) {
        let minute = minute.min(self.ends());
        if minute < self.run().now().0 {
            let before = self.kept.iter().rfind(|(run, _)| run.now().0 <= minute);
            if let Some(kept) = before {
                self.now = kept.clone();
            }
        }
        while self.run().now().0 < minute {
            self.step(minute);
        }
        self.version += 1;
    }

    /// Plays to a minute, or to the next one at which the run is kept.
    fn step(&mut self, minute: u32) {
        let apart = (self.ends() / KEPT).max(1);
        let next = (self.run().now().0 / apart + 1) * apart;
        let (run, trail) = &mut self.now;
        run.retrace(&self.whole, Tick(minute.min(next)), |run| {
            trail.note(run.scenario(), &run.observe(Viewpoint::Leader));
        });
        let newest = self.kept.last().map_or(0, |(run, _)| run.now().0);
        if self.run().now().0 == next && next > newest {
            self.kept.push(self.now.clone());
        }
    }

    /// Does what a person wants while watching. Other wishes are not for here.
    pub fn wish(&mut self, wish: Wish) {
        self.version += 1;
        let now = self.run().now().0;
        match wish {
            Wish::Pause => self.pace.running = !self.pace.running,
            Wish::Run(speed) => {
                self.pace.speed = speed;
                self.pace.running = true;
            }
            Wish::NextDecision => {
                let next = self.moments().into_iter().find(|minute| *minute > now);
                self.go_to(next.unwrap_or(self.ends()));
            }
            Wish::GoTo(minute) => self.go_to(minute),
            Wish::LookAt(incident) => {
                self.looked_at = Some(incident);
                self.part = Part::Incident;
            }
            Wish::Show(part) => self.part = part,
            _ => {}
        }
    }

    /// Lets real time pass.
    pub fn pass(&mut self, seconds: f32) {
        let minutes = self.pace.minutes(seconds);
        if minutes > 0 {
            self.go_to(self.run().now().0 + minutes);
        }
        if self.run().now().0 >= self.ends() {
            self.pace.running = false;
        }
    }
}
