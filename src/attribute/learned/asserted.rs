//! What the encoder took for a saying and is none: a word that no list knows for one ("enjoys the offer"), what is only supposed ("so long as
//! they agree to wait") or asked ("Will they agree to wait?"), what somebody earns ("drew criticism for the delay").

use std::ops::Range;

use super::super::clause::Draft;
use super::super::extent::Tokens;
use super::super::scan::Scan;
use crate::lexicon::Class;

/// Whether somebody says something there. What stands in quotation marks, and what has no cue, is not asked; and where a clause stands, a word
/// that no list knows may well be one of saying ("pooh-poohed that they lost"). Cost: that of cue and content.
pub(super) fn is_asserted(scan: &Scan<'_>, draft: &Draft) -> bool {
    let quoted = draft.content.iter().any(|s| scan.has_quote(scan.doc.tokens_in(*s)));
    let source = draft.source.as_ref().map(|s| &s.tokens);
    let cue = &draft.cue;
    let asked = !cue.is_empty() && !quoted && !draft.rule.starts_with("according");
    let unheard = || is_thing(scan, draft) && (!is_known(scan, cue, source.is_some()) || is_open(scan, cue));
    let silent = || is_asked(scan, draft) || is_empty(scan, draft);
    !(asked
        && (unheard() || silent() || undergoes(scan, draft) || source.is_some_and(|s| is_supposed(scan, s, cue) || earns(scan, s, cue))))
}

/// "Will the union accept the offer?": what the reporter asks, nobody has said.
fn is_asked(scan: &Scan<'_>, draft: &Draft) -> bool {
    let tokens = &scan.doc.sentences[draft.sentence].tokens;
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let plain = scan.word(last) == "?" && scan.quote(last).is_none() && scan.quote(first).is_none();
    plain && scan.is(first, Class::AUXILIARY) && draft.cue.start > first && !matches!(scan.word(draft.cue.start), "asked" | "asks" | "ask")
}

/// "is worried | because": no content at all.
fn is_empty(scan: &Scan<'_>, draft: &Draft) -> bool {
    let mut all = draft.content.iter().flat_map(|s| scan.doc.tokens_in(*s));
    all.all(|t| scan.is(t, Class::SUBORDINATOR | Class::COORDINATOR | Class::PREPOSITION))
}

/// Whether content is a thing, and neither a clause nor what is to be done: "the offer of the town".
fn is_thing(scan: &Scan<'_>, draft: &Draft) -> bool {
    let mut all = draft.content.iter().map(|s| scan.doc.tokens_in(*s));
    let first = draft.content.first().map_or("", |s| scan.word(scan.doc.tokens_in(*s).start));
    let opens = first == "to" || first.ends_with("ing") || matches!(first, "that" | "how" | "what" | "why" | "whether" | "if");
    let before = draft.content.first().and_then(|s| scan.doc.tokens_in(*s).start.checked_sub(1)).map_or("", |t| scan.word(t));
    !opens && before != "that" && !all.any(|tokens| scan.has_clause(tokens))
}

/// Whether a word of a cue is one of the lists: of cues, of nouns, or of speech acts.
fn is_known(scan: &Scan<'_>, cue: &Range<usize>, sourced: bool) -> bool {
    let run = Tokens { scan, end: cue.end };
    let known = |t: usize| {
        scan.head(t).is_some() && !scan.is(t, Class::AUXILIARY)
            || scan.lexicon.cues.noun(scan.word(t)).is_some()
            || scan.lexicon.claims.acts.longest(&run, t).is_some()
    };
    // "In the words of Ek", "In this poll": a phrase, and no verb that could be looked up.
    let phrase = scan.is(cue.start, Class::PREPOSITION) && (cue.len() > 1 || sourced) && scan.word(cue.start) != "to";
    phrase || cue.clone().any(known)
}

/// "may now see", "should remind us": what may be is the reporter's.
fn is_open(scan: &Scan<'_>, cue: &Range<usize>) -> bool {
    scan.is(cue.start, Class::MODAL) && matches!(scan.word(cue.start), "may" | "might" | "should")
}

/// "has seen protests", "have seen prices soar": what befalls somebody. Not "has seen that", "have seen it as".
fn undergoes(scan: &Scan<'_>, draft: &Draft) -> bool {
    let cue = &draft.cue;
    let seen = scan.word(cue.end - 1) == "seen" && cue.clone().any(|t| scan.is(t, Class::HAVE));
    let held = |t: usize| matches!(scan.word(t), "as" | "that" | "how" | "what");
    seen && !held(cue.end) && !draft.content.iter().any(|s| scan.doc.tokens_in(*s).any(held))
}

/// "so long as they agree to wait", "if Ek decides to go": a condition of the reporter's.
fn is_supposed(scan: &Scan<'_>, source: &Range<usize>, cue: &Range<usize>) -> bool {
    let straight = source.end <= cue.start && (source.end..cue.start).all(|t| scan.is(t, Class::ADVERB | Class::AUXILIARY));
    let Some(before) = source.start.checked_sub(1).filter(|_| straight) else { return false };
    let long = || before > 1 && scan.word(before) == "as" && scan.word(before - 1) == "long";
    // "it may be enough for Ek and Lund to agree"
    let to = || scan.word(before) == "for" && scan.word(cue.start) == "to";
    matches!(scan.word(before), "if" | "unless" | "whether") || long() || to()
}

/// "drew criticism for the delay", "met | criticism over the delay": others say it of the source.
fn earns(scan: &Scan<'_>, source: &Range<usize>, cue: &Range<usize>) -> bool {
    let verb = (source.end.max(cue.start.saturating_sub(1))..cue.end.min(cue.start + 2)).find(|t| scan.is(*t, Class::EARNS));
    let named = |t: usize| scan.lexicon.cues.noun(scan.word(t)).is_some() || scan.head(t).is_some();
    verb.is_some_and(|verb| source.end <= cue.start && (verb + 1..cue.end).any(named))
}

#[cfg(test)]
mod tests {
    use super::super::super::relay::Relay;
    use super::super::super::source::Source;
    use super::*;
    use crate::read::Raw;
    use crate::{Lexicon, Span, parse};

    /// Whether a source says a content with a cue.
    fn asserted(text: &str, source: &str, cue: &str, content: &str) -> bool {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("t", text), lexicon);
        let scan = Scan::new(&doc, lexicon);
        let span = |part: &str| {
            let start = doc.text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let (source, cue) = (doc.tokens_in(span(source)), doc.tokens_in(span(cue)));
        let source = Source { head: source.end - 1, clause: source.start, tokens: source, inverted: false, shared: false };
        let content = vec![span(content)];
        let draft = Draft { sentence: 0, cue, source: Some(source), content, act: false, relay: Relay::None, rule: "test".into() };
        is_asserted(&scan, &draft)
    }

    #[test]
    fn a_word_that_no_list_knows_says_nothing() {
        assert!(!asserted("The union enjoys the offer of the town.", "The union", "enjoys", "the offer of the town"));
        assert!(asserted("The union said the port would close.", "The union", "said", "the port would close"));
        assert!(asserted("The union enjoys \"the offer\" of the town.", "The union", "enjoys", "\"the offer\" of the town"));
        assert!(asserted("The union pooh-poohed that the port was old.", "The union", "pooh-poohed", "the port was old"));
        let text = "In the view of the union, the port is too old.";
        assert!(asserted(text, "the union", "In the view of", "the port is too old"));
    }

    #[test]
    fn what_is_supposed_is_not_said() {
        let text = "The town will wait so long as they agree to pay.";
        assert!(!asserted(text, "they", "agree", "to pay"));
        assert!(!asserted("The lapse should remind us of the old port.", "The lapse", "should remind", "the old port"));
        assert!(asserted("The town waits as the unions agree to pay.", "the unions", "agree", "to pay"));
        let text = "It may be enough for the unions to agree on the need for a port.";
        assert!(!asserted(text, "the unions", "to agree on", "the need for a port"));
    }

    #[test]
    fn what_is_asked_is_not_said() {
        assert!(!asserted("Will the union accept the offer of the town?", "the union", "accept", "the offer of the town"));
        assert!(asserted("Is it right, the union asked, to close the port?", "the union", "asked", "to close the port"));
        assert!(!asserted("The union is worried because history says so.", "The union", "is worried", "because"));
    }

    #[test]
    fn what_one_earns_others_say() {
        assert!(!asserted("The mayor drew criticism for the delay.", "The mayor", "drew criticism for", "the delay"));
        assert!(!asserted("The mayor met criticism over the delay.", "The mayor", "criticism over", "the delay"));
        assert!(asserted("The mayor voiced criticism of the delay.", "The mayor", "voiced criticism of", "the delay"));
    }
}
