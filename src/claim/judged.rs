//! Acts and states judged: what would be so or so, what must have been, what it is wrong to do.

use super::ClaimType;
use super::clause::Subject;
use super::kind::{Evidence, Verdict, sure};
use super::undertaking;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Class, Job, Sign};

/// "That must have been hard": what one takes to be so, and nothing that another must do.
pub(super) fn supposed(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let from = r.verb.unwrap_or(r.main);
    let participle = |at: usize| e.lexicon.grammar.is_participle(e.words.get(at));
    let perfect = (from + 1..=r.main).any(|i| e.words.get(i - 1) == "have" && (e.words.get(i) == "been" || i == r.main && participle(i)));
    let must = r.is(Sign::Must) && e.words.get(from) == "must";
    (must && perfect && !r.question).then(|| Verdict::new(ClaimType::Assessment, sure::MODAL, "clause: it must have been so"))
}

/// "It could have been found earlier", "he may have been robbed": what did not happen, or perhaps did, judged.
pub(super) fn unreal(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let past = (r.is(Sign::Would) || r.is(Sign::Could) || r.is(Sign::May)) && undertaking::counterfactual(e);
    (past && !r.question).then(|| Verdict::new(ClaimType::Assessment, sure::MODAL, "clause: it would have been so"))
}

/// "ruled that the council could not sell it"
pub(super) fn barred(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let may = r.is(Sign::May) || r.is(Sign::Can) || r.is(Sign::Could);
    let deed = [Sign::Undertake, Sign::Deprive, Sign::Light, Sign::Base].into_iter().any(|s| r.at_main(s));
    may && r.negated && deed && e.first && e.cue.word.starts_with("rul")
}

/// "is not true", "is simply not the case": what is denied is not denied again.
pub(super) fn untrue(e: &Evidence<'_>, at: usize) -> bool {
    let not = (at..at + 3).find(|i| e.words.get(*i) == "not").map_or(at, |i| i + 1 + usize::from(e.words.get(i + 1) == "the"));
    matches!(e.words.get(not), "true" | "case")
}

/// "They could not agree", in somebody's own words: told of what is past. "It could not choose": what cannot be, and no future.
pub(super) fn impossible(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let verb = r.verb.filter(|_| r.is(Sign::Could) && r.negated && !r.is(Sign::Would) && !r.is(Sign::Will) && !r.is(Sign::May))?;
    // "We could not agree more", "could not do it without you"
    let unreal = e.conditional || (r.main..e.words.len()).any(|i| matches!(e.words.word(i), "more" | "without" | "ever"));
    if r.question || unreal || undertaking::counterfactual(e) || e.words.get(r.main.wrapping_sub(1)) == "be" {
        return None;
    }
    let told = e.words.quoted(verb);
    let bad = r.at_main(Sign::Outcome) || r.at_main(Sign::Warn);
    let kind = if told { ClaimType::Report } else { ClaimType::Assessment };
    (told || !bad).then(|| Verdict::new(kind, sure::SIGN, "clause: it could not be").against())
}

/// "To call them thieves is unfair": against what the infinitive names.
pub(super) fn infinitive(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let opens = r.infinitive && e.words.get(0) == "to" && e.words.quoted(0) && e.words.surface(0).starts_with('T');
    let be = |i: &usize| e.words.class(*i, e.lexicon).any(Class::BE);
    let last = (2..e.words.len()).rev().find(be).filter(|_| opens && !r.question)?;
    // "to tell them that it is wrong": what is said to be wrong is not what the infinitive names.
    let own = e.words.get(last - 1);
    let other = e.words.job(last - 1, e.lexicon).any(Job::PRONOUN) && own != "this" && own != "that";
    let bad = r.signs.iter().any(|(s, at)| matches!(s, Sign::Oppose | Sign::Condemn) && *at > last);
    let negated = e.words.class(last + 1, e.lexicon).any(Class::NEGATION);
    (bad && !other && !negated).then(|| Verdict::new(ClaimType::Position, sure::SIGN, "clause: to do so is wrong").against())
}

/// "The time has come for Sudland to leave": asked of another; "the time has come to talk": what matters now.
pub(super) fn time_has_come(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let time = r.subject_at.end.checked_sub(1).is_some_and(|i| e.words.word(i) == "time");
    let come = e.words.get(r.main) == "come" && r.verb.is_some_and(|v| matches!(e.words.get(v), "has" | "'s"));
    let next = (r.main + 1..e.words.len()).find(|i| !e.words.class(*i, e.lexicon).any(Class::ADVERB)).unwrap_or(r.main + 1);
    let verdict = |kind| Some(Verdict::new(kind, sure::MODAL, "clause: the time has come"));
    match e.words.get(next) {
        _ if !time || !come || r.negated || r.question => None,
        "to" => verdict(ClaimType::Position),
        "for" if matches!(e.words.get(next + 1), "us" | "me" | "our" | "my") => verdict(ClaimType::Position),
        "for" => verdict(ClaimType::Demand),
        _ => None,
    }
}

/// "Our goal is to rebuild": what matters; "the task is to count them": how one sees it. What somebody is for is no future.
pub(super) fn purpose(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let verb = r.verb.filter(|v| matches!(e.words.word(*v), "is" | "was" | "'s") && e.words.get(*v + 1) == "to")?;
    let of_subject = |sign: Sign| r.signs.iter().any(|(s, at)| *s == sign && (r.subject_at.start..verb).contains(at));
    let kind = if of_subject(Sign::Judge) { ClaimType::Assessment } else { ClaimType::Position };
    (of_subject(Sign::Purpose) && !r.question).then(|| Verdict::new(kind, sure::SIGN, "clause: what the purpose is"))
}

/// "It would be odd to close it": an act judged, and no future told. What is called wrong or mad is opposed.
pub(super) fn would_be(e: &Evidence<'_>) -> Option<Verdict> {
    /// How far the act may be behind "be".
    const REACH: usize = 5;
    let r = e.reading;
    let near = || r.main..e.words.len().min(r.main + REACH);
    let so = r.is(Sign::Would)
        && r.subject == Subject::Impersonal
        && undertaking::behind_be(e)
        && !undertaking::be_participle(e)
        && !e.words.class(r.main, e.lexicon).any(Class::PREPOSITION | Class::ADVERB);
    let act = near().any(|i| e.words.word(i) == "to" || i > r.main && e.words.word(i).ends_with("ing"));
    if !so || !act || e.conditional {
        return None;
    }
    let bad = r.signs.iter().any(|(s, at)| matches!(s, Sign::Condemn | Sign::Oppose) && near().contains(at));
    if bad && !r.negated {
        return Some(Verdict::new(ClaimType::Position, sure::SIGN, "clause: it would be wrong").against());
    }
    Some(Verdict::new(ClaimType::Assessment, sure::SIGN, "clause: it would be so or so"))
}
