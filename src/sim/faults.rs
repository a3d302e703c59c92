//! Hidden faults: when they strike, how they grow, what is left of them.
//!
//! A fault of the scenario is a template: at most one occurrence of it is live at a time, and each strike draws its own cause. The
//! draws of the first strike have ordinal 0, and so on.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `h` | harm at full strength: share of requests that the service itself loses | ppm |
//! | `g` | growth since the onset: `(minutes + 1) ÷ (ramp + 1)`, 1 at most | |
//! | `r` | relief: share of the harm that remedies took away | ppm |
//! | `w` | worsening by remedies | ppm |
//!
//! Harm in force is `h g (1 − r) (1 + w)`, 1 at most.

use super::draw::{Key, Purpose, draw};
use super::event::What;
use super::services::{self, Affliction};
use super::world::{InquiryState, World};
use super::{Events, latent, note};
use crate::scenario::Scenario;
use crate::scenario::ids::{CauseId, FaultId, ServiceId};
use crate::scenario::rules::Rules;
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// A hidden fault.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FaultState {
    /// Latent: the true cause of the live strike, or of the next one.
    pub cause: CauseId,
    /// Latent until it is reached: when it begins.
    pub onset: Tick,
    pub began: bool,
    /// Occurrences that have begun.
    pub strikes: u16,
    /// Share of the harm that remedies took away.
    pub relief: Ppm,
    /// Share by which remedies made the harm worse.
    pub worse: Ppm,
    /// Harm in force in this minute.
    pub level: Ppm,
}

impl FaultState {
    /// A fault when the run begins.
    pub(super) fn at_start(scenario: &Scenario, fault: FaultId, seed: u64) -> FaultState {
        let key = key(scenario, fault);
        FaultState {
            cause: draw_cause(scenario, fault, seed, 0),
            // Minute 0 is over when anybody can act.
            onset: latent::tick_in(
                scenario.rules.faults[fault.at()].onset,
                draw(seed, key, Purpose::Onset, 0),
            )
            .max(Tick(1)),
            began: false,
            strikes: 0,
            relief: Ppm::NONE,
            worse: Ppm::NONE,
            level: Ppm::NONE,
        }
    }
}

/// The key of a fault's draws.
pub(super) fn key(scenario: &Scenario, fault: FaultId) -> Key {
    Key::named("fault", &scenario.ids.faults[fault.at()])
}

/// The cause of a strike, by the priors unless the scenario fixes it.
fn draw_cause(scenario: &Scenario, fault: FaultId, seed: u64, strike: u16) -> CauseId {
    let rule = &scenario.rules.faults[fault.at()];
    let prior = |cause: CauseId| scenario.rules.causes[cause.at()].prior.ratio();
    let u = draw(
        seed,
        key(scenario, fault),
        Purpose::TrueCause,
        u32::from(strike),
    );
    rule.truth
        .unwrap_or_else(|| latent::pick_cause(rule, prior, u))
}

/// A fault strikes now, whatever its own onset would have been: a new occurrence with its own cause, of which nothing is known yet.
/// While an occurrence is live there is no second one: then nothing happens.
pub(super) fn strike(world: &mut World, fault: FaultId, events: &mut Events) {
    let state = &world.faults[fault.at()];
    if state.began && state.level.0 > 0 {
        return;
    }
    let scenario = world.scenario.clone();
    if state.strikes > 0 {
        forget(world, fault);
    }
    let strike = world.faults[fault.at()].strikes;
    let cause = draw_cause(&scenario, fault, world.seed, strike);
    world.faults[fault.at()] = FaultState {
        cause,
        onset: world.now,
        began: true,
        strikes: strike + 1,
        relief: Ppm::NONE,
        worse: Ppm::NONE,
        level: Ppm::NONE,
    };
    note(events, world.now, What::FaultBegan(fault, cause));
}

/// What was learnt and done about the last occurrence says nothing about the next one.
fn forget(world: &mut World, fault: FaultId) {
    let scenario = world.scenario.clone();
    let rules = &scenario.rules;
    for cause in latent::causes(&rules.faults[fault.at()]) {
        world.ruled_out[cause.at()] = false;
    }
    for (rule, state) in rules.inquiries.iter().zip(&mut world.inquiries) {
        if rule.fault == fault {
            *state = InquiryState {
                starts: state.starts,
                by: state.by,
                finding: None,
            };
        }
    }
    for (rule, state) in rules.remedies.iter().zip(&mut world.remedies) {
        // What is exposed stays so until somebody puts the protection back.
        if rule.fault == fault && state.exposed.is_none() {
            state.applied = None;
        }
    }
}

/// Harm in force so many minutes after the onset.
pub(super) fn fault_level(
    harm: Ppm,
    ramp_minutes: u16,
    since_onset: u32,
    relief: Ppm,
    worse: Ppm,
) -> Ppm {
    let ramp = u64::from(ramp_minutes) + 1;
    let grown = (u64::from(since_onset) + 1).min(ramp);
    let full = Ppm((u64::from(harm.0) * grown / ramp) as u32);
    let left = full.of(relief.rest());
    let more = worse.of(left.rest());
    Ppm((left.0 + if left.0 == 0 { 0 } else { more.0 }).min(1_000_000))
}

/// Brings faults up to this minute: begins those that are due, and grows those that have begun.
pub(super) fn grow(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    let mut changed = false;
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        let now = world.now;
        let state = &mut world.faults[index];
        if !state.began && state.onset <= now {
            state.began = true;
            state.strikes += 1;
            let cause = state.cause;
            note(events, now, What::FaultBegan(FaultId(index as u8), cause));
        }
        if state.began {
            let before = state.level;
            state.level = fault_level(
                rule.harm,
                rule.ramp_minutes,
                now.since(state.onset),
                state.relief,
                state.worse,
            );
            changed |= state.level != before;
        }
    }
    if changed {
        afflict(world, &scenario.rules);
    }
}

/// Tells the load model what faults do to every service now.
fn afflict(world: &mut World, rules: &Rules) {
    for index in 0..world.services.len() {
        let service = ServiceId(index as u16);
        let faults = rules.faults.iter().zip(&world.faults);
        let own = faults.filter(|(rule, _)| rule.service == service);
        let all = own.fold(Affliction::NONE, |all, (_, state)| {
            all.and(Affliction {
                unhurt: state.level.rest(),
                ..Affliction::NONE
            })
        });
        services::afflict(world, service, all);
    }
}

/// The next tick at which a fault begins or grows.
pub(super) fn next_change(world: &World) -> Tick {
    let rules = world.rules();
    let ticks = rules.faults.iter().zip(&world.faults).map(|(rule, state)| {
        if !state.began {
            state.onset
        } else if world.now.since(state.onset) < u32::from(rule.ramp_minutes) {
            world.now.plus(1)
        } else {
            Tick::NEVER
        }
    });
    ticks.min().unwrap_or(Tick::NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_ramps_to_full_harm_and_relief_takes_its_share_away() {
        let harm = Ppm(800_000);
        assert_eq!(fault_level(harm, 3, 0, Ppm::NONE, Ppm::NONE), Ppm(200_000));
        assert_eq!(fault_level(harm, 3, 9, Ppm::NONE, Ppm::NONE), harm);
        assert_eq!(
            fault_level(harm, 0, 0, Ppm(250_000), Ppm::NONE),
            Ppm(600_000)
        );
        assert_eq!(fault_level(harm, 0, 0, Ppm::ALL, Ppm(100_000)), Ppm::NONE);
        assert_eq!(
            fault_level(harm, 0, 0, Ppm::NONE, Ppm(100_000)),
            Ppm(820_000)
        );
    }
}
