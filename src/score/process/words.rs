//! Competency 5: communication.

use super::record::{Course, Record};
use super::{Evidence, Rated, Rating};
use crate::scenario::rules::{Audience, FaultKind};
use crate::scenario::units::Tick;

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
