//! What tells of harm: burn rates to the minute, static thresholds, false alarms, customers who report, and what pages are worth.

use crate::core::assert_exact;
use crate::stories::{first, lead, tiny};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::alarms::{FIRST_LIMIT_ROW, PROBE_ROW};
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::fmt::Write;
use std::sync::Arc;

const WEB: &str = "hard: [\"db\"], place: (1, 1)";
const NO_FAULT: (&str, &str) = ("onset_minutes: (5, 5), harm: 0.5", "harm: 0.5");

/// Everything that happens where nobody leads.
fn unled(scenario: &Arc<Scenario>, seed: u64) -> Vec<Event> {
    let mut events = Vec::new();
    let mut world = World::new(scenario.clone(), seed);
    advance(&mut world, scenario.rules.ends, &mut events);
    events
}

fn fired(events: &[Event], wanted: ServiceId, row: u8) -> Option<u32> {
    let fires = |event: &&Event| event.what == What::AlertFired(wanted, row);
    events.iter().find(fires).map(|event| event.tick.0)
}

#[test]
fn every_rule_of_b2_detects_at_its_minute_or_never() {
    // Rows of §B2: long window, burn rate, bucket.
    let rules = [
        (60, 14.4, 1),
        (360, 6.0, 6),
        (1440, 3.0, 24),
        (4320, 1.0, 72),
    ];
    let mut table = String::new();
    for slo in ["0.99", "0.999", "0.9999"] {
        for errors in ["1", "0.1", "0.01"] {
            write!(table, "{slo:<7}{errors:<5}").unwrap();
            for onset in [4320, 4343] {
                let scenario = tiny(&[
                    (
                        "slo: 0.999, budget_spent: 0, demand",
                        &format!("slo: {slo}, budget_spent: 0, demand"),
                    ),
                    ("demand_per_minute: 1000", "demand_per_minute: 1000000"),
                    ("harm: 0.5", &format!("harm: {errors}")),
                    ("minutes: 240", "minutes: 10000"),
                    (
                        "onset_minutes: (5, 5)",
                        &format!("onset_minutes: ({onset}, {onset})"),
                    ),
                ]);
                let events = unled(&scenario, 3);
                for (row, (long, burn, bucket)) in rules.into_iter().enumerate() {
                    let got = fired(&events, ServiceId(0), row as u8).map(|tick| tick - onset);
                    let (bad, target): (f64, f64) = (errors.parse().unwrap(), slo.parse().unwrap());
                    let share = burn * (1.0 - target) / bad;
                    let minutes = share * f64::from(long);
                    let right = match got {
                        None => share > 1.0 - 1e-9,
                        Some(got) if bucket == 1 => got == (minutes + 1e-9).floor() as u32 + 1,
                        Some(got) => {
                            let late = f64::from(got) - minutes;
                            share < 1.0 && late > 0.0 && late <= f64::from(bucket) + 1.0
                        }
                    };
                    assert!(
                        right,
                        "{slo} {errors} row {row} from {onset}: {got:?}, not {minutes}"
                    );
                    if onset == 4320 {
                        let shown = got.map_or("never".to_owned(), |minutes| minutes.to_string());
                        write!(table, "{shown:>6}").unwrap();
                    }
                }
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table, @r"
    0.99   1         9    24    48    72
    0.99   0.1   never   222   456   504
    0.99   0.01  never never never never
    0.999  1         1     6    24    72
    0.999  0.1       9    24    48    72
    0.999  0.01  never   222   456   504
    0.9999 1         1     6    24    72
    0.9999 0.1       1     6    24    72
    0.9999 0.01      9    24    48    72
    ");
}

#[test]
fn a_service_with_little_traffic_waits_for_a_minimum_of_requests() {
    let with = |alarms: &str| {
        let scenario = tiny(&[
            ("demand_per_minute: 1000", "demand_per_minute: 2"),
            (WEB, &format!("hard: [\"db\"], {alarms} place: (1, 1)")),
        ]);
        let events = unled(&scenario, 3);
        [0, 1].map(|row| fired(&events, ServiceId(0), row))
    };
    assert_eq!(with(""), [Some(7), Some(12)]);
    // 120 requests an hour, 720 in six.
    assert_eq!(with("alarms: (least_requests: 500),"), [None, Some(12)]);
    assert_eq!(with("alarms: (least_requests: 1000),"), [None, None]);
}

#[test]
fn the_budget_that_is_left_is_what_was_left_less_what_the_run_spent() {
    let scenario = tiny(&[(
        "slo: 0.999, budget_spent: 0, demand",
        "slo: 0.999, budget_spent: 0.4, demand",
    )]);
    let mut world = World::new(scenario.clone(), 3);
    let left = |world: &World| Observation::of(world, Viewpoint::Leader).services[0].budget_left;
    assert!((left(&world) - 0.6).abs() < 1e-12);
    advance(&mut world, Tick(25), &mut Vec::new());
    // 20 minutes at 50 % are 10 of the 43.2 minutes of §B1.
    assert!(
        (left(&world) - (0.6 - 10.0 / 43.2)).abs() < 1e-9,
        "{}",
        left(&world)
    );
}

#[test]
fn a_static_threshold_pages_when_it_was_crossed_for_so_long_and_not_before() {
    let alarms =
        "hard: [\"db\"], alarms: (limits: [(success_below: 0.9995, minutes: 12)]), place: (1, 1)";
    let held = tiny(&[(WEB, alarms), ("harm: 0.5", "harm: 0.001")]);
    let events = unled(&held, 3);
    assert_eq!(fired(&events, ServiceId(0), FIRST_LIMIT_ROW), Some(17));
    let opened = |event: &Event| matches!(event.what, What::IncidentOpened(..));
    assert_eq!(
        events.iter().find(|event| opened(event)).unwrap().tick.0,
        17
    );
    // Ten minutes up and ten down never last for twelve.
    let wave = tiny(&[
        (WEB, alarms),
        ("harm: 0.5", "harm: 0.001, growth: OscillatingMinutes(20)"),
    ]);
    assert_eq!(fired(&unled(&wave, 3), ServiceId(0), FIRST_LIMIT_ROW), None);
}

#[test]
fn customers_report_what_no_alert_tells_the_sooner_the_more_of_them_it_hurts() {
    let mean = |harm: &str| {
        let scenario = tiny(&[
            (
                WEB,
                "hard: [\"db\"], alarms: (reports_per_million: 100), place: (1, 1)",
            ),
            (
                "slo: 0.999, budget_spent: 0, demand",
                "slo: 0.9, budget_spent: 0, demand",
            ),
            (
                "(id: \"db\", team: \"shop\", tier: 1, slo: 0.999",
                "(id: \"db\", team: \"shop\", tier: 1, slo: 0.9",
            ),
            ("harm: 0.5", harm),
            ("minutes: 240", "minutes: 6000"),
        ]);
        let waits: Vec<f64> = (0..400)
            .map(|seed| {
                let events = unled(&scenario, seed);
                let told = events
                    .iter()
                    .find(|event| matches!(event.what, What::Reported(_)));
                assert_eq!(fired(&events, ServiceId(0), 0), None);
                let told = told.unwrap().tick;
                let opened = |event: &&Event| matches!(event.what, What::IncidentOpened(..));
                assert_eq!(events.iter().find(opened).unwrap().tick, told);
                f64::from(told.0) - 5.0
            })
            .collect();
        let mean = waits.iter().sum::<f64>() / 400.0;
        let spread = waits.iter().map(|wait| (wait - mean).powi(2)).sum::<f64>() / 399.0;
        (mean, (spread / 400.0).sqrt())
    };
    // A million bad requests bring 100 reports: at 20 a minute one in 500 minutes, at 50 one in 200.
    for (harm, expected) in [("harm: 0.02", 500.0), ("harm: 0.05", 200.0)] {
        let (mean, error) = mean(harm);
        assert!(
            (mean - expected - 0.5).abs() < 3.0 * error,
            "{harm}: {mean} ± {error}"
        );
    }
}

#[test]
fn false_alarms_ring_by_their_rate_and_the_paging_threshold_moves_it() {
    let mean = |percent: &str| {
        let scenario = tiny(&[
            NO_FAULT,
            (
                WEB,
                "hard: [\"db\"], alarms: (false_per_day: 2), place: (1, 1)",
            ),
            ("minutes: 240", "minutes: 2880"),
            (
                "stakeholders: [",
                &format!(
                    "levers: [(id: \"paging\", what: PagingThreshold(\"web\"), at_start: {percent}, from: 20, to: 500)], stakeholders: ["
                ),
            ),
        ]);
        let rings = |seed| {
            let events = unled(&scenario, seed);
            let rings = |event: &&Event| event.what == What::AlertFired(ServiceId(0), PROBE_ROW);
            events.iter().filter(rings).count() as f64
        };
        (0..1000).map(rings).sum::<f64>() / 1000.0
    };
    for (percent, expected) in [("100", 4.0), ("50", 8.0), ("200", 2.0)] {
        let mean = mean(percent);
        let error = f64::sqrt(expected / 1000.0);
        assert!(
            (mean - expected).abs() < 3.0 * error,
            "{percent} %: {mean} ± {error}"
        );
    }
}

/// False alarms, all of them looked into, until somebody is paged in minute 300.
fn arrival(false_per_day: &str, seed: u64) -> (u32, u32) {
    let scenario = tiny(&[
        NO_FAULT,
        (
            WEB,
            &format!("hard: [\"db\"], alarms: (false_per_day: {false_per_day}), place: (1, 1)"),
        ),
        ("minutes: 240", "minutes: 420"),
    ]);
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    let mut found = 0;
    for minute in 1..300 {
        advance(&mut world, Tick(minute), &mut events);
        let seen = Observation::of(&world, Viewpoint::Leader);
        if let Some(incident) = seen.open_incidents().next() {
            let id = incident.id;
            assert_eq!(incident.fault, None);
            for command in [
                Command::Acknowledge(id),
                Command::Triage(id, PersonId(0)),
                Command::Resolve(id),
            ] {
                let _ = give(&mut world, Giver::Leader, command, &mut events);
            }
        }
    }
    for event in &events {
        found += u32::from(matches!(event.what, What::FalseAlarm(..)));
    }
    give(
        &mut world,
        Giver::Leader,
        Command::Page(PersonId(2)),
        &mut events,
    )
    .unwrap();
    advance(&mut world, Tick(420), &mut events);
    let arrived = |event: &&Event| event.what == What::Arrived(PersonId(2));
    let arrived = events
        .iter()
        .rfind(arrived)
        .map_or(420, |event| event.tick.0);
    (found, arrived - 300)
}

#[test]
fn people_come_later_where_recent_pages_were_worth_nothing() {
    let median = |false_per_day: &str| {
        let mut all: Vec<(u32, u32)> = (0..300).map(|seed| arrival(false_per_day, seed)).collect();
        all.sort_by_key(|(_, minutes)| *minutes);
        (all.iter().map(|(found, _)| found).sum::<u32>(), all[150].1)
    };
    let (none, usual) = median("0");
    let (many, late) = median("30");
    assert_eq!(none, 0);
    assert!(many > 300 * 3, "{many} false alarms");
    // The median goes from 12 minutes to 24.
    assert!(
        (11..=13).contains(&usual) && (22..=26).contains(&late),
        "{usual} and {late}"
    );
}

#[test]
fn a_false_alarm_opens_an_incident_that_cannot_be_closed_before_somebody_has_found_out() {
    let scenario = tiny(&[
        NO_FAULT,
        (
            WEB,
            "hard: [\"db\"], alarms: (false_per_day: 20), place: (1, 1)",
        ),
    ]);
    let (run, refused) = lead(
        &scenario,
        3,
        "11:30 acknowledge INC-1; 11:31 resolve INC-1; 11:32 investigate INC-1 log by ben; 11:33 triage INC-1 by ada; 12:30 resolve INC-1",
    );
    let refused: Vec<&str> = refused.iter().map(|(_, told)| told.as_str()).collect();
    assert_eq!(
        refused,
        [
            "refused   INC-1 still does harm; end that first, then close it",
            "refused   nobody knows yet what INC-1 is about; `triage INC-1 by PERSON` first",
        ]
    );
    assert!(first(&run, |what| matches!(what, What::FalseAlarm(..))).is_some());
    assert_eq!(
        first(&run, |what| matches!(what, What::Resolved(_))),
        Some(150)
    );
}

#[test]
fn two_services_page_for_one_fault_until_somebody_knows_that_it_is_one() {
    let triage = (
        "attention: Off,",
        "attention: Off, triage: (minutes: 5, sigma: 0),",
    );
    let (run, _) = lead(&tiny(&[]), 3, "");
    let opened = |run: &bridgecall::run::Run| {
        let opens = |event: &&Event| matches!(event.what, What::IncidentOpened(..));
        run.events().iter().filter(opens).count()
    };
    assert_eq!(opened(&run), 1);
    let script = "10:08 acknowledge INC-1; 10:08 acknowledge INC-2; 10:08 triage INC-1 by ada; 10:08 triage INC-2 by ben; 10:09 merge INC-2 into INC-1; 10:18 merge INC-2 into INC-1; 10:20 apply INC-1 roll-back by ada";
    let (run, refused) = lead(&tiny(&[triage]), 3, script);
    let told: Vec<&str> = refused.iter().map(|(_, told)| told.as_str()).collect();
    let early = "refused   nobody knows yet what INC-2 is about; `triage INC-2 by PERSON` first";
    assert_eq!(told, [early]);
    assert_eq!(opened(&run), 2);
    // Who knows the one knows the other, and nobody looks into it any further.
    let triaged = run.events().iter().filter_map(|event| match event.what {
        What::Triaged(incident, person) => Some((incident, person)),
        _ => None,
    });
    let first_to_know = triaged.clone().next().unwrap().1;
    let both = [IncidentId(0), IncidentId(1)].map(|incident| (incident, first_to_know));
    assert_eq!(triaged.collect::<Vec<_>>(), both);
    // Finding out is a response: nobody waited for longer than it took to send somebody.
    let metrics = Metrics::of(&tiny(&[triage]), run.events(), Tick(240));
    let waited: Vec<f64> = (metrics.severity.values())
        .map(|one| one.wait_min)
        .collect();
    assert_eq!(waited, [1.0]);
    assert!(first(&run, |what| matches!(what, What::Mitigated(IncidentId(0)))).is_some());
}

/// The web has room, and its SLO may watch other things than answers; the fault is its own.
fn watched(fault: &str) -> Arc<Scenario> {
    let web = r#"hard: ["db"], latency_ms: 50, timeout_ms: 60000, capacity: (units: 300, requests_per_unit_minute: 100),
        indicators: [
            (id: "answers", counts: Availability), (id: "fast", counts: Latency(above_ms: 1000)),
            (id: "instant", counts: Latency(above_ms: 100)), (id: "purchase", counts: Journey(["web", "db"])),
        ], place: (1, 1)"#;
    tiny(&[
        (WEB, web),
        (
            r#"id: "slow", service: "db""#,
            r#"id: "slow", service: "web""#,
        ),
        ("harm: 0.5", fault),
    ])
}

/// When the fastest page of the web rang, where an indicator was chosen in the first minute.
fn paged(scenario: &Arc<Scenario>, indicator: &str) -> Option<u32> {
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::new();
    advance(&mut world, Tick(1), &mut events);
    if indicator != "answers" {
        let order = format!("choose-indicator web {indicator}");
        let command = Command::read(&order, &scenario.ids).unwrap();
        give(&mut world, Giver::Leader, command, &mut events).unwrap();
    }
    advance(&mut world, scenario.rules.ends, &mut events);
    fired(&events, ServiceId(0), 0)
}

#[test]
fn an_indicator_of_latency_pages_to_the_minute_where_availability_sees_nothing() {
    // Ten times as slow: 500 ms in the mean, and e⁻² of them slower than 1000 ms. §B2: 14.4 × 0.001 ÷ 0.135 × 60 = 6.4 minutes.
    let slow = watched("harm: 0.9, kind: \"latency\"");
    let minutes = (14.4 * 0.001 / (-2.0_f64).exp() * 60.0).ceil() as u32;
    assert_eq!((minutes, paged(&slow, "fast")), (7, Some(5 + 7)));
    assert_eq!(paged(&slow, "answers"), None);
    // Errors are counted by every one of them.
    let errors = watched("harm: 0.5");
    assert_eq!(paged(&errors, "answers"), Some(7));
    assert_eq!(paged(&errors, "fast"), Some(7));
    assert_exact(
        &slow,
        &[
            (20, "choose-indicator web fast"),
            (90, "choose-indicator web instant"),
        ],
    );
}

#[test]
fn an_indicator_that_is_too_tight_pages_for_nothing_and_one_that_looks_elsewhere_misses() {
    let (healthy, wrong) = (
        watched("harm: 0, kind: \"latency\""),
        watched("harm: 0.5, kind: \"stale-data\""),
    );
    // e⁻² of requests take twice the mean time of 50 ms although nothing is wrong.
    assert_eq!(paged(&healthy, "instant"), Some(1 + 7));
    assert_eq!(paged(&healthy, "fast"), None);
    // Half of the answers look good and are wrong: a journey sees it.
    assert_eq!(
        (paged(&wrong, "answers"), paged(&wrong, "fast")),
        (None, None)
    );
    assert_eq!(paged(&wrong, "purchase"), Some(7));
}

#[test]
fn a_budget_is_spent_by_what_the_indicator_counts_from_when_it_was_chosen() {
    let scenario = watched("harm: 0.9, kind: \"latency\"");
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::new();
    let left = |world: &World| Observation::of(world, Viewpoint::Leader).services[0].budget_left;
    advance(&mut world, Tick(50), &mut events);
    assert!((left(&world) - 1.0).abs() < 1e-12);
    let command = Command::read("choose-indicator web fast", &scenario.ids).unwrap();
    give(&mut world, Giver::Leader, command, &mut events).unwrap();
    advance(&mut world, Tick(150), &mut events);
    // 100 minutes at 13.5 % are 13.5 of the 43.2 minutes of §B1, to the thousandth of a request.
    assert!(
        (left(&world) - (1.0 - 13.5335 / 43.2)).abs() < 1e-9,
        "{}",
        left(&world)
    );
    // Nobody is hurt by what is measured.
    let lost = Observation::of(&world, Viewpoint::Leader)
        .ledger
        .lost_revenue;
    assert_eq!(lost.0, 0);
}

#[test]
fn a_static_threshold_may_watch_latency() {
    let limit = r#"alarms: (limits: [(latency_above_ms: 200, minutes: 12)]), capacity: (units: 100, requests_per_unit_minute: 100), timeout_ms: 60000,"#;
    let at = |harm: &str| {
        let scenario = tiny(&[
            (WEB, &format!(r#"hard: ["db"], {limit} place: (1, 1)"#)),
            (
                r#"id: "slow", service: "db""#,
                r#"id: "slow", service: "web""#,
            ),
            ("harm: 0.5", &format!("harm: {harm}, kind: \"latency\"")),
        ]);
        assert_exact(&scenario, &[]);
        fired(&unled(&scenario, 3), ServiceId(0), FIRST_LIMIT_ROW)
    };
    // 50 ms ÷ (1 − harm).
    assert_eq!((at("0.7"), at("0.8")), (None, Some(17)));
}

#[test]
fn a_service_with_little_traffic_burns_its_budget_by_fractions_of_a_request() {
    let rules = |demand: u32, slo: &str, errors: &str| {
        let scenario = tiny(&[
            (
                "slo: 0.999, budget_spent: 0, demand",
                &format!("slo: {slo}, budget_spent: 0, demand"),
            ),
            (
                "demand_per_minute: 1000",
                &format!("demand_per_minute: {demand}"),
            ),
            ("harm: 0.5", &format!("harm: {errors}")),
            ("minutes: 240", "minutes: 10000"),
            ("onset_minutes: (5, 5)", "onset_minutes: (4320, 4320)"),
        ]);
        let events = unled(&scenario, 3);
        let metrics = Metrics::of(&scenario, &events, scenario.rules.ends);
        let fired = [0, 1, 2, 3].map(|row| fired(&events, ServiceId(0), row).is_some());
        (fired, metrics)
    };
    // 0.4 of 1,000 requests: a burn of 4. 0.55 of them: 5.5, below the 6 of the six hours.
    let (fired, metrics) = rules(1000, "0.9999", "0.0004");
    assert_eq!(fired, [false, false, true, true]);
    // From the first event on.
    let got = metrics.services["web"].availability;
    assert!((got - 0.9996).abs() < 1e-9, "{got}");
    // 0.4 of a request a minute, a cent each.
    assert!((metrics.ledger.lost_revenue - 0.004 * (10_000.0 - 4320.0)).abs() < 1e-3);
    assert_eq!(
        rules(1000, "0.9999", "0.00055").0,
        [false, false, true, true]
    );
    // 0.4 of 2 requests.
    assert_eq!(rules(2, "0.99", "0.2").0, [true; 4]);
}
