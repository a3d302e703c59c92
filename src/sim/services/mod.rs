//! Load flows from callers to callees, success flows back (§B4).
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `d` | requests that start at a service, by its curves ([`demand`]) | a minute |
//! | `σ` | share of them that is turned away at the door before work is done (a lever) | 0–1 |
//! | `a` | attempts for one, by the success of the minute before ([`retries`]) | |
//! | `r` | requests that want work: `d (1 − σ) a` + Σ over callers of `r g × calls × misses of the cache × a` | a minute |
//! | `g` | share of them that the units serve ([`capacity`]) | 0–1 |
//! | `e` | what the service itself does: healthy × unhurt by faults × `g` × in time × soft × redundant | 0–1 |
//! | `s` | share of good answers: `e` × Π `e` of all that it needs, each once (§B4) | 0–1 |
//!
//! A soft dependency is the factor `1 − w (1 − s)`; a cached one is soft with its misses for a weight; a redundant group is the
//! chance that enough of it works ([`redundancy`]), with what its members share counted once. What soft dependencies and groups share
//! with one another is taken as independent. A call is retried as a whole: an answer that fails is tried again up to `m` times.
//!
//! What an SLO counts as bad is its indicator's business ([`indicators`]).
//!
//! **A pass over the map ([`pass`]) is a pure function of the state**; it is made anew only when something on which it depends changed. What
//! it leaves for the next minute (success for retries, warmth of caches) is handed on in [`accrue`], once a minute, until nothing
//! moves any more. So a retry storm takes its time, outlasts its trigger where it can feed itself, and skipping stays exact.

pub mod capacity;
mod demand;
mod indicators;
mod pass;
mod plan;
pub mod redundancy;
pub mod retries;
mod scaling;

use super::event::What;
use super::world::{ServiceState, World, cloned_in_place};
use super::{Events, note};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{Capacity, REQUESTS_MOST, Rules, Service};
use crate::scenario::units::{Money, Ppm, Tick};
use capacity::Pool;
pub(super) use indicators::watch;
pub(crate) use indicators::{indicated, latency_ms};
use pass::{Calling, Work};
use plan::Plan;
pub(crate) use plan::callees;
pub(super) use scaling::set;
use serde::Serialize;
use std::sync::Arc;

/// A run begins as it has been for so long: until then retries have settled.
const SETTLING_MINUTES: u32 = 240;

/// What faults do to a service in this minute. `faults::grow` says it through [`afflict`]; nobody else does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Affliction {
    /// Share of its requests that faults leave unhurt.
    pub unhurt: Ppm,
    /// Share of its units that faults took away, with what their caches held.
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
            capacity_lost: (self.capacity_lost.rest())
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
    if state.affliction == affliction {
        return;
    }
    world.load.disturb_pool(service);
    // Units that go take what their caches held with them.
    let before = u64::from(state.affliction.capacity_lost.rest().0);
    let after = u64::from(affliction.capacity_lost.rest().0);
    if after < before {
        state.carried.warmth = Ppm((u64::from(state.carried.warmth.0) * after / before) as u32);
    }
    state.affliction = affliction;
}

/// A service restarts: its cache is cold.
pub(super) fn chill(world: &mut World, service: ServiceId, events: &mut Events) {
    if world.rules().services[service.at()].cache.is_some() {
        world.services[service.at()].carried.warmth = Ppm::NONE;
        world.load.disturb();
        note(events, world.now, What::CacheCold(service));
    }
}

/// What a service carries.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Carried {
    /// Requests a minute that start here.
    pub demand: u32,
    /// Share of them that is turned away, in percent.
    pub shed_percent: u8,
    /// Requests a minute that want work.
    pub offered: u32,
    /// Those among them that are not the first attempt of their caller.
    pub retried: u32,
    /// Share of good answers to those that were let in, in billionths.
    pub answered_ppb: u32,
    /// The same in the minute before, in ten-thousandths.
    pub before: u16,
    /// Retries of its calls as a share of first attempts, at most.
    pub retry_budget: Option<Ppm>,
    /// Units at work, those included that faults took away.
    pub units: u16,
    /// Units that it is to have, and from when on.
    pub ordered: Option<(Tick, u16)>,
    /// Units at the least.
    pub least: u16,
    /// Units that it may scale to; 0 when it does not scale by itself.
    pub most: u16,
    /// How much of its cache is filled.
    pub warmth: Ppm,
}

/// The load model as a whole.
#[derive(Debug, Serialize)]
pub(crate) struct Load {
    /// Something changed on which rates depend: they have to be worked out again.
    pub changed: bool,
    /// The next minute will differ from this one although nothing happens: retries and caches have not settled.
    unsettled: bool,
    /// The next tick at which demand, units or bills may change.
    due: Tick,
    /// Bad requests are counted until here.
    counted: Tick,
    /// Revenue that all services lose a minute; it follows from them.
    #[serde(skip)]
    losing: Money,
    /// Something changed but demand and units.
    #[serde(skip)]
    disturbed: bool,
    /// The next tick at which demand may change.
    #[serde(skip)]
    demand_due: Tick,
    /// The next tick at which units arrive or are ordered.
    #[serde(skip)]
    scaling_due: Tick,
    #[serde(skip)]
    plan: Arc<Plan>,
    /// What the last pass found, by service and by call.
    #[serde(skip)]
    work: Vec<Work>,
    #[serde(skip)]
    calls: Vec<Calling>,
}

cloned_in_place!(Load {
    changed,
    unsettled,
    due,
    counted,
    losing,
    disturbed,
    demand_due,
    scaling_due,
    plan,
    work,
    calls
});

impl Load {
    pub(super) fn new(rules: &Rules) -> Load {
        let plan = Plan::of(rules);
        Load {
            changed: true,
            unsettled: false,
            due: Tick(0),
            counted: Tick(0),
            losing: Money(0),
            disturbed: true,
            demand_due: Tick(0),
            scaling_due: Tick(0),
            work: vec![Work::default(); plan.nodes.len()],
            calls: vec![Calling::default(); plan.calls.len()],
            plan: Arc::new(plan),
        }
    }

    /// Something changed on which success may depend.
    fn disturb(&mut self) {
        self.changed = true;
        self.disturbed = true;
    }

    /// Something changed on which it depends what the units of a service carry, or how many it wants.
    fn disturb_pool(&mut self, service: ServiceId) {
        self.work[service.at()].forget_calm();
        self.disturb();
    }
}

/// What services carry when the run begins.
pub(super) fn at_start(rule: &Service) -> Carried {
    let capacity = rule.capacity.as_ref();
    let units = capacity.map_or(0, |capacity| capacity.units);
    let autoscale = capacity.and_then(|capacity| capacity.autoscale.as_ref());
    Carried {
        demand: rule.demand_per_minute,
        shed_percent: 0,
        offered: 0,
        retried: 0,
        answered_ppb: 1_000_000_000,
        before: 10_000,
        retry_budget: rule.retries.budget,
        units,
        ordered: None,
        least: units,
        most: autoscale.map_or(0, |autoscale| autoscale.most),
        warmth: Ppm::ALL,
    }
}

/// Brings the load to where it has settled, as if it had been so for long before the run.
pub(super) fn settle(world: &mut World) {
    scaling::set_levers(world);
    let mut unheard = Vec::new();
    come_due(world, &mut unheard);
    carry_load(world, &mut unheard);
    for _ in 0..SETTLING_MINUTES {
        if !world.load.unsettled {
            break;
        }
        hand_on(world);
        carry_load(world, &mut unheard);
    }
}

/// Requests a minute that reach each service while nothing is wrong and no curve moves demand.
pub fn usual_requests(rules: &Rules) -> Vec<u32> {
    Plan::of(rules).usual
}

/// The same for one service.
pub(crate) fn usual(world: &World, service: ServiceId) -> u32 {
    world.load.plan.usual[service.at()]
}

/// Share of good answers of a service, with its copies, while nothing is wrong with it.
pub(crate) fn healthy(world: &World, service: ServiceId) -> Ppm {
    Ppm(whole(world.load.plan.nodes[service.at()].healthy * 1e6))
}

/// Share of good answers of a service to those that it lets in, 0–1, to a billionth.
pub fn answered(world: &World, service: ServiceId) -> f64 {
    f64::from(world.services[service.at()].carried.answered_ppb) / 1e9
}

/// Whether something has changed that the last pass did not see.
pub(super) fn awaits_pass(world: &World) -> bool {
    world.load.changed
}

/// Whether more comes to a service than its units fit, or to something that it calls; as of the last pass.
pub(super) fn is_strained(world: &World, service: ServiceId) -> bool {
    world.load.work[service.at()].strained
}

/// Whether a service is the other or calls it, directly or through others.
pub(super) fn depends_on(world: &World, service: ServiceId, on: ServiceId) -> bool {
    let count = world.services.len();
    world.load.plan.depends[service.at() * count + on.at()]
}

/// The units of a service and what is offered to them; `None` where it carries without end.
pub(crate) fn pool_of(world: &World, service: ServiceId) -> Option<Pool> {
    let rule = &world.rules().services[service.at()];
    let capacity = rule.capacity.as_ref()?;
    Some(pool_by(rule, capacity, &world.services[service.at()]))
}

/// Demand that moves, units that arrive, bills.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    if world.now < world.load.due {
        return;
    }
    if world.now >= world.load.demand_due {
        let rules = &world.scenario.rules;
        let nodes = &world.load.plan.nodes;
        for ((rule, state), node) in rules.services.iter().zip(&mut world.services).zip(nodes) {
            state.carried.demand = demand::at(rule, &node.days, rules.starts_at, world.now);
        }
    }
    let scales = world.now >= world.load.scaling_due;
    if scales || cfg!(debug_assertions) {
        let told = events.len();
        scaling::come_due(world, events);
        debug_assert!(scales || events.len() == told, "units moved unforeseen");
    }
    world.load.changed = true;
}

/// The next tick at which load may change by itself.
pub(super) fn next_change(world: &World) -> Tick {
    if world.load.unsettled {
        world.now.plus(1)
    } else {
        world.load.due
    }
}

/// What a pass over the map changed.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Changed {
    /// Requests or bad ones of some service.
    pub rates: bool,
    /// Share of good requests of some service.
    pub success: bool,
    /// Some service became as good as down, or is so no longer.
    pub tools: bool,
    /// More comes to some service than fits, or no longer.
    pub strain: bool,
}

/// Works out success and lost revenue of this minute, and tells of every service whose health changed; `None` where nothing had to
/// be worked out.
pub(super) fn carry_load(world: &mut World, events: &mut Events) -> Option<Changed> {
    if !world.load.changed {
        return None;
    }
    let mut changed = Changed::default();
    world.load.changed = false;
    let World {
        scenario,
        services,
        load,
        now,
        ..
    } = world;
    let rules = &scenario.rules;
    count_bad(services, load, *now);
    let anew = pass::carry(rules, services, load);
    changed.strain = anew.strain;
    load.losing = Money(0);
    for &index in &load.plan.callees_first {
        let (state, rule) = (
            &mut services[usize::from(index)],
            &rules.services[usize::from(index)],
        );
        let before = state.health();
        state.take(rule, &load.work[usize::from(index)]);
        if rule.indicators.is_empty() {
            state.counted_milli = state.bad_milli;
        }
        let health = state.health();
        load.losing += health.losing;
        if health != before {
            changed.rates |=
                (before.requests, before.bad_milli) != (health.requests, health.bad_milli);
            changed.success |= before.success != health.success;
            changed.tools |= is_down(before.success) != is_down(health.success);
            note(events, *now, What::Health(ServiceId(index), health));
        }
    }
    changed.rates |= indicators::count(rules, services, &load.plan.indicated);
    if anew.success {
        load.unsettled = unsettled(rules, services, &load.plan);
    }
    look_ahead(rules, services, load, *now);
    Some(changed)
}

/// Whether a service with that share of good requests is as good as down.
pub(super) fn is_down(success: Ppm) -> bool {
    success < Ppm(500_000)
}

fn pool_by(rule: &Service, capacity: &Capacity, state: &ServiceState) -> Pool {
    pool(capacity, state, plan::patience(rule))
}

/// What the units of a service can do.
struct Strength {
    /// Units that work.
    units: f64,
    /// Requests a minute that fit.
    fits: f64,
    /// Timeout in mean service times.
    timeout: f64,
}

/// What the units of a service can do that is that patient while nothing is wrong.
fn strength(capacity: &Capacity, state: &ServiceState, patience: f64) -> Strength {
    let mut units = f64::from(state.carried.units);
    let mut rate = f64::from(capacity.requests_per_unit_minute);
    let mut timeout = patience;
    if state.affliction.latency_percent != 100 {
        let latency = f64::from(state.affliction.latency_percent.max(1)) / 100.0;
        rate /= latency;
        timeout /= latency;
    }
    if state.affliction.capacity_lost.0 > 0 {
        units *= state.affliction.capacity_lost.rest().ratio();
    }
    Strength {
        units,
        fits: units * rate,
        timeout,
    }
}

/// The pool of a service that is that patient while nothing is wrong.
fn pool(capacity: &Capacity, state: &ServiceState, patience: f64) -> Pool {
    let Strength {
        units,
        fits,
        timeout,
    } = strength(capacity, state, patience);
    let offered = f64::from(state.carried.offered);
    Pool {
        units,
        utilisation: if fits > 0.0 {
            offered / fits
        } else if offered > 0.0 {
            // Nothing works, and something comes: no number of units would be too many.
            f64::INFINITY
        } else {
            0.0
        },
        timeout,
    }
}

impl ServiceState {
    /// Chance that an attempt failed in the minute before.
    fn failing_before(&self) -> f64 {
        f64::from(10_000 - self.carried.before) / 10_000.0
    }

    /// Requests a minute that are turned away at the door.
    fn turned_away(&self) -> u32 {
        let share = u64::from(self.carried.demand) * u64::from(self.carried.shed_percent);
        ((share + 50) / 100) as u32
    }

    /// Takes over what a pass found.
    fn take(&mut self, rule: &Service, work: &Work) {
        let answered = work.answered;
        let turned = self.turned_away();
        let demand = f64::from(self.carried.demand - turned);
        self.requests = (self.carried.offered + turned).min(REQUESTS_MOST);
        let turned_milli = u64::from(turned) * 1000;
        let failed = f64::from(self.carried.offered) * (1.0 - answered);
        self.bad_milli = (turned_milli + thousandths(failed)).min(u64::from(self.requests) * 1000);
        let shown = if turned > 0 {
            f64::from(self.carried.offered) / f64::from(self.requests.max(1)) * answered
        } else {
            answered
        };
        self.success = Ppm(whole(shown * 1e6));
        let lost_milli = turned_milli + thousandths(demand * (1.0 - work.earns));
        self.losing = lost(rule.revenue_per_request, lost_milli);
        self.carried.answered_ppb = whole(answered * 1e9);
    }
}

/// Revenue of so many thousandths of a request.
fn lost(revenue_per_request: Money, milli: u64) -> Money {
    if milli == 0 || revenue_per_request.0 == 0 {
        return Money(0);
    }
    let small = i64::try_from(milli).ok();
    Money(
        match small.and_then(|milli| revenue_per_request.0.checked_mul(milli)) {
            Some(thousandfold) => thousandfold / 1000,
            None => {
                let lost = i128::from(revenue_per_request.0) * i128::from(milli) / 1000;
                i64::try_from(lost).unwrap_or(i64::MAX)
            }
        },
    )
}

/// The nearest whole number of thousandths of an amount that is not negative.
fn thousandths(amount: f64) -> u64 {
    (amount * 1000.0 + 0.5) as u64
}

/// The nearest whole number of an amount that is not negative.
fn whole(amount: f64) -> u32 {
    (amount + 0.5) as u32
}

fn ten_thousandths(ppb: u32) -> u16 {
    ((ppb + 50_000) / 100_000) as u16
}

/// Whether a cache fills: it is not full, and its callee answers.
fn fills(rule: &Service, state: &ServiceState, services: &[ServiceState]) -> Option<u32> {
    let cache = rule.cache.as_ref()?;
    let answered = services[cache.of.at()].carried.answered_ppb / 1000;
    let gained = answered / u32::from(cache.refill_minutes.max(1));
    (state.carried.warmth < Ppm::ALL && gained > 0).then_some(gained)
}

fn unsettled(rules: &Rules, services: &[ServiceState], plan: &Plan) -> bool {
    let mut all = rules.services.iter().zip(services).zip(&plan.nodes);
    all.any(|((rule, state), node)| {
        let heard =
            node.heard && ten_thousandths(state.carried.answered_ppb) != state.carried.before;
        heard || fills(rule, state, services).is_some()
    })
}

/// Works out when demand or units may next change.
fn look_ahead(rules: &Rules, services: &[ServiceState], load: &mut Load, now: Tick) {
    if load.demand_due <= now {
        let services = rules.services.iter();
        let next = services.map(|rule| demand::next_change(rule, rules.starts_at, now));
        load.demand_due = next.min().unwrap_or(Tick::NEVER);
    }
    let all = rules.services.iter().zip(services).zip(&load.work);
    let next = all.map(|((rule, state), work)| match state.carried.ordered {
        Some((due, _)) => due,
        None if work.is_calm(state.carried.offered) => Tick::NEVER,
        None => scaling::next_look(rule, state, work.asked.utilisation, now),
    });
    load.scaling_due = next.min().unwrap_or(Tick::NEVER);
    load.due = load.scaling_due.min(load.demand_due);
}

/// Hands on what the next minute has from this one.
fn hand_on(world: &mut World) {
    if !world.load.unsettled {
        return;
    }
    world.load.disturb();
    let World {
        scenario, services, ..
    } = world;
    for (index, rule) in scenario.rules.services.iter().enumerate() {
        let state = &services[index];
        let gained = fills(rule, state, services).unwrap_or(0);
        let carried = &mut services[index].carried;
        carried.warmth = Ppm((carried.warmth.0 + gained).min(Ppm::ALL.0));
        carried.before = ten_thousandths(carried.answered_ppb);
    }
}

/// Tells how every service does at tick 0.
pub(super) fn tell_all(world: &World, events: &mut Events) {
    for (index, state) in world.services.iter().enumerate() {
        let what = What::Health(ServiceId(index as u16), state.health());
        note(events, world.now, what);
    }
}

/// Counts the lost revenue of `minutes` minutes that are all like this one. Requests are counted when their rates move.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    world.ledger.lost_revenue += world.load.losing * minutes;
    hand_on(world);
}

/// Counts the bad requests of the minutes since they were counted last: their rates hold no more.
fn count_bad(services: &mut [ServiceState], load: &mut Load, now: Tick) {
    let minutes = u64::from(now.since(load.counted));
    load.counted = now;
    if minutes > 0 {
        for state in services {
            state.bad_total_milli += state.bad_milli * minutes;
            state.counted_total_milli += state.counted_milli * minutes;
        }
    }
}

/// Bad requests of a service since the run began, in thousandths.
pub(super) fn bad_so_far(world: &World, service: ServiceId) -> u64 {
    let state = &world.services[service.at()];
    state.bad_total_milli + state.bad_milli * u64::from(world.now.since(world.load.counted))
}

/// The same of those that its SLO counts.
pub(super) fn counted_so_far(world: &World, service: ServiceId) -> u64 {
    let state = &world.services[service.at()];
    state.counted_total_milli + state.counted_milli * u64::from(world.now.since(world.load.counted))
}

/// Whatever a target tolerates, customers are hurt where more requests fail than this. *Assumed.*
const TOLERATED_MOST: u64 = 500_000;

/// Whether customers are hurt: a tier-1 service is below its target by more than the fastest page tolerates.
pub(super) fn customers_hurt(world: &World) -> bool {
    let pairs = world.rules().services.iter().zip(&world.services);
    pairs
        .filter(|(rule, _)| rule.tier == 1)
        .any(|(rule, state)| {
            let tolerated = u64::from(rule.slo.rest().0) * super::alerts::RULES[0].burn_tenths / 10;
            u64::from(state.success.rest().0) > tolerated.min(TOLERATED_MOST)
        })
}
