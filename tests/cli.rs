//! The program as scripts call it: JSON keys, exit codes, and what it says when something is wrong.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A small scenario that nothing else changes.
pub(crate) const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/small.ron");

pub(crate) fn bridgecall(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bridgecall"))
        .args(arguments)
        .output()
        .unwrap()
}

fn code(arguments: &[&str]) -> i32 {
    bridgecall(arguments).status.code().unwrap()
}

/// The answer, with the exit code that it should have.
fn json(arguments: &[&str], exit: i32) -> Value {
    let output = bridgecall(&[arguments, &["--format", "json"]].concat());
    assert_eq!(output.status.code(), Some(exit), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What it says when the call is wrong.
fn refusal(arguments: &[&str]) -> String {
    let output = bridgecall(arguments);
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(output.stdout.is_empty());
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// A folder with the log of a run of the small scenario.
fn logged() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("run.log");
    assert_eq!(
        code(&[
            "play",
            SMALL,
            "--leader",
            "textbook",
            "--seed",
            "7",
            "--log",
            text(&log)
        ]),
        0
    );
    (folder, log)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_run_played_twice_has_the_same_bytes() {
    let play = || {
        bridgecall(&[
            "play", SMALL, "--leader", "textbook", "--seed", "7", "--format", "json",
        ])
        .stdout
    };
    let first = play();
    assert!(!first.is_empty());
    assert_eq!(first, play());
}

#[test]
fn an_answer_has_the_keys_that_scripts_know() {
    let answer = json(
        &[
            "play",
            SMALL,
            "--leader",
            "firefighter",
            "--seed",
            "3",
            "--form",
            "drawn",
        ],
        0,
    );
    for key in [
        "/scenario",
        "/rules_digest",
        "/form",
        "/seed",
        "/leader",
        "/ticks",
        "/digest",
        "/score/overall",
        "/score/flow",
        "/score/reliability",
        "/score/morale",
        "/score/cost",
        "/metrics/severity",
        "/metrics/queues",
        "/metrics/services",
        "/metrics/dora",
        "/metrics/flow",
        "/metrics/people",
        "/metrics/ledger/lines",
        "/metrics/ledger/total",
        "/markers",
        "/patterns",
    ] {
        assert!(answer.pointer(key).is_some(), "{key} in {answer}");
    }
    assert_eq!(
        (&answer["form"], &answer["seed"], &answer["ticks"]),
        (&"drawn".into(), &3.into(), &60.into())
    );
}

#[test]
fn every_scenario_of_the_list_can_be_played_by_id_and_by_path() {
    let list = json(&["scenarios"], 0);
    for row in list.as_array().unwrap() {
        for name in [&row["id"], &row["path"]] {
            let answer = json(
                &[
                    "play",
                    name.as_str().unwrap(),
                    "--leader",
                    "neglect",
                    "--seed",
                    "0",
                ],
                0,
            );
            assert_eq!(answer["rules_digest"], row["forms"][0]["rules_digest"]);
            assert_eq!(answer["ticks"], row["ticks"]);
        }
    }
}

#[test]
fn a_replay_is_the_run_and_verified() {
    let (_folder, log) = logged();
    let played = json(&["play", SMALL, "--leader", "textbook", "--seed", "7"], 0);
    let replayed = json(&["replay", text(&log)], 0);
    assert_eq!(
        (&replayed["verified"], &replayed["finished"]),
        (&true.into(), &true.into())
    );
    for key in played
        .as_object()
        .unwrap()
        .keys()
        .filter(|key| *key != "provisional_marks")
    {
        assert_eq!(played[key], replayed[key], "{key}");
    }
}

#[test]
fn an_edited_log_is_refused_by_entry() {
    let (_folder, log) = logged();
    let edited = fs::read_to_string(&log).unwrap().replacen(
        "\"command\":\"declare INC-1 sev2",
        "\"command\":\"declare INC-1 sev3",
        1,
    );
    fs::write(&log, edited).unwrap();
    let answer = json(&["replay", text(&log)], 1);
    assert_eq!(answer["verified"], false);
    assert_eq!(
        (
            &answer["differences"][0]["entry"],
            &answer["differences"][0]["line"]
        ),
        (&2.into(), &3.into())
    );
    assert!(said(&bridgecall(&["replay", text(&log)])).contains("error: entry 2 (line 3): "));
}

#[test]
fn a_scenario_broken_inside_a_log_is_an_edited_log() {
    let (_folder, log) = logged();
    let edited = fs::read_to_string(&log)
        .unwrap()
        .replacen("harm: 0.5", "harm: 5", 1);
    fs::write(&log, edited).unwrap();
    assert_eq!(
        json(&["replay", text(&log)], 1)["differences"][0]["line"],
        1
    );
}

#[test]
fn a_log_cut_short_is_an_unfinished_run() {
    let (_folder, log) = logged();
    let whole = fs::read(&log).unwrap();
    fs::write(&log, &whole[..whole.len() - 400]).unwrap();
    let answer = json(&["replay", text(&log)], 0);
    assert_eq!(
        (&answer["verified"], &answer["finished"]),
        (&true.into(), &false.into())
    );
    assert!(said(&bridgecall(&["replay", text(&log)])).contains("is torn and was left out"));
}

#[test]
fn a_foreign_file_is_no_log() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.log");
    for content in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n\xff",
        b"{\"bridgecall\":\"marks\"}\n",
    ] {
        fs::write(&file, content).unwrap();
        assert!(refusal(&["replay", text(&file)]).contains("no log of Bridgecall"));
    }
    fs::write(&file, "{\"bridgecall\":\"runlog\",\"format\":7}\n").unwrap();
    assert!(refusal(&["replay", text(&file)]).contains("format 7"));
    assert!(refusal(&["replay", text(folder.path())]).contains("it is a folder"));
    assert!(refusal(&["replay", "none.log"]).contains("`none.log` cannot be read"));
}

#[test]
fn a_file_of_commands_leads_and_says_what_was_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("commands.txt");
    fs::write(
        &file,
        "# my plan\n13:32 page ben\n20 acknowledge INC-1 # take note\n21 resolve INC-9\n",
    )
    .unwrap();
    let call = ["play", SMALL, "--commands", text(&file), "--seed", "7"];
    let answer = json(&call, 0);
    assert_eq!(answer["leader"], "person");
    assert_eq!(
        (&answer["refused"][0]["line"], &answer["refused"][0]["tick"]),
        (&4.into(), &21.into())
    );
    assert!(said(&bridgecall(&call)).contains("`resolve INC-9` was refused: there is no INC-9"));
}

#[test]
fn a_file_of_commands_may_say_how_sure_its_leader_was_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let (file, log) = (
        folder.path().join("commands.txt"),
        folder.path().join("log"),
    );
    let lines = "20 acknowledge INC-1\n25 sure INC-1 disk 80 because every query waits\n30 sure fail-over-now wait 55\n";
    fs::write(&file, lines).unwrap();
    let play = [
        "play",
        SMALL,
        "--commands",
        text(&file),
        "--log",
        text(&log),
    ];
    json(&[&play[..], &["--seed", "7"]].concat(), 0);
    let written = fs::read_to_string(&log).unwrap();
    assert!(written.contains("every query waits"), "{written}");
    assert!(written.contains(r#""answer":{"card":"fail-over-now","option":"wait","percent":55"#));
    assert_eq!(json(&["replay", text(&log)], 0)["verified"], true);
    fs::write(&file, "25 sure INC-1 dust 80\n25 sure disk\n").unwrap();
    let said = refusal(&play);
    for told in ["there is no cause `dust`", "line 2: `sure disk` is no note"] {
        assert!(said.contains(told), "{told} in {said}");
    }
}

#[test]
fn every_bad_line_of_a_file_of_commands_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("commands.txt");
    fs::write(&file, "soon page ben\n9 page bem\n9\n12 salute\n25:00 page ben\n9000 page ben\n30 page ben\n29 page ben\n").unwrap();
    let said = refusal(&["play", SMALL, "--commands", text(&file)]);
    for line in [
        "line 1: ",
        "line 2: there is no person `bem`; did you mean `ben`?",
        "line 3: ",
        "line 4: ",
        "line 5: ",
        "line 6: ",
        "line 8: ",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!said.contains("line 7"), "{said}");
    fs::write(&file, b"\xff\xfe").unwrap();
    assert!(refusal(&["play", SMALL, "--commands", text(&file)]).contains("not UTF-8"));
}

#[test]
fn every_event_is_a_line_with_ids() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.jsonl");
    assert_eq!(
        code(&[
            "play",
            SMALL,
            "--leader",
            "textbook",
            "--seed",
            "7",
            "--events",
            text(&file)
        ]),
        0
    );
    let events: Vec<Value> = fs::read_to_string(&file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        events
            .iter()
            .all(|event| event["tick"].is_u64() && event["kind"].is_string())
    );
    assert!(
        events
            .iter()
            .any(|event| event["kind"] == "fault_began" && event["fault"] == "slow-orders")
    );
    assert_eq!(events.last().unwrap()["kind"], "ended");
}

#[test]
fn a_desk_tells_its_cases_beside_what_theory_expects_and_no_score() {
    let desk = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/oracle/incident-desk-8.ron"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.jsonl");
    let call = [
        "play",
        desk,
        "--leader",
        "desk",
        "--seed",
        "7",
        "--events",
        text(&file),
    ];
    let answer = json(&call, 0);
    assert_eq!(answer["score"]["overall"], Value::Null);
    let events: Vec<Value> = fs::read_to_string(&file)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of_kind = |kind: &'static str| events.iter().filter(move |event| event["kind"] == kind);
    for (queue, expected) in [
        ("sev1", 1.0000),
        ("sev2", 1.0000),
        ("sev3", 1.0093),
        ("sev4", 1.9487),
    ] {
        let told = &answer["metrics"]["queues"][queue];
        let tick = |event: &Value| event["tick"].as_u64().unwrap();
        let opened = of_kind("case_opened").filter(|event| event["queue"] == queue);
        let minutes: Vec<u64> = opened
            .clone()
            .filter_map(|opened| {
                let closed =
                    of_kind("case_closed").find(|event| event["case"] == opened["case"])?;
                Some(tick(closed) - tick(opened))
            })
            .collect();
        assert_eq!(told["opened"], opened.count());
        assert_eq!(told["closed"], minutes.len());
        let mean = minutes.iter().sum::<u64>() as f64 / minutes.len() as f64;
        for (key, wanted, within) in [
            ("time_min", mean, 1e-9),
            ("time_services", mean / 600.0, 1e-9),
            ("expected_services", expected, 1e-4),
        ] {
            let got = told[key].as_f64().unwrap();
            assert!(
                (got - wanted).abs() < within,
                "{queue} {key}: {got}, not {wanted}"
            );
        }
        assert!(told["wait_min"].as_f64().unwrap() < mean);
    }
    let told = String::from_utf8(bridgecall(&call).stdout).unwrap();
    assert!(
        told.contains("no score") && !told.contains("overall"),
        "{told}"
    );
    let small = "Small cases (SEV4): ";
    assert!(
        told.lines()
            .any(|line| line.trim_start().starts_with(small) && line.contains("1.9487")),
        "{told}"
    );
}

#[test]
fn a_wrong_call_says_what_would_be_right() {
    let nobody = refusal(&["play", SMALL, "--leader", "nobody"]);
    assert!(nobody.contains("there is no leader `nobody`; leaders are\n  neglect"));
    for profile in &bridgecall::leaders::PROFILES {
        assert!(
            nobody.contains(&format!("\n  {:<13} {}", profile.name, profile.is)),
            "{nobody}"
        );
    }
    assert!(refusal(&["play", SMALL]).contains("--leader"));
    assert!(refusal(&["play", "no-such-scenario", "--leader", "neglect"]).contains("BC0307"));
    assert!(
        refusal(&["play", SMALL, "--leader", "neglect", "--form", "winter"]).contains("BC0308")
    );
    assert!(refusal(&["play", SMALL, "--leader", "neglect", "--seed", "-1"]).contains("--seed"));
    assert!(
        refusal(&["play", SMALL, "--leader", "neglect", "--log", "/none/a.log"])
            .contains("`/none/a.log` cannot be written")
    );
    assert!(refusal(&["scenarios", "--format", "github"]).contains("--format json"));
    assert_eq!(code(&["--help"]), 0);
}

#[test]
fn a_check_reports_everything_and_answers_no() {
    assert_eq!(
        json(&["check", SMALL], 0)["errors"],
        Value::Array(Vec::new())
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bad.ron");
    fs::write(
        &file,
        "(format: 1, id: \"good\", level: \"novice\", wings: 2)",
    )
    .unwrap();
    let answer = json(&["check", text(&file)], 1);
    let errors = answer["errors"].as_array().unwrap();
    assert!(errors.len() > 2, "{answer}");
    for key in ["file", "line", "column", "code", "message", "help"] {
        assert!(errors[0].get(key).is_some(), "{key}");
    }
    let github = bridgecall(&["check", text(&file), "--format", "github"]);
    assert!(
        String::from_utf8(github.stdout)
            .unwrap()
            .starts_with("::error file=")
    );
    assert_eq!(
        json(&["check", "none.ron"], 2)["errors"][0]["code"],
        "BC0101"
    );
    assert_eq!(
        code(&[
            "check",
            text(&folder.path().join("bad.ron")),
            text(folder.path())
        ]),
        1
    );
}

#[test]
fn marks_lie_beside_the_scenario_and_fit_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("small.ron");
    fs::copy(SMALL, &file).unwrap();
    let measured = json(&["marks", text(&file), "--seeds", "4", "--write"], 0);
    assert_eq!(measured[0]["forms"].as_array().unwrap().len(), 3);
    assert!(folder.path().join("small.marks.ron").is_file());
    let answer = json(
        &["play", text(&file), "--leader", "neglect", "--seed", "1"],
        0,
    );
    assert_eq!(answer.get("provisional_marks"), None);
}

#[test]
fn a_check_of_the_balance_finds_the_choices_that_are_none_and_leaves_the_sound_one() {
    let dull = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/worlds/dull.ron");
    let arguments = ["check", dull, "--balance", "--without-lookahead"];
    let answer = json(&arguments, 0);
    let lines: Vec<String> = fs::read_to_string(dull)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let found: Vec<(&str, &str)> = (answer["warnings"].as_array().unwrap().iter())
        .filter(|one| one["code"].as_str().unwrap().starts_with("BC072"))
        .map(|one| {
            let line = &lines[one["line"].as_u64().unwrap() as usize - 1];
            let id = line.split('"').nth(1).unwrap();
            (one["code"].as_str().unwrap(), id)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("BC0721", "tea-or-coffee"),
            ("BC0722", "who-pays"),
            ("BC0724", "mutiny"),
        ]
    );
    let balance = &answer["balance"][0];
    assert_eq!(balance["leaders"].as_array().unwrap().len(), 9);
    assert_eq!(balance["seeds"], 20);
    assert!(balance["pace"]["minutes"].as_f64().unwrap() > 0.0);
    let luck = balance["luck"].as_f64().unwrap();
    assert!((0.0..1.0).contains(&luck), "{luck}");
    assert!(refusal(&["check", dull, "--seeds", "30"]).contains("--balance"));
    assert!(refusal(&["check", dull, "--balance", "--seeds", "5"]).contains("20"));
}

#[test]
fn the_ten_lines_of_the_readme_are_a_scenario() {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let written = readme
        .split("```ron\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    let file = folder.path().join("mine/first-page.ron");
    fs::write(&file, written).unwrap();
    assert_eq!(
        json(&["check", text(&file)], 0)["errors"],
        Value::Array(Vec::new())
    );
    assert_eq!(
        code(&["play", text(&file), "--leader", "textbook", "--seed", "1"]),
        0
    );
}
