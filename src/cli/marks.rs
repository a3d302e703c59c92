//! `marks`: what scores are placed between, measured over many seeds.

use super::long::{self, Progress};
use super::output::Output;
use super::{Answer, Failure, input};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::scenario::rules::Axis;
use crate::score::marks::{FormMarks, Marks, Standing};
use crate::study::MARK_SEEDS;
use crate::study::measure::marks_of;
use crate::study::rows::{Rows, entrants, runs};
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
    /// Leave lookahead out, where its runs would take too long. The ceiling is the textbook's then.
    #[arg(long)]
    without_lookahead: bool,
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
            let scenario = Arc::new(input::scenario(name, Some(form), output)?.scenario);
            let what = format!("{}, form {form}", first.id);
            let entrants = entrants(args.seeds, !args.without_lookahead);
            let progress = Progress::new(&what, runs(&entrants), 0);
            let rows = Rows::play(&scenario, &entrants, long::stop(), || progress.step());
            progress.end();
            let Some(rows) = rows else {
                output.warning(&format!(
                    "stopped while {what} was measured; its marks are as they were before"
                ));
                return Ok(Answer::No);
            };
            let mut form = marks_of(&scenario, &rows);
            form.measured_on = today();
            marks.forms.push(form);
        }
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
    text + &standings(form)
}

/// Points by leader, best first, and who is ahead of whom.
pub(super) fn standings(form: &FormMarks) -> String {
    let mut text = format!("\n    {:<14}{:>5}{:>9}", "leader", "seeds", "overall");
    Axis::ALL
        .iter()
        .for_each(|axis| text += &format!("{:>13}", axis.word()));
    text += "\n";
    let mut standings: Vec<&Standing> = form.standings.iter().collect();
    standings.sort_by(|a, b| b.overall.total_cmp(&a.overall));
    for standing in standings {
        text += &format!(
            "    {:<14}{:>5}{:>9.1}",
            standing.leader, standing.seeds, standing.overall
        );
        for (points, marks) in standing.axes.iter().zip(&form.axes) {
            text += &match marks.at_stake() {
                true => format!("{points:>13.1}"),
                false => format!("{:>13}", "–"),
            };
        }
        text += "\n";
    }
    text += "\n    Ahead overall on the same seeds, with 95 % intervals\n";
    for gap in &form.gaps {
        let names = format!("{} − {}", gap.leader, gap.of);
        text += &format!(
            "    {names:<28}{:>7.1}   {:>7.1} to {:.1}\n",
            gap.mean, gap.low, gap.high
        );
    }
    text + "\n"
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
