//! Conditions and effects.

use super::*;
use crate::scenario::delegation::AreaKind;
use crate::scenario::numbers::MinuteOfDayText;

impl Resolver<'_> {
    pub(super) fn condition(&mut self, written: &At<draft::Condition>) -> Condition {
        let names = self.names;
        let Some(condition) = written.as_ref() else {
            return Condition::All(Vec::new());
        };
        match condition {
            draft::Condition::Minute(minute) => Condition::Minute(count(minute) as u32),
            draft::Condition::Between(from, until) => {
                let clock = |written: &At<MinuteOfDayText>| {
                    written.get().map_or(MinuteOfDay(0), |clock| clock.0)
                };
                Condition::Between(clock(from), clock(until))
            }
            draft::Condition::Weekday(day) => {
                Condition::Weekday(day.get().map_or(Weekday::Monday, |word| word.0))
            }
            draft::Condition::CustomersHurt => Condition::CustomersHurt,
            draft::Condition::IncidentsOpen(most) => Condition::IncidentsOpen(count(most) as u16),
            draft::Condition::IncidentOpenFor(minutes) => {
                Condition::IncidentOpenFor(count(minutes) as u32)
            }
            draft::Condition::Answered(message, verb) => Condition::Answered(
                self.message_id(message),
                verb.get().map_or(Verb::Agree, |word| word.0),
            ),
            draft::Condition::PromiseKept(message) => {
                Condition::PromiseKept(self.message_id(message))
            }
            draft::Condition::PromiseBroken(message) => {
                Condition::PromiseBroken(self.message_id(message))
            }
            draft::Condition::TrustBelow(stakeholder, trust) => {
                Condition::TrustBelow(self.stakeholder(stakeholder), count(trust) as i32)
            }
            draft::Condition::TrustAbove(stakeholder, trust) => {
                Condition::TrustAbove(self.stakeholder(stakeholder), count(trust) as i32)
            }
            draft::Condition::MoraleBelow(who, morale) => {
                Condition::MoraleBelow(self.who(who), count(morale) as i32)
            }
            draft::Condition::BudgetSpent(service, level) => {
                Condition::BudgetSpent(self.service(service), share(level))
            }
            draft::Condition::CostAbove(amount) => Condition::CostAbove(money(amount)),
            draft::Condition::Done(work) => {
                Condition::Done(WorkId(self.find(&names.work, work) as u16))
            }
            draft::Condition::LeverAtLeast(lever, value) => {
                Condition::LeverAtLeast(self.lever_id(lever), count(value) as i32)
            }
            draft::Condition::Delivered(vendor) => {
                Condition::Delivered(VendorId(self.find(&names.vendors, vendor) as u8))
            }
            draft::Condition::Notified(duty) => Condition::Notified(self.duty_id(duty)),
            draft::Condition::Delegated(kind) => {
                Condition::Delegated(kind.get().map_or(AreaKind::Incident, |word| word.0))
            }
            draft::Condition::Below(service, level) => {
                Condition::Below(self.service(service), share(level))
            }
            draft::Condition::MinutesSinceFirstAlert(minutes) => {
                Condition::MinutesSinceFirstAlert(count(minutes) as u32)
            }
            draft::Condition::Declared(severity) => Condition::Declared(count(severity) as u8),
            draft::Condition::MinutesSinceMitigation(minutes) => {
                Condition::MinutesSinceMitigation(count(minutes) as u32)
            }
            draft::Condition::Found(inquiry, finding) => {
                let (inquiry, finding) =
                    self.find_two(&names.inquiries, &names.findings, inquiry, finding);
                Condition::Found(InquiryId(inquiry), finding)
            }
            draft::Condition::Believed(cause, level) => Condition::Believed(
                CauseId(self.find(&names.causes, cause) as u16),
                share(level),
            ),
            draft::Condition::Applied(remedy) => {
                Condition::Applied(RemedyId(self.find(&names.remedies, remedy) as u16))
            }
            draft::Condition::Chosen(card, option) => {
                let (card, option) = self.find_two(&names.cards, &names.options, card, option);
                Condition::Chosen(CardId(card), option)
            }
            draft::Condition::ShiftOver(person) => {
                Condition::ShiftOver(PersonId(self.find(&names.people, person) as u16))
            }
            draft::Condition::All(all) => Condition::All(self.conditions(all)),
            draft::Condition::Any(any) => Condition::Any(self.conditions(any)),
            draft::Condition::Not(not) => Condition::Not(Box::new(self.condition(not))),
        }
    }

    fn message_id(&mut self, written: &At<String>) -> MessageId {
        MessageId(self.find(&self.names.messages, written) as u16)
    }

    fn lever_id(&mut self, written: &At<String>) -> LeverId {
        LeverId(self.find(&self.names.levers, written) as u8)
    }

    fn duty_id(&mut self, written: &At<String>) -> DutyId {
        DutyId(self.find(&self.names.duties, written) as u8)
    }

    pub(super) fn conditions(&mut self, written: &At<List<draft::Condition>>) -> Vec<Condition> {
        written
            .items()
            .iter()
            .map(|condition| self.condition(condition))
            .collect()
    }

    /// A thing and a part of it: a finding of an inquiry, an option of a card.
    pub(super) fn find_two(
        &mut self,
        things: &Table,
        parts: &[Table],
        thing: &At<String>,
        part: &At<String>,
    ) -> (u16, u8) {
        let at = things.look_up(thing, self.found);
        let part = at
            .and_then(|at| parts.get(at))
            .map_or(0, |parts| self.find(parts, part));
        (at.unwrap_or(0) as u16, part as u8)
    }

    pub(super) fn effects(&mut self, written: &At<List<draft::Effect>>) -> Vec<Effect> {
        items(written).map(|effect| self.effect(effect)).collect()
    }

    pub(super) fn effect(&mut self, effect: &draft::Effect) -> Effect {
        let names = self.names;
        match effect {
            draft::Effect::Trust(stakeholder, points) => {
                Effect::Trust(self.stakeholder(stakeholder), count(points) as i32)
            }
            draft::Effect::Morale(who, points) => {
                Effect::Morale(self.who(who), count(points) as i32)
            }
            draft::Effect::Spend(line, amount) => {
                Effect::Spend(line.get().unwrap_or(Line::Purchases), money(amount))
            }
            draft::Effect::Approve(remedy) => {
                Effect::Approve(RemedyId(self.find(&names.remedies, remedy) as u16))
            }
            draft::Effect::MoreWork(work, minutes) => Effect::MoreWork(
                WorkId(self.find(&names.work, work) as u16),
                count(minutes) as u32,
            ),
            draft::Effect::LessWork(work, minutes) => Effect::LessWork(
                WorkId(self.find(&names.work, work) as u16),
                count(minutes) as u32,
            ),
            draft::Effect::Mend(fault, level) => {
                Effect::Mend(FaultId(self.find(&names.faults, fault) as u8), share(level))
            }
            draft::Effect::SetLever(lever, value) => {
                Effect::SetLever(self.lever_id(lever), count(value) as i32)
            }
            draft::Effect::Send(message) => Effect::Send(self.message_id(message)),
            draft::Effect::Ask(card) => Effect::Ask(CardId(self.find(&names.cards, card) as u16)),
            draft::Effect::StartClock(duty) => Effect::StartClock(self.duty_id(duty)),
            draft::Effect::Interrupt(seconds) => Effect::Interrupt(count(seconds) as u16),
            draft::Effect::ColdCache(service) => Effect::ColdCache(self.service(service)),
            draft::Effect::EndExposure => Effect::EndExposure,
            draft::Effect::Relapse(fault) => {
                Effect::Relapse(FaultId(self.find(&names.faults, fault) as u8))
            }
            draft::Effect::Strike(fault) => {
                Effect::Strike(FaultId(self.find(&names.faults, fault) as u8))
            }
            draft::Effect::Clocks(site, minutes) => Effect::Clocks(
                SiteId(self.find(&names.sites, site) as u8),
                count(minutes) as i16,
            ),
            draft::Effect::Later(minutes, effects) => {
                Effect::Later(count(minutes) as u16, self.effects(effects).into())
            }
            draft::Effect::Chance(probability, effects) => {
                chance(share(probability), self.effects(effects))
            }
        }
    }
}

/// An uncertain effect, drawn when the first of what it brings can be seen and not before: a draw that waits in the state
/// would be a future that is known already.
fn chance(probability: Ppm, effects: Vec<Effect>) -> Effect {
    let delay = |effect: &Effect| match effect {
        Effect::Later(minutes, _) => (*minutes).max(1),
        _ => 0,
    };
    let first = effects.iter().map(delay).min().unwrap_or(0);
    if first == 0 {
        return Effect::Chance(probability, effects);
    }
    let mut then = Vec::new();
    for effect in effects {
        match effect {
            Effect::Later(minutes, effects) if minutes > first => {
                then.push(Effect::Later(minutes - first, effects))
            }
            Effect::Later(_, effects) => then.extend(effects.iter().cloned()),
            effect => then.push(effect),
        }
    }
    Effect::Later(first, vec![chance(probability, then)].into())
}
