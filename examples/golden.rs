//! Plays every run whose end is known and prints the ends: `.ci/golden` compares what comes out of it on other targets with
//! `tests/golden/digests.txt`.

#[path = "../tests/golden/runs.rs"]
mod runs;

#[expect(clippy::print_stdout, reason = "the output of an example")]
fn main() {
    runs::play(|line| println!("{line}"));
}
