//! Historical: decides what was really decided, in that order and on those triggers, not at those times.
//!
//! The steps stand in the scenario; the leader has one hand, and gives the next command when the last has taken effect.

use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::Scenario;
use crate::scenario::rules::Condition;
use crate::sim::Command;

/// Follows the steps of a history.
pub(super) struct Historical {
    steps: Vec<(Condition, Command)>,
    next: usize,
}

impl Historical {
    /// `None` where the scenario tells no history.
    pub(super) fn of(scenario: &Scenario) -> Option<Historical> {
        let steps = scenario.rules.history_steps.iter();
        let steps: Vec<_> = steps
            .map(|step| (step.when.clone(), step.command))
            .collect();
        (!steps.is_empty()).then_some(Historical { steps, next: 0 })
    }
}

impl Leader for Historical {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut commands = Vec::new();
        if let Some((when, command)) = self.steps.get(self.next)
            && seen.attention.queue.is_empty()
            && when.holds(seen)
        {
            commands.push(*command);
            self.next += 1;
        }
        Orders {
            commands,
            wake: seen.now.plus(1),
            on_event: false,
        }
    }
}
