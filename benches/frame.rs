//! What a frame of the bridge takes of our systems: simulation, view and interface, up to the triangles that are handed to the renderer.
//!
//! `cargo bench --bench frame` prints the median and the slowest of 600 frames, with the clock running at its fastest.

#![expect(clippy::print_stdout, reason = "this is what it is for")]

use bevy_egui::egui::{Context, RawInput, Rect, pos2, vec2};
use bridgecall::game::bridge::{Bridge, bridge};
use bridgecall::game::choices::lists;
use bridgecall::game::play::Play;
use bridgecall::game::theme::{dress, is_dressed};
use bridgecall::game::wish::{Speed, Wish};
use bridgecall::leaders::by_name;
use bridgecall::run::Run;
use bridgecall::scenario::catalogue::Catalogue;
use bridgecall::scenario::units::Tick;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FRAMES: usize = 600;

/// A run that the textbook has led up to a minute, at its fastest from there.
fn at(name: &str, minute: u32) -> Play {
    let loaded = Catalogue::find().load(name, None);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    let scenario = Arc::new(loaded.scenario);
    let mut leader = by_name("textbook", &scenario, 7).expect("there is a textbook");
    let mut run = Run::new(scenario, 7, "person");
    run.be_led(leader.as_mut(), Tick(minute));
    let nowhere = bridgecall::game::autosave::Autosave::Off(String::new());
    Play::go_on(run, None, nowhere)
}

/// One frame, as the window makes it; `shown` is kept as long as nothing has changed.
fn frame(ctx: &Context, play: &mut Play, shown: &mut Option<Shown>, seconds: f64) {
    if !play.pace().running {
        play.wish(Wish::Run(Speed::Sixteen));
    }
    play.pass(1.0 / 60.0);
    if shown
        .as_ref()
        .is_none_or(|shown| shown.version != play.version())
    {
        *shown = Some(Shown {
            version: play.version(),
            view: play.view(),
            week: play.week(),
            choices: play.choices(),
            noted: play.noted(),
        });
    }
    let Some(shown) = shown else { return };
    let lists = lists(play.run().scenario());
    let to_draw = Bridge {
        view: &shown.view,
        week: shown.week.as_ref(),
        by_minute: play.by_minute(),
        pace: play.pace(),
        part: play.part(),
        aside: play.aside(),
        overlay: None,
        choices: shown.choices.as_ref(),
        lists: &lists,
        noted: &shown.noted,
        refusal: play.refusal(),
        news: play.news(),
        notice: play.notice(),
        planning: play.planning_left(),
        told: play.told(),
        aids: play.has_aids(),
        hint: None,
        last_order: None,
        trouble: None,
        menu: false,
        motion: Some(seconds),
    };
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1456.0, 819.0))),
        time: Some(seconds),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        // Fonts take effect with the pass after the one in which they are given.
        if is_dressed(ui.ctx()) {
            bridge(ui, &to_draw);
        }
    });
    // Nobody paints them here.
    output.textures_delta.clear();
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

struct Shown {
    version: u64,
    view: bridgecall::observe::view::BridgeView,
    week: Option<bridgecall::observe::view::WeekView>,
    choices: Option<bridgecall::game::choices::Choices>,
    noted: Vec<(bridgecall::game::choices::sure::Matter, u8)>,
}

fn main() {
    for (what, name, minute) in [
        (
            "a quarter, its third week",
            "scenarios/advanced/first-quarter.ron",
            2 * 10_080 + 1_560,
        ),
        (
            "a fortnight's bridge, its second day",
            "error-budget",
            2_000,
        ),
        ("an outage, minute 20", "waf-regex-2019", 20),
    ] {
        let ctx = Context::default();
        dress(&ctx);
        let (mut play, mut shown) = (at(name, minute), None);
        let mut took: Vec<Duration> = Vec::new();
        for number in 0..FRAMES {
            // What lets frames be counted lies above the model.
            #[expect(clippy::disallowed_methods, reason = "this is what is measured")]
            let began = Instant::now();
            frame(&ctx, &mut play, &mut shown, number as f64 / 60.0);
            took.push(began.elapsed());
        }
        // The first frames make the fonts.
        took.drain(..10);
        took.sort_unstable();
        println!(
            "{what}: median {:.2} ms, 99 of 100 within {:.2} ms, the slowest {:.2} ms",
            took[took.len() / 2].as_secs_f64() * 1e3,
            took[took.len() * 99 / 100].as_secs_f64() * 1e3,
            took[took.len() - 1].as_secs_f64() * 1e3
        );
    }
}
