//! What speaks for a first strike in some minute: the window of a fault, or its hazard and what debt has made of it.

use super::leaks::untouched;
use super::sign_rate;
use crate::scenario::ids::{FaultId, ServiceId};
use crate::scenario::rules::{Fault, Onset};
use crate::scenario::units::Tick;
use crate::sim::hazard::{DAY_MINUTES, per_day};
use crate::sim::world::World;
use serde::Serialize;

/// What debt makes of a hazard, and has made of it since the run began. The faults of a service share it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Pressure {
    /// Now, in percent.
    pub percent: u16,
    since: Tick,
    /// Minutes until then, each as often as the percent of it say; and the same times the number of its day.
    minutes: u64,
    aged: u64,
}

impl Pressure {
    /// No debt.
    pub(super) const NONE: Pressure = Pressure {
        percent: 100,
        since: Tick(0),
        minutes: 0,
        aged: 0,
    };

    fn until(&self, tick: Tick) -> (u64, u64) {
        let percent = u64::from(self.percent);
        (
            self.minutes + percent * u64::from(tick.since(self.since)),
            self.aged + percent * numbered_days(tick).saturating_sub(numbered_days(self.since)),
        )
    }

    fn set(&mut self, percent: u16, now: Tick) {
        (self.minutes, self.aged) = self.until(now);
        (self.percent, self.since) = (percent, now);
    }

    /// What it was in the minute before a tick, in percent: the mean, of what it was before it last changed.
    pub(super) fn percent_at(&self, tick: Tick) -> u16 {
        if tick > self.since {
            self.percent
        } else {
            (self.minutes / u64::from(self.since.0.max(1))) as u16
        }
    }

    /// Expected first strikes of a fault until a tick since which this has not changed, in billionths, had there been none.
    fn hazard(&self, rule: &Fault, tick: Tick) -> u64 {
        let (minutes, aged) = self.until(tick);
        weighed(rule, minutes, aged)
    }

    /// The same before a minute, and in it.
    pub(super) fn around(&self, rule: &Fault, tick: Tick) -> (u64, u64) {
        let before = Tick(tick.0.saturating_sub(1));
        let percent = u64::from(self.percent);
        let days = numbered_days(tick) - numbered_days(before);
        let here = weighed(
            rule,
            percent * u64::from(tick.since(before)),
            percent * days,
        );
        (self.hazard(rule, tick).saturating_sub(here), here)
    }
}

/// The minutes until a tick, each as often as the number of its day says; the first day has number 0.
fn numbered_days(tick: Tick) -> u64 {
    let minutes = u64::from(DAY_MINUTES);
    let (days, rest) = (u64::from(tick.0) / minutes, u64::from(tick.0) % minutes);
    days * days.saturating_sub(1) / 2 * minutes + days * rest
}

/// Expected first strikes in minutes weighed by pressure in percent, and the same by days, in billionths.
fn weighed(rule: &Fault, minutes: u64, aged: u64) -> u64 {
    let Onset::Hazard {
        per_day: rate,
        older,
    } = rule.onset
    else {
        return 0;
    };
    let ageing = u128::from(minutes) * 1_000_000 + u128::from(aged) * u128::from(older.0);
    let strikes = u128::from(per_day(rate)) * ageing / 100_000_000;
    u64::try_from(strikes).unwrap_or(u64::MAX)
}

/// Debt sets how much likelier the faults of a service are than the scenario says, in percent.
pub(in crate::sim) fn press(world: &mut World, service: ServiceId, percent: u16) {
    let now = world.now;
    for (rule, state) in world.scenario.rules.faults.iter().zip(&mut world.faults) {
        if rule.service == service && state.pressure.percent != percent {
            state.pressure.set(percent, now);
            world.faults_due = now;
        }
    }
}

/// Expected first strikes of a fault by hazard before this minute and in it, in billionths.
pub(in crate::sim) fn first_hazard(world: &World, fault: FaultId) -> (u64, u64) {
    let rule = &world.rules().faults[fault.at()];
    (world.faults[fault.at()].pressure).around(rule, world.now)
}

/// Chance that a fault first struck by itself in that minute, by the hazard before it and in it.
pub(in crate::sim) fn chance_then(rule: &Fault, tick: Tick, (before, here): (u64, u64)) -> f64 {
    match rule.onset {
        Onset::Window(first, last) => {
            let before = Tick(tick.0.saturating_sub(1));
            chance_of_window(first, last, before) - chance_of_window(first, last, tick)
        }
        Onset::Hazard { .. } => {
            libm::exp(-(before as f64) / 1e9) * -libm::expm1(-(here as f64) / 1e9)
        }
        Onset::Called => 0.0,
    }
}

/// Chance that a fault has not struck by itself until now.
pub(in crate::sim) fn chance_not_yet(world: &World, fault: FaultId) -> f64 {
    let rule = &world.rules().faults[fault.at()];
    match rule.onset {
        Onset::Window(first, last) => chance_of_window(first, last, world.now),
        Onset::Hazard { .. } => {
            let hazard = (world.faults[fault.at()].pressure).hazard(rule, world.now);
            libm::exp(-(hazard as f64) / 1e9)
        }
        // What calls it is seen.
        Onset::Called => 1.0,
    }
}

/// Chance that an onset falls into a window after that minute. What falls into minute 0 strikes in minute 1.
pub(super) fn chance_of_window(first: Tick, last: Tick, tick: Tick) -> f64 {
    if tick.0 == 0 {
        return 1.0;
    }
    let all = f64::from(last.since(first) + 1);
    f64::from(last.since(tick).min(last.since(first) + 1)) / all
}

/// Expected signs of a fault in the minutes since it struck, while nobody does anything about it.
pub(in crate::sim) fn signs(rule: &Fault, minutes: u32) -> f64 {
    let signs = (0..minutes).map(|since| sign_rate(rule, untouched(rule, since)));
    signs.sum::<u64>() as f64 / 1e9
}
