//! Duties to notify somebody outside, with a clock: the deadline runs from the minute in which it *could* be known that there
//! is something to tell, whoever looked (§0, §E; the lengths and their sources are data of the scenario).
//!
//! What is told are facts, and perhaps a cause with a confidence. A confidence that the evidence does not carry (suspected 0.2,
//! likely 0.5, confirmed 0.9; *assumed*) has to be taken back later and costs trust; the bare facts never do.

use super::move_trust;
use crate::scenario::conditions::{Facts, Topics};
use crate::scenario::ids::{CauseId, DutyId};
use crate::scenario::rules::Confidence;
use crate::scenario::units::Tick;
use crate::sim::draw::{Key, Purpose};
use crate::sim::event::{What, Why};
use crate::sim::world::World;
use crate::sim::{Events, effects, note};
use serde::Serialize;

/// Trust won by a notification in time, in thousandths of a point. *Assumed.*
const TOLD_MILLI: i32 = 3000;
/// Trust lost by stating more than the evidence carries. *Assumed.*
const OVERSTATED_MILLI: i32 = -8000;
/// Trust lost by a missed deadline. *Assumed.*
const MISSED_MILLI: i32 = -10_000;

/// A duty to notify somebody.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct DutyState {
    /// It could be known since then.
    pub known: Option<Tick>,
    pub told: Option<Tick>,
    pub missed: bool,
}

/// The least probability of a cause that a confidence states. *Assumed.*
pub fn least_belief(confidence: Confidence) -> f64 {
    match confidence {
        Confidence::Suspected => 0.2,
        Confidence::Likely => 0.5,
        Confidence::Confirmed => 0.9,
    }
}

/// The clock of a duty runs from now on, unless it does already.
pub(in crate::sim) fn start(world: &mut World, duty: DutyId, events: &mut Events) {
    let now = world.now;
    if world.duties[duty.at()].known.is_none() {
        world.duties[duty.at()].known = Some(now);
        note(events, now, What::ClockStarted(duty, due(world, duty)));
    }
}

/// When a duty is due; never before it could be known.
pub(crate) fn due(world: &World, duty: DutyId) -> Tick {
    let within = world.rules().duties[duty.at()].within_minutes;
    let known = world.duties[duty.at()].known;
    known.map_or(Tick::NEVER, |known| known.plus(within))
}

/// Somebody is notified.
pub(in crate::sim) fn notify(
    world: &mut World,
    duty: DutyId,
    cause: Option<(CauseId, Confidence)>,
    events: &mut Events,
) {
    let in_time = !world.duties[duty.at()].missed;
    world.duties[duty.at()].told = Some(world.now);
    let overstated =
        cause.is_some_and(|(cause, confidence)| world.belief(cause) < least_belief(confidence));
    note(events, world.now, What::Notified(duty, cause, overstated));
    let to = world.rules().duties[duty.at()].to;
    if overstated {
        move_trust(world, to, OVERSTATED_MILLI, Why::Duty(duty), events);
    } else if in_time {
        move_trust(world, to, TOLD_MILLI, Why::Duty(duty), events);
    }
}

/// Clocks that start now, and deadlines that are over. Tells whether there was one.
pub(super) fn come_due(world: &mut World, events: &mut Events) -> bool {
    let mut changed = false;
    for duty in (0..world.duties.len()).map(|duty| DutyId(duty as u8)) {
        let state = world.duties[duty.at()];
        if state.known.is_none() {
            if world.rules().duties[duty.at()].knowable.holds(world) {
                changed = true;
                start(world, duty, events);
            }
        } else if state.told.is_none() && !state.missed && due(world, duty) <= world.now {
            changed = true;
            miss(world, duty, events);
        }
    }
    changed
}

fn miss(world: &mut World, duty: DutyId, events: &mut Events) {
    world.duties[duty.at()].missed = true;
    note(events, world.now, What::DeadlineMissed(duty));
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.duties[duty.at()];
    let why = Why::Duty(duty);
    move_trust(world, rule.to, MISSED_MILLI, why, events);
    let key = Key::named("duty", &scenario.ids.duties[duty.at()]).child(Purpose::Chance, 0);
    effects::happen(world, &rule.missed, why, key, events);
}

pub(super) fn next_change(world: &World) -> Tick {
    let next = world.duties.iter().enumerate().map(|(index, state)| {
        let duty = DutyId(index as u8);
        match state.known {
            None => world.rules().duties[index].knowable.next_flip(world),
            Some(_) if state.told.is_none() && !state.missed => due(world, duty),
            Some(_) => Tick::NEVER,
        }
    });
    next.min().unwrap_or(Tick::NEVER)
}

/// What starts the clocks that do not run yet.
pub(super) fn asked(world: &World) -> Topics {
    let rules = world.rules().duties.iter().zip(&world.duties);
    let unknown = rules.filter(|(_, state)| state.known.is_none());
    let topics = unknown.map(|(rule, _)| rule.knowable.topics());
    topics.fold(Topics::NONE, Topics::and)
}
