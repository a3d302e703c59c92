//! A whole first watch in the real window, from home to the debrief, by the keys that a [`Pilot`] presses.

use super::pilot::{Next, Pilot, Said};
use super::shots::open_access_tree;
use super::{Current, Desk, GameError, Options, Screen, app, third_party};
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key as Logical, KeyCode, KeyboardInput};
use bevy::prelude::*;
use bevy_egui::EguiOutput;
use bevy_egui::egui::Key;
use std::sync::{Arc, Mutex};

/// A seed that was drawn would be another watch every time.
const SEED: u64 = 3;
/// Frames between keys, so that the screen shows what the last one did.
const FRAMES: u32 = 4;
/// Frames after which a watch that does not end is given up: no first watch takes a tenth of them.
const PATIENCE: u32 = 40_000;

/// What a rehearsal came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rehearsed {
    /// The first sentence of the debrief.
    pub verdict: String,
    /// Minutes that were played.
    pub minutes: u32,
    /// Keys that were pressed.
    pub keys: u32,
}

/// Plays a first watch in the window to its debrief.
///
/// # Errors
/// If there is no display, or the debrief did not come.
pub fn rehearse() -> Result<Rehearsed, GameError> {
    if !third_party::display::is_there() {
        return Err(GameError::NoDisplay);
    }
    let rehearsed = Arc::new(Mutex::new(Rehearsed::default()));
    let mut app = app(Options::for_pictures());
    app.insert_resource(Rehearsal {
        pilot: Pilot::default(),
        frames: 0,
        rehearsed: rehearsed.clone(),
    })
    .add_systems(PreUpdate, open_access_tree)
    .add_systems(Update, play_on);
    let failed = |why: &str| Err(GameError::Failed(why.to_owned()));
    match (app.run(), rehearsed.lock()) {
        (AppExit::Success, Ok(rehearsed)) => Ok(rehearsed.clone()),
        _ => failed("the debrief did not come"),
    }
}

#[derive(Resource)]
struct Rehearsal {
    pilot: Pilot,
    frames: u32,
    /// Outlives the app.
    rehearsed: Arc<Mutex<Rehearsed>>,
}

fn play_on(
    mut rehearsal: ResMut<Rehearsal>,
    mut desk: ResMut<Desk>,
    outputs: Query<&EguiOutput>,
    window: Single<Entity, With<Window>>,
    shown: Res<State<Screen>>,
    current: Res<Current>,
    mut pressed: MessageWriter<KeyboardInput>,
    mut exit: MessageWriter<AppExit>,
) {
    rehearsal.frames += 1;
    if rehearsal.frames > PATIENCE {
        exit.write(AppExit::from_code(1));
        return;
    }
    let trees = outputs.iter().next();
    let tree = trees.and_then(|output| output.platform_output.accesskit_update.as_ref());
    let Some(tree) = tree.filter(|_| rehearsal.frames.is_multiple_of(FRAMES)) else {
        return;
    };
    let screen: Vec<Said> = tree
        .nodes
        .iter()
        .filter_map(|(_, node)| Said::of(node))
        .collect();
    if *shown.get() == Screen::Briefing {
        desk.seed = SEED;
    }
    let next = rehearsal.pilot.next(&screen);
    let Ok(mut rehearsed) = rehearsal.rehearsed.lock() else {
        return;
    };
    match next {
        Next::Wait => {}
        Next::Read(verdict) => {
            let minutes = current.0.as_ref().map_or(0, |play| play.run().now().0);
            (rehearsed.verdict, rehearsed.minutes) = (verdict, minutes);
            exit.write(AppExit::Success);
        }
        Next::Press(key) => {
            rehearsed.keys += 1;
            let (key_code, logical_key) = on_keyboard(key);
            for state in [ButtonState::Pressed, ButtonState::Released] {
                pressed.write(KeyboardInput {
                    key_code,
                    logical_key: logical_key.clone(),
                    state,
                    text: None,
                    repeat: false,
                    window: *window,
                });
            }
        }
    }
}

/// Where a key is on a keyboard, and what it means. Whatever a guide or a list names is a letter or a digit.
fn on_keyboard(key: Key) -> (KeyCode, Logical) {
    match key {
        Key::Enter => (KeyCode::Enter, Logical::Enter),
        Key::Escape => (KeyCode::Escape, Logical::Escape),
        key => {
            let character = Logical::Character(key.name().to_lowercase().into());
            (
                KeyCode::Unidentified(bevy::input::keyboard::NativeKeyCode::Unidentified),
                character,
            )
        }
    }
}
