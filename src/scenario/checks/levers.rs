//! A lever starts within its limits, and has some room.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for lever in items(&draft.levers) {
        let (Some(from), Some(to), Some(start)) =
            (lever.from.get(), lever.to.get(), lever.at_start.get())
        else {
            continue;
        };
        if from.0 >= to.0 {
            let message = format!(
                "the lever cannot be moved: it runs from {} to {}",
                from.0, to.0
            );
            found
                .error("BC0414", lever.from.span, message)
                .help("write a `from` below `to`");
        } else if !(from.0..=to.0).contains(&start.0) {
            let message = format!(
                "the lever starts at {}, outside {} to {}",
                start.0, from.0, to.0
            );
            found.error("BC0414", lever.at_start.span, message);
        }
    }
}
