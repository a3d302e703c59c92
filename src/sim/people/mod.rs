//! People: what they do, how fast, how awake, how they feel, and whether they stay.
//!
//! Output of a person at a task, as a share of a fresh expert alone: `skill × alertness × ramp × group × tooling × urgency × change × heads`.
//!
//! | factor | equation | source |
//! | --- | --- | --- |
//! | alertness | 1 up to KSS 5, falling by 0.075 a point to 0.7 at 9 | shape *assumed*; KSS by the three-process model, §C4 |
//! | ramp | of those who came in the run: .5 at first, .75 after half a year, 1 after a year | §C5 |
//! | group | `1 ÷ (1 + a (n − 1) + b n (n − 1))`, a = .05, b = .01; with somebody in operations .03 and .004 | Scalability Law, §C3; values *assumed* |
//! | tooling | .4 while what the task needs serves under half and nobody opened a way around | *assumed* |
//! | change | planned work alone: what initiatives and controls make of it | [`crate::sim::initiatives`] |
//! | urgency | .75 while nobody has declared the incident | *assumed* |
//! | heads | `N × group(N)` of an entry that stands for N people; `N` in an incident, whose group counts them | Scalability Law, §C3 |
//! | span | `7 L ÷ n` where `n` people report to `L` of commander and operations, and there are more than 7 for each; no less than unled | §C6; form *assumed* |
//! | sub-teams | of `k` sub-leads, each with `m = n ÷ k` people: `group(m) × group(k) × span(m, 1) × span(k, L)` | §C6; form *assumed* |
//! | visitors | .85 for each stakeholder who has joined the call | §C6; *assumed* |
//!
//! Finding one's way into a task takes minutes in which nothing gets done, fewer the better somebody knows it (`familiar.rs`).
//!
//! A pace is worked out again only where something that it depends on has changed: whoever changes such a thing calls [`touch`].

mod alertness;
pub(in crate::sim) mod exits;
mod familiar;
pub(in crate::sim) mod handover;
pub(in crate::sim) mod morale;
mod pace;
mod rota;
pub(in crate::sim) mod safety;
mod shifts;
mod task;

pub(in crate::sim) use alertness::look_at_the_clock;
pub use alertness::{Body, RESTED_MILLI, Routine, SLEEPY_KSS_CENTI, asleep, awake, kss};
pub(crate) use alertness::{body, routine};
use alertness::{body_at_start, is_quarter, next_quarter, stand_down, wake};
pub use exits::Absence;
pub(crate) use exits::Wear;
pub(crate) use familiar::Familiarity;
use familiar::{Subject, pass_on, turn_to};
pub(crate) use handover::Passing;
pub(in crate::sim) use morale::{move_morale, quarter_hour};
pub use pace::{
    LED, SPAN, SUBTEAM_LEAST, UNLED, is_hampered, share_of_each, share_of_group, skill_of,
};
pub(in crate::sim) use pace::{check_split, set_paces, tools_changed};
pub(crate) use rota::{RotaState, in_shift, is_on_call};
pub(in crate::sim) use rota::{
    give_days_off, keep_shifts, move_clocks, page_on_call, plan, put_on_call, rota_of,
    rotas_at_start,
};
pub(crate) use safety::says;
pub(in crate::sim) use shifts::*;

pub(crate) use task::Task;

use crate::scenario::ids::*;
use crate::scenario::rules::{Effort, Line, Person, Rota, Rules, Who};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::sim::command::Role;
use crate::sim::draw::{Key, Purpose, draw};
use crate::sim::event::{What, Why};
use crate::sim::latent::effort_beyond;
use crate::sim::slips::Slip;
use crate::sim::world::{Activity, IncidentState, PersonState, World};
use crate::sim::{Events, alarms, desk, effects, note, services, slips, work};
use serde::Serialize;

/// Minutes to find one's way into an incident of a service that one knows well. *Assumed.*
const WAY_IN_MINUTES: u32 = 2;

/// Minutes to find one's way back into planned work that one knows well. *Assumed.*
const WAY_BACK_MINUTES: u32 = 4;

/// What is kept of all people, so that nothing is scanned where nothing is due.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Crew {
    /// Something that everybody's pace may depend on has changed.
    pub stale: bool,
    /// A bit for each of those of the first 64 for whom alone it has.
    #[serde(skip)]
    pub touched: u64,
    /// The next edge of a shift, a turn on call or an absence.
    pub edge: Tick,
    /// The next look at somebody's sleepiness.
    pub look: Tick,
    /// Somebody at work bears strain: the next quarter of an hour counts.
    pub strained: bool,
    #[serde(skip)]
    pub payroll: Payroll,
}

/// Everybody.
pub(in crate::sim) fn ids(world: &World) -> impl Iterator<Item = PersonId> + use<> {
    (0..world.people.len() as u16).map(PersonId)
}

/// A person when the run begins.
pub(in crate::sim) fn at_start(rule: &Person) -> PersonState {
    let there = rule.joins.is_none();
    let here = there && rule.shift_from <= 0 && rule.shift_until > 0;
    PersonState {
        activity: match rule.works_on {
            Some(item) if here => Activity::Working(item),
            _ if here => Activity::Free,
            _ => Activity::Off,
        },
        task: Task::NONE,
        usual_milli: 0,
        hampered: false,
        morale_milli: rule.morale_milli,
        mismatches: [0; 6],
        body: body_at_start(
            rule,
            here,
            alertness::Routine {
                wakes: 0,
                midnight: 0,
            },
        ),
        look: if here { Tick(0) } else { Tick::NEVER },
        kss_centi: 300,
        shift: (rule.shift_from, rule.shift_until),
        off_until: i32::MIN / 2,
        absence: if there {
            Absence::None
        } else {
            Absence::NotYet(None)
        },
        joined: None,
        ramp: Ppm::ALL,
        contracted: rule.joins == Some(crate::scenario::rules::Joins::Contract),
        heads: rule.heads,
        pay_per_minute: exits::rate(rule),
        wear: Wear::default(),
        overtime_minutes: 0,
        regular_minutes: 0,
        hours: Hours::Unpaid,
        counted: Tick(0),
        pages: 0,
        nights: 0,
        called_out: false,
        prepaid_minutes: 0,
        homes: [rule.works_on, None],
        sent: rule.works_on,
        familiarity: Familiarity::with(rule.works_on.map(Subject::Work)),
        passes: None,
        talks: [None; 5],
        earned: false,
        told: None,
    }
}

/// Everything about people that needs the whole World when the run begins.
pub(in crate::sim) fn begin(world: &mut World) {
    for person in ids(world) {
        let here = on_duty(world.people[person.at()].activity);
        let routine = routine(world, person);
        let rule = &world.scenario.rules.people[person.at()];
        world.people[person.at()].body = body_at_start(rule, here, routine);
        exits::draw_thresholds(world, person);
    }
    plan(world);
    look_at_the_clock(world);
    world.crew.stale = true;
    world.crew.payroll.stale = true;
    set_paces(world);
}

/// Something that paces depend on has changed: who does what, how awake, which tools, what is declared.
pub(in crate::sim) fn touch(world: &mut World) {
    world.crew.stale = true;
}

/// The same, but only this one's pace depends on it.
fn touch_one(world: &mut World, person: PersonId) {
    match 1_u64.checked_shl(u32::from(person.0)) {
        Some(bit) => world.crew.touched |= bit,
        None => touch(world),
    }
}

/// The same, but only the paces of those at an item depend on it.
pub(in crate::sim) fn touch_those_at(world: &mut World, item: WorkId) {
    for person in ids(world) {
        if world.people[person.at()].activity == Activity::Working(item) {
            touch_one(world, person);
        }
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
        Activity::Triaging(incident)
        | Activity::Investigating(incident, _)
        | Activity::Applying(incident, _)
        | Activity::Leading(incident, _)
        | Activity::Subleading(incident) => Some(incident),
        _ => None,
    }
}

/// Counts minutes that are all like this one.
pub(in crate::sim) fn accrue(world: &mut World, minutes: u32) {
    pay_hours(world, minutes);
    if world.work.is_empty() {
        return;
    }
    let now = world.now;
    for person in &world.people {
        if let Activity::Working(item) = person.activity
            && person.task.ready() <= now
        {
            let gained = u64::from(person.task.pace()) * u64::from(minutes);
            let work = &mut world.work[item.at()];
            work.left = work.left.saturating_sub(gained);
        }
    }
}

/// The next tick at which somebody finishes something but a case, finds their way into work, cannot go on, comes or goes.
pub(in crate::sim) fn next_change(world: &World) -> Tick {
    let mut next = world.crew.edge;
    if world.crew.strained || morale::is_unled(world) {
        next = next.min(next_quarter(world, world.now));
    }
    for person in &world.people {
        if rota::gives_up(person, person.look) {
            next = next.min(person.look);
        }
        if let Some(tick) = rota::goes_home(world, person) {
            next = next.min(tick.max(world.now.plus(1)));
        }
        let task = &person.task;
        match person.activity {
            Activity::Working(_) if task.ready() > world.now => next = next.min(task.ready()),
            Activity::Serving(_) => {}
            _ => next = next.min(task.ends()),
        }
    }
    next
}

/// The next tick at which somebody finishes something.
pub(in crate::sim) fn next_finish(world: &World) -> Tick {
    let ends = world.people.iter().map(|person| person.task.ends());
    ends.min().unwrap_or(Tick::NEVER)
}

fn set_activity(world: &mut World, person: PersonId, activity: Activity, way_in_minutes: u32) {
    let ready = world.now.plus(way_in_minutes);
    let before = world.people[person.at()].activity;
    if on_duty(before) && !on_duty(activity) {
        stand_down(world, person);
    }
    let state = &mut world.people[person.at()];
    if !on_duty(activity) {
        state.called_out = false;
        state.prepaid_minutes = 0;
    }
    if on_duty(before) != on_duty(activity) {
        world.crew.payroll.stale = true;
    }
    let state = &mut world.people[person.at()];
    state.activity = activity;
    state.task.turn(world.now, ready);
    touch_one(world, person);
    // A group gains or loses somebody.
    let groups = [incident_of(before), incident_of(activity)];
    if groups != [None; 2] {
        for other in ids(world) {
            let group = incident_of(world.people[other.at()].activity);
            if group.is_some() && groups.contains(&group) {
                touch_one(world, other);
            }
        }
    }
}

/// Somebody has nothing in hand: home when the shift is over, else back to planned work.
pub(in crate::sim) fn free(world: &mut World, person: PersonId, events: &mut Events) {
    let state = &world.people[person.at()];
    let on_shift = in_shift(state, world.now);
    let mut homes = state.homes.into_iter().flatten();
    let home = homes.find(|&item| on_shift && work::is_for(world, person, item));
    if !on_shift && !state.called_out {
        leave(world, person, events);
    } else if let Some(item) = home {
        work::begin(world, item, events);
        let way_in = turn_to(world, person, Activity::Working(item));
        set_activity(world, person, Activity::Working(item), way_in);
        note(events, world.now, What::Working(person, item));
    } else {
        set_activity(world, person, Activity::Free, 0);
        // There may be an item to pick up.
        world.flow.stirred |= !world.pipelines.is_empty();
    }
}

/// Somebody is sent to an item, whoever else is at it.
pub(in crate::sim) fn send_to(world: &mut World, person: PersonId, item: WorkId) {
    settle_on(world, person, item);
    world.people[person.at()].sent = Some(item);
}

/// Somebody is given an item to work on. What they had in hand before waits for them behind it.
pub(in crate::sim) fn settle_on(world: &mut World, person: PersonId, item: WorkId) {
    let homes = &mut world.people[person.at()].homes;
    if homes[0] != Some(item) {
        *homes = [Some(item), homes[0]];
    }
}

/// Takes somebody away from what they do, for an incident or other work.
pub(in crate::sim) fn take(world: &mut World, person: PersonId, to: Activity, events: &mut Events) {
    let way_in = turn_to(world, person, to);
    take_within(world, person, to, way_in, events);
}

/// Takes somebody away from what they do, with so many minutes to find their way in.
pub(in crate::sim) fn take_within(
    world: &mut World,
    person: PersonId,
    to: Activity,
    way_in_minutes: u32,
    events: &mut Events,
) {
    drop_task(world, person, events);
    if matches!(world.people[person.at()].activity, Activity::Working(_)) && in_incident(to) {
        move_morale(world, person, morale::TORN_AWAY, Why::Interruption, events);
    }
    set_activity(world, person, to, way_in_minutes);
}

/// Everybody at an incident stops for so long: somebody else tells them what to do.
pub(in crate::sim) fn stop_for(world: &mut World, incident: IncidentId, minutes: u32) {
    let now = world.now;
    for person in &mut world.people {
        if incident_of(person.activity) == Some(incident) {
            let ready = person.task.ready().max(now).plus(minutes);
            person.task.wait_until(ready, now);
        }
    }
}

/// Lets go of what somebody held: a line of inquiry, a remedy, a role, a hand-over.
pub(in crate::sim) fn drop_task(world: &mut World, person: PersonId, events: &mut Events) {
    match world.people[person.at()].activity {
        Activity::HandingOver(other) => {
            // Not here any more, so that the other's turn does not come back to this one.
            set_activity(world, person, Activity::Free, 0);
            handover::break_off(world, person, other, events);
        }
        Activity::Serving(case) => desk::put_down(world, case, person),
        task => release(world, task),
    }
}

/// Nobody is at a task any more.
fn release(world: &mut World, task: Activity) {
    match task {
        Activity::Triaging(incident) => world.incidents[incident.at()].triage_by = None,
        Activity::Investigating(_, inquiry) => world.inquiries[inquiry.at()].by = None,
        Activity::Applying(_, remedy) => world.remedies[remedy.at()].by = None,
        Activity::Leading(incident, role) => {
            world.incidents[incident.at()].roles[role as usize] = None
        }
        Activity::Reviewing(incident) => world.incidents[incident.at()].review.by = None,
        _ => {}
    }
}
