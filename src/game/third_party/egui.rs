//! egui inside Bevy: a camera, fonts and style, one size of layout for every size of window.

use crate::game::desk::Desk;
use crate::game::theme::{LAYOUT, dress, in_palette, palette, restyle};
use crate::words::in_language;
use bevy::prelude::*;
use bevy_egui::egui::{Id, LayerId, Ui, UiBuilder};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};

/// egui for the game.
pub(crate) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default())
        .add_systems(Startup, spawn_camera)
        .add_systems(PreUpdate, dress_once)
        .add_systems(EguiPrimaryContextPass, (scale, follow_settings));
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn(Camera2d);
}

/// The fonts are there: they take effect with the pass after the one in which they are given.
#[derive(Resource)]
pub(crate) struct Dressed;

fn dress_once(
    mut contexts: EguiContexts,
    mut commands: Commands,
    mut given: Local<bool>,
    dressed: Option<Res<Dressed>>,
) {
    if *given && dressed.is_none() {
        commands.insert_resource(Dressed);
    } else if !*given && let Ok(ctx) = contexts.ctx_mut() {
        dress(ctx);
        *given = true;
    }
}

/// Contrast and motion as they are set.
fn follow_settings(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut styled: Local<Option<(bool, bool)>>,
) -> Result {
    let settings = desk.settings.now;
    let wanted = (settings.high_contrast, settings.reduced_motion);
    if *styled != Some(wanted) {
        restyle(contexts.ctx_mut()?, wanted.0, wanted.1);
        *styled = Some(wanted);
    }
    Ok(())
}

/// The same picture in every window, larger or smaller: points follow the window's height and width, and the text size that is set.
fn scale(mut contexts: EguiContexts, windows: Query<&Window>, desk: Res<Desk>) -> Result {
    let (ctx, Ok(window)) = (contexts.ctx_mut()?, windows.single()) else {
        return Ok(());
    };
    let text = f32::from(desk.settings.now.text_percent) / 100.0;
    let zoom = zoom_of(window.width(), window.height()) * text;
    if (ctx.zoom_factor() - zoom).abs() > 0.005 {
        ctx.set_zoom_factor(zoom);
    }
    Ok(())
}

/// How much larger than the layout a window is; never so small that text cannot be read.
pub(crate) fn zoom_of(width: f32, height: f32) -> f32 {
    (width / LAYOUT.x).min(height / LAYOUT.y).clamp(0.8, 3.0)
}

/// Draws over the whole screen, in the palette and the language that are set.
pub(crate) fn on_whole_screen<R>(
    ctx: &egui::Context,
    desk: &Desk,
    draw: impl FnOnce(&mut Ui) -> R,
) -> R {
    let mut ui = Ui::new(
        ctx.clone(),
        Id::new("whole-screen"),
        UiBuilder::new()
            .layer_id(LayerId::background())
            .max_rect(ctx.content_rect()),
    );
    let settings = desk.settings.now;
    in_language(settings.language, || {
        in_palette(palette(settings.high_contrast), || draw(&mut ui))
    })
}
