//! How sure somebody is, and why: asked by a key, never in the way, kept in the log as the command line writes it.

use super::{folder, steps};
use crate::game::{USUAL, at_a_card, table};
use crate::shipped;
use bevy_egui::egui::Key;
use bridgecall::game::choices::sure::Matter;
use bridgecall::game::play::Play;
use bridgecall::game::screens::debrief::DebriefView;
use bridgecall::game::wish::Wish;
use bridgecall::run::note::{FreeText, Note};
use bridgecall::run::replay::verify;
use bridgecall::run::{Act, log};
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::score::score;
use bridgecall::sim::Command;
use bridgecall::study::given::given;
use egui_kittest::kittest::Queryable;

fn notes(play: &Play) -> Vec<Note> {
    let acts = play.run().entries().iter().map(|entry| &entry.act);
    let notes = acts.filter_map(|act| match act {
        Act::Note(note) => Some(note.clone()),
        Act::Command(_) => None,
    });
    notes.collect()
}

fn reason(note: &Note) -> &str {
    let kept = note.words().and_then(FreeText::kept);
    kept.map_or("", |words| &words.text)
}

#[test]
fn beside_a_decision_keys_alone_note_how_sure_one_is_and_why_and_the_decision_still_waits() {
    let mut harness = table(at_a_card(), USUAL, true);
    let card = harness.state().play.view().card.unwrap();
    for key in [Key::K, Key::Num2, Key::Num7] {
        steps(&mut harness, key);
    }
    harness
        .get_by_label("why")
        .type_text("because it can be taken back");
    harness.run_steps(2);
    steps(&mut harness, Key::Enter);
    let play = &harness.state().play;
    let noted = notes(play);
    let [
        Note::Answer {
            card: its,
            option: 1,
            percent: 75,
            ..
        },
    ] = noted[..]
    else {
        panic!("{noted:?}");
    };
    assert_eq!((its, reason(&noted[0])), (card.id, "it can be taken back"));
    assert_eq!(play.view().card.map(|card| card.id), Some(card.id));
    assert!(play.run().pending().is_empty(), "nothing was decided");
    let said = format!("you noted 75 % for “{}”", card.options[1]);
    harness.get_by_label(&said);
    steps(&mut harness, Key::Num2);
    let decided = Command::Decide(card.id, 1);
    let pending = harness.state().play.run().pending();
    assert!(pending.iter().any(|(_, command)| *command == decided));
}

/// A run whose first incident has causes to choose from and whose clock runs, kept in a folder.
fn at_causes(folder: &std::path::Path) -> Play {
    let mut play = Play::begin(shipped("first-watch", "base"), 3, None, Some(folder));
    play.wish(Wish::GuideOff);
    while play
        .view()
        .sheet
        .is_none_or(|sheet| sheet.beliefs.is_empty())
    {
        play.minute();
    }
    play.wish(Wish::Pause);
    play
}

#[test]
fn beside_a_diagnosis_one_says_how_sure_while_the_clock_stands_and_the_log_keeps_it() {
    let folder = folder();
    let mut harness = table(at_causes(folder.path()), USUAL, true);
    let sheet = harness.state().play.view().sheet.unwrap();
    let first = sheet.beliefs[0].clone();
    let cause = harness.state().play.seen().incidents[0]
        .causes
        .iter()
        .position(|cause| cause.id == first.id);
    assert!(harness.state().play.pace().running);
    harness.get_by_label("How sure are you of a cause?").click();
    harness.run_steps(2);
    let minute = harness.state().play.run().now();
    harness.state_mut().play.pass(5.0);
    assert_eq!(harness.state().play.run().now(), minute, "the clock stands");
    steps(
        &mut harness,
        [Key::Num1, Key::Num2, Key::Num3][cause.unwrap()],
    );
    steps(&mut harness, Key::Num8);
    // No reason has to be given.
    steps(&mut harness, Key::Enter);
    let play = &mut harness.state_mut().play;
    assert!(play.pace().running, "and goes on afterwards");
    assert_eq!(play.noted(), [(Matter::Cause(sheet.id, first.id), 90)]);
    let path = play.save().path().unwrap().to_owned();
    let read = log::read(&std::fs::read(path).unwrap()).unwrap();
    let verified = verify(&read).unwrap();
    assert!(verified.verified, "{:?}", verified.differences);
    assert_eq!(
        verified.run.entries(),
        play.run().entries(),
        "on disk at once"
    );
    harness.run_steps(2);
    let said = format!(
        "{}: {:.0} % {}, you said 90 %",
        first.text,
        first.belief * 100.0,
        first.moved
    );
    harness.get_by_label(&said);
}

#[test]
fn escape_says_nothing_and_leads_back_to_the_decision() {
    let mut harness = table(at_a_card(), USUAL, true);
    for key in [Key::K, Key::Num1, Key::Escape] {
        steps(&mut harness, key);
    }
    let play = &harness.state().play;
    assert!(notes(play).is_empty() && play.choices().is_none());
    assert!(play.view().card.is_some());
}

#[test]
fn the_debrief_compares_what_was_said_with_what_could_be_known() {
    let folder = folder();
    let mut play = at_causes(folder.path());
    let sheet = play.view().sheet.unwrap();
    let (first, text) = (sheet.beliefs[0].id, sheet.beliefs[0].text.clone());
    play.wish(Wish::Type("it went out this morning".to_owned()));
    play.wish(Wish::Note(Matter::Cause(sheet.id, first), 75));
    while !play.run().over() {
        play.minute();
    }
    let (run, loaded) = (
        play.run(),
        Catalogue::find().load("first-watch", None).unwrap(),
    );
    let marks = given(run.scenario(), loaded.marks.as_deref()).marks;
    let view = DebriefView::of(run, play.trail(), &score(run, &marks), None);
    let said = format!("75 % sure: {text}, because it went out this morning");
    assert!(view.sure.said[0].ends_with(&said), "{:?}", view.sure);
    assert!(
        view.sure.against[0].contains("you said 75 %, what was known made it"),
        "{:?}",
        view.sure
    );
    assert_eq!(
        view.sure.comes_to,
        "A Brier score says something from 20 claims on; this run has 1."
    );
}
