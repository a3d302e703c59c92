//! What can be asked of an incident.

use super::{Choices, ask, give};
use crate::game::wish::{Question, Task};
use crate::observe::sentences::{Names, audience_name, order};
use crate::observe::{IncidentSeen, Observation, Progress};
use crate::scenario::Scenario;
use crate::scenario::command::{Depth, Style};
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::sim::Command;
use crate::sim::command::Role;

const SEVERITIES: [(&str, &str); 5] = [
    ("SEV1", "customers cannot use what they pay for"),
    ("SEV2", "a large part of customers, or a main function"),
    ("SEV3", "some customers, or a way around exists"),
    ("SEV4", "hardly anybody notices"),
    ("SEV5", "nobody notices"),
];

/// Minutes between promised updates that are offered.
const CADENCES: [u16; 4] = [15, 30, 60, 120];

/// Everything that can be done with it, the usual first.
pub(super) fn all(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let Some(state) = seen.incident(incident) else {
        return Choices::new(&incident.to_string(), String::new(), Vec::new());
    };
    let mut rows = Vec::new();
    if state.is_open() {
        if state.acknowledged.is_none() {
            rows.push(give(
                "Acknowledge",
                "its page stops",
                Command::Acknowledge(incident),
            ));
        }
        rows.push(ask(
            "Severity …",
            "how bad it is",
            Question::Severity(incident),
        ));
        if state.triaged.is_none() {
            let task = Question::Who(Task::Triage(incident));
            rows.push(ask(
                "Find out what it is about …",
                "until then there is nothing to mend",
                task,
            ));
        } else {
            rows.push(ask(
                "Find out more …",
                "lines of inquiry",
                Question::Inquiry(incident),
            ));
            rows.push(ask(
                "Do something …",
                "remedies",
                Question::Remedy(incident),
            ));
        }
        rows.push(ask(
            "Roles …",
            "commander, operations, communications",
            Question::Role(incident),
        ));
        rows.push(ask(
            "Update …",
            "to customers or the company",
            Question::Audience(incident),
        ));
        rows.push(ask(
            "Promise updates …",
            "every so many minutes",
            Question::Cadence(incident),
        ));
        let poll = "everybody at it says what speaks against the plan";
        rows.push(give("Ask for objections", poll, Command::Poll(incident)));
        let split = Question::Who(Task::Split(incident));
        rows.push(ask(
            "Split the call …",
            "a part of the people gets a lead of its own",
            split,
        ));
        rows.push(give(
            "Let everybody go",
            "they return to their work",
            Command::StandDown(incident),
        ));
        let hand = Question::Who(Task::LookAfter(Area::Incident(incident)));
        rows.push(ask("Hand it over …", "somebody leads it for you", hand));
        if seen.open_incidents().count() > 1 {
            rows.push(ask(
                "Fold into another …",
                "they are the same",
                Question::MergeInto(incident),
            ));
        }
        rows.push(give(
            "Close it",
            "customers are well, and it stays so",
            Command::Resolve(incident),
        ));
    }
    rows.push(ask(
        "Review …",
        "what is learnt from it",
        Question::Review(incident),
    ));
    let words = Names(scenario);
    let about = words.incident(state.fault, state.service);
    Choices::new(&format!("{incident} {about}"), String::new(), rows)
}

pub(super) fn severity(incident: IncidentId) -> Choices {
    let rows = (SEVERITIES.iter().zip(1..))
        .map(|((name, note), severity)| give(name, note, Command::Declare(incident, severity)));
    let note = format!("{incident} · it can be declared again later");
    Choices::new("How severe is it?", note, rows.collect())
}

pub(super) fn inquiries(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let lines = seen
        .incident(incident)
        .into_iter()
        .flat_map(|it| &it.inquiries);
    let rows = lines
        .filter(|line| line.progress == Progress::Open)
        .map(|line| {
            ask(
                Names(scenario).inquiry(line.id),
                &format!("usually {:.0} min", line.usual_minutes),
                Question::Who(Task::Investigate(incident, line.id)),
            )
        });
    Choices::new(
        "What shall we find out?",
        incident.to_string(),
        rows.collect(),
    )
}

pub(super) fn remedies(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let remedies = seen
        .incident(incident)
        .into_iter()
        .flat_map(|it| &it.remedies);
    let rows = remedies.filter(|remedy| remedy.can_start()).map(|remedy| {
        let words = scenario.words.remedies.get(remedy.id.at());
        ask(
            Names(scenario).remedy(remedy.id),
            words.map_or("", |words| &words.note),
            Question::Who(Task::Apply(incident, remedy.id)),
        )
    });
    Choices::new("What shall we do?", incident.to_string(), rows.collect())
}

pub(super) fn roles(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = Role::ALL.map(|role| {
        ask(
            role.word(),
            &role_note(scenario, seen.incident(incident), role),
            Question::Who(Task::Role(role, incident)),
        )
    });
    Choices::new("Which role?", incident.to_string(), rows.to_vec())
}

/// What a role does, and who has it.
pub(super) fn role_note(
    scenario: &Scenario,
    incident: Option<&IncidentSeen>,
    role: Role,
) -> String {
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

pub(super) fn audiences(incident: IncidentId, seen: &Observation) -> Choices {
    let rows = Audience::ALL.map(|audience| {
        let state = seen.incident(incident);
        let heard = state.and_then(|it| it.posted[audience as usize]);
        let note = heard.map_or("heard nothing yet".into(), |at| {
            format!("heard {} min ago", seen.now.since(at))
        });
        give(
            audience_name(audience),
            &note,
            Command::Post(incident, audience),
        )
    });
    Choices::new(
        "Whom is the update for?",
        incident.to_string(),
        rows.to_vec(),
    )
}

pub(super) fn cadences(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let promised = |audience: Audience| seen.incident(incident)?.cadences[audience as usize];
    let rows = Audience::ALL.into_iter().flat_map(|audience| {
        let note = promised(audience).map_or(String::new(), |(minutes, due)| {
            format!(
                "now every {minutes} min, the next in {} min",
                due.since(seen.now)
            )
        });
        CADENCES.map(|minutes| {
            let command = Command::Cadence(incident, audience, minutes);
            give(&order(&command, scenario), &note, command)
        })
    });
    let note = "a promise that is kept calms; one that is broken costs trust".to_owned();
    Choices::new("How often do they hear?", note, rows.collect())
}

pub(super) fn merge(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let others = seen.open_incidents().filter(|other| other.id != incident);
    let rows = others.map(|other| {
        let about = Names(scenario).incident(other.fault, other.service);
        give(
            &format!("{} {about}", other.id),
            "",
            Command::Merge(incident, other.id),
        )
    });
    Choices::new(
        &format!("Fold {incident} into which?"),
        String::new(),
        rows.collect(),
    )
}

pub(super) fn review(incident: IncidentId, seen: &Observation) -> Choices {
    let mut rows = Vec::new();
    for style in Style::ALL {
        for depth in Depth::ALL {
            let asks = match style {
                Style::Blameless => "it asks how the system let it happen",
                Style::Blaming => "it asks who did it",
            };
            let goes = match depth {
                Depth::Shallow => "a form is filled in",
                Depth::Deep => "those who took part tell what they saw",
            };
            let command = Command::ScheduleReview(incident, style, depth);
            let text = format!("Schedule one, {} and {}", style.word(), depth.word());
            rows.push(give(&text, &format!("{asks}; {goes}"), command));
        }
    }
    rows.push(ask(
        "Hold it now …",
        "who reviews it",
        Question::Who(Task::Review(incident)),
    ));
    let due = seen.incident(incident).and_then(|it| it.review_due);
    let note = due.map_or(String::new(), |due| {
        format!(
            "it is worth most within {} h",
            due.since(seen.now).div_ceil(60)
        )
    });
    Choices::new(&format!("What do we learn from {incident}?"), note, rows)
}
