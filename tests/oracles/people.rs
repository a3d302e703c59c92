//! People against §C3–§C5: sleep and sleepiness, groups, shifts over weeks, turns on call, who comes and who goes.

use super::super::core::assert_exact;
use super::super::stories::{first, lead, tiny};
use super::playing::{happened, run_to};
use bridgecall::observe::{Absence, Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::score::metrics::Metrics;
use bridgecall::sim::command::Role;
use bridgecall::sim::people::{Body, LED, Routine, UNLED, asleep, awake, kss, share_of_each};
use bridgecall::sim::{Command, Event, Giver, What, Why, World, advance, give};
use std::sync::Arc;

const WEEK: u32 = 7 * 1440;

/// The tiny scenario over weeks, quiet but for a fault at a given minute, if any.
pub(super) fn weeks(count: u32, onset: Option<u32>, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let minutes = format!("minutes: {}, play", count * WEEK);
    let onset = onset.unwrap_or(count * WEEK);
    let onset = format!("onset_minutes: ({onset}, {onset})");
    let mut all = vec![
        ("minutes: 240, play", minutes.as_str()),
        ("onset_minutes: (5, 5)", onset.as_str()),
    ];
    all.extend(edits);
    tiny(&all)
}

/// A run in which commands are given at ticks; every one has to be valid.
pub(super) fn run(
    scenario: &Arc<Scenario>,
    seed: u64,
    given: &[(u32, &str)],
) -> (World, Vec<Event>) {
    run_to(scenario, seed, given, scenario.rules.ends.0)
}

#[test]
#[expect(
    clippy::approx_constant,
    reason = "a point of the table that happens to lie near τ"
)]
fn sleepiness_has_the_points_of_c4() {
    for (hours, expected) in [
        (8.0, 3.12),
        (12.0, 3.37),
        (16.0, 5.61),
        (17.0, 6.28),
        (18.0, 6.86),
        (20.0, 7.60),
        (22.0, 7.73),
        (24.0, 7.46),
    ] {
        let got = kss(hours, (7.0 + hours) % 24.0);
        assert!((got - expected).abs() < 0.01, "{hours} h awake: {got:.3}");
        // The state's own form has whole thousandths of S, and inertia that is long gone.
        let body = Body {
            at: 420,
            pressure_milli: 14_000,
            woke: Some(420),
        };
        let routine = Routine {
            wakes: 420,
            midnight: 0,
        };
        let got = body.kss(420 + (hours * 60.0) as i32, routine);
        assert!((got - expected).abs() < 0.01, "{hours} h awake: {got:.3}");
    }
}

#[test]
fn inertia_has_the_points_of_c4() {
    let body = Body {
        at: 420,
        pressure_milli: 14_000,
        woke: Some(420),
    };
    let routine = Routine {
        wakes: 420,
        midnight: 0,
    };
    for (minutes, alertness) in [(15, 3.92), (60, 1.26), (240, 0.0)] {
        let without = kss(f64::from(minutes) / 60.0, 7.0 + f64::from(minutes) / 60.0);
        let points = (body.kss(420 + minutes, routine) - without) / 0.6;
        assert!(
            (points - alertness).abs() < 0.02,
            "{minutes} min: {points:.3}"
        );
    }
}

#[test]
fn sleep_recovers_by_the_closed_form_of_c4() {
    let (ha, bl, g) = (14.3, 12.2, -0.3814_f64);
    let up = awake(14.0, 16.0);
    assert!((up - (2.4 + 11.6 * (-0.0353_f64 * 16.0).exp())).abs() < 1e-12);
    let turns = (bl - up) / (g * (bl - ha));
    for hours in [1.0, 2.0, turns, 5.0, 8.0, 12.0] {
        let expected = if hours <= turns {
            up + hours * g * (bl - ha)
        } else {
            ha - (ha - bl) * (g * (hours - turns)).exp()
        };
        assert!((asleep(up, hours) - expected).abs() < 1e-9, "{hours} h");
    }
    // Through a whole day the state's own form comes to the same, to the thousandth it keeps.
    let routine = Routine {
        wakes: 420,
        midnight: 0,
    };
    let body = Body {
        at: 420,
        pressure_milli: 14_000,
        woke: Some(420),
    };
    let next_day = body.off_until(420 + 1440, routine);
    assert_eq!(next_day.woke, Some(420 + 1440));
    let expected = asleep(awake(14.0, 16.0), 8.0);
    assert!((f64::from(next_day.pressure_milli) / 1000.0 - expected).abs() < 0.0015);
}

#[test]
fn many_nights_at_once_are_as_restful_as_one_after_the_other() {
    for (pressure_milli, woke, wakes) in [
        (14_000, Some(0), 60),
        (3_000, None, -200),
        (7_150, Some(-900), 1300),
    ] {
        let midnight = wakes - 390;
        let routine = Routine { wakes, midnight };
        let begins = Body {
            at: 0,
            pressure_milli,
            woke,
        };
        let mut body = begins;
        for tick in (0..90 * 1440).step_by(977) {
            body = body.off_until(tick, routine);
            assert_eq!(begins.off_until(tick, routine), body, "until {tick}");
        }
    }
}

#[test]
fn a_night_of_three_hours_leaves_somebody_sleepier_than_a_whole_one() {
    let routine = Routine {
        wakes: 420,
        midnight: 0,
    };
    let at_ten = |to_bed: i32| {
        let tired = Body {
            at: to_bed,
            pressure_milli: 9_000,
            woke: None,
        };
        tired.off_until(600, routine).kss(600, routine)
    };
    assert!(
        at_ten(240) > at_ten(-60) + 1.0,
        "{} {}",
        at_ten(240),
        at_ten(-60)
    );
}

#[test]
fn a_group_does_most_with_9_7_people() {
    let output = |n: f64, of: (f64, f64)| n * share_of_each(n, of);
    let best = |of: (f64, f64)| {
        let sizes = (100..4000).map(|hundredths| f64::from(hundredths) / 100.0);
        sizes
            .max_by(|a, b| output(*a, of).total_cmp(&output(*b, of)))
            .unwrap()
    };
    assert!((best(UNLED) - 9.7468).abs() < 0.006, "{}", best(UNLED));
    assert!(best(LED) > best(UNLED));
    let people = (1..40)
        .max_by(|a, b| output(f64::from(*a), UNLED).total_cmp(&output(f64::from(*b), UNLED)));
    assert_eq!(people, Some(10));
}

#[test]
fn shifts_run_from_monday_to_friday_by_the_local_clock() {
    let scenario = weeks(2, None, &[("revenue_per_request: 0.01, ", "")]);
    let (_, events) = run(&scenario, 3, &[]);
    let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
    // The run begins on Monday at 10:00 within Ada's shift, from 08:00 to 18:00.
    let expected: Vec<u32> = [1, 2, 3, 4, 7, 8, 9, 10, 11, 14]
        .iter()
        .map(|day| day * 1440 - 120)
        .collect();
    let ill = events
        .iter()
        .any(|event| event.what == What::FellIll(PersonId(0)));
    assert!(!ill, "choose another seed");
    assert_eq!(came, expected);
    let left = happened(&events, |what| *what == What::LeftShift(PersonId(0)));
    assert_eq!(left.len(), 10);
    assert!(left.iter().all(|tick| (tick + 600) % 1440 == 18 * 60));
}

#[test]
fn a_daylight_saving_change_moves_the_hours_of_a_site() {
    let scenario = weeks(
        1,
        None,
        &[(
            "    stakeholders: [",
            r#"cards: [(id: "spring", when: Minute(1000), deadline_minutes: 10, default: "yes", options: [
                (id: "yes", favours: "cost", effects: [Clocks("home", 60)]),
            ])],
            stakeholders: ["#,
        )],
    );
    let (_, events) = run(&scenario, 3, &[]);
    let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
    assert_eq!(came, [1, 2, 3, 4, 7].map(|day| day * 1440 - 180));
    assert_exact(&scenario, &[]);
}

const ROTA: (&str, &str) = (
    "    services: [",
    r#"    rotas: [(team: "shop", people: ["ada", "ben", "cleo"])],
    services: ["#,
);

#[test]
fn an_incident_at_night_wakes_the_primary_and_then_the_secondary() {
    // Tuesday, 02:00: Ada is in bed.
    let scenario = weeks(1, Some(16 * 60), &[ROTA]);
    let (_, events) = run(&scenario, 3, &[]);
    let opened = happened(&events, |what| matches!(what, What::IncidentOpened(..)))[0];
    let paged = |person: u16| happened(&events, |what| *what == What::Paged(PersonId(person)));
    assert_eq!(paged(0).first(), Some(&opened));
    assert_eq!(paged(1).first(), Some(&(opened + 5)));
    // Whoever takes note in time spares the secondary.
    let (_, events) = run(&scenario, 3, &[(opened + 4, "acknowledge INC-1")]);
    let paged = happened(&events, |what| *what == What::Paged(PersonId(1)));
    assert!(paged.is_empty());
    let metrics = Metrics::of(&scenario, &events, scenario.rules.ends);
    assert_eq!(metrics.people.night_pages, 1);
    assert!((metrics.people.night_pages_gini - 2.0 / 3.0).abs() < 1e-12);
    // Out of bed in the middle of the night, with inertia still there.
    assert!(
        metrics.people.peak_sleepiness > 6.5,
        "{}",
        metrics.people.peak_sleepiness
    );
}

#[test]
fn turns_on_call_pass_on_and_can_be_swapped() {
    let scenario = weeks(3, None, &[ROTA]);
    let turns = |given: &[(u32, &str)]| {
        let (_, events) = run(&scenario, 3, given);
        let turns = events.iter().filter_map(|event| match event.what {
            What::OnCall(_, primary, secondary) => {
                Some((event.tick.0, primary.0, secondary.unwrap().0))
            }
            _ => None,
        });
        turns.collect::<Vec<_>>()
    };
    assert_eq!(
        turns(&[]),
        [(WEEK, 1, 2), (2 * WEEK, 2, 0), (3 * WEEK, 0, 1)]
    );
    // A swap: Ben takes Ada's place, and Ada his; a new name pushes one out.
    assert_eq!(turns(&[(5, "set-rota shop primary ben")])[0], (5, 1, 0));
    assert_eq!(turns(&[(5, "set-rota shop primary cleo")])[0], (5, 2, 1));
}

#[test]
fn days_off_begin_when_the_shift_ends_and_last_whole_days() {
    let scenario = weeks(2, None, &[]);
    let (_, events) = run(&scenario, 3, &[(60, "set-rota ada off 2")]);
    let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
    // Monday's shift is over at 18:00; two days later Thursday's begins.
    assert_eq!(came[0], 3 * 1440 - 120);
}

#[test]
fn weeks_are_skipped_exactly() {
    let scenario = weeks(2, Some(16 * 60), &[ROTA]);
    assert_exact(&scenario, &[]);
    assert_exact(
        &scenario,
        &[
            (60, "set-rota ada off 2"),
            (1000, "acknowledge INC-1"),
            (1001, "rest cleo"),
            (1030, "apply INC-1 roll-back by ada"),
            (4000, "set-rota shop secondary cleo"),
            (8000, "set-rota ben off 3"),
        ],
    );
}

#[test]
fn a_quiet_week_is_a_few_looks_a_day() {
    let scenario = weeks(1, None, &[]);
    let mut world = World::new(scenario.clone(), 3);
    let mut events = Vec::new();
    let mut stops = 0;
    while !world.over() {
        bridgecall::sim::advance_once(&mut world, scenario.rules.ends, &mut events);
        stops += 1;
    }
    assert!(stops < 400, "{stops} stops in a week");
}

#[test]
fn a_run_of_a_day_has_the_one_shift_that_is_written() {
    let (run, _) = lead(
        &tiny(&[("minutes: 240, play", "minutes: 1440, play")]),
        3,
        "",
    );
    let came = happened(run.events(), |what| *what == What::Arrived(PersonId(0)));
    assert!(came.is_empty());
    assert_eq!(
        first(&run, |what| *what == What::LeftShift(PersonId(0))),
        Some(480)
    );
}

#[test]
fn somebody_hired_comes_after_six_weeks_at_half_the_output() {
    let scenario = weeks(
        8,
        None,
        &[
            (
                "    services: [",
                r#"    work: [
                (id: "long", kind: "feature", team: "shop", skill: "shop", minutes_left: 900000, delay_per_hour: 1),
            ],
            services: ["#,
            ),
            (
                "morale: 70, pay_per_hour: 60),\n    ],",
                r#"morale: 70, pay_per_hour: 60),
            (id: "dan", team: "shop", site: "home", skills: {"shop": 1}, shift: ("08:00", "18:00"), morale: 70, pay_per_hour: 60, joins: "hire", works_on: "long"),
            ],"#,
            ),
        ],
    );
    let (_, events) = run(&scenario, 3, &[(0, "hire dan")]);
    let joined = happened(&events, |what| *what == What::Joined(PersonId(3)));
    assert_eq!(joined, [42 * 1440]);
    let mut world = World::new(scenario.clone(), 3);
    advance(&mut world, Tick(10), &mut Vec::new());
    let seen = Observation::of(&world, Viewpoint::Leader);
    assert_eq!(seen.people[3].absence, Absence::NotYet(None));
    assert_eq!(seen.people[3].activity, bridgecall::sim::Activity::Off);
    let hire = Command::read("hire dan", &scenario.ids).unwrap();
    give(&mut world, Giver::Leader, hire, &mut Vec::new()).unwrap();
    // The first full day: nine hours and fifty minutes after the way in, at about half a pace.
    let left = |world: &World| Observation::of(world, Viewpoint::Leader).work[0].left_minutes;
    let first_day = happened(&events, |what| *what == What::Arrived(PersonId(3)))[0];
    advance(&mut world, Tick(first_day), &mut Vec::new());
    let before = left(&world);
    advance(&mut world, Tick(first_day + 600), &mut Vec::new());
    let done = before - left(&world);
    assert!((250.0..310.0).contains(&done), "{done}");
}

#[test]
fn whoever_is_not_hired_yet_bears_nothing_of_a_mandate() {
    let scenario = weeks(
        4,
        None,
        &[
            (
                "    services: [",
                r#"    initiatives: [(id: "trunk", cost_per_week: 100, fit: {"shop": 0.2}, pace_gain: 0.3, days_to_half: 14)],
            services: ["#,
            ),
            (
                "morale: 70, pay_per_hour: 60),\n    ],",
                r#"morale: 70, pay_per_hour: 60),
            (id: "dan", team: "shop", site: "home", skills: {"shop": 1}, shift: ("08:00", "18:00"), morale: 70, pay_per_hour: 60, joins: "hire"),
            ],"#,
            ),
        ],
    );
    let (_, events) = run(&scenario, 3, &[(10, "start trunk mandate")]);
    let bore = |person: u16| {
        let moved = happened(
            &events,
            |what| matches!(what, What::Morale(who, _, Why::Initiative(_)) if *who == PersonId(person)),
        );
        !moved.is_empty()
    };
    assert!(bore(0), "a mandate that fits badly costs nobody anything");
    assert!(!bore(3), "dan has not been hired");
}

#[test]
fn twelve_heads_cost_twelve_times_and_do_what_the_scalability_law_says() {
    let entry = |heads: u32| {
        let edit = format!(
            "woke: \"07:00\", morale: 70, pay_per_hour: 60, works_on: \"long\", heads: {heads}),\n        (id: \"ben\""
        );
        let scenario = tiny(&[
            (
                "woke: \"07:00\", morale: 70, pay_per_hour: 60),\n        (id: \"ben\"",
                edit.as_str(),
            ),
            (
                "    services: [",
                r#"    work: [
                (id: "long", kind: "feature", team: "shop", skill: "shop", minutes_left: 90000, delay_per_hour: 1),
            ],
            services: ["#,
            ),
            ("onset_minutes: (5, 5)", "onset_minutes: (200, 200)"),
        ]);
        let mut world = World::new(scenario, 3);
        advance(&mut world, Tick(100), &mut Vec::new());
        let seen = Observation::of(&world, Viewpoint::Leader);
        (
            90_000.0 - seen.work[0].left_minutes,
            world.ledger().total().units(),
        )
    };
    let (one, twelve) = (entry(1), entry(12));
    let law = 12.0 / (1.0 + 0.05 * 11.0 + 0.01 * 12.0 * 11.0);
    assert!(
        (twelve.0 / one.0 - law).abs() < 0.01,
        "{} times",
        twelve.0 / one.0
    );
    // Ben's hour is in both.
    assert!(
        (twelve.1 - one.1 - 11.0 * 100.0).abs() < 1e-6,
        "{} {}",
        one.1,
        twelve.1
    );
}

#[test]
fn nobody_leads_on_after_a_day_and_a_night_without_sleep() {
    let scenario = weeks(1, Some(60), &[]);
    let leading = [(80, "acknowledge INC-1"), (80, "role ada operations INC-1")];
    let leads = |until: u32| {
        let (world, events) = run_to(&scenario, 3, &leading, until);
        let seen = Observation::of(&world, Viewpoint::Leader);
        let went = happened(&events, |what| *what == What::LeftShift(PersonId(0)));
        let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
        let operations = seen.incidents[0].roles[Role::Operations as usize];
        (operations, went, came)
    };
    // Ada got up at 07:00, three hours before the run began.
    let gives_up = 21 * 60;
    assert_eq!(leads(gives_up - 1).0, Some(PersonId(0)));
    let (operations, went, came) = leads(3 * 1440);
    assert_eq!(operations, None);
    assert_eq!(went[0], gives_up);
    // The shift of Tuesday at 08:00 begins an hour later; Ada sleeps, and comes to that of Wednesday.
    assert_eq!(came[0], 2 * 1440 - 120);
}

#[test]
fn whoever_was_called_out_goes_home_after_the_paid_hour_once_nothing_hurts() {
    let cleo = PersonId(2);
    let at_work = |onset: Option<u32>| {
        let scenario = weeks(1, onset, &[]);
        let paged = [(80, "page cleo")];
        let (_, events) = run(&scenario, 3, &paged);
        assert_exact(&scenario, &paged);
        let came = happened(&events, |what| *what == What::Arrived(cleo))[0];
        (
            came,
            happened(&events, |what| *what == What::LeftShift(cleo))[0],
        )
    };
    let (came, went) = at_work(None);
    assert_eq!(went, came + 60);
    // The incident stays open: Cleo is there for it until the shift from 20:00 to 04:00 is over.
    let (_, went) = at_work(Some(60));
    assert_eq!(went, 18 * 60);
}

const FINDER: [(u32, &str); 2] = [
    (80, "acknowledge INC-1"),
    (80, "investigate INC-1 log by ada"),
];

#[test]
fn what_somebody_found_may_go_home_with_them_unless_it_is_handed_over() {
    let scenario = weeks(1, Some(60), &[]);
    let lost = |seed: u64, given: &[(u32, &str)]| {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        for (tick, text) in FINDER.iter().chain(given) {
            advance(&mut world, Tick(*tick), &mut events);
            let command = Command::read(text, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
        }
        advance(&mut world, Tick(600), &mut events);
        assert!(
            events
                .iter()
                .any(|event| matches!(event.what, What::Found(..)))
        );
        let lost = events
            .iter()
            .any(|event| matches!(event.what, What::FactLost(..)));
        let open = Observation::of(&world, Viewpoint::Leader).incidents[0].inquiries[0].progress
            == bridgecall::observe::Progress::Open;
        assert_eq!(lost, open);
        lost
    };
    let share = |given: &[(u32, &str)]| {
        f64::from((0..400).filter(|&seed| lost(seed, given)).count() as u32) / 400.0
    };
    // Ada's shift ends at minute 480.
    let alone = share(&[]);
    assert!(
        (alone - 0.3).abs() < 3.0 * (0.21 / 400.0_f64).sqrt(),
        "{alone}"
    );
    // Whoever is sent to rest goes home as well.
    let rested = share(&[(100, "rest ada")]);
    assert!(
        (rested - 0.3).abs() < 3.0 * (0.21 / 400.0_f64).sqrt(),
        "{rested}"
    );
    assert_eq!(share(&[(470, "role ben operations INC-1")]), 0.0);
    // Ben, who has it from Ada, stays until the evening.
    assert_eq!(
        share(&[
            (400, "role ada operations INC-1"),
            (470, "hand-over ada to ben")
        ]),
        0.0
    );
}

#[test]
fn a_hand_over_takes_a_quarter_of_an_hour_of_both_and_passes_on_the_task_as_it_is() {
    let scenario = weeks(
        1,
        Some(60),
        &[("minutes: 6, sigma: 0", "minutes: 60, sigma: 0")],
    );
    let done = |given: &[(u32, &str)]| {
        let (_, events) = run(&scenario, 3, given);
        happened(&events, |what| matches!(what, What::RemedyApplied(..)))[0]
    };
    let start = [
        (80, "acknowledge INC-1"),
        (80, "declare INC-1 sev1"),
        (80, "apply INC-1 roll-back by ada"),
    ];
    let with = |more: &[(u32, &'static str)]| [&start[..], more].concat();
    let straight = done(&with(&[]));
    assert_eq!(done(&with(&[(100, "hand-over ada to ben")])), straight + 15);
    // Without one the next begins from nothing.
    assert_eq!(
        done(&with(&[
            (100, "cancel ada"),
            (100, "apply INC-1 roll-back by ben")
        ])),
        straight + 20
    );
    super::super::core::assert_exact(
        &scenario,
        &with(&[(100, "hand-over ada to ben"), (107, "cancel ben")]),
    );
}

#[test]
fn a_way_back_is_longer_the_longer_somebody_was_away() {
    let scenario = tiny(&[
        ("minutes: 240, play", "minutes: 1440, play"),
        ("onset_minutes: (5, 5)", "onset_minutes: (1400, 1400)"),
        (
            "    services: [",
            r#"    work: [
            (id: "long", kind: "feature", team: "shop", skill: "shop", minutes_left: 9000, delay_per_hour: 1),
            (id: "other", kind: "feature", team: "shop", skill: "shop", minutes_left: 9000, delay_per_hour: 1),
        ],
        services: ["#,
        ),
        (
            "woke: \"07:00\", morale: 70, pay_per_hour: 60),\n        (id: \"ben\"",
            "woke: \"07:00\", morale: 70, pay_per_hour: 60, works_on: \"long\"),\n        (id: \"ben\"",
        ),
    ]);
    let way_back = |away: u32| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        for (tick, text) in [(60, "work ada on other"), (60 + away, "work ada on long")] {
            advance(&mut world, Tick(tick), &mut events);
            give(
                &mut world,
                Giver::Leader,
                Command::read(text, &scenario.ids).unwrap(),
                &mut events,
            )
            .unwrap();
        }
        let seen = Observation::of(&world, Viewpoint::Leader);
        seen.people[0].ready.0 - world.now().0
    };
    let ways = [5, 60, 240, 360].map(way_back);
    assert!(
        ways.is_sorted() && ways[0] >= 5 && ways[3] < 10 && ways[3] > ways[0],
        "{ways:?}"
    );
}

#[test]
fn above_the_span_of_control_a_lead_is_worth_less() {
    use bridgecall::sim::people::SPAN;
    assert_eq!(SPAN, 7);
    let output = |responders: usize, commander: bool| {
        let people: String = (0..12)
            .map(|which| format!("(id: \"p{which}\", team: \"shop\", site: \"home\", skills: {{\"shop\": 1}}, shift: (\"08:00\", \"18:00\"), woke: \"07:00\", morale: 70, pay_per_hour: 60),\n"))
            .collect();
        let logs: String = (0..12)
            .map(|which| format!("(id: \"log{which}\", skill: \"shop\", minutes: 400, sigma: 0, findings: [(id: \"a\", given: {{\"release\": 1, \"disk\": 1}})]),\n"))
            .collect();
        let people = format!("    people: [{people}");
        let logs = format!("inquiries: [{logs}");
        let scenario = tiny(&[
            ("    people: [", people.as_str()),
            ("inquiries: [", logs.as_str()),
        ]);
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        let mut order = |world: &mut World, text: String| {
            let command = Command::read(&text, &scenario.ids).unwrap();
            give(world, Giver::Leader, command, &mut events).unwrap();
        };
        advance(&mut world, Tick(8), &mut Vec::new());
        order(&mut world, "acknowledge INC-1".into());
        order(&mut world, "declare INC-1 sev1".into());
        order(&mut world, "role ada operations INC-1".into());
        if commander {
            order(&mut world, "role ben commander INC-1".into());
        }
        for which in 0..responders {
            order(
                &mut world,
                format!("investigate INC-1 log{which} by p{which}"),
            );
        }
        advance(&mut world, Tick(108), &mut Vec::new());
        let seen = Observation::of(&world, Viewpoint::Leader);
        let done = seen.incidents[0]
            .inquiries
            .iter()
            .map(|inquiry| match inquiry.progress {
                bridgecall::observe::Progress::Underway(_, done) => f64::from(done),
                _ => 0.0,
            });
        done.sum::<f64>()
    };
    // Seven get more done than six; ten under one lead get less done than ten under two.
    assert!(output(7, false) > output(6, false));
    let law = |n: f64| n * share_of_each(n, LED);
    let (one, two) = (output(10, false), output(10, true));
    assert!((one / two - 0.7).abs() < 0.02, "{one} {two}");
    assert!((output(7, false) / output(6, false) - law(7.0) / law(6.0)).abs() < 0.03);
}

#[test]
fn a_group_in_an_incident_pays_for_its_size_once() {
    let scenario = tiny(&[
        (
            "woke: \"07:00\", morale: 70, pay_per_hour: 60),\n        (id: \"ben\"",
            "woke: \"07:00\", morale: 70, pay_per_hour: 60, heads: 12),\n        (id: \"ben\"",
        ),
        (
            "(id: \"log\", skill: \"shop\", minutes: 4, sigma: 0",
            "(id: \"log\", skill: \"shop\", minutes: 400, sigma: 0",
        ),
    ]);
    let (run, refused) = lead(
        &scenario,
        3,
        "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 investigate INC-1 log by ada",
    );
    assert!(refused.is_empty(), "{refused:?}");
    let pace = 12.0 * share_of_each(12.0, UNLED);
    let minutes = (400.0 / pace).ceil() as u32;
    assert_eq!(
        first(&run, |what| matches!(what, What::Found(..))),
        Some(8 + 2 + minutes)
    );
}

#[test]
fn a_call_out_pays_every_head_and_contractors_at_one_and_a_half_of_their_own_rate() {
    let paid = |cleo: &str, given: &[(u32, &str)]| {
        let scenario = weeks(
            2,
            None,
            &[(
                "shift: (\"20:00\", \"04:00\"), morale: 70, pay_per_hour: 60",
                &format!("shift: (\"20:00\", \"04:00\"), morale: 70, pay_per_hour: 60{cleo}"),
            )],
        );
        let (_, events) = run(&scenario, 3, given);
        events.iter().find_map(|event| match event.what {
            What::Spent(Line::Overtime, amount, Why::CallOut(_)) => Some(amount.units()),
            _ => None,
        })
    };
    assert_eq!(paid("", &[(60, "page cleo")]), Some(90.0));
    assert_eq!(paid(", heads: 3", &[(60, "page cleo")]), Some(270.0));
    // 200 % in the shift, 300 % beyond it.
    let contractor = [(0, "contract cleo"), (8 * 1440, "page cleo")];
    assert_eq!(paid(", joins: \"contract\"", &contractor), Some(180.0));
}

/// What shifts cost in the end.
fn regular(scenario: &Arc<Scenario>, given: &[(u32, &str)]) -> f64 {
    let (_, events) = run(scenario, 3, given);
    Metrics::of(scenario, &events, scenario.rules.ends)
        .ledger
        .lines["regular"]
}

#[test]
fn days_off_are_paid_once_however_often_they_are_given() {
    let scenario = weeks(2, None, &[]);
    let usual = regular(&scenario, &[]);
    let off = [
        (500, "set-rota ada off 3"),
        (600, "set-rota ada off 1"),
        (2000, "set-rota ada off 28"),
        (3000, "set-rota cleo off 2"),
    ];
    assert_eq!(regular(&scenario, &off), usual);
    let (_, events) = run(&scenario, 3, &off);
    let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
    assert!(came.is_empty(), "{came:?}");
    assert_exact(&scenario, &off);
}

/// The clock of the only site is set to that many minutes ahead of UTC, ten minutes after a minute.
fn clocks(minute: u32, offset: i32) -> Arc<Scenario> {
    let card = format!(
        r#"cards: [(id: "clocks", when: Minute({minute}), deadline_minutes: 10, default: "yes", options: [
            (id: "yes", favours: "cost", effects: [Clocks("home", {offset})]),
        ])],
        stakeholders: ["#
    );
    weeks(1, None, &[("    stakeholders: [", &card)])
}

#[test]
fn a_shift_that_the_clock_jumps_over_begins_at_once_and_one_that_it_falls_back_into_is_not_paid_twice()
 {
    // Tuesday, 07:40, becomes 08:40.
    let forward = clocks(1290, 60);
    let (_, events) = run(&forward, 3, &[]);
    let came = happened(&events, |what| *what == What::Arrived(PersonId(0)));
    assert_eq!(came[..2], [1300, 2 * 1440 - 180]);
    // Monday, 18:20, becomes 17:20. The run ends on a Monday at ten: an hour less of two shifts.
    let back = clocks(490, -60);
    let usual = regular(&weeks(1, None, &[]), &[]);
    assert_eq!(regular(&back, &[]), usual - 120.0);
    assert_exact(&forward, &[]);
    assert_exact(&back, &[]);
}

#[test]
fn a_page_at_noon_of_a_day_off_wakes_nobody() {
    // A run that begins on a day on which nobody works, and nobody says who is awake.
    let scenario = weeks(
        1,
        None,
        &[
            ("woke: \"07:00\", ", ""),
            (
                "starts_at: \"10:00\"",
                "starts_at: \"12:30\", starts_on: \"saturday\"",
            ),
        ],
    );
    let (_, events) = run(&scenario, 3, &[(0, "page ada"), (0, "page cleo")]);
    let woke = |person: u16| {
        events.iter().find_map(|event| match event.what {
            What::Awake(who, woke, _) if who == PersonId(person) => Some(woke),
            _ => None,
        })
    };
    // Up an hour and a half before eight; who works at night sleeps until half past six.
    assert_eq!(woke(0), Some(-360));
    assert_eq!(woke(2), Some(0));
}

#[test]
fn strain_wears_those_as_well_who_cannot_feel_any_worse() {
    let ill = |given: &[(u32, &str)]| {
        let scenario = weeks(1, Some(60), &[("morale: 70", "morale: 0")]);
        let seeds = 0..300;
        let ill = seeds.filter(|&seed| {
            let mut world = World::new(scenario.clone(), seed);
            let mut events = Vec::new();
            for (tick, text) in given {
                advance(&mut world, Tick(*tick), &mut events);
                let command = Command::read(text, &scenario.ids).unwrap();
                give(&mut world, Giver::Leader, command, &mut events).unwrap();
            }
            advance(&mut world, Tick(2 * 1440 - 170), &mut events);
            let ill = |event: &Event| event.what == What::FellIll(PersonId(0));
            events.iter().any(ill)
        });
        ill.count()
    };
    let (calm, strained) = (
        ill(&[]),
        ill(&[
            (80, "acknowledge INC-1"),
            (80, "role ada operations INC-1"),
            (1200, "rest ada"),
        ]),
    );
    let error = ((calm + strained) as f64).sqrt();
    assert!(
        strained as f64 - calm as f64 > 3.0 * error,
        "{calm} and {strained} of 300 fell ill"
    );
}
