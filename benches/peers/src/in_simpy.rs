//! The desk in SimPy: `desk.py`, run by the Python that was named.

use crate::tally::Run;
use serde::Deserialize;
use std::ops::Range;
use std::process::Command;

/// What `desk.py` prints.
#[derive(Deserialize)]
struct Told {
    /// The runs alone, without the start of Python.
    seconds: f64,
    runs: Vec<(u64, [(f64, u64); crate::tally::CLASSES])>,
}

/// Plays the desk with each of those seeds, and the seconds that it took.
pub fn play(python: &str, seeds: Range<u64>) -> Result<(Vec<Run>, f64), String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/desk.py");
    let ran = Command::new(python)
        .args([script, &seeds.start.to_string(), &seeds.end.to_string()])
        .output()
        .map_err(|error| format!("`{python}` cannot be run: {error}"))?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        return Err(format!(
            "{said}`{python} {script}` failed; `README.md` says how to install SimPy"
        ));
    }
    let told: Told = serde_json::from_slice(&ran.stdout).map_err(|error| error.to_string())?;
    let runs = told.runs.into_iter();
    let runs = runs
        .map(|(incidents, times)| Run { incidents, times })
        .collect();
    Ok((runs, told.seconds))
}
