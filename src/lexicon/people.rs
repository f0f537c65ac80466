//! Roles, first names, pronouns, countries, and the nouns that head a source.

use std::borrow::Cow;

use super::countries::{Countries, Country};
use super::indexed::{Indexed, index};
use super::{Files, Table};
use crate::document::PersonGender;
use crate::error::Result;

/// What can be known of people and bodies from words alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    countries: Countries,
    roles: Table<RoleClass>,
    /// The last letters of all roles, see [`tail`].
    role_tails: Table<()>,
    nouns: Table<SourceNoun>,
    pronouns: Table<Pronoun>,
    /// The list that is part of the program, if it counts, and those of the user.
    first_names: Option<Indexed>,
    more_first_names: Table<Gender>,
    regions: Table<()>,
    particles: Table<()>,
    articles: Table<()>,
    suffixes: Table<()>,
    unnamed: Table<()>,
    styles: Table<()>,
    group_words: Table<GroupWord>,
    premodifiers: Table<()>,
    titles: Table<Gender>,
    utterances: Table<()>,
    press_pieces: Table<()>,
    no_answers: Table<()>,
    turn_labels: Table<bool>,
    generic_bodies: Table<()>,
    parties: Table<Box<str>>,
    synonyms: Table<Box<str>>,
}

/// The category of a role.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum RoleClass {
    Leader,
    Minister,
    Official,
    Legislator,
    Spokesperson,
    Military,
    Justice,
    Religious,
    Party,
    Subnational,
    /// What somebody is whatever office he holds: "the billionaire".
    Epithet,
    Other,
    Honorific,
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
        let mut people = Self { countries: Countries::load(files)?, ..Self::default() };
        for list in files.open("roles.tsv")? {
            for line in list.lines() {
                let [role, class] = line.cells()?;
                let class = role_class(class).ok_or_else(|| line.error(format!("no category of roles is called \"{class}\"")))?;
                people.role_tails.insert(tail(role), ());
                people.roles.insert(role, class);
            }
        }
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
        for list in files.open("first_names.tsv")? {
            people.add_first_names(list.into_text());
        }
        for list in files.open("gendered_titles.tsv")? {
            for line in list.lines() {
                let [title, gender] = line.cells()?;
                people.titles.insert(title, gender_of(gender));
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
        for list in files.open("role_synonyms.tsv")? {
            for line in list.lines() {
                let [role, other] = line.cells()?;
                people.synonyms.insert(role, other.into());
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
            ("styles.txt", &mut people.styles),
            ("unnamed.txt", &mut people.unnamed),
            ("premodifiers.txt", &mut people.premodifiers),
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

    /// Whether a title (lower case) leaves room for an office: "lord", "sheikh".
    pub(crate) fn is_style(&self, title: &str) -> bool {
        self.styles.contains(title)
    }

    /// Whether a word only says that no name is given: "unidentified".
    pub(crate) fn is_unnamed(&self, word: &str) -> bool {
        self.unnamed.contains(word)
    }

    /// What a word tells of several persons named before.
    pub(crate) fn group_word(&self, word: &str) -> Option<GroupWord> {
        self.group_words.get(word).copied()
    }

    /// Whether a word may stand before a role: "former".
    pub(crate) fn is_premodifier(&self, word: &str) -> bool {
        self.premodifiers.contains(word)
    }

    /// Whether a word (lower case) names several of a role: "officials".
    pub(crate) fn is_plural_role(&self, word: &str) -> bool {
        word.strip_suffix('s').is_some_and(|one| self.role(one).is_some())
    }

    /// The category of a role (lower case); "co-chair" is of that of "chair".
    pub(crate) fn role(&self, words: &str) -> Option<RoleClass> {
        let one = |words: &str| self.roles.get(words).copied().or_else(|| self.roles.get(words.strip_suffix('.')?).copied());
        one(words).or_else(|| one(self.behind_rank(words)?))
    }

    /// The category of a role in any case.
    pub(crate) fn role_small(&self, words: &str) -> Option<RoleClass> {
        let one = |words: &str| self.roles.get_small(words).copied().or_else(|| self.roles.get_small(words.strip_suffix('.')?).copied());
        one(words).or_else(|| one(self.behind_rank(words)?))
    }

    /// "chair" of "co-chair".
    fn behind_rank<'w>(&self, words: &'w str) -> Option<&'w str> {
        let (rank, role) = words.split_once('-')?;
        (rank.len() < 8 && self.is_premodifier(&rank.to_lowercase())).then_some(role)
    }

    /// The category of a role with whatever stands before it ("Florida Sen.", "new envoy"): that of its longest known end.
    pub(crate) fn role_class(&self, words: &str) -> Option<RoleClass> {
        let words = words.to_lowercase();
        let starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
        starts.take(8).find_map(|start| self.role(&words[start..]))
    }

    /// Whether a role can end with a word (lower case). Most words are told off so, without a look at the words before them.
    pub(crate) fn ends_role(&self, word: &str) -> bool {
        self.role_tails.contains(tail(word))
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

    /// Another word for the same office: "prime minister" for "premier".
    pub(crate) fn synonym(&self, role: &str) -> Option<&str> {
        self.synonyms.get(role).map(|other| &**other)
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

    /// The gender that a title (lower case) tells.
    pub(crate) fn title_gender(&self, title: &str) -> Option<Gender> {
        self.titles.get(title).copied()
    }

    /// Adds the names of a list; what an earlier list says counts.
    fn add_first_names(&mut self, text: Cow<'static, str>) {
        match text {
            Cow::Borrowed(_) => self.first_names = Some(FIRST_NAMES),
            Cow::Owned(text) => {
                let names = text.lines().filter_map(name_line);
                names.for_each(|(name, gender)| self.more_first_names.insert_new(name, gender_of(gender)));
            }
        }
    }

    /// The gender of a first name (lower case); `None` if it is not known as one.
    pub(crate) fn first_name(&self, name: &str) -> Option<Gender> {
        let built_in = self.first_names.and_then(|names| names.get(name)).map(gender_of);
        built_in.or_else(|| self.more_first_names.get(name).copied())
    }
}

/// The names that are part of the program.
const FIRST_NAMES: Indexed = Indexed::new(include_str!("en/first_names.tsv"), &FIRST_NAMES_INDEX);

#[allow(long_running_const_eval, reason = "as long as the list")]
static FIRST_NAMES_INDEX: [u32; 1 << 13] = index(include_str!("en/first_names.tsv"));

/// The last letters in a row: what a phrase and its last word have in common, however the phrase is cut into words.
fn tail(words: &str) -> &str {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(words)
}

/// Name and gender of a line of the list of first names.
fn name_line(line: &str) -> Option<(&str, &str)> {
    let (name, gender) = line.split_once('\t').unwrap_or((line, ""));
    (!name.is_empty() && !name.starts_with('#')).then_some((name, gender.trim()))
}

fn gender_of(cell: &str) -> Gender {
    match cell {
        "m" => Gender::Male,
        "f" => Gender::Female,
        "n" => Gender::Neuter,
        _ => Gender::Unknown,
    }
}

fn role_class(name: &str) -> Option<RoleClass> {
    Some(match name {
        "leader" => RoleClass::Leader,
        "minister" => RoleClass::Minister,
        "official" => RoleClass::Official,
        "legislator" => RoleClass::Legislator,
        "spokesperson" => RoleClass::Spokesperson,
        "military" => RoleClass::Military,
        "justice" => RoleClass::Justice,
        "religious" => RoleClass::Religious,
        "party" => RoleClass::Party,
        "subnational" => RoleClass::Subnational,
        "epithet" => RoleClass::Epithet,
        "other" => RoleClass::Other,
        "honorific" => RoleClass::Honorific,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn first_names_tell_their_gender() {
        let people = &Lexicon::english().people;
        assert_eq!(people.first_name("angela"), Some(Gender::Female));
        assert_eq!(people.first_name("zoran"), Some(Gender::Male));
        assert_eq!(people.first_name("qqqq"), None);
        assert_eq!(people.first_name("#"), None);
    }
}
