//! `check`: everything that is wrong with scenario files, at once.

use super::output::Output;
use super::{Answer, Failure, Format};
use crate::scenario::catalogue::{Catalogue, Checked};
use crate::scenario::diagnostics::{Diagnostic, Severity};
use crate::study::given::misfit;
use serde::Serialize;
use std::path::{Path, PathBuf};

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
    let mut checked = Catalogue::find().check(&args.paths);
    checked.errors.extend(bad_marks(&args.paths));
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
