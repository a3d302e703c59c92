//! `play`: a whole run without a window.

use super::commands_file::{self, Refused};
use super::output::Output;
use super::summary::Summary;
use super::{Answer, Failure, input};
use crate::analysis;
use crate::leaders::PROFILES;
use crate::run::{Run, events, log};
use crate::scenario::Scenario;
use crate::sim::What;
use crate::study::given::given;
use rand::TryRng;
use rand::rngs::SysRng;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A scenario, by its id or by the path of its file.
    scenario: String,
    /// The reference leader who leads.
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "commands",
        conflicts_with = "commands"
    )]
    leader: Option<String>,
    /// The seed of the run; a fresh one if none is given.
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    seed: Option<u64>,
    /// The form of the scenario; its first if none is given.
    #[arg(long, value_name = "F")]
    form: Option<String>,
    /// A file of commands to lead by, `13:45 acknowledge INC-1` a line.
    #[arg(long, value_name = "FILE")]
    commands: Option<PathBuf>,
    /// Write the run's log there.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Write every event there, one JSON object a line.
    #[arg(long, value_name = "FILE.jsonl")]
    events: Option<PathBuf>,
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let loaded = input::scenario(&args.scenario, args.form.as_deref(), output)?;
    let scenario = Arc::new(loaded.scenario);
    let seed = args.seed.map_or_else(fresh_seed, Ok)?;
    let (run, refused) = match &args.commands {
        Some(file) => by_commands(&scenario, seed, file)?,
        None => (
            by_leader(&scenario, seed, args.leader.as_deref().unwrap_or_default())?,
            Vec::new(),
        ),
    };
    tell_what_was_lost(&run, args.commands.as_deref(), &refused, output);
    let marks = given(&scenario, loaded.marks.as_deref());
    let mut summary = Summary::of(&run, &marks);
    summary.refused = refused;
    if let Some(path) = &args.log {
        input::write(path, &log::write(&run))?;
    }
    if let Some(path) = &args.events {
        let lines = run
            .events()
            .iter()
            .map(|event| format!("{}\n", events::written(event, &scenario)));
        input::write(path, &lines.collect::<String>())?;
    }
    output.answer(&summary, || summary.text(&run))?;
    Ok(Answer::Yes)
}

/// Short enough to be read to somebody else.
fn fresh_seed() -> Result<u64, Failure> {
    let drawn = SysRng.try_next_u32().map_err(|error| {
        Failure::told(format!(
            "no seed can be drawn: {error}; give one with `--seed`"
        ))
    })?;
    Ok(u64::from(drawn % 1_000_000))
}

fn by_leader(scenario: &Arc<Scenario>, seed: u64, name: &str) -> Result<Run, Failure> {
    analysis::led(scenario, seed, name).ok_or_else(|| Failure::told(no_leader(name, scenario)))
}

fn no_leader(name: &str, scenario: &Scenario) -> String {
    if PROFILES.iter().any(|profile| profile.name == name) {
        return format!(
            "the leader `{name}` has nothing to go by in `{}`; choose another",
            scenario.id
        );
    }
    let lines: Vec<String> = PROFILES
        .iter()
        .map(|profile| format!("  {:<13} {}", profile.name, profile.is))
        .collect();
    format!(
        "there is no leader `{name}`; leaders are\n{}",
        lines.join("\n")
    )
}

fn by_commands(
    scenario: &Arc<Scenario>,
    seed: u64,
    file: &Path,
) -> Result<(Run, Vec<Refused>), Failure> {
    let text = String::from_utf8(input::file(file)?).map_err(|_| {
        Failure::told(format!(
            "`{}` is not UTF-8; save it as UTF-8",
            file.display()
        ))
    })?;
    let planned = commands_file::read(&text, scenario).map_err(|faults| {
        Failure::told(format!(
            "`{}` cannot be played:\n{}",
            file.display(),
            faults.join("\n")
        ))
    })?;
    Ok(commands_file::lead(
        Run::new(scenario.clone(), seed, "person"),
        &planned,
    ))
}

/// Commands that were refused, and those that made no sense any more once the leader came to them.
fn tell_what_was_lost(run: &Run, file: Option<&Path>, refused: &[Refused], output: &mut Output) {
    let Some(file) = file else { return };
    for Refused {
        line,
        command,
        reason,
        ..
    } in refused
    {
        output.warning(&format!(
            "{}:{line}: `{command}` was refused: {reason}",
            file.display()
        ));
    }
    for event in run.events() {
        if let What::Lapsed(command) = event.what {
            let written = command.written(&run.scenario().ids);
            let minute = event.tick.0;
            output.warning(&format!(
                "`{written}` made no sense any more when you came to it, at minute {minute}"
            ));
        }
    }
}
