//! How sure somebody is, and why: of a cause before anybody knows, of an answer before it is given. Nobody has to say anything.

use super::{Choice, Choices, Field, ask};
use crate::game::wish::{Question, Wish};
use crate::observe::Observation;
use crate::observe::sentences::Names;
use crate::run::note::{FreeText, Note};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::words::fl;

/// What somebody is more or less sure of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matter {
    /// That an incident has this cause.
    Cause(IncidentId, CauseId),
    /// That an option of a card is the right one.
    Option(CardId, u8),
}

/// How sure one can say to be, in percent, with words for it.
fn sure() -> [(u8, &'static str); 9] {
    [
        (0, fl!("sure-0")),
        (10, fl!("sure-10")),
        (25, fl!("sure-25")),
        (40, fl!("sure-40")),
        (50, fl!("sure-50")),
        (60, fl!("sure-60")),
        (75, fl!("sure-75")),
        (90, fl!("sure-90")),
        (100, fl!("sure-100")),
    ]
}

impl Matter {
    /// What it is about: a cause or an option in its own words.
    pub fn words(self, scenario: &Scenario) -> &str {
        match self {
            Matter::Cause(_, cause) => Names(scenario).cause(cause),
            Matter::Option(card, option) => Names(scenario).option(card, option),
        }
    }

    /// A note that says so.
    pub fn note(self, percent: u8, reason: FreeText) -> Note {
        match self {
            Matter::Cause(incident, cause) => Note::Confidence {
                incident,
                cause,
                percent,
                reason,
            },
            Matter::Option(card, option) => Note::Answer {
                card,
                option,
                percent,
                reason,
            },
        }
    }

    /// What a note is about, and how sure somebody said to be.
    pub fn of(note: &Note) -> Option<(Matter, u8)> {
        match *note {
            Note::Confidence {
                incident,
                cause,
                percent,
                ..
            } => Some((Matter::Cause(incident, cause), percent)),
            Note::Answer {
                card,
                option,
                percent,
                ..
            } => Some((Matter::Option(card, option), percent)),
            Note::Left | Note::Hint(_) | Note::TakenBack(_) => None,
        }
    }
}

/// The causes of an incident. How likely each is held to be stays out of it: that is what is asked.
pub(super) fn causes(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let known = seen.incident(incident).into_iter();
    let rows = known.flat_map(|incident| &incident.causes).map(|cause| {
        let question = Question::HowSure(Matter::Cause(incident, cause.id));
        ask(Names(scenario).cause(cause.id), "", question)
    });
    Choices::new(
        fl!("sure-which-cause"),
        fl!("sure-which-cause-note").to_owned(),
        rows.collect(),
    )
}

/// The options of a card.
pub(super) fn options(card: CardId, scenario: &Scenario) -> Choices {
    let count = scenario.words.cards[card.at()].options.len();
    let rows = (0..count).map(|option| {
        let matter = Matter::Option(card, option as u8);
        ask(matter.words(scenario), "", Question::HowSure(matter))
    });
    Choices::new(
        fl!("sure-which-option"),
        fl!("sure-which-option-note").to_owned(),
        rows.collect(),
    )
}

pub(super) fn how_sure(matter: Matter, scenario: &Scenario) -> Choices {
    let rows = sure().map(|(percent, word)| {
        let question = Question::Why(matter, percent);
        ask(&format!("{percent} % · {word}"), "", question)
    });
    let about = format!("“{}”", matter.words(scenario));
    Choices::new(fl!("sure-title"), about, rows.into())
}

pub(super) fn why(matter: Matter, percent: u8, scenario: &Scenario) -> Choices {
    let about = fl!(
        "sure-about",
        percent = percent,
        matter = matter.words(scenario)
    );
    let row = Choice::new(
        fl!("sure-note-it"),
        fl!("sure-note-it-note"),
        Wish::Note(matter, percent),
    );
    Choices {
        field: Some(Field {
            name: fl!("sure-why"),
            example: fl!("sure-why-example"),
            typed: String::new(),
            finds: false,
        }),
        ..Choices::new(fl!("sure-why-title"), about, vec![row])
    }
}
