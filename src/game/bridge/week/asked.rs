//! Who works the new way, and what asks for the leader.

use super::super::{Bridge, dispatch};
use super::{card, nothing};
use crate::game::theme::{self, P, regular, semibold, size, tint};
use crate::game::widgets::{Look, bar, button, figures, laid, line, paint, say, severity};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{Group, Moment, Place, WeekView};
use crate::scenario::rules::Axis;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};

pub(super) fn groups(ui: &mut Ui, rect: Rect, view: &WeekView, wishes: &mut Vec<Wish>) {
    let right = fl!("week-groups-note");
    card(ui, rect, fl!("week-groups"), right, |ui| {
        // All of them at once, where there is room.
        ui.spacing_mut().item_spacing.y = 3.0;
        let height = (rect.height() - 50.0) / view.groups.len().max(1) as f32;
        let height = (height - 3.0).clamp(32.0, 50.0);
        let can_talk = view.has_room(Place::Conversation);
        for (number, group) in view.groups.iter().enumerate() {
            if let Some(wish) = group_row(ui, group, height, can_talk) {
                wishes.push(wish);
            }
            if number + 1 < view.groups.len() {
                let at = ui.cursor().top() - 1.5;
                let x = ui.max_rect().x_range();
                ui.painter().hline(x, at, Stroke::new(1.0, P.hairline));
            }
        }
    });
}

fn group_row(ui: &mut Ui, group: &Group, height: f32, can_talk: bool) -> Option<Wish> {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let middle = row.center().y;
    let name_width = (row.width() * 0.2).clamp(96.0, 170.0);
    line(
        ui,
        pos2(row.left(), middle - 16.0),
        &group.name,
        semibold(size::BODY),
        P.text,
        name_width,
    );
    line(
        ui,
        pos2(row.left(), middle + 1.0),
        &group.place,
        regular(size::SMALL),
        P.soft,
        name_width,
    );
    let talk = 66.0;
    let mood_width = 128.0;
    let track = Rect::from_min_max(
        pos2(row.left() + name_width + 12.0, middle - 5.0),
        pos2(row.right() - talk - mood_width - 16.0, middle + 5.0),
    );
    let adopted = match group.adopted {
        Some(share) => {
            bar(ui, track, share, theme::axis(Axis::Flow), None);
            format!("{:.0} %", share * 100.0)
        }
        None => {
            bar(ui, track, 0.0, theme::axis(Axis::Flow), None);
            fl!("week-group-nothing-begun").to_owned()
        }
    };
    line(
        ui,
        pos2(track.left(), track.bottom() + 2.0),
        &adopted,
        regular(9.5),
        P.soft,
        track.width(),
    );
    let mood_at = track.right() + 14.0;
    let low = group.morale < 50;
    let colour = if low {
        P.severity[1]
    } else {
        theme::axis(Axis::Morale)
    };
    let figure = figures(
        ui,
        pos2(mood_at, middle - 9.0),
        &group.morale.to_string(),
        semibold(size::LARGE),
        colour,
    );
    line(
        ui,
        pos2(figure.right() + 8.0, middle - 8.0),
        group.mood,
        regular(size::BODY),
        P.soft,
        mood_width - 34.0,
    );
    let told = fl!(
        "week-group-spoken",
        group = group.name,
        place = group.place,
        adopted = adopted,
        morale = group.morale,
        mood = group.mood
    );
    say(ui, row, ("group", &group.name), &told);
    let at = Rect::from_min_size(
        pos2(row.right() - talk + 6.0, middle - 13.0),
        vec2(talk - 6.0, 26.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(at)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let lead = group.lead.filter(|_| can_talk);
    let response = child
        .add_enabled_ui(lead.is_some(), |ui| {
            button(ui, fl!("week-talk"), None, Look::Quiet)
        })
        .inner;
    let name = fl!(
        "week-talk-spoken",
        lead = group.lead_name,
        group = group.name
    );
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, lead.is_some(), &name));
    let why = match group.lead {
        _ if group.lead_name.is_empty() => fl!("week-talk-nobody-leads").to_owned(),
        None => fl!("week-talk-not-at-work", lead = group.lead_name),
        Some(_) if !can_talk => fl!("week-talk-both-taken").to_owned(),
        Some(_) => fl!("week-talk-with", lead = group.lead_name),
    };
    let response = response.on_hover_text(&why).on_disabled_hover_text(&why);
    (response.clicked()).then_some(Wish::Choose(Question::Talk(lead?)))
}

pub(super) fn this_week(
    ui: &mut Ui,
    rect: Rect,
    bridge: &Bridge<'_>,
    view: &WeekView,
    wishes: &mut Vec<Wish>,
) {
    card(ui, rect, fl!("week-this-week"), "", |ui| {
        for moment in &view.moments {
            wishes.extend(moment_card(ui, moment));
        }
        for message in &bridge.view.messages {
            dispatch::message(ui, message, wishes);
        }
        if view.moments.is_empty() && bridge.view.messages.is_empty() {
            nothing(ui, fl!("week-nothing-asks"));
        }
    });
}

/// An incident: somebody else leads it, or one leads it minute by minute.
fn moment_card(ui: &mut Ui, moment: &Moment) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 62.0), Sense::hover());
    let colour = theme::severity(moment.severity);
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        tint(colour, P.panel, 0.10),
        Stroke::new(1.0, tint(colour, P.panel, 0.45)),
        StrokeKind::Inside,
    );
    severity(
        ui,
        pos2(rect.left() + 22.0, rect.center().y),
        10.0,
        moment.severity,
    );
    let buttons = 306.0_f32.min(width * 0.56);
    let room = width - buttons - 56.0;
    line(
        ui,
        rect.min + vec2(42.0, 12.0),
        &moment.name,
        semibold(size::BODY),
        P.text,
        room,
    );
    paint(
        ui,
        rect.min + vec2(42.0, 30.0),
        laid(ui, &moment.note, regular(size::SMALL), P.soft, room, 2),
    );
    say(
        ui,
        rect,
        ("moment", moment.incident),
        &format!("{}: {}", moment.name, moment.note),
    );
    let at = Rect::from_min_size(
        pos2(rect.right() - buttons - 10.0, rect.center().y - 13.0),
        vec2(buttons, 26.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(at)
            .layout(Layout::right_to_left(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 8.0;
    let minute = button(&mut child, fl!("week-moment-by-minute"), None, Look::Quiet);
    if minute.clicked() {
        wishes.push(Wish::LookAt(moment.incident));
        wishes.push(Wish::ByMinute(true));
    }
    if !moment.has_lead
        && button(
            &mut child,
            fl!("week-moment-let-them-lead"),
            None,
            Look::Quiet,
        )
        .clicked()
    {
        wishes.push(Wish::Choose(Question::Lead(moment.incident)));
    }
    wishes
}
