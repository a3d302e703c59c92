//! What the places of a week can be given to: priorities, conversations, policies.

use super::{Choices, ask, change, delegate, policy};
use crate::game::wish::{Question, Wish};
use crate::observe::Observation;
use crate::observe::sentences::{Names, capital, money};
use crate::observe::view::Place;
use crate::scenario::Scenario;
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
    let changes = change::all(scenario, seen).rows;
    let is_priority = |wish: &Wish| {
        matches!(
            wish,
            Wish::Choose(Question::Initiative(_) | Question::PersonDoes(_))
        )
    };
    let mut rows: Vec<_> = (changes.into_iter())
        .filter(|row| is_priority(&row.wish))
        .collect();
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
    let is_policy = |wish: &Wish| {
        matches!(
            wish,
            Wish::Choose(Question::Control(_) | Question::MoveFrom(_))
        )
    };
    let mut rows = policy::levers(scenario, seen).rows;
    let changes = change::all(scenario, seen).rows;
    rows.extend(changes.into_iter().filter(|row| is_policy(&row.wish)));
    let note = "Standing policies, exceptions, and money that moves.";
    Choices::new("Which policy or budget move?", note.to_owned(), rows)
}

/// Whether a row hands over an incident or the incidents of a team.
pub(super) fn lead(
    incident: crate::scenario::ids::IncidentId,
    scenario: &Scenario,
    seen: &Observation,
) -> Choices {
    let all = delegate::all(scenario, seen);
    let owner = seen.incident(incident).map(|incident| incident.owner);
    let about = |wish: &Wish| {
        use crate::game::wish::Task;
        use crate::scenario::delegation::Area;
        match wish {
            Wish::Choose(Question::Who(Task::LookAfter(Area::Incident(one)))) => *one == incident,
            Wish::Choose(Question::Who(Task::LookAfter(Area::Incidents(team)))) => {
                Some(*team) == owner
            }
            _ => false,
        }
    };
    let rows = all.rows.into_iter().filter(|row| about(&row.wish));
    let note = "This one alone, or all that the team's services bring.";
    Choices::new(
        &format!("Who leads {incident}?"),
        note.to_owned(),
        rows.collect(),
    )
}
