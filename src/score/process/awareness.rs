//! Competency 1: situation awareness.

use super::record::{Record, TaskKind};
use super::{Evidence, Rated, Rating};

/// An incident that is over before that needs no severity.
const BRIEF_MINUTES: u32 = 5;

/// 1a: minutes from the page to a declared severity; over incidents that lasted, the one in the middle.
pub(super) fn declare(record: &Record) -> Rated {
    let lasting = record.real().filter(|course| {
        let until = course.closed(record);
        until.since(course.opened) > BRIEF_MINUTES
    });
    let occasions = lasting.map(|course| match course.declared.first() {
        Some(&(tick, severity)) => {
            let minutes = tick.since(course.opened);
            let text = format!(
                "{} was declared SEV{severity} after {minutes} min",
                course.id
            );
            (
                Rating::at_most(f64::from(minutes), [5.0, 15.0, 30.0]),
                Evidence::at(tick, text),
            )
        }
        None => {
            let until = course.closed(record);
            let text = format!("{} was given no severity", course.id);
            (Rating::U, Evidence::at(until, text))
        }
    });
    Rated::over(occasions.collect())
}

/// 1b: lines of inquiry that were finished before something was done that cannot be taken back. What can be taken back needs no look
/// first, and neither does what is as good as certain to help.
pub(super) fn look_before_leap(record: &Record) -> Rated {
    let rules = &record.scenario.rules;
    let mut occasions = Vec::new();
    for course in record.real() {
        let leap = course.tasks.iter().find_map(|task| match task.kind {
            TaskKind::Remedy(id) if !rules.remedies[id.at()].reversible => Some((task.from, id)),
            _ => None,
        });
        let Some((tick, remedy)) = leap else { continue };
        let looks = course
            .found
            .iter()
            .filter(|(found, _)| *found <= tick)
            .count();
        let chance = record.chance(course.id, remedy, tick);
        let rating = match (looks, chance) {
            (2.., _) => Rating::P,
            (_, chance) if chance >= 0.9 => Rating::P,
            (1, _) => Rating::S,
            (0, chance) if chance >= 0.7 => Rating::M,
            _ => Rating::U,
        };
        let title = &record.scenario.words.remedies[remedy.at()].title;
        let text = format!("“{title}” cannot be taken back; it was begun after {looks} findings");
        occasions.push((rating, Evidence::at(tick, text)));
    }
    Rated::over(occasions)
}

/// 1d: the longest time in which nobody looked again at a major incident, while customers hurt.
pub(super) fn reassess(record: &Record) -> Rated {
    let occasions = record.major().map(|(course, since)| {
        let until = course.harm_over(record);
        let mut looks = course.looks();
        looks.retain(|tick| (since..until).contains(tick));
        looks.push(until);
        looks.sort_unstable();
        let (mut longest, mut before, mut at) = (0, since, since);
        for tick in looks {
            if tick.since(before) > longest {
                (longest, at) = (tick.since(before), before);
            }
            before = tick;
        }
        let text = format!("nobody looked again at {} for {longest} min", course.id);
        (
            Rating::at_most(f64::from(longest), [15.0, 30.0, 60.0]),
            Evidence::at(at, text),
        )
    });
    Rated::over(occasions.collect())
}
