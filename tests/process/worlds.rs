//! Small worlds in which markers and patterns are called for: the tiny one, with what each needs besides.

use crate::stories::{crowd, tiny};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, Giver};
use std::sync::Arc;

/// A run led by orders at minutes of the run, `8 acknowledge INC-1; 20 post INC-1 customers`; and what was refused.
pub(super) fn led(scenario: &Arc<Scenario>, script: &str) -> (Run, Vec<String>) {
    let mut run = Run::new(scenario.clone(), 0, "person");
    let mut refused = Vec::new();
    let orders = script.split(';').map(str::trim);
    for order in orders.filter(|order| !order.is_empty()) {
        let (minute, text) = order.split_once(' ').unwrap();
        run.step(Tick(minute.parse().unwrap()));
        let command = Command::read(text, &scenario.ids).unwrap();
        if let Err(error) = run.propose(Giver::Leader, command) {
            refused.push(format!("{order}: {}", error.sentence(scenario)));
        }
    }
    run.step(scenario.rules.ends);
    (run, refused)
}

/// The tiny world at the level at which every marker is rated, with customers who listen: the shop fails by half from minute 5 on.
pub(super) fn shop() -> Arc<Scenario> {
    shop_but(&[])
}

pub(super) fn shop_but(edits: &[(&str, &str)]) -> Arc<Scenario> {
    let customers = r#"stakeholders: [(id: "clients", audience: "customers", trust: 70, patience_minutes: 200), "#;
    let mut all = vec![
        (r#"level: "foundation""#, r#"level: "advanced""#),
        ("stakeholders: [", customers),
    ];
    all.extend(edits);
    tiny(&all)
}

/// What comes before the faults.
fn with(more: &str, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let more = format!("{more} faults: [(");
    let mut all = vec![("faults: [(", more.as_str())];
    all.extend(edits);
    shop_but(&all)
}

const DAN: &str = r#"(id: "dan", team: "care", site: "home", skills: {"shop": SKILL}, shift: ("08:00", "18:00"), woke: "07:00", morale: 70, pay_per_hour: 60), "#;

/// Somebody of another team is at work, too, and can do that much of what the shop does.
pub(super) fn two_teams(skill: &str) -> Arc<Scenario> {
    let people = format!("people: [{}", DAN.replace("SKILL", skill));
    shop_but(&[
        (r#"teams: ["shop"]"#, r#"teams: ["shop", "care"]"#),
        ("people: [", &people),
    ])
}

/// The services belong to a team that knows nothing of them.
pub(super) fn orphaned() -> Arc<Scenario> {
    let people = format!(
        "people: [{}",
        DAN.replace("\"shop\": SKILL", "\"comms\": 1")
    );
    shop_but(&[
        (r#"teams: ["shop"]"#, r#"teams: ["shop", "care"]"#),
        ("people: [", &people),
        (r#"team: "shop", tier"#, r#"team: "care", tier"#),
    ])
}

/// Rolling back takes an hour.
pub(super) fn slow_roll_back() -> Arc<Scenario> {
    shop_but(&[(
        r#"minutes: 6, sigma: 0, effects: {"release": Fixes}"#,
        r#"minutes: 60, sigma: 0, effects: {"release": Fixes}"#,
    )])
}

/// So many people besides, more than a call can use.
pub(super) fn many() -> Arc<Scenario> {
    crowd(30)
}

/// Two facts that somebody outside has to be told within the hour.
pub(super) fn duties() -> Arc<Scenario> {
    let duty = |id: &str| {
        format!(
            r#"(id: "{id}", to: "boss", knowable: Minute(1), within_minutes: 60, source: "Invented, 2026-01-01"),"#
        )
    };
    with(
        &format!("duties: [{}{}],", duty("tell"), duty("tell-more")),
        &[],
    )
}

/// Ada and Ben have been up for 21 hours, Dan has slept; whatever is to be done takes long.
pub(super) fn after_a_night() -> Arc<Scenario> {
    let dan = DAN
        .replace("SKILL", "1")
        .replace("care", "shop")
        .replace("07:00", "07:05");
    shop_but(&[
        (r#"woke: "07:00""#, r#"woke: "13:00""#),
        ("people: [", &format!("people: [{dan}")),
        (
            "minutes: 4, sigma: 0, findings",
            "minutes: 300, sigma: 0, findings",
        ),
        (
            r#"minutes: 6, sigma: 0, effects: {"release": Fixes}"#,
            r#"minutes: 300, sigma: 0, effects: {"release": Fixes}"#,
        ),
    ])
}

/// The same from ten in the evening on, when everybody but Cleo is at home.
pub(super) fn night() -> Arc<Scenario> {
    shop_but(&[(r#"starts_at: "10:00""#, r#"starts_at: "22:00""#)])
}

/// Planned work: the first item is worth by far the most. Two are features, the others repair.
pub(super) fn board(edits: &[(&str, &str)]) -> Arc<Scenario> {
    let item = |id: &str, kind: &str, delay: u32| {
        format!(
            r#"(id: "{id}", kind: "{kind}", team: "shop", skill: "shop", minutes_left: 900, delay_per_hour: {delay}),"#
        )
    };
    let items = [
        item("w1", "feature", 600),
        item("w2", "feature", 1),
        item("w3", "defect", 1),
        item("w4", "defect", 1),
        item("w5", "debt", 1),
        item("w6", "debt", 1),
    ];
    with(&format!("work: [{}],", items.concat()), edits)
}

/// Ada has planned work in hand.
pub(super) fn ada_at_work() -> Arc<Scenario> {
    board(&[(
        r#"woke: "07:00", morale: 70, pay_per_hour: 60),
        (id: "ben""#,
        r#"woke: "07:00", morale: 70, pay_per_hour: 60, works_on: "w1"),
        (id: "ben""#,
    )])
}

/// Twelve short changes on their way through a pipeline.
pub(super) fn pipeline() -> Arc<Scenario> {
    let items: String = (1..=12)
        .map(|n| {
            format!(
                r#"(id: "c{n}", kind: "feature", team: "shop", skill: "shop", minutes_left: 5, delay_per_hour: 1, pipeline: "line"),"#
            )
        })
        .collect();
    with(
        &format!(
            r#"work: [{items}],
            pipelines: [(id: "line", service: "web", debt: 0, stages: [(id: "build", share: 1)],
                deploy: (tests_minutes: 1, change_fail: 0, fault: "slow", batch: 1))],
            levers: [
                (id: "batch", what: BatchSize("line"), at_start: 1, from: 1, to: 50),
                (id: "freeze", what: DeployFreeze, at_start: 0, from: 0, to: 1),
            ],"#
        ),
        &[],
    )
}

/// The fault comes back at these minutes, and a review may ask for something against it.
pub(super) fn recurring(again: &[u32], more: &str, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let cards = again.iter().map(|minute| {
        format!(
            r#"(id: "again-{minute}", when: Minute({minute}), deadline_minutes: 1, default: "yes", options: [(id: "yes", favours: "cost", effects: [Strike("slow")])]),"#
        )
    });
    let cards: String = cards.collect();
    let mut all = vec![(
        "        remedies: [",
        r#"        actions: [(id: "guard", team: "shop", skill: "shop", minutes: 30, cuts: Recurrence(0.9))],
        remedies: ["#,
    )];
    all.extend(edits);
    with(&format!("cards: [{cards}], {more}"), &all)
}

/// What the target of the shop watches can be chosen.
pub(super) fn indicators() -> Arc<Scenario> {
    shop_but(&[(
        r#"hard: ["db"], place: (1, 1)"#,
        r#"hard: ["db"], indicators: [(id: "answered", counts: Availability), (id: "quick", counts: Latency(above_ms: 1200))], place: (1, 1)"#,
    )])
}

/// Units of the shop can be committed to.
pub(super) fn commitments() -> Arc<Scenario> {
    with(
        r#"cloud: (negotiated: 0.1, commitments: [(id: "base", covers: ["web"], discount: 0.28)]),
        levers: [(id: "base", what: Commitment("base"), at_start: 0, from: 0, to: 100)],"#,
        &[(
            r#"hard: ["db"], place: (1, 1)"#,
            r#"hard: ["db"], capacity: (units: 10, requests_per_unit_minute: 1000, cost_per_unit_hour: 0.6, lag_minutes: 5), place: (1, 1)"#,
        )],
    )
}

/// Three days, in which a hole becomes known that has to be gone in one.
pub(super) fn hole() -> Arc<Scenario> {
    with(
        r#"work: [
            (id: "w1", kind: "feature", team: "shop", skill: "shop", minutes_left: 90000, delay_per_hour: 10),
            (id: "patch", kind: "risk", team: "shop", skill: "shop", minutes_left: 60, delay_per_hour: 0),
        ],
        vulnerabilities: [(id: "hole", service: "web", known_minute: 10, rule: Days(1), patch: "patch")],"#,
        &[
            ("minutes: 240", "minutes: 4320"),
            (
                r#"morale: 70, pay_per_hour: 60)"#,
                r#"morale: 70, pay_per_hour: 60, works_on: "w1")"#,
            ),
        ],
    )
}

/// The causes of the tiny world's fault.
pub(super) const CAUSES: &str = r#"(id: "release", prior: 0.6), (id: "disk", prior: 0.4)"#;

/// The fault comes back every twenty minutes; half the time it is the disk, and an automation takes it for a bad release.
pub(super) fn automated() -> Arc<Scenario> {
    let again: Vec<u32> = (2..12).map(|n| 20 * n).collect();
    recurring(
        &again,
        r#"automations: [(id: "medic", fault: "slow", least_sure: 0.1, trust_percent: 100, minutes: 1)],
        levers: [(id: "trust-medic", what: AutomationTrust("medic"), at_start: 100, from: 0, to: 100)],"#,
        &[
            (r#"truth: "release""#, r#"truth: "disk""#),
            (
                CAUSES,
                r#"(id: "release", prior: 0.52), (id: "disk", prior: 0.48)"#,
            ),
        ],
    )
}

/// Sixty days, two teams, practices that take root slowly, controls, and nothing that fails.
pub(super) fn office() -> Arc<Scenario> {
    let dan = DAN.replace("SKILL", "1");
    with(
        r#"initiatives: [
            (id: "trunk", cost_per_week: 100, fit: {"shop": 0.3, "care": 0.2}, pace_gain: 0.3, dip: 0.15, days_to_half: 90),
            (id: "pairs", cost_per_week: 100, fit: {"shop": 0.3, "care": 0.2}, pace_gain: 0.1, dip: 0.1, days_to_half: 90),
        ],
        controls: [(id: "two-eyes", team: "shop", lead_time: 0.1, exception_days_most: 10), (id: "paper", team: "care", lead_time: 0.1, exception_days_most: 10)],
        levers: [
            (id: "two-eyes-on", what: Control("two-eyes"), at_start: 1, from: 0, to: 1),
            (id: "paper-on", what: Control("paper"), at_start: 1, from: 0, to: 1),
        ],"#,
        &[
            (r#"teams: ["shop"]"#, r#"teams: ["shop", "care"]"#),
            ("people: [", &format!("people: [{dan}")),
            ("minutes: 240", "minutes: 86400"),
            ("onset_minutes: (5, 5)", "onset_minutes: (86390, 86390)"),
        ],
    )
}

/// Whoever asks is let down by silence, and by promises that cannot be kept while customers hurt.
pub(super) fn asked(messages: usize) -> Arc<Scenario> {
    let message = |n: usize| {
        format!(
            r#"(id: "m{n}", from: "boss", when: Minute(6), patience_minutes: 30, silence: [Morale(Team("shop"), -8)], answers: [
                (verb: "decline", effects: []),
                (verb: "agree", effects: [], promise: (must: Not(CustomersHurt), within_minutes: 30)),
            ]),"#
        )
    };
    let messages: String = (1..=messages).map(message).collect();
    with(
        &format!(
            r#"messages: [{messages}], levers: [(id: "freeze", what: DeployFreeze, at_start: 0, from: 0, to: 1)],"#
        ),
        &[],
    )
}

/// Everybody says that they are worn out.
pub(super) fn worn_out() -> Arc<Scenario> {
    shop_but(&[("morale: 70", "morale: 30")])
}
