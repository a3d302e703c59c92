//! Promises, clocks, vendors and customers (§C6, §0, §E): what words cost when they are not kept.

use crate::core::assert_exact;
use crate::stories::{first, lead, tiny};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::conditions::Facts;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::stakeholders::{BROKEN_MILLI, KEPT_MILLI};
use bridgecall::sim::{Command, Giver, What, Why, World, advance, give, resample};
use proptest::prelude::*;
use std::sync::Arc;

const STAKEHOLDERS: &str = "    stakeholders: [";

/// The boss asks in minute 2; `agree` promises something, `decline` promises nothing.
fn asked(promise: &str, effects: &str, trust: u8) -> Arc<Scenario> {
    let parts = format!(
        r#"messages: [(id: "eta", from: "boss", when: Minute(2), patience_minutes: 30, answers: [
            (verb: "agree", effects: [{effects}], promise: {promise}), (verb: "decline", effects: []),
        ])],
        stakeholders: ["#
    );
    let standing = format!("trust: {trust}");
    // Nobody hurts and nobody calls, so that the promise alone moves trust.
    let quiet = ("onset_minutes: (5, 5)", "onset_minutes: (239, 239)");
    tiny(&[(STAKEHOLDERS, &parts), ("trust: 70", &standing), quiet])
}

fn trust_at_the_end(run: &Run) -> i32 {
    run.observe(bridgecall::observe::Viewpoint::Leader)
        .trust_milli(StakeholderId(0))
}

/// Conditions that nobody makes true in a quiet run.
fn vain() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(r#"Applied("roll-back")"#.to_owned()),
        Just("CustomersHurt".to_owned()),
        (200_u32..240).prop_map(|minute| format!("Minute({minute})")),
        (1_u8..5).prop_map(|severity| format!("Declared({severity})")),
        Just(r#"Found("log", "recent")"#.to_owned()),
        (0_u8..40)
            .prop_map(|trust| format!(r#"All([TrustBelow("boss", {trust}), IncidentsOpen(1)])"#)),
        (50_000_u32..90_000).prop_map(|cost| format!("CostAbove({cost})")),
        (0.5..1.0_f64).prop_map(|share| format!(r#"BudgetSpent("web", {share:.3})"#)),
        Just(r#"Between("20:00", "21:00")"#.to_owned()),
        Just(r#"Weekday("friday")"#.to_owned()),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3)
                .prop_map(|all| format!("All([{}])", all.join(", "))),
            prop::collection::vec(inner, 1..3).prop_map(|any| format!("Any([{}])", any.join(", "))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_promise_always_costs(must in vain(), within in 1_u32..150, trust in 0_u8..101, won in 0_u8..30, seed in 0..100_u64) {
        let promise = format!("(must: {must}, within_minutes: {within})");
        let scenario = asked(&promise, &format!(r#"Trust("boss", {won})"#), trust);
        let (promised, _) = lead(&scenario, seed, "10:03 answer eta agree");
        let (declined, _) = lead(&scenario, seed, "10:03 answer eta decline");
        let broken = first(&promised, |what| matches!(what, What::PromiseBroken(_)));
        prop_assert_eq!(broken, Some(3 + within), "{}", must);
        // What is lost, and what is owed where nothing is left to lose.
        let start = i32::from(trust) * 1000;
        let gained = (start + i32::from(won) * 1000).min(100_000);
        let cost = BROKEN_MILLI + i32::from(won) * 1000;
        prop_assert_eq!(trust_at_the_end(&promised), (gained - cost).max(0));
        prop_assert!(trust_at_the_end(&promised) < trust_at_the_end(&declined) || trust == 0);
    }
}

#[test]
fn somebody_who_has_no_trust_left_to_lose_is_owed_it() {
    let parts = r#"Later(60, [Trust("boss", 10)])"#;
    let scenario = asked("(must: CustomersHurt, within_minutes: 30)", parts, 0);
    let (promised, _) = lead(&scenario, 3, "10:03 answer eta agree");
    assert_eq!(
        trust_at_the_end(&promised),
        0,
        "won trust pays the debt first"
    );
    let kept = asked("(must: Minute(20), within_minutes: 30)", parts, 0);
    let (kept, _) = lead(&kept, 3, "10:03 answer eta agree");
    assert_eq!(trust_at_the_end(&kept), KEPT_MILLI + 10_000);
}

#[test]
fn a_promise_is_kept_in_the_minute_in_which_it_comes_true() {
    let scenario = asked(
        "(must: Minute(20), within_minutes: 30, kept: [Spend(cloud, 7)])",
        "",
        70,
    );
    let (run, _) = lead(&scenario, 3, "10:03 answer eta agree");
    assert_eq!(
        first(&run, |what| matches!(what, What::PromiseKept(_))),
        Some(20)
    );
    assert_eq!(trust_at_the_end(&run), 70_000 + KEPT_MILLI);
    assert_exact(&scenario, &[(3, "answer eta agree")]);
}

const PARTIES: &str = r#"vendors: [(id: "maker", reply_minutes: 10, fix_minutes: 30, proof: Found("log", "recent"), effects: [Approve("swap-disk"), Mend("slow", 1)])],
    duties: [(id: "regulator", to: "boss", knowable: Any([Found("log", "recent"), MinutesSinceFirstAlert(60)]), within_minutes: 45, source: "Act 7", missed: [Spend(breach, 500)])],
    cards: [(id: "dear", when: Any([CostAbove(300), BudgetSpent("web", 0.0001), Weekday("tuesday")]), deadline_minutes: 4, default: "no", options: [(id: "no", favours: "cost", effects: [LessWork("w", 5)])])],
    work: [(id: "w", kind: "feature", team: "shop", skill: "shop", minutes_left: 300, delay_per_hour: 60)],
    injects: [(id: "again", effects: [Strike("slow")])],
    stakeholders: ["#;

#[test]
fn a_clock_runs_from_what_could_be_known_not_from_when_somebody_looked() {
    let scenario = tiny(&[(STAKEHOLDERS, PARTIES)]);
    // The alert fires in minute 7; an hour later the loss could be known, whether or not anybody asked.
    let (idle, _) = lead(&scenario, 3, "");
    assert_eq!(
        first(&idle, |what| matches!(what, What::ClockStarted(..))),
        Some(67)
    );
    assert_eq!(
        first(&idle, |what| matches!(what, What::DeadlineMissed(_))),
        Some(67 + 45)
    );
    let fined = |run: &Run| {
        let lines = run
            .observe(bridgecall::observe::Viewpoint::Leader)
            .ledger
            .lines;
        lines[Line::Breach as usize].units()
    };
    assert_eq!(fined(&idle), 500.0);
    // The log shows it sooner to whoever reads it: minute 8, two to find the way in, four to read.
    let asks =
        "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 investigate INC-1 log by ada";
    let found = (0..20).find(|&seed| {
        let (run, _) = lead(&scenario, seed, asks);
        first(&run, |what| matches!(what, What::Found(_, _, 0, _))) == Some(14)
    });
    let (asked, _) = lead(&scenario, found.unwrap(), asks);
    assert_eq!(
        first(&asked, |what| matches!(what, What::ClockStarted(..))),
        Some(14)
    );
    let told = format!("{asks}; 10:50 notify regulator");
    let (told, refused) = lead(&scenario, found.unwrap(), &told);
    assert_eq!((fined(&told), refused.len()), (0.0, 0));
}

#[test]
fn a_confidence_that_the_evidence_does_not_carry_costs_trust() {
    let scenario = tiny(&[(STAKEHOLDERS, PARTIES)]);
    let told = |statement: &str| {
        let script = format!("10:08 acknowledge INC-1; 11:08 notify regulator{statement}");
        let (run, refused) = lead(&scenario, 3, &script);
        assert_eq!(refused, []);
        let moved = run.events().iter().find_map(|event| match event.what {
            What::Trust(_, milli, Why::Duty(_)) => Some(milli),
            _ => None,
        });
        moved.unwrap()
    };
    // The prior of `release` is 0.6.
    assert!(told("") > 0 && told(" release likely") > 0);
    assert!(told(" release confirmed") < 0 && told(" disk likely") < 0);
}

/// Minutes from the first case until the vendor delivers; the leader opens the next case as soon as one is denied.
fn vendor_minutes(world: &World, from: u32) -> f64 {
    let mut world = world.clone();
    let case = Command::Escalate(VendorId(0));
    let mut events = Vec::new();
    give(&mut world, Giver::Leader, case, &mut events).unwrap();
    loop {
        let until = world.now().plus(1);
        advance(&mut world, until, &mut events);
        let is = |wanted: fn(&What) -> bool| events.iter().any(|event| wanted(&event.what));
        if is(|what| matches!(what, What::VendorDelivered(_))) {
            return f64::from(world.now().0 - from);
        }
        if world.over() {
            return f64::from(world.now().0 - from);
        }
        if is(|what| matches!(what, What::VendorDenied(_))) {
            events.clear();
            give(&mut world, Giver::Leader, case, &mut events).unwrap();
        }
    }
}

#[test]
fn a_case_with_evidence_is_solved_sooner() {
    let scenario = tiny(&[
        (STAKEHOLDERS, PARTIES),
        ("minutes: 240", "minutes: 3000"),
        (
            r#"{"release": 0.9, "disk": 0.2}"#,
            r#"{"release": 1, "disk": 1}"#,
        ),
        (
            r#"{"release": 0.1, "disk": 0.8}"#,
            r#"{"release": 0, "disk": 0}"#,
        ),
    ]);
    let mut differences = Vec::new();
    for seed in 0..200 {
        let mut world = World::new(scenario.clone(), seed);
        advance(&mut world, Tick(10), &mut Vec::new());
        let blind = vendor_minutes(&world, 10);
        let read = |text| Command::read(text, &scenario.ids).unwrap();
        for text in [
            "acknowledge INC-1",
            "declare INC-1 sev1",
            "investigate INC-1 log by ada",
        ] {
            give(&mut world, Giver::Leader, read(text), &mut Vec::new()).unwrap();
        }
        advance(&mut world, Tick(16), &mut Vec::new());
        assert_eq!(world.finding(InquiryId(0)), Some(0));
        // The minutes that it took to find the evidence count.
        differences.push(blind - vendor_minutes(&world, 10));
    }
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences
        .iter()
        .map(|x| (x - mean) * (x - mean))
        .sum::<f64>()
        / (n - 1.0);
    let error = (variance / n).sqrt();
    println!("evidence saves {mean:.1} ± {error:.1} min");
    assert!(mean > 3.0 * error, "{mean} ± {error}");
}

#[test]
fn how_long_a_vendor_takes_is_hidden_until_it_answers() {
    let scenario = tiny(&[(STAKEHOLDERS, PARTIES)]);
    let mut world = World::new(scenario, 3);
    advance(&mut world, Tick(10), &mut Vec::new());
    give(
        &mut world,
        Giver::Leader,
        Command::Escalate(VendorId(0)),
        &mut Vec::new(),
    )
    .unwrap();
    advance(&mut world, Tick(12), &mut Vec::new());
    // Median 10 minutes, given that it takes more than 2: about half of the futures are over by minute 20.5.
    let over = (0..400).filter(|&future| {
        let mut fork = world.clone();
        resample(&mut fork, future_seed(9, future));
        let mut events = Vec::new();
        advance(&mut fork, Tick(20), &mut events);
        events
            .iter()
            .any(|event| matches!(event.what, What::VendorDenied(_)))
    });
    let share = over.count() as f64 / 400.0;
    // P(2 < T ≤ 10) ÷ P(T > 2) with sigma 0.6: (0.5 − 0.0037) ÷ 0.9963.
    let expected: f64 = 0.4981;
    let error = (expected * (1.0 - expected) / 400.0).sqrt();
    assert!((share - expected).abs() < 3.0 * error, "{share}");
}

#[test]
fn a_customer_whose_trust_is_gone_threatens_and_leaves_unless_it_is_won_back() {
    let loyal = (
        "patience_minutes: 20)",
        "patience_minutes: 20, monthly_fee: 1000, threatens_below: 60, leaves_after_minutes: 30)",
    );
    let scenario = tiny(&[loyal]);
    let (idle, _) = lead(&scenario, 3, "");
    // Silence costs 6 points every 20 minutes from minute 27: below 60 at 67 − 20 = 47.
    assert_eq!(
        first(&idle, |what| matches!(what, What::Threatened(..))),
        Some(47)
    );
    assert_eq!(
        first(&idle, |what| matches!(what, What::CustomerLeft(_))),
        Some(77)
    );
    let posts = "10:08 acknowledge INC-1; 10:50 post INC-1 company; 11:00 post INC-1 company; 11:10 post INC-1 company";
    let (told, _) = lead(&scenario, 3, posts);
    let over = first(&told, |what| matches!(what, What::ThreatOver(_)));
    assert_eq!(over, Some(50), "three points bring 58 to 61");
    assert_exact(
        &scenario,
        &[(8, "acknowledge INC-1"), (50, "post INC-1 company")],
    );
}

#[test]
fn posting_wins_trust_only_where_there_is_something_to_tell() {
    let post = |every: u32, from: u32, until: u32| {
        let posts = (from..until).step_by(every as usize).map(|minute| {
            format!(
                "; {}:{:02} post INC-1 company",
                10 + minute / 60,
                minute % 60
            )
        });
        let script = format!("10:08 acknowledge INC-1{}", posts.collect::<String>());
        let (run, refused) = lead(&tiny(&[]), 3, &script);
        assert!(refused.is_empty(), "{refused:?}");
        let won = |event: &bridgecall::sim::Event| match event.what {
            What::Trust(_, milli, Why::Update(_)) => Some(milli),
            _ => None,
        };
        run.events().iter().filter_map(won).collect::<Vec<i32>>()
    };
    // Customers hurt from minute 7 on, and have 20 minutes of patience.
    assert_eq!(post(10, 10, 50), [3000, 1200, 1200, 1200]);
    let often = post(9, 10, 100);
    assert_eq!(often, [3000, 1200, 1200, 1200, 1200], "every other one");
    assert_eq!(post(5, 10, 31), [3000, -800, 1200, -800, 1200]);
}

#[test]
fn updates_on_false_alarms_win_nothing() {
    let quiet = tiny(&[
        ("onset_minutes: (5, 5)", "onset_minutes: (239, 239)"),
        (
            "hard: [\"db\"], place: (1, 1)",
            "hard: [\"db\"], alarms: (false_per_day: 20), place: (1, 1)",
        ),
    ]);
    let script = "11:30 acknowledge INC-1; 11:30 post INC-1 company; 11:31 triage INC-1 by ada; 12:30 post INC-1 company";
    let (run, refused) = lead(&quiet, 3, script);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(trust_at_the_end(&run), 70_000);
}

#[test]
fn a_customer_who_left_with_the_fee_claims_no_credit_besides() {
    let scenario = tiny(&[(
        "patience_minutes: 20)",
        "patience_minutes: 20, monthly_fee: 1000, threatens_below: 60, leaves_after_minutes: 30)",
    )]);
    let (run, _) = lead(&scenario, 3, "");
    let credits = run.events().iter().filter_map(|event| match event.what {
        What::Spent(Line::Credits, amount, _) => Some(amount.units()),
        _ => None,
    });
    assert_eq!(credits.collect::<Vec<_>>(), [1000.0]);
}

#[test]
fn parties_are_skipped_exactly() {
    let scenario = tiny(&[(STAKEHOLDERS, PARTIES), ("minutes: 240", "minutes: 2000")]);
    assert_exact(&scenario, &[]);
    assert_exact(
        &scenario,
        &[
            (9, "escalate maker"),
            (9, "acknowledge INC-1"),
            (70, "notify regulator disk suspected"),
        ],
    );
}
