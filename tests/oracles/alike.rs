//! Which of several faults that look alike struck: what is known of it is exact Bayes, and futures show no more.

use super::futures::{distance, rejects};
use crate::stories::tiny;
use bridgecall::observe::{Observation, Viewpoint, is_visible};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::latent::resample_those;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give, resample};
use std::collections::BTreeMap;
use std::sync::Arc;

const LATENT: &str = "which of several faults that look alike struck";

/// Strikes of the second fault a minute.
const HAZARD: f64 = 30.0 / 1440.0;

/// The database fails in one of two ways that nobody can tell apart: by a window, which is written down, or by a hazard.
fn twins() -> Arc<Scenario> {
    tiny(&[
        (
            "attention: Off,",
            "attention: Off, triage: (minutes: 20, sigma: 0.5),",
        ),
        (
            "onset_minutes: (5, 5), harm: 0.5, truth: \"release\",",
            "onset_minutes: (5, 60), harm: 0.5, runbook: true,",
        ),
        (
            "    )],\n    stakeholders: [",
            r#"    ), (
        id: "stuck", service: "db", kind: "latency", hazard: (per_day: 30), harm: 0.5,
        causes: [(id: "lock", prior: 1)],
        remedies: [(id: "unlock", skill: "shop", minutes: 9, sigma: 0, effects: {"lock": Fixes})],
    )],
    stakeholders: ["#,
        ),
    ])
}

/// A world some minutes after its first incident opened, in which somebody triages it, and all that happened.
fn triaged_for(scenario: &Arc<Scenario>, seed: u64, minutes: u32) -> (World, Vec<Event>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    let opened = |event: &Event| matches!(event.what, What::IncidentOpened(..));
    while world.now() < Tick(60) && !events.iter().any(opened) {
        let next = world.now().plus(1);
        advance(&mut world, next, &mut events);
    }
    for order in ["acknowledge INC-1", "triage INC-1 by ada"] {
        let command = Command::read(order, &scenario.ids).unwrap();
        let _ = give(&mut world, Giver::Leader, command, &mut events);
    }
    let until = world.now().plus(minutes);
    advance(&mut world, until, &mut events);
    (world, events)
}

/// Minute and fault of the only strike, where there was but one and nobody has found out.
fn lone_strike(events: &[Event]) -> Option<(u32, u8)> {
    let found = |event: &Event| matches!(event.what, What::Triaged(..));
    let mut strikes = events.iter().filter_map(|event| match event.what {
        What::FaultBegan(fault, _) => Some((event.tick.0, fault.0)),
        _ => None,
    });
    let only = strikes.next()?;
    (strikes.next().is_none() && !events.iter().any(found)).then_some(only)
}

/// Which fault the triage of a future names, in the end.
fn named(world: &World) -> Option<u8> {
    let mut world = world.clone();
    let mut events = Vec::new();
    advance(&mut world, Tick(240), &mut events);
    let seen = Observation::of(&world, Viewpoint::Leader);
    Some(seen.incidents[0].fault?.0)
}

/// Two worlds that look the same, in which another fault struck.
fn pair(scenario: &Arc<Scenario>) -> (World, World) {
    let mut by_minute: BTreeMap<(u32, u8), (World, Vec<Event>)> = BTreeMap::new();
    for seed in 0..2000 {
        let (world, mut events) = triaged_for(scenario, seed, 4);
        let Some((minute, fault)) = lone_strike(&events) else {
            continue;
        };
        events.retain(|event| is_visible(&event.what));
        if let Some((other, seen)) = by_minute.get(&(minute, 1 - fault)) {
            assert_eq!(&events, seen);
            let look = |world| Observation::of(world, Viewpoint::Leader);
            assert_eq!(look(&world), look(other));
            return (world, other.clone());
        }
        by_minute.insert((minute, fault), (world, events));
    }
    panic!("no two worlds look the same")
}

#[test]
fn worlds_in_which_another_of_two_faults_struck_are_the_same_once_they_are_drawn_anew() {
    let scenario = twins();
    let (one, other) = pair(&scenario);
    let look = Observation::of(&one, Viewpoint::Leader);
    assert_ne!(named(&one), named(&other));
    let mut differ = 0;
    for future in 0..200 {
        let drawn = |world: &World, left_out: &str| {
            let mut world = world.clone();
            resample_those(&mut world, future_seed(1, future), |latent| {
                latent.name != left_out
            });
            assert_eq!(Observation::of(&world, Viewpoint::Leader), look);
            world.digest()
        };
        assert_eq!(drawn(&one, ""), drawn(&other, ""), "future {future}");
        differ += u32::from(drawn(&one, LATENT) != drawn(&other, LATENT));
    }
    assert_eq!(differ, 200, "a planted leak does not show");
}

#[test]
fn which_of_two_faults_struck_does_not_show_in_futures_and_the_test_finds_a_planted_leak() {
    let scenario = twins();
    let (one, other) = pair(&scenario);
    const FUTURES: u32 = 2500;
    // The minute in which the triage is over, apart by what it names.
    let ends = |world: &World, stream: u64, left_out: &str| -> Vec<f64> {
        let mut fork = world.clone();
        let ends = (0..FUTURES).map(|future| {
            fork.clone_from(world);
            resample_those(&mut fork, future_seed(stream, future), |latent| {
                latent.name != left_out
            });
            let mut events = Vec::new();
            advance(&mut fork, Tick(240), &mut events);
            let mut events = events.iter();
            let over = events.find(|event| matches!(event.what, What::Triaged(..)));
            let seen = Observation::of(&fork, Viewpoint::Leader);
            let named = seen.incidents[0].fault.map_or(2, |fault| fault.0);
            over.map_or(300.0, |event| f64::from(event.tick.0)) + 1000.0 * f64::from(named)
        });
        ends.collect()
    };
    // Other seeds on either side: draws have nothing in common.
    let theirs = ends(&other, 2, "");
    let apart = distance(&ends(&one, 1, ""), &theirs);
    assert!(apart < rejects(FUTURES as usize), "{apart}");
    let leak = distance(&ends(&one, 1, LATENT), &theirs);
    assert!(leak > rejects(FUTURES as usize), "{leak}");
}

#[test]
fn which_of_two_faults_struck_is_drawn_by_exact_bayes() {
    let scenario = twins();
    let (mut expected, mut variance, mut truly, mut drawn, mut worlds) = (0.0, 0.0, 0, 0, 0);
    for seed in 0..6000 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        advance(&mut world, Tick(30), &mut events);
        let Some((minute, fault)) = lone_strike(&events) else {
            continue;
        };
        let mut future = world.clone();
        resample(&mut future, future_seed(seed, 7));
        let Some(named) = first_named(&mut future) else {
            continue;
        };
        // Of 56 minutes one, and 30 are still ahead.
        let window = f64::from(u8::from(minute >= 5)) / 56.0 * f64::exp(-HAZARD * 30.0);
        let by_hazard = f64::exp(-HAZARD * f64::from(minute - 1)) * -f64::exp_m1(-HAZARD);
        let hazard = by_hazard
            * if minute >= 5 || fault == 1 {
                30.0 / 56.0
            } else {
                0.0
            };
        let chance = hazard / (window + hazard);
        expected += chance;
        variance += chance * (1.0 - chance);
        truly += u32::from(fault);
        drawn += u32::from(named);
        worlds += 1;
    }
    assert!(worlds > 1000, "{worlds}");
    let close = |count: u32| (f64::from(count) - expected).abs() < 3.0 * f64::sqrt(variance);
    assert!(close(truly), "{truly} against {expected} of {worlds}");
    assert!(close(drawn), "{drawn} against {expected} of {worlds}");
}

/// Has somebody triage the first incident to its end, and says which fault that names.
fn first_named(world: &mut World) -> Option<u8> {
    for order in ["acknowledge INC-1", "triage INC-1 by ada"] {
        let command = Command::read(order, &world.scenario().ids).unwrap();
        give(world, Giver::Leader, command, &mut Vec::new()).ok()?;
    }
    named(world)
}

/// Among worlds in which somebody has triaged for so long: the share in which the fault without a runbook struck truly, and in a
/// future of each, with the standard error of either.
fn shares_without_runbook(minutes: u32) -> (f64, f64, f64) {
    let scenario = twins();
    let (mut truly, mut drawn, mut worlds) = (0, 0, 0);
    for seed in 0..6000 {
        let (world, events) = triaged_for(&scenario, seed, minutes);
        let Some((_, fault)) = lone_strike(&events) else {
            continue;
        };
        let mut future = world.clone();
        resample(&mut future, future_seed(seed, 7));
        worlds += 1;
        truly += u32::from(fault);
        drawn += u32::from(named(&future) == Some(1));
    }
    let share = |count: u32| f64::from(count) / f64::from(worlds);
    let error = f64::sqrt(share(truly) * (1.0 - share(truly)) / f64::from(worlds));
    (share(truly), share(drawn), error)
}

#[test]
fn a_triage_that_a_runbook_would_have_ended_speaks_against_the_fault_that_has_one() {
    let [at_first, later] = [1, 14].map(shares_without_runbook);
    let grew = later.0 - at_first.0;
    assert!(
        grew > 5.0 * later.2,
        "{at_first:?} at first, {later:?} later"
    );
    for (truly, drawn, error) in [at_first, later] {
        let off = (truly - drawn).abs();
        assert!(off < 3.0 * f64::sqrt(2.0) * error, "{truly} and {drawn}");
    }
}
