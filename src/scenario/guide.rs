//! A guide through a first watch: sentences that point at a part of the bridge, one at a time. It changes nothing that is played.

use super::rules::{CommandKind, Condition};
use serde::Deserialize;

/// A part of the bridge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Clock, axes, budgets, attention.
    Top,
    /// Incidents and messages that wait.
    Dispatch,
    /// The service map.
    Map,
    /// The sheet of an incident.
    Incident,
    /// Who is there.
    People,
    /// Planned work.
    Work,
    /// What happened.
    Timeline,
}

/// One sentence or a few, whose words stand in the sidecar as `guide.ID`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GuideStep {
    /// What it points at.
    pub part: Part,
    /// Said once this holds.
    pub when: Condition,
    /// Said until a command of this kind was given; without one, until it was read.
    pub until: Option<CommandKind>,
}
