//! What an SLO watches: its service level indicator, one of those that the scenario offers.
//!
//! | indicator | share of requests that it counts as bad |
//! | --- | --- |
//! | availability | `1 − s`: those without a good answer |
//! | latency above `T` | `1 − s (1 − exp(−T ÷ L))`, `L` being the mean time that a request takes: exponential, as in M/M/1 (§A4) |
//! | journey | `1 − Π s r` over its services, `r` being the share of their good answers that are right; independent of each other |
//!
//! Alerts, burn rates and error budgets count what the indicator counts, from the minute in which it was chosen; windows and spent
//! budgets keep what was counted before. Customers hurt and revenue is lost by what happens, whatever is watched: so an indicator
//! that is too tight pages for nothing, and one that looks elsewhere misses what hurts.

use super::{thousandths, whole};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{Indicator, Rules, Service};
use crate::scenario::units::Ppm;
use crate::sim::event::What;
use crate::sim::world::{ServiceState, World};
use crate::sim::{Events, note};

/// Mean time that a request takes that is served.
pub(crate) fn latency_ms(rule: &Service, state: &ServiceState) -> f64 {
    let usual = f64::from(rule.latency_ms);
    let served = usual * f64::from(state.affliction.latency_percent) / 100.0;
    let pool = (rule.capacity.as_ref()).map(|capacity| super::pool_by(rule, capacity, state));
    served * (1.0 + pool.map_or(0.0, |pool| pool.wait()))
}

/// Share of bad requests, as an indicator counts them.
fn bad_share(
    rules: &Rules,
    services: &[ServiceState],
    service: usize,
    indicator: &Indicator,
) -> f64 {
    let state = &services[service];
    match indicator {
        Indicator::Availability => {
            let requests = f64::from(state.requests.max(1));
            state.bad_milli as f64 / 1000.0 / requests
        }
        Indicator::LatencyMs(above) => {
            let mean = latency_ms(&rules.services[service], state).max(1e-9);
            let slow = libm::exp(-f64::from(*above) / mean);
            1.0 - state.success.ratio() * (1.0 - slow)
        }
        Indicator::Journey(through) => {
            let good = |service: &ServiceId| {
                let state = &services[service.at()];
                state.success.ratio() * state.affliction.right.ratio()
            };
            1.0 - through.iter().map(good).product::<f64>()
        }
    }
}

/// Counts by the indicators that are not the availability alone. Says whether a count changed.
pub(super) fn count(rules: &Rules, services: &mut [ServiceState], indicated: &[u16]) -> bool {
    let mut changed = false;
    for index in indicated.iter().map(|&index| usize::from(index)) {
        let watched = usize::from(services[index].indicator);
        let indicator = &rules.services[index].indicators[watched];
        let share = bad_share(rules, services, index, indicator);
        let state = &mut services[index];
        let counted = thousandths(f64::from(state.requests) * share);
        let counted = counted.min(u64::from(state.requests) * 1000);
        changed |= state.counted_milli != counted;
        state.counted_milli = counted;
    }
    changed
}

/// Share of good requests, as each indicator that is offered counts them.
pub(crate) fn indicated(world: &World, service: ServiceId) -> Vec<Ppm> {
    let offered = world.rules().services[service.at()].indicators.iter();
    let bad = |indicator| bad_share(world.rules(), &world.services, service.at(), indicator);
    offered
        .map(|indicator| Ppm(whole((1.0 - bad(indicator)) * 1e6)))
        .collect()
}

/// The SLO of a service watches another indicator from now on.
pub(in crate::sim) fn watch(
    world: &mut World,
    service: ServiceId,
    indicator: u8,
    events: &mut Events,
) {
    world.services[service.at()].indicator = indicator;
    world.load.disturb();
    let what = What::IndicatorChosen(service, indicator);
    note(events, world.now, what);
}
