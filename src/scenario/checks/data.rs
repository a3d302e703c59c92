//! BC0630: what data, models and automation cannot mean.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for model in items(&draft.models) {
        if let Some([]) = model.versions.as_ref().map(Vec::as_slice) {
            found
                .error("BC0630", model.versions.span, "a model without versions")
                .help("give it one at least, such as `(quality: 0.9)`");
        }
    }
}
