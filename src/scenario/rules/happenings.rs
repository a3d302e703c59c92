//! Conditions and effects: total and typed, no scripts.

use super::{Line, Verb, Who};
use crate::scenario::delegation::AreaKind;
use crate::scenario::ids::*;
use crate::scenario::units::{MinuteOfDay, Money, Ppm};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What must hold for something to happen. Total and typed: no scripts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Condition {
    /// This minute of the run is reached.
    Minute(u32),
    /// The UTC clock stands at the first or later, and before the second; the time may lie around midnight.
    Between(MinuteOfDay, MinuteOfDay),
    /// It is that day of the week, by UTC.
    Weekday(Weekday),
    /// Share of good requests at a service is below this.
    Below(ServiceId, Ppm),
    /// A tier-1 service burns its budget faster than the fastest page tolerates.
    CustomersHurt,
    /// An alert has been firing, or had fired before mitigation, for so many minutes.
    MinutesSinceFirstAlert(u32),
    /// An incident has a declared severity of this number or a lower one.
    Declared(u8),
    /// So many incidents are open, or more.
    IncidentsOpen(u16),
    /// An incident has been open for so many minutes.
    IncidentOpenFor(u32),
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
    /// The message was answered like that.
    Answered(MessageId, Verb),
    /// What was promised with the answer to this message came true in time.
    PromiseKept(MessageId),
    /// It did not.
    PromiseBroken(MessageId),
    /// Trust of a stakeholder is below that, in thousandths of a point.
    TrustBelow(StakeholderId, i32),
    /// Trust of a stakeholder is above that.
    TrustAbove(StakeholderId, i32),
    /// Mean morale, as people say they feel, is below that, in thousandths of a point; it never is where nobody is meant.
    MoraleBelow(Who, i32),
    /// More than this share of a service's error budget is spent, looked at every quarter of an hour.
    BudgetSpent(ServiceId, Ppm),
    /// More than that was spent, looked at every quarter of an hour.
    CostAbove(Money),
    /// The work item is done.
    Done(WorkId),
    /// The lever is set to that or to more.
    LeverAtLeast(LeverId, i32),
    /// The vendor has delivered.
    Delivered(VendorId),
    /// Who had to be notified was.
    Notified(DutyId),
    /// An area of that kind is in a delegate's hands.
    Delegated(AreaKind),
    /// The person with this number has finished the shift.
    ShiftOver(PersonId),
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// The first.
    Monday,
    /// The second.
    Tuesday,
    /// The third.
    Wednesday,
    /// The fourth.
    Thursday,
    /// The fifth.
    Friday,
    /// The sixth.
    Saturday,
    /// The last.
    Sunday,
}

impl Weekday {
    /// Every day, Monday first.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// The day so many days later.
    pub fn plus(self, days: u32) -> Weekday {
        Weekday::ALL[(self as usize + days as usize) % 7]
    }

    /// The day's name.
    pub fn word(self) -> &'static str {
        match self {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }
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
    /// Work shrinks by thousandths of a person-minute.
    LessWork(WorkId, u32),
    /// The leader's attention is taken, in seconds.
    Interrupt(u16),
    /// Protection is back: every exposure ends.
    EndExposure,
    /// A service restarts: its cache is cold.
    ColdCache(ServiceId),
    /// The fault is back at full strength.
    Relapse(FaultId),
    /// The fault strikes: a new occurrence with its own cause.
    Strike(FaultId),
    /// This share of the fault's harm ends.
    Mend(FaultId, Ppm),
    /// A lever is set to that.
    SetLever(LeverId, i32),
    /// The message is sent, whatever its own condition says; once.
    Send(MessageId),
    /// The card comes up, whatever its own condition says; once.
    Ask(CardId),
    /// It could be known now that somebody has to be notified: the clock runs.
    StartClock(DutyId),
    /// The clocks of a site show so many minutes ahead of UTC from then on.
    Clocks(SiteId, i16),
    /// After so many minutes, these.
    Later(u16, Arc<[Effect]>),
    /// With this probability, these.
    Chance(Ppm, Vec<Effect>),
}
