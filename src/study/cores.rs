//! Many independent pieces of work on all cores, taken in order: the answer does not depend on how many cores there are.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Pieces that a core works through between two times at which all wait for the last: enough that the waiting costs
/// little, few enough that a power cut loses little.
const PIECES_A_CORE: usize = 32;

/// Does the pieces of a range and hands each result on, in order. When `stop` turns true, those begun are finished and no more
/// are begun; every result handed on then has all before it handed on too. Memory does not grow with the range.
///
/// Returns the first piece that was not handed on: the range's end when all was done.
///
/// # Errors
/// The first error of `take`; nothing more is done then.
pub fn in_order<T: Send, E>(
    pieces: Range<usize>,
    stop: &AtomicBool,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<usize, E> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut from = pieces.start;
    while from < pieces.end && !stop.load(Ordering::Relaxed) {
        let until = pieces.end.min(from + cores * PIECES_A_CORE);
        for result in some_in_order(from..until, cores, stop, &work) {
            let Some(result) = result else {
                return Ok(from);
            };
            take(result)?;
            from += 1;
        }
    }
    Ok(from)
}

/// All of a few pieces, in order; `None` for what was not begun any more.
fn some_in_order<T: Send>(
    pieces: Range<usize>,
    cores: usize,
    stop: &AtomicBool,
    work: &(impl Fn(usize) -> T + Sync),
) -> Vec<Option<T>> {
    let next = AtomicUsize::new(pieces.start);
    let results = Mutex::new(pieces.clone().map(|_| None).collect::<Vec<Option<T>>>());
    let one_core = || {
        while !stop.load(Ordering::Relaxed) {
            let piece = next.fetch_add(1, Ordering::Relaxed);
            if piece >= pieces.end {
                break;
            }
            let result = work(piece);
            if let Ok(mut results) = results.lock() {
                results[piece - pieces.start] = Some(result);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores.min(pieces.len()) {
            scope.spawn(one_core);
        }
        one_core();
    });
    results.into_inner().unwrap_or_default()
}

/// Does all pieces and keeps every result.
pub fn all<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let mut results = Vec::with_capacity(count);
    let never = AtomicBool::new(false);
    let Ok(_) = in_order(0..count, &never, work, |result| {
        results.push(result);
        Ok::<(), std::convert::Infallible>(())
    });
    results
}
