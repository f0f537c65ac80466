//! What the commands that read articles share: read each input, work, write, go on after errors.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};
use onrecord::attribute::{Attribution, Engine, attribute_with};
use onrecord::claim::position::Filter;
use onrecord::claim::{Claim, ClaimType, Group, claims};
use onrecord::read::{self, Raw};
use onrecord::render::{self, Article, Evidence, Format, Options, Renderer, View, renderer};
use onrecord::summarize::{self, Summary, summarize};
use onrecord::{Document, Language, Lexicon, parse_as};

use super::args::{Common, GroupName, InputFormat, Which, Words};
use super::{Outcome, output};

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

fn run(common: &Common, mut options: Options, own: Option<Box<dyn Renderer>>, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    possible(common, &options)?;
    let loaded;
    let lexicon = match lexicon(&common.words)? {
        Some(own) => {
            loaded = own;
            &loaded
        }
        None => Lexicon::english(),
    };
    check_topics(&options.filter.topics, lexicon)?;
    let mut out = output::stdout(&common.output.manners);
    let mut raws = read(&common.inputs, common.input_format).peekable();
    // Only pages need to know whether more follows; machine formats never wait for the next line.
    let one = options.format == Format::Brat && own.is_none();
    let page = matches!(options.format, Format::Text | Format::Table | Format::Markdown) || one;
    let first = if page { raws.next() } else { None };
    options.several = first.is_some() && raws.peek().is_some();
    if one && options.several {
        anyhow::bail!("a brat file is for one document: run once for each, or name a folder with --out-dir");
    }
    let view = options.view;
    let renderer = own.unwrap_or_else(|| renderer(options));
    write(first.into_iter().chain(raws), view, renderer, summary, lexicon, common, &mut out)
}

/// What cannot be done is said before anything is read.
fn possible(common: &Common, options: &Options) -> anyhow::Result<()> {
    let engine = common.engine;
    ensure!(engine.is_available(), "the {engine} engine is not part of this build; --engine {} is", Engine::Rules);
    if options.format.is_export() && options.view != View::Claims {
        anyhow::bail!("this format is for claims: onrecord claims --format …");
    }
    if options.bom && !options.format.is_csv() {
        anyhow::bail!("--bom is for --format csv and dna");
    }
    Ok(())
}

/// Reads every input, then writes one summary of all.
pub(crate) fn together(common: &Common, options: Options, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    possible(common, &options)?;
    let own = lexicon(&common.words)?;
    let lexicon = own.as_ref().unwrap_or_else(|| Lexicon::english());
    let mut outcome = Outcome::Done;
    let mut documents = Vec::new();
    for raw in read(&common.inputs, common.input_format) {
        match raw {
            Ok(raw) => documents.push(parse_as(raw, common.language, lexicon)),
            Err(error) => {
                output::complain(&error.to_string());
                outcome = Outcome::Failed;
            }
        }
    }
    let found = summarize::together(&documents, summary, lexicon);
    if let Some(remark) = &found.remark {
        output::remark(&common.output.manners, remark);
    }
    let mut out = output::stdout(&common.output.manners);
    render::together(&documents, &found, &options, &mut out)?;
    out.flush()?;
    Ok(outcome)
}

fn write(
    raws: impl Iterator<Item = onrecord::Result<Raw>>,
    view: View,
    mut renderer: Box<dyn Renderer>,
    summary: &summarize::Options,
    lexicon: &Lexicon,
    common: &Common,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    renderer.begin(out)?;
    for raw in raws {
        match raw {
            Ok(raw) => {
                let work = Work::new(parse_as(raw, common.language, lexicon), view, summary, lexicon, common.engine);
                if let Some(missing) = work.missing(view) {
                    output::complain(&missing);
                    outcome = Outcome::Failed;
                    continue;
                }
                for remark in work.language_remarks() {
                    output::remark(&common.output.manners, &format!("{}: {remark}", work.doc.meta.path.display()));
                }
                if let Some(remark) = work.summary.as_ref().and_then(|s| s.remark.as_ref()) {
                    output::remark(&common.output.manners, &format!("{}: {remark}", work.doc.meta.path.display()));
                }
                renderer.article(&work.article(lexicon), out)?;
                out.flush()?;
            }
            Err(error) => {
                output::complain(&error.to_string());
                outcome = Outcome::Failed;
            }
        }
    }
    renderer.end(out)?;
    out.flush()?;
    Ok(outcome)
}

/// Writes the features of every sentence, for training.
pub(crate) fn features(common: &Common) -> anyhow::Result<Outcome> {
    let mut out = output::stdout(&common.output.manners);
    let lexicon = Lexicon::english();
    for raw in read(&common.inputs, common.input_format) {
        let doc = parse_as(raw?, common.language, lexicon);
        let (names, rows, terms) = summarize::features(&doc, lexicon);
        let rows: Vec<Vec<f64>> = rows.into_iter().map(|r| r.into_iter().map(|v| (v * 1e4).round() / 1e4).collect()).collect();
        let texts: Vec<&str> = doc.sentences.iter().map(|s| doc.slice(s.span)).collect();
        let language = doc.language.code();
        let line =
            serde_json::json!({"id": doc.meta.id, "language": language, "names": names, "texts": texts, "rows": rows, "terms": terms});
        writeln!(out, "{line}")?;
    }
    Ok(Outcome::Done)
}

/// A document and what a view needs of it.
struct Work {
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
        let speaks = matches!(
            view,
            View::Brief
                | View::Attributions
                | View::Claims
                | View::Positions(_)
                | View::Why(_)
                | View::Open
                | View::QuietParties
                | View::Quotes
        );
        let attributions = if speaks { attribute_with(engine, &doc, lexicon) } else { Vec::new() };
        let claims = if matches!(view, View::Attributions | View::Quotes | View::QuietParties | View::Keywords { .. }) {
            Vec::new()
        } else {
            claims(&doc, &attributions, lexicon)
        };
        Self { doc, summary, speaks, attributions, claims }
    }

    /// What the reader of an article in another language should know.
    fn language_remarks(&self) -> Vec<String> {
        let language = self.doc.language;
        let limits = language.limits().filter(|_| self.summary.is_some()).map(|limits| format!("{language} {limits}"));
        let speaks = (self.speaks && language != Language::ENGLISH)
            .then(|| format!("the article is in {language}; who says what is found in English only (--language en if it is English)"));
        limits.into_iter().chain(speaks).collect()
    }

    /// What to say where the evidence asked for is not there.
    fn missing(&self, view: View) -> Option<String> {
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

    fn article<'a>(&'a self, lexicon: &'a Lexicon) -> Article<'a> {
        Article { doc: &self.doc, summary: self.summary.as_ref(), attributions: &self.attributions, claims: &self.claims, lexicon }
    }
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

/// Refuses a topic that no list has, with the one that was meant and all there are.
fn check_topics(asked: &[String], lexicon: &Lexicon) -> anyhow::Result<()> {
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

/// The articles of the inputs, in order, each read when it is asked for.
fn read(inputs: &[PathBuf], format: InputFormat) -> impl Iterator<Item = onrecord::Result<Raw>> {
    let format = match format {
        InputFormat::Auto => read::InputFormat::Auto,
        InputFormat::Text => read::InputFormat::Text,
        InputFormat::Html => read::InputFormat::Html,
        InputFormat::Jsonl => read::InputFormat::Jsonl,
    };
    read::sources(inputs).into_iter().flat_map(move |source| {
        let (articles, error) = match source {
            Ok(source) => (Some(read::articles(&source, format)), None),
            Err(error) => (None, Some(Err(error))),
        };
        error.into_iter().chain(articles.into_iter().flatten())
    })
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
