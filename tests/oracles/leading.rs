//! What leading an incident is made of beside its remedies (§B7, §C6): updates at a cadence, stakeholders on the call, sub-teams.

use crate::core::assert_exact;
use crate::stories::{crowd, first, lead, tiny};
use bridgecall::observe::Viewpoint;
use bridgecall::run::Run;
use bridgecall::scenario::Scenario;
use bridgecall::scenario::conditions::Facts;
use bridgecall::scenario::ids::*;
use bridgecall::scenario::units::Tick;
use bridgecall::sim::people::{LED, SPAN, share_of_each, share_of_group};
use bridgecall::sim::stakeholders::{
    BROKEN_MILLI, CADENCE_KEPT_MILLI, CADENCE_MISSED_MILLI, KEPT_MILLI, VISITED_SHARE, Wish,
};
use bridgecall::sim::{Command, Giver, What, Why, World, advance, give};
use std::fmt::Write;
use std::sync::Arc;

fn interruptions(run: &Run) -> usize {
    let events = run.events().iter();
    events
        .filter(|event| matches!(event.what, What::Interrupted(..)))
        .count()
}

fn trust(run: &Run) -> i32 {
    let mut moved = 70_000;
    for event in run.events() {
        if let What::Trust(_, milli, _) = event.what {
            moved += milli;
        }
    }
    moved
}

/// Updates every so many minutes from 10:08 on, without end: nobody mends anything.
fn posting(every: u32, promise: &str) -> String {
    let mut script = format!("10:08 acknowledge INC-1{promise}");
    for minute in (8 + every..240).step_by(every as usize) {
        let (hour, minute) = (10 + minute / 60, minute % 60);
        write!(script, "; {hour}:{minute:02} post INC-1 company").unwrap();
    }
    script
}

#[test]
fn a_cadence_that_is_kept_calms_and_one_that_is_not_costs_more_than_silence() {
    let scenario = tiny(&[]);
    let play = |script: &str| {
        let (run, refused) = lead(&scenario, 3, script);
        assert!(refused.is_empty(), "{refused:?}");
        run
    };
    let promise = "; 10:08 cadence INC-1 company every 30 minutes";
    // The boss waits for 20 minutes; with a promise for 30, which are less than twice as many.
    let kept = play(&posting(30, promise));
    let unsaid = play(&posting(30, ""));
    assert_eq!((interruptions(&kept), interruptions(&unsaid)), (0, 8));
    assert!(trust(&kept) > 70_000 && trust(&kept) > trust(&unsaid));
    let silent = play("10:08 acknowledge INC-1");
    let broken = play(&format!("10:08 acknowledge INC-1{promise}"));
    assert!(trust(&broken) <= trust(&silent));
    assert_eq!(
        first(&broken, |what| matches!(what, What::CadenceMissed(..))),
        Some(39)
    );
    let first_loss = broken.events().iter().find_map(|event| match event.what {
        What::Trust(_, milli, Why::Cadence(_)) => Some(milli),
        _ => None,
    });
    assert_eq!(first_loss, Some(-CADENCE_MISSED_MILLI));
    // What was promised early is renewed and wins nothing besides; what came when it was promised does.
    let won = |run: &Run| {
        let events = run.events().iter();
        let won = events.filter(|event| {
            matches!(
                event.what,
                What::Trust(_, CADENCE_KEPT_MILLI, Why::Cadence(_))
            )
        });
        won.count()
    };
    assert_eq!((won(&play(&posting(10, promise))), won(&kept)), (0, 7));
    assert_exact(
        &scenario,
        &[
            (8, "acknowledge INC-1"),
            (9, "cadence INC-1 company every 15 minutes"),
            (20, "post INC-1 company"),
        ],
    );
}

#[test]
fn a_promised_update_cannot_be_put_off_and_ends_with_its_incident() {
    let scenario = tiny(&[]);
    let late = "10:08 acknowledge INC-1; 10:08 cadence INC-1 company every 20 minutes; 10:20 cadence INC-1 company every 60 minutes";
    let (run, _) = lead(&scenario, 3, late);
    assert_eq!(
        first(&run, |what| matches!(what, What::CadenceMissed(..))),
        Some(29)
    );
    let over = "10:08 acknowledge INC-1; 10:08 cadence INC-1 company every 20 minutes; 10:08 apply INC-1 roll-back by ada; 10:20 resolve INC-1";
    let (run, refused) = lead(&scenario, 3, over);
    assert!(refused.is_empty(), "{refused:?}");
    assert!(first(&run, |what| matches!(what, What::CadenceMissed(..))).is_none());
    for minutes in [4, 20] {
        let script = format!(
            "10:08 acknowledge INC-1; 10:08 cadence INC-1 company every 20 minutes; 10:09 cadence INC-1 company every {minutes} minutes"
        );
        assert_eq!(lead(&scenario, 3, &script).1.len(), 1, "{minutes}");
    }
}

#[test]
fn a_severity_brings_the_cadence_that_is_usual_for_it_until_the_leader_promises_another() {
    let scenario = tiny(&[(
        "attention: Off,",
        "attention: Off, cadence_minutes: (sev1: 20, sev2: 30),",
    )]);
    let seen = |script: &str, until: u32| {
        let mut run = Run::new(scenario.clone(), 3, "person");
        for order in script.split("; ") {
            run.step(Tick(run.now().0.max(8)));
            let command = Command::read(order, &scenario.ids).unwrap();
            run.propose(Giver::Leader, command).unwrap();
        }
        run.step(Tick(until));
        let seen = run.observe(Viewpoint::Leader);
        seen.incidents[0].cadences.map(|one| one.map(|one| one.0))
    };
    let start = "acknowledge INC-1; declare INC-1 sev1";
    assert_eq!(seen(start, 9), [Some(20), Some(20)]);
    let milder = format!("{start}; declare INC-1 sev3");
    assert_eq!(seen(&milder, 9), [None, None]);
    let own = format!("{start}; cadence INC-1 company every 10 minutes; declare INC-1 sev2");
    assert_eq!(seen(&own, 9), [Some(30), Some(10)]);
}

/// A boss who comes after one call in vain.
fn visited() -> Arc<Scenario> {
    tiny(&[(
        "patience_minutes: 20",
        "patience_minutes: 20, joins_after_calls: 1",
    )])
}

#[test]
fn a_stakeholder_without_updates_joins_the_call_and_slows_it_until_somebody_replies() {
    // Somebody who has to look for 60 minutes, with the severity that the dashboards show.
    let edits = [
        (
            "patience_minutes: 20",
            "patience_minutes: 20, joins_after_calls: 1",
        ),
        ("minutes: 4, sigma: 0", "minutes: 60, sigma: 0"),
    ];
    let scenario = tiny(&edits);
    let start =
        "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 investigate INC-1 log by ada";
    let found = |script: &str| {
        let (run, refused) = lead(&scenario, 3, script);
        assert!(refused.is_empty(), "{refused:?}");
        let found = first(&run, |what| matches!(what, What::Found(..))).unwrap();
        (found, first(&run, |what| matches!(what, What::Visited(..))))
    };
    let told = posting(
        15,
        "; 10:08 declare INC-1 sev1; 10:08 investigate INC-1 log by ada",
    );
    let (calm, nobody) = found(&told);
    assert_eq!((calm, nobody), (8 + 2 + 60, None));
    let (slow, came) = found(start);
    assert_eq!(came, Some(47));
    // 37 minutes of an expert are done by then, the rest at 85 %.
    assert_eq!(slow, 47 + (23.0 / VISITED_SHARE).ceil() as u32);
    let (sent, _) = found(&format!("{start}; 10:48 reply boss decline"));
    assert!(calm < sent && sent < slow, "{calm} {sent} {slow}");
}

#[test]
fn what_a_stakeholder_wants_follows_from_what_can_be_seen() {
    let wish = |script: &str| {
        let (run, refused) = lead(&visited(), 3, script);
        assert!(refused.is_empty(), "{refused:?}");
        run.events().iter().find_map(|event| match event.what {
            What::Visited(_, _, wish) => Some(wish),
            _ => None,
        })
    };
    let start = "10:08 acknowledge INC-1";
    let right = format!("{start}; 10:08 declare INC-1 sev1");
    let led = format!("{right}; 10:08 role ada commander INC-1");
    let told = format!("{led}; 10:09 post INC-1 company");
    let scripts = [start, &right, &led, &told];
    let wanted = [Wish::Severity, Wish::Lead, Wish::Facts, Wish::End].map(Some);
    assert_eq!(scripts.map(wish), wanted);
}

#[test]
fn every_reply_to_every_wish_does_what_it_says() {
    let scenario = visited();
    let start = "10:08 acknowledge INC-1";
    let right = format!("{start}; 10:08 declare INC-1 sev1");
    let led = format!("{right}; 10:08 role ada commander INC-1");
    let told = format!("{led}; 10:09 post INC-1 company");
    // Agree, counter, defer, decline, escalate.
    let table = [
        (start.to_owned(), [2, -1, -1, -5, -2]),
        (right, [2, -1, -3, -4, 1]),
        (led, [3, 1, -1, -3, -2]),
        (told, [2, 0, -2, -4, -2]),
    ];
    let verbs = ["agree", "counter", "defer", "decline", "escalate"];
    for (row, (script, points)) in table.iter().enumerate() {
        for (verb, points) in verbs.iter().zip(points) {
            // The boss is there by 10:50.
            let script = format!("{script}; 10:50 reply boss {verb}");
            let (run, refused) = lead(&scenario, 3, &script);
            assert!(refused.is_empty(), "{verb}: {refused:?}");
            let replied = first(&run, |what| matches!(what, What::Replied(..))).unwrap();
            let at = |tick: Tick| tick == Tick(replied);
            let events = || run.events().iter().filter(|event| at(event.tick));
            let moved: i32 = events()
                .filter_map(|event| match event.what {
                    What::Trust(_, milli, Why::Visit(_)) => Some(milli),
                    _ => None,
                })
                .sum();
            assert_eq!(moved, points * 1000, "{row} {verb}");
            let had = |wanted: fn(&What) -> bool| events().any(|event| wanted(&event.what));
            assert!(had(|what| matches!(what, What::VisitOver(_))));
            let agrees = *verb == "agree";
            assert_eq!(
                had(|what| matches!(what, What::Declared(..))),
                agrees && row == 0
            );
            assert_eq!(
                had(|what| matches!(what, What::Vowed(..))),
                agrees && row == 3
            );
            let cadence = had(|what| matches!(what, What::CadenceSet(..)));
            assert_eq!(cadence, *verb == "counter" && row >= 2, "{row} {verb}");
        }
    }
    // Nobody needs to give in who declared the worse: to take the higher one is right.
    let cautious = "10:12 acknowledge INC-1; 10:12 declare INC-1 sev1; 10:56 reply boss decline";
    let milder = tiny(&[
        (
            "patience_minutes: 20",
            "patience_minutes: 20, joins_after_calls: 1",
        ),
        ("harm: 0.5", "harm: 0.2"),
    ]);
    let (run, refused) = lead(&milder, 3, cautious);
    assert!(refused.is_empty(), "{refused:?}");
    let lost = run
        .events()
        .iter()
        .any(|event| matches!(event.what, What::Trust(_, _, Why::Visit(_))));
    assert!(!lost);
}

#[test]
fn a_vow_is_kept_or_costs_what_a_broken_promise_costs() {
    let led = "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 role ada commander INC-1; 10:09 post INC-1 company; 10:50 reply boss agree";
    let settled = |script: &str| {
        let (run, refused) = lead(&visited(), 3, script);
        assert!(refused.is_empty(), "{refused:?}");
        let at = first(&run, |what| matches!(what, What::VowSettled(..))).unwrap();
        let mut events = run.events().iter().filter(|event| event.tick == Tick(at));
        let moved = events.find_map(|event| match event.what {
            What::Trust(_, milli, Why::Visit(_)) => Some(milli),
            _ => None,
        });
        (at, moved.unwrap())
    };
    assert_eq!(settled(led), (80, -BROKEN_MILLI));
    let mended = format!("{led}; 10:52 apply INC-1 roll-back by ben");
    assert_eq!(settled(&mended).1, KEPT_MILLI);
    assert_exact(
        &visited(),
        &[
            (8, "acknowledge INC-1"),
            (8, "declare INC-1 sev1"),
            (9, "investigate INC-1 log by ben"),
            (50, "reply boss agree"),
        ],
    );
}

#[test]
fn a_visitor_takes_the_commanders_help_from_the_leader_or_the_leaders_time() {
    let edits = [
        ("attention: Off,", ""),
        (
            "patience_minutes: 20",
            "patience_minutes: 20, joins_after_calls: 1",
        ),
    ];
    let scenario = tiny(&edits);
    let cost = |script: &str, at: u32| {
        let mut world = World::new(scenario.clone(), 3);
        let mut events = Vec::new();
        advance(&mut world, Tick(8), &mut events);
        for order in script.split("; ") {
            let command = Command::read(order, &scenario.ids).unwrap();
            give(&mut world, Giver::Leader, command, &mut events).unwrap();
            let later = world.now().plus(3);
            advance(&mut world, later, &mut events);
        }
        advance(&mut world, Tick(at), &mut events);
        let interrupted: u32 = events
            .iter()
            .filter_map(|event| match event.what {
                What::Interrupted(seconds, Why::Visit(_)) => Some(u32::from(seconds)),
                _ => None,
            })
            .sum();
        let command = Command::read("investigate INC-1 log by ben", &scenario.ids).unwrap();
        give(&mut world, Giver::Leader, command, &mut events).unwrap();
        let seen = bridgecall::observe::Observation::of(&world, Viewpoint::Leader);
        (seen.attention.queue[0].1, interrupted)
    };
    let alone = "acknowledge INC-1; declare INC-1 sev1";
    let led = format!("{alone}; role ada commander INC-1");
    // Before anybody comes, then a quarter of an hour into a visit.
    assert_eq!((cost(alone, 20).0, cost(&led, 20).0), (40, 28));
    assert_eq!(cost(&led, 62), (40, 0));
    assert_eq!(cost(alone, 62).1, 120);
}

#[test]
fn sub_leads_pay_above_the_span_of_control_and_not_below() {
    // By hand: 14 people under two leads, and under two sub-leads of seven each.
    let flat = share_of_group(14, 2, true, 0);
    assert!((flat - 1.0 / (1.0 + 0.03 * 13.0 + 0.004 * 182.0)).abs() < 1e-12);
    let split = share_of_group(14, 2, true, 2);
    let by_hand = share_of_each(7.0, LED) * share_of_each(2.0, LED);
    assert!((split - by_hand).abs() < 1e-12);
    assert!(14.0 * split > 1.4 * 14.0 * flat);
    // A sub-lead costs one who would mend: worth it only where there are many.
    let output = |people: u16, sub_leads: u16| {
        let n = people - sub_leads;
        f64::from(n) * share_of_group(n, 2, true, sub_leads)
    };
    for people in 2..=40 {
        let best = (0..=people / 3)
            .max_by(|&a, &b| output(people, a).total_cmp(&output(people, b)))
            .unwrap();
        assert_eq!(best == 0, people < 9, "{people} people: {best} sub-leads");
    }
    // Who leads more than seven is too slow for all of them, at either level.
    assert!(share_of_group(2 * SPAN, 1, true, 1) < share_of_group(SPAN, 1, true, 1) / 2.0);
    assert!(share_of_group(60, 1, true, 15) < share_of_group(60, 2, true, 8));
}

#[test]
fn splitting_makes_a_crowd_faster_and_takes_people_to_lead() {
    let scenario = crowd(16);
    let found = |split: &str| {
        let asks: String = (1..=14)
            .map(|n| format!("; 10:09 investigate INC-1 l{n} by p{n}"))
            .collect();
        let script = format!(
            "10:08 acknowledge INC-1; 10:08 declare INC-1 sev1; 10:08 role ada operations INC-1{asks}{split}"
        );
        let (run, refused) = lead(&scenario, 3, &script);
        assert!(refused.is_empty(), "{refused:?}");
        first(&run, |what| matches!(what, What::Found(..))).unwrap()
    };
    let split = "; 10:09 split INC-1 by p15; 10:09 split INC-1 by p16";
    let minutes = |share: f64| 9 + 2 + (20_000.0 / (share * 1000.0).floor()).ceil() as u32;
    assert_eq!(found(""), minutes(share_of_group(14, 1, true, 0)));
    assert_eq!(found(split), minutes(share_of_group(14, 1, true, 2)));
    // One more lead needs somebody to lead.
    let alone =
        "10:08 acknowledge INC-1; 10:08 investigate INC-1 l1 by p1; 10:09 split INC-1 by p2";
    assert_eq!(lead(&scenario, 3, alone).1.len(), 1);
    assert_exact(
        &scenario,
        &[
            (8, "acknowledge INC-1"),
            (9, "investigate INC-1 l1 by p1"),
            (9, "investigate INC-1 l2 by p2"),
            (10, "split INC-1 by p3"),
            (15, "hand-over p3 to p4"),
            (25, "stand-down INC-1"),
        ],
    );
}

#[test]
fn trust_is_told_by_events_alone() {
    let script = "10:08 acknowledge INC-1; 10:08 cadence INC-1 company every 20 minutes; 10:50 reply boss counter";
    let (run, refused) = lead(&visited(), 3, script);
    assert!(refused.is_empty(), "{refused:?}");
    let seen = run.observe(Viewpoint::Leader);
    assert_eq!(
        (trust(&run) + 500) / 1000,
        seen.trust_milli(StakeholderId(0)) / 1000
    );
}

#[test]
fn a_lead_of_more_people_than_one_can_lead_is_no_worse_than_none() {
    for n in 1..=300 {
        for leads in 1..=2 {
            let led = share_of_group(n, leads, true, 0);
            let unled = share_of_group(n, leads, false, 0);
            assert!(led >= unled, "{n} people: {led} led, {unled} unled");
        }
    }
}

#[test]
fn whoever_owns_a_service_finds_out_sooner_and_nobody_does_where_nobody_owns_it() {
    let scenario = tiny(&[
        (
            "attention: Off,",
            "attention: Off, triage: (minutes: 10, sigma: 0),",
        ),
        (r#"teams: ["shop"]"#, r#"teams: ["shop", "ghosts"]"#),
        (r#"(id: "db", team: "shop""#, r#"(id: "db", team: "ghosts""#),
    ]);
    let found = |own: &str| {
        let script = format!(
            "10:08 acknowledge INC-1{own}; 10:08 declare INC-1 sev1; 10:08 triage INC-1 by ada"
        );
        let (run, refused) = lead(&scenario, 3, &script);
        assert!(refused.is_empty(), "{refused:?}");
        first(&run, |what| matches!(what, What::Triaged(..))).unwrap() - 8
    };
    // §C3: three times as long for somebody of another team, after minutes to find one's way in.
    let (unowned, owned) = (found(""), found("; 10:08 own db by shop"));
    assert_eq!((unowned, owned), (2 + 30, 2 + 10));
    assert_exact(
        &scenario,
        &[
            (8, "acknowledge INC-1"),
            (9, "own db by shop"),
            (10, "triage INC-1 by ada"),
        ],
    );
}

#[test]
fn a_shift_is_over_from_its_end_until_the_next_one_begins() {
    let scenario = tiny(&[("minutes: 240", "minutes: 3000")]);
    let over = |tick: u32| {
        let mut world = World::new(scenario.clone(), 3);
        advance(&mut world, Tick(tick), &mut Vec::new());
        bridgecall::scenario::rules::Condition::ShiftOver(PersonId(0)).holds(&world)
    };
    // From 10:00 on Monday; ada works from 08:00 to 18:00.
    let ticks = [0, 479, 480, 1319, 1320, 1919, 1920];
    let wanted = [false, false, true, true, false, false, true];
    assert_eq!(ticks.map(over), wanted);
}
