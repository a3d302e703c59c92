//! Multi-window, multi-burn-rate alerts, exactly as §B2, over rolling windows of 60 buckets.
//!
//! A rule holds while both its windows exceed its burn rate: `bad ÷ requests > burn × (1 − SLO)`. Its long window is 60 buckets,
//! its short one the last 5 (long ÷ 12). A rule is looked at when one of its buckets is full, on the absolute clock: every
//! minute for the hour, every 6, 24 and 72 minutes for the longer ones. So a quiet day costs a few looks, and skipping is exact.

use super::event::What;
use super::world::{ServiceState, World};
use super::{Events, note};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::LeverKind;
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// A rule of §B2.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Minutes of a bucket: a sixtieth of the long window.
    pub bucket_minutes: u32,
    /// Burn rate in tenths.
    pub burn_tenths: u64,
    /// Pages somebody; a ticket otherwise.
    pub pages: bool,
}

/// The rules of §B2, in its order: 1 h, 6 h, 1 d, 3 d.
pub const RULES: [Rule; 4] = [
    Rule {
        bucket_minutes: 1,
        burn_tenths: 144,
        pages: true,
    },
    Rule {
        bucket_minutes: 6,
        burn_tenths: 60,
        pages: true,
    },
    Rule {
        bucket_minutes: 24,
        burn_tenths: 30,
        pages: false,
    },
    Rule {
        bucket_minutes: 72,
        burn_tenths: 10,
        pages: false,
    },
];

/// Whether one of the rules that hold, a bit each, pages somebody.
pub(crate) fn pages(firing: u8) -> bool {
    let mut rules = RULES.iter().enumerate();
    rules.any(|(row, rule)| rule.pages && firing & (1 << row) != 0)
}

const BUCKETS: usize = 60;
const SHORT: usize = 5;

/// The windows of every service and rule, flat: service, rule, bucket.
#[derive(Debug, Serialize)]
pub(crate) struct Windows {
    bad: Vec<u32>,
    requests: Vec<u32>,
    /// By rule: until then a window holds minutes unlike the present one.
    unlike_until: [Tick; RULES.len()],
}

super::world::cloned_in_place!(Windows {
    bad,
    requests,
    unlike_until
});

impl Windows {
    pub(super) fn new(services: usize) -> Windows {
        let cells = services * RULES.len() * BUCKETS;
        Windows {
            bad: vec![0; cells],
            requests: vec![0; cells],
            // Whether a rule holds is not known before its first look.
            unlike_until: RULES.map(|rule| Tick(rule.bucket_minutes)),
        }
    }

    /// As if every minute before the run had been like this one.
    pub(super) fn fill(&mut self, services: &[ServiceState]) {
        for (service, state) in services.iter().enumerate() {
            for (rule, constants) in RULES.iter().enumerate() {
                for cell in cells(service, rule) {
                    self.bad[cell] = state.bad * constants.bucket_minutes;
                    self.requests[cell] = state.requests * constants.bucket_minutes;
                }
            }
        }
    }

    /// The rates changed: windows are mixed until they have rolled over.
    pub(super) fn rates_changed(&mut self, now: Tick) {
        for (until, rule) in self.unlike_until.iter_mut().zip(&RULES) {
            *until = now.plus(rule.bucket_minutes * (BUCKETS as u32 + 1));
        }
    }

    /// The next tick at which a rule has to be looked at.
    pub(super) fn next_change(&self, now: Tick) -> Tick {
        let due = self.unlike_until.iter().zip(&RULES).map(|(until, rule)| {
            let boundary = Tick((now.0 / rule.bucket_minutes + 1) * rule.bucket_minutes);
            if boundary <= *until {
                boundary
            } else {
                Tick::NEVER
            }
        });
        due.min().unwrap_or(Tick::NEVER)
    }

    /// Error ratio over the whole long window of a rule, 0–1.
    pub(crate) fn long_ratio(&self, service: ServiceId, rule: usize) -> f64 {
        let range = cells(service.at(), rule);
        let bad: u64 = self.bad[range.clone()]
            .iter()
            .map(|&bad| u64::from(bad))
            .sum();
        let requests: u64 = self.requests[range]
            .iter()
            .map(|&requests| u64::from(requests))
            .sum();
        if requests == 0 {
            0.0
        } else {
            bad as f64 / requests as f64
        }
    }

    /// Whether a rule holds for a service. The threshold is in percent of the rule's burn rate.
    fn holds(
        &self,
        service: usize,
        rule: usize,
        slo: Ppm,
        threshold_percent: u64,
        now: Tick,
    ) -> bool {
        let start = service * RULES.len() * BUCKETS + rule * BUCKETS;
        // The bucket that was just filled is the one before the present minute's.
        let newest = ((now.0 / RULES[rule].bucket_minutes) as usize + BUCKETS - 1) % BUCKETS;
        let exceeds = |cells: &mut dyn Iterator<Item = usize>| {
            let (mut bad, mut requests) = (0_u64, 0_u64);
            for cell in cells {
                bad += u64::from(self.bad[start + cell]);
                requests += u64::from(self.requests[start + cell]);
            }
            // Both sides are far below 2^128: a window of requests times percent times millionths.
            u128::from(bad) * 1_000_000_000
                > u128::from(RULES[rule].burn_tenths * threshold_percent)
                    * u128::from(slo.rest().0)
                    * u128::from(requests)
        };
        exceeds(&mut (0..SHORT).map(|back| (newest + BUCKETS - back) % BUCKETS))
            && exceeds(&mut (0..BUCKETS))
    }
}

fn cells(service: usize, rule: usize) -> std::ops::Range<usize> {
    let start = (service * RULES.len() + rule) * BUCKETS;
    start..start + BUCKETS
}

/// Puts `minutes` minutes that are all like this one into the windows.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    let windows = &mut world.windows;
    for (rule, constants) in RULES.iter().enumerate() {
        let mut now = world.now.0;
        let end = now + minutes;
        while now < end {
            let bucket = now / constants.bucket_minutes;
            let next = ((bucket + 1) * constants.bucket_minutes).min(end);
            let starts = now.is_multiple_of(constants.bucket_minutes);
            for (service, state) in world.services.iter().enumerate() {
                let cell = cells(service, rule).start + bucket as usize % BUCKETS;
                if starts {
                    windows.bad[cell] = 0;
                    windows.requests[cell] = 0;
                }
                windows.bad[cell] += state.bad * (next - now);
                windows.requests[cell] += state.requests * (next - now);
            }
            now = next;
        }
    }
}

/// The burn rate at which a rule holds, in percent of §B2's: the lever moves pages alone.
fn paging_threshold(world: &World, service: ServiceId, rule: &Rule) -> u64 {
    let lever = world.lever(LeverKind::PagingThreshold(service));
    lever
        .filter(|_| rule.pages)
        .map_or(100, |percent| percent.max(0) as u64)
}

/// Looks at every rule whose bucket is full.
pub(super) fn evaluate(world: &mut World, events: &mut Events) {
    let now = world.now;
    for (rule, constants) in RULES.iter().enumerate() {
        if !now.0.is_multiple_of(constants.bucket_minutes) || now.0 == 0 {
            continue;
        }
        for index in 0..world.services.len() {
            let slo = world.rules().services[index].slo;
            let percent = paging_threshold(world, ServiceId(index as u16), constants);
            let holds = world.windows.holds(index, rule, slo, percent, now);
            let bit = 1_u8 << rule;
            let held = world.services[index].firing & bit != 0;
            if holds == held {
                continue;
            }
            let service = ServiceId(index as u16);
            world.services[index].firing ^= bit;
            if holds {
                note(events, now, What::AlertFired(service, rule as u8));
                if constants.pages {
                    world.first_alert.get_or_insert(now);
                }
            } else {
                note(events, now, What::AlertCleared(service, rule as u8));
            }
        }
    }
}
