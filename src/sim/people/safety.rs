//! Psychological safety of teams (§C5: directions only, every size here is *assumed*), and talks.
//!
//! Safety is what a team has learnt about speaking up: it moves when mistakes, bad news and people are taken well or badly, and by
//! nothing else. It decides how much of a mistake is told at once, and how honestly people say how they are:
//! `told = min(1, safety ÷ 70)`; morale is said too high by `0.8 (1 − told) (75 − morale)`, sleepiness too low by
//! `0.6 (1 − told) (KSS − 4)`, where those are positive.
//!
//! A talk does what the situation makes of it:
//!
//! | manner | does good | does harm |
//! | --- | --- | --- |
//! | listen | +1.5 community, +1 safety, to somebody whom something weighs on | little otherwise |
//! | coach | +0.8 control; somebody new is two weeks further | −0.5 control in an incident or to somebody very sleepy |
//! | thank | +1.5 reward, +0.5 safety, after something was achieved or a mistake told | −0.3 reward for nothing |
//! | challenge | +0.5 control | −2 fairness, −1.5 safety to somebody overworked; −2 and −5 to somebody who has just told a mistake |
//! | agree a goal | +1.5 control | −0.5 control in an incident |
//!
//! What a talk does good lasts for a while, and the same talk again before then adds nothing: a day after listening, a week after
//! coaching or a challenge, two weeks after a goal (*assumed*). Thanks are not counted: they want something to thank for.

use super::*;
use crate::scenario::command::Manner;

/// Safety, in thousandths, from which everything is told.
const ALL_TOLD_MILLI: i32 = 70_000;

/// Minutes after which another talk with the same person does something.
pub(in crate::sim) const BETWEEN_TALKS_MINUTES: u32 = 240;

/// For so many days the same talk again does no good, in the order of the manners.
const LASTS_DAYS: [u32; Manner::ALL.len()] = [1, 7, 0, 7, 14];

/// Minutes for which a told mistake is fresh.
const FRESH_MINUTES: u32 = 1440;

/// A mismatch below this weighs on somebody, in thousandths.
const WEIGHS_MILLI: i32 = -2_000;

/// Moves a team's safety, within 0–100.
pub(in crate::sim) fn move_safety(
    world: &mut World,
    team: TeamId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let safety = &mut world.safety[team.at()];
    let moved = (*safety + milli).clamp(0, 100_000) - *safety;
    *safety += moved;
    if moved != 0 {
        note(events, world.now, What::Safety(team, moved, why));
    }
}

/// Share of what is on people's minds that a team tells.
pub(crate) fn told_share(world: &World, team: TeamId) -> Ppm {
    let safety = world.safety[team.at()].clamp(0, ALL_TOLD_MILLI);
    Ppm((i64::from(safety) * 1_000_000 / i64::from(ALL_TOLD_MILLI)) as u32)
}

/// How somebody whose body is like that says they feel, 0–100, and how sleepy they say they are, 1–9.
pub(crate) fn says(world: &World, person: PersonId, body: Body) -> (u8, u8) {
    let kss = body.kss(world.now.0 as i32, routine(world, person));
    let admitted = kss - 0.6 * untold(world, person) * (kss - 4.0).max(0.0);
    (says_to_feel(world, person), (admitted + 0.5) as u8)
}

/// How somebody says they feel, 0–100.
pub(in crate::sim) fn says_to_feel(world: &World, person: PersonId) -> u8 {
    let morale = f64::from(world.people[person.at()].morale_milli) / 1000.0;
    let shown = morale + 0.8 * untold(world, person) * (75.0 - morale).max(0.0);
    (shown + 0.5) as u8
}

/// Share of what is on somebody's mind that they do not tell.
fn untold(world: &World, person: PersonId) -> f64 {
    let team = world.rules().people[person.at()].team;
    told_share(world, team).rest().ratio()
}

/// The leader talks with somebody.
pub(in crate::sim) fn talk(
    world: &mut World,
    person: PersonId,
    manner: Manner,
    events: &mut Events,
) {
    let team = world.rules().people[person.at()].team;
    let now = world.now;
    let state = &mut world.people[person.at()];
    let before = state.talks[manner as usize].replace(now);
    let lasts = before.is_some_and(|tick| now.since(tick) < LASTS_DAYS[manner as usize] * 1440);
    let busy = in_incident(state.activity);
    let sleepy = state.kss_centi >= SLEEPY_KSS_CENTI;
    let weighs = (state.mismatches.iter()).any(|&mismatch| mismatch <= WEIGHS_MILLI);
    let overworked = state.mismatches[morale::Mismatch::Workload as usize] <= WEIGHS_MILLI;
    let told = state
        .told
        .is_some_and(|told| now.since(told) <= FRESH_MINUTES);
    let (feels, safer) = match manner {
        Manner::Listen if weighs => (1500, 1000),
        Manner::Listen => (300, 0),
        Manner::Coach if busy || sleepy => (-500, 0),
        Manner::Coach if lasts => (0, 0),
        Manner::Coach => {
            state.joined = state
                .joined
                .map(|joined| Tick(joined.0.saturating_sub(14 * 1440)));
            (800, 0)
        }
        Manner::Thank if told => (1500, 3000),
        Manner::Thank if std::mem::take(&mut state.earned) => (1500, 500),
        Manner::Thank => (-300, 0),
        Manner::Challenge if told => (-2000, -5000),
        Manner::Challenge if sleepy || overworked => (-2000, -1500),
        Manner::Challenge => (500, 0),
        Manner::AgreeGoal if busy => (-500, 0),
        Manner::AgreeGoal => (1500, 0),
    };
    let (feels, safer) = match lasts {
        true => (feels.min(0), safer.min(0)),
        false => (feels, safer),
    };
    note(events, now, What::Talked(person, manner));
    let why = Why::Talk(person, manner);
    move_morale(world, person, feels, why, events);
    if safer != 0 {
        move_safety(world, team, safer, why, events);
    }
    if manner == Manner::Listen {
        slips::ask(world, person, events);
    }
}
