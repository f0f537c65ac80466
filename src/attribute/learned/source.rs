//! The words of a source as the encoder tags it, and as they name somebody: whole names, without a clause around them.

use std::ops::Range;

use super::super::scan::Scan;
use crate::document::EntityKind;
use crate::lexicon::{Class, CountryWord, SourceNoun};

/// "Media and Sport" of "the Department for Culture, Media and Sport": a source that starts inside a name starts with it.
pub(super) fn whole(scan: &Scan<'_>, source: Range<usize>) -> Range<usize> {
    if let Some(people) = antecedent(scan, &source) {
        return people;
    }
    let name = scan.mention(source.start).map(|m| scan.doc.tokens_in(scan.doc.mentions[m].name));
    let start = name.filter(|n| n.end <= source.end).map_or(source.start, |n| n.start);
    let article = usize::from(start > 0 && start < source.start && scan.word(start - 1) == "the");
    let source = behind_name(scan, without_clause(scan, start - article..source.end));
    let source = owned(scan, &source).unwrap_or(source);
    with_other_country(scan, &source).unwrap_or(source.start)..source.end
}

/// "Norland | 's president | was sworn in, pledging": who acts is the owned one, if that one can.
fn owned(scan: &Scan<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let sentence = scan.doc.sentences.partition_point(|s| s.tokens.end <= source.end);
    let end = scan.doc.sentences.get(sentence)?.tokens.end;
    let phrase = Some(source.end).filter(|t| *t < end && scan.word(*t) == "'s").and_then(|_| scan.phrase_after(source.start, end))?;
    (phrase.tokens.start == source.start && phrase.head > source.end && scan.agent(&phrase)).then_some(phrase.tokens)
}

/// "who voted for it", "whose party won": what is told of the source, and not the source.
pub(super) fn is_clause(scan: &Scan<'_>, source: &Range<usize>) -> bool {
    source.len() > 2 && scan.is(source.start, Class::RELATIVE) && scan.has_clause(source.start + 1..source.end)
}

/// "Ek was among | those | worried about it": whom those are.
pub(super) fn among(scan: &Scan<'_>, sentence: &Range<usize>, source: &Range<usize>) -> Option<Range<usize>> {
    let those = source.len() == 1 && scan.word(source.start) == "those";
    let be = source.start.checked_sub(2).filter(|t| those && scan.word(t + 1) == "among" && *t > sentence.start)?;
    let subject = scan.phrase_before(be, sentence.start).filter(|_| scan.is(be, Class::BE))?;
    scan.agent(&subject).then_some(subject.tokens)
}

/// "unionists, | some of whom | called him a traitor": those of whom some are meant.
fn antecedent(scan: &Scan<'_>, source: &Range<usize>) -> Option<Range<usize>> {
    let last = source.end.checked_sub(1).filter(|t| source.len() > 1 && scan.word(*t) == "whom" && scan.word(*t - 1) == "of")?;
    let end = source.start - usize::from(source.start > 0 && scan.word(source.start - 1) == ",");
    let sentence = scan.doc.sentences.partition_point(|s| s.tokens.end <= last);
    let start = scan.doc.sentences.get(sentence)?.tokens.start;
    let phrase = scan.phrase_before(end, start)?.tokens;
    // "met with anger from unionists, some of whom"
    let low = phrase.clone().rev().find(|t| scan.is(*t, Class::PREPOSITION) && scan.word(*t) != "of");
    low.map_or(Some(phrase), |low| scan.phrase_before(end, low + 1).map(|p| p.tokens))
}

/// "U.S. and | Norwegian officials": where both countries' officials start, if the first of them opens the clause.
fn with_other_country(scan: &Scan<'_>, source: &Range<usize>) -> Option<usize> {
    let and = source.start.checked_sub(1).filter(|t| *t > 0 && scan.word(*t) == "and")?;
    let people = scan.lexicon.people.is_plural_role(scan.word(source.end - 1)) && source.len() == 2;
    let nation = scan.country(source.start).is_some_and(|(_, by)| by == CountryWord::Adjective);
    let first = scan.mention(and - 1).map_or(and - 1, |m| scan.doc.tokens_in(scan.doc.mentions[m].span).start);
    let country = scan.names(and - 1, EntityKind::Country) || scan.country(and - 1).is_some();
    let sentence = scan.doc.sentences.partition_point(|s| s.tokens.end <= first);
    let opens = scan.doc.sentences.get(sentence).is_some_and(|s| s.tokens.start == first)
        || first.checked_sub(1).is_some_and(|t| scan.word(t) == "," || scan.is(t, Class::COORDINATOR | Class::SUBORDINATOR));
    (people && nation && country && opens).then_some(first)
}

/// "Justice Ida Ek | as she read the ruling": what a source does is no part of its name.
fn without_clause(scan: &Scan<'_>, source: Range<usize>) -> Range<usize> {
    let clause =
        |t: &usize| scan.is(*t, Class::SUBORDINATOR) && scan.is_pronoun(*t + 1) || scan.word(*t) == "as" && scan.is_pronoun(*t + 1);
    let end = (source.start + 1..source.end.saturating_sub(1)).find(clause).unwrap_or(source.end);
    source.start..end
}

/// "the crash killed his wife, Ida | , medical sources said": one person in front of the comma is not the several behind it.
fn behind_name(scan: &Scan<'_>, source: Range<usize>) -> Range<usize> {
    let Some(m) = scan.mention(source.start).map(|m| &scan.doc.mentions[m]) else { return source };
    let comma = scan.doc.tokens_in(m.name).end;
    let people = &scan.lexicon.people;
    let last = source.end - 1;
    let several = people.is_plural_role(scan.word(last)) || people.noun(scan.word(last)) == Some(SourceNoun::Group);
    let bare = comma + 1 < source.end && scan.word(comma) == "," && !scan.capitalized(comma + 1) && scan.word(last).ends_with('s');
    let plain =
        (comma + 1..source.end).all(|t| scan.is_word(t) && !scan.is(t, Class::DETERMINER | Class::COORDINATOR | Class::PREPOSITION));
    let person = scan.entities[m.entity].kind == EntityKind::Person;
    if person && bare && several && plain { comma + 1..source.end } else { source }
}

/// The head of a source: of its first noun phrase, before a comma or a relative clause.
pub(super) fn head(scan: &Scan<'_>, tokens: Range<usize>) -> usize {
    let ends = |t: &usize| matches!(scan.word(*t), "," | "(") || scan.is_dash(*t) || scan.is(*t, Class::RELATIVE);
    let end = tokens.clone().skip(1).find(ends).unwrap_or(tokens.end);
    scan.phrase(tokens.start..end).map_or(end - 1, |p| p.head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, Span, parse};

    #[test]
    fn officials_of_two_countries_are_one_source() {
        let whole = |text: &str| {
            let doc = parse(Raw::text("t", text), Lexicon::english());
            let scan = Scan::new(&doc, Lexicon::english());
            let start = doc.text.find("Norwegian officials").unwrap();
            let source = whole(&scan, doc.tokens_in(Span::new(start, start + "Norwegian officials".len())));
            doc.slice(scan.span(source)).to_owned()
        };
        assert_eq!(whole("But U.S. and Norwegian officials said it was late."), "U.S. and Norwegian officials");
        assert_eq!(whole("It angered the U.S. and Norwegian officials said so."), "Norwegian officials");
    }

    #[test]
    fn who_is_owned_acts() {
        let whole = |text: &str, source: &str| {
            let doc = parse(Raw::text("t", text), Lexicon::english());
            let scan = Scan::new(&doc, Lexicon::english());
            let start = doc.text.find(source).unwrap();
            let source = whole(&scan, doc.tokens_in(Span::new(start, start + source.len())));
            doc.slice(scan.span(source)).to_owned()
        };
        assert_eq!(whole("Norway's president was sworn in, pledging to pay.", "Norway"), "Norway's president");
        assert_eq!(whole("They met after Norway's defeat, demanding pay.", "Norway"), "Norway");
        assert_eq!(whole("He met unionists, some of whom called him a traitor.", "some of whom"), "unionists");
    }

    #[test]
    fn what_a_source_does_is_no_part_of_it() {
        let doc = parse(Raw::text("t", "It fails, said Justice Ida Ek as she read the ruling."), Lexicon::english());
        let scan = Scan::new(&doc, Lexicon::english());
        let start = doc.text.find("Justice").unwrap();
        let source = without_clause(&scan, doc.tokens_in(Span::new(start, doc.text.len() - 1)));
        assert_eq!(doc.slice(scan.span(source)), "Justice Ida Ek");
    }

    #[test]
    fn one_person_is_not_the_several_behind_the_comma() {
        let doc = parse(Raw::text("t", "It killed his wife, Ida Ek, medical sources told a paper."), Lexicon::english());
        let scan = Scan::new(&doc, Lexicon::english());
        let source = |words: &str| {
            let start = doc.text.find(words).unwrap();
            let source = behind_name(&scan, doc.tokens_in(Span::new(start, start + words.len())));
            doc.slice(scan.span(source)).to_owned()
        };
        assert_eq!(source("Ida Ek, medical sources"), "medical sources");
        assert_eq!(source("Ida Ek"), "Ida Ek");
        let doc = parse(Raw::text("t", "Ida Ek, spokesman for the peacekeepers, said it was late."), Lexicon::english());
        let scan = Scan::new(&doc, Lexicon::english());
        let whole = doc.tokens_in(Span::new(0, "Ida Ek, spokesman for the peacekeepers".len()));
        assert_eq!(behind_name(&scan, whole.clone()), whole);
    }
}
