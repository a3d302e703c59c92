//! Small stories: a scenario as text, commands at clock times, and the timeline that comes of it.

use bridgecall::analysis::led;
use bridgecall::leaders::PROFILES;
use bridgecall::observe::Viewpoint;
use bridgecall::run::{Run, events};
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::score::metrics::Metrics;
use bridgecall::score::{base_metrics, base_of, score_above};
use bridgecall::sim::{Command, Giver, What};
use bridgecall::study::measure;
use std::fmt::Write;
use std::sync::Arc;

/// A shop on a database, two people at work and one asleep; attention off, effort fixed, so that minutes can be told by hand.
pub(super) const TINY: &str = r#"(
    format: 1, id: "tiny", level: "foundation", track: "sre",
    starts_at: "10:00", minutes: 240, play_minutes: 10, currency: "EUR", attention: Off,
    sites: [(id: "home", utc_offset_minutes: 0)],
    teams: ["shop"],
    people: [
        (id: "ada", team: "shop", site: "home", skills: {"shop": 1}, shift: ("08:00", "18:00"), woke: "07:00", morale: 70, pay_per_hour: 60),
        (id: "ben", team: "shop", site: "home", skills: {"shop": 1}, shift: ("08:00", "18:00"), woke: "07:00", morale: 70, pay_per_hour: 60),
        (id: "cleo", team: "shop", site: "home", skills: {"shop": 1}, shift: ("20:00", "04:00"), morale: 70, pay_per_hour: 60),
    ],
    services: [
        (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1000, revenue_per_request: 0.01, hard: ["db"], place: (1, 1)),
        (id: "db", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, place: (1, 2)),
        (id: "tools", team: "shop", tier: 3, slo: 0.9, budget_spent: 0, demand_per_minute: 10, hard: ["db"], place: (1, 3)),
    ],
    faults: [(
        id: "slow", service: "db", onset_minutes: (5, 5), harm: 0.5, truth: "release",
        causes: [(id: "release", prior: 0.6), (id: "disk", prior: 0.4)],
        inquiries: [
            (id: "log", skill: "shop", minutes: 4, sigma: 0, findings: [
                (id: "recent", given: {"release": 0.9, "disk": 0.2}), (id: "nothing", given: {"release": 0.1, "disk": 0.8}),
            ]),
        ],
        remedies: [
            (id: "roll-back", skill: "shop", minutes: 6, sigma: 0, effects: {"release": Fixes}),
            (id: "swap-disk", skill: "shop", minutes: 3, sigma: 0, effects: {"disk": Fixes, "release": Worse(0.1)}),
        ],
    )],
    stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 20)],
)"#;

/// The tiny scenario with some of its text replaced; each edit has to find its text.
pub(super) fn tiny(edits: &[(&str, &str)]) -> Arc<Scenario> {
    match try_tiny(edits) {
        Ok(scenario) => scenario,
        Err(codes) => panic!("the tiny scenario does not load: {codes:?}"),
    }
}

/// The tiny scenario with so many people more, `p1` and on, and as many lines of inquiry of the same length, `l1` and on.
pub(super) fn crowd(count: u32) -> Arc<Scenario> {
    let mut people = String::new();
    let mut lines = String::new();
    for n in 1..=count {
        people += &format!(
            r#"(id: "p{n}", team: "shop", site: "home", skills: {{"shop": 1}}, shift: ("08:00", "18:00"), woke: "07:00", morale: 70, pay_per_hour: 60), "#
        );
        lines += &format!(
            r#"(id: "l{n}", skill: "shop", minutes: 20, sigma: 0, findings: [(id: "x", given: {{"release": 1, "disk": 1}})]), "#
        );
    }
    tiny(&[
        ("people: [", &format!("people: [{people}")),
        ("inquiries: [", &format!("inquiries: [{lines}")),
    ])
}

/// The same, or the diagnostics in short.
pub(super) fn try_tiny(edits: &[(&str, &str)]) -> Result<Arc<Scenario>, Vec<String>> {
    let mut text = TINY.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "nothing to replace: {from}");
        text = text.replace(from, to);
    }
    let path = "tiny.ron".to_owned();
    match load_sources(&[Source { path, text }], None) {
        Ok(loaded) => Ok(Arc::new(loaded.scenario)),
        Err(problems) => {
            let told = problems.diagnostics.iter();
            Err(told
                .map(|one| format!("{}: {}", one.code, one.message))
                .collect())
        }
    }
}

/// A run in which the commands of a script (`10:07 acknowledge INC-1; …`) are given at their clock times. Refusals are told.
pub(super) fn lead(
    scenario: &Arc<Scenario>,
    seed: u64,
    script: &str,
) -> (Run, Vec<(Tick, String)>) {
    let mut run = Run::new(scenario.clone(), seed, "person");
    let mut refused = Vec::new();
    for order in script
        .split(';')
        .map(str::trim)
        .filter(|order| !order.is_empty())
    {
        let (clock, order) = order.split_once(' ').unwrap();
        let (hours, minutes) = clock.split_once(':').unwrap();
        let of_day: u32 = hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap();
        let tick = Tick((of_day + 1440 - u32::from(scenario.rules.starts_at.0)) % 1440);
        run.step(tick);
        let command = Command::read(order, &scenario.ids).unwrap();
        if let Err(error) = run.propose(Giver::Leader, command) {
            refused.push((tick, format!("refused   {}", error.sentence(scenario))));
        }
    }
    run.step(scenario.rules.ends);
    (run, refused)
}

/// The timeline of such a run: the kinds of event that are asked for, with their facts in the order of their names.
fn play(scenario: &Arc<Scenario>, seed: u64, script: &str, kinds: &[&str]) -> String {
    let (run, refused) = lead(scenario, seed, script);
    let mut lines: Vec<(Tick, String)> = Vec::new();
    for event in run.events() {
        let told = events::written(event, scenario);
        let kind = told["kind"].as_str().unwrap();
        if !kinds.contains(&kind) {
            continue;
        }
        let facts = told.as_object().unwrap().iter();
        let facts = facts.filter(|(name, _)| !["kind", "tick"].contains(&name.as_str()));
        let facts: Vec<String> = facts
            .map(|(_, fact)| fact.to_string().replace('"', ""))
            .collect();
        lines.push((event.tick, format!("{kind:<16} {}", facts.join(" "))));
    }
    lines.extend(refused);
    lines.sort_by_key(|(tick, _)| *tick);
    let mut out = String::new();
    for (tick, line) in lines {
        let clock = scenario.rules.starts_at.plus(i64::from(tick.0));
        writeln!(out, "{clock} {}", line.trim_end()).unwrap();
    }
    out
}

/// The minute in which the first event of a kind happened.
pub(super) fn first(run: &Run, wanted: impl Fn(&What) -> bool) -> Option<u32> {
    let mut events = run.events().iter();
    events
        .find(|event| wanted(&event.what))
        .map(|event| event.tick.0)
}

const MENDING: [&str; 6] = [
    "alert_fired",
    "incident_opened",
    "found",
    "remedy_started",
    "remedy_applied",
    "mitigated",
];

#[test]
fn a_rollback_stops_the_burn_before_the_cause_is_known() {
    let script = "10:08 acknowledge INC-1; 10:08 investigate INC-1 log by ben; 10:08 apply INC-1 roll-back by ada";
    let slow_log = tiny(&[("minutes: 4, sigma: 0", "minutes: 30, sigma: 0")]);
    insta::assert_snapshot!(play(&slow_log, 3, script, &MENDING), @r"
    10:07 alert_fired      0 web
    10:07 alert_fired      0 db
    10:07 incident_opened  INC-1 web
    10:08 remedy_started   INC-1 ada roll-back
    10:12 alert_fired      1 web
    10:12 alert_fired      1 db
    10:19 remedy_applied   INC-1 ada roll-back
    10:19 mitigated        INC-1
    10:24 alert_fired      2 web
    10:24 alert_fired      2 db
    10:51 found            recent INC-1 log ben
    11:12 alert_fired      3 web
    11:12 alert_fired      3 db
    ");
}

#[test]
fn silence_costs_trust_and_an_interruption() {
    let script =
        "10:08 acknowledge INC-1; 10:35 post INC-1 company; 11:05 apply INC-1 roll-back by ada";
    insta::assert_snapshot!(play(&tiny(&[]), 3, script, &["incident_opened", "trust", "interrupted", "posted", "mitigated"]), @r"
    10:07 incident_opened  INC-1 web
    10:27 trust            -6.0 boss {kind:silence,stakeholder:boss}
    10:27 interrupted      60 {kind:silence,stakeholder:boss}
    10:35 posted           company INC-1
    10:35 trust            3.0 boss {audience:company,kind:update}
    10:55 trust            -6.0 boss {kind:silence,stakeholder:boss}
    10:55 interrupted      60 {kind:silence,stakeholder:boss}
    11:15 mitigated        INC-1
    ");
}

#[test]
fn tooling_behind_the_failing_edge_is_slow_until_somebody_opens_a_way_around() {
    // Fails by 60 % so that the tooling serves under half.
    let scenario = tiny(&[
        ("harm: 0.5", "harm: 0.6"),
        (
            "minutes: 6, sigma: 0, effects",
            "minutes: 6, sigma: 0, needs: \"tools\", effects",
        ),
        (
            r#"(id: "swap-disk""#,
            r#"(id: "console", skill: "shop", minutes: 4, sigma: 0, effects: {}, bypasses: "tools"), (id: "swap-disk""#,
        ),
    ]);
    let kinds = ["remedy_started", "remedy_applied", "mitigated"];
    let behind =
        "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 apply INC-1 roll-back by ada";
    insta::assert_snapshot!(play(&scenario, 3, behind, &kinds), @r"
    10:08 remedy_started   INC-1 ada roll-back
    10:25 remedy_applied   INC-1 ada roll-back
    10:25 mitigated        INC-1
    ");
    let around = format!("{behind}; 10:08 apply INC-1 console by ben");
    insta::assert_snapshot!(play(&scenario, 3, &around, &kinds), @r"
    10:08 remedy_started   INC-1 ada roll-back
    10:08 remedy_started   INC-1 ben console
    10:15 remedy_applied   INC-1 ben console
    10:20 remedy_applied   INC-1 ada roll-back
    10:20 mitigated        INC-1
    ");
}

#[test]
fn somebody_in_operations_makes_a_large_group_faster() {
    // One of them may coordinate instead.
    let scenario = crowd(7);
    let script = |crowd: &str| {
        let lines: String = (1..=7)
            .map(|n| format!("; 10:09 investigate INC-1 l{n} by p{n}"))
            .collect();
        format!("10:08 acknowledge INC-1; 10:08 declare INC-1 sev1{crowd}{lines}")
    };
    let found = |crowd: &str| {
        let (run, refused) = lead(&scenario, 3, &script(crowd));
        assert!(refused.is_empty(), "{refused:?}");
        first(&run, |what| matches!(what, What::Found(..)))
    };
    // (1 + .05 · 6 + .01 · 42) · 20 = 34.4 minutes after two to find in; (1 + .03 · 6 + .004 · 42) · 20 = 27.0.
    assert_eq!(
        (found(""), found("; 10:08 role ada operations INC-1")),
        (Some(9 + 2 + 35), Some(9 + 2 + 27))
    );
}

#[test]
fn turning_protection_off_can_let_an_attack_through() {
    let scenario = tiny(&[(
        r#"minutes: 6, sigma: 0, effects: {"release": Fixes})"#,
        r#"minutes: 6, sigma: 0, effects: {"release": Fixes}, exposure: (attacks_per_hour: 2, effects: [Spend(breach, 500), Trust("boss", -8)])),
            (id: "restore", skill: "shop", minutes: 10, sigma: 0, effects: {}, after: "roll-back", ends_exposure_of: "roll-back")"#,
    )]);
    let script = "10:08 acknowledge INC-1; 10:08 apply INC-1 roll-back by ada; 11:20 apply INC-1 restore by ada";
    let kinds = [
        "mitigated",
        "exposure_began",
        "attacked",
        "spent",
        "trust",
        "exposure_ended",
    ];
    insta::assert_snapshot!(play(&scenario, 3, script, &kinds), @r"
    10:18 exposure_began   roll-back
    10:18 mitigated        INC-1
    10:22 attacked         roll-back
    10:22 spent            500.0 breach {kind:attack,remedy:roll-back}
    10:22 trust            -8.0 boss {kind:attack,remedy:roll-back}
    10:32 attacked         roll-back
    10:32 spent            500.0 breach {kind:attack,remedy:roll-back}
    10:32 trust            -8.0 boss {kind:attack,remedy:roll-back}
    11:19 attacked         roll-back
    11:19 spent            500.0 breach {kind:attack,remedy:roll-back}
    11:19 trust            -8.0 boss {kind:attack,remedy:roll-back}
    11:36 exposure_ended   roll-back
    14:00 spent            240.0 regular {kind:hours}
    14:00 spent            240.0 regular {kind:hours}
    ");
}

#[test]
fn an_alert_fires_two_minutes_after_an_82_percent_loss() {
    let owners = super::shipped("waf-regex-2019", "history");
    insta::assert_snapshot!(play(&owners, 7, "", &["fault_began", "alert_fired", "incident_opened", "ended"]), @r"
    13:42 fault_began      bad-rule rule-push
    13:44 alert_fired      0 edge-proxy
    13:44 alert_fired      0 rule-engine
    13:44 alert_fired      0 customer-api
    13:44 alert_fired      0 sign-in
    13:44 incident_opened  INC-1 edge-proxy
    13:48 alert_fired      0 dashboard
    13:48 alert_fired      1 edge-proxy
    13:48 alert_fired      1 rule-engine
    13:48 alert_fired      1 customer-api
    13:48 alert_fired      1 sign-in
    14:00 alert_fired      1 dashboard
    14:00 alert_fired      2 edge-proxy
    14:00 alert_fired      2 rule-engine
    14:00 alert_fired      2 customer-api
    14:00 alert_fired      2 sign-in
    14:03 alert_fired      0 billing
    14:24 alert_fired      2 dashboard
    14:36 alert_fired      1 billing
    14:48 alert_fired      3 edge-proxy
    14:48 alert_fired      3 rule-engine
    14:48 alert_fired      3 customer-api
    14:48 alert_fired      3 dashboard
    14:48 alert_fired      3 sign-in
    15:24 ended
    ");
}

/// Minutes from a step to that share of errors until the first rule of §B2 fires.
fn detected(slo: &str, errors: &str) -> Option<u32> {
    let scenario = tiny(&[
        (
            "slo: 0.999, budget_spent: 0, demand",
            &format!("slo: {slo}, budget_spent: 0, demand"),
        ),
        ("demand_per_minute: 1000", "demand_per_minute: 1000000"),
        ("harm: 0.5", &format!("harm: {errors}")),
        ("minutes: 240", "minutes: 10000"),
        ("onset_minutes: (5, 5)", "onset_minutes: (4320, 4320)"),
    ]);
    let (run, _) = lead(&scenario, 3, "");
    let fired = first(&run, |what| *what == What::AlertFired(ServiceId(0), 0));
    fired.map(|tick| tick - 4320)
}

#[test]
fn the_burn_rate_table_of_b2_holds_to_the_minute() {
    let mut table = String::from("errors ");
    for errors in ["1", "0.1", "0.01"] {
        write!(table, "{errors:>8}").unwrap();
    }
    for slo in ["0.93", "0.99", "0.999", "0.9999"] {
        write!(table, "\n{slo:<7}").unwrap();
        for errors in ["1", "0.1", "0.01"] {
            let got = detected(slo, errors);
            // Detection time of §B2 in whole minutes: the first in which both windows exceed the rate.
            let (bad, target): (f64, f64) = (errors.parse().unwrap(), slo.parse().unwrap());
            let needed = 14.4 * (1.0 - target) / bad;
            let expected = (needed < 1.0 - 1e-9).then(|| {
                let long = (needed * 60.0 + 1e-9).floor() + 1.0;
                let short = (needed * 5.0 + 1e-9).floor() + 1.0;
                long.max(short) as u32
            });
            assert_eq!(got, expected, "{slo} {errors}");
            let shown = got.map_or("never".to_owned(), |minutes| minutes.to_string());
            write!(table, "{shown:>8}").unwrap();
        }
    }
    insta::assert_snapshot!(table, @r"
    errors        1     0.1    0.01
    0.93      never   never   never
    0.99          9   never   never
    0.999         1       9   never
    0.9999        1       1       9
    ");
}

#[test]
fn a_series_of_hard_dependencies_multiplies() {
    // §B4: 0.9999^n over the services of a series.
    for (n, expected) in [(5_u16, 0.9995), (10, 0.9990), (20, 0.9980)] {
        let mut services = String::new();
        for place in 1..n {
            let below = if place + 1 == n {
                String::new()
            } else {
                format!("hard: [\"s{}\"], ", place + 1)
            };
            services += &format!(
                r#"(id: "s{place}", team: "shop", tier: 2, slo: 0.9, budget_spent: 0, healthy: 0.9999, {below}place: (1, 9)), "#
            );
        }
        let scenario = tiny(&[
            ("services: [", &format!("services: [{services}")),
            (
                r#"hard: ["db"], place: (1, 1)"#,
                r#"healthy: 0.9999, hard: ["s1"], place: (1, 1)"#,
            ),
        ]);
        let seen = Run::new(scenario, 3, "person").observe(Viewpoint::Leader);
        let web = seen.services[usize::from(n) - 1].success.ratio();
        let product: f64 = std::iter::repeat_n(0.9999, usize::from(n)).product();
        assert!((web - expected).abs() < 5e-5, "{n}: {web}");
        assert!((web - product).abs() < 1e-6, "{n}: {web}");
    }
}

#[test]
fn the_posterior_equals_bayes_by_hand() {
    let (run, _) = lead(
        &tiny(&[]),
        3,
        "10:08 acknowledge INC-1; 10:08 investigate INC-1 log by ada",
    );
    let found = run.events().iter().find_map(|event| match event.what {
        What::Found(_, _, finding, _) => Some(finding),
        _ => None,
    });
    // "recent": 0.6 · 0.9 against 0.4 · 0.2; "nothing": 0.6 · 0.1 against 0.4 · 0.8.
    let by_hand = if found == Some(0) {
        0.54 / (0.54 + 0.08)
    } else {
        0.06 / (0.06 + 0.32)
    };
    let believed = run.observe(Viewpoint::Leader).incidents[0].belief(CauseId(0));
    assert!(
        (believed - by_hand).abs() < 1e-12,
        "{believed}, not {by_hand}"
    );
    // A remedy that only helps against the other cause settles it.
    let (run, _) = lead(
        &tiny(&[]),
        3,
        "10:08 acknowledge INC-1; 10:08 apply INC-1 swap-disk by ada",
    );
    assert_eq!(
        run.observe(Viewpoint::Leader).incidents[0].belief(CauseId(0)),
        1.0
    );
}

#[test]
fn a_person_who_is_paged_asleep_arrives_later_and_feels_it() {
    let script = "10:08 acknowledge INC-1; 10:08 page cleo; 11:30 rest cleo";
    let of_cleo = |edits: &[(&str, &str)]| {
        let kinds = ["paged", "arrived", "morale", "spent", "sent_to_rest"];
        let told = play(&tiny(edits), 3, script, &kinds);
        let lines = told.lines().filter(|line| line.contains("cleo"));
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    insta::assert_snapshot!(of_cleo(&[]), @r"
    10:08 paged            cleo
    10:08 morale           cleo -4.0 {kind:call_out,person:cleo}
    10:08 spent            90.0 overtime {kind:call_out,person:cleo}
    10:21 arrived          cleo
    10:30 morale           cleo -0.9 {kind:overtime,person:cleo}
    10:45 morale           cleo -0.9 {kind:overtime,person:cleo}
    11:00 morale           cleo -0.9 {kind:overtime,person:cleo}
    11:15 morale           cleo -0.9 {kind:overtime,person:cleo}
    11:30 morale           cleo -0.9 {kind:overtime,person:cleo}
    11:30 sent_to_rest     cleo
    14:00 spent            13.5 overtime {kind:overtime,person:cleo}
    ");
    // Awake at home, it is only free time that is lost.
    let awake = of_cleo(&[(
        r#"("20:00", "04:00")"#,
        r#"("20:00", "04:00"), woke: "08:00""#,
    )]);
    assert!(
        awake.contains("10:08 morale           cleo -2.5"),
        "{awake}"
    );
}

#[test]
fn a_command_waits_until_the_leader_has_time_for_it() {
    let scenario = tiny(&[(
        "attention: Off",
        "attention: Seconds({\"acknowledge\": 30, \"declare\": 90, \"apply\": 60, \"post\": 120})",
    )]);
    let script = "10:08 acknowledge INC-1; 10:08 declare INC-1 sev2; 10:08 apply INC-1 roll-back by ada; 10:08 post INC-1 company";
    insta::assert_snapshot!(play(&scenario, 3, script, &["acknowledged", "declared", "remedy_started", "posted", "mitigated"]), @r"
    10:09 acknowledged     INC-1
    10:10 declared         INC-1 2
    10:11 remedy_started   INC-1 ada roll-back
    10:13 posted           company INC-1
    10:19 mitigated        INC-1
    ");
}

#[test]
fn the_parts_of_every_axis_sum_to_its_score_whoever_leads() {
    for form in ["history", "drawn"] {
        let scenario = super::shipped("waf-regex-2019", form);
        let marks = measure(&scenario, 4);
        for seed in 0..4 {
            let base = base_of(&base_metrics(&scenario, seed));
            for profile in &PROFILES {
                let card = score_above(&led(&scenario, seed, profile.name).unwrap(), &marks, base);
                for axis in &card.axes {
                    let sum: f64 = axis.parts.iter().map(|part| part.points).sum();
                    let what = format!(
                        "{form} {seed} {} {:?}: {sum} of {}",
                        profile.name, axis.axis, axis.raw
                    );
                    assert!((sum - axis.raw).abs() < 1e-6, "{what}");
                }
            }
        }
    }
}

#[test]
fn metrics_from_events_agree_with_the_ledger_of_the_world_to_the_cent() {
    for form in ["history", "drawn"] {
        let scenario = super::shipped("waf-regex-2019", form);
        for seed in 0..6 {
            for profile in &PROFILES {
                let run = led(&scenario, seed, profile.name).unwrap();
                let metrics = Metrics::of(&scenario, run.events(), run.now()).ledger;
                let ledger = run.observe(Viewpoint::Leader).ledger;
                let what = format!("{form} {seed} {}", profile.name);
                assert_eq!(metrics.total, ledger.total.units(), "{what}");
                assert_eq!(metrics.lost_revenue, ledger.lost_revenue.units(), "{what}");
                for line in Line::ALL {
                    let name = format!("{line:?}").to_lowercase();
                    assert_eq!(
                        metrics.lines[&name],
                        ledger.lines[line as usize].units(),
                        "{what} {name}"
                    );
                }
            }
        }
    }
}
