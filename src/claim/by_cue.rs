//! The type of a claim by the speech act of its cue.

use super::ClaimType;
use super::asked::{asked, asks_to_act, bare_first, bare_verb, finite, proposes_it, subjunctive, told_to};
use super::clause::Subject;
use super::kind::{Evidence, Verdict, sure};
use super::undertaking;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Job, Sign};

/// The type that the act of the cue gives, where it decides alone or with a look at the clause.
pub(super) fn by_act(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T| Verdict::new(kind, sure::CUE, format!("cue {}: \"{}\"", act.name(), e.cue.word));
    let own = r.infinitive || r.gerund || r.nominal() || r.subject == Subject::Own;
    let negated = negated_act(e, act).filter(|_| e.cue.negated);
    if negated.is_some() {
        return negated;
    }
    let asks_another = r.infinitive || !own;
    Some(match act {
        Act::Say if told_to(e) => asked(e, says(T::Demand)),
        Act::Promise if r.infinitive && r.negated => says(T::Refusal),
        Act::Promise if r.negated && r.verb.is_some() && [Sign::Undertake, Sign::Deprive].into_iter().any(|s| r.at_main(s)) => {
            says(T::Refusal)
        }
        Act::Promise if r.negated && r.has(Sign::Refuse) => says(T::Refusal),
        Act::Promise if tells(e) => return None,
        Act::Promise if r.has(Sign::Harm) && r.nominal() => says(T::Threat),
        Act::Promise => says(T::Commitment),
        Act::Decide if r.infinitive && r.negated => says(T::Refusal),
        Act::Decide if r.infinitive || r.gerund => says(T::Commitment),
        Act::Decide if r.nominal() => says(T::Commitment),
        Act::Announce if r.nominal() => says(T::Commitment),
        Act::Announce if r.subject == Subject::Own && progressive(e) => says(T::Commitment),
        // "offered his condolences", "extended congratulations"
        Act::Offer if r.nominal() && r.has(Sign::Praise) => says(T::Praise).in_favour(),
        Act::Offer if !relates(e) => says(T::Offer),
        // "is considering | laws aimed at gangs as well as fees": nothing is held to be anything.
        Act::Consider if e.cue.word == "considering" && !finite(e) => says(T::Commitment).tentative(),
        Act::Consider if r.nominal() && (held_to_be(e) || recognised(e)) => says(T::Assessment),
        Act::Consider if r.infinitive || r.gerund || r.nominal() => says(T::Commitment).tentative(),
        Act::Agree if e.cue.word.starts_with("vot") => voted(e, says),
        Act::Agree if !e.cue.word.starts_with("agre") => says(T::Agreement),
        Act::Agree if e.cue.with && !e.joint => return None,
        Act::Agree if r.infinitive || r.nominal() || r.gerund => says(T::Agreement),
        Act::Agree if e.joint || r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::Should) || r.is(Sign::Must) => says(T::Agreement),
        Act::Agree => return None,
        Act::Concede if r.infinitive || r.nominal() => says(T::Commitment),
        Act::Refuse if leaves_open(e) => says(T::Offer),
        Act::Refuse => says(T::Refusal),
        Act::Reject if claimed(e) => says(T::Denial),
        Act::Reject if dismissed_as(e) => says(T::Praise).against(),
        Act::Reject if said_of_another(e) => says(T::Denial),
        Act::Reject => says(T::Refusal),
        Act::Deny => says(T::Denial),
        // "failed to agree on a date": neither agreed nor refused.
        Act::Fail => says(T::Report).against(),
        Act::Threaten => says(T::Threat),
        Act::Warn => return warned(e),
        Act::Demand if matches!(e.cue.word.as_str(), "given" | "gave") && !e.words.has_word("deadline") => return None,
        // "challenged the ruling": nobody is called on to act.
        Act::Demand if e.cue.word.starts_with("challeng") && claimed(e) && !asks_to_act(e) => says(T::Denial),
        Act::Demand if e.cue.word.starts_with("challeng") && !asks_to_act(e) => says(T::Position).against(),
        // "is appealing | the verdict"
        Act::Demand if e.cue.word.starts_with("appeal") && appeals_it(e) => says(T::Position).against(),
        // "warned against | a hasty exit"
        Act::Demand if e.cue.word.starts_with("warn") || e.cue.word.starts_with("caution") => says(T::Demand).against(),
        Act::Demand => asked(e, says(T::Demand)),
        Act::Ban => says(T::Demand).against(),
        Act::Ask if e.words.has_word("to") && !r.question => asked(e, says(T::Demand)),
        // "asked that | the vote be delayed"
        Act::Ask if e.words.before() == Some("that") && (subjunctive(e) || bare_first(e)) => asked(e, says(T::Demand)),
        Act::Ask if asks_another && r.nominal() => return None,
        // "advocated | the deportation of those caught there"
        Act::Propose if proposes_it(e) => asked(e, says(T::Proposal)),
        Act::Propose if r.infinitive || r.gerund && r.verb.is_none() || r.nominal() || r.is(Sign::Should) || subjunctive(e) => {
            asked(e, says(T::Proposal))
        }
        // "has suggested the sum could be shared out"
        Act::Propose if e.cue.word.starts_with("suggest") && could_be_done(e) => says(T::Proposal).tentative(),
        Act::Accuse => Verdict { negative: None, ..says(T::Accusation) },
        Act::Praise => says(T::Praise).in_favour(),
        Act::Condemn => says(T::Praise).against(),
        Act::Support => says(T::Position),
        Act::Oppose => says(T::Position).against(),
        Act::Predict => says(T::Prediction),
        Act::Hope if wishes_well(e) => says(T::Praise).in_favour(),
        Act::Hope if r.infinitive => says(T::Commitment).tentative(),
        Act::Hope => says(T::Proposal).tentative(),
        Act::Want => wanted(e, says),
        Act::CallName if called_together(e) => return None,
        // "referring to the separatists": named, and not called anything.
        Act::CallName if e.cue.word.starts_with("refer") && !e.words.any_quoted() && !e.words.has_word("as") => says(T::Assessment),
        Act::CallName => named(e, says),
        Act::Doubt if e.cue.negated => says(T::Assessment),
        Act::Doubt => says(T::Assessment).against(),
        Act::Suspect if matches!(r.subject, Subject::Party | Subject::Agent) || r.has(Sign::Blame) => says(T::Accusation),
        Act::Stress if e.cue.word.starts_with("insist") && (subjunctive(e) && bare_verb(e) || bare_first(e)) => asked(e, says(T::Demand)),
        Act::Stress if r.nominal() => says(T::Position),
        _ => return None,
    })
}

/// "its rejection of the plan", "support for the treaty" after a neutral cue: the noun tells the act.
pub(super) fn by_noun(e: &Evidence<'_>, cue: Act) -> Option<Verdict> {
    /// How far the noun may be from the start.
    const REACH: usize = 5;
    use ClaimType as T;
    let neutral = matches!(cue, Act::Say | Act::Stress | Act::Announce | Act::Report);
    // "ripped | the agreement": an unknown verb says nothing of what the noun names.
    let unknown = e.cue.unknown && !e.words.class(0, e.lexicon).any(Class::POSSESSIVE);
    if !neutral || unknown || !e.reading.nominal() || e.words.quoted(0) {
        return None;
    }
    // "claimed responsibility for the attack", "claimed credit for the calm"
    if matches!(e.words.get(0), "responsibility" | "credit") {
        return Some(Verdict::new(T::Report, sure::SIGN, "noun: responsibility taken"));
    }
    let act = |i: usize| e.act(i).filter(|a| !super::act::neutral(*a));
    let at = (0..e.words.len().min(REACH)).find(|i| act(*i).is_some())?;
    // "all sides": no word for what somebody does.
    let side = e.words.sign(Sign::Agent, at, e.lexicon) && e.lexicon.cues.noun(e.words.word(at)).is_none();
    if side {
        return None;
    }
    // "the plans rest on hope" says nothing of what is planned.
    let rules = matches!(e.words.get(at + 1), "" | "to" | "of" | "for" | "that" | "from" | "against" | "on" | "," | ".");
    let behind = at > 0 && e.words.class(at - 1, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
    if !rules && (behind || e.lexicon.cues.noun(e.words.word(at)).is_some()) {
        return None;
    }
    let says = |kind: T| Some(Verdict::new(kind, sure::SIGN, format!("noun: \"{}\"", e.words.word(at))));
    // What a poll finds people for or against is a fact told.
    if e.observer && matches!(act(at), Some(Act::Support | Act::Oppose)) {
        return says(T::Report);
    }
    by_word(act(at)?).and_then(|(kind, against)| says(kind).map(|v| Verdict { negative: against, ..v }))
}

/// A negated cue: "did not rule out", "does not want to", "would not sign".
fn negated_act(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let says = |kind: T| Verdict::new(kind, sure::CUE, format!("cue not {}: \"{}\"", act.name(), e.cue.word));
    match act {
        Act::Refuse | Act::Reject | Act::Ban | Act::Oppose => Some(says(T::Offer)),
        // "had not decided on a date": nothing is refused.
        Act::Decide if !e.reading.infinitive => Some(says(T::Report).against()),
        Act::Promise | Act::Decide | Act::Offer | Act::Agree | Act::Concede | Act::Support | Act::Hope => {
            Some(if act == Act::Support { says(T::Position).against() } else { says(T::Refusal) })
        }
        Act::Want if e.reading.infinitive => Some(says(T::Refusal)),
        Act::Want => Some(says(T::Position).against()),
        Act::Deny => Some(says(T::Report)),
        Act::Consider | Act::Believe => Some(says(T::Assessment).against()),
        Act::Predict | Act::Warn => Some(says(T::Prediction).against()),
        Act::Praise => Some(says(T::Praise).against()),
        Act::Condemn => Some(says(T::Report).against()),
        Act::Propose => Some(says(T::Position).against()),
        Act::Demand | Act::Ask => Some(says(T::Report).against()),
        _ => None,
    }
}

/// A warning: a bad outcome by others; harm by one's own side is a threat; a duty is a demand.
fn warned(e: &Evidence<'_>) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T| Verdict::new(kind, sure::CUE, format!("cue warn: \"{}\"", e.cue.word));
    let acts = r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::Ready);
    Some(match r.subject {
        Subject::Own if acts && !r.negated && !r.at_main(Sign::Outcome) => says(T::Threat),
        Subject::Own if acts && r.negated && (r.at_main(Sign::Undertake) || r.has(Sign::Refuse)) => says(T::Refusal),
        // "We will no longer tolerate it", in one's own words
        Subject::Own if r.is(Sign::Will) && r.negated && e.words.quoted(r.main) && !r.at_main(Sign::Outcome) && !r.has(Sign::Warn) => {
            says(T::Refusal)
        }
        Subject::Party | Subject::Agent if r.negated && r.has(Sign::Blame) && !acts => says(T::Accusation),
        // "clinics would have to close": what happens to a thing is asked of nobody.
        Subject::Thing if r.is(Sign::Must) && (r.is(Sign::Will) || r.is(Sign::Would) || forced(e)) => says(T::Warning),
        _ if (r.is(Sign::Must) || r.is(Sign::Should)) && r.subject != Subject::Own && !r.has(Sign::Warn) => says(T::Demand),
        _ if r.infinitive && r.negated => says(T::Demand),
        // "warned | both camps to stop"
        _ if bids(e) => asked(e, says(T::Demand)),
        _ => says(T::Warning),
    })
}

/// "the verdict", not "to the court": what is appealed itself.
fn appeals_it(e: &Evidence<'_>) -> bool {
    let straight = e.words.before().is_some_and(|word| !e.lexicon.grammar.class(word).any(Class::PREPOSITION) && word != "to");
    let thing = e.words.class(0, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
    straight && thing && e.reading.nominal() && !asks_to_act(e)
}

/// "both camps to stop": a party, and what it is to do.
fn bids(e: &Evidence<'_>) -> bool {
    /// How long the party may be.
    const REACH: usize = 8;
    let to = (1..e.words.len().min(REACH)).take_while(|i| !e.words.mark(*i)).find(|i| e.words.word(*i) == "to");
    let linked = |i: usize| e.words.class(i, e.lexicon).any(Class::PREPOSITION | Class::RELATIVE | Class::AUXILIARY);
    to.is_some_and(|to| {
        let several = e.words.class(0, e.lexicon).any(Class::DETERMINER) && e.words.word(to - 1).ends_with('s') && e.reading.verb.is_none();
        let party = several || e.words.agent(to - 1, e.lexicon) || e.words.surface(to - 1).starts_with(char::is_uppercase);
        let base = |i: usize| e.words.sign(Sign::Base, i, e.lexicon) || e.words.class(i, e.lexicon).any(Class::BASE);
        party && !(0..to).any(linked) && (base(to + 1) || e.words.sign(Sign::Undertake, to + 1, e.lexicon))
    })
}

/// "want to send": own act; "want no": against; else what another or both shall do.
fn wanted(e: &Evidence<'_>, says: impl Fn(ClaimType) -> Verdict) -> Verdict {
    let r = e.reading;
    match e.words.get(0) {
        "no" | "nothing" => says(ClaimType::Position).against(),
        "to" if e.words.get(1) == "know" => says(ClaimType::Demand),
        "to" if r.negated => says(ClaimType::Refusal),
        "to" => says(ClaimType::Commitment).tentative(),
        _ => says(ClaimType::Demand),
    }
}

/// "called the plan reckless": praise, blame of it, or a plain judgement, by the words used.
fn named(e: &Evidence<'_>, says: impl Fn(ClaimType) -> Verdict) -> Verdict {
    let r = e.reading;
    if matches!(e.cue.word.as_str(), "called" | "calling" | "call" | "calls") && e.words.has_word("to") && !e.words.any_quoted() {
        return asked(e, says(ClaimType::Demand));
    }
    // "called it a "great day" for those sickened by the smoke": the words in quotation marks are what it is called.
    let bears = |s: &Sign| matches!(s, Sign::Condemn | Sign::Blame | Sign::Oppose | Sign::Warn | Sign::Praise);
    let quoted = r.signs.iter().any(|(s, at)| bears(s) && e.words.quoted(*at));
    let count = |sign: Sign| r.signs.iter().filter(|(s, at)| *s == sign && (!quoted || e.words.quoted(*at))).count();
    // "the great lake "a sewer"": a plain "great" is what something is called only where nothing is quoted, or inside the marks.
    let marked = e.words.any_quoted();
    let soft = |sign: Sign| r.signs.iter().filter(|(s, at)| *s == sign && (!marked || e.words.quoted(*at))).count();
    let bad = [Sign::Condemn, Sign::Blame, Sign::Oppose, Sign::Warn].into_iter().map(count).sum::<usize>() + soft(Sign::Slight);
    let good = count(Sign::Praise) + soft(Sign::Laud);
    match bad.cmp(&good) {
        std::cmp::Ordering::Greater => says(ClaimType::Praise).against(),
        std::cmp::Ordering::Less => says(ClaimType::Praise).in_favour(),
        // "called the border a red line"
        std::cmp::Ordering::Equal if r.has(Sign::Position) && e.words.any_quoted() => says(ClaimType::Position),
        std::cmp::Ordering::Equal => says(ClaimType::Assessment),
    }
}

/// "considers | the islands sovereign states": a thing that has an article and what it is held to be.
fn recognised(e: &Evidence<'_>) -> bool {
    let named = e.words.surface(0).starts_with(char::is_uppercase) || e.words.word(0) == "the";
    let capital = |i: &usize| e.words.surface(*i).starts_with(char::is_uppercase) || e.words.word(*i) == "and";
    let behind = (0..e.words.len()).find(|i| !capital(i)).unwrap_or(0);
    let small = Class::PREPOSITION | Class::COORDINATOR | Class::DETERMINER | Class::AUXILIARY;
    let noun = behind > 0 && !e.words.mark(behind) && e.words.word(behind) != "'s" && !e.words.class(behind, e.lexicon).any(small);
    named && matches!(e.cue.word.as_str(), "considers" | "considered") && (noun || e.words.len() > 5 && e.words.has_word("from"))
}

/// "could be shared out", "the town could keep it": a deed that somebody could do.
fn could_be_done(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let suffered = [Sign::Outcome, Sign::Warn, Sign::Harm, Sign::Blame].into_iter().any(|s| r.at_main(s));
    let doer = matches!(r.subject, Subject::Party | Subject::Agent) && r.at_main(Sign::Undertake);
    r.is(Sign::Could) && !r.negated && (undertaking::be_participle(e) || doer) && !suffered && !e.observer
}

/// "consider | the League a band of thieves", "considers | the strait as its own": what something is held to be.
fn held_to_be(e: &Evidence<'_>) -> bool {
    let plain = Class::PREPOSITION | Class::DETERMINER | Class::COORDINATOR | Class::AUXILIARY;
    let noun = |at: usize| !e.words.mark(at) && !e.words.class(at, e.lexicon).any(plain) && e.words.word(at) != "to";
    (1..e.words.len()).any(|i| matches!(e.words.word(i), "a" | "an" | "as") && noun(i - 1))
}

/// "declined to rule out a strike": what is not shut out stays open.
fn leaves_open(e: &Evidence<'_>) -> bool {
    let at = usize::from(e.words.get(0) == "to");
    e.words.sign(Sign::Refuse, at, e.lexicon) && e.act(at) == Some(Act::Refuse)
}

/// "voted against the bill", "voted to reject it", "voted not to pay".
fn voted(e: &Evidence<'_>, says: impl Fn(ClaimType) -> Verdict) -> Verdict {
    use ClaimType as T;
    let r = e.reading;
    let verb = usize::from(e.words.get(0) == "to");
    match e.act(verb) {
        _ if r.infinitive && r.negated => says(T::Refusal),
        Some(Act::Refuse | Act::Reject | Act::Oppose) if verb == 1 => says(T::Refusal),
        Some(Act::Oppose) => says(T::Position).against(),
        _ => says(T::Agreement),
    }
}

/// "assured them that the bridge was safe": a clause that tells what is, and gives no word for what will be done.
fn tells(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let ahead = [Sign::Will, Sign::Would, Sign::Can, Sign::Could, Sign::May, Sign::Must, Sign::Should, Sign::Ready, Sign::Plan];
    let is = r.verb.is_some_and(|v| e.words.class(v, e.lexicon).any(Class::BE | Class::HAVE));
    is && !r.infinitive && !ahead.into_iter().any(|s| r.is(s))
}

/// "would have to": what nobody wills.
fn forced(e: &Evidence<'_>) -> bool {
    e.reading.verb.is_some_and(|v| matches!(e.words.word(v), "will" | "would"))
}

/// "offered that the port was shut": a clause that tells of what is, and gives nothing.
fn relates(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let gives = r.is(Sign::Would) || r.is(Sign::Will) || r.is(Sign::Could);
    !gives && r.verb.is_some_and(|v| e.words.class(v, e.lexicon).any(Class::AUXILIARY))
}

/// "called a strike": set it, and named nothing.
pub(super) fn called_together(e: &Evidence<'_>) -> bool {
    e.cue.word.starts_with("call") && e.reading.nominal() && e.words.job(0, e.lexicon).any(Job::INDEFINITE) && !e.words.any_quoted()
}

/// "wished him well", "wishes the team luck".
fn wishes_well(e: &Evidence<'_>) -> bool {
    let wish = e.cue.word.starts_with("wish");
    wish && e.reading.nominal() && (0..e.words.len()).any(|i| e.words.job(i, e.lexicon).any(Job::WISH))
}

/// "rejected claims that ...": a denial.
fn claimed(e: &Evidence<'_>) -> bool {
    (0..e.words.len().min(5)).any(|i| e.words.sign(Sign::Claim, i, e.lexicon))
}

/// "dismissed the plan as a stunt".
fn dismissed_as(e: &Evidence<'_>) -> bool {
    (0..e.words.len()).any(|i| e.words.word(i) == "as") && (e.words.any_quoted() || e.reading.has(Sign::Condemn))
}

/// "rejected that he had paid", "dismissed the ministry had known": a clause, not a plan or a call.
fn said_of_another(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let clause = !r.subject_at.is_empty() && r.subject_at.start == 0 && r.main > 0;
    let finite = r.verb.is_some_and(|v| e.words.class(v, e.lexicon).any(Class::AUXILIARY));
    clause && finite && !relative_inside(e) && !(0..r.subject_at.end).any(|i| e.words.word(i) == "to")
}

fn relative_inside(e: &Evidence<'_>) -> bool {
    (0..e.reading.verb.unwrap_or(0)).any(|i| matches!(e.words.word(i), "that" | "which" | "who"))
}

/// "is returning".
fn progressive(e: &Evidence<'_>) -> bool {
    let main = e.words.get(e.reading.main);
    main.ends_with("ing") && e.reading.verb.is_some_and(|v| v < e.reading.main)
}

/// The type that an act named in the content gives, and whether it is against.
pub(super) fn by_word(act: Act) -> Option<(ClaimType, Option<bool>)> {
    use ClaimType as T;
    Some(match act {
        Act::Reject | Act::Oppose => (T::Position, Some(true)),
        Act::Support => (T::Position, Some(false)),
        Act::Promise | Act::Decide => (T::Commitment, None),
        Act::Offer => (T::Offer, None),
        Act::Refuse => (T::Refusal, None),
        Act::Demand => (T::Demand, None),
        Act::Propose => (T::Proposal, None),
        Act::Condemn => (T::Praise, Some(true)),
        Act::Praise => (T::Praise, Some(false)),
        Act::Doubt => (T::Assessment, Some(true)),
        Act::Warn => (T::Warning, None),
        Act::Threaten => (T::Threat, None),
        Act::Accuse => (T::Accusation, None),
        Act::Deny => (T::Denial, None),
        Act::Agree => (T::Agreement, None),
        _ => return None,
    })
}

/// "We condemn the raid", "we urge both sides": the speaker's own verb tells the act.
pub(super) fn by_own_verb(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let plain =
        r.verb == Some(r.main) && r.group.is_empty() || r.group.iter().all(|s| *s == Sign::Aux) && e.words.get(r.main).ends_with("ing");
    // "we were fighting with sticks"
    let told = matches!(e.words.get(r.main.wrapping_sub(1)), "was" | "were") && e.words.quoted(r.main)
        // "he gave the order": told of what was done.
        || matches!(e.words.get(r.main), "gave" | "given");
    if r.subject != Subject::Own || !plain || told || r.question || r.has(Sign::Bond) {
        return None;
    }
    // "Our fighters attacked the depot": a deed of force, and no words.
    let act = e.act(r.main).filter(|act| !matches!(act, Act::Condemn | Act::Oppose) || !e.words.sign(Sign::Harm, r.main, e.lexicon))?;
    // "I accept the result"
    let thing = e.words.class(r.main + 1, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
    let accepts = act == Act::Agree && matches!(e.words.get(r.subject_at.start), "i" | "we") && e.words.quoted(r.main) && thing;
    let (kind, negative) =
        by_word(act).filter(|(kind, _)| accepts || !matches!(kind, ClaimType::Agreement | ClaimType::Commitment | ClaimType::Refusal))?;
    Some(Verdict { negative, ..Verdict::new(kind, sure::SIGN, format!("own verb: \"{}\"", e.words.word(r.main))) })
}
