//! What the places of a week can be given to: priorities, conversations, policies.

use super::delegate::hand_over;
use super::{Choices, ask, change, policy};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, capital, money};
use crate::observe::view::Place;
use crate::scenario::Scenario;
use crate::scenario::delegation::Area;
use crate::scenario::ids::IncidentId;
use crate::sim::people::on_duty;

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
        "Hand something over …",
        "incidents, boards, updates: somebody decides in your place",
        Question::Delegation,
    ));
    let mut work: Vec<_> = (seen.work.iter())
        .filter(|work| work.done.is_none() && work.place > 0)
        .collect();
    work.sort_by_key(|work| std::cmp::Reverse(work.delay_per_hour));
    rows.extend(work.into_iter().map(|work| {
        let note = format!(
            "{} of {} · {} an hour of delay",
            capital(work.kind.word()),
            names.team(work.team),
            money(work.delay_per_hour, &scenario.rules.currency)
        );
        ask(
            &format!("{} …", names.work(work.id)),
            &note,
            Question::Item(work.id),
        )
    }));
    let note = "What does the organisation do first? What you leave out is a choice, too.";
    Choices::new("Which priority?", note.to_owned(), rows)
}

fn conversations(scenario: &Scenario, seen: &Observation) -> Choices {
    // A group of many heads is talked with through whoever leads it.
    let mut people: Vec<_> = (seen.people.iter())
        .filter(|person| person.heads == 1 && on_duty(person.activity))
        .collect();
    people.sort_by_key(|person| person.morale);
    let rows = people.into_iter().map(|person| {
        let words = scenario.words.people.get(person.id.at());
        let note = format!(
            "{} · feels {} of 100",
            words.map_or("", |words| &words.title),
            person.morale
        );
        ask(
            &format!("{} …", Names(scenario).person(person.id)),
            &note,
            Question::Talk(person.id),
        )
    });
    let note = "Those who are at work now; whoever feels worst comes first.";
    Choices::new("Whom do you talk with?", note.to_owned(), rows.collect())
}

fn policies(scenario: &Scenario, seen: &Observation) -> Choices {
    let mut rows = policy::levers(scenario, seen).rows;
    rows.extend(change::exceptions(scenario, seen));
    rows.extend(change::moves(scenario, seen));
    let note = "Standing policies, exceptions, and money that moves.";
    Choices::new("Which policy or budget move?", note.to_owned(), rows)
}

/// Who leads an incident in the leader's place.
pub(super) fn lead(incident: IncidentId, scenario: &Scenario, seen: &Observation) -> Choices {
    let owner = seen.incident(incident).map(|incident| incident.owner);
    let areas = [Some(Area::Incident(incident)), owner.map(Area::Incidents)];
    let rows = areas
        .into_iter()
        .flatten()
        .map(|area| hand_over(area, scenario));
    let note = "This one alone, or all that the team's services bring.";
    Choices::new(
        &format!("Who leads {incident}?"),
        note.to_owned(),
        rows.collect(),
    )
}
