//! How the words of a document are written: with a capital, in small letters, behind a first name.

use crate::document::TokenKind;
use crate::{Document, Lexicon};

/// How each distinct word is written where capitals mean something: after another word of the sentence.
pub(super) struct Seen {
    pub(super) capital: Vec<bool>,
    pub(super) lower: Vec<bool>,
    /// Behind a first name, of words that may be roles: "Ida Bishop".
    pub(super) surname: Vec<bool>,
}

impl Seen {
    pub(super) fn of(doc: &Document, capitals: &[bool], lexicon: &Lexicon) -> Self {
        let words = doc.vocabulary.len();
        let mut seen = Self { capital: vec![false; words], lower: vec![false; words], surname: vec![false; words] };
        let facts = |t: usize| doc.vocabulary.entry(doc.tokens[t].word).name_facts(lexicon);
        for tokens in doc.sentences.iter().map(|s| s.tokens.clone()) {
            for i in tokens.clone().filter(|i| doc.tokens[*i].kind == TokenKind::Word) {
                let id = doc.tokens[i].word.index();
                if !capitals[i] {
                    seen.lower[id] = true;
                } else if i > tokens.start && doc.tokens[i - 1].kind == TokenKind::Word {
                    seen.capital[id] = true;
                    seen.surname[id] |= facts(i).ends_role && capitals[i - 1] && facts(i - 1).first_name.is_some();
                }
            }
        }
        seen
    }
}
