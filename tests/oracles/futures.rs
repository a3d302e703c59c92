//! What is hidden, and what may be known of it: every latent is registered, nothing seen depends on anything else, and futures are drawn
//! from what could be known.

use super::safety::{night, played};
use crate::stories::tiny;
use bridgecall::observe::{Observation, Viewpoint, is_visible};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::rules::Line;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::draw::{Purpose, future_seed};
use bridgecall::sim::latent::{LATENTS, SEEN, resample_those};
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give, resample};
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn every_latent_has_a_prior_and_what_is_known_of_it() {
    let mut told = String::new();
    for latent in LATENTS {
        told += &format!(
            "{}: {}, given {}\n",
            latent.name, latent.prior, latent.known
        );
    }
    insta::assert_snapshot!(told, @r"
    whether something is behind an alarm: rate of false alarms against that of the fault's first strike, given when alarms rang, that no attack has come since, that nobody has found out
    whether a leak has begun, when, and what it has spent: the hazard or window of its strikes, by debt as it was and reviews as they are, given bills, which lag; that nobody has noticed
    which of several faults that look alike struck: their windows and hazards in that minute, by debt as it was, given when, that nobody has found out, how long that has taken, that no automation answers
    true cause: the scenario's priors, given findings, opinions, what remedies were seen to do
    whether somebody did something wrong and does not say so: by how tired they are, and by what their team tells, given what a remedy was seen to do, what was found, looks that brought nothing out
    onset in a window: uniform over the window, given it has not come yet
    hazard until a fault strikes, and until it gives a sign: exponential, given it was not reached yet: what is left has no memory
    hazard until a false alarm, and until customers report: exponential, given it was not reached yet: what is left has no memory
    effort of a task in hand, and arrival of somebody paged: lognormal, given what is usual, and that it takes more than was done
    when the next case of a queue opens: exponential, given it has not opened yet: what is left has no memory
    effort of a case: the queue's distribution, in whole minutes, given it takes more than was done
    when a stream brings its next item of work: exponential, given it has not come yet: what is left has no memory
    strain that somebody bears before resigning, and before falling ill: exponential, given they bore what there was: what is left has no memory
    when somebody exploits a vulnerability: exponential, given it has not come yet: what is left has no memory
    when a data feed goes wrong, is found out and is well again; whether a model degrades: exponential, lognormal (§E); 91 % (§E), given nobody has found out, or it is not over yet; what was measured
    wait for a vendor: lognormal, given the case is still open
    hazard that protection taken off withstands: exponential, given it withstood what there was: what is left has no memory
    ");
}

#[test]
fn every_purpose_of_a_draw_is_a_latent_or_decided_where_it_is_seen() {
    let source = include_str!("../../src/sim/draw.rs");
    let (_, variants) = source.split_once("pub enum Purpose {").unwrap();
    let (variants, _) = variants.split_once("\n}").unwrap();
    let declared: BTreeSet<String> = variants
        .lines()
        .filter_map(|line| line.trim().split_once(" = "))
        .map(|(name, _)| name.to_owned())
        .collect();
    let latent = LATENTS.iter().flat_map(|latent| latent.purposes);
    let all: Vec<String> = latent
        .chain(SEEN)
        .map(|purpose: &Purpose| format!("{purpose:?}"))
        .collect();
    let listed: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(
        all.len(),
        listed.len(),
        "a purpose stands in two places of `sim/latent.rs`"
    );
    assert_eq!(
        declared, listed,
        "say in `sim/latent.rs` when a draw is made and how it is drawn again, or that it is seen at once"
    );
}

/// A web shop whose hidden things are of every kind, and where nothing random shows in the first minutes.
fn veiled() -> Arc<Scenario> {
    tiny(&[
        ("truth: \"release\",", ""),
        ("minutes: 4, sigma: 0", "minutes: 40, sigma: 0.3"),
        ("minutes: 6, sigma: 0", "minutes: 60, sigma: 0.3"),
        (
            "hard: [\"db\"], place: (1, 1)",
            "hard: [\"db\"], alarms: (false_per_day: 0.5, reports_per_million: 1), place: (1, 1)",
        ),
        (
            "    )],\n    stakeholders: [",
            r#"    ), (
        id: "later", service: "tools", onset_minutes: (60, 200), harm: 0.9, recurs_per_day: 3,
        causes: [(id: "power", prior: 0.5), (id: "plug", prior: 0.5)],
        remedies: [(id: "plug-in", skill: "shop", minutes: 3, sigma: 0, effects: {"power": Fixes, "plug": Fixes})],
    ), (
        id: "hole", service: "web", hazard: (per_day: 1), harm: 0.5, kind: "exposure", exposure: (attacks_per_hour: 0.2, effects: [Spend(breach, 100)]),
        causes: [(id: "key", prior: 0.7), (id: "port", prior: 0.3)],
        remedies: [(id: "close", skill: "shop", minutes: 3, sigma: 0.5, effects: {"key": Fixes, "port": Fixes})],
    ), (
        id: "waste", service: "web", hazard: (per_day: 1), harm: 1, kind: "spend-leak", leak_per_hour: 9, noticed_per_day: 4,
        causes: [(id: "loop", prior: 1)],
        remedies: [(id: "stop", skill: "shop", minutes: 3, sigma: 0.5, effects: {"loop": Fixes})],
    )],
    stakeholders: ["#,
        ),
    ])
}

const BEGINNING: [(u32, &str); 4] = [
    (8, "acknowledge INC-1"),
    (8, "page cleo"),
    (9, "investigate INC-1 log by ada"),
    (9, "apply INC-1 roll-back by ben"),
];

/// The world after the first minutes, and what was seen of them.
fn begun(scenario: &Arc<Scenario>, seed: u64) -> (World, Vec<Event>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    for (minute, text) in BEGINNING {
        advance(&mut world, Tick(minute), &mut events);
        let command = Command::read(text, &scenario.ids).unwrap();
        // Where something else came first, these minutes look otherwise.
        let _ = give(&mut world, Giver::Leader, command, &mut events);
    }
    advance(&mut world, Tick(13), &mut events);
    events.retain(|event| is_visible(&event.what));
    (world, events)
}

#[test]
fn two_worlds_that_look_the_same_are_the_same_once_they_are_drawn_anew() {
    let scenario = veiled();
    let (first, seen) = begun(&scenario, 0);
    let look = Observation::of(&first, Viewpoint::Leader);
    let mut alike = 0;
    let mut different = 0;
    for seed in 1..200 {
        let (other, events) = begun(&scenario, seed);
        if events != seen || Observation::of(&other, Viewpoint::Leader) != look {
            continue;
        }
        alike += 1;
        different += u32::from(other.digest() != first.digest());
        for future in 0..3 {
            let mut one = first.clone();
            let mut another = other.clone();
            resample(&mut one, future_seed(1, future));
            resample(&mut another, future_seed(1, future));
            assert_eq!(
                one.digest(),
                another.digest(),
                "seed {seed}: something hidden is not drawn anew"
            );
            assert_eq!(Observation::of(&one, Viewpoint::Leader), look);
        }
    }
    assert!(
        alike > 100 && different == alike,
        "{alike} alike, {different} different"
    );
}

#[test]
fn what_is_left_out_of_drawing_anew_is_found() {
    let scenario = veiled();
    let (first, seen) = begun(&scenario, 0);
    let look = Observation::of(&first, Viewpoint::Leader);
    let alike: Vec<World> = (1..60)
        .map(|seed| begun(&scenario, seed))
        .filter(|(other, events)| {
            *events == seen && Observation::of(other, Viewpoint::Leader) == look
        })
        .map(|(other, _)| other)
        .collect();
    let mut found = Vec::new();
    for left_out in LATENTS {
        let drawn = |world: &World| {
            let mut future = world.clone();
            resample_those(&mut future, future_seed(1, 0), |latent| {
                latent.name != left_out.name
            });
            future.digest()
        };
        let one = drawn(&first);
        if alike.iter().any(|other| drawn(other) != one) {
            found.push(left_out.name);
        }
    }
    // The others have nothing to hide in this world.
    assert_eq!(
        found,
        [
            "whether a leak has begun, when, and what it has spent",
            "true cause",
            "onset in a window",
            "hazard until a fault strikes, and until it gives a sign",
            "hazard until a false alarm, and until customers report",
            "effort of a task in hand, and arrival of somebody paged",
            "strain that somebody bears before resigning, and before falling ill",
        ]
    );
}

/// What became of many futures in which a remedy that did nothing is applied once more: the minute in which customers are well, and
/// whether it came out that it had not been done right. One latent may be left out of what is drawn anew.
fn done_again(world: &World, futures: u32, left_out: &str) -> Vec<f64> {
    let again = Command::read("apply INC-1 roll-back by ben", &world.scenario().ids).unwrap();
    let mut fork = world.clone();
    let mut outcomes = Vec::new();
    for future in 0..futures {
        fork.clone_from(world);
        resample_those(&mut fork, future_seed(3, future), |latent| {
            latent.name != left_out
        });
        let mut events = Vec::new();
        give(&mut fork, Giver::Leader, again, &mut events).unwrap();
        advance(&mut fork, Tick(120), &mut events);
        let mut well = events.iter();
        let well = well.find(|event| matches!(event.what, What::Mitigated(_)));
        let mut out = events.iter();
        let out = out.any(|event| matches!(event.what, What::SlipCameOut(..)));
        outcomes.push(
            well.map_or(200.0, |event| f64::from(event.tick.0)) + 1000.0 * f64::from(u8::from(out)),
        );
    }
    outcomes
}

#[test]
fn a_hidden_slip_and_another_cause_have_the_same_futures_and_the_test_finds_each_when_left_out() {
    // Nobody tells; rolling back did nothing. Either the release was not it, or Ada did not do it right.
    let scenario = night("05:30", 0, &[("truth: \"release\",", "")]);
    let given = [
        (8, "acknowledge INC-1"),
        (8, "declare INC-1 sev1"),
        (8, "apply INC-1 roll-back by ada"),
    ];
    let such = |slip: bool, release: bool| {
        (0..4000).find_map(|seed| {
            let (world, events) = played(&scenario, seed, &given, 25);
            let mut hidden = events.iter();
            let hidden = hidden.any(|event| matches!(event.what, What::SlipHidden(..)));
            let mut cause = events.iter();
            let cause =
                cause.any(|event| matches!(event.what, What::FaultBegan(_, cause) if cause.0 == 0));
            (hidden == slip && cause == release && !is_mitigated(&events)).then_some(world)
        })
    };
    let slipped = such(true, true).unwrap();
    let other = such(false, false).unwrap();
    assert_eq!(
        Observation::of(&slipped, Viewpoint::Leader),
        Observation::of(&other, Viewpoint::Leader)
    );
    let futures = 3000;
    let (a, b) = (
        done_again(&slipped, futures, ""),
        done_again(&other, futures, ""),
    );
    let apart = distance(&a, &b);
    assert!(apart < rejects(3000), "{apart}");
    for left_out in [
        "true cause",
        "whether somebody did something wrong and does not say so",
    ] {
        let leak = distance(&done_again(&slipped, futures, left_out), &b);
        assert!(leak > rejects(3000), "{left_out}: {leak}");
    }
}

fn is_mitigated(events: &[Event]) -> bool {
    let mut events = events.iter();
    events.any(|event| matches!(event.what, What::Mitigated(_)))
}

/// A service that cries wolf and may have been broken into; the alarm rings in minute 40 or so.
fn wolf(false_per_day: &str) -> Arc<Scenario> {
    wolf_in_debt(false_per_day, 10, 0)
}

/// The same, where a pipeline's debt makes the break-in likelier by that share.
fn wolf_in_debt(false_per_day: &str, per_day: u32, debt: u32) -> Arc<Scenario> {
    let stakeholders = format!(
        r#"pipelines: [(id: "quiet", service: "web", debt: 0, stages: [(id: "a", share: 1)]), (id: "line", service: "web", debt: {debt}, stages: [(id: "b", share: 1)]), (id: "other", service: "web", debt: 0, stages: [(id: "a", share: 1)])],
    stakeholders: ["#
    );
    tiny(&[
        ("stakeholders: [", &stakeholders),
        (
            "onset_minutes: (5, 5), harm: 0.5, truth: \"release\",",
            &format!(
                "hazard: (per_day: {per_day}), harm: 1, kind: \"exposure\", exposure: (attacks_per_hour: 2, effects: [Spend(breach, 100)]),"
            ),
        ),
        (
            "id: \"slow\", service: \"db\"",
            "id: \"slow\", service: \"web\"",
        ),
        (
            "hard: [\"db\"], place: (1, 1)",
            &format!("hard: [\"db\"], alarms: (false_per_day: {false_per_day}), place: (1, 1)"),
        ),
    ])
}

#[test]
fn what_is_behind_an_alarm_is_drawn_anew_by_exact_bayes() {
    // 10 strikes against 10 false alarms a day: even odds when it rings. 20 minutes without an attack, of which 2 an hour are expected,
    // speak against a strike: e^(−40/60). That the fault has not struck in 20 minutes otherwise speaks as little as e^(−20/144).
    assert_exact_bayes(&wolf("10"));
}

#[test]
fn what_is_behind_an_alarm_counts_what_debt_makes_of_the_odds() {
    // Full debt in one of three pipelines doubles five strikes a day.
    assert_exact_bayes(&wolf_in_debt("10", 5, 100));
}

fn assert_exact_bayes(scenario: &Arc<Scenario>) {
    let minutes = 20;
    let (mut real, mut worlds, mut own, mut drawn) = (0_u32, 0_u32, 0_u32, 0_u32);
    for seed in 0..20_000 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        while world.now() < Tick(200) {
            let next = world.now().plus(1);
            advance(&mut world, next, &mut events);
            if Observation::of(&world, Viewpoint::Leader)
                .first_alert
                .is_some()
            {
                break;
            }
        }
        let until = world.now().plus(minutes);
        advance(&mut world, until, &mut events);
        let seen = events
            .iter()
            .filter(|event| is_visible(&event.what) && event.tick.0 > 0);
        let quiet = seen
            .filter(|event| !matches!(event.what, What::Health(..)))
            .count()
            == 2;
        if world.now() < until || !quiet {
            continue;
        }
        worlds += 1;
        let struck = |event: &Event| matches!(event.what, What::FaultBegan(..));
        real += u32::from(events.iter().any(struck));
        let mut future = world.clone();
        resample(&mut future, future_seed(seed, 7));
        assert_eq!(
            Observation::of(&future, Viewpoint::Leader),
            Observation::of(&world, Viewpoint::Leader)
        );
        own += u32::from(is_attacked(&mut world));
        drawn += u32::from(is_attacked(&mut future));
    }
    let (attacks, strikes): (f64, f64) = (40.0 / 60.0, 200.0 / 1440.0);
    let odds = f64::exp(-attacks) / f64::exp(-strikes);
    let expected = odds / (1.0 + odds);
    let got = f64::from(real) / f64::from(worlds);
    let error = (expected * (1.0 - expected) / f64::from(worlds)).sqrt();
    assert!(
        (got - expected).abs() < 3.0 * error,
        "{got} against {expected} ± {error}"
    );
    // Futures hold as many attacks as what really came.
    let (own, drawn) = (f64::from(own), f64::from(drawn));
    assert!(
        (own - drawn).abs() < 3.0 * (own + drawn).sqrt(),
        "{own} and {drawn} of {worlds}"
    );
}

/// Whether an attack comes within the hour.
fn is_attacked(world: &mut World) -> bool {
    let mut events = Vec::new();
    let until = world.now().plus(60);
    advance(world, until, &mut events);
    let attack = |event: &Event| matches!(event.what, What::Breached(_));
    events.iter().any(attack)
}

/// When the first attack comes after an alarm, in each of many futures; past the end where none does. One latent may be left out of
/// what is drawn anew.
fn attacks(world: &World, futures: u32, left_out: &str) -> Vec<f64> {
    let mut fork = world.clone();
    let mut minutes = Vec::new();
    for future in 0..futures {
        fork.clone_from(world);
        let now = world.now();
        resample_those(&mut fork, future_seed(u64::from(now.0), future), |latent| {
            latent.name != left_out
        });
        let mut events = Vec::new();
        advance(&mut fork, Tick(240), &mut events);
        let attack = events
            .iter()
            .find(|event| matches!(event.what, What::Breached(_)));
        minutes.push(attack.map_or(300.0, |event| f64::from(event.tick.since(now))));
    }
    minutes
}

/// Nothing but a leak: by a hazard, seen in bills eight hours late or by somebody who notices, and back after it was stopped.
fn dripping() -> Arc<Scenario> {
    tiny(&[
        (
            "onset_minutes: (5, 5), harm: 0.5, truth: \"release\",",
            "hazard: (per_day: 6), harm: 1, kind: \"spend-leak\", leak_per_hour: 600, noticed_per_day: 4, recurs_per_day: 3, ramp_minutes: 30,",
        ),
        ("minutes: 240", "minutes: 2880"),
        (
            "    stakeholders: [",
            "    cloud: (bill_lag_minutes: 480),\n    stakeholders: [",
        ),
    ])
}

#[test]
fn a_leak_that_no_bill_shows_yet_has_the_futures_of_none_and_its_odds_are_exact() {
    let scenario = dripping();
    let until = Tick(400);
    let (mut alike, mut leaks, mut own, mut drawn) = (Vec::new(), 0_u32, 0.0, 0.0);
    for seed in 0..6000 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        advance(&mut world, until, &mut events);
        let look = Observation::of(&world, Viewpoint::Leader);
        if !look.incidents.is_empty() || look.ledger.lines[Line::Cloud as usize].0 > 0 {
            continue;
        }
        let began = |event: &Event| matches!(event.what, What::FaultBegan(..));
        leaks += u32::from(events.iter().any(began));
        let mut future = world.clone();
        resample(&mut future, future_seed(seed, 7));
        assert_eq!(Observation::of(&future, Viewpoint::Leader), look);
        // What the next bills show is as much on average as what truly leaked.
        for (sum, mut world) in [(&mut own, world.clone()), (&mut drawn, future)] {
            advance(&mut world, Tick(660), &mut Vec::new());
            *sum += world.ledger().line(Line::Cloud).units();
        }
        alike.push(world);
    }
    // Without a sign until minute 400: struck in minute t and not noticed since, against not struck at all.
    let (strike, notice): (f64, f64) = (6.0 / 1440.0, 4.0 / 1440.0);
    // It grows for half an hour.
    let signs = |since: f64| {
        if since < 30.0 {
            since * since / 60.0
        } else {
            since - 15.0
        }
    };
    let quiet = |since: f64| f64::exp(-notice * signs(since));
    let struck: f64 = (1..=400)
        .map(|t| strike * f64::exp(-strike * f64::from(t)) * quiet(f64::from(400 - t)))
        .sum();
    let expected = struck / (struck + f64::exp(-strike * 400.0));
    let worlds = alike.len() as f64;
    let got = f64::from(leaks) / worlds;
    let error = (expected * (1.0 - expected) / worlds).sqrt();
    assert!(
        (got - expected).abs() < 3.0 * error + 0.002,
        "{got} against {expected} ± {error}"
    );
    assert!(
        (own / drawn - 1.0_f64).abs() < 0.1,
        "{own} leaked, {drawn} in futures"
    );
    // Whatever is true, futures are the same.
    let of = |world: &World| {
        let mut future = world.clone();
        resample(&mut future, future_seed(1, 1));
        future.digest()
    };
    let first = of(&alike[0]);
    assert!(alike.iter().take(200).all(|world| of(world) == first));
}

#[test]
fn a_leak_that_came_back_unseen_has_the_futures_of_one_that_did_not() {
    let scenario = dripping();
    let mut back = 0;
    for seed in 0..1000 {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        advance(&mut world, Tick(300), &mut events);
        if Observation::of(&world, Viewpoint::Leader)
            .incidents
            .is_empty()
        {
            continue;
        }
        for order in ["acknowledge INC-1", "apply INC-1 roll-back by ada"] {
            let command = Command::read(order, &scenario.ids).unwrap();
            let _ = give(&mut world, Giver::Leader, command, &mut events);
        }
        advance(&mut world, Tick(700), &mut events);
        let began = |event: &&Event| matches!(event.what, What::FaultBegan(..));
        let again = events.iter().filter(began).count() > 1;
        // Whether it came back or not in one future, drawn from there another is the same as drawn from the truth.
        let look = Observation::of(&world, Viewpoint::Leader);
        let mut once = world.clone();
        resample(&mut once, future_seed(1, 1));
        let mut twice = world.clone();
        resample(&mut twice, future_seed(2, 2));
        resample(&mut twice, future_seed(1, 1));
        assert_eq!(once.digest(), twice.digest());
        assert_eq!(Observation::of(&once, Viewpoint::Leader), look);
        back += u32::from(again && look.incidents.len() == 1);
    }
    assert!(back > 20, "{back}");
}

/// Largest distance of two empirical distributions (Kolmogorov and Smirnov).
pub(super) fn distance(a: &[f64], b: &[f64]) -> f64 {
    let share =
        |all: &[f64], x: f64| all.iter().filter(|&&y| y <= x).count() as f64 / all.len() as f64;
    let mut points: Vec<f64> = a.iter().chain(b).copied().collect();
    points.sort_by(f64::total_cmp);
    points.dedup();
    points
        .iter()
        .map(|&x| (share(a, x) - share(b, x)).abs())
        .fold(0.0, f64::max)
}

/// The distance that chance exceeds once in a thousand times.
pub(super) fn rejects(n: usize) -> f64 {
    1.95 * (2.0 / n as f64).sqrt()
}

#[test]
fn a_false_alarm_and_a_real_one_have_the_same_futures_and_the_test_finds_a_planted_leak() {
    let scenario = wolf("10");
    let rang = |real: bool| {
        (0..2000).find_map(|seed| {
            let mut world = World::new(scenario.clone(), seed);
            let mut events = Vec::new();
            advance(&mut world, Tick(60), &mut events);
            let alarms = events
                .iter()
                .filter(|event| matches!(event.what, What::AlertFired(..)));
            let alarms: Vec<Tick> = alarms.map(|event| event.tick).collect();
            let struck = events
                .iter()
                .any(|event| matches!(event.what, What::FaultBegan(..)));
            let quiet = !events
                .iter()
                .any(|event| matches!(event.what, What::Breached(_)));
            let at_once = alarms.len() == 1 && (50..=60).contains(&alarms[0].0);
            (at_once && quiet && struck == real).then(|| (world, alarms[0]))
        })
    };
    let (real, first) = rang(true).unwrap();
    // The same minute for both.
    let same = (0..20_000).find_map(|seed| {
        let mut world = World::new(scenario.clone(), seed);
        let mut events = Vec::new();
        advance(&mut world, Tick(60), &mut events);
        let mut alarms = events
            .iter()
            .filter(|event| matches!(event.what, What::AlertFired(..)));
        let only = alarms.next()?.tick == first && alarms.next().is_none();
        let struck = events
            .iter()
            .any(|event| matches!(event.what, What::FaultBegan(..)));
        (only && !struck).then_some(world)
    });
    let false_one = same.unwrap();
    assert_eq!(
        Observation::of(&real, Viewpoint::Leader),
        Observation::of(&false_one, Viewpoint::Leader)
    );
    let futures = 2500;
    let (a, b) = (
        attacks(&real, futures, ""),
        attacks(&false_one, futures, ""),
    );
    let apart = distance(&a, &b);
    assert!(apart < rejects(2500), "{apart}");
    // Where it is not drawn anew what is behind the alarm, that shows in when attacks come.
    let doubt = "whether something is behind an alarm";
    let leak = distance(&attacks(&real, futures, doubt), &b);
    assert!(
        leak > rejects(2500),
        "the test does not see a planted leak: {leak}"
    );
}
