//! Long work: how far it has come, on a terminal only, and Ctrl-C, which ends it cleanly.

use std::sync::atomic::AtomicBool;

/// Turns true when the work should end: Ctrl-C, or a cluster that ends a job.
static STOP: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C from now on. What is begun is finished then, and what is done is kept.
pub(super) fn stop() -> &'static AtomicBool {
    #[cfg(not(target_family = "wasm"))]
    {
        // Where nobody can listen, or somebody does already, Ctrl-C ends the program as it does otherwise.
        let _ = ctrlc::set_handler(|| STOP.store(true, std::sync::atomic::Ordering::Relaxed));
    }
    &STOP
}

/// How far long work has come.
pub(super) struct Progress {
    #[cfg(not(target_family = "wasm"))]
    bar: indicatif::ProgressBar,
}

impl Progress {
    /// Of work of so many pieces, of which some are done. Nothing is shown where stderr is no terminal.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn new(what: &str, pieces: usize, done: usize) -> Progress {
        let bar = indicatif::ProgressBar::new(pieces as u64).with_message(what.to_owned());
        let style = "{msg} {bar:32} {pos} of {len}, {eta} left";
        if let Ok(style) = indicatif::ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.set_position(done as u64);
        bar.reset_eta();
        Progress { bar }
    }

    /// One more piece is done.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// The work is over.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn end(self) {
        self.bar.finish_and_clear();
    }

    #[cfg(target_family = "wasm")]
    pub(super) fn new(_: &str, _: usize, _: usize) -> Progress {
        Progress {}
    }

    #[cfg(target_family = "wasm")]
    pub(super) fn step(&self) {}

    #[cfg(target_family = "wasm")]
    pub(super) fn end(self) {}
}
