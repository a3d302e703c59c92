//! Messages and decision cards.

use super::*;

impl Resolver<'_> {
    pub(super) fn message(&mut self, message: &draft::Message) -> Message {
        Message {
            from: self.stakeholder(&message.from),
            when: self.condition(&message.when),
            patience_minutes: count(&message.patience_minutes) as u16,
            answers: items(&message.answers)
                .map(|answer| {
                    (
                        answer.verb.get().map_or(Verb::Agree, |word| word.0),
                        self.effects(&answer.effects),
                    )
                })
                .collect(),
            silence: self.effects(&message.silence),
        }
    }

    pub(super) fn card(&mut self, card: &draft::Card, options: &Table) -> Card {
        Card {
            when: self.condition(&card.when),
            deadline_minutes: count(&card.deadline_minutes) as u16,
            options: items(&card.options)
                .map(|option| CardOption {
                    favours: option.favours.get().map_or(Axis::Flow, |word| word.0),
                    effects: self.effects(&option.effects),
                })
                .collect(),
            default: options
                .iter()
                .position(|(id, _)| Some(id) == card.default.value.as_deref())
                .unwrap_or(0) as u8,
        }
    }
}
