//! What a clause refuses to do.

use super::ClaimType as T;
use super::clause::Subject;
use super::kind::{Evidence, Verdict};
use super::undertaking::{Facts, another, be_participle, counterfactual, says};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};

impl Facts<'_> {
    pub(super) fn refused(&self) -> Option<Verdict> {
        let (r, e) = (self.r, self.e);
        if !r.negated {
            let refuses = |(s, at): &(Sign, usize)| *s == Sign::Refuse && *at <= r.main + 1 && r.verb.is_none_or(|v| *at >= v);
            // "I do not rule it out": open to it.
            let refused = self.own && !r.is(Sign::Ready) && r.signs.iter().any(refuses);
            // "have ruled out the possibility that it was a bomb"
            let possible = |at: usize| e.words.job(at, e.lexicon).any(Job::POSSIBILITY) && e.words.get(at + 1) == "that";
            if refused && (r.main..r.main + 6).any(possible) {
                return Some(says(T::Denial, "own side rules it out"));
            }
            return refused.then(|| says(T::Refusal, "own side refuses"));
        }
        if self.opines() {
            return Some(says(T::Assessment, "own judgement").against());
        }
        // "they did not sign": told of what is past.
        let told = matches!(e.words.get(r.verb.unwrap_or(r.main)), "did" | "didn't");
        if r.has(Sign::Refuse) && !told && !r.is(Sign::Must) && !another(e) && (self.future || self.own || r.is(Sign::Can)) {
            return Some(says(T::Refusal, "negated act"));
        }
        let wants = r.is(Sign::Want) && wants_act(e);
        // "said he could not approve it": "I cannot" in the words of the reporter.
        let could = r.is(Sign::Could) && !e.words.quoted(r.main) && self.consents() && !counterfactual(e) && !e.conditional;
        let cannot = r.is(Sign::Can) && self.deed && !r.has(Sign::Judge) || could;
        let considers = (r.is(Sign::Consider) && self.going_on() || self.planning()) && (self.own || self.doer);
        if self.own && r.is(Sign::Want) && !wants && !self.future {
            return Some(says(T::Position, "own side does not want"));
        }
        if considers || r.subject == Subject::Own && (self.stays_away() || self.not_ready()) {
            return Some(says(T::Refusal, "own side is not doing it"));
        }
        if r.house && self.future && (self.deed || !self.outcome) && !be_participle(e) {
            return Some(says(T::Refusal, "the government will not"));
        }
        if r.subject == Subject::Own && (wants || cannot || self.future && (self.deed || !self.outcome)) {
            return Some(says(T::Refusal, "own side will not"));
        }
        // "would be unable to pay" is no refusal.
        // "A judge of that town would not treat me fairly": nobody in particular refuses.
        let first = e.words.job(r.subject_at.start, e.lexicon);
        let any = first.any(Job::INDEFINITE) && !first.any(Job::NONE);
        if self.doer && !any && self.future && self.deed && !self.outcome && !r.is(Sign::Likely) && !r.is(Sign::Can) {
            return Some(says(T::Refusal, "a named doer will not"));
        }
        if r.is(Sign::Willing) && !e.observer && r.subject != Subject::You {
            return Some(says(T::Refusal, "a party is not willing"));
        }
        let undone = self.future && r.subject == Subject::Thing && be_participle(e) && self.deed && (e.conditional || e.official);
        if undone && !e.observer && !r.is(Sign::Likely) {
            return Some(says(T::Refusal, "a deed will not be done"));
        }
        let none_of = |sign: Sign| (r.main..e.words.len().min(r.main + 4)).any(|i| e.words.sign(sign, i, e.lexicon));
        let deed = none_of(Sign::Deed);
        let there = e.words.get(r.subject_at.start) == "there";
        // "There can be no compromise": it takes no office to give nothing away.
        let able = e.official || none_of(Sign::Yield) && !e.outsider;
        let due = e.conditional && e.hostile && !r.has(Sign::Oppose) || deed && there && able && !e.observer;
        // "there is nothing to talk about"
        let idle = |at: usize| e.words.sign(Sign::Refuse, at, e.lexicon) && e.words.sign(Sign::None, at, e.lexicon);
        if there && !e.observer && (r.verb.unwrap_or(r.main)..=r.main).any(idle) {
            return Some(says(T::Refusal, "there is nothing to do"));
        }
        // "said there could be no truce": what cannot be, in the reporter's words.
        let could = r.is(Sign::Could) && !e.words.quoted(r.verb.unwrap_or(r.main));
        let none = r.subject == Subject::Impersonal && (r.is(Sign::Will) || r.is(Sign::Would) || (r.is(Sign::Can) || could) && deed) && due;
        none.then(|| says(T::Refusal, "there will be none"))
    }

    /// "I would not call it peace": said of what one thinks, and no act.
    pub(super) fn opines(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let act = e.act(r.main);
        let thinks = matches!(act, Some(Act::CallName | Act::Say | Act::Believe | Act::Predict | Act::Suspect | Act::Doubt));
        r.subject == Subject::Own && r.is(Sign::Would) && e.words.quoted(r.main) && thinks && e.words.get(r.subject_at.start) == "i"
    }

    /// "is planning to buy", "do not intend to buy".
    fn planning(&self) -> bool {
        let before = |n: usize| self.e.words.get(self.r.main.wrapping_sub(n));
        self.r.is(Sign::Plan) && before(1) == "to" && (before(2).ends_with("ing") || before(2).starts_with("intend") || before(2) == "plan")
    }

    /// "We are not paying": a deed that is not done, of one's own will. Not "we are not asking for alms".
    fn stays_away(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let be = r.verb.is_some_and(|v| v < r.main && e.words.class(v, e.lexicon).any(Class::BE));
        let speaks = e.act(r.main).is_some();
        be && e.words.get(r.main).ends_with("ing") && self.deed && !speaks && !r.at_main(Sign::Light) && r.group.len() <= 2
    }

    /// "We are not ready to pay".
    fn not_ready(&self) -> bool {
        let (r, e) = (self.r, self.e);
        r.is(Sign::Ready) && (e.words.get(r.main) == "to" || e.words.get(r.main.wrapping_sub(1)) == "to")
    }
}

/// "do not want to talk", as against "do not want a wall" or "do not want to be a burden".
fn wants_act(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    e.words.get(main.wrapping_sub(1)) == "to"
        && !matches!(e.words.get(main), "be" | "see" | "have" | "become")
        && e.words.get(main.wrapping_sub(2)) != "be"
}
