//! BC0401: more units committed to than there can be, or a cloud and initiatives that come to more than the ledger holds.

use super::sizes::{AMOUNT_MOST, too_much};
use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Commitment, Draft, LeverKind};
use crate::scenario::names::items;
use crate::scenario::numbers::Amount;

/// Units that a service may have.
const UNITS_MOST: f64 = 10_000.0;
/// Units that may be committed to.
const COMMITTED_MOST: f64 = 100_000.0;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for lever in items(&draft.levers) {
        let commits = matches!(lever.what.as_ref(), Some(LeverKind::Commitment(_)));
        let to = lever
            .to
            .get()
            .filter(|to| commits && to.0 as f64 > COMMITTED_MOST);
        if let Some(to) = to {
            let message = format!("the lever commits to up to {} units", to.0);
            found
                .error("BC0401", lever.to.span, message)
                .help(format!("write a number up to {COMMITTED_MOST}"));
        }
    }
    let hours = draft.minutes.get().map_or(0.0, |minutes| minutes.0 as f64) / 60.0;
    let mut sum = 0.0;
    let mut spends = |place: &At<Amount>, times: f64, what: &str| {
        let before = sum;
        sum += amount(place) * times;
        if before <= AMOUNT_MOST && sum > AMOUNT_MOST {
            too_much(place, what, found);
        }
    };
    for capacity in items(&draft.services).filter_map(|service| service.capacity.as_ref()) {
        let place = &capacity.cost_per_unit_hour;
        spends(place, UNITS_MOST * hours, "cost of units");
    }
    let cloud = draft.cloud.as_ref();
    for commitment in cloud.iter().flat_map(|cloud| items(&cloud.commitments)) {
        let covered = items(&draft.services).find(|service| covers(commitment, &service.id));
        if let Some(capacity) = covered.and_then(|service| service.capacity.as_ref()) {
            let place = &capacity.cost_per_unit_hour;
            spends(place, COMMITTED_MOST * hours, "cost of commitments");
        }
    }
    for fault in items(&draft.faults) {
        spends(&fault.leak_per_hour, hours, "leaks");
    }
    for initiative in items(&draft.initiatives) {
        let weeks = hours / (7.0 * 24.0);
        spends(&initiative.cost_per_week, weeks, "cost of initiatives");
    }
}

fn amount(written: &At<Amount>) -> f64 {
    written.get().map_or(0.0, |amount| amount.0 as f64 / 1e6)
}

fn covers(commitment: &Commitment, service: &At<String>) -> bool {
    let mut covered = commitment.covers.items().iter();
    service.value.is_some() && covered.any(|one| one.value == service.value)
}
