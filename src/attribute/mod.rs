//! In: a [`Document`] with its layers. Out: attributions, in the order of their content. Needs: quotations, mentions.
//!
//! In four steps: `clause` goes through each sentence and makes a draft of every cue (`cue` reads verbs, `nominal` the rest) with its
//! source (`source`, `phrase`) and content (`content` says what follows a cue, `extent` where it ends, `pieces` what is shown); `quotes`
//! gives quotations without a cue to the draft before them; `introduced` reads what the text around a name tells of it; `coref` finds the speakers (`pronoun`, `author`, `description`, `groups`, `bodies`, `focus`), and `relay` tells who passes on
//! the words of another. All look at the
//! document through `scan`. The posture: better to miss an attribution than to put words in the wrong mouth.
//!
//! The `learned` engine takes the place of the first two steps: it makes drafts with a trained encoder. `coref` is the same for both, and so is `interview`, which adds the
//! turns of a printed conversation.

mod again;
mod apposition;
mod author;
mod bodies;
mod clause;
mod content;
mod coref;
mod cue;
mod description;
mod engine;
mod extent;
mod focus;
mod groups;
mod inner;
mod interview;
mod introduced;
mod joint;
#[cfg(feature = "learned")]
mod learned;
mod named;
mod nominal;
mod office;
mod opening;
mod parted;
mod phrase;
mod pieces;
mod plural;
mod pronoun;
mod quotes;
mod relay;
mod scan;
mod single;
mod source;

pub use engine::Engine;

use serde::Serialize;

use crate::{Document, Lexicon, Span};

/// One act of saying: content with its source and cue, as far as found.
///
/// The terms are those of PARC 3 and PolNeAR. Unlike there, a token may serve two attributions (a subject shared by two cues, an
/// attribution inside the content of another).
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that name who speaks, with title and apposition; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that signal it; empty where there are none.
    pub cue: Vec<Span>,
    /// What was said, without the outer quotation marks; at least one piece, in order.
    pub content: Vec<Span>,
    /// How it is quoted.
    pub quote_type: QuoteType,
    /// The speakers referred to; several for a joint act, none where nobody is named.
    pub speakers: Vec<Speaker>,
    /// Whoever the speakers quote in turn: Ek, where the watchdog said Ek had promised to pay.
    pub inner: Vec<Speaker>,
    /// Whether all it says is that others said something: "Ek will pay, he said, according to the watchdog". What they said stands
    /// behind it, as attributions of their own.
    pub relays: bool,
    /// Whoever passes it on: the watchdog, for what Ek said.
    pub relayed_by: Vec<Speaker>,
    /// The rules that made it and the candidates ruled out, for `--explain`.
    pub reasons: Vec<String>,
}

impl Attribution {
    /// Whether all of `content` lies in a piece of its own.
    fn holds(&self, content: &[Span]) -> bool {
        content.first().is_some_and(|c| self.content.iter().any(|s| s.contains(*c)))
    }

    /// From the first to the last byte of source, cue and content.
    #[must_use]
    pub fn extent(&self) -> Span {
        let mut spans = self.content.iter().chain(&self.source).chain(&self.cue);
        let first = spans.next().copied().unwrap_or_default();
        spans.fold(first, |all, s| all.cover(*s))
    }
}

/// How content is quoted.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteType {
    /// All inside quotation marks.
    Direct,
    /// Partly.
    Mixed,
    /// No marks.
    Indirect,
    /// The deed is the statement: signed, voted, agreed.
    Act,
}

/// The person, body or country that a source refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name the article gives; the words of the mention where it is not resolved.
    pub name: String,
    /// "President", as the article says.
    pub role: Option<String>,
    /// Party or body, as the article says.
    pub affiliation: Option<String>,
    /// Country, by its usual English name.
    pub country: Option<String>,
    /// How the mention was resolved.
    pub resolved_by: ResolvedBy,
    /// The words that refer to the speaker; `None` where the speaker carries over from a sentence before.
    pub mention: Option<Span>,
}

/// How a mention was resolved to a speaker.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ResolvedBy {
    /// The source names the speaker.
    Name,
    /// A pronoun, by the mentions before it.
    Pronoun,
    /// A description ("the Ukrainian leader"), by role or country.
    Description,
    /// No source: the speaker of the sentence before goes on.
    Continuation,
    /// Not resolved: the name is the words of the mention.
    Unresolved,
}

/// Finds who says what, with the rules: [`attribute_with`] takes either engine. Cost: linear in the text.
#[must_use]
pub fn attribute(doc: &Document, lexicon: &Lexicon) -> Vec<Attribution> {
    attribute_with(Engine::Rules, doc, lexicon)
}

/// Finds who says what, with one engine or the other. Cost: linear in the text.
///
/// Each engine gives drafts (the words of source, cue and content); who the speakers are is found in the same way for both. Where the
/// learned engine [is not there](Engine::is_available), the rules stand in for it.
#[must_use]
pub fn attribute_with(engine: Engine, doc: &Document, lexicon: &Lexicon) -> Vec<Attribution> {
    let mut scan = scan::Scan::new(doc, lexicon);
    let drafts = match learned_drafts(engine, &mut scan) {
        Some(drafts) => {
            let mut drafts = relay::relayed(&scan, drafts);
            quotes::take_over(&scan, &mut drafts);
            drafts
        }
        None => {
            let mut drafts = relay::relayed(&scan, clause::drafts(&scan));
            quotes::continue_quotations(&scan, &mut drafts);
            quotes::take_over(&scan, &mut drafts);
            drafts
        }
    };
    introduced::complete(&mut scan, &drafts);
    let mut attributions = coref::resolve(&scan, drafts);
    interview::add_turns(doc, &mut attributions);
    // Marks with nothing between them ("said: \"\"") say nothing.
    attributions.iter_mut().for_each(|a| a.content.retain(|s| doc.slice(*s).contains(char::is_alphanumeric)));
    attributions.retain(|a| !a.content.is_empty());
    attributions
}

/// What the learned engine finds, if it is asked for and there; it also tells persons from bodies.
#[cfg(feature = "learned")]
fn learned_drafts(engine: Engine, scan: &mut scan::Scan<'_>) -> Option<Vec<clause::Draft>> {
    let (drafts, entities) = (engine == Engine::Learned).then(|| learned::read(scan)).flatten()?;
    scan.entities = entities.into();
    Some(drafts)
}

#[cfg(not(feature = "learned"))]
fn learned_drafts(_: Engine, _: &mut scan::Scan<'_>) -> Option<Vec<clause::Draft>> {
    None
}
