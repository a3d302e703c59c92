//! A study in progress, kept beside its file: `FILE.unfinished` holds what the study is of and a line a run. It survives
//! Ctrl-C, `kill -9` and a full disk, and the same call goes on from it.

use super::plan::{About, Shard};
use super::row::Row;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    study: About,
    shard: String,
}

/// What is done of a study.
pub struct Unfinished {
    path: PathBuf,
    lines: BufWriter<File>,
    /// How many cells are done.
    pub cells: usize,
}

/// Why a study cannot be begun or gone on with.
pub enum UnfinishedError {
    /// The file system said no.
    Io(io::Error),
    /// Another study is unfinished there; what differs.
    Other(String),
}

impl From<io::Error> for UnfinishedError {
    fn from(error: io::Error) -> UnfinishedError {
        UnfinishedError::Io(error)
    }
}

/// Where what is done of a study is kept until its file is written.
pub fn place(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    name.into()
}

impl Unfinished {
    /// Begins a study beside its file, or goes on with what is there.
    ///
    /// # Errors
    /// If nothing can be written there, or another study is unfinished there.
    pub fn open(file: &Path, about: &About, shard: Shard) -> Result<Unfinished, UnfinishedError> {
        let path = place(file);
        let found = match File::open(&path) {
            Ok(found) => scan(found, about, shard)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        let (cells, bytes) = found.unwrap_or((0, 0));
        let mut options = OpenOptions::new();
        let mut lines = options
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)?;
        // What comes after the last whole cell was torn.
        lines.set_len(bytes)?;
        lines.seek(SeekFrom::End(0))?;
        let mut unfinished = Unfinished {
            path,
            lines: BufWriter::new(lines),
            cells,
        };
        if bytes == 0 {
            let head = Head {
                study: about.clone(),
                shard: shard.to_string(),
            };
            if let Err(error) = unfinished
                .line(&head)
                .and_then(|()| unfinished.lines.flush())
            {
                // An empty beginning is worth nothing.
                let _ = std::fs::remove_file(&unfinished.path);
                return Err(error.into());
            }
        }
        Ok(unfinished)
    }

    /// Keeps the runs of one more cell.
    ///
    /// # Errors
    /// If they cannot be written; those before stay.
    pub fn keep(&mut self, rows: &[Row]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.line(row))?;
        self.lines.flush()?;
        self.cells += 1;
        Ok(())
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.lines, value)?;
        self.lines.write_all(b"\n")
    }

    /// The runs that are done, in order.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn rows(&self) -> io::Result<impl Iterator<Item = io::Result<Row>> + use<>> {
        let lines = BufReader::new(File::open(&self.path)?).lines().skip(1);
        Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
    }

    /// Takes away what was kept: the study's file holds it now.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn done(self) -> io::Result<()> {
        std::fs::remove_file(&self.path)
    }
}

/// How many whole cells a file holds, and where the last of them ends; `None` for one that was torn in its first line.
fn scan(file: File, about: &About, shard: Shard) -> Result<Option<(usize, u64)>, UnfinishedError> {
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    if !whole_line(&mut lines, &mut line)? {
        return Ok(None);
    }
    let head: Head = serde_json::from_slice(&line)
        .map_err(|_| UnfinishedError::Other("what lies there is no study".into()))?;
    if let Some(difference) = head.study.differs_from(about) {
        return Err(UnfinishedError::Other(difference));
    }
    if head.shard != shard.to_string() {
        let difference = format!("the shard: `{}`, not `{shard}`", head.shard);
        return Err(UnfinishedError::Other(difference));
    }
    let leaders = about.leaders.len();
    let (mut bytes, mut whole) = (line.len() as u64, (0, line.len() as u64));
    let mut place = about.cells_of(shard).start * leaders;
    let mut in_cell = 0;
    while whole_line(&mut lines, &mut line)? {
        match serde_json::from_slice::<Row>(&line) {
            Ok(row) if about.expects(place, &row) => {}
            _ => break,
        }
        (place, in_cell, bytes) = (place + 1, in_cell + 1, bytes + line.len() as u64);
        if in_cell == leaders {
            in_cell = 0;
            whole = (whole.0 + 1, bytes);
        }
    }
    Ok(Some(whole))
}

/// Reads a line; false for none, or for one without an end.
fn whole_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    from.read_until(b'\n', line)?;
    Ok(line.ends_with(b"\n"))
}
