//! The menu of the bridge, home, and back.

use super::{SIZES, begun, folder, on, play, reached_by_tab, rows, screen, steps};
use crate::game::{USUAL, ask, at_a_card, headless, table};
use crate::shipped;
use bevy::app::AppExit;
use bevy_egui::egui::Key;
use bridgecall::game::play::Play;
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::screens::home::{HomeView, home};
use bridgecall::game::wish::Wish;
use bridgecall::game::{Desk, Screen};
use bridgecall::run::Act;
use bridgecall::sim::Command;
use egui_kittest::kittest::Queryable;

#[test]
fn escape_opens_a_menu_in_which_the_clock_stands_and_escape_goes_on() {
    let begun = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    let mut harness = table(begun, USUAL, true);
    steps(&mut harness, Key::Space);
    assert!(harness.state().play.pace().running);
    steps(&mut harness, Key::Escape);
    assert!(harness.state().play.menu());
    assert!(!harness.state().play.pace().running, "the watch waits");
    harness.get_by_label("menu");
    steps(&mut harness, Key::Escape);
    assert!(!harness.state().play.menu());
    assert!(harness.state().play.pace().running, "it ran before");
}

#[test]
fn nothing_behind_the_menu_can_be_reached() {
    let mut play = at_a_card();
    play.wish(Wish::Menu);
    let entries = play.run().pending().len();
    let mut harness = table(play, USUAL, true);
    let reached = reached_by_tab(&mut harness);
    assert_eq!(reached.len(), 6, "{reached:?}");
    for key in [Key::Num1, Key::Num2, Key::D, Key::R] {
        steps(&mut harness, key);
    }
    assert!(harness.state().play.menu());
    assert_eq!(harness.state().play.run().pending().len(), entries);
}

#[test]
fn the_menu_leads_on_home_and_to_the_settings_by_keys_and_by_its_focus() {
    for (key, wish) in [
        (Key::C, Wish::Menu),
        (Key::S, Wish::Settings),
        (Key::F1, Wish::Glossary),
        (Key::H, Wish::Home),
        (Key::Enter, Wish::Menu),
        (Key::Space, Wish::Menu),
    ] {
        let mut play = at_a_card();
        play.wish(Wish::Menu);
        let mut harness = table(play, USUAL, false);
        steps(&mut harness, key);
        assert_eq!(harness.state().wishes, [wish], "{key:?}");
    }
}

#[test]
fn a_run_that_was_left_for_home_goes_on_where_it_was_with_the_orders_that_wait() {
    let folder = folder();
    let mut app = begun(folder.path());
    let mut current = play(&mut app);
    let left = current.0.as_mut().unwrap();
    while left.view().sheet.is_none() {
        left.minute();
    }
    let incident = left.view().sheet.unwrap().id;
    left.minute();
    left.wish(Wish::Give(Command::Acknowledge(incident)));
    left.wish(Wish::Menu);
    let (minute, waiting) = (left.run().now(), left.run().pending().to_vec());
    assert_eq!(waiting.len(), 1);
    ask(&mut app, Wish::Home);
    assert_eq!(on(&app), Screen::Home);
    let offered = app.world().resource::<Desk>().home.kept[0].clone();
    assert_eq!((&offered.wish, offered.unfinished), (&Wish::GoOn, true));
    for _ in 0..20 {
        app.update();
    }
    ask(&mut app, offered.wish);
    assert_eq!(on(&app), Screen::Bridge);
    let current = play(&mut app);
    let back = current.0.as_ref().unwrap();
    assert_eq!(
        (back.run().now(), back.run().pending()),
        (minute, &*waiting)
    );
    assert!(!back.pace().running && !back.menu());
}

#[test]
fn a_window_that_is_closed_keeps_the_minute_reached_and_the_orders_that_waited() {
    let folder = folder();
    let mut app = begun(folder.path());
    let mut current = play(&mut app);
    let closed = current.0.as_mut().unwrap();
    while closed.view().sheet.is_none() {
        closed.minute();
    }
    for _ in 0..3 {
        closed.minute();
    }
    let incident = closed.view().sheet.unwrap().id;
    closed.wish(Wish::Give(Command::Acknowledge(incident)));
    let minute = closed.run().now();
    app.world_mut().write_message(AppExit::Success);
    app.update();
    drop(app);

    let mut app = headless(folder.path());
    let offered = app.world().resource::<Desk>().home.kept[0].clone();
    let left = format!("left at minute {}", minute.0);
    assert!(offered.note.contains(&left), "{}", offered.note);
    ask(&mut app, offered.wish);
    let current = play(&mut app);
    let back = current.0.as_ref().unwrap();
    assert_eq!(back.run().now(), minute);
    let given = |act: &Act| *act == Act::Command(Command::Acknowledge(incident));
    assert!(back.run().entries().iter().any(|entry| given(&entry.act)));
}

#[test]
fn a_run_that_cannot_be_kept_is_offered_at_home_all_the_same() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut app = begun(&file.path().join("bridgecall"));
    ask(&mut app, Wish::Home);
    let offered = app.world().resource::<Desk>().home.kept.clone();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].wish, Wish::GoOn);
}

#[test]
fn two_keys_lead_from_a_first_start_to_a_watch() {
    let rows = rows();
    let view = HomeView {
        scenarios: rows,
        ..HomeView::default()
    };
    let mut at_home = screen(SIZES[0], move |ui| home(ui, &view));
    at_home.key_press(Key::Num1);
    at_home.run_steps(2);
    assert_eq!(*at_home.state(), [Wish::Brief("lesson".into())]);
    let told = BriefingView::of(&shipped("first-watch", "base"), 7);
    let mut briefed = screen(SIZES[0], move |ui| briefing(ui, &told));
    briefed.key_press(Key::Enter);
    briefed.run_steps(2);
    assert_eq!(*briefed.state(), [Wish::Start]);
}
