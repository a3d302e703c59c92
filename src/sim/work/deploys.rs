//! Deployments: finished changes go out in batches, and a bad one strikes as a fault (§A4).
//!
//! | symbol | meaning |
//! | --- | --- |
//! | `p₀` | probability that a change is bad, by the scenario |
//! | `p` | the same under debt `D`, rush `r` and an author's sleepiness `k`: `p₀ (1 + 2 D ÷ 100) (1 + r) (1 + (k − 5)⁺ ÷ 4)`, 1 at most |
//! | `c` | share of bad changes that the usual tests catch; at `d` times their minutes `1 − (1 − c)ᵈ` |
//! | `w` | share that `m` minutes of watching a few requests catch: `1 − e^(−m ÷ 30)` |
//! | `q` | probability that a change goes out bad: `p (1 − c_d) (1 − w)` |
//! | `n` | changes in a batch |
//!
//! A batch fails with probability `1 − (1 − q)ⁿ` (§A4). What tests catch is sent back and harms nobody. All factors are *assumed*
//! but the form of the batch; that a board's approval costs lead time and lowers no fail rate is §A2 [S11]. Whether a change is
//! bad is drawn in the minute in which it goes out.

use super::*;
use crate::scenario::conditions::Facts;
use crate::scenario::rules::Deploy;
use crate::sim::faults;

/// How much full debt adds to the probability that a change is bad, in percent of itself. *Assumed.*
const DEBT_FAIL_PERCENT: f64 = 200.0;
/// The same for full rush. *Assumed.*
const RUSH_FAIL_PERCENT: f64 = 100.0;
/// The same for an author who fights sleep (KSS 9). *Assumed.*
const FATIGUE_FAIL_PERCENT: f64 = 100.0;
/// Minutes after which a watcher has seen 63 % of bad changes. *Assumed.*
const CANARY_MINUTES: f64 = 30.0;
/// The error-budget policy is looked at once an hour on the run's clock. *Assumed.*
const LOOK_EVERY_MINUTES: u32 = 60;

/// How hard people are pressed at a pipeline's work, in percent.
pub(super) fn rush_percent(world: &World, line: PipelineId) -> u32 {
    let lever = world.lever(LeverKind::Rush(line));
    lever.map_or(0, |percent| percent.clamp(0, 100) as u32)
}

/// Probability that a change is bad, before any test.
pub(super) fn fail_share(world: &World, item: WorkId, line: PipelineId) -> Ppm {
    let Some(rule) = &world.rules().pipelines[line.at()].deploy else {
        return Ppm::NONE;
    };
    if rule.fault.is_none() {
        return Ppm::NONE;
    }
    let debt = f64::from(world.pipelines[line.at()].debt_milli) / 100_000.0;
    let rush = f64::from(rush_percent(world, line)) / 100.0;
    let sleepy = f64::from(world.work[item.at()].kss_centi.clamp(500, 900) - 500) / 400.0;
    let share = rule.change_fail.ratio()
        * (1.0 + debt * DEBT_FAIL_PERCENT / 100.0)
        * (1.0 + rush * RUSH_FAIL_PERCENT / 100.0)
        * (1.0 + sleepy * FATIGUE_FAIL_PERCENT / 100.0)
        * world.initiatives.change_fail[world.rules().work[item.at()].team.at()].ratio();
    Ppm(libm::round(share.min(1.0) * 1e6) as u32)
}

/// Share of bad changes that tests and a watch catch.
pub fn caught_share(caught: Ppm, depth_percent: u32, canary_minutes: u32) -> f64 {
    let through = libm::pow(1.0 - caught.ratio(), f64::from(depth_percent) / 100.0);
    let unseen = libm::exp(-f64::from(canary_minutes) / CANARY_MINUTES);
    1.0 - through * unseen
}

/// Probability that a change goes out bad.
pub fn escape_share(fail: Ppm, caught: f64) -> f64 {
    fail.ratio() * (1.0 - caught)
}

fn depth_percent(world: &World, line: PipelineId) -> u32 {
    let lever = world.lever(LeverKind::TestDepth(line));
    lever.map_or(100, |percent| percent.clamp(0, 1000) as u32)
}

fn canary_minutes(world: &World, line: PipelineId, rule: &Deploy) -> u32 {
    let lever = world.lever(LeverKind::CanaryMinutes(line));
    lever.map_or(u32::from(rule.canary_minutes), |minutes| {
        minutes.clamp(0, 10_080) as u32
    })
}

/// Whether nothing goes out of a pipeline but what an incident needs and security work (§B3).
pub fn is_frozen(world: &World, line: PipelineId) -> bool {
    world
        .lever(LeverKind::DeployFreeze)
        .is_some_and(|on| on > 0)
        || world.pipelines[line.at()].out_of_budget
}

/// Whether a finished change may go out now.
fn may_go_out(world: &World, item: WorkId, line: PipelineId) -> bool {
    let needed = match world.rules().work[item.at()].kind {
        WorkKind::Risk => true,
        WorkKind::Defect => world.incidents.iter().any(|incident| incident.open()),
        WorkKind::Feature | WorkKind::Debt => false,
    };
    needed || !is_frozen(world, line)
}

/// Finished changes that may go out now.
fn to_go_out(world: &World, line: PipelineId) -> impl Iterator<Item = WorkId> {
    let any = wip(world, line, TO_DEPLOY) > 0;
    let open = world.flow.order.iter().copied().filter(move |_| any);
    open.filter(move |&item| {
        world.rules().work[item.at()].pipeline == Some(line)
            && world.work[item.at()].stage == TO_DEPLOY
            && may_go_out(world, item, line)
    })
}

/// Whether there is anything that may go out, and nothing in its way.
pub(in crate::sim) fn can_deploy(world: &World, line: PipelineId) -> bool {
    world.rules().pipelines[line.at()].deploy.is_some()
        && world.pipelines[line.at()].under_way == UnderWay::Nothing
        && to_go_out(world, line).next().is_some()
}

/// Pipelines whose batch is full begin a deployment.
pub(super) fn begin_by_themselves(world: &mut World, events: &mut Events) {
    for line in (0..world.pipelines.len()).map(|line| PipelineId(line as u8)) {
        let Some(rule) = &world.rules().pipelines[line.at()].deploy else {
            continue;
        };
        let lever = world.lever(LeverKind::BatchSize(line));
        let batch = lever.map_or(i32::from(rule.batch), |batch| batch.max(1)) as usize;
        if can_deploy(world, line) && to_go_out(world, line).count() >= batch {
            deploy(world, line, events);
        }
    }
}

/// Begins a deployment of every finished change that may go out: approval, tests, a watch.
pub(in crate::sim) fn deploy(world: &mut World, line: PipelineId, events: &mut Events) {
    let scenario = world.scenario.clone();
    let Some(rule) = &scenario.rules.pipelines[line.at()].deploy else {
        return;
    };
    let size = to_go_out(world, line).count() as u16;
    let state = &mut world.pipelines[line.at()];
    state.deployments = state.deployments.saturating_add(1);
    let number = state.deployments;
    note(events, world.now, What::DeployBegan(line, number, size));
    for place in 0..world.flow.order.len() {
        let item = world.flow.order[place];
        let waits = scenario.rules.work[item.at()].pipeline == Some(line)
            && world.work[item.at()].stage == TO_DEPLOY;
        if waits && may_go_out(world, item, line) {
            put(world, item, GOING_OUT);
            let state = &mut world.work[item.at()];
            state.deployment = number;
            state.rounds = state.rounds.saturating_add(1);
            note(events, world.now, What::Moved(item, line, GOING_OUT));
        }
    }
    let minutes = approval_minutes(world, line, rule)
        + u32::from(rule.tests_minutes) * depth_percent(world, line) / 100
        + canary_minutes(world, line, rule);
    let due = world.now.plus(minutes.max(1));
    world.pipelines[line.at()].under_way = UnderWay::Deploying(due);
    plan(world);
}

/// Minutes until a deployment is approved: at once by a peer, at its next meeting by a board.
fn approval_minutes(world: &World, line: PipelineId, rule: &Deploy) -> u32 {
    let lever = world.lever(LeverKind::ChangeApproval(line));
    if !lever.map_or(rule.board, |board| board > 0) {
        return 0;
    }
    let every = u32::from(rule.board_every_hours) * 60;
    every - (u32::from(world.rules().starts_at.0) + world.now.0) % every
}

/// Deployments and roll-backs that are due, and the hourly look at error budgets.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    look_at_budgets(world, events);
    for line in (0..world.pipelines.len()).map(|line| PipelineId(line as u8)) {
        match world.pipelines[line.at()].under_way {
            UnderWay::Deploying(due) if due <= world.now => {
                world.pipelines[line.at()].under_way = UnderWay::Nothing;
                go_out(world, line, events);
            }
            UnderWay::RollingBack(due) if due <= world.now => {
                world.pipelines[line.at()].under_way = UnderWay::Nothing;
                if why_not_back(world, line).is_none() {
                    undo_last(world, line, events);
                }
            }
            _ => {}
        }
    }
}

/// A batch goes out; what tests or the watch catch goes back.
fn go_out(world: &mut World, line: PipelineId, events: &mut Events) {
    let scenario = world.scenario.clone();
    let Some(rule) = &scenario.rules.pipelines[line.at()].deploy else {
        return;
    };
    let number = world.pipelines[line.at()].deployments;
    let caught = caught_share(
        rule.caught,
        depth_percent(world, line),
        canary_minutes(world, line, rule),
    );
    let going = |world: &World, index: usize| {
        scenario.rules.work[index].pipeline == Some(line)
            && world.work[index].stage == GOING_OUT
            && world.work[index].done.is_none()
    };
    let (mut size, mut bad) = (0, false);
    for index in 0..world.work.len() {
        if !going(world, index) {
            continue;
        }
        let item = WorkId(index as u16);
        if !may_go_out(world, item, line) {
            // A freeze came in between: it waits again.
            put(world, item, TO_DEPLOY);
            note(events, world.now, What::Moved(item, line, TO_DEPLOY));
            continue;
        }
        let state = &world.work[index];
        let key = Key::named("work", &scenario.ids.work[index]);
        let u = draw(world.seed, key, Purpose::BadChange, u32::from(state.rounds));
        let escapes = u < escape_share(state.fail, caught);
        if !escapes && u < state.fail.ratio() {
            send_back(world, item, line, events);
            continue;
        }
        size += 1;
        bad |= escapes;
        done(world, item, events);
    }
    if size == 0 {
        note(events, world.now, What::DeployStopped(line, number));
        return;
    }
    note(events, world.now, What::Deployed(line, number, size));
    let Some(fault) = rule.fault.filter(|_| bad) else {
        return;
    };
    if reviews::prevents(world, fault) {
        return;
    }
    // Behind harm that is in force another bad change harms besides.
    faults::strike(world, fault, Some(change(line, number)), events);
    world.pipelines[line.at()].struck = true;
    note(events, world.now, What::DeployFailed(line, number, fault));
}

/// A deployment as faults know it.
fn change(line: PipelineId, number: u16) -> u32 {
    u32::from(line.0) << 16 | u32::from(number)
}

/// Changes that went out last: the highest deployment of which something is still out.
fn last_out(world: &World, line: PipelineId) -> Option<u16> {
    let work = world.rules().work.iter().zip(&world.work);
    work.filter(|(rule, state)| {
        rule.pipeline == Some(line) && state.done.is_some() && state.deployment > 0
    })
    .map(|(_, state)| state.deployment)
    .max()
}

/// Why the last deployment cannot be taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::sim) enum NotBack {
    /// Nothing went out in this run.
    NothingOut,
    /// Something is under way already.
    Busy,
    /// That item of it changed data for good.
    Migration(WorkId),
}

/// Why what went out last cannot be taken back, whatever is under way.
pub(in crate::sim) fn why_not_back(world: &World, line: PipelineId) -> Option<NotBack> {
    let Some(number) = last_out(world, line) else {
        return Some(NotBack::NothingOut);
    };
    let work = world.rules().work.iter().zip(&world.work).enumerate();
    let mut out = work.filter(|(_, (rule, state))| {
        rule.pipeline == Some(line) && state.done.is_some() && state.deployment == number
    });
    out.find(|(_, (rule, _))| rule.migration)
        .map(|(index, _)| NotBack::Migration(WorkId(index as u16)))
}

/// The item for which what went out last cannot be taken back: it changed data for good.
pub(crate) fn migrated(world: &World, line: PipelineId) -> Option<WorkId> {
    match why_not_back(world, line) {
        Some(NotBack::Migration(item)) => Some(item),
        _ => None,
    }
}

/// Whether a roll-back may begin.
pub(in crate::sim) fn can_roll_back(world: &World, line: PipelineId) -> Result<(), NotBack> {
    match world.pipelines[line.at()].under_way {
        UnderWay::Nothing => why_not_back(world, line).map_or(Ok(()), Err),
        _ => Err(NotBack::Busy),
    }
}

/// Begins to take back what went out last.
pub(in crate::sim) fn roll_back(world: &mut World, line: PipelineId, events: &mut Events) {
    let rule = &world.rules().pipelines[line.at()].deploy;
    let minutes = rule
        .as_ref()
        .map_or(1, |rule| rule.roll_back_minutes.max(1));
    let due = world.now.plus(u32::from(minutes));
    world.pipelines[line.at()].under_way = UnderWay::RollingBack(due);
    note(events, world.now, What::RollBackBegan(line));
    plan(world);
}

/// What went out last is out no longer: its changes come back, and harm that came with them ends.
pub(in crate::sim) fn undo_last(world: &mut World, line: PipelineId, events: &mut Events) {
    let Some(number) = last_out(world, line) else {
        return;
    };
    note(events, world.now, What::RolledBack(line, number));
    faults::end_by_rollback(world, change(line, number));
    for index in 0..world.work.len() {
        let of_line = world.rules().work[index].pipeline == Some(line);
        let state = &world.work[index];
        if of_line && state.done.is_some() && state.deployment == number {
            send_back(world, WorkId(index as u16), line, events);
        }
    }
}

/// Notes when the harm of failed deployments is over.
pub(in crate::sim) fn see_recovery(world: &mut World, events: &mut Events) {
    for index in 0..world.pipelines.len() {
        if !world.pipelines[index].struck {
            continue;
        }
        let rule = &world.rules().pipelines[index].deploy;
        let fault = rule.as_ref().and_then(|rule| rule.fault);
        if fault.is_none_or(|fault| !world.faults[fault.at()].live) {
            world.pipelines[index].struck = false;
            note(
                events,
                world.now,
                What::DeployRecovered(PipelineId(index as u8)),
            );
        }
    }
}

/// When error budgets are next looked at; never without the policy.
pub(super) fn next_look(world: &World) -> Tick {
    if world.pipelines.is_empty() || world.lever(LeverKind::ErrorBudgetPolicy).is_none() {
        return Tick::NEVER;
    }
    let minute = u32::from(world.rules().starts_at.0) + world.now.0;
    world
        .now
        .plus(LOOK_EVERY_MINUTES - minute % LOOK_EVERY_MINUTES)
}

/// Freezes pipelines whose service has spent its error budget, and thaws the others (§B3).
fn look_at_budgets(world: &mut World, events: &mut Events) {
    let on_the_hour =
        (u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(LOOK_EVERY_MINUTES);
    let Some(policy) = world
        .lever(LeverKind::ErrorBudgetPolicy)
        .filter(|_| on_the_hour)
    else {
        return;
    };
    for index in 0..world.pipelines.len() {
        let service = world.rules().pipelines[index].service;
        let spent = service.is_some_and(|service| world.budget_spent(service) >= Ppm::ALL);
        let frozen = policy > 0 && spent;
        if frozen != world.pipelines[index].out_of_budget {
            world.pipelines[index].out_of_budget = frozen;
            note(
                events,
                world.now,
                What::Frozen(PipelineId(index as u8), frozen),
            );
        }
    }
}
