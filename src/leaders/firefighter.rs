//! Firefighter: takes the newest and loudest first, does not declare, does not share the load, tells people when asked.

use super::shared::{available, next_look, not_queued, skill, startable, waits_for_triage};
use super::{Leader, Orders};
use crate::observe::{IncidentSeen, Observation, Progress};
use crate::scenario::rules::{Audience, Axis};
use crate::sim::Command;

/// Looks into one thing at a time, and goes for a remedy at this belief.
const SURE_ENOUGH: f64 = 0.4;

/// Reacts.
pub(super) struct Firefighter;

impl Leader for Firefighter {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut commands = Vec::new();
        // Whoever shouts is answered first, as they like it, and that is when an update goes out.
        for message in seen.messages.iter().rev() {
            commands.extend(
                message
                    .answers
                    .first()
                    .map(|verb| Command::Answer(message.id, *verb)),
            );
            let loudest = seen
                .open_incidents()
                .last()
                .filter(|incident| incident.acknowledged.is_some());
            commands.extend(loudest.map(|incident| Command::Post(incident.id, Audience::Company)));
        }
        for card in seen.cards.iter().rev() {
            let now = card
                .options
                .iter()
                .position(|axis| *axis == Axis::Reliability)
                .unwrap_or(0);
            commands.push(Command::Decide(card.id, now as u8));
        }
        if let Some(incident) = seen.open_incidents().last() {
            if incident.acknowledged.is_none() {
                commands.push(Command::Acknowledge(incident.id));
            } else if incident.mitigated.is_some() {
                commands.push(Command::Resolve(incident.id));
            } else {
                commands.extend(next_task(seen, incident));
            }
        }
        Orders {
            commands: not_queued(seen, commands),
            wake: next_look(seen, 4),
            on_event: true,
        }
    }
}

fn next_task(seen: &Observation, incident: &IncidentSeen) -> Option<Command> {
    if waits_for_triage(seen, incident) {
        let person = available(seen).next()?;
        return Some(Command::Triage(incident.id, person.id));
    }
    let likely = startable(seen, incident)
        .filter(|remedy| incident.chance_it_helps(remedy) >= SURE_ENOUGH)
        .max_by(|a, b| {
            incident
                .chance_it_helps(a)
                .total_cmp(&incident.chance_it_helps(b))
        });
    if let Some(remedy) = likely {
        let person = available(seen).max_by_key(|person| skill(person, remedy.skill))?;
        return Some(Command::Apply(incident.id, remedy.id, person.id));
    }
    let busy = incident
        .inquiries
        .iter()
        .filter(|line| matches!(line.progress, Progress::Underway(..)))
        .count();
    let line = incident
        .inquiries
        .iter()
        .find(|line| line.progress == Progress::Open)
        .filter(|_| busy < 2)?;
    let person = available(seen).max_by_key(|person| skill(person, line.skill))?;
    Some(Command::Investigate(incident.id, line.id, person.id))
}
