//! Competency 1: situation awareness.

use super::record::Record;
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
