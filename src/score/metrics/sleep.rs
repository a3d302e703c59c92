//! How sleepy people were at work, by the three-process model (§C4), from when they woke, came and went.

use crate::scenario::Scenario;
use crate::scenario::units::Tick;
use crate::sim::event::{Event, What};
use crate::sim::people::{Body, RESTED_MILLI, Routine};

/// The sleepiest that anybody at work was, by the quarter of an hour (§C4).
pub(super) fn peak_sleepiness(scenario: &Scenario, events: &[Event], now: Tick) -> f64 {
    let rules = &scenario.rules;
    let mut peak: f64 = 1.0;
    for (index, rule) in rules.people.iter().enumerate() {
        let offset = rules.sites[rule.site.at()].utc_offset_minutes;
        let routine = Routine {
            wakes: 0,
            midnight: -(i32::from(rules.starts_at.0) + i32::from(offset)),
        };
        let woke = -i32::from(rule.awake_minutes);
        let mut body = Body {
            at: woke,
            pressure_milli: RESTED_MILLI,
            woke: Some(woke),
        };
        let at_work = |body: Body, from: Tick, until: Tick| {
            let quarters = (from.0..=until.0).step_by(15);
            let kss = quarters.map(|tick| body.kss(tick as i32, routine));
            kss.fold(1.0, f64::max)
        };
        let here_at_start = rule.shift_from <= 0 && rule.shift_until > 0 && rule.joins.is_none();
        let mut here = here_at_start.then_some(Tick(0));
        for event in events
            .iter()
            .filter(|event| whose(&event.what) == Some(index))
        {
            match event.what {
                What::Awake(_, woke, pressure_milli) => {
                    body = Body {
                        at: event.tick.0 as i32,
                        pressure_milli,
                        woke: Some(woke),
                    }
                }
                What::Arrived(_) => here = Some(event.tick),
                _ => {
                    if let Some(from) = here.take() {
                        peak = peak.max(at_work(body, from, event.tick));
                    }
                }
            }
        }
        if let Some(from) = here {
            peak = peak.max(at_work(body, from, now));
        }
    }
    peak
}

/// Whose waking, coming or going an event tells.
fn whose(what: &What) -> Option<usize> {
    match *what {
        What::Awake(person, ..)
        | What::Arrived(person)
        | What::LeftShift(person)
        | What::SentToRest(person) => Some(person.at()),
        _ => None,
    }
}
