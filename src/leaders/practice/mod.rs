//! The practices of good leadership, a file each; the textbook follows all of them, leaders with one thing in mind follow some. A
//! [`Plan`] gathers the orders of one look: who is sent somewhere is not sent elsewhere by the next practice.

mod closing;
mod command;
mod delegation;
mod diagnosis;
mod levers;
mod people;
mod weeks;
mod words;
mod work;

pub(super) use people::Memory;

use super::Orders;
use super::shared::{available, is_felt, is_major, next_look, person_of, skill};
use crate::observe::{IncidentSeen, Observation, PersonSeen};
use crate::scenario::ids::{PersonId, SkillId};
use crate::scenario::rules::{Axis, Verb};
use crate::scenario::units::Ppm;
use crate::sim::Command;
use crate::sim::world::Activity;

/// A skill that makes somebody the right person.
const RIGHT_PERSON: Ppm = Ppm(450_000);
/// Sleepiness (KSS) from which somebody is slow and slips (§C4).
const SLEEPY: u8 = 7;
/// Minutes awake from which somebody should not mend what is critical (§G 6a).
const LONG_AWAKE_MINUTES: u32 = 16 * 60;
/// Seconds of commands that may wait where another is given that can: an incident must not have to wait for that.
const QUEUED_SECONDS: u32 = 90;
/// Looks are so far apart, while something is going on and while nothing is, and a minute while orders take effect. What happens
/// wakes the leader besides.
const LOOK_MINUTES: (u32, u32) = (3, 15);

/// How a leader goes about things where practices leave a choice.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// Lines of inquiry at a time in an incident: few enough to listen to (§C6: span 3–7, with roles beside them).
    pub lines_at_once: usize,
    /// Whoever is at planned work may be sent to an incident that is no major one.
    pub tears_away: bool,
    /// People may be called out of their free time.
    pub calls_out: bool,
    /// Which axis an option should speak for, the first before others.
    pub wishes: [Axis; 4],
    /// Which answer to give, the first before others.
    pub answers: [Verb; 5],
}

impl Manner {
    /// By the book.
    pub(super) const TEXTBOOK: Manner = Manner {
        lines_at_once: 2,
        tears_away: true,
        calls_out: true,
        wishes: [Axis::Reliability, Axis::Morale, Axis::Flow, Axis::Cost],
        // Neither yes to please nor no to be left alone: an honest offer, a dated answer, then the rest.
        answers: [
            Verb::Counter,
            Verb::Defer,
            Verb::Agree,
            Verb::Decline,
            Verb::Escalate,
        ],
    };
}

/// Whether somebody is awake enough for what is critical.
fn is_fresh(person: &PersonSeen) -> bool {
    let long = (person.awake_minutes).is_some_and(|minutes| minutes >= LONG_AWAKE_MINUTES);
    person.sleepiness < SLEEPY && !long
}

/// The orders of one look.
pub(super) struct Plan<'a> {
    pub(super) seen: &'a Observation,
    pub(super) manner: Manner,
    /// Who was given something to do in this look.
    pub(super) taken: Vec<PersonId>,
    commands: Vec<Command>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(seen: &'a Observation, manner: Manner) -> Plan<'a> {
        Plan {
            seen,
            manner,
            taken: Vec::new(),
            commands: Vec::new(),
        }
    }

    pub(super) fn give(&mut self, command: Command) {
        if !self.given(|given| *given == command) {
            self.taken.extend(person_of(&command));
            self.commands.push(command);
        }
    }

    /// The orders, and the next look.
    pub(super) fn orders(self) -> Orders {
        let calm =
            self.seen.open_incidents().next().is_none() && self.seen.queued().next().is_none();
        let look = match (self.commands.is_empty(), calm) {
            (false, _) => 1,
            (true, false) => LOOK_MINUTES.0,
            (true, true) => LOOK_MINUTES.1,
        };
        Orders {
            commands: self.commands,
            wake: next_look(self.seen, look),
            on_event: true,
        }
    }

    /// Open incidents, the worst before others and then the oldest. One that is not declared yet may be the worst.
    pub(super) fn worst_first(&self) -> Vec<&'a IncidentSeen> {
        let mut open: Vec<&IncidentSeen> = self.seen.open_incidents().collect();
        open.sort_by_key(|incident| (incident.severity.unwrap_or(0), incident.id));
        open
    }

    /// Whether such a command waits, or is among those of this look.
    fn given(&self, wanted: impl Fn(&Command) -> bool) -> bool {
        self.seen.queued().chain(&self.commands).any(wanted)
    }

    /// People at work who are in no incident and not promised to anything.
    fn at_hand(&self) -> impl Iterator<Item = &'a PersonSeen> {
        available(self.seen).filter(|person| {
            !self.taken.contains(&person.id) && person.activity != Activity::Heading
        })
    }

    /// The same, for an incident: planned work is left for that as the leader's manner allows.
    fn at_hand_for(&self, incident: &IncidentSeen) -> impl Iterator<Item = &'a PersonSeen> {
        let tears_away = self.manner.tears_away || is_major(incident);
        self.at_hand()
            .filter(move |person| tears_away || !matches!(person.activity, Activity::Working(_)))
    }

    /// The best rested person with the skill.
    fn best(
        &self,
        incident: &IncidentSeen,
        wanted: SkillId,
        at_least: Ppm,
    ) -> Option<&'a PersonSeen> {
        self.at_hand_for(incident)
            .filter(|person| skill(person, wanted) >= at_least)
            .max_by_key(|person| (is_fresh(person), skill(person, wanted)))
    }

    /// No incident is open in which customers may hurt.
    fn quiet(&self) -> bool {
        let mut open = self.seen.open_incidents();
        open.all(|incident| incident.mitigated.is_some())
    }

    /// So few orders wait that one more keeps no incident waiting.
    fn has_time(&self) -> bool {
        let attention = &self.seen.attention;
        let takes = |command: &Command| u32::from(attention.seconds[command.kind() as usize]);
        let given: u32 = self.commands.iter().map(takes).sum();
        !attention.on || attention.busy_seconds + given <= QUEUED_SECONDS
    }
}
