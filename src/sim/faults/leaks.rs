//! Leaks: what they spend, and the odds that one has begun that no bill shows yet ([`bill`](crate::sim::bill)).

use super::odds::{chance_of_window, chance_then};
use super::{CHANGES_MOST, FaultState, level, sign_rate};
use crate::scenario::ids::FaultId;
use crate::scenario::rules::{Fault, FaultKind, Line, Onset};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::sim::event::{What, Why};
use crate::sim::world::World;
use crate::sim::{Events, bill, note};

/// Money that a fault leaks in this minute, while no cap cuts it off.
pub(in crate::sim) fn leak_per_minute(world: &World, fault: FaultId) -> Money {
    let rule = &world.rules().faults[fault.at()];
    leak_at(rule, world.faults[fault.at()].level)
}

pub(super) fn leak_at(rule: &Fault, level: Ppm) -> Money {
    Money((i128::from(rule.leak_per_hour.0) * i128::from(level.0) / 60_000_000) as i64)
}

/// Money that a fault leaks so many minutes after its strike, while nobody does anything about it.
pub(in crate::sim) fn leaked_at(world: &World, fault: FaultId, since: u32) -> Money {
    let rule = &world.rules().faults[fault.at()];
    leak_at(rule, untouched(rule, since))
}

/// Level so many minutes after a strike, while nobody does anything about it.
pub(super) fn untouched(rule: &Fault, since: u32) -> Ppm {
    level(rule, rule.harm, since, Ppm::NONE, Ppm::NONE)
}

/// Minutes after a strike in which nothing leaks yet, an hour at most.
pub(in crate::sim) fn free_minutes(world: &World, fault: FaultId) -> u32 {
    let mut minutes = 0..60;
    minutes
        .find(|&since| leaked_at(world, fault, since).0 > 0)
        .unwrap_or(60)
}

pub(super) fn tell_leak(
    rule: &Fault,
    fault: FaultId,
    state: &mut FaultState,
    now: Tick,
    events: &mut Events,
) {
    if rule.kind == FaultKind::SpendLeak && state.leaked.0 > 0 {
        let leaked = std::mem::take(&mut state.leaked);
        note(
            events,
            now,
            What::Spent(Line::Cloud, leaked, Why::Leak(fault)),
        );
    }
}

/// Tells what leaks came to, at the end of the run.
pub(in crate::sim) fn settle_leaks(world: &mut World, events: &mut Events) {
    bill::end(world);
    let now = world.now;
    for (index, rule) in world.scenario.rules.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        tell_leak(rule, fault, &mut world.faults[index], now, events);
    }
}

/// The weights of what a leak may have done that nothing has shown yet: see [`bill`](crate::sim::bill).
pub(in crate::sim) struct QuietOdds {
    /// Of a strike in each minute, from the first in which it would not have shown until now.
    pub then: Vec<f64>,
    pub not_yet: f64,
}

/// The odds of strikes since `first`, had there been so many before.
pub(in crate::sim) fn odds_of_quiet_strikes(
    world: &World,
    fault: FaultId,
    strikes: u32,
    first: Tick,
) -> QuietOdds {
    let rule = &world.rules().faults[fault.at()];
    let mut calm = world.faults[fault.at()];
    (calm.live, calm.strikes) = (false, strikes);
    let pressure = calm.pressure;
    let mut before = 0.0;
    let mut then = Vec::new();
    for tick in first.0..=world.now.0 {
        calm.pressure.percent = pressure.percent_at(Tick(tick));
        let hazard = calm.strike_rate(rule, Tick(tick)) as f64 / 1e9;
        then.push(match rule.onset {
            Onset::Window(..) if strikes == 0 => chance_then(rule, Tick(tick), (0, 0)),
            _ => libm::exp(-before) * -libm::expm1(-hazard),
        });
        before += hazard;
    }
    // That nobody has noticed speaks the more against a strike the longer ago it was.
    let mut signs = 0.0;
    for (since, weight) in then.iter_mut().rev().enumerate() {
        *weight *= libm::exp(-signs);
        signs += sign_rate(rule, untouched(rule, since as u32)) as f64 / 1e9;
    }
    let not_yet = match rule.onset {
        Onset::Window(first, last) if strikes == 0 => chance_of_window(first, last, world.now),
        _ => libm::exp(-before),
    };
    QuietOdds { then, not_yet }
}

/// For a future: a leak of which so many strikes are known struck once more then, or has not.
pub(in crate::sim) fn set_leaking(
    world: &mut World,
    fault: FaultId,
    known: u32,
    struck: Option<Tick>,
) {
    let now = world.now;
    let rule = &world.scenario.rules.faults[fault.at()];
    let by_hazard = known > 0 || !matches!(rule.onset, Onset::Window(..));
    let state = &mut world.faults[fault.at()];
    if by_hazard {
        let quiet = u32::from(state.strikes > known);
        state.coming.drawn = state.coming.drawn - quiet + u32::from(struck.is_some());
    }
    state.strikes = known + u32::from(struck.is_some());
    state.began = state.strikes > 0;
    state.live = struck.is_some();
    state.onset = struck.unwrap_or(Tick::NEVER);
    state.uncaused = true;
    state.changes = [None; CHANGES_MOST];
    state.harm = rule.harm;
    state.relief = if known > 0 && struck.is_none() {
        Ppm::ALL
    } else {
        Ppm::NONE
    };
    state.worse = Ppm::NONE;
    state.level = struck.map_or(Ppm::NONE, |struck| untouched(rule, now.since(struck)));
    state.coming.set_rate(now, state.strike_rate(rule, now));
    state.sign.set_rate(now, sign_rate(rule, state.level));
}
