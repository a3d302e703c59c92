//! One run of a study: what a line of its file holds.

use crate::run::Run;
use crate::score::Scorecard;
use serde::{Deserialize, Serialize};

/// One run.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The scenario's id.
    pub scenario: String,
    /// Its form.
    pub form: String,
    /// The leader's name.
    pub leader: String,
    /// The seed.
    pub seed: u64,
    /// Minutes that were simulated.
    pub ticks: u32,
    /// Digest of the state at the end.
    pub digest: String,
    /// A value a column of [`NUMBERS`]; `None` for what is not at stake or never happened.
    pub numbers: Vec<Option<f64>>,
}

/// How many of [`NUMBERS`] are points: overall, flow, reliability, morale, cost.
pub const POINTS: usize = 5;

/// A number of a run: the name of its column, and how it is read from the score.
pub type Number = (&'static str, fn(&Scorecard) -> Option<f64>);

/// The numbers of a run. Points come first and are as they are, not kept within 0–100; the metrics are those of `play`.
pub const NUMBERS: [Number; 24] = [
    ("overall", |card| {
        any_at_stake(card).then_some(card.overall_raw)
    }),
    ("flow", |card| points(card, 0)),
    ("reliability", |card| points(card, 1)),
    ("morale", |card| points(card, 2)),
    ("cost", |card| points(card, 3)),
    ("delay_cost", |card| Some(card.metrics.flow.delay_cost)),
    ("lost_revenue", |card| {
        Some(card.metrics.ledger.lost_revenue)
    }),
    ("mean_morale", |card| Some(card.metrics.people.morale)),
    ("spent", |card| Some(card.metrics.ledger.total)),
    ("detected_min", |card| card.metrics.milestones.detected_min),
    ("diagnosed_min", |card| {
        card.metrics.milestones.diagnosed_min
    }),
    ("mitigated_min", |card| {
        card.metrics.milestones.mitigated_min
    }),
    ("resolved_min", |card| card.metrics.milestones.resolved_min),
    ("lowest_availability", |card| {
        least(
            card.metrics
                .services
                .values()
                .map(|service| service.availability),
        )
    }),
    ("highest_budget_spent", |card| {
        least(
            card.metrics
                .services
                .values()
                .map(|service| -service.budget_spent),
        )
        .map(|spent| -spent)
    }),
    ("change_lead_time_min", |card| {
        card.metrics.dora.change_lead_time_min
    }),
    ("change_fail_rate", |card| {
        card.metrics.dora.change_fail_rate
    }),
    ("flow_velocity", |card| {
        Some(f64::from(card.metrics.flow.velocity))
    }),
    ("flow_efficiency", |card| Some(card.metrics.flow.efficiency)),
    ("overtime_hours", |card| {
        Some(card.metrics.people.overtime_hours)
    }),
    ("night_pages", |card| {
        Some(f64::from(card.metrics.people.night_pages))
    }),
    ("peak_sleepiness", |card| {
        Some(card.metrics.people.peak_sleepiness)
    }),
    ("exits", |card| Some(f64::from(card.metrics.people.exits))),
    ("lowest_trust", |card| {
        least(card.metrics.stakeholders.values().map(|one| one.trust))
    }),
];

fn any_at_stake(card: &Scorecard) -> bool {
    card.axes.iter().any(|axis| axis.at_stake)
}

fn points(card: &Scorecard, axis: usize) -> Option<f64> {
    card.axes[axis].at_stake.then_some(card.axes[axis].raw)
}

fn least(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.reduce(f64::min)
}

impl Row {
    /// The row of a run and its score.
    pub fn of(run: &Run, card: &Scorecard) -> Row {
        Row {
            scenario: run.scenario().id.clone(),
            form: run.scenario().form.clone(),
            leader: run.leader().to_owned(),
            seed: run.seed(),
            ticks: run.now().0,
            digest: run.digest(),
            // A negative zero has other bytes.
            numbers: NUMBERS
                .iter()
                .map(|(_, read)| read(card).map(|number| number + 0.0))
                .collect(),
        }
    }

    /// Overall points, flow, reliability, morale, cost.
    pub fn points(&self) -> [Option<f64>; POINTS] {
        std::array::from_fn(|place| self.numbers.get(place).copied().flatten())
    }
}
