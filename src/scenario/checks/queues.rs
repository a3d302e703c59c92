//! BC0401: a gamma distribution of a shape that nobody meets.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{CaseEffort, Draft};
use crate::scenario::names::items;

/// The least shape, in millionths.
const SHAPE_LEAST: i64 = 10_000;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for queue in items(&draft.queues) {
        if let Some(CaseEffort::Gamma(_, shape)) = queue.effort.as_ref()
            && let Some(written) = shape.get()
            && written.0 < SHAPE_LEAST
        {
            let message = format!("a shape of {} is too small", written.ppm().ratio());
            found
                .error("BC0401", shape.span, message)
                .help("write a number from 0.01 to 100");
        }
    }
}
