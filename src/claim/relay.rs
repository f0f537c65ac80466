//! What a relay claims: that others said it. Their own claims stand with their own attributions.
//!
//! Example: of "Ek will pay, she said, the watchdog reported" the watchdog reports, with Ek as the actor; Ek commits herself.

use super::{Claim, ClaimType, Polarity, Strength, kind};
use crate::attribute::Attribution;

/// Makes one report of what was read in the content of a relay, from `start` on.
pub(super) fn report(attribution: &Attribution, claims: &mut Vec<Claim>, start: usize) {
    let rest = claims.split_off(start);
    let mut rest = rest.into_iter();
    let Some(mut whole) = rest.next() else { return };
    for claim in rest {
        whole.conditions.extend(claim.conditions);
        whole.limits.extend(claim.limits);
        let new: Vec<String> = claim.topics.into_iter().filter(|t| !whole.topics.contains(t)).collect();
        whole.topics.extend(new);
    }
    whole.kind = ClaimType::Report;
    (whole.strength, whole.polarity) = (Strength::Na, Polarity::Positive);
    (whole.content, whole.clause) = (attribution.content.clone(), true);
    (whole.actors, whole.targets) = (attribution.inner.iter().map(|s| s.name.clone()).collect(), Vec::new());
    whole.confidence = kind::sure::CUE;
    whole.reasons.push("relay: passes on what others said".into());
    claims.push(whole);
}
