//! The Flow Framework's five (§A3), and what delay cost.

use super::work::Account;
use crate::scenario::Scenario;
use crate::scenario::ids::WorkId;
use crate::scenario::rules::Work;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::sim::work::TO_DEPLOY;
use serde::Serialize;
use std::collections::BTreeMap;

/// The Flow Framework's five.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct FlowMetrics {
    /// Items done.
    pub velocity: u32,
    /// Mean minutes from coming in to done, over items done; `null` if none was.
    pub time_min: Option<f64>,
    /// Minutes with somebody at an item ÷ minutes open, over all items.
    pub efficiency: f64,
    /// Mean number of items in progress: begun in their pipeline and not done; without one, with somebody at them.
    pub load: f64,
    /// Share of items done, by kind.
    pub distribution: BTreeMap<String, f64>,
    /// What delay cost.
    pub delay_cost: f64,
}

impl Account {
    /// The Flow Framework's five, and what delay cost.
    pub(super) fn flow(&self, scenario: &Scenario, events: &[Event], now: Tick) -> FlowMetrics {
        let items = || scenario.rules.work.iter().zip(&self.items);
        let done: Vec<(&Work, u32)> = items()
            .filter_map(|(work, course)| {
                Some((work, course.done?.since(course.came.unwrap_or_default())))
            })
            .collect();
        let count = done.len() as f64;
        let open_minutes: u32 = items().map(|(_, course)| course.open_minutes(now)).sum();
        let busy = minutes_at_work(scenario, events, now);
        let in_progress = items()
            .zip(&busy)
            .map(|((work, course), busy)| match work.pipeline {
                Some(_) => course.in_progress_minutes,
                None => *busy,
            });
        let mut distribution = BTreeMap::new();
        for (work, _) in &done {
            *distribution
                .entry(work.kind.word().to_owned())
                .or_insert(0.0) += 1.0 / count;
        }
        FlowMetrics {
            velocity: done.len() as u32,
            time_min: (!done.is_empty()).then(|| {
                done.iter()
                    .map(|(_, minutes)| f64::from(*minutes))
                    .sum::<f64>()
                    / count
            }),
            efficiency: f64::from(busy.iter().sum::<u32>()) / f64::from(open_minutes.max(1)),
            load: f64::from(in_progress.sum::<u32>()) / f64::from(now.0.max(1)),
            distribution,
            delay_cost: items()
                .map(|(work, course)| course.delay_cost(work, now))
                .sum(),
        }
    }
}

/// Minutes in which somebody was at each work item.
fn minutes_at_work(scenario: &Scenario, events: &[Event], now: Tick) -> Vec<u32> {
    let people = scenario.rules.people.iter();
    let mut at: Vec<Option<WorkId>> = people
        .map(|person| person.works_on.filter(|_| person.shift_from <= 0))
        .collect();
    let mut minutes = vec![0; scenario.rules.work.len()];
    let mut since = Tick(0);
    let end = Event {
        tick: now,
        what: What::Ended,
    };
    for event in events.iter().chain([&end]) {
        let passed = event.tick.since(since);
        since = event.tick;
        for (place, item) in at.iter().enumerate().filter(|_| passed > 0) {
            if let Some(item) = item.filter(|item| !at[..place].contains(&Some(*item))) {
                minutes[item.at()] += passed;
            }
        }
        match event.what {
            What::Working(person, item) => at[person.at()] = Some(item),
            What::TriageStarted(_, person)
            | What::InquiryStarted(.., person)
            | What::RemedyStarted(.., person)
            | What::CaseTaken(_, person)
            | What::Stopped(person)
            | What::RoleTaken(_, person, _)
            | What::ReviewBegan(_, person)
            | What::SentToRest(person)
            | What::LeftShift(person) => at[person.at()] = None,
            What::Delegated(brief) => at[brief.to.at()] = None,
            What::HandOverBegan(from, to) => (at[from.at()], at[to.at()]) = (None, None),
            What::WorkDone(item) | What::Moved(item, _, TO_DEPLOY) | What::Blocked(item, ..) => {
                let there = at.iter_mut().filter(|at| **at == Some(item));
                there.for_each(|at| *at = None);
            }
            _ => {}
        }
    }
    minutes
}
