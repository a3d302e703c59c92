//! BC0550–BC0553: what initiatives, governance and the cloud cannot mean.

use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::Draft;
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for initiative in items(&draft.initiatives) {
        if initiative.fit.value.is_some() && initiative.fit.entries().is_empty() {
            found
                .error(
                    "BC0550",
                    initiative.fit.span,
                    "the initiative concerns no team",
                )
                .help("say how well it suits a team, such as `{\"shop\": 0.8}`");
        }
    }
    let ends = draft.minutes.get().map_or(i64::MAX, |minutes| minutes.0);
    for audit in items(&draft.audits) {
        if audit.minute.get().is_some_and(|minute| minute.0 > ends) {
            let message = format!("the audit is after the end of the run, minute {ends}");
            found.error("BC0407", audit.minute.span, message);
        }
    }
    for vulnerability in items(&draft.vulnerabilities) {
        let known = &vulnerability.known_minute;
        if known.get().is_some_and(|minute| minute.0 > ends) {
            let message = format!("it becomes known after the end of the run, minute {ends}");
            found.error("BC0407", known.span, message);
        }
    }
    let mut lines = Vec::new();
    for budget in items(&draft.budgets) {
        let Some(line) = budget.line.get() else {
            continue;
        };
        if lines.contains(&line) {
            found
                .error(
                    "BC0551",
                    budget.line.span,
                    "another budget pays for this line",
                )
                .help("give each line one budget");
        }
        lines.push(line);
    }
    let Some(cloud) = draft.cloud.as_ref() else {
        return;
    };
    let price = |id: &String| {
        let service = items(&draft.services).find(|one| one.id.as_ref() == Some(id))?;
        let capacity = service.capacity.as_ref()?;
        capacity.cost_per_unit_hour.get()
    };
    for commitment in items(&cloud.commitments) {
        let mut prices = commitment
            .covers
            .items()
            .iter()
            .filter_map(|at| at.as_ref())
            .map(price);
        let first = prices.next();
        if first.is_none_or(|first| first.is_none()) {
            found
                .error(
                    "BC0552",
                    commitment.covers.span,
                    "the commitment covers nothing that has a price",
                )
                .help("name services whose `capacity` has a `cost_per_unit_hour`");
        } else if prices.any(|price| Some(price) != first) {
            found
                .error(
                    "BC0553",
                    commitment.covers.span,
                    "the commitment covers services of different prices",
                )
                .help("make a commitment for each price");
        }
    }
}
