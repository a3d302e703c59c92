//! Queues of cases: what became of them, from their events, and what theory expects of a desk.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `c` | people at the desk | |
//! | `a` | offered load: cases an hour × their mean effort | people |
//! | `C(c, a)` | Erlang's C: the probability of waiting in an M/M/c | |
//! | `T(a) = 1 + C(c, a) ÷ (c − a)` | mean time in an M/M/c | mean services |
//!
//! **Preemptive-resume** (§A4): the severities up to `k`, together offered `a_k`, are an M/M/c that does not see the rest, and
//! `a_k T(a_k)` of their cases are there on average. So the cases of `k` alone take `(a_k T(a_k) − a_(k−1) T(a_(k−1))) ÷ (a_k − a_(k−1))`.

use super::means::Means;
use crate::scenario::Scenario;
use crate::scenario::rules::{CaseEffort, Rules};
use crate::scenario::units::{Ppm, Tick};
use crate::sim::event::{Event, What};
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of the cases of a queue.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct QueueMetrics {
    /// 1 (worst) to 5.
    pub severity: u8,
    /// Cases that opened.
    pub opened: u32,
    /// Cases that were closed.
    pub closed: u32,
    /// Cases that went elsewhere, for so many were open already.
    pub turned_away: u32,
    /// Mean minutes from opening to somebody's taking it up, over cases that anybody took up; `null` if there was none.
    pub wait_min: Option<f64>,
    /// Mean minutes from opening to closing, over cases closed; `null` if there was none.
    pub time_min: Option<f64>,
    /// The same in mean services: minutes that an expert needs for such a case.
    pub time_services: Option<f64>,
    /// What that comes to in the long run where people go to the highest severity, by theory; `null` where none fits.
    pub expected_services: Option<f64>,
}

/// Queues by id.
pub(super) fn queues(scenario: &Scenario, events: &[Event]) -> BTreeMap<String, QueueMetrics> {
    let rules = &scenario.rules;
    let mut told: Vec<QueueMetrics> = (rules.queues.iter())
        .map(|queue| QueueMetrics {
            severity: queue.severity,
            ..QueueMetrics::default()
        })
        .collect();
    // Cases have their numbers in the order in which they open.
    let mut opened: Vec<(usize, Tick, bool)> = Vec::new();
    let mut waits = vec![Means::default(); told.len()];
    let mut times = vec![Means::default(); told.len()];
    for event in events {
        match event.what {
            What::CaseOpened(_, queue) => {
                told[queue.at()].opened += 1;
                opened.push((queue.at(), event.tick, false));
            }
            What::CaseTurnedAway(queue) => told[queue.at()].turned_away += 1,
            What::CaseTaken(case, _) => {
                let (queue, since, taken) = &mut opened[case.0 as usize];
                if !std::mem::replace(taken, true) {
                    waits[*queue].add(event.tick.since(*since));
                }
            }
            What::CaseClosed(case, _) => {
                let (queue, since, _) = opened[case.0 as usize];
                times[queue].add(event.tick.since(since));
            }
            _ => {}
        }
    }
    let expected = expected_services(rules);
    for (index, metrics) in told.iter_mut().enumerate() {
        let time = times[index];
        metrics.closed = time.count;
        metrics.wait_min = waits[index].arithmetic();
        metrics.time_min = time.arithmetic();
        let service = mean_minutes(rules.queues[index].effort);
        metrics.time_services = time.arithmetic().map(|minutes| minutes / service);
        metrics.expected_services = expected.as_ref().map(|expected| expected[index]);
    }
    scenario.ids.queues.iter().cloned().zip(told).collect()
}

fn mean_minutes(effort: CaseEffort) -> f64 {
    let (CaseEffort::Fixed(milli)
    | CaseEffort::Exponential(milli)
    | CaseEffort::Lognormal(milli, _)
    | CaseEffort::Gamma(milli, _)) = effort;
    f64::from(milli) / 1000.0
}

/// Mean time in the system by queue in mean services, where the scenario is a preemptive-resume M/M/c and nothing else.
fn expected_services(rules: &Rules) -> Option<Vec<f64>> {
    let first = rules.queues.first()?;
    let alike = |queue: &crate::scenario::rules::Queue| {
        matches!(queue.effort, CaseEffort::Exponential(_))
            && (queue.effort, queue.skill, queue.way_in_minutes) == (first.effort, first.skill, 0)
    };
    let serves = |person: &crate::scenario::rules::Person| {
        person.tireless
            && person.heads == 1
            && person.joins.is_none()
            && person.skills.contains(&(first.skill, Ppm::ALL))
    };
    let only = !rules.attention.on
        && rules.faults.is_empty()
        && rules.work.is_empty()
        && rules.streams.is_empty()
        && rules.queues.iter().all(alike)
        && rules.people.iter().all(serves);
    let load = |most: u8| -> f64 {
        let up_to = rules.queues.iter().filter(|queue| queue.severity <= most);
        let per_minute: f64 = up_to.map(|queue| queue.per_hour.ratio() / 60.0).sum();
        per_minute * mean_minutes(first.effort)
    };
    let people = rules.people.len();
    if !only || load(u8::MAX) >= people as f64 {
        return None;
    }
    let there = |load: f64| load * m_m_c(people, load);
    let of = |severity: u8| {
        let (above, all) = (load(severity - 1), load(severity));
        (there(all) - there(above)) / (all - above)
    };
    let means = rules.queues.iter().map(|queue| of(queue.severity));
    // A severity without cases has no mean.
    means.map(|mean| mean.is_finite().then_some(mean)).collect()
}

/// Mean time in an M/M/c in mean services, offered a load below `c`.
fn m_m_c(c: usize, load: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 0.0);
    for k in 0..c {
        sum += term;
        term *= load / (k + 1) as f64;
    }
    let all_busy = term * c as f64 / (c as f64 - load);
    1.0 + all_busy / (sum + all_busy) / (c as f64 - load)
}
