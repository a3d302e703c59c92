//! `check`: everything that is wrong with scenario files, at once.

use super::output::Output;
use super::{Answer, Failure, Format};
use crate::scenario::catalogue::{Catalogue, Checked};
use crate::scenario::diagnostics::Diagnostic;
use serde::Serialize;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Scenario files, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Report<'a> {
    scenarios: usize,
    errors: &'a [Diagnostic],
    warnings: &'a [Diagnostic],
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let checked = Catalogue::find().check(&args.paths);
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
        },
        || {
            if github {
                lines_for_github(&checked)
            } else {
                summary(&checked)
            }
        },
    )?;
    if args.paths.iter().any(|path| !path.exists()) {
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
