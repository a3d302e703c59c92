//! Means of whole minutes, arithmetic and geometric.

/// Minutes that are averaged.
#[derive(Clone, Copy, Default)]
pub(super) struct Means {
    sum: u64,
    log_sum: f64,
    pub count: u32,
}

impl Means {
    pub(super) fn add(&mut self, minutes: u32) {
        self.sum += u64::from(minutes);
        self.log_sum += libm::log(f64::from(minutes.max(1)));
        self.count += 1;
    }

    /// `None` for none.
    pub(super) fn arithmetic(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / f64::from(self.count))
    }

    /// `None` for none. What took less than a minute counts as one, or a single such time would make the mean 0.
    pub(super) fn geometric(self) -> Option<f64> {
        (self.count > 0).then(|| libm::exp(self.log_sum / f64::from(self.count)))
    }
}

/// The median; of two in the middle, their mean. `None` for none.
pub(super) fn median(mut minutes: Vec<u32>) -> Option<f64> {
    minutes.sort_unstable();
    let half = minutes.len() / 2;
    let upper = f64::from(*minutes.get(half)?);
    Some(match minutes.len() % 2 {
        1 => upper,
        _ => (upper + f64::from(minutes[half - 1])) / 2.0,
    })
}
