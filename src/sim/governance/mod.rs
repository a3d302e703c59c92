//! Governance: controls and their evidence, audits, vulnerabilities with deadlines, budgets.
//!
//! | part | what it does | when |
//! | --- | --- | --- |
//! | control | costs a share `c` of the pace of planned work: pace × Π (1 − `c`); every minute in force is a minute of evidence | |
//! | exception | the control is off for so many days, and gathers no evidence | ends on its tick |
//! | audit | finds a control whose minutes in force ÷ minutes since the run began are below what it needs | on its tick |
//! | vulnerability | has a deadline by its rule (§0); exploits come at rate `λ` in 30 days while it is open | on their ticks |
//! | budget | overrun when its line came to more than it holds | at the end of the day, UTC |
//!
//! Where a scenario has none of these, or none is due, nothing is looked at: [`Governance::due`] says when something is.

mod budgets;
mod controls;
mod vulnerabilities;

pub(crate) use budgets::left;
pub(in crate::sim) use budgets::move_money;
pub(crate) use controls::evidence_share;
use controls::switch;
pub(in crate::sim) use controls::{except, lead_time_left};
pub(crate) use vulnerabilities::VulnerabilityState;
pub(in crate::sim) use vulnerabilities::resample;

use crate::scenario::ids::*;
use crate::scenario::rules::{LeverKind, Rules};
use crate::scenario::units::{Money, Tick};
use crate::sim::command::{Command, CommandError};
use crate::sim::event::{What, Why};
use crate::sim::world::{World, cloned_in_place};
use crate::sim::{Events, cloud, data, effects, initiatives, note};
use serde::Serialize;

/// Minutes of a day.
const DAY_MINUTES: u32 = 24 * 60;

/// Controls, audits, vulnerabilities and budgets.
#[derive(Debug, Serialize)]
pub(crate) struct Governance {
    /// When something of it is due next.
    pub due: Tick,
    pub controls: Vec<ControlState>,
    /// Audits that took place.
    pub audited: Vec<bool>,
    pub vulnerabilities: Vec<VulnerabilityState>,
    pub budgets: Vec<BudgetState>,
}

cloned_in_place!(Governance {
    due,
    controls,
    audited,
    vulnerabilities,
    budgets,
});

/// A control.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct ControlState {
    pub on: bool,
    /// An exception runs until then.
    pub excepted: Option<Tick>,
    /// Minutes of evidence until `since`.
    pub evidence_minutes: u32,
    pub since: Tick,
}

/// A budget.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct BudgetState {
    pub amount: Money,
    pub overrun: bool,
}

impl Governance {
    pub(in crate::sim) fn new(rules: &Rules) -> Governance {
        let mut governance = Governance {
            due: Tick::NEVER,
            controls: (rules.controls.iter())
                .map(|control| ControlState {
                    on: control.on,
                    excepted: None,
                    evidence_minutes: 0,
                    since: Tick(0),
                })
                .collect(),
            audited: vec![false; rules.audits.len()],
            vulnerabilities: vec![VulnerabilityState::default(); rules.vulnerabilities.len()],
            budgets: (rules.budgets.iter())
                .map(|budget| BudgetState {
                    amount: budget.amount,
                    overrun: false,
                })
                .collect(),
        };
        for lever in &rules.levers {
            if let LeverKind::Control(control) = lever.kind {
                governance.controls[control.at()].on = lever.at_start != 0;
            }
        }
        governance.due = governance.next(rules, Tick(0));
        governance
    }

    /// The first tick after `now` at which something is due.
    fn next(&self, rules: &Rules, now: Tick) -> Tick {
        let expiries = self.controls.iter().filter_map(|control| control.excepted);
        let audits = (rules.audits.iter().zip(&self.audited))
            .filter(|(_, done)| !**done)
            .map(|(audit, _)| audit.at);
        let vulnerabilities = (rules.vulnerabilities.iter().zip(&self.vulnerabilities))
            .map(|(rule, state)| state.next(rule, rules.starts_at, now));
        let midnight =
            (!self.budgets.iter().all(|budget| budget.overrun)).then(|| next_midnight(rules, now));
        let due = expiries
            .chain(audits)
            .chain(vulnerabilities)
            .chain(midnight);
        due.map(|tick| tick.max(now.plus(1)))
            .min()
            .unwrap_or(Tick::NEVER)
    }
}

/// The next beginning of a day, UTC, after that tick.
fn next_midnight(rules: &Rules, now: Tick) -> Tick {
    let clock = u32::from(rules.starts_at.0) + now.0;
    now.plus(DAY_MINUTES - clock % DAY_MINUTES)
}

/// Everything whose tick has come. A patch counts in the minute in which its work is done.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    vulnerabilities::see_patches(world, events);
    if world.now < world.governance.due {
        return;
    }
    controls::expire(world, events);
    controls::audit(world, events);
    vulnerabilities::come_due(world, events);
    if (u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(DAY_MINUTES) {
        budgets::close_the_day(world, events);
    }
    look_again(world);
}

/// The run is over: budgets are looked at a last time.
pub(super) fn end(world: &mut World, events: &mut Events) {
    budgets::close_the_day(world, events);
}

fn look_again(world: &mut World) {
    world.governance.due = (world.governance).next(&world.scenario.rules, world.now);
}

/// Whether a command about initiatives, controls or budgets is valid now.
pub(super) fn check(world: &World, command: &Command) -> Result<(), CommandError> {
    match *command {
        Command::Start(id, how) if world.initiatives.list[id.at()].how == Some(how) => {
            Err(CommandError::UnderWay(id))
        }
        Command::Stop(id) if world.initiatives.list[id.at()].how.is_none() => {
            Err(CommandError::NotUnderWay(id))
        }
        Command::Except(control, days) => {
            let most = world.rules().controls[control.at()].exception_days_most;
            if !world.governance.controls[control.at()].in_force() {
                Err(CommandError::NotInForce(control))
            } else if !(1..=most).contains(&days) {
                Err(CommandError::ExceptionTooLong(control, most))
            } else {
                Ok(())
            }
        }
        Command::MoveBudget(from, to, units) => {
            let left = left(world, from).0 / 1_000_000;
            if from == to || units == 0 || i64::from(units) > left {
                Err(CommandError::BudgetTooSmall(from, left.max(0)))
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

/// What a lever moves here, in the cloud and in data.
pub(super) fn lever_moved(world: &mut World, lever: LeverId, value: i32, events: &mut Events) {
    match world.rules().levers[lever.at()].kind {
        LeverKind::Control(control) => switch(world, control, value != 0),
        LeverKind::PatchWithin => vulnerabilities::put_people_on(world, events),
        LeverKind::Commitment(commitment) => cloud::commit(world, commitment, value.max(0) as u32),
        kind => data::lever_moved(world, kind, value, events),
    }
}

/// The next tick at which something is due.
pub(super) fn next_change(world: &World) -> Tick {
    world.governance.due
}
