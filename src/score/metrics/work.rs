//! Flow and deployments, from events alone: the Flow Framework's five (§A3), what delay cost, and DORA's five (§A1).
//!
//! An item is **open** from when it came in until it is done, and again from when it was sent back. It is **in progress** from its
//! first stage until it is done; without a pipeline, while somebody is at it. A change is **committed** when it leaves its first
//! stage, and **live** when it is done. A deployment **failed** if it was taken back or a bad change struck with it (it needed
//! immediate intervention); it is **rework** if one of its changes is a defect or had been sent back. Times are medians where §A1
//! speaks of deployments, means where §A3 speaks of all items.

use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Origin, Work, WorkKind};
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::sim::work::{GOING_OUT, READY};
use std::collections::BTreeMap;

/// What happened to a work item.
#[derive(Clone, Default)]
pub(in crate::score) struct Course {
    /// When it came in; `None` if it never did.
    pub came: Option<Tick>,
    /// From when it was done until it was sent back, or the run ended.
    pub spells: Vec<(Tick, Tick)>,
    pub(super) done: Option<Tick>,
    committed: Option<Tick>,
    begun: Option<Tick>,
    pub(super) in_progress_minutes: u32,
    sent_back: bool,
    deployment: u16,
}

impl Course {
    fn stop(&mut self, tick: Tick) {
        let begun = self.begun.take().unwrap_or(tick);
        self.in_progress_minutes += tick.since(begun);
    }

    /// What doing without it cost until it was done, and again after it was sent back.
    pub(in crate::score) fn delay_cost(&self, item: &Work, now: Tick) -> f64 {
        let Some(came) = self.came else { return 0.0 };
        let saved = self.spells.iter();
        let saved: f64 = saved
            .map(|(from, until)| item.delay_between(*from, *until))
            .sum();
        item.delay_between(came, now) - saved
    }

    pub(super) fn open_minutes(&self, now: Tick) -> u32 {
        let Some(came) = self.came else { return 0 };
        let done = self.spells.iter();
        let done: u32 = done.map(|(from, until)| until.since(*from)).sum();
        now.since(came) - done
    }
}

/// A deployment that went out.
pub(super) struct Deployment {
    pub out: Tick,
    pub rework: bool,
    pub taken_back: bool,
    pub struck: bool,
    pub recovered: Option<Tick>,
}

/// What happened to all work and in all pipelines.
pub(in crate::score) struct Account {
    /// By work item.
    pub items: Vec<Course>,
    pub(super) deployments: BTreeMap<(PipelineId, u16), Deployment>,
    /// From commit to live, of every change that went live.
    pub(super) lead_minutes: Vec<u32>,
}

impl Account {
    /// Reads the events of a run.
    pub(in crate::score) fn of(scenario: &Scenario, events: &[Event], now: Tick) -> Account {
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
}
