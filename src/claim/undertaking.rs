//! What a clause undertakes: refusal, threat, commitment, offer.

use super::ClaimType as T;
use super::by_cue::by_word;
use super::clause::{Reading, Subject};
use super::kind::{Evidence, Verdict, sure};
use crate::lexicon::phrases::Run;

use crate::lexicon::{Act, Class, Job, Sign};

/// What the rules of this file ask of a clause again and again.
pub(super) struct Facts<'a> {
    pub(super) e: &'a Evidence<'a>,
    pub(super) r: &'a Reading,
    /// will, would.
    pub(super) future: bool,
    /// The main verb is a deed one can undertake.
    pub(super) deed: bool,
    /// The main verb happens to one.
    pub(super) outcome: bool,
    /// The subject is the speaker's side.
    pub(super) own: bool,
    /// The subject is another doer, and the speaker no mere observer.
    pub(super) doer: bool,
}

/// Refusal, threat, commitment or offer, if the clause is one.
pub(super) fn undertaken(e: &Evidence<'_>, act: Act) -> Option<Verdict> {
    let r = e.reading;
    if r.frame.contains(&Sign::Not) || r.frame.contains(&Sign::Hope) || e.unreal || counterfactual(e) {
        return None;
    }
    let facts = Facts {
        e,
        r,
        future: r.is(Sign::Will) || r.is(Sign::Would),
        deed: !r.is(Sign::Outcome) && [Sign::Undertake, Sign::Harm, Sign::Deprive, Sign::Light].into_iter().any(|s| r.at_main(s)),
        outcome: r.is(Sign::Outcome) || r.at_main(Sign::Outcome),
        own: r.subject == Subject::Own || r.infinitive && act == Act::Say && e.words.get(0) == "to",
        doer: matches!(r.subject, Subject::Party | Subject::Agent) && !e.observer,
    };
    let found = facts.refused().or_else(|| facts.threatened());
    if found.is_some() || r.question {
        return found;
    }
    if r.negated {
        let duty = facts.own && (r.is(Sign::Must) || r.is(Sign::Should));
        return duty.then(|| says(T::Position, "own side must not"));
    }
    facts.by_own_side(act).or_else(|| facts.by_another())
}

pub(super) fn says(kind: T, why: &str) -> Verdict {
    Verdict::new(kind, sure::MODAL, format!("clause: {why}"))
}

impl Facts<'_> {
    /// "was considering", "are not sending".
    pub(super) fn going_on(&self) -> bool {
        let ing = |at: usize| self.e.words.get(at).ends_with("ing");
        ing(self.r.main.wrapping_sub(1)) || ing(self.r.main)
    }

    fn threatened(&self) -> Option<Verdict> {
        let (r, e) = (self.r, self.e);
        if r.negated {
            return None;
        }
        let acts = self.future || r.subject == Subject::Own && r.group.is_empty();
        let own = self.own || r.house && !e.observer;
        let harms = self.does(Sign::Harm) || e.hostile && (self.does(Sign::Deprive) || r.has(Sign::Harm));
        // "is ready to cut rates if": Deprive alone is no harm where one only stands ready.
        let ready = r.is(Sign::Ready) && !self.does(Sign::Harm);
        if acts && e.conditional && own && harms && !ready {
            return Some(says(T::Threat, "own side will do harm on a condition"));
        }
        // "patrols will stop unless you pay", said for those who patrol.
        let stops =
            self.future && e.conditional && e.hostile && e.official && !e.observer && e.words.sign(Sign::Deprive, r.main, e.lexicon);
        if stops && matches!(r.subject, Subject::Thing | Subject::Agent) && !r.is(Sign::Likely) {
            return Some(says(T::Threat, "what is given will stop on a condition"));
        }
        let hedged = r.is(Sign::Could) || r.is(Sign::May);
        let others = be_participle(e) && self.by_other_hands();
        if r.has(Sign::Threat) && r.subject != Subject::Own && !hedged && !others && (self.future || e.conditional || !r.is(Sign::Must)) {
            return Some(says(T::Threat, "harm announced to another"));
        }
        let bears = r.at_main(Sign::Bear) && matches!(r.subject, Subject::Party | Subject::You | Subject::Agent);
        if e.conditional && bears {
            return Some(says(T::Threat, "another will bear harm on a condition"));
        }
        (self.future && be_participle(e) && self.whoever()).then(|| says(T::Threat, "whoever does it will bear harm"))
    }

    /// "approve it", "back the plan".
    pub(super) fn consents(&self) -> bool {
        matches!(self.e.act(self.r.main), Some(Act::Agree | Act::Support | Act::Promise))
    }

    /// "Anyone who blocks the road will be arrested", said for those who arrest.
    pub(super) fn whoever(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let at = &r.subject_at;
        let loose = e.words.job(at.start, e.lexicon).any(Job::WHOEVER | Job::INDEFINITE);
        // "officers who refuse"
        let plural = e.words.get(at.start).ends_with('s') && !e.words.class(at.start, e.lexicon).any(Class::DETERMINER | Class::POSSESSIVE);
        // "anyone caught on the ice"
        let second = e.words.get(at.start + 1);
        let participle = e.lexicon.grammar.is_participle(second);
        let caught = e.words.job(at.start, e.lexicon).any(Job::WHOEVER) && at.len() > 1 && participle;
        let any = caught || (loose || plural) && at.clone().any(|i| e.words.word(i) == "who");
        let bears = [Sign::Harm, Sign::Bear, Sign::Punish].into_iter().any(|s| r.at_main(s));
        any && bears && e.official && !e.observer
    }

    /// Whether the main verb, or the object of a light one ("take countermeasures"), has a sign.
    pub(super) fn does(&self, sign: Sign) -> bool {
        let (r, light) = (self.r, self.r.at_main(Sign::Light));
        r.signs.iter().any(|(s, at)| *s == sign && *at >= r.main && (*at == r.main || light && *at <= r.main + 4))
    }

    fn by_own_side(&self, act: Act) -> Option<Verdict> {
        let (r, e) = (self.r, self.e);
        if !self.own {
            return None;
        }
        // "I had to flee", in one's own words: told of what is past.
        if e.words.get(r.verb.unwrap_or(r.main)) == "had" && e.words.quoted(r.main) && r.is(Sign::Must) {
            return None;
        }
        if r.is(Sign::Must) || r.is(Sign::Should) || r.is(Sign::Need) && !self.future && !belonging(e) {
            return Some(says(T::Position, "own side must"));
        }
        if r.is(Sign::Need) && !r.is(Sign::Must) {
            return Some(says(T::Demand, "own side will need"));
        }
        if r.is(Sign::Ready) && !self.was_then() {
            return Some(if self.fears() {
                Verdict::new(T::Prediction, sure::SIGN, "clause: not ruled out")
            } else {
                says(T::Offer, "own side is ready")
            });
        }
        if r.has(Sign::Bond) && self.bound() {
            return Some(says(T::Commitment, "own word given"));
        }
        if r.is(Sign::Want) {
            let act = e.words.get(r.main.saturating_sub(1)) == "to" || e.words.get(r.main) == "to";
            if let Some(said) = self.says_so(act) {
                return said;
            }
            return Some(if act { says(T::Commitment, "own side wants to").tentative() } else { says(T::Demand, "own side wants") });
        }
        if self.deems() {
            return Some(says(T::Assessment, "own judgement"));
        }
        // "we would encourage them to sign", in one's own words
        let asks = matches!(e.act(r.main), Some(Act::Demand | Act::Ask | Act::Propose));
        if r.is(Sign::Would) && asks && e.words.quoted(r.main) && !e.conditional {
            return Some(says(T::Demand, "own side would ask"));
        }
        if r.is(Sign::Consider) && (r.is(Sign::Could) || r.is(Sign::May) || self.future || self.going_on()) {
            return Some(says(T::Commitment, "own side considers").tentative());
        }
        let expects = r.is(Sign::Likely) && !self.future && e.words.get(r.main.wrapping_sub(1)).starts_with("expect");
        let to = || (r.main..e.words.len().min(r.main + 6)).find(|i| e.words.word(*i) == "to");
        if expects
            && to().is_some_and(|i| !e.words.sign(Sign::Outcome, i + 1, e.lexicon) && !e.words.class(i + 1, e.lexicon).any(Class::ADVERB))
        {
            return Some(says(T::Demand, "own side expects another to act"));
        }
        if r.is(Sign::Plan) && !was_promised(e) || self.moves() {
            return Some(says(T::Commitment, "own side plans"));
        }
        let can = r.is(Sign::Can)
            && (act != Act::Say || e.conditional && e.words.quoted(r.main) && !r.has(Sign::Judge) && !r.at_main(Sign::Light));
        if (r.is(Sign::Could) || can) && self.deed && !self.outcome && !self.considered() {
            return Some(says(T::Offer, "own side could"));
        }
        if r.is(Sign::May) && self.deed {
            return Some(says(T::Commitment, "own side may").tentative());
        }
        if self.present() {
            return Some(says(T::Commitment, "own side does on a condition"));
        }
        // "Without it we would pay more", in one's own words: what does not come to be.
        if r.is(Sign::Would) && e.words.get(0) == "without" && e.words.quoted(0) {
            return Some(says(T::Prediction, "own side would without it"));
        }
        // "We'll see what happens": nothing is undertaken.
        if self.future && e.words.get(r.main) == "see" && (r.main + 1 >= e.words.len() || self.asks_behind()) {
            return None;
        }
        if self.future && (be_participle(e) && !self.deed || self.becomes()) {
            return Some(Verdict::new(T::Prediction, sure::SIGN, "clause: own side will be ..."));
        }
        // "believes he will win": foreseen, and no word given.
        if self.future && e.first && matches!(e.cue.act, Act::Believe | Act::Suspect | Act::Doubt) {
            return None;
        }
        // "His departure will help": what belongs to one does nothing of one's own will.
        if self.future && belonging(e) && !(be_participle(e) && self.deed) {
            return None;
        }
        (self.future && (self.deed || !self.outcome || e.bargain) && !r.has(Sign::Likely)).then(|| says(T::Commitment, "own side will"))
    }

    /// "I want to thank the crews", "we would like to urge both sides": the words are the deed, and its verb tells the type. Of what one only
    /// wants to tell nothing is told here.
    fn says_so(&self, act: bool) -> Option<Option<Verdict>> {
        let (r, e) = (self.r, self.e);
        let spoken = act && e.words.quoted(r.main) && matches!(e.words.get(r.subject_at.start), "i" | "we") && !r.negated;
        match e.act(r.main).filter(|_| spoken)? {
            Act::Say | Act::Report | Act::Stress | Act::Announce | Act::Ask => Some(None),
            act @ (Act::Praise | Act::Condemn | Act::Demand | Act::Propose | Act::Warn | Act::Accuse) => {
                let (kind, negative) = by_word(act)?;
                Some(Some(Verdict { negative, ..says(kind, "own side wants to say so") }))
            }
            _ => None,
        }
    }

    /// Whether a mark or a question stands behind the main verb: "see what happens".
    fn asks_behind(&self) -> bool {
        let (words, next) = (self.e.words, self.r.main + 1);
        words.mark(next) || words.job(next, self.e.lexicon).any(Job::WH) || matches!(words.word(next), "if" | "whether" | "how" | "that")
    }

    /// "will be glad", "would be a loss": what or how one's own side will be, and nothing that it will do. Not "will be there", "will be sending",
    /// "will be tough".
    fn becomes(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let be = behind_be(e);
        let class = e.words.class(r.main, e.lexicon);
        let elsewhere = class.any(Class::PREPOSITION | Class::ADVERB) && !class.any(Class::DETERMINER);
        let undertaken = [Sign::Undertake, Sign::Bond, Sign::Light].into_iter().any(|s| r.at_main(s)) || r.has(Sign::Bond);
        let word = e.words.get(r.main);
        let state = word.is_empty() || e.words.mark(r.main) || word.ends_with("ing") || word == "to" || word == "there";
        be && !be_participle(e) && !elsewhere && !undertaken && !state
    }

    /// "We are leaving", "said he was returning the envoy": a deed done at one move, told as arranged. Not "we were leaving", in one's own words.
    fn moves(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let verb = r.verb.unwrap_or(r.main);
        let going = e.words.get(r.main).ends_with("ing") && r.main > verb && e.words.class(verb, e.lexicon).any(Class::BE);
        going && !self.was_then() && r.signs.iter().any(|(s, at)| *s == Sign::Move && *at == r.main) && !belonging(e)
    }

    /// "would consider it an insult", "I would call that a win": says what one thinks of it.
    fn deems(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let object = |at: usize| e.words.class(at, e.lexicon).any(Class::OBJECT_PRONOUN) || matches!(e.words.get(at), "this" | "that");
        let considers = r.is(Sign::Consider) && object(r.main) && e.words.class(r.main + 1, e.lexicon).any(Class::DETERMINER);
        considers || self.opines()
    }

    /// "I cannot rule out a default": a bad outcome, and no act that one leaves open.
    pub(super) fn fears(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let bad = [Sign::Warn, Sign::Outcome, Sign::Offend, Sign::Fact].into_iter().any(|s| {
            (r.main..e.words.len().min(r.main + 4)).any(|i| e.words.sign(s, i, e.lexicon) && !e.words.sign(Sign::Undertake, i, e.lexicon))
        });
        e.lexicon.claims.acts.longest(e.words, r.main.wrapping_sub(2)).is_some_and(|hit| *hit.value == Act::Refuse && hit.len == 2) && bad
    }

    /// "Our commitment is ironclad", "I give you my word".
    fn bound(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let plan = |i: usize| e.words.signs(&e.lexicon.claims.modality, i).is_some_and(|(_, signs)| signs.contains(&Sign::Plan));
        let gives = r.at_main(Sign::Undertake) && r.main > 0 && r.group.is_empty();
        gives || r.subject_at.clone().any(plan)
    }

    /// "I was ready to sign", "we were leaving", in one's own words: told of what is past.
    pub(super) fn was_then(&self) -> bool {
        let verb = self.r.verb.unwrap_or(self.r.main);
        matches!(self.e.words.get(verb), "was" | "were") && self.e.words.quoted(verb)
    }

    /// "will be jailed by the army": who would do it is named behind the verb.
    pub(super) fn by_other_hands(&self) -> bool {
        /// How far behind the verb.
        const REACH: usize = 4;
        let (r, e) = (self.r, self.e);
        let by = (r.main + 1..e.words.len().min(r.main + REACH)).find(|i| e.words.word(*i) == "by");
        by.is_some_and(|by| {
            let next = by + 1;
            let name =
                e.words.surface(next).starts_with(char::is_uppercase) && !e.words.class(next, e.lexicon).any(Class::MONTH | Class::WEEKDAY);
            let agent = (next..e.words.len().min(next + REACH)).any(|i| e.words.sign(Sign::Agent, i, e.lexicon));
            (name || agent) && !e.words.number(next)
        })
    }

    /// "they could be considered enemies": a view of them and no deed.
    pub(super) fn considered(&self) -> bool {
        be_participle(self.e) && matches!(self.e.act(self.r.main), Some(Act::Consider | Act::CallName | Act::Believe))
    }

    /// "could be signed": what takes two is not one's own to offer.
    pub(super) fn settles(&self) -> bool {
        self.e.act(self.r.main) == Some(Act::Agree)
    }

    /// "if they open the gate, we lift the ban": the present tense of a deed.
    fn present(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let verb = e.words.get(r.main);
        let past = e.words.class(r.main, e.lexicon).any(Class::PAST) || verb.ends_with("ed") || e.lexicon.grammar.is_irregular_past(verb);
        let deed = r.signs.iter().any(|(s, at)| *s == Sign::Undertake && *at == r.main);
        let said = e.words.quoted(r.main) && matches!(e.words.get(r.subject_at.start), "i" | "we");
        e.conditional
            && (deed || said && self.acts_now())
            && !past
            && r.group.is_empty()
            && r.subject == Subject::Own
            && r.verb == Some(r.main)
    }

    /// "If the fund stays empty, we go home": no state, no judgement and nothing that happens to one.
    fn acts_now(&self) -> bool {
        let (r, e) = (self.r, self.e);
        let state = [Sign::Outcome, Sign::Warn, Sign::Judge, Sign::Position, Sign::Oppose, Sign::Praise, Sign::Condemn, Sign::Bear];
        let speaks = e.act(r.main).is_some();
        let class = e.words.class(r.main, e.lexicon);
        !speaks && !state.into_iter().any(|s| r.at_main(s)) && !class.any(Class::AUXILIARY | Class::BE | Class::HAVE) && !r.negated
    }
}

/// "his departure", "our economy": a thing that belongs to the speaker, and neither people nor a body.
pub(super) fn belonging(e: &Evidence<'_>) -> bool {
    let at = &e.reading.subject_at;
    let owned = at.len() > 1 && e.words.class(at.start, e.lexicon).any(Class::POSSESSIVE);
    // "her efforts as a senator"
    let mut noun = at.clone().take_while(|i| !e.words.class(*i, e.lexicon).any(Class::PREPOSITION));
    owned && !noun.any(|i| e.words.agent_or_source(i, e.lexicon))
}

/// "would have helped": told as not done.
pub(super) fn counterfactual(e: &Evidence<'_>) -> bool {
    let r = e.reading;
    /// How far "have" may be behind a phrase of time: "should at the outset have said".
    const REACH: usize = 5;
    let unreal = [Sign::Would, Sign::Could, Sign::Should, Sign::May].into_iter().any(|s| r.is(s));
    let parted = e.words.class(r.main, e.lexicon).any(Class::PREPOSITION);
    let upto = if parted { e.words.len().min(r.main + REACH) } else { r.main };
    // "should have access", "would have to pay" are none.
    let done = |i: usize| {
        let next = (i + 1..e.words.len()).find(|i| !e.words.class(*i, e.lexicon).any(Class::ADVERB)).unwrap_or(i);
        // "could have "unwanted effects""
        let own = !e.words.quoted(next) || e.words.quoted(i);
        own && (e.words.class(next, e.lexicon).any(Class::HAVE | Class::BE)
            || e.lexicon.grammar.is_participle(e.words.word(next))
            || e.words.word(next).ends_with("ten"))
    };
    unreal && (r.verb.unwrap_or(r.main.saturating_sub(1))..upto).any(|i| e.words.word(i) == "have" && done(i))
}

/// "They will build palaces with it", in somebody's own words: told of others, who have promised nothing.
pub(super) fn another(e: &Evidence<'_>) -> bool {
    e.reading.others
}

/// "he had been promised that": the promise is another's. Not "he was determined to".
pub(super) fn was_promised(e: &Evidence<'_>) -> bool {
    let (from, to) = (e.reading.verb.unwrap_or(e.reading.main), e.words.len().min(e.reading.main + 2));
    (from + 1..to).any(|at| {
        let plan = e.words.signs(&e.lexicon.claims.modality, at).is_some_and(|(_, signs)| signs.contains(&Sign::Plan));
        let be = e.words.class(at - 1, e.lexicon).any(Class::BE);
        plan && be && e.words.word(at).ends_with("ed") && e.words.get(at + 1) != "to"
    })
}

/// Whether "be" stands before the main word, adverbs left aside: "will be very proud".
pub(super) fn behind_be(e: &Evidence<'_>) -> bool {
    let mut before = (0..e.reading.main).rev().skip_while(|i| e.words.class(*i, e.lexicon).any(Class::ADVERB));
    before.next().is_some_and(|i| e.words.word(i) == "be")
}

/// "will be lifted".
pub(super) fn be_participle(e: &Evidence<'_>) -> bool {
    let main = e.reading.main;
    main > 0
        && e.words.get(main - 1) == "be"
        && (e.words.get(main).ends_with("ed")
            || e.words.class(main, e.lexicon).any(Class::PARTICIPLE)
            || e.words.get(main).ends_with("en")
            || e.lexicon.grammar.is_irregular_past(e.words.get(main)))
}
