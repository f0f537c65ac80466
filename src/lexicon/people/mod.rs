//! Persons and bodies: pronouns, words inside names, countries, parties, and the nouns that head a source.

mod first_names;
mod roles;
mod words;

use super::countries::{Countries, Country};
use super::{Files, Table};
use crate::document::PersonGender;
use crate::error::Result;
use first_names::FirstNames;
pub(crate) use roles::RoleClass;
use roles::Roles;
pub(crate) use words::Trait;

/// What can be known of people and bodies from words alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    countries: Countries,
    roles: Roles,
    words: Table<Trait>,
    nouns: Table<SourceNoun>,
    pronouns: Table<Pronoun>,
    first_names: FirstNames,
    regions: Table<()>,
    particles: Table<()>,
    articles: Table<()>,
    suffixes: Table<()>,
    unnamed: Table<()>,
    group_words: Table<GroupWord>,
    utterances: Table<()>,
    press_pieces: Table<()>,
    no_answers: Table<()>,
    turn_labels: Table<bool>,
    generic_bodies: Table<()>,
    parties: Table<Box<str>>,
}

/// What a source noun stands for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum SourceNoun {
    Body,
    Group,
    Text,
}

/// Grammatical gender of a person or pronoun.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
    Neuter,
    Unknown,
}

impl Gender {
    /// That of a person; a thing, or a word that leaves it open, has none.
    pub(crate) fn of_person(self) -> Option<PersonGender> {
        match self {
            Self::Male => Some(PersonGender::Male),
            Self::Female => Some(PersonGender::Female),
            Self::Neuter | Self::Unknown => None,
        }
    }
}

/// What a word tells of several persons: "the pair", "both men".
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum GroupWord {
    Count(u8),
    Gender(Gender),
}

/// What a pronoun can stand for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    pub(crate) person: u8,
}

impl People {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut people = Self {
            countries: Countries::load(files)?,
            roles: Roles::load(files)?,
            words: words::load(files)?,
            first_names: FirstNames::load(files)?,
            ..Self::default()
        };
        for list in files.open("source_nouns.tsv")? {
            for line in list.lines() {
                let [noun, kind] = line.cells()?;
                let kind = match kind {
                    "body" => SourceNoun::Body,
                    "group" => SourceNoun::Group,
                    "text" => SourceNoun::Text,
                    _ => return Err(line.error(format!("the kind is body, group or text, not \"{kind}\""))),
                };
                people.nouns.insert(noun, kind);
            }
        }
        for list in files.open("pronouns.tsv")? {
            for line in list.lines() {
                let [word, gender, number, person] = line.cells()?;
                let person = person.parse().map_err(|_| line.error("the person is 1, 2 or 3"))?;
                people.pronouns.insert(word, Pronoun { gender: gender_of(gender), plural: number == "p", person });
            }
        }
        for list in files.open("group_words.tsv")? {
            for line in list.lines() {
                let [word, what] = line.cells()?;
                let what = match what {
                    "m" | "f" => GroupWord::Gender(gender_of(what)),
                    _ => GroupWord::Count(what.parse().map_err(|_| line.error("a number, m or f"))?),
                };
                people.group_words.insert(word, what);
            }
        }
        for list in files.open("parties.tsv")? {
            for line in list.lines() {
                let [word, party] = line.cells()?;
                people.parties.insert(word, party.into());
            }
        }
        for list in files.open("turn_labels.tsv")? {
            for line in list.lines() {
                let [word, kind] = line.cells()?;
                if !matches!(kind, "ask" | "answer") {
                    return Err(line.error(format!("the kind is ask or answer, not \"{kind}\"")));
                }
                people.turn_labels.insert(word, kind == "ask");
            }
        }
        for (name, set) in [
            ("name_articles.txt", &mut people.articles),
            ("name_particles.txt", &mut people.particles),
            ("name_suffixes.txt", &mut people.suffixes),
            ("unnamed.txt", &mut people.unnamed),
            ("generic_bodies.txt", &mut people.generic_bodies),
            ("no_answers.txt", &mut people.no_answers),
            ("press_pieces.txt", &mut people.press_pieces),
            ("regions.txt", &mut people.regions),
            ("utterances.txt", &mut people.utterances),
        ] {
            for list in files.open(name)? {
                set.extend(list.lines().map(|l| l.text));
            }
        }
        Ok(people)
    }

    /// The country that a name, adjective, capital or metonym (in its usual capitals) stands for.
    pub(crate) fn country(&self, words: &str) -> Option<&Country> {
        self.countries.get(words)
    }

    /// The ISO 3166-1 code (alpha-3) of a country, by its usual English name.
    pub(crate) fn code(&self, country: &str) -> Option<&str> {
        self.countries.code(country)
    }

    /// Whether words (in any case) mean a part of the world, or people, of no one country: "Latin American".
    pub(crate) fn is_region(&self, words: &str) -> bool {
        self.regions.get_small(words).is_some()
    }

    /// Whether a word in lower case may stand inside a name.
    pub(crate) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    /// Whether a word may be joined to a name by a hyphen in lower case: "al" of "al-Ek".
    pub(crate) fn is_name_article(&self, word: &str) -> bool {
        self.articles.contains(word)
    }

    /// Whether a word behind a name is no surname: "Jr".
    pub(crate) fn is_suffix(&self, word: &str) -> bool {
        self.suffixes.contains(word.trim_end_matches('.'))
    }

    /// Whether a word only says that no name is given: "unidentified".
    pub(crate) fn is_unnamed(&self, word: &str) -> bool {
        self.unnamed.contains(word)
    }

    /// What a word tells of several persons named before.
    pub(crate) fn group_word(&self, word: &str) -> Option<GroupWord> {
        self.group_words.get(word).copied()
    }

    /// What a noun (lower case) at the head of a source stands for.
    pub(crate) fn noun(&self, word: &str) -> Option<SourceNoun> {
        self.nouns.get(word).copied()
    }

    /// What a pronoun (lower case) can stand for.
    pub(crate) fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(word).copied()
    }

    /// Whether a noun can take up any body: "the organization".
    pub(crate) fn is_generic_body(&self, noun: &str) -> bool {
        self.generic_bodies.contains(noun)
    }

    /// For a word that opens a turn of a printed conversation, whether whoever it stands for asks.
    pub(crate) fn turn_label(&self, word: &str) -> Option<bool> {
        self.turn_labels.get(word).copied()
    }

    /// The party that a word (as printed) means: "GOP" and "Republican" are one.
    pub(crate) fn party(&self, word: &str) -> Option<&str> {
        self.parties.get(word).map(|party| &**party)
    }

    /// Whether a text noun stands for whoever issued it: "the statement said".
    pub(crate) fn is_utterance(&self, noun: &str) -> bool {
        self.utterances.contains(noun)
    }

    /// Whether a text noun is a piece of an outlet's: "the article".
    pub(crate) fn is_press_piece(&self, noun: &str) -> bool {
        self.press_pieces.contains(noun)
    }

    /// Whether a verb is one of answering: who declined to do it said nothing.
    pub(crate) fn is_answer(&self, verb: &str) -> bool {
        self.no_answers.contains(verb)
    }
}

fn gender_of(cell: &str) -> Gender {
    match cell {
        "m" => Gender::Male,
        "f" => Gender::Female,
        "n" => Gender::Neuter,
        _ => Gender::Unknown,
    }
}
