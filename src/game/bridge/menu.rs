//! The way out: go on, settings, home. The bridge lies dimmed behind it and cannot be reached.

use super::Bridge;
use super::ask::board;
use crate::game::theme::{P, regular, semibold, size};
use crate::game::widgets::{caps, choice, choice_height, laid, line, named, paint, say};
use crate::game::wish::Wish;
use crate::words::fl;
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
        fl!("menu-home-note-unkept")
    } else {
        fl!("menu-home-note-kept")
    };
    let line = |key, name, note: &str, wish| Line {
        key,
        name,
        note: note.to_owned(),
        wish,
    };
    let hint = bridge.aids.then(|| {
        let note = fl!("menu-hint-note");
        line(Key::Q, fl!("menu-hint"), note, Wish::Hint)
    });
    let back = bridge.last_order.map(|order| {
        let note = fl!("menu-take-back-note", order = order);
        line(Key::T, fl!("menu-take-back"), &note, Wish::TakeBack)
    });
    let go_on = line(
        Key::C,
        fl!("menu-go-on"),
        fl!("menu-go-on-note"),
        Wish::Menu,
    );
    let others = [
        line(
            Key::S,
            fl!("menu-settings"),
            fl!("menu-settings-note"),
            Wish::Settings,
        ),
        line(
            Key::F1,
            fl!("menu-glossary"),
            fl!("menu-glossary-note"),
            Wish::Glossary,
        ),
        line(Key::H, fl!("menu-home"), kept, Wish::Home),
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
    named(ui, fl!("menu-panel"), rect);
    let at = rect.min + vec2(18.0, 15.0);
    let caption = caps(ui, at, fl!("menu-the-watch-waits"), P.focus);
    let title = line(
        ui,
        at + vec2(0.0, 16.0),
        &bridge.view.title,
        semibold(size::TITLE),
        P.text,
        inner,
    );
    let minute = fl!(
        "menu-the-watch-waits-spoken",
        minute = bridge.view.minute,
        ends = bridge.view.ends
    );
    say(ui, caption.union(title), "the-watch-waits", &minute);
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
