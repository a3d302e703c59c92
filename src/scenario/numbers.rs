//! Leaves of a file: numbers that know their range, clocks, and words from a fixed list.

use super::at::out_of_range;
use super::units::{MinuteOfDay, Money, Ppm};
use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Unexpected, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// A number from `FROM` to `TO`, kept as an integer of `1 / SCALE`. A scale of 1 allows whole numbers only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Number<const FROM: i64, const TO: i64, const SCALE: i64>(pub i64);

/// A whole number.
pub(super) type Whole<const FROM: i64, const TO: i64> = Number<FROM, TO, 1>;
/// A whole number of minutes, up to a quarter of a year.
pub(super) type Minutes = Whole<0, 132_480>;
/// A probability or another share of a whole, in millionths.
pub(super) type Share = Number<0, 1, 1_000_000>;
/// Points that are won or lost, in thousandths.
pub(super) type Points = Number<-100, 100, 1000>;
/// A level from 0 to 100, in thousandths.
pub(super) type Standing = Number<0, 100, 1000>;
/// An amount of money, in millionths.
pub(super) type Amount = Number<0, 1_000_000_000, 1_000_000>;
/// Person-minutes, in thousandths.
pub(super) type PersonMinutes = Number<0, 1_000_000, 1000>;

impl<const FROM: i64, const TO: i64> Number<FROM, TO, 1_000_000> {
    /// The number in millionths.
    pub(super) fn ppm(self) -> Ppm {
        Ppm(self.0 as u32)
    }
}

impl Amount {
    /// The amount.
    pub(super) fn money(self) -> Money {
        Money(self.0)
    }
}

impl<'de, const FROM: i64, const TO: i64, const SCALE: i64> Deserialize<'de>
    for Number<FROM, TO, SCALE>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = deserializer.deserialize_any(Figure)?;
        if SCALE == 1 && written.is_finite() && written.fract() != 0.0 {
            return Err(Error::invalid_value(
                Unexpected::Float(written),
                &"a whole number",
            ));
        }
        // A NaN lies in no range.
        if (FROM as f64..=TO as f64).contains(&written) {
            return Ok(Number((written * SCALE as f64).round() as i64));
        }
        out_of_range(
            format!("`{written}` is out of range"),
            format!("write a number from {FROM} to {TO}"),
        );
        Ok(Number(FROM * SCALE))
    }
}

/// Any number, whole or not.
struct Figure;

impl Visitor<'_> for Figure {
    type Value = f64;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }
    fn visit_i64<E>(self, value: i64) -> Result<f64, E> {
        Ok(value as f64)
    }
    fn visit_u64<E>(self, value: u64) -> Result<f64, E> {
        Ok(value as f64)
    }
    fn visit_f64<E>(self, value: f64) -> Result<f64, E> {
        Ok(value)
    }
}

impl<'de> Deserialize<'de> for MinuteOfDayText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || Error::invalid_value(Unexpected::Str(&text), &"a clock such as \"13:42\"");
        let two_digits =
            |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
        if !two_digits(hours) || !two_digits(minutes) {
            return Err(wrong());
        }
        match (hours.parse::<u16>(), minutes.parse::<u16>()) {
            (Ok(hours @ 0..24), Ok(minutes @ 0..60)) => {
                Ok(MinuteOfDayText(MinuteOfDay(hours * 60 + minutes)))
            }
            _ => Err(wrong()),
        }
    }
}

/// A clock, written `"13:42"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct MinuteOfDayText(pub MinuteOfDay);

/// A word from the list of an enum, written in quotes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<T>(pub T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Quoted<T>(PhantomData<T>);
        impl<T: DeserializeOwned> Visitor<'_> for Quoted<T> {
            type Value = Word<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word in double quotes")
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<Word<T>, E> {
                T::deserialize(StrDeserializer::new(word)).map(Word)
            }
        }
        deserializer.deserialize_str(Quoted(PhantomData))
    }
}
