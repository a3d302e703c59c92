//! What a pool of units can carry: M/M/c with customers who leave when they have waited for the timeout (§A4; Barrer 1957).
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `c` | units | |
//! | `ρ` | utilisation: requests ÷ (units × rate of a unit) | |
//! | `τ` | timeout in mean service times: `timeout_ms ÷ latency_ms` | |
//! | `B` | Erlang B for `c − 1` units offered `c ρ`; `1 ÷ B` by the recurrence `1 + k ÷ (c ρ) × 1 ÷ B` | 0–1 |
//! | `E` | `exp((1 − ρ) c τ)` | |
//! | `l` | share of requests that wait too long: `ρ ÷ (E ÷ B + ρ (E − 1) ÷ (1 − ρ) + ρ)` | 0–1 |
//! | `w` | work that a lost request costs, as a share of a served one's | 0–1 |
//! | `g` | goodput, as a share of requests: `1 − l ÷ (1 − w)`, 0 at least | 0–1 |
//!
//! `l` holds for every `ρ`: it is Erlang B for `τ = 0`, vanishes below `ρ = 1` and is `1 − 1 ÷ ρ` above it as `τ` grows. The
//! last row says that every lost request takes room from `w ÷ (1 − w)` others, so goodput falls when more is offered than fits.

/// Above so much of `(1 − ρ) c τ` less than `exp(−50)` of all requests are lost: none.
const NOBODY_WAITS: f64 = 50.0;

/// A pool of units and what is offered to it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pool {
    /// Units that work.
    pub units: f64,
    /// Requests ÷ (units × rate of a unit).
    pub utilisation: f64,
    /// Timeout in mean service times.
    pub timeout: f64,
}

impl Pool {
    /// Share of requests that wait longer than the timeout.
    pub fn lost(self) -> f64 {
        if self.units <= 0.0 {
            return 1.0;
        }
        let rho = self.utilisation;
        if (1.0 - rho) * self.units * self.timeout > NOBODY_WAITS {
            return 0.0;
        }
        let servers = self.servers();
        if (1.0 - rho) * f64::from(servers) * self.timeout > NOBODY_WAITS {
            return 0.0;
        }
        let Some(inverse) = inverse_erlang_b(servers - 1, f64::from(servers) * rho) else {
            return 0.0;
        };
        let (grown, gained) = self.growth();
        rho / (inverse * grown + rho * gained + rho)
    }

    /// Mean wait of those who are served, in mean service times.
    pub fn wait(self) -> f64 {
        let (servers, rho) = (f64::from(self.servers()), self.utilisation);
        if self.units <= 0.0 {
            return self.timeout;
        }
        let Some(inverse) = inverse_erlang_b(self.servers() - 1, servers * rho) else {
            return 0.0;
        };
        let (grown, gained) = self.growth();
        let drain = (1.0 - rho) * servers;
        // ∫ x exp(−drain x) dx up to the timeout, times `grown` as everything here.
        let waited = if drain.abs() * self.timeout < 1e-4 {
            self.timeout * self.timeout / 2.0
        } else {
            (grown - 1.0 - drain * self.timeout) / (drain * drain)
        };
        let all = inverse * grown + rho * gained + rho;
        if all.is_finite() {
            rho * servers * waited / (all - rho)
        } else {
            // Nobody waits for the timeout: the M/M/c of §A4.
            let waits = 1.0 / (inverse * (1.0 - rho) / rho + 1.0);
            waits / drain
        }
    }

    /// Below that utilisation [`Pool::lost`] is 0.
    pub(super) fn calm_below(units: f64, timeout: f64) -> f64 {
        1.0 - NOBODY_WAITS / (units * timeout)
    }

    fn servers(self) -> u32 {
        libm::ceil(self.units).max(1.0) as u32
    }

    /// `E`, and `(E − 1) ÷ (1 − ρ)`.
    fn growth(self) -> (f64, f64) {
        let waited = f64::from(self.servers()) * self.timeout;
        let idle = 1.0 - self.utilisation;
        if (idle * waited).abs() < 1e-9 {
            (1.0, waited)
        } else {
            let grown = libm::expm1(idle * waited);
            (grown + 1.0, grown / idle)
        }
    }
}

/// Share of requests that a pool serves, where a lost one costs `waste` of the work of a served one.
pub fn goodput(lost: f64, waste: f64) -> f64 {
    if lost == 0.0 {
        return 1.0;
    }
    (1.0 - lost / (1.0 - waste)).max(0.0)
}

/// Share of requests that are late although nobody waits: service takes `latency` times as long as usual. At the usual latency
/// nothing is late: that is part of what a healthy service loses.
pub fn late(timeout: f64, latency: f64) -> f64 {
    if latency <= 1.0 {
        0.0
    } else {
        libm::exp(-timeout / latency) - libm::exp(-timeout)
    }
}

/// `1 ÷` Erlang B; `None` where it exceeds 10¹⁵ and nobody is ever turned away.
fn inverse_erlang_b(servers: u32, offered: f64) -> Option<f64> {
    let mut inverse = 1.0;
    for server in 1..=servers {
        inverse = 1.0 + f64::from(server) / offered * inverse;
        if inverse > 1e15 {
            return None;
        }
    }
    Some(inverse)
}
