//! Markers over leaders and seeds: which vary, and whether two of them say the same.

use super::led::{Row, rows};
use bridgecall::score::process::MARKERS;
use std::collections::BTreeSet;

/// Markers that are rated alike in all these runs, each because nothing in these worlds tells leaders apart there. The list may only
/// shrink.
const ALIKE: [&str; 6] = ["10b", "4e", "4f", "4j", "8e", "9c"];

/// Markers that say nearly the same in these worlds: here whoever does one thing does the other, too. The list may only shrink; more
/// scenarios, and leaders who are good at one thing alone, have to tell them apart.
const CLOSE: [(&str, &str); 1] = [("4g", "4i")];

/// Pearson's correlation over the runs that called for both; `None` where either does not vary or they are too few.
fn correlation(rows: &[&Row], one: &str, other: &str) -> Option<f64> {
    let pairs: Vec<(f64, f64)> = rows
        .iter()
        .filter_map(|row| Some((*row.get(one)?, *row.get(other)?)))
        .collect();
    if pairs.len() < 8 {
        return None;
    }
    let n = pairs.len() as f64;
    let (x, y) = pairs
        .iter()
        .fold((0.0, 0.0), |(x, y), pair| (x + pair.0 / n, y + pair.1 / n));
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let (xx, yy) = (
        sum(&|pair| (pair.0 - x) * (pair.0 - x)),
        sum(&|pair| (pair.1 - y) * (pair.1 - y)),
    );
    let xy = sum(&|pair| (pair.0 - x) * (pair.1 - y));
    // Ratings that are all alike leave nothing but rounding.
    (xx > 1e-6 && yy > 1e-6).then(|| xy / (xx * yy).sqrt())
}

#[test]
fn markers_vary_over_leaders_and_no_two_say_the_same() {
    let rows: Vec<&Row> = rows().values().flatten().collect();
    let mut alike = BTreeSet::new();
    for marker in MARKERS {
        let seen: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.get(marker.id))
            .copied()
            .collect();
        let varies = seen.iter().any(|points| *points != seen[0]);
        let mut counts = [0; 4];
        seen.iter()
            .for_each(|points| counts[(3.0 - points / 33.0).round() as usize] += 1);
        println!(
            "{:<4} {:<34} P {:>2} S {:>2} M {:>2} U {:>2}",
            marker.id, marker.name, counts[0], counts[1], counts[2], counts[3]
        );
        if !varies && !seen.is_empty() {
            alike.insert(marker.id);
        }
    }
    let mut close = Vec::new();
    for (at, one) in MARKERS.iter().enumerate() {
        for other in &MARKERS[at + 1..] {
            if let Some(r) = correlation(&rows, one.id, other.id).filter(|r| *r > 0.7) {
                println!("{} and {}: {r:.2}", one.id, other.id);
                if r > 0.9 {
                    close.push((one.id, other.id));
                }
            }
        }
    }
    assert_eq!(
        (close, alike),
        (Vec::from(CLOSE), BTreeSet::from(ALIKE)),
        "these say the same, and these do not vary"
    );
}
