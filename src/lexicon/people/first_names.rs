//! First names and the gender that each tells.

use std::borrow::Cow;

use super::super::indexed::{Indexed, index};
use super::{Files, Gender, People, Result, Table, gender_of};

/// The list that is part of the program, if it counts, and those of the user.
#[derive(Clone, Debug, Default)]
pub(super) struct FirstNames {
    built_in: Option<Indexed>,
    more: Table<Gender>,
}

impl FirstNames {
    pub(super) fn load(files: &Files<'_>) -> Result<Self> {
        let mut names = Self::default();
        for list in files.open("first_names.tsv")? {
            names.add(list.into_text());
        }
        Ok(names)
    }

    /// Adds the names of a list; what an earlier list says counts.
    fn add(&mut self, text: Cow<'static, str>) {
        match text {
            Cow::Borrowed(_) => self.built_in = Some(FIRST_NAMES),
            Cow::Owned(text) => {
                let names = text.lines().filter_map(name_line);
                names.for_each(|(name, gender)| self.more.insert_new(name, gender_of(gender)));
            }
        }
    }
}

impl People {
    /// The gender of a first name (lower case); `None` if it is not known as one.
    pub(crate) fn first_name(&self, name: &str) -> Option<Gender> {
        let built_in = self.first_names.built_in.and_then(|names| names.get(name)).map(gender_of);
        built_in.or_else(|| self.first_names.more.get(name).copied())
    }
}

/// The names that are part of the program.
const FIRST_NAMES: Indexed = Indexed::new(include_str!("../en/first_names.tsv"), &FIRST_NAMES_INDEX);

#[allow(long_running_const_eval, reason = "as long as the list")]
static FIRST_NAMES_INDEX: [u32; 1 << 13] = index(include_str!("../en/first_names.tsv"));

/// Name and gender of a line of the list of first names.
fn name_line(line: &str) -> Option<(&str, &str)> {
    let (name, gender) = line.split_once('\t').unwrap_or((line, ""));
    (!name.is_empty() && !name.starts_with('#')).then_some((name, gender.trim()))
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
