//! The dispatch board, the messages and the flow board.

use super::{answered, clock_at};
use crate::observe::sentences::{Names, Spoken, money, percent};
use crate::observe::{IncidentSeen, Observation, WorkSeen};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Verb, WorkKind};
use crate::scenario::units::Tick;
use crate::sim::Command;
use crate::sim::work::{Review, UnderWay};
use crate::words::fl;

/// Where an incident hangs on the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// Nobody has taken it.
    Unassigned,
    /// Somebody is at it.
    Active,
    /// Customers are well; it is not closed.
    Watching,
    /// Closed.
    Closed,
}

/// An incident on the board.
#[derive(Clone, PartialEq, Debug)]
pub struct IncidentCard {
    /// Which.
    pub id: IncidentId,
    /// `INC-1`.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The service whose alert opened it and what is worst now.
    pub where_it_hurts: String,
    /// Declared severity.
    pub severity: Option<u8>,
    /// Minutes since it opened; until it was mitigated, once it was.
    pub timer: String,
    /// Where it hangs.
    pub lane: Lane,
    /// Who is at it.
    pub responders: Vec<PersonId>,
    /// What is to be done next, in few words.
    pub next: String,
    /// It has not been acknowledged, and no acknowledgement waits.
    pub can_acknowledge: bool,
    /// It is open and acknowledged (or about to be), so it can be led.
    pub can_lead: bool,
}

/// A service whose alert fires.
#[derive(Clone, PartialEq, Debug)]
pub struct AlertRow {
    /// Which.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Share served now.
    pub served: String,
    /// How fast it burns its error budget: `62×`.
    pub burn: String,
}

/// A message that waits for an answer.
#[derive(Clone, PartialEq, Debug)]
pub struct MessageView {
    /// Which.
    pub id: MessageId,
    /// Who asks.
    pub from: String,
    /// Their part in the organisation.
    pub title: String,
    /// Their initials.
    pub initials: String,
    /// What they ask.
    pub text: String,
    /// Possible answers: the verb, its word, and what the leader would say.
    pub answers: Vec<(Verb, &'static str, String)>,
    /// Minutes since it came.
    pub age: String,
    /// Minutes until silence is an answer.
    pub minutes_left: u32,
    /// How much they trust the leader's people, 0–100.
    pub trust: u8,
}

/// A column of the flow board.
#[derive(Clone, PartialEq, Debug)]
pub struct FlowColumn {
    /// Its title.
    pub title: &'static str,
    /// What is in it.
    pub items: Vec<WorkCard>,
}

/// A work item.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkCard {
    /// Which.
    pub id: WorkId,
    /// Its name.
    pub title: String,
    /// Its kind.
    pub kind: WorkKind,
    /// The kind's word.
    pub kind_word: &'static str,
    /// What an hour without it costs, or when it was done.
    pub note: String,
    /// Share that is done.
    pub done: f32,
    /// Who is at it.
    pub people: Vec<PersonId>,
}

pub(super) fn incident_cards(scenario: &Scenario, seen: &Observation) -> Vec<IncidentCard> {
    let shown = seen
        .incidents
        .iter()
        .filter(|incident| incident.merged.is_none());
    shown
        .map(|incident| incident_card(scenario, seen, incident))
        .collect()
}

fn incident_card(scenario: &Scenario, seen: &Observation, incident: &IncidentSeen) -> IncidentCard {
    let words = Names(scenario);
    let acknowledging = seen
        .queued()
        .any(|command| *command == Command::Acknowledge(incident.id));
    let lane = match incident {
        closed if closed.resolved.is_some() => Lane::Closed,
        mitigated if mitigated.mitigated.is_some() => Lane::Watching,
        taken if !taken.responders.is_empty() => Lane::Active,
        _ => Lane::Unassigned,
    };
    let until = incident.mitigated.or(incident.resolved).unwrap_or(seen.now);
    let hurt = seen
        .services
        .iter()
        .filter(|service| service.success.ratio() < 0.95);
    let worst = hurt.min_by_key(|service| (service.tier, service.success));
    let mut place = words.service(incident.service).to_owned();
    if let Some(worst) =
        worst.filter(|worst| worst.id != incident.service && incident.mitigated.is_none())
    {
        place = format!("{place}, {}", words.service(worst.id));
    }
    IncidentCard {
        id: incident.id,
        number: incident.id.to_string(),
        title: words.incident(incident.fault, incident.service),
        where_it_hurts: place,
        severity: incident.severity,
        timer: fl!("span-min", minutes = until.since(incident.opened)),
        lane,
        responders: incident.responders.clone(),
        next: next_step(seen, incident, acknowledging),
        can_acknowledge: incident.is_open() && incident.acknowledged.is_none() && !acknowledging,
        can_lead: incident.is_open() && (incident.acknowledged.is_some() || acknowledging),
    }
}

/// What practice would ask for next; it judges no remedy.
fn next_step(seen: &Observation, incident: &IncidentSeen, acknowledging: bool) -> String {
    if incident.resolved.is_some() {
        return match incident.review {
            Review { held: Some(_), .. } => fl!("dispatch-next-reviewed").into(),
            Review { by: Some(_), .. } => fl!("dispatch-next-under-review").into(),
            Review { plan: Some(_), .. } => fl!("dispatch-next-hold-review").into(),
            _ => fl!("dispatch-next-closed").into(),
        };
    }
    if incident.acknowledged.is_none() {
        return if acknowledging {
            fl!("dispatch-next-acknowledging").into()
        } else {
            fl!("dispatch-next-acknowledge").into()
        };
    }
    if incident.severity.is_none() {
        return fl!("dispatch-next-declare").into();
    }
    let due = seen
        .stakeholders
        .iter()
        .filter_map(|stakeholder| stakeholder.update_due)
        .min();
    if incident.mitigated.is_some() {
        return fl!("dispatch-next-close").into();
    }
    match due {
        _ if incident.responders.is_empty() => fl!("dispatch-next-assign").into(),
        Some(due) => fl!("dispatch-next-update", minutes = due.since(seen.now)),
        None => fl!("dispatch-next-find-cause").into(),
    }
}

pub(super) fn alert_rows(scenario: &Scenario, seen: &Observation) -> Vec<AlertRow> {
    let firing = seen.services.iter().filter(|service| service.paging);
    firing
        .map(|service| AlertRow {
            service: service.id,
            name: Names(scenario).service(service.id).to_owned(),
            served: percent(service.success),
            burn: format!("{:.0}×", service.burn),
        })
        .collect()
}

pub(super) fn messages(scenario: &Scenario, seen: &Observation) -> Vec<MessageView> {
    let open = seen
        .messages
        .iter()
        .filter(|message| !answered(seen, message.id));
    open.map(|message| {
        let words = &scenario.words.messages[message.id.at()];
        let person = &scenario.words.stakeholders[message.from.at()];
        let spoken = words
            .answers
            .iter()
            .map(String::as_str)
            .chain(std::iter::repeat(""));
        MessageView {
            id: message.id,
            from: person.name.clone(),
            title: person.title.clone(),
            initials: initials(&person.name),
            text: words.text.clone(),
            answers: message
                .answers
                .iter()
                .zip(spoken)
                .map(|(verb, text)| (*verb, verb.spoken(), text.to_owned()))
                .collect(),
            age: fl!("span-min", minutes = seen.now.since(message.since)),
            minutes_left: message.due.since(seen.now),
            trust: seen
                .stakeholders
                .get(message.from.at())
                .map_or(0, |stakeholder| stakeholder.trust),
        }
    })
    .collect()
}

/// The first letters of a name.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|part| part.chars().next())
        .take(2)
        .collect()
}

/// A pipeline on the flow board.
#[derive(Clone, PartialEq, Debug)]
pub struct PipelineRow {
    /// Which.
    pub id: PipelineId,
    /// Its name.
    pub name: String,
    /// Each stage with what it holds: `("Review", "1 of 1")`.
    pub stages: Vec<(String, String)>,
    /// A stage holds as many as it may.
    pub full: bool,
    /// `3 changes wait · frozen`, `going out, 2 changes, 12 min left`.
    pub state: String,
    /// Technical debt, 0–100.
    pub debt: u8,
    /// Something is finished that may go out.
    pub waiting: u16,
}

/// Pipelines: what every stage holds against its limit, and what goes out.
pub fn pipeline_rows(scenario: &Scenario, seen: &Observation) -> Vec<PipelineRow> {
    let names = Names(scenario);
    let rows = seen.pipelines.iter().map(|line| {
        let mut state = match line.under_way {
            UnderWay::Deploying(due) => fl!(
                "flow-going-out",
                changes = line.going_out,
                minutes = due.since(seen.now)
            ),
            UnderWay::RollingBack(due) => {
                fl!("flow-taking-back", minutes = due.since(seen.now))
            }
            UnderWay::Nothing => fl!("flow-changes-wait", count = line.to_deploy),
        };
        if let Some((tick, size)) = line.last_out {
            let clock = clock_at(scenario, tick).to_string();
            state = fl!(
                "flow-last-out",
                state = state,
                clock = clock,
                changes = size
            );
        }
        if line.frozen {
            state = fl!("flow-frozen", state = state);
        }
        let held = |(items, limit): (u16, Option<u8>)| match limit {
            Some(limit) => fl!("of", items = items, limit = limit),
            None => items.to_string(),
        };
        let titles = scenario
            .words
            .stages
            .get(line.id.at())
            .into_iter()
            .flatten();
        PipelineRow {
            id: line.id,
            name: names.pipeline(line.id).to_owned(),
            stages: titles
                .zip(&line.stages)
                .map(|(title, stage)| (title.clone(), held(*stage)))
                .collect(),
            full: (line.stages.iter())
                .any(|(items, limit)| limit.is_some_and(|limit| *items >= u16::from(limit))),
            state,
            debt: line.debt,
            waiting: line.to_deploy,
        }
    });
    rows.collect()
}

/// Planned work by how far it is.
pub fn flow_board(scenario: &Scenario, seen: &Observation) -> Vec<FlowColumn> {
    let column = |title: &'static str, belongs: fn(&WorkSeen) -> bool| FlowColumn {
        title,
        items: seen
            .work
            .iter()
            .filter(|work| belongs(work))
            .map(|work| work_card(scenario, work, seen.now))
            .collect(),
    };
    vec![
        column(fl!("flow-column-ready"), |work| {
            work.done.is_none() && work.people.is_empty() && !started(work)
        }),
        column(fl!("flow-column-in-progress"), |work| {
            work.done.is_none() && !work.people.is_empty()
        }),
        column(fl!("flow-column-left-lying"), |work| {
            work.done.is_none() && work.people.is_empty() && started(work)
        }),
        column(fl!("flow-column-done"), |work| work.done.is_some()),
    ]
}

fn started(work: &WorkSeen) -> bool {
    work.left_minutes + 0.5 < work.size_minutes
}

fn work_card(scenario: &Scenario, work: &WorkSeen, now: Tick) -> WorkCard {
    let kind_word = work.kind.spoken();
    let cost = money(work.delay_per_hour, &scenario.rules.currency);
    let note = match (work.done, work.pipeline) {
        (Some(done), _) => fl!(
            "flow-done",
            kind = kind_word,
            clock = clock_at(scenario, done).to_string()
        ),
        (None, None) => fl!("flow-cost", kind = kind_word, cost = cost),
        (None, Some(line)) => {
            let place = Names(scenario).stage(line, work.stage);
            let minutes = now.since(work.since);
            match work.blocked {
                true => fl!(
                    "flow-held",
                    kind = kind_word,
                    cost = cost,
                    place = place,
                    minutes = minutes
                ),
                false => fl!(
                    "flow-at-stage",
                    kind = kind_word,
                    cost = cost,
                    place = place,
                    minutes = minutes
                ),
            }
        }
    };
    WorkCard {
        id: work.id,
        title: Names(scenario).work(work.id).to_owned(),
        kind: work.kind,
        kind_word,
        note,
        done: (1.0 - work.left_minutes / work.size_minutes.max(0.001)).clamp(0.0, 1.0) as f32,
        people: work.people.clone(),
    }
}
