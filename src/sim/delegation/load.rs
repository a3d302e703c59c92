//! The levers of load of what a team owns, in a delegate's hands: what is let in, and with how many units.
//!
//! | symbol | meaning | range |
//! | --- | --- | --- |
//! | `u` | utilisation: requests ÷ what the units fit, the most of a service and of all that it needs | |
//! | `t` | utilisation at which units are about right: .6 for speed, .5 for safety, .75 for cost, else .65 | *assumed* |
//! | `σ` | share that is turned away at the door | 0–1 |
//!
//! Customers first: while `u > 1`, so much is turned away that `u` falls to [`ROOM`]; where retries feed an overload that is more than
//! the trigger alone would ask for, and ends it (§B4). When `u` stays within [`FULL`] with a tenth more let in, a tenth more is let in,
//! until `σ` is where it was when the run began. Then units: an order when `u` is a tenth or more from `t`, for what would come if nobody
//! were turned away, twice as many as there are at the most; below those of the start only for cost. What scales by itself is left
//! to do so. After every order the delegate waits to see what it does.

use super::policy::{Wish, refused, same_act};
use super::{Delegated, orders};
use crate::scenario::delegation::{Area, Intent};
use crate::scenario::ids::{LeverId, ServiceId, TeamId};
use crate::scenario::rules::{Lever, LeverKind};
use crate::sim::command::{Command, Giver};
use crate::sim::services::{awaits_pass, depends_on, pool_of};
use crate::sim::world::World;

/// Utilisation that shedding aims at. *Assumed.*
const ROOM: f64 = 0.8;
/// Utilisation up to which more is let in. *Assumed.*
const FULL: f64 = 0.9;
/// So much more is let in at a time, in percent of what comes. *Assumed.*
const STEP_PERCENT: i32 = 10;
/// No order of units within so much of the target. *Assumed.*
const TOLERANCE: f64 = 0.1;
/// An order at the most times the units that there are. *Assumed.*
const TIMES_MOST: f64 = 2.0;

/// Whether a lever belongs to an area.
pub(super) fn covers(world: &World, area: Area, lever: LeverId) -> bool {
    match (area, world.rules().levers[lever.at()].kind.load_of()) {
        (Area::Load(team), Some(service)) => world.owners[service.at()] == team,
        _ => false,
    }
}

/// What the delegate of the load of a team's services wants now.
pub(super) fn steer(world: &World, delegated: &Delegated, team: TeamId) -> Wish {
    if awaits_pass(world) {
        return Wish::Wait;
    }
    let kinds: [fn(LeverKind) -> bool; 2] = [
        |kind| matches!(kind, LeverKind::LoadShedding(_)),
        |kind| matches!(kind, LeverKind::CapacityUnits(_)),
    ];
    let levers = || world.rules().levers.iter().enumerate();
    let mut question = None;
    for (at, lever) in kinds
        .iter()
        .flat_map(|of_kind| levers().filter(move |(_, lever)| of_kind(lever.kind)))
    {
        let id = LeverId(at as u8);
        if !covers(world, Area::Load(team), id) {
            continue;
        }
        let wanted = match lever.kind {
            LeverKind::LoadShedding(service) => shed_percent(world, lever, service),
            LeverKind::CapacityUnits(service) => units(world, delegated, lever, service),
            _ => None,
        };
        let Some(value) = wanted.map(|value| value.clamp(lever.least, lever.most)) else {
            continue;
        };
        let command = Command::Set(id, value);
        let valid = orders::check(world, Giver::Delegate, &command).is_ok();
        if !valid || refused(delegated, command) {
            continue;
        }
        if is_too_dear(world, delegated, lever.kind, value) && !same_act(delegated.allowed, command)
        {
            question.get_or_insert(command);
            continue;
        }
        return Wish::Do(command);
    }
    question.map_or(Wish::Wait, Wish::Ask)
}

/// Utilisation of the busiest of a service and all that it needs; `None` where all carry without end.
fn busiest(world: &World, service: ServiceId) -> Option<f64> {
    let services = (0..world.services.len()).map(|index| ServiceId(index as u16));
    services
        .filter(|&needed| depends_on(world, service, needed))
        .filter_map(|needed| Some(pool_of(world, needed)?.utilisation))
        .max_by(f64::total_cmp)
}

/// How much to turn away.
fn shed_percent(world: &World, lever: &Lever, service: ServiceId) -> Option<i32> {
    let busy = busiest(world, service)?;
    let now = i32::from(world.services[service.at()].carried.shed_percent);
    let let_in = f64::from(100 - now);
    if busy > 1.0 {
        return Some(100 - libm::floor(let_in * ROOM / busy) as i32);
    }
    let next = (now - STEP_PERCENT).max(lever.at_start);
    let more = f64::from(100 - next) / let_in.max(1.0);
    (next < now && busy * more <= FULL).then_some(next)
}

/// How many units to have.
fn units(world: &World, delegated: &Delegated, lever: &Lever, service: ServiceId) -> Option<i32> {
    let carried = &world.services[service.at()].carried;
    if carried.ordered.is_some() || carried.most > 0 {
        return None;
    }
    let intent = delegated.brief.intent;
    let target = match intent {
        Some(Intent::Speed) => 0.6,
        Some(Intent::Safety) => 0.5,
        Some(Intent::Cost) => 0.75,
        None => 0.65,
    };
    let let_in = f64::from(100 - carried.shed_percent.min(99)) / 100.0;
    let busy = pool_of(world, service)?.utilisation / let_in;
    // Where no unit works, more of them would not either.
    if (busy - target).abs() < TOLERANCE || busy.is_infinite() {
        return None;
    }
    let times = (busy / target).min(TIMES_MOST);
    let wanted = libm::ceil(f64::from(carried.units) * times - 1e-9) as i32;
    let least = match intent {
        Some(Intent::Cost) => 1,
        _ => lever.at_start.min(i32::from(carried.units)),
    };
    Some(wanted.max(least))
}

/// Whether what an order of units adds costs more in a day than the delegate may spend.
fn is_too_dear(world: &World, delegated: &Delegated, kind: LeverKind, value: i32) -> bool {
    let LeverKind::CapacityUnits(service) = kind else {
        return false;
    };
    let capacity = world.rules().services[service.at()].capacity.as_ref();
    let cost = capacity.map_or(0.0, |capacity| capacity.cost_per_unit_hour.units());
    let added = value - i32::from(world.services[service.at()].carried.units);
    (delegated.brief.limits.spend_above)
        .is_some_and(|most| f64::from(added) * cost * 24.0 > f64::from(most))
}
