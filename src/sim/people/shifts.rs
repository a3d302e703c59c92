//! Shifts, pages and pay.

use super::*;

/// How long somebody who is paged takes to be there: median 12 minutes. *Assumed.*
pub(in crate::sim) const PAGE_DELAY: Effort = Effort {
    median_milli: 12_000,
    sigma: Ppm(400_000),
};

/// Overtime is paid at this percentage. *Assumed.*
pub(in crate::sim) const OVERTIME_PERCENT: i64 = 150;

pub(in crate::sim) fn in_shift(rule: &Person, now: Tick) -> bool {
    (rule.shift_from..rule.shift_until).contains(&(now.0 as i32))
}

pub(in crate::sim) fn pay_per_minute(rule: &Person) -> Money {
    Money(rule.pay_per_hour.0 / 60)
}

pub(in crate::sim) fn overtime_per_minute(rule: &Person) -> Money {
    Money(rule.pay_per_hour.0 * OVERTIME_PERCENT / 6000)
}

/// People whose shift begins come, people whose shift is over leave planned work.
pub(in crate::sim) fn keep_shifts(world: &mut World, events: &mut Events) {
    for index in 0..world.people.len() {
        let person = PersonId(index as u16);
        let Person {
            shift_from,
            shift_until,
            ..
        } = world.rules().people[index];
        let now = world.now.0 as i32;
        let activity = world.people[index].activity;
        if now == shift_from {
            world.people[index].called_out = false;
            world.people[index].prepaid_minutes = 0;
        }
        if now == shift_from && matches!(activity, Activity::Off | Activity::Resting) {
            arrive(world, person, events);
        } else if now == shift_until && matches!(activity, Activity::Free | Activity::Working(_)) {
            leave(world, person, events);
        }
    }
}

pub(in crate::sim) fn arrive(world: &mut World, person: PersonId, events: &mut Events) {
    note(events, world.now, What::Arrived(person));
    let now = world.now.0 as i32;
    let state = &mut world.people[person.at()];
    state.woke.get_or_insert(now);
    state.effort = 0;
    state.done = 0;
    free(world, person, events);
}

pub(in crate::sim) fn leave(world: &mut World, person: PersonId, events: &mut Events) {
    set_activity(world, person, Activity::Off, 0);
    note(events, world.now, What::LeftShift(person));
}

/// Pages somebody who is off.
pub(in crate::sim) fn page(world: &mut World, person: PersonId, events: &mut Events) {
    let asleep = world.people[person.at()].woke.is_none();
    let now = world.now.0 as i32;
    set_activity(world, person, Activity::OnTheWay, 0);
    let state = &mut world.people[person.at()];
    state.pages += 1;
    state.called_out = true;
    state.woke.get_or_insert(now);
    let key = Key::named("person", &world.scenario.ids.people[person.at()]);
    let u = draw(
        world.seed,
        key,
        Purpose::PageDelay,
        world.people[person.at()].pages,
    );
    world.people[person.at()].effort = effort_beyond(PAGE_DELAY, 0, u);
    note(events, world.now, What::Paged(person));
    let points = if asleep {
        morale::WOKEN
    } else {
        morale::CALLED_OUT
    };
    move_morale(world, person, points, Why::CallOut(person), events);
    // A call-out is paid as an hour of overtime at least (*assumed*, as many contracts say).
    let rule = &world.rules().people[person.at()];
    let hour = if in_shift(rule, world.now) { 0 } else { 60 };
    let amount = overtime_per_minute(rule) * hour;
    world.people[person.at()].prepaid_minutes = hour;
    effects::spend(world, Line::Overtime, amount, Why::CallOut(person), events);
}

/// Tells what hours came to, at the end of the run.
pub(in crate::sim) fn pay(world: &mut World, events: &mut Events) {
    let scenario = world.scenario.clone();
    for (index, (rule, person)) in scenario.rules.people.iter().zip(&world.people).enumerate() {
        let id = PersonId(index as u16);
        let regular = pay_per_minute(rule) * person.regular_minutes;
        let overtime = overtime_per_minute(rule) * person.overtime_minutes;
        for (line, amount, why) in [
            (Line::Regular, regular, Why::Hours),
            (Line::Overtime, overtime, Why::Overtime(id)),
        ] {
            if amount.0 > 0 {
                note(events, world.now, What::Spent(line, amount, why));
            }
        }
    }
}
