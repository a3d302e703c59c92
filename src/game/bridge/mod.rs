//! The bridge: what waits on the left, where it hurts in the centre, who can help on the right, time along the bottom.
//!
//! **Pure:** a view goes in, wishes come out; nothing here has seen a run.

mod ask;
mod dispatch;
mod flow;
mod guide;
mod incident;
mod keys;
mod map;
mod menu;
mod narrow;
mod overlay;
mod people;
mod timeline;
mod top;
mod week;

use super::choices::Choices;
use super::choices::sure::Matter;
use super::guide::Told;
use super::hint::HintTold;
use super::play::Pace;
use super::theme::P;
use super::widgets::{ground, named, sane};
use super::wish::{Question, Wish};
use crate::observe::view::{BridgeView, OverlayView, WeekView};
use crate::scenario::guide::Part;
use crate::words::fl;
use bevy_egui::egui::{Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

/// Everything that the bridge needs to be drawn.
#[derive(Clone, Copy, Debug)]
pub struct Bridge<'a> {
    /// The moment.
    pub view: &'a BridgeView,
    /// The week, where one leads by it.
    pub week: Option<&'a WeekView>,
    /// One could lead by the week, and leads minute by minute.
    pub by_minute: bool,
    /// The clock.
    pub pace: Pace,
    /// What is looked at where there is no room for all parts.
    pub part: Part,
    /// The decision was laid aside for it.
    pub aside: bool,
    /// What is laid over the map.
    pub overlay: Option<&'a OverlayView>,
    /// The list that is open.
    pub choices: Option<&'a Choices>,
    /// Lists that can be opened anywhere: name, key, question.
    pub lists: &'a [(&'static str, &'static str, Question)],
    /// What the leader said to be how sure of, in percent.
    pub noted: &'a [(Matter, u8)],
    /// Why the last command was refused.
    pub refusal: Option<&'a str>,
    /// What stopped the clock.
    pub news: Option<&'a str>,
    /// What the game says once.
    pub notice: Option<&'static str>,
    /// Seconds for which the leader may still hold the clock, where that is limited.
    pub planning: Option<f32>,
    /// What a newcomer is told.
    pub told: Option<&'a Told>,
    /// Hints may be taken, and orders taken back.
    pub aids: bool,
    /// The hint that is asked for.
    pub hint: Option<&'a HintTold>,
    /// The last order, where it can be taken back.
    pub last_order: Option<&'a str>,
    /// Why the run is not being saved.
    pub trouble: Option<&'a str>,
    /// The menu lies over it.
    pub menu: bool,
    /// Seconds for what moves; `None` under reduced motion.
    pub motion: Option<f64>,
}

impl Bridge<'_> {
    /// It is led from, and not watched again.
    fn can_note(&self) -> bool {
        !self.lists.is_empty()
    }
}

/// The places of the panels.
#[derive(Clone, Copy, Debug)]
struct Places {
    top: Rect,
    left: Rect,
    centre: Rect,
    right: Rect,
    flow: Rect,
    timeline: Rect,
}

/// The smallest size in which all parts have room side by side.
const LEAST: Vec2 = vec2(1180.0, 640.0);
const TOP: f32 = 54.0;
const BOTTOM: f32 = 176.0;
const LEFT: f32 = 258.0;
const RIGHT: f32 = 264.0;
/// What an incident's sheet takes of the map.
const SHEET: f32 = 300.0;

impl Places {
    fn of(whole: Rect) -> Places {
        let top = Rect::from_min_max(whole.min, pos2(whole.right(), whole.top() + TOP));
        let low = whole.bottom() - BOTTOM;
        let middle = whole.left() + whole.width() * 0.5;
        let rect = |left: f32, top: f32, right: f32, bottom: f32| {
            sane(Rect::from_min_max(pos2(left, top), pos2(right, bottom)))
        };
        Places {
            top,
            left: rect(whole.left(), top.bottom(), whole.left() + LEFT, low),
            centre: rect(
                whole.left() + LEFT,
                top.bottom(),
                whole.right() - RIGHT,
                low,
            ),
            right: rect(whole.right() - RIGHT, top.bottom(), whole.right(), low),
            flow: rect(whole.left(), low, middle, whole.bottom()),
            timeline: rect(middle, low, whole.right(), whole.bottom()),
        }
    }
}

impl Places {
    /// Where one part at a time is shown, each has the whole place.
    fn all_in(top: Rect, area: Rect) -> Places {
        Places {
            top,
            left: area,
            centre: area,
            right: area,
            flow: area,
            timeline: area,
        }
    }
}

/// Draws the bridge; returns what the person wants.
pub fn bridge(ui: &mut Ui, bridge: &Bridge<'_>) -> Vec<Wish> {
    let mut wishes = keys::keys(ui, bridge);
    let area = ui.max_rect();
    let mut under = ui.new_child(UiBuilder::new().max_rect(area));
    if bridge.menu {
        under.disable();
    }
    if bridge.menu && bridge.planning.is_some() {
        // Time behind the menu does not count, so there is nothing to plan by.
        under.painter().rect_filled(area, 0.0, P.background);
    } else {
        whole(&mut under, area, bridge, &mut wishes);
    }
    if bridge.menu {
        menu::show(ui, area, bridge, &mut wishes);
    }
    wishes
}

fn whole(ui: &mut Ui, area: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let has_room = |least: Vec2| area.width() + 0.5 >= least.x && area.height() + 0.5 >= least.y;
    if let Some(view) = bridge.week {
        week::draw(ui, area, bridge, view, wishes);
    } else if has_room(LEAST) {
        draw(ui, area, bridge, wishes);
    } else if has_room(narrow::LEAST) {
        narrow::draw(ui, area, bridge, wishes);
    } else {
        ScrollArea::both()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let size = area.size().max(narrow::LEAST);
                let (rect, _) = ui.allocate_exact_size(size, bevy_egui::egui::Sense::hover());
                narrow::draw(ui, rect, bridge, wishes);
            });
    }
}

fn draw(ui: &mut Ui, whole: Rect, bridge: &Bridge<'_>, wishes: &mut Vec<Wish>) {
    let places = Places::of(whole);
    ui.painter().rect_filled(whole, 0.0, P.background);
    let taken = if bridge.view.sheet.is_some() || bridge.overlay.is_some() {
        SHEET
    } else {
        0.0
    };
    let room = vec2(taken, ask::DECISION);
    let head = map::show(ui, places.centre, room, bridge, wishes);
    for panel in [
        places.top,
        places.left,
        places.right,
        places.flow,
        places.timeline,
    ] {
        ground(ui, panel);
    }
    top::show(ui, places.top, bridge, wishes);
    dispatch::show(ui, places.left, bridge, wishes);
    people::show(ui, places.right, bridge, wishes);
    flow::show(ui, places.flow, bridge, wishes);
    timeline::show(ui, places.timeline, bridge);
    lines(ui, &places);
    if let Some(view) = bridge.overlay {
        overlay::list(ui, sheet_place(places.centre), view);
    } else if bridge.view.sheet.is_some() {
        incident::show(ui, sheet_place(places.centre), bridge, wishes);
    } else {
        named(ui, fl!("incident-panel"), sheet_place(places.centre));
    }
    // Low in the centre, between the board and the sheet, so that it never covers what it is about.
    let centre = places.centre;
    let field = Rect::from_min_max(centre.min, centre.max - vec2(taken, 0.0));
    ask::show(ui, field, true, bridge, wishes);
    if let Some(told) = bridge.told {
        guide::show(ui, &places, head, told, wishes);
    } else if let Some(hint) = bridge.hint {
        guide::hint(ui, &places, head, hint, wishes);
    }
}

/// The place of the incident sheet, at the right of the map.
fn sheet_place(centre: Rect) -> Rect {
    let width = 286.0_f32.min(centre.width() * 0.5);
    let right = centre.right() - 10.0;
    sane(Rect::from_min_max(
        pos2(right - width, centre.top() + 10.0),
        pos2(right, centre.bottom() - 10.0),
    ))
}

/// Hairlines between panels.
fn lines(ui: &Ui, places: &Places) {
    let line = Stroke::new(1.0, P.hairline);
    let painter = ui.painter();
    painter.hline(places.top.x_range(), places.top.bottom(), line);
    painter.hline(
        places.flow.left()..=places.timeline.right(),
        places.flow.top(),
        line,
    );
    painter.vline(places.left.right(), places.left.y_range(), line);
    painter.vline(places.right.left(), places.right.y_range(), line);
    painter.vline(places.timeline.left(), places.timeline.y_range(), line);
}
