//! Numbers that stand for the ids of a file after loading. `u16` and `u8`, never `usize`: state has the same bytes on every target.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($of:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $of);

        impl $name {
            /// The place of this thing in its array.
            pub fn at(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

ids! {
    /// A site where people work, with a fixed UTC offset.
    SiteId(u8);
    /// A team that owns services and work.
    TeamId(u8);
    /// A named person.
    PersonId(u16);
    /// A skill, by its name in the scenario.
    SkillId(u16);
    /// A service of the map.
    ServiceId(u16);
    /// A hidden fault.
    FaultId(u8);
    /// A candidate cause; numbers run over the whole scenario, each belongs to one fault.
    CauseId(u16);
    /// A line of inquiry; numbers run over the whole scenario.
    InquiryId(u16);
    /// A remedy; numbers run over the whole scenario.
    RemedyId(u16);
    /// A stakeholder or outside party.
    StakeholderId(u8);
    /// A message that a stakeholder may send.
    MessageId(u16);
    /// A decision card.
    CardId(u16);
    /// A work item.
    WorkId(u16);
    /// A pipeline that work goes through.
    PipelineId(u8);
    /// An incident, in the order in which incidents opened in this run. Shown as `INC-1` for 0.
    IncidentId(u16);
    /// A queue of cases.
    QueueId(u8);
    /// A lever: a standing policy that the leader may set.
    LeverId(u8);
    /// A vendor to whom a case can be escalated.
    VendorId(u8);
    /// Somebody outside who has to be notified in time.
    DutyId(u8);
    /// What a trainer may let happen.
    InjectId(u8);
    /// A practice that teams may adopt.
    InitiativeId(u8);
    /// A control.
    ControlId(u8);
    /// An audit.
    AuditId(u8);
    /// A vulnerability.
    VulnerabilityId(u8);
    /// A budget.
    BudgetId(u8);
    /// A commitment to capacity.
    CommitmentId(u8);
    /// A data feed.
    FeedId(u8);
    /// A model in use.
    ModelId(u8);
    /// An automation.
    AutomationId(u8);
}

/// A case of a queue, in the order in which cases opened in this run; never used twice. Shown as `CASE-1` for 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub u32);
