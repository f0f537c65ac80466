//! In: a [`Document`](crate::Document) with its layers. Out: drafts of attributions. Needs: body paragraphs, quotations; weights.
//!
//! The learned engine: words and [WordPieces](wordpiece) with three features, [windows](window) over them, a small BERT
//! [encoder](encoder), [tags](crf) for source, cue and content, [links](link) that say what belongs together, and a [way back](draft)
//! to the document's tokens, where the rules' own coreference takes over. The weights come in one [file](format), made by the code in
//! `training/`. Cost: linear in the text, about 25 million multiplications a word.

#[cfg(test)]
mod cases;
mod crf;
mod decode;
mod draft;
mod encoder;
mod format;
mod linear;
mod link;
mod model;
#[cfg(test)]
mod testing;
mod window;
mod wordpiece;
mod words;

use super::clause::Draft;
use super::scan::Scan;
use model::Model;

/// Whether this build has weights that can be read.
pub(super) fn is_available() -> bool {
    Model::embedded().is_some()
}

/// The drafts of a document, in order; `None` where there is no model.
pub(super) fn drafts(scan: &Scan<'_>) -> Option<Vec<Draft>> {
    drafts_by(Model::embedded()?, scan)
}

fn drafts_by(model: &Model<'_>, scan: &Scan<'_>) -> Option<Vec<Draft>> {
    let words = words::Words::new(scan.doc, &model.wordpiece);
    // The kernels refuse only matrices that do not fit one another, which a model that was read does not have.
    let found = decode::decode(model, &words).ok()?;
    Some(draft::drafts(scan, &words, found))
}
