//! A group of lists that is read when it is first asked for: most commands need few of them, and reading all takes longer than a short article.

use std::ops::Deref;
use std::sync::OnceLock;

use super::Files;
use crate::error::Result;

/// Lists of one kind, read at first use; those of a user's folder at once, so that what is wrong with them is told before anything is done.
#[derive(Clone, Debug)]
pub(crate) struct Part<T> {
    lists: OnceLock<T>,
    read: fn() -> T,
}

impl<T> Part<T> {
    /// The built-in lists, by the function that reads them.
    pub(super) const fn built_in(read: fn() -> T) -> Self {
        Self { lists: OnceLock::new(), read }
    }

    /// Lists that have been read.
    pub(super) fn known(lists: T) -> Self {
        Self { lists: OnceLock::from(lists), read: || unreachable!("these lists have been read") }
    }

    /// Changes the lists.
    pub(super) fn change<R>(&mut self, change: impl FnOnce(&mut T) -> R) -> R {
        let mut lists = self.lists.take().unwrap_or_else(self.read);
        let result = change(&mut lists);
        self.lists = OnceLock::from(lists);
        result
    }
}

impl<T> Deref for Part<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.lists.get_or_init(self.read)
    }
}

/// What reading a built-in list gives.
pub(super) fn built_in<T>(load: impl FnOnce(&Files<'_>) -> Result<T>) -> T {
    match load(&Files::default()) {
        Ok(lists) => lists,
        Err(error) => unreachable!("the built-in lists are tested to load: {error}"),
    }
}
