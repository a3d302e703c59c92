//! Studies as scripts call them: what they answer, what they write, and that shards, stops and full disks change nothing.

use crate::cli::{SMALL, bridgecall, said};
use bridgecall::study::dependability::Sums;
use serde_json::Value;
use std::process::{Command, Output};

fn study(arguments: &[&str]) -> Output {
    bridgecall(&[&["study", SMALL], arguments].concat())
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", said(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refusal(output: &Output) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        output.stdout.is_empty() && !said.contains("panicked"),
        "{said}"
    );
    said
}

#[test]
fn a_study_tells_what_the_same_runs_tell_one_by_one() {
    let answer = json(&study(&[
        "--leaders",
        "textbook,firefighter",
        "--seeds",
        "5",
        "--format",
        "json",
    ]));
    assert_eq!(
        (&answer["scenario"], &answer["runs"]),
        (&"small".into(), &10.into())
    );
    assert!(answer["ticks_per_second"].as_f64().unwrap() > 0.0);
    let play = |leader: &str, seed: u64| {
        let seed = seed.to_string();
        json(&bridgecall(&[
            "play", SMALL, "--leader", leader, "--seed", &seed, "--format", "json",
        ]))
    };
    let mut ticks = 0;
    for leader in answer["leaders"].as_array().unwrap() {
        assert_eq!(leader["n"], 5);
        let runs: Vec<Value> = (0..5)
            .map(|seed| play(leader["leader"].as_str().unwrap(), seed))
            .collect();
        ticks += runs
            .iter()
            .map(|run| run["ticks"].as_u64().unwrap())
            .sum::<u64>();
        for axis in ["overall", "flow", "reliability", "morale", "cost"] {
            for key in ["mean", "sd", "p10", "p50", "p90"] {
                assert!(
                    leader[axis].is_null() || leader[axis][key].is_f64(),
                    "{axis} {key}"
                );
            }
            // Runs are shown within 0–100, and a study is of points as they are.
            let points: Option<Vec<f64>> =
                runs.iter().map(|run| run["score"][axis].as_f64()).collect();
            let Some(points) =
                points.filter(|points| points.iter().all(|points| (0.01..99.99).contains(points)))
            else {
                continue;
            };
            let mean = points.iter().sum::<f64>() / 5.0;
            assert!(
                (leader[axis]["mean"].as_f64().unwrap() - mean).abs() < 1e-9,
                "{axis}"
            );
        }
    }
    assert_eq!(answer["ticks"], ticks);
    let differs = &answer["differences"][0];
    let mean = |place: usize| {
        answer["leaders"][place]["overall"]["mean"]
            .as_f64()
            .unwrap()
    };
    assert!((differs["overall"]["mean"].as_f64().unwrap() - (mean(0) - mean(1))).abs() < 1e-9);
    assert!(differs["overall"]["low"].as_f64() < differs["overall"]["mean"].as_f64());
}

#[test]
fn a_table_for_people_names_every_leader_and_their_differences() {
    let output = study(&["--leaders", "textbook,neglect", "--seeds", "6"]);
    let told = String::from_utf8(output.stdout).unwrap();
    for words in [
        "small, form ",
        "6 seeds",
        "textbook − neglect",
        "lower",
        "12 runs",
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
}

#[test]
fn a_wrong_study_says_what_would_be_right() {
    for (arguments, words) in [
        (
            &["--leaders", "nobody", "--seeds", "3"][..],
            "there is no leader `nobody`; leaders are\n  neglect",
        ),
        (&["--leaders", "textbook", "--seeds", "0"], "--seeds"),
        (
            &["--leaders", "textbook", "--seeds", "3", "--shard", "4/3"],
            "shards of 3 count from 1/3 to 3/3",
        ),
        (
            &["--leaders", "textbook", "--seeds", "3", "--shard", "0/3"],
            "shards of 3 count from 1/3 to 3/3",
        ),
        (
            &["--leaders", "textbook", "--seeds", "3", "--shard", "1/0"],
            "written as `I/N`",
        ),
        (
            &["--leaders", "textbook,textbook", "--seeds", "3"],
            "`textbook` is named twice",
        ),
        (
            &[
                "--leaders",
                "textbook",
                "--seeds",
                "3",
                "--plot",
                "/none/a.svg",
            ],
            "`/none/a.svg` cannot be written",
        ),
    ] {
        let said = refusal(&study(arguments));
        assert!(said.contains(words), "{words} in {said}");
    }
    let desk = "incident-desk-8";
    let call = ["study", desk, "--leaders", "historical", "--seeds", "3"];
    let said = refusal(&bridgecall(&call));
    assert!(
        said.contains("`historical` has nothing to go by in `incident-desk-8`"),
        "{said}"
    );
    assert!(
        refusal(&bridgecall(&[
            "study",
            "smal",
            "--leaders",
            "textbook",
            "--seeds",
            "3"
        ]))
        .contains("no scenario `smal`")
    );
}

#[test]
fn a_picture_shows_every_leader_on_every_axis_and_is_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let draw = |name: &str| {
        let file = folder.path().join(name);
        let output = study(&[
            "--leaders",
            "textbook,panic",
            "--seeds",
            "12",
            "--plot",
            file.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        std::fs::read_to_string(file).unwrap()
    };
    let svg = draw("one.svg");
    assert_eq!(svg, draw("two.svg"));
    for (words, times) in [
        (">textbook<", 5),
        (">panic<", 5),
        (">Reliability<", 1),
        ("12 seeds", 1),
    ] {
        assert_eq!(svg.matches(words).count(), times, "{words}");
    }
    assert!(!svg.contains("NaN") && !svg.contains(">-0<"));
    assert_eq!(svg.matches('<').count(), svg.matches('>').count());
}

#[test]
fn a_shipped_scenario_needs_marks_that_fit() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["history", "fragments"] {
        let from = format!("{}/scenarios/{name}", env!("CARGO_MANIFEST_DIR"));
        let to = folder.path().join(name);
        std::fs::create_dir(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
    let call = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_bridgecall"))
            .args(arguments)
            .env("BRIDGECALL_SCENARIOS", folder.path())
            .output()
            .unwrap()
    };
    let history = folder.path().join("history");
    let marks = history.join("waf-regex-2019.marks.ron");
    let check = || call(&["check", history.to_str().unwrap(), "--format", "json"]);
    let refused = |words: &str| {
        let output = check();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        let error = &answer["errors"][0];
        assert_eq!(error["code"], "BC0110");
        assert!(
            error["message"].as_str().unwrap().contains(words),
            "{error}"
        );
        assert_eq!(
            error["help"],
            "run `bridgecall marks waf-regex-2019 --write`"
        );
    };
    // A file that is not in the folder is taken from those that come with the program.
    std::fs::write(&marks, "").unwrap();
    refused("the marks beside the scenario cannot be read");
    let written = call(&["marks", "waf-regex-2019", "--write", "--seeds", "2"]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert_eq!(check().status.code(), Some(0));
    let text = std::fs::read_to_string(&marks).unwrap();
    assert!(text.contains("measured_on: \"20"), "{text}");
    std::fs::write(&marks, text.replace("(\"textbook\", ", "(\"textbook\", 9")).unwrap();
    refused("the leader `textbook` has changed");
}

/// Variances of effects that sum to nothing along each of their indices are solved for exactly.
#[test]
fn parts_of_a_variance_are_those_that_were_planted() {
    let (leaders, scenarios) = (3, 2);
    let leader = [-6.0, 0.0, 6.0];
    let scenario = [-2.0, 2.0];
    let seed = [[-3.0, 1.0, 1.0, 1.0], [2.0, -2.0, 2.0, -2.0]];
    let both = [[1.0, -1.0], [-2.0, 2.0], [1.0, -1.0]];
    let mut sums = Sums::new(leaders, scenarios);
    for at in 0..scenarios {
        for (play, of_seed) in seed[at].iter().enumerate() {
            // Three leaders share out a rest of ±1 that sums to 0 over leaders and over seeds.
            let rest = [1.0, -1.0, 0.0].map(|rest| if play % 2 == 0 { rest } else { -rest });
            let points: Vec<f64> = (0..leaders)
                .map(|who| 50.0 + leader[who] + scenario[at] + of_seed + both[who][at] + rest[who])
                .collect();
            sums.take(at, &points);
        }
    }
    let found = sums.dependability().unwrap();
    // Mean squares by hand: Σ effect² × samples of each ÷ degrees of freedom.
    let rest = 16.0 / (2.0 * 2.0 * 3.0);
    let of_both = 4.0 * 12.0 / (2.0 * 1.0);
    let of_seed = 3.0 * 28.0 / (2.0 * 3.0);
    let of_scenario = 12.0 * 8.0 / 1.0;
    let of_leader = 8.0 * 72.0 / 2.0;
    let wanted = [
        (found.variance.rest, rest),
        (found.variance.leader_by_scenario, (of_both - rest) / 4.0),
        (found.variance.seed, (of_seed - rest) / 3.0),
        (
            found.variance.scenario,
            (of_scenario - of_both - of_seed + rest) / 12.0,
        ),
        (found.variance.leader, (of_leader - of_both) / 8.0),
    ];
    for (got, wanted) in wanted {
        assert!(
            (got - wanted).abs() < 1e-9,
            "{got}, not {wanted}: {found:?}"
        );
    }
    let error = wanted[..4].iter().map(|(_, part)| part).sum::<f64>();
    let of = |scenarios: f64| wanted[4].1 / (wanted[4].1 + error / scenarios);
    assert!((found.of_one - of(1.0)).abs() < 1e-12);
    let needed = f64::from(found.scenarios_needed.unwrap());
    assert!(of(needed) >= 0.8 && of(needed - 1.0) < 0.8, "{needed}");
}

#[test]
fn a_study_without_differences_needs_no_end_of_scenarios() {
    let mut sums = Sums::new(2, 2);
    for (at, points) in [(0, 40.0), (0, 60.0), (1, 50.0), (1, 70.0)] {
        sums.take(at, &[points, points]);
    }
    let found = sums.dependability().unwrap();
    assert_eq!((found.of_one, found.scenarios_needed), (0.0, None));
    assert_eq!(found.share.seed, 1.0);
    assert!(Sums::new(2, 2).dependability().is_none());
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_a_study_says_so_before_it_plays() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.parquet");
    let said = refusal(&study(&[
        "--leaders",
        "textbook",
        "--seeds",
        "9",
        "--out",
        file.to_str().unwrap(),
    ]));
    assert!(said.contains("built without Parquet files"), "{said}");
    assert!(refusal(&bridgecall(&["study", "merge", "a", "-o", "b"])).contains("without Parquet"));
}

#[cfg(feature = "parquet")]
mod files {
    use super::*;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::Duration;
    use tempfile::TempDir;

    const LEADERS: &str = "textbook,panic";

    /// Plays a study into a file of that name in a folder.
    fn written(folder: &Path, name: &str, more: &[&str]) -> Output {
        let file = folder.join(name);
        study(
            &[
                &["--leaders", LEADERS, "--out", file.to_str().unwrap()],
                more,
            ]
            .concat(),
        )
    }

    fn merged(parts: &[PathBuf], to: &Path) -> Output {
        let mut call = vec!["study", "merge"];
        call.extend(parts.iter().map(|part| part.to_str().unwrap()));
        bridgecall(&[&call[..], &["-o", to.to_str().unwrap()]].concat())
    }

    /// A folder with a study of 9 seeds as one file.
    fn whole() -> (TempDir, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            written(folder.path(), "whole.parquet", &["--seeds", "9"])
                .status
                .code(),
            Some(0)
        );
        let bytes = fs::read(folder.path().join("whole.parquet")).unwrap();
        (folder, bytes)
    }

    fn shards(folder: &Path, of: usize) -> Vec<PathBuf> {
        let parts = (1..=of).map(|number| {
            let (name, shard) = (
                format!("{number}-of-{of}.parquet"),
                format!("{number}/{of}"),
            );
            let output = written(folder, &name, &["--seeds", "9", "--shard", &shard]);
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            folder.join(name)
        });
        parts.collect()
    }

    #[test]
    fn shards_in_any_number_and_order_join_into_the_same_bytes() {
        let (folder, bytes) = whole();
        for of in [1, 2, 7, 11] {
            let mut parts = shards(folder.path(), of);
            for _ in 0..2 {
                parts.reverse();
                parts.rotate_left(of / 3);
                let to = folder.path().join("joined.parquet");
                let output = merged(&parts, &to);
                assert_eq!(output.status.code(), Some(0), "{}", said(&output));
                assert!(fs::read(to).unwrap() == bytes, "{of} shards");
            }
        }
        let one = json(&written(
            folder.path(),
            "whole.parquet",
            &["--seeds", "9", "--format", "json"],
        ));
        let parts: Vec<&str> = vec!["study", "merge"];
        let mut call: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        call.extend(
            shards(folder.path(), 2)
                .iter()
                .map(|part| part.to_str().unwrap().to_owned()),
        );
        let to = folder
            .path()
            .join("joined.parquet")
            .to_str()
            .unwrap()
            .to_owned();
        call.extend([
            "-o".to_owned(),
            to,
            "--format".to_owned(),
            "json".to_owned(),
        ]);
        let joined = json(&bridgecall(
            &call.iter().map(String::as_str).collect::<Vec<_>>(),
        ));
        assert_eq!(one["leaders"], joined["leaders"]);
        assert_eq!(one["differences"], joined["differences"]);
    }

    #[test]
    fn parts_that_do_not_join_are_named_and_nothing_is_written() {
        let (folder, _) = whole();
        let at = |name: &str| folder.path().join(name);
        let parts = shards(folder.path(), 3);
        fs::write(
            at("foreign.parquet"),
            "PAR1 is how Parquet begins, and ends PAR1",
        )
        .unwrap();
        fs::write(at("torn.parquet"), &fs::read(&parts[1]).unwrap()[..900]).unwrap();
        written(
            folder.path(),
            "other.parquet",
            &["--seeds", "8", "--shard", "2/3"],
        );
        let name = |name: &str| vec![parts[0].clone(), at(name), parts[2].clone()];
        for (parts, words) in [
            (
                name("foreign.parquet"),
                "foreign.parquet` is no file that `bridgecall study` wrote",
            ),
            (
                name("torn.parquet"),
                "torn.parquet` is no file that `bridgecall study` wrote",
            ),
            (name("none.parquet"), "none.parquet`: No such file"),
            (name("other.parquet"), "the number of seeds: `8`, not `9`"),
            (name("whole.parquet"), "the shard: `1/1`, not one of 3"),
            (name("1-of-3.parquet"), "shard 1/3 is there twice"),
            (parts[..2].to_vec(), "not all shards are there: 3/3 missing"),
            (vec![folder.path().into()], "directory"),
        ] {
            let to = at("joined.parquet");
            let said = refusal(&merged(&parts, &to));
            assert!(said.contains(words), "{words} in {said}");
            assert!(!to.exists());
        }
        let left = fs::read_dir(folder.path()).unwrap();
        let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        assert!(
            left.iter()
                .all(|name| !name.to_string_lossy().contains("partial")),
            "{left:?}"
        );
    }

    #[test]
    fn what_is_done_is_kept_and_gone_on_from() {
        let (folder, bytes) = whole();
        // As after a power cut: the last line is torn, in the middle of a seed.
        let again = folder.path().join("again.parquet");
        let unfinished = folder.path().join("again.parquet.unfinished");
        stop_early(folder.path(), "again.parquet");
        let lines = fs::read_to_string(&unfinished).unwrap();
        let cut: usize = lines
            .split_inclusive('\n')
            .take(4)
            .map(str::len)
            .sum::<usize>()
            + 50;
        fs::write(&unfinished, &lines[..cut]).unwrap();
        let output = written(folder.path(), "again.parquet", &["--seeds", "9"]);
        assert!(
            said(&output).contains("2 runs are done"),
            "{}",
            said(&output)
        );
        assert!(fs::read(&again).unwrap() == bytes);
        assert!(!unfinished.exists());
        // A third call finds it done.
        let output = written(
            folder.path(),
            "again.parquet",
            &["--seeds", "9", "--format", "json"],
        );
        assert!(said(&output).contains("holds this study already"));
        assert_eq!(json(&output)["runs"], 18);
        assert!(fs::read(&again).unwrap() == bytes);
    }

    /// Leaves a study of 9 seeds unfinished: its file may not grow beyond a few kilobytes, as on a full disk.
    fn stop_early(folder: &Path, name: &str) {
        let script = format!(
            "trap '' XFSZ; ulimit -f 4; exec '{}' study '{SMALL}' --leaders {LEADERS} --seeds 9 --out '{}'",
            env!("CARGO_BIN_EXE_bridgecall"),
            folder.join(name).display()
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        let said = refusal(&output);
        assert!(
            said.contains("cannot be written") && said.contains("what is done is kept"),
            "{said}"
        );
    }

    #[test]
    fn a_full_disk_is_one_error_and_leaves_no_half_a_file() {
        let folder = tempfile::tempdir().unwrap();
        stop_early(folder.path(), "full.parquet");
        let left = fs::read_dir(folder.path()).unwrap();
        let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["full.parquet.unfinished"]);
    }

    #[test]
    fn another_study_that_is_not_finished_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        stop_early(folder.path(), "a.parquet");
        let kept = fs::read(folder.path().join("a.parquet.unfinished")).unwrap();
        let said = refusal(&written(folder.path(), "a.parquet", &["--seeds", "10"]));
        assert!(
            said.contains("the number of seeds: `9`, not `10`"),
            "{said}"
        );
        let said = refusal(&written(
            folder.path(),
            "a.parquet",
            &["--seeds", "9", "--shard", "1/2"],
        ));
        assert!(said.contains("the shard: `1/1`, not `1/2`"), "{said}");
        assert!(fs::read(folder.path().join("a.parquet.unfinished")).unwrap() == kept);
    }

    #[test]
    fn where_no_file_can_be_written_nothing_is_played() {
        for file in ["/none/a.parquet", "/dev/full", "/"] {
            let said = refusal(&study(&[
                "--leaders",
                LEADERS,
                "--seeds",
                "1000000",
                "--out",
                file,
            ]));
            assert!(
                said.contains(&format!("`{file}` cannot be written")),
                "{said}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn ctrl_c_keeps_what_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("long.parquet");
        let child = Command::new(env!("CARGO_BIN_EXE_bridgecall"))
            .args([
                "study",
                SMALL,
                "--leaders",
                LEADERS,
                "--seeds",
                "1000000",
                "--format",
                "json",
            ])
            .args(["--out", file.to_str().unwrap()])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let unfinished = folder.path().join("long.parquet.unfinished");
        while fs::metadata(&unfinished).map_or(0, |there| there.len()) < 20_000 {
            std::thread::sleep(Duration::from_millis(20));
        }
        let signal = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap();
        assert!(signal.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["finished"], false);
        let lines = fs::read_to_string(&unfinished).unwrap().lines().count() as u64;
        assert_eq!(answer["runs"].as_u64(), Some(lines - 1));
        assert!(said(&output).contains("the same call goes on from them"));
        assert!(!file.exists());
    }
}
