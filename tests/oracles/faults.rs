//! Faults: every kind hurts in its own way, by its own hazard, and what is over leaves what it should.

use crate::stories::{first, lead, tiny};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, Giver, What, World, advance, give};
use std::sync::Arc;

const ONSET: &str = "onset_minutes: (5, 5), harm: 0.5";

/// The tiny scenario with another fault on its database, and no fixed truth.
fn with(fault: &str, more: &[(&str, &str)]) -> Arc<Scenario> {
    let mut edits = vec![(ONSET, fault)];
    edits.extend(more);
    tiny(&edits)
}

/// The success of the database in each minute of a run.
fn success(run: &Run, ends: u32) -> Vec<u32> {
    let mut now = 0;
    let mut levels = Vec::new();
    for minute in 0..ends {
        for event in run.events().iter().filter(|event| event.tick.0 == minute) {
            if let What::Health(service, health) = event.what
                && service.0 == 1
            {
                now = health.success.0;
            }
        }
        levels.push(now);
    }
    levels
}

/// Plays by leaps and by minutes; both have to end in the same state.
fn assert_exact(scenario: &Arc<Scenario>, given: &[(u32, &str)]) {
    let play = |step: u32| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        let run_to = |world: &mut World, until: u32, events: &mut Vec<_>| {
            while world.now() < Tick(until) && !world.over() {
                let next = world.now().plus(step).min(Tick(until));
                advance(world, next, events);
            }
        };
        for (tick, text) in given {
            run_to(&mut world, *tick, &mut events);
            let command = Command::read(text, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
        }
        run_to(&mut world, scenario.rules.ends.0, &mut events);
        (events, world.digest())
    };
    let whole = play(u32::MAX / 2);
    for step in [1, 7] {
        let parts = play(step);
        assert_eq!(whole.0, parts.0);
        assert_eq!(whole.1, parts.1);
    }
}

#[test]
fn skipping_is_exact_for_faults_of_every_kind_and_growth() {
    let mend = [
        (20, "acknowledge INC-1"),
        (21, "apply INC-1 roll-back by ada"),
        (60, "apply INC-1 swap-disk by ben"),
    ];
    for kind in ["errors", "latency", "capacity", "stale-data", "drift"] {
        for growth in [
            "ramp_minutes: 9",
            "growth: LogisticMinutes(50)",
            "growth: OscillatingMinutes(22)",
        ] {
            let fault = format!(
                "onset_minutes: (5, 5), harm: 0.5, kind: \"{kind}\", {growth}, recurs_per_day: 40"
            );
            let given: &[_] = if kind.ends_with('s') && growth.starts_with("ramp") {
                &mend
            } else {
                &[]
            };
            assert_exact(&with(&fault, &[]), given);
        }
    }
    let more = [(
        r#"{"disk": Fixes, "release": Worse(0.1)}"#,
        r#"{"disk": Fixes}, repairs: 0.8"#,
    )];
    assert_exact(
        &with(
            "onset_minutes: (5, 5), harm: 0.9, kind: \"data-loss\"",
            &more,
        ),
        &[],
    );
    assert_exact(
        &with(
            "hazard: (per_day: 30, older_per_day: 0.5), harm: 1, kind: \"spend-leak\", leak_per_hour: 77",
            &[("minutes: 240", "minutes: 4000")],
        ),
        &[],
    );
    assert_exact(
        &with(
            "hazard: (per_day: 9), harm: 0.4, kind: \"exposure\", exposure: (attacks_per_hour: 3, effects: [Spend(breach, 9)])",
            &[("minutes: 240", "minutes: 4000")],
        ),
        &[],
    );
}

#[test]
fn lost_data_adds_up_stays_after_the_fault_is_gone_and_comes_back_by_repair() {
    let scenario = with(
        "onset_minutes: (5, 5), harm: 0.6, kind: \"data-loss\"",
        &[(
            r#"{"release": Fixes}"#,
            r#"{"release": Fixes}), (id: "restore", skill: "shop", minutes: 10, sigma: 0, effects: {}, repairs: 1"#,
        )],
    );
    let script = "10:25 acknowledge INC-1; 10:26 apply INC-1 roll-back by ada; 11:10 apply INC-1 restore by ben";
    let (run, refused) = lead(&scenario, 3, script);
    assert!(refused.is_empty(), "{refused:?}");
    let levels = success(&run, 120);
    // 0.6 an hour is 1 % a minute.
    assert_eq!(levels[5], 1_000_000);
    assert_eq!(levels[9], 960_000);
    let stopped = first(&run, |what| matches!(what, What::RemedyApplied(..))).unwrap() as usize;
    let damaged = 1_000_000 - 10_000 * (stopped as u32 - 5);
    assert_eq!(levels[stopped], damaged);
    assert_eq!(levels[69], damaged, "damage stays");
    let mitigated = first(&run, |what| matches!(what, What::Mitigated(_))).unwrap() as usize;
    assert!(mitigated > 75, "customers hurt while data is missing");
    assert_eq!(levels[mitigated], 1_000_000);
}

#[test]
fn wrong_answers_lose_revenue_and_no_availability() {
    let scenario = with(
        "onset_minutes: (5, 5), harm: 0.25, kind: \"stale-data\"",
        &[(
            "id: \"slow\", service: \"db\"",
            "id: \"slow\", service: \"web\"",
        )],
    );
    let (run, _) = lead(&scenario, 3, "");
    let told = run.events().iter().find_map(|event| match event.what {
        What::Health(service, health) if event.tick.0 == 5 && service.0 == 0 => {
            Some((health.success.0, health.losing.units()))
        }
        _ => None,
    });
    // A quarter of 1000 requests a minute, at 0.01 each.
    assert_eq!(told, Some((1_000_000, 2.5)));
    assert_eq!(
        first(&run, |what| matches!(what, What::AlertFired(..))),
        None
    );
}

#[test]
fn a_spend_leak_costs_what_its_hours_come_to_and_hurts_no_customer() {
    let scenario = with(
        "onset_minutes: (60, 60), harm: 0.5, kind: \"spend-leak\", leak_per_hour: 60",
        &[],
    );
    let (run, _) = lead(&scenario, 3, "");
    // Half of 60 an hour, for three hours.
    let spent: f64 = (run.events().iter())
        .filter_map(|event| match event.what {
            What::Spent(Line::Cloud, amount, _) => Some(amount.units()),
            _ => None,
        })
        .sum();
    assert!((spent - 90.0).abs() < 1e-6, "{spent}");
    assert_eq!(
        first(&run, |what| matches!(what, What::AlertFired(..))),
        None
    );
}

/// Strikes of the one fault in each of many seeds.
fn strikes(scenario: &Arc<Scenario>, seeds: u64) -> Vec<u32> {
    (0..seeds)
        .map(|seed| {
            let mut events = Vec::new();
            let mut world = World::new(scenario.clone(), seed);
            advance(&mut world, scenario.rules.ends, &mut events);
            let began =
                |event: &&bridgecall::sim::Event| matches!(event.what, What::FaultBegan(..));
            events.iter().filter(began).count() as u32
        })
        .collect()
}

#[test]
fn a_hazard_strikes_by_its_rate_and_a_fault_that_ages_more_often() {
    // Two days; an exposure of no strength is over as soon as it begins, so that it can strike again.
    let days = [("minutes: 240", "minutes: 2880")];
    let mean = |hazard: &str| {
        let fault = format!("{hazard}, harm: 0, kind: \"exposure\"");
        let counts = strikes(&with(&fault, &days), 3000);
        let mean = f64::from(counts.iter().sum::<u32>()) / 3000.0;
        let spread = counts
            .iter()
            .map(|&count| (f64::from(count) - mean).powi(2))
            .sum::<f64>()
            / 2999.0;
        (mean, (spread / 3000.0).sqrt())
    };
    let (got, error) = mean("hazard: (per_day: 1.5)");
    assert!((got - 3.0).abs() < 3.0 * error, "{got} ± {error}");
    // Half as much again on the second day.
    let (got, error) = mean("hazard: (per_day: 1.5, older_per_day: 0.5)");
    assert!((got - 3.75).abs() < 3.0 * error, "{got} ± {error}");
    // A window and nothing else strikes once; returns come on top, from the window on.
    assert_eq!(mean("onset_minutes: (0, 0)"), (1.0, 0.0));
    let (got, error) = mean("onset_minutes: (0, 0), recurs_per_day: 2");
    assert!((got - 5.0).abs() < 3.0 * error + 0.003, "{got} ± {error}");
}

#[test]
fn an_exposure_lets_attacks_through_by_its_level_and_nothing_else_shows() {
    let scenario = with(
        "onset_minutes: (0, 0), harm: 0.5, kind: \"exposure\", exposure: (attacks_per_hour: 4, effects: [Spend(breach, 9)])",
        &[],
    );
    let mut attacks = Vec::new();
    for seed in 0..1000 {
        let mut events = Vec::new();
        let mut world = World::new(scenario.clone(), seed);
        advance(&mut world, Tick(240), &mut events);
        let breached = |event: &&bridgecall::sim::Event| matches!(event.what, What::Breached(_));
        attacks.push(events.iter().filter(breached).count() as f64);
        let health = |event: &&bridgecall::sim::Event| {
            event.tick.0 > 0 && matches!(event.what, What::Health(..))
        };
        assert_eq!(events.iter().filter(health).count(), 0);
    }
    let mean = attacks.iter().sum::<f64>() / 1000.0;
    // Half of four an hour, for 239 minutes; Poisson.
    let expected: f64 = 2.0 * 239.0 / 60.0;
    let error = (expected / 1000.0).sqrt();
    assert!(
        (mean - expected).abs() < 3.0 * error,
        "{mean} against {expected} ± {error}"
    );
}

#[test]
fn stale_answers_that_no_revenue_shows_are_noticed() {
    // Nobody pays for what the database answers.
    let run = play(
        &with(
            "onset_minutes: (5, 5), harm: 0.5, kind: \"stale-data\"",
            &[],
        ),
        "",
    );
    let opened = first(&run, |what| matches!(what, What::IncidentOpened(..)));
    assert_eq!(opened, Some(5));
}

fn play(scenario: &Arc<Scenario>, script: &str) -> Run {
    lead(scenario, 3, script).0
}

#[test]
fn an_exposure_that_struck_before_is_known_when_it_is_seen_again() {
    let scenario = with(
        "hazard: (per_day: 20), recurs_per_day: 20, harm: 0.5, kind: \"exposure\", exposure: (attacks_per_hour: 0.001, effects: [])",
        &[(
            "slo: 0.999, budget_spent: 0, place: (1, 2)",
            "slo: 0.999, budget_spent: 0, alarms: (false_per_day: 5), place: (1, 2)",
        )],
    );
    let mut known = 0;
    for seed in 0..40 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        while !world.over() {
            let next = world.now().plus(1);
            let before = events.len();
            advance(&mut world, next, &mut events);
            let struck =
                |event: &bridgecall::sim::Event| matches!(event.what, What::FaultBegan(..));
            let strikes = events.iter().filter(|event| struck(event)).count();
            let seen = Observation::of(&world, Viewpoint::Leader);
            if events[before..].iter().any(struck) {
                let last = seen.incidents.last().unwrap();
                assert_eq!(last.triaged.is_some(), strikes > 1, "strike {strikes}");
                known += u32::from(strikes > 1);
            }
            let all = "acknowledge INC-1; triage INC-1 by ada; apply INC-1 roll-back by ben; resolve INC-1";
            for incident in 1..=seen.incidents.len() {
                for order in all.replace("INC-1", &format!("INC-{incident}")).split("; ") {
                    let command = Command::read(order, &scenario.ids).unwrap();
                    let _ = give(&mut world, Giver::Leader, command, &mut events);
                }
            }
        }
    }
    assert!(known > 20, "{known}");
}

#[test]
fn a_run_has_as_many_incidents_as_come_while_those_before_are_closed() {
    let scenario = with(
        "hazard: (per_day: 1000), recurs_per_day: 1000, harm: 0.5",
        &[
            ("minutes: 240", "minutes: 14000"),
            ("pay_per_hour: 60", "pay_per_hour: 60, tireless: true"),
            ("minutes: 6, sigma: 0", "minutes: 1, sigma: 0"),
            (
                "effects: {\"release\": Fixes}",
                "effects: {\"release\": Fixes, \"disk\": Fixes}",
            ),
        ],
    );
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::new();
    let mut opened = 0;
    while !world.over() && opened <= 1100 {
        let next = world.now().plus(1);
        advance(&mut world, next, &mut events);
        // Whoever slips tries again.
        let seen = Observation::of(&world, Viewpoint::Leader);
        opened = seen.incidents.len();
        for incident in seen.incidents.iter().filter(|one| one.resolved.is_none()) {
            for order in [
                "acknowledge INC",
                "apply INC roll-back by ada",
                "resolve INC",
            ] {
                let order = order.replace("INC", &incident.id.to_string());
                let command = Command::read(&order, &scenario.ids).unwrap();
                let _ = give(&mut world, Giver::Leader, command, &mut events);
            }
        }
    }
    assert!(opened > 1100, "{opened} by {}", world.now().0);
}
