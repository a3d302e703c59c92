//! Whole files are written beside the old one and take its name when they are complete: a full disk or a power cut leaves the old file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a whole file, or leaves what was there. A pipe or a device is written to as it is.
///
/// # Errors
/// The error of the file system.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    write_by(path, |file| file.write_all(content))
}

/// The same for what is written piece by piece.
///
/// # Errors
/// The error of the file system, or of the writer.
pub fn write_by(
    path: &Path,
    content: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(&path).is_ok_and(|there| !there.is_file()) {
        return content(&mut fs::OpenOptions::new().write(true).open(&path)?);
    }
    let partial = partial_name(&path)?;
    let written = write_synced(&partial, content).and_then(|()| fs::rename(&partial, &path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&partial);
    }
    written
}

fn write_synced(
    path: &Path,
    content: impl FnOnce(&mut fs::File) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    content(&mut file)?;
    file.sync_all()
}

fn partial_name(path: &Path) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    let partial = format!(".{}.{}.partial", name.to_string_lossy(), std::process::id());
    Ok(path.with_file_name(partial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.log");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(&folder.path().join("none/a.log"), b"one").is_err());
    }
}
