//! BC0410: a shift lasts.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for person in items(&draft.people) {
        if let Some(shift) = person.shift.as_ref()
            && let (Some(from), Some(until)) = (shift.0.get(), shift.1.get())
            && from == until
        {
            found.error(
                "BC0410",
                person.shift.span,
                format!("the shift begins and ends at {}", from.0),
            );
        }
    }
}
