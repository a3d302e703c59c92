//! What must hold for every command stream: exact skipping, clones, futures that leak nothing, refusals that change nothing.

use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{Audience, Verb};
use bridgecall::scenario::units::Tick;
use bridgecall::sim::command::Role;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::{Command, Giver, World, advance, give, resample};
use proptest::prelude::*;
use std::sync::Arc;

fn scenario(form: &str) -> Arc<Scenario> {
    super::shipped("waf-regex-2019", form)
}

/// Any command, valid or not, over the first few things of each kind.
fn any_command() -> impl Strategy<Value = Command> {
    let who = || (0..10_u16).prop_map(PersonId);
    let incident = || (0..2_u16).prop_map(IncidentId);
    let verb = prop_oneof![
        Just(Verb::Agree),
        Just(Verb::Counter),
        Just(Verb::Defer),
        Just(Verb::Decline),
        Just(Verb::Escalate)
    ];
    prop_oneof![
        4 => incident().prop_map(Command::Acknowledge),
        2 => (incident(), 0..7_u8).prop_map(|(incident, severity)| Command::Declare(incident, severity)),
        1 => (incident(), incident()).prop_map(|(from, into)| Command::Merge(from, into)),
        3 => (who(), 0..3_usize, incident()).prop_map(|(who, role, incident)| Command::Role(who, Role::ALL[role], incident)),
        1 => (incident(), who()).prop_map(|(incident, who)| Command::Triage(incident, who)),
        6 => (incident(), 0..6_u16, who()).prop_map(|(incident, line, who)| Command::Investigate(incident, InquiryId(line), who)),
        8 => (incident(), 0..8_u16, who()).prop_map(|(incident, remedy, who)| Command::Apply(incident, RemedyId(remedy), who)),
        1 => who().prop_map(Command::Cancel),
        3 => (who(), 0..4_u16).prop_map(|(who, item)| Command::Work(who, WorkId(item))),
        2 => who().prop_map(Command::Page),
        1 => who().prop_map(Command::Rest),
        3 => (incident(), 0..2_usize).prop_map(|(incident, audience)| Command::Post(incident, Audience::ALL[audience])),
        3 => (0..6_u16, 0..4_u8).prop_map(|(card, option)| Command::Decide(CardId(card), option)),
        3 => (0..5_u16, verb).prop_map(|(message, verb)| Command::Answer(MessageId(message), verb)),
        1 => incident().prop_map(Command::Resolve),
        1 => (0..2_u8, -1..3_i32).prop_map(|(lever, value)| Command::Set(LeverId(lever), value)),
    ]
}

/// Commands with the minutes to wait before each.
fn stream() -> impl Strategy<Value = Vec<(u32, Command)>> {
    prop::collection::vec((0..6_u32, any_command()), 1..50)
}

fn play(
    scenario: &Arc<Scenario>,
    seed: u64,
    stream: &[(u32, Command)],
    mut step: impl FnMut(&mut World, Tick),
) -> World {
    let mut world = World::new(scenario.clone(), seed);
    for (wait, command) in stream {
        let until = world.now().plus(*wait);
        step(&mut world, until);
        let before = world.digest();
        if give(&mut world, Giver::Leader, *command, &mut Vec::new()).is_err() {
            assert_eq!(
                before,
                world.digest(),
                "a refused command changed the world: {command:?}"
            );
        }
    }
    let end = scenario.rules.ends;
    step(&mut world, end);
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_split_of_an_advance_ends_in_the_same_state(stream in stream(), seed in 0..1000_u64) {
        let scenario = scenario("drawn");
        let whole = play(&scenario, seed, &stream, |world, until| advance(world, until, &mut Vec::new()));
        let by_minutes = play(&scenario, seed, &stream, |world, until| {
            while world.now() < until && !world.over() {
                let next = world.now().plus(1);
                advance(world, next, &mut Vec::new());
            }
        });
        prop_assert_eq!(whole.digest(), by_minutes.digest());
    }

    #[test]
    fn a_clone_at_any_moment_goes_on_in_the_same_way(stream in stream(), seed in 0..1000_u64) {
        let scenario = scenario("drawn");
        let whole = play(&scenario, seed, &stream, |world, until| advance(world, until, &mut Vec::new()));
        let mut used = World::new(scenario.clone(), 99);
        let cloned = play(&scenario, seed, &stream, |world, until| {
            used.clone_from(world);
            advance(&mut used, until, &mut Vec::new());
            *world = used.clone();
        });
        prop_assert_eq!(whole.digest(), cloned.digest());
    }

    #[test]
    fn the_ledger_balances_and_nothing_leaves_its_range(stream in stream(), seed in 0..1000_u64) {
        let scenario = scenario("history");
        play(&scenario, seed, &stream, |world, until| {
            advance(world, until, &mut Vec::new());
            assert!(world.ledger().balances());
            let seen = Observation::of(world, Viewpoint::Leader);
            for incident in &seen.incidents {
                let sum: f64 = incident.causes.iter().map(|cause| cause.belief).sum();
                assert!((sum - 1.0).abs() < 1e-9, "beliefs sum to {sum}");
            }
            assert!(seen.people.iter().all(|person| person.morale <= 100 && (1..=9).contains(&person.sleepiness)));
            assert!(seen.services.iter().all(|service| service.success.ratio() <= 1.0));
        });
    }

    #[test]
    fn a_future_looks_like_the_present_whatever_is_true(stream in stream(), seed in 0..1000_u64) {
        let scenario = scenario("drawn");
        let mut world = World::new(scenario.clone(), seed);
        for (wait, command) in &stream {
            let until = world.now().plus(*wait);
            advance(&mut world, until, &mut Vec::new());
            let _ = give(&mut world, Giver::Leader, *command, &mut Vec::new());
        }
        let present = Observation::of(&world, Viewpoint::Leader);
        for future in 0..5 {
            let mut fork = world.clone();
            resample(&mut fork, future_seed(seed, future));
            prop_assert_eq!(&present, &Observation::of(&fork, Viewpoint::Leader));
        }
    }
}

/// Two worlds that look the same and differ in what is true have the same distribution of futures: here, when mitigated.
#[test]
fn two_worlds_with_the_same_observations_have_the_same_futures() {
    let scenario = scenario("drawn");
    let at_the_alert = |seed: u64| {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        advance(&mut world, Tick(20), &mut events);
        let cause = events.iter().find_map(|event| match event.what {
            bridgecall::sim::What::FaultBegan(_, cause) => Some((event.tick, cause)),
            _ => None,
        });
        (world, cause)
    };
    // Two seeds with the same onset and different causes: nobody can tell them apart before asking.
    let worlds: Vec<_> = (0..400)
        .map(at_the_alert)
        .filter(|(_, cause)| cause.is_some())
        .collect();
    let (first, (onset, cause)) = (&worlds[0].0, worlds[0].1.expect("filtered"));
    let other = worlds
        .iter()
        .find(|(_, other)| other.is_some_and(|(tick, other)| tick == onset && other != cause));
    let (second, _) = other.expect("a seed with the same onset and another cause");
    assert_eq!(
        Observation::of(first, Viewpoint::Leader),
        Observation::of(second, Viewpoint::Leader)
    );

    let mean_cause = |world: &World| {
        let futures = 2000;
        let mut counts = vec![0_u32; 10];
        let last = counts.len() - 1;
        let mut fork = world.clone();
        for future in 0..futures {
            fork.clone_from(world);
            resample(&mut fork, future_seed(u64::from(world.now().0), future));
            let mut events = Vec::new();
            give(
                &mut fork,
                Giver::Leader,
                Command::Acknowledge(IncidentId(0)),
                &mut events,
            )
            .expect("an open incident");
            let who = PersonId(0);
            let _ = give(
                &mut fork,
                Giver::Leader,
                Command::Investigate(IncidentId(0), InquiryId(0), who),
                &mut events,
            );
            advance(&mut fork, Tick(60), &mut events);
            let found = events.iter().find_map(|event| match event.what {
                bridgecall::sim::What::Found(_, _, finding, _) => Some(finding),
                _ => None,
            });
            counts[usize::from(found.unwrap_or(9)).min(last)] += 1;
        }
        counts
    };
    let (a, b) = (mean_cause(first), mean_cause(second));
    for (a, b) in a.iter().zip(&b) {
        let (p, q) = (f64::from(*a) / 2000.0, f64::from(*b) / 2000.0);
        let error = (p * (1.0 - p) / 2000.0 + q * (1.0 - q) / 2000.0).sqrt();
        assert!(
            (p - q).abs() <= 3.5 * error + 1e-9,
            "{a} against {b} of 2000"
        );
    }
}
