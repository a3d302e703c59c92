//! BC0401: numbers that are too large together, or that leave nothing to divide by. BC0402: a truth that cannot be.

use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, Service};
use crate::scenario::names::items;

/// Requests a minute that may reach a service. The windows of §B2 count 72 minutes of them in 32 bits.
const REQUESTS_MOST: f64 = 50e6;
/// Revenue, or pay, of a whole run, in units of the currency: a quarter of what the ledger holds.
const AMOUNT_MOST: f64 = 2e12;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for fault in items(&draft.faults) {
        let true_cause = items(&fault.causes)
            .find(|cause| cause.id.value.is_some() && cause.id.value == fault.truth.value);
        let impossible = true_cause
            .and_then(|cause| cause.prior.get())
            .is_some_and(|prior| prior.0 == 0);
        if impossible {
            found
                .error("BC0402", fault.truth.span, "the truth has a prior of 0")
                .help("give its cause a prior above 0");
        }
    }
    let services: Vec<&Service> = items(&draft.services).collect();
    for service in &services {
        if service.slo.get().is_some_and(|slo| slo.0 >= 1_000_000) {
            found
                .error(
                    "BC0401",
                    service.slo.span,
                    "a target of 1 has no error budget",
                )
                .help("write a number below 1, such as 0.9999");
        }
    }
    let requests = requests(&services);
    for (service, requests) in services.iter().zip(&requests) {
        if *requests > REQUESTS_MOST {
            let message = format!("{requests} requests a minute reach this service");
            found
                .error("BC0401", service.id.span, message)
                .help(format!(
                    "let a request stand for several: {REQUESTS_MOST} a minute at most"
                ));
        }
    }
    let minutes = draft.minutes.get().map_or(0.0, |minutes| minutes.0 as f64);
    let mut sum = 0.0;
    for service in &services {
        let revenue = service
            .revenue_per_request
            .get()
            .map_or(0.0, |amount| amount.0 as f64 / 1e6);
        sum += revenue * demand(service) * minutes;
        if sum > AMOUNT_MOST {
            too_much(&service.revenue_per_request, "revenue", found);
            break;
        }
    }
    sum = 0.0;
    for person in items(&draft.people) {
        let pay = person
            .pay_per_hour
            .get()
            .map_or(0.0, |amount| amount.0 as f64 / 1e6);
        sum += pay * minutes / 60.0;
        if sum > AMOUNT_MOST {
            too_much(&person.pay_per_hour, "pay", found);
            break;
        }
    }
}

fn too_much<T>(place: &At<T>, what: &str, found: &mut Diagnostics) {
    found
        .error(
            "BC0401",
            place.span,
            format!("{what} up to here is more than the ledger holds"),
        )
        .help(format!(
            "keep the {what} of the whole run below {AMOUNT_MOST}"
        ));
}

fn demand(service: &Service) -> f64 {
    service
        .demand_per_minute
        .get()
        .map_or(0.0, |demand| demand.0 as f64)
}

/// Requests a minute that reach each service; nothing where dependencies run in a circle, which is on record.
fn requests(services: &[&Service]) -> Vec<f64> {
    let calls = |caller: &Service, callee: &Service| {
        let hard = caller.hard.items().iter();
        let callees = hard.chain(caller.soft.entries().iter().map(|(id, _)| id));
        callees
            .filter(|id| id.value.is_some() && id.value == callee.id.value)
            .count() as f64
    };
    let mut requests: Vec<f64> = services.iter().map(|service| demand(service)).collect();
    for _ in 0..=services.len() {
        let next: Vec<f64> = (services.iter())
            .map(|callee| {
                let passed_on = services.iter().zip(&requests);
                demand(callee)
                    + passed_on
                        .map(|(caller, requests)| calls(caller, callee) * requests)
                        .sum::<f64>()
            })
            .collect();
        if next == requests {
            return requests;
        }
        requests = next;
    }
    vec![0.0; services.len()]
}
