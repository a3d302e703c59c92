//! Practice, assessment and a given seed: what each offers, and what the run keeps of it.

use super::{SIZES, begun, folder, on, play, screen, steps};
use crate::game::{USUAL, ask, at_a_card, headless, table};
use crate::shipped;
use bevy_egui::egui::Key;
use bridgecall::game::choices::sure::Matter;
use bridgecall::game::hint::Verb;
use bridgecall::game::play::Play;
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::wish::{Seed, Wish};
use bridgecall::game::{Desk, Screen};
use bridgecall::observe::sentences::order;
use bridgecall::run::log::{self, RunLog};
use bridgecall::run::note::Note;
use bridgecall::run::replay::verify;
use bridgecall::run::{Act, Mode, Run};
use bridgecall::scenario::units::Tick;
use bridgecall::sim::Command;
use egui_kittest::kittest::Queryable;
use std::path::Path;

fn logged(play: &Play) -> RunLog {
    let bytes = std::fs::read(play.save().path().unwrap()).unwrap();
    log::read(&bytes).unwrap()
}

fn hints(play: &Play) -> Vec<u8> {
    let steps = play
        .run()
        .entries()
        .iter()
        .filter_map(|entry| match entry.act {
            Act::Note(Note::Hint(step)) => Some(step),
            _ => None,
        });
    steps.collect()
}

/// A run at its first page, kept in a folder.
fn at_a_page(mode: Mode, folder: &Path) -> Play {
    let run = Run::new(shipped("waf-regex-2019", "history"), 7, "person").in_mode(mode);
    let mut play = Play::start(run, None, Some(folder));
    while play.view().sheet.is_none() {
        play.minute();
    }
    play
}

#[test]
fn a_hint_says_what_it_costs_and_goes_from_the_place_to_the_verb_to_the_order() {
    let folder = folder();
    let mut harness = table(at_a_page(Mode::Practice, folder.path()), USUAL, true);
    let told = |harness: &egui_kittest::Harness<'_, crate::game::Table>| {
        harness.state().play.hint().unwrap().text
    };
    harness.get_by_label("Hint").click();
    harness.run_steps(2);
    assert!(
        told(&harness).contains("counts for no verdict"),
        "{}",
        told(&harness)
    );
    assert!(
        hints(&harness.state().play).is_empty(),
        "nothing is taken yet"
    );
    harness.get_by_label("Take step 1").click();
    harness.run_steps(2);
    assert_eq!(told(&harness), "Look at the sheet of the incident.");
    steps(&mut harness, Key::Q);
    let verb = told(&harness);
    assert!(verb.starts_with(Verb::TakeCharge.word()), "{verb}");
    steps(&mut harness, Key::Q);
    let play = &harness.state().play;
    let incident = play.view().sheet.unwrap().id;
    let acknowledge = Command::Acknowledge(incident);
    let by_the_book = order(&acknowledge, play.run().scenario());
    assert!(told(&harness).contains(&by_the_book), "{}", told(&harness));
    steps(&mut harness, Key::Q);
    let play = &mut harness.state_mut().play;
    assert_eq!(hints(play), [1, 2, 3], "there is no fourth step");
    assert_eq!(
        (logged(play).aids().hints, play.run().pending()),
        (3, &[][..])
    );
    play.wish(Wish::Give(acknowledge));
    assert_eq!(play.hint(), None, "it has done its work");
}

#[test]
fn a_hint_is_closed_by_escape_and_costs_nothing_then() {
    let folder = folder();
    let mut harness = table(at_a_page(Mode::Practice, folder.path()), USUAL, true);
    steps(&mut harness, Key::Q);
    steps(&mut harness, Key::Escape);
    let play = &harness.state().play;
    assert!(play.hint().is_none() && !play.menu());
    assert!(!play.run().aids().any());
}

#[test]
fn what_a_hint_names_is_taken_by_the_run_wherever_it_is_asked_for() {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    let mut named = 0;
    while !play.run().over() {
        if play.run().now().0.is_multiple_of(7) {
            for _ in 0..4 {
                play.wish(Wish::Hint);
            }
            let told = play.hint().unwrap();
            assert!(!told.text.is_empty() && told.next.is_none(), "{told:?}");
            named += usize::from(told.step == 3);
            play.wish(Wish::HintOff);
        }
        play.minute();
    }
    assert!(named > 3, "{named} orders were named");
}

#[test]
fn the_last_order_is_taken_back_and_the_log_says_so_and_keeps_the_hints() {
    let folder = folder();
    let mut play = at_a_page(Mode::Practice, folder.path());
    let incident = play.view().sheet.unwrap().id;
    play.wish(Wish::Give(Command::Acknowledge(incident)));
    play.minute();
    let (before, digest) = (play.run().now(), play.run().digest());
    play.wish(Wish::Give(Command::Declare(incident, 5)));
    for _ in 0..6 {
        play.minute();
    }
    for _ in 0..2 {
        play.wish(Wish::Hint);
    }
    let left = play.run().now();
    play.wish(Wish::Menu);
    let mut harness = table(play, USUAL, true);
    steps(&mut harness, Key::T);
    let play = &harness.state().play;
    assert!(!play.menu() && !play.pace().running);
    assert_eq!((play.run().now(), play.run().digest()), (before, digest));
    assert_eq!(play.trail().samples().len(), before.0 as usize + 1);
    let words = "1 hint, taken back once";
    assert_eq!(play.run().aids().words(), words);
    let log = logged(play);
    assert_eq!(log.aids().words(), words);
    let verified = verify(&log).unwrap();
    assert!(verified.verified, "{:?}", verified.differences);
    let last = &verified.run.entries().last().unwrap().act;
    assert_eq!(*last, Act::Note(Note::TakenBack(left)));
}

#[test]
fn of_several_orders_in_a_minute_the_last_alone_is_taken_back() {
    let folder = folder();
    let mut play = at_a_page(Mode::Practice, folder.path());
    let incident = play.view().sheet.unwrap().id;
    let first = Command::Acknowledge(incident);
    play.wish(Wish::Give(first));
    play.wish(Wish::Give(Command::Declare(incident, 5)));
    play.minute();
    play.minute();
    play.wish(Wish::TakeBack);
    let pending: Vec<Command> = play
        .run()
        .pending()
        .iter()
        .map(|(_, command)| *command)
        .collect();
    assert_eq!(pending, [first]);
}

#[test]
fn under_assessment_there_are_no_hints_and_no_way_back_and_one_is_asked_how_sure_one_is() {
    let run = Run::new(shipped("waf-regex-2019", "history"), 7, "person");
    let mut play = Play::start(run.in_mode(Mode::Assessment), None, None);
    while play.view().card.is_none() {
        if let Some(incident) = play.view().sheet.filter(|sheet| sheet.can_acknowledge) {
            play.wish(Wish::Give(Command::Acknowledge(incident.id)));
        }
        play.minute();
    }
    play.wish(Wish::Hint);
    assert_eq!((play.hint(), play.last_order()), (None, None));
    let (minute, entries) = (play.run().now(), play.run().entries().len());
    play.wish(Wish::TakeBack);
    assert_eq!(
        (play.run().now(), play.run().entries().len()),
        (minute, entries)
    );
    let card = play.view().card.unwrap().id;
    let mut harness = table(play, USUAL, true);
    assert!(harness.query_by_label("Hint").is_none());
    steps(&mut harness, Key::Num2);
    let asked = harness.state().play.choices().map(|choices| choices.title);
    assert_eq!(asked.as_deref(), Some("How sure are you?"));
    steps(&mut harness, Key::Num7);
    steps(&mut harness, Key::Enter);
    assert_eq!(
        harness.state().play.noted(),
        [(Matter::Option(card, 1), 75)]
    );
}

#[test]
fn in_practice_nobody_is_asked_how_sure_they_are() {
    let mut play = at_a_card();
    let card = play.view().card.unwrap().id;
    play.wish(Wish::Give(Command::Decide(card, 1)));
    assert_eq!(play.choices(), None);
}

#[test]
fn the_briefing_says_what_one_plays_for_and_keys_choose_it() {
    for size in SIZES {
        let told = BriefingView::of(&shipped("waf-regex-2019", "history"), 7);
        let mut harness = screen(size, move |ui| briefing(ui, &told));
        for (key, mode) in [(Key::A, Mode::Assessment), (Key::G, Mode::GivenSeed)] {
            harness.state_mut().clear();
            harness.key_press(key);
            harness.run_steps(2);
            assert_eq!(*harness.state(), [Wish::For(mode)]);
        }
        harness.get_by_label("Practice");
    }
}

#[test]
fn a_given_seed_is_typed_and_its_keys_do_nothing_else() {
    let told = BriefingView {
        mode: Mode::GivenSeed,
        ..BriefingView::of(&shipped("waf-regex-2019", "history"), 7)
    };
    let mut harness = screen(SIZES[0], move |ui| briefing(ui, &told));
    harness.get_by_label("seed").focus();
    harness.run_steps(2);
    harness.get_by_label("seed").type_text("5");
    harness.key_press(Key::P);
    harness.run_steps(2);
    let wishes = harness.state();
    assert!(!wishes.is_empty());
    let typed = |wish: &Wish| matches!(wish, Wish::GiveSeed(57 | 75));
    assert!(wishes.iter().all(typed), "{wishes:?}");
}

#[test]
fn the_log_and_home_tell_what_a_run_was_played_for() {
    let folder = folder();
    let mut app = headless(folder.path());
    ask(&mut app, Wish::Brief("waf-regex-2019".into()));
    ask(&mut app, Wish::GiveSeed(4));
    ask(&mut app, Wish::For(Mode::Assessment));
    assert_ne!(app.world().resource::<Desk>().seed, 4, "it is drawn again");
    ask(&mut app, Wish::Start);
    let seed = {
        let current = play(&mut app);
        let played = current.0.as_ref().unwrap();
        assert_eq!(logged(played).header.mode, Mode::Assessment);
        played.run().seed()
    };
    // Whoever plays the same seed again may know its truth.
    ask(&mut app, Wish::Again(Seed::Same));
    let current = play(&mut app);
    let again = current.0.as_ref().unwrap();
    assert_eq!(
        (again.run().seed(), again.run().mode()),
        (seed, Mode::GivenSeed)
    );
    ask(&mut app, Wish::Home);
    let kept = app.world().resource::<Desk>().home.kept.clone();
    assert!(
        kept.iter().any(|run| run.note.ends_with("· assessment")),
        "{kept:?}"
    );
}

#[test]
fn a_run_without_a_mode_in_its_log_is_practice_and_practice_writes_none() {
    let run = Run::new(shipped("first-watch", "base"), 3, "person");
    let text = log::write(&run);
    assert!(!text.contains("\"mode\""));
    assert_eq!(
        log::read(text.as_bytes()).unwrap().header.mode,
        Mode::Practice
    );
    let assessed = log::write(&run.in_mode(Mode::Assessment));
    let verified = verify(&log::read(assessed.as_bytes()).unwrap()).unwrap();
    assert_eq!(verified.run.mode(), Mode::Assessment);
}

#[test]
fn a_branch_from_a_replay_says_that_its_leader_knows_what_came() {
    let folder = folder();
    let mut app = begun(folder.path());
    let mut current = play(&mut app);
    let played = current.0.as_mut().unwrap();
    for _ in 0..30 {
        played.minute();
    }
    ask(&mut app, Wish::Replay);
    ask(&mut app, Wish::GoTo(10));
    ask(&mut app, Wish::PlayOn);
    assert_eq!(on(&app), Screen::Bridge);
    let current = play(&mut app);
    let branch = current.0.as_ref().unwrap();
    assert_eq!(
        (branch.run().now(), branch.run().mode()),
        (Tick(10), Mode::GivenSeed)
    );
    let acts = branch.run().entries().iter().map(|entry| &entry.act);
    assert_eq!(
        acts.collect::<Vec<_>>(),
        [&Act::Note(Note::TakenBack(Tick(30)))]
    );
    assert_eq!(logged(branch).aids().taken_back, 1);
}
