//! Floor 1: every word of the interface, from one file a language: `assets/words/en.ftl`, in Fluent.
//!
//! `fl!("library-title")` is a `&'static str`, and `fl!("library-count", found = 3, all = 8)` a `String`: files are read once, and a
//! message without arguments costs one look into a table. `tests/words.rs` sees to it that every id is there and used, with the arguments
//! that it asks for.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::LazyLock;

/// A language that there is a file for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// English with accents, a third longer and in brackets: shows what comes from the file, and what a longer language would cut off.
    /// Not offered; whoever wants it writes it into the settings' file.
    Pseudo,
}

/// The languages that are offered.
pub const OFFERED: [Language; 1] = [Language::English];

impl Language {
    /// As whoever speaks it calls it.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Pseudo => "[Éñĝļíšĥ]",
        }
    }

    fn words(self) -> &'static Words {
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(EN, false));
        static PSEUDO: LazyLock<Words> = LazyLock::new(|| Words::read(EN, true));
        match self {
            Language::English => &ENGLISH,
            Language::Pseudo => &PSEUDO,
        }
    }
}

const EN: &str = include_str!("../assets/words/en.ftl");

thread_local! {
    /// By thread, because screens are drawn on whichever is free, and tests side by side.
    static SPOKEN: Cell<Language> = const { Cell::new(Language::English) };
}

/// Speaks a language for as long as something is done.
pub fn in_language<R>(language: Language, speak: impl FnOnce() -> R) -> R {
    let _spoken = speaking(language);
    speak()
}

/// Speaks a language until what this gives is dropped.
pub fn speaking(language: Language) -> Spoken {
    Spoken(SPOKEN.replace(language), PhantomData)
}

/// Whoever lets go of it speaks the language of before again.
#[derive(Debug)]
pub struct Spoken(Language, PhantomData<*const ()>);

impl Drop for Spoken {
    fn drop(&mut self) {
        SPOKEN.set(self.0);
    }
}

/// A file, read.
struct Words {
    /// Messages without arguments, as they are shown.
    plain: BTreeMap<String, String>,
    /// All of them.
    bundle: FluentBundle<FluentResource>,
    pseudo: bool,
}

impl Words {
    /// What is not well formed is left out; a test sees that nothing is.
    fn read(text: &str, pseudo: bool) -> Words {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
        let ids: Vec<String> = text.lines().filter_map(id).map(str::to_owned).collect();
        let mut bundle = FluentBundle::new_concurrent(Vec::from_iter("en".parse().ok()));
        bundle.set_use_isolating(false);
        bundle.set_transform(pseudo.then_some(|text| Cow::Owned(accented(text))));
        bundle.add_resource_overriding(resource);
        let mut words = Words {
            plain: BTreeMap::new(),
            bundle,
            pseudo,
        };
        for id in ids {
            if let Some(text) = words.say(&id, None) {
                words.plain.insert(id, text);
            }
        }
        words
    }

    /// A message; `None` where there is none of that name, or it wants for an argument.
    fn say(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, arguments, &mut errors);
        let marked = |text: Cow<'_, str>| match self.pseudo {
            true => format!("[{text}]"),
            false => text.into_owned(),
        };
        errors.is_empty().then(|| marked(text))
    }
}

/// The id of the message that begins in a line.
fn id(line: &str) -> Option<&str> {
    let begins = line.starts_with(|letter: char| letter.is_ascii_lowercase());
    let (id, _) = line.split_once(" =")?;
    begins.then_some(id)
}

/// A text as the pseudo-language writes it: letters with accents, and vowels twice.
pub fn accented(text: &str) -> String {
    let mut accented = String::with_capacity(2 * text.len());
    for letter in text.chars() {
        let found = PLAIN.chars().position(|plain| plain == letter);
        let shown = found.and_then(|place| ACCENTED.chars().nth(place));
        accented.push(shown.unwrap_or(letter));
        if "aeiouAEIOU".contains(letter) {
            accented.extend(shown);
        }
    }
    accented
}

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "áƀçđéƒĝĥíĵķļṁñóþɋŕšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŤÚṼŴẊÝŽ";

/// A message without arguments; see [`fl!`].
pub(crate) fn plain(id: &'static str) -> &'static str {
    let words = SPOKEN.get().words();
    words.plain.get(id).map_or(id, String::as_str)
}

/// A message with arguments; see [`fl!`].
pub(crate) fn filled(id: &'static str, given: &[(&'static str, &dyn Argument)]) -> String {
    let arguments: FluentArgs<'_> = (given.iter())
        .map(|(name, argument)| (*name, argument.value()))
        .collect();
    let said = SPOKEN.get().words().say(id, Some(&arguments));
    said.unwrap_or_else(|| id.to_owned())
}

/// What a message can be filled with: words, and numbers that choose between singular and plural. Neither `u64` nor `f64`: a seed would
/// lose digits, and whoever shows a figure knows how many decimals it has.
pub(crate) trait Argument {
    /// As Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'_> {
        T::value(self)
    }
}

impl Argument for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl Argument for $kind {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )+};
}
numbers!(u8, u16, u32, i32, usize);

/// A message of the language that is spoken: `fl!("id")`, or `fl!("id", name = value)` with what it is filled with.
macro_rules! fl {
    ($id:literal) => {
        $crate::words::plain($id)
    };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::filled($id, &[$((stringify!($name), &$value as &dyn $crate::words::Argument)),+])
    };
}
pub(crate) use fl;
