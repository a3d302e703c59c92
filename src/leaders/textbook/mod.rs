//! Textbook: incident-command practice. Declare early and by impact, share the command, ask the questions that teach most,
//! mitigate before the cause is certain where that can be taken back, tell people before they ask, let go when it is over.
//! §B6 for severities, §B7 for cadence, §C6 for roles. What goes on between incidents is in [`between`].

mod between;

use super::shared::{
    available, has_role, is_applying, is_open, severity_by_impact, skill, startable,
    waits_for_triage,
};
use super::{Leader, Orders};
use crate::observe::{
    IncidentSeen, InquirySeen, MessageSeen, Observation, PersonSeen, Progress, RemedySeen,
};
use crate::scenario::ids::{PersonId, SkillId, TeamId};
use crate::scenario::rules::{Audience, Axis, Verb};
use crate::scenario::units::{Ppm, Tick};
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::world::Activity;

/// Lines of inquiry at a time in an incident: few enough to listen to (§C6: span 3–7, with roles beside them).
const LINES_AT_ONCE: usize = 3;
/// Belief at which a remedy that can be taken back is worth starting.
const SURE_IF_REVERSIBLE: f64 = 0.45;
/// Belief at which one that cannot is.
const SURE_IF_NOT: f64 = 0.8;
/// Belief above which asking on is a luxury.
const SURE: f64 = 0.9;
/// A skill that makes somebody the right person.
const RIGHT_PERSON: Ppm = Ppm(450_000);
/// A finding that is expected to teach less, in bits, is not worth waiting for.
const WORTH_WAITING_BITS: f64 = 0.02;
/// Updates on a major incident, SEV1 or 2, at this cadence (§B7).
const CADENCE_MINUTES: u32 = 15;
/// Elsewhere before silence costs trust, with so much time to spare.
const AHEAD_MINUTES: u32 = 6;
/// The worst severity of an incident that is not a major one (§B6).
const MINOR: u8 = 3;
/// Watch half as long as it hurt before closing (§G2.4: medians of 41 and 26 minutes), between its P10 and two hours.
const WATCH_MINUTES: (u32, u32) = (4, 120);
/// Minutes that whoever was paged has to begin, before somebody else is (§B7).
const PATIENCE_MINUTES: u32 = 5;
/// Looks are so far apart, while something is going on and while nothing is, and a minute while orders take effect. What happens
/// wakes the leader besides.
const LOOK_MINUTES: (u32, u32) = (3, 15);

/// Leads by the book.
pub(super) struct Textbook;

impl Leader for Textbook {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan {
            seen,
            taken: Vec::new(),
            commands: Vec::new(),
        };
        for incident in worst_first(seen) {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.find_out(incident);
                plan.mend(incident);
                plan.share_command(incident);
                plan.ask(incident);
                plan.call_in(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident);
        }
        plan.decide();
        plan.answer();
        plan.between_incidents();
        let calm = seen.open_incidents().next().is_none() && seen.queued().next().is_none();
        let look = match (plan.commands.is_empty(), calm) {
            (false, _) => 1,
            (true, false) => LOOK_MINUTES.0,
            (true, true) => LOOK_MINUTES.1,
        };
        Orders {
            commands: plan.commands,
            wake: seen.now.plus(look),
            on_event: true,
        }
    }
}

/// Open incidents, the worst before others and then the oldest. One that is not declared yet may be the worst.
fn worst_first(seen: &Observation) -> Vec<&IncidentSeen> {
    let mut open: Vec<&IncidentSeen> = seen.open_incidents().collect();
    open.sort_by_key(|incident| (incident.severity.unwrap_or(0), incident.id));
    open
}

/// Whether an incident is a major one (§B6).
fn is_major(incident: &IncidentSeen) -> bool {
    incident.severity.is_some_and(|severity| severity < MINOR)
}

/// Whether a command sends somebody to an incident.
fn is_sent_to(command: &Command, incident: &IncidentSeen) -> bool {
    matches!(command, Command::Triage(id, _) | Command::Investigate(id, ..) | Command::Apply(id, ..) if *id == incident.id)
}

/// Whether somebody is off, well, and could be called.
fn can_be_called(person: &PersonSeen) -> bool {
    matches!(person.activity, Activity::Off | Activity::Resting) && person.absence.is_here()
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

    /// People at work who are in no incident and not promised to anything.
    fn at_hand(&self) -> impl Iterator<Item = &PersonSeen> {
        available(self.seen).filter(|person| {
            !self.taken.contains(&person.id) && person.activity != Activity::Heading
        })
    }

    /// The best rested person with the skill.
    fn best(&self, wanted: SkillId, at_least: Ppm) -> Option<PersonId> {
        self.at_hand()
            .filter(|person| skill(person, wanted) >= at_least)
            .max_by_key(|person| (person.sleepiness < 7, skill(person, wanted)))
            .map(|person| person.id)
    }

    /// The same among those who own what is looked into: they know the way, or come to know it.
    fn best_of(&self, team: TeamId, wanted: SkillId) -> Option<PersonId> {
        self.at_hand()
            .filter(|person| person.team == team && skill(person, wanted) >= RIGHT_PERSON)
            .max_by_key(|person| (person.sleepiness < 7, skill(person, wanted)))
            .map(|person| person.id)
    }

    fn take_charge(&mut self, incident: &IncidentSeen) {
        if incident.acknowledged.is_none() {
            self.give(Command::Acknowledge(incident.id));
        }
        let severity = severity_by_impact(self.seen, incident);
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
        let owner = self
            .at_hand()
            .max_by_key(|person| (person.team == incident.owner, person.sleepiness < 7));
        if let Some(person) = owner.map(|person| person.id) {
            self.give(Command::Triage(incident.id, person));
        }
    }

    /// Starts the remedy that promises most, opening a way to its tooling first.
    fn mend(&mut self, incident: &IncidentSeen) {
        let promise =
            |remedy: &&RemedySeen| incident.chance_it_helps(remedy) / (remedy.usual_minutes + 5.0);
        // When nothing more can be learnt, what promises most is tried.
        let learnt = !self.waits_for_evidence(incident);
        let promising = |remedy: &&RemedySeen| {
            let sure = match (learnt, remedy.reversible) {
                (true, _) => f64::MIN_POSITIVE,
                (false, true) => SURE_IF_REVERSIBLE,
                (false, false) => SURE_IF_NOT,
            };
            incident.chance_it_helps(remedy) >= sure
        };
        let best = startable(self.seen, incident)
            .filter(promising)
            .max_by(|a, b| promise(a).total_cmp(&promise(b)));
        if let Some(remedy) = best.filter(|_| !is_applying(self.seen, incident))
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

    /// Whether a line of inquiry that could still teach something is open or under way.
    fn waits_for_evidence(&self, incident: &IncidentSeen) -> bool {
        let teaches = |line: &InquirySeen| {
            let somebody = (self.seen.people.iter()).any(|person| skill(person, line.skill).0 > 0);
            !matches!(line.progress, Progress::Finished(_))
                && line.gain_bits >= WORTH_WAITING_BITS
                && somebody
        };
        incident.inquiries.iter().any(teaches)
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
        if !is_major(incident) {
            return;
        }
        // Communications by whoever knows least about mending, so that the menders mend.
        for role in [Role::Communications, Role::Commander, Role::Operations] {
            let free: Vec<&PersonSeen> = self.at_hand().collect();
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
            .filter(|person| matches!(person.activity, Activity::Investigating(of, _) if of == incident.id))
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
            let right = self
                .best_of(incident.owner, line.skill)
                .or_else(|| self.best(line.skill, RIGHT_PERSON));
            if let Some(person) = right.or_else(|| self.best(line.skill, Ppm(1))) {
                self.give(Command::Investigate(incident.id, line.id, person));
            }
        }
    }

    /// Calls somebody in where nobody is at hand or on the way, and whoever was paged had the time to begin: of the owners before
    /// others, on call before others, awake before others.
    fn call_in(&mut self, incident: &IncidentSeen) {
        let waited = |since: Tick| self.seen.now.since(since) >= PATIENCE_MINUTES;
        if !incident.acknowledged.is_some_and(waited) {
            return;
        }
        let on_the_way = |person: &PersonSeen| person.activity == Activity::OnTheWay;
        let paged = |command: &Command| matches!(command, Command::Page(_));
        let somebody = self.at_hand().next().is_some()
            || incident
                .responders
                .iter()
                .any(|&person| !self.leads(person))
            || self
                .commands
                .iter()
                .any(|command| is_sent_to(command, incident))
            || self.seen.people.iter().any(on_the_way)
            || self.seen.queued().chain(&self.commands).any(paged);
        if somebody {
            return;
        }
        let off = self
            .seen
            .people
            .iter()
            .filter(|person| can_be_called(person));
        let next = off.max_by_key(|person| {
            (
                person.team == incident.owner,
                person.on_call,
                person.awake_minutes.is_some(),
                person.sleepiness < 7,
            )
        });
        if let Some(person) = next.map(|person| person.id) {
            self.give(Command::Page(person));
        }
    }

    fn leads(&self, person: PersonId) -> bool {
        matches!(
            self.seen.people[person.at()].activity,
            Activity::Leading(..)
        )
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
                (Some(last), None) if is_major(incident) => {
                    self.seen.now.since(last) >= CADENCE_MINUTES
                }
                (Some(_), None) => self.grows_impatient(audience) && !self.tells(audience),
            };
            if due {
                self.give(Command::Post(incident.id, audience));
            }
        }
    }

    /// An update goes out to them anyway.
    fn tells(&self, audience: Audience) -> bool {
        let mut given = self.seen.queued().chain(&self.commands);
        given.any(|command| matches!(command, Command::Post(_, to) if *to == audience))
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
        let watched = incident.mitigated.is_some_and(|mitigated| {
            let hurt = mitigated.since(incident.opened);
            let watch = (hurt / 2).clamp(WATCH_MINUTES.0, WATCH_MINUTES.1);
            self.seen.now.since(mitigated) >= watch
        });
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
