//! Multi-window, multi-burn-rate alerts, exactly as §B2, over rolling windows of 60 buckets.
//!
//! A rule holds while both its windows exceed its burn rate: `bad ÷ requests > burn × (1 − SLO)`. Its long window is 60 buckets,
//! its short one the last 5 (long ÷ 12). A service with little traffic may ask for a least number of requests in the long one. A rule
//! is looked at when one of its buckets is full, on the absolute clock: every minute for the hour, every 6, 24 and 72 minutes for the
//! longer ones.
//!
//! A look is left out where its verdict is known: where every minute of the window was like the present one, or where no minute
//! of it exceeded the burn rate (then their sum cannot). So a quiet day costs nothing, whatever its demand, and skipping is exact.
//! Buckets are filled when a rule is looked at or rates change: every minute between was like the one before.

use super::alarms::FIRST_LIMIT_ROW;
use super::event::What;
use super::world::World;
use super::{Events, note};
use crate::scenario::ids::ServiceId;
use crate::scenario::rules::{LeverKind, REQUESTS_MOST};
use crate::scenario::units::Tick;
use serde::Serialize;
use std::ops::Range;

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

/// The longest bucket.
const BUCKET_MOST: u32 = RULES[RULES.len() - 1].bucket_minutes;
/// What a cell may gain in a minute: the longest bucket still fits it then.
const RATE_MOST: u32 = u32::MAX / BUCKET_MOST;
const _: () = assert!(REQUESTS_MOST <= RATE_MOST);

const BUCKETS: usize = 60;
const SHORT: usize = 5;

/// Whether a rule holds is not known before its first look.
const FIRST_LOOKS: [Tick; RULES.len()] = {
    let mut looks = [Tick(0); RULES.len()];
    let mut rule = 0;
    while rule < RULES.len() {
        looks[rule] = Tick(RULES[rule].bucket_minutes);
        rule += 1;
    }
    looks
};

/// The windows of every service and rule.
#[derive(Debug, Serialize)]
pub(crate) struct Windows {
    /// Flat: rule, bucket, row; so that a bucket of all services is filled at once. A row holds the bad requests of every service, in
    /// its steps, then all requests of every service.
    cells: Vec<u32>,
    /// By service: its bad requests are counted in steps of 2ⁿ thousandths.
    steps: Vec<u8>,
    /// By rule: its buckets are filled until here; every minute since was like the present one.
    filled_until: [Tick; RULES.len()],
    /// The row of this minute; it follows from the services.
    #[serde(skip)]
    rates: Vec<u32>,
    /// What a rule tolerates; flat: rule, service. It follows from the levers and initiatives.
    #[serde(skip)]
    tolerated: Vec<u64>,
    /// Sums of rows over the full buckets of rules that are looked at; flat: rule, row. They follow from the buckets.
    #[serde(skip)]
    long: Vec<u64>,
    #[serde(skip)]
    short: Vec<u64>,
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
    cells,
    steps,
    filled_until,
    rates,
    tolerated,
    long,
    short,
    summed,
    unlike_until,
    hot,
    hot_until,
});

/// Whether bad requests, in thousandths, are more of all than tolerated, in billionths.
fn exceeds(bad_milli: u64, all: u64, tolerated: u64) -> bool {
    // Both sides are far below 2^128: a window of requests times billionths.
    u128::from(bad_milli) * 1_000_000 > u128::from(tolerated) * u128::from(all)
}

impl Windows {
    pub(super) fn new(services: usize) -> Windows {
        let row = services * 2;
        Windows {
            cells: vec![0; row * RULES.len() * BUCKETS],
            steps: vec![0; services],
            filled_until: [Tick(0); RULES.len()],
            rates: vec![0; row],
            tolerated: vec![0; services * RULES.len()],
            long: vec![0; row * RULES.len()],
            short: vec![0; row * RULES.len()],
            summed: [false; RULES.len()],
            unlike_until: FIRST_LOOKS,
            hot: [false; RULES.len()],
            hot_until: FIRST_LOOKS,
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
        self.rates.len() / 2
    }

    /// The place of a bucket's row.
    fn row(&self, rule: usize, bucket: usize) -> Range<usize> {
        let at = (rule * BUCKETS + bucket % BUCKETS) * self.rates.len();
        at..at + self.rates.len()
    }

    /// The place of a rule's row of sums.
    fn sums(&self, rule: usize) -> Range<usize> {
        rule * self.rates.len()..(rule + 1) * self.rates.len()
    }

    /// Begins to keep up the sums of a rule, in a minute in which one of its buckets is full.
    fn begin_sums(&mut self, rule: usize, now: Tick) {
        self.summed[rule] = true;
        let sums = self.sums(rule);
        self.long[sums.clone()].fill(0);
        self.short[sums.clone()].fill(0);
        let full = (now.0 / RULES[rule].bucket_minutes) as usize + BUCKETS;
        for bucket in full - BUCKETS..full {
            let row = self.row(rule, bucket);
            add(&mut self.long[sums.clone()], &self.cells[row.clone()]);
            if bucket >= full - SHORT {
                add(&mut self.short[sums.clone()], &self.cells[row]);
            }
        }
    }

    /// Error ratio over the last hour, 0–1.
    pub(crate) fn hour_ratio(&self, service: ServiceId, now: Tick) -> f64 {
        let (service, of) = (service.at(), self.services());
        let alike = (now.since(self.filled_until[0]) as usize).min(BUCKETS);
        let minute = self.filled_until[0].0 as usize + BUCKETS;
        let rows = (minute - (BUCKETS - alike)..minute).map(|at| &self.cells[self.row(0, at)]);
        let rows = rows.chain(std::iter::repeat_n(&self.rates[..], alike));
        let (bad, requests) = rows.fold((0, 0), |(bad, requests), row| {
            let (more_bad, more) = (row[service], row[of + service]);
            (bad + u64::from(more_bad), requests + u64::from(more))
        });
        if requests == 0 {
            0.0
        } else {
            (bad << self.steps[service]) as f64 / 1000.0 / requests as f64
        }
    }
}

/// As if every minute before the run had been like its first.
pub(super) fn fill(world: &mut World) {
    take_rates(world);
    take_thresholds(world);
    let windows = &mut world.windows;
    for (rule, constants) in RULES.iter().enumerate() {
        for bucket in 0..BUCKETS {
            let row = windows.row(rule, bucket);
            put(
                &mut windows.cells[row],
                &windows.rates,
                constants.bucket_minutes,
            );
        }
        windows.begin_sums(rule, Tick(0));
    }
    windows.hot = windows.hot_now();
    (windows.unlike_until, windows.hot_until) = (FIRST_LOOKS, FIRST_LOOKS);
}

/// The rates of some service differ from those of the minute before.
pub(super) fn rates_changed(world: &mut World) {
    world.windows.fill_until(world.now);
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
    let World {
        windows, services, ..
    } = world;
    for (index, state) in services.iter().enumerate() {
        while state.counted_milli >> windows.steps[index] > u64::from(RATE_MOST) {
            windows.double_step(index);
        }
        let bad = (state.counted_milli >> windows.steps[index]) as u32;
        windows.rates[index] = bad;
        windows.rates[services.len() + index] = state.requests;
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
    let paging = u64::from(world.initiatives.paging[world.owners[service.at()].at()].0);
    let percent = match RULES[rule].pages {
        true => percent * paging / 1_000_000,
        false => 100,
    };
    RULES[rule].burn_tenths * percent * u64::from(of_service.slo.rest().0)
}

/// Adds minutes that are all alike to a bucket of all services. Nothing overflows: see [`RATE_MOST`].
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

impl Windows {
    /// Fills the buckets of all rules with minutes that were all like the present one.
    fn fill_until(&mut self, end: Tick) {
        self.fill_of::<0>(end.0);
        self.fill_of::<1>(end.0);
        self.fill_of::<2>(end.0);
        self.fill_of::<3>(end.0);
    }

    /// Fills the buckets of a rule.
    fn fill_of<const RULE: usize>(&mut self, end: u32) {
        let bucket_minutes = const { RULES[RULE].bucket_minutes };
        let mut now = std::mem::replace(&mut self.filled_until[RULE], Tick(end)).0;
        if !self.hot[RULE] && self.hot_until[RULE] <= Tick(now) {
            self.summed[RULE] = false;
            // What rolls over before the end leaves no trace.
            let first = end.saturating_sub(bucket_minutes * BUCKETS as u32) / bucket_minutes;
            now = now.max(first * bucket_minutes);
        }
        let sums = self.sums(RULE);
        while now < end {
            let bucket = now / bucket_minutes;
            let full = (bucket + 1) * bucket_minutes;
            let next = full.min(end);
            let here = self.row(RULE, bucket as usize);
            let cells = &mut self.cells[here.clone()];
            if now == bucket * bucket_minutes {
                if self.summed[RULE] {
                    subtract(&mut self.long[sums.clone()], cells);
                }
                cells.fill(0);
            }
            put(cells, &self.rates, next - now);
            if next == full && self.summed[RULE] {
                let leaves = self.row(RULE, bucket as usize + BUCKETS - SHORT);
                add(&mut self.long[sums.clone()], &self.cells[here.clone()]);
                add(&mut self.short[sums.clone()], &self.cells[here]);
                subtract(&mut self.short[sums.clone()], &self.cells[leaves]);
            }
            now = next;
        }
    }

    /// More requests go bad than fit: those of a service are counted in steps twice as large from now on.
    fn double_step(&mut self, service: usize) {
        self.steps[service] += 1;
        for row in self.cells.chunks_exact_mut(self.rates.len()) {
            row[service] /= 2;
        }
        self.summed = [false; RULES.len()];
    }

    /// By rule: whether some service burns faster than the rule tolerates, in this minute.
    fn hot_now(&self) -> [bool; RULES.len()] {
        let count = self.services();
        let mut hot = [false; RULES.len()];
        for (rule, hot) in hot.iter_mut().enumerate() {
            let tolerated = &self.tolerated[rule * count..(rule + 1) * count];
            let (bad, requests) = self.rates.split_at(count);
            *hot = bad
                .iter()
                .zip(requests)
                .zip(tolerated)
                .zip(&self.steps)
                .any(|(((bad, requests), tolerated), step)| {
                    let bad_milli = u64::from(*bad) << step;
                    *bad > 0 && exceeds(bad_milli, u64::from(*requests), *tolerated)
                });
        }
        hot
    }
}

/// Looks at every rule whose bucket is full.
pub(super) fn evaluate(world: &mut World, events: &mut Events) {
    evaluate_rule::<0>(world, events);
    evaluate_rule::<1>(world, events);
    evaluate_rule::<2>(world, events);
    evaluate_rule::<3>(world, events);
}

fn evaluate_rule<const RULE: usize>(world: &mut World, events: &mut Events) {
    let rule = const { RULES[RULE] };
    let now = world.now;
    if !world.windows.is_open(RULE, now) || !now.0.is_multiple_of(rule.bucket_minutes) || now.0 == 0
    {
        return;
    }
    world.windows.fill_of::<RULE>(now.0);
    if !world.windows.summed[RULE] {
        world.windows.begin_sums(RULE, now);
    }
    if cfg!(debug_assertions) {
        assert_kept(world, RULE);
    }
    let World {
        windows,
        services,
        scenario,
        first_alert,
        ..
    } = world;
    let count = services.len();
    let (short_bad, short_all) = windows.short[windows.sums(RULE)].split_at(count);
    let (long_bad, long_all) = windows.long[windows.sums(RULE)].split_at(count);
    let tolerated = &windows.tolerated[RULE * count..][..count];
    for (index, state) in services.iter_mut().enumerate() {
        let step = windows.steps[index];
        let (short, long) = (short_bad[index] << step, long_bad[index] << step);
        let tolerated = tolerated[index];
        let holds = short > 0
            && exceeds(short, short_all[index], tolerated)
            && exceeds(long, long_all[index], tolerated)
            && long_all[index] >= u64::from(scenario.rules.services[index].alarms.least_requests);
        let bit = 1_u8 << RULE;
        if holds == (state.firing & bit != 0) {
            continue;
        }
        let service = ServiceId(index as u16);
        state.firing ^= bit;
        if holds {
            note(events, now, What::AlertFired(service, RULE as u8));
            if rule.pages {
                first_alert.get_or_insert(now);
            }
        } else {
            note(events, now, What::AlertCleared(service, RULE as u8));
        }
    }
}

/// Works out anew what is kept up for a rule, in a minute in which one of its buckets is full.
fn assert_kept(world: &World, rule: usize) {
    let windows = &world.windows;
    let full = (world.now.0 / RULES[rule].bucket_minutes) as usize + BUCKETS;
    for (sums, buckets) in [(&windows.long, BUCKETS), (&windows.short, SHORT)] {
        for (place, sum) in sums[windows.sums(rule)].iter().enumerate() {
            let cell = |bucket| u64::from(windows.cells[windows.row(rule, bucket)][place]);
            assert_eq!(*sum, (full - buckets..full).map(cell).sum::<u64>());
        }
    }
    for service in (0..world.services.len()).map(|index| ServiceId(index as u16)) {
        assert_eq!(
            windows.tolerated[rule * windows.services() + service.at()],
            tolerated(world, rule, service),
            "a threshold moved and nobody called `thresholds_changed`"
        );
    }
}
