//! Whatever the text: no panic, spans that select what they say, pages that fit and are harmless.

use onrecord::attribute::attribute;
use onrecord::claim::claims;
use onrecord::read::Raw;
use onrecord::render::{self, Article, By, Evidence, Format, Options, View};
use onrecord::summarize::summarize;
use onrecord::{Lexicon, Span, parse};
use proptest::prelude::*;

const VIEWS: [View; 13] = [
    View::Why(Evidence::Claim(0)),
    View::Open,
    View::QuietParties,
    View::Quotes,
    View::Brief,
    View::Summary,
    View::Sentences { whole: false },
    View::Sentences { whole: true },
    View::Attributions,
    View::Claims,
    View::Positions(By::Topic),
    View::Positions(By::Condition),
    View::Clean,
];

const FORMATS: [Format; 6] = [Format::Text, Format::Table, Format::Markdown, Format::Html, Format::Csv, Format::Jsonl];

/// Pieces that news texts are made of, and pieces that they are not.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        6 => prop::sample::select(vec![
            "Prime Minister Anna Ek", "she", "He", "said", "told reporters", "added:", "warned that", "would send ships", "will not sign",
            "after a truce", "if Sudland withdraws", "in May", "according to", "President Jon Berg of Sudland", "and", "but", "refused to",
            "called on Norland to", "the minister", "the talks", "U.S.", "Mr.", "No. 5", "agreed", "signed a deal", "major", "Director", "OF", "FOR", "The",
        ]).prop_map(|s| format!(" {s}")),
        3 => prop::sample::select(vec![".", ",", "?", "!", "\"", "\u{201c}", "\u{201d}", "'", "\u{2018}", "\u{2019}", ":", ";", " - ", "…", "(", ")"])
            .prop_map(str::to_owned),
        2 => prop::sample::select(vec!["\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{2028}"]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => prop::sample::select(vec!["漢字", "é\u{301}", "👩‍👩‍👧", "\u{1b}[31m", "\u{202e}", "\u{0}", "\u{feff}", "İ", "ß"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn selects(text: &str, spans: impl IntoIterator<Item = Span>) -> bool {
    spans.into_iter().all(|s| text.get(s.range()).is_some())
}

fn harmless(c: char) -> bool {
    let hidden =
        matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{ad}' | '\u{feff}');
    c == '\n' || !c.is_control() && !hidden
}

/// Texts on which the program once failed.
#[test]
fn texts_that_broke_it_give_a_result() {
    let lexicon = Lexicon::english();
    for text in ["The major OF", "Director FOR", "Rabbani, son"] {
        let doc = parse(Raw::text("t", text), lexicon);
        let claims = claims(&doc, &attribute(&doc, lexicon), lexicon);
        let summary = summarize(&doc, &onrecord::summarize::Options::default(), lexicon);
        assert!(selects(text, claims.iter().flat_map(|c| c.content.clone()).chain(summary.units.iter().map(|u| u.span))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_harmless_result(text in text(), width in 20..120usize) {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("any", text), lexicon);
        let summary = summarize(&doc, &Default::default(), lexicon);
        let attributions = attribute(&doc, lexicon);
        let claims = claims(&doc, &attributions, lexicon);
        prop_assert!(selects(&doc.text, doc.paragraphs.iter().map(|p| p.span)));
        prop_assert!(selects(&doc.text, doc.sentences.iter().map(|s| s.span)));
        prop_assert!(selects(&doc.text, summary.units.iter().map(|u| u.span)));
        for a in &attributions {
            prop_assert!(!a.content.is_empty(), "an attribution without content");
            prop_assert!(selects(&doc.text, a.content.iter().chain(&a.source).chain(&a.cue).copied()));
        }
        for c in &claims {
            prop_assert!(c.attribution < attributions.len());
            prop_assert!(selects(&doc.text, c.content.iter().chain(&c.conditions).chain(&c.limits).copied()));
        }
        let article = Article { doc: &doc, summary: Some(&summary), attributions: &attributions, claims: &claims, lexicon };
        for format in [Format::WebAnnotation, Format::SchemaOrg, Format::Brat, Format::Dna] {
            let out = render::to_string(&article, &Options::new(View::Claims, format));
            let tabs = format == Format::Brat;
            prop_assert!(out.chars().all(|c| harmless(c) || tabs && c == '\t'), "{format:?}: {out:?}");
        }
        for view in VIEWS {
            for format in FORMATS {
                let options = Options { all: true, explain: true, wrap: true, width, ..Options::new(view, format) };
                let out = render::to_string(&article, &options);
                prop_assert!(out.chars().all(harmless), "{view:?} {format:?}: {out:?}");
                if matches!(format, Format::Text | Format::Table) {
                    for line in out.lines() {
                        let wide = unicode_width::UnicodeWidthStr::width(line);
                        prop_assert!(wide <= width, "{view:?} {format:?}: {wide} of {width}: {line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn paragraphs_and_gaps_are_the_text_and_a_summary_a_subsequence(text in text(), n in 1..6usize) {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("any", text.clone()), lexicon);
        prop_assert_eq!(&doc.text, &text);
        let mut end = 0;
        for paragraph in &doc.paragraphs {
            prop_assert!(end <= paragraph.span.start(), "paragraphs overlap");
            let gap = &text[end..paragraph.span.start()];
            prop_assert!(gap.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{gap:?} is in no paragraph");
            end = paragraph.span.end();
        }
        prop_assert!(text[end..].chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "{:?} is in no paragraph", &text[end..]);
        // What the sentences of a paragraph leave is white space, or marks of byte order in it.
        let blank = |gap: &str| gap.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
        for (index, paragraph) in doc.paragraphs.iter().enumerate().filter(|(_, p)| p.role == onrecord::document::Role::Body) {
            let mut end = paragraph.span.start();
            for sentence in doc.sentences.iter().filter(|s| s.paragraph == index) {
                prop_assert!(blank(&doc.text[end..sentence.span.start()]), "{:?}", &doc.text[end..sentence.span.start()]);
                end = sentence.span.end();
            }
            prop_assert!(blank(&doc.text[end..paragraph.span.end()]), "{:?}", &doc.text[end..paragraph.span.end()]);
        }
        let again = parse(Raw::text("any", doc.text.clone()), lexicon);
        prop_assert_eq!((&again.paragraphs, &again.sentences), (&doc.paragraphs, &doc.sentences));
        let options = onrecord::summarize::Options { length: onrecord::summarize::Length::Sentences(n), ..Default::default() };
        let summary = summarize(&doc, &options, lexicon);
        for pair in summary.units.windows(2) {
            prop_assert!(pair[0].span.end() <= pair[1].span.start());
        }
        for unit in &summary.units {
            prop_assert!(doc.sentences.iter().any(|s| s.span.start() == unit.span.start()));
            prop_assert!(doc.sentences.iter().any(|s| s.span.end() == unit.span.end()));
        }
    }

    #[test]
    fn sentences_stand_in_order_inside_the_body(text in text()) {
        let doc = parse(Raw::text("any", text), Lexicon::english());
        let mut end = 0;
        for sentence in &doc.sentences {
            prop_assert!(end <= sentence.span.start(), "sentences overlap");
            prop_assert!(doc.paragraphs[sentence.paragraph].span.contains(sentence.span));
            prop_assert!(!doc.slice(sentence.span).trim().is_empty());
            end = sentence.span.end();
        }
        let runs = doc.whole_quotations();
        prop_assert_eq!(runs.iter().map(ExactSizeIterator::len).sum::<usize>(), doc.sentences.len());
    }
}
