//! What a newcomer is told, and what somebody is who asks for a hint: a card at the top of the map, and a ring around what it is about.

use super::ask::board;
use super::{Places, sheet_place};
use crate::game::guide::Told;
use crate::game::hint::{HintTold, STEPS};
use crate::game::theme::{P, regular, size};
use crate::game::widgets::{Look, button, caps, laid, named, paint, say};
use crate::game::wish::Wish;
use crate::scenario::guide::Part;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, Key, Layout, Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2,
};

const WIDTH: f32 = 440.0;

/// Draws the card of a guide below a line of the map.
pub(super) fn show(ui: &mut Ui, places: &Places, top: f32, told: &Told, wishes: &mut Vec<Wish>) {
    ring(ui, places, told.part);
    let title = fl!("guide-title", number = told.number, of = told.of);
    let mut ui = card(ui, places, top, fl!("guide-panel"), &title, &told.text, "");
    if !told.waits {
        let go_on = button(
            &mut ui,
            fl!("guide-go-on"),
            Some(fl!("key-enter")),
            Look::Chosen,
        )
        .clicked();
        // Where something has the focus, Enter is for that.
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        let entered = nothing_focused && ui.input(|input| input.key_pressed(Key::Enter));
        if go_on || entered {
            wishes.push(Wish::GuideOn);
        }
    }
    if button(&mut ui, fl!("guide-i-know-the-way"), None, Look::Quiet).clicked() {
        wishes.push(Wish::GuideOff);
    }
}

/// The same for a hint: what the next step says and costs is read before it is taken.
pub(super) fn hint(
    ui: &mut Ui,
    places: &Places,
    top: f32,
    hint: &HintTold,
    wishes: &mut Vec<Wish>,
) {
    if let Some(part) = hint.part {
        ring(ui, places, part);
    }
    let title = match hint.step {
        0 => fl!("guide-hint").to_owned(),
        step => fl!("guide-hint-step", step = step, of = STEPS),
    };
    let next = match &hint.next {
        Some(next) if hint.step > 0 => fl!("guide-hint-next", next = next),
        Some(next) => next.clone(),
        None => String::new(),
    };
    let mut ui = card(
        ui,
        places,
        top,
        fl!("guide-hint-panel"),
        &title,
        &hint.text,
        &next,
    );
    if hint.next.is_some() {
        let name = fl!("guide-hint-take", step = hint.step + 1);
        if button(&mut ui, &name, Some("Q"), Look::Quiet).clicked() {
            wishes.push(Wish::Hint);
        }
    }
    if button(
        &mut ui,
        fl!("guide-hint-close"),
        Some(fl!("key-esc")),
        Look::Quiet,
    )
    .clicked()
    {
        wishes.push(Wish::HintOff);
    }
}

/// A ring around what is talked about.
fn ring(ui: &Ui, places: &Places, part: Part) {
    let about = match part {
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
}

/// A card with a title, a text and a quiet line under it; gives the row for its buttons. It lies high in the centre, beside the
/// sheet: what must be answered stands below.
fn card(
    ui: &mut Ui,
    places: &Places,
    top: f32,
    name: &str,
    title: &str,
    text: &str,
    under: &str,
) -> Ui {
    let sheet = sheet_place(places.centre);
    let left = places.centre.left() + 14.0;
    let width = WIDTH.min(sheet.left() - left - 14.0);
    let said = laid(ui, text, regular(size::LARGE), P.text, width - 32.0, 11);
    let quiet = laid(ui, under, regular(size::BODY), P.soft, width - 32.0, 2);
    let quiet_height = if under.is_empty() {
        0.0
    } else {
        quiet.size().y + 6.0
    };
    let height = 34.0 + said.size().y + quiet_height + 48.0;
    let rect = Rect::from_min_size(pos2(left, top + 12.0), vec2(width, height));
    board(ui, rect);
    named(ui, name, rect);
    caps(ui, rect.min + vec2(16.0, 13.0), title, P.focus);
    let written = paint(ui, rect.min + vec2(16.0, 32.0), said);
    say(ui, written, "told", text);
    if !under.is_empty() {
        let below = paint(ui, written.left_bottom() + vec2(0.0, 6.0), quiet);
        say(ui, below, "told-next", under);
    }
    let row = Rect::from_min_max(
        pos2(rect.left() + 16.0, rect.bottom() - 38.0),
        rect.max - vec2(16.0, 8.0),
    );
    let layout = Layout::left_to_right(Align::Center);
    // The same place may hold another card next.
    let row = UiBuilder::new().id_salt(name).max_rect(row).layout(layout);
    ui.new_child(row)
}
