//! The subject that stands straight before a cue, where the encoder's link goes past it to somebody else.

use std::ops::Range;

use super::super::phrase::Phrase;
use super::super::scan::Scan;
use crate::document::EntityKind;
use crate::lexicon::{Beside, Class, Frames};

/// "Berg appealed to the court, which on Thursday ruled", "Berg backed the budget amid opposition claims": the words of the subject, if
/// `source` is not it. None where nothing that can speak stands there, or where something is done to it ("Berg was accused").
///
/// Cost: that of the noun phrase before the cue.
pub(super) fn passed_over(
    scan: &Scan<'_>,
    sentence: &Range<usize>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let be = |t: usize| is_be(scan, t) || matches!(scan.word(t), "'s" | "'re");
    // "was quick to say" is no passive.
    let ready = |t: usize| be(t) && scan.word(cue.end - 1) != "to" && (t + 1..cue.end).any(|w| scan.word(w) == "to");
    let be = |t: usize| be(t) && !ready(t);
    let verb = cue.clone().find_map(|t| scan.head(t))?;
    let finite = verb.forms.past || verb.forms.third || cue.clone().any(|t| scan.is(t, Class::AUXILIARY));
    if !finite || cue.clone().any(be) || scan.quote(cue.start).is_some() {
        return None;
    }
    let end = (sentence.start..cue.start).rev().find(|t| !between(scan, *t)).map(|t| t + 1)?;
    let subject = if matches!(scan.word(end - 1), "which" | "who") {
        end - 1..end
    } else if source.is_none() && (matches!(scan.word(end - 1), "," | ")") || scan.is_dash(end - 1)) {
        // "The minister, whose plan is due on Monday, rejected"
        scan.around_parenthesis(end - 1, sentence).filter(|s| scan.agent(&Phrase { tokens: s.tokens.clone(), head: s.head }))?.tokens
    } else {
        scan.phrase_before(end, sentence.start).filter(|p| scan.agent(p) && !scan.finite(p.head))?.tokens
    };
    let passed = source.is_none_or(|s| s.end <= subject.start && (scan.mention(end - 1).is_some() || subject.len() == 1));
    passed.then_some(subject)
}

/// `"We stay," said Berg`: the person straight behind a verb that a quotation ends before, where the encoder's link goes to another sentence.
pub(super) fn behind(scan: &Scan<'_>, sentence: &Range<usize>, cue: &Range<usize>, source: Option<&Range<usize>>) -> Option<Range<usize>> {
    let elsewhere = source.is_none_or(|s| !sentence.contains(&s.start));
    if !elsewhere || cue.start <= sentence.start || !scan.closing_mark(cue.start - 1) || scan.head(cue.start).is_none() {
        return None;
    }
    let phrase = scan.phrase_after(cue.end, sentence.end)?;
    let whole = phrase.tokens.end >= sentence.end || !scan.finite(phrase.tokens.end);
    (scan.names(phrase.head, EntityKind::Person) && whole).then_some(phrase.tokens)
}

/// Whether it is told to somebody, or done to a thing that nobody is named for: "was questioned", "is expected", "was asked".
pub(super) fn is_done_to(scan: &Scan<'_>, cue: &Range<usize>, source: Option<&Range<usize>>) -> bool {
    let participle = |t: usize| scan.head(t).map_or(scan.word(t).ends_with("ed"), |h| h.forms.participle) && !scan.is(t, Class::ADVERB);
    // "a divisive figure, criticised for her remarks"
    let blamed = cue.len() == 2
        && scan.word(cue.start + 1) == "for"
        && participle(cue.start)
        && scan.head(cue.start).is_some_and(|h| h.cues.iter().all(|c| scan.lexicon.cues.cue(*c).particles.is_empty()))
        && scan.takes(cue.start..cue.start + 1, Frames::ACT);
    if blamed && source.is_some_and(|s| s.end < cue.start) && cue.start > 0 && scan.word(cue.start - 1) == "," {
        return true;
    }
    let Some(verb) = cue.clone().find(|t| is_be(scan, *t)).and_then(|be| (be + 1..cue.end).find(|t| participle(*t))) else { return false };
    let told = || scan.takes(verb..verb + 1, Frames::ADDRESSEE | Frames::OBJECT);
    match source {
        None => true,
        // "it is hoped that": nobody does.
        Some(source) if source.len() == 1 && scan.word(source.start) == "it" => source.end <= cue.start && cue.end == verb + 1,
        Some(source) if source.end <= cue.start && cue.end == verb + 2 => match scan.word(verb + 1) {
            // "were reassured by the vote"
            "by" => told(),
            // "was blasted for her remarks"
            "for" => scan.takes(verb..verb + 1, Frames::ACT),
            _ => false,
        },
        // "is seen as a moderate"
        Some(source) => {
            source.end <= cue.start && cue.end <= verb + 2 && (cue.end == verb + 1 && told() || scan.beside(verb, Beside::HELD))
        }
    }
}

/// Whether a source may be that of a cue: it stands in the same sentence, or shortly before one that has no subject of its own ("And
/// continued: …").
pub(super) fn may_stand(scan: &Scan<'_>, sentence: &Range<usize>, cue: &Range<usize>, source: &Range<usize>) -> bool {
    /// Tokens between them.
    const NEAR: usize = 60;
    let opens = || {
        (sentence.start..cue.start).all(|t| scan.is_mark(t) || scan.quote(t).is_some() || scan.is(t, Class::COORDINATOR | Class::ADVERB))
    };
    // "after Ek's arrest, demanding": an owner does not act, though what he owns may be the cue ("Ek's demand").
    let mark = |t: usize| {
        matches!(scan.word(t), "'s" | "'") && scan.doc.tokens.get(t).is_some_and(|m| m.span.start() == scan.doc.tokens[t - 1].span.end())
    };
    let noun = cue.clone().any(|t| scan.lexicon.cues.noun(scan.word(t)).is_some());
    let owns = source.end > source.start && source.end + 1 < cue.start && mark(source.end) && !noun;
    if owns {
        return false;
    }
    sentence.contains(&source.start) || source.end + NEAR > sentence.start && source.end <= sentence.start && opens()
}

fn is_be(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.word(token), "be" | "been" | "being" | "is" | "are" | "was" | "were")
}

/// What may stand between a subject and its verb: "on Thursday", "also".
fn between(scan: &Scan<'_>, token: usize) -> bool {
    let day = |t: usize| scan.is(t, Class::WEEKDAY | Class::TIME) && scan.mention(t).is_none();
    day(token) || scan.is(token, Class::ADVERB) && scan.mention(token).is_none() || scan.word(token) == "on" && day(token + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Raw;
    use crate::{Document, Lexicon, Span, parse};

    /// Where the words first stand.
    fn tokens(doc: &Document, part: &str) -> Range<usize> {
        let start = doc.text.find(part).unwrap();
        doc.tokens_in(Span::new(start, start + part.len()))
    }

    /// The source of a cue once the subject before it is known, where the encoder links `source`, if any.
    fn source(text: &str, source: &str, cue: &str) -> String {
        let (doc, lexicon) = (parse(Raw::text("t", text), Lexicon::english()), Lexicon::english());
        let (scan, tokens) = (Scan::new(&doc, lexicon), |part: &str| tokens(&doc, part));
        let given = Some(source).filter(|s| !s.is_empty()).map(tokens);
        let passed = passed_over(&scan, &doc.sentences[0].tokens, &tokens(cue), given.as_ref());
        passed.or(given).map_or_else(String::new, |s| doc.slice(scan.span(s)).to_owned())
    }

    #[test]
    fn the_subject_straight_before_the_verb_is_the_source() {
        let text = "Otto Berg appealed to the court, which on Thursday ruled that the road must close.";
        assert_eq!(source(text, "Otto Berg", "ruled"), "which");
        let text = "Ida Ek left, and Otto Berg said the talks had failed.";
        assert_eq!(source(text, "Ida Ek", "said"), "Otto Berg");
        assert_eq!(source(text, "", "said"), "Otto Berg");
        let text = "Ida Ek backed the budget amid opposition claims it was too rosy.";
        assert_eq!(source(text, "", "claims"), "opposition");
    }

    #[test]
    fn a_link_that_passes_nobody_over_is_kept() {
        let text = "Ida Ek, who leads the party with Otto Berg, said the talks had failed.";
        assert_eq!(source(text, "Ida Ek", "said"), "Ida Ek");
        let text = "Ida Ek said Otto Berg was accused of theft.";
        assert_eq!(source(text, "", "was accused of"), "");
        let text = "The lawyer for Otto Berg said the talks had failed.";
        assert_eq!(source(text, "The lawyer for Otto Berg", "said"), "The lawyer for Otto Berg");
    }

    #[test]
    fn the_subject_before_an_aside_is_the_source_of_a_verb_that_has_none() {
        let text = "The home secretary, whose plan is due on Monday, also rejected the claims.";
        assert_eq!(source(text, "", "also rejected"), "The home secretary");
        let text = "Otto Berg, however, was quick to say that the road was safe.";
        assert_eq!(source(text, "", "was quick to say"), "Otto Berg");
    }

    /// Who stands behind a cue, and whether the cue tells what is done to somebody.
    fn around(text: &str, given: &str, cue: &str) -> (Option<String>, bool) {
        let (doc, lexicon) = (parse(Raw::text("t", text), Lexicon::english()), Lexicon::english());
        let (scan, tokens) = (Scan::new(&doc, lexicon), |part: &str| tokens(&doc, part));
        let given = Some(given).filter(|s| !s.is_empty()).map(tokens);
        let last = &doc.sentences.last().unwrap().tokens;
        let behind = behind(&scan, last, &tokens(cue), given.as_ref()).map(|s| doc.slice(scan.span(s)).to_owned());
        (behind, is_done_to(&scan, &tokens(cue), given.as_ref()))
    }

    #[test]
    fn who_stands_straight_behind_a_quotation_says_it() {
        let text = "Otto Berg left. \u{201c}We shall wait,\u{201d} said Ida Ek on Monday.";
        assert_eq!(around(text, "Otto Berg", "said").0.as_deref(), Some("Ida Ek"));
        assert_eq!(around(text, "Ida Ek", "said").0, None);
    }

    #[test]
    fn what_is_done_to_somebody_is_said_by_nobody() {
        assert!(around("Ten people were told to leave.", "", "were told").1);
        assert!(around("The members, who were asked to vote, left.", "who", "were asked").1);
        assert!(around("The deal is expected to last.", "", "is expected").1);
        assert!(around("It is hoped that the road will open.", "It", "is hoped").1);
        assert!(around("Ida Ek was criticised for the delay.", "Ida Ek", "was criticised for").1);
        assert!(!around("The claim was denied by Ida Ek.", "Ida Ek", "was denied").1);
        assert!(!around("Ida Ek is worried that it rains.", "Ida Ek", "is worried").1);
    }
}
