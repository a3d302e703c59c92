//! Thrifty: nothing is spent that can be avoided. Nobody works beyond the shift or is called out of free time, few people mend, and
//! only those hear of it whose contracts cost credits.

use super::practice::{Manner, Plan};
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::{Audience, Axis, Verb};

/// Money before all else.
const SAVING: Manner = Manner {
    lines_at_once: 2,
    tears_away: true,
    calls_out: false,
    wishes: [Axis::Cost, Axis::Reliability, Axis::Flow, Axis::Morale],
    answers: [
        Verb::Counter,
        Verb::Decline,
        Verb::Defer,
        Verb::Agree,
        Verb::Escalate,
    ],
};

/// Wants to spend little.
pub(super) struct Thrifty;

impl Leader for Thrifty {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan::new(seen, SAVING);
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.take_back(incident);
                plan.find_out(incident);
                plan.mend(incident);
                plan.ask(incident);
                plan.reach_tools(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident, &[Audience::Customers]);
        }
        plan.notify();
        plan.decide();
        plan.answer();
        plan.serve_cases();
        plan.send_out();
        plan.send_home(|_| false);
        plan.use_free_hands();
        plan.orders()
    }
}
