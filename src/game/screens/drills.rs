//! Drills: the stretches of one's own runs that cost most, each to be played again from its first minute.

use super::progress::written;
use super::{DIGITS, list_page};
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{card_ground, follow, laid, line, paint, paint_right};
use crate::game::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{CursorIcon, Key, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use std::path::PathBuf;

/// A moment that can be played again.
#[derive(Clone, PartialEq, Debug)]
pub struct DrillRow {
    /// The log of its run.
    pub path: PathBuf,
    /// Its first minute.
    pub minute: u32,
    /// Its last.
    pub until: u32,
    /// The scenario's title.
    pub title: String,
    /// The run's seed.
    pub seed: u64,
    /// Why it cost, in a sentence without a full stop.
    pub why: String,
    /// Points of the whole result that it cost.
    pub points: f64,
}

/// What the screen shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct DrillsView {
    /// The dearest first.
    pub rows: Vec<DrillRow>,
    /// Runs that are still being looked at.
    pub waiting: usize,
}

/// Draws the list of drills.
pub fn drills(ui: &mut Ui, view: &DrillsView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (_, back) = list_page(
        ui,
        820.0,
        fl!("drills-title"),
        fl!("drills-back"),
        |ui, _| {
            ui.spacing_mut().item_spacing = vec2(0.0, 8.0);
            written(ui, "about", &about(view));
            for (place, row) in view.rows.iter().enumerate() {
                let key = DIGITS.get(place);
                let pressed = key.is_some_and(|key| ui.input(|input| input.key_pressed(*key)));
                if moment(ui, row, key.map(|_| place + 1)) || pressed {
                    wishes.push(Wish::Drill(row.path.clone(), row.minute));
                }
            }
        },
    );
    if back || ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    super::anywhere(ui, &mut wishes);
    wishes
}

fn about(view: &DrillsView) -> String {
    match (view.rows.is_empty(), view.waiting) {
        (true, 0) => fl!("drills-about-nothing").to_owned(),
        (true, waiting) => fl!("drills-about-waiting", waiting = waiting),
        (false, _) => fl!("drills-about").to_owned(),
    }
}

/// A moment in the list; tells whether it was pressed.
fn moment(ui: &mut Ui, row: &DrillRow, digit: Option<usize>) -> bool {
    let width = ui.available_width() - 8.0;
    let why = laid(
        ui,
        &row.why,
        semibold(size::LARGE),
        P.text,
        width - 190.0,
        3,
    );
    let (rect, response) = ui.allocate_exact_size(vec2(width, why.size().y + 42.0), Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let minutes = match row.until > row.minute {
        true => fl!("drills-minutes", from = row.minute, until = row.until),
        false => fl!("drills-minute", minute = row.minute),
    };
    let cost = fl!("drills-cost", points = row.points.round() as u32);
    let from = fl!(
        "drills-from",
        title = row.title,
        seed = row.seed.to_string(),
        minutes = minutes
    );
    response.widget_info(|| {
        let name = format!("{}: {cost}; {from}", row.why);
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    card_ground(ui, rect, response.hovered(), response.has_focus());
    let right = rect.right() - 16.0;
    paint_right(
        ui,
        pos2(right, rect.top() + 12.0),
        &cost,
        medium(size::LARGE),
        P.text,
    );
    let again = fl!("drills-again");
    let way = digit.map_or(again.to_owned(), |digit| format!("{again}   {digit}"));
    let at = pos2(right, rect.bottom() - 26.0);
    let way = paint_right(ui, at, &way, medium(size::BODY), P.focus);
    let left = rect.left() + 16.0;
    let why = paint(ui, pos2(left, rect.top() + 11.0), why);
    let room = way.left() - left - 12.0;
    line(
        ui,
        pos2(left, why.bottom() + 3.0),
        &from,
        regular(size::BODY),
        P.soft,
        room,
    );
    response.clicked()
}
