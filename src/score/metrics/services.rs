//! Services: what share of requests they answered well, and what of the error budget that spent (§B1).

use crate::scenario::Scenario;
use crate::scenario::ids::ServiceId;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, Health, What};
use crate::sim::services::usual_requests;
use serde::Serialize;
use std::collections::BTreeMap;

/// Minutes of the month that an error budget is for.
const MONTH_MINUTES: f64 = 30.0 * 24.0 * 60.0;

/// A service over the run.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct ServiceMetrics {
    /// Good requests ÷ requests.
    pub availability: f64,
    /// Share of the month's error budget spent, what was spent before the run included; above 1 when overspent.
    pub budget_spent: f64,
}

/// Services by id.
pub(super) fn services(
    scenario: &Scenario,
    events: &[Event],
    now: Tick,
) -> BTreeMap<String, ServiceMetrics> {
    let usual = usual_requests(&scenario.rules);
    let all = scenario
        .rules
        .services
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let (mut requests, mut bad_milli) = (0_u64, 0_u64);
            for stretch in health(events, ServiceId(index as u16), now) {
                let minutes = u64::from(stretch.until.since(stretch.from));
                requests += minutes * u64::from(stretch.health.requests);
                bad_milli += minutes * stretch.health.bad_milli;
            }
            let month = rule.slo.rest().ratio() * f64::from(usual[index]) * MONTH_MINUTES;
            let bad = bad_milli as f64 / 1000.0;
            let share = |of: f64| if of > 0.0 { bad / of } else { 0.0 };
            let metrics = ServiceMetrics {
                availability: 1.0 - share(requests as f64),
                budget_spent: rule.budget_spent.ratio() + share(month),
            };
            (scenario.ids.services[index].clone(), metrics)
        });
    all.collect()
}

/// A stretch in which a service did alike.
pub(in crate::score) struct Stretch {
    pub from: Tick,
    pub until: Tick,
    pub health: Health,
}

/// Stretches of a service's health.
pub(in crate::score) fn health(events: &[Event], service: ServiceId, now: Tick) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for event in events {
        if let What::Health(of, health) = event.what
            && of == service
        {
            if let Some(last) = stretches.last_mut() {
                last.until = event.tick;
            }
            stretches.push(Stretch {
                from: event.tick,
                until: now,
                health,
            });
        }
    }
    stretches
}
