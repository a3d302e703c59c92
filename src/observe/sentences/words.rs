//! Amounts, shares, times and small words that sentences are made of.

use crate::scenario::Scenario;
use crate::scenario::rules::{Audience, Line};
use crate::scenario::units::{Money, Ppm, Tick};
use crate::sim::command::Manner;
use crate::words::fl;

/// What a talk is for, in words.
pub(super) fn talk_name(manner: Manner) -> &'static str {
    match manner {
        Manner::Listen => fl!("talk-listen"),
        Manner::Coach => fl!("talk-coach"),
        Manner::Thank => fl!("talk-thank"),
        Manner::Challenge => fl!("talk-challenge"),
        Manner::AgreeGoal => fl!("talk-goal"),
    }
}

/// Whom an update is for.
pub fn audience_name(audience: Audience) -> &'static str {
    match audience {
        Audience::Customers => fl!("audience-customers"),
        Audience::Company => fl!("audience-company"),
    }
}

/// What money was spent on, in words.
pub(crate) fn line_name(line: Line) -> &'static str {
    match line {
        Line::Regular => fl!("spent-regular-pay"),
        Line::Overtime => fl!("spent-overtime"),
        Line::Contractors => fl!("spent-contractors"),
        Line::Replacement => fl!("spent-replacing-people"),
        Line::Cloud => fl!("spent-cloud"),
        Line::Credits => fl!("spent-credits"),
        Line::Breach => fl!("spent-breach"),
        Line::Purchases => fl!("spent-purchases"),
        Line::Fines => fl!("spent-fines"),
        Line::Downstream => fl!("spent-downstream"),
    }
}

/// The same words with a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// An amount in few characters: `$900`, `$41k`, `$1.2M`; a minus sign before the currency.
pub fn money(amount: Money, currency: &str) -> String {
    let sign = if amount.0 < 0 { "−" } else { "" };
    let symbol = match currency {
        "USD" => "$".to_owned(),
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        other => format!("{other} "),
    };
    let units = amount.units().abs();
    let number = match units {
        u if u < 1000.0 => format!("{u:.0}"),
        u if u < 9_950.0 => format!("{:.1}k", u / 1e3),
        u if u < 999_500.0 => format!("{:.0}k", u / 1e3),
        u => format!("{:.1}M", u / 1e6),
    };
    format!("{sign}{symbol}{number}")
}

/// A share with as many digits as it takes to tell it from all: `82 %`, `99.9 %`, `100 %`.
pub fn percent(share: Ppm) -> String {
    let hundredths = share.ratio() * 100.0;
    if hundredths >= 99.995 {
        "100 %".into()
    } else if hundredths >= 99.0 {
        format!("{:.1} %", (hundredths * 10.0).floor() / 10.0)
    } else {
        format!("{hundredths:.0} %")
    }
}

/// `12 % faster`, `3 % slower`, `as fast as before`.
pub(super) fn faster(change_ppm: i32) -> String {
    let percent = (f64::from(change_ppm.unsigned_abs()) / 1e4).round();
    match change_ppm {
        _ if percent == 0.0 => fl!("pace-as-before").into(),
        ..0 => fl!("pace-slower", percent = format!("{percent:.0}")),
        _ => fl!("pace-faster", percent = format!("{percent:.0}")),
    }
}

/// `45 min`, `30 h`, `9 days`.
pub fn span(minutes: u32) -> String {
    match minutes {
        0..120 => fl!("span-min", minutes = minutes),
        120..2880 => fl!("span-hours", hours = minutes / 60),
        _ => fl!("span-days", days = minutes / 1440),
    }
}

/// `14:00` where the run ends on the day on which it began, `day 3, 14:00` in a longer one.
pub fn when(tick: Tick, scenario: &Scenario) -> String {
    let rules = &scenario.rules;
    if u32::from(rules.starts_at.0) + rules.ends.0 <= 24 * 60 {
        rules.starts_at.plus(i64::from(tick.0)).to_string()
    } else {
        day_and_clock(tick, scenario)
    }
}

/// `day 3, 14:00`: the first day of the run is day 1.
pub(super) fn day_and_clock(tick: Tick, scenario: &Scenario) -> String {
    let starts_at = scenario.rules.starts_at;
    let day = (u32::from(starts_at.0) + tick.0) / (24 * 60) + 1;
    fl!(
        "day-and-clock",
        day = day,
        clock = starts_at.plus(i64::from(tick.0)).to_string()
    )
}

pub(super) fn points(milli: i32) -> String {
    let sign = if milli < 0 { "−" } else { "+" };
    format!("{sign}{:.1}", f64::from(milli.abs()) / 1000.0)
}

pub(super) fn changes(count: u16) -> String {
    fl!("changes", count = count)
}

/// `60 min ahead`, `300 min behind`.
pub(super) fn ahead(utc_offset_minutes: i16) -> String {
    let minutes = utc_offset_minutes.unsigned_abs();
    match utc_offset_minutes {
        ..0 => fl!("zone-behind", minutes = minutes),
        _ => fl!("zone-ahead", minutes = minutes),
    }
}

pub(super) fn unstopped(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_take_few_characters() {
        let written = [900, 4_180, 41_000, 1_230_000, -900]
            .map(|units| money(Money(units * 1_000_000), "USD"));
        assert_eq!(written, ["$900", "$4.2k", "$41k", "$1.2M", "−$900"]);
    }

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!(
            [Ppm(180_000), Ppm(999_400), Ppm(999_999)].map(percent),
            ["18 %", "99.9 %", "100 %"]
        );
    }
}
