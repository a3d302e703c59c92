//! At what pace a scenario is played, as far as the textbook's runs tell (design §11).
//!
//! | what | seconds |
//! | --- | --- |
//! | a choice: the first command of a minute | 8 |
//! | every other command of that minute | 3: what was decided is given, not decided again |
//! | new words | a quarter each; the clock stands meanwhile |
//! | minutes without anything to look at | one each, and 2 at most; at Advanced 20 a week at most |
//!
//! A *beat* is a minute in which there is something to look at, a *choice* a beat in which the textbook gives commands, all of them
//! together. Between two choices lies what is read and waited for. A shift that begins or ends is seen at a glance, however many come
//! or go with it: the words of the first are counted. Whoever leads weeks is shown neither shifts nor single pieces of work.

use super::Finding;
use crate::observe::is_visible;
use crate::observe::sentences::sentence;
use crate::run::{Act, Run};
use crate::scenario::Scenario;
use crate::scenario::rules::Level;
use crate::sim::event::{Event, What};
use crate::study::statistics::{Distribution, Moments};
use serde::Serialize;

/// A choice (design §11).
const DECIDING_SECONDS: f64 = 8.0;
/// Each further command that it takes: it only has to be found. *Assumed.*
const GIVING_SECONDS: f64 = 3.0;
const WORDS_A_SECOND: f64 = 4.0;
const WAIT_SECONDS_MOST: f64 = 2.0;
const WEEK_SECONDS_MOST: f64 = 20.0;
const WEEK_MINUTES: u32 = 7 * 24 * 60;
/// A choice should come so often, in seconds.
const CHOICE_SECONDS: (f64, f64) = (20.0, 45.0);
/// Nobody should sit longer than that without a choice.
const GAP_SECONDS_MOST: f64 = 60.0;
/// Share of runs in which a longer gap may occur: luck of a seed is no fault of a scenario. *Assumed.*
const LONG_GAPS_MOST: f64 = 0.2;

/// Real minutes that a level takes.
pub fn range_minutes(level: Level) -> (f64, f64) {
    match level {
        Level::Foundation => (15.0, 25.0),
        Level::Professional => (25.0, 40.0),
        Level::Advanced => (35.0, 50.0),
    }
}

/// A minute in which there is something to look at.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Beat {
    /// Minutes since the run began.
    pub minute: u32,
    /// Words that are new.
    pub words: u32,
    /// Commands that were given.
    pub commands: u32,
}

/// The pace of one run.
#[derive(Clone, PartialEq, Debug)]
pub struct RunPace {
    /// Real seconds that it takes.
    pub seconds: f64,
    /// Seconds from each choice to the next, that one's commands included.
    pub between: Vec<f64>,
    /// The longest time that nothing was decided in, with the minute of the run in which it ended.
    pub longest_gap: (f64, u32),
}

/// What a choice of so many commands takes.
fn choosing_seconds(commands: u32) -> f64 {
    match commands {
        0 => 0.0,
        more => DECIDING_SECONDS + GIVING_SECONDS * f64::from(more - 1),
    }
}

/// The beats of a run that lasted so many minutes.
pub fn of(beats: &[Beat], ends: u32, level: Level) -> RunPace {
    let mut pace = RunPace {
        seconds: 0.0,
        between: Vec::new(),
        longest_gap: (0.0, 0),
    };
    let (mut minute, mut gap) = (0, 0.0);
    let mut week = (0, 0.0);
    let last = Beat {
        minute: ends,
        ..Beat::default()
    };
    for beat in beats.iter().chain([&last]) {
        let mut wait = f64::from(beat.minute - minute).min(WAIT_SECONDS_MOST);
        if level == Level::Advanced {
            if beat.minute / WEEK_MINUTES > week.0 {
                week = (beat.minute / WEEK_MINUTES, 0.0);
            }
            wait = wait.min(WEEK_SECONDS_MOST - week.1);
            week.1 += wait;
        }
        minute = beat.minute;
        gap += wait + f64::from(beat.words) / WORDS_A_SECOND;
        if beat.commands == 0 && beat.minute < ends {
            continue;
        }
        if gap > pace.longest_gap.0 {
            pace.longest_gap = (gap, beat.minute);
        }
        let choice = gap + choosing_seconds(beat.commands);
        pace.seconds += choice;
        if beat.commands > 0 {
            pace.between.push(choice);
        }
        gap = 0.0;
    }
    pace
}

/// The beats of a run.
pub fn beats(run: &Run) -> Vec<Beat> {
    let mut beats: Vec<Beat> = Vec::new();
    let scenario = run.scenario();
    let mut shift = [None; 2];
    let mut with_others = |event: &Event| {
        let last = match event.what {
            What::Arrived(_) => &mut shift[0],
            What::LeftShift(_) => &mut shift[1],
            _ => return false,
        };
        last.replace(event.tick) == Some(event.tick)
    };
    let news = run
        .events()
        .iter()
        .filter(|event| is_visible(&event.what) && run.calls_leader(event))
        .filter(|event| !with_others(event))
        .map(|event| Beat {
            minute: event.tick.0,
            words: words(event, scenario),
            commands: 0,
        });
    let entries = run.entries().iter();
    let given = entries
        .filter(|entry| matches!(entry.act, Act::Command(_)))
        .map(|entry| Beat {
            minute: entry.tick.0,
            words: 0,
            commands: 1,
        });
    let mut all: Vec<Beat> = news.chain(given).collect();
    all.sort_by_key(|beat| beat.minute);
    for beat in all {
        match beats.last_mut() {
            Some(last) if last.minute == beat.minute => {
                last.words += beat.words;
                last.commands += beat.commands;
            }
            _ => beats.push(beat),
        }
    }
    beats
}

/// Words that a person reads when something happens.
fn words(event: &Event, scenario: &Scenario) -> u32 {
    let count = |text: &str| text.split_whitespace().count();
    let all = |texts: &[String]| -> usize { texts.iter().map(|text| count(text)).sum() };
    let new = match event.what {
        What::CardOpened(card) => {
            let words = &scenario.words.cards[card.at()];
            count(&words.title) + count(&words.text) + all(&words.options)
        }
        What::MessageSent(message) => {
            let words = &scenario.words.messages[message.at()];
            count(&words.text) + all(&words.answers)
        }
        _ => count(&sentence(event, scenario)),
    };
    new as u32
}

/// The pace of a scenario over several runs.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Pace {
    /// Real minutes that a run takes, in the mean.
    pub minutes: f64,
    /// What its level should take.
    pub range_minutes: (f64, f64),
    /// Choices a run, in the mean.
    pub choices: f64,
    /// Median of the seconds from a choice to the next.
    pub between_p50_seconds: f64,
    /// A tenth of choices comes later than that.
    pub between_p90_seconds: f64,
    /// The longest time without a choice in any run.
    pub longest_gap_seconds: f64,
    /// The minute of that run in which it ended.
    pub longest_gap_minute: u32,
    /// Share of runs with a gap longer than should be.
    pub long_gaps: f64,
}

/// The pace of all runs; `None` without any, or where nobody chose anything.
pub fn together(runs: &[RunPace], level: Level) -> Option<Pace> {
    let longest = runs
        .iter()
        .map(|run| run.longest_gap)
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let mut between = Distribution::default();
    let all = runs.iter().flat_map(|run| &run.between);
    all.for_each(|&seconds| between.take(seconds));
    let long = runs
        .iter()
        .filter(|run| run.longest_gap.0 > GAP_SECONDS_MOST);
    Some(Pace {
        minutes: Moments::of(runs.iter().map(|run| run.seconds / 60.0)).mean,
        range_minutes: range_minutes(level),
        choices: Moments::of(runs.iter().map(|run| run.between.len() as f64)).mean,
        between_p50_seconds: between.quantile(0.5)?,
        between_p90_seconds: between.quantile(0.9)?,
        longest_gap_seconds: longest.0,
        longest_gap_minute: longest.1,
        long_gaps: long.count() as f64 / runs.len() as f64,
    })
}

/// What is wrong with a pace. A real incident after its owner's report takes as long as it takes.
pub fn judge(pace: &Pace, history: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let (least, most) = pace.range_minutes;
    if !history && !(least..=most).contains(&pace.minutes) {
        let (how, help) = match pace.minutes < least {
            true => (
                "short",
                "let more happen that has to be decided, or a longer stretch of time",
            ),
            false => (
                "long",
                "let fewer things ask for an answer, or say them in fewer words",
            ),
        };
        let message = format!(
            "a run is too {how} for its level: about {:.0} real minutes, and {least:.0} to {most:.0} are meant",
            pace.minutes
        );
        found.push(Finding::warning("BC0711", message, help));
    }
    let (often, seldom) = CHOICE_SECONDS;
    if !(often..=seldom).contains(&pace.between_p50_seconds) {
        let (how, help) = match pace.between_p50_seconds < often {
            true => (
                "close together",
                "space out what happens, so that there is time to think",
            ),
            false => (
                "far apart",
                "shorten what is read between them, or give the leader more to decide",
            ),
        };
        let message = format!(
            "choices come too {how}: every {:.0} seconds in the median, and {often:.0} to {seldom:.0} are meant",
            pace.between_p50_seconds
        );
        found.push(Finding::warning("BC0712", message, help));
    }
    if pace.long_gaps > LONG_GAPS_MOST {
        let message = format!(
            "{:.0} % of runs have more than {GAP_SECONDS_MOST:.0} seconds without a choice; the longest, {:.0} seconds, ends in minute {}",
            pace.long_gaps * 100.0,
            pace.longest_gap_seconds,
            pace.longest_gap_minute
        );
        found.push(Finding::warning(
            "BC0713",
            message,
            "put a choice into that stretch, or leave out some of what is only told there",
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beat(minute: u32, words: u32, commands: u32) -> Beat {
        Beat {
            minute,
            words,
            commands,
        }
    }

    #[test]
    fn seconds_are_those_of_commands_words_and_waiting() {
        // 2 s of waiting, 40 words and a choice of two commands; a minute later 4 words alone; 2 s more and one command; 2 s to the end.
        let pace = of(
            &[beat(10, 40, 2), beat(11, 4, 0), beat(30, 0, 1)],
            60,
            Level::Foundation,
        );
        assert_eq!(pace.between, [2.0 + 10.0 + 11.0, 1.0 + 1.0 + 2.0 + 8.0]);
        assert_eq!(pace.seconds, 23.0 + 12.0 + 2.0);
        assert_eq!(pace.longest_gap, (12.0, 10));
    }

    #[test]
    fn a_long_gap_is_what_is_read_and_waited_for_without_a_choice() {
        let mut beats: Vec<Beat> = (1..=30).map(|hour| beat(hour * 60, 0, 0)).collect();
        beats.push(beat(31 * 60, 0, 1));
        let pace = of(&beats, 32 * 60, Level::Professional);
        assert_eq!(pace.longest_gap, (62.0, 31 * 60));
        let told = together(&[pace], Level::Professional).unwrap();
        let codes: Vec<_> = judge(&told, true).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["BC0712", "BC0713"]);
    }

    #[test]
    fn a_week_at_advanced_runs_by_in_twenty_seconds() {
        let hours: Vec<Beat> = (1..=7 * 24 * 2 - 1)
            .map(|hour| beat(hour * 60, 0, 0))
            .collect();
        assert_eq!(
            of(&hours, 2 * WEEK_MINUTES - 1, Level::Advanced).seconds,
            40.0
        );
    }

    #[test]
    fn only_what_takes_too_long_or_too_little_is_said() {
        let sound = Pace {
            minutes: 20.0,
            range_minutes: range_minutes(Level::Foundation),
            choices: 40.0,
            between_p50_seconds: 30.0,
            between_p90_seconds: 50.0,
            longest_gap_seconds: 61.0,
            longest_gap_minute: 200,
            long_gaps: 0.05,
        };
        assert_eq!(judge(&sound, false), []);
        let short = Pace {
            minutes: 9.0,
            ..sound.clone()
        };
        let found = judge(&short, false);
        assert!(found[0].message.contains("too short"), "{found:?}");
        assert_eq!(judge(&short, true), []);
        let dense = Pace {
            between_p50_seconds: 12.0,
            ..sound
        };
        assert!(judge(&dense, false)[0].message.contains("close together"));
    }
}
