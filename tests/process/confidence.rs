//! How sure a leader said to be: of causes, against what could be known; of answers to cards, for the record alone.

use super::worlds::recurring;
use super::{marker, rating};
use bridgecall::run::log::{read, write};
use bridgecall::run::note::Note;
use bridgecall::run::replay::verify;
use bridgecall::run::{Act, Run};
use bridgecall::scenario::units::Tick;
use bridgecall::score::process::{Rating, process};
use bridgecall::sim::Giver;

/// A run in which these notes are made at minute 70.
fn noted(texts: &[&str]) -> Run {
    let scenario = recurring(&[60, 90], "", &[]);
    let mut run = Run::new(scenario.clone(), 0, "person");
    run.step(Tick(70));
    for text in texts {
        let note = Note::read(text, &scenario.ids, [5; 16]).unwrap();
        run.note(Giver::Leader, note).unwrap();
    }
    run.step(scenario.rules.ends);
    run
}

#[test]
fn how_sure_somebody_was_of_an_answer_is_in_the_log_and_in_no_score() {
    let said = "sure again-60 yes 90 because nothing else was offered";
    let run = noted(&[said; 30]);
    assert_eq!((rating(&run, "1c"), process(&run).brier), (Rating::N, None));
    let text = write(&run);
    assert!(
        text.contains(r#""note":{"answer":{"card":"again-60","option":"yes","percent":90"#),
        "{text}"
    );
    assert!(
        text.contains(r#""text":"nothing else was offered""#),
        "{text}"
    );
    let verified = verify(&read(text.as_bytes()).unwrap()).unwrap();
    assert!(verified.verified, "{:?}", verified.differences);
    let answers = verified.run.entries().iter();
    let answers =
        answers.filter(|entry| matches!(entry.act, Act::Note(Note::Answer { percent: 90, .. })));
    assert_eq!(answers.count(), 30);
}

#[test]
fn how_sure_somebody_was_of_a_cause_is_read_as_it_is_written() {
    let run = noted(&[
        "sure INC-1 release 60 because it went out just before",
        "sure INC-1 disk 10",
    ]);
    assert_eq!(rating(&run, "1c"), Rating::P, "{:?}", marker(&run, "1c"));
    assert_eq!(process(&run).brier, None, "one claim is no calibration");
}

#[test]
fn a_note_that_makes_no_sense_says_what_could_stand_there() {
    let scenario = recurring(&[60], "", &[]);
    for (text, said) in [
        ("sure INC-1 releas 60", "did you mean `release`"),
        ("sure INC-0 release 60", "write `INC-1`"),
        ("sure INC-1 release 101", "from 0 to 100"),
        ("sure again-60 no 60", "no option of that card `no`"),
        ("sure again 60", "sure CARD OPTION 70"),
    ] {
        let told = Note::read(text, &scenario.ids, [0; 16]).unwrap_err();
        assert!(told.contains(said), "{text}: {told}");
    }
}
