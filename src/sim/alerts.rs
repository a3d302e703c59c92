//! Multi-window, multi-burn-rate alerts, exactly as §B2, over rolling windows of 60 buckets.
//!
//! A rule holds while both its windows exceed its burn rate: `bad ÷ requests > burn × (1 − SLO)`. Its long window is 60 buckets,
//! its short one the last 5 (long ÷ 12). A service with little traffic may ask for a least number of requests in the long one. A rule
//! is looked at when one of its buckets is full, on the absolute clock: every minute for the hour, every 6, 24 and 72 minutes for the
//! longer ones.
//!
//! A look is left out where its verdict is known: where every minute of the window was like the present one, or where no minute
//! of it exceeded the burn rate (then their sum cannot). So a quiet day costs nothing, whatever its demand, and skipping is exact.

use super::alarms::FIRST_LIMIT_ROW;
use super::event::What;
use super::world::World;
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
    if firing >> FIRST_LIMIT_ROW != 0 {
        return true;
    }
    let mut rules = RULES.iter().enumerate();
    rules.any(|(row, rule)| rule.pages && firing & (1 << row) != 0)
}

const BUCKETS: usize = 60;
const SHORT: usize = 5;

/// The windows of every service and rule, and their running sums.
#[derive(Debug, Serialize)]
pub(crate) struct Windows {
    /// Flat: rule, bucket, service; so that a bucket of all services is filled at once.
    bad: Vec<u32>,
    requests: Vec<u32>,
    /// Flat: rule, service. They follow from the buckets.
    #[serde(skip)]
    long: Vec<Sum>,
    #[serde(skip)]
    short: Vec<Sum>,
    /// By rule: until then a window holds minutes unlike the present one.
    unlike_until: [Tick; RULES.len()],
    /// By rule: some service burns faster than the rule tolerates, in this minute.
    hot: [bool; RULES.len()],
    /// By rule: until then a window holds a minute in which some service did.
    hot_until: [Tick; RULES.len()],
}

super::world::cloned_in_place!(Windows {
    bad,
    requests,
    long,
    short,
    unlike_until,
    hot,
    hot_until,
});

/// Requests of a window.
#[derive(Clone, Copy, Default, Debug)]
struct Sum {
    bad: u64,
    requests: u64,
}

impl Sum {
    /// Whether bad ones among them exceed a burn rate, in percent of the rule's.
    fn exceeds(self, rule: usize, slo: Ppm, percent: u64) -> bool {
        // Both sides are far below 2^128: a window of requests times percent times millionths.
        u128::from(self.bad) * 1_000_000_000
            > u128::from(RULES[rule].burn_tenths * percent)
                * u128::from(slo.rest().0)
                * u128::from(self.requests)
    }
}

impl Windows {
    pub(super) fn new(services: usize) -> Windows {
        let cells = services * RULES.len() * BUCKETS;
        // Whether a rule holds is not known before its first look.
        let first_look = RULES.map(|rule| Tick(rule.bucket_minutes));
        Windows {
            bad: vec![0; cells],
            requests: vec![0; cells],
            long: vec![Sum::default(); services * RULES.len()],
            short: vec![Sum::default(); services * RULES.len()],
            unlike_until: first_look,
            hot: [false; RULES.len()],
            hot_until: first_look,
        }
    }

    /// The next tick at which a rule has to be looked at.
    pub(super) fn next_change(&self, now: Tick) -> Tick {
        let mut next = Tick::NEVER;
        for (rule, constants) in RULES.iter().enumerate() {
            if self.hot[rule] || now < self.hot_until[rule] {
                let look = Tick((now.0 / constants.bucket_minutes + 1) * constants.bucket_minutes);
                if self.is_open(rule, look) {
                    next = next.min(look);
                }
            }
        }
        next
    }

    /// Whether the verdict on a rule is not known beforehand at that tick.
    fn is_open(&self, rule: usize, look: Tick) -> bool {
        look <= self.unlike_until[rule] && (self.hot[rule] || look <= self.hot_until[rule])
    }

    /// Minutes unlike those before begin, or thresholds have moved: windows are mixed until they have rolled over.
    fn mix(&mut self, now: Tick, were_hot: [bool; RULES.len()]) {
        for (rule, constants) in RULES.iter().enumerate() {
            let rolled_over = now.plus(constants.bucket_minutes * (BUCKETS as u32 + 1));
            self.unlike_until[rule] = rolled_over;
            if were_hot[rule] {
                self.hot_until[rule] = rolled_over;
            }
        }
    }

    /// Error ratio over the whole long window of a rule, 0–1.
    pub(crate) fn long_ratio(&self, service: ServiceId, rule: usize) -> f64 {
        let services = self.long.len() / RULES.len();
        let sum = self.long[rule * services + service.at()];
        if sum.requests == 0 {
            0.0
        } else {
            sum.bad as f64 / sum.requests as f64
        }
    }
}

/// As if every minute before the run had been like its first.
pub(super) fn fill(world: &mut World) {
    let services = world.services.len();
    for (rule, constants) in RULES.iter().enumerate() {
        for (index, state) in world.services.iter().enumerate() {
            let windows = &mut world.windows;
            let cell = Sum {
                bad: u64::from(state.bad.saturating_mul(constants.bucket_minutes)),
                requests: u64::from(state.requests.saturating_mul(constants.bucket_minutes)),
            };
            for bucket in 0..BUCKETS {
                let at = (rule * BUCKETS + bucket) * services + index;
                windows.bad[at] = cell.bad as u32;
                windows.requests[at] = cell.requests as u32;
            }
            let times = |buckets: usize| Sum {
                bad: cell.bad * buckets as u64,
                requests: cell.requests * buckets as u64,
            };
            windows.long[rule * services + index] = times(BUCKETS);
            windows.short[rule * services + index] = times(SHORT);
        }
    }
    world.windows.hot = hot(world);
}

/// The rates of some service differ from those of the minute before.
pub(super) fn rates_changed(world: &mut World) {
    let now = world.now;
    let hot = hot(world);
    let were_hot = std::mem::replace(&mut world.windows.hot, hot);
    world.windows.mix(now, were_hot);
}

/// A threshold moved: what was tolerated may be so no longer.
pub(super) fn thresholds_changed(world: &mut World) {
    let now = world.now;
    world.windows.hot = hot(world);
    world.windows.mix(now, [true; RULES.len()]);
}

/// By rule: whether some service burns faster than the rule tolerates, in this minute.
fn hot(world: &World) -> [bool; RULES.len()] {
    let mut hot = [false; RULES.len()];
    for (index, state) in world.services.iter().enumerate() {
        if state.bad == 0 {
            continue;
        }
        let minute = Sum {
            bad: u64::from(state.bad),
            requests: u64::from(state.requests),
        };
        let slo = world.rules().services[index].slo;
        for (rule, constants) in RULES.iter().enumerate() {
            let percent = paging_threshold(world, ServiceId(index as u16), constants);
            hot[rule] |= minute.exceeds(rule, slo, percent);
        }
    }
    hot
}

/// Puts `minutes` minutes that are all like this one into the windows.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    let World {
        windows, services, ..
    } = world;
    let count = services.len();
    for (rule, constants) in RULES.iter().enumerate() {
        let (mut now, end) = (world.now.0, world.now.0 + minutes);
        let mut bucket = now / constants.bucket_minutes;
        let sums = rule * count..(rule + 1) * count;
        let long = &mut windows.long[sums.clone()];
        let short = &mut windows.short[sums];
        let rows = rule * BUCKETS * count..(rule + 1) * BUCKETS * count;
        let all_bad = &mut windows.bad[rows.clone()];
        let all_requests = &mut windows.requests[rows];
        while now < end {
            let full = (bucket + 1) * constants.bucket_minutes;
            let (here, next) = (bucket as usize % BUCKETS * count, full.min(end));
            if now == bucket * constants.bucket_minutes {
                let leaves = (bucket as usize + BUCKETS - SHORT) % BUCKETS * count;
                for service in 0..count {
                    short[service].bad -= u64::from(all_bad[leaves + service]);
                    short[service].requests -= u64::from(all_requests[leaves + service]);
                    long[service].bad -= u64::from(all_bad[here + service]);
                    long[service].requests -= u64::from(all_requests[here + service]);
                }
                all_bad[here..here + count].fill(0);
                all_requests[here..here + count].fill(0);
            }
            let rows = all_bad[here..here + count]
                .iter_mut()
                .zip(&mut all_requests[here..here + count]);
            for (((bad, requests), state), (long, short)) in
                rows.zip(&*services).zip(long.iter_mut().zip(&mut *short))
            {
                // A cell that is full to the brim stays so; sums hold what cells hold.
                let more_bad = state.bad.saturating_mul(next - now).min(u32::MAX - *bad);
                let more = state
                    .requests
                    .saturating_mul(next - now)
                    .min(u32::MAX - *requests);
                *bad += more_bad;
                *requests += more;
                long.bad += u64::from(more_bad);
                long.requests += u64::from(more);
                short.bad += u64::from(more_bad);
                short.requests += u64::from(more);
            }
            now = next;
            bucket += 1;
        }
    }
}

/// The burn rate at which a rule holds, in percent of §B2's: the lever moves pages alone.
fn paging_threshold(world: &World, service: ServiceId, rule: &Rule) -> u64 {
    let lever = world.lever(LeverKind::PagingThreshold(service));
    let percent = lever.map_or(100, |percent| percent.max(0) as u64);
    let team = world.rules().services[service.at()].team;
    match rule.pages {
        true => percent * u64::from(world.initiatives.paging[team.at()].0) / 1_000_000,
        false => 100,
    }
}

/// Looks at every rule whose bucket is full.
pub(super) fn evaluate(world: &mut World, events: &mut Events) {
    let now = world.now;
    for (rule, constants) in RULES.iter().enumerate() {
        if !world.windows.is_open(rule, now)
            || !now.0.is_multiple_of(constants.bucket_minutes)
            || now.0 == 0
        {
            continue;
        }
        for index in 0..world.services.len() {
            let holds = holds(world, index, rule);
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

/// Whether a rule holds for a service, in a minute in which one of its buckets is full.
fn holds(world: &World, service: usize, rule: usize) -> bool {
    let sum = rule * world.services.len() + service;
    let (short, long) = (world.windows.short[sum], world.windows.long[sum]);
    if short.bad == 0 {
        return false;
    }
    let constants = &world.rules().services[service];
    if long.requests < u64::from(constants.alarms.least_requests) {
        return false;
    }
    let slo = constants.slo;
    let percent = paging_threshold(world, ServiceId(service as u16), &RULES[rule]);
    short.exceeds(rule, slo, percent) && long.exceeds(rule, slo, percent)
}
