//! Words as data: the built-in lists, and a user's folder that extends or replaces them.
//!
//! Each file opens with comment lines (`#`) that say its purpose, columns, origin and licence. A file of the same name in a user's
//! folder is read after the built-in one; where it has the line `# mode: replace` it is read in its place.

mod actors;
mod amounts;
mod boilerplate;
mod calendar;
mod claims;
mod cues;
mod grammar;
mod language;
mod people;
pub(crate) mod phrases;
mod places;
mod topics;
mod words;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub(crate) use actors::{Actor, ActorGender, ActorKind, Actors};
pub(crate) use amounts::{AmountWord, Amounts};
pub(crate) use boilerplate::{Boilerplate, Fit, LineClass, Outlet};
pub(crate) use calendar::{Calendar, CalendarWord, Edge, Turn};
pub(crate) use claims::{Act, ClaimWords, ConditionWord, LimitWord, Sign};
pub(crate) use cues::{Cue, Cues, Frames, Head};
pub(crate) use grammar::{Class, Grammar};
pub use language::Language;
pub(crate) use people::{Country, CountryWord, Gender, People, Pronoun, RoleClass, SourceNoun};
pub(crate) use places::{PlaceWord, Places};
pub(crate) use topics::Topics;
pub(crate) use words::{Abbreviation, BoundaryWord, Opening, Words};

use crate::error::{Error, Place, Result};

/// All word lists of one language.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) words: Words,
    pub(crate) boilerplate: Boilerplate,
    pub(crate) people: People,
    pub(crate) grammar: Grammar,
    pub(crate) cues: Cues,
    pub(crate) claims: ClaimWords,
    pub(crate) calendar: Calendar,
    pub(crate) amounts: Amounts,
    pub(crate) places: Places,
    pub(crate) topics: Topics,
    pub(crate) actors: Actors,
}

impl Lexicon {
    /// The built-in English lists. Parsed once a process.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| match Lexicon::load(&Files::default()) {
            Ok(lexicon) => lexicon,
            Err(error) => unreachable!("the built-in lexicon is tested to load: {error}"),
        });
        &ENGLISH
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
        self.actors.add(&ListText { path: path.to_owned(), text: Cow::Owned(text) })?;
        Ok(self)
    }

    /// What a topic is called in tables.
    #[must_use]
    pub fn topic_label(&self, id: &str) -> String {
        self.topics.label_of(id).map_or_else(|| id.replace('_', " "), str::to_owned)
    }

    /// Loads the lists side by side: on a short article their loading takes longer than the reading of it.
    fn load(files: &Files<'_>) -> Result<Self> {
        std::thread::scope(|scope| {
            let claims = scope.spawn(|| ClaimWords::load(files));
            let topics = scope.spawn(|| Ok((Topics::load(files)?, Boilerplate::load(files)?)));
            let people = People::load(files)?;
            let words = Words::load(files)?;
            let grammar = Grammar::load(files)?;
            let cues = Cues::load(files, &grammar)?;
            let calendar = Calendar::load(files)?;
            let amounts = Amounts::load(files)?;
            let places = Places::load(files)?;
            let actors = Actors::load(files)?;
            let (topics, boilerplate) = joined(topics)?;
            Ok(Self { words, boilerplate, people, cues, grammar, claims: joined(claims)?, calendar, amounts, places, topics, actors })
        })
    }
}

/// What a thread gives; its panic goes on in this one.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
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
    "boilerplate.txt",
    "bonus_stigma.tsv",
    "boundaries.txt",
    "calendar.tsv",
    "conditions.tsv",
    "countries.tsv",
    "cue_nouns.tsv",
    "cues.tsv",
    "dangling.txt",
    "first_names.tsv",
    "gendered_titles.tsv",
    "generic_bodies.txt",
    "grammar.tsv",
    "irregular_verbs.tsv",
    "limits.tsv",
    "metonyms.tsv",
    "modality.tsv",
    "name_particles.txt",
    "open_questions.txt",
    "outlets.txt",
    "pagewords.txt",
    "parties.tsv",
    "places.tsv",
    "plain_nouns.txt",
    "premodifiers.txt",
    "press_pieces.txt",
    "pronouns.tsv",
    "roles.tsv",
    "source_nouns.tsv",
    "speech_acts.tsv",
    "stance.tsv",
    "stopwords.txt",
    "topics.toml",
    "turn_labels.tsv",
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
        self.text.lines().enumerate().filter_map(|(i, line)| {
            let text = line.trim();
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
        for (i, cell) in self.text.split('\t').enumerate() {
            *cells.get_mut(i).ok_or_else(|| self.error(format!("has more than {N} columns")))? = cell.trim();
        }
        Ok(cells)
    }

    /// An error at this line.
    pub(crate) fn error(self, reason: impl Into<String>) -> Error {
        Error::lexicon(Place::line(self.path, self.number), reason)
    }
}
