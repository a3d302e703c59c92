//! What several reference leaders need: who could do something, how bad it is, what is known to help.

use crate::observe::view::takes_weeks;
use crate::observe::{IncidentSeen, Observation, PersonSeen, Progress, RemedySeen};
use crate::scenario::ids::{PersonId, ServiceId, SkillId};
use crate::scenario::units::{Ppm, Tick};
use crate::sim::Command;
use crate::sim::command::Role;
use crate::sim::people::{in_incident, on_duty};
use crate::sim::world::Activity;

/// The severity that the ladder of §B6 gives to what the dashboards show: of the tier-1 services that depend on the one of the
/// incident, the worst counts, and no more of it than that service fails itself. What hurts elsewhere is another incident's.
pub fn severity_by_impact(seen: &Observation, incident: &IncidentSeen) -> u8 {
    let hurt = (seen.services.iter())
        .filter(|service| service.tier == 1 && depends_on(seen, service.id, incident.service));
    let failing = hurt
        .map(|service| service.success.rest())
        .max()
        .unwrap_or_default()
        .min(seen.services[incident.service.at()].success.rest());
    match failing.0 {
        500_000.. => 1,
        100_000.. => 2,
        10_000.. => 3,
        _ => 4,
    }
}

/// Whether a service is the other or calls it, directly or through others.
pub(super) fn depends_on(seen: &Observation, service: ServiceId, on: ServiceId) -> bool {
    let rule = &seen.services[service.at()];
    let mut callees = rule.hard.iter().chain(&rule.soft);
    service == on || callees.any(|&callee| depends_on(seen, callee, on))
}

/// Whether an incident is a major one: SEV1 or 2 (§B6).
pub(super) fn is_major(incident: &IncidentSeen) -> bool {
    incident.severity.is_some_and(|severity| severity <= 2)
}

/// Whether customers feel an incident: SEV3 or worse (§B6).
pub(super) fn is_felt(incident: &IncidentSeen) -> bool {
    incident.severity.is_some_and(|severity| severity <= 3)
}

/// Somebody's skill, as a share of an expert's pace; nothing where they have none.
pub(super) fn skill(person: &PersonSeen, skill: SkillId) -> Ppm {
    person
        .skills
        .iter()
        .find(|(id, _)| *id == skill)
        .map_or(Ppm::NONE, |(_, share)| *share)
}

/// People at work who are not busy with an incident and not promised to one by a command that waits.
pub(super) fn available(seen: &Observation) -> impl Iterator<Item = &PersonSeen> {
    let promised: Vec<PersonId> = seen.queued().filter_map(person_of).collect();
    seen.people.iter().filter(move |person| {
        on_duty(person.activity) && !in_incident(person.activity) && !promised.contains(&person.id)
    })
}

/// The commands that do not wait already.
pub(super) fn not_queued(seen: &Observation, commands: Vec<Command>) -> Vec<Command> {
    let waits = |command: &Command| seen.queued().any(|queued| queued == command);
    commands
        .into_iter()
        .filter(|command| !waits(command))
        .collect()
}

/// The person that a command sends somewhere.
pub(super) fn person_of(command: &Command) -> Option<PersonId> {
    match *command {
        Command::Role(person, ..)
        | Command::Triage(_, person)
        | Command::Investigate(.., person)
        | Command::Apply(.., person)
        | Command::Work(person, _)
        | Command::Cancel(person)
        | Command::Page(person)
        | Command::Assign(_, person)
        | Command::Review(_, person)
        | Command::Split(_, person)
        | Command::HandOver(_, person)
        | Command::Rest(person) => Some(person),
        Command::Delegate(brief) => Some(brief.to),
        _ => None,
    }
}

/// Whether a line of inquiry or a remedy is free to be started: nobody is at it, and no command that waits starts it.
pub(super) fn is_open(
    seen: &Observation,
    progress: Progress,
    starts_it: impl Fn(&Command) -> bool,
) -> bool {
    progress == Progress::Open && !seen.queued().any(starts_it)
}

/// Whether somebody has to find out first what an incident is about, and nobody is at it or about to be.
pub(super) fn waits_for_triage(seen: &Observation, incident: &IncidentSeen) -> bool {
    let given = |command: &Command| matches!(command, Command::Triage(id, _) if *id == incident.id);
    incident.acknowledged.is_some()
        && incident.triaged.is_none()
        && incident.triage_by.is_none()
        && !seen.queued().any(given)
}

/// Remedies that could be started now.
pub(super) fn startable<'a>(
    seen: &'a Observation,
    incident: &'a IncidentSeen,
) -> impl Iterator<Item = &'a RemedySeen> {
    incident.remedies.iter().filter(move |remedy| {
        let starts_it =
            |command: &Command| matches!(command, Command::Apply(_, id, _) if *id == remedy.id);
        remedy.can_start() && !seen.queued().any(starts_it)
    })
}

/// Whether somebody has a role, or a command that waits gives it.
pub(super) fn has_role(seen: &Observation, incident: &IncidentSeen, role: Role) -> bool {
    let given = |command: &Command| matches!(command, Command::Role(_, given, id) if (*given, *id) == (role, incident.id));
    incident.roles[role as usize].is_some() || seen.queued().any(given)
}

/// Whether somebody is applying a remedy in an incident, or is about to.
pub(super) fn is_applying(seen: &Observation, incident: &IncidentSeen) -> bool {
    let applies =
        |command: &Command| matches!(command, Command::Apply(id, ..) if *id == incident.id);
    let busy = |person: &PersonSeen| matches!(person.activity, Activity::Applying(id, _) if id == incident.id);
    seen.queued().any(applies) || seen.people.iter().any(busy)
}

/// Whoever leads weeks looks twice in a working day, while no incident is open.
const WEEKLY_LOOK_MINUTES: u32 = 4 * 60;

/// The next look, so many minutes away; later where weeks are led and nothing is open, however soon something may call.
pub(super) fn next_look(seen: &Observation, minutes: u32) -> Tick {
    let calm = takes_weeks(seen.level, seen.ends) && seen.open_incidents().next().is_none();
    let pause = if calm && minutes > 1 {
        WEEKLY_LOOK_MINUTES
    } else {
        minutes
    };
    seen.now.plus(pause)
}
