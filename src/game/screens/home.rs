//! Home: what to go on with, the next step of one's path, today's run, and what one's last runs came to.

use super::library::{ScenarioRow, scenario};
use super::page;
use super::path::next;
use crate::game::theme::{P, medium, mono, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, card_ground, follow, laid, line, named, paint, paint_right,
};
use crate::game::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{
    Align, CursorIcon, Key, Layout, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};

/// What home shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct HomeView {
    /// Scenarios, or why they cannot be played.
    pub scenarios: Vec<ScenarioRow>,
    /// What was wrong with the one that was asked for last, in full.
    pub problems: Option<String>,
    /// Today's run, where there is something to play.
    pub today: Option<TodayCard>,
    /// Runs that were kept: unfinished ones first, then the newest.
    pub kept: Vec<KeptRow>,
    /// Where they lie, if any do.
    pub folder: Option<String>,
    /// What a person should know before anything else.
    pub trouble: Option<String>,
}

/// Today's run.
#[derive(Clone, PartialEq, Debug)]
pub struct TodayCard {
    /// `29 November 2026`.
    pub day: String,
    /// Its scenario's id.
    pub id: String,
    /// Its seed.
    pub seed: u64,
    /// The best that was reached on it, and par.
    pub best: Option<(f64, f64)>,
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

/// Draws home.
pub fn home(ui: &mut Ui, view: &HomeView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let inside = page(ui, 860.0);
    named(ui, fl!("home-panel"), inside);
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
            kept(ui, fl!("home-go-on"), &unfinished, &mut wishes);
            if let Some(row) = next(&view.scenarios) {
                heading(ui, fl!("home-next-step"));
                if scenario(ui, Some(0), row).clicked() {
                    wishes.push(Wish::Brief(row.id.clone()));
                }
            } else if view.scenarios.is_empty() {
                ui.label(fl!("home-no-scenario"));
            }
            if let Some((card, row)) = today(view) {
                heading(ui, &fl!("home-today", day = card.day));
                if todays(ui, card, row) {
                    wishes.extend(card.wishes());
                }
            }
            places(ui, &mut wishes);
            if let Some(problems) = &view.problems {
                diagnostics(ui, problems);
            }
            kept(ui, fl!("home-last-runs"), &over, &mut wishes);
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
        fl!("home-verse"),
        semibold(size::DISPLAY),
        P.text,
        width,
        2,
    );
    let under = laid(
        ui,
        fl!("home-under"),
        regular(size::LARGE),
        P.soft,
        width.min(620.0),
        3,
    );
    let tall = above + 20.0 + verse.size().y + 8.0 + under.size().y + 14.0 + above * 0.3;
    let (rect, _) = ui.allocate_exact_size(vec2(width, tall), Sense::hover());
    let top = rect.top() + above;
    caps(ui, pos2(rect.left(), top), fl!("home-name"), P.focus);
    let verse = paint(ui, pos2(rect.left(), top + 20.0), verse);
    paint(ui, pos2(rect.left(), verse.bottom() + 8.0), under);
}

impl TodayCard {
    /// Its briefing, with its seed.
    fn wishes(&self) -> [Wish; 2] {
        [Wish::Brief(self.id.clone()), Wish::GiveSeed(self.seed)]
    }
}

/// Today's run and its scenario.
fn today(view: &HomeView) -> Option<(&TodayCard, &ScenarioRow)> {
    let card = view.today.as_ref()?;
    let row = view.scenarios.iter().find(|row| row.id == card.id)?;
    Some((card, row))
}

/// Today's run in a line; tells whether it was pressed.
fn todays(ui: &mut Ui, card: &TodayCard, row: &ScenarioRow) -> bool {
    let note = match card.best {
        Some((points, par)) => fl!(
            "home-today-best",
            points = format!("{points:.0}"),
            par = format!("{par:.0}")
        ),
        None => fl!("home-today-new", minutes = row.minutes),
    };
    let name = fl!("home-today-spoken", title = row.title, note = note);
    let way = format!("{}   2", fl!("library-way-briefing"));
    entry(ui, &name, (&row.title, &note), &way).clicked()
}

/// Where else one can go.
fn places(ui: &mut Ui, wishes: &mut Vec<Wish>) {
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(7.0, 7.0);
        for (name, key, wish) in [
            (fl!("home-library"), Key::L, Wish::Library),
            (fl!("home-my-path"), Key::P, Wish::Path),
            (fl!("home-progress"), Key::R, Wish::Progress),
            (fl!("home-drills"), Key::D, Wish::Drills),
        ] {
            if follow(button(ui, name, Some(key.name()), Look::Quiet)).clicked() {
                wishes.push(wish);
            }
        }
    });
    ui.add_space(4.0);
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
        let way = match (run.unfinished, &run.score) {
            (true, _) => fl!("home-go-on"),
            (false, Some(score)) => score.as_str(),
            (false, None) => fl!("home-being-scored"),
        };
        let name = match run.unfinished {
            true => format!("{way}: {}, {}", run.title, run.note),
            false => fl!(
                "home-debrief-spoken",
                title = run.title,
                note = run.note,
                way = way
            ),
        };
        let key = if run.unfinished && place == 0 {
            "   G"
        } else {
            ""
        };
        if entry(ui, &name, (&run.title, &run.note), &format!("{way}{key}")).clicked() {
            wishes.push(run.wish.clone());
        }
    }
    ui.add_space(8.0);
}

/// A line that can be pressed: what it is, a note, and what pressing it does.
fn entry(ui: &mut Ui, name: &str, (title, note): (&str, &str), way: &str) -> Response {
    let size_of_row = vec2(ui.available_width() - 8.0, 34.0);
    let (rect, response) = ui.allocate_exact_size(size_of_row, Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    card_ground(ui, rect, response.hovered(), response.has_focus());
    let way = paint_right(
        ui,
        rect.right_top() + vec2(-18.0, 8.5),
        way,
        medium(size::BODY),
        P.focus,
    );
    let title = line(
        ui,
        rect.min + vec2(18.0, 8.0),
        title,
        semibold(size::BODY),
        P.text,
        rect.width() * 0.5,
    );
    line(
        ui,
        pos2(title.right() + 12.0, title.top() + 0.5),
        note,
        regular(size::SMALL),
        P.soft,
        way.left() - title.right() - 24.0,
    );
    response
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
            foot.width() - 310.0,
        );
    }
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(foot)
            .layout(Layout::right_to_left(Align::Center)),
    );
    if button(&mut child, fl!("home-leave"), Some("Q"), Look::Quiet).clicked() {
        wishes.push(Wish::Quit);
    }
    if button(&mut child, fl!("home-glossary"), Some("F1"), Look::Quiet).clicked() {
        wishes.push(Wish::Glossary);
    }
    if button(&mut child, fl!("home-settings"), Some("S"), Look::Quiet).clicked() {
        wishes.push(Wish::Settings);
    }
}

fn keys(ui: &Ui, view: &HomeView, wishes: &mut Vec<Wish>) {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    if let Some(row) = next(&view.scenarios).filter(|_| pressed(Key::Num1)) {
        wishes.push(Wish::Brief(row.id.clone()));
    }
    if let Some((card, _)) = today(view).filter(|_| pressed(Key::Num2)) {
        wishes.extend(card.wishes());
    }
    let unfinished = view.kept.iter().find(|run| run.unfinished);
    if let Some(run) = unfinished.filter(|_| pressed(Key::G)) {
        wishes.push(run.wish.clone());
    }
    for (key, wish) in [
        (Key::L, Wish::Library),
        (Key::P, Wish::Path),
        (Key::R, Wish::Progress),
        (Key::D, Wish::Drills),
        (Key::S, Wish::Settings),
        (Key::Q, Wish::Quit),
    ] {
        if pressed(key) {
            wishes.push(wish);
        }
    }
}
