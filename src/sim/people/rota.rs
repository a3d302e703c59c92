//! Who is due when: shifts by the local clock, turns on call, days off. Every person and every rota keeps its next edge, so that
//! nothing is looked for between two of them.

use super::*;
use crate::scenario::command::Turn;
use crate::scenario::rules::DAY_MINUTES;
use serde::Serialize;

/// Minutes until a page that nobody acknowledged goes on to the secondary (§B7).
const ESCALATE_MINUTES: u32 = 5;

/// Nobody stays on after the shift for longer than that without sleep: by then they are as slow as somebody with 0.10 % of alcohol
/// (§C4). The limit is *assumed*.
const SPENT_MINUTES: i32 = 24 * 60;

/// Whoever gave up has so long for themselves: the daily rest of the Working Time Directive (2003/88/EC, article 3).
const REST_MINUTES: i32 = 11 * 60;

/// A shift that never begins.
const NO_SHIFT: (i32, i32) = (i32::MAX, i32::MAX);

/// Who of a team is on call now.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct RotaState {
    /// Turns that have begun.
    pub turn: u16,
    /// The next turn begins then.
    pub next: Tick,
    pub primary: Option<PersonId>,
    pub secondary: Option<PersonId>,
    /// An incident for which the primary was paged, and when it goes on to the secondary.
    pub escalates: Option<(IncidentId, Tick)>,
}

/// The rotas when the run begins.
pub(in crate::sim) fn rotas_at_start(rules: &Rules) -> Vec<RotaState> {
    let rota = |rule: &Rota| {
        let mut state = RotaState {
            turn: 0,
            next: Tick(rule.first_hand_over),
            primary: None,
            secondary: None,
            escalates: None,
        };
        state.take_turns(rule);
        state
    };
    rules.rotas.iter().map(rota).collect()
}

impl RotaState {
    fn take_turns(&mut self, rule: &Rota) {
        let count = rule.people.len();
        let at = |place: usize| rule.people.get(place % count.max(1)).copied();
        self.primary = at(usize::from(self.turn));
        self.secondary = at(usize::from(self.turn) + 1).filter(|_| count > 1);
    }

    fn due(&self) -> Tick {
        self.escalates
            .map_or(self.next, |(_, at)| self.next.min(at))
    }
}

/// Whether a shift of somebody runs.
pub(crate) fn in_shift(state: &PersonState, now: Tick) -> bool {
    (state.shift.0..state.shift.1).contains(&(now.0 as i32))
}

/// A local minute at a site minus its tick (see [`Hours::shift_at`](crate::scenario::rules::Hours::shift_at)).
fn local_minus_tick(world: &World, site: SiteId) -> i32 {
    let rules = world.rules();
    rules.starts_on as i32 * DAY_MINUTES
        + i32::from(rules.starts_at.0)
        + i32::from(world.offsets[site.at()])
}

/// Works out the shift that runs or the next one.
fn plan_shift(world: &mut World, person: PersonId) {
    plan_shift_from(world, person, i32::MIN / 2);
}

/// The same, but none that begins before that tick.
fn plan_shift_from(world: &mut World, person: PersonId, first: i32) {
    let rule = &world.rules().people[person.at()];
    let hours = rule.hours;
    if hours.days.is_none() {
        return;
    }
    let local = local_minus_tick(world, rule.site);
    let state = &mut world.people[person.at()];
    let earliest = local.saturating_add(state.off_until.max(first));
    state.shift = (hours.shift_at(local + world.now.0 as i32, earliest))
        .map_or(NO_SHIFT, |(from, until)| (from - local, until - local));
}

/// Finds the next edge of anybody's.
pub(in crate::sim) fn plan(world: &mut World) {
    world.crew.payroll.stale = true;
    let now = world.now.0 as i32;
    let edges = world.people.iter().flat_map(|person| {
        let (from, until) = person.shift;
        let shift = [from, until].into_iter().find(|&edge| edge > now);
        [shift, person.absence.ends()]
    });
    let next = edges.flatten().filter(|&edge| edge > now).min();
    let turns = world.rotas.iter().map(RotaState::due).min();
    world.crew.edge = next
        .map_or(Tick::NEVER, |edge| Tick(edge as u32))
        .min(turns.unwrap_or(Tick::NEVER));
}

/// People whose shift begins come, people whose shift is over leave planned work; turns on call change hands. Whoever cannot go on
/// goes home, and so does whoever was called out and is not needed any more.
pub(in crate::sim) fn keep_shifts(world: &mut World, events: &mut Events) {
    if world.crew.look <= world.now {
        give_up(world, events);
    }
    for person in ids(world) {
        if goes_home(world, &world.people[person.at()]) == Some(world.now) {
            leave(world, person, events);
        }
    }
    if world.now < world.crew.edge {
        return;
    }
    let now = world.now.0 as i32;
    for person in ids(world) {
        exits::come_and_go(world, person, events);
        let (from, until) = world.people[person.at()].shift;
        if now == from {
            begin_shift(world, person, events);
        } else if now == until {
            plan_shift(world, person);
            world.crew.stale = true;
            let activity = world.people[person.at()].activity;
            if matches!(activity, Activity::Free | Activity::Working(_)) {
                leave(world, person, events);
            }
        }
    }
    for index in 0..world.rotas.len() {
        keep_rota(world, index, events);
    }
    plan(world);
}

/// Whether somebody stays on after the shift at a tick, and cannot any more.
pub(super) fn gives_up(person: &PersonState, tick: Tick) -> bool {
    let spent = |woke: i32| tick.0 as i32 - woke >= SPENT_MINUTES;
    on_duty(person.activity) && !in_shift(person, tick) && person.body.woke.is_some_and(spent)
}

/// When whoever was called out and has nothing in hand goes home unasked: after the hour that is paid anyway, once no open incident
/// hurts any more.
pub(super) fn goes_home(world: &World, person: &PersonState) -> Option<Tick> {
    let idle =
        person.called_out && person.activity == Activity::Free && !in_shift(person, world.now);
    let mended = |incident: &IncidentState| !incident.open() || incident.mitigated.is_some();
    (idle && world.incidents.iter().all(mended)).then(|| world.now.plus(person.prepaid_minutes))
}

/// Whoever has been awake for a day and a night drops what they do once the shift is over and goes home, whatever was asked of them,
/// and comes to no shift before they are rested; a shift missed for that is paid.
fn give_up(world: &mut World, events: &mut Events) {
    let now = world.now.0 as i32;
    for person in ids(world) {
        let state = &world.people[person.at()];
        if state.look > world.now || !gives_up(state, world.now) {
            continue;
        }
        drop_task(world, person, events);
        leave(world, person, events);
        let state = &mut world.people[person.at()];
        let first = now.max(state.off_until);
        let rested = first.max(now + REST_MINUTES);
        state.off_until = rested;
        pay_leave(world, person, first, rested);
        plan_shift(world, person);
        plan(world);
    }
}

fn begin_shift(world: &mut World, person: PersonId, events: &mut Events) {
    let state = &mut world.people[person.at()];
    state.called_out = false;
    state.prepaid_minutes = 0;
    world.crew.stale = true;
    if !exits::comes_today(world, person, events) {
        return;
    }
    if matches!(
        world.people[person.at()].activity,
        Activity::Off | Activity::Resting
    ) {
        arrive(world, person, events);
    }
}

fn keep_rota(world: &mut World, index: usize, events: &mut Events) {
    let rule = &world.scenario.rules.rotas[index];
    let state = &mut world.rotas[index];
    if state.next <= world.now {
        state.turn += 1;
        state.next = state.next.plus(rule.period_minutes);
        state.take_turns(rule);
        tell_on_call(world, index, events);
    }
    let Some((incident, _)) = world.rotas[index]
        .escalates
        .filter(|(_, at)| *at <= world.now)
    else {
        return;
    };
    world.rotas[index].escalates = None;
    let unheard = world.incidents[incident.at()].open()
        && world.incidents[incident.at()].acknowledged.is_none();
    match world.rotas[index].secondary.filter(|_| unheard) {
        Some(secondary) => {
            page_if_off(world, secondary, events);
        }
        None => world.rotas[index].escalates = next_to_escalate(world, index),
    }
}

/// The next incident of a rota's team that nobody has acknowledged, and when it goes on to the secondary.
fn next_to_escalate(world: &World, index: usize) -> Option<(IncidentId, Tick)> {
    let rules = world.rules();
    let team = rules.rotas[index].team;
    let mut incidents = world.incidents.iter().enumerate();
    incidents.find_map(|(at, incident)| {
        let goes_on = incident.opened.plus(ESCALATE_MINUTES);
        let waits = incident.open() && incident.acknowledged.is_none() && goes_on > world.now;
        let own = rules.services[incident.service.at()].team == team;
        (waits && own).then_some((IncidentId(at as u16), goes_on))
    })
}

fn tell_on_call(world: &World, index: usize, events: &mut Events) {
    let team = world.rules().rotas[index].team;
    if let Some(primary) = world.rotas[index].primary {
        note(
            events,
            world.now,
            What::OnCall(team, primary, world.rotas[index].secondary),
        );
    }
}

fn page_if_off(world: &mut World, person: PersonId, events: &mut Events) -> bool {
    let activity = world.people[person.at()].activity;
    let off = matches!(activity, Activity::Off | Activity::Resting);
    if off && exits::is_here(world, person) {
        page(world, person, events);
        return true;
    }
    false
}

/// An incident opened at a service: whoever is on call for its team is paged out of free time.
pub(in crate::sim) fn page_on_call(
    world: &mut World,
    incident: IncidentId,
    service: ServiceId,
    events: &mut Events,
) {
    let team = world.owners[service.at()];
    let Some(index) = rota_of(world, team) else {
        return;
    };
    let Some(primary) = world.rotas[index].primary else {
        return;
    };
    page_if_off(world, primary, events);
    if !on_duty(world.people[primary.at()].activity) {
        // One that waits already goes on first.
        let goes_on = world.now.plus(ESCALATE_MINUTES);
        (world.rotas[index].escalates).get_or_insert((incident, goes_on));
        plan(world);
    }
}

/// The rota of a team.
pub(in crate::sim) fn rota_of(world: &World, team: TeamId) -> Option<usize> {
    world
        .rules()
        .rotas
        .iter()
        .position(|rota| rota.team == team)
}

/// Whether somebody is on call: by the team's rota, or always where it has none.
pub(crate) fn is_on_call(world: &World, person: PersonId) -> bool {
    let rule = &world.rules().people[person.at()];
    match rota_of(world, rule.team) {
        Some(index) => {
            let rota = &world.rotas[index];
            [rota.primary, rota.secondary].contains(&Some(person))
        }
        None => rule.on_call,
    }
}

/// Puts somebody on call until the next turn. Whoever was there takes the place that they leave.
pub(in crate::sim) fn put_on_call(
    world: &mut World,
    team: TeamId,
    turn: Turn,
    person: PersonId,
    events: &mut Events,
) {
    let Some(index) = rota_of(world, team) else {
        return;
    };
    let rota = &mut world.rotas[index];
    let (place, other) = match turn {
        Turn::Primary => (&mut rota.primary, &mut rota.secondary),
        Turn::Secondary => (&mut rota.secondary, &mut rota.primary),
    };
    let before = place.replace(person);
    if *other == Some(person) {
        *other = before;
    }
    tell_on_call(world, index, events);
}

/// Gives somebody whole days without a shift, from the end of the one that runs. What was given before stays given, and the shifts
/// that fall into them are paid like those of somebody ill: all at once, as soon as they are given.
pub(in crate::sim) fn give_days_off(
    world: &mut World,
    person: PersonId,
    days: u8,
    events: &mut Events,
) {
    let running = in_shift(&world.people[person.at()], world.now);
    let state = &mut world.people[person.at()];
    let from = if running {
        state.shift.1
    } else {
        world.now.0 as i32
    };
    let first = from.max(state.off_until);
    let off_until = first.max(from + i32::from(days) * DAY_MINUTES);
    state.off_until = off_until;
    pay_leave(world, person, first, off_until);
    if !running {
        plan_shift(world, person);
    }
    note(events, world.now, What::DaysOff(person, days));
    plan(world);
}

/// Pays the shifts that begin between two ticks, as far as they lie in the run.
fn pay_leave(world: &mut World, person: PersonId, from: i32, until: i32) {
    let rule = &world.rules().people[person.at()];
    let (hours, ends) = (rule.hours, world.rules().ends.0 as i32);
    let local = local_minus_tick(world, rule.site);
    let (mut minutes, mut at) = (0, from);
    while let Some((begins, stops)) = hours.shift_at(local + at, local + from) {
        if begins - local >= until.min(ends) {
            break;
        }
        at = stops - local;
        minutes += (at.min(ends) - (begins - local)) as u32;
    }
    let state = &mut world.people[person.at()];
    minutes *= u32::from(state.heads);
    state.regular_minutes += minutes;
    let line = if state.contracted {
        Line::Contractors
    } else {
        Line::Regular
    };
    world.ledger.book(line, state.pay_per_minute * minutes);
}

/// The clocks of a site are put forward or back: hours of work move with them. A shift that runs goes on as it is; one that runs by
/// the new clock begins at once where the clock went forward, and was over already where it went back.
pub(in crate::sim) fn move_clocks(
    world: &mut World,
    site: SiteId,
    utc_offset_minutes: i16,
    events: &mut Events,
) {
    let back = utc_offset_minutes < world.offsets[site.at()];
    let first = if back {
        world.now.0 as i32
    } else {
        i32::MIN / 2
    };
    world.offsets[site.at()] = utc_offset_minutes;
    note(
        events,
        world.now,
        What::ClocksMoved(site, utc_offset_minutes),
    );
    for person in ids(world) {
        let here = world.rules().people[person.at()].site == site;
        if here && !in_shift(&world.people[person.at()], world.now) {
            plan_shift_from(world, person, first);
            if in_shift(&world.people[person.at()], world.now) {
                begin_shift(world, person, events);
            }
        }
    }
    plan(world);
}
