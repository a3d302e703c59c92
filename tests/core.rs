//! Bugs that were in the core once, each pinned by the smallest scenario that showed it.

use super::stories::{first, lead, tiny, try_tiny};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::{Condition, Line};
use bridgecall::scenario::units::Tick;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::{Command, Giver, What, World, advance, give, resample};
use std::sync::Arc;

const STAKEHOLDERS: &str = "    stakeholders: [";

fn command(scenario: &Scenario, text: &str) -> Command {
    Command::read(text, &scenario.ids).unwrap()
}

/// Plays by leaps and by minutes; both have to end in the same state.
pub(super) fn assert_exact(scenario: &Arc<Scenario>, given: &[(u32, &str)]) {
    let play = |by_minutes: bool| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        let run_to = |world: &mut World, until: u32, events: &mut Vec<_>| {
            if by_minutes {
                while world.now() < Tick(until) && !world.over() {
                    let next = world.now().plus(1);
                    advance(world, next, events);
                }
            } else {
                advance(world, Tick(until), events);
            }
        };
        for (tick, text) in given {
            run_to(&mut world, *tick, &mut events);
            give(
                &mut world,
                Giver::Leader,
                command(scenario, text),
                &mut events,
            )
            .unwrap();
        }
        run_to(&mut world, scenario.rules.ends.0, &mut events);
        (events, world.digest())
    };
    let (leaps, minutes) = (play(false), play(true));
    assert_eq!(leaps.0, minutes.0);
    assert_eq!(leaps.1, minutes.1);
}

#[test]
fn what_a_default_sets_off_happens_in_the_same_minute_however_time_is_split() {
    let edit = (
        STAKEHOLDERS,
        r#"messages: [(id: "why", from: "boss", when: Chosen("wait", "no"), patience_minutes: 4, answers: [(verb: "agree", effects: [])])],
        cards: [
            (id: "after", when: Chosen("wait", "no"), deadline_minutes: 3, default: "a", options: [(id: "a", favours: "cost", effects: [])]),
            (id: "wait", when: Minute(16), deadline_minutes: 6, default: "no", options: [(id: "no", favours: "cost", effects: [Relapse("slow")])]),
        ],
        stakeholders: ["#,
    );
    let scenario = tiny(&[edit]);
    let quiet = tiny(&[edit, ("onset_minutes: (5, 5)", "onset_minutes: (200, 200)")]);
    assert_exact(
        &scenario,
        &[
            (8, "acknowledge INC-1"),
            (8, "apply INC-1 roll-back by ada"),
        ],
    );
    assert_exact(&quiet, &[]);
    let (run, _) = lead(
        &scenario,
        3,
        "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada",
    );
    assert_eq!(
        first(&run, |what| matches!(what, What::Decided(..))),
        Some(22)
    );
    assert_eq!(
        first(&run, |what| matches!(what, What::MessageSent(..))),
        Some(22)
    );
    assert_eq!(
        first(&run, |what| matches!(what, What::Relapsed(..))),
        Some(22)
    );
}

#[test]
fn what_a_command_sets_off_without_attention_happens_at_once_however_time_is_split() {
    let scenario = tiny(&[(
        STAKEHOLDERS,
        r#"cards: [(id: "pull", when: Declared(2), deadline_minutes: 6, default: "no", options: [(id: "no", favours: "cost", effects: [])])],
        stakeholders: ["#,
    )]);
    assert_exact(
        &scenario,
        &[(8, "acknowledge INC-1"), (17, "declare INC-1 sev1")],
    );
}

#[test]
fn a_service_that_misses_its_target_from_the_start_alerts_in_the_first_minute_however_time_is_split()
 {
    let scenario = tiny(&[(
        "revenue_per_request: 0.01, hard",
        "healthy: 0.95, revenue_per_request: 0.01, hard",
    )]);
    assert_exact(&scenario, &[]);
    let (run, _) = lead(&scenario, 3, "");
    assert_eq!(
        first(&run, |what| matches!(what, What::AlertFired(..))),
        Some(1)
    );
}

#[test]
fn a_fault_at_minute_0_begins_in_minute_1_whoever_gives_a_command_before() {
    let scenario = tiny(&[(
        "onset_minutes: (5, 5)",
        "onset_minutes: (0, 0), ramp_minutes: 3",
    )]);
    let (idle, _) = lead(&scenario, 3, "");
    let (busy, _) = lead(&scenario, 3, "10:00 rest ada");
    let began = |run: &Run| first(run, |what| matches!(what, What::FaultBegan(..)));
    assert_eq!(began(&idle), began(&busy));
}

#[test]
fn an_interruption_delays_nothing_where_attention_is_off() {
    let (run, _) = lead(
        &tiny(&[]),
        3,
        "10:08 acknowledge INC-1; 10:30 declare INC-1 sev1",
    );
    // Silence has brought calls by then.
    assert_eq!(
        first(&run, |what| matches!(what, What::Interrupted(..))),
        Some(27)
    );
    let (run, _) = lead(
        &tiny(&[]),
        3,
        "10:08 acknowledge INC-1; 10:27 declare INC-1 sev1",
    );
    assert_eq!(
        first(&run, |what| matches!(what, What::Declared(..))),
        Some(27)
    );
}

#[test]
fn a_chance_of_something_later_is_not_drawn_before_it_can_be_seen() {
    let scenario = tiny(&[(
        STAKEHOLDERS,
        r#"cards: [(id: "bet", when: Minute(2), deadline_minutes: 30, default: "yes", options: [
            (id: "yes", favours: "cost", effects: [Chance(0.5, [Later(20, [Spend(cloud, 100)]), Later(25, [Spend(cloud, 7)])])]),
        ])],
        stakeholders: ["#,
    )]);
    let mut world = World::new(scenario.clone(), 3);
    advance(&mut world, Tick(2), &mut Vec::new());
    give(
        &mut world,
        Giver::Leader,
        command(&scenario, "decide bet yes"),
        &mut Vec::new(),
    )
    .unwrap();
    let spent = |future: u32| {
        let mut fork = world.clone();
        resample(&mut fork, future_seed(9, future));
        advance(&mut fork, Tick(60), &mut Vec::new());
        fork.ledger().line(Line::Cloud).units()
    };
    let spent: Vec<f64> = (0..200).map(spent).collect();
    let happened = spent.iter().filter(|&&spent| spent == 107.0).count();
    assert!((60..140).contains(&happened), "{happened} of 200 futures");
    assert_eq!(
        spent.iter().filter(|&&spent| spent == 0.0).count(),
        200 - happened
    );
}

#[test]
fn a_remedy_tells_nothing_about_the_cause_where_there_was_no_harm_left_to_see() {
    let scenario = tiny(&[(
        r#"effects: {"release": Fixes}"#,
        r#"effects: {"release": Fixes, "disk": Fixes}"#,
    )]);
    let script = "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada; 10:40 apply INC-1 swap-disk by ben";
    let (run, _) = lead(&scenario, 3, script);
    assert!(
        first(&run, |what| matches!(
            what,
            What::RemedyApplied(_, RemedyId(1), _)
        ))
        .is_some()
    );
    let seen = run.observe(Viewpoint::Leader);
    assert!((seen.incidents[0].belief(CauseId(0)) - 0.6).abs() < 1e-9);
}

#[test]
fn a_relapse_undoes_what_made_it_worse_and_leaves_the_way_around() {
    let scenario = tiny(&[
        (
            r#"(id: "roll-back""#,
            r#"(id: "way-around", skill: "shop", minutes: 1, sigma: 0, effects: {}, bypasses: "tools"), (id: "roll-back""#,
        ),
        (
            STAKEHOLDERS,
            r#"cards: [(id: "back", when: Minute(60), deadline_minutes: 6, default: "yes", options: [(id: "yes", favours: "cost", effects: [Relapse("slow")])])],
            stakeholders: ["#,
        ),
    ]);
    let script = "10:08 acknowledge INC-1; 10:08 apply INC-1 swap-disk by ada; 10:08 apply INC-1 way-around by ben; 10:20 apply INC-1 roll-back by ada; 10:50 resolve INC-1";
    let (run, _) = lead(&scenario, 3, script);
    let seen = run.observe(Viewpoint::Leader);
    assert!(
        (seen.services[1].success.ratio() - 0.5).abs() < 1e-9,
        "{:?}",
        seen.services[1].success
    );
    assert!(seen.services[2].bypassed);
    let opened = run
        .events()
        .iter()
        .filter(|event| matches!(event.what, What::IncidentOpened(..)))
        .count();
    assert_eq!(
        opened, 2,
        "the fault that came back has an incident of its own"
    );
}

#[test]
fn every_exposure_has_a_threshold_of_its_own_and_protection_can_be_restored_again() {
    let scenario = tiny(&[
        (
            r#"minutes: 6, sigma: 0, effects: {"release": Fixes})"#,
            r#"minutes: 6, sigma: 0, effects: {"release": Fixes}, exposure: (attacks_per_hour: 1, effects: [Spend(breach, 1)])),
            (id: "restore", skill: "shop", minutes: 1, sigma: 0, effects: {}, after: "roll-back", ends_exposure_of: "roll-back")"#,
        ),
        (
            STAKEHOLDERS,
            r#"cards: [(id: "back", when: Minute(60), deadline_minutes: 1, default: "yes", options: [(id: "yes", favours: "cost", effects: [Relapse("slow")])])],
            stakeholders: ["#,
        ),
        ("minutes: 240", "minutes: 1200"),
    ]);
    let once = "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada";
    let twice = format!(
        "{once}; 10:18 apply INC-1 restore by ada; 11:02 apply INC-1 roll-back by ada; 11:50 apply INC-1 restore by ada"
    );
    let mut shared = 0;
    let mut compared = 0;
    for seed in 0..200 {
        let minutes = |script: &str| {
            let (run, _) = lead(&scenario, seed, script);
            let events = run.events();
            let began = events
                .iter()
                .rfind(|event| matches!(event.what, What::ExposureBegan(_)))?
                .tick;
            let began_count = events
                .iter()
                .filter(|event| matches!(event.what, What::ExposureBegan(_)))
                .count();
            let attack = events
                .iter()
                .find(|event| matches!(event.what, What::Attacked(_)) && event.tick > began)?;
            Some((began_count, attack.tick.since(began)))
        };
        // Only what came before protection was back.
        if let (Some((1, once)), Some((2, twice))) = (minutes(once), minutes(&twice))
            && (8..30).contains(&once)
        {
            compared += 1;
            shared += usize::from(once == twice);
        }
    }
    assert!(
        compared > 5 && shared * 3 < compared,
        "{shared} of {compared}"
    );
    let restored = (0..10).filter(|&seed| {
        let (run, _) = lead(&scenario, seed, &twice);
        run.events()
            .iter()
            .filter(|event| matches!(event.what, What::ExposureEnded(_)))
            .count()
            == 2
    });
    assert!(
        restored.count() > 5,
        "protection stays off for good after a relapse"
    );
}

#[test]
fn a_remedy_that_is_applied_again_has_chances_of_its_own() {
    let scenario = tiny(&[
        (
            r#"minutes: 6, sigma: 0, effects: {"release": Fixes})"#,
            r#"minutes: 6, sigma: 0, effects: {"release": Fixes}, side_effects: [Chance(0.5, [Spend(cloud, 1)])])"#,
        ),
        (
            STAKEHOLDERS,
            r#"cards: [(id: "back", when: Minute(60), deadline_minutes: 1, default: "yes", options: [(id: "yes", favours: "cost", effects: [Relapse("slow")])])],
            stakeholders: ["#,
        ),
    ]);
    let script = "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada; 11:02 apply INC-1 roll-back by ada";
    let once = (0..40).filter(|&seed| {
        let (run, _) = lead(&scenario, seed, script);
        let bills = run
            .events()
            .iter()
            .filter(|event| matches!(event.what, What::Spent(Line::Cloud, ..)));
        bills.count() == 1
    });
    assert!(once.count() > 5, "both applications always come out alike");
}

#[test]
fn an_incident_is_not_resolved_while_its_harm_is_in_force() {
    let (run, refused) = lead(
        &tiny(&[]),
        3,
        "10:08 acknowledge INC-1; 10:10 resolve INC-1",
    );
    assert_eq!(refused.len(), 1, "{:?}", run.events());
    assert!(refused[0].1.contains("INC-1"));
}

const TWO_FAULTS: (&str, &str) = (
    "        ],\n    )],\n    stakeholders: [",
    r#"        ],
    ), (
        id: "dark", service: "tools", onset_minutes: (60, 60), harm: 0.9,
        causes: [(id: "power", prior: 1)],
        remedies: [(id: "plug-in", skill: "shop", minutes: 3, sigma: 0, effects: {"power": Fixes})],
    )],
    stakeholders: ["#,
);

#[test]
fn a_second_fault_has_an_incident_of_its_own_and_is_not_merged_away() {
    // The tools need a target that a page can hold for.
    let scenario = tiny(&[TWO_FAULTS, ("tier: 3, slo: 0.9,", "tier: 3, slo: 0.99,")]);
    // Everything pages for the first; the second shows when the first is over.
    let script = "10:08 acknowledge INC-1; 11:20 apply INC-1 roll-back by ada; 11:40 merge INC-2 into INC-1; 11:41 acknowledge INC-2; 11:42 apply INC-2 plug-in by ada";
    let (run, refused) = lead(&scenario, 3, script);
    assert!(
        first(&run, |what| matches!(
            what,
            What::RemedyApplied(IncidentId(1), RemedyId(2), _)
        ))
        .is_some(),
        "{refused:?}"
    );
    assert_eq!(refused.len(), 1, "{refused:?}");
}

#[test]
fn amounts_and_requests_at_the_ends_of_their_ranges_are_refused_or_played_without_overflow() {
    for edit in [
        ("demand_per_minute: 1000,", "demand_per_minute: 1000000000,"),
        ("demand_per_minute: 1000,", "demand_per_minute: 100000000,"),
        ("demand_per_minute: 1000,", "demand_per_minute: 50000000,"),
        (
            "revenue_per_request: 0.01",
            "revenue_per_request: 1000000000",
        ),
        ("pay_per_hour: 60", "pay_per_hour: 1000000000"),
        (
            "patience_minutes: 20)",
            "patience_minutes: 20, monthly_fee: 1000000000)",
        ),
    ] {
        for minutes in ["minutes: 240", "minutes: 132480"] {
            if let Ok(scenario) = try_tiny(&[edit, ("minutes: 240", minutes)]) {
                lead(&scenario, 3, "10:08 acknowledge INC-1; 10:09 page cleo");
            }
        }
    }
}

#[test]
fn what_would_have_no_number_is_refused() {
    let refused = |edits: &[(&str, &str)]| {
        let told = try_tiny(edits).map(|_| ()).unwrap_err();
        let errors = told.into_iter().filter(|one| !one.starts_with("BC0107"));
        errors.collect::<Vec<_>>()
    };
    let circle = refused(&[
        (
            "hard: [\"db\"], place: (1, 1)",
            "hard: [\"db\"], soft: {\"tools\": 0.1}, place: (1, 1)",
        ),
        (
            "hard: [\"db\"], place: (1, 3)",
            "soft: {\"web\": 0.1}, place: (1, 3)",
        ),
    ]);
    assert!(circle[0].starts_with("BC0403"), "{circle:?}");
    let truth = refused(&[(
        r#"(id: "release", prior: 0.6), (id: "disk", prior: 0.4)"#,
        r#"(id: "release", prior: 0), (id: "disk", prior: 1)"#,
    )]);
    assert!(truth[0].starts_with("BC0402"), "{truth:?}");
    let target = refused(&[("tier: 3, slo: 0.9,", "tier: 3, slo: 1,")]);
    assert!(target[0].starts_with("BC0401"), "{target:?}");
}

#[test]
fn somebody_who_was_paged_before_the_shift_goes_home_after_it() {
    let scenario = tiny(&[
        ("minutes: 240", "minutes: 900"),
        (r#"("20:00", "04:00")"#, r#"("12:00", "16:00")"#),
    ]);
    // At the end of the shift Cleo is busy with the incident; let go, she leaves.
    let script = "10:08 acknowledge INC-1; 10:09 page cleo; 15:50 role cleo commander INC-1; 16:30 cancel cleo";
    let (run, _) = lead(&scenario, 3, script);
    let left = first(&run, |what| *what == What::LeftShift(PersonId(2)));
    assert_eq!(left, Some(390));
}

#[test]
fn a_call_out_is_paid_as_an_hour_of_overtime_at_least() {
    let (run, _) = lead(&tiny(&[]), 3, "10:08 page cleo; 10:50 rest cleo");
    let overtime = run.observe(Viewpoint::Leader).ledger.lines[Line::Overtime as usize];
    assert_eq!(overtime.units(), 90.0);
}

#[test]
fn a_card_on_a_belief_waits_until_there_is_an_incident_to_believe_something_about() {
    let scenario = tiny(&[(
        STAKEHOLDERS,
        r#"cards: [(id: "sure", when: Believed("release", 0.5), deadline_minutes: 6, default: "no", options: [(id: "no", favours: "cost", effects: [])])],
        stakeholders: ["#,
    )]);
    let (run, _) = lead(&scenario, 3, "");
    let opened = first(&run, |what| matches!(what, What::IncidentOpened(..)));
    assert_eq!(
        first(&run, |what| matches!(what, What::CardOpened(..))),
        opened
    );
}

#[test]
fn a_pending_decision_does_not_show_how_its_chance_comes_out() {
    let scenario = tiny(&[(
        STAKEHOLDERS,
        r#"cards: [(id: "bet", when: Minute(2), deadline_minutes: 30, default: "yes", options: [(id: "yes", favours: "cost", effects: [Chance(0.5, [Spend(cloud, 100)])])])],
        stakeholders: ["#,
    )]);
    for seed in 0..10 {
        let mut run = Run::new(scenario.clone(), seed, "person");
        run.step(Tick(2));
        run.propose(Giver::Leader, command(&scenario, "decide bet yes"))
            .unwrap();
        let seen: Observation = run.observe_pending(Viewpoint::Leader);
        assert_eq!(seen.ledger.lines[Line::Cloud as usize].units(), 0.0);
    }
}

#[test]
fn a_fault_that_strikes_again_is_a_new_occurrence_of_which_nothing_is_known() {
    let edits = [
        (
            STAKEHOLDERS,
            r#"cards: [(id: "again", when: Minute(60), deadline_minutes: 1, default: "go", options: [(id: "go", favours: "cost", effects: [Strike("slow")])])],
            stakeholders: ["#,
        ),
        (r#", truth: "release""#, ""),
    ];
    let scenario = tiny(&edits);
    let cure = "10:08 acknowledge INC-1; 10:08 investigate INC-1 log by ada; 10:20 apply INC-1 roll-back by ada; \
                10:28 apply INC-1 swap-disk by ben; 10:40 apply INC-1 roll-back by ada; 10:50 resolve INC-1";
    let mut causes = [0, 0];
    for seed in 0..100 {
        let (run, _) = lead(&scenario, seed, cure);
        let strikes: Vec<_> = (run.events().iter())
            .filter_map(|event| match event.what {
                What::FaultBegan(_, cause) => Some((event.tick, cause)),
                _ => None,
            })
            .collect();
        let seen = run.observe(Viewpoint::Leader);
        if strikes.len() == 1 {
            // The hands slipped twice: it is still live, and there is no second one.
            continue;
        }
        assert_eq!(strikes[1].0, Tick(61), "seed {seed}");
        causes[strikes[1].1.at()] += 1;
        let again = seen.incidents.last().unwrap();
        assert_eq!(again.resolved, None);
        let beliefs: Vec<f64> = again.causes.iter().map(|cause| cause.belief).collect();
        assert_eq!(beliefs, [0.6, 0.4], "something is known of it already");
        let old = &seen.incidents[0];
        assert!(old.causes.is_empty() || old.id == again.id);
    }
    let drawn = causes[0] + causes[1];
    assert!(drawn > 80, "only {drawn} second strikes");
    // Binomial with p = 0.6: within 3 standard errors.
    let error = (0.6 * 0.4 / f64::from(drawn)).sqrt();
    assert!((f64::from(causes[0]) / f64::from(drawn) - 0.6).abs() < 3.0 * error);
}

#[test]
fn a_raised_paging_threshold_holds_back_the_page_and_lowering_it_lets_it_out() {
    let edits = [
        (
            STAKEHOLDERS,
            r#"levers: [(id: "pages", what: PagingThreshold("web"), at_start: 100, from: 50, to: 10000)],
            stakeholders: ["#,
        ),
        (
            r#"demand_per_minute: 10, hard: ["db"]"#,
            "demand_per_minute: 10",
        ),
        (
            r#"(id: "db", team: "shop", tier: 1, slo: 0.999"#,
            r#"(id: "db", team: "shop", tier: 1, slo: 0.01"#,
        ),
    ];
    let scenario = tiny(&edits);
    let page = |script: &str| {
        let (run, refused) = lead(&scenario, 3, script);
        assert_eq!(refused, []);
        first(&run, |what| matches!(what, What::IncidentOpened(..)))
    };
    // Half of all requests fail from minute 5 on. §B2: 14.4 × 0.001 ÷ 0.5 × 60 min = 1.7 min.
    assert_eq!(page(""), Some(7));
    // Ten times the burn takes ten times as long: 17.3 min.
    assert_eq!(page("10:00 set pages 1000"), Some(23));
    assert_eq!(
        page("10:00 set pages 10000; 11:40 set pages 100"),
        Some(101)
    );
    let (_, refused) = lead(&scenario, 3, "10:00 set pages 20");
    assert!(refused[0].1.contains("from 50 to 10000"), "{refused:?}");
}

#[test]
fn a_tool_without_requests_of_its_own_slows_work_and_rings_its_threshold_when_it_fails() {
    let scenario = tiny(&[
        ("harm: 0.5", "harm: 0.6"),
        (
            r#"(id: "tools", team: "shop", tier: 3, slo: 0.9, budget_spent: 0, demand_per_minute: 10, hard: ["db"], place: (1, 3)),"#,
            r#"(id: "tools", team: "shop", tier: 3, slo: 0.9, budget_spent: 0, hard: ["db"], alarms: (limits: [(success_below: 0.5, minutes: 10)]), place: (1, 3)),"#,
        ),
        (
            STAKEHOLDERS,
            r#"work: [(id: "search", kind: "feature", team: "shop", skill: "shop", minutes_left: 60, delay_per_hour: 10, needs: "tools")],
            stakeholders: ["#,
        ),
        (
            r#"morale: 70, pay_per_hour: 60),
        (id: "ben""#,
            r#"morale: 70, pay_per_hour: 60, works_on: "search"),
        (id: "ben""#,
        ),
    ]);
    let (run, _) = lead(&scenario, 3, "");
    // Five minutes at full pace, 55 ÷ 0.4 at what is left of it.
    let done = first(&run, |what| matches!(what, What::WorkDone(..)));
    assert_eq!(done, Some(5 + 138));
    let tools = ServiceId(2);
    let rang = first(
        &run,
        |what| matches!(what, What::AlertFired(service, _) if *service == tools),
    );
    assert_eq!(rang, Some(5 + 10));
}

#[test]
fn a_leader_may_ask_whether_work_is_done_that_has_not_come_in() {
    let scenario = tiny(&[(
        STAKEHOLDERS,
        r#"work: [
            (id: "late", kind: "feature", team: "shop", skill: "shop", minutes_left: 10, delay_per_hour: 0, arrives_minute: 200),
            (id: "now", kind: "feature", team: "shop", skill: "shop", minutes_left: 10, delay_per_hour: 0),
        ],
        stakeholders: ["#,
    )]);
    let mut world = World::new(scenario.clone(), 1);
    let mut events = Vec::new();
    let order = command(&scenario, "work ada on now");
    give(&mut world, Giver::Leader, order, &mut events).unwrap();
    advance(&mut world, Tick(30), &mut events);
    let seen = Observation::of(&world, Viewpoint::Leader);
    let done = [0, 1].map(|item| Condition::Done(WorkId(item)).holds(&seen));
    assert_eq!(done, [false, true]);
}

#[test]
fn what_only_an_audit_or_an_automation_sends_is_not_out_of_reach_and_what_comes_too_late_there_is_refused()
 {
    let with = |minutes: u32| {
        let effects = format!("Later({minutes}, [Send(\"why\")])");
        let parts = format!(
            r#"controls: [(id: "eyes", lead_time: 0)],
            audits: [(id: "spring", minute: 60, needs: {{"eyes": 0.5}}, clean: [Ask("what")])],
            automations: [(id: "medic", fault: "slow", least_sure: 0.5, wrong: [{effects}])],
            messages: [(id: "why", from: "boss", when: Not(CustomersHurt), patience_minutes: 4, answers: [])],
            cards: [(id: "what", when: Minute(3), deadline_minutes: 3, default: "a", options: [(id: "a", favours: "cost", effects: [])])],
            stakeholders: ["#
        );
        let never = r#"All([CustomersHurt, Not(CustomersHurt)])"#;
        let parts = parts
            .replace("Not(CustomersHurt)", never)
            .replace("Minute(3)", never);
        let text = super::stories::TINY.replace(STAKEHOLDERS, &parts);
        let path = "tiny.ron".to_owned();
        let loaded = bridgecall::scenario::load::load_sources(
            &[bridgecall::scenario::Source { path, text }],
            None,
        );
        let found = match loaded {
            Ok(loaded) => loaded.warnings,
            Err(problems) => problems.diagnostics,
        };
        let codes = found
            .iter()
            .map(|one| one.code)
            .filter(|code| *code != "BC0107");
        codes.collect::<Vec<_>>()
    };
    assert_eq!(with(200), [""; 0]);
    assert_eq!(with(241), ["BC0407"]);
}

#[test]
fn attacks_come_at_their_rate_however_often_or_seldom_that_is() {
    let attacks = |rate: &str, days: u32, seeds: u64| {
        let exposure = format!(
            r#"minutes: 6, sigma: 0, effects: {{"release": Fixes}}, exposure: (attacks_per_hour: {rate}, effects: [Spend(breach, 1)]))"#
        );
        let minutes = format!("minutes: {}", days * 1440);
        let scenario = tiny(&[
            (
                r#"minutes: 6, sigma: 0, effects: {"release": Fixes})"#,
                &exposure,
            ),
            ("minutes: 240", &minutes),
        ]);
        let (mut count, mut hours) = (0.0, 0.0);
        for seed in 0..seeds {
            let script = "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada";
            let (run, _) = lead(&scenario, seed, script);
            let Some(began) = first(&run, |what| matches!(what, What::ExposureBegan(_))) else {
                continue;
            };
            hours += f64::from(days * 1440 - began) / 60.0;
            let attack = |what: &What| matches!(what, What::Attacked(_));
            count += run
                .events()
                .iter()
                .filter(|event| attack(&event.what))
                .count() as f64;
        }
        (count, hours)
    };
    for (rate, days, seeds) in [("0.0001", 90, 300), ("90", 1, 20)] {
        let (count, hours) = attacks(rate, days, seeds);
        let expected = rate.parse::<f64>().unwrap() * hours;
        let off = (count - expected).abs() / expected.sqrt();
        assert!(
            off < 3.0,
            "{count} attacks, {expected} expected at {rate} an hour"
        );
    }
}
