//! When a condition holds. A World and an Observation both answer as [`Facts`], so the trigger of a card and the trigger of a
//! historical decision are read by the same lines.

use super::ids::*;
use super::rules::Condition;
use super::units::{Ppm, Tick};

/// What conditions ask about; nothing here is hidden from a leader.
pub trait Facts {
    /// Minutes of the run.
    fn now(&self) -> Tick;
    /// Share of good requests at a service.
    fn success(&self, service: ServiceId) -> Ppm;
    /// When the first page went out.
    fn first_alert(&self) -> Option<Tick>;
    /// The worst severity declared on an incident that is not closed.
    fn declared(&self) -> Option<u8>;
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
    /// When a person's shift ends.
    fn shift_ends(&self, person: PersonId) -> Tick;
}

impl Condition {
    /// Whether it holds now.
    pub fn holds(&self, facts: &impl Facts) -> bool {
        self.time_trigger(facts)
            .is_some_and(|due| due <= facts.now())
            || match self {
                Condition::Below(service, share) => facts.success(*service) < *share,
                Condition::Declared(severity) => facts
                    .declared()
                    .is_some_and(|declared| declared <= *severity),
                Condition::Found(inquiry, finding) => facts.finding(*inquiry) == Some(*finding),
                Condition::Believed(cause, share) => facts.belief(*cause) >= share.ratio(),
                Condition::Applied(remedy) => facts.applied(*remedy),
                Condition::Chosen(card, option) => facts.chosen(*card) == Some(*option),
                Condition::All(all) => all.iter().all(|condition| condition.holds(facts)),
                Condition::Any(any) => any.iter().any(|condition| condition.holds(facts)),
                Condition::Not(not) => !not.holds(facts),
                Condition::Minute(_)
                | Condition::MinutesSinceFirstAlert(_)
                | Condition::MinutesSinceMitigation(_)
                | Condition::ShiftOver(_) => false,
            }
    }

    /// The first later tick at which it may change by the passing of time alone.
    pub fn next_flip(&self, facts: &impl Facts) -> Tick {
        let later = |due: Tick| if due > facts.now() { due } else { Tick::NEVER };
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts
                .iter()
                .map(|part| part.next_flip(facts))
                .min()
                .unwrap_or(Tick::NEVER),
            Condition::Not(part) => part.next_flip(facts),
            _ => self.time_trigger(facts).map_or(Tick::NEVER, later),
        }
    }

    /// When a condition on time alone comes true.
    fn time_trigger(&self, facts: &impl Facts) -> Option<Tick> {
        match *self {
            Condition::Minute(minute) => Some(Tick(minute)),
            Condition::MinutesSinceFirstAlert(minutes) => {
                facts.first_alert().map(|first| first.plus(minutes))
            }
            Condition::MinutesSinceMitigation(minutes) => {
                facts.mitigated_at().map(|at| at.plus(minutes))
            }
            Condition::ShiftOver(person) => Some(facts.shift_ends(person)),
            _ => None,
        }
    }
}
