//! Whether choices matter: what came of runs that differ in one thing, seed by seed.
//!
//! Two ways are *alike* where the 95 % interval of their difference lies within half a point of 0 on every axis at stake; one is
//! *clearly better* on an axis where that interval is above 0. Only seeds count in which both could be taken.

use super::Finding;
use super::otherwise::{Choice, Kind, Outcomes};
use crate::scenario::Scenario;
use crate::score::marks::AxisMarks;
use crate::score::points_above;
use crate::study::statistics::Moments;
use serde::Serialize;

/// Differences within so many points are none.
const NONE_WITHIN: f64 = 0.5;
/// So many runs are needed to say anything.
const RUNS_LEAST: usize = 5;

/// Points of a run: overall, then the axes; `None` where nothing is at stake.
type Points = [Option<f64>; 5];

/// A choice with what came of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Weighed {
    /// What is decided.
    pub kind: Kind,
    /// Its id, as the scenario writes it.
    pub id: String,
    /// The ways.
    pub ways: Vec<WeighedWay>,
    /// Runs of each way that were played.
    pub runs: usize,
}

/// A way with what came of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct WeighedWay {
    /// The option, the answer, `at-once` or `never`, or the value of a lever.
    pub way: String,
    /// Runs in which it could be taken.
    pub taken: usize,
    /// How far these are ahead, overall, of what the textbook itself comes to on the same seeds; `None` for no runs.
    pub ahead: Option<f64>,
    #[serde(skip)]
    points: Vec<Option<Points>>,
}

/// Weighs the outcomes of a choice above the bases of the same seeds, beside what the textbook came to there.
pub fn weigh(
    scenario: &Scenario,
    marks: &[AxisMarks; 4],
    (bases, textbook): (&[[f64; 4]], &[[f64; 4]]),
    choice: &Choice,
    outcomes: &[Outcomes],
) -> Weighed {
    let place = |values: &[f64; 4], base: &[f64; 4]| points_above(scenario, marks, *values, *base);
    let ways = choice
        .ways
        .iter()
        .zip(outcomes)
        .map(|((way, _), outcomes)| {
            let points = outcomes.iter().zip(bases);
            let points: Vec<Option<Points>> = points
                .map(|(values, base)| values.as_ref().map(|values| place(values, base)))
                .collect();
            let usual = textbook.iter().zip(bases);
            let usual = usual.map(|(values, base)| place(values, base)[0]);
            let ahead = points.iter().zip(usual);
            let ahead =
                Moments::of(ahead.filter_map(|(points, usual)| Some((*points)?[0]? - usual?)));
            WeighedWay {
                way: way.clone(),
                taken: points.iter().flatten().count(),
                ahead: (ahead.n > 0).then_some(ahead.mean),
                points,
            }
        });
    Weighed {
        kind: choice.kind,
        id: choice.id.clone(),
        ways: ways.collect(),
        runs: outcomes.first().map_or(0, Vec::len),
    }
}

/// What is wrong with a choice.
pub fn judge(of: &Weighed) -> Vec<Finding> {
    let (kind, id) = (of.kind.word(), &of.id);
    let most = of.ways.iter().filter(|way| way.way != "never");
    let most = most.map(|way| way.taken).max().unwrap_or(0);
    if most < RUNS_LEAST {
        let message = format!(
            "the {kind} `{id}` came up in {most} of {} runs of the textbook: too few to say whether it matters",
            of.runs
        );
        let help = "let it come up more often, or accept that few people will meet it";
        return vec![Finding::warning("BC0724", message, help).about(id)];
    }
    let pairs = pairs(&of.ways);
    if !pairs.is_empty() && pairs.iter().all(|(_, _, pair)| pair.is_alike()) {
        let (message, help) = match of.kind {
            Kind::Card | Kind::Message => (
                format!(
                    "the {kind} `{id}` decides nothing: whatever is chosen, every axis comes to the same within half a point"
                ),
                "let its options differ in what they win and cost, or leave it out",
            ),
            Kind::Remedy => (
                format!(
                    "the remedy `{id}` changes nothing: applied at once or never, every axis comes to the same within half a point"
                ),
                "let it end a cause that occurs, sooner than the others do, or leave it out",
            ),
            Kind::Lever => (
                format!(
                    "the lever `{id}` moves nothing: from one end to the other, every axis comes to the same within half a point"
                ),
                "let the scenario put weight on what it moves, widen its limits, or leave it out",
            ),
        };
        return vec![Finding::warning("BC0721", message, help).about(id)];
    }
    if matches!(of.kind, Kind::Remedy | Kind::Lever) {
        return Vec::new();
    }
    let mut found: Vec<Finding> = alike(&of.ways, &pairs)
        .iter()
        .map(|names| {
            let message = format!(
                "{} of the {kind} `{id}` come to the same within half a point on every axis",
                listed(names)
            );
            let help = "let them differ in what they win or cost, or make one of them";
            Finding::warning("BC0722", message, help).about(id)
        })
        .collect();
    let wins = |way: &&WeighedWay| {
        let against = |one: &str, other: &str, pair: &Pair| {
            if one == way.way {
                pair.is_better_everywhere()
            } else if other == way.way {
                pair.reversed().is_better_everywhere()
            } else {
                true
            }
        };
        let met = pairs
            .iter()
            .filter(|(one, other, _)| *one == way.way || *other == way.way);
        met.count() == of.ways.len() - 1
            && pairs
                .iter()
                .all(|(one, other, pair)| against(one, other, pair))
    };
    if let Some(best) = of.ways.iter().find(wins) {
        let message = format!(
            "`{}` of the {kind} `{id}` is clearly better than every other on every axis at stake: there is nothing to weigh",
            best.way
        );
        let help = "let it cost something on one axis, or let another win something there";
        found.push(Finding::warning("BC0723", message, help).about(id));
    }
    found
}

/// How one way differs from another: by axis at stake, the interval of the difference.
#[derive(Clone, PartialEq, Debug)]
struct Pair {
    axes: Vec<(f64, f64)>,
}

impl Pair {
    /// `None` with too few seeds in which both could be taken.
    fn of(one: &WeighedWay, other: &WeighedWay) -> Option<Pair> {
        let both = || {
            let all = one.points.iter().zip(&other.points);
            all.filter_map(|(one, other)| Some(((*one)?, (*other)?)))
        };
        if both().count() < RUNS_LEAST {
            return None;
        }
        let axes = (1..5).filter_map(|axis| {
            let differences = both().filter_map(|(one, other)| Some(one[axis]? - other[axis]?));
            Moments::of(differences).interval()
        });
        Some(Pair {
            axes: axes.collect(),
        })
    }

    fn is_alike(&self) -> bool {
        self.axes
            .iter()
            .all(|&(low, high)| low > -NONE_WITHIN && high < NONE_WITHIN)
    }

    /// Clear on every axis at stake, of which there are several: with one there is nothing to weigh anyway.
    fn is_better_everywhere(&self) -> bool {
        self.axes.len() > 1 && self.axes.iter().all(|&(low, _)| low > 0.0)
    }

    fn reversed(&self) -> Pair {
        Pair {
            axes: self.axes.iter().map(|&(low, high)| (-high, -low)).collect(),
        }
    }
}

/// Every two ways that can be compared.
fn pairs(ways: &[WeighedWay]) -> Vec<(&str, &str, Pair)> {
    let all = ways.iter().enumerate();
    all.flat_map(|(at, one)| ways[at + 1..].iter().map(move |other| (one, other)))
        .filter_map(|(one, other)| Some((&*one.way, &*other.way, Pair::of(one, other)?)))
        .collect()
}

/// Groups of several ways, each alike to another of its group.
fn alike<'a>(ways: &'a [WeighedWay], pairs: &[(&str, &str, Pair)]) -> Vec<Vec<&'a str>> {
    let mut groups: Vec<Vec<&str>> = ways.iter().map(|way| vec![&*way.way]).collect();
    for (one, other, _) in pairs.iter().filter(|(_, _, pair)| pair.is_alike()) {
        let holds = |name: &str| groups.iter().position(|group| group.contains(&name));
        if let (Some(first), Some(second)) = (holds(one), holds(other))
            && first != second
        {
            let joined = groups.remove(first.max(second));
            groups[first.min(second)].extend(joined);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// `a`, `b` and `c`.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A way whose runs came to these points on flow and on morale; the other axes are not at stake.
    fn way(name: &str, runs: &[Option<(f64, f64)>]) -> WeighedWay {
        let points = |(flow, morale): (f64, f64)| {
            let overall = (flow + morale) / 2.0;
            [Some(overall), Some(flow), None, Some(morale), None]
        };
        WeighedWay {
            way: name.into(),
            taken: runs.iter().flatten().count(),
            ahead: None,
            points: runs.iter().map(|run| run.map(points)).collect(),
        }
    }

    fn judged(kind: Kind, ways: Vec<WeighedWay>) -> Vec<&'static str> {
        let of = Weighed {
            kind,
            id: "it".into(),
            runs: 8,
            ways,
        };
        let found = judge(&of);
        assert!(found.iter().all(|one| one.about.as_deref() == Some("it")));
        found.iter().map(|one| one.code).collect()
    }

    /// Eight runs with some luck of their own, shifted.
    fn runs(flow: f64, morale: f64) -> Vec<Option<(f64, f64)>> {
        (0..8)
            .map(|seed| f64::from(seed) * 7.0)
            .map(|luck| Some((50.0 + luck + flow, 60.0 - luck + morale)))
            .collect()
    }

    #[test]
    fn options_that_come_to_the_same_decide_nothing() {
        let same = vec![way("a", &runs(0.0, 0.0)), way("b", &runs(0.3, -0.2))];
        for (kind, code) in [
            (Kind::Card, "BC0721"),
            (Kind::Message, "BC0721"),
            (Kind::Remedy, "BC0721"),
            (Kind::Lever, "BC0721"),
        ] {
            assert_eq!(judged(kind, same.clone()), [code]);
        }
    }

    #[test]
    fn a_difference_that_only_luck_may_have_made_is_no_likeness() {
        let mut noisy = runs(0.0, 0.0);
        for (seed, run) in noisy.iter_mut().enumerate() {
            let sign = if seed % 2 == 0 { 1.0 } else { -1.0 };
            *run = run.map(|(flow, morale)| (flow + sign * 4.0, morale));
        }
        assert_eq!(
            judged(
                Kind::Card,
                vec![way("a", &runs(0.0, 0.0)), way("b", &noisy)]
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_trade_off_is_sound_two_options_alike_are_not_and_one_that_wins_everywhere_is_not() {
        let (a, b) = (way("a", &runs(5.0, -5.0)), way("b", &runs(0.0, 0.0)));
        assert_eq!(judged(Kind::Card, vec![a.clone(), b.clone()]), [""; 0]);
        let copy = way("c", &runs(5.2, -5.1));
        assert_eq!(
            judged(Kind::Card, vec![a.clone(), b.clone(), copy]),
            ["BC0722"]
        );
        let copies = [5.1, 5.3].map(|flow| way("c", &runs(flow, -5.0)));
        let [c, d] = [
            copies[0].clone(),
            WeighedWay {
                way: "d".into(),
                ..copies[1].clone()
            },
        ];
        let of = Weighed {
            kind: Kind::Card,
            id: "it".into(),
            runs: 8,
            ways: vec![b.clone(), a.clone(), c, d],
        };
        let found = judge(&of);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].message.starts_with("`a`, `c` and `d` of the card"),
            "{found:?}"
        );
        let best = way("d", &runs(9.0, 3.0));
        assert_eq!(
            judged(Kind::Message, vec![best.clone(), a, b.clone()]),
            ["BC0723"]
        );
        // A lever that is better at one end is to be found out, not to be weighed.
        assert_eq!(judged(Kind::Lever, vec![best, b]), [""; 0]);
    }

    #[test]
    fn what_seldom_comes_up_is_not_judged_but_said() {
        let mut seldom = vec![None; 8];
        seldom[0] = Some((90.0, 90.0));
        let ways = vec![way("at-once", &seldom), way("never", &runs(0.0, 0.0))];
        assert_eq!(judged(Kind::Remedy, ways), ["BC0724"]);
    }
}
