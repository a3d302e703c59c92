//! Planned work, the pipelines it goes through, and how it comes in.

use super::Cut;
use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm, Tick};
use serde::{Deserialize, Serialize};

/// The four kinds of work of the Flow Framework (§A3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkKind {
    /// New value.
    Feature,
    /// Repair of quality.
    Defect,
    /// Security and compliance.
    Risk,
    /// Repair of the means of work.
    Debt,
}

impl WorkKind {
    /// The kind's word.
    pub fn word(self) -> &'static str {
        match self {
            WorkKind::Feature => "feature",
            WorkKind::Defect => "defect",
            WorkKind::Risk => "risk",
            WorkKind::Debt => "debt",
        }
    }
}

/// A work item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Work {
    /// Its kind.
    pub kind: WorkKind,
    /// The team that does it.
    pub team: TeamId,
    /// The skill that it takes.
    pub skill: SkillId,
    /// Person-minutes of an expert that are left, in thousandths.
    pub left_milli: u32,
    /// What an hour without it costs.
    pub delay_per_hour: Money,
    /// From that tick on an hour without it costs this instead.
    pub urgent: Option<(Tick, Money)>,
    /// Tooling without which it goes slowly.
    pub needs: Option<ServiceId>,
    /// The pipeline that it goes through; without one it is a single stage that needs no deployment.
    pub pipeline: Option<PipelineId>,
    /// It changes data in a way that cannot be taken back.
    pub migration: bool,
    /// Where it comes from.
    pub origin: Origin,
}

impl Work {
    /// What an hour without it costs at a tick.
    pub fn delay_at(&self, tick: Tick) -> Money {
        match self.urgent {
            Some((after, amount)) if tick >= after => amount,
            _ => self.delay_per_hour,
        }
    }

    /// What doing without it costs from one tick to another, in the scenario's currency.
    pub fn delay_between(&self, from: Tick, until: Tick) -> f64 {
        let turn = self.urgent.map_or(Tick::NEVER, |(after, _)| after);
        let calm = until.min(turn).since(from.min(turn));
        let urgent = until.max(turn).since(from.max(turn));
        let rate = |money: Money, minutes: u32| money.units() / 60.0 * f64::from(minutes);
        let dear = self.urgent.map_or(Money(0), |(_, amount)| amount);
        rate(self.delay_per_hour, calm) + rate(dear, urgent)
    }
}

/// Where a work item comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Origin {
    /// It is there when the run begins.
    Start,
    /// It comes in at that tick.
    Minute(Tick),
    /// It is one of a stream.
    Stream(u8),
    /// It is born in a review of that fault, and once done does that against the next occurrence.
    Review(FaultId, Cut),
}

/// A stream of work items of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stream {
    /// Items that come in on a mean day, in millionths.
    pub per_day: Ppm,
    /// Spread of their sizes: standard deviation of the logarithm.
    pub sigma: Ppm,
    /// Its items, in the order in which they come: the first and the one after the last.
    pub items: (WorkId, WorkId),
}

/// A pipeline: the stages that changes go through, and how they go out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pipeline {
    /// The service that its changes go to.
    pub service: Option<ServiceId>,
    /// Stages in which people work, in their order.
    pub stages: Vec<Stage>,
    /// Technical debt when the run begins, 0–100 in thousandths of a point.
    pub debt_milli: i32,
    /// How changes go out; without it they are done after the last stage.
    pub deploy: Option<Deploy>,
}

/// A stage of a pipeline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stage {
    /// Share of an item's effort.
    pub share: Ppm,
    /// So many items may be in it at a time; 0 is no limit.
    pub limit: u8,
    /// The skill that it takes, where it is another than the item's.
    pub skill: Option<SkillId>,
}

/// How changes of a pipeline go out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deploy {
    /// Minutes of tests before a deployment.
    pub tests_minutes: u16,
    /// Share of bad changes that these tests catch.
    pub caught: Ppm,
    /// Minutes in which a deployment is watched on a few requests.
    pub canary_minutes: u16,
    /// Probability that a change is bad, without debt, rush or fatigue.
    pub change_fail: Ppm,
    /// What strikes when a bad change goes out; without it changes do no harm.
    pub fault: Option<FaultId>,
    /// Minutes to take a deployment back.
    pub roll_back_minutes: u16,
    /// So many finished changes go out together.
    pub batch: u8,
    /// A board approves every deployment, instead of a peer.
    pub board: bool,
    /// The board meets every so many hours.
    pub board_every_hours: u16,
}
