//! Stop words, abbreviations, and the words that tell where a sentence ends.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Files, Line, Table};
use crate::error::Result;

/// Lists of plain words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    id: u64,
    stop: Table<()>,
    abbreviations: Table<Abbreviation>,
    boundaries: Table<BoundaryWord>,
    openings: Table<Opening>,
    /// The first words of those of several words.
    long_openings: Table<()>,
    bonus: Table<bool>,
    plain: Table<()>,
}

/// How the opening of a sentence leans on the sentence before; `dangling.txt` explains the classes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// "He", "its".
    Pronoun,
    /// "This", "both".
    Demonstrative,
    /// "However".
    Connective,
    /// "also", anywhere in the opening.
    Additive,
    /// Not at all: "this week".
    Free,
}

/// The classes by the name they have in the lists.
const OPENINGS: [(&str, Opening); 5] = [
    ("pronoun", Opening::Pronoun),
    ("demonstrative", Opening::Demonstrative),
    ("connective", Opening::Connective),
    ("additive", Opening::Additive),
    ("free", Opening::Free),
];

/// The longest opening in `dangling.txt`, in words.
const LONGEST_OPENING: usize = 5;

/// What the full stop of an abbreviation means for a sentence boundary; `abbreviations.txt` explains the classes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Never a boundary: "Gen.", "e.g.".
    Never,
    /// No boundary before a number: "No. 5".
    Number,
    /// No boundary before a number: "5 lb. 4 oz.".
    Unit,
    /// A boundary unless it belongs to the opening of its sentence: "At 5 a.m. Mr. Ek left."
    Time,
    /// A boundary before a capital: "Ph.D.".
    Degree,
    /// A boundary only before a word that opens sentences: "U.S.", "Inc.", "Sept.".
    Ambiguous,
}

/// What a word tells about the boundary before it; `boundaries.txt` explains the classes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum BoundaryWord {
    /// Opens sentences.
    Start,
    /// Opens sentences, and the time or place at their beginning.
    Lead,
    /// Reports what was said: "asked".
    Speech,
    /// A time zone.
    Zone,
}

impl Words {
    fn new() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        Self { id: LAST.fetch_add(1, Ordering::Relaxed) + 1, ..Self::default() }
    }

    /// Tells these lists from others: what has been worked out with them may be kept for the next article.
    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut words = Self::new();
        for list in files.open("stopwords.txt")? {
            words.stop.extend(list.lines().map(|l| l.text));
        }
        for list in files.open("abbreviations.txt")? {
            for line in list.lines() {
                let [word, class] = line.cells()?;
                words.abbreviations.insert(word, abbreviation(line, class)?);
            }
        }
        for list in files.open("boundaries.txt")? {
            for line in list.lines() {
                let [word, class] = line.cells()?;
                words.boundaries.insert(word, boundary(line, class)?);
            }
        }
        for list in files.open("dangling.txt")? {
            for line in list.lines() {
                let [opening, class] = line.cells()?;
                if opening.split(' ').count() > LONGEST_OPENING {
                    return Err(line.error(format!("has more than {LONGEST_OPENING} words")));
                }
                words.add_opening(opening, self::opening(line, class)?);
            }
        }
        for list in files.open("plain_nouns.txt")? {
            words.plain.extend(list.lines().map(|l| l.text));
        }
        for list in files.open("bonus_stigma.tsv")? {
            for line in list.lines() {
                let [word, class] = line.cells()?;
                let bonus = match class {
                    "bonus" => true,
                    "stigma" => false,
                    _ => return Err(line.error(format!("\"{class}\" is neither bonus nor stigma"))),
                };
                words.bonus.insert(word, bonus);
            }
        }
        Ok(words)
    }

    /// Whether a word (lower case) is no keyword by itself.
    pub(crate) fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// What a word (lower case) says of its sentence by Edmundson's method: 1 for it, -1 against it.
    pub(crate) fn bonus(&self, word: &str) -> f64 {
        self.bonus.get(word).map_or(0.0, |bonus| if *bonus { 1.0 } else { -1.0 })
    }

    /// The words of a list of another language: stop words, which when capitalized open a sentence, abbreviations with their full stop, and
    /// openings that lean on the sentence before, with their class. What is in no class is passed over.
    pub(crate) fn of_list(list: &str) -> Self {
        let mut words = Self::new();
        for line in list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            if let Some((opening, class)) = line.split_once('\t') {
                let class = OPENINGS.iter().find(|(name, _)| *name == class).map(|(_, class)| *class);
                if let Some(class) = class {
                    words.add_opening(opening, class);
                }
                continue;
            }
            match line.strip_suffix('.') {
                // A capital and no full stop inside is a title ("Mme.", "Dr."): a name follows. Others may end a sentence.
                Some(word) if word.starts_with(char::is_uppercase) && !word.contains('.') => {
                    words.abbreviations.insert(&word.to_lowercase(), Abbreviation::Never);
                }
                Some(word) => {
                    words.abbreviations.insert(&word.to_lowercase(), Abbreviation::Ambiguous);
                }
                None => {
                    words.stop.insert(line, ());
                    words.boundaries.insert(line, BoundaryWord::Start);
                }
            }
        }
        words
    }

    /// Whether there are stop words.
    #[cfg(test)]
    pub(crate) fn has_stop_words(&self) -> bool {
        self.stop.len() > 0
    }

    /// Whether a word (lower case) carries too little meaning to count in a score.
    pub(crate) fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether a word in any case is a stop word.
    pub(crate) fn is_stop_small(&self, word: &str) -> bool {
        self.stop.get_small(word).is_some()
    }

    /// The class of an abbreviation, given without its last full stop.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).or_else(|| self.abbreviations.get_small(word)).copied()
    }

    /// Whether a word in any case, without its last full stop, is an abbreviation.
    pub(crate) fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.get_small(word).is_some()
    }

    fn add_opening(&mut self, opening: &str, class: Opening) {
        self.openings.insert(opening, class);
        // "that's" is two words of a text, and so is "c' est".
        let firsts = [' ', '\''].iter().filter_map(|end| opening.split_once(*end)).map(|(first, _)| first);
        self.long_openings.extend(firsts);
    }

    /// How a sentence that starts with these words (lower case, straight apostrophes) leans on the one before; the longest match counts.
    pub(crate) fn opening<'w>(&self, first: impl Iterator<Item = &'w str>) -> Option<Opening> {
        let mut first = first.take(LONGEST_OPENING);
        let word = first.next()?;
        let mut found = self.openings.get(word).copied();
        if !self.long_openings.contains(word) {
            return found;
        }
        let mut joined = String::new();
        for next in first {
            if joined.is_empty() {
                joined.push_str(word);
            }
            if !joined.is_empty() && !next.starts_with('\'') {
                joined.push(' ');
            }
            joined.push_str(next);
            found = self.openings.get(joined.as_str()).copied().or(found);
        }
        found
    }

    /// What a word, in any case, tells about the boundary before it.
    pub(crate) fn boundary(&self, word: &str) -> Option<BoundaryWord> {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            self.boundaries.get(word).copied()
        } else if word.is_ascii() {
            self.boundaries.get_small(word).copied()
        } else {
            self.boundaries.get(&word.to_lowercase().replace('\u{2019}', "'")).copied()
        }
    }
}

fn abbreviation(line: Line<'_>, class: &str) -> Result<Abbreviation> {
    Ok(match class {
        "title" | "inner" => Abbreviation::Never,
        "number" => Abbreviation::Number,
        "unit" => Abbreviation::Unit,
        "time" => Abbreviation::Time,
        "degree" => Abbreviation::Degree,
        "suffix" | "date" | "place" | "org" | "acronym" => Abbreviation::Ambiguous,
        _ => return Err(line.error(format!("`{class}` is no class of abbreviation"))),
    })
}

fn opening(line: Line<'_>, class: &str) -> Result<Opening> {
    let known = OPENINGS.iter().find(|(name, _)| *name == class).map(|(_, class)| *class);
    known.ok_or_else(|| line.error(format!("`{class}` is no class of opening")))
}

fn boundary(line: Line<'_>, class: &str) -> Result<BoundaryWord> {
    Ok(match class {
        "start" => BoundaryWord::Start,
        "lead" => BoundaryWord::Lead,
        "speech" => BoundaryWord::Speech,
        "zone" => BoundaryWord::Zone,
        _ => return Err(line.error(format!("`{class}` is no class of boundary word"))),
    })
}
