//! The lists that questions are answered from: every one of them can be used with the digits and letters shown on it.
//!
//! Each file lists what can be asked of one thing. [`everything`] is all of them at once, for whoever types a word of it.

mod change;
mod delegate;
mod incident;
mod outside;
mod people;
mod policy;
pub mod sure;
mod task;
mod week;
mod work;

use super::wish::{Question, Wish};
use crate::observe::Observation;
use crate::observe::sentences::{Names, Spoken};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::words::fl;

/// A question with its possible answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Choices {
    /// What is asked.
    pub title: String,
    /// What is worth knowing about it.
    pub note: String,
    /// The answers.
    pub rows: Vec<Choice>,
    /// Where one types; `None` where nothing is to be typed.
    pub field: Option<Field>,
}

/// A line to type into, above the answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// What it is for.
    pub name: &'static str,
    /// What could be typed.
    pub example: &'static str,
    /// What was.
    pub typed: String,
    /// The answers are those that it finds.
    pub finds: bool,
}

impl Choices {
    fn new(title: &str, note: String, rows: Vec<Choice>) -> Choices {
        Choices {
            title: title.to_owned(),
            note,
            rows,
            field: None,
        }
    }
}

/// A possible answer.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What it is.
    pub text: String,
    /// What is worth knowing about it.
    pub note: String,
    /// What choosing it does.
    pub wish: Wish,
    /// Why it cannot be chosen now.
    pub refusal: Option<String>,
}

impl Choice {
    fn new(text: &str, note: &str, wish: Wish) -> Choice {
        Choice {
            text: text.to_owned(),
            note: note.to_owned(),
            wish,
            refusal: None,
        }
    }
}

/// Keys of a list's rows, in order.
pub const KEYS: [&str; 18] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F", "G", "H", "I",
];

/// So many rows are shown of what is searched: nobody reads more.
const FOUND_MOST: usize = 40;

/// The answers to a question, as things are now.
pub fn choices(question: Question, scenario: &Scenario, seen: &Observation) -> Choices {
    match question {
        Question::Incident(incident) => incident::all(incident, scenario, seen),
        Question::Severity(incident) => incident::severity(incident),
        Question::Inquiry(incident) => incident::inquiries(incident, scenario, seen),
        Question::Remedy(incident) => incident::remedies(incident, scenario, seen),
        Question::Role(incident) => incident::roles(incident, scenario, seen),
        Question::Audience(incident) => incident::audiences(incident, seen),
        Question::Cadence(incident) => incident::cadences(incident, scenario, seen),
        Question::MergeInto(incident) => incident::merge(incident, scenario, seen),
        Question::Review(incident) => incident::review(incident, seen),
        Question::Who(task) => task::who(task, scenario, seen),
        Question::Person => people::all(scenario, seen),
        Question::PersonDoes(person) => people::one(person, scenario, seen),
        Question::WorkOf(person) => people::work_of(person, scenario, seen),
        Question::Talk(person) => people::talk(person, scenario),
        Question::DaysOff(person) => people::days_off(person, scenario),
        Question::Work => work::all(scenario, seen),
        Question::Item(item) => work::item(item, scenario, seen),
        Question::Pipelines => work::pipelines(scenario, seen),
        Question::Cases => work::cases(scenario, seen),
        Question::Message => messages(scenario, seen),
        Question::Answer(message) => answers(message, scenario, seen),
        Question::Levers => policy::levers(scenario, seen),
        Question::Lever(lever) => policy::lever(lever, scenario, seen),
        Question::Service(service) => policy::service(service, scenario, seen),
        Question::Outside => outside::all(scenario, seen),
        Question::Visit(stakeholder) => outside::visit(stakeholder, scenario),
        Question::Duty(duty) => outside::duty(duty, scenario, seen),
        Question::Change => change::all(scenario, seen),
        Question::Initiative(initiative) => change::initiative(initiative, scenario),
        Question::Control(control) => change::control(control, scenario),
        Question::MoveFrom(budget) => change::move_from(budget, scenario, seen),
        Question::Delegation => delegate::all(scenario, seen),
        Question::Brief(brief) => delegate::brief(brief, scenario),
        Question::SureOfCause(incident) => sure::causes(incident, scenario, seen),
        Question::SureOfOption(card) => sure::options(card, scenario),
        Question::HowSure(matter) => sure::how_sure(matter, scenario),
        Question::Why(matter, percent) => sure::why(matter, percent, scenario),
        Question::Place(place) => week::place(place, scenario, seen),
        Question::Lead(incident) => week::lead(incident, scenario, seen),
        Question::Everything => everything(scenario, seen),
    }
}

/// Whether a question still makes sense.
pub fn still_asked(question: Question, seen: &Observation) -> bool {
    match question {
        Question::Answer(message) => seen.messages.iter().any(|open| open.id == message),
        Question::Message => !seen.messages.is_empty(),
        _ => !seen.over,
    }
}

/// The lists that stand beside the map, with their keys: those in which this scenario has something.
pub fn lists(scenario: &Scenario) -> Vec<(&'static str, &'static str, Question)> {
    let rules = &scenario.rules;
    let outside = !rules.vendors.is_empty() || !rules.duties.is_empty();
    let change =
        !rules.initiatives.is_empty() || !rules.controls.is_empty() || !rules.budgets.is_empty();
    let all = [
        (true, fl!("orders-all"), "O", Question::Everything),
        (
            !rules.levers.is_empty(),
            fl!("orders-levers"),
            "V",
            Question::Levers,
        ),
        (
            !rules.pipelines.is_empty(),
            fl!("orders-pipelines"),
            "G",
            Question::Pipelines,
        ),
        (
            !rules.queues.is_empty(),
            fl!("orders-cases"),
            "C",
            Question::Cases,
        ),
        (outside, fl!("orders-outside"), "Y", Question::Outside),
        (change, fl!("orders-change"), "B", Question::Change),
        (true, fl!("orders-hand-over"), "H", Question::Delegation),
    ];
    (all.into_iter())
        .filter(|(there, ..)| *there)
        .map(|(_, name, key, question)| (name, key, question))
        .collect()
}

/// Every order that can be thought of now, each with what it is about, for a search.
fn everything(scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let mut rows = Vec::new();
    let mut add = |about: &str, question: Question| {
        let listed = choices(question, scenario, seen).rows.into_iter();
        rows.extend(listed.map(|row| match about {
            "" => row,
            about => Choice {
                text: format!("{about}: {}", row.text),
                ..row
            },
        }));
    };
    for incident in &seen.incidents {
        add(&incident.id.to_string(), Question::Incident(incident.id));
    }
    add("", Question::Message);
    add(fl!("orders-about-work"), Question::Work);
    for lever in 0..scenario.rules.levers.len() {
        let lever = LeverId(lever as u8);
        add(words.lever(lever), Question::Lever(lever));
    }
    add("", Question::Pipelines);
    add("", Question::Cases);
    add("", Question::Outside);
    for initiative in &seen.initiatives {
        add(
            words.initiative(initiative.id),
            Question::Initiative(initiative.id),
        );
    }
    add("", Question::Change);
    add("", Question::Delegation);
    for person in &seen.people {
        add(words.person(person.id), Question::PersonDoes(person.id));
    }
    for service in &seen.services {
        add("", Question::Service(service.id));
    }
    Choices {
        field: Some(Field {
            name: fl!("orders-find"),
            example: fl!("orders-find-example"),
            typed: String::new(),
            finds: true,
        }),
        ..Choices::new(fl!("orders-what"), fl!("orders-what-note").to_owned(), rows)
    }
}

/// The rows in which every word of a search stands; those that can be chosen first, and of them those that say it themselves.
pub(super) fn found(rows: Vec<Choice>, search: &str) -> Vec<Choice> {
    let search = search.to_lowercase();
    let wanted: Vec<&str> = search.split_whitespace().collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().all(|word| text.contains(word))
    };
    let fits = |row: &Choice| holds(&format!("{} {}", row.text, row.note));
    let mut rows: Vec<Choice> = rows.into_iter().filter(fits).collect();
    rows.sort_by_cached_key(|row| (row.refusal.is_some(), !holds(&row.text)));
    rows.truncate(FOUND_MOST);
    rows
}

fn give(text: &str, note: &str, command: Command) -> Choice {
    Choice::new(text, note, Wish::Give(command))
}

fn ask(text: &str, note: &str, question: Question) -> Choice {
    Choice::new(text, note, Wish::Choose(question))
}

fn skill_note(scenario: &Scenario, skill: Option<SkillId>) -> String {
    let name = skill.and_then(|skill| scenario.words.skills.get(skill.at()));
    name.map_or(String::new(), |name| {
        fl!("orders-takes-skill", skill = name.to_lowercase())
    })
}

fn messages(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = seen.messages.iter().map(|message| {
        let words = scenario.words.messages.get(message.id.at());
        ask(
            Names(scenario).stakeholder(message.from),
            words.map_or("", |words| &words.text),
            Question::Answer(message.id),
        )
    });
    Choices::new(fl!("orders-which-message"), String::new(), rows.collect())
}

fn answers(message: MessageId, scenario: &Scenario, seen: &Observation) -> Choices {
    let open = seen.messages.iter().find(|open| open.id == message);
    let verbs = open.map(|open| open.answers.clone()).unwrap_or_default();
    let words = scenario.words.messages.get(message.at());
    let spoken = words.map(|words| words.answers.clone()).unwrap_or_default();
    let rows = verbs.iter().enumerate().map(|(place, verb)| {
        let word = verb.spoken();
        let said = spoken.get(place).filter(|said| !said.is_empty());
        let (text, note) = said.map_or((word, ""), |said| (said.as_str(), word));
        give(text, note, Command::Answer(message, *verb))
    });
    Choices::new(
        &fl!("orders-tell-whom", person = Names(scenario).sender(message)),
        words.map_or(String::new(), |words| words.text.clone()),
        rows.collect(),
    )
}
