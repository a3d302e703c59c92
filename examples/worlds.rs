//! Writes the worlds of the benchmarks, one a level, into `benches/worlds/`: `cargo run --no-default-features --example worlds`.
//!
//! They have the size that their level names, not a story: the figures of design §12 are measured on them until scenarios of that
//! size exist. The same text comes out every time.

use std::fmt::Write;

/// How large a world is.
struct Size {
    id: &'static str,
    level: &'static str,
    minutes: u32,
    services: usize,
    teams: usize,
    people_per_team: usize,
    /// People that an entry stands for.
    heads: usize,
    faults_per_service: usize,
}

const SIZES: [Size; 3] = [
    Size {
        id: "foundation",
        level: "foundation",
        minutes: 8 * 60,
        services: 8,
        teams: 2,
        people_per_team: 4,
        heads: 1,
        faults_per_service: 1,
    },
    Size {
        id: "professional",
        level: "professional",
        minutes: 14 * 24 * 60,
        services: 30,
        teams: 6,
        people_per_team: 7,
        heads: 1,
        faults_per_service: 1,
    },
    Size {
        id: "advanced",
        level: "advanced",
        minutes: 92 * 24 * 60,
        services: 60,
        teams: 12,
        people_per_team: 3,
        heads: 8,
        faults_per_service: 1,
    },
];

/// Sites with their offsets, and a shift for each that together go around the clock.
const SITES: [(&str, i32); 3] = [("dublin", 0), ("denver", -420), ("pune", 330)];

fn main() -> std::io::Result<()> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/worlds");
    for size in &SIZES {
        std::fs::write(format!("{folder}/{}.ron", size.id), world(size))?;
    }
    Ok(())
}

fn world(size: &Size) -> String {
    let mut text = format!(
        "// Written by `cargo run --no-default-features --example worlds`; every number is invented.\n(\n    format: 1, id: \"{}\", \
         level: \"{}\", track: \"sre\",\n    starts_at: \"08:00\", minutes: {}, play_minutes: 30, currency: \"EUR\",\n",
        size.id, size.level, size.minutes
    );
    let mut part = |name: &str, lines: String| {
        let _ = writeln!(text, "    {name}: [\n{lines}    ],");
    };
    part(
        "sites",
        lines(
            SITES
                .iter()
                .map(|(site, offset)| format!("(id: \"{site}\", utc_offset_minutes: {offset})")),
        ),
    );
    part(
        "teams",
        lines((0..size.teams).map(|team| format!("\"team-{team}\""))),
    );
    part(
        "people",
        lines((0..size.teams * size.people_per_team).map(|n| person(size, n))),
    );
    part("rotas", lines((0..size.teams).map(|team| rota(size, team))));
    part(
        "services",
        lines((0..size.services).map(|n| service(size, n))),
    );
    part(
        "faults",
        lines((0..size.services * size.faults_per_service).map(|n| fault(size, n))),
    );
    part(
        "pipelines",
        lines((0..size.teams).map(|team| pipeline(size, team))),
    );
    part("streams", lines((0..size.teams).map(stream)));
    part("queues", lines((0..3).map(queue)));
    part(
        "levers",
        lines((0..size.teams).flat_map(|team| levers(size, team))),
    );
    part("stakeholders", lines(stakeholders()));
    part("messages", lines((0..4).map(message)));
    part("cards", lines((0..4).map(card)));
    text.push_str(")\n");
    text
}

fn lines(items: impl IntoIterator<Item = String>) -> String {
    items
        .into_iter()
        .map(|item| format!("        {item},\n"))
        .collect()
}

fn person(size: &Size, n: usize) -> String {
    let team = n % size.teams;
    // Foundation's shift is a day of one site; at the others the sites follow the sun.
    let site = if size.level == "foundation" {
        0
    } else {
        n / size.teams % SITES.len()
    };
    let heads = if size.heads > 1 {
        format!(", heads: {}", size.heads)
    } else {
        String::new()
    };
    let shift = if n / size.teams + 1 == size.people_per_team {
        "(\"16:00\", \"00:00\")"
    } else {
        "(\"08:00\", \"16:30\")"
    };
    format!(
        "(id: \"p{n}\", team: \"team-{team}\", site: \"{}\", skills: {{\"code\": {}, \"systems\": {}}}, shift: {shift}, \
         woke: \"06:{:02}\", morale: {}, pay_per_hour: {}, on_call: {}{heads})",
        SITES[site].0,
        0.6 + (n % 5) as f64 / 10.0,
        0.5 + (n % 4) as f64 / 8.0,
        n % 60,
        65 + n % 20,
        40 + n % 30,
        n < size.teams,
    )
}

fn rota(size: &Size, team: usize) -> String {
    let people: Vec<String> = (0..size.people_per_team)
        .map(|n| format!("\"p{}\"", team + n * size.teams))
        .collect();
    format!("(team: \"team-{team}\", people: [{}])", people.join(", "))
}

/// A tree with a soft edge here and there: service 0 is what customers see.
fn service(size: &Size, n: usize) -> String {
    let children: Vec<usize> = [2 * n + 1, 2 * n + 2]
        .into_iter()
        .filter(|&child| child < size.services)
        .collect();
    let hard: Vec<String> = children
        .iter()
        .take(1)
        .map(|child| format!("\"s{child}\""))
        .collect();
    let soft: Vec<String> = children
        .iter()
        .skip(1)
        .map(|child| format!("\"s{child}\": 0.4"))
        .collect();
    let front = n < 2;
    let demand = if front {
        "demand_per_minute: 6000, demand_curves: [Day(peak_at: \"14:00\", low: 0.3)], revenue_per_request: 0.01, "
    } else {
        ""
    };
    format!(
        "(id: \"s{n}\", team: \"team-{}\", tier: {}, slo: {}, budget_spent: 0.2, {demand}healthy: 0.99995, hard: [{}], \
         soft: {{{}}}, attempts: 2, retry_budget: 0.1, latency_ms: 40, timeout_ms: 1000, \
         capacity: (units: 24, requests_per_unit_minute: 900, cost_per_unit_hour: 0.4, lag_minutes: 4, \
         autoscale: (target: 0.6, most: 60, every_minutes: 5)), place: ({}, {}))",
        n % size.teams,
        if front { 1 } else { 2 + n % 2 },
        if front { 0.999 } else { 0.995 },
        hard.join(", "),
        soft.join(", "),
        n % 10 * 100,
        n / 10 * 150,
    )
}

/// A shift sees one of each; over weeks they come by hazard.
fn fault(size: &Size, n: usize) -> String {
    let service = n % size.services;
    let onset = if size.level == "foundation" {
        format!("onset_minutes: ({}, {})", 30 + n * 40, 60 + n * 40)
    } else {
        "hazard: (per_day: 0.05)".to_owned()
    };
    let recurs = if size.level == "foundation" {
        ""
    } else {
        ", recurs_per_day: 0.05"
    };
    format!(
        "(id: \"f{n}\", service: \"s{service}\", {onset}, harm: {}, ramp_minutes: {}{recurs}, causes: [(id: \"c{n}-release\", prior: 0.5), \
         (id: \"c{n}-load\", prior: 0.3), (id: \"c{n}-disk\", prior: 0.2)], inquiries: [\
         (id: \"i{n}-log\", skill: \"code\", minutes: 8, sigma: 0.5, findings: [\
         (id: \"new\", given: {{\"c{n}-release\": 0.8, \"c{n}-load\": 0.3, \"c{n}-disk\": 0.1}}), \
         (id: \"old\", given: {{\"c{n}-release\": 0.2, \"c{n}-load\": 0.7, \"c{n}-disk\": 0.9}})]), \
         (id: \"i{n}-graph\", skill: \"systems\", minutes: 6, sigma: 0.5, findings: [\
         (id: \"full\", given: {{\"c{n}-release\": 0.2, \"c{n}-load\": 0.9, \"c{n}-disk\": 0.5}}), \
         (id: \"idle\", given: {{\"c{n}-release\": 0.8, \"c{n}-load\": 0.1, \"c{n}-disk\": 0.5}})])], remedies: [\
         (id: \"r{n}-back\", skill: \"code\", minutes: 10, sigma: 0.4, effects: {{\"c{n}-release\": Fixes}}), \
         (id: \"r{n}-shift\", skill: \"systems\", minutes: 8, sigma: 0.4, effects: {{\"c{n}-load\": Fixes, \"c{n}-release\": Partial(0.3)}}), \
         (id: \"r{n}-swap\", skill: \"systems\", minutes: 25, sigma: 0.4, effects: {{\"c{n}-disk\": Fixes, \"c{n}-load\": Worse(0.2)}})])",
        0.02 + n as f64 % 4.0 * 0.1,
        n % 3 * 5,
    )
}

fn pipeline(size: &Size, team: usize) -> String {
    format!(
        "(id: \"line-{team}\", service: \"s{}\", stages: [(id: \"build\", share: 0.7, limit: 4), (id: \"check\", share: 0.3, limit: 2)], \
         debt: 20, deploy: (tests_minutes: 20, canary_minutes: 10, change_fail: 0.05, fault: \"f{}\"))",
        team % size.services,
        team % size.services,
    )
}

fn stream(team: usize) -> String {
    format!(
        "(id: \"items-{team}\", kind: \"{}\", team: \"team-{team}\", skill: \"code\", minutes: 240, sigma: 0.6, delay_per_hour: 20, \
         pipeline: \"line-{team}\", per_day: 3, most: 60)",
        ["feature", "defect", "risk", "debt"][team % 4],
    )
}

fn queue(n: usize) -> String {
    format!(
        "(id: \"cases-{n}\", service: \"s{n}\", severity: {}, per_hour: {}, skill: \"systems\", effort: {})",
        n + 2,
        0.05 * (n + 1) as f64,
        ["Exponential(45)", "Lognormal(60, 0.8)", "Gamma(30, 2)"][n],
    )
}

fn levers(size: &Size, team: usize) -> Vec<String> {
    let service = team % size.services;
    vec![
        format!(
            "(id: \"pages-{team}\", what: PagingThreshold(\"s{service}\"), at_start: 100, from: 50, to: 1000)"
        ),
        format!(
            "(id: \"shed-{team}\", what: LoadShedding(\"s{service}\"), at_start: 0, from: 0, to: 90)"
        ),
    ]
}

fn stakeholders() -> Vec<String> {
    vec![
        "(id: \"head\", audience: \"company\", trust: 70, patience_minutes: 30)".into(),
        "(id: \"shop\", audience: \"customers\", trust: 60, patience_minutes: 45, monthly_fee: 40000)".into(),
    ]
}

fn message(n: usize) -> String {
    format!(
        "(id: \"ask-{n}\", from: \"head\", when: MinutesSinceFirstAlert({}), patience_minutes: 20, \
         answers: [(verb: \"agree\", effects: [Trust(\"head\", 2)]), (verb: \"decline\", effects: [Trust(\"head\", -2)])])",
        10 + n * 45
    )
}

fn card(n: usize) -> String {
    let when = [
        "All([Declared(2), MinutesSinceFirstAlert(5)])",
        "Believed(\"c0-release\", 0.8)",
        "MinutesSinceMitigation(15)",
        "Any([Applied(\"r0-back\"), Below(\"s0\", 0.8)])",
    ][n];
    format!(
        "(id: \"choice-{n}\", when: {when}, deadline_minutes: 30, default: \"wait\", options: [\
         (id: \"wait\", favours: \"flow\", effects: []), (id: \"act\", favours: \"reliability\", effects: [Spend(purchases, 500), \
         Chance(0.5, [Trust(\"shop\", 3)])])])"
    )
}
