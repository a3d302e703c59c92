//! What is looked at every quarter of an hour, on the absolute clock: money spent and error budgets, which change in every
//! minute. Conditions on them, and the error-budget policy, ask what the last look showed, so nothing is polled and skipping stays exact.
//!
//! An error budget rolls: what counts is the last 30 days (the period of §B2's rules; the policy of §B3 has four weeks in its example),
//! in 60 buckets of half a day. What a scenario says to be spent when the run begins counts as spent evenly over the 30 days before
//! it (*assumed*), so every half day forgets a sixtieth of it: a budget that is left alone comes back.

use super::services;
use super::world::World;
use crate::scenario::conditions::LOOK_MINUTES;
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{Condition, LeverKind, Rules};
use crate::scenario::units::{Money, Ppm, Tick};
use serde::Serialize;

/// Minutes of the month on which error budgets are reckoned (§B2).
const MONTH_MINUTES: u32 = 30 * 24 * 60;
/// Buckets of that month.
const BUCKETS: usize = 60;
/// Minutes of one of them.
const BUCKET_MINUTES: u32 = MONTH_MINUTES / BUCKETS as u32;

/// What the last look showed.
#[derive(Debug, Serialize)]
pub(crate) struct Looks {
    /// Whether anything in the scenario asks about it.
    on: bool,
    pub spent: Money,
    /// Share of the error budget that is spent, by service.
    pub budgets: Vec<Ppm>,
    /// Thousandths of bad requests of each service up to each of the last beginnings of a bucket; empty where the run is not that long.
    past: Vec<u64>,
    /// Thousandths of bad requests that are older than the window, by service.
    forgotten: Vec<u64>,
}

super::world::cloned_in_place!(Looks {
    on,
    spent,
    budgets,
    past,
    forgotten,
});

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
        let rolls = rules.ends.0 > MONTH_MINUTES;
        let services = rules.services.len();
        Looks {
            past: vec![0; if rolls { services * BUCKETS } else { 0 }],
            forgotten: vec![0; services],
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

/// What counts of a service's error budget now: the share that was spent before the run, thousandths of bad requests since, and the usual
/// requests of the window.
pub(crate) fn in_window(world: &World, service: ServiceId) -> (Ppm, u64, u64) {
    let gone = (world.now.0 / BUCKET_MINUTES).min(BUCKETS as u32);
    let before = u64::from(world.rules().services[service.at()].budget_spent.0);
    let before = Ppm((before * u64::from(BUCKETS as u32 - gone) / BUCKETS as u64) as u32);
    let bad_milli = services::counted_so_far(world, service) - world.looks.forgotten[service.at()];
    let usual = u64::from(services::usual(world, service).max(1));
    (before, bad_milli, usual * u64::from(MONTH_MINUTES))
}

fn budget_spent(world: &World, service: ServiceId) -> Ppm {
    let (before, bad_milli, requests) = in_window(world, service);
    let slo = world.rules().services[service.at()].slo;
    let budget = (u128::from(requests) * u128::from(slo.rest().0)).max(1);
    let spent = u128::from(before.0) + u128::from(bad_milli) * 1_000_000_000 / budget;
    Ppm(spent.min(u128::from(u32::MAX)) as u32)
}

/// Looks, if it is time.
pub(super) fn look(world: &mut World) {
    if !world.looks.past.is_empty() && world.now.0.is_multiple_of(BUCKET_MINUTES) {
        let bucket = (world.now.0 / BUCKET_MINUTES) as usize % BUCKETS;
        for index in 0..world.services.len() {
            let bad = services::counted_so_far(world, ServiceId(index as u16));
            world.looks.forgotten[index] =
                std::mem::replace(&mut world.looks.past[index * BUCKETS + bucket], bad);
        }
    }
    if !world.looks.on || minutes_to_next(world) < LOOK_MINUTES {
        return;
    }
    world.looks.spent = world.ledger.total();
    for index in 0..world.services.len() {
        world.looks.budgets[index] = budget_spent(world, ServiceId(index as u16));
    }
}

pub(super) fn next_change(world: &World) -> Tick {
    let bucket = if world.looks.past.is_empty() {
        Tick::NEVER
    } else {
        Tick((world.now.0 / BUCKET_MINUTES + 1) * BUCKET_MINUTES)
    };
    if world.looks.on {
        world.now.plus(minutes_to_next(world)).min(bucket)
    } else {
        bucket
    }
}
