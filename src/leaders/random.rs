//! Random: any valid-looking command now and then, whatever it is about; oftener while an incident is open, as everybody does.

use super::shared::available;
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::Audience;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::draw::{Key, Purpose, draw};

/// So many commands over a run in which nothing happens, and so many minutes at least and at most between two of them.
const COMMANDS: u32 = 120;
const MINUTES: (u32, u32) = (4, 60);
/// So many times as often while an incident is open.
const OFTENER: u32 = 4;

/// Picks blindly, by draws of its own.
pub(super) struct Random {
    seed: u64,
    picks: u32,
}

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random { seed, picks: 0 }
    }

    fn pick(&mut self, count: usize) -> usize {
        self.picks += 1;
        let u = draw(
            self.seed,
            Key::named("leader", "random"),
            Purpose::Pick,
            self.picks,
        );
        ((u * count as f64) as usize).min(count.saturating_sub(1))
    }
}

impl Leader for Random {
    fn lead(&mut self, seen: &Observation) -> Orders {
        // A family first, then one of its commands: otherwise the many pairs of people and tasks would drown the rest.
        let families: Vec<Vec<Command>> = families(seen)
            .into_iter()
            .filter(|family| !family.is_empty())
            .collect();
        let mut commands = Vec::new();
        if !families.is_empty() {
            let family = &families[self.pick(families.len())];
            commands.push(family[self.pick(family.len())]);
        }
        Orders {
            commands,
            wake: seen.now.plus(pause_minutes(seen)),
            on_event: false,
        }
    }
}

fn pause_minutes(seen: &Observation) -> u32 {
    let (least, most) = MINUTES;
    let calm = (seen.ends.0 / COMMANDS).clamp(least, most);
    match seen.open_incidents().next() {
        Some(_) => (calm / OFTENER).max(least),
        None => calm,
    }
}

fn families(seen: &Observation) -> [Vec<Command>; 6] {
    let mut care = Vec::new();
    let mut tasks = Vec::new();
    let mut posts = Vec::new();
    for incident in seen.open_incidents() {
        if incident.acknowledged.is_none() {
            care.push(Command::Acknowledge(incident.id));
            continue;
        }
        care.extend((1..=4).map(|severity| Command::Declare(incident.id, severity)));
        posts.extend(Audience::ALL.map(|audience| Command::Post(incident.id, audience)));
        for person in available(seen) {
            care.extend(Role::ALL.map(|role| Command::Role(person.id, role, incident.id)));
            if incident.triaged.is_none() {
                tasks.push(Command::Triage(incident.id, person.id));
            }
            tasks.extend(
                incident
                    .inquiries
                    .iter()
                    .map(|line| Command::Investigate(incident.id, line.id, person.id)),
            );
            tasks.extend(
                incident
                    .remedies
                    .iter()
                    .map(|remedy| Command::Apply(incident.id, remedy.id, person.id)),
            );
        }
    }
    let people = available(seen).flat_map(|person| {
        let work = seen
            .work
            .iter()
            .filter(|item| item.can_be_worked_on)
            .map(|item| Command::Work(person.id, item.id));
        work.chain([Command::Rest(person.id)])
    });
    let off = seen.people.iter().map(|person| Command::Page(person.id));
    let cards = seen.cards.iter().flat_map(|card| {
        (0..card.options.len()).map(|option| Command::Decide(card.id, option as u8))
    });
    let answers = seen.messages.iter().flat_map(|message| {
        message
            .answers
            .iter()
            .map(|verb| Command::Answer(message.id, *verb))
    });
    [
        care,
        tasks,
        posts,
        people.chain(off).collect(),
        cards.collect(),
        answers.collect(),
    ]
}
