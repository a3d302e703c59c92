//! The lists that questions are answered from: every one of them can be used with the digits and letters shown on it.

use super::wish::{Question, Wish};
use crate::observe::sentences::{Names, audience_name};
use crate::observe::view::fitness;
use crate::observe::{IncidentSeen, Observation, Progress};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::people::{in_incident, on_duty};
use crate::sim::world::Activity;

/// A question with its possible answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Choices {
    /// What is asked.
    pub title: String,
    /// What is worth knowing about it.
    pub note: String,
    /// The answers.
    pub rows: Vec<Choice>,
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
}

/// Keys of a list's rows, in order.
pub const KEYS: [&str; 18] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C", "D", "E", "F", "G", "H", "I",
];

const SEVERITIES: [(&str, &str); 5] = [
    ("SEV1", "customers cannot use what they pay for"),
    ("SEV2", "a large part of customers, or a main function"),
    ("SEV3", "some customers, or a way around exists"),
    ("SEV4", "hardly anybody notices"),
    ("SEV5", "nobody notices"),
];

/// The answers to a question, as things are now.
pub fn choices(question: Question, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let list = |title: &str, note: String, rows: Vec<Choice>| Choices {
        title: title.to_owned(),
        note,
        rows,
    };
    match question {
        Question::Severity(incident) => list(
            "How severe is it?",
            format!("{incident} · it can be declared again later"),
            SEVERITIES
                .iter()
                .zip(1..)
                .map(|((name, note), severity)| {
                    give(name, note, Command::Declare(incident, severity))
                })
                .collect(),
        ),
        Question::Inquiry(incident) => list(
            "What shall we find out?",
            incident.to_string(),
            inquiries(scenario, seen, incident),
        ),
        Question::Remedy(incident) => list(
            "What shall we do?",
            incident.to_string(),
            remedies(scenario, seen, incident),
        ),
        Question::WhoInvestigates(incident, inquiry) => {
            let skill = scenario
                .rules
                .inquiries
                .get(inquiry.at())
                .map(|inquiry| inquiry.skill);
            let rows = people(scenario, seen, skill, |person| {
                Command::Investigate(incident, inquiry, person)
            });
            list(
                &format!("Who: {}?", words.inquiry(inquiry)),
                skill_note(scenario, skill),
                rows,
            )
        }
        Question::WhoApplies(incident, remedy) => {
            let skill = scenario
                .rules
                .remedies
                .get(remedy.at())
                .map(|remedy| remedy.skill);
            let rows = people(scenario, seen, skill, |person| {
                Command::Apply(incident, remedy, person)
            });
            list(
                &format!("Who: {}?", words.remedy(remedy)),
                skill_note(scenario, skill),
                rows,
            )
        }
        Question::Role(incident) => {
            let rows = Role::ALL.map(|role| Choice {
                text: role.word().to_owned(),
                note: role_note(scenario, seen.incident(incident), role),
                wish: Wish::Choose(Question::WhoTakes(incident, role)),
            });
            list("Which role?", incident.to_string(), rows.to_vec())
        }
        Question::WhoTakes(incident, role) => {
            let rows = people(scenario, seen, None, |person| {
                Command::Role(person, role, incident)
            });
            list(
                &format!("Who takes the role of {}?", role.word()),
                incident.to_string(),
                rows,
            )
        }
        Question::Audience(incident) => {
            let rows = Audience::ALL.map(|audience| {
                let heard = seen
                    .incident(incident)
                    .and_then(|incident| incident.posted[audience as usize]);
                let note = heard.map_or("heard nothing yet".into(), |at| {
                    format!("heard {} min ago", seen.now.since(at))
                });
                give(
                    audience_name(audience),
                    &note,
                    Command::Post(incident, audience),
                )
            });
            list(
                "Whom is the update for?",
                incident.to_string(),
                rows.to_vec(),
            )
        }
        Question::MergeInto(incident) => {
            let others = seen.open_incidents().filter(|other| other.id != incident);
            let rows = others.map(|other| {
                let title = format!(
                    "{} {}",
                    other.id,
                    words.incident(other.fault, other.service)
                );
                give(&title, "", Command::Merge(incident, other.id))
            });
            list(
                &format!("Fold {incident} into which?"),
                String::new(),
                rows.collect(),
            )
        }
        Question::Person => {
            let rows = seen.people.iter().map(|person| Choice {
                text: words.person(person.id).to_owned(),
                note: scenario
                    .words
                    .people
                    .get(person.id.at())
                    .map_or(String::new(), |person| person.title.clone()),
                wish: Wish::Choose(Question::PersonDoes(person.id)),
            });
            list("Who?", String::new(), rows.collect())
        }
        Question::PersonDoes(person) => {
            let title = scenario
                .words
                .people
                .get(person.at())
                .map_or(String::new(), |person| person.title.clone());
            list(
                words.person(person),
                title,
                person_does(scenario, seen, person),
            )
        }
        Question::WorkOf(person) => {
            let open = seen.work.iter().filter(|work| work.can_be_worked_on);
            let rows = open.map(|work| {
                let note = format!("{:.0} min left for an expert", work.left_minutes);
                give(words.work(work.id), &note, Command::Work(person, work.id))
            });
            list(
                &format!("What does {} work on?", words.person(person)),
                String::new(),
                rows.collect(),
            )
        }
        Question::Work => {
            let open = seen.work.iter().filter(|work| work.can_be_worked_on);
            let rows = open.map(|work| Choice {
                text: words.work(work.id).to_owned(),
                note: format!("{:.0} min left for an expert", work.left_minutes),
                wish: Wish::Choose(Question::WhoWorks(work.id)),
            });
            list("Which work?", String::new(), rows.collect())
        }
        Question::WhoWorks(work) => {
            let skill = scenario.rules.work.get(work.at()).map(|work| work.skill);
            let rows = people(scenario, seen, skill, |person| Command::Work(person, work));
            list(
                &format!("Who works on {}?", words.work(work)),
                skill_note(scenario, skill),
                rows,
            )
        }
        Question::Message => {
            let rows = seen.messages.iter().map(|message| Choice {
                text: words.stakeholder(message.from).to_owned(),
                note: scenario
                    .words
                    .messages
                    .get(message.id.at())
                    .map_or(String::new(), |words| words.text.clone()),
                wish: Wish::Choose(Question::Answer(message.id)),
            });
            list("Which message?", String::new(), rows.collect())
        }
        Question::Answer(message) => answers(scenario, seen, message),
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

fn give(text: &str, note: &str, command: Command) -> Choice {
    Choice {
        text: text.to_owned(),
        note: note.to_owned(),
        wish: Wish::Give(command),
    }
}

fn skill_note(scenario: &Scenario, skill: Option<SkillId>) -> String {
    let name = skill.and_then(|skill| scenario.words.skills.get(skill.at()));
    name.map_or(String::new(), |name| {
        format!("takes: {}", name.to_lowercase())
    })
}

fn role_note(scenario: &Scenario, incident: Option<&IncidentSeen>, role: Role) -> String {
    let does = match role {
        Role::Commander => "holds it together; your commands take less of you",
        Role::Operations => "coordinates those who investigate and mend",
        Role::Communications => "writes the updates; they take less of you",
    };
    match incident.and_then(|incident| incident.roles[role as usize]) {
        Some(person) => format!("{does} · now {}", Names(scenario).person(person)),
        None => does.to_owned(),
    }
}

fn inquiries(scenario: &Scenario, seen: &Observation, incident: IncidentId) -> Vec<Choice> {
    let Some(incident) = seen.incident(incident) else {
        return Vec::new();
    };
    let open = incident
        .inquiries
        .iter()
        .filter(|inquiry| inquiry.progress == Progress::Open);
    open.map(|inquiry| Choice {
        text: Names(scenario).inquiry(inquiry.id).to_owned(),
        note: format!("usually {:.0} min", inquiry.usual_minutes),
        wish: Wish::Choose(Question::WhoInvestigates(incident.id, inquiry.id)),
    })
    .collect()
}

fn remedies(scenario: &Scenario, seen: &Observation, incident: IncidentId) -> Vec<Choice> {
    let Some(incident) = seen.incident(incident) else {
        return Vec::new();
    };
    let open = incident.remedies.iter().filter(|remedy| remedy.can_start());
    open.map(|remedy| Choice {
        text: Names(scenario).remedy(remedy.id).to_owned(),
        note: scenario
            .words
            .remedies
            .get(remedy.id.at())
            .map_or(String::new(), |words| words.note.clone()),
        wish: Wish::Choose(Question::WhoApplies(incident.id, remedy.id)),
    })
    .collect()
}

/// People for a task; whoever is away gets called in first.
fn people(
    scenario: &Scenario,
    seen: &Observation,
    skill: Option<SkillId>,
    task: impl Fn(PersonId) -> Command,
) -> Vec<Choice> {
    let everybody = fitness(scenario, seen, skill);
    everybody
        .into_iter()
        .map(|fit| {
            let name = Names(scenario).person(fit.person);
            if fit.here {
                give(name, &fit.note, task(fit.person))
            } else {
                give(
                    &format!("Page {name}"),
                    &fit.note,
                    Command::Page(fit.person),
                )
            }
        })
        .collect()
}

fn person_does(scenario: &Scenario, seen: &Observation, person: PersonId) -> Vec<Choice> {
    let Some(state) = seen.people.get(person.at()) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let ask = |text: &str, note: &str, question: Question| Choice {
        text: text.to_owned(),
        note: note.to_owned(),
        wish: Wish::Choose(question),
    };
    if on_duty(state.activity) {
        if let Some(incident) = seen.open_incidents().next() {
            for role in Role::ALL {
                let text = format!("Take the role of {}", role.word());
                rows.push(give(
                    &text,
                    &role_note(scenario, Some(incident), role),
                    Command::Role(person, role, incident.id),
                ));
            }
            for inquiry in incident
                .inquiries
                .iter()
                .filter(|inquiry| inquiry.progress == Progress::Open)
            {
                let known = state
                    .skills
                    .iter()
                    .any(|(skill, _)| *skill == inquiry.skill);
                if known {
                    let text = Names(scenario).inquiry(inquiry.id);
                    rows.push(give(
                        text,
                        "a line of inquiry",
                        Command::Investigate(incident.id, inquiry.id, person),
                    ));
                }
            }
        }
        if seen.work.iter().any(|work| work.can_be_worked_on) {
            rows.push(ask(
                "Planned work …",
                "choose which",
                Question::WorkOf(person),
            ));
        }
        if in_incident(state.activity) {
            rows.push(give(
                "Stop, and back to planned work",
                "",
                Command::Cancel(person),
            ));
        }
        rows.push(give(
            "Rest",
            "until the watch ends or you call",
            Command::Rest(person),
        ));
    } else if state.activity != Activity::OnTheWay {
        rows.push(give(
            "Call in",
            "a page reaches them wherever they are",
            Command::Page(person),
        ));
    }
    rows
}

fn answers(scenario: &Scenario, seen: &Observation, message: MessageId) -> Choices {
    let open = seen.messages.iter().find(|open| open.id == message);
    let verbs = open.map(|open| open.answers.clone()).unwrap_or_default();
    let words = scenario.words.messages.get(message.at());
    let spoken = words.map(|words| words.answers.clone()).unwrap_or_default();
    let rows = verbs.iter().enumerate().map(|(place, verb)| {
        let word = verb.word();
        let said = spoken.get(place).filter(|said| !said.is_empty());
        let (text, note) = said.map_or((word, ""), |said| (said.as_str(), word));
        give(text, note, Command::Answer(message, *verb))
    });
    Choices {
        title: format!("What do you tell {}?", Names(scenario).sender(message)),
        note: words.map_or(String::new(), |words| words.text.clone()),
        rows: rows.collect(),
    }
}
