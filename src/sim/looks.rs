//! What is looked at every quarter of an hour, on the absolute clock: money spent and error budgets, which change in every
//! minute. Conditions on them, and the error-budget policy, ask what the last look showed, so nothing is polled and skipping stays exact.

use super::services;
use super::world::World;
use crate::scenario::conditions::LOOK_MINUTES;
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{Condition, LeverKind, Rules};
use crate::scenario::units::{Money, Ppm, Tick};
use serde::Serialize;

/// Minutes of the month on which error budgets are reckoned (§B2).
const MONTH_MINUTES: u64 = 30 * 24 * 60;

/// What the last look showed.
#[derive(Debug, Serialize)]
pub(crate) struct Looks {
    /// Whether anything in the scenario asks about it.
    on: bool,
    pub spent: Money,
    /// Share of the error budget that is spent, by service.
    pub budgets: Vec<Ppm>,
}

super::world::cloned_in_place!(Looks { on, spent, budgets });

impl Looks {
    pub(super) fn new(rules: &Rules) -> Looks {
        let messages = rules.messages.iter().map(|message| &message.when);
        let answers = (rules.messages.iter()).flat_map(|message| &message.answers);
        let promises = answers.filter_map(|answer| Some(&answer.promise.as_ref()?.must));
        let cards = rules.cards.iter().map(|card| &card.when);
        let vendors = rules
            .vendors
            .iter()
            .filter_map(|vendor| vendor.proof.as_ref());
        let duties = rules.duties.iter().map(|duty| &duty.knowable);
        let steps = rules.history_steps.iter().map(|step| &step.when);
        let mut conditions = messages
            .chain(promises)
            .chain(cards)
            .chain(vendors)
            .chain(duties)
            .chain(steps);
        let slow =
            |part: &Condition| matches!(part, Condition::CostAbove(_) | Condition::BudgetSpent(..));
        let policy = (rules.levers.iter()).any(|lever| lever.kind == LeverKind::ErrorBudgetPolicy);
        Looks {
            on: policy || conditions.any(|condition| condition.any_part(&slow)),
            spent: Money(0),
            budgets: rules
                .services
                .iter()
                .map(|service| service.budget_spent)
                .collect(),
        }
    }
}

fn minutes_to_next(world: &World) -> u32 {
    LOOK_MINUTES - (u32::from(world.rules().starts_at.0) + world.now.0) % LOOK_MINUTES
}

/// Looks, if it is time.
pub(super) fn look(world: &mut World) {
    if !world.looks.on || minutes_to_next(world) < LOOK_MINUTES {
        return;
    }
    world.looks.spent = world.ledger.total();
    for index in 0..world.services.len() {
        let rule = &world.rules().services[index];
        let state = &world.services[index];
        let month = u128::from(services::usual(world, ServiceId(index as u16)).max(1))
            * u128::from(MONTH_MINUTES);
        let budget = (month * u128::from(rule.slo.rest().0)).max(1);
        let burnt = u128::from(state.counted_total_milli) * 1_000_000_000 / budget;
        let spent = u128::from(rule.budget_spent.0) + burnt;
        world.looks.budgets[index] = Ppm(spent.min(u128::from(u32::MAX)) as u32);
    }
}

pub(super) fn next_change(world: &World) -> Tick {
    if world.looks.on {
        world.now.plus(minutes_to_next(world))
    } else {
        Tick::NEVER
    }
}
