//! In: a document with what was found in it. Out: text in one of the formats. Needs: any of summary, attributions and claims.
//!
//! Pure functions from values to text. One trait, [`Renderer`], and one file a format. What a reader sees (`page`) is laid out
//! once, as blocks, and drawn by `text`, `table`, `markdown` and `html`; what programs read has types of its own (`json`, `csv`, and the exports of
//! claims: `webannotation`, `schemaorg`, `brat`, `dna`, `dnasql`).
//! Whether the output is a terminal, and how wide, is the caller's to say.

mod brat;
mod compact;
mod csv;
mod dna;
mod dnasql;
mod grid;
mod html;
mod inline;
mod json;
mod lists;
mod markdown;
mod offsets;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod plain;
#[cfg(test)]
mod sample;
mod schemaorg;
mod scores;
mod shape;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod together;
mod webannotation;
mod why;
mod wrap;

use std::io::{self, Write};

pub use brat::CONFIGURATION as BRAT_CONFIGURATION;
pub use offsets::Unit;
pub use plain::plain;
pub use scores::{attribution_scores, claim_scores, scores};
pub use together::together;

use crate::attribute::Attribution;
use crate::claim::position::{Filter, Sort, speakers};
use crate::claim::{Claim, Group};
use crate::summarize::Summary;
use crate::{Document, Lexicon};

/// A document with what was found in it. What a view does not show may be left empty.
#[derive(Copy, Clone)]
pub struct Article<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its summary.
    pub summary: Option<&'a Summary>,
    /// Who says what.
    pub attributions: &'a [Attribution],
    /// The claims in it.
    pub claims: &'a [Claim],
    /// Names the topics.
    pub lexicon: &'a Lexicon,
}

/// What to show of an article.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// Title, outlet and date, summary, a table per speaker.
    Brief,
    /// The summary.
    Summary,
    /// Every sentence; with `whole` a quotation of several sentences is one.
    Sentences {
        /// Keep quotations whole.
        whole: bool,
    },
    /// Every attribution.
    Attributions,
    /// Every claim.
    Claims,
    /// Tables of claims.
    Positions(By),
    /// What made one claim or attribution.
    Why(Evidence),
    /// What is still to be settled.
    Open,
    /// Who is spoken about and never speaks.
    QuietParties,
    /// Every quotation, and whether an attribution holds it.
    Quotes,
    /// Every paragraph with its role.
    Clean,
    /// Names and phrases worth noting, best first.
    Keywords {
        /// At most so many.
        most: usize,
    },
}

/// A claim or attribution, by its index: `C1` is claim 0, `A1` attribution 0.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// An attribution with its claims.
    Attribution(usize),
    /// A claim.
    Claim(usize),
}

/// What the tables of [`View::Positions`] are grouped by.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A table a speaker.
    Speaker,
    /// A table a topic.
    Topic,
    /// A table a condition: who owes what if it holds.
    Condition,
}

/// How it is written down.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page to read.
    Text,
    /// Everything in tables.
    Table,
    /// A page in Markdown.
    Markdown,
    /// A page for a browser, in one file that loads and runs nothing.
    Html,
    /// A row a claim, attribution, sentence or paragraph.
    Csv,
    /// One array, an object a document.
    Json,
    /// A line a document.
    Jsonl,
    /// The rows of the CSV as an Apache Parquet file, numbers as numbers (feature `parquet`).
    Parquet,
    /// Claims as W3C Web Annotations (JSON-LD).
    WebAnnotation,
    /// Claims and quotations in schema.org's words (JSON-LD).
    SchemaOrg,
    /// Claims as brat standoff, for one document.
    Brat,
    /// Claims as events of actor and concept, for Discourse Network Analyzer (CSV).
    Dna,
    /// The same with documents, as SQL for a database of Discourse Network Analyzer 3.
    DnaSql,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::Table,
        Self::Markdown,
        Self::Html,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Parquet,
        Self::WebAnnotation,
        Self::SchemaOrg,
        Self::Brat,
        Self::Dna,
        Self::DnaSql,
    ];

    /// Whether it is a page that people read.
    #[must_use]
    pub fn is_page(self) -> bool {
        matches!(self, Self::Text | Self::Table | Self::Markdown | Self::Html)
    }

    /// Whether it is a table of commas, which may open with a byte-order mark.
    #[must_use]
    pub fn is_csv(self) -> bool {
        matches!(self, Self::Csv | Self::Dna)
    }

    /// Whether it is text; Parquet is not.
    #[must_use]
    pub fn is_text(self) -> bool {
        self != Self::Parquet
    }

    /// Whether this build can write it.
    #[must_use]
    pub fn is_available(self) -> bool {
        self != Self::Parquet || cfg!(feature = "parquet")
    }

    /// Whether it is an export of claims, which shows no other view.
    #[must_use]
    pub fn is_export(self) -> bool {
        matches!(self, Self::WebAnnotation | Self::SchemaOrg | Self::Brat | Self::Dna | Self::DnaSql)
    }
}

/// How to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What to show.
    pub view: View,
    /// How it is written down.
    pub format: Format,
    /// Columns of a page; at least [`MIN_WIDTH`] are used.
    pub width: usize,
    /// Whether sentences are wrapped at the width too; otherwise each is a line, as programs like it.
    pub wrap: bool,
    /// Whether headings are bold.
    pub colour: bool,
    /// What offsets count.
    pub unit: Unit,
    /// Whether to say why.
    pub explain: bool,
    /// Whether pages show assessments; machine formats always do.
    pub all: bool,
    /// Which claims to show.
    pub filter: Filter,
    /// Whether several documents follow one another, so that each is headed by its name.
    pub several: bool,
    /// The order of the tables.
    pub sort: Sort,
    /// Whether a CSV opens with a byte-order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Whether a CSV says of each document what it is nearly the same as.
    pub duplicates: bool,
}

/// The narrowest page: below it words would be cut more often than not.
pub const MIN_WIDTH: usize = 20;

/// The width where nothing else is said: pipes, and the expected files of fixtures.
pub const DEFAULT_WIDTH: usize = 100;

impl Options {
    /// A view in a format, as it goes into a pipe.
    #[must_use]
    pub fn new(view: View, format: Format) -> Self {
        Self {
            view,
            format,
            width: DEFAULT_WIDTH,
            wrap: false,
            colour: false,
            unit: Unit::Byte,
            explain: false,
            all: false,
            filter: Filter::default(),
            several: false,
            sort: Sort::Appearance,
            bom: false,
            duplicates: false,
        }
    }

    /// The claims to show, as indices, and how many assessments the page leaves out.
    fn choose(&self, article: &Article<'_>) -> (Vec<usize>, usize) {
        let named = self.filter.groups.contains(&Group::Assessment) || !self.filter.types.is_empty();
        let hide = self.format.is_page() && !self.all && !named;
        let asked = (0..article.claims.len()).filter(|i| {
            let claim = &article.claims[*i];
            let meant = match self.view {
                View::Why(Evidence::Claim(index)) => *i == index,
                View::Why(Evidence::Attribution(index)) => claim.attribution == index,
                _ => true,
            };
            meant && self.filter.admits(claim, speakers(claim, article.attributions))
        });
        let (hidden, shown): (Vec<_>, Vec<_>) = asked.partition(|i| hide && article.claims[*i].group() == Group::Assessment);
        (shown, hidden.len())
    }
}

/// Writes documents in one format.
pub trait Renderer {
    /// Before the first document.
    ///
    /// # Errors
    /// What `out` returns.
    fn begin(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One document.
    ///
    /// # Errors
    /// What `out` returns.
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()>;

    /// Whether each document is written the same whatever came before it, so that several may be written at a time and joined.
    fn stands_alone(&self) -> bool {
        false
    }

    /// After the last document.
    ///
    /// # Errors
    /// What `out` returns.
    fn end(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The renderer for a format.
#[must_use]
pub fn renderer(options: Options) -> Box<dyn Renderer> {
    match options.format {
        Format::Text | Format::Table => Box::new(text::Text::new(options)),
        Format::Markdown => Box::new(markdown::Markdown::new(options)),
        Format::Html => Box::new(html::Html::new(options)),
        Format::Csv => Box::new(csv::Csv::new(options)),
        Format::Json => Box::new(json::Json::new(options)),
        Format::Jsonl => Box::new(json::JsonLines::new(options)),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::Parquet::new(options)),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => Box::new(Unavailable),
        Format::WebAnnotation => Box::new(webannotation::WebAnnotation::new(options)),
        Format::SchemaOrg => Box::new(schemaorg::SchemaOrg::new(options)),
        Format::Brat => Box::new(brat::Brat::new(options)),
        Format::Dna => Box::new(dna::Dna::new(options)),
        Format::DnaSql => Box::new(dnasql::DnaSql::new(options)),
    }
}

/// Stands in for a format that this build has not.
#[cfg(not(feature = "parquet"))]
struct Unavailable;

#[cfg(not(feature = "parquet"))]
impl Renderer for Unavailable {
    fn article(&mut self, _: &Article<'_>, _: &mut dyn Write) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, "built without the feature `parquet`"))
    }
}

/// Writes blocks that are a result by themselves, such as scores, as a page of the format asked for.
fn one_page(title: &str, blocks: Vec<page::Block>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Markdown => markdown::Markdown::new(options.clone()).page(blocks, out),
        Format::Html => html::Html::new(options.clone()).whole(title, &blocks, out),
        _ => text::Text::new(options.clone()).page(blocks, out),
    }
}

/// What `renderer` writes for one document, of a format that is text.
#[must_use]
pub fn to_string(article: &Article<'_>, options: &Options) -> String {
    let mut out = Vec::new();
    let mut renderer = renderer(options.clone());
    // A vector takes every write, and no renderer fails of itself.
    let _ = renderer.begin(&mut out).and_then(|()| renderer.article(article, &mut out)).and_then(|()| renderer.end(&mut out));
    String::from_utf8_lossy(&out).into_owned()
}
