//! How a run was led: markers, patterns, confidence, verdicts. Rated from what could be known, and not to be gamed.

mod blueprint;
mod cases;
mod confidence;
mod gaming;
mod led;
mod markers;
mod patterns;
mod spread;
mod verdicts;
mod worlds;

use bridgecall::run::Run;
use bridgecall::score::process::{MarkerOutcome, Rating, process};

/// A marker of a run.
fn marker(run: &Run, id: &str) -> MarkerOutcome {
    let found = process(run)
        .markers
        .into_iter()
        .find(|outcome| outcome.id == id);
    found.unwrap_or_else(|| panic!("there is no marker {id} here"))
}

/// Its rating.
fn rating(run: &Run, id: &str) -> Rating {
    marker(run, id).rating
}
