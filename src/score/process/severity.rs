//! Competency 2: severity and scope.

use super::record::{Course, Record};
use super::{Evidence, Rated, Rating};

/// By then the dashboards have shown how bad it is, in minutes from the page.
const EVIDENT_MINUTES: u32 = 10;

/// 2a: how far the declared severity lay from the ladder of §B6, once that could be seen; too low counts twice.
pub(super) fn level_error(record: &Record) -> Rated {
    let mut evidence = Vec::new();
    let mut errors = Vec::new();
    for course in record.real() {
        let Some((shown, declared)) = evident(course, record) else {
            continue;
        };
        let tick = course
            .opened
            .plus(EVIDENT_MINUTES)
            .min(course.closed(record));
        let Some(declared) = declared else { continue };
        let (under, over) = (
            declared.saturating_sub(shown),
            shown.saturating_sub(declared),
        );
        errors.push(f64::from(under) * 2.0 + f64::from(over));
        let text = format!(
            "{} was held to be SEV{declared}; the dashboards had shown SEV{shown}",
            course.id
        );
        evidence.push(Evidence::at(tick, text));
    }
    if errors.is_empty() {
        return Rated::not_called_for();
    }
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    Rated {
        rating: Rating::at_most(mean, [0.0, 0.5, 1.0]),
        evidence,
    }
}

/// What the dashboards had shown once they could have, and what was declared then or at first.
fn evident(course: &Course, record: &Record) -> Option<(u8, Option<u8>)> {
    let tick = course.opened.plus(EVIDENT_MINUTES);
    let late = course
        .declared
        .first()
        .map_or(tick, |(at, _)| tick.max(at.plus(EVIDENT_MINUTES)));
    let shown = course.worst_until(record, late.min(course.harm_over(record)))?;
    Some((shown, course.severity_at(late)))
}

/// 2b: times that the severity was changed although nothing new had been found and the dashboards showed the same.
pub(super) fn churn(record: &Record) -> Rated {
    let mut evidence = Vec::new();
    let mut declared = false;
    for course in record.real() {
        declared |= !course.declared.is_empty();
        for pair in course.declared.windows(2) {
            let [(before, from), (tick, to)] = *pair else {
                continue;
            };
            let ladder = |tick| record.seen_at(tick).ladder_of(course.id);
            let found = course
                .found
                .iter()
                .any(|(found, _)| (before..=tick).contains(found));
            if from != to && !found && ladder(before) == ladder(tick) {
                let text = format!(
                    "{} went from SEV{from} to SEV{to} with nothing new",
                    course.id
                );
                evidence.push(Evidence::at(tick, text));
            }
        }
    }
    if !declared {
        return Rated::not_called_for();
    }
    Rated {
        rating: Rating::at_most(evidence.len() as f64, [0.0, 1.0, 2.0]),
        evidence,
    }
}
