//! What could be done instead of what the textbook would do: wait, leave people where they are, another remedy, one sooner, other
//! options and answers, a page more.

use crate::observe::{IncidentSeen, Observation, PersonSeen};
use crate::scenario::ids::{PersonId, SkillId};
use crate::sim::Command;
use crate::sim::people::on_duty;
use crate::sim::world::Activity;

/// So many are tried at most, the textbook's own among them.
pub(super) const MOST: usize = 6;

/// Lists of commands, the textbook's first; that one alone where there is nothing to choose.
pub(super) fn candidates(seen: &Observation, usual: &[Command]) -> Vec<Vec<Command>> {
    let mut all = vec![usual.to_vec()];
    let mut add = |commands: Vec<Command>| {
        if all.len() < MOST && !all.contains(&commands) {
            all.push(commands);
        }
    };
    for (at, command) in usual.iter().enumerate() {
        for other in alternatives(seen, command) {
            let mut commands = usual.to_vec();
            commands[at] = other;
            add(commands);
        }
    }
    for incident in seen.open_incidents().filter(|one| one.mitigated.is_none()) {
        if let Some(sooner) = sooner(seen, incident, usual) {
            add(usual.iter().copied().chain([sooner]).collect());
        }
        if incident.severity.is_some_and(|severity| severity <= 2)
            && let Some(page) = one_more(seen, usual)
        {
            add(usual.iter().copied().chain([page]).collect());
        }
    }
    let tears_away =
        |command: &Command| matches!(command, Command::Role(..) | Command::Investigate(..));
    if usual.iter().any(tears_away) {
        let stay = usual.iter().copied().filter(|command| !tears_away(command));
        add(stay.collect());
    }
    add(Vec::new());
    all
}

/// The same decision, taken otherwise.
fn alternatives(seen: &Observation, command: &Command) -> Vec<Command> {
    match *command {
        Command::Decide(card, chosen) => {
            let open = seen.cards.iter().find(|open| open.id == card);
            let options = open.map_or(0, |open| open.options.len() as u8);
            let others = (0..options).filter(|&option| option != chosen);
            others.map(|option| Command::Decide(card, option)).collect()
        }
        Command::Answer(message, chosen) => {
            let open = seen.messages.iter().find(|open| open.id == message);
            let verbs = open.map_or(&[][..], |open| &open.answers);
            let others = verbs.iter().filter(|&&verb| verb != chosen);
            others.map(|&verb| Command::Answer(message, verb)).collect()
        }
        Command::Apply(incident, chosen, _) => {
            let remedies = seen.incident(incident).map(|seen| &seen.remedies);
            let others = remedies.into_iter().flatten();
            let others = others.filter(|remedy| remedy.id != chosen && remedy.can_start());
            others
                .filter_map(|remedy| {
                    let person = able(seen, remedy.skill)?;
                    Some(Command::Apply(incident, remedy.id, person))
                })
                .take(2)
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The likeliest remedy at once, where the textbook would still ask.
fn sooner(seen: &Observation, incident: &IncidentSeen, usual: &[Command]) -> Option<Command> {
    let applies =
        |command: &Command| matches!(command, Command::Apply(id, ..) if *id == incident.id);
    let busy = seen
        .people
        .iter()
        .any(|person| matches!(person.activity, Activity::Applying(id, _) if id == incident.id));
    if busy || seen.queued().chain(usual).any(applies) {
        return None;
    }
    let remedies = incident.remedies.iter().filter(|remedy| remedy.can_start());
    let likely = |remedy| incident.chance_it_helps(remedy);
    let best = remedies
        .filter(|remedy| likely(remedy) > 0.0)
        .max_by(|a, b| likely(a).total_cmp(&likely(b)))?;
    Some(Command::Apply(
        incident.id,
        best.id,
        able(seen, best.skill)?,
    ))
}

/// Somebody off who could be called, on call before others.
fn one_more(seen: &Observation, usual: &[Command]) -> Option<Command> {
    let off = seen.people.iter().filter(|person| {
        matches!(person.activity, Activity::Off | Activity::Resting)
            && person.absence.is_here()
            && !usual.contains(&Command::Page(person.id))
    });
    let next = off.max_by_key(|person| (person.on_call, person.awake_minutes.is_some()))?;
    Some(Command::Page(next.id))
}

/// Whoever at work is best at it.
fn able(seen: &Observation, wanted: SkillId) -> Option<PersonId> {
    let share = |person: &PersonSeen| {
        let mut skills = person.skills.iter();
        skills
            .find(|(id, _)| *id == wanted)
            .map(|(_, share)| *share)
    };
    let here = seen.people.iter().filter(|person| {
        on_duty(person.activity)
            && !matches!(
                person.activity,
                Activity::Applying(..) | Activity::Leading(..)
            )
    });
    let best = here.filter_map(|person| Some((share(person)?, person.id)));
    best.max_by_key(|(share, _)| *share)
        .map(|(_, person)| person)
}
