//! `marks`: what scores are placed between, measured over many seeds.

use super::output::Output;
use super::{Answer, Failure, input};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::score::marks::{FormMarks, Marks};
use crate::study::{MARK_SEEDS, measure};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Scenarios, by id or by the path of their files.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<String>,
    /// Write the marks beside each scenario.
    #[arg(long)]
    write: bool,
    /// Number of seeds to measure over.
    #[arg(long, value_name = "N", default_value_t = MARK_SEEDS, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    seeds: u32,
}

pub(super) fn run(args: &Args, output: &mut Output) -> Result<Answer, Failure> {
    let mut all = Vec::new();
    for name in &args.scenarios {
        let first = input::scenario(name, None, output)?.scenario;
        let place = args.write.then(|| place(name, &first.id)).transpose()?;
        let mut marks = Marks {
            scenario: first.id.clone(),
            forms: Vec::new(),
        };
        for form in &first.forms {
            output.progress(&format!(
                "measuring {}, form {form}, over {} seeds …",
                first.id, args.seeds
            ));
            let scenario = input::scenario(name, Some(form), output)?.scenario;
            marks.forms.push(measure(&Arc::new(scenario), args.seeds));
        }
        output.progress("");
        if let Some(place) = place {
            input::write(&place, &as_ron(&marks)?)?;
        }
        all.push((first, marks));
    }
    let json: Vec<&Marks> = all.iter().map(|(_, marks)| marks).collect();
    output.answer(&json, || {
        all.iter()
            .map(|(scenario, marks)| text(scenario, marks))
            .collect()
    })?;
    Ok(Answer::Yes)
}

/// `a/b.ron` → `a/b.marks.ron`.
fn place(name: &str, id: &str) -> Result<PathBuf, Failure> {
    let catalogue = Catalogue::find();
    let entry = catalogue
        .entries()
        .into_iter()
        .find(|entry| entry.id == name);
    let file = entry.map_or_else(
        || PathBuf::from(name),
        |entry| PathBuf::from(catalogue.shown(&entry)),
    );
    if !Path::is_file(&file) {
        let message = format!(
            "`{id}` lies inside the program, so nothing can be written beside it; name the path of a file"
        );
        return Err(Failure::told(message));
    }
    Ok(file.with_extension("marks.ron"))
}

fn as_ron(marks: &Marks) -> Result<String, Failure> {
    let shape = ron::ser::PrettyConfig::new().depth_limit(5).new_line("\n");
    let text = ron::ser::to_string_pretty(marks, shape);
    Ok(text
        .map_err(|error| Failure::told(format!("the marks cannot be written as RON: {error}")))?
        + "\n")
}

fn text(scenario: &Scenario, marks: &Marks) -> String {
    let title = format!("{} — {}\n", scenario.id, scenario.words.title);
    marks
        .forms
        .iter()
        .fold(title, |text, form| text + &form_text(form))
}

fn form_text(form: &FormMarks) -> String {
    let par = form.par_overall;
    let mut text = format!(
        "  form {}, {} seeds: the textbook scores {:.1} ± {:.1} overall\n",
        form.form, form.seeds, par.mean, par.sd
    );
    for axis in &form.axes {
        let stake = if axis.at_stake() {
            ""
        } else {
            "  not at stake"
        };
        text += &format!(
            "    {:<11}  base {:>12.2} ± {:<10.2}  ceiling {:>12.2} ± {:<10.2}{stake}\n",
            axis.axis.word(),
            axis.base.mean,
            axis.base.sd,
            axis.ceiling.mean,
            axis.ceiling.sd
        );
    }
    text
}
