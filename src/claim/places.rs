//! Countries in a claim, by name, capital or government: "Downing Street" is the United Kingdom, GBR.
//!
//! The code is that of ISO 3166-1, alpha-3, as event coders use it. An adjective counts before a word for land ("on Norlandic soil").
//! A name inside a person's or a longer name ("New Mexico", "Washington Post") is no place, and one that is as often something else
//! ("Georgia", "Hamilton") counts only where the article names the country in another way too.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde::Serialize;

use super::Claim;
use crate::document::{EntityKind, squeeze};
use crate::lexicon::phrases::One;
use crate::lexicon::{Class, CountryWord, LimitWord, PlaceWord};
use crate::{Document, Lexicon, Span};

/// A country that a claim names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPlace {
    /// The words.
    pub span: Span,
    /// Its usual English name; of a body that a capital stands for, the body's.
    pub country: String,
    /// ISO 3166-1 alpha-3; bodies have none.
    pub code: Option<String>,
    /// How the words name it.
    pub named_by: NamedBy,
}

/// How words name a country.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NamedBy {
    /// By its name.
    Name,
    /// By an adjective before a word for land.
    Adjective,
    /// By its capital, as a place.
    Capital,
    /// By a capital, building or institution that stands for its government.
    Government,
}

/// Finds places; what the whole document tells is worked out once.
pub(super) struct Finder<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    /// Countries that the body names in a way that has one meaning only.
    sure: OnceCell<BTreeSet<&'a str>>,
}

/// How many tokens a name may have.
const REACH: usize = 5;

impl<'a> Finder<'a> {
    pub(super) fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self { doc, lexicon, sure: OnceCell::new() }
    }

    /// The places in content and conditions of a claim, in the order of the text. Cost: linear in them; once, in the document.
    pub(super) fn places(&self, claim: &Claim) -> Vec<ClaimPlace> {
        let mut spans: Vec<Span> = claim.content.iter().chain(&claim.conditions).copied().collect();
        spans.sort_unstable();
        let mut found: Vec<ClaimPlace> = Vec::new();
        for span in spans {
            let tokens = self.doc.tokens_in(span);
            let mut at = tokens.start;
            while at < tokens.end {
                let Some((end, country, named_by)) = self.named(at, tokens.end) else {
                    at += 1;
                    continue;
                };
                let words = self.doc.token_span(at..end).filter(|s| found.last().is_none_or(|p| p.span.end() <= s.start()));
                let code = self.lexicon.people.code(country).map(str::to_owned);
                found.extend(words.map(|span| ClaimPlace { span, country: country.to_owned(), code, named_by }));
                at = end;
            }
        }
        found
    }

    /// The longest name that starts at a token: where it ends, the country, and how it is named.
    fn named(&self, at: usize, end: usize) -> Option<(usize, &'a str, NamedBy)> {
        let opens = self.surface(at).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let reach = if opens { end.min(at + REACH) } else { at };
        let (to, country, named_by) = (at + 1..=reach).rev().find_map(|to| self.name(at, to).map(|(c, by)| (to, c, by)))?;
        let doubtful = matches!(self.known(at..to), Some(PlaceWord::Doubtful));
        let known = !doubtful || self.sure().contains(country);
        (known && !self.part_of_name(at, to)).then_some((to, country, named_by))
    }

    fn known(&self, tokens: std::ops::Range<usize>) -> Option<&'a PlaceWord> {
        self.lexicon.places.word(&self.words(tokens)?)
    }

    fn words(&self, tokens: std::ops::Range<usize>) -> Option<String> {
        Some(squeeze(self.doc.slice(self.doc.token_span(tokens)?)))
    }

    fn name(&self, at: usize, to: usize) -> Option<(&'a str, NamedBy)> {
        let words = self.words(at..to)?;
        match self.lexicon.places.word(&words) {
            Some(PlaceWord::Government(country)) => return Some((country, NamedBy::Government)),
            Some(PlaceWord::Body(body)) if !self.in_place(at) => return Some((body, NamedBy::Government)),
            _ => {}
        }
        let country = self.lexicon.people.country(&words)?;
        let by = match country.by {
            CountryWord::Name => NamedBy::Name,
            CountryWord::Capital if self.acts(at, to) => NamedBy::Government,
            CountryWord::Capital => NamedBy::Capital,
            CountryWord::Adjective if self.ground(to) => NamedBy::Adjective,
            CountryWord::Adjective | CountryWord::Metonym => return None,
        };
        Some((&country.name, by))
    }

    /// "in Kyiv": a place.
    fn in_place(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |b| self.doc.word(b));
        let hit = self.lexicon.claims.limits.longest(&One(before), 0);
        hit.is_some_and(|h| *h.value == LimitWord::Place)
    }

    /// Whether a capital does something, has something done with it, or owns something: then it is the government.
    fn acts(&self, at: usize, to: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |b| self.doc.word(b));
        let next = if to < self.doc.tokens.len() { self.doc.word(to) } else { "" };
        let class = self.lexicon.grammar.class(next);
        let verb = class.any(Class::MODAL | Class::AUXILIARY | Class::THIRD | Class::PAST);
        !self.in_place(at) && (verb || next == "'s" || matches!(before, "with" | "by" | "against" | "between"))
    }

    /// "soil" of "Norlandic soil".
    fn ground(&self, at: usize) -> bool {
        let word = |i: usize| if i < self.doc.tokens.len() { self.doc.word(i) } else { "" };
        self.lexicon.claims.limits.longest(&One(word(at)), 0).is_some_and(|h| *h.value == LimitWord::Ground) && word(at) != "there"
    }

    /// Whether the words stand inside a person's name or one of another place or body.
    fn part_of_name(&self, at: usize, to: usize) -> bool {
        let Some(span) = self.doc.token_span(at..to) else { return true };
        let before = self.doc.mentions.partition_point(|m| m.span.start() <= span.start());
        let person = self.doc.mentions[..before].iter().rev().take(3).any(|m| {
            let kind = self.doc.entities.get(m.entity).map(|e| e.kind);
            m.name.contains(span) && kind == Some(EntityKind::Person)
        });
        let place = |word: Option<&str>, kind: &PlaceWord| word.is_some_and(|w| self.lexicon.places.word(w) == Some(kind));
        let prefix = place(at.checked_sub(1).map(|b| self.surface(b)), &PlaceWord::Prefix);
        let suffix = place((to < self.doc.tokens.len()).then(|| self.surface(to)), &PlaceWord::Suffix);
        person || prefix || suffix
    }

    fn surface(&self, token: usize) -> &'a str {
        self.doc.tokens.get(token).map_or("", |t| self.doc.slice(t.span))
    }

    /// Countries that the body names by words of one meaning.
    fn sure(&self) -> &BTreeSet<&'a str> {
        self.sure.get_or_init(|| {
            let mut sure = BTreeSet::new();
            let capital = |t: &usize| self.surface(*t).starts_with(char::is_uppercase);
            for at in (0..self.doc.tokens.len()).filter(capital) {
                let words = self.surface(at);
                let doubtful = self.lexicon.places.word(words) == Some(&PlaceWord::Doubtful);
                sure.extend(self.lexicon.people.country(words).filter(|_| !doubtful).map(|c| &*c.name));
            }
            sure
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::claims;
    use crate::read::Raw;
    use crate::{attribute, parse};

    /// The places in what somebody says, after another paragraph.
    fn said(lead: &str, words: &str) -> Vec<String> {
        let lexicon = Lexicon::english();
        let text = format!("The talks went on for a third day{lead}.\n\nPrime Minister Ida Ek said {words}.");
        let doc = parse(Raw::text("t", text), lexicon);
        let claims = claims(&doc, &attribute::attribute(&doc, lexicon), lexicon);
        let show = |p: &ClaimPlace| {
            let by = serde_json::to_value(p.named_by).unwrap();
            format!("{}: {} {} {}", doc.slice(p.span), p.country, p.code.as_deref().unwrap_or("-"), by.as_str().unwrap())
        };
        claims.iter().flat_map(|c| c.places.iter().map(show)).collect()
    }

    #[test]
    fn names_capitals_and_governments() {
        for (words, wanted) in [
            ("Norland would send troops to Ukraine", "Ukraine: Ukraine UKR name"),
            ("the envoys would meet in Kyiv", "Kyiv: Ukraine UKR capital"),
            ("Moscow must withdraw its troops", "Moscow: Russia RUS government"),
            ("Norland would not talk with the Kremlin", "Kremlin: Russia RUS government"),
            ("Downing Street must sign the treaty", "Downing Street: United Kingdom GBR government"),
            ("Norland would never fight on Ukrainian soil", "Ukrainian: Ukraine UKR adjective"),
            ("Brussels must pay", "Brussels: European Union - government"),
            ("the envoys would meet in Brussels", "Brussels: Belgium BEL capital"),
            ("the U.S. must stay in the alliance", "U.S.: United States USA name"),
        ] {
            assert_eq!(said("", words), [wanted], "{words}");
        }
    }

    #[test]
    fn other_names_are_no_places() {
        for words in [
            "the governor of New Mexico must pay",
            "he would read the Washington Post",
            "the voters of Georgia must wait",
            "Ukrainian troops must withdraw",
            "Jordan Lund must pay",
        ] {
            assert_eq!(said("", words), Vec::<String>::new(), "{words}");
        }
        assert_eq!(said(" in Tbilisi", "Norland would send observers to Georgia"), ["Georgia: Georgia GEO name"]);
    }
}
