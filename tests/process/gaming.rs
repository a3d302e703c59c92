//! Attacks on the process half that gain nothing.

use super::{marker, rating};
use crate::stories::{lead, tiny};
use bridgecall::run::Run;
use bridgecall::run::note::{FreeText, Note};
use bridgecall::scenario::Scenario;
use bridgecall::scenario::ids::{CauseId, IncidentId};
use bridgecall::scenario::units::Tick;
use bridgecall::score::process::{Rating, process};
use bridgecall::sim::{Command, Giver};
use std::sync::Arc;

fn shop() -> Arc<Scenario> {
    tiny(&[(
        r#"stakeholders: ["#,
        r#"stakeholders: [(id: "clients", audience: "customers", trust: 70, patience_minutes: 20), "#,
    )])
}

const TAKEN: &str = "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1";

/// The shop with an incident taken up, and confidence in the release noted at each of these minutes.
fn sure(percent: u8, minutes: impl Iterator<Item = u32>) -> Run {
    let scenario = shop();
    let mut run = Run::new(scenario.clone(), 0, "person");
    run.step(Tick(8));
    for order in ["acknowledge INC-1", "declare INC-1 sev1"] {
        run.propose(Giver::Leader, Command::read(order, &scenario.ids).unwrap())
            .unwrap();
    }
    for minute in minutes {
        run.step(Tick(minute));
        let note = Note::Confidence {
            incident: IncidentId(0),
            cause: CauseId(0),
            percent,
            reason: FreeText::new("a feeling", [0; 16]),
        };
        run.note(Giver::Leader, note).unwrap();
    }
    run.step(scenario.rules.ends);
    run
}

#[test]
fn to_be_always_certain_is_rated_against_what_could_be_known() {
    // The prior says 60 %.
    assert_eq!(rating(&sure(60, [20].into_iter()), "1c"), Rating::P);
    assert_eq!(
        rating(&sure(95, [20].into_iter()), "1c"),
        Rating::M,
        "{:?}",
        marker(&sure(95, [20].into_iter()), "1c")
    );
    assert_eq!(rating(&sure(0, [20].into_iter()), "1c"), Rating::U);
    assert_eq!(
        rating(&lead(&shop(), 0, TAKEN).0, "1c"),
        Rating::N,
        "nobody has to say anything"
    );
}

#[test]
fn to_say_the_same_again_is_no_further_claim() {
    let run = sure(60, 20..60);
    assert_eq!(marker(&run, "1c").evidence.len(), 1);
    assert_eq!(
        process(&run).brier,
        None,
        "40 notes on the same evidence are one claim"
    );
}

#[test]
fn updates_every_minute_are_rated_below_updates_that_say_something() {
    let spam: String = (10..80)
        .map(|at| format!("; {}:{:02} post INC-1 customers", 10 + at / 60, at % 60))
        .collect();
    let calm: String = (10..120)
        .step_by(18)
        .map(|at| format!("; {}:{:02} post INC-1 customers", 10 + at / 60, at % 60))
        .collect();
    let (spam, _) = lead(&shop(), 0, &format!("{TAKEN}{spam}"));
    let (calm, _) = lead(&shop(), 0, &format!("{TAKEN}{calm}"));
    assert_eq!(rating(&calm, "5b"), Rating::P, "{:?}", marker(&calm, "5b"));
    assert!(
        rating(&spam, "5b") >= Rating::M,
        "{:?}",
        marker(&spam, "5b")
    );
}

#[test]
fn the_same_area_handed_over_again_and_again_gains_nothing() {
    let once = "10:09 delegate incidents/shop to ada";
    let (run, refused) = lead(&shop(), 0, once);
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!(rating(&run, "4h"), Rating::U, "nothing was said with it");
    let again: String = (0..6)
        .map(|at| format!("; 10:{} take-back incidents/shop; 10:{} delegate incidents/shop to ada for speed never paging back 30", 10 + at, 10 + at))
        .collect();
    let (run, _) = lead(&shop(), 0, &format!("{once}{again}"));
    assert_eq!(rating(&run, "4h"), Rating::U, "{:?}", marker(&run, "4h"));
}

#[test]
fn what_was_taken_back_before_it_was_given_leaves_no_trace() {
    let scenario = shop();
    let play = |shop_around: bool| {
        let mut run = Run::new(scenario.clone(), 0, "person");
        run.step(Tick(8));
        for order in ["acknowledge INC-1", "declare INC-1 sev1"] {
            if shop_around {
                for severity in 1..=5 {
                    if run
                        .propose(Giver::Leader, Command::Declare(IncidentId(0), severity))
                        .is_ok()
                    {
                        run.undo(run.pending().len() - 1);
                    }
                }
            }
            run.propose(Giver::Leader, Command::read(order, &scenario.ids).unwrap())
                .unwrap();
        }
        run.step(scenario.rules.ends);
        run
    };
    let (straight, round) = (play(false), play(true));
    assert_eq!(straight.digest(), round.digest());
    assert_eq!(process(&straight), process(&round));
}
