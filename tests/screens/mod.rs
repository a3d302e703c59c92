//! What lies around the bridge: settings, the way out, home, the library, the glossary, and the overlays of the map.

mod by_keys;
mod course;
mod glossary;
mod guided;
mod library;
mod modes;
mod narrow;
mod overlays;
mod palettes;
mod planning;
mod playing;
mod pseudo;
mod settings;
mod sure;
mod way_out;
mod week;

use crate::game::{Table, ask, headless};
use crate::shipped;
use bevy::prelude::{App, State};
use bevy_egui::egui::accesskit::Role;
use bevy_egui::egui::{Key, Ui, vec2};
use bridgecall::game::screens::briefing::{BriefingView, briefing};
use bridgecall::game::screens::drills::{DrillRow, DrillsView, drills};
use bridgecall::game::screens::glossary as glossary_screen;
use bridgecall::game::screens::home::{HomeView, KeptRow, TodayCard, home};
use bridgecall::game::screens::library::{Origin, ScenarioRow, Sift, library};
use bridgecall::game::screens::path::path;
use bridgecall::game::screens::progress::{Dot, ProgressRow, ProgressView, progress};
use bridgecall::game::screens::settings::{SettingsView, settings};
use bridgecall::game::settings::Settings;
use bridgecall::game::theme::{dress, is_dressed};
use bridgecall::game::wish::Wish;
use bridgecall::game::{Current, Screen};
use bridgecall::scenario::rules::{Level, Track};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// What a screen was asked for since it was set up.
pub(crate) type Wishes = Vec<Wish>;

pub(crate) fn screen(
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
pub(crate) const SIZES: [(f32, f32); 2] = [(1440.0, 810.0), (720.0, 405.0)];

pub(crate) fn shown_settings() -> SettingsView {
    SettingsView {
        settings: Settings::default(),
        folder: Some("/home/ada/.local/share/bridgecall".to_owned()),
        trouble: Some("These settings hold until you leave".to_owned()),
    }
}

pub(crate) fn rows() -> Vec<ScenarioRow> {
    let row = |id: &str, level, track, origin, minutes| ScenarioRow {
        id: id.to_owned(),
        title: format!("The {id}"),
        summary: "Something happens.".to_owned(),
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

pub(crate) fn shown_home() -> HomeView {
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
        today: Some(TodayCard {
            day: "29 November 2026".to_owned(),
            id: "outage".to_owned(),
            seed: 31,
            best: None,
        }),
        ..HomeView::default()
    }
}

pub(crate) fn shown_progress() -> ProgressView {
    let dot = |points, aided| Dot {
        points,
        par: 92.0,
        aided,
    };
    let row = |title: &str, dots: &[Dot], unscored| ProgressRow {
        title: title.to_owned(),
        dots: dots.to_vec(),
        unscored,
    };
    let many = [40.0, 50.0, 60.0, 62.0, 70.0, 84.0].map(|points| dot(points, false));
    ProgressView {
        rows: vec![
            row("The lesson", &[dot(71.0, true)], 0),
            row("The bill", &many[..3], 1),
            row("The outage", &many, 0),
        ],
        waiting: 0,
    }
}

pub(crate) fn shown_drills() -> DrillsView {
    let row = |minute, points| DrillRow {
        path: "a.run.jsonl".into(),
        minute,
        until: minute + 9,
        title: "The outage".to_owned(),
        seed: 7,
        why: format!("lost revenue until a remedy was begun: {points} min"),
        points,
    };
    DrillsView {
        rows: vec![row(12, 14.0), row(31, 6.0)],
        waiting: 0,
    }
}

/// Every screen around the bridge, by its name.
pub(crate) fn screens(size: (f32, f32)) -> Vec<(&'static str, Harness<'static, Wishes>)> {
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
        ("path", {
            let rows = super::screens::rows();
            screen(size, move |ui| path(ui, &rows))
        }),
        (
            "progress",
            screen(size, |ui| progress(ui, &shown_progress())),
        ),
        ("drills", screen(size, |ui| drills(ui, &shown_drills()))),
        ("glossary", screen(size, glossary_screen::glossary)),
    ]
}

/// Every node that can be acted on: its role and its name.
pub(crate) fn actionable<T>(harness: &Harness<'_, T>) -> Vec<(Role, String)> {
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
pub(crate) fn reached_by_tab<T>(harness: &mut Harness<'_, T>) -> BTreeSet<String> {
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

pub(crate) fn on(app: &App) -> Screen {
    *app.world().resource::<State<Screen>>().get()
}

pub(crate) fn play(app: &mut App) -> bevy::prelude::Mut<'_, Current> {
    app.world_mut().resource_mut::<Current>()
}

/// The game's own systems, with a run begun.
pub(crate) fn begun(data: &Path) -> App {
    begun_with(data, "waf-regex-2019")
}

/// The same, of a scenario.
pub(crate) fn begun_with(data: &Path, scenario: &str) -> App {
    let mut app = headless(data);
    ask(&mut app, Wish::Brief(scenario.into()));
    ask(&mut app, Wish::Start);
    assert_eq!(on(&app), Screen::Bridge);
    app
}

pub(crate) fn steps(harness: &mut Harness<'_, Table>, key: Key) {
    harness.key_press(key);
    harness.run_steps(2);
}
