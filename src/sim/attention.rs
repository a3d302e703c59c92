//! The leader's attention: a queue with one server. Every command takes seconds of it, and comes into effect when they are spent.
//!
//! A pause for thought is free, but does not make one person many. A commander takes part of an incident's load, somebody in
//! communications writes the updates (§C6; how much is *assumed*). While a stakeholder is on the call, the commander has them to
//! talk to.

use super::command::{Command, CommandError, Giver, Role};
use super::event::What;
use super::world::World;
use super::{Events, delegation, note, orders, stakeholders};
use crate::scenario::ids::IncidentId;
use crate::scenario::units::Tick;
use serde::Serialize;

/// So many commands may wait.
pub const QUEUE_MOST: usize = 24;

/// Share of the cost, in percent, that a command about an incident has when somebody else commands it. *Assumed.*
const WITH_COMMANDER: u32 = 70;
/// Share of the cost, in percent, that an update has when somebody else writes it. *Assumed.*
const WITH_COMMUNICATIONS: u32 = 35;

/// A command that waits for the leader.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Queued {
    /// The command.
    pub command: Command,
    /// Who gave it.
    pub giver: Giver,
    /// The second of the run at which it takes effect.
    pub done_second: u32,
}

/// Puts a command at the end of the queue.
pub(super) fn queue(world: &mut World, giver: Giver, command: Command) -> Result<(), CommandError> {
    if world.queue.len() >= QUEUE_MOST {
        return Err(CommandError::QueueFull(QUEUE_MOST));
    }
    let start = world.busy_until_second.max(world.now.0 * 60);
    let done_second = start + cost_seconds(world, &command);
    world.busy_until_second = done_second;
    world.queue.push(Queued {
        command,
        giver,
        done_second,
    });
    Ok(())
}

/// What a command would cost the leader now, in seconds.
pub(crate) fn cost_seconds(world: &World, command: &Command) -> u32 {
    let attention = &world.rules().attention;
    if !attention.on {
        return 0;
    }
    let mut seconds = u32::from(attention.seconds[command.kind() as usize]);
    if let Command::Delegate(brief) = command {
        seconds += delegation::PART_SECONDS * brief.parts_said();
    }
    let percent = match *command {
        Command::Post(incident, _) if role_taken(world, incident, Role::Communications) => {
            WITH_COMMUNICATIONS
        }
        Command::Investigate(incident, ..)
        | Command::Apply(incident, ..)
        | Command::Role(.., incident)
            if role_taken(world, incident, Role::Commander)
                && !stakeholders::is_visited(world, incident) =>
        {
            WITH_COMMANDER
        }
        _ => 100,
    };
    seconds * percent / 100
}

fn role_taken(world: &World, incident: IncidentId, role: Role) -> bool {
    world
        .incidents
        .get(incident.at())
        .is_some_and(|incident| incident.roles[role as usize].is_some())
}

/// Puts every command into effect whose seconds are spent.
pub(super) fn serve(world: &mut World, events: &mut Events) {
    while let Some(first) = world.queue.first().copied() {
        if first.done_second > world.now.0 * 60 {
            break;
        }
        world.queue.remove(0);
        match orders::check(world, first.giver, &first.command) {
            Ok(()) => put_into_effect(world, first.command, events),
            Err(_) => note(events, world.now, What::Lapsed(first.command)),
        }
    }
}

/// Puts a valid command into effect where none takes any seconds: none waits.
pub(super) fn serve_at_once(world: &mut World, command: Command, events: &mut Events) {
    world.busy_until_second = world.busy_until_second.max(world.now.0 * 60);
    put_into_effect(world, command, events);
}

fn put_into_effect(world: &mut World, command: Command, events: &mut Events) {
    delegation::overrule(world, &command, events);
    orders::perform(world, command, events);
}

/// Takes seconds of the leader's attention.
pub(super) fn interrupt(world: &mut World, seconds: u16) {
    if !world.rules().attention.on {
        return;
    }
    world.busy_until_second = world.busy_until_second.max(world.now.0 * 60) + u32::from(seconds);
}

pub(super) fn next_change(world: &World) -> Tick {
    world
        .queue
        .first()
        .map_or(Tick::NEVER, |first| Tick(first.done_second.div_ceil(60)))
}
