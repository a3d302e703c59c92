//! `scenarios`: what can be played.

use super::output::Output;
use super::{Answer, Failure};
use crate::scenario::Scenario;
use crate::scenario::catalogue::{Catalogue, Entry};
use crate::scenario::load::Problems;
use crate::scenario::rules::{Level, Track};
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    id: String,
    path: String,
    title: String,
    level: Level,
    track: Track,
    forms: Vec<Form>,
    minutes: u16,
    ticks: u32,
    oracle: bool,
    text_digest: String,
    #[serde(skip)]
    summary: String,
}

#[derive(Serialize)]
struct Form {
    id: String,
    rules_digest: String,
}

pub(super) fn run(output: &mut Output) -> Result<Answer, Failure> {
    let catalogue = Catalogue::find();
    let mut rows = Vec::new();
    for entry in catalogue.entries() {
        match row(&catalogue, &entry) {
            Ok(row) => rows.push(row),
            Err(_) => {
                let path = catalogue.shown(&entry);
                output.warning(&format!(
                    "`{path}` cannot be played; `bridgecall check {path}` says why"
                ));
            }
        }
    }
    output.answer(&rows, || text(&rows))?;
    Ok(Answer::Yes)
}

fn row(catalogue: &Catalogue, entry: &Entry) -> Result<Row, Problems> {
    let Scenario {
        id,
        forms,
        rules,
        words,
        text_digest,
        ..
    } = catalogue.load(&entry.id, None)?.scenario;
    let digests = forms.into_iter().map(|form| {
        let rules_digest = catalogue
            .load(&entry.id, Some(&form))?
            .scenario
            .rules_digest;
        Ok(Form {
            id: form,
            rules_digest,
        })
    });
    Ok(Row {
        id,
        path: catalogue.shown(entry),
        title: words.title,
        level: rules.level,
        track: rules.track,
        forms: digests.collect::<Result<_, Problems>>()?,
        minutes: rules.play_minutes,
        ticks: rules.ends.0,
        oracle: entry.is_oracle(),
        text_digest,
        summary: words.summary,
    })
}

fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let forms: Vec<&str> = row.forms.iter().map(|form| form.id.as_str()).collect();
        text += &format!("{} — {}\n", row.id, row.title);
        if !row.summary.is_empty() {
            text += &format!("    {}\n", row.summary);
        }
        let (level, track) = (row.level.word(), row.track.word());
        if row.oracle {
            text += "    an oracle: the model against a closed form, not for people\n\n";
            continue;
        }
        text += &format!(
            "    {level}, {track} · about {} minutes of play · forms: {}\n\n",
            row.minutes,
            forms.join(", ")
        );
    }
    text + "Play one with `bridgecall play ID --leader textbook`, or lead it yourself with `bridgecall`.\n"
}
