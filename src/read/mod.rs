//! In: files, folders, standard input. Out: [`Raw`] articles: text, and what the container says about it. Needs: nothing.
//!
//! [`walk`] turns what a user named into [`Source`]s; [`articles`] streams the articles of one. A text file or page holds one article, a
//! JSONL file one a line, a web archive one a record, a Parquet file one a row; each but the last may be packed with gzip or zstd. What cannot be read is one [`Error`] with its
//! place, and the next article follows.
//!
//! Finding articles is quick and in order, reading them is work for many hands: [`unread()`] gives them found and not yet read. Nothing is held
//! but one article, which is at most [`Options::most_bytes`] long.

mod decode;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod html_guard;
#[cfg(feature = "html")]
mod html_meta;
#[cfg(feature = "html")]
mod html_walk;
mod http;
mod inputs;
mod jsonl;
mod open;
#[cfg(feature = "parquet")]
mod parquet;
mod sniff;
mod source;
mod stream;
mod unread;
mod warc;
#[cfg(feature = "archives")]
mod zstd;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub use inputs::{sources, walk};
pub use source::{Articles, Found, Source, articles, unread};
pub use unread::Unread;

use encoding_rs::Encoding;

use crate::Span;
use crate::document::{Meta, Role};
use crate::error::{Error, Result};

/// Most bytes of one article where nothing else is asked for: a text file, a page, a line of JSONL, a record of a web archive. Newspapers
/// serve pages of up to about three million, and a long book has one or two. The most hostile article takes some hundred times its size
/// of memory.
pub const MOST_BYTES: usize = 8 << 20;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the inputs are.
    pub format: InputFormat,
    /// Most bytes of one article. A larger one is refused.
    pub most_bytes: usize,
    /// Where to count the bytes read, packed as they lie on the disk.
    pub progress: Option<Arc<AtomicU64>>,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: InputFormat::Auto, most_bytes: MOST_BYTES, progress: None }
    }
}

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
    /// A web archive, as crawlers of news publish them.
    Warc,
    /// A table, an article a row (feature `parquet`).
    Parquet,
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
        Self::from_bytes_within(path.as_ref(), bytes, format, MOST_BYTES)
    }

    fn from_bytes_within(path: &Path, bytes: &[u8], format: InputFormat, most: usize) -> Result<Self> {
        if bytes.len() > most {
            return Err(Error::input(path, too_large(most)));
        }
        match sniff::format(path, bytes, format) {
            InputFormat::Html => html_page(path, bytes, None),
            InputFormat::Jsonl => jsonl::only(path, bytes, most),
            InputFormat::Warc => Err(Error::input(path, "is a web archive; read it as a stream")),
            InputFormat::Parquet => Err(Error::input(path, "is a Parquet file; read it as a stream")),
            InputFormat::Auto | InputFormat::Text => plain(path, bytes),
        }
    }
}

fn plain(path: &Path, bytes: &[u8]) -> Result<Raw> {
    let decoded = decode::decode(path, bytes, None)?;
    check_blank(path, &decoded.text)?;
    let meta = Meta { id: source::id_of(path), path: path.to_owned(), ..Meta::default() };
    Ok(Raw { meta, text: decoded.text, extracted: decoded.changed, ..Raw::default() })
}

/// `declared` is the encoding that whoever sent the page told.
#[cfg(feature = "html")]
fn html_page(path: &Path, bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Raw> {
    let decoded = decode::decode(path, bytes, declared.or_else(|| html_guard::declared_charset(bytes)))?;
    html::read(path, &decoded.text)
}

#[cfg(not(feature = "html"))]
fn html_page(path: &Path, _bytes: &[u8], _declared: Option<&'static Encoding>) -> Result<Raw> {
    Err(Error::input(path, "is an HTML page, and this program was built without the feature `html`; save it as plain text"))
}

/// Words for an article over the limit.
fn too_large(most: usize) -> String {
    format!("is larger than one article may be ({}); split it, or raise the limit {}", size(most), limit_words())
}

/// How the limit is moved, from the program and from the library.
fn limit_words() -> &'static str {
    "(--max-article-size)"
}

/// "16 MiB", "300 KiB", "12 bytes".
fn size(bytes: usize) -> String {
    match bytes {
        b if b >= 1 << 20 && b.is_multiple_of(1 << 20) => format!("{} MiB", b >> 20),
        b if b >= 1 << 10 && b.is_multiple_of(1 << 10) => format!("{} KiB", b >> 10),
        b => format!("{b} bytes"),
    }
}

fn check_blank(path: &Path, text: &str) -> Result<()> {
    let blank = text.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'));
    if blank { Err(Error::input(path, "holds no text")) } else { Ok(()) }
}
