//! The dispatch board and the messages: what waits.

use super::Bridge;
use crate::game::glossary::Term;
use crate::game::theme::{P, medium, mono, regular, semibold, size, space, tint};
use crate::game::widgets::{
    Look, button, caps, card_ground, explained, face, faces, laid, line, paint, paint_right, panel,
    say, severity,
};
use crate::game::wish::Wish;
use crate::observe::sentences::span;
use crate::observe::view::{IncidentCard, Lane, MessageView};
use crate::scenario::ids::PersonId;
use crate::sim::Command;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, CursorIcon, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};

const LANES: [Lane; 4] = [Lane::Unassigned, Lane::Active, Lane::Watching, Lane::Closed];

fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Unassigned => fl!("dispatch-lane-unassigned"),
        Lane::Active => fl!("dispatch-lane-active"),
        Lane::Watching => fl!("dispatch-lane-watching"),
        Lane::Closed => fl!("dispatch-lane-closed"),
    }
}

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    panel(ui, fl!("dispatch-panel"), rect, |ui| {
        let inside = rect.shrink2(vec2(11.0, 0.0));
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 7.0);
                ui.add_space(3.0);
                incidents(ui, bridge, wishes);
                messages(ui, bridge, wishes);
                alerts(ui, bridge);
                ui.add_space(space::S);
            });
    });
}

fn heading(ui: &mut Ui, text: &str, right: &str, term: Term) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 17.0), Sense::hover());
    explained(ui, rect, term);
    caps(ui, pos2(rect.left() + 1.0, rect.top() + 4.0), text, P.dim);
    if !right.is_empty() {
        paint_right(
            ui,
            pos2(rect.right() - 1.0, rect.top() + 3.0),
            right,
            mono(10.0),
            P.dim,
        );
    }
}

fn incidents(ui: &mut Ui, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let view = bridge.view;
    if view.incidents.is_empty() {
        heading(ui, fl!("dispatch-panel"), "", Term::Incident);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::hover());
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(8),
            bevy_egui::egui::Stroke::new(1.0, P.hairline),
            bevy_egui::egui::StrokeKind::Inside,
        );
        line(
            ui,
            rect.min + vec2(12.0, 10.0),
            fl!("dispatch-quiet"),
            regular(size::BODY),
            P.soft,
            rect.width() - 24.0,
        );
        line(
            ui,
            rect.min + vec2(12.0, 28.0),
            fl!("dispatch-quiet-note"),
            regular(size::SMALL),
            P.dim,
            rect.width() - 24.0,
        );
    }
    for lane in LANES {
        let cards: Vec<&IncidentCard> = view
            .incidents
            .iter()
            .filter(|card| card.lane == lane)
            .collect();
        if !cards.is_empty() {
            heading(
                ui,
                &format!("{} · {}", lane_name(lane), cards.len()),
                if lane == Lane::Unassigned { "I" } else { "" },
                match lane {
                    Lane::Unassigned | Lane::Active => Term::Incident,
                    Lane::Watching => Term::Mitigated,
                    Lane::Closed => Term::Resolved,
                },
            );
        }
        for card in cards {
            incident(ui, bridge, card, wishes);
        }
    }
}

fn incident(ui: &mut Ui, bridge: &Bridge<'_>, card: &IncidentCard, wishes: &mut Vec<Wish>) {
    let selected = bridge
        .view
        .sheet
        .as_ref()
        .is_some_and(|sheet| sheet.id == card.id);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 76.0), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let spoken = format!(
        "{} {}, {}, {}: {}",
        card.number, card.title, card.where_it_hurts, card.timer, card.next
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.clicked() {
        wishes.push(Wish::LookAt(card.id));
    }
    card_ground(ui, rect, selected, response.has_focus());
    severity(ui, rect.min + vec2(18.0, 19.0), 9.0, card.severity);
    let timer = paint_right(
        ui,
        rect.right_top() + vec2(-11.0, 11.0),
        &card.timer,
        mono(11.5),
        timer_colour(card),
    );
    line(
        ui,
        rect.min + vec2(34.0, 10.0),
        &card.title,
        semibold(13.0),
        P.text,
        timer.left() - rect.left() - 42.0,
    );
    line(
        ui,
        rect.min + vec2(34.0, 29.0),
        &card.where_it_hurts,
        regular(size::SMALL),
        P.soft,
        rect.width() - 46.0,
    );
    let people: Vec<(usize, String)> = card
        .responders
        .iter()
        .take(3)
        .map(|person| (person.at(), initials(bridge, *person)))
        .collect();
    let end = if people.is_empty() {
        line(
            ui,
            rect.min + vec2(34.0, 52.0),
            if card.lane == Lane::Closed {
                fl!("dispatch-nobody-now")
            } else {
                fl!("dispatch-nobody-yet")
            },
            regular(size::SMALL),
            P.dim,
            80.0,
        )
        .right()
    } else {
        let end = faces(ui, rect.min + vec2(34.0, 59.0), &people);
        let more = card.responders.len().saturating_sub(people.len());
        if more > 0 {
            line(
                ui,
                pos2(end, rect.top() + 53.0),
                &format!("+{more}"),
                regular(10.5),
                P.soft,
                24.0,
            );
        }
        end + 20.0
    };
    if card.can_acknowledge {
        let place = Rect::from_min_max(
            pos2(rect.right() - 112.0, rect.bottom() - 26.0),
            rect.max - vec2(9.0, 4.0),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(
            bevy_egui::egui::Layout::right_to_left(bevy_egui::egui::Align::Center),
        ));
        if button(
            &mut child,
            fl!("dispatch-acknowledge"),
            Some("A"),
            Look::Link,
        )
        .clicked()
        {
            wishes.push(Wish::Give(Command::Acknowledge(card.id)));
        }
    } else {
        let galley = laid(
            ui,
            &card.next,
            medium(size::SMALL),
            P.focus,
            (rect.right() - end - 16.0).max(20.0),
            1,
        );
        paint(
            ui,
            pos2(rect.right() - 11.0 - galley.size().x, rect.top() + 52.0),
            galley,
        );
    }
}

fn timer_colour(card: &IncidentCard) -> bevy_egui::egui::Color32 {
    match card.lane {
        Lane::Unassigned | Lane::Active => crate::game::theme::severity(card.severity.or(Some(2))),
        Lane::Watching | Lane::Closed => P.soft,
    }
}

pub(super) fn initials(bridge: &Bridge<'_>, person: PersonId) -> String {
    let people = bridge.view.teams.iter().flat_map(|team| &team.people);
    people
        .clone()
        .find(|card| card.id == person)
        .map_or(String::new(), |card| card.initials.clone())
}

fn alerts(ui: &mut Ui, bridge: &Bridge<'_>) {
    let alerts = &bridge.view.alerts;
    if alerts.is_empty() {
        return;
    }
    heading(
        ui,
        &fl!("dispatch-alerts", count = alerts.len()),
        "",
        Term::Alert,
    );
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), 18.0 * alerts.len() as f32 + 10.0),
        Sense::hover(),
    );
    card_ground(ui, rect, false, false);
    for (place, alert) in alerts.iter().enumerate() {
        let y = rect.top() + 6.0 + 18.0 * place as f32;
        ui.painter()
            .circle_filled(pos2(rect.left() + 14.0, y + 8.0), 3.0, P.severity[0]);
        let name = line(
            ui,
            pos2(rect.left() + 24.0, y),
            &alert.name,
            regular(size::SMALL),
            P.text,
            100.0,
        );
        paint_right(
            ui,
            pos2(rect.right() - 72.0, y + 1.0),
            &alert.served,
            mono(10.5),
            P.soft,
        );
        paint_right(
            ui,
            pos2(rect.right() - 11.0, y + 1.0),
            &alert.burn,
            mono(10.5),
            P.severity[0],
        );
        say(
            ui,
            name,
            ("alert", alert.service),
            &fl!(
                "dispatch-alert-spoken",
                name = alert.name,
                served = alert.served,
                burn = alert.burn
            ),
        );
    }
}

fn messages(ui: &mut Ui, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let messages = &bridge.view.messages;
    if messages.is_empty() {
        return;
    }
    heading(
        ui,
        &fl!("dispatch-messages", count = messages.len()),
        "M",
        Term::Message,
    );
    for message in messages {
        self::message(ui, message, wishes);
    }
}

/// Somebody asks; the answers are verbs.
pub(super) fn message(ui: &mut Ui, message: &MessageView, wishes: &mut Vec<Wish>) {
    let width = ui.available_width();
    let text = laid(
        ui,
        &message.text,
        regular(size::BODY),
        P.text,
        width - 22.0,
        7,
    );
    let answers = rows_of_answers(ui, message, width - 16.0);
    let height = 36.0 + text.size().y + 12.0 + 24.0 * answers.len() as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let wine = tint(P.axes[2], P.raised, 0.10);
    ui.painter().rect_filled(rect, CornerRadius::same(8), wine);
    let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(
        edge,
        CornerRadius {
            nw: 8,
            sw: 8,
            ne: 0,
            se: 0,
        },
        P.axes[2],
    );
    face(
        ui,
        rect.min + vec2(21.0, 18.0),
        9.5,
        usize::from(message.id.0) + 3,
        &message.initials,
        false,
    );
    let due = paint_right(
        ui,
        rect.right_top() + vec2(-10.0, 11.0),
        &fl!("dispatch-time-left", time = span(message.minutes_left)),
        regular(10.5),
        P.soft,
    );
    let name = line(
        ui,
        rect.min + vec2(36.0, 5.0),
        &message.from,
        semibold(size::BODY),
        P.text,
        due.left() - rect.left() - 42.0,
    );
    line(
        ui,
        pos2(name.left(), name.bottom() - 2.0),
        &message.title,
        regular(10.0),
        P.soft,
        due.left() - rect.left() - 42.0,
    );
    let text_rect = paint(ui, rect.min + vec2(12.0, 37.0), text);
    say(
        ui,
        text_rect,
        ("message", message.id),
        &format!("{}: {}", message.from, message.text),
    );
    for (row, places) in answers.iter().enumerate() {
        let top = text_rect.bottom() + 7.0 + 24.0 * row as f32;
        let strip = Rect::from_min_max(
            pos2(rect.left() + 10.0, top),
            pos2(rect.right() - 4.0, top + 20.0),
        );
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(strip)
                .layout(Layout::left_to_right(Align::Center)),
        );
        child.spacing_mut().item_spacing.x = 3.0;
        for (verb, word, said) in places
            .iter()
            .filter_map(|place| message.answers.get(*place))
        {
            let response = button(&mut child, word, None, Look::Pill);
            let name = fl!("dispatch-answer-spoken", name = message.from, answer = word);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
            let hint = if said.is_empty() {
                (*word).to_owned()
            } else {
                said.clone()
            };
            if response.on_hover_text(hint).clicked() {
                wishes.push(Wish::Give(Command::Answer(message.id, *verb)));
            }
        }
    }
}

/// Answers in as many rows as they need.
fn rows_of_answers(ui: &Ui, message: &MessageView, width: f32) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    for (place, (_, word, _)) in message.answers.iter().enumerate() {
        let needs = laid(ui, word, medium(size::SMALL), P.soft, width, 1)
            .size()
            .x
            + 13.0;
        if used + needs > width && used > 0.0 {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += needs + 3.0;
        if let Some(row) = rows.last_mut() {
            row.push(place);
        }
    }
    rows
}
