//! Home: what can be played.

use super::library::{ScenarioRow, scenario};
use super::page;
use crate::game::theme::{P, medium, mono, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, card_ground, follow, laid, line, named, paint, paint_right,
};
use crate::game::wish::Wish;
use bevy_egui::egui::{
    Align, CursorIcon, Key, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

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
    /// What a person should know before anything else.
    pub trouble: Option<String>,
}

/// A run in the list.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptRow {
    /// What opens it.
    pub wish: Wish,
    /// Its scenario's title.
    pub title: String,
    /// `seed 7 · left at minute 23 of 108`.
    pub note: String,
    /// It is not over.
    pub unfinished: bool,
    /// What it came to, once it is over and was scored.
    pub score: Option<String>,
}

/// So many scenarios stand at home; the library has all.
const OFFERED: usize = 4;

/// Draws home.
pub fn home(ui: &mut Ui, view: &HomeView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let inside = page(ui, 860.0);
    named(ui, "home", inside);
    let list = Rect::from_min_max(inside.min, pos2(inside.right(), inside.bottom() - 40.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(crate::game::widgets::sane(list)));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 9.0);
            welcome(ui, inside.height());
            if let Some(trouble) = &view.trouble {
                super::settings::troubled(ui, trouble);
            }
            let (unfinished, over): (Vec<_>, Vec<_>) =
                view.kept.iter().partition(|run| run.unfinished);
            kept(ui, "go on", &unfinished, &mut wishes);
            heading(ui, "scenarios");
            for (place, row) in view.scenarios.iter().take(OFFERED).enumerate() {
                if scenario(ui, Some(place), row).clicked() {
                    wishes.push(Wish::Brief(row.id.clone()));
                }
            }
            if view.scenarios.len() > OFFERED {
                let all = format!("All {} scenarios", view.scenarios.len());
                if button(ui, &all, Some("L"), Look::Quiet).clicked() {
                    wishes.push(Wish::Library);
                }
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
    super::anywhere(ui, &mut wishes);
    wishes
}

/// What this is, in a line and a sentence; on a low screen the list begins higher.
fn welcome(ui: &mut Ui, height: f32) {
    let width = ui.available_width() - 8.0;
    let above = ((height - 400.0) * 0.18).clamp(0.0, 62.0);
    let verse = laid(
        ui,
        "Lead through the outage before you have to.",
        semibold(size::DISPLAY),
        P.text,
        width,
        2,
    );
    let under = laid(
        ui,
        "You decide, people act, the world goes on. The clock stops whenever something is asked of you, and nothing is lost by thinking.",
        regular(size::LARGE),
        P.soft,
        width.min(620.0),
        3,
    );
    let tall = above + 20.0 + verse.size().y + 8.0 + under.size().y + 14.0 + above * 0.3;
    let (rect, _) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
    let top = rect.top() + above;
    caps(ui, pos2(rect.left(), top), "Bridgecall", P.focus);
    let verse = paint(ui, pos2(rect.left(), top + 20.0), verse);
    paint(ui, pos2(rect.left(), verse.bottom() + 8.0), under);
}

fn heading(ui: &mut Ui, text: &str) {
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    caps(ui, head.min + vec2(0.0, 7.0), text, P.dim);
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
        let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
        let way = match (run.unfinished, &run.score) {
            (true, _) => "go on",
            (false, Some(score)) => score.as_str(),
            (false, None) => "being scored …",
        };
        response.widget_info(|| {
            WidgetInfo::labeled(
                WidgetType::Button,
                true,
                match run.unfinished {
                    true => format!("{way}: {}, {}", run.title, run.note),
                    false => format!("see the debrief: {}, {}, {way}", run.title, run.note),
                },
            )
        });
        if response.clicked() {
            wishes.push(run.wish.clone());
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

fn diagnostics(ui: &mut Ui, problems: &str) {
    let width = ui.available_width() - 8.0;
    let galley = laid(ui, problems, mono(size::SMALL), P.text, width - 32.0, 400);
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y + 28.0), Sense::hover());
    card_ground(ui, rect, false, false);
    let text = paint(ui, rect.min + vec2(16.0, 14.0), galley);
    crate::game::widgets::say(ui, text, "problems", problems);
}

fn foot(ui: &mut Ui, inside: Rect, view: &HomeView, wishes: &mut Vec<Wish>) {
    let foot = Rect::from_min_max(
        pos2(inside.left(), inside.bottom() - 28.0),
        inside.max - vec2(8.0, 0.0),
    );
    if let Some(kept) = &view.folder {
        line(
            ui,
            foot.min + vec2(0.0, 6.0),
            kept,
            regular(size::SMALL),
            P.dim,
            foot.width() - 410.0,
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
    if button(&mut child, "Glossary", Some("F1"), Look::Quiet).clicked() {
        wishes.push(Wish::Glossary);
    }
    if button(&mut child, "Settings", Some("S"), Look::Quiet).clicked() {
        wishes.push(Wish::Settings);
    }
    if button(&mut child, "Library", Some("L"), Look::Quiet).clicked() {
        wishes.push(Wish::Library);
    }
}

fn keys(ui: &Ui, view: &HomeView, wishes: &mut Vec<Wish>) {
    for (key, scenario) in super::DIGITS
        .iter()
        .zip(view.scenarios.iter().take(OFFERED))
    {
        if ui.input(|input| input.key_pressed(*key)) {
            wishes.push(Wish::Brief(scenario.id.clone()));
        }
    }
    let unfinished = view.kept.iter().find(|run| run.unfinished);
    if let Some(run) = unfinished.filter(|_| ui.input(|input| input.key_pressed(Key::G))) {
        wishes.push(run.wish.clone());
    }
    for (key, wish) in [
        (Key::L, Wish::Library),
        (Key::S, Wish::Settings),
        (Key::Q, Wish::Quit),
    ] {
        if ui.input(|input| input.key_pressed(key)) {
            wishes.push(wish);
        }
    }
}
