//! The keys of the bridge, as a list.

use crate::game::theme::{P, mono, regular, size};
use crate::game::widgets::{line, say};
use bevy_egui::egui::{Sense, Ui, vec2};

/// Every key of the bridge and what it does, in the order of the manual.
pub const KEYS: [(&str, &str); 31] = [
    ("Space", "stop the clock, or let it run"),
    ("1, 2, 3", "the clock's speed; on a card, the option"),
    ("N", "run to the next thing that needs you"),
    ("A", "acknowledge the incident at hand"),
    ("D", "declare its severity"),
    ("T", "find out what it is about"),
    ("E", "a line of inquiry"),
    ("R", "a remedy"),
    ("L", "a role"),
    ("U", "an update"),
    ("F", "fold it into another incident"),
    ("X", "close it"),
    ("J", "everything that can be done with it"),
    ("I", "the next incident"),
    ("K", "how sure are you, and why?"),
    ("M", "answer a message"),
    ("P", "people"),
    ("W", "planned work"),
    ("O", "all orders, by a word"),
    ("V", "levers"),
    ("G", "pipelines"),
    ("C", "cases"),
    ("Y", "vendors and duties outside"),
    ("B", "change in the organisation"),
    ("H", "hand something over"),
    ("Z", "take back the last order that still waits"),
    ("Q", "a hint"),
    ("F2, F3, F4", "overlays"),
    (
        "F6",
        "the next part of the bridge, where there is no room for all",
    ),
    ("F1, S", "glossary, settings"),
    ("Esc", "close what is open; else the menu"),
];

/// Writes the list, in two columns where there is room for them.
pub(super) fn list(ui: &mut Ui) {
    let width = ui.available_width() - 8.0;
    let columns = if width > 560.0 { 2 } else { 1 };
    let rows = KEYS.len().div_ceil(columns);
    let row = 22.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, rows as f32 * row), Sense::hover());
    let column = rect.width() / columns as f32;
    for (place, (key, does)) in KEYS.into_iter().enumerate() {
        let at = rect.min + vec2(column * (place / rows) as f32, row * (place % rows) as f32);
        let written = line(
            ui,
            at + vec2(0.0, 2.0),
            key,
            mono(size::BODY),
            P.focus,
            84.0,
        );
        let text = line(
            ui,
            at + vec2(90.0, 1.0),
            does,
            regular(size::BODY),
            P.soft,
            column - 96.0,
        );
        say(
            ui,
            written.union(text),
            ("key", place),
            &format!("{key}: {does}"),
        );
    }
}
