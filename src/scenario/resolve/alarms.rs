//! What tells people that something is wrong.

use super::*;

pub(super) fn alarms(written: &At<draft::Alarms>) -> Alarms {
    written
        .as_ref()
        .map_or_else(Alarms::default, |alarms| Alarms {
            false_per_day: alarms.false_per_day.get().map_or(Ppm::NONE, Number::ppm),
            reports_per_million: alarms
                .reports_per_million
                .get()
                .map_or(Ppm::NONE, Number::ppm),
            least_requests: count(&alarms.least_requests) as u32,
            limits: items(&alarms.limits)
                .map(|limit| Limit {
                    bound: match limit.latency_above_ms.get() {
                        Some(above) => Bound::LatencyAboveMs(above.0 as u32),
                        None => Bound::SuccessBelow(share(&limit.success_below)),
                    },
                    minutes: count(&limit.minutes) as u16,
                })
                .collect(),
        })
}

pub(super) fn triage(written: &At<draft::Triage>) -> Triage {
    written.as_ref().map_or(
        Triage {
            always: false,
            effort: defaults::TRIAGE,
            wrong_team_milli: defaults::WRONG_TEAM_MILLI,
        },
        |triage| Triage {
            always: true,
            effort: faults::effort(&triage.minutes, &triage.sigma),
            wrong_team_milli: triage
                .wrong_team_times
                .get()
                .map_or(defaults::WRONG_TEAM_MILLI, |times| times.0 as u32),
        },
    )
}
