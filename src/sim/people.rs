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

use super::command::Role;
use super::draw::{Key, Purpose, draw};
use super::event::{What, Why};
use super::latent::effort_beyond;
use super::world::{Activity, PersonState, World};
use super::{Events, effects, note, services};
use crate::scenario::ids::*;
use crate::scenario::rules::{Effort, Line, Person, Rules};
use crate::scenario::units::{Money, Ppm, Tick};

/// How long somebody who is paged takes to be there: median 12 minutes. *Assumed.*
pub(super) const PAGE_DELAY: Effort = Effort {
    median_milli: 12_000,
    sigma: Ppm(400_000),
};
/// Pace of somebody without the skill. *Assumed.*
const UNSKILLED: Ppm = Ppm(200_000);
/// Minutes to find one's way into an incident. *Assumed.*
const WAY_IN_MINUTES: u32 = 2;
/// Minutes to find one's way back into planned work (§C3).
const WAY_BACK_MINUTES: u32 = 10;
/// Overtime is paid at this percentage. *Assumed.*
const OVERTIME_PERCENT: i64 = 150;
/// KSS, in hundredths, from which somebody counts as sleepy (§C4: about 18 h awake).
pub const SLEEPY_KSS_CENTI: u16 = 700;

/// Morale, in thousandths of a point, by what happened in a quarter of an hour or at once; causes after Maslach (§C5), sizes *assumed*.
pub(super) mod morale {
    pub(super) const STRAIN: i32 = -250;
    pub(super) const OVERTIME: i32 = -900;
    pub(super) const SLEEPY: i32 = -700;
    pub(super) const UNLED: i32 = -1300;
    pub(super) const TORN_AWAY: i32 = -900;
    pub(super) const CALLED_OUT: i32 = -2500;
    pub(super) const WOKEN: i32 = -4000;
    pub(in crate::sim) const WORK_DONE: i32 = 2500;
}

/// A person when the run begins.
pub(super) fn at_start(rule: &Person) -> PersonState {
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

/// Sleepiness by the three-process model, without inertia (§C4): hours awake since a full night, and the hour of the body's day.
///
/// `S = 2.4 + (14 − 2.4) e^(−0.0353 t)`, `C = 2.5 cos(2π/24 (h − 16.8))`, `U = −0.5 + 0.5 cos(2π/12 (h − 19.8))`,
/// `KSS = 10.6 − 0.6 (S + C + U)`; sleepiness from 1 (alert) to 9 (fighting sleep).
pub fn kss(hours_awake: f64, hour_of_day: f64) -> f64 {
    use std::f64::consts::PI;
    let pressure = 2.4 + (14.0 - 2.4) * libm::exp(-0.0353 * hours_awake);
    let day = 2.5 * libm::cos(PI / 12.0 * (hour_of_day - 16.8));
    let half_day = -0.5 + 0.5 * libm::cos(PI / 6.0 * (hour_of_day - 16.8 - 3.0));
    10.6 - 0.6 * (pressure + day + half_day)
}

/// Share of a fresh expert's speed at that sleepiness, in ppm.
fn alertness(kss_centi: u16) -> Ppm {
    let over = u32::from(kss_centi.clamp(500, 900)) - 500;
    Ppm(1_000_000 - over * 750)
}

/// Works out everybody's sleepiness at this quarter of an hour.
pub(super) fn look_at_the_clock(world: &mut World) {
    let scenario = world.scenario.clone();
    for (rule, person) in scenario.rules.people.iter().zip(&mut world.people) {
        let Some(woke) = person.woke else { continue };
        let hours = f64::from(world.now.0 as i32 - woke) / 60.0;
        let offset = scenario.rules.sites[rule.site.at()].utc_offset_minutes;
        let local = scenario
            .rules
            .starts_at
            .plus(i64::from(world.now.0) + i64::from(offset));
        let kss = kss(hours, f64::from(local.0) / 60.0);
        person.kss_centi = libm::round(kss.clamp(1.0, 9.0) * 100.0) as u16;
    }
}

/// Works out how fast everybody is at what they do.
pub(super) fn set_paces(world: &mut World) {
    for person in 0..world.people.len() {
        let pace = pace(world, PersonId(person as u16));
        world.people[person].pace = pace;
    }
}

fn pace(world: &World, person: PersonId) -> u32 {
    let rules = world.rules();
    let (skill, needs) = match world.people[person.at()].activity {
        Activity::OnTheWay => return 1000,
        Activity::Working(item) => (rules.work[item.at()].skill, rules.work[item.at()].needs),
        Activity::Investigating(_, inquiry) => (
            rules.inquiries[inquiry.at()].skill,
            rules.inquiries[inquiry.at()].needs,
        ),
        Activity::Applying(_, remedy) => (
            rules.remedies[remedy.at()].skill,
            rules.remedies[remedy.at()].needs,
        ),
        _ => return 0,
    };
    let mut pace =
        skill_of(rules, person, skill).of(alertness(world.people[person.at()].kss_centi));
    if let Some(incident) = incident_of(world.people[person.at()].activity) {
        pace = pace.of(group_share(world, incident));
        if world.incidents[incident.at()].severity.is_none() {
            pace = pace.of(Ppm(750_000));
        }
    }
    if needs.is_some_and(|tool| is_hampered(world, tool)) {
        pace = pace.of(Ppm(400_000));
    }
    pace.0 / 1000
}

/// Somebody's skill, or what anybody can do without.
pub fn skill_of(rules: &Rules, person: PersonId, skill: SkillId) -> Ppm {
    let skills = &rules.people[person.at()].skills;
    skills
        .iter()
        .find(|(id, _)| *id == skill)
        .map_or(UNSKILLED, |(_, share)| *share)
}

/// Whether tooling is as good as down, with no way around.
pub fn is_hampered(world: &World, tool: ServiceId) -> bool {
    let state = &world.services[tool.at()];
    state.success < Ppm(500_000) && !state.bypassed
}

/// Share of each one's pace that is left in a group (Scalability Law, §C3).
fn group_share(world: &World, incident: IncidentId) -> Ppm {
    let busy = |person: &&PersonState| matches!(person.activity, Activity::Investigating(of, _) | Activity::Applying(of, _) if of == incident);
    let n = world.people.iter().filter(busy).count().max(1) as f64;
    let led = world.incidents[incident.at()].roles[Role::Operations as usize].is_some();
    let (contention, coherency) = if led { (0.03, 0.004) } else { (0.05, 0.01) };
    let share = 1.0 / (1.0 + contention * (n - 1.0) + coherency * n * (n - 1.0));
    Ppm(libm::round(share * 1e6) as u32)
}

/// Counts minutes that are all like this one.
pub(super) fn accrue(world: &mut World, minutes: u32) {
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
            Activity::OnTheWay | Activity::Investigating(..) | Activity::Applying(..) => {
                person.done += gained
            }
            _ => {}
        }
    }
}

fn in_shift(rule: &Person, now: Tick) -> bool {
    (rule.shift_from..rule.shift_until).contains(&(now.0 as i32))
}

fn pay_per_minute(rule: &Person) -> Money {
    Money(rule.pay_per_hour.0 / 60)
}

fn overtime_per_minute(rule: &Person) -> Money {
    Money(rule.pay_per_hour.0 * OVERTIME_PERCENT / 6000)
}

/// The next tick at which somebody finishes something, is ready, comes or goes, or a quarter of an hour is full.
pub(super) fn next_change(world: &World) -> Tick {
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
    for (index, work) in world
        .work
        .iter()
        .enumerate()
        .filter(|(_, work)| work.done.is_none())
    {
        let at_it = |person: &&PersonState| {
            person.activity == Activity::Working(WorkId(index as u16)) && person.ready <= world.now
        };
        let pace: u64 = world
            .people
            .iter()
            .filter(at_it)
            .map(|person| u64::from(person.pace))
            .sum();
        if let Some(minutes) = work.left.checked_div(pace) {
            let minutes = minutes + u64::from(work.left % pace > 0);
            next = next.min(world.now.plus(minutes as u32));
        }
    }
    next
}

/// People whose shift begins come, people whose shift is over leave planned work.
pub(super) fn keep_shifts(world: &mut World, events: &mut Events) {
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        let Person {
            shift_from,
            shift_until,
            ..
        } = world.rules().people[index];
        let now = world.now.0 as i32;
        let activity = world.people[index].activity;
        if now == shift_from {
            world.people[index].called_out = false;
            world.people[index].prepaid_minutes = 0;
        }
        if now == shift_from && matches!(activity, Activity::Off | Activity::Resting) {
            arrive(world, person, events);
        } else if now == shift_until && matches!(activity, Activity::Free | Activity::Working(_)) {
            leave(world, person, events);
        }
    }
}

pub(super) fn arrive(world: &mut World, person: PersonId, events: &mut Events) {
    note(events, world.now, What::Arrived(person));
    let now = world.now.0 as i32;
    let state = &mut world.people[person.at()];
    state.woke.get_or_insert(now);
    state.effort = 0;
    state.done = 0;
    free(world, person, events);
}

fn leave(world: &mut World, person: PersonId, events: &mut Events) {
    set_activity(world, person, Activity::Off, 0);
    note(events, world.now, What::LeftShift(person));
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
pub(super) fn free(world: &mut World, person: PersonId, events: &mut Events) {
    let rule = &world.rules().people[person.at()];
    let home = world.people[person.at()]
        .home
        .filter(|item| world.work[item.at()].done.is_none());
    if !in_shift(rule, world.now) && !world.people[person.at()].called_out {
        leave(world, person, events);
    } else if let Some(item) = home.filter(|_| in_shift(rule, world.now)) {
        set_activity(world, person, Activity::Working(item), WAY_BACK_MINUTES);
        note(events, world.now, What::Working(person, item));
    } else {
        set_activity(world, person, Activity::Free, 0);
    }
}

/// Takes somebody away from what they do, for an incident or other work.
pub(super) fn take(world: &mut World, person: PersonId, to: Activity, events: &mut Events) {
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
pub(super) fn drop_task(world: &mut World, person: PersonId) {
    match world.people[person.at()].activity {
        Activity::Investigating(_, inquiry) => world.inquiries[inquiry.at()].by = None,
        Activity::Applying(_, remedy) => world.remedies[remedy.at()].by = None,
        Activity::Leading(incident, role) => {
            world.incidents[incident.at()].roles[role as usize] = None
        }
        _ => {}
    }
}

/// Pages somebody who is off.
pub(super) fn page(world: &mut World, person: PersonId, events: &mut Events) {
    let asleep = world.people[person.at()].woke.is_none();
    let now = world.now.0 as i32;
    set_activity(world, person, Activity::OnTheWay, 0);
    let state = &mut world.people[person.at()];
    state.pages += 1;
    state.called_out = true;
    state.woke.get_or_insert(now);
    let key = Key::named("person", &world.scenario.ids.people[person.at()]);
    let u = draw(
        world.seed,
        key,
        Purpose::PageDelay,
        world.people[person.at()].pages,
    );
    world.people[person.at()].effort = effort_beyond(PAGE_DELAY, 0, u);
    note(events, world.now, What::Paged(person));
    let points = if asleep {
        morale::WOKEN
    } else {
        morale::CALLED_OUT
    };
    move_morale(world, person, points, Why::CallOut(person), events);
    // A call-out is paid as an hour of overtime at least (*assumed*, as many contracts say).
    let rule = &world.rules().people[person.at()];
    let hour = if in_shift(rule, world.now) { 0 } else { 60 };
    let amount = overtime_per_minute(rule) * hour;
    world.people[person.at()].prepaid_minutes = hour;
    effects::spend(world, Line::Overtime, amount, Why::CallOut(person), events);
}

/// Moves somebody's morale, within 0–100.
pub(super) fn move_morale(
    world: &mut World,
    person: PersonId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let state = &mut world.people[person.at()];
    let after = (state.morale_milli + milli).clamp(0, 100_000);
    let moved = after - state.morale_milli;
    state.morale_milli = after;
    if moved != 0 {
        note(events, world.now, What::Morale(person, moved, why));
    }
}

/// Every quarter of an hour on the clock: sleepiness, and what the quarter did to people.
pub(super) fn quarter_hour(world: &mut World, events: &mut Events) {
    if !(u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(15) {
        return;
    }
    look_at_the_clock(world);
    let led = world
        .incidents
        .iter()
        .any(|incident| incident.open() && incident.acknowledged.is_some());
    let unled = services::customers_hurt(world) && world.first_alert.is_some() && !led;
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        let activity = world.people[index].activity;
        if !on_duty(activity) {
            continue;
        }
        let overtime = !in_shift(&world.rules().people[index], world.now);
        let sleepy = world.people[index].kss_centi >= SLEEPY_KSS_CENTI;
        let quarters = [
            (in_incident(activity), morale::STRAIN, Why::Strain),
            (overtime, morale::OVERTIME, Why::Overtime(person)),
            (sleepy, morale::SLEEPY, Why::Sleepy),
            (unled, morale::UNLED, Why::Unled),
        ];
        for (_, points, why) in quarters.into_iter().filter(|(happened, ..)| *happened) {
            move_morale(world, person, points, why, events);
        }
    }
}

/// Tells what hours came to, at the end of the run.
pub(super) fn pay(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    for (index, (rule, person)) in scenario.rules.people.iter().zip(&world.people).enumerate() {
        let id = PersonId(index as u16);
        let regular = pay_per_minute(rule) * person.regular_minutes;
        let overtime = overtime_per_minute(rule) * person.overtime_minutes;
        for (line, amount, why) in [
            (Line::Regular, regular, Why::Hours),
            (Line::Overtime, overtime, Why::Overtime(id)),
        ] {
            if amount.0 > 0 {
                note(events, world.now, What::Spent(line, amount, why));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::approx_constant,
        reason = "a point of the table that happens to lie near τ"
    )]
    fn sleepiness_matches_the_points_of_c4() {
        for (hours, expected) in [
            (8.0, 3.12),
            (12.0, 3.37),
            (16.0, 5.61),
            (17.0, 6.28),
            (18.0, 6.86),
            (20.0, 7.60),
            (22.0, 7.73),
            (24.0, 7.46),
        ] {
            let got = kss(hours, (7.0 + hours) % 24.0);
            assert!(
                (got - expected).abs() < 0.01,
                "{hours} h awake: {got:.3}, not {expected}"
            );
        }
    }
}
