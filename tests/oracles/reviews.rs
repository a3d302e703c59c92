//! Reviews: what is learnt from an incident, and what comes of it once the action items are done.

use crate::core::assert_exact;
use crate::stories::lead;
use bridgecall::observe::Viewpoint;
use bridgecall::run::Run;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::sim::{Command, Giver, What, World, advance, give};
use std::sync::Arc;

/// A fault that comes about twelve times a day, two people, and three things to do about it.
const LEAK: &str = r#"(
    format: 1, id: "leak", level: "foundation", track: "sre",
    starts_at: "06:00", minutes: 960, play_minutes: 10, currency: "EUR", attention: Off,
    sites: [(id: "home", utc_offset_minutes: 0)],
    teams: ["shop"],
    people: [
        (id: "ada", team: "shop", site: "home", skills: {"shop": 1}, shift: ("06:00", "22:00"), woke: "05:00", morale: 70, pay_per_hour: 60),
        (id: "ben", team: "shop", site: "home", skills: {"shop": 1}, shift: ("06:00", "22:00"), woke: "05:00", morale: 70, pay_per_hour: 60),
    ],
    services: [
        (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1000, place: (1, 1)),
    ],
    faults: [(
        id: "leak", service: "web", harm: 0.5, hazard: (per_day: 12),
        causes: [(id: "pool", prior: 1)],
        inquiries: [(id: "log", skill: "shop", minutes: 60, sigma: 0, findings: [(id: "full", given: {"pool": 1})])],
        remedies: [(id: "restart", skill: "shop", minutes: 4, sigma: 0, effects: {"pool": Fixes})],
        actions: [
            (id: "bound-the-pool", team: "shop", skill: "shop", minutes: 30, cuts: Recurrence(0.8)),
            (id: "watch-the-pool", team: "shop", skill: "shop", minutes: 30, cuts: Detection(5)),
            (id: "write-it-down", team: "shop", skill: "shop", minutes: 30, cuts: Runbook),
        ],
    )],
)"#;

fn leak(edits: &[(&str, &str)]) -> Arc<Scenario> {
    let mut text = LEAK.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "nothing to replace: {from}");
        text = text.replace(from, to);
    }
    let path = "leak.ron".to_owned();
    let loaded = load_sources(&[Source { path, text }], None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

/// It strikes once, at that minute, and again at another.
fn twice(first: u32, again: u32, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let hazard = format!("onset_minutes: ({first}, {first})");
    let cards = format!(
        r#"cards: [(id: "again", when: Minute({}), deadline_minutes: 1, default: "yes", options: [(id: "yes", favours: "cost", effects: [Strike("leak")])])],
    faults: [("#,
        again - 1
    );
    let mut all = vec![
        ("hazard: (per_day: 12)", hazard.as_str()),
        ("faults: [(", &cards),
    ];
    all.extend(edits);
    leak(&all)
}

fn ticks(run: &Run, wanted: impl Fn(What) -> bool) -> Vec<u32> {
    let events = run.events().iter();
    let wanted = events.filter(|event| wanted(event.what));
    wanted.map(|event| event.tick.0).collect()
}

/// Has Ben end every occurrence, and Ada review the first one as the plan says and do what comes of it. When each occurrence
/// began, and when the item was done.
fn occurrences(scenario: &Arc<Scenario>, seed: u64, plan: Option<&str>) -> (Vec<u32>, Option<u32>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    let mut read = 0;
    let mut orders: Vec<String> = Vec::new();
    let (mut began, mut done) = (Vec::new(), None);
    while !world.over() {
        let next = world.now().plus(5);
        advance(&mut world, next, &mut events);
        for event in &events[read..] {
            match event.what {
                What::FaultBegan(..) => began.push(event.tick.0),
                What::IncidentOpened(incident, _) => {
                    orders.push(format!("acknowledge {incident}"));
                    orders.push(format!("apply {incident} restart by ben"));
                }
                What::Mitigated(incident) => {
                    orders.push(format!("resolve {incident}"));
                    if let Some(plan) = plan.filter(|_| incident.0 == 0) {
                        orders.push(format!("schedule-review {incident} {plan}"));
                        orders.push(format!("review {incident} by ada"));
                    }
                }
                What::CameIn(item, _) if item.0 == 0 => {
                    orders.push("work ada on bound-the-pool".into());
                }
                What::WorkDone(item) if item.0 == 0 => done = Some(event.tick.0),
                _ => {}
            }
        }
        read = events.len();
        orders.retain(|order| {
            let command = Command::read(order, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).is_err()
        });
    }
    (began, done)
}

#[test]
fn a_reviewed_class_recurs_measurably_less_and_a_token_review_changes_little() {
    let scenario = leak(&[]);
    let seeds = 1000;
    let mean = |all: &[f64]| {
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let square = all
            .iter()
            .map(|one| (one - mean) * (one - mean))
            .sum::<f64>();
        (
            mean,
            (square / all.len() as f64).sqrt() / (all.len() as f64).sqrt(),
        )
    };
    let arms = ["blameless deep", "blameless shallow"].map(|plan| {
        // Occurrences after the item was done, in the same seed with and without the review.
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for seed in 0..seeds {
            let (reviewed, done) = occurrences(&scenario, seed, Some(plan));
            let Some(done) = done else { continue };
            let (other, _) = occurrences(&scenario, seed, None);
            let after = |began: &[u32]| began.iter().filter(|tick| **tick > done).count() as f64;
            with.push(after(&reviewed));
            without.push(after(&other));
        }
        let saved: Vec<f64> = without.iter().zip(&with).map(|(a, b)| a - b).collect();
        let (with, without, saved) = (mean(&with), mean(&without), mean(&saved));
        let left = with.0 / without.0;
        let error = ((with.1 / without.0).powi(2) + (left * without.1 / without.0).powi(2)).sqrt();
        println!("{plan}: {left:.3} ± {error:.3} of {:.2} recur", without.0);
        assert!(saved.0 > 3.0 * saved.1, "{plan}: {saved:?}");
        (left, error)
    });
    // What is left is 1 − w c: the item cuts four in five, and is worth all of that or two fifths.
    for ((left, error), expected) in arms.into_iter().zip([0.2, 0.68]) {
        assert!(
            (left - expected).abs() <= 3.0 * error,
            "{left} ± {error}, not {expected}"
        );
    }
}

#[test]
fn a_blaming_review_teaches_less_and_hurts_morale() {
    let scenario = twice(5, 900, &[]);
    let of = |plan: &str| {
        let script = format!(
            "06:10 acknowledge INC-1; 06:10 apply INC-1 restart by ben; 06:20 schedule-review INC-1 {plan}; 06:20 review INC-1 by ada"
        );
        let (run, refused) = lead(&scenario, 1, &script);
        assert!(refused.is_empty(), "{refused:?}");
        let items = ticks(&run, |what| matches!(what, What::CameIn(..))).len();
        let moved: i32 = run
            .events()
            .iter()
            .filter_map(|event| match event.what {
                What::Morale(_, milli, bridgecall::sim::Why::Review(_)) => Some(milli),
                _ => None,
            })
            .sum();
        let held = ticks(&run, |what| matches!(what, What::Reviewed(..)))[0];
        (items, moved.signum(), held)
    };
    assert_eq!(of("blameless deep"), (3, 1, 20 + 2 + 180));
    assert_eq!(of("blameless shallow"), (1, 0, 20 + 2 + 45));
    assert_eq!(of("blaming deep"), (1, -1, 20 + 2 + 180));
    assert_eq!(of("blaming shallow"), (0, -1, 20 + 2 + 45));
}

#[test]
fn an_alert_of_its_own_finds_the_next_occurrence_sooner_and_a_late_review_makes_it_slower() {
    // Where the budget is wide, the burn rate alone takes most of an hour to tell.
    let wide = ("slo: 0.999", "slo: 0.95");
    let opened = |days_later: u32, work: bool| {
        let scenario = twice(
            5,
            13000,
            &[
                wide,
                ("minutes: 960", "minutes: 13500"),
                ("harm: 0.5", "harm: 0.74"),
            ],
        );
        let mut world = World::new(scenario.clone(), 1);
        let mut events = Vec::new();
        let mut orders = vec![
            (80, "acknowledge INC-1"),
            (80, "apply INC-1 restart by ben"),
            (100, "schedule-review INC-1 blameless deep"),
        ];
        let later = 100 + days_later * 1440;
        orders.push((later + 60, "review INC-1 by ada"));
        if work {
            orders.push((later + 300, "work ada on watch-the-pool"));
        }
        for (tick, order) in orders {
            advance(&mut world, Tick(tick), &mut events);
            let command = Command::read(order, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
        }
        advance(&mut world, Tick(13500), &mut events);
        let mut opened = events.iter().filter_map(|event| match event.what {
            What::IncidentOpened(..) => Some(event.tick.0),
            _ => None,
        });
        opened.next_back().unwrap()
    };
    assert_eq!(opened(0, true), 13005);
    assert_eq!(opened(7, true), 13010);
    assert!(opened(0, false) > 13010, "{}", opened(0, false));
}

#[test]
fn a_runbook_makes_diagnosis_about_three_times_as_fast() {
    let scenario = twice(5, 700, &[]);
    let minutes = |write: &str| {
        let script = format!(
            "06:10 acknowledge INC-1; 06:10 apply INC-1 restart by ben; 06:20 schedule-review INC-1 blameless deep; \
            06:20 review INC-1 by ada; {write} 17:50 acknowledge INC-2; 17:50 investigate INC-2 log by ada"
        );
        let (run, refused) = lead(&scenario, 1, &script);
        assert!(refused.is_empty(), "{refused:?}");
        let started = ticks(&run, |what| matches!(what, What::InquiryStarted(..)))[0];
        let found = ticks(&run, |what| matches!(what, What::Found(..)))[0];
        // Finding one's way in takes two minutes either way.
        found - started - 2
    };
    let (without, with) = (minutes(""), minutes("09:40 work ben on write-it-down;"));
    assert!(
        (without..=without + 3).contains(&(with * 3)),
        "{with} and {without}"
    );
}

#[test]
fn a_review_comes_after_the_harm_once_and_its_items_stand_on_the_board() {
    let scenario = twice(5, 900, &[]);
    let script = "06:10 acknowledge INC-1; 06:10 schedule-review INC-1 blameless deep; 06:10 apply INC-1 restart by ben; \
        06:20 review INC-1 by ada; 06:20 schedule-review INC-1 blameless deep; 06:20 review INC-1 by ada; 06:21 review INC-1 by ben; \
        09:30 schedule-review INC-1 blaming deep";
    let (run, refused) = lead(&scenario, 1, script);
    let refused: Vec<_> = refused
        .iter()
        .map(|(_, why)| why.trim_start_matches("refused").trim())
        .collect();
    assert_eq!(
        refused,
        [
            "INC-1 still does harm; review it when that is over",
            "say first how INC-1 will be reviewed: schedule it",
            "INC-1 was reviewed, or somebody is at it",
            "INC-1 was reviewed, or somebody is at it",
        ]
    );
    let seen = run.observe(Viewpoint::Leader);
    assert_eq!(seen.work.len(), 3);
    assert!(
        seen.work
            .iter()
            .all(|item| item.action_of == Some(FaultId(0)))
    );
}

#[test]
fn reviews_and_what_is_learnt_are_the_same_however_time_is_split() {
    let scenario = twice(5, 900, &[]);
    assert_exact(
        &scenario,
        &[
            (10, "acknowledge INC-1"),
            (10, "apply INC-1 restart by ben"),
            (20, "schedule-review INC-1 blameless deep"),
            (21, "review INC-1 by ada"),
            (300, "work ada on watch-the-pool"),
            (301, "work ben on bound-the-pool"),
        ],
    );
}

#[test]
fn an_alert_of_its_own_tells_of_a_leak_that_no_dashboard_shows() {
    let scenario = twice(
        5,
        900,
        &[
            (
                "harm: 0.5",
                "harm: 0.5, kind: \"spend-leak\", leak_per_hour: 9, noticed_per_day: 0.001, recurs_per_day: 3",
            ),
            ("when: Minute(899)", "when: Minute(5)"),
            ("onset_minutes: (5, 5)", "onset_minutes: (959, 959)"),
        ],
    );
    let orders = [
        (10, "acknowledge INC-1"),
        (10, "apply INC-1 restart by ben"),
        (20, "schedule-review INC-1 blameless deep"),
        (21, "review INC-1 by ada"),
        (300, "work ada on watch-the-pool"),
    ];
    assert_exact(&scenario, &orders);
    let mut told = 0;
    for seed in 0..20 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        for (tick, order) in orders {
            advance(&mut world, Tick(tick), &mut events);
            let command = Command::read(order, &scenario.ids).unwrap();
            // Where it comes back at once, the second is in the way of the first.
            let _ = give(&mut world, Giver::Leader, command, &mut events);
        }
        advance(&mut world, Tick(940), &mut events);
        let of = |wanted: fn(&What) -> bool| {
            let found = events.iter().filter(move |event| wanted(&event.what));
            found.map(|event| event.tick.0).collect::<Vec<_>>()
        };
        let done = of(|what| matches!(what, What::WorkDone(_)));
        let began = of(|what| matches!(what, What::FaultBegan(..)));
        let opened = of(|what| matches!(what, What::IncidentOpened(..)));
        let Some(&done) = done.first() else { continue };
        for again in began.iter().filter(|&&tick| tick > done && tick < 930) {
            assert!(opened.contains(&(again + 5)), "{again}: {opened:?}");
            told += 1;
        }
    }
    assert!(told > 5, "{told}");
}

#[test]
fn a_review_is_due_within_five_working_days() {
    let due = |day: &str| {
        let scenario = leak(&[(
            "starts_at: \"06:00\",",
            &format!("starts_at: \"06:00\", starts_on: \"{day}\","),
        )]);
        bridgecall::sim::work::review_due(&scenario.rules, Tick(60)).0 - 60
    };
    assert_eq!(due("monday"), 7 * 1440);
    assert_eq!(due("friday"), 7 * 1440);
    assert_eq!(due("saturday"), 6 * 1440);
    assert_eq!(due("sunday"), 5 * 1440);
}
