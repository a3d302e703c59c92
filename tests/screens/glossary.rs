//! The words of the bridge.

use super::{SIZES, screen};
use crate::game::{USUAL, at_a_card, table};
use bridgecall::game::glossary::{self, Term};
use bridgecall::game::screens::glossary as glossary_screen;
use egui_kittest::kittest::Queryable;
use std::collections::BTreeSet;
use std::path::Path;

/// The sources of the window, without the glossary's own.
fn sources(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if !path.ends_with("game/glossary.rs") {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_word_that_is_explained_stands_in_the_glossary_and_every_word_of_it_is_explained_somewhere()
{
    let entries = glossary::read().expect("the file is well formed");
    let mut game = String::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/game");
    sources(&folder, &mut game);
    let explained: BTreeSet<String> = (game.split("Term::").skip(1))
        .map(|rest| {
            let name = rest.chars().take_while(|letter| letter.is_alphanumeric());
            name.collect()
        })
        .collect();
    let there: BTreeSet<String> = (entries.iter())
        .map(|entry| format!("{:?}", entry.term))
        .collect();
    assert_eq!(explained, there);
    assert_eq!(there.len(), entries.len(), "each word stands there once");
}

#[test]
fn the_glossary_is_in_order_and_proof_read() {
    let entries = glossary::entries();
    let words: Vec<&str> = entries.iter().map(|entry| entry.word.as_str()).collect();
    let mut sorted = words.clone();
    sorted.sort_by_key(|word| word.to_lowercase());
    assert_eq!(words, sorted);
    for entry in entries {
        assert!(entry.text.ends_with('.'), "{entry:?}");
        assert!(
            entry.text.len() <= 180,
            "{entry:?} is too long for a tooltip"
        );
    }
}

#[test]
fn the_glossary_shows_every_word_with_its_meaning() {
    for size in SIZES {
        let harness = screen(size, glossary_screen::glossary);
        for entry in glossary::entries() {
            harness.get_by_label(&format!("{}: {}", entry.word, entry.text));
        }
    }
}

#[test]
fn whoever_rests_on_a_word_of_the_bridge_is_told_what_it_means() {
    let mut harness = table(at_a_card(), USUAL, false);
    let budget = glossary::entry(Term::Reliability).unwrap();
    assert!(harness.query_by_label(&budget.text).is_none());
    let view = harness.state().play.view();
    let meter = &view.meters[1];
    let spoken = format!("reliability: {} {}", meter.figure, meter.unit);
    harness.get_by_label(&spoken).hover();
    harness.run_steps(60);
    harness.get_by_label(&budget.text);
}
