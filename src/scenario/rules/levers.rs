//! Levers: standing policies that a leader may set, each a whole number within limits.

use crate::scenario::ids::*;
use serde::{Deserialize, Serialize};

/// A lever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lever {
    /// What it moves, and where.
    pub kind: LeverKind,
    /// Its value when the run begins.
    pub at_start: i32,
    /// The least value that may be set.
    pub least: i32,
    /// The greatest value that may be set.
    pub most: i32,
}

/// What a lever moves; each says the unit of its value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum LeverKind {
    /// How fast a service must burn its budget to page, in percent of the rules of §B2: 100 is exactly those.
    PagingThreshold(ServiceId),
    /// How many items a stage of a pipeline, counted from 0, may hold; 0 is no limit.
    WipLimit(PipelineId, u8),
    /// 1 while nothing goes out but what an incident needs and security work.
    DeployFreeze,
    /// 1 where a pipeline is frozen while the error budget of its service is spent (§B3).
    ErrorBudgetPolicy,
    /// Who approves a deployment: 0 a peer, 1 a board.
    ChangeApproval(PipelineId),
    /// How deeply changes are tested, in percent of the usual minutes.
    TestDepth(PipelineId),
    /// Minutes in which a deployment is watched on a few requests.
    CanaryMinutes(PipelineId),
    /// How many finished changes go out together.
    BatchSize(PipelineId),
    /// How hard people are pressed to be quick at a pipeline's work, in percent.
    Rush(PipelineId),
    /// Units that a service has at the least; they are there after its lag and cost by the hour.
    CapacityUnits(ServiceId),
    /// Units that a service may scale to by itself; 0 turns that off and leaves what is there.
    AutoscalingMost(ServiceId),
    /// Retries of a service's calls as a share of first attempts, in percent at most: 0 is no retry.
    RetryBudget(ServiceId),
    /// Requests that start at a service and are turned away at its door before work is done, in percent.
    LoadShedding(ServiceId),
    /// Whether a control is in force: 1 if it is, 0 if not.
    Control(ControlId),
    /// Vulnerabilities due within so many days are begun at once by somebody of the team, whatever is in hand; 0: none.
    PatchWithin,
    /// Units of capacity committed to; it can only rise.
    Commitment(CommitmentId),
    /// The most that the cloud may cost in a day, in units of the currency: beyond it leaks are cut off and nothing grows by itself.
    SpendCap,
    /// Whether a data feed stops when something is wrong with it, 1, or goes on giving out what it has, 0.
    StopTheLine(FeedId),
    /// Which version of a model is in use: 0 is the newest, 1 the one before.
    ModelVersion(ModelId),
    /// How far an automation is trusted, in percent: it acts by itself where it is at least 100 minus that sure.
    AutomationTrust(AutomationId),
}

impl LeverKind {
    /// The service that it moves, where it moves one.
    pub fn service(self) -> Option<ServiceId> {
        match self {
            LeverKind::PagingThreshold(of)
            | LeverKind::CapacityUnits(of)
            | LeverKind::AutoscalingMost(of)
            | LeverKind::RetryBudget(of)
            | LeverKind::LoadShedding(of) => Some(of),
            _ => None,
        }
    }

    /// The service whose load it moves at once: what it lets in, or with how many units.
    pub fn load_of(self) -> Option<ServiceId> {
        match self {
            LeverKind::CapacityUnits(of) | LeverKind::LoadShedding(of) => Some(of),
            _ => None,
        }
    }

    /// The pipeline that it moves, where it moves one.
    pub fn pipeline(self) -> Option<PipelineId> {
        match self {
            LeverKind::WipLimit(line, _)
            | LeverKind::ChangeApproval(line)
            | LeverKind::TestDepth(line)
            | LeverKind::CanaryMinutes(line)
            | LeverKind::BatchSize(line)
            | LeverKind::Rush(line) => Some(line),
            _ => None,
        }
    }
}
