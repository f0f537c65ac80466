//! Quotations without a cue of their own: further pieces of the attribution before, or attributions nobody is named for.

use super::clause::Draft;
use super::scan::Scan;
use crate::Span;

/// Gives each quotation that no draft holds to the draft before it, where the speaker plainly goes on.
pub(super) fn continue_quotations(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let mut held: Vec<Span> = drafts.iter().flat_map(|d| d.content.iter().copied()).collect();
    held.sort_unstable();
    for (index, q) in scan.doc.quotations.iter().enumerate().filter(|(_, q)| !q.nested) {
        let inside = held.partition_point(|s| s.start() <= q.inner.start());
        if held[..inside].iter().rev().take(8).any(|s| s.overlaps(q.inner)) || held.get(inside).is_some_and(|s| s.overlaps(q.inner)) {
            continue;
        }
        if let Some((draft, piece)) = continued(scan, drafts, index) {
            let content = &mut drafts[draft].content;
            if !content.iter().any(|s| s.overlaps(piece)) {
                content.push(piece);
                content.sort_unstable();
            }
        }
    }
}

/// `"We stay," said Ek, who foresaw the cut. "We pay."` goes on with what Ek said, not with what she foresaw: of the drafts of the
/// last one's sentence the one that is quoted.
fn main_quotation(scan: &Scan<'_>, drafts: &[Draft], last: usize) -> usize {
    let quoted = |d: &Draft| d.content.last().is_some_and(|s| scan.doc.tokens_in(*s).any(|t| scan.quote(t).is_some()));
    if quoted(&drafts[last]) {
        return last;
    }
    let sentence = drafts[last].sentence;
    (0..last).rev().take_while(|i| drafts[*i].sentence == sentence).find(|i| quoted(&drafts[*i])).unwrap_or(last)
}

/// The draft that a quotation goes on from, and the piece it adds.
fn continued(scan: &Scan<'_>, drafts: &[Draft], quotation: usize) -> Option<(usize, Span)> {
    let doc = scan.doc;
    let q = &doc.quotations[quotation];
    let sentences = doc.sentences_in(q.outer);
    let first = sentences.start;
    let sentence = doc.sentences.get(first)?;
    let paragraph = &doc.paragraphs[sentence.paragraph];
    let last = drafts.partition_point(|d| d.sentence < first).checked_sub(1)?;
    let draft = main_quotation(scan, drafts, last);
    let before = &doc.sentences[drafts[draft].sentence];
    let last_piece = drafts[draft].content.last()?;
    let reached = doc.sentences_in(*last_piece).end.max(drafts[draft].sentence + 1);
    let all = first..doc.sentences_in(q.outer).end;
    let span = all.clone().fold(sentence.span, |s, i| s.cover(doc.sentences[i].span));
    let wholly =
        span.trim_matches(&doc.text, |c: char| c.is_whitespace() || c == '.').start() >= q.outer.start() && span.end() <= q.outer.end() + 1;
    let same_paragraph = before.paragraph == sentence.paragraph;
    let next = reached == first;
    let whole_paragraph = q.outer.start() == paragraph.span.start() && q.outer.end() + 1 >= paragraph.span.end();
    let was_quoted = scan.doc.tokens_in(*last_piece).any(|t| scan.quote(t).is_some());
    let adjacent = before.paragraph + 1 == sentence.paragraph || q.continues.is_some() || next;
    if wholly && (same_paragraph && (next || was_quoted) || whole_paragraph && was_quoted && adjacent) {
        return Some((draft, q.inner.trim(&doc.text)));
    }
    // A next sentence without a cue that holds quoted words is a further piece.
    let long = doc.tokens_in(q.inner).len() > 2;
    // "Berg shot back that …": whoever opens the sentence by name or description may be the one who says it.
    let outside = sentence.tokens.clone().filter(|t| scan.quote(*t).is_none());
    let people = &scan.lexicon.people;
    let somebody = |t: usize| {
        scan.mention(t).is_some()
            || people.noun(scan.word(t)).is_some()
            || people.role(scan.word(t)).is_some()
            || people.is_plural_role(scan.word(t))
    };
    let another = outside.take_while(|t| !scan.finite(*t)).any(somebody);
    (same_paragraph && next && all.len() == 1 && long && !another)
        .then(|| (draft, span.trim_matches(&doc.text, |c: char| c.is_whitespace() || c == '.')))
}
