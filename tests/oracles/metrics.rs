//! Metrics once more, from the lines of `--events` and the scenario alone, by another way than `score` takes: what holds is kept
//! minute by minute, and everything is counted from text. DORA's and the Flow Framework's are in `work.rs`.

use crate::everybody::world_of;
use bridgecall::run::{Run, events};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::LeverId;
use bridgecall::score::metrics::Metrics;
use bridgecall::score::played;
use bridgecall::sim::{Command, Giver};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Metrics by their keys in `docs/metrics.md`, with the ids of the scenario.
type Told = BTreeMap<String, f64>;

fn lines(run: &Run) -> Vec<Value> {
    let told = run.events().iter();
    let lines = told.map(|event| events::written(event, run.scenario()).to_string());
    lines
        .map(|line| serde_json::from_str(&line).unwrap())
        .collect()
}

fn text<'a>(line: &'a Value, name: &str) -> &'a str {
    line[name].as_str().unwrap()
}

fn of_kind<'a>(lines: &'a [Value], kind: &'a str) -> impl Iterator<Item = &'a Value> {
    lines.iter().filter(move |line| line["kind"] == kind)
}

fn tick(line: &Value) -> usize {
    line["tick"].as_u64().unwrap() as usize
}

/// Tells everything in a JSON document that is no object, by its path.
fn walk(value: &Value, path: &str, tell: &mut dyn FnMut(&str, &Value)) {
    let Value::Object(map) = value else {
        return tell(path, value);
    };
    for (key, value) in map {
        let dot = if path.is_empty() { "" } else { "." };
        walk(value, &format!("{path}{dot}{key}"), tell);
    }
}

fn measured(run: &Run) -> Told {
    let metrics = Metrics::of(run.scenario(), run.events(), run.now());
    let mut told = Told::new();
    walk(
        &serde_json::to_value(&metrics).unwrap(),
        "",
        &mut |path, value| {
            told.extend(value.as_f64().map(|number| (path.to_owned(), number)));
        },
    );
    told
}

/// The incidents, found by their names in the text.
fn incidents(lines: &[Value], ends: usize, told: &mut Told) {
    let starts = [
        "triage_started",
        "inquiry_started",
        "remedy_started",
        "role_taken",
    ];
    let mut by_severity: BTreeMap<String, Vec<(usize, usize, bool)>> = BTreeMap::new();
    for opened in of_kind(lines, "incident_opened") {
        let name = text(opened, "incident");
        let about: Vec<&Value> = lines
            .iter()
            .filter(|line| line["incident"] == name)
            .collect();
        if about.iter().any(|line| line["kind"] == "merged") {
            continue;
        }
        let declared = about.iter().rev().find(|line| line["kind"] == "declared");
        let severity = declared.map_or("undeclared".to_owned(), |line| {
            format!("sev{}", line["severity"])
        });
        let came = about
            .iter()
            .find(|line| starts.contains(&text(line, "kind")));
        let closed = about.iter().rev().find(|line| line["kind"] == "resolved");
        let since = |line: Option<&&Value>| line.map_or(ends, |line| tick(line)) - tick(opened);
        let all = by_severity.entry(severity).or_default();
        all.push((since(came), since(closed), closed.is_none()));
    }
    for (severity, all) in by_severity {
        let count = all.len() as f64;
        let mut tell = |key: &str, value: f64| {
            told.insert(format!("severity.{severity}.{key}"), value);
        };
        let product = |of: fn(&(usize, usize, bool)) -> usize| {
            let roots = all
                .iter()
                .map(|one| (of(one).max(1) as f64).powf(1.0 / count));
            roots.product::<f64>()
        };
        tell("count", count);
        tell("still_open", all.iter().filter(|one| one.2).count() as f64);
        tell(
            "wait_min",
            all.iter().map(|one| one.0).sum::<usize>() as f64 / count,
        );
        tell(
            "open_min",
            all.iter().map(|one| one.1).sum::<usize>() as f64 / count,
        );
        tell("wait_geometric_min", product(|one| one.0));
        tell("open_geometric_min", product(|one| one.1));
    }
}

/// Health by the minute, and what it came to.
fn services(scenario: &Scenario, lines: &[Value], ends: usize, told: &mut Told) {
    let usual = bridgecall::sim::services::usual_requests(&scenario.rules);
    let mut lost = 0.0;
    for (place, id) in scenario.ids.services.iter().enumerate() {
        let mut told_of = of_kind(lines, "health").filter(|line| line["service"] == **id);
        let mut next = told_of.next();
        let (mut requests, mut bad, mut now) = (0.0, 0.0, [0.0; 3]);
        for minute in 0..ends {
            while let Some(line) = next.filter(|line| tick(line) <= minute) {
                now = ["requests_per_minute", "bad_per_minute", "losing_per_minute"]
                    .map(|key| line[key].as_f64().unwrap());
                next = told_of.next();
            }
            requests += now[0];
            bad += now[1];
            lost += now[2];
        }
        let rule = &scenario.rules.services[place];
        let availability = if requests > 0.0 {
            1.0 - bad / requests
        } else {
            1.0
        };
        told.insert(format!("services.{id}.availability"), availability);
        // What a month may lose.
        let may = (1.0 - f64::from(rule.slo.0) / 1e6) * f64::from(usual[place]) * 43_200.0;
        let before = f64::from(rule.budget_spent.0) / 1e6;
        let spent = before + if may > 0.0 { bad / may } else { 0.0 };
        told.insert(format!("services.{id}.budget_spent"), spent);
    }
    told.insert("ledger.lost_revenue".to_owned(), lost);
}

/// Every amount of money.
fn money(lines: &[Value], told: &mut Told) {
    let mut total = 0.0;
    for line in of_kind(lines, "spent") {
        let amount = line["amount"].as_f64().unwrap();
        total += amount;
        *told
            .entry(format!("ledger.lines.{}", text(line, "line")))
            .or_default() += amount;
    }
    told.insert("ledger.total".to_owned(), total);
    if of_kind(lines, "cloud_costs").next().is_none() {
        return;
    }
    let sum = |kind: &str, key: &str| {
        of_kind(lines, kind)
            .map(|line| line[key].as_f64().unwrap())
            .sum::<f64>()
    };
    let (used, unused) = (
        sum("commitment_costs", "used"),
        sum("commitment_costs", "unused"),
    );
    // What is not covered is invoiced with the service, what is committed to by itself.
    let uncovered = sum("cloud_costs", "billed");
    for (key, value) in [
        ("list", sum("cloud_costs", "list")),
        ("contracted", sum("cloud_costs", "contracted")),
        ("billed", uncovered + used + unused),
        ("effective", uncovered + used),
        ("unused", unused),
    ] {
        told.insert(format!("ledger.cloud.{key}"), value);
    }
}

fn people(scenario: &Scenario, lines: &[Value], told: &mut Told) {
    let rules = &scenario.rules;
    let place = |line: &Value| {
        let id = text(line, "person");
        scenario
            .ids
            .people
            .iter()
            .position(|one| one == id)
            .unwrap()
    };
    let mut nights = vec![0.0; rules.people.len()];
    for line in of_kind(lines, "paged") {
        // The clock that shows there: that of the site's last move before, or the one at the start.
        let site = rules.people[place(line)].site.at();
        let id = &scenario.ids.sites[site];
        let moved = of_kind(lines, "clocks_moved")
            .filter(|move_| move_["site"] == **id && tick(move_) <= tick(line))
            .last();
        let offset = moved.map_or(i64::from(rules.sites[site].utc_offset_minutes), |move_| {
            move_["utc_offset_minutes"].as_i64().unwrap()
        });
        let clock = i64::from(rules.starts_at.0) + tick(line) as i64 + offset;
        let hour = clock.rem_euclid(1440) / 60;
        if !(6..22).contains(&hour) {
            nights[place(line)] += 1.0;
        }
    }
    let all = nights.iter().sum::<f64>();
    // Half the mean difference of all pairs ÷ the mean.
    let apart = nights
        .iter()
        .flat_map(|a| nights.iter().map(move |b| f64::abs(a - b)));
    let count = nights.len() as f64;
    let gini = match all > 0.0 {
        true => apart.sum::<f64>() / (2.0 * count * all),
        false => 0.0,
    };
    // An item, an incident or a queue, by its name.
    let mut at: BTreeMap<usize, String> = BTreeMap::new();
    for (person, rule) in rules.people.iter().enumerate() {
        if let Some(item) = rule.works_on {
            at.insert(person, format!("work {}", scenario.ids.work[item.at()]));
        }
    }
    let mut queue_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut switches = 0.0;
    for line in lines {
        let subject = match text(line, "kind") {
            "case_opened" => {
                queue_of.insert(text(line, "case"), text(line, "queue"));
                continue;
            }
            "case_taken" => format!("queue {}", queue_of[text(line, "case")]),
            "working" => format!("work {}", text(line, "work")),
            "triage_started" | "inquiry_started" | "remedy_started" | "role_taken" | "split"
            | "review_began" => format!("incident {}", text(line, "incident")),
            _ => continue,
        };
        let before = at.insert(place(line), subject.clone());
        switches += f64::from(u8::from(before.is_some_and(|before| before != subject)));
    }
    let heads = |line: &Value| f64::from(rules.people[place(line)].heads);
    let minutes = |key: &str| {
        of_kind(lines, "hours")
            .map(|line| line[key].as_f64().unwrap())
            .sum::<f64>()
    };
    let called_out = of_kind(lines, "spent")
        .filter(|line| line["line"] == "overtime" && line["why"]["kind"] == "call_out");
    let guaranteed: f64 = called_out.map(|line| heads(&line["why"])).sum();
    let count_of = |kind: &str| of_kind(lines, kind).count() as f64;
    for (key, value) in [
        ("regular_hours", minutes("shift_minutes") / 60.0),
        (
            "overtime_hours",
            minutes("overtime_minutes") / 60.0 + guaranteed,
        ),
        ("pages", count_of("paged")),
        ("night_pages", all),
        ("night_pages_gini", gini),
        ("switches", switches),
        ("exits", count_of("resigned")),
        ("sick_spells", count_of("fell_ill")),
    ] {
        told.insert(format!("people.{key}"), value);
    }
    let mut lowest = f64::INFINITY;
    let mut sum = 0.0;
    for (person, rule) in rules.people.iter().enumerate() {
        let moved = of_kind(lines, "morale").filter(|line| place(line) == person);
        let moved: f64 = moved.map(|line| line["points"].as_f64().unwrap()).sum();
        let morale = f64::from(rule.morale_milli) / 1000.0 + moved;
        (lowest, sum) = (lowest.min(morale), sum + morale);
    }
    told.insert("people.morale".to_owned(), sum / count);
    told.insert("people.morale_lowest".to_owned(), lowest);
}

/// Overtime is what was paid for it: hours again from money, by who is paid what.
fn hours_from_money(scenario: &Scenario, lines: &[Value]) -> f64 {
    // What a card buys of it is by nobody's hours.
    let by_hours = |line: &&Value| line["line"] == "overtime" && line["why"]["person"].is_string();
    let hours = of_kind(lines, "spent").filter(by_hours).map(|line| {
        let id = text(&line["why"], "person");
        let person = scenario
            .ids
            .people
            .iter()
            .position(|one| one == id)
            .unwrap();
        let rate = scenario.rules.people[person].pay_per_hour.units() * 1.5;
        line["amount"].as_f64().unwrap() / rate
    });
    hours.sum()
}

fn alerts(lines: &[Value], told: &mut Told) {
    // A fault's occurrence lasts until it begins again; the first incident about it says who told.
    let mut open: BTreeSet<&str> = BTreeSet::new();
    let (mut pages, mut false_pages, mut faults, mut first) = (0.0, 0.0, 0.0, 0.0);
    for (place, line) in lines.iter().enumerate() {
        match text(line, "kind") {
            "fault_began" => {
                faults += 1.0;
                open.insert(text(line, "fault"));
            }
            "behind" => {
                // Two lines earlier somebody reported, or else it was a page.
                let reported = place >= 2 && lines[place - 2]["kind"] == "reported";
                pages += f64::from(u8::from(!reported));
                false_pages += f64::from(u8::from(!reported && line["source"] == "nothing"));
                if line["source"] == "fault" && open.remove(text(line, "fault")) && !reported {
                    first += 1.0;
                }
            }
            _ => {}
        }
    }
    for (key, value) in [
        ("pages", Some(pages)),
        ("false_pages", Some(false_pages)),
        ("faults", Some(faults)),
        ("paged_first", Some(first)),
        (
            "precision",
            (pages > 0.0).then_some((pages - false_pages) / pages),
        ),
        ("recall", (faults > 0.0).then_some(first / faults)),
    ] {
        told.extend(value.map(|value| (format!("alerts.{key}"), value)));
    }
}

fn parties(scenario: &Scenario, lines: &[Value], told: &mut Told) {
    for (place, id) in scenario.ids.stakeholders.iter().enumerate() {
        let own = |kind: &'static str| {
            let about = move |line: &&Value| match line["message"].as_str() {
                Some(message) => {
                    let at = scenario.ids.messages.iter().position(|one| one == message);
                    scenario.rules.messages[at.unwrap()].from.at() == place
                }
                None => line["stakeholder"] == **id,
            };
            of_kind(lines, kind).filter(about)
        };
        let vows = |kept: bool| own("vow_settled").filter(move |line| line["kept"] == kept);
        let moved: f64 = own("trust")
            .map(|line| line["points"].as_f64().unwrap())
            .sum();
        let trust = f64::from(scenario.rules.stakeholders[place].trust_milli) / 1000.0 + moved;
        for (key, value) in [
            ("trust", trust),
            (
                "promises_made",
                (own("promise_made").count() + own("vowed").count()) as f64,
            ),
            (
                "promises_kept",
                (own("promise_kept").count() + vows(true).count()) as f64,
            ),
            (
                "promises_broken",
                (own("promise_broken").count() + vows(false).count()) as f64,
            ),
        ] {
            told.insert(format!("stakeholders.{id}.{key}"), value);
        }
    }
    for audience in ["customers", "company"] {
        for (key, kind) in [
            ("posted", "posted"),
            ("on_time", "cadence_kept"),
            ("missed", "cadence_missed"),
        ] {
            let count = of_kind(lines, kind).filter(|line| line["audience"] == audience);
            told.insert(format!("updates.{audience}.{key}"), count.count() as f64);
        }
    }
}

fn recomputed(scenario: &Scenario, lines: &[Value]) -> Told {
    let ends = tick(lines.last().unwrap());
    let mut told = Told::new();
    incidents(lines, ends, &mut told);
    services(scenario, lines, ends, &mut told);
    money(lines, &mut told);
    people(scenario, lines, &mut told);
    alerts(lines, &mut told);
    parties(scenario, lines, &mut told);
    told
}

/// Worlds and leaders to measure.
fn runs() -> Vec<Run> {
    let mut runs = Vec::new();
    let mut play = |scenario: &Arc<Scenario>, leader: &str, seeds: u64| {
        runs.extend((0..seeds).map(|seed| played(scenario, seed, leader)));
    };
    for form in ["history", "drawn"] {
        let scenario = crate::shipped("waf-regex-2019", form);
        for leader in ["textbook", "panic", "random", "neglect"] {
            play(&scenario, leader, 3);
        }
    }
    let everything = world_of("tests/worlds", "everything");
    for leader in ["textbook", "panic", "random"] {
        play(&everything, leader, 3);
    }
    runs.push(committed_to_too_much(&everything));
    runs
}

/// Nobody else commits to more than is used.
fn committed_to_too_much(scenario: &Arc<Scenario>) -> Run {
    let mut levers = scenario.ids.levers.iter();
    let lever = levers.position(|id| id == "committed").unwrap();
    let command = Command::Set(LeverId(lever as _), 100);
    let mut run = Run::new(scenario.clone(), 0, "committed");
    run.propose(Giver::Leader, command).unwrap();
    run.step(scenario.rules.ends);
    run
}

#[test]
fn metrics_come_out_the_same_from_lines_of_json_alone() {
    let mut zero: BTreeMap<String, bool> = BTreeMap::new();
    for run in runs() {
        let scenario = run.scenario();
        let lines = lines(&run);
        let what = format!("{} {} {}", scenario.id, run.leader(), run.seed());
        let (measured, again) = (measured(&run), recomputed(scenario, &lines));
        for (key, value) in &measured {
            let elsewhere = ["dora", "flow", "queues", "milestones"];
            let group = key.split('.').next().unwrap();
            let other = match again.get(key) {
                Some(other) => *other,
                // A line of the ledger on which nothing stands is not told.
                None if key.starts_with("ledger.lines.") => 0.0,
                None if elsewhere.contains(&group) => continue,
                None if [
                    "people.safety",
                    "people.peak_sleepiness",
                    "people.interruptions",
                ]
                .contains(&key.as_str()) =>
                {
                    continue;
                }
                None => panic!("{what}: {key} is not recomputed"),
            };
            let near = 1e-6 * value.abs().max(1.0);
            assert!(
                (value - other).abs() < near,
                "{what}: {key} is {value} measured, {other} recomputed"
            );
            *zero.entry(key.clone()).or_insert(true) &= *value == 0.0;
        }
        for key in again.keys() {
            assert!(measured.contains_key(key), "{what}: {key} is not measured");
        }
        if !lines.iter().any(|line| line["kind"] == "joined") {
            let (hours, paid) = (
                measured["people.overtime_hours"],
                hours_from_money(scenario, &lines),
            );
            assert!(
                (hours - paid).abs() < 1e-4 * hours.max(1.0),
                "{what}: {hours} h, {paid} h"
            );
        }
    }
    for key in [
        "alerts.false_pages",
        "alerts.paged_first",
        "people.night_pages",
        "people.night_pages_gini",
        "people.switches",
        "people.overtime_hours",
        "ledger.cloud.unused",
        "updates.company.missed",
    ] {
        assert!(!zero[key], "{key} is 0 in every run");
    }
}

/// A key with a star for every id of a scenario.
fn starred(key: &str) -> String {
    let parts: Vec<&str> = key.split('.').collect();
    match parts[..] {
        ["ledger", "lines", _] => "ledger.lines.*".to_owned(),
        ["flow", "distribution", _] => "flow.distribution.*".to_owned(),
        [
            group @ ("severity" | "queues" | "services" | "stakeholders" | "updates"),
            _,
            key,
        ] => {
            format!("{group}.*.{key}")
        }
        _ => key.to_owned(),
    }
}

#[test]
fn the_page_of_metrics_names_every_key_and_no_other() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/metrics.md"));
    let page = page.unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `"));
    let documented: BTreeSet<String> = rows
        .map(|row| row.split('`').next().unwrap().to_owned())
        .collect();
    let mut real = BTreeSet::new();
    let mut all = runs();
    let desk = crate::shipped("incident-desk-8", "base");
    all.push(played(&desk, 1, "desk"));
    for run in &all {
        let metrics = Metrics::of(run.scenario(), run.events(), run.now());
        walk(
            &serde_json::to_value(&metrics).unwrap(),
            "",
            &mut |path, _| {
                real.insert(starred(path));
            },
        );
    }
    // A world without a bill has no columns of it.
    real.remove("ledger.cloud");
    let undocumented: Vec<&String> = real.difference(&documented).collect();
    let missing: Vec<&String> = documented.difference(&real).collect();
    assert!(
        undocumented.is_empty() && missing.is_empty(),
        "`docs/metrics.md` lacks {undocumented:?} and has {missing:?}, which no run tells"
    );
}
