//! The words of the interface: every message is there, is used, and gets what it asks for; what stands in the source instead does not.

use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const EN: &str = include_str!("../assets/words/en.ftl");

/// Messages of the file, each with the arguments that it asks for.
fn messages() -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut now = String::new();
    for line in EN.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" = ")
            && line.starts_with(|letter: char| letter.is_ascii_lowercase())
        {
            now = id.to_owned();
            let again = messages.insert(now.clone(), BTreeSet::new());
            assert!(again.is_none(), "`{now}` stands in the file twice");
        }
        if let Some(arguments) = messages.get_mut(&now) {
            arguments.extend(line.split('$').skip(1).map(name));
        }
    }
    messages
}

/// The name with which a text begins.
fn name(text: &str) -> String {
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '_';
    text.chars().take_while(is_part).collect()
}

/// Every use of a message: where, which, and what it is given.
struct Use {
    place: String,
    id: String,
    arguments: BTreeSet<String>,
}

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push(path);
        }
    }
}

/// Sources without their tests, by their path from `src`.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    let mut all = Vec::new();
    files(&root.join(folder), &mut all);
    all.sort();
    (all.into_iter())
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
            let place = path.strip_prefix(root).unwrap().display().to_string();
            (place, text)
        })
        .collect()
}

/// A piece of source: code, or the inside of a string.
enum Piece<'a> {
    Code(&'a str),
    Text(&'a str),
}

/// Takes a source apart; remarks and characters in quotes are code.
fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    let bytes = source.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += source[at..].find('\n').unwrap_or(source.len() - at);
            }
            b'\'' if bytes.get(at + 1) == Some(&b'\\') => at += 4,
            b'\'' if source[at + 1..].chars().nth(1) == Some('\'') => {
                at += 2 + source[at + 1..].chars().next().map_or(0, char::len_utf8);
            }
            b'"' => {
                let mut end = at + 1;
                while bytes[end] != b'"' {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                pieces.push(Piece::Code(&source[from..at]));
                pieces.push(Piece::Text(&source[at + 1..end]));
                (from, at) = (end + 1, end + 1);
            }
            _ => at += 1,
        }
    }
    pieces.push(Piece::Code(&source[from..]));
    pieces
}

/// The names that are given to a macro after its id, in the code that follows it.
fn given(after: &[Piece<'_>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let (mut depth, mut word, mut fresh) = (0_i32, String::new(), false);
    for piece in after {
        let Piece::Code(code) = piece else { continue };
        let mut letters = code.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return names,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => (word, fresh) = (String::new(), true),
                '=' if depth == 0 && fresh && letters.peek() != Some(&'=') => {
                    names.insert(word.trim().to_owned());
                    fresh = false;
                }
                letter => word.push(letter),
            }
        }
    }
    names
}

fn uses() -> Vec<Use> {
    let mut uses = Vec::new();
    for (place, text) in sources("") {
        let pieces = pieces(&text);
        for (at, pair) in pieces.windows(2).enumerate() {
            if let [Piece::Code(before), Piece::Text(id)] = pair
                && before.trim_end().ends_with("fl!(")
                && !before.lines().last().unwrap_or_default().contains("//")
            {
                uses.push(Use {
                    place: place.clone(),
                    id: (*id).to_owned(),
                    arguments: given(&pieces[at + 2..]),
                });
            }
        }
    }
    assert!(uses.len() > 100, "the uses were not found");
    uses
}

#[test]
fn the_language_file_is_well_formed() {
    let read = FluentResource::try_new(EN.to_owned());
    let read = read.unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    assert_eq!(
        read.entries().count(),
        messages().len(),
        "every line belongs to a message or a remark"
    );
}

#[test]
fn every_message_that_is_used_is_in_the_file_and_gets_what_it_asks_for() {
    let messages = messages();
    let mut faults = String::new();
    for Use {
        place,
        id,
        arguments,
    } in uses()
    {
        match messages.get(&id) {
            None => faults += &format!("{place}: `{id}` is not in assets/words/en.ftl\n"),
            Some(asked) if *asked != arguments => {
                faults +=
                    &format!("{place}: `{id}` asks for {asked:?} and is given {arguments:?}\n");
            }
            Some(_) => {}
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_message_of_the_file_is_used() {
    let used: BTreeSet<String> = uses().into_iter().map(|one| one.id).collect();
    let unused: Vec<String> = (messages().into_keys())
        .filter(|id| !used.contains(id))
        .collect();
    assert!(
        unused.is_empty(),
        "{unused:?}: take them out of assets/words/en.ftl, or say them"
    );
}

/// Sentences that stay in the source, by file: how many, and why. This list may only shrink.
const LEFT_IN_THE_SOURCE: [(&str, usize, &str); 3] = [
    (
        "game/mod.rs",
        2,
        "said in the terminal where no window opens",
    ),
    ("game/rehearsal.rs", 1, "said in the terminal"),
    ("game/shots.rs", 35, "pictures are found by these names"),
];

/// Two words of a text stand side by side: it is no name of a thing, but something that is said.
fn is_said(text: &str) -> bool {
    let mut words = text
        .split(' ')
        .map(|word| word.trim_matches([',', ':', ';', '.', '?']));
    let is_word =
        |word: &str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
    let mut before = false;
    words.any(|word| {
        let both = before && is_word(word);
        before = is_word(word);
        both
    })
}

#[test]
fn what_is_said_on_screen_stands_in_the_language_file() {
    let mut faults = String::new();
    for (place, text) in sources("game").into_iter().chain(sources("observe")) {
        let mut said = Vec::new();
        for pair in pieces(&text).windows(2) {
            let [Piece::Code(before), Piece::Text(text)] = pair else {
                continue;
            };
            let line = before.trim_end().lines().last().unwrap_or_default();
            let is_remark = line.contains("//");
            let is_reason = line.ends_with("reason =");
            if is_said(text) && !is_remark && !is_reason {
                said.push(*text);
            }
        }
        let left = (LEFT_IN_THE_SOURCE.iter()).find(|(file, ..)| place.ends_with(file));
        let count = left.map_or(0, |(_, count, _)| *count);
        if said.len() != count {
            faults += &format!(
                "{place}: {count} sentences may stand here, and these do: {said:#?}; put them into assets/words/en.ftl and say \
                 fl!(\"id\") instead\n"
            );
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}
