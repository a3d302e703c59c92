//! Whoever leads under assessment holds the clock as long as there is time for planning. Elsewhere thinking is free.

use super::Play;
use crate::run::Mode;
use crate::words::fl;

/// Said when time for planning runs out, and when somebody asks for more.
fn used_up() -> &'static str {
    fl!("planning-used-up")
}

impl Play {
    /// Seconds for which the leader may still hold the clock; `None` where nothing limits that.
    pub fn planning_left(&self) -> Option<f32> {
        if self.run.mode() != Mode::Assessment {
            return None;
        }
        let all = self.settings.planning.seconds(self.run.scenario())?;
        Some(self.planning.left(all))
    }

    /// The leader wants the clock to stand.
    pub(super) fn hold(&mut self) {
        if self.planning_left() == Some(0.0) {
            self.notice = Some(used_up());
            return;
        }
        self.stand_held();
    }

    /// The clock stands by something that the leader did.
    pub(super) fn stand_held(&mut self) {
        // What stopped by itself before stands for another reason.
        self.held |= self.pace.running;
        self.stand();
    }

    /// The clock is let go on.
    pub(super) fn let_go(&mut self) {
        if std::mem::take(&mut self.held) {
            self.planning.keep();
        }
    }

    /// The bridge is left: whoever comes back holds the clock, unless it had stopped by itself.
    pub(super) fn leave_off_holding(&mut self) {
        self.held |= self.pace.running || self.menu == Some(true);
        self.planning.keep();
    }

    /// Real time passes while the clock stands.
    pub(super) fn held_for(&mut self, seconds: f32) {
        // Behind the menu nothing is shown, and who writes does not plan.
        if !self.held || self.menu.is_some() || self.is_writing() || self.planning_left().is_none()
        {
            return;
        }
        self.planning.take(seconds);
        if self.planning_left() == Some(0.0) {
            self.run_on();
            self.notice = Some(used_up());
            self.version += 1;
        }
    }
}
