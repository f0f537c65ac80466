//! Text through attribution and claims: every span selects, every claim belongs to an attribution, a summary is a subsequence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::attribute::attribute;
use onrecord::claim::claims;
use onrecord::read::Raw;
use onrecord::summarize::summarize;
use onrecord::{Lexicon, parse};

fuzz_target!(|text: &str| {
    let lexicon = Lexicon::english();
    let doc = parse(Raw::text("fuzz", text), lexicon);
    let selects = |spans: &[onrecord::Span]| spans.iter().all(|span| text.get(span.range()).is_some());
    let attributions = attribute(&doc, lexicon);
    for a in &attributions {
        assert!(!a.content.is_empty() && selects(&a.content) && selects(&a.source) && selects(&a.cue));
    }
    for c in claims(&doc, &attributions, lexicon) {
        assert!(c.attribution < attributions.len() && selects(&c.content) && selects(&c.conditions) && selects(&c.limits));
    }
    let summary = summarize(&doc, &Default::default(), lexicon);
    assert!(summary.units.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
});
