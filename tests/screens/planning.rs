//! Time for planning in an assessment: what counts, what does not, and where it shows.

use super::{SIZES, folder, screen, shown_settings, steps};
use crate::game::{Table, USUAL, table};
use crate::shipped;
use bevy_egui::egui::Key;
use bridgecall::game::autosave::Autosave;
use bridgecall::game::planning::Allowance;
use bridgecall::game::play::Play;
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::screens::settings::settings;
use bridgecall::game::settings::Settings;
use bridgecall::game::wish::{Question, Wish};
use bridgecall::run::{Mode, Run, log};
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::score::metrics::Metrics;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::sync::Arc;

/// Half of twenty minutes.
const USUAL_SECONDS: f32 = 600.0;

fn assessed(folder: Option<&Path>) -> Play {
    let run = Run::new(shipped("waf-regex-2019", "history"), 7, "person");
    Play::start(run.in_mode(Mode::Assessment), None, folder)
}

/// The clock runs, and the leader has just stopped it.
fn held(folder: Option<&Path>) -> Play {
    let mut play = assessed(folder);
    play.wish(Wish::Pause);
    play.minute();
    play.wish(Wish::Pause);
    assert!(!play.pace().running);
    play
}

/// Real time, in steps as a window makes them.
fn wait(play: &mut Play, seconds: u32) {
    for _ in 0..seconds * 4 {
        play.pass(0.25);
    }
}

#[test]
fn a_clock_that_its_leader_holds_goes_on_when_time_for_planning_is_used_up_and_it_is_said_once() {
    let mut play = held(None);
    wait(&mut play, USUAL_SECONDS as u32 - 1);
    assert!(!play.pace().running && play.notice().is_none());
    let minute = play.run().now();
    wait(&mut play, 2);
    assert!(play.pace().running, "the clock goes on");
    let said = play.notice().expect("it is said");
    assert!(
        said.starts_with("Your time for planning is used up"),
        "{said}"
    );
    wait(&mut play, 3);
    assert!(play.run().now() > minute);
    play.wish(Wish::Overlay(None));
    assert_eq!(play.notice(), None, "once");
    play.wish(Wish::Pause);
    assert!(play.pace().running, "it cannot be held any more");
    assert!(play.notice().is_some(), "and it says why");
}

#[test]
fn what_the_game_stops_for_by_itself_takes_nothing_of_the_time_for_planning() {
    let mut play = assessed(None);
    let left = |play: &Play| play.planning_left().unwrap();
    wait(&mut play, 100);
    assert_eq!(left(&play), USUAL_SECONDS, "the watch has not begun");
    play.wish(Wish::Pause);
    while play.pace().running {
        play.pass(1.0);
    }
    wait(&mut play, 100);
    assert_eq!(
        left(&play),
        USUAL_SECONDS,
        "it stopped by itself: {:?}",
        play.pace().halt
    );
    play.wish(Wish::Pause);
    play.wish(Wish::Choose(Question::Everything));
    assert!(!play.pace().running, "nobody types against the clock");
    wait(&mut play, 100);
    play.wish(Wish::Close);
    play.wish(Wish::Menu);
    wait(&mut play, 100);
    play.wish(Wish::Menu);
    assert_eq!(left(&play), USUAL_SECONDS);
    play.wish(Wish::Pause);
    wait(&mut play, 100);
    assert_eq!(
        left(&play),
        USUAL_SECONDS - 100.0,
        "this is a pause of one's own"
    );
}

#[test]
fn in_practice_and_without_a_limit_the_clock_is_held_for_as_long_as_one_likes() {
    let mut practice = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    let mut unlimited = assessed(None);
    unlimited.settings.planning = Allowance::Unlimited;
    for play in [&mut practice, &mut unlimited] {
        play.wish(Wish::Pause);
        play.minute();
        play.wish(Wish::Pause);
        wait(play, 4000);
        assert!(!play.pace().running);
        assert_eq!((play.planning_left(), play.notice()), (None, None));
    }
}

#[test]
fn each_allowance_gives_its_share_of_a_scenarios_minutes() {
    let scenario = shipped("waf-regex-2019", "history");
    let seconds = Allowance::ALL.map(|allowance| allowance.seconds(&scenario));
    let usual = [1.0, 1.25, 1.5, 2.0].map(|times| Some(USUAL_SECONDS * times));
    assert_eq!(seconds[..4], usual);
    assert_eq!(seconds[4], None);
    let short = shipped("first-watch", "base");
    assert_eq!(
        Allowance::Usual.seconds(&short),
        Some(270.0),
        "half of nine minutes"
    );
}

#[test]
fn what_was_taken_outlasts_the_game_and_stands_neither_in_the_log_nor_in_the_score() {
    let folder = folder();
    let mut play = held(Some(folder.path()));
    let digest = play.run().digest();
    wait(&mut play, 200);
    assert_eq!(play.run().digest(), digest);
    play.quit();
    let path = play.save().path().unwrap().to_owned();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("planning"), "{text}");
    let run = bridgecall::run::replay::verify(&log::read(text.as_bytes()).unwrap())
        .unwrap()
        .run;
    let mut back = Play::go_on(run.clone(), None, Autosave::go_on(&path, &run));
    assert_eq!(back.planning_left(), Some(USUAL_SECONDS - 200.0));
    // The same minutes without holding the clock come to the same.
    let mut other = assessed(None);
    other.minute();
    let metrics = |run: &Run| Metrics::of(run.scenario(), run.events(), run.now());
    assert_eq!(metrics(back.run()), metrics(other.run()));
    while !back.run().over() {
        back.minute();
    }
    let left_over = std::fs::read_dir(folder.path()).unwrap().flatten();
    let names: Vec<_> = left_over.map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 1, "the log alone is left: {names:?}");
}

#[test]
fn whoever_leaves_for_home_and_comes_back_holds_the_clock_still() {
    let mut play = assessed(None);
    play.wish(Wish::Pause);
    play.minute();
    play.leave();
    wait(&mut play, 50);
    assert_eq!(play.planning_left(), Some(USUAL_SECONDS - 50.0));
}

fn told(harness: &Harness<'_, Table>) -> bool {
    harness
        .query_by_label_contains("left for planning")
        .is_some()
}

#[test]
fn the_rest_stands_by_the_clock_in_words_and_the_bridge_is_covered_behind_the_menu() {
    for size in [USUAL, (728.0, 413.0)] {
        let mut harness = table(held(None), size, true);
        harness.get_by_label("10 min left for planning");
        harness.state_mut().play.pass(571.0);
        harness.run_steps(2);
        harness.get_by_label("29 s left for planning");
        assert!(harness.query_by_label("top bar").is_some());
        steps(&mut harness, Key::Escape);
        harness.get_by_label("menu");
        assert!(!told(&harness) && harness.query_by_label("top bar").is_none());
        steps(&mut harness, Key::Escape);
        assert!(told(&harness));
    }
    let practice = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    assert!(!told(&table(practice, USUAL, true)));
}

#[test]
fn the_briefing_of_an_assessment_says_how_long_one_may_hold_the_clock() {
    let scenario = shipped("waf-regex-2019", "history");
    for (planning, words) in [
        (Allowance::Twice, "20 min in all (× 2"),
        (Allowance::Unlimited, "as long as you want"),
    ] {
        let told = BriefingView {
            mode: Mode::Assessment,
            ..BriefingView::of(&scenario, 7).planned_by(planning, &scenario)
        };
        let harness = screen(SIZES[0], move |ui| briefing(ui, &told));
        harness.get_by_label_contains(words);
    }
    let practice = BriefingView::of(&scenario, 7);
    let harness = screen(SIZES[0], move |ui| briefing(ui, &practice));
    assert!(harness.query_by_label_contains("stop the clock").is_none());
}

#[test]
fn time_for_planning_is_set_by_its_key_and_by_a_click() {
    let mut harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
    let more = Wish::Set(Settings {
        planning: Allowance::AQuarterMore,
        ..Settings::default()
    });
    harness.key_press(Key::Num5);
    harness.run_steps(2);
    assert_eq!(*harness.state(), std::slice::from_ref(&more));
    harness.state_mut().clear();
    let row = harness.get_by_label("Time for planning: × 1");
    assert!(!row.accesskit_node().is_disabled());
    row.click();
    harness.run_steps(2);
    assert_eq!(*harness.state(), [more]);
}

#[test]
fn whoever_goes_from_the_week_to_the_minutes_when_nothing_is_left_leads_by_the_minute() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/advanced/first-quarter.ron"
    );
    let loaded = Catalogue::default().load(path, None).unwrap();
    let run = Run::new(Arc::new(loaded.scenario), 7, "person");
    let mut play = Play::start(run.in_mode(Mode::Assessment), None, None);
    for _ in 0..2 {
        play.wish(Wish::Pause);
    }
    play.pass(play.planning_left().unwrap());
    assert!(play.pace().running && play.pace().through_week);
    play.wish(Wish::ByMinute(true));
    play.pass(0.25);
    assert!(play.pace().running && !play.pace().through_week);
}
