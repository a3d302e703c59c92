//! Home: what can be played.

use super::page;
use crate::game::theme::{P, medium, mono, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, card_ground, laid, line, named, paint, paint_right,
};
use crate::game::wish::Wish;
use bevy_egui::egui::{
    Align, CursorIcon, Key, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};
use std::path::PathBuf;

/// What home shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct HomeView {
    /// Scenarios, or why they cannot be played.
    pub scenarios: Vec<ScenarioRow>,
    /// What was wrong with the one that was asked for last, in full.
    pub problems: Option<String>,
    /// Runs that were kept: unfinished ones first, then the newest.
    pub kept: Vec<KeptRow>,
    /// Where they lie, if any do.
    pub folder: Option<String>,
}

/// A run in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptRow {
    /// Its log.
    pub path: PathBuf,
    /// Its scenario's title.
    pub title: String,
    /// `seed 7 · left at minute 23 of 108`.
    pub note: String,
    /// It is not over.
    pub unfinished: bool,
}

/// A scenario in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScenarioRow {
    /// Its id.
    pub id: String,
    /// Its title; its id where it cannot be read.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// `Foundation · SRE · a real event`.
    pub kind: String,
    /// `about 20 min`.
    pub length: String,
    /// It tells of a real event.
    pub history: bool,
    /// Somebody says what is what.
    pub guided: bool,
    /// Number of errors, where it cannot be played.
    pub faults: usize,
}

/// Draws home.
pub fn home(ui: &mut Ui, view: &HomeView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let inside = page(ui, 860.0);
    named(ui, "home", inside);
    let top = inside.top() + (inside.height() * 0.10).min(70.0);
    caps(ui, pos2(inside.left(), top), "Bridgecall", P.focus);
    let verse = laid(
        ui,
        "Lead through the outage before you have to.",
        semibold(size::DISPLAY),
        P.text,
        inside.width(),
        2,
    );
    let verse = paint(ui, pos2(inside.left(), top + 20.0), verse);
    let under = laid(
        ui,
        "You decide, people act, the world goes on. The clock stops whenever something is asked of you, and nothing is lost by thinking.",
        regular(size::LARGE),
        P.soft,
        inside.width().min(620.0),
        3,
    );
    let under = paint(ui, pos2(inside.left(), verse.bottom() + 8.0), under);
    let list = Rect::from_min_max(
        pos2(inside.left(), under.bottom() + 34.0),
        pos2(inside.right(), inside.bottom() - 40.0),
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(crate::game::widgets::sane(list)));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 9.0);
            let (unfinished, over): (Vec<_>, Vec<_>) =
                view.kept.iter().partition(|run| run.unfinished);
            kept(ui, "go on", &unfinished, &mut wishes);
            heading(ui, "scenarios");
            for (place, scenario) in view.scenarios.iter().enumerate() {
                row(ui, place, scenario, &mut wishes);
            }
            if view.scenarios.is_empty() {
                ui.label("There is no scenario here.");
            }
            if let Some(problems) = &view.problems {
                diagnostics(ui, problems);
            }
            kept(ui, "your last runs", &over, &mut wishes);
        });
    foot(ui, inside, view, &mut wishes);
    keys(ui, view, &mut wishes);
    wishes
}

fn heading(ui: &mut Ui, text: &str) {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 16.0), Sense::hover());
    caps(ui, head.min, text, P.dim);
}

/// Runs that were kept, a line each.
fn kept(ui: &mut Ui, name: &str, runs: &[&KeptRow], wishes: &mut Vec<Wish>) {
    if runs.is_empty() {
        return;
    }
    heading(ui, name);
    for (place, run) in runs.iter().enumerate() {
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width() - 8.0, 34.0), Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        let way = if run.unfinished {
            "go on"
        } else {
            "see the debrief"
        };
        response.widget_info(|| {
            WidgetInfo::labeled(
                WidgetType::Button,
                true,
                format!("{way}: {}, {}", run.title, run.note),
            )
        });
        if response.clicked() {
            wishes.push(Wish::Open(run.path.clone()));
        }
        card_ground(ui, rect, response.hovered(), response.has_focus());
        let key = if run.unfinished && place == 0 {
            "   G"
        } else {
            ""
        };
        let way = paint_right(
            ui,
            rect.right_top() + vec2(-18.0, 8.5),
            &format!("{way}{key}"),
            medium(size::BODY),
            P.focus,
        );
        let title = line(
            ui,
            rect.min + vec2(18.0, 8.0),
            &run.title,
            semibold(size::BODY),
            P.text,
            rect.width() * 0.5,
        );
        line(
            ui,
            pos2(title.right() + 12.0, title.top() + 0.5),
            &run.note,
            regular(size::SMALL),
            P.soft,
            way.left() - title.right() - 24.0,
        );
    }
    ui.add_space(8.0);
}

fn row(ui: &mut Ui, place: usize, scenario: &ScenarioRow, wishes: &mut Vec<Wish>) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width() - 8.0, 100.0), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Button,
            true,
            format!("{}. {}", scenario.title, scenario.summary),
        )
    });
    if response.clicked() {
        wishes.push(Wish::Brief(scenario.id.clone()));
    }
    card_ground(ui, rect, response.hovered(), response.has_focus());
    let left = rect.left() + 18.0;
    let length = paint_right(
        ui,
        rect.right_top() + vec2(-18.0, 17.0),
        &scenario.length,
        regular(size::BODY),
        P.soft,
    );
    line(
        ui,
        pos2(left, rect.top() + 13.0),
        &scenario.title,
        semibold(17.0),
        P.text,
        length.left() - left - 12.0,
    );
    let summary = laid(
        ui,
        &scenario.summary,
        regular(size::BODY),
        P.soft,
        rect.width() - 190.0,
        2,
    );
    paint(ui, pos2(left, rect.top() + 37.0), summary);
    let (kind, colour) = if scenario.faults > 0 {
        (
            format!("cannot be played: {} faults", scenario.faults),
            P.severity[0],
        )
    } else {
        (scenario.kind.clone(), P.dim)
    };
    line(
        ui,
        pos2(left, rect.bottom() - 22.0),
        &kind,
        regular(size::SMALL),
        colour,
        rect.width() - 190.0,
    );
    let way = match (scenario.faults, scenario.guided) {
        (1.., _) => "see why",
        (0, true) => "start here",
        (0, false) => "read the briefing",
    };
    let way = format!("{way}   {}", place + 1);
    paint_right(
        ui,
        pos2(rect.right() - 18.0, rect.bottom() - 24.0),
        &way,
        medium(size::BODY),
        P.focus,
    );
}

fn diagnostics(ui: &mut Ui, problems: &str) {
    let width = ui.available_width() - 8.0;
    let galley = laid(ui, problems, mono(size::SMALL), P.text, width - 32.0, 400);
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y + 28.0), Sense::hover());
    card_ground(ui, rect, false, false);
    let text = paint(ui, rect.min + vec2(16.0, 14.0), galley);
    crate::game::widgets::say(ui, text, "problems", problems);
}

fn foot(ui: &mut Ui, inside: Rect, view: &HomeView, wishes: &mut Vec<Wish>) {
    let foot = Rect::from_min_max(pos2(inside.left(), inside.bottom() - 28.0), inside.max);
    if let Some(kept) = &view.folder {
        line(
            ui,
            foot.min + vec2(0.0, 6.0),
            kept,
            regular(size::SMALL),
            P.dim,
            foot.width() - 90.0,
        );
    }
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(foot)
            .layout(Layout::right_to_left(Align::Center)),
    );
    if button(&mut child, "Leave", Some("Q"), Look::Quiet).clicked() {
        wishes.push(Wish::Quit);
    }
}

fn keys(ui: &Ui, view: &HomeView, wishes: &mut Vec<Wish>) {
    let digits = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    for (key, scenario) in digits.iter().zip(&view.scenarios) {
        if ui.input(|input| input.key_pressed(*key)) {
            wishes.push(Wish::Brief(scenario.id.clone()));
        }
    }
    let unfinished = view.kept.iter().find(|run| run.unfinished);
    if let Some(run) = unfinished.filter(|_| ui.input(|input| input.key_pressed(Key::G))) {
        wishes.push(Wish::Open(run.path.clone()));
    }
    if ui.input(|input| input.key_pressed(Key::Q)) {
        wishes.push(Wish::Quit);
    }
}
