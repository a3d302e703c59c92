//! Texts find their things: the sidecar's keys, in the order of the ids.

use super::at::{At, Pairs};
use super::diagnostics::{Diagnostics, Span, did_you_mean};
use super::draft::Draft;
use super::names::{Names, Table, items};
use super::words::*;

/// The texts of all sidecars of a scenario; of a key that stands twice, the first counts.
#[derive(Clone, Default)]
pub(super) struct Texts {
    entries: Vec<Entry>,
    /// Keys that were asked for.
    asked: Vec<String>,
}

#[derive(Clone)]
struct Entry {
    key: String,
    text: String,
    place: Span,
    used: bool,
}

impl Texts {
    /// Adds a sidecar.
    pub(super) fn add(&mut self, sidecar: Pairs<String>, found: &mut Diagnostics) {
        let begins = self.entries.len();
        for (key, text) in sidecar.0 {
            if let (
                At {
                    value: Some(key),
                    span: place,
                },
                Some(text),
            ) = (key, text.value)
            {
                if self.entries[begins..].iter().any(|entry| entry.key == key) {
                    found.error(
                        "BC0309",
                        place,
                        format!("the text `{key}` stands here twice"),
                    );
                }
                self.entries.push(Entry {
                    key,
                    text,
                    place,
                    used: false,
                });
            }
        }
    }

    fn find(&mut self, key: String) -> Option<String> {
        let mut text = None;
        for entry in self.entries.iter_mut().filter(|entry| entry.key == key) {
            entry.used = true;
            text.get_or_insert_with(|| entry.text.clone());
        }
        self.asked.push(key);
        text
    }

    /// `key.1`, `key.2` and so on.
    fn numbered(&mut self, key: &str) -> Vec<String> {
        (1..)
            .map_while(|number| self.find(format!("{key}.{number}")))
            .collect()
    }
}

/// Gives every thing its words.
struct Teller<'a> {
    texts: Texts,
    found: &'a mut Diagnostics,
}

/// The words of a scenario. What has none is named after its id, with a warning.
pub(super) fn words(draft: &Draft, names: &Names, texts: Texts, found: &mut Diagnostics) -> Words {
    let silent = texts.entries.is_empty();
    if silent {
        found
            .warning("BC0107", Span::start_of(0), "the scenario has no prose")
            .help("write a file of texts beside it that ends in `.en.ron`");
    }
    let mut ignored = Diagnostics::default();
    let mut teller = Teller {
        texts,
        found: if silent { &mut ignored } else { &mut *found },
    };
    let words = teller.words(draft, names);
    let texts = teller.texts;
    for entry in texts.entries.iter().filter(|entry| !entry.used) {
        let warning = found.warning(
            "BC0311",
            entry.place,
            format!("nothing has the text `{}`", entry.key),
        );
        if let Some(guess) = did_you_mean(&entry.key, texts.asked.iter().map(String::as_str)) {
            warning.help(guess);
        }
    }
    words
}

impl Teller<'_> {
    fn say(&mut self, key: String, place: Span, otherwise: impl FnOnce() -> String) -> String {
        if let Some(text) = self.texts.find(key.clone()) {
            return text;
        }
        let warning = self
            .found
            .warning("BC0310", place, format!("the text `{key}` is missing"));
        warning.help(format!(
            "add `\"{key}\": \"…\",` to the `.en.ron` beside the file"
        ));
        otherwise()
    }

    fn named(&mut self, kind: &str, id: &str, place: Span) -> String {
        self.say(format!("{kind}.{id}"), place, || from_id(id))
    }

    fn noted(&mut self, kind: &str, id: &str, note: &str, place: Span) -> String {
        self.say(format!("{kind}.{id}.{note}"), place, String::new)
    }

    fn parts(&mut self, kind: &str, id: &str, parts: &Table) -> Vec<String> {
        parts
            .iter()
            .map(|(part, place)| self.say(format!("{kind}.{id}.{part}"), place, || from_id(part)))
            .collect()
    }

    fn all(&mut self, kind: &str, table: &Table) -> Vec<String> {
        table
            .iter()
            .map(|(id, place)| self.named(kind, id, place))
            .collect()
    }

    fn people(&mut self, kind: &str, table: &Table) -> Vec<NameAndTitle> {
        let person = |(id, place)| NameAndTitle {
            name: self.named(kind, id, place),
            title: self.noted(kind, id, "title", place),
        };
        table.iter().map(person).collect()
    }

    fn titled(&mut self, kind: &str, table: &Table) -> Vec<TitleAndNote> {
        let titled = |(id, place)| TitleAndNote {
            title: self.named(kind, id, place),
            note: self.noted(kind, id, "note", place),
        };
        table.iter().map(titled).collect()
    }

    /// Work items by their own names, those of a stream by its name and their number.
    fn work(&mut self, draft: &Draft, names: &Names) -> Vec<String> {
        let sizes = items(&draft.streams).map(|stream| stream.most.get().map_or(0, |most| most.0));
        let sizes: Vec<i64> = sizes.collect();
        let own = names.work.len() - (sizes.iter().sum::<i64>() as usize).min(names.work.len());
        let mut words: Vec<String> = (names.work.iter().take(own))
            .map(|(id, place)| self.named("work", id, place))
            .collect();
        for ((id, place), size) in names.streams.iter().zip(sizes) {
            let name = self.named("stream", id, place);
            words.extend((1..=size).map(|number| format!("{name} {number}")));
        }
        words
    }

    fn words(&mut self, draft: &Draft, names: &Names) -> Words {
        let top = draft.id.span;
        let id = draft.id.value.as_deref().unwrap_or_default();
        Words {
            title: self.say("title".into(), top, || from_id(id)),
            summary: self.say("summary".into(), top, String::new),
            briefing: self.texts.numbered("briefing"),
            objectives: self.texts.numbered("objective"),
            sites: self.all("site", &names.sites),
            teams: self.all("team", &names.teams),
            skills: self.all("skill", &names.skills),
            people: self.people("person", &names.people),
            services: self.all("service", &names.services),
            faults: self.all("fault", &names.faults),
            causes: self.all("cause", &names.causes),
            inquiries: (names.inquiries.iter().zip(&names.findings))
                .map(|((id, place), findings)| InquiryWords {
                    title: self.named("inquiry", id, place),
                    findings: self.parts("inquiry", id, findings),
                })
                .collect(),
            remedies: self.titled("remedy", &names.remedies),
            stakeholders: self.people("stakeholder", &names.stakeholders),
            messages: (names.messages.iter().zip(items(&draft.messages)))
                .map(|((id, place), message)| MessageWords {
                    text: self.named("message", id, place),
                    answers: items(&message.answers)
                        .map(|answer| {
                            let verb = answer.verb.get().map_or("agree", |verb| verb.0.word());
                            self.say(format!("message.{id}.{verb}"), answer.verb.span, || {
                                from_id(verb)
                            })
                        })
                        .collect(),
                })
                .collect(),
            cards: (names.cards.iter().zip(&names.options))
                .map(|((id, place), options)| CardWords {
                    title: self.named("card", id, place),
                    text: self.noted("card", id, "text", place),
                    options: self.parts("card", id, options),
                })
                .collect(),
            guide: self.all("guide", &names.guide),
            work: self.work(draft, names),
            queues: self.all("queue", &names.queues),
            pipelines: self.all("pipeline", &names.pipelines),
            stages: (names.pipelines.iter().zip(&names.stages))
                .map(|((id, _), stages)| self.parts("pipeline", id, stages))
                .collect(),
            levers: self.titled("lever", &names.levers),
            vendors: self.all("vendor", &names.vendors),
            duties: (names.duties.iter().zip(items(&draft.duties)))
                .map(|((id, place), duty)| TitleAndNote {
                    title: self.named("duty", id, place),
                    note: duty.source.value.clone().unwrap_or_default(),
                })
                .collect(),
            injects: self.all("inject", &names.injects),
            initiatives: self.titled("initiative", &names.initiatives),
            controls: self.titled("control", &names.controls),
            audits: self.all("audit", &names.audits),
            vulnerabilities: self.titled("vulnerability", &names.vulnerabilities),
            budgets: self.all("budget", &names.budgets),
            commitments: self.all("commitment", &names.commitments),
            feeds: self.all("feed", &names.feeds),
            models: self.all("model", &names.models),
            automations: self.all("automation", &names.automations),
        }
    }
}
