//! The type of a claim: from the act of the cue first, then from the clause.

use super::ClaimType;
use super::act::Cue;
use super::clause::{Reading, Subject, Words};
use crate::Lexicon;
use crate::lexicon::phrases::Run;
use crate::lexicon::{Act, Class, Sign};

/// What was decided of a claim, and why.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) kind: ClaimType,
    /// Binds only by halves: could, may, hopes, considers.
    pub(super) tentative: bool,
    /// Against, whatever the clause says.
    pub(super) negative: Option<bool>,
    pub(super) confidence: f32,
    pub(super) reason: String,
}

impl Verdict {
    fn new(kind: ClaimType, confidence: f32, reason: impl Into<String>) -> Self {
        Self { kind, tentative: false, negative: None, confidence, reason: reason.into() }
    }

    fn tentative(self) -> Self {
        Self { tentative: true, ..self }
    }

    fn against(self) -> Self {
        Self { negative: Some(true), ..self }
    }

    fn in_favour(self) -> Self {
        Self { negative: Some(false), ..self }
    }
}

/// What the rules look at.
pub(super) struct Evidence<'a> {
    pub(super) cue: &'a Cue,
    /// The clause without its conditions.
    pub(super) words: &'a Words<'a>,
    pub(super) reading: &'a Reading,
    pub(super) conditional: bool,
    /// Shares its subject with an undertaking.
    pub(super) offered: bool,
    /// Spoken by one who watches and does not act: an analyst, a poll.
    pub(super) observer: bool,
    /// Spoken for a government or body, so that what will happen is what it will do.
    pub(super) official: bool,
    /// A condition that another offends: "if you do not ...", "if the attacks go on".
    pub(super) hostile: bool,
    /// Several speakers act together.
    pub(super) joint: bool,
    /// The first proposition of the attribution, which the cue governs.
    pub(super) first: bool,
    pub(super) lexicon: &'a Lexicon,
}

/// How sure a rule is.
mod sure {
    pub(super) const CUE: f32 = 0.9;
    pub(super) const MODAL: f32 = 0.8;
    pub(super) const SIGN: f32 = 0.65;
    pub(super) const DEFAULT: f32 = 0.4;
}

/// Decides the type; `None` where the content is no proposition.
pub(super) fn decide(e: &Evidence<'_>) -> Option<Verdict> {
    let cue = if e.first { e.cue.act } else { Act::Say };
    let by_cue = by_act(e, cue).or_else(|| by_noun(e, cue));
    if by_cue.is_some() {
        return by_cue;
    }
    if no_proposition(e, cue) {
        return None;
    }
    if relays(e) {
        return Some(Verdict::new(ClaimType::Report, sure::SIGN, "clause: relays what another said"));
    }
    let fallback = fallback(e, if e.first { cue } else { e.cue.act });
    Some(by_clause(e, cue).unwrap_or(fallback))
}

/// "she said the port would open" inside a content: what another said is a fact told.
fn relays(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    let says =
        |at: usize| at < e.words.len() && e.lexicon.claims.acts.longest(e.words, at).is_some_and(|hit| matches!(hit.value, Act::Say));
    let told = r.verb.is_some_and(|v| v == r.main && says(v))
        || says(r.main) && r.verb == Some(r.main.wrapping_sub(1)) && e.words.get(r.main - 1) != "is";
    let modal =
        [Sign::Must, Sign::Will, Sign::Should, Sign::Would, Sign::Can, Sign::Could, Sign::May, Sign::Plan].into_iter().any(|s| r.is(s));
    told && r.subject != Subject::Impersonal && !modal
}

/// Questions, names and titles: nothing is claimed.
fn no_proposition(e: &Evidence<'_>, cue: Act) -> bool {
    let wh = matches!(e.words.get(0), "what" | "who" | "how" | "why" | "which" | "whether");
    let r = e.reading;
    let short = e.words.len() < 2;
    match cue {
        Act::Mention | Act::Ask => r.nominal() || wh || r.question,
        Act::Say if r.nominal() && !e.words.any_quoted() && e.first => true,
        Act::Say | Act::Believe | Act::Announce => {
            r.question && e.first || wh && !e.words.quoted(0) || r.nominal() && short && !e.words.quoted(0)
        }
        Act::Doubt => false,
        _ => r.question && e.first,
    }
}

/// The type that the act of the cue gives, where it decides alone or with a look at the clause.
fn by_act(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T| Verdict::new(kind, sure::CUE, format!("cue {}: \"{}\"", act.name(), e.cue.word));
    let own = r.infinitive || r.gerund || r.nominal() || r.subject == Subject::Own;
    if e.cue.negated {
        if let Some(verdict) = negated_act(e, act) {
            return Some(verdict);
        }
    }
    let asks_another = r.infinitive || !own;
    Some(match act {
        Act::Promise if r.infinitive && r.negated => says(T::Refusal),
        Act::Promise if r.has(Sign::Harm) && r.nominal() => says(T::Threat),
        Act::Promise => says(T::Commitment),
        Act::Decide if r.infinitive && r.negated => says(T::Refusal),
        Act::Decide if r.infinitive || r.gerund => says(T::Commitment),
        Act::Decide if r.nominal() => says(T::Commitment),
        Act::Announce if r.nominal() => says(T::Commitment),
        Act::Announce if r.subject == Subject::Own && progressive(e) => says(T::Commitment),
        Act::Offer if r.infinitive || r.nominal() || r.gerund || r.is(Sign::Would) || r.is(Sign::Will) => says(T::Offer),
        Act::Consider if r.infinitive || r.gerund || r.nominal() => says(T::Commitment).tentative(),
        Act::Agree if !e.cue.word.starts_with("agre") => says(T::Agreement),
        Act::Agree if e.cue.with && !e.joint => return None,
        Act::Agree if r.infinitive || r.nominal() || r.gerund => says(T::Agreement),
        Act::Agree if e.joint || r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::Should) || r.is(Sign::Must) => says(T::Agreement),
        Act::Agree => return None,
        Act::Concede if r.infinitive || r.nominal() => says(T::Commitment),
        Act::Refuse => says(T::Refusal),
        Act::Reject if claimed(e) => says(T::Denial),
        Act::Reject if dismissed_as(e) => says(T::Praise).against(),
        Act::Reject if r.verb.is_some() && !r.subject_at.is_empty() && r.subject_at.start == 0 && r.main > 0 && !relative_inside(e) => {
            says(T::Denial)
        }
        Act::Reject => says(T::Refusal),
        Act::Deny => says(T::Denial),
        Act::Threaten => says(T::Threat),
        Act::Warn => return warned(e),
        Act::Demand if matches!(e.cue.word.as_str(), "given" | "gave") && !e.words.has_word("deadline") => return None,
        Act::Demand if r.infinitive || r.nominal() || r.gerund => asked(e, says(T::Demand)),
        Act::Demand => asked(e, says(T::Demand)),
        Act::Ban => says(T::Demand).against(),
        Act::Ask if e.words.has_word("to") && !r.question => asked(e, says(T::Demand)),
        Act::Ask if asks_another && r.nominal() => return None,
        Act::Propose if r.infinitive || r.gerund || r.nominal() || r.is(Sign::Should) || subjunctive(e) => asked(e, says(T::Proposal)),
        Act::Accuse => Verdict { negative: None, ..says(T::Accusation) },
        Act::Praise => says(T::Praise).in_favour(),
        Act::Condemn => says(T::Praise).against(),
        Act::Support => says(T::Position),
        Act::Oppose => says(T::Position).against(),
        Act::Predict => says(T::Prediction),
        Act::Hope if r.infinitive => says(T::Commitment).tentative(),
        Act::Hope => says(T::Proposal).tentative(),
        Act::Want => wanted(e, says),
        Act::CallName => named(e, says),
        Act::Doubt => says(T::Assessment).against(),
        Act::Suspect if matches!(r.subject, Subject::Party | Subject::Agent) || r.has(Sign::Blame) => says(T::Accusation),
        Act::Stress if e.cue.word.starts_with("insist") && subjunctive(e) && bare_verb(e) => asked(e, says(T::Demand)),
        Act::Stress if r.nominal() => says(T::Position),
        _ => return None,
    })
}

/// "its rejection of the plan", "support for the treaty" after a neutral cue: the noun tells the act.
fn by_noun(e: &Evidence<'_>, cue: Act) -> Option<Verdict> {
    /// How far the noun may be from the start.
    const REACH: usize = 5;
    use ClaimType as T;
    if !matches!(cue, Act::Say | Act::Stress | Act::Announce | Act::Report) || !e.reading.nominal() || e.words.quoted(0) {
        return None;
    }
    let act = |i: usize| e.lexicon.claims.acts.longest(e.words, i).map(|hit| *hit.value).filter(|a| !super::act::neutral(*a));
    let at = (0..e.words.len().min(REACH)).find(|i| act(*i).is_some())?;
    let says = |kind: T| Some(Verdict::new(kind, sure::SIGN, format!("noun: \"{}\"", e.words.word(at))));
    match act(at)? {
        Act::Reject | Act::Oppose => says(T::Position).map(Verdict::against),
        Act::Support => says(T::Position).map(Verdict::in_favour),
        Act::Promise | Act::Decide => says(T::Commitment),
        Act::Offer => says(T::Offer),
        Act::Refuse => says(T::Refusal),
        Act::Demand => says(T::Demand),
        Act::Propose => says(T::Proposal),
        Act::Condemn => says(T::Praise).map(Verdict::against),
        Act::Praise => says(T::Praise).map(Verdict::in_favour),
        Act::Warn => says(T::Warning),
        Act::Threaten => says(T::Threat),
        Act::Accuse => says(T::Accusation),
        Act::Deny => says(T::Denial),
        Act::Agree => says(T::Agreement),
        _ => None,
    }
}

/// A negated cue: "did not rule out", "does not want to", "would not sign".
fn negated_act(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let says = |kind: T| Verdict::new(kind, sure::CUE, format!("cue not {}: \"{}\"", act.name(), e.cue.word));
    match act {
        Act::Refuse | Act::Reject | Act::Ban | Act::Oppose => Some(says(T::Offer)),
        Act::Promise | Act::Decide | Act::Offer | Act::Agree | Act::Concede | Act::Support | Act::Hope => {
            Some(if act == Act::Support { says(T::Position).against() } else { says(T::Refusal) })
        }
        Act::Want if e.reading.infinitive => Some(says(T::Refusal)),
        Act::Want => Some(says(T::Position).against()),
        Act::Deny => Some(says(T::Report)),
        Act::Consider | Act::Believe => Some(says(T::Assessment).against()),
        Act::Predict | Act::Warn => Some(says(T::Prediction).against()),
        Act::Praise | Act::Condemn => None,
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
        Subject::Party | Subject::Agent if r.negated && r.has(Sign::Blame) && !acts => says(T::Accusation),
        _ if (r.is(Sign::Must) || r.is(Sign::Should)) && r.subject != Subject::Own && !r.has(Sign::Warn) => says(T::Demand),
        _ if r.infinitive && r.negated => says(T::Demand),
        _ => says(T::Warning),
    })
}

/// A party or deed asked for: "not to", "no", "against" make it negative.
fn asked(e: &Evidence<'_>, verdict: Verdict) -> Verdict {
    let not_to = (0..e.words.len().min(12)).any(|i| e.words.word(i) == "not" && e.words.get(i + 1) == "to");
    let against = not_to || e.words.get(0) == "against" || e.reading.verb.is_some() && e.reading.negated || e.words.get(0) == "no";
    if against { verdict.against() } else { verdict.in_favour() }
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
    let bad = [Sign::Condemn, Sign::Blame, Sign::Oppose, Sign::Warn].into_iter().map(|s| r.count(s)).sum::<usize>();
    let good = r.count(Sign::Praise);
    match bad.cmp(&good) {
        std::cmp::Ordering::Greater => says(ClaimType::Praise).against(),
        std::cmp::Ordering::Less => says(ClaimType::Praise).in_favour(),
        std::cmp::Ordering::Equal => says(ClaimType::Assessment),
    }
}

/// "rejected claims that ...": a denial.
fn claimed(e: &Evidence<'_>) -> bool {
    const CLAIMS: &[&str] =
        &["claim", "alleg", "accus", "report", "suggest", "assert", "rumor", "rumour", "charg", "insinu", "critic", "critiqu", "specul"];
    (0..e.words.len().min(5)).any(|i| CLAIMS.contains(&e.words.stem(i)))
}

/// "dismissed the plan as a stunt".
fn dismissed_as(e: &Evidence<'_>) -> bool {
    (0..e.words.len()).any(|i| e.words.word(i) == "as") && (e.words.any_quoted() || e.reading.has(Sign::Condemn))
}

fn relative_inside(e: &Evidence<'_>) -> bool {
    (0..e.reading.verb.unwrap_or(0)).any(|i| matches!(e.words.word(i), "that" | "which" | "who"))
}

/// "that he resign": a bare verb after a subject.
fn subjunctive(e: &Evidence<'_>) -> bool {
    e.reading.verb.is_none() && e.words.len() > 2
}

/// A bare verb after the first word.
fn bare_verb(e: &Evidence<'_>) -> bool {
    let deed = |i: usize| {
        e.words.sign(Sign::Undertake, i, e.lexicon)
            || e.words.sign(Sign::Base, i, e.lexicon)
            || e.words.class(i, e.lexicon).any(Class::BASE)
    };
    (1..e.words.len().min(12)).any(deed) && !e.words.class(0, e.lexicon).any(Class::PREPOSITION)
}

/// "is returning".
fn progressive(e: &Evidence<'_>) -> bool {
    let main = e.words.get(e.reading.main);
    main.ends_with("ing") && e.reading.verb.is_some_and(|v| v < e.reading.main)
}

/// The type that the clause itself gives.
fn by_clause(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    undertaken(e, act)
        .or_else(|| agreed(e))
        .or_else(|| demanded(e))
        .or_else(|| warned_of(e))
        .or_else(|| taken(e, act))
        .or_else(|| foreseen(e))
}

/// Commitment, offer, refusal, threat.
fn undertaken(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| Some(Verdict::new(kind, sure::MODAL, format!("clause: {why}")));
    if r.frame.contains(&Sign::Not) || r.frame.contains(&Sign::Hope) {
        return None;
    }
    let future = r.is(Sign::Will) || r.is(Sign::Would);
    let deed = r.at_main(Sign::Undertake);
    let outcome = r.at_main(Sign::Outcome);
    let own = r.subject == Subject::Own || r.infinitive && act == Act::Say && e.words.get(0) == "to";
    if r.negated {
        let barred = r.has(Sign::Refuse) && !r.is(Sign::Must) && (future || own || r.is(Sign::Can));
        if barred {
            return says(T::Refusal, "negated act");
        }
        if r.subject == Subject::Own
            && (r.is(Sign::Want) && wants_act(e) || future && !outcome || future && deed || r.is(Sign::Can) && deed && !r.has(Sign::Judge))
        {
            return says(T::Refusal, "own side will not");
        }
        if !e.observer && matches!(r.subject, Subject::Party | Subject::Agent) && future && deed && !outcome && !r.is(Sign::Likely) {
            return says(T::Refusal, "a named doer will not");
        }
    } else if r.has(Sign::Refuse)
        && own
        && r.signs.iter().any(|(s, at)| *s == Sign::Refuse && *at <= r.main + 1 && r.verb.is_none_or(|v| *at >= v))
    {
        return says(T::Refusal, "own side refuses");
    }
    let harm = |sign: Sign| {
        r.signs.iter().any(|(s, at)| *s == sign && *at >= r.main && (*at == r.main || r.at_main(Sign::Light) && *at <= r.main + 4))
    };
    let acts = future || r.subject == Subject::Own && r.group.is_empty();
    if !r.negated && acts && e.conditional && own && (harm(Sign::Harm) || e.hostile && (harm(Sign::Deprive) || r.has(Sign::Harm))) {
        return says(T::Threat, "own side will do harm on a condition");
    }
    let threatens = r.has(Sign::Threat) && r.subject != Subject::Own && !r.negated && !r.is(Sign::Could) && !r.is(Sign::May);
    if threatens && (future || e.conditional || !r.is(Sign::Must)) {
        return says(T::Threat, "harm announced to another");
    }
    let faces = e.words.get(r.main) == "face"
        || e.words.get(r.main) == "faces"
        || e.words.get(r.main) == "pay" && e.words.get(r.main + 2) == "price";
    if !r.negated && e.conditional && matches!(r.subject, Subject::Party | Subject::You | Subject::Agent) && faces {
        return says(T::Threat, "another will bear harm on a condition");
    }
    if own && r.negated && (r.is(Sign::Must) || r.is(Sign::Should)) {
        return says(T::Position, "own side must not");
    }
    if r.negated || r.question {
        return None;
    }
    if own {
        if r.is(Sign::Must) || r.is(Sign::Should) || r.is(Sign::Need) && !future {
            return says(T::Position, "own side must");
        }
        if r.is(Sign::Ready) {
            return says(T::Offer, "own side is ready");
        }
        if r.is(Sign::Want) {
            let kind = if e.words.get(r.main.saturating_sub(1)) == "to" || e.words.get(r.main) == "to" { T::Commitment } else { T::Demand };
            return says(kind, "own side wants").map(|v| if kind == T::Commitment { v.tentative() } else { v });
        }
        if r.is(Sign::Consider)
            && (r.is(Sign::Could)
                || r.is(Sign::May)
                || e.words.get(r.main.wrapping_sub(1)).ends_with("ing")
                || e.words.get(r.main).ends_with("ing"))
        {
            return says(T::Commitment, "own side considers").map(Verdict::tentative);
        }
        if r.is(Sign::Plan) {
            return says(T::Commitment, "own side plans");
        }
        if (r.is(Sign::Could) || r.is(Sign::Can) && act != Act::Say) && deed && !outcome {
            return says(T::Offer, "own side could");
        }
        if r.is(Sign::May) && deed {
            return says(T::Commitment, "own side may").map(Verdict::tentative);
        }

        if future && be_participle(e) && !deed {
            return Some(Verdict::new(T::Prediction, sure::SIGN, "clause: own side will be ..."));
        }
        if future && (deed || !outcome) && !r.has(Sign::Likely) {
            return says(T::Commitment, "own side will");
        }
    }
    if r.has(Sign::Offer) {
        return says(T::Offer, "open to it");
    }
    let doer = matches!(r.subject, Subject::Party | Subject::Agent) && !e.observer;
    if e.offered && r.is(Sign::Could) && deed {
        return says(T::Offer, "also could");
    }
    if e.official && future && r.subject == Subject::Thing && r.at_main(Sign::Effect) && !r.is(Sign::Likely) {
        return says(T::Commitment, "a measure will take effect");
    }
    if r.subject == Subject::Impersonal && r.is(Sign::Will) && r.negated && e.conditional {
        return says(T::Refusal, "there will be none");
    }
    if doer && r.is(Sign::Plan) && !future && !r.is(Sign::Must) {
        return says(T::Commitment, "a named doer plans");
    }
    if doer && r.is(Sign::Ready) && !harm(Sign::Harm) && !harm(Sign::Blame) {
        return says(T::Offer, "a named doer is ready");
    }
    let passive = r.subject == Subject::Thing && be_participle(e);
    if future
        && deed
        && (doer && !outcome || passive)
        && !r.is(Sign::Likely)
        && !r.is(Sign::May)
        && !(r.has(Sign::Warn) && !passive && r.is(Sign::Would))
    {
        return says(T::Commitment, if passive { "a deed will be done" } else { "a named doer will" });
    }
    None
}

/// "do not want to talk", as against "do not want a wall" or "do not want to be a burden".
fn wants_act(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    e.words.get(main.wrapping_sub(1)) == "to"
        && !matches!(e.words.get(main), "be" | "see" | "have" | "become")
        && e.words.get(main - 2) != "be"
}

/// "will be lifted".
fn be_participle(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    main > 0
        && e.words.get(main - 1) == "be"
        && (e.words.get(main).ends_with("ed") || e.words.class(main, e.lexicon).any(Class::PARTICIPLE) || e.words.get(main).ends_with("en"))
}

/// Something settled jointly.
fn agreed(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let near = r.signs.iter().any(|(s, at)| *s == Sign::Agree && r.verb.is_some_and(|v| *at >= v && *at <= r.main + 1));
    (near && !r.negated && !r.is(Sign::Must) && !r.is(Sign::May) && !r.is(Sign::Likely))
        .then(|| Verdict::new(ClaimType::Agreement, sure::SIGN, "clause: agreed"))
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
        if r.is(Sign::Must) {
            return says(T::Demand, "another must");
        }
        if r.is(Sign::Should) {
            return says(T::Proposal, "another should");
        }
        if r.is(Sign::Need) && matches!(r.subject, Subject::Party | Subject::Agent | Subject::You) && !r.negated && !counted(e) {
            return says(T::Demand, "another needs");
        }
        if r.is(Sign::Want) && r.verb.is_some() {
            let kind = if r.negated { T::Position } else { T::Demand };
            return says(kind, "wants");
        }
    }
    if r.frame.contains(&Sign::Hope) {
        let other = matches!(r.subject, Subject::Party | Subject::Agent | Subject::You);
        return says(if other { T::Proposal } else { T::Position }, "hopes").map(Verdict::tentative);
    }
    let leads = r.signs.iter().any(|(s, at)| *s == Sign::Demand && (*at <= r.main + 1) && r.verb.is_none_or(|v| *at + 2 >= v));
    if leads && !r.negated {
        return says(T::Demand, "asks");
    }
    let proposes = r.signs.iter().any(|(s, at)| *s == Sign::Propose && *at <= r.main + 1);
    if proposes && !r.negated {
        return says(T::Proposal, "proposes");
    }
    None
}

/// "needs many months": an amount, no demand.
fn counted(e: &Evidence<'_>) -> bool {
    (e.reading.main..e.words.len().min(e.reading.main + 4)).any(|i| e.words.number(i) || e.words.class(i, e.lexicon).any(Class::TIME))
}

/// A bad outcome ahead.
fn warned_of(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let ahead = r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::Could) || r.is(Sign::May) || r.is(Sign::Likely) || e.conditional;
    let bad = r.signs.iter().any(|(s, at)| *s == Sign::Warn && r.verb.is_none_or(|v| *at > v));
    (ahead && bad && !r.negated).then(|| Verdict::new(ClaimType::Warning, sure::SIGN, "clause: a bad outcome ahead"))
}

/// Denial, accusation, praise, position.
fn taken(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| Some(Verdict::new(kind, sure::SIGN, format!("clause: {why}")));
    let ahead = r.is(Sign::Will) || r.is(Sign::Would) || r.is(Sign::Could) || r.is(Sign::May) || r.is(Sign::Likely);
    let first = e.words.get(r.verb.unwrap_or(0));
    let perfect = e.words.get(r.main).ends_with("ed")
        || e.words.class(r.main, e.lexicon).any(Class::PARTICIPLE | Class::PAST)
        || e.words.get(r.main.wrapping_sub(1)) == "been";
    let past = matches!(first, "did" | "was" | "were" | "never") || matches!(first, "have" | "has" | "had") && perfect;
    if r.negated && r.subject == Subject::Own && (past || e.words.has_word("never") || r.has(Sign::Deny)) && !ahead {
        return says(T::Denial, "own side did not");
    }
    if r.signs.iter().any(|(s, _)| *s == Sign::Deny)
        && !r.negated
        && !ahead
        && matches!(r.subject, Subject::Impersonal | Subject::Thing)
        && !past
    {
        return says(T::Denial, "it is not so");
    }
    let (bad, good) = (r.count(Sign::Condemn), r.count(Sign::Praise));
    let blame = r.count(Sign::Blame);
    let other = matches!(r.subject, Subject::Party | Subject::Agent | Subject::You);
    let blamed = blame > 0 && r.signs.iter().any(|(s, at)| *s == Sign::Blame && *at <= r.main + 5);
    if other && blamed && good == 0 && !ahead && act != Act::Report {
        return says(T::Accusation, "blames another").map(|v| Verdict { negative: Some(r.negated), ..v });
    }
    if good > bad && !r.negated && !ahead {
        return says(T::Praise, "praises").map(Verdict::in_favour);
    }
    if bad > 0 && !r.negated && !ahead {
        return says(T::Praise, "condemns").map(Verdict::against);
    }
    let oppose = r.signs.iter().any(|(s, at)| *s == Sign::Oppose && *at + 1 >= r.verb.unwrap_or(0));
    let near = |sign: Sign| r.signs.iter().any(|(s, at)| *s == sign && *at <= r.main + 3 && r.verb.is_none_or(|v| *at >= v));
    let position = near(Sign::Position) || r.signs.iter().any(|(s, at)| *s == Sign::Position && *at <= r.subject_at.start + 1);
    if oppose && (near(Sign::Oppose) || matches!(r.subject, Subject::Own | Subject::Impersonal)) && !past {
        return says(T::Position, "against").map(Verdict::against);
    }
    if position && !past && !(ahead && !matches!(r.subject, Subject::Own | Subject::Impersonal)) && act != Act::Report {
        return says(T::Position, "stands for");
    }
    None
}

/// A future outside the speaker's control.
fn foreseen(e: &Evidence<'_>) -> Option<Verdict> {
    let r = e.reading;
    let signs = [Sign::Will, Sign::Would, Sign::Could, Sign::May, Sign::Likely];
    let found = signs.into_iter().find(|s| r.is(*s))?;
    Some(Verdict::new(ClaimType::Prediction, sure::MODAL, format!("clause: {}", found.name())))
}

/// Judgement or fact, where nothing else fits.
fn fallback(e: &Evidence<'_>, act: Act) -> Verdict {
    use ClaimType as T;
    let r = e.reading;
    let says = |kind: T, why: &str| Verdict::new(kind, sure::DEFAULT, format!("default: {why}"));
    let (judge, fact) = (r.count(Sign::Judge), r.count(Sign::Fact) + (0..e.words.len()).filter(|i| e.words.number(*i)).count());
    match act {
        Act::Stress if r.has(Sign::Position) => says(T::Position, "stressed"),
        Act::Support => says(T::Position, "supported"),
        Act::Oppose => says(T::Position, "opposed").against(),
        Act::Warn => says(T::Warning, "warned"),
        Act::Agree if r.negated => says(T::Position, "agreed that not").against(),
        Act::Agree => says(T::Position, "agreed that"),
        Act::Report | Act::Announce if judge <= fact + 1 => says(T::Report, "reported"),
        Act::Believe | Act::Predict | Act::Propose => says(T::Assessment, "believed"),
        Act::Stress if r.subject == Subject::Own => says(T::Report, "insisted of one's own side"),
        _ if predicate(e) => says(T::Assessment, "is what or how"),
        _ if judge > fact => says(T::Assessment, "more judgement than fact"),
        _ if fact > 0 || past_tense(e) => says(T::Report, "fact"),
        _ => says(T::Assessment, "no sign"),
    }
}

/// "is tense": a form of be with an adjective.
fn predicate(e: &Evidence<'_>) -> bool {
    let (word, class) = (e.words.get(e.reading.main), e.words.class(e.reading.main, e.lexicon));
    let be = e.reading.verb.is_some_and(|v| matches!(e.words.word(v), "is" | "are" | "was" | "were" | "am"));
    let other = word.is_empty() || word.ends_with("ed") || word.ends_with("ing") || word.starts_with(|c: char| c.is_ascii_digit());
    let noun = class.any(Class::PREPOSITION | Class::DETERMINER | Class::PARTICIPLE | Class::PAST) || e.reading.at_main(Sign::Undertake);
    be && !other && !noun && !e.words.surface(e.reading.main).starts_with(char::is_uppercase)
}

fn past_tense(e: &Evidence<'_>) -> bool {
    let verb = e.words.get(e.reading.verb.unwrap_or(usize::MAX - 1));
    matches!(verb, "was" | "were" | "had" | "did" | "has" | "have")
        || e.lexicon.grammar.class(verb).any(Class::PAST)
        || verb.ends_with("ed")
}
