//! What can be asked of somebody, and what can be said to them.

use super::incident::role_note;
use super::{Choice, Choices, ask, give};
use crate::game::wish::{Question, Task};
use crate::observe::sentences::{Names, Spoken, order};
use crate::observe::{Observation, Progress};
use crate::scenario::Scenario;
use crate::scenario::command::{Manner, Turn};
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::people::{Absence, in_incident, on_duty};
use crate::sim::world::Activity;
use crate::words::fl;

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
    Choices::new(fl!("person-title"), String::new(), rows.collect())
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
                fl!("person-hire"),
                fl!("person-hire-note"),
                Command::Hire(person),
            ));
            rows.push(give(
                fl!("person-contract"),
                fl!("person-contract-note"),
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
                    &fl!("person-triage", incident = incident.id.to_string()),
                    "",
                    command,
                ));
            }
            for role in Role::ALL {
                rows.push(give(
                    &fl!(
                        "person-role",
                        role = role.spoken(),
                        incident = incident.id.to_string()
                    ),
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
                    fl!("person-inquiry-note"),
                    command,
                )
            }));
        }
        if seen.work.iter().any(|work| work.can_be_worked_on) {
            rows.push(ask(
                fl!("person-work"),
                fl!("person-work-note"),
                Question::WorkOf(person),
            ));
        }
        rows.push(ask(
            fl!("person-talk"),
            fl!("person-talk-note"),
            Question::Talk(person),
        ));
        if in_incident(state.activity) {
            rows.push(ask(
                fl!("person-hand-over"),
                fl!("person-hand-over-note"),
                Question::Who(Task::TakeOver(person)),
            ));
            rows.push(give(fl!("person-stop"), "", Command::Cancel(person)));
        }
        if matches!(state.activity, Activity::Serving(_)) {
            rows.push(give(
                fl!("person-case-down"),
                fl!("person-case-down-note"),
                Command::Unassign(person),
            ));
        }
        rows.push(give(
            fl!("person-rest"),
            fl!("person-rest-note"),
            Command::Rest(person),
        ));
    } else if state.activity != Activity::OnTheWay {
        rows.push(give(
            fl!("person-call-in"),
            fl!("person-call-in-note"),
            Command::Page(person),
        ));
    }
    rows.push(ask(
        fl!("person-days-off"),
        fl!("person-days-off-note"),
        Question::DaysOff(person),
    ));
    rows.extend(Turn::ALL.map(|turn| {
        let command = Command::PutOnCall(state.team, turn, person);
        give(
            &order(&command, scenario),
            fl!("person-on-call-note"),
            command,
        )
    }));
    rows
}

pub(super) fn talk(person: PersonId, scenario: &Scenario) -> Choices {
    let rows = Manner::ALL.map(|manner| {
        let (text, note) = match manner {
            Manner::Listen => (fl!("person-listen"), fl!("person-listen-note")),
            Manner::Coach => (fl!("person-coach"), fl!("person-coach-note")),
            Manner::Thank => (fl!("person-thank"), fl!("person-thank-note")),
            Manner::Challenge => (fl!("person-challenge"), fl!("person-challenge-note")),
            Manner::AgreeGoal => (fl!("person-goal"), fl!("person-goal-note")),
        };
        give(text, note, Command::Talk(person, manner))
    });
    let title = fl!("person-talk-title", person = Names(scenario).person(person));
    Choices::new(&title, String::new(), rows.to_vec())
}

pub(super) fn days_off(person: PersonId, scenario: &Scenario) -> Choices {
    let rows = DAYS_OFF.map(|days| {
        let text = fl!("person-off-days", days = days);
        give(&text, "", Command::GiveDaysOff(person, days))
    });
    let title = fl!("person-off-title", person = Names(scenario).person(person));
    Choices::new(
        &title,
        fl!("person-off-title-note").to_owned(),
        rows.to_vec(),
    )
}

pub(super) fn work_of(person: PersonId, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let open = seen.work.iter().filter(|work| work.can_be_worked_on);
    let rows = open.map(|work| {
        let note = fl!("work-left", minutes = format!("{:.0}", work.left_minutes));
        give(words.work(work.id), &note, Command::Work(person, work.id))
    });
    let title = fl!("person-work-title", person = words.person(person));
    Choices::new(&title, String::new(), rows.collect())
}
