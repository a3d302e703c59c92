//! My path: the three levels with their scenarios in order, what was played, what comes next.

use super::briefing::level;
use super::library::{Origin, ScenarioRow};
use super::progress::written;
use super::{DIGITS, list_page};
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{caps, card_ground, follow, line, paint_right, say};
use crate::game::wish::Wish;
use crate::scenario::rules::Level;
use crate::words::fl;
use bevy_egui::egui::{CursorIcon, Key, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

const LEVELS: [Level; 3] = [Level::Foundation, Level::Professional, Level::Advanced];

/// The scenarios of a level in the order in which one had best play them: the tutorial, then from the shortest to the longest.
fn of_level(scenarios: &[ScenarioRow], level: Level) -> Vec<&ScenarioRow> {
    let mut rows: Vec<&ScenarioRow> = (scenarios.iter())
        .filter(|row| row.level == Some(level) && row.faults == 0)
        .collect();
    rows.sort_by_key(|row| (row.origin != Origin::Tutorial, row.minutes, &row.title));
    rows
}

/// The next step: the first scenario that was not played to its end; once all were, the one whose best lies farthest below par.
pub fn next(scenarios: &[ScenarioRow]) -> Option<&ScenarioRow> {
    let path = || {
        LEVELS
            .into_iter()
            .flat_map(|level| of_level(scenarios, level))
    };
    let below_par = |row: &&ScenarioRow| row.best.map_or(0.0, |(points, par)| par - points);
    let new = path().find(|row| row.played == 0);
    new.or_else(|| path().max_by(|a, b| below_par(a).total_cmp(&below_par(b))))
}

/// Draws the path.
pub fn path(ui: &mut Ui, scenarios: &[ScenarioRow]) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let next = next(scenarios);
    let (_, back) = list_page(ui, 820.0, fl!("path-title"), fl!("path-back"), |ui, _| {
        ui.spacing_mut().item_spacing = vec2(0.0, 8.0);
        let mut digits = DIGITS.into_iter().zip(1..);
        for level_of in LEVELS {
            heading(ui, level(level_of));
            let rows = of_level(scenarios, level_of);
            if rows.is_empty() {
                written(ui, level(level_of), fl!("path-nothing"));
            }
            for row in rows {
                let is_next = next.is_some_and(|next| next.id == row.id);
                let digit = digits.next();
                let pressed =
                    digit.is_some_and(|(key, _)| ui.input(|input| input.key_pressed(key)));
                if step(ui, row, is_next, digit.map(|(_, number)| number)) || pressed {
                    wishes.push(Wish::Brief(row.id.clone()));
                }
            }
        }
    });
    if back || ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    super::anywhere(ui, &mut wishes);
    wishes
}

fn heading(ui: &mut Ui, text: &str) {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let written = caps(ui, head.min + vec2(0.0, 12.0), text, P.dim);
    say(ui, written, ("level", text), text);
}

/// How a step stands: its sign and its word.
fn standing(row: &ScenarioRow, is_next: bool) -> (&'static str, String) {
    let came_to = match (row.played, row.best, row.par) {
        (0, _, Some(par)) => fl!("path-not-played-par", par = format!("{par:.0}")),
        (0, ..) => fl!("path-not-played-yet").to_owned(),
        (_, Some((best, par)), _) => fl!(
            "path-best",
            best = format!("{best:.0}"),
            par = format!("{par:.0}")
        ),
        (_, None, _) => fl!("path-no-score").to_owned(),
    };
    match (is_next, row.played) {
        (true, _) => (
            egui_phosphor::regular::PLAY,
            fl!("path-next", standing = came_to),
        ),
        (false, 0) => (egui_phosphor::regular::CIRCLE, came_to),
        (false, _) => (egui_phosphor::regular::CHECK_CIRCLE, came_to),
    }
}

/// A scenario on the path; tells whether it was pressed.
fn step(ui: &mut Ui, row: &ScenarioRow, is_next: bool, digit: Option<u32>) -> bool {
    let size_of_row = vec2(ui.available_width() - 8.0, 54.0);
    let (rect, response) = ui.allocate_exact_size(size_of_row, Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let (sign, stands) = standing(row, is_next);
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Button, true, format!("{}: {stands}", row.title))
    });
    card_ground(
        ui,
        rect,
        response.hovered() || is_next,
        response.has_focus(),
    );
    let colour = if is_next { P.focus } else { P.soft };
    let at = rect.min + vec2(15.0, 15.0);
    line(ui, at, sign, regular(22.0), colour, 26.0);
    let number = digit.map_or(String::new(), |digit| format!("   {digit}"));
    let right = rect.right() - 16.0;
    let minutes = paint_right(
        ui,
        pos2(right, rect.top() + 9.0),
        &format!("{}{number}", fl!("library-minutes", minutes = row.minutes)),
        regular(size::BODY),
        P.soft,
    );
    let left = rect.left() + 50.0;
    let room = minutes.left() - left - 12.0;
    line(
        ui,
        pos2(left, rect.top() + 8.0),
        &row.title,
        semibold(size::LARGE),
        P.text,
        room,
    );
    let kind = line(
        ui,
        pos2(left, rect.top() + 29.0),
        &stands,
        medium(size::BODY),
        colour,
        right - left,
    );
    let track = row.track.map_or("", super::briefing::track);
    if right - kind.right() > 120.0 {
        paint_right(
            ui,
            pos2(right, rect.top() + 30.0),
            track,
            regular(size::SMALL),
            P.soft,
        );
    }
    response.clicked()
}
