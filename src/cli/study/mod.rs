//! `study`: leaders × scenarios × seeds on all cores, in a file that statistics programs open, as a table, and as a picture.

mod merge;
mod table;

use super::long::{self, Progress};
use super::output::Output;
use super::{Answer, Failure, input};
use crate::study::cores::in_order;
use crate::study::dependability::Dependability;
use crate::study::plan::{About, Plan, Shard};
use crate::study::plot;
use crate::study::row::Row;
use crate::study::summary::{ScenarioTold, Summary};
use crate::study::unfinished::{self, Unfinished, UnfinishedError};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Args {
    #[command(subcommand)]
    join: Option<Join>,
    /// Scenarios, by id or by the path of their files. With several of them, how far scores can be relied on is told too.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<String>,
    /// The reference leaders who lead, with commas between them.
    #[arg(long, value_name = "A,B", value_delimiter = ',', required = true)]
    leaders: Vec<String>,
    /// Number of seeds: every leader plays seeds 0 to N − 1.
    #[arg(long, value_name = "N", required = true, value_parser = clap::value_parser!(u32).range(1..))]
    seeds: Option<u32>,
    /// The form of the scenarios; their first if none is given.
    #[arg(long, value_name = "F")]
    form: Option<String>,
    /// Play one part of the study, `2/7` being the second of seven.
    #[arg(long, value_name = "I/N", default_value = "1/1")]
    shard: Shard,
    /// Write one row a run there. What is done lies in FILE.unfinished until all is done; the same call goes on from it.
    #[arg(long, value_name = "FILE.parquet")]
    out: Option<PathBuf>,
    /// Draw the distributions by leader there.
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,
}

#[derive(clap::Subcommand, Debug)]
enum Join {
    /// Join the files of all shards into the file that one call without shards writes.
    Merge(merge::Args),
}

/// What `study` answers.
#[derive(Serialize)]
struct Told {
    /// With one scenario its keys stand here, with several `scenarios` holds them.
    #[serde(flatten)]
    of: OneOrMore,
    seeds: u32,
    shard: String,
    runs: u64,
    finished: bool,
    ticks: u64,
    ticks_per_second: Option<f64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    provisional_marks: Vec<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore {
    One(ScenarioTold),
    More {
        scenarios: Vec<ScenarioTold>,
        simulated_dependability: Option<Dependability>,
    },
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    if let Some(Join::Merge(args)) = &args.join {
        return merge::run(args, output);
    }
    let out = args.out.as_deref();
    out.map_or(Ok(()), can_be_written)?;
    let loaded = args
        .scenarios
        .iter()
        .map(|name| input::scenario(name, args.form.as_deref(), output));
    let loaded = loaded.collect::<Result<Vec<_>, Failure>>()?;
    let plan = Plan::new(loaded, &args.leaders, args.seeds.unwrap_or(1));
    let plan = plan.map_err(|error| Failure::told(error.to_string()))?;
    let first = plan.about.cells_of(args.shard).start;
    let mut summary = Summary::new(&plan.about, first);
    let mut study = Study {
        plan: &plan,
        shard: args.shard,
        summary: &mut summary,
    };
    let played = match out {
        Some(file) => study.write_file(file, output)?,
        None => study.play(first, |_| Ok(()))?,
    };
    if let Some(file) = &args.plot {
        input::write(file, &plot::svg(&plan.about, &summary))?;
    }
    answer(
        &plan.about,
        &summary,
        args.shard,
        &played,
        plan.provisional.clone(),
        output,
    )?;
    if !played.finished {
        output.warning(&stopped(args, &summary, &plan.about));
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// How playing went.
struct Played {
    finished: bool,
    /// Minutes simulated now, and the seconds that took; `None` where nothing was played.
    ticks_per_second: Option<f64>,
}

/// A study that is played.
struct Study<'a> {
    plan: &'a Plan,
    shard: Shard,
    summary: &'a mut Summary,
}

impl Study<'_> {
    /// Plays from a cell on, and hands on the runs of each cell.
    fn play(
        &mut self,
        from: usize,
        mut keep: impl FnMut(&[Row]) -> Result<(), Failure>,
    ) -> Result<Played, Failure> {
        let cells = self.plan.about.cells_of(self.shard);
        let progress = Progress::new("seeds", cells.len(), from - cells.start);
        let (begun, before) = (now(), self.summary.ticks);
        let done = in_order(
            from..cells.end,
            long::stop(),
            |cell| {
                let rows = self.plan.play(cell);
                progress.step();
                rows
            },
            |rows| {
                rows.iter().for_each(|row| self.summary.take(row));
                keep(&rows)
            },
        );
        progress.end();
        let (ticks, seconds) = (self.summary.ticks - before, begun.elapsed().as_secs_f64());
        Ok(Played {
            finished: done? == cells.end,
            ticks_per_second: (ticks > 0).then(|| ticks as f64 / seconds),
        })
    }

    /// Plays what is not done yet, and writes the file when all is.
    fn write_file(&mut self, file: &Path, output: &mut Output) -> Result<Played, Failure> {
        if self.is_there(file) {
            output.say(&format!(
                "`{}` holds this study already; nothing was played",
                file.display()
            ));
            return Ok(Played {
                finished: true,
                ticks_per_second: None,
            });
        }
        let place = unfinished::place(file);
        let unkept = |error: std::io::Error| unwritten(&place, &error);
        let opened = Unfinished::open(file, &self.plan.about, self.shard);
        let mut unfinished = opened.map_err(|error| match error {
            UnfinishedError::Io(error) => unkept(error),
            UnfinishedError::Other(difference) => Failure::told(format!(
                "`{}` holds another study that is not finished; what differs is {difference}; finish it, or delete that file",
                place.display()
            )),
        })?;
        for row in unfinished.rows().map_err(unkept)? {
            self.summary.take(&row.map_err(unkept)?);
        }
        let from = self.plan.about.cells_of(self.shard).start + unfinished.cells;
        if unfinished.cells > 0 {
            output.say(&format!(
                "going on from `{}`: {} runs are done",
                place.display(),
                self.summary.runs
            ));
        }
        let played = self.play(from, |rows| {
            unfinished.keep(rows).map_err(|error| {
                let Failure::Told(message) = unkept(error) else {
                    return Failure::Said;
                };
                Failure::told(format!(
                    "{message}; what is done is kept, and the same call goes on from it"
                ))
            })
        })?;
        if played.finished {
            self.write(file, &unfinished)?;
            unfinished.done().map_err(unkept)?;
        }
        Ok(played)
    }

    /// Whether a file holds this study, whole; its runs are taken then.
    #[cfg(feature = "parquet")]
    fn is_there(&mut self, file: &Path) -> bool {
        use crate::study::files::StudyFile;
        let Ok(there) = StudyFile::open(file) else {
            return false;
        };
        if there.about != self.plan.about || there.shard != self.shard {
            return false;
        }
        let whole = there
            .rows()
            .is_ok_and(|mut rows| rows.all(|row| row.is_ok()));
        if let (true, Ok(rows)) = (whole, there.rows()) {
            rows.flatten().for_each(|row| self.summary.take(&row));
        }
        whole
    }

    #[cfg(not(feature = "parquet"))]
    fn is_there(&mut self, _: &Path) -> bool {
        false
    }

    #[cfg(feature = "parquet")]
    fn write(&self, file: &Path, unfinished: &Unfinished) -> Result<(), Failure> {
        let rows = unfinished.rows();
        rows.and_then(|rows| crate::study::files::write(file, &self.plan.about, self.shard, rows))
            .map_err(|error| unwritten(file, &error))
    }

    #[cfg(not(feature = "parquet"))]
    fn write(&self, _: &Path, _: &Unfinished) -> Result<(), Failure> {
        Err(Failure::told(WITHOUT_PARQUET))
    }
}

#[cfg(not(feature = "parquet"))]
const WITHOUT_PARQUET: &str =
    "this bridgecall was built without Parquet files; build it with `--features parquet`";

/// Refuses, before hours of work, what no file can be written to.
fn can_be_written(file: &Path) -> Result<(), Failure> {
    #[cfg(not(feature = "parquet"))]
    return Err(Failure::told(format!(
        "`{}` cannot be written: {WITHOUT_PARQUET}",
        file.display()
    )));
    #[cfg(feature = "parquet")]
    {
        let told = |why: &str| {
            Err(Failure::told(format!(
                "`{}` cannot be written: {why}",
                file.display()
            )))
        };
        let folder = file.parent().unwrap_or(Path::new(""));
        if !folder.as_os_str().is_empty() && !folder.is_dir() {
            return told(&format!("there is no folder `{}`", folder.display()));
        }
        match std::fs::metadata(file) {
            Ok(there) if !there.is_file() => {
                told("it is no file, and what is done could not be kept beside it")
            }
            _ => Ok(()),
        }
    }
}

fn unwritten(file: &Path, error: &std::io::Error) -> Failure {
    Failure::told(format!("`{}` cannot be written: {error}", file.display()))
}

fn stopped(args: &Args, summary: &Summary, about: &About) -> String {
    let all = about.cells_of(args.shard).len() * about.leaders.len();
    let done = format!("stopped after {} of {all} runs", summary.runs);
    match &args.out {
        Some(file) => format!(
            "{done}; they are kept in `{}`, and the same call goes on from them",
            unfinished::place(file).display()
        ),
        None => format!("{done}; with `--out FILE.parquet` they would be kept"),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a front end may tell how long work took"
)]
fn now() -> Instant {
    Instant::now()
}

fn answer(
    about: &About,
    summary: &Summary,
    shard: Shard,
    played: &Played,
    provisional_marks: Vec<String>,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut scenarios = summary.told();
    let of = match scenarios.len() {
        1 => OneOrMore::One(scenarios.remove(0)),
        _ => OneOrMore::More {
            scenarios,
            simulated_dependability: (played.finished && shard == Shard::WHOLE)
                .then(|| summary.dependability())
                .flatten(),
        },
    };
    let told = Told {
        of,
        seeds: about.seeds,
        shard: shard.to_string(),
        runs: summary.runs,
        finished: played.finished,
        ticks: summary.ticks,
        ticks_per_second: played.ticks_per_second,
        provisional_marks,
    };
    output.answer(&told, || table::text(&told))
}
