//! Overlays of the map.

use super::steps;
use crate::game::{USUAL, table};
use crate::shipped;
use bevy_egui::egui::Key;
use bridgecall::game::play::Play;
use bridgecall::game::wish::Wish;
use bridgecall::observe::Viewpoint;
use bridgecall::observe::view::Overlay;
use egui_kittest::kittest::Queryable;

/// An incident at its worst, led by nobody.
fn burning() -> Play {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    while play.run().now().0 < 40 {
        play.minute();
    }
    play
}

#[test]
fn an_overlay_comes_and_goes_by_its_key_and_says_the_same_in_a_list() {
    for (key, wanted) in [Key::F2, Key::F3, Key::F4].into_iter().zip(Overlay::ALL) {
        let mut harness = table(burning(), USUAL, true);
        assert!(harness.query_by_label("overlay").is_none());
        steps(&mut harness, key);
        let view = harness
            .state()
            .play
            .overlay()
            .expect("it lies over the map");
        assert_eq!(view.overlay, wanted);
        assert!(!view.groups.is_empty(), "{wanted:?} has something to say");
        harness.get_by_label("overlay");
        for line in view.groups.iter().flat_map(|group| &group.lines) {
            let spoken = format!("{}: {} {}", line.name, line.figure, line.note);
            harness.get_by_label(spoken.trim());
            assert!((0.0..=1.0).contains(&line.share), "{line:?}");
        }
        steps(&mut harness, key);
        assert_eq!(harness.state().play.overlay(), None);
        harness.get_by_label(wanted.name()).click();
        harness.run_steps(2);
        assert!(
            harness.state().play.overlay().is_some(),
            "a click does it too"
        );
    }
}

#[test]
fn overlays_say_what_the_dashboards_say() {
    let mut play = burning();
    let seen = play.run().observe(Viewpoint::Leader);
    let marks = |play: &mut Play, overlay| {
        play.wish(Wish::Overlay(Some(overlay)));
        play.overlay().unwrap().marks
    };
    let fails = marks(&mut play, Overlay::Failing);
    let costs = marks(&mut play, Overlay::Money);
    let full = marks(&mut play, Overlay::Overloaded);
    assert!(fails.iter().any(Option::is_some), "it burns");
    for (place, service) in seen.services.iter().enumerate() {
        let beyond_target = service.success < service.slo;
        assert_eq!(fails[place].is_some(), beyond_target, "{service:?}");
        assert_eq!(costs[place].is_some(), service.losing_per_minute.0 > 0);
        assert_eq!(full[place].is_some(), service.load.utilisation.is_some());
    }
}

#[test]
fn a_calm_map_says_that_nothing_fails_more_than_it_may() {
    let mut play = Play::begin(shipped("waf-regex-2019", "history"), 7, None, None);
    play.wish(Wish::Overlay(Some(Overlay::Failing)));
    let harness = table(play, USUAL, false);
    harness.get_by_label("Nothing fails more than its target allows.");
}
