//! Competency 3: decisions under uncertainty.

use super::record::{Course, Moment, Record, Task, TaskKind, can};
use super::{Evidence, Rated, Rating};
use crate::observe::{IncidentSeen, RemedySeen};
use crate::scenario::ids::RemedyId;
use crate::sim::people::on_duty;

/// A remedy is worth trying from that chance on (§G 3a: an action that cuts the harm by half).
const LIKELY: f64 = 0.5;
/// By then a likely remedy could have been found, in minutes from the page. *Assumed.*
const KNOWABLE_MINUTES: u32 = 30;
/// Below that chance a remedy should be one that can be taken back (§G 3b).
const UNSURE: f64 = 0.7;
/// What takes up to so many times as long still counts as good as what is chosen (§G 3e: a near miss is no breach). *Assumed.*
const AS_SOON: f64 = 2.0;

/// 3a: minutes that customers hurt while a likely remedy could have been begun and none was.
///
/// §G measures the time to the first action that cuts the harm against a reference. Here the clock starts when somebody was at hand
/// who could begin a remedy with an even chance or better, by what was known; half an hour after the page if none was known by then.
pub(super) fn mitigate_first(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for course in record.real() {
        let over = course.harm_over(record);
        let late = course.opened.plus(KNOWABLE_MINUTES);
        let ready = record.between(course.opened, over).find(|moment| {
            let incident = moment.incident(course.id).filter(|_| moment.hurt);
            incident.is_some_and(|incident| {
                moment.tick >= late
                    || incident
                        .remedies
                        .iter()
                        .any(|remedy| is_ready(moment, incident, remedy))
            })
        });
        let Some(ready) = ready.map(|moment| moment.tick) else {
            continue;
        };
        let begun = remedies(course)
            .map(|(task, _)| task.from)
            .find(|tick| *tick <= over);
        let minutes = begun.unwrap_or(over).since(ready);
        let text = match begun {
            Some(_) => format!("a likely remedy for {} waited for {minutes} min", course.id),
            None => format!("nothing was done against {}", course.id),
        };
        let rating = match begun {
            None if minutes > 30 => Rating::U,
            _ => Rating::at_most(f64::from(minutes), [5.0, 15.0, 30.0]),
        };
        occasions.push((rating, Evidence::at(ready, text)));
    }
    Rated::over(occasions)
}

/// 3b: of the remedies begun while it was not clear that they help, the share that can be taken back.
pub(super) fn reversible(record: &Record) -> Rated {
    let mut evidence = Vec::new();
    let (mut unsure, mut good) = (0, 0);
    for (course, task, remedy) in all_remedies(record) {
        let chance = record.chance(course.id, remedy, task.from);
        if chance >= UNSURE {
            continue;
        }
        unsure += 1;
        let reversible = record.scenario.rules.remedies[remedy.at()].reversible;
        good += u32::from(reversible);
        let title = &record.scenario.words.remedies[remedy.at()].title;
        let can = if reversible { "can" } else { "cannot" };
        let percent = chance * 100.0;
        let text = format!(
            "“{title}” was begun with {percent:.0} % that it helps; it {can} be taken back"
        );
        evidence.push(Evidence::at(task.from, text));
    }
    if unsure == 0 {
        return Rated::not_called_for();
    }
    Rated {
        rating: Rating::at_least(f64::from(good) / f64::from(unsure), [0.9, 0.75, 0.5]),
        evidence,
    }
}

/// 3c: remedies begun in an incident while another one was under way there.
pub(super) fn one_at_a_time(record: &Record) -> Rated {
    let mut evidence = Vec::new();
    let mut any = false;
    for (course, task, remedy) in all_remedies(record) {
        any = true;
        let other = remedies(course)
            .find(|(other, id)| *id != remedy && other.from < task.from && other.until > task.from);
        if let Some((_, other)) = other {
            let title = |id: RemedyId| &record.scenario.words.remedies[id.at()].title;
            let text = format!(
                "“{}” was begun while “{}” was under way",
                title(remedy),
                title(other)
            );
            evidence.push(Evidence::at(task.from, text));
        }
    }
    if !any {
        return Rated::not_called_for();
    }
    Rated {
        rating: Rating::at_most(evidence.len() as f64, [0.0, 1.0, 2.0]),
        evidence,
    }
}

/// 3d: regret, in points. Not called for until decisions are analysed.
pub(super) fn regret(_: &Record) -> Rated {
    Rated::not_called_for()
}

/// 3e: data and protection not given away for uptime: remedies that take protection off, or that are known to make the likeliest cause
/// worse, only where nothing does neither that is as likely to help and takes no more than twice as long: minutes of everybody's outage
/// are a constraint, too.
pub(super) fn integrity(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for (course, task, remedy) in all_remedies(record) {
        let moment = record.seen_at(task.from);
        let Some(incident) = moment.incident(course.id) else {
            continue;
        };
        let Some(chosen) = incident.remedies.iter().find(|seen| seen.id == remedy) else {
            continue;
        };
        let harm: f64 = chosen
            .worsens
            .iter()
            .map(|&cause| incident.belief(cause))
            .sum();
        if !chosen.exposes && harm == 0.0 {
            continue;
        }
        let chance = incident.chance_it_helps(chosen);
        let better = incident.remedies.iter().any(|other| {
            other.id != remedy
                && !other.exposes
                && is_startable(moment, other)
                && incident.chance_it_helps(other) >= chance
                && other.usual_minutes <= AS_SOON * chosen.usual_minutes
        });
        let rating = match (harm >= LIKELY, better) {
            (true, _) | (false, true) => Rating::U,
            (false, false) if harm > chance => Rating::M,
            _ => Rating::P,
        };
        let title = &record.scenario.words.remedies[remedy.at()].title;
        let what = if chosen.exposes {
            "takes protection off"
        } else {
            "may make it worse"
        };
        let else_what = if better {
            "something as good was at hand"
        } else {
            "nothing as good was at hand"
        };
        occasions.push((
            rating,
            Evidence::at(task.from, format!("“{title}” {what}; {else_what}")),
        ));
    }
    let worst = occasions.iter().map(|(rating, _)| *rating).max();
    Rated {
        rating: worst.unwrap_or(Rating::N),
        ..Rated::over(occasions)
    }
}

fn remedies(course: &Course) -> impl Iterator<Item = (&Task, RemedyId)> {
    course.tasks.iter().filter_map(|task| match task.kind {
        TaskKind::Remedy(remedy) => Some((task, remedy)),
        _ => None,
    })
}

fn all_remedies(record: &Record) -> impl Iterator<Item = (&Course, &Task, RemedyId)> {
    let courses = record.courses.iter();
    courses.flat_map(|course| remedies(course).map(move |(task, remedy)| (course, task, remedy)))
}

/// Whether a remedy has an even chance, and somebody could begin it.
fn is_ready(moment: &Moment, incident: &IncidentSeen, remedy: &RemedySeen) -> bool {
    incident.chance_it_helps(remedy) >= LIKELY && is_startable(moment, remedy)
}

fn is_startable(moment: &Moment, remedy: &RemedySeen) -> bool {
    let somebody = |skill| {
        let mut people = moment.people.iter();
        people.any(|person| on_duty(person.activity) && can(person, skill))
    };
    remedy.can_start() && somebody(remedy.skill)
}
