//! Words: tell people before they ask, promise when they will hear again and keep that (§B7), answer what was asked, hold the call
//! (§C6), notify whom the rules name, and keep vendors at work.

use super::*;
use crate::leaders::shared::severity_by_impact;
use crate::observe::{StakeholderSeen, Wish};
use crate::scenario::rules::Audience;

/// Updates on a major incident are promised every so many minutes in its first two hours, and later (§B7).
const CADENCE_MINUTES: (u16, u16) = (20, 60);
/// An incident is a long one from then on (§B7).
const LONG_MINUTES: u32 = 120;
/// An update goes out so long before it is due: it may have to wait for the leader.
const AHEAD_MINUTES: u32 = 6;

impl Plan<'_> {
    /// Updates on an incident, to those of these audiences whom they reach.
    pub(in crate::leaders) fn tell(&mut self, incident: &IncidentSeen, audiences: &[Audience]) {
        if incident.acknowledged.is_none() {
            return;
        }
        let soon = self.seen.now.plus(AHEAD_MINUTES);
        for &audience in audiences {
            if self.is_written_for(audience) {
                continue;
            }
            let last = incident.posted[audience as usize];
            let promised = incident.cadences[audience as usize];
            let due = match (last, incident.mitigated, promised) {
                (None, ..) => true,
                (Some(last), Some(mitigated), _) if last < mitigated => true,
                (Some(_), _, Some((_, due))) => due <= soon,
                (Some(_), Some(_), None) => false,
                (Some(_), None, None) => self.grows_impatient(audience) && !self.tells(audience),
            };
            if due {
                self.give(Command::Post(incident.id, audience));
            }
        }
    }

    /// Promises when the next news of a major incident comes: whoever knows that is quiet until then.
    pub(in crate::leaders) fn promise_news(&mut self, incident: &IncidentSeen) {
        if !is_major(incident) || incident.mitigated.is_some() {
            return;
        }
        let long = self.seen.now.since(incident.opened) >= LONG_MINUTES;
        let minutes = if long {
            CADENCE_MINUTES.1
        } else {
            CADENCE_MINUTES.0
        };
        for audience in Audience::ALL {
            let promised = incident.cadences[audience as usize];
            let told = incident.posted[audience as usize].is_some();
            let listens = |seen: &StakeholderSeen| seen.audience == audience;
            let somebody = self.seen.stakeholders.iter().any(listens);
            let fits = promised.is_some_and(|(every, _)| every >= minutes || !long);
            if told && somebody && !fits {
                self.give(Command::Cadence(incident.id, audience, minutes));
            }
        }
    }

    /// An update goes out to them anyway.
    fn tells(&self, audience: Audience) -> bool {
        self.given(|command| matches!(command, Command::Post(_, to) if *to == audience))
    }

    /// Silence is about to cost somebody's trust.
    fn grows_impatient(&self, audience: Audience) -> bool {
        let soon = self.seen.now.plus(AHEAD_MINUTES);
        let mut listening = self.seen.stakeholders.iter();
        listening.any(|stakeholder| {
            stakeholder.audience == audience
                && stakeholder.update_due.is_some_and(|due| due <= soon)
        })
    }

    /// Answers messages in the order that the leader's manner prefers.
    pub(in crate::leaders) fn answer(&mut self) {
        for message in &self.seen.messages {
            let offered = |verb: &&Verb| message.answers.contains(verb);
            if let Some(&verb) = self.manner.answers.iter().find(offered) {
                self.give(Command::Answer(message.id, verb));
            }
        }
    }

    /// Replies to whoever has joined the call (§C6): who sees another severity and is right gets it, who would lead is asked whether
    /// they wish to take command, who wants facts or an end is told when there will be news.
    pub(in crate::leaders) fn hold_the_call(&mut self) {
        for stakeholder in &self.seen.stakeholders {
            let Some((incident, wish, _)) = stakeholder.visit else {
                continue;
            };
            let right = self.seen.incident(incident).is_some_and(|incident| {
                let shown = severity_by_impact(self.seen, incident);
                incident.severity.is_none_or(|declared| shown < declared)
            });
            let verb = match wish {
                Wish::Severity if right => Verb::Agree,
                Wish::Severity => Verb::Decline,
                Wish::Lead => Verb::Escalate,
                Wish::Facts | Wish::End => Verb::Counter,
            };
            self.give(Command::Reply(stakeholder.id, verb));
        }
    }

    /// The bare facts go to whom the rules name, as soon as there is something to tell: they never have to be taken back.
    pub(in crate::leaders) fn notify(&mut self) {
        for duty in &self.seen.duties {
            if duty.due.is_some() && duty.told.is_none() {
                self.give(Command::Notify(duty.id, None));
            }
        }
    }

    /// Opens a case with a vendor where there is evidence, or where nothing that could still be done here promises anything.
    pub(in crate::leaders) fn press_vendors(&mut self) {
        let mut open = self.seen.open_incidents();
        let stuck = open.any(|incident| {
            incident.mitigated.is_none()
                && incident.triaged.is_some()
                && self.promising(incident).is_none()
                && self.lines_worth_asking(incident).is_empty()
        });
        for vendor in &self.seen.vendors {
            let waits = vendor.open_since.is_some() || vendor.delivered.is_some();
            if !waits && (vendor.has_proof || stuck) && !self.quiet() {
                self.give(Command::Escalate(vendor.id));
            }
        }
    }
}
