//! In: a document and its attributions. Out: for each quotation of the body, the attribution that holds it. Needs: quotations.

use crate::Document;
use crate::attribute::Attribution;
use crate::document::Quotation;

/// A quotation and where it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited<'a> {
    /// The outermost pair of marks; over several paragraphs, the piece in each.
    pub quotation: &'a Quotation,
    /// Index of the attribution whose content shares words with it; the narrowest of those that start last.
    pub attribution: Option<usize>,
}

/// Every outermost quotation with words in it, in the order of the text. Cost: that of sorting the contents.
#[must_use]
pub fn audit<'a>(doc: &'a Document, attributions: &[Attribution]) -> Vec<Audited<'a>> {
    let mut pieces: Vec<_> = attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |s| (*s, i))).collect();
    pieces.sort_by_key(|(span, i)| (span.start(), std::cmp::Reverse(span.end()), *i));
    // For each place, the piece up to there that reaches furthest; of equal ones the later, narrower one.
    let mut reach: Vec<(usize, usize)> = Vec::with_capacity(pieces.len());
    for (span, attribution) in &pieces {
        let own = (span.end(), *attribution);
        reach.push(reach.last().filter(|before| before.0 > own.0).copied().unwrap_or(own));
    }
    let empty = |q: &Quotation| doc.slice(q.inner).trim().is_empty();
    let outer = doc.quotations.iter().filter(|q| !q.nested && !empty(q));
    outer
        .map(|quotation| {
            let before = pieces.partition_point(|(span, _)| span.start() < quotation.inner.end());
            let furthest = before.checked_sub(1).map(|i| reach[i]).filter(|(end, _)| *end > quotation.inner.start());
            Audited { quotation, attribution: furthest.map(|(_, attribution)| attribution) }
        })
        .collect()
}

/// How many of them have an attribution.
#[must_use]
pub fn attributed(audited: &[Audited<'_>]) -> usize {
    audited.iter().filter(|a| a.attribution.is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, attribute, parse};

    #[test]
    fn every_pair_is_listed_once() {
        let text =
            "\"We will pay,\" Prime Minister Ida Ek said. \"He said 'no' twice.\"\n\nThe so-called \"Blue Line\" is a road, or was \"\".";
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let attributions = attribute::attribute(&doc, Lexicon::english());
        let audited = audit(&doc, &attributions);
        let rows: Vec<(&str, bool)> = audited.iter().map(|a| (doc.slice(a.quotation.inner), a.attribution.is_some())).collect();
        assert_eq!(rows, [("We will pay,", true), ("He said 'no' twice.", true), ("Blue Line", false)]);
        assert_eq!(attributed(&audited), 2);
    }
}
