//! The six places of a week, and the way on.

use super::super::Bridge;
use super::super::top::planning;
use super::{PAD, board, nothing};
use crate::game::theme::{P, regular, semibold, size, space, tint};
use crate::game::widgets::{Look, button, caps, follow, key_cap, laid, line, paint, say};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{Ordered, Place, WeekView};
use crate::words::fl;
use bevy_egui::egui::{
    Color32, CornerRadius, CursorIcon, Id, Rect, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, WidgetType, pos2, vec2,
};

/// What this week goes to.
pub(super) fn places(
    ui: &mut Ui,
    rect: Rect,
    bridge: &Bridge<'_>,
    view: &WeekView,
    wishes: &mut Vec<Wish>,
) {
    let below = if bridge.planning.is_some() {
        84.0
    } else {
        64.0
    };
    board(ui, rect, fl!("week-places"), [12.0, below], |ui| {
        let mut key = 0;
        for place in Place::ALL {
            let (head, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
            let name = match place {
                Place::Priority => fl!("week-place-priorities"),
                Place::Conversation => fl!("week-place-conversations"),
                Place::Policy => fl!("week-place-policy"),
            };
            caps(ui, head.min + vec2(0.0, 2.0), name, P.dim);
            let ordered: Vec<&Ordered> = view.in_places(place).collect();
            for number in 0..place.count() {
                key += 1;
                let order = ordered.get(number).copied();
                wishes.extend(one_place(ui, place, number, key, order));
            }
            // Whoever led minute by minute may have ordered more.
            let more = ordered.len().saturating_sub(place.count());
            if more > 0 {
                nothing(ui, &fl!("week-place-more", more = more));
            }
            ui.add_space(space::S);
        }
        if !view.handed_over.is_empty() {
            let text = fl!("week-left-to-others", others = view.handed_over.join("; "));
            let galley = laid(
                ui,
                &text,
                regular(size::SMALL),
                P.soft,
                ui.available_width(),
                5,
            );
            let (row, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
            paint(ui, row.min, galley);
            say(ui, row, "left-to-others", &text);
        }
    });
    run(ui, rect, bridge, wishes);
}

fn one_place(
    ui: &mut Ui,
    place: Place,
    number: usize,
    key: u8,
    ordered: Option<&Ordered>,
) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (title, note) = match (place, number) {
        (Place::Priority, 0) => (fl!("week-priority-first"), fl!("week-priority-first-note")),
        (Place::Priority, 1) => (
            fl!("week-priority-second"),
            fl!("week-priority-second-note"),
        ),
        (Place::Priority, _) => (fl!("week-priority-third"), fl!("week-priority-third-note")),
        (Place::Conversation, 0) => (
            fl!("week-conversation-first"),
            fl!("week-conversation-first-note"),
        ),
        (Place::Conversation, _) => (
            fl!("week-conversation-second"),
            fl!("week-conversation-second-note"),
        ),
        (Place::Policy, _) => (fl!("week-policy-none"), fl!("week-policy-none-note")),
    };
    let (title, note) = match ordered {
        Some(order) if order.undo.is_some() => {
            (order.text.as_str(), fl!("week-order-can-be-undone"))
        }
        Some(order) => (order.text.as_str(), fl!("week-order-under-way")),
        None => (title, note),
    };
    let width = ui.available_width();
    let text = laid(
        ui,
        title,
        semibold(size::BODY),
        if ordered.is_some() { P.text } else { P.soft },
        width - 74.0,
        2,
    );
    let height = text.size().y + 32.0;
    let sense = if ordered.is_none() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let told = format!("{title}. {note}");
    let kind = if ordered.is_none() {
        WidgetType::Button
    } else {
        WidgetType::Label
    };
    response.widget_info(|| WidgetInfo::labeled(kind, true, &told));
    if ordered.is_some() {
        ui.painter().rect(
            rect,
            CornerRadius::same(6),
            P.focus_ground,
            Stroke::new(1.0, tint(P.focus, P.focus_ground, 0.55)),
            StrokeKind::Inside,
        );
    } else {
        dashed(ui, rect, response.has_focus() || response.hovered());
    }
    let cap_at = rect.min + vec2(10.0, height / 2.0 - 7.5);
    key_cap(ui, cap_at, &key.to_string());
    let top = rect.top() + 8.0;
    let title_height = text.size().y;
    paint(ui, pos2(rect.left() + 36.0, top), text);
    line(
        ui,
        pos2(rect.left() + 36.0, top + title_height + 1.0),
        note,
        regular(size::SMALL),
        P.soft,
        width - 46.0,
    );
    if let Some(undo) = ordered.and_then(|order| order.undo) {
        let at = Rect::from_min_size(
            pos2(rect.right() - 40.0, rect.top() + 6.0),
            vec2(34.0, 20.0),
        );
        let mut child = ui.new_child(UiBuilder::new().id_salt(("undo", undo)).max_rect(at));
        let back = button(&mut child, fl!("week-order-undo"), None, Look::Link);
        back.widget_info(|| {
            WidgetInfo::labeled(
                WidgetType::Button,
                true,
                fl!("week-order-undo-spoken", order = title),
            )
        });
        if back.clicked() {
            wishes.push(Wish::Undo(undo));
        }
    }
    if ordered.is_none() && follow(response.on_hover_cursor(CursorIcon::PointingHand)).clicked() {
        wishes.push(Wish::Choose(Question::Place(place)));
    }
    wishes
}

fn dashed(ui: &Ui, rect: Rect, bright: bool) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    let (width, colour) = if bright {
        (1.5, P.focus)
    } else {
        (1.0, P.hairline)
    };
    ui.painter().extend(Shape::dashed_line(
        &corners,
        Stroke::new(width, colour),
        4.0,
        3.0,
    ));
}

/// Lets the week run, or stops it.
fn run(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let place = Rect::from_min_max(
        pos2(rect.left() + PAD, rect.bottom() - 52.0),
        pos2(rect.right() - PAD, rect.bottom() - 14.0),
    );
    let above = place.left_top() - vec2(0.0, 20.0);
    planning(ui, above, place.width(), bridge);
    let runs = bridge.pace.running;
    let text = if runs {
        fl!("week-stop")
    } else {
        fl!("week-run")
    };
    let response = ui.interact(place, Id::new("run-the-week"), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, text));
    let fill = if response.hovered() {
        tint(P.focus, P.focus_ground, 0.2)
    } else {
        P.focus_ground
    };
    let edge = if response.has_focus() {
        (2.0, P.focus)
    } else {
        (1.0, tint(P.focus, P.focus_ground, 0.55))
    };
    ui.painter().rect(
        place,
        CornerRadius::same(6),
        fill,
        Stroke::new(edge.0, edge.1),
        StrokeKind::Inside,
    );
    let galley =
        ui.painter()
            .layout_no_wrap(text.to_owned(), semibold(size::LARGE), Color32::PLACEHOLDER);
    let key = if runs { "␣" } else { fl!("key-enter-low") };
    let left = place.center().x - (galley.size().x + 52.0) / 2.0;
    let at = pos2(left, place.center().y - galley.size().y / 2.0);
    let end = left + galley.size().x;
    ui.painter()
        .galley_with_override_text_color(at, galley, P.text);
    key_cap(ui, pos2(end + 10.0, place.center().y - 7.5), key);
    if response.clicked() {
        wishes.push(Wish::Pause);
    }
}
