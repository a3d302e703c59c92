//! Floor 7: forked futures. Forks Worlds by [`Run::future`](crate::run::Run::future) alone, never the player's own: what is hidden is
//! drawn anew in each.

mod candidates;
pub mod lookahead;

use crate::leaders;
use crate::run::Run;
use crate::scenario::Scenario;
use std::sync::Arc;

/// A whole run by any reference leader; `None` where there is none of that name, or where it has nothing to go by.
pub fn led(scenario: &Arc<Scenario>, seed: u64, name: &str) -> Option<Run> {
    if name == lookahead::NAME {
        return Some(lookahead::led(scenario, seed));
    }
    let mut leader = leaders::by_name(name, scenario, seed)?;
    Some(Run::new(scenario.clone(), seed, name).led_by(leader.as_mut()))
}

/// Whether there is a reference leader of that name who has something to go by in a scenario.
pub fn can_lead(name: &str, scenario: &Scenario) -> bool {
    name == lookahead::NAME || leaders::by_name(name, scenario, 0).is_some()
}
