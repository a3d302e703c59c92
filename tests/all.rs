//! The one integration-test binary, so that a large front end is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use bridgecall::scenario::Scenario;
use bridgecall::scenario::catalogue::Catalogue;
use std::sync::Arc;

mod allocations;
mod attacks;
mod bad;
mod balance;
mod cli;
mod core;
mod draws;
mod everybody;
mod floors;
#[cfg(feature = "game")]
mod game;
mod golden;
#[cfg(debug_assertions)]
mod insertions;
mod leaders;
mod oracles;
#[cfg(feature = "game")]
mod orders;
mod process;
mod properties;
mod random;
mod ranges;
#[cfg(feature = "game")]
mod screens;
mod stories;
mod study;
mod units;
mod words;

/// A shipped scenario in one of its forms.
fn shipped(id: &str, form: &str) -> Arc<Scenario> {
    let loaded = Catalogue::find().load(id, Some(form));
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{id} does not load: {problems:?}"))
            .scenario,
    )
}
