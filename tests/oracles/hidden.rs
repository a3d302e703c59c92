//! What nobody can know yet does not show: two worlds that differ in one hidden thing alone look the same until there is a sign of it.

use super::playing::run_to;
use crate::everybody::{Counts, Span, again, play, world_of};
use crate::random::Dice;
use crate::stories::{first, lead, tiny};
use bridgecall::observe::{Observation, Viewpoint, is_visible};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::conditions::Facts;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::{Money, Tick};
use bridgecall::sim::{Event, What, World, advance};
use std::sync::Arc;

const ONSET: &str = "onset_minutes: (5, 5), harm: 0.5";

/// Four quiet days but for what is hidden; somebody waits for costs.
fn quiet(hidden: &str, more: &str) -> Arc<Scenario> {
    let cards = format!(
        r#"cards: [(id: "dear", when: CostAbove(100000), deadline_minutes: 5, default: "a", options: [(id: "a", favours: "cost", effects: [])])],
        budgets: [(id: "cloud", line: cloud, amount: 100000)], {more}
        stakeholders: ["#
    );
    tiny(&[
        (ONSET, hidden),
        ("minutes: 240", "minutes: 5760"),
        ("    stakeholders: [", &cards),
    ])
}

/// The first minute in which the two look different to a leader, or in what happens before his eyes.
fn first_difference(one: &Arc<Scenario>, other: &Arc<Scenario>, until: u32) -> Option<u32> {
    let [mut one, mut other] = [one, other].map(|scenario| World::new(scenario.clone(), 3));
    let seen = |world: &World, events: &[Event]| {
        let visible = events.iter().filter(|event| is_visible(&event.what));
        let visible: Vec<Event> = visible.cloned().collect();
        (Observation::of(world, Viewpoint::Leader), visible)
    };
    let (mut of_one, mut of_other) = (Vec::new(), Vec::new());
    (1..=until).find(|&minute| {
        advance(&mut one, Tick(minute), &mut of_one);
        advance(&mut other, Tick(minute), &mut of_other);
        seen(&one, &of_one) != seen(&other, &of_other)
    })
}

#[test]
fn an_exposure_and_data_that_nobody_has_found_wrong_do_not_show() {
    let exposed = |onset: u32| {
        let hidden = format!(
            r#"onset_minutes: ({onset}, {onset}), harm: 1, kind: "exposure", exposure: (attacks_per_hour: 0, effects: [Spend(breach, 1)])"#
        );
        quiet(&hidden, "")
    };
    // An alarm rings in the minute in which it begins, on healthy dashboards.
    let alarm = first_difference(&exposed(600), &exposed(5760), 3000);
    assert_eq!(alarm, Some(600));
    let feed = |rate: &str| {
        let more = format!(
            r#"feeds: [(id: "orders", service: "web", issues_per_30_days: {rate}, false_alarms_per_30_days: 0, wrong_per_hour: 600)],"#
        );
        quiet("onset_minutes: (5760, 5760), harm: 0.5", &more)
    };
    let (often, rarely) = (feed("60"), feed("0"));
    let (_, events) = run_to(&often, 3, &[], 5760);
    let found = events.iter().find_map(|event| match event.what {
        What::DataIssueFound(..) => Some(event.tick.0),
        _ => None,
    });
    assert!(found.is_some_and(|found| found > 60), "{found:?}");
    assert_eq!(first_difference(&often, &rarely, 5760), found);
}

#[test]
fn a_leak_shows_when_its_bill_comes_and_a_cap_acts_on_the_same_bill() {
    let leaking = |onset: u32, more: &str| {
        let hidden = format!(
            r#"onset_minutes: ({onset}, {onset}), harm: 1, kind: "spend-leak", leak_per_hour: 600"#
        );
        quiet(&hidden, more)
    };
    // Bills lag by eight hours: what began at 11:30 stands in the one of 20:00, that for the hour until 12:00.
    let lag = "cloud: (bill_lag_minutes: 480),";
    let shown = first_difference(&leaking(90, lag), &leaking(5760, lag), 3000);
    assert_eq!(shown, Some(120 + 480));
    let seen = |minute: u32| {
        let (world, _) = run_to(&leaking(90, lag), 3, &[], minute);
        let seen = Observation::of(&world, Viewpoint::Leader);
        (
            seen.ledger.lines[Line::Cloud as usize].units(),
            seen.unexplained_spend_per_minute.units(),
        )
    };
    assert_eq!(seen(599), (0.0, 0.0));
    assert_eq!(seen(600), (300.0, 5.0));
    assert_eq!(seen(660), (900.0, 10.0));
    // All of it is in the books in the end.
    let (world, _) = run_to(&leaking(90, lag), 3, &[], 5760);
    assert_eq!(
        world.ledger().line(Line::Cloud).units(),
        10.0 * f64::from(5760 - 90)
    );
    let cap = r#"cloud: (bill_lag_minutes: 480), levers: [(id: "cap", what: SpendCap, at_start: 1000, from: 0, to: 9000)],"#;
    let shown = first_difference(&leaking(90, cap), &leaking(5760, cap), 3000);
    assert_eq!(shown, Some(120 + 480));
    let (_, events) = run_to(&leaking(90, cap), 3, &[], 1000);
    let capped = events.iter().find_map(|event| match event.what {
        What::SpendCapped(today) => Some((event.tick.0, today.units())),
        _ => None,
    });
    // 300, 600 and 600.
    assert_eq!(capped, Some((720, 1500.0)));
}

#[test]
fn until_somebody_has_found_out_an_incident_is_that_of_the_service_whose_alert_rang() {
    let scenario = tiny(&[
        (
            "attention: Off,",
            "attention: Off, triage: (minutes: 20, sigma: 0),",
        ),
        ("teams: [\"shop\"]", "teams: [\"shop\", \"data\"]"),
        ("(id: \"db\", team: \"shop\"", "(id: \"db\", team: \"data\""),
    ]);
    let orders = [(8, "acknowledge INC-1"), (8, "triage INC-1 by ada")];
    let seen = |until: u32| {
        let (world, _) = run_to(&scenario, 3, &orders, until);
        let seen = Observation::of(&world, Viewpoint::Leader);
        let cause = bridgecall::scenario::ids::CauseId(0);
        assert_eq!(world.belief(cause), Facts::belief(&seen, cause));
        (seen.incidents[0].fault, seen.incidents[0].owner.0)
    };
    assert_eq!(seen(9), (None, 0));
    assert_eq!(seen(20), (None, 0));
    let fault = Some(bridgecall::scenario::ids::FaultId(0));
    // The database's faults are triaged by the web's people in three times the time.
    assert_eq!(seen(100), (fault, 1));
}

#[test]
fn trust_is_asked_for_in_the_points_that_can_be_read() {
    use bridgecall::scenario::ids::StakeholderId;
    use bridgecall::scenario::rules::Condition;
    let mut world = World::new(quiet("onset_minutes: (5, 5), harm: 0.5", ""), 3);
    let mut flips = 0;
    for minute in 1..400 {
        advance(&mut world, Tick(minute), &mut Vec::new());
        let seen = Observation::of(&world, Viewpoint::Leader);
        for points in 40..=70 {
            let below = Condition::TrustBelow(StakeholderId(0), points * 1000);
            let answer = below.holds(&world);
            assert_eq!(answer, below.holds(&seen), "{points} in minute {minute}");
            flips += u32::from(answer);
        }
    }
    assert!(flips > 300, "{flips}");
}

#[test]
fn costs_and_budgets_are_the_same_question_to_the_world_and_to_its_observer() {
    use bridgecall::scenario::ids::ServiceId;
    use bridgecall::scenario::rules::Condition;
    use bridgecall::scenario::units::Ppm;
    let scenario = quiet("onset_minutes: (5, 5), harm: 0.5", "");
    let mut world = World::new(scenario, 3);
    let mut events = Vec::new();
    let mut flips = 0;
    for minute in 1..400 {
        advance(&mut world, Tick(minute), &mut events);
        let seen = Observation::of(&world, Viewpoint::Leader);
        let questions = [
            Condition::CostAbove(Money(300_000_000)),
            Condition::BudgetSpent(ServiceId(0), Ppm(500_000)),
        ];
        let answers = questions.each_ref().map(|question| question.holds(&world));
        assert_eq!(
            answers,
            questions.map(|question| question.holds(&seen)),
            "minute {minute}"
        );
        flips += usize::from(answers[0]) + usize::from(answers[1]);
    }
    assert!(flips > 100, "{flips}");
}

#[test]
fn morale_is_asked_for_as_people_say_they_feel() {
    use bridgecall::scenario::rules::{Condition, Who};
    // Teams of the big world are more or less safe: some say they feel better than they do.
    let scenario = world_of("tests/worlds", "everything");
    let teams = (0..scenario.rules.teams).map(|team| Who::Team(TeamId(team)));
    let meant: Vec<Who> = teams
        .chain([Who::OnDuty, Who::Person(PersonId(7))])
        .collect();
    let mut below = 0;
    let orders = play(
        &scenario,
        5,
        Dice::new(5),
        Span {
            from: Tick(0),
            until: Tick(900),
        },
        &mut Counts::new(),
    );
    again(&scenario, 5, &orders, |world, until| {
        while world.now() < until && !world.over() {
            let next = Tick((world.now().0 / 15 + 1) * 15).min(until);
            advance(world, next, &mut Vec::new());
            let seen = Observation::of(world, Viewpoint::Leader);
            for who in &meant {
                for points in 40..=80 {
                    let asked = Condition::MoraleBelow(*who, points * 1000);
                    let answer = asked.holds(world);
                    let told = format!("{asked:?} in minute {}", world.now().0);
                    assert_eq!(answer, asked.holds(&seen), "{told}");
                    below += u32::from(answer);
                }
            }
        }
    });
    assert!(below > 1000, "{below}");
}

#[test]
fn a_card_that_waits_for_low_morale_waits_until_it_is_told() {
    let card = r#"cards: [(id: "low", when: MoraleBelow(Person("ada"), 45), deadline_minutes: 30, default: "no", options: [(id: "no", favours: "cost", effects: [])])],
        stakeholders: ["#;
    let comes = |safety: u32| {
        let safety = format!("    safety: {{\"shop\": {safety}}},\n    services: [");
        let scenario = tiny(&[
            ("onset_minutes: (5, 5)", "onset_minutes: (239, 239)"),
            ("    services: [", &safety),
            ("woke: \"07:00\", morale: 70", "woke: \"07:00\", morale: 40"),
            ("    stakeholders: [", card),
        ]);
        let (run, _) = lead(&scenario, 3, "");
        first(&run, |what| matches!(what, What::CardOpened(..))).is_some()
    };
    assert!(comes(70) && !comes(20));
}
