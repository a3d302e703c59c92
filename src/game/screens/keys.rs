//! The keys of the bridge, as a list.

use crate::game::theme::{P, mono, regular, size};
use crate::game::widgets::{line, say};
use crate::words::fl;
use bevy_egui::egui::{Sense, Ui, vec2};

/// Every key of the bridge and what it does, in the order of the manual.
pub fn keys() -> [(&'static str, &'static str); 31] {
    [
        (fl!("key-space"), fl!("keys-clock")),
        ("1, 2, 3", fl!("keys-speed")),
        ("N", fl!("keys-next")),
        ("A", fl!("keys-acknowledge")),
        ("D", fl!("keys-declare")),
        ("T", fl!("keys-triage")),
        ("E", fl!("keys-inquiry")),
        ("R", fl!("keys-remedy")),
        ("L", fl!("keys-role")),
        ("U", fl!("keys-update")),
        ("F", fl!("keys-merge")),
        ("X", fl!("keys-resolve")),
        ("J", fl!("keys-incident")),
        ("I", fl!("keys-next-incident")),
        ("K", fl!("keys-sure")),
        ("M", fl!("keys-message")),
        ("P", fl!("keys-people")),
        ("W", fl!("keys-planned-work")),
        ("O", fl!("keys-orders")),
        ("V", fl!("keys-levers")),
        ("G", fl!("keys-pipelines")),
        ("C", fl!("keys-cases")),
        ("Y", fl!("keys-outside")),
        ("B", fl!("keys-change")),
        ("H", fl!("keys-hand-over")),
        ("Z", fl!("keys-take-back")),
        ("Q", fl!("keys-hint")),
        ("F2, F3, F4", fl!("keys-overlays")),
        ("F6", fl!("keys-next-part")),
        ("F1, S", fl!("keys-glossary-settings")),
        (fl!("key-esc"), fl!("keys-close")),
    ]
}

/// Writes the list, in two columns where there is room for them.
pub(super) fn list(ui: &mut Ui) {
    let width = ui.available_width() - 8.0;
    let columns = if width > 560.0 { 2 } else { 1 };
    let keys = keys();
    let rows = keys.len().div_ceil(columns);
    let row = 22.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, rows as f32 * row), Sense::hover());
    let column = rect.width() / columns as f32;
    for (place, (key, does)) in keys.into_iter().enumerate() {
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
