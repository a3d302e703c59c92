//! Textbook: incident-command practice. Declare early and by impact, share the command, ask the questions that teach most,
//! mitigate before the cause is certain where that can be taken back, tell people before they ask, let go when it is over.
//! §B6 for severities, §B7 for cadence, §C6 for roles.

use super::shared::{
    available, has_role, is_applying, is_open, severity_by_impact, skill, startable,
    waits_for_triage,
};
use super::{Leader, Orders};
use crate::observe::{IncidentSeen, MessageSeen, Observation, PersonSeen, RemedySeen};
use crate::scenario::ids::{PersonId, SkillId};
use crate::scenario::rules::{Audience, Axis, Verb};
use crate::scenario::units::Ppm;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::people::{in_incident, on_duty};
use crate::sim::world::Activity;

/// Lines of inquiry at a time: few enough to listen to (§C6: span 3–7, with roles beside them).
const LINES_AT_ONCE: usize = 3;
/// Belief at which a remedy that can be taken back is worth starting.
const SURE_IF_REVERSIBLE: f64 = 0.45;
/// Belief at which one that cannot is.
const SURE_IF_NOT: f64 = 0.8;
/// Belief above which asking on is a luxury.
const SURE: f64 = 0.9;
/// A skill that makes somebody the right person.
const RIGHT_PERSON: Ppm = Ppm(450_000);
/// Updates at this cadence (§B7).
const CADENCE_MINUTES: u32 = 15;
/// Watch so long before closing.
const WATCH_MINUTES: u32 = 8;

/// Leads by the book.
pub(super) struct Textbook;

impl Leader for Textbook {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan {
            seen,
            taken: Vec::new(),
            commands: Vec::new(),
        };
        for incident in seen.open_incidents() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            plan.find_out(incident);
            if incident.mitigated.is_none() {
                plan.mend(incident);
                plan.share_command(incident);
                plan.ask(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident);
        }
        plan.decide();
        plan.answer();
        plan.use_free_hands();
        let commands = plan.commands;
        Orders {
            commands,
            wake: seen.now.plus(3),
            on_event: true,
        }
    }
}

struct Plan<'a> {
    seen: &'a Observation,
    taken: Vec<PersonId>,
    commands: Vec<Command>,
}

impl Plan<'_> {
    fn give(&mut self, command: Command) {
        if !self.seen.queued().any(|queued| *queued == command) {
            self.taken.extend(super::shared::person_of(&command));
            self.commands.push(command);
        }
    }

    /// The best rested person with the skill; among equals the one whose absence costs least.
    fn best(&self, wanted: SkillId, at_least: Ppm) -> Option<PersonId> {
        let fit = |person: &&PersonSeen| {
            !self.taken.contains(&person.id) && skill(person, wanted) >= at_least
        };
        available(self.seen)
            .filter(fit)
            .max_by_key(|person| (person.sleepiness < 7, skill(person, wanted)))
            .map(|person| person.id)
    }

    fn take_charge(&mut self, incident: &IncidentSeen) {
        if incident.acknowledged.is_none() {
            self.give(Command::Acknowledge(incident.id));
        }
        let severity = severity_by_impact(self.seen);
        let worse = incident.severity.is_none_or(|declared| severity < declared);
        if incident.mitigated.is_none() && worse {
            self.give(Command::Declare(incident.id, severity));
        }
    }

    /// Folds a duplicate into the first incident that is known to be about the same.
    fn fold_in(&mut self, incident: &IncidentSeen) -> bool {
        let fault = incident.fault.filter(|_| incident.mitigated.is_none());
        let mut others = self.seen.open_incidents();
        let same = others.find(|other| {
            other.id < incident.id
                && other.mitigated.is_none()
                && fault.is_some()
                && other.fault == fault
        });
        if let Some(first) = same {
            self.give(Command::Merge(incident.id, first.id));
        }
        same.is_some()
    }

    /// Sends somebody who owns what the incident seems to be about to find out.
    fn find_out(&mut self, incident: &IncidentSeen) {
        if !waits_for_triage(self.seen, incident) {
            return;
        }
        let free = available(self.seen).filter(|person| !self.taken.contains(&person.id));
        let owner =
            free.max_by_key(|person| (person.team == incident.owner, person.sleepiness < 7));
        if let Some(person) = owner.map(|person| person.id) {
            self.give(Command::Triage(incident.id, person));
        }
    }

    /// Starts the remedy that promises most, opening a way to its tooling first.
    fn mend(&mut self, incident: &IncidentSeen) {
        let promise =
            |remedy: &&RemedySeen| incident.chance_it_helps(remedy) / (remedy.usual_minutes + 5.0);
        let promising = |remedy: &&RemedySeen| {
            let sure = if remedy.reversible {
                SURE_IF_REVERSIBLE
            } else {
                SURE_IF_NOT
            };
            incident.chance_it_helps(remedy) >= sure
        };
        let best = startable(self.seen, incident)
            .filter(promising)
            .max_by(|a, b| promise(a).total_cmp(&promise(b)));
        if let Some(remedy) = best.filter(|_| !is_applying(self.seen))
            && let Some(person) = self
                .best(remedy.skill, RIGHT_PERSON)
                .or_else(|| self.borrow_from_inquiry(incident, remedy.skill))
        {
            self.give(Command::Apply(incident.id, remedy.id, person));
        }
        let wanted = |tool| {
            let remedies = incident
                .remedies
                .iter()
                .any(|remedy| remedy.hampered_by == Some(tool));
            remedies
                || incident
                    .inquiries
                    .iter()
                    .any(|line| line.hampered_by == Some(tool))
        };
        let bypass =
            startable(self.seen, incident).find(|remedy| remedy.bypasses.is_some_and(wanted));
        if let Some(remedy) = bypass
            && let Some(person) = self.best(remedy.skill, RIGHT_PERSON)
        {
            self.give(Command::Apply(incident.id, remedy.id, person));
        }
    }

    /// Somebody with the skill who is asking questions: mending comes first.
    fn borrow_from_inquiry(&self, incident: &IncidentSeen, wanted: SkillId) -> Option<PersonId> {
        let asking = self.seen.people.iter().filter(|person| {
            matches!(person.activity, Activity::Investigating(of, _) if of == incident.id)
                && skill(person, wanted) >= RIGHT_PERSON
        });
        asking
            .max_by_key(|person| skill(person, wanted))
            .map(|person| person.id)
    }

    fn share_command(&mut self, incident: &IncidentSeen) {
        if incident.severity.is_none_or(|severity| severity > 2) {
            return;
        }
        // Communications by whoever knows least about mending, so that the menders mend.
        for role in [Role::Communications, Role::Commander, Role::Operations] {
            let free: Vec<&PersonSeen> = available(self.seen)
                .filter(|person| !self.taken.contains(&person.id))
                .collect();
            let enough = match role {
                Role::Communications => 3,
                _ => 5,
            };
            if has_role(self.seen, incident, role) || free.len() < enough {
                continue;
            }
            let least_missed = free
                .into_iter()
                .min_by_key(|person| usefulness(person, incident));
            if let Some(person) = least_missed {
                self.give(Command::Role(person.id, role, incident.id));
            }
        }
    }

    /// Sends people along the lines that teach most for their time.
    fn ask(&mut self, incident: &IncidentSeen) {
        let surest = incident
            .causes
            .iter()
            .map(|cause| cause.belief)
            .fold(0.0, f64::max);
        let asking = self
            .seen
            .people
            .iter()
            .filter(|person| matches!(person.activity, Activity::Investigating(..)))
            .count();
        if surest >= SURE || asking >= LINES_AT_ONCE {
            return;
        }
        let mut lines: Vec<_> = (incident.inquiries.iter())
            .filter(|line| {
                let starts = |command: &Command| matches!(command, Command::Investigate(_, id, _) if *id == line.id);
                is_open(self.seen, line.progress, starts)
            })
            .collect();
        let worth = |minutes: f64, bits: f64, hampered: bool| {
            bits / minutes * if hampered { 0.4 } else { 1.0 }
        };
        lines.sort_by(|a, b| {
            let a = worth(a.usual_minutes, a.gain_bits, a.hampered_by.is_some());
            let b = worth(b.usual_minutes, b.gain_bits, b.hampered_by.is_some());
            b.total_cmp(&a)
        });
        for line in lines.into_iter().take(LINES_AT_ONCE - asking) {
            let right = self.best(line.skill, RIGHT_PERSON);
            if let Some(person) = right.or_else(|| self.best(line.skill, Ppm(1))) {
                self.give(Command::Investigate(incident.id, line.id, person));
            }
        }
    }

    fn tell(&mut self, incident: &IncidentSeen) {
        if incident.acknowledged.is_none() {
            return;
        }
        for audience in Audience::ALL {
            let last = incident.posted[audience as usize];
            let due = match (last, incident.mitigated) {
                (None, _) => true,
                (Some(last), Some(mitigated)) => last < mitigated,
                (Some(last), None) => self.seen.now.since(last) >= CADENCE_MINUTES,
            };
            if due {
                self.give(Command::Post(incident.id, audience));
            }
        }
    }

    /// Customers are well: put protection back, send people home, watch, close.
    fn wind_down(&mut self, incident: &IncidentSeen) {
        let exposing = incident
            .remedies
            .iter()
            .find(|remedy| remedy.exposing)
            .map(|remedy| remedy.id);
        let restore = startable(self.seen, incident)
            .find(|remedy| remedy.restores.is_some() && remedy.restores == exposing);
        if let Some(remedy) = restore
            && let Some(person) = self
                .best(remedy.skill, Ppm::NONE)
                .or_else(|| self.borrow_from_inquiry(incident, remedy.skill))
        {
            self.give(Command::Apply(incident.id, remedy.id, person));
        }
        for &person in &incident.responders {
            let applying = matches!(
                self.seen.people[person.at()].activity,
                Activity::Applying(..)
            );
            if !applying && !self.taken.contains(&person) {
                self.give(Command::Cancel(person));
            }
        }
        let told = Audience::ALL.iter().all(|&audience| {
            incident.posted[audience as usize].is_some_and(|last| {
                incident
                    .mitigated
                    .is_some_and(|mitigated| last >= mitigated)
            })
        });
        let watched = incident
            .mitigated
            .is_some_and(|mitigated| self.seen.now.since(mitigated) >= WATCH_MINUTES);
        if exposing.is_none() && told && watched {
            self.give(Command::Resolve(incident.id));
        }
    }

    fn decide(&mut self) {
        for card in &self.seen.cards {
            let wishes = if self.seen.customers_hurt {
                [Axis::Reliability, Axis::Morale, Axis::Cost, Axis::Flow]
            } else {
                [Axis::Reliability, Axis::Morale, Axis::Flow, Axis::Cost]
            };
            let option = wishes
                .iter()
                .find_map(|wish| card.options.iter().position(|axis| axis == wish));
            self.give(Command::Decide(card.id, option.unwrap_or(0) as u8));
        }
    }

    fn answer(&mut self) {
        for message in &self.seen.messages {
            if let Some(verb) = measured_answer(message) {
                self.give(Command::Answer(message.id, verb));
            }
        }
    }

    /// People without anything in hand take the planned work whose delay costs most; the exhausted rest.
    fn use_free_hands(&mut self) {
        for person in self
            .seen
            .people
            .iter()
            .filter(|person| on_duty(person.activity) && !in_incident(person.activity))
        {
            if self.taken.contains(&person.id) {
                continue;
            }
            if !person.in_shift {
                self.give(Command::Rest(person.id));
                continue;
            }
            let open =
                self.seen.work.iter().filter(|item| {
                    item.can_be_worked_on && skill(person, item.skill) >= RIGHT_PERSON
                });
            let dearest = open.max_by_key(|item| item.delay_per_hour);
            if let Some(item) = dearest.filter(|_| person.activity == Activity::Free) {
                self.give(Command::Work(person.id, item.id));
            }
        }
    }
}

/// How much somebody's best skill would be missed in mending.
fn usefulness(person: &PersonSeen, incident: &IncidentSeen) -> Ppm {
    let wanted = incident
        .inquiries
        .iter()
        .map(|line| line.skill)
        .chain(incident.remedies.iter().map(|remedy| remedy.skill));
    wanted
        .map(|wanted| skill(person, wanted))
        .max()
        .unwrap_or_default()
}

/// Neither yes to please nor no to be left alone: an honest offer, a dated answer, then the rest.
fn measured_answer(message: &MessageSeen) -> Option<Verb> {
    let order = [
        Verb::Counter,
        Verb::Defer,
        Verb::Agree,
        Verb::Decline,
        Verb::Escalate,
    ];
    order
        .into_iter()
        .find(|verb| message.answers.contains(verb))
}
