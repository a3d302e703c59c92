//! Competency 5: communication.

use super::record::{Course, Record};
use super::{Evidence, Rated, Rating};
use crate::observe::sentences::sentence;
use crate::scenario::rules::{Audience, FaultKind};
use crate::scenario::units::Tick;
use crate::sim::What;

/// 5a: minutes from when an incident was major to the first update for customers.
///
/// Where customers are nobody's audience, and in a security incident, which the scenario's duties disclose, it is not called for.
pub(super) fn first_post(record: &Record) -> Rated {
    if !listens(record, Audience::Customers) {
        return Rated::not_called_for();
    }
    let mut occasions = Vec::new();
    for course in record.real().filter(|course| !is_secret(course, record)) {
        let Some(since) = course.major_since(record) else {
            continue;
        };
        let first = course
            .posts
            .iter()
            .find(|(_, to)| *to == Audience::Customers);
        occasions.push(match first {
            Some(&(tick, _)) => {
                let minutes = tick.since(since);
                let text = format!("customers first heard of {} after {minutes} min", course.id);
                (
                    Rating::at_most(f64::from(minutes), [10.0, 20.0, 40.0]),
                    Evidence::at(tick, text),
                )
            }
            None if course.closed(record).since(since) <= 10 => continue,
            None => {
                let text = format!("customers never heard of {}", course.id);
                (Rating::U, Evidence::at(course.closed(record), text))
            }
        });
    }
    Rated::over(occasions)
}

/// Whether an audience has anybody who listens.
fn listens(record: &Record, audience: Audience) -> bool {
    let stakeholders = &record.scenario.rules.stakeholders;
    stakeholders
        .iter()
        .any(|stakeholder| stakeholder.audience == audience)
}

/// Whether it is known to be about something that is disclosed by plan.
fn is_secret(course: &Course, record: &Record) -> bool {
    let mut seen = record.between(course.opened, Tick::NEVER);
    seen.any(|moment| {
        let fault = moment
            .incident(course.id)
            .and_then(|incident| incident.fault);
        fault.is_some_and(|fault| {
            record.scenario.rules.faults[fault.at()].kind == FaultKind::Exposure
        })
    })
}

/// 5b: the longest time between two updates for customers in the first two hours of a major incident.
///
/// Updates that follow each other at once with nothing new to say are noise: where most are, the rating is M at best.
pub(super) fn cadence(record: &Record) -> Rated {
    if !listens(record, Audience::Customers) {
        return Rated::not_called_for();
    }
    let mut occasions = Vec::new();
    for (course, since) in record
        .major()
        .filter(|(course, _)| !is_secret(course, record))
    {
        let until = course.harm_over(record).min(since.plus(120));
        if until.since(since) < 20 {
            continue;
        }
        let posts: Vec<Tick> = (course.posts.iter())
            .filter(|(tick, to)| *to == Audience::Customers && *tick <= until)
            .map(|(tick, _)| *tick)
            .collect();
        let mut longest = 0;
        let mut before = since;
        for tick in posts.iter().copied().chain([until]) {
            longest = longest.max(tick.since(before));
            before = before.max(tick);
        }
        let empty = posts
            .windows(2)
            .filter(|pair| is_empty(course, record, pair[0], pair[1]))
            .count();
        let mut rating = Rating::at_most(f64::from(longest), [20.0, 30.0, 60.0]);
        let mut text = format!(
            "customers heard nothing of {} for up to {longest} min",
            course.id
        );
        if empty >= 3 && empty * 2 >= posts.len() {
            rating = rating.max(Rating::M);
            text += &format!("; {empty} of {} updates said nothing new", posts.len());
        }
        occasions.push((rating, Evidence::at(since, text)));
    }
    Rated::over(occasions)
}

/// An update within minutes of the one before, with nothing new to tell.
fn is_empty(course: &Course, record: &Record, before: Tick, tick: Tick) -> bool {
    let new = |at: Tick| at > before && at <= tick;
    let news = course.found.iter().map(|(at, _)| *at);
    let news = news.chain(course.declared.iter().map(|(at, _)| *at));
    let news = news.chain(course.tasks.iter().flat_map(|task| [task.from, task.until]));
    let mut news = news.chain(course.mitigated).chain(course.resolved);
    tick.since(before) < 5 && !news.any(new) && course.closed(record) >= tick
}

/// 5c: what was said outside that what was known did not carry.
pub(super) fn truth(record: &Record) -> Rated {
    let mut said = 0;
    let mut evidence = Vec::new();
    for event in &record.events {
        match event.what {
            What::Notified(_, Some(_), overstated) => {
                said += 1;
                if overstated {
                    evidence.push(Evidence::at(
                        event.tick,
                        "a cause was stated with more certainty than the evidence carries",
                    ));
                }
            }
            What::VowSettled(who, kept) => {
                said += 1;
                if !kept {
                    let name = &record.scenario.words.stakeholders[who.at()].name;
                    let text =
                        format!("{name} had been told that it would be over, and it was not");
                    evidence.push(Evidence::at(event.tick, text));
                }
            }
            What::PromiseKept(_) => said += 1,
            What::PromiseBroken(_) => {
                said += 1;
                evidence.push(Evidence::at(event.tick, sentence(event, &record.scenario)));
            }
            _ => {}
        }
    }
    match (said, evidence.len()) {
        (0, _) => Rated::not_called_for(),
        (_, 0) => Rated {
            rating: Rating::P,
            evidence: vec![Evidence::at(
                record.ended,
                format!("all of {said} statements held"),
            )],
        },
        (_, 1) => Rated {
            rating: Rating::M,
            evidence,
        },
        _ => Rated {
            rating: Rating::U,
            evidence,
        },
    }
}

/// 5d: share of those who had to be told or answered that were, in time.
pub(super) fn audience_cover(record: &Record) -> Rated {
    let (mut good, mut bad) = (0, Vec::new());
    for event in &record.events {
        match event.what {
            What::Notified(..) | What::CadenceKept(..) | What::Answered(..) | What::Replied(..) => {
                good += 1
            }
            What::DeadlineMissed(_) | What::CadenceMissed(..) | What::Ignored(_) => {
                bad.push(Evidence::at(event.tick, sentence(event, &record.scenario)));
            }
            _ => {}
        }
    }
    let all = good + bad.len();
    if all == 0 {
        return Rated::not_called_for();
    }
    let rating = Rating::at_least(good as f64 / all as f64, [0.95, 0.85, 0.7]);
    bad.push(Evidence::at(
        record.ended,
        format!("{good} of {all} were told or answered in time"),
    ));
    Rated {
        rating,
        evidence: bad,
    }
}
