//! What is due next, remembered from minute to minute, so that a minute in which nothing is due costs next to nothing.
//!
//! Every part of the model that can be due stands in [`PARTS`] with what it does then and the next tick at which it may have to:
//! **a new part is a line there.** Four kinds of minutes follow from these ticks:
//!
//! | minute | what is looked at |
//! | --- | --- |
//! | nothing is due | the windows of alerts, where a bucket is full |
//! | *quiet*: the load, looks at sleepiness or alarms alone are due; no service does better or worse for it, and nothing rings | load, people and alarms |
//! | *of cases*: they alone open or are finished with; nobody else is told | tasks and desk |
//! | *stirred*: anything else is due, or an event was noted | every part, and everything that reacts to it |
//!
//! What one part does another may answer in the same minute, so a stirred minute asks all of them. A quiet one cannot be answered: who
//! looks at a service looks at its share of good requests, and an alarm that does not ring goes on by itself. **Builds with debug assertions ask everybody in every minute** and name the
//! part that does something in a minute in which it is not due.
//!
//! Conditions of messages and cards cost most to read. What a condition asks about is a [topic](Topics); it changes only where an
//! event or an effect raises its topic, or at the tick that the condition itself tells ([`Condition::next_flip`]). Only then is it read.
//!
//! **No part of the state:** all of this follows from it, and every copy may forget it. Whatever changes the World outside of
//! [`advance`] (a command, a resampling) forgets it.
//!
//! [`advance`]: super::advance
//! [`Condition::next_flip`]: crate::scenario::rules::Condition::next_flip

use super::event::{Event, What};
use super::world::World;
use super::{
    Events, alarms, attention, automation, bill, data, delegation, desk, effects, faults,
    governance, initiatives, looks, people, services, stakeholders, tasks, work,
};
use crate::scenario::conditions::Topics;
use crate::scenario::units::Tick;

/// A part of the model that can be due.
pub(super) struct Part {
    pub name: &'static str,
    /// What it does in a minute in which it may be due. Does nothing in any other.
    pub come_due: fn(&mut World, &mut Events),
    /// The next tick at which it may be due, if nothing else happens before.
    pub next_change: fn(&World) -> Tick,
}

const fn part(
    name: &'static str,
    come_due: fn(&mut World, &mut Events),
    next_change: fn(&World) -> Tick,
) -> Part {
    Part {
        name,
        come_due,
        next_change,
    }
}

/// Every part, in the order of a minute. The last ones act when all others have: see [`super::minute`].
pub(super) const PARTS: [Part; 20] = [
    part("load", services::come_due, services::next_change),
    part("sleepiness", acts_later, |world| world.crew.look),
    part("shifts", people::keep_shifts, people::next_change),
    part("tasks", tasks::finish, people::next_finish),
    part("work", work::finish, work::next_change),
    part("flow", work::come_due, nothing_due),
    part("desk", desk::come_due, |world| world.desk.due),
    part("attention", attention::serve, attention::next_change),
    part("delegation", delegation::come_due, delegation::next_change),
    part("effects", effects::come_due, effects::next_change),
    part("exposure", effects::expose, nothing_due),
    part("faults", faults::show, faults::next_change),
    part("alarms", alarms::come_due, alarms::next_change),
    part("governance", governance::come_due, governance::next_change),
    part(
        "initiatives",
        initiatives::come_due,
        initiatives::next_change,
    ),
    part("bill", bill::come_due, bill::next_change),
    part("data", data::come_due, data::next_change),
    part("automation", automation::come_due, automation::next_change),
    part("looks", acts_later, looks::next_change),
    part("stakeholders", acts_later, stakeholders::next_patience),
];

/// A bit for each part, in their order.
type Parts = u32;

const ALL: Parts = (1 << PARTS.len()) - 1;

/// The bit of a part.
const fn bit(name: &str) -> Parts {
    let mut part = 0;
    while part < PARTS.len() {
        if alike(PARTS[part].name.as_bytes(), name.as_bytes()) {
            return 1 << part;
        }
        part += 1;
    }
    panic!("no part has that name")
}

const fn alike(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// The parts that may be due quietly.
const QUIET: Parts = bit("load") | bit("sleepiness") | bit("alarms");
/// The parts that are due in a minute of cases; what people finish but cases stands with their shifts too.
const CASES: Parts = bit("tasks") | bit("desk");
/// The parts whose ticks follow from paces.
const PACED: Parts = bit("shifts") | bit("tasks") | bit("work");
const ATTENTION: Parts = bit("attention");
/// All but those of quiet minutes and of cases.
const REST: Parts = ALL & !QUIET & !CASES;

/// Those that are asked when tasks are finished.
pub(super) const AFTER_TASKS: &[Part] = PARTS.split_at(4).1;
const _: () = assert!(bit("tasks") == 1 << 3);

/// Another line tells when this is due: that of the people who do it, or that of the same part.
fn nothing_due(_: &World) -> Tick {
    Tick::NEVER
}

/// It acts when all parts have come due.
fn acts_later(_: &mut World, _: &mut Events) {}

/// The ticks that are remembered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agenda {
    /// When each part is due.
    due: [Tick; PARTS.len()],
    /// Those of which it has to be worked out.
    unknown: Parts,
    /// When the first of [`QUIET`], of [`CASES`] and of [`REST`] is due, where nothing is unknown.
    quiet: Tick,
    cases: Tick,
    rest: Tick,
    /// When a message or a card is due by the passing of time, and what those ask about that have not come.
    conditions: Option<(Tick, Topics)>,
    /// What was raised in this minute.
    raised: Topics,
}

impl Default for Agenda {
    /// Nothing is known.
    fn default() -> Agenda {
        Agenda {
            due: [Tick::NEVER; PARTS.len()],
            unknown: ALL,
            quiet: Tick::NEVER,
            cases: Tick::NEVER,
            rest: Tick::NEVER,
            conditions: None,
            raised: Topics::NONE,
        }
    }
}

impl Agenda {
    /// When the first of some parts is due.
    fn first_of(&self, parts: Parts) -> Tick {
        let of = |part: &usize| parts & 1 << part != 0;
        let due = (0..PARTS.len()).filter(of).map(|part| self.due[part]);
        due.fold(Tick::NEVER, Tick::min)
    }

    /// Of a world that has just begun: conditions may hold from the first minute on, and nothing has told of it.
    pub(super) fn at_the_start() -> Agenda {
        Agenda {
            raised: Topics::ALL,
            ..Agenda::default()
        }
    }
}

/// The next tick at which anything but the look of an alert is due.
pub(super) fn next(world: &mut World) -> Tick {
    let unknown = std::mem::take(&mut world.agenda.unknown);
    let mut left = unknown;
    while left != 0 {
        let part = left.trailing_zeros() as usize;
        world.agenda.due[part] = (PARTS[part].next_change)(world);
        left &= left - 1;
    }
    if unknown & QUIET != 0 {
        world.agenda.quiet = world.agenda.first_of(QUIET);
    }
    if unknown & CASES != 0 {
        world.agenda.cases = world.agenda.first_of(CASES);
    }
    if unknown & REST != 0 {
        let rest = world.agenda.first_of(REST).min(world.rules().ends);
        world.agenda.rest = rest.min(conditions(world).0);
    }
    let Agenda {
        quiet, cases, rest, ..
    } = world.agenda;
    quiet.min(cases).min(rest)
}

/// What there is to do in a minute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Minute {
    /// Nothing.
    Nothing,
    /// The load or alarms alone are due.
    Quiet,
    /// Cases alone are due.
    Cases,
    /// Something else is due.
    Stirred,
}

/// What is due now.
pub(super) fn now(world: &World) -> Minute {
    debug_assert_eq!(world.agenda.unknown, 0, "a minute follows `next`");
    let due = |tick: Tick| tick <= world.now;
    let Agenda {
        quiet, cases, rest, ..
    } = world.agenda;
    match (due(quiet), due(cases), due(rest)) {
        (false, false, false) => Minute::Nothing,
        (true, false, false) => Minute::Quiet,
        (false, true, false) if world.delegated.is_empty() => Minute::Cases,
        _ => Minute::Stirred,
    }
}

/// A quiet minute has passed: only load, looks and alarms may be due at other ticks now, and what people do where paces moved.
pub(super) fn pass_quietly(world: &mut World, paces: bool) {
    world.agenda.unknown |= QUIET;
    if paces {
        world.agenda.unknown |= PACED;
    }
}

/// Cases were opened, taken, put down or closed, and nothing else happened: who is at planned work stays there.
pub(super) fn pass_cases(world: &mut World) {
    world.agenda.unknown |= CASES;
}

/// A command waits for the leader's attention: that alone is due at another tick now.
pub(super) fn reconsider(world: &mut World) {
    world.agenda.unknown |= ATTENTION;
}

/// Whether events tell of cases alone, which nobody answers but the leader.
pub(super) fn of_cases_alone(events: &[Event]) -> bool {
    let of_a_case = |event: &Event| {
        matches!(
            event.what,
            What::CaseOpened(..)
                | What::CaseTurnedAway(_)
                | What::CaseTaken(..)
                | What::CasePutDown(..)
                | What::CaseClosed(..)
        )
    };
    events.iter().all(of_a_case)
}

/// Something happened to what conditions ask about.
pub(super) fn raise(world: &mut World, topics: Topics) {
    world.agenda.raised = world.agenda.raised.and(topics);
}

/// Raises what events tell about. Whether a service does better or worse, the load says itself.
pub(super) fn hear(world: &mut World, events: &[Event]) {
    let told = events.iter().map(|event| topics(&event.what));
    raise(world, told.fold(Topics::NONE, Topics::and));
}

/// What an event tells of that a condition may ask about: everything, unless it is known to be something else.
fn topics(what: &What) -> Topics {
    match what {
        What::Trust(..) => Topics::TRUST,
        What::Morale(..) | What::Arrived(_) | What::LeftShift(_) | What::Safety(..) => {
            Topics::MORALE
        }
        What::Health(..)
        | What::AlertCleared(..)
        | What::Units(..)
        | What::UnitsOrdered(..)
        | What::Posted(..)
        | What::RoleTaken(..)
        | What::TriageStarted(..)
        | What::InquiryStarted(..)
        | What::RemedyStarted(..)
        | What::Stopped(_)
        | What::Working(..)
        | What::CameIn(..)
        | What::Moved(..)
        | What::Blocked(..)
        | What::Debt(..)
        | What::Behind(..)
        | What::CaseOpened(..)
        | What::CaseTaken(..)
        | What::CasePutDown(..)
        | What::CaseClosed(..)
        | What::Awake(..)
        | What::Interrupted(..) => Topics::NONE,
        _ => Topics::ALL,
    }
}

/// Whether conditions have to be read: something that they ask about may have changed.
pub(super) fn conditions_matter(world: &World) -> bool {
    let raised = world.agenda.raised;
    conditions_are_due(world)
        || (world.agenda.conditions).is_none_or(|(_, asked)| raised.meets(asked))
        || raised.meets(Topics::OTHER)
}

/// Whether a message or a card may be due now by the passing of time.
fn conditions_are_due(world: &World) -> bool {
    (world.agenda.conditions).is_none_or(|(due, _)| due <= world.now)
}

fn conditions(world: &mut World) -> (Tick, Topics) {
    if let Some(conditions) = world.agenda.conditions {
        return conditions;
    }
    // What was raised and is not read yet may be due at once.
    let due = match world.agenda.raised {
        Topics::NONE => stakeholders::next_condition(world),
        _ if stakeholders::some_hold(world) => world.now,
        _ => stakeholders::next_condition(world),
    };
    let conditions = (due, stakeholders::asked(world));
    world.agenda.conditions = Some(conditions);
    conditions
}

/// The minute was stirred: what is next has to be worked out again, for conditions only where they mattered.
pub(super) fn forget(world: &mut World) {
    world.agenda.unknown = ALL;
    if conditions_matter(world) {
        world.agenda.conditions = None;
    }
    world.agenda.raised = Topics::NONE;
}
