//! How people feel, and what moved it: the six mismatches between a person and the work (Maslach, §C5).
//!
//! `morale = baseline + Σ mismatches`, all in thousandths of a point, morale within 0–100. Each mismatch moves only by things that
//! happened, and each of those is an event. Nothing drifts: what is below the baseline comes back by what restores it. A night off
//! duty restores a tenth of what the workload took, and so does a whole day off; wins, thanks and talks add to the others. No mismatch rises more than 15 points
//! above the baseline. All sizes are *assumed*: the directions are Maslach's.

use super::*;
use crate::scenario::command::Manner;

// Morale, in thousandths of a point, by what happened in a quarter of an hour or at once; sizes *assumed*.
pub(in crate::sim) const STRAIN: i32 = -250;
pub(in crate::sim) const OVERTIME: i32 = -900;
pub(in crate::sim) const SLEEPY: i32 = -700;
pub(in crate::sim) const UNLED: i32 = -1300;
pub(in crate::sim) const TORN_AWAY: i32 = -900;
pub(in crate::sim) const CALLED_OUT: i32 = -2500;
pub(in crate::sim) const WOKEN: i32 = -4000;
pub(in crate::sim) const WORK_DONE: i32 = 2500;
pub(in crate::sim) const UNFAIR: i32 = -1500;

/// A mismatch rises no higher above the baseline than this. *Assumed.*
const MOST_ABOVE: i32 = 15_000;

/// So long off duty is a night, a whole day longer is a day off and a second night. *Assumed.*
const HALF_DAY_MINUTES: i32 = 720;

/// The six mismatches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mismatch {
    /// More to do than can be done.
    Workload,
    /// No say in it.
    Control,
    /// No thanks for it.
    Reward,
    /// Nobody beside one.
    Community,
    /// Not the same for all.
    Fairness,
    /// Not worth doing.
    Values,
}

impl Why {
    /// The mismatch that a reason moves.
    pub fn mismatch(self) -> Mismatch {
        match self {
            Why::Strain | Why::Overtime(_) | Why::Sleepy | Why::CallOut(_) | Why::Rested => {
                Mismatch::Workload
            }
            Why::Unled | Why::Interruption | Why::Talk(_, Manner::Coach | Manner::AgreeGoal) => {
                Mismatch::Control
            }
            Why::Talk(_, Manner::Listen) | Why::Review(_) => Mismatch::Community,
            Why::Talk(_, Manner::Thank) => Mismatch::Reward,
            Why::Talk(_, Manner::Challenge) | Why::Unfair => Mismatch::Fairness,
            Why::Relief | Why::Done(_) => Mismatch::Reward,
            _ => Mismatch::Values,
        }
    }
}

/// Moves somebody's morale, within 0–100.
pub(in crate::sim) fn move_morale(
    world: &mut World,
    person: PersonId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let state = &mut world.people[person.at()];
    if state.absence.is_unpaid() {
        // Whoever is not with the organisation yet, or any more, bears nothing of it.
        return;
    }
    let mismatch = &mut state.mismatches[why.mismatch() as usize];
    let milli = milli.min((MOST_ABOVE - *mismatch).max(0));
    let after = (state.morale_milli + milli).clamp(0, 100_000);
    let moved = after - state.morale_milli;
    *mismatch += moved;
    state.morale_milli = after;
    if moved != 0 {
        note(events, world.now, What::Morale(person, moved, why));
        if matches!(why, Why::Relief | Why::Done(_)) {
            world.people[person.at()].earned = true;
        }
    }
    // Strain wears also those who cannot feel any worse.
    if milli < 0 && why.mismatch() == Mismatch::Workload {
        exits::wear(world, person, milli.unsigned_abs());
    }
}

/// Somebody comes back from nights and days off duty: each restores a tenth of what the workload took.
pub(super) fn recover(world: &mut World, person: PersonId, events: &mut Events) {
    let state = &world.people[person.at()];
    let off_minutes = (world.now.0 as i32 - state.body.at).max(0);
    let nights = (off_minutes + HALF_DAY_MINUTES) / (2 * HALF_DAY_MINUTES);
    let taken = -state.mismatches[Mismatch::Workload as usize];
    if taken > 0 && nights > 0 {
        let days = nights - 1;
        let left = (0..nights + days).fold(taken, |left, _| left - left / 10);
        move_morale(world, person, taken - left, Why::Rested, events);
    }
}

/// Customers hurt, it shows, and nobody leads.
pub(super) fn is_unled(world: &World) -> bool {
    let led = |world: &World| {
        (world.incidents.iter()).any(|incident| incident.open() && incident.acknowledged.is_some())
    };
    world.first_alert.is_some() && services::customers_hurt(world) && !led(world)
}

/// Every quarter of an hour on the clock in which somebody bears strain: what the quarter did to people.
pub(in crate::sim) fn quarter_hour(world: &mut World, events: &mut Events) {
    look_at_the_clock(world);
    if !is_quarter(world) {
        return;
    }
    let unled = is_unled(world);
    let may_be_strained = world.crew.strained || world.crew.stale || world.crew.touched != 0;
    if !may_be_strained && !unled {
        return;
    }
    for person in ids(world) {
        let state = &world.people[person.at()];
        let activity = state.activity;
        if !on_duty(activity) {
            continue;
        }
        let overtime = !in_shift(state, world.now);
        let sleepy = state.kss_centi >= SLEEPY_KSS_CENTI;
        let quarters = [
            (in_incident(activity), STRAIN, Why::Strain),
            (overtime, OVERTIME, Why::Overtime(person)),
            (sleepy, SLEEPY, Why::Sleepy),
            (unled, UNLED, Why::Unled),
        ];
        for (_, points, why) in quarters.into_iter().filter(|(happened, ..)| *happened) {
            move_morale(world, person, points, why, events);
        }
    }
}
