//! Bad scenarios: each says in comments what is wrong with it, and where. Whatever is done to a file, nothing panics.

use bridgecall::scenario::Source;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::diagnostics::{CODES, Diagnostic, Severity};
use bridgecall::scenario::load::load_sources;
use proptest::prelude::*;
use std::fs;
use std::path::PathBuf;

fn bad_files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    files.sort();
    files
}

/// `error BC0301 4:12`, with the file's name in front if it is another file.
fn in_short(diagnostic: &Diagnostic, file: &str) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let name = diagnostic.file.rsplit('/').next().unwrap();
    let place = if name == file {
        String::new()
    } else {
        format!("{name}:")
    };
    format!(
        "{kind} {} {place}{}:{}",
        diagnostic.code, diagnostic.line, diagnostic.column
    )
}

#[test]
fn every_bad_scenario_is_refused_for_what_its_comments_say() {
    let mut faults = String::new();
    for path in bad_files() {
        let text = fs::read_to_string(&path).unwrap();
        let comments = text.lines().filter_map(|line| line.strip_prefix("// "));
        let expected: Vec<_> = comments
            .filter(|line| line.starts_with("error ") || line.starts_with("warning "))
            .collect();
        let checked = Catalogue::default().check(std::slice::from_ref(&path));
        let name = path.file_name().unwrap().to_str().unwrap();
        // That prose is missing is no news here.
        let warnings = checked
            .warnings
            .iter()
            .filter(|warning| warning.code != "BC0107");
        let found: Vec<_> = checked.errors.iter().chain(warnings).collect();
        let told: Vec<_> = found.iter().map(|one| in_short(one, name)).collect();
        let shown: Vec<_> = found.iter().map(|one| one.plain()).collect();
        if told != expected {
            faults += &format!(
                "\n{}\nwrite into {name}:\n// {}\n",
                shown.join("\n"),
                told.join("\n// ")
            );
        }
        assert!(!checked.errors.is_empty(), "{name} is not bad");
        assert!(
            found
                .iter()
                .all(|one| CODES.iter().any(|(code, _)| *code == one.code)),
            "{name}"
        );
    }
    assert!(faults.is_empty(), "{faults}");
}

/// Scenarios that are played, and the worlds of tests and benchmarks.
const SOUND: [&str; 3] = ["scenarios", "benches/worlds", "tests/worlds"];

#[test]
fn what_is_sound_is_not_warned_of() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for folder in SOUND {
        let checked = Catalogue::default().check(&[root.join(folder)]);
        // The worlds of benchmarks have no prose.
        let told: Vec<_> = (checked.errors.iter().chain(&checked.warnings))
            .filter(|one| one.code != "BC0107")
            .map(|one| one.plain())
            .collect();
        assert!(told.is_empty(), "{folder}:\n{}", told.join("\n"));
    }
}

#[test]
fn every_sentence_reads_like_the_others() {
    for path in bad_files() {
        let checked = Catalogue::default().check(&[path]);
        for one in checked.errors.iter().chain(&checked.warnings) {
            let first = one.message.chars().next().unwrap();
            assert!(
                !first.is_uppercase() && !one.message.ends_with('.'),
                "{}",
                one.message
            );
        }
    }
}

fn small() -> [String; 2] {
    [
        include_str!("small.ron").to_owned(),
        include_str!("small.en.ron").to_owned(),
    ]
}

/// What a slip of the hand or a broken disk does to a text.
#[derive(Clone, Debug)]
enum Slip {
    Put(usize, u8),
    Insert(usize, String),
    Delete(usize, usize),
    Repeat(usize, usize),
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let token = prop::sample::select(vec![
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "-",
        "1e308",
        "NaN",
        "-inf",
        "//",
        "/*",
        "r#\"",
        "Some(",
        "é",
        "\u{0}",
        "#![",
        "Not(",
        "99999999999999999999",
        "'",
        "\\",
        "b\"",
    ]);
    let slip = prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Slip::Put(at, byte)),
        (any::<usize>(), token).prop_map(|(at, token)| Slip::Insert(at, token.to_owned())),
        (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Slip::Delete(at, length)),
        (any::<usize>(), 1..400_usize).prop_map(|(at, length)| Slip::Repeat(at, length)),
    ];
    prop::collection::vec(slip, 1..4)
}

fn slipped(text: &str, slips: &[Slip]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for slip in slips {
        let length = bytes.len().max(1);
        match slip {
            Slip::Put(at, byte) => bytes
                .get_mut(at % length)
                .into_iter()
                .for_each(|place| *place = *byte),
            Slip::Insert(at, token) => drop(bytes.splice(at % length..at % length, token.bytes())),
            Slip::Delete(at, count) => {
                drop(bytes.drain(at % length..(at % length + count).min(bytes.len())))
            }
            Slip::Repeat(at, count) => {
                let part = bytes[at % length..(at % length + count).min(bytes.len())].to_vec();
                drop(bytes.splice(at % length..at % length, part));
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_slip_in_a_file_makes_the_loader_panic(which in any::<usize>(), prose in any::<bool>(), slips in slips()) {
        let [mut mechanics, mut texts] = small();
        let files = bad_files();
        match which % (files.len() * 2) {
            _ if prose => texts = slipped(&texts, &slips),
            bad if bad < files.len() => mechanics = slipped(&fs::read_to_string(&files[bad]).unwrap(), &slips),
            _ => mechanics = slipped(&mechanics, &slips),
        }
        let source = |path: &str, text| Source { path: path.to_owned(), text };
        let sources = [source("small.ron", mechanics), source("small.en.ron", texts)];
        match load_sources(&sources, None) {
            Ok(loaded) => {
                for card in &loaded.scenario.rules.cards {
                    card.when.sentence(&loaded.scenario);
                }
            }
            Err(problems) => {
                prop_assert!(!problems.to_string().is_empty());
                problems.diagnostics.iter().for_each(|one| drop(one.github()));
            }
        }
    }
}
