//! Initiatives: practices that teams adopt, or do not.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `a` | adoption by a team: from a twentieth, looked at every 240 minutes of the clock | ppm |
//! | `f` | how well the practice suits the team | ppm |
//! | `r` | pace of adoption: ln 19 ÷ steps to a half, so that `a` goes from 1/20 to 1/2 in those steps | a step |
//! | `s` | sponsorship: invite ½, sponsor 1, mandate 1¼ | *assumed* |
//! | `w` | what teams want: 2 `f` − 1; under a mandate 1, whatever they want | |
//! | `l` | slack: share of the team that no incident holds | |
//! | `c` | saturation: 1 − ⅓ (n − 1), 0 at least, with n initiatives under way for the team | *assumed* |
//! | `x` | resistance: grows by 1 − `f` hundredths a step under a mandate, and fades by a hundredth otherwise | *assumed* |
//! | `e` | effect at full adoption: 2 `f` − 1, so that what does not suit does harm | *assumed* |
//!
//! Adoption is logistic: `a′ = a + r a (1 − a) (s w l c − x)`. The pace of a team's planned work is multiplied by
//! `1 + gain a e − dip 4 a (1 − a) − ⅕ x`: the dip comes first and is deepest half-way through. A change fails as often as before
//! times `1 − cut a e`, and services page at the usual burn times `1 − cut a e`. All of it is integers.
//!
//! What is stopped below a half fades; above, it lives on as if invited, without cost. A sponsor's time and the morale that a mandate
//! costs are due when a week begins, and within it when the backing rises to that for the first time.

use super::event::{What, Why};
use super::people::{self, in_incident, move_morale};
use super::world::{World, cloned_in_place};
use super::{Events, alerts, attention, effects, governance, note};
use crate::scenario::ids::*;
use crate::scenario::rules::{Initiative, Line, Rules, Sponsorship};
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// Minutes between two looks at adoption.
const STEP_MINUTES: u32 = 240;
/// Steps of a day.
const STEPS_A_DAY: i64 = 6;
/// Minutes of a week.
const WEEK_MINUTES: u32 = 7 * 24 * 60;
/// All of something, in millionths.
const ALL: i64 = 1_000_000;
/// The natural logarithm of 19, in millionths: from a twentieth to a half in logits.
const LN_19: i64 = 2_944_439;
/// Where adoption begins.
const SEED: u32 = 50_000;
/// What is left of a practice that faded: nothing.
const GONE: u32 = 1_000;
/// Resistance that a step under a mandate adds where nothing fits, and that a step without one takes away. *Assumed.*
const RESISTANCE_A_STEP: i64 = 10_000;
/// Pace that full resistance costs. *Assumed.*
const RESISTANCE_COST: i64 = 200_000;
/// Adoption that each further initiative under way for a team takes away from it. *Assumed.*
const SATURATION: i64 = 333_333;
/// Seconds a week that a sponsor gives. *Assumed.*
const SPONSOR_SECONDS: u16 = 1800;
/// Morale that a week under a mandate costs where nothing fits, in thousandths of a point (§C5: control, values). *Assumed.*
const MANDATE_MORALE: i64 = -2_000;

/// Initiatives and what they do to teams.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Initiatives {
    /// When adoption is looked at next.
    pub due: Option<Tick>,
    pub list: Vec<InitiativeState>,
    /// Adoption in millionths, a row of teams for each initiative.
    pub adoption: Vec<u32>,
    /// Resistance in millionths, likewise.
    pub resistance: Vec<u32>,
    /// By team: the pace of planned work in millionths of the usual, by initiatives and controls.
    pub pace: Vec<Ppm>,
    /// By team: how often changes fail, likewise.
    pub change_fail: Vec<Ppm>,
    /// By team: the burn at which services page, likewise.
    pub paging: Vec<Ppm>,
}

cloned_in_place!(Initiatives {
    due,
    list,
    adoption,
    resistance,
    pace,
    change_fail,
    paging,
});

/// An initiative.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct InitiativeState {
    /// How it is backed; `None` where it is not under way.
    pub how: Option<Sponsorship>,
    pub started: Tick,
    /// Weeks paid for.
    pub weeks: u16,
    /// What the backing of this week has cost so far: a sponsor's time, the morale under a mandate.
    charged: [bool; 2],
}

impl Initiatives {
    /// Nothing is under way when a run begins.
    pub(super) fn new(rules: &Rules) -> Initiatives {
        let teams = usize::from(rules.teams);
        let cells = rules.initiatives.len() * teams;
        Initiatives {
            due: None,
            list: vec![InitiativeState::default(); rules.initiatives.len()],
            adoption: vec![0; cells],
            resistance: vec![0; cells],
            pace: vec![Ppm::ALL; teams],
            change_fail: vec![Ppm::ALL; teams],
            paging: vec![Ppm::ALL; teams],
        }
    }
}

/// Starts an initiative, or backs it in another way.
pub(super) fn start(world: &mut World, id: InitiativeId, how: Sponsorship, events: &mut Events) {
    let now = world.now;
    let state = &mut world.initiatives.list[id.at()];
    let new = state.how.is_none();
    state.how = Some(how);
    note(events, now, What::InitiativeStarted(id, how));
    if new {
        *state = InitiativeState {
            how: Some(how),
            started: now,
            ..InitiativeState::default()
        };
        let teams = world.initiatives.pace.len();
        for team in 0..teams {
            if world.rules().initiatives[id.at()].fit[team].is_some() {
                let adoption = &mut world.initiatives.adoption[id.at() * teams + team];
                *adoption = (*adoption).max(SEED);
            }
        }
        pass_a_week(world, id, events);
    } else {
        back(world, id, events);
    }
    refresh(world);
    look_again(world);
}

/// Stops an initiative.
pub(super) fn stop(world: &mut World, id: InitiativeId, events: &mut Events) {
    world.initiatives.list[id.at()].how = None;
    note(events, world.now, What::InitiativeStopped(id));
    refresh(world);
    look_again(world);
}

/// Adoption moves.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    if world.initiatives.due.is_none_or(|due| world.now < due) {
        return;
    }
    for index in 0..world.initiatives.list.len() {
        let id = InitiativeId(index as u8);
        adopt(world, id, events);
        let state = world.initiatives.list[index];
        let week = state.started.plus(u32::from(state.weeks) * WEEK_MINUTES);
        let on = world.now < world.rules().ends;
        if on && state.how.is_some() && world.now >= week {
            pass_a_week(world, id, events);
        }
    }
    refresh(world);
    look_again(world);
}

/// A week is paid in advance; its sponsor gives time, and what was reached so far is measured.
fn pass_a_week(world: &mut World, id: InitiativeId, events: &mut Events) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.initiatives[id.at()];
    let why = Why::Initiative(id);
    world.initiatives.list[id.at()].weeks += 1;
    world.initiatives.list[id.at()].charged = [false; 2];
    effects::spend(world, Line::Purchases, rule.cost_per_week, why, events);
    back(world, id, events);
    let (adoption, pace) = measured(world, id);
    note(
        events,
        world.now,
        What::InitiativeMeasured(id, adoption, pace),
    );
}

/// What backing costs in a week, once.
fn back(world: &mut World, id: InitiativeId, events: &mut Events) {
    let scenario = world.scenario.clone();
    let rule = &scenario.rules.initiatives[id.at()];
    let why = Why::Initiative(id);
    let state = &mut world.initiatives.list[id.at()];
    match state.how {
        Some(Sponsorship::Sponsor) if !state.charged[0] => {
            state.charged[0] = true;
            attention::interrupt(world, SPONSOR_SECONDS);
            note(events, world.now, What::Interrupted(SPONSOR_SECONDS, why));
        }
        Some(Sponsorship::Mandate) if !state.charged[1] => {
            state.charged[1] = true;
            for index in 0..world.people.len() {
                let team = scenario.rules.people[index].team;
                if let Some(fit) = rule.fit[team.at()] {
                    let milli = MANDATE_MORALE * i64::from(fit.rest().0) / ALL;
                    move_morale(world, PersonId(index as u16), milli as i32, why, events);
                }
            }
        }
        _ => {}
    }
}

/// Mean adoption by the teams that an initiative concerns, and what it does to the pace of their planned work, in millionths.
pub fn measured(world: &World, id: InitiativeId) -> (Ppm, i32) {
    let rule = &world.rules().initiatives[id.at()];
    let teams = world.initiatives.pace.len();
    let (mut adoption, mut pace, mut count) = (0, 0, 0);
    for (team, fit) in rule.fit.iter().enumerate() {
        if let Some(fit) = fit {
            let cell = id.at() * teams + team;
            adoption += i64::from(world.initiatives.adoption[cell]);
            pace += pace_change(rule, *fit, world, cell);
            count += 1;
        }
    }
    let count = count.max(1);
    (Ppm((adoption / count) as u32), (pace / count) as i32)
}

/// A step of adoption in every team that an initiative concerns.
fn adopt(world: &mut World, id: InitiativeId, events: &mut Events) {
    let teams = world.initiatives.pace.len();
    let how = world.initiatives.list[id.at()].how;
    for team in 0..teams {
        let cell = id.at() * teams + team;
        let before = world.initiatives.adoption[cell];
        let rule = &world.rules().initiatives[id.at()];
        let (Some(fit), true) = (rule.fit[team], before > 0) else {
            continue;
        };
        let (fit, rate) = (
            i64::from(fit.0),
            LN_19 / (i64::from(rule.days_to_half) * STEPS_A_DAY),
        );
        let resistance = i64::from(world.initiatives.resistance[cell]);
        let drive = if how.is_none() && i64::from(before) * 2 < ALL {
            -ALL / 2
        } else {
            let how = how.unwrap_or(Sponsorship::Invite);
            let pushed = sponsored(how) * wanted(how, fit) / ALL;
            pushed * slack(world, team) / ALL * room(world, team, id) / ALL - resistance
        };
        let a = i64::from(before);
        let step = rate * a / ALL * (ALL - a) / ALL * drive / ALL;
        let least = if how.is_some() { i64::from(SEED) } else { 0 };
        let after = (a + step).clamp(least, ALL) as u32;
        let growth = match how {
            Some(Sponsorship::Mandate) => RESISTANCE_A_STEP * (ALL - fit) / ALL,
            _ => -RESISTANCE_A_STEP,
        };
        world.initiatives.adoption[cell] = if after < GONE { 0 } else { after };
        world.initiatives.resistance[cell] = (resistance + growth).clamp(0, ALL) as u32;
        if before < 500_000 && after >= 500_000 {
            note(events, world.now, What::Adopted(id, TeamId(team as u8)));
        }
    }
}

fn sponsored(how: Sponsorship) -> i64 {
    match how {
        Sponsorship::Invite => ALL / 2,
        Sponsorship::Sponsor => ALL,
        Sponsorship::Mandate => ALL + ALL / 4,
    }
}

fn wanted(how: Sponsorship, fit: i64) -> i64 {
    match how {
        Sponsorship::Mandate => ALL,
        _ => 2 * fit - ALL,
    }
}

/// Share of a team that no incident holds.
fn slack(world: &World, team: usize) -> i64 {
    let members =
        (world.rules().people.iter().zip(&world.people)).filter(|(rule, _)| rule.team.at() == team);
    let (mut all, mut held) = (0, 0);
    for (_, person) in members {
        let heads = i64::from(person.heads);
        all += heads;
        held += heads * i64::from(in_incident(person.activity));
    }
    if all == 0 {
        ALL
    } else {
        ALL * (all - held) / all
    }
}

/// What others that are under way leave of a team's will to change.
fn room(world: &World, team: usize, id: InitiativeId) -> i64 {
    let rules = &world.rules().initiatives;
    let others = (rules.iter().zip(&world.initiatives.list).enumerate())
        .filter(|(index, (rule, state))| {
            *index != id.at() && state.how.is_some() && rule.fit[team].is_some()
        })
        .count() as i64;
    (ALL - SATURATION * others).max(0)
}

fn pace_change(rule: &Initiative, fit: Ppm, world: &World, cell: usize) -> i64 {
    let a = i64::from(world.initiatives.adoption[cell]);
    let gain = i64::from(rule.pace_gain.0) * effect(a, fit) / ALL;
    let dip = i64::from(rule.dip.0) * (4 * a * (ALL - a) / ALL) / ALL;
    gain - dip - RESISTANCE_COST * i64::from(world.initiatives.resistance[cell]) / ALL
}

/// Effect of a practice at that adoption, as a share of its effect at full adoption and perfect fit; negative where it does not suit.
fn effect(adoption: i64, fit: Ppm) -> i64 {
    adoption * (2 * i64::from(fit.0) - ALL) / ALL
}

/// Works out what initiatives and controls do to every team.
pub(super) fn refresh(world: &mut World) {
    let scenario = world.scenario.clone();
    let teams = world.initiatives.pace.len();
    let mut paging_moved = false;
    for team in 0..teams {
        let (mut pace, mut change_fail, mut paging) = (ALL, ALL, ALL);
        for (index, rule) in scenario.rules.initiatives.iter().enumerate() {
            let cell = index * teams + team;
            let a = i64::from(world.initiatives.adoption[cell]);
            let (Some(fit), true) = (rule.fit[team], a > 0) else {
                continue;
            };
            // A share below nothing would make a gain of two losses.
            pace = pace * (ALL + pace_change(rule, fit, world, cell)).max(0) / ALL;
            let left = |cut: Ppm| (ALL - i64::from(cut.0) * effect(a, fit) / ALL).max(0);
            change_fail = change_fail * left(rule.change_fail_cut) / ALL;
            paging = paging * left(rule.paging_cut) / ALL;
        }
        pace = pace * i64::from(governance::lead_time_left(world, TeamId(team as u8)).0) / ALL;
        let within = |share: i64| Ppm(share.clamp(ALL / 10, 2 * ALL) as u32);
        paging_moved |= world.initiatives.paging[team] != within(paging);
        if world.initiatives.pace[team] != within(pace) {
            world.initiatives.pace[team] = within(pace);
            people::touch(world);
        }
        world.initiatives.change_fail[team] = within(change_fail);
        world.initiatives.paging[team] = within(paging);
    }
    if paging_moved {
        alerts::thresholds_changed(world);
    }
}

/// Sets when adoption is looked at next: never where there is none.
fn look_again(world: &mut World) {
    let clock = u32::from(world.rules().starts_at.0) + world.now.0;
    let next = world.now.plus(STEP_MINUTES - clock % STEP_MINUTES);
    let any = world
        .initiatives
        .adoption
        .iter()
        .any(|&adoption| adoption > 0);
    world.initiatives.due = any.then_some(next);
}

/// The next tick at which adoption moves.
pub(super) fn next_change(world: &World) -> Tick {
    world.initiatives.due.unwrap_or(Tick::NEVER)
}
