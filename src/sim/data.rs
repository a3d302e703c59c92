//! Data feeds and models.
//!
//! A feed goes wrong at a hazard (§E: one issue a year for ten tables). By its cause an issue is late, few or misshapen data, or none of
//! these (§E): a check of that kind finds it when the feed next runs, and otherwise somebody who uses the data does, after hours
//! (§E: 68 % take four at least). Until it is over, wrong output costs those who build on it, and more has to be run again; a feed
//! that stops costs them new output instead.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `T`, `F`, `E` | issue, found, over; all of them are latents until they come | tick |
//! | wrong | `w (stop − T)` where it is stopped, `w (E − T)` where it goes on | money |
//! | stale | `s (E − stop)`; a false alarm of a check stops the line for an hour, *assumed* | money |
//! | `q(t)` | quality of a version: `q₀ (1 − d t ÷ 30)` after `t` whole days if it degrades (§E: 91 % do), `q₀` if not | ppm |
//!
//! A model costs `W (1 − q)` an hour; it is measured at midnight (UTC), and by what is measured it is known whether it degrades.

use super::draw::{Key, Purpose, draw, exponential_quantile};
use super::event::{What, Why};
use super::latent::effort_beyond;
use super::world::{World, cloned_in_place};
use super::{Events, effects, faults, incidents, note};
use crate::scenario::defaults::{DATA_ISSUES, DATA_REPAIR, DATA_UNSEEN, DEGRADES};
use crate::scenario::ids::*;
use crate::scenario::rules::{DataCheck, Effect, LeverKind, Line, Rules, Version};
use crate::scenario::units::{Money, Ppm, Tick};
use serde::Serialize;

const DAY_MINUTES: u32 = 24 * 60;
/// Minutes of 30 days.
const MONTH_MINUTES: f64 = 30.0 * 24.0 * 60.0;
/// Minutes for which a false alarm stops the line. *Assumed.*
const LOOK_MINUTES: u32 = 60;
/// Draws of an issue that has to agree with what is known; beyond so many none is there.
const TRIES: u32 = 64;

/// Feeds and models.
#[derive(Debug, Serialize)]
pub(crate) struct Data {
    /// When something of it is due next.
    due: Tick,
    pub feeds: Vec<FeedState>,
    pub models: Vec<ModelState>,
    /// The versions of every model, one model after the other.
    versions: Vec<VersionState>,
}

cloned_in_place!(Data {
    due,
    feeds,
    models,
    versions,
});

/// A feed.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct FeedState {
    /// Nothing was wrong until then.
    clean: Tick,
    /// Latent: when it goes wrong.
    issue: Tick,
    /// Latent: which check would find it, by its number; another number where none would.
    kind: u8,
    /// Latent: when somebody or something finds it.
    finds: Tick,
    pub found: Option<Tick>,
    /// Latent: when it is over.
    ends: Tick,
    pub stopped: bool,
    /// What it gives out was counted until then.
    mark: Tick,
    /// Latent: when a check rings for nothing.
    rings: Tick,
    issues: u16,
    alarms: u16,
}

/// A model.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct ModelState {
    pub version: u8,
    /// Its first version in the list of all.
    first: u16,
    /// What it cost was counted until then.
    mark: Tick,
    trained: bool,
}

#[derive(Clone, Copy, Debug, Serialize)]
struct VersionState {
    /// When it was trained, in ticks; negative before the run.
    trained: i32,
    /// Latent until it was measured.
    degrades: bool,
    known: bool,
}

impl Data {
    pub(super) fn new(rules: &Rules) -> Data {
        let feed = FeedState {
            clean: Tick(0),
            issue: Tick::NEVER,
            kind: 0,
            finds: Tick::NEVER,
            found: None,
            ends: Tick::NEVER,
            stopped: false,
            mark: Tick(0),
            rings: Tick::NEVER,
            issues: 0,
            alarms: 0,
        };
        let mut versions = Vec::new();
        let mut models = Vec::new();
        for rule in &rules.models {
            models.push(ModelState {
                version: 0,
                first: versions.len() as u16,
                mark: Tick(0),
                trained: false,
            });
            versions.extend(rule.versions.iter().map(|version| VersionState {
                trained: -(i32::from(version.age_days) * DAY_MINUTES as i32),
                degrades: true,
                known: false,
            }));
        }
        for lever in &rules.levers {
            if let LeverKind::ModelVersion(model) = lever.kind {
                models[model.at()].version = version_of(rules, model, lever.at_start);
            }
        }
        Data {
            due: Tick::NEVER,
            feeds: vec![feed; rules.feeds.len()],
            models,
            versions,
        }
    }
}

/// Draws what lies ahead when the run begins.
pub(super) fn begin(world: &mut World) {
    for index in 0..world.data.feeds.len() {
        draw_issue(world, index);
        draw_alarm(world, index);
    }
    draw_versions(world);
    look_again(world);
}

fn feed_key(world: &World, index: usize) -> Key {
    Key::named("feed", &world.scenario.ids.feeds[index])
}

/// So many minutes from a tick, by an exponential with that rate in 30 days.
fn after(from: Tick, rate: Ppm, u: f64) -> Tick {
    let minutes = exponential_quantile(u) / rate.ratio() * MONTH_MINUTES;
    if minutes < 1e9 {
        from.plus((libm::ceil(minutes) as u32).max(1))
    } else {
        Tick::NEVER
    }
}

/// Draws the next issue of a feed that was clean until `clean`, such that nobody has found it yet.
fn draw_issue(world: &mut World, index: usize) {
    let rule = &world.rules().feeds[index];
    let (every, rate, checks) = (
        u32::from(rule.every_minutes),
        rule.issues_per_30_days,
        rule.checks,
    );
    let state = world.data.feeds[index];
    let key = feed_key(world, index);
    for attempt in 0..=TRIES {
        let ordinal = u32::from(state.issues) * (TRIES + 1) + attempt;
        let uniform = |purpose| draw(world.seed, key, purpose, ordinal);
        // The last attempt takes what has not begun.
        let from = if attempt == TRIES {
            world.now
        } else {
            state.clean
        };
        let issue = after(from, rate, uniform(Purpose::DataIssue));
        let kind = kind_of(uniform(Purpose::DataKind));
        let seen = checks.get(usize::from(kind)) == Some(&true);
        let finds = if issue == Tick::NEVER {
            issue
        } else if seen {
            Tick(issue.0.div_ceil(every) * every)
        } else {
            let minutes = effort_beyond(DATA_UNSEEN, 0, uniform(Purpose::DataUnseen)) / 1000;
            issue.plus(minutes.min(1_000_000) as u32)
        };
        if finds > world.now {
            let state = &mut world.data.feeds[index];
            (state.issue, state.kind, state.finds) = (issue, kind, finds);
            return;
        }
    }
}

/// The kind of an issue at a quantile (§E).
fn kind_of(u: f64) -> u8 {
    let mut left = u;
    for (kind, share) in DATA_ISSUES.iter().enumerate() {
        if left < share.ratio() {
            return kind as u8;
        }
        left -= share.ratio();
    }
    DATA_ISSUES.len() as u8
}

fn draw_alarm(world: &mut World, index: usize) {
    let rule = &world.rules().feeds[index];
    let checks = rule.checks.iter().filter(|on| **on).count() as u32;
    let rate = Ppm(rule.false_alarms_per_30_days.0.saturating_mul(checks));
    let ordinal = u32::from(world.data.feeds[index].alarms);
    let u = draw(
        world.seed,
        feed_key(world, index),
        Purpose::FalseDataAlarm,
        ordinal,
    );
    world.data.feeds[index].rings = after(world.now, rate, u);
}

/// How long what was found takes, given that it is not over yet.
fn draw_end(world: &mut World, index: usize) {
    let state = world.data.feeds[index];
    let Some(found) = state
        .found
        .filter(|_| world.rules().feeds[index].strikes.is_none())
    else {
        return;
    };
    let u = draw(
        world.seed,
        feed_key(world, index),
        Purpose::DataRepair,
        u32::from(state.issues),
    );
    let passed = u64::from(world.now.since(found)) * 1000;
    let minutes = effort_beyond(DATA_REPAIR, passed, u).div_ceil(1000);
    let ends = found.plus(minutes.min(1_000_000) as u32);
    world.data.feeds[index].ends = ends.max(world.now.plus(1));
}

/// The version that was trained in the run, among those that are known by their age in days.
const TRAINED: u32 = u32::MAX;

/// Draws whether versions degrade of which that is not known yet.
fn draw_versions(world: &mut World) {
    for index in 0..world.data.models.len() {
        let key = Key::named("model", &world.scenario.ids.models[index]);
        let model = world.data.models[index];
        let scenario = world.scenario.clone();
        let rules = &scenario.rules.models[index].versions;
        for (version, rule) in rules.iter().enumerate() {
            // A version is known by its age; two of one day by which of the two it is.
            let same = rules[..version]
                .iter()
                .filter(|other| other.age_days == rule.age_days);
            let (born, ordinal) = match model.trained && version == 0 {
                true => (TRAINED, 0),
                false => (u32::from(rule.age_days), same.count() as u32),
            };
            let u = draw(
                world.seed,
                key.child(Purpose::Degrades, born),
                Purpose::Degrades,
                ordinal,
            );
            let state = &mut world.data.versions[usize::from(model.first) + version];
            if !state.known {
                state.degrades = u < DEGRADES.ratio();
            }
        }
    }
}

/// Draws every latent of data and models anew.
pub(super) fn resample(world: &mut World) {
    for index in 0..world.data.feeds.len() {
        match world.data.feeds[index].found {
            None => draw_issue(world, index),
            Some(_) => draw_end(world, index),
        }
        draw_alarm(world, index);
    }
    draw_versions(world);
    look_again(world);
}

/// What is found, over, or rings; and at midnight what models are worth.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    if world.now < world.data.due {
        return;
    }
    for index in 0..world.data.feeds.len() {
        let state = world.data.feeds[index];
        if state.found.is_none() && state.finds <= world.now {
            find(world, index, events);
        } else if state.found.is_some() && state.ends <= world.now {
            end_issue(world, index, events);
        }
        if state.rings <= world.now {
            ring(world, index, events);
        }
    }
    if (u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(DAY_MINUTES) {
        for index in 0..world.data.models.len() {
            measure(world, index, events);
        }
    }
    look_again(world);
}

fn find(world: &mut World, index: usize, events: &mut Events) {
    let id = FeedId(index as u8);
    let now = world.now;
    let state = &mut world.data.feeds[index];
    state.found = Some(now);
    state.mark = state.issue;
    state.ends = Tick::NEVER;
    let rule = &world.scenario.rules.feeds[index];
    let check = DataCheck::ALL.get(usize::from(state.kind));
    let check = check.filter(|check| rule.checks[**check as usize]).copied();
    note(events, now, What::DataIssueFound(id, check));
    if let Some(fault) = rule.strikes {
        faults::strike(world, fault, None, events);
        // Who found it tells of it.
        incidents::notice(world, fault, events);
    }
    draw_end(world, index);
    if world.lever(LeverKind::StopTheLine(id)) == Some(1) {
        set_stopped(world, index, true, events);
    }
}

fn end_issue(world: &mut World, index: usize, events: &mut Events) {
    count(world, index, events);
    let now = world.now;
    let state = &mut world.data.feeds[index];
    state.found = None;
    state.stopped = false;
    state.clean = now;
    state.issues += 1;
    state.ends = Tick::NEVER;
    note(events, now, What::DataIssueOver(FeedId(index as u8)));
    draw_issue(world, index);
}

/// A check rings for nothing: where the line stops, it stops for a look.
fn ring(world: &mut World, index: usize, events: &mut Events) {
    let id = FeedId(index as u8);
    note(events, world.now, What::DataFalseAlarm(id));
    world.data.feeds[index].alarms += 1;
    draw_alarm(world, index);
    let stops = world.lever(LeverKind::StopTheLine(id)) == Some(1);
    if stops && world.data.feeds[index].found.is_none() {
        let stale = world.rules().feeds[index].stale_per_hour;
        let amount = Money(stale.0 / 60) * LOOK_MINUTES;
        effects::spend(world, Line::Downstream, amount, Why::Feed(id), events);
    }
}

/// Issues that are a fault end with it.
pub(super) fn see_repairs(world: &mut World, events: &mut Events) {
    for index in 0..world.data.feeds.len() {
        if world.data.feeds[index].found.is_none() {
            continue;
        }
        let fault = world.rules().feeds[index].strikes;
        if fault.is_some_and(|fault| !world.faults[fault.at()].live) {
            end_issue(world, index, events);
            look_again(world);
        }
    }
}

/// Counts what a feed gave out since it was last counted.
fn count(world: &mut World, index: usize, events: &mut Events) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.feeds[index];
    let state = &mut world.data.feeds[index];
    let minutes = world.now.since(state.mark);
    state.mark = world.now;
    let stopped = state.stopped;
    let rate = if stopped {
        rule.stale_per_hour
    } else {
        rule.wrong_per_hour
    };
    let why = Why::Feed(FeedId(index as u8));
    effects::spend(
        world,
        Line::Downstream,
        Money(rate.0 / 60) * minutes,
        why,
        events,
    );
    if let (Some((item, milli)), false) = (rule.again, stopped) {
        let more = u64::from(milli) * u64::from(minutes) / 60;
        let more = [Effect::MoreWork(item, more.min(1_000_000_000) as u32)];
        effects::happen(world, &more, why, feed_key(world, index), events);
    }
}

fn set_stopped(world: &mut World, index: usize, stop: bool, events: &mut Events) {
    if world.data.feeds[index].found.is_some() && world.data.feeds[index].stopped != stop {
        count(world, index, events);
        world.data.feeds[index].stopped = stop;
        note(
            events,
            world.now,
            What::FeedStopped(FeedId(index as u8), stop),
        );
    }
}

fn version_of(rules: &Rules, model: ModelId, value: i32) -> u8 {
    let last = rules.models[model.at()].versions.len().saturating_sub(1);
    value.clamp(0, last as i32) as u8
}

/// Share of answers of a version that are right.
fn quality(rule: Version, state: VersionState, now: Tick) -> Ppm {
    let days = ((now.0 as i32 - state.trained).max(0) as u32 / DAY_MINUTES).min(30_000);
    let lost = rule.drift_per_30_days.0 / 30 * days * u32::from(state.degrades);
    rule.quality.of(Ppm(lost.min(1_000_000)).rest())
}

/// The quality of the version in use.
pub(crate) fn quality_now(world: &World, model: ModelId) -> Ppm {
    let state = world.data.models[model.at()];
    let version = usize::from(state.version);
    quality(
        world.rules().models[model.at()].versions[version],
        world.data.versions[usize::from(state.first) + version],
        world.now,
    )
}

/// Counts what a model cost since it was last measured, and measures it.
fn measure(world: &mut World, index: usize, events: &mut Events) {
    let id = ModelId(index as u8);
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.models[index];
    let state = world.data.models[index];
    let at = usize::from(state.first) + usize::from(state.version);
    let version = rule.versions[usize::from(state.version)];
    let wrong = quality(version, world.data.versions[at], state.mark).rest();
    let hourly = i128::from(rule.wrong_per_hour.0) * i128::from(wrong.0) / 60_000_000;
    let amount = Money(hourly as i64) * world.now.since(state.mark);
    effects::spend(world, Line::Downstream, amount, Why::Model(id), events);
    world.data.models[index].mark = world.now;
    let done = |item: WorkId| world.work[item.at()].done.is_some();
    if !state.trained && rule.training.is_some_and(done) {
        world.data.models[index].trained = true;
        world.data.versions[usize::from(state.first)] = VersionState {
            trained: world.now.0 as i32,
            degrades: true,
            known: false,
        };
        draw_versions(world);
    }
    let quality = quality_now(world, id);
    let state = &mut world.data.versions[at];
    state.known |= world.now.0 as i32 - state.trained >= DAY_MINUTES as i32;
    note(
        events,
        world.now,
        What::ModelMeasured(id, world.data.models[index].version, quality),
    );
}

/// A lever of data and models was set.
pub(super) fn lever_moved(world: &mut World, kind: LeverKind, value: i32, events: &mut Events) {
    match kind {
        LeverKind::StopTheLine(feed) => set_stopped(world, feed.at(), value == 1, events),
        LeverKind::ModelVersion(model) => {
            measure(world, model.at(), events);
            world.data.models[model.at()].version = version_of(world.rules(), model, value);
        }
        _ => {}
    }
}

/// The run is over: what is still wrong is counted.
pub(super) fn end(world: &mut World, events: &mut Events) {
    for index in 0..world.data.feeds.len() {
        let state = &mut world.data.feeds[index];
        if state.found.is_none() && state.issue < world.now {
            state.mark = state.issue;
            count(world, index, events);
        } else if state.found.is_some() {
            count(world, index, events);
        }
    }
    for index in 0..world.data.models.len() {
        measure(world, index, events);
    }
}

fn look_again(world: &mut World) {
    let clock = u32::from(world.rules().starts_at.0) + world.now.0;
    let midnight = world.now.plus(DAY_MINUTES - clock % DAY_MINUTES);
    let feeds = world.data.feeds.iter().map(|state| match state.found {
        None => state.finds.min(state.rings),
        Some(_) => state.ends.min(state.rings),
    });
    let models = world.data.models.iter().map(|_| midnight);
    world.data.due = feeds.chain(models).min().unwrap_or(Tick::NEVER);
}

/// The next tick at which something of it is due.
pub(super) fn next_change(world: &World) -> Tick {
    world.data.due
}
