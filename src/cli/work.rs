//! What the commands that read articles share: read each input, work, write, go on after errors.

use std::io::Write;

use anyhow::{Context, ensure};
use onrecord::attribute::{Attribution, Engine, attribute_with};
use onrecord::claim::position::Filter;
use onrecord::claim::{Claim, ClaimType, Group, claims};
use onrecord::read::{self, Raw};
use onrecord::render::{Article, Evidence, Format, Options, View, renderer};
use onrecord::summarize::{self, Summary, summarize};
use onrecord::{Document, Lexicon, parse};

use super::args::{Common, GroupName, InputFormat, Which, Words};
use super::{Outcome, output};

/// Reads every input and writes `options.view` of each document.
pub(crate) fn articles(common: &Common, mut options: Options, summary: &summarize::Options) -> anyhow::Result<Outcome> {
    let engine = common.engine;
    ensure!(engine.is_available(), "the {engine} engine is not part of this build; --engine {} is", Engine::Rules);
    if options.format.is_export() && options.view != View::Claims {
        anyhow::bail!("this format is for claims: onrecord claims --format …");
    }
    if options.bom && !options.format.is_csv() {
        anyhow::bail!("--bom is for --format csv and dna");
    }
    let loaded;
    let lexicon = match lexicon(&common.words)? {
        Some(own) => {
            loaded = own;
            &loaded
        }
        None => Lexicon::english(),
    };
    let mut out = output::stdout(&common.output.manners);
    let mut raws = read(common).peekable();
    // Only pages need to know whether more follows; machine formats never wait for the next line.
    let one = options.format == Format::Brat;
    let page = matches!(options.format, Format::Text | Format::Table | Format::Markdown) || one;
    let first = if page { raws.next() } else { None };
    options.several = first.is_some() && raws.peek().is_some();
    if one && options.several {
        anyhow::bail!("a brat file is for one document: run once for each");
    }
    write(first.into_iter().chain(raws), options, summary, lexicon, common, &mut out)
}

fn write(
    raws: impl Iterator<Item = onrecord::Result<Raw>>,
    options: Options,
    summary: &summarize::Options,
    lexicon: &Lexicon,
    common: &Common,
    out: &mut dyn Write,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    let view = options.view;
    let mut renderer = renderer(options);
    renderer.begin(out)?;
    for raw in raws {
        match raw {
            Ok(raw) => {
                let work = Work::new(parse(raw, lexicon), view, summary, lexicon, common.engine);
                if let Some(missing) = work.missing(view) {
                    output::complain(&missing);
                    outcome = Outcome::Failed;
                    continue;
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

/// A document and what a view needs of it.
struct Work {
    doc: Document,
    summary: Option<Summary>,
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
        let claims = if matches!(view, View::Attributions | View::Quotes | View::QuietParties) {
            Vec::new()
        } else {
            claims(&doc, &attributions, lexicon)
        };
        Self { doc, summary, attributions, claims }
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

/// The lists of a user's folder merged over the built-in ones; `None` where no folder is named.
pub(crate) fn lexicon(words: &Words) -> anyhow::Result<Option<Lexicon>> {
    let folder = words.lexicon.as_deref();
    folder.map(|folder| Lexicon::with_folder(folder).context("the word lists cannot be used")).transpose()
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
fn read(common: &Common) -> impl Iterator<Item = onrecord::Result<Raw>> {
    let options = reading(common);
    read::walk(common.inputs.clone()).flat_map(move |source| {
        let (articles, error) = match source {
            Ok(source) => (Some(read::articles(&source, &options)), None),
            Err(error) => (None, Some(Err(error))),
        };
        error.into_iter().chain(articles.into_iter().flatten())
    })
}

/// How inputs are to be read, as typed.
fn reading(common: &Common) -> read::Options {
    let format = match common.input_format {
        InputFormat::Auto => read::InputFormat::Auto,
        InputFormat::Text => read::InputFormat::Text,
        InputFormat::Html => read::InputFormat::Html,
        InputFormat::Jsonl => read::InputFormat::Jsonl,
        InputFormat::Warc => read::InputFormat::Warc,
    };
    read::Options { format, most_bytes: common.max_article_size, ..read::Options::default() }
}
