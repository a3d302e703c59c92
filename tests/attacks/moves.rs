//! What each attack does, from what a leader sees and nothing else.

use super::Moves;
use crate::random::{Dice, likely};
use bridgecall::leaders::{self, Leader, Orders};
use bridgecall::observe::{IncidentSeen, Observation, PersonSeen, Progress};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::SkillId;
use bridgecall::scenario::rules::{Audience, CommandKind, Verb};
use bridgecall::scenario::units::{Ppm, Tick};
use bridgecall::sim::command::Manner;
use bridgecall::sim::people::{in_incident, on_duty};
use bridgecall::sim::{Activity, Command};
use std::sync::Arc;

pub(super) fn none(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|_| Vec::new())
}

/// Looks busy: takes charge, declares, promises updates and asks for objections, and sends nobody anywhere.
pub(super) fn stall(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let of_incident = |incident: &IncidentSeen| match incident.severity {
            _ if incident.acknowledged.is_none() => vec![Command::Acknowledge(incident.id)],
            None => vec![Command::Declare(incident.id, 2)],
            Some(_) => vec![
                Command::Poll(incident.id),
                Command::Post(incident.id, Audience::Company),
            ],
        };
        let deferred = seen.messages.iter().map(|message| {
            let defer = message.answers.iter().find(|verb| **verb == Verb::Defer);
            Command::Answer(message.id, *defer.unwrap_or(&message.answers[0]))
        });
        let incidents = seen.open_incidents().flat_map(of_incident);
        incidents.chain(deferred).collect()
    })
}

/// One command of every kind.
pub(super) fn everything(scenario: &Arc<Scenario>, seed: u64) -> Moves {
    let scenario = scenario.clone();
    let mut dice = Dice::new(seed);
    Box::new(move |seen| {
        let kinds = CommandKind::ALL.iter();
        kinds
            .filter_map(|&kind| likely(kind, seen, &scenario.rules, &mut dice))
            .collect()
    })
}

/// An update for everybody, every minute.
pub(super) fn updates(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let of_incident = |incident: &IncidentSeen| match incident.acknowledged {
            None => vec![Command::Acknowledge(incident.id)],
            Some(_) => Audience::ALL
                .map(|audience| Command::Post(incident.id, audience))
                .to_vec(),
        };
        seen.open_incidents().flat_map(of_incident).collect()
    })
}

pub(super) fn all_sev1(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let of_incident = |incident: &IncidentSeen| match (incident.acknowledged, incident.severity)
        {
            (None, _) => Some(Command::Acknowledge(incident.id)),
            (_, Some(1)) => None,
            _ => Some(Command::Declare(incident.id, 1)),
        };
        seen.open_incidents().filter_map(of_incident).collect()
    })
}

fn idle(seen: &Observation) -> impl Iterator<Item = &PersonSeen> {
    let people = seen.people.iter();
    people.filter(|person| on_duty(person.activity) && !in_incident(person.activity))
}

fn skill(person: &PersonSeen, skill: SkillId) -> Ppm {
    let known = person.skills.iter().find(|(id, _)| *id == skill);
    known.map_or(Ppm::NONE, |(_, share)| *share)
}

/// Everybody, whatever burns, goes to the open item that costs most and that they can do.
pub(super) fn work_first(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let here = seen.people.iter().filter(|person| on_duty(person.activity));
        let here = here.filter(|person| !matches!(person.activity, Activity::Working(_)));
        let to_item = |person: &PersonSeen| {
            let open = seen.work.iter().filter(|item| item.done.is_none());
            let can = open.filter(|item| skill(person, item.skill) > Ppm::NONE);
            let item = can.max_by_key(|item| item.delay_per_hour)?;
            Some(Command::Work(person.id, item.id))
        };
        here.filter_map(to_item).collect()
    })
}

/// Everybody who is awake or can be paged goes for something at an incident.
pub(super) fn all_hands(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let mut commands = Vec::new();
        for incident in seen.open_incidents() {
            if incident.acknowledged.is_none() {
                commands.push(Command::Acknowledge(incident.id));
                continue;
            }
            let off = seen.people.iter();
            let off = off.filter(|person| person.activity == Activity::Off);
            commands.extend(off.map(|person| Command::Page(person.id)));
            let lines = incident.inquiries.iter();
            let open = lines.filter(|line| line.progress == Progress::Open);
            let tasks = open.map(|line| (line.id, line.skill));
            for ((line, needed), person) in tasks.zip(idle(seen)) {
                if skill(person, needed) > Ppm::NONE {
                    commands.push(Command::Investigate(incident.id, line, person.id));
                }
            }
        }
        commands
    })
}

/// Whoever is at no incident goes home.
pub(super) fn rest_all(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| idle(seen).map(|person| Command::Rest(person.id)).collect())
}

fn talk_to_all(manner: Manner) -> Moves {
    Box::new(move |seen| {
        let here = seen.people.iter().filter(|person| on_duty(person.activity));
        here.map(|person| Command::Talk(person.id, manner))
            .collect()
    })
}

pub(super) fn thank_all(_: &Arc<Scenario>, _: u64) -> Moves {
    talk_to_all(Manner::Thank)
}

pub(super) fn listen_to_all(_: &Arc<Scenario>, _: u64) -> Moves {
    talk_to_all(Manner::Listen)
}

/// Whoever is beyond the shift goes home, whatever they are at.
pub(super) fn no_overtime(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let here = seen.people.iter().filter(|person| on_duty(person.activity));
        let beyond = here.filter(|person| !person.in_shift);
        beyond.map(|person| Command::Rest(person.id)).collect()
    })
}

/// Everybody hears yes at once.
pub(super) fn please_all(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let agreed = seen.messages.iter().map(|message| {
            let yes = message.answers.iter().find(|verb| **verb == Verb::Agree);
            Command::Answer(message.id, *yes.unwrap_or(&message.answers[0]))
        });
        agreed.collect()
    })
}

/// Every minute everybody is put on what suits them best now, whatever they have in hand.
pub(super) fn micromanage(_: &Arc<Scenario>, _: u64) -> Moves {
    Box::new(|seen| {
        let mut commands = Vec::new();
        for incident in seen.open_incidents() {
            if incident.acknowledged.is_none() {
                commands.push(Command::Acknowledge(incident.id));
                continue;
            }
            let best = |needed: SkillId| {
                let here = seen.people.iter().filter(|person| on_duty(person.activity));
                here.max_by_key(|person| skill(person, needed))
            };
            let mut remedies: Vec<_> = incident.remedies.iter().collect();
            remedies.sort_by(|a, b| {
                let chance = |remedy| incident.chance_it_helps(remedy);
                chance(b).total_cmp(&chance(a))
            });
            for remedy in remedies.into_iter().filter(|one| one.can_start()).take(1) {
                let person = best(remedy.skill).map(|person| person.id);
                commands.extend(person.map(|id| Command::Apply(incident.id, remedy.id, id)));
            }
            for line in &incident.inquiries {
                if line.progress == Progress::Open {
                    let person = best(line.skill).map(|person| person.id);
                    commands
                        .extend(person.map(|id| Command::Investigate(incident.id, line.id, id)));
                }
            }
        }
        commands
    })
}

/// The textbook's play, as long as something holds.
struct While<F> {
    textbook: Box<dyn Leader>,
    holds: F,
    every_minutes: Option<u32>,
}

impl<F: FnMut(&Observation) -> bool> Leader for While<F> {
    fn lead(&mut self, seen: &Observation) -> Orders {
        if !(self.holds)(seen) {
            return Orders {
                commands: Vec::new(),
                wake: seen.now.plus(5),
                on_event: false,
            };
        }
        let orders = self.textbook.lead(seen);
        match self.every_minutes {
            Some(minutes) => Orders {
                wake: seen.now.plus(minutes),
                on_event: false,
                ..orders
            },
            None => orders,
        }
    }
}

fn textbook_while(
    scenario: &Arc<Scenario>,
    seed: u64,
    every_minutes: Option<u32>,
    holds: impl FnMut(&Observation) -> bool,
) -> Run {
    let mut leader = While {
        textbook: leaders::by_name("textbook", scenario, seed).unwrap(),
        holds,
        every_minutes,
    };
    Run::new(scenario.clone(), seed, "textbook, cut down").led_by(&mut leader)
}

/// Waits until somebody else might have solved it.
pub(super) fn first_quarter_of_an_hour_unled(scenario: &Arc<Scenario>, seed: u64) -> Run {
    let waited = |seen: &Observation| seen.first_alert.is_some_and(|at| seen.now >= at.plus(15));
    textbook_while(scenario, seed, None, waited)
}

pub(super) fn textbook_every_ten_minutes(scenario: &Arc<Scenario>, seed: u64) -> Run {
    textbook_while(scenario, seed, Some(10), |_| true)
}

/// Leaves as soon as customers are well for the first time.
pub(super) fn textbook_until_mitigated(scenario: &Arc<Scenario>, seed: u64) -> Run {
    let mut well: Option<Tick> = None;
    textbook_while(scenario, seed, None, move |seen| {
        let mut incidents = seen.incidents.iter();
        let mitigated = incidents.find_map(|incident| incident.mitigated);
        well = well.or(mitigated);
        well.is_none()
    })
}
