//! What somebody can be sent to do, once it is known who.

use super::{Choice, Choices, give, skill_note};
use crate::game::wish::{Question, Task, Wish};
use crate::observe::Observation;
use crate::observe::sentences::{Names, Spoken, area_name};
use crate::observe::view::fitness;
use crate::scenario::Scenario;
use crate::scenario::delegation::{Delegation, Limits};
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::words::fl;

impl Task {
    /// What is wished once somebody is named.
    fn for_person(self, person: PersonId) -> Wish {
        Wish::Give(match self {
            Task::Triage(incident) => Command::Triage(incident, person),
            Task::Investigate(incident, inquiry) => Command::Investigate(incident, inquiry, person),
            Task::Apply(incident, remedy) => Command::Apply(incident, remedy, person),
            Task::Role(role, incident) => Command::Role(person, role, incident),
            Task::Split(incident) => Command::Split(incident, person),
            Task::Review(incident) => Command::Review(incident, person),
            Task::Work(item) => Command::Work(person, item),
            Task::Case(case) => Command::Assign(case, person),
            Task::OnCall(team, turn) => Command::PutOnCall(team, turn, person),
            Task::TakeOver(from) => Command::HandOver(from, person),
            Task::LookAfter(area) => {
                return Wish::Choose(Question::Brief(Delegation {
                    area,
                    to: person,
                    intent: None,
                    limits: Limits::default(),
                    back_minutes: 0,
                }));
            }
        })
    }

    /// The skill that it takes.
    fn skill(self, scenario: &Scenario, seen: &Observation) -> Option<SkillId> {
        let rules = &scenario.rules;
        match self {
            Task::Investigate(_, inquiry) => rules.inquiries.get(inquiry.at()).map(|it| it.skill),
            Task::Apply(_, remedy) => rules.remedies.get(remedy.at()).map(|it| it.skill),
            Task::Work(item) => seen.item(item).map(|it| it.skill),
            Task::Case(case) => {
                let case = seen.desk.cases.iter().find(|open| open.id == case)?;
                rules.queues.get(case.queue.at()).map(|queue| queue.skill)
            }
            _ => None,
        }
    }

    fn title(self, scenario: &Scenario) -> String {
        let words = Names(scenario);
        match self {
            Task::Triage(incident) => fl!("who-triages", incident = incident.to_string()),
            Task::Investigate(_, inquiry) => fl!("who-does", task = words.inquiry(inquiry)),
            Task::Apply(_, remedy) => fl!("who-does", task = words.remedy(remedy)),
            Task::Role(role, _) => fl!("who-takes-role", role = role.spoken()),
            Task::Split(incident) => fl!("who-leads-part", incident = incident.to_string()),
            Task::Review(incident) => fl!("who-reviews", incident = incident.to_string()),
            Task::Work(item) => fl!("who-works", work = words.work(item)),
            Task::Case(case) => fl!("who-takes-case", case = case.to_string()),
            Task::OnCall(team, turn) => {
                fl!("who-on-call", turn = turn.spoken(), team = words.team(team))
            }
            Task::TakeOver(from) => fl!("who-takes-over", person = words.person(from)),
            Task::LookAfter(area) => fl!("who-looks-after", area = area_name(area, scenario)),
        }
    }

    /// Whether somebody who is not at work has to be called in before.
    fn needs_them_here(self) -> bool {
        !matches!(self, Task::OnCall(..))
    }
}

/// People for a task; whoever is away gets called in first.
pub(super) fn who(task: Task, scenario: &Scenario, seen: &Observation) -> Choices {
    let skill = task.skill(scenario, seen);
    let rows = fitness(scenario, seen, skill).into_iter().map(|fit| {
        let name = Names(scenario).person(fit.person);
        if fit.here || !task.needs_them_here() {
            Choice::new(name, &fit.note, task.for_person(fit.person))
        } else {
            let page = Command::Page(fit.person);
            give(&fl!("who-page", name = name), &fit.note, page)
        }
    });
    Choices::new(
        &task.title(scenario),
        skill_note(scenario, skill),
        rows.collect(),
    )
}
