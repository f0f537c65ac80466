//! Turns of a printed conversation as attributions: the speaker is named before a colon, and all that follows is his.
//!
//! It works on what an engine found, so that it is the same for both. What was found inside a turn is dropped: whom a speaker quotes
//! there belongs to the speaker. Turns that nobody is named for are questions of an interviewer, and left out.

use super::{Attribution, QuoteType, ResolvedBy, Speaker};
use crate::document::{Turn, squeeze};
use crate::{Document, Span};

/// Takes the turns of a document in. Cost: that of sorting the attributions.
pub(super) fn add_turns(doc: &Document, attributions: &mut Vec<Attribution>) {
    if doc.turns.is_empty() {
        return;
    }
    let mut spoken: Vec<_> = doc.turns.iter().flat_map(|t| t.speech.iter().copied()).collect();
    spoken.sort_unstable();
    attributions.retain(|a| {
        let extent = a.extent();
        let before = spoken.partition_point(|s| s.end() <= extent.start());
        spoken.get(before).is_none_or(|s| s.start() >= extent.end())
    });
    attributions.extend(doc.turns.iter().filter(|t| !t.asks).map(|turn| attribution(doc, turn)));
    attributions.sort_by_key(|a| (a.content.first().copied(), a.cue.first().copied()));
}

fn attribution(doc: &Document, turn: &Turn) -> Attribution {
    let words = turn.name.unwrap_or(turn.label);
    let entity = turn.entity.and_then(|e| doc.entities.get(e));
    let own = |of: fn(&crate::document::Entity) -> &Option<String>| entity.and_then(|e| of(e).clone());
    let resolved_by = match (turn.name, entity) {
        (Some(_), _) => ResolvedBy::Name,
        (None, Some(_)) => ResolvedBy::Description,
        (None, None) => ResolvedBy::Unresolved,
    };
    let name = entity.map_or_else(|| squeeze(doc.slice(words)), |e| e.name.clone());
    let speaker = Speaker {
        name,
        role: own(|e| &e.role),
        affiliation: own(|e| &e.affiliation),
        country: own(|e| &e.country),
        resolved_by,
        mention: Some(words),
    };
    Attribution {
        source: vec![words],
        cue: Vec::new(),
        content: turn.speech.iter().map(|s| without_marks(doc, *s)).collect(),
        quote_type: QuoteType::Direct,
        speakers: vec![speaker],
        inner: Vec::new(),
        relays: false,
        relayed_by: Vec::new(),
        reasons: vec!["content: a turn of a conversation".into()],
    }
}

/// Without the quotation marks around all of it.
fn without_marks(doc: &Document, speech: Span) -> Span {
    let near = doc.quotations.partition_point(|q| q.outer.start() < speech.start());
    doc.quotations.get(near).filter(|q| q.outer == speech && !q.inner.is_empty()).map_or(speech, |q| q.inner)
}
