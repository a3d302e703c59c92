//! `docs/playing.md` is true: its keys do something, and its pictures are there.

use crate::everybody::world_of;
use crate::game::{USUAL, at_a_card, table};
use crate::shipped;
use bevy_egui::egui::Key;
use bridgecall::game::play::Play;
use bridgecall::game::wish::Wish;
use bridgecall::sim::Command;
use std::path::Path;

const MANUAL: &str = include_str!("../../docs/playing.md");

/// The keys in the table under a heading.
fn keys(heading: &str) -> Vec<Key> {
    let (_, after) = MANUAL.split_once(heading).unwrap();
    let rows = after.lines().skip_while(|line| !line.starts_with("| ---"));
    let rows = rows.skip(1).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let names = cells.flat_map(|cell| cell.split(','));
    let key = |name: &str| match name.trim() {
        "Esc" => Key::Escape,
        name => Key::from_name(name).unwrap_or_else(|| panic!("there is no key `{name}`")),
    };
    names.map(key).collect()
}

/// Moments between which every key has something to do.
fn moments() -> Vec<Play> {
    let begun = |id, form| Play::begin(shipped(id, form), 7, None, None);
    let until = |enough: fn(&Play) -> bool| {
        let mut play = begun("waf-regex-2019", "history");
        while !enough(&play) {
            play.minute();
        }
        play
    };
    let mut waiting = at_a_card();
    let incident = waiting.view().sheet.unwrap().id;
    waiting.wish(Wish::Give(Command::Declare(incident, 2)));
    vec![
        at_a_card(),
        waiting,
        until(|play| play.view().sheet.is_some()),
        until(|play| !play.view().messages.is_empty()),
        begun("sale-eve", "usual"),
        begun("error-budget", "base"),
        Play::begin(world_of("tests/worlds", "everything"), 7, None, None),
    ]
}

#[test]
fn every_key_of_the_manual_does_something_on_the_bridge() {
    let mut tables: Vec<_> = moments()
        .into_iter()
        .map(|play| table(play, USUAL, false))
        .collect();
    let keys = keys("### All keys of the bridge");
    assert!(keys.len() > 30, "{keys:?}");
    for key in keys {
        let answered = tables.iter_mut().any(|table| {
            table.state_mut().wishes.clear();
            table.key_press(key);
            table.run_steps(2);
            !table.state().wishes.is_empty()
        });
        assert!(answered, "{key:?} does nothing");
    }
}

#[test]
fn every_picture_of_the_manual_is_there() {
    let named = MANUAL.split("](").skip(1);
    let pictures: Vec<&str> = named
        .filter_map(|rest| rest.split_once(".png)"))
        .map(|(name, _)| name)
        .collect();
    assert!(!pictures.is_empty());
    for name in pictures {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.png"));
        assert!(file.exists(), "{} is missing", file.display());
    }
}
