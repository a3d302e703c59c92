//! Handing areas over, and taking them back.

use super::{Choice, Choices, ask, give};
use crate::game::wish::{Question, Task, Wish};
use crate::observe::Observation;
use crate::observe::sentences::{Names, area_name, order};
use crate::scenario::Scenario;
use crate::scenario::delegation::{Area, Delegation, Intent, Limits};
use crate::scenario::ids::*;
use crate::scenario::rules::Audience;
use crate::sim::Command;
use crate::words::fl;

/// Minutes between two reports that are offered.
const REPORTS: [u16; 3] = [30, 60, 240];

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let mut rows: Vec<Choice> = Vec::new();
    for given in &seen.delegations {
        let (area, who) = (given.brief.area, words.person(given.brief.to));
        let name = area_name(area, scenario);
        if let Some(question) = &given.question {
            let asks = order(question, scenario);
            rows.push(give(
                &fl!("hand-over-yes", order = asks),
                &fl!("hand-over-asks-for-leave", person = who, area = name),
                Command::Permit(area, true),
            ));
            rows.push(give(
                &fl!("hand-over-no", order = asks),
                &fl!("hand-over-asks-for-leave", person = who, area = name),
                Command::Permit(area, false),
            ));
        }
        rows.push(give(
            &fl!("hand-over-take-back", area = name),
            &fl!("hand-over-has-it", person = who),
            Command::TakeBack(area),
        ));
    }
    let taken = |area: Area| {
        seen.delegations
            .iter()
            .any(|given| given.brief.area == area)
    };
    let areas = areas(scenario, seen)
        .into_iter()
        .filter(|area| !taken(*area));
    rows.extend(areas.map(|area| hand_over(area, scenario)));
    let note = fl!("hand-over-title-note").to_owned();
    Choices::new(fl!("hand-over-title"), note, rows)
}

/// Hands an area over.
pub(super) fn hand_over(area: Area, scenario: &Scenario) -> Choice {
    let text = fl!("hand-over-area", area = area_name(area, scenario));
    ask(&text, "", Question::Who(Task::LookAfter(area)))
}

fn areas(scenario: &Scenario, seen: &Observation) -> Vec<Area> {
    let teams = || (0..scenario.words.teams.len()).map(|team| TeamId(team as u8));
    // Whose services no lever of load moves has none to hand over.
    let steers_load = |team: &TeamId| {
        let mut moved = (scenario.rules.levers.iter()).filter_map(|lever| lever.kind.load_of());
        moved.any(|service| seen.services[service.at()].team == *team)
    };
    let incidents = seen
        .open_incidents()
        .map(|incident| Area::Incident(incident.id));
    incidents
        .chain(teams().map(Area::Incidents))
        .chain(teams().map(Area::Board))
        .chain(teams().filter(steers_load).map(Area::Load))
        .chain(Audience::ALL.map(Area::Updates))
        .collect()
}

/// What is said with it: intent, limits, when to report back.
pub(super) fn brief(brief: Delegation, scenario: &Scenario) -> Choices {
    let change = |text: String, chosen: bool, changed: Delegation| Choice {
        note: if chosen {
            fl!("hand-over-said").to_owned()
        } else {
            String::new()
        },
        ..Choice::new(&text, "", Wish::Choose(Question::Brief(changed)))
    };
    let mut rows = Vec::new();
    for intent in Intent::ALL {
        let text = match intent {
            Intent::Speed => fl!("hand-over-intent-speed"),
            Intent::Safety => fl!("hand-over-intent-safety"),
            Intent::Cost => fl!("hand-over-intent-cost"),
        };
        let chosen = brief.intent == Some(intent);
        let changed = Delegation {
            intent: (!chosen).then_some(intent),
            ..brief
        };
        rows.push(change(text.to_owned(), chosen, changed));
    }
    let limits = brief.limits;
    let asking = Limits {
        irreversible: !limits.irreversible,
        ..limits
    };
    rows.push(change(
        fl!("hand-over-ask-irreversible").to_owned(),
        limits.irreversible,
        Delegation {
            limits: asking,
            ..brief
        },
    ));
    let asking = Limits {
        paging: !limits.paging,
        ..limits
    };
    rows.push(change(
        fl!("hand-over-ask-paging").to_owned(),
        limits.paging,
        Delegation {
            limits: asking,
            ..brief
        },
    ));
    for back_minutes in REPORTS {
        let chosen = brief.back_minutes == back_minutes;
        let changed = Delegation {
            back_minutes: if chosen { 0 } else { back_minutes },
            ..brief
        };
        rows.push(change(
            fl!("hand-over-report", minutes = back_minutes),
            chosen,
            changed,
        ));
    }
    let said = match brief.parts_said() {
        0 => fl!("hand-over-nothing-said").to_owned(),
        parts => fl!("hand-over-parts-said", parts = parts),
    };
    rows.insert(
        0,
        give(
            &order(&Command::Delegate(brief), scenario),
            &said,
            Command::Delegate(brief),
        ),
    );
    let title = fl!(
        "orders-tell-whom",
        person = Names(scenario).person(brief.to)
    );
    Choices::new(
        &title,
        fl!("hand-over-about", area = area_name(brief.area, scenario)),
        rows,
    )
}
