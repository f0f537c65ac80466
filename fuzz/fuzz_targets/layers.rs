//! Text through cleaning, segmentation and annotation: every span selects, sentences and gaps make up the text, cleaning is stable.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::dedupe::Sketch;
use onrecord::read::Raw;
use onrecord::{Lexicon, parse};

fuzz_target!(|text: &str| {
    let lexicon = Lexicon::english();
    let doc = parse(Raw::text("fuzz", text), lexicon);
    assert!(Sketch::of(&doc).is_none_or(|sketch| sketch.similarity(&sketch) == 1.0));
    let again = parse(Raw::text("fuzz", text), lexicon);
    assert_eq!((&doc.paragraphs, &doc.sentences, &doc.tokens), (&again.paragraphs, &again.sentences, &again.tokens));
    let mut end = 0;
    for paragraph in &doc.paragraphs {
        assert!(end <= paragraph.span.start() && text.get(paragraph.span.range()).is_some());
        end = paragraph.span.end();
    }
    let mut end = 0;
    for sentence in &doc.sentences {
        assert!(end <= sentence.span.start() && doc.paragraphs[sentence.paragraph].span.contains(sentence.span));
        end = sentence.span.end();
    }
    let spans = doc.tokens.iter().map(|t| t.span).chain(doc.quotations.iter().flat_map(|q| [q.outer, q.inner]));
    assert!(spans.chain(doc.mentions.iter().flat_map(|m| [m.span, m.name])).all(|span| text.get(span.range()).is_some()));
});
