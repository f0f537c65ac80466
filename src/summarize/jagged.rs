//! Lists of different lengths in one piece of memory: an article has dozens of sentences, and a list of its own for each is slow.

use std::ops::Index;

/// Lists, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Jagged<T> {
    all: Vec<T>,
    ends: Vec<usize>,
}

impl<T> Default for Jagged<T> {
    fn default() -> Self {
        Self { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Jagged<T> {
    /// No lists, with room for so many of so many items together.
    pub(super) fn with_room(lists: usize, items: usize) -> Self {
        Self { all: Vec::with_capacity(items), ends: Vec::with_capacity(lists) }
    }

    /// Adds an item to the list at hand.
    pub(super) fn push(&mut self, item: T) {
        self.all.push(item);
    }

    /// Ends the list at hand; the next item begins another.
    pub(super) fn end(&mut self) {
        self.ends.push(self.all.len());
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The lists, in order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &[T]> + ExactSizeIterator + Clone {
        (0..self.len()).map(|list| &self[list])
    }

    /// The items of all lists.
    pub(super) fn items(&self) -> &[T] {
        &self.all
    }

    /// The items of a list, to be changed.
    pub(super) fn list_mut(&mut self, list: usize) -> &mut [T] {
        let start = self.start(list);
        &mut self.all[start..self.ends[list]]
    }

    fn start(&self, list: usize) -> usize {
        list.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

impl<T> Index<usize> for Jagged<T> {
    type Output = [T];

    fn index(&self, list: usize) -> &[T] {
        &self.all[self.start(list)..self.ends[list]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_items() {
        let mut lists = Jagged::with_room(3, 3);
        for list in [&[1, 2][..], &[], &[3]] {
            list.iter().for_each(|item| lists.push(*item));
            lists.end();
        }
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
        lists.list_mut(2)[0] = 4;
        assert_eq!((lists.len(), lists.items()), (3, &[1, 2, 4][..]));
    }
}
