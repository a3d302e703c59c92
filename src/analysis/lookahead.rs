//! Lookahead: what the textbook would do, and what could be done instead, tried in futures in which all that is hidden is drawn anew
//! from what could be known (design §9). The true World is looked at through an Observation alone.
//!
//! | symbol | meaning |
//! | --- | --- |
//! | `v_a` | what a future comes to on axis `a`, from where it began: money lost by delay, revenue lost, morale, money spent |
//! | `r_a` | range of the axis: mean of the textbook above the worst of neglect, random and panic, over a few runs of other seeds |
//! | `V` | `Σ w_a v_a ÷ r_a` |
//!
//! Futures are common to all candidates, so that their luck is the same. Another candidate is taken if it is better than the
//! textbook's own by more than two standard errors of the difference: of many candidates in few futures, one looks better by luck.

use super::candidates::candidates;
use crate::leaders::{self, Leader, Orders};
use crate::observe::{Observation, Viewpoint};
use crate::run::Run;
use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::scenario::units::Tick;
use crate::score::marks::Spread;
use crate::score::{axis_values, base_metrics, base_of, played};
use crate::sim::Command;
use crate::sim::draw::future_seed;
use std::sync::Arc;

/// Its name on the command line.
pub const NAME: &str = "lookahead";
/// Futures in which each candidate is tried.
const FUTURES: u32 = 6;
/// So far ahead: a shift.
const HORIZON_MINUTES: u32 = 8 * 60;
/// So many moments of a run are thought about; after them the textbook leads.
const MOMENTS_MOST: u32 = 60;
/// Looks again after so many minutes at the latest once it has thought.
const AGAIN_MINUTES: u32 = 3;
/// Runs from which the ranges of the axes are taken.
const RANGE_SEEDS: u32 = 4;
/// The first ordinal of their seeds, beyond those of futures.
const RANGE_FIRST: u32 = 1 << 30;

/// A whole run under lookahead.
pub fn led(scenario: &Arc<Scenario>, seed: u64) -> Run {
    let mut run = Run::new(scenario.clone(), seed, NAME);
    let mut leader = Lookahead::new(scenario, seed);
    while !run.over() {
        let orders = leader.orders(&run);
        run.follow(orders);
    }
    run
}

/// Leads by futures.
pub struct Lookahead {
    seed: u64,
    scale: [f64; 4],
    textbook: Box<dyn Leader>,
    moments: u32,
}

impl Lookahead {
    /// A leader whose futures are drawn by that seed.
    pub fn new(scenario: &Arc<Scenario>, seed: u64) -> Lookahead {
        Lookahead {
            seed,
            scale: scale(scenario, seed),
            textbook: textbook(scenario, seed),
            moments: 0,
        }
    }

    /// Commands now, and when to be asked again: from what can be seen of a run and from its futures, so that two runs which look the
    /// same get the same orders.
    pub fn orders(&mut self, run: &Run) -> Orders {
        let seen = run.observe(Viewpoint::Leader);
        let mut orders = self.textbook.lead(&seen);
        let all = candidates(&seen, &orders.commands);
        if all.len() > 1 && self.moments < MOMENTS_MOST {
            orders.commands = self.best(run, &seen, all);
            orders.wake = orders.wake.min(seen.now.plus(AGAIN_MINUTES));
            self.moments += 1;
        }
        orders
    }

    /// The candidate whose futures are worth most.
    fn best(&self, run: &Run, seen: &Observation, mut all: Vec<Vec<Command>>) -> Vec<Command> {
        let until = seen.now.plus(HORIZON_MINUTES).min(seen.ends);
        let worth = |commands: &Vec<Command>| -> Vec<f64> {
            let futures = (0..FUTURES).map(|future| {
                let seed = future_seed(self.seed, self.moments * FUTURES + future);
                worth(run.future(seed), seen, commands, until, &self.scale)
            });
            futures.collect()
        };
        let usual = worth(&all[0]);
        let mut chosen = (0, 0.0);
        for (at, commands) in all.iter().enumerate().skip(1) {
            let other = worth(commands);
            let gains: Vec<f64> = other.iter().zip(&usual).map(|(a, b)| a - b).collect();
            let gain = Spread::of(&gains);
            let sure = gain.mean - 2.0 * gain.sd / libm::sqrt(f64::from(FUTURES));
            if sure > 0.0 && gain.mean > chosen.1 {
                chosen = (at, gain.mean);
            }
        }
        all.swap_remove(chosen.0)
    }
}

fn textbook(scenario: &Scenario, seed: u64) -> Box<dyn Leader> {
    leaders::by_name("textbook", scenario, seed).expect("a reference leader of that name")
}

/// Points that a unit of each axis is worth.
fn scale(scenario: &Arc<Scenario>, seed: u64) -> [f64; 4] {
    let mut ranges = [0.0; 4];
    for ordinal in 0..RANGE_SEEDS {
        let seed = future_seed(seed, RANGE_FIRST + ordinal);
        let base = base_of(&base_metrics(scenario, seed));
        let par = axis_values(&played(scenario, seed, "textbook"));
        for axis in 0..4 {
            ranges[axis] += (par[axis] - base[axis]) / f64::from(RANGE_SEEDS);
        }
    }
    let weights = scenario.rules.weights.map(|weight| 100.0 * weight.ratio());
    std::array::from_fn(|axis| match ranges[axis] {
        range if range > 0.0 => weights[axis] / range,
        _ => 0.0,
    })
}

/// What one future comes to in which these commands are given now, and the textbook leads from then on.
fn worth(
    mut future: Run,
    from: &Observation,
    commands: &[Command],
    until: Tick,
    scale: &[f64; 4],
) -> f64 {
    let mut textbook = textbook(future.scenario(), future.seed());
    future.follow(Orders {
        commands: commands.to_vec(),
        wake: from.now.plus(1),
        on_event: false,
    });
    future.be_led(textbook.as_mut(), until);
    let seen = future.observe(Viewpoint::Leader);
    let values = Axis::ALL.map(|axis| match axis {
        Axis::Flow => -delay(from, &seen),
        Axis::Reliability => -seen.ledger.lost_revenue.units(),
        Axis::Morale => mean_morale(&seen),
        Axis::Cost => -seen.ledger.total.units(),
    });
    values
        .iter()
        .zip(scale)
        .map(|(value, scale)| value * scale)
        .sum()
}

/// What delay costs between two looks, and until what is left will be done: by what an hour of it costs now.
fn delay(from: &Observation, seen: &Observation) -> f64 {
    let items = seen.work.iter().map(|item| {
        let begins = item.arrived.max(from.now);
        let hours = match item.done {
            Some(done) => f64::from(done.0.saturating_sub(begins.0)) / 60.0,
            None => (f64::from(seen.now.since(begins)) + item.left_minutes) / 60.0,
        };
        hours * item.delay_per_hour.units()
    });
    items.sum()
}

fn mean_morale(seen: &Observation) -> f64 {
    let sum: f64 = seen
        .people
        .iter()
        .map(|person| f64::from(person.morale))
        .sum();
    sum / seen.people.len().max(1) as f64
}
