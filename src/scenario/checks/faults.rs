//! BC0520: a fault begins in one way and grows in one way.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for fault in items(&draft.faults) {
        if fault.onset_minutes.value.is_some() && fault.hazard.value.is_some() {
            found
                .error(
                    "BC0520",
                    fault.hazard.span,
                    "a fault begins in a window or by a hazard, not both",
                )
                .help("remove `hazard`, or `onset_minutes`; `recurs_per_day` lets a fault return");
        }
        if fault.ramp_minutes.value.is_some() && fault.growth.value.is_some() {
            found
                .error(
                    "BC0520",
                    fault.growth.span,
                    "harm grows in one way, not two",
                )
                .help("remove `growth`, or `ramp_minutes`");
        }
    }
}
