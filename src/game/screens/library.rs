//! The library: every scenario, by level, track, kind, length and whether it was played.

use super::list_page;
use crate::game::theme::{P, medium, regular, semibold, size};
use crate::game::widgets::{
    Look, button, card_ground, follow, laid, line, paint, paint_right, say,
};
use crate::game::wish::Wish;
use crate::scenario::rules::{Level, Track};
use crate::words::fl;
use bevy_egui::egui::{
    CursorIcon, Id, Key, Margin, Response, Sense, TextEdit, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

/// A scenario in a list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ScenarioRow {
    /// Its id.
    pub id: String,
    /// Its title; its id where it cannot be read.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// About how long it takes to play.
    pub minutes: u32,
    /// Its level; `None` where it cannot be read.
    pub level: Option<Level>,
    /// Its track; `None` where it cannot be read.
    pub track: Option<Track>,
    /// Where it comes from.
    pub origin: Origin,
    /// Number of errors, where it cannot be played.
    pub faults: usize,
    /// Points of par, where marks fit.
    pub par: Option<f64>,
    /// Kept runs of it that are over.
    pub played: usize,
    /// The best of them: its points, and those of par in its form.
    pub best: Option<(f64, f64)>,
}

impl ScenarioRow {
    /// Level, track and origin in a line; nothing where it cannot be read.
    fn kind(&self) -> String {
        let both = self.level.zip(self.track);
        both.map_or(String::new(), |(level, track)| {
            super::briefing::kind(level, track, self.origin == Origin::RealEvent)
        })
    }
}

/// Where a scenario comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// Somebody says what is what.
    Tutorial,
    /// It tells of something that happened.
    RealEvent,
    /// It might have happened.
    #[default]
    Invented,
}

/// Bounds of length, in minutes of play.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Length {
    /// Up to 15.
    Short,
    /// Up to 30.
    Middling,
    /// More.
    Long,
}

impl Length {
    fn of(minutes: u32) -> Length {
        match minutes {
            ..=15 => Length::Short,
            16..=30 => Length::Middling,
            _ => Length::Long,
        }
    }
}

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sift {
    /// Of this level alone.
    pub level: Option<Level>,
    /// Of this track alone.
    pub track: Option<Track>,
    /// From there alone.
    pub origin: Option<Origin>,
    /// As long as this alone.
    pub length: Option<Length>,
    /// Played, or not played.
    pub played: Option<bool>,
    /// Words that have to stand in it.
    pub words: String,
}

impl Sift {
    /// Whether a scenario is one of those looked for.
    pub fn lets_through(&self, row: &ScenarioRow) -> bool {
        let text = format!("{} {} {}", row.title, row.summary, row.kind()).to_lowercase();
        let words = self.words.to_lowercase();
        self.level.is_none_or(|level| row.level == Some(level))
            && self.track.is_none_or(|track| row.track == Some(track))
            && self.origin.is_none_or(|origin| row.origin == origin)
            && self
                .length
                .is_none_or(|length| Length::of(row.minutes) == length)
            && self.played.is_none_or(|played| (row.played > 0) == played)
            && words.split_whitespace().all(|word| text.contains(word))
    }
}

/// Where one types what is looked for.
const FIELD: &str = "library-search";

/// Draws the library.
pub fn library(ui: &mut Ui, scenarios: &[ScenarioRow], sift: &Sift) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let found: Vec<&ScenarioRow> = (scenarios.iter())
        .filter(|row| sift.lets_through(row))
        .collect();
    let (title, home) = list_page(
        ui,
        920.0,
        fl!("library-title"),
        fl!("library-home"),
        |ui, _| {
            ui.spacing_mut().item_spacing = vec2(0.0, 9.0);
            search(ui, sift, &mut wishes);
            facets(ui, scenarios, sift, &mut wishes);
            ui.add_space(4.0);
            for (place, row) in found.iter().enumerate() {
                if scenario(ui, Some(place), row).clicked() {
                    wishes.push(Wish::Brief(row.id.clone()));
                }
            }
            if found.is_empty() {
                nothing(ui, &mut wishes);
            }
        },
    );
    let count = fl!("library-count", found = found.len(), all = scenarios.len());
    let counted = paint_right(
        ui,
        pos2(title.right() - 8.0, title.bottom() - 22.0),
        &count,
        regular(size::LARGE),
        P.soft,
    );
    say(ui, counted, "count", &count);
    if home {
        wishes.push(Wish::Home);
    }
    keys(ui, &found, sift, &mut wishes);
    super::anywhere(ui, &mut wishes);
    wishes
}

fn keys(ui: &Ui, found: &[&ScenarioRow], sift: &Sift, wishes: &mut Vec<Wish>) {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    if pressed(Key::Escape) {
        wishes.push(match sift.words.as_str() {
            "" => Wish::Home,
            _ => Wish::Sift(Sift {
                words: String::new(),
                ..sift.clone()
            }),
        });
    }
    let field = Id::new(FIELD);
    if ui.memory(|memory| memory.has_focus(field)) {
        return;
    }
    if pressed(Key::Slash) {
        ui.memory_mut(|memory| memory.request_focus(field));
    }
    for (key, row) in super::DIGITS.iter().zip(found) {
        if pressed(*key) {
            wishes.push(Wish::Brief(row.id.clone()));
        }
    }
}

fn search(ui: &mut Ui, sift: &Sift, wishes: &mut Vec<Wish>) {
    let mut words = sift.words.clone();
    let field = TextEdit::singleline(&mut words)
        .id(Id::new(FIELD))
        .font(regular(size::LARGE))
        .hint_text(fl!("library-find-hint"))
        .margin(Margin::symmetric(8, 4))
        .desired_width(ui.available_width() - 8.0);
    let response = follow(ui.add(field));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, fl!("library-find")));
    // What was typed with the key that brought one here is no word.
    let typed = words.trim_start_matches('/');
    if typed != sift.words {
        wishes.push(Wish::Sift(Sift {
            words: typed.to_owned(),
            ..sift.clone()
        }));
    }
}

/// A row for each thing in which scenarios differ, with the values that occur.
fn facets(ui: &mut Ui, scenarios: &[ScenarioRow], sift: &Sift, wishes: &mut Vec<Wish>) {
    let mut sifted = sift.clone();
    let level = [Level::Foundation, Level::Professional, Level::Advanced]
        .map(|level| (level, super::briefing::level(level)));
    let level = there(scenarios, level, |row, level| row.level == Some(level));
    facet(ui, fl!("library-facet-level"), &level, &mut sifted.level);
    let track = [
        Track::DevOps,
        Track::DevSecOps,
        Track::Sre,
        Track::AiOpsMlOps,
        Track::DataOps,
        Track::FinOps,
    ]
    .map(|track| (track, super::briefing::track(track)));
    let track = there(scenarios, track, |row, track| row.track == Some(track));
    facet(ui, fl!("library-facet-track"), &track, &mut sifted.track);
    let origin = [
        (Origin::Tutorial, fl!("library-tutorial")),
        (Origin::RealEvent, fl!("library-after-a-real-event")),
        (Origin::Invented, fl!("library-invented")),
    ];
    let origin = there(scenarios, origin, |row, origin| row.origin == origin);
    facet(ui, fl!("library-facet-kind"), &origin, &mut sifted.origin);
    let length = [
        (Length::Short, fl!("library-up-to-15-min")),
        (Length::Middling, fl!("library-15-to-30-min")),
        (Length::Long, fl!("library-over-30-min")),
    ];
    let length = there(scenarios, length, |row, length| {
        Length::of(row.minutes) == length
    });
    facet(ui, fl!("library-facet-length"), &length, &mut sifted.length);
    let played = [
        (true, fl!("library-played")),
        (false, fl!("library-not-played-yet")),
    ];
    let played = there(scenarios, played, |row, played| (row.played > 0) == played);
    facet(ui, fl!("library-facet-played"), &played, &mut sifted.played);
    if sifted != *sift {
        wishes.push(Wish::Sift(sifted));
    }
}

/// The values that at least one scenario has.
fn there<T: Copy, const N: usize>(
    scenarios: &[ScenarioRow],
    values: [(T, &'static str); N],
    has: impl Fn(&ScenarioRow, T) -> bool,
) -> Vec<(T, &'static str)> {
    let mut values = Vec::from(values);
    values.retain(|(value, _)| {
        let mut playable = scenarios.iter().filter(|row| row.faults == 0);
        playable.any(|row| has(row, *value))
    });
    values
}

/// A facet in which all are alike is left out.
fn facet<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    values: &[(T, &str)],
    chosen: &mut Option<T>,
) {
    if values.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let (label, _) = ui.allocate_exact_size(vec2(52.0, 26.0), Sense::hover());
        line(
            ui,
            label.min + vec2(0.0, 5.0),
            name,
            regular(size::BODY),
            P.dim,
            52.0,
        );
        let all = [(None, fl!("library-all"))].into_iter();
        let values = all.chain(values.iter().map(|(value, word)| (Some(*value), *word)));
        for (value, word) in values {
            let on = *chosen == value;
            let look = if on { Look::Chosen } else { Look::Quiet };
            let response = button(ui, word, None, look);
            let spoken = format!("{name}: {}", word.to_lowercase());
            response.widget_info(|| {
                WidgetInfo::selected(WidgetType::SelectableLabel, true, on, &spoken)
            });
            if response.clicked() {
                *chosen = value;
            }
        }
    });
}

fn nothing(ui: &mut Ui, wishes: &mut Vec<Wish>) {
    ui.add_space(6.0);
    ui.label(fl!("library-nothing"));
    if button(ui, fl!("library-show-all"), None, Look::Quiet).clicked() {
        wishes.push(Wish::Sift(Sift::default()));
    }
}

/// A scenario's card, with its place in the list where a digit opens it.
pub(super) fn scenario(ui: &mut Ui, place: Option<usize>, scenario: &ScenarioRow) -> Response {
    let width = ui.available_width() - 8.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 100.0), Sense::click());
    let response = follow(response.on_hover_cursor(CursorIcon::PointingHand));
    let points = points(scenario);
    response.widget_info(|| {
        let spoken = format!("{}. {} {points}", scenario.title, scenario.summary);
        WidgetInfo::labeled(WidgetType::Button, true, spoken.trim())
    });
    card_ground(ui, rect, response.hovered(), response.has_focus());
    let (left, right) = (rect.left() + 18.0, rect.right() - 18.0);
    let length = match scenario.faults {
        0 => fl!("library-minutes", minutes = scenario.minutes),
        _ => String::new(),
    };
    let at = pos2(right, rect.top() + 17.0);
    let length = paint_right(ui, at, &length, regular(size::BODY), P.soft);
    paint_right(
        ui,
        pos2(right, length.top() + 19.0),
        &points,
        medium(size::BODY),
        P.text,
    );
    line(
        ui,
        pos2(left, rect.top() + 13.0),
        &scenario.title,
        semibold(17.0),
        P.text,
        length.left() - left - 12.0,
    );
    let room = rect.width() - 190.0;
    let summary = laid(ui, &scenario.summary, regular(size::BODY), P.soft, room, 2);
    paint(ui, pos2(left, rect.top() + 37.0), summary);
    let (kind, colour) = match scenario.faults {
        0 => (scenario.kind(), P.dim),
        faults => (
            fl!("library-cannot-be-played", faults = faults),
            P.severity[0],
        ),
    };
    let at = pos2(left, rect.bottom() - 22.0);
    line(ui, at, &kind, regular(size::SMALL), colour, room);
    let way = match (scenario.faults, scenario.origin, scenario.played) {
        (1.., ..) => fl!("library-way-see-why"),
        (0, Origin::Tutorial, 0) => fl!("library-way-start"),
        (0, ..) => fl!("library-way-briefing"),
    };
    let digit = place.map(|place| place + 1).filter(|digit| *digit <= 9);
    let way = digit.map_or(way.to_owned(), |digit| format!("{way}   {digit}"));
    let at = pos2(right, rect.bottom() - 24.0);
    paint_right(ui, at, &way, medium(size::BODY), P.focus);
    response
}

fn points(scenario: &ScenarioRow) -> String {
    match (scenario.best, scenario.par, scenario.played) {
        (Some((best, par)), ..) => fl!(
            "library-points-best",
            best = format!("{best:.0}"),
            par = format!("{par:.0}")
        ),
        (None, Some(par), 0) => fl!("library-points-par", par = format!("{par:.0}")),
        (None, Some(par), _) => fl!("library-points-played", par = format!("{par:.0}")),
        (None, None, 0) => String::new(),
        (None, None, _) => fl!("library-played-before").to_owned(),
    }
}
