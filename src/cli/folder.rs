//! `onrecord claims --format brat --out-dir DIR`: a folder that brat opens.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::output;
use onrecord::render::{Article, BRAT_CONFIGURATION, Options, Renderer, to_string};

/// Writes text and annotations of each document, and the types once. What is there already may be somebody's corrections: it is never
/// overwritten, except the same words.
pub(crate) struct Folder {
    folder: PathBuf,
    options: Options,
    names: BTreeSet<String>,
    /// How many documents have files that say something else.
    kept: usize,
}

impl Folder {
    pub(crate) fn new(folder: &Path, options: Options) -> Self {
        Self { folder: folder.to_owned(), options, names: BTreeSet::new(), kept: 0 }
    }

    /// A file name of letters that every system and brat take, once each.
    fn name(&mut self, id: &str) -> String {
        let letter = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let plain: String = id.chars().map(letter).take(80).collect();
        let base = if plain.is_empty() { "document".to_owned() } else { plain };
        let mut name = base.clone();
        let mut n = 2;
        while !self.names.insert(name.to_lowercase()) {
            name = format!("{base}_{n}");
            n += 1;
        }
        name
    }

    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(name);
        let failed = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(failed),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                let same = std::fs::read(&path).is_ok_and(|there| there == text.as_bytes());
                let kept = || {
                    io::Error::new(
                        io::ErrorKind::AlreadyExists,
                        format!("{}: is there and says something else; it is not overwritten", path.display()),
                    )
                };
                if same { Ok(()) } else { Err(kept()) }
            }
            Err(e) => Err(failed(e)),
        }
    }
}

impl Renderer for Folder {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        let failed = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", self.folder.display()));
        std::fs::create_dir_all(&self.folder).map_err(failed)?;
        match self.write("annotation.conf", BRAT_CONFIGURATION) {
            // Types of one's own are no fault.
            Err(kept) if kept.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            written => written,
        }
    }

    fn article(&mut self, article: &Article<'_>, _: &mut dyn Write) -> io::Result<()> {
        let name = self.name(&article.doc.meta.id);
        let text = self.write(&format!("{name}.txt"), &article.doc.text);
        let written = text.and_then(|()| self.write(&format!("{name}.ann"), &to_string(article, &self.options)));
        match written {
            // One document that somebody has corrected must not keep the others from being written.
            Err(kept) if kept.kind() == io::ErrorKind::AlreadyExists => {
                self.kept += 1;
                output::complain(&kept.to_string());
                Ok(())
            }
            written => written,
        }
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        match self.kept {
            0 => Ok(()),
            1 => Err(io::Error::other(format!("{}: 1 document was left as it is", self.folder.display()))),
            kept => Err(io::Error::other(format!("{}: {kept} documents were left as they are", self.folder.display()))),
        }
    }
}
