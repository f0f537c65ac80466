//! Which engine finds attributions.

use std::fmt;
use std::str::FromStr;

/// What finds who says what. Nothing after `attribute` knows which one ran.
///
/// The default is the learned engine; in a build without it, the rules.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Rules over closed word classes and lists of cues: fast, the same on every machine, and every decision has a name.
    Rules,
    /// A small trained encoder: finds more, above all of indirect speech; some 3,000 words a second on one core.
    Learned,
}

impl Default for Engine {
    fn default() -> Self {
        if Self::Learned.is_available() { Self::Learned } else { Self::Rules }
    }
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Rules, Self::Learned];

    /// The name used on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Learned => "learned",
        }
    }

    /// Whether this build of the library has it: the learned engine needs the feature `learned`.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Self::Rules => true,
            Self::Learned => cfg!(feature = "learned"),
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|e| e.name() == text).ok_or_else(|| format!("no engine \"{text}\": rules or learned"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        assert!(Engine::ALL.iter().all(|e| e.to_string().parse() == Ok(*e)));
        assert!("best".parse::<Engine>().is_err());
        assert!(Engine::default().is_available());
    }
}
