//! Pictures of the screens, taken in the real window, each with the places of its panels from the access tree beside it.

use super::autosave::Autosave;
use super::choices::sure::Matter;
use super::desk::{Asked, Current, Desk, Screen};
use super::play::Play;
use super::screens::library::Origin;
use super::settings::Settings;
use super::today::Day;
use super::wish::{Page, Question, Seed, Task, Wish};
use super::{GameError, Options, app, third_party};
use crate::leaders::by_name;
use crate::observe::view::{Overlay, WEEK_MINUTES};
use crate::run::note::Note;
use crate::run::{Mode, Run};
use crate::scenario::command::Manner;
use crate::scenario::guide::Part;
use crate::scenario::rules::Sponsorship;
use crate::scenario::units::Tick;
use crate::sim::{Command, Giver};
use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk};
use bevy_egui::{EguiContexts, EguiOutput};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A picture of a screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shot {
    /// The screen.
    pub screen: &'static str,
    /// The state that it is in.
    pub state: &'static str,
    /// The file.
    pub file: PathBuf,
}

/// The seed of the pictures.
pub(super) const SEED: u64 = 7;
/// Their day.
pub(super) const DAY: Day = Day(20_786);
/// Frames until everything stands where it belongs.
const FRAMES: u32 = 12;
/// Frames after which a picture that does not come is given up.
const PATIENCE: u32 = 2_000;

/// What is taken a picture of: scene, screen, state, file. Each scene goes on from the one before.
const PICTURES: [(Scene, &str, &str, &str); 35] = [
    (Scene::Home, "home", "first start", "home.png"),
    (
        Scene::Briefing,
        "briefing",
        "before the watch",
        "briefing.png",
    ),
    (
        Scene::Start,
        "bridge",
        "the watch begins",
        "bridge-start.png",
    ),
    (
        Scene::Fire,
        "bridge",
        "on fire, a decision is asked",
        "bridge.png",
    ),
    (
        Scene::Assign,
        "bridge",
        "on fire, choosing who does it",
        "bridge-assign.png",
    ),
    (
        Scene::Orders,
        "bridge",
        "on fire, looking for an order",
        "bridge-orders.png",
    ),
    (
        Scene::Overlay(Overlay::Overloaded),
        "bridge",
        "on fire, who is overloaded",
        "bridge-overloaded.png",
    ),
    (
        Scene::Overlay(Overlay::Failing),
        "bridge",
        "on fire, what fails",
        "bridge-failing.png",
    ),
    (
        Scene::Overlay(Overlay::Money),
        "bridge",
        "on fire, where the money goes",
        "bridge-money.png",
    ),
    (
        Scene::Sure,
        "bridge",
        "on fire, how sure one is",
        "bridge-sure.png",
    ),
    (Scene::Menu, "bridge", "the way out", "bridge-menu.png"),
    (
        Scene::Contrast,
        "bridge",
        "on fire, high contrast",
        "bridge-contrast.png",
    ),
    (
        Scene::Large,
        "bridge",
        "on fire, text of 200 %",
        "bridge-200.png",
    ),
    (
        Scene::LargeMap,
        "bridge",
        "on fire, the map at text of 200 %",
        "bridge-200-map.png",
    ),
    (Scene::Debrief, "debrief", "in short", "debrief.png"),
    (
        Scene::Timeline,
        "debrief",
        "timeline",
        "debrief-timeline.png",
    ),
    (
        Scene::Hidden,
        "debrief",
        "what was hidden",
        "debrief-hidden.png",
    ),
    (
        Scene::LargeDebrief,
        "debrief",
        "in short, text of 200 %",
        "debrief-200.png",
    ),
    (Scene::Replay, "replay", "on fire, again", "replay.png"),
    (
        Scene::LargeReplay,
        "replay",
        "on fire, again, text of 200 %",
        "replay-200.png",
    ),
    (
        Scene::Hint,
        "bridge",
        "on fire, a hint is taken",
        "bridge-hint.png",
    ),
    (
        Scene::Guided,
        "bridge",
        "a first watch, told what is what",
        "bridge-guided.png",
    ),
    (
        Scene::Week,
        "bridge",
        "a quarter, its third week",
        "week.png",
    ),
    (Scene::Library, "library", "everything", "library.png"),
    (Scene::Settings, "settings", "the usual", "settings.png"),
    (Scene::Glossary, "glossary", "from its top", "glossary.png"),
    (Scene::LargeHome, "home", "text of 200 %", "home-200.png"),
    (
        Scene::LargeBriefing,
        "briefing",
        "text of 200 %",
        "briefing-200.png",
    ),
    (
        Scene::LargeSettings,
        "settings",
        "text of 200 %",
        "settings-200.png",
    ),
    (
        Scene::Assessed,
        "briefing",
        "an assessment",
        "briefing-assessment.png",
    ),
    (
        Scene::Held,
        "bridge",
        "an assessment, the clock is held",
        "bridge-assessment.png",
    ),
    (Scene::Kept, "home", "after some runs", "home-runs.png"),
    (Scene::Path, "path", "after some runs", "path.png"),
    (
        Scene::Progress,
        "progress",
        "after some runs",
        "progress.png",
    ),
    (Scene::Drills, "drills", "after some runs", "drills.png"),
];

/// How a picture's screen is brought up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scene {
    Home,
    Briefing,
    Start,
    Fire,
    Assign,
    Orders,
    Debrief,
    Timeline,
    Hidden,
    Replay,
    Guided,
    Week,
    Library,
    Settings,
    Glossary,
    Overlay(Overlay),
    Sure,
    Hint,
    Menu,
    Contrast,
    Large,
    LargeMap,
    LargeDebrief,
    LargeReplay,
    LargeBriefing,
    LargeHome,
    LargeSettings,
    Assessed,
    Held,
    Kept,
    Path,
    Progress,
    Drills,
}

/// Runs of somebody who gets better, for the pictures of what they came to: scenario, who leads, seed. The second took a hint.
const RUNS: [(&str, &str, u64); 6] = [
    ("first-watch", "textbook", 3),
    ("waf-regex-2019", "firefighter", 1),
    ("waf-regex-2019", "caretaker", 2),
    ("waf-regex-2019", "thrifty", 3),
    ("waf-regex-2019", "textbook", 4),
    ("sale-eve", "firefighter", 5),
];

/// What is led by the week, from the project's folder: no quarter ships yet.
const QUARTER: &str = "drafts/first-quarter.ron";

/// The minute of the replay's picture.
const REPLAYED: u32 = 25;

/// Renders every screen to a PNG file in a folder, with a JSON file of the panels' places beside each.
///
/// # Errors
/// If there is no display, or a picture did not come.
pub fn shots(folder: &Path) -> Result<Vec<Shot>, GameError> {
    if !third_party::display::is_there() {
        return Err(GameError::NoDisplay);
    }
    let mut app = app(Options::for_pictures());
    app.insert_resource(Camera {
        folder: folder.to_owned(),
        at: 0,
        frames: 0,
        waiting: false,
        taken: false,
    })
    .add_systems(PreUpdate, open_access_tree)
    .add_systems(Update, take_pictures);
    match app.run() {
        AppExit::Success => {}
        AppExit::Error(code) => {
            return Err(GameError::Failed(format!(
                "a picture did not come, code {code}"
            )));
        }
    }
    let shots = PICTURES.iter().map(|(_, screen, state, file)| Shot {
        screen,
        state,
        file: folder.join(file),
    });
    Ok(shots.collect())
}

/// Where the taking of pictures has come to.
#[derive(Resource)]
struct Camera {
    folder: PathBuf,
    at: usize,
    frames: u32,
    waiting: bool,
    taken: bool,
}

pub(super) fn open_access_tree(mut contexts: EguiContexts) {
    if let Ok(ctx) = contexts.ctx_mut() {
        ctx.enable_accesskit();
        // The pointer rests somewhere on the picture; no hint is to cover what lies there.
        ctx.all_styles_mut(|style| style.interaction.tooltip_delay = f32::MAX);
    }
}

#[derive(Serialize)]
struct Panel {
    name: String,
    /// Physical pixels, as all four.
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

fn take_pictures(
    mut camera: ResMut<Camera>,
    mut commands: Commands,
    mut asked: MessageWriter<Asked>,
    mut current: ResMut<Current>,
    screen: Res<State<Screen>>,
    mut desk: ResMut<Desk>,
    outputs: Query<&EguiOutput>,
    window: Single<&Window>,
    mut exit: MessageWriter<AppExit>,
) {
    camera.frames += 1;
    if camera.frames > PATIENCE {
        exit.write(AppExit::from_code(1));
        return;
    }
    if camera.taken {
        (camera.taken, camera.waiting, camera.frames) = (false, false, 0);
        camera.at += 1;
    }
    if camera.at >= PICTURES.len() {
        exit.write(AppExit::Success);
        return;
    }
    if camera.frames == 1 {
        let scene = PICTURES[camera.at].0;
        if scene == Scene::Kept {
            desk.data = keep_runs(&camera.folder.join("kept"), &desk);
        }
        set_the_scene(scene, &desk, &mut asked, &mut current);
    }
    // A run is handed over one frame after its screen opens.
    if camera.frames == 4 {
        match PICTURES[camera.at].0 {
            Scene::Fire => burn(&mut current),
            Scene::Hint => {
                burn(&mut current);
                take_hints(&mut current);
            }
            Scene::Guided => read_on(&mut current),
            Scene::Week => lead_weeks(&mut current),
            Scene::Held => hold(&mut current),
            // Where the pictures happen to be made is no part of them.
            Scene::Kept => desk.home.folder = None,
            Scene::Replay => {
                asked.write(Asked(Wish::GoTo(REPLAYED)));
            }
            _ => {}
        }
    }
    let ready = match screen.get() {
        Screen::Debrief => desk.debrief.is_some(),
        _ => desk.progress.waiting == 0,
    };
    if camera.frames < FRAMES || camera.waiting || !ready {
        return;
    }
    camera.waiting = true;
    let path = camera.folder.join(PICTURES[camera.at].3);
    if let Some(output) = outputs.iter().next() {
        let size = window.physical_size();
        let panels = panels(output, f64::from(size.x), f64::from(size.y));
        // A missing list of panels fails the check that reads it; a picture alone is still worth having.
        let _ = serde_json::to_string_pretty(&panels)
            .map(|text| std::fs::write(path.with_extension("json"), text));
    }
    commands
        .spawn(Screenshot::primary_window())
        .observe(save_to_disk(path))
        .observe(|_: On<ScreenshotCaptured>, mut camera: ResMut<Camera>| camera.taken = true);
}

/// Brings up the screen of a picture.
fn set_the_scene(
    scene: Scene,
    desk: &Desk,
    asked: &mut MessageWriter<Asked>,
    current: &mut Current,
) {
    match scene {
        Scene::Home | Scene::Fire => {}
        Scene::Briefing | Scene::LargeBriefing => brief_outage(desk, asked),
        Scene::Start => {
            asked.write(Asked(Wish::Start));
        }
        Scene::Assign => {
            if let Some(play) = &mut current.0
                && let Some(incident) = play.view().incidents.first().map(|card| card.id)
                && let Some(remedy) = play
                    .view()
                    .sheet
                    .and_then(|sheet| sheet.remedies.first().map(|remedy| remedy.id))
            {
                play.wish(Wish::Choose(Question::Who(Task::Apply(incident, remedy))));
            }
        }
        Scene::Orders => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Choose(Question::Everything));
                play.wish(Wish::Type("update".to_owned()));
            }
        }
        Scene::Overlay(overlay) => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Close);
                play.wish(Wish::Overlay(Some(overlay)));
            }
        }
        Scene::Sure => {
            if let Some(play) = &mut current.0
                && let Some(sheet) = play.view().sheet
                && let Some(likeliest) = sheet.beliefs.first()
                && let Some(card) = play.view().card
            {
                play.wish(Wish::Overlay(None));
                play.wish(Wish::Type("it went out a minute before".to_owned()));
                play.wish(Wish::Note(Matter::Cause(sheet.id, likeliest.id), 75));
                play.wish(Wish::Choose(Question::HowSure(Matter::Option(card.id, 0))));
            }
        }
        Scene::Hint => {
            set(asked, |_| {});
            asked.write(Asked(Wish::Again(Seed::Same)));
        }
        Scene::Menu => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Close);
                play.wish(Wish::Menu);
            }
        }
        Scene::Contrast => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Menu);
            }
            set(asked, |settings| settings.high_contrast = true);
        }
        Scene::Large => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Show(Part::Dispatch));
                play.wish(Wish::TakeUp);
            }
            set(asked, |settings| settings.text_percent = 200);
        }
        Scene::LargeMap => {
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Show(Part::Map));
            }
        }
        Scene::LargeDebrief => {
            asked.write(Asked(Wish::Page(Page::InShort)));
            set(asked, |settings| settings.text_percent = 200);
        }
        Scene::LargeReplay => set(asked, |settings| settings.text_percent = 200),
        Scene::LargeHome => {
            asked.write(Asked(Wish::Home));
            set(asked, |settings| settings.text_percent = 200);
        }
        Scene::Library => {
            asked.write(Asked(Wish::Library));
        }
        Scene::Settings | Scene::LargeSettings => {
            asked.write(Asked(Wish::Settings));
        }
        Scene::Glossary => {
            asked.write(Asked(Wish::Glossary));
        }
        Scene::Debrief => {
            set(asked, |_| {});
            if let Some(play) = &mut current.0 {
                play.wish(Wish::Close);
                led(play, |_| false, false);
            }
        }
        Scene::Hidden => {
            asked.write(Asked(Wish::Page(Page::Hidden)));
        }
        Scene::Timeline => {
            asked.write(Asked(Wish::Page(Page::Timeline)));
        }
        Scene::Replay => {
            set(asked, |_| {});
            asked.write(Asked(Wish::Replay));
        }
        Scene::Guided => {
            set(asked, |_| {});
            let mut scenarios = desk.home.scenarios.iter();
            if let Some(guided) = scenarios.find(|scenario| scenario.origin == Origin::Tutorial) {
                asked.write(Asked(Wish::Brief(guided.id.clone())));
                asked.write(Asked(Wish::Start));
            }
        }
        Scene::Assessed => {
            set(asked, |_| {});
            brief_outage(desk, asked);
            asked.write(Asked(Wish::For(Mode::Assessment)));
        }
        Scene::Held => {
            asked.write(Asked(Wish::Start));
        }
        Scene::Kept => {
            asked.write(Asked(Wish::Home));
        }
        Scene::Path => {
            asked.write(Asked(Wish::Path));
        }
        Scene::Progress => {
            asked.write(Asked(Wish::Progress));
        }
        Scene::Drills => {
            asked.write(Asked(Wish::Drills));
        }
        Scene::Week => {
            asked.write(Asked(Wish::Brief(QUARTER.to_owned())));
            asked.write(Asked(Wish::Start));
        }
    }
}

/// Reads the briefing of an outage, which shows most.
fn brief_outage(desk: &Desk, asked: &mut MessageWriter<Asked>) {
    let good = || (desk.home.scenarios.iter()).filter(|scenario| scenario.faults == 0);
    let outage = good().find(|scenario| scenario.origin == Origin::RealEvent);
    if let Some(scenario) = outage.or(good().next()) {
        asked.write(Asked(Wish::Brief(scenario.id.clone())));
    }
}

/// Plays some runs and keeps them in a folder, as a person would have.
fn keep_runs(data: &Path, desk: &Desk) -> Option<PathBuf> {
    let runs = data.join("runs");
    // What pictures that were made before left there.
    let _ = std::fs::remove_dir_all(&runs);
    for (number, (id, leader, seed)) in RUNS.into_iter().enumerate() {
        let scenario = Arc::new(desk.catalogue.load(id, None).ok()?.scenario);
        let mut leader = by_name(leader, &scenario, seed)?;
        let mut run = Run::new(scenario, seed, "person");
        if number == 1 {
            let _ = run.note(Giver::Leader, Note::Hint(1));
        }
        run.be_led(leader.as_mut(), Tick::NEVER);
        Autosave::begin(Some(&runs), &run);
    }
    Some(data.to_owned())
}

/// Some minutes into an assessment, its leader stops the clock.
fn hold(current: &mut Current) {
    if let Some(play) = &mut current.0 {
        play.wish(Wish::Pause);
        led(play, |play| play.run().now().0 >= 9, true);
        for _ in 0..2 {
            play.wish(Wish::Pause);
        }
    }
}

/// Sets something that a picture shows; everything else is as usual, and nothing moves.
fn set(asked: &mut MessageWriter<Asked>, change: fn(&mut Settings)) {
    let mut settings = Settings {
        reduced_motion: true,
        ..Settings::default()
    };
    change(&mut settings);
    asked.write(Asked(Wish::Set(settings)));
}

/// Reads what the guide says, as far as it waits for nothing.
fn read_on(current: &mut Current) {
    if let Some(play) = &mut current.0 {
        while play.told().is_some_and(|told| !told.waits) {
            play.wish(Wish::GuideOn);
        }
    }
}

/// The textbook leads until the third week is under way; then somebody is to be talked with.
fn lead_weeks(current: &mut Current) {
    if let Some(play) = &mut current.0 {
        let practices = play.seen().initiatives;
        for (practice, how) in practices
            .iter()
            .zip([Sponsorship::Sponsor, Sponsorship::Invite])
        {
            play.wish(Wish::Give(Command::Start(practice.id, how)));
        }
        let middle = 2 * WEEK_MINUTES + 26 * 60;
        led(play, |play| play.run().now().0 >= middle, false);
        // What stopped the clock last is long over.
        play.wish(Wish::Pause);
        play.wish(Wish::Pause);
        let groups = play.week().map(|week| week.groups).unwrap_or_default();
        if let Some(lead) = groups.iter().find_map(|group| group.lead) {
            play.wish(Wish::Give(Command::Talk(lead, Manner::Listen)));
        }
    }
}

/// A hint is offered, and two of its steps are taken.
fn take_hints(current: &mut Current) {
    if let Some(play) = &mut current.0 {
        for _ in 0..3 {
            play.wish(Wish::Hint);
        }
    }
}

/// Minute 20 or later of the fire: declared, people assigned, somebody asks, a decision waits.
fn burn(current: &mut Current) {
    if let Some(play) = &mut current.0 {
        let (scenario, marks) = (play.run().scenario().clone(), play.marks.clone());
        *play = Play::begin(scenario, SEED, marks, None);
        let burning = |play: &Play| {
            let view = play.view();
            view.minute >= 20 && view.card.is_some()
        };
        led(play, burning, true);
    }
}

/// Lets the textbook lead, as far as it is wanted; without decisions and answers where those are to be seen.
fn led(play: &mut Play, enough: impl Fn(&Play) -> bool, leave_questions: bool) {
    let Some(mut leader) = by_name("textbook", play.run().scenario(), SEED) else {
        return;
    };
    while !play.run().over() && !enough(play) {
        let seen = play.run().observe(crate::observe::Viewpoint::Leader);
        let late = seen.now.0 < 20;
        for command in leader.lead(&seen).commands {
            let question = matches!(command, Command::Decide(..) if !late)
                || matches!(command, Command::Answer(..));
            if !(leave_questions && question) {
                play.wish(Wish::Give(command));
            }
        }
        play.minute();
    }
}

/// The named panels of a frame, in physical pixels; those that would have to be scrolled to are left out.
fn panels(output: &EguiOutput, width: f64, height: f64) -> Vec<Panel> {
    let scale = f64::from(output.pixels_per_point);
    let update = output.platform_output.accesskit_update.as_ref();
    let nodes = update
        .map(|update| update.nodes.as_slice())
        .unwrap_or_default();
    nodes
        .iter()
        .filter(|(_, node)| {
            node.role() == bevy_egui::egui::accesskit::Role::Pane
                || node.role() == bevy_egui::egui::accesskit::Role::Group
        })
        .filter_map(|(_, node)| {
            let (name, rect) = (node.label()?, node.bounds()?);
            Some(Panel {
                name: name.to_owned(),
                x: rect.x0 * scale,
                y: rect.y0 * scale,
                width: rect.width() * scale,
                height: rect.height() * scale,
            })
        })
        .filter(|panel| panel.x < width - 40.0 && panel.y < height - 40.0)
        .collect()
}
