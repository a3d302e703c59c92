//! Slips and what is told (§C4, §C5): tired hands slip more, unsafe teams hide it, and what is hidden comes out later.

use crate::stories::tiny;
use bridgecall::observe::{Observation, Progress, RemedySeen, Viewpoint};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::event::Deed;
use bridgecall::sim::people::kss;
use bridgecall::sim::slips::chance;
use bridgecall::sim::{Command, Event, Giver, What, World, advance, give};
use std::sync::Arc;

/// The tiny scenario from three in the morning on, with people who got up at that clock time and stay, in a team of that safety.
pub(super) fn night(woke: &str, safety: u32, edits: &[(&str, &str)]) -> Arc<Scenario> {
    awake(3 * 60, woke, safety, edits)
}

/// The same from another minute of the day on.
fn awake(starts_at: u32, woke: &str, safety: u32, edits: &[(&str, &str)]) -> Arc<Scenario> {
    let clock = |minute: u32| format!("\"{:02}:{:02}\"", minute / 60 % 24, minute % 60);
    let start = format!("starts_at: {}", clock(starts_at));
    let (from, until) = (clock(starts_at + 1380), clock(starts_at + 600));
    let shift = format!("shift: ({from}, {until}), woke: \"{woke}\"");
    let safety = format!("    safety: {{\"shop\": {safety}}},\n    services: [");
    let mut all = vec![
        ("starts_at: \"10:00\"", start.as_str()),
        (
            "shift: (\"08:00\", \"18:00\"), woke: \"07:00\"",
            shift.as_str(),
        ),
        ("    services: [", safety.as_str()),
    ];
    all.extend(edits);
    tiny(&all)
}

/// A run until a tick, in which commands are given at ticks; what is refused is left out.
pub(super) fn played(
    scenario: &Arc<Scenario>,
    seed: u64,
    given: &[(u32, &str)],
    until: u32,
) -> (World, Vec<Event>) {
    let mut world = World::new(scenario.clone(), seed);
    let mut events = Vec::new();
    for (tick, text) in given {
        advance(&mut world, Tick(*tick), &mut events);
        let command = Command::read(text, &scenario.ids).unwrap();
        let _ = give(&mut world, Giver::Leader, command, &mut events);
    }
    advance(&mut world, Tick(until), &mut events);
    (world, events)
}

const APPLIES: [(u32, &str); 3] = [
    (8, "acknowledge INC-1"),
    (8, "declare INC-1 sev1"),
    (8, "apply INC-1 roll-back by ada"),
];

/// When somebody slipped, whether they said so or not.
fn slipped(events: &[Event]) -> Option<(u32, bool)> {
    events.iter().find_map(|event| match event.what {
        What::Slipped(..) => Some((event.tick.0, true)),
        What::SlipHidden(..) => Some((event.tick.0, false)),
        _ => None,
    })
}

#[test]
#[allow(clippy::approx_constant)] // 6.28 is sleepiness
fn tired_hands_slip_by_the_sleepiness_of_c4() {
    let seeds = 8000;
    let mut log_odds = Vec::new();
    // Hours since seven in the morning, and the sleepiness of §C4 then.
    for (hours, c4) in [
        (8.0, 3.12),
        (12.0, 3.37),
        (16.0, 5.61),
        (17.0, 6.28),
        (18.0, 6.86),
        (20.0, 7.60),
        (22.0, 7.73),
        (23.75, 7.51),
    ] {
        // The hand is as sleepy as at the last quarter of an hour.
        let start = (420.0 + hours * 60.0) as u32 - 15;
        let scenario = awake(start, "07:00", 35, &[]);
        let sleepiness = kss(hours, (7.0 + hours) % 24.0);
        assert!((sleepiness - c4).abs() < 0.01, "{sleepiness}");
        let slips = (0..seeds)
            .filter(|&seed| slipped(&played(&scenario, seed, &APPLIES, 25).1).is_some())
            .count();
        let expected = chance((sleepiness * 100.0).round() as u16);
        let got = slips as f64 / seeds as f64;
        let error = (expected * (1.0 - expected) / seeds as f64).sqrt();
        assert!(
            (got - expected).abs() < 3.0 * error,
            "{hours} h awake, KSS {sleepiness:.2}: {got:.4} against {expected:.4} ± {error:.4}"
        );
        let variance = 1.0 / slips as f64 + 1.0 / (seeds as f64 - slips as f64);
        log_odds.push((sleepiness, (got / (1.0 - got)).ln(), variance));
    }
    // Every point of KSS beyond 5 doubles the odds.
    let (rested, tired) = (log_odds[0], log_odds[5]);
    let expected = (tired.0 - rested.0.max(5.0)) * 2.0_f64.ln();
    let got = tired.1 - rested.1;
    assert!(
        (got - expected).abs() < 3.0 * (tired.2 + rested.2).sqrt(),
        "odds ratio {:.2} against {:.2}",
        got.exp(),
        expected.exp()
    );
}

#[test]
fn a_tired_eye_misreads_a_finding_and_a_rested_one_does_not() {
    let look = [
        (8, "acknowledge INC-1"),
        (8, "investigate INC-1 log by ada"),
    ];
    let count = |woke: &str| {
        let scenario = night(woke, 35, &[]);
        (0..4000)
            .filter(|&seed| slipped(&played(&scenario, seed, &look, 25).1).is_some())
            .count() as f64
    };
    assert_eq!(count("00:00"), 0.0);
    let expected = 4000.0 * (chance((kss(20.25, 3.25) * 100.0).round() as u16) - chance(0));
    let got = count("07:00");
    assert!(
        (got - expected).abs() < 3.0 * expected.sqrt(),
        "{got} against {expected}"
    );
}

#[test]
fn what_a_team_tells_of_its_slips_grows_with_its_safety_to_all() {
    for (safety, share) in [
        (0, 0.0),
        (20, 20.0 / 70.0),
        (50, 50.0 / 70.0),
        (70, 1.0),
        (90, 1.0),
    ] {
        let scenario = night("07:00", safety, &[]);
        let slips: Vec<bool> = (0..8000)
            .filter_map(|seed| slipped(&played(&scenario, seed, &APPLIES, 25).1))
            .map(|(_, told)| told)
            .collect();
        let told = slips.iter().filter(|&&told| told).count() as f64 / slips.len() as f64;
        let error = (share * (1.0 - share) / slips.len() as f64).sqrt();
        assert!(
            slips.len() > 500 && (told - share).abs() <= 3.0 * error,
            "safety {safety}: {told:.3} of {} told, {share:.3} expected",
            slips.len()
        );
    }
}

#[test]
fn the_less_safe_a_team_is_the_later_its_mistakes_come_out() {
    // Others look into it afterwards, and the leader asks around every half hour.
    let mut given = APPLIES.to_vec();
    given.extend([
        (40, "investigate INC-1 log by ben"),
        (41, "role ada operations INC-1"),
    ]);
    given.extend((2..7).map(|half| (30 * half, "poll INC-1")));
    let end = 220;
    // Minutes from a slip until it is known; the end of the run where it never is.
    let later = |safety: u32| {
        // Whatever the cause is, something else may explain that the remedy did nothing.
        let scenario = night("07:00", safety, &[]);
        let minutes: Vec<f64> = (0..12_000)
            .filter_map(|seed| {
                let (_, events) = played(&scenario, seed, &given, end);
                let (tick, told) = slipped(&events)?;
                let out = events
                    .iter()
                    .find(|event| matches!(event.what, What::SlipCameOut(..)));
                let known = out.map_or(end, |event| event.tick.0);
                Some(if told { 0.0 } else { f64::from(known - tick) })
            })
            .collect();
        mean(&minutes)
    };
    let by_safety = [0, 15, 30, 50, 70].map(later);
    for pair in by_safety.windows(2) {
        let ((low, error), (high, other)) = (pair[0], pair[1]);
        assert!(
            low - high > 3.0 * error.hypot(other),
            "not later by three standard errors: {by_safety:?}"
        );
    }
    assert_eq!(by_safety[4].0, 0.0);
}

/// Mean and standard error.
pub(super) fn mean(all: &[f64]) -> (f64, f64) {
    let n = all.len() as f64;
    let mean = all.iter().sum::<f64>() / n;
    let square = all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    (mean, (square / (n - 1.0) / n).sqrt())
}

#[test]
fn the_less_safe_a_team_is_the_fewer_objections_it_voices() {
    // Ben has an opinion and is asked for it; nobody has finished a task about the fault before.
    let opinion = [(
        "(id: \"ben\", team: \"shop\", site: \"home\", skills: {\"shop\": 1}, ",
        "(id: \"ben\", team: \"shop\", site: \"home\", skills: {\"shop\": 1}, overconfidence: 0.5, ",
    )];
    let given = [
        (8, "acknowledge INC-1"),
        (9, "role ben operations INC-1"),
        (21, "poll INC-1"),
    ];
    let mut before = 0;
    for safety in [0, 15, 30, 50, 70] {
        let scenario = night("00:00", safety, &opinion);
        let voiced = (0..4000)
            .filter(|&seed| {
                let (_, events) = played(&scenario, seed, &given, 25);
                events
                    .iter()
                    .any(|event| matches!(event.what, What::Believes(..)))
            })
            .count();
        let share = f64::from(safety) / 70.0;
        let error = (share * (1.0 - share) * 4000.0).sqrt();
        assert!(
            (voiced as f64 - 4000.0 * share).abs() <= 3.0 * error,
            "safety {safety}: {voiced} of 4000"
        );
        assert!(safety == 0 || voiced > before, "{voiced} after {before}");
        before = voiced;
    }
}

#[test]
fn a_hidden_slip_is_found_by_doing_it_again() {
    let scenario = night("07:00", 0, &[]);
    let roll_back = |world: &World| -> RemedySeen {
        let seen = Observation::of(world, Viewpoint::Leader);
        seen.incidents[0].remedies[0].clone()
    };
    let seed = (0..1000).find(|&seed| {
        let (_, events) = played(&scenario, seed, &APPLIES, 25);
        slipped(&events).is_some()
    });
    let (mut world, mut events) = played(&scenario, seed.unwrap(), &APPLIES, 25);
    let seen = roll_back(&world);
    // It is said to be done; the truth is the cause that it ends, and customers still hurt.
    assert!(matches!(seen.progress, Progress::Finished(_)), "{seen:?}");
    // Prior 0.6, and a doubt for one who has been up for twenty hours: 0.6 d ÷ (0.6 d + 0.4) + the rest × d.
    let d = chance((kss(20.25, 3.25) * 100.0).round() as u16);
    let release = 0.6 * d / (0.6 * d + 0.4);
    let expected = release + (1.0 - release) * d;
    assert!(
        (seen.doubt - expected).abs() < 1e-4,
        "{} against {expected}",
        seen.doubt
    );
    let belief = Observation::of(&world, Viewpoint::Leader).incidents[0].belief(CauseId(0));
    assert!(
        (belief - release).abs() < 1e-4,
        "{belief} against {release}"
    );
    let again = Command::read("apply INC-1 roll-back by ben", &scenario.ids).unwrap();
    give(&mut world, Giver::Leader, again, &mut events).unwrap();
    advance(&mut world, Tick(45), &mut events);
    let told: Vec<&What> = events.iter().map(|event| &event.what).collect();
    let out = What::SlipCameOut(IncidentId(0), Deed::Applied(RemedyId(0)), PersonId(0));
    assert!(told.contains(&&out), "{told:?}");
    assert!(told.iter().any(|what| matches!(what, What::Mitigated(_))));
    assert_eq!(roll_back(&world).doubt, 0.0);
}

#[test]
fn what_shows_by_itself_is_not_hidden() {
    // A way around is seen to be open or not.
    let scenario = night(
        "07:00",
        0,
        &[(
            r#"effects: {"release": Fixes})"#,
            r#"effects: {"release": Fixes}, bypasses: "tools")"#,
        )],
    );
    let hidden = (0..2000)
        .filter_map(|seed| slipped(&played(&scenario, seed, &APPLIES, 25).1))
        .filter(|(_, told)| !told)
        .count();
    assert_eq!(hidden, 0);
}

/// Beliefs by tenths: how many, their sum and spread, and how often what was believed was true.
#[derive(Default)]
struct Bins([(u32, f64, f64, u32); 10]);

impl Bins {
    fn add(&mut self, belief: f64, is_true: bool) {
        let bin = &mut self.0[((belief * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += belief;
        bin.2 += belief * (1.0 - belief);
        bin.3 += u32::from(is_true);
    }

    /// Every tenth that holds many is right as often as it says; how many those are.
    fn calibrated(&self, what: &str) -> usize {
        for (tenth, (count, sum, spread, right)) in self.0.into_iter().enumerate() {
            let off = (f64::from(right) - sum).abs();
            assert!(
                off <= 3.0 * spread.sqrt() + 1e-6,
                "{what}, {tenth}: {right} of {count}, believed {sum:.1} ± {:.1}",
                spread.sqrt()
            );
        }
        self.0.iter().filter(|bin| bin.0 > 100).count()
    }
}

#[test]
fn beliefs_stay_calibrated_over_10_000_faults_where_slips_are_hidden() {
    let scenario = night("07:00", 15, &super::diagnosis::THREE);
    let given = [
        (8, "acknowledge INC-1"),
        (8, "investigate INC-1 log by ada"),
        (8, "investigate INC-1 iostat by ben"),
        (30, "apply INC-1 roll-back by ada"),
        (50, "apply INC-1 swap-disk by ben"),
        (70, "apply INC-1 roll-back by ada"),
        (90, "poll INC-1"),
        (91, "apply INC-1 roll-back by ben"),
    ];
    let (mut causes, mut slips) = (Bins::default(), Bins::default());
    let mut hidden = 0;
    for seed in 0..10_000 {
        // Another moment in every run, so that each comes up.
        let until = 25 + (seed as u32 % 5) * 20;
        let (world, events) = played(&scenario, seed, &given, until);
        let truth = events.iter().find_map(|event| match event.what {
            What::FaultBegan(_, cause) => Some(cause),
            _ => None,
        });
        let mut wrong = Vec::new();
        for event in &events {
            match event.what {
                What::SlipHidden(_, deed, _) => wrong.push(deed),
                What::SlipCameOut(_, deed, _) => wrong.retain(|&other| other != deed),
                What::RemedyApplied(_, remedy, _) => {
                    wrong.retain(|&other| other != Deed::Applied(remedy))
                }
                _ => {}
            }
        }
        hidden += wrong.len();
        let seen = Observation::of(&world, Viewpoint::Leader);
        let incident = &seen.incidents[0];
        for cause in &incident.causes {
            causes.add(cause.belief, Some(cause.id) == truth);
        }
        for remedy in incident.remedies.iter().filter(|seen| seen.doubt > 0.0) {
            slips.add(remedy.doubt, wrong.contains(&Deed::Applied(remedy.id)));
        }
        for inquiry in incident.inquiries.iter().filter(|seen| seen.doubt > 0.0) {
            slips.add(inquiry.doubt, wrong.contains(&Deed::Found(inquiry.id)));
        }
    }
    assert!(hidden > 500, "{hidden} hidden slips");
    assert_eq!(causes.calibrated("causes"), 10);
    // Doubts are small, until little else is left.
    assert!(slips.calibrated("slips") >= 2, "{:?}", slips.0);
}
