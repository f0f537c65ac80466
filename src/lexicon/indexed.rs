//! Long built-in lists, looked up where they lie: the index is made when the program is compiled, so that nothing is read at its start.

/// A built-in list: a word, a tab and what it says a line. Comments and lines without a word are passed over.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Indexed {
    text: &'static str,
    /// Where a line starts and one more; 0 where none is. Their number is a power of two, at least one of them free.
    slots: &'static [u32],
}

impl Indexed {
    /// A list with its index, made by [`index`].
    pub(crate) const fn new(text: &'static str, slots: &'static [u32]) -> Self {
        Self { text, slots }
    }

    /// What the list says of a word. Cost: linear in the word.
    pub(crate) fn get(&self, word: &str) -> Option<&'static str> {
        if word.is_empty() {
            return None;
        }
        let (word, text) = (word.as_bytes(), self.text.as_bytes());
        let mut slot = hash(word, 0, word.len()) as usize & (self.slots.len() - 1);
        loop {
            let start = (self.slots[slot] as usize).checked_sub(1)?;
            let tab = start + word.len();
            if text.get(tab) == Some(&b'\t') && text[start..tab] == *word {
                let length = text[tab + 1..].iter().position(|b| *b == b'\n').unwrap_or(text.len() - tab - 1);
                return self.text.get(tab + 1..tab + 1 + length);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The index of a list, for a `static`; `SLOTS` is a power of two and more than the list has lines.
pub(crate) const fn index<const SLOTS: usize>(text: &str) -> [u32; SLOTS] {
    assert!(SLOTS.is_power_of_two());
    let (text, mut slots, mut start) = (text.as_bytes(), [0; SLOTS], 0);
    while start < text.len() {
        let mut tab = start;
        while tab < text.len() && text[tab] != b'\t' && text[tab] != b'\n' {
            tab += 1;
        }
        if tab > start && text[start] != b'#' && tab < text.len() && text[tab] == b'\t' {
            let mut slot = hash(text, start, tab) as usize & (SLOTS - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (SLOTS - 1);
            }
            slots[slot] = start as u32 + 1;
        }
        start = tab;
        while start < text.len() && text[start] != b'\n' {
            start += 1;
        }
        start += 1;
    }
    slots
}

/// Fowler, Noll and Vo's hash, which a compiler can work out too.
const fn hash(text: &[u8], from: usize, to: usize) -> u32 {
    let (mut hash, mut at) = (0x811c_9dc5_u32, from);
    while at < to {
        hash = (hash ^ text[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_their_list() {
        const TEXT: &str = "# comment\tx\na\t1\n\t7\nab\t2\tmore\nc";
        static SLOTS: [u32; 4] = index(TEXT);
        let list = Indexed::new(TEXT, &SLOTS);
        let found = ["a", "ab", "b", "", "c", "# comment", "a\t1"].map(|word| list.get(word));
        assert_eq!(found, [Some("1"), Some("2\tmore"), None, None, None, None, None]);
    }
}
