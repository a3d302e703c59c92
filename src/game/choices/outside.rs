//! Vendors, duties, and stakeholders on the call.

use super::{Choice, Choices, ask, give};
use crate::game::wish::Question;
use crate::observe::Observation;
use crate::observe::sentences::{Names, Spoken, order};
use crate::observe::view::clock_at;
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::{Confidence, Verb};
use crate::sim::Command;
use crate::words::fl;

/// Causes that may be named to somebody outside: the likeliest.
const CAUSES_MOST: usize = 3;

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let mut rows: Vec<Choice> = Vec::new();
    for person in &seen.stakeholders {
        if let Some((incident, wish, since)) = person.visit {
            let name = words.stakeholder(person.id);
            let asks = fl!(
                "outside-visit-note",
                incident = incident.to_string(),
                minutes = seen.now.since(since),
                asks = wish.spoken()
            );
            rows.push(ask(
                &fl!("outside-reply", name = name),
                &asks,
                Question::Visit(person.id),
            ));
        }
    }
    for duty in seen.duties.iter().filter(|duty| duty.told.is_none()) {
        let note = match duty.due {
            Some(due) if duty.missed => fl!(
                "outside-was-due",
                clock = clock_at(scenario, due).to_string()
            ),
            Some(due) => fl!("outside-due", clock = clock_at(scenario, due).to_string()),
            None => fl!("outside-nothing-due").to_owned(),
        };
        rows.push(ask(
            &format!("{} …", words.duty(duty.id)),
            &note,
            Question::Duty(duty.id),
        ));
    }
    for vendor in &seen.vendors {
        let note = match (vendor.delivered, vendor.open_since) {
            (Some(_), _) => fl!("outside-vendor-delivered").to_owned(),
            (None, Some(since)) => fl!("outside-vendor-open", minutes = seen.now.since(since)),
            (None, None) if vendor.has_proof => fl!("outside-vendor-proof").to_owned(),
            (None, None) if vendor.denials > 0 => fl!("outside-vendor-denies").to_owned(),
            (None, None) => fl!("outside-vendor-opens").to_owned(),
        };
        let command = Command::Escalate(vendor.id);
        rows.push(give(&order(&command, scenario), &note, command));
    }
    Choices::new(fl!("outside-title"), String::new(), rows)
}

pub(super) fn visit(stakeholder: StakeholderId, scenario: &Scenario) -> Choices {
    let rows = Verb::ALL.map(|verb| give(verb.spoken(), "", Command::Reply(stakeholder, verb)));
    let title = fl!(
        "orders-tell-whom",
        person = Names(scenario).stakeholder(stakeholder)
    );
    Choices::new(&title, String::new(), rows.to_vec())
}

pub(super) fn duty(duty: DutyId, scenario: &Scenario, seen: &Observation) -> Choices {
    let mut rows = vec![give(
        fl!("outside-facts"),
        fl!("outside-facts-note"),
        Command::Notify(duty, None),
    )];
    let mut causes: Vec<_> = seen.open_incidents().flat_map(|it| &it.causes).collect();
    causes.sort_by(|a, b| b.belief.total_cmp(&a.belief));
    for cause in causes.into_iter().take(CAUSES_MOST) {
        for confidence in Confidence::ALL {
            let text = format!(
                "{}: {}",
                confidence.spoken(),
                Names(scenario).cause(cause.id)
            );
            let note = fl!(
                "outside-belief",
                belief = format!("{:.0}", cause.belief * 100.0)
            );
            rows.push(give(
                &text,
                &note,
                Command::Notify(duty, Some((cause.id, confidence))),
            ));
        }
    }
    Choices::new(
        Names(scenario).duty(duty),
        fl!("outside-duty-note").to_owned(),
        rows,
    )
}
