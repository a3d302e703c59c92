//! What leaders come to on the same seeds: what marks, standings and the judgement of a scenario's balance all follow from.

use super::cores;
use crate::analysis;
use crate::leaders::PROFILES;
use crate::scenario::Scenario;
use crate::score::{BASE_LEADERS, axis_values, base_of};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Seeds that lookahead plays at the most: each of its runs costs as much as hundreds of others.
const LOOKAHEAD_SEEDS: u32 = 40;
/// Those whom marks of a run rest on.
pub const MARK_LEADERS: [&str; 4] = ["neglect", "random", "panic", "textbook"];
/// Those who play for standings, but for lookahead. `desk` and `historical` have something to go by in few scenarios.
pub const STANDING_LEADERS: [&str; 9] = [
    "textbook",
    "firefighter",
    "random",
    "neglect",
    "panic",
    "yes-man",
    "feature-first",
    "thrifty",
    "caretaker",
];

/// Runs of several leaders on seeds 0, 1, 2 …
#[derive(Clone, PartialEq, Debug)]
pub struct Rows {
    /// By leader.
    pub leaders: Vec<LeaderRows>,
}

/// The runs of one leader.
#[derive(Clone, PartialEq, Debug)]
pub struct LeaderRows {
    /// The leader's name.
    pub leader: String,
    /// By seed: flow, reliability, morale and cost, each in its own unit, more being better.
    pub values: Vec<[f64; 4]>,
}

/// Who plays, and how many seeds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entrant {
    /// The leader's name.
    pub leader: &'static str,
    /// Plays seeds 0 to this number, the last excluded.
    pub seeds: u32,
}

/// Everybody who is measured over so many seeds, lookahead over fewer, unless it is left out.
pub fn entrants(seeds: u32, lookahead: bool) -> Vec<Entrant> {
    let leaders = STANDING_LEADERS.map(|leader| Entrant { leader, seeds });
    let lookahead = lookahead.then_some(Entrant {
        leader: analysis::lookahead::NAME,
        seeds: seeds.min(LOOKAHEAD_SEEDS),
    });
    leaders.into_iter().chain(lookahead).collect()
}

/// How many runs that takes.
pub fn runs(entrants: &[Entrant]) -> usize {
    entrants.iter().map(|entrant| entrant.seeds as usize).sum()
}

impl Rows {
    /// Plays whoever enters on all cores; `each` is called after every run. `None` if `stop` turned true before all was played.
    pub fn play(
        scenario: &Arc<Scenario>,
        entrants: &[Entrant],
        stop: &AtomicBool,
        each: impl Fn() + Sync,
    ) -> Option<Rows> {
        let most = entrants.iter().map(|entrant| entrant.seeds).max();
        // Seed by seed, so that long and short runs are mixed.
        let runs: Vec<(usize, u32)> = (0..most.unwrap_or(0))
            .flat_map(|seed| (0..entrants.len()).map(move |who| (who, seed)))
            .filter(|&(who, seed)| seed < entrants[who].seeds)
            .collect();
        let mut rows = Rows {
            leaders: entrants
                .iter()
                .map(|entrant| LeaderRows {
                    leader: entrant.leader.to_owned(),
                    values: Vec::new(),
                })
                .collect(),
        };
        let Ok(done) = cores::in_order(
            0..runs.len(),
            stop,
            |place| {
                let (who, seed) = runs[place];
                let run = analysis::led(scenario, u64::from(seed), entrants[who].leader);
                each();
                (who, axis_values(&run.expect("a leader who fits")))
            },
            |(who, values)| {
                rows.leaders[who].values.push(values);
                Ok::<(), Infallible>(())
            },
        );
        (done == runs.len()).then_some(rows)
    }

    /// The runs of one leader by seed; none of who did not play.
    pub fn of(&self, leader: &str) -> &[[f64; 4]] {
        let mut leaders = self.leaders.iter();
        leaders
            .find(|rows| rows.leader == leader)
            .map_or(&[], |rows| &rows.values)
    }

    /// By seed, the worst of the base leaders on each axis.
    pub fn bases(&self) -> Vec<[f64; 4]> {
        let [one, two, three] = BASE_LEADERS.map(|name| self.of(name));
        let all = one.iter().zip(two).zip(three);
        all.map(|((one, two), three)| base_of(&[*one, *two, *three]))
            .collect()
    }
}

/// The version of a leader now; 0 for one there is not.
pub fn version(leader: &str) -> u32 {
    let mut profiles = PROFILES.iter();
    profiles
        .find(|profile| profile.name == leader)
        .map_or(0, |profile| profile.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::catalogue::Catalogue;

    #[test]
    fn everybody_plays_their_seeds_in_order_and_what_is_stopped_gives_nothing() {
        let scenario = Arc::new(Catalogue::find().load("sale-eve", None).unwrap().scenario);
        let entrants = [("textbook", 3), ("neglect", 1)];
        let entrants = entrants.map(|(leader, seeds)| Entrant { leader, seeds });
        let rows = Rows::play(&scenario, &entrants, &AtomicBool::new(false), || ()).unwrap();
        let alone = |seed| axis_values(&crate::score::played(&scenario, seed, "textbook"));
        assert_eq!(rows.of("textbook"), [alone(0), alone(1), alone(2)]);
        assert_eq!(rows.of("neglect").len(), 1);
        assert_eq!(rows.of("panic").len(), 0);
        let stopped = Rows::play(&scenario, &entrants, &AtomicBool::new(true), || ());
        assert_eq!(stopped, None);
    }
}
