//! Coming and going: shifts, pages, hours and pay.

use super::*;

/// How long somebody who is paged takes to be there: median 12 minutes. *Assumed.*
pub(in crate::sim) const PAGE_DELAY: Effort = Effort {
    median_milli: 12_000,
    sigma: Ppm(400_000),
};

/// Overtime is paid at this percentage. *Assumed.*
pub(in crate::sim) const OVERTIME_PERCENT: i64 = 150;

/// Regular pay of one head for a minute.
pub(in crate::sim) fn pay_per_minute(rule: &Person) -> Money {
    Money(rule.pay_per_hour.0 / 60)
}

/// Pay of one head for a minute beyond the shift: of what that head costs in it.
fn overtime_per_minute(person: &PersonState) -> Money {
    Money(person.pay_per_minute.0 * OVERTIME_PERCENT / 100)
}

/// Somebody is here for the shift or after a page.
pub(in crate::sim) fn arrive(world: &mut World, person: PersonId, events: &mut Events) {
    note(events, world.now, What::Arrived(person));
    if world.people[person.at()].activity != Activity::OnTheWay {
        morale::recover(world, person, events);
        wake(world, person, events);
    }
    let state = &mut world.people[person.at()];
    state.effort = 0;
    state.done = 0;
    free(world, person, events);
}

/// Somebody goes home.
pub(in crate::sim) fn leave(world: &mut World, person: PersonId, events: &mut Events) {
    set_activity(world, person, Activity::Off, 0);
    note(events, world.now, What::LeftShift(person));
    handover::lose_facts(world, person, events);
}

/// Pages somebody who is off.
pub(in crate::sim) fn page(world: &mut World, person: PersonId, events: &mut Events) {
    let woken = wake(world, person, events);
    set_activity(world, person, Activity::OnTheWay, 0);
    let state = &mut world.people[person.at()];
    state.pages += 1;
    state.called_out = true;
    let key = Key::named("person", &world.scenario.ids.people[person.at()]);
    let u = draw(
        world.seed,
        key,
        Purpose::PageDelay,
        world.people[person.at()].pages,
    );
    let delay = alarms::page_delay(world);
    world.people[person.at()].usual_milli = delay.median_milli;
    world.people[person.at()].effort = effort_beyond(delay, 0, u);
    note(events, world.now, What::Paged(person));
    let points = if woken {
        morale::WOKEN
    } else {
        morale::CALLED_OUT
    };
    move_morale(world, person, points, Why::CallOut(person), events);
    if woken {
        count_night(world, person, events);
    }
    // A call-out is paid as an hour of overtime at least, for every head (*assumed*, as many contracts say).
    let now = world.now;
    let state = &mut world.people[person.at()];
    let hour = if in_shift(state, now) { 0 } else { 60 };
    state.prepaid_minutes = hour;
    let amount = overtime_per_minute(state) * (hour * u32::from(state.heads));
    effects::spend(world, Line::Overtime, amount, Why::CallOut(person), events);
}

/// A night was broken: it is unfair where somebody has had two more than the others of the team had on average.
fn count_night(world: &mut World, person: PersonId, events: &mut Events) {
    world.people[person.at()].nights += 1;
    let team = world.rules().people[person.at()].team;
    let others = ids(world)
        .filter(|&other| other != person && world.rules().people[other.at()].team == team);
    let (count, sum) = others.fold((0, 0), |(count, sum), other| {
        (count + 1, sum + u32::from(world.people[other.at()].nights))
    });
    let mine = u32::from(world.people[person.at()].nights);
    if count > 0 && mine * count > sum + 2 * count {
        move_morale(world, person, morale::UNFAIR, Why::Unfair, events);
    }
}

/// Counts hours and what they cost over minutes that are all alike.
pub(super) fn pay_hours(world: &mut World, minutes: u32) {
    let World {
        people,
        ledger,
        now,
        ..
    } = world;
    let mut lines = [Money(0); 3];
    for person in people {
        let heads = u32::from(person.heads);
        if person.absence.is_unpaid() {
            continue;
        }
        if in_shift(person, *now) {
            person.regular_minutes += minutes * heads;
            let line = usize::from(person.contracted);
            lines[line] += person.pay_per_minute * (minutes * heads);
        } else if on_duty(person.activity) {
            let prepaid = person.prepaid_minutes.min(minutes);
            person.prepaid_minutes -= prepaid;
            let paid = (minutes - prepaid) * heads;
            person.overtime_minutes += paid;
            lines[2] += overtime_per_minute(person) * paid;
        }
    }
    for (line, amount) in [Line::Regular, Line::Contractors, Line::Overtime]
        .into_iter()
        .zip(lines)
    {
        ledger.book(line, amount);
    }
}

/// Tells what hours came to, at the end of the run.
pub(in crate::sim) fn pay(world: &mut World, events: &mut Events) {
    for (index, person) in world.people.iter().enumerate() {
        let id = PersonId(index as u16);
        let line = if person.contracted {
            Line::Contractors
        } else {
            Line::Regular
        };
        if person.regular_minutes + person.overtime_minutes > 0 {
            let what = What::Hours(id, person.regular_minutes, person.overtime_minutes);
            note(events, world.now, what);
        }
        let regular = person.pay_per_minute * person.regular_minutes;
        let overtime = overtime_per_minute(person) * person.overtime_minutes;
        for (line, amount, why) in [
            (line, regular, Why::Hours),
            (Line::Overtime, overtime, Why::Overtime(id)),
        ] {
            if amount.0 > 0 {
                note(events, world.now, What::Spent(line, amount, why));
            }
        }
    }
}
