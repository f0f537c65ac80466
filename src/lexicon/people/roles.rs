//! Roles and titles: their categories, the words that stand before them, other words for the same office.

use super::{Files, Gender, People, Result, Table, gender_of};

/// The lists of roles.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    classes: Table<RoleClass>,
    /// The last letters of all roles, see [`tail`].
    tails: Table<()>,
    styles: Table<()>,
    premodifiers: Table<()>,
    genders: Table<Gender>,
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

impl Roles {
    pub(super) fn load(files: &Files<'_>) -> Result<Self> {
        let mut roles = Self::default();
        for list in files.open("roles.tsv")? {
            for line in list.lines() {
                let [role, class] = line.cells()?;
                let class = role_class(class).ok_or_else(|| line.error(format!("no category of roles is called \"{class}\"")))?;
                roles.tails.insert(tail(role), ());
                roles.classes.insert(role, class);
            }
        }
        for list in files.open("gendered_titles.tsv")? {
            for line in list.lines() {
                let [title, gender] = line.cells()?;
                roles.genders.insert(title, gender_of(gender));
            }
        }
        for list in files.open("role_synonyms.tsv")? {
            for line in list.lines() {
                let [role, other] = line.cells()?;
                roles.synonyms.insert(role, other.into());
            }
        }
        for (name, set) in [("premodifiers.txt", &mut roles.premodifiers), ("styles.txt", &mut roles.styles)] {
            for list in files.open(name)? {
                set.extend(list.lines().map(|l| l.text));
            }
        }
        Ok(roles)
    }
}

impl People {
    /// Whether a title (lower case) leaves room for an office: "lord", "sheikh".
    pub(crate) fn is_style(&self, title: &str) -> bool {
        self.roles.styles.contains(title)
    }

    /// Whether a word may stand before a role: "former".
    pub(crate) fn is_premodifier(&self, word: &str) -> bool {
        self.roles.premodifiers.contains(word)
    }

    /// Whether a word (lower case) names several of a role: "officials".
    pub(crate) fn is_plural_role(&self, word: &str) -> bool {
        word.strip_suffix('s').is_some_and(|one| self.role(one).is_some())
    }

    /// The category of a role (lower case); "co-chair" is of that of "chair".
    pub(crate) fn role(&self, words: &str) -> Option<RoleClass> {
        let one =
            |words: &str| self.roles.classes.get(words).copied().or_else(|| self.roles.classes.get(words.strip_suffix('.')?).copied());
        one(words).or_else(|| one(self.behind_rank(words)?))
    }

    /// The category of a role in any case.
    pub(crate) fn role_small(&self, words: &str) -> Option<RoleClass> {
        let one = |words: &str| {
            self.roles.classes.get_small(words).copied().or_else(|| self.roles.classes.get_small(words.strip_suffix('.')?).copied())
        };
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
        self.roles.tails.contains(tail(word))
    }

    /// Another word for the same office: "prime minister" for "premier".
    pub(crate) fn synonym(&self, role: &str) -> Option<&str> {
        self.roles.synonyms.get(role).map(|other| &**other)
    }

    /// The gender that a title (lower case) tells.
    pub(crate) fn title_gender(&self, title: &str) -> Option<Gender> {
        self.roles.genders.get(title).copied()
    }
}

/// The last letters in a row: what a phrase and its last word have in common, however the phrase is cut into words.
fn tail(words: &str) -> &str {
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    words.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(words)
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
