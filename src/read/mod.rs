//! In: files, folders, standard input. Out: [`Raw`] articles: text, and what the container says about it. Needs: nothing.

use crate::Span;
use crate::document::{Meta, Role};

/// An article as read: its text, and what its container (markup, a JSONL line) says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    /// What the container says.
    pub meta: Meta,
    /// The text as given; for HTML the text extracted from the page.
    pub text: String,
    /// Stretches of `text` whose role the markup tells, in order; empty for plain text.
    pub hints: Vec<(Span, Role)>,
    /// Whether `text` is not what the input holds byte for byte, so that output has to carry it.
    pub extracted: bool,
}

impl Raw {
    /// Plain text with a name for it.
    #[must_use]
    pub fn text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self { meta: Meta { id: id.into(), ..Meta::default() }, text: text.into(), ..Self::default() }
    }
}
