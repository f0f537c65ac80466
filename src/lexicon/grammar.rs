//! Closed word classes and verb forms.

use super::{Files, Table};
use crate::error::Result;

/// A set of word classes.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Class(u32);

impl Class {
    pub(crate) const AUXILIARY: Self = Self(1);
    pub(crate) const MODAL: Self = Self(1 << 1);
    pub(crate) const BE: Self = Self(1 << 2);
    pub(crate) const HAVE: Self = Self(1 << 3);
    pub(crate) const NEGATION: Self = Self(1 << 4);
    pub(crate) const DETERMINER: Self = Self(1 << 5);
    pub(crate) const POSSESSIVE: Self = Self(1 << 6);
    pub(crate) const PREPOSITION: Self = Self(1 << 7);
    pub(crate) const SUBORDINATOR: Self = Self(1 << 8);
    pub(crate) const RELATIVE: Self = Self(1 << 9);
    pub(crate) const COORDINATOR: Self = Self(1 << 10);
    pub(crate) const ADVERB: Self = Self(1 << 11);
    pub(crate) const MONTH: Self = Self(1 << 12);
    pub(crate) const WEEKDAY: Self = Self(1 << 13);
    pub(crate) const TIME: Self = Self(1 << 14);
    pub(crate) const OBJECT_PRONOUN: Self = Self(1 << 15);
    pub(crate) const CHANNEL: Self = Self(1 << 16);
    pub(crate) const TAIL: Self = Self(1 << 17);
    /// Adjectives that stand behind their noun with a preposition ("people close to the talks").
    pub(crate) const BEHIND: Self = Self(1 << 18);
    /// A verb form that is as often a noun ("attack", "attacks").
    pub(crate) const NOUN_TOO: Self = Self(1 << 19);
    /// A verb form as said in the lists, of a verb that is seldom a noun.
    pub(crate) const BASE: Self = Self(1 << 20);
    pub(crate) const THIRD: Self = Self(1 << 21);
    pub(crate) const PAST: Self = Self(1 << 22);
    pub(crate) const PARTICIPLE: Self = Self(1 << 23);
    pub(crate) const GERUND: Self = Self(1 << 24);
    /// A verb whose object others give to its subject: "drew criticism".
    pub(crate) const EARNS: Self = Self(1 << 25);
}

bit_set!(Class);

const CLASSES: &[(&str, Class)] = &[
    ("aux", Class::AUXILIARY),
    ("behind", Class::BEHIND),
    ("modal", Class::MODAL),
    ("be", Class::BE),
    ("have", Class::HAVE),
    ("negation", Class::NEGATION),
    ("determiner", Class::DETERMINER),
    ("possessive", Class::POSSESSIVE),
    ("preposition", Class::PREPOSITION),
    ("subordinator", Class::SUBORDINATOR),
    ("relative", Class::RELATIVE),
    ("coordinator", Class::COORDINATOR),
    ("adverb", Class::ADVERB),
    ("month", Class::MONTH),
    ("weekday", Class::WEEKDAY),
    ("time", Class::TIME),
    ("object_pronoun", Class::OBJECT_PRONOUN),
    ("channel", Class::CHANNEL),
    ("tail", Class::TAIL),
    ("earns", Class::EARNS),
];

/// Word classes and verb forms by word (lower case).
#[derive(Clone, Debug, Default)]
pub(crate) struct Grammar {
    classes: Table<Class>,
    /// Words in "-ly" that are no adverbs.
    not_adverbs: Table<()>,
    irregular: Table<[Box<str>; 4]>,
    /// Past forms of the irregular verbs, whether or not a list of verbs has them.
    pasts: Table<()>,
    /// Their participles: "done", "taken".
    participles: Table<()>,
}

impl Grammar {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut grammar = Self { classes: Table::with_room(4000), ..Self::default() };
        for list in files.open("grammar.tsv")? {
            for line in list.lines() {
                let [name, words] = line.cells()?;
                let class = CLASSES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c);
                let class = class.ok_or_else(|| line.error(format!("no word class is called \"{name}\"")))?;
                words.split_whitespace().for_each(|w| grammar.add(w, class));
            }
        }
        for list in files.open("irregular_verbs.tsv")? {
            for line in list.lines() {
                let [base, third, past, participle, gerund] = line.cells()?;
                let [r3, rp, _, rg] = regular(base);
                let or = |given: &str, rule: Box<str>| if given.is_empty() { rule } else { given.into() };
                let past = or(past, rp);
                let participle = or(participle, past.clone());
                grammar.pasts.insert(&past, ());
                grammar.participles.insert(&participle, ());
                grammar.irregular.insert(base, [or(third, r3), past, participle, or(gerund, rg)]);
            }
        }
        for list in files.open("not_adverbs.txt")? {
            grammar.not_adverbs.extend(list.lines().map(|l| l.text));
        }
        for (name, nominal) in [("verbs.txt", false), ("verbs_nouns.txt", true)] {
            for list in files.open(name)? {
                list.lines().for_each(|line| grammar.add_verb(line.text, nominal));
            }
        }
        Ok(grammar)
    }

    /// The classes of a word, with those that its ending gives it.
    pub(crate) fn class(&self, word: &str) -> Class {
        let known = self.classes.get(word).copied().unwrap_or_default();
        let adverb = known == Class::default() && word.len() > 4 && word.ends_with("ly") && !self.not_adverbs.contains(word);
        if adverb { Class::ADVERB } else { known }
    }

    /// Whether a word is the past form of an irregular verb.
    pub(crate) fn is_irregular_past(&self, word: &str) -> bool {
        self.pasts.contains(word)
    }

    /// Whether a word can be the participle of a verb: one in "-ed", or that of an irregular verb.
    pub(crate) fn is_participle(&self, word: &str) -> bool {
        word.ends_with("ed") || self.participles.contains(word) || self.class(word).any(Class::PARTICIPLE)
    }

    /// Third person, past, participle and gerund of a verb.
    pub(crate) fn forms(&self, base: &str) -> [Box<str>; 4] {
        self.irregular.get(base).cloned().unwrap_or_else(|| regular(base))
    }

    /// Adds the forms of a verb; of one that is as often a noun only those that cannot be nouns.
    pub(crate) fn add_verb(&mut self, base: &str, nominal: bool) {
        let [third, past, participle, gerund] = self.forms(base);
        let (base_class, third_class) = if nominal { (Class::NOUN_TOO, Class::NOUN_TOO) } else { (Class::BASE, Class::THIRD) };
        self.add(base, base_class);
        self.add(&third, third_class);
        self.add(&past, Class::PAST);
        self.add(&participle, Class::PARTICIPLE);
        self.add(&gerund, Class::GERUND);
    }

    fn add(&mut self, word: &str, class: Class) {
        let entry = self.classes.entry(word);
        *entry = *entry | class;
    }
}

/// Forms by the spelling rules: say, says; deny, denies; urge, urging; ban, banned is irregular here.
fn regular(base: &str) -> [Box<str>; 4] {
    let join = |stem: &str, ending: &str| [stem, ending].concat().into_boxed_str();
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let third = match consonant_y {
        Some(stem) => join(stem, "ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => join(base, "es"),
        None => join(base, "s"),
    };
    let past = match consonant_y {
        Some(stem) => join(stem, "ied"),
        None if base.ends_with('e') => join(base, "d"),
        None => join(base, "ed"),
    };
    let gerund = match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => join(stem, "ing"),
        _ => join(base, "ing"),
    };
    [third, past.clone(), past, gerund]
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn verb_forms() {
        let forms = |base| Lexicon::english().grammar.forms(base).map(String::from);
        assert_eq!(forms("deny"), ["denies", "denied", "denied", "denying"]);
        assert_eq!(forms("urge"), ["urges", "urged", "urged", "urging"]);
        assert_eq!(forms("say"), ["says", "said", "said", "saying"]);
        assert_eq!(forms("withdraw"), ["withdraws", "withdrew", "withdrawn", "withdrawing"]);
        assert_eq!(forms("plan"), ["plans", "planned", "planned", "planning"]);
    }
}
