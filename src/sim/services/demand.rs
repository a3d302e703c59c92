//! How demand moves: a pure function of the clock, so that nothing of it is state.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `d` | requests that start at a service: its base × Π of its curves | a minute |
//! | day | `low + (1 − low) (1 + cos 2π (t − peak)) ÷ 2`, `t` in days of the site's clock | |
//! | week | a factor a day, from the day on which the run begins | |
//! | flash | `1 + (height − 1) x`; `x` grows evenly over the ramp, then falls as `exp(−t ÷ decay)` | |
//! | steps | the factor of the last step | |
//!
//! Days and weeks move every 15 minutes of the absolute clock, steps and the ramp of a flash crowd to the minute, its decay eight
//! times a time constant and five of those long. Between, nothing changes, so skipping is exact.

use crate::scenario::rules::{Curve, REQUESTS_MOST, Service};
use crate::scenario::units::{MinuteOfDay, Tick};

/// Days and weeks move this often.
const CADENCE_MINUTES: u32 = 15;
/// A decay moves so often in a time constant.
const DECAY_STEPS: u32 = 8;
/// A decay is over after so many time constants, when 0.7 % is left.
const DECAY_CONSTANTS: u32 = 5;

/// Quarters of an hour of a day.
const QUARTERS: usize = 96;

/// The factors of a day, by the quarter of an hour of the absolute clock.
pub(super) type Day = [f64; QUARTERS];

/// The factors of the curves of a day that a service has, in their order.
pub(super) fn days(service: &Service) -> Vec<Day> {
    let days = service.curves.iter().filter_map(|curve| match curve {
        Curve::Day { peak, low } => Some(std::array::from_fn(|quarter| {
            let local = quarter as i64 * i64::from(CADENCE_MINUTES)
                + i64::from(service.clock_offset_minutes);
            let from_peak = (local - i64::from(peak.0)) as f64 / 1440.0;
            let high = (1.0 + libm::cos(std::f64::consts::TAU * from_peak)) / 2.0;
            low.ratio() + low.rest().ratio() * high
        })),
        _ => None,
    });
    days.collect()
}

/// Requests a minute that start at a service at a tick; `days` are those of the service.
pub(super) fn at(service: &Service, days: &[Day], starts_at: MinuteOfDay, now: Tick) -> u32 {
    if service.curves.is_empty() {
        return service.demand_per_minute;
    }
    let quarter = (u32::from(starts_at.0) + now.0) / CADENCE_MINUTES;
    let mut days = days.iter();
    let factors = service.curves.iter().map(|curve| match curve {
        Curve::Day { .. } => {
            let day = days.next();
            day.map_or(1.0, |day| day[quarter as usize % QUARTERS])
        }
        Curve::Week(days) => {
            let offset = i64::from(service.clock_offset_minutes);
            let begins = i64::from(starts_at.0) + offset;
            let local = i64::from(quarter * CADENCE_MINUTES) + offset;
            let day = local.div_euclid(1440) - begins.div_euclid(1440);
            days[day.rem_euclid(7) as usize].ratio()
        }
        Curve::Flash {
            at,
            height,
            ramp_minutes,
            decay_minutes,
        } => 1.0 + (height.ratio() - 1.0) * flash(*at, *ramp_minutes, *decay_minutes, now),
        Curve::Steps(steps) => {
            let past = steps.iter().rev().find(|(from, _)| *from <= now);
            past.map_or(1.0, |(_, factor)| factor.ratio())
        }
    });
    let demand = f64::from(service.demand_per_minute) * factors.product::<f64>();
    libm::round(demand).min(f64::from(REQUESTS_MOST)) as u32
}

fn decay_step(decay_minutes: u16) -> u32 {
    (u32::from(decay_minutes) / DECAY_STEPS).max(1)
}

/// How much of a flash crowd is there, 0–1.
fn flash(at: Tick, ramp_minutes: u16, decay_minutes: u16, now: Tick) -> f64 {
    let ramp = u32::from(ramp_minutes);
    let peak = at.plus(ramp);
    if now < at {
        0.0
    } else if now < peak {
        f64::from(now.since(at) + 1) / f64::from(ramp + 1)
    } else {
        let step = decay_step(decay_minutes);
        let since = now.since(peak) / step * step;
        let decay = u32::from(decay_minutes).max(1);
        if since >= DECAY_CONSTANTS * decay {
            0.0
        } else {
            libm::exp(-f64::from(since) / f64::from(decay))
        }
    }
}

/// The next tick at which the demand of a service may differ.
pub(super) fn next_change(service: &Service, starts_at: MinuteOfDay, now: Tick) -> Tick {
    let next = service.curves.iter().map(|curve| match curve {
        Curve::Day { .. } | Curve::Week(_) => {
            let past = (u32::from(starts_at.0) + now.0) % CADENCE_MINUTES;
            now.plus(CADENCE_MINUTES - past)
        }
        Curve::Flash {
            at,
            ramp_minutes,
            decay_minutes,
            ..
        } => {
            let peak = at.plus(u32::from(*ramp_minutes));
            let step = decay_step(*decay_minutes);
            if now < *at {
                *at
            } else if now < peak {
                now.plus(1)
            } else if now.since(peak) < DECAY_CONSTANTS * u32::from(*decay_minutes).max(1) {
                peak.plus((now.since(peak) / step + 1) * step)
            } else {
                Tick::NEVER
            }
        }
        Curve::Steps(steps) => {
            let mut ahead = steps.iter().map(|(from, _)| *from);
            ahead.find(|from| *from > now).unwrap_or(Tick::NEVER)
        }
    });
    next.min().unwrap_or(Tick::NEVER)
}
