//! What screens are made of: text, buttons, faces, severities, bars, lines. A widget is a function.

mod button;
mod face;
mod figure;
mod text;

pub use button::{Look, button, choice, choice_height, key_cap};
pub use face::{face, faces, severity};
pub use figure::{bar, figures, ring, spark};
pub use text::{caps, laid, line, paint, paint_right, say};

use super::theme::{P, space};
use bevy_egui::egui::{
    CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType,
};

/// A named part of the screen: its ground, its node in the access tree, and what is in it.
pub fn panel<R>(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    named(ui, name, rect);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    child.shrink_clip_rect(rect);
    content(&mut child)
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

/// What is inside a panel's padding.
pub fn padded(rect: Rect) -> Rect {
    rect.shrink2(bevy_egui::egui::vec2(space::M, space::M))
}

/// A rectangle that is never inside out.
pub fn sane(rect: Rect) -> Rect {
    let size = rect.size().max(bevy_egui::egui::Vec2::splat(1.0));
    Rect::from_min_size(rect.min, size)
}
