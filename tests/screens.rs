//! What lies around the bridge: settings, the way out, home, the library, the glossary, and the overlays of the map.

use crate::game::{Table, USUAL, ask, at_a_card, headless, table};
use crate::shipped;
use bevy::prelude::{App, State};
use bevy_egui::egui::accesskit::Role;
use bevy_egui::egui::{Color32, Key, Rect, Ui, pos2, vec2};
use bridgecall::game::glossary::{self, Term};
use bridgecall::game::play::Play;
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::screens::glossary as glossary_screen;
use bridgecall::game::screens::home::{HomeView, KeptRow, home};
use bridgecall::game::screens::library::{Length, Origin, ScenarioRow, Sift, library};
use bridgecall::game::screens::settings::{SettingsView, settings};
use bridgecall::game::settings::{Kept, Settings};
use bridgecall::game::theme::{P, dress, in_palette, is_dressed, palette};
use bridgecall::game::wish::Wish;
use bridgecall::game::{Current, Desk, Screen};
use bridgecall::leaders::by_name;
use bridgecall::observe::Viewpoint;
use bridgecall::observe::view::Overlay;
use bridgecall::run::Run;
use bridgecall::run::log::LogFile;
use bridgecall::scenario::guide::Part;
use bridgecall::scenario::rules::{Level, Track};
use bridgecall::scenario::units::Tick;
use bridgecall::sim::Command;
use bridgecall::sim::event::What;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

// Settings in their file.

#[test]
fn what_was_set_holds_when_the_game_opens_again() {
    let folder = folder();
    let mut kept = Kept::open(Some(folder.path()));
    assert_eq!((kept.now, &kept.trouble), (Settings::default(), &None));
    let set = Settings {
        text_percent: 150,
        high_contrast: true,
        stop_for_messages: false,
        ..Settings::default()
    };
    kept.set(set);
    let again = Kept::open(Some(folder.path()));
    assert_eq!((again.now, again.trouble), (set, None));
}

#[test]
fn damaged_settings_are_put_aside_and_the_usual_ones_hold() {
    let damages = [
        &b"(text_percent: 15"[..],
        b"\xff\xfe\x00",
        b"(text_percent: \"big\")",
    ];
    for damage in damages {
        let folder = folder();
        let file = folder.path().join("settings.ron");
        std::fs::write(&file, damage).unwrap();
        let mut kept = Kept::open(Some(folder.path()));
        assert_eq!(kept.now, Settings::default());
        let trouble = kept.trouble.clone().expect("it is said");
        assert!(
            trouble.starts_with("Your settings are damaged"),
            "{trouble}"
        );
        let aside = std::fs::read(folder.path().join("settings.damaged.ron"));
        assert_eq!(aside.expect("it was kept"), damage);
        kept.set(kept.now);
        assert_eq!(kept.trouble, None, "what is set after that is written");
        assert_eq!(Kept::open(Some(folder.path())).trouble, None);
    }
}

#[test]
fn settings_that_cannot_be_written_hold_all_the_same_and_it_is_said() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut kept = Kept::open(Some(&file.path().join("bridgecall")));
    let set = Settings {
        reduced_motion: true,
        ..Settings::default()
    };
    kept.set(set);
    assert_eq!(kept.now, set);
    let trouble = kept.trouble.expect("it is said");
    assert!(
        trouble.starts_with("These settings hold until you leave"),
        "{trouble}"
    );
}

#[test]
fn settings_of_another_version_are_read_as_far_as_they_are_known() {
    let folder = folder();
    let file = folder.path().join("settings.ron");
    std::fs::write(&file, "(text_percent: 900, volume: 3)").unwrap();
    let kept = Kept::open(Some(folder.path()));
    assert_eq!((kept.now.text_percent, kept.trouble), (200, None));
}

#[test]
fn text_grows_and_shrinks_within_its_bounds() {
    let mut settings = Settings {
        text_percent: 80,
        ..Settings::default()
    };
    assert_eq!(settings.with_text(-1), None);
    let mut sizes = vec![80];
    while let Some(larger) = settings.with_text(1) {
        settings = larger;
        sizes.push(settings.text_percent);
    }
    assert_eq!(sizes, Vec::from_iter((80..=200).step_by(10)));
}

// The palettes.

/// Contrast of two colours as WCAG 2.2 defines it.
fn contrast(a: Color32, b: Color32) -> f64 {
    let light = |colour: Color32| {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                libm::pow((part + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn whatever_is_to_be_read_stands_out_from_every_ground() {
    for (high, least) in [(false, 4.5), (true, 7.0)] {
        in_palette(palette(high), || {
            for ground in [P.map, P.background, P.panel, P.raised] {
                let read = [P.text, P.soft, P.dim, P.focus];
                for ink in read.iter().chain(&P.severity).chain(&P.axes) {
                    let contrast = contrast(*ink, ground);
                    assert!(
                        contrast >= least,
                        "{ink:?} on {ground:?} has {contrast:.2} : 1, high contrast {high}"
                    );
                }
            }
        });
    }
    in_palette(palette(true), || {
        assert!(contrast(P.hairline, P.raised) >= 3.0);
    });
}

#[test]
fn a_palette_holds_while_it_is_drawn_in_and_no_longer() {
    let night = P.text;
    let inside = in_palette(palette(true), || P.text);
    assert_eq!((inside, P.text), (Color32::WHITE, night));
}

// Screens on a table.

/// What a screen was asked for since it was set up.
type Wishes = Vec<Wish>;

fn screen(
    size: (f32, f32),
    mut draw: impl FnMut(&mut Ui) -> Vec<Wish> + 'static,
) -> Harness<'static, Wishes> {
    let draw = move |ui: &mut Ui, wishes: &mut Wishes| {
        if is_dressed(ui.ctx()) {
            wishes.extend(draw(ui));
        } else {
            dress(ui.ctx());
        }
    };
    let mut harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .build_ui_state(draw, Wishes::new());
    harness.run_steps(3);
    harness
}

/// 1280 × 720 pixels at the usual size, and with text of 200 %.
const SIZES: [(f32, f32); 2] = [(1440.0, 810.0), (720.0, 405.0)];

fn shown_settings() -> SettingsView {
    SettingsView {
        settings: Settings::default(),
        folder: Some("/home/ada/.local/share/bridgecall".to_owned()),
        trouble: Some("These settings hold until you leave".to_owned()),
    }
}

fn rows() -> Vec<ScenarioRow> {
    let row = |id: &str, level, track, origin, minutes| ScenarioRow {
        id: id.to_owned(),
        title: format!("The {id}"),
        summary: "Something happens.".to_owned(),
        kind: "Foundation · SRE".to_owned(),
        minutes,
        level: Some(level),
        track: Some(track),
        origin,
        par: Some(91.6),
        ..ScenarioRow::default()
    };
    vec![
        row("lesson", Level::Foundation, Track::Sre, Origin::Tutorial, 9),
        ScenarioRow {
            played: 2,
            best: Some((71.2, 91.6)),
            ..row(
                "outage",
                Level::Foundation,
                Track::Sre,
                Origin::RealEvent,
                20,
            )
        },
        row(
            "bill",
            Level::Professional,
            Track::FinOps,
            Origin::Invented,
            45,
        ),
        ScenarioRow {
            id: "torn".to_owned(),
            title: "torn".to_owned(),
            faults: 2,
            ..ScenarioRow::default()
        },
    ]
}

fn shown_home() -> HomeView {
    let kept = |title: &str, wish: Wish, unfinished, score: Option<&str>| KeptRow {
        wish,
        title: title.to_owned(),
        note: "seed 7".to_owned(),
        unfinished,
        score: score.map(str::to_owned),
    };
    HomeView {
        scenarios: [rows(), rows()].concat(),
        kept: vec![
            kept("The outage", Wish::GoOn, true, None),
            kept(
                "The lesson",
                Wish::Open("a".into()),
                false,
                Some("71 of 100 · par 92"),
            ),
        ],
        folder: Some("Every run is kept in /home/ada".to_owned()),
        trouble: Some("Your settings are damaged".to_owned()),
        ..HomeView::default()
    }
}

/// Every screen around the bridge, by its name.
fn screens(size: (f32, f32)) -> Vec<(&'static str, Harness<'static, Wishes>)> {
    let told = BriefingView::of(&shipped("waf-regex-2019", "history"), 7);
    let (at_home, rows) = (shown_home(), rows());
    vec![
        ("home", screen(size, move |ui| home(ui, &at_home))),
        ("briefing", screen(size, move |ui| briefing(ui, &told))),
        (
            "library",
            screen(size, move |ui| library(ui, &rows, &Sift::default())),
        ),
        (
            "settings",
            screen(size, |ui| settings(ui, &shown_settings())),
        ),
        ("glossary", screen(size, glossary_screen::glossary)),
    ]
}

/// Every node that can be acted on: its role and its name.
fn actionable<T>(harness: &Harness<'_, T>) -> Vec<(Role, String)> {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::TextInput,
        Role::RadioButton,
        Role::Slider,
    ];
    (harness.root().children_recursive())
        .filter(|node| roles.contains(&node.accesskit_node().role()))
        .filter(|node| !node.accesskit_node().is_disabled())
        .map(|node| {
            let node = node.accesskit_node();
            (node.role(), node.label().unwrap_or_default())
        })
        .collect()
}

/// The names that Tab comes to, until it is round.
fn reached_by_tab<T>(harness: &mut Harness<'_, T>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    for _ in 0..200 {
        harness.key_press(Key::Tab);
        harness.run_steps(1);
        let focused = (harness.root().children_recursive()).find(|node| node.is_focused());
        let Some(name) = focused.and_then(|node| node.accesskit_node().label()) else {
            continue;
        };
        reached.insert(name);
    }
    reached
}

#[test]
fn whatever_can_be_acted_on_has_a_name_and_is_reached_by_tab() {
    for size in SIZES {
        for (name, mut harness) in screens(size) {
            let nodes = actionable(&harness);
            let nameless = nodes.iter().filter(|(_, label)| label.trim().is_empty());
            assert_eq!(nameless.count(), 0, "{name} at {size:?}: {nodes:?}");
            let reached = reached_by_tab(&mut harness);
            for (_, label) in nodes {
                assert!(
                    reached.contains(&label),
                    "{name} at {size:?}: Tab does not come to `{label}`, only to {reached:?}"
                );
            }
        }
    }
}

#[test]
fn whatever_the_keyboard_reaches_is_brought_into_view() {
    for (name, mut harness) in screens(SIZES[1]) {
        for _ in 0..40 {
            harness.key_press(Key::Tab);
            // Scrolling takes a few frames.
            harness.run_steps(30);
            let focused = (harness.root().children_recursive()).find(|node| node.is_focused());
            let Some(node) = focused else { continue };
            let centre = node.rect().center();
            assert!(
                (0.0..=405.0).contains(&centre.y) && (0.0..=720.0).contains(&centre.x),
                "{name}: `{:?}` has the focus out of sight, at {centre:?}",
                node.accesskit_node().label()
            );
        }
    }
}

// Settings on screen.

#[test]
fn each_switch_is_set_by_its_key_and_by_a_click() {
    let set = |settings: Settings| [Wish::Set(settings)];
    let usual = Settings::default();
    let cases = [
        (
            Key::Num1,
            "High contrast",
            Settings {
                high_contrast: true,
                ..usual
            },
        ),
        (
            Key::Num2,
            "Reduced motion",
            Settings {
                reduced_motion: true,
                ..usual
            },
        ),
        (
            Key::Num3,
            "When somebody asks",
            Settings {
                stop_for_messages: false,
                ..usual
            },
        ),
        (
            Key::Num4,
            "When an incident opens",
            Settings {
                stop_for_incidents: false,
                ..usual
            },
        ),
        (
            Key::Plus,
            "larger text",
            Settings {
                text_percent: 110,
                ..usual
            },
        ),
        (
            Key::Minus,
            "smaller text",
            Settings {
                text_percent: 90,
                ..usual
            },
        ),
    ];
    for (key, name, wanted) in cases {
        let mut harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
        harness.key_press(key);
        harness.run_steps(2);
        assert_eq!(*harness.state(), set(wanted), "{name} by its key");
        harness.state_mut().clear();
        harness.get_by_label(name).click();
        harness.run_steps(2);
        assert_eq!(*harness.state(), set(wanted), "{name} by a click");
    }
}

#[test]
fn settings_say_what_went_wrong_and_where_things_are_kept() {
    let harness = screen(SIZES[0], |ui| settings(ui, &shown_settings()));
    for text in [shown_settings().trouble, shown_settings().folder] {
        harness.get_by_label(&text.unwrap());
    }
}

fn on(app: &App) -> Screen {
    *app.world().resource::<State<Screen>>().get()
}

fn play(app: &mut App) -> bevy::prelude::Mut<'_, Current> {
    app.world_mut().resource_mut::<Current>()
}

/// The game's own systems, with a run begun.
fn begun(data: &Path) -> App {
    let mut app = headless(data);
    ask(&mut app, Wish::Brief("waf-regex-2019".into()));
    ask(&mut app, Wish::Start);
    assert_eq!(on(&app), Screen::Bridge);
    app
}

#[test]
fn settings_are_reached_from_home_and_from_the_bridge_and_lead_back() {
    let folder = folder();
    let mut app = headless(folder.path());
    for wish in [Wish::Settings, Wish::Glossary, Wish::Library] {
        ask(&mut app, wish.clone());
        assert_ne!(on(&app), Screen::Home, "{wish:?}");
        ask(&mut app, Wish::Back);
        assert_eq!(on(&app), Screen::Home, "{wish:?}");
    }
    let mut app = begun(folder.path());
    ask(&mut app, Wish::Settings);
    ask(&mut app, Wish::Glossary);
    assert_eq!(on(&app), Screen::Glossary);
    ask(&mut app, Wish::Back);
    assert_eq!(on(&app), Screen::Settings);
    ask(&mut app, Wish::Back);
    assert_eq!(on(&app), Screen::Bridge);
}

#[test]
fn what_is_set_on_the_way_holds_in_the_run_and_is_on_disk() {
    let folder = folder();
    let mut app = begun(folder.path());
    let set = Settings {
        stop_for_messages: false,
        text_percent: 120,
        ..Settings::default()
    };
    ask(&mut app, Wish::Settings);
    ask(&mut app, Wish::Set(set));
    ask(&mut app, Wish::Back);
    assert_eq!(play(&mut app).0.as_ref().unwrap().settings, set);
    assert_eq!(Kept::open(Some(folder.path())).now, set);
    let app = headless(folder.path());
    assert_eq!(
        app.world().resource::<Desk>().settings.now.text_percent,
        120
    );
}

#[test]
fn damaged_settings_are_said_at_home() {
    let folder = folder();
    std::fs::write(folder.path().join("settings.ron"), "(").unwrap();
    let app = headless(folder.path());
    let trouble = app.world().resource::<Desk>().home.trouble.clone();
    assert!(trouble.is_some_and(|trouble| trouble.starts_with("Your settings are damaged")));
}

/// The minutes at which the clock stopped by itself, in a run in which nothing is answered.
fn stops(settings: Settings) -> Vec<u32> {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    play.settings = settings;
    let mut stops = Vec::new();
    while !play.run().over() {
        if !play.pace().running {
            play.wish(Wish::Pause);
        }
        play.minute();
        if !play.pace().running {
            stops.push(play.run().now().0);
        }
    }
    stops
}

#[test]
fn the_clock_stops_by_itself_for_what_is_set() {
    let both = stops(Settings::default());
    let for_incidents = stops(Settings {
        stop_for_messages: false,
        ..Settings::default()
    });
    let neither = stops(Settings {
        stop_for_messages: false,
        stop_for_incidents: false,
        ..Settings::default()
    });
    assert!(
        both.len() > for_incidents.len(),
        "{both:?} {for_incidents:?}"
    );
    assert!(
        for_incidents.len() > neither.len(),
        "{for_incidents:?} {neither:?}"
    );
    let run = bridgecall::score::played(&shipped("waf-regex-2019", "history"), 7, "neglect");
    let of_cards = (run.events().iter())
        .filter(|event| matches!(event.what, What::CardOpened(_) | What::Ended))
        .map(|event| event.tick.0);
    let of_cards: BTreeSet<u32> = of_cards.collect();
    assert_eq!(neither.len(), of_cards.len(), "{neither:?} {of_cards:?}");
}

// The way out of the bridge.

fn steps(harness: &mut Harness<'_, Table>, key: Key) {
    harness.key_press(key);
    harness.run_steps(2);
}

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
    assert_eq!(reached.len(), 4, "{reached:?}");
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
fn a_run_that_cannot_be_kept_is_offered_at_home_all_the_same() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut app = begun(&file.path().join("bridgecall"));
    ask(&mut app, Wish::Home);
    let offered = app.world().resource::<Desk>().home.kept.clone();
    assert_eq!(offered.len(), 1);
    assert_eq!(offered[0].wish, Wish::GoOn);
}

// What was played.

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

// The library.

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

// The glossary.

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

// Overlays of the map.

/// An incident at its worst, led by nobody.
fn burning() -> Play {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    while play.run().now().0 < 40 {
        play.minute();
    }
    play
}

#[test]
fn an_overlay_comes_and_goes_by_its_key_and_says_the_same_in_a_list() {
    for (key, wanted) in [Key::F2, Key::F3, Key::F4].into_iter().zip(Overlay::ALL) {
        let mut harness = table(burning(), USUAL, true);
        assert!(harness.query_by_label("overlay").is_none());
        steps(&mut harness, key);
        let view = harness
            .state()
            .play
            .overlay()
            .expect("it lies over the map");
        assert_eq!(view.overlay, wanted);
        assert!(!view.groups.is_empty(), "{wanted:?} has something to say");
        harness.get_by_label("overlay");
        for line in view.groups.iter().flat_map(|group| &group.lines) {
            let spoken = format!("{}: {} {}", line.name, line.figure, line.note);
            harness.get_by_label(spoken.trim());
            assert!((0.0..=1.0).contains(&line.share), "{line:?}");
        }
        steps(&mut harness, key);
        assert_eq!(harness.state().play.overlay(), None);
        harness.get_by_label(wanted.name()).click();
        harness.run_steps(2);
        assert!(
            harness.state().play.overlay().is_some(),
            "a click does it too"
        );
    }
}

#[test]
fn overlays_say_what_the_dashboards_say() {
    let mut play = burning();
    let seen = play.run().observe(Viewpoint::Leader);
    let marks = |play: &mut Play, overlay| {
        play.wish(Wish::Overlay(Some(overlay)));
        play.overlay().unwrap().marks
    };
    let fails = marks(&mut play, Overlay::Failing);
    let costs = marks(&mut play, Overlay::Money);
    let full = marks(&mut play, Overlay::Overloaded);
    assert!(fails.iter().any(Option::is_some), "it burns");
    for (place, service) in seen.services.iter().enumerate() {
        let beyond_target = service.success < service.slo;
        assert_eq!(fails[place].is_some(), beyond_target, "{service:?}");
        assert_eq!(costs[place].is_some(), service.losing_per_minute.0 > 0);
        assert_eq!(full[place].is_some(), service.load.utilisation.is_some());
    }
}

#[test]
fn a_calm_map_says_that_nothing_fails_more_than_it_may() {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    play.wish(Wish::Overlay(Some(Overlay::Failing)));
    let harness = table(play, USUAL, false);
    harness.get_by_label("Nothing fails more than its target allows.");
}

// The bridge where there is no room for all of it.

const LARGE_TEXT: (f32, f32) = SIZES[1];

#[test]
fn with_large_text_one_part_of_the_bridge_is_shown_at_a_time_and_each_can_be_reached() {
    let mut play = at_a_card();
    play.wish(Wish::Show(Part::Dispatch));
    let mut harness = table(play, LARGE_TEXT, true);
    let panels = [
        (Part::Map, "service map"),
        (Part::Incident, "incident"),
        (Part::People, "people"),
        (Part::Work, "flow board"),
        (Part::Timeline, "timeline"),
        (Part::Dispatch, "dispatch board"),
    ];
    for (part, panel) in panels {
        steps(&mut harness, Key::F6);
        assert_eq!(harness.state().play.part(), part);
        let rect = harness.get_by_label(panel).rect();
        // The map alone is higher than the screen, and scrolls.
        let low = if part == Part::Map {
            f32::INFINITY
        } else {
            LARGE_TEXT.1
        };
        assert!(
            rect.min.x >= 0.0 && rect.max.x <= LARGE_TEXT.0 && rect.max.y <= low,
            "{panel} is at {rect:?}"
        );
        for (_, other) in panels.iter().filter(|(other, _)| *other != part) {
            assert!(harness.query_by_label(other).is_none(), "{other} as well");
        }
    }
    harness.get_by_label("People").click();
    harness.run_steps(2);
    assert_eq!(harness.state().play.part(), Part::People);
}

#[test]
fn with_large_text_a_decision_is_on_screen_whatever_part_is_shown() {
    let play = at_a_card();
    let card = play.view().card.expect("a card is open");
    let mut harness = table(play, LARGE_TEXT, false);
    let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(LARGE_TEXT.0, LARGE_TEXT.1));
    for option in &card.options {
        let rect = harness.get_by_label(option).rect();
        assert!(screen.contains_rect(rect), "{option} is at {rect:?}");
    }
    harness.get_by_label(&card.options[0]).click();
    harness.run_steps(2);
    assert_eq!(
        harness.state().wishes,
        [Wish::Give(Command::Decide(card.id, 0))]
    );
}
