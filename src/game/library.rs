//! What can be played, what was played, and what each run came to. Kept runs are played again and scored once, in the background.

use super::course::{self, Costly};
use super::desk::Desk;
use super::screens::drills::DrillsView;
use super::screens::home::{KeptRow, TodayCard};
use super::screens::library::{Origin, ScenarioRow};
use super::screens::progress::ProgressView;
use super::shelf::{self, aids_name, mode_name};
use super::today::run_of;
use super::wish::Wish;
use crate::run::Mode;
use crate::run::log::{self, RunLog};
use crate::run::replay::verify;
use crate::scenario::catalogue::Catalogue;
use crate::scenario::load::Loaded;
use crate::score::score;
use crate::study::given::fitting;
use crate::words::{fl, in_language, speaking};
use bevy::prelude::*;
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Every scenario for people, tutorials first.
pub(super) fn scenarios(catalogue: &Catalogue) -> Vec<ScenarioRow> {
    let rows = catalogue.playable().into_iter();
    let mut rows: Vec<ScenarioRow> = rows
        .map(|entry| match catalogue.load(&entry.id, None) {
            Ok(loaded) => row(entry.id, &loaded),
            Err(problems) => ScenarioRow {
                title: entry.id.clone(),
                id: entry.id,
                faults: problems.diagnostics.len().max(1),
                ..ScenarioRow::default()
            },
        })
        .collect();
    rows.sort_by_key(|row| row.origin != Origin::Tutorial);
    rows
}

fn row(id: String, loaded: &Loaded) -> ScenarioRow {
    let (rules, words) = (&loaded.scenario.rules, &loaded.scenario.words);
    let origin = if !loaded.scenario.guide.is_empty() {
        Origin::Tutorial
    } else if rules.history {
        Origin::RealEvent
    } else {
        Origin::Invented
    };
    let marks = fitting(&loaded.scenario, loaded.marks.as_deref());
    ScenarioRow {
        id,
        title: words.title.clone(),
        summary: words.summary.clone(),
        minutes: u32::from(rules.play_minutes),
        level: Some(rules.level),
        track: Some(rules.track),
        origin,
        par: marks.ok().map(|marks| marks.par_overall.mean),
        ..ScenarioRow::default()
    }
}

/// What a run that is over came to.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Tally {
    /// Its scenario's id.
    pub scenario: String,
    /// The seed of every draw.
    pub seed: u64,
    /// When its log was written last.
    pub saved: SystemTime,
    /// It was led with hints, or taken back.
    pub aided: bool,
    /// Points overall and those of par, or why there are none.
    pub came_to: Result<(f64, f64), Unscored>,
    /// What cost most in it.
    pub costly: Vec<Costly>,
}

/// Why a run has no points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unscored {
    /// Its scenario is not in the catalogue.
    ScenarioGone,
    /// It has other rules now.
    ScenarioChanged,
    /// There is nothing to measure it by.
    NoMarks,
    /// Its log does not play.
    CannotBePlayedAgain,
    /// Its log is not as it was written.
    Changed,
}

impl Unscored {
    fn words(self) -> &'static str {
        match self {
            Unscored::ScenarioGone => fl!("kept-scenario-gone"),
            Unscored::ScenarioChanged => fl!("kept-scenario-changed"),
            Unscored::NoMarks => fl!("kept-no-marks"),
            Unscored::CannotBePlayedAgain => fl!("kept-cannot-be-played-again"),
            Unscored::Changed => fl!("kept-changed"),
        }
    }
}

/// What kept runs came to, as far as is known.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    known: BTreeMap<PathBuf, Tally>,
    /// Logs still to be looked at, the next one last.
    waiting: Vec<PathBuf>,
    scoring: Option<Task<(PathBuf, Option<Tally>)>>,
}

/// What was kept, whenever one comes home.
pub(super) fn look_at_the_shelf(mut desk: ResMut<Desk>, current: Res<super::Current>) {
    in_language(desk.settings.now.language, || show(&mut desk, &current));
}

fn show(desk: &mut Desk, current: &super::Current) {
    desk.home.trouble = desk.settings.trouble.clone();
    let left = current.0.as_ref().filter(|play| !play.run().over());
    let left_path = left.and_then(|play| play.save().path());
    let here = left.map(|play| KeptRow {
        wish: Wish::GoOn,
        title: play.run().scenario().words.title.clone(),
        note: fl!(
            "kept-left-at-of",
            seed = play.run().seed().to_string(),
            minute = play.run().now().0,
            ends = play.run().scenario().rules.ends.0
        ),
        unfinished: true,
        score: None,
    });
    let mut rows = Vec::from_iter(here);
    if let Some(folder) = desk.runs() {
        let kept = shelf::kept(&folder).into_iter();
        let others = kept.filter(|kept| Some(kept.path.as_path()) != left_path);
        rows.extend(others.map(|kept| kept_row(kept, desk)));
        let known = |path: &PathBuf| desk.tallies.known.contains_key(path);
        let mut waiting = shelf::logs(&folder);
        waiting.retain(|path| !known(path));
        waiting.reverse();
        desk.tallies.waiting = waiting;
        desk.home.folder = Some(fl!("kept-folder", folder = folder.display().to_string()));
    }
    desk.home.kept = rows;
    tell(desk);
}

fn kept_row(kept: shelf::Kept, desk: &Desk) -> KeptRow {
    let loaded = desk.catalogue.load(&kept.scenario, Some(&kept.form));
    let (title, ends) = loaded.map_or((kept.scenario.clone(), None), |loaded| {
        let scenario = loaded.scenario;
        (scenario.words.title.clone(), Some(scenario.rules.ends.0))
    });
    let seed = kept.seed.to_string();
    let mut note = match (kept.left_at, ends) {
        (Some(minute), Some(ends)) => {
            fl!("kept-left-at-of", seed = seed, minute = minute, ends = ends)
        }
        (Some(minute), None) => fl!("kept-left-at", seed = seed, minute = minute),
        (None, _) => fl!("kept-over", form = kept.form, seed = seed),
    };
    let mode = (kept.mode != Mode::Practice).then(|| mode_name(kept.mode).to_owned());
    for more in mode
        .into_iter()
        .chain(kept.aids.any().then(|| aids_name(kept.aids)))
    {
        note += &format!(" · {more}");
    }
    KeptRow {
        wish: Wish::Open(kept.path),
        title,
        note,
        unfinished: kept.left_at.is_some(),
        score: None,
    }
}

/// Looks at one log after another, away from the screen.
pub(super) fn tally_runs(mut desk: ResMut<Desk>) {
    if desk.tallies.scoring.is_none() && desk.tallies.waiting.is_empty() {
        return;
    }
    let looked_at = desk.tallies.scoring.as_mut().and_then(check_ready);
    if let Some((path, tally)) = looked_at {
        desk.tallies.scoring = None;
        if let Some(tally) = tally {
            desk.tallies.known.insert(path, tally);
        }
        let _spoken = speaking(desk.settings.now.language);
        tell(&mut desk);
    }
    if desk.tallies.scoring.is_none()
        && let Some(path) = desk.tallies.waiting.pop()
    {
        let catalogue = desk.catalogue.clone();
        let language = desk.settings.now.language;
        let task = AsyncComputeTaskPool::get().spawn(async move {
            let _spoken = speaking(language);
            let tally = tally(&path, &catalogue);
            (path, tally)
        });
        desk.tallies.scoring = Some(task);
    }
}

/// What a log came to; `None` while its run is not over, and for a file that is no log.
fn tally(path: &Path, catalogue: &Catalogue) -> Option<Tally> {
    let log = log::read(&std::fs::read(path).ok()?).ok()?;
    let saved = std::fs::metadata(path).and_then(|file| file.modified());
    log.left_at().is_none().then(|| {
        let (came_to, costly) = match scored(&log, catalogue) {
            Ok((points, par, costly)) => (Ok((points, par)), costly),
            Err(why) => (Err(why), Vec::new()),
        };
        Tally {
            scenario: log.header.scenario.clone(),
            seed: log.header.seed,
            saved: saved.unwrap_or(SystemTime::UNIX_EPOCH),
            aided: log.aids().any(),
            came_to,
            costly,
        }
    })
}

/// Points, those of par, and what cost most.
fn scored(log: &RunLog, catalogue: &Catalogue) -> Result<(f64, f64, Vec<Costly>), Unscored> {
    let header = &log.header;
    let loaded = catalogue.load(&header.scenario, Some(&header.form));
    let loaded = loaded.map_err(|_| Unscored::ScenarioGone)?;
    if loaded.scenario.rules_digest != header.rules_digest {
        return Err(Unscored::ScenarioChanged);
    }
    let marks = fitting(&loaded.scenario, loaded.marks.as_deref());
    let marks = marks.map_err(|_| Unscored::NoMarks)?;
    let verified = verify(log).map_err(|_| Unscored::CannotBePlayedAgain)?;
    if !verified.verified {
        return Err(Unscored::Changed);
    }
    let card = score(&verified.run, &marks);
    let costly = course::costly(&card, verified.run.now().0);
    Ok((card.overall, marks.par_overall.mean, costly))
}

/// Puts what is known of kept runs beside them, and the best of each scenario beside that.
fn tell(desk: &mut Desk) {
    let day = desk.day();
    let Desk {
        home,
        tallies,
        progress,
        drills,
        ..
    } = desk;
    for kept in &mut home.kept {
        let Wish::Open(path) = &kept.wish else {
            continue;
        };
        kept.score = tallies.known.get(path).map(|tally| match tally.came_to {
            Ok((points, par)) => fl!(
                "kept-came-to",
                points = format!("{points:.0}"),
                par = format!("{par:.0}")
            ),
            Err(why) => fl!("kept-not-scored", why = why.words()),
        });
    }
    for scenario in &mut home.scenarios {
        let played = tallies.known.values();
        let played: Vec<&Tally> = played
            .filter(|tally| tally.scenario == scenario.id)
            .collect();
        scenario.played = played.len();
        let scored = played.iter().filter_map(|tally| tally.came_to.ok());
        scenario.best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
    }
    let waiting = tallies.waiting.len() + usize::from(tallies.scoring.is_some());
    let title = |id: &str| {
        let row = home.scenarios.iter().find(|row| row.id == id);
        row.map_or(id.to_owned(), |row| row.title.clone())
    };
    let runs: Vec<&Tally> = tallies.known.values().collect();
    let scenarios = home.scenarios.iter();
    *progress = ProgressView {
        rows: course::progress(
            scenarios.map(|row| (row.id.as_str(), row.title.as_str())),
            &runs,
        ),
        waiting,
    };
    let known = tallies.known.iter();
    *drills = DrillsView {
        rows: course::drills(known.map(|(path, tally)| (path.as_path(), tally)), title),
        waiting,
    };
    // Whoever is new learns first; a tutorial is the same every day.
    let playable = home
        .scenarios
        .iter()
        .filter(|row| row.faults == 0 && row.origin != Origin::Tutorial);
    let today = run_of(day, playable.map(|row| row.id.as_str()));
    home.today = today.map(|(id, seed)| TodayCard {
        day: day.name(),
        id: id.to_owned(),
        seed,
        best: (runs.iter())
            .filter(|run| run.scenario == id && run.seed == seed)
            .filter_map(|run| run.came_to.ok())
            .max_by(|a, b| a.0.total_cmp(&b.0)),
    });
}
