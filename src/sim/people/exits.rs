//! Who is with the organisation: sickness, resignation, hiring and contracting.
//!
//! Two hazards of a person accumulate, each against an exponential threshold of its own (latents, `sim/latent.rs`), in millionths of
//! an expected event:
//!
//! | what | leaving | sickness |
//! | --- | --- | --- |
//! | a working day | `536 (1 + d ÷ 10)`, d points of morale below the person's own baseline (§C5: 13 % a year; slope *assumed*) | 15 000 (*assumed*: four spells a year) |
//! | a thousandth of a point of morale lost to the workload | 1 (*assumed*) | 4 (*assumed*) |
//!
//! Whoever reaches a threshold says so when the next shift begins, so that a run of one shift has neither. Who resigns stays four
//! weeks, then is gone; a group loses one head at once. The next is looked for by `hire` and `contract`. New people reach full
//! output over a year: 50 % at first, 75 % after half of it (§C5).

use super::shifts::count_hours;
use super::*;
use crate::scenario::rules::{DAY_MINUTES, Joins};
use crate::sim::draw::exponential_quantile;
use serde::Serialize;

/// Hazard of leaving in a working day without strain: −ln (1 − 13 %) over 260 days (§C5).
const LEAVE_PER_DAY_MICRO: u64 = 536;
/// Hazard of falling ill in a working day without strain. *Assumed.*
const SICK_PER_DAY_MICRO: u64 = 15_000;
/// Hazard for a thousandth of a point of morale lost to the workload. *Assumed.*
const LEAVE_PER_MILLI: u64 = 1;
const SICK_PER_MILLI: u64 = 4;
/// Points of morale below the baseline that double the hazard of leaving, in thousandths. *Assumed.*
const DOUBLES_MILLI: u64 = 10_000;

/// Chance that somebody ill is back on a working day. *Assumed.*
const BACK: f64 = 0.4;

/// Days that somebody stays after resigning. *Assumed.*
const NOTICE_DAYS: i32 = 28;

/// Share of a year's pay that losing somebody costs, in percent (§C5: 50–200 %, the least of it).
const REPLACEMENT_PERCENT: i64 = 50;
/// Hours paid in a year. *Assumed.*
const YEAR_HOURS: i64 = 2080;

/// Days from `hire` to the first (§C5).
const HIRE_DAYS: u32 = 42;
/// What a hire costs, in units of the currency (§C5: $4,700).
const HIRE_COST: Money = Money(4_700_000_000);
/// Days from `contract` to the first. *Assumed.*
const CONTRACT_DAYS: u32 = 7;
/// What a contractor costs, in percent of the same person's pay. *Assumed.*
const CONTRACT_PERCENT: i64 = 200;

/// Why somebody is not with the organisation, or not for long.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum Absence {
    /// There.
    None,
    /// Not hired yet; where somebody is on the way, since when they are due.
    NotYet(Option<Tick>),
    /// Ill.
    Sick,
    /// Has resigned, and stays until then.
    Notice(Tick),
    /// Gone for good.
    Gone,
}

impl Absence {
    /// When it changes by itself.
    pub(super) fn ends(self) -> Option<i32> {
        match self {
            Absence::NotYet(Some(tick)) | Absence::Notice(tick) => Some(tick.0 as i32),
            _ => None,
        }
    }

    pub(super) fn is_unpaid(self) -> bool {
        matches!(self, Absence::NotYet(_) | Absence::Gone)
    }

    /// Whether commands reach somebody.
    pub fn is_here(self) -> bool {
        matches!(self, Absence::None | Absence::Notice(_))
    }
}

/// What strain has added up to, and how much is borne, in millionths of an expected event.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Wear {
    pub leave: u64,
    /// Latent: resigns at this hazard.
    pub leave_at: u64,
    pub sick: u64,
    /// Latent: falls ill at this hazard.
    pub sick_at: u64,
    /// Thresholds drawn so far.
    pub leaves: u16,
    pub spells: u16,
    /// Days of illness that were looked at so far.
    pub days_ill: u16,
}

pub(super) fn is_here(world: &World, person: PersonId) -> bool {
    world.people[person.at()].absence.is_here()
}

fn key(world: &World, person: PersonId) -> Key {
    Key::named("person", &world.scenario.ids.people[person.at()])
}

/// Hazard that somebody bears beyond what they have borne.
fn more(world: &World, person: PersonId, purpose: Purpose, ordinal: u16) -> u64 {
    let u = draw(world.seed, key(world, person), purpose, u32::from(ordinal));
    (libm::round(exponential_quantile(u) * 1e6) as u64).max(1)
}

/// Draws both thresholds anew, given what was borne so far: they have no memory.
pub(in crate::sim) fn draw_thresholds(world: &mut World, person: PersonId) {
    let wear = &world.people[person.at()].wear;
    let leave = more(world, person, Purpose::LeaveThreshold, wear.leaves);
    let sick = more(world, person, Purpose::SickThreshold, wear.spells);
    let wear = &mut world.people[person.at()].wear;
    wear.leave_at = wear.leave + leave;
    wear.sick_at = wear.sick + sick;
}

/// Strain wears: morale lost to the workload.
pub(super) fn wear(world: &mut World, person: PersonId, lost_milli: u32) {
    let state = &mut world.people[person.at()];
    let lost = u64::from(lost_milli);
    state.wear.leave += lost * LEAVE_PER_MILLI * u64::from(state.heads);
    state.wear.sick += lost * SICK_PER_MILLI;
}

/// A working day begins: whoever has borne too much says so. Whether they come.
pub(super) fn comes_today(world: &mut World, person: PersonId, events: &mut Events) -> bool {
    if world.people[person.at()].absence == Absence::Sick && !recovers(world, person) {
        return false;
    }
    if !is_here(world, person) {
        return false;
    }
    let baseline = world.rules().people[person.at()].morale_milli;
    let joins = world.rules().people[person.at()].joins;
    let state = &mut world.people[person.at()];
    let below = (baseline - state.morale_milli).max(0) as u64;
    state.wear.leave +=
        LEAVE_PER_DAY_MICRO * (DOUBLES_MILLI + below) / DOUBLES_MILLI * u64::from(state.heads);
    state.wear.sick += SICK_PER_DAY_MICRO;
    state.ramp = ramp(joins, state.joined, world.now);
    if state.wear.leave >= state.wear.leave_at && state.absence == Absence::None {
        resign(world, person, events);
    }
    let state = &mut world.people[person.at()];
    if state.wear.sick < state.wear.sick_at {
        return true;
    }
    state.wear.spells += 1;
    let spells = state.wear.spells;
    let sick_at = state.wear.sick + more(world, person, Purpose::SickThreshold, spells);
    let state = &mut world.people[person.at()];
    state.wear.sick_at = sick_at;
    // Of a group there is always somebody ill; its output is what it is with them.
    if state.heads > 1 {
        return true;
    }
    state.absence = Absence::Sick;
    note(events, world.now, What::FellIll(person));
    false
}

fn recovers(world: &mut World, person: PersonId) -> bool {
    world.people[person.at()].wear.days_ill += 1;
    let day = u32::from(world.people[person.at()].wear.days_ill);
    let back = draw(world.seed, key(world, person), Purpose::Recovers, day) < BACK;
    if back {
        world.people[person.at()].absence = Absence::None;
    }
    back
}

fn resign(world: &mut World, person: PersonId, events: &mut Events) {
    let leaves = world.people[person.at()].wear.leaves + 1;
    let leave = more(world, person, Purpose::LeaveThreshold, leaves);
    let rule = &world.rules().people[person.at()];
    let cost = Money(rule.pay_per_hour.0 / 100 * REPLACEMENT_PERCENT * YEAR_HOURS);
    let now = world.now;
    let state = &mut world.people[person.at()];
    state.wear.leaves = leaves;
    state.wear.leave_at = state.wear.leave + leave;
    if state.heads > 1 {
        count_hours(state, now);
        state.heads -= 1;
    } else {
        state.absence = Absence::Notice(now.plus((NOTICE_DAYS * DAY_MINUTES) as u32));
    }
    note(events, now, What::Resigned(person));
    effects::spend(world, Line::Replacement, cost, Why::Exit(person), events);
}

/// Whoever is due comes or goes.
pub(super) fn come_and_go(world: &mut World, person: PersonId, events: &mut Events) {
    match world.people[person.at()].absence {
        Absence::NotYet(Some(due)) if due <= world.now => {
            let state = &mut world.people[person.at()];
            state.absence = Absence::None;
            state.joined = Some(world.now);
            note(events, world.now, What::Joined(person));
        }
        Absence::Notice(due) if due <= world.now => {
            if on_duty(world.people[person.at()].activity) {
                drop_task(world, person, events);
                leave(world, person, events);
            }
            set_activity(world, person, Activity::Off, 0);
            world.people[person.at()].absence = Absence::Gone;
            note(events, world.now, What::Gone(person));
        }
        _ => {}
    }
}

/// Looks for somebody: the first day is weeks away.
pub(in crate::sim) fn engage(world: &mut World, person: PersonId, events: &mut Events) {
    let hired = world.rules().people[person.at()].joins == Some(Joins::Hire);
    let heads = u32::from(world.people[person.at()].heads);
    let days = if hired { HIRE_DAYS } else { CONTRACT_DAYS };
    let due = world.now.plus(days * DAY_MINUTES as u32);
    world.people[person.at()].absence = Absence::NotYet(Some(due));
    note(events, world.now, What::Engaged(person, due));
    if hired {
        effects::spend(
            world,
            Line::Replacement,
            HIRE_COST * heads,
            Why::Hiring(person),
            events,
        );
    }
    plan(world);
}

/// Pay of one head for a minute, by how they came.
pub(super) fn rate(rule: &Person) -> Money {
    match rule.joins {
        Some(Joins::Contract) => Money(rule.pay_per_hour.0 * CONTRACT_PERCENT / 6000),
        _ => pay_per_minute(rule),
    }
}

/// Share of full output of somebody who came so long ago (§C5).
pub(super) fn ramp(joins: Option<Joins>, joined: Option<Tick>, now: Tick) -> Ppm {
    let Some(joined) = joined else {
        return Ppm::ALL;
    };
    let half_year = 182 * DAY_MINUTES as u32;
    match (joins, now.since(joined)) {
        (Some(Joins::Contract), _) => Ppm(750_000),
        (_, minutes) if minutes < 2 * half_year => {
            Ppm(500_000 + (u64::from(minutes) * 250_000 / u64::from(half_year)) as u32)
        }
        _ => Ppm::ALL,
    }
}
