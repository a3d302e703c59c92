//! Bevy's own plugins, as this game needs them.

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, WindowResolution};

/// The window and everything behind it.
pub(crate) fn plugin(app: &mut App) {
    let window = Window {
        title: "Bridgecall".into(),
        resolution: WindowResolution::new(1920, 1080),
        present_mode: PresentMode::AutoVsync,
        ..default()
    };
    let quiet = LogPlugin {
        filter: "error,wgpu=off,naga=off,bevy_render=off".into(),
        level: bevy::log::Level::ERROR,
        ..default()
    };
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(window),
                ..default()
            })
            .set(quiet),
    )
    .insert_resource(ClearColor(Color::srgb_u8(0x0D, 0x13, 0x1E)));
}
