//! Load: dependencies, queues, retries and what they do to one another, against closed forms (§A4, §B4).

use crate::stories::{first, lead, tiny};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::services::capacity::{Pool, goodput, late};
use bridgecall::sim::services::{answered, redundancy, retries};
use bridgecall::sim::{Command, Giver, What, World, advance, give};
use std::sync::Arc;

const WEB: &str = "demand_per_minute: 1000, revenue_per_request: 0.01, hard: [\"db\"]";
const DB: &str = "(id: \"db\", team: \"shop\", tier: 1, slo: 0.999, budget_spent: 0,";
const TOOLS: &str = "demand_per_minute: 10, hard: [\"db\"], ";
const STAKEHOLDERS: &str = "    stakeholders: [";
/// Nothing breaks before the last minute.
const CALM: (&str, &str) = ("onset_minutes: (5, 5)", "onset_minutes: (239, 239)");

/// The tiny shop in calm, with its edge, its database and its tooling as said; other services and levers besides.
fn shop(web: &str, db: &str, besides: &str, levers: &str) -> Arc<Scenario> {
    tiny(&[
        CALM,
        (WEB, web),
        (DB, &format!("{besides} {DB} {db},")),
        (TOOLS, ""),
        (
            STAKEHOLDERS,
            &format!("levers: [{levers}], stakeholders: ["),
        ),
    ])
}

fn service(id: &str, what: &str) -> String {
    format!(
        r#"(id: "{id}", team: "shop", tier: 2, slo: 0.9, budget_spent: 0, {what}, place: (1, 9)),"#
    )
}

fn seen(world: &World) -> Observation {
    Observation::of(world, Viewpoint::Leader)
}

/// Runs a world to a tick and returns what happened.
fn run_to(world: &mut World, tick: u32) -> Vec<bridgecall::sim::Event> {
    let mut events = Vec::new();
    advance(world, Tick(tick), &mut events);
    events
}

fn order(world: &mut World, text: &str) {
    let command = Command::read(text, &world.scenario().ids).unwrap();
    give(world, Giver::Leader, command, &mut Vec::new()).unwrap();
}

/// Plays by leaps, by minutes and by sevens; all have to end in the same state.
fn assert_exact(scenario: &Arc<Scenario>, given: &[(u32, &str)]) {
    let play = |step: u32| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        let ends = (scenario.rules.ends.0, "");
        for (tick, text) in given.iter().chain([&ends]) {
            while world.now() < Tick(*tick) && !world.over() {
                let next = world.now().plus(step).min(Tick(*tick));
                advance(&mut world, next, &mut events);
            }
            if !text.is_empty() {
                let command = Command::read(text, &scenario.ids).unwrap();
                give(&mut world, Giver::Leader, command, &mut events).unwrap();
            }
        }
        (events, world.digest())
    };
    let whole = play(u32::MAX / 2);
    for step in [1, 7] {
        let parts = play(step);
        assert_eq!(whole.0, parts.0);
        assert_eq!(whole.1, parts.1);
    }
}

fn near(got: f64, expected: f64, tolerance: f64) {
    assert!(
        (got - expected).abs() <= tolerance,
        "{got}, not {expected} within {tolerance}"
    );
}

// ---- dependencies (§B4) ----

#[test]
fn a_series_of_n_services_at_four_nines_answers_the_nth_power_of_them() {
    for n in [5_usize, 10, 20] {
        let mut chain = String::new();
        for place in 2..=n {
            let below = if place == n {
                "healthy: 0.9999".to_owned()
            } else {
                format!("healthy: 0.9999, hard: [\"s{}\"]", place + 1)
            };
            chain += &service(&format!("s{place}"), &below);
        }
        let scenario = shop(
            r#"demand_per_minute: 1000, healthy: 0.9999, hard: ["s2"]"#,
            "healthy: 1",
            &chain,
            "",
        );
        let world = World::new(scenario, 3);
        let product: f64 = std::iter::repeat_n(0.9999, n).product();
        near(answered(&world, ServiceId(0)), product, 1e-9);
    }
}

/// What the edge answers that needs `need` of `of` replicas of that health, each of which needs what is said.
fn replicated(need: usize, of: usize, healthy: &str, needs: &str) -> f64 {
    let ids: Vec<String> = (0..of).map(|at| format!("r{at}")).collect();
    let replicas: String = ids
        .iter()
        .map(|id| service(id, &format!("healthy: {healthy}{needs}")))
        .collect();
    let web = format!(
        "demand_per_minute: 1000, redundant: [(need: {need}, of: [\"{}\"])]",
        ids.join("\", \"")
    );
    let scenario = shop(&web, "healthy: 0.97", &replicas, "");
    answered(&World::new(scenario, 3), ServiceId(0))
}

#[test]
fn one_of_two_and_two_of_three_at_two_nines_are_four_nines_and_0_999702() {
    near(replicated(1, 2, "0.99", ""), 0.9999, 1e-9);
    near(replicated(2, 3, "0.99", ""), 0.999702, 1e-9);
    // Copies within one service come to the same.
    let copies = shop(
        "demand_per_minute: 1000, healthy: 0.99, copies: (need: 2, of: 3)",
        "healthy: 1",
        "",
        "",
    );
    near(
        answered(&World::new(copies, 3), ServiceId(0)),
        0.999702,
        1e-9,
    );
    // Against a sum over every outcome, for groups of unlike members.
    let chances = [0.9, 0.5, 0.75, 0.2, 0.99];
    for need in 0..=5 {
        let mut sum = 0.0;
        for outcome in 0_u32..32 {
            let each = chances.iter().enumerate().map(|(bit, chance)| {
                if outcome >> bit & 1 == 1 {
                    *chance
                } else {
                    1.0 - chance
                }
            });
            if outcome.count_ones() as usize >= need {
                sum += each.product::<f64>();
            }
        }
        near(redundancy::at_least(need, &chances), sum, 1e-12);
    }
}

#[test]
fn what_every_replica_needs_is_counted_once() {
    // Two of three at .99, all on one database at .97.
    near(
        replicated(2, 3, "0.99", ", hard: [\"db\"]"),
        0.999702 * 0.97,
        1e-9,
    );
    // Two of the three share it: over its two outcomes.
    let replicas = service("r0", "healthy: 0.99, hard: [\"db\"]")
        + &service("r1", "healthy: 0.99, hard: [\"db\"]")
        + &service("r2", "healthy: 0.99");
    let scenario = shop(
        r#"demand_per_minute: 1000, redundant: [(need: 2, of: ["r0", "r1", "r2"])]"#,
        "healthy: 0.97",
        &replicas,
        "",
    );
    near(
        answered(&World::new(scenario, 3), ServiceId(0)),
        0.97 * 0.999702,
        1e-9,
    );
    let one_of = shop(
        r#"demand_per_minute: 1000, redundant: [(need: 1, of: ["r0", "r1", "r2"])]"#,
        "healthy: 0.97",
        &replicas,
        "",
    );
    let by_hand = 0.97 * (1.0 - 1e-6) + 0.03 * 0.99;
    near(
        answered(&World::new(one_of, 3), ServiceId(0)),
        by_hand,
        1e-9,
    );
}

#[test]
fn a_unique_dependency_is_counted_once_however_many_ways_lead_to_it() {
    let middle = service("left", "healthy: 0.999, hard: [\"db\"]")
        + &service("right", "healthy: 0.998, hard: [\"db\"]");
    let scenario = shop(
        r#"demand_per_minute: 1000, hard: ["left", "right", "db"]"#,
        "healthy: 0.9",
        &middle,
        "",
    );
    near(
        answered(&World::new(scenario, 3), ServiceId(0)),
        0.999 * 0.998 * 0.9,
        1e-9,
    );
    // A soft one whose failure comes with that of a hard one costs nothing more.
    let soft = shop(
        r#"demand_per_minute: 1000, hard: ["db"], soft: {"left": 0.4}"#,
        "healthy: 0.9",
        &middle,
        "",
    );
    near(
        answered(&World::new(soft, 3), ServiceId(0)),
        0.9 * (1.0 - 0.4 * 0.001),
        1e-9,
    );
}

// ---- queues (§A4) ----

fn pool(units: f64, utilisation: f64, timeout: f64) -> Pool {
    Pool {
        units,
        utilisation,
        timeout,
    }
}

#[test]
fn a_patient_pool_waits_as_the_table_of_a4_says() {
    for (units, utilisation, wait) in [
        (2.0, 0.5, 0.3333),
        (2.0, 0.8, 1.7778),
        (2.0, 0.9, 4.2632),
        (3.0, 0.8, 1.0787),
        (4.0, 0.8, 0.7455),
        (5.0, 0.5, 0.0521),
        (5.0, 0.8, 0.5541),
        (5.0, 0.9, 1.5250),
        (8.0, 0.8, 0.2860),
        (8.0, 0.9, 0.8769),
    ] {
        let patient = pool(units, utilisation, 1e4);
        near(patient.wait(), wait, 5e-5);
        near(patient.lost(), 0.0, 1e-12);
    }
    for (utilisation, sojourn) in [(0.5, 2.0), (0.8, 5.0), (0.9, 10.0), (0.95, 20.0)] {
        near(1.0 + pool(1.0, utilisation, 1e4).wait(), sojourn, 1e-9);
    }
}

#[test]
fn a_pool_without_patience_is_erlangs_loss_system_and_an_overloaded_one_serves_what_fits() {
    // Erlang B for 2 units offered 1: 1/5; for 5 offered 4: .19907.
    near(pool(2.0, 0.5, 0.0).lost(), 0.2, 1e-12);
    near(pool(5.0, 0.8, 0.0).lost(), 0.199_067, 1e-6);
    // One unit: ρ (1 − ρ) exp(−(1 − ρ) τ) ÷ (1 − ρ² exp(−(1 − ρ) τ)).
    for (rho, tau) in [(0.5_f64, 3.0_f64), (0.9, 10.0), (1.3, 4.0)] {
        let decayed = (-(1.0 - rho) * tau).exp();
        let expected = rho * (1.0 - rho) * decayed / (1.0 - rho * rho * decayed);
        near(pool(1.0, rho, tau).lost(), expected, 1e-12);
    }
    near(pool(1.0, 1.0, 8.0).lost(), 1.0 / 10.0, 1e-9);
    for units in [1.0, 4.0, 50.0] {
        near(pool(units, 2.0, 1000.0).lost(), 0.5, 1e-9);
        // Growing load never makes a pool lose less.
        let lost: Vec<f64> = (0..300)
            .map(|step| pool(units, f64::from(step) / 100.0, 20.0).lost())
            .collect();
        assert!(lost.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
        assert!(lost.iter().all(|lost| (0.0..=1.0).contains(lost)));
    }
    near(pool(0.0, 0.0, 20.0).lost(), 1.0, 0.0);
}

#[test]
fn goodput_falls_under_overload_where_lost_requests_cost_work() {
    // 3,000 offered to 1,500 that fit. Free losses leave 1,500; at half the work of a served one, nothing is left.
    near(goodput(0.5, 0.0) * 3000.0, 1500.0, 1e-9);
    near(goodput(0.5, 0.5) * 3000.0, 0.0, 1e-9);
    // 2,000 offered: served + .5 · lost = 1,500, so 1,000 are served.
    near(goodput(0.25, 0.5) * 2000.0, 1000.0, 1e-9);
    near(late(20.0, 1.0), 0.0, 0.0);
    near(late(20.0, 10.0), (-2.0_f64).exp(), 1e-8);
}

// ---- retries (§B4) ----

#[test]
fn retries_multiply_by_layer_and_a_budget_caps_them() {
    for (failing, expected) in [(0.1, 1.11), (0.5, 1.75), (0.9, 2.71)] {
        near(retries::attempts(failing, 3, None), expected, 1e-12);
        near(
            retries::success(failing, 3, None),
            1.0 - failing * failing * failing,
            1e-12,
        );
    }
    near(retries::attempts(1.0, 3, Some(0.1)), 1.1, 1e-12);

    for attempts in [3_u32, 4] {
        for budget in [false, true] {
            let cap = if budget { ", retry_budget: 0.1" } else { "" };
            let layers = service(
                "api",
                &format!("attempts: {attempts}{cap}, hard: [\"store\"]"),
            ) + &service(
                "store",
                &format!("attempts: {attempts}{cap}, hard: [\"db\"]"),
            );
            let scenario = shop(
                &format!("demand_per_minute: 1000, attempts: {attempts}{cap}, hard: [\"api\"]"),
                "healthy: 0",
                &layers,
                "",
            );
            let world = World::new(scenario, 3);
            let reaches = f64::from(seen(&world).services[3].requests);
            let each = if budget { 1.1 } else { f64::from(attempts) };
            near(reaches, 1000.0 * each * each * each, 1.0);
        }
    }
}

#[test]
fn the_database_gets_the_attempts_of_b4_for_a_share_of_errors() {
    for (healthy, attempts) in [(0.9, 1.11), (0.5, 1.75), (0.1, 2.71)] {
        let scenario = shop(
            "demand_per_minute: 100000, attempts: 3, hard: [\"db\"]",
            &format!("healthy: {healthy}"),
            "",
            "",
        );
        let world = World::new(scenario, 3);
        let seen = seen(&world);
        near(
            f64::from(seen.services[1].requests),
            100_000.0 * attempts,
            1.0,
        );
        near(seen.services[1].load.retries, 1.0 - 1.0 / attempts, 1e-5);
        let fails: f64 = 1.0 - healthy;
        near(answered(&world, ServiceId(0)), 1.0 - fails.powi(3), 1e-9);
    }
}

// ---- metastable failure (§B4) ----

/// 1,200 requests a minute on what fits 1,500; for ten minutes twice as many. Lost requests cost half the work of served ones.
pub(super) fn fragile(attempts: u8, levers: &str) -> Arc<Scenario> {
    shop(
        &format!(
            "demand_per_minute: 1200, revenue_per_request: 0.01, attempts: {attempts}, hard: [\"db\"],
            demand_curves: [Steps([(at_minute: 60, factor: 2), (at_minute: 70, factor: 1)])]"
        ),
        "capacity: (units: 10, requests_per_unit_minute: 150, waste: 0.5, cost_per_unit_hour: 6, lag_minutes: 5)",
        "",
        levers,
    )
}

pub(super) const SHED: &str =
    r#"(id: "shed", what: LoadShedding("web"), at_start: 0, from: 0, to: 100)"#;
const BUDGET: &str =
    r#"(id: "budget", what: RetryBudget("web"), at_start: 1000, from: 0, to: 1000)"#;
pub(super) const UNITS: &str =
    r#"(id: "units", what: CapacityUnits("db"), at_start: 10, from: 1, to: 100)"#;

fn web(world: &World) -> f64 {
    answered(world, ServiceId(0))
}

#[test]
fn a_world_with_retries_stays_down_after_its_trigger_is_gone_and_one_without_recovers() {
    let mut with = World::new(fragile(3, ""), 3);
    let mut without = World::new(fragile(1, ""), 3);
    run_to(&mut with, 59);
    assert!(web(&with) > 0.999, "{}", web(&with));
    for world in [&mut with, &mut without] {
        run_to(world, 69);
        assert!(web(world) < 0.7, "the trigger hurts: {}", web(world));
        run_to(world, 200);
    }
    assert!(web(&without) > 0.999, "{}", web(&without));
    assert!(web(&with) < 0.001, "{}", web(&with));
    let seen = seen(&with);
    near(f64::from(seen.services[1].requests), 3600.0, 1.0);
    near(seen.services[1].load.retries, 2.0 / 3.0, 1e-3);
}

/// Whether the fragile world is up an hour after a share of demand is shed for that hour, and an hour after that.
fn after_shedding(percent: u32) -> (bool, bool) {
    let mut world = World::new(fragile(3, SHED), 3);
    run_to(&mut world, 90);
    order(&mut world, &format!("set shed {percent}"));
    run_to(&mut world, 150);
    let during = web(&world) > 0.999;
    order(&mut world, "set shed 0");
    run_to(&mut world, 210);
    (during, web(&world) > 0.999)
}

#[test]
fn it_recovers_when_shed_below_the_recovery_threshold_and_not_when_shed_to_what_set_it_off() {
    // What set it off is more than 1,500 a minute, and 1,200 are below that already. With three attempts each, all of the capacity
    // goes to lost requests down to 1,500 ÷ (.5 · 3) = 1,000 a minute: that is the recovery threshold, between 16 and 17 % shed.
    assert_eq!(after_shedding(10), (false, false));
    assert_eq!(after_shedding(16), (false, false));
    assert_eq!(after_shedding(17), (true, true));
    assert_eq!(after_shedding(40), (true, true));
}

#[test]
fn a_retry_budget_or_more_units_end_a_retry_storm_too() {
    for (lever, command) in [(BUDGET, "set budget 10"), (UNITS, "set units 40")] {
        let mut world = World::new(fragile(3, lever), 3);
        run_to(&mut world, 90);
        assert!(web(&world) < 0.001);
        order(&mut world, command);
        run_to(&mut world, 150);
        assert!(web(&world) > 0.999, "{command}: {}", web(&world));
    }
    // With the budget set before, the trigger is all that hurts.
    let mut world = World::new(fragile(3, BUDGET), 3);
    order(&mut world, "set budget 10");
    run_to(&mut world, 90);
    assert!(web(&world) > 0.999);
}

#[test]
fn a_cold_cache_can_keep_what_is_behind_it_down() {
    // A warm cache lets 120 of 1,200 through, and 600 fit: a cold one lets all through, which leaves nothing to fill it with.
    let cached = |units: u32| {
        let edit = r#"cards: [(id: "restart", when: Minute(30), deadline_minutes: 1, default: "yes", options: [(id: "yes", favours: "cost", effects: [ColdCache("web")])])],
            stakeholders: ["#;
        tiny(&[
            CALM,
            (
                WEB,
                r#"demand_per_minute: 1200, attempts: 3, hard: ["db"], cache: (of: "db", hit: 0.9, refill_minutes: 20)"#,
            ),
            (
                DB,
                &format!(
                    "{DB} capacity: (units: {units}, requests_per_unit_minute: 60, waste: 0.5),"
                ),
            ),
            (TOOLS, ""),
            (STAKEHOLDERS, edit),
        ])
    };
    let mut world = World::new(cached(10), 3);
    run_to(&mut world, 30);
    assert_eq!(seen(&world).services[1].requests, 120);
    assert!(web(&world) > 0.999);
    run_to(&mut world, 230);
    assert!(web(&world) < 0.01, "{}", web(&world));
    assert!(seen(&world).services[0].load.warmth < 0.01);
    // With room for all of it, it is only slow to fill.
    let mut roomy = World::new(cached(40), 3);
    run_to(&mut roomy, 31);
    assert_eq!(seen(&roomy).services[0].load.warmth, 0.0);
    assert_eq!(seen(&roomy).services[1].requests, 1200);
    run_to(&mut roomy, 41);
    near(seen(&roomy).services[0].load.warmth, 0.5, 0.01);
    run_to(&mut roomy, 60);
    assert_eq!(seen(&roomy).services[1].requests, 120);
    assert_exact(&cached(10), &[]);
    assert_exact(&cached(40), &[]);
}

#[test]
fn what_a_failing_replica_does_not_do_falls_to_the_others() {
    let replica = "capacity: (units: 10, requests_per_unit_minute: 100)";
    let replicas = service("r0", &format!("{replica}, healthy: 0"))
        + &service("r1", replica)
        + &service("r2", replica);
    let scenario = shop(
        r#"demand_per_minute: 900, redundant: [(need: 1, of: ["r0", "r1", "r2"])]"#,
        "healthy: 1",
        &replicas,
        "",
    );
    let world = World::new(scenario, 3);
    let seen = seen(&world);
    let got: Vec<u32> = (1..4).map(|at| seen.services[at].requests).collect();
    assert_eq!(got, [0, 450, 450]);
}

// ---- demand, units, money ----

#[test]
fn demand_follows_the_clock_of_its_site_in_steps_of_a_quarter_of_an_hour() {
    let scenario = tiny(&[
        CALM,
        ("utc_offset_minutes: 0", "utc_offset_minutes: 120"),
        ("minutes: 240", "minutes: 12000"),
        (
            WEB,
            r#"demand_per_minute: 1000, clock_of: "home", demand_curves: [Day(peak_at: "15:00", low: 0.2), Week([1, 1, 0.5, 1, 1, 1, 1])]"#,
        ),
    ]);
    let mut world = World::new(scenario.clone(), 3);
    let mut demand = |tick: u32| {
        run_to(&mut world, tick);
        seen(&world).services[0].requests
    };
    // The run begins at 10:00 UTC, 12:00 there.
    let at_noon = 1000.0 * (0.2 + 0.8 * (1.0 + (0.25 * std::f64::consts::PI).cos()) / 2.0);
    near(f64::from(demand(0)), at_noon, 1.0);
    assert_eq!(demand(14), demand(1));
    assert_eq!(demand(180), 1000, "15:00");
    assert_eq!(demand(900), 200, "03:00");
    assert_eq!(demand(180 + 1440), 1000, "the next day");
    assert_eq!(demand(180 + 2 * 1440), 500, "the day after that is half");
    let (quarter, last) = (demand(705 + 1440 * 2), demand(719 + 1440 * 2));
    assert_eq!(quarter, last, "23:45 to 23:59");
    assert!(demand(720 + 1440 * 2) > last, "a new day");
    assert_exact(&scenario, &[]);
}

#[test]
fn a_flash_crowd_grows_and_fades() {
    let scenario = shop(
        "demand_per_minute: 100, demand_curves: [Flash(at_minute: 30, height: 11, ramp_minutes: 9, decay_minutes: 16)]",
        "healthy: 1",
        "",
        "",
    );
    let mut world = World::new(scenario.clone(), 3);
    let mut demand = |tick: u32| {
        run_to(&mut world, tick);
        f64::from(seen(&world).services[0].requests)
    };
    assert_eq!((demand(29), demand(30), demand(34)), (100.0, 200.0, 600.0));
    assert_eq!(demand(39), 1100.0);
    near(demand(55), 100.0 + 1000.0 * (-1.0_f64).exp(), 1.0);
    assert_eq!(demand(39 + 80), 100.0);
    assert_exact(&scenario, &[]);
}

/// Doubled demand at minute 61 for a pool that aims at half its capacity.
fn scaled() -> Arc<Scenario> {
    shop(
        "demand_per_minute: 1000, demand_curves: [Steps([(at_minute: 61, factor: 2), (at_minute: 121, factor: 0.2)])], hard: [\"db\"]",
        "capacity: (units: 20, requests_per_unit_minute: 100, cost_per_unit_hour: 6, lag_minutes: 7, autoscale: (target: 0.5, most: 35, every_minutes: 10))",
        "",
        r#"(id: "most", what: AutoscalingMost("db"), at_start: 35, from: 0, to: 100)"#,
    )
}

#[test]
fn autoscaling_decides_on_its_cadence_follows_its_lag_and_keeps_its_limits() {
    let scenario = scaled();
    let (run, _) = lead(&scenario, 3, "");
    let scalings: Vec<(u32, String)> = run
        .events()
        .iter()
        .filter_map(|event| match event.what {
            What::UnitsOrdered(_, units, due) => {
                Some((event.tick.0, format!("order {units} for {}", due.0)))
            }
            What::Units(_, units) => Some((event.tick.0, format!("has {units}"))),
            _ => None,
        })
        .collect();
    let told: Vec<String> = scalings
        .iter()
        .map(|(tick, what)| format!("{tick} {what}"))
        .collect();
    // Full at 20 units: twice as many are wanted, 35 are allowed. Later a fifth of the base is left: 20 are the least.
    assert_eq!(
        told,
        [
            "70 order 35 for 77",
            "77 has 35",
            "130 order 20 for 137",
            "137 has 20"
        ]
    );
    assert_exact(&scenario, &[]);
    assert_exact(&scenario, &[(75, "set most 60"), (100, "set most 0")]);
    let (off, _) = lead(&scenario, 3, "10:05 set most 0");
    assert_eq!(first(&off, |what| matches!(what, What::Units(..))), None);
}

#[test]
fn units_are_paid_for_by_the_hour_to_the_cent_and_the_ledger_agrees_with_the_events() {
    let (run, _) = lead(&scaled(), 3, "");
    let unit_minutes = 20 * 77 + 35 * 60 + 20 * (240 - 137);
    let cloud = f64::from(unit_minutes) * 6.0 / 60.0;
    let metrics = Metrics::of(run.scenario(), run.events(), run.now()).ledger;
    near(metrics.lines["cloud"], cloud, 1e-4);
    let ledger = run.observe(Viewpoint::Leader).ledger;
    near(ledger.total.units(), metrics.total, 1e-9);
}

#[test]
fn availability_from_events_is_exact_while_demand_moves() {
    for scenario in [
        fragile(3, SHED),
        shop(
            "demand_per_minute: 1000, hard: [\"db\"], demand_curves: [Day(peak_at: \"12:00\", low: 0.1), Flash(at_minute: 50, height: 4, ramp_minutes: 5, decay_minutes: 9)]",
            "healthy: 0.98, capacity: (units: 3, requests_per_unit_minute: 500)",
            "",
            SHED,
        ),
    ] {
        let (run, _) = lead(&scenario, 3, "11:00 set shed 30; 11:40 set shed 0");
        let mut good = [0_u64; 2];
        let mut all = [0_u64; 2];
        let mut events = run.events().iter().peekable();
        let mut health = [None; 2];
        // Minute by minute, as somebody would who only has the list of events.
        for minute in 0..run.now().0 {
            while let Some(event) = events.next_if(|event| event.tick.0 <= minute) {
                if let What::Health(ServiceId(at @ 0..2), now) = event.what {
                    health[usize::from(at)] = Some(now);
                }
            }
            for at in 0..2 {
                let now = health[at].unwrap();
                all[at] += u64::from(now.requests);
                good[at] += u64::from(now.requests) * 1000 - now.bad_milli;
            }
        }
        let metrics = Metrics::of(&scenario, run.events(), run.now());
        let ledger = run.observe(Viewpoint::Leader).ledger;
        assert_eq!(metrics.ledger.lost_revenue, ledger.lost_revenue.units());
        for (at, id) in ["web", "db"].iter().enumerate() {
            near(
                metrics.services[*id].availability,
                good[at] as f64 / 1000.0 / all[at] as f64,
                1e-12,
            );
        }
        assert!(metrics.services["web"].availability < 0.999);
    }
}

#[test]
fn a_storm_without_a_fault_has_an_incident_of_its_own_until_it_is_over() {
    let (run, _) = lead(&fragile(3, SHED), 3, "11:40 set shed 40");
    let at = |wanted: fn(&What) -> bool| first(&run, wanted);
    let opened = at(|what| matches!(what, What::IncidentOpened(..)));
    assert!(
        opened.is_some_and(|tick| (60..70).contains(&tick)),
        "{opened:?}"
    );
    let over = at(|what| matches!(what, What::Mitigated(_)));
    assert!(
        over.is_some_and(|tick| (100..120).contains(&tick)),
        "{over:?}"
    );
    assert_eq!(run.observe(Viewpoint::Leader).incidents[0].fault, None);
}

#[test]
fn skipping_is_exact_through_a_storm_and_its_levers() {
    let scenario = fragile(3, &format!("{SHED}, {BUDGET}, {UNITS}"));
    assert_exact(&scenario, &[]);
    assert_exact(
        &scenario,
        &[
            (64, "set shed 50"),
            (66, "set budget 30"),
            (81, "set shed 0"),
        ],
    );
    assert_exact(
        &scenario,
        &[
            (61, "set units 20"),
            (63, "set units 12"),
            (140, "set units 30"),
        ],
    );
}

#[test]
fn every_lever_of_load_moves_what_it_should() {
    let levers = format!("{SHED}, {BUDGET}, {UNITS}");
    let outcome = |script: &str| -> (f64, f64, f64) {
        let scenario = fragile(3, &levers);
        let (run, refused): (Run, _) = lead(&scenario, 3, script);
        assert!(refused.is_empty(), "{refused:?}");
        let metrics = Metrics::of(&scenario, run.events(), run.now());
        let cloud = metrics.ledger.lines["cloud"];
        (
            metrics.services["web"].availability,
            metrics.ledger.lost_revenue,
            cloud,
        )
    };
    let base = outcome("");
    for script in [
        "10:30 set budget 10",
        "10:30 set units 20",
        "11:05 set shed 40; 11:30 set shed 0",
    ] {
        let with = outcome(script);
        assert!(
            with.0 > base.0 && with.1 < base.1,
            "{script}: {with:?} against {base:?}"
        );
        assert_eq!(
            with.2 > base.2,
            script.contains("units"),
            "only units cost money"
        );
    }
}

// ---- nothing works ----

/// A database whose units all go at a minute.
fn gone_at(minute: u32, demand: &str, scales: &str) -> Arc<Scenario> {
    tiny(&[
        (
            "onset_minutes: (5, 5), harm: 0.5",
            &format!("onset_minutes: ({minute}, {minute}), harm: 1, kind: \"capacity\""),
        ),
        (WEB, &format!("{demand}, hard: [\"db\"]")),
        (
            DB,
            &format!(
                "{DB} capacity: (units: 20, requests_per_unit_minute: 100, cost_per_unit_hour: 6, lag_minutes: 7{scales}),"
            ),
        ),
        (
            STAKEHOLDERS,
            r#"levers: [(id: "units", what: CapacityUnits("db"), at_start: 20, from: 0, to: 100)], stakeholders: ["#,
        ),
    ])
}

#[test]
fn a_service_that_lost_all_its_units_does_not_scale_down() {
    let busy = "demand_per_minute: 1000, demand_curves: [Steps([(at_minute: 61, factor: 1.5)])]";
    let scales = ", autoscale: (target: 0.5, most: 35, every_minutes: 10)";
    let (run, _) = lead(&gone_at(100, busy, scales), 3, "");
    let ordered: Vec<u16> = run
        .events()
        .iter()
        .filter_map(|event| match event.what {
            What::UnitsOrdered(_, units, _) => Some(units),
            _ => None,
        })
        .collect();
    // Three quarters busy, half is the aim: 31 units; then everything is gone.
    assert_eq!(ordered, [31, 35]);
    assert_exact(&gone_at(100, busy, scales), &[]);
}

#[test]
fn units_set_to_none_are_an_outage_that_opens_an_incident() {
    let scenario = gone_at(239, "demand_per_minute: 1000", "");
    let (run, refused) = lead(&scenario, 3, "10:20 set units 0");
    assert!(refused.is_empty());
    let opened = first(&run, |what| matches!(what, What::IncidentOpened(..)));
    assert!(opened.is_some_and(|tick| tick < 40), "{opened:?}");
    assert_exact(&scenario, &[(20, "set units 0"), (90, "set units 20")]);
}

// ---- the month of an error budget ----

#[test]
fn an_error_budget_is_spent_by_the_requests_of_the_month_whatever_comes_in_at_night() {
    // 50 bad requests a minute from minute 5 on; a tenth of the month's 43,200 is 4,320 of them, at the quarter after 86 minutes.
    let scenario = tiny(&[
        (
            "demand_per_minute: 1000",
            "demand_per_minute: 1000, demand_curves: [Steps([(at_minute: 1, factor: 0.1)])]",
        ),
        (
            STAKEHOLDERS,
            r#"cards: [(id: "spent", when: BudgetSpent("web", 0.1), deadline_minutes: 4, default: "no", options: [(id: "no", favours: "cost", effects: [])])], stakeholders: ["#,
        ),
    ]);
    let (run, _) = lead(&scenario, 3, "");
    let opened = first(&run, |what| matches!(what, What::CardOpened(..)));
    assert_eq!(opened, Some(105));
}

#[test]
fn a_run_that_ends_while_nothing_comes_in_earns_no_more_credit() {
    let credits = |ends: &str| {
        let scenario = tiny(&[
            (
                "demand_per_minute: 1000",
                &format!(
                    "demand_per_minute: 1000, demand_curves: [Steps([(at_minute: 239, factor: {ends})])]"
                ),
            ),
            (
                "audience: \"company\"",
                "audience: \"customers\", monthly_fee: 10000",
            ),
        ]);
        let (run, _) = lead(&scenario, 3, "");
        Metrics::of(run.scenario(), run.events(), run.now())
            .ledger
            .lines["credits"]
    };
    assert_eq!(credits("0"), credits("1"));
    assert!(credits("1") > 0.0);
}

#[test]
fn customers_are_hurt_where_nothing_is_answered_whatever_the_target_tolerates() {
    let scenario = tiny(&[
        ("harm: 0.5", "harm: 1"),
        (
            "slo: 0.999, budget_spent: 0, demand",
            "slo: 0.9, budget_spent: 0, demand",
        ),
        (
            "tier: 1, slo: 0.999, budget_spent: 0, place",
            "tier: 2, slo: 0.999, budget_spent: 0, place",
        ),
    ]);
    let mut world = World::new(scenario, 3);
    run_to(&mut world, 4);
    assert!(!seen(&world).customers_hurt);
    run_to(&mut world, 6);
    assert!(seen(&world).customers_hurt);
}

#[test]
fn autoscaling_that_is_switched_on_again_scales_down_to_where_it_began() {
    let (run, refused) = lead(&scaled(), 3, "11:40 set most 0; 12:05 set most 35");
    assert!(refused.is_empty(), "{refused:?}");
    let units: Vec<u16> = run
        .events()
        .iter()
        .filter_map(|event| match event.what {
            What::Units(_, units) => Some(units),
            _ => None,
        })
        .collect();
    assert_eq!(units, [35, 20]);
}
