//! The curriculum's six mistakes, each detected from what a leader did and left, with evidence and advice.
//!
//! A pattern needs several occasions that a single slip does not give, and each has something that excuses it: who looked after
//! people as well does not fixate on tooling, however many levers were moved.

use super::Evidence;
use super::change::{adapted, backed, concerned, stalled, was_heard};
use super::record::{Record, can};
use crate::observe::sentences::sentence;
use crate::scenario::ids::*;
use crate::scenario::rules::Sponsorship;
use crate::scenario::units::Tick;
use crate::sim::people::{in_incident, on_duty};
use crate::sim::{Command, What};
use serde::Serialize;
use std::collections::BTreeMap;

/// A mistake of the curriculum, and whether a run shows it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PatternOutcome {
    /// Its id.
    pub id: &'static str,
    /// Whether the run shows it.
    pub detected: bool,
    /// What that rests on; nothing where it is not shown.
    pub evidence: Vec<Evidence>,
    /// What to do instead.
    pub advice: &'static str,
}

/// A mistake of the curriculum.
struct Pattern {
    id: &'static str,
    advice: &'static str,
    /// Occasions, where there are enough of them.
    find: fn(&Record) -> Vec<Evidence>,
}

const PATTERNS: [Pattern; 6] = [
    Pattern {
        id: "fixating-on-tooling",
        advice: "Before the next lever, ask who is waiting for a word from you.",
        find: tooling,
    },
    Pattern {
        id: "ignoring-people-dynamics",
        advice: "Somebody who says that they are worn out tells you something: talk with them, relieve them, or send them to rest.",
        find: people,
    },
    Pattern {
        id: "devops-as-an-isolated-function",
        advice: "Let those who own a service work on it, and tell the company what is going on.",
        find: isolated,
    },
    Pattern {
        id: "overlooking-organisational-limits",
        advice: "A promise, a budget and a person have limits: look at what is left before you draw on it.",
        find: limits,
    },
    Pattern {
        id: "frameworks-without-adaptation",
        advice: "Where a practice stalls, change how you bring it in, or stop it there; do not only insist.",
        find: unadapted,
    },
    Pattern {
        id: "underestimating-cultural-resistance",
        advice: "Listen in every team that a change concerns before you order it, and change one thing at a time.",
        find: unheard,
    },
];

/// Every pattern.
pub fn patterns(record: &Record) -> Vec<PatternOutcome> {
    let outcome = |pattern: &Pattern| {
        let evidence = (pattern.find)(record);
        PatternOutcome {
            id: pattern.id,
            detected: !evidence.is_empty(),
            evidence,
            advice: pattern.advice,
        }
    };
    PATTERNS.iter().map(outcome).collect()
}

/// Commands at tools from which on it can be a fixation. *Assumed.*
const TOOLING_LEAST: usize = 5;
/// Below that, how people say they feel, 0–100, is too low to be passed over. *Assumed.*
const LOW_MORALE: u8 = 40;
/// Minutes for which it has to be seen. *Assumed.*
const SEEN_MINUTES: u32 = 60;

/// At least so many moves of levers, pipelines and targets, more of them than words with people, while somebody went without an answer
/// at least twice.
fn tooling(record: &Record) -> Vec<Evidence> {
    let is_tool = |command: &Command| {
        matches!(
            command,
            Command::Set(..)
                | Command::Deploy(_)
                | Command::RollBack(_)
                | Command::ChooseIndicator(..)
        )
    };
    let is_word = |command: &Command| {
        matches!(
            command,
            Command::Talk(..)
                | Command::Post(..)
                | Command::Answer(..)
                | Command::Reply(..)
                | Command::Poll(_)
                | Command::Cadence(..)
        )
    };
    let tools: Vec<Tick> = record
        .commands()
        .filter(|(_, command)| is_tool(command))
        .map(|(tick, _)| tick)
        .collect();
    let words = record
        .commands()
        .filter(|(_, command)| is_word(command))
        .count();
    let left = |event: &&crate::sim::Event| {
        matches!(
            event.what,
            What::Ignored(_) | What::CadenceMissed(..) | What::Visited(..)
        )
    };
    let left: Vec<&crate::sim::Event> = record.events.iter().filter(left).collect();
    if tools.len() < TOOLING_LEAST || tools.len() <= words || left.len() < 2 {
        return Vec::new();
    }
    let first = Evidence::at(
        tools[0],
        format!(
            "tools were moved {} times, words with people {words} times",
            tools.len()
        ),
    );
    let left = left
        .into_iter()
        .map(|event| Evidence::at(event.tick, sentence(event, &record.scenario)));
    std::iter::once(first).chain(left).collect()
}

/// Two people or more who said for an hour at work that they were worn out or very sleepy, and who were neither talked with nor relieved.
fn people(record: &Record) -> Vec<Evidence> {
    let mut low: BTreeMap<PersonId, (u32, Tick)> = BTreeMap::new();
    for (moment, minutes) in record.spans() {
        for person in &moment.people {
            if on_duty(person.activity) && (person.morale < LOW_MORALE || person.sleepiness >= 7) {
                low.entry(person.id).or_insert((0, moment.tick)).0 += minutes;
            }
        }
    }
    let cared = |who: PersonId| {
        record.events.iter().any(|event| match event.what {
            What::Talked(person, _)
            | What::SentToRest(person)
            | What::DaysOff(person, _)
            | What::HandedOver(person, _) => person == who,
            _ => false,
        })
    };
    let evidence: Vec<Evidence> = low
        .into_iter()
        .filter(|(who, (minutes, _))| *minutes >= SEEN_MINUTES && !cared(*who))
        .map(|(who, (minutes, since))| {
            let text = format!("{} was worn out or very sleepy at work for {minutes} min, and nobody talked with them or relieved them", record.name(who));
            Evidence::at(since, text)
        })
        .collect();
    if evidence.len() < 2 {
        Vec::new()
    } else {
        evidence
    }
}

/// Three tasks or more in incidents of other teams given to one team, although owners who could do them were free, and at least four in
/// five of all such tasks.
fn isolated(record: &Record) -> Vec<Evidence> {
    let (mut all, mut by_team) = (0, BTreeMap::<TeamId, Vec<Evidence>>::new());
    for course in &record.courses {
        for task in &course.tasks {
            let moment = record.seen_at(task.from);
            let Some(incident) = moment.incident(course.id) else {
                continue;
            };
            let person = &moment.people[task.person.at()];
            let free = moment.people.iter().any(|other| {
                let able = person.skills.iter().any(|(skill, _)| can(other, *skill));
                other.team == incident.owner
                    && on_duty(other.activity)
                    && !in_incident(other.activity)
                    && able
            });
            if !free {
                continue;
            }
            all += 1;
            if person.team != incident.owner {
                let text = format!(
                    "{} was sent to {}, although its owners were free",
                    record.name(task.person),
                    course.id
                );
                by_team
                    .entry(person.team)
                    .or_default()
                    .push(Evidence::at(task.from, text));
            }
        }
    }
    let most = by_team
        .into_values()
        .max_by_key(Vec::len)
        .unwrap_or_default();
    if most.len() < 3 || most.len() * 5 < all * 4 {
        Vec::new()
    } else {
        most
    }
}

/// Limits of two kinds or more run into, three times or more: promises broken, budgets overrun, caps reached, one person called more
/// than twice in a day.
fn limits(record: &Record) -> Vec<Evidence> {
    let mut kinds = [0; 4];
    let mut calls: BTreeMap<(u32, PersonId), u32> = BTreeMap::new();
    let mut evidence = Vec::new();
    for event in &record.events {
        let kind = match event.what {
            What::PromiseBroken(_) | What::VowSettled(_, false) => 0,
            What::BudgetOverrun(_) => 1,
            What::SpendCapped(_) => 2,
            What::Paged(person) => {
                let count = calls.entry((event.tick.0 / 1440, person)).or_default();
                *count += 1;
                if *count != 3 {
                    continue;
                }
                3
            }
            _ => continue,
        };
        kinds[kind] += 1;
        evidence.push(Evidence::at(event.tick, sentence(event, &record.scenario)));
    }
    let different = kinds.iter().filter(|count| **count > 0).count();
    if different < 2 || evidence.len() < 3 {
        Vec::new()
    } else {
        evidence
    }
}

/// A practice that was ordered, was seen to stall, and was still ordered three weeks later.
fn unadapted(record: &Record) -> Vec<Evidence> {
    let stuck = backed(record).into_iter().filter_map(|(id, tick)| {
        let (since, how) =
            stalled(record, id, tick).filter(|(_, how)| *how == Sponsorship::Mandate)?;
        let until = adapted(record, id, since, how).unwrap_or(record.ended);
        let weeks = until.since(since) / 10_080;
        let title = &record.scenario.words.initiatives[id.at()].title;
        let text =
            format!("“{title}” was ordered, stalled, and was insisted on for {weeks} weeks more");
        (weeks >= 3).then(|| Evidence::at(since, text))
    });
    stuck.collect()
}

/// A practice that was ordered in at least two teams where nobody had been listened to, and that stalled there or made people feel worse.
fn unheard(record: &Record) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for event in &record.events {
        let What::InitiativeStarted(id, Sponsorship::Mandate) = event.what else {
            continue;
        };
        let teams = concerned(record, id);
        let unheard = teams
            .iter()
            .filter(|team| !was_heard(record, **team, event.tick))
            .count();
        let Some((since, _)) = stalled(record, id, event.tick).filter(|_| unheard >= 2) else {
            continue;
        };
        let title = &record.scenario.words.initiatives[id.at()].title;
        evidence.push(Evidence::at(
            event.tick,
            format!(
                "“{title}” was ordered, and {unheard} teams that it concerns had not been heard"
            ),
        ));
        evidence.push(Evidence::at(since, format!("“{title}” stalled")));
    }
    evidence
}
