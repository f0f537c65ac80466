//! In: a document and its claims. Out: what the article says is still to be settled. Needs: tokens, sentences.

use super::Claim;
use super::words::Words;
use crate::lexicon::phrases::Run;
use crate::{Document, Lexicon, Span};

/// A sentence of the body with words of an open question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The sentence.
    pub sentence: Span,
    /// The words that tell: "remains to be resolved".
    pub words: Vec<Span>,
    /// Indices of the claims that hold some of these words: who says so. Empty where the reporter does.
    pub claims: Vec<usize>,
}

/// The open questions, in the order of the text. Cost: linear in the body and the claims.
#[must_use]
pub fn open_questions(doc: &Document, claims: &[Claim], lexicon: &Lexicon) -> Vec<OpenQuestion> {
    let mut pieces: Vec<(Span, usize)> = claims.iter().enumerate().flat_map(|(i, c)| c.content.iter().map(move |s| (*s, i))).collect();
    pieces.sort_unstable();
    let mut found: Vec<OpenQuestion> = doc
        .sentences
        .iter()
        .map(|s| OpenQuestion { sentence: s.span, words: phrases(doc, s.span, lexicon), claims: Vec::new() })
        .filter(|q| !q.words.is_empty())
        .collect();
    for (piece, claim) in pieces {
        let first = found.partition_point(|q| q.sentence.end() <= piece.start());
        for question in found[first..].iter_mut().take_while(|q| q.sentence.start() < piece.end()) {
            if question.words.iter().any(|w| w.overlaps(piece)) && !question.claims.contains(&claim) {
                question.claims.push(claim);
            }
        }
    }
    found
}

/// The phrases of the list in a sentence.
fn phrases(doc: &Document, sentence: Span, lexicon: &Lexicon) -> Vec<Span> {
    let words = Words::of(doc, &[sentence], false);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let len = lexicon.claims.open.longest(&words, at).map_or(0, |hit| hit.len);
        found.extend(words.cover(at..at + len).filter(|_| len > 0));
        at += len.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::claims;
    use crate::read::Raw;
    use crate::{attribute, parse};

    fn open(text: &str) -> Vec<(String, usize)> {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("t", text), lexicon);
        let claims = claims(&doc, &attribute::attribute(&doc, lexicon), lexicon);
        let questions = open_questions(&doc, &claims, lexicon);
        questions.iter().map(|q| (doc.slice(q.words[0]).to_owned(), q.claims.len())).collect()
    }

    #[test]
    fn the_reporter_or_a_speaker_says_so() {
        let text = "Who pays remains to be resolved. The port is open. Prime Minister Ida Ek said the route had yet to be agreed.";
        assert_eq!(open(text), [("remains to be".to_owned(), 0), ("had yet to".to_owned(), 1)]);
    }

    #[test]
    fn words_are_matched_whole() {
        assert_eq!(open("The unresolvedness was a pun. The sticking points stay."), [("sticking points".to_owned(), 0)]);
    }
}
