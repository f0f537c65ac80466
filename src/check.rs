//! Compares results with expected files: for this project's own fixtures, and for a user's.
//!
//! A fixture is a folder with an article (`article.txt` or `article.html`) and any of
//!
//! - `summary.txt`: what `onrecord summarize` prints into a file,
//! - `claims.json`: what `onrecord claims --format json` prints,
//! - `positions.txt`: what `onrecord positions` prints into a file, 100 columns wide and without colour.
//!
//! `about.toml` may say what the article itself does not (`outlet`, `date`, `title`), how long its summary is (`sentences`), and for
//! people what it `shows`, its `origin` and its `licence`. Folders may hold folders; a `README.md` is left alone, any other name is
//! an error, so that a misspelt file is not passed over.
//!
//! Only an update writes: the expected files that are there, or all three where there is none.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, Place, Result};
use crate::read::{InputFormat, Raw};
use crate::render::{self, Article, By, Format, Options, View};
use crate::summarize::{self, Length};
use crate::{Lexicon, attribute, claim, files, parse};

/// The expected files a fixture may have.
const EXPECTED: [&str; 3] = ["summary.txt", "claims.json", "positions.txt"];

/// Folders deeper than this are not a corpus but a loop.
const DEEPEST: usize = 12;

/// What a run found.
#[derive(Debug, Default)]
pub struct Report {
    /// Fixtures looked at.
    pub fixtures: usize,
    /// Expected files compared or written.
    pub files: usize,
    /// Expected files that differ from the results.
    pub differences: Vec<Difference>,
    /// What could not be compared.
    pub failures: Vec<Error>,
    /// Files that an update wrote.
    pub written: Vec<PathBuf>,
}

/// One expected file that differs.
#[derive(Debug)]
pub struct Difference {
    /// The expected file.
    pub path: PathBuf,
    /// A unified diff: `-` is expected, `+` is what came out.
    pub diff: String,
}

impl Report {
    /// Whether everything was compared and nothing differs.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.differences.is_empty() && self.failures.is_empty()
    }

    /// The closing count.
    #[must_use]
    pub fn count(&self) -> String {
        let fixtures = if self.fixtures == 1 { "1 fixture".to_owned() } else { format!("{} fixtures", self.fixtures) };
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        let written = if self.written.is_empty() { String::new() } else { format!(", {} written", self.written.len()) };
        format!("{fixtures}, {files}: {} different, {} failed{written}", self.differences.len(), self.failures.len())
    }
}

/// Compares (or, with `update`, writes) the expected files of every fixture in `folder`, as one engine gives them.
#[must_use]
pub fn check(folder: &Path, lexicon: &Lexicon, engine: attribute::Engine, update: bool) -> Report {
    let mut run = Run { lexicon, engine, update, report: Report::default() };
    run.folder(folder, 0);
    if run.report.fixtures == 0 && run.report.failures.is_empty() {
        run.report.failures.push(Error::fixture(folder, "holds no fixture: a folder with article.txt or article.html"));
    }
    run.report
}

struct Run<'a> {
    lexicon: &'a Lexicon,
    engine: attribute::Engine,
    update: bool,
    report: Report,
}

impl Run<'_> {
    fn folder(&mut self, folder: &Path, depth: usize) {
        let result = Listing::read(folder).and_then(|listing| {
            if depth > DEEPEST {
                return Err(Error::fixture(folder, "lies too deep: a link that leads in a circle?"));
            }
            for name in &listing.unknown {
                let known = "article.txt, article.html, about.toml, summary.txt, claims.json, positions.txt";
                self.report.failures.push(Error::fixture(folder.join(name), format!("is no file of a fixture; those are {known}")));
            }
            if !listing.known.is_empty() {
                self.report.fixtures += 1;
                self.fixture(folder, &listing)?;
            } else if listing.folders.is_empty() && listing.unknown.is_empty() && depth > 0 {
                return Err(Error::fixture(folder, "is empty: it needs article.txt or article.html"));
            }
            listing.folders.iter().for_each(|name| self.folder(&folder.join(name), depth + 1));
            Ok(())
        });
        self.report.failures.extend(result.err());
    }

    fn fixture(&mut self, folder: &Path, listing: &Listing) -> Result<()> {
        let article = match (listing.has("article.txt"), listing.has("article.html")) {
            (true, false) => folder.join("article.txt"),
            (false, true) => folder.join("article.html"),
            (true, true) => return Err(Error::fixture(folder, "has both article.txt and article.html")),
            (false, false) => return Err(Error::fixture(folder, "has no article: article.txt or article.html")),
        };
        let mut expected: Vec<&str> = EXPECTED.iter().copied().filter(|name| listing.has(name)).collect();
        if expected.is_empty() && !self.update {
            return Err(Error::fixture(folder, "has no expected file; `check --update` writes them"));
        }
        if expected.is_empty() {
            expected.extend(EXPECTED);
        }
        let about = if listing.has("about.toml") { About::read(&folder.join("about.toml"))? } else { About::default() };
        let results = Results::new(read(&article)?, about, self.lexicon, self.engine);
        for name in expected {
            let path = folder.join(name);
            self.report.files += 1;
            let outcome =
                if self.update { self.write(&path, &results.file(name, self.lexicon)) } else { self.compare(&path, name, &results) };
            self.report.failures.extend(outcome.err());
        }
        Ok(())
    }

    fn compare(&mut self, path: &Path, name: &str, results: &Results) -> Result<()> {
        let expected = text(path)?;
        let result = results.file(name, self.lexicon);
        if expected != result {
            self.report.differences.push(Difference { path: path.to_owned(), diff: diff(path, &expected, &result) });
        }
        if name == "claims.json" { verify(path, &expected, &results.doc.text) } else { Ok(()) }
    }

    fn write(&mut self, path: &Path, result: &str) -> Result<()> {
        if fs::read(path).is_ok_and(|old| old == result.as_bytes()) {
            return Ok(());
        }
        files::write(path, result.as_bytes())?;
        self.report.written.push(path.to_owned());
        Ok(())
    }
}

/// What is in a folder, sorted by name; hidden files are left alone.
#[derive(Default)]
struct Listing {
    known: Vec<String>,
    unknown: Vec<String>,
    folders: Vec<String>,
}

impl Listing {
    fn read(folder: &Path) -> Result<Self> {
        let mut listing = Self::default();
        let entries = fs::read_dir(folder).map_err(|e| Error::io(folder, "list", e))?;
        for entry in entries {
            let entry = entry.map_err(|e| Error::io(folder, "list", e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "README.md" {
                continue;
            }
            let known = EXPECTED.contains(&name.as_str()) || ["article.txt", "article.html", "about.toml"].contains(&name.as_str());
            let list = match fs::metadata(entry.path()).map_err(|e| Error::io(entry.path(), "read", e))?.is_dir() {
                true => &mut listing.folders,
                false if known => &mut listing.known,
                false => &mut listing.unknown,
            };
            list.push(name);
        }
        [&mut listing.known, &mut listing.unknown, &mut listing.folders].into_iter().for_each(|list| list.sort());
        Ok(listing)
    }

    fn has(&self, name: &str) -> bool {
        self.known.iter().any(|known| known == name)
    }
}

/// `about.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    outlet: Option<String>,
    date: Option<String>,
    title: Option<String>,
    sentences: Option<usize>,
    /// For people: what the fixture is there to show.
    #[serde(rename = "shows")]
    _shows: Option<String>,
    /// For people: who wrote the text.
    #[serde(rename = "origin")]
    _origin: Option<String>,
    /// For people: under which terms it may be published.
    #[serde(rename = "licence")]
    _licence: Option<String>,
}

impl About {
    fn read(path: &Path) -> Result<Self> {
        let text = text(path)?;
        toml::from_str(&text).map_err(|error| {
            let line = error.span().map(|span| text.as_bytes()[..span.start.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1);
            Error::fixture(Place { path: path.to_owned(), line }, error.message().to_owned())
        })
    }
}

/// What comes out for one article.
struct Results {
    doc: crate::Document,
    summary: summarize::Summary,
    attributions: Vec<attribute::Attribution>,
    claims: Vec<claim::Claim>,
}

impl Results {
    fn new(mut raw: Raw, about: About, lexicon: &Lexicon, engine: attribute::Engine) -> Self {
        let meta = &mut raw.meta;
        meta.outlet = meta.outlet.take().or(about.outlet);
        meta.published = meta.published.take().or(about.date);
        meta.title = meta.title.take().or(about.title);
        let doc = parse(raw, lexicon);
        let mut options = summarize::Options::default();
        if let Some(sentences) = about.sentences {
            options.length = Length::Sentences(sentences);
        }
        let summary = summarize::summarize(&doc, &options, lexicon);
        let attributions = attribute::attribute_with(engine, &doc, lexicon);
        let claims = claim::claims(&doc, &attributions, lexicon);
        Self { doc, summary, attributions, claims }
    }

    /// The content of an expected file.
    fn file(&self, name: &str, lexicon: &Lexicon) -> String {
        let options = match name {
            "summary.txt" => Options::new(View::Summary, Format::Text),
            "claims.json" => Options::new(View::Claims, Format::Json),
            _ => Options::new(View::Positions(By::Speaker), Format::Text),
        };
        let article =
            Article { doc: &self.doc, summary: Some(&self.summary), attributions: &self.attributions, claims: &self.claims, lexicon };
        render::to_string(&article, &options)
    }
}

/// The one article of a file.
fn read(path: &Path) -> Result<Raw> {
    let bytes = fs::read(path).map_err(|e| Error::io(path, "read", e))?;
    Raw::from_bytes(path, &bytes, InputFormat::Auto)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| Error::io(path, "read", e))
}

fn diff(path: &Path, expected: &str, result: &str) -> String {
    let name = path.display().to_string();
    similar::TextDiff::from_lines(expected, result).unified_diff().context_radius(2).header(&name, "result").to_string()
}

/// Holds every span of a claims file to the words its offsets select, whoever wrote the file.
fn verify(path: &Path, json: &str, article: &str) -> Result<()> {
    let value: Value =
        serde_json::from_str(json).map_err(|error| Error::fixture(Place::line(path, error.line()), format!("is no JSON: {error}")))?;
    for document in value.as_array().into_iter().flatten() {
        let text = document.get("text").and_then(Value::as_str).unwrap_or(article);
        let mut left = vec![document];
        while let Some(value) = left.pop() {
            if let Some((start, end, words)) = span(value)
                && text.get(start..end) != Some(words)
            {
                let reason = format!("the offsets {start} to {end} do not select {words:?}");
                return Err(Error::fixture(path, reason));
            }
            left.extend(value.as_array().into_iter().flatten());
            left.extend(value.as_object().into_iter().flat_map(|object| object.values()));
        }
    }
    Ok(())
}

fn span(value: &Value) -> Option<(usize, usize, &str)> {
    let number = |name| value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    Some((number("start")?, number("end")?, value.get("text")?.as_str()?))
}
