//! Files written whole or not at all: beside their place under a name of their own, synced, then renamed. No reader ever sees half a file, and
//! what stood there stays until the new one is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// A file in the making. Dropped before [`commit`](Self::commit), it leaves nothing behind.
pub struct Whole {
    target: PathBuf,
    out: Out,
}

enum Out {
    /// Beside its place.
    Beside(BufWriter<NamedTempFile>),
    /// A device or a pipe, which nothing may be renamed over.
    Direct(BufWriter<File>),
}

impl Whole {
    /// Begins a file. A link is followed: what it points to is replaced, not the link.
    ///
    /// # Errors
    /// [`Error::Io`] if nothing can be written there.
    pub fn create(path: &Path) -> Result<Self> {
        let fail = |error| Error::io(path, "write", error);
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let found = fs::metadata(&target).ok();
        if let Some(found) = found.as_ref().filter(|found| !found.is_file()) {
            if found.is_dir() {
                return Err(fail(io::ErrorKind::IsADirectory.into()));
            }
            let file = File::options().write(true).open(&target).map_err(fail)?;
            return Ok(Self { target, out: Out::Direct(BufWriter::new(file)) });
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = target.file_name().ok_or_else(|| fail(io::ErrorKind::InvalidFilename.into()))?;
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{}.", name.to_string_lossy());
        builder.prefix(&prefix);
        #[cfg(unix)]
        builder.permissions(found.as_ref().map_or_else(usual_permissions, fs::Metadata::permissions));
        let file = builder.tempfile_in(folder).map_err(|error| fail(reason(error)))?;
        Ok(Self { target, out: Out::Beside(BufWriter::new(file)) })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`Error::Io`] if that fails; then what stood there still does.
    pub fn commit(self) -> Result<()> {
        let target = self.target;
        let fail = |error| Error::io(&target, "write", reason(error));
        match self.out {
            Out::Direct(mut out) => out.flush().map_err(fail),
            Out::Beside(out) => {
                let file = out.into_inner().map_err(|error| fail(error.into_error()))?;
                file.as_file().sync_all().map_err(fail)?;
                file.persist(&target).map_err(|error| fail(error.error))?;
                sync_folder(&target);
                Ok(())
            }
        }
    }
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Out::Beside(out) => out.write(bytes).map_err(reason),
            Out::Direct(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Beside(out) => out.flush().map_err(reason),
            Out::Direct(out) => out.flush(),
        }
    }
}

/// The system's reason alone, without the name that the file has for the time being.
fn reason(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((reason, _)) => io::Error::new(error.kind(), reason),
        None => error,
    }
}

/// Writes a whole file.
///
/// # Errors
/// [`Error::Io`] if that fails; then what stood there still does.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = Whole::create(path)?;
    file.write_all(content).map_err(|error| Error::io(path, "write", error))?;
    file.commit()
}

/// Makes a rename last through a loss of power. Where a folder cannot be synced, the rename is as good as that system gives.
pub fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Whether two names are of one file, also by links.
#[must_use]
pub fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
        use std::os::unix::fs::MetadataExt;
        return (one.dev(), one.ino()) == (other.dev(), other.ino());
    }
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Read and write for all, as far as the user's mask lets.
#[cfg(unix)]
fn usual_permissions() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, b"first").unwrap();
        let mut file = Whole::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"first");
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert!(write(folder.path(), b"x").unwrap_err().to_string().contains("cannot write"));
        assert!(write(&folder.path().join("no/such/folder.txt"), b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay() {
        use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link, hard) = (folder.path().join("a.txt"), folder.path().join("link"), folder.path().join("hard"));
        fs::write(&path, "first").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        fs::hard_link(&path, &hard).unwrap();
        assert!(is_same(&path, &link) && is_same(&path, &hard) && !is_same(&path, folder.path()));
        write(&link, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        write(Path::new("/dev/null"), b"x").unwrap();
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }
}
