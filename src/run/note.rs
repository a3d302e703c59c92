//! What people say about a run without changing it: in the log, outside the World and its digest.

use crate::scenario::Ids;
use crate::scenario::command::{find, read_incident};
use crate::scenario::ids::{CardId, CauseId, IncidentId};
use crate::scenario::units::Tick;
use crate::sim::world::hex;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Something said about a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Note {
    /// How sure somebody is of a cause, and why.
    Confidence {
        /// The incident it is about.
        incident: IncidentId,
        /// The cause believed in.
        cause: CauseId,
        /// How sure, 0–100.
        percent: u8,
        /// Why, in their words.
        reason: FreeText,
    },
    /// How sure somebody is that an option of a card is the right one, and why. Nobody can know afterwards whether it was, so no
    /// score counts it: it is there to be talked about.
    Answer {
        /// The card.
        card: CardId,
        /// Its option.
        option: u8,
        /// How sure, 0–100.
        percent: u8,
        /// Why, in their words.
        reason: FreeText,
    },
    /// Whoever leads left the bridge at this minute: nothing was given since the entry before, and the run goes on from here.
    Left,
    /// A step of a hint was taken, 1–3.
    Hint(u8),
    /// The run had come to a later minute and was taken back to this one: what follows is led by somebody who knows what came.
    TakenBack(Tick),
}

/// What a run was led with besides what its leader knew. Such a run is practice, and counts for no verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Aids {
    /// Steps of hints that were taken.
    pub hints: u32,
    /// How often the run was taken back to an earlier minute.
    pub taken_back: u32,
}

impl Aids {
    /// There were some.
    pub fn any(self) -> bool {
        self != Aids::default()
    }

    /// `2 hints, taken back once`; nothing where there were none.
    pub fn words(self) -> String {
        let hints = match self.hints {
            0 => String::new(),
            1 => "1 hint".to_owned(),
            hints => format!("{hints} hints"),
        };
        let back = match self.taken_back {
            0 => String::new(),
            1 => "taken back once".to_owned(),
            times => format!("taken back {times} times"),
        };
        let told = [hints, back].into_iter().filter(|told| !told.is_empty());
        told.collect::<Vec<String>>().join(", ")
    }

    pub(super) fn count<'a>(notes: impl IntoIterator<Item = &'a Note>) -> Aids {
        let mut aids = Aids::default();
        for note in notes {
            match note {
                Note::Hint(_) => aids.hints += 1,
                Note::TakenBack(_) => aids.taken_back += 1,
                Note::Confidence { .. } | Note::Answer { .. } | Note::Left => {}
            }
        }
        aids
    }
}

impl Note {
    /// Reads `sure INC-1 bad-rule 70 because it went out at 13:42`, or the same with a card and an option of it. The reason may be
    /// left out; the salt should be fresh random bytes.
    ///
    /// # Errors
    /// Says which word is not understood and what could stand there.
    pub fn read(text: &str, ids: &Ids, salt: [u8; 16]) -> Result<Note, String> {
        let (claim, reason) = match text.split_once(" because ") {
            Some((claim, reason)) => (claim, reason.trim()),
            None => (text, ""),
        };
        let words: Vec<&str> = claim.split_whitespace().collect();
        let ["sure", about, what, percent] = words[..] else {
            return Err(format!(
                "`{claim}` is no note; write `sure INC-1 CAUSE 70 because …` or `sure CARD OPTION 70 because …`"
            ));
        };
        let percent = percent.parse::<u8>().ok().filter(|&percent| percent <= 100);
        let percent = percent.ok_or("how sure is a number from 0 to 100")?;
        let reason = FreeText::new(reason, salt);
        Ok(match about.starts_with("INC-") {
            true => Note::Confidence {
                incident: read_incident(about)?,
                cause: CauseId(find(&ids.causes, what, "cause")?),
                percent,
                reason,
            },
            false => {
                let (card, option) = option_of(ids, about, what)?;
                Note::Answer {
                    card,
                    option,
                    percent,
                    reason,
                }
            }
        })
    }

    /// The words in it, where somebody typed any.
    pub fn words(&self) -> Option<&FreeText> {
        match self {
            Note::Confidence { reason, .. } | Note::Answer { reason, .. } => Some(reason),
            Note::Left | Note::Hint(_) | Note::TakenBack(_) => None,
        }
    }

    pub(super) fn words_mut(&mut self) -> Option<&mut FreeText> {
        match self {
            Note::Confidence { reason, .. } | Note::Answer { reason, .. } => Some(reason),
            Note::Left | Note::Hint(_) | Note::TakenBack(_) => None,
        }
    }
}

/// A card and an option of it, by their ids.
pub(super) fn option_of(ids: &Ids, card: &str, option: &str) -> Result<(CardId, u8), String> {
    let card = find(&ids.cards, card, "card")?;
    let options = &ids.options[usize::from(card)];
    let option = find(options, option, "option of that card")?;
    Ok((CardId(card), option as u8))
}

/// Words that a person typed. The log's chain holds only their salted hash, so they can be deleted and the log still verifies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FreeText {
    hash: String,
    kept: Option<Box<Words>>,
}

/// The words themselves, and the salt without which the hash tells nothing about them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// Salt, in hexadecimal.
    pub salt: String,
    /// What was typed.
    pub text: String,
}

impl FreeText {
    /// Words as they were typed; the salt should be fresh random bytes.
    pub fn new(text: &str, salt: [u8; 16]) -> FreeText {
        let words = Words {
            salt: hex(&salt),
            text: text.to_owned(),
        };
        FreeText {
            hash: words.hash(),
            kept: Some(Box::new(words)),
        }
    }

    /// Words that are known only by their hash.
    pub(super) fn deleted(hash: String) -> FreeText {
        FreeText { hash, kept: None }
    }

    /// Puts the words back; `false` if they are not those that were said.
    pub(super) fn restore(&mut self, words: Words) -> bool {
        let same = words.hash() == self.hash;
        if same {
            self.kept = Some(Box::new(words));
        }
        same
    }

    /// SHA-256 of salt and words, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The words, unless they were deleted.
    pub fn kept(&self) -> Option<&Words> {
        self.kept.as_deref()
    }
}

impl Words {
    fn hash(&self) -> String {
        hex(&Sha256::digest(format!("{}:{}", self.salt, self.text)))
    }
}
