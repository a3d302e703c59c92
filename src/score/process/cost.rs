//! Competencies 9 and 10: cost and value; security, data and automation.

use super::record::Record;
use super::{Evidence, Rated, Rating};
use crate::observe::sentences::sentence;
use crate::scenario::units::Tick;
use crate::sim::What;

/// 9a: everything that was spent or did not come in, against what the textbook comes to on the same seed.
pub(super) fn total_loss(record: &Record) -> Rated {
    let textbook = crate::score::played(&record.scenario, record.seed, "textbook");
    let par = loss(&crate::score::axis_values(&textbook));
    if par <= 0.0 {
        return Rated::not_called_for();
    }
    let ratio = loss(&record.values) / par;
    let text = format!("spending and lost revenue came to {ratio:.2} times the textbook's");
    Rated {
        rating: Rating::at_most(ratio, [1.1, 1.3, 1.7]),
        evidence: vec![Evidence::at(record.ended, text)],
    }
}

/// Lost revenue and spending: the metrics of reliability and cost, which are losses.
fn loss(values: &[f64; 4]) -> f64 {
    -(values[1] + values[3])
}

/// 9b: share of the time from when a leak could be seen to the end of the run in which it went on.
pub(super) fn anomaly(record: &Record) -> Rated {
    let (mut since, mut minutes) = (None, 0);
    for (moment, span) in record.spans() {
        if moment.unexplained.0 > 0 {
            since.get_or_insert(moment.tick);
            minutes += span;
        }
    }
    let Some(since) = since else {
        return Rated::not_called_for();
    };
    let share = f64::from(minutes) / f64::from(record.ended.since(since).max(1));
    let text = format!(
        "spending without a use went on for {:.1} h after it could be seen",
        f64::from(minutes) / 60.0
    );
    Rated {
        rating: Rating::at_most(share, [0.1, 0.25, 0.5]),
        evidence: vec![Evidence::at(since, text)],
    }
}

/// 9c: share of what was committed to that was used (§D), where anything was.
pub(super) fn commitments(record: &Record) -> Rated {
    let Some(last) = record.moments.last() else {
        return Rated::not_called_for();
    };
    let used: f64 = last
        .commitments
        .iter()
        .map(|costs| costs.used.units())
        .sum();
    let unused: f64 = last
        .commitments
        .iter()
        .map(|costs| costs.unused.units())
        .sum();
    if used + unused <= 0.0 {
        return Rated::not_called_for();
    }
    let share = used / (used + unused);
    let text = format!("{:.0} % of what was committed to was used", share * 100.0);
    Rated {
        rating: Rating::at_least(share, [0.9, 0.8, 0.65]),
        evidence: vec![Evidence::at(record.ended, text)],
    }
}

/// 10a: how long vulnerabilities stayed, by the time that they left for it: in time is P, soon after the deadline better than never.
pub(super) fn patches(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for event in &record.events {
        let What::VulnerabilityKnown(id, Some(deadline)) = event.what else {
            continue;
        };
        let patched = record.events.iter().find(|later| {
            later.tick >= event.tick && matches!(later.what, What::Patched(of) if of == id)
        });
        let title = &record.scenario.words.vulnerabilities[id.at()].title;
        let hours = |until: Tick| f64::from(until.since(event.tick)) / 60.0;
        let left = hours(deadline);
        occasions.push(match patched {
            Some(patch) => {
                let text = format!(
                    "“{title}” was patched after {:.0} h; {left:.0} h were left for it",
                    hours(patch.tick)
                );
                let share = hours(patch.tick) / left.max(1.0);
                (
                    Rating::at_most(share, [1.0, 1.25, 2.0]),
                    Evidence::at(patch.tick, text),
                )
            }
            None if record.ended < deadline => continue,
            None => {
                let text = format!("“{title}” was not patched; {left:.0} h were left for it");
                (Rating::U, Evidence::at(deadline, text))
            }
        });
    }
    Rated::over(occasions)
}

/// 10b: times that an automation acted wrongly although it had before and its trust had not been lowered since.
pub(super) fn automation(record: &Record) -> Rated {
    let mut wrong = std::collections::BTreeMap::new();
    let mut acted = false;
    let mut evidence = Vec::new();
    for event in &record.events {
        match event.what {
            What::AutomationActed(id, _, _, right) => {
                acted = true;
                if !right && wrong.insert(id, event.tick).is_some() {
                    evidence.push(Evidence::at(event.tick, sentence(event, &record.scenario)));
                }
            }
            What::LeverSet(..) => wrong.clear(),
            _ => {}
        }
    }
    if !acted {
        return Rated::not_called_for();
    }
    let rating = Rating::at_most(evidence.len() as f64, [0.0, 1.0, 2.0]);
    if evidence.is_empty() {
        evidence.push(Evidence::at(
            record.ended,
            "no automation was left to act wrongly twice",
        ));
    }
    Rated { rating, evidence }
}

/// 10c: minutes from when something was known to be wrong with a data feed until it stopped or was right again.
pub(super) fn feeds(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for event in &record.events {
        let What::DataIssueFound(feed, _) = event.what else {
            continue;
        };
        let over = record.events.iter().find(|later| {
            later.tick >= event.tick
                && match later.what {
                    What::DataIssueOver(of) | What::FeedStopped(of, true) => of == feed,
                    _ => false,
                }
        });
        let minutes = over
            .map_or(record.ended, |later| later.tick)
            .since(event.tick);
        let rating = match over {
            None if minutes < 15 => continue,
            None => Rating::U,
            Some(_) => Rating::at_most(f64::from(minutes), [15.0, 60.0, 240.0]),
        };
        let name = &record.scenario.words.feeds[feed.at()];
        occasions.push((
            rating,
            Evidence::at(
                event.tick,
                format!("{name} gave out wrong data for {minutes} min after it was known"),
            ),
        ));
    }
    Rated::over(occasions)
}

/// 10d: how long protection stayed off after customers were well again.
pub(super) fn exposure(record: &Record) -> Rated {
    let mut occasions = Vec::new();
    for event in &record.events {
        let What::ExposureBegan(remedy) = event.what else {
            continue;
        };
        let ended = record.events.iter().find(|later| {
            later.tick >= event.tick
                && matches!(later.what, What::ExposureEnded(of) if of == remedy)
        });
        let well = record
            .courses
            .iter()
            .filter_map(|course| course.mitigated)
            .find(|tick| *tick >= event.tick);
        let Some(well) = well else { continue };
        let minutes = ended.map_or(record.ended, |later| later.tick).since(well);
        let rating = match ended {
            Some(_) => Rating::at_most(f64::from(minutes), [60.0, 240.0, 1440.0]),
            None => Rating::at_most(f64::from(minutes), [30.0, 60.0, 240.0]),
        };
        let title = &record.scenario.words.remedies[remedy.at()].title;
        let text =
            format!("protection stayed off for {minutes} min after “{title}” had done its work");
        occasions.push((rating, Evidence::at(Tick(well.0), text)));
    }
    Rated::over(occasions)
}
