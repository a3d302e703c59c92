//! `marks`: what scores are placed between, measured over many seeds.

use super::output::Output;
use super::{Answer, Failure, input};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::score::marks::{FormMarks, Marks};
use crate::study::{MARK_SEEDS, measure};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

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
            let mut form = measure(&Arc::new(scenario), args.seeds);
            form.measured_on = today();
            marks.forms.push(form);
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

/// The day that it is in UTC, `2026-11-24`.
#[expect(
    clippy::disallowed_methods,
    reason = "a person may ask when marks were measured"
)]
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    date(since.map_or(0, |since| since.as_secs() / 86_400))
}

/// A day of the Gregorian calendar, from its number since 1970-01-01. Years begin in March here, so a leap day comes last
/// (Hinnant, *chrono-compatible low-level date algorithms*).
fn date(day: u64) -> String {
    let day = day + 719_468;
    let (era, of_era) = (day / 146_097, day % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
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

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_day_has_its_date() {
        // `date -u -d @$((86400 * N)) +%F`
        for (day, known) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (18_627, "2020-12-31"),
            (20_781, "2026-11-24"),
        ] {
            assert_eq!(date(day), known);
        }
    }
}
