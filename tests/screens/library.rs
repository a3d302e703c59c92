//! What was played, and what can be.

use super::{SIZES, folder, rows, screen};
use crate::game::headless;
use crate::shipped;
use bevy::prelude::App;
use bevy_egui::egui::Key;
use bridgecall::game::Desk;
use bridgecall::game::screens::home::HomeView;
use bridgecall::game::screens::library::{Length, Origin, Sift, library};
use bridgecall::game::wish::Wish;
use bridgecall::leaders::by_name;
use bridgecall::run::Run;
use bridgecall::run::log::LogFile;
use bridgecall::scenario::rules::{Level, Track};
use bridgecall::scenario::units::Tick;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::time::Duration;

/// A run that the textbook led to its end, in a log.
fn led(folder: &Path, name: &str) -> Run {
    let scenario = shipped("first-watch", "base");
    let mut run = Run::new(scenario.clone(), 3, "person");
    let mut leader = by_name("textbook", &scenario, 3).unwrap();
    run.be_led(leader.as_mut(), Tick(u32::MAX));
    std::fs::create_dir_all(folder).unwrap();
    LogFile::create(&folder.join(name), &run).unwrap();
    run
}

/// Until every kept run was looked at.
fn scored(app: &mut App) -> HomeView {
    for _ in 0..4_000 {
        app.update();
        let home = &app.world().resource::<Desk>().home;
        if home.kept.iter().all(|kept| kept.score.is_some()) {
            return home.clone();
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the kept runs were not scored");
}

#[test]
fn home_shows_what_kept_runs_came_to_and_the_library_the_best_of_them() {
    let folder = folder();
    let run = led(&folder.path().join("runs"), "a.run.jsonl");
    let marks = bridgecall::scenario::catalogue::Catalogue::find()
        .load("first-watch", Some("base"))
        .unwrap()
        .marks;
    let marks = bridgecall::study::given::fitting(run.scenario(), marks.as_deref()).unwrap();
    let points = bridgecall::score::score(&run, &marks).overall;
    let par = marks.par_overall.mean;
    let mut app = headless(folder.path());
    let home = scored(&mut app);
    assert_eq!(home.kept.len(), 1);
    let shown = home.kept[0].score.clone().unwrap();
    assert_eq!(shown, format!("{points:.0} of 100 · par {par:.0}"));
    let tutorial = home.scenarios.iter().find(|row| row.id == "first-watch");
    let tutorial = tutorial.unwrap();
    assert_eq!((tutorial.played, tutorial.best), (1, Some((points, par))));
    assert_eq!(tutorial.par, Some(par));
    let others = home.scenarios.iter().filter(|row| row.id != "first-watch");
    assert!(others.clone().count() > 0);
    assert!(
        others
            .clone()
            .all(|row| row.played == 0 && row.best.is_none())
    );
}

#[test]
fn a_kept_run_that_was_changed_is_not_scored_and_it_is_said_why() {
    let folder = folder();
    let runs = folder.path().join("runs");
    led(&runs, "a.run.jsonl");
    let text = std::fs::read_to_string(runs.join("a.run.jsonl")).unwrap();
    let changed = text.replacen("\"seed\":3", "\"seed\":4", 1);
    assert_ne!(changed, text);
    std::fs::write(runs.join("a.run.jsonl"), changed).unwrap();
    let home = scored(&mut headless(folder.path()));
    assert_eq!(
        home.kept[0].score.as_deref(),
        Some("not scored: its log was changed")
    );
}

#[test]
fn each_facet_of_the_library_lets_through_what_it_names() {
    let sift = |change: fn(&mut Sift)| {
        let mut sift = Sift::default();
        change(&mut sift);
        let rows = rows();
        let ids = rows.iter().filter(|row| sift.lets_through(row));
        ids.map(|row| row.id.clone()).collect::<Vec<String>>()
    };
    assert_eq!(sift(|_| {}), ["lesson", "outage", "bill", "torn"]);
    assert_eq!(sift(|it| it.level = Some(Level::Professional)), ["bill"]);
    assert_eq!(sift(|it| it.track = Some(Track::Sre)), ["lesson", "outage"]);
    assert_eq!(sift(|it| it.origin = Some(Origin::Tutorial)), ["lesson"]);
    assert_eq!(sift(|it| it.length = Some(Length::Long)), ["bill"]);
    assert_eq!(sift(|it| it.played = Some(true)), ["outage"]);
    assert_eq!(sift(|it| it.words = "  OUTage happens".into()), ["outage"]);
    assert!(sift(|it| it.words = "outage bill".into()).is_empty());
    let both = |it: &mut Sift| {
        it.track = Some(Track::Sre);
        it.played = Some(false);
    };
    assert_eq!(sift(both), ["lesson"]);
}

#[test]
fn a_click_on_a_facet_asks_for_it_and_a_digit_opens_a_scenario() {
    let rows = rows();
    let mut harness = screen(SIZES[0], move |ui| library(ui, &rows, &Sift::default()));
    harness.get_by_label("track: finops").click();
    harness.run_steps(2);
    let finops = Sift {
        track: Some(Track::FinOps),
        ..Sift::default()
    };
    assert_eq!(*harness.state(), [Wish::Sift(finops)]);
    harness.state_mut().clear();
    harness.key_press(Key::Num2);
    harness.run_steps(2);
    assert_eq!(*harness.state(), [Wish::Brief("outage".into())]);
}

#[test]
fn a_card_of_the_library_says_its_best_and_par() {
    let rows = rows();
    let harness = screen(SIZES[0], move |ui| library(ui, &rows, &Sift::default()));
    harness.get_by_label("The outage. Something happens. best 71 · par 92");
    harness.get_by_label("The lesson. Something happens. par 92");
    harness.get_by_label("4 of 4 scenarios");
}

#[test]
fn typing_in_the_library_searches_and_opens_nothing() {
    let rows = rows();
    let mut harness = screen(SIZES[0], move |ui| library(ui, &rows, &Sift::default()));
    harness.key_press(Key::Slash);
    harness.run_steps(2);
    let field = harness.get_by_label("find a scenario");
    assert!(field.is_focused());
    field.type_text("2");
    harness.key_press(Key::Num2);
    harness.run_steps(2);
    let found = Sift {
        words: "2".into(),
        ..Sift::default()
    };
    assert!(harness.state().contains(&Wish::Sift(found)));
    assert!(
        !harness
            .state()
            .iter()
            .any(|wish| matches!(wish, Wish::Brief(_)))
    );
}

#[test]
fn every_scenario_that_is_shipped_stands_in_the_library_with_its_par() {
    let folder = folder();
    let app = headless(folder.path());
    let rows = &app.world().resource::<Desk>().home.scenarios;
    assert!(rows.len() >= 3);
    assert_eq!(
        rows[0].origin,
        Origin::Tutorial,
        "newcomers begin at the top"
    );
    for row in rows {
        assert_eq!(row.faults, 0, "{}", row.id);
        assert!(row.par.is_some_and(|par| par > 50.0), "{}", row.id);
        assert!(row.minutes > 0 && row.level.is_some() && row.track.is_some());
    }
}
