//! Planned work: items come in, move through the stages of a pipeline under WIP limits, and are picked up by who is free.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `S` | size of an item | expert's minutes |
//! | `s_k` | share of stage `k` of a pipeline; `Σ s_k = 1`, so stage `k` takes `s_k S` | |
//! | `D` | technical debt of a pipeline, 0–100 | points |
//! | `r` | rush: how hard people are pressed, 0–1 | |
//! | `100 + D` | hazard of the faults of its service, in percent (*assumed*) | |
//! | `v` | share of the usual pace: `(1 + r ÷ 4) ÷ (1 + D ÷ 200)` | |
//!
//! A finished change adds `r S ÷ 120` points of debt, a finished debt item takes `S ÷ 60` away: what rush saves now costs about
//! twice as much later (*assumed*, all three). Items of a stream come in after exponential waits of `1440 ÷ λ` minutes.
//!
//! **An item waits wherever a limit holds it**: in its stage, whose place it keeps, when the next one is full; before the first
//! stage; before a deployment. Whoever has nothing in hand takes the next item of the team's queue, what is furthest along
//! first, then in the order that the leader gave. An item without a pipeline is one stage and needs no deployment, and nobody
//! takes it unasked.
//!
//! Queues obey Little's law, `L = λ W` (§A4); `tests/oracles/work.rs` recomputes it from events.

mod deploys;
mod reviews;

pub(crate) use deploys::migrated;
pub(super) use deploys::{
    NotBack, can_deploy, can_roll_back, deploy, roll_back, see_recovery, undo_last,
};
pub use deploys::{caught_share, escape_share, is_frozen};
pub use reviews::{Lesson, Review, review_due};
pub(super) use reviews::{hold, prevents, review, schedule, watch};

use super::draw::{Key, Purpose, draw, exponential_quantile};
use super::event::{What, Why};
use super::latent::effort_beyond;
use super::people::{self, free, in_shift, morale, move_morale};
use super::world::{Activity, World, cloned_in_place};
use super::{Events, faults, note};
use crate::scenario::ids::*;
use crate::scenario::rules::{Effort, LeverKind, Origin, Rules, WorkKind};
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;
use std::sync::Arc;

/// The place of an item that has come in and not been begun.
pub const READY: u8 = 0;
/// The place of a change that is finished and not out.
pub const TO_DEPLOY: u8 = 254;
/// The place of a change that is going out.
pub const GOING_OUT: u8 = 255;

/// Gain of pace at full rush, in percent. *Assumed.*
const RUSH_PACE_PERCENT: u64 = 25;
/// Points of debt at which work takes twice as long. *Assumed.*
const DEBT_DOUBLES_MILLI: u64 = 200_000;
/// Expert's minutes of a debt item that take one point of debt away. *Assumed.*
const MINUTES_PER_POINT: u64 = 60;
/// Share of a change's size that doing it again takes. *Assumed.*
const REWORK_PERCENT: u32 = 25;

/// A work item.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct WorkState {
    /// Thousandths of an expert's minute that are left in the stage that it is in.
    pub left: u64,
    /// All stages together, this time round.
    pub size: u32,
    /// [`READY`], a stage of its pipeline from 1, [`TO_DEPLOY`] or [`GOING_OUT`].
    pub stage: u8,
    /// When it came in.
    pub arrived: Option<Tick>,
    /// In its stage since then.
    pub since: Tick,
    pub done: Option<Tick>,
    /// What everybody at it gets done in a minute; as of the last time that somebody was.
    pub pace: u32,
    /// Probability that it is bad, before any test.
    pub fail: Ppm,
    /// Times that it was sent out.
    pub rounds: u16,
    /// The deployment that it went out with last.
    pub deployment: u16,
    /// How sleepy the sleepiest of those was who finished a stage of it (KSS in hundredths).
    pub kss_centi: u16,
    /// What an action item is worth, by the review that it was born in.
    pub worth: Ppm,
}

/// The most stages of a pipeline in which people work; the loader refuses more.
const STAGES_MOST: usize = 20;

/// A pipeline.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct PipelineState {
    /// Items in each place: ready, the stages, waiting for a deployment, going out.
    held: [u16; STAGES_MOST + 3],
    pub debt_milli: u32,
    /// Share of the usual pace that debt leaves and rush adds.
    pub pace: Ppm,
    /// Deployments begun.
    pub deployments: u16,
    pub under_way: UnderWay,
    /// Frozen by the error-budget policy.
    pub out_of_budget: bool,
    /// Harm is in force that came with a deployment.
    pub struck: bool,
}

/// What a pipeline is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum UnderWay {
    /// Nothing.
    Nothing,
    /// A deployment, out at that tick.
    Deploying(Tick),
    /// Taking the last one back, until that tick.
    RollingBack(Tick),
}

/// A stream of work.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct StreamState {
    pub came: u16,
    /// Latent: when the next item comes in.
    pub next: Tick,
}

/// What the flow of work remembers from minute to minute.
#[derive(Debug, Serialize)]
pub(crate) struct Flow {
    /// Something moved: who is free and what waits are looked at.
    pub stirred: bool,
    /// The next tick at which something comes in, goes out or is looked at.
    pub next: Tick,
    /// Work that has come in and is not done, in the order from which each team's queue comes.
    pub order: Vec<WorkId>,
    /// Work that comes in at a minute that the scenario tells.
    #[serde(skip)]
    scripted: Arc<[(Tick, WorkId)]>,
}

cloned_in_place!(Flow {
    stirred,
    next,
    order,
    scripted,
});

/// A work item when the run begins.
fn item_at_start(rules: &Rules, item: WorkId) -> WorkState {
    let rule = &rules.work[item.at()];
    let staged = rule.pipeline.is_some();
    WorkState {
        left: if staged {
            0
        } else {
            u64::from(rule.left_milli)
        },
        size: rule.left_milli,
        stage: READY,
        arrived: (rule.origin == Origin::Start).then_some(Tick(0)),
        since: Tick(0),
        done: None,
        pace: 0,
        fail: Ppm::NONE,
        rounds: 0,
        deployment: 0,
        kss_centi: 0,
        worth: Ppm::ALL,
    }
}

/// All work when the run begins.
pub(super) fn at_start(rules: &Rules) -> Vec<WorkState> {
    (0..rules.work.len())
        .map(|index| item_at_start(rules, WorkId(index as u16)))
        .collect()
}

/// All pipelines when the run begins.
pub(super) fn pipelines_at_start(rules: &Rules) -> Vec<PipelineState> {
    let pipelines = rules.pipelines.iter().map(|rule| PipelineState {
        held: [0; STAGES_MOST + 3],
        debt_milli: rule.debt_milli as u32,
        pace: Ppm::ALL,
        deployments: 0,
        under_way: UnderWay::Nothing,
        out_of_budget: false,
        struck: false,
    });
    pipelines.collect()
}

/// All streams when the run begins.
pub(super) fn streams_at_start(
    scenario: &crate::scenario::Scenario,
    seed: u64,
) -> Vec<StreamState> {
    let streams = (0..scenario.rules.streams.len()).map(|stream| StreamState {
        came: 0,
        next: next_arrival(scenario, seed, stream, 0, Tick(0)),
    });
    streams.collect()
}

/// The flow when the run begins.
pub(super) fn flow_at_start(rules: &Rules) -> Flow {
    let scripted = (0..).zip(&rules.work).filter_map(|(index, rule)| {
        if let Origin::Minute(tick) = rule.origin {
            Some((tick, WorkId(index)))
        } else {
            None
        }
    });
    Flow {
        stirred: true,
        next: Tick(0),
        order: Vec::with_capacity(rules.work.len()),
        scripted: scripted.collect(),
    }
}

/// Puts what people have in hand when the run begins into its first stage.
pub(super) fn begin_run(world: &mut World) {
    for index in 0..world.work.len() {
        if world.work[index].arrived.is_some() {
            let item = WorkId(index as u16);
            world.flow.order.push(item);
            count(world, item, 1);
        }
    }
    for line in 0..world.pipelines.len() {
        set_pace(world, PipelineId(line as u8));
    }
    for person in 0..world.people.len() {
        if let Activity::Working(item) = world.people[person].activity {
            begin(world, item, &mut Vec::new());
        }
    }
    // Who is free looks for something to pick up in the first minute, if anything has come in.
    world.flow.stirred = !world.flow.order.is_empty();
    plan(world);
}

/// Tells what is in the pipelines at tick 0, and where.
pub(super) fn tell_all(world: &World, events: &mut Events) {
    for (index, state) in world.work.iter().enumerate() {
        let item = WorkId(index as u16);
        if let Some(line) = world.rules().work[index].pipeline
            && state.arrived.is_some()
        {
            note(events, world.now, What::CameIn(item, state.size));
            if state.stage != READY {
                note(events, world.now, What::Moved(item, line, state.stage));
            }
        }
    }
}

/// When the next item of a stream comes in.
fn next_arrival(
    scenario: &crate::scenario::Scenario,
    seed: u64,
    stream: usize,
    came: u16,
    after: Tick,
) -> Tick {
    let rule = &scenario.rules.streams[stream];
    if came >= rule.items.1.0 - rule.items.0.0 || rule.per_day.0 == 0 {
        return Tick::NEVER;
    }
    let key = Key::named("stream", &scenario.ids.streams[stream]);
    let u = draw(seed, key, Purpose::Arrival, u32::from(came));
    let minutes = 1440.0 / rule.per_day.ratio() * exponential_quantile(u);
    after.plus(libm::ceil(minutes).clamp(1.0, 1e9) as u32)
}

/// Draws anew when streams bring their next items: waits are memoryless.
pub(super) fn resample(world: &mut World) {
    let seed = world.seed;
    let scenario = world.scenario.clone();
    for stream in 0..world.streams.len() {
        let came = world.streams[stream].came;
        world.streams[stream].next = next_arrival(&scenario, seed, stream, came, world.now);
    }
    plan(world);
}

/// Works out the next tick at which something is due.
fn plan(world: &mut World) {
    let scripted = world.flow.scripted.iter();
    let scripted = scripted.filter(|(_, item)| world.work[item.at()].arrived.is_none());
    let scripted = scripted.map(|(tick, _)| *tick);
    let streams = world.streams.iter().map(|stream| stream.next);
    let due = world.pipelines.iter().map(|line| match line.under_way {
        UnderWay::Deploying(due) | UnderWay::RollingBack(due) => due,
        UnderWay::Nothing => Tick::NEVER,
    });
    let next = scripted.chain(streams).chain(due).min();
    let looked_at = deploys::next_look(world);
    world.flow.next = next.unwrap_or(Tick::NEVER).min(looked_at);
}

/// What is due comes in or goes out.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    if world.now < world.flow.next {
        return;
    }
    let scenario = world.scenario.clone();
    let scripted = world.flow.scripted.clone();
    for &(tick, item) in scripted.iter() {
        if tick <= world.now && world.work[item.at()].arrived.is_none() {
            come_in(world, item, events);
        }
    }
    for (index, rule) in scenario.rules.streams.iter().enumerate() {
        while world.streams[index].next <= world.now {
            let came = world.streams[index].came;
            let item = WorkId(rule.items.0.0 + came);
            let key = Key::named("stream", &scenario.ids.streams[index]);
            let u = draw(world.seed, key, Purpose::WorkSize, u32::from(came));
            let size = Effort {
                median_milli: scenario.rules.work[item.at()].left_milli,
                sigma: rule.sigma,
            };
            let state = &mut world.work[item.at()];
            if rule.sigma.0 > 0 {
                state.size = effort_beyond(size, 0, u).min(u64::from(u32::MAX)) as u32;
                state.left = if state.left > 0 {
                    u64::from(state.size)
                } else {
                    0
                };
            }
            world.streams[index].came = came + 1;
            world.streams[index].next =
                next_arrival(&scenario, world.seed, index, came + 1, world.now);
            come_in(world, item, events);
        }
    }
    deploys::come_due(world, events);
    world.flow.stirred = true;
}

/// An item comes in.
fn come_in(world: &mut World, item: WorkId, events: &mut Events) {
    world.work[item.at()].arrived = Some(world.now);
    world.work[item.at()].since = world.now;
    world.flow.order.push(item);
    count(world, item, 1);
    world.flow.stirred = true;
    note(
        events,
        world.now,
        What::CameIn(item, world.work[item.at()].size),
    );
}

/// How many items a stage of a pipeline may hold; `None` is no limit. Only stages in which people work have one.
pub fn limit_of(world: &World, line: PipelineId, stage: u8) -> Option<u8> {
    let rule = world.rules().pipelines[line.at()]
        .stages
        .get(usize::from(stage).wrapping_sub(1))?;
    let lever = world.lever(LeverKind::WipLimit(line, stage - 1));
    let limit = lever.map_or(rule.limit, |limit| limit.clamp(0, 250) as u8);
    (limit > 0).then_some(limit)
}

/// Items in a stage of a pipeline, or in one of its other places.
pub fn wip(world: &World, line: PipelineId, stage: u8) -> usize {
    usize::from(world.pipelines[line.at()].held[place_of(stage)])
}

fn place_of(stage: u8) -> usize {
    match stage {
        TO_DEPLOY => STAGES_MOST + 1,
        GOING_OUT => STAGES_MOST + 2,
        stage => usize::from(stage),
    }
}

/// Counts an item in or out of the place where it is.
fn count(world: &mut World, item: WorkId, change: i16) {
    if let Some(line) = world.rules().work[item.at()].pipeline {
        let place = place_of(world.work[item.at()].stage);
        let held = &mut world.pipelines[line.at()].held[place];
        *held = held.wrapping_add_signed(change);
    }
}

/// Puts an item that is not done into another place.
fn put(world: &mut World, item: WorkId, stage: u8) {
    count(world, item, -1);
    world.work[item.at()].stage = stage;
    world.work[item.at()].since = world.now;
    world.flow.stirred = true;
    count(world, item, 1);
}

fn has_room(world: &World, line: PipelineId, stage: u8) -> bool {
    limit_of(world, line, stage).is_none_or(|limit| wip(world, line, stage) < usize::from(limit))
}

/// Whether somebody could work on an item now.
pub fn can_be_worked_on(world: &World, item: WorkId) -> bool {
    let state = &world.work[item.at()];
    let Some(line) = world.rules().work[item.at()].pipeline else {
        return state.arrived.is_some() && state.done.is_none();
    };
    if state.arrived.is_none() || state.done.is_some() {
        return false;
    }
    match state.stage {
        READY => has_room(world, line, 1),
        TO_DEPLOY | GOING_OUT => false,
        _ => state.left > 0,
    }
}

/// Whether somebody who is free goes to an item that they had in hand: in a pipeline only where they were sent, or nobody else took
/// it meanwhile.
pub(super) fn is_for(world: &World, person: PersonId, item: WorkId) -> bool {
    let sent = world.people[person.at()].sent == Some(item);
    let anyhow = sent || world.rules().work[item.at()].pipeline.is_none();
    can_be_worked_on(world, item) && (anyhow || at_it(world, item).next().is_none())
}

/// The skill that the stage takes in which an item is, or which it is about to begin.
pub(crate) fn skill_now(world: &World, item: WorkId) -> SkillId {
    let rule = &world.rules().work[item.at()];
    let stage = usize::from(world.work[item.at()].stage.max(1)) - 1;
    let of_stage = rule.pipeline.and_then(|line| {
        let stages = &world.rules().pipelines[line.at()].stages;
        stages.get(stage).and_then(|stage| stage.skill)
    });
    of_stage.unwrap_or(rule.skill)
}

/// Somebody is about to work on an item: it leaves the ready ones.
pub(super) fn begin(world: &mut World, item: WorkId, events: &mut Events) {
    if let Some(line) = world.rules().work[item.at()].pipeline
        && world.work[item.at()].stage == READY
    {
        enter(world, item, line, 1, events);
    }
}

fn enter(world: &mut World, item: WorkId, line: PipelineId, stage: u8, events: &mut Events) {
    let share = world.rules().pipelines[line.at()]
        .stages
        .get(usize::from(stage) - 1)
        .map_or(Ppm::NONE, |stage| stage.share);
    put(world, item, stage);
    let state = &mut world.work[item.at()];
    state.left = (u64::from(state.size) * u64::from(share.0)).div_ceil(1_000_000);
    world.flow.stirred = true;
    people::touch_those_at(world, item);
    note(events, world.now, What::Moved(item, line, stage));
}

/// Hands on every item that people have just finished with, and sees items done.
pub(super) fn finish(world: &mut World, events: &mut Events) {
    for index in 0..world.people.len() {
        if let Activity::Working(item) = world.people[index].activity
            && world.work[item.at()].left == 0
            && world.work[item.at()].done.is_none()
        {
            finish_stage(world, item, events);
        }
    }
}

fn at_it(world: &World, item: WorkId) -> impl Iterator<Item = PersonId> {
    let people = world.people.iter().enumerate();
    people
        .filter(move |(_, person)| person.activity == Activity::Working(item))
        .map(|(index, _)| PersonId(index as u16))
}

fn finish_stage(world: &mut World, item: WorkId, events: &mut Events) {
    let Some(line) = world.rules().work[item.at()].pipeline else {
        done(world, item, events);
        release(world, item, true, events);
        return;
    };
    let sleepiest = at_it(world, item).map(|person| world.people[person.at()].kss_centi);
    let sleepiest = sleepiest.max().unwrap_or(0);
    let state = &mut world.work[item.at()];
    state.kss_centi = state.kss_centi.max(sleepiest);
    while world.work[item.at()].left == 0 {
        let stage = world.work[item.at()].stage;
        if is_last(world, line, stage) {
            complete(world, item, line, events);
            release(world, item, true, events);
            return;
        }
        if !has_room(world, line, stage + 1) {
            note(events, world.now, What::Blocked(item, line, stage));
            release(world, item, false, events);
            return;
        }
        enter(world, item, line, stage + 1, events);
    }
}

/// Those at an item have nothing more to do there.
fn release(world: &mut World, item: WorkId, finished: bool, events: &mut Events) {
    for index in 0..world.people.len() {
        if world.people[index].activity == Activity::Working(item) {
            let person = PersonId(index as u16);
            if finished {
                move_morale(world, person, morale::WORK_DONE, Why::Done(item), events);
            }
            free(world, person, events);
        }
    }
}

/// The last stage is over: the change waits for a deployment, or is done.
fn complete(world: &mut World, item: WorkId, line: PipelineId, events: &mut Events) {
    let rush = deploys::rush_percent(world, line);
    let size = u64::from(world.work[item.at()].size);
    let minutes_milli = size / MINUTES_PER_POINT;
    let debt = i64::from(world.pipelines[line.at()].debt_milli);
    world.work[item.at()].fail = deploys::fail_share(world, item, line);
    let moved = if world.rules().work[item.at()].kind == WorkKind::Debt {
        -(minutes_milli as i64)
    } else {
        (minutes_milli * u64::from(rush) / 200) as i64
    };
    let after = (debt + moved).clamp(0, 100_000);
    if after != debt {
        world.pipelines[line.at()].debt_milli = after as u32;
        set_pace(world, line);
        note(events, world.now, What::Debt(line, (after - debt) as i32));
    }
    if world.rules().pipelines[line.at()].deploy.is_some() {
        put(world, item, TO_DEPLOY);
        note(events, world.now, What::Moved(item, line, TO_DEPLOY));
    } else {
        done(world, item, events);
    }
    world.flow.stirred = true;
}

/// An item is done: what it is worth is there.
fn done(world: &mut World, item: WorkId, events: &mut Events) {
    world.work[item.at()].done = Some(world.now);
    world.flow.order.retain(|&other| other != item);
    count(world, item, -1);
    world.flow.stirred = true;
    note(events, world.now, What::WorkDone(item));
    reviews::learn(world, item);
}

/// A change comes back to the head of the queue: it takes part of its effort again, from the first stage on, and as much each time.
fn send_back(world: &mut World, item: WorkId, line: PipelineId, events: &mut Events) {
    if world.work[item.at()].done.take().is_some() {
        count(world, item, 1);
        reviews::unlearn(world, item);
    }
    put(world, item, READY);
    let state = &mut world.work[item.at()];
    if state.rounds <= 1 {
        state.size = (state.size / 100 * REWORK_PERCENT).max(1000);
    }
    state.left = 0;
    state.kss_centi = 0;
    world.flow.order.retain(|&other| other != item);
    world.flow.order.insert(0, item);
    note(events, world.now, What::SentBack(item, line));
}

/// More work at an item. Says whether there was room for it: what is finished or has not come in does not grow.
pub(super) fn grow(world: &mut World, item: WorkId, milli: u32) -> bool {
    let staged = world.rules().work[item.at()].pipeline.is_some();
    let state = &mut world.work[item.at()];
    let closed = matches!(state.stage, TO_DEPLOY | GOING_OUT);
    if state.arrived.is_none() || state.done.is_some() || closed {
        return false;
    }
    if !staged {
        state.left += u64::from(milli);
        return true;
    }
    state.size = state.size.saturating_add(milli);
    if state.stage != READY {
        state.left += u64::from(milli);
    }
    true
}

/// Less work at an item, of which a last stroke always remains for somebody. Says whether there was any.
pub(super) fn shrink(world: &mut World, item: WorkId, milli: u32) -> bool {
    let staged = world.rules().work[item.at()].pipeline.is_some();
    let state = &mut world.work[item.at()];
    let closed = matches!(state.stage, TO_DEPLOY | GOING_OUT);
    if state.arrived.is_none() || state.done.is_some() || closed {
        return false;
    }
    state.left = (state.left.saturating_sub(u64::from(milli))).max(state.left.min(1));
    if staged {
        state.size = state.size.saturating_sub(milli).max(1);
    }
    true
}

/// Works out the share of the usual pace at a pipeline's work.
pub(super) fn set_pace(world: &mut World, line: PipelineId) {
    let rush = u64::from(deploys::rush_percent(world, line));
    let debt = u64::from(world.pipelines[line.at()].debt_milli);
    let faster = 1_000_000 + rush * RUSH_PACE_PERCENT * 100;
    let pace = faster * DEBT_DOUBLES_MILLI / (DEBT_DOUBLES_MILLI + debt);
    world.pipelines[line.at()].pace = Ppm(pace as u32);
    people::touch(world);
    if let Some(service) = world.rules().pipelines[line.at()].service {
        // A service suffers from the worst of its pipelines.
        let of_service = (world.rules().pipelines.iter().zip(&world.pipelines))
            .filter(|(rule, _)| rule.service == Some(service));
        let worst = of_service.map(|(_, state)| state.debt_milli).max();
        faults::press(world, service, 100 + (worst.unwrap_or(0) / 1000) as u16);
    }
}

/// A lever was set: limits, freezes and paces may have changed.
pub(super) fn lever_moved(world: &mut World) {
    for line in 0..world.pipelines.len() {
        set_pace(world, PipelineId(line as u8));
    }
    world.flow.stirred = true;
    plan(world);
}

/// Gives an item a place in its team's queue of work that is not done, 1 being next.
pub(super) fn prioritise(world: &mut World, item: WorkId, place: u16, events: &mut Events) {
    let scenario = world.scenario.clone();
    let team = scenario.rules.work[item.at()].team;
    world.flow.order.retain(|&other| other != item);
    let queue = world.flow.order.iter().enumerate();
    let mut queue = queue.filter(|(_, other)| scenario.rules.work[other.at()].team == team);
    let at = queue.nth(usize::from(place.max(1)) - 1);
    let at = at.map_or(world.flow.order.len(), |(at, _)| at);
    world.flow.order.insert(at, item);
    world.flow.stirred = true;
    note(events, world.now, What::Prioritised(item, place));
}

/// Lets work flow until nothing more moves: what a limit held goes on, deployments begin, and who is free takes the next item.
pub(super) fn flow(world: &mut World, events: &mut Events) {
    while world.flow.stirred {
        world.flow.stirred = false;
        hand_on(world, events);
        deploys::begin_by_themselves(world, events);
        pick_up(world, events);
        plan(world);
    }
}

/// Items that a limit held go on where there is room now.
fn hand_on(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    let mut place = 0;
    while let Some(&item) = world.flow.order.get(place) {
        place += 1;
        if world.work[item.at()].left > 0 {
            continue;
        }
        let stage = world.work[item.at()].stage;
        match scenario.rules.work[item.at()].pipeline {
            // An item without effort is done as soon as anybody looks.
            None => {
                done(world, item, events);
                release(world, item, true, events);
                place -= 1;
            }
            Some(_) if matches!(stage, READY | TO_DEPLOY | GOING_OUT) => {}
            Some(line) if is_last(world, line, stage) => {
                complete(world, item, line, events);
                // Without a deployment it is done, and the next item has its place.
                place -= usize::from(world.work[item.at()].done.is_some());
            }
            Some(line) if has_room(world, line, stage + 1) => {
                enter(world, item, line, stage + 1, events);
            }
            Some(_) => {}
        }
    }
}

fn is_last(world: &World, line: PipelineId, stage: u8) -> bool {
    usize::from(stage) >= world.rules().pipelines[line.at()].stages.len()
}

/// Who has nothing in hand takes the next item that they have the skill for.
fn pick_up(world: &mut World, events: &mut Events) {
    if world.pipelines.is_empty() {
        return;
    }
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        let waiting = world.people[index].activity == Activity::Free
            && in_shift(&world.people[index], world.now);
        if let Some(item) = waiting.then(|| next_for(world, person)).flatten() {
            people::settle_on(world, person, item);
            free(world, person, events);
        }
    }
}

/// The next item of a team's queue for somebody: what is furthest along, then the order of the queue.
fn next_for(world: &World, person: PersonId) -> Option<WorkId> {
    let rule = &world.rules().people[person.at()];
    let mut best: Option<(u8, WorkId)> = None;
    for &item in &world.flow.order {
        let work = &world.rules().work[item.at()];
        let stage = world.work[item.at()].stage;
        let further = best.is_none_or(|(furthest, _)| stage > furthest);
        let skill = skill_now(world, item);
        let fits = work.team == rule.team
            && work.pipeline.is_some()
            && further
            && is_for(world, person, item)
            && rule.skills.iter().any(|(known, _)| *known == skill);
        if fits {
            best = Some((stage, item));
        }
    }
    best.map(|(_, item)| item)
}

/// The next tick at which work changes by itself.
pub(super) fn next_change(world: &World) -> Tick {
    if world.flow.stirred {
        return world.now.plus(1);
    }
    let mut next = world.flow.next;
    for person in &world.people {
        if let Activity::Working(item) = person.activity {
            let work = &world.work[item.at()];
            if let Some(minutes) = work.left.checked_div(u64::from(work.pace)) {
                let more = u64::from(!work.left.is_multiple_of(u64::from(work.pace)));
                let minutes = (minutes + more).min(u64::from(u32::MAX));
                next = next.min(world.now.plus(minutes as u32));
            }
        }
    }
    next.min(reviews::next_change(world))
}

/// Sums up how fast everybody gets on who is at an item.
pub(super) fn set_paces(world: &mut World) {
    for index in 0..world.people.len() {
        if let Activity::Working(item) = world.people[index].activity {
            world.work[item.at()].pace = 0;
        }
    }
    for index in 0..world.people.len() {
        let person = &world.people[index];
        if let Activity::Working(item) = person.activity
            && person.task.ready() <= world.now
        {
            world.work[item.at()].pace += person.task.pace();
        }
    }
}
