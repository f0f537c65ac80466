//! What is done with an article: read, parsed, and worked on as far as a view needs.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, ensure};
use onrecord::attribute::{Attribution, Engine, attribute_with};
use onrecord::claim::position::Filter;
use onrecord::claim::{Claim, ClaimType, Group, claims};
use onrecord::read::{self, Raw};
use onrecord::render::{Article, Evidence, Format, Options, Renderer, Unit, View};
use onrecord::summarize::{self, Summary, summarize};
use onrecord::{Document, Language, Lexicon, Parsing, parse_with};

use super::Outcome;
use super::args::{Common, Dedupe, GroupName, InputFormat, Which, Words};

/// Reads every input and writes `options.view` of each document.
pub(crate) fn articles(common: &Common, options: Options, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    run(common, options, None, summary)
}

/// The same, by a renderer that takes several documents whatever the format.
pub(crate) fn articles_into(
    common: &Common,
    options: Options,
    renderer: Box<dyn Renderer>,
    summary: &summarize::Options,
) -> anyhow::Result<Outcome> {
    run(common, options, Some(renderer), summary)
}

fn run(common: &Common, options: Options, own: Option<Box<dyn Renderer>>, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    possible(common, &options)?;
    // The threads of a run may outlive this function, so what they share lives as long as the program.
    let lexicon = lexicon(&common.words)?.map_or_else(Lexicon::english, |own| &*Box::leak(Box::new(own)));
    check_topics(&options.filter.topics, lexicon)?;
    let lists = common.output.resume.then(|| lists(&common.words));
    let (engine, language, dedupe) = (common.engine()?, common.language, common.dedupe);
    if is_claimed(options.view) {
        lexicon.read_ahead();
    }
    let options = Options { duplicates: dedupe == Some(Dedupe::Mark), ..options };
    let summary = summarize::Options { explain: options.explain, ..summary.clone() };
    let job = Box::leak(Box::new(Job { options, summary, engine, language, dedupe, lists, lexicon }));
    super::run::run(common, job, own, reading(common))
}

/// What cannot be done is said before anything is read.
pub(crate) fn possible(common: &Common, options: &Options) -> anyhow::Result<()> {
    let engine = common.engine()?;
    ensure!(engine.is_available(), "the {engine} engine is not part of this build; --engine {} is", Engine::Rules);
    if options.format.is_export() && options.view != View::Claims {
        anyhow::bail!("this format is for claims: onrecord claims --format …");
    }
    if options.format.is_export() && common.dedupe == Some(Dedupe::Mark) {
        anyhow::bail!(
            "--dedupe mark is for --format text, table, markdown, html, csv, parquet, json and jsonl; --dedupe skip goes with every format"
        );
    }
    if options.format == Format::Parquet {
        ensure!(options.format.is_available(), "this program was built without parquet: cargo install --features parquet");
        ensure!(common.output.output.is_some(), "--format parquet needs --output FILE.parquet");
    }
    // An option that would do nothing is more likely a mistake than a wish.
    let (width, counted) = (common.output.width.is_some(), options.unit != Unit::Byte);
    ensure!(!width || matches!(options.format, Format::Text | Format::Table), "--width is for --format text and table");
    let has_offsets = matches!(options.format, Format::Json | Format::Jsonl | Format::Csv | Format::Parquet);
    ensure!(!counted || has_offsets, "--offsets is for --format json, jsonl, csv and parquet");
    if options.bom && !options.format.is_csv() {
        anyhow::bail!("--bom is for --format csv and dna");
    }
    Ok(())
}

/// What is done with each article.
pub(crate) struct Job {
    pub(crate) options: Options,
    pub(crate) summary: summarize::Options,
    pub(crate) engine: Engine,
    language: Option<Language>,
    pub(crate) dedupe: Option<Dedupe>,
    /// What a user's lists say, as far as a run that goes on with this one has to know.
    lists: Option<Vec<List>>,
    pub(crate) lexicon: &'static Lexicon,
}

impl std::fmt::Debug for Job {
    /// Everything that the output depends on, beside the inputs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut list = f.debug_list();
        list.entry(&self.options).entry(&self.summary).entry(&self.engine).entry(&self.language).entry(&self.dedupe).entry(&self.lists);
        list.finish()
    }
}

impl Job {
    pub(crate) fn parse(&self, raw: Raw) -> Document {
        let view = self.options.view;
        let how = Parsing {
            language: self.language,
            // "Every attribution" has the headline's too; what leaders said and what a summary says stands in the body.
            headline: view == View::Attributions,
            // What shows no names need not find them.
            nameless: matches!(view, View::Clean | View::Sentences { .. }) && self.dedupe.is_none(),
        };
        parse_with(raw, how, self.lexicon)
    }

    pub(crate) fn work(&self, doc: Document) -> Work {
        Work::new(doc, self.options.view, &self.summary, self.lexicon, self.engine)
    }
}

/// A document and what a view needs of it.
pub(crate) struct Work {
    doc: Document,
    summary: Option<Summary>,
    /// Whether the view tells who says what.
    speaks: bool,
    attributions: Vec<Attribution>,
    claims: Vec<Claim>,
}

impl Work {
    fn new(doc: Document, view: View, options: &summarize::Options, lexicon: &Lexicon, engine: Engine) -> Self {
        let summary = matches!(view, View::Brief | View::Summary).then(|| summarize(&doc, options, lexicon));
        let speaks = speaks(view);
        let attributions = if speaks { attribute_with(engine, &doc, lexicon) } else { Vec::new() };
        let claimed = is_claimed(view);
        let claims = if claimed { claims(&doc, &attributions, lexicon) } else { Vec::new() };
        Self { doc, summary, speaks, attributions, claims }
    }

    /// What to say where the evidence asked for is not there.
    pub(crate) fn missing(&self, view: View) -> Option<String> {
        let (id, there) = match view {
            View::Why(Evidence::Claim(index)) => (format!("C{}", index.saturating_add(1)), index < self.claims.len()),
            View::Why(Evidence::Attribution(index)) => (format!("A{}", index.saturating_add(1)), index < self.attributions.len()),
            _ => return None,
        };
        let range = |letter: &str, n: usize| match n {
            0 => "none".to_owned(),
            1 => format!("{letter}1"),
            n => format!("{letter}1 to {letter}{n}"),
        };
        let (claims, attributions) = (range("C", self.claims.len()), range("A", self.attributions.len()));
        let path = self.doc.meta.path.display();
        (!there).then(|| format!("{path}: has no {id}; its claims are {claims}, its attributions {attributions}"))
    }

    /// What the reader should know: what another language than English leaves out, and what the summary has to say about itself.
    pub(crate) fn remarks(&self) -> Vec<String> {
        let language = self.doc.language;
        let limits = language.limits().filter(|_| self.summary.is_some()).map(|limits| format!("{language} {limits}"));
        let speaks = (self.speaks && language != Language::ENGLISH)
            .then(|| format!("the article is in {language}; who says what is found in English only (--language en if it is English)"));
        let own = self.summary.as_ref().and_then(|s| s.remark.clone());
        limits.into_iter().chain(speaks).chain(own).collect()
    }

    pub(crate) fn article<'a>(&'a self, lexicon: &'a Lexicon) -> Article<'a> {
        Article { doc: &self.doc, summary: self.summary.as_ref(), attributions: &self.attributions, claims: &self.claims, lexicon }
    }
}

/// Whether a view tells who says what.
fn speaks(view: View) -> bool {
    let attributes = matches!(view, View::Attributions | View::Quotes | View::QuietParties);
    attributes || is_claimed(view)
}

/// Whether a view tells claims.
fn is_claimed(view: View) -> bool {
    matches!(view, View::Brief | View::Claims | View::Positions(_) | View::Why(_) | View::Open)
}

/// The lists of a user's folder and files merged over the built-in ones; `None` where none is named.
pub(crate) fn lexicon(words: &Words) -> anyhow::Result<Option<Lexicon>> {
    let (folder, topics) = (words.lexicon.as_deref(), words.topics.as_deref());
    let own = (folder.is_some() || topics.is_some()).then(|| Lexicon::with(folder, topics));
    let own = own.transpose().context("the word lists cannot be used")?;
    let Some(actors) = words.actors.as_deref() else { return Ok(own) };
    let lexicon = own.unwrap_or_else(|| Lexicon::english().clone());
    lexicon.with_actors(actors).context("the actors cannot be used").map(Some)
}

/// A file of a user's words: its name, and a hash of what it says.
type List = (PathBuf, u64);

/// The files of a user's words.
fn lists(words: &Words) -> Vec<List> {
    let folder = words.lexicon.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = folder.chain(words.topics.clone()).chain(words.actors.clone()).collect();
    paths.sort();
    let hashed = |path: PathBuf| {
        let mut hasher = DefaultHasher::new();
        fs::read(&path).unwrap_or_default().hash(&mut hasher);
        (path, hasher.finish())
    };
    paths.into_iter().map(hashed).collect()
}

/// Refuses a topic that no list has, with the one that was meant and all there are.
fn check_topics(asked: &[String], lexicon: &Lexicon) -> anyhow::Result<()> {
    if asked.is_empty() {
        return Ok(());
    }
    let known = lexicon.topic_ids();
    let Some(topic) = asked.iter().find(|t| !known.contains(&t.as_str())) else { return Ok(()) };
    let meant = nearest(topic, &known).map_or(String::new(), |id| format!(" (did you mean {id}?)"));
    anyhow::bail!("no topic is called \"{topic}\"{meant}; the topics are {}", known.join(", "))
}

/// The identifier nearest to what was typed: one that holds it or a word of it, else one a few letters away.
fn nearest<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    /// More wrong letters make another word.
    const FAR: usize = 3;
    /// Shorter words are in too many names.
    const LEAST: usize = 4;
    let typed: String = typed.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(60).collect();
    let shared = |id: &&&str| typed.split('_').any(|w| w.len() >= LEAST && id.contains(w.trim_end_matches('s')));
    let close = known.iter().map(|id| (distance(&typed, id), *id)).filter(|(d, _)| *d <= FAR).min();
    close.map(|(_, id)| id).or_else(|| known.iter().find(shared).copied())
}

/// How many letters have to be added, dropped or changed to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Which claims `which` asks for.
pub(crate) fn filter(which: &Which) -> Filter {
    let group = |name: &GroupName| match name {
        GroupName::Commitment => Group::Commitment,
        GroupName::Demand => Group::Demand,
        GroupName::Position => Group::Position,
        GroupName::Assessment => Group::Assessment,
    };
    Filter {
        speaker: which.speaker.clone(),
        groups: which.group.iter().map(group).collect(),
        types: which.types.iter().filter_map(|name| ClaimType::ALL.iter().copied().find(|t| t.name() == name)).collect(),
        topics: which.topic.clone(),
    }
}

/// How inputs are to be read, as typed.
pub(crate) fn reading(common: &Common) -> read::Options {
    let format = match common.input_format {
        InputFormat::Auto => read::InputFormat::Auto,
        InputFormat::Text => read::InputFormat::Text,
        InputFormat::Html => read::InputFormat::Html,
        InputFormat::Jsonl => read::InputFormat::Jsonl,
        InputFormat::Warc => read::InputFormat::Warc,
        InputFormat::Parquet => read::InputFormat::Parquet,
    };
    read::Options { format, most_bytes: common.max_article_size, ..read::Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_topic_is_answered_with_the_one_meant() {
        let known = ["sanctions", "trade_tariffs", "nuclear"];
        assert_eq!(nearest("sanction", &known), Some("sanctions"));
        assert_eq!(nearest("Tariff", &known), Some("trade_tariffs"));
        assert_eq!(nearest("nucleer", &known), Some("nuclear"));
        assert_eq!(nearest("foo", &known), None);
        assert_eq!((distance("", "ab"), distance("ab", "ba"), distance("abc", "abc")), (2, 2, 0));
    }
}
