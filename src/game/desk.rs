//! The systems behind the screens: wishes come in, the run moves, screens change.

use super::Options;
use super::autosave::Autosave;
use super::play::Play;
use super::replay::Replay;
use super::screens::briefing::{BriefingView, kind};
use super::screens::debrief::DebriefView;
use super::screens::home::{HomeView, KeptRow, ScenarioRow};
use super::shelf;
use super::wish::{Page, Seed, Wish};
use crate::run::Run;
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::study::given::given;
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
}

/// A wish on its way from a screen to the run.
#[derive(Message, Clone, PartialEq, Debug)]
pub struct Asked(pub Wish);

/// Everything that is not a run: the catalogue, the scenario at hand, the seed.
#[derive(Resource, Debug)]
pub struct Desk {
    catalogue: Catalogue,
    runs: Option<PathBuf>,
    /// Nothing moves but the clock.
    pub reduced_motion: bool,
    /// What home shows.
    pub home: HomeView,
    chosen: Option<(Arc<Scenario>, Option<String>)>,
    /// The seed of the next run.
    pub seed: u64,
    /// The page of the debrief.
    pub page: Page,
    /// The debrief, once it is measured.
    pub debrief: Option<DebriefView>,
    measuring: Option<Task<Option<DebriefView>>>,
}

impl Desk {
    /// The briefing of the scenario at hand.
    pub fn briefing(&self) -> Option<BriefingView> {
        self.chosen
            .as_ref()
            .map(|(scenario, _)| BriefingView::of(scenario, self.seed))
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
                home: library(&options.catalogue),
                catalogue: options.catalogue,
                runs: options.runs,
                reduced_motion: options.reduced_motion,
                chosen: None,
                seed: fresh_seed(),
                page: Page::default(),
                debrief: None,
                measuring: None,
            })
            .add_systems(Update, obey)
            .add_systems(OnEnter(Screen::Home), look_at_the_shelf)
            .add_systems(
                FixedUpdate,
                (
                    step_run.run_if(in_state(Screen::Bridge)),
                    step_replay.run_if(in_state(Screen::Replay)),
                ),
            )
            .add_systems(
                Update,
                (end_watch.run_if(in_state(Screen::Bridge)), receive_debrief).after(obey),
            );
    }
}

/// A seed that nobody has played.
fn fresh_seed() -> u64 {
    use rand::TryRng;
    // Six digits are enough to tell runs apart and can be read aloud.
    rand::rngs::SysRng.try_next_u64().unwrap_or(7) % 1_000_000
}

fn library(catalogue: &Catalogue) -> HomeView {
    let rows =
        catalogue
            .playable()
            .into_iter()
            .map(|entry| match catalogue.load(&entry.id, None) {
                Ok(loaded) => ScenarioRow {
                    id: entry.id,
                    title: loaded.scenario.words.title.clone(),
                    summary: loaded.scenario.words.summary.clone(),
                    kind: kind(&loaded.scenario),
                    length: format!("about {} min", loaded.scenario.rules.play_minutes),
                    history: loaded.scenario.rules.history,
                    guided: !loaded.scenario.guide.is_empty(),
                    faults: 0,
                },
                Err(problems) => ScenarioRow {
                    title: entry.id.clone(),
                    id: entry.id,
                    summary: String::new(),
                    kind: String::new(),
                    length: String::new(),
                    history: false,
                    guided: false,
                    faults: problems.diagnostics.len().max(1),
                },
            });
    let mut scenarios: Vec<ScenarioRow> = rows.collect();
    // Newcomers begin at the top.
    scenarios.sort_by_key(|row| !row.guided);
    HomeView {
        scenarios,
        ..HomeView::default()
    }
}

/// What was kept, whenever one comes home.
fn look_at_the_shelf(mut desk: ResMut<Desk>) {
    let Some(folder) = desk.runs.clone() else {
        return;
    };
    let rows = shelf::kept(&folder).into_iter().map(|kept| {
        let loaded = desk.catalogue.load(&kept.scenario, Some(&kept.form));
        let (title, ends) = loaded.map_or((kept.scenario.clone(), None), |loaded| {
            let scenario = loaded.scenario;
            (scenario.words.title.clone(), Some(scenario.rules.ends.0))
        });
        let seed = kept.seed;
        let note = match (kept.left_at, ends) {
            (Some(minute), Some(ends)) => {
                format!("seed {seed} · left at minute {minute} of {ends}")
            }
            (Some(minute), None) => format!("seed {seed} · left at minute {minute}"),
            (None, _) => format!("{} · seed {seed}", kept.form),
        };
        KeptRow {
            path: kept.path,
            title,
            note,
            unfinished: kept.left_at.is_some(),
        }
    });
    let rows = rows.collect();
    desk.home.kept = rows;
    desk.home.folder = Some(format!("Every run is kept in {}", folder.display()));
}

/// Opens a run that was kept: on the bridge where it is not over, else its debrief.
fn open(path: &Path, desk: &mut Desk, current: &mut Current, next: &mut NextState<Screen>) {
    let run = match shelf::read_back(path) {
        Ok(run) => run,
        Err(why) => {
            desk.home.problems = Some(why);
            return;
        }
    };
    let scenario = run.scenario().clone();
    let loaded = desk.catalogue.load(&scenario.id, Some(&scenario.form));
    let marks = loaded.ok().and_then(|loaded| loaded.marks);
    desk.seed = run.seed();
    desk.chosen = Some((scenario, marks.clone()));
    desk.home.problems = None;
    let over = run.over();
    let save = if over {
        Autosave::Off(String::new())
    } else {
        Autosave::go_on(path, &run)
    };
    let play = Play::go_on(run, marks, save);
    if over {
        show_debrief(desk, &play, next);
    } else {
        next.set(Screen::Bridge);
    }
    current.0 = Some(play);
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
    for Asked(wish) in asked.read() {
        match wish.clone() {
            Wish::Brief(id) => {
                if desk.choose(&id, None) {
                    desk.seed = fresh_seed();
                    next.set(Screen::Briefing);
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
            Wish::NewSeed => desk.seed = fresh_seed(),
            Wish::Start => start(&mut desk, &mut current, &mut next),
            Wish::Again(seed) => {
                if seed == Seed::New {
                    desk.seed = fresh_seed();
                }
                start(&mut desk, &mut current, &mut next);
            }
            Wish::Home => {
                desk.debrief = None;
                desk.measuring = None;
                next.set(Screen::Home);
            }
            Wish::Open(path) => open(&path, &mut desk, &mut current, &mut next),
            Wish::Replay => {
                if let Some(play) = &current.0 {
                    watched.0 = Some(Replay::of(play.run().clone()));
                    next.set(Screen::Replay);
                }
            }
            Wish::Debrief => next.set(Screen::Debrief),
            Wish::PlayOn => {
                if let Some(replay) = watched.0.take() {
                    let run = replay.run().clone();
                    let marks = desk.chosen.as_ref().and_then(|(_, marks)| marks.clone());
                    let save = Autosave::begin(desk.runs.as_deref(), &run);
                    current.0 = Some(Play::go_on(run, marks, save));
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
        current.0 = Some(Play::begin(
            scenario.clone(),
            desk.seed,
            marks.clone(),
            desk.runs.as_deref(),
        ));
        desk.debrief = None;
        desk.measuring = None;
        desk.page = Page::InShort;
        next.set(Screen::Bridge);
    }
}

/// Lets time pass on the bridge; no other system may advance a run.
fn step_run(time: Res<Time>, mut current: ResMut<Current>) {
    if let Some(play) = &mut current.0 {
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

fn measure(play: &Play) -> Task<Option<DebriefView>> {
    let (run, trail, marks): (Run, _, _) =
        (play.run().clone(), play.trail().clone(), play.marks.clone());
    AsyncComputeTaskPool::get().spawn(async move {
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
