//! Cues: the verbs, verb idioms and nouns that attribute content to a source.

use super::attribution_words::AttributionWords;
use super::{Files, Grammar, Table};
use crate::error::Result;

bit_set! {
    /// A set of frames: what may follow a cue. The list file explains each.
    Frames(u16):
    THAT = "that" 0,
    QUOTE = "quote" 1,
    ADDRESSEE = "addressee" 2,
    TO = "to" 3,
    OBJECT = "object" 4,
    GERUND = "gerund" 5,
    WH = "wh" 6,
    AS = "as" 7,
    NP = "np" 8,
    ACT = "act" 9,
    BARE = "bare" 10,
    RELAY = "relay" 11,
}

/// The forms a head word can be.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Forms {
    pub(crate) base: bool,
    pub(crate) third: bool,
    pub(crate) past: bool,
    pub(crate) participle: bool,
    pub(crate) gerund: bool,
}

/// A verb cue.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Base form of the head verb.
    pub(crate) base: Box<str>,
    /// What follows the head word for word: "on" of "call on".
    pub(crate) particles: Vec<Box<str>>,
    /// What may follow the cue.
    pub(crate) frames: Frames,
}

/// The cues of one head form, longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) forms: Forms,
    pub(crate) cues: Vec<usize>,
}

/// All cues.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    cues: Vec<Cue>,
    heads: Table<Head>,
    nouns: Table<Vec<Box<str>>>,
    /// Words beside cues and sources.
    pub(crate) beside: AttributionWords,
}

impl Cues {
    pub(crate) fn load(files: &Files<'_>, grammar: &Grammar) -> Result<Self> {
        let mut cues = Self { heads: Table::with_room(2000), beside: AttributionWords::load(files)?, ..Self::default() };
        for list in files.open("cues.tsv")? {
            for line in list.lines() {
                let [words, frames] = line.cells()?;
                let mut set = Frames::default();
                for name in frames.split_whitespace() {
                    let frame = Frames::MEMBERS.iter().find(|(n, _)| *n == name).map(|(_, f)| *f);
                    set = set | frame.ok_or_else(|| line.error(format!("no frame is called \"{name}\"")))?;
                }
                let mut words = words.split_whitespace().map(Box::from);
                let base = words.next().ok_or_else(|| line.error("the cue is missing"))?;
                cues.add(Cue { base, particles: words.collect(), frames: set }, grammar);
            }
        }
        cues.sort();
        for list in files.open("cue_nouns.tsv")? {
            for line in list.lines() {
                let [noun, links] = line.cells()?;
                cues.nouns.insert(noun, links.split_whitespace().map(Box::from).collect());
            }
        }
        Ok(cues)
    }

    /// The cues whose head has the form `word` (lower case).
    pub(crate) fn head(&self, word: &str) -> Option<&Head> {
        self.heads.get(word)
    }

    pub(crate) fn cue(&self, index: usize) -> &Cue {
        &self.cues[index]
    }

    /// What introduces the content of a cue noun.
    pub(crate) fn noun(&self, word: &str) -> Option<&[Box<str>]> {
        self.nouns.get(word).map(Vec::as_slice)
    }

    fn add(&mut self, cue: Cue, grammar: &Grammar) {
        let index = self.cues.len();
        let [third, past, participle, gerund] = grammar.forms(&cue.base);
        let base: (&str, fn(&mut Forms)) = (&cue.base, |f| f.base = true);
        let sets = [
            base,
            (&third, |f| f.third = true),
            (&past, |f| f.past = true),
            (&participle, |f| f.participle = true),
            (&gerund, |f| f.gerund = true),
        ];
        for (form, set) in sets {
            let head = self.heads.entry(form);
            set(&mut head.forms);
            if !head.cues.contains(&index) {
                head.cues.push(index);
            }
        }
        self.cues.push(cue);
    }

    fn sort(&mut self) {
        let cues = &self.cues;
        self.heads.values_mut().for_each(|head| head.cues.sort_by_key(|i| (std::cmp::Reverse(cues[*i].particles.len()), *i)));
    }
}
