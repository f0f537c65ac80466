//! Turns of a printed conversation: "EK: We will sign.", "Ida Ek: ...", "Q: ... A: ...".
//!
//! A colon after some capitals is as often a label ("Update:", "READ MORE:", "Photo:") or a time of day. So a name counts only if it is
//! that of a person, and a line only as one of several of which at least two differ. What stands between two turns goes on with the
//! first if it is in the first or second person; what follows the last one does not.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use crate::document::{EntityKind, Paragraph, Role, Turn};
use crate::{Document, Lexicon, Span};

/// Turns that make a conversation.
const LEAST: usize = 3;
/// "Q" and "A" need no more than each other.
const LEAST_LETTERS: usize = 2;
/// Characters of a label: a name with a title, perhaps a role.
const LONGEST: usize = 90;
/// Words of a name with its title.
const WORDS: usize = 7;

/// The turns of a document. Cost: linear in the paragraphs.
pub(super) fn turns(doc: &Document, lexicon: &Lexicon) -> Vec<Turn> {
    let body: Vec<&Paragraph> = doc.paragraphs.iter().filter(|p| p.role == Role::Body).collect();
    // Nobody converses alone, and most articles are told off here.
    if body.iter().filter(|p| colon(doc.slice(p.span)).is_some()).take(LEAST_LETTERS).count() < LEAST_LETTERS {
        return Vec::new();
    }
    let reader = Reader::new(doc, lexicon);
    let opened: Vec<Option<Turn>> = body.iter().map(|p| reader.open(p.span)).collect();
    if !reader.converse(&opened) {
        return Vec::new();
    }
    let last = opened.iter().rposition(Option::is_some).unwrap_or(0);
    let mut turns: Vec<Turn> = Vec::new();
    let mut goes_on = false;
    for (at, (paragraph, turn)) in body.iter().zip(opened).enumerate() {
        match (turn, turns.last_mut()) {
            (Some(turn), _) => {
                turns.push(turn);
                goes_on = true;
            }
            (None, Some(before)) if goes_on && at < last && reader.in_person(paragraph.span) => before.speech.push(paragraph.span),
            _ => goes_on = false,
        }
    }
    let asked = reader.asked(&turns);
    for turn in turns.iter_mut().filter(|t| t.name.is_none() && !t.asks) {
        turn.entity = asked;
    }
    turns
}

struct Reader<'a> {
    doc: &'a Document,
    lexicon: &'a Lexicon,
    /// Persons with more than one name, by their name in small letters.
    whole: HashMap<String, usize>,
    /// The same by the last name; the first of several.
    last: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(doc: &'a Document, lexicon: &'a Lexicon) -> Self {
        let (mut whole, mut last) = (HashMap::new(), HashMap::new());
        let persons = doc.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person && e.name.contains(' '));
        for (index, entity) in persons {
            let name = entity.name.to_lowercase();
            last.entry(last_word(&name).to_owned()).or_insert(index);
            whole.entry(name).or_insert(index);
        }
        Self { doc, lexicon, whole, last }
    }

    /// The turn that a paragraph opens, if it does.
    fn open(&self, paragraph: Span) -> Option<Turn> {
        let text = self.doc.slice(paragraph);
        let colon = colon(text)?;
        let rest = &text[colon + 1..];
        let said = rest.trim_start();
        if said.is_empty() || !rest.starts_with(char::is_whitespace) {
            return None;
        }
        let label = Span::new(paragraph.start(), paragraph.start() + colon);
        let speech = vec![Span::new(paragraph.end() - said.len(), paragraph.end())];
        let words = self.doc.slice(label).trim_end();
        if let Some(asks) = self.lexicon.people.turn_label(&words.to_lowercase()) {
            return Some(Turn { label, name: None, entity: None, speech, asks });
        }
        // "IDA EK, PRIME MINISTER OF NORLAND: ..."
        let name = words.split([',', '(']).next().unwrap_or(words).trim_end();
        let span = Span::new(label.start(), label.start() + name.len());
        let entity = self.person(name);
        (entity.is_some() || self.names_person(name)).then_some(Turn { label, name: Some(span), entity, speech, asks: false })
    }

    /// The person whom the article names like this: in full or by the last name.
    fn person(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        // "PRESIDENT EK" and "EK" are told by the last word; "OTTO EK" is another than "Ida Ek".
        let title = name.rsplit_once(' ').is_none_or(|(before, _)| self.is_title(before));
        let by_last = || self.last.get(last_word(&name)).filter(|_| title);
        self.whole.get(&name).or_else(by_last).copied().or_else(|| self.titled(&name))
    }

    /// "FORMER SECRETARY OF STATE IDA EK": a known name in full behind words of which one is a role.
    fn titled(&self, name: &str) -> Option<usize> {
        let words: Vec<&str> = name.split(' ').collect();
        let starts = (1..words.len().saturating_sub(1)).take(WORDS);
        let (at, person) = starts.filter_map(|at| Some((at, *self.whole.get(&words[at..].join(" "))?))).next()?;
        words[..at].iter().any(|w| self.is_title(w)).then_some(person)
    }

    fn is_title(&self, words: &str) -> bool {
        let people = &self.lexicon.people;
        people.role(words).is_some() || words.split(' ').all(|w| people.role(w).is_some() || people.title_gender(w).is_some())
    }

    /// Whether words are a person's name by themselves: capitals, a first name or title first.
    fn names_person(&self, name: &str) -> bool {
        let words: Vec<&str> = name.split(' ').collect();
        let capital = |w: &&str| w.starts_with(char::is_uppercase) || self.lexicon.people.is_particle(w);
        let first = words[0].to_lowercase();
        let known = self.lexicon.people.first_name(&first).is_some() || self.is_title(&first);
        (2..=WORDS).contains(&words.len()) && words.iter().all(capital) && known && !name.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether the lines with a label are a conversation: several, by at least two, most of them ending like sentences, and at least
    /// a quarter of them in the first or second person or a question, as no list of names is.
    fn converse(&self, opened: &[Option<Turn>]) -> bool {
        let turns: Vec<&Turn> = opened.iter().flatten().collect();
        let labels: BTreeSet<String> = turns.iter().map(|t| self.doc.slice(t.label).to_lowercase()).collect();
        let letters = turns.iter().filter(|t| t.name.is_none()).count();
        let said = |t: &Turn| t.speech.last().map_or("", |s| self.doc.slice(*s));
        let ends = |t: &&&Turn| said(t).ends_with(['.', '?', '!', '"', '\u{201d}', ')', '\u{2026}', '-', '\u{2014}']);
        let spoken = |t: &&&Turn| said(t).contains('?') || t.speech.last().is_some_and(|s| self.has_person(*s));
        let enough = turns.len() >= LEAST || letters >= LEAST_LETTERS;
        let most = turns.iter().filter(ends).count() * 2 >= turns.len();
        enough && labels.len() > 1 && most && turns.iter().filter(spoken).count() * 4 >= turns.len()
    }

    /// Whether a paragraph is spoken and no narration: I, we or you in it, and nobody of the conversation named.
    fn in_person(&self, paragraph: Span) -> bool {
        let before = self.doc.quotations.partition_point(|q| q.outer.end() <= paragraph.start());
        let quoted = self.doc.quotations.get(before).is_some_and(|q| q.outer.start() < paragraph.end());
        !quoted && self.has_person(paragraph)
    }

    /// Whether a first or second person stands in a stretch: "I", "we'll", "your".
    fn has_person(&self, span: Span) -> bool {
        let person = |word: &str| self.lexicon.people.pronoun(word).is_some_and(|p| p.person < 3);
        self.doc.tokens_in(span).any(|t| person(self.doc.word(t).split('\'').next().unwrap_or_default()))
    }

    /// Who answers in questions and answers: the one person that the article names, or the one with a role.
    fn asked(&self, turns: &[Turn]) -> Option<usize> {
        let first = turns.first()?.label.start();
        let mut named: BTreeSet<usize> = BTreeSet::new();
        named.extend(self.doc.mentions.iter().filter(|m| m.span.start() < first).map(|m| m.entity));
        let persons = |wanted: &dyn Fn(&crate::document::Entity) -> bool| {
            let mut found =
                named.iter().copied().filter(|i| self.doc.entities.get(*i).is_some_and(|e| e.kind == EntityKind::Person && wanted(e)));
            found.next().filter(|_| found.next().is_none())
        };
        persons(&|_| true).or_else(|| persons(&|e| e.role.is_some()))
    }
}

/// Where the colon of a label stands, if there is one.
fn colon(text: &str) -> Option<usize> {
    memchr::memchr(b':', text.as_bytes()).filter(|at| text[..*at].chars().take(LONGEST).count() < LONGEST)
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    const LEAD: &str =
        "A talk about ships\n\nPrime Minister Ida Ek spoke to Clara Lund of the Harl Post about the harbour on Monday evening.\n\n";

    /// Label, person and pieces of each turn.
    fn turns(text: &str) -> Vec<(String, Option<String>, usize)> {
        let doc = parse(Raw::text("t", format!("{LEAD}{text}")), Lexicon::english());
        let who = |t: &crate::document::Turn| t.entity.map(|e| doc.entities[e].name.clone());
        doc.turns.iter().map(|t| (doc.slice(t.label).to_owned(), who(t), t.speech.len())).collect()
    }

    fn row(label: &str, name: Option<&str>, pieces: usize) -> (String, Option<String>, usize) {
        (label.into(), name.map(str::to_owned), pieces)
    }

    #[test]
    fn surnames_in_capitals_and_what_goes_on() {
        let text =
            "LUND: Will you sign?\n\nEK: We will sign in May.\n\nAnd we must think of the crews.\n\nLUND: Thank you.\n\nThe ferry left.";
        assert_eq!(turns(text), [row("LUND", Some("Clara Lund"), 1), row("EK", Some("Ida Ek"), 2), row("LUND", Some("Clara Lund"), 1)]);
    }

    #[test]
    fn full_names_roles_and_strangers() {
        let text =
            "Clara Lund: Will you sign?\n\nIDA EK, PRIME MINISTER OF NORLAND: We will.\n\nMaria Holt: And the crews?\n\nEK: They stay.";
        let names: Vec<_> = turns(text).into_iter().map(|t| t.1).collect();
        assert_eq!(names, ["Clara Lund", "Ida Ek", "Maria Holt", "Ida Ek"].map(|n| Some(n.to_owned())));
    }

    #[test]
    fn questions_and_answers() {
        let text = "Q: Will you sign?\n\nA: We will sign in May.";
        assert_eq!(turns(text), [row("Q", None, 1), row("A", Some("Ida Ek"), 1)]);
        let doc =
            parse(Raw::text("t", format!("Ships\n\nMinister Ida Ek met Minister Otto Berg on Monday.\n\n{text}")), Lexicon::english());
        assert_eq!(doc.turns[1].entity, None, "either may answer");
    }

    #[test]
    fn labels_times_lists_and_lone_lines_are_none() {
        for text in [
            "Note: The talk was cut.\n\nUpdate: The port is closed.\n\nPhoto: The harbour.\n\nREAD MORE: The ferry.",
            "12:30: The ferry left.\n\n13:00: The ferry came back.\n\n14:15: It left again.",
            "Ida Ek: We will sign in May.",
            "Monday: Rain.\n\nTuesday: Sun.\n\nWednesday: Rain.",
            "Ida Ek: the premier\n\nClara Lund: the reporter\n\nMaria Holt: the pilot",
            "READ MORE: The ferry left.\n\nWATCH: The ferry left.\n\nREAD MORE: It left.",
            "Harl Square: The market is held here.\n\nOld Bridge: It was built in 1410.\n\nOtto Castle: The town hall stands here.",
            "Norland: The port is open.\n\nSudland: The port is shut.\n\nWestmark: There is no port.",
        ] {
            assert_eq!(turns(text), [], "{text}");
        }
    }
}
