//! The curriculum's six mistakes: for each a run that shows it, and one that nearly does and is not flagged.

use super::worlds::{asked, led, office, two_teams, worn_out};
use bridgecall::scenario::Scenario;
use bridgecall::score::process::patterns::PatternOutcome;
use bridgecall::score::process::process;
use std::collections::BTreeSet;
use std::sync::Arc;

struct Pair {
    pattern: &'static str,
    world: fn() -> Arc<Scenario>,
    shows: &'static str,
    nearly: &'static str,
}

const PAIRS: [Pair; 6] = [
    // Five moves of a lever while two questions are left to lapse; the same moves by somebody who answers both.
    Pair {
        pattern: "fixating-on-tooling",
        world: || asked(2),
        shows: "7 set freeze 1; 8 set freeze 0; 9 set freeze 1; 10 set freeze 0; 11 set freeze 1",
        nearly: "7 set freeze 1; 8 set freeze 0; 9 set freeze 1; 10 set freeze 0; 11 set freeze 1; \
            12 answer m1 decline; 12 answer m2 decline",
    },
    // Two people say that they are worn out; in the second run one of them is talked with.
    Pair {
        pattern: "ignoring-people-dynamics",
        world: worn_out,
        shows: "8 acknowledge INC-1",
        nearly: "8 acknowledge INC-1; 20 talk ada listen",
    },
    // All that is done is done by another team while the owners are free; in the second run owners do a quarter of it.
    Pair {
        pattern: "devops-as-an-isolated-function",
        world: || two_teams("1"),
        shows: "8 acknowledge INC-1; 9 investigate INC-1 log by dan; 15 apply INC-1 swap-disk by dan; 25 apply INC-1 roll-back by dan",
        nearly: "8 acknowledge INC-1; 9 investigate INC-1 log by dan; 11 cancel dan; 12 investigate INC-1 log by dan; 20 apply INC-1 swap-disk by ada; 35 apply INC-1 roll-back by dan",
    },
    // Two promises broken and one person called three times; three promises broken are one limit, not several.
    Pair {
        pattern: "overlooking-organisational-limits",
        world: || asked(3),
        shows: "7 answer m1 agree; 7 answer m2 agree; 10 page cleo; 60 rest cleo; 80 page cleo; 130 rest cleo; 150 page cleo",
        nearly: "7 answer m1 agree; 7 answer m2 agree; 7 answer m3 agree; 10 page cleo; 60 rest cleo; 80 page cleo",
    },
    // Ordered, stalled after two weeks, and insisted on; in the second run backed in another way two weeks later.
    Pair {
        pattern: "frameworks-without-adaptation",
        world: office,
        shows: "200 start trunk mandate",
        nearly: "200 start trunk mandate; 40000 start trunk sponsor",
    },
    // Ordered in two teams that nobody had listened to; in the second run one of them was heard.
    Pair {
        pattern: "underestimating-cultural-resistance",
        world: office,
        shows: "200 start trunk mandate",
        nearly: "100 talk dan listen; 200 start trunk mandate",
    },
];

/// How a script is rated by a pattern; what was refused is a fault of the test.
fn outcome(pair: &Pair, script: &str, faults: &mut String) -> PatternOutcome {
    let (run, refused) = led(&(pair.world)(), script);
    if !refused.is_empty() {
        *faults += &format!("{}: {refused:#?}\n", pair.pattern);
    }
    let mut outcomes = process(&run).patterns.into_iter();
    let found = outcomes.find(|one| one.id == pair.pattern);
    found.unwrap_or_else(|| panic!("there is no pattern {}", pair.pattern))
}

#[test]
fn each_mistake_is_found_where_it_is_made_and_not_where_it_nearly_is() {
    let mut faults = String::new();
    for pair in &PAIRS {
        let shown = outcome(pair, pair.shows, &mut faults);
        if !shown.detected || shown.evidence.is_empty() {
            faults += &format!("{} is not found where it is made\n", pair.pattern);
        }
        let nearly = outcome(pair, pair.nearly, &mut faults);
        if nearly.detected {
            faults += &format!("{} is found: {:#?}\n", pair.pattern, nearly.evidence);
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_mistake_of_the_curriculum_has_such_a_pair() {
    let told = process(&led(&worn_out(), "").0).patterns;
    let told: BTreeSet<&str> = told.iter().map(|outcome| outcome.id).collect();
    assert_eq!(told, PAIRS.iter().map(|pair| pair.pattern).collect());
}
