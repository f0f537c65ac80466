//! How far a claim binds, and whether it is for or against.

use super::clause::Reading;
use super::kind::Verdict;
use super::{ClaimType, Group, Polarity, Strength};
use crate::lexicon::Sign;

/// The strength of a claim: refused, conditional, tentative, firm, in that order; none for what does not bind.
pub(super) fn strength(verdict: &Verdict, reading: &Reading, conditional: bool) -> Strength {
    use ClaimType as T;
    if verdict.kind.group() == Group::Assessment || matches!(verdict.kind, T::Denial | T::Accusation | T::Praise) {
        return Strength::Na;
    }
    let hedged = [Sign::Could, Sign::May].into_iter().any(|s| reading.is(s)) && matches!(verdict.kind, T::Commitment | T::Threat);
    match verdict.kind {
        T::Refusal => Strength::Refused,
        _ if conditional => Strength::Conditional,
        T::Offer => Strength::Tentative,
        _ if verdict.tentative || hedged => Strength::Tentative,
        _ => Strength::Firm,
    }
}

/// The polarity of a claim: what the type says, else whether the main clause is negated.
pub(super) fn polarity(verdict: &Verdict, reading: &Reading) -> Polarity {
    use ClaimType as T;
    let negative = match (verdict.kind, verdict.negative) {
        (T::Refusal | T::Denial, _) => true,
        (_, Some(negative)) => negative,
        (T::Commitment | T::Offer | T::Agreement | T::Threat | T::Praise, None) => false,
        (_, None) => reading.negated,
    };
    if negative { Polarity::Negative } else { Polarity::Positive }
}
