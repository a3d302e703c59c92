//! Marks, standings and gaps: pure functions of what leaders came to on the same seeds.

use super::rows::{Entrant, MARK_LEADERS, Rows, version};
use super::statistics::Moments;
use crate::analysis::lookahead;
use crate::scenario::Scenario;
use crate::scenario::rules::Axis;
use crate::score::marks::{AxisMarks, FormMarks, Gap, Spread, Standing};
use crate::score::points_above;
use crate::sim::MODEL_VERSION;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Seeds over which shipped marks are measured.
pub const MARK_SEEDS: u32 = 40;
/// Seeds over which marks are measured on the spot: enough for a provisional place on the scale.
pub const PROVISIONAL_SEEDS: u32 = 8;

/// Who should be ahead of whom: the ladder of leaders, lookahead, and whoever plays one trick alone.
const PAIRS: [(&str, &str); 9] = [
    ("textbook", "firefighter"),
    ("firefighter", "random"),
    ("random", "neglect"),
    (lookahead::NAME, "textbook"),
    ("textbook", "panic"),
    ("textbook", "yes-man"),
    ("textbook", "feature-first"),
    ("textbook", "thrifty"),
    ("textbook", "caretaker"),
];

/// Marks of one form over seeds 0 to `seeds`, the last excluded, from the leaders alone that scores rest on.
pub fn measure(scenario: &Arc<Scenario>, seeds: u32) -> FormMarks {
    let entrants = MARK_LEADERS.map(|leader| Entrant { leader, seeds });
    let rows = Rows::play(scenario, &entrants, &AtomicBool::new(false), || ());
    marks_of(scenario, &rows.expect("nobody stops it"))
}

/// The marks that follow from what leaders came to.
pub fn marks_of(scenario: &Scenario, rows: &Rows) -> FormMarks {
    let (bases, pars) = (rows.bases(), rows.of("textbook"));
    let rival = rows.of(lookahead::NAME);
    let axes = Axis::ALL.map(|axis| {
        let column = |rows: &[[f64; 4]]| -> Vec<f64> {
            rows.iter().map(|values| values[axis as usize]).collect()
        };
        AxisMarks::of(axis, &column(&bases), &column(pars), &column(rival))
    });
    let points = points(scenario, &axes, rows);
    FormMarks {
        form: scenario.form.clone(),
        rules_digest: scenario.rules_digest.clone(),
        model: MODEL_VERSION,
        leaders: MARK_LEADERS
            .map(|name| (name.to_owned(), version(name)))
            .to_vec(),
        seeds: pars.len() as u32,
        measured_on: String::new(),
        par_overall: Spread::of(&overall(&points, "textbook").unwrap_or_default()),
        standings: points.iter().map(standing).collect(),
        gaps: gaps(&points),
        axes,
    }
}

/// Points of every run of a leader: overall, then the axes, not kept within 0–100; 0 where nothing is at stake.
#[derive(Clone, PartialEq, Debug)]
pub struct LeaderPoints {
    /// The leader's name.
    pub leader: String,
    /// By seed.
    pub points: Vec<[f64; 5]>,
}

/// What leaders came to, in points between marks.
pub fn points(scenario: &Scenario, axes: &[AxisMarks; 4], rows: &Rows) -> Vec<LeaderPoints> {
    let bases = rows.bases();
    let of = |values: &[[f64; 4]]| {
        let pairs = values.iter().zip(&bases);
        pairs
            .map(|(values, base)| {
                points_above(scenario, axes, *values, *base).map(|points| points.unwrap_or(0.0))
            })
            .collect()
    };
    rows.leaders
        .iter()
        .map(|rows| LeaderPoints {
            leader: rows.leader.clone(),
            points: of(&rows.values),
        })
        .collect()
}

/// Overall points by seed; `None` of who did not play.
pub fn overall(points: &[LeaderPoints], leader: &str) -> Option<Vec<f64>> {
    let of = points.iter().find(|of| of.leader == leader)?;
    Some(of.points.iter().map(|points| points[0]).collect())
}

fn standing(of: &LeaderPoints) -> Standing {
    let mean = |place: usize| Moments::of(of.points.iter().map(|points| points[place])).mean;
    Standing {
        leader: of.leader.clone(),
        version: version(&of.leader),
        seeds: of.points.len() as u32,
        overall: mean(0),
        axes: std::array::from_fn(|axis| mean(axis + 1)),
    }
}

fn gaps(points: &[LeaderPoints]) -> Vec<Gap> {
    let gap = |(leader, of): (&str, &str)| {
        let (one, other) = (overall(points, leader)?, overall(points, of)?);
        let moments = Moments::of(one.iter().zip(&other).map(|(one, other)| one - other));
        let (low, high) = moments.interval()?;
        Some(Gap {
            leader: leader.to_owned(),
            of: of.to_owned(),
            seeds: moments.n as u32,
            mean: moments.mean,
            low,
            high,
        })
    };
    PAIRS.into_iter().filter_map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::super::rows::LeaderRows;
    use super::*;
    use crate::scenario::catalogue::Catalogue;
    use crate::score::{played, score_above};

    fn shipped() -> Arc<Scenario> {
        Arc::new(Catalogue::find().load("sale-eve", None).unwrap().scenario)
    }

    /// Runs whose four axes all come to the same number.
    fn planted(leaders: &[(&str, &[f64])]) -> Rows {
        let leaders = leaders.iter().map(|(leader, values)| LeaderRows {
            leader: (*leader).to_owned(),
            values: values.iter().map(|value| [*value; 4]).collect(),
        });
        Rows {
            leaders: leaders.collect(),
        }
    }

    const WORST: (&str, &[f64]) = ("neglect", &[0.0, 0.0, 0.0, 0.0]);
    const RANDOM: (&str, &[f64]) = ("random", &[10.0, 20.0, 10.0, 20.0]);
    const PANIC: (&str, &[f64]) = ("panic", &[5.0, 0.0, 5.0, 0.0]);
    const PAR: (&str, &[f64]) = ("textbook", &[70.0, 90.0, 70.0, 90.0]);

    #[test]
    fn without_a_rival_the_textbook_is_the_ceiling() {
        let marks = marks_of(&shipped(), &planted(&[WORST, RANDOM, PANIC, PAR]));
        assert!(marks.axes.iter().all(|axis| axis.ceiling.mean == 80.0));
        assert_eq!(marks.par_overall.mean, 100.0);
        let random = marks.standings.iter().find(|one| one.leader == "random");
        assert_eq!(random.unwrap().overall, 18.75); // a mean of 15 between 0 and 80
        let gap = marks
            .gaps
            .iter()
            .find(|gap| gap.leader == "random")
            .unwrap();
        assert_eq!(
            (gap.of.as_str(), gap.seeds, gap.mean),
            ("neglect", 4, 18.75)
        );
        assert!(gap.low < 18.75 && 18.75 < gap.high);
    }

    #[test]
    fn a_rival_on_few_seeds_lifts_the_ceiling_by_its_lead_and_not_by_their_luck() {
        // It plays the two seeds of which one is unlucky for everybody, and is 20 ahead on both.
        let rival: (&str, &[f64]) = ("lookahead", &[90.0, 110.0]);
        let marks = marks_of(&shipped(), &planted(&[WORST, RANDOM, PANIC, PAR, rival]));
        assert!(marks.axes.iter().all(|axis| axis.ceiling.mean == 100.0));
        assert_eq!(marks.par_overall.mean, 80.0);
        // A lead that is the same on every seed adds no doubt to what the textbook's own seeds tell.
        let without = marks_of(&shipped(), &planted(&[WORST, RANDOM, PANIC, PAR]));
        let errors = |marks: &FormMarks| marks.axes.each_ref().map(|axis| axis.range_error);
        assert_eq!(errors(&marks), errors(&without));
        let gap = marks.gaps.iter().find(|gap| gap.leader == "lookahead");
        assert_eq!(gap.map(|gap| (gap.seeds, gap.mean)), Some((2, 20.0)));
        let worse: (&str, &[f64]) = ("lookahead", &[60.0, 70.0]);
        let marks = marks_of(&shipped(), &planted(&[WORST, RANDOM, PANIC, PAR, worse]));
        assert!(marks.axes.iter().all(|axis| axis.ceiling.mean == 80.0));
    }

    #[test]
    fn standings_are_means_of_what_runs_score() {
        let scenario = shipped();
        let marks = measure(&scenario, 3);
        let bases = Rows::play(
            &scenario,
            &MARK_LEADERS.map(|leader| Entrant { leader, seeds: 3 }),
            &AtomicBool::new(false),
            || (),
        )
        .unwrap()
        .bases();
        for standing in &marks.standings {
            let scores = (0..3).map(|seed| {
                let run = played(&scenario, seed, &standing.leader);
                score_above(&run, &marks, bases[seed as usize]).overall_raw
            });
            let mean = scores.sum::<f64>() / 3.0;
            assert!((mean - standing.overall).abs() < 1e-9, "{standing:?}");
        }
    }
}
