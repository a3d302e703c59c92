//! How people feel and what teams tell (§C5): each cause in its direction, no drift, recovery, and who stays.

use super::people::{run, weeks};
use super::playing::happened;
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::{Command, Event, Giver, What, Why, World, advance, give};
use std::sync::Arc;

/// Morale of Ada at the end, by the events.
fn morale(scenario: &Arc<Scenario>, events: &[Event]) -> i32 {
    let moves = events.iter().filter_map(|event| match event.what {
        What::Morale(PersonId(0), milli, _) => Some(milli),
        _ => None,
    });
    scenario.rules.people[0].morale_milli + moves.sum::<i32>()
}

/// A page of Ada in each of so many nights, and home again an hour later.
fn nights(count: u32) -> Vec<(u32, &'static str)> {
    let night = |day: u32| {
        [
            (day * 1440 + 16 * 60, "page ada"),
            (day * 1440 + 17 * 60, "rest ada"),
        ]
    };
    (0..count).flat_map(night).collect()
}

#[test]
fn a_quiet_fortnight_moves_nobodys_morale() {
    let scenario = weeks(2, None, &[]);
    for seed in 0..20 {
        let (_, events) = run(&scenario, seed, &[]);
        let moved = happened(&events, |what| {
            matches!(what, What::Morale(..) | What::Safety(..))
        });
        assert_eq!(moved, [0; 0], "seed {seed}");
    }
}

#[test]
fn more_of_any_cause_never_leaves_morale_higher() {
    let scenario = weeks(2, None, &[]);
    let after = |given: &[(u32, &str)]| morale(&scenario, &run(&scenario, 3, given).1);
    // Broken nights.
    let by_nights: Vec<i32> = [0, 1, 2, 4, 6, 8]
        .map(|count| after(&nights(count)))
        .to_vec();
    assert!(by_nights.is_sorted_by(|a, b| a >= b), "{by_nights:?}");
    assert!(by_nights[1] < by_nights[0] && by_nights[5] < by_nights[2]);
    // Challenges of somebody whom something weighs on.
    let challenges = |count: u32| {
        let mut given = nights(1);
        given.extend((0..count).map(|which| (1320 + 100 + which * 240, "talk ada challenge")));
        after(&given)
    };
    assert!(challenges(1) < challenges(0) && challenges(2) < challenges(1));
    // Hours in an incident that goes on.
    let hurt = weeks(1, Some(60), &[]);
    let hours = |minutes: u32| {
        let given = [
            (80, "acknowledge INC-1"),
            (81, "role ada operations INC-1"),
            (81 + minutes, "cancel ada"),
        ];
        let mut world = World::new(hurt.clone(), 3);
        let mut events = Vec::new();
        for (tick, text) in given {
            advance(&mut world, Tick(tick), &mut events);
            let command = Command::read(text, &hurt.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
        }
        advance(&mut world, Tick(1300), &mut events);
        morale(&hurt, &events)
    };
    let by_hours: Vec<i32> = [15, 60, 240, 600].map(hours).to_vec();
    assert!(by_hours.is_sorted_by(|a, b| a > b), "{by_hours:?}");
}

#[test]
fn more_of_what_happens_to_people_at_work_never_leaves_morale_higher() {
    // Minutes in which customers hurt and nobody leads; then it is mended at once.
    let hurt = weeks(1, Some(60), &[]);
    let unled = |until: u32| {
        let orders = [
            (until, "acknowledge INC-1"),
            (until + 1, "apply INC-1 roll-back by ben"),
        ];
        morale(&hurt, &run(&hurt, 3, &orders).1)
    };
    let by_minutes: Vec<i32> = [80, 140, 260, 400].map(unled).to_vec();
    assert!(by_minutes.is_sorted_by(|a, b| a > b), "{by_minutes:?}");
    // Hours of work after the end of a shift.
    let item = r#"work: [(id: "long", kind: "feature", team: "shop", skill: "shop", minutes_left: 9000, delay_per_hour: 1)], stakeholders: ["#;
    let quiet = weeks(1, None, &[("stakeholders: [", item)]);
    let overtime = |minutes: u32| {
        let orders = [
            (490, "page ada"),
            (530, "work ada on long"),
            (490 + minutes, "rest ada"),
        ];
        morale(&quiet, &run(&quiet, 3, &orders).1)
    };
    let by_hours: Vec<i32> = [90, 180, 300, 420].map(overtime).to_vec();
    assert!(by_hours.is_sorted_by(|a, b| a > b), "{by_hours:?}");
    assert!(by_hours[0] < 70_000);
}

#[test]
fn a_page_at_night_hurts_more_than_one_in_the_evening() {
    let scenario = weeks(1, None, &[]);
    let paged = |hour: u32| {
        let orders = [(hour * 60, "page ada"), (hour * 60 + 60, "rest ada")];
        let (_, events) = run(&scenario, 3, &orders);
        let moves = events.iter().filter_map(|event| match event.what {
            What::Morale(PersonId(0), milli, Why::CallOut(_)) => Some(milli),
            _ => None,
        });
        moves.sum::<i32>()
    };
    // 19:00, and 03:00.
    let (evening, night) = (paged(9), paged(17));
    assert!(night < evening && evening < 0, "{evening}, {night}");
}

#[test]
fn days_off_help_somebody_long_strained_and_do_nothing_to_others() {
    let scenario = weeks(2, None, &[]);
    // Six broken nights, the last on Saturday; days off from Sunday on, and back on the second Monday.
    let after = |days: u32| {
        let mut given = nights(6);
        let off = format!("set-rota ada off {days}");
        if days > 0 {
            given.push((6 * 1440 + 100, off.as_str()));
        }
        morale(&scenario, &run(&scenario, 3, &given).1)
    };
    let by_days: Vec<i32> = [0, 1, 3, 5].map(after).to_vec();
    assert!(by_days.is_sorted_by(|a, b| a < b), "{by_days:?}");
    assert!(by_days[3] <= 70_000, "{by_days:?}");
    let (_, events) = run(&scenario, 3, &[(60, "set-rota ada off 5")]);
    let moved = happened(&events, |what| matches!(what, What::Morale(..)));
    assert_eq!(moved, [0; 0]);
}

#[test]
fn what_the_workload_took_comes_back_by_nights_off_and_by_nothing_else() {
    let scenario = weeks(3, None, &[]);
    let (_, events) = run(&scenario, 3, &nights(2));
    let restored: Vec<(u32, i32)> = (events.iter())
        .filter_map(|event| match event.what {
            What::Morale(PersonId(0), milli, Why::Rested) => Some((event.tick.0, milli)),
            _ => None,
        })
        .collect();
    assert!(restored.iter().all(|&(_, milli)| milli > 0));
    // Never above where it began, and nearly there after two weeks of nights.
    let end = morale(&scenario, &events);
    assert!((67_500..=70_000).contains(&end), "{end}");
    // Each at the beginning of a shift: 08:00 is 22 hours after the run began.
    assert!(
        restored.iter().all(|&(tick, _)| (tick + 120) % 1440 == 0),
        "{restored:?}"
    );
}

#[test]
fn overtime_and_broken_nights_make_people_resign() {
    let scenario = weeks(4, None, &[]);
    let count = |given: &[(u32, &str)]| {
        let resigned = |seed: &u64| {
            let mut world = World::new(scenario.clone(), *seed);
            let mut events = Vec::new();
            for (tick, text) in given {
                advance(&mut world, Tick(*tick), &mut events);
                let command = Command::read(text, &scenario.ids).unwrap();
                // Whoever is ill or gone cannot be paged.
                let _ = give(&mut world, Giver::Leader, command, &mut events);
            }
            advance(&mut world, scenario.rules.ends, &mut events);
            events
                .iter()
                .any(|event| event.what == What::Resigned(PersonId(0)))
        };
        f64::from((0..1000).filter(resigned).count() as u32) / 1000.0
    };
    let long_days: Vec<(u32, &str)> = (0..20)
        .map(|day| (day / 5 * 7 + day % 5) * 1440)
        .flat_map(|day| [(day + 490, "page ada"), (day + 790, "rest ada")])
        .collect();
    let (quiet, broken, long) = (count(&[]), count(&nights(27)), count(&long_days));
    let sure = |p: f64, q: f64| 3.0 * ((p * (1.0 - p) + q * (1.0 - q)) / 1000.0_f64).sqrt();
    assert!(
        broken > quiet + sure(broken, quiet),
        "{quiet} quiet, {broken} with broken nights"
    );
    assert!(
        long > quiet + sure(long, quiet),
        "{quiet} quiet, {long} with long days"
    );
    // Quiet: twenty working days at the rate of §C5.
    let expected = 1.0 - (-20.0 * 0.000536_f64).exp();
    assert!(
        (quiet - expected).abs() < 3.0 * (expected / 1000.0).sqrt(),
        "{quiet}"
    );
}

#[test]
fn broken_nights_that_fall_on_one_alone_are_unfair() {
    let scenario = weeks(2, None, &[]);
    let (_, events) = run(&scenario, 3, &nights(5));
    let unfair = happened(&events, |what| {
        matches!(what, What::Morale(PersonId(0), _, Why::Unfair))
    });
    assert_eq!(unfair.len(), 3);
    let metrics = Metrics::of(&scenario, &events, scenario.rules.ends);
    assert_eq!(metrics.people.night_pages, 5);
}

#[test]
fn a_talk_does_what_the_situation_makes_of_it() {
    let scenario = weeks(1, Some(60), &[]);
    let felt = |given: &[(u32, &str)], tick: u32, manner: &str| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        for (tick, text) in given {
            advance(&mut world, Tick(*tick), &mut events);
            give(
                &mut world,
                Giver::Leader,
                Command::read(text, &scenario.ids).unwrap(),
                &mut events,
            )
            .unwrap();
        }
        advance(&mut world, Tick(tick), &mut events);
        let before = (morale(&scenario, &events), world.now());
        let text = format!("talk ada {manner}");
        give(
            &mut world,
            Giver::Leader,
            Command::read(&text, &scenario.ids).unwrap(),
            &mut events,
        )
        .unwrap();
        morale(&scenario, &events) - before.0
    };
    let mended = [
        (80, "acknowledge INC-1"),
        (80, "apply INC-1 roll-back by ada"),
    ];
    let leading = [(80, "acknowledge INC-1"), (80, "role ada operations INC-1")];
    assert!(felt(&mended, 120, "thank") > 0 && felt(&[], 30, "thank") < 0);
    assert!(felt(&[], 30, "coach") > 0 && felt(&leading, 120, "coach") < 0);
    assert!(felt(&[], 30, "agree-goal") > 0 && felt(&leading, 120, "agree-goal") < 0);
    assert!(felt(&[], 30, "challenge") > 0);
    let tired = [
        (80, "acknowledge INC-1"),
        (80, "role ada operations INC-1"),
        (460, "cancel ada"),
    ];
    assert!(felt(&tired, 465, "challenge") < 0);
    assert!(felt(&tired, 465, "listen") > felt(&[], 30, "listen"));
}

#[test]
fn the_same_talk_again_does_nothing_before_the_last_has_had_its_time() {
    const DAY: u32 = 1440;
    let scenario = weeks(3, None, &[]);
    let moved = |given: &[(u32, &str)]| {
        morale(&scenario, &run(&scenario, 3, given).1) - scenario.rules.people[0].morale_milli
    };
    let goal = |day: u32| (30 + day * DAY, "talk ada agree-goal");
    let once = moved(&[goal(0)]);
    assert!(once > 0);
    assert_eq!(moved(&[goal(0), goal(7)]), once);
    assert_eq!(moved(&[goal(0), goal(14)]), 2 * once);
    // Another talk is another matter, and what hurts hurts again.
    assert!(moved(&[goal(0), (30 + 7 * DAY, "talk ada coach")]) > once);
    let thanks = |day: u32| (30 + day * DAY, "talk ada thank");
    assert!(moved(&[thanks(0), thanks(1)]) < moved(&[thanks(0)]));
}

#[test]
fn where_safety_is_low_people_say_they_are_better_than_they_are() {
    let shown = |safety: u32| {
        let safety = format!("    safety: {{\"shop\": {safety}}},\n    services: [");
        let scenario = weeks(
            2,
            None,
            &[
                ("    services: [", safety.as_str()),
                ("morale: 70", "morale: 40"),
            ],
        );
        let mut world = World::new(scenario, 3);
        advance(&mut world, Tick(30), &mut Vec::new());
        Observation::of(&world, Viewpoint::Leader).people[0].morale
    };
    assert_eq!(shown(100), 40);
    assert_eq!(shown(70), 40);
    assert!(shown(35) > 50 && shown(0) > shown(35));
}

#[test]
fn blame_makes_a_team_less_safe_and_a_deep_blameless_review_safer() {
    let scenario = weeks(1, Some(60), &[]);
    let safety = |style: &str| {
        let review = format!("schedule-review INC-1 {style} deep");
        let (_, events) = run(
            &scenario,
            3,
            &[
                (80, "acknowledge INC-1"),
                (80, "apply INC-1 roll-back by ada"),
                (120, review.as_str()),
                (121, "review INC-1 by ben"),
            ],
        );
        Metrics::of(&scenario, &events, scenario.rules.ends)
            .people
            .safety
    };
    assert!(safety("blaming") < 70.0 && safety("blameless") > 70.0);
}
