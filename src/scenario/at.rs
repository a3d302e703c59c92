//! A value with its place. One wrong value costs one diagnostic, not the rest of the file.
//!
//! [`At`] captures a value's text, finds its place by the distance of two pointers, and parses the text on its own.
//! [`record!`](record) makes records whose every field is an `At`. What is found meanwhile is kept for [`read`],
//! which is the only way in.

use super::diagnostics::{Diagnostics, Found, Span, did_you_mean};
use ron::error::{Error, Position};
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

/// A value as written, with its place; `None` if it is absent or was refused, which is on record then.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct At<T> {
    pub value: Option<T>,
    /// The value; where it is absent, the record that lacks it.
    pub span: Span,
}

impl<T> At<T> {
    pub(super) fn absent(span: Span) -> At<T> {
        At { value: None, span }
    }

    pub(super) fn as_ref(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

impl<T: Copy> At<T> {
    pub(super) fn get(&self) -> Option<T> {
        self.value
    }
}

impl<T> At<Vec<T>> {
    /// The items; none where there is no list.
    pub(super) fn items(&self) -> &[T] {
        self.value.as_deref().unwrap_or_default()
    }
}

/// How every file of a scenario is read.
fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(64)
}

/// The file being read on this thread.
struct Reading {
    file: u16,
    /// Address and length of its text.
    text: (usize, usize),
    /// The innermost [`At`] being read.
    place: Span,
    /// The value at that place was out of range.
    refused: bool,
    found: Vec<Found>,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

fn with<R>(act: impl FnOnce(&mut Reading) -> R) -> R {
    READING.with_borrow_mut(|reading| {
        act(reading
            .as_mut()
            .expect("values with places are read only inside `read`"))
    })
}

/// Reads a file that was added to `found`, and adds what is wrong with it. `None` after a syntax error.
pub(super) fn read<T: for<'de> Deserialize<'de>>(file: u16, found: &mut Diagnostics) -> Option<T> {
    let text = found.source(file).text.as_str();
    let opening = opening_of(text) as u32;
    let place = Span {
        file,
        from: opening,
        to: opening + 1,
    };
    let reading = Reading {
        file,
        text: (text.as_ptr() as usize, text.len()),
        place,
        refused: false,
        found: Vec::new(),
    };
    READING.set(Some(reading));
    let outcome = options().from_str::<T>(text);
    let mut recorded = READING
        .take()
        .map(|reading| reading.found)
        .unwrap_or_default();
    let value = outcome
        .map_err(|error| {
            let at = offset(text, error.span.end) as u32;
            recorded.push(explain(
                error.code,
                Span {
                    file,
                    from: at,
                    to: end_of_character(text, at),
                },
                "BC0201",
            ));
        })
        .ok();
    for one in recorded {
        found.push(one);
    }
    value
}

/// Where the first value begins, after blank lines and comments.
fn opening_of(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.trim_start();
        if !begins.is_empty() && !begins.starts_with("//") && !begins.starts_with("#!") {
            return at + line.len() - begins.len();
        }
        at += line.len();
    }
    0
}

fn end_of_character(text: &str, at: u32) -> u32 {
    at + text[at as usize..].chars().next().map_or(0, char::len_utf8) as u32
}

/// The byte of a line and a column.
fn offset(text: &str, position: Position) -> usize {
    let line: usize = text
        .split_inclusive('\n')
        .take(position.line - 1)
        .map(str::len)
        .sum();
    let column = text[line..].char_indices().nth(position.col - 1);
    column.map_or(text.len(), |(byte, _)| line + byte)
}

/// The place of a part of the text being read.
fn span_of(part: &str) -> Span {
    with(|reading| {
        let from = (part.as_ptr() as usize).wrapping_sub(reading.text.0);
        debug_assert!(
            from + part.len() <= reading.text.1,
            "a part lies in the text that it is a part of"
        );
        Span {
            file: reading.file,
            from: from as u32,
            to: (from + part.len()) as u32,
        }
    })
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.trim().get_ron();
        let span = span_of(text);
        let around = with(|reading| std::mem::replace(&mut reading.place, span));
        let outcome = options().from_str::<T>(text);
        with(|reading| {
            reading.place = around;
            let refused = std::mem::take(&mut reading.refused);
            let refuse = |error: ron::error::SpannedError| {
                reading.found.push(explain(error.code, span, "BC0202"))
            };
            Ok(At {
                value: outcome.map_err(refuse).ok().filter(|_| !refused),
                span,
            })
        })
    }
}

/// Records that the value being read is out of range; its [`At`] will be empty.
pub(super) fn out_of_range(message: String, help: String) {
    with(|reading| {
        let mut found = Found::error("BC0401", reading.place, message);
        found.help(help);
        reading.found.push(found);
        reading.refused = true;
    });
}

/// What a record in parentheses needs while its fields are read.
pub(super) struct Record {
    /// The record itself.
    pub place: Span,
    given: Vec<&'static str>,
}

impl Record {
    pub(super) fn begin() -> Record {
        Record {
            place: with(|reading| reading.place),
            given: Vec::new(),
        }
    }

    /// The next field's name.
    pub(super) fn name<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Option<&'de str>, A::Error> {
        Ok(map.next_key::<Name<'de>>()?.map(|name| name.0))
    }

    /// A field that the record has.
    pub(super) fn field<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
        &mut self,
        name: &'static str,
        written: &str,
        map: &mut A,
        into: &mut At<T>,
    ) -> Result<(), A::Error> {
        *into = map.next_value()?;
        if self.given.contains(&name) {
            let found = Found::error(
                "BC0205",
                span_of(written),
                format!("the field `{name}` is written twice"),
            );
            with(|reading| reading.found.push(found));
        }
        self.given.push(name);
        Ok(())
    }

    /// A field that the record does not have.
    pub(super) fn unknown<'de, A: MapAccess<'de>>(
        &self,
        written: &str,
        names: &[&'static str],
        map: &mut A,
    ) -> Result<(), A::Error> {
        map.next_value::<&RawValue>()?;
        let mut found = Found::error(
            "BC0203",
            span_of(written),
            format!("there is no field `{written}` here"),
        );
        found.help(
            did_you_mean(written, names.iter().copied())
                .unwrap_or_else(|| one_of("fields are", names)),
        );
        with(|reading| reading.found.push(found));
        Ok(())
    }

    /// Reports a field that was not given.
    pub(super) fn require(&self, name: &'static str) {
        if !self.given.contains(&name) {
            let place = self.place.opening();
            let mut found = Found::error("BC0204", place, format!("the field `{name}` is missing"));
            found.help(format!("add `{name}: …,`"));
            with(|reading| reading.found.push(found));
        }
    }
}

/// A field's name, borrowed from the text so that it has a place.
pub(super) struct Name<'de>(&'de str);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de> Visitor<'de> for Borrowed {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(name))
            }
        }
        deserializer.deserialize_identifier(Borrowed)
    }
}

/// Declares a record: `required` or `optional`, the field's name, its name in files where Rust needs that word, its type.
macro_rules! record {
    ($(#[$doc:meta])* $record:ident { $($need:ident $field:ident $(as $written:literal)?: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Debug)]
        pub(in crate::scenario) struct $record { $(pub $field: $crate::scenario::at::At<$type>,)* }

        impl<'de> serde::Deserialize<'de> for $record {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::scenario::at::{At, Record};
                const NAMES: &[&str] = &[$($crate::scenario::at::name_in_files!($field $($written)?)),*];
                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $record;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("fields in parentheses")
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$record, A::Error> {
                        let mut record = Record::begin();
                        $(let mut $field = At::absent(record.place);)*
                        while let Some(written) = Record::name(&mut map)? {
                            match written {
                                $($crate::scenario::at::name_in_files!($field $($written)?) => {
                                    let name = $crate::scenario::at::name_in_files!($field $($written)?);
                                    record.field(name, written, &mut map, &mut $field)?;
                                })*
                                _ => record.unknown(written, NAMES, &mut map)?,
                            }
                        }
                        $(if stringify!($need) == "required" {
                            record.require($crate::scenario::at::name_in_files!($field $($written)?));
                        })*
                        Ok($record { $($field,)* })
                    }
                }
                deserializer.deserialize_struct("", NAMES, Fields)
            }
        }
    };
}

macro_rules! name_in_files {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $written:literal) => {
        $written
    };
}

pub(super) use {name_in_files, record};

/// A map as written: in its order, with the places of keys and values.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Pairs<T>(pub Vec<(At<String>, At<T>)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Pairs<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in braces")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T> At<Pairs<T>> {
    /// The entries; none where there is no map.
    pub(super) fn entries(&self) -> &[(At<String>, At<T>)] {
        self.value.as_ref().map_or(&[], |pairs| &pairs.0)
    }
}

/// Two values in parentheses.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Pair<T>(pub At<T>, pub At<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pair<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Two<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Two<T> {
            type Value = Pair<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("two values in parentheses")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Pair<T>, A::Error> {
                let missing = |length| serde::de::Error::invalid_length(length, &"2 values");
                let first = seq.next_element()?.ok_or_else(|| missing(0))?;
                let second = seq.next_element()?.ok_or_else(|| missing(1))?;
                Ok(Pair(first, second))
            }
        }
        deserializer.deserialize_tuple(2, Two(PhantomData))
    }
}

fn one_of(what: &str, names: &[&str]) -> String {
    format!("{what} `{}`", names.join("`, `"))
}

/// Says an error of the parser in this project's words.
fn explain(error: Error, span: Span, code: &'static str) -> Found {
    let mut help = None;
    let message = match error {
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => {
            help = did_you_mean(&found, expected.iter().copied())
                .or_else(|| Some(one_of("words are", expected)));
            format!("`{found}` is no word that may stand here")
        }
        Error::ExpectedDifferentLength { expected, found } => {
            let wanted: String = expected.chars().filter(char::is_ascii_digit).collect();
            format!("expected {wanted} values in the parentheses but found {found}")
        }
        Error::ExpectedArray => "expected a list in `[` and `]`".into(),
        Error::ExpectedMap => "expected a map in `{` and `}`".into(),
        Error::ExceededRecursionLimit => "brackets are nested too deeply".into(),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            "expected an opening `(`".into()
        }
        Error::ExpectedStructLikeEnd => {
            "expected a closing `)`; a comma may be missing or a value too many".into()
        }
        Error::ExpectedComma => "expected a comma".into(),
        Error::ExpectedString => "expected a text in double quotes".into(),
        Error::ExpectedStringEnd => "a text has no closing quote".into(),
        Error::ExpectedBoolean => "expected `true` or `false`".into(),
        Error::ExpectedIdentifier => "expected a word".into(),
        Error::Eof => "the file ends in the middle of a value".into(),
        Error::TrailingCharacters if code == "BC0201" => {
            "something stands after the closing bracket".into()
        }
        other => {
            let said = other.to_string();
            let mut letters = said.chars();
            letters
                .next()
                .map(|first| first.to_lowercase().chain(letters).collect())
                .unwrap_or_default()
        }
    };
    let mut found = Found::error(code, span, message);
    if let Some(help) = help {
        found.help(help);
    }
    found
}
