//! One more thing in a scenario that does nothing changes no draw of anything else, wherever in its list it stands: draws are named
//! after what they are for, and not after its place.

use crate::everybody::{Counts, Played, Span, play, world_of};
use crate::random::Dice;
use bridgecall::run::events::written;
use bridgecall::scenario::diagnostics::{Diagnostic, Severity};
use bridgecall::scenario::load::load_sources;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source};
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::draw::heard::{Drawn, during};
use bridgecall::sim::{Command, World, advance, begin, give, resample};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Texts that are put in, each after a text that stands there; and by which name events tell of it: none, where none may.
type Put = (&'static [(&'static str, &'static str)], &'static str);

/// What does nothing, at the front of every list where there is such a thing. No lines of inquiry, for whoever leads an incident looks
/// at all of them, and nobody who waits for news, for they have to be told it.
const INERT: &[Put] = &[
    (
        &[("    sites: [", r#"(id: "spare", utc_offset_minutes: 60), "#)],
        "",
    ),
    (&[("    teams: [", r#""spare", "#)], "spare"),
    (
        &[(
            "    people: [",
            r#"(id: "spare", team: "data", site: "leith", skills: {"data": 0.5}, shift: ("08:00", "17:00"), morale: 70, pay_per_hour: 60, joins: "hire"), "#,
        )],
        "spare",
    ),
    (
        &[(
            "    services: [",
            r#"(id: "spare", team: "data", tier: 3, slo: 0.9, budget_spent: 0, place: (900, 900)), "#,
        )],
        "spare",
    ),
    // Not before the first fault, which is that of the forms; of a team of its own, for how well areas are led goes by what there is to do.
    (
        &[
            ("    teams: [", r#""spare", "#),
            (
                "    services: [",
                r#"(id: "spare", team: "spare", tier: 3, slo: 0.9, budget_spent: 0, place: (900, 900)), "#,
            ),
            (
                "cuts: Runbook),\n            ],\n        ),\n",
                r#"(id: "spare", service: "spare", onset_minutes: (2159, 2159), harm: 0.1, causes: [(id: "spare", prior: 1)], remedies: [(id: "spare", skill: "systems", minutes: 5, sigma: 0.3, effects: {"spare": Fixes})]), "#,
            ),
        ],
        "spare",
    ),
    (
        &[(
            r#"            causes: [(id: "new-season", prior: 1)],
            remedies: ["#,
            r#"(id: "spare", skill: "data", minutes: 5, sigma: 0.3, needs_approval: true, effects: {}), "#,
        )],
        "",
    ),
    (
        &[(
            "    feeds: [",
            r#"(id: "spare", service: "dashboards", wrong_per_hour: 0, stale_per_hour: 0), "#,
        )],
        "",
    ),
    (
        &[(
            "    models: [",
            r#"(id: "spare", service: "dashboards", wrong_per_hour: 0, versions: [(quality: 1)]), "#,
        )],
        "spare",
    ),
    (
        &[(
            "    work: [",
            r#"(id: "spare", kind: "debt", team: "data", skill: "data", minutes_left: 5, delay_per_hour: 0, arrives_minute: 2159), "#,
        )],
        "",
    ),
    (
        &[(
            "    streams: [",
            r#"(id: "spare", kind: "debt", team: "data", skill: "data", minutes: 20, delay_per_hour: 0, per_day: 0, most: 3), "#,
        )],
        "",
    ),
    (
        &[(
            "    pipelines: [",
            r#"(id: "spare", service: "dashboards", stages: [(id: "only", share: 1)]), "#,
        )],
        "",
    ),
    (
        &[(
            "    queues: [",
            r#"(id: "spare", service: "dashboards", severity: 5, per_hour: 0, skill: "data", effort: Fixed(12)), "#,
        )],
        "",
    ),
    (
        &[(
            "    levers: [",
            r#"(id: "spare", what: PagingThreshold("dashboards"), at_start: 100, from: 20, to: 1000), "#,
        )],
        "",
    ),
    (
        &[(
            "    initiatives: [",
            r#"(id: "spare", cost_per_week: 1, fit: {"data": 0.5}, days_to_half: 2), "#,
        )],
        "",
    ),
    (
        &[(
            "    controls: [",
            r#"(id: "spare", lead_time: 0, exception_days_most: 0), "#,
        )],
        "",
    ),
    (
        &[(r#"needs: {"access-list": 0.5"#, r#", "four-eyes": 0"#)],
        "",
    ),
    (&[(r#"needs: {"#, r#""access-list": 0, "#)], ""),
    (
        &[(
            "    audits: [",
            r#"(id: "spare", minute: 2159, needs: {"four-eyes": 0}), "#,
        )],
        "",
    ),
    (
        &[(
            "    vulnerabilities: [",
            r#"(id: "spare", service: "dashboards", known_minute: 2159, patch: "key-rotation"), "#,
        )],
        "",
    ),
    (
        &[(
            "    budgets: [",
            r#"(id: "spare", line: breach, amount: 1000000), "#,
        )],
        "",
    ),
    (
        &[(
            "    messages: [",
            r#"(id: "spare", from: "captain", when: Minute(2000), patience_minutes: 30, answers: [(verb: "agree", effects: [])]), "#,
        )],
        "",
    ),
    (
        &[(
            r#"when: CostAbove(6000), patience_minutes: 90, answers: ["#,
            r#"(verb: "escalate", effects: []), "#,
        )],
        "",
    ),
    (
        &[(
            "    cards: [",
            r#"(id: "spare", when: Minute(2000), deadline_minutes: 60, default: "no", options: [(id: "no", favours: "cost", effects: [])]), "#,
        )],
        "",
    ),
    (
        &[(
            r#"deadline_minutes: 90, default: "later", options: ["#,
            r#"(id: "spare", favours: "cost", effects: []), "#,
        )],
        "",
    ),
    (
        &[(
            r#"(id: "later", favours: "flow", effects: ["#,
            "Spend(cloud, 0), ",
        )],
        "",
    ),
    (
        &[(
            r#"within_minutes: 45, broken: ["#,
            "Spend(cloud, 0), Later(5, []), Chance(0.1, []), ",
        )],
        "",
    ),
    (
        &[(
            r#"(id: "worse-link", effects: ["#,
            "Spend(cloud, 0), Later(5, []), Chance(0.1, []), ",
        )],
        "",
    ),
    (
        &[(
            "    vendors: [",
            r#"(id: "spare", reply_minutes: 10, fix_minutes: 25, effects: []), "#,
        )],
        "",
    ),
    (
        &[(
            "    duties: [",
            r#"(id: "spare", to: "captain", knowable: Minute(2000), within_minutes: 60, source: "Invented"), "#,
        )],
        "",
    ),
    (&[("    injects: [", r#"(id: "spare", effects: []), "#)], ""),
];

/// Until then runs are played: past midnight, when models are measured.
const SPAN: Span = Span {
    from: Tick(0),
    until: Tick(1000),
};

/// The world in which everything occurs, with something put in.
fn with(texts: &[(&str, &str)]) -> Result<Arc<Scenario>, String> {
    let mut sources: Vec<Source> = world_of("tests/worlds", "everything").sources.clone();
    let text = &mut sources[0].text;
    for (after, put_in) in texts {
        let at = text.find(after).ok_or("it has no place")?;
        text.insert_str(at + after.len(), put_in);
    }
    let loaded = load_sources(&sources, None).map_err(|problems| {
        let errors = problems.diagnostics.iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        errors.map(Diagnostic::plain).collect::<String>()
    })?;
    Ok(Arc::new(loaded.scenario))
}

/// What such orders come to: what events tell that are not about the thing put in, and the draws, with those of a future besides.
fn told_and_drawn(
    scenario: &Arc<Scenario>,
    seed: u64,
    orders: &Played,
    from: &Scenario,
    name: &str,
) -> (Vec<String>, Vec<Drawn>) {
    let (mut events, mut refused) = (Vec::new(), Vec::new());
    let drawn = during(|| {
        let mut world = World::new(scenario.clone(), seed);
        begin(&world, &mut events);
        for (tick, giver, command) in &orders.orders {
            advance(&mut world, *tick, &mut events);
            let text = command.written(&from.ids);
            let command = Command::read(&text, &scenario.ids).unwrap();
            if let Err(error) = give(&mut world, *giver, command, &mut events) {
                refused.push(format!("{text}: {error:?}"));
            }
        }
        advance(&mut world, SPAN.until, &mut events);
        resample(&mut world, future_seed(seed, 1));
        advance(&mut world, SPAN.until.plus(120), &mut events);
    });
    let about_it = format!("\"{name}\"");
    let told = events
        .iter()
        .map(|event| written(event, scenario).to_string());
    let told = told.filter(|line| name.is_empty() || !line.contains(&about_it));
    (told.chain(refused).collect(), drawn)
}

#[test]
fn one_more_thing_that_does_nothing_changes_no_draw_and_no_event_of_another() {
    let plain = world_of("tests/worlds", "everything");
    let mut faults = String::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for seed in 0..6 {
        let orders = play(
            &plain,
            seed,
            Dice::new(100 + seed),
            SPAN,
            &mut Counts::new(),
        );
        let (told, drawn) = told_and_drawn(&plain, seed, &orders, &plain, "");
        for (_, purpose, _) in &drawn {
            *kinds.entry(format!("{purpose:?}")).or_default() += 1;
        }
        for (put_in, name) in INERT {
            let changed = match with(put_in) {
                Ok(changed) => changed,
                Err(error) => {
                    faults += &format!("{put_in:?}: {error}\n");
                    continue;
                }
            };
            let (told_now, mut drawn_now) = told_and_drawn(&changed, seed, &orders, &plain, name);
            let mut both = told.iter().zip(&told_now);
            if let Some(at) = both.position(|(one, other)| one != other) {
                let from = at.saturating_sub(5);
                let lines = |of: &[String]| of[from..(at + 3).min(of.len())].join("\n    ");
                let (one, other) = (lines(&told), lines(&told_now));
                let (all, _) = told_and_drawn(&changed, seed, &orders, &plain, "");
                let about = all.iter().filter(|line| line.contains(name)).take(5);
                let about: String = about.map(|line| format!("\n    {line}")).collect();
                faults += &format!(
                    "seed {seed}, with {put_in:?}:\n    {one}\n  is now\n    {other}\n  about it{about}\n"
                );
            }
            drawn_now.sort_unstable();
            let lost = drawn
                .iter()
                .find(|one| drawn_now.binary_search(one).is_err());
            if let Some(lost) = lost {
                faults += &format!("seed {seed}, with {put_in:?}: {lost:?} is not drawn\n");
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    // Kinds of draw that once went by a place in a list were made, and most others. Of slips only whether one is hidden.
    for purpose in ["Chance", "SpeaksUp", "HiddenSlip", "Degrades", "Opinion"] {
        assert!(kinds.contains_key(purpose), "{purpose}: {kinds:?}");
    }
    assert!(kinds.len() >= 25, "{}: {kinds:?}", kinds.len());
}
