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
        let mut commands = Vec::with_capacity(4);
        decide(&seen.desk, &mut commands);
        if seen.queued().next().is_some() {
            commands.retain(|command| !seen.queued().any(|queued| queued == command));
        }
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
    let (mut waiting, mut lowest_severity) = (0, 0);
    for case in &seen.cases {
        match case.by {
            None => waiting += 1,
            Some(_) => lowest_severity = case.severity.max(lowest_severity),
        }
    }
    let is_free = |person: &usize| matches!(seen.people[*person], Activity::Free);
    let mut free = (0..seen.people.len()).filter(is_free);
    // Both are done in order: what was given a case comes before what waits yet, who was called away after who was not.
    let (mut given, mut called) = (None, None);
    let mut severity = 0;
    for _ in 0..waiting {
        let person = free.next();
        if person.is_none() && severity >= lowest_severity {
            // What waits behind that is no worse.
            return;
        }
        let Some(case) = first_waiting(seen, given) else {
            return;
        };
        severity = case.severity;
        let person = match person {
            Some(person) => PersonId(person as u16),
            // Where the first one calls nobody away, no other does.
            None => match lowest(seen, case.severity, called) {
                Some((key, person)) => {
                    called = Some(key);
                    person
                }
                None => return,
            },
        };
        given = Some(key(case));
        commands.push(Command::Assign(case.id, person));
    }
}

/// The order in which cases are taken up: by severity, then by age.
type Order = u64;

fn key(case: &CaseSeen) -> Order {
    u64::from(case.severity) << 32 | u64::from(case.id.0)
}

/// The case that comes first of those that nobody is at, after the one that was given last.
fn first_waiting(seen: &DeskSeen, given: Option<Order>) -> Option<&CaseSeen> {
    let waiting = seen.cases.iter().filter(|case| case.by.is_none());
    let waiting = waiting.filter(|case| given.is_none_or(|given| key(case) > given));
    waiting.min_by_key(|case| key(case))
}

/// Who is at the lowest severity below that one, of several the one whose case is the newest, before the one that was called away last.
fn lowest(seen: &DeskSeen, severity: u8, called: Option<Order>) -> Option<(Order, PersonId)> {
    let below = seen.cases.iter().filter(|case| case.severity > severity);
    let busy = below.filter_map(|case| Some((key(case), case.by?)));
    busy.filter(|(key, _)| called.is_none_or(|called| *key < called))
        .max()
}
