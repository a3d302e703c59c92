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
    /// Entries of people; where there are fewer than people, each is a group.
    entries: usize,
    /// People in all.
    people: usize,
    faults_per_service: usize,
}

const SIZES: [Size; 3] = [
    Size {
        id: "foundation",
        level: "foundation",
        minutes: 8 * 60,
        services: 8,
        teams: 2,
        entries: 8,
        people: 8,
        faults_per_service: 1,
    },
    Size {
        id: "professional",
        level: "professional",
        minutes: 14 * 24 * 60,
        services: 30,
        teams: 6,
        entries: 40,
        people: 40,
        faults_per_service: 1,
    },
    Size {
        id: "advanced",
        level: "advanced",
        minutes: 92 * 24 * 60,
        services: 60,
        teams: 12,
        entries: 36,
        people: 300,
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
    part("people", lines((0..size.entries).map(|n| person(size, n))));
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
    // The sites follow the sun.
    let round = n / size.teams;
    let site = round % SITES.len();
    let more = usize::from(n < size.people % size.entries);
    let heads = match size.people / size.entries + more {
        1 => String::new(),
        heads => format!(", heads: {heads}"),
    };
    let shift = if round == (size.entries - 1) / size.teams {
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
    let people: Vec<String> = (team..size.entries)
        .step_by(size.teams)
        .map(|n| format!("\"p{n}\""))
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
         autoscale: (target: 0.6, most: 60, every_minutes: 5)), alarms: (false_per_day: 0.01, reports_per_million: 100), place: ({}, {}))",
        n % size.teams,
        if front { 1 } else { 2 + n % 2 },
        if front { 0.999 } else { 0.995 },
        hard.join(", "),
        soft.join(", "),
        n % 10 * 100,
        n / 10 * 150,
    )
}

/// What a fault comes of: its share of incidents in percent (§G2.1), the chance that somebody finds a recent change, a strained
/// machine, a failing neighbour, and what ends it with its skill and usual minutes, which are *assumed*.
struct Cause {
    id: &'static str,
    percent: f64,
    shows: [f64; 3],
    remedy: (&'static str, &'static str, u32),
}

const CAUSES: [Cause; 7] = [
    Cause {
        id: "bug",
        percent: 27.0,
        shows: [0.4, 0.3, 0.1],
        remedy: ("switch-off", "code", 16),
    },
    Cause {
        id: "callee",
        percent: 16.4,
        shows: [0.1, 0.2, 0.9],
        remedy: ("reroute", "systems", 14),
    },
    Cause {
        id: "host",
        percent: 15.8,
        shows: [0.1, 0.8, 0.2],
        remedy: ("replace", "systems", 10),
    },
    Cause {
        id: "release",
        percent: 13.2,
        shows: [0.9, 0.3, 0.1],
        remedy: ("roll-back", "code", 5),
    },
    Cause {
        id: "config",
        percent: 12.5,
        shows: [0.8, 0.2, 0.2],
        remedy: ("correct", "code", 7),
    },
    Cause {
        id: "database",
        percent: 10.5,
        shows: [0.2, 0.9, 0.3],
        remedy: ("fail-over", "systems", 12),
    },
    Cause {
        id: "sign-in",
        percent: 4.6,
        shows: [0.3, 0.1, 0.6],
        remedy: ("renew", "systems", 10),
    },
];

/// Lines of inquiry: what they look at, the skill, usual minutes (*assumed*).
const LINES: [(&str, &str, u32); 3] = [
    ("changes", "code", 6),
    ("graphs", "systems", 7),
    ("traces", "code", 10),
];

/// Of the candidates, a fault has these, counted from its own number.
const CANDIDATES: [usize; 4] = [0, 1, 3, 4];

/// Times that, by service: how well it is understood, and how large it is. At one it is minutes, at another hours.
const SCALE: [f64; 5] = [0.1, 0.4, 1.0, 2.0, 4.0];

/// Harm at full strength; one in four is of each kind.
const HARM: [f64; 4] = [0.04, 0.12, 0.3, 0.7];

/// Standard deviation of the logarithm of what lines of inquiry and remedies take (§G2.4: the stages of incidents).
const SIGMA: (f64, f64) = (1.2, 1.3);

/// A shift sees one of each; over weeks they come by hazard, and what it is differs from one to the next.
fn fault(size: &Size, n: usize) -> String {
    let service = n % size.services;
    let onset = if size.level == "foundation" {
        format!("onset_minutes: ({}, {})", 30 + n * 40, 60 + n * 40)
    } else {
        "hazard: (per_day: 0.05), recurs_per_day: 0.05".to_owned()
    };
    let scale = SCALE[n % SCALE.len()];
    let causes = CANDIDATES.map(|place| &CAUSES[(n + place) % CAUSES.len()]);
    // What is well understood mostly comes of the same thing.
    let usual = if scale < 1.0 { 3.0 } else { 1.0 };
    let weight = |cause: &Cause| {
        let first = std::ptr::eq(cause, causes[0]);
        cause.percent * if first { usual } else { 1.0 }
    };
    let sum: f64 = causes.iter().map(|cause| weight(cause)).sum();
    let minutes = |usual: u32| libm::round(f64::from(usual) * scale).max(1.0);
    let id = |cause: &Cause| format!("c{n}-{}", cause.id);
    let share =
        |cause: &Cause| format!("(id: \"{}\", prior: {:.6})", id(cause), weight(cause) / sum);
    let line = |(place, (name, skill, usual)): (usize, &(&str, &str, u32))| {
        let given = |shows: bool| {
            let of = |cause: &&Cause| {
                let shown = cause.shows[place];
                format!(
                    "\"{}\": {:.1}",
                    id(cause),
                    if shows { shown } else { 1.0 - shown }
                )
            };
            joined(causes.iter().map(of))
        };
        format!(
            "(id: \"i{n}-{name}\", skill: \"{skill}\", minutes: {}, sigma: {}, findings: [(id: \"something\", \
             given: {{{}}}), (id: \"nothing\", given: {{{}}})])",
            minutes(*usual),
            SIGMA.0,
            given(true),
            given(false),
        )
    };
    let remedy = |cause: &&Cause| {
        let (name, skill, usual) = cause.remedy;
        format!(
            "(id: \"r{n}-{name}\", skill: \"{skill}\", minutes: {}, sigma: {}, effects: {{\"{}\": Fixes}})",
            minutes(usual),
            SIGMA.1,
            id(cause),
        )
    };
    format!(
        "(id: \"f{n}\", service: \"s{service}\", {onset}, harm: {}, ramp_minutes: {}, causes: [{}], inquiries: [{}], remedies: [{}])",
        HARM[n % HARM.len()],
        n % 3 * 5,
        joined(causes.iter().map(|cause| share(cause))),
        joined(LINES.iter().enumerate().map(line)),
        joined(causes.iter().map(remedy)),
    )
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn pipeline(size: &Size, team: usize) -> String {
    format!(
        "(id: \"line-{team}\", service: \"s{}\", stages: [(id: \"build\", share: 0.7, limit: 4), (id: \"check\", share: 0.3, limit: 2)], \
         debt: 20, deploy: (tests_minutes: 20, canary_minutes: 10, change_fail: 0.05, batch: 4, fault: \"f{}\"))",
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
        "Any([Applied(\"r0-roll-back\"), Below(\"s0\", 0.8)])",
    ][n];
    format!(
        "(id: \"choice-{n}\", when: {when}, deadline_minutes: 30, default: \"wait\", options: [\
         (id: \"wait\", favours: \"flow\", effects: []), (id: \"act\", favours: \"reliability\", effects: [Spend(purchases, 500), \
         Chance(0.5, [Trust(\"shop\", 3)])])])"
    )
}
