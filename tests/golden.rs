//! Known endings: the digest of the final state and its size in bytes, the same on every platform. `.ci/golden` plays the same
//! file on others. After a wanted change raise `MODEL_VERSION` and write the file again with `GOLDEN=write cargo test golden`.

#[path = "golden/runs.rs"]
mod runs;

use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");

#[test]
fn every_run_ends_in_its_known_digest() {
    let mut played = String::new();
    runs::play(|line| played += &format!("{line}\n"));
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
