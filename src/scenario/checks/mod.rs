//! What makes no sense although every word of it can be read. One file a rule or a family; a new rule is a file and a line here.
//!
//! Checks look at the draft, where every value has its place, and pass over what could not be read: that is on record.

mod cards;
mod circles;
mod faults;
mod levers;
mod remedies;
mod shifts;
mod sizes;
mod skills;
mod sums;
mod windows;

use super::diagnostics::Diagnostics;
use super::draft::Draft;

const CHECKS: &[fn(&Draft, &mut Diagnostics)] = &[
    sums::check,
    circles::check,
    faults::check,
    remedies::check,
    skills::check,
    shifts::check,
    windows::check,
    cards::check,
    levers::check,
    sizes::check,
];

/// Runs every check.
pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for check in CHECKS {
        check(draft, found);
    }
}
