//! What a reader sees, laid out once as blocks and drawn by `text`, `table`, `markdown` and `html`.

use super::csv::cover;
use super::offsets::Lines;
use super::{Article, By, Format, Options, View};
use crate::attribute::QuoteType;
use crate::claim::position::{relay_label, speakers_label};
use crate::document::{Quotation, Role, squeeze};
use crate::{Document, Span};

/// A part of a page. The strings are as in the article: whoever draws them makes them harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// The title of a document.
    Title(String),
    /// What a table is about.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// A sentence or another piece that stays on its line, unless asked to wrap.
    Line(String),
    /// What the reader should know about the page.
    Note(String),
    /// Rows and columns.
    Table(Grid),
}

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    /// The columns, left to right.
    pub(crate) columns: Vec<&'static str>,
    /// A cell for each column.
    pub(crate) rows: Vec<Vec<String>>,
}

/// Lays out one document. Lines of a whole article are made as they are asked for.
pub(crate) fn page<'a>(article: &'a Article<'_>, options: &'a Options) -> impl Iterator<Item = Block> + 'a {
    let doc = article.doc;
    let page = Page { article, options, lines: Lines::new(&doc.text), ordinals: ordinals(doc), outer: outer_quotations(doc) };
    let mut blocks = Vec::new();
    if options.several && options.view != View::Brief {
        blocks.push(Block::Title(page.name()));
    }
    match options.view {
        View::Brief => page.brief(&mut blocks),
        View::Summary => page.summary(&mut blocks),
        View::Sentences { whole } if in_tables(options) => page.sentences(whole, &mut blocks),
        View::Attributions => page.attributions(&mut blocks),
        View::Claims => page.claims(&mut blocks),
        View::Positions(by) => page.positions(by, &mut blocks),
        View::Clean if in_tables(options) => page.clean(&mut blocks),
        View::Sentences { .. } | View::Clean => {}
        View::Why(evidence) => page.why(evidence, &mut blocks),
        View::Open => page.open(&mut blocks),
        View::QuietParties => page.quiet(&mut blocks),
        View::Quotes => page.quotes(&mut blocks),
        View::Keywords { most } => page.keywords(most, &mut blocks),
    }
    if let Some(first) = &doc.duplicate_of {
        let head = blocks.iter().take_while(|b| matches!(b, Block::Title(_) | Block::Note(_))).count();
        let remark = format!("Nearly the same as {} ({}), similarity {:.2}.", first.id, first.place, first.similarity);
        blocks.insert(head, Block::Note(remark));
    }
    blocks.into_iter().chain(lines(article.doc, options))
}

/// Whether the sentences or paragraphs of an article are rows. A browser lines roles up in a table only.
fn in_tables(options: &Options) -> bool {
    options.format == Format::Table || options.format == Format::Html && options.view == View::Clean
}

/// The lines of the views that show a whole article, where these are no tables.
fn lines<'a>(doc: &'a Document, options: &Options) -> Box<dyn Iterator<Item = Block> + 'a> {
    let explain = options.explain;
    match options.view {
        _ if in_tables(options) => Box::new(std::iter::empty()),
        View::Sentences { whole } => Box::new(sentences(doc, whole).into_iter().map(|s| Block::Line(joined(doc, &[s])))),
        View::Clean => Box::new(doc.paragraphs.iter().flat_map(move |p| {
            let line = Block::Line(format!("{:<9}  {}", p.role.name(), joined(doc, &[p.span])));
            std::iter::once(line).chain(explain.then(|| Block::Line(format!("           ({})", p.signal))))
        })),
        _ => Box::new(std::iter::empty()),
    }
}

/// Where `span` stands in a document of which little is shown. Cost: linear in the text.
pub(super) fn place(doc: &Document, span: Span) -> String {
    located(doc, &Lines::new(&doc.text), &ordinals(doc), span)
}

fn located(doc: &Document, lines: &Lines, ordinals: &[usize], span: Span) -> String {
    if !doc.markup {
        return format!("l. {}", lines.of(span.start()));
    }
    let own = doc.paragraphs.partition_point(|p| p.span.end() <= span.start());
    ordinals.get(own).map_or(String::new(), |n| format!("¶ {n}"))
}

/// The words of some spans on one line, pieces joined by an ellipsis.
pub(crate) fn joined(doc: &Document, spans: &[Span]) -> String {
    spans.iter().map(|s| squeeze(doc.slice(*s))).collect::<Vec<_>>().join(" … ")
}

/// A unit of a summary, a name in square brackets in place of its pronoun where one is needed.
pub(crate) fn shown(doc: &Document, unit: &crate::summarize::Unit) -> String {
    let span = unit.span;
    let Some(added) = unit.added.as_ref().filter(|a| span.contains(a.pronoun)) else { return joined(doc, &[span]) };
    let (before, after) = (Span::new(span.start(), added.pronoun.start()), Span::new(added.pronoun.end(), span.end()));
    squeeze(&[doc.slice(before), &added.shown, doc.slice(after)].concat())
}

/// The sentences to show; with `whole`, a quotation of several sentences is one.
pub(crate) fn sentences(doc: &Document, whole: bool) -> Vec<Span> {
    if !whole {
        return doc.sentences.iter().map(|s| s.span).collect();
    }
    let runs = doc.whole_quotations().into_iter();
    runs.map(|run| doc.sentences[run.start].span.cover(doc.sentences[run.end - 1].span)).collect()
}

/// Quotations that stand in no other one, in order.
fn outer_quotations(doc: &Document) -> Vec<&Quotation> {
    doc.quotations.iter().filter(|q| !q.nested).collect()
}

/// For each paragraph, how many body paragraphs there are up to it.
fn ordinals(doc: &Document) -> Vec<usize> {
    let body = doc.paragraphs.iter().map(|p| usize::from(p.role == Role::Body));
    body.scan(0, |n, one| {
        *n += one;
        Some(*n)
    })
    .collect()
}

/// Lays out one document; `tables`, `why` and `lists` lay out more views.
pub(super) struct Page<'a> {
    pub(super) article: &'a Article<'a>,
    pub(super) options: &'a Options,
    pub(super) lines: Lines,
    /// For each paragraph, how many body paragraphs there are up to it.
    ordinals: Vec<usize>,
    outer: Vec<&'a Quotation>,
}

impl Page<'_> {
    fn name(&self) -> String {
        let meta = &self.article.doc.meta;
        meta.title.as_ref().map_or_else(|| meta.id.clone(), |title| format!("{}: {title}", meta.id))
    }

    fn brief(&self, blocks: &mut Vec<Block>) {
        let meta = &self.article.doc.meta;
        blocks.push(Block::Title(meta.title.clone().unwrap_or_else(|| meta.id.clone())));
        let facts: Vec<&str> = [&meta.outlet, &meta.published, &meta.agency].into_iter().flatten().map(String::as_str).collect();
        if !facts.is_empty() {
            blocks.push(Block::Note(facts.join(" · ")));
        }
        if self.options.format == Format::Table {
            self.summary(blocks);
        } else {
            let units = self.article.summary.map_or(&[][..], |s| &s.units).iter();
            blocks.extend(units.map(|u| Block::Paragraph(shown(self.article.doc, u))));
        }
        self.positions(By::Speaker, blocks);
    }

    fn summary(&self, blocks: &mut Vec<Block>) {
        let units = self.article.summary.map_or(&[][..], |s| &s.units);
        if self.options.format == Format::Table {
            let mut columns = vec!["Sentence", "Where", "Score"];
            columns.extend(self.options.explain.then_some("Why"));
            let row = |u: &crate::summarize::Unit| {
                let mut row = vec![shown(self.article.doc, u), self.place(u.span), format!("{:.4}", u.score)];
                row.extend(self.options.explain.then(|| u.reasons.join("; ")));
                row
            };
            return blocks.push(Block::Table(Grid { columns, rows: units.iter().map(row).collect() }));
        }
        for unit in units {
            blocks.push(Block::Line(shown(self.article.doc, unit)));
            if self.options.explain {
                blocks.push(Block::Line(format!("    score {:.4}: {}", unit.score, unit.reasons.join("; "))));
            }
        }
    }

    fn sentences(&self, whole: bool, blocks: &mut Vec<Block>) {
        let row = |s: Span| vec![self.place(s), joined(self.article.doc, &[s])];
        let rows = sentences(self.article.doc, whole).into_iter().map(row).collect();
        blocks.push(Block::Table(Grid { columns: vec!["Where", "Sentence"], rows }));
    }

    fn clean(&self, blocks: &mut Vec<Block>) {
        let explain = self.options.explain;
        let mut columns = vec!["Where", "Role", "Text"];
        columns.extend(explain.then_some("Signal"));
        let rows = self.article.doc.paragraphs.iter().map(|p| {
            let mut row = vec![self.place(p.span), p.role.name().to_owned(), joined(self.article.doc, &[p.span])];
            row.extend(explain.then(|| p.signal.to_owned()));
            row
        });
        blocks.push(Block::Table(Grid { columns, rows: rows.collect() }));
    }

    fn attributions(&self, blocks: &mut Vec<Block>) {
        let mut columns = vec!["Speaker", "Cue", "Quoted", "Content", "Where"];
        columns.extend(self.options.explain.then_some("Why"));
        let asked = self.article.attributions.iter().filter(|a| self.options.filter.admits_any(&a.speakers));
        let rows: Vec<Vec<String>> = asked
            .map(|a| {
                let quoted = match a.quote_type {
                    QuoteType::Direct => "direct",
                    QuoteType::Mixed => "mixed",
                    QuoteType::Indirect => "indirect",
                    QuoteType::Act => "act",
                };
                let cue = joined(self.article.doc, &a.cue);
                let place = self.place(cover(&a.content));
                let mut row =
                    vec![speakers_label(&a.speakers), cue, quoted.to_owned(), self.quoted(&a.content) + &relay_label(Some(a)), place];
                row.extend(self.options.explain.then(|| a.reasons.join("; ")));
                row
            })
            .collect();
        if rows.is_empty() {
            return blocks.push(Block::Note("Nobody is quoted.".to_owned()));
        }
        blocks.push(Block::Table(Grid { columns, rows }));
    }

    /// The words, each piece in the quotation marks that stand around it in the article, so that nobody takes the reporter's words
    /// for the speaker's, or the other way round.
    pub(super) fn quoted(&self, spans: &[Span]) -> String {
        let doc = self.article.doc;
        let piece = |span: &Span| {
            let words = squeeze(doc.slice(*span));
            let Some(quotation) = self.around(*span) else { return words };
            let open = doc.slice(Span::new(quotation.outer.start(), quotation.inner.start()));
            let close = doc.slice(Span::new(quotation.inner.end(), quotation.outer.end()));
            format!("{open}{words}{}", if close.is_empty() { closing(open) } else { close })
        };
        spans.iter().map(piece).collect::<Vec<_>>().join(" … ")
    }

    /// The outermost quotation whose inside holds `span`. Cost: a binary search.
    fn around(&self, span: Span) -> Option<&Quotation> {
        let after = self.outer.partition_point(|q| q.outer.start() <= span.start());
        self.outer[..after].last().copied().filter(|q| q.inner.contains(span))
    }

    /// The line for a text that the reader has; the body paragraph for text taken from a page, whose lines nobody sees.
    pub(super) fn place(&self, span: Span) -> String {
        located(self.article.doc, &self.lines, &self.ordinals, span)
    }

    pub(super) fn topic(&self, id: &str) -> String {
        self.article.lexicon.topic_label(id)
    }
}

/// The mark that closes what `open` opens, for a quotation whose closing mark stands in a later paragraph.
fn closing(open: &str) -> &'static str {
    match open {
        "\u{201c}" | "\u{201e}" => "\u{201d}",
        "\u{2018}" | "\u{201a}" => "\u{2019}",
        "«" => "»",
        "'" => "'",
        _ => "\"",
    }
}
