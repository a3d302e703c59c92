//! Messages and decision cards.

use super::*;

/// Minutes between the updates that come with each severity; none where nothing is said.
pub(super) fn cadence_minutes(written: &At<draft::Cadences>) -> [u16; 5] {
    written.as_ref().map_or([0; 5], |said| {
        [&said.sev1, &said.sev2, &said.sev3, &said.sev4, &said.sev5]
            .map(|minutes| minutes.get().map_or(0, |minutes| minutes.0 as u16))
    })
}

impl Resolver<'_> {
    pub(super) fn declared_stakeholder(&mut self, written: &draft::Stakeholder) -> Stakeholder {
        Stakeholder {
            audience: written
                .audience
                .get()
                .map_or(Audience::Company, |word| word.0),
            trust_milli: count(&written.trust) as i32,
            patience_minutes: count(&written.patience_minutes) as u16,
            monthly_fee: written
                .monthly_fee
                .get()
                .map_or(defaults::MONTHLY_FEE, Number::money),
            credits: self.ladder(&written.credits),
            threatens_below_milli: written
                .threatens_below
                .get()
                .map_or(defaults::THREATENS_BELOW_MILLI, |trust| trust.0 as i32),
            leaves_after_minutes: written
                .leaves_after_minutes
                .get()
                .map_or(defaults::LEAVES_AFTER_MINUTES, |minutes| minutes.0 as u32),
            joins_after_calls: (written.joins_after_calls.get())
                .map_or(defaults::JOINS_AFTER_CALLS, |calls| calls.0 as u8),
        }
    }

    pub(super) fn vendor(&mut self, written: &draft::Vendor) -> Vendor {
        let sigma = (written.sigma.get()).map_or(defaults::VENDOR_SIGMA, Number::ppm);
        let wait = |median: &At<PersonMinutes>| Effort {
            median_milli: count(median).max(1000) as u32,
            sigma,
        };
        Vendor {
            reply: wait(&written.reply_minutes),
            fix: wait(&written.fix_minutes),
            denials: (written.denials.get()).map_or(defaults::DENIALS, |times| times.0 as u8),
            proof: written
                .proof
                .as_ref()
                .map(|_| self.condition(&written.proof)),
            effects: self.effects(&written.effects),
        }
    }

    pub(super) fn duty(&mut self, written: &draft::Duty) -> Duty {
        Duty {
            to: self.stakeholder(&written.to),
            knowable: self.condition(&written.knowable),
            within_minutes: count(&written.within_minutes) as u32,
            missed: self.effects(&written.missed),
        }
    }

    pub(super) fn message(&mut self, message: &draft::Message) -> Message {
        Message {
            from: self.stakeholder(&message.from),
            when: self.condition(&message.when),
            patience_minutes: count(&message.patience_minutes) as u16,
            answers: items(&message.answers)
                .map(|answer| Answer {
                    verb: answer.verb.get().map_or(Verb::Agree, |word| word.0),
                    effects: self.effects(&answer.effects),
                    promise: (answer.promise.as_ref()).map(|promise| Promise {
                        must: self.condition(&promise.must),
                        within_minutes: count(&promise.within_minutes).max(1) as u32,
                        kept: self.effects(&promise.kept),
                        broken: self.effects(&promise.broken),
                    }),
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
