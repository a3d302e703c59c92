//! Hidden faults: when they strike, how they grow, how they hurt, what is left of them.
//!
//! A fault of the scenario is a template: at most one occurrence of it is live at a time, and each strike draws its own cause. The
//! draws of the first strike have ordinal 0, and so on; only its cause can be fixed by the scenario.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `h` | harm at full strength: a share of what the fault's kind says | ppm |
//! | `g` | growth since the onset (see [`growth`]), 1 at most | |
//! | `r` | relief: share of the harm that remedies took away | ppm |
//! | `w` | worsening by remedies | ppm |
//! | `q` | depth to which the class was reviewed | ppm |
//!
//! Harm in force, the level, is `h g (1 − r) (1 + w)`, 1 at most. Where `n` bad changes are out together that bring the same fault,
//! `h` is `1 − (1 − h)ⁿ`: each harms what the others left. Rolling one back leaves the others.
//!
//! | kind | what a level `l` does |
//! | --- | --- |
//! | errors, latency, capacity | takes that share of good, of quick requests, of capacity |
//! | data loss | damages `l ÷ 60` of the data a minute; requests for damaged data fail until a remedy puts it right |
//! | exposure | rings an alarm, and lets attacks through by a hazard of `l` × attacks an hour |
//! | stale data, drift | makes that share of good answers worthless |
//! | spend leak | spends `l` × its cost an hour; somebody notices by a hazard of `l` × times a day |
//!
//! A fault strikes when its window says so, when something calls it (a deploy, an effect), or by a hazard: `per day × (1 + older ×
//! days) × pressure` at first, and `(per day + returns a day) × pressure × (1 − q)` after it struck once. Debt sets the pressure.

mod alike;
mod growth;
mod leaks;
mod odds;

pub(super) use alike::resample as resample_alike;
pub(super) use leaks::*;
use odds::Pressure;
pub(super) use odds::{chance_not_yet, chance_then, first_hazard, press, signs};

use super::draw::{Key, Purpose, draw};
use super::event::{What, Why};
use super::hazard::{DAY_MINUTES, Hazard, per_day};
use super::services::{self, Affliction};
use super::slips::Slip;
use super::world::{InquiryState, World};
use super::{Events, alarms, bill, effects, incidents, latent, note, opinions, tasks};
use crate::scenario::Scenario;
use crate::scenario::ids::{CauseId, FaultId, ServiceId};
use crate::scenario::rules::{Fault, FaultKind, Line, Onset, Rules};
use crate::scenario::units::{Money, Ppm, Tick};
use serde::Serialize;

/// Bad changes that may be behind a fault at a time; one more does no more harm.
const CHANGES_MOST: usize = 4;

/// A hidden fault.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct FaultState {
    /// Latent: the true cause of the live strike, or of the next one.
    pub cause: CauseId,
    /// When it began; before that the latent tick at which its window lets it begin.
    pub onset: Tick,
    pub began: bool,
    /// Its harm is not over, although it may be in a trough.
    pub live: bool,
    /// Occurrences that have begun.
    pub strikes: u32,
    /// The live strike came by itself, or somebody called it.
    pub uncaused: bool,
    /// The changes that brought it: rolling the last of them back ends it.
    pub changes: [Option<u32>; CHANGES_MOST],
    /// Harm at full strength, by how many of these are behind it.
    pub harm: Ppm,
    /// Share of the harm that remedies took away.
    pub relief: Ppm,
    /// Share by which remedies made the harm worse.
    pub worse: Ppm,
    /// Harm in force in this minute.
    pub level: Ppm,
    /// Share of the data that is lost or corrupted.
    pub damage: Ppm,
    /// Spent for nothing and not told yet.
    pub leaked: Money,
    /// How deeply the class was reviewed: its returns are rarer by that share.
    pub reviewed: Ppm,
    /// How to look for its cause is written down.
    pub runbook: bool,
    /// Who worked on it before, a bit each for the first 64 people.
    pub familiar: u64,
    /// What debt makes of its hazard.
    pub pressure: Pressure,
    /// The first strike came by itself and shows: what debt made of the hazard then.
    struck: Option<Pressure>,
    /// Against the next strike.
    pub coming: Hazard,
    /// Against the next sign of it: an attack that an exposure lets through, somebody who notices a leak.
    pub sign: Hazard,
}

impl FaultState {
    /// A fault when the run begins.
    pub(super) fn at_start(scenario: &Scenario, fault: FaultId, seed: u64) -> FaultState {
        let key = key(scenario, fault);
        let rule = &scenario.rules.faults[fault.at()];
        let mut state = FaultState {
            cause: (rule.truth).unwrap_or_else(|| draw_cause(scenario, fault, seed, 0)),
            onset: match rule.onset {
                // Minute 0 is over when anybody can act.
                Onset::Window(first, last) => {
                    latent::tick_in((first, last), draw(seed, key, Purpose::Onset, 0)).max(Tick(1))
                }
                Onset::Hazard { .. } | Onset::Called => Tick::NEVER,
            },
            began: false,
            live: false,
            strikes: 0,
            uncaused: false,
            changes: [None; CHANGES_MOST],
            harm: rule.harm,
            relief: Ppm::NONE,
            worse: Ppm::NONE,
            level: Ppm::NONE,
            damage: Ppm::NONE,
            leaked: Money(0),
            reviewed: Ppm::NONE,
            runbook: rule.runbook,
            familiar: 0,
            pressure: Pressure::NONE,
            struck: None,
            coming: Hazard::new(draw(seed, key, Purpose::StrikeThreshold, 0)),
            sign: Hazard::new(draw(seed, key, Purpose::BreachThreshold, 0)),
        };
        state
            .coming
            .set_rate(Tick(0), state.strike_rate(rule, Tick(0)));
        state
    }

    /// Expected strikes a minute, in billionths.
    fn strike_rate(&self, rule: &Fault, now: Tick) -> u64 {
        if self.live {
            return 0;
        }
        let first = match rule.onset {
            Onset::Hazard {
                per_day: rate,
                older,
            } => {
                let days = u64::from(now.0 / DAY_MINUTES);
                per_day(rate) * (1_000_000 + u64::from(older.0) * days) / 1_000_000
            }
            Onset::Window(..) | Onset::Called => 0,
        };
        let rate = if self.strikes == 0 {
            first
        } else {
            (first + per_day(rule.recurs_per_day)) * u64::from(self.reviewed.rest().0) / 1_000_000
        };
        rate * u64::from(self.pressure.percent) / 100
    }
}

/// The key of a fault's draws.
pub(super) fn key(scenario: &Scenario, fault: FaultId) -> Key {
    Key::named("fault", &scenario.ids.faults[fault.at()])
}

/// The cause of a strike, by the priors.
fn draw_cause(scenario: &Scenario, fault: FaultId, seed: u64, strike: u32) -> CauseId {
    let rule = &scenario.rules.faults[fault.at()];
    let prior = |cause: CauseId| scenario.rules.causes[cause.at()].prior.ratio();
    let key = key(scenario, fault);
    let u = draw(seed, key, Purpose::TrueCause, strike);
    latent::pick_cause(rule, prior, u)
}

/// A fault strikes now, whatever its own onset would have been: a new occurrence with its own cause, of which nothing is known yet.
/// While an occurrence is live there is no second one, and the answer is `false`: then nothing happens, but that a bad change harms
/// besides. A change that brought it can be rolled back ([`end_by_rollback`]). What calls a fault leads somebody to notice what no
/// dashboard shows.
pub(super) fn strike(
    world: &mut World,
    fault: FaultId,
    change: Option<u32>,
    events: &mut Events,
) -> bool {
    // Whoever looks at what was called sees what leaked unseen before.
    let began = bill::is_quiet(world, fault) | begin(world, fault, change, events);
    let shows = world.rules().faults[fault.at()].kind.shows();
    if began && (!shows || is_worthless(world, fault)) {
        incidents::notice(world, fault, events);
    }
    began
}

/// Whether answers that a fault makes worthless were worth nothing: no revenue shows them.
fn is_worthless(world: &World, fault: FaultId) -> bool {
    let rule = &world.rules().faults[fault.at()];
    let service = &world.rules().services[rule.service.at()];
    matches!(rule.kind, FaultKind::StaleData | FaultKind::Drift)
        && (service.revenue_per_request.0 == 0 || service.demand_per_minute == 0)
}

fn begin(world: &mut World, fault: FaultId, change: Option<u32>, events: &mut Events) -> bool {
    if world.faults[fault.at()].live {
        let state = &mut world.faults[fault.at()];
        if let Some(slot) = state.changes.iter_mut().find(|slot| slot.is_none()) {
            *slot = change;
            reckon_harm(world, fault);
        }
        return false;
    }
    // The cause of the first strike is a latent since the run began.
    let strike = world.faults[fault.at()].strikes;
    if strike > 0 {
        // What is known about the last leak is not forgotten before somebody notices the next.
        if world.rules().faults[fault.at()].kind != FaultKind::SpendLeak {
            forget(world, fault);
        }
        let cause = draw_cause(&world.scenario, fault, world.seed, strike);
        world.faults[fault.at()].cause = cause;
    }
    let now = world.now;
    let state = &mut world.faults[fault.at()];
    let cause = state.cause;
    state.onset = now;
    state.began = true;
    state.live = true;
    state.strikes += 1;
    state.uncaused = change.is_none();
    state.changes = [None; CHANGES_MOST];
    state.changes[0] = change;
    state.struck = None;
    state.relief = Ppm::NONE;
    state.worse = Ppm::NONE;
    state.level = Ppm::NONE;
    note(events, now, What::FaultBegan(fault, cause));
    reckon_harm(world, fault);
    alarms::listen(world);
    true
}

/// Works out the harm of all that is behind a fault together.
fn reckon_harm(world: &mut World, fault: FaultId) {
    let each = world.rules().faults[fault.at()].harm;
    let state = &mut world.faults[fault.at()];
    let behind = usize::from(state.uncaused) + state.changes.iter().flatten().count();
    let left = (0..behind).fold(Ppm::ALL, |left, _| left.of(each.rest()));
    state.harm = left.rest();
    touch(world);
}

/// A fault strikes by its window or its hazard. An exposure rings an alarm, and a leak waits until somebody notices.
fn strike_by_itself(world: &mut World, fault: FaultId, events: &mut Events) {
    let rule = &world.rules().faults[fault.at()];
    let (shows, exposes) = (rule.kind.shows(), rule.kind == FaultKind::Exposure);
    let service = rule.service;
    if begin(world, fault, None, events) {
        let state = &mut world.faults[fault.at()];
        state.struck = (state.strikes == 1 && shows).then_some(state.pressure);
        if exposes {
            alarms::ring(world, service, Some(fault), events);
        } else if is_worthless(world, fault) {
            incidents::notice(world, fault, events);
        }
    }
}

/// A change that brought a fault is gone, and its harm with it.
pub(super) fn end_by_rollback(world: &mut World, change: u32) {
    for index in 0..world.faults.len() {
        let state = &mut world.faults[index];
        let mut slots = state.changes.iter_mut();
        let Some(slot) = slots.find(|slot| **slot == Some(change)) else {
            continue;
        };
        *slot = None;
        if !state.uncaused && state.changes.iter().all(Option::is_none) {
            state.relief = Ppm::ALL;
        } else {
            reckon_harm(world, FaultId(index as u8));
        }
    }
    touch(world);
}

/// Remedies changed what is left of a fault: it is looked at again in this minute.
pub(super) fn touch(world: &mut World) {
    world.faults_due = world.now;
}

/// What was learnt and done about the last occurrence says nothing about the next one.
pub(super) fn forget(world: &mut World, fault: FaultId) {
    let scenario = world.scenario.clone();
    let rules = &scenario.rules;
    opinions::forget(world, fault);
    for cause in latent::causes(&rules.faults[fault.at()]) {
        world.ruled_out[cause.at()] = false;
    }
    for (rule, state) in rules.inquiries.iter().zip(&mut world.inquiries) {
        if rule.fault == fault {
            *state = InquiryState {
                starts: state.starts,
                by: state.by,
                ..InquiryState::default()
            };
        }
    }
    for (rule, state) in rules.remedies.iter().zip(&mut world.remedies) {
        if rule.fault == fault {
            state.slip = Slip::default();
        }
        // What is exposed stays so until somebody puts the protection back.
        if rule.fault == fault && state.exposed.is_none() {
            state.applied = None;
        }
    }
}

/// Harm in force so many minutes after the onset.
pub(super) fn level(rule: &Fault, harm: Ppm, since_onset: u32, relief: Ppm, worse: Ppm) -> Ppm {
    let grown = growth::grown(harm, rule.growth, since_onset);
    growth::left(grown, relief, worse)
}

/// Harm at full strength: what it will come to, or comes back to.
pub(super) fn full_level(harm: Ppm, relief: Ppm, worse: Ppm) -> Ppm {
    growth::left(harm, relief, worse)
}

/// Brings faults up to this minute: begins those that are due, and grows those that have begun.
pub(super) fn grow(world: &mut World, events: &mut Events) {
    let now = world.now;
    if world.faults_due > now {
        return;
    }
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        let fault = FaultId(index as u8);
        let state = &world.faults[index];
        if !state.began && state.onset <= now {
            strike_by_itself(world, fault, events);
        } else if !state.live && state.coming.due <= now {
            let u = draw(
                world.seed,
                key(&scenario, fault),
                Purpose::StrikeThreshold,
                state.coming.drawn,
            );
            world.faults[index].coming.next(now, u);
            strike_by_itself(world, fault, events);
        }
        let repairable = rule.kind == FaultKind::DataLoss && is_repairable(&scenario, fault);
        let state = &mut world.faults[index];
        let was_live = state.live;
        if state.began {
            let was_live = state.live;
            state.live = full_level(state.harm, state.relief, state.worse).0 > 0
                || repairable && state.damage.0 > 0;
            let over = was_live && !state.live;
            let since = now.since(state.onset);
            let level = level(rule, state.harm, since, state.relief, state.worse);
            if level != state.level {
                tell_leak(rule, fault, state, now, events);
            }
            state.level = level;
            if over {
                bill::clear(world, fault);
            }
        }
        let state = &mut world.faults[index];
        state.coming.set_rate(now, state.strike_rate(rule, now));
        state.sign.set_rate(now, sign_rate(rule, state.level));
        if state.live != was_live {
            alarms::listen(world);
        }
    }
    afflict(world, &scenario.rules);
    world.faults_due = look_again(world);
}

/// Whether some remedy puts the data right that a fault damages.
fn is_repairable(scenario: &Scenario, fault: FaultId) -> bool {
    let mut remedies = scenario.rules.remedies.iter();
    remedies.any(|remedy| remedy.fault == fault && remedy.repairs.0 > 0)
}

/// Expected signs a minute at that level, in billionths.
pub(super) fn sign_rate(rule: &Fault, level: Ppm) -> u64 {
    let full = match (&rule.exposure, rule.kind) {
        (Some(exposure), _) => u64::from(exposure.attacks_per_hour.0) * 1000 / 60,
        (None, FaultKind::SpendLeak) => per_day(rule.noticed_per_day),
        _ => 0,
    };
    full * u64::from(level.0) / 1_000_000
}

/// Tells the load model what faults do to every service now.
fn afflict(world: &mut World, rules: &Rules) {
    world.faults_accrue = false;
    for (rule, state) in rules.faults.iter().zip(&world.faults) {
        world.faults_accrue |= accrues(rule, state);
    }
    for index in 0..world.services.len() {
        let service = ServiceId(index as u16);
        let faults = rules.faults.iter().zip(&world.faults);
        let own = faults.filter(|(rule, _)| rule.service == service);
        let pooled = rules.services[index].capacity.is_some();
        let all = own.fold(Affliction::NONE, |all, (rule, state)| {
            all.and(affliction(rule.kind, state, pooled))
        });
        services::afflict(world, service, all);
    }
}

/// What a fault does to its service. Where units carry the load, slow requests and lost units tell through them.
fn affliction(kind: FaultKind, state: &FaultState, pooled: bool) -> Affliction {
    let none = Affliction::NONE;
    let left = state.level.rest();
    match kind {
        FaultKind::Capacity if pooled => Affliction {
            capacity_lost: state.level,
            ..none
        },
        // Speed falls by that share.
        FaultKind::Latency if pooled => Affliction {
            latency_percent: 100_000_000 / left.0.max(1000),
            ..none
        },
        FaultKind::Errors | FaultKind::Latency | FaultKind::Capacity => Affliction {
            unhurt: left,
            ..none
        },
        FaultKind::DataLoss => Affliction {
            unhurt: state.damage.rest(),
            ..none
        },
        FaultKind::StaleData | FaultKind::Drift => Affliction {
            right: left,
            ..none
        },
        FaultKind::Exposure | FaultKind::SpendLeak => none,
    }
}

/// Whether something of a fault adds up from minute to minute.
fn accrues(rule: &Fault, state: &FaultState) -> bool {
    matches!(rule.kind, FaultKind::DataLoss | FaultKind::SpendLeak) && state.level.0 > 0
}

/// The next tick at which a fault begins, changes or lets an attack through.
fn look_again(world: &World) -> Tick {
    let now = world.now;
    let mut next = Tick::NEVER;
    for (rule, state) in world.rules().faults.iter().zip(&world.faults) {
        if !state.began {
            next = next.min(state.onset);
        } else if state.level.0 > 0 || state.live {
            next = next.min(growth::next_change(rule.growth, state.onset, now));
        }
        next = next.min(state.coming.due).min(state.sign.due);
        if rule.kind == FaultKind::DataLoss && accrues(rule, state) && state.damage < Ppm::ALL {
            next = next.min(now.plus(1));
        }
        if matches!(rule.onset, Onset::Hazard { older, .. } if older.0 > 0) {
            next = next.min(Tick((now.0 / DAY_MINUTES + 1) * DAY_MINUTES));
        }
    }
    next
}

/// The next tick at which a fault has to be looked at.
pub(super) fn next_change(world: &World) -> Tick {
    world.faults_due
}

/// Counts minutes that are all like this one: damage and leaks add up.
pub(super) fn accrue(world: &mut World, minutes: u32) {
    if !world.faults_accrue {
        return;
    }
    let faults = world.scenario.rules.faults.iter().zip(&mut world.faults);
    for (index, (rule, state)) in faults.enumerate() {
        if !accrues(rule, state) {
            continue;
        }
        if rule.kind == FaultKind::SpendLeak && world.bill.capped() {
            continue;
        }
        if rule.kind == FaultKind::DataLoss {
            let more = u64::from(state.level.0 / 60) * u64::from(minutes);
            state.damage = Ppm((u64::from(state.damage.0) + more).min(1_000_000) as u32);
        } else {
            let leaked = leak_at(rule, state.level) * minutes;
            let fault = FaultId(index as u8);
            if world.bill.is_quiet(fault, state.strikes) {
                world.bill.put(fault, leaked);
            } else {
                state.leaked += leaked;
                world.ledger.book(Line::Cloud, leaked);
            }
        }
    }
}

/// Puts right a share of what a fault damaged.
pub(super) fn repair(world: &mut World, fault: FaultId, share: Ppm) {
    let state = &mut world.faults[fault.at()];
    state.damage = state.damage.of(share.rest());
    touch(world);
}

/// Signs of what does not show: attacks that get through, somebody who notices a leak. Each needs a threshold of its own.
pub(super) fn show(world: &mut World, events: &mut Events) {
    if world.faults_due > world.now {
        return;
    }
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.faults.iter().enumerate() {
        if world.faults[index].sign.due > world.now {
            continue;
        }
        let fault = FaultId(index as u8);
        let key = key(&scenario, fault);
        let sign = world.faults[index].sign.drawn;
        let u = draw(world.seed, key, Purpose::BreachThreshold, sign);
        world.faults[index].sign.next(world.now, u);
        let Some(exposure) = &rule.exposure else {
            incidents::notice(world, fault, events);
            continue;
        };
        note(events, world.now, What::Breached(fault));
        tasks::know(world, fault);
        incidents::notice(world, fault, events);
        let key = key.child(Purpose::BreachThreshold, sign);
        effects::happen(world, &exposure.effects, Why::Breach(fault), key, events);
    }
}

/// Draws the thresholds anew, given that they were not reached.
pub(super) fn resample(world: &mut World) {
    let now = world.now;
    for index in 0..world.faults.len() {
        let key = key(&world.scenario, FaultId(index as u8));
        let state = &mut world.faults[index];
        for (hazard, purpose) in [
            (&mut state.coming, Purpose::StrikeThreshold),
            (&mut state.sign, Purpose::BreachThreshold),
        ] {
            hazard.resample(now, draw(world.seed, key, purpose, hazard.drawn - 1));
        }
    }
}

/// For a future: a fault first struck then, or has not struck yet.
pub(super) fn set_struck(world: &mut World, fault: FaultId, struck: Option<Tick>) {
    let now = world.now;
    let rule = &world.scenario.rules.faults[fault.at()];
    let by_hazard = matches!(rule.onset, Onset::Hazard { .. });
    let state = &mut world.faults[fault.at()];
    state.began = struck.is_some();
    state.live = struck.is_some();
    state.strikes = u32::from(struck.is_some());
    state.onset = struck.unwrap_or(Tick::NEVER);
    state.level = struck.map_or(Ppm::NONE, |struck| {
        level(rule, rule.harm, now.since(struck), Ppm::NONE, Ppm::NONE)
    });
    state.uncaused = struck.is_some();
    state.harm = rule.harm;
    state.coming.drawn = 1 + u32::from(by_hazard && struck.is_some());
    state.coming.set_rate(now, state.strike_rate(rule, now));
    state.sign.set_rate(now, sign_rate(rule, state.level));
}

/// Nothing that reviews taught about a fault holds any more.
pub(super) fn forget_reviews(world: &mut World, fault: FaultId) {
    let runbook = world.rules().faults[fault.at()].runbook;
    let state = &mut world.faults[fault.at()];
    state.reviewed = Ppm::NONE;
    state.runbook = runbook;
    touch(world);
}

/// A review went that deep into a class of fault: it returns more rarely, and how to look for its cause is written down.
pub(super) fn review(world: &mut World, fault: FaultId, depth: Ppm, runbook: bool) {
    let state = &mut world.faults[fault.at()];
    state.reviewed = state.reviewed.max(depth);
    state.runbook |= runbook;
    touch(world);
}
