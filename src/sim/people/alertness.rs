//! Sleepiness by the three-process model (§C4), looked at every quarter of an hour.

use super::*;

/// KSS, in hundredths, from which somebody counts as sleepy (§C4: about 18 h awake).
pub const SLEEPY_KSS_CENTI: u16 = 700;

/// Sleepiness by the three-process model, without inertia (§C4): hours awake since a full night, and the hour of the body's day.
///
/// `S = 2.4 + (14 − 2.4) e^(−0.0353 t)`, `C = 2.5 cos(2π/24 (h − 16.8))`, `U = −0.5 + 0.5 cos(2π/12 (h − 19.8))`,
/// `KSS = 10.6 − 0.6 (S + C + U)`; sleepiness from 1 (alert) to 9 (fighting sleep).
pub fn kss(hours_awake: f64, hour_of_day: f64) -> f64 {
    use std::f64::consts::PI;
    let pressure = 2.4 + (14.0 - 2.4) * libm::exp(-0.0353 * hours_awake);
    let day = 2.5 * libm::cos(PI / 12.0 * (hour_of_day - 16.8));
    let half_day = -0.5 + 0.5 * libm::cos(PI / 6.0 * (hour_of_day - 16.8 - 3.0));
    10.6 - 0.6 * (pressure + day + half_day)
}

/// Share of a fresh expert's speed at that sleepiness, in ppm.
pub(in crate::sim) fn awake_share(kss_centi: u16) -> Ppm {
    let over = u32::from(kss_centi.clamp(500, 900)) - 500;
    Ppm(1_000_000 - over * 750)
}

/// Works out everybody's sleepiness at this quarter of an hour.
pub(in crate::sim) fn look_at_the_clock(world: &mut World) {
    let scenario = world.scenario.clone();
    for (rule, person) in scenario.rules.people.iter().zip(&mut world.people) {
        let Some(woke) = person.woke else { continue };
        let hours = f64::from(world.now.0 as i32 - woke) / 60.0;
        let offset = scenario.rules.sites[rule.site.at()].utc_offset_minutes;
        let local = scenario
            .rules
            .starts_at
            .plus(i64::from(world.now.0) + i64::from(offset));
        let kss = kss(hours, f64::from(local.0) / 60.0);
        person.kss_centi = libm::round(kss.clamp(1.0, 9.0) * 100.0) as u16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(
        clippy::approx_constant,
        reason = "a point of the table that happens to lie near τ"
    )]
    fn sleepiness_matches_the_points_of_c4() {
        for (hours, expected) in [
            (8.0, 3.12),
            (12.0, 3.37),
            (16.0, 5.61),
            (17.0, 6.28),
            (18.0, 6.86),
            (20.0, 7.60),
            (22.0, 7.73),
            (24.0, 7.46),
        ] {
            let got = kss(hours, (7.0 + hours) % 24.0);
            assert!(
                (got - expected).abs() < 0.01,
                "{hours} h awake: {got:.3}, not {expected}"
            );
        }
    }
}
