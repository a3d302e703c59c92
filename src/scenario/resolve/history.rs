//! What was really decided.

use super::*;

impl Resolver<'_> {
    pub(super) fn history_step(&mut self, step: &draft::HistoryStep) -> Option<HistoryStep> {
        let when = self.condition(&step.when);
        let written = step.what.as_ref()?;
        match Command::read(written, &self.names.ids()) {
            Ok(command) => Some(HistoryStep { when, command }),
            Err(message) => {
                self.found.error("BC0408", step.what.span, message);
                None
            }
        }
    }
}
