//! Small stories: a scenario as text, commands at clock times, and the timeline that comes of it.

use bridgecall::run::{Run, events};
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::sim::{Command, Giver, What};
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
