//! One stage over one text, so many times, for programs that count instructions or draw the cost against the size:
//!
//! ```text
//! stages STAGE BYTES TIMES
//! ```
//!
//! Prints the bytes of the text, how often the stage ran, and the seconds all runs took. The text is the fixtures one after the other until
//! there are enough bytes; from the second time round its names are others, so that a longer text has more of everything, as a longer pile
//! has. `instructions.py` and `curve.py` run this; without a stage it does nothing.

use std::hint::black_box;
use std::time::{Duration, Instant};

use onrecord::attribute::attribute;
use onrecord::claim::claims;
use onrecord::document::Role;
use onrecord::read::{InputFormat, Raw};
use onrecord::segment::{Quotes, sentences};
use onrecord::summarize::{Options, summarize};
use onrecord::{Document, Lexicon, annotate, clean, parse, segment};

macro_rules! articles {
    ($($name:literal)*) => {
        const ARTICLES: &[&str] = &[$(include_str!(concat!("../fixtures/", $name, "/article.txt"))),*];
    };
}

articles! { "summit-post-ceasefire-force" "border-talks-territory" "budget-vote-coalition" "demand-with-deadline" "joint-signing" }

const STAGES: &str = "read clean segment annotate summarize attribute claims split whole all text";

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [stage, bytes, times] = args.as_slice() else { return };
    let (Ok(bytes), Ok(times)) = (bytes.parse(), times.parse()) else { return eprintln!("stages STAGE BYTES TIMES") };
    let text = text(bytes);
    match spent(stage, &text, times) {
        Some(spent) => println!("{} {times} {:.9}", text.len(), spent.as_secs_f64()),
        None if stage == "text" => print!("{text}"),
        None => eprintln!("the stages are {STAGES}"),
    }
}

/// At least so many bytes of news.
fn text(bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 8192);
    let names: Vec<Vec<String>> = ARTICLES.iter().map(|article| names(article)).collect();
    for round in 0.. {
        for (article, names) in ARTICLES.iter().zip(&names) {
            for line in article.lines() {
                // A short text ends with a line, and no line comes twice, which would make it furniture of a page.
                if out.len() >= bytes {
                    return out;
                }
                let line = names.iter().fold(line.to_owned(), |line, name| line.replace(name, &renamed(name, round)));
                match line.strip_suffix('.').filter(|_| round > 0) {
                    Some(open) => out.push_str(&format!("{open} on day {round}.\n")),
                    None => out.push_str(&format!("{line}\n")),
                }
            }
            out.push('\n');
        }
    }
    out
}

/// The last names of the persons of an article.
fn names(article: &str) -> Vec<String> {
    let doc = parse(Raw::text("names", article), Lexicon::english());
    let persons = doc.entities.iter().filter(|e| e.kind == onrecord::document::EntityKind::Person && e.name.contains(' '));
    persons.filter_map(|e| e.name.split(' ').next_back()).map(str::to_owned).collect()
}

/// Another name for each round.
fn renamed(name: &str, mut round: usize) -> String {
    const SYLLABLES: [&str; 12] = ["ba", "ro", "lin", "da", "mer", "so", "ti", "van", "ke", "lu", "nor", "shi"];
    let mut name = name.to_owned();
    while round > 0 {
        name.push_str(SYLLABLES[round % SYLLABLES.len()]);
        round /= SYLLABLES.len();
    }
    name
}

/// How long a stage takes, `times` over; what it needs is made before.
fn spent(stage: &str, text: &str, times: usize) -> Option<Duration> {
    let lexicon = Lexicon::english();
    let raw = || Raw::text("bench", text);
    let cleaned = || clean::clean(raw(), lexicon);
    let segmented = || {
        let mut doc = cleaned();
        segment::segment(&mut doc, lexicon);
        doc
    };
    let split = |quotes| {
        let body: Vec<_> = cleaned().paragraphs.iter().filter(|p| p.role == Role::Body).map(|p| p.span).collect();
        measured(times, || (), |()| body.iter().map(|span| sentences(text, *span, quotes, lexicon).len()).sum::<usize>())
    };
    Some(match stage {
        "read" => measured(times, || (), |()| Raw::from_bytes("bench.txt", text.as_bytes(), InputFormat::Text).is_ok()),
        "clean" => measured(times, raw, |raw| clean::clean(raw, lexicon)),
        "segment" => measured(times, cleaned, |mut doc| {
            segment::segment(&mut doc, lexicon);
            doc
        }),
        "annotate" => measured(times, segmented, |mut doc| {
            annotate::annotate(&mut doc, lexicon);
            doc
        }),
        "summarize" => with(&parse(raw(), lexicon), times, |doc| summarize(doc, &Options::default(), lexicon)),
        "attribute" => with(&parse(raw(), lexicon), times, |doc| attribute(doc, lexicon)),
        "claims" => {
            let doc = parse(raw(), lexicon);
            let attributions = attribute(&doc, lexicon);
            with(&doc, times, |doc| claims(doc, &attributions, lexicon))
        }
        "split" => split(Quotes::Split),
        "whole" => split(Quotes::Whole),
        "all" => measured(times, raw, |raw| {
            let doc = parse(raw, lexicon);
            let attributions = attribute(&doc, lexicon);
            (summarize(&doc, &Options::default(), lexicon), claims(&doc, &attributions, lexicon))
        }),
        _ => return None,
    })
}

/// The same for a stage that only reads the document.
fn with<T>(doc: &Document, times: usize, stage: impl Fn(&Document) -> T) -> Duration {
    measured(times, || (), |()| stage(black_box(doc)))
}

/// The time that `stage` takes by itself.
fn measured<I, T>(times: usize, input: impl Fn() -> I, stage: impl Fn(I) -> T) -> Duration {
    let mut spent = Duration::ZERO;
    for _ in 0..times {
        let input = black_box(input());
        let start = Instant::now();
        let made = black_box(stage(input));
        spent += start.elapsed();
        drop(made);
    }
    spent
}
