//! When a condition holds. A World and an Observation both answer as [`Facts`], so the trigger of a card and the trigger of a
//! historical decision are read by the same lines.
//!
//! Nothing is polled: what a condition asks about changes at ticks at which something happens, and then every condition that
//! matters is read again; what changes by the passing of time alone tells its next tick in [`Condition::next_flip`]. Money and
//! budgets change in every minute, so they are looked at every quarter of an hour, as bills and dashboards are.

use super::delegation::AreaKind;
use super::ids::*;
use super::rules::{Condition, Verb, Weekday, Who};
use super::units::{MinuteOfDay, Money, Ppm, Tick};

/// Minutes of a day.
const DAY: u32 = 1440;
/// Minutes between two looks at money and budgets, on the absolute clock.
pub const LOOK_MINUTES: u32 = 15;

/// What conditions ask about; nothing here is hidden from a leader.
pub trait Facts {
    /// Minutes of the run.
    fn now(&self) -> Tick;
    /// UTC clock and day of the week at tick 0.
    fn started(&self) -> (MinuteOfDay, Weekday);
    /// Share of good requests at a service.
    fn success(&self, service: ServiceId) -> Ppm;
    /// Whether a tier-1 service burns faster than the fastest page tolerates.
    fn customers_hurt(&self) -> bool;
    /// When the first page went out.
    fn first_alert(&self) -> Option<Tick>;
    /// The worst severity declared on an incident that is not closed.
    fn declared(&self) -> Option<u8>;
    /// How many incidents are open.
    fn open_count(&self) -> usize;
    /// When the oldest open incident opened.
    fn oldest_open(&self) -> Option<Tick>;
    /// When the latest incident was mitigated, if none has come back since.
    fn mitigated_at(&self) -> Option<Tick>;
    /// The finding of a line of inquiry.
    fn finding(&self, inquiry: InquiryId) -> Option<u8>;
    /// Probability of a cause, given what was found.
    fn belief(&self, cause: CauseId) -> f64;
    /// Whether a remedy was applied.
    fn applied(&self, remedy: RemedyId) -> bool;
    /// The option that was taken.
    fn chosen(&self, card: CardId) -> Option<u8>;
    /// The answer that a message had.
    fn answered(&self, message: MessageId) -> Option<Verb>;
    /// Whether the promise of a message was kept; `None` while that is open.
    fn promise(&self, message: MessageId) -> Option<bool>;
    /// Trust of a stakeholder, in thousandths of a point.
    fn trust_milli(&self, stakeholder: StakeholderId) -> i32;
    /// Mean morale, in thousandths of a point; `None` where nobody is meant.
    fn morale_milli(&self, who: Who) -> Option<i32>;
    /// Share of a service's error budget that was spent at the last look.
    fn budget_spent(&self, service: ServiceId) -> Ppm;
    /// What was spent at the last look.
    fn spent(&self) -> Money;
    /// Whether a work item is done.
    fn done(&self, work: WorkId) -> bool;
    /// What a lever is set to.
    fn lever_at(&self, lever: LeverId) -> i32;
    /// Whether a vendor has delivered.
    fn delivered(&self, vendor: VendorId) -> bool;
    /// Whether an area of that kind is in a delegate's hands.
    fn is_delegated(&self, kind: AreaKind) -> bool;
    /// Whether who had to be notified was.
    fn notified(&self, duty: DutyId) -> bool;
    /// Whether a person has had a shift and is between two.
    fn shift_over(&self, person: PersonId) -> bool;
    /// The next tick at which a shift of theirs begins or ends.
    fn shift_edge(&self, person: PersonId) -> Tick;
}

/// What conditions ask about, a bit each.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Topics(u8);

impl Topics {
    /// Nothing, or the time alone.
    pub const NONE: Topics = Topics(0);
    /// How services do.
    pub const SUCCESS: Topics = Topics(1);
    /// Trust of stakeholders.
    pub const TRUST: Topics = Topics(2);
    /// Morale of people, and who is on duty.
    pub const MORALE: Topics = Topics(4);
    /// Anything else.
    pub const OTHER: Topics = Topics(8);
    /// Everything.
    pub const ALL: Topics = Topics(15);

    /// Both.
    pub fn and(self, other: Topics) -> Topics {
        Topics(self.0 | other.0)
    }

    /// Whether they have something in common.
    pub fn meets(self, other: Topics) -> bool {
        self.0 & other.0 != 0
    }
}

impl Condition {
    /// What it asks about. Money and budgets are looked at when the clock says so.
    pub fn topics(&self) -> Topics {
        match self {
            Condition::Minute(_)
            | Condition::Between(..)
            | Condition::Weekday(_)
            | Condition::ShiftOver(_)
            | Condition::BudgetSpent(..)
            | Condition::CostAbove(_) => Topics::NONE,
            Condition::Below(..) | Condition::CustomersHurt => Topics::SUCCESS,
            Condition::TrustBelow(..) | Condition::TrustAbove(..) => Topics::TRUST,
            Condition::MoraleBelow(..) => Topics::MORALE,
            Condition::All(parts) | Condition::Any(parts) => {
                let topics = parts.iter().map(Condition::topics);
                topics.fold(Topics::NONE, Topics::and)
            }
            Condition::Not(part) => part.topics(),
            _ => Topics::OTHER,
        }
    }

    /// Whether it holds now.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        match self {
            Condition::Between(from, until) => {
                let clock = facts.started().0.plus(i64::from(facts.now().0));
                if from <= until {
                    (*from..*until).contains(&clock)
                } else {
                    clock >= *from || clock < *until
                }
            }
            Condition::Weekday(day) => {
                let (clock, first) = facts.started();
                first.plus((u32::from(clock.0) + facts.now().0) / DAY) == *day
            }
            Condition::Below(service, share) => facts.success(*service) < *share,
            Condition::CustomersHurt => facts.customers_hurt(),
            Condition::Declared(severity) => facts
                .declared()
                .is_some_and(|declared| declared <= *severity),
            Condition::IncidentsOpen(least) => facts.open_count() >= usize::from(*least),
            Condition::Found(inquiry, finding) => facts.finding(*inquiry) == Some(*finding),
            Condition::Believed(cause, share) => facts.belief(*cause) >= share.ratio(),
            Condition::Applied(remedy) => facts.applied(*remedy),
            Condition::Chosen(card, option) => facts.chosen(*card) == Some(*option),
            Condition::Answered(message, verb) => facts.answered(*message) == Some(*verb),
            Condition::PromiseKept(message) => facts.promise(*message) == Some(true),
            Condition::PromiseBroken(message) => facts.promise(*message) == Some(false),
            Condition::TrustBelow(stakeholder, milli) => facts.trust_milli(*stakeholder) < *milli,
            Condition::TrustAbove(stakeholder, milli) => facts.trust_milli(*stakeholder) > *milli,
            Condition::MoraleBelow(who, milli) => {
                facts.morale_milli(*who).is_some_and(|mean| mean < *milli)
            }
            Condition::BudgetSpent(service, share) => facts.budget_spent(*service) > *share,
            Condition::CostAbove(amount) => facts.spent() > *amount,
            Condition::Done(work) => facts.done(*work),
            Condition::LeverAtLeast(lever, least) => facts.lever_at(*lever) >= *least,
            Condition::Delivered(vendor) => facts.delivered(*vendor),
            Condition::Notified(duty) => facts.notified(*duty),
            Condition::Delegated(kind) => facts.is_delegated(*kind),
            Condition::ShiftOver(person) => facts.shift_over(*person),
            Condition::All(all) => all.iter().all(|condition| condition.holds(facts)),
            Condition::Any(any) => any.iter().any(|condition| condition.holds(facts)),
            Condition::Not(not) => !not.holds(facts),
            Condition::Minute(_)
            | Condition::MinutesSinceFirstAlert(_)
            | Condition::IncidentOpenFor(_)
            | Condition::MinutesSinceMitigation(_) => self
                .time_trigger(facts)
                .is_some_and(|due| due <= facts.now()),
        }
    }

    /// The first later tick at which it may change by the passing of time alone.
    pub fn next_flip(&self, facts: &impl Facts) -> Tick {
        let now = facts.now();
        let clock = || u32::from(facts.started().0.0) + now.0;
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts
                .iter()
                .map(|part| part.next_flip(facts))
                .min()
                .unwrap_or(Tick::NEVER),
            Condition::Not(part) => part.next_flip(facts),
            Condition::Between(from, until) => {
                let to = |edge: &MinuteOfDay| DAY - (clock() + DAY - u32::from(edge.0)) % DAY;
                now.plus(to(from).min(to(until)))
            }
            Condition::ShiftOver(person) => facts.shift_edge(*person),
            Condition::Weekday(_) => now.plus(DAY - clock() % DAY),
            Condition::BudgetSpent(..) | Condition::CostAbove(_) => {
                now.plus(LOOK_MINUTES - clock() % LOOK_MINUTES)
            }
            _ => self
                .time_trigger(facts)
                .filter(|due| *due > now)
                .unwrap_or(Tick::NEVER),
        }
    }

    /// When a condition on time alone comes true.
    fn time_trigger(&self, facts: &impl Facts) -> Option<Tick> {
        match *self {
            Condition::Minute(minute) => Some(Tick(minute)),
            Condition::MinutesSinceFirstAlert(minutes) => {
                facts.first_alert().map(|first| first.plus(minutes))
            }
            Condition::IncidentOpenFor(minutes) => {
                facts.oldest_open().map(|opened| opened.plus(minutes))
            }
            Condition::MinutesSinceMitigation(minutes) => {
                facts.mitigated_at().map(|at| at.plus(minutes))
            }
            _ => None,
        }
    }

    /// Whether this or a part of it is of a sort.
    pub fn any_part(&self, wanted: &impl Fn(&Condition) -> bool) -> bool {
        wanted(self)
            || match self {
                Condition::All(parts) | Condition::Any(parts) => {
                    parts.iter().any(|part| part.any_part(wanted))
                }
                Condition::Not(part) => part.any_part(wanted),
                _ => false,
            }
    }
}
