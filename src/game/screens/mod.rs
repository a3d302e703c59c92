//! A file a screen: the pure function that draws it, and the view that it needs.

pub mod briefing;
pub mod debrief;
pub mod drills;
pub mod glossary;
pub mod home;
pub mod keys;
pub mod library;
pub mod path;
pub mod progress;
pub mod replay;
pub mod settings;

use super::theme::{P, semibold, size, space};
use super::widgets::{Look, button, line, named, sane};
use super::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{Align, Key, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

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

/// A screen that is a list: its title, the list, which scrolls where it is longer than the screen, and a button below that leads back.
/// Gives the title's place, and whether the button was pressed.
fn list_page(
    ui: &mut Ui,
    widest: f32,
    title: &str,
    back: &str,
    list: impl FnOnce(&mut Ui, f32),
) -> (Rect, bool) {
    let inside = page(ui, widest);
    named(ui, &title.to_lowercase(), inside);
    let font = semibold(size::DISPLAY);
    let head = line(ui, inside.min, title, font, P.text, inside.width());
    let middle = sane(Rect::from_min_max(
        pos2(inside.left(), head.bottom() + 12.0),
        pos2(inside.right(), inside.bottom() - 40.0),
    ));
    let mut child = ui.new_child(UiBuilder::new().max_rect(middle));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| list(ui, middle.height()));
    let foot = Rect::from_min_max(pos2(inside.left(), inside.bottom() - 28.0), inside.max);
    let left = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(foot).layout(left));
    let pressed = button(&mut child, back, Some(fl!("key-esc")), Look::Quiet).clicked();
    (head.with_max_x(inside.right()), pressed)
}

/// The ground of a roomy screen, and the column in its middle that is used.
fn page(ui: &Ui, widest: f32) -> Rect {
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0.0, P.background);
    let side = ((whole.width() - widest) / 2.0).max(space::XL);
    let inside = whole.shrink2(vec2(side.min(whole.width() / 3.0), space::XL));
    sane(inside)
}
