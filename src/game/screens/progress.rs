//! Progress: what kept runs came to over time, scenario by scenario, and what so few of them can tell.

use super::list_page;
use crate::game::theme::{P, regular, semibold, size};
use crate::game::widgets::{card_ground, laid, line, paint, paint_right, say};
use crate::game::wish::Wish;
use crate::words::fl;
use bevy_egui::egui::{Key, Rect, Sense, Shape, Stroke, Ui, pos2, vec2};

/// A scenario with the runs of it.
#[derive(Clone, PartialEq, Debug)]
pub struct ProgressRow {
    /// Its title.
    pub title: String,
    /// Runs that were scored, the oldest first.
    pub dots: Vec<Dot>,
    /// Runs that could not be.
    pub unscored: usize,
}

/// A run that was scored.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dot {
    /// What it came to, of 100.
    pub points: f64,
    /// Par of its form.
    pub par: f64,
    /// It was led with hints, or taken back.
    pub aided: bool,
}

/// What the screen shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ProgressView {
    /// A row a scenario that was played.
    pub rows: Vec<ProgressRow>,
    /// Runs that are still being scored.
    pub waiting: usize,
}

/// So many runs of a scenario before anything is said about where they lead. Scores differ between seeds, too.
const TELLING: usize = 6;

impl ProgressRow {
    /// What these runs tell, and what they cannot.
    pub fn sentence(&self) -> String {
        let points: Vec<f64> = self.dots.iter().map(|dot| dot.points).collect();
        let mean = |some: &[f64]| some.iter().sum::<f64>() / some.len() as f64;
        let told = match points.as_slice() {
            [] => fl!("progress-none-scored").to_owned(),
            [only] => fl!("progress-one", points = format!("{only:.0}")),
            some if some.len() < TELLING => {
                let list: Vec<String> = some.iter().map(|points| format!("{points:.0}")).collect();
                fl!("progress-few", count = some.len(), list = list.join(", "))
            }
            many => {
                let half = many.len() / 2;
                fl!(
                    "progress-many",
                    count = many.len(),
                    half = half,
                    first = format!("{:.0}", mean(&many[..half])),
                    last = format!("{:.0}", mean(&many[many.len() - half..]))
                )
            }
        };
        match self.unscored {
            0 => told,
            more => fl!("progress-unscored", told = told, count = more),
        }
    }
}

/// Draws progress.
pub fn progress(ui: &mut Ui, view: &ProgressView) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let (_, back) = list_page(
        ui,
        820.0,
        fl!("progress-title"),
        fl!("progress-back"),
        |ui, height| {
            ui.spacing_mut().item_spacing = vec2(0.0, 10.0);
            crate::game::widgets::scroll_by_keys(ui, height);
            let aided = view
                .rows
                .iter()
                .flat_map(|row| &row.dots)
                .any(|dot| dot.aided);
            let about = match (view.rows.is_empty(), view.waiting) {
                (true, 0) => fl!("progress-about-nothing").to_owned(),
                (_, 1..) => fl!("progress-about-waiting", count = view.waiting),
                (false, 0) if aided => fl!("progress-about-aided").to_owned(),
                (false, 0) => fl!("progress-about").to_owned(),
            };
            written(ui, "about", &about);
            for row in &view.rows {
                scenario(ui, row);
            }
        },
    );
    if back || ui.input(|input| input.key_pressed(Key::Escape)) {
        wishes.push(Wish::Back);
    }
    super::anywhere(ui, &mut wishes);
    wishes
}

/// A sentence as wide as the list.
pub(super) fn written(ui: &mut Ui, id: &str, text: &str) {
    let width = ui.available_width() - 8.0;
    let galley = laid(ui, text, regular(size::LARGE), P.soft, width, 4);
    let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
    let painted = paint(ui, rect.min, galley);
    say(ui, painted, id, text);
}

fn scenario(ui: &mut Ui, row: &ProgressRow) {
    let width = ui.available_width() - 8.0;
    let chart_width = (width * 0.4).min(320.0);
    let text_width = width - chart_width - 78.0;
    let sentence = row.sentence();
    let told = laid(ui, &sentence, regular(size::BODY), P.soft, text_width, 5);
    let height = (told.size().y + 54.0).max(96.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    card_ground(ui, rect, false, false);
    let at = rect.min + vec2(18.0, 14.0);
    let title = line(ui, at, &row.title, semibold(17.0), P.text, text_width);
    let told = paint(ui, pos2(at.x, title.bottom() + 4.0), told);
    say(
        ui,
        title.union(told),
        ("progress", &row.title),
        &format!("{}. {sentence}", row.title),
    );
    let chart = Rect::from_min_max(
        pos2(rect.right() - chart_width - 18.0, rect.top() + 16.0),
        rect.max - vec2(18.0, 16.0),
    );
    points(ui, chart, &row.dots);
}

/// Runs as dots between 0 and 100, with par behind them.
fn points(ui: &Ui, chart: Rect, dots: &[Dot]) {
    let painter = ui.painter();
    let height =
        |points: f64| chart.bottom() - chart.height() * (points as f32 / 100.0).clamp(0.0, 1.0);
    for edge in [0.0, 100.0] {
        let (at, text) = (
            pos2(chart.left() - 8.0, height(edge) - 7.0),
            format!("{edge:.0}"),
        );
        paint_right(ui, at, &text, regular(10.5), P.soft);
        painter.hline(chart.x_range(), height(edge), Stroke::new(1.0, P.hairline));
    }
    // As if there were room for some more: few runs are not to look like many.
    let step = chart.width() / dots.len().max(TELLING) as f32;
    let at = |place: usize| chart.left() + step * (place as f32 + 0.5);
    for (place, dot) in dots.iter().enumerate() {
        let par = (at(place) - step / 2.0)..=(at(place) + step / 2.0);
        painter.hline(par, height(dot.par), Stroke::new(1.5, P.soft));
    }
    let places: Vec<_> = (dots.iter().enumerate())
        .map(|(place, dot)| pos2(at(place), height(dot.points)))
        .collect();
    for (place, dot) in places.iter().zip(dots) {
        if dot.aided {
            painter.circle_stroke(*place, 4.0, Stroke::new(1.5, P.focus));
        } else {
            painter.circle_filled(*place, 4.0, P.focus);
        }
    }
    painter.add(Shape::line(
        places,
        Stroke::new(1.0, P.focus.gamma_multiply(0.5)),
    ));
}
