//! Multi-window, multi-burn-rate alerts, exactly as §B2, over rolling windows of 60 buckets.
//!
//! A rule holds while both its windows exceed its burn rate: `bad ÷ requests > burn × (1 − SLO)`. Its long window is 60 buckets,
//! its short one the last 5 (long ÷ 12). A service with little traffic may ask for a least number of requests in the long one. A rule
//! is looked at when one of its buckets is full, on the absolute clock: every minute for the hour, every 6, 24 and 72 minutes for the
//! longer ones.
//!
//! A look is left out where its verdict is known: where every minute of the window was like the present one, or where no minute
//! of it exceeded the burn rate (then their sum cannot). So a quiet day costs nothing, whatever its demand, and skipping is exact.
//! Buckets are filled when a rule is looked at, from the [`Rates`] that held since it was last.

use super::alarms::FIRST_LIMIT_ROW;
use super::event::What;
use super::rates::Rates;
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

/// Where a rule's threshold is exceeded from the start, whether it holds is not known before its first look.
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
    /// By rule: its buckets are filled until here.
    filled_until: [Tick; RULES.len()],
    /// The rows of the minutes since.
    rates: Rates,
    /// What a rule tolerates; flat: rule, service. It follows from the levers and initiatives.
    #[serde(skip)]
    tolerated: Vec<u64>,
    /// By service: the least that a rule tolerates.
    #[serde(skip)]
    strictest: Vec<u64>,
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
    /// The next look at a rule; it follows from the above, and is long past where it has to be worked out.
    #[serde(skip)]
    look: Tick,
}

super::world::cloned_in_place!(Windows {
    cells,
    steps,
    filled_until,
    rates,
    tolerated,
    strictest,
    long,
    short,
    summed,
    unlike_until,
    hot,
    hot_until,
    look,
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
            rates: Rates::new(row),
            tolerated: vec![0; services * RULES.len()],
            strictest: vec![0; services],
            long: vec![0; row * RULES.len()],
            short: vec![0; row * RULES.len()],
            summed: [false; RULES.len()],
            unlike_until: FIRST_LOOKS,
            hot: [false; RULES.len()],
            hot_until: [Tick(0); RULES.len()],
            look: Tick(0),
        }
    }

    /// The next tick at which a rule has to be looked at.
    pub(super) fn next_change(&mut self, now: Tick) -> Tick {
        if self.look <= now {
            self.look = self.next_look(now);
        }
        debug_assert_eq!(self.look, self.next_look(now), "looks moved");
        self.look
    }

    fn next_look(&self, now: Tick) -> Tick {
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
        self.look = Tick(0);
        for (rule, constants) in RULES.iter().enumerate() {
            let rolled_over = now.plus(constants.bucket_minutes * (BUCKETS as u32 + 1));
            self.unlike_until[rule] = rolled_over;
            if were_hot[rule] {
                self.hot_until[rule] = rolled_over;
            }
        }
    }

    fn services(&self) -> usize {
        self.rates.present.len() / 2
    }

    /// The place of a bucket's row.
    fn row(&self, rule: usize, bucket: usize) -> Range<usize> {
        place(rule, bucket, self.rates.present.len())
    }

    /// The place of a rule's row of sums.
    fn sums(&self, rule: usize) -> Range<usize> {
        let row = self.rates.present.len();
        rule * row..(rule + 1) * row
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
        let filled = self.filled_until[0];
        let open = (now.since(filled) as usize).min(BUCKETS);
        let minute = filled.0 as usize + BUCKETS;
        let full = (minute - (BUCKETS - open)..minute).map(|at| (&self.cells[self.row(0, at)], 1));
        let rows = full.chain(self.rates.between(Tick(now.0 - open as u32), now));
        let (bad, requests) = rows.fold((0, 0), |(bad, requests), (row, minutes)| {
            let of_row = |place: usize| u64::from(row[place]) * u64::from(minutes);
            (bad + of_row(service), requests + of_row(of + service))
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
                &windows.rates.present,
                constants.bucket_minutes,
            );
        }
        windows.begin_sums(rule, Tick(0));
    }
    windows.hot = windows.hot_now();
}

/// The rates of some service differ from those of the minute before.
pub(super) fn rates_changed(world: &mut World) {
    world.windows.put_rates_aside(world.now);
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
        windows.rates.present[index] = bad;
        windows.rates.present[services.len() + index] = state.requests;
    }
}

fn take_thresholds(world: &mut World) {
    for rule in 0..RULES.len() {
        for service in 0..world.services.len() {
            world.windows.tolerated[rule * world.services.len() + service] =
                tolerated(world, rule, ServiceId(service as u16));
        }
    }
    let windows = &mut world.windows;
    for (service, strictest) in windows.strictest.iter_mut().enumerate() {
        let of_rules = windows.tolerated.iter().skip(service);
        *strictest = of_rules
            .step_by(world.services.len())
            .copied()
            .min()
            .unwrap_or(0);
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

/// The place of a bucket's row of that length.
fn place(rule: usize, bucket: usize, row: usize) -> Range<usize> {
    let at = (rule * BUCKETS + bucket % BUCKETS) * row;
    at..at + row
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

/// A bucket whose minutes are all alike takes the place of the one that leaves its window: what [`subtract`], [`put`] and [`add`] do
/// one after another.
fn roll(cells: [&mut [u32]; 2], rates: &[u32], minutes: u32, long: &mut [u64], short: &mut [u64]) {
    let [bucket, leaves_short] = cells;
    let row = bucket.len();
    let (rates, leaves_short) = (&rates[..row], &leaves_short[..row]);
    let (long, short) = (&mut long[..row], &mut short[..row]);
    for place in 0..row {
        let cell = rates[place].wrapping_mul(minutes);
        let comes = u64::from(cell);
        long[place] = (long[place].wrapping_add(comes)).wrapping_sub(u64::from(bucket[place]));
        short[place] =
            (short[place].wrapping_add(comes)).wrapping_sub(u64::from(leaves_short[place]));
        bucket[place] = cell;
    }
}

/// Takes a bucket out of sums that hold it.
fn subtract(sums: &mut [u64], row: &[u32]) {
    for (sum, cell) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_sub(u64::from(*cell));
    }
}

impl Windows {
    /// The rates of the minutes until now hold no more. Their buckets are filled later, if a place for their row is left.
    fn put_rates_aside(&mut self, now: Tick) {
        if self.rates.is_full() {
            self.fill_of::<0>(now.0);
            self.fill_of::<1>(now.0);
            self.fill_of::<2>(now.0);
            self.fill_of::<3>(now.0);
            self.rates.clear();
        } else {
            self.rates.put_aside(now);
        }
    }

    /// Fills the buckets of a rule.
    fn fill_of<const RULE: usize>(&mut self, end: u32) {
        let bucket_minutes = const { RULES[RULE].bucket_minutes };
        let mut now = std::mem::replace(&mut self.filled_until[RULE], Tick(end)).0;
        let window = bucket_minutes * BUCKETS as u32;
        let is_looked_at = self.hot[RULE] || self.hot_until[RULE] > Tick(now);
        if !is_looked_at || end - now > window {
            self.summed[RULE] = false;
            // What rolls over before the end leaves no trace.
            let first = end.saturating_sub(window) / bucket_minutes;
            now = now.max(first * bucket_minutes);
        }
        let (sums, summed) = (self.sums(RULE), self.summed[RULE]);
        let Windows {
            cells,
            rates,
            long,
            short,
            ..
        } = self;
        let (long, short) = (&mut long[sums.clone()], &mut short[sums]);
        for (rates, minutes) in rates.between(Tick(now), Tick(end)) {
            let until = now + minutes;
            while now < until {
                let bucket = now / bucket_minutes;
                let full = (bucket + 1) * bucket_minutes;
                let next = full.min(until);
                let here = place(RULE, bucket as usize, rates.len());
                if summed && next == full && now == bucket * bucket_minutes {
                    let leaves = place(RULE, bucket as usize + BUCKETS - SHORT, rates.len());
                    let cells = cells.get_disjoint_mut([here, leaves]);
                    let cells = cells.expect("two buckets");
                    roll(cells, rates, next - now, long, short);
                    now = next;
                    continue;
                }
                if now == bucket * bucket_minutes {
                    if summed {
                        subtract(long, &cells[here.clone()]);
                    }
                    cells[here.clone()].fill(0);
                }
                put(&mut cells[here.clone()], rates, next - now);
                if next == full && summed {
                    let leaves = place(RULE, bucket as usize + BUCKETS - SHORT, rates.len());
                    add(long, &cells[here.clone()]);
                    add(short, &cells[here]);
                    subtract(short, &cells[leaves]);
                }
                now = next;
            }
        }
    }

    /// More requests go bad than fit: those of a service are counted in steps twice as large from now on.
    fn double_step(&mut self, service: usize) {
        self.steps[service] += 1;
        for row in self.cells.chunks_exact_mut(self.rates.present.len()) {
            row[service] /= 2;
        }
        self.rates.double_step(service);
        self.summed = [false; RULES.len()];
    }

    /// By rule: whether some service burns faster than the rule tolerates, in this minute.
    fn hot_now(&self) -> [bool; RULES.len()] {
        let mut hot = [false; RULES.len()];
        let count = self.services();
        let (bad, requests) = self.rates.present.split_at(count);
        for (service, (&bad, &requests)) in bad.iter().zip(requests).enumerate() {
            let bad_milli = u64::from(bad) << self.steps[service];
            let faster = |tolerated| exceeds(bad_milli, u64::from(requests), tolerated);
            if bad > 0 && faster(self.strictest[service]) {
                for (rule, hot) in hot.iter_mut().enumerate() {
                    *hot |= faster(self.tolerated[rule * count + service]);
                }
            }
        }
        hot
    }
}

/// Looks at every rule whose bucket is full.
pub(super) fn evaluate(world: &mut World, events: &mut Events) {
    if world.now < world.windows.look {
        return;
    }
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
    let bit = 1_u8 << RULE;
    for (index, state) in services.iter_mut().enumerate() {
        let fires = state.firing & bit != 0;
        if short_bad[index] == 0 && !fires {
            continue;
        }
        let step = windows.steps[index];
        let exceeded = |bad: u64, all| exceeds(bad << step, all, tolerated[index]);
        let holds = short_bad[index] > 0
            && exceeded(short_bad[index], short_all[index])
            && exceeded(long_bad[index], long_all[index])
            && long_all[index] >= u64::from(scenario.rules.services[index].alarms.least_requests);
        if holds == fires {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Fills the buckets of a rule up to a minute in which one is full, and sums them all up.
    fn window<const RULE: usize>(windows: &mut Windows, now: u32) -> Vec<u64> {
        windows.fill_of::<RULE>(now);
        windows.begin_sums(RULE, Tick(now));
        windows.long[windows.sums(RULE)].to_vec()
    }

    #[test]
    fn a_window_holds_the_rates_of_its_minutes_whenever_somebody_looks() {
        let mut windows = Windows::new(1);
        let mut minutes: Vec<[u64; 2]> = Vec::new();
        let sum = |minutes: &[[u64; 2]], last: usize| -> Vec<u64> {
            let from = minutes.len().saturating_sub(last);
            let of = |place: usize| minutes[from..].iter().map(|minute| minute[place]).sum();
            vec![of(0), of(1)]
        };
        // Most rates hold for long, some for a minute, some for less; looks are far between, and some rates are never looked at.
        for change in 0..400_u32 {
            let now = minutes.len() as u32;
            windows.put_rates_aside(Tick(now));
            let rates = [change * 37 % 101, 200 + change * 53 % 97];
            windows.rates.present.copy_from_slice(&rates);
            let lasts = [15, 1, 40, 0, 7, 1, 1, 133][change as usize % 8];
            minutes.extend((0..lasts).map(|_| rates.map(u64::from)));
            let now = minutes.len() as u32;
            let hour = sum(&minutes, 60);
            let ratio = windows.hour_ratio(ServiceId(0), Tick(now));
            let is = hour[0] as f64 / 1000.0 / hour[1].max(1) as f64;
            assert!((ratio - is).abs() < 1e-12, "{ratio} is {is} at {now}");
            if change % 11 == 0 {
                assert_eq!(window::<0>(&mut windows, now), hour, "at {now}");
            }
            if now.is_multiple_of(6) {
                let six_hours = sum(&minutes, 360);
                assert_eq!(window::<1>(&mut windows, now), six_hours, "at {now}");
            }
            if now.is_multiple_of(72) {
                let three_days = sum(&minutes, 72 * 60);
                assert_eq!(window::<3>(&mut windows, now), three_days, "at {now}");
            }
        }
    }
}
