//! Textbook: incident-command practice, and what a good leader does beside and between incidents. Each practice is a file of
//! [`practice`](super::practice); this one says in which order they come.

use super::practice::{Manner, Memory, Plan};
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::Axis;

/// Everybody is talked with so often, from the second day on: a day's shift has its hands full.
const TALK_EVERY_MINUTES: u32 = 24 * 60;

/// Leads by the book.
#[derive(Default)]
pub(super) struct Textbook {
    memory: Memory,
}

impl Leader for Textbook {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut manner = Manner::TEXTBOOK;
        if seen.customers_hurt {
            // Nothing new while customers hurt.
            manner.wishes = [Axis::Reliability, Axis::Morale, Axis::Cost, Axis::Flow];
        }
        let mut plan = Plan::new(seen, manner);
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.take_back(incident);
                plan.find_out(incident);
                plan.mend(incident);
                plan.share_command(incident);
                plan.ask(incident);
                plan.hand_over(incident);
                plan.call_in(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident);
            plan.promise_news(incident);
        }
        plan.notify();
        plan.hold_the_call();
        plan.press_vendors();
        plan.decide();
        plan.answer();
        plan.serve_cases();
        plan.review();
        plan.send_out();
        plan.send_home_when_quiet();
        plan.use_free_hands();
        if seen.now.0 >= TALK_EVERY_MINUTES {
            plan.talk(&mut self.memory, TALK_EVERY_MINUTES);
        }
        plan.orders()
    }
}
