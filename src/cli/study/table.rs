//! A study for people.

use super::{OneOrMore, Told};
use crate::study::dependability::{Dependability, WANTED};
use crate::study::statistics::Told as Points;
use crate::study::summary::{DifferenceTold, LeaderTold, ScenarioTold};

/// The axes, in the order of their columns.
const AXES: [&str; 4] = ["flow", "reliability", "morale", "cost"];

pub(super) fn text(told: &Told) -> String {
    let mut text = match &told.of {
        OneOrMore::One(scenario) => scenario_text(scenario),
        OneOrMore::More {
            scenarios,
            simulated_dependability,
        } => {
            let all: Vec<String> = scenarios.iter().map(scenario_text).collect();
            let dependability = simulated_dependability.as_ref().map(dependability_text);
            all.join("\n") + &dependability.unwrap_or_default()
        }
    };
    for why in &told.provisional_marks {
        text += &format!("\nProvisional marks, measured just now: {why}.\n");
    }
    text += &format!(
        "\n{}, {} minutes simulated",
        count(told.runs, "run"),
        grouped(told.ticks)
    );
    if let Some(speed) = told.ticks_per_second {
        text += &format!(", {} a second", grouped(speed as u64));
    }
    if told.shard != "1/1" {
        text += &format!("; this is shard {} of the study", told.shard);
    }
    text + ".\n"
}

fn scenario_text(of: &ScenarioTold) -> String {
    let n = of.leaders.iter().map(|leader| leader.n).max().unwrap_or(0);
    let mut text = format!(
        "{}, form {}: {}, points\n\n",
        of.scenario,
        of.form,
        count(n, "seed")
    );
    if of.leaders.iter().all(|leader| leader.overall.is_none()) {
        return text + "  Nothing is at stake here, so there are no points.\n";
    }
    text += &format!(
        "  {:<14}{:>7}{:>7}{:>8}{:>8}{:>8}  ",
        "leader", "mean", "sd", "p10", "p50", "p90"
    );
    AXES.iter().for_each(|axis| text += &format!("{axis:>12}"));
    text += "\n";
    of.leaders
        .iter()
        .for_each(|leader| text += &leader_line(leader));
    if n > 1 && !of.differences.is_empty() {
        text += "\n  Differences overall on the same seeds, with 95 % intervals\n";
        of.differences
            .iter()
            .for_each(|difference| text += &difference_line(difference));
    }
    text
}

fn leader_line(leader: &LeaderTold) -> String {
    let mut line = format!("  {:<14}", leader.leader);
    line += &match leader.overall {
        Some(told) => format!(
            "{:>7.1}{:>7.1}{:>8.1}{:>8.1}{:>8.1}  ",
            told.mean, told.sd, told.p10, told.p50, told.p90
        ),
        None => format!("{:>38}  ", "not at stake"),
    };
    let axes: [Option<Points>; 4] = [leader.flow, leader.reliability, leader.morale, leader.cost];
    for axis in axes {
        line += &axis.map_or(format!("{:>12}", "–"), |axis| {
            format!("{:>12.1}", axis.mean)
        });
    }
    line + "\n"
}

fn difference_line(difference: &DifferenceTold) -> String {
    let names = format!("{} − {}", difference.leader, difference.less);
    let Some(of) = difference.overall else {
        return String::new();
    };
    let clear = match (of.low > 0.0, of.high < 0.0) {
        (true, _) => "higher",
        (_, true) => "lower",
        _ => "no clear difference",
    };
    format!(
        "    {names:<28}{:>8.1}   {:>8.1} to {:<8.1} {clear}\n",
        of.mean, of.low, of.high
    )
}

fn dependability_text(of: &Dependability) -> String {
    let percent = |share: f64| format!("{:>5.1} %", share * 100.0);
    let mut text = format!(
        "\nHow far one run tells these {} leaders apart ({} scenarios, {} seeds each, points within 0–100)\n\n",
        of.leaders, of.scenarios, of.seeds
    );
    for (what, share) in [
        ("who leads", of.share.leader),
        ("which scenario", of.share.scenario),
        ("leader × scenario", of.share.leader_by_scenario),
        ("luck", of.luck),
    ] {
        text += &format!("  {what:<20}{}\n", percent(share));
    }
    text += &format!(
        "\n  Simulated dependability of one scenario: {:.2}.",
        of.of_one
    );
    text += &match of.scenarios_needed {
        Some(1) => format!(" One is enough for {WANTED}.\n"),
        Some(needed) => format!(" For {WANTED} it takes {needed} scenarios, each played once.\n"),
        None => {
            " These leaders do not differ, so no number of scenarios tells them apart.\n".to_owned()
        }
    };
    text + "  Reference leaders differ more than people do, so people need more scenarios than that.\n"
}

fn count(count: u64, what: &str) -> String {
    format!(
        "{} {what}{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}

/// `1 234 567`, with spaces that do not break.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
