//! How people feel, and what moved it.

use super::*;

// Morale, in thousandths of a point, by what happened in a quarter of an hour or at once; causes after Maslach (§C5), sizes *assumed*.
pub(in crate::sim) const STRAIN: i32 = -250;
pub(in crate::sim) const OVERTIME: i32 = -900;
pub(in crate::sim) const SLEEPY: i32 = -700;
pub(in crate::sim) const UNLED: i32 = -1300;
pub(in crate::sim) const TORN_AWAY: i32 = -900;
pub(in crate::sim) const CALLED_OUT: i32 = -2500;
pub(in crate::sim) const WOKEN: i32 = -4000;
pub(in crate::sim) const WORK_DONE: i32 = 2500;

/// Moves somebody's morale, within 0–100.
pub(in crate::sim) fn move_morale(
    world: &mut World,
    person: PersonId,
    milli: i32,
    why: Why,
    events: &mut Events,
) {
    let state = &mut world.people[person.at()];
    let after = (state.morale_milli + milli).clamp(0, 100_000);
    let moved = after - state.morale_milli;
    state.morale_milli = after;
    if moved != 0 {
        note(events, world.now, What::Morale(person, moved, why));
    }
}

/// Every quarter of an hour on the clock: sleepiness, and what the quarter did to people.
pub(in crate::sim) fn quarter_hour(world: &mut World, events: &mut Events) {
    if !(u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(15) {
        return;
    }
    look_at_the_clock(world);
    let led = world
        .incidents
        .iter()
        .any(|incident| incident.open() && incident.acknowledged.is_some());
    let unled = services::customers_hurt(world) && world.first_alert.is_some() && !led;
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        let activity = world.people[index].activity;
        if !on_duty(activity) {
            continue;
        }
        let overtime = !in_shift(&world.rules().people[index], world.now);
        let sleepy = world.people[index].kss_centi >= SLEEPY_KSS_CENTI;
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
