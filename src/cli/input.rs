//! What commands read: scenarios by name or path, other files whole, and what is wrong with them said once.

use super::Failure;
use super::output::Output;
use crate::run::beside;
use crate::scenario::catalogue::Catalogue;
use crate::scenario::load::Loaded;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Loads a scenario, or says everything that is wrong with it.
pub(super) fn scenario(
    name: &str,
    form: Option<&str>,
    output: &mut Output,
) -> Result<Loaded, Failure> {
    match Catalogue::find().load(name, form) {
        Ok(loaded) => {
            loaded
                .warnings
                .iter()
                .for_each(|warning| output.diagnostic(warning));
            Ok(loaded)
        }
        Err(problems) => {
            problems
                .diagnostics
                .iter()
                .for_each(|problem| output.diagnostic(problem));
            Err(Failure::Said)
        }
    }
}

/// Reads a whole file.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let unread = |why: String| Failure::told(format!("`{}` cannot be read: {why}", path.display()));
    if path.is_dir() {
        return Err(unread("it is a folder".into()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| unread(error.to_string()))?;
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(error.to_string()))?;
    if bytes.len() as u64 > LARGEST {
        return Err(unread("it is larger than 256 MiB".into()));
    }
    Ok(bytes)
}

/// Writes a whole file.
pub(super) fn write(path: &Path, content: &str) -> Result<(), Failure> {
    beside::write(path, content.as_bytes())
        .map_err(|error| Failure::told(format!("`{}` cannot be written: {error}", path.display())))
}
