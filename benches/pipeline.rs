//! Each stage by itself, in bytes of article a second, over a full-length fixture at three sizes.
//!
//! `cargo bench` runs all; `cargo bench -- attribute` one. Every bench asserts the work it did, so that a stage that finds nothing
//! cannot pass for a fast one, and a stage that is not linear shows: its speed falls with the size.

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use onrecord::attribute::{Attribution, attribute};
#[cfg(feature = "learned")]
use onrecord::attribute::{Engine, attribute_with};
use onrecord::claim::{Claim, claims};
use onrecord::read::{InputFormat, Raw};
use onrecord::segment::Quotes;
use onrecord::summarize::{Method, Options, summarize};
use onrecord::{Document, Lexicon, annotate, clean, parse, segment};

const ARTICLE: &str = include_str!("../fixtures/summit-post-ceasefire-force/article.txt");

/// So many copies of the article one after the other.
const SIZES: [usize; 3] = [1, 8, 64];

fn main() {
    // The word lists are read at their first use, once a process; that is measured by the whole-process figure, not here.
    found(&document(1));
    divan::main();
}

static LEXICON: LazyLock<&'static Lexicon> = LazyLock::new(Lexicon::english);

/// The article so many times. Each copy says on which day, since what repeats an earlier line word for word counts as page furniture.
fn text(copies: usize) -> String {
    let day = |copy: usize| {
        ARTICLE.lines().map(move |line| line.strip_suffix('.').map_or_else(|| format!("{line}\n"), |l| format!("{l} on day {copy}.\n")))
    };
    (0..copies).flat_map(|copy| day(copy).chain(["\n".to_owned()])).collect()
}

fn raw(copies: usize) -> Raw {
    Raw::text("bench", text(copies))
}

fn document(copies: usize) -> Document {
    parse(raw(copies), &LEXICON)
}

fn found(doc: &Document) -> (Vec<Attribution>, Vec<Claim>) {
    let attributions = attribute(doc, &LEXICON);
    let claims = claims(doc, &attributions, &LEXICON);
    (attributions, claims)
}

fn bytes(copies: usize) -> BytesCount {
    BytesCount::new(text(copies).len())
}

#[divan::bench(args = SIZES)]
fn read_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let text = text(copies).into_bytes();
    bencher.counter(bytes(copies)).bench(|| {
        let raw = Raw::from_bytes("bench.txt", black_box(&text), InputFormat::Text);
        assert_eq!(raw.as_ref().map(|r| r.text.len()).ok(), Some(text.len()));
        raw
    });
}

#[divan::bench(args = SIZES)]
fn clean_stage(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.counter(bytes(copies)).with_inputs(|| raw(copies)).bench_values(|raw| {
        let doc = clean::clean(raw, &LEXICON);
        assert!(doc.body().count() >= 10 * copies);
        doc
    });
}

#[divan::bench(args = SIZES)]
fn segment_stage(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.counter(bytes(copies)).with_inputs(|| clean::clean(raw(copies), &LEXICON)).bench_values(|mut doc| {
        segment::segment(&mut doc, &LEXICON);
        assert!(doc.sentences.len() >= 10 * copies && doc.tokens.len() > 100 * copies);
        doc
    });
}

/// Sentence boundaries by themselves, split in quotations or keeping them whole.
#[divan::bench(args = SIZES, consts = [false, true])]
fn sentences<const WHOLE: bool>(bencher: Bencher<'_, '_>, copies: usize) {
    let doc = clean::clean(raw(copies), &LEXICON);
    let quotes = if WHOLE { Quotes::Whole } else { Quotes::Split };
    bencher.counter(bytes(copies)).bench(|| {
        let found: usize = doc.body().map(|p| segment::sentences(black_box(&doc.text), p.span, quotes, &LEXICON).len()).sum();
        assert!(found >= 8 * copies);
        found
    });
}

#[divan::bench(args = SIZES)]
fn annotate_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let segmented = || {
        let mut doc = clean::clean(raw(copies), &LEXICON);
        segment::segment(&mut doc, &LEXICON);
        doc
    };
    bencher.counter(bytes(copies)).with_inputs(segmented).bench_values(|mut doc| {
        annotate::annotate(&mut doc, &LEXICON);
        assert!(doc.quotations.len() >= copies && doc.mentions.len() >= copies);
        doc
    });
}

#[divan::bench(args = SIZES)]
fn summarize_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let doc = document(copies);
    bencher.counter(bytes(copies)).bench(|| {
        let summary = summarize(black_box(&doc), &Options::default(), &LEXICON);
        assert!(!summary.units.is_empty());
        summary
    });
}

/// Each method by itself, at two sizes: the speed of one that is not linear falls with the size.
#[divan::bench(args = Method::ALL, consts = [8, 64])]
fn method<const COPIES: usize>(bencher: Bencher<'_, '_>, method: Method) {
    let doc = document(COPIES);
    let options = Options { method, ..Options::default() };
    bencher.counter(bytes(COPIES)).bench(|| {
        let summary = summarize(black_box(&doc), &options, &LEXICON);
        assert!(!summary.units.is_empty());
        summary
    });
}

#[divan::bench(args = SIZES)]
fn attribute_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let doc = document(copies);
    bencher.counter(bytes(copies)).bench(|| {
        let attributions = attribute(black_box(&doc), &LEXICON);
        assert!(attributions.len() >= 5 * copies);
        attributions
    });
}

/// The learned engine, on fewer copies: it is a thousand times slower than the rules.
#[cfg(feature = "learned")]
#[divan::bench(args = [1, 8], sample_count = 10, ignore = !Engine::Learned.is_available())]
fn attribute_learned_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let doc = document(copies);
    bencher.counter(bytes(copies)).bench(|| {
        let attributions = attribute_with(Engine::Learned, black_box(&doc), &LEXICON);
        assert!(attributions.len() >= 5 * copies);
        attributions
    });
}

#[divan::bench(args = SIZES)]
fn claims_stage(bencher: Bencher<'_, '_>, copies: usize) {
    let doc = document(copies);
    let (attributions, _) = found(&doc);
    bencher.counter(bytes(copies)).bench(|| {
        let claims = claims(black_box(&doc), &attributions, &LEXICON);
        assert!(claims.len() >= 5 * copies);
        claims
    });
}

#[divan::bench(args = SIZES)]
fn whole(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.counter(bytes(copies)).with_inputs(|| raw(copies)).bench_values(|raw| {
        let doc = parse(raw, &LEXICON);
        let summary = summarize(&doc, &Options::default(), &LEXICON);
        let (attributions, claims) = found(&doc);
        assert!(!summary.units.is_empty() && !claims.is_empty());
        (summary, attributions, claims)
    });
}
