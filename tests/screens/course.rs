//! The path, today's run, progress and drills.

use super::{
    SIZES, begun, folder, on, play, rows, screen, shown_drills, shown_home, shown_progress,
};
use crate::game::{ask, headless};
use crate::shipped;
use bevy::prelude::App;
use bevy_egui::egui::Key;
use bridgecall::game::screens::drills::{DrillsView, drills};
use bridgecall::game::screens::home::{HomeView, home};
use bridgecall::game::screens::path::{next, path};
use bridgecall::game::screens::progress::{ProgressView, progress};
use bridgecall::game::today::{Day, run_of};
use bridgecall::game::wish::Wish;
use bridgecall::game::{Desk, Options, Screen, Watched, app};
use bridgecall::leaders::by_name;
use bridgecall::run::log::LogFile;
use bridgecall::run::note::Note;
use bridgecall::run::{Mode, Run};
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::Giver;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::time::Duration;

/// A run that a reference leader led to its end, kept as a person's.
fn keep(folder: &Path, name: &str, leader: &str, seed: u64, hint: bool) {
    let scenario = shipped("waf-regex-2019", "history");
    let mut run = Run::new(scenario.clone(), seed, "person");
    if hint {
        run.note(Giver::Leader, Note::Hint(1)).unwrap();
    }
    let mut leader = by_name(leader, &scenario, seed).unwrap();
    run.be_led(leader.as_mut(), Tick::NEVER);
    std::fs::create_dir_all(folder.join("runs")).unwrap();
    LogFile::create(&folder.join("runs").join(name), &run).unwrap();
}

/// Until every kept run was looked at.
fn looked_at(app: &mut App) {
    for _ in 0..4_000 {
        app.update();
        let desk = app.world().resource::<Desk>();
        if desk.progress.waiting == 0 {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the kept runs were not looked at");
}

#[test]
fn the_next_step_is_the_first_that_was_not_played_and_then_the_farthest_below_par() {
    let mut rows = rows();
    let id = |rows: &[_]| next(rows).map(|row| row.id.clone());
    assert_eq!(
        id(&rows).as_deref(),
        Some("lesson"),
        "newcomers learn first"
    );
    rows[0].played = 1;
    rows[0].best = Some((80.0, 91.0));
    assert_eq!(id(&rows).as_deref(), Some("bill"), "the outage was played");
    rows[2].played = 1;
    rows[2].best = Some((90.0, 91.0));
    assert_eq!(id(&rows).as_deref(), Some("outage"), "20 points below par");
    assert_eq!(next(&[]), None);
    assert_eq!(id(&rows[3..]), None, "what cannot be played is no step");
}

#[test]
fn the_path_has_three_levels_and_says_of_each_scenario_how_it_stands() {
    let rows = rows();
    let mut harness = screen(SIZES[0], move |ui| path(ui, &rows));
    for level in ["Foundation", "Professional", "Advanced"] {
        harness.get_by_label(level);
    }
    harness.get_by_label("There is no scenario of this level yet.");
    harness.get_by_label("The lesson: next · not played yet · par 92");
    harness.get_by_label("The outage: best 71 of 100 · par 92");
    assert!(harness.query_by_label_contains("torn").is_none());
    harness
        .get_by_label("The bill: not played yet · par 92")
        .click();
    harness.run_steps(2);
    harness.key_press(Key::Num1);
    harness.run_steps(2);
    let brief = |id: &str| Wish::Brief(id.to_owned());
    assert_eq!(*harness.state(), [brief("bill"), brief("lesson")]);
}

#[test]
fn home_offers_one_next_step_and_todays_run_by_key_and_by_click() {
    let next = [Wish::Brief("lesson".into())];
    let today = [Wish::Brief("outage".into()), Wish::GiveSeed(31)];
    let mut harness = screen(SIZES[0], |ui| home(ui, &shown_home()));
    for (key, name, wanted) in [
        (Key::Num1, "The lesson. Something happens.", &next[..]),
        (Key::Num2, "today's run: The outage", &today[..]),
        (Key::P, "My path", &[Wish::Path]),
        (Key::R, "Progress", &[Wish::Progress]),
        (Key::D, "Drills", &[Wish::Drills]),
        (Key::L, "Library", &[Wish::Library]),
    ] {
        harness.state_mut().clear();
        harness.key_press(key);
        harness.run_steps(2);
        assert_eq!(harness.state().as_slice(), wanted, "{name} by its key");
        harness.state_mut().clear();
        harness.get_by_label_contains(name).click();
        harness.run_steps(2);
        assert_eq!(harness.state().as_slice(), wanted, "{name} by a click");
    }
}

#[test]
fn todays_run_is_the_same_for_everybody_and_counts_as_a_seed_that_is_known() {
    let day = Day(20_786);
    let begun_on_that_day = || {
        let mut app = app(Options {
            catalogue: Catalogue::find(),
            data: None,
            window: None,
            reduced_motion: true,
            fixed: Some((1, day)),
        });
        app.update();
        app
    };
    let mut app = begun_on_that_day();
    let card = app.world().resource::<Desk>().home.today.clone().unwrap();
    let other = begun_on_that_day();
    assert_eq!(
        Some(&card),
        other.world().resource::<Desk>().home.today.as_ref()
    );
    assert_eq!(card.day, "29 November 2026");
    let home = &app.world().resource::<Desk>().home;
    let ids = home.scenarios.iter().map(|row| row.id.as_str());
    let drawn = run_of(day, ids.filter(|id| *id != "first-watch"));
    assert_eq!(drawn, Some((card.id.as_str(), card.seed)), "no tutorial");
    ask(&mut app, Wish::Brief(card.id.clone()));
    ask(&mut app, Wish::GiveSeed(card.seed));
    ask(&mut app, Wish::Start);
    let current = play(&mut app);
    let run = current.0.as_ref().unwrap().run();
    assert_eq!((run.seed(), run.mode()), (card.seed, Mode::GivenSeed));
}

#[test]
fn progress_says_no_more_than_its_runs_can_tell() {
    let sentences: Vec<String> = (shown_progress().rows.iter())
        .map(|row| row.sentence())
        .collect();
    assert_eq!(
        sentences,
        [
            "One run: 71 of 100. Another seed is another world, so one run says little.",
            "3 runs: 40, 50, 60. Too few to tell practice from chance. One more could not be scored.",
            "6 runs: the first 3 came to 50 on average, the last 3 to 72.",
        ]
    );
    let harness = screen(SIZES[0], |ui| progress(ui, &shown_progress()));
    harness.get_by_label(&format!("The outage. {}", sentences[2]));
    harness.get_by_label_contains("A ring was led with hints");
    let empty = screen(SIZES[0], |ui| progress(ui, &ProgressView::default()));
    empty.get_by_label("Here stands what your runs come to, once you led one to its end.");
}

#[test]
fn a_drill_opens_its_run_at_its_minute_and_an_empty_list_says_where_drills_come_from() {
    let mut harness = screen(SIZES[0], |ui| drills(ui, &shown_drills()));
    harness
        .get_by_label_contains("cost 14 points; The outage · seed 7 · minutes 12 to 21")
        .click();
    harness.run_steps(2);
    harness.key_press(Key::Num2);
    harness.run_steps(2);
    let drill = |minute| Wish::Drill("a.run.jsonl".into(), minute);
    assert_eq!(*harness.state(), [drill(12), drill(31)]);
    let empty = screen(SIZES[0], |ui| drills(ui, &DrillsView::default()));
    empty.get_by_label_contains("Drills come from your own runs");
}

#[test]
fn kept_runs_become_progress_in_their_order_and_drills_that_can_be_played_on() {
    let folder = folder();
    keep(folder.path(), "b.run.jsonl", "panic", 4, true);
    std::thread::sleep(Duration::from_millis(30));
    keep(folder.path(), "a.run.jsonl", "textbook", 4, false);
    let mut app = headless(folder.path());
    looked_at(&mut app);
    let desk = app.world().resource::<Desk>();
    let [row] = desk.progress.rows.as_slice() else {
        panic!("one scenario was played: {:?}", desk.progress);
    };
    let aided: Vec<bool> = row.dots.iter().map(|dot| dot.aided).collect();
    assert_eq!(aided, [true, false], "the oldest first");
    assert!(row.dots[1].points > row.dots[0].points + 20.0, "{row:?}");
    let drills = desk.drills.rows.clone();
    assert!(!drills.is_empty());
    assert!(
        drills.is_sorted_by(|a, b| a.points >= b.points),
        "the dearest first"
    );
    let drill = &drills[0];
    assert!(
        drill.path.ends_with("b.run.jsonl"),
        "panic costs most: {drills:?}"
    );
    ask(&mut app, Wish::Drills);
    ask(&mut app, Wish::Drill(drill.path.clone(), drill.minute));
    assert_eq!(on(&app), Screen::Replay);
    let minute = {
        let watched = app.world().resource::<Watched>();
        watched.0.as_ref().unwrap().run().now()
    };
    assert_eq!(minute, Tick(drill.minute));
    ask(&mut app, Wish::PlayOn);
    assert_eq!(on(&app), Screen::Bridge);
    let current = play(&mut app);
    let branch = current.0.as_ref().unwrap().run();
    assert_eq!((branch.now(), branch.mode()), (minute, Mode::GivenSeed));
    assert_eq!(branch.aids().taken_back, 1, "it counts for no verdict");
}

#[test]
fn a_drill_whose_run_is_gone_says_so_at_home() {
    let folder = folder();
    let mut app = begun(folder.path());
    ask(&mut app, Wish::Home);
    ask(&mut app, Wish::Drill(folder.path().join("gone"), 3));
    assert_eq!(on(&app), Screen::Home);
    let view: &HomeView = &app.world().resource::<Desk>().home;
    let told = view
        .problems
        .as_ref()
        .is_some_and(|why| why.contains("cannot be read"));
    assert!(told, "{:?}", view.problems);
}
