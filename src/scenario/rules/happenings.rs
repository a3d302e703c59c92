//! Conditions and effects: total and typed, no scripts.

use super::{Line, Who};
use crate::scenario::ids::*;
use crate::scenario::units::{Money, Ppm};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What must hold for something to happen. Total and typed: no scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// This minute of the run is reached.
    Minute(u32),
    /// Share of good requests at a service is below this.
    Below(ServiceId, Ppm),
    /// An alert has been firing, or had fired before mitigation, for so many minutes.
    MinutesSinceFirstAlert(u32),
    /// An incident has a declared severity of this number or a lower one.
    Declared(u8),
    /// So many minutes have passed since an incident was mitigated.
    MinutesSinceMitigation(u32),
    /// This finding was reported.
    Found(InquiryId, u8),
    /// What can be known makes this cause at least so probable.
    Believed(CauseId, Ppm),
    /// The remedy was applied.
    Applied(RemedyId),
    /// The option was chosen or taken by default.
    Chosen(CardId, u8),
    /// The person with this number has finished the shift.
    ShiftOver(PersonId),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// What happens. Total and typed: no scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Effect {
    /// Trust of a stakeholder moves by thousandths of a point.
    Trust(StakeholderId, i32),
    /// Morale moves by thousandths of a point.
    Morale(Who, i32),
    /// Money is spent.
    Spend(Line, Money),
    /// The remedy may be applied.
    Approve(RemedyId),
    /// Work grows by thousandths of a person-minute.
    MoreWork(WorkId, u32),
    /// The leader's attention is taken, in seconds.
    Interrupt(u16),
    /// Protection is back: every exposure ends.
    EndExposure,
    /// The fault is back at full strength.
    Relapse(FaultId),
    /// The fault strikes: a new occurrence with its own cause.
    Strike(FaultId),
    /// After so many minutes, these.
    Later(u16, Arc<[Effect]>),
    /// With this probability, these.
    Chance(Ppm, Vec<Effect>),
}
