//! Bevy's own plugins, as this game needs them.

use crate::game::Opening;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, PrimaryWindow, WindowResolution};

/// The window and everything behind it.
pub(crate) struct Plugin(pub Opening);

impl bevy::app::Plugin for Plugin {
    fn build(&self, app: &mut App) {
        let (width, height) = match self.0 {
            // What is open before it is maximised, and where nobody maximises it: small enough for any screen.
            Opening::Maximised => (1280, 720),
            Opening::ForPictures => (1920, 1080),
        };
        let window = Window {
            title: "Bridgecall".into(),
            resolution: WindowResolution::new(width, height),
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
        if self.0 == Opening::Maximised {
            app.add_systems(Startup, maximise);
        }
    }
}

fn maximise(mut window: Single<&mut Window, With<PrimaryWindow>>) {
    window.set_maximized(true);
}
