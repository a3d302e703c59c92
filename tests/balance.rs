//! Good leadership wins, for the right reasons, on every shipped scenario: what their marks say, and what history says.

use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::score::marks::FormMarks;
use bridgecall::score::metrics::Metrics;
use bridgecall::score::played;
use bridgecall::study::balance::leaders::{NEAR_BEST, SEEDS_LEAST, judge, specialists};
use bridgecall::study::given::fitting;
use std::collections::BTreeMap;

/// The marks of every form of every shipped scenario, with its name. A tutorial teaches what is what, and judges nobody.
fn shipped_marks() -> Vec<(String, FormMarks)> {
    let catalogue = Catalogue::find();
    let forms = catalogue.playable().into_iter().flat_map(|entry| {
        let scenario = catalogue.load(&entry.id, None).unwrap().scenario;
        let forms = scenario.forms.into_iter();
        let judges = scenario.guide.is_empty();
        forms.filter_map(move |form| judges.then(|| (entry.id.clone(), form)))
    });
    forms
        .map(|(id, form)| {
            let loaded = catalogue.load(&id, Some(&form)).unwrap();
            let marks = fitting(&loaded.scenario, loaded.marks.as_deref());
            let marks = marks.and_then(|marks| match marks.standings_stale() {
                Some(why) => Err(why),
                None => Ok(marks),
            });
            let marks = marks.unwrap_or_else(|why| {
                panic!("{id}, form {form}: {why}; run `bridgecall marks {id} --write`")
            });
            (format!("{id}, form {form}"), marks)
        })
        .collect()
}

#[test]
fn textbook_beats_firefighter_beats_random_beats_neglect_and_no_single_trick_wins_anywhere() {
    let mut broken = String::new();
    for (name, marks) in shipped_marks() {
        for standing in &marks.standings {
            assert!(standing.seeds >= SEEDS_LEAST, "{name}: {standing:?}");
        }
        for finding in judge(&marks) {
            broken += &format!("{name}: {}\n  {}\n", finding.message, finding.help);
        }
    }
    assert!(broken.is_empty(), "\n{broken}");
}

#[test]
fn each_leader_of_one_axis_is_near_the_best_on_it_somewhere() {
    let mut nearest: BTreeMap<String, f64> = BTreeMap::new();
    for (_, marks) in shipped_marks() {
        for one in specialists(&marks) {
            let least = nearest.entry(one.leader.clone()).or_insert(f64::INFINITY);
            *least = least.min(one.best_points - one.points);
        }
    }
    assert_eq!(nearest.len(), 3, "{nearest:?}");
    for (leader, behind) in nearest {
        assert!(
            behind <= NEAR_BEST,
            "{leader} is never nearer than {behind:.1} points"
        );
    }
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
