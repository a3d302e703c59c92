//! Units: ordered, there after a lag, paid for in [`cloud`]; and the levers of load.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `u` | utilisation: requests that want work ÷ what the units fit, 1 at most, for none is busier than busy | 0–1 |
//! | `n` | units wanted: `units × u ÷ target`, rounded up, between the least and the most | |
//!
//! A service that scales by itself looks on its own cadence, orders `n` unless `u ÷ target` lies within a tenth of 1 (the tolerance of
//! Kubernetes' autoscaler), and orders nothing while an order is under way. The leader's order goes out at once and replaces it.

use super::{ServiceId, ServiceState, pool_by};
use crate::scenario::rules::{Capacity, LeverKind, Service};
use crate::scenario::units::{Ppm, Tick};
use crate::sim::event::What;
use crate::sim::world::World;
use crate::sim::{Events, cloud, note};
use std::cmp::Ordering;

/// No scaling within this share of the target: the default of Kubernetes' autoscaler.
const TOLERANCE: f64 = 0.1;

/// Units that a service wants at that utilisation.
fn wanted(capacity: &Capacity, state: &ServiceState, utilisation: f64) -> u16 {
    let carried = &state.carried;
    let autoscale = capacity.autoscale.as_ref().filter(|_| carried.most > 0);
    let Some(autoscale) = autoscale else {
        return carried.least;
    };
    let busy = utilisation.min(1.0) / autoscale.target.ratio();
    if busy <= 1.0 + TOLERANCE && carried.units <= carried.least {
        return carried.least;
    }
    let units = f64::from(carried.units);
    let wanted = if (busy - 1.0).abs() <= TOLERANCE {
        carried.units
    } else {
        libm::ceil(units * busy - 1e-9).min(f64::from(carried.most)) as u16
    };
    wanted.clamp(carried.least, carried.most.max(carried.least))
}

/// Between which utilisations a service wants the units that it has; `None` where it wants others anyway.
pub(super) fn steady(capacity: &Capacity, state: &ServiceState) -> Option<(f64, f64)> {
    let carried = &state.carried;
    let autoscale = capacity.autoscale.as_ref().filter(|_| carried.most > 0);
    match autoscale {
        None => (carried.units == carried.least).then_some((0.0, f64::INFINITY)),
        Some(autoscale) => {
            let target = autoscale.target.ratio();
            let least = match carried.units.cmp(&carried.least) {
                Ordering::Less => return None,
                Ordering::Equal => 0.0,
                Ordering::Greater if carried.units > carried.most => return None,
                Ordering::Greater => target * (1.0 - TOLERANCE),
            };
            Some((least, target * (1.0 + TOLERANCE)))
        }
    }
}

/// The next tick at which a service orders units that has none under way, at that utilisation.
pub(super) fn next_look(rule: &Service, state: &ServiceState, utilisation: f64, now: Tick) -> Tick {
    let Some(capacity) = &rule.capacity else {
        return Tick::NEVER;
    };
    if wanted(capacity, state, utilisation) == state.carried.units {
        return Tick::NEVER;
    }
    let autoscale = capacity.autoscale.as_ref();
    let every = autoscale.map_or(1, |autoscale| u32::from(autoscale.every_minutes.max(1)));
    Tick((now.0 / every + 1) * every)
}

/// Units that arrive, decisions to scale.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.services.iter().enumerate() {
        let Some(capacity) = &rule.capacity else {
            continue;
        };
        let service = ServiceId(index as u16);
        if let Some((due, units)) = world.services[index].carried.ordered
            && due <= world.now
        {
            let carried = &mut world.services[index].carried;
            carried.ordered = None;
            carried.units = units;
            world.load.disturb_pool(service);
            cloud::run_units(world, service, units);
            note(events, world.now, What::Units(service, units));
        }
        let autoscale = capacity.autoscale.as_ref();
        let looks = |every: u16| world.now.0.is_multiple_of(u32::from(every.max(1)));
        if autoscale.is_some_and(|autoscale| looks(autoscale.every_minutes)) && world.now.0 > 0 {
            let most = (world.bill.capped()).then_some(world.services[index].carried.units);
            order(world, service, most, events);
        }
    }
}

/// Orders what a service wants, `most` at the most, unless an order is under way.
fn order(world: &mut World, service: ServiceId, most: Option<u16>, events: &mut Events) {
    let rule = &world.scenario.rules.services[service.at()];
    let state = &mut world.services[service.at()];
    let Some(capacity) = &rule.capacity else {
        return;
    };
    let utilisation = pool_by(rule, capacity, state).utilisation;
    let units = wanted(capacity, state, utilisation).min(most.unwrap_or(u16::MAX));
    if state.carried.ordered.is_none() && units != state.carried.units {
        let due = world.now.plus(u32::from(capacity.lag_minutes.max(1)));
        state.carried.ordered = Some((due, units));
        note(events, world.now, What::UnitsOrdered(service, units, due));
    }
}

/// Puts the levers of load where they stand when the run begins.
pub(super) fn set_levers(world: &mut World) {
    let scenario = world.scenario.clone();
    for lever in &scenario.rules.levers {
        put(world, lever.kind, lever.at_start);
        if let LeverKind::CapacityUnits(service) = lever.kind {
            world.services[service.at()].carried.units = lever.at_start.max(0) as u16;
        }
    }
}

/// A lever was set: what it moves follows, units after their lag.
pub(in crate::sim) fn set(world: &mut World, kind: LeverKind, value: i32, events: &mut Events) {
    if let Some(service) = put(world, kind, value) {
        world.services[service.at()].carried.ordered = None;
        order(world, service, None, events);
    }
}

/// Units at the least of a service that scales by itself: those that the leader ordered, or those of the start.
fn units_ordered(world: &World, service: ServiceId) -> u16 {
    let capacity = world.rules().services[service.at()].capacity.as_ref();
    let ordered = world.lever(LeverKind::CapacityUnits(service));
    ordered.map_or_else(
        || capacity.map_or(0, |capacity| capacity.units),
        |units| units.max(0) as u16,
    )
}

/// Puts a lever where it shall stand; the service whose units it moves.
fn put(world: &mut World, kind: LeverKind, value: i32) -> Option<ServiceId> {
    // Levers of other parts cost a pass for nothing, and are rare.
    world.load.disturb();
    let least = match kind {
        LeverKind::AutoscalingMost(service) => units_ordered(world, service),
        _ => 0,
    };
    let services = &mut world.services;
    match kind {
        LeverKind::CapacityUnits(service) => {
            services[service.at()].carried.least = value.max(0) as u16;
            world.load.disturb_pool(service);
            Some(service)
        }
        LeverKind::AutoscalingMost(service) => {
            let carried = &mut services[service.at()].carried;
            let before = std::mem::replace(&mut carried.most, value.max(0) as u16);
            if value == 0 {
                // What is there stays.
                carried.least = carried.units;
            } else if before == 0 {
                carried.least = least;
            }
            world.load.disturb_pool(service);
            Some(service)
        }
        LeverKind::RetryBudget(service) => {
            let budget = Ppm(value.max(0) as u32 * 10_000);
            services[service.at()].carried.retry_budget = Some(budget);
            None
        }
        LeverKind::LoadShedding(service) => {
            services[service.at()].carried.shed_percent = value.clamp(0, 100) as u8;
            None
        }
        _ => None,
    }
}
