//! How the harm of a fault grows, what remedies leave of it, and when it next changes. All of it moves at whole ticks, so that
//! skipping stays exact.

use crate::scenario::rules::Growth;
use crate::scenario::units::{Ppm, Tick};

/// Steepness of the logistic: it goes from 0.7 % to 99.3 % between its ends. *Assumed.*
const STEEPNESS: f64 = 10.0;

/// An oscillation in eighths of its period: a raised cosine that begins at its height.
const WAVE: [Ppm; 8] = [
    Ppm(1_000_000),
    Ppm(853_553),
    Ppm(500_000),
    Ppm(146_447),
    Ppm(0),
    Ppm(146_447),
    Ppm(500_000),
    Ppm(853_553),
];

/// Harm so many minutes after the onset, before anybody does anything about it.
pub(super) fn grown(harm: Ppm, growth: Growth, since_onset: u32) -> Ppm {
    match growth {
        Growth::Ramp(minutes) => {
            let whole = u64::from(minutes) + 1;
            let part = (u64::from(since_onset) + 1).min(whole);
            Ppm((u64::from(harm.0) * part / whole) as u32)
        }
        Growth::Logistic(minutes) if since_onset + 1 < u32::from(minutes) => {
            let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-STEEPNESS * (x - 0.5)));
            let x = f64::from(since_onset + 1) / f64::from(minutes);
            let share = (logistic(x) - logistic(0.0)) / (logistic(1.0) - logistic(0.0));
            Ppm(libm::round(share * f64::from(harm.0)) as u32)
        }
        Growth::Logistic(_) => harm,
        Growth::Oscillating(period) => harm.of(WAVE[eighth(period, since_onset) as usize]),
    }
}

fn eighth(period: u16, since_onset: u32) -> u32 {
    since_onset % u32::from(period) * 8 / u32::from(period)
}

/// What remedies leave of harm: it is less by the relief, and what is left is more by the worsening.
pub(super) fn left(harm: Ppm, relief: Ppm, worse: Ppm) -> Ppm {
    let left = harm.of(relief.rest());
    let more = if left.0 == 0 {
        Ppm::NONE
    } else {
        worse.of(left.rest())
    };
    Ppm((left.0 + more.0).min(1_000_000))
}

/// When harm that began at `onset` next changes by itself.
pub(super) fn next_change(growth: Growth, onset: Tick, now: Tick) -> Tick {
    let since = now.since(onset);
    match growth {
        Growth::Ramp(minutes) if since < u32::from(minutes) => now.plus(1),
        Growth::Logistic(minutes) if since + 1 < u32::from(minutes) => now.plus(1),
        Growth::Oscillating(period) => {
            let next = (eighth(period, since) + 1) * u32::from(period);
            now.plus(next.div_ceil(8) - since % u32::from(period))
        }
        _ => Tick::NEVER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARM: Ppm = Ppm(800_000);

    #[test]
    fn a_fault_ramps_to_full_harm_and_relief_takes_its_share_away() {
        let ramp = Growth::Ramp(3);
        assert_eq!(grown(HARM, ramp, 0), Ppm(200_000));
        assert_eq!(grown(HARM, ramp, 9), HARM);
        assert_eq!(left(HARM, Ppm(250_000), Ppm::NONE), Ppm(600_000));
        assert_eq!(left(HARM, Ppm::ALL, Ppm(100_000)), Ppm::NONE);
        assert_eq!(left(HARM, Ppm::NONE, Ppm(100_000)), Ppm(820_000));
    }

    #[test]
    fn a_logistic_is_slow_at_both_ends_half_way_in_the_middle_and_never_falls() {
        let growth = Growth::Logistic(60);
        let levels: Vec<u32> = (0..80).map(|since| grown(HARM, growth, since).0).collect();
        assert!(levels.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(levels[29], 400_000);
        assert_eq!(levels[59], HARM.0);
        assert!(levels[5] < 20_000 && levels[53] > 780_000, "{levels:?}");
    }

    #[test]
    fn between_the_ticks_at_which_it_says_so_harm_does_not_change() {
        for growth in [
            Growth::Ramp(0),
            Growth::Ramp(7),
            Growth::Logistic(1),
            Growth::Logistic(13),
            Growth::Oscillating(2),
            Growth::Oscillating(11),
            Growth::Oscillating(60),
        ] {
            let onset = Tick(5);
            let mut told = onset;
            let mut level = grown(HARM, growth, 0);
            for now in 5..400 {
                let is = grown(HARM, growth, now - 5);
                if Tick(now) == told {
                    told = next_change(growth, onset, told);
                    assert!(told > Tick(now));
                } else {
                    assert_eq!(is, level, "{growth:?} at {now}");
                }
                level = is;
            }
        }
    }

    #[test]
    fn an_oscillation_spends_half_its_time_above_half_its_height() {
        let mean: u64 = (0..64)
            .map(|since| u64::from(grown(HARM, Growth::Oscillating(64), since).0))
            .sum::<u64>()
            / 64;
        assert!(mean.abs_diff(400_000) < 10, "{mean}");
        assert_eq!(grown(HARM, Growth::Oscillating(64), 32), Ppm::NONE);
    }
}
