//! The type of a claim by its clause, where the cue is neutral.

use super::ClaimType;
use super::clause::Subject;
use super::kind::{Evidence, Verdict, sure};
use super::stand::{blames, is, is_stand, passive, predicated};
use super::{asked, judged, undertaking};
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};

/// Signs of a verb group that tell of what is to come, the surest first.
const AHEAD: [Sign; 5] = [Sign::Will, Sign::Would, Sign::Could, Sign::May, Sign::Likely];

/// The type that the clause itself gives.
pub(super) fn by_clause(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    elliptic(e)
        .or_else(|| judged::supposed(e))
        .or_else(|| judged::unreal(e))
        .or_else(|| judged::infinitive(e))
        .or_else(|| judged::time_has_come(e))
        .or_else(|| judged::purpose(e))
        .or_else(|| undertaking::undertaken(e, act))
        .or_else(|| agreed(e))
        .or_else(|| demanded(e))
        .or_else(|| judged::would_be(e))
        .or_else(|| warned_of(e))
        .or_else(|| taken(e, act))
        .or_else(|| judged::impossible(e))
        .or_else(|| foreseen(e))
}

/// "Not unless they ask", "no pay, no play", "over my dead body": no in few words.
fn elliptic(e: &Evidence<'_>) -> Option<Verdict> {
    let (r, words) = (e.reading, e.words);
    let says = |why: &str| Some(Verdict::new(ClaimType::Refusal, sure::MODAL, format!("clause: {why}")));
    let bare = (0..words.len()).filter(|i| !words.mark(*i)).count();
    if bare == 1 && words.get(0) == "not" && e.conditional {
        return says("not unless");
    }
    let second = (2..words.len().min(6)).find(|i| words.word(i - 1) == ",");
    // "no food, no water, no roads" tells what there is not.
    let twice = (0..words.len()).filter(|i| words.word(*i) == "no").count() == 2;
    let none = words.get(0) == "no" && second.is_some_and(|i| words.get(i) == "no") && twice;
    if none && words.quoted(0) && !(0..words.len()).any(|i| words.class(i, e.lexicon).any(Class::AUXILIARY)) {
        return says("no ..., no ...");
    }
    let idiom = words.sign(Sign::Refuse, 0, e.lexicon) && words.sign(Sign::None, 0, e.lexicon);
    if r.nominal() && idiom { says("an idiom for no") } else { None }
}

/// Something settled jointly.
fn agreed(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let near = r.signs.iter().any(|(s, at)| *s == Sign::Agree && r.verb.is_some_and(|v| *at >= v && *at <= r.main + 1));
    let open = [Sign::Must, Sign::May, Sign::Could, Sign::Likely, Sign::Need, Sign::Ready].into_iter().any(|s| r.is(s));
    let hoped = r.frame.contains(&Sign::Hope) || r.frame.contains(&Sign::Judge) && (r.is(Sign::Will) || r.is(Sign::Would));
    (near && !r.negated && !open && !hoped).then(|| Verdict::new(ClaimType::Agreement, sure::SIGN, "clause: agreed"))
}

/// What another must or should do.
fn demanded(e: &Evidence<'_>) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| {
        let verdict = Verdict::new(kind, sure::MODAL, format!("clause: {why}"));
        Some(if r.negated { verdict.against() } else { verdict })
    };
    if r.imperative {
        return says(T::Demand, "imperative");
    }
    if r.subject != Subject::Own && !r.question {
        // "a new law may be needed", "they might have to close": neither asked for nor sure.
        let hedged = (r.is(Sign::May) || r.is(Sign::Could)) && !r.negated;
        if hedged && (r.is(Sign::Must) || r.is(Sign::Need)) {
            let needed = (r.verb.unwrap_or(r.main)..=r.main).any(|i| e.words.get(i) == "needed");
            return if needed { says(T::Proposal, "may be needed").map(Verdict::tentative) } else { None };
        }
        // "They had to leave", in somebody's own words: told of what is past.
        let past = e.words.get(r.verb.unwrap_or(r.main)) == "had" && e.words.quoted(r.main);
        // "This is crucial for both": no act is asked for.
        let act = |i: usize| matches!(e.words.word(i), "to" | "that") || e.words.job(i, e.lexicon).any(Job::PERSON);
        if r.is(Sign::Must) && r.is(Sign::Position) && !(r.main..e.words.len()).any(act) {
            return says(T::Position, "what matters");
        }
        // Not "is likely to be needed".
        if r.is(Sign::Must) && !r.is(Sign::Likely) && !past {
            return says(T::Demand, "another must");
        }
        // "no driver may stop"
        if r.is(Sign::May) && r.negated && e.words.job(r.subject_at.start, e.lexicon).any(Job::NONE) {
            return says(T::Demand, "nobody may");
        }
        // "timber may not be sold", where a law speaks
        if r.is(Sign::May) && r.negated && e.text && undertaking::be_participle(e) {
            return says(T::Demand, "it may not be done");
        }
        if judged::barred(e) {
            return says(T::Demand, "it is ruled that it may not");
        }
        if r.is(Sign::Should) {
            let late = undertaking::counterfactual(e);
            return says(if late { T::Assessment } else { T::Proposal }, "another should");
        }
        if r.is(Sign::Need) && matches!(r.subject, Subject::Party | Subject::Agent | Subject::You) && !r.negated && !counted(e) {
            return says(T::Demand, "another needs");
        }
        // "the war needs to be stopped"
        if r.is(Sign::Need) && r.subject == Subject::Thing && !r.negated && undertaking::be_participle(e) {
            return says(T::Demand, "it needs to be done");
        }
        if r.is(Sign::Want) && r.verb.is_some() && !wish_of_another(e) {
            let kind = if r.negated { T::Position } else { T::Demand };
            return says(kind, "wants");
        }
    }
    if r.frame.contains(&Sign::Hope) {
        let other = matches!(r.subject, Subject::Party | Subject::Agent | Subject::You);
        // "they were hoping to visit"
        let deed = [Sign::Undertake, Sign::Light, Sign::Base].into_iter().any(|s| r.at_main(s)) && !r.at_main(Sign::Outcome);
        if r.infinitive && !r.negated && deed {
            return says(T::Commitment, "hopes to").map(Verdict::tentative);
        }
        return says(if other { T::Proposal } else { T::Position }, "hopes").map(Verdict::tentative);
    }
    let leads = r.signs.iter().any(|(s, at)| *s == Sign::Demand && (*at <= r.main + 1) && r.verb.is_none_or(|v| *at + 2 >= v));
    // "the patrols would stop": a future, and no demand to stop.
    let ahead = r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::May);
    // "I have resisted calls for a strike"
    let against = r.subject == Subject::Own && r.signs.iter().any(|(s, at)| *s == Sign::Refuse && *at <= r.main + 1);
    if leads && !against && !r.negated && !ahead && !wish_of_another(e) && !undertaking::belonging(e) && !asked::attracts(e) {
        return says(T::Demand, "asks");
    }
    // "Ek's proposal would fail": what was proposed is only the subject.
    let said = |at: usize| r.subject == Subject::Impersonal || r.verb.is_none_or(|v| at >= v);
    // "his silence suggested": a thing proposes nothing.
    let plan = r.verb.is_some_and(|v| (r.subject_at.start..v).any(|i| e.words.sign(Sign::Propose, i, e.lexicon)));
    // "found | the recommendation \"excessive\"": a proposal that is only named.
    let named = r.nominal() && e.words.class(0, e.lexicon).any(Class::DETERMINER) && matches!(e.cue.act, Act::Believe | Act::CallName);
    let proposer = r.subject != Subject::Thing && !plan && !named;
    let proposes = proposer && r.signs.iter().any(|(s, at)| *s == Sign::Propose && *at <= r.main + 1 && said(*at));
    if proposes && !r.negated && !passive(e) {
        return says(T::Proposal, "proposes");
    }
    None
}

/// "needs many months": an amount, no demand.
fn counted(e: &Evidence<'_>) -> bool {
    (e.reading.main..e.words.len().min(e.reading.main + 4)).any(|i| e.words.number(i) || e.words.class(i, e.lexicon).any(Class::TIME))
}

/// "they want a free ride", "the governor wants to move": told of another, whose wish it is.
fn wish_of_another(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let pronoun = r.subject_at.len() == 1 && e.words.job(r.subject_at.start, e.lexicon).any(Job::OTHER);
    if !r.is(Sign::Want) {
        return false;
    }
    let own_act = e.words.get(r.main.wrapping_sub(1)) == "to" || e.words.get(r.main) == "to";
    !r.negated && pronoun && e.words.quoted(r.subject_at.start) || own_act
}

/// A bad outcome ahead.
fn warned_of(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    // "She has mended the mistake as soon as she knew of it": what is done hangs on nothing.
    let done = matches!(e.words.get(r.verb.unwrap_or(r.main)), "has" | "have" | "had" | "did");
    let ahead = AHEAD.into_iter().any(|s| r.is(s)) || e.conditional && !done;
    // "will pay for those who fell ill": told of somebody in passing.
    let passing = |at: usize| (r.main..at).any(|i| matches!(e.words.word(i), "who" | "whom" | "whose"));
    // "would focus on an end to the war": what is kept off.
    let averted = |at: usize| (r.main..at).rev().take(4).any(|i| e.words.job(i, e.lexicon).any(Job::AVERTS));
    let bad = r.signs.iter().any(|(s, at)| *s == Sign::Warn && r.verb.is_none_or(|v| *at > v) && !passing(*at) && !averted(*at));
    // "would urge the council to stop a dangerous plan": what is asked for is no outcome.
    let bad = bad && !matches!(e.act(r.main), Some(Act::Demand | Act::Ask | Act::Propose));
    (ahead && bad && !r.negated).then(|| Verdict::new(ClaimType::Warning, sure::SIGN, "clause: a bad outcome ahead"))
}

/// Denial, accusation, praise, position.
fn taken(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| Some(Verdict::new(kind, sure::SIGN, format!("clause: {why}")));
    let ahead = AHEAD.into_iter().any(|s| r.is(s));
    let first = e.words.get(r.verb.unwrap_or(0));
    let perfect = e.words.get(r.main).ends_with("ed")
        || e.words.class(r.main, e.lexicon).any(Class::PARTICIPLE | Class::PAST)
        || e.words.get(r.main.wrapping_sub(1)) == "been";
    let past = matches!(first, "did" | "was" | "were" | "never") || matches!(first, "have" | "has" | "had" | "'ve") && perfect;
    let verb = e.act(r.main);
    // "he was not in favour of it"
    let held = matches!(first, "was" | "were") && r.signs.iter().any(|(s, at)| *s == Sign::Position && (r.main..=r.main + 3).contains(at));
    if r.negated && r.subject == Subject::Own && held && !ahead && act != Act::Report {
        return says(T::Position, "does not stand for").map(Verdict::against);
    }
    // "had done nothing wrong"
    let nothing = r.at_main(Sign::Deny) && e.words.get(r.main + 1) == "nothing";
    if (r.negated || nothing)
        && r.subject == Subject::Own
        && (past || e.words.has_word("never") || r.has(Sign::Deny))
        && !ahead
        && !r.is(Sign::Want)
        && act != Act::Report
    {
        // "did not understand why she was jailed": what one thinks, and nothing that one is said to have done.
        let perceived = e.words.job(r.main, e.lexicon).any(Job::PERCEIVES) && matches!(first, "have" | "has" | "had" | "'ve");
        if perceived {
            return says(T::Report, "not heard of").map(Verdict::against);
        }
        if matches!(verb, Some(Act::Believe | Act::Doubt | Act::Suspect)) || e.words.job(r.main, e.lexicon).any(Job::MIND) {
            return says(T::Assessment, "own mind").map(Verdict::against);
        }
        // "said she did not support it": the reporter's past of what one does not support.
        if first == "did" && !e.words.quoted(r.main) && (verb == Some(Act::Support) || r.at_main(Sign::Position)) {
            return says(T::Position, "does not stand for").map(Verdict::against);
        }
        // "they have not decided": no deed is denied.
        if verb == Some(Act::Decide) {
            return says(T::Report, "not decided").map(Verdict::against);
        }
        // "We have not yet reached the shore": still to come.
        if (r.verb.unwrap_or(0)..=r.main).any(|i| e.words.get(i) == "yet") && !r.has(Sign::Deny) {
            return says(T::Report, "not yet done").map(Verdict::against);
        }
        return says(T::Denial, "own side did not");
    }
    // "the charge has no substance", "that is not true": the words that deny are the negation itself.
    let no = |at: usize| (r.main.saturating_sub(1)..=r.main + 1).contains(&at) && matches!(e.words.get(at), "no" | "not");
    let none = r.signs.iter().any(|(s, at)| *s == Sign::Deny && (no(*at) || judged::untrue(e, *at)));
    if r.signs.iter().any(|(s, _)| *s == Sign::Deny)
        && (!r.negated || none)
        && !ahead
        && matches!(r.subject, Subject::Impersonal | Subject::Thing)
        && (!past || none || matches!(first, "was" | "were") && !e.words.quoted(r.verb.unwrap_or(0)))
    {
        return says(T::Denial, "it is not so");
    }
    // "While we mourn brave men, nine inquiries found nothing": what stands before the clause is told in passing.
    let from = if r.verb.is_some() { r.subject_at.start } else { 0 };
    let count = |sign: Sign| r.signs.iter().filter(|(s, at)| *s == sign && *at >= from).count();
    let (bad, good) = (count(Sign::Condemn), count(Sign::Praise));
    // "It is a government that has wasted our money": said of the government.
    let who = || {
        (r.main..e.words.len().min(r.main + 5))
            .any(|i| e.words.sign(Sign::Agent, i, e.lexicon) && matches!(e.words.get(i + 1), "that" | "who" | "which"))
    };
    let told_of = r.subject == Subject::Impersonal && is(e) && who();
    let other = told_of || matches!(r.subject, Subject::Party | Subject::Agent | Subject::You);
    let blamed = r.signs.iter().any(|(s, at)| *s == Sign::Blame && *at <= r.main + 5 && blames(e, *at));
    // "has done horrific things to the villagers", unlike "has a horrific task"
    let has = e.words.class(r.main, e.lexicon).any(Class::HAVE);
    let did_wrong = r.verb.is_some()
        && !r.negated
        && !passive(e)
        && !is(e)
        && !has
        && r.signs.iter().any(|(s, at)| *s == Sign::Condemn && (r.main + 1..=r.main + 4).contains(at));
    // "Sudland has never attacked anybody": what nobody did is not held against him.
    let at_verb = r.at_main(Sign::Blame) && r.negated && (past || e.words.has_word("never"));
    if other && at_verb && !ahead {
        return says(T::Denial, "another did not");
    }
    // "They are no criminals": nobody is blamed.
    let plain = matches!(first, "is" | "are" | "am" | "was" | "were") && r.verb.is_some_and(|v| v + 2 >= r.main);
    // "There is no hidden drawer."
    let there = e.words.get(r.subject_at.start) == "there";
    let called = plain && r.negated && r.at_main(Sign::Blame) && (!perfect || there) && !e.words.get(r.main).ends_with("ing");
    if called && !ahead && r.subject != Subject::Own {
        return says(T::Denial, "another is not");
    }
    // "although they would welcome it", "killed courageous men": praise only told of in passing.
    let first_of = |sign: Sign| r.signs.iter().find(|(s, at)| *s == sign && *at >= r.main).map(|(_, at)| *at);
    let passing = first_of(Sign::Praise).is_some_and(|at| {
        let behind = (r.main..at).any(|i| e.words.job(i, e.lexicon).any(Job::CONCEDES));
        behind || first_of(Sign::Blame).is_some_and(|blame| blame < at)
    });
    let kind_word = good > 0 && !passing;
    if other && (blamed || did_wrong) && !kind_word && !ahead && !r.is(Sign::Ready) && act != Act::Report {
        return says(T::Accusation, "blames another").map(|v| Verdict { negative: Some(r.negated), ..v });
    }
    let opposed = r.signs.iter().any(|(s, at)| *s == Sign::Oppose && (r.verb.unwrap_or(0)..=r.main + 1).contains(at) && is_stand(e, *at));
    let praised = !passing && (e.words.any_quoted() || predicated(e, Sign::Praise, 6));
    if good > bad && !r.negated && !ahead && !opposed && praised {
        return says(T::Praise, "praises").map(Verdict::in_favour);
    }
    // "There has been some criticism": told of others.
    let told = there && e.words.class(r.main.wrapping_sub(1), e.lexicon).any(Class::BE | Class::DETERMINER);
    if bad > 0 && !r.negated && !ahead && !told && predicated(e, Sign::Condemn, 1) {
        return says(T::Praise, "condemns").map(Verdict::against);
    }
    let oppose = r.signs.iter().any(|(s, at)| *s == Sign::Oppose && *at + 1 >= r.verb.unwrap_or(0) && is_stand(e, *at));
    let near =
        |sign: Sign| r.signs.iter().any(|(s, at)| *s == sign && *at <= r.main + 3 && r.verb.is_none_or(|v| *at >= v) && is_stand(e, *at));
    // "Turning them back would be illegal": against what the subject names.
    let judged = r.gerund && r.verb.is_some_and(|v| e.words.class(r.main - 1, e.lexicon).any(Class::BE) || v + 1 == r.main);
    if judged && !r.negated && [Sign::Oppose, Sign::Condemn, Sign::Blame].into_iter().any(|s| r.at_main(s)) && !past {
        return says(T::Position, "against an act").map(Verdict::against);
    }
    // "had rejected the offer": told of what somebody is against. "Had shot down a drone" is no word against it.
    let said = verb == Some(Act::Reject) && e.words.get(r.main) != "shot";
    let rejected = perfect && matches!(first, "have" | "has" | "had") && said;
    if rejected && !r.negated && matches!(r.subject, Subject::Own | Subject::Party | Subject::Agent) {
        return says(T::Position, "has rejected").map(Verdict::against);
    }
    // "Defending the pact is what we do": the act is only the subject.
    let opens = !(r.gerund && r.verb.is_some());
    let position = near(Sign::Position) || opens && r.signs.iter().any(|(s, at)| *s == Sign::Position && *at <= r.subject_at.start + 1);
    // "I have always been against the war" holds still.
    let always =
        matches!(first, "have" | "has" | "'ve") && e.words.get(r.main.wrapping_sub(1)) == "been" && e.words.get(r.main) == "against";
    // "said it was out of the question": the reporter's past of what is said of now.
    let opposed_to = r
        .signs
        .iter()
        .any(|(s, at)| *s == Sign::Oppose && r.verb.is_some_and(|v| (v..=r.main + 1).contains(at)) && e.words.word(*at) != "too");
    let stands = near(Sign::Refuse) || near(Sign::Position) || opposed_to && !passive(e);
    let reported = matches!(first, "was" | "were") && stands && !e.words.quoted(r.main);
    if oppose
        && !undertaking::another(e)
        && (near(Sign::Oppose) || matches!(r.subject, Subject::Own | Subject::Impersonal))
        && (!past || reported || always)
    {
        return says(T::Position, "against").map(Verdict::against);
    }
    let about_future = ahead && !matches!(r.subject, Subject::Own | Subject::Impersonal);
    // "Sudland is supporting the rebels": what another does, told by one who is not of that side.
    let going_on = r.subject == Subject::Party && e.words.get(r.main).ends_with("ing");
    // "The deal favours the banks": a thing stands for nothing.
    let thing = r.subject == Subject::Thing && !is(e) && r.verb == Some(r.main) && verb == Some(Act::Support);
    if position && !past && !about_future && !going_on && !thing && act != Act::Report && !e.observer {
        return says(T::Position, "stands for");
    }
    None
}

/// A future outside the speaker's control.
fn foreseen(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let found = AHEAD.into_iter().find(|s| r.is(*s)).filter(|_| !undertaking::counterfactual(e))?;
    Some(Verdict::new(ClaimType::Prediction, sure::MODAL, format!("clause: {}", found.name())))
}
