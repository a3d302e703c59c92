//! The week at a turn: what has been begun and what is owed on the left, who works the new way and what asks for an answer in the
//! centre, what this week goes to on the right. Where an incident is to be led minute by minute, the bridge takes its place.

use super::{Bridge, ask, guide};
use crate::game::glossary::Term;
use crate::game::theme::{self, P, medium, mono, regular, semibold, size, space, tint};
use crate::game::widgets::{
    Look, bar, button, caps, card_ground, explained, figures, follow, ground, key_cap, laid, line,
    named, paint, paint_right, sane, say, severity, spark,
};
use crate::game::wish::{Question, Wish};
use crate::observe::view::{
    Group, Meter, Moment, Obligation, Ordered, Place, Venture, VentureKind, WeekView,
};
use crate::scenario::rules::Axis;
use bevy_egui::egui::{
    Align, Color32, CornerRadius, CursorIcon, Id, Key, Layout, Rect, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

const TOP: f32 = 64.0;
/// The smallest size in which all parts stand side by side; a smaller window scrolls.
const LEAST: Vec2 = vec2(1100.0, 560.0);
const GAP: f32 = 12.0;
const PAD: f32 = 16.0;

/// The keys of the week's places, in their order.
const PLACE_KEYS: [(Key, Place); 6] = [
    (Key::Num1, Place::Priority),
    (Key::Num2, Place::Priority),
    (Key::Num3, Place::Priority),
    (Key::Num4, Place::Conversation),
    (Key::Num5, Place::Conversation),
    (Key::Num6, Place::Policy),
];

/// What a key asks for here; `None` where it means what it means on the bridge.
pub(super) fn wish_of(key: Key, view: &WeekView) -> Option<Wish> {
    if key == Key::Enter {
        return Some(Wish::RunWeek);
    }
    let (_, place) = PLACE_KEYS.into_iter().find(|(its, _)| *its == key)?;
    // The speeds of the clock, which these keys are on the bridge, mean nothing here.
    Some(match view.has_room(place) {
        true => Wish::Choose(Question::Place(place)),
        false => Wish::Close,
    })
}

pub(super) fn draw(
    ui: &mut Ui,
    area: Rect,
    bridge: &Bridge<'_>,
    view: &WeekView,
    wishes: &mut Vec<Wish>,
) {
    ui.painter().rect_filled(area, 0.0, P.background);
    if area.width() + 0.5 >= LEAST.x && area.height() + 0.5 >= LEAST.y {
        parts(ui, area, bridge, view, wishes);
    } else {
        ScrollArea::both()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(area.size().max(LEAST), Sense::hover());
                parts(ui, rect, bridge, view, wishes);
            });
    }
    ask::show(ui, area, !bridge.aside, bridge, wishes);
    if let Some(hint) = bridge.hint {
        let places =
            super::Places::all_in(Rect::from_min_size(area.min, vec2(area.width(), TOP)), area);
        guide::hint(ui, &places, area.top() + TOP, hint, wishes);
    }
}

fn parts(ui: &mut Ui, whole: Rect, bridge: &Bridge<'_>, view: &WeekView, wishes: &mut Vec<Wish>) {
    let top = Rect::from_min_size(whole.min, vec2(whole.width(), TOP));
    head(ui, top, bridge, view);
    let area = sane(Rect::from_min_max(top.left_bottom(), whole.max).shrink(GAP));
    let side = (area.width() * 0.225).clamp(250.0, 430.0);
    let right = (area.width() * 0.205).clamp(240.0, 400.0);
    let rect = |from: (f32, f32), until: (f32, f32)| {
        sane(Rect::from_min_max(
            pos2(from.0, from.1),
            pos2(until.0, until.1),
        ))
    };
    let middle = area.top() + area.height() * 0.58;
    let (left, centre) = (area.left() + side, area.right() - right);
    let owed_top = area.top() + area.height() * 0.6;
    portfolio(
        ui,
        rect(
            (area.left(), area.top()),
            (left - GAP / 2.0, owed_top - GAP / 2.0),
        ),
        view,
        wishes,
    );
    owed(
        ui,
        rect(
            (area.left(), owed_top + GAP / 2.0),
            (left - GAP / 2.0, area.bottom()),
        ),
        view,
    );
    groups(
        ui,
        rect(
            (left + GAP / 2.0, area.top()),
            (centre - GAP / 2.0, middle - GAP / 2.0),
        ),
        view,
        wishes,
    );
    this_week(
        ui,
        rect(
            (left + GAP / 2.0, middle + GAP / 2.0),
            (centre - GAP / 2.0, area.bottom()),
        ),
        bridge,
        view,
        wishes,
    );
    places(
        ui,
        rect(
            (centre + GAP / 2.0, area.top()),
            (area.right(), area.bottom()),
        ),
        bridge,
        view,
        wishes,
    );
}

/// A panel with a heading; what is in it scrolls where it has no room.
fn card(
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    term: Option<Term>,
    right: &str,
    content: impl FnOnce(&mut Ui),
) {
    named(ui, name, rect);
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        P.panel,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    let head = caps(ui, rect.min + vec2(PAD, 14.0), name, P.dim);
    if let Some(term) = term {
        explained(ui, head, term);
    }
    if !right.is_empty() {
        paint_right(
            ui,
            pos2(rect.right() - PAD, rect.top() + 13.0),
            right,
            regular(size::SMALL),
            P.soft,
        );
    }
    let inside = sane(Rect::from_min_max(
        rect.min + vec2(PAD, 36.0),
        rect.max - vec2(PAD - 6.0, 10.0),
    ));
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(inside));
    child.shrink_clip_rect(inside.expand2(vec2(4.0, 2.0)));
    ScrollArea::vertical()
        .id_salt(name)
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.set_width(inside.width() - 8.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 7.0);
            content(ui);
        });
}

fn head(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, view: &WeekView) {
    named(ui, "top bar", rect);
    ground(ui, rect);
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, P.hairline));
    let at = rect.min + vec2(PAD + 4.0, 9.0);
    let title = format!("Week {} of {}", view.week, view.weeks);
    let written = line(ui, at, &title, semibold(22.0), P.text, 200.0);
    line(
        ui,
        pos2(at.x, written.bottom()),
        &view.clock,
        regular(size::SMALL),
        P.soft,
        200.0,
    );
    say(ui, written, "week", &format!("{title}, {}", view.clock));
    strip(
        ui,
        Rect::from_min_size(
            pos2(rect.left() + 236.0, rect.top() + 18.0),
            vec2(320.0, 30.0),
        ),
        view,
    );
    let from = (rect.left() + 580.0).min(rect.right() - 500.0);
    let free = rect.right() - 118.0;
    let step = (free - from) / 4.0;
    for (place, meter) in bridge.view.meters.iter().enumerate() {
        figure(
            ui,
            pos2(from + step * place as f32, rect.top() + 9.0),
            step - 18.0,
            meter,
        );
    }
    let name = caps(ui, pos2(free, rect.top() + 9.0), "my attention", P.dim);
    explained(ui, name, Term::Attention);
    let busy = bridge.view.attention.busy_seconds;
    let (big, small) = match busy {
        0 => ("free".to_owned(), String::new()),
        ..3600 => (
            format!("{} min", busy.div_ceil(60)),
            "until free".to_owned(),
        ),
        _ => (
            format!("{:.1} h", f64::from(busy) / 3600.0),
            "until free".to_owned(),
        ),
    };
    let place = figures(
        ui,
        pos2(free, rect.top() + 22.0),
        &big,
        semibold(15.5),
        P.text,
    );
    line(
        ui,
        pos2(free, place.bottom() - 1.0),
        &small,
        regular(9.5),
        P.soft,
        100.0,
    );
    say(
        ui,
        place,
        "attention",
        &format!("my attention: {big} {small}"),
    );
}

/// The weeks, those that are over filled.
fn strip(ui: &Ui, rect: Rect, view: &WeekView) {
    let step = rect.width() / view.weeks.max(1) as f32;
    for week in 1..=view.weeks {
        let left = rect.left() + step * (week - 1) as f32;
        let colour = match week.cmp(&view.week) {
            std::cmp::Ordering::Less => tint(P.focus, P.panel, 0.5),
            std::cmp::Ordering::Equal => P.focus,
            std::cmp::Ordering::Greater => P.track,
        };
        let mark = Rect::from_min_size(pos2(left, rect.top()), vec2((step - 4.0).max(2.0), 6.0));
        ui.painter()
            .rect_filled(mark, CornerRadius::same(3), colour);
        let ink = if week == view.week { P.text } else { P.soft };
        ui.painter().text(
            pos2(mark.center().x, rect.top() + 11.0),
            bevy_egui::egui::Align2::CENTER_TOP,
            week,
            mono(9.5),
            ink,
        );
    }
}

fn figure(ui: &Ui, at: bevy_egui::egui::Pos2, width: f32, meter: &Meter) {
    let colour = theme::axis(meter.axis);
    let term = match meter.axis {
        Axis::Flow => Term::Flow,
        Axis::Reliability => Term::Reliability,
        Axis::Morale => Term::Morale,
        Axis::Cost => Term::Cost,
    };
    explained(ui, Rect::from_min_size(at, vec2(width, 42.0)), term);
    caps(ui, at, meter.axis.word(), P.dim);
    let big = figures(
        ui,
        at + vec2(0.0, 13.0),
        &meter.figure,
        semibold(15.5),
        P.text,
    );
    line(
        ui,
        pos2(at.x, big.bottom() - 1.0),
        &meter.unit,
        regular(9.5),
        P.soft,
        width,
    );
    let left = (big.right() + 8.0).min(at.x + width - 24.0);
    let trend = Rect::from_min_max(
        pos2(left, at.y + 18.0),
        pos2((at.x + width).max(left + 8.0), at.y + 30.0),
    );
    spark(ui, trend, &meter.trend, meter.mark, meter.range, colour);
    let told = format!("{}: {} {}", meter.axis.word(), meter.figure, meter.unit);
    say(ui, big, meter.axis, &told);
}

fn portfolio(ui: &mut Ui, rect: Rect, view: &WeekView, wishes: &mut Vec<Wish>) {
    let right = match view.under_way {
        0 => "nothing under way".to_owned(),
        at_once => format!("{at_once} at once"),
    };
    card(ui, rect, "portfolio", None, &right, |ui| {
        for venture in &view.portfolio {
            if let Some(wish) = venture_card(ui, venture) {
                wishes.push(wish);
            }
        }
    });
}

fn venture_card(ui: &mut Ui, venture: &Venture) -> Option<Wish> {
    let (kind, colour, question) = match venture.kind {
        VentureKind::Practice(id) => ("practice", P.focus, Question::Initiative(id)),
        VentureKind::Work(id, kind) => (kind.word(), theme::work(kind), Question::Item(id)),
        VentureKind::Control(id) => ("control", P.severity[2], Question::Control(id)),
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

fn owed(ui: &mut Ui, rect: Rect, view: &WeekView) {
    card(ui, rect, "obligations and promises", None, "", |ui| {
        if view.obligations.is_empty() {
            nothing(ui, "Nothing is owed to anybody now.");
        }
        for obligation in &view.obligations {
            owed_line(ui, obligation);
        }
        if !view.budgets.is_empty() {
            ui.add_space(4.0);
            let (head, _) =
                ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
            caps(ui, head.min, "budgets", P.dim);
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

fn groups(ui: &mut Ui, rect: Rect, view: &WeekView, wishes: &mut Vec<Wish>) {
    let right = "share that works by what has been begun, and how people feel";
    card(ui, rect, "who works the new way", None, right, |ui| {
        let height = (sane(rect).height() - 60.0) / view.groups.len().max(1) as f32;
        let height = (height - 7.0).clamp(34.0, 50.0);
        let can_talk = view.has_room(Place::Conversation);
        for (number, group) in view.groups.iter().enumerate() {
            if let Some(wish) = group_row(ui, group, height, can_talk) {
                wishes.push(wish);
            }
            if number + 1 < view.groups.len() {
                let at = ui.cursor().top() - 3.5;
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
            "nothing begun".to_owned()
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
    let told = format!(
        "{}, {}: {adopted} work the new way; feel {} of 100, {}",
        group.name, group.place, group.morale, group.mood
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
        .add_enabled_ui(lead.is_some(), |ui| button(ui, "Talk", None, Look::Quiet))
        .inner;
    let name = format!("Talk with {}, {}", group.lead_name, group.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, lead.is_some(), &name));
    let why = match group.lead {
        _ if group.lead_name.is_empty() => "Nobody leads this team.".to_owned(),
        None => format!("{} is not at work now.", group.lead_name),
        Some(_) if !can_talk => "Both conversations of this week are taken.".to_owned(),
        Some(_) => format!("with {}", group.lead_name),
    };
    let response = response.on_hover_text(&why).on_disabled_hover_text(&why);
    (response.clicked()).then_some(Wish::Choose(Question::Talk(lead?)))
}

fn this_week(
    ui: &mut Ui,
    rect: Rect,
    bridge: &Bridge<'_>,
    view: &WeekView,
    wishes: &mut Vec<Wish>,
) {
    card(ui, rect, "this week", None, "", |ui| {
        for moment in &view.moments {
            wishes.extend(moment_card(ui, moment));
        }
        for message in &bridge.view.messages {
            let width = ui.available_width();
            let text = laid(
                ui,
                &message.text,
                regular(size::BODY),
                P.text,
                width - 24.0,
                4,
            );
            let (place, response) =
                ui.allocate_exact_size(vec2(width, text.size().y + 56.0), Sense::click());
            let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
            let told = format!(
                "{}: {} {}",
                message.from,
                message.text,
                within(message.minutes_left)
            );
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &told));
            card_ground(ui, place, false, response.has_focus());
            line(
                ui,
                place.min + vec2(12.0, 8.0),
                &message.from,
                semibold(size::BODY),
                P.text,
                width * 0.6,
            );
            paint_right(
                ui,
                place.right_top() + vec2(-12.0, 9.0),
                &within(message.minutes_left),
                regular(size::SMALL),
                P.soft,
            );
            let bottom = paint(ui, place.min + vec2(12.0, 28.0), text).bottom();
            line(
                ui,
                pos2(place.left() + 12.0, bottom + 5.0),
                "Answer …",
                medium(size::SMALL),
                P.focus,
                width,
            );
            if response.clicked() {
                wishes.push(Wish::Choose(Question::Answer(message.id)));
            }
        }
        if view.moments.is_empty() && bridge.view.messages.is_empty() {
            nothing(ui, "Nobody asks for you, and nothing burns.");
        }
    });
}

/// How long an answer can wait.
fn within(minutes: u32) -> String {
    match minutes {
        ..120 => format!("answer within {minutes} min"),
        ..2880 => format!("answer within {} h", minutes / 60),
        _ => format!("answer within {} days", minutes / 1440),
    }
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
    let minute = button(&mut child, "Lead it minute by minute", None, Look::Quiet);
    if minute.clicked() {
        wishes.push(Wish::LookAt(moment.incident));
        wishes.push(Wish::ByMinute(true));
    }
    if !moment.has_lead && button(&mut child, "Let them lead", None, Look::Quiet).clicked() {
        wishes.push(Wish::Choose(Question::Lead(moment.incident)));
    }
    wishes
}

fn nothing(ui: &mut Ui, text: &str) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    line(ui, row.min, text, regular(size::BODY), P.soft, row.width());
    say(ui, row, ("nothing", text), text);
}

/// What this week goes to.
fn places(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, view: &WeekView, wishes: &mut Vec<Wish>) {
    let foot = 64.0;
    named(ui, "my week", rect);
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        P.panel,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    let inside = sane(Rect::from_min_max(
        rect.min + vec2(PAD, 12.0),
        rect.max - vec2(PAD - 6.0, foot),
    ));
    let mut child = ui.new_child(UiBuilder::new().id_salt("places").max_rect(inside));
    child.shrink_clip_rect(inside.expand2(vec2(4.0, 2.0)));
    ScrollArea::vertical()
        .id_salt("places")
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.set_width(inside.width() - 8.0);
            ui.spacing_mut().item_spacing = vec2(0.0, 7.0);
            let mut key = 0;
            for place in Place::ALL {
                let (head, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
                let name = match place {
                    Place::Priority => "three priorities",
                    Place::Conversation => "two conversations",
                    Place::Policy => "one policy or budget move",
                };
                caps(ui, head.min + vec2(0.0, 2.0), name, P.dim);
                let ordered: Vec<&Ordered> = view.in_places(place).collect();
                for number in 0..place.count().max(ordered.len()) {
                    let cap = (number < place.count()).then(|| {
                        key += 1;
                        key.to_string()
                    });
                    wishes.extend(one_place(
                        ui,
                        place,
                        number,
                        cap,
                        ordered.get(number).copied(),
                    ));
                }
                ui.add_space(space::S);
            }
            if !view.handed_over.is_empty() {
                let text = format!("Left to others: {}", view.handed_over.join("; "));
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
                say(ui, row, "left to others", &text);
            }
        });
    run(ui, rect, bridge, wishes);
}

fn one_place(
    ui: &mut Ui,
    place: Place,
    number: usize,
    key: Option<String>,
    ordered: Option<&Ordered>,
) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (title, note) = match (place, number) {
        (Place::Priority, 0) => ("Choose the first", "what comes before everything else?"),
        (Place::Priority, 1) => ("Choose a second", "what would you miss most?"),
        (Place::Priority, _) => ("Choose a third", "what will you not do?"),
        (Place::Conversation, 0) => ("Choose whom to talk with", "who has not been heard?"),
        (Place::Conversation, _) => ("Choose a second", "who would be surprised by you?"),
        (Place::Policy, _) => ("None this week", "a rule or a sum, where one is needed"),
    };
    let (title, note) = match ordered {
        Some(order) if order.undo.is_some() => (order.text.as_str(), "can still be taken back"),
        Some(order) => (order.text.as_str(), "under way"),
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
    if let Some(key) = &key {
        key_cap(ui, rect.min + vec2(10.0, height / 2.0 - 7.5), key);
    }
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
        let back = button(&mut child, "undo", None, Look::Link);
        back.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, format!("Take back: {title}"))
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
    let runs = bridge.pace.running;
    let text = if runs {
        "Stop the week"
    } else {
        "Run the week"
    };
    let response = ui.interact(place, Id::new("run the week"), Sense::click());
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
    let key = if runs { "␣" } else { "enter" };
    let left = place.center().x - (galley.size().x + 52.0) / 2.0;
    let at = pos2(left, place.center().y - galley.size().y / 2.0);
    let end = left + galley.size().x;
    ui.painter()
        .galley_with_override_text_color(at, galley, P.text);
    key_cap(ui, pos2(end + 10.0, place.center().y - 7.5), key);
    if response.clicked() {
        wishes.push(if runs { Wish::Pause } else { Wish::RunWeek });
    }
}
