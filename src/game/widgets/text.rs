//! Text put where it belongs: never wider than its place, never over its lines.

use crate::game::theme::{P, semibold, size};
use bevy_egui::egui::text::{LayoutJob, TextFormat, TextWrapping};
use bevy_egui::egui::{
    Align2, Color32, FontId, Galley, Id, Pos2, Rect, Sense, Ui, WidgetInfo, WidgetType,
};
use std::sync::Arc;

/// Lays text out in a width and a number of lines; what does not fit ends in an ellipsis.
pub fn laid(
    ui: &Ui,
    text: &str,
    font: FontId,
    colour: Color32,
    width: f32,
    lines: usize,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping {
        max_width: width.max(1.0),
        max_rows: lines.max(1),
        break_anywhere: lines <= 1,
        overflow_character: Some('…'),
    };
    ui.painter().layout_job(job)
}

/// Writes one line from its left top; returns its rectangle.
pub fn line(ui: &Ui, at: Pos2, text: &str, font: FontId, colour: Color32, width: f32) -> Rect {
    paint(ui, at, laid(ui, text, font, colour, width, 1))
}

/// Writes what was laid out; returns its rectangle.
pub fn paint(ui: &Ui, at: Pos2, galley: Arc<Galley>) -> Rect {
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, P.text);
    rect
}

/// Writes one line that ends at its right top; returns its rectangle.
pub fn paint_right(ui: &Ui, at: Pos2, text: &str, font: FontId, colour: Color32) -> Rect {
    ui.painter().text(at, Align2::RIGHT_TOP, text, font, colour)
}

/// Writes what something is: small, in capitals, letter-spaced, dim.
pub fn caps(ui: &Ui, at: Pos2, text: &str, colour: Color32) -> Rect {
    caps_within(ui, at, text, colour, f32::INFINITY)
}

/// The same, never wider than its place.
pub fn caps_within(ui: &Ui, at: Pos2, text: &str, colour: Color32, width: f32) -> Rect {
    let mut format = TextFormat::simple(semibold(size::CAPS), colour);
    format.extra_letter_spacing = 0.7;
    let mut job = LayoutJob::single_section(text.to_uppercase(), format);
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    paint(ui, at, ui.painter().layout_job(job))
}

/// Puts text into the access tree at the place where it is painted.
pub fn say(ui: &Ui, rect: Rect, id: impl std::hash::Hash + std::fmt::Debug, text: &str) {
    let node = ui.interact(
        rect,
        Id::new(("said", ui.id(), Id::new(id))),
        Sense::hover(),
    );
    node.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
}
