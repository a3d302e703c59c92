//! A first watch from home to the debrief by somebody who has a screen reader and a keyboard, and nothing else.

use super::{folder, on};
use crate::game::{headless, on_bridge};
use bevy::prelude::App;
use bevy_egui::egui::{Key, Ui, vec2};
use bridgecall::game::pilot::{Next, Pilot, Said};
use bridgecall::game::screens::{briefing, debrief, home};
use bridgecall::game::theme::{dress, is_dressed};
use bridgecall::game::{Asked, Current, Desk, Screen};
use bridgecall::run::Act;
use bridgecall::scenario::rules::CommandKind;
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;

/// Draws the screen that the app is on, and hands it what is wished there.
fn draw(ui: &mut Ui, app: &mut App) {
    if !is_dressed(ui.ctx()) {
        dress(ui.ctx());
        return;
    }
    let desk = app.world().resource::<Desk>();
    let wishes = match on(app) {
        Screen::Home => home::home(ui, &desk.home),
        Screen::Briefing => briefing::briefing(ui, &desk.briefing().unwrap()),
        Screen::Bridge => {
            let play = app.world().resource::<Current>().0.as_ref();
            play.map_or(Vec::new(), |play| on_bridge(ui, play))
        }
        Screen::Debrief => debrief::debrief(ui, desk.debrief.as_ref(), desk.page),
        other => panic!("nobody asked for {other:?}"),
    };
    for wish in wishes {
        app.world_mut().write_message(Asked(wish));
    }
}

fn heard(harness: &Harness<'_, App>) -> Vec<Said> {
    let said = harness.root().children_recursive().filter_map(|node| {
        let spoken = node.accesskit_node();
        Some(Said {
            role: spoken.role(),
            name: spoken.label().or_else(|| spoken.value())?,
            enabled: !spoken.is_disabled(),
            rect: node.rect(),
        })
    });
    said.collect()
}

#[test]
fn a_first_watch_is_led_to_its_debrief_by_the_access_tree_and_the_keyboard_alone() {
    let folder = folder();
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 810.0))
        .build_ui_state(draw, headless(folder.path()));
    harness.run_steps(3);
    let mut pilot = Pilot::default();
    let mut verdict = None;
    let mut keys: Vec<(u32, Key)> = Vec::new();
    for _ in 0..4_000 {
        if on(harness.state()) == Screen::Briefing {
            // A drawn seed would be another watch every time.
            harness.state_mut().world_mut().resource_mut::<Desk>().seed = 3;
        }
        match pilot.next(&heard(&harness)) {
            Next::Press(key) => {
                let current = harness.state().world().resource::<Current>().0.as_ref();
                keys.push((current.map_or(0, |play| play.run().now().0), key));
                harness.key_press(key);
            }
            Next::Wait => std::thread::sleep(std::time::Duration::from_millis(20)),
            Next::Read(read) => {
                verdict = Some(read);
                break;
            }
        }
        harness.step();
        // What is asked is done in one, and shows in the next.
        harness.state_mut().update();
        harness.state_mut().update();
        harness.step();
    }
    let app = harness.state();
    let play = app.world().resource::<Current>().0.as_ref().unwrap();
    let view = app.world().resource::<Desk>().debrief.clone();
    let view = view.unwrap_or_else(|| panic!("the debrief does not come: {keys:?}"));
    assert_eq!(verdict, Some(view.verdict));
    let given = |kind: CommandKind| {
        let mut acts = play.run().entries().iter().map(|entry| &entry.act);
        acts.any(|act| matches!(act, Act::Command(command) if command.kind() == kind))
    };
    for kind in [
        CommandKind::Work,
        CommandKind::Acknowledge,
        CommandKind::Declare,
        CommandKind::Investigate,
        CommandKind::Post,
        CommandKind::Apply,
        CommandKind::Answer,
        CommandKind::Decide,
    ] {
        assert!(given(kind), "{} was not given: {keys:?}", kind.word());
    }
}
