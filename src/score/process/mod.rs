//! How a run was led, beside what came of it: behavioural markers (§G), rated on what was available and could be known.
//!
//! A **marker** is a row of data and one pure function of a [`Record`]: the run played once more, with what its leader saw at the
//! time. Hidden truth is no part of a record. A marker is rated P (performed), S (some challenges), M (major challenges) or U
//! (unable), and N where the run did not call for it; every rating comes with the minutes and the events that it rests on.
//!
//! Read [`record`] for what is looked at, then a family, such as [`awareness`].

mod awareness;
pub mod capability;
mod change;
mod command;
pub mod confidence;
mod cost;
mod decision;
mod flow;
pub mod patterns;
mod people;
pub mod record;
mod reliability;
pub mod roll_up;
mod severity;
mod table;
pub mod verdict;
mod words;

pub use table::MARKERS;

use crate::run::Run;
use crate::scenario::rules::Level;
use crate::scenario::units::Tick;
use capability::{Capability, Competency};
use patterns::PatternOutcome;
use record::Record;
use roll_up::CapabilityOutcome;
use serde::Serialize;

/// The edition of the markers and their bands: raised whenever the same log could be rated otherwise.
pub const RUBRIC_VERSION: u32 = 2;

/// How well something was done (§G, after HSEEP), the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub enum Rating {
    /// Performed without challenges.
    P,
    /// Performed with some challenges.
    S,
    /// Performed with major challenges.
    M,
    /// Unable to be performed.
    U,
    /// The run did not call for it.
    N,
}

impl Rating {
    /// The rating of a value of which less is better: the bounds of P, S and M belong to them.
    pub fn at_most(value: f64, [p, s, m]: [f64; 3]) -> Rating {
        match value {
            _ if value <= p => Rating::P,
            _ if value <= s => Rating::S,
            _ if value <= m => Rating::M,
            _ => Rating::U,
        }
    }

    /// The rating of a value of which more is better.
    pub fn at_least(value: f64, bounds: [f64; 3]) -> Rating {
        Rating::at_most(-value, bounds.map(|bound| -bound))
    }

    /// The rating in the middle, of two the worse; N where nothing was rated.
    pub fn median(ratings: impl IntoIterator<Item = Rating>) -> Rating {
        let mut rated: Vec<Rating> = ratings
            .into_iter()
            .filter(|rating| *rating != Rating::N)
            .collect();
        rated.sort_unstable();
        rated.get(rated.len() / 2).copied().unwrap_or(Rating::N)
    }

    /// Points from 0 (U) to 100 (P); nothing for N.
    pub fn points(self) -> Option<f64> {
        match self {
            Rating::P => Some(100.0),
            Rating::S => Some(200.0 / 3.0),
            Rating::M => Some(100.0 / 3.0),
            Rating::U => Some(0.0),
            Rating::N => None,
        }
    }

    /// The rating in words.
    pub fn word(self) -> &'static str {
        match self {
            Rating::P => "done well",
            Rating::S => "done, with some difficulty",
            Rating::M => "done, with great difficulty",
            Rating::U => "not done",
            Rating::N => "not called for",
        }
    }
}

/// What a rating rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Evidence {
    /// When, in minutes of the run.
    pub tick: u32,
    /// One sentence without a full stop.
    pub text: String,
}

impl Evidence {
    /// What happened at a tick.
    pub fn at(tick: Tick, text: impl Into<String>) -> Evidence {
        Evidence {
            tick: tick.0,
            text: text.into(),
        }
    }
}

/// A rating and what it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rated {
    /// The rating.
    pub rating: Rating,
    /// What it rests on, in the order of time; nothing for N.
    pub evidence: Vec<Evidence>,
}

impl Rated {
    /// The run did not call for it.
    pub(super) fn not_called_for() -> Rated {
        Rated {
            rating: Rating::N,
            evidence: Vec::new(),
        }
    }

    /// One rating over several occasions: the one in the middle, of two the worse.
    pub(super) fn over(occasions: Vec<(Rating, Evidence)>) -> Rated {
        let rating = Rating::median(occasions.iter().map(|(rating, _)| *rating));
        Rated {
            rating,
            evidence: occasions
                .into_iter()
                .map(|(_, evidence)| evidence)
                .collect(),
        }
    }
}

/// A behavioural marker.
pub struct Marker {
    /// Its id: the competency's number and a letter, as in §G.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The competency that it belongs to.
    pub competency: Competency,
    /// The lowest level at which it is rated.
    pub from: Level,
    /// A key marker: U caps its competency at M, and in two scenarios it fails a verdict.
    pub key: bool,
    /// The capabilities of the curriculum that it gives evidence for.
    pub capabilities: &'static [Capability],
    /// What is rated, in a sentence, with the bounds of P, S and M.
    pub rates: &'static str,
    /// Where measure and bounds come from.
    pub source: &'static str,
    /// The rating.
    pub(super) rate: fn(&Record) -> Rated,
}

/// A marker's outcome, as `play` answers it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MarkerOutcome {
    /// The marker.
    pub id: &'static str,
    /// The rating.
    pub rating: Rating,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// How a run was led.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Process {
    /// Every marker of the scenario's level, in the order of the table.
    pub markers: Vec<MarkerOutcome>,
    /// The capabilities that the scenario's level assesses.
    pub capabilities: Vec<CapabilityOutcome>,
    /// The curriculum's six mistakes.
    pub patterns: Vec<PatternOutcome>,
    /// Points of the process, 0–100; `None` where nothing was called for.
    pub points: Option<f64>,
    /// The Brier score of stated confidences, over enough claims.
    pub brier: Option<f64>,
}

/// Rates how a run was led. What is left of an unfinished run counts as nobody leading it.
pub fn process(run: &Run) -> Process {
    if run.scenario().is_oracle() {
        return Process::default();
    }
    let record = Record::of(run);
    let level = run.scenario().rules.level;
    let rated = MARKERS
        .iter()
        .filter(|marker| marker.from as u8 <= level as u8);
    let markers: Vec<MarkerOutcome> = rated
        .map(|marker| {
            let Rated { rating, evidence } = (marker.rate)(&record);
            MarkerOutcome {
                id: marker.id,
                rating,
                evidence,
            }
        })
        .collect();
    Process {
        points: roll_up::points(&markers, run.scenario().rules.track),
        capabilities: roll_up::capabilities(&markers, level),
        patterns: patterns::patterns(&record),
        brier: confidence::brier(&confidence::claims(&record)),
        markers,
    }
}
