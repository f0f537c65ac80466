//! How well claims are found: precision, recall and F1 against those that people marked.
//!
//! Spans are compared as sets of words. An attribution of the system is paired with one of the gold if their contents overlap by half (Dice
//! 1945), the likest first. On all attributions, all from 0 to 1:
//! - **attribution**: an attribution is right if it is paired;
//! - **speaker**: and so is the share of its speakers that is right.
//!
//! On pairs of attributions, whose claims are paired in turn, by type, group and words:
//! - **claims**: a claim is right if it is paired;
//! - **condition**: a condition is right if one of the other's overlaps by half;
//! - **topic**: a topic is right if the other has it too;
//! - the [`LABELS`]: the share of the paired claims with the right **group**, **type**, **strength** and **polarity**. Where the gold accepts
//!   several types, each is right; **type_strict** takes the first alone.
//!
//! On the way from text to table:
//! - **end_to_end**: a commitment, demand or position of the system is right if its attribution is paired, the speaker right (by share), and
//!   the gold has one of that group there. One of the gold that the system reads as an assessment, where the gold accepts this, is not counted;
//! - **end_to_end_strict**: the same by the first readings alone;
//! - **commitment**, **demand**, **position**: `end_to_end` for each.

mod names;
mod pairs;

use std::collections::BTreeSet;

use super::bootstrap::{Draws, Interval};
use super::marked::{Article, Attribution, Claim};
pub use super::marked::{Found, Gold};
use super::tokens::{Tokens, mostly_in};
use super::{Options, Triple, prf, share};
use crate::claim::{ClaimType, Group};
use crate::error::Result;
use pairs::{Claimed, Said};

/// The names of the measures, in the order of the reports.
pub const MEASURES: [&str; 10] =
    ["attribution", "speaker", "claims", "condition", "topic", "end_to_end", "end_to_end_strict", "commitment", "demand", "position"];
/// What is told of each paired claim, in the order of the reports.
pub const LABELS: [&str; 5] = ["group", "type", "type_strict", "strength", "polarity"];

const ATTRIBUTION: usize = 0;
const SPEAKER: usize = 1;
const CLAIMS: usize = 2;
const CONDITION: usize = 3;
const TOPIC: usize = 4;
const END_TO_END: usize = 5;
const STRICT: usize = 6;
/// The first of the three groups.
const GROUPS: usize = 7;
/// The groups whose claims the tables show, in the order of their measures.
const TABLED: [Group; 3] = [Group::Commitment, Group::Demand, Group::Position];
/// What the gold calls the type of words that claim nothing.
const NOTHING: &str = "none";

/// Right and all of the system's, right and all of the gold's, for each measure; then how many have the right label.
const COUNTS: usize = MEASURES.len() * 4 + LABELS.len();
/// Precision, recall and F1 of each measure, then accuracy and recall of each label.
const FIGURES: usize = MEASURES.len() * 3 + LABELS.len() * 2;

/// One measure over all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// One of [`MEASURES`].
    pub measure: &'static str,
    /// Precision, recall and F1, 0 to 1, with intervals over articles drawn again.
    pub scores: Triple<Interval>,
    /// How many the gold has.
    pub gold: usize,
    /// How many the system has.
    pub found: usize,
}

/// One label over all paired claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// One of [`LABELS`].
    pub label: &'static str,
    /// The share of the paired claims that have it right.
    pub accuracy: Interval,
    /// The share of the gold's claims, in paired attributions, that were found with it right.
    pub recall: Interval,
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
    /// How many claims are paired.
    pub paired: usize,
    /// Each measure.
    pub measured: Vec<Measured>,
    /// Each label.
    pub labelled: Vec<Labelled>,
}

impl Report {
    /// The figure that stands for a measure or label: the F1 of the one, the accuracy of the other.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Interval> {
        let measure = self.measured.iter().find(|m| m.measure == name).map(|m| m.scores.f1);
        measure.or_else(|| self.labelled.iter().find(|l| l.label == name).map(|l| l.accuracy))
    }
}

/// Scores what a system found. Cost: an article's attributions times those of the gold, then articles times resamples.
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
    let measured = MEASURES.into_iter().enumerate().map(|(n, measure)| {
        let at = n * 3;
        let scores = Triple { precision: intervals[at], recall: intervals[at + 1], f1: intervals[at + 2] };
        Measured { measure, scores, gold: sum(n * 4 + 3), found: sum(n * 4 + 1) }
    });
    let labelled = LABELS.into_iter().enumerate().map(|(n, label)| {
        let at = MEASURES.len() * 3 + n * 2;
        Labelled { label, accuracy: intervals[at], recall: intervals[at + 1] }
    });
    let (measured, labelled) = (measured.collect(), labelled.collect());
    Report { name: system.name.clone(), articles: rows.len(), left_out, paired: sum(CLAIMS * 4), measured, labelled }
}

fn figures(counts: &[f64; COUNTS]) -> [f64; FIGURES] {
    let measures = MEASURES.len() * 3;
    let (paired, gold) = (counts[CLAIMS * 4], counts[CLAIMS * 4 + 3]);
    std::array::from_fn(|n| match n.checked_sub(measures) {
        None => prf(&counts[n / 3 * 4..])[n % 3],
        Some(n) => share(counts[MEASURES.len() * 4 + n / 2], if n % 2 == 0 { paired } else { gold }),
    })
}

/// The counts of one article.
struct Tally {
    counts: [f64; COUNTS],
}

impl Tally {
    fn right(&mut self, measure: usize, of_system: f64, of_gold: f64) {
        self.counts[measure * 4] += of_system;
        self.counts[measure * 4 + 2] += of_gold;
    }

    fn all(&mut self, measure: usize, of_system: f64, of_gold: f64) {
        self.counts[measure * 4 + 1] += of_system;
        self.counts[measure * 4 + 3] += of_gold;
    }

    fn label(&mut self, label: usize, right: bool) {
        self.counts[MEASURES.len() * 4 + label] += f64::from(u8::from(right));
    }
}

fn counts(article: &Article, found: &[Attribution]) -> [f64; COUNTS] {
    let tokens = Tokens::new(&article.text);
    let gold: Vec<Said<'_>> = article.attributions.iter().map(|a| Said::new(a, &tokens)).collect();
    let system: Vec<Said<'_>> = found.iter().map(|a| Said::new(a, &tokens)).filter(|s| !s.content.is_empty()).collect();
    let pairs = pairs::attributions(&gold, &system);
    let discard = tokens.words(&article.discard);
    let counted =
        |(j, said): &(usize, &Said<'_>)| pairs.iter().any(|p| p.1 == *j) || !article.sampled && !mostly_in(&said.content, &discard);
    let kept: Vec<&Said<'_>> = system.iter().enumerate().filter(counted).map(|(_, said)| said).collect();
    let mut tally = Tally { counts: [0.0; COUNTS] };
    for measure in [ATTRIBUTION, SPEAKER] {
        tally.all(measure, kept.len() as f64, gold.len() as f64);
    }
    kept.iter().flat_map(|said| &said.claims).for_each(|c| of_groups(c.claim, |measure| tally.all(measure, 1.0, 0.0)));
    gold.iter().flat_map(|said| &said.claims).for_each(|c| of_groups(c.claim, |measure| tally.all(measure, 0.0, 1.0)));
    for (i, j) in pairs {
        pair(&gold[i], &system[j], &tokens, &mut tally);
    }
    tally.counts
}

/// The measures from text to table that a claim counts in.
fn of_groups(claim: &Claim, mut each: impl FnMut(usize)) {
    if let Some(n) = tabled(claim) {
        [END_TO_END, STRICT, GROUPS + n].into_iter().for_each(&mut each);
    }
}

/// Counts a pair of attributions.
fn pair(gold: &Said<'_>, system: &Said<'_>, tokens: &Tokens, tally: &mut Tally) {
    tally.right(ATTRIBUTION, 1.0, 1.0);
    let speakers = names::shares(gold.attribution, system.attribution);
    tally.right(SPEAKER, speakers.0, speakers.1);
    let nothing = Claim { kind: NOTHING.to_owned(), strength: "na".to_owned(), polarity: "positive".to_owned(), ..Claim::default() };
    // Who finds no claim where there is none is right.
    let lone = gold.claims.len() == 1 && gold.claims[0].claim.kind == NOTHING && system.claims.is_empty();
    let none = lone.then(|| Claimed { claim: &nothing, content: system.content.clone() });
    let found: Vec<Claimed<'_>> = system.claims.iter().cloned().chain(none).collect();
    let pairs = pairs::claims(&gold.claims, &found);
    labels(&gold.claims, &found, &pairs, tally);
    conditions(&gold.claims, &found, tokens, tally);
    topics(&gold.claims, &found, tally);
    end_to_end(&gold.claims, &found, &pairs, speakers, tally);
}

fn labels(gold: &[Claimed<'_>], found: &[Claimed<'_>], pairs: &[(usize, usize)], tally: &mut Tally) {
    tally.all(CLAIMS, found.len() as f64, gold.len() as f64);
    tally.right(CLAIMS, pairs.len() as f64, pairs.len() as f64);
    for (x, y) in pairs {
        let (gold, found) = (gold[*x].claim, found[*y].claim);
        let rights = [
            is_accepted_group(gold, group_of(found)),
            is_accepted_type(gold, found),
            gold.kind == found.kind,
            gold.strength == found.strength || gold.accepted_strengths.contains(&found.strength),
            gold.polarity == found.polarity,
        ];
        rights.into_iter().enumerate().for_each(|(label, right)| tally.label(label, right));
    }
}

fn conditions(gold: &[Claimed<'_>], found: &[Claimed<'_>], tokens: &Tokens, tally: &mut Tally) {
    let (gold, found) = (spans_of(gold, tokens), spans_of(found, tokens));
    let right = pairs::spans(&gold, &found) as f64;
    tally.all(CONDITION, found.len() as f64, gold.len() as f64);
    tally.right(CONDITION, right, right);
}

/// The words of each condition; one that several claims have counts once.
fn spans_of(claims: &[Claimed<'_>], tokens: &Tokens) -> Vec<Vec<usize>> {
    let mut spans = Vec::new();
    for span in claims.iter().flat_map(|c| &c.claim.conditions) {
        if !spans.contains(span) {
            spans.push(span.clone());
        }
    }
    spans.into_iter().map(|span| tokens.words(&[span])).collect()
}

fn topics(gold: &[Claimed<'_>], found: &[Claimed<'_>], tally: &mut Tally) {
    let of = |claims: &[Claimed<'_>]| -> BTreeSet<String> { claims.iter().flat_map(|c| c.claim.topics.iter().cloned()).collect() };
    let (gold, found) = (of(gold), of(found));
    let right = gold.intersection(&found).count() as f64;
    tally.all(TOPIC, found.len() as f64, gold.len() as f64);
    tally.right(TOPIC, right, right);
}

/// Counts what of a pair is right from text to table; what there is to find was counted with the article.
fn end_to_end(gold: &[Claimed<'_>], found: &[Claimed<'_>], pairs: &[(usize, usize)], speakers: (f64, f64), tally: &mut Tally) {
    let matched = pairs::of_one_group(gold, found, |claim| tabled(claim).is_some());
    for (_, y) in &matched {
        tally.right(END_TO_END, speakers.0, 0.0);
        if let Some(n) = tabled(found[*y].claim) {
            tally.right(GROUPS + n, speakers.0, 0.0);
        }
    }
    for (x, gold) in gold.iter().enumerate() {
        let Some(n) = tabled(gold.claim) else { continue };
        let read_otherwise = |(of_gold, of_found): &(usize, usize)| {
            let claim = found[*of_found].claim;
            *of_gold == x && tabled(claim).is_none() && is_accepted_group(gold.claim, group_of(claim))
        };
        for measure in [END_TO_END, GROUPS + n] {
            if matched.iter().any(|m| m.0 == x) {
                tally.right(measure, 0.0, speakers.1);
            } else if pairs.iter().any(read_otherwise) {
                tally.all(measure, 0.0, -1.0);
            }
        }
    }
    let count = |claims: &[Claimed<'_>], group: usize| claims.iter().filter(|c| tabled(c.claim) == Some(group)).count();
    let strict = (0..TABLED.len()).map(|group| count(gold, group).min(count(found, group))).sum::<usize>() as f64;
    tally.right(STRICT, strict * speakers.0, strict * speakers.1);
}

/// The place of a claim's group among those of the tables.
fn tabled(claim: &Claim) -> Option<usize> {
    let group = group_of(claim);
    TABLED.iter().position(|g| g.name() == group)
}

/// The group that a type is of, by its name.
fn group_of_type(kind: &str) -> Option<&'static str> {
    let known = ClaimType::ALL.iter().find(|t| t.name() == kind).map(|t| t.group().name());
    known.or((kind == NOTHING).then_some(NOTHING))
}

/// The group of a claim: that of its type, or the one told where the type is not known.
fn group_of(claim: &Claim) -> &str {
    group_of_type(&claim.kind).unwrap_or(&claim.group)
}

fn is_accepted_type(gold: &Claim, found: &Claim) -> bool {
    gold.kind == found.kind || gold.accepted.contains(&found.kind)
}

fn is_accepted_group(gold: &Claim, group: &str) -> bool {
    group_of(gold) == group || gold.accepted.iter().any(|kind| group_of_type(kind) == Some(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Norland 0..7, ships 18..23, "if the truce holds" 24..42, Berg 44..48, "the ships must leave" 54..74.
    const TEXT: &str = "Norland will send ships if the truce holds. Berg said the ships must leave. It rained.";
    const OFFER: &str = r#"{"speaker": "Norland", "cue": [[8, 12]], "content": [[13, 42]], "claims": [
        {"type": "commitment", "accept": ["prediction"], "strength": "conditional", "conditions": [[24, 42]], "topics": ["ships"]}]}"#;
    const DEMAND: &str = r#"{"speaker": ["Jon Berg"], "cue": [[49, 53]], "content": [[54, 74]], "claims": [
        {"type": "demand", "strength": "firm"}]}"#;

    fn scored(gold: &[&str], more: &str, found: &[&str]) -> Report {
        let line = |attributions: &[&str], more: &str| {
            format!(r#"{{"id": 1, "text": "{TEXT}", "attributions": [{}]{more}}}"#, attributions.join(",")).replace('\n', " ")
        };
        let gold = Gold::from_bytes("gold", line(gold, more).as_bytes()).unwrap();
        let found = Found::from_bytes("ours", line(found, "").as_bytes()).unwrap();
        score(&gold, &found, &Options { resamples: 1, ..Options::default() }).unwrap()
    }

    fn of(report: &Report, name: &str) -> [f64; 3] {
        let scores = report.measured.iter().find(|m| m.measure == name).unwrap().scores;
        [scores.precision.mean, scores.recall.mean, scores.f1.mean]
    }

    #[test]
    fn the_same_is_right_in_every_way() {
        let report = scored(&[OFFER, DEMAND], "", &[DEMAND, OFFER]);
        let none = |m: &&Measured| m.gold + m.found == 0;
        assert_eq!(report.measured.iter().filter(none).map(|m| m.measure).collect::<Vec<_>>(), ["position"]);
        assert!(report.measured.iter().filter(|m| !none(m)).all(|m| m.scores.f1.mean == 1.0), "{report:?}");
        assert!(report.labelled.iter().all(|l| l.accuracy.mean == 1.0 && l.recall.mean == 1.0));
        assert_eq!((report.paired, report.get("type").map(|i| i.mean)), (2, Some(1.0)));
    }

    #[test]
    fn what_is_missed_and_what_is_wrong() {
        let wrong = OFFER.replace("Norland", "Berg").replace("conditional", "firm").replace("[[24, 42]]", "[]");
        let report = scored(&[OFFER, DEMAND], "", &[&wrong]);
        assert_eq!(of(&report, "attribution"), [1.0, 0.5, 2.0 / 3.0]);
        assert_eq!(of(&report, "speaker"), [0.0; 3]);
        assert_eq!(of(&report, "condition"), [0.0; 3]);
        assert_eq!(of(&report, "end_to_end"), [0.0; 3], "a promise under the wrong name is wrong");
        assert_eq!(report.get("type").unwrap().mean, 1.0);
        assert_eq!(report.get("strength").unwrap().mean, 0.0);
    }

    #[test]
    fn other_readings_are_right_where_the_gold_accepts_them() {
        let other = OFFER.replace(r#""commitment", "accept": ["prediction"]"#, r#""prediction""#);
        let report = scored(&[OFFER, DEMAND], "", &[&other, DEMAND]);
        assert_eq!((report.get("type").unwrap().mean, report.get("type_strict").unwrap().mean), (1.0, 0.5));
        // A prediction is not for the tables: the promise counts neither as found nor as missed, but for the strict.
        assert_eq!(of(&report, "end_to_end"), [1.0, 1.0, 1.0]);
        assert_eq!(of(&report, "end_to_end_strict"), [1.0, 0.5, 2.0 / 3.0]);
        assert_eq!(report.measured[END_TO_END].gold, 1);
    }

    #[test]
    fn no_claim_is_right_where_there_is_none() {
        let none = r#"{"content": [[54, 74]], "claims": [{"type": "none", "group": "none", "strength": "na"}]}"#;
        let report = scored(&[none], "", &[r#"{"content": [[54, 74]]}"#]);
        assert_eq!((report.paired, report.get("type").unwrap().mean), (1, 1.0));
        let report = scored(&[none], "", &[&DEMAND.replace(r#"["Jon Berg"]"#, "[]")]);
        assert_eq!((report.paired, report.get("type").unwrap().mean), (1, 0.0));
        assert_eq!(of(&report, "end_to_end"), [0.0; 3]);
    }

    #[test]
    fn what_is_not_marked_may_be_left_out() {
        let rain = r#"{"content": [[76, 85]]}"#;
        assert_eq!(of(&scored(&[OFFER], "", &[OFFER, rain]), "attribution"), [0.5, 1.0, 2.0 / 3.0]);
        assert_eq!(of(&scored(&[OFFER], r#", "discard": [[76, 85]]"#, &[OFFER, rain]), "attribution"), [1.0; 3]);
        assert_eq!(of(&scored(&[OFFER], r#", "sampled": true"#, &[OFFER, rain]), "attribution"), [1.0; 3]);
        let half = OFFER.replace("[[13, 42]]", "[[13, 17]]");
        assert_eq!(of(&scored(&[OFFER], "", &[&half]), "attribution"), [0.0; 3], "one word of seven is not the same content");
        assert_eq!(of(&scored(&[OFFER], "", &[r#"{"content": [[42, 43]]}"#]), "attribution"), [0.0; 3], "marks alone say nothing");
    }
}
