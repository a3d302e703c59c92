//! The way out: go on, settings, home. The bridge lies dimmed behind it and cannot be reached.

use super::Bridge;
use super::ask::board;
use crate::game::theme::{P, regular, semibold, size};
use crate::game::widgets::{caps, choice, choice_height, laid, line, named, paint, say};
use crate::game::wish::Wish;
use bevy_egui::egui::{Key, Rect, Ui, UiBuilder, vec2};

const WIDTH: f32 = 400.0;

/// A line of the menu.
struct Line {
    key: Key,
    name: &'static str,
    note: String,
    wish: Wish,
}

fn lines(bridge: &Bridge<'_>) -> Vec<Line> {
    let kept = if bridge.trouble.is_some() {
        "Home offers to go on with this run until you leave the game."
    } else {
        "This run is kept; home offers to go on with it."
    };
    let line = |key, name, note: &str, wish| Line {
        key,
        name,
        note: note.to_owned(),
        wish,
    };
    let hint = bridge.aids.then(|| {
        let note = "In three steps; each says what it costs before you take it.";
        line(Key::Q, "A hint", note, Wish::Hint)
    });
    let back = bridge.last_order.map(|order| {
        let note = format!("To before “{order}”. The run notes it, and counts for no verdict.");
        line(Key::T, "Take my last order back", &note, Wish::TakeBack)
    });
    let go_on = line(Key::C, "Go on", "Esc does the same.", Wish::Menu);
    let others = [
        line(
            Key::S,
            "Settings",
            "Text size, contrast, motion, when the clock stops.",
            Wish::Settings,
        ),
        line(
            Key::F1,
            "Glossary",
            "The words of the bridge and what they mean.",
            Wish::Glossary,
        ),
        line(Key::H, "Leave for home", kept, Wish::Home),
    ];
    let aids = hint.into_iter().chain(back);
    std::iter::once(go_on).chain(aids).chain(others).collect()
}

pub(super) fn show(ui: &mut Ui, whole: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let lines = lines(bridge);
    let width = WIDTH.min(whole.width() - 24.0).max(120.0);
    let inner = width - 36.0;
    let trouble = bridge
        .trouble
        .map(|trouble| laid(ui, trouble, regular(size::BODY), P.severity[1], inner, 4));
    let heights = (lines.iter()).map(|line| choice_height(ui, line.name, &line.note, inner));
    let heights: Vec<f32> = heights.collect();
    let troubled = trouble.as_ref().map_or(0.0, |text| text.size().y + 10.0);
    let height = 70.0 + troubled + heights.iter().map(|height| height + 6.0).sum::<f32>() + 10.0;
    let rect = Rect::from_center_size(whole.center(), vec2(width, height));
    board(ui, rect);
    named(ui, "menu", rect);
    let at = rect.min + vec2(18.0, 15.0);
    let caption = caps(ui, at, "the watch waits", P.focus);
    let title = line(
        ui,
        at + vec2(0.0, 16.0),
        &bridge.view.title,
        semibold(size::TITLE),
        P.text,
        inner,
    );
    let minute = format!(
        "The watch waits at minute {} of {}",
        bridge.view.minute, bridge.view.ends
    );
    say(ui, caption.union(title), "the watch waits", &minute);
    let mut top = rect.top() + 62.0;
    if let (Some(galley), Some(trouble)) = (trouble, bridge.trouble) {
        let written = paint(ui, rect.min + vec2(18.0, 62.0), galley);
        say(ui, written, "trouble", trouble);
        top += troubled;
    }
    for (place, (line, height)) in lines.into_iter().zip(heights).enumerate() {
        let row = Rect::from_min_size(
            bevy_egui::egui::pos2(rect.left() + 18.0, top),
            vec2(inner, height),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(row));
        let response = choice(
            &mut child,
            Some(line.key.name()),
            line.name,
            &line.note,
            row.size(),
        );
        if place == 0 && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if response.clicked() {
            wishes.push(line.wish);
        }
        top += height + 6.0;
    }
}

/// What a key asks for while the menu is open.
pub(super) fn wish_of(key: Key, bridge: &Bridge<'_>) -> Option<Wish> {
    if key == Key::Escape {
        return Some(Wish::Menu);
    }
    lines(bridge)
        .into_iter()
        .find(|line| line.key == key)
        .map(|line| line.wish)
}
