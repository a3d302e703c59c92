//! What screens are made of: text, buttons, faces, severities, bars, lines. A widget is a function.

mod button;
mod face;
mod figure;
mod term;
mod text;

pub use button::{Look, button, choice, choice_height, key_cap};
pub use face::{face, faces, severity};
pub use figure::{bar, figures, ring, spark};
pub use term::{explain, explained};
pub use text::{caps, caps_within, laid, line, paint, paint_right, say};

use super::theme::{P, regular, size, space, tint};
use bevy_egui::egui::{
    Color32, CornerRadius, Id, Key, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, WidgetType, pos2, vec2,
};

/// A named part of the screen: its ground, its node in the access tree, and what is in it.
pub fn panel<R>(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    named(ui, name, rect);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    child.shrink_clip_rect(rect);
    content(&mut child)
}

/// What the keyboard reaches is brought into view.
pub fn follow(response: Response) -> Response {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// Lets the keyboard scroll what has nothing in it that could be focused.
pub fn scroll_by_keys(ui: &Ui, height: f32) {
    for (key, by) in [
        (Key::ArrowDown, -40.0),
        (Key::ArrowUp, 40.0),
        (Key::PageDown, -0.9 * height),
        (Key::PageUp, 0.9 * height),
        (Key::End, f32::MIN / 2.0),
        (Key::Home, f32::MAX / 2.0),
    ] {
        if ui.input(|input| input.key_pressed(key)) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

/// Names a rectangle in the access tree.
pub fn named(ui: &Ui, name: &str, rect: Rect) {
    let node = ui.interact(rect, Id::new(("panel", name)), Sense::hover());
    node.widget_info(|| WidgetInfo::labeled(WidgetType::Panel, true, name));
}

/// The ground of a panel.
pub fn ground(ui: &Ui, rect: Rect) {
    ui.painter().rect_filled(rect, CornerRadius::ZERO, P.panel);
}

/// The ground of a card, with its edge where it is selected.
pub fn card_ground(ui: &Ui, rect: Rect, selected: bool, focused: bool) {
    let fill = if selected {
        super::theme::tint(P.focus_ground, P.raised, 0.45)
    } else {
        P.raised
    };
    ui.painter().rect_filled(rect, CornerRadius::same(8), fill);
    if selected || focused {
        let width = if focused { 2.0 } else { 1.0 };
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(8),
            Stroke::new(width, P.focus),
            StrokeKind::Inside,
        );
    }
}

/// What a person should know.
pub fn notice(ui: &Ui, rect: Rect, text: &str, colour: Color32) {
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        tint(colour, P.panel, 0.12),
        Stroke::new(1.0, tint(colour, P.panel, 0.5)),
        StrokeKind::Inside,
    );
    let galley = laid(
        ui,
        text,
        regular(size::BODY),
        P.text,
        rect.width() - 30.0,
        6,
    );
    let at = pos2(rect.left() + 15.0, rect.center().y - galley.size().y / 2.0);
    paint(ui, at, galley);
    say(ui, rect, "notice", text);
}

/// What is inside a panel's padding.
pub fn padded(rect: Rect) -> Rect {
    rect.shrink2(vec2(space::M, space::M))
}

/// A rectangle that is never inside out.
pub fn sane(rect: Rect) -> Rect {
    let size = rect.size().max(bevy_egui::egui::Vec2::splat(1.0));
    Rect::from_min_size(rect.min, size)
}
