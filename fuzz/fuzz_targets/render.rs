//! Every view in every format: nothing hidden or steering gets out, and pages keep their width.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::attribute::attribute;
use onrecord::claim::claims;
use onrecord::read::Raw;
use onrecord::render::{self, Article, By, Evidence, Format, Options, View};
use onrecord::summarize::summarize;
use onrecord::{Lexicon, parse};

const VIEWS: [View; 10] = [
    View::Why(Evidence::Claim(0)),
    View::Open,
    View::QuietParties,
    View::Quotes,
    View::Brief,
    View::Sentences { whole: true },
    View::Attributions,
    View::Claims,
    View::Positions(By::Condition),
    View::Clean,
];

fuzz_target!(|input: (u8, &str)| {
    let (width, text) = (20 + usize::from(input.0) % 100, input.1);
    let lexicon = Lexicon::english();
    let mut raw = Raw::text(text.chars().take(40).collect::<String>(), text);
    raw.meta.title = Some(text.chars().rev().take(60).collect());
    let doc = parse(raw, lexicon);
    let summary = summarize(&doc, &Default::default(), lexicon);
    let attributions = attribute(&doc, lexicon);
    let claims = claims(&doc, &attributions, lexicon);
    let article = Article { doc: &doc, summary: Some(&summary), attributions: &attributions, claims: &claims, lexicon };
    for format in Format::ALL.into_iter().filter(|format| format.is_text()) {
        for view in VIEWS.into_iter().filter(|view| !format.is_export() || *view == View::Claims) {
            let options = Options { all: true, explain: true, several: true, wrap: true, width, ..Options::new(view, format) };
            let out = render::to_string(&article, &options);
            let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}');
            assert!(!out.contains(steers), "{format:?} {view:?}: {out:?}");
        }
    }
});
