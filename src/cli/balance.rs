//! `check --balance`: who wins on a scenario, at what pace it is played, and whether its choices matter, in words.

use super::long::{self, Progress};
use super::marks::standings;
use crate::scenario::diagnostics::Diagnostic;
use crate::scenario::load::Loaded;
use crate::study::balance::choices::Weighed;
use crate::study::balance::leaders::Specialist;
use crate::study::balance::pace::Pace;
use crate::study::balance::{Balance, Examination};
use std::sync::Arc;

/// What is found out about a scenario, over how many seeds.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) seeds: u32,
    pub(super) lookahead: bool,
}

/// The balance of a form, with a progress bar; choices are the same in every form, so they are weighed in the first. `None` if it was
/// stopped.
pub(super) fn measured(loaded: Loaded, wanted: Wanted) -> Option<Balance> {
    let scenario = Arc::new(loaded.scenario);
    let what = format!("{}, form {}", scenario.id, scenario.form);
    let is_first = scenario.forms.first() == Some(&scenario.form);
    let examination = Examination::new(scenario, wanted.seeds, wanted.lookahead, is_first);
    let progress = Progress::new(&what, examination.runs(), 0);
    let balance = examination.play(long::stop(), || progress.step());
    progress.end();
    balance
}

/// What is out of balance, where the files declare it. `file` is the scenario's own, as a reader can open it.
pub(super) fn diagnostics(balance: &Balance, loaded: &Loaded, file: &str) -> Vec<Diagnostic> {
    let sources = &loaded.scenario.sources;
    let own = sources.first().map_or("", |source| &source.path);
    let folder = file.strip_suffix(own).unwrap_or_default();
    let files: Vec<_> = sources
        .iter()
        .map(|source| (format!("{folder}{}", source.path), source))
        .collect();
    let findings = balance.findings.iter();
    findings
        .map(|finding| {
            let message = match loaded.scenario.forms.len() {
                0 | 1 => finding.message.clone(),
                _ => format!("{} (form `{}`)", finding.message, balance.form),
            };
            Diagnostic::of_play(
                &files,
                finding.about.as_deref(),
                (finding.severity, finding.code),
                message,
                finding.help.clone(),
            )
        })
        .collect()
}

/// A balance for people.
pub(super) fn text(balance: &Balance) -> String {
    let mut text = format!(
        "\n{}, form {}, {} seeds\n",
        balance.scenario, balance.form, balance.seeds
    );
    text += &standings(&balance.marks);
    let specialists = balance.specialists.iter().map(specialist);
    specialists.for_each(|line| text += &line);
    if let Some(difficulty) = balance.difficulty {
        text += &format!("    Difficulty {difficulty:.0}: what a firefighter leaves to be won\n");
    }
    if let Some(luck) = balance.luck {
        text += &format!(
            "    Luck has {:.0} % of the differences between runs; who leads has the rest\n",
            luck * 100.0
        );
    }
    balance.pace.iter().for_each(|of| text += &pace(of));
    text += &choices(&balance.choices);
    text
}

fn specialist(of: &Specialist) -> String {
    let (leader, axis, points) = (&of.leader, of.axis.word(), of.points);
    match (of.best == *leader, of.is_near_best()) {
        (true, _) => format!("    {leader} is best on {axis} with {points:.1}\n"),
        (_, near) => format!(
            "    {leader} is {} on {axis} with {points:.1}; {} is best with {:.1}\n",
            if near {
                "near the best"
            } else {
                "not near the best"
            },
            of.best,
            of.best_points
        ),
    }
}

fn pace(of: &Pace) -> String {
    format!(
        "    Pace: about {:.0} real minutes ({:.0} to {:.0} are meant), {:.0} choices, one every {:.0} seconds in the median; the longest time without one is {:.0} seconds\n",
        of.minutes,
        of.range_minutes.0,
        of.range_minutes.1,
        of.choices,
        of.between_p50_seconds,
        of.longest_gap_seconds
    )
}

/// How far each way is ahead of what the textbook does, a line a choice.
fn choices(of: &[Weighed]) -> String {
    if of.is_empty() {
        return String::new();
    }
    let mut text = "\n    Ahead of the textbook overall when it does one thing otherwise, and in how many runs that came up\n".to_owned();
    for choice in of {
        text += &format!("    {:<8} {:<24}", choice.kind.word(), choice.id);
        let ways = choice.ways.iter().map(|way| match way.ahead {
            Some(ahead) => {
                let ahead = (ahead * 10.0).round() / 10.0 + 0.0; // no −0.0
                format!("  {} {ahead:+.1} ({})", way.way, way.taken)
            }
            None => format!("  {} (0)", way.way),
        });
        ways.for_each(|way| text += &way);
        text += "\n";
    }
    text
}
