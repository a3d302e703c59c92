//! The look: one palette, one type scale, one spacing. Colour means severity, axis, focus or harm, and nothing else.

use crate::scenario::rules::{Axis, WorkKind};
use bevy_egui::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style,
    TextStyle, Visuals,
};
use std::cell::Cell;
use std::sync::Arc;

/// Colours by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The ground of the map, the deepest layer.
    pub map: Color32,
    /// Behind panels.
    pub background: Color32,
    /// A panel.
    pub panel: Color32,
    /// A card on a panel.
    pub raised: Color32,
    /// Between things.
    pub hairline: Color32,
    /// What a bar or a ring can be filled to.
    pub track: Color32,
    /// What is to be read.
    pub text: Color32,
    /// What explains it.
    pub soft: Color32,
    /// What names it.
    pub dim: Color32,
    /// Selection, keyboard focus, the leader's own acts.
    pub focus: Color32,
    /// Behind those.
    pub focus_ground: Color32,
    /// Severities 1–4.
    pub severity: [Color32; 4],
    /// Flow, reliability, morale, cost.
    pub axes: [Color32; 4],
}

/// The palette in which is being drawn: `P.text`, `P.focus`. [`in_palette`] says which.
pub const P: Shown = Shown;

/// Stands for whatever palette is drawn in.
#[derive(Clone, Copy, Debug)]
pub struct Shown;

impl std::ops::Deref for Shown {
    type Target = Palette;

    fn deref(&self) -> &Palette {
        SHOWN.get()
    }
}

thread_local! {
    /// By thread, because screens are drawn on whichever is free, and tests side by side.
    static SHOWN: Cell<&'static Palette> = const { Cell::new(&NIGHT) };
}

/// Draws in a palette.
pub fn in_palette<R>(palette: &'static Palette, draw: impl FnOnce() -> R) -> R {
    let before = SHOWN.replace(palette);
    let drawn = draw();
    SHOWN.set(before);
    drawn
}

/// The palette of somebody's settings.
pub fn palette(high_contrast: bool) -> &'static Palette {
    if high_contrast { &CONTRAST } else { &NIGHT }
}

/// Black ground, white text, lines that can be seen: 7 : 1 for whatever is to be read.
static CONTRAST: Palette = Palette {
    map: Color32::BLACK,
    background: Color32::BLACK,
    panel: Color32::from_rgb(0x06, 0x09, 0x0E),
    raised: Color32::from_rgb(0x12, 0x19, 0x24),
    hairline: Color32::from_rgb(0x78, 0x88, 0xA0),
    track: Color32::from_rgb(0x34, 0x40, 0x54),
    text: Color32::WHITE,
    soft: Color32::from_rgb(0xDC, 0xE4, 0xF0),
    dim: Color32::from_rgb(0xC0, 0xCB, 0xDB),
    focus: Color32::from_rgb(0x7D, 0xE8, 0xF0),
    focus_ground: Color32::from_rgb(0x00, 0x3C, 0x44),
    severity: [
        Color32::from_rgb(0xFF, 0x9A, 0x6E),
        Color32::from_rgb(0xFF, 0xBE, 0x55),
        Color32::from_rgb(0xFF, 0xF0, 0x70),
        Color32::from_rgb(0x82, 0xCC, 0xFF),
    ],
    axes: [
        Color32::from_rgb(0x82, 0xCC, 0xFF),
        Color32::from_rgb(0x4C, 0xE0, 0xB4),
        Color32::from_rgb(0xF0, 0xB0, 0xDE),
        Color32::from_rgb(0xFF, 0xBE, 0x55),
    ],
};

/// A calm room at night.
static NIGHT: Palette = Palette {
    map: Color32::from_rgb(0x0A, 0x0F, 0x18),
    background: Color32::from_rgb(0x0D, 0x13, 0x1E),
    panel: Color32::from_rgb(0x14, 0x1C, 0x2A),
    raised: Color32::from_rgb(0x1B, 0x25, 0x36),
    hairline: Color32::from_rgb(0x28, 0x34, 0x49),
    track: Color32::from_rgb(0x28, 0x34, 0x49),
    text: Color32::from_rgb(0xE7, 0xED, 0xF6),
    soft: Color32::from_rgb(0xA9, 0xB6, 0xC9),
    dim: Color32::from_rgb(0x82, 0x91, 0xA8),
    focus: Color32::from_rgb(0x5C, 0xC8, 0xD0),
    focus_ground: Color32::from_rgb(0x17, 0x48, 0x4F),
    severity: [
        Color32::from_rgb(0xFF, 0x7A, 0x45),
        Color32::from_rgb(0xE8, 0xA3, 0x3D),
        Color32::from_rgb(0xF0, 0xE0, 0x5A),
        Color32::from_rgb(0x62, 0xB8, 0xEE),
    ],
    axes: [
        Color32::from_rgb(0x62, 0xB8, 0xEE),
        Color32::from_rgb(0x35, 0xC2, 0x9A),
        Color32::from_rgb(0xD8, 0x90, 0xC0),
        Color32::from_rgb(0xE8, 0xA3, 0x3D),
    ],
};

/// Sizes of type, in points.
pub mod size {
    /// What things are, in capitals.
    pub const CAPS: f32 = 10.5;
    /// Notes.
    pub const SMALL: f32 = 11.5;
    /// Sentences in panels.
    pub const BODY: f32 = 12.5;
    /// Sentences to be read at leisure, titles of cards.
    pub const LARGE: f32 = 14.0;
    /// Questions.
    pub const TITLE: f32 = 16.0;
    /// Numbers that matter.
    pub const FIGURE: f32 = 20.0;
    /// Verdicts, titles of screens.
    pub const DISPLAY: f32 = 28.0;
}

/// Distances, in points.
pub mod space {
    /// Between a word and its icon.
    pub const XS: f32 = 4.0;
    /// Between lines of a card.
    pub const S: f32 = 8.0;
    /// Inside cards and between them.
    pub const M: f32 = 12.0;
    /// Inside panels.
    pub const L: f32 = 16.0;
    /// Between panels on roomy screens.
    pub const XL: f32 = 26.0;
}

/// The size in points at which the layout is drawn; a larger window is the same picture, larger.
pub const LAYOUT: egui::Vec2 = egui::vec2(1440.0, 810.0);

/// Text of weight 400.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Text of weight 500.
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("medium".into()))
}

/// Text of weight 600.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semibold".into()))
}

/// Figures of equal width, ids and timers.
pub fn mono(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

/// An axis's colour.
pub fn axis(axis: Axis) -> Color32 {
    P.axes[axis as usize]
}

/// A kind of work's colour.
pub fn work(kind: WorkKind) -> Color32 {
    match kind {
        WorkKind::Feature => P.axes[0],
        WorkKind::Defect => P.severity[0],
        WorkKind::Risk => P.severity[2],
        WorkKind::Debt => P.axes[2],
    }
}

/// A severity's colour; dim before one is declared.
pub fn severity(severity: Option<u8>) -> Color32 {
    match severity {
        Some(number @ 1..=4) => P.severity[usize::from(number) - 1],
        _ => P.dim,
    }
}

/// The colour of a share of good requests.
pub fn health(share: f32) -> Color32 {
    match share {
        s if s >= 0.97 => P.axes[1],
        s if s >= 0.85 => Color32::from_rgb(0xB8, 0xC8, 0x3E),
        s if s >= 0.5 => P.severity[1],
        _ => P.severity[0],
    }
}

/// The ground of somebody's face.
pub fn face(person: usize) -> Color32 {
    const GROUNDS: [(u8, u8, u8); 10] = [
        (0x2F, 0x5D, 0x73),
        (0x2E, 0x6B, 0x57),
        (0x5A, 0x3F, 0x7A),
        (0x7A, 0x3A, 0x50),
        (0x6B, 0x4A, 0x2E),
        (0x5E, 0x61, 0x2E),
        (0x2E, 0x4C, 0x7A),
        (0x6B, 0x35, 0x35),
        (0x3F, 0x6B, 0x34),
        (0x45, 0x3E, 0x80),
    ];
    let (r, g, b) = GROUNDS[person % GROUNDS.len()];
    Color32::from_rgb(r, g, b)
}

/// A colour laid thinly over a ground.
pub fn tint(colour: Color32, over: Color32, share: f32) -> Color32 {
    let mix = |a: u8, b: u8| (f32::from(a) * share + f32::from(b) * (1.0 - share)).round() as u8;
    Color32::from_rgb(
        mix(colour.r(), over.r()),
        mix(colour.g(), over.g()),
        mix(colour.b(), over.b()),
    )
}

/// Gives a context its fonts and its style.
pub fn dress(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.set_theme(egui::Theme::Dark);
    restyle(ctx, false, false);
}

/// Gives a context the style of somebody's settings.
pub fn restyle(ctx: &egui::Context, high_contrast: bool, reduced_motion: bool) {
    in_palette(palette(high_contrast), || ctx.all_styles_mut(style));
    if reduced_motion {
        ctx.all_styles_mut(|style| style.animation_time = 0.0);
    }
}

/// Whether the fonts are there: they take effect with the pass after the one in which they were given.
pub fn is_dressed(ctx: &egui::Context) -> bool {
    ctx.fonts(|fonts| {
        fonts
            .families()
            .contains(&FontFamily::Name("semibold".into()))
    })
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let faces: [(&str, &'static [u8]); 4] = [
        (
            "inter",
            include_bytes!("../../assets/fonts/Inter-Regular.otf"),
        ),
        (
            "inter-medium",
            include_bytes!("../../assets/fonts/Inter-Medium.otf"),
        ),
        (
            "inter-semibold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        ),
        (
            "mono",
            include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf"),
        ),
    ];
    for (name, bytes) in faces {
        fonts
            .font_data
            .insert(name.into(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, ["inter", "phosphor", "mono"]),
        (
            FontFamily::Name("medium".into()),
            ["inter-medium", "phosphor", "mono"],
        ),
        (
            FontFamily::Name("semibold".into()),
            ["inter-semibold", "phosphor", "mono"],
        ),
        (FontFamily::Monospace, ["mono", "phosphor", "inter"]),
    ];
    fonts.font_data.insert(
        "phosphor".into(),
        Arc::new(egui_phosphor::Variant::Regular.font_data()),
    );
    for (family, names) in families {
        fonts
            .families
            .insert(family, names.map(String::from).to_vec());
    }
    fonts
}

fn style(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Small, regular(size::SMALL)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, medium(size::BODY)),
        (TextStyle::Heading, semibold(size::TITLE)),
        (TextStyle::Monospace, mono(size::SMALL)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(space::S, space::S);
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    let mut visuals = Visuals::dark();
    visuals.panel_fill = P.background;
    visuals.window_fill = P.panel;
    visuals.extreme_bg_color = P.map;
    visuals.faint_bg_color = P.raised;
    visuals.override_text_color = Some(P.text);
    visuals.hyperlink_color = P.focus;
    visuals.selection.bg_fill = P.focus_ground;
    visuals.selection.stroke = Stroke::new(1.5, P.focus);
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, P.hairline);
    for widget in [
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.bg_fill = P.raised;
        widget.weak_bg_fill = P.raised;
        widget.bg_stroke = Stroke::new(1.0, P.hairline);
        widget.corner_radius = CornerRadius::same(6);
    }
    style.visuals = visuals;
    style.animation_time = 0.14;
}
