//! The file of a study: Parquet, one row a run, compressed with zstd. Whatever its rows depend on is in its metadata, and the same
//! rows make the same bytes, so joined shards are the file that one machine would have written.

use super::plan::{About, Shard};
use super::row::{NUMBERS, Row};
use crate::run::beside;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::{Field, Row as Record};
use parquet::schema::types::{Type, TypePtr};
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are held in memory until they are written together.
const ROWS_A_GROUP: usize = 16_384;
/// The key of what the study is of, in the file's metadata: JSON, [`About`].
const ABOUT: &str = "bridgecall.study";
/// The key of which shard this is, in the file's metadata.
const SHARD: &str = "bridgecall.shard";

/// Why a file of a study cannot be used.
#[derive(Debug)]
pub enum FileError {
    /// The file system said no.
    Io(PathBuf, io::Error),
    /// It is no file of a study.
    Foreign(PathBuf),
    /// It is one, and its rows are not those that it should have.
    Damaged(PathBuf),
    /// It is of another study than the first; what differs.
    Other(PathBuf, PathBuf, String),
    /// The same shard is there twice.
    Double(Shard, PathBuf, PathBuf),
    /// These shards are not there.
    Missing(Vec<u32>, u32),
}

impl fmt::Display for FileError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Io(path, error) => write!(to, "`{}`: {error}", path.display()),
            FileError::Foreign(path) => write!(
                to,
                "`{}` is no file that `bridgecall study` wrote; name the files of its shards",
                path.display()
            ),
            FileError::Damaged(path) => write!(
                to,
                "`{}` does not hold the runs that it should; play its shard again",
                path.display()
            ),
            FileError::Other(path, first, difference) => write!(
                to,
                "`{}` is of another study than `{}`: {difference}",
                path.display(),
                first.display()
            ),
            FileError::Double(shard, one, two) => write!(
                to,
                "shard {shard} is there twice, in `{}` and in `{}`; name one of them",
                one.display(),
                two.display()
            ),
            FileError::Missing(numbers, of) => {
                let shown = numbers
                    .iter()
                    .take(8)
                    .map(|number| format!("{number}/{of}"));
                let shown = shown.collect::<Vec<_>>().join(", ");
                let more = numbers.len().saturating_sub(8);
                let more = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                write!(
                    to,
                    "not all shards are there: {shown}{more} missing; play and name all {of}"
                )
            }
        }
    }
}

/// A column's kind.
#[derive(Clone, Copy)]
enum Kind {
    Text(fn(&Row) -> &str),
    Whole(fn(&Row) -> i64),
    Number(usize),
}

/// Every column, in order.
fn columns() -> Vec<(&'static str, Kind)> {
    let mut columns: Vec<(&'static str, Kind)> = vec![
        ("scenario", Kind::Text(|row| &row.scenario)),
        ("form", Kind::Text(|row| &row.form)),
        ("leader", Kind::Text(|row| &row.leader)),
        ("seed", Kind::Whole(|row| row.seed as i64)),
        ("ticks", Kind::Whole(|row| i64::from(row.ticks))),
        ("digest", Kind::Text(|row| &row.digest)),
    ];
    columns.extend(
        NUMBERS
            .iter()
            .enumerate()
            .map(|(place, (name, _))| (*name, Kind::Number(place))),
    );
    columns
}

fn schema() -> Result<TypePtr, ParquetError> {
    let fields = columns().into_iter().map(|(name, kind)| {
        let (physical, logical, repetition) = match kind {
            Kind::Text(_) => (
                Physical::BYTE_ARRAY,
                Some(LogicalType::String),
                Repetition::REQUIRED,
            ),
            Kind::Whole(_) => (Physical::INT64, None, Repetition::REQUIRED),
            Kind::Number(_) => (Physical::DOUBLE, None, Repetition::OPTIONAL),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition);
        field.build().map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("run")
        .with_fields(fields)
        .build()
        .map(Arc::new)
}

/// Writes the file of a study, or of a shard of it.
///
/// # Errors
/// The error of the file system, or that of `rows`; what was there before stays.
pub fn write(
    path: &Path,
    about: &About,
    shard: Shard,
    rows: impl Iterator<Item = io::Result<Row>>,
) -> io::Result<()> {
    beside::write_by(path, |file| {
        let metadata = vec![
            KeyValue::new(ABOUT.to_owned(), serde_json::to_string(about)?),
            KeyValue::new(SHARD.to_owned(), shard.to_string()),
        ];
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_key_value_metadata(Some(metadata))
            .build();
        let schema = schema().map_err(told)?;
        let mut writer =
            SerializedFileWriter::new(file, schema, Arc::new(properties)).map_err(told)?;
        let mut group = Vec::with_capacity(ROWS_A_GROUP);
        for row in rows {
            group.push(row?);
            if group.len() == ROWS_A_GROUP {
                write_group(&mut writer, &group).map_err(told)?;
                group.clear();
            }
        }
        if !group.is_empty() {
            write_group(&mut writer, &group).map_err(told)?;
        }
        writer.close().map(|_| ()).map_err(told)
    })
}

/// The file system's own error, where that is what went wrong.
fn told(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

fn write_group(
    writer: &mut SerializedFileWriter<&mut File>,
    rows: &[Row],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (_, kind) in columns() {
        write_column(&mut group, kind, rows)?;
    }
    group.close().map(|_| ())
}

fn write_column(
    group: &mut SerializedRowGroupWriter<'_, &mut File>,
    kind: Kind,
    rows: &[Row],
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a column is missing".into()));
    };
    match (kind, column.untyped()) {
        (Kind::Text(read), ColumnWriter::ByteArrayColumnWriter(writer)) => {
            let values: Vec<ByteArray> =
                rows.iter().map(|row| ByteArray::from(read(row))).collect();
            writer.write_batch(&values, None, None)?;
        }
        (Kind::Whole(read), ColumnWriter::Int64ColumnWriter(writer)) => {
            let values: Vec<i64> = rows.iter().map(read).collect();
            writer.write_batch(&values, None, None)?;
        }
        (Kind::Number(place), ColumnWriter::DoubleColumnWriter(writer)) => {
            let values: Vec<f64> = rows.iter().filter_map(|row| row.numbers[place]).collect();
            let there: Vec<i16> = rows
                .iter()
                .map(|row| i16::from(row.numbers[place].is_some()))
                .collect();
            writer.write_batch(&values, Some(&there), None)?;
        }
        _ => return Err(ParquetError::General("a column has another type".into())),
    }
    column.close()
}

/// A file of a study.
pub struct StudyFile {
    path: PathBuf,
    /// What it is of.
    pub about: About,
    /// Which part of it.
    pub shard: Shard,
}

impl StudyFile {
    /// Opens a file and reads what it is of.
    ///
    /// # Errors
    /// If it cannot be read or is no file of a study.
    pub fn open(path: &Path) -> Result<StudyFile, FileError> {
        let foreign = || FileError::Foreign(path.to_owned());
        let reader = reader(path)?;
        let metadata = reader.metadata().file_metadata().key_value_metadata();
        let value = |key: &str| {
            let pair = metadata?.iter().find(|pair| pair.key == key)?;
            pair.value.clone()
        };
        let about = value(ABOUT).ok_or_else(foreign)?;
        let about: About = serde_json::from_str(&about).map_err(|_| foreign())?;
        let shard: Shard = value(SHARD)
            .and_then(|text| text.parse().ok())
            .ok_or_else(foreign)?;
        if about.leaders.is_empty() || about.scenarios.is_empty() {
            return Err(foreign());
        }
        Ok(StudyFile {
            path: path.to_owned(),
            about,
            shard,
        })
    }

    /// Hands on its runs, in order.
    ///
    /// # Errors
    /// If they cannot be read or are not those of its shard; the error of `take`.
    pub fn rows(&self) -> Result<impl Iterator<Item = Result<Row, FileError>> + use<>, FileError> {
        let (path, about) = (self.path.clone(), self.about.clone());
        let cells = about.cells_of(self.shard);
        let leaders = about.leaders.len();
        let reader = reader(&path)?;
        let schema_fits = schema().is_ok_and(|schema| {
            *reader
                .metadata()
                .file_metadata()
                .schema_descr()
                .root_schema()
                == *schema
        });
        let count = reader.metadata().file_metadata().num_rows();
        if !schema_fits || count != (cells.len() * leaders) as i64 {
            return Err(FileError::Damaged(path));
        }
        let records = reader.into_iter();
        let places = cells.start * leaders..;
        Ok(places.zip(records).map(move |(place, record)| {
            let row = record.ok().and_then(|record| row_of(&record));
            row.filter(|row| about.expects(place, row))
                .ok_or_else(|| FileError::Damaged(path.clone()))
        }))
    }
}

fn reader(path: &Path) -> Result<SerializedFileReader<File>, FileError> {
    let io = |error| FileError::Io(path.to_owned(), error);
    let file = File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.is_dir() {
        return Err(io(io::ErrorKind::IsADirectory.into()));
    }
    SerializedFileReader::new(file).map_err(|_| FileError::Foreign(path.to_owned()))
}

fn row_of(record: &Record) -> Option<Row> {
    let mut fields = record.get_column_iter().map(|(_, field)| field);
    let mut text = || match fields.next() {
        Some(Field::Str(text)) => Some(text.clone()),
        _ => None,
    };
    let (scenario, form, leader) = (text()?, text()?, text()?);
    let mut whole = || match fields.next() {
        Some(&Field::Long(whole)) => Some(whole),
        _ => None,
    };
    let (seed, ticks) = (whole()?, whole()?);
    let Some(Field::Str(digest)) = fields.next() else {
        return None;
    };
    let numbers = fields.map(|field| match field {
        Field::Double(number) => Some(Some(*number)),
        Field::Null => Some(None),
        _ => None,
    });
    Some(Row {
        scenario,
        form,
        leader,
        seed: seed as u64,
        ticks: u32::try_from(ticks).ok()?,
        digest: digest.clone(),
        numbers: numbers.collect::<Option<Vec<_>>>()?,
    })
}

/// Joins the shards of a study, given in any order, into its file. Hands every run on, in order.
///
/// # Errors
/// If a part is foreign or of another study, or a shard is missing or there twice; nothing is written then.
pub fn merge(
    parts: &[PathBuf],
    to: &Path,
    mut seen: impl FnMut(&About, &Row),
) -> Result<About, FileError> {
    let mut files = Vec::new();
    for part in parts {
        files.push(StudyFile::open(part)?);
    }
    let Some(first) = files.first() else {
        return Err(FileError::Missing(vec![1], 1));
    };
    let (about, of) = (first.about.clone(), first.shard.of());
    for file in &files {
        let difference = file.about.differs_from(&about).or_else(|| {
            let differs = file.shard.of() != of;
            differs.then(|| format!("the shard: `{}`, not one of {of}", file.shard))
        });
        if let Some(difference) = difference {
            return Err(FileError::Other(
                file.path.clone(),
                first.path.clone(),
                difference,
            ));
        }
    }
    files.sort_by_key(|file| file.shard);
    if let Some(pair) = files.windows(2).find(|pair| pair[0].shard == pair[1].shard) {
        let (one, two) = (pair[0].path.clone(), pair[1].path.clone());
        return Err(FileError::Double(pair[0].shard, one, two));
    }
    if files.len() < of as usize {
        let there = |number: &u32| files.iter().any(|file| file.shard.number() == *number);
        return Err(FileError::Missing(
            (1..=of).filter(|number| !there(number)).collect(),
            of,
        ));
    }
    // A part's own error is told as it is, not as one of the file that is written.
    let mut failed = None;
    let rows = files.iter().flat_map(|file| match file.rows() {
        Ok(rows) => Box::new(rows) as Box<dyn Iterator<Item = Result<Row, FileError>>>,
        Err(error) => Box::new(std::iter::once(Err(error))),
    });
    let rows = rows.map(|row| match row {
        Ok(row) => {
            seen(&about, &row);
            Ok(row)
        }
        Err(error) => {
            failed = Some(error);
            Err(io::ErrorKind::InvalidData.into())
        }
    });
    let written = write(to, &about, Shard::WHOLE, rows);
    match (failed, written) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(FileError::Io(to.to_owned(), error)),
        (None, Ok(())) => Ok(about),
    }
}
