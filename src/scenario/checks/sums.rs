//! BC0402 and BC0412: priors, findings and weights are shares of a whole, and there is a whole.

use crate::scenario::at::At;
use crate::scenario::diagnostics::{Diagnostics, Span};
use crate::scenario::draft::Draft;
use crate::scenario::names::items;
use crate::scenario::numbers::Share;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    if let Some(weights) = draft.weights.as_ref() {
        let shares = [
            &weights.flow,
            &weights.reliability,
            &weights.morale,
            &weights.cost,
        ];
        sums_to_one("the weights", draft.weights.span, &shares, found);
    }
    for fault in items(&draft.faults) {
        let priors: Vec<_> = items(&fault.causes).map(|cause| &cause.prior).collect();
        if let Some([]) = fault.causes.as_ref().map(Vec::as_slice) {
            found.error(
                "BC0412",
                fault.causes.span,
                "a fault needs at least one cause",
            );
        } else if fault.causes.items().len() == priors.len() {
            sums_to_one("the priors", fault.causes.span, &priors, found);
        }
        for inquiry in items(&fault.inquiries) {
            if let Some([]) = inquiry.findings.as_ref().map(Vec::as_slice) {
                found.error(
                    "BC0412",
                    inquiry.findings.span,
                    "a line of inquiry needs at least one finding",
                );
                continue;
            }
            for cause in items(&fault.causes).filter_map(|cause| cause.id.as_ref()) {
                let given = |finding| share_given(finding, cause);
                let shares: Option<Vec<_>> = inquiry
                    .findings
                    .items()
                    .iter()
                    .map(|finding| finding.as_ref().and_then(given))
                    .collect();
                if let Some(shares) = shares {
                    sums_to_one(
                        &format!("the findings under `{cause}`"),
                        inquiry.findings.span,
                        &shares,
                        found,
                    );
                }
            }
        }
    }
}

fn share_given<'a>(
    finding: &'a crate::scenario::draft::Finding,
    cause: &str,
) -> Option<&'a At<Share>> {
    let of_cause = |(id, _): &&(At<String>, _)| id.as_ref().is_some_and(|id| id == cause);
    finding
        .given
        .entries()
        .iter()
        .find(of_cause)
        .map(|(_, share)| share)
}

/// Each share may be rounded to a millionth.
fn sums_to_one(what: &str, place: Span, shares: &[&At<Share>], found: &mut Diagnostics) {
    let parts: Option<Vec<i64>> = shares
        .iter()
        .map(|share| share.get().map(|share| share.0))
        .collect();
    let Some(parts) = parts else { return };
    let sum: i64 = parts.iter().sum();
    if (sum - 1_000_000).abs() > parts.len() as i64 {
        found
            .error(
                "BC0402",
                place.opening(),
                format!("{what} sum to {}, not 1", sum as f64 / 1e6),
            )
            .help("change them so that they sum to 1");
    }
}
