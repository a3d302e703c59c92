//! Caretaker: people first. Talks with everybody as often as it helps, keeps them at what they were doing, relieves whoever is tired,
//! sends them home on time, and lets nobody be blamed.

use super::practice::{Manner, Memory, Plan};
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::{Audience, Axis, Verb};

/// Everybody is talked with so often: sooner, it would change nothing.
const TALK_EVERY_MINUTES: u32 = 4 * 60;

/// People before all else.
const CARING: Manner = Manner {
    lines_at_once: 1,
    tears_away: false,
    calls_out: false,
    wishes: [Axis::Morale, Axis::Reliability, Axis::Flow, Axis::Cost],
    answers: [
        Verb::Decline,
        Verb::Counter,
        Verb::Defer,
        Verb::Agree,
        Verb::Escalate,
    ],
};

/// Wants people to be well.
#[derive(Default)]
pub(super) struct Caretaker {
    memory: Memory,
}

impl Leader for Caretaker {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan::new(seen, CARING);
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.share_command(incident);
                plan.find_out(incident);
                plan.mend(incident);
                plan.ask(incident);
                plan.reach_tools(incident);
                plan.hand_over(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident, &Audience::ALL);
        }
        plan.notify();
        plan.decide();
        plan.answer();
        plan.serve_cases();
        plan.review();
        plan.send_out();
        plan.send_home(|_| false);
        plan.use_free_hands();
        plan.talk(&mut self.memory, TALK_EVERY_MINUTES);
        plan.talk_in_the_week(&mut self.memory);
        plan.orders()
    }
}
