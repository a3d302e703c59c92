//! Feature-first: planned work comes first. Nobody is torn away from it but for what is major, everything that is finished goes out,
//! and whoever asks for more gets it.

use super::practice::{Manner, Plan};
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::{Audience, Axis, Verb};

/// Flow before all else.
const DRIVING: Manner = Manner {
    lines_at_once: 1,
    tears_away: false,
    calls_out: true,
    wishes: [Axis::Flow, Axis::Cost, Axis::Reliability, Axis::Morale],
    answers: [
        Verb::Defer,
        Verb::Counter,
        Verb::Decline,
        Verb::Agree,
        Verb::Escalate,
    ],
};

/// Wants things to be done.
pub(super) struct FeatureFirst;

impl Leader for FeatureFirst {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan::new(seen, DRIVING);
        plan.decide();
        plan.send_out();
        plan.use_free_hands();
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.find_out(incident);
                plan.mend(incident);
                plan.ask(incident);
                plan.reach_tools(incident);
                plan.call_in(incident);
            } else {
                plan.tell(incident, &Audience::ALL);
                plan.wind_down(incident);
            }
        }
        plan.answer();
        plan.serve_cases();
        plan.send_home_when_quiet();
        plan.orders()
    }
}
