//! Drawing systems: a view goes to a screen's pure function, wishes come back as messages.

use super::bridge::{Bridge, bridge};
use super::choices::sure::Matter;
use super::choices::{Choices, lists};
use super::desk::{Asked, Current, Desk, Screen, Watched};
use super::hint::HintTold;
use super::screens::replay::ReplayBar;
use super::screens::settings::SettingsView;
use super::screens::{
    briefing, debrief, drills, glossary, home, library, path, progress, replay, settings,
};
use super::third_party::egui::{Dressed, on_whole_screen};
use super::wish::{Question, Wish};
use crate::observe::view::{BridgeView, OverlayView, WeekView};
use crate::words::in_language;
use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

/// A drawing system for each screen.
pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shown>()
        .init_resource::<ShownReplay>()
        .add_systems(OnEnter(Screen::Bridge), forget)
        .add_systems(OnEnter(Screen::Replay), forget)
        .add_systems(
            EguiPrimaryContextPass,
            (
                draw_home.run_if(in_state(Screen::Home)),
                draw_briefing.run_if(in_state(Screen::Briefing)),
                draw_bridge.run_if(in_state(Screen::Bridge)),
                draw_debrief.run_if(in_state(Screen::Debrief)),
                draw_replay.run_if(in_state(Screen::Replay)),
                draw_glossary.run_if(in_state(Screen::Glossary)),
                draw_library.run_if(in_state(Screen::Library)),
                draw_path.run_if(in_state(Screen::Path)),
                draw_progress.run_if(in_state(Screen::Progress)),
                draw_drills.run_if(in_state(Screen::Drills)),
                draw_settings.run_if(in_state(Screen::Settings)),
            )
                .run_if(resource_exists::<Dressed>),
        );
}

/// The last view of the bridge, so that it is made once a change and not once a frame.
#[derive(Resource, Default)]
struct Shown {
    version: Option<u64>,
    view: Option<BridgeView>,
    week: Option<WeekView>,
    overlay: Option<OverlayView>,
    choices: Option<Choices>,
    lists: Vec<(&'static str, &'static str, Question)>,
    noted: Vec<(Matter, u8)>,
    hint: Option<HintTold>,
    last_order: Option<String>,
}

/// The last view of the replay.
#[derive(Resource, Default)]
struct ShownReplay(Option<(u64, BridgeView, ReplayBar)>);

/// Another run may have the version of the one that was shown before.
fn forget(mut bridge: ResMut<Shown>, mut replay: ResMut<ShownReplay>) {
    *bridge = Shown::default();
    *replay = ShownReplay::default();
}

fn draw_home(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| home::home(ui, &desk.home));
    write(&mut asked, wishes);
    Ok(())
}

fn draw_briefing(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let Some(view) = in_language(desk.settings.now.language, || desk.briefing()) else {
        return Ok(());
    };
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        briefing::briefing(ui, &view)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_bridge(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    current: Res<Current>,
    time: Res<Time>,
    mut shown: ResMut<Shown>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let Some(play) = &current.0 else {
        return Ok(());
    };
    if shown.version != Some(play.version()) {
        *shown = in_language(desk.settings.now.language, || Shown {
            version: Some(play.version()),
            view: Some(play.view()),
            week: play.week(),
            overlay: play.overlay(),
            choices: play.choices(),
            lists: lists(play.run().scenario()),
            noted: play.noted(),
            hint: play.hint(),
            last_order: play.last_order(),
        });
    }
    let Some(view) = &shown.view else {
        return Ok(());
    };
    let to_draw = Bridge {
        view,
        week: shown.week.as_ref(),
        by_minute: play.by_minute(),
        pace: play.pace(),
        part: play.part(),
        aside: play.aside(),
        overlay: shown.overlay.as_ref(),
        choices: shown.choices.as_ref(),
        lists: &shown.lists,
        noted: &shown.noted,
        refusal: play.refusal(),
        news: play.news(),
        notice: play.notice(),
        planning: play.planning_left(),
        told: play.told(),
        aids: play.has_aids(),
        hint: shown.hint.as_ref(),
        last_order: shown.last_order.as_deref(),
        trouble: play.save().trouble(),
        menu: play.menu(),
        motion: (!desk.settings.now.reduced_motion).then(|| time.elapsed_secs_f64()),
    };
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| bridge(ui, &to_draw));
    write(&mut asked, wishes);
    Ok(())
}

fn draw_debrief(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        debrief::debrief(ui, desk.debrief.as_ref(), desk.page)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_replay(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    watched: Res<Watched>,
    time: Res<Time>,
    mut shown: ResMut<ShownReplay>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let Some(watching) = &watched.0 else {
        return Ok(());
    };
    let old = |(version, ..): &(u64, BridgeView, ReplayBar)| *version != watching.version();
    if shown.0.as_ref().is_none_or(old) {
        let version = watching.version();
        let now = || (version, watching.view(), watching.bar());
        shown.0 = Some(in_language(desk.settings.now.language, now));
    }
    let Some((_, view, bar)) = &shown.0 else {
        return Ok(());
    };
    let to_draw = Bridge {
        view,
        week: None,
        by_minute: false,
        pace: watching.pace,
        part: watching.part,
        aside: false,
        overlay: None,
        choices: None,
        lists: &[],
        noted: &[],
        refusal: None,
        news: None,
        notice: None,
        planning: None,
        told: None,
        aids: false,
        hint: None,
        last_order: None,
        trouble: None,
        menu: false,
        motion: (!desk.settings.now.reduced_motion).then(|| time.elapsed_secs_f64()),
    };
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        replay::replay(ui, &to_draw, bar)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_library(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        library::library(ui, &desk.home.scenarios, &desk.sift)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_path(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        path::path(ui, &desk.home.scenarios)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_progress(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        progress::progress(ui, &desk.progress)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_drills(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        drills::drills(ui, &desk.drills)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn draw_glossary(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, glossary::glossary);
    write(&mut asked, wishes);
    Ok(())
}

fn draw_settings(
    mut contexts: EguiContexts,
    desk: Res<Desk>,
    mut asked: MessageWriter<Asked>,
) -> Result {
    let view = SettingsView {
        settings: desk.settings.now,
        folder: desk.data.as_ref().map(|data| data.display().to_string()),
        trouble: desk.settings.trouble.clone(),
    };
    let wishes = on_whole_screen(contexts.ctx_mut()?, &desk, |ui| {
        settings::settings(ui, &view)
    });
    write(&mut asked, wishes);
    Ok(())
}

fn write(asked: &mut MessageWriter<Asked>, wishes: Vec<Wish>) {
    asked.write_batch(wishes.into_iter().map(Asked));
}
