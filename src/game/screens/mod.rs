//! A file a screen: the pure function that draws it, and the view that it needs.

pub mod briefing;
pub mod debrief;
pub mod home;
pub mod replay;

use super::theme::{P, space};
use bevy_egui::egui::{Rect, Ui, vec2};

/// The ground of a roomy screen, and the column in its middle that is used.
fn page(ui: &Ui, widest: f32) -> Rect {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, P.background);
    let side = ((whole.width() - widest) / 2.0).max(space::XL);
    let inside = whole.shrink2(vec2(side.min(whole.width() / 3.0), space::XL));
    super::widgets::sane(inside)
}
