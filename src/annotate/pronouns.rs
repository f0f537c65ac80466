//! Whom "He" and "She" mean at the opening of a sentence, for a summary that takes the sentence and not the one before it.
//!
//! Precise rather than complete, for a wrong name is worse than none. The pronoun is settled only if the sentence before it, in the same run
//! of body text, has a person as its subject: named at its opening ("Ida Ek left on Monday", "On Monday Ida Ek left", "But Ek left") or as
//! the one who speaks ("..., Ek said", "..., said Ida Ek"), or itself opening with a pronoun that is settled. Nobody else named there
//! outside quotation marks may fit the pronoun too; a person of unknown gender fits both. Names in the genitive ("Ek's allies") are no
//! subjects, yet they count among those who fit.
//!
//! When it fails: on people without a name ("the gunman"), who are not seen, in a sentence whose subject is named.

use crate::document::{BySentence, Entity, EntityKind, PersonGender, Role, TokenKind};
use crate::lexicon::{BoundaryWord, Class, Language};
use crate::{Document, Lexicon, Span};

/// A phrase before the subject ("On Monday in the capital, Ek ...") has at most so many tokens; longer ones are clauses.
const LONGEST_FRONT: usize = 12;

/// The pronoun that a sentence opens with, or by which it names its speaker, and whom it means.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct TakenUp {
    /// The pronoun: of "He's" the first two letters.
    pub pronoun: Span,
    /// Whether it is "his" or "her".
    pub possessive: bool,
    /// Whom it means: index into [`Document::entities`].
    pub entity: usize,
    /// The sentence that tells.
    pub after: usize,
}

/// What is known of the persons in sentences.
#[derive(Default)]
pub struct Pronouns {
    /// The subjects that are persons.
    subjects: BySentence<usize>,
    /// The persons named outside quotation marks.
    persons: BySentence<usize>,
    taken_up: BySentence<TakenUp>,
}

/// Settles the pronouns of all sentences; none in other languages than English. Cost: linear in the text.
#[must_use]
pub fn pronouns(doc: &Document, lexicon: &Lexicon) -> Pronouns {
    let mut found = Pronouns::default();
    if doc.language == Language::ENGLISH {
        let reader = Reader { doc, lexicon, quoted: doc.quoted_tokens(), opens: openings(doc) };
        for sentence in 0..doc.sentences.len() {
            reader.read(sentence, &mut found);
        }
    }
    found
}

impl Pronouns {
    /// The pronoun that a sentence opens with, if it is settled whom it means. Cost: a binary search.
    #[must_use]
    pub fn of(&self, sentence: usize) -> Option<TakenUp> {
        self.taken_up.of(sentence).next().copied()
    }

    /// All pronouns that are settled, each with its sentence, in order.
    pub fn all(&self) -> impl Iterator<Item = (usize, TakenUp)> {
        self.taken_up.iter().map(|(sentence, taken_up)| (sentence, *taken_up))
    }

    /// Whether the pronoun of `sentence` would mean the same person if it followed `other`.
    #[must_use]
    pub fn would_follow(&self, doc: &Document, sentence: usize, other: usize) -> bool {
        self.of(sentence).is_some_and(|t| {
            let gender = doc.entities.get(t.entity).and_then(|e| e.gender);
            gender.is_some_and(|gender| self.meant(doc, other, gender) == Some(t.entity))
        })
    }

    fn subject(&self, sentence: usize) -> Option<usize> {
        self.subjects.of(sentence).next().copied()
    }

    /// Whom a pronoun means that follows `sentence`: its subject, if nobody else there fits.
    fn meant(&self, doc: &Document, sentence: usize, gender: PersonGender) -> Option<usize> {
        let fits = |person: usize| doc.entities.get(person).is_some_and(|e| e.gender.is_none_or(|g| g == gender));
        let subject = self.subject(sentence)?;
        let others = self.persons.of(sentence).any(|p| *p != subject && fits(*p));
        (fits(subject) && !others).then_some(subject)
    }
}

/// For each sentence the first of those that a quotation ties together with it.
fn openings(doc: &Document) -> Vec<usize> {
    doc.whole_quotations().into_iter().flat_map(|run| std::iter::repeat_n(run.start, run.len())).collect()
}

struct Reader<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    quoted: Vec<bool>,
    opens: Vec<usize>,
}

/// A pronoun as it stands.
struct Stands {
    pronoun: Span,
    possessive: bool,
    gender: PersonGender,
}

impl Reader<'_> {
    /// Reads one sentence, those before it being read.
    fn read(&self, sentence: usize, found: &mut Pronouns) {
        let (mut persons, mut subject) = self.named(sentence);
        let before = self.opens[sentence].checked_sub(1).filter(|before| self.runs_on(*before, sentence));
        if let Some(stands) = self.pronoun(sentence) {
            let told = |e: &usize| self.doc.entities.get(*e).is_some_and(|e| e.gender.is_some());
            let whom = before.and_then(|before| Some((before, found.meant(self.doc, before, stands.gender).filter(told)?)));
            let Stands { pronoun, possessive, .. } = stands;
            if let Some((after, entity)) = whom {
                found.taken_up.push(sentence, TakenUp { pronoun, possessive, entity, after });
            }
            subject = whom.map(|(_, entity)| entity).filter(|_| !possessive);
        } else if let Some(before) = sentence.checked_sub(1).filter(|s| self.is_quoted(sentence) && self.runs_on(*s, sentence)) {
            // Whoever was quoted goes on.
            subject = found.subject(before);
            persons = found.persons.of(before).copied().collect();
        }
        subject.into_iter().for_each(|subject| found.subjects.push(sentence, subject));
        persons.into_iter().for_each(|person| found.persons.push(sentence, person));
    }

    /// Whether all words of a sentence are quoted.
    fn is_quoted(&self, sentence: usize) -> bool {
        let mut tokens = self.doc.sentences[sentence].tokens.clone();
        tokens.all(|t| self.quoted[t] || self.doc.tokens[t].kind == TokenKind::Mark)
    }

    /// Whether a sentence follows another with nothing but pictures and the like between their paragraphs, and neither is part of a printed
    /// conversation.
    fn runs_on(&self, before: usize, sentence: usize) -> bool {
        let (Some(before), Some(here)) = (self.doc.sentences.get(before), self.doc.sentences.get(sentence)) else { return false };
        let heading = |p: usize| self.doc.paragraphs.get(p).is_some_and(|p| matches!(p.role, Role::Headline | Role::Subhead));
        let next = self.doc.turns.partition_point(|t| t.label.start() <= here.span.start());
        let turn = next.checked_sub(1).and_then(|t| self.doc.turns.get(t));
        let spoken = |span: Span| turn.is_some_and(|t| t.label.overlaps(span) || t.speech.iter().any(|s| s.overlaps(span)));
        !(before.paragraph + 1..here.paragraph).any(heading) && !spoken(before.span) && !spoken(here.span)
    }

    /// The pronoun that opens a sentence, or by which it names its speaker where it names nobody before: "..., he said".
    fn pronoun(&self, sentence: usize) -> Option<Stands> {
        let tokens = self.doc.sentences[sentence].tokens.clone();
        let is_mark = |t: usize| self.doc.tokens[t].kind == TokenKind::Mark;
        let first = tokens.clone().find(|t| !is_mark(*t))?;
        if let Some(stands) = self.stands(first).filter(|_| !self.quoted[first]) {
            return Some(stands);
        }
        let speaker = |t: usize| !self.quoted[t] && is_mark(t - 1) && self.stands(t).is_some_and(|s| !s.possessive) && self.speaks(t + 1);
        let at = tokens.clone().skip(1).find(|t| speaker(*t))?;
        let before = Span::new(self.doc.tokens[tokens.start].span.start(), self.doc.tokens[at].span.start());
        let from = self.doc.mentions.partition_point(|m| m.span.start() < before.start());
        let mut named = self.doc.mentions[from..].iter().take_while(|m| m.span.start() < before.end());
        let person = |e: usize| self.doc.entities.get(e).is_some_and(|e| e.kind == EntityKind::Person);
        if named.any(|m| person(m.entity) && !self.doc.tokens_in(m.span).any(|t| self.quoted[t])) { None } else { self.stands(at) }
    }

    fn stands(&self, token: usize) -> Option<Stands> {
        let word = self.doc.word(token);
        let bare = word.split_once('\'').map_or(word, |(word, _)| word);
        let (gender, possessive) = match bare {
            "he" => (PersonGender::Male, false),
            "she" => (PersonGender::Female, false),
            "his" => (PersonGender::Male, true),
            "her" => (PersonGender::Female, true),
            _ => return None,
        };
        let start = self.doc.tokens[token].span.start();
        Some(Stands { pronoun: Span::new(start, start + bare.len()), possessive, gender })
    }

    /// The persons named in a sentence outside quotation marks, and its subject if that is one of them.
    fn named(&self, sentence: usize) -> (Vec<usize>, Option<usize>) {
        let (doc, span) = (self.doc, self.doc.sentences[sentence].span);
        let from = doc.mentions.partition_point(|m| m.span.start() < span.start());
        let (mut persons, mut subject) = (Vec::new(), None);
        for mention in doc.mentions[from..].iter().take_while(|m| m.span.start() < span.end()) {
            let tokens = doc.tokens_in(mention.span);
            let person = doc.entities.get(mention.entity).is_some_and(|e: &Entity| e.kind == EntityKind::Person);
            // "The Ida Eks" and "the Holt Company" are nobody, whatever their first name.
            let article = |t: usize| self.doc.word(t) == "the" && mention.span == mention.name;
            if !person || tokens.clone().any(|t| self.quoted[t]) || tokens.start.checked_sub(1).is_some_and(article) {
                continue;
            }
            if subject.is_none() && (persons.is_empty() && self.opens(sentence, tokens.clone()) || self.says(tokens)) {
                subject = Some(mention.entity);
            }
            if !persons.contains(&mention.entity) {
                persons.push(mention.entity);
            }
        }
        (persons, subject)
    }

    /// Whether a name is the first thing of its sentence, but for a connective or a phrase that ends with a comma; and no genitive.
    fn opens(&self, sentence: usize, name: std::ops::Range<usize>) -> bool {
        let before = self.doc.sentences[sentence].tokens.start..name.start;
        let words = before.clone().filter(|t| self.doc.tokens[*t].kind != TokenKind::Mark).count();
        let plain = before.clone().all(|t| !self.quoted[t]);
        let fronted = before.len() <= LONGEST_FRONT && before.end.checked_sub(1).is_some_and(|t| self.doc.word(t) == ",");
        let connective = words == 1
            && before.end.checked_sub(1).is_some_and(|t| {
                let class = self.lexicon.grammar.class(self.doc.word(t));
                !class.any(Class::PREPOSITION) && self.lexicon.words.is_stop(self.doc.word(t))
            });
        plain && (words == 0 || fronted || connective) && !self.owns(name.end)
    }

    /// Whether a name says what stands beside it: "..., Ek said", "..., said Ida Ek".
    fn says(&self, name: std::ops::Range<usize>) -> bool {
        let mark = |t: usize| self.doc.tokens.get(t).is_some_and(|t| t.kind == TokenKind::Mark);
        let before = |n: usize| name.start.checked_sub(n);
        let follows = before(1).is_some_and(mark) && self.speaks(name.end);
        let inverted = before(1).is_some_and(|t| self.speaks(t)) && before(2).is_some_and(mark);
        (follows || inverted) && !self.owns(name.end)
    }

    fn speaks(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some() && self.lexicon.words.boundary(self.doc.word(token)) == Some(BoundaryWord::Speech)
    }

    /// Whether a token makes a genitive of the name before it.
    fn owns(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some() && matches!(self.doc.word(token), "'s" | "'" | "\u{2019}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::read::Raw;

    /// Whom the opening pronoun of the last sentence means.
    fn last(text: &str) -> Option<String> {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let found = pronouns(&doc, Lexicon::english()).of(doc.sentences.len() - 1)?;
        Some(format!("{}: {}", doc.slice(found.pronoun), doc.entities[found.entity].name))
    }

    #[test]
    fn the_subject_of_the_sentence_before() {
        let ida = |pronoun: &str| Some(format!("{pronoun}: Ida Ek"));
        assert_eq!(last("Minister Ida Ek left on Monday. She was ill."), ida("She"));
        assert_eq!(last("Minister Ida Ek left on Monday. Her car broke down."), ida("Her"));
        assert_eq!(last("Minister Ida Ek left on Monday. She's ill."), ida("She"));
        assert_eq!(last("On Monday, Ida Ek met Otto Holt. She was ill."), ida("She"));
        assert_eq!(last("\"It is time,\" said Ida Ek. She was ill."), ida("She"));
        assert_eq!(last("Ida Ek left. She was ill. She is back."), ida("She"));
        assert_eq!(last("Ida Ek spoke. \"We will. It is time,\" she said."), ida("she"));
        assert_eq!(last("Ida Ek spoke. The border would open in May, she said."), ida("she"));
        assert_eq!(last("\"It is time,\" Ida Ek said. \"We will sign,\" she added."), ida("she"));
    }

    #[test]
    fn nobody_where_it_is_not_sure() {
        for text in [
            "She was ill.",
            "Norland signed. She was ill.",
            "Ida Ek left. He was ill.",
            "Ida Ek met Clara Lund on Monday. She was ill.",
            "Ida Ek's son fell. She was ill.",
            "The talks with Ida Ek failed. She was ill.",
            "\"Ida Ek will sign,\" the office said. She was ill.",
            "Ida Ek left. It rained. She was ill.",
            "Ida Ek left. They were ill.",
            "The Ida Lakers hired a coach. She was ill.",
        ] {
            assert_eq!(last(text), None, "{text}");
        }
    }
}
