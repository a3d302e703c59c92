//! Floor 10: the command line. A file a command; [`output`] is the only place that prints.
//!
//! **Knows no window and no server**: `main` hands them in as [`Fronts`]. What is stable for scripts: the names here, the keys
//! of `--format json`, and the exit codes 0 (done), 1 (the answer is no) and 2 (the call or its input was wrong).

mod balance;
mod check;
mod commands_file;
mod input;
mod led;
mod long;
mod marks;
mod output;
mod play;
mod rehearse;
mod replay;
mod scenarios;
mod shots;
mod study;
mod summary;
mod verdict;

use clap::{Parser, Subcommand, ValueEnum};
use output::Output;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The front ends that this build has.
#[derive(Clone, Copy, Default)]
pub struct Fronts {
    /// Opens the window, and returns when it is closed; the error is one sentence.
    pub window: Option<fn() -> Result<(), String>>,
    /// Renders every screen to files in a folder.
    pub shots: Option<fn(&Path) -> Result<Vec<Shot>, String>>,
    /// Plays a first watch in the window by its keys alone.
    pub rehearse: Option<fn() -> Result<Rehearsed, String>>,
}

/// A watch that was played in the window to its debrief.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Rehearsed {
    /// The first sentence of the debrief.
    pub verdict: String,
    /// Minutes that were played.
    pub minutes: u32,
    /// Keys that were pressed.
    pub keys: u32,
}

/// A picture of a screen.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Shot {
    /// The screen.
    pub screen: String,
    /// The state that it is in.
    pub state: String,
    /// The file.
    pub file: PathBuf,
}

/// Lead through outages and trade-offs before having to do it for real.
#[derive(Parser, Debug)]
#[command(
    name = "bridgecall",
    version,
    about,
    after_help = "Without a command the window opens."
)]
struct Call {
    /// How to write what comes out.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
    #[command(subcommand)]
    command: Option<Command>,
}

/// How to write what comes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// Lines that GitHub shows beside the code (`check` only).
    Github,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// List the scenarios.
    Scenarios,
    /// Report everything that is wrong with scenario files, at once; with `--balance`, how they play, too.
    Check(check::Args),
    /// Play a whole run without a window, by a reference leader or from a file of commands.
    Play(play::Args),
    /// Rebuild a run from its log and verify it.
    Replay(replay::Args),
    /// Play many runs: leaders × seeds on all cores, with a table, a Parquet file and a picture.
    Study(study::Args),
    /// Say what the logs of several runs of one level come to together: pass, not yet, or more evidence.
    Verdict(verdict::Args),
    /// Measure what scores are placed between, and how the reference leaders stand.
    Marks(marks::Args),
    /// Render every screen to PNG files.
    #[command(hide = true)]
    Shots(shots::Args),
    /// Play a first watch in the window by its keys alone, to the debrief.
    #[command(hide = true)]
    Rehearse,
}

/// What a command came to, where it did what it was asked.
enum Answer {
    Yes,
    No,
}

/// Why a command could not do what it was asked.
enum Failure {
    /// One sentence or more for a person.
    Told(String),
    /// Everything is said already.
    Said,
    /// Nobody reads the output any more.
    Unread,
}

impl Failure {
    fn told(message: impl Into<String>) -> Failure {
        Failure::Told(message.into())
    }
}

/// Reads the command line of this process, does what it says and returns the exit code.
pub fn run(fronts: &Fronts) -> ExitCode {
    let call = match Call::try_parse() {
        Ok(call) => call,
        Err(error) => {
            // Where not even this can be written there is nobody to tell.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut output = Output::new(call.format);
    match answer(call, fronts, &mut output) {
        Ok(Answer::Yes) | Err(Failure::Unread) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(Failure::Said) => ExitCode::from(2),
        Err(Failure::Told(message)) => {
            output.error(&message);
            ExitCode::from(2)
        }
    }
}

fn answer(call: Call, fronts: &Fronts, output: &mut Output) -> Result<Answer, Failure> {
    if call.format == Format::Github && !matches!(call.command, Some(Command::Check(_))) {
        return Err(Failure::told(
            "`--format github` is for `check`; write `--format json` here",
        ));
    }
    match call.command {
        None => open_window(fronts),
        Some(Command::Scenarios) => scenarios::run(output),
        Some(Command::Check(args)) => check::run(&args, output),
        Some(Command::Play(args)) => play::run(&args, output),
        Some(Command::Replay(args)) => replay::run(&args, output),
        Some(Command::Study(args)) => study::run(&args, output),
        Some(Command::Verdict(args)) => verdict::run(&args, output),
        Some(Command::Marks(args)) => marks::run(&args, output),
        Some(Command::Shots(args)) => shots::run(&args, fronts, output),
        Some(Command::Rehearse) => rehearse::run(fronts, output),
    }
}

fn open_window(fronts: &Fronts) -> Result<Answer, Failure> {
    let Some(window) = fronts.window else {
        return Err(Failure::told(
            "this bridgecall was built without its window; `bridgecall --help` lists what it does",
        ));
    };
    window().map(|()| Answer::Yes).map_err(Failure::Told)
}
