//! Initiatives, controls, audits, vulnerabilities and budgets against what design §5 and §0 of domain.md say of them.

use super::playing::{assert_exact, give_at, happened, load, run_to};
use crate::stories::tiny;
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{Criteria, Line, PatchRule};
use bridgecall::scenario::units::{Money, Ppm, Tick};
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::work::{GOING_OUT, TO_DEPLOY};
use bridgecall::sim::{What, World, advance, resample};
use std::sync::Arc;

const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

/// Two teams, a person each, who never go home; planned work without end; nothing goes wrong by itself.
pub(super) fn office(weeks: u32, more: &str) -> Arc<Scenario> {
    office_but(weeks, more, &[])
}

/// The same with some of its text replaced.
fn office_but(weeks: u32, more: &str, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let mut text = format!(
        r#"(
        format: 1, id: "oracle", level: "advanced", track: "devops",
        starts_at: "00:00", minutes: {}, play_minutes: 10, currency: "EUR", attention: Off,
        sites: [(id: "home", utc_offset_minutes: 0)], teams: ["shop", "mail"],
        people: [
            (id: "ada", team: "shop", site: "home", skills: {{"code": 1}}, shift: ("00:00", "23:00"), woke: "00:00", morale: 70, pay_per_hour: 60, works_on: "search"),
            (id: "ben", team: "mail", site: "home", skills: {{"code": 1}}, shift: ("00:00", "23:00"), woke: "00:00", morale: 70, pay_per_hour: 60, works_on: "inbox"),
        ],
        services: [
            (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1000, revenue_per_request: 0.01, place: (1, 1)),
            (id: "post", team: "mail", tier: 2, slo: 0.99, budget_spent: 0, demand_per_minute: 10, place: (1, 2)),
        ],
        faults: [(
            id: "intrusion", service: "web", onset_minutes: ({}, {}), harm: 0.5, causes: [(id: "hole", prior: 1)],
            remedies: [(id: "shut-out", skill: "code", minutes: 20, sigma: 0, effects: {{"hole": Fixes}})],
        )],
        work: [
            (id: "search", kind: "feature", team: "shop", skill: "code", minutes_left: 900000, delay_per_hour: 10),
            (id: "inbox", kind: "feature", team: "mail", skill: "code", minutes_left: 900000, delay_per_hour: 10),
            (id: "patch", kind: "risk", team: "shop", skill: "code", minutes_left: 120, delay_per_hour: 0),
            (id: "traces", kind: "risk", team: "shop", skill: "code", minutes_left: 60, delay_per_hour: 0),
        ],
        stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 20)],
        {more}
    )"#,
        weeks * WEEK,
        weeks * WEEK,
        weeks * WEEK,
    );
    for (from, to) in edits {
        assert!(text.contains(from), "nothing to replace: {from}");
        text = text.replace(from, to);
    }
    let mut scenario = (*load(&text)).clone();
    for person in &mut scenario.rules.people {
        person.shift_until = i32::MAX;
        person.tireless = true;
    }
    Arc::new(scenario)
}

const TRUNK: &str = r#"initiatives: [(id: "trunk", cost_per_week: 100, fit: {"shop": 0.95}, pace_gain: 0.3, dip: 0.15, days_to_half: 14)],"#;
const RITUAL: &str = r#"initiatives: [(id: "trunk", cost_per_week: 100, fit: {"shop": 0.2}, pace_gain: 0.3, dip: 0.15, days_to_half: 14)],"#;

/// Expert's minutes of planned work that Ada got done by the end of each week, having started the initiative in that way.
fn done_by_week(scenario: &Arc<Scenario>, how: Option<&str>, seed: u64) -> Vec<f64> {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    if let Some(how) = how {
        give_at(&mut world, 1, &format!("start trunk {how}"), &mut events);
    }
    let weeks = scenario.rules.ends.0 / WEEK;
    let mut done = Vec::new();
    for week in 1..=weeks {
        advance(&mut world, Tick(week * WEEK), &mut events);
        let left = Observation::of(&world, Viewpoint::Leader).work[0].left_minutes;
        done.push(900_000.0 - left);
    }
    done
}

#[test]
fn a_forced_poor_fit_ends_below_doing_nothing_and_a_sponsored_good_fit_above_after_an_early_dip() {
    let (good, poor) = (office(13, TRUNK), office(13, RITUAL));
    for seed in 0..5 {
        let nothing = done_by_week(&good, None, seed);
        let sponsored = done_by_week(&good, Some("sponsor"), seed);
        let forced = done_by_week(&poor, Some("mandate"), seed);
        let invited = done_by_week(&poor, Some("invite"), seed);
        let end = nothing.len() - 1;
        assert!(
            sponsored[1] < 0.97 * nothing[1],
            "no early dip: {} of {}",
            sponsored[1],
            nothing[1]
        );
        assert!(
            sponsored[end] > 1.05 * nothing[end],
            "{} of {}",
            sponsored[end],
            nothing[end]
        );
        assert!(
            forced[end] < 0.9 * nothing[end],
            "{} of {}",
            forced[end],
            nothing[end]
        );
        assert!(
            forced[end] < invited[end],
            "force was no worse than an offer"
        );
    }
}

/// Mean adoption in whole percent at the end.
fn adoption(scenario: &Arc<Scenario>, orders: &[(u32, &str)]) -> u8 {
    let (world, _) = run_to(scenario, 1, orders, scenario.rules.ends.0);
    Observation::of(&world, Viewpoint::Leader).initiatives[0].adoption_percent[0]
}

#[test]
fn adoption_is_the_logistic_curve_of_its_days_where_nothing_stands_in_its_way() {
    let fits = TRUNK.replace("0.95", "1");
    let scenario = office(4, &fits);
    let (world, events) = run_to(&scenario, 1, &[(0, "start trunk sponsor")], 4 * WEEK);
    let half = happened(&events, |what| matches!(what, What::Adopted(..)));
    // From 1/20 to 1/2 in 14 days: a(t) = 1 ÷ (1 + 19 e^(−t ln 19 ÷ 14)); six steps a day lag behind it by less than a day.
    assert!(
        (13 * DAY..15 * DAY).contains(&half[0]),
        "half at day {}",
        half[0] / DAY
    );
    let seen = Observation::of(&world, Viewpoint::Leader).initiatives[0].adoption_percent[0];
    assert!(
        (93..=96).contains(&seen),
        "19/20 after 28 days, not {seen} %"
    );
}

#[test]
fn adoption_grows_with_sponsorship_and_fit_and_stalls_where_too_much_changes_at_once() {
    let one = office(4, TRUNK);
    let [invited, sponsored, ordered] = ["invite", "sponsor", "mandate"]
        .map(|how| adoption(&one, &[(0, &format!("start trunk {how}"))]));
    assert!(
        invited < sponsored && sponsored < ordered,
        "{invited} {sponsored} {ordered}"
    );
    let worse = office(4, &TRUNK.replace("0.95", "0.7"));
    let less = adoption(&worse, &[(0, "start trunk sponsor")]);
    assert!(less < sponsored, "{less} against {sponsored}");
    let four = TRUNK.replace(
        "initiatives: [",
        r#"initiatives: [
            (id: "trunk", cost_per_week: 100, fit: {"shop": 0.95}, pace_gain: 0.3, days_to_half: 14),
            (id: "b", cost_per_week: 100, fit: {"shop": 0.95}, days_to_half: 14),
            (id: "c", cost_per_week: 100, fit: {"shop": 0.95}, days_to_half: 14),
        "#,
    ).replacen(r#"(id: "trunk", cost_per_week: 100, fit: {"shop": 0.95}, pace_gain: 0.3, dip: 0.15, days_to_half: 14)"#, r#"(id: "d", cost_per_week: 100, fit: {"shop": 0.95}, days_to_half: 14)"#, 1);
    let crowded = office(4, &four);
    let all: Vec<String> = ["trunk", "b", "c", "d"]
        .iter()
        .map(|id| format!("start {id} sponsor"))
        .collect();
    let all: Vec<(u32, &str)> = all.iter().map(|order| (0, order.as_str())).collect();
    let alone = adoption(&crowded, &all[..1]);
    let stalled = adoption(&crowded, &all);
    assert_eq!(alone, sponsored);
    assert!(stalled <= 5, "{stalled} % with four at once");
}

#[test]
fn a_practice_that_is_stopped_before_half_fades_and_one_that_stands_lives_on_without_cost() {
    let scenario = office(8, TRUNK);
    let early = [(0, "start trunk sponsor"), (5 * DAY, "stop trunk")];
    let late = [(0, "start trunk sponsor"), (4 * WEEK - 1, "stop trunk")];
    assert_eq!(adoption(&scenario, &early), 0);
    assert!(adoption(&scenario, &late) >= 93);
    let spent = |orders: &[(u32, &str)]| {
        let (world, _) = run_to(&scenario, 1, orders, 8 * WEEK);
        world.ledger().line(Line::Purchases)
    };
    // Every week is paid when it begins.
    assert_eq!(spent(&early), Money(100_000_000));
    assert_eq!(spent(&late), Money(400_000_000));
    assert_eq!(spent(&early[..1]), Money(800_000_000));
}

#[test]
fn backing_that_rises_within_a_week_is_paid_once_and_a_switch_before_the_look_dodges_nothing() {
    let scenario = office(3, TRUNK);
    let calls = |orders: &[(u32, &str)]| {
        let (_, events) = run_to(&scenario, 1, orders, 3 * WEEK - 1);
        happened(&events, |what| matches!(what, What::Interrupted(..))).len()
    };
    assert_eq!(calls(&[(0, "start trunk sponsor")]), 3);
    assert_eq!(calls(&[(0, "start trunk invite")]), 0);
    let dodge = [
        (0, "start trunk invite"),
        (10, "start trunk sponsor"),
        (WEEK - 1, "start trunk invite"),
        (WEEK + 1, "start trunk sponsor"),
        (WEEK + 50, "start trunk invite"),
        (WEEK + 60, "start trunk sponsor"),
        (2 * WEEK - 1, "start trunk invite"),
        (2 * WEEK + 1, "start trunk sponsor"),
    ];
    assert_eq!(calls(&dodge), 3);
}

#[test]
fn two_practices_that_each_do_more_than_all_harm_are_no_gain_together() {
    let harm = |id: &str| {
        format!(
            r#"(id: "{id}", cost_per_week: 0, fit: {{"shop": 0}}, pace_gain: 1, dip: 1, days_to_half: 1)"#
        )
    };
    let more = format!("initiatives: [{}, {}],", harm("one"), harm("two"));
    let scenario = office(1, &more);
    // Minutes of work done in the four hours between two looks at adoption.
    let steps = |orders: &[&str]| {
        let mut world = World::new(scenario.clone(), 1);
        let mut events = Vec::new();
        for order in orders {
            give_at(&mut world, 0, order, &mut events);
        }
        let mut left = 900_000.0;
        let done = (1..20).map(|step| {
            advance(&mut world, Tick(step * 240), &mut events);
            let now = Observation::of(&world, Viewpoint::Leader).work[0].left_minutes;
            std::mem::replace(&mut left, now) - now
        });
        done.collect::<Vec<f64>>()
    };
    let both = steps(&["start one mandate", "start two mandate"]);
    let shares: Vec<f64> = (both.iter().zip(steps(&[])))
        .map(|(with, without)| with / without)
        .collect();
    let falls = shares.windows(2).all(|pair| pair[1] < pair[0] + 0.02);
    assert!(falls && shares[18] < 0.15, "{shares:?}");
}

#[test]
fn a_practice_that_suits_makes_services_page_sooner_by_its_cut() {
    // Everybody has adopted it by the fortieth day, on which one answer in ten begins to fail.
    let scenario = tiny(&[
        ("minutes: 240, play", "minutes: 60480, play"),
        (
            "onset_minutes: (5, 5), harm: 0.5,",
            "onset_minutes: (57600, 57600), harm: 0.1,",
        ),
        (
            "    stakeholders: [",
            r#"    initiatives: [(id: "slo", cost_per_week: 10, fit: {"shop": 1}, days_to_half: 3, paging_cut: 0.5)],
    stakeholders: ["#,
        ),
    ]);
    let told = |orders: &[(u32, &str)]| {
        let (_, events) = run_to(&scenario, 1, orders, 57700);
        happened(&events, |what| matches!(what, What::AlertFired(_, 0)))[0] - 57600
    };
    // §B2: 14.4 · .001 ÷ .1 of an hour, and half of that; the first minute of harm is the one after the onset.
    assert_eq!(told(&[]), 9);
    assert_eq!(told(&[(1, "start slo sponsor")]), 5);
}

#[test]
fn a_practice_that_suits_makes_changes_fail_more_rarely_by_its_cut_and_one_that_does_not_more_often()
 {
    let failed = |fit: &str, start: bool| {
        let item = r#"(id: "change", kind: "feature", team: "shop", skill: "shop", minutes_left: 10, delay_per_hour: 1, pipeline: "line", arrives_minute: 43200)"#;
        let scenario = super::work::line(
            1,
            &format!(
                r#"work: [{item}], initiatives: [(id: "pairs", cost_per_week: 10, fit: {{"shop": {fit}}}, days_to_half: 3, change_fail_cut: 0.6)],"#
            ),
            &[
                ("minutes: 1440", "minutes: 46080"),
                ("debt: 10", "debt: 0"),
                (
                    "caught: 0.4, change_fail: 0.15",
                    "caught: 0, change_fail: 0.3",
                ),
            ],
        );
        // Who has been up all night changes more for the worse: here nobody tires.
        let mut scenario = (*scenario).clone();
        scenario.rules.people[0].tireless = true;
        let scenario = Arc::new(scenario);
        let orders: &[(u32, &str)] = if start {
            &[(1, "start pairs mandate")]
        } else {
            &[]
        };
        let seeds = 3000;
        let failed = (0..seeds).filter(|&seed| {
            let (_, events) = run_to(&scenario, seed, orders, 46080);
            !happened(&events, |what| matches!(what, What::DeployFailed(..))).is_empty()
        });
        failed.count() as f64 / seeds as f64
    };
    for (fit, start, expected) in [("1", false, 0.3), ("1", true, 0.12), ("0.25", true, 0.39)] {
        let got = failed(fit, start);
        let error = (expected * (1.0 - expected) / 3000.0_f64).sqrt();
        assert!(
            (got - expected).abs() < 3.0 * error,
            "fit {fit}, {start}: {got} against {expected}"
        );
    }
}

#[test]
fn every_combination_of_the_four_criteria_has_its_deadline() {
    // In KEV, exposed, automatable, total → days and triage: CERT/CC's table of BOD 26-04.
    let rows = [
        ("NNNN", None, false),
        ("NNNY", None, false),
        ("NNYN", Some(60), false),
        ("NNYY", Some(60), false),
        ("NYNN", Some(60), false),
        ("NYNY", Some(14), false),
        ("NYYN", Some(14), false),
        ("NYYY", Some(3), false),
        ("YNNN", Some(14), false),
        ("YNNY", Some(14), false),
        ("YNYN", Some(14), false),
        ("YNYY", Some(3), true),
        ("YYNN", Some(14), false),
        ("YYNY", Some(3), true),
        ("YYYN", Some(3), false),
        ("YYYY", Some(3), true),
    ];
    for (answers, days, triage) in rows {
        let yes: Vec<bool> = answers.chars().map(|answer| answer == 'Y').collect();
        let criteria = Criteria {
            in_kev: yes[0],
            exposed: yes[1],
            automatable: yes[2],
            total: yes[3],
        };
        let urgency = PatchRule::Bod2604.urgency(criteria);
        assert_eq!((urgency.days, urgency.triage), (days, triage), "{answers}");
        let historic = PatchRule::Bod2201.urgency(criteria);
        assert_eq!(
            (historic.days, historic.triage),
            (yes[0].then_some(14), false)
        );
        assert_eq!(PatchRule::Days(30).urgency(criteria).days, Some(30));
    }
}

pub(super) fn hole(more: &str) -> String {
    format!(
        r#"vulnerabilities: [(id: "hole", service: "web", known_minute: 600, in_kev: true, exposed: true, automatable: true, total: true,
            patch: "patch", triage: "traces", exploits_per_30_days: 0, missed: [Trust("boss", -9)], {more})],"#
    )
}

#[test]
fn a_deadline_passes_on_its_tick_unless_the_patch_and_the_triage_are_done() {
    let scenario = office(2, &hole(""));
    let missed = |orders: &[(u32, &str)]| {
        let (_, events) = run_to(&scenario, 1, orders, 2 * WEEK);
        happened(&events, |what| matches!(what, What::PatchMissed(_)))
    };
    assert_eq!(missed(&[]), [600 + 3 * DAY]);
    assert_eq!(
        missed(&[(700, "work ada on patch")]),
        [600 + 3 * DAY],
        "the triage is not done"
    );
    let both = [(700, "work ada on patch"), (1000, "work ada on traces")];
    assert_eq!(missed(&both), [0_u32; 0]);
    let (_, events) = run_to(&scenario, 1, &both, 2 * WEEK);
    assert_eq!(
        happened(&events, |what| matches!(what, What::Patched(_))).len(),
        1
    );
}

#[test]
fn exploits_of_an_open_hole_come_at_their_rate_and_stop_with_the_patch() {
    let scenario = office(
        4,
        &hole("").replace("exploits_per_30_days: 0", "exploits_per_30_days: 3"),
    );
    let seeds = 600;
    let exploits = |seed: u64, orders: &[(u32, &str)]| {
        let (_, events) = run_to(&scenario, seed, orders, 4 * WEEK);
        happened(&events, |what| matches!(what, What::Exploited(_))).len() as f64
    };
    let counts: Vec<f64> = (0..seeds).map(|seed| exploits(seed, &[])).collect();
    let mean = counts.iter().sum::<f64>() / seeds as f64;
    let expected = 3.0 * f64::from(4 * WEEK - 600) / f64::from(30 * DAY);
    // A Poisson count has its mean as its variance.
    assert!(
        (mean - expected).abs() < 3.0 * (expected / seeds as f64).sqrt(),
        "{mean} against {expected}"
    );
    let closed = [(600, "work ada on patch"), (900, "work ada on traces")];
    let few: f64 = (0..200).map(|seed| exploits(seed, &closed)).sum::<f64>() / 200.0;
    assert!(few < 0.2 * mean, "{few} although it was closed in hours");
}

#[test]
fn when_the_next_exploit_comes_is_a_latent_that_a_future_draws_anew() {
    let scenario = office(
        4,
        &hole("").replace("exploits_per_30_days: 0", "exploits_per_30_days: 3"),
    );
    let next = |truth: u64| {
        let (world, _) = run_to(&scenario, truth, &[], 700);
        let mut fork = world.clone();
        let mut sum = 0.0;
        for future in 0..800 {
            fork.clone_from(&world);
            resample(&mut fork, future_seed(5 + truth, future));
            let mut events = Vec::new();
            advance(&mut fork, Tick(4 * WEEK), &mut events);
            sum += happened(&events, |what| matches!(what, What::Exploited(_))).len() as f64;
        }
        sum / 800.0
    };
    let (one, other) = (next(1), next(2));
    let error = (2.0 * one / 800.0).sqrt();
    assert!((one - other).abs() < 3.5 * error, "{one} against {other}");
}

#[test]
fn the_standing_policy_begins_what_is_due_within_its_days_and_holes_close_sooner() {
    let lever =
        r#"levers: [(id: "patch-within", what: PatchWithin, at_start: 0, from: 0, to: 60)],"#;
    let scenario = office(2, &(hole("") + lever));
    let known = |days: u32| {
        let order = format!("set patch-within {days}");
        let (world, events) = run_to(&scenario, 1, &[(1, &order)], 2 * WEEK);
        let patched = happened(&events, |what| matches!(what, What::Patched(_)));
        (
            patched.first().copied(),
            Observation::of(&world, Viewpoint::Leader).work[0].left_minutes,
        )
    };
    let (none, all) = (known(2), known(14));
    assert_eq!(none.0, None, "a policy of 2 days leaves a tier of 3 alone");
    assert!(all.0.is_some_and(|at| at < 600 + DAY), "{:?}", all.0);
    assert!(all.1 > none.1, "planned work was not set back");
}

const PATCH: &str = r#"id: "patch", kind: "risk", team: "shop", skill: "code", minutes_left: 120, delay_per_hour: 0"#;
const POLICY: &str =
    r#"levers: [(id: "patch-within", what: PatchWithin, at_start: 14, from: 0, to: 60),"#;

#[test]
fn a_patch_that_waits_for_the_weekly_board_is_left_there_and_ships() {
    let patch = format!("{PATCH}, pipeline: \"line\"");
    let more = hole("")
        + POLICY
        + r#"(id: "board", what: ChangeApproval("line"), at_start: 1, from: 0, to: 1)],
        pipelines: [(id: "line", service: "web", debt: 10, stages: [(id: "build", share: 1)], deploy: (tests_minutes: 20, caught: 0, change_fail: 0, board_every_hours: 168))],"#;
    let scenario = office_but(3, &more, &[(PATCH, &patch)]);
    assert_exact(&scenario, &[]);
    let (world, events) = run_to(&scenario, 1, &[], 3 * WEEK);
    let patch = WorkId(2);
    let begun = |what: &What| matches!(what, What::Working(_, item) if *item == patch);
    assert_eq!(happened(&events, begun).len(), 1, "begun again and again");
    let stages: Vec<u8> = (events.iter())
        .filter_map(|event| match event.what {
            What::Moved(item, _, stage) if item == patch => Some(stage),
            _ => None,
        })
        .collect();
    assert_eq!(stages, [1, TO_DEPLOY, GOING_OUT]);
    assert!(
        Observation::of(&world, Viewpoint::Leader)
            .vulnerabilities
            .iter()
            .all(|seen| seen.patched.is_some()),
        "it never shipped"
    );
}

#[test]
fn the_standing_policy_waits_for_a_patch_that_the_vendor_has_not_sent_yet() {
    let patch = format!("{PATCH}, pipeline: \"line\", arrives_minute: 2000");
    let more = hole("").replace("triage: \"traces\", ", "")
        + POLICY
        + r#"], pipelines: [(id: "line", service: "web", debt: 10, stages: [(id: "build", share: 1)])],"#;
    let scenario = office_but(2, &more, &[(PATCH, &patch)]);
    assert_exact(&scenario, &[]);
    let (_, events) = run_to(&scenario, 1, &[], 2 * WEEK);
    let begun = happened(
        &events,
        |what| matches!(what, What::Working(_, item) if *item == WorkId(2)),
    );
    // Looks are at every fourth hour of the clock.
    assert_eq!(begun, [2160]);
    assert_eq!(
        happened(&events, |what| matches!(what, What::Patched(_))).len(),
        1
    );
}

const TWO_EYES: &str = r#"controls: [(id: "two-eyes", team: "shop", lead_time: 0.2, exception_days_most: 10)],
    audits: [
        (id: "spring", minute: 14400, needs: {"two-eyes": 0.8}, finding: [Spend(fines, 500)], clean: [Trust("boss", 3)]),
    ],"#;

#[test]
fn an_exception_ends_on_its_tick_and_costs_no_time_meanwhile() {
    let scenario = office(2, TWO_EYES);
    let (_, events) = run_to(&scenario, 1, &[(100, "except two-eyes 2 days")], 2 * WEEK);
    let expired = happened(&events, |what| matches!(what, What::ExceptionExpired(_)));
    assert_eq!(expired, [100 + 2 * DAY]);
    let left = |orders: &[(u32, &str)], until: u32| {
        let (world, _) = run_to(&scenario, 1, orders, until);
        Observation::of(&world, Viewpoint::Leader).work[0].left_minutes
    };
    let minutes = 600;
    let (under, free) = (
        left(&[], minutes),
        left(&[(0, "except two-eyes 2 days")], minutes),
    );
    let ratio = (900_000.0 - under) / (900_000.0 - free);
    assert!(
        (ratio - 0.8).abs() < 1e-3,
        "pace {ratio} of that without the control"
    );
}

#[test]
fn audits_find_exactly_where_evidence_lacks() {
    let scenario = office(2, TWO_EYES);
    // 14,400 minutes, of which 2,880 may lack: exactly two days.
    let findings = |days: u32, from: u32| {
        let order = format!("except two-eyes {days} days");
        let (world, events) = run_to(&scenario, 1, &[(from, &order)], 2 * WEEK);
        let found = happened(&events, |what| matches!(what, What::AuditFinding(..)));
        let clean = happened(&events, |what| matches!(what, What::AuditClean(..)));
        assert_eq!(found.len() + clean.len(), 1);
        assert_eq!(
            world.ledger().line(Line::Fines),
            Money(500_000_000) * found.len() as u32
        );
        found
    };
    assert_eq!(findings(2, 100), [0_u32; 0]);
    assert_eq!(findings(3, 100), [14_400]);
    // What runs on after the audit is no matter: 2,880 minutes before it, then 2,881.
    assert_eq!(findings(5, 14_400 - 2_880), [0_u32; 0]);
    assert_eq!(findings(5, 14_400 - 2_881), [14_400]);
    let (_, events) = run_to(&scenario, 1, &[(100, "except two-eyes 3 days")], 2 * WEEK);
    let share = events.iter().find_map(|event| match event.what {
        What::AuditFinding(_, _, share) => Some(share),
        _ => None,
    });
    assert_eq!(share, Some(Ppm(700_000)));
}

#[test]
fn a_budget_is_overrun_at_the_end_of_the_day_unless_money_was_moved_to_it() {
    let budgets = r#"budgets: [
            (id: "change", line: purchases, amount: 150, overrun: [Trust("boss", -5)]),
            (id: "cloud", line: cloud, amount: 1000),
        ],"#;
    let scenario = office(3, &(TRUNK.to_owned() + budgets));
    let overrun = |orders: &[(u32, &str)]| {
        let (_, events) = run_to(&scenario, 1, orders, 3 * WEEK);
        happened(&events, |what| matches!(what, What::BudgetOverrun(_)))
    };
    let start = (100, "start trunk sponsor");
    // The second week is paid at the first look of the clock after it began: minute 10,320; the day ends at 11,520.
    assert_eq!(overrun(&[start]), [8 * DAY]);
    assert_eq!(
        overrun(&[start, (200, "move-budget cloud to change 150")]),
        [0_u32; 0]
    );
    let (world, events) = run_to(
        &scenario,
        1,
        &[start, (200, "move-budget cloud to change 150")],
        300,
    );
    let moved = events
        .iter()
        .any(|event| event.what == What::BudgetMoved(BudgetId(1), BudgetId(0), Money(150_000_000)));
    assert!(moved);
    let left = Observation::of(&world, Viewpoint::Leader).budgets;
    assert_eq!(left, [Money(200_000_000), Money(850_000_000)]);
}

#[test]
fn skipping_is_exact_with_initiatives_and_governance() {
    let more = [TRUNK, TWO_EYES, &hole("strikes: \"intrusion\"").replace("exploits_per_30_days: 0", "exploits_per_30_days: 9"),
        r#"levers: [(id: "patch-within", what: PatchWithin, at_start: 3, from: 0, to: 60), (id: "eyes", what: Control("two-eyes"), at_start: 1, from: 0, to: 1)],
        budgets: [(id: "change", line: purchases, amount: 150, overrun: [Trust("boss", -5)])],"#].concat();
    let scenario = office(3, &more);
    assert_exact(
        &scenario,
        &[
            (37, "start trunk mandate"),
            (1500, "except two-eyes 1 days"),
            (6000, "start trunk sponsor"),
            (9000, "set eyes 0"),
            (9999, "stop trunk"),
        ],
    );
}
