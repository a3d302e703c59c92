//! Retries (§B4): how many attempts a call takes, and what they win.
//!
//! | symbol | meaning | unit |
//! | --- | --- | --- |
//! | `p` | chance that an attempt fails | 0–1 |
//! | `m` | attempts at most | |
//! | `b` | retry budget: retries as a share of first attempts, at most (§B4: ≤ 10 %) | 0–1 |
//! | `a` | attempts that a call takes: `(1 − pᵐ) ÷ (1 − p)`, `1 + b` at most | |
//! | `f` | chance that a call succeeds: `(1 − p) a`, which is `1 − pᵐ` without a budget | 0–1 |
//!
//! Every layer multiplies: where all fails, `k` layers of `m` attempts bring `mᵏ` requests for one.

/// Attempts that a call takes on average.
pub fn attempts(failing: f64, most: u8, budget: Option<f64>) -> f64 {
    if failing == 0.0 {
        return 1.0;
    }
    let (mut sum, mut reached) = (0.0, 1.0);
    for _ in 0..most.max(1) {
        sum += reached;
        reached *= failing;
    }
    budget.map_or(sum, |budget| f64::min(sum, 1.0 + budget))
}

/// Chance that a call succeeds whose attempts fail with that chance.
pub fn success(failing: f64, most: u8, budget: Option<f64>) -> f64 {
    (1.0 - failing) * attempts(failing, most, budget)
}
