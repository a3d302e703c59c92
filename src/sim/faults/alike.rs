//! Faults that look alike until somebody has found out which of them struck: on the same service, with the same harm, growing alike.
//!
//! | symbol | meaning |
//! | --- | --- |
//! | `cᵢⱼ` | chance that fault `j` first struck by itself in the minute of strike `i`, and that what was seen since says no more of it |
//! | `nⱼ` | chance that fault `j` has not struck by itself until now |
//!
//! **Latent**: which of them is behind each strike that nobody has found out about. That each strike `i` was fault `j(i)` and the
//! others have not struck has a weight of `Π cᵢⱼ₍ᵢ₎ × Π nⱼ` over the others. It is drawn exactly, fault by fault, by the weight of all
//! ways in which those after it can be behind the strikes that are left.
//!
//! What speaks for one of them: its window or hazard in that minute; a triage under way that would have been over by now with its
//! runbook; an automation of its own, which answers as soon as an incident is open. What returns after it was known is known at
//! once, since what was found out about it is void. What was mended or rolled back tells which it was, too. That an effect would have
//! acted on another one than that which is live, and did nothing, counts for nothing.

use super::{chance_not_yet, chance_then, key, set_struck};
use crate::scenario::ids::{FaultId, IncidentId, PersonId};
use crate::scenario::rules::{Fault, FaultKind, Rules};
use crate::sim::draw::{Purpose, draw};
use crate::sim::tasks;
use crate::sim::world::World;

/// So many strikes among faults that look alike are drawn anew at a time: more than one service bears.
const STRIKES_MOST: usize = 8;

/// A strike that nobody has found out about.
struct Strike {
    fault: FaultId,
    /// The incidents that it has.
    incidents: Vec<IncidentId>,
}

/// Draws anew which fault is behind each strike that nobody has found out about.
pub(in crate::sim) fn resample(world: &mut World) {
    let scenario = world.scenario.clone();
    let rules = &scenario.rules;
    let all = || (0..rules.faults.len()).map(|index| FaultId(index as u8));
    for first in all() {
        let alike = |other: &FaultId| look_alike(rules, first, *other);
        if !all().take(first.at()).any(|earlier| alike(&earlier)) {
            let class: Vec<FaultId> = all().filter(alike).collect();
            if class.len() > 1 {
                draw_strikes(world, &class);
            }
        }
    }
}

/// Whether two faults show in the same way. Those that no dashboard shows have latents of their own.
fn look_alike(rules: &Rules, one: FaultId, other: FaultId) -> bool {
    let looks = |fault: FaultId| {
        let rule = &rules.faults[fault.at()];
        (rule.service, look(rules, rule), rule.harm, rule.growth)
    };
    rules.faults[one.at()].kind.shows() && looks(one) == looks(other)
}

/// The kind that a fault seems to be: without units, slow or missing answers fail like others.
fn look(rules: &Rules, fault: &Fault) -> FaultKind {
    let pooled = rules.services[fault.service.at()].capacity.is_some();
    match fault.kind {
        FaultKind::Latency | FaultKind::Capacity if !pooled => FaultKind::Errors,
        FaultKind::Drift => FaultKind::StaleData,
        kind => kind,
    }
}

fn draw_strikes(world: &mut World, class: &[FaultId]) {
    let mut strikes: Vec<Strike> = class
        .iter()
        .filter_map(|&fault| hidden_strike(world, fault))
        .collect();
    // By what can be seen of them, so that nothing depends on which is which.
    strikes.sort_by_key(|strike| {
        let first = strike.incidents.first().map_or(u16::MAX, |id| id.0);
        (world.faults[strike.fault.at()].onset, first)
    });
    strikes.truncate(STRIKES_MOST);
    if strikes.is_empty() {
        return;
    }
    let is_open = |fault: &&FaultId| {
        let drawn = strikes.iter().any(|strike| strike.fault == **fault);
        drawn || world.faults[fault.at()].strikes == 0
    };
    let class: Vec<FaultId> = class.iter().filter(is_open).copied().collect();
    if let Some(behind) = draw_behind(world, &class, &strikes) {
        swap(world, &class, &strikes, &behind);
    }
}

/// The strike of a fault, where it is its first, came by itself, and nothing has told of which fault it is.
fn hidden_strike(world: &World, fault: FaultId) -> Option<Strike> {
    let (rule, state) = (&world.rules().faults[fault.at()], &world.faults[fault.at()]);
    let untouched = state.harm == rule.harm && state.relief.0 == 0 && state.worse.0 == 0;
    if state.strikes != 1 || state.struck.is_none() || !untouched {
        return None;
    }
    let all = world.incidents.iter().enumerate();
    let about = all.filter(|(_, incident)| incident.fault == Some(fault));
    let known = about
        .clone()
        .any(|(_, incident)| incident.triaged.is_some());
    let incidents: Vec<IncidentId> = about.map(|(at, _)| IncidentId(at as u16)).collect();
    let answered = !incidents.is_empty() && has_automation(world, fault);
    (!known && !answered).then_some(Strike { fault, incidents })
}

fn has_automation(world: &World, fault: FaultId) -> bool {
    let mut automations = world.rules().automations.iter();
    automations.any(|automation| automation.fault == fault)
}

/// The chance `c` of a strike, should that fault be behind it.
fn chance(world: &World, strike: &Strike, fault: FaultId) -> f64 {
    let rule = &world.rules().faults[fault.at()];
    let struck = &world.faults[strike.fault.at()];
    let Some(pressure) = struck.struck else {
        return 0.0;
    };
    if !strike.incidents.is_empty() && has_automation(world, fault) {
        return 0.0;
    }
    let onset = struck.onset;
    let people = (0..world.people.len()).map(|person| PersonId(person as u16));
    let triages = people.filter(|&person| {
        tasks::triages(world, person).is_some_and(|incident| strike.incidents.contains(&incident))
    });
    let not_over = triages.map(|person| tasks::chance_triage_goes_on(world, person, fault));
    chance_then(rule, onset, pressure.around(rule, onset)) * not_over.product::<f64>()
}

/// Which of the faults is behind each strike, by its place among them; `None` where nothing explains what is seen.
fn draw_behind(world: &World, class: &[FaultId], strikes: &[Strike]) -> Option<Vec<usize>> {
    let sets = 1 << strikes.len();
    let not_yet: Vec<f64> = class
        .iter()
        .map(|&fault| chance_not_yet(world, fault))
        .collect();
    let chances: Vec<Vec<f64>> = class
        .iter()
        .map(|&fault| {
            let strikes = strikes.iter();
            strikes.map(|strike| chance(world, strike, fault)).collect()
        })
        .collect();
    // By fault and set of strikes (a bit each): weight of all ways in which this fault and those after it are behind exactly these.
    let mut ways = vec![vec![0.0; sets]; class.len() + 1];
    ways[class.len()][0] = 1.0;
    for place in (0..class.len()).rev() {
        for set in 0..sets {
            let one = in_set(set)
                .map(|strike| chances[place][strike] * ways[place + 1][set & !(1 << strike)]);
            ways[place][set] = not_yet[place] * ways[place + 1][set] + one.sum::<f64>();
        }
    }
    let mut left = sets - 1;
    if ways[0][left].partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) {
        return None;
    }
    let mut behind = vec![0; strikes.len()];
    for (place, &fault) in class.iter().enumerate() {
        let u = draw(world.seed, key(&world.scenario, fault), Purpose::Behind, 0);
        let mut rest = u * ways[place][left] - not_yet[place] * ways[place + 1][left];
        let taken = in_set(left).find(|&strike| {
            let before = rest;
            rest -= chances[place][strike] * ways[place + 1][left & !(1 << strike)];
            before >= 0.0 && rest < 0.0
        });
        if let Some(strike) = taken {
            behind[strike] = place;
            left &= !(1 << strike);
        }
    }
    (left == 0).then_some(behind)
}

/// The strikes of a set.
fn in_set(set: usize) -> impl Iterator<Item = usize> {
    (0..STRIKES_MOST).filter(move |strike| set >> strike & 1 == 1)
}

/// Has the strikes be those of other faults, with all that was seen of them.
fn swap(world: &mut World, class: &[FaultId], strikes: &[Strike], behind: &[usize]) {
    let before: Vec<_> = (strikes.iter())
        .map(|strike| world.faults[strike.fault.at()])
        .collect();
    for (place, &fault) in class.iter().enumerate() {
        let strike = behind.iter().position(|&at| at == place);
        let seen = strike.map(|strike| before[strike]);
        set_struck(world, fault, seen.map(|seen| seen.onset));
        let state = &mut world.faults[fault.at()];
        state.damage = seen.map_or_else(Default::default, |seen| seen.damage);
        state.struck = seen.and_then(|seen| seen.struck);
        for incident in strike.iter().flat_map(|&strike| &strikes[strike].incidents) {
            world.incidents[incident.at()].fault = Some(fault);
        }
    }
}
