//! Panic: everything is SEV1, everybody is paged and pulled in, everything is tried at once.

use super::shared::{available, next_look, not_queued, startable, waits_for_triage};
use super::{Leader, Orders};
use crate::observe::{Observation, Progress};
use crate::scenario::rules::{Audience, Axis};
use crate::sim::world::Activity;
use crate::sim::{Command, QUEUE_MOST};

/// Minutes between two updates.
const POST_EVERY_MINUTES: u32 = 4;

/// Does everything.
pub(super) struct Panic;

impl Leader for Panic {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut commands = Vec::new();
        // Nothing more finds room in a full queue; building it would only take time.
        let full = seen.attention.on && seen.attention.queue.len() >= QUEUE_MOST;
        if seen.open_incidents().next().is_some() && !full {
            let off = (seen.people.iter()).filter(|person| person.activity == Activity::Off);
            commands.extend(off.map(|person| Command::Page(person.id)));
        }
        for incident in seen.open_incidents().filter(|_| !full) {
            if incident.acknowledged.is_none() {
                commands.push(Command::Acknowledge(incident.id));
            }
            if incident.severity != Some(1) {
                commands.push(Command::Declare(incident.id, 1));
            }
            for audience in Audience::ALL {
                if incident.posted[audience as usize]
                    .is_none_or(|last| seen.now.since(last) >= POST_EVERY_MINUTES)
                {
                    commands.push(Command::Post(incident.id, audience));
                }
            }
            if waits_for_triage(seen, incident) {
                let first = available(seen).next();
                commands.extend(first.map(|person| Command::Triage(incident.id, person.id)));
                continue;
            }
            let remedies = startable(seen, incident).map(|remedy| (Some(remedy.id), None));
            let lines = incident
                .inquiries
                .iter()
                .filter(|line| line.progress == Progress::Open)
                .map(|line| (None, Some(line.id)));
            // Whoever is next takes whatever is next.
            for (person, task) in available(seen).zip(remedies.chain(lines)) {
                commands.push(match task {
                    (Some(remedy), _) => Command::Apply(incident.id, remedy, person.id),
                    (None, Some(line)) => Command::Investigate(incident.id, line, person.id),
                    (None, None) => continue,
                });
            }
        }
        for card in &seen.cards {
            let loud = card
                .options
                .iter()
                .position(|axis| *axis == Axis::Reliability)
                .unwrap_or(0);
            commands.push(Command::Decide(card.id, loud as u8));
        }
        commands.extend(
            seen.messages
                .iter()
                .filter_map(|message| Some(Command::Answer(message.id, *message.answers.first()?))),
        );
        Orders {
            commands: not_queued(seen, commands),
            wake: next_look(seen, 2),
            on_event: true,
        }
    }
}
