//! Delegation: an area handed to somebody with intent, limits and a time to report back. It is how one person leads forty (§C6:
//! a span of 3–7): every delegate has an attention of their own, so areas go on side by side while the leader's waits in line.
//!
//! | symbol | meaning | range |
//! | --- | --- | --- |
//! | `s` | mean of the delegate over the skills that the area asks for, each once | 0.2–1 |
//! | `c` | clarity: 0.4, and 0.2 each for intent, limits and reports that were asked for | 0.4–1 |
//! | `t` | trust between the leader and the delegate | 0–1, 0.5 at first |
//! | `q` | quality: `s (0.5 + 0.5 c) (0.6 + 0.4 t)` | |
//!
//! An act takes a delegate the seconds of the leader's table ÷ `q`; a look at which nothing is to do, 2 minutes ÷ `q`. Saying more
//! takes the leader longer ([`PART_SECONDS`] each), and each report takes [`REPORT_SECONDS`]. Trust grows by 3 points with each
//! report and falls by 8 when the leader does a delegate's work over their head. All figures *assumed*; nothing is drawn.
//!
//! A delegate acts by `policy`, from what can be observed. What the limits forbid becomes a question to the leader, and the
//! delegate goes on with what they may. The area comes back when the leader takes it, when the incident is closed, when the delegate
//! is sent elsewhere, or at the end of the shift.

mod load;
mod policy;

use super::attention;
use super::command::{Command, CommandError, Giver};
use super::event::{What, Why};
use super::people::{self, in_shift, skill_of};
use super::world::{Activity, World};
use super::{Events, note, orders};
use crate::scenario::delegation::{Area, AreaKind, Delegation};
use crate::scenario::ids::*;
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// So many areas can be handed over at a time.
pub const AREAS_MOST: usize = 24;
/// Seconds of the leader that each part of a brief takes: intent, limits, reports. *Assumed.*
pub const PART_SECONDS: u32 = 25;
/// Seconds of the leader that a report takes. *Assumed.*
pub const REPORT_SECONDS: u16 = 20;
/// Trust between leader and delegate when they begin, in thousandths of a point. *Assumed.*
pub(super) const TRUST_AT_START_MILLI: i32 = 50_000;
/// Trust won by a report that was asked for and came. *Assumed.*
const REPORTED_MILLI: i32 = 3000;
/// Trust lost by being overruled. *Assumed.*
const OVERRULED_MILLI: i32 = -8000;
/// Seconds until an expert with a clear brief looks again, where nothing is to do. *Assumed.*
const LOOK_SECONDS: u32 = 120;
/// Seconds that a question takes who asks it. *Assumed.*
const ASK_SECONDS: u32 = 30;
/// Refusals that a delegate remembers.
const REFUSALS: usize = 4;

/// An area in somebody's hands.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Delegated {
    pub brief: Delegation,
    pub since: Tick,
    /// Skill at what the area asks for.
    pub skill: Ppm,
    /// The delegate is busy until this second of the run.
    pub busy_until_second: u32,
    pub next_report: Tick,
    pub last_report: Option<Tick>,
    /// Acts since the last report.
    pub acts: u16,
    /// What waits for the leader's word.
    pub question: Option<Command>,
    /// What the leader allowed beyond the limits.
    pub allowed: Option<Command>,
    /// What the leader forbade, the latest first.
    pub refused: [Option<Command>; REFUSALS],
}

/// Quality of a delegation, 0–1.
pub(crate) fn quality(world: &World, delegated: &Delegated) -> f64 {
    let clarity = 0.4 + 0.2 * f64::from(delegated.brief.parts_said());
    let trust = f64::from(world.rapport[delegated.brief.to.at()]) / 100_000.0;
    delegated.skill.ratio() * (0.5 + 0.5 * clarity) * (0.6 + 0.4 * trust)
}

/// The place of an area among those that are handed over.
fn place_of(world: &World, area: Area) -> Option<usize> {
    let mut areas = world.delegated.iter();
    areas.position(|delegated| delegated.brief.area == area)
}

/// Whether an area of that kind is handed over.
pub(super) fn any_of(world: &World, kind: AreaKind) -> bool {
    let mut areas = world.delegated.iter();
    areas.any(|delegated| delegated.brief.area.kind() == kind)
}

/// Whether an area is about an incident.
fn covers(world: &World, area: Area, incident: IncidentId) -> bool {
    match area {
        Area::Incident(one) => one == incident,
        Area::Incidents(team) => {
            let service = world.incidents[incident.at()].service;
            world.owners[service.at()] == team
        }
        Area::Board(_) | Area::Updates(_) | Area::Load(_) => false,
    }
}

/// Whether an area can be handed over like that.
pub(super) fn check(world: &World, brief: &Delegation) -> Result<(), CommandError> {
    if place_of(world, brief.area).is_some() {
        return Err(CommandError::AreaTaken(brief.area));
    }
    if world.delegated.len() == AREAS_MOST {
        return Err(CommandError::TooManyAreas(AREAS_MOST));
    }
    if world.people[brief.to.at()].activity == Activity::Heading {
        return Err(CommandError::AlreadyOnIt(brief.to));
    }
    Ok(())
}

/// Whether an area is in somebody's hands; with `asked`, whether they asked something.
pub(super) fn check_held(world: &World, area: Area, asked: bool) -> Result<(), CommandError> {
    match place_of(world, area) {
        None => Err(CommandError::NotDelegated(area)),
        Some(at) if asked && world.delegated[at].question.is_none() => {
            Err(CommandError::NothingAsked(area))
        }
        Some(_) => Ok(()),
    }
}

/// Hands an area over.
pub(super) fn hand_over(world: &mut World, brief: Delegation, events: &mut Events) {
    people::take(world, brief.to, Activity::Heading, events);
    let ready = world.people[brief.to.at()].task.ready();
    let report = match brief.back_minutes {
        0 => Tick::NEVER,
        minutes => world.now.plus(u32::from(minutes)),
    };
    world.delegated.push(Delegated {
        brief,
        since: world.now,
        skill: skill_at(world, brief.area, brief.to),
        busy_until_second: ready.0 * 60,
        next_report: report,
        last_report: None,
        acts: 0,
        question: None,
        allowed: None,
        refused: [None; REFUSALS],
    });
    note(events, world.now, What::Delegated(brief));
}

/// Somebody's mean over the skills that an area asks for, each once; updates ask for none.
fn skill_at(world: &World, area: Area, person: PersonId) -> Ppm {
    let rules = world.rules();
    let wanted = |fault: FaultId| match area {
        // Before anybody has found out, it may be any fault of the service.
        Area::Incident(incident) => {
            let state = &world.incidents[incident.at()];
            state
                .about()
                .map_or(rules.faults[fault.at()].service == state.service, |known| {
                    known == fault
                })
        }
        Area::Incidents(team) | Area::Load(team) => {
            world.owners[rules.faults[fault.at()].service.at()] == team
        }
        Area::Board(_) | Area::Updates(_) => false,
    };
    let of_team = |of: TeamId| matches!(area, Area::Board(team) if team == of);
    let asked = |skill: &SkillId| {
        let mut inquiries = rules.inquiries.iter();
        let mut remedies = rules.remedies.iter();
        let mut work = rules.work.iter();
        inquiries.any(|rule| rule.skill == *skill && wanted(rule.fault))
            || remedies.any(|rule| rule.skill == *skill && wanted(rule.fault))
            || work.any(|rule| rule.skill == *skill && of_team(rule.team))
    };
    let skills = (0..world.scenario.ids.skills.len()).map(|index| SkillId(index as u16));
    let (mut sum, mut count) = (0_u64, 0_u64);
    for skill in skills.filter(asked) {
        sum += u64::from(skill_of(rules, person, skill).0);
        count += 1;
    }
    let mean = sum.checked_div(count);
    Ppm(mean.map_or(Ppm::ALL.0, |mean| mean as u32))
}

/// The leader takes an area back.
pub(super) fn take_back(world: &mut World, area: Area, events: &mut Events) {
    if let Some(at) = place_of(world, area) {
        end(world, at, events);
    }
}

/// An area comes back; who held it goes on with other things.
fn end(world: &mut World, at: usize, events: &mut Events) {
    let Delegation { area, to, .. } = world.delegated.remove(at).brief;
    note(events, world.now, What::HandedBack(area, to));
    if world.people[to.at()].activity == Activity::Heading {
        people::free(world, to, events);
    }
}

/// The leader answers a delegate's question.
pub(super) fn permit(world: &mut World, area: Area, yes: bool, events: &mut Events) {
    let now = world.now;
    let Some(at) = place_of(world, area) else {
        return;
    };
    let delegated = &mut world.delegated[at];
    let Some(question) = delegated.question.take() else {
        return;
    };
    if yes {
        delegated.allowed = Some(question);
    } else {
        delegated.refused.rotate_right(1);
        delegated.refused[0] = Some(question);
    }
    note(events, now, What::Permitted(area, yes));
}

/// The leader does over a delegate's head what was theirs to do: that costs trust.
pub(super) fn overrule(world: &mut World, command: &Command, events: &mut Events) {
    for at in 0..world.delegated.len() {
        let Delegation { area, to, .. } = world.delegated[at].brief;
        let theirs = match *command {
            Command::Declare(incident, _)
            | Command::Investigate(incident, ..)
            | Command::Apply(incident, ..)
            | Command::Merge(incident, _)
            | Command::Resolve(incident) => covers(world, area, incident),
            Command::Set(lever, _) => load::covers(world, area, lever),
            _ => false,
        };
        if theirs {
            move_trust(world, to, OVERRULED_MILLI);
            note(events, world.now, What::Overruled(area, to));
        }
    }
}

fn move_trust(world: &mut World, person: PersonId, milli: i32) {
    let trust = &mut world.rapport[person.at()];
    *trust = (*trust + milli).clamp(0, 100_000);
}

/// Lets every delegate act and report whose time has come.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    let mut at = 0;
    while at < world.delegated.len() {
        if is_over(world, &world.delegated[at]) {
            end(world, at, events);
            continue;
        }
        if world.delegated[at].next_report <= world.now {
            report(world, at, events);
        }
        while world.delegated[at].busy_until_second <= world.now.0 * 60 {
            act(world, at, events);
        }
        at += 1;
    }
}

/// Whether an area has to come back: there is nothing left of it, or nobody.
fn is_over(world: &World, delegated: &Delegated) -> bool {
    let Delegation { area, to, .. } = delegated.brief;
    let state = &world.people[to.at()];
    let closed = match area {
        Area::Incident(incident) => !world.incidents[incident.at()].open(),
        _ => false,
    };
    let home = !in_shift(state, world.now) && !state.called_out;
    closed || home || state.activity != Activity::Heading
}

fn report(world: &mut World, at: usize, events: &mut Events) {
    let now = world.now;
    let delegated = &mut world.delegated[at];
    let Delegation {
        area,
        to,
        back_minutes,
        ..
    } = delegated.brief;
    let acts = std::mem::take(&mut delegated.acts);
    delegated.last_report = Some(now);
    delegated.next_report = now.plus(u32::from(back_minutes));
    note(events, now, What::ReportedBack(area, to, acts));
    move_trust(world, to, REPORTED_MILLI);
    attention::interrupt(world, REPORT_SECONDS);
    note(
        events,
        now,
        What::Interrupted(REPORT_SECONDS, Why::Report(to)),
    );
}

/// One act, or a look at which nothing is to do. The minute before has the seconds for it.
fn act(world: &mut World, at: usize, events: &mut Events) {
    let quality = quality(world, &world.delegated[at]).max(0.05);
    let area = world.delegated[at].brief.area;
    let to = world.delegated[at].brief.to;
    let second = world.now.0 * 60;
    let start = world.delegated[at].busy_until_second;
    let (start, seconds) = match policy::next(world, at) {
        policy::Wish::Do(command) if orders::check(world, Giver::Delegate, &command).is_ok() => {
            let seconds = world.rules().attention.seconds[command.kind() as usize];
            let delegated = &mut world.delegated[at];
            delegated.acts = delegated.acts.saturating_add(1);
            note(events, world.now, What::Acted(to, command));
            orders::perform(world, command, events);
            (start.max(second.saturating_sub(60)), u32::from(seconds))
        }
        policy::Wish::Ask(command) if world.delegated[at].question.is_none() => {
            world.delegated[at].question = Some(command);
            note(events, world.now, What::AskedLeave(area, to, command));
            (start.max(second.saturating_sub(60)), ASK_SECONDS)
        }
        _ => (second, LOOK_SECONDS),
    };
    let taken = libm::ceil(f64::from(seconds) / quality) as u32;
    world.delegated[at].busy_until_second = start + taken.max(1);
}

/// The next tick at which a delegate acts, reports or goes home.
pub(super) fn next_change(world: &World) -> Tick {
    let next = (world.delegated.iter()).map(|delegated| {
        if is_over(world, delegated) {
            return world.now.plus(1);
        }
        let until = world.people[delegated.brief.to.at()].shift.1;
        let home = if until > world.now.0 as i32 {
            Tick(until as u32)
        } else {
            Tick::NEVER
        };
        let free = Tick(delegated.busy_until_second.div_ceil(60));
        free.min(delegated.next_report).min(home)
    });
    next.min().unwrap_or(Tick::NEVER)
}
