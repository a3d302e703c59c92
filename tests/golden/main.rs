//! Plays every run whose end is known and prints the ends: `.ci/golden` compares what comes out of it on other targets with
//! `tests/golden/digests.txt`.

mod runs;

#[expect(clippy::print_stdout, reason = "its output is what is compared")]
fn main() {
    runs::play(|line| println!("{line}"));
}
