//! The only place that prints: answers on stdout, diagnostics and progress on stderr.

use super::{Failure, Format};
use crate::scenario::diagnostics::Diagnostic;
use serde::Serialize;
use std::io::{self, ErrorKind, IsTerminal, Write};

/// Where a command's answer goes.
pub(super) struct Output {
    format: Format,
    colours: bool,
}

impl Output {
    pub(super) fn new(format: Format) -> Output {
        let colours = io::stderr().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Output { format, colours }
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The answer, as a JSON document or as text for people.
    pub(super) fn answer(
        &mut self,
        json: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        let answer = match self.format {
            Format::Json => {
                let json = serde_json::to_string_pretty(json);
                json.map_err(|error| {
                    Failure::told(format!("the answer cannot be written as JSON: {error}"))
                })? + "\n"
            }
            Format::Text | Format::Github => text(),
        };
        write_all(&mut io::stdout().lock(), &answer)
    }

    /// A diagnostic of a scenario's file.
    pub(super) fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        let shown = if self.colours {
            diagnostic.coloured()
        } else {
            diagnostic.plain()
        };
        self.say(&format!("{shown}\n"));
    }

    /// Why the command failed.
    pub(super) fn error(&mut self, message: &str) {
        self.say(&format!("error: {message}"));
    }

    /// What a person should know besides the answer.
    pub(super) fn warning(&mut self, message: &str) {
        self.say(&format!("warning: {message}"));
    }

    /// A line beside the answer.
    pub(super) fn say(&mut self, line: &str) {
        // Where stderr is gone there is nobody to tell.
        let _ = write_all(&mut io::stderr().lock(), &format!("{line}\n"));
    }
}

fn write_all(stream: &mut impl Write, text: &str) -> Result<(), Failure> {
    stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
        .map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::Unread,
            _ => Failure::told(format!("the output cannot be written: {error}")),
        })
}
