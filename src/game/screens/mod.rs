//! A file a screen: the pure function that draws it, and the view that it needs.

pub mod briefing;
pub mod debrief;
pub mod glossary;
pub mod home;
pub mod library;
pub mod replay;
pub mod settings;

use super::theme::{P, space};
use super::wish::Wish;
use bevy_egui::egui::{Key, Rect, Ui, vec2};

/// Keys of the first lines of a list.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What can be reached from every screen.
fn anywhere(ui: &Ui, wishes: &mut Vec<Wish>) {
    if ui.input(|input| input.key_pressed(Key::F1)) {
        wishes.push(Wish::Glossary);
    }
}

/// The ground of a roomy screen, and the column in its middle that is used.
fn page(ui: &Ui, widest: f32) -> Rect {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, P.background);
    let side = ((whole.width() - widest) / 2.0).max(space::XL);
    let inside = whole.shrink2(vec2(side.min(whole.width() / 3.0), space::XL));
    super::widgets::sane(inside)
}
