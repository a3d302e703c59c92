//! Incidents by declared severity: how many, how long until somebody came, how long they were open.
//!
//! A mean of few incidents misleads. How long incidents last is skewed like a lognormal, so that the longest one decides the
//! arithmetic mean: with the spread that reports show it lies at about twice the median, and a tenth less would need some thousands of
//! incidents on either side to be seen (§B5). The geometric mean stands beside it, for it is about the median of such durations.

use super::means::Means;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use serde::Serialize;
use std::collections::BTreeMap;

/// Incidents of one severity.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct SeverityMetrics {
    /// How many.
    pub count: u32,
    /// Those that nobody closed before the end.
    pub still_open: u32,
    /// Mean minutes from opening to the first responder; to the end of the run where nobody came.
    pub wait_min: f64,
    /// Geometric mean of the same; what took less than a minute counts as one.
    pub wait_geometric_min: f64,
    /// Mean minutes from opening to closing; to the end of the run where nobody closed it.
    pub open_min: f64,
    /// Geometric mean of the same.
    pub open_geometric_min: f64,
}

/// What happened to an incident, from its events.
struct Course {
    opened: Tick,
    severity: Option<u8>,
    responded: Option<Tick>,
    closed: Option<Tick>,
    merged: bool,
}

/// Incidents by severity; one that was folded into another counts there alone.
pub(super) fn severity(events: &[Event], now: Tick) -> BTreeMap<String, SeverityMetrics> {
    let mut by_severity: BTreeMap<Option<u8>, (u32, Means, Means)> = BTreeMap::new();
    for course in courses(events).iter().filter(|course| !course.merged) {
        let (still_open, waits, times) = by_severity.entry(course.severity).or_default();
        *still_open += u32::from(course.closed.is_none());
        waits.add(course.responded.unwrap_or(now).since(course.opened));
        times.add(course.closed.unwrap_or(now).since(course.opened));
    }
    let told = by_severity.into_iter().map(|(severity, all)| {
        let (still_open, waits, times) = all;
        let name = severity.map_or("undeclared".to_owned(), |severity| format!("sev{severity}"));
        let metrics = SeverityMetrics {
            count: times.count,
            still_open,
            wait_min: waits.arithmetic().unwrap_or(0.0),
            wait_geometric_min: waits.geometric().unwrap_or(0.0),
            open_min: times.arithmetic().unwrap_or(0.0),
            open_geometric_min: times.geometric().unwrap_or(0.0),
        };
        (name, metrics)
    });
    told.collect()
}

fn courses(events: &[Event]) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    for event in events {
        match event.what {
            What::IncidentOpened(..) => courses.push(Course {
                opened: event.tick,
                severity: None,
                responded: None,
                closed: None,
                merged: false,
            }),
            What::Declared(incident, severity) => courses[incident.at()].severity = Some(severity),
            What::TriageStarted(incident, _)
            | What::InquiryStarted(incident, ..)
            | What::RemedyStarted(incident, ..)
            | What::RoleTaken(incident, ..) => {
                courses[incident.at()].responded.get_or_insert(event.tick);
            }
            What::Resolved(incident) => courses[incident.at()].closed = Some(event.tick),
            What::Merged(incident, _) => courses[incident.at()].merged = true,
            _ => {}
        }
    }
    courses
}
