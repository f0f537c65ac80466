//! Files of summaries: JSON Lines, an article a line.
//!
//! A line has an `id` (text or a number) and its `summary`: an array of sentences, or one text with a sentence a line. Lines that
//! `onrecord summarize --format jsonl` writes are read as they are (`sentences` with their `text`). A reference may have several summaries,
//! `summaries`, each as above. Other fields are passed over.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::lines::{Line, lines};
use crate::error::{Error, Place, Result};

/// The sentences of a summary.
pub type Texts = Vec<String>;

/// What a system wrote: a summary an article.
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    /// What the system is called.
    pub name: String,
    by_id: HashMap<String, Texts>,
}

impl Summaries {
    /// Reads JSON Lines; `path` names the system, and the place of an error.
    ///
    /// # Errors
    /// A line that is no such object, an id that comes twice, or no line at all.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self> {
        let path = path.as_ref();
        let mut by_id = HashMap::new();
        for (id, mut all, place) in summaries(path, bytes)? {
            let (Some(summary), true) = (all.pop(), all.is_empty()) else {
                return Err(Error::input(place, "a system has one summary an article, and this line has several"));
            };
            by_id.insert(id, summary);
        }
        Ok(Self { name: path.display().to_string(), by_id })
    }

    /// The summary of an article.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Texts> {
        self.by_id.get(id)
    }
}

/// What people wrote: one or more summaries an article.
#[derive(Clone, Debug, Default)]
pub struct References {
    ids: Vec<String>,
    by_id: HashMap<String, Vec<Texts>>,
}

impl References {
    /// Reads JSON Lines; `path` names the place of an error.
    ///
    /// # Errors
    /// A line that is no such object, an id that comes twice, or no line at all.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self> {
        let mut references = Self::default();
        for (id, all, _) in summaries(path.as_ref(), bytes)? {
            references.ids.push(id.clone());
            references.by_id.insert(id, all);
        }
        Ok(references)
    }

    /// The references of an article.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Vec<Texts>> {
        self.by_id.get(id)
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// The articles that all systems have, in the order of the references.
pub(super) fn shared_ids<'a>(references: &'a References, systems: &[&Summaries], allow_missing: bool) -> Result<Vec<&'a str>> {
    let lacks = |system: &Summaries| references.ids.iter().filter(|id| system.get(id).is_none()).collect::<Vec<_>>();
    for system in systems.iter().filter(|_| !allow_missing) {
        let missing = lacks(system);
        if let Some(first) = missing.first() {
            let (n, of) = (missing.len(), references.len());
            let reason =
                format!("has no summary of {n} of the {of} articles of the reference, such as {first:?}; --allow-missing scores the rest");
            return Err(Error::input(Path::new(&system.name), reason));
        }
    }
    let ids: Vec<&str> = references.ids.iter().map(String::as_str).filter(|id| systems.iter().all(|s| s.get(id).is_some())).collect();
    match (ids.is_empty(), systems.first()) {
        (true, Some(system)) => {
            Err(Error::input(Path::new(&system.name), "shares no id with the reference, so that nothing can be scored"))
        }
        _ => Ok(ids),
    }
}

#[derive(Deserialize)]
struct Row {
    summary: Option<Text>,
    summaries: Option<Vec<Text>>,
    sentences: Option<Vec<Sentence>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Sentences(Vec<String>),
    Whole(String),
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
}

impl Text {
    fn sentences(self) -> Texts {
        match self {
            Self::Sentences(sentences) => sentences,
            Self::Whole(text) => text.split('\n').filter(|s| !s.is_empty()).map(str::to_owned).collect(),
        }
    }
}

/// The lines with their ids and summaries.
fn summaries(path: &Path, bytes: &[u8]) -> Result<Vec<(String, Vec<Texts>, Place)>> {
    let row = |Line { id, value, place }| match texts(value) {
        Ok(all) => Ok((id, all, place)),
        Err(reason) => Err(Error::input(place, reason)),
    };
    lines(path, bytes, "{\"id\": …, \"summary\": [sentence, …]}")?.into_iter().map(row).collect()
}

fn texts(value: Value) -> std::result::Result<Vec<Texts>, String> {
    let row: Row = serde_json::from_value(value).map_err(|e| format!("no object with id and summary: {e}"))?;
    let own = |sentences: Vec<Sentence>| sentences.into_iter().map(|s| s.text).collect();
    match (row.summaries, row.summary, row.sentences) {
        (Some(all), ..) if !all.is_empty() => Ok(all.into_iter().map(Text::sentences).collect()),
        (_, Some(one), _) => Ok(vec![one.sentences()]),
        (.., Some(sentences)) => Ok(vec![own(sentences)]),
        _ => Err("has no summary".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Summaries> {
        Summaries::from_bytes("s.jsonl", text.as_bytes())
    }

    #[test]
    fn forms_of_a_summary() {
        let texts = |text: &str| read(text).unwrap().get("1").cloned().unwrap();
        assert_eq!(texts(r#"{"id": 1, "summary": ["A b.", "C."], "more": {}}"#), ["A b.", "C."]);
        assert_eq!(texts(r#"{"id": "1", "summary": "A b.\nC."}"#), ["A b.", "C."]);
        assert_eq!(texts(r#"{"id": "1", "sentences": [{"text": "A b.", "start": 0}, {"text": "C."}]}"#), ["A b.", "C."]);
    }

    #[test]
    fn errors_name_the_line() {
        for (text, wanted) in [
            ("", "s.jsonl: has no line"),
            ("\n{\"summary\": []}", "s.jsonl:2: has no id"),
            ("{\"id\": [], \"summary\": []}", "s.jsonl:1: the id is neither"),
            ("{\"id\": \"1\"}", "s.jsonl:1: has no summary"),
            ("{\"id\": \"1\", \"summary\": 3}", "s.jsonl:1: no object with"),
            ("{\"id\": \"1\", \"summary\": \"a\"}\n{\"id\": 1, \"summary\": \"b\"}", "s.jsonl:2: the id \"1\" was on line 1 already"),
            ("{\"id\": \"1\", \"summaries\": [\"a\", \"b\"]}", "s.jsonl:1: a system has one summary"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
        assert!(Summaries::from_bytes("s.gz", b"\x1f\x8b\x08").unwrap_err().to_string().contains("gunzip"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let references = References::from_bytes("r", b"{\"id\":1,\"summary\":\"a\"}\n{\"id\":2,\"summaries\":[\"a\",[\"b\"]]}").unwrap();
        let system = read("{\"id\":2,\"summary\":\"a\"}").unwrap();
        let error = shared_ids(&references, &[&system], false).unwrap_err().to_string();
        assert!(error.contains("s.jsonl: has no summary of 1 of the 2") && error.contains("\"1\""), "{error}");
        assert_eq!(shared_ids(&references, &[&system], true).unwrap(), ["2"]);
        let other = read("{\"id\":3,\"summary\":\"a\"}").unwrap();
        assert!(shared_ids(&references, &[&other], true).is_err());
    }
}
