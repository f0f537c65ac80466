//! Files of attributions: JSON Lines, an article a line.
//!
//! A line has an `id` and its `attributions`, each with `source`, `cue` and `content`: lists of spans. A span is `[start, end]` in characters
//! (as corpora have it), or an object of `start`, `end` and `text`, as `onrecord attributions --format jsonl` writes it: what its
//! numbers count (bytes, characters or UTF-16 units) is told by its `text`. A gold line has the article's `text` too, and may have
//! stretches to `discard`. `quote_type` (or `type`) names the kind of quotation where it is known. Other fields are passed over.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::super::lines::{Line, lines};
use super::Quotation;
use crate::error::{Error, Place, Result};
use crate::span::Unit;

/// An attribution as spans of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) source: Vec<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) quotation: Option<Quotation>,
}

/// An article that people marked.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) attributions: Vec<Spans>,
    /// What is no part of the article: answers mostly in there do not count.
    pub(super) discard: Vec<Range<usize>>,
}

/// Articles with their attributions as people marked them.
#[derive(Clone, Debug)]
pub struct Gold {
    pub(super) articles: Vec<Marked>,
}

/// What a system found in articles.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the system is called: the file it came from.
    pub name: String,
    rows: HashMap<String, (Place, Vec<Row>)>,
}

#[derive(Clone, Debug, Deserialize)]
struct Article {
    text: Option<String>,
    attributions: Option<Vec<Row>>,
    #[serde(default)]
    discard: Vec<One>,
}

#[derive(Clone, Debug, Deserialize)]
struct Row {
    #[serde(default)]
    source: Vec<One>,
    #[serde(default)]
    cue: Vec<One>,
    #[serde(default)]
    content: Vec<One>,
    #[serde(alias = "type")]
    quote_type: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum One {
    Pair([usize; 2]),
    Object { start: usize, end: usize, text: Option<String> },
}

impl Gold {
    /// Reads JSON Lines; `path` names the place of an error.
    ///
    /// # Errors
    /// A line that is no such object or whose spans do not select their text, an id that comes twice, or no line at all.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self> {
        let mut articles = Vec::new();
        for Line { id, value, place } in lines(path.as_ref(), bytes, EXPECTED)? {
            let article = article(value).map_err(|reason| Error::input(place.clone(), reason))?;
            let text = article.text.ok_or_else(|| Error::input(place.clone(), "has no text; a gold line is an article with its text"))?;
            let (attributions, discard) = placed(&text, &article.attributions.unwrap_or_default(), &article.discard, &place)?;
            articles.push(Marked { id, text, attributions, discard });
        }
        Ok(Self { articles })
    }
}

impl Found {
    /// Reads JSON Lines; `path` names the system, and the place of an error.
    ///
    /// # Errors
    /// A line that is no such object, an id that comes twice, or no line at all.
    pub fn from_bytes(path: impl AsRef<Path>, bytes: &[u8]) -> Result<Self> {
        let path = path.as_ref();
        let mut rows = HashMap::new();
        for Line { id, value, place } in lines(path, bytes, EXPECTED)? {
            let article = article(value).map_err(|reason| Error::input(place.clone(), reason))?;
            let Some(attributions) = article.attributions else {
                return Err(Error::input(place, "has no attributions; onrecord attributions --format jsonl writes them"));
            };
            rows.insert(id, (place, attributions));
        }
        Ok(Self { name: path.display().to_string(), rows })
    }

    /// Whether there is a line for an article.
    pub(super) fn has(&self, id: &str) -> bool {
        self.rows.contains_key(id)
    }

    /// The attributions of an article in its text.
    pub(super) fn of(&self, article: &Marked) -> Result<Vec<Spans>> {
        let Some((place, rows)) = self.rows.get(&article.id) else { return Ok(Vec::new()) };
        Ok(placed(&article.text, rows, &[], place)?.0)
    }
}

const EXPECTED: &str = "{\"id\": …, \"attributions\": [{\"source\": …, \"cue\": …, \"content\": …}]}";

fn article(value: Value) -> std::result::Result<Article, String> {
    serde_json::from_value(value).map_err(|e| format!("no article with attributions: {e}"))
}

/// Characters up to each place of a text in a unit; `None` between two characters.
struct Places {
    chars: Vec<Option<usize>>,
}

impl Places {
    fn new(text: &str, unit: Unit) -> Self {
        let mut chars = Vec::new();
        for (n, c) in text.chars().enumerate() {
            let width = match unit {
                Unit::Byte => c.len_utf8(),
                Unit::Char => 1,
                Unit::Utf16 => c.len_utf16(),
            };
            chars.push(Some(n));
            chars.extend(std::iter::repeat_n(None, width - 1));
        }
        chars.push(Some(text.chars().count()));
        Self { chars }
    }

    fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        Some(self.chars.get(start).copied()??..self.chars.get(end).copied()??)
    }
}

/// Spans as ranges of characters: of the units under which every span with a text selects it, the first.
fn placed(text: &str, rows: &[Row], discard: &[One], place: &Place) -> Result<(Vec<Spans>, Vec<Range<usize>>)> {
    let mut reason = String::new();
    for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
        match placed_by(text, &Places::new(text, unit), rows, discard) {
            Ok(found) => return Ok(found),
            Err(why) => reason = why,
        }
    }
    Err(Error::input(place.clone(), reason))
}

fn placed_by(text: &str, places: &Places, rows: &[Row], discard: &[One]) -> std::result::Result<(Vec<Spans>, Vec<Range<usize>>), String> {
    let count = text.chars().count();
    let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let one = |span: &One| match span {
        One::Pair([start, end]) if start <= end && *end <= count => Ok(*start..*end),
        One::Pair([start, end]) => Err(format!("the span [{start}, {end}] is not of the article's {count} characters")),
        One::Object { start, end, text: wanted } => {
            let range = places.range(*start, *end).filter(|r| r.start <= r.end);
            let fits = |r: &Range<usize>| wanted.as_deref().is_none_or(|w| w == &text[chars[r.start]..chars[r.end]]);
            range.filter(fits).ok_or_else(|| {
                let shown: String = wanted.iter().flat_map(|w| w.chars()).take(40).collect();
                format!("the span {start} to {end} does not select its text {shown:?} in the gold's text: is it the same article?")
            })
        }
    };
    let all = |spans: &[One]| spans.iter().map(one).collect::<std::result::Result<Vec<_>, String>>();
    let mut out = Vec::new();
    for row in rows {
        let quotation = row.quote_type.as_ref().and_then(Value::as_str).and_then(Quotation::named);
        out.push(Spans { source: all(&row.source)?, cue: all(&row.cue)?, content: all(&row.content)?, quotation });
    }
    Ok((out, all(discard)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"id": 1, "text": "é: \"Ja\", sagt Ek.", "attributions": [{"source": [[14, 16]], "cue": [[9, 13]], "content": [[3, 7]], "type": "direct"}]}"#;

    fn found(line: &str) -> Result<Vec<Spans>> {
        let gold = Gold::from_bytes("gold.jsonl", GOLD.as_bytes()).unwrap();
        Found::from_bytes("ours.jsonl", line.as_bytes())?.of(&gold.articles[0])
    }

    #[test]
    fn units_are_told_by_the_text() {
        for (start, end) in [(14, 16), (15, 17)] {
            let line = format!(
                r#"{{"id": "1", "attributions": [{{"source": [{{"start": {start}, "end": {end}, "text": "Ek"}}], "content": []}}]}}"#
            );
            assert_eq!(found(&line).unwrap()[0].source.first(), Some(&(14..16)), "{line}");
        }
        let gold = Gold::from_bytes("gold.jsonl", GOLD.as_bytes()).unwrap();
        assert_eq!(gold.articles[0].attributions[0].quotation, Some(Quotation::Direct));
    }

    #[test]
    fn errors_say_what_to_do() {
        for (line, wanted) in [
            (
                r#"{"id": 1, "attributions": [{"content": [{"start": 3, "end": 5, "text": "Nein"}]}]}"#,
                "ours.jsonl:1: the span 3 to 5 does not select",
            ),
            (
                r#"{"id": 1, "attributions": [{"content": [[3, 99]]}]}"#,
                "ours.jsonl:1: the span [3, 99] is not of the article's 17 characters",
            ),
            (r#"{"id": 1}"#, "ours.jsonl:1: has no attributions"),
            (r#"{"id": 1, "attributions": 3}"#, "ours.jsonl:1: no article with attributions"),
            ("", "ours.jsonl: has no line"),
        ] {
            let error = found(line).unwrap_err().to_string();
            assert!(error.starts_with(wanted), "{error}");
        }
        let error = Gold::from_bytes("gold.jsonl", br#"{"id": 1, "attributions": []}"#).unwrap_err().to_string();
        assert!(error.contains("gold.jsonl:1: has no text"), "{error}");
    }
}
