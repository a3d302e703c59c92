//! A run that is led a week at a turn.

use super::{SIZES, steps};
use crate::game::{USUAL, table};
use bevy_egui::egui::Key;
use bridgecall::game::play::{Halt, Play};
use bridgecall::game::wish::Wish;
use bridgecall::observe::view::{Place, WEEK_MINUTES};
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::sim::Command;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

/// The first quarter of a director: thirteen weeks.
fn quarter() -> Play {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/advanced/first-quarter.ron"
    );
    let loaded = Catalogue::default().load(path, None);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    Play::begin(Arc::new(loaded.scenario), 7, None, None)
}

/// Runs on until the clock stands by itself, at most so many real seconds.
fn run_until_it_stands(play: &mut Play, seconds: u32) {
    for _ in 0..seconds * 4 {
        if !play.pace().running {
            return;
        }
        play.pass(0.25);
    }
}

#[test]
fn a_quarter_opens_on_its_first_week_and_keys_alone_fill_its_places_and_run_it() {
    let mut harness = table(quarter(), USUAL, true);
    let week = harness.state().play.week().expect("led by the week");
    assert_eq!((week.week, week.weeks), (1, 13));
    assert_eq!(week.clock, "Monday, 07:00 UTC");
    // A practice, offered: the first place, the first of the list, the first way.
    for key in [Key::Num1, Key::Num1, Key::Num1] {
        steps(&mut harness, key);
    }
    // A conversation with whoever feels worst: to listen.
    for key in [Key::Num4, Key::Num1, Key::Num1] {
        steps(&mut harness, key);
    }
    let play = &harness.state().play;
    let pending: Vec<Command> = play.run().pending().iter().map(|(_, one)| *one).collect();
    assert!(
        matches!(pending[..], [Command::Start(..), Command::Talk(..)]),
        "{pending:?}"
    );
    let week = play.week().unwrap();
    assert_eq!(week.in_places(Place::Priority).count(), 1);
    assert_eq!(week.in_places(Place::Conversation).count(), 1);
    steps(&mut harness, Key::Enter);
    assert!(harness.state().play.pace().through_week);
}

#[test]
fn a_week_has_room_for_two_conversations_and_what_was_given_is_shown_until_it_is_over() {
    let mut play = quarter();
    let leads: Vec<_> = (play.week().unwrap().groups.iter())
        .filter_map(|group| group.lead)
        .collect();
    let talk = |person| {
        let manner = bridgecall::sim::command::Manner::Listen;
        Wish::Give(Command::Talk(person, manner))
    };
    play.wish(talk(leads[0]));
    assert!(play.week().unwrap().has_room(Place::Conversation));
    play.wish(talk(leads[1]));
    assert!(!play.week().unwrap().has_room(Place::Conversation));
    play.minute();
    let week = play.week().unwrap();
    let kept: Vec<_> = week.in_places(Place::Conversation).collect();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|order| order.undo.is_none()));
    while play.run().now().0 < WEEK_MINUTES {
        play.minute();
    }
    let week = play.week().unwrap();
    assert_eq!(week.week, 2);
    assert!(week.has_room(Place::Conversation));
    assert_eq!(play.pace().halt, Some(Halt::Week));
}

#[test]
fn a_week_in_which_nothing_asks_for_the_leader_is_over_within_twenty_seconds() {
    let mut play = quarter();
    play.wish(Wish::Pause);
    let mut seconds = 0.0;
    while play.run().now().0 < WEEK_MINUTES {
        if !play.pace().running {
            // Somebody asks: that is the leader's time, not the week's.
            play.wish(Wish::Pause);
        }
        play.pass(0.25);
        seconds += 0.25;
    }
    assert!(seconds <= 20.0, "{seconds} s");
}

#[test]
fn an_incident_is_led_minute_by_minute_on_the_bridge_and_then_the_week_goes_on() {
    let mut play = quarter();
    play.wish(Wish::Pause);
    while play.week().unwrap().moments.is_empty() {
        run_until_it_stands(&mut play, 60);
        if play.week().unwrap().moments.is_empty() {
            play.wish(Wish::Pause);
        }
    }
    assert!(
        !play.pace().running,
        "an incident that nobody leads stops the week"
    );
    let mut harness = table(play, USUAL, true);
    steps(&mut harness, Key::A);
    let pending = harness.state().play.run().pending();
    assert!(pending.is_empty(), "a key acts on a sheet that nobody sees");
    harness
        .get_all_by_label("Lead it minute by minute")
        .next()
        .expect("a moment")
        .click_accesskit();
    harness.run_steps(3);
    assert!(harness.state().play.week().is_none());
    harness.get_by_label("dispatch board");
    harness.get_by_label("week").click_accesskit();
    harness.run_steps(3);
    assert!(harness.state().play.week().is_some());
}

#[test]
fn whoever_is_not_at_work_cannot_be_talked_with() {
    let lead = |play: &Play| {
        let groups = play.week().unwrap().groups;
        let quotes = groups.into_iter().find(|group| group.name == "Quotes");
        quotes.unwrap().lead
    };
    let mut play = quarter();
    assert!(
        lead(&play).is_some(),
        "the week begins with the working day"
    );
    while play.run().now().0 < 15 * 60 {
        play.minute();
    }
    assert_eq!(lead(&play), None, "at ten in the evening");
    let harness = table(play, USUAL, true);
    let talk = harness.get_by_label("Talk with Amélie Girard, Quotes");
    assert!(talk.accesskit_node().is_disabled());
}

#[test]
fn the_week_can_be_used_in_every_size() {
    for size in SIZES {
        let mut harness = table(quarter(), size, true);
        for part in [
            "portfolio",
            "obligations and promises",
            "who works the new way",
            "this week",
            "my week",
        ] {
            harness.get_by_label(part);
        }
        harness.get_by_label("Run the week").click_accesskit();
        harness.run_steps(1);
        assert!(harness.state().play.pace().running);
    }
}
