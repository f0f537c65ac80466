//! Words as data: the built-in lists, and a user's folder that extends or replaces them.
//!
//! Each file opens with comment lines (`#`) that say its purpose, columns, origin and licence. A file of the same name in a user's
//! folder is read after the built-in one; where it has the line `# mode: replace` it is read in its place.

#[macro_use]
mod bits;

mod actors;
mod amounts;
mod attribution_words;
mod boilerplate;
mod calendar;
mod claims;
mod clause_words;
mod countries;
mod cues;
mod facts;
mod grammar;
pub(crate) mod indexed;
mod language;
mod part;
mod people;
pub(crate) mod phrases;
mod places;
mod table;
mod topics;
mod words;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub(crate) use actors::{Actor, ActorGender, ActorKind, Actors};
pub(crate) use amounts::{AmountWord, Amounts};
pub(crate) use attribution_words::Beside;
pub(crate) use boilerplate::{Boilerplate, Fit, LineClass, Outlet};
pub(crate) use calendar::{Calendar, CalendarWord, Edge, Turn};
pub(crate) use claims::{Act, ClaimWords, ConditionWord, LimitWord, Sign};
pub(crate) use clause_words::Job;
pub(crate) use countries::{Country, CountryWord};
pub(crate) use cues::{Cue, Cues, Frames, Head};
pub(crate) use facts::{Facts, NameFacts};
pub(crate) use grammar::{Class, Grammar};
pub use language::Language;
use part::{Part, built_in};
pub(crate) use people::{Gender, GroupWord, People, Pronoun, RoleClass, SourceNoun, Trait};
pub(crate) use places::{PlaceWord, Places};
pub(crate) use table::Table;
pub(crate) use topics::TopicHit;
pub(crate) use topics::Topics;
pub(crate) use words::{Abbreviation, BoundaryWord, Opening, Words};

use crate::error::{Error, Place, Result};

/// All word lists of one language.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) words: Part<Words>,
    pub(crate) boilerplate: Part<Boilerplate>,
    pub(crate) people: Part<People>,
    pub(crate) grammar: Part<Grammar>,
    pub(crate) cues: Part<Cues>,
    pub(crate) claims: Part<ClaimWords>,
    pub(crate) calendar: Part<Calendar>,
    pub(crate) amounts: Part<Amounts>,
    pub(crate) places: Part<Places>,
    pub(crate) topics: Part<Topics>,
    pub(crate) actors: Part<Actors>,
}

impl Lexicon {
    /// The built-in English lists. Each is read at its first use, once a process.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: Lexicon = Lexicon {
            words: Part::built_in(|| built_in(Words::load)),
            boilerplate: Part::built_in(|| built_in(Boilerplate::load)),
            people: Part::built_in(|| built_in(People::load)),
            grammar: Part::built_in(|| built_in(Grammar::load)),
            cues: Part::built_in(|| built_in(|files| Cues::load(files, &Lexicon::english().grammar))),
            claims: Part::built_in(|| built_in(ClaimWords::load)),
            calendar: Part::built_in(|| built_in(Calendar::load)),
            amounts: Part::built_in(|| built_in(Amounts::load)),
            places: Part::built_in(|| built_in(Places::load)),
            topics: Part::built_in(|| built_in(Topics::load)),
            actors: Part::built_in(|| built_in(Actors::load)),
        };
        &ENGLISH
    }

    /// Reads, in a thread of its own, the lists that claims will ask for, while an article is read and taken apart.
    pub fn read_ahead(&'static self) {
        let read = || {
            _ = (&*self.claims, &*self.topics);
        };
        // Without a thread they are read when they are asked for.
        _ = std::thread::Builder::new().spawn(read);
    }

    /// The English lists with a user's folder merged over them.
    ///
    /// # Errors
    /// [`Error::Io`] if the folder or a file in it cannot be read, [`Error::Lexicon`] with file and line if a file breaks its
    /// format or has a name that no list has.
    pub fn with_folder(folder: &Path) -> Result<Self> {
        Self::with(Some(folder), None)
    }

    /// The English lists with a user's folder merged over them, then a topics file of any name.
    ///
    /// # Errors
    /// Those of [`Lexicon::with_folder`], for both.
    pub fn with(folder: Option<&Path>, topics: Option<&Path>) -> Result<Self> {
        let files = Files { folder, topics };
        files.check_names()?;
        Self::load(&files)
    }

    /// Stop words and abbreviations of a language.
    pub(crate) fn words_of(&self, language: Language) -> &Words {
        language.words(&self.words)
    }

    /// The identifiers of the topics, in the order of output.
    #[must_use]
    pub fn topic_ids(&self) -> Vec<&str> {
        self.topics.ids().collect()
    }

    /// The lists with the actors of a file: other names of people and bodies, and who held which role when. The form is told at the top
    /// of the built-in `actors.toml`.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Lexicon`] with the line if it breaks the form.
    pub fn with_actors(mut self, path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, "read", e))?;
        self.actors.change(|actors| actors.add(&ListText { path: path.to_owned(), text: Cow::Owned(text) }))?;
        Ok(self)
    }

    /// What a topic is called in tables.
    #[must_use]
    pub fn topic_label(&self, id: &str) -> String {
        self.topics.label_of(id).map_or_else(|| id.replace('_', " "), str::to_owned)
    }

    /// Reads all lists, so that a mistake in any of them is told.
    fn load(files: &Files<'_>) -> Result<Self> {
        let grammar = Grammar::load(files)?;
        Ok(Self {
            words: Part::known(Words::load(files)?),
            boilerplate: Part::known(Boilerplate::load(files)?),
            people: Part::known(People::load(files)?),
            cues: Part::known(Cues::load(files, &grammar)?),
            grammar: Part::known(grammar),
            claims: Part::known(ClaimWords::load(files)?),
            calendar: Part::known(Calendar::load(files)?),
            amounts: Part::known(Amounts::load(files)?),
            places: Part::known(Places::load(files)?),
            topics: Part::known(Topics::load(files)?),
            actors: Part::known(Actors::load(files)?),
        })
    }
}

/// Where lists come from: the binary, then a user's folder.
#[derive(Copy, Clone, Default)]
pub(crate) struct Files<'a> {
    folder: Option<&'a Path>,
    /// A file that is read as topics.toml, after that of the folder.
    topics: Option<&'a Path>,
}

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        /// Every built-in file: its name and its text.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("en/", $name))),)*];
    };
}

built_in! {
    "actors.toml",
    "abbreviations.txt",
    "amounts.tsv",
    "attribution_words.tsv",
    "boilerplate.txt",
    "bonus_stigma.tsv",
    "boundaries.txt",
    "calendar.tsv",
    "clause_words.tsv",
    "conditions.tsv",
    "countries.tsv",
    "cue_nouns.tsv",
    "cues.tsv",
    "dangling.txt",
    "first_names.tsv",
    "gendered_titles.tsv",
    "generic_bodies.txt",
    "grammar.tsv",
    "group_words.tsv",
    "irregular_verbs.tsv",
    "limits.tsv",
    "metonyms.tsv",
    "modality.tsv",
    "name_articles.txt",
    "name_particles.txt",
    "name_suffixes.txt",
    "no_answers.txt",
    "not_adverbs.txt",
    "open_questions.txt",
    "outlets.txt",
    "pagewords.txt",
    "parties.tsv",
    "person_words.tsv",
    "places.tsv",
    "plain_nouns.txt",
    "premodifiers.txt",
    "press_pieces.txt",
    "regions.txt",
    "pronouns.tsv",
    "role_synonyms.tsv",
    "roles.tsv",
    "source_nouns.tsv",
    "speech_acts.tsv",
    "stance.tsv",
    "stopwords.txt",
    "styles.txt",
    "topics.toml",
    "turn_labels.tsv",
    "unnamed.txt",
    "utterances.txt",
    "verbs.txt",
    "verbs_nouns.txt",
}

impl Files<'_> {
    /// The texts that make up the list `name`, in the order in which they apply.
    pub(crate) fn open(&self, name: &str) -> Result<Vec<ListText>> {
        let built_in = BUILT_IN.iter().find(|(n, _)| *n == name).map(|(_, text)| *text);
        let built_in = built_in.ok_or_else(|| Error::lexicon(name, "is not a built-in list"))?;
        let mut texts = vec![ListText { path: PathBuf::from(name), text: Cow::Borrowed(built_in) }];
        let own = self.folder.map(|f| f.join(name)).filter(|p| p.exists());
        let topics = self.topics.filter(|_| name == "topics.toml").map(Path::to_owned);
        for path in own.into_iter().chain(topics) {
            let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, "read", e))?;
            if text.lines().any(|l| l.trim() == "# mode: replace") {
                texts.clear();
            }
            texts.push(ListText { path, text: Cow::Owned(text) });
        }
        Ok(texts)
    }

    /// A misspelt file name would otherwise be passed over without a word.
    fn check_names(&self) -> Result<()> {
        let Some(folder) = self.folder else { return Ok(()) };
        let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, "list", e))?;
        for entry in entries {
            let entry = entry.map_err(|e| Error::io(folder, "list", e))?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if !name.starts_with('.') && !BUILT_IN.iter().any(|(n, _)| *n == name) {
                let known: Vec<_> = BUILT_IN.iter().map(|(n, _)| *n).collect();
                return Err(Error::lexicon(entry.path(), format!("no list has this name; the lists are {}", known.join(", "))));
            }
        }
        Ok(())
    }
}

/// The text of one list file.
pub(crate) struct ListText {
    path: PathBuf,
    text: Cow<'static, str>,
}

impl ListText {
    /// Its lines without comments and blank ones, trimmed, each with its place.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        lines(&self.text).enumerate().filter_map(|(i, line)| {
            let text = trim(line);
            (!text.is_empty() && !text.starts_with('#')).then_some(Line { path: &self.path, number: i + 1, text })
        })
    }

    /// What a TOML file holds.
    ///
    /// # Errors
    /// [`Error::Lexicon`] with the line if it is not TOML of this form.
    pub(crate) fn toml<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| {
            let line = error.span().map(|span| self.text[..span.start.min(self.text.len())].matches('\n').count() + 1);
            let place = line.map_or_else(|| Place::from(&*self.path), |line| Place::line(&self.path, line));
            Error::lexicon(place, error.message().to_owned())
        })
    }

    /// The text itself, for lists that are searched where they lie.
    pub(crate) fn into_text(self) -> Cow<'static, str> {
        self.text
    }

    /// The file, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// The lines of a text, as [`str::lines`] gives them apart from a carriage return, which is trimmed anyway; lists are long, and this is faster.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.map(move |end| &text[std::mem::replace(&mut start, end + 1)..end])
}

/// [`str::trim`], which most cells do not need.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// One line of a list file.
#[derive(Copy, Clone)]
pub(crate) struct Line<'a> {
    path: &'a Path,
    number: usize,
    /// The line, trimmed.
    pub(crate) text: &'a str,
}

impl<'a> Line<'a> {
    /// Its tab-separated cells, trimmed; missing ones at the end are empty.
    ///
    /// # Errors
    /// [`Error::Lexicon`] if there are more than `N`.
    pub(crate) fn cells<const N: usize>(self) -> Result<[&'a str; N]> {
        let mut cells = [""; N];
        let mut start = 0;
        for i in 0.. {
            let end = memchr::memchr(b'\t', &self.text.as_bytes()[start..]).map(|at| start + at);
            let cell = &self.text[start..end.unwrap_or(self.text.len())];
            *cells.get_mut(i).ok_or_else(|| self.error(format!("has more than {N} columns")))? = trim(cell);
            let Some(end) = end else { break };
            start = end + 1;
        }
        Ok(cells)
    }

    /// An error at this line.
    pub(crate) fn error(self, reason: impl Into<String>) -> Error {
        Error::lexicon(Place::line(self.path, self.number), reason)
    }
}
