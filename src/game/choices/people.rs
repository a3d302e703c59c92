//! What can be asked of somebody, and what can be said to them.

use super::incident::role_note;
use super::{Choice, Choices, ask, give};
use crate::game::wish::{Question, Task};
use crate::observe::sentences::{Names, order};
use crate::observe::{Observation, Progress};
use crate::scenario::Scenario;
use crate::scenario::command::{Manner, Turn};
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::people::{Absence, in_incident, on_duty};
use crate::sim::world::Activity;

/// Days off that are offered.
const DAYS_OFF: [u8; 4] = [1, 2, 3, 5];

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = seen.people.iter().map(|person| {
        let words = scenario.words.people.get(person.id.at());
        ask(
            Names(scenario).person(person.id),
            words.map_or("", |words| &words.title),
            Question::PersonDoes(person.id),
        )
    });
    Choices::new("Who?", String::new(), rows.collect())
}

pub(super) fn one(person: PersonId, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = scenario.words.people.get(person.at());
    let title = words.map_or(String::new(), |words| words.title.clone());
    let rows = does(person, scenario, seen);
    Choices::new(Names(scenario).person(person), title, rows)
}

fn does(person: PersonId, scenario: &Scenario, seen: &Observation) -> Vec<Choice> {
    let Some(state) = seen.people.get(person.at()) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    match state.absence {
        Absence::NotYet(_) => {
            rows.push(give(
                "Hire",
                "for good; it takes weeks to find somebody",
                Command::Hire(person),
            ));
            rows.push(give(
                "Contract",
                "sooner and dearer, and not for long",
                Command::Contract(person),
            ));
            return rows;
        }
        Absence::Gone => return rows,
        _ => {}
    }
    if on_duty(state.activity) {
        for incident in seen.open_incidents() {
            if incident.triaged.is_none() {
                let command = Command::Triage(incident.id, person);
                rows.push(give(
                    &format!("Find out what {} is about", incident.id),
                    "",
                    command,
                ));
            }
            for role in Role::ALL {
                rows.push(give(
                    &format!("Take the role of {} at {}", role.word(), incident.id),
                    &role_note(scenario, Some(incident), role),
                    Command::Role(person, role, incident.id),
                ));
            }
            let open = incident
                .inquiries
                .iter()
                .filter(|line| line.progress == Progress::Open);
            let known =
                open.filter(|line| state.skills.iter().any(|(skill, _)| *skill == line.skill));
            rows.extend(known.map(|line| {
                let command = Command::Investigate(incident.id, line.id, person);
                give(
                    Names(scenario).inquiry(line.id),
                    "a line of inquiry",
                    command,
                )
            }));
        }
        if seen.work.iter().any(|work| work.can_be_worked_on) {
            rows.push(ask(
                "Planned work …",
                "choose which",
                Question::WorkOf(person),
            ));
        }
        rows.push(ask(
            "Talk …",
            "listen, coach, thank, challenge, agree a goal",
            Question::Talk(person),
        ));
        if in_incident(state.activity) {
            rows.push(ask(
                "Hand over …",
                "somebody else takes the task, with what is known",
                Question::Who(Task::TakeOver(person)),
            ));
            rows.push(give(
                "Stop, and back to planned work",
                "",
                Command::Cancel(person),
            ));
        }
        if matches!(state.activity, Activity::Serving(_)) {
            rows.push(give(
                "Put the case down",
                "what is done of it stays done",
                Command::Unassign(person),
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
    rows.push(ask(
        "Days off …",
        "from the end of the shift",
        Question::DaysOff(person),
    ));
    rows.extend(Turn::ALL.map(|turn| {
        let command = Command::PutOnCall(state.team, turn, person);
        give(
            &order(&command, scenario),
            "whoever was there takes their place",
            command,
        )
    }));
    rows
}

pub(super) fn talk(person: PersonId, scenario: &Scenario) -> Choices {
    let rows = Manner::ALL.map(|manner| {
        let (text, note) = match manner {
            Manner::Listen => ("Listen", "to hear what weighs on them"),
            Manner::Coach => ("Coach", "to help them on"),
            Manner::Thank => ("Thank", "for something they did"),
            Manner::Challenge => ("Challenge", "to ask for more"),
            Manner::AgreeGoal => ("Agree a goal", "on what comes next"),
        };
        give(text, note, Command::Talk(person, manner))
    });
    let title = format!("How do you talk with {}?", Names(scenario).person(person));
    Choices::new(&title, String::new(), rows.to_vec())
}

pub(super) fn days_off(person: PersonId, scenario: &Scenario) -> Choices {
    let rows = DAYS_OFF.map(|days| {
        let text = if days == 1 {
            "One day".to_owned()
        } else {
            format!("{days} days")
        };
        give(&text, "", Command::GiveDaysOff(person, days))
    });
    let title = format!("How long is {} off?", Names(scenario).person(person));
    Choices::new(
        &title,
        "from the end of the shift that runs".to_owned(),
        rows.to_vec(),
    )
}

pub(super) fn work_of(person: PersonId, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let open = seen.work.iter().filter(|work| work.can_be_worked_on);
    let rows = open.map(|work| {
        let note = format!("{:.0} min left for an expert", work.left_minutes);
        give(words.work(work.id), &note, Command::Work(person, work.id))
    });
    let title = format!("What does {} work on?", words.person(person));
    Choices::new(&title, String::new(), rows.collect())
}
