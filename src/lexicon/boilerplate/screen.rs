//! A first look at a line as printed: what most lines are told off by, before anything is looked up or brought into its normal form.
//!
//! Nothing is told off here that a list of [`Boilerplate`](super::Boilerplate) knows: each test asks for letters that every entry has. Example:
//! no entry opens with "xy", so a line that does is known by none of its first words.

use super::GAP;

/// What most lines are told off by, before anything is looked up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Screen {
    /// How a line may open that is known by its words, by the first two letters.
    openings: Vec<Vec<Opening>>,
    /// How it may end: the last letters, and the most words of the line.
    endings: Vec<([u8; ENDING], usize)>,
    /// How lines open that open like a credit, and labels of picture credits.
    pub(super) credits: Letters,
    pub(super) labels: Letters,
    /// How names of outlets open, and how those of picture agencies end.
    pub(super) outlets: Letters,
    pub(super) photos: Letters,
    /// Whether entries of lines open with a quotation mark.
    pub(super) quoted: bool,
    /// Letters of which one group stands in every text that has an entry of those that may stand anywhere; see [`telling`].
    anywhere: Vec<[u8; 4]>,
    /// Whether there is an entry that can't be told off so.
    untold: bool,
}

/// The first letters of an entry, the others zero, where they stand in a number of eight bytes, and the most words of its line.
#[derive(Copy, Clone, Debug)]
struct Opening {
    letters: u64,
    mask: u64,
    most_words: usize,
}

/// Last letters of a line that are looked at.
const ENDING: usize = 4;

impl Screen {
    /// How many pairs of first letters are told apart.
    const PAIRS: usize = 1 << 10;

    /// Which of them a text opens with.
    #[inline]
    fn pair(letters: u64) -> usize {
        let [first, second, ..] = letters.to_le_bytes();
        usize::from(first & 31) << 5 | usize::from(second & 31)
    }

    pub(super) fn add_opening(&mut self, pattern: &str, most_words: usize) {
        let piece = pattern.split(GAP).next().unwrap_or_default().as_bytes();
        let mut letters = [0; 8];
        let length = piece.len().min(letters.len());
        letters[..length].copy_from_slice(&piece[..length]);
        let (letters, mask) = (u64::from_le_bytes(letters), u64::MAX >> (8 * (letters.len() - length).min(7)));
        self.untold |= length < 2;
        self.openings.resize_with(Self::PAIRS, Vec::new);
        self.openings[Self::pair(letters)].push(Opening { letters, mask, most_words });
    }

    pub(super) fn add_ending(&mut self, pattern: &str, most_words: usize) {
        match pattern.as_bytes().last_chunk() {
            Some(ending) if ending.iter().all(u8::is_ascii_lowercase) => self.endings.push((*ending, most_words)),
            _ => self.untold = true,
        }
    }

    /// Whether a line of so many words may open like an entry.
    fn opens(&self, line: &[u8], words: usize) -> bool {
        let Some(opening) = line.first_chunk().filter(|opening| is_even(opening)) else { return true };
        let letters = u64::from_le_bytes(opening.map(|byte| byte.to_ascii_lowercase()));
        let alike = self.openings.get(Self::pair(letters)).map_or(&[][..], Vec::as_slice);
        alike.iter().any(|entry| entry.letters == letters & entry.mask && words <= entry.most_words)
    }

    /// Whether a line of so many words may end like an entry.
    fn closes(&self, line: &[u8], words: usize) -> bool {
        let Some(ending) = line.last_chunk::<ENDING>().filter(|e| e.is_ascii() && e[ENDING - 1].is_ascii_alphanumeric()) else {
            return true;
        };
        let ending = ending.map(|byte| byte.to_ascii_lowercase());
        self.endings.iter().any(|(letters, most_words)| *letters == ending && words <= *most_words)
    }

    /// Whether the opening of a line, as printed, is that of a line that opens like a credit: most are told off so.
    pub(crate) fn may_open_credit(&self, line: &str) -> bool {
        self.credits.may_be(line.as_bytes().first_chunk())
    }

    /// Whether a text, as printed, may open with a label of picture credits: three other letters never do.
    pub(crate) fn may_open_label(&self, text: &str) -> bool {
        self.labels.may_be(text.as_bytes().first_chunk())
    }

    /// The same of a name of an outlet. Names are found as printed or in capitals, so the case of the letters does not count.
    pub(crate) fn may_open_outlet(&self, text: &str) -> bool {
        self.outlets.may_be(text.as_bytes().first_chunk())
    }

    /// Whether a text may end with the name of a picture agency.
    pub(crate) fn may_end_photo(&self, text: &str) -> bool {
        self.photos.may_be(text.as_bytes().last_chunk())
    }

    /// Whether a text may hold an entry that may stand anywhere in a line. Cost: linear, by vector instructions.
    pub(crate) fn may_hold_entry(&self, text: &str) -> bool {
        // Signs of no width, which the normal form drops, may stand inside a word: bytes of theirs.
        let split = || memchr::memchr2(0x8b, 0xbb, text.as_bytes()).is_some();
        let holds = |letters: &[[u8; 4]]| {
            let first = letters[0];
            let letter = |at: usize| letters.get(at).copied().unwrap_or(first);
            holds_small(text.as_bytes(), [first, letter(1), letter(2)])
        };
        self.untold || split() || self.anywhere.chunks(3).any(holds)
    }

    /// Whether [`role`](super::Boilerplate::role) is known to be none for the normal form of a line, as printed, that holds no entry which may stand
    /// anywhere.
    ///
    /// The normal form keeps letters, in small. So an entry that is the whole line or opens it begins with the first letters of the line,
    /// quotation marks aside, and one that ends it has its last letters, stops aside. A line so long that its normal form may be cut is not told
    /// off.
    pub(crate) fn is_plain(&self, line: &str, words: usize) -> bool {
        /// Small letters take at most half as much again.
        const UNCUT: usize = 800;
        let mut opening = line.as_bytes();
        while let Some(rest) = after_quote(opening) {
            opening = rest;
        }
        let quoted = opening.len() < line.len();
        if line.len() > UNCUT || self.untold || quoted && self.quoted {
            return false;
        }
        !self.opens(opening, words) && !self.closes(without_stops(line.as_bytes()), words)
    }

    /// Takes in an entry that may stand anywhere in a line.
    pub(super) fn add_anywhere(&mut self, pattern: &str) {
        let letters = telling(pattern);
        self.untold |= letters.is_none();
        self.anywhere.extend(letters.filter(|letters| !self.anywhere.contains(letters)));
    }
}

/// Whether the normal form of an opening is its small letters: it opens with a letter and has no sign that becomes another.
fn is_even(opening: &[u8; 8]) -> bool {
    let kept = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b',' | b'.' | b'\'' | b'-');
    opening[0].is_ascii_alphabetic() && opening.iter().all(kept) && !opening.windows(2).any(|two| two == b"  ")
}

/// Whether three letters open, or end, one of some names.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters(Vec<bool>);

impl Letters {
    const EACH: usize = 26;

    /// The place of three letters in any case; none for other signs.
    #[inline]
    fn place(letters: [u8; 3]) -> Option<usize> {
        letters.iter().try_fold(0, |place, letter| {
            let number = usize::from((letter | 0x20).wrapping_sub(b'a'));
            (letter.is_ascii_alphabetic()).then_some(place * Self::EACH + number)
        })
    }

    pub(super) fn add(&mut self, letters: Option<&[u8; 3]>) {
        let Some(place) = letters.and_then(|letters| Self::place(*letters)) else { return };
        self.0.resize(Self::EACH.pow(3), false);
        self.0[place] = true;
    }

    /// Whether a name may have these letters; other signs tell nothing.
    #[inline]
    fn may_be(&self, letters: Option<&[u8; 3]>) -> bool {
        let place = letters.and_then(|letters| Self::place(*letters));
        place.is_none_or(|place| self.0.get(place).copied().unwrap_or(false))
    }
}

/// What follows a quotation mark that opens a text; none where it opens with something else.
fn after_quote(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'"' | b'\'', rest @ ..] => Some(rest),
        // Curly marks, single and double.
        [0xe2, 0x80, 0x98 | 0x99 | 0x9c | 0x9d, rest @ ..] => Some(rest),
        _ => None,
    }
}

/// A text without the stops and closing marks that end it.
fn without_stops(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [rest @ .., b'.' | b',' | b'!' | b'?' | b':' | b';' | b'"' | b'\'' | b')'] => rest,
            [rest @ .., 0xe2, 0x80, 0x98 | 0x99 | 0x9c | 0x9d] => rest,
            _ => return text,
        };
    }
}

/// Four letters inside a word of a pattern by which a text that may hold it is told; the rarest there are. "i" and "k" are left out, since
/// signs beyond ASCII become these in small letters.
fn telling(pattern: &str) -> Option<[u8; 4]> {
    /// Letters of English from the most to the least common.
    const COMMON: &[u8] = b"etaonshrdlcumwfgypbvjxqz";
    let rank = |letter: &u8| COMMON.iter().position(|common| common == letter);
    let fours = pattern.as_bytes().windows(4).filter_map(|four| Some((four.iter().map(rank).sum::<Option<usize>>()?, four)));
    fours.max_by_key(|(rank, _)| *rank).and_then(|(_, four)| four.try_into().ok())
}

/// Whether a text holds one of three times four small letters, in any case. Every place is compared, without branches, so that compilers take
/// vector instructions.
fn holds_small(text: &[u8], letters: [[u8; 4]; 3]) -> bool {
    const BLOCK: usize = 1 << 10;
    (0..text.len()).step_by(BLOCK).any(|at| {
        let from = |offset: usize| text.get(at + offset..(at + offset + BLOCK).min(text.len())).unwrap_or_default().iter();
        let places = from(0).zip(from(1)).zip(from(2).zip(from(3)));
        let is = |byte: u8, letter: u8| u8::from(byte == letter);
        let found = places.fold(0, |found, ((w, x), (y, z))| {
            let (w, x, y, z) = (w | 0x20, x | 0x20, y | 0x20, z | 0x20);
            let four = |[a, b, c, d]: [u8; 4]| is(w, a) & is(x, b) & is(y, c) & is(z, d);
            found | four(letters[0]) | four(letters[1]) | four(letters[2])
        });
        found != 0
    })
}
