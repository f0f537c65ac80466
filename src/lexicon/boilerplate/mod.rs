//! What tells the furniture of a news page from the article: lines by their words, page words by class, agencies and outlets.

mod screen;

use std::ops::Range;

use memchr::memmem::Finder;

use super::{Files, Line, Table};
use crate::document::Role;
use crate::error::Result;
use screen::Screen;

/// The matchers for furniture, built once a lexicon.
#[derive(Clone, Debug, Default)]
pub(crate) struct Boilerplate {
    lines: Table<Vec<Entry>>,
    headings: Table<Vec<Entry>>,
    starts: Table<Vec<Entry>>,
    ends: Table<Vec<Entry>>,
    /// The classes of each word, a bit each.
    words: Table<u16>,
    outlets: Table<Outlet>,
    longest_entry: usize,
    /// Bytes of the longest entry that is a whole line.
    longest_line: usize,
    anywhere: Vec<(Entry, Finder<'static>)>,
    places: Vec<Finder<'static>>,
    /// Words behind the name of an author, with the spaces around them.
    about: Vec<Finder<'static>>,
    /// What most lines are told off by, before anything is looked up.
    pub(crate) screen: Screen,
}

/// A line of `boilerplate.txt`.
#[derive(Clone, Debug)]
struct Entry {
    role: Role,
    most_words: usize,
    pattern: Box<str>,
    /// Whether " ... " stands in the pattern for any words.
    gap: bool,
}

/// A class of page words.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineClass {
    /// Part of a time stamp.
    Time,
    /// Makes a line of time words a time stamp.
    Stamp,
    /// Verb of captions.
    Picture,
    /// Where someone stands in a picture.
    Place,
    /// A reporter's word.
    Speech,
    /// What an author calls himself.
    Bio,
    /// Opens a picture credit.
    Label,
    /// In capitals, but no place.
    Acronym,
    /// Stays small in a headline set in capitals.
    Small,
    /// Opens a sentence that leads to something else on the site.
    Invite,
    /// Stays small between the names of a credit.
    Particle,
    /// Stays small between the words of a place's name.
    Between,
    /// A time zone.
    Zone,
    /// Stands behind the author's name in the line about him.
    About,
}

impl LineClass {
    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// What kind of source a name is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outlet {
    /// A news agency.
    Agency,
    /// A picture agency, or a word that only picture credits use.
    Photo,
    /// A newspaper, station or site.
    Publisher,
}

/// Where the words of an entry have to stand.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They are the whole line.
    Line,
    /// They are the whole line, and head a list of other stories.
    Heading,
    /// The line opens with them.
    Start,
    /// The line ends with them.
    End,
    /// They stand anywhere in it.
    Any,
}

impl Boilerplate {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        let mut made = Self::default();
        for list in files.open("boilerplate.txt")? {
            list.lines().try_for_each(|line| made.add_entry(line))?;
        }
        for list in files.open("pagewords.txt")? {
            list.lines().try_for_each(|line| made.add_word(line))?;
        }
        for list in files.open("outlets.txt")? {
            list.lines().try_for_each(|line| made.add_outlet(line))?;
        }
        Ok(made)
    }

    fn add_entry(&mut self, line: Line<'_>) -> Result<()> {
        let [role, fit, most_words, pattern] = line.cells()?;
        let role = role_named(role).ok_or_else(|| line.error("the first column is caption, credit, promotion or timestamp"))?;
        let most_words = most_words.parse().map_err(|_| line.error("the third column is a number of words"))?;
        check_lower(line, pattern)?;
        self.longest_entry = self.longest_entry.max(most_words);
        let entry = Entry { role, most_words, pattern: pattern.into(), gap: pattern.contains(GAP) };
        let (map, key) = match fit {
            "line" | "heading" => {
                self.screen.add_opening(pattern, most_words);
                self.longest_line = self.longest_line.max(pattern.len());
                (if fit == "line" { &mut self.lines } else { &mut self.headings }, Some(pattern))
            }
            "start" => {
                self.screen.add_opening(pattern, most_words);
                if role == Role::Credit {
                    self.screen.credits.add(pattern.as_bytes().first_chunk());
                }
                self.screen.quoted |= pattern.starts_with(['"', '\'']);
                (&mut self.starts, first_key(pattern))
            }
            "end" => {
                self.screen.add_ending(pattern, most_words);
                (&mut self.ends, last_key(pattern))
            }
            "any" => {
                self.screen.add_anywhere(pattern);
                self.anywhere.push((entry, Finder::new(pattern).into_owned()));
                return Ok(());
            }
            _ => return Err(line.error("the second column is line, heading, start, end or any")),
        };
        let key = key.ok_or_else(|| line.error("the pattern has no word"))?;
        map.entry(key).push(entry);
        Ok(())
    }

    fn add_word(&mut self, line: Line<'_>) -> Result<()> {
        let [class, word] = line.cells()?;
        check_lower(line, word)?;
        let class = match class {
            "time" => LineClass::Time,
            "stamp" => LineClass::Stamp,
            "picture" => LineClass::Picture,
            "place" => LineClass::Place,
            "speech" => LineClass::Speech,
            "bio" => LineClass::Bio,
            "label" => LineClass::Label,
            "acronym" => LineClass::Acronym,
            "small" => LineClass::Small,
            "invite" => LineClass::Invite,
            "particle" => LineClass::Particle,
            "between" => LineClass::Between,
            "zone" => LineClass::Zone,
            "about" => LineClass::About,
            _ => {
                let known = "time, stamp, picture, place, speech, bio, label, acronym, small, invite, particle, between, zone or about";
                return Err(line.error(format!("the first column is {known}")));
            }
        };
        if class == LineClass::Label {
            self.screen.labels.add(word.as_bytes().first_chunk());
        }
        if class == LineClass::Place {
            self.places.push(Finder::new(word).into_owned());
        }
        if class == LineClass::About {
            self.about.push(Finder::new(&format!(" {word} ")).into_owned());
        }
        *self.words.entry(word) |= class.bit();
        Ok(())
    }

    fn add_outlet(&mut self, line: Line<'_>) -> Result<()> {
        let [name, kind] = line.cells()?;
        let kind = match kind {
            "agency" => Outlet::Agency,
            "photo" => Outlet::Photo,
            "outlet" => Outlet::Publisher,
            _ => return Err(line.error("the second column is agency, photo or outlet")),
        };
        self.screen.outlets.add(name.as_bytes().first_chunk());
        if kind == Outlet::Photo {
            self.screen.photos.add(name.as_bytes().last_chunk());
        }
        self.outlets.insert(name, kind);
        Ok(())
    }

    /// Whether a word or phrase (lower case) is of a class.
    pub(crate) fn is(&self, word: &str, class: LineClass) -> bool {
        self.words.get(word).is_some_and(|classes| classes & class.bit() != 0)
    }

    /// Whether a word or phrase in any case is of a class.
    pub(crate) fn is_small(&self, word: &str, class: LineClass) -> bool {
        self.words.get_small(word).is_some_and(|classes| classes & class.bit() != 0)
    }

    /// What a name, as printed, is. Wholly capital forms ("REUTERS") are found too.
    pub(crate) fn outlet(&self, name: &str) -> Option<Outlet> {
        let found = self.outlets.get(name).copied();
        found.or_else(|| {
            let all_capitals = name.len() > 3 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b' ');
            all_capitals.then(|| self.outlets.get(title_case(name).as_str()).copied()).flatten()
        })
    }

    /// The outlet or agency that a piece of text names, alone: "AFP", "Getty Images".
    pub(crate) fn is_source(&self, name: &str) -> bool {
        self.outlet(name).is_some()
    }

    /// Whether a line (lower case) says where someone stands in a picture.
    pub(crate) fn has_place_mark(&self, line: &str) -> bool {
        self.places.iter().any(|place| place.find(line.as_bytes()).is_some())
    }

    /// Where the first words are, with the spaces around them, that may stand behind an author's name.
    pub(crate) fn about_author(&self, line: &str) -> Option<Range<usize>> {
        let found = self.about.iter().filter_map(|words| words.find(line.as_bytes()).map(|at| at..at + words.needle().len()));
        found.min_by_key(|words| words.start)
    }

    /// Most words of a line that is known by its words.
    pub(crate) fn longest_entry(&self) -> usize {
        self.longest_entry
    }

    /// The role of a line known by its words. `line` is lower case with numbers as "#".
    pub(crate) fn role(&self, line: &str, words: usize) -> Option<(Role, Fit)> {
        if words > self.longest_entry {
            return None;
        }
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '©' && c != '»');
        let fits = |entry: &&Entry| words <= entry.most_words;
        let maps = [(&self.headings, Fit::Heading), (&self.lines, Fit::Line)];
        let whole = maps.into_iter().filter(|_| bare.len() <= self.longest_line).find_map(|(map, fit)| {
            let entry = map.get(bare)?.iter().find(fits)?;
            Some((entry.role, fit))
        });
        if whole.is_some() {
            return whole;
        }
        let start = [first_key(line), first_key(bare)].into_iter().flatten().find_map(|key| {
            let entries = self.starts.get(key)?;
            entries.iter().filter(fits).find(|e| opens(line, e) || opens(bare, e))
        });
        if let Some(entry) = start {
            return Some((entry.role, Fit::Start));
        }
        let end = last_key(bare).and_then(|key| self.ends.get(key)?.iter().filter(fits).find(|e| closes(bare, &e.pattern)));
        if let Some(entry) = end {
            return Some((entry.role, Fit::End));
        }
        // Few entries are of this kind. Of several the one counts that ends first.
        let found = self.anywhere.iter().filter(|(entry, _)| fits(&entry));
        let ends = found.filter_map(|(entry, finder)| Some((finder.find(line.as_bytes())? + entry.pattern.len(), entry.role)));
        ends.min_by_key(|(end, _)| *end).map(|(_, role)| (role, Fit::Any))
    }
}

/// The role that a word of the first column stands for.
fn role_named(name: &str) -> Option<Role> {
    [Role::Caption, Role::Credit, Role::Promotion, Role::Timestamp].into_iter().find(|r| r.name() == name)
}

fn check_lower(line: Line<'_>, text: &str) -> Result<()> {
    let plain = !text.is_empty() && !text.chars().any(|c| c.is_uppercase() || matches!(c, '\u{2018}' | '\u{2019}'));
    if plain { Ok(()) } else { Err(line.error("the last column is lower case with straight apostrophes, and not empty")) }
}

/// Letters of a line by which the entries that it may open with are looked up.
const KEY: usize = 3;

/// The first letters: "advertis" has to find "advertisement".
fn first_key(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(KEY).map_or(text.len(), |(at, _)| at);
    let word_end = text.find(' ').unwrap_or(text.len());
    text.get(..end.min(word_end)).filter(|key| !key.is_empty())
}

fn last_key(text: &str) -> Option<&str> {
    text.split(' ').next_back().filter(|key| !key.is_empty())
}

/// Stands for any words.
const GAP: &str = " ... ";

/// Whether `line` opens with the pattern of an entry.
fn opens(line: &str, entry: &Entry) -> bool {
    let pattern = &*entry.pattern;
    let rest = if entry.gap { after_pieces(line, pattern) } else { line.strip_prefix(pattern) };
    // "listen" must not open "listeners"; the one stem in the list, "advertis", is meant to.
    rest.is_some_and(|rest| pattern == "advertis" || !rest.starts_with(char::is_alphanumeric) || !pattern.ends_with(char::is_alphanumeric))
}

/// What follows the pieces of a pattern in a line that opens with the first and holds the others in order.
fn after_pieces<'l>(line: &'l str, pattern: &str) -> Option<&'l str> {
    let mut pieces = pattern.split(GAP);
    let rest = line.strip_prefix(pieces.next()?)?;
    pieces.try_fold(rest, |rest, piece| rest.split_once(piece).map(|(_, after)| after))
}

fn closes(line: &str, pattern: &str) -> bool {
    line.strip_suffix(pattern).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

fn title_case(name: &str) -> String {
    let word = |w: &str| w.chars().take(1).chain(w.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>();
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::path::PathBuf;

    use super::super::{Files, Lexicon, ListText};
    use super::*;

    fn lines_of(name: &str) -> Vec<String> {
        let lists = Files::default().open(name).unwrap();
        lists.iter().flat_map(|list| list.lines().map(|l| l.text.to_owned()).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn the_lists_hold_nothing_twice() {
        for name in ["boilerplate.txt", "outlets.txt", "pagewords.txt"] {
            let mut lines = lines_of(name);
            let all = lines.len();
            lines.sort();
            lines.dedup();
            assert_eq!(lines.len(), all, "{name}");
        }
    }

    #[test]
    fn every_entry_finds_the_line_it_describes() {
        let boilerplate = &Lexicon::english().boilerplate;
        for line in lines_of("boilerplate.txt") {
            let cells: Vec<&str> = line.split('\t').collect();
            let page = cells[3].replace(" ... ", " a word ");
            assert!(boilerplate.role(&page, 1).is_some(), "{line}");
        }
    }

    #[test]
    fn a_bad_line_is_named() {
        let mut made = Boilerplate::load(&Files::default()).unwrap();
        let bad =
            "promotion\tstart\tmany\tread more\npromotion\tend\t5\tRead More\nbody\tline\t5\tx\npromotion\tnowhere\t5\tx\na\tb\tc\td\te\n";
        let list = ListText { path: PathBuf::from("mine.txt"), text: Cow::Borrowed(bad) };
        let errors: Vec<String> = list.lines().map(|l| made.add_entry(l).unwrap_err().to_string()).collect();
        for (number, error) in errors.iter().enumerate() {
            assert!(error.starts_with(&format!("mine.txt:{}: ", number + 1)), "{error}");
        }
        assert_eq!(errors.len(), 5);
    }
}
