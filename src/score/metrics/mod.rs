//! What was measured, from the events of a run alone: anybody can recompute it from `--events` and the scenario.
//!
//! `docs/metrics.md` says what each is and where it comes from; a test compares that page with a run. A file a subject.

mod alerts;
mod dora;
mod flow;
mod means;
mod milestones;
mod money;
pub(super) mod people;
mod queues;
pub(super) mod services;
mod severity;
mod sleep;
mod stakeholders;
pub(super) mod work;

pub use alerts::AlertMetrics;
pub use dora::Dora;
pub use flow::FlowMetrics;
pub use milestones::MilestoneMetrics;
pub use money::{CloudMetrics, LedgerMetrics};
pub use people::PeopleMetrics;
pub use queues::QueueMetrics;
pub use services::ServiceMetrics;
pub use severity::SeverityMetrics;
pub use stakeholders::{StakeholderMetrics, UpdateMetrics};

use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::scenario::units::Tick;
use crate::sim::event::Event;
use alerts::alerts;
use milestones::milestones;
use money::ledger;
use people::people;
use queues::queues;
use serde::Serialize;
use services::services;
use severity::severity;
use stakeholders::{stakeholders, updates};
use std::collections::BTreeMap;
use work::Account;

/// The metrics of a run. Minutes are minutes, money is in the scenario's currency, ratios are 0–1.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Metrics {
    /// Incidents by declared severity (`sev1` … `sev5`, `undeclared`).
    pub severity: BTreeMap<String, SeverityMetrics>,
    /// Queues of cases by id.
    pub queues: BTreeMap<String, QueueMetrics>,
    /// Services by id.
    pub services: BTreeMap<String, ServiceMetrics>,
    /// What pages were worth.
    pub alerts: AlertMetrics,
    /// DORA's five (§A1).
    pub dora: Dora,
    /// The Flow Framework's five (§A3).
    pub flow: FlowMetrics,
    /// People.
    pub people: PeopleMetrics,
    /// Money by line, the total, and lost revenue apart.
    pub ledger: LedgerMetrics,
    /// Stakeholders by id.
    pub stakeholders: BTreeMap<String, StakeholderMetrics>,
    /// Updates by audience.
    pub updates: BTreeMap<String, UpdateMetrics>,
    /// Minutes from the first fault's beginning; `null` for what never happened.
    pub milestones: MilestoneMetrics,
}

impl Metrics {
    /// Measures a run.
    pub fn of(scenario: &Scenario, events: &[Event], now: Tick) -> Metrics {
        let account = Account::of(scenario, events, now);
        Metrics {
            severity: severity(events, now),
            queues: queues(scenario, events),
            services: services(scenario, events, now),
            alerts: alerts(scenario, events),
            dora: account.dora(now),
            flow: account.flow(scenario, events, now),
            people: people(scenario, events, now),
            ledger: ledger(scenario, events, now),
            stakeholders: stakeholders(scenario, events),
            updates: updates(events),
            milestones: milestones(scenario, events),
        }
    }

    /// The metric of an axis; more is better. Flow, reliability and cost are amounts of money that went, morale is points.
    pub fn axis(&self, axis: Axis) -> f64 {
        match axis {
            Axis::Flow => -self.flow.delay_cost,
            Axis::Reliability => -self.ledger.lost_revenue,
            Axis::Morale => self.people.morale,
            Axis::Cost => -self.ledger.total,
        }
    }
}
