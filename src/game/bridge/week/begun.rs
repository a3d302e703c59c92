//! What has been begun and could be, and what is owed.

use super::{card, nothing};
use crate::game::theme::{self, P, mono, regular, semibold, size, tint};
use crate::game::widgets::{bar, caps, card_ground, follow, laid, line, paint, paint_right, say};
use crate::game::wish::{Question, Wish};
use crate::observe::sentences::Spoken;
use crate::observe::view::{Obligation, Venture, VentureKind, WeekView};
use crate::words::fl;
use bevy_egui::egui::{
    CornerRadius, CursorIcon, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

pub(super) fn portfolio(ui: &mut Ui, rect: Rect, view: &WeekView, wishes: &mut Vec<Wish>) {
    let right = match view.under_way {
        0 => fl!("week-nothing-under-way").to_owned(),
        at_once => fl!("week-at-once", count = at_once),
    };
    card(ui, rect, fl!("week-portfolio"), &right, |ui| {
        for venture in &view.portfolio {
            if let Some(wish) = venture_card(ui, venture) {
                wishes.push(wish);
            }
        }
    });
}

fn venture_card(ui: &mut Ui, venture: &Venture) -> Option<Wish> {
    let (kind, colour, question) = match venture.kind {
        VentureKind::Practice(id) => (
            fl!("week-venture-practice"),
            P.focus,
            Question::Initiative(id),
        ),
        VentureKind::Work(id, kind) => (kind.spoken(), theme::work(kind), Question::Item(id)),
        VentureKind::Control(id) => (
            fl!("week-venture-control"),
            P.severity[2],
            Question::Control(id),
        ),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let share = format!("{:.0} %", venture.share * 100.0);
    let told = format!("{}, {kind}, {share}, {}", venture.name, venture.note);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &told));
    card_ground(ui, rect, false, response.has_focus());
    let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    let edge_colour = if venture.on {
        colour
    } else {
        tint(colour, P.raised, 0.4)
    };
    ui.painter()
        .rect_filled(edge, CornerRadius::same(2), edge_colour);
    let kind_rect = paint_right(
        ui,
        rect.right_top() + vec2(-10.0, 8.0),
        kind,
        regular(size::SMALL),
        P.soft,
    );
    let ink = if venture.on { P.text } else { P.soft };
    let room = kind_rect.left() - rect.left() - 22.0;
    line(
        ui,
        rect.min + vec2(14.0, 7.0),
        &venture.name,
        semibold(size::BODY),
        ink,
        room,
    );
    let track = Rect::from_min_size(
        rect.min + vec2(14.0, 35.0),
        vec2((rect.width() * 0.34).max(40.0), 5.0),
    );
    bar(ui, track, venture.share, colour, None);
    let left = track.right() + 10.0;
    let note = laid(
        ui,
        &venture.note,
        regular(size::SMALL),
        P.soft,
        rect.right() - 10.0 - left,
        1,
    );
    let note_at = pos2(rect.right() - 10.0 - note.size().x, rect.top() + 29.0);
    paint(ui, note_at, note);
    response.clicked().then_some(Wish::Choose(question))
}

pub(super) fn owed(ui: &mut Ui, rect: Rect, view: &WeekView) {
    card(ui, rect, fl!("week-owed"), "", |ui| {
        if view.obligations.is_empty() {
            nothing(ui, fl!("week-nothing-owed"));
        }
        for obligation in &view.obligations {
            owed_line(ui, obligation);
        }
        if !view.budgets.is_empty() {
            ui.add_space(4.0);
            let (head, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
            caps(ui, head.min, fl!("week-budgets"), P.dim);
        }
        for (name, held) in &view.budgets {
            let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
            line(
                ui,
                row.min,
                name,
                regular(size::BODY),
                P.soft,
                row.width() - 80.0,
            );
            paint_right(ui, row.right_top(), held, mono(11.0), P.text);
            say(ui, row, ("budget", name), &format!("{name}: {held}"));
        }
    });
}

fn owed_line(ui: &mut Ui, obligation: &Obligation) {
    let width = ui.available_width();
    let text = laid(
        ui,
        &obligation.text,
        regular(size::BODY),
        P.text,
        width - 84.0,
        3,
    );
    let height = text.size().y.max(18.0);
    let (row, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let colour = match obligation.minutes_left {
        ..1440 => P.severity[0],
        1440..10_080 => P.severity[1],
        _ => P.soft,
    };
    line(
        ui,
        row.min + vec2(0.0, 1.0),
        &obligation.when,
        mono(11.0),
        colour,
        82.0,
    );
    paint(ui, row.min + vec2(84.0, 0.0), text);
    let told = format!("{}: {}", obligation.when, obligation.text);
    say(
        ui,
        row,
        ("owed", &obligation.text, obligation.minutes_left),
        &told,
    );
}
