//! Stakeholders: their trust, what they were promised, and the updates that went out.

use crate::scenario::Scenario;
use crate::scenario::rules::Audience;
use crate::sim::event::{Event, What};
use serde::Serialize;
use std::collections::BTreeMap;

/// A stakeholder over the run.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct StakeholderMetrics {
    /// Trust at the end, 0–100.
    pub trust: f64,
    /// Dated promises that were made to them: with answers to messages, and on the call.
    pub promises_made: u32,
    /// Those that came true in time.
    pub promises_kept: u32,
    /// Those that did not. What is neither was still open at the end, or gave way to a new promise.
    pub promises_broken: u32,
}

/// Stakeholders by id.
pub(super) fn stakeholders(
    scenario: &Scenario,
    events: &[Event],
) -> BTreeMap<String, StakeholderMetrics> {
    let rules = &scenario.rules;
    let mut trust: Vec<i32> = rules
        .stakeholders
        .iter()
        .map(|one| one.trust_milli)
        .collect();
    let mut told = vec![StakeholderMetrics::default(); trust.len()];
    for event in events {
        let from = |message: crate::scenario::ids::MessageId| rules.messages[message.at()].from;
        match event.what {
            What::Trust(stakeholder, milli, _) => trust[stakeholder.at()] += milli,
            What::PromiseMade(message, _) => told[from(message).at()].promises_made += 1,
            What::PromiseKept(message) => told[from(message).at()].promises_kept += 1,
            What::PromiseBroken(message) => told[from(message).at()].promises_broken += 1,
            What::Vowed(stakeholder, ..) => told[stakeholder.at()].promises_made += 1,
            What::VowSettled(stakeholder, true) => told[stakeholder.at()].promises_kept += 1,
            What::VowSettled(stakeholder, false) => told[stakeholder.at()].promises_broken += 1,
            _ => {}
        }
    }
    for (metrics, milli) in told.iter_mut().zip(trust) {
        metrics.trust = f64::from(milli) / 1000.0;
    }
    scenario
        .ids
        .stakeholders
        .iter()
        .cloned()
        .zip(told)
        .collect()
}

/// Updates to an audience.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct UpdateMetrics {
    /// Updates that went out.
    pub posted: u32,
    /// Those that came when the cadence had them due, in its second half.
    pub on_time: u32,
    /// Times that the cadence had one due and none came.
    pub missed: u32,
}

/// Updates by audience.
pub(super) fn updates(events: &[Event]) -> BTreeMap<String, UpdateMetrics> {
    let mut told: [UpdateMetrics; Audience::ALL.len()] = Default::default();
    for event in events {
        match event.what {
            What::Posted(_, audience) => told[audience as usize].posted += 1,
            What::CadenceKept(_, audience) => told[audience as usize].on_time += 1,
            What::CadenceMissed(_, audience) => told[audience as usize].missed += 1,
            _ => {}
        }
    }
    let names = Audience::ALL.map(|audience| audience.word().to_owned());
    names.into_iter().zip(told).collect()
}
