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
    let task = &mut world.people[person.at()].task;
    task.count(effort_beyond(delay, 0, u), 0, world.now);
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
    world.crew.payroll.stale = true;
    let state = &world.people[person.at()];
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

/// What the hours of everybody come to in a minute; it follows from the people.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Payroll {
    /// Somebody came, went or is paid otherwise: it has to be worked out again.
    pub stale: bool,
    regular: Money,
    contractors: Money,
    overtime: Money,
}

/// Which hours somebody's minutes count as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) enum Hours {
    /// They are not paid.
    Unpaid,
    /// In the shift.
    Regular,
    /// Beyond it.
    Overtime,
    /// Beyond it, and the call-out has paid them already.
    Prepaid,
}

fn hours_now(person: &PersonState, now: Tick) -> Hours {
    if person.absence.is_unpaid() {
        Hours::Unpaid
    } else if in_shift(person, now) {
        Hours::Regular
    } else if !on_duty(person.activity) {
        Hours::Unpaid
    } else if person.prepaid_minutes > 0 {
        Hours::Prepaid
    } else {
        Hours::Overtime
    }
}

/// Counts the minutes of somebody since they were counted last.
pub(super) fn count_hours(person: &mut PersonState, now: Tick) {
    let minutes = now.since(person.counted) * u32::from(person.heads);
    person.counted = now;
    match person.hours {
        Hours::Regular => person.regular_minutes += minutes,
        Hours::Overtime => person.overtime_minutes += minutes,
        Hours::Unpaid | Hours::Prepaid => {}
    }
}

/// Books what hours cost over minutes that are all alike.
pub(super) fn pay_hours(world: &mut World, minutes: u32) {
    if world.crew.payroll.stale {
        take_payroll(world);
    }
    let World {
        people,
        ledger,
        now,
        crew,
        ..
    } = world;
    debug_assert!(
        people
            .iter()
            .all(|person| person.hours == hours_now(person, *now)),
        "somebody came or went and nobody said so"
    );
    let Payroll {
        regular,
        contractors,
        overtime,
        ..
    } = crew.payroll;
    ledger.book(Line::Regular, regular * minutes);
    ledger.book(Line::Contractors, contractors * minutes);
    ledger.book(Line::Overtime, overtime * minutes);
    if !crew.payroll.stale {
        return;
    }
    for person in (people.iter_mut()).filter(|person| person.hours == Hours::Prepaid) {
        let prepaid = person.prepaid_minutes.min(minutes);
        person.prepaid_minutes -= prepaid;
        if person.prepaid_minutes == 0 {
            (person.hours, person.counted) = (Hours::Overtime, now.plus(prepaid));
            let paid = (minutes - prepaid) * u32::from(person.heads);
            ledger.book(Line::Overtime, overtime_per_minute(person) * paid);
        }
    }
}

/// Works out what hours come to in a minute. While somebody is paid ahead, that moves by itself.
fn take_payroll(world: &mut World) {
    let now = world.now;
    let mut payroll = Payroll::default();
    for person in &mut world.people {
        let hours = hours_now(person, now);
        if person.hours != hours {
            count_hours(person, now);
            person.hours = hours;
        }
        let heads = u32::from(person.heads);
        match person.hours {
            Hours::Unpaid => {}
            Hours::Regular if person.contracted => {
                payroll.contractors += person.pay_per_minute * heads;
            }
            Hours::Regular => payroll.regular += person.pay_per_minute * heads,
            Hours::Overtime => payroll.overtime += overtime_per_minute(person) * heads,
            Hours::Prepaid => payroll.stale = true,
        }
    }
    world.crew.payroll = payroll;
}

/// Tells what hours came to, at the end of the run.
pub(in crate::sim) fn pay(world: &mut World, events: &mut Events) {
    let now = world.now;
    (world.people.iter_mut()).for_each(|person| count_hours(person, now));
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
