//! The window without a display: screens by the names of their parts, whole runs by keys, by wishes and by the app's own systems.

use crate::shipped;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_egui::egui::accesskit::Role;
use bevy_egui::egui::{Key, Rect, Ui, vec2};
use bridgecall::game::bridge::{Bridge, bridge};
use bridgecall::game::choices::lists;
use bridgecall::game::play::Play;
use bridgecall::game::screens::{debrief, home};
use bridgecall::game::theme::{dress, is_dressed};
use bridgecall::game::wish::{Page, Question, Speed, Task, Wish};
use bridgecall::game::{Asked, Current, Desk, GameError, Options, Screen, app};
use bridgecall::observe::Viewpoint;
use bridgecall::run::replay::verify;
use bridgecall::run::{Act, log};
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::ids::{
    CardId, IncidentId, InquiryId, MessageId, PersonId, RemedyId, WorkId,
};
use bridgecall::scenario::rules::{Audience, CommandKind, Verb};
use bridgecall::sim::Command;
use bridgecall::sim::event::What;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::time::Duration;

const SCENARIO: &str = "waf-regex-2019";

/// A run at its first decision card, an incident open.
pub(crate) fn at_a_card() -> Play {
    let mut play = Play::begin(shipped(SCENARIO, "history"), 7, None, None);
    while play.view().card.is_none() && !play.run().over() {
        if let Some(incident) = play.view().sheet.filter(|sheet| sheet.can_acknowledge) {
            play.wish(Wish::Give(Command::Acknowledge(incident.id)));
        }
        play.minute();
    }
    play
}

/// A bridge on a table: its run, and what was wished since it was last asked.
pub(crate) struct Table {
    pub(crate) play: Play,
    pub(crate) wishes: Vec<Wish>,
    /// Wishes are obeyed at once.
    obeying: bool,
}

/// The bridge of a run, as the window draws it.
pub(crate) fn on_bridge(ui: &mut Ui, play: &Play) -> Vec<Wish> {
    let (view, choices) = (play.view(), play.choices());
    let overlay = play.overlay();
    let week = play.week();
    let lists = lists(play.run().scenario());
    let (noted, hint) = (play.noted(), play.hint());
    let last_order = play.last_order();
    let shown = Bridge {
        view: &view,
        week: week.as_ref(),
        by_minute: play.by_minute(),
        pace: play.pace(),
        part: play.part(),
        aside: play.aside(),
        overlay: overlay.as_ref(),
        choices: choices.as_ref(),
        lists: &lists,
        noted: &noted,
        refusal: play.refusal(),
        news: play.news(),
        notice: play.notice(),
        planning: play.planning_left(),
        told: play.told(),
        aids: play.has_aids(),
        hint: hint.as_ref(),
        last_order: last_order.as_deref(),
        trouble: play.save().trouble(),
        menu: play.menu(),
        motion: None,
    };
    bridge(ui, &shown)
}

pub(crate) fn table(play: Play, size: (f32, f32), obeying: bool) -> Harness<'static, Table> {
    let draw = |ui: &mut Ui, table: &mut Table| {
        if !is_dressed(ui.ctx()) {
            dress(ui.ctx());
            return;
        }
        let wishes = on_bridge(ui, &table.play);
        if table.obeying {
            wishes
                .iter()
                .cloned()
                .for_each(|wish| table.play.wish(wish));
        }
        table.wishes.extend(wishes);
    };
    let mut harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .build_ui_state(
            draw,
            Table {
                play,
                wishes: Vec::new(),
                obeying,
            },
        );
    harness.run_steps(3);
    harness
}

pub(crate) const USUAL: (f32, f32) = (1456.0, 826.0);

#[test]
fn a_click_on_an_option_decides_the_card() {
    let mut harness = table(at_a_card(), USUAL, false);
    let card = harness.state().play.view().card.expect("a card is open");
    harness.get_by_label(&card.options[1]).click();
    harness.run_steps(2);
    assert_eq!(
        harness.state().wishes,
        [Wish::Give(Command::Decide(card.id, 1))]
    );
}

#[test]
fn a_guide_points_at_things_waits_for_actions_and_can_be_ended() {
    let play = Play::begin(shipped("first-watch", "base"), 3, None, None);
    let mut table = table(play, (1440.0, 810.0), true);
    let told = |table: &Harness<'_, Table>| table.state().play.told().cloned();
    assert_eq!(told(&table).map(|told| told.number), Some(1));
    table.get_by_label("Go on").click();
    table.run_steps(2);
    assert_eq!(told(&table).map(|told| told.number), Some(2));
    table.key_press(Key::Enter);
    table.run_steps(2);
    assert_eq!(told(&table).map(|told| told.number), Some(3));
    table.get_by_label("I know the way").click();
    table.run_steps(2);
    assert_eq!(told(&table), None);
}

/// What a step of the first watch waits for.
pub(crate) fn what_is_waited_for(kind: CommandKind) -> Command {
    let incident = IncidentId(0);
    let (ana, chidi) = (PersonId(0), PersonId(2));
    match kind {
        CommandKind::Work => Command::Work(chidi, WorkId(2)),
        CommandKind::Acknowledge => Command::Acknowledge(incident),
        CommandKind::Declare => Command::Declare(incident, 2),
        CommandKind::Investigate => Command::Investigate(incident, InquiryId(0), ana),
        CommandKind::Post => Command::Post(incident, Audience::Customers),
        CommandKind::Apply => Command::Apply(incident, RemedyId(0), ana),
        CommandKind::Answer => Command::Answer(MessageId(0), Verb::Counter),
        CommandKind::Decide => Command::Decide(CardId(0), 2),
        CommandKind::Resolve => Command::Resolve(incident),
        other => panic!("the guide waits for {}", other.word()),
    }
}

#[test]
fn whoever_does_what_the_guide_says_leads_a_first_watch_to_its_end() {
    let mut play = Play::begin(shipped("first-watch", "base"), 3, None, None);
    let steps = play.run().scenario().guide.clone();
    let mut said = Vec::new();
    while !play.run().over() {
        let Some(told) = play.told().cloned() else {
            play.minute();
            continue;
        };
        assert!(!play.pace().running, "the clock stops on new words");
        said.push(told.number);
        let Some(kind) = steps[told.number - 1].until else {
            play.wish(Wish::GuideOn);
            continue;
        };
        let command = what_is_waited_for(kind);
        play.wish(Wish::Give(command));
        assert_eq!(play.refusal(), None, "what the guide asks for is refused");
    }
    assert_eq!(
        said,
        Vec::from_iter(1..=steps.len()),
        "each step once, in order"
    );
    assert!(play.seen().incidents[0].resolved.is_some());
}

#[test]
fn the_keys_on_a_card_decide_it() {
    let mut harness = table(at_a_card(), USUAL, false);
    let card = harness.state().play.view().card.expect("a card is open");
    harness.key_press(Key::Num2);
    harness.run_steps(2);
    assert_eq!(
        harness.state().wishes,
        [Wish::Give(Command::Decide(card.id, 1))]
    );
}

#[test]
fn tab_reaches_every_option_and_enter_takes_it() {
    let mut harness = table(at_a_card(), USUAL, false);
    let card = harness.state().play.view().card.expect("a card is open");
    for _ in 0..200 {
        if harness.get_by_label(&card.options[2]).is_focused() {
            break;
        }
        harness.key_press(Key::Tab);
        harness.run_steps(1);
    }
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(
        harness.state().wishes,
        [Wish::Give(Command::Decide(card.id, 2))]
    );
}

#[test]
fn every_event_of_a_run_has_a_sentence() {
    let scenario = shipped(SCENARIO, "history");
    for leader in ["textbook", "panic", "random"] {
        let run = bridgecall::score::played(&scenario, 3, leader);
        for event in run.events() {
            let sentence = bridgecall::observe::sentences::sentence(event, &scenario);
            assert!(
                !sentence.is_empty() && !sentence.ends_with('.') || sentence.contains("“"),
                "{event:?}: {sentence}"
            );
        }
    }
}

#[test]
fn every_button_of_the_bridge_has_a_name() {
    let mut play = at_a_card();
    let incident = play.view().incidents[0].id;
    let remedy = play.view().sheet.expect("an incident is open").remedies[1].id;
    for question in [
        None,
        Some(Question::Who(Task::Apply(incident, remedy))),
        Some(Question::Severity(incident)),
    ] {
        play.wish(question.map_or(Wish::Close, Wish::Choose));
        let harness = table(play, USUAL, false);
        let nameless: Vec<Rect> = harness
            .root()
            .children_recursive()
            .filter(|node| node.accesskit_node().role() == Role::Button)
            .filter(|node| {
                node.accesskit_node()
                    .label()
                    .unwrap_or_default()
                    .trim()
                    .is_empty()
            })
            .map(|node| node.rect())
            .collect();
        assert!(
            nameless.is_empty(),
            "buttons without a name at {nameless:?}"
        );
        play = harness.into_state().play;
    }
}

#[test]
fn every_panel_of_the_bridge_is_in_the_access_tree() {
    let harness = table(at_a_card(), USUAL, false);
    for panel in [
        "top bar",
        "dispatch board",
        "service map",
        "incident",
        "people",
        "flow board",
        "timeline",
        "decision",
    ] {
        let rect = harness.get_by_label(panel).rect();
        assert!(
            rect.width() > 100.0 && rect.height() > 40.0,
            "{panel} is at {rect:?}"
        );
    }
}

#[test]
fn panels_do_not_overlap() {
    let harness = table(at_a_card(), USUAL, false);
    let panels = [
        "top bar",
        "dispatch board",
        "people",
        "flow board",
        "timeline",
        "incident",
        "decision",
    ];
    let rects: Vec<(&str, Rect)> = panels
        .iter()
        .map(|panel| (*panel, harness.get_by_label(panel).rect()))
        .collect();
    for (place, (name, rect)) in rects.iter().enumerate() {
        for (other_name, other) in &rects[place + 1..] {
            assert!(
                !rect.shrink(1.0).intersects(other.shrink(1.0)),
                "{name} lies over {other_name}"
            );
        }
    }
}

#[test]
fn a_tiny_window_still_draws() {
    for size in [(320.0, 200.0), (40.0, 30.0), (1.0, 1.0)] {
        let mut harness = table(at_a_card(), size, true);
        harness
            .state_mut()
            .play
            .wish(Wish::Choose(Question::Person));
        harness.run_steps(2);
    }
}

#[test]
fn a_whole_run_can_be_led_by_keys_alone() {
    let folder = tempfile::tempdir().expect("a folder for the log");
    let play = Play::begin(shipped(SCENARIO, "history"), 11, None, Some(folder.path()));
    let mut harness = table(play, USUAL, true);
    let mut letters = [
        Key::D,
        Key::E,
        Key::E,
        Key::L,
        Key::U,
        Key::R,
        Key::P,
        Key::W,
    ]
    .into_iter()
    .cycle();
    for _ in 0..4_000 {
        let play = &harness.state().play;
        if play.run().over() {
            break;
        }
        let view = play.view();
        let key = if play
            .choices()
            .is_some_and(|choices| choices.rows.is_empty())
            || play.refusal().is_some()
        {
            Key::Escape
        } else if play.choices().is_some() || view.card.is_some() {
            Key::Num1
        } else if view
            .sheet
            .as_ref()
            .is_some_and(|sheet| sheet.can_acknowledge)
        {
            Key::A
        } else if !view.messages.is_empty() {
            Key::M
        } else if view.sheet.as_ref().is_some_and(|sheet| sheet.can_lead)
            && view.attention.queue.len() < 3
        {
            letters.next().unwrap_or(Key::N)
        } else {
            Key::N
        };
        harness.key_press(key);
        harness.step();
        for _ in 0..3 {
            harness.state_mut().play.pass(1.0 / 60.0);
        }
        if !harness.state().play.pace().running && harness.state().play.choices().is_none() {
            harness.key_press(Key::N);
            harness.step();
            harness.state_mut().play.pass(1.0 / 60.0);
        }
    }
    let play = harness.into_state().play;
    assert!(
        play.run().over(),
        "the run stands at {:?}",
        play.run().now()
    );
    let given = |wanted: fn(&Command) -> bool| {
        play.run()
            .entries()
            .iter()
            .any(|entry| matches!(&entry.act, Act::Command(command) if wanted(command)))
    };
    assert!(given(|command| matches!(command, Command::Acknowledge(_))));
    assert!(given(|command| matches!(command, Command::Declare(..))));
    assert!(given(|command| matches!(command, Command::Investigate(..))));
    assert!(given(|command| matches!(command, Command::Post(..))));
    assert!(given(|command| matches!(command, Command::Decide(..))));
    assert!(given(|command| matches!(command, Command::Answer(..))));
    assert_replays(play.save().path().expect("the log is being written"), &play);
}

fn assert_replays(path: &Path, play: &Play) {
    let read = log::read(&std::fs::read(path).expect("the log can be read")).expect("it is a log");
    let verified = verify(&read).expect("it can be replayed");
    assert!(
        verified.differences.is_empty(),
        "{:?}",
        verified.differences
    );
    assert_eq!(verified.run.digest(), play.run().digest());
}

/// The game's own systems, with a clock that moves a quarter of a second an update.
pub(crate) fn headless(data: &Path) -> App {
    let options = Options {
        catalogue: Catalogue::find(),
        data: Some(data.to_owned()),
        window: None,
        reduced_motion: true,
        fixed: None,
    };
    let mut app = app(options);
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(
        250,
    )));
    app.update();
    app
}

pub(crate) fn ask(app: &mut App, wish: Wish) {
    app.world_mut().write_message(Asked(wish));
    app.update();
    app.update();
}

#[test]
fn a_run_through_the_apps_own_systems_replays_with_the_same_digest() {
    let folder = tempfile::tempdir().expect("a folder for the log");
    let mut app = headless(folder.path());
    ask(&mut app, Wish::Brief(SCENARIO.into()));
    assert_eq!(
        *app.world().resource::<State<Screen>>().get(),
        Screen::Briefing
    );
    // A fresh seed would now and then be one in which nobody finds the cause.
    app.world_mut().resource_mut::<Desk>().seed = 7;
    ask(&mut app, Wish::Start);
    assert_eq!(
        *app.world().resource::<State<Screen>>().get(),
        Screen::Bridge
    );
    let scenario = shipped(SCENARIO, "history");
    let mut textbook =
        bridgecall::leaders::by_name("textbook", &scenario, 7).expect("textbook leads");
    for _ in 0..2_000 {
        let (seen, over) = {
            let play = app
                .world()
                .resource::<Current>()
                .0
                .as_ref()
                .expect("a run is in play");
            (play.run().observe(Viewpoint::Leader), play.run().over())
        };
        if over {
            break;
        }
        for command in textbook.lead(&seen).commands {
            app.world_mut().write_message(Asked(Wish::Give(command)));
        }
        app.world_mut().write_message(Asked(Wish::Run(Speed::Four)));
        app.update();
    }
    for _ in 0..24_000 {
        app.update();
        if app.world().resource::<Desk>().debrief.is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(
        *app.world().resource::<State<Screen>>().get(),
        Screen::Debrief
    );
    let view = app
        .world()
        .resource::<Desk>()
        .debrief
        .clone()
        .expect("the run is measured");
    assert_eq!(view.axes.len(), 4);
    assert!(
        view.story.iter().any(|(_, _, hidden)| *hidden),
        "what was hidden is told"
    );
    let play = app
        .world()
        .resource::<Current>()
        .0
        .as_ref()
        .expect("the run is kept");
    assert!(
        play.run()
            .events()
            .iter()
            .any(|event| matches!(event.what, What::Mitigated(_)))
    );
    assert_replays(play.save().path().expect("the log is being written"), play);
    draws_every_page(&view);
}

fn draws_every_page(view: &debrief::DebriefView) {
    for page in Page::ALL {
        let draw = |ui: &mut Ui| {
            if is_dressed(ui.ctx()) {
                debrief::debrief(ui, Some(view), page);
            } else {
                dress(ui.ctx());
            }
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1440.0, 810.0))
            .build_ui(draw);
        harness.run_steps(2);
        assert!(
            harness.query_by_label(&view.verdict).is_some(),
            "{page:?} shows the verdict"
        );
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_stops_nobody() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut play = Play::begin(
        shipped(SCENARIO, "history"),
        7,
        None,
        Some(&file.path().join("runs")),
    );
    assert!(
        play.save()
            .trouble()
            .is_some_and(|trouble| trouble.starts_with("This run is not being saved"))
    );
    play.minute();
    assert_eq!(play.run().now().0, 1);
}

#[test]
fn pending_commands_can_be_taken_back_until_the_clock_moves() {
    let mut play = at_a_card();
    let incident = play.view().incidents[0].id;
    play.wish(Wish::Give(Command::Declare(incident, 2)));
    let waiting = play.view().attention.queue;
    let undo = waiting
        .last()
        .and_then(|waiting| waiting.undo)
        .expect("it can be taken back");
    play.wish(Wish::Undo(undo));
    assert!(
        play.view()
            .attention
            .queue
            .iter()
            .all(|waiting| waiting.undo.is_none())
    );
    play.wish(Wish::Give(Command::Declare(incident, 2)));
    play.minute();
    assert!(
        play.view()
            .attention
            .queue
            .iter()
            .all(|waiting| waiting.undo.is_none())
    );
}

#[test]
fn a_refused_command_says_why() {
    let mut play = at_a_card();
    let incident = play.view().incidents[0].id;
    play.wish(Wish::Give(Command::Acknowledge(incident)));
    assert!(
        play.refusal()
            .is_some_and(|refusal| refusal.contains("acknowledged")),
        "{:?}",
        play.refusal()
    );
}

#[test]
fn a_scenario_with_faults_shows_them_on_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("broken.ron"), "(oops").expect("a broken file");
    let catalogue = Catalogue::new(Some(folder.path().to_owned()));
    let problems = catalogue
        .load("broken", None)
        .expect_err("it does not load")
        .to_string();
    let view = home::HomeView {
        problems: Some(problems.clone()),
        ..home::HomeView::default()
    };
    let draw = move |ui: &mut Ui| {
        if is_dressed(ui.ctx()) {
            home::home(ui, &view);
        } else {
            dress(ui.ctx());
        }
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 810.0))
        .build_ui(draw);
    harness.run_steps(2);
    assert!(harness.query_by_label(&problems).is_some());
}

#[test]
fn no_display_is_one_sentence_with_a_way_out() {
    let sentence = GameError::NoDisplay.to_string();
    assert!(
        sentence.starts_with("there is no display here; run `bridgecall play"),
        "{sentence}"
    );
    assert!(!sentence.contains('\n'));
}
