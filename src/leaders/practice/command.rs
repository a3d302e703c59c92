//! Command (§B6, §C6): declare by impact, share the command of what is major, split what outgrows a span, call in whom it takes.

use super::*;
use crate::leaders::shared::{has_role, severity_by_impact};
use crate::scenario::units::Money;
use crate::scenario::units::Tick;
use crate::sim::command::Role;
use crate::sim::people::{SPAN, on_duty};

/// People busy with an incident from whom on a commander of their own pays, and from whom on somebody for operations does.
const APART_FROM: usize = 4;
const OPERATIONS_FROM: usize = 6;
/// People at work from whom on one of them is a voice to the outside.
const VOICE_FROM: usize = 4;
/// Minutes that whoever was paged has to begin, before somebody else is (§B7).
const PATIENCE_MINUTES: u32 = 5;

impl<'a> Plan<'a> {
    pub(in crate::leaders) fn take_charge(&mut self, incident: &IncidentSeen) {
        if incident.acknowledged.is_none() {
            self.give(Command::Acknowledge(incident.id));
        }
        let severity = severity_by_impact(self.seen, incident);
        let worse = incident.severity.is_none_or(|declared| severity < declared);
        if incident.mitigated.is_none() && worse {
            self.give(Command::Declare(incident.id, severity));
        }
    }

    /// Folds a duplicate into the first incident that is known to be about the same. Tells whether it did.
    pub(in crate::leaders) fn fold_in(&mut self, incident: &IncidentSeen) -> bool {
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

    /// Roles of an incident that customers feel, by whoever leaves the least behind and knows least about mending, so that the menders mend: a voice
    /// to the outside, a commander, where there are many somebody for operations, in a crowd leads of its parts.
    pub(in crate::leaders) fn share_command(&mut self, incident: &IncidentSeen) {
        if !is_felt(incident) {
            return;
        }
        let people = self.seen.people.iter();
        let hands = people.filter(|person| on_duty(person.activity)).count();
        let busy = incident.workers(&self.seen.people).count();
        for role in [Role::Communications, Role::Commander, Role::Operations] {
            let enough = match role {
                Role::Communications => hands >= VOICE_FROM,
                Role::Commander => busy >= APART_FROM,
                _ => busy >= OPERATIONS_FROM,
            };
            if has_role(self.seen, incident, role) || !enough {
                continue;
            }
            let others = self.at_hand().filter(|one| !self.mends_best(one, incident));
            let least_missed =
                others.min_by_key(|one| (self.left_behind(one), usefulness(one, incident)));
            if let Some(person) = least_missed.map(|person| person.id) {
                self.give(Command::Role(person, role, incident.id));
            }
        }
        self.split(incident);
    }

    /// Nobody else at work knows as much of something that may still have to be done.
    pub(super) fn mends_best(&self, one: &PersonSeen, incident: &IncidentSeen) -> bool {
        let others = || {
            let people = self.seen.people.iter();
            people.filter(|other| other.id != one.id && on_duty(other.activity))
        };
        wanted_skills(incident).any(|wanted| {
            skill(one, wanted) >= RIGHT_PERSON
                && !others().any(|other| skill(other, wanted) >= skill(one, wanted))
        })
    }

    /// What an hour's delay costs of the work that somebody would leave.
    pub(super) fn left_behind(&self, person: &PersonSeen) -> Money {
        let Activity::Working(work) = person.activity else {
            return Money(0);
        };
        let mut items = self.seen.work.iter();
        let item = items.find(|item| item.id == work);
        item.map_or(Money(0), |item| item.delay_per_hour)
    }

    fn split(&mut self, incident: &IncidentSeen) {
        let busy: u16 = incident
            .workers(&self.seen.people)
            .map(|person| person.heads)
            .sum();
        let leads = incident.sub_leads.len() as u16;
        let is_split =
            |command: &Command| matches!(command, Command::Split(id, _) if *id == incident.id);
        if busy <= SPAN * leads.max(1) || self.given(is_split) {
            return;
        }
        let free = self
            .at_hand_for(incident)
            .min_by_key(|person| usefulness(person, incident));
        if let Some(person) = free {
            self.give(Command::Split(incident.id, person.id));
        }
    }

    /// Calls somebody in where nobody who could take the next step is at hand, at it or on the way, and whoever was paged had the
    /// time to begin: who has the skill before others, then owners, who is on call, awake, rested.
    pub(in crate::leaders) fn call_in(&mut self, incident: &IncidentSeen) {
        let waited = |since: Tick| self.seen.now.since(since) >= PATIENCE_MINUTES;
        if !self.manner.calls_out || !incident.acknowledged.is_some_and(waited) {
            return;
        }
        let wanted = self.skill_for_next_step(incident);
        let able = |person: &PersonSeen| {
            wanted.map_or(Ppm::ALL, |wanted| skill(person, wanted)) >= RIGHT_PERSON
        };
        let coming = |person: &PersonSeen| {
            person.activity == Activity::OnTheWay
                || self.given(|command| *command == Command::Page(person.id))
        };
        let at_it = |person: &PersonSeen| {
            incident.responders.contains(&person.id)
                && !matches!(
                    person.activity,
                    Activity::Leading(..) | Activity::Subleading(_)
                )
        };
        let sent = |person: &PersonSeen| {
            (self.commands.iter()).any(|command| is_sent_to(command, incident, Some(person.id)))
        };
        let mut people = self.seen.people.iter();
        let somebody = self.at_hand_for(incident).any(able)
            || people
                .any(|person| able(person) && (coming(person) || at_it(person) || sent(person)));
        if somebody {
            return;
        }
        let off =
            (self.seen.people.iter()).filter(|person| can_be_called(person) && !coming(person));
        let next = off.filter(|person| able(person)).max_by_key(|person| {
            (
                person.team == incident.owner,
                person.on_call,
                person.awake_minutes.is_some(),
                is_fresh(person),
                wanted.map(|wanted| skill(person, wanted)),
            )
        });
        if let Some(person) = next {
            self.give(Command::Page(person.id));
        }
    }

    /// The skill of what comes next; `None` where anybody can do it.
    fn skill_for_next_step(&self, incident: &IncidentSeen) -> Option<SkillId> {
        let remedy = self.promising(incident).map(|remedy| remedy.skill);
        let lines = || self.lines_worth_asking(incident);
        remedy.or_else(|| lines().first().map(|line| line.skill))
    }
}

/// Whether a command sends somebody, that one if one is named, to an incident.
fn is_sent_to(command: &Command, incident: &IncidentSeen, person: Option<PersonId>) -> bool {
    let there = matches!(command, Command::Triage(id, _) | Command::Investigate(id, ..) | Command::Apply(id, ..) if *id == incident.id);
    there && (person.is_none() || person_of(command) == person)
}

/// Whether somebody is off, well, and could be called.
fn can_be_called(person: &PersonSeen) -> bool {
    matches!(person.activity, Activity::Off | Activity::Resting) && person.absence.is_here()
}

/// How much somebody's best skill would be missed in mending.
pub(super) fn usefulness(person: &PersonSeen, incident: &IncidentSeen) -> Ppm {
    let skills = wanted_skills(incident).map(|wanted| skill(person, wanted));
    skills.max().unwrap_or_default()
}

/// Skills of what may be looked into and of what may be done about it.
fn wanted_skills(incident: &IncidentSeen) -> impl Iterator<Item = SkillId> {
    let lines = incident.inquiries.iter().map(|line| line.skill);
    lines.chain(incident.remedies.iter().map(|remedy| remedy.skill))
}
