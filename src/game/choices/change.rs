//! The organisation: initiatives, controls, budgets, people to find.

use super::{Choice, Choices, ask, give};
use crate::game::wish::Question;
use crate::observe::sentences::{Names, Spoken, money};
use crate::observe::{Observation, PersonSeen};
use crate::scenario::Scenario;
use crate::scenario::ids::*;
use crate::scenario::rules::Sponsorship;
use crate::scenario::units::Money;
use crate::sim::Command;
use crate::sim::people::Absence;
use crate::words::fl;

/// Days of an exception that are offered.
const DAYS: [u16; 4] = [7, 14, 30, 90];
/// Shares of what a budget holds that may be moved, in percent.
const SHARES_PERCENT: [i64; 4] = [10, 25, 50, 100];

pub(super) fn all(scenario: &Scenario, seen: &Observation) -> Choices {
    let rows = [initiatives, exceptions, moves, to_find].map(|rows| rows(scenario, seen));
    Choices::new(fl!("change-title"), String::new(), rows.concat())
}

/// Practices to bring in, or to back in another way.
pub(super) fn initiatives(scenario: &Scenario, seen: &Observation) -> Vec<Choice> {
    let rows = seen.initiatives.iter().map(|initiative| {
        let note = match initiative.how {
            Some(how) => {
                let adopted = initiative.adopted(scenario) * 100.0;
                let pace = initiative.pace_percent;
                fl!(
                    "change-adopted",
                    how = how.spoken(),
                    adopted = format!("{adopted:.0}"),
                    pace = format!("{pace:+}")
                )
            }
            None => fl!("change-not-under-way").to_owned(),
        };
        let text = format!("{} …", Names(scenario).initiative(initiative.id));
        ask(&text, &note, Question::Initiative(initiative.id))
    });
    rows.collect()
}

/// Exceptions from controls.
pub(super) fn exceptions(scenario: &Scenario, seen: &Observation) -> Vec<Choice> {
    let rows = seen.controls.iter().map(|control| {
        let state = if control.in_force {
            fl!("change-control-in-force")
        } else {
            fl!("change-control-not-in-force")
        };
        let evidence = control.evidence.ratio() * 100.0;
        let note = fl!(
            "change-control-note",
            state = state,
            evidence = format!("{evidence:.0}")
        );
        let text = fl!(
            "change-except",
            control = Names(scenario).control(control.id)
        );
        ask(&text, &note, Question::Control(control.id))
    });
    rows.collect()
}

/// Money that can be moved from each budget.
pub(super) fn moves(scenario: &Scenario, seen: &Observation) -> Vec<Choice> {
    let rows = seen.budgets.iter().enumerate().map(|(at, held)| {
        let budget = BudgetId(at as u8);
        let note = fl!(
            "change-budget-note",
            money = money(*held, &scenario.rules.currency)
        );
        let text = fl!("change-move", budget = Names(scenario).budget(budget));
        ask(&text, &note, Question::MoveFrom(budget))
    });
    rows.collect()
}

/// People who are not here yet.
pub(super) fn to_find(scenario: &Scenario, seen: &Observation) -> Vec<Choice> {
    let missing = |person: &&PersonSeen| matches!(person.absence, Absence::NotYet(_));
    let rows = seen.people.iter().filter(missing).map(|person| {
        let text = format!("{} …", Names(scenario).person(person.id));
        let note = fl!("change-to-find-note");
        ask(&text, note, Question::PersonDoes(person.id))
    });
    rows.collect()
}

pub(super) fn initiative(initiative: InitiativeId, scenario: &Scenario) -> Choices {
    let mut rows: Vec<Choice> = (Sponsorship::ALL.into_iter())
        .map(|how| {
            let (text, note) = match how {
                Sponsorship::Invite => (fl!("change-offer"), fl!("change-offer-note")),
                Sponsorship::Sponsor => (fl!("change-sponsor"), fl!("change-sponsor-note")),
                Sponsorship::Mandate => (fl!("change-mandate"), fl!("change-mandate-note")),
            };
            give(text, note, Command::Start(initiative, how))
        })
        .collect();
    rows.push(give(
        fl!("change-stop"),
        fl!("change-stop-note"),
        Command::Stop(initiative),
    ));
    let cost = scenario.rules.initiatives[initiative.at()].cost_per_week;
    let note = fl!("change-cost", money = money(cost, &scenario.rules.currency));
    Choices::new(Names(scenario).initiative(initiative), note, rows)
}

pub(super) fn control(control: ControlId, scenario: &Scenario) -> Choices {
    let rows = DAYS.map(|days| {
        give(
            &fl!("change-days", days = days),
            "",
            Command::Except(control, days),
        )
    });
    let title = fl!(
        "change-except-title",
        control = Names(scenario).control(control)
    );
    Choices::new(&title, fl!("change-except-note").to_owned(), rows.to_vec())
}

pub(super) fn move_from(from: BudgetId, scenario: &Scenario, seen: &Observation) -> Choices {
    let words = Names(scenario);
    let held = seen.budgets[from.at()].0 / Money(1_000_000).0;
    let others = (0..seen.budgets.len())
        .map(|at| BudgetId(at as u8))
        .filter(|to| *to != from);
    let rows = others.flat_map(|to| {
        SHARES_PERCENT.into_iter().filter_map(move |share| {
            let units = u32::try_from(held * share / 100)
                .ok()
                .filter(|units| *units > 0)?;
            let text = fl!(
                "change-move-to",
                money = money(Money(1_000_000) * units, &scenario.rules.currency),
                budget = words.budget(to)
            );
            Some(give(
                &text,
                &fl!("change-move-share", share = share.to_string()),
                Command::MoveBudget(from, to, units),
            ))
        })
    });
    Choices::new(
        &fl!("change-move-title", budget = words.budget(from)),
        String::new(),
        rows.collect(),
    )
}
