//! What works although a part of it fails (§B4): at least `k` of `n`.

use crate::scenario::rules::MEMBERS_MOST as MOST;

/// Chance that at least `need` of independent parts work, each with its own chance. Parallel is `need` of 1: `1 − Π (1 − aᵢ)`.
pub fn at_least(need: usize, chances: &[f64]) -> f64 {
    // working[i]: exactly `i` of the parts so far work; what exceeds `need` is kept in the last cell.
    let mut working = [0.0; MOST + 1];
    let need = need.min(MOST);
    working[0] = 1.0;
    for &chance in chances {
        working[need] += working[need.saturating_sub(1)] * if need > 0 { chance } else { 0.0 };
        for count in (1..need).rev() {
            working[count] = working[count] * (1.0 - chance) + working[count - 1] * chance;
        }
        if need > 0 {
            working[0] *= 1.0 - chance;
        }
    }
    working[need]
}
