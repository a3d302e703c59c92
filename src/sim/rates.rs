//! What every service was asked for lately, as rows that held in turn, until the windows of [`alerts`](super::alerts) take them over.
//!
//! Demand moves every quarter of an hour, and nearly always nobody looks at a window then. So a row that holds no more is put aside, and
//! what would be many buckets is filled at once, when somebody looks or no place for a row is left.

use super::world::cloned_in_place;
use crate::scenario::units::Tick;
use serde::Serialize;

/// Rows that are put aside at the most: four hours of demand that moves every quarter of one.
const ASIDE_MOST: usize = 16;

/// Rows of rates a minute: bad requests of every service, then all requests of every service.
#[derive(Debug, Serialize)]
pub(super) struct Rates {
    /// Flat: those that were put aside, oldest first.
    aside: Vec<u32>,
    /// By row that was put aside: the first minute in which it held no more.
    ended: [Tick; ASIDE_MOST],
    count: usize,
    /// The row of this minute; it follows from the services.
    #[serde(skip)]
    pub present: Vec<u32>,
}

cloned_in_place!(Rates {
    aside,
    ended,
    count,
    present
});

impl Rates {
    pub(super) fn new(row: usize) -> Rates {
        Rates {
            aside: vec![0; row * ASIDE_MOST],
            ended: [Tick(0); ASIDE_MOST],
            count: 0,
            present: vec![0; row],
        }
    }

    /// No place is left for another row.
    pub(super) fn is_full(&self) -> bool {
        self.count == ASIDE_MOST
    }

    /// Every row that was put aside was taken over.
    pub(super) fn clear(&mut self) {
        self.count = 0;
    }

    /// The present row ends before this minute.
    pub(super) fn put_aside(&mut self, now: Tick) {
        if self.count > 0 && self.ended[self.count - 1] == now {
            // It did not hold for a minute.
            return;
        }
        let row = self.present.len();
        self.aside[self.count * row..][..row].copy_from_slice(&self.present);
        self.ended[self.count] = now;
        self.count += 1;
    }

    /// The rows that held from a minute until another, oldest first, and for how many minutes each.
    pub(super) fn between(&self, from: Tick, until: Tick) -> impl Iterator<Item = (&[u32], u32)> {
        let ended = &self.ended[..self.count];
        let first = ended.partition_point(|ended| *ended <= from);
        let row = self.present.len();
        let aside = (ended[first..].iter().zip(first..))
            .map(move |(ended, at)| (&self.aside[at * row..][..row], *ended));
        let mut at = from;
        let rows = aside.chain([(&self.present[..], until)]);
        rows.map(move |(row, ended)| {
            let minutes = ended.min(until).since(at);
            at = at.plus(minutes);
            (row, minutes)
        })
    }

    /// A service's bad requests are counted in steps twice as large.
    pub(super) fn double_step(&mut self, service: usize) {
        for row in self.aside.chunks_exact_mut(self.present.len()) {
            row[service] /= 2;
        }
    }
}
