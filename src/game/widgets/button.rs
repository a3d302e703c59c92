//! Buttons: a word, a key that does the same, a ring where the keyboard is.

use super::follow;
use super::text::laid;
use crate::game::theme::{P, medium, mono, regular, size, space, tint};
use bevy_egui::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

/// How a button looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// One of several.
    Quiet,
    /// Chosen, or the way on.
    Chosen,
    /// Small, without an edge.
    Pill,
    /// Words in the colour of acts, at the end of a card.
    Link,
}

/// The height of a button.
const HEIGHT: f32 = 26.0;

/// A button with the key that does the same.
pub fn button(ui: &mut Ui, text: &str, key: Option<&str>, look: Look) -> Response {
    let (pad, font) = match look {
        Look::Quiet | Look::Chosen => (10.0, medium(size::BODY)),
        Look::Pill => (6.0, medium(size::SMALL)),
        Look::Link => (2.0, medium(size::SMALL)),
    };
    let colour = match look {
        Look::Link => P.focus,
        Look::Pill => P.soft,
        _ => P.text,
    };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    let cap = key.map_or(0.0, |key| cap_width(key) + space::S);
    let height = match look {
        Look::Quiet | Look::Chosen => HEIGHT,
        _ => 20.0,
    };
    let (rect, response) = ui.allocate_exact_size(
        vec2(galley.size().x + cap + 2.0 * pad, height),
        Sense::click(),
    );
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        back(ui, rect, &response, look);
        let at = pos2(rect.left() + pad, rect.center().y - galley.size().y / 2.0);
        let colour = if ui.is_enabled() { colour } else { P.dim };
        ui.painter()
            .galley_with_override_text_color(at, galley, colour);
        if let Some(key) = key {
            key_cap(
                ui,
                pos2(rect.right() - pad - cap_width(key), rect.center().y - 7.5),
                key,
            );
        }
    }
    response
}

fn back(ui: &Ui, rect: Rect, response: &Response, look: Look) {
    let radius = CornerRadius::same(if look == Look::Pill { 10 } else { 6 });
    let (fill, edge) = match look {
        Look::Quiet => (P.raised, P.hairline),
        Look::Chosen => (P.focus_ground, tint(P.focus, P.focus_ground, 0.55)),
        Look::Pill => (tint(P.focus_ground, P.panel, 0.35), Color32::TRANSPARENT),
        Look::Link => (Color32::TRANSPARENT, Color32::TRANSPARENT),
    };
    let fill = if response.hovered() {
        tint(P.soft, fill_or(fill), 0.10)
    } else {
        fill
    };
    ui.painter().rect_filled(rect, radius, fill);
    ui.painter()
        .rect_stroke(rect, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(1.0),
            radius,
            Stroke::new(2.0, P.focus),
            StrokeKind::Outside,
        );
    }
}

fn fill_or(fill: Color32) -> Color32 {
    if fill == Color32::TRANSPARENT {
        P.panel
    } else {
        fill
    }
}

/// The width of a key's picture.
fn cap_width(key: &str) -> f32 {
    6.2 * key.chars().count() as f32 + 8.0
}

/// The picture of a key.
pub fn key_cap(ui: &Ui, at: Pos2, key: &str) -> Rect {
    let rect = Rect::from_min_size(at, vec2(cap_width(key), 15.0));
    ui.painter().rect(
        rect,
        CornerRadius::same(3),
        P.map,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    ui.painter()
        .text(rect.center(), Align2::CENTER_CENTER, key, mono(9.5), P.soft);
    rect
}

/// What is left of a choice's width for its text.
const CHOICE_SIDES: f32 = 42.0;

/// How high a choice has to be in a width.
pub fn choice_height(ui: &Ui, text: &str, note: &str, width: f32) -> f32 {
    let title = laid(
        ui,
        text,
        medium(size::BODY),
        P.text,
        width - CHOICE_SIDES,
        4,
    )
    .size()
    .y;
    let under = if note.is_empty() {
        0.0
    } else {
        laid(
            ui,
            note,
            regular(size::SMALL),
            P.soft,
            width - CHOICE_SIDES,
            2,
        )
        .size()
        .y + 1.0
    };
    (title + under + 11.0).max(HEIGHT + 2.0)
}

/// One of several to choose: a key, what it is, and a note under it. All of a list are equal.
pub fn choice(ui: &mut Ui, key: Option<&str>, text: &str, note: &str, size: Vec2) -> Response {
    let title = laid(
        ui,
        text,
        medium(size::BODY),
        P.text,
        size.x - CHOICE_SIDES,
        4,
    );
    let under = (!note.is_empty()).then(|| {
        laid(
            ui,
            note,
            regular(size::SMALL),
            P.soft,
            size.x - CHOICE_SIDES,
            2,
        )
    });
    let under_height = under.as_ref().map_or(0.0, |under| under.size().y + 1.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let name = if note.is_empty() {
        text.to_owned()
    } else {
        format!("{text}. {note}")
    };
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &name));
    if ui.is_rect_visible(rect) {
        back(ui, rect, &response, Look::Quiet);
        let top = rect.center().y - (title.size().y + under_height) / 2.0;
        if let Some(key) = key {
            key_cap(
                ui,
                pos2(
                    rect.left() + 8.0,
                    top + title.size().y.min(17.0) / 2.0 - 7.5,
                ),
                key,
            );
        }
        let left = rect.left() + 31.0;
        let under_at = pos2(left, top + title.size().y + 1.0);
        ui.painter().galley(pos2(left, top), title, P.text);
        if let Some(under) = under {
            ui.painter().galley(under_at, under, P.soft);
        }
    }
    response
}
