//! BC0572: a static threshold watches one thing. BC0573 (warning): what would ring although nothing is wrong.

use crate::scenario::defaults;
use crate::scenario::diagnostics::Diagnostics;
use crate::scenario::draft::{Counts, Draft, Limit, Service};
use crate::scenario::names::items;

pub(super) fn check(draft: &Draft, found: &mut Diagnostics) {
    for service in items(&draft.services) {
        for limit in (service.alarms.as_ref().into_iter()).flat_map(|alarms| items(&alarms.limits))
        {
            threshold(service, limit, found);
        }
        indicators(service, found);
    }
}

fn threshold(service: &Service, limit: &Limit, found: &mut Diagnostics) {
    let both = [
        limit.success_below.value.is_some(),
        limit.latency_above_ms.value.is_some(),
    ];
    if both[0] == both[1] {
        let message = match both[0] {
            true => "a static threshold watches one thing, and this one two",
            false => "a static threshold watches something, and this one nothing",
        };
        found
            .error("BC0572", limit.minutes.span, message)
            .help("write either `success_below: 0.99` or `latency_above_ms: 500` beside it");
    } else if let Some(above) = limit.latency_above_ms.get()
        && above.0 <= latency_ms(service)
    {
        let message = format!(
            "requests take {} ms when nothing is wrong",
            latency_ms(service)
        );
        found
            .warning("BC0573", limit.latency_above_ms.span, message)
            .help("write a longer time, which something wrong would exceed");
    }
}

/// A healthy service must not spend its budget by an indicator.
fn indicators(service: &Service, found: &mut Diagnostics) {
    let Some(slo) = service.slo.get() else { return };
    for indicator in items(&service.indicators) {
        match indicator.counts.as_ref() {
            Some(Counts::Latency { above_ms }) => {
                let Some(above) = above_ms.get() else {
                    continue;
                };
                let usual = latency_ms(service) as f64;
                let slow = libm::exp(-(above.0 as f64) / usual);
                if slow > slo.ppm().rest().ratio() {
                    let message = format!(
                        "{:.1} % of requests take longer when nothing is wrong, more than the budget holds",
                        slow * 100.0
                    );
                    let enough = -usual * libm::log(slo.ppm().rest().ratio());
                    found
                        .warning("BC0573", above_ms.span, message)
                        .help(format!("write {enough:.0} or more"));
                }
            }
            Some(Counts::Journey(services)) if services.items().is_empty() => {
                found
                    .error(
                        "BC0572",
                        services.span.opening(),
                        "a journey through no service",
                    )
                    .help("name the services that it goes through: `Journey([\"web\", \"pay\"])`");
            }
            _ => {}
        }
    }
}

fn latency_ms(service: &Service) -> i64 {
    let written = service.latency_ms.get();
    written.map_or(i64::from(defaults::LATENCY_MS), |latency| latency.0)
}
