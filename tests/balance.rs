//! Good leadership wins, for the right reasons, on every shipped scenario.

use bridgecall::score::metrics::Metrics;
use bridgecall::score::{base_metrics, base_of, played, score_above};
use bridgecall::study::measure;

/// Mean overall (as it is, not kept within 0–100) of a leader over seeds 0–39.
fn overall(leader: &str) -> f64 {
    let scenario = super::shipped("waf-regex-2019", "history");
    let marks = measure(&scenario, 40);
    let scores = (0..40).map(|seed| {
        let base = base_of(&base_metrics(&scenario, seed));
        score_above(&played(&scenario, seed, leader), &marks, base).overall_raw
    });
    scores.sum::<f64>() / 40.0
}

#[test]
fn textbook_beats_firefighter_beats_random_beats_neglect_and_panic_is_below_textbook() {
    let [textbook, firefighter, random, neglect, panic] =
        ["textbook", "firefighter", "random", "neglect", "panic"].map(overall);
    let line = format!(
        "textbook {textbook:.1} firefighter {firefighter:.1} random {random:.1} neglect {neglect:.1} panic {panic:.1}"
    );
    assert!(
        textbook > firefighter && firefighter > random && random > neglect && panic < textbook,
        "{line}"
    );
}

#[test]
fn what_was_really_decided_lands_near_the_owners_milestones() {
    let scenario = super::shipped("waf-regex-2019", "history");
    let milestones = scenario.rules.milestones.expect("a history has milestones");
    let runs: Vec<Metrics> = (0..40)
        .map(|seed| {
            let run = played(&scenario, seed, "historical");
            Metrics::of(&scenario, run.events(), run.now())
        })
        .collect();
    let median = |of: fn(&Metrics) -> Option<f64>| {
        let mut minutes: Vec<f64> = runs
            .iter()
            .map(|run| of(run).unwrap_or(f64::INFINITY))
            .collect();
        minutes.sort_by(f64::total_cmp);
        (minutes[19] + minutes[20]) / 2.0
    };
    let near = |what: &str, got: f64, (low, high): (u16, u16)| {
        let (low, high) = (f64::from(low), f64::from(high));
        let (low, high) = ((low * 0.75).min(low - 2.0), (high * 1.25).max(high + 2.0));
        assert!(
            (low..=high).contains(&got),
            "{what}: median minute {got}, not within {low}–{high}"
        );
    };
    near(
        "detected",
        median(|run| run.milestones.detected_min),
        (milestones.detected, milestones.detected),
    );
    near(
        "diagnosed",
        median(|run| run.milestones.diagnosed_min),
        (milestones.diagnosed, milestones.diagnosed),
    );
    near(
        "mitigated",
        median(|run| run.milestones.mitigated_min),
        milestones.mitigated,
    );
}
