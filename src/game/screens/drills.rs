//! Drills: the stretches of one's own runs that cost most, each to be played again from its first minute.

use super::progress::written;
use super::{DIGITS, list_page};
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{card_ground, follow, laid, line, paint, paint_right};
use crate::game::wish::Wish;
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
    let (_, back) = list_page(ui, 820.0, "Drills", "Back", |ui, _| {
        ui.spacing_mut().item_spacing = vec2(0.0, 8.0);
        written(ui, "about", &about(view));
        for (place, row) in view.rows.iter().enumerate() {
            let key = DIGITS.get(place);
            let pressed = key.is_some_and(|key| ui.input(|input| input.key_pressed(*key)));
            if moment(ui, row, key.map(|_| place + 1)) || pressed {
                wishes.push(Wish::Drill(row.path.clone(), row.minute));
            }
        }
    });
    if back || ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    super::anywhere(ui, &mut wishes);
    wishes
}

fn about(view: &DrillsView) -> String {
    match (view.rows.is_empty(), view.waiting) {
        (true, 0) => "Drills come from your own runs: the stretches that cost you most, to be played again from their first minute. \
                      Lead a watch to its end, and look here."
            .to_owned(),
        (true, waiting) => format!("Your runs are being looked at. Still to come: {waiting}."),
        (false, _) => "What cost you most. Each opens its run at the minute at which it began; P plays on from there, as a branch beside the original."
            .to_owned(),
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
        true => format!("minutes {} to {}", row.minute, row.until),
        false => format!("minute {}", row.minute),
    };
    let cost = match row.points.round() {
        1.0 => "cost 1 point".to_owned(),
        points => format!("cost {points:.0} points"),
    };
    let from = format!("{} · seed {} · {minutes}", row.title, row.seed);
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
    let way = digit.map_or("play it again".to_owned(), |digit| {
        format!("play it again   {digit}")
    });
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
