//! Floor 2: the world and its only motion, [`advance`].
//!
//! **No files, no clocks, no threads, no front ends.** Scenario, seed and ordered commands rebuild every state bit for bit.
//! Read `mod.rs` for the order of a minute, then `world.rs`, then a file per part of the model.

mod agenda;
pub mod alarms;
pub mod alerts;
mod attention;
pub mod automation;
pub mod bill;
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
pub(crate) mod looks;
pub(crate) mod opinions;
mod orders;
pub mod people;
mod rates;
pub mod services;
pub mod slips;
pub mod stakeholders;
pub(crate) mod tasks;
pub mod work;
pub mod world;

pub use attention::{QUEUE_MOST, Queued};
pub use command::{Command, CommandError, Giver, Role, may};
pub use event::{Event, Health, What, Why};
pub use latent::{gain_bits, resample};
pub use world::{Activity, World};

use crate::scenario::conditions::Topics;
use crate::scenario::units::Tick;
use agenda::{Agenda, Minute, PARTS, Part};

/// The version of the model: raised whenever the digest of a golden run changes.
pub const MODEL_VERSION: u32 = 10;

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

/// Whether a command would be accepted now.
///
/// # Errors
/// Says why it would be refused.
pub fn check(world: &World, giver: Giver, command: &Command) -> Result<(), CommandError> {
    orders::check(world, giver, command)
}

/// Gives a command: it is checked, and waits for the leader's attention. Where no command takes any, it takes effect at once.
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
    if world.rules().attention.on {
        attention::queue(world, giver, command)?;
        agenda::reconsider(world);
        return Ok(());
    }
    let seen = events.len();
    let of_cases = desk::is_answered_by_nobody(world, &command);
    attention::serve_at_once(world, command, events);
    if of_cases && passes_with_cases(world, seen, events) {
        if cfg!(debug_assertions) {
            let told = events.len();
            react(world, told, events);
            assert_eq!(events.len(), told, "somebody answers {command:?}");
        }
        return Ok(());
    }
    agenda::raise(world, Topics::ALL);
    react(world, events.len(), events);
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

/// Everything that can happen in a minute, always in this order: parts that are due, alerts, and what reacts to them. Where nothing is
/// due it changes nothing, and where demand alone moves little is looked at: [`agenda`] says when.
fn minute(world: &mut World, events: &mut Events) {
    let seen = events.len();
    let due = agenda::now(world);
    match due {
        Minute::Nothing => {}
        Minute::Quiet => {
            services::come_due(world, events);
            alarms::come_due(world, events);
        }
        Minute::Cases => {
            tasks::finish(world, events);
            if agenda::of_cases_alone(&events[seen..]) {
                desk::come_due(world, events);
            } else {
                // Whoever finished goes home, or back to work.
                ask(agenda::AFTER_TASKS, world, events);
            }
        }
        Minute::Stirred => ask(&PARTS, world, events),
    }
    alerts::evaluate(world, events);
    match due {
        Minute::Nothing if events.len() == seen => assert_quiet(world, events),
        Minute::Quiet if events.len() == seen && !carry_load(world, events) => {
            pass_quietly(world, events);
        }
        Minute::Cases if passes_with_cases(world, seen, events) => assert_quiet(world, events),
        _ => stir(world, seen, events),
    }
    if world.now >= world.rules().ends {
        end(world, events);
    }
    debug_assert!(world.ledger.balances(), "the ledger does not balance");
}

/// Has parts do what they are due to, in their order.
fn ask(parts: &[Part], world: &mut World, events: &mut Events) {
    for part in parts {
        (part.come_due)(world, events);
    }
}

/// Where the events since `seen` tell of cases alone, nobody reacts to them and only paces have to be worked out. Tells whether it
/// is so.
fn passes_with_cases(world: &mut World, seen: usize, events: &Events) -> bool {
    let alone = !world.flow.stirred && agenda::of_cases_alone(&events[seen..]);
    if alone {
        people::set_paces(world);
        agenda::pass_cases(world);
    }
    alone
}

/// Where load and alarms moved nothing that others answer, somebody's sleepiness may be all that is left to look at.
fn pass_quietly(world: &mut World, events: &mut Events) {
    let looks = world.crew.look <= world.now;
    if looks && end_quarter(world, events) {
        agenda::forget(world);
    } else {
        agenda::pass_quietly(world, looks);
        assert_quiet(world, events);
    }
}

/// What reacts to the parts that came due in this minute, and to the events since `seen`.
fn stir(world: &mut World, seen: usize, events: &mut Events) {
    looks::look(world);
    react(world, seen, events);
    end_quarter(world, events);
    agenda::forget(world);
}

/// What a quarter of an hour did to people, where one is over. Tells whether anybody's morale moved: something may have waited for
/// that.
fn end_quarter(world: &mut World, events: &mut Events) -> bool {
    let told = events.len();
    people::quarter_hour(world, events);
    let moved = events.len() > told;
    if moved {
        react(world, told, events);
    }
    people::set_paces(world);
    moved
}

/// Asks everybody in a minute in which nothing is due, and names who does something all the same; in builds with debug assertions.
fn assert_quiet(world: &mut World, events: &mut Events) {
    if !cfg!(debug_assertions) {
        return;
    }
    let seen = events.len();
    // The whole state is compared now and then: that costs more than the minute.
    let compared = (world.now.0 ^ world.seed as u32).is_multiple_of(32);
    let before = compared.then(|| world.fingerprint());
    let agenda = world.agenda;
    for part in &PARTS {
        (part.come_due)(world, events);
        assert_eq!(
            events.len(),
            seen,
            "{} acted in minute {} in which it was not due: {:?}",
            part.name,
            world.now.0,
            &events[seen..]
        );
    }
    stir(world, seen, events);
    assert_eq!(
        events.len(),
        seen,
        "nothing was due in minute {}",
        world.now.0
    );
    let after = compared.then(|| world.fingerprint());
    assert_eq!(before, after, "nothing was due in minute {}", world.now.0);
    world.agenda = agenda;
}

/// Lets a change work itself out until nothing more comes of it in this minute: what a default sets off may set off more.
fn react(world: &mut World, mut seen: usize, events: &mut Events) {
    loop {
        settle(world, events);
        agenda::hear(world, &events[seen..]);
        seen = events.len();
        if !stakeholders::come_due(world, events) {
            break;
        }
    }
    agenda::hear(world, &events[seen..]);
    people::set_paces(world);
}

/// Lets a change work itself out: faults, load, health, incidents.
fn settle(world: &mut World, events: &mut Events) {
    faults::grow(world, events);
    carry_load(world, events);
    work::see_recovery(world, events);
    incidents::see_mitigation(world, events);
    incidents::answer_pages(world, events);
    automation::look(world, events);
    data::see_repairs(world, events);
    work::watch(world, events);
    work::flow(world, events);
}

/// Carries the load where something changed on which it depends. Tells whether others may answer: some service does better or worse
/// for it, or an alarm is over.
fn carry_load(world: &mut World, events: &mut Events) -> bool {
    let Some(changed) = services::carry_load(world, events) else {
        return false;
    };
    if changed.rates {
        alerts::rates_changed(world);
    }
    if changed.tools {
        people::tools_changed(world);
    }
    if changed.success {
        agenda::raise(world, Topics::SUCCESS);
    }
    let seen = events.len();
    // What has no requests of its own fails without a bad one.
    alarms::look(world, events);
    changed.success || changed.strain || events.len() > seen
}

/// Counts minutes that are all like this one.
fn accrue(world: &mut World, minutes: u32) {
    services::accrue(world, minutes);
    faults::accrue(world, minutes);
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

/// The same for every cause of a fault, in their order.
pub(crate) fn beliefs(world: &World, fault: crate::scenario::ids::FaultId) -> Vec<f64> {
    latent::beliefs(world, fault)
}
