//! The flow board: planned work, and what an hour without it costs.

use super::Bridge;
use crate::game::glossary::Term;
use crate::game::theme::{self, P, mono, regular, semibold, size};
use crate::game::widgets::{
    bar, caps, card_ground, explained, faces, key_cap, line, paint_right, panel,
};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{FlowColumn, WorkCard};
use crate::words::fl;
use bevy_egui::egui::{
    Align2, CornerRadius, CursorIcon, Id, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

/// The width of an empty column, as a share of one with cards.
const EMPTY: f32 = 0.62;

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    panel(ui, fl!("flow-panel"), rect, |ui| {
        let columns = &bridge.view.flow;
        let inside = rect.shrink2(vec2(12.0, 10.0));
        let (gap, height) = (9.0, 36.0);
        let room = (((inside.height() - 19.0) / (height + 5.0)).floor() as usize).max(1);
        // A column takes as many lanes as its cards need.
        let lanes: Vec<usize> = columns
            .iter()
            .map(|column| column.items.len().div_ceil(room).clamp(1, 2))
            .collect();
        let gaps = gap * (lanes.iter().sum::<usize>().max(1) - 1) as f32;
        let share = |column: &FlowColumn| if column.items.is_empty() { EMPTY } else { 1.0 };
        let all: f32 = columns
            .iter()
            .zip(&lanes)
            .map(|(column, lanes)| share(column) * *lanes as f32)
            .sum();
        let unit = (inside.width() - gaps) / all.max(1.0);
        let mut left = inside.left();
        for (place, (column, lanes)) in columns.iter().zip(&lanes).enumerate() {
            let width = (unit * share(column)).min(210.0);
            let whole = width * *lanes as f32 + gap * (*lanes - 1) as f32;
            let head = caps(ui, pos2(left, inside.top()), column.title, P.dim);
            explained(ui, head, Term::CostOfDelay);
            if place == 0 {
                key_cap(ui, pos2(head.right() + 7.0, inside.top() - 1.5), "W");
            }
            paint_right(
                ui,
                pos2(left + whole, inside.top()),
                &column.items.len().to_string(),
                mono(10.5),
                P.dim,
            );
            let top = inside.top() + 19.0;
            if column.items.is_empty() {
                empty(ui, Rect::from_min_size(pos2(left, top), vec2(width, 30.0)));
            }
            let shown = column.items.len().min(room * lanes);
            for (number, item) in column.items.iter().take(shown).enumerate() {
                let at = pos2(
                    left + (width + gap) * (number % lanes) as f32,
                    top + (height + 5.0) * (number / lanes) as f32,
                );
                card(
                    ui,
                    bridge,
                    item,
                    Rect::from_min_size(at, vec2(width, height)),
                    wishes,
                );
            }
            if shown < column.items.len() {
                let at = pos2(left + 4.0, inside.bottom() - 8.0);
                line(
                    ui,
                    at,
                    &fl!("flow-more", count = column.items.len() - shown),
                    regular(size::SMALL),
                    P.dim,
                    whole,
                );
            }
            left += whole + gap;
        }
    });
}

fn empty(ui: &Ui, rect: Rect) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(Shape::dashed_line(
        &corners,
        Stroke::new(1.0, P.hairline),
        3.0,
        3.0,
    ));
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        fl!("flow-empty"),
        regular(size::SMALL),
        P.dim,
    );
}

fn card(ui: &mut Ui, bridge: &Bridge<'_>, item: &WorkCard, rect: Rect, wishes: &mut Vec<Wish>) {
    let sense = if item.done < 1.0 {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui
        .interact(rect, Id::new(("work", item.id)), sense)
        .on_hover_cursor(CursorIcon::PointingHand);
    let spoken = fl!(
        "flow-card-spoken",
        title = item.title,
        note = item.note,
        done = format!("{:.0}", item.done * 100.0)
    );
    let role = if item.done < 1.0 {
        WidgetType::Button
    } else {
        WidgetType::Label
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    if response.clicked() {
        wishes.push(Wish::Choose(Question::Item(item.id)));
    }
    card_ground(ui, rect, false, response.has_focus());
    let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(
        edge,
        CornerRadius {
            nw: 8,
            sw: 8,
            ne: 0,
            se: 0,
        },
        theme::work(item.kind),
    );
    let people: Vec<(usize, String)> = item
        .people
        .iter()
        .take(2)
        .map(|person| (person.at(), super::dispatch::initials(bridge, *person)))
        .collect();
    let faces_width = 20.0 * people.len() as f32;
    line(
        ui,
        rect.min + vec2(11.0, 3.0),
        &item.title,
        semibold(size::BODY),
        P.text,
        rect.width() - 20.0 - faces_width,
    );
    line(
        ui,
        rect.min + vec2(11.0, 17.5),
        &item.note,
        regular(10.5),
        P.soft,
        rect.width() - 18.0 - faces_width,
    );
    faces(
        ui,
        pos2(rect.right() - 7.0 - faces_width, rect.top() + 12.5),
        &people,
    );
    let track = Rect::from_min_max(
        pos2(rect.left() + 11.0, rect.bottom() - 4.0),
        pos2(rect.right() - 9.0, rect.bottom() - 2.0),
    );
    if item.done > 0.0 && item.done < 1.0 {
        bar(ui, track, item.done, theme::work(item.kind), None);
    }
}
