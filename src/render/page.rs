//! What a reader sees, laid out once as blocks and drawn by `text`, `table` and `markdown`.

use super::csv::cover;
use super::offsets::Lines;
use super::{Article, By, Format, Options, View};
use crate::attribute::QuoteType;
use crate::claim::position::{self, Heading, Section, is_resolved, kind_label, speakers, speakers_label, squeeze};
use crate::claim::{Claim, Group};
use crate::document::{Quotation, Role};
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

/// A page of so many columns has room for all that is known of a claim.
const ROOMY: usize = 100;

/// Lays out one document.
pub(crate) fn page(article: &Article<'_>, options: &Options) -> Vec<Block> {
    let doc = article.doc;
    let page = Page { article, options, lines: Lines::new(&doc.text), ordinals: ordinals(doc), outer: outer_quotations(doc) };
    let mut blocks = Vec::new();
    if options.several && options.view != View::Brief {
        blocks.push(Block::Title(page.name()));
    }
    match options.view {
        View::Brief => page.brief(&mut blocks),
        View::Summary => page.summary(&mut blocks),
        View::Sentences { whole } => page.sentences(whole, &mut blocks),
        View::Attributions => page.attributions(&mut blocks),
        View::Claims => page.claims(&mut blocks),
        View::Positions(by) => page.positions(by, &mut blocks),
        View::Clean => page.clean(&mut blocks),
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
    blocks
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

/// Lays out one document; `why` and `lists` lay out more views.
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
        let spans = sentences(self.article.doc, whole);
        if self.options.format == Format::Table {
            let rows = spans.iter().map(|s| vec![self.place(*s), joined(self.article.doc, &[*s])]).collect();
            return blocks.push(Block::Table(Grid { columns: vec!["Where", "Sentence"], rows }));
        }
        blocks.extend(spans.iter().map(|s| Block::Line(joined(self.article.doc, &[*s]))));
    }

    fn clean(&self, blocks: &mut Vec<Block>) {
        let paragraphs = &self.article.doc.paragraphs;
        let words = |span: Span| joined(self.article.doc, &[span]);
        let explain = self.options.explain;
        if self.options.format == Format::Table {
            let mut columns = vec!["Where", "Role", "Text"];
            columns.extend(explain.then_some("Signal"));
            let rows = paragraphs.iter().map(|p| {
                let mut row = vec![self.place(p.span), p.role.name().to_owned(), words(p.span)];
                row.extend(explain.then(|| p.signal.to_owned()));
                row
            });
            return blocks.push(Block::Table(Grid { columns, rows: rows.collect() }));
        }
        for p in paragraphs {
            blocks.push(Block::Line(format!("{:<9}  {}", p.role.name(), words(p.span))));
            if explain {
                blocks.push(Block::Line(format!("           ({})", p.signal)));
            }
        }
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
                let mut row = vec![speakers_label(&a.speakers), cue, quoted.to_owned(), self.quoted(&a.content), place];
                row.extend(self.options.explain.then(|| a.reasons.join("; ")));
                row
            })
            .collect();
        if rows.is_empty() {
            return blocks.push(Block::Note("Nobody is quoted.".to_owned()));
        }
        blocks.push(Block::Table(Grid { columns, rows }));
    }

    fn claims(&self, blocks: &mut Vec<Block>) {
        let (chosen, hidden) = self.options.choose(self.article);
        if !chosen.is_empty() {
            let mut cells = vec![Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where];
            // Six columns in eighty leave the words a dozen letters each.
            let narrow = self.options.format != Format::Markdown && self.options.width < ROOMY;
            cells.retain(|cell| !narrow || *cell != Cell::Topic);
            blocks.push(self.table(&cells, &chosen));
            if narrow && chosen.iter().any(|i| !self.article.claims[*i].topics.is_empty()) {
                blocks.push(Block::Note(format!("Topics are shown from {ROOMY} columns on.")));
            }
        }
        self.notes(&chosen, hidden, blocks);
    }

    fn positions(&self, by: By, blocks: &mut Vec<Block>) {
        let (chosen, hidden) = self.options.choose(self.article);
        let (claims, attributions) = (self.article.claims, self.article.attributions);
        let mut sections = match by {
            By::Speaker => position::by_speaker(claims, attributions, &chosen),
            By::Topic => position::by_topic(claims, &chosen),
            By::Condition => position::ledger(self.article.doc, claims, &chosen),
        };
        position::sort(&mut sections, self.options.sort, |section| self.heading(section));
        if by == By::Topic {
            blocks.extend(self.overview(&sections));
        }
        for section in &sections {
            blocks.push(Block::Heading(self.heading(section)));
            blocks.push(self.table(cells(&section.heading), &section.claims));
        }
        if by == By::Condition {
            let commitments = chosen.iter().filter(|i| claims[**i].group() == Group::Commitment).count();
            return if commitments == 0 {
                blocks.push(Block::Note("No commitments found.".to_owned()))
            };
        }
        self.notes(&chosen, hidden, blocks);
    }

    /// Topics against speakers, with how many claims each makes: the page in one look. None for a single topic.
    fn overview(&self, sections: &[Section]) -> Option<Block> {
        let row = |section: &Section| {
            let mut counts: Vec<(String, usize)> = Vec::new();
            for index in &section.claims {
                let speakers = speakers(&self.article.claims[*index], self.article.attributions);
                // Whoever acts jointly is counted each for himself.
                let mut names: Vec<String> = speakers.iter().map(position::speaker_label).collect();
                names.extend(names.is_empty().then(|| speakers_label(speakers)));
                for label in names {
                    match counts.iter_mut().find(|(name, _)| *name == label) {
                        Some((_, n)) => *n += 1,
                        None => counts.push((label, 1)),
                    }
                }
            }
            let cells = counts.into_iter().map(|(name, n)| format!("{name}\u{a0}({n})")).collect::<Vec<_>>();
            vec![self.heading(section), cells.join(", ")]
        };
        let rows: Vec<_> = sections.iter().map(row).collect();
        (rows.len() > 1).then_some(Block::Table(Grid { columns: vec!["Topic", "Who speaks on it (claims)"], rows }))
    }

    fn heading(&self, section: &Section) -> String {
        match &section.heading {
            Heading::Speaker(party) => party.heading(),
            Heading::Unresolved => "Speaker not resolved".to_owned(),
            Heading::Topic(Some(topic)) => self.topic(topic),
            Heading::Topic(None) => "No topic".to_owned(),
            Heading::Condition(Some(words)) => {
                let several = section.claims.first().is_some_and(|i| self.article.claims[*i].conditions.len() > 1);
                format!("{}: {words}", if several { "Conditions" } else { "Condition" })
            }
            Heading::Condition(None) => "Without a stated condition".to_owned(),
        }
    }

    /// What the page leaves out, and what is not known.
    fn notes(&self, chosen: &[usize], hidden: usize, blocks: &mut Vec<Block>) {
        if chosen.is_empty() {
            let filtered = if self.options.filter.is_empty() { "" } else { " that match" };
            blocks.push(Block::Note(format!("No commitments, demands or positions{filtered}.")));
        }
        let unknown = chosen.iter().filter(|i| {
            let speakers = speakers(&self.article.claims[**i], self.article.attributions);
            speakers.is_empty() || speakers.iter().any(|s| !is_resolved(s))
        });
        match unknown.count() {
            0 => {}
            1 => blocks.push(Block::Note("1 claim has a speaker who is not resolved.".to_owned())),
            n => blocks.push(Block::Note(format!("{n} claims have a speaker who is not resolved."))),
        }
        match hidden {
            0 => {}
            1 => blocks.push(Block::Note("1 assessment is not shown; --all shows it.".to_owned())),
            n => blocks.push(Block::Note(format!("{n} assessments are not shown; --all shows them."))),
        }
    }

    fn table(&self, cells: &[Cell], chosen: &[usize]) -> Block {
        let mut cells = cells.to_vec();
        // A column in which every cell is empty tells nothing and takes room from the words.
        let filled = |cell: &Cell| chosen.iter().any(|i| !self.cell(*cell, &self.article.claims[*i]).is_empty());
        cells.retain(|cell| !matches!(cell, Cell::Condition | Cell::Topic) || filled(cell));
        cells.extend(self.options.explain.then_some(Cell::Why));
        let row = |index: &usize| cells.iter().map(|cell| self.cell(*cell, &self.article.claims[*index])).collect();
        Block::Table(Grid { columns: cells.iter().map(|c| c.column()).collect(), rows: chosen.iter().map(row).collect() })
    }

    fn cell(&self, cell: Cell, claim: &Claim) -> String {
        let list = |spans: &[Span]| spans.iter().map(|s| joined(self.article.doc, &[*s])).collect::<Vec<_>>().join("; ");
        let speakers = speakers(claim, self.article.attributions);
        match cell {
            Cell::Speaker => speakers_label(speakers),
            Cell::Who if claim.actors.is_empty() => speakers_label(speakers),
            Cell::Who => format!("{} (says {})", claim.actors.join(", "), speakers_label(speakers)),
            Cell::Kind => kind_label(claim),
            Cell::What => format!("{}{}", self.cue(claim), self.quoted(&claim.content)),
            Cell::Condition => list(&claim.conditions),
            Cell::Topic => claim.topics.iter().map(|t| short(&self.topic(t)).to_owned()).collect::<Vec<_>>().join("; "),
            Cell::Where => self.place(cover(&claim.content)),
            Cell::Why => claim.reasons.join("; "),
        }
    }

    /// The cue, in brackets, before words that say nothing without it: "\[rejected\] the deadline". Empty for a clause.
    fn cue(&self, claim: &Claim) -> String {
        /// Bytes of a cue with the preposition after it.
        const LONGEST: usize = 40;
        let attribution = self.article.attributions.get(claim.attribution).filter(|a| !claim.clause && a.quote_type != QuoteType::Direct);
        let found = attribution.and_then(|a| {
            let (cue, content) = (a.cue.last()?, a.content.first()?);
            let first = claim.content.first()?.start() == content.start();
            let near = first && cue.end() <= content.start() && content.start() - cue.start() <= LONGEST;
            // "apologised for", but not "demanded on Tuesday that".
            let between = self.article.doc.slice(Span::new(cue.end(), content.start().max(cue.end())));
            let lone = between.split_whitespace().count() <= 1 && between.trim() != "that";
            near.then(|| squeeze(self.article.doc.slice(if lone { Span::new(cue.start(), content.start()) } else { *cue })))
        });
        let mark = |c: char| matches!(c, ',' | ':' | ';' | '.' | '"' | '\u{201c}' | '\u{201d}' | '\u{2014}');
        found.filter(|words| !words.contains(mark)).map_or(String::new(), |words| format!("[{words}] "))
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

/// The first part of a topic's name, for cells: "Troop deployment" of "Troop deployment and basing". Headings show it whole.
fn short(label: &str) -> &str {
    let end = [", ", " and "].iter().filter_map(|mark| label.find(mark)).min();
    &label[..end.unwrap_or(label.len())]
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

/// The columns that tables of claims choose from.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Cell {
    Speaker,
    Who,
    Kind,
    What,
    Condition,
    Topic,
    Where,
    Why,
}

impl Cell {
    fn column(self) -> &'static str {
        match self {
            Self::Speaker => "Speaker",
            Self::Who => "Who",
            Self::Kind => "Kind",
            Self::What => "What",
            Self::Condition => "Condition",
            Self::Topic => "Topic",
            Self::Where => "Where",
            Self::Why => "Why",
        }
    }
}

/// The columns of a section: all but what its heading says.
fn cells(heading: &Heading) -> &'static [Cell] {
    match heading {
        Heading::Speaker(_) => &[Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where],
        Heading::Unresolved => &[Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where],
        Heading::Topic(_) => &[Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Where],
        Heading::Condition(_) => &[Cell::Who, Cell::Kind, Cell::What, Cell::Topic, Cell::Where],
    }
}
