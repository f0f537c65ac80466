//! From the words of a source to its speakers: names, pronouns, descriptions, joint sources.
//!
//! Every decision goes from the near to the far: the sentence itself, then sentence by sentence back, at most [`REACH`] of them. What
//! no candidate fits stays unresolved, under the words of the source.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::clause::Draft;
use super::relay::Relay;
use super::scan::Scan;
use super::{Attribution, QuoteType, ResolvedBy, Speaker};
use crate::Span;
use crate::document::{Entity, EntityKind, squeeze};
use crate::lexicon::{Class, CountryWord};

/// A pronoun's antecedent stands at most so many sentences back.
pub(super) const REACH: usize = 8;
/// And at most so many attributions back: a sentence without end may hold any number.
pub(super) const RECENT: usize = 200;
/// A description ("the minister") may stand further from its name.
pub(super) const FAR: usize = 60;

/// Gives each draft its speakers.
pub(super) fn resolve(scan: &Scan<'_>, drafts: Vec<Draft>) -> Vec<Attribution> {
    let names = scan.doc.entities.iter().enumerate().map(|(i, e)| (e.name.as_str(), i)).collect();
    let mut resolver = Resolver {
        scan,
        names,
        history: Vec::new(),
        same: HashMap::new(),
        first: OnceCell::new(),
        writer: OnceCell::new(),
        times: OnceCell::new(),
        most: OnceCell::new(),
    };
    let mut out: Vec<Attribution> = Vec::with_capacity(drafts.len());
    let mut around = None;
    for draft in drafts {
        if draft.relay == Relay::Around {
            around = Some(out.len());
        }
        let within =
            around.filter(|_| matches!(draft.relay, Relay::By(_))).and_then(|i| out.get_mut(i)).filter(|o| o.holds(&draft.content));
        match within {
            Some(outer) => {
                let inner = resolver.nested(draft, outer);
                out.extend(inner);
            }
            None => out.push(resolver.attribution(draft)),
        }
    }
    out.sort_by_key(|a| (a.content.first().copied(), a.cue.first().copied()));
    out
}

pub(super) struct Resolver<'s, 'd> {
    pub(super) scan: &'s Scan<'d>,
    /// The entities by name.
    pub(super) names: HashMap<&'d str, usize>,
    /// The speakers so far, with the sentence of their attribution, in order.
    pub(super) history: Vec<(usize, Vec<Speaker>)>,
    /// The speakers of each pronoun that was a source so far: what it says twice the same one says.
    same: HashMap<usize, Vec<Speaker>>,
    /// How often each entity is named, and the person named most, once it was asked for.
    pub(super) times: OnceCell<HashMap<&'d str, usize>>,
    pub(super) most: OnceCell<usize>,
    /// Where each entity is first named, once it was asked for.
    pub(super) first: OnceCell<Vec<Option<usize>>>,
    /// Who wrote the article, once it was asked for.
    pub(super) writer: OnceCell<Option<(String, &'static str)>>,
}

impl Resolver<'_, '_> {
    fn attribution(&mut self, draft: Draft) -> Attribution {
        let scan = self.scan;
        let mut reasons = vec![format!("content: {}", draft.rule)];
        let pronoun = draft.source.as_ref().map(|s| s.head).filter(|head| scan.is_pronoun(*head));
        let speakers = match (pronoun.and_then(|head| self.same.get(&head)), &draft.source) {
            (Some(same), _) => {
                reasons.push("speaker: the same pronoun was the source before".to_owned());
                same.clone()
            }
            (None, Some(source)) => self.speakers(source.tokens.clone(), source.head, &draft, &mut reasons),
            (None, None) => Vec::new(),
        };
        if let Some(head) = pronoun {
            self.same.insert(head, speakers.clone());
        }
        let relayed_by = match &draft.relay {
            Relay::By(channel) => self.speakers(channel.tokens.clone(), channel.head, &draft, &mut reasons),
            Relay::None | Relay::Around => Vec::new(),
        };
        let inner = self.inner(&draft, &speakers, &mut reasons);
        self.history.push((draft.sentence, speakers.clone()));
        // "One visitor asked Ek why": what follows is hers.
        if let Some(asked) = self.asked(&draft, &speakers) {
            self.history.push((draft.sentence, vec![speaker_of(asked, ResolvedBy::Name, None)]));
        }
        let span = |tokens: Range<usize>| Some(scan.span(tokens)).filter(|s| !s.is_empty());
        Attribution {
            source: draft.source.and_then(|s| span(s.tokens)).into_iter().collect(),
            cue: span(draft.cue).into_iter().collect(),
            quote_type: self.quote_type(&draft.content, draft.act),
            content: draft.content,
            speakers,
            inner,
            relays: false,
            relayed_by,
            reasons,
        }
    }

    /// The person whom somebody unnamed asks a question.
    fn asked(&self, draft: &Draft, speakers: &[Speaker]) -> Option<&Entity> {
        let (scan, doc) = (self.scan, self.scan.doc);
        let asks = !draft.cue.is_empty() && scan.word(draft.cue.end - 1) == "asked";
        let unnamed = speakers.iter().all(|s| self.known(&s.name).is_none());
        let content = doc.tokens_in(*draft.content.first()?);
        let m = &doc.mentions[scan.mention(draft.cue.end).filter(|_| asks && unnamed)?];
        let question = doc.tokens_in(m.name).end == content.start && scan.word(content.start) != "to";
        Some(&scan.entities[m.entity]).filter(|e| question && e.kind == EntityKind::Person)
    }

    /// An attribution that another passes on, which learns that it does. None if nobody else speaks ("Ek will sign, she thinks, Ek said")
    /// or nobody knows who ("he").
    fn nested(&mut self, draft: Draft, outer: &mut Attribution) -> Option<Attribution> {
        let pronoun = draft.source.as_ref().is_some_and(|s| self.scan.is_pronoun(s.head));
        let told = self.attribution(draft);
        let same = told.speakers.iter().any(|s| outer.speakers.iter().any(|o| o.name == s.name));
        let unknown = pronoun && told.speakers.iter().any(|s| s.resolved_by == ResolvedBy::Unresolved);
        if told.speakers.is_empty() || same || unknown {
            self.history.pop();
            return None;
        }
        if !std::mem::replace(&mut outer.relays, true) {
            outer.inner.clear();
        }
        for speaker in &told.speakers {
            if !outer.inner.iter().any(|s| s.name == speaker.name) {
                outer.reasons.push(format!("passes on what {} said", speaker.name));
                outer.inner.push(speaker.clone());
            }
        }
        Some(told)
    }

    fn quote_type(&self, content: &[Span], act: bool) -> QuoteType {
        let words = content.iter().flat_map(|s| self.scan.doc.tokens_in(*s)).filter(|t| !self.scan.is_mark(*t));
        let (mut quoted, mut plain) = (0, 0);
        for t in words {
            if self.scan.quote(t).is_some() { quoted += 1 } else { plain += 1 }
        }
        match (quoted, plain) {
            (0, _) if act => QuoteType::Act,
            (0, _) => QuoteType::Indirect,
            (_, 0) => QuoteType::Direct,
            _ => QuoteType::Mixed,
        }
    }

    pub(super) fn speakers(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let tokens = scan.bare(tokens);
        // An article alone, which the encoder may leave, names nobody.
        if tokens.clone().all(|t| matches!(scan.word(t), "the" | "a" | "an")) {
            return Vec::new();
        }
        // "the it said": a slip of the writer's.
        let slip = tokens.len() == 2 && scan.is(tokens.start, Class::DETERMINER) && scan.is_pronoun(tokens.start + 1);
        // "Both the minister and the mayor"
        let both = scan.word(tokens.start) == "both" && tokens.len() > 3 && tokens.clone().any(|t| scan.word(t) == "and");
        let tokens = tokens.start + usize::from(slip || both)..tokens.end;
        // "Many | in Norland" are the many.
        let some = scan.is(tokens.start, Class::DETERMINER)
            && matches!(scan.word_in(tokens.start + 1, &tokens), "in" | "at" | "within" | "across");
        let head = if some { tokens.start } else { head };
        let head = if tokens.contains(&head) { head } else { scan.noun_head(&tokens) };
        // "Ek, who warned": who is meant stands before the pronoun.
        if tokens.len() == 1 && scan.is(head, Class::RELATIVE) {
            let sentence = &scan.doc.sentences[draft.sentence].tokens;
            let before = head.checked_sub(1 + usize::from(head > 1 && scan.word(head - 1) == ",")).filter(|t| *t >= sentence.start);
            if let Some(m) = before.and_then(|t| scan.mention(t)).map(|m| &scan.doc.mentions[m]) {
                let entity = &scan.entities[m.entity];
                reasons.push(format!("speaker: \"{}\" takes up {}", scan.word(head), entity.name));
                return vec![speaker_of(entity, ResolvedBy::Pronoun, Some(m.span))];
            }
            // "the ministry left it out of its readout, which said"
            let own = before
                .filter(|t| *t > sentence.start && scan.is(t - 1, Class::POSSESSIVE) && scan.lexicon.people.is_utterance(scan.word(*t)));
            if let Some(text) = own {
                reasons.push(format!("speaker: \"{}\" takes up the words before it", scan.word(head)));
                return self.speakers(text - 1..text + 1, text, draft, reasons);
            }
            if let Some(source) = scan.antecedent(head, sentence).filter(|s| s.head < head) {
                // "Ida Ek, Norland's envoy, who said"
                if let Some(entity) = self.named_before_office(&source.tokens, source.head) {
                    reasons.push(format!("speaker: \"{}\" takes up {}", scan.word(head), entity.name));
                    return vec![speaker_of(entity, ResolvedBy::Pronoun, Some(scan.span(source.tokens)))];
                }
                reasons.push(format!("speaker: \"{}\" takes up the words before it", scan.word(head)));
                return self.speakers(source.tokens, source.head, draft, reasons);
            }
            reasons.push(format!("speaker: nobody before fits \"{}\"", scan.word(head)));
            return vec![self.unresolved(tokens)];
        }
        if let Some(tokens) = self.one_body(&tokens).filter(|_| !both) {
            reasons.push(format!("speaker: \"{}\" is the name of one body", scan.doc.slice(scan.span(tokens.clone()))));
            return vec![Speaker { resolved_by: ResolvedBy::Name, ..self.unresolved(tokens) }];
        }
        if let Some(speakers) = self.by_countries(&tokens, head, reasons) {
            return speakers;
        }
        let mut out: Vec<Speaker> = Vec::new();
        for (part, head) in self.parts(tokens, head) {
            for speaker in self.one(part, head, draft, reasons) {
                if !out.iter().any(|s| s.name == speaker.name) {
                    out.push(speaker);
                }
            }
        }
        // Most have one speaker, and the list is made for four.
        out.shrink_to_fit();
        out
    }

    fn one(&self, tokens: Range<usize>, head: usize, draft: &Draft, reasons: &mut Vec<String>) -> Vec<Speaker> {
        let scan = self.scan;
        let mention = Some(scan.span(tokens.clone()));
        if let Some(pronoun) = self.pronoun(head).filter(|_| tokens.len() == 1) {
            return self.pronoun_speakers(pronoun, tokens, draft, reasons);
        }
        if let Some(speaker) = self.metonym(&tokens) {
            reasons.push(format!("speaker: \"{}\" stands for a government", speaker.name));
            return vec![Speaker { mention, ..speaker }];
        }
        if let Some(entity) = self.ends_in_person(&tokens, head) {
            reasons.push(format!("speaker: the words before the name of {} are a title", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        if self.tells_more(&tokens, head) {
            reasons.push(format!("speaker: \"{}\" stands for itself", scan.doc.slice(scan.span(tokens.clone()))));
            return vec![Speaker {
                resolved_by: ResolvedBy::Name,
                country: scan.country_in(tokens.clone()).map(str::to_owned),
                ..self.unresolved(tokens)
            }];
        }
        // "Many in Norland" are not Norland.
        let article = scan.is(head, Class::DETERMINER) && !scan.is(head + 1, Class::PREPOSITION);
        if let Some(m) = scan.mention(head).or_else(|| scan.mention(tokens.end - 1).filter(|_| article)) {
            let entity = &scan.entities[scan.doc.mentions[m].entity];
            // "Many Norwegians" are not Norway, though "the Norwegians" may be.
            let people = scan.country(head).is_some_and(|(_, by)| by == CountryWord::Adjective) && scan.word(tokens.start) != "the";
            if people && entity.kind == EntityKind::Country && scan.word(head).ends_with('s') {
                reasons.push(format!("speaker: \"{}\" stands for itself", scan.surface(head)));
                return vec![Speaker { country: entity.country.clone(), resolved_by: ResolvedBy::Name, ..self.unresolved(tokens) }];
            }
            let entity = self.namesake(m, entity, draft.sentence).unwrap_or(entity);
            reasons.push(format!("speaker: \"{}\" is {}", scan.surface(head), entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        if let Some(entity) = self.titled(tokens.clone(), head) {
            reasons.push(format!("speaker: a title stands before the name of {}", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        let apposed = self.apposed(tokens.clone(), head).or_else(|| self.named_before(&tokens, head));
        if let Some(entity) = apposed.or_else(|| self.named_behind(tokens.end, head)) {
            reasons.push(format!("speaker: an apposition names {}", entity.name));
            return vec![speaker_of(entity, ResolvedBy::Name, mention)];
        }
        self.described(tokens, head, draft, reasons)
    }

    /// "Downing Street" at the start of a sentence, of which the names hold a part at most.
    fn metonym(&self, tokens: &Range<usize>) -> Option<Speaker> {
        let scan = self.scan;
        let whole = scan.mention(tokens.start).is_some() || tokens.len() < 2;
        let name = scan.doc.slice(scan.span(tokens.clone()));
        let stands = scan.lexicon.people.country(name).filter(|c| c.by == CountryWord::Metonym && !whole)?;
        Some(Speaker { country: Some(stands.name.to_string()), resolved_by: ResolvedBy::Name, ..self.unresolved(tokens.clone()) })
    }

    /// A lone surname straight after the words of another person of that name is that person's.
    fn namesake(&self, mention: usize, entity: &Entity, sentence: usize) -> Option<&Entity> {
        let m = &self.scan.doc.mentions[mention];
        let lone = self.scan.doc.tokens_in(m.name).len() == 1 && m.span == m.name && entity.kind == EntityKind::Person;
        let heard = self.heard(sentence, 2).find(|(_, s)| !s.is_empty()).filter(|_| lone)?;
        let [speaker] = heard.1.as_slice() else { return None };
        let last = |name: &str| name.split_whitespace().next_back().map(str::to_owned);
        self.known(&speaker.name).filter(|e| e.kind == EntityKind::Person && last(&e.name) == last(&entity.name))
    }

    /// The attributions of a sentence and of at most `reach` before it, the last first; at most [`RECENT`].
    pub(super) fn heard(&self, sentence: usize, reach: usize) -> impl Iterator<Item = &(usize, Vec<Speaker>)> {
        self.history.iter().rev().take(RECENT).take_while(move |(s, _)| s + reach >= sentence)
    }

    pub(super) fn known(&self, name: &str) -> Option<&Entity> {
        self.names.get(name).map(|id| &self.scan.entities[*id])
    }

    /// A speaker under the words of the source, without an article; a possessor under the full name.
    pub(super) fn unresolved(&self, tokens: Range<usize>) -> Speaker {
        let scan = self.scan;
        let article = usize::from(matches!(scan.word(tokens.start), "the" | "a" | "an") && tokens.len() > 1);
        let unnamed = tokens.start + article + 1 < tokens.end && scan.lexicon.people.is_unnamed(scan.word(tokens.start + article));
        let article = article + usize::from(unnamed);
        let words = |tokens: Range<usize>| squeeze(scan.doc.slice(scan.span(tokens)));
        let name = words(tokens.start + article..scan.name_end(&tokens));
        let genitive = (tokens.start + 1..tokens.end).find(|t| scan.word(*t) == "'s");
        let owner = genitive.and_then(|t| Some((t, &scan.doc.mentions[scan.mention(t - 1)?])));
        let owner = owner.filter(|(_, m)| m.span.start() == scan.span(tokens.start..tokens.end).start());
        let name = match owner.map(|(t, m)| (t, &scan.entities[m.entity])) {
            Some((t, e)) if e.kind == EntityKind::Person && t + 1 < tokens.end => format!("{}'s {}", e.name, words(t + 1..tokens.end)),
            _ => name,
        };
        Speaker {
            name,
            role: None,
            affiliation: None,
            country: None,
            resolved_by: ResolvedBy::Unresolved,
            mention: Some(scan.span(tokens)),
        }
    }
}

pub(super) fn speaker_of(entity: &Entity, resolved_by: ResolvedBy, mention: Option<Span>) -> Speaker {
    Speaker {
        name: entity.name.clone(),
        role: entity.office.clone().or_else(|| entity.role.clone()),
        affiliation: entity.affiliation.clone(),
        country: entity.country.clone(),
        resolved_by,
        mention,
    }
}
