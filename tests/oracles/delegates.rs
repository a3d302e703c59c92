//! What is delegated beside incidents and boards: the load of a team's services, and the updates that an audience was promised.

use super::load::{SHED, UNITS, fragile};
use crate::core::assert_exact;
use crate::stories::{lead, tiny};
use bridgecall::run::Run;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::rules::LeverKind;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::{Command, What};

/// When somebody set a lever for the leader, and to what.
fn settings(run: &Run, lever: usize) -> Vec<(u32, i32)> {
    let acts = run.events().iter().filter_map(|event| match event.what {
        What::Acted(_, Command::Set(set, value)) if set.at() == lever => {
            Some((event.tick.0, value))
        }
        _ => None,
    });
    acts.collect()
}

/// Whether customers are served again when the run is nearly over: in its last minute something breaks.
fn ends_well(run: &Run) -> bool {
    let told = run
        .events()
        .iter()
        .rev()
        .filter(|event| event.tick < Tick(239));
    let mut edge = told.filter_map(|event| match event.what {
        What::Health(ServiceId(0), health) => Some(health.success),
        _ => None,
    });
    edge.next().unwrap().ratio() > 0.999
}

fn count(run: &Run, wanted: impl Fn(&What) -> bool) -> usize {
    let events = run.events().iter();
    events.filter(|event| wanted(&event.what)).count()
}

/// How often somebody asked for leave in the first hour, in which nothing happens.
fn asked_early(run: &Run) -> usize {
    let early = run.events().iter().filter(|event| event.tick < Tick(60));
    early
        .filter(|event| matches!(event.what, What::AskedLeave(..)))
        .count()
}

#[test]
fn whoever_has_the_load_ends_a_retry_storm_by_shedding_and_lets_everybody_in_again() {
    let scenario = fragile(3, SHED);
    let (alone, _) = lead(&scenario, 3, "");
    assert!(!ends_well(&alone), "nobody sheds: it stays down");
    let (run, refused) = lead(&scenario, 3, "10:05 delegate load/shop to ada for speed");
    assert_eq!(refused, []);
    assert!(ends_well(&run));
    let set = settings(&run, 0);
    let (begun, shed) = set[0];
    assert!((60..75).contains(&begun), "{set:?}");
    assert!(shed >= 17, "below the recovery threshold: {set:?}");
    let peak = set.iter().map(|(_, percent)| *percent).max().unwrap();
    let after = set.iter().skip_while(|(_, percent)| *percent < peak);
    let back: Vec<i32> = after.map(|(_, percent)| *percent).collect();
    assert!(back.windows(2).all(|pair| pair[1] < pair[0]), "{set:?}");
    assert_eq!(back.last(), Some(&0), "{set:?}");
}

#[test]
fn units_are_ordered_to_fit_what_comes_and_the_intent_says_with_how_much_to_spare() {
    // 1,200 a minute, 150 to a unit, one attempt: ten units are 80 % busy.
    let units = |intent: &str| {
        let script = format!("10:05 delegate load/shop to ada{intent}");
        let (run, refused) = lead(&fragile(1, UNITS), 3, &script);
        assert_eq!(refused, []);
        settings(&run, 0)[0].1
    };
    assert_eq!(
        ["", " for safety", " for speed"].map(units),
        [13, 16, 14],
        "80 % of ten units ÷ .65, .5 and .6"
    );
    // Who is to save money finds ten just right until twice as many come.
    let (run, _) = lead(
        &fragile(1, UNITS),
        3,
        "10:05 delegate load/shop to ada for cost",
    );
    let set = settings(&run, 0);
    assert!(set[0].0 >= 60, "{set:?}");
    assert!(ends_well(&run));
    let last = set.last().unwrap();
    assert_eq!(last.1, 11, "80 % of ten ÷ .75: back to what is needed");
}

#[test]
fn units_dearer_than_what_may_be_spent_are_asked_for_first() {
    // Six an hour for a unit: three more are 432 a day.
    let brief = "10:05 delegate load/shop to ada spend";
    let (within, _) = lead(&fragile(1, UNITS), 3, &format!("{brief} 432"));
    assert_eq!(asked_early(&within), 0);
    assert!(settings(&within, 0)[0].0 < 20);
    let asks = format!("{brief} 431");
    let (unanswered, _) = lead(&fragile(1, UNITS), 3, &asks);
    assert_eq!(asked_early(&unanswered), 1);
    assert!(settings(&unanswered, 0).iter().all(|set| set.0 >= 60));
    let (allowed, refused) = lead(
        &fragile(1, UNITS),
        3,
        &format!("{asks}; 10:30 permit load/shop yes"),
    );
    assert_eq!(refused, []);
    let (at, value) = settings(&allowed, 0)[0];
    assert!((30..40).contains(&at) && value == 13, "{at}: {value}");
}

#[test]
fn a_lever_of_load_set_over_a_delegates_head_costs_trust_and_others_do_not() {
    let freeze = r#"(id: "freeze", what: DeployFreeze, at_start: 0, from: 0, to: 1)"#;
    let scenario = fragile(3, &format!("{SHED}, {freeze}"));
    let overruled = |order: &str| {
        let script = format!("10:05 delegate load/shop to ada; {order}");
        let (run, refused) = lead(&scenario, 3, &script);
        assert_eq!(refused, []);
        count(&run, |what| matches!(what, What::Overruled(..)))
    };
    assert_eq!(overruled("10:20 set shed 5"), 1);
    assert_eq!(overruled("10:20 set freeze 1"), 0);
}

#[test]
fn load_in_hands_is_skipped_exactly() {
    let both = format!("{SHED}, {UNITS}");
    for brief in ["", " for cost spend 100 back 30"] {
        let order = format!("delegate load/shop to ada{brief}");
        assert_exact(
            &fragile(3, &both),
            &[(5, &order), (150, "take-back load/shop")],
        );
    }
}

#[test]
fn only_levers_of_load_are_the_load_of_a_team() {
    let moved: Vec<LeverKind> = (fragile(1, &format!("{SHED}, {UNITS}")).rules.levers.iter())
        .map(|lever| lever.kind)
        .collect();
    assert_eq!(
        moved.iter().map(|kind| kind.load_of()).collect::<Vec<_>>(),
        [Some(ServiceId(0)), Some(ServiceId(1))]
    );
    assert_eq!(LeverKind::PagingThreshold(ServiceId(0)).load_of(), None);
}

#[test]
fn whoever_has_the_updates_keeps_the_cadence_that_was_promised() {
    let promise = "10:08 acknowledge INC-1; 10:09 cadence INC-1 company every 10 minutes";
    let (alone, _) = lead(&tiny(&[]), 3, promise);
    assert!(count(&alone, |what| matches!(what, What::CadenceMissed(..))) > 3);
    for brief in ["", " for speed never paging back 60"] {
        let script = format!("{promise}; 10:10 delegate updates/company to ada{brief}");
        let (run, refused) = lead(&tiny(&[]), 3, &script);
        assert_eq!(refused, []);
        let missed = count(&run, |what| matches!(what, What::CadenceMissed(..)));
        let kept = count(&run, |what| matches!(what, What::CadenceKept(..)));
        assert_eq!(missed, 0);
        // 230 minutes, an update every ten at the latest.
        assert!(kept >= 22, "{kept}");
    }
}

#[test]
fn without_a_promise_updates_go_out_before_patience_ends() {
    let script = "10:08 acknowledge INC-1; 10:10 delegate updates/company to ada";
    let (run, _) = lead(&tiny(&[]), 3, script);
    let posts: Vec<Tick> = (run.events().iter())
        .filter(|event| matches!(event.what, What::Posted(..)))
        .map(|event| event.tick)
        .collect();
    let gaps = posts.windows(2).map(|pair| pair[1].since(pair[0]));
    let longest = gaps.max().unwrap();
    assert!((15..20).contains(&longest), "patience is 20: {longest}");
}
