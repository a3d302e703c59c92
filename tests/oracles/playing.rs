//! What oracles share: a scenario from its text, a run with orders on the way.

use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::sync::Arc;

/// A scenario from its text; its id is `oracle`.
pub(super) fn load(text: &str) -> Arc<Scenario> {
    let source = Source {
        path: "oracle.ron".to_owned(),
        text: text.to_owned(),
    };
    match load_sources(&[source], None) {
        Ok(loaded) => Arc::new(loaded.scenario),
        Err(problems) => panic!("{problems}"),
    }
}

/// Gives an order at a tick.
pub(super) fn give_at(world: &mut World, tick: u32, order: &str, events: &mut Vec<Event>) {
    advance(world, Tick(tick), events);
    let command = Command::read(order, &world.scenario().ids).unwrap();
    give(world, Giver::Leader, command, events).unwrap_or_else(|error| {
        panic!("{order}: {}", error.sentence(world.scenario()));
    });
}

/// Plays a scenario to a tick, with orders on the way.
pub(super) fn run_to(
    scenario: &Arc<Scenario>,
    seed: u64,
    orders: &[(u32, &str)],
    until: u32,
) -> (World, Vec<Event>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    for (tick, order) in orders {
        give_at(&mut world, *tick, order, &mut events);
    }
    advance(&mut world, Tick(until), &mut events);
    (world, events)
}

/// The minutes in which something happened.
pub(super) fn happened(events: &[Event], wanted: impl Fn(&What) -> bool) -> Vec<u32> {
    let events = events.iter().filter(|event| wanted(&event.what));
    events.map(|event| event.tick.0).collect()
}

/// Plays by leaps and by minutes; both have to end in the same state, with the same events.
pub(super) fn assert_exact(scenario: &Arc<Scenario>, orders: &[(u32, &str)]) {
    let whole = run_to(scenario, 3, orders, scenario.rules.ends.0);
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::new();
    let mut orders = orders.iter().peekable();
    while !world.over() {
        while let Some((_, order)) = orders.next_if(|(tick, _)| *tick == world.now().0) {
            let now = world.now().0;
            give_at(&mut world, now, order, &mut events);
        }
        let next = world.now().plus(1);
        advance(&mut world, next, &mut events);
    }
    assert_eq!(whole.1, events);
    assert_eq!(whole.0.digest(), world.digest());
}
