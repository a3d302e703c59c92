//! BC0401: numbers that are too large together, or that leave nothing to divide by. BC0402: a truth that cannot be.

use super::load::callees;
use crate::scenario::at::At;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Draft, Service};
use crate::scenario::names::items;
use crate::scenario::resolve::services::curve;
use crate::scenario::rules::REQUESTS_MOST;

/// Revenue, or pay, of a whole run, in units of the currency: a quarter of what the ledger holds.
pub(super) const AMOUNT_MOST: f64 = 2e12;

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
    let requests = requests(&services, &peak);
    for (service, requests) in services.iter().zip(&requests) {
        if *requests > f64::from(REQUESTS_MOST) {
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
        sum += revenue * demand(service) * peak(service) * minutes;
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
        let heads = person.heads.get().map_or(1, |heads| heads.0) as f64;
        sum += pay * heads * minutes / 60.0;
        if sum > AMOUNT_MOST {
            too_much(&person.pay_per_hour, "pay", found);
            break;
        }
    }
}

pub(super) fn too_much<T>(place: &At<T>, what: &str, found: &mut Diagnostics) {
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

/// The largest factor that the curves of a service may reach together.
fn peak(service: &Service) -> f64 {
    let curves = items(&service.demand_curves);
    curves.map(|one| curve(one).peak()).product()
}

/// Requests a minute that reach each service; nothing where dependencies run in a circle, which is on record.
pub(super) fn requests(services: &[&Service], factor: &dyn Fn(&Service) -> f64) -> Vec<f64> {
    let mut requests: Vec<f64> = Vec::new();
    for _ in 0..=services.len() + 1 {
        let mut next: Vec<f64> = services
            .iter()
            .map(|service| demand(service) * factor(service))
            .collect();
        for (caller, requests) in services.iter().zip(&requests) {
            for (callee, calls) in calls(caller) {
                let at = services.iter().position(|one| one.id.value == callee.value);
                if let Some(at) = at.filter(|_| callee.value.is_some()) {
                    next[at] += requests * calls;
                }
            }
        }
        if next == requests {
            return requests;
        }
        requests = next;
    }
    vec![0.0; services.len()]
}

/// Whom a service calls, and how often for a request.
fn calls(caller: &Service) -> Vec<(&At<String>, f64)> {
    let spread = |callee: &At<String>| {
        let mut groups = items(&caller.redundant);
        let group = groups.find(|group| group.of.items().iter().any(|id| id.value == callee.value));
        group.map_or(1.0, |group| {
            let need = group.need.get().map_or(1.0, |need| need.0 as f64);
            need / group.of.items().len() as f64
        })
    };
    let written = |callee: &At<String>| {
        let mut entries = caller.calls.entries().iter();
        let entry = entries.find(|(id, _)| id.value == callee.value);
        let calls = entry.and_then(|(_, calls)| calls.get());
        calls.map_or(1.0, |calls| calls.0 as f64 / 1000.0)
    };
    let missed = |callee: &At<String>| {
        let cache = caller.cache.as_ref();
        let own = cache.filter(|cache| cache.of.value == callee.value);
        let hit = own.and_then(|cache| cache.hit.get());
        hit.map_or(1.0, |hit| hit.ppm().rest().ratio())
    };
    callees(caller)
        .into_iter()
        .map(|callee| (callee, spread(callee) * written(callee) * missed(callee)))
        .collect()
}
