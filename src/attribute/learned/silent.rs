//! Cues that say nothing, though the encoder tags them: a question put by the reporter, a label, what is done to somebody.

use std::ops::Range;

use super::subject;
use crate::attribute::clause::Draft;
use crate::attribute::scan::Scan;
use crate::lexicon::{Beside, Class};

/// "Asked whether Berg would go, Ek said no", "Ek, asked about the vote, said": what is asked there is the reporter's.
pub(super) fn is_question(scan: &Scan<'_>, draft: &Draft) -> bool {
    let t = draft.cue.start;
    let asked = scan.word(t) == "asked" && !draft.cue.is_empty();
    let opens = || t == scan.doc.sentences[draft.sentence].tokens.start || matches!(scan.word(t - 1), "," | "when" | "if");
    let about = || {
        let next = draft.cue.clone().skip(1).chain([draft.cue.end]).find(|t| !scan.is(*t, Class::TIME | Class::WEEKDAY));
        let next = next.map_or("", |t| scan.word(t));
        matches!(next, "about" | "whether" | "if" | "how" | "why" | "what" | "when" | "who" | "by" | "during" | "on")
    };
    // What is quoted behind it is somebody's answer.
    let answered = || draft.content.iter().any(|s| scan.has_quote(scan.doc.tokens_in(*s)));
    asked && opens() && about() && !answered() || in_question(scan, draft)
}

/// "Asked whether Ek thought it was safe, he said": what somebody says inside what is asked.
pub(super) fn in_question(scan: &Scan<'_>, draft: &Draft) -> bool {
    let start = scan.doc.sentences[draft.sentence].tokens.start;
    let asked = start + usize::from(matches!(scan.word(start), "when" | "if"));
    let wh = matches!(scan.word(asked + 1), "whether" | "if" | "why" | "how");
    let inside = || (asked..draft.cue.start).all(|t| scan.word(t) != ",");
    scan.word(asked) == "asked" && wh && draft.cue.start > asked + 1 && inside()
}

/// Whether the cue says nothing by itself: a lone preposition, a noun for a person ("a Norlandic critic"), what is done to somebody.
pub(super) fn nobody_says(scan: &Scan<'_>, cue: &Range<usize>, source: Option<&Range<usize>>) -> bool {
    let lone = cue.len() == 1 && scan.is(cue.start, Class::PREPOSITION) && scan.head(cue.start).is_none();
    let one = cue.len() == 1;
    let named = one && scan.capitalized(cue.end) && source.is_some_and(|s| s.end == cue.start);
    let person =
        named && scan.is_person_role(cue.start) && scan.head(cue.start).is_none() && scan.lexicon.cues.noun(scan.word(cue.start)).is_none();
    // "gangs believed to be armed", "men accused of theft"
    let last = cue.end - 1;
    let (verb, link) = if one { (cue.start, scan.word(cue.end)) } else { (cue.start, scan.word(last)) };
    let thought = link == "to" && scan.beside(verb, Beside::HELD) || link == "of" && scan.beside(verb, Beside::SUSPECTED);
    let thought = thought && cue.len() < 3 && source.is_some_and(|s| s.end == cue.start);
    person || thought || lone && source.is_none() || is_label(scan, cue) || subject::is_done_to(scan, cue, source)
}

/// "Question: "Will you sign?"": the label of a turn, of which somebody else than the source before may be the speaker.
fn is_label(scan: &Scan<'_>, cue: &Range<usize>) -> bool {
    let colon = cue.start + 1;
    let alone = cue.len() == 1 || cue.len() == 2 && colon < cue.end;
    alone && scan.word(colon) == ":" && scan.lexicon.people.turn_label(scan.word(cue.start)).is_some()
}
