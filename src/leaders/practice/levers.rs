//! Cards, standing policies and money.

use super::*;

impl Plan<'_> {
    /// Decides cards for the axis that the leader's manner prefers.
    pub(in crate::leaders) fn decide(&mut self) {
        for card in &self.seen.cards {
            if self.given(|command| matches!(command, Command::Decide(id, _) if *id == card.id)) {
                continue;
            }
            let mut wishes = self.manner.wishes.iter();
            let option = wishes.find_map(|wish| card.options.iter().position(|axis| axis == wish));
            self.give(Command::Decide(card.id, option.unwrap_or(0) as u8));
        }
    }
}
