//! Vendors, duties, and stakeholders on the call.

use super::{Choice, Choices, ask, give};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, order};
use crate::observe::view::clock_at;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Confidence, Verb};
use crate::sim::Command;

/// Causes that may be named to somebody outside: the likeliest.
const CAUSES_MOST: usize = 3;

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let mut rows: Vec<Choice> = Vec::new();
    for person in &seen.stakeholders {
        if let Some((incident, wish, since)) = person.visit {
            let name = words.stakeholder(person.id);
            let asks = format!(
                "on the call of {incident} for {} min, asks for {}",
                seen.now.since(since),
                wish.word()
            );
            rows.push(ask(
                &format!("Reply to {name} …"),
                &asks,
                Question::Visit(person.id),
            ));
        }
    }
    for duty in seen.duties.iter().filter(|duty| duty.told.is_none()) {
        let note = match duty.due {
            Some(due) if duty.missed => format!("was due at {}", clock_at(scenario, due)),
            Some(due) => format!("due at {}", clock_at(scenario, due)),
            None => "nothing to tell yet".to_owned(),
        };
        rows.push(ask(
            &format!("{} …", words.duty(duty.id)),
            &note,
            Question::Duty(duty.id),
        ));
    }
    for vendor in &seen.vendors {
        let note = match (vendor.delivered, vendor.open_since) {
            (Some(_), _) => "delivered".to_owned(),
            (None, Some(since)) => format!("a case is open for {} min", seen.now.since(since)),
            (None, None) if vendor.has_proof => "there is evidence that convinces them".to_owned(),
            (None, None) if vendor.denials > 0 => "they deny it".to_owned(),
            (None, None) => "opens a case with them".to_owned(),
        };
        let command = Command::Escalate(vendor.id);
        rows.push(give(&order(&command, scenario), &note, command));
    }
    Choices::new("Whom outside?", String::new(), rows)
}

pub(super) fn visit(stakeholder: StakeholderId, scenario: &Scenario) -> Choices {
    let rows = Verb::ALL.map(|verb| give(verb.word(), "", Command::Reply(stakeholder, verb)));
    let title = format!(
        "What do you tell {}?",
        Names(scenario).stakeholder(stakeholder)
    );
    Choices::new(&title, String::new(), rows.to_vec())
}

pub(super) fn duty(duty: DutyId, scenario: &Scenario, seen: &Observation) -> Choices {
    let mut rows = vec![give(
        "The facts alone",
        "what happened, and to whom",
        Command::Notify(duty, None),
    )];
    let mut causes: Vec<_> = seen.open_incidents().flat_map(|it| &it.causes).collect();
    causes.sort_by(|a, b| b.belief.total_cmp(&a.belief));
    for cause in causes.into_iter().take(CAUSES_MOST) {
        for confidence in Confidence::ALL {
            let text = format!("{}: {}", confidence.word(), Names(scenario).cause(cause.id));
            let note = format!("you believe it to {:.0} %", cause.belief * 100.0);
            rows.push(give(
                &text,
                &note,
                Command::Notify(duty, Some((cause.id, confidence))),
            ));
        }
    }
    Choices::new(
        Names(scenario).duty(duty),
        "what do you state?".to_owned(),
        rows,
    )
}
