//! The values that options take, and how they are read.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord::Language;
use onrecord::attribute::Engine;
use onrecord::render::Evidence;

use super::Measure;

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident: $first:ident $(, $other:ident)*;)*) => {
        $($(#[$doc])*
        #[derive(Copy, Clone, Debug, Default, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { #[default] $first, $($other),* })*
    };
}

choices! {
    OutputFormat: Text, Table, Markdown, Html, Csv, Json, Jsonl, Parquet, WebAnnotation, SchemaOrg, Brat, Dna, DnaSql;
    InputFormat: Auto, Text, Html, Jsonl, Warc, Parquet;
    Dedupe: Mark, Skip;
    OffsetUnit: Byte, Char, Utf16;
    Color: Auto, Always, Never;
    Order: Document, Rank;
    By: Speaker, Topic, Condition;
    Sort: Appearance, Name, Claims, Country;
    QuoteStyle: Split, Whole;
    Tokens: Stemmed, Plain, Unicode;
    GroupName: Commitment, Demand, Position, Assessment;
}

/// How sentences are scored.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// The method of this program: TF-IDF with position, title and length; nothing twice, nothing that hangs in the air
    #[default]
    #[value(alias = "tf-idf")]
    Tfidf,
    /// The first sentences; on news hard to beat
    Lead,
    /// TF-IDF alone: sentences like the article as a whole (Radev 2000)
    Centroid,
    /// Crowds of frequent words (Luhn 1958)
    Luhn,
    /// Cue words, title, first and last paragraph (Edmundson 1969)
    Edmundson,
    /// Main topics by singular value decomposition (Steinberger & Ježek 2004)
    Lsa,
    /// Sentences that many others are like (Erkan & Radev 2004)
    Lexrank,
    /// Sentences that share words with many others (Mihalcea & Tarau 2004)
    Textrank,
    /// Frequent words, each less wanted once said (Nenkova & Vanderwende 2005)
    Sumbasic,
    /// Words spread as in the article (Haghighi & Vanderwende 2009)
    Kl,
    /// Chance: what no method should fall below
    Random,
}

/// One of the engines, by name.
pub(super) fn engine() -> impl TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).try_map(|name| name.parse())
}

/// One of the types of claims, by name.
pub(super) fn claim_type() -> PossibleValuesParser {
    PossibleValuesParser::new(onrecord::claim::ClaimType::ALL.iter().map(|t| t.name()))
}

/// "C3" or "A2", in any case.
pub(super) fn evidence(text: &str) -> Result<Evidence, String> {
    let wanted = "the letter C and the number of a claim, or A and the number of an attribution: C3, A2";
    let (kind, number) = text.split_at_checked(1).ok_or(wanted)?;
    let index = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or(wanted)?;
    match kind {
        "C" | "c" => Ok(Evidence::Claim(index)),
        "A" | "a" => Ok(Evidence::Attribution(index)),
        _ => Err(wanted.to_owned()),
    }
}

pub(super) fn language(text: &str) -> Result<Language, String> {
    let known = || Language::all().map(|l| format!("{} ({})", l.code(), l.name())).collect::<Vec<_>>().join(", ");
    Language::named(text).ok_or_else(|| format!("one of {}", known()))
}

/// "500000", "64K", "16M", "1.5G"; K is 1024 bytes.
pub(super) fn size(text: &str) -> Result<usize, String> {
    let bare = text.trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (number, shift) = match bare.chars().last().map(|c| c.to_ascii_uppercase()) {
        Some('K') => (&bare[..bare.len() - 1], 10),
        Some('M') => (&bare[..bare.len() - 1], 20),
        Some('G') => (&bare[..bare.len() - 1], 30),
        _ => (bare, 0),
    };
    // Beyond this no machine has the memory that it would take.
    let largest = f64::from(u32::MAX);
    let bytes = number.trim().parse::<f64>().ok().map(|n| n * f64::from(1_u32 << shift));
    let bytes = bytes.filter(|n| *n >= 1.0 && *n <= largest).ok_or("a size such as 500000, 64K, 16M or 1.5G, below 4G")?;
    Ok(bytes as usize)
}

pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "a whole number of at least 1".to_owned())
}

/// As many as an interval can use; each is kept until all are drawn.
pub(super) fn resamples(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1_000_000).contains(n)).ok_or_else(|| "a whole number from 1 to 1000000".to_owned())
}

/// "rouge1=30.5".
pub(super) fn floor(text: &str) -> Result<(Measure, f64), String> {
    let measure = |name: &str| match name.to_lowercase().as_str() {
        "rouge1" => Some(Measure::Rouge1),
        "rouge2" => Some(Measure::Rouge2),
        "rougelsum" => Some(Measure::RougeLsum),
        _ => None,
    };
    percent_of(text, measure).ok_or_else(|| "rouge1, rouge2 or rougeLsum, an equals sign and a number from 0 to 100".to_owned())
}

pub(super) fn attribution_floor(text: &str) -> Result<(String, f64), String> {
    let measures = onrecord::score::attributions::MEASURES;
    let known = |name: &str| {
        let (kind, measure) = name.split_once('.').unwrap_or(("direct", name));
        (measures.contains(&measure) && ["direct", "mixed", "indirect"].contains(&kind)).then(|| name.to_owned())
    };
    percent_of(text, known).ok_or_else(|| {
        let names = measures.join(", ");
        format!("one of {names}, perhaps with direct., mixed. or indirect. before it, an equals sign and a number from 0 to 100")
    })
}

pub(super) fn claim_floor(text: &str) -> Result<(String, f64), String> {
    let names = || onrecord::score::claims::MEASURES.into_iter().chain(onrecord::score::claims::LABELS);
    let known = |name: &str| names().find(|n| *n == name).map(str::to_owned);
    percent_of(text, known)
        .ok_or_else(|| format!("one of {}, an equals sign and a number from 0 to 100", names().collect::<Vec<_>>().join(", ")))
}

/// "name=percent", of a name that is known.
fn percent_of<T>(text: &str, known: impl Fn(&str) -> Option<T>) -> Option<(T, f64)> {
    let (name, least) = text.split_once('=')?;
    Some((known(name)?, least.parse().ok().filter(|n| (0.0..=100.0).contains(n))?))
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|r| *r > 0.0 && *r <= 1.0).ok_or_else(|| "a number above 0 and at most 1".to_owned())
}
