//! A pass over the map: load from callers to callees, success back. The equations stand at the top of [`super`].
//!
//! Demand moves every quarter of an hour; what success depends on moves seldom. So a pass works out only what may be new:
//!
//! | what moved since the last pass | what is worked out |
//! | --- | --- |
//! | retries, caches, levers, faults: the load is *disturbed* | what calls pass on, requests, success |
//! | demand or units, and some service serves another share for it | requests, success |
//! | demand or units, and every service serves the share that it did | requests |
//!
//! Builds with debug assertions work out all of it in every pass, and say where something was new that had not to be.

use super::capacity::{self, Pool};
use super::plan::{Call, CallKind, Group, Node, Plan, Span};
use super::{Load, pool, redundancy, retries, scaling, strength, whole};
use crate::scenario::rules::{MEMBERS_MOST, REQUESTS_MOST, Rules, Service};
use crate::scenario::units::Ppm;
use crate::sim::world::ServiceState;

/// A service within a pass.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Work {
    /// Requests of callers, and retries among them.
    arriving: f64,
    retried: f64,
    /// Retries for a request that starts here.
    again: f64,
    /// Share that the units serve.
    served: f64,
    /// More comes than the units fit.
    crowded: bool,
    /// What it does itself, whatever it needs.
    own: f64,
    /// Share of good answers.
    pub answered: f64,
    /// Share of requests that end well for whoever sent them: a wrong answer looks good and earns nothing.
    pub earns: f64,
    /// From so many requests to fewer than so many, its units serve all of them, and it wants no others.
    calm: (u32, u32),
    /// The pool that was last asked, and what it loses.
    pub asked: Pool,
    lost: f64,
    /// More comes than its units fit, or to something that it calls.
    pub strained: bool,
}

impl Work {
    /// As far as is known, its units serve so many requests, and it wants no others.
    pub(super) fn is_calm(&self, offered: u32) -> bool {
        (self.calm.0..self.calm.1).contains(&offered)
    }

    /// It is not known any more what its units carry.
    pub(super) fn forget_calm(&mut self) {
        self.calm = UNKNOWN;
    }
}

/// Nothing is known to be calm.
const UNKNOWN: (u32, u32) = (0, 0);

/// Bounds are kept by this much more than rounding could cost.
const MARGIN: f64 = 1e-9;

/// A call within a pass.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calling {
    /// First attempts for a request that is served.
    first: f64,
    /// Retries for a first attempt.
    again: f64,
    /// By how much retries raise its success.
    gain: f64,
}

/// What a pass worked out anew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anew {
    /// Success, whether or not it came out as before.
    pub success: bool,
    /// More comes to some service than fits, or no longer.
    pub strain: bool,
}

/// Works out requests, and success where it may be another.
pub(super) fn carry(rules: &Rules, services: &mut [ServiceState], load: &mut Load) -> Anew {
    let disturbed = std::mem::take(&mut load.disturbed);
    if disturbed || cfg!(debug_assertions) {
        prepare_calls(rules, services, load, disturbed);
    }
    let success = offer(rules, services, load) || disturbed;
    let mut strain = false;
    if success || cfg!(debug_assertions) {
        for place in 0..load.plan.callees_first.len() {
            let index = usize::from(load.plan.callees_first[place]);
            let before = load.work[index];
            let (rule, state) = (&rules.services[index], &services[index]);
            answer(rule, state, index, load);
            let after = &mut load.work[index];
            after.earns = retries::success(1.0 - after.answered, rule.client_attempts, None);
            if state.affliction.right != Ppm::ALL {
                after.earns *= state.affliction.right.ratio();
            }
            strain |= after.strained != before.strained;
            debug_assert!(
                success
                    || !strain && (after.answered, after.earns) == (before.answered, before.earns),
                "success moved and nobody called `disturb`"
            );
        }
    }
    Anew { success, strain }
}

/// What every call passes on of a request, by how its callee did in the minute before.
fn prepare_calls(rules: &Rules, services: &[ServiceState], load: &mut Load, disturbed: bool) {
    let Load {
        plan, work, calls, ..
    } = load;
    for (index, (rule, state)) in rules.services.iter().zip(services).enumerate() {
        let own = retries::attempts(state.failing_before(), rule.client_attempts, None);
        work[index].again = own - 1.0;
        let budget = state.carried.retry_budget.map(Ppm::ratio);
        let missed = misses(rule, state);
        let node = &plan.nodes[index];
        let mut prepare = |at: usize, share: f64| {
            let call = &plan.calls[at];
            let missed = if call.cached { missed } else { 1.0 };
            let failing = services[usize::from(call.callee)].failing_before();
            let again = retries::attempts(failing, rule.retries.attempts, budget) - 1.0;
            let first = call.per_request * missed * share;
            debug_assert!(
                disturbed || (first, again) == (calls[at].first, calls[at].again),
                "calls moved and nobody called `disturb`"
            );
            (calls[at].first, calls[at].again) = (first, again);
        };
        for at in node.calls.range() {
            if !matches!(plan.calls[at].kind, CallKind::Member(_)) {
                prepare(at, 1.0);
            }
        }
        for group in &plan.groups[node.groups.range()] {
            // Calls go where answers come from: what a failing member does not do falls to the others.
            let members = &plan.calls[group.calls.range()];
            let works = |call: &Call| 1.0 - services[usize::from(call.callee)].failing_before();
            let all: f64 = members.iter().map(works).sum();
            for at in group.calls.range() {
                let even = 1.0 / members.len() as f64;
                let picked = if all > 0.0 {
                    works(&plan.calls[at]) / all
                } else {
                    even
                };
                prepare(at, (group.need as f64 * picked).min(1.0));
            }
        }
    }
}

/// Callers first: how many requests reach each service, and how many of them its units serve. Tells whether some service serves
/// another share than before.
fn offer(rules: &Rules, services: &mut [ServiceState], load: &mut Load) -> bool {
    let Load {
        plan, work, calls, ..
    } = load;
    let mut other = false;
    for work in work.iter_mut() {
        work.arriving = 0.0;
        work.retried = 0.0;
    }
    for &index in plan.callees_first.iter().rev() {
        let index = usize::from(index);
        let (state, node) = (&mut services[index], &plan.nodes[index]);
        let here = &mut work[index];
        let own = f64::from(state.carried.demand - state.turned_away());
        let offered = whole(here.arriving + own * (1.0 + here.again)).min(REQUESTS_MOST);
        state.carried.offered = offered;
        state.carried.retried = whole(here.retried + own * here.again).min(offered);
        other |= serve(&rules.services[index], state, node, here);
        let requests = f64::from(offered) * here.served;
        for at in node.calls.range() {
            let Calling { first, again, .. } = calls[at];
            let callee = &mut work[usize::from(plan.calls[at].callee)];
            callee.arriving += requests * first * (1.0 + again);
            callee.retried += requests * first * again;
        }
    }
    other
}

/// Works out which share of the requests offered to a service its units serve. Tells whether it is another than before.
fn serve(rule: &Service, state: &ServiceState, node: &Node, work: &mut Work) -> bool {
    let before = (work.served, work.crowded);
    let calm = work.is_calm(state.carried.offered);
    if calm && !cfg!(debug_assertions) {
        (work.served, work.crowded) = (1.0, false);
        return before != (1.0, false);
    }
    (work.served, work.crowded) = (1.0, false);
    if let Some(capacity) = &rule.capacity {
        let pool = pool(capacity, state, node.patience);
        if pool != work.asked {
            work.asked = pool;
            work.lost = pool.lost();
        }
        work.served = capacity::goodput(work.lost, capacity.waste.ratio());
        work.crowded = pool.utilisation > 1.0;
    }
    work.calm = calm_between(rule, state, node);
    debug_assert!(
        !calm || work.served == 1.0 && !work.crowded && work.is_calm(state.carried.offered),
        "a pool changed and nobody called `disturb_pool`"
    );
    before != (work.served, work.crowded)
}

/// From how many requests to fewer than how many the units of a service serve all of them, and it wants no others.
fn calm_between(rule: &Service, state: &ServiceState, node: &Node) -> (u32, u32) {
    let Some(capacity) = &rule.capacity else {
        return (0, u32::MAX);
    };
    let Some((least, most)) = scaling::steady(capacity, state) else {
        return UNKNOWN;
    };
    let strength = strength(capacity, state, node.patience);
    let calm = Pool::calm_below(strength.units, strength.timeout);
    let most = most.min(calm).min(1.0) * (1.0 - MARGIN);
    if strength.fits <= 0.0 || most <= 0.0 {
        return UNKNOWN;
    }
    let least = libm::ceil(least * (1.0 + MARGIN) * strength.fits);
    (least as u32, (most * strength.fits) as u32 + 1)
}

/// Share of calls that the cache of a service does not answer.
fn misses(rule: &Service, state: &ServiceState) -> f64 {
    let cache = rule.cache.as_ref();
    cache.map_or(1.0, |cache| {
        1.0 - cache.hit.ratio() * state.carried.warmth.ratio()
    })
}

/// Callees first: what a service does itself, and what comes of it with all that it needs.
fn answer(rule: &Service, state: &ServiceState, index: usize, load: &mut Load) {
    let Load {
        plan, work, calls, ..
    } = load;
    let node = &plan.nodes[index];
    let mut own = node.healthy * work[index].served;
    if state.affliction.unhurt != Ppm::ALL {
        own *= state.affliction.unhurt.ratio();
    }
    if state.affliction.latency_percent > 100 {
        let latency = f64::from(state.affliction.latency_percent) / 100.0;
        own *= 1.0 - capacity::late(node.patience, latency);
    }
    let mut strained = work[index].crowded;
    if node.calls.is_empty() {
        work[index].own = own;
        work[index].strained = strained;
        work[index].answered = own;
        return;
    }
    let budget = state.carried.retry_budget.map(Ppm::ratio);
    let missed = misses(rule, state);
    let mut weakest: f64 = 1.0;
    for at in node.calls.range() {
        let call = &plan.calls[at];
        strained |= work[usize::from(call.callee)].strained;
        let attempt = work[usize::from(call.callee)].answered;
        let whole = retries::success(1.0 - attempt, rule.retries.attempts, budget);
        calls[at].gain = if attempt > 0.0 { whole / attempt } else { 1.0 };
        match call.kind {
            CallKind::Hard if !call.cached => weakest = weakest.min(whole),
            CallKind::Member(_) => {}
            kind => {
                let weight = if let CallKind::Soft(weight) = kind {
                    weight
                } else {
                    1.0
                };
                let weight = if call.cached { weight * missed } else { weight };
                let works = all_work(plan, call.needs, work, calls);
                own *= 1.0 - weight * (1.0 - works);
            }
        }
    }
    for group in &plan.groups[node.groups.range()] {
        own *= enough_work(plan, group, work, calls);
    }
    work[index].own = own;
    work[index].strained = strained;
    let needs = all_work(plan, node.needs, work, calls);
    work[index].answered = own * needs.min(weakest);
}

/// Chance that all of these work, each once.
fn all_work(plan: &Plan, links: Span, work: &[Work], calls: &[Calling]) -> f64 {
    let each = plan.links[links.range()].iter();
    let product: f64 = each
        .map(|link| work[usize::from(link.service)].own * calls[link.call as usize].gain)
        .product();
    product.min(1.0)
}

/// Chance that enough members of a group work: over every outcome of what some of them share.
fn enough_work(plan: &Plan, group: &Group, work: &[Work], calls: &[Calling]) -> f64 {
    let shared = &plan.links[group.shared.range()];
    let mut sum = 0.0;
    for works in 0..1_u16 << shared.len() {
        let mut chance = 1.0;
        for (bit, link) in shared.iter().enumerate() {
            let one =
                (work[usize::from(link.service)].own * calls[link.call as usize].gain).min(1.0);
            chance *= if works >> bit & 1 == 1 {
                one
            } else {
                1.0 - one
            };
        }
        let mut chances = [0.0; MEMBERS_MOST];
        for (place, (own, needed)) in chances.iter_mut().zip(&group.members) {
            if needed & works == *needed {
                *place = all_work(plan, *own, work, calls);
            }
        }
        let members = group.members.len().min(chances.len());
        sum += chance * redundancy::at_least(group.need, &chances[..members]);
    }
    sum * all_work(plan, group.common, work, calls)
}
