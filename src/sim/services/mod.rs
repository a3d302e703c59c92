//! Load flows from callers to callees, success flows back (§B4).
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `d` | requests that start at a service | a minute |
//! | `r` | requests that reach it: `d` + Σ `r` of its callers | a minute |
//! | `o` | its own share of good requests: healthy × what faults leave of sound and quick ones | ppm |
//! | `s` | share of good requests: `o` × Π `s` of hard dependencies × Π (1 − w (1 − `s` of a soft one)) | ppm |
//!
//! A soft dependency costs quality, in proportion to its weight `w`; a hard one is a factor of the product.

use super::event::What;
use super::world::World;
use super::{Events, note};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::Rules;
use crate::scenario::units::Ppm;
use serde::Serialize;

/// The services, every callee before its callers. The loader refuses cycles (`BC0304`).
pub(super) fn callees_first(rules: &Rules) -> Vec<ServiceId> {
    let count = rules.services.len();
    let mut order: Vec<ServiceId> = Vec::with_capacity(count);
    let mut placed = vec![false; count];
    for _ in 0..count {
        for service in (0..count).map(|index| ServiceId(index as u16)) {
            let ready =
                !placed[service.at()] && callees(rules, service).all(|callee| placed[callee.at()]);
            if ready {
                placed[service.at()] = true;
                order.push(service);
            }
        }
    }
    order
}

/// Whom a service calls, hard dependencies first.
pub(crate) fn callees(rules: &Rules, service: ServiceId) -> impl Iterator<Item = ServiceId> {
    let service = &rules.services[service.at()];
    service
        .hard
        .iter()
        .copied()
        .chain(service.soft.iter().map(|(callee, _)| *callee))
}

/// Requests a minute that reach each service: its own and those that its callers pass on.
pub fn requests_per_minute(rules: &Rules) -> Vec<u32> {
    let mut requests: Vec<u32> = rules
        .services
        .iter()
        .map(|service| service.demand_per_minute)
        .collect();
    for caller in callees_first(rules).into_iter().rev() {
        let passed_on = requests[caller.at()];
        for callee in callees(rules, caller) {
            requests[callee.at()] += passed_on;
        }
    }
    requests
}

/// What faults do to a service in this minute. `faults::grow` says it through [`afflict`]; nobody else does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Affliction {
    /// Share of its requests that faults leave unhurt.
    pub unhurt: Ppm,
    /// Share of its units that faults took away.
    pub capacity_lost: Ppm,
    /// Time that a request takes, in percent of the usual.
    pub latency_percent: u32,
    /// Share of good answers that are right: the others look good and earn nothing.
    pub right: Ppm,
}

impl Affliction {
    /// Faults do nothing to it.
    pub(crate) const NONE: Affliction = Affliction {
        unhurt: Ppm::ALL,
        capacity_lost: Ppm::NONE,
        latency_percent: 100,
        right: Ppm::ALL,
    };

    /// Both at once: shares of what is left, latencies multiplied.
    pub(crate) fn and(self, other: Affliction) -> Affliction {
        Affliction {
            unhurt: self.unhurt.of(other.unhurt),
            capacity_lost: self
                .capacity_lost
                .rest()
                .of(other.capacity_lost.rest())
                .rest(),
            latency_percent: self.latency_percent.saturating_mul(other.latency_percent) / 100,
            right: self.right.of(other.right),
        }
    }
}

/// Says what faults do to a service from this minute on.
pub(super) fn afflict(world: &mut World, service: ServiceId, affliction: Affliction) {
    let state = &mut world.services[service.at()];
    world.load.changed |= state.affliction != affliction;
    state.affliction = affliction;
}

/// Load as a whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Load {
    /// Something changed on which rates depend: they have to be worked out again.
    pub changed: bool,
}

/// Works out success and lost revenue of this minute, and tells of every service whose health changed. Says whether the rates
/// differ from those of the minute before.
pub(super) fn carry_load(world: &mut World, events: &mut Events) -> bool {
    if !world.load.changed {
        return false;
    }
    world.load.changed = false;
    let scenario = world.scenario.clone();
    let rules = &scenario.rules;
    let mut changed = false;
    for index in 0..world.order.len() {
        let service = world.order[index];
        let success = success(world, rules, service);
        let rule = &rules.services[service.at()];
        let state = &world.services[service.at()];
        let bad = bad_of(state.requests, success);
        // A wrong answer looks good and earns nothing.
        let earning = success.of(world.services[service.at()].affliction.right);
        let losing = rule.revenue_per_request * bad_of(rule.demand_per_minute, earning);
        let state = &mut world.services[service.at()];
        changed |= state.bad != bad;
        if (state.success, state.losing) != (success, losing) {
            state.success = success;
            state.bad = bad;
            state.losing = losing;
            let health = state.health();
            note(events, world.now, What::Health(service, health));
        }
    }
    changed
}

/// Bad requests among those, rounded to the nearest.
fn bad_of(requests: u32, success: Ppm) -> u32 {
    ((u64::from(requests) * u64::from(success.rest().0) + 500_000) / 1_000_000) as u32
}

fn success(world: &World, rules: &Rules, service: ServiceId) -> Ppm {
    let rule = &rules.services[service.at()];
    let mut success = rule
        .healthy
        .of(world.services[service.at()].affliction.unhurt);
    for callee in &rule.hard {
        success = success.of(world.services[callee.at()].success);
    }
    for (callee, weight) in &rule.soft {
        success = success.of(weight.of(world.services[callee.at()].success.rest()).rest());
    }
    success
}

/// Tells how every service does at tick 0.
pub(super) fn tell_all(world: &World, events: &mut Events) {
    for (index, state) in world.services.iter().enumerate() {
        let what = What::Health(ServiceId(index as u16), state.health());
        note(events, world.now, what);
    }
}

/// Counts the requests and the lost revenue of `minutes` minutes that are all like this one.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    for state in &mut world.services {
        let bad = u64::from(state.bad) * u64::from(minutes);
        state.bad_total += bad;
        state.good_total += u64::from(state.requests) * u64::from(minutes) - bad;
        world.ledger.lost_revenue += state.losing * minutes;
    }
}

/// Whether customers are hurt: a tier-1 service is below its target by more than the fastest page tolerates.
pub(super) fn customers_hurt(world: &World) -> bool {
    let pairs = world.rules().services.iter().zip(&world.services);
    pairs
        .filter(|(rule, _)| rule.tier == 1)
        .any(|(rule, state)| {
            let tolerated = u64::from(rule.slo.rest().0) * super::alerts::RULES[0].burn_tenths / 10;
            u64::from(state.success.rest().0) > tolerated
        })
}
