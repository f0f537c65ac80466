//! In: a [`Document`](crate::Document) with its layers. Out: drafts of attributions. Needs: body paragraphs, quotations; weights.
//!
//! The learned engine: words and [WordPieces](wordpiece) with three features, [windows](window) over them, a small BERT
//! [encoder], [tags](crf) and [spans] of source, cue and content, [links](link) that say what belongs together, and a [way back](draft)
//! to the document's tokens; what is [no saying](asserted) is dropped, and the rules' own coreference takes over. The weights come in one
//! [file](mod@format), made by the code in `training/`. Cost: linear in the text, about 25 million multiplications a word.

mod asserted;
#[cfg(test)]
mod cases;
mod crf;
mod decode;
mod draft;
mod encoder;
mod format;
mod linear;
mod link;
mod missed;
mod model;
mod names;
mod place;
mod silent;
mod source;
mod spans;
mod subject;
#[cfg(test)]
mod testing;
mod window;
mod wordpiece;
mod words;

use super::clause::Draft;
use super::relay;
use super::scan::Scan;
use crate::document::Entity;
use model::Model;

/// The drafts of a document, in order, and its entities with their kinds; `None` where there is no model.
pub(super) fn read(scan: &Scan<'_>) -> Option<(Vec<Draft>, Vec<Entity>)> {
    read_by(Model::embedded()?, scan)
}

fn read_by(model: &Model<'_>, scan: &Scan<'_>) -> Option<(Vec<Draft>, Vec<Entity>)> {
    let words = words::Words::new(scan.doc, &model.wordpiece);
    // The kernels refuse only matrices that do not fit one another, which a model that was read does not have.
    let decoded = decode::decode(model, &words).ok()?;
    let mut drafts = place::placed(scan, draft::drafts(scan, &words, decoded.found));
    drafts.retain(|d| asserted::is_asserted(scan, d));
    let drafts = missed::completed(scan, drafts);
    let drafts = relay::with_quoted_as(scan, drafts);
    Some((drafts, names::entities(scan, &words, &decoded.names)))
}

#[cfg(test)]
mod tests {
    use super::linear::Precision;
    use super::testing::small_model;
    use super::*;
    use crate::attribute::coref;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// A model of made-up numbers tags at random: what it finds has no sense, but must be words of the text all the same.
    #[test]
    fn whatever_is_tagged_the_spans_are_of_the_text() {
        let lexicon = Lexicon::english();
        let paragraph = "Ek said the union would not pay, and Berg told \u{201c}the ships\u{201d} that she\u{2019}ll leave the U.S. to-day. \
                         \"That is so,\" the minister\u{2014}a friend of Ek, who left\u{2014}said.\n\n";
        let texts = [
            String::new(),
            "\u{2026}".into(),
            "Yes.".into(),
            "\"".repeat(300),
            "\u{65e5}\u{672c}\u{1f600}\u{301}\u{200d} ".repeat(60),
            "'that \"that\" '".repeat(40),
            format!("{} said.", "union".repeat(200)),
            paragraph.repeat(30),
        ];
        for window in [9, 20, 60] {
            let file = small_model(window);
            for precision in [Precision::Float, Precision::Fast] {
                let model = Model::new(&file, precision).unwrap();
                for text in &texts {
                    let doc = parse(Raw::text("t", text.as_str()), lexicon);
                    let scan = Scan::new(&doc, lexicon);
                    let (drafts, _) = read_by(&model, &scan).unwrap();
                    let mut order: Vec<usize> = drafts.iter().map(|d| d.sentence).collect();
                    assert!(order.is_sorted());
                    order.dedup();
                    assert!(text.len() < 5000 || order.len() > 10, "the long text has attributions");
                    for a in coref::resolve(&scan, drafts) {
                        let all = a.source.iter().chain(&a.cue).chain(&a.content);
                        all.for_each(|s| assert!(!doc.slice(*s).trim().is_empty(), "{a:?}"));
                        assert!(a.content.is_sorted());
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_twice() {
        let lexicon = Lexicon::english();
        let file = small_model(20);
        let doc = parse(Raw::text("t", "Ek said the ships would leave. \"We pay,\" Berg told the union."), lexicon);
        let scan = Scan::new(&doc, lexicon);
        let found = || format!("{:?}", read_by(&Model::new(&file, Precision::here()).unwrap(), &scan));
        assert_eq!(found(), found());
    }
}
