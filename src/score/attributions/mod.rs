//! How well attributions are found: precision, recall and F1 against those that people marked.
//!
//! Spans are compared as sets of tokens. Measures, all from 0 to 1:
//! - **source, cue, content**: a run of tokens is right if the other side has just this run in that role, punctuation included (the exact
//!   match of sequence taggers, as PolNeAR's figures are given);
//! - **detect**: an attribution is right if it is paired (Kuhn 1955) with one that shares a word of its content;
//! - **loose**: and shares a word of its source, or both have none;
//! - **half**: and the contents overlap by half (Dice), the sources as for loose;
//! - **strict**: contents and sources have the same words.
//!
//! Each for all, and by kind of quotation where the files tell it: precision over the system's attributions of that kind, recall over those
//! of the gold.

mod align;

use std::collections::HashSet;
use std::ops::Range;

pub use super::marked::{Found, Gold};

use super::bootstrap::{Draws, Interval};
use super::marked::{Article, Attribution};
use super::tokens::{Owned, Tokens, dice, mostly_in, runs, shared};
use super::{Options, Triple, prf};
use crate::error::Result;

/// How much of a content stands in quotation marks.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Quotation {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// Nothing.
    Indirect,
}

impl Quotation {
    /// All, in the order of the reports.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The name used in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|q| q.name().eq_ignore_ascii_case(name))
    }
}

/// The names of the measures, in the order of the reports.
pub const MEASURES: [&str; 7] = ["source", "cue", "content", "detect", "loose", "half", "strict"];
/// Measures, for all attributions and for each kind of quotation.
const CELLS: usize = MEASURES.len() * 4;
/// Right and all of the system's, right and all of the gold's, for each cell.
const COUNTS: usize = CELLS * 4;
const FIGURES: usize = CELLS * 3;

/// One measure over all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// One of [`MEASURES`].
    pub measure: &'static str,
    /// The kind of quotation; `None` for all.
    pub quotation: Option<Quotation>,
    /// Precision, recall and F1, 0 to 1, with intervals over articles drawn again.
    pub scores: Triple<Interval>,
    /// How many spans or attributions the gold has.
    pub gold: usize,
    /// How many the system has.
    pub found: usize,
}

/// What scoring gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What the system is called.
    pub name: String,
    /// How many articles were scored.
    pub articles: usize,
    /// How many were left out because the system lacks them.
    pub left_out: usize,
    /// Each measure for all, then by kind of quotation, without those of which neither side has any.
    pub measured: Vec<Measured>,
}

impl Report {
    /// A measure over all attributions (`loose`) or those of a kind (`direct.loose`).
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Measured> {
        let (quotation, measure) = match name.split_once('.') {
            Some((kind, measure)) => (Some(Quotation::named(kind)?), measure),
            None => (None, name),
        };
        self.measured.iter().find(|m| m.measure == measure && m.quotation == quotation)
    }
}

/// A part of an attribution.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Part {
    Source,
    Cue,
    Content,
}

const PARTS: [Part; 3] = [Part::Source, Part::Cue, Part::Content];

/// An attribution as tokens.
struct Marked {
    parts: [Owned; 3],
    quotation: Option<Quotation>,
}

impl Marked {
    fn owned(&self, part: Part) -> &Owned {
        &self.parts[part as usize]
    }
}

/// Scores what a system found. Cost: linear in the attributions but for pairing them, then articles times resamples.
///
/// # Errors
/// An article of the gold that the system lacks, unless `allow_missing`; spans that do not fit the gold's text; no article that both have.
pub fn score(gold: &Gold, system: &Found, options: &Options) -> Result<Report> {
    let (rows, left_out) = gold.rows(system, options, counts)?;
    Ok(report(system, &rows, left_out, &Draws::new(options.resamples, options.seed)))
}

fn report(system: &Found, rows: &[[f64; COUNTS]], left_out: usize, draws: &Draws) -> Report {
    let intervals: [Interval; FIGURES] = draws.intervals_of(rows, figures).map(|d| d.interval);
    let sum = |at: usize| rows.iter().map(|r| r[at]).sum::<f64>() as usize;
    let kinds = [None].into_iter().chain(Quotation::ALL.map(Some));
    let cells = kinds.flat_map(|quotation| MEASURES.into_iter().map(move |measure| (measure, quotation)));
    let measured = cells.enumerate().map(|(cell, (measure, quotation))| Measured {
        measure,
        quotation,
        scores: Triple { precision: intervals[cell * 3], recall: intervals[cell * 3 + 1], f1: intervals[cell * 3 + 2] },
        gold: sum(cell * 4 + 3),
        found: sum(cell * 4 + 1),
    });
    let measured = measured.filter(|m| m.quotation.is_none() || m.gold + m.found > 0).collect();
    Report { name: system.name.clone(), articles: rows.len(), left_out, measured }
}

/// Precision, recall and F1 of each cell, from counts or means of them.
fn figures(counts: &[f64; COUNTS]) -> [f64; FIGURES] {
    std::array::from_fn(|n| prf(&counts[n / 3 * 4..])[n % 3])
}

/// Which side of a comparison counts are of.
#[derive(Copy, Clone)]
enum Side {
    System = 0,
    Gold = 2,
}

/// Right and all of one side, in the cells of a measure.
struct Tally {
    counts: [f64; COUNTS],
}

impl Tally {
    fn add(&mut self, measure: usize, kind: usize, side: Side, right: bool) {
        let at = (kind * MEASURES.len() + measure) * 4 + side as usize;
        self.counts[at] += f64::from(u8::from(right));
        self.counts[at + 1] += 1.0;
    }
}

/// The places of an attribution among the kinds: all, and its own.
fn kinds(attribution: &Marked) -> impl Iterator<Item = usize> {
    let own = attribution.quotation.and_then(|q| Quotation::ALL.iter().position(|k| *k == q));
    std::iter::once(0).chain(own.map(|n| n + 1))
}

fn counts(article: &Article, found: &[Attribution]) -> [f64; COUNTS] {
    let tokens = Tokens::new(&article.text);
    let gold = marked(&tokens, &article.attributions);
    let discard = tokens.owned(&article.discard).all;
    let outside = |m: &Marked| {
        let own = if m.owned(Part::Content).words.is_empty() { m.owned(Part::Cue) } else { m.owned(Part::Content) };
        !mostly_in(&own.words, &discard)
    };
    let system: Vec<Marked> = marked(&tokens, found).into_iter().filter(outside).collect();
    let mut tally = Tally { counts: [0.0; COUNTS] };
    for (measure, part) in PARTS.into_iter().enumerate() {
        runs_of(part, &system, &gold, measure, Side::System, &mut tally);
        runs_of(part, &gold, &system, measure, Side::Gold, &mut tally);
    }
    let pairs = align::align(&system, &gold);
    for (index, own) in system.iter().enumerate() {
        whole(own, pairs.iter().find(|p| p.0 == index).map(|p| &gold[p.1]), Side::System, &mut tally);
    }
    for (index, own) in gold.iter().enumerate() {
        whole(own, pairs.iter().find(|p| p.1 == index).map(|p| &system[p.0]), Side::Gold, &mut tally);
    }
    tally.counts
}

fn marked(tokens: &Tokens, all: &[Attribution]) -> Vec<Marked> {
    let one = |s: &Attribution| Marked {
        parts: [tokens.owned(&s.source), tokens.owned(&s.cue), tokens.owned(&s.content)],
        quotation: s.quote_type.as_deref().and_then(Quotation::named),
    };
    let says = |m: &Marked| !m.owned(Part::Content).all.is_empty() || !m.owned(Part::Cue).all.is_empty();
    all.iter().map(one).filter(says).collect()
}

/// Counts the runs of one side in a role; a run that two attributions share counts once.
fn runs_of(part: Part, own: &[Marked], other: &[Marked], measure: usize, side: Side, tally: &mut Tally) {
    let there: HashSet<Range<usize>> = other.iter().flat_map(|m| runs(&m.owned(part).all)).collect();
    let mut seen: [HashSet<Range<usize>>; 4] = Default::default();
    for attribution in own {
        for run in runs(&attribution.owned(part).all) {
            for kind in kinds(attribution) {
                if seen[kind].insert(run.clone()) {
                    tally.add(measure, kind, side, there.contains(&run));
                }
            }
        }
    }
}

/// Counts one attribution against the one it is paired with.
fn whole(own: &Marked, pair: Option<&Marked>, side: Side, tally: &mut Tally) {
    let rights = pair.map_or([false; 4], |pair| {
        let words = |part: Part| (&own.owned(part).words[..], &pair.owned(part).words[..]);
        let (content, of_pair) = words(Part::Content);
        let (source, source_of_pair) = words(Part::Source);
        let detect = shared(content, of_pair) > 0;
        let same_source = shared(source, source_of_pair) > 0 || source.is_empty() && source_of_pair.is_empty();
        let strict = !content.is_empty() && content == of_pair && source == source_of_pair;
        [detect, detect && same_source, same_source && dice(content, of_pair) >= 0.5, strict]
    });
    for (measure, right) in rights.into_iter().enumerate() {
        kinds(own).for_each(|kind| tally.add(PARTS.len() + measure, kind, side, right));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ek said the ships would leave. \\\"We pay,\\\" Berg said.";

    fn scored(found: &str) -> Report {
        let gold = format!(
            "{{\"id\": 1, \"text\": \"{TEXT}\", \"attributions\": [\
             {{\"source\": [[0, 2]], \"cue\": [[3, 7]], \"content\": [[8, 29]], \"quote_type\": \"indirect\"}},\
             {{\"source\": [[41, 45]], \"cue\": [[46, 50]], \"content\": [[31, 40]], \"quote_type\": \"direct\"}}]}}"
        );
        let gold = Gold::from_bytes("gold", gold.as_bytes()).unwrap();
        let found = Found::from_bytes("ours", format!("{{\"id\": 1, \"attributions\": {}}}", found.replace('\n', " ")).as_bytes()).unwrap();
        score(&gold, &found, &Options::default()).unwrap()
    }

    fn f1(report: &Report, name: &str) -> f64 {
        (report.get(name).unwrap().scores.f1.mean * 1000.0).round() / 1000.0
    }

    #[test]
    fn the_same_is_right_in_every_way() {
        let report = scored(
            r#"[{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 29]], "quote_type": "indirect"},
                {"source": [[41, 45]], "cue": [[46, 50]], "content": [[31, 40]], "quote_type": "direct"}]"#,
        );
        assert!(report.measured.iter().all(|m| m.scores.f1.mean > 0.999 && m.scores.f1.low > 0.999), "{report:?}");
        assert_eq!(report.get("direct.loose").unwrap().gold, 1);
        assert!(report.get("mixed.loose").is_none() && report.get("nothing").is_none());
    }

    #[test]
    fn edges_sources_and_misses_are_told_apart() {
        // A content cut short, with no kind told; the quotation is missed.
        let report = scored(r#"[{"source": [[0, 2]], "cue": [[3, 7]], "content": [[8, 17]]}]"#);
        assert_eq!(f1(&report, "cue"), 0.667, "one of one, one of two");
        assert_eq!(f1(&report, "content"), 0.0);
        assert_eq!(f1(&report, "loose"), 0.667);
        assert_eq!(f1(&report, "half"), 0.667, "two of four words: Dice 2 / 3");
        assert_eq!(f1(&report, "strict"), 0.0);
        // Somebody else's words.
        let report = scored(r#"[{"source": [[41, 45]], "cue": [[3, 7]], "content": [[8, 29]]}]"#);
        assert_eq!((f1(&report, "detect"), f1(&report, "loose")), (0.667, 0.0));
        // Nothing at all.
        let report = scored("[]");
        assert_eq!((f1(&report, "detect"), report.get("detect").unwrap().gold), (0.0, 2));
    }

    #[test]
    fn what_is_missing_is_named() {
        let gold = Gold::from_bytes("gold", b"{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}").unwrap();
        let found = Found::from_bytes("ours", b"{\"id\": 2, \"attributions\": []}").unwrap();
        let error = score(&gold, &found, &Options::default()).unwrap_err().to_string();
        assert!(error.contains("ours: lacks 1 of the 2 articles of the gold, such as \"1\""), "{error}");
        let report = score(&gold, &found, &Options { allow_missing: true, ..Options::default() }).unwrap();
        assert_eq!((report.articles, report.left_out), (1, 1));
    }
}
