//! The replay: the bridge as it was, with a bar to go to any minute of it.

use crate::game::bridge::{Bridge, bridge};
use crate::game::theme::{P, regular, size};
use crate::game::widgets::{Look, button, ground, line, named, say};
use crate::game::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{
    Align, Key, Layout, Rect, Slider, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

/// The height of the bar, and of one whose buttons need two rows.
const BAR: [f32; 2] = [62.0, 96.0];
/// The width in which they need one.
const ONE_ROW: f32 = 1200.0;

/// What the bar shows.
#[derive(Clone, PartialEq, Debug)]
pub struct ReplayBar {
    /// The minute that is shown.
    pub minute: u32,
    /// The last one.
    pub ends: u32,
    /// The next minute in which something happened, and the one before.
    pub moments: (Option<u32>, Option<u32>),
    /// The next minute in which the leader decided something, and the one before.
    pub decisions: (Option<u32>, Option<u32>),
    /// What was really wrong by then.
    pub truth: Vec<String>,
}

/// Draws the replay; nothing on the bridge can be ordered.
pub fn replay(ui: &mut Ui, shown: &Bridge<'_>, bar: &ReplayBar) -> Vec<Wish> {
    let whole = ui.max_rect();
    let rows = if whole.width() >= ONE_ROW { 1 } else { 2 };
    let split = whole.bottom() - BAR[rows - 1];
    let above = Rect::from_min_max(whole.min, pos2(whole.right(), split));
    let mut child = ui.new_child(UiBuilder::new().max_rect(above));
    child.set_clip_rect(above);
    let mut wishes: Vec<Wish> = bridge(&mut child, shown);
    wishes.retain(|wish| {
        matches!(
            wish,
            Wish::Pause | Wish::Run(_) | Wish::NextDecision | Wish::LookAt(_) | Wish::Show(_)
        )
    });
    let below = Rect::from_min_max(pos2(whole.left(), split), whole.max);
    ground(ui, below);
    named(ui, fl!("replay-title"), below);
    controls(ui, below, bar, &mut wishes);
    truth(ui, below, bar);
    keys(ui, bar, &mut wishes);
    wishes
}

fn controls(ui: &mut Ui, rect: Rect, bar: &ReplayBar, wishes: &mut Vec<Wish>) {
    let one_row = rect.width() >= ONE_ROW;
    let row = Rect::from_min_size(rect.min + vec2(14.0, 6.0), vec2(rect.width() - 28.0, 28.0));
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(row)
            .layout(Layout::left_to_right(Align::Center).with_main_wrap(!one_row)),
    );
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    let go = |minute: Option<u32>| minute.map(Wish::GoTo);
    let steps = [
        (
            fl!("replay-minute-back"),
            "←",
            bar.minute.checked_sub(1).map(Wish::GoTo),
        ),
        (
            fl!("replay-minute-on"),
            "→",
            (bar.minute < bar.ends).then(|| Wish::GoTo(bar.minute + 1)),
        ),
        (fl!("replay-decision-before"), ",", go(bar.decisions.1)),
        (fl!("replay-next-decision"), ".", go(bar.decisions.0)),
        (fl!("replay-moment-before"), "B", go(bar.moments.1)),
        (fl!("replay-next-moment"), "N", go(bar.moments.0)),
    ];
    for (name, key, wish) in steps {
        if button(&mut ui, name, Some(key), Look::Quiet).clicked() {
            wishes.extend(wish);
        }
    }
    ui.spacing_mut().slider_width = if one_row {
        (ui.available_width() - 430.0).max(80.0)
    } else {
        140.0
    };
    let mut minute = bar.minute;
    let slider = ui.add(Slider::new(&mut minute, 0..=bar.ends).show_value(false));
    slider.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Slider, true, fl!("replay-minute-of-the-watch"))
    });
    if minute != bar.minute {
        wishes.push(Wish::GoTo(minute));
    }
    ui.label(fl!(
        "replay-minute-of",
        minute = bar.minute,
        ends = bar.ends
    ));
    if bar.minute < bar.ends
        && button(
            &mut ui,
            fl!("replay-play-on-from-here"),
            Some("P"),
            Look::Chosen,
        )
        .clicked()
    {
        wishes.push(Wish::PlayOn);
    }
    if button(
        &mut ui,
        fl!("replay-debrief"),
        Some(fl!("key-esc")),
        Look::Quiet,
    )
    .clicked()
    {
        wishes.push(Wish::Debrief);
    }
}

/// What nobody could see then.
fn truth(ui: &Ui, rect: Rect, bar: &ReplayBar) {
    let text = match bar.truth.as_slice() {
        [] => fl!("replay-hidden-nothing").to_owned(),
        wrong => fl!("replay-hidden", wrong = wrong.join(" · ")),
    };
    let at = line(
        ui,
        rect.left_bottom() + vec2(14.0, -23.0),
        &text,
        regular(size::BODY),
        P.soft,
        rect.width() - 28.0,
    );
    say(ui, at, "truth", &text);
}

fn keys(ui: &Ui, bar: &ReplayBar, wishes: &mut Vec<Wish>) {
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let keys = [
        (Key::ArrowLeft, bar.minute.checked_sub(1)),
        (
            Key::ArrowRight,
            (bar.minute < bar.ends).then_some(bar.minute + 1),
        ),
        (Key::Comma, bar.decisions.1),
        (Key::Period, bar.decisions.0),
        (Key::B, bar.moments.1),
    ];
    wishes.extend(
        keys.into_iter()
            .filter(|(key, _)| pressed(*key))
            .filter_map(|(_, minute)| minute)
            .map(Wish::GoTo),
    );
    if pressed(Key::P) && bar.minute < bar.ends {
        wishes.push(Wish::PlayOn);
    }
    if pressed(Key::Escape) {
        wishes.push(Wish::Debrief);
    }
}
