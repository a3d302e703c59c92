//! Time for planning in an assessment: so long a leader may hold the clock by themselves. What the game stops for by itself, new text,
//! typing and decisions, never counts, so nobody is assessed by how fast they read.
//!
//! It lives here and not in the run: how much of it somebody is given, and takes, is nobody else's business. So it stands neither in
//! the log nor in a debrief. What was taken lies in a file of its own beside the log, until the run is over.

use super::autosave::Autosave;
use crate::scenario::Scenario;
use crate::words::fl;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How much time for planning somebody has, against the usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Allowance {
    /// What anybody has.
    #[default]
    Usual,
    /// A quarter more.
    AQuarterMore,
    /// Half as much again.
    HalfMore,
    /// Twice as much.
    Twice,
    /// As much as they want.
    Unlimited,
}

/// The part of a scenario's minutes of play that one may hold the clock by oneself: half of them. What a scenario is said to
/// take is mostly reading, deciding and watching, which are not counted; so this is room to plan in, and an end to waiting. *Assumed*.
const PLANNING_SHARE: f32 = 0.5;

impl Allowance {
    /// Every allowance, from the least to the most.
    pub const ALL: [Allowance; 5] = [
        Allowance::Usual,
        Allowance::AQuarterMore,
        Allowance::HalfMore,
        Allowance::Twice,
        Allowance::Unlimited,
    ];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Allowance::Usual => "× 1",
            Allowance::AQuarterMore => "× 1.25",
            Allowance::HalfMore => "× 1.5",
            Allowance::Twice => "× 2",
            Allowance::Unlimited => fl!("planning-unlimited"),
        }
    }

    /// The next one; after the most comes the least again.
    pub fn next(self) -> Allowance {
        let place = Allowance::ALL.iter().position(|other| *other == self);
        Allowance::ALL[place.map_or(0, |place| (place + 1) % Allowance::ALL.len())]
    }

    /// Seconds for planning in a scenario; `None` is no limit.
    pub fn seconds(self, scenario: &Scenario) -> Option<f32> {
        let times = match self {
            Allowance::Usual => 1.0,
            Allowance::AQuarterMore => 1.25,
            Allowance::HalfMore => 1.5,
            Allowance::Twice => 2.0,
            Allowance::Unlimited => return None,
        };
        let minutes = f32::from(scenario.rules.play_minutes) * PLANNING_SHARE * times;
        Some(minutes * 60.0)
    }
}

/// How long it is, in words: minutes, below one of them seconds.
pub fn long(seconds: f32) -> String {
    match seconds {
        60.0.. => fl!("span-min", minutes = (seconds / 60.0).ceil().to_string()),
        _ => fl!(
            "span-seconds",
            seconds = seconds.ceil().max(0.0).to_string()
        ),
    }
}

/// What was taken of it.
#[derive(Debug, Default)]
pub(super) struct Planning {
    /// Seconds for which the leader has held the clock.
    taken: f32,
    /// Where that is kept; `None` keeps it as long as the game is open.
    file: Option<PathBuf>,
}

impl Planning {
    /// Of a run that begins.
    pub(super) fn begin(save: &Autosave) -> Planning {
        let planning = Planning {
            taken: 0.0,
            file: save.path().map(|log| log.with_extension("planning")),
        };
        planning.forget();
        planning
    }

    /// Of a run that was begun before.
    pub(super) fn go_on(save: &Autosave) -> Planning {
        let file = save.path().map(|log| log.with_extension("planning"));
        let kept = file
            .as_ref()
            .and_then(|file| std::fs::read_to_string(file).ok());
        let taken = kept.and_then(|kept| kept.trim().parse().ok());
        Planning {
            taken: taken.filter(|taken: &f32| *taken >= 0.0).unwrap_or(0.0),
            file,
        }
    }

    /// Some real time passes in which the leader holds the clock.
    pub(super) fn take(&mut self, seconds: f32) {
        self.taken += seconds;
    }

    /// Seconds that are left of so many.
    pub(super) fn left(&self, of: f32) -> f32 {
        (of - self.taken).max(0.0)
    }

    /// What was taken outlasts the game. Where it cannot be written, it holds until the game is left.
    pub(super) fn keep(&self) {
        if let Some(file) = self.file.as_ref().filter(|_| self.taken > 0.0) {
            let _ = std::fs::write(file, format!("{:.0}\n", self.taken));
        }
    }

    /// Nobody needs it any more.
    pub(super) fn forget(&self) {
        if let Some(file) = &self.file {
            let _ = std::fs::remove_file(file);
        }
    }
}
