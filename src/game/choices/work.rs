//! Planned work, its pipelines, and cases of queues.

use super::task::who;
use super::{Choices, ask, give};
use crate::game::wish::{Question, Task};
use crate::observe::Observation;
use crate::observe::sentences::Names;
use crate::observe::view::pipeline_rows;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::sim::Command;
use crate::words::fl;

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let open = seen.work.iter().filter(|work| work.done.is_none());
    let rows = open.map(|work| {
        let note = fl!("work-left", minutes = format!("{:.0}", work.left_minutes));
        ask(
            Names(scenario).work(work.id),
            &note,
            Question::Item(work.id),
        )
    });
    Choices::new(fl!("work-title"), String::new(), rows.collect())
}

/// Who works on an item, and what place it has.
pub(super) fn item(item: WorkId, scenario: &Scenario, seen: &Observation) -> Choices {
    let mut choices = who(Task::Work(item), scenario, seen);
    let Some(work) = seen.item(item).filter(|work| work.place > 0) else {
        return choices;
    };
    let last = (seen.work.iter())
        .filter(|other| other.team == work.team)
        .map(|other| other.place)
        .max();
    for (text, place) in [
        (fl!("work-first"), 1),
        (fl!("work-last"), last.unwrap_or(1)),
    ] {
        if place != work.place {
            let note = fl!("work-place-note", place = work.place);
            choices
                .rows
                .push(give(text, &note, Command::Prioritise(item, place)));
        }
    }
    choices
}

pub(super) fn pipelines(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = pipeline_rows(scenario, seen).into_iter().flat_map(|line| {
        let deploy = fl!("work-deploy", pipeline = line.name);
        let back = fl!("work-roll-back", pipeline = line.name);
        [
            give(&deploy, &line.state, Command::Deploy(line.id)),
            give(
                &back,
                fl!("work-roll-back-note"),
                Command::RollBack(line.id),
            ),
        ]
    });
    Choices::new(fl!("work-pipelines"), String::new(), rows.collect())
}

pub(super) fn cases(scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let rows = seen.desk.cases.iter().map(|case| {
        let at = case
            .by
            .map_or(fl!("work-case-nobody").to_owned(), |person| {
                fl!("work-case-person", person = words.person(person))
            });
        let waited = seen.now.since(case.opened);
        let note = fl!(
            "work-case-note",
            severity = case.severity,
            waited = waited,
            who = at
        );
        let text = format!("{} {}", case.id, words.queue(case.queue));
        ask(&text, &note, Question::Who(Task::Case(case.id)))
    });
    Choices::new(fl!("work-cases"), String::new(), rows.collect())
}
