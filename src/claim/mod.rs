//! In: a [`Document`] and its attributions. Out: claims, in order. Needs: tokens, sentences.

mod act;
mod actors;
mod amounts;
mod asked;
pub mod audit;
mod behind;
mod build;
mod by_clause;
mod by_cue;
mod clause;
mod condition;
mod dates;
mod extent;
mod fallback;
mod figures;
mod fronted;
mod inverted;
mod judged;
mod kind;
mod limits;
mod measures;
mod modality;
pub mod open;
mod openers;
mod others;
mod periods;
mod places;
pub mod position;
pub mod quiet;
mod refused;
mod relay;
mod side;
mod split;
mod stand;
mod topics;
mod undertaking;
mod verb;
mod words;

use serde::Serialize;

use crate::attribute::{Attribution, QuoteType};
use crate::document::TokenKind;
use crate::lexicon::{Class, Job};
use crate::{Document, Lexicon, Span};

pub use amounts::ClaimAmount;
pub use dates::ClaimDate;
pub use places::{ClaimPlace, NamedBy};

/// One proposition in an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index of its attribution.
    pub attribution: usize,
    /// What kind of act it is.
    pub kind: ClaimType,
    /// How far the speaker binds himself.
    pub strength: Strength,
    /// For or against.
    pub polarity: Polarity,
    /// The words of the proposition, inside the content of the attribution.
    pub content: Vec<Span>,
    /// Whether its words are a clause that says by itself what is claimed; else they are the object of the cue ("rejected *the
    /// deadline*"), or the cue says no to them ("denied *he had paid*").
    pub clause: bool,
    /// The words of its conditions ("after a ceasefire"): in the content, between its pieces, or behind it in its sentence.
    pub conditions: Vec<Span>,
    /// Restrictions of place, time, number ("in a neighbouring country").
    pub limits: Vec<Span>,
    /// The times that content and conditions name, where they can be told for sure; in the order of the text.
    pub dates: Vec<ClaimDate>,
    /// The amounts that content and conditions name, in the order of the text.
    pub amounts: Vec<ClaimAmount>,
    /// The countries that content and conditions name, in the order of the text.
    pub places: Vec<ClaimPlace>,
    /// Who would do it, where that is not the speaker.
    pub actors: Vec<String>,
    /// Whom it is directed at.
    pub targets: Vec<String>,
    /// Identifiers of topics, in the order of the topic list.
    pub topics: Vec<String>,
    /// From 0 to 1: how sure the rules are of the type.
    pub confidence: f32,
    /// The rules that decided, for `--explain`.
    pub reasons: Vec<String>,
}

impl Claim {
    /// The group of its type.
    #[must_use]
    pub fn group(&self) -> Group {
        self.kind.group()
    }
}

/// The four groups of claim types.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// The speaker, or the body it speaks for, undertakes something.
    Commitment,
    /// Another is to do something.
    Demand,
    /// For or against.
    Position,
    /// What is the case, or will be.
    Assessment,
}

impl Group {
    /// The name used in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Demand => "demand",
            Self::Position => "position",
            Self::Assessment => "assessment",
        }
    }
}

macro_rules! claim_types {
    ($($(#[$doc:meta])* $name:ident = $text:literal in $group:ident,)*) => {
        /// The fifteen types of claim.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum ClaimType { $($(#[$doc])* $name,)* }

        impl ClaimType {
            /// All of them, in the order of the tables.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name used in output.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The group it belongs to.
            #[must_use]
            pub fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)* }
            }
        }
    };
}

claim_types! {
    /// Undertakes a future act: will, pledges, foresees.
    Commitment = "commitment" in Commitment,
    /// Is willing, ready, prepared, could.
    Offer = "offer" in Commitment,
    /// Done jointly: signed, agreed, backed a deal.
    Agreement = "agreement" in Commitment,
    /// Will not, rules out, rejects doing.
    Refusal = "refusal" in Commitment,
    /// Harm by the speaker's side if something happens.
    Threat = "threat" in Commitment,
    /// Another must, needs to; calls for, urges.
    Demand = "demand" in Demand,
    /// Should, suggests.
    Proposal = "proposal" in Demand,
    /// For or against, red line, what matters most.
    Position = "position" in Position,
    /// It is not so; did not do it.
    Denial = "denial" in Position,
    /// Blames a named party.
    Accusation = "accusation" in Position,
    /// Hails, welcomes, thanks, condemns, apologises.
    Praise = "praise" in Position,
    /// Judges a state of affairs, a prospect or a person's intent.
    Assessment = "assessment" in Assessment,
    /// A future outside the speaker's control.
    Prediction = "prediction" in Assessment,
    /// A bad outcome not by the speaker.
    Warning = "warning" in Assessment,
    /// A checkable fact told.
    Report = "report" in Assessment,
}

/// How far the speaker binds himself.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Will not.
    Refused,
    /// On a condition, stated or clearly presupposed.
    Conditional,
    /// Could, may, hopes, considers, is ready to.
    Tentative,
    /// Without reserve.
    Firm,
    /// Has no meaning for this type.
    Na,
}

/// For or against.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// For, or affirmed.
    Positive,
    /// Refuses, opposes, condemns, denies.
    Negative,
}

/// Whether the content only points at something said elsewhere ("denied it", "said so", "which Ek ordered").
fn points(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> bool {
    let pointer = Class::RELATIVE | Class::OBJECT_PRONOUN | Class::DETERMINER;
    let words = || attribution.content.iter().flat_map(|s| doc.tokens_in(*s)).filter(|t| doc.tokens[*t].kind == TokenKind::Word);
    // "a step that Ek announced" names nothing without the clause before it.
    let stands_in = attribution.content.iter().any(|s| build::relative(doc, *s, lexicon)) && words().count() <= 3;
    attribution.quote_type != QuoteType::Direct
        && (stands_in || words().all(|t| doc.word(t) == "what" || lexicon.grammar.class(doc.word(t)).any(pointer)))
}

/// Whether all that was refused is an answer: "declined to comment on the talks".
fn answers_nothing(doc: &Document, attribution: &Attribution, claims: &[Claim], lexicon: &Lexicon) -> bool {
    /// The verb stands among the first words: "to be interviewed".
    const OPENING: usize = 3;
    let refused = !claims.is_empty() && claims.iter().all(|c| c.kind == ClaimType::Refusal);
    let cue = attribution.cue.iter().flat_map(|s| doc.tokens_in(*s));
    let opening = attribution.content.first().into_iter().flat_map(|s| doc.tokens_in(*s).take(OPENING));
    let infinitive = attribution.content.first().and_then(|s| doc.tokens_in(*s).next()).is_some_and(|t| doc.word(t) == "to");
    // "declined | to say | whether it would sail"
    let between = match (attribution.cue.last(), attribution.content.first()) {
        (Some(cue), Some(content)) => doc.tokens_in(*cue).end..doc.tokens_in(*content).start,
        _ => 0..0,
    };
    let gap = between.take(OPENING).filter(|t| doc.tokens[*t].kind == TokenKind::Word);
    let mut verbs = cue.chain(gap).chain(opening.filter(|_| infinitive));
    refused && attribution.quote_type == QuoteType::Indirect && verbs.any(|t| lexicon.people.is_answer(doc.word(t)))
}

/// Whether all that was asked is to stay unnamed: "a nurse who asked not to be named".
fn unnamed(doc: &Document, attribution: &Attribution, lexicon: &Lexicon) -> bool {
    let mut words = attribution.content.iter().flat_map(|s| doc.tokens_in(*s)).map(|t| doc.word(t));
    words.all(|w| lexicon.claims.words.job(w).any(Job::UNNAMED))
}

/// Lists grow by fours, and most claims have one amount, date or place, or none.
fn keep_no_room(claim: &mut Claim) {
    claim.dates.shrink_to_fit();
    claim.amounts.shrink_to_fit();
    claim.places.shrink_to_fit();
}

/// Finds the claims in the attributions of a document, in the order of the attributions.
///
/// Cost: linear in the contents.
#[must_use]
pub fn claims(doc: &Document, attributions: &[Attribution], lexicon: &Lexicon) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut context = topics::Context::of(doc, lexicon);
    let finder = places::Finder::new(doc, lexicon);
    for (index, attribution) in attributions.iter().enumerate() {
        // What nobody is named for ("is believed", "the plan was approved") puts nobody on the record.
        if attribution.speakers.is_empty() || points(doc, attribution, lexicon) {
            continue;
        }
        let start = claims.len();
        build::claims_of(doc, (index, attribution), context.spoken(), lexicon, &mut claims);
        if answers_nothing(doc, attribution, &claims[start..], lexicon) || unnamed(doc, attribution, lexicon) {
            claims.truncate(start);
        }
        behind::complete(doc, attributions, index, &mut claims[start..], lexicon);
        if attribution.relays {
            relay::report(attribution, &mut claims, start);
        }
        for claim in &mut claims[start..] {
            context.complete(doc, claim);
            claim.dates = dates::dates(doc, claim, lexicon);
            claim.amounts = amounts::amounts(doc, claim, lexicon);
            claim.places = finder.places(claim);
            keep_no_room(claim);
        }
    }
    claims.shrink_to_fit();
    claims
}
