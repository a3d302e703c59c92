//! Floor 4: reference leaders, and the trait that they and people's seats share.
//!
//! **Touches an Observation, never the `World`**: same observation, same commands, whatever is true underneath.

use crate::observe::Observation;
use crate::scenario::units::Tick;
use crate::sim::Command;

/// Somebody who leads: told what can be known, answers with commands and when to be woken.
pub trait Leader {
    /// Commands now, and when to be woken next.
    fn lead(&mut self, seen: &Observation) -> Orders;
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
