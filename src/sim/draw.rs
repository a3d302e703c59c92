//! Chance as named draws: whom it is for and what it decides, never "the next number" (design §4).
//!
//! [`draw`] is a pure function of four numbers, so that one more draw anywhere changes no other. Its mixing is SipHash-2-4.
//! Quantiles are ours, over `libm`, so that the paired future may take `1 − u`.

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher24;
use std::hash::Hasher;

/// The lasting name of a thing for its draws: a thing born in a run takes it from its parent and its ordinal there.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Key(pub u64);

impl Key {
    /// The key of a thing that the scenario names.
    pub fn named(kind: &str, id: &str) -> Key {
        let mut hasher = SipHasher24::new();
        hasher.write(kind.as_bytes());
        hasher.write(&[0]);
        hasher.write(id.as_bytes());
        Key(hasher.finish())
    }

    /// The key of what is between two things: what the first says about the second.
    pub fn about(self, other: Key) -> Key {
        Key(mix(self.0, other.0, 0))
    }

    /// The key of the thing born as number `ordinal` of its kind under this one.
    pub fn child(self, kind: Purpose, ordinal: u32) -> Key {
        Key(mix(self.0, kind as u64, ordinal))
    }
}

/// What a draw decides. The numbers are part of the model: never reuse one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u16)]
pub enum Purpose {
    /// Which candidate cause is the true one.
    TrueCause = 1,
    /// When a fault begins.
    Onset = 2,
    /// How much effort a line of inquiry takes.
    InquiryEffort = 3,
    /// What a line of inquiry finds.
    Finding = 4,
    /// How much effort a remedy takes.
    RemedyEffort = 5,
    /// Whether a tired hand slips.
    Slip = 6,
    /// How long somebody who is paged takes to be there.
    PageDelay = 7,
    /// Whether an uncertain effect happens.
    Chance = 8,
    /// How much hazard an exposure withstands.
    ExposureThreshold = 9,
    /// What a reference leader picks where it picks blindly.
    Pick = 10,
    /// A seed for futures.
    Future = 11,
    /// When the next case of a queue opens.
    CaseArrival = 70,
    /// How much effort a case takes.
    CaseEffort = 71,
    /// To which whole minute that is rounded.
    CaseRounding = 72,
    /// How much hazard passes before a fault strikes.
    StrikeThreshold = 30,
    /// How much hazard a fault's exposure withstands.
    BreachThreshold = 31,
    /// How much hazard passes before a service rings a false alarm.
    FalseAlarmThreshold = 32,
    /// How much hazard passes before a customer reports.
    ReportThreshold = 33,
    /// How much effort it takes to find out what an incident is about.
    TriageEffort = 34,
    /// Which cause somebody believes in.
    Opinion = 35,
    /// Whether something is behind an alarm, for the futures of an alarm in doubt.
    Doubt = 36,
    /// When the next item of a stream of work comes in.
    Arrival = 50,
    /// How large an item of a stream is.
    WorkSize = 51,
    /// Whether a change is bad.
    BadChange = 52,
    /// Whether what was learnt keeps a fault from striking again.
    Prevented = 53,
    /// How long a vendor takes to deny a case.
    VendorReply = 80,
    /// How long a vendor works on a case.
    VendorFix = 81,
    /// Uncertain effects of a kept or a broken promise.
    PromiseOutcome = 82,
    /// How much strain somebody bears before resigning.
    LeaveThreshold = 40,
    /// How much strain somebody bears before falling ill.
    SickThreshold = 41,
    /// Whether somebody ill is back that day.
    Recovers = 42,
    /// When somebody exploits a vulnerability.
    Exploit = 60,
    /// Whether a finding goes home with the one who found it.
    FactLost = 43,
    /// When a data feed goes wrong.
    DataIssue = 61,
    /// How it shows that a data feed went wrong.
    DataKind = 62,
    /// How long that stays unseen.
    DataUnseen = 63,
    /// How long that takes to end once it is seen.
    DataRepair = 64,
    /// When a check of data rings for nothing.
    FalseDataAlarm = 65,
    /// Whether a version of a model degrades.
    Degrades = 66,
    /// How sure an automation is.
    Sureness = 67,
    /// Whether an automation that acts is right.
    Rightness = 68,
    /// What comes of an effect later on.
    Later = 12,
    /// Whether a hand slipped that does not say so.
    HiddenSlip = 150,
    /// What somebody reports who misread a finding.
    Misread = 151,
    /// Whether a look brings a hidden slip out.
    SlipComesOut = 152,
    /// What a finding says that was misread at first.
    Reread = 153,
    /// Whether somebody speaks up.
    SpeaksUp = 154,
    /// For a future: whether a leak has begun that nothing has shown yet.
    Unbilled = 155,
    /// For a future: which of several faults that look alike struck.
    Behind = 156,
    /// Which scenario and which seed a day has: outside every world.
    RunOfTheDay = 160,
}

/// A uniform number in (0, 1), from the run's seed, whom it is for, what it decides and which time that is.
pub fn draw(seed: u64, key: Key, purpose: Purpose, ordinal: u32) -> f64 {
    #[cfg(debug_assertions)]
    heard::note((key, purpose, ordinal));
    let bits = mix(
        seed ^ key.0.rotate_left(32),
        key.0 ^ purpose as u64,
        ordinal,
    );
    // 52 bits and a half, so that neither 0 nor 1 can come out.
    ((bits >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0
}

/// Which draws were made, for tests: builds without debug assertions do not have it.
#[cfg(debug_assertions)]
pub mod heard {
    use super::{Key, Purpose};
    use std::cell::RefCell;

    /// Whom a draw was for, what it decided, and which time that was.
    pub type Drawn = (Key, Purpose, u32);

    thread_local! {
        static HEARD: RefCell<Option<Vec<Drawn>>> = const { RefCell::new(None) };
    }

    pub(super) fn note(drawn: Drawn) {
        HEARD.with_borrow_mut(|heard| {
            if let Some(heard) = heard {
                heard.push(drawn);
            }
        });
    }

    /// The draws that are made on this thread while something goes on, in their order.
    pub fn during(play: impl FnOnce()) -> Vec<Drawn> {
        HEARD.set(Some(Vec::new()));
        play();
        HEARD.take().unwrap_or_default()
    }
}

/// A fresh seed for one of many futures.
pub fn future_seed(seed: u64, future: u32) -> u64 {
    mix(seed, Purpose::Future as u64, future)
}

fn mix(first: u64, second: u64, ordinal: u32) -> u64 {
    let mut hasher = SipHasher24::new_with_keys(first, second);
    hasher.write_u32(ordinal.to_le());
    hasher.finish()
}

/// The standard normal quantile (algorithm AS 241, PPND16; about 1 part in 10¹⁶).
pub fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 8] = [
        3.387_132_872_796_366_5,
        1.331_416_678_917_843_8e2,
        1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4,
        4.592_195_393_154_987e4,
        6.726_577_092_700_87e4,
        3.343_057_558_358_813e4,
        2.509_080_928_730_122_7e3,
    ];
    const B: [f64; 8] = [
        1.0,
        4.231_333_070_160_091e1,
        6.871_870_074_920_579e2,
        5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4,
        3.930_789_580_009_271e4,
        2.872_908_573_572_194_3e4,
        5.226_495_278_852_545e3,
    ];
    const C: [f64; 8] = [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2,
        7.745_450_142_783_414e-4,
    ];
    const D: [f64; 8] = [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1,
        1.519_866_656_361_645_7e-2,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ];
    const E: [f64; 8] = [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1,
        2.653_218_952_657_612_4e-2,
        1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ];
    const F: [f64; 8] = [
        1.0,
        5.998_322_065_558_88e-1,
        1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ];
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(&A, r) / polynomial(&B, r);
    }
    let tail = libm::sqrt(-libm::log(if q < 0.0 { p } else { 1.0 - p }));
    let size = if tail <= 5.0 {
        polynomial(&C, tail - 1.6) / polynomial(&D, tail - 1.6)
    } else {
        polynomial(&E, tail - 5.0) / polynomial(&F, tail - 5.0)
    };
    if q < 0.0 { -size } else { size }
}

/// The standard normal distribution function.
pub fn normal_share(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// The quantile of a lognormal with that median and standard deviation of the logarithm.
pub fn lognormal_quantile(u: f64, median: f64, sigma: f64) -> f64 {
    median * libm::exp(sigma * normal_quantile(u))
}

/// The quantile of an exponential with mean 1.
pub fn exponential_quantile(u: f64) -> f64 {
    -libm::log1p(-u)
}

/// The distribution function of a gamma with scale 1: the regularised incomplete gamma function (series, or Lentz's fraction).
pub fn gamma_share(x: f64, shape: f64) -> f64 {
    const TERMS: u32 = 1000;
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(shape * libm::log(x) - x - libm::lgamma(shape));
    if x < shape + 1.0 {
        let (mut term, mut sum) = (1.0 / shape, 1.0 / shape);
        for n in 1..TERMS {
            term *= x / (shape + f64::from(n));
            sum += term;
            if term < sum * 1e-16 {
                break;
            }
        }
        return front * sum;
    }
    let tiny = 1e-300;
    let mut b = x + 1.0 - shape;
    let (mut c, mut d) = (1.0 / tiny, 1.0 / b);
    let mut fraction = d;
    for n in 1..TERMS {
        let n = f64::from(n);
        let a = n * (shape - n);
        b += 2.0;
        let or_tiny = |x: f64| if x.abs() < tiny { tiny } else { x };
        d = 1.0 / or_tiny(a * d + b);
        c = or_tiny(b + a / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    1.0 - front * fraction
}

/// The quantile of a gamma with scale 1: Newton's steps from Wilson's and Hilferty's cube, kept between bounds.
pub fn gamma_quantile(u: f64, shape: f64) -> f64 {
    let spread = 1.0 / (9.0 * shape);
    let root = 1.0 - spread + normal_quantile(u) * libm::sqrt(spread);
    let mut x = shape * root * root * root;
    let (mut low, mut high) = (0.0, f64::INFINITY);
    if x <= 0.0 {
        // Near zero the share is x^shape ÷ Γ(shape + 1).
        x = libm::exp((libm::log(u) + libm::lgamma(shape + 1.0)) / shape);
    }
    for _ in 0..100 {
        let off = gamma_share(x, shape) - u;
        if off > 0.0 {
            high = x
        } else {
            low = x
        }
        let slope = libm::exp((shape - 1.0) * libm::log(x) - x - libm::lgamma(shape));
        let step = x - off / slope;
        let next = if step > low && step < high {
            step
        } else if high.is_finite() {
            (low + high) / 2.0
        } else {
            x * 2.0
        };
        if (next - x).abs() <= x * 1e-14 {
            return next;
        }
        x = next;
    }
    x
}

fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients
        .iter()
        .rev()
        .fold(0.0, |sum, coefficient| sum * x + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_quantiles_match_the_published_test_values_of_as_241() {
        for (p, z) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
        ] {
            assert!(
                (normal_quantile(p) - z).abs() < 1e-14 * z.abs().max(1.0),
                "{p}: {}",
                normal_quantile(p)
            );
        }
        assert!((normal_share(normal_quantile(0.3)) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn gamma_shares_and_quantiles_match_closed_forms() {
        // Shape 1 is exponential; shape 2 has 1 − (1 + x) e^(−x); a half is the square of a normal.
        for x in [0.01, 0.5, 1.0, 3.0, 12.0] {
            let exponential = 1.0 - libm::exp(-x);
            let two = 1.0 - (1.0 + x) * libm::exp(-x);
            let half = libm::erf(libm::sqrt(x));
            for (shape, share) in [(1.0, exponential), (2.0, two), (0.5, half)] {
                assert!((gamma_share(x, shape) - share).abs() < 1e-14, "{x} {shape}");
            }
        }
        for shape in [0.1, 0.5, 1.0, 2.5, 30.0, 100.0] {
            for u in [1e-6, 0.01, 0.3, 0.5, 0.9, 0.9999] {
                let back = gamma_share(gamma_quantile(u, shape), shape);
                assert!(
                    (back - u).abs() < 1e-10 * u.max(1e-3),
                    "{shape} {u}: {back}"
                );
            }
        }
    }

    #[test]
    fn one_more_draw_for_a_new_purpose_changes_no_other_draw() {
        let key = Key::named("person", "ada");
        let before = draw(7, key, Purpose::Finding, 0);
        let _unrelated = draw(7, key, Purpose::Slip, 0);
        assert_eq!(before, draw(7, key, Purpose::Finding, 0));
    }

    #[test]
    fn draws_are_uniform_over_ordinals_keys_and_purposes() {
        let key = Key::named("service", "edge");
        let samples: Vec<f64> = (0..20_000)
            .map(|ordinal| draw(1, key, Purpose::Chance, ordinal))
            .collect();
        let mean = samples.iter().sum::<f64>() / 20_000.0;
        assert!(
            (mean - 0.5).abs() < 3.0 * (1.0 / 12.0_f64 / 20_000.0).sqrt(),
            "mean {mean}"
        );
        let lag: f64 = samples
            .windows(2)
            .map(|pair| (pair[0] - 0.5) * (pair[1] - 0.5))
            .sum::<f64>()
            / 20_000.0;
        assert!(
            lag.abs() < 3.0 / 12.0 / 20_000.0_f64.sqrt(),
            "lag covariance {lag}"
        );
    }
}
