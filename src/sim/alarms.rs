//! What tells that something is wrong beside the burn-rate rules: static thresholds, false alarms, customers who report; and what
//! all pages together were worth lately.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `b` | bad requests beyond what a healthy service loses, and wrong answers | a minute |
//! | `r` | reports: a hazard of `b` × reports a million | a minute |
//! | `f` | false alarms: a hazard of false alarms a day × 100 ÷ paging threshold in percent | a minute |
//! | `PPV` | precision of recent pages: those with something behind them ÷ all, over the last 16 (§C2) | 0–1 |
//!
//! Reports of harm that is known are no news: a service's customers are not listened to until a fault strikes or is over, or an
//! incident is closed. What is left of an exponential threshold has no memory, so what is heard is the same.
//!
//! A false alarm shows nothing on the dashboards, and neither does a fault of the kind `exposure`, whose alarm looks the same. Which
//! of the two an alarm is stays a latent until somebody has found out ([`super::tasks::triage`]): the odds are those of `f` against
//! the fault's own rate of striking when it rang. People who are paged come the later the less pages were worth: their delay
//! has a median of `12 (2 − PPV)` minutes, slope *assumed*.

use super::draw::{Key, Purpose, draw};
use super::event::What;
use super::hazard::{Hazard, per_day};
use super::people::PAGE_DELAY;
use super::services::latency_ms;
use super::world::{ServiceState, World};
use super::{Events, faults, incidents, note, services};
use crate::scenario::Scenario;
use crate::scenario::ids::{FaultId, ServiceId};
use crate::scenario::rules::{Bound, Effort, LeverKind, Service};
use crate::scenario::units::{Ppm, Tick};
use serde::Serialize;

/// The row, after those of §B2, of an alarm with nothing on the dashboards.
pub const PROBE_ROW: u8 = 4;
/// The row of a service's first static threshold; the others follow.
pub const FIRST_LIMIT_ROW: u8 = 5;
/// Static thresholds that a service may have.
pub(crate) const LIMITS_MOST: usize = 3;
/// Pages whose worth is remembered.
const PAGES_REMEMBERED: u32 = 16;
/// The least paging threshold, in percent, by which false alarms are reckoned.
const LEAST_PERCENT: u64 = 10;

/// What tells of a service.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct AlarmState {
    /// Of its draws; it follows from the service's id.
    #[serde(skip)]
    key: Key,
    /// Share of requests that it loses while nothing is wrong; it follows from the scenario.
    #[serde(skip)]
    usual_loss: Ppm,
    /// The last report was no news, and nothing has happened since that could make the next one so.
    known: bool,
    false_alarm: Hazard,
    report: Hazard,
    /// Since when each static threshold is crossed.
    crossed: [Option<Tick>; LIMITS_MOST],
}

/// Why an alarm may be false although something could be behind it: the rates of both when it rang.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Doubt {
    /// The fault that may be behind it.
    pub fault: FaultId,
    /// False alarms a minute, in billionths.
    pub false_rate: u64,
    /// Expected first strikes of the fault before that minute and in it, in billionths.
    pub hazard: (u64, u64),
}

/// What the last pages were worth: a bit each, the latest lowest.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Worth {
    real: u16,
    known: u32,
}

impl Worth {
    fn add(&mut self, real: bool) {
        self.real = self.real << 1 | u16::from(real);
        self.known = (self.known + 1).min(PAGES_REMEMBERED);
    }

    /// Precision of recent pages: their positive predictive value (§C2). Nothing known counts as all of them real.
    pub(crate) fn precision(self) -> Ppm {
        (self.real.count_ones() * 1_000_000)
            .checked_div(self.known)
            .map_or(Ppm::ALL, Ppm)
    }
}

/// Whether anything beside the burn-rate rules tells of some service.
fn is_used(scenario: &Scenario) -> bool {
    let mut services = scenario.rules.services.iter();
    services.any(|service| {
        let alarms = &service.alarms;
        alarms.false_per_day.0 > 0 || alarms.reports_per_million.0 > 0 || !alarms.limits.is_empty()
    })
}

/// One state a service, or none where nothing of this is used.
pub(super) fn at_start(scenario: &Scenario, seed: u64) -> Vec<AlarmState> {
    if !is_used(scenario) {
        return Vec::new();
    }
    let ids = scenario.ids.services.iter();
    let state = |id: &String| {
        let key = Key::named("service", id);
        AlarmState {
            key,
            usual_loss: Ppm::NONE,
            known: false,
            false_alarm: Hazard::new(draw(seed, key, Purpose::FalseAlarmThreshold, 0)),
            report: Hazard::new(draw(seed, key, Purpose::ReportThreshold, 0)),
            crossed: [None; LIMITS_MOST],
        }
    };
    ids.map(state).collect()
}

/// False alarms of a service a minute, in billionths. The lever that makes it page sooner makes it cry wolf more often.
fn false_rate(world: &World, service: ServiceId) -> u64 {
    let usual = per_day(world.rules().services[service.at()].alarms.false_per_day);
    if usual == 0 {
        return 0;
    }
    let percent = world.lever(LeverKind::PagingThreshold(service));
    let percent = percent.map_or(100, |percent| percent.max(0) as u64);
    usual * 100 / percent.max(LEAST_PERCENT)
}

/// Reports of a service's customers a minute, in billionths.
fn report_rate(rule: &Service, state: &ServiceState, usual_loss: Ppm) -> u64 {
    if rule.alarms.reports_per_million.0 == 0 {
        return 0;
    }
    // All in thousandths of a request.
    let requests = u64::from(state.requests) * 1000;
    let usual = requests * u64::from(usual_loss.0) / 1_000_000;
    let good = requests.saturating_sub(state.bad_milli);
    let wrong = good * u64::from(state.affliction.right.rest().0) / 1_000_000;
    let beyond = (state.bad_milli + wrong).saturating_sub(usual);
    u64::from(rule.alarms.reports_per_million.0) * beyond / 1_000_000
}

/// From the first minute on: hazards have their rates.
pub(super) fn begin(world: &mut World) {
    for index in 0..world.alarms.len() {
        let healthy = services::healthy(world, ServiceId(index as u16));
        world.alarms[index].usual_loss = healthy.rest();
    }
    levers_moved(world, &mut Vec::new());
}

/// A lever moved: false alarms come at another rate.
pub(super) fn levers_moved(world: &mut World, events: &mut Events) {
    for index in 0..world.alarms.len() {
        let rate = false_rate(world, ServiceId(index as u16));
        world.alarms[index].false_alarm.set_rate(world.now, rate);
    }
    look(world, events);
}

/// Something happened that may be news to report: everybody is listened to again.
pub(super) fn listen(world: &mut World) {
    let services = world.scenario.rules.services.iter().zip(&world.services);
    for ((rule, service), state) in services.zip(&mut world.alarms) {
        if std::mem::take(&mut state.known) {
            let rate = report_rate(rule, service, state.usual_loss);
            state.report.set_rate(world.now, rate);
            world.alarms_due = world.alarms_due.min(state.report.due);
        }
    }
}

/// Whether a service is beyond a static threshold in this minute.
fn crosses(rule: &Service, state: &ServiceState, bound: Bound) -> bool {
    match bound {
        Bound::SuccessBelow(least) => state.success < least,
        Bound::LatencyAboveMs(most) => latency_ms(rule, state) > f64::from(most),
    }
}

/// Rates changed: hazards go on at other rates, thresholds are crossed or not.
pub(super) fn look(world: &mut World, events: &mut Events) {
    if cfg!(debug_assertions) {
        for (index, state) in world.alarms.iter().enumerate() {
            let heard = !state.known;
            let news = incidents::unreported(world, ServiceId(index as u16));
            assert!(
                heard || news.is_none(),
                "there is something to report and nobody called `listen`"
            );
        }
    }
    let now = world.now;
    let mut due = Tick::NEVER;
    let World {
        scenario,
        services,
        alarms,
        ..
    } = world;
    let all = scenario.rules.services.iter().zip(services).zip(alarms);
    for (index, ((rule, service), state)) in all.enumerate() {
        if !state.known {
            let rate = report_rate(rule, service, state.usual_loss);
            state.report.set_rate(now, rate);
        }
        due = due.min(state.false_alarm.due).min(state.report.due);
        for (place, limit) in rule.alarms.limits.iter().enumerate() {
            let bit = 1 << (FIRST_LIMIT_ROW as usize + place);
            let fires = service.firing & bit != 0;
            if !crosses(rule, service, limit.bound) {
                state.crossed[place] = None;
                if fires {
                    service.firing ^= bit;
                    let row = FIRST_LIMIT_ROW + place as u8;
                    note(
                        events,
                        now,
                        What::AlertCleared(ServiceId(index as u16), row),
                    );
                }
            } else {
                let since = *state.crossed[place].get_or_insert(now);
                if !fires {
                    due = due.min(since.plus(u32::from(limit.minutes)));
                }
            }
        }
    }
    world.alarms_due = due;
}

/// Alarms whose minute has come.
pub(super) fn come_due(world: &mut World, events: &mut Events) {
    let now = world.now;
    if world.alarms_due > now {
        return;
    }
    let scenario = world.scenario.clone();
    for (index, rule) in scenario.rules.services.iter().enumerate() {
        let service = ServiceId(index as u16);
        let key = world.alarms[index].key;
        if world.alarms[index].false_alarm.due <= now {
            let ordinal = world.alarms[index].false_alarm.drawn;
            let u = draw(world.seed, key, Purpose::FalseAlarmThreshold, ordinal);
            world.alarms[index].false_alarm.next(now, u);
            ring(world, service, None, events);
        }
        if world.alarms[index].report.due <= now {
            let ordinal = world.alarms[index].report.drawn;
            let u = draw(world.seed, key, Purpose::ReportThreshold, ordinal);
            world.alarms[index].report.next(now, u);
            if !incidents::report(world, service, events) {
                world.alarms[index].known = true;
                world.alarms[index].report.set_rate(now, 0);
            }
        }
        for (place, limit) in rule.alarms.limits.iter().enumerate() {
            let bit = 1 << (FIRST_LIMIT_ROW as usize + place);
            let held = world.alarms[index].crossed[place]
                .is_some_and(|since| since.plus(u32::from(limit.minutes)) <= now);
            if held && world.services[index].firing & bit == 0 {
                world.services[index].firing |= bit;
                world.first_alert.get_or_insert(now);
                let row = FIRST_LIMIT_ROW + place as u8;
                note(events, now, What::AlertFired(service, row));
            }
        }
    }
    look(world, events);
}

/// The next tick at which an alarm may ring.
pub(super) fn next_change(world: &World) -> Tick {
    world.alarms_due
}

/// An alarm with nothing on the dashboards: about an exposure, or about nothing.
pub(super) fn ring(
    world: &mut World,
    service: ServiceId,
    fault: Option<FaultId>,
    events: &mut Events,
) {
    note(events, world.now, What::AlertFired(service, PROBE_ROW));
    world.first_alert.get_or_insert(world.now);
    incidents::open_in_doubt(world, service, fault, events);
}

/// What leaves it open whether something is behind an alarm of a service: a fault that shows nothing and could have struck for the
/// first time, where false alarms ring too. A fault that struck before is known when it is seen again.
pub(super) fn doubt(world: &World, service: ServiceId, fault: Option<FaultId>) -> Option<Doubt> {
    let false_rate = false_rate(world, service);
    let suspect = suspect(world.scenario(), service)?;
    let strikes = world.faults[suspect.at()].strikes;
    let first = match fault {
        Some(fault) => fault == suspect && strikes == 1,
        None => strikes == 0,
    };
    (false_rate > 0 && first).then_some(Doubt {
        fault: suspect,
        false_rate,
        hazard: faults::first_hazard(world, suspect),
    })
}

/// Whether an alarm of a service says itself what it is about: everything but the first strike of the fault that may be behind it.
pub(super) fn is_known(world: &World, service: ServiceId, fault: Option<FaultId>) -> bool {
    fault.is_some_and(|fault| {
        suspect(world.scenario(), service) != Some(fault) || world.faults[fault.at()].strikes > 1
    })
}

/// The fault that may be behind an alarm of a service: the first that exposes it.
fn suspect(scenario: &Scenario, service: ServiceId) -> Option<FaultId> {
    use crate::scenario::rules::FaultKind::Exposure;
    let mut faults = scenario.rules.faults.iter();
    let at = faults.position(|fault| fault.service == service && fault.kind == Exposure)?;
    Some(FaultId(at as u8))
}

/// What came out about a page.
pub(super) fn remember(world: &mut World, real: bool) {
    world.worth.add(real);
}

/// How long somebody who is paged now takes to be there.
pub(super) fn page_delay(world: &World) -> Effort {
    let doubts = u64::from(world.worth.precision().rest().0);
    let usual = u64::from(PAGE_DELAY.median_milli);
    Effort {
        median_milli: (usual + usual * doubts / 1_000_000) as u32,
        ..PAGE_DELAY
    }
}

/// Draws the thresholds anew, given that they were not reached.
pub(super) fn resample(world: &mut World) {
    let now = world.now;
    for index in 0..world.alarms.len() {
        let state = &mut world.alarms[index];
        let key = state.key;
        state.known = false;
        for (hazard, purpose) in [
            (&mut state.false_alarm, Purpose::FalseAlarmThreshold),
            (&mut state.report, Purpose::ReportThreshold),
        ] {
            hazard.resample(now, draw(world.seed, key, purpose, hazard.drawn - 1));
        }
    }
    look(world, &mut Vec::new());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_that_of_the_last_sixteen_pages() {
        let mut worth = Worth::default();
        assert_eq!(worth.precision(), Ppm::ALL);
        worth.add(true);
        (0..3).for_each(|_| worth.add(false));
        assert_eq!(worth.precision(), Ppm(250_000));
        (0..16).for_each(|_| worth.add(false));
        assert_eq!(worth.precision(), Ppm::NONE);
    }
}
