//! For every marker a run that earns it and one that does not, led by hand on a small world; where a small world would be a large one,
//! the reference leaders' runs show both.

use super::led::rows;
use super::worlds::*;
use bridgecall::scenario::Scenario;
use bridgecall::score::process::{MARKERS, Rating, process};
use std::sync::Arc;

struct Case {
    marker: &'static str,
    world: Arc<Scenario>,
    /// Rated P or S.
    well: String,
    /// Rated U.
    badly: String,
}

fn case(marker: &'static str, world: Arc<Scenario>, well: &str, badly: &str) -> Case {
    let filled = |script: &str| {
        script
            .replace("TAKEN", "8 acknowledge INC-1; 8 declare INC-1 sev1")
            .replace("MENDED", "8 acknowledge INC-1; 8 declare INC-1 sev1; 9 apply INC-1 roll-back by ada; 20 resolve INC-1")
    };
    Case {
        marker,
        world,
        well: filled(well),
        badly: filled(badly),
    }
}

/// So many people each along a line of inquiry of their own.
fn all_at_it(people: u32) -> String {
    let lines = (1..=people).map(|n| format!("; 9 investigate INC-1 l{n} by p{n}"));
    format!("TAKEN{}", lines.collect::<String>())
}

/// One in the hand after the other.
fn torn(times: u32) -> String {
    let again = (0..times).map(|n| {
        let at = 9 + 4 * n;
        format!("; {at} investigate INC-1 log by ada; {} cancel ada", at + 2)
    });
    format!("TAKEN{}", again.collect::<String>())
}

/// Whatever the automation did, the disk is swapped, and nobody lowers the trust in it. Where it had been right, a swap from before
/// is still in force.
fn mended_after_the_automation() -> String {
    let mut script = "TAKEN; 20 apply INC-1 swap-disk by ben; 35 resolve INC-1".to_owned();
    for n in 2..9 {
        let at = 20 * n + 5;
        script += &format!("; {at} acknowledge INC-{n}");
        if n != 4 && n != 8 {
            script += &format!("; {at} apply INC-{n} swap-disk by ben");
        }
        script += &format!("; {} resolve INC-{n}", at + 10);
    }
    script
}

fn cases() -> Vec<Case> {
    vec![
        case(
            "1b",
            shop_but(&[(
                r#"(id: "roll-back","#,
                r#"(id: "roll-back", reversible: false,"#,
            )]),
            "TAKEN; 9 investigate INC-1 log by ada; 15 apply INC-1 roll-back by ben",
            "TAKEN; 9 apply INC-1 roll-back by ben",
        ),
        case("1d", shop(), "MENDED", "TAKEN"),
        case(
            "2b",
            shop(),
            "TAKEN",
            "20 acknowledge INC-1; 20 declare INC-1 sev1; 30 declare INC-1 sev2; 31 declare INC-1 sev1; 32 declare INC-1 sev2",
        ),
        case("3a", shop(), "MENDED", "TAKEN"),
        case(
            "3b",
            shop_but(&[(
                r#"(id: "swap-disk","#,
                r#"(id: "swap-disk", reversible: false,"#,
            )]),
            "MENDED",
            "TAKEN; 9 apply INC-1 swap-disk by ada",
        ),
        case(
            "3c",
            slow_roll_back(),
            "TAKEN; 9 apply INC-1 roll-back by ada",
            "TAKEN; 9 apply INC-1 roll-back by ada; 10 apply INC-1 swap-disk by ben; 12 cancel ben; 13 apply INC-1 swap-disk by ben; \
                15 cancel ben; 16 apply INC-1 swap-disk by ben",
        ),
        case(
            "3e",
            shop_but(&[(r#"truth: "release""#, r#"truth: "disk""#)]),
            "TAKEN; 9 investigate INC-1 log by ada; 15 apply INC-1 swap-disk by ada",
            "TAKEN; 9 apply INC-1 swap-disk by ada",
        ),
        case("4a", shop(), "TAKEN; 9 post INC-1 customers", ""),
        case("4b", many(), &all_at_it(5), &all_at_it(9)),
        case(
            "4c",
            two_teams("0.1"),
            "TAKEN; 9 investigate INC-1 log by ada",
            "TAKEN; 9 investigate INC-1 log by dan",
        ),
        case(
            "4d",
            two_teams("0.1"),
            "TAKEN; 9 investigate INC-1 log by ada",
            "TAKEN; 9 investigate INC-1 log by dan",
        ),
        case("4e", many(), &all_at_it(9), &all_at_it(30)),
        case(
            "4f",
            orphaned(),
            "TAKEN; 30 own web by shop; 30 own db by shop; 30 own tools by shop",
            "TAKEN",
        ),
        case(
            "4g",
            shop(),
            "8 acknowledge INC-1; 9 delegate incidents/shop to ada for speed; 20 investigate INC-1 log by ben; 30 talk ada listen",
            "8 acknowledge INC-1; 9 delegate incidents/shop to ada for speed; 20 investigate INC-1 log by ben",
        ),
        case(
            "4h",
            shop(),
            "8 delegate incidents/shop to ada for speed never paging back 30",
            "8 delegate incidents/shop to ada",
        ),
        case(
            "4i",
            shop(),
            "TAKEN; 9 investigate INC-1 log by ada; 9 apply INC-1 swap-disk by ben; 11 poll INC-1",
            "TAKEN; 9 investigate INC-1 log by ada; 9 apply INC-1 swap-disk by ben",
        ),
        case(
            "4j",
            slow_roll_back(),
            "TAKEN; 9 investigate INC-1 log by ada; 14 apply INC-1 roll-back by ada; 20 hand-over ada to ben; 60 rest ada",
            "TAKEN; 9 investigate INC-1 log by ada; 20 rest ada",
        ),
        case(
            "5c",
            duties(),
            "TAKEN; 20 notify tell release suspected",
            "TAKEN; 20 notify tell disk confirmed; 20 notify tell-more disk confirmed",
        ),
        case(
            "5d",
            duties(),
            "TAKEN; 20 notify tell; 20 notify tell-more",
            "TAKEN",
        ),
        case(
            "6a",
            after_a_night(),
            "TAKEN; 9 investigate INC-1 log by dan",
            "TAKEN; 9 investigate INC-1 log by ada; 9 apply INC-1 roll-back by ben",
        ),
        case(
            "6b",
            shop(),
            "10 page cleo",
            "10 page cleo; 60 rest cleo; 80 page cleo; 130 rest cleo; 150 page cleo",
        ),
        case(
            "6c",
            night(),
            "10 page ada; 10 page ben; 60 rest ada; 60 rest ben; 80 page ada; 80 page ben",
            "10 page ada; 60 rest ada; 70 page ada; 120 rest ada; 130 page ada; 180 rest ada; 190 page ada",
        ),
        case(
            "6d",
            ada_at_work(),
            "TAKEN; 9 investigate INC-1 log by ben",
            &torn(8),
        ),
        case(
            "6e",
            asked(2),
            "MENDED; 20 answer m1 decline; 20 answer m2 decline",
            "TAKEN",
        ),
        case(
            "7a",
            board(&[]),
            "7 work ada on w1; 7 work ben on w2",
            "7 work ada on w1; 7 work ben on w2; 60 work ada on w3; 60 work ben on w4; 110 work ada on w5; 110 work ben on w6",
        ),
        case(
            "7b",
            board(&[]),
            "2 work ada on w1; 2 work ben on w2",
            "2 work ada on w2; 2 work ben on w3",
        ),
        case(
            "7c",
            board(&[("budget_spent: 0", "budget_spent: 1")]),
            "2 work ada on w3; 2 work ben on w4",
            "2 work ada on w1; 2 work ben on w2",
        ),
        case("7d", pipeline(), "", "1 set batch 12"),
        case("8a", pipeline(), "MENDED", "1 set freeze 1; MENDED"),
        case(
            "8c",
            shop(),
            "MENDED; 25 schedule-review INC-1 blameless deep; 25 review INC-1 by ada",
            "MENDED",
        ),
        case(
            "8d",
            recurring(
                &[60, 120, 180],
                "",
                &[(
                    CAUSES,
                    r#"(id: "release", prior: 0.999), (id: "disk", prior: 0.001)"#,
                )],
            ),
            "MENDED; 25 schedule-review INC-1 blameless deep; 25 review INC-1 by ada; 70 acknowledge INC-2; 70 apply INC-2 roll-back by ben; 90 resolve INC-2",
            "MENDED; 70 acknowledge INC-2; 70 apply INC-2 roll-back by ben; 90 resolve INC-2; 130 acknowledge INC-3; 130 apply INC-3 roll-back by ben; 150 resolve INC-3",
        ),
        case(
            "8e",
            indicators(),
            "1 choose-indicator web quick; TAKEN",
            "TAKEN",
        ),
        case(
            "8f",
            recurring(
                &[],
                r#"work: [(id: "w1", kind: "feature", team: "shop", skill: "shop", minutes_left: 90000, delay_per_hour: 10)],"#,
                &[
                    ("minutes: 240", "minutes: 14400"),
                    (
                        "morale: 70, pay_per_hour: 60)",
                        r#"morale: 70, pay_per_hour: 60, works_on: "w1")"#,
                    ),
                ],
            ),
            "MENDED; 25 schedule-review INC-1 blameless deep; 25 review INC-1 by ada; 300 work ada on guard",
            "MENDED; 25 schedule-review INC-1 blameless deep; 25 review INC-1 by ada",
        ),
        case("9c", commitments(), "1 set base 8", "1 set base 40"),
        case("10a", hole(), "20 work ada on patch", ""),
        case(
            "10b",
            automated(),
            "TAKEN; 20 set trust-medic 0; 21 apply INC-1 swap-disk by ben; 40 resolve INC-1",
            &mended_after_the_automation(),
        ),
        case(
            "11a",
            office(),
            "100 talk ada listen; 100 talk dan listen; 200 start trunk sponsor",
            "200 start trunk mandate",
        ),
        case(
            "11b",
            office(),
            "200 start trunk mandate; 24000 start trunk sponsor",
            "200 start trunk mandate",
        ),
        case(
            "11c",
            office(),
            "14400 start trunk sponsor; 28800 start pairs sponsor",
            "100 start trunk sponsor; 100 start pairs sponsor",
        ),
        case(
            "12a",
            office(),
            "100 set paper-on 0",
            "100 set two-eyes-on 0",
        ),
        case(
            "12b",
            office(),
            "100 except two-eyes 5 days",
            "100 except two-eyes 10 days; 14510 except two-eyes 10 days; 28920 except two-eyes 10 days; 43330 except two-eyes 10 days; \
                57740 except two-eyes 10 days",
        ),
    ]
}

/// Markers that a small story shows elsewhere: severity and first updates in `markers.rs`, confidence in `gaming.rs`.
const ELSEWHERE: [&str; 5] = ["1a", "1c", "2a", "5a", "5b"];
/// Not rated until decisions are analysed.
const NEVER: [&str; 1] = ["3d"];

#[test]
fn every_marker_can_be_earned_and_missed() {
    let mut faults = String::new();
    for case in cases() {
        for (script, good) in [(&case.well, true), (&case.badly, false)] {
            let (run, refused) = led(&case.world, script);
            if !refused.is_empty() {
                faults += &format!("{}: {refused:#?}\n", case.marker);
            }
            let markers = process(&run).markers;
            let outcome = markers.iter().find(|outcome| outcome.id == case.marker);
            let outcome = outcome.unwrap_or_else(|| panic!("{} is not rated", case.marker));
            let fits = match good {
                true => outcome.rating <= Rating::S,
                false => outcome.rating == Rating::U,
            };
            if !fits {
                faults += &format!(
                    "{} is {:?} after `{script}`: {:#?}\n",
                    case.marker, outcome.rating, outcome.evidence
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn no_marker_lacks_a_run_that_earns_it_and_one_that_does_not() {
    let scripted: Vec<&str> = cases().iter().map(|case| case.marker).collect();
    let of = |id: &str| {
        rows()
            .values()
            .flatten()
            .filter_map(|row| row.get(id).copied())
            .collect::<Vec<f64>>()
    };
    for marker in MARKERS {
        let told = [&scripted[..], &ELSEWHERE, &NEVER].concat();
        let points = of(marker.id);
        let both = points.iter().any(|points| *points > 60.0) && points.contains(&0.0);
        assert!(
            both || told.contains(&marker.id),
            "nothing shows what {} takes",
            marker.id
        );
    }
}

#[test]
fn a_long_task_that_somebody_asks_about_is_not_one_that_was_left() {
    let world = two_teams("0.1");
    let asked: String = (1..=20)
        .map(|n| format!("; {} poll INC-1", 9 + 9 * n))
        .collect();
    let script = format!("8 acknowledge INC-1; 9 investigate INC-1 log by dan{asked}");
    let run = led(&world, &script).0;
    assert_eq!(
        super::rating(&run, "4d"),
        Rating::P,
        "{:?}",
        super::marker(&run, "4d")
    );
}
