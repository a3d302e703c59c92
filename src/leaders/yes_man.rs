//! Yes-man: follows every stakeholder. Says yes to whatever is asked, tells everybody everything all the time, gives the call to
//! whoever wants it, and lets the team run after what was asked for last.

use super::practice::{Manner, Plan};
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::{Audience, Verb};
use crate::sim::Command;

/// Nobody waits longer for an update.
const POST_EVERY_MINUTES: u32 = 10;

/// Agrees.
const PLEASING: Manner = Manner {
    lines_at_once: 1,
    answers: [
        Verb::Agree,
        Verb::Counter,
        Verb::Defer,
        Verb::Escalate,
        Verb::Decline,
    ],
    ..Manner::TEXTBOOK
};

/// Wants everybody to be content.
pub(super) struct YesMan;

impl Leader for YesMan {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan::new(seen, PLEASING);
        plan.answer();
        for stakeholder in &seen.stakeholders {
            if stakeholder.visit.is_some() {
                plan.give(Command::Reply(stakeholder.id, Verb::Agree));
            }
        }
        plan.notify();
        // What happens if nobody decides is what everybody expects.
        for card in &seen.cards {
            plan.give(Command::Decide(card.id, card.default));
        }
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            for audience in Audience::ALL {
                let last = incident.posted[audience as usize];
                let due = last.is_none_or(|last| seen.now.since(last) >= POST_EVERY_MINUTES);
                if due && incident.acknowledged.is_some() {
                    plan.give(Command::Post(incident.id, audience));
                }
            }
            if incident.mitigated.is_none() {
                plan.find_out(incident);
                plan.mend(incident);
                plan.ask(incident);
                plan.reach_tools(incident);
                plan.call_in(incident);
            } else {
                plan.wind_down(incident);
            }
        }
        plan.serve_cases();
        plan.send_out();
        plan.send_home_when_quiet();
        plan.use_free_hands();
        plan.orders()
    }
}
