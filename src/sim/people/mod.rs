//! People: what they do, how fast, how awake, how they feel.
//!
//! Pace of a person at a task, as a share of a fresh expert alone: `skill × alertness × group × tooling × urgency`.
//!
//! | factor | equation | source |
//! | --- | --- | --- |
//! | alertness | 1 up to KSS 5, falling by 0.075 a point to 0.7 at 9 | shape *assumed*; KSS by the three-process model, §C4 |
//! | group | `1 ÷ (1 + a (n − 1) + b n (n − 1))`, a = .05, b = .01; with somebody in operations .03 and .004 | Scalability Law, §C3; values *assumed* |
//! | tooling | .4 while what the task needs serves under half and nobody opened a way around | *assumed* |
//! | urgency | .75 while nobody has declared the incident | *assumed* |
//!
//! Finding one's way into a task takes minutes in which nothing gets done: 2 into an incident, 10 back into planned work (§C3
//! has 23–25 for a full return, over about two other tasks).

mod alertness;
pub(in crate::sim) mod morale;
mod pace;
mod shifts;

pub(in crate::sim) use alertness::look_at_the_clock;
pub use alertness::{SLEEPY_KSS_CENTI, kss};
pub(in crate::sim) use morale::{move_morale, quarter_hour};
pub(in crate::sim) use pace::set_paces;
pub use pace::{is_hampered, skill_of};
pub(in crate::sim) use shifts::*;

use crate::scenario::ids::*;
use crate::scenario::rules::{Effort, Line, Person, Rules, Who};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::sim::command::Role;
use crate::sim::draw::{Key, Purpose, draw};
use crate::sim::event::{What, Why};
use crate::sim::latent::effort_beyond;
use crate::sim::world::{Activity, PersonState, World};
use crate::sim::{Events, effects, note, services, work};

/// Minutes to find one's way into an incident. *Assumed.*
const WAY_IN_MINUTES: u32 = 2;

/// Minutes to find one's way back into planned work (§C3).
const WAY_BACK_MINUTES: u32 = 10;

/// A person when the run begins.
pub(in crate::sim) fn at_start(rule: &Person) -> PersonState {
    let here = rule.shift_from <= 0 && rule.shift_until > 0;
    PersonState {
        activity: match rule.works_on {
            Some(item) if here => Activity::Working(item),
            _ if here => Activity::Free,
            _ => Activity::Off,
        },
        ready: Tick(0),
        effort: 0,
        done: 0,
        pace: 0,
        morale_milli: rule.morale_milli,
        woke: (here || rule.awake_minutes > 0).then(|| -i32::from(rule.awake_minutes)),
        kss_centi: 300,
        overtime_minutes: 0,
        regular_minutes: 0,
        pages: 0,
        called_out: false,
        prepaid_minutes: 0,
        home: rule.works_on,
    }
}

/// At work, whatever they do.
pub fn on_duty(activity: Activity) -> bool {
    !matches!(
        activity,
        Activity::Off | Activity::OnTheWay | Activity::Resting
    )
}

/// Whether somebody is one of those.
pub(in crate::sim) fn is_meant(world: &World, who: Who, person: PersonId) -> bool {
    match who {
        Who::OnDuty => on_duty(world.people[person.at()].activity),
        Who::Team(team) => world.rules().people[person.at()].team == team,
        Who::Person(one) => one == person,
    }
}

/// Busy with an incident.
pub fn in_incident(activity: Activity) -> bool {
    incident_of(activity).is_some()
}

/// The incident somebody is busy with.
pub fn incident_of(activity: Activity) -> Option<IncidentId> {
    match activity {
        Activity::Investigating(incident, _)
        | Activity::Applying(incident, _)
        | Activity::Leading(incident, _) => Some(incident),
        _ => None,
    }
}

/// Counts minutes that are all like this one.
pub(in crate::sim) fn accrue(world: &mut World, minutes: u32) {
    let scenario = world.scenario.clone();
    let now = world.now;
    for (rule, person) in scenario.rules.people.iter().zip(&mut world.people) {
        if in_shift(rule, now) {
            person.regular_minutes += minutes;
            world
                .ledger
                .book(Line::Regular, pay_per_minute(rule) * minutes);
        } else if on_duty(person.activity) {
            let prepaid = person.prepaid_minutes.min(minutes);
            person.prepaid_minutes -= prepaid;
            person.overtime_minutes += minutes - prepaid;
            world.ledger.book(
                Line::Overtime,
                overtime_per_minute(rule) * (minutes - prepaid),
            );
        }
        if person.ready > now {
            continue;
        }
        let gained = u64::from(person.pace) * u64::from(minutes);
        match person.activity {
            Activity::Working(item) => {
                let work = &mut world.work[item.at()];
                work.left = work.left.saturating_sub(gained);
            }
            Activity::OnTheWay
            | Activity::Investigating(..)
            | Activity::Applying(..)
            | Activity::Reviewing(_) => person.done += gained,
            _ => {}
        }
    }
}

/// The next tick at which somebody finishes something, is ready, comes or goes, or a quarter of an hour is full.
pub(in crate::sim) fn next_change(world: &World) -> Tick {
    let mut next =
        Tick(world.now.0 + 15 - (u32::from(world.rules().starts_at.0) + world.now.0) % 15);
    for (rule, person) in world.rules().people.iter().zip(&world.people) {
        for edge in [rule.shift_from, rule.shift_until] {
            if edge > world.now.0 as i32 {
                next = next.min(Tick(edge as u32));
            }
        }
        if person.ready > world.now {
            next = next.min(person.ready);
        } else if person.effort > 0 && person.pace > 0 {
            let left = person.effort.saturating_sub(person.done);
            next = next.min(world.now.plus(left.div_ceil(u64::from(person.pace)) as u32));
        }
    }
    next
}

fn set_activity(world: &mut World, person: PersonId, activity: Activity, way_in_minutes: u32) {
    let ready = world.now.plus(way_in_minutes);
    let state = &mut world.people[person.at()];
    if !on_duty(activity) {
        state.called_out = false;
        state.prepaid_minutes = 0;
    }
    *state = PersonState {
        activity,
        ready,
        effort: 0,
        done: 0,
        ..state.clone()
    };
}

/// Somebody has nothing in hand: home when the shift is over, else back to planned work.
pub(in crate::sim) fn free(world: &mut World, person: PersonId, events: &mut Events) {
    let rule = &world.rules().people[person.at()];
    let home = world.people[person.at()]
        .home
        .filter(|&item| work::is_for(world, item));
    if !in_shift(rule, world.now) && !world.people[person.at()].called_out {
        leave(world, person, events);
    } else if let Some(item) = home.filter(|_| in_shift(rule, world.now)) {
        work::begin(world, item, events);
        set_activity(world, person, Activity::Working(item), WAY_BACK_MINUTES);
        note(events, world.now, What::Working(person, item));
    } else {
        set_activity(world, person, Activity::Free, 0);
        world.flow.stirred = true;
    }
}

/// Takes somebody away from what they do, for an incident or other work.
pub(in crate::sim) fn take(world: &mut World, person: PersonId, to: Activity, events: &mut Events) {
    drop_task(world, person);
    if matches!(world.people[person.at()].activity, Activity::Working(_)) && in_incident(to) {
        move_morale(world, person, morale::TORN_AWAY, Why::Interruption, events);
    }
    let way_in = if matches!(to, Activity::Working(_)) {
        WAY_BACK_MINUTES
    } else {
        WAY_IN_MINUTES
    };
    set_activity(world, person, to, way_in);
}

/// Lets go of what somebody held: a line of inquiry, a remedy, a role.
pub(in crate::sim) fn drop_task(world: &mut World, person: PersonId) {
    match world.people[person.at()].activity {
        Activity::Investigating(_, inquiry) => world.inquiries[inquiry.at()].by = None,
        Activity::Applying(_, remedy) => world.remedies[remedy.at()].by = None,
        Activity::Leading(incident, role) => {
            world.incidents[incident.at()].roles[role as usize] = None
        }
        Activity::Reviewing(incident) => world.incidents[incident.at()].review.by = None,
        _ => {}
    }
}
