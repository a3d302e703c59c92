//! What can be asked of an incident.

use super::{Choices, ask, give};
use crate::game::wish::{Question, Task};
use crate::observe::sentences::{Names, Spoken, audience_name, order};
use crate::observe::{IncidentSeen, Observation, Progress};
use crate::scenario::Scenario;
use crate::scenario::command::{Depth, Style};
use crate::scenario::delegation::Area;
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::sim::Command;
use crate::sim::command::Role;
use crate::words::fl;

/// Severities, each with what it means.
fn severities() -> [(&'static str, &'static str); 5] {
    [
        (fl!("incident-order-sev1"), fl!("incident-order-sev1-note")),
        (fl!("incident-order-sev2"), fl!("incident-order-sev2-note")),
        (fl!("incident-order-sev3"), fl!("incident-order-sev3-note")),
        (fl!("incident-order-sev4"), fl!("incident-order-sev4-note")),
        (fl!("incident-order-sev5"), fl!("incident-order-sev5-note")),
    ]
}

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
                fl!("incident-order-acknowledge"),
                fl!("incident-order-acknowledge-note"),
                Command::Acknowledge(incident),
            ));
        }
        rows.push(ask(
            fl!("incident-order-severity"),
            fl!("incident-order-severity-note"),
            Question::Severity(incident),
        ));
        if state.triaged.is_none() {
            let task = Question::Who(Task::Triage(incident));
            rows.push(ask(
                fl!("incident-order-triage"),
                fl!("incident-order-triage-note"),
                task,
            ));
        } else {
            rows.push(ask(
                fl!("incident-order-inquiry"),
                fl!("incident-order-inquiry-note"),
                Question::Inquiry(incident),
            ));
            rows.push(ask(
                fl!("incident-order-remedy"),
                fl!("incident-order-remedy-note"),
                Question::Remedy(incident),
            ));
        }
        rows.push(ask(
            fl!("incident-order-roles"),
            fl!("incident-order-roles-note"),
            Question::Role(incident),
        ));
        rows.push(ask(
            fl!("incident-order-update"),
            fl!("incident-order-update-note"),
            Question::Audience(incident),
        ));
        rows.push(ask(
            fl!("incident-order-cadence"),
            fl!("incident-order-cadence-note"),
            Question::Cadence(incident),
        ));
        let poll = fl!("incident-order-poll-note");
        rows.push(give(
            fl!("incident-order-poll"),
            poll,
            Command::Poll(incident),
        ));
        let split = Question::Who(Task::Split(incident));
        rows.push(ask(
            fl!("incident-order-split"),
            fl!("incident-order-split-note"),
            split,
        ));
        rows.push(give(
            fl!("incident-order-stand-down"),
            fl!("incident-order-stand-down-note"),
            Command::StandDown(incident),
        ));
        let hand = Question::Who(Task::LookAfter(Area::Incident(incident)));
        rows.push(ask(
            fl!("incident-order-hand-over"),
            fl!("incident-order-hand-over-note"),
            hand,
        ));
        if seen.open_incidents().count() > 1 {
            rows.push(ask(
                fl!("incident-order-merge"),
                fl!("incident-order-merge-note"),
                Question::MergeInto(incident),
            ));
        }
        rows.push(give(
            fl!("incident-order-resolve"),
            fl!("incident-order-resolve-note"),
            Command::Resolve(incident),
        ));
    }
    rows.push(ask(
        fl!("incident-order-review"),
        fl!("incident-order-review-note"),
        Question::Review(incident),
    ));
    let words = Names(scenario);
    let about = words.incident(state.fault, state.service);
    Choices::new(&format!("{incident} {about}"), String::new(), rows)
}

pub(super) fn severity(incident: IncidentId) -> Choices {
    let rows = (severities().into_iter().zip(1..))
        .map(|((name, note), severity)| give(name, note, Command::Declare(incident, severity)));
    let note = fl!(
        "incident-order-severity-title-note",
        incident = incident.to_string()
    );
    Choices::new(fl!("incident-order-severity-title"), note, rows.collect())
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
                &fl!(
                    "incident-order-inquiry-usual",
                    minutes = format!("{:.0}", line.usual_minutes)
                ),
                Question::Who(Task::Investigate(incident, line.id)),
            )
        });
    Choices::new(
        fl!("incident-order-inquiry-title"),
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
    Choices::new(
        fl!("incident-order-remedy-title"),
        incident.to_string(),
        rows.collect(),
    )
}

pub(super) fn roles(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = Role::ALL.map(|role| {
        ask(
            role.spoken(),
            &role_note(scenario, seen.incident(incident), role),
            Question::Who(Task::Role(role, incident)),
        )
    });
    Choices::new(
        fl!("incident-order-role-title"),
        incident.to_string(),
        rows.to_vec(),
    )
}

/// What a role does, and who has it.
pub(super) fn role_note(
    scenario: &Scenario,
    incident: Option<&IncidentSeen>,
    role: Role,
) -> String {
    let does = match role {
        Role::Commander => fl!("incident-order-commander-does"),
        Role::Operations => fl!("incident-order-operations-does"),
        Role::Communications => fl!("incident-order-communications-does"),
    };
    match incident.and_then(|incident| incident.roles[role as usize]) {
        Some(person) => fl!(
            "incident-order-role-now",
            does = does,
            person = Names(scenario).person(person)
        ),
        None => does.to_owned(),
    }
}

pub(super) fn audiences(incident: IncidentId, seen: &Observation) -> Choices {
    let rows = Audience::ALL.map(|audience| {
        let state = seen.incident(incident);
        let heard = state.and_then(|it| it.posted[audience as usize]);
        let note = heard.map_or(fl!("incident-order-heard-nothing").into(), |at| {
            fl!("incident-order-heard", minutes = seen.now.since(at))
        });
        give(
            audience_name(audience),
            &note,
            Command::Post(incident, audience),
        )
    });
    Choices::new(
        fl!("incident-order-update-title"),
        incident.to_string(),
        rows.to_vec(),
    )
}

pub(super) fn cadences(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let promised = |audience: Audience| seen.incident(incident)?.cadences[audience as usize];
    let rows = Audience::ALL.into_iter().flat_map(|audience| {
        let note = promised(audience).map_or(String::new(), |(minutes, due)| {
            fl!(
                "incident-order-cadence-now",
                minutes = minutes,
                next = due.since(seen.now)
            )
        });
        CADENCES.map(|minutes| {
            let command = Command::Cadence(incident, audience, minutes);
            give(&order(&command, scenario), &note, command)
        })
    });
    let note = fl!("incident-order-cadence-title-note").to_owned();
    Choices::new(fl!("incident-order-cadence-title"), note, rows.collect())
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
        &fl!(
            "incident-order-merge-title",
            incident = incident.to_string()
        ),
        String::new(),
        rows.collect(),
    )
}

pub(super) fn review(incident: IncidentId, seen: &Observation) -> Choices {
    let mut rows = Vec::new();
    for style in Style::ALL {
        for depth in Depth::ALL {
            let asks = match style {
                Style::Blameless => fl!("incident-order-review-blameless"),
                Style::Blaming => fl!("incident-order-review-blaming"),
            };
            let goes = match depth {
                Depth::Shallow => fl!("incident-order-review-shallow"),
                Depth::Deep => fl!("incident-order-review-deep"),
            };
            let command = Command::ScheduleReview(incident, style, depth);
            let text = fl!(
                "incident-order-review-schedule",
                style = style.spoken(),
                depth = depth.spoken()
            );
            rows.push(give(&text, &format!("{asks}; {goes}"), command));
        }
    }
    rows.push(ask(
        fl!("incident-order-review-hold"),
        fl!("incident-order-review-hold-note"),
        Question::Who(Task::Review(incident)),
    ));
    let due = seen.incident(incident).and_then(|it| it.review_due);
    let note = due.map_or(String::new(), |due| {
        fl!(
            "incident-order-review-due",
            hours = due.since(seen.now).div_ceil(60)
        )
    });
    Choices::new(
        &fl!(
            "incident-order-review-title",
            incident = incident.to_string()
        ),
        note,
        rows,
    )
}
