//! Floor 2: the world and its only motion, [`advance`].
//!
//! **No files, no clocks, no threads, no front ends.** Scenario, seed and ordered commands rebuild every state bit for bit.
//! Read `mod.rs` for the order of a minute, then `world.rs`, then a file per part of the model.

mod agenda;
pub mod alarms;
pub mod alerts;
mod attention;
pub mod automation;
pub mod cloud;
pub mod command;
mod credits;
pub mod data;
pub mod delegation;
pub mod desk;
pub mod draw;
mod effects;
pub mod event;
pub mod faults;
pub mod governance;
mod hazard;
mod incidents;
pub mod initiatives;
pub mod latent;
pub mod ledger;
mod looks;
pub(crate) mod opinions;
mod orders;
pub mod people;
pub mod services;
pub mod stakeholders;
pub(crate) mod tasks;
pub mod work;
pub mod world;

pub use attention::{QUEUE_MOST, Queued};
pub use command::{Command, CommandError, Giver, Role, may};
pub use event::{Event, Health, What, Why};
pub use latent::{gain_bits, resample};
pub use world::{Activity, World};

use crate::scenario::units::Tick;
use agenda::Agenda;

/// The version of the model: raised whenever the digest of a golden run changes.
pub const MODEL_VERSION: u32 = 3;

/// Events in the order in which they happened.
pub type Events = Vec<Event>;

fn note(events: &mut Events, tick: Tick, what: What) {
    events.push(Event { tick, what });
}

/// Tells how every service does at tick 0: the events of a run begin with this.
pub fn begin(world: &World, events: &mut Events) {
    services::tell_all(world, events);
    work::tell_all(world, events);
}

/// Gives a command: it is checked, and waits for the leader's attention.
///
/// # Errors
/// Says why the command is refused; the world is unchanged then.
pub fn give(
    world: &mut World,
    giver: Giver,
    command: Command,
    events: &mut Events,
) -> Result<(), CommandError> {
    orders::check(world, giver, &command)?;
    attention::queue(world, giver, command)?;
    if !world.rules().attention.on {
        attention::serve(world, events);
        react(world, true, events);
    }
    world.agenda = Agenda::default();
    Ok(())
}

/// Runs the world to a tick. Between ticks at which anything can change nothing is computed, and skipping is exact: any split
/// of an `advance` into smaller ones ends in the same state.
pub fn advance(world: &mut World, until: Tick, events: &mut Events) {
    while world.now < until && !world.over {
        advance_once(world, until, events);
    }
}

/// Runs the world to the next tick at which anything can change, or to `until` if that comes first.
pub fn advance_once(world: &mut World, until: Tick, events: &mut Events) {
    if world.now < until && !world.over {
        let next = next_change(world).min(until);
        accrue(world, next.since(world.now));
        world.now = next;
        minute(world, events);
    }
}

/// Everything that can happen in a minute, always in this order. Where nothing is due it changes nothing: then only the windows
/// of alerts are looked at. Builds with debug assertions look at everything all the same, so that every test by minutes shows
/// whether that is true.
fn minute(world: &mut World, events: &mut Events) {
    let seen = events.len();
    let due = agenda::is_due(world) || cfg!(debug_assertions);
    if due {
        services::come_due(world, events);
        people::keep_shifts(world, events);
        tasks::finish(world, events);
        work::finish(world, events);
        work::come_due(world, events);
        desk::come_due(world, events);
        attention::serve(world, events);
        delegation::come_due(world, events);
        effects::come_due(world, events);
        effects::expose(world, events);
        faults::show(world, events);
        alarms::come_due(world, events);
        governance::come_due(world, events);
        initiatives::come_due(world, events);
        cloud::come_due(world, events);
        data::come_due(world, events);
        automation::come_due(world, events);
    }
    alerts::evaluate(world, events);
    if due || events.len() > seen {
        looks::look(world);
        react(world, events.len() > seen, events);
        let told = events.len();
        people::quarter_hour(world, events);
        if events.len() > told {
            // Somebody's morale moved, and something may wait for that.
            react(world, true, events);
        }
        people::set_paces(world);
        agenda::forget(world, events.len() > seen);
    }
    if world.now >= world.rules().ends {
        end(world, events);
    }
    debug_assert!(world.ledger.balances(), "the ledger does not balance");
}

/// Lets a change work itself out until nothing more comes of it in this minute: what a default sets off may set off more.
fn react(world: &mut World, mut happened: bool, events: &mut Events) {
    loop {
        let seen = events.len();
        settle(world, events);
        happened |= events.len() > seen;
        if !stakeholders::come_due(world, happened, events) {
            break;
        }
        happened = true;
    }
    people::set_paces(world);
}

/// Lets a change work itself out: faults, load, health, incidents.
fn settle(world: &mut World, events: &mut Events) {
    faults::grow(world, events);
    if let Some(changed) = services::carry_load(world, events) {
        if changed.rates {
            alerts::rates_changed(world);
        }
        if changed.tools {
            people::tools_changed(world);
        }
        // What has no requests of its own fails without a bad one.
        alarms::look(world, events);
    }
    work::see_recovery(world, events);
    incidents::see_mitigation(world, events);
    incidents::answer_pages(world, events);
    automation::look(world, events);
    data::see_repairs(world, events);
    work::watch(world, events);
    work::flow(world, events);
}

/// Counts minutes that are all like this one.
fn accrue(world: &mut World, minutes: u32) {
    services::accrue(world, minutes);
    faults::accrue(world, minutes);
    alerts::accrue(world, minutes);
    effects::accrue(world, minutes);
    people::accrue(world, minutes);
    cloud::accrue(world, minutes);
}

/// The next tick at which anything can change.
fn next_change(world: &mut World) -> Tick {
    let windows = world.windows.next_change(world.now);
    agenda::next(world).min(windows).max(world.now.plus(1))
}

fn end(world: &mut World, events: &mut Events) {
    people::pay(world, events);
    faults::settle_leaks(world, events);
    credits::claim(world, events);
    cloud::tell(world, events);
    data::end(world, events);
    governance::end(world, events);
    world.over = true;
    note(events, world.now, What::Ended);
}

/// Whether customers are hurt: a tier-1 service burns its budget faster than the fastest page tolerates.
pub fn customers_hurt(world: &World) -> bool {
    services::customers_hurt(world)
}

/// Probability of a cause, given all that was found: what any careful observer would believe.
pub fn belief(world: &World, cause: crate::scenario::ids::CauseId) -> f64 {
    latent::belief(world, cause)
}
