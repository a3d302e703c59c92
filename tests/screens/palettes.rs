//! The palettes.

use bevy_egui::egui::Color32;
use bridgecall::game::theme::{P, in_palette, palette};

/// Contrast of two colours as WCAG 2.2 defines it.
fn contrast(a: Color32, b: Color32) -> f64 {
    let light = |colour: Color32| {
        let part = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                libm::pow((part + 0.055) / 1.055, 2.4)
            }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn whatever_is_to_be_read_stands_out_from_every_ground() {
    for (high, least) in [(false, 4.5), (true, 7.0)] {
        in_palette(palette(high), || {
            for ground in [P.map, P.background, P.panel, P.raised] {
                let read = [P.text, P.soft, P.dim, P.focus];
                for ink in read.iter().chain(&P.severity).chain(&P.axes) {
                    let contrast = contrast(*ink, ground);
                    assert!(
                        contrast >= least,
                        "{ink:?} on {ground:?} has {contrast:.2} : 1, high contrast {high}"
                    );
                }
            }
        });
    }
    in_palette(palette(true), || {
        assert!(contrast(P.hairline, P.raised) >= 3.0);
    });
}

#[test]
fn a_palette_holds_while_it_is_drawn_in_and_no_longer() {
    let night = P.text;
    let inside = in_palette(palette(true), || P.text);
    assert_eq!((inside, P.text), (Color32::WHITE, night));
}
