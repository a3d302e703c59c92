//! The bill of the cloud, which lags (§D): what a leak spends is seen when it is billed, and a cap acts on what was billed.
//!
//! Every full hour of the clock a bill comes. It holds all that was spent until [`bill_lag_minutes`](crate::scenario::rules::Cloud)
//! ago, in whole hours. What capacity costs everybody can reckon, so the ledger books that at once; what leaks stands in the ledger
//! when a bill shows it. An incident about a leak has somebody look at the meters: what leaked until then is booked at once, and what
//! leaks from then on minute by minute.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `c` | the first minute in which a strike would have shown in no bill yet | |
//! | `h(t)` | hazard of a strike in minute `t`, by reviews as they are and by debt as it was; before it last changed, its mean | expected strikes |
//! | `S(k)` | expected signs in the `k` minutes after a strike | |
//!
//! **Latent**: whether a leak has begun that nothing has shown yet. It began in minute `s` with a weight of
//! `(1 − e^(−h(s))) e^(−Σ h(t), t from c to s − 1) e^(−S(now − s))`, and has not begun with one of `e^(−Σ h(t), t from c to now)`; where
//! a window says when, its share of minutes stands in for the hazard. Once a bill shows some of it, the amount says when it began.
//!
//! The cap compares what bills have shown since midnight (UTC) at every full hour; it holds until the day is over.

use super::draw::{Purpose, draw};
use super::event::What;
use super::world::{World, cloned_in_place};
use super::{Events, faults, note};
use crate::scenario::ids::FaultId;
use crate::scenario::rules::{FaultKind, LeverKind, Line, Rules};
use crate::scenario::units::{Money, Tick};
use serde::Serialize;

/// Minutes between two bills: clouds bill by the hour.
const BILL_MINUTES: u32 = 60;
const DAY_MINUTES: u32 = 24 * 60;

/// What was spent and stands in no bill yet.
#[derive(Debug, Serialize)]
pub(crate) struct Bill {
    /// When the next bill comes; never where nothing can leak and nobody set a cap.
    due: Tick,
    /// The hour under way, among those that no bill shows yet.
    at: usize,
    /// Which of these hours the cap cut leaks off in.
    cut: Vec<bool>,
    /// Latent: what leaked in each of these hours, one leak after the other.
    leaked: Vec<Money>,
    leaks: Vec<Leak>,
    /// All else that was spent in each of these hours; empty where nobody set a cap.
    spent: Vec<Money>,
    /// What the ledger said when the hour under way began.
    counted: Money,
    /// What bills have shown, and had shown at midnight.
    billed: Money,
    at_midnight: Money,
    /// The cap acts today.
    capped: bool,
}

cloned_in_place!(Bill {
    due,
    at,
    cut,
    leaked,
    leaks,
    spent,
    counted,
    billed,
    at_midnight,
    capped,
});

/// A fault that leaks.
#[derive(Clone, Copy, Debug, Serialize)]
struct Leak {
    fault: FaultId,
    /// Strikes that had an incident: what comes after is seen in bills alone.
    known: u32,
    /// The first minute in which a strike would have shown in no bill yet.
    clear: Tick,
    /// What the last bill showed of an hour, while there is no incident.
    last_hour: Money,
    /// A bill has shown some of a strike that had no incident: how much says when it began.
    shown: bool,
}

impl Bill {
    pub(super) fn new(rules: &Rules) -> Bill {
        let leak = |(index, _)| Leak {
            fault: FaultId(index as u8),
            known: 0,
            clear: Tick(1),
            last_hour: Money(0),
            shown: false,
        };
        let faults = rules.faults.iter().enumerate();
        let leaks: Vec<Leak> = faults
            .filter(|(_, fault)| fault.kind == FaultKind::SpendLeak)
            .map(leak)
            .collect();
        let capped = (rules.levers.iter()).any(|lever| lever.kind == LeverKind::SpendCap);
        let used = capped || !leaks.is_empty();
        let hours = 1 + usize::from(rules.cloud.bill_lag_minutes).div_ceil(60);
        Bill {
            due: if used {
                next_bill(rules, Tick(0))
            } else {
                Tick::NEVER
            },
            at: 0,
            cut: vec![false; if used { hours } else { 0 }],
            leaked: vec![Money(0); leaks.len() * hours],
            leaks,
            spent: vec![Money(0); if capped { hours } else { 0 }],
            counted: Money(0),
            billed: Money(0),
            at_midnight: Money(0),
            capped: false,
        }
    }

    /// Whether the cap acts: leaks are cut off, and nothing grows by itself.
    pub(crate) fn capped(&self) -> bool {
        self.capped
    }

    fn place(&self, fault: FaultId) -> Option<usize> {
        self.leaks.iter().position(|leak| leak.fault == fault)
    }

    /// Whether this strike of a fault is a leak that had no incident.
    pub(super) fn is_quiet(&self, fault: FaultId, strikes: u32) -> bool {
        self.place(fault)
            .is_some_and(|place| self.leaks[place].known < strikes)
    }

    /// Some of a leak that had no incident is spent.
    pub(super) fn put(&mut self, fault: FaultId, amount: Money) {
        if let Some(place) = self.place(fault) {
            let hours = self.cut.len();
            self.leaked[place * hours + self.at] += amount;
        }
    }

    /// Takes what a leak has spent that no bill shows yet.
    fn take(&mut self, place: usize) -> Money {
        let hours = self.cut.len();
        let mut sum = Money(0);
        for hour in 0..hours {
            let amount = std::mem::take(&mut self.leaked[place * hours + hour]);
            sum += amount;
            // A bill shows it all the same, when it comes.
            if let Some(spent) = self.spent.get_mut(hour) {
                *spent += amount;
                self.counted += amount;
            }
        }
        sum
    }
}

fn next_bill(rules: &Rules, now: Tick) -> Tick {
    let clock = u32::from(rules.starts_at.0) + now.0;
    now.plus(BILL_MINUTES - clock % BILL_MINUTES)
}

/// Whether a fault leaks and nobody has noticed it: a bill may show it.
pub(super) fn is_quiet(world: &World, fault: FaultId) -> bool {
    (world.bill).is_quiet(fault, world.faults[fault.at()].strikes)
}

/// Strikes of a fault that had an incident, or would have had one: all but that of a leak that nobody has noticed.
pub(crate) fn strikes_known(world: &World, fault: FaultId) -> u32 {
    let strikes = world.faults[fault.at()].strikes;
    strikes - u32::from(world.bill.is_quiet(fault, strikes))
}

fn book(world: &mut World, fault: FaultId, amount: Money) {
    world.ledger.book(Line::Cloud, amount);
    world.faults[fault.at()].leaked += amount;
}

/// An incident is about a leak: somebody looks at the meters.
pub(super) fn notice(world: &mut World, fault: FaultId) {
    if !is_quiet(world, fault) {
        return;
    }
    if let Some(place) = world.bill.place(fault) {
        let strikes = world.faults[fault.at()].strikes;
        let amount = world.bill.take(place);
        world.bill.leaks[place].known = strikes;
        world.bill.leaks[place].last_hour = Money(0);
        world.bill.leaks[place].shown = false;
        book(world, fault, amount);
        if strikes > 1 {
            faults::forget(world, fault);
        }
    }
}

/// Nothing leaks now: a strike comes later than this minute.
pub(super) fn clear(world: &mut World, fault: FaultId) {
    if let Some(place) = world.bill.place(fault) {
        world.bill.leaks[place].clear = world.now.plus(1);
    }
}

/// The hour's bill.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    if world.now < world.bill.due {
        return;
    }
    let now = world.now;
    let spent_until_now = world.ledger.line(Line::Cloud);
    let hours = world.bill.cut.len();
    let shown = (world.bill.at + 1) % hours;
    let mut billed = Money(0);
    if !world.bill.spent.is_empty() {
        let at = world.bill.at;
        world.bill.spent[at] += Money(spent_until_now.0 - world.bill.counted.0);
        billed += std::mem::take(&mut world.bill.spent[shown]);
    }
    let ended = Tick(now.0.saturating_sub((hours as u32 - 1) * BILL_MINUTES));
    for place in 0..world.bill.leaks.len() {
        let amount = std::mem::take(&mut world.bill.leaked[place * hours + shown]);
        let fault = world.bill.leaks[place].fault;
        if amount.0 > 0 {
            book(world, fault, amount);
            billed += amount;
            world.bill.leaks[place].shown = true;
        } else if !world.bill.cut[shown] {
            let free = faults::free_minutes(world, fault);
            let leak = &mut world.bill.leaks[place];
            leak.clear = leak.clear.max(Tick(ended.0.saturating_sub(free)));
        }
        world.bill.leaks[place].last_hour = amount;
    }
    world.bill.counted = world.ledger.line(Line::Cloud);
    world.bill.billed += billed;
    world.bill.at = shown;
    look_at_cap(world, events);
    world.bill.cut[shown] = world.bill.capped;
    world.bill.due = next_bill(world.rules(), now);
}

fn look_at_cap(world: &mut World, events: &mut Events) {
    let clock = u32::from(world.rules().starts_at.0) + world.now.0;
    if clock.is_multiple_of(DAY_MINUTES) {
        world.bill.at_midnight = world.bill.billed;
        world.bill.capped = false;
    }
    let Some(cap) = world.lever(LeverKind::SpendCap) else {
        return;
    };
    let today = Money(world.bill.billed.0 - world.bill.at_midnight.0);
    if today.0 > i64::from(cap) * 1_000_000 && !world.bill.capped {
        world.bill.capped = true;
        note(events, world.now, What::SpendCapped(today));
    }
}

/// The next tick at which a bill comes.
pub(super) fn next_change(world: &World) -> Tick {
    world.bill.due
}

/// Books what no bill has shown, at the end of the run.
pub(super) fn end(world: &mut World) {
    for place in 0..world.bill.leaks.len() {
        let amount = world.bill.take(place);
        let fault = world.bill.leaks[place].fault;
        book(world, fault, amount);
    }
}

/// Money that leaks in a minute, as far as anybody can tell: of a leak with an incident what it leaks now, of others what the last
/// bill showed.
pub(crate) fn leaking_per_minute(world: &World) -> Money {
    let of = |leak: &Leak| {
        if is_quiet(world, leak.fault) {
            Money(leak.last_hour.0 / i64::from(BILL_MINUTES))
        } else if world.bill.capped {
            Money(0)
        } else {
            faults::leak_per_minute(world, leak.fault)
        }
    };
    world.bill.leaks.iter().map(of).sum()
}

/// Draws anew whether leaks have begun that nothing has shown yet.
pub(super) fn resample(world: &mut World) {
    for place in 0..world.bill.leaks.len() {
        let leak = world.bill.leaks[place];
        let state = &world.faults[leak.fault.at()];
        let quiet = state.strikes > leak.known;
        // What has an incident is known, and what a bill has shown says since when.
        if state.live && (!quiet || leak.shown) {
            continue;
        }
        let struck = draw_strike(world, leak);
        faults::set_leaking(world, leak.fault, leak.known, struck);
        fill(world, place, struck);
    }
}

/// The minute in which a leak began that nothing has shown yet; `None` where it has not begun.
fn draw_strike(world: &World, leak: Leak) -> Option<Tick> {
    let now = world.now;
    let odds = faults::odds_of_quiet_strikes(world, leak.fault, leak.known, leak.clear);
    let alert = world.lessons[leak.fault.at()].alert_minutes;
    // Its own alert would have told.
    let told = |tick: Tick| alert.is_some_and(|after| tick.plus(u32::from(after)) <= now);
    let weights = || {
        let ticks = (leak.clear.0..).map(Tick);
        ticks
            .zip(&odds.then)
            .map(|(tick, weight)| (tick, if told(tick) { 0.0 } else { *weight }))
    };
    let sum: f64 = odds.not_yet + weights().map(|(_, weight)| weight).sum::<f64>();
    let key = faults::key(&world.scenario, leak.fault);
    let mut left = draw(world.seed, key, Purpose::Unbilled, 0) * sum;
    weights().find_map(|(tick, weight)| {
        left -= weight;
        (left < 0.0).then_some(tick)
    })
}

/// What a leak that began then has spent in the hours that no bill shows yet.
fn fill(world: &mut World, place: usize, struck: Option<Tick>) {
    let hours = world.bill.cut.len();
    let fault = world.bill.leaks[place].fault;
    world.bill.leaked[place * hours..(place + 1) * hours].fill(Money(0));
    let Some(struck) = struck else {
        return;
    };
    let begun = world.bill.due.0 as i64 - i64::from(BILL_MINUTES);
    for minute in struck.0..world.now.0 {
        let back = (begun - i64::from(minute) + i64::from(BILL_MINUTES) - 1)
            .div_euclid(i64::from(BILL_MINUTES))
            .max(0) as usize;
        if back < hours {
            let hour = (world.bill.at + hours - back) % hours;
            if !world.bill.cut[hour] {
                let amount = faults::leaked_at(world, fault, minute - struck.0);
                world.bill.leaked[place * hours + hour] += amount;
            }
        }
    }
}
