//! Competency 4: command and coordination.

use super::record::{Course, Moment, Record, Task, TaskKind, can};
use super::{Evidence, Rated, Rating};
use crate::observe::IncidentSeen;
use crate::scenario::command::Manner;
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::units::Tick;
use crate::sim::command::Role;
use crate::sim::people::on_duty;
use crate::sim::stakeholders::Wish;
use crate::sim::{Command, What};

/// Minutes after which the roles of a major incident should be filled (§G 4a).
const ROLES_MINUTES: u32 = 10;
/// People busy with an incident from whom on a commander of their own pays (design §8).
const COMMANDER_FROM: usize = 4;
/// People busy with an incident from whom on operations are a role of their own. *Assumed.*
const OPERATIONS_FROM: usize = 6;
/// People at work from whom on one of them should be the voice to the outside. *Assumed.*
const VOICE_FROM: usize = 4;
/// People whom one lead can follow (§C6).
const SPAN: usize = 7;
/// People at one incident beyond whom another one slows the rest down (§C3: the peak of the USL).
const CROWD: usize = 10;

/// 4a: command, operations and communications of a major incident covered ten minutes after it was one.
///
/// Where there are too few people for a role each, a function counts as covered by the leader who does it.
pub(super) fn roles(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for (course, since) in record.major() {
        let by = since.plus(ROLES_MINUTES);
        if course.harm_over(record) < by {
            continue;
        }
        let moment = record.seen_at(by);
        let hands = moment
            .people
            .iter()
            .filter(|person| on_duty(person.activity))
            .count();
        let has = |role| {
            course
                .roles
                .iter()
                .any(|(tick, _, given)| *tick <= by && *given == role)
        };
        let busy = moment
            .incident(course.id)
            .map_or(0, |incident| incident.workers(&moment.people).count());
        let led = course.acknowledged.is_some_and(|tick| tick <= by);
        let told = course.posts.iter().any(|(tick, _)| *tick <= by);
        let handed = handed_over(record, course, by);
        let covered = [
            (
                Role::Commander,
                has(Role::Commander) || handed || (led && busy < COMMANDER_FROM),
            ),
            (
                Role::Operations,
                has(Role::Operations) || handed || (led && busy < OPERATIONS_FROM),
            ),
            (
                Role::Communications,
                has(Role::Communications)
                    || updates_handed_over(record, by)
                    || (told && hands < VOICE_FROM),
            ),
        ];
        let missing: Vec<&str> = (covered.iter().filter(|(_, covered)| !covered))
            .map(|(role, _)| role.word())
            .collect();
        let rating = [Rating::P, Rating::S, Rating::M, Rating::U][missing.len()];
        let text = match missing.as_slice() {
            [] => format!("all three functions of {} were covered", course.id),
            _ => format!(
                "nobody covered {} at {}, with {hands} people at work",
                missing.join(" or "),
                course.id
            ),
        };
        occasions.push((rating, Evidence::at(by, text)));
    }
    Rated::over(occasions)
}

fn handed_over(record: &Record, course: &Course, by: Tick) -> bool {
    let team = record.scenario.rules.services[course.service.at()].team;
    record.events.iter().any(|event| match event.what {
        What::Delegated(brief) if event.tick <= by => {
            brief.area == Area::Incident(course.id) || brief.area == Area::Incidents(team)
        }
        _ => false,
    })
}

fn updates_handed_over(record: &Record, by: Tick) -> bool {
    record.events.iter().any(|event| match event.what {
        What::Delegated(brief) => event.tick <= by && matches!(brief.area, Area::Updates(_)),
        _ => false,
    })
}

/// 4b: share of the time with more than three people at an incident in which nobody leads more than seven.
pub(super) fn span(record: &Record) -> Rated {
    let (mut all, mut good, mut worst) = (0, 0, None);
    for (moment, minutes) in record.spans() {
        for incident in &moment.incidents {
            let workers = incident.responders.len();
            if workers <= 3 {
                continue;
            }
            let leads = 1
                + incident.sub_leads.len()
                + usize::from(incident.roles[Role::Operations as usize].is_some());
            let each = workers.div_ceil(leads);
            all += minutes;
            good += if each <= SPAN { minutes } else { 0 };
            if each > SPAN && worst.is_none_or(|(_, most, _)| each > most) {
                worst = Some((moment.tick, each, incident.id));
            }
        }
    }
    share_rating(good, all, [0.95, 0.85, 0.7], |share| match worst {
        Some((tick, each, id)) => Evidence::at(
            tick,
            format!(
                "one lead had {each} people at {id}; the span was kept for {share:.0} % of the time"
            ),
        ),
        None => Evidence::at(record.ended, "nobody led more than seven"),
    })
}

fn share_rating(
    good: u32,
    all: u32,
    bounds: [f64; 3],
    evidence: impl FnOnce(f64) -> Evidence,
) -> Rated {
    if all == 0 {
        return Rated::not_called_for();
    }
    let share = f64::from(good) / f64::from(all);
    Rated {
        rating: Rating::at_least(share, bounds),
        evidence: vec![evidence(share * 100.0)],
    }
}

/// 4c: share of incidents whose first responder was of the owning team, where somebody of it was at hand.
pub(super) fn right_people(record: &Record) -> Rated {
    let (mut all, mut good, mut evidence) = (0, 0, Vec::new());
    for course in &record.courses {
        let Some(first) = course.tasks.first() else {
            continue;
        };
        let moment = record.seen_at(first.from);
        let Some(incident) = moment.incident(course.id) else {
            continue;
        };
        let at_hand = moment.people.iter().any(|person| {
            person.team == incident.owner && on_duty(person.activity) && person.id != first.person
        });
        let own = moment.people[first.person.at()].team == incident.owner;
        if !own && !at_hand {
            continue;
        }
        all += 1;
        good += u32::from(own);
        let of = if own {
            "the owning team"
        } else {
            "another team than the owners"
        };
        let text = format!(
            "{} of {of} was first at {}",
            record.name(first.person),
            course.id
        );
        evidence.push(Evidence::at(first.from, text));
    }
    Rated {
        evidence,
        ..share_rating(good, all, [0.8, 0.6, 0.4], |_| {
            Evidence::at(record.ended, "")
        })
    }
    .or_none()
}

/// 4d: share of inquiries and remedies that were over within twice their usual time, or were looked after whenever that had passed:
/// a long task with somebody who keeps asking is not one that was left alone.
pub(super) fn time_boxes(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let (mut all, mut good, mut evidence) = (0, 0, Vec::new());
    for course in &record.courses {
        for task in &course.tasks {
            let median = match task.kind {
                TaskKind::Triage => rules.triage.effort.median_milli,
                TaskKind::Inquiry(id) => rules.inquiries[id.at()].effort.median_milli,
                TaskKind::Remedy(id) => rules.remedies[id.at()].effort.median_milli,
            };
            let bound = (2 * median.div_ceil(1000)).max(10);
            let took = task.until.since(task.from);
            if took <= bound && task.until == record.ended {
                continue;
            }
            let alone = left_alone(course, task);
            all += 1;
            good += u32::from(alone <= bound);
            if alone > bound {
                let text = format!(
                    "{} was at it for {took} min, {alone} of them with nobody asking; twice the usual is {bound}",
                    record.name(task.person)
                );
                evidence.push(Evidence::at(task.from, text));
            }
        }
    }
    let rated = share_rating(good, all, [0.9, 0.75, 0.5], |share| {
        Evidence::at(
            record.ended,
            format!("{share:.0} % of {all} tasks were in time or looked after"),
        )
    });
    evidence.extend(rated.evidence);
    Rated { evidence, ..rated }.or_none()
}

/// The longest stretch of a task, in minutes, in which nothing else was done about its incident.
fn left_alone(course: &Course, task: &Task) -> u32 {
    let mut looks = course.looks();
    looks.retain(|tick| (task.from..task.until).contains(tick));
    looks.extend([task.from, task.until]);
    looks.sort_unstable();
    let stretches = looks.windows(2).map(|pair| pair[1].since(pair[0]));
    stretches.max().unwrap_or(0)
}

/// 4e: share of responders' minutes beyond the point from which one more slows the others down.
pub(super) fn overstaffing(record: &Record) -> Rated {
    let (mut all, mut beyond, mut peak) = (0, 0, None);
    for (moment, minutes) in record.spans() {
        let at_work = moment
            .people
            .iter()
            .filter(|person| on_duty(person.activity))
            .count();
        for incident in &moment.incidents {
            let there = incident.responders.len();
            if at_work <= CROWD || there == 0 {
                continue;
            }
            all += minutes * there as u32;
            beyond += minutes * there.saturating_sub(CROWD) as u32;
            if peak.is_none_or(|(_, most, _)| there > most) {
                peak = Some((moment.tick, there, incident.id));
            }
        }
    }
    let Some((tick, most, id)) = peak else {
        return Rated::not_called_for();
    };
    Rated {
        rating: Rating::at_most(f64::from(beyond) / f64::from(all.max(1)), [0.1, 0.25, 0.5]),
        evidence: vec![Evidence::at(
            tick,
            format!("up to {most} people were at {id}"),
        )],
    }
}

/// 4f: ownership gaps closed: a service in an incident whose owners have nobody with the skill to look into it.
pub(super) fn ownership(record: &Record) -> Rated {
    let mut occasions: Vec<(Rating, Evidence)> = Vec::new();
    let mut seen = Vec::new();
    for moment in &record.moments {
        for incident in &moment.incidents {
            if seen.contains(&incident.service) || !is_orphan(moment, incident) {
                continue;
            }
            seen.push(incident.service);
            let closed = record.events.iter().find(|event| {
                event.tick >= moment.tick && matches!(event.what, What::OwnerSet(service, _) if service == incident.service)
            });
            let name = &record.scenario.words.services[incident.service.at()];
            occasions.push(match closed {
                Some(event) => {
                    let hours = f64::from(event.tick.since(moment.tick)) / 60.0;
                    let text = format!("{name} got an owner who can look after it after {hours:.0} h");
                    (Rating::at_most(hours, [24.0, 72.0, 168.0]), Evidence::at(event.tick, text))
                }
                None => {
                    let text = format!("the owners of {name} have nobody who can look into it, and stayed its owners");
                    (Rating::U, Evidence::at(moment.tick, text))
                }
            });
        }
    }
    Rated::over(occasions)
}

fn is_orphan(moment: &Moment, incident: &IncidentSeen) -> bool {
    let wanted = || incident.inquiries.iter().map(|line| line.skill);
    let owners = moment
        .people
        .iter()
        .filter(|person| person.team == incident.owner);
    incident.triaged.is_some()
        && wanted().next().is_some()
        && !owners
            .into_iter()
            .any(|person| wanted().any(|skill| can(person, skill)))
}

/// 4g: friction between teams resolved: opinions of two teams that contradict each other settled by a poll or by evidence, a
/// delegate who was overruled talked to, somebody who takes the lead on a call replied to.
pub(super) fn friction(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for course in &record.courses {
        let moments = || record.between(course.opened, course.closed(record));
        let divided = moments().find(|moment| {
            moment
                .incident(course.id)
                .is_some_and(|incident| is_divided(moment, incident))
        });
        let Some(from) = divided.map(|moment| moment.tick) else {
            continue;
        };
        let polled = course.polls.iter().copied().find(|tick| *tick >= from);
        let settled = moments().find(|moment| {
            let seen = moment.incident(course.id);
            moment.tick >= from
                && seen.is_some_and(|seen| seen.causes.iter().any(|cause| cause.belief >= 0.8))
        });
        let until = [polled, settled.map(|moment| moment.tick)]
            .into_iter()
            .flatten()
            .min();
        let minutes = until.unwrap_or(course.closed(record)).since(from);
        let rating = match until {
            Some(_) => Rating::at_most(f64::from(minutes), [15.0, 30.0, 60.0]),
            None => Rating::U,
        };
        let text = format!(
            "two teams held different causes of {} for {minutes} min",
            course.id
        );
        occasions.push((rating, Evidence::at(from, text)));
    }
    for event in &record.events {
        match event.what {
            What::Overruled(_, person) => {
                let talk = record.events.iter().find(|later| {
                    later.tick >= event.tick && matches!(later.what, What::Talked(with, manner) if with == person && manner != Manner::Challenge)
                });
                let hours = talk.map(|talk| f64::from(talk.tick.since(event.tick)) / 60.0);
                let rating =
                    hours.map_or(Rating::U, |hours| Rating::at_most(hours, [2.0, 8.0, 24.0]));
                let after = if talk.is_some() {
                    "and talked to"
                } else {
                    "and never talked to"
                };
                occasions.push((
                    rating,
                    Evidence::at(
                        event.tick,
                        format!("{} was overruled {after}", record.name(person)),
                    ),
                ));
            }
            What::Visited(who, _, Wish::Lead) => {
                let reply = record.events.iter().find(|later| {
                    later.tick >= event.tick
                        && matches!(later.what, What::Replied(to, _) if to == who)
                });
                let minutes = reply.map(|reply| f64::from(reply.tick.since(event.tick)));
                let rating = minutes.map_or(Rating::U, |minutes| {
                    Rating::at_most(minutes, [5.0, 10.0, 20.0])
                });
                let name = &record.scenario.words.stakeholders[who.at()].name;
                let after = if reply.is_some() {
                    "and got a reply"
                } else {
                    "and got no reply"
                };
                occasions.push((
                    rating,
                    Evidence::at(
                        event.tick,
                        format!("{name} gave orders on the call {after}"),
                    ),
                ));
            }
            _ => {}
        }
    }
    Rated::over(occasions)
}

fn is_divided(moment: &Moment, incident: &IncidentSeen) -> bool {
    let team = |person: PersonId| moment.people[person.at()].team;
    let said = &incident.opinions;
    said.iter().any(|one| {
        said.iter()
            .any(|other| one.cause != other.cause && team(one.person) != team(other.person))
    })
}

/// An area handed over for the fourth time within so long is no delegation.
const HANDED_OVER_MINUTES: u32 = 24 * 60;

/// 4h: what was said with a delegation: what matters, what not to do, when to report. The first of each area in a day counts.
pub(super) fn delegation(record: &Record) -> Rated {
    let mut areas = Vec::new();
    let mut occasions = Vec::new();
    for (tick, command) in record.commands() {
        let Command::Delegate(brief) = command else {
            continue;
        };
        let lately = |(area, before): &&(Area, Tick)| {
            *area == brief.area && tick.since(*before) < HANDED_OVER_MINUTES
        };
        let times = areas.iter().filter(lately).count();
        areas.push((brief.area, tick));
        let rating = match (times, brief.parts_said()) {
            (3, _) => Rating::U,
            (1.., _) => continue,
            (0, 3..) => Rating::P,
            (0, 2) => Rating::S,
            (0, 1) => Rating::M,
            (0, 0) => Rating::U,
        };
        let said = brief.parts_said();
        let text = match times {
            0 => format!(
                "{} took an area over, with {said} of intent, limits and reports said",
                record.name(brief.to)
            ),
            _ => format!(
                "the same area was handed over for the fourth time in a day, to {}",
                record.name(brief.to)
            ),
        };
        occasions.push((rating, Evidence::at(tick, text)));
    }
    Rated::over(occasions)
}

/// 4i: those at a major incident asked for objections before what cannot be taken back, or within half an hour.
pub(super) fn disagreement(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let mut occasions = Vec::new();
    for (course, since) in record.major() {
        let until = course.harm_over(record);
        let mut people: Vec<PersonId> = course.tasks.iter().map(|task| task.person).collect();
        people.sort_unstable();
        people.dedup();
        if until.since(since) < 20 || people.len() < 2 {
            continue;
        }
        let leap = course.tasks.iter().find(
            |task| matches!(task.kind, TaskKind::Remedy(id) if !rules.remedies[id.at()].reversible),
        );
        let polled = course.polls.first().copied();
        let rating = match (polled, leap) {
            (Some(polled), Some(leap)) if polled <= leap.from => Rating::P,
            (Some(polled), None) if polled.since(since) <= 30 => Rating::P,
            (Some(polled), _) if polled <= until => Rating::S,
            (Some(_), _) => Rating::M,
            (None, _) => Rating::U,
        };
        let text = match polled {
            Some(_) => format!("those at {} were asked whether they object", course.id),
            None => format!("nobody at {} was asked whether they object", course.id),
        };
        occasions.push((rating, Evidence::at(polled.unwrap_or(until), text)));
    }
    Rated::over(occasions)
}

/// 4j: who leaves an open incident tells somebody what there is to know.
pub(super) fn hand_over(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for event in &record.events {
        let (What::LeftShift(person) | What::SentToRest(person)) = event.what else {
            continue;
        };
        let at_it = record.courses.iter().find(|course| {
            course.opened <= event.tick
                && course.closed(record) > event.tick
                && course
                    .tasks
                    .iter()
                    .any(|task| task.person == person && event.tick.since(task.until) <= 60)
        });
        let Some(course) = at_it else { continue };
        let told = record.events.iter().any(|other| {
            other.tick <= event.tick
                && event.tick.since(other.tick) <= 120
                && matches!(other.what, What::HandedOver(from, _) if from == person)
        });
        let lost = record.events.iter().any(|other| {
            other.tick == event.tick
                && matches!(other.what, What::FactLost(_, _, whose) if whose == person)
        });
        let (rating, how) = match (told, lost) {
            (true, false) => (Rating::P, "told somebody all there was to know"),
            (true, true) => (
                Rating::M,
                "told somebody, and something was lost all the same",
            ),
            (false, false) => (Rating::S, "told nobody, and nothing was lost"),
            (false, true) => (Rating::U, "took with them what they knew"),
        };
        let text = format!("{} left {} and {how}", record.name(person), course.id);
        occasions.push((rating, Evidence::at(event.tick, text)));
    }
    Rated::over(occasions)
}

impl Rated {
    /// N has no evidence.
    fn or_none(self) -> Rated {
        if self.rating == Rating::N {
            Rated::not_called_for()
        } else {
            self
        }
    }
}
