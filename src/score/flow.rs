//! Flow and deployments, from events alone: the Flow Framework's five (§A3), what delay cost, and DORA's five (§A1).
//!
//! An item is **open** from when it came in until it is done, and again from when it was sent back. It is **in progress** from its
//! first stage until it is done; without a pipeline, while somebody is at it. A change is **committed** when it leaves its first
//! stage, and **live** when it is done. A deployment **failed** if it was taken back or a bad change struck with it (it needed
//! immediate intervention); it is **rework** if one of its changes is a defect or had been sent back. Times are medians where §A1
//! speaks of deployments, means where §A3 speaks of all items.

use super::metrics::{Dora, FlowMetrics};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Origin, Work, WorkKind};
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::sim::work::{GOING_OUT, READY, TO_DEPLOY};
use std::collections::BTreeMap;

/// What happened to a work item.
#[derive(Clone, Default)]
pub(super) struct Course {
    /// When it came in; `None` if it never did.
    pub came: Option<Tick>,
    /// From when it was done until it was sent back, or the run ended.
    pub spells: Vec<(Tick, Tick)>,
    done: Option<Tick>,
    committed: Option<Tick>,
    begun: Option<Tick>,
    in_progress_minutes: u32,
    sent_back: bool,
    deployment: u16,
}

impl Course {
    fn stop(&mut self, tick: Tick) {
        let begun = self.begun.take().unwrap_or(tick);
        self.in_progress_minutes += tick.since(begun);
    }

    /// What doing without it cost until it was done, and again after it was sent back.
    pub(super) fn delay_cost(&self, item: &Work, now: Tick) -> f64 {
        let Some(came) = self.came else { return 0.0 };
        let saved = self.spells.iter();
        let saved: f64 = saved
            .map(|(from, until)| item.delay_between(*from, *until))
            .sum();
        item.delay_between(came, now) - saved
    }

    fn open_minutes(&self, now: Tick) -> u32 {
        let Some(came) = self.came else { return 0 };
        let done = self.spells.iter();
        let done: u32 = done.map(|(from, until)| until.since(*from)).sum();
        now.since(came) - done
    }
}

/// A deployment that went out.
struct Deployment {
    out: Tick,
    rework: bool,
    taken_back: bool,
    struck: bool,
    recovered: Option<Tick>,
}

/// What happened to all work and in all pipelines.
pub(super) struct Account {
    /// By work item.
    pub items: Vec<Course>,
    deployments: BTreeMap<(PipelineId, u16), Deployment>,
    /// From commit to live, of every change that went live.
    lead_minutes: Vec<u32>,
}

impl Account {
    /// Reads the events of a run.
    pub(super) fn of(scenario: &Scenario, events: &[Event], now: Tick) -> Account {
        let course = |work: &Work| Course {
            came: (work.origin == Origin::Start).then_some(Tick(0)),
            ..Course::default()
        };
        let mut account = Account {
            items: scenario.rules.work.iter().map(course).collect(),
            deployments: BTreeMap::new(),
            lead_minutes: Vec::new(),
        };
        let mut numbers = vec![0; scenario.rules.pipelines.len()];
        for event in events {
            match event.what {
                What::DeployBegan(line, number, _) => numbers[line.at()] = number,
                What::Moved(item, line, GOING_OUT) => {
                    account.items[item.at()].deployment = numbers[line.at()];
                }
                _ => account.read(scenario, event),
            }
        }
        for course in &mut account.items {
            course.stop(now);
            course.spells.extend(course.done.map(|done| (done, now)));
        }
        account
    }

    fn read(&mut self, scenario: &Scenario, event: &Event) {
        let tick = event.tick;
        match event.what {
            What::CameIn(item, _) => {
                self.items[item.at()].came.get_or_insert(tick);
            }
            What::Moved(item, _, stage) if stage != READY => {
                let course = &mut self.items[item.at()];
                course.begun.get_or_insert(tick);
                if stage > 1 {
                    course.committed.get_or_insert(tick);
                }
            }
            What::WorkDone(item) => {
                let course = &mut self.items[item.at()];
                course.done = Some(tick);
                course.stop(tick);
                if course.deployment > 0 {
                    let committed = course.committed.unwrap_or(tick);
                    self.lead_minutes.push(tick.since(committed));
                }
            }
            What::SentBack(item, _) => {
                let course = &mut self.items[item.at()];
                course.stop(tick);
                course
                    .spells
                    .extend(course.done.take().map(|done| (done, tick)));
                course.committed = None;
                course.sent_back = true;
            }
            What::Deployed(line, number, _) => {
                let items = scenario.rules.work.iter().zip(&self.items);
                let mut aboard = items.filter(|(work, course)| {
                    work.pipeline == Some(line)
                        && course.deployment == number
                        && course.done == Some(tick)
                });
                let deployment = Deployment {
                    out: tick,
                    rework: aboard
                        .any(|(work, course)| work.kind == WorkKind::Defect || course.sent_back),
                    taken_back: false,
                    struck: false,
                    recovered: None,
                };
                self.deployments.insert((line, number), deployment);
            }
            What::RolledBack(line, number) => {
                self.deployment(line, number).taken_back = true;
            }
            What::DeployFailed(line, number, _) => self.deployment(line, number).struck = true,
            What::DeployRecovered(line) => {
                let of_line = self.deployments.range_mut((line, 0)..=(line, u16::MAX));
                for (_, deployment) in of_line.filter(|(_, one)| one.struck) {
                    deployment.recovered.get_or_insert(tick);
                }
            }
            _ => {}
        }
    }

    fn deployment(&mut self, line: PipelineId, number: u16) -> &mut Deployment {
        let went_out = self.deployments.get_mut(&(line, number));
        went_out.expect("only what went out fails or is taken back")
    }

    /// DORA's five.
    pub(super) fn dora(&self, now: Tick) -> Dora {
        let all = self.deployments.len() as f64;
        if self.deployments.is_empty() {
            return Dora::default();
        }
        let count = |is: fn(&Deployment) -> bool| {
            self.deployments.values().filter(|one| is(one)).count() as f64
        };
        let struck = self.deployments.values().filter(|one| one.struck);
        let recovery = struck.map(|one| one.recovered.unwrap_or(now).since(one.out));
        Dora {
            change_lead_time_min: median(self.lead_minutes.clone()),
            deployment_frequency_per_day: Some(all * 1440.0 / f64::from(now.0.max(1))),
            change_fail_rate: Some(count(|one| one.struck || one.taken_back) / all),
            failed_deployment_recovery_min: median(recovery.collect()),
            rework_rate: Some(count(|one| one.rework) / all),
        }
    }

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

fn median(mut minutes: Vec<u32>) -> Option<f64> {
    minutes.sort_unstable();
    let half = minutes.len() / 2;
    let upper = f64::from(*minutes.get(half)?);
    Some(match minutes.len() % 2 {
        1 => upper,
        _ => (upper + f64::from(minutes[half - 1])) / 2.0,
    })
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
