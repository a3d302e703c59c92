//! Money: the columns of FOCUS, commitments, ladders of credits, and a ledger that balances and is told in full.

use super::playing::{assert_exact, give_at, happened, load, run_to};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{Ladder, Line};
use bridgecall::scenario::units::{Money, Ppm};
use bridgecall::sim::cloud::{commitment_costs, costs};
use bridgecall::sim::{Event, What, World, advance};
use proptest::prelude::*;
use std::sync::Arc;

const DAY: u32 = 24 * 60;

/// Two services that run units; `more` says what was agreed about their price.
fn cloud(days: u32, more: &str) -> Arc<Scenario> {
    load(&format!(
        r#"(
        format: 1, id: "oracle", level: "advanced", track: "finops",
        starts_at: "00:00", minutes: {}, play_minutes: 10, currency: "EUR", attention: Off,
        sites: [(id: "home", utc_offset_minutes: 0)], teams: ["shop"],
        people: [(id: "ada", team: "shop", site: "home", skills: {{"code": 1}}, shift: ("08:00", "17:00"), morale: 70, pay_per_hour: 61.7, works_on: "search")],
        services: [
            (id: "web", team: "shop", tier: 1, slo: 0.9999, budget_spent: 0, demand_per_minute: 1000, revenue_per_request: 0.01,
             capacity: (units: 10, requests_per_unit_minute: 1000, cost_per_unit_hour: 0.6, lag_minutes: 5), place: (1, 1)),
            (id: "batch", team: "shop", tier: 2, slo: 0.99, budget_spent: 0, demand_per_minute: 10,
             capacity: (units: 4, requests_per_unit_minute: 1000, cost_per_unit_hour: 0.6, lag_minutes: 5), place: (1, 2)),
        ],
        faults: [(
            id: "leak", service: "batch", kind: "spend-leak", leak_per_hour: 1000, onset_minutes: (600, 600), harm: 1, causes: [(id: "loop", prior: 1)],
            remedies: [(id: "kill", skill: "code", minutes: 20, sigma: 0, effects: {{"loop": Fixes}})],
        )],
        work: [(id: "search", kind: "feature", team: "shop", skill: "code", minutes_left: 9000, delay_per_hour: 10)],
        stakeholders: [(id: "client", audience: "customers", trust: 70, patience_minutes: 20, monthly_fee: 10000 CREDITS)],
        {more}
    )"#,
        days * DAY
    ).replace("CREDITS", if more.contains("LADDER") { ", credits: AwsRegion" } else { "" }).replace("LADDER", ""))
}

const COMMITTED: &str = r#"cloud: (negotiated: 0.1, commitments: [(id: "base", covers: ["web", "batch"], discount: 0.28)]),
    levers: [
        (id: "base", what: Commitment("base"), at_start: 12, from: 0, to: 40),
        (id: "web", what: CapacityUnits("web"), at_start: 10, from: 1, to: 40),
    ],"#;

#[test]
fn effective_costs_of_a_commitment_are_what_is_billed_for_it_used_and_unused_whatever_runs() {
    let scenario = cloud(10, COMMITTED);
    for orders in [
        &[][..],
        &[(300, "set web 3"), (2000, "set web 30")],
        &[(300, "set base 20"), (4000, "set web 2")],
    ] {
        let (world, _) = run_to(&scenario, 1, orders, 10 * DAY);
        let commitment = commitment_costs(&world, CommitmentId(0));
        assert_eq!(commitment.billed, commitment.used + commitment.unused);
        let all = [0, 1].map(|service| costs(&world, ServiceId(service)));
        let billed: Money = all.iter().map(|costs| costs.billed).sum();
        let effective: Money = all.iter().map(|costs| costs.effective).sum();
        // Over everything the two columns come to the same: what was bought up front of use is spread over it.
        assert_eq!(billed + commitment.billed, effective + commitment.unused);
        for costs in all {
            assert!(costs.contracted < costs.list && costs.billed <= costs.contracted);
        }
    }
}

#[test]
fn the_four_columns_are_those_of_their_prices_to_the_cent() {
    let (world, events) = run_to(&cloud(10, COMMITTED), 1, &[], 10 * DAY);
    let unit_minutes = i64::from(10 * DAY);
    // 0.6 an hour is a hundredth a minute; 10 % negotiated; 12 units committed at 28 % off, 10 of web first, then 2 of batch's 4.
    let (web, batch) = (costs(&world, ServiceId(0)), costs(&world, ServiceId(1)));
    assert_eq!(web.list, Money(10 * 10_000 * unit_minutes));
    assert_eq!(web.contracted, Money(10 * 9_000 * unit_minutes));
    assert_eq!(web.billed, Money(0));
    assert_eq!(web.effective, Money(10 * 7_200 * unit_minutes));
    assert_eq!(batch.billed, Money(2 * 9_000 * unit_minutes));
    assert_eq!(
        batch.effective,
        Money((2 * 9_000 + 2 * 7_200) * unit_minutes)
    );
    let told = events
        .iter()
        .any(|event| event.what == What::CloudCosts(ServiceId(1), batch));
    assert!(told);
}

#[test]
fn a_commitment_pays_above_one_minus_its_discount_of_use_and_not_below() {
    let at = |units: u32, committed: u32| {
        let more = format!(
            r#"cloud: (commitments: [(id: "base", covers: ["web"], discount: 0.28)]),
            levers: [
                (id: "base", what: Commitment("base"), at_start: {committed}, from: 0, to: 100),
                (id: "web", what: CapacityUnits("web"), at_start: {units}, from: 0, to: 100),
            ],"#
        );
        run_to(&cloud(1, &more), 1, &[], 599)
            .0
            .ledger()
            .line(Line::Cloud)
    };
    // 100 units at 28 % off: worth it where 72 of them are used.
    assert_eq!(at(72, 100), at(72, 0));
    assert!(at(73, 100) < at(73, 0));
    assert!(at(71, 100) > at(71, 0));
}

#[test]
fn what_was_committed_to_cannot_be_taken_back() {
    let scenario = cloud(1, COMMITTED);
    let mut world = World::new(scenario.clone(), 1);
    give_at(&mut world, 5, "set base 20", &mut Vec::new());
    let back = bridgecall::sim::Command::read("set base 12", &scenario.ids).unwrap();
    let before = world.digest();
    assert!(
        bridgecall::sim::give(
            &mut world,
            bridgecall::sim::Giver::Leader,
            back,
            &mut Vec::new()
        )
        .is_err()
    );
    assert_eq!(before, world.digest());
}

#[test]
fn the_ladders_of_the_contracts_are_those_of_their_sources() {
    use bridgecall::scenario::defaults::*;
    let credit = |rungs: &[(Ppm, Ppm)], availability: u32| {
        let ladder = Ladder {
            rungs: rungs.to_vec(),
        };
        ladder.credit(Ppm(availability)).0 / 10_000
    };
    // At the target, just below it, at 99 and below, at 95 and below.
    let at = |rungs: &[(Ppm, Ppm)], target: u32| {
        [target, target - 1, 990_000, 989_999, 950_000, 949_999].map(|share| credit(rungs, share))
    };
    assert_eq!(at(&AWS_REGION, 999_900), [0, 10, 10, 30, 30, 100]);
    assert_eq!(at(&AWS_INSTANCE, 995_000), [0, 10, 10, 30, 30, 100]);
    assert_eq!(at(&AWS_SERVICE, 999_000), [0, 10, 10, 25, 25, 100]);
    assert_eq!(at(&GOOGLE_COMPUTE, 999_900), [0, 10, 10, 25, 25, 100]);
    assert_eq!(at(&AZURE_MACHINES, 999_900), [0, 10, 10, 25, 25, 100]);
}

#[test]
fn the_spending_cap_acts_a_bill_after_it_was_crossed_and_cuts_leaks_off_until_the_day_is_over() {
    let cap = |lag: u32| {
        format!(
            r#"cloud: (bill_lag_minutes: {lag}),
            levers: [(id: "cap", what: SpendCap, at_start: 1500, from: 0, to: 1000000)],"#
        )
    };
    // 14 units come to 8.4 an hour; the leak of 1,000 an hour begins at 10:00. 1,500 are crossed after 11:24, seen at 12:00.
    let capped = |lag: u32, days: u32| {
        let (world, events) = run_to(&cloud(days, &cap(lag)), 1, &[], days * DAY);
        let acted = happened(&events, |what| matches!(what, What::SpendCapped(_)));
        (acted, world.ledger().line(Line::Cloud).units())
    };
    let (at_once, little) = capped(0, 1);
    assert_eq!(at_once, [12 * 60]);
    assert!((little - (24.0 * 8.4 + 2000.0)).abs() < 20.0, "{little}");
    let (later, more) = capped(180, 1);
    assert_eq!(later, [15 * 60]);
    assert!((more - (24.0 * 8.4 + 5000.0)).abs() < 20.0, "{more}");
    let (lagged, _) = capped(1440, 2);
    assert_eq!(lagged, [36 * 60], "a day of lag: the real bill of §F 28");
}

/// What events tell of each line.
fn told(events: &[Event]) -> [Money; Line::ALL.len()] {
    let mut lines = [Money(0); Line::ALL.len()];
    for event in events {
        if let What::Spent(line, amount, _) = event.what {
            lines[line as usize] += amount;
        }
    }
    lines
}

const EVERYTHING: &str = r#"cloud: (negotiated: 0.07, commitments: [(id: "base", covers: ["web"], discount: 0.3)]), LADDER
    initiatives: [(id: "trunk", cost_per_week: 77.7, fit: {"shop": 0.7}, pace_gain: 0.2, days_to_half: 5)],
    controls: [(id: "eyes", lead_time: 0.1)],
    audits: [(id: "spring", minute: 5000, needs: {"eyes": 0.99}, finding: [Spend(fines, 333)])],
    vulnerabilities: [(id: "hole", service: "web", known_minute: 100, in_kev: true, exposed: true, patch: "search", exploits_per_30_days: 9, exploited: [Spend(breach, 12.34)])],
    budgets: [(id: "change", line: purchases, amount: 100), (id: "cloud", line: cloud, amount: 500, overrun: [Spend(purchases, 1.01)])],
    feeds: [(id: "orders", service: "web", tables: 9000, checks: ["freshness"], wrong_per_hour: 61.3, stale_per_hour: 7.7)],
    models: [(id: "fraud", service: "web", wrong_per_hour: 33.3, versions: [(quality: 0.9), (quality: 0.8)])],
    automations: [(id: "medic", fault: "leak", least_sure: 0.1, trust_percent: 90, wrong: [Spend(breach, 3.3)])],
    levers: [
        (id: "base", what: Commitment("base"), at_start: 3, from: 0, to: 40),
        (id: "web", what: CapacityUnits("web"), at_start: 10, from: 1, to: 40),
        (id: "cap", what: SpendCap, at_start: 900, from: 0, to: 1000),
        (id: "eyes", what: Control("eyes"), at_start: 1, from: 0, to: 1),
        (id: "line", what: StopTheLine("orders"), at_start: 0, from: 0, to: 1),
        (id: "version", what: ModelVersion("fraud"), at_start: 0, from: 0, to: 1),
        (id: "trust", what: AutomationTrust("medic"), at_start: 50, from: 0, to: 100),
        (id: "patch-within", what: PatchWithin, at_start: 0, from: 0, to: 60),
    ],"#;

fn order() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..3_usize)
            .prop_map(|how| format!("start trunk {}", ["invite", "sponsor", "mandate"][how])),
        Just("stop trunk".to_owned()),
        (1..40_u16).prop_map(|days| format!("except eyes {days} days")),
        (0..200_u32).prop_map(|units| format!("move-budget cloud to change {units}")),
        (0..45_i32).prop_map(|units| format!("set base {units}")),
        (0..45_i32).prop_map(|units| format!("set web {units}")),
        (0..1001_i32).prop_map(|cap| format!("set cap {cap}")),
        (0..2_i32).prop_map(|on| format!("set eyes {on}")),
        (0..2_i32).prop_map(|on| format!("set line {on}")),
        (0..2_i32).prop_map(|version| format!("set version {version}")),
        (0..101_i32).prop_map(|trust| format!("set trust {trust}")),
        (0..61_i32).prop_map(|days| format!("set patch-within {days}")),
        Just("page ada".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_ledger_balances_and_events_tell_every_cent_whatever_is_ordered(
        orders in prop::collection::vec((0..900_u32, order()), 0..25),
        seed in 0..1000_u64,
    ) {
        let scenario = cloud(7, EVERYTHING);
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        for (wait, order) in &orders {
            let until = world.now().plus(*wait);
            advance(&mut world, until, &mut events);
            let command = bridgecall::sim::Command::read(order, &scenario.ids).unwrap();
            let before = world.digest();
            if bridgecall::sim::give(&mut world, bridgecall::sim::Giver::Leader, command, &mut events).is_err() {
                prop_assert_eq!(before, world.digest());
            }
            prop_assert!(world.ledger().balances());
        }
        advance(&mut world, scenario.rules.ends, &mut events);
        prop_assert!(world.ledger().balances());
        let told = told(&events);
        for line in Line::ALL {
            prop_assert_eq!(told[line as usize], world.ledger().line(line), "{:?}", line);
        }
    }
}

#[test]
fn skipping_is_exact_with_money_of_every_kind() {
    let orders = [
        (10, "start trunk sponsor"),
        (500, "set web 20"),
        (700, "set base 9"),
        (3000, "except eyes 1 days"),
        (4000, "set cap 100"),
    ];
    assert_exact(&cloud(7, EVERYTHING), &orders);
}
