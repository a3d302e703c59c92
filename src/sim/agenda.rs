//! What is due next, remembered from minute to minute, so that a minute in which nothing is due costs next to nothing.
//!
//! **No part of the state:** it follows from it, and every copy may forget it. Whatever changes the World outside of [`advance`]
//! (a command, a resampling) forgets it; a minute in which anything was due forgets it too.
//!
//! Conditions of messages and cards cost most to read, so they are remembered on their own: **what a condition asks about changes
//! only in a minute in which an event is noted, or at the tick that the condition itself tells** ([`Condition::next_flip`]).
//!
//! [`advance`]: super::advance
//! [`Condition::next_flip`]: crate::scenario::rules::Condition::next_flip

use super::world::World;
use super::{
    alarms, attention, automation, cloud, data, delegation, effects, faults, governance,
    initiatives, looks, people, services, stakeholders, work,
};
use crate::scenario::units::Tick;

/// The ticks that are remembered.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Agenda {
    /// The next tick at which anything but the look of an alert is due.
    next: Option<Tick>,
    /// The next tick at which a message or a card is due.
    conditions: Option<Tick>,
}

/// The next tick at which anything but the look of an alert is due.
pub(super) fn next(world: &mut World) -> Tick {
    if let Some(next) = world.agenda.next {
        return next;
    }
    let next = [
        world.rules().ends,
        services::next_change(world),
        faults::next_change(world),
        alarms::next_change(world),
        people::next_change(world),
        work::next_change(world),
        world.desk.due,
        attention::next_change(world),
        delegation::next_change(world),
        effects::next_change(world),
        governance::next_change(world),
        initiatives::next_change(world),
        cloud::next_change(world),
        data::next_change(world),
        automation::next_change(world),
        stakeholders::next_patience(world),
        conditions(world),
        looks::next_change(world),
    ]
    .into_iter()
    .min()
    .unwrap_or(world.rules().ends);
    world.agenda.next = Some(next);
    next
}

/// Whether anything but the look of an alert is due now.
pub(super) fn is_due(world: &mut World) -> bool {
    world.agenda.next.is_none_or(|next| next <= world.now)
}

/// Whether a message or a card may be due now although no event was noted.
pub(super) fn conditions_are_due(world: &mut World) -> bool {
    world.agenda.conditions.is_none_or(|due| due <= world.now)
}

fn conditions(world: &mut World) -> Tick {
    if let Some(due) = world.agenda.conditions {
        return due;
    }
    let due = stakeholders::next_condition(world);
    world.agenda.conditions = Some(due);
    due
}

/// Something was due: what is next has to be worked out again, for conditions only where something happened or they were due.
pub(super) fn forget(world: &mut World, happened: bool) {
    world.agenda.next = None;
    if happened || conditions_are_due(world) {
        world.agenda.conditions = None;
    }
}
