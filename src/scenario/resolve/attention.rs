//! What commands cost the leader.

use super::*;

impl Resolver<'_> {
    pub(super) fn attention(&mut self, written: &At<draft::Attention>) -> Attention {
        let mut seconds = CommandKind::ALL.map(defaults::attention_seconds);
        if let Some(draft::Attention::Seconds(pairs)) = written.as_ref() {
            for (kind, value) in pairs.entries() {
                let at = self.find(&self.names.commands, kind);
                seconds[at] = count(value) as u16;
            }
        }
        Attention {
            on: !matches!(written.as_ref(), Some(draft::Attention::Off)),
            seconds,
        }
    }
}
