//! Work and deployments: batches, queues and priorities against closed forms, and every metric recomputed from raw events.

use crate::allocations::allocations_of;
use crate::core::assert_exact;
use crate::stories::lead;
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::run::{Run, events};
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::scenario::{Scenario, Source, load::load_sources};
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::draw::future_seed;
use bridgecall::sim::work::{GOING_OUT, TO_DEPLOY};
use bridgecall::sim::{Command, Giver, What, World, advance, give, resample};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A team and its pipeline of three stages with limits; deployments that can fail. One day from six to six.
const LINE: &str = r#"(
    format: 1, id: "line", level: "foundation", track: "devops",
    starts_at: "06:00", minutes: 1440, play_minutes: 10, currency: "EUR", attention: Off,
    sites: [(id: "home", utc_offset_minutes: 0)],
    teams: ["shop"],
    people: [PEOPLE],
    services: [
        (id: "web", team: "shop", tier: 1, slo: 0.999, budget_spent: 0, demand_per_minute: 1000, revenue_per_request: 0.01, place: (1, 1)),
    ],
    faults: [(
        id: "bad-release", service: "web", harm: 0.2,
        causes: [(id: "change", prior: 1)],
        remedies: [(id: "undo", skill: "shop", minutes: 6, sigma: 0, effects: {"change": Fixes}, rolls_back: "line")],
    )],
    pipelines: [(
        id: "line", service: "web", debt: 10,
        stages: [(id: "build", share: 0.6, limit: 2), (id: "review", share: 0.15, limit: 1), (id: "test", share: 0.25, limit: 2)],
        deploy: (tests_minutes: 20, caught: 0.4, change_fail: 0.15, fault: "bad-release", board_every_hours: 4),
    )],
    WORK
    levers: [
        (id: "freeze", what: DeployFreeze, at_start: 0, from: 0, to: 1),
        (id: "board", what: ChangeApproval("line"), at_start: 0, from: 0, to: 1),
        (id: "depth", what: TestDepth("line"), at_start: 100, from: 0, to: 400),
        (id: "canary", what: CanaryMinutes("line"), at_start: 0, from: 0, to: 240),
        (id: "batch", what: BatchSize("line"), at_start: 1, from: 1, to: 50),
        (id: "rush", what: Rush("line"), at_start: 0, from: 0, to: 100),
        (id: "build-limit", what: WipLimit("line", "build"), at_start: 2, from: 1, to: 4),
    ],
    stakeholders: [(id: "boss", audience: "company", trust: 70, patience_minutes: 20)],
)"#;

/// Every kind of work, more of it than the team can do.
pub(super) const STREAMS: &str = r#"streams: [
        (id: "feature", kind: "feature", team: "shop", skill: "shop", minutes: 60, sigma: 0.5, delay_per_hour: 40, pipeline: "line", per_day: 40, most: 90),
        (id: "defect", kind: "defect", team: "shop", skill: "shop", minutes: 30, sigma: 0.5, delay_per_hour: 90, pipeline: "line", per_day: 8, most: 30),
        (id: "risk", kind: "risk", team: "shop", skill: "shop", minutes: 40, sigma: 0.5, delay_per_hour: 20, pipeline: "line", per_day: 4, most: 20),
        (id: "debt", kind: "debt", team: "shop", skill: "shop", minutes: 90, sigma: 0.5, delay_per_hour: 5, pipeline: "line", per_day: 4, most: 20),
    ],"#;

/// The scenario with so many people, that work, and some of its text replaced; each edit has to find its text.
pub(super) fn line(people: usize, work: &str, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let names = ["ada", "ben", "cleo", "dan"];
    let people = names.iter().take(people).map(|id| {
        format!(r#"(id: "{id}", team: "shop", site: "home", skills: {{"shop": 1}}, shift: ("06:00", "05:00"), woke: "05:00", morale: 70, pay_per_hour: 60),"#)
    });
    let mut text = LINE
        .replace("PEOPLE", &people.collect::<String>())
        .replace("WORK", work);
    for (from, to) in edits {
        assert!(text.contains(from), "nothing to replace: {from}");
        text = text.replace(from, to);
    }
    let path = "line.ron".to_owned();
    let loaded = load_sources(&[Source { path, text }], None);
    Arc::new(
        loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario,
    )
}

pub(super) fn busy_line(edits: &[(&str, &str)]) -> Arc<Scenario> {
    line(4, STREAMS, edits)
}

/// An item of so many minutes in the pipeline.
fn item(id: &str, minutes: u32, delay_per_hour: u32, more: &str) -> String {
    format!(
        r#"(id: "{id}", kind: "feature", team: "shop", skill: "shop", minutes_left: {minutes}, delay_per_hour: {delay_per_hour}, pipeline: "line"{more}),"#
    )
}

fn work(items: &str) -> String {
    format!("work: [{items}],")
}

/// One stage, without a limit: nothing but the order of the work matters.
const ONE_STAGE: (&str, &str) = (
    r#"stages: [(id: "build", share: 0.6, limit: 2), (id: "review", share: 0.15, limit: 1), (id: "test", share: 0.25, limit: 2)],"#,
    r#"stages: [(id: "build", share: 1)],"#,
);
const NO_LIMIT_LEVER: (&str, &str) = (
    r#"(id: "build-limit", what: WipLimit("line", "build"), at_start: 2, from: 1, to: 4),"#,
    "",
);
const NO_DEBT: (&str, &str) = ("debt: 10", "debt: 0");

/// The day, led by a script.
fn day(scenario: &Arc<Scenario>, seed: u64, script: &str) -> Run {
    let (run, refused) = lead(scenario, seed, script);
    assert!(refused.is_empty(), "{refused:?}");
    run
}

fn metrics(scenario: &Scenario, run: &Run) -> Metrics {
    Metrics::of(scenario, run.events(), scenario.rules.ends)
}

/// Those of the events that are wanted, with their ticks.
fn told<T>(run: &Run, wanted: impl Fn(What) -> Option<T>) -> Vec<(u32, T)> {
    let events = run.events().iter();
    events
        .filter_map(|event| Some((event.tick.0, wanted(event.what)?)))
        .collect()
}

#[test]
fn who_was_sent_to_an_item_returns_to_it_next_morning_whoever_else_is_at_it() {
    let two_days = ("minutes: 1440,", "minutes: 2880,");
    let long = work(&item("long", 9000, 10, ""));
    let scenario = line(2, &long, &[ONE_STAGE, NO_LIMIT_LEVER, two_days]);
    let next_morning = |script: &str| {
        let run = day(&scenario, 1, script);
        let begun = told(&run, |what| match what {
            What::Working(person, _) => Some(person.0),
            _ => None,
        });
        let later = begun.into_iter().filter(|(tick, _)| *tick >= 1440);
        later.map(|(_, person)| person).collect::<Vec<_>>()
    };
    assert_eq!(next_morning(""), [0]);
    assert_eq!(next_morning("06:10 work ben on long"), [0, 1]);
}

#[test]
fn a_batch_of_n_changes_fails_as_often_as_one_less_the_chance_that_all_are_good() {
    let seeds = 3000;
    for (n, caught, p) in [
        (1, "0", 0.05),
        (2, "0", 0.05),
        (5, "0", 0.05),
        (10, "0", 0.05),
        (20, "0", 0.05),
        (5, "0.5", 0.025),
    ] {
        let items: String = (0..n)
            .map(|number| item(&format!("change-{number}"), 1, 1, ""))
            .collect();
        let batch = format!("BatchSize(\"line\"), at_start: {n}");
        let scenario = line(
            1,
            &work(&items),
            &[
                (
                    "caught: 0.4, change_fail: 0.15",
                    &format!("caught: {caught}, change_fail: 0.05"),
                ),
                ("minutes: 1440", "minutes: 300"),
                ("BatchSize(\"line\"), at_start: 1", &batch),
                ONE_STAGE,
                NO_LIMIT_LEVER,
                NO_DEBT,
            ],
        );
        let mut failed = 0;
        for seed in 0..seeds {
            let mut world = World::new(scenario.clone(), u64::from(n) * seeds + seed);
            let mut events = Vec::new();
            advance(&mut world, scenario.rules.ends, &mut events);
            let first = events.iter().find_map(|event| match event.what {
                What::DeployBegan(_, number, size) => Some((number, size)),
                _ => None,
            });
            assert_eq!(first, Some((1, n)));
            let bad = |what| matches!(what, What::DeployFailed(_, 1, _));
            failed += u32::from(events.iter().any(|event| bad(event.what)));
        }
        let good: f64 = (0..n).map(|_| 1.0 - p).product();
        let expected = 1.0 - good;
        let observed = f64::from(failed) / seeds as f64;
        let error = (expected * (1.0 - expected) / seeds as f64).sqrt();
        println!("n {n}, p {p}: {observed:.4}, expected {expected:.4} ± {error:.4}");
        assert!(
            (observed - expected).abs() <= 3.0 * error,
            "n = {n}: {observed} instead of {expected} ± {error}"
        );
    }
}

/// Minutes to find one's way into an item.
const WAY_IN: u32 = 10;

/// What delay costs if the items are done in that order by one person, without anything else.
fn cost_in_order(items: &[(u32, u32)], order: &[usize]) -> f64 {
    let mut clock = 0;
    let mut cost = 0.0;
    for &place in order {
        let (minutes, per_hour) = items[place];
        clock += WAY_IN + minutes;
        cost += f64::from(per_hour) / 60.0 * f64::from(clock);
    }
    cost
}

fn permutations(left: &mut Vec<usize>, done: &mut Vec<usize>, see: &mut impl FnMut(&[usize])) {
    if left.is_empty() {
        see(done);
    }
    for place in 0..left.len() {
        let one = left.remove(place);
        done.push(one);
        permutations(left, done, see);
        done.pop();
        left.insert(place, one);
    }
}

#[test]
fn a_team_that_does_what_is_worth_most_an_hour_first_reaches_the_least_cost_of_delay() {
    let all = [
        (40, 30),
        (15, 80),
        (90, 200),
        (25, 10),
        (60, 45),
        (10, 5),
        (35, 120),
        (70, 20),
    ];
    for n in 2..=all.len() {
        let items = &all[..n];
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        permutations(&mut (0..n).collect(), &mut Vec::new(), &mut |order| {
            let cost = cost_in_order(items, order);
            (least, most) = (least.min(cost), most.max(cost));
        });
        let written: String = items
            .iter()
            .enumerate()
            .map(|(place, (minutes, cost))| item(&format!("item-{place}"), *minutes, *cost, ""))
            .collect();
        // Without a deployment, what is finished is done.
        let deploy = r#"deploy: (tests_minutes: 20, caught: 0.4, change_fail: 0.15, fault: "bad-release", board_every_hours: 4),"#;
        let levers = between("(id: \"board\"", "to: 50),");
        let edits = [
            ONE_STAGE,
            NO_LIMIT_LEVER,
            NO_DEBT,
            (deploy, ""),
            (&levers, ""),
            (", rolls_back: \"line\"", ""),
        ];
        let scenario = line(1, &work(&written), &edits);
        // Smith's rule: by what an hour without it costs, over the minutes that it takes.
        let mut order: Vec<usize> = (0..n).collect();
        let worth =
            |place: &usize| f64::from(items[*place].1) / f64::from(items[*place].0 + WAY_IN);
        order.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
        let play = |order: &[usize]| {
            let ranks = order.iter().zip(1..);
            let script: Vec<String> = ranks
                .map(|(place, rank)| format!("06:00 prioritise item-{place} {rank}"))
                .collect();
            let run = day(&scenario, 1, &script.join("; "));
            metrics(&scenario, &run).flow.delay_cost
        };
        assert!(
            (play(&order) - least).abs() < 1e-6,
            "{n}: {} not {least}",
            play(&order)
        );
        order.reverse();
        assert!(
            (play(&order) - most).abs() < 1e-6,
            "{n}: {} not {most}",
            play(&order)
        );
    }
}

/// The text between two markers, both included.
fn between(from: &str, to: &str) -> String {
    let start = LINE.find(from).unwrap();
    let end = LINE[start..].find(to).unwrap() + start + to.len();
    LINE[start..end].to_owned()
}

#[test]
fn items_in_progress_are_arrivals_times_time_on_the_whole_board_and_in_every_stage() {
    let scenario = busy_line(&[]);
    for seed in 0..4 {
        let run = day(&scenario, seed, "");
        let ends = scenario.rules.ends.0;
        // λ W: how long every item was in each stage, and on the board, by the events.
        let mut stays: BTreeMap<u8, u32> = BTreeMap::new();
        let mut on_board = 0;
        let mut at: BTreeMap<u16, (u8, u32, u32)> = BTreeMap::new();
        for event in run.events() {
            let tick = event.tick.0;
            let (item, stage) = match event.what {
                What::CameIn(item, _) => (item, Some(0)),
                What::Moved(item, _, stage) => (item, Some(stage)),
                What::SentBack(item, _) => (item, Some(0)),
                What::WorkDone(item) => (item, None),
                _ => continue,
            };
            let before = at.get(&item.0).copied();
            let entered = before.map_or(tick, |(_, _, entered)| entered);
            if let Some((stage, since, _)) = before {
                *stays.entry(stage).or_default() += tick - since;
            }
            match stage {
                Some(stage) => drop(at.insert(item.0, (stage, tick, entered))),
                None => {
                    at.remove(&item.0);
                    on_board += tick - entered;
                }
            }
        }
        for (stage, since, entered) in at.values() {
            *stays.entry(*stage).or_default() += ends - since;
            on_board += ends - entered;
        }
        // L: what the board shows, minute by minute.
        let mut shown: BTreeMap<u8, u32> = BTreeMap::new();
        let mut world = World::new(scenario.clone(), seed);
        for minute in 0..ends {
            let seen = Observation::of(&world, Viewpoint::Leader);
            for item in seen.work.iter().filter(|item| item.done.is_none()) {
                *shown.entry(item.stage).or_default() += 1;
            }
            advance(&mut world, Tick(minute + 1), &mut Vec::new());
        }
        assert_eq!(shown, stays, "seed {seed}");
        assert_eq!(shown.values().sum::<u32>(), on_board);
        assert!(stays.contains_key(&TO_DEPLOY) || stays.contains_key(&GOING_OUT));
        let begun = shown.iter().filter(|(stage, _)| **stage != 0);
        let load = f64::from(begun.map(|(_, minutes)| minutes).sum::<u32>()) / f64::from(ends);
        assert!((metrics(&scenario, &run).flow.load - load).abs() < 1e-9);
    }
}

#[test]
fn whoever_is_free_finishes_what_is_begun_and_a_full_stage_holds_what_comes() {
    let items: String = (1..=4)
        .map(|n| item(&format!("item-{n}"), 100, 10, ""))
        .collect();
    let scenario = line(2, &work(&items), &[NO_DEBT]);
    let run = day(&scenario, 1, "");
    let moved = told(&run, |what| match what {
        What::Moved(item, _, stage @ 1..=3) => Some((item.0, stage)),
        What::Blocked(item, _, stage) => Some((item.0, stage + 100)),
        _ => None,
    });
    // Both build for 60 minutes after finding their way in. The review has room for one: the second is held, and who built it
    // finds both stages full until the review is over, 15 minutes later.
    let expected = [
        (1, (0, 1)),
        (1, (1, 1)),
        (71, (0, 2)),
        (71, (1, 101)),
        (71, (2, 1)),
        (86, (0, 3)),
        (86, (1, 2)),
    ];
    assert_eq!(moved[..7], expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_item_enters_a_full_stage_whatever_the_leader_does(seed in 0..1000_u64, orders in orders()) {
        let scenario = busy_line(&[]);
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        for (wait, command) in orders {
            let next = world.now().plus(wait);
            advance(&mut world, next, &mut events);
            let _ = give(&mut world, Giver::Leader, command, &mut events);
        }
        advance(&mut world, scenario.rules.ends, &mut events);
        let mut limits = [2, 1, 2];
        let mut at: BTreeMap<u16, u8> = BTreeMap::new();
        for event in &events {
            match event.what {
                What::LeverSet(LeverId(6), value) => limits[0] = value as usize,
                What::SentBack(item, _) => drop(at.insert(item.0, 0)),
                What::WorkDone(item) => drop(at.remove(&item.0)),
                What::Moved(item, _, stage) => {
                    at.insert(item.0, stage);
                    if let Some(limit) = limits.get(usize::from(stage) - 1) {
                        let there = at.values().filter(|other| **other == stage).count();
                        prop_assert!(there <= *limit, "{there} in stage {stage} at {}", event.tick.0);
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn work_flows_in_the_same_way_however_time_is_split() {
    let busy = busy_line(&[]);
    let policy = busy_line(&[
        ("budget_spent: 0", "budget_spent: 0.999"),
        (
            "(id: \"freeze\", what: DeployFreeze, at_start: 0, from: 0, to: 1),",
            "(id: \"freeze\", what: DeployFreeze, at_start: 0, from: 0, to: 1), (id: \"policy\", what: ErrorBudgetPolicy, at_start: 1, from: 0, to: 1),",
        ),
    ]);
    assert_exact(&busy, &[]);
    assert_exact(&policy, &[]);
    assert_exact(
        &busy,
        &[
            (45, "set rush 80"),
            (60, "rest ada"),
            (130, "set freeze 1"),
            (400, "set freeze 0"),
            (401, "set board 1"),
            (700, "set build-limit 1"),
        ],
    );
}

/// Orders of every kind that the pipeline knows, valid or not, with the minutes before each.
fn orders() -> impl Strategy<Value = Vec<(u32, Command)>> {
    let one = (1..90_u32, 0..8_u8, 0..40_u16, 0..5_u16);
    let read = |(wait, kind, item, number): (u32, u8, u16, u16)| {
        let who = PersonId(number.min(3));
        let command = match kind {
            0 => Command::Prioritise(WorkId(item), number),
            1 => Command::Work(who, WorkId(item)),
            2 => Command::Deploy(PipelineId(0)),
            3 => Command::RollBack(PipelineId(0)),
            4 => Command::Rest(who),
            5 => Command::Cancel(who),
            6 => Command::Set(LeverId((item % 6) as u8), i32::from(number) * 20),
            _ => Command::Set(LeverId(6), i32::from(number)),
        };
        (wait, command)
    };
    prop::collection::vec(one.prop_map(read), 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_orders_and_any_split_end_in_the_same_state(seed in 0..1000_u64, orders in orders()) {
        let scenario = busy_line(&[]);
        let play = |step: u32| {
            let mut world = World::new(scenario.clone(), seed);
            let mut events = Vec::new();
            let run_to = |world: &mut World, until: Tick, events: &mut Vec<_>| {
                while world.now() < until && !world.over() {
                    let next = world.now().plus(step).min(until);
                    advance(world, next, events);
                }
            };
            for (wait, command) in &orders {
                let until = world.now().plus(*wait);
                run_to(&mut world, until, &mut events);
                let _ = give(&mut world, Giver::Leader, *command, &mut events);
            }
            run_to(&mut world, scenario.rules.ends, &mut events);
            (world.digest(), events)
        };
        let whole = play(100_000);
        for step in [1, 7] {
            prop_assert_eq!(&whole, &play(step));
        }
    }
}

#[test]
fn a_board_takes_longer_and_lets_no_fewer_bad_changes_out() {
    let scenario = busy_line(&[]);
    let (mut longer, mut lead, mut fail) = (0, [0.0; 2], [0.0; 2]);
    let seeds = 60;
    for seed in 0..seeds {
        let of = |script: &str| metrics(&scenario, &day(&scenario, seed, script)).dora;
        let (peer, board) = (of(""), of("06:00 set board 1"));
        let minutes = [&peer, &board].map(|dora| dora.change_lead_time_min.unwrap());
        let shares = [&peer, &board].map(|dora| dora.change_fail_rate.unwrap());
        longer += u32::from(minutes[1] > minutes[0]);
        for arm in 0..2 {
            lead[arm] += minutes[arm] / seeds as f64;
            fail[arm] += shares[arm] / seeds as f64;
        }
    }
    println!("lead {lead:?} min, failed {fail:?}");
    assert_eq!(longer, seeds as u32);
    assert!(fail[1] >= fail[0], "{fail:?}");
}

#[test]
fn a_freeze_piles_changes_up_and_what_goes_out_afterwards_is_larger() {
    let scenario = busy_line(&[]);
    let largest = |run: &Run| {
        let sizes = told(run, |what| match what {
            What::DeployBegan(_, _, size) => Some(size),
            _ => None,
        });
        sizes.into_iter().max_by_key(|(_, size)| *size).unwrap()
    };
    for seed in 0..10 {
        let free = largest(&day(&scenario, seed, ""));
        let run = day(&scenario, seed, "08:00 set freeze 1; 13:00 set freeze 0");
        let frozen = largest(&run);
        assert!(frozen.1 > free.1, "seed {seed}: {frozen:?} and {free:?}");
        // At once, or when what may go out under a freeze is out.
        assert!((420..=440).contains(&frozen.0), "{frozen:?}");
        // Under the freeze nothing but security work goes out, and repairs while an incident is open.
        let kinds = told(&run, |what| match what {
            What::WorkDone(item) => Some(scenario.rules.work[item.at()].kind.word()),
            _ => None,
        });
        let meanwhile = kinds.iter().filter(|(tick, _)| (120..420).contains(tick));
        let kinds: BTreeSet<&str> = meanwhile.map(|(_, kind)| *kind).collect();
        assert!(
            !kinds.contains("feature") && !kinds.contains("debt"),
            "{kinds:?}"
        );
    }
}

#[test]
fn the_error_budget_policy_freezes_once_the_budget_is_spent() {
    let scenario = busy_line(&[
        ("budget_spent: 0", "budget_spent: 0.99"),
        ("change_fail: 0.15", "change_fail: 1"),
        (
            "(id: \"freeze\", what: DeployFreeze, at_start: 0, from: 0, to: 1),",
            "(id: \"policy\", what: ErrorBudgetPolicy, at_start: 1, from: 0, to: 1),",
        ),
    ]);
    let run = day(&scenario, 1, "");
    let failed = told(&run, |what| {
        matches!(what, What::DeployFailed(..)).then_some(())
    });
    let frozen = told(&run, |what| match what {
        What::Frozen(_, frozen) => Some(frozen),
        _ => None,
    });
    assert_eq!(frozen.len(), 1, "{frozen:?}");
    assert!(frozen[0].1 && frozen[0].0 > failed[0].0 && frozen[0].0.is_multiple_of(60));
    let kinds = told(&run, |what| match what {
        What::WorkDone(item) => Some(scenario.rules.work[item.at()].kind.word()),
        _ => None,
    });
    let mut after = kinds.iter().filter(|(tick, _)| *tick > frozen[0].0);
    assert!(after.all(|(_, kind)| *kind == "risk" || *kind == "defect"));
}

#[test]
fn the_freeze_lifts_itself_when_the_budget_is_back() {
    // All of it was spent over the thirty days before. Half a day forgets the first sixtieth of that, and nothing fails meanwhile.
    let scenario = busy_line(&[
        ("budget_spent: 0", "budget_spent: 1"),
        ("change_fail: 0.15", "change_fail: 0"),
        (
            "(id: \"freeze\", what: DeployFreeze, at_start: 0, from: 0, to: 1),",
            "(id: \"policy\", what: ErrorBudgetPolicy, at_start: 1, from: 0, to: 1),",
        ),
    ]);
    let run = day(&scenario, 1, "");
    let frozen = told(&run, |what| match what {
        What::Frozen(_, frozen) => Some(frozen),
        _ => None,
    });
    let [(begun, true), (lifted, false)] = frozen[..] else {
        panic!("{frozen:?}");
    };
    // The policy looks once an hour, at what the last quarter of an hour showed.
    assert!(begun <= 60 && (720..=780).contains(&lifted), "{frozen:?}");
    let features = told(&run, |what| match what {
        What::WorkDone(item) => {
            (scenario.rules.work[item.at()].kind.word() == "feature").then_some(())
        }
        _ => None,
    });
    assert!(features.iter().all(|(tick, ())| *tick > lifted));
    assert!(!features.is_empty());
}

/// One change that is bad for certain, out at minute 31.
fn bad_change(more: &str) -> Arc<Scenario> {
    line(
        1,
        &work(&item("change", 10, 60, more)),
        &[
            (
                "caught: 0.4, change_fail: 0.15",
                "caught: 0, change_fail: 1",
            ),
            ("tests_minutes: 20", "tests_minutes: 10"),
            ONE_STAGE,
            NO_LIMIT_LEVER,
            NO_DEBT,
        ],
    )
}

#[test]
fn taking_a_deployment_back_ends_its_harm_and_brings_its_changes_back() {
    let scenario = bad_change("");
    let run = day(&scenario, 1, "06:40 roll-back line; 07:00 set depth 0");
    let whats = told(&run, |what| match what {
        What::Deployed(..) => Some("out"),
        What::DeployFailed(..) => Some("bad"),
        What::RolledBack(..) => Some("back"),
        What::DeployRecovered(..) => Some("well"),
        What::SentBack(..) => Some("again"),
        _ => None,
    });
    assert_eq!(
        whats[..5],
        [
            (31, "out"),
            (31, "bad"),
            (50, "back"),
            (50, "again"),
            (50, "well")
        ]
    );
    let dora = metrics(&scenario, &run).dora;
    assert_eq!(dora.change_fail_rate, Some(1.0));
    assert_eq!(
        told(&run, |what| matches!(what, What::WorkDone(_)).then_some(())).len(),
        2
    );
    // Both were bad; the second harm lasts to the end of the day.
    let again = whats[5].0;
    let recovery = (19.0 + f64::from(1440 - again)) / 2.0;
    assert_eq!(dora.failed_deployment_recovery_min, Some(recovery));
    assert_eq!(dora.rework_rate, Some(0.5));
}

#[test]
fn a_remedy_takes_the_deployment_back_too() {
    let scenario = bad_change("");
    let script = "06:50 acknowledge INC-1; 06:50 apply INC-1 undo by ada";
    let run = day(&scenario, 1, script);
    let applied = told(&run, |what| {
        matches!(what, What::RemedyApplied(..)).then_some(())
    });
    let back = told(&run, |what| {
        matches!(what, What::RolledBack(..)).then_some(())
    });
    assert_eq!(applied[0].0, back[0].0);
}

#[test]
fn a_migration_blocks_the_way_back() {
    let scenario = bad_change(", migration: true");
    let script = "06:50 acknowledge INC-1; 06:51 apply INC-1 undo by ada; 06:52 roll-back line";
    let (run, refused) = lead(&scenario, 1, script);
    let refused: Vec<_> = refused.iter().map(|(_, why)| why.as_str()).collect();
    let why = "refused   “Change” changed data for good; mend it forward, with another change";
    assert_eq!(refused, [why, why]);
    assert!(
        told(&run, |what| matches!(what, What::RolledBack(..))
            .then_some(()))
        .is_empty()
    );
    // Whoever leads can see that, and looks for another way.
    let remedy = &run.observe(Viewpoint::Leader).incidents[0].remedies[0];
    assert_eq!(remedy.changed_data, Some(WorkId(0)));
    assert!(!remedy.can_start());
}

#[test]
fn tests_catch_bad_changes_before_they_hurt_at_the_price_of_lead_time() {
    let play = |script: &str| {
        let scenario = busy_line(&[]);
        let mut sum = [0.0; 2];
        for seed in 0..60 {
            let dora = metrics(&scenario, &day(&scenario, seed, script)).dora;
            sum[0] += dora.change_lead_time_min.unwrap();
            sum[1] += dora.change_fail_rate.unwrap();
        }
        sum.map(|sum| sum / 60.0)
    };
    let [none, usual, deep] = ["06:00 set depth 0", "", "06:00 set depth 400"].map(play);
    let watched = play("06:00 set canary 60");
    println!("depth 0 {none:?}, 100 {usual:?}, 400 {deep:?}, watched {watched:?}");
    assert!(none[0] < usual[0] && usual[0] < deep[0]);
    assert!(none[1] > usual[1] && usual[1] > deep[1]);
    assert!(watched[0] > usual[0] && watched[1] < usual[1]);
}

#[test]
fn rush_is_quicker_at_first_and_leaves_debt_and_bad_changes() {
    let scenario = busy_line(&[]);
    let mut sums = [[0.0; 3]; 2];
    for seed in 0..60 {
        for (arm, script) in ["", "06:00 set rush 100"].into_iter().enumerate() {
            let run = day(&scenario, seed, script);
            let debt = told(&run, |what| match what {
                What::Debt(_, milli) => Some(f64::from(milli) / 1000.0),
                _ => None,
            });
            sums[arm][0] += debt.iter().map(|(_, points)| points).sum::<f64>();
            sums[arm][1] += metrics(&scenario, &run).dora.change_fail_rate.unwrap();
            let finished = told(&run, |what| {
                matches!(what, What::Moved(_, _, TO_DEPLOY)).then_some(())
            });
            sums[arm][2] += finished.iter().filter(|(tick, _)| *tick < 480).count() as f64;
        }
    }
    let [calm, rush] = sums.map(|sums| sums.map(|sum| sum / 60.0));
    println!("debt, failed, finished in 8 h: calm {calm:?}, rush {rush:?}");
    assert!(rush[0] > calm[0] && rush[1] > calm[1] && rush[2] > calm[2]);
}

#[test]
fn each_lever_of_the_pipeline_moves_what_it_should_over_200_paired_seeds() {
    let scenario = busy_line(&[]);
    let seeds = 200;
    /// Lead time, share of deployments that failed, deployments a day, items in progress, features done.
    type Row = [f64; 5];
    let play = |script: &str| -> Vec<Row> {
        let rows = (0..seeds).map(|seed| {
            let run = day(&scenario, seed, script);
            let Metrics { dora, flow, .. } = metrics(&scenario, &run);
            [
                dora.change_lead_time_min.unwrap_or(1440.0),
                dora.change_fail_rate.unwrap_or(0.0),
                dora.deployment_frequency_per_day.unwrap_or(0.0),
                flow.load,
                f64::from(flow.velocity),
            ]
        });
        rows.collect()
    };
    let usual = play("");
    let [lead, fail, often, load, done] = [0, 1, 2, 3, 4];
    for (script, moved) in [
        (
            "06:00 set freeze 1",
            [(done, -1.0), (often, -1.0)].as_slice(),
        ),
        ("06:00 set board 1", &[(lead, 1.0), (often, -1.0)]),
        ("06:00 set depth 300", &[(lead, 1.0), (fail, -1.0)]),
        ("06:00 set depth 0", &[(lead, -1.0), (fail, 1.0)]),
        ("06:00 set canary 60", &[(lead, 1.0), (fail, -1.0)]),
        (
            "06:00 set batch 6",
            &[(lead, 1.0), (fail, 1.0), (often, -1.0)],
        ),
        ("06:00 set rush 100", &[(fail, 1.0)]),
        ("06:00 set build-limit 1", &[(load, -1.0)]),
    ] {
        let other = play(script);
        for &(row, sign) in moved {
            let differences: Vec<f64> = usual
                .iter()
                .zip(&other)
                .map(|(usual, other)| (other[row] - usual[row]) * sign)
                .collect();
            let mean = differences.iter().sum::<f64>() / seeds as f64;
            let squares = differences.iter().map(|one| (one - mean) * (one - mean));
            let error = (squares.sum::<f64>()).sqrt() / seeds as f64;
            println!("{script}: metric {row} by {:.3} ± {error:.3}", mean * sign);
            assert!(
                mean > 3.0 * error,
                "{script}: metric {row} by {mean} ± {error}"
            );
        }
    }
}

#[test]
fn when_the_next_item_comes_is_as_open_as_ever_in_every_future() {
    let scenario = busy_line(&[("per_day: 40", "per_day: 2")]);
    let stream = StreamOfFeatures(&scenario);
    let mut world = World::new(scenario.clone(), 5);
    advance(&mut world, Tick(200), &mut Vec::new());
    let seen = Observation::of(&world, Viewpoint::Leader);
    let (mut none, futures) = (0.0, 4000);
    for future in 0..futures {
        let mut fork = world.clone();
        resample(&mut fork, future_seed(9, future));
        assert_eq!(seen, Observation::of(&fork, Viewpoint::Leader));
        let mut events = Vec::new();
        advance(&mut fork, Tick(560), &mut events);
        none += f64::from(u8::from(
            !events.iter().any(|event| stream.came(event.what)),
        ));
    }
    // Six hours without one at two a day: e^(−1/2), whatever this world had drawn.
    let (observed, expected) = (none / f64::from(futures), 0.606_530_66_f64);
    let error = (expected * (1.0 - expected) / f64::from(futures)).sqrt();
    assert!(
        (observed - expected).abs() <= 3.0 * error,
        "{observed} ± {error}"
    );
}

struct StreamOfFeatures<'a>(&'a Scenario);

impl StreamOfFeatures<'_> {
    fn came(&self, what: What) -> bool {
        matches!(what, What::CameIn(item, _) if self.0.ids.work[item.at()].starts_with("feature"))
    }
}

#[test]
fn a_busy_day_of_work_allocates_nothing() {
    let scenario = busy_line(&[]);
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::with_capacity(10_000);
    let until = scenario.rules.ends;
    assert_eq!(
        allocations_of(|| advance(&mut world, until, &mut events)),
        0
    );
    assert!(events.len() > 500, "{} events", events.len());
}

#[test]
fn an_urgent_item_costs_its_own_amount_after_its_date() {
    let items = item(
        "law",
        5000,
        60,
        ", urgent_after_minutes: 1000, urgent_per_hour: 600",
    ) + &item("late", 5000, 60, ", arrives_minute: 600");
    let scenario = line(1, &work(&items), &[]);
    let run = day(&scenario, 1, "");
    let cost = metrics(&scenario, &run).flow.delay_cost;
    assert!(
        (cost - (1000.0 + 440.0 * 10.0 + 840.0)).abs() < 1e-6,
        "{cost}"
    );
}

/// DORA's and the Flow Framework's metrics from lines of JSON and nothing else.
fn recomputed(lines: &[Value], ends: f64) -> BTreeMap<&'static str, Option<f64>> {
    let number = |line: &Value, name: &str| line[name].as_f64();
    let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
    let median = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let n = all.len();
        (n > 0).then(|| (all[(n - 1) / 2] + all[n / 2]) / 2.0)
    };
    let mut came: BTreeMap<String, (f64, &Value)> = BTreeMap::new();
    let mut done: BTreeMap<String, f64> = BTreeMap::new();
    let mut committed: BTreeMap<String, f64> = BTreeMap::new();
    let mut begun: BTreeMap<String, f64> = BTreeMap::new();
    let mut over: BTreeSet<String> = BTreeSet::new();
    let mut aboard: Vec<String> = Vec::new();
    let mut hands: BTreeMap<String, String> = BTreeMap::new();
    let (mut leads, mut out, mut rework, mut bad) =
        (Vec::new(), BTreeMap::new(), 0, BTreeSet::new());
    let mut struck: BTreeMap<u64, Option<f64>> = BTreeMap::new();
    let (mut active, mut open, mut in_progress, mut cost) = (0.0, 0.0, 0.0, 0.0);
    let mut clock = 0.0;
    for line in lines {
        // Every minute since the line before: who is at work, what is open and what it costs.
        let now = number(line, "tick").unwrap();
        let worked_on: BTreeSet<&String> = hands.values().collect();
        active += worked_on.len() as f64 * (now - clock);
        for (name, (_, item)) in came.iter().filter(|(name, _)| !done.contains_key(*name)) {
            open += now - clock;
            if begun.contains_key(name) {
                in_progress += now - clock;
            }
            cost += item["delay_per_hour"].as_f64().unwrap() / 60.0 * (now - clock);
        }
        clock = now;
        match line["kind"].as_str().unwrap() {
            "came_in" => drop(came.insert(text(line, "work"), (now, line))),
            "working" => drop(hands.insert(text(line, "person"), text(line, "work"))),
            "sent_to_rest" | "left_shift" | "inquiry_started" | "remedy_started" | "stopped" => {
                hands.remove(&text(line, "person"));
            }
            "delegated" => drop(hands.remove(&text(line, "person"))),
            "blocked" => hands.retain(|_, item| *item != text(line, "work")),
            "moved" => {
                let (name, stage) = (text(line, "work"), text(line, "stage"));
                begun.entry(name.clone()).or_insert(now);
                if stage != "build" {
                    committed.entry(name.clone()).or_insert(now);
                }
                match stage.as_str() {
                    "going-out" => aboard.push(name),
                    "to-deploy" => {
                        hands.retain(|_, item| *item != name);
                        aboard.retain(|other| *other != name);
                    }
                    _ => {}
                }
            }
            "deploy_began" => aboard.clear(),
            "work_done" => {
                let name = text(line, "work");
                leads.push(now - committed[&name]);
                begun.remove(&name);
                done.insert(name, now);
            }
            "sent_back" => {
                let name = text(line, "work");
                done.remove(&name);
                begun.remove(&name);
                committed.remove(&name);
                aboard.retain(|other| *other != name);
                over.insert(name);
            }
            "deployed" => {
                out.insert(line["deployment"].as_u64().unwrap(), now);
                let defect = |name: &String| came[name].1["item"] == "defect";
                rework += u32::from(
                    aboard
                        .iter()
                        .any(|name| over.contains(name) || defect(name)),
                );
            }
            "deploy_failed" => {
                let deployment = line["deployment"].as_u64().unwrap();
                bad.insert(deployment);
                struck.insert(deployment, None);
            }
            "rolled_back" => drop(bad.insert(line["deployment"].as_u64().unwrap())),
            "deploy_recovered" => {
                for well in struck.values_mut() {
                    *well = well.or(Some(now));
                }
            }
            _ => {}
        }
    }
    let deployments = out.len() as f64;
    let recoveries = struck
        .iter()
        .map(|(number, well)| well.unwrap_or(ends) - out[number]);
    let finished = done.len() as f64;
    let times = done.iter().map(|(name, at)| at - came[name].0);
    let share = |kind: &str| {
        let of_kind = done.keys().filter(|name| came[*name].1["item"] == kind);
        Some(of_kind.count() as f64 / finished)
    };
    BTreeMap::from([
        ("lead", median(leads)),
        ("frequency", Some(deployments / (ends / 1440.0))),
        ("fail", Some(bad.len() as f64 / deployments)),
        ("recovery", median(recoveries.collect())),
        ("rework", Some(f64::from(rework) / deployments)),
        ("velocity", Some(finished)),
        ("time", Some(times.sum::<f64>() / finished)),
        ("efficiency", Some(active / open)),
        ("load", Some(in_progress / ends)),
        ("features", share("feature")),
        ("defects", share("defect")),
        ("risks", share("risk")),
        ("debts", share("debt")),
        ("delay", Some(cost)),
    ])
}

#[test]
fn flow_and_deployment_metrics_come_out_the_same_from_lines_of_json_alone() {
    let scenario = busy_line(&[]);
    let script = "07:10 rest ada; 08:00 set freeze 1; 10:00 set freeze 0; 12:30 deploy line; 13:00 delegate board/shop to cleo back 60; 15:00 set board 1; 16:00 prioritise feature-9 1";
    let mut seen = false;
    for seed in 0..8 {
        let (run, _) = lead(&scenario, seed, script);
        let told = run
            .events()
            .iter()
            .map(|event| events::written(event, &scenario).to_string());
        let lines: Vec<Value> = told
            .map(|line| serde_json::from_str(&line).unwrap())
            .collect();
        let Metrics { dora, flow, .. } = metrics(&scenario, &run);
        let share = |kind: &str| Some(flow.distribution.get(kind).copied().unwrap_or(0.0));
        let measured = BTreeMap::from([
            ("lead", dora.change_lead_time_min),
            ("frequency", dora.deployment_frequency_per_day),
            ("fail", dora.change_fail_rate),
            ("recovery", dora.failed_deployment_recovery_min),
            ("rework", dora.rework_rate),
            ("velocity", Some(f64::from(flow.velocity))),
            ("time", flow.time_min),
            ("efficiency", Some(flow.efficiency)),
            ("load", Some(flow.load)),
            ("features", share("feature")),
            ("defects", share("defect")),
            ("risks", share("risk")),
            ("debts", share("debt")),
            ("delay", Some(flow.delay_cost)),
        ]);
        let again = recomputed(&lines, f64::from(scenario.rules.ends.0));
        for (name, value) in &measured {
            let other = again[name];
            let same = match (value, other) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-6 * a.abs().max(1.0),
                (a, b) => *a == b,
            };
            assert!(
                same,
                "seed {seed}, {name}: {value:?} measured, {other:?} recomputed"
            );
        }
        seen |= measured["rework"] > Some(0.0) && measured["fail"] > Some(0.0);
    }
    assert!(seen, "no seed in which anything failed and was done over");
}

#[test]
fn a_change_that_exposes_something_is_noticed_when_it_goes_out() {
    let scenario = line(
        1,
        &work(&item("change", 10, 60, "")),
        &[
            (
                "caught: 0.4, change_fail: 0.15",
                "caught: 0, change_fail: 1",
            ),
            (
                "harm: 0.2",
                "harm: 0.2, kind: \"exposure\", exposure: (attacks_per_hour: 0.001, effects: [])",
            ),
            ONE_STAGE,
            NO_LIMIT_LEVER,
            NO_DEBT,
        ],
    );
    let run = day(&scenario, 1, "");
    let failed = told(&run, |what| {
        matches!(what, What::DeployFailed(..)).then_some(())
    });
    let opened = told(&run, |what| {
        matches!(what, What::IncidentOpened(..)).then_some(())
    });
    assert!(!failed.is_empty());
    assert_eq!(failed[0].0, opened[0].0);
}
