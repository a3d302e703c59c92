//! What commands cost the leader.

use super::*;

impl Resolver<'_> {
    pub(super) fn attention(&mut self, written: &At<draft::Attention>) -> Attention {
        let usual = CommandKind::ALL.iter().copied();
        let mut seconds: Vec<u16> = usual.map(defaults::attention_seconds).collect();
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
