//! Known endings: the digest of the final state and its size in bytes, the same on every platform. `.ci/golden` plays the same
//! file on others. After a wanted change raise `MODEL_VERSION` and write the file again with `GOLDEN=write cargo test golden`.

use bridgecall::leaders::{self, PROFILES};
use bridgecall::run::Run;
use bridgecall::scenario::catalogue::Catalogue;
use std::fmt::Write;
use std::fs;
use std::sync::Arc;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");
const SEEDS: [u64; 2] = [0, 7];

#[test]
fn every_shipped_scenario_ends_in_its_known_digests() {
    let played = played();
    if std::env::var_os("GOLDEN").is_some_and(|wish| wish == "write") {
        fs::write(FILE, &played).unwrap();
    }
    let known = fs::read_to_string(FILE).unwrap();
    let differences: Vec<String> = differences(&known, &played);
    assert!(
        differences.is_empty(),
        "\n{}\nthe model plays differently: if that is wanted, raise MODEL_VERSION and run `GOLDEN=write cargo test golden`\n",
        differences.join("\n")
    );
}

/// A line a run: scenario, form, leader, seed, digest, bytes.
fn played() -> String {
    let catalogue = Catalogue::default();
    let mut lines = String::new();
    for entry in catalogue.playable() {
        let forms = catalogue.load(&entry.id, None).unwrap().scenario.forms;
        for form in forms {
            let scenario = Arc::new(catalogue.load(&entry.id, Some(&form)).unwrap().scenario);
            for seed in SEEDS {
                for name in PROFILES.iter().map(|profile| profile.name) {
                    let Some(mut leader) = leaders::by_name(name, &scenario, seed) else {
                        continue;
                    };
                    let run = Run::new(scenario.clone(), seed, name).led_by(leader.as_mut());
                    writeln!(
                        lines,
                        "{} {form} {name} {seed} {} {}",
                        entry.id,
                        run.digest(),
                        run.state_bytes()
                    )
                    .unwrap();
                }
            }
        }
    }
    lines
}

fn differences(known: &str, played: &str) -> Vec<String> {
    let missing = known
        .lines()
        .filter(|line| !played.lines().any(|other| other == *line));
    let new = played
        .lines()
        .filter(|line| !known.lines().any(|other| other == *line));
    missing
        .map(|line| format!("- {line}"))
        .chain(new.map(|line| format!("+ {line}")))
        .collect()
}

/// A log of every model version: today's replays bit for bit, one of an older model says why it cannot.
#[test]
fn golden_logs_of_every_model_replay_or_say_why_not() {
    use bridgecall::run::{log, replay};
    use bridgecall::sim::MODEL_VERSION;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    for model in 1..=MODEL_VERSION {
        let text = fs::read(format!("{folder}/model-{model}.runlog.jsonl")).unwrap();
        if model == MODEL_VERSION {
            let verified = replay::verify(&log::read(&text).unwrap()).unwrap();
            assert!(
                verified.verified && verified.finished,
                "{:?}",
                verified.differences
            );
        } else {
            let refused = log::read(&text).map(|_| ()).unwrap_err().to_string();
            assert!(refused.contains(&format!("model {model}")), "{refused}");
        }
    }
}
