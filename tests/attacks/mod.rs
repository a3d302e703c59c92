//! It cannot be gamed: each attack of `docs/attacks.md`, played alone and added to the textbook's play, over paired seeds.

mod moves;

use bridgecall::leaders::{self, Leader, Orders};
use bridgecall::observe::{Observation, Viewpoint};
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::units::Tick;
use bridgecall::score::marks::FormMarks;
use bridgecall::score::{base_metrics, base_of, played, score, score_above};
use bridgecall::sim::{Command, Giver};
use bridgecall::study::measure;
use std::sync::Arc;

/// Seeds that attacks are played on, from 0.
const SEEDS: u64 = 24;
/// Student's t at 23 degrees of freedom: an interval of 95 %.
const T: f64 = 2.069;

/// What an attack does whenever it is its turn.
type Moves = Box<dyn FnMut(&Observation) -> Vec<Command>>;

/// A leader who does what an attack does, besides leading in some other way or not at all.
struct Attacker {
    besides: Option<Box<dyn Leader>>,
    moves: Moves,
    every_minutes: u32,
}

impl Leader for Attacker {
    fn lead(&mut self, seen: &Observation) -> Orders {
        let mut commands = match &mut self.besides {
            Some(leader) => leader.lead(seen).commands,
            None => Vec::new(),
        };
        commands.extend((self.moves)(seen));
        let waits = |command: &Command| seen.queued().any(|queued| queued == command);
        commands.retain(|command| !waits(command));
        Orders {
            commands,
            wake: seen.now.plus(self.every_minutes),
            on_event: true,
        }
    }
}

/// An attack: what it is called, what it does, and how often.
#[derive(Clone, Copy)]
struct Attack {
    name: &'static str,
    every_minutes: u32,
    moves: fn(&Arc<Scenario>, u64) -> Moves,
    /// It is a way of leading less: what is added to is the textbook's own play, cut down.
    instead: Option<fn(&Arc<Scenario>, u64) -> Run>,
}

impl Attack {
    const fn adding(
        name: &'static str,
        every_minutes: u32,
        moves: fn(&Arc<Scenario>, u64) -> Moves,
    ) -> Attack {
        Attack {
            name,
            every_minutes,
            moves,
            instead: None,
        }
    }

    fn play(&self, scenario: &Arc<Scenario>, seed: u64, besides: Option<&str>) -> Run {
        let besides = besides.map(|name| leaders::by_name(name, scenario, seed).unwrap());
        let mut attacker = Attacker {
            besides,
            moves: (self.moves)(scenario, seed),
            every_minutes: self.every_minutes,
        };
        Run::new(scenario.clone(), seed, self.name).led_by(&mut attacker)
    }
}

/// Every attack on the outcome.
const ATTACKS: [Attack; 14] = [
    Attack {
        name: "do nothing",
        every_minutes: 60,
        moves: moves::none,
        instead: Some(moves::first_quarter_of_an_hour_unled),
    },
    Attack {
        name: "stall",
        every_minutes: 5,
        moves: moves::stall,
        instead: Some(moves::textbook_every_ten_minutes),
    },
    Attack {
        name: "stop early",
        every_minutes: 60,
        moves: moves::none,
        instead: Some(moves::textbook_until_mitigated),
    },
    Attack::adding("spam every action", 3, moves::everything),
    Attack::adding("spam updates", 1, moves::updates),
    Attack::adding("everything SEV1", 1, moves::all_sev1),
    Attack::adding("flow only: planned work first", 2, moves::work_first),
    Attack::adding("reliability only: all hands", 2, moves::all_hands),
    Attack::adding("morale only: rest for all", 5, moves::rest_all),
    Attack::adding("morale only: thanks for all", 15, moves::thank_all),
    Attack::adding("morale only: listen to all", 15, moves::listen_to_all),
    Attack::adding("cost only: nobody beyond the shift", 2, moves::no_overtime),
    Attack::adding("please every stakeholder", 1, moves::please_all),
    Attack::adding("pause to micromanage", 1, moves::micromanage),
];

/// A mean over seeds, and half the width of its interval of 95 %.
struct Interval {
    mean: f64,
    half: f64,
}

impl Interval {
    fn of(samples: &[f64]) -> Interval {
        let count = samples.len() as f64;
        let mean = samples.iter().sum::<f64>() / count;
        let squares = samples.iter().map(|one| (one - mean) * (one - mean));
        let sd = libm::sqrt(squares.sum::<f64>() / (count - 1.0));
        Interval {
            mean,
            half: T * sd / libm::sqrt(count),
        }
    }
}

/// A scenario with its marks and the bases of its seeds.
struct Ground {
    scenario: Arc<Scenario>,
    marks: FormMarks,
    bases: Vec<[f64; 4]>,
}

impl Ground {
    fn new(scenario: Arc<Scenario>) -> Ground {
        let seeds = 0..SEEDS;
        Ground {
            marks: measure(&scenario, SEEDS as u32),
            bases: seeds
                .map(|seed| base_of(&base_metrics(&scenario, seed)))
                .collect(),
            scenario,
        }
    }

    /// The unclamped overall score of every seed's run.
    fn scores(&self, play: impl Fn(u64) -> Run) -> Vec<f64> {
        let score = |seed: u64| {
            score_above(&play(seed), &self.marks, self.bases[seed as usize]).overall_raw
        };
        (0..SEEDS).map(score).collect()
    }
}

fn differences(a: &[f64], b: &[f64]) -> Interval {
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    Interval::of(&differences)
}

/// What a row of the table says is checked; the tables stand in `docs/attacks.md`.
#[expect(clippy::print_stdout, reason = "the tables are read from there")]
fn nothing_is_won_on(scenario: Arc<Scenario>) {
    let ground = Ground::new(scenario);
    let scenario = &ground.scenario;
    let textbook = ground.scores(|seed| played(scenario, seed, "textbook"));
    let firefighter = ground.scores(|seed| played(scenario, seed, "firefighter"));
    let [of_textbook, of_firefighter] = [&textbook, &firefighter].map(|all| Interval::of(all).mean);
    println!(
        "{}: textbook {of_textbook:.1}, firefighter {of_firefighter:.1}, {SEEDS} seeds",
        scenario.id
    );
    println!("| attack | alone | against the firefighter | added to the textbook |");
    println!("| --- | --- | --- | --- |");
    let mut wins = String::new();
    for attack in &ATTACKS {
        let alone = ground.scores(|seed| attack.play(scenario, seed, None));
        let below = differences(&alone, &firefighter);
        let gain = match attack.instead {
            Some(instead) => differences(&ground.scores(|seed| instead(scenario, seed)), &textbook),
            None => {
                let added = ground.scores(|seed| attack.play(scenario, seed, Some("textbook")));
                // To look as often as the attack does is no part of it: a minute earlier or later is luck.
                let idle = Attack {
                    moves: moves::none,
                    ..*attack
                };
                differences(
                    &added,
                    &ground.scores(|seed| idle.play(scenario, seed, Some("textbook"))),
                )
            }
        };
        println!(
            "| {} | {:.1} | {:+.1} ± {:.1} | {:+.1} ± {:.1} |",
            attack.name,
            Interval::of(&alone).mean,
            below.mean,
            below.half,
            gain.mean,
            gain.half
        );
        if below.mean + below.half >= 0.0 {
            wins += &format!("{} alone is not below the firefighter\n", attack.name);
        }
        if gain.mean - gain.half > 0.0 {
            wins += &format!("{} adds to the textbook\n", attack.name);
        }
    }
    assert!(wins.is_empty(), "\n{wins}");
}

#[test]
fn in_an_outage_no_attack_beats_the_firefighter_alone_or_adds_to_the_textbook() {
    nothing_is_won_on(super::shipped("waf-regex-2019", "history"));
}

#[test]
fn in_a_day_of_delivery_no_attack_beats_the_firefighter_alone_or_adds_to_the_textbook() {
    nothing_is_won_on(super::shipped("sale-eve", "usual"));
}

#[test]
fn a_run_that_stops_early_is_scored_as_if_nobody_led_the_rest() {
    let scenario = super::shipped("waf-regex-2019", "history");
    let marks = measure(&scenario, 8);
    let mut differ = false;
    for seed in 0..4 {
        let whole = played(&scenario, seed, "textbook");
        for stop in [5, 30, 60] {
            let until = |run: &Run, ends: Tick| {
                let mut again = Run::new(scenario.clone(), seed, "stops");
                for entry in run.entries().iter().filter(|one| one.tick < Tick(stop)) {
                    again.step(entry.tick);
                    if let bridgecall::run::Act::Command(command) = entry.act {
                        again.propose(Giver::Reference, command).unwrap();
                    }
                }
                again.step(ends);
                again
            };
            let cut = until(&whole, Tick(stop));
            let unled = until(&whole, scenario.rules.ends);
            assert!(!cut.over() && unled.over());
            let seen = cut.observe(Viewpoint::Leader);
            assert_eq!(seen.now, Tick(stop));
            let [cut, unled, whole] = [&cut, &unled, &whole].map(|run| score(run, &marks));
            assert_eq!(cut.overall_raw, unled.overall_raw, "seed {seed}, {stop}");
            differ |= cut.overall_raw < whole.overall_raw - 5.0;
        }
    }
    assert!(differ, "stopping cost nothing anywhere");
}
