//! The incident sheet: what is believed and what can be done about it.

use super::board::initials;
use super::trail::Trail;
use crate::observe::sentences::{Names, Spoken, audience_name};
use crate::observe::{IncidentSeen, Observation, Progress, RemedySeen};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::scenario::units::Tick;
use crate::sim::command::Role;
use crate::sim::event::What;
use crate::sim::{Command, Event};
use crate::words::fl;

/// Everything about one incident.
#[derive(Clone, PartialEq, Debug)]
pub struct IncidentSheet {
    /// Which.
    pub id: IncidentId,
    /// `INC-1`.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// Declared severity.
    pub severity: Option<u8>,
    /// Nobody has taken note of it yet.
    pub can_acknowledge: bool,
    /// It can be led.
    pub can_lead: bool,
    /// It may be closed: it is open, and customers are well.
    pub can_resolve: bool,
    /// How far it is that people find out what it is about; `None` once they know.
    pub triage: Option<LineState>,
    /// Candidate causes, the likeliest first.
    pub beliefs: Vec<Belief>,
    /// Lines of inquiry.
    pub inquiries: Vec<InquiryLine>,
    /// Remedies.
    pub remedies: Vec<RemedyLine>,
    /// Roles and who holds them.
    pub roles: Vec<RoleLine>,
    /// The audiences.
    pub updates: Vec<UpdateLine>,
    /// What is happening with it, in a few words.
    pub state: String,
}

/// What is believed of a cause.
#[derive(Clone, PartialEq, Debug)]
pub struct Belief {
    /// Which.
    pub id: CauseId,
    /// The hypothesis.
    pub text: String,
    /// Its probability, 0–1.
    pub belief: f32,
    /// `+24` since the finding before, in hundredths; empty when it did not move.
    pub moved: String,
}

/// How far an inquiry or a remedy is.
#[derive(Clone, PartialEq, Debug)]
pub enum LineState {
    /// It can be started.
    Open,
    /// It cannot be started yet, and why.
    Blocked(String),
    /// Somebody is at it.
    Underway(PersonId, String),
    /// It is finished, with what came of it.
    Finished(String),
}

/// A line of inquiry.
#[derive(Clone, PartialEq, Debug)]
pub struct InquiryLine {
    /// Which.
    pub id: InquiryId,
    /// What is looked at.
    pub title: String,
    /// How long, and by whom best.
    pub note: String,
    /// How far it is.
    pub state: LineState,
}

/// A remedy.
#[derive(Clone, PartialEq, Debug)]
pub struct RemedyLine {
    /// Which.
    pub id: RemedyId,
    /// What it is.
    pub title: String,
    /// Minutes and whether it can be taken back.
    pub facts: String,
    /// What an engineer would say before starting.
    pub note: String,
    /// How far it is.
    pub state: LineState,
}

/// A role and who holds it.
#[derive(Clone, PartialEq, Debug)]
pub struct RoleLine {
    /// Which.
    pub role: Role,
    /// Its word.
    pub word: &'static str,
    /// Who.
    pub holder: Option<(PersonId, String)>,
}

/// An audience and when it last heard.
#[derive(Clone, PartialEq, Debug)]
pub struct UpdateLine {
    /// Which.
    pub audience: Audience,
    /// `customers`.
    pub name: &'static str,
    /// `heard 4 min ago` or `heard nothing yet`.
    pub heard: String,
    /// `4 min ago` or `nothing yet`.
    pub heard_in_short: String,
    /// Minutes until silence costs trust.
    pub due_minutes: Option<u32>,
    /// An update is on its way.
    pub writing: bool,
}

pub(super) fn sheet(
    scenario: &Scenario,
    seen: &Observation,
    events: &[Event],
    trail: &Trail,
    id: IncidentId,
) -> Option<IncidentSheet> {
    let incident = seen.incident(id)?;
    let words = Names(scenario);
    let acknowledging = seen
        .queued()
        .any(|command| *command == Command::Acknowledge(id));
    let can_lead = incident.is_open() && (incident.acknowledged.is_some() || acknowledging);
    Some(IncidentSheet {
        id,
        number: id.to_string(),
        title: words.incident(incident.fault, incident.service),
        severity: incident.severity,
        can_acknowledge: incident.is_open() && incident.acknowledged.is_none() && !acknowledging,
        can_lead,
        can_resolve: can_lead && incident.mitigated.is_some(),
        triage: triage(scenario, seen, incident),
        beliefs: beliefs(scenario, incident, trail),
        inquiries: inquiries(scenario, seen, incident, events),
        remedies: remedies(scenario, seen, incident),
        roles: roles(scenario, incident),
        updates: Audience::ALL
            .map(|audience| update(seen, incident, audience))
            .to_vec(),
        state: state(seen, incident),
    })
}

fn state(seen: &Observation, incident: &IncidentSeen) -> String {
    let ago = |tick: Tick| seen.now.since(tick);
    match (incident.resolved, incident.mitigated, incident.acknowledged) {
        (Some(resolved), ..) => fl!("incident-closed-ago", minutes = ago(resolved)),
        (_, Some(mitigated), _) => fl!("incident-well-for", minutes = ago(mitigated)),
        (_, _, Some(_)) => fl!("incident-open-for", minutes = ago(incident.opened)),
        _ => fl!("incident-paged-ago", minutes = ago(incident.opened)),
    }
}

fn triage(scenario: &Scenario, seen: &Observation, incident: &IncidentSeen) -> Option<LineState> {
    if incident.triaged.is_some() || !incident.is_open() {
        return None;
    }
    let words = Names(scenario);
    let waiting = seen.queued().find_map(|command| match *command {
        Command::Triage(id, person) if id == incident.id => Some(person),
        _ => None,
    });
    Some(match (incident.triage_by, waiting) {
        (Some(person), _) => LineState::Underway(
            person,
            fl!("incident-person-finds-out", person = words.person(person)),
        ),
        (None, Some(person)) => LineState::Underway(
            person,
            fl!("incident-person-being-told", person = words.person(person)),
        ),
        (None, None) => LineState::Open,
    })
}

fn beliefs(scenario: &Scenario, incident: &IncidentSeen, trail: &Trail) -> Vec<Belief> {
    let mut beliefs: Vec<Belief> = (incident.causes.iter())
        .map(|cause| {
            let moved = (trail.last_movement(cause.id) * 100.0).round();
            Belief {
                id: cause.id,
                text: Names(scenario).cause(cause.id).to_owned(),
                belief: cause.belief as f32,
                moved: match moved {
                    up if up >= 1.0 => format!("+{up:.0}"),
                    down if down <= -1.0 => format!("−{:.0}", -down),
                    _ => String::new(),
                },
            }
        })
        .collect();
    beliefs.sort_by(|a, b| b.belief.total_cmp(&a.belief));
    beliefs
}

fn inquiries(
    scenario: &Scenario,
    seen: &Observation,
    incident: &IncidentSeen,
    events: &[Event],
) -> Vec<InquiryLine> {
    let words = Names(scenario);
    let lines = incident.inquiries.iter().map(|inquiry| {
        let waiting = seen.queued().find_map(|command| match *command {
            Command::Investigate(_, id, person) if id == inquiry.id => Some(person),
            _ => None,
        });
        let found = events.iter().rev().find_map(|event| match event.what {
            What::Found(_, id, finding, person) if id == inquiry.id => Some((finding, person)),
            _ => None,
        });
        let state = match (inquiry.progress, waiting) {
            (Progress::Finished(finding), _) => {
                let by = found.map_or(String::new(), |(_, person)| {
                    format!("{}: ", initials(words.person(person)))
                });
                LineState::Finished(format!("{by}{}", words.finding(inquiry.id, finding as u8)))
            }
            (Progress::Underway(person, minutes), _) => {
                LineState::Underway(person, fl!("incident-inquiry-under-way", minutes = minutes))
            }
            (Progress::Open, Some(person)) => {
                LineState::Underway(person, fl!("incident-inquiry-being-told").to_owned())
            }
            (Progress::Open, None) => LineState::Open,
        };
        InquiryLine {
            id: inquiry.id,
            title: words.inquiry(inquiry.id).to_owned(),
            note: facts(scenario, inquiry.usual_minutes, inquiry.hampered_by, None),
            state,
        }
    });
    in_order(lines.collect(), |line| &line.state)
}

/// What is under way first, then what can be started, then what cannot yet, then what is finished.
fn in_order<T>(mut lines: Vec<T>, state: fn(&T) -> &LineState) -> Vec<T> {
    lines.sort_by_key(|line| match state(line) {
        LineState::Underway(..) => 0,
        LineState::Open => 1,
        LineState::Blocked(_) => 2,
        LineState::Finished(_) => 3,
    });
    lines
}

fn facts(
    scenario: &Scenario,
    minutes: f64,
    hampered: Option<ServiceId>,
    reversible: Option<bool>,
) -> String {
    let low = (minutes * 0.8).round().max(1.0);
    let high = (minutes * 1.7).round().max(low + 1.0);
    let (low, high) = (format!("{low:.0}"), format!("{high:.0}"));
    let mut facts = vec![fl!("incident-usual-minutes", low = low, high = high)];
    match reversible {
        Some(true) => facts.push(fl!("incident-reversible").to_owned()),
        Some(false) => facts.push(fl!("incident-irreversible").to_owned()),
        None => {}
    }
    if let Some(tool) = hampered {
        let service = Names(scenario).service(tool);
        facts.push(fl!("incident-hampered", service = service));
    }
    facts.join(" · ")
}

fn remedies(scenario: &Scenario, seen: &Observation, incident: &IncidentSeen) -> Vec<RemedyLine> {
    let words = Names(scenario);
    let lines = incident.remedies.iter().map(|remedy| {
        let waiting = seen.queued().find_map(|command| match *command {
            Command::Apply(_, id, person) if id == remedy.id => Some(person),
            _ => None,
        });
        let state = match (remedy.progress, waiting) {
            (Progress::Finished(tick), _) => {
                let since = super::clock_at(scenario, Tick(tick)).to_string();
                LineState::Finished(if remedy.doubt > 0.0 {
                    let wrong = remedy.doubt * 100.0;
                    fl!(
                        "incident-said-done",
                        clock = since,
                        percent = format!("{wrong:.0}")
                    )
                } else {
                    match remedy.exposing {
                        true => fl!("incident-in-force-exposing", clock = since),
                        false => fl!("incident-in-force", clock = since),
                    }
                })
            }
            (Progress::Underway(person, minutes), _) => LineState::Underway(
                person,
                fl!(
                    "incident-person-under-way",
                    person = words.person(person),
                    minutes = minutes
                ),
            ),
            (Progress::Open, Some(person)) => LineState::Underway(
                person,
                fl!("incident-person-being-told", person = words.person(person)),
            ),
            (Progress::Open, None) => {
                why_blocked(words, remedy).map_or(LineState::Open, LineState::Blocked)
            }
        };
        RemedyLine {
            id: remedy.id,
            title: words.remedy(remedy.id).to_owned(),
            facts: facts(
                scenario,
                remedy.usual_minutes,
                remedy.hampered_by,
                Some(remedy.reversible),
            ),
            note: scenario
                .words
                .remedies
                .get(remedy.id.at())
                .map_or(String::new(), |remedy| remedy.note.clone()),
            state,
        }
    });
    in_order(lines.collect(), |line| &line.state)
}

fn roles(scenario: &Scenario, incident: &IncidentSeen) -> Vec<RoleLine> {
    let line = |role: Role| RoleLine {
        role,
        word: role.spoken(),
        holder: incident.roles[role as usize]
            .map(|person| (person, Names(scenario).person(person).to_owned())),
    };
    Role::ALL.map(line).to_vec()
}

fn update(seen: &Observation, incident: &IncidentSeen, audience: Audience) -> UpdateLine {
    let due = (seen.stakeholders.iter())
        .filter(|stakeholder| stakeholder.audience == audience)
        .filter_map(|stakeholder| stakeholder.update_due)
        .min();
    let ago = incident.posted[audience as usize].map(|posted| seen.now.since(posted));
    UpdateLine {
        audience,
        name: audience_name(audience),
        heard: match ago {
            Some(minutes) => fl!("incident-heard", minutes = minutes),
            None => fl!("incident-heard-nothing").to_owned(),
        },
        heard_in_short: match ago {
            Some(minutes) => fl!("incident-heard-in-short", minutes = minutes),
            None => fl!("incident-heard-nothing-in-short").to_owned(),
        },
        due_minutes: due.map(|due| due.since(seen.now)),
        writing: seen
            .queued()
            .any(|command| *command == Command::Post(incident.id, audience)),
    }
}

/// Why nobody can be sent to apply a remedy.
fn why_blocked(words: Names, remedy: &RemedySeen) -> Option<String> {
    if let Some(first) = remedy.waits_for {
        return Some(fl!("incident-only-after", remedy = words.remedy(first)));
    }
    if remedy.unapproved {
        return Some(fl!("incident-needs-approval").into());
    }
    let item = remedy.changed_data?;
    Some(fl!("incident-changed-data", work = words.work(item)))
}
