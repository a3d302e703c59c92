//! What is wrong with a file, said once and shown in many ways: text in rustc's shape, JSON, lines for GitHub.
//!
//! Codes are stable: `BC01xx` reading a file, `BC02xx` format and types, `BC03xx` ids and references, `BC04xx` ranges and
//! sense, `BC07xx` balance. [`CODES`] lists them all.

use super::Source;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// Every code with what it says, in the order of the numbers.
pub const CODES: &[(&str, &str)] = &[
    ("BC0101", "the file is missing"),
    ("BC0102", "the path is no file"),
    ("BC0103", "the file is not UTF-8"),
    ("BC0104", "the file is too large"),
    ("BC0105", "a fragment lies outside the scenarios' folder"),
    ("BC0106", "a fragment uses itself"),
    ("BC0107", "a scenario has no prose (warning)"),
    ("BC0108", "the file cannot be read"),
    ("BC0109", "a fragment where a scenario is wanted"),
    (
        "BC0110",
        "marks of a shipped scenario that are missing or stale",
    ),
    ("BC0201", "a syntax error"),
    ("BC0202", "a value of the wrong type"),
    ("BC0203", "an unknown field"),
    ("BC0204", "a missing field"),
    ("BC0205", "a field written twice"),
    ("BC0206", "a newer format"),
    ("BC0301", "an unknown id"),
    ("BC0302", "an id declared twice"),
    (
        "BC0303",
        "an id with other characters than a–z, 0–9 and hyphens",
    ),
    ("BC0304", "an id that differs from the file's name"),
    ("BC0305", "a default that is no option"),
    ("BC0306", "a cause left out of a finding"),
    ("BC0307", "an unknown scenario"),
    ("BC0308", "an unknown form"),
    ("BC0309", "a key named twice"),
    ("BC0310", "a text left out (warning)"),
    ("BC0311", "a text of nothing (warning)"),
    ("BC0401", "a number out of range"),
    ("BC0402", "probabilities or weights that do not sum to 1"),
    ("BC0403", "dependencies or remedies in a circle"),
    ("BC0404", "a cause that no remedy fixes"),
    ("BC0405", "a skill that nobody has"),
    ("BC0406", "a window that ends before it begins"),
    ("BC0407", "a moment after the end of the run"),
    ("BC0408", "a history step that is no command"),
    ("BC0409", "too many of a kind"),
    ("BC0410", "a shift of no length"),
    ("BC0411", "a card without options"),
    (
        "BC0412",
        "a fault without causes, or a line of inquiry without findings",
    ),
    (
        "BC0413",
        "an approval that no card, message or remedy gives (warning)",
    ),
    ("BC0414", "a lever without room, or that starts outside it"),
    ("BC0510", "a service that nobody owns (warning)"),
    ("BC0511", "capacity below the usual load (warning)"),
    ("BC0512", "more copies or members needed than there are"),
    ("BC0513", "autoscaling that cannot work"),
    ("BC0514", "a lever of load without what it moves"),
    ("BC0515", "a call named twice, or one that is not made"),
    ("BC0516", "a week without seven days, or steps out of order"),
    ("BC0520", "a fault that begins or grows in two ways"),
    ("BC0521", "a page that cannot fire (warning)"),
    ("BC0522", "a cause that nobody can find (warning)"),
    ("BC0523", "a remedy that nobody is able to apply (warning)"),
    ("BC0524", "data that nothing brings back (warning)"),
    ("BC0530", "turns on call that nobody can take"),
    ("BC0531", "working days that never come"),
    ("BC0540", "stages whose shares do not sum to 1"),
    (
        "BC0541",
        "deployments asked of a pipeline that deploys nothing",
    ),
    ("BC0542", "a migration that never goes out"),
    ("BC0543", "an urgency without its date or its amount"),
    (
        "BC0544",
        "a stage whose skill nobody in the team has (warning)",
    ),
    ("BC0550", "an initiative that concerns no team"),
    ("BC0551", "two budgets for one line"),
    ("BC0552", "a commitment that covers nothing with a price"),
    (
        "BC0553",
        "a commitment that covers services of different prices",
    ),
    (
        "BC0570",
        "a message or a card that can never come (warning)",
    ),
    ("BC0571", "a broken promise that pays"),
    (
        "BC0572",
        "a static threshold that watches nothing or two things, a journey through no service",
    ),
    ("BC0573", "what rings although nothing is wrong (warning)"),
    ("BC0630", "a model without versions"),
    ("BC0701", "a scenario in which nothing is at stake"),
    ("BC0702", "a leader who should be clearly ahead, and is not"),
    ("BC0703", "lookahead clearly below the textbook"),
    ("BC0704", "the textbook below what it should come to"),
    ("BC0705", "a leader of one trick ahead of the textbook"),
    ("BC0706", "leaders who were not measured"),
    (
        "BC0711",
        "a run too short or too long for its level (warning)",
    ),
    (
        "BC0712",
        "choices too close together or too far apart (warning)",
    ),
    ("BC0713", "a long time without a choice (warning)"),
    ("BC0721", "a choice that changes nothing (warning)"),
    ("BC0722", "two options that come to the same (warning)"),
    ("BC0723", "an option with nothing to weigh (warning)"),
    ("BC0724", "a choice that seldom comes up (warning)"),
];

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The scenario cannot be played.
    Error,
    /// It can be played, but is not as its author meant it.
    Warning,
}

/// Something wrong at a place of a file. As JSON: file, line, column, code, message and help.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Diagnostic {
    /// The file's path, as a reader can open it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Stable code, one of [`CODES`].
    pub code: &'static str,
    /// One sentence in lower case without a full stop.
    pub message: String,
    /// A way out, where one is known.
    pub help: Option<String>,
    /// How bad it is.
    #[serde(skip)]
    pub severity: Severity,
    /// Bytes of the file's text.
    #[serde(skip)]
    pub span: Range<usize>,
    /// The file's text; empty where the file could not be read.
    #[serde(skip)]
    pub text: Arc<str>,
}

impl Diagnostic {
    /// What playing a scenario brought to light, at the place where its files declare that id: files as a reader can open them, with
    /// what they hold, the scenario's own first. Without an id, or where none declares it, it is about the scenario's own file.
    pub fn of_play(
        files: &[(String, &Source)],
        id: Option<&str>,
        (severity, code): (Severity, &'static str),
        message: String,
        help: String,
    ) -> Diagnostic {
        let declared = id.and_then(|id| {
            let written = format!("id: \"{id}\"");
            files.iter().find_map(|(file, source)| {
                let at = source.text.find(&written)?;
                Some((file, *source, at + 4..at + written.len()))
            })
        });
        let (file, text, span) = match (declared, files.first()) {
            (Some((file, source, span)), _) => (file.clone(), source.text.as_str(), span),
            (None, Some((file, _))) => (file.clone(), "", 0..0),
            (None, None) => (String::new(), "", 0..0),
        };
        let (line, column) = line_and_column(text, span.start);
        Diagnostic {
            file,
            line,
            column,
            code,
            message,
            help: Some(help),
            severity,
            span,
            text: text.into(),
        }
    }

    /// Text in rustc's shape, without colours.
    pub fn plain(&self) -> String {
        self.rendered(&Renderer::plain())
    }

    /// Text in rustc's shape, in colours for a terminal.
    pub fn coloured(&self) -> String {
        self.rendered(&Renderer::styled())
    }

    /// A workflow command that GitHub shows beside the line.
    pub fn github(&self) -> String {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (file, message) = (github_property(&self.file), github_text(&self.message));
        format!(
            "::{kind} file={file},line={},col={},title={}::{message}",
            self.line, self.column, self.code
        )
    }

    fn rendered(&self, renderer: &Renderer) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(self.message.as_str()).id(self.code);
        if self.text.is_empty() {
            let group = title.element(Origin::path(self.file.as_str()));
            let group = group.elements(
                self.help
                    .iter()
                    .map(|help| Level::HELP.message(help.as_str())),
            );
            return renderer.render(&[group]);
        }
        let start = self.text[..self.span.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let from = (self.span.start - start).min(line.len());
        let to = (self.span.end - start).clamp(from, line.len());
        let label = self.help.as_ref().map(|help| format!("help: {help}"));
        let snippet = Snippet::source(line)
            .path(self.file.as_str())
            .line_start(self.line as usize)
            .annotation(AnnotationKind::Primary.span(from..to).label(label));
        renderer.render(&[title.element(snippet)])
    }
}

fn github_text(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

/// A stretch of one of the files being read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Span {
    /// Number of the file in [`Diagnostics`].
    pub file: u16,
    /// First byte.
    pub from: u32,
    /// One after the last byte.
    pub to: u32,
}

impl Span {
    /// The file as a whole.
    pub(super) fn start_of(file: u16) -> Span {
        Span {
            file,
            from: 0,
            to: 0,
        }
    }

    /// Its first byte: where something is missing.
    pub(super) fn opening(self) -> Span {
        Span {
            to: self.to.min(self.from + 1),
            ..self
        }
    }
}

/// Something wrong, before lines are counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Found {
    span: Span,
    severity: Severity,
    code: &'static str,
    message: String,
    help: Option<String>,
}

impl Found {
    pub(super) fn error(code: &'static str, span: Span, message: impl Into<String>) -> Found {
        Found {
            span,
            severity: Severity::Error,
            code,
            message: message.into(),
            help: None,
        }
    }

    /// Adds a way out.
    pub(super) fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}

/// A file being read: its path as shown, and its text.
struct File {
    shown: String,
    source: Source,
}

/// Collects what is wrong with a scenario's files.
#[derive(Default)]
pub(crate) struct Diagnostics {
    files: Vec<File>,
    /// At most [`MOST`].
    found: Vec<Found>,
    /// Some error was found, even if it is no longer listed.
    refused: bool,
}

/// As many faults as anybody reads; a hostile file has more.
const MOST: usize = 1000;

impl Diagnostics {
    /// Adds a file, so that places in it can be named.
    pub(super) fn add_file(&mut self, shown: String, source: Source) -> u16 {
        self.files.push(File { shown, source });
        (self.files.len() - 1) as u16
    }

    pub(super) fn source(&self, file: u16) -> &Source {
        &self.files[usize::from(file)].source
    }

    /// The files that could be read, in the order in which they were.
    pub(super) fn sources(&self) -> Vec<Source> {
        self.files.iter().map(|file| file.source.clone()).collect()
    }

    pub(super) fn error(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Found {
        self.push(Found::error(code, span, message))
    }

    pub(super) fn warning(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Found {
        self.push(Found {
            severity: Severity::Warning,
            ..Found::error(code, span, message)
        })
    }

    pub(super) fn push(&mut self, found: Found) -> &mut Found {
        self.refused |= found.severity == Severity::Error;
        self.found.truncate(MOST - 1);
        self.found.push(found);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// How much was found so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Of what was found after the first `before`, keeps what is new, and says that it is about a form.
    pub(super) fn name_form(&mut self, before: usize, form: &str) {
        for mut found in self.found.split_off(before) {
            if !self.found.contains(&found) {
                found.message += &format!(" in the form `{form}`");
                self.found.push(found);
            }
        }
    }

    /// Forgets everything that was found: what follows makes it meaningless.
    pub(super) fn forget(&mut self) {
        self.found.clear();
        self.refused = false;
    }

    pub(super) fn has_errors(&self) -> bool {
        self.refused
    }

    /// The line of a place, for a message that points to it.
    pub(super) fn line(&self, span: Span) -> u32 {
        line_and_column(&self.source(span.file).text, span.from as usize).0
    }

    /// Everything found, once each, sorted by place.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort();
        self.found.dedup();
        let texts: Vec<Arc<str>> = self
            .files
            .iter()
            .map(|file| file.source.text.as_str().into())
            .collect();
        let diagnostic = |found: Found| {
            let text = texts[usize::from(found.span.file)].clone();
            let span = found.span.from as usize..found.span.to as usize;
            let (line, column) = line_and_column(&text, span.start);
            let file = self.files[usize::from(found.span.file)].shown.clone();
            let Found {
                severity,
                code,
                message,
                help,
                ..
            } = found;
            Diagnostic {
                file,
                line,
                column,
                code,
                message,
                help,
                severity,
                span,
                text,
            }
        };
        self.found.into_iter().map(diagnostic).collect()
    }
}

/// Line and column of a place, from 1.
fn line_and_column(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    (line as u32, before[line_start..].chars().count() as u32 + 1)
}

/// "did you mean `…`?", if one of the names is close to what was written.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let close = |name: &&str| strsim::damerau_levenshtein(written, name);
    let nearest = names
        .into_iter()
        .filter(|name| !name.is_empty())
        .min_by_key(close)?;
    let allowed = (nearest.chars().count() / 3).max(1);
    let begins =
        written.len() >= 3 && (nearest.starts_with(written) || written.starts_with(nearest));
    (begins || close(&nearest) <= allowed).then(|| format!("did you mean `{nearest}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> Diagnostic {
        let mut found = Diagnostics::default();
        let text = "(\n    id: \"größe, x\",\n)".to_owned();
        let file = found.add_file(
            "a,b.ron".into(),
            Source {
                path: "b.ron".into(),
                text,
            },
        );
        let place = Span {
            file,
            from: 10,
            to: 22,
        };
        found
            .error("BC0303", place, "100 % wrong")
            .help("write another");
        found.finish().remove(0)
    }

    #[test]
    fn a_diagnostic_has_exactly_six_keys_in_json() {
        let json = serde_json::to_value(one()).unwrap();
        let keys: Vec<_> = json.as_object().unwrap().keys().cloned().collect();
        assert_eq!(keys, ["code", "column", "file", "help", "line", "message"]);
    }

    #[test]
    fn a_diagnostic_has_rustcs_shape() {
        insta::assert_snapshot!(one().plain(), @r#"
        error[BC0303]: 100 % wrong
         --> a,b.ron:2:9
          |
        2 |     id: "größe, x",
          |         ^^^^^^^^^^ help: write another
        "#);
    }

    #[test]
    fn github_gets_its_own_characters_escaped() {
        assert_eq!(
            one().github(),
            "::error file=a%2Cb.ron,line=2,col=9,title=BC0303::100 %25 wrong"
        );
    }

    #[test]
    fn a_thousand_faults_are_enough() {
        let mut found = Diagnostics::default();
        let file = found.add_file(
            "a.ron".into(),
            Source {
                path: "a.ron".into(),
                text: " ".repeat(5000),
            },
        );
        for from in 0..3000 {
            found.error(
                "BC0203",
                Span {
                    file,
                    from,
                    to: from + 1,
                },
                "there is no such field",
            );
        }
        assert_eq!(found.finish().len(), MOST);
    }

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_slip_of_a_letter_is_guessed_and_another_word_is_not() {
        let names = ["edge-proxy", "rule-engine"];
        assert_eq!(
            did_you_mean("edge-proxi", names).as_deref(),
            Some("did you mean `edge-proxy`?")
        );
        assert_eq!(did_you_mean("warehouse", names), None);
    }
}
