//! What the places of a week can be given to: priorities, conversations, policies.

use super::delegate::hand_over;
use super::{Choices, ask, change, policy};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, Spoken, capital, money};
use crate::observe::view::Place;
use crate::scenario::Scenario;
use crate::scenario::delegation::Area;
use crate::scenario::ids::IncidentId;
use crate::sim::people::on_duty;
use crate::words::fl;

pub(super) fn place(place: Place, scenario: &Scenario, seen: &Observation) -> Choices {
    match place {
        Place::Priority => priorities(scenario, seen),
        Place::Conversation => conversations(scenario, seen),
        Place::Policy => policies(scenario, seen),
    }
}

/// Practices, people to find, planned work, areas to hand over.
fn priorities(scenario: &Scenario, seen: &Observation) -> Choices {
    let names = Names(scenario);
    let mut rows = change::initiatives(scenario, seen);
    rows.extend(change::to_find(scenario, seen));
    rows.push(ask(
        fl!("week-orders-hand-over"),
        fl!("week-orders-hand-over-note"),
        Question::Delegation,
    ));
    let mut work: Vec<_> = (seen.work.iter())
        .filter(|work| work.done.is_none() && work.place > 0)
        .collect();
    work.sort_by_key(|work| std::cmp::Reverse(work.delay_per_hour));
    rows.extend(work.into_iter().map(|work| {
        let note = fl!(
            "week-orders-work-note",
            kind = capital(work.kind.spoken()),
            team = names.team(work.team),
            cost = money(work.delay_per_hour, &scenario.rules.currency)
        );
        ask(
            &format!("{} …", names.work(work.id)),
            &note,
            Question::Item(work.id),
        )
    }));
    let note = fl!("week-orders-priorities-note");
    Choices::new(fl!("week-orders-priorities"), note.to_owned(), rows)
}

fn conversations(scenario: &Scenario, seen: &Observation) -> Choices {
    // A group of many heads is talked with through whoever leads it.
    let mut people: Vec<_> = (seen.people.iter())
        .filter(|person| person.heads == 1 && on_duty(person.activity))
        .collect();
    people.sort_by_key(|person| person.morale);
    let rows = people.into_iter().map(|person| {
        let words = scenario.words.people.get(person.id.at());
        let note = fl!(
            "week-orders-person-note",
            title = words.map_or("", |words| &words.title),
            morale = person.morale
        );
        ask(
            &format!("{} …", Names(scenario).person(person.id)),
            &note,
            Question::Talk(person.id),
        )
    });
    let note = fl!("week-orders-conversations-note");
    Choices::new(
        fl!("week-orders-conversations"),
        note.to_owned(),
        rows.collect(),
    )
}

fn policies(scenario: &Scenario, seen: &Observation) -> Choices {
    let mut rows = policy::levers(scenario, seen).rows;
    rows.extend(change::exceptions(scenario, seen));
    rows.extend(change::moves(scenario, seen));
    let note = fl!("week-orders-policies-note");
    Choices::new(fl!("week-orders-policies"), note.to_owned(), rows)
}

/// Who leads an incident in the leader's place.
pub(super) fn lead(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let owner = seen.incident(incident).map(|incident| incident.owner);
    let areas = [Some(Area::Incident(incident)), owner.map(Area::Incidents)];
    let rows = areas
        .into_iter()
        .flatten()
        .map(|area| hand_over(area, scenario));
    let note = fl!("week-orders-lead-note");
    Choices::new(
        &fl!("week-orders-lead", incident = incident.to_string()),
        note.to_owned(),
        rows.collect(),
    )
}
