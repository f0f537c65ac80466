//! What is known of some sentences: of a long text most have nothing to say, so a list of all would be mostly empty.

/// Values by sentence, in the order of the sentences.
#[derive(Clone, Debug)]
pub(crate) struct BySentence<T>(Vec<(usize, T)>);

impl<T> Default for BySentence<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> BySentence<T> {
    /// Adds a value of a sentence, which none before may come after.
    pub(crate) fn push(&mut self, sentence: usize, value: T) {
        debug_assert!(self.0.last().is_none_or(|(last, _)| *last <= sentence), "sentences in order");
        self.0.push((sentence, value));
    }

    /// The values of a sentence. Cost: a binary search.
    pub(crate) fn of(&self, sentence: usize) -> impl Iterator<Item = &T> + Clone {
        let from = self.0.partition_point(|(s, _)| *s < sentence);
        self.0[from..].iter().take_while(move |(s, _)| *s == sentence).map(|(_, value)| value)
    }

    /// All values with their sentences.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.0.iter().map(|(sentence, value)| (*sentence, value))
    }
}

/// Values in any order; those of one sentence stay in theirs.
impl<T> FromIterator<(usize, T)> for BySentence<T> {
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(values: I) -> Self {
        let mut values: Vec<(usize, T)> = values.into_iter().collect();
        values.sort_by_key(|(sentence, _)| *sentence);
        Self(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_has_its_values_in_order() {
        let list: BySentence<char> = [(4, 'c'), (1, 'a'), (4, 'b')].into_iter().collect();
        let of = |sentence| list.of(sentence).copied().collect::<String>();
        assert_eq!([of(0), of(1), of(3), of(4), of(5)], ["", "a", "", "cb", ""]);
    }
}
