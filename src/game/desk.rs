//! The systems behind the screens: wishes come in, the run moves, screens change.

use super::Options;
use super::autosave::Autosave;
use super::library;
use super::play::Play;
use super::replay::Replay;
use super::screens::briefing::BriefingView;
use super::screens::debrief::DebriefView;
use super::screens::drills::DrillsView;
use super::screens::home::HomeView;
use super::screens::library::Sift;
use super::screens::progress::ProgressView;
use super::settings::Kept;
use super::shelf;
use super::today::Day;
use super::wish::{Page, Seed, Wish};
use crate::run::{Mode, Run};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::study::given::given;
use crate::words::speaking;
use bevy::prelude::*;
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which screen is shown.
#[derive(States, Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Screen {
    /// What can be played.
    #[default]
    Home,
    /// What one is told.
    Briefing,
    /// The watch.
    Bridge,
    /// What it came to.
    Debrief,
    /// How it went, again.
    Replay,
    /// Everything that can be played.
    Library,
    /// The levels, and what comes next.
    Path,
    /// What kept runs came to over time.
    Progress,
    /// What cost most in them.
    Drills,
    /// What words mean.
    Glossary,
    /// What can be set.
    Settings,
}

/// A wish on its way from a screen to the run.
#[derive(Message, Clone, PartialEq, Debug)]
pub struct Asked(pub Wish);

/// Everything that is not a run: the catalogue, the scenario at hand, the seed.
#[derive(Resource, Debug)]
pub struct Desk {
    pub(super) catalogue: Catalogue,
    /// The user's own folder.
    pub(super) data: Option<PathBuf>,
    /// What a person has set.
    pub settings: Kept,
    /// The screens that lie behind this one, the last to be gone back to first.
    behind: Vec<Screen>,
    /// What home shows; the library shows the same scenarios.
    pub home: HomeView,
    /// What kept runs came to.
    pub(super) tallies: library::Tallies,
    /// What they tell over time.
    pub progress: ProgressView,
    /// What cost most in them.
    pub drills: DrillsView,
    /// What is looked for in the library.
    pub sift: Sift,
    chosen: Option<(Arc<Scenario>, Option<String>)>,
    /// The seed of the next run.
    pub seed: u64,
    /// What chance and the calendar say, where that is given.
    fixed: Option<(u64, Day)>,
    /// What it is played for.
    mode: Mode,
    /// The page of the debrief.
    pub page: Page,
    /// The debrief, once it is measured.
    pub debrief: Option<DebriefView>,
    measuring: Option<Task<Option<DebriefView>>>,
}

impl Desk {
    /// The briefing of the scenario at hand.
    pub fn briefing(&self) -> Option<BriefingView> {
        self.chosen.as_ref().map(|(scenario, _)| BriefingView {
            mode: self.mode,
            ..BriefingView::of(scenario, self.seed).planned_by(self.settings.now.planning, scenario)
        })
    }

    /// A seed that nobody has played.
    fn fresh_seed(&self) -> u64 {
        self.fixed.map_or_else(fresh_seed, |(seed, _)| seed)
    }

    /// The day that it is.
    pub(super) fn day(&self) -> Day {
        self.fixed.map_or_else(Day::now, |(_, day)| day)
    }

    /// Where logs go.
    pub(super) fn runs(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("runs"))
    }

    /// Goes from a screen to another, from which one can come back.
    fn visit(&mut self, from: Screen, to: Screen, next: &mut NextState<Screen>) {
        self.behind.retain(|screen| *screen != to);
        if from != to {
            self.behind.push(from);
            next.set(to);
        }
    }

    fn choose(&mut self, id: &str, form: Option<&str>) -> bool {
        match self.catalogue.load(id, form) {
            Ok(loaded) => {
                self.chosen = Some((Arc::new(loaded.scenario), loaded.marks));
                self.home.problems = None;
                true
            }
            Err(problems) => {
                self.home.problems = Some(problems.to_string());
                false
            }
        }
    }
}

/// The run that is watched again.
#[derive(Resource, Default, Debug)]
pub struct Watched(pub Option<Replay>);

/// The run in play, or just over.
#[derive(Resource, Default, Debug)]
pub struct Current(pub Option<Play>);

/// The systems, with or without a window.
pub(super) fn plugin(options: Options) -> impl Fn(&mut App) + Send + Sync + 'static {
    let options = std::sync::Mutex::new(Some(options));
    move |app: &mut App| {
        let Some(options) = options.lock().ok().and_then(|mut options| options.take()) else {
            return;
        };
        app.init_state::<Screen>()
            .add_message::<Asked>()
            .init_resource::<Current>()
            .init_resource::<Watched>()
            .insert_resource(Desk {
                settings: settings(&options),
                home: HomeView {
                    scenarios: library::scenarios(&options.catalogue),
                    ..HomeView::default()
                },
                tallies: library::Tallies::default(),
                progress: ProgressView::default(),
                drills: DrillsView::default(),
                sift: Sift::default(),
                catalogue: options.catalogue,
                data: options.data,
                behind: Vec::new(),
                chosen: None,
                seed: options.fixed.map_or_else(fresh_seed, |(seed, _)| seed),
                fixed: options.fixed,
                mode: Mode::default(),
                page: Page::default(),
                debrief: None,
                measuring: None,
            })
            .add_systems(Update, obey)
            .add_systems(Last, quit)
            .add_systems(OnEnter(Screen::Home), library::look_at_the_shelf)
            .add_systems(
                FixedUpdate,
                (
                    step_run.run_if(in_state(Screen::Bridge)),
                    step_replay.run_if(in_state(Screen::Replay)),
                ),
            )
            .add_systems(
                Update,
                (
                    end_watch.run_if(in_state(Screen::Bridge)),
                    receive_debrief,
                    library::tally_runs,
                )
                    .after(obey),
            );
    }
}

/// The settings in the user's folder; who asks for reduced motion when opening the game has it.
fn settings(options: &Options) -> Kept {
    let mut kept = Kept::open(options.data.as_deref());
    kept.now.reduced_motion |= options.reduced_motion;
    kept
}

/// A seed that nobody has played.
fn fresh_seed() -> u64 {
    use rand::TryRng;
    // Six digits are enough to tell runs apart and can be read aloud.
    rand::rngs::SysRng.try_next_u64().unwrap_or(7) % 1_000_000
}

/// Opens a run that was kept: on the bridge where it is not over, else its debrief. Tells whether it could be read.
fn open(path: &Path, desk: &mut Desk, current: &mut Current, next: &mut NextState<Screen>) -> bool {
    let run = match shelf::read_back(path) {
        Ok(run) => run,
        Err(why) => {
            desk.home.problems = Some(why);
            return false;
        }
    };
    let scenario = run.scenario().clone();
    let loaded = desk.catalogue.load(&scenario.id, Some(&scenario.form));
    let marks = loaded.ok().and_then(|loaded| loaded.marks);
    (desk.seed, desk.mode) = (run.seed(), run.mode());
    desk.chosen = Some((scenario, marks.clone()));
    desk.home.problems = None;
    let over = run.over();
    let save = if over {
        Autosave::Off(String::new())
    } else {
        Autosave::go_on(path, &run)
    };
    let mut play = Play::go_on(run, marks, save);
    play.settings = desk.settings.now;
    if over {
        show_debrief(desk, &play, next);
    } else {
        next.set(Screen::Bridge);
    }
    current.0 = Some(play);
    true
}

/// Begins to measure a run, and goes where the result will be.
fn show_debrief(desk: &mut Desk, play: &Play, next: &mut NextState<Screen>) {
    desk.debrief = None;
    desk.page = Page::InShort;
    desk.measuring = Some(measure(play));
    next.set(Screen::Debrief);
}

/// Does what was asked.
fn obey(
    mut asked: MessageReader<Asked>,
    mut desk: ResMut<Desk>,
    mut current: ResMut<Current>,
    mut watched: ResMut<Watched>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
) {
    let _spoken = speaking(desk.settings.now.language);
    for Asked(wish) in asked.read() {
        match wish.clone() {
            Wish::Brief(id) => {
                if desk.choose(&id, None) {
                    (desk.seed, desk.mode) = (desk.fresh_seed(), Mode::default());
                    desk.visit(*screen.get(), Screen::Briefing, &mut next);
                } else {
                    next.set(Screen::Home);
                }
            }
            Wish::Form(form) => {
                let id = desk
                    .chosen
                    .as_ref()
                    .map(|(scenario, _)| scenario.id.clone());
                if let Some(id) = id {
                    desk.choose(&id, Some(&form));
                }
            }
            Wish::NewSeed => desk.seed = desk.fresh_seed(),
            Wish::GiveSeed(seed) => (desk.seed, desk.mode) = (seed, Mode::GivenSeed),
            Wish::For(mode) => {
                // A seed that was named is not drawn.
                if desk.mode == Mode::GivenSeed && mode != Mode::GivenSeed {
                    desk.seed = desk.fresh_seed();
                }
                desk.mode = mode;
            }
            Wish::Start => start(&mut desk, &mut current, &mut next),
            Wish::Again(seed) => {
                match (seed, desk.mode) {
                    (Seed::Same, _) => desk.mode = Mode::GivenSeed,
                    (Seed::New, Mode::GivenSeed) => {
                        (desk.seed, desk.mode) = (desk.fresh_seed(), Mode::default());
                    }
                    (Seed::New, _) => desk.seed = desk.fresh_seed(),
                }
                start(&mut desk, &mut current, &mut next);
            }
            Wish::Home => {
                if let Some(play) = &mut current.0 {
                    play.leave();
                }
                desk.debrief = None;
                desk.measuring = None;
                desk.behind.clear();
                next.set(Screen::Home);
            }
            Wish::GoOn => {
                if current.0.as_ref().is_some_and(|play| !play.run().over()) {
                    next.set(Screen::Bridge);
                }
            }
            Wish::Library => desk.visit(*screen.get(), Screen::Library, &mut next),
            Wish::Path => desk.visit(*screen.get(), Screen::Path, &mut next),
            Wish::Progress => desk.visit(*screen.get(), Screen::Progress, &mut next),
            Wish::Drills => desk.visit(*screen.get(), Screen::Drills, &mut next),
            Wish::Drill(path, minute) => {
                if !open(&path, &mut desk, &mut current, &mut next) {
                    next.set(Screen::Home);
                } else if let Some(play) = &current.0 {
                    let mut replay = Replay::of(play.run().clone());
                    replay.wish(Wish::GoTo(minute));
                    watched.0 = Some(replay);
                    next.set(Screen::Replay);
                }
            }
            Wish::Sift(sift) => desk.sift = sift,
            Wish::Glossary => desk.visit(*screen.get(), Screen::Glossary, &mut next),
            Wish::Settings => desk.visit(*screen.get(), Screen::Settings, &mut next),
            Wish::Set(settings) => {
                desk.settings.set(settings);
                if let Some(play) = &mut current.0 {
                    play.settings = settings;
                }
            }
            Wish::Back => next.set(desk.behind.pop().unwrap_or_default()),
            Wish::Open(path) => {
                open(&path, &mut desk, &mut current, &mut next);
            }
            Wish::Replay => {
                if let Some(play) = &current.0 {
                    watched.0 = Some(Replay::of(play.run().clone()));
                    next.set(Screen::Replay);
                }
            }
            Wish::Debrief => next.set(Screen::Debrief),
            Wish::PlayOn => {
                if let Some(replay) = watched.0.take() {
                    let run = replay.played_on();
                    let marks = desk.chosen.as_ref().and_then(|(_, marks)| marks.clone());
                    let save = Autosave::begin(desk.runs().as_deref(), &run);
                    let mut play = Play::go_on(run, marks, save);
                    play.settings = desk.settings.now;
                    current.0 = Some(play);
                    desk.debrief = None;
                    desk.measuring = None;
                    next.set(Screen::Bridge);
                }
            }
            Wish::Page(page) => desk.page = page,
            Wish::Quit => {
                exit.write(AppExit::Success);
            }
            other => match screen.get() {
                Screen::Bridge => {
                    if let Some(play) = &mut current.0 {
                        play.wish(other);
                    }
                }
                Screen::Replay => {
                    if let Some(replay) = &mut watched.0 {
                        replay.wish(other);
                    }
                }
                _ => {}
            },
        }
    }
}

fn start(desk: &mut Desk, current: &mut Current, next: &mut NextState<Screen>) {
    if let Some((scenario, marks)) = &desk.chosen {
        let folder = desk.runs();
        let run = Run::new(scenario.clone(), desk.seed, "person").in_mode(desk.mode);
        let mut play = Play::start(run, marks.clone(), folder.as_deref());
        play.settings = desk.settings.now;
        current.0 = Some(play);
        desk.debrief = None;
        desk.measuring = None;
        desk.page = Page::InShort;
        desk.behind.clear();
        next.set(Screen::Bridge);
    }
}

/// Lets time pass on the bridge; no other system may advance a run.
fn step_run(time: Res<Time>, mut current: ResMut<Current>) {
    if let Some(play) = &mut current.0 {
        let _spoken = speaking(play.settings.language);
        play.pass(time.delta_secs());
    }
}

fn step_replay(time: Res<Time>, mut watched: ResMut<Watched>) {
    if let Some(replay) = &mut watched.0 {
        replay.pass(time.delta_secs());
    }
}

/// Leaves the bridge once the run is over, and begins to measure it.
fn end_watch(mut desk: ResMut<Desk>, current: Res<Current>, mut next: ResMut<NextState<Screen>>) {
    if let Some(play) = current.0.as_ref().filter(|play| play.run().over()) {
        show_debrief(&mut desk, play, &mut next);
    }
}

/// Whoever closes the window leaves the bridge, too.
fn quit(mut exits: MessageReader<AppExit>, mut current: ResMut<Current>) {
    if exits.read().next().is_some()
        && let Some(play) = &mut current.0
    {
        play.quit();
    }
}

fn measure(play: &Play) -> Task<Option<DebriefView>> {
    let (run, trail, marks): (Run, _, _) =
        (play.run().clone(), play.trail().clone(), play.marks.clone());
    let language = play.settings.language;
    AsyncComputeTaskPool::get().spawn(async move {
        let _spoken = speaking(language);
        let given = given(run.scenario(), marks.as_deref());
        let card = crate::score::score(&run, &given.marks);
        Some(DebriefView::of(
            &run,
            &trail,
            &card,
            given.provisional.as_deref(),
        ))
    })
}

fn receive_debrief(mut desk: ResMut<Desk>) {
    let measured = desk.measuring.as_mut().and_then(check_ready);
    if let Some(view) = measured {
        desk.debrief = view;
        desk.measuring = None;
    }
}
