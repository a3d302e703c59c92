//! One desk of incidents in three frameworks, played in turn: how many incidents a second each of them plays, and whether each of
//! them plays the right desk at all. `README.md` says how to run it.
//!
//! The desk is that of `scenarios/oracle/incident-desk-8.ron`: M/M/8, four classes, preemptive-resume. Every run of every
//! framework is as long as the scenario's, begins empty, and is told by the same two numbers a class.

mod in_bridgecall;
mod in_nexosim;
mod in_simpy;
mod tally;

use std::process::ExitCode;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;
use tally::{Run, Tally};

/// Every framework plays once in each.
const ROUNDS: u64 = 7;

/// Runs of a round of a compiled framework; some 1,500 incidents each.
const RUNS: u64 = 150;

/// Runs of a round of SimPy, which takes far longer for each: rates are compared, not sums.
const SIMPY_RUNS: u64 = 15;

/// So many standard errors may a mean be off.
const STANDARD_ERRORS: f64 = 3.0;

/// Runs a framework with seeds from one to another; answers with the runs and the seconds that they took.
type Framework<'a> = &'a dyn Fn(std::ops::Range<u64>) -> Result<(Vec<Run>, f64), String>;

fn main() -> ExitCode {
    let python = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "python3".to_owned());
    match compare(&python) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Plays all of them in turn and prints what came of it; whether every one plays the right desk.
fn compare(python: &str) -> Result<bool, String> {
    let desk = in_bridgecall::Desk::load()?;
    let by_bridgecall = |seeds| Ok(desk.play(seeds));
    let by_nexosim = |seeds| in_nexosim::play(seeds).map_err(|error| error.to_string());
    let by_simpy = |seeds| in_simpy::play(python, seeds);
    let frameworks: [(&str, u64, Framework<'_>); 3] = [
        ("Bridgecall", RUNS, &by_bridgecall),
        ("NeXosim", RUNS, &by_nexosim),
        ("SimPy", SIMPY_RUNS, &by_simpy),
    ];
    let mut tallies = [const { Tally::new() }; 3];
    for round in 0..ROUNDS {
        for ((_, runs, play), tally) in frameworks.iter().zip(&mut tallies) {
            let (runs, seconds) = play(round * runs..(round + 1) * runs)?;
            tally.count(runs, seconds);
        }
    }

    println!(
        "{ROUNDS} rounds, one after another in each; means of service time in the system, class 1 to 4"
    );
    let mut right = true;
    for ((name, ..), tally) in frameworks.iter().zip(&tallies) {
        println!(
            "\n{name}: {:.0} incidents/s (median), {} incidents",
            tally.rate(),
            tally.incidents()
        );
        for (class, wanted) in tally::MEANS.into_iter().enumerate() {
            let (mean, error) = tally.mean(class);
            let off = (mean - wanted) / error;
            let good = off.abs() <= STANDARD_ERRORS;
            right &= good;
            let verdict = if good { "" } else { "  WRONG" };
            println!("  {mean:.4} ± {error:.4}, expected {wanted:.4}{verdict}");
        }
    }
    let [bridgecall, nexosim, simpy] = tallies.each_ref().map(Tally::rate);
    println!("\nBridgecall ÷ NeXosim: {:.2}", bridgecall / nexosim);
    println!("Bridgecall ÷ SimPy:   {:.1}", bridgecall / simpy);
    if !right {
        println!("\nNot every simulation is right, so the rates say nothing.");
    }
    Ok(right)
}
