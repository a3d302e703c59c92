//! Sleep and sleepiness: the three-process model (§C4), in closed form from an anchor.
//!
//! | symbol | equation | meaning |
//! | --- | --- | --- |
//! | S awake | `la + (S₀ − la) e^(−0.0353 t)`, la = 2.4 | what sleep built up is used up; t in hours |
//! | S asleep | `S₀ − g (ha − bl) t` until bl = 12.2, then `ha − (ha − bl) e^(g (t − t_b))`, ha = 14.3, g = −0.3814/h | linear, then towards ha |
//! | C | `2.5 cos(2π/24 (h − 16.8))` | the body's day; h in hours of the local day |
//! | U | `−0.5 + 0.5 cos(2π/12 (h − 19.8))` | its half day |
//! | W | `−5.72 e^(−1.51 t)` | inertia, t hours after waking |
//! | KSS | `10.6 − 0.6 (S + C + U + W)` | sleepiness, 1 (alert) to 9 (fighting sleep) |
//!
//! Nobody sleeps on duty. Off duty somebody goes to bed eight hours before getting up, and gets up an hour and a half before the
//! usual hour of the shift; earlier where the body is ready (KSS 6 and more). The body keeps the clock of the day on which the run
//! began. Hours, the half hour before sleep and readiness are *assumed*.
//!
//! Only those whose number matters are looked at, on a quarter of an hour: people on duty and on the way. Below KSS 5 sleepiness
//! changes nothing, and it rises by less than 0.81 an hour, so the next look may wait until it could get there. Of everybody else
//! the state keeps an anchor, and nothing is computed until they are needed.

use super::*;
use crate::scenario::rules::DAY_MINUTES;
use serde::Serialize;
use std::f64::consts::PI;

/// KSS, in hundredths, from which somebody counts as sleepy (§C4: about 18 h awake).
pub const SLEEPY_KSS_CENTI: u16 = 700;

/// KSS, in hundredths, up to which sleepiness changes nothing. *Assumed*.
const ALERT_KSS_CENTI: u16 = 500;

/// KSS rises by less than this in an hour, in hundredths: 0.6 (0.0353 · 11.9 + 2.5 π/12 + 0.5 π/6) < 0.81.
const RISE_CENTI_PER_HOUR: u32 = 81;

/// KSS, in hundredths, from which the body is ready to sleep at any hour. *Assumed*.
const READY_KSS_CENTI: u16 = 600;

/// S after a full night, in thousandths (§C4: the oracle wakes with 14).
pub const RESTED_MILLI: u16 = 14_000;

/// Lower and upper asymptote of S, and where recovery turns from linear to exponential (§C4).
const LOWEST: f64 = 2.4;
const HIGHEST: f64 = 14.3;
const BREAK: f64 = 12.2;
/// Rates of S an hour: awake, and asleep (§C4).
const USED_PER_HOUR: f64 = -0.0353;
const GAINED_PER_HOUR: f64 = -0.3814;

/// Length of a night, in minutes. *Assumed*.
const NIGHT_MINUTES: i32 = 480;
/// From getting up to the usual hour of the shift, in minutes. *Assumed*.
const MORNING_MINUTES: i32 = 90;
/// From the end of duty to sleep at the earliest, in minutes. *Assumed*.
const EVENING_MINUTES: i32 = 30;

/// Somebody's body at a tick: how much sleep there is to use up, and whether they are awake.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Body {
    /// The tick of the anchor; negative before the run.
    pub at: i32,
    /// S at the anchor, in thousandths.
    pub pressure_milli: u16,
    /// Awake since this tick; `None` while asleep.
    pub woke: Option<i32>,
}

/// When somebody off duty sleeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Routine {
    /// A tick at which they get up; a day later again.
    pub wakes: i32,
    /// A local midnight, in ticks, by the body's clock.
    pub midnight: i32,
}

/// S after so many hours awake.
pub fn awake(pressure: f64, hours: f64) -> f64 {
    LOWEST + (pressure - LOWEST) * libm::exp(USED_PER_HOUR * hours)
}

/// S after so many hours asleep.
pub fn asleep(pressure: f64, hours: f64) -> f64 {
    let slope = GAINED_PER_HOUR * (BREAK - HIGHEST);
    let linear = ((BREAK - pressure) / slope).clamp(0.0, hours);
    if linear >= hours {
        return pressure + slope * hours;
    }
    let from = pressure.max(BREAK);
    HIGHEST - (HIGHEST - from) * libm::exp(GAINED_PER_HOUR * (hours - linear))
}

/// KSS of somebody with that S at that hour of the body's day, without inertia.
fn sleepiness(pressure: f64, hour_of_day: f64) -> f64 {
    let day = 2.5 * libm::cos(PI / 12.0 * (hour_of_day - 16.8));
    let half_day = -0.5 + 0.5 * libm::cos(PI / 6.0 * (hour_of_day - 16.8 - 3.0));
    10.6 - 0.6 * (pressure + day + half_day)
}

/// What inertia adds to KSS, hours after waking: `0.6 · 5.72 e^(−1.51 t)`.
fn inertia(hours_awake: f64) -> f64 {
    0.6 * 5.72 * libm::exp(-1.51 * hours_awake)
}

/// KSS after a full night, without inertia (§C4): hours awake, and the hour of the body's day.
pub fn kss(hours_awake: f64, hour_of_day: f64) -> f64 {
    sleepiness(
        awake(f64::from(RESTED_MILLI) / 1000.0, hours_awake),
        hour_of_day,
    )
}

impl Body {
    /// S at a tick, if nothing changes until then.
    fn pressure(&self, tick: i32) -> f64 {
        let from = f64::from(self.pressure_milli) / 1000.0;
        let hours = f64::from(tick - self.at) / 60.0;
        match self.woke {
            Some(_) => awake(from, hours),
            None => asleep(from, hours),
        }
    }

    /// KSS at a tick, with inertia, clamped to its scale.
    pub fn kss(&self, tick: i32, routine: Routine) -> f64 {
        let inertia = self
            .woke
            .map_or(0.0, |woke| inertia(f64::from(tick - woke) / 60.0));
        let hour = f64::from((tick - routine.midnight).rem_euclid(DAY_MINUTES)) / 60.0;
        (sleepiness(self.pressure(tick), hour) + inertia).clamp(1.0, 9.0)
    }

    fn anchored(self, tick: i32, woke: Option<i32>) -> Body {
        Body {
            at: tick,
            pressure_milli: libm::round(self.pressure(tick) * 1000.0) as u16,
            woke,
        }
    }

    /// The body at a tick of somebody who has been off duty since the anchor: nights come and go.
    pub fn off_until(self, tick: i32, routine: Routine) -> Body {
        let mut body = self;
        let mut got_up: Option<Body> = None;
        loop {
            let (turn, woke) = match body.woke {
                Some(_) => (routine.falls_asleep(body), None),
                None => {
                    let turn = routine.gets_up(body.at);
                    (turn, Some(turn))
                }
            };
            if turn > tick {
                return body;
            }
            body = body.anchored(turn, woke);
            if woke.is_some() {
                let alike = |day_before: &Body| {
                    day_before.pressure_milli == body.pressure_milli
                        && day_before.at + DAY_MINUTES == body.at
                };
                if got_up.as_ref().is_some_and(alike) {
                    // A day that began like the one before is followed by days like it.
                    let days = (tick - body.at) / DAY_MINUTES;
                    body.at += days * DAY_MINUTES;
                    body.woke = Some(body.at);
                }
                got_up = Some(body);
            }
        }
    }
}

impl Routine {
    /// Minutes into the night at a tick; the length of the night and more by day.
    fn into_night(self, tick: i32) -> i32 {
        (tick - self.wakes + NIGHT_MINUTES).rem_euclid(DAY_MINUTES)
    }

    fn falls_asleep(self, body: Body) -> i32 {
        let first = body.at + EVENING_MINUTES;
        let calm = Body {
            woke: body.woke.map(|_| i32::MIN / 2),
            ..body
        };
        let ready = calm.kss(first, self) * 100.0 >= f64::from(READY_KSS_CENTI);
        match self.into_night(first) {
            night if ready || night < NIGHT_MINUTES => first,
            day => first + DAY_MINUTES - day,
        }
    }

    fn gets_up(self, asleep_since: i32) -> i32 {
        match self.into_night(asleep_since) {
            night if night < NIGHT_MINUTES => asleep_since + NIGHT_MINUTES - night,
            day => asleep_since + NIGHT_MINUTES.min(DAY_MINUTES + NIGHT_MINUTES - day),
        }
    }
}

/// A tick of local midnight at a site: by its clock now, or by the clock of the day on which the run began.
fn midnight(world: &World, offset_minutes: i16) -> i32 {
    -(i32::from(world.rules().starts_at.0) + i32::from(offset_minutes))
}

/// When somebody sleeps.
pub(crate) fn routine(world: &World, person: PersonId) -> Routine {
    let rule = &world.rules().people[person.at()];
    let midnight_now = midnight(world, world.offsets[rule.site.at()]);
    Routine {
        wakes: midnight_now + i32::from(rule.hours.from) - MORNING_MINUTES,
        midnight: midnight(
            world,
            world.rules().sites[rule.site.at()].utc_offset_minutes,
        ),
    }
}

/// The body when the run begins.
pub(in crate::sim) fn body_at_start(rule: &Person, here: bool, routine: Routine) -> Body {
    let rested = |at: i32, woke: Option<i32>| Body {
        at,
        pressure_milli: RESTED_MILLI,
        woke,
    };
    let woke = -i32::from(rule.awake_minutes);
    if here {
        return rested(woke, Some(woke));
    }
    if rule.awake_minutes > 0 {
        return rested(woke, Some(woke)).anchored(0, Some(woke));
    }
    // Asleep since bedtime, after a full day; by day awake since the hour of getting up, but for a run of one shift: there whoever
    // is off and has no waking hour is asleep.
    match routine.into_night(0) {
        night if night < NIGHT_MINUTES => {
            let up = rested(-night - (DAY_MINUTES - NIGHT_MINUTES), Some(0));
            up.anchored(-night, None)
        }
        day if rule.hours.days.is_some() => {
            let woke = NIGHT_MINUTES - day;
            rested(woke, Some(woke)).anchored(0, Some(woke))
        }
        _ => rested(0, None),
    }
}

/// Somebody's body now.
pub(crate) fn body(world: &World, person: PersonId) -> Body {
    let state = &world.people[person.at()];
    if on_duty(state.activity) || state.activity == Activity::OnTheWay {
        return state.body;
    }
    state
        .body
        .off_until(world.now.0 as i32, routine(world, person))
}

/// KSS of somebody now.
fn kss_now(world: &World, person: PersonId) -> f64 {
    body(world, person).kss(world.now.0 as i32, routine(world, person))
}

/// Somebody is awake from now on, whatever they did; whether that woke them.
pub(super) fn wake(world: &mut World, person: PersonId, events: &mut Events) -> bool {
    let now = world.now.0 as i32;
    let body = body(world, person);
    let woken = body.woke.is_none();
    let woke = body.woke.unwrap_or(now);
    let body = body.anchored(now, Some(woke));
    world.people[person.at()].body = body;
    note(
        events,
        world.now,
        What::Awake(person, woke, body.pressure_milli),
    );
    look_at(world, person);
    woken
}

/// Somebody is off duty from now on: the next night will come.
pub(super) fn stand_down(world: &mut World, person: PersonId) {
    let now = world.now.0 as i32;
    let state = &mut world.people[person.at()];
    state.body = state.body.anchored(now, state.body.woke);
    state.look = Tick::NEVER;
}

/// Whether this is a quarter of an hour on the clock.
pub(super) fn is_quarter(world: &World) -> bool {
    (u32::from(world.rules().starts_at.0) + world.now.0).is_multiple_of(15)
}

/// The first quarter of an hour on the clock after a tick.
pub(in crate::sim) fn next_quarter(world: &World, after: Tick) -> Tick {
    Tick(after.0 + 15 - (u32::from(world.rules().starts_at.0) + after.0) % 15)
}

fn look_at(world: &mut World, person: PersonId) {
    if world.rules().people[person.at()].tireless {
        world.people[person.at()].look = Tick::NEVER;
        return;
    }
    let kss = libm::round(kss_now(world, person) * 100.0) as u16;
    let calm_minutes = u32::from(ALERT_KSS_CENTI.saturating_sub(kss)) * 60 / RISE_CENTI_PER_HOUR;
    let after = world.now.plus(calm_minutes.saturating_sub(15));
    let look = next_quarter(world, after);
    let state = &mut world.people[person.at()];
    state.kss_centi = kss;
    state.look = look;
    world.crew.look = world.crew.look.min(look);
    world.crew.stale = true;
}

/// Looks at everybody whose sleepiness may have come to matter.
pub(in crate::sim) fn look_at_the_clock(world: &mut World) {
    if world.now < world.crew.look {
        return;
    }
    for person in ids(world) {
        if world.people[person.at()].look <= world.now {
            look_at(world, person);
        }
    }
    let looks = world.people.iter().map(|person| person.look);
    world.crew.look = looks.min().unwrap_or(Tick::NEVER);
}

/// Share of a fresh expert's speed at that sleepiness, in ppm.
pub(in crate::sim) fn awake_share(kss_centi: u16) -> Ppm {
    let over = u32::from(kss_centi.clamp(ALERT_KSS_CENTI, 900)) - u32::from(ALERT_KSS_CENTI);
    Ppm(1_000_000 - over * 750)
}
