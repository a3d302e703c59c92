//! The settings: what one reads by, what moves, when the clock stops by itself, where things are kept.

use super::list_page;
use crate::game::settings::Settings;
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, card_ground, follow, key_cap, laid, line, notice, paint, paint_right, say,
    scroll_by_keys,
};
use crate::game::wish::Wish;
use crate::words::{OFFERED, fl};
use bevy_egui::egui::{
    Align, CursorIcon, Key, Layout, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

/// What the settings show.
#[derive(Clone, PartialEq, Debug)]
pub struct SettingsView {
    /// What is set.
    pub settings: Settings,
    /// The user's own folder.
    pub folder: Option<String>,
    /// Why something is not kept, or was not read.
    pub trouble: Option<String>,
}

/// Something that is on or off.
struct Switch {
    key: Key,
    name: Name,
    note: Name,
    part: fn(&mut Settings) -> &mut bool,
}

type Name = fn() -> &'static str;

const SWITCHES: [(Name, &[Switch]); 2] = [
    (
        || fl!("settings-reading"),
        &[
            Switch {
                key: Key::Num1,
                name: || fl!("settings-high-contrast"),
                note: || fl!("settings-high-contrast-note"),
                part: |settings| &mut settings.high_contrast,
            },
            Switch {
                key: Key::Num2,
                name: || fl!("settings-reduced-motion"),
                note: || fl!("settings-reduced-motion-note"),
                part: |settings| &mut settings.reduced_motion,
            },
        ],
    ),
    (
        || fl!("settings-clock-stops"),
        &[
            Switch {
                key: Key::Num3,
                name: || fl!("settings-stop-for-messages"),
                note: || fl!("settings-stop-for-messages-note"),
                part: |settings| &mut settings.stop_for_messages,
            },
            Switch {
                key: Key::Num4,
                name: || fl!("settings-stop-for-incidents"),
                note: || fl!("settings-stop-for-incidents-note"),
                part: |settings| &mut settings.stop_for_incidents,
            },
        ],
    ),
];

/// Draws the settings.
pub fn settings(ui: &mut Ui, view: &SettingsView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (_, back) = list_page(
        ui,
        720.0,
        fl!("settings-title"),
        fl!("settings-back"),
        |ui, height| {
            scroll_by_keys(ui, height);
            ui.spacing_mut().item_spacing = vec2(0.0, 8.0);
            if let Some(trouble) = &view.trouble {
                troubled(ui, trouble);
            }
            for (place, (name, switches)) in SWITCHES.iter().enumerate() {
                heading(ui, name());
                if place == 0 {
                    text_size(ui, view.settings, &mut wishes);
                    language(ui, view.settings, &mut wishes);
                }
                for switch in *switches {
                    let mut settings = view.settings;
                    let on = (switch.part)(&mut settings);
                    let clicked = row(ui, switch, *on).clicked();
                    if clicked || ui.input(|input| input.key_pressed(switch.key)) {
                        *on = !*on;
                        wishes.push(Wish::Set(settings));
                    }
                }
            }
            heading(ui, fl!("settings-assessments"));
            planning(ui, view.settings, &mut wishes);
            if let Some(folder) = &view.folder {
                heading(ui, fl!("settings-folder"));
                path(ui, folder);
            }
            heading(ui, fl!("settings-keys"));
            super::keys::list(ui);
        },
    );
    if back || ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    super::anywhere(ui, &mut wishes);
    wishes
}

fn heading(ui: &mut Ui, text: &str) {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    caps(ui, head.min + vec2(0.0, 10.0), text, P.dim);
}

/// What a person should know, above everything else.
pub(super) fn troubled(ui: &mut Ui, trouble: &str) {
    let width = ui.available_width() - 8.0;
    let height = laid(ui, trouble, regular(size::BODY), P.text, width - 30.0, 6)
        .size()
        .y
        + 18.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    notice(ui, rect, trouble, P.severity[1]);
}

fn words(ui: &Ui, rect: Rect, name: &str, note: &str) {
    let left = rect.left() + 16.0;
    let width = rect.width() - 170.0;
    line(
        ui,
        pos2(left, rect.top() + 9.0),
        name,
        semibold(size::LARGE),
        P.text,
        width,
    );
    let note = laid(ui, note, regular(size::BODY), P.soft, width, 2);
    paint(ui, pos2(left, rect.top() + 29.0), note);
}

/// How high a row has to be for its note.
fn height(ui: &Ui, note: &str) -> f32 {
    let width = ui.available_width() - 178.0;
    laid(ui, note, regular(size::BODY), P.soft, width, 2)
        .size()
        .y
        + 41.0
}

fn row(ui: &mut Ui, switch: &Switch, on: bool) -> Response {
    let size = vec2(ui.available_width() - 8.0, height(ui, (switch.note)()));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, (switch.name)()));
    card_ground(ui, rect, response.hovered(), response.has_focus());
    words(ui, rect, (switch.name)(), (switch.note)());
    let right = rect.right() - 16.0;
    key_cap(
        ui,
        pos2(right - 16.0, rect.center().y - 7.5),
        switch.key.name(),
    );
    let (icon, word, colour) = if on {
        (
            egui_phosphor::regular::CHECK_SQUARE,
            fl!("settings-on"),
            P.focus,
        )
    } else {
        (egui_phosphor::regular::SQUARE, fl!("settings-off"), P.soft)
    };
    let word = paint_right(
        ui,
        pos2(right - 28.0, rect.center().y - 9.0),
        word,
        medium(size::LARGE),
        colour,
    );
    paint_right(
        ui,
        pos2(word.left() - 7.0, rect.center().y - 10.5),
        icon,
        regular(18.0),
        colour,
    );
    response
}

/// How much time for planning there is: each press takes the next, and after the most comes the least again.
fn planning(ui: &mut Ui, settings: Settings, wishes: &mut Vec<Wish>) {
    let name = fl!("settings-planning");
    let note = fl!("settings-planning-note");
    let size = vec2(ui.available_width() - 8.0, height(ui, note));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let now = settings.planning.word();
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("{name}: {now}")));
    card_ground(ui, rect, response.hovered(), response.has_focus());
    words(ui, rect, name, note);
    let right = rect.right() - 16.0;
    key_cap(ui, pos2(right - 16.0, rect.center().y - 7.5), "5");
    let at = pos2(right - 28.0, rect.center().y - 9.0);
    paint_right(ui, at, now, medium(size::LARGE), P.focus);
    if response.clicked() || ui.input(|input| input.key_pressed(Key::Num5)) {
        wishes.push(Wish::Set(Settings {
            planning: settings.planning.next(),
            ..settings
        }));
    }
}

fn text_size(ui: &mut Ui, settings: Settings, wishes: &mut Vec<Wish>) {
    let note = fl!("settings-text-size-note");
    let size = vec2(ui.available_width() - 8.0, height(ui, note));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    card_ground(ui, rect, false, false);
    words(ui, rect, fl!("settings-text-size"), note);
    let place = Rect::from_min_max(
        pos2(rect.right() - 160.0, rect.center().y - 13.0),
        pos2(rect.right() - 16.0, rect.center().y + 13.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::right_to_left(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = 8.0;
    step(
        &mut child,
        ("+", fl!("settings-larger-text")),
        settings.with_text(1),
        wishes,
    );
    let (figure, _) = child.allocate_exact_size(vec2(46.0, 26.0), Sense::hover());
    let percent = format!("{} %", settings.text_percent);
    child.painter().text(
        figure.center(),
        bevy_egui::egui::Align2::CENTER_CENTER,
        &percent,
        medium(size::LARGE),
        P.text,
    );
    say(
        &child,
        figure,
        "text-size",
        &fl!("settings-text-size-spoken", percent = percent),
    );
    step(
        &mut child,
        ("−", fl!("settings-smaller-text")),
        settings.with_text(-1),
        wishes,
    );
    let (smaller, larger) = ui.input(|input| {
        let larger = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
        (input.key_pressed(Key::Minus), larger)
    });
    for (pressed, steps) in [(smaller, -1), (larger, 1)] {
        if pressed {
            wishes.extend(settings.with_text(steps).map(Wish::Set));
        }
    }
}

/// A button for each language that there is a file for.
fn language(ui: &mut Ui, settings: Settings, wishes: &mut Vec<Wish>) {
    let (name, note) = (fl!("settings-language"), fl!("settings-language-note"));
    let size = vec2(ui.available_width() - 8.0, height(ui, note));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    card_ground(ui, rect, false, false);
    words(ui, rect, name, note);
    let place = Rect::from_min_max(
        pos2(rect.right() - 160.0, rect.center().y - 13.0),
        pos2(rect.right() - 16.0, rect.center().y + 13.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    for language in OFFERED {
        let on = language == settings.language;
        let look = if on { Look::Chosen } else { Look::Quiet };
        let response = follow(button(&mut child, language.name(), None, look));
        let spoken = format!("{name}: {}", language.name());
        response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, on, &spoken));
        if response.clicked() && !on {
            wishes.push(Wish::Set(Settings {
                language,
                ..settings
            }));
        }
    }
}

/// A button for a step of the text's size; at its end it stays, but does nothing.
fn step(ui: &mut Ui, (sign, name): (&str, &str), wanted: Option<Settings>, wishes: &mut Vec<Wish>) {
    let response = ui.add_enabled_ui(wanted.is_some(), |ui| {
        let response = button(ui, sign, None, Look::Quiet);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), name));
        response
    });
    if response.inner.clicked() {
        wishes.extend(wanted.map(Wish::Set));
    }
}

fn path(ui: &mut Ui, folder: &str) {
    let width = ui.available_width() - 8.0;
    let galley = laid(
        ui,
        folder,
        crate::game::theme::mono(size::BODY),
        P.soft,
        width,
        3,
    );
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
    let written = paint(ui, rect.min, galley);
    say(ui, written, "folder", folder);
    // A file manager opens what is pasted into it; which one there is differs from system to system.
    if follow(button(
        ui,
        fl!("settings-copy-path"),
        Some("6"),
        Look::Quiet,
    ))
    .clicked()
        || ui.input(|input| input.key_pressed(Key::Num6))
    {
        ui.ctx().copy_text(folder.to_owned());
    }
}
