//! How a run was led, in words.

use crate::observe::sentences::when;
use crate::scenario::Scenario;
use crate::scenario::rules::Level;
use crate::scenario::units::Tick;
use crate::score::process::patterns::PatternOutcome;
use crate::score::process::roll_up::{CapabilityOutcome, mark, together as sentence};
use crate::score::process::{MARKERS, MarkerOutcome, Rating};

/// The capabilities that the level assesses, each with the markers that it rests on.
pub(super) fn capabilities(outcomes: &[CapabilityOutcome], level: Level) -> String {
    if outcomes.iter().all(|outcome| outcome.rating == Rating::N) {
        return String::new();
    }
    let mut text = format!("\nCapabilities of the level {}:\n", level.word());
    for outcome in outcomes {
        let markers = match outcome.markers.as_slice() {
            [] => String::new(),
            markers => format!(" ({})", markers.join(" ")),
        };
        text += &format!(
            "  {:?}  {}: {}{markers}\n",
            outcome.rating,
            outcome.capability,
            outcome.rating.word()
        );
    }
    text
}

/// Markers that were called for, the worst first, each with what it rests on at the most.
pub(super) fn markers(outcomes: &[MarkerOutcome], scenario: &Scenario) -> String {
    let mut rated: Vec<&MarkerOutcome> = outcomes
        .iter()
        .filter(|outcome| outcome.rating != Rating::N)
        .collect();
    if rated.is_empty() {
        return String::new();
    }
    rated.sort_by_key(|outcome| std::cmp::Reverse(outcome.rating));
    let mut text = "\nHow it was led:\n".to_owned();
    for outcome in rated {
        let name = MARKERS
            .iter()
            .find(|marker| marker.id == outcome.id)
            .map_or("", |marker| marker.name);
        text += &format!(
            "  {:?}  {:<4} {name}: {}\n",
            outcome.rating,
            outcome.id,
            outcome.rating.word()
        );
        if outcome.rating == Rating::P {
            continue;
        }
        for evidence in outcome.evidence.iter().take(2) {
            let when = when(Tick(evidence.tick), scenario);
            text += &format!("          {when}  {}\n", evidence.text);
        }
    }
    text
}

/// The points of the process beside the score, and what the two say together.
pub(super) fn together(overall: f64, process: f64) -> String {
    let (mark, said) = (mark(overall, process), sentence(overall, process));
    format!(
        "\n  process      {process:>3.0}\n  mark         {mark:>3.0}  half overall, half process\n{said}\n"
    )
}

/// The mistakes that a run shows, with what they rest on and what to do instead.
pub(super) fn patterns(outcomes: &[PatternOutcome], scenario: &Scenario) -> String {
    let mut text = String::new();
    for outcome in outcomes.iter().filter(|outcome| outcome.detected) {
        let name = outcome.id.replace('-', " ");
        text += &format!("\nA pattern to look at: {name}\n");
        for evidence in outcome.evidence.iter().take(3) {
            let when = when(Tick(evidence.tick), scenario);
            text += &format!("          {when}  {}\n", evidence.text);
        }
        text += &format!("  {}\n", outcome.advice);
    }
    text
}
