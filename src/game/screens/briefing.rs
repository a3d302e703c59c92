//! The briefing: what one is told before the watch.

use super::page;
use crate::game::glossary::Term;
use crate::game::planning::{Allowance, long};
use crate::game::theme::{P, medium, mono, regular, semibold, size};
use crate::game::widgets::{
    Look, button, caps, explain, face, laid, line, named, paint, say, scroll_by_keys,
};
use crate::game::wish::Wish;
use crate::run::Mode;
use crate::scenario::Scenario;
use crate::scenario::rules::{Level, Track};
use crate::words::fl;
use bevy_egui::egui::{
    Align, CornerRadius, Id, Key, Layout, Margin, Rect, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

/// What a briefing shows.
#[derive(Clone, PartialEq, Debug)]
pub struct BriefingView {
    /// The scenario's title.
    pub title: String,
    /// `Foundation · SRE · after a real event`.
    pub kind: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// What is asked of the leader.
    pub objectives: Vec<String>,
    /// People: name, part, where.
    pub people: Vec<(String, String, String)>,
    /// Stakeholders: name, part.
    pub stakeholders: Vec<(String, String)>,
    /// Forms, and which is chosen.
    pub forms: Vec<String>,
    /// The chosen form.
    pub form: String,
    /// The seed of every draw.
    pub seed: u64,
    /// What it is played for.
    pub mode: Mode,
    /// How much time for planning an assessment gives.
    pub planning: Allowance,
    /// The same in seconds; `None` is no limit.
    pub planning_seconds: Option<f32>,
    /// `13:36 UTC, 96 minutes, about 20 of yours`.
    pub when: String,
}

impl BriefingView {
    /// The same for somebody who has so much time for planning.
    pub fn planned_by(self, planning: Allowance, scenario: &Scenario) -> BriefingView {
        BriefingView {
            planning,
            planning_seconds: planning.seconds(scenario),
            ..self
        }
    }

    /// The briefing of a scenario.
    pub fn of(scenario: &Scenario, seed: u64) -> BriefingView {
        let (rules, words) = (&scenario.rules, &scenario.words);
        let people = rules
            .people
            .iter()
            .zip(&words.people)
            .map(|(rule, person)| {
                let site = words.sites.get(rule.site.at()).cloned().unwrap_or_default();
                (person.name.clone(), person.title.clone(), site)
            });
        BriefingView {
            title: words.title.clone(),
            kind: kind_of(scenario),
            text: words.briefing.clone(),
            objectives: words.objectives.clone(),
            people: people.collect(),
            stakeholders: words
                .stakeholders
                .iter()
                .map(|person| (person.name.clone(), person.title.clone()))
                .collect(),
            forms: scenario.forms.clone(),
            form: scenario.form.clone(),
            seed,
            mode: Mode::default(),
            planning: Allowance::default(),
            planning_seconds: Allowance::default().seconds(scenario),
            when: fl!(
                "briefing-when",
                start = rules.starts_at.to_string(),
                minutes = rules.ends.0,
                yours = rules.play_minutes
            ),
        }
    }
}

/// Level, track and origin in a line.
pub(super) fn kind(its_level: Level, its_track: Track, real_event: bool) -> String {
    let (level, track) = (level(its_level), track(its_track));
    match real_event {
        true => fl!("kind-real-event", level = level, track = track),
        false => fl!("kind", level = level, track = track),
    }
}

fn kind_of(scenario: &Scenario) -> String {
    let rules = &scenario.rules;
    kind(rules.level, rules.track, rules.history)
}

/// What a level is called.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Foundation => fl!("level-foundation"),
        Level::Professional => fl!("level-professional"),
        Level::Advanced => fl!("level-advanced"),
    }
}

/// What a track is called.
pub fn track(track: Track) -> &'static str {
    match track {
        Track::DevOps => fl!("track-devops"),
        Track::DevSecOps => fl!("track-devsecops"),
        Track::Sre => fl!("track-sre"),
        Track::AiOpsMlOps => fl!("track-aiops-mlops"),
        Track::DataOps => fl!("track-dataops"),
        Track::FinOps => fl!("track-finops"),
    }
}

/// Draws the briefing.
pub fn briefing(ui: &mut Ui, view: &BriefingView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let typing = ui.memory(|memory| memory.has_focus(Id::new(SEED)));
    let inside = page(ui, 1180.0);
    named(ui, fl!("briefing-title"), inside);
    caps(
        ui,
        inside.min,
        &fl!("briefing-heading", kind = view.kind),
        P.focus,
    );
    let title = line(
        ui,
        inside.min + vec2(0.0, 18.0),
        &view.title,
        semibold(size::DISPLAY),
        P.text,
        inside.width() - 320.0,
    );
    line(
        ui,
        pos2(inside.left(), title.bottom() + 2.0),
        &view.when,
        regular(size::LARGE),
        P.soft,
        inside.width(),
    );
    let body = Rect::from_min_max(
        pos2(inside.left(), title.bottom() + 38.0),
        pos2(
            inside.right(),
            inside.bottom() - 50.0 - MODES - extra_row(inside, view),
        ),
    );
    let body = crate::game::widgets::sane(body);
    let mut child = ui.new_child(UiBuilder::new().max_rect(body));
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(&mut child, |ui| {
            scroll_by_keys(ui, body.height());
            let width = ui.available_width() - 12.0;
            let left_width = (width * 0.56).max(200.0);
            let (whole, _) = ui.allocate_exact_size(
                vec2(width, tallest(ui, view, left_width, width)),
                Sense::hover(),
            );
            told(
                ui,
                Rect::from_min_size(whole.min, vec2(left_width, whole.height())),
                view,
            );
            people(
                ui,
                Rect::from_min_max(
                    pos2(whole.left() + left_width + 34.0, whole.top()),
                    whole.max,
                ),
                view,
            );
        });
    modes(ui, inside, view, &mut wishes);
    foot(ui, inside, view, &mut wishes);
    super::anywhere(ui, &mut wishes);
    // Escape leaves the field, and digits belong to it.
    if typing {
        return wishes;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    if view.mode != Mode::GivenSeed && ui.input(|input| input.key_pressed(Key::S)) {
        wishes.push(Wish::NewSeed);
    }
    for (mode, key) in Mode::ALL.into_iter().zip(MODE_KEYS) {
        if mode != view.mode && ui.input(|input| input.key_pressed(key)) {
            wishes.push(Wish::For(mode));
        }
    }
    let focused = ui.memory(|memory| memory.focused().is_some());
    if !focused && ui.input(|input| input.key_pressed(Key::Enter)) {
        wishes.push(Wish::Start);
    }
    if ui.input(|input| input.key_pressed(Key::F)) && view.forms.len() > 1 {
        let now = view
            .forms
            .iter()
            .position(|form| *form == view.form)
            .unwrap_or(0);
        wishes.push(Wish::Form(view.forms[(now + 1) % view.forms.len()].clone()));
    }
    wishes
}

fn tallest(ui: &Ui, view: &BriefingView, left: f32, whole: f32) -> f32 {
    let text = |text: &String| {
        laid(ui, text, regular(size::LARGE + 0.5), P.text, left, 30)
            .size()
            .y
            + 13.0
    };
    let told: f32 = view.text.iter().map(text).sum::<f32>()
        + view.objectives.iter().map(text).sum::<f32>()
        + 60.0;
    let rows = view.people.len() + view.stakeholders.len();
    let _ = whole;
    told.max(rows as f32 * 31.0 + 70.0)
}

fn told(ui: &Ui, rect: Rect, view: &BriefingView) {
    let mut y = rect.top();
    for (place, paragraph) in view.text.iter().enumerate() {
        let galley = laid(
            ui,
            paragraph,
            regular(size::LARGE + 0.5),
            P.text,
            rect.width(),
            30,
        );
        let written = paint(ui, pos2(rect.left(), y), galley);
        say(ui, written, ("briefing", place), paragraph);
        y = written.bottom() + 13.0;
    }
    y += 10.0;
    caps(ui, pos2(rect.left(), y), fl!("briefing-objectives"), P.dim);
    y += 22.0;
    for (place, objective) in view.objectives.iter().enumerate() {
        ui.painter().text(
            pos2(rect.left(), y + 1.0),
            bevy_egui::egui::Align2::LEFT_TOP,
            format!("{}", place + 1),
            mono(size::BODY),
            P.focus,
        );
        let galley = laid(
            ui,
            objective,
            regular(size::LARGE),
            P.text,
            rect.width() - 22.0,
            10,
        );
        let written = paint(ui, pos2(rect.left() + 22.0, y), galley);
        say(ui, written, ("objective", place), objective);
        y = written.bottom() + 9.0;
    }
}

fn people(ui: &Ui, rect: Rect, view: &BriefingView) {
    let mut y = rect.top();
    caps(ui, pos2(rect.left(), y), fl!("briefing-people"), P.dim);
    y += 20.0;
    for (place, (name, title, site)) in view.people.iter().enumerate() {
        person(
            ui,
            pos2(rect.left(), y),
            rect.width(),
            place,
            name,
            &format!("{title} · {site}"),
        );
        y += 31.0;
    }
    y += 12.0;
    caps(
        ui,
        pos2(rect.left(), y),
        fl!("briefing-stakeholders"),
        P.dim,
    );
    y += 20.0;
    for (place, (name, title)) in view.stakeholders.iter().enumerate() {
        person(
            ui,
            pos2(rect.left(), y),
            rect.width(),
            place + 3,
            name,
            title,
        );
        y += 31.0;
    }
}

fn person(ui: &Ui, at: bevy_egui::egui::Pos2, width: f32, place: usize, name: &str, title: &str) {
    let initials: String = name
        .split_whitespace()
        .filter_map(|part| part.chars().next())
        .take(2)
        .collect();
    face(ui, at + vec2(12.0, 13.0), 11.5, place, &initials, false);
    let written = line(
        ui,
        at + vec2(33.0, -1.0),
        name,
        medium(size::BODY),
        P.text,
        width - 36.0,
    );
    line(
        ui,
        at + vec2(33.0, 13.5),
        title,
        regular(size::SMALL),
        P.soft,
        width - 36.0,
    );
    say(ui, written, ("person", name), &format!("{name}, {title}"));
}

/// The height of a row of its own for the forms, where they have no room beside the rest.
fn extra_row(inside: Rect, view: &BriefingView) -> f32 {
    if view.forms.len() > 1 && inside.width() < 900.0 {
        34.0
    } else {
        0.0
    }
}

/// The height of the row of modes.
const MODES: f32 = 42.0;
const MODE_KEYS: [Key; 3] = [Key::P, Key::A, Key::G];

/// What a mode is called, and what it means.
fn about(mode: Mode) -> (&'static str, &'static str) {
    match mode {
        Mode::Practice => (fl!("briefing-practice"), fl!("briefing-practice-note")),
        Mode::Assessment => (fl!("briefing-assessment"), fl!("briefing-assessment-note")),
        Mode::GivenSeed => (fl!("briefing-given-seed"), fl!("briefing-given-seed-note")),
    }
}

/// How long one may hold the clock.
fn planning(view: &BriefingView) -> String {
    match view.planning_seconds {
        None => fl!("planning-no-limit").to_owned(),
        Some(seconds) => fl!(
            "planning-limit",
            time = long(seconds),
            allowance = view.planning.word()
        ),
    }
}

/// What the run is played for.
fn modes(ui: &mut Ui, inside: Rect, view: &BriefingView, wishes: &mut Vec<Wish>) {
    let bottom = inside.bottom() - 40.0 - extra_row(inside, view);
    let row = Rect::from_min_max(
        pos2(inside.left(), bottom - 34.0),
        pos2(inside.right(), bottom),
    );
    let layout = Layout::left_to_right(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
    for (mode, key) in Mode::ALL.into_iter().zip(MODE_KEYS) {
        let on = mode == view.mode;
        let look = if on { Look::Chosen } else { Look::Quiet };
        let name = about(mode).0;
        let response = button(&mut child, name, Some(key.name()), look);
        response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, on, name));
        if response.clicked() && !on {
            wishes.push(Wish::For(mode));
        }
    }
    let left = child.min_rect().right() + 14.0;
    let note = match view.mode {
        Mode::Assessment => &format!("{} {}", about(view.mode).1, planning(view)),
        mode => about(mode).1,
    };
    let width = row.right() - left;
    let galley = laid(ui, note, regular(size::BODY), P.soft, width, 2);
    let top = row.center().y - galley.size().y / 2.0;
    let written = paint(ui, pos2(left, top), galley);
    say(ui, written, "mode", note);
}

/// The field for a seed.
const SEED: &str = "seed";

/// Where a given seed is typed.
fn seed_field(ui: &mut Ui, seed: u64, wishes: &mut Vec<Wish>) {
    let mut typed = seed.to_string();
    let field = TextEdit::singleline(&mut typed)
        .id(Id::new(SEED))
        .font(mono(size::BODY))
        .margin(Margin::symmetric(8, 4))
        .desired_width(130.0);
    let response = ui.add(field);
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::TextEdit, true, fl!("briefing-seed-field"))
    });
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    // What is too long for a seed changes nothing.
    let given = if digits.is_empty() {
        Ok(0)
    } else {
        digits.parse()
    };
    if let Ok(given) = given
        && given != seed
    {
        wishes.push(Wish::GiveSeed(given));
    }
}

/// What other forms there are.
fn forms(ui: &mut Ui, view: &BriefingView, wishes: &mut Vec<Wish>) {
    if view.forms.len() < 2 {
        return;
    }
    explain(ui.label(fl!("briefing-form")), Term::Form);
    for form in &view.forms {
        let look = if *form == view.form {
            Look::Chosen
        } else {
            Look::Quiet
        };
        if button(ui, form, None, look).clicked() {
            wishes.push(Wish::Form(form.clone()));
        }
    }
    ui.add_space(14.0);
}

fn foot(ui: &mut Ui, inside: Rect, view: &BriefingView, wishes: &mut Vec<Wish>) {
    let extra = extra_row(inside, view);
    if extra > 0.0 {
        let row = Rect::from_min_size(
            inside.left_bottom() - vec2(0.0, 34.0 + extra),
            vec2(inside.width(), 30.0),
        );
        let layout = Layout::left_to_right(Align::Center);
        let mut row = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
        forms(&mut row, view, wishes);
    }
    let foot = Rect::from_min_max(pos2(inside.left(), inside.bottom() - 34.0), inside.max);
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(foot)
            .layout(Layout::left_to_right(Align::Center)),
    );
    if button(
        &mut left,
        fl!("briefing-back"),
        Some(fl!("key-esc")),
        Look::Quiet,
    )
    .clicked()
    {
        wishes.push(Wish::Back);
    }
    left.add_space(14.0);
    if extra == 0.0 {
        forms(&mut left, view, wishes);
    }
    explain(left.label(fl!("briefing-seed")), Term::Seed);
    if view.mode == Mode::GivenSeed {
        seed_field(&mut left, view.seed, wishes);
    } else {
        drawn_seed(&mut left, view, wishes);
    }
    let mut right = ui.new_child(
        UiBuilder::new()
            .max_rect(foot)
            .layout(Layout::right_to_left(Align::Center)),
    );
    if button(
        &mut right,
        fl!("briefing-start-the-watch"),
        Some("⏎"),
        Look::Chosen,
    )
    .clicked()
    {
        wishes.push(Wish::Start);
    }
}

/// The seed that was drawn, and a button for another.
fn drawn_seed(left: &mut Ui, view: &BriefingView, wishes: &mut Vec<Wish>) {
    let seed = view.seed.to_string();
    let size_of_seed = vec2(8.2 * seed.chars().count() as f32 + 16.0, 26.0);
    let (place, _) = left.allocate_exact_size(size_of_seed, Sense::hover());
    left.painter().rect(
        place,
        CornerRadius::same(6),
        P.map,
        Stroke::new(1.0, P.hairline),
        StrokeKind::Inside,
    );
    left.painter().text(
        place.center(),
        bevy_egui::egui::Align2::CENTER_CENTER,
        &seed,
        mono(size::BODY),
        P.text,
    );
    say(
        left,
        place,
        "seed",
        &fl!("briefing-seed-drawn", seed = seed),
    );
    if button(left, fl!("briefing-draw-another"), Some("S"), Look::Quiet).clicked() {
        wishes.push(Wish::NewSeed);
    }
}
