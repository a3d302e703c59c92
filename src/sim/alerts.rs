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
use crate::scenario::units::Tick;
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

/// The windows of every service and rule.
#[derive(Debug, Serialize)]
pub(crate) struct Windows {
    /// Flat: rule, bucket, service; so that a bucket of all services is filled at once.
    bad: Vec<u32>,
    requests: Vec<u32>,
    /// What this minute adds, by service; it follows from the services.
    #[serde(skip)]
    rates: Rates,
    /// What a rule tolerates; flat: rule, service. It follows from the levers and initiatives.
    #[serde(skip)]
    tolerated: Vec<u64>,
    /// Sums over the full buckets of rules that are looked at. They follow from the buckets.
    #[serde(skip)]
    long: Sums,
    #[serde(skip)]
    short: Sums,
    /// By rule: its sums are kept up, because it is looked at.
    #[serde(skip)]
    summed: [bool; RULES.len()],
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
    rates,
    tolerated,
    long,
    short,
    summed,
    unlike_until,
    hot,
    hot_until,
});

/// Requests of a minute, by service.
#[derive(Debug)]
struct Rates {
    bad: Vec<u32>,
    requests: Vec<u32>,
}

super::world::cloned_in_place!(Rates { bad, requests });

/// Requests of windows; flat: rule, service.
#[derive(Debug)]
struct Sums {
    bad: Vec<u64>,
    requests: Vec<u64>,
}

super::world::cloned_in_place!(Sums { bad, requests });

impl Sums {
    fn new(cells: usize) -> Sums {
        Sums {
            bad: vec![0; cells],
            requests: vec![0; cells],
        }
    }

    fn at(&self, place: usize) -> Sum {
        Sum {
            bad: self.bad[place],
            requests: self.requests[place],
        }
    }

    fn set(&mut self, place: usize, sum: Sum) {
        (self.bad[place], self.requests[place]) = (sum.bad, sum.requests);
    }
}

/// Requests of a window.
#[derive(Clone, Copy, PartialEq, Default, Debug)]
struct Sum {
    bad: u64,
    requests: u64,
}

impl Sum {
    /// Whether bad ones among them are more than tolerated, in billionths of a request.
    fn exceeds(self, tolerated: u64) -> bool {
        // Both sides are far below 2^128: a window of requests times billionths.
        u128::from(self.bad) * 1_000_000_000 > u128::from(tolerated) * u128::from(self.requests)
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
            rates: Rates {
                bad: vec![0; services],
                requests: vec![0; services],
            },
            tolerated: vec![0; services * RULES.len()],
            long: Sums::new(services * RULES.len()),
            short: Sums::new(services * RULES.len()),
            summed: [false; RULES.len()],
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

    fn services(&self) -> usize {
        self.rates.bad.len()
    }

    /// What the last so many full buckets of a rule hold of a service, at a tick.
    fn sum(&self, rule: usize, service: usize, buckets: usize, now: Tick) -> Sum {
        let full = (now.0 / RULES[rule].bucket_minutes) as usize + BUCKETS;
        let cells = (full - buckets..full).map(|bucket| {
            let at = (rule * BUCKETS + bucket % BUCKETS) * self.services() + service;
            (self.bad[at], self.requests[at])
        });
        cells.fold(Sum::default(), |sum, (bad, requests)| Sum {
            bad: sum.bad + u64::from(bad),
            requests: sum.requests + u64::from(requests),
        })
    }

    /// Begins to keep up the sums of a rule, in a minute in which one of its buckets is full.
    fn begin_sums(&mut self, rule: usize, now: Tick) {
        self.summed[rule] = true;
        for service in 0..self.services() {
            let at = rule * self.services() + service;
            self.long.set(at, self.sum(rule, service, BUCKETS, now));
            self.short.set(at, self.sum(rule, service, SHORT, now));
        }
    }

    /// Error ratio over the last hour, 0–1.
    pub(crate) fn hour_ratio(&self, service: ServiceId, now: Tick) -> f64 {
        let sum = self.sum(0, service.at(), BUCKETS, now);
        if sum.requests == 0 {
            0.0
        } else {
            sum.bad as f64 / sum.requests as f64
        }
    }
}

/// As if every minute before the run had been like its first.
pub(super) fn fill(world: &mut World) {
    take_rates(world);
    take_thresholds(world);
    let windows = &mut world.windows;
    let services = windows.services();
    for (rule, constants) in RULES.iter().enumerate() {
        let minutes = constants.bucket_minutes;
        for bucket in rule * BUCKETS..(rule + 1) * BUCKETS {
            let row = bucket * services..(bucket + 1) * services;
            put(&mut windows.bad[row.clone()], &windows.rates.bad, minutes);
            put(&mut windows.requests[row], &windows.rates.requests, minutes);
        }
    }
    windows.hot = windows.hot_now();
}

/// The rates of some service differ from those of the minute before.
pub(super) fn rates_changed(world: &mut World) {
    take_rates(world);
    let hot = world.windows.hot_now();
    let were_hot = std::mem::replace(&mut world.windows.hot, hot);
    world.windows.mix(world.now, were_hot);
}

/// A threshold moved: what was tolerated may be so no longer.
pub(super) fn thresholds_changed(world: &mut World) {
    take_thresholds(world);
    world.windows.hot = world.windows.hot_now();
    world.windows.mix(world.now, [true; RULES.len()]);
}

fn take_rates(world: &mut World) {
    let rates = &mut world.windows.rates;
    let both = rates.bad.iter_mut().zip(&mut rates.requests);
    for ((bad, requests), state) in both.zip(&world.services) {
        (*bad, *requests) = (state.counted, state.requests);
    }
}

fn take_thresholds(world: &mut World) {
    for rule in 0..RULES.len() {
        for service in 0..world.services.len() {
            world.windows.tolerated[rule * world.services.len() + service] =
                tolerated(world, rule, ServiceId(service as u16));
        }
    }
}

/// Bad requests that a rule tolerates, in billionths of all: the lever moves pages alone.
fn tolerated(world: &World, rule: usize, service: ServiceId) -> u64 {
    let lever = world.lever(LeverKind::PagingThreshold(service));
    let percent = lever.map_or(100, |percent| percent.max(0) as u64);
    let of_service = &world.rules().services[service.at()];
    let paging = u64::from(world.initiatives.paging[of_service.team.at()].0);
    let percent = match RULES[rule].pages {
        true => percent * paging / 1_000_000,
        false => 100,
    };
    RULES[rule].burn_tenths * percent * u64::from(of_service.slo.rest().0)
}

/// Adds minutes that are all alike to a bucket of all services. Nothing overflows: a cell fits 72 minutes of the most requests.
fn put(row: &mut [u32], rates: &[u32], minutes: u32) {
    for (cell, rate) in row.iter_mut().zip(rates) {
        *cell = cell.wrapping_add(rate.wrapping_mul(minutes));
    }
}

fn add(sums: &mut [u64], row: &[u32]) {
    for (sum, cell) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(u64::from(*cell));
    }
}

/// Takes a bucket out of sums that hold it.
fn subtract(sums: &mut [u64], row: &[u32]) {
    for (sum, cell) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_sub(u64::from(*cell));
    }
}

/// Puts `minutes` minutes that are all like this one into the windows.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    for (rule, constants) in RULES.iter().enumerate() {
        let (mut now, end) = (world.now.0, world.now.0 + minutes);
        let watched = world.windows.hot[rule] || world.now < world.windows.hot_until[rule];
        if !watched {
            world.windows.summed[rule] = false;
            // What rolls over before the end leaves no trace.
            let window = constants.bucket_minutes * BUCKETS as u32;
            let first = end.saturating_sub(window) / constants.bucket_minutes;
            now = now.max(first * constants.bucket_minutes);
        }
        while now < end {
            let bucket = now / constants.bucket_minutes;
            let full = (bucket + 1) * constants.bucket_minutes;
            let next = full.min(end);
            let begins = now == bucket * constants.bucket_minutes;
            (world.windows).add(rule, bucket as usize, next - now, begins, next == full);
            now = next;
        }
    }
}

impl Windows {
    /// Adds minutes that are all alike to a bucket that begins or is full with them, or neither.
    fn add(&mut self, rule: usize, bucket: usize, minutes: u32, begins: bool, full: bool) {
        let count = self.services();
        let row = |bucket: usize| {
            let at = (rule * BUCKETS + bucket % BUCKETS) * count;
            at..at + count
        };
        let (here, leaves) = (row(bucket), row(bucket + BUCKETS - SHORT));
        let sums = rule * count..(rule + 1) * count;
        let summed = self.summed[rule];
        let Windows {
            bad,
            requests,
            rates,
            long,
            short,
            ..
        } = self;
        for (cells, rates, long, short) in [
            (bad, &rates.bad, &mut long.bad, &mut short.bad),
            (
                requests,
                &rates.requests,
                &mut long.requests,
                &mut short.requests,
            ),
        ] {
            let (long, short) = (&mut long[sums.clone()], &mut short[sums.clone()]);
            if begins {
                if summed {
                    subtract(long, &cells[here.clone()]);
                }
                cells[here.clone()].fill(0);
            }
            put(&mut cells[here.clone()], rates, minutes);
            if full && summed {
                add(long, &cells[here.clone()]);
                add(short, &cells[here.clone()]);
                subtract(short, &cells[leaves.clone()]);
            }
        }
    }

    /// By rule: whether some service burns faster than the rule tolerates, in this minute.
    fn hot_now(&self) -> [bool; RULES.len()] {
        let count = self.services();
        let mut hot = [false; RULES.len()];
        for (rule, hot) in hot.iter_mut().enumerate() {
            let tolerated = &self.tolerated[rule * count..(rule + 1) * count];
            let rates = self.rates.bad.iter().zip(&self.rates.requests);
            *hot = rates.zip(tolerated).any(|((bad, requests), tolerated)| {
                let minute = Sum {
                    bad: u64::from(*bad),
                    requests: u64::from(*requests),
                };
                *bad > 0 && minute.exceeds(*tolerated)
            });
        }
        hot
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
        if !world.windows.summed[rule] {
            world.windows.begin_sums(rule, now);
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
    let windows = &world.windows;
    let at = rule * windows.services() + service;
    let (short, long) = (windows.short.at(at), windows.long.at(at));
    let tolerated = windows.tolerated[at];
    debug_assert_eq!(long, windows.sum(rule, service, BUCKETS, world.now));
    debug_assert_eq!(short, windows.sum(rule, service, SHORT, world.now));
    debug_assert_eq!(
        tolerated,
        self::tolerated(world, rule, ServiceId(service as u16)),
        "a threshold moved and nobody called `thresholds_changed`"
    );
    short.bad > 0
        && short.exceeds(tolerated)
        && long.exceeds(tolerated)
        && long.requests >= u64::from(world.rules().services[service].alarms.least_requests)
}
