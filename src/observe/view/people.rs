//! People: what they do in words, how awake, how they feel, and what is left uncovered when they are taken.

use super::board::initials;
use super::is_night;
use crate::observe::sentences::{Names, Spoken, money};
use crate::observe::{Observation, PersonSeen};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::sim::command::Role;
use crate::sim::people::on_duty;
use crate::sim::world::Activity;
use crate::words::fl;

/// A team and its people.
#[derive(Clone, PartialEq, Debug)]
pub struct TeamCards {
    /// The team's name.
    pub name: String,
    /// Its people.
    pub people: Vec<PersonCard>,
}

/// A person.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonCard {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// What they do now, in words.
    pub doing: String,
    /// `9 h awake`, `asleep`.
    pub awake: String,
    /// 1 rested, 0 fighting sleep.
    pub alertness: f32,
    /// 0–100.
    pub morale: u8,
    /// The time where they are, when it is not the leader's day: at night, or off.
    pub local: String,
    /// It is night there.
    pub night: bool,
    /// At work.
    pub here: bool,
    /// Asleep.
    pub asleep: bool,
    /// At work with nothing in hand.
    pub free: bool,
    /// The incident that they are busy with.
    pub incident: Option<String>,
    /// What stops when they are taken; empty when nothing does.
    pub uncovered: String,
    /// In a word or two: where they belong now.
    pub state: String,
    /// They have said that something is wrong.
    pub needs_a_talk: bool,
    /// They have nothing in hand, and are on call: that is what `state` says.
    pub waits_on_call: bool,
}

pub(super) fn teams(scenario: &Scenario, seen: &Observation) -> Vec<TeamCards> {
    let teams = scenario.words.teams.iter().enumerate();
    teams
        .map(|(index, name)| TeamCards {
            name: name.clone(),
            people: (seen.people.iter())
                .filter(|person| person.team.at() == index)
                .map(|person| person_card(scenario, seen, person))
                .collect(),
        })
        .filter(|team| !team.people.is_empty())
        .collect()
}

fn person_card(scenario: &Scenario, seen: &Observation, person: &PersonSeen) -> PersonCard {
    let words = Names(scenario);
    let name = words.person(person.id);
    let night = is_night(person.local_clock);
    let asleep = person.awake_minutes.is_none();
    let incident =
        crate::sim::people::incident_of(person.activity).map(|incident| incident.to_string());
    PersonCard {
        id: person.id,
        name: name.to_owned(),
        initials: initials(name),
        doing: doing(scenario, seen, person),
        awake: match person.awake_minutes {
            Some(minutes) => fl!("people-hours-awake", hours = (minutes + 30) / 60),
            None => fl!("people-asleep").into(),
        },
        alertness: if asleep {
            0.0
        } else {
            f32::from(10 - person.sleepiness.clamp(1, 9)) / 9.0
        },
        morale: person.morale,
        local: person.local_clock.to_string(),
        night,
        here: on_duty(person.activity),
        asleep,
        free: person.activity == Activity::Free,
        state: state(seen, person, incident.as_deref()),
        incident,
        uncovered: uncovered(scenario, seen, person),
        needs_a_talk: person.morale < 45,
        waits_on_call: person.on_call
            && on_duty(person.activity)
            && crate::sim::people::incident_of(person.activity).is_none()
            && !matches!(person.activity, Activity::Working(_))
            && !ends_soon(seen, person),
    }
}

fn doing(scenario: &Scenario, seen: &Observation, person: &PersonSeen) -> String {
    let words = Names(scenario);
    let finding_way = person.ready > seen.now;
    let site = scenario
        .words
        .sites
        .get(person.site.at())
        .map_or("", String::as_str);
    match person.activity {
        Activity::Off if person.awake_minutes.is_none() => fl!("people-asleep-in", site = site),
        Activity::Off => fl!("people-off-in", site = site),
        Activity::OnTheWay => fl!("people-paged").into(),
        Activity::Free => fl!("people-nothing-in-hand").into(),
        Activity::Working(item) if finding_way => fl!("people-back-to", work = words.work(item)),
        Activity::Working(item) => words.work(item).to_owned(),
        Activity::Triaging(incident) => fl!("people-finds-out", incident = incident.to_string()),
        Activity::Investigating(_, inquiry) if finding_way => {
            fl!("people-turning-to", task = words.inquiry(inquiry))
        }
        Activity::Investigating(_, inquiry) => words.inquiry(inquiry).to_owned(),
        Activity::Applying(_, remedy) if finding_way => {
            fl!("people-turning-to", task = words.remedy(remedy))
        }
        Activity::Applying(_, remedy) => words.remedy(remedy).to_owned(),
        Activity::Leading(_, Role::Commander) => fl!("people-commands").into(),
        Activity::Leading(_, Role::Operations) => fl!("people-operates").into(),
        Activity::Leading(_, Role::Communications) => fl!("people-communicates").into(),
        Activity::Subleading(incident) => fl!("people-leads-part", incident = incident.to_string()),
        Activity::Reviewing(incident) => fl!("people-reviews", incident = incident.to_string()),
        Activity::Serving(case) => fl!("people-serves", case = case.to_string()),
        Activity::Heading => fl!("people-looks-after").into(),
        Activity::HandingOver(other) => fl!("people-handing-over", person = words.person(other)),
        Activity::Resting => fl!("people-resting").into(),
    }
}

fn minutes_of_shift(seen: &Observation, person: &PersonSeen) -> i64 {
    i64::from(person.shift_until) - i64::from(seen.now.0)
}

fn ends_soon(seen: &Observation, person: &PersonSeen) -> bool {
    person.in_shift && minutes_of_shift(seen, person) <= 45
}

fn state(seen: &Observation, person: &PersonSeen, incident: Option<&str>) -> String {
    match person.activity {
        _ if incident.is_some() => fl!(
            "people-on-incident",
            incident = incident.unwrap_or_default()
        ),
        Activity::Off | Activity::Resting => fl!("people-call-in").into(),
        Activity::OnTheWay => fl!("people-on-the-way").into(),
        _ if ends_soon(seen, person) => {
            let left = minutes_of_shift(seen, person);
            fl!("people-shift-ends", minutes = left.to_string())
        }
        Activity::Working(item) => seen.item(item).map_or(String::new(), |work| {
            fl!("people-on-work", kind = work.kind.spoken())
        }),
        _ if person.on_call => fl!("people-free-on-call").into(),
        _ => fl!("people-free").into(),
    }
}

/// What stops when somebody is taken from what they do.
fn uncovered(scenario: &Scenario, seen: &Observation, person: &PersonSeen) -> String {
    let words = Names(scenario);
    match person.activity {
        Activity::Working(item) => seen.item(item).map_or(String::new(), |work| {
            fl!(
                "people-stops-work",
                work = words.work(item),
                cost = money(
                    crate::scenario::units::Money(-work.delay_per_hour.0),
                    &scenario.rules.currency
                ),
                minutes = format!("{:.0}", work.left_minutes)
            )
        }),
        Activity::Triaging(incident) => fl!("people-stops-triage", incident = incident.to_string()),
        Activity::Investigating(_, inquiry) => fl!("people-stops", task = words.inquiry(inquiry)),
        Activity::Applying(_, remedy) => fl!("people-stops", task = words.remedy(remedy)),
        Activity::Leading(_, role) => fl!("people-leaves-role", role = role.spoken()),
        Activity::Subleading(incident) => {
            fl!("people-leaves-part", incident = incident.to_string())
        }
        Activity::Reviewing(incident) => {
            fl!("people-stops-review", incident = incident.to_string())
        }
        Activity::Serving(case) => fl!("people-puts-down", case = case.to_string()),
        _ => String::new(),
    }
}

/// How well somebody suits a task, in words that favour nobody.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitness {
    /// Who.
    pub person: PersonId,
    /// Share of an expert's pace, 0–1.
    pub pace: f64,
    /// At work, so that a command reaches them.
    pub here: bool,
    /// `knows it well · stops Cache fix: −$1.8k an hour, 40 min left`.
    pub note: String,
}

/// Everybody, those at work first, then by how well they know it.
pub fn fitness(scenario: &Scenario, seen: &Observation, skill: Option<SkillId>) -> Vec<Fitness> {
    let mut all: Vec<Fitness> = (seen.people.iter())
        .map(|person| {
            let known =
                skill.and_then(|skill| person.skills.iter().find(|(known, _)| *known == skill));
            let pace = known.map_or(0.0, |(_, pace)| pace.ratio());
            let knows = match (skill, pace) {
                (None, _) => "",
                (_, p) if p >= 0.8 => fl!("people-knows-well"),
                (_, p) if p >= 0.4 => fl!("people-knows-some"),
                _ => fl!("people-knows-not"),
            };
            let card = person_card(scenario, seen, person);
            let rest = if card.here {
                let tired = if person.sleepiness >= 7 {
                    fl!("people-very-tired")
                } else {
                    ""
                };
                [
                    tired.to_owned(),
                    if card.uncovered.is_empty() {
                        fl!("people-free").to_owned()
                    } else {
                        card.uncovered
                    },
                ]
            } else {
                [card.doing, fl!("people-call-in-first").into()]
            };
            let parts = std::iter::once(knows.to_owned())
                .chain(rest)
                .filter(|part| !part.is_empty());
            Fitness {
                person: person.id,
                pace,
                here: card.here,
                note: parts.collect::<Vec<_>>().join(" · "),
            }
        })
        .collect();
    all.sort_by(|a, b| b.here.cmp(&a.here).then(b.pace.total_cmp(&a.pace)));
    all
}
