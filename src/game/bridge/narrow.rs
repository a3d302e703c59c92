//! The bridge where there is no room for all of it at once, as with large text: the clock on top, one part below, a row to choose it.

use super::{
    Bridge, Places, SHEET, ask, dispatch, flow, guide, incident, map, overlay, people, sheet_place,
    timeline, top,
};
use crate::game::theme::{P, regular, size};
use crate::game::widgets::{Look, button, ground, key_cap, line, named, sane};
use crate::game::wish::Wish;
use crate::scenario::guide::Part;
use crate::words::fl;
use bevy_egui::egui::{
    Align, Layout, Rect, Response, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
    WidgetType, pos2, vec2,
};

/// The smallest size in which nothing is lost; a smaller window scrolls.
pub(super) const LEAST: Vec2 = vec2(712.0, 290.0);
const TOP: f32 = 100.0;
const ROW: f32 = 30.0;
/// The least height of the map.
const MAP: f32 = 430.0;

/// Parts that can be looked at, in the order in which F6 goes through them.
const PARTS: [Part; 6] = [
    Part::Dispatch,
    Part::Map,
    Part::Incident,
    Part::People,
    Part::Work,
    Part::Timeline,
];

fn name(part: Part) -> &'static str {
    match part {
        Part::Top | Part::Dispatch => fl!("part-dispatch"),
        Part::Map => fl!("part-map"),
        Part::Incident => fl!("part-incident"),
        Part::People => fl!("part-people"),
        Part::Work => fl!("part-work"),
        Part::Timeline => fl!("part-timeline"),
    }
}

/// The part after one.
pub(super) fn after(part: Part) -> Part {
    let place = PARTS.iter().position(|its| *its == part);
    PARTS[place.map_or(0, |place| (place + 1) % PARTS.len())]
}

pub(super) fn draw(ui: &mut Ui, whole: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    ui.painter().rect_filled(whole, 0.0, P.background);
    let head = Rect::from_min_size(whole.min, vec2(whole.width(), TOP));
    let row = Rect::from_min_size(head.left_bottom(), vec2(whole.width(), ROW));
    let area = sane(Rect::from_min_max(row.left_bottom(), whole.max));
    match bridge.part {
        Part::Map => high_map(ui, area, bridge, wishes),
        Part::Incident if bridge.view.sheet.is_some() => {
            incident::show(ui, area.shrink(6.0), bridge, wishes);
        }
        Part::Incident => nothing(ui, area),
        Part::People => on_ground(ui, area, |ui| people::show(ui, area, bridge, wishes)),
        Part::Work => on_ground(ui, area, |ui| flow::show(ui, area, bridge, wishes)),
        Part::Timeline => on_ground(ui, area, |ui| timeline::show(ui, area, bridge)),
        Part::Top | Part::Dispatch => {
            on_ground(ui, area, |ui| dispatch::show(ui, area, bridge, wishes));
        }
    }
    ground(ui, head);
    ground(ui, row);
    top::show_in_two_rows(ui, head, bridge, wishes);
    tabs(ui, row, bridge, wishes);
    ask::show(ui, area, !bridge.aside, bridge, wishes);
    if let Some(told) = bridge.told {
        guide::show(ui, &Places::all_in(head, area), area.top(), told, wishes);
    } else if let Some(hint) = bridge.hint {
        guide::hint(ui, &Places::all_in(head, area), area.top(), hint, wishes);
    }
}

/// The map needs its height; where there is less, it scrolls.
fn high_map(ui: &mut Ui, area: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let mut child = ui.new_child(UiBuilder::new().max_rect(area));
    child.set_clip_rect(area);
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            let size = vec2(area.width(), area.height().max(MAP));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let taken = if bridge.overlay.is_some() { SHEET } else { 0.0 };
            map::show(ui, rect, vec2(taken, 10.0), bridge, wishes);
            if let Some(view) = bridge.overlay {
                overlay::list(ui, sheet_place(rect), view);
            }
        });
}

fn on_ground(ui: &mut Ui, area: Rect, content: impl FnOnce(&mut Ui)) {
    ground(ui, area);
    content(ui);
}

fn nothing(ui: &mut Ui, area: Rect) {
    ground(ui, area);
    named(ui, fl!("part-panel-incident"), area);
    line(
        ui,
        area.min + vec2(16.0, 14.0),
        fl!("part-no-incident"),
        regular(size::LARGE),
        P.soft,
        area.width() - 32.0,
    );
}

fn tabs(ui: &mut Ui, row: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    named(ui, fl!("part-panel-parts"), row);
    let line = Stroke::new(1.0, P.hairline);
    ui.painter().hline(row.x_range(), row.top(), line);
    ui.painter().hline(row.x_range(), row.bottom(), line);
    let inside = row.shrink2(vec2(14.0, 3.0));
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(inside)
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 18.0;
    let decides = bridge.view.card.is_some() && !bridge.aside;
    if bridge.view.card.is_some() && tab(&mut child, row, fl!("part-decision"), decides).clicked() {
        wishes.push(Wish::TakeUp);
    }
    let waiting = bridge.view.incidents.len() + bridge.view.messages.len();
    for part in PARTS {
        let shown = part == bridge.part || (part == Part::Dispatch && bridge.part == Part::Top);
        let text = match (part, waiting) {
            (Part::Dispatch, 1..) => format!("{} · {waiting}", name(part)),
            _ => name(part).to_owned(),
        };
        if tab(&mut child, row, &text, shown && !decides).clicked() {
            wishes.push(Wish::Show(part));
        }
    }
    key_cap(ui, pos2(inside.right() - 24.0, row.center().y - 7.5), "F6");
}

/// One of the row: underlined where it is what is looked at.
fn tab(ui: &mut Ui, row: Rect, text: &str, on: bool) -> Response {
    let response = button(ui, text, None, Look::Link);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, on, text));
    if on {
        let under = Stroke::new(2.0, P.focus);
        let x = response.rect.x_range();
        ui.painter().hline(x, row.bottom() - 1.0, under);
    }
    response
}
