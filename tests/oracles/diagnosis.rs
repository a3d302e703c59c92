//! Finding out: what is believed is what the evidence allows, knowing the way is three times as fast, the wrong team loses time, and
//! experts are worth what they are worth, however sure they are.

use crate::stories::tiny;
use bridgecall::observe::{IncidentSeen, Observation, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::sync::Arc;

/// Three causes, three noisy lines of inquiry of a minute each, and three who look and say what they believe.
fn three() -> Arc<Scenario> {
    tiny(&THREE)
}

pub(super) const THREE: [(&str, &str); 6] = [
    ("truth: \"release\",", ""),
    (
        "(id: \"release\", prior: 0.6), (id: \"disk\", prior: 0.4)",
        "(id: \"release\", prior: 0.5), (id: \"disk\", prior: 0.3), (id: \"net\", prior: 0.2)",
    ),
    (
        r#"(id: "recent", given: {"release": 0.9, "disk": 0.2}), (id: "nothing", given: {"release": 0.1, "disk": 0.8}),
            ]),"#,
        r#"(id: "recent", given: {"release": 0.9, "disk": 0.2, "net": 0.4}), (id: "nothing", given: {"release": 0.1, "disk": 0.8, "net": 0.6}),
            ]),
            (id: "iostat", skill: "shop", minutes: 4, sigma: 0, findings: [
                (id: "slow", given: {"release": 0.3, "disk": 0.7, "net": 0.1}), (id: "fast", given: {"release": 0.5, "disk": 0.2, "net": 0.3}), (id: "odd", given: {"release": 0.2, "disk": 0.1, "net": 0.6}),
            ]),"#,
    ),
    (
        r#"effects: {"release": Fixes})"#,
        r#"effects: {"release": Fixes, "net": Fixes})"#,
    ),
    (
        "(id: \"ada\", team: \"shop\", site: \"home\", skills: {\"shop\": 1}, ",
        "(id: \"ada\", team: \"shop\", site: \"home\", skills: {\"shop\": 1}, overconfidence: 0.9, ",
    ),
    (
        "(id: \"ben\", team: \"shop\", site: \"home\", skills: {\"shop\": 1}, ",
        "(id: \"ben\", team: \"shop\", site: \"home\", skills: {\"shop\": 0.5}, overconfidence: 0.2, ",
    ),
];

const PRIOR: [f64; 3] = [0.5, 0.3, 0.2];
const LOG: [[f64; 2]; 3] = [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6]];
const IOSTAT: [[f64; 3]; 3] = [[0.3, 0.5, 0.2], [0.7, 0.2, 0.1], [0.1, 0.3, 0.6]];

/// Both lines are followed; the incident as it looks then, what happened, and the true cause.
fn looked_into(scenario: &Arc<Scenario>, seed: u64) -> (IncidentSeen, Vec<Event>, CauseId) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    advance(&mut world, Tick(8), &mut events);
    for command in [
        Command::Acknowledge(IncidentId(0)),
        Command::Investigate(IncidentId(0), InquiryId(0), PersonId(0)),
        Command::Investigate(IncidentId(0), InquiryId(1), PersonId(1)),
    ] {
        give(&mut world, Giver::Leader, command, &mut events).unwrap();
    }
    advance(&mut world, Tick(60), &mut events);
    let truth = events.iter().find_map(|event| match event.what {
        What::FaultBegan(_, cause) => Some(cause),
        _ => None,
    });
    let mut seen = Observation::of(&world, Viewpoint::Leader);
    (seen.incidents.remove(0), events, truth.unwrap())
}

/// Chance that an expert of that skill names the true one of three causes.
fn accuracy(skill: f64) -> f64 {
    1.0 / 3.0 + 2.0 / 3.0 * 0.6 * skill
}

#[test]
fn the_belief_is_the_posterior_of_bayes_over_findings_and_opinions() {
    let scenario = three();
    let mut different = std::collections::BTreeSet::new();
    for seed in 0..300 {
        let (incident, events, _) = looked_into(&scenario, seed);
        let mut weights = PRIOR;
        for event in &events {
            match event.what {
                What::Found(_, InquiryId(0), finding, _) => {
                    (0..3).for_each(|cause| weights[cause] *= LOG[cause][usize::from(finding)])
                }
                What::Found(_, InquiryId(1), finding, _) => {
                    (0..3).for_each(|cause| weights[cause] *= IOSTAT[cause][usize::from(finding)])
                }
                What::Believes(person, said) => {
                    let right = accuracy([1.0, 0.5][person.at()]);
                    for (cause, weight) in weights.iter_mut().enumerate() {
                        *weight *= if cause == said.at() {
                            right
                        } else {
                            (1.0 - right) / 2.0
                        };
                    }
                }
                _ => {}
            }
        }
        let sum: f64 = weights.iter().sum();
        for (cause, weight) in weights.iter().enumerate() {
            let belief = incident.belief(CauseId(cause as u16));
            assert!(
                (belief - weight / sum).abs() < 1e-12,
                "seed {seed}: {belief}"
            );
        }
        different.insert((incident.causes[0].belief * 1e9) as u64);
    }
    assert!(different.len() > 30, "{} beliefs", different.len());
}

#[test]
fn a_belief_of_so_many_percent_is_right_in_so_many_percent_of_10_000_faults() {
    let scenario = three();
    // By tenths: beliefs, their sum and spread, and how often what was believed was true.
    let mut bins = [(0_u32, 0.0_f64, 0.0_f64, 0_u32); 10];
    for seed in 0..10_000 {
        let (incident, _, truth) = looked_into(&scenario, seed);
        for cause in &incident.causes {
            let bin = &mut bins[((cause.belief * 10.0) as usize).min(9)];
            bin.0 += 1;
            bin.1 += cause.belief;
            bin.2 += cause.belief * (1.0 - cause.belief);
            bin.3 += u32::from(cause.id == truth);
        }
    }
    for (tenth, (count, sum, spread, right)) in bins.into_iter().enumerate() {
        let off = (f64::from(right) - sum).abs();
        assert!(
            count > 100 && off <= 3.0 * spread.sqrt(),
            "{tenth}: {right} of {count}, believed {sum:.1} ± {:.1}",
            spread.sqrt()
        );
    }
}

#[test]
fn experts_are_right_as_often_as_their_skill_says_and_surer_than_that() {
    let scenario = three();
    let mut said = [(0_u32, 0_u32); 2];
    let mut sure = [0.0; 2];
    for seed in 0..10_000 {
        let (incident, _, truth) = looked_into(&scenario, seed);
        for opinion in &incident.opinions {
            let at = opinion.person.at();
            said[at].0 += 1;
            said[at].1 += u32::from(opinion.cause == truth);
            // Nobody is surer when they are right.
            assert!(sure[at] == 0.0 || sure[at] == opinion.confidence.ratio());
            sure[at] = opinion.confidence.ratio();
        }
    }
    for (at, skill) in [1.0, 0.5].into_iter().enumerate() {
        let (count, right) = said[at];
        let (count, right) = (f64::from(count), f64::from(right));
        let expected = accuracy(skill);
        let error = (expected * (1.0 - expected) / count).sqrt();
        assert!(
            (right / count - expected).abs() < 3.0 * error,
            "{right} of {count}"
        );
        assert!(
            sure[at] > expected,
            "{} is no more than {expected}",
            sure[at]
        );
    }
    assert!(sure[0] > 0.97 && sure[1] < 0.65, "{sure:?}");
}

/// Median minutes from setting out to the first event of a kind.
fn median(scenario: &Arc<Scenario>, orders: &[Command], done: impl Fn(&What) -> bool) -> f64 {
    let mut minutes: Vec<u32> = (0..1001)
        .map(|seed| {
            let mut world = World::new(scenario.clone(), seed);
            let mut events = Vec::new();
            advance(&mut world, Tick(8), &mut events);
            for command in orders {
                give(&mut world, Giver::Leader, *command, &mut events).unwrap();
            }
            advance(&mut world, scenario.rules.ends, &mut events);
            let found = events.iter().find(|event| done(&event.what));
            // Two minutes to find one's way in are no part of the effort.
            found.unwrap().tick.0 - 10
        })
        .collect();
    minutes.sort_unstable();
    f64::from(minutes[500])
}

const LOOK: [Command; 3] = [
    Command::Acknowledge(IncidentId(0)),
    Command::Declare(IncidentId(0), 1),
    Command::Investigate(IncidentId(0), InquiryId(0), PersonId(0)),
];

fn found(what: &What) -> bool {
    matches!(what, What::Found(..))
}

const LONG: [(&str, &str); 2] = [
    ("minutes: 4, sigma: 0", "minutes: 60, sigma: 0.8"),
    ("minutes: 240", "minutes: 4000"),
];

#[test]
fn a_runbook_makes_diagnosis_about_three_times_as_fast() {
    let unknown = median(&tiny(&LONG), &LOOK, found);
    let mut edits = LONG.to_vec();
    edits.push(("harm: 0.5,", "harm: 0.5, runbook: true,"));
    let known = median(&tiny(&edits), &LOOK, found);
    let times = unknown / known;
    assert!(
        (2.6..=3.4).contains(&times),
        "{unknown} against {known}: {times}"
    );
}

#[test]
fn who_has_been_there_before_is_about_three_times_as_fast() {
    // The fault strikes again after an hour; ada looked into it the first time, or ben did.
    let mut edits = LONG.to_vec();
    let (head, tail) = (
        "    stakeholders: [",
        r#"    cards: [(id: "again", when: Minute(3000), deadline_minutes: 1, default: "go", options: [(id: "go", favours: "cost", effects: [Strike("slow")])])],
    stakeholders: ["#,
    );
    edits.push((head, tail));
    edits[1] = ("minutes: 240", "minutes: 9000");
    let scenario = tiny(&edits);
    let second = |who: PersonId| {
        let mut minutes: Vec<u32> = (0..1001)
            .filter_map(|seed| {
                let mut world = World::new(scenario.clone(), seed);
                let mut events = Vec::new();
                let order = |world: &mut World, events: &mut Vec<Event>, command| {
                    give(world, Giver::Leader, command, events).unwrap()
                };
                advance(&mut world, Tick(8), &mut events);
                for command in LOOK {
                    order(&mut world, &mut events, command);
                }
                // Everybody is called in: shifts are over by then.
                advance(&mut world, Tick(2000), &mut events);
                for remedy in [0, 1] {
                    let apply = Command::Apply(IncidentId(0), RemedyId(remedy), PersonId(1));
                    let _ = give(
                        &mut world,
                        Giver::Leader,
                        Command::Page(PersonId(1)),
                        &mut events,
                    );
                    let now = world.now().plus(300);
                    advance(&mut world, now, &mut events);
                    let _ = give(&mut world, Giver::Leader, apply, &mut events);
                }
                advance(&mut world, Tick(2900), &mut events);
                let _ = give(
                    &mut world,
                    Giver::Leader,
                    Command::Resolve(IncidentId(0)),
                    &mut events,
                );
                // Whoever is called before there is anything to do goes home after the hour that is paid.
                advance(&mut world, Tick(2960), &mut events);
                let _ = give(&mut world, Giver::Leader, Command::Page(who), &mut events);
                advance(&mut world, Tick(3010), &mut events);
                let incident = IncidentId(
                    Observation::of(&world, Viewpoint::Leader).incidents.len() as u16 - 1,
                );
                if incident.0 == 0 {
                    return None;
                }
                for command in [
                    Command::Acknowledge(incident),
                    Command::Declare(incident, 1),
                    Command::Investigate(incident, InquiryId(0), who),
                ] {
                    give(&mut world, Giver::Leader, command, &mut events).ok()?;
                }
                let before = events.len();
                advance(&mut world, Tick(9000), &mut events);
                let done = events[before..].iter().find(|event| found(&event.what))?;
                Some(done.tick.0 - 3012)
            })
            .collect();
        minutes.sort_unstable();
        assert!(minutes.len() > 900, "{}", minutes.len());
        f64::from(minutes[minutes.len() / 2])
    };
    let (been_there, new) = (second(PersonId(0)), second(PersonId(2)));
    let times = new / been_there;
    assert!(
        (2.5..=3.5).contains(&times),
        "{new} against {been_there}: {times}"
    );
}

#[test]
fn the_wrong_team_first_multiplies_the_time_until_people_know_what_it_is_about() {
    let teams = |factor: &str| {
        let mut scenario = (*tiny(&[
            (
                "attention: Off,",
                &format!("attention: Off, triage: (minutes: 20, sigma: 0.6{factor}),"),
            ),
            ("teams: [\"shop\"]", "teams: [\"shop\", \"data\"]"),
            ("(id: \"db\", team: \"shop\"", "(id: \"db\", team: \"data\""),
            (
                "(id: \"ben\", team: \"shop\"",
                "(id: \"ben\", team: \"data\"",
            ),
            ("minutes: 240", "minutes: 4000"),
        ]))
        .clone();
        // Some take longer than a day and a night.
        (scenario.rules.people.iter_mut()).for_each(|person| person.tireless = true);
        Arc::new(scenario)
    };
    let sent = |who: u16| {
        [
            Command::Acknowledge(IncidentId(0)),
            Command::Declare(IncidentId(0), 1),
            Command::Triage(IncidentId(0), PersonId(who)),
        ]
    };
    let triaged = |what: &What| matches!(what, What::Triaged(..));
    for (factor, expected) in [("", 3.0), (", wrong_team_times: 10.16", 10.16)] {
        let scenario = teams(factor);
        // The page is the web's, the fault the database's.
        let (wrong, owner) = (
            median(&scenario, &sent(0), triaged),
            median(&scenario, &sent(1), triaged),
        );
        let times = wrong / owner;
        assert!(
            (times / expected - 1.0).abs() < 0.1,
            "{wrong} against {owner}: {times}"
        );
    }
}

#[test]
fn whoever_is_asked_has_something_to_say_after_ten_minutes_at_the_incident() {
    let scenario = three();
    let said = |asked: u32| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        for (tick, order) in [
            (8, "acknowledge INC-1"),
            (8, "role ada operations INC-1"),
            (asked, "poll INC-1"),
        ] {
            advance(&mut world, Tick(tick), &mut events);
            let command = Command::read(order, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
        }
        let said = |event: &Event| matches!(event.what, What::Believes(..));
        events.iter().any(said)
    };
    // Two minutes to find her way in, then ten.
    assert_eq!([8, 19, 20, 60].map(said), [false, false, true, true]);
}
