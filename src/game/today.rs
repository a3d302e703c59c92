//! Today's run: the same scenario and the same seed for everybody on one day.

use crate::sim::draw::{Key, Purpose, draw};
use crate::words::fl;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day: how many have passed since 1 January 1970, in UTC, so that it is the same day for everybody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub u32);

fn months() -> [&'static str; 12] {
    [
        fl!("month-january"),
        fl!("month-february"),
        fl!("month-march"),
        fl!("month-april"),
        fl!("month-may"),
        fl!("month-june"),
        fl!("month-july"),
        fl!("month-august"),
        fl!("month-september"),
        fl!("month-october"),
        fl!("month-november"),
        fl!("month-december"),
    ]
}

impl Day {
    /// The day that it is.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks what day it is; no run ever does"
    )]
    pub(super) fn now() -> Day {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Day(since.map_or(0, |since| (since.as_secs() / 86_400) as u32))
    }

    /// `29 November 2026`.
    pub fn name(self) -> String {
        // Years of this count begin in March, so that the day that some years have more is their last.
        let days = i64::from(self.0) + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let year = year_of_era + 400 * era + i64::from(month >= 10);
        fl!(
            "date",
            day = day.to_string(),
            month = months()[((month + 2) % 12) as usize],
            year = year.to_string()
        )
    }
}

/// The scenario of a day among some, by its id, and its seed. One scenario more or fewer changes only the days that were or become its own.
pub fn run_of<'a>(day: Day, ids: impl IntoIterator<Item = &'a str>) -> Option<(&'a str, u64)> {
    let drawn = |kind: &str, id: &str| draw(0, Key::named(kind, id), Purpose::RunOfTheDay, day.0);
    let first = |a: &&str, b: &&str| drawn("scenario", a).total_cmp(&drawn("scenario", b));
    let id = ids.into_iter().min_by(first)?;
    Some((id, (drawn("seed", id) * 1_000_000.0) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_day_is_named_as_a_calendar_names_it() {
        for (days, name) in [
            (0, "1 January 1970"),
            (59, "1 March 1970"),
            (789, "29 February 1972"),
            (11_016, "29 February 2000"),
            (20_453, "31 December 2025"),
            (20_786, "29 November 2026"),
        ] {
            assert_eq!(Day(days).name(), name);
        }
    }

    #[test]
    fn a_day_has_one_run_whatever_the_order_of_scenarios_and_days_differ() {
        let run = |day| run_of(Day(day), ["a", "b", "c"]).unwrap();
        assert_eq!(run(20_786), run_of(Day(20_786), ["c", "a", "b"]).unwrap());
        let runs: BTreeSet<_> = (0..100).map(run).collect();
        assert!(runs.len() > 95, "{} runs in a hundred days", runs.len());
        let scenarios: BTreeSet<_> = (0..100).map(|day| run(day).0).collect();
        assert_eq!(scenarios.len(), 3, "each has its days");
        assert_eq!(run_of(Day(1), []), None);
    }

    #[test]
    fn a_new_scenario_takes_some_days_and_leaves_the_others_as_they_were() {
        for day in (0..100).map(Day) {
            let (before, after) = (run_of(day, ["a", "b"]), run_of(day, ["a", "b", "c"]));
            assert!(before == after || after.is_some_and(|(id, _)| id == "c"));
        }
    }
}
