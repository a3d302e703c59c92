//! Planned work.

use crate::scenario::ids::*;
use crate::scenario::units::Money;
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
    /// Tooling without which it goes slowly.
    pub needs: Option<ServiceId>,
}
