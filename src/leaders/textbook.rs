//! Textbook: incident-command practice, and what a good leader does beside and between incidents. Each practice is a file of
//! [`practice`](super::practice); this one says in which order they come.

use super::practice::{Manner, Memory, Plan};
use super::shared::person_of;
use super::{Leader, Orders};
use crate::observe::Observation;
use crate::scenario::rules::{Audience, Axis};

/// Whoever needs it is talked with twice a run, between every four hours and once in four weeks, once the run has found its feet.
const TALKS: u32 = 2;
const TALK_EVERY_MINUTES: (u32, u32) = (4 * 60, 28 * 24 * 60);
const SETTLED_MINUTES: u32 = 60;
/// Share of an error budget below which reliability comes before flow: the policy of §B3, with some notice. *Assumed.*
const BUDGET_RUNS_LOW: f64 = 0.5;
/// With so many people at an incident, more hands are no help: a span begins with three (§C6: 3 to 7).
const ENOUGH: usize = 3;

/// Leads by the book.
#[derive(Default)]
pub(super) struct Textbook {
    memory: Memory,
}

impl Leader for Textbook {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut plan = Plan::new(seen, Manner::TEXTBOOK);
        for incident in plan.worst_first() {
            plan.take_charge(incident);
            if plan.fold_in(incident) {
                continue;
            }
            if incident.mitigated.is_none() {
                plan.take_back(incident);
                plan.find_out(incident);
                plan.invite_objections(&mut self.memory, incident);
                plan.mend(incident);
                plan.ask(incident);
                plan.reach_tools(incident);
                plan.share_command(incident);
                plan.share_words(incident);
                plan.hand_over(incident);
                plan.call_in(incident);
            } else {
                plan.wind_down(incident);
            }
            plan.tell(incident, &Audience::ALL);
            plan.promise_news(incident);
        }
        plan.notify();
        plan.hold_the_call();
        plan.press_vendors();
        let promised = seen.queued().filter(|command| person_of(command).is_some());
        plan.manner.wishes = wishes(seen, plan.taken.len() + promised.count());
        plan.decide();
        plan.answer();
        plan.serve_cases();
        plan.review();
        plan.send_out();
        plan.send_home_when_quiet();
        plan.share_nights(&mut self.memory);
        plan.plan_the_week(&mut self.memory);
        plan.use_free_hands();
        plan.take_up_lessons();
        if seen.now.0 >= SETTLED_MINUTES {
            let (often, seldom) = TALK_EVERY_MINUTES;
            plan.talk(&mut self.memory, (seen.ends.0 / TALKS).clamp(often, seldom));
        }
        plan.orders()
    }
}

/// What an option should speak for. While customers hurt, reliability, until the call has as many people as can be led (§C6): more of
/// them would only get in one another's way, and other work needs them. While the error budget lasts, it is there to be used (§B3), at
/// a pace that people keep up.
fn wishes(seen: &Observation, called: usize) -> [Axis; 4] {
    let mut vital = seen.services.iter().filter(|service| service.tier == 1);
    let mut unmended = seen
        .open_incidents()
        .filter(|incident| incident.mitigated.is_none());
    if seen.customers_hurt && unmended.all(|incident| incident.responders.len() + called >= ENOUGH)
    {
        [Axis::Flow, Axis::Reliability, Axis::Morale, Axis::Cost]
    } else if seen.customers_hurt {
        [Axis::Reliability, Axis::Morale, Axis::Cost, Axis::Flow]
    } else if vital.any(|service| service.budget_left < BUDGET_RUNS_LOW) {
        [Axis::Reliability, Axis::Morale, Axis::Flow, Axis::Cost]
    } else {
        [Axis::Morale, Axis::Flow, Axis::Reliability, Axis::Cost]
    }
}
