//! Several runs together: pass, not yet, more evidence; and what score and process say of one run.

use bridgecall::scenario::rules::{Level, Track};
use bridgecall::score::process::capability::{Capability, Competency, RESULTS};
use bridgecall::score::process::roll_up::{capabilities, competency, mark, points, together};
use bridgecall::score::process::verdict::{Answer, Assessed, Standing, verdict};
use bridgecall::score::process::{MARKERS, MarkerOutcome, RUBRIC_VERSION, Rating};

fn outcome(id: &'static str, rating: Rating) -> MarkerOutcome {
    MarkerOutcome {
        id,
        rating,
        evidence: Vec::new(),
    }
}

fn run(scenario: &str, mark: f64, markers: &[(&'static str, Rating)]) -> Assessed {
    Assessed {
        scenario: scenario.into(),
        level: Level::Foundation,
        mark: Some(mark),
        markers: markers
            .iter()
            .map(|(id, rating)| outcome(id, *rating))
            .collect(),
        standing: Standing::Attested,
        aided: false,
    }
}

fn four(marks: [f64; 4]) -> Vec<Assessed> {
    ["a", "b", "c", "d"]
        .into_iter()
        .zip(marks)
        .map(|(id, mark)| run(id, mark, &[]))
        .collect()
}

#[test]
fn four_scenarios_with_a_mean_of_seventy_pass() {
    assert_eq!(
        verdict(&four([70.0, 60.0, 80.0, 70.0])).unwrap().verdict,
        Answer::Pass
    );
    assert_eq!(
        verdict(&four([70.0, 60.0, 80.0, 69.0])).unwrap().verdict,
        Answer::NotYet
    );
}

#[test]
fn the_same_scenario_four_times_is_one_scenario() {
    let runs = vec![run("a", 90.0, &[]); 4];
    assert_eq!(verdict(&runs).unwrap().verdict, Answer::MoreEvidence);
    // Nor does a good run wipe out a poor one of the same scenario.
    let mut runs = four([70.0; 4]);
    runs.push(run("a", 0.0, &[]));
    assert_eq!(verdict(&runs).unwrap().verdict, Answer::NotYet);
}

#[test]
fn a_key_marker_fails_a_verdict_only_where_it_is_u_in_two_scenarios() {
    let mut runs = four([90.0; 4]);
    runs[0].markers = vec![outcome("1a", Rating::U)];
    assert_eq!(verdict(&runs).unwrap().verdict, Answer::Pass);
    runs[1].markers = vec![outcome("1a", Rating::U)];
    let said = verdict(&runs).unwrap();
    assert_eq!(
        (said.verdict, said.failed_markers),
        (Answer::NotYet, vec!["1a"])
    );
    for run in &mut runs {
        run.markers = vec![outcome("2b", Rating::U)];
    }
    assert_eq!(
        verdict(&runs).unwrap().verdict,
        Answer::Pass,
        "2b is no key marker"
    );
}

#[test]
fn a_verdict_says_how_far_it_can_be_trusted_whatever_the_order_of_the_logs() {
    let runs = four([71.3, 64.9, 88.1, 70.2]);
    let said = verdict(&runs).unwrap();
    assert_eq!(
        (said.standing, said.standard, said.rubric),
        (
            Standing::Attested,
            "provisional standard, simulated dependability",
            RUBRIC_VERSION
        )
    );
    let mut practised = runs.clone();
    practised[2].standing = Standing::SelfPractice;
    assert_eq!(
        verdict(&practised).unwrap().standing,
        Standing::SelfPractice,
        "one run of one's own machine is enough"
    );
    let turned: Vec<Assessed> = runs.into_iter().rev().collect();
    assert_eq!(verdict(&turned).unwrap(), said);
}

#[test]
fn runs_of_two_levels_make_no_verdict() {
    let mut runs = four([90.0; 4]);
    runs[3].level = Level::Advanced;
    assert!(verdict(&runs).unwrap_err().contains("one level"));
    assert!(verdict(&[]).is_err());
}

#[test]
fn a_competency_is_the_median_of_its_markers_and_a_failed_key_marker_caps_it() {
    let rated = |ratings: &[(&'static str, Rating)]| {
        ratings
            .iter()
            .map(|(id, rating)| outcome(id, *rating))
            .collect::<Vec<_>>()
    };
    let of = |ratings: &[(&'static str, Rating)]| {
        competency(&rated(ratings), Competency::SituationAwareness)
    };
    assert_eq!(
        of(&[("1a", Rating::P), ("1b", Rating::S), ("1d", Rating::M)]),
        Rating::S
    );
    assert_eq!(
        of(&[("1a", Rating::P), ("1b", Rating::M)]),
        Rating::M,
        "of two the worse"
    );
    assert_eq!(
        of(&[("1a", Rating::U), ("1b", Rating::P), ("1d", Rating::P)]),
        Rating::M
    );
    assert_eq!(of(&[("1a", Rating::N), ("1b", Rating::N)]), Rating::N);
    // What was not called for neither raises nor lowers points.
    let some = rated(&[("1a", Rating::P), ("2a", Rating::U)]);
    assert_eq!(points(&some, Track::Sre), Some(50.0));
    let more = rated(&[("1a", Rating::P), ("2a", Rating::U), ("4a", Rating::N)]);
    assert_eq!(points(&more, Track::Sre), Some(50.0));
    let cost = rated(&[("1a", Rating::U), ("9a", Rating::P)]);
    assert_eq!(points(&cost, Track::FinOps), Some(200.0 / 3.0));
}

#[test]
fn a_capability_is_rated_in_each_scenario_by_its_worst_run_and_over_all_by_the_middle() {
    let name = Capability::WorkflowTransparency.name();
    let mut runs = four([80.0; 4]);
    assert_eq!(verdict(&runs).unwrap().capabilities[name], Rating::N);
    for (run, rating) in runs
        .iter_mut()
        .zip([Rating::P, Rating::P, Rating::P, Rating::U])
    {
        run.markers = vec![outcome("5b", rating)];
    }
    assert_eq!(verdict(&runs).unwrap().capabilities[name], Rating::P);
    // A second run of two of them went badly: of the two in the middle, the worse counts.
    for id in ["a", "b"] {
        runs.push(run(id, 80.0, &[("5b", Rating::M)]));
    }
    assert_eq!(verdict(&runs).unwrap().capabilities[name], Rating::M);
}

#[test]
fn capabilities_of_a_level_name_the_markers_that_they_rest_on() {
    let outcomes = [
        outcome("1a", Rating::U),
        outcome("5b", Rating::P),
        outcome("5d", Rating::P),
        outcome("6c", Rating::N),
    ];
    let [team, _, transparency] = &capabilities(&outcomes, Level::Foundation)[..] else {
        panic!("a level has three");
    };
    assert_eq!((team.rating, team.markers.len()), (Rating::N, 0));
    assert_eq!(
        (transparency.rating, &transparency.markers[..]),
        (Rating::M, &["1a", "5b", "5d"][..]),
        "a failed key marker caps it"
    );
}

#[test]
fn score_and_process_say_four_things_together() {
    assert_eq!(mark(80.0, 60.0), 70.0);
    let said = [(80.0, 80.0), (40.0, 80.0), (80.0, 40.0), (40.0, 40.0)]
        .map(|(overall, process)| together(overall, process));
    for (said, word) in said.into_iter().zip(["again", "luck", "rely", "start"]) {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn every_capability_has_three_markers_or_more() {
    for capability in Capability::ALL {
        let count = MARKERS
            .iter()
            .filter(|marker| marker.capabilities.contains(&capability))
            .count();
        assert!(count >= 3, "{} has {count}", capability.name());
    }
}

#[test]
fn every_practical_result_is_shown_by_markers_that_its_level_rates() {
    for capability in Capability::ALL {
        let of_level = RESULTS
            .iter()
            .filter(|result| result.level == capability.level());
        assert_eq!(of_level.count(), 3);
    }
    for result in &RESULTS {
        assert!(!result.shown_by.is_empty(), "{}", result.name);
        for id in result.shown_by {
            let marker = MARKERS.iter().find(|marker| marker.id == *id);
            let rated = marker.is_some_and(|marker| marker.from as u8 <= result.level as u8);
            assert!(rated, "{}: {id} is not rated there", result.name);
        }
    }
}

#[test]
fn a_run_with_hints_counts_for_no_verdict_and_it_is_said() {
    let mut runs = four([90.0; 4]);
    runs[3].aided = true;
    let without = verdict(&runs).unwrap();
    assert_eq!(without.verdict, Answer::MoreEvidence);
    assert_eq!(without.marks.len(), 3);
    let said = "Led with hints or taken back, and not counted: 1 of 4 runs";
    assert!(
        without.reasons.iter().any(|reason| reason == said),
        "{:?}",
        without.reasons
    );
}
