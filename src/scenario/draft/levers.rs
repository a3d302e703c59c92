//! As written: levers.

use crate::scenario::at::{At, record};
use crate::scenario::numbers::Whole;
use serde::Deserialize;

record! {
    Lever {
        required id: String,
        required what: LeverKind,
        required at_start: Whole<-1_000_000, 1_000_000>,
        required from: Whole<-1_000_000, 1_000_000>,
        required to: Whole<-1_000_000, 1_000_000>,
    }
}

/// What a lever moves.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub(in crate::scenario) enum LeverKind {
    PagingThreshold(At<String>),
    WipLimit(At<String>, At<String>),
    DeployFreeze,
    ErrorBudgetPolicy,
    ChangeApproval(At<String>),
    TestDepth(At<String>),
    CanaryMinutes(At<String>),
    BatchSize(At<String>),
    Rush(At<String>),
    CapacityUnits(At<String>),
    AutoscalingMost(At<String>),
    RetryBudget(At<String>),
    LoadShedding(At<String>),
    Control(At<String>),
    PatchWithin,
    Commitment(At<String>),
    SpendCap,
    StopTheLine(At<String>),
    ModelVersion(At<String>),
    AutomationTrust(At<String>),
}
