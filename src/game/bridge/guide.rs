//! What a newcomer is told: a card at the top of the map, and a ring around what it is about.

use super::ask::board;
use super::{Places, sheet_place};
use crate::game::guide::Told;
use crate::game::theme::{P, regular, size};
use crate::game::widgets::{Look, button, caps, laid, named, paint, say};
use crate::game::wish::Wish;
use crate::scenario::guide::Part;
use bevy_egui::egui::{
    Align, CornerRadius, Key, Layout, Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

const WIDTH: f32 = 440.0;

/// Draws the card below a line of the map.
pub(super) fn show(ui: &mut Ui, places: &Places, top: f32, told: &Told, wishes: &mut Vec<Wish>) {
    let about = match told.part {
        Part::Top => places.top,
        Part::Dispatch => places.left,
        Part::Map => places.centre,
        Part::Incident => sheet_place(places.centre),
        Part::People => places.right,
        Part::Work => places.flow,
        Part::Timeline => places.timeline,
    };
    let (corner, ring) = (CornerRadius::same(8), Stroke::new(2.5, P.focus));
    (ui.painter()).rect_stroke(about.shrink(3.0), corner, ring, StrokeKind::Inside);

    // High in the centre, beside the sheet: what must be answered stands below.
    let sheet = sheet_place(places.centre);
    let left = places.centre.left() + 14.0;
    let width = WIDTH.min(sheet.left() - left - 14.0);
    let text = laid(
        ui,
        &told.text,
        regular(size::LARGE),
        P.text,
        width - 32.0,
        9,
    );
    let height = 34.0 + text.size().y + 48.0;
    let rect = Rect::from_min_size(pos2(left, top + 12.0), vec2(width, height));
    board(ui, rect);
    named(ui, "guide", rect);
    let title = format!("your first watch   {} of {}", told.number, told.of);
    caps(ui, rect.min + vec2(16.0, 13.0), &title, P.focus);
    let text = paint(ui, rect.min + vec2(16.0, 32.0), text);
    say(ui, text, "told", &told.text);

    let row = Rect::from_min_max(
        pos2(rect.left() + 16.0, rect.bottom() - 38.0),
        rect.max - vec2(16.0, 8.0),
    );
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(row)
            .layout(Layout::left_to_right(Align::Center)),
    );
    if !told.waits {
        let go_on = button(&mut ui, "Go on", Some("Enter"), Look::Chosen).clicked();
        // Where something has the focus, Enter is for that.
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        let entered = nothing_focused && ui.input(|input| input.key_pressed(Key::Enter));
        if go_on || entered {
            wishes.push(Wish::GuideOn);
        }
    }
    if button(&mut ui, "I know the way", None, Look::Quiet).clicked() {
        wishes.push(Wish::GuideOff);
    }
}
