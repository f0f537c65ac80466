//! Comma-separated values, a header line first. A cell that a spreadsheet would take for a formula gets an apostrophe in front.

use std::io::{self, Write};

use super::offsets::{Lines, Offsets};
use super::page::{joined, sentences};
use super::{Article, Options, Renderer, View, lists, plain};
use crate::Span;
use crate::attribute::{Attribution, Speaker};
use crate::claim::Claim;
use crate::claim::audit::{Audited, audit};
use crate::claim::open::OpenQuestion;
use crate::claim::position::{speaker_label, speakers};
use crate::claim::quiet::{QuietParty, quiet_parties};
use crate::document::squeeze;
use crate::keywords::{Keyword, keywords};

const CLAIM: &[&str] = &[
    "document",
    "id",
    "speaker",
    "role",
    "country",
    "group",
    "type",
    "strength",
    "polarity",
    "cue",
    "content",
    "conditions",
    "limits",
    "dates",
    "amounts",
    "places",
    "actors",
    "topics",
    "quote_type",
    "relayed_by",
    "line",
    "start",
    "end",
];
const ATTRIBUTION: &[&str] = &[
    "document",
    "id",
    "speaker",
    "role",
    "country",
    "resolved_by",
    "source",
    "cue",
    "content",
    "quote_type",
    "relayed_by",
    "line",
    "start",
    "end",
];
const OPEN: &[&str] = &["document", "line", "start", "end", "words", "claims", "speakers", "text"];
const QUIET: &[&str] = &["document", "name", "kind", "role", "country", "mentions", "line", "start", "end"];
const QUOTE: &[&str] = &["document", "line", "start", "end", "attribution", "speakers", "text"];
const KEYWORD: &[&str] = &["document", "line", "start", "end", "kind", "times", "score", "text"];
const SENTENCE: &[&str] = &["document", "line", "start", "end", "score", "text"];
const SUMMARY: &[&str] = &["document", "line", "start", "end", "score", "text", "added"];
const PARAGRAPH: &[&str] = &["document", "line", "start", "end", "role", "signal", "text"];

/// A row a claim, attribution, sentence or paragraph.
pub(crate) struct Csv {
    options: Options,
}

impl Csv {
    pub(crate) fn new(options: Options) -> Self {
        Self { options }
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> Vec<&'static str> {
        let more: &[&str] = if self.options.duplicates { &["duplicate_of", "similarity"] } else { &[] };
        [self.columns(), more].concat()
    }

    fn columns(&self) -> &'static [&'static str] {
        match self.options.view {
            View::Brief | View::Claims | View::Positions(_) | View::Why(_) => CLAIM,
            View::Open => OPEN,
            View::QuietParties => QUIET,
            View::Quotes => QUOTE,
            View::Keywords { .. } => KEYWORD,
            View::Attributions => ATTRIBUTION,
            View::Summary => SUMMARY,
            View::Sentences { .. } => SENTENCE,
            View::Clean => PARAGRAPH,
        }
    }

    /// A cell for each column, as it stands in the article.
    pub(super) fn rows(&self, article: &Article<'_>) -> Vec<Vec<String>> {
        let mut rows = self.bare_rows(article);
        if self.options.duplicates {
            let first = article.doc.duplicate_of.as_ref();
            let more = first.map_or([String::new(), String::new()], |d| [d.id.clone(), d.similarity.to_string()]);
            rows.iter_mut().for_each(|row| row.extend(more.clone()));
        }
        rows
    }

    fn bare_rows(&self, article: &Article<'_>) -> Vec<Vec<String>> {
        let rows = Rows { article, offsets: Offsets::new(&article.doc.text, self.options.unit), lines: Lines::new(&article.doc.text) };
        match self.options.view {
            View::Brief | View::Claims | View::Positions(_) | View::Why(_) => {
                self.options.choose(article).0.into_iter().map(|i| rows.claim(i, &article.claims[i])).collect()
            }
            View::Attributions => {
                let asked = article.attributions.iter().enumerate().filter(|(_, a)| self.options.filter.admits_any(&a.speakers));
                asked.map(|(i, a)| rows.attribution(i, a)).collect()
            }
            View::Open => lists::open(article, &self.options).iter().map(|q| rows.open(q)).collect(),
            View::QuietParties => quiet_parties(article.doc, article.attributions, article.lexicon).iter().map(|p| rows.quiet(p)).collect(),
            View::Quotes => audit(article.doc, article.attributions).iter().map(|a| rows.quote(a)).collect(),
            View::Keywords { most } => {
                let found = keywords(article.doc, most, article.lexicon);
                let row = |k: &Keyword| rows.place(k.span, [k.kind.name(), &k.mentions.len().to_string(), &format!("{:.4}", k.score)]);
                found.iter().map(row).collect()
            }
            View::Summary => {
                let units = article.summary.map_or(&[][..], |s| &s.units).iter();
                let row = |u: &crate::summarize::Unit| {
                    let mut row = rows.sentence(u.span, format!("{:.4}", u.score));
                    row.push(u.added.as_ref().map_or(String::new(), |a| a.shown.clone()));
                    row
                };
                units.map(row).collect()
            }
            View::Sentences { whole } => sentences(article.doc, whole).into_iter().map(|s| rows.sentence(s, String::new())).collect(),
            View::Clean => article.doc.paragraphs.iter().map(|p| rows.place(p.span, [p.role.name(), p.signal])).collect(),
        }
    }
}

impl Renderer for Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        mark(&self.options, out)?;
        write_row(out, self.header().into_iter().map(str::to_owned))
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.rows(article).into_iter().try_for_each(|row| write_row(out, row))
    }

    fn stands_alone(&self) -> bool {
        true
    }
}

/// How an attribution is quoted, and who passes it on.
fn channel(a: &Attribution) -> [String; 2] {
    [name(&a.quote_type), a.relayed_by.iter().map(speaker_label).collect::<Vec<_>>().join("; ")]
}

/// Makes the rows of one document.
struct Rows<'a> {
    article: &'a Article<'a>,
    offsets: Offsets<'a>,
    lines: Lines,
}

impl Rows<'_> {
    fn claim(&self, index: usize, claim: &Claim) -> Vec<String> {
        let speakers = speakers(claim, self.article.attributions);
        let attribution = self.article.attributions.get(claim.attribution);
        let mut row = self.head(format!("C{}", index + 1), speakers);
        row.extend([name(&claim.group()), name(&claim.kind), name(&claim.strength), name(&claim.polarity)]);
        let cue = attribution.map_or(&[][..], |a| &a.cue);
        row.extend([cue, &claim.content].map(|spans| joined(self.article.doc, spans)));
        row.extend([self.list(&claim.conditions), self.list(&claim.limits)]);
        row.push(claim.dates.iter().map(|d| d.value.as_str()).collect::<Vec<_>>().join("; "));
        row.push(claim.amounts.iter().map(|a| squeeze(&a.label(self.article.doc))).collect::<Vec<_>>().join("; "));
        row.push(countries(claim).join("; "));
        row.extend([claim.actors.join("; "), claim.topics.join("; ")]);
        row.extend(attribution.map_or_else(Default::default, channel));
        row.extend(self.where_(cover(&claim.content)));
        row
    }

    fn attribution(&self, index: usize, a: &Attribution) -> Vec<String> {
        let mut row = self.head(format!("A{}", index + 1), &a.speakers);
        row.push(a.speakers.iter().map(|s| name(&s.resolved_by)).collect::<Vec<_>>().join("; "));
        row.extend([&a.source, &a.cue, &a.content].map(|spans| joined(self.article.doc, spans)));
        row.extend(channel(a));
        row.extend(self.where_(cover(&a.content)));
        row
    }

    fn head(&self, id: String, speakers: &[Speaker]) -> Vec<String> {
        let list = |of: fn(&Speaker) -> Option<&String>| {
            speakers.iter().map(|s| of(s).map_or("", String::as_str)).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; ")
        };
        let names = speakers.iter().map(speaker_label).collect::<Vec<_>>().join("; ");
        vec![self.article.doc.meta.id.clone(), id, names, list(|s| s.role.as_ref()), list(|s| s.country.as_ref())]
    }

    fn open(&self, question: &OpenQuestion) -> Vec<String> {
        let (claims, speakers) = lists::who(self.article, question);
        self.place(question.sentence, [&self.list(&question.words), &claims, &speakers])
    }

    fn quiet(&self, party: &QuietParty<'_>) -> Vec<String> {
        let entity = party.entity;
        let kind = lists::kind(entity).unwrap_or_default().to_owned();
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut row = vec![self.article.doc.meta.id.clone(), entity.name.clone(), kind, own(&entity.role), own(&entity.country)];
        row.push(party.mentions.len().to_string());
        row.extend(self.where_(party.mentions.first().copied().unwrap_or_default()));
        row
    }

    fn quote(&self, audited: &Audited<'_>) -> Vec<String> {
        let id = audited.attribution.map_or(String::new(), |i| format!("A{}", i + 1));
        let speakers = audited.attribution.and_then(|i| self.article.attributions.get(i)).map_or(&[][..], |a| &a.speakers);
        let names = speakers.iter().map(speaker_label).collect::<Vec<_>>().join("; ");
        self.place(audited.quotation.inner, [&id, &names])
    }

    fn sentence(&self, span: Span, score: String) -> Vec<String> {
        self.place(span, [&score])
    }

    /// Document, line, offsets, then `middle`, then the words.
    fn place<const N: usize>(&self, span: Span, middle: [&str; N]) -> Vec<String> {
        let mut row = vec![self.article.doc.meta.id.clone()];
        row.extend(self.where_(span));
        row.extend(middle.map(str::to_owned));
        row.push(joined(self.article.doc, &[span]));
        row
    }

    fn where_(&self, span: Span) -> [String; 3] {
        [self.lines.of(span.start()), self.offsets.of(span.start()), self.offsets.of(span.end())].map(|n| n.to_string())
    }

    fn list(&self, spans: &[Span]) -> String {
        spans.iter().map(|s| joined(self.article.doc, &[*s])).collect::<Vec<_>>().join("; ")
    }
}

/// The countries of a claim, each once: by code, bodies by name.
fn countries(claim: &Claim) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for place in &claim.places {
        let name = place.code.as_deref().unwrap_or(&place.country);
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// From the first to the last byte of some spans.
pub(crate) fn cover(spans: &[Span]) -> Span {
    spans.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// The name that a value has in JSON, so that both formats use the same words.
pub(crate) fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The byte-order mark, where it is asked for.
pub(crate) fn mark(options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.bom { out.write_all("\u{feff}".as_bytes()) } else { Ok(()) }
}

/// One row, each cell made harmless.
pub(crate) fn write_row(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    write_numbers(out, cells, [])
}

/// One row of cells made harmless, and behind them numbers of ours, which may open with a minus.
pub(super) fn write_numbers(
    out: &mut dyn Write,
    cells: impl IntoIterator<Item = String>,
    numbers: impl IntoIterator<Item = String>,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.into_iter().map(|c| guarded(&c)).chain(numbers))?;
    out.write_all(&writer.into_inner().map_err(|e| io::Error::other(e.to_string()))?)
}

/// A cell that no spreadsheet runs: they take a cell that opens with one of these marks, also in its wide form and after spaces, for a
/// formula.
fn guarded(cell: &str) -> String {
    let shown = plain(cell);
    let marks = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let risky = cell.starts_with(['\t', '\r']) || shown.trim_start().starts_with(marks);
    format!("{}{shown}", if risky { "'" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_controls_shown() {
        let mut out = Vec::new();
        let cells = ["=1+1", "+a", "-b", "@c", "\td", "\re", "a\"b,c", "x\u{1b}y"];
        write_row(&mut out, cells.map(str::to_owned)).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "'=1+1,'+a,'-b,'@c,' d,' e,\"a\"\"b,c\",x\u{fffd}y\n");
        let hidden = ["\u{200b}=1", " =1", "\u{a0}+1", "＝1", "\n@x", "a=1"].map(guarded);
        assert_eq!(hidden, ["'=1", "' =1", "'\u{a0}+1", "'＝1", "' @x", "a=1"]);
    }
}
