//! The incident sheet: what is believed, what can be found out, what can be done, who hears of it.

use super::Bridge;
use crate::game::choices::sure::Matter;
use crate::game::glossary::Term;
use crate::game::theme::{P, medium, mono, regular, semibold, size, space};
use crate::game::widgets::{
    Look, bar, button, caps_within, explain, explained, face, key_cap, laid, line, padded, paint,
    paint_right, panel, say, severity,
};
use crate::game::wish::{Question, Task, Wish};
use crate::observe::sentences::capital;
use crate::observe::view::{IncidentSheet, InquiryLine, LineState};
use crate::sim::Command;
use crate::sim::command::Role;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, CursorIcon, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

const FOOT: f32 = 44.0;
const HEAD: f32 = 50.0;

pub(super) fn show(ui: &mut Ui, rect: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let Some(sheet) = &bridge.view.sheet else {
        return;
    };
    panel(ui, fl!("incident-panel"), rect, |ui| {
        ui.painter().rect(
            rect,
            CornerRadius::same(10),
            P.panel,
            Stroke::new(1.0, P.hairline),
            StrokeKind::Inside,
        );
        head(ui, rect, sheet, wishes);
        let middle = Rect::from_min_max(
            pos2(rect.left() + 12.0, rect.top() + HEAD),
            pos2(rect.right() - 6.0, rect.bottom() - FOOT),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(middle));
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(&mut child, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 3.0);
                ui.set_width(middle.width() - 8.0);
                acts(ui, sheet, wishes);
                triage(ui, bridge, sheet, wishes);
                beliefs(ui, bridge, sheet, wishes);
                inquiries(ui, bridge, sheet, wishes, false);
                remedies(ui, bridge, sheet, wishes);
                inquiries(ui, bridge, sheet, wishes, true);
                roles(ui, sheet, wishes);
                ui.add_space(space::S);
            });
        foot(ui, rect, sheet, wishes);
    });
}

fn head(ui: &mut Ui, rect: Rect, sheet: &IncidentSheet, _wishes: &mut Vec<Wish>) {
    let inside = padded(rect);
    let shape = inside.min + vec2(9.0, 9.0);
    severity(ui, shape, 9.5, sheet.severity);
    explained(
        ui,
        Rect::from_center_size(shape, vec2(22.0, 22.0)),
        Term::Severity,
    );
    let number = paint_right(
        ui,
        inside.right_top() + vec2(0.0, 2.0),
        &sheet.number,
        mono(11.5),
        P.dim,
    );
    let title = line(
        ui,
        inside.min + vec2(25.0, -1.0),
        &sheet.title,
        semibold(size::TITLE),
        P.text,
        number.left() - inside.left() - 32.0,
    );
    line(
        ui,
        pos2(title.left(), title.bottom()),
        &sheet.state,
        regular(size::SMALL),
        P.soft,
        inside.width() - 26.0,
    );
    say(
        ui,
        title,
        "incident-title",
        &format!("{} {}, {}", sheet.number, sheet.title, sheet.state),
    );
}

fn acts(ui: &mut Ui, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        if sheet.can_acknowledge {
            let acknowledge = button(ui, fl!("incident-acknowledge"), Some("A"), Look::Chosen);
            if explain(acknowledge, Term::Acknowledge).clicked() {
                wishes.push(Wish::Give(Command::Acknowledge(sheet.id)));
            }
        } else if sheet.can_lead {
            let declare = if sheet.severity.is_some() {
                fl!("incident-severity")
            } else {
                fl!("incident-declare")
            };
            let look = if sheet.severity.is_some() {
                Look::Quiet
            } else {
                Look::Chosen
            };
            if button(ui, declare, Some("D"), look).clicked() {
                wishes.push(Wish::Choose(Question::Severity(sheet.id)));
            }
            if button(ui, fl!("incident-roles"), Some("L"), Look::Quiet).clicked() {
                wishes.push(Wish::Choose(Question::Role(sheet.id)));
            }
            if button(ui, fl!("incident-more"), Some("J"), Look::Quiet).clicked() {
                wishes.push(Wish::Choose(Question::Incident(sheet.id)));
            }
            if sheet.can_resolve
                && button(ui, fl!("incident-close"), Some("X"), Look::Chosen).clicked()
            {
                wishes.push(Wish::Give(Command::Resolve(sheet.id)));
            }
        }
    });
}

fn heading(ui: &mut Ui, text: &str, key: Option<&str>, term: Term) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    explained(ui, rect, term);
    let at = pos2(rect.left(), rect.top() + 9.0);
    let written = caps_within(ui, at, text, P.dim, rect.width() - 24.0);
    if let Some(key) = key {
        key_cap(ui, pos2(written.right() + 7.0, rect.top() + 7.5), key);
    }
}

/// Until somebody has found out what it is about there is nothing else to look into.
fn triage(ui: &mut Ui, bridge: &Bridge<'_>, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    let Some(state) = &sheet.triage else {
        return;
    };
    heading(
        ui,
        fl!("incident-triage"),
        sheet.can_lead.then_some("T"),
        Term::Triage,
    );
    let row = Row {
        title: fl!("incident-triage-row"),
        note: fl!("incident-triage-note"),
        state,
        verb: fl!("incident-verb-ask"),
        name: fl!("incident-triage-spoken").to_owned(),
        brief: false,
    };
    if row_at(ui, bridge, &row, sheet.can_lead) {
        wishes.push(Wish::Choose(Question::Who(Task::Triage(sheet.id))));
    }
}

fn beliefs(ui: &mut Ui, bridge: &Bridge<'_>, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    if sheet.beliefs.is_empty() {
        return;
    }
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    explained(ui, head, Term::Cause);
    let mut room = head.width();
    if bridge.can_note() {
        let layout = Layout::right_to_left(Align::Center);
        let mut beside = ui.new_child(
            UiBuilder::new()
                .max_rect(head.translate(vec2(0.0, 3.0)))
                .layout(layout),
        );
        let sure = button(&mut beside, fl!("incident-how-sure"), Some("K"), Look::Link);
        sure.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Button, true, fl!("incident-how-sure-spoken"))
        });
        if sure.clicked() {
            wishes.push(Wish::Choose(Question::SureOfCause(sheet.id)));
        }
        room = sure.rect.left() - head.left() - 6.0;
    }
    let at = head.min + vec2(0.0, 9.0);
    caps_within(ui, at, fl!("incident-beliefs"), P.dim, room);
    for (place, belief) in sheet.beliefs.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
        let font = if place == 0 {
            semibold(size::BODY)
        } else {
            regular(size::BODY)
        };
        let figure = format!("{:.0} %", belief.belief * 100.0);
        let matter = Matter::Cause(sheet.id, belief.id);
        let said =
            (bridge.noted.iter()).find_map(|(its, percent)| (*its == matter).then_some(*percent));
        paint_right(
            ui,
            pos2(rect.right(), rect.top() + 1.0),
            &figure,
            mono(11.5),
            P.text,
        );
        let moved = paint_right(
            ui,
            pos2(rect.right() - 40.0, rect.top() + 1.0),
            &belief.moved,
            mono(10.5),
            P.dim,
        );
        line(
            ui,
            rect.min,
            &belief.text,
            font,
            P.text,
            moved.left() - rect.left() - 6.0,
        );
        let track = Rect::from_min_max(
            pos2(rect.left(), rect.bottom() - 5.0),
            pos2(rect.right(), rect.bottom() - 1.5),
        );
        bar(
            ui,
            track,
            belief.belief,
            if place == 0 { P.focus } else { P.dim },
            said.map(|percent| f32::from(percent) / 100.0),
        );
        let spoken = format!("{}: {figure} {}", belief.text, belief.moved);
        let spoken = match said {
            Some(percent) => fl!(
                "incident-belief-and-yours",
                belief = spoken,
                percent = percent
            ),
            None => spoken,
        };
        say(ui, rect, ("belief", belief.id), &spoken);
    }
}

/// A line that can be started, is under way, or is finished.
struct Row<'a> {
    title: &'a str,
    note: &'a str,
    state: &'a LineState,
    verb: &'a str,
    name: String,
    /// Its note stands beside the title where that is enough.
    brief: bool,
}

/// Lines of inquiry: those that can still tell something, or what was found.
fn inquiries(
    ui: &mut Ui,
    bridge: &Bridge<'_>,
    sheet: &IncidentSheet,
    wishes: &mut Vec<Wish>,
    finished: bool,
) {
    let shown =
        |inquiry: &&InquiryLine| matches!(inquiry.state, LineState::Finished(_)) == finished;
    if !sheet.inquiries.iter().any(|inquiry| shown(&inquiry)) {
        return;
    }
    let name = if finished {
        fl!("incident-found")
    } else {
        fl!("incident-inquiries")
    };
    heading(
        ui,
        name,
        (sheet.can_lead && !finished).then_some("E"),
        Term::Inquiry,
    );
    for inquiry in sheet.inquiries.iter().filter(shown) {
        let row = Row {
            title: &inquiry.title,
            note: &inquiry.note,
            state: &inquiry.state,
            verb: fl!("incident-verb-ask"),
            name: fl!("incident-inquiry-spoken", inquiry = inquiry.title),
            brief: true,
        };
        if row_at(ui, bridge, &row, sheet.can_lead) {
            wishes.push(Wish::Choose(Question::Who(Task::Investigate(
                sheet.id, inquiry.id,
            ))));
        }
    }
}

fn remedies(ui: &mut Ui, bridge: &Bridge<'_>, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    if sheet.remedies.is_empty() {
        return;
    }
    heading(
        ui,
        fl!("incident-remedies"),
        sheet.can_lead.then_some("R"),
        Term::Remedy,
    );
    for remedy in &sheet.remedies {
        let row = Row {
            title: &remedy.title,
            note: &remedy.facts,
            state: &remedy.state,
            verb: fl!("incident-verb-do"),
            name: fl!(
                "incident-remedy-spoken",
                remedy = remedy.title,
                note = remedy.note
            ),
            brief: false,
        };
        if row_at(ui, bridge, &row, sheet.can_lead) {
            wishes.push(Wish::Choose(Question::Who(Task::Apply(
                sheet.id, remedy.id,
            ))));
        }
    }
}

/// Draws a row; whether somebody wants to start it.
fn row_at(ui: &mut Ui, bridge: &Bridge<'_>, row: &Row<'_>, can_lead: bool) -> bool {
    let width = ui.available_width();
    let open = can_lead && matches!(row.state, LineState::Open);
    let (note, colour) = match row.state {
        LineState::Open => (row.note, P.soft),
        LineState::Blocked(why) => (why.as_str(), P.dim),
        LineState::Underway(_, how) => (how.as_str(), P.focus),
        LineState::Finished(what) => (what.as_str(), P.text),
    };
    let going = matches!(row.state, LineState::Open | LineState::Underway(..));
    let beside = row.brief && going && note.chars().count() <= 12;
    let lines = if matches!(row.state, LineState::Finished(_)) {
        3
    } else {
        2
    };
    let room = if beside { width - 90.0 } else { width - 30.0 };
    let title_colour = if matches!(row.state, LineState::Blocked(_)) {
        P.soft
    } else {
        P.text
    };
    let title = laid(ui, row.title, medium(size::BODY), title_colour, room, 2);
    let under = laid(ui, note, regular(size::SMALL), colour, room, lines);
    let height = title.size().y + if beside { 0.0 } else { under.size().y } + 8.0;
    let (rect, response) = ui.allocate_exact_size(
        vec2(width, height),
        if open { Sense::click() } else { Sense::hover() },
    );
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, P.hairline));
    if open && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(
            rect.expand2(vec2(4.0, -1.0)),
            CornerRadius::same(6),
            P.raised,
        );
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(4.0, -1.0)),
            CornerRadius::same(6),
            Stroke::new(2.0, P.focus),
            StrokeKind::Inside,
        );
    }
    let spoken = format!("{}. {note}", row.name);
    if open {
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    } else {
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &spoken));
    }
    let top = rect.min + vec2(0.0, 4.0);
    let under_at = pos2(top.x, top.y + title.size().y);
    paint(ui, top, title);
    if beside {
        paint(
            ui,
            pos2(rect.right() - 30.0 - under.size().x, top.y + 1.0),
            under,
        );
    } else {
        paint(ui, under_at, under);
    }
    match row.state {
        LineState::Open if open => {
            paint_right(
                ui,
                rect.right_top() + vec2(0.0, 5.0),
                row.verb,
                medium(size::SMALL),
                P.focus,
            );
        }
        LineState::Underway(person, _) => {
            face(
                ui,
                rect.right_top() + vec2(-9.0, if beside { 11.5 } else { 14.0 }),
                8.5,
                person.at(),
                &super::dispatch::initials(bridge, *person),
                true,
            );
        }
        LineState::Finished(_) => {
            paint_right(
                ui,
                rect.right_top() + vec2(0.0, 4.0),
                egui_phosphor::regular::CHECK,
                regular(12.0),
                P.axes[1],
            );
        }
        _ => {}
    }
    if open {
        return response
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text(&row.name)
            .clicked();
    }
    false
}

fn roles(ui: &mut Ui, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    heading(
        ui,
        fl!("incident-roles-heading"),
        sheet.can_lead.then_some("L"),
        Term::Commander,
    );
    for role in &sheet.roles {
        ui.horizontal(|ui| {
            ui.set_height(20.0);
            let holder = role
                .holder
                .as_ref()
                .map_or(fl!("incident-nobody"), |(_, name)| name);
            let colour = if role.holder.is_some() { P.text } else { P.dim };
            let (rect, _) =
                ui.allocate_exact_size(vec2(ui.available_width() - 50.0, 20.0), Sense::hover());
            line(
                ui,
                rect.min + vec2(0.0, 2.0),
                role.word,
                regular(size::BODY),
                P.soft,
                105.0,
            );
            line(
                ui,
                rect.min + vec2(108.0, 2.0),
                holder,
                regular(size::BODY),
                colour,
                rect.width() - 108.0,
            );
            let term = match role.role {
                Role::Commander => Term::Commander,
                Role::Operations => Term::Operations,
                Role::Communications => Term::Communications,
            };
            explained(ui, rect, term);
            say(
                ui,
                rect,
                ("role", role.word),
                &format!("{}: {holder}", role.word),
            );
            if sheet.can_lead {
                let response = button(ui, fl!("incident-role-name"), None, Look::Link);
                let name = fl!("incident-role-name-spoken", role = role.word);
                response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
                if response.clicked() {
                    wishes.push(Wish::Choose(Question::Who(Task::Role(role.role, sheet.id))));
                }
            }
        });
    }
}

fn foot(ui: &mut Ui, rect: Rect, sheet: &IncidentSheet, wishes: &mut Vec<Wish>) {
    let foot = Rect::from_min_max(
        pos2(rect.left() + 12.0, rect.bottom() - FOOT),
        rect.max - vec2(10.0, 0.0),
    );
    ui.painter()
        .hline(foot.x_range(), foot.top(), Stroke::new(1.0, P.hairline));
    let soonest = sheet
        .updates
        .iter()
        .filter(|update| !update.writing)
        .filter_map(|update| update.due_minutes.map(|due| (due, update)))
        .min_by_key(|(due, _)| *due);
    let (first, second, colour) = match soonest {
        Some((due, update)) => (
            fl!("incident-update-due", audience = capital(update.name)),
            fl!("incident-update-in", minutes = due, heard = update.heard),
            if due <= 3 { P.severity[1] } else { P.soft },
        ),
        None => (
            fl!("incident-updates").to_owned(),
            sheet
                .updates
                .iter()
                .map(|update| format!("{}: {}", update.name, update.heard_in_short))
                .collect::<Vec<_>>()
                .join(" · "),
            P.soft,
        ),
    };
    let mut room = foot.width() - 96.0;
    if sheet.can_lead {
        let place = Rect::from_min_max(pos2(foot.right() - 92.0, foot.top() + 9.0), foot.max);
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(place)
                .layout(Layout::right_to_left(Align::Min)),
        );
        let response = button(&mut child, fl!("incident-update"), Some("U"), Look::Chosen);
        room = room.min(response.rect.left() - foot.left() - 4.0);
        if response.clicked() {
            wishes.push(Wish::Choose(Question::Audience(sheet.id)));
        }
    }
    line(
        ui,
        foot.min + vec2(0.0, 7.0),
        &first,
        regular(size::SMALL),
        P.soft,
        room,
    );
    line(
        ui,
        foot.min + vec2(0.0, 22.0),
        &second,
        medium(size::SMALL),
        colour,
        room,
    );
    let updates = Rect::from_min_size(foot.min, vec2(room, 36.0));
    explained(ui, updates, Term::Update);
    say(ui, updates, "updates", &format!("{first} {second}"));
}
