//! `check`: everything that is wrong with scenario files, at once.

use super::balance::{self, Wanted};
use super::output::Output;
use super::{Answer, Failure, Format};
use crate::scenario::catalogue::{Catalogue, Checked};
use crate::scenario::diagnostics::{Diagnostic, Severity};
use crate::study::balance::Balance;
use crate::study::balance::leaders::SEEDS_LEAST;
use crate::study::given::misfit;
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Scenario files, folders of them, or ids.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Let reference leaders play, and say who wins, at what pace, and which choices change nothing.
    #[arg(long)]
    balance: bool,
    /// Number of seeds that leaders play.
    #[arg(long, value_name = "N", requires = "balance", default_value_t = SEEDS_LEAST, value_parser = clap::value_parser!(u32).range(i64::from(SEEDS_LEAST)..=10_000))]
    seeds: u32,
    /// Leave lookahead out, where its runs would take too long.
    #[arg(long, requires = "balance")]
    without_lookahead: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    scenarios: usize,
    errors: &'a [Diagnostic],
    warnings: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    balance: Option<&'a [Balance]>,
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let catalogue = Catalogue::find();
    let paths: Vec<PathBuf> = args
        .paths
        .iter()
        .map(|path| named(&catalogue, path))
        .collect();
    let mut checked = catalogue.check(&paths);
    checked.errors.extend(bad_marks(&paths));
    let mut balances = Vec::new();
    let mut stopped = None;
    if args.balance {
        let wanted = Wanted {
            seeds: args.seeds,
            lookahead: !args.without_lookahead,
        };
        stopped = examine(&catalogue, &paths, wanted, &mut checked, &mut balances).err();
    }
    let Checked {
        scenarios,
        errors,
        warnings,
    } = &checked;
    if output.format() != Format::Github {
        errors
            .iter()
            .chain(warnings)
            .for_each(|diagnostic| output.diagnostic(diagnostic));
    }
    let github = output.format() == Format::Github;
    output.answer(
        &Report {
            scenarios: *scenarios,
            errors,
            warnings,
            balance: args.balance.then_some(&balances),
        },
        || match github {
            true => lines_for_github(&checked),
            false => {
                let balances: String = balances.iter().map(balance::text).collect();
                balances + &summary(&checked)
            }
        },
    )?;
    if let Some(what) = stopped {
        output.warning(&format!(
            "stopped while {what} was played; what is told above is what was done before"
        ));
        return Ok(Answer::No);
    }
    let missing = args
        .paths
        .iter()
        .zip(&paths)
        .any(|(given, path)| given == path && !path.exists());
    if missing {
        return Err(Failure::Said);
    }
    if *scenarios == 0 {
        return Err(Failure::told(
            "there is no scenario in what was named; scenarios are files that end in `.ron`",
        ));
    }
    Ok(if errors.is_empty() {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// The file of a scenario that is named by its id; any other path as it is.
fn named(catalogue: &Catalogue, path: &Path) -> PathBuf {
    let entries = catalogue.entries();
    let entry = entries.iter().find(|entry| Path::new(&entry.id) == path);
    match entry.filter(|_| !path.exists()) {
        Some(entry) => PathBuf::from(catalogue.shown(entry)),
        None => path.to_owned(),
    }
}

/// Lets leaders play every form of what was named, as far as it can be loaded.
///
/// # Errors
/// What was being played when it was stopped.
fn examine(
    catalogue: &Catalogue,
    paths: &[PathBuf],
    wanted: Wanted,
    checked: &mut Checked,
    balances: &mut Vec<Balance>,
) -> Result<(), String> {
    for file in Catalogue::files(paths) {
        let file = file.to_string_lossy().replace('\\', "/");
        let Ok(first) = catalogue.load(&file, None) else {
            continue; // why is told already
        };
        if first.scenario.is_oracle() {
            continue;
        }
        for form in &first.scenario.forms {
            let Ok(loaded) = catalogue.load(&file, Some(form)) else {
                continue;
            };
            let what = || format!("{}, form {form}", first.scenario.id);
            let balance = balance::measured(loaded.clone(), wanted).ok_or_else(what)?;
            for diagnostic in balance::diagnostics(&balance, &loaded, &file) {
                match diagnostic.severity {
                    Severity::Error => checked.errors.push(diagnostic),
                    Severity::Warning => checked.warnings.push(diagnostic),
                }
            }
            let stopped = balance.stopped;
            balances.push(balance);
            if stopped {
                return Err(what());
            }
        }
    }
    Ok(())
}

/// Shipped scenarios among those named whose marks are missing or stale.
fn bad_marks(paths: &[PathBuf]) -> Vec<Diagnostic> {
    let catalogue = Catalogue::find();
    let named: Vec<PathBuf> = paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let mut bad = Vec::new();
    for entry in Catalogue::default().playable() {
        let shown = catalogue.shown(&entry);
        let is_named = Path::new(&shown)
            .canonicalize()
            .is_ok_and(|file| named.iter().any(|path| file.starts_with(path)));
        if !is_named {
            continue;
        }
        // What cannot be loaded is told already.
        let forms = catalogue
            .load(&entry.id, None)
            .map(|loaded| loaded.scenario.forms);
        let loaded = forms.unwrap_or_default().into_iter();
        let loaded = loaded.filter_map(|form| catalogue.load(&entry.id, Some(&form)).ok());
        let why = loaded
            .filter_map(|one| misfit(&one.scenario, one.marks.as_deref()))
            .next();
        bad.extend(why.map(|message| Diagnostic {
            file: shown,
            line: 1,
            column: 1,
            code: "BC0110",
            message,
            help: Some(format!("run `bridgecall marks {} --write`", entry.id)),
            severity: Severity::Error,
            span: 0..0,
            text: "".into(),
        }));
    }
    bad
}

fn summary(checked: &Checked) -> String {
    let count =
        |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let scenarios = count(checked.scenarios, "scenario");
    match (checked.errors.len(), checked.warnings.len()) {
        (0, 0) => format!("{scenarios} checked, nothing to mend\n"),
        (errors, warnings) => format!(
            "{scenarios} checked: {}, {}\n",
            count(errors, "error"),
            count(warnings, "warning")
        ),
    }
}

fn lines_for_github(checked: &Checked) -> String {
    checked
        .errors
        .iter()
        .chain(&checked.warnings)
        .map(|diagnostic| diagnostic.github() + "\n")
        .collect()
}
