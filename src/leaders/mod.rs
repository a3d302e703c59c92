//! Floor 4: reference leaders, and the trait that they and people's seats share.
//!
//! **Touches an Observation, never the `World`**: same observation, same commands, whatever is true underneath.
//! Each file is one way of leading; together they span the scale on which people are placed.

mod caretaker;
pub mod desk;
mod feature_first;
mod firefighter;
mod historical;
mod neglect;
mod panic;
mod practice;
mod random;
mod shared;
mod textbook;
mod thrifty;
mod yes_man;

pub use shared::severity_by_impact;

use crate::observe::Observation;
use crate::scenario::Scenario;
use crate::scenario::units::Tick;
use crate::sim::Command;

/// Somebody who leads: told what can be known, answers with commands and when to be woken.
pub trait Leader {
    /// Commands now, and when to be woken next.
    fn lead(&mut self, seen: &Observation) -> Orders;

    /// What it looks at. Nothing else of an observation needs to be of now.
    fn sight(&self) -> Sight {
        Sight::All
    }
}

/// How much of an observation a leader looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// All of it.
    All,
    /// The desk, the clock and the leader's own attention.
    Desk,
}

/// What a leader wants now, and when to be asked again.
#[derive(Clone, PartialEq, Debug)]
pub struct Orders {
    /// Commands, in order. One that is refused is left out.
    pub commands: Vec<Command>,
    /// To be woken at this tick at the latest.
    pub wake: Tick,
    /// To be woken by the next event that calls for attention, too.
    pub on_event: bool,
}

/// A reference leader's name, what it is like, and its version: raised whenever it decides differently.
pub struct Profile {
    /// The name on the command line.
    pub name: &'static str,
    /// One sentence.
    pub is: &'static str,
    /// Marks measured with another version are stale.
    pub version: u32,
}

/// Every reference leader.
pub const PROFILES: [Profile; 12] = [
    Profile {
        name: "neglect",
        is: "gives no command at all",
        version: 1,
    },
    Profile {
        name: "random",
        is: "gives any valid-looking command every few minutes",
        version: 4,
    },
    Profile {
        name: "panic",
        is: "declares everything SEV1, pages everybody and tries everything",
        version: 4,
    },
    Profile {
        name: "firefighter",
        is: "takes the newest and loudest first",
        version: 3,
    },
    Profile {
        name: "yes-man",
        is: "follows every stakeholder",
        version: 2,
    },
    Profile {
        name: "feature-first",
        is: "puts planned work before all else",
        version: 2,
    },
    Profile {
        name: "thrifty",
        is: "spends nothing that can be avoided",
        version: 2,
    },
    Profile {
        name: "caretaker",
        is: "puts people before all else",
        version: 4,
    },
    Profile {
        name: "textbook",
        is: "leads by incident-command practice (§B7, §C6)",
        version: 8,
    },
    Profile {
        name: "lookahead",
        is: "tries what the textbook would do, and what else could be done, in futures drawn from what can be known",
        version: 5,
    },
    Profile {
        name: "desk",
        is: "gives cases to people by severity, and does nothing else",
        version: 1,
    },
    Profile {
        name: "historical",
        is: "decides what was really decided, in that order",
        version: 1,
    },
];

/// The leader of that name who needs an Observation alone; `None` if there is none, or if it has nothing to go by in this scenario.
/// Lookahead needs futures, too: `analysis::led` has it beside these.
pub fn by_name(name: &str, scenario: &Scenario, seed: u64) -> Option<Box<dyn Leader>> {
    Some(match name {
        "neglect" => Box::new(neglect::Neglect),
        "random" => Box::new(random::Random::new(seed)),
        "panic" => Box::new(panic::Panic),
        "firefighter" => Box::new(firefighter::Firefighter),
        "yes-man" => Box::new(yes_man::YesMan),
        "feature-first" => Box::new(feature_first::FeatureFirst),
        "thrifty" => Box::new(thrifty::Thrifty),
        "caretaker" => Box::<caretaker::Caretaker>::default(),
        "textbook" => Box::<textbook::Textbook>::default(),
        "desk" => Box::new(desk::Desk),
        "historical" => Box::new(historical::Historical::of(scenario)?),
        _ => return None,
    })
}
