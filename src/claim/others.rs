//! What others undertake, by what a clause tells of them.

use super::ClaimType as T;
use super::clause::Subject;
use super::kind::{Evidence, Verdict, sure};
use super::undertaking::{Facts, another, be_participle, says, was_promised};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Sign};

impl Facts<'_> {
    /// An offer or a commitment of a doer who is not the speaker's side.
    pub(super) fn by_another(&self) -> Option<Verdict> {
        let (r, e) = (self.r, self.e);
        // "investors will need approval", "they would be punished by the army": asked of another, done by another.
        if r.is(Sign::Need) && self.future || be_participle(e) && self.by_other_hands() {
            return None;
        }
        // "I am sure they will sign", "many believe she will": what is believed of others.
        let believed = matches!(e.cue.act, Act::Believe | Act::Suspect | Act::Doubt | Act::Predict);
        if r.frame.contains(&Sign::Judge) && !r.house || believed {
            return None;
        }
        if r.is(Sign::Willing) && r.subject == Subject::Thing && !e.observer && !self.future {
            return Some(says(T::Offer, "a party that is not named is willing"));
        }
        if r.has(Sign::Offer) {
            return Some(says(T::Offer, "open to it"));
        }
        if e.offered && self.future && (r.is(Sign::Consider) || r.at_main(Sign::Consider)) {
            return Some(says(T::Commitment, "also would consider").tentative());
        }
        if r.house && !e.observer && !r.is(Sign::Likely) {
            if r.is(Sign::Consider) && (self.future || self.going_on()) {
                return Some(says(T::Commitment, "the government considers").tentative());
            }
            if self.future && (self.deed || !self.outcome) && !be_participle(e) && !r.has(Sign::Warn) && !r.at_main(Sign::Harm) {
                return Some(says(T::Commitment, "the government will"));
            }
            if r.is(Sign::Could) && self.deed && !self.outcome {
                return Some(says(T::Offer, "the government could"));
            }
        }
        let duty = r.is(Sign::Should) || r.is(Sign::Must);
        if self.doer && (self.future || self.going_on()) && r.is(Sign::Consider) && !r.is(Sign::Likely) && !duty {
            return Some(says(T::Commitment, "a named doer will consider").tentative());
        }
        if e.official
            && !e.observer
            && r.is(Sign::Could)
            && r.subject == Subject::Thing
            && be_participle(e)
            && r.at_main(Sign::Undertake)
            && !self.considered()
            && !self.settles()
        {
            return Some(says(T::Offer, "a deed could be done"));
        }
        let opens = r.at_main(Sign::Effect) && (r.is(Sign::Could) || r.is(Sign::Can));
        if opens && e.official && e.conditional && !e.observer && r.subject == Subject::Thing {
            return Some(says(T::Offer, "it can start on a condition"));
        }
        if e.offered && r.is(Sign::Could) && self.deed {
            return Some(says(T::Offer, "also could"));
        }
        if e.official && self.future && r.subject == Subject::Thing && r.at_main(Sign::Effect) && !r.is(Sign::Likely) {
            return Some(says(T::Commitment, "a measure will take effect"));
        }
        if self.doer && r.is(Sign::Plan) && !they_promised(e) && (self.against_speaker() || e.outsider && self.governs()) {
            return Some(says(T::Assessment, "what another plans, told by one who is not of that side"));
        }
        if self.doer && r.is(Sign::Plan) && !self.future && !r.is(Sign::Must) && !was_promised(e) && !they_promised(e) {
            return Some(says(T::Commitment, "a named doer plans"));
        }
        if r.is(Sign::Ready) && self.fears() {
            return Some(Verdict::new(T::Assessment, sure::SIGN, "clause: another does not rule it out").in_favour());
        }
        if self.doer && r.is(Sign::Ready) && !self.was_then() && !self.does(Sign::Harm) && !self.does(Sign::Blame) {
            return Some(says(T::Offer, "a named doer is ready"));
        }
        if self.doer && self.future && r.at_main(Sign::Harm) && !r.at_main(Sign::Undertake) {
            return Some(says(T::Warning, "a named doer will do harm"));
        }
        let it = r.subject == Subject::Impersonal && e.words.get(r.subject_at.start) == "it" && e.official;
        let passive = (r.subject == Subject::Thing || it) && be_participle(e);
        // "claimed the tax will be raised": what is said to be so is no word given.
        if e.cue.word.starts_with("claim") && e.first {
            return None;
        }
        // "they will be able to choose": no deed.
        let doubtful = r.is(Sign::Likely) || r.is(Sign::Can) || r.is(Sign::May) || r.has(Sign::Warn) && !passive && r.is(Sign::Would);
        if !self.future || !self.deed || doubtful {
            return None;
        }
        if passive {
            return Some(says(T::Commitment, "a deed will be done"));
        }
        // "voters will punish them": nobody undertakes that.
        let public = r.subject_at.clone().last().is_some_and(|i| e.words.sign(Sign::Public, i, e.lexicon));
        (self.doer && !public && !self.outcome && (e.conditional || !another(e))).then(|| says(T::Commitment, "a named doer will"))
    }
}

impl Facts<'_> {
    /// "are determined to get rid of me": the speaker is whom it is done to.
    fn against_speaker(&self) -> bool {
        let words = self.e.words;
        (self.r.main..words.len()).any(|i| words.quoted(i) && matches!(words.word(i), "me" | "us"))
    }

    /// "The government plans", "ministers want": the subject is who governs.
    fn governs(&self) -> bool {
        self.r.subject_at.clone().last().is_some_and(|i| self.e.words.sign(Sign::House, i, self.e.lexicon))
    }
}

/// "They promised us a bridge", in somebody's own words: whose promise it was is not said, and it is held against them.
fn they_promised(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let verb = e.words.get(r.verb.unwrap_or(r.main));
    another(e) && (verb.ends_with("ed") || matches!(verb, "had" | "has" | "have"))
}
