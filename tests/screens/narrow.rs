//! The bridge where there is no room for all of it.

use super::{SIZES, steps};
use crate::game::{at_a_card, table};
use bevy_egui::egui::{Key, Rect, pos2, vec2};
use bridgecall::game::wish::Wish;
use bridgecall::scenario::guide::Part;
use bridgecall::sim::Command;
use egui_kittest::kittest::Queryable;

const LARGE_TEXT: (f32, f32) = SIZES[1];

#[test]
fn with_large_text_one_part_of_the_bridge_is_shown_at_a_time_and_each_can_be_reached() {
    let mut play = at_a_card();
    play.wish(Wish::Show(Part::Dispatch));
    let mut harness = table(play, LARGE_TEXT, true);
    let panels = [
        (Part::Map, "service map"),
        (Part::Incident, "incident"),
        (Part::People, "people"),
        (Part::Work, "flow board"),
        (Part::Timeline, "timeline"),
        (Part::Dispatch, "dispatch board"),
    ];
    for (part, panel) in panels {
        steps(&mut harness, Key::F6);
        assert_eq!(harness.state().play.part(), part);
        let rect = harness.get_by_label(panel).rect();
        // The map alone is higher than the screen, and scrolls.
        let low = if part == Part::Map {
            f32::INFINITY
        } else {
            LARGE_TEXT.1
        };
        assert!(
            rect.min.x >= 0.0 && rect.max.x <= LARGE_TEXT.0 && rect.max.y <= low,
            "{panel} is at {rect:?}"
        );
        for (_, other) in panels.iter().filter(|(other, _)| *other != part) {
            assert!(harness.query_by_label(other).is_none(), "{other} as well");
        }
    }
    harness.get_by_label("People").click();
    harness.run_steps(2);
    assert_eq!(harness.state().play.part(), Part::People);
}

#[test]
fn with_large_text_a_decision_is_on_screen_until_it_is_laid_aside_for_a_part() {
    let play = at_a_card();
    let card = play.view().card.expect("a card is open");
    let mut harness = table(play, LARGE_TEXT, false);
    let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(LARGE_TEXT.0, LARGE_TEXT.1));
    for option in &card.options {
        let rect = harness.get_by_label(option).rect();
        assert!(screen.contains_rect(rect), "{option} is at {rect:?}");
    }
    harness.get_by_label(&card.options[0]).click();
    harness.run_steps(2);
    assert_eq!(
        harness.state().wishes,
        [Wish::Give(Command::Decide(card.id, 0))]
    );
    let mut harness = table(at_a_card(), LARGE_TEXT, true);
    steps(&mut harness, Key::F6);
    assert!(harness.query_by_label(&card.options[0]).is_none());
    let waits = format!(
        "A decision is asked: {} The clock is stopped; Space lets it run.",
        card.title
    );
    harness.get_by_label(&waits);
    steps(&mut harness, Key::Num1);
    assert!(
        harness.state().play.view().card.is_some(),
        "what cannot be read is not decided"
    );
    harness.get_by_label(&card.options[0]);
    steps(&mut harness, Key::F6);
    harness.get_by_label("Decision").click();
    harness.run_steps(2);
    steps(&mut harness, Key::Num1);
    assert_eq!(harness.state().play.view().card, None);
}
