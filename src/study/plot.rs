//! Distributions by leader as a picture (SVG): for each scenario all axes together, and below them axis by axis.

use super::plan::About;
use super::row::POINTS;
use super::statistics::Distribution;
use super::summary::{OfScenario, Summary};
use std::fmt::Write;

/// Okabe and Ito's colours, which colour-blind people tell apart; yellow, too pale on white, is left out.
const COLOURS: [&str; 7] = [
    "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#555555",
];
const AXES: [&str; POINTS] = ["Overall", "Flow", "Reliability", "Morale", "Cost"];
const WIDTH: f64 = 960.0;
const MARGIN: f64 = 24.0;
const NAMES: f64 = 92.0;
const VALUES: f64 = 96.0;
const TITLE: f64 = 72.0;
const FOOT: f64 = 56.0;

/// A stretch of points from left to right.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    left: f64,
    right: f64,
}

impl Scale {
    fn x(self, points: f64) -> f64 {
        let share = (points - self.low) / (self.high - self.low);
        self.left + share.clamp(0.0, 1.0) * (self.right - self.left)
    }
}

/// The distributions of a study, as an SVG document.
pub fn svg(about: &About, summary: &Summary) -> String {
    let rows = about.leaders.len() as f64;
    let (wide, small) = (46.0 * rows + 30.0, 30.0 * rows + 52.0);
    let block = TITLE + wide + 2.0 * small + 12.0;
    let height = MARGIN + block * about.scenarios.len() as f64 + FOOT;
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"'DejaVu Sans', 'Noto Sans', 'Segoe UI', Helvetica, Arial, sans-serif\" font-size=\"13\">\n\
         <title>Distributions of points by leader</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>"
    );
    for (place, (scenario, of)) in about.scenarios.iter().zip(summary.scenarios()).enumerate() {
        let top = MARGIN + block * place as f64;
        let runs = of
            .leaders
            .iter()
            .map(|leader| leader[0].moments.n)
            .max()
            .unwrap_or(0);
        let name = escaped(&scenario.scenario);
        text(
            &mut svg,
            MARGIN,
            top + 18.0,
            "start",
            19.0,
            "#111111",
            &format!("<tspan font-weight=\"bold\">{name}</tspan>"),
        );
        let seeds = if runs == 1 { "seed" } else { "seeds" };
        let below = format!(
            "form {}, {runs} {seeds} for every leader",
            escaped(&scenario.form)
        );
        text(
            &mut svg,
            MARGIN,
            top + 38.0,
            "start",
            13.0,
            "#555555",
            &below,
        );
        let at = (MARGIN, top + TITLE, WIDTH - 2.0 * MARGIN, 46.0);
        panel(&mut svg, about, of, 0, at);
        let half = (WIDTH - 3.0 * MARGIN) / 2.0;
        for axis in 1..POINTS {
            let left = MARGIN + (half + MARGIN) * ((axis - 1) % 2) as f64;
            let top = top + TITLE + wide + 22.0 + small * ((axis - 1) / 2) as f64;
            panel(&mut svg, about, of, axis, (left, top, half, 30.0));
        }
    }
    let foot = [
        "100 is the best known play, 0 the worst of doing nothing, acting at random and panic on the same seed.",
        "Shape: how often runs came out there; bar: the middle 80 %; mark in it: the median; numbers: mean ± standard deviation.",
    ];
    for (line, words) in foot.iter().enumerate() {
        let y = height - 32.0 + 16.0 * line as f64;
        text(&mut svg, MARGIN, y, "start", 11.5, "#555555", words);
    }
    svg + "</svg>\n"
}

/// One axis: a row a leader.
fn panel(
    svg: &mut String,
    about: &About,
    of: &OfScenario,
    axis: usize,
    (left, top, width, row): (f64, f64, f64, f64),
) {
    let rows = about.leaders.len() as f64;
    text(
        svg,
        left,
        top,
        "start",
        14.0,
        "#111111",
        &format!("<tspan font-weight=\"bold\">{}</tspan>", AXES[axis]),
    );
    let (low, high) = range(of, axis);
    let scale = Scale {
        low,
        high,
        left: left + NAMES,
        right: left + width - VALUES,
    };
    let (top, bottom) = (top + 8.0, top + 8.0 + row * rows);
    let labels_apart = |step: &f64| (scale.right - scale.left) * step / (high - low) >= 34.0;
    let step = [20.0, 50.0, 100.0, 200.0, 500.0]
        .into_iter()
        .find(labels_apart)
        .unwrap_or(1000.0);
    let mut tick = (low / step).ceil() * step;
    while tick <= high {
        let (x, heavy) = (scale.x(tick), tick == 0.0 || tick == 100.0);
        let colour = if heavy { "#999999" } else { "#e4e4e4" };
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {top:.1}V{bottom:.1}\" stroke=\"{colour}\"/>"
        );
        text(
            svg,
            x,
            bottom + 14.0,
            "middle",
            11.0,
            "#555555",
            &format!("{:.0}", tick + 0.0),
        );
        tick += step;
    }
    for (place, ((name, _), leader)) in about.leaders.iter().zip(&of.leaders).enumerate() {
        let base = top + row * (place as f64 + 1.0);
        let colour = COLOURS[place % COLOURS.len()];
        text(
            svg,
            scale.left - 10.0,
            base - row * 0.3,
            "end",
            12.0,
            "#111111",
            &escaped(name),
        );
        match leader[axis].told() {
            Some(told) => {
                shape(svg, &leader[axis], scale, base, row * 0.8, colour);
                let (from, until) = (scale.x(told.p10), scale.x(told.p90));
                let y = base - 3.0;
                let _ = writeln!(
                    svg,
                    "<path d=\"M{from:.1} {y:.1}H{:.1}\" stroke=\"{colour}\" stroke-width=\"6\"/><circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"2.6\" fill=\"#ffffff\" stroke=\"{colour}\"/>",
                    until.max(from + 1.0),
                    scale.x(told.p50)
                );
                let value = format!("{:.1} ± {:.1}", told.mean + 0.0, told.sd);
                text(
                    svg,
                    left + width,
                    base - row * 0.3,
                    "end",
                    12.0,
                    "#111111",
                    &value,
                );
            }
            None => text(
                svg,
                left + width,
                base - row * 0.3,
                "end",
                12.0,
                "#777777",
                "not at stake",
            ),
        }
    }
}

/// Where the points of an axis lie, for all leaders together: 0 to 100 at least, and all but the outermost hundredth.
fn range(of: &OfScenario, axis: usize) -> (f64, f64) {
    let ends = |share: f64| {
        of.leaders
            .iter()
            .filter_map(move |leader| leader[axis].quantile(share))
    };
    let low = ends(0.005).fold(0.0, f64::min);
    let high = ends(0.995).fold(100.0, f64::max);
    let low = if low < 0.0 { low - 6.0 } else { low };
    (
        (low / 10.0).floor() * 10.0,
        ((high + 6.0) / 10.0).ceil() * 10.0,
    )
}

/// The outline of a distribution above a line: a Gaussian kernel by Silverman's rule over the counts.
fn shape(svg: &mut String, of: &Distribution, scale: Scale, base: f64, height: f64, colour: &str) {
    const COLUMNS: usize = 160;
    let n = of.moments.n as f64;
    let spread = scale.high - scale.low;
    let width = (0.9 * of.moments.sd() * libm::pow(n, -0.2)).max(spread / 150.0);
    let density: Vec<f64> = (0..=COLUMNS)
        .map(|column| {
            let at = scale.low + spread * column as f64 / COLUMNS as f64;
            let near = of.counts().map(|(value, count)| {
                let off = (at - value.clamp(scale.low, scale.high)) / width;
                count * libm::exp(-0.5 * off * off)
            });
            near.sum()
        })
        .collect();
    let most = density.iter().copied().fold(0.0, f64::max);
    if most == 0.0 {
        return;
    }
    let mut path = format!("M{:.1} {base:.1}", scale.left);
    for (column, density) in density.iter().enumerate() {
        let x = scale.left + (scale.right - scale.left) * column as f64 / COLUMNS as f64;
        let _ = write!(path, "L{x:.1} {:.1}", base - height * density / most);
    }
    let _ = writeln!(
        svg,
        "<path d=\"{path}L{:.1} {base:.1}Z\" fill=\"{colour}\" fill-opacity=\"0.35\" stroke=\"{colour}\"/>",
        scale.right
    );
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, size: f64, colour: &str, content: &str) {
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{colour}\">{content}</text>"
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
