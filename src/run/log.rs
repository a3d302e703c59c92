//! The RunLog: scenario, seed and ordered commands as lines of JSON that a person can read (design §7).
//!
//! Line 1 is the header with the scenario's files in full; then an entry a line; a footer seals a run that is over. Every line
//! holds the hash of the line before, so a change anywhere shows. Lines with words stand outside that chain: deleting them
//! leaves the log verifiable. Read [`write`] for what is written; [`super::replay`] proves it.

use super::note::{Aids, FreeText, Note, Words, option_of};
use super::{Act, Entry, Mode, Run, beside};
use crate::scenario::command::{find, read_incident};
use crate::scenario::ids::CauseId;
use crate::scenario::units::Tick;
use crate::scenario::{Ids, Source};
use crate::sim::world::hex;
use crate::sim::{Command, Giver, MODEL_VERSION};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// The format that this version writes and reads.
pub const FORMAT: u32 = 1;

const KIND: &str = "runlog";

/// The first line: what is played.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    bridgecall: String,
    format: u32,
    /// Version of the model that played it.
    pub model: u32,
    /// The scenario's id.
    pub scenario: String,
    /// Its form.
    pub form: String,
    /// Digest of the mechanics.
    pub rules_digest: String,
    /// Digest of the words.
    pub text_digest: String,
    /// The seed of every draw.
    pub seed: u64,
    /// Who led.
    pub leader: String,
    /// What it was played for; practice is not written.
    #[serde(default, skip_serializing_if = "Mode::is_practice")]
    pub mode: Mode,
    /// The scenario's files in full, its own first.
    pub sources: Vec<Source>,
}

/// A line for a command or a note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryLine {
    pub entry: u32,
    pub tick: u32,
    pub by: Giver,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteLine>,
    /// Digest of the state before.
    pub state: String,
    pub prev: String,
}

/// A note as written, free text by its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum NoteLine {
    Confidence {
        incident: String,
        cause: String,
        percent: u8,
        reason: String,
    },
    Answer {
        card: String,
        option: String,
        percent: u8,
        reason: String,
    },
    Left,
    Hint {
        step: u8,
    },
    TakenBack {
        from: u32,
    },
}

impl NoteLine {
    fn of(note: &Note, ids: &Ids) -> NoteLine {
        let reason = note.words().map_or("", FreeText::hash).to_owned();
        match *note {
            Note::Confidence {
                incident,
                cause,
                percent,
                ..
            } => NoteLine::Confidence {
                incident: incident.to_string(),
                cause: ids.causes[cause.at()].clone(),
                percent,
                reason,
            },
            Note::Answer {
                card,
                option,
                percent,
                ..
            } => NoteLine::Answer {
                card: ids.cards[card.at()].clone(),
                option: ids.options[card.at()][usize::from(option)].clone(),
                percent,
                reason,
            },
            Note::Left => NoteLine::Left,
            Note::Hint(step) => NoteLine::Hint { step },
            Note::TakenBack(from) => NoteLine::TakenBack { from: from.0 },
        }
    }

    /// What was said, its words left out.
    fn note(&self, ids: &Ids) -> Result<Note, String> {
        let checked = |percent: u8| match percent {
            0..=100 => Ok(percent),
            _ => Err(format!("nobody is {percent} percent sure")),
        };
        Ok(match self {
            NoteLine::Confidence {
                incident,
                cause,
                percent,
                reason,
            } => Note::Confidence {
                incident: read_incident(incident)?,
                cause: CauseId(find(&ids.causes, cause, "cause")?),
                percent: checked(*percent)?,
                reason: FreeText::deleted(reason.clone()),
            },
            NoteLine::Answer {
                card,
                option,
                percent,
                reason,
            } => {
                let (card, option) = option_of(ids, card, option)?;
                Note::Answer {
                    card,
                    option,
                    percent: checked(*percent)?,
                    reason: FreeText::deleted(reason.clone()),
                }
            }
            NoteLine::Left => Note::Left,
            NoteLine::Hint { step: step @ 1..=3 } => Note::Hint(*step),
            NoteLine::Hint { step } => return Err(format!("a hint has no step {step}")),
            NoteLine::TakenBack { from } => Note::TakenBack(Tick(*from)),
        })
    }
}

/// Words of an entry's note, outside the chain.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsLine {
    words: u32,
    salt: String,
    text: String,
}

/// The last line of the chain: the run was over then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FooterLine {
    end: bool,
    pub tick: u32,
    pub entries: u32,
    pub digest: String,
    pub prev: String,
}

/// A log as it was read; [`verify`](super::replay::verify) says whether it is true.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunLog {
    /// What was played.
    pub header: Header,
    /// Entries with the number of their line.
    pub(super) entries: Vec<(u32, EntryLine)>,
    /// The footer with the number of its line; a run that is not over has none.
    pub(super) footer: Option<(u32, FooterLine)>,
    /// Words by the number of their entry.
    pub(super) words: Vec<(u32, Words)>,
    /// What the lines themselves show to be changed.
    pub differences: Vec<Difference>,
    /// What a reader should know although nothing is wrong.
    pub warnings: Vec<String>,
}

/// Where a log differs from what was played.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Difference {
    /// The line of the log, from 1.
    pub line: u32,
    /// The entry; `None` for the header, the footer or a line that is no entry.
    pub entry: Option<u32>,
    /// One sentence without a full stop.
    pub message: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.entry {
            Some(entry) => write!(f, "entry {entry} (line {}): {}", self.line, self.message),
            None => write!(f, "line {}: {}", self.line, self.message),
        }
    }
}

/// Why a file cannot be replayed at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LogError {
    /// It is something else.
    Foreign,
    /// It ends within its first line.
    NoHeader,
    /// A later format, by its number.
    NewerFormat(u64),
    /// The first line is one of a log, but is damaged; why.
    BadHeader(String),
    /// Another version of the model played it, by its number.
    OtherModel(u32),
    /// The scenario in it cannot be played; why.
    Scenario(String),
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LogError::Foreign => write!(
                f,
                "this is no log of Bridgecall: its first line does not say `\"bridgecall\":\"{KIND}\"`"
            ),
            LogError::NoHeader => write!(
                f,
                "the log ends within its first line, so what was played is lost; look for another copy"
            ),
            LogError::NewerFormat(format) => write!(
                f,
                "the log has format {format}, this program reads format {FORMAT}; update bridgecall"
            ),
            LogError::BadHeader(why) => write!(f, "line 1 of the log is damaged: {why}"),
            LogError::OtherModel(model) => write!(
                f,
                "the log was played by model {model}, this program plays model {MODEL_VERSION}; \
                 replay it with the version of bridgecall that wrote it"
            ),
            LogError::Scenario(why) => {
                write!(f, "the scenario in the log cannot be played:\n{why}")
            }
        }
    }
}

impl std::error::Error for LogError {}

/// The whole log of a run, sealed if the run is over. The same run has the same bytes.
pub fn write(run: &Run) -> String {
    let mut text = String::new();
    let mut chain = Chain::default();
    chain.add_line(&mut text, &header_of(run));
    chain.add_entries(&mut text, run);
    text
}

/// The end of a chain: how many entries it has and the hash of its last line.
#[derive(Clone, Debug, Default)]
struct Chain {
    entries: usize,
    prev: String,
    sealed: bool,
}

impl Chain {
    fn add_line(&mut self, text: &mut String, line: &impl Serialize) {
        let line = serde_json::to_string(line).expect("texts and numbers always have a JSON form");
        self.prev = hash_of(line.as_bytes());
        text.push_str(&line);
        text.push('\n');
    }

    /// Adds what the run has beyond this chain, each note's words behind it, and the footer once the run is over.
    fn add_entries(&mut self, text: &mut String, run: &Run) {
        if self.sealed {
            return;
        }
        let run = &*run.with_states();
        for entry in &run.entries()[self.entries..] {
            self.entries += 1;
            let number = self.entries as u32;
            let line = entry_line(run, number, entry, &self.prev);
            self.add_line(text, &line);
            if let Act::Note(note) = &entry.act
                && let Some(Words { salt, text: said }) =
                    note.words().and_then(FreeText::kept).cloned()
            {
                let prev = self.prev.clone();
                self.add_line(
                    text,
                    &WordsLine {
                        words: number,
                        salt,
                        text: said,
                    },
                );
                self.prev = prev;
            }
        }
        if run.over() {
            let footer = FooterLine {
                end: true,
                tick: run.now().0,
                entries: self.entries as u32,
                digest: run.digest(),
                prev: self.prev.clone(),
            };
            self.add_line(text, &footer);
            self.sealed = true;
        }
    }
}

fn hash_of(line: &[u8]) -> String {
    hex(&Sha256::digest(line))
}

fn header_of(run: &Run) -> Header {
    let scenario = run.scenario();
    Header {
        bridgecall: KIND.to_owned(),
        format: FORMAT,
        model: MODEL_VERSION,
        scenario: scenario.id.clone(),
        form: scenario.form.clone(),
        rules_digest: scenario.rules_digest.clone(),
        text_digest: scenario.text_digest.clone(),
        seed: run.seed(),
        leader: run.leader().to_owned(),
        mode: run.mode(),
        sources: scenario.sources.clone(),
    }
}

fn entry_line(run: &Run, number: u32, entry: &Entry, prev: &str) -> EntryLine {
    let ids = &run.scenario().ids;
    let (command, note) = match &entry.act {
        Act::Command(command) => (Some(command.written(ids)), None),
        Act::Note(note) => (None, Some(NoteLine::of(note, ids))),
    };
    EntryLine {
        entry: number,
        tick: entry.tick.0,
        by: entry.giver,
        command,
        note,
        state: entry.state_before.clone().unwrap_or_default(),
        prev: prev.to_owned(),
    }
}

impl EntryLine {
    /// What was given or said.
    pub(super) fn act(&self, run: &Run) -> Result<Act, String> {
        let ids = &run.scenario().ids;
        match (&self.command, &self.note) {
            (Some(command), None) => Command::read(command, ids).map(Act::Command),
            (None, Some(note)) => note.note(ids).map(Act::Note),
            _ => Err("an entry holds either a command or a note".into()),
        }
    }

    pub(super) fn tick(&self) -> Tick {
        Tick(self.tick)
    }
}

/// A log on disk that grows with its run.
#[derive(Debug)]
pub struct LogFile {
    file: File,
    /// Bytes of whole lines in it.
    length: u64,
    chain: Chain,
}

impl LogFile {
    /// Writes the log of a run so far, beside what is there, and keeps it open. A run that was read back from the same file
    /// goes on in it.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn create(path: &Path, run: &Run) -> io::Result<LogFile> {
        let mut text = String::new();
        let mut chain = Chain::default();
        chain.add_line(&mut text, &header_of(run));
        chain.add_entries(&mut text, run);
        beside::write(path, text.as_bytes())?;
        Ok(LogFile {
            file: File::options().append(true).open(path)?,
            length: text.len() as u64,
            chain,
        })
    }

    /// Writes the entries that are not on disk yet, and the footer once the run is over. Where that fails, what went out of it is
    /// taken back, so that a later try does not stand behind half a line.
    ///
    /// # Errors
    /// The error of the file system.
    pub fn append(&mut self, run: &Run) -> io::Result<()> {
        let mut text = String::new();
        let mut chain = self.chain.clone();
        chain.add_entries(&mut text, run);
        if !text.is_empty() {
            let mut written = self.file.write_all(text.as_bytes());
            written = written.and_then(|()| self.file.sync_data());
            if let Err(error) = written {
                self.file.set_len(self.length)?;
                return Err(error);
            }
        }
        self.length += text.len() as u64;
        self.chain = chain;
        Ok(())
    }
}

/// Reads a log. What can be read is read; what is wrong with a later line stands in the differences that verifying reports.
///
/// # Errors
/// Says why nothing of it can be replayed.
pub fn read(bytes: &[u8]) -> Result<RunLog, LogError> {
    let mut lines = lines_of(bytes);
    let (first, complete) = lines.next().unwrap_or_default();
    let mut log = RunLog {
        header: read_header(first, complete)?,
        entries: Vec::new(),
        footer: None,
        words: Vec::new(),
        differences: Vec::new(),
        warnings: Vec::new(),
    };
    let mut before = Some(Before {
        line: 1,
        entry: None,
        hash: hash_of(first),
    });
    for ((bytes, complete), line) in lines.zip(2..) {
        match read_line(bytes) {
            Ok(Line::Nothing) => {}
            Ok(Line::Words(words)) => log.words.push((
                words.words,
                Words {
                    salt: words.salt,
                    text: words.text,
                },
            )),
            Ok(Line::Entry(entry)) => {
                log.chain(&mut before, line, Some(entry.entry), &entry.prev, bytes);
                log.entries.push((line, entry));
            }
            Ok(Line::Footer(footer)) => {
                log.chain(&mut before, line, None, &footer.prev, bytes);
                log.footer = Some((line, footer));
            }
            Err(_) if !complete => {
                log.warnings.push(format!(
                    "line {line} is torn and was left out: the log was cut short there"
                ));
            }
            Err(why) => {
                log.differences.push(Difference {
                    line,
                    entry: None,
                    message: why,
                });
                before = None;
            }
        }
    }
    Ok(log)
}

/// The line of the chain that was read last; none after one that could not be read.
struct Before {
    line: u32,
    entry: Option<u32>,
    hash: String,
}

impl RunLog {
    /// The minute of the last entry, where the run is not over.
    pub fn left_at(&self) -> Option<u32> {
        match self.footer {
            Some(_) => None,
            None => Some(self.entries.last().map_or(0, |(_, entry)| entry.tick)),
        }
    }

    /// What the run was led with besides what its leader knew.
    pub fn aids(&self) -> Aids {
        let mut aids = Aids::default();
        for (_, entry) in &self.entries {
            match entry.note {
                Some(NoteLine::Hint { .. }) => aids.hints += 1,
                Some(NoteLine::TakenBack { .. }) => aids.taken_back += 1,
                _ => {}
            }
        }
        aids
    }

    /// Looks at the hash that a line holds of the line before.
    fn chain(
        &mut self,
        before: &mut Option<Before>,
        line: u32,
        entry: Option<u32>,
        prev: &str,
        bytes: &[u8],
    ) {
        if let Some((sealed, _)) = &self.footer {
            let message = format!("line {sealed} sealed the log, and nothing may follow it");
            self.differences.push(Difference {
                line,
                entry,
                message,
            });
        }
        if let Some(before) = before.as_ref().filter(|before| before.hash != prev) {
            let this = entry.map_or("the footer".into(), |entry| format!("entry {entry}"));
            let message = format!(
                "the chain is broken: {this} (line {line}) was written after another text than this"
            );
            self.differences.push(Difference {
                line: before.line,
                entry: before.entry,
                message,
            });
        }
        *before = Some(Before {
            line,
            entry,
            hash: hash_of(bytes),
        });
    }
}

/// Lines without their ends, and whether each has one.
fn lines_of(bytes: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    bytes
        .split_inclusive(|&byte| byte == b'\n')
        .map(|line| match line.strip_suffix(b"\n") {
            // An editor may have turned the ends of lines into those of another system.
            Some(line) => (line.strip_suffix(b"\r").unwrap_or(line), true),
            None => (line, false),
        })
}

enum Line {
    Nothing,
    Entry(EntryLine),
    Words(WordsLine),
    Footer(FooterLine),
}

fn read_line(bytes: &[u8]) -> Result<Line, String> {
    if bytes.trim_ascii().is_empty() {
        return Ok(Line::Nothing);
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| format!("this is no line of a log: {error}"))?;
    let damaged = |error: serde_json::Error| format!("this line is damaged: {error}");
    if value.get("entry").is_some() {
        serde_json::from_value(value)
            .map(Line::Entry)
            .map_err(damaged)
    } else if value.get("words").is_some() {
        serde_json::from_value(value)
            .map(Line::Words)
            .map_err(damaged)
    } else if value.get("end").is_some() {
        serde_json::from_value(value)
            .map(Line::Footer)
            .map_err(damaged)
    } else {
        Err("this line is no entry, no words and no footer".into())
    }
}

fn read_header(first: &[u8], complete: bool) -> Result<Header, LogError> {
    let Ok(value) = serde_json::from_slice::<Value>(first) else {
        let begins = first.starts_with(format!("{{\"bridgecall\":\"{KIND}\"").as_bytes());
        return Err(match (begins, complete) {
            (false, _) => LogError::Foreign,
            (true, false) => LogError::NoHeader,
            (true, true) => LogError::BadHeader("it is not JSON".into()),
        });
    };
    if value.get("bridgecall").and_then(Value::as_str) != Some(KIND) {
        return Err(LogError::Foreign);
    }
    if let Some(format) = value
        .get("format")
        .and_then(Value::as_u64)
        .filter(|&format| format > u64::from(FORMAT))
    {
        return Err(LogError::NewerFormat(format));
    }
    let header: Header =
        serde_json::from_value(value).map_err(|error| LogError::BadHeader(error.to_string()))?;
    if header.format != FORMAT {
        return Err(LogError::BadHeader(format!(
            "there is no format {}",
            header.format
        )));
    }
    if header.model != MODEL_VERSION {
        return Err(LogError::OtherModel(header.model));
    }
    Ok(header)
}
