//! What was really decided, in scenarios after real incidents.

use super::Condition;
use crate::scenario::command::Command;
use serde::{Deserialize, Serialize};

/// One step of what was really decided: once the condition holds, the command is given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HistoryStep {
    /// What had to be known first.
    pub when: Condition,
    /// The command.
    pub command: Command,
}

/// The owner's milestones, in minutes after the fault began.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Milestones {
    /// The first page was acknowledged.
    pub detected: u16,
    /// The cause was believed.
    pub diagnosed: u16,
    /// Customers stopped hurting.
    pub mitigated: (u16, u16),
}
