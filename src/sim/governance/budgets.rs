//! Budgets: money set aside for lines of the ledger.

use super::*;
use crate::sim::draw::Key;

/// What a budget still holds; negative when it did not last.
pub(crate) fn left(world: &World, budget: BudgetId) -> Money {
    let line = world.rules().budgets[budget.at()].line;
    let spent = world.ledger.line(line);
    Money((world.governance.budgets[budget.at()].amount.0).saturating_sub(spent.0))
}

/// Moves so many whole units of money.
pub(in crate::sim) fn move_money(
    world: &mut World,
    from: BudgetId,
    to: BudgetId,
    units: u32,
    events: &mut Events,
) {
    let amount = Money(1_000_000) * units;
    let budgets = &mut world.governance.budgets;
    budgets[from.at()].amount.0 -= amount.0;
    budgets[to.at()].amount += amount;
    note(events, world.now, What::BudgetMoved(from, to, amount));
}

/// A day is over, and what was spent is known.
pub(super) fn close_the_day(world: &mut World, events: &mut Events) {
    for index in 0..world.governance.budgets.len() {
        let budget = BudgetId(index as u8);
        if world.governance.budgets[index].overrun || left(world, budget).0 >= 0 {
            continue;
        }
        world.governance.budgets[index].overrun = true;
        note(events, world.now, What::BudgetOverrun(budget));
        let scenario = world.scenario.clone();
        let overrun = &scenario.rules.budgets[index].overrun;
        let key = Key::named("budget", &scenario.ids.budgets[index]);
        effects::happen(world, overrun, Why::Budget(budget), key, events);
    }
}
