//! Who should win, and does: the order of reference leaders from the standings and gaps of marks (design §9). The same judgement for
//! marks that are stored and for those just measured.

use super::Finding;
use crate::analysis::lookahead;
use crate::scenario::rules::Axis;
use crate::score::marks::{FormMarks, Gap, Standing};
use crate::study::measure::LeaderPoints;
use crate::study::statistics::Moments;
use serde::Serialize;

/// What the textbook comes to at the least on a scenario that can be won.
pub const PAR_LEAST: f64 = 75.0;
/// Lookahead may be so far below the textbook: it sees eight hours far, in few futures.
pub const LOOKAHEAD_BELOW: f64 = 1.0;
/// A specialist is near the best on its axis within so many points.
pub const NEAR_BEST: f64 = 5.0;
/// Fewer seeds say too little.
pub const SEEDS_LEAST: u32 = 20;

/// Each rung of the ladder with what to do when it does not hold.
const LADDER: [(&str, &str, &str); 3] = [
    (
        "textbook",
        "firefighter",
        "let what a firefighter leaves undone cost more: people who tire, stakeholders who hear nothing, work that waits, reviews that never happen",
    ),
    (
        "firefighter",
        "random",
        "let trouble cost more while nobody mends it, or let remedies that do not fit take longer: chance should not mend as well as effort",
    ),
    (
        "random",
        "neglect",
        "let doing nothing cost more: faults that do not pass by themselves, defaults of cards and silences that hurt",
    ),
];

/// Leaders of one trick: the axis that is their own, if there is one, and what to do when they win.
const ONE_TRICK: [(&str, Option<Axis>, &str); 5] = [
    (
        "panic",
        None,
        "let alarm cost more: pages at night, people pulled off their work, updates that say nothing",
    ),
    (
        "yes-man",
        None,
        "let some requests cost more than the trust that a yes wins: more work, promises that cannot be kept",
    ),
    (
        "feature-first",
        Some(Axis::Flow),
        "give flow less weight, or let incidents that nobody leads cost more",
    ),
    (
        "thrifty",
        Some(Axis::Cost),
        "give cost less weight, or let what is saved cost more on another axis later",
    ),
    (
        "caretaker",
        Some(Axis::Morale),
        "give morale less weight, or let people who only rest leave more undone",
    ),
];

/// What is out of balance between leaders. Nothing where every promise holds.
pub fn judge(marks: &FormMarks) -> Vec<Finding> {
    if marks.axes.iter().all(|axis| !axis.at_stake()) {
        let message =
            "nothing is at stake: the textbook does no better than nobody does on any axis";
        return vec![Finding::error(
            "BC0701",
            message.into(),
            "give leaders something to win: a fault that does not pass by itself, work with a cost of delay, or choices with effects",
        )];
    }
    let mut found = Vec::new();
    for (leader, of, help) in LADDER {
        found.extend(gap(marks, leader, of).map_or_else(
            || Some(unmeasured(leader, of)),
            |gap| (gap.low <= 0.0).then(|| not_ahead(gap, help)),
        ));
    }
    if let Some(gap) = gap(marks, lookahead::NAME, "textbook")
        && gap.mean < -LOOKAHEAD_BELOW
    {
        found.push(Finding::error(
            "BC0703",
            format!(
                "lookahead, who tries in futures what the textbook would do, is {:.1} points below it overall, and may be {LOOKAHEAD_BELOW}",
                -gap.mean
            ),
            "look for what costs later than eight hours ahead, or for chance that outweighs what is decided",
        ));
    }
    if marks.par_overall.mean < PAR_LEAST {
        found.push(Finding::error(
            "BC0704",
            format!(
                "the textbook comes to {:.1} overall, and should to {PAR_LEAST}: good practice alone does not win here",
                marks.par_overall.mean
            ),
            "see on which axis lookahead is ahead of it, and make that less hidden or less of a gamble",
        ));
    }
    for (leader, _, help) in ONE_TRICK {
        let Some(gap) = gap(marks, "textbook", leader) else {
            found.push(unmeasured("textbook", leader));
            continue;
        };
        if gap.mean <= 0.0 {
            let message = format!(
                "the leader `{leader}`, who has one trick, is {:.1} points ahead of the textbook overall",
                -gap.mean
            );
            found.push(Finding::error("BC0705", message, help));
        }
    }
    found
}

/// The gap between two leaders.
pub fn gap<'a>(marks: &'a FormMarks, leader: &str, of: &str) -> Option<&'a Gap> {
    let mut gaps = marks.gaps.iter();
    gaps.find(|gap| gap.leader == leader && gap.of == of)
}

fn unmeasured(leader: &str, of: &str) -> Finding {
    Finding::error(
        "BC0706",
        format!("nobody has measured how far {leader} is ahead of {of}"),
        "measure again with `bridgecall marks … --write`",
    )
}

fn not_ahead(gap: &Gap, help: &str) -> Finding {
    let (leader, of) = (&gap.leader, &gap.of);
    let message = match gap.mean > 0.0 {
        true => format!(
            "{leader} is not clearly ahead of {of}: by {:.1} points overall, and perhaps by {:.1} to {:.1}",
            gap.mean, gap.low, gap.high
        ),
        false => format!(
            "{leader} is behind {of} by {:.1} points overall, and should be ahead",
            -gap.mean
        ),
    };
    Finding::error("BC0702", message, help)
}

/// How a leader of one axis does on it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Specialist {
    /// The leader's name.
    pub leader: String,
    /// Its own axis.
    pub axis: Axis,
    /// What it comes to there.
    pub points: f64,
    /// Who is best there: somebody else, or itself.
    pub best: String,
    /// What they come to.
    pub best_points: f64,
}

impl Specialist {
    /// Best, or nearly so.
    pub fn is_near_best(&self) -> bool {
        self.points >= self.best_points - NEAR_BEST
    }
}

/// How each leader of one axis does on it, where that axis is at stake.
pub fn specialists(marks: &FormMarks) -> Vec<Specialist> {
    let own = ONE_TRICK
        .into_iter()
        .filter_map(|(leader, axis, _)| Some((leader, axis?)));
    own.filter(|(_, axis)| marks.axes[*axis as usize].at_stake())
        .filter_map(|(leader, axis)| {
            let on_axis = |standing: &Standing| standing.axes[axis as usize];
            let standings = marks.standings.iter();
            let best = standings.max_by(|a, b| on_axis(a).total_cmp(&on_axis(b)))?;
            let mut standings = marks.standings.iter();
            let itself = standings.find(|standing| standing.leader == leader)?;
            Some(Specialist {
                leader: leader.to_owned(),
                axis,
                points: on_axis(itself),
                best: best.leader.clone(),
                best_points: on_axis(best),
            })
        })
        .collect()
}

/// How hard a scenario is: what a firefighter leaves to be won, 0–100. `None` where that leader was not measured.
pub fn difficulty(marks: &FormMarks) -> Option<f64> {
    let mut standings = marks.standings.iter();
    let firefighter = standings.find(|standing| standing.leader == "firefighter")?;
    Some((100.0 - firefighter.overall).clamp(0.0, 100.0))
}

/// Share of the variance of overall points, kept within 0–100, that luck has: `x = μ + leader + seed + rest`, a run each; luck is what
/// is not the leader. Of those leaders who played all seeds; `None` for fewer than two of them, or of seeds.
///
/// ```text
/// E MS(leader) = σ²(rest) + R σ²(leader)      E MS(seed) = σ²(rest) + L σ²(seed)
/// ```
pub fn luck(points: &[LeaderPoints]) -> Option<f64> {
    let seeds = points.iter().map(|of| of.points.len()).max()?;
    let whole = points.iter().filter(|of| of.points.len() == seeds);
    let rows: Vec<Vec<f64>> = whole
        .map(|of| {
            of.points
                .iter()
                .map(|points| points[0].clamp(0.0, 100.0))
                .collect()
        })
        .collect();
    if rows.len() < 2 || seeds < 2 {
        return None;
    }
    let (l, r) = (rows.len() as f64, seeds as f64);
    let mean = |values: &mut dyn Iterator<Item = f64>| Moments::of(values).mean;
    let of_leader: Vec<f64> = rows
        .iter()
        .map(|row| mean(&mut row.iter().copied()))
        .collect();
    let of_seed: Vec<f64> = (0..seeds)
        .map(|seed| mean(&mut rows.iter().map(|row| row[seed])))
        .collect();
    let all = mean(&mut of_leader.iter().copied());
    let square = |values: &[f64]| -> f64 { values.iter().map(|x| (x - all) * (x - all)).sum() };
    let rest: f64 = rows
        .iter()
        .zip(&of_leader)
        .flat_map(|(row, leader)| {
            row.iter()
                .zip(&of_seed)
                .map(move |(x, seed)| x - leader - seed + all)
        })
        .map(|off| off * off)
        .sum();
    let mean_rest = rest / ((l - 1.0) * (r - 1.0));
    let mean_leader = r * square(&of_leader) / (l - 1.0);
    let mean_seed = l * square(&of_seed) / (r - 1.0);
    let leader = ((mean_leader - mean_rest) / r).max(0.0);
    let luck = ((mean_seed - mean_rest) / l).max(0.0) + mean_rest;
    (leader + luck > 0.0).then(|| luck / (leader + luck))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::marks::{AxisMarks, Spread};

    /// Marks in which every promise holds.
    fn sound() -> FormMarks {
        let spread = |mean: f64| Spread { mean, sd: 1.0 };
        let standing = |(leader, overall): (&str, f64)| Standing {
            leader: leader.to_owned(),
            version: 1,
            seeds: 40,
            overall,
            axes: [overall; 4],
        };
        let gap = |(leader, of, mean): (&str, &str, f64)| Gap {
            leader: leader.to_owned(),
            of: of.to_owned(),
            seeds: 40,
            mean,
            low: mean - 2.0,
            high: mean + 2.0,
        };
        FormMarks {
            form: "usual".into(),
            rules_digest: String::new(),
            model: 1,
            leaders: Vec::new(),
            seeds: 40,
            measured_on: String::new(),
            axes: Axis::ALL.map(|axis| AxisMarks {
                axis,
                base: spread(0.0),
                ceiling: spread(100.0),
                par: spread(90.0),
                range_error: 1.0,
            }),
            par_overall: spread(90.0),
            standings: [
                ("textbook", 90.0),
                ("firefighter", 60.0),
                ("caretaker", 86.0),
                ("thrifty", 40.0),
                ("feature-first", 30.0),
            ]
            .map(standing)
            .to_vec(),
            gaps: [
                ("textbook", "firefighter", 30.0),
                ("firefighter", "random", 20.0),
                ("random", "neglect", 10.0),
                ("lookahead", "textbook", -0.5),
                ("textbook", "panic", 80.0),
                ("textbook", "yes-man", 50.0),
                ("textbook", "feature-first", 60.0),
                ("textbook", "thrifty", 50.0),
                ("textbook", "caretaker", 4.0),
            ]
            .map(gap)
            .to_vec(),
        }
    }

    /// The finding that follows when the gap between two leaders is another.
    fn with_gap(leader: &str, of: &str, mean: f64) -> Vec<Finding> {
        let mut marks = sound();
        let mut gaps = marks.gaps.iter_mut();
        let gap = gaps
            .find(|gap| gap.leader == leader && gap.of == of)
            .unwrap();
        (gap.mean, gap.low, gap.high) = (mean, mean - 2.0, mean + 2.0);
        judge(&marks)
    }

    #[test]
    fn nothing_is_said_where_every_promise_holds() {
        assert_eq!(judge(&sound()), []);
    }

    #[test]
    fn each_broken_promise_is_one_finding_that_names_who_is_meant() {
        for (leader, of, mean, code, words) in [
            (
                "textbook",
                "firefighter",
                1.0,
                "BC0702",
                "textbook is not clearly ahead of firefighter",
            ),
            (
                "firefighter",
                "random",
                -3.0,
                "BC0702",
                "firefighter is behind random by 3.0 points",
            ),
            (
                "random",
                "neglect",
                2.0,
                "BC0702",
                "random is not clearly ahead of neglect",
            ),
            (
                "lookahead",
                "textbook",
                -1.5,
                "BC0703",
                "is 1.5 points below it",
            ),
            ("textbook", "panic", -0.5, "BC0705", "`panic`"),
            (
                "textbook",
                "caretaker",
                -6.0,
                "BC0705",
                "6.0 points ahead of the textbook",
            ),
        ] {
            let found = with_gap(leader, of, mean);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].code, code);
            assert!(found[0].message.contains(words), "{}", found[0].message);
        }
        let mut low = sound();
        low.par_overall.mean = 74.9;
        assert_eq!(judge(&low)[0].code, "BC0704");
    }

    #[test]
    fn a_promise_that_nobody_measured_is_not_kept_but_lookahead_may_be_left_out() {
        let mut marks = sound();
        marks.gaps.retain(|gap| gap.leader != "lookahead");
        assert_eq!(judge(&marks), []);
        marks.gaps.clear();
        let found = judge(&marks);
        assert!(found.iter().all(|one| one.code == "BC0706"), "{found:?}");
        assert_eq!(found.len(), 8);
    }

    #[test]
    fn where_nothing_is_at_stake_that_alone_is_said() {
        let mut marks = sound();
        marks
            .axes
            .iter_mut()
            .for_each(|axis| axis.range_error = 30.0);
        marks.gaps.clear();
        let codes: Vec<_> = judge(&marks).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["BC0701"]);
    }

    #[test]
    fn a_specialist_within_five_points_of_the_best_is_near_it() {
        let near: Vec<_> = specialists(&sound())
            .into_iter()
            .map(|one| (one.leader.clone(), one.axis, one.is_near_best()))
            .collect();
        assert_eq!(
            near,
            [
                ("feature-first".into(), Axis::Flow, false),
                ("thrifty".into(), Axis::Cost, false),
                ("caretaker".into(), Axis::Morale, true),
            ]
        );
        let mut marks = sound();
        marks.axes[Axis::Morale as usize].range_error = 30.0;
        assert!(
            specialists(&marks)
                .iter()
                .all(|one| one.leader != "caretaker")
        );
    }

    #[test]
    fn what_a_firefighter_leaves_is_how_hard_it_is() {
        assert_eq!(difficulty(&sound()), Some(40.0));
    }

    fn leader(name: &str, overall: &[f64]) -> LeaderPoints {
        LeaderPoints {
            leader: name.into(),
            points: overall.iter().map(|&x| [x, 0.0, 0.0, 0.0, 0.0]).collect(),
        }
    }

    #[test]
    fn luck_has_no_share_where_only_leaders_differ_and_all_where_only_seeds_do() {
        let leaders_alone = [leader("a", &[20.0; 4]), leader("b", &[60.0; 4])];
        assert_eq!(luck(&leaders_alone), Some(0.0));
        let seeds = [10.0, 30.0, 50.0, 70.0];
        assert_eq!(luck(&[leader("a", &seeds), leader("b", &seeds)]), Some(1.0));
        assert_eq!(
            luck(&[leader("a", &[5.0; 4]), leader("b", &[5.0; 4])]),
            None
        );
    }

    #[test]
    fn the_share_of_luck_is_the_one_that_was_planted() {
        // Leaders ±10 about 50, seeds ±6 and ±2, a rest of ±1 that sums to 0 along both.
        let a = leader("a", &[67.0, 61.0, 57.0, 55.0]);
        let b = leader("b", &[45.0, 43.0, 39.0, 33.0]);
        // MS(rest) = 8 ÷ 3, MS(leader) = 800, MS(seed) = 160 ÷ 3, so σ²(leader) = 598 ÷ 3 and luck is 76 ÷ 3 + 8 ÷ 3.
        let planted = 28.0 / (28.0 + 598.0 / 3.0);
        assert!((luck(&[a, b]).unwrap() - planted).abs() < 1e-12);
    }
}
