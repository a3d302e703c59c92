//! How sure a leader said to be, against what could be known then (design §8): calibration, and a Brier score once there are enough
//! claims. Nobody has to say anything. How sure somebody was of an answer to a card is in the log and in no score: what would have come
//! of another answer cannot be known.

use super::record::Record;
use super::{Evidence, Rated, Rating};
use crate::run::note::Note;
use crate::scenario::ids::{CauseId, IncidentId};
use crate::scenario::units::Tick;

/// Claims from which on a Brier score says anything (§B5: few events mislead).
pub const CLAIMS_LEAST: usize = 20;
/// A cause that is as good as settled takes no judgement any more.
const SETTLED: f64 = 0.98;

/// A stated confidence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Claim {
    /// When it was stated.
    pub tick: Tick,
    /// The incident that it is about.
    pub incident: IncidentId,
    /// The cause.
    pub cause: CauseId,
    /// How sure, 0–1.
    pub stated: f64,
    /// What could be known then: the posterior, 0–1.
    pub knowable: f64,
}

/// Claims that took a judgement: the first about an incident since something was last found there, and not about what was settled.
/// To say the same again, or what everybody sees, is no further evidence.
pub fn claims(record: &Record) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (tick, note) in record.notes() {
        let Note::Confidence {
            incident,
            cause,
            percent,
            ..
        } = note
        else {
            continue;
        };
        let (incident, cause, percent) = (*incident, *cause, *percent);
        let seen = record.seen_at(tick).incident(incident);
        let Some(seen) = seen.filter(|seen| seen.causes.iter().any(|known| known.id == cause))
        else {
            continue;
        };
        let knowable = seen.belief(cause);
        let same = |earlier: &Claim| {
            let then = record.seen_at(earlier.tick).incident(incident);
            earlier.incident == incident && then.is_some_and(|then| then.causes == seen.causes)
        };
        let settled = seen.causes.iter().any(|known| known.belief >= SETTLED);
        if !settled && !claims.iter().any(same) {
            let stated = f64::from(percent) / 100.0;
            claims.push(Claim {
                tick,
                incident,
                cause,
                stated,
                knowable,
            });
        }
    }
    claims
}

/// 1c: mean square distance between what was stated and what could be known. N without claims.
pub(super) fn calibration(record: &Record) -> Rated {
    let claims = claims(record);
    if claims.is_empty() {
        return Rated::not_called_for();
    }
    let mean = claims
        .iter()
        .map(|claim| square(claim.stated - claim.knowable))
        .sum::<f64>()
        / claims.len() as f64;
    let evidence = claims.iter().map(|claim| {
        let cause = &record.scenario.words.causes[claim.cause.at()];
        let (stated, knowable) = (claim.stated * 100.0, claim.knowable * 100.0);
        let text = format!(
            "“{cause}” was held to be {stated:.0} % sure; what was known made it {knowable:.0} %"
        );
        Evidence::at(claim.tick, text)
    });
    Rated {
        rating: Rating::at_most(mean, [0.04, 0.09, 0.16]),
        evidence: evidence.collect(),
    }
}

/// The Brier score to be expected of claims by what could be known, 0 (best) to 1: `q (1 − p)² + (1 − q) p²` for a stated p and a
/// knowable q. `None` below [`CLAIMS_LEAST`] claims.
pub fn brier(claims: &[Claim]) -> Option<f64> {
    let expected = claims.iter().map(|claim| {
        let (p, q) = (claim.stated, claim.knowable);
        q * square(1.0 - p) + (1.0 - q) * square(p)
    });
    (claims.len() >= CLAIMS_LEAST).then(|| expected.sum::<f64>() / claims.len() as f64)
}

fn square(value: f64) -> f64 {
    value * value
}
