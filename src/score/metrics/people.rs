//! People: hours, nights, how unequally they fell, how people felt, and who left.

use super::sleep::peak_sleepiness;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Line;
use crate::scenario::units::Tick;
use crate::sim::Why;
use crate::sim::event::{Event, What};
use serde::Serialize;

/// People over the run.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct PeopleMetrics {
    /// Paid hours in shifts, contractors' included.
    pub regular_hours: f64,
    /// Paid hours beyond the shift; a call-out is paid as an hour at least.
    pub overtime_hours: f64,
    /// Mean morale at the end, 0–100.
    pub morale: f64,
    /// The lowest morale at the end.
    pub morale_lowest: f64,
    /// Calls out of free time.
    pub pages: u32,
    /// Times that somebody turned to something else than they were at last: another incident, item of work or queue.
    pub switches: u32,
    /// Times that somebody was torn away from planned work.
    pub interruptions: u32,
    /// Highest sleepiness (KSS) of anybody at work.
    pub peak_sleepiness: f64,
    /// Calls between 22 and 6 o'clock where the person is.
    pub night_pages: u32,
    /// How unequally they fell on people (Gini coefficient): 0 where all had the same, towards 1 where one had all.
    pub night_pages_gini: f64,
    /// Resignations.
    pub exits: u32,
    /// Days on which somebody fell ill.
    pub sick_spells: u32,
    /// Psychological safety at the end, the mean of all teams, 0–100.
    pub safety: f64,
}

/// Measures people.
pub(super) fn people(scenario: &Scenario, events: &[Event], now: Tick) -> PeopleMetrics {
    let rules = &scenario.rules;
    let mut morale: Vec<i32> = (rules.people.iter())
        .map(|person| person.morale_milli)
        .collect();
    let mut offsets: Vec<i16> = (rules.sites.iter())
        .map(|site| site.utc_offset_minutes)
        .collect();
    let mut nights = vec![0_u32; rules.people.len()];
    let mut safety: Vec<i32> = rules.safety_milli.clone();
    let (mut regular_minutes, mut overtime_minutes) = (0_u64, 0_u64);
    let mut metrics = PeopleMetrics::default();
    for event in events {
        match event.what {
            What::Morale(person, milli, why) => {
                morale[person.at()] += milli;
                metrics.interruptions += u32::from(why == Why::Interruption);
            }
            What::Paged(person) => {
                metrics.pages += 1;
                let offset = offsets[rules.people[person.at()].site.at()];
                let minutes = i64::from(event.tick.0) + i64::from(offset);
                let night = !(360..1320).contains(&rules.starts_at.plus(minutes).0);
                nights[person.at()] += u32::from(night);
            }
            What::ClocksMoved(site, minutes) => offsets[site.at()] = minutes,
            What::Resigned(_) => metrics.exits += 1,
            What::FellIll(_) => metrics.sick_spells += 1,
            What::Safety(team, milli, _) => safety[team.at()] += milli,
            What::Hours(_, regular, overtime) => {
                regular_minutes += u64::from(regular);
                overtime_minutes += u64::from(overtime);
            }
            What::Spent(Line::Overtime, _, Why::CallOut(person)) => {
                overtime_minutes += 60 * u64::from(rules.people[person.at()].heads);
            }
            _ => {}
        }
    }
    metrics.regular_hours = regular_minutes as f64 / 60.0;
    metrics.overtime_hours = overtime_minutes as f64 / 60.0;
    metrics.switches = switches(scenario, events);
    metrics.night_pages = nights.iter().sum();
    metrics.night_pages_gini = gini(&mut nights);
    metrics.safety = mean_points(&safety);
    metrics.morale = mean_points(&morale);
    metrics.morale_lowest = f64::from(morale.iter().copied().min().unwrap_or(0)) / 1000.0;
    metrics.peak_sleepiness = peak_sleepiness(scenario, events, now);
    metrics
}

fn mean_points(milli: &[i32]) -> f64 {
    let points = milli.iter().map(|&milli| f64::from(milli) / 1000.0);
    points.sum::<f64>() / milli.len().max(1) as f64
}

/// What somebody is at, as far as turning to another costs time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Incident(IncidentId),
    Work(WorkId),
    Queue(QueueId),
}

/// Times that anybody turned to another subject than the last one.
fn switches(scenario: &Scenario, events: &[Event]) -> u32 {
    let people = scenario.rules.people.iter();
    let mut last: Vec<Option<Subject>> = people
        .map(|person| person.works_on.map(Subject::Work))
        .collect();
    // Cases have their numbers in the order in which they open.
    let mut queues = Vec::new();
    let mut count = 0;
    for event in events {
        let (person, subject) = match event.what {
            What::CaseOpened(_, queue) => {
                queues.push(queue);
                continue;
            }
            What::CaseTaken(case, person) => (person, Subject::Queue(queues[case.0 as usize])),
            What::Working(person, item) => (person, Subject::Work(item)),
            What::TriageStarted(incident, person)
            | What::InquiryStarted(incident, _, person)
            | What::RemedyStarted(incident, _, person)
            | What::RoleTaken(incident, person, _)
            | What::ReviewBegan(incident, person)
            | What::Split(incident, person) => (person, Subject::Incident(incident)),
            _ => continue,
        };
        let before = last[person.at()].replace(subject);
        count += u32::from(before.is_some_and(|before| before != subject));
    }
    count
}

/// Gini coefficient of counts: `Σ (2 i − n − 1) x_i ÷ (n Σ x)`, sorted, i from 1; 0 where there is nothing to share.
pub(in crate::score) fn gini(counts: &mut [u32]) -> f64 {
    counts.sort_unstable();
    let n = counts.len() as f64;
    let sum: f64 = counts.iter().copied().map(f64::from).sum();
    if sum == 0.0 {
        return 0.0;
    }
    let weighted = counts.iter().enumerate();
    let weighted =
        weighted.map(|(place, &count)| (2.0 * place as f64 + 1.0 - n) * f64::from(count));
    weighted.sum::<f64>() / (n * sum)
}
