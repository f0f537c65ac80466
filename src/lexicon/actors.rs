//! Actors the user knows: other names of people and bodies, and who held which office when.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Files, ListText};
use crate::error::{Error, Result};

/// The actors, in the order of their files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actors {
    actors: Vec<Actor>,
    /// Indices by name and alias, as [`key`] writes them.
    names: HashMap<String, usize>,
}

/// A person or body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actor {
    /// What it is called in tables.
    pub(crate) name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    pub(crate) kind: ActorKind,
    pub(crate) gender: Option<ActorGender>,
    pub(crate) country: Option<String>,
    pub(crate) affiliation: Option<String>,
    #[serde(default)]
    roles: Vec<Tenure>,
}

/// What an actor is.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ActorKind {
    #[default]
    Person,
    Body,
}

/// Grammatical gender of a person.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ActorGender {
    Male,
    Female,
}

/// A role from one day to another, both included.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tenure {
    pub(crate) role: String,
    pub(crate) country: Option<String>,
    pub(crate) affiliation: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<Actor>,
}

impl Tenure {
    /// Whether it holds on a day; without a day, whether it has not ended.
    fn holds(&self, day: Option<&str>) -> bool {
        // ISO 8601 days compare as strings.
        match day {
            Some(day) => self.from.as_deref().is_none_or(|from| from <= day) && self.to.as_deref().is_none_or(|to| day <= to),
            None => self.to.is_none(),
        }
    }
}

impl Actor {
    /// The role on a day (ISO 8601; today's where none is given): of several the first.
    pub(crate) fn role_on(&self, day: Option<&str>) -> Option<&Tenure> {
        self.roles.iter().find(|t| t.holds(day))
    }
}

impl Actors {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut actors = Self::default();
        files.open("actors.toml")?.iter().try_for_each(|list| actors.add(list))?;
        Ok(actors)
    }

    /// Adds the actors of one file.
    ///
    /// # Errors
    /// [`Error::Lexicon`] with the line if it is not TOML of this form, if a date is none, or if two actors share a name.
    pub(crate) fn add(&mut self, list: &ListText) -> Result<()> {
        let file: ActorFile = list.toml()?;
        for actor in file.actor {
            let bad = |reason: String| Err(Error::lexicon(list.path(), format!("actor {}: {reason}", actor.name)));
            let dates = actor.roles.iter().flat_map(|t| [&t.from, &t.to]).flatten();
            if let Some(date) = dates.into_iter().find(|d| d.len() != 10 || d.parse::<jiff::civil::Date>().is_err()) {
                return bad(format!("\"{date}\" is no day; write 2026-01-31"));
            }
            let index = self.names.get(&key(&actor.name)).copied().filter(|i| key(&self.actors[*i].name) == key(&actor.name));
            let index = index.unwrap_or(self.actors.len());
            for name in actor.aliases.iter().chain([&actor.name]) {
                match self.names.insert(key(name), index) {
                    Some(other) if other != index => return bad(format!("\"{name}\" is a name of {} too", self.actors[other].name)),
                    _ => {}
                }
            }
            if index < self.actors.len() { self.actors[index] = actor } else { self.actors.push(actor) }
        }
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.actors.is_empty()
    }

    /// The actor with a name or alias.
    pub(crate) fn find(&self, name: &str) -> Option<&Actor> {
        if self.is_empty() {
            return None;
        }
        self.names.get(&key(name)).map(|i| &self.actors[*i])
    }

    /// The one actor who holds a role on a day; `country` narrows the search. Nobody where two do.
    pub(crate) fn holder(&self, role: &str, country: Option<&str>, day: Option<&str>) -> Option<&Actor> {
        let holds = |a: &&Actor| {
            a.roles.iter().any(|t| {
                let theirs = t.country.as_deref().or(a.country.as_deref());
                t.holds(day) && key(&t.role) == key(role) && country.is_none_or(|c| theirs == Some(c))
            })
        };
        let mut holders = self.actors.iter().filter(holds);
        holders.next().filter(|_| holders.next().is_none())
    }
}

/// A name as it is looked up: lower case, single spaces, no leading "the", straight apostrophes.
fn key(name: &str) -> String {
    let name = name.to_lowercase().replace('\u{2019}', "'").split_whitespace().collect::<Vec<_>>().join(" ");
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actors(text: &'static str) -> Result<Actors> {
        let mut actors = Actors::default();
        actors.add(&ListText { path: "actors.toml".into(), text: text.into() })?;
        Ok(actors)
    }

    #[test]
    fn roles_go_by_the_day() {
        let text = "[[actor]]\nname = 'Ida Ek'\naliases = ['The Iron Lady']\ncountry = 'Norland'\n\
                    roles = [{role = 'Prime Minister', from = '2024-05-01', to = '2026-01-31'}]\n\
                    [[actor]]\nname = 'Otto Lund'\ncountry = 'Norland'\nroles = [{role = 'prime minister', from = '2026-02-01'}]\n";
        let actors = actors(text).unwrap();
        let holder = |day| actors.holder("prime minister", Some("Norland"), day).map(|a| a.name.as_str());
        assert_eq!(holder(Some("2025-01-01")), Some("Ida Ek"));
        assert_eq!(holder(Some("2026-02-01")), Some("Otto Lund"));
        assert_eq!(holder(None), Some("Otto Lund"));
        assert_eq!(holder(Some("2020-01-01")), None);
        assert_eq!(actors.find("iron  lady").map(|a| a.name.as_str()), Some("Ida Ek"));
    }

    #[test]
    fn bad_files_are_refused_with_the_reason() {
        for (text, reason) in [
            ("[[actor]]\nname = 'A'\nroles = [{role = 'x', from = '2024'}]\n", "\"2024\" is no day"),
            ("[[actor]]\nname = 'A'\naliases = ['Z']\n[[actor]]\nname = 'B'\naliases = ['the z']\n", "is a name of A too"),
            ("[[actor]]\nname = 'A'\nalias = ['Z']\n", "unknown field"),
        ] {
            let error = actors(text).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
