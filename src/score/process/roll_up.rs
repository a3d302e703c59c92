//! From markers to competencies, from competencies to points, and what points and score say together.

use super::capability::{Capability, Competency};
use super::{MARKERS, Marker, MarkerOutcome, Rating};
use crate::scenario::rules::{Level, Track};
use serde::Serialize;

/// From here on a score or a process is strong. The same bar as a verdict's.
pub const STRONG: f64 = 70.0;

/// A capability of the curriculum, as a run shows it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CapabilityOutcome {
    /// Its name.
    pub capability: &'static str,
    /// Its rating; N where no marker of it was called for.
    pub rating: Rating,
    /// Markers that it rests on.
    pub markers: Vec<&'static str>,
}

/// The rating of a competency: the median of its markers that were called for, of two the worse; M at best where a key marker is U.
pub fn competency(outcomes: &[MarkerOutcome], competency: Competency) -> Rating {
    rolled_up(outcomes, |marker| marker.competency == competency)
}

/// The rating of a capability, in the same way.
pub fn capability(outcomes: &[MarkerOutcome], capability: Capability) -> Rating {
    rolled_up(outcomes, |marker| marker.capabilities.contains(&capability))
}

/// The capabilities that a level assesses.
pub fn capabilities(outcomes: &[MarkerOutcome], level: Level) -> Vec<CapabilityOutcome> {
    let rated = |each: Capability| {
        let counted = outcomes.iter().filter(|outcome| {
            outcome.rating != Rating::N
                && marker(outcome.id).is_some_and(|marker| marker.capabilities.contains(&each))
        });
        CapabilityOutcome {
            capability: each.name(),
            rating: capability(outcomes, each),
            markers: counted.map(|outcome| outcome.id).collect(),
        }
    };
    Capability::of(level).map(rated).into()
}

fn rolled_up(outcomes: &[MarkerOutcome], counts: impl Fn(&Marker) -> bool) -> Rating {
    let rated = || {
        let rated = outcomes
            .iter()
            .filter_map(|outcome| Some((marker(outcome.id)?, outcome.rating)));
        rated.filter(|(marker, _)| counts(marker))
    };
    let failed = rated().any(|(marker, rating)| marker.key && rating == Rating::U);
    let median = Rating::median(rated().map(|(_, rating)| rating));
    match (median, failed) {
        (Rating::P | Rating::S, true) => Rating::M,
        _ => median,
    }
}

fn marker(id: &str) -> Option<&'static Marker> {
    MARKERS.iter().find(|marker| marker.id == id)
}

/// Points of a process, 0–100: the mean of its competencies, that of cost counting twice on the track of FinOps (§G C10). `None` where
/// nothing was called for.
pub fn points(outcomes: &[MarkerOutcome], track: Track) -> Option<f64> {
    let rated = Competency::ALL.into_iter().filter_map(|each| {
        let weight = match (track, each) {
            (Track::FinOps, Competency::Cost) => 2.0,
            _ => 1.0,
        };
        Some((competency(outcomes, each).points()?, weight))
    });
    let (sum, weights) = rated.fold((0.0, 0.0), |(sum, weights), (points, weight)| {
        (sum + points * weight, weights + weight)
    });
    (weights > 0.0).then(|| sum / weights)
}

/// The mark of an assessed run (design §8): half what came of it, half how it was led.
pub fn mark(overall: f64, process: f64) -> f64 {
    (overall + process) / 2.0
}

/// What it means where the two agree, and where they do not.
pub fn together(overall: f64, process: f64) -> &'static str {
    match (process >= STRONG, overall >= STRONG) {
        (true, true) => "Sound choices, and a good outcome: do it again like that.",
        (true, false) => {
            "Sound choices, and a poor outcome: look at what was luck before you change anything."
        }
        (false, true) => "A good outcome from a weak process: do not rely on it.",
        (false, false) => "A poor outcome from a weak process: start at the first moment below.",
    }
}
