//! In: files, folders, standard input. Out: [`Raw`] articles: text, and what the container says about it. Needs: nothing.
//!
//! [`sources`] turns what a user named into [`Source`]s; [`articles`] streams the articles of one. A text file or page holds one article, a
//! JSONL file one a line. What cannot be read is one [`Error`] with its place, and the next article follows.

mod decode;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod html_guard;
#[cfg(feature = "html")]
mod html_meta;
#[cfg(feature = "html")]
mod html_walk;
mod jsonl;
mod sniff;
mod source;

use std::path::Path;

pub use source::{Articles, Source, articles, sources};

use crate::Span;
use crate::document::{Meta, Role};
use crate::error::{Error, Result};

/// Most bytes of one article: a text file, a page, a line of JSONL. A long book has one or two million.
pub const MOST_BYTES: usize = 64 << 20;
/// Most bytes of one HTML page. Newspapers serve up to about three million; the parsed page takes many times its size.
pub const MOST_HTML_BYTES: usize = 10 << 20;

/// How an input is to be read.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum InputFormat {
    /// By the file's ending, else by its first bytes.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// A web page.
    Html,
    /// One JSON object a line: `{"id", "text", "title"?, "date"?, "url"?, "outlet"?}`.
    Jsonl,
}

/// An article as read: its text, and what its container (markup, a JSONL line) says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    /// What the container says.
    pub meta: Meta,
    /// The text as given; for HTML the text extracted from the page.
    pub text: String,
    /// Stretches of `text` whose role the markup tells, in order; empty for plain text.
    pub hints: Vec<(Span, Role)>,
    /// Whether `text` is not what the input holds byte for byte, so that output has to carry it.
    pub extracted: bool,
    /// Whether the input is a page of markup, whose lines its reader never sees.
    pub markup: bool,
}

impl Raw {
    /// Plain text with a name for it.
    #[must_use]
    pub fn text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { meta: Meta { id: id.into(), ..Meta::default() }, text: text.into(), ..Self::default() }
    }

    /// The one article in `bytes`. `path` names it in messages, and by its ending tells the format where that is [`InputFormat::Auto`].
    ///
    /// # Errors
    /// [`Error::Input`] if the bytes are no article: empty, binary, in a broken encoding, too large, malformed, or several JSONL lines.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8], format: InputFormat) -> Result<Self> {
        let path = path.as_ref();
        match sniff::format(path, bytes, format) {
            InputFormat::Html => html_page(path, bytes),
            InputFormat::Jsonl => jsonl::only(path, bytes),
            InputFormat::Auto | InputFormat::Text => plain(path, bytes),
        }
    }
}

fn plain(path: &Path, bytes: &[u8]) -> Result<Raw> {
    check_size(path, bytes.len(), MOST_BYTES)?;
    let decoded = decode::decode(path, bytes, None)?;
    check_blank(path, &decoded.text)?;
    let meta = Meta { id: source::id_of(path), path: path.to_owned(), ..Meta::default() };
    Ok(Raw { meta, text: decoded.text, extracted: decoded.changed, ..Raw::default() })
}

#[cfg(feature = "html")]
fn html_page(path: &Path, bytes: &[u8]) -> Result<Raw> {
    check_size(path, bytes.len(), MOST_HTML_BYTES)?;
    let decoded = decode::decode(path, bytes, html_guard::declared_charset(bytes))?;
    html::read(path, &decoded.text)
}

#[cfg(not(feature = "html"))]
fn html_page(path: &Path, _bytes: &[u8]) -> Result<Raw> {
    Err(Error::input(path, "is an HTML page, and this program was built without the feature `html`; save it as plain text"))
}

fn check_size(path: &Path, len: usize, most: usize) -> Result<()> {
    if len <= most { Ok(()) } else { Err(Error::input(path, too_large(most))) }
}

/// Words for an article over the limit.
fn too_large(most: usize) -> String {
    format!("is larger than one article may be ({} MiB); split it", most >> 20)
}

fn check_blank(path: &Path, text: &str) -> Result<()> {
    let blank = text.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'));
    if blank { Err(Error::input(path, "holds no text")) } else { Ok(()) }
}
