//! The floors of ARCHITECTURE.md, enforced: a module imports only from floors below.

use bridgecall::scenario::catalogue::Catalogue;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the ground up. Those in one line may not know each other either.
const FLOORS: [&[&str]; 13] = [
    &["words"],
    &["scenario"],
    &["sim"],
    &["observe"],
    &["leaders"],
    &["run"],
    &["score"],
    &["analysis"],
    &["study"],
    &["store"],
    &["learner"],
    &["report"],
    &["game", "classroom", "cli"],
];

/// Crates that live in one module only.
const AT_HOME: [(&str, &[&str]); 4] = [
    ("game", &["bevy", "bevy_egui", "egui", "winit"]),
    ("classroom", &["axum", "tokio", "maud"]),
    ("store", &["sqlx"]),
    ("cli", &["clap"]),
];

/// A source file: its path, its module, and its text without tests and remarks.
struct Source {
    path: PathBuf,
    module: String,
    lines: Vec<String>,
}

fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    walk(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut files,
    );
    files.sort();
    assert!(files.len() > 20, "the sources were not found");
    files.into_iter().map(source).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn source(path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).unwrap();
    let path = path
        .strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .to_path_buf();
    let module = path
        .iter()
        .nth(1)
        .unwrap()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned();
    let played = text.split("#[cfg(test)]").next().unwrap();
    let lines = played
        .lines()
        .map(|line| line.split("//").next().unwrap().to_owned())
        .collect();
    Source {
        path,
        module,
        lines,
    }
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// What stands behind each `crate::` of a line.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

#[test]
fn every_module_stands_on_a_floor() {
    let strays: Vec<String> = sources()
        .iter()
        .filter(|source| {
            !["lib", "main"].contains(&source.module.as_str()) && floor(&source.module).is_none()
        })
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(
        strays.is_empty(),
        "\n{strays:?}: give the module a floor in ARCHITECTURE.md and in tests/floors.rs\n"
    );
}

#[test]
fn every_floor_imports_only_from_floors_below() {
    let mut faults = String::new();
    for source in sources() {
        let Some(own) = floor(&source.module) else {
            continue;
        };
        for (line, number) in source.lines.iter().zip(1..) {
            for target in targets(line) {
                let place = format!("{}:{number}", source.path.display());
                if target.is_empty() {
                    faults += &format!(
                        "{place}: write a `use crate::…` a module, so that floors can be seen\n"
                    );
                } else if target != source.module && floor(target).is_some_and(|other| other >= own)
                {
                    faults += &format!(
                        "{place}: `{target}` is not a floor below `{}`; take what you need as an argument, \
                         or move it to a floor that both may know\n",
                        source.module
                    );
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn crates_of_a_front_end_stay_in_it() {
    let mut faults = String::new();
    for source in sources() {
        for (home, crates) in AT_HOME.iter().filter(|(home, _)| *home != source.module) {
            for (line, number) in source.lines.iter().zip(1..) {
                let guests = crates.iter().filter(|name| {
                    line.contains(&format!("{name}::")) && !line.contains(&format!("_{name}::"))
                });
                for guest in guests {
                    let place = source.path.display();
                    faults += &format!(
                        "{place}:{number}: `{guest}` lives in `src/{home}/` only; hand its work over as plain values\n"
                    );
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn no_scenario_is_named_in_the_sources() {
    let ids: Vec<String> = Catalogue::find()
        .entries()
        .into_iter()
        .map(|entry| entry.id)
        .collect();
    assert!(!ids.is_empty());
    let mut faults = String::new();
    for source in sources() {
        for (line, number) in source.lines.iter().zip(1..) {
            for id in ids.iter().filter(|id| line.contains(id.as_str())) {
                let place = source.path.display();
                faults += &format!(
                    "{place}:{number}: `{id}` is data; let its file say what is special about it\n"
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
