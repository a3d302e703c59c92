//! Desk: leads queues of cases and nothing else. Free people take the case of the highest severity; where nobody is free, whoever is
//! at the lowest severity puts that down for a higher one.

use super::{Leader, Orders, Sight};
use crate::observe::{CaseSeen, DeskSeen, Observation};
use crate::scenario::ids::PersonId;
use crate::sim::Command;
use crate::sim::world::Activity;

/// Gives cases to people, by severity alone.
pub(super) struct Desk;

impl Leader for Desk {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut commands = Vec::new();
        decide(&seen.desk, &mut commands);
        commands.retain(|command| !seen.queued().any(|queued| queued == command));
        Orders {
            commands,
            wake: seen.ends,
            on_event: true,
        }
    }

    fn sight(&self) -> Sight {
        Sight::Desk
    }
}

/// What to do about the open cases, put at the end of `commands`. Within a severity the oldest case comes first.
pub fn decide(seen: &DeskSeen, commands: &mut Vec<Command>) {
    let mut free = (0..seen.people.len()).filter(|&person| seen.people[person] == Activity::Free);
    let before = commands.len();
    while let Some(case) = first_waiting(seen, &commands[before..]) {
        let person = match free.next() {
            Some(person) => PersonId(person as u16),
            // Where the first one calls nobody away, no other does.
            None => match lowest(seen, case.severity, &commands[before..]) {
                Some(person) => person,
                None => return,
            },
        };
        commands.push(Command::Assign(case.id, person));
    }
}

/// The case that comes first of those that nobody is at or was given.
fn first_waiting<'a>(seen: &'a DeskSeen, given: &[Command]) -> Option<&'a CaseSeen> {
    let is_given = |id| {
        (given.iter()).any(|command| matches!(command, Command::Assign(case, _) if *case == id))
    };
    let waiting = seen.cases.iter().filter(|case| case.by.is_none());
    let waiting = waiting.filter(|case| !is_given(case.id));
    waiting.min_by_key(|case| (case.severity, case.id))
}

/// Who is at the lowest severity below that one, of several the one whose case is the newest, and is not called away already.
fn lowest(seen: &DeskSeen, severity: u8, given: &[Command]) -> Option<PersonId> {
    let called = |person: PersonId| {
        given
            .iter()
            .any(|command| matches!(command, Command::Assign(_, who) if *who == person))
    };
    let below = seen.cases.iter().filter(|case| case.severity > severity);
    let busy = below.filter_map(|case| Some((case.severity, case.id, case.by?)));
    let lowest = busy.filter(|(.., person)| !called(*person)).max();
    lowest.map(|(.., person)| person)
}
