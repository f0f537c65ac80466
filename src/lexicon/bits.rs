//! Sets of few members, a bit each, and the lists that give words such sets.

use std::ops::BitOr;

use super::{Files, Table};
use crate::error::Result;

/// A set by its members, each with its name in the data files and its bit. Of a struct over an unsigned number alone: what all such sets
/// can do. `|` joins two of them.
macro_rules! bit_set {
    ($(#[$doc:meta])* $name:ident($bits:ident): $($(#[$of_member:meta])* $member:ident = $text:literal $bit:literal,)*) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
        pub(crate) struct $name($bits);

        impl $name {
            $($(#[$of_member])* pub(crate) const $member: Self = Self(1 << $bit);)*

            /// The members by name.
            const MEMBERS: &[(&str, Self)] = &[$(($text, Self::$member)),*];
        }

        bit_set!($name);
    };
    ($name:ident) => {
        impl $name {
            /// Whether the two sets share a member.
            pub(crate) fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }

        impl std::ops::BitOr for $name {
            type Output = Self;
            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }
    };
}

/// A list of two columns: a word, and the names of the members of its set (blanks between them).
///
/// # Errors
/// With the line, if a name is none of `members`; `what` says what they are names of.
pub(super) fn sets<S>(files: &Files<'_>, list: &str, what: &str, members: &[(&str, S)]) -> Result<Table<S>>
where
    S: Copy + Default + BitOr<Output = S>,
{
    let mut sets: Table<S> = Table::default();
    for list in files.open(list)? {
        for line in list.lines() {
            let [word, names] = line.cells()?;
            let set = sets.entry(word);
            for name in names.split_whitespace() {
                let member = members.iter().find(|(n, _)| *n == name).map(|(_, member)| *member);
                *set = *set | member.ok_or_else(|| line.error(format!("no {what} is called \"{name}\"")))?;
            }
        }
    }
    Ok(sets)
}
