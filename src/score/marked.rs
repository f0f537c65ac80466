//! Files of attributions and claims: JSON Lines, an article a line.
//!
//! A line has an `id` and its `attributions`, each with `source`, `cue` and `content`: lists of spans (see `spans`). A gold line has the
//! article's `text` too, and may have stretches to `discard`. `quote_type` (or `type`) names the kind of quotation where it is known.
//! Where claims are scored, an attribution also has its `speaker` (a name, or several; or `speakers`, as `onrecord claims --format jsonl`
//! writes them) and its `claims`, and a gold line may say that it is `sampled`. Other fields are passed over.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::Options;
use super::lines::{Line, lines};
use super::spans::{One, Placing, Reason, placed};
use crate::error::{Error, Place, Result};

/// An attribution as spans of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) source: Vec<Range<usize>>,
    pub(super) cue: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// The kind of quotation, as the file names it.
    pub(super) quote_type: Option<String>,
    pub(super) speakers: Vec<String>,
    /// Other names that are as right (gold).
    pub(super) accepted_speakers: Vec<String>,
    pub(super) claims: Vec<Claim>,
}

/// A claim; what is not told is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) group: String,
    pub(super) kind: String,
    /// Other types that are as right (gold).
    pub(super) accepted: Vec<String>,
    pub(super) strength: String,
    /// Other strengths that are as right (gold).
    pub(super) accepted_strengths: Vec<String>,
    pub(super) polarity: String,
    /// None where it is that of the attribution.
    pub(super) content: Vec<Range<usize>>,
    pub(super) conditions: Vec<Range<usize>>,
    pub(super) topics: Vec<String>,
}

/// An article that people marked.
#[derive(Clone, Debug)]
pub(super) struct Article {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) attributions: Vec<Attribution>,
    /// What is no part of the article: answers mostly in there do not count.
    pub(super) discard: Vec<Range<usize>>,
    /// Whether only some of its attributions are marked.
    pub(super) sampled: bool,
}

/// Articles with their attributions and claims as people marked them.
#[derive(Clone, Debug)]
pub struct Gold {
    articles: Vec<Article>,
}

/// What a system found in articles.
#[derive(Clone, Debug)]
pub struct Found {
    /// What the system is called: the file it came from.
    pub name: String,
    rows: HashMap<String, (Place, Vec<Row>)>,
}

#[derive(Clone, Debug, Deserialize)]
struct ArticleRow {
    text: Option<String>,
    attributions: Option<Vec<Row>>,
    #[serde(default)]
    discard: Vec<One>,
    #[serde(default)]
    sampled: bool,
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
    speaker: Option<Names>,
    speakers: Option<Names>,
    speaker_accept: Option<Names>,
    #[serde(default)]
    claims: Vec<ClaimRow>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct ClaimRow {
    group: String,
    #[serde(rename = "type")]
    kind: String,
    accept: Vec<String>,
    strength: String,
    accept_strength: Vec<String>,
    polarity: Option<String>,
    content: Vec<One>,
    conditions: Vec<One>,
    topics: Vec<String>,
}

/// One name, or several, or objects with a name; whatever else stands there is no name.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Several(Vec<Name>),
    Other(IgnoredAny),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Name {
    Bare(String),
    Object { name: String },
    Other(IgnoredAny),
}

impl Names {
    fn all(&self) -> Vec<String> {
        let name = |name: &Name| match name {
            Name::Bare(name) | Name::Object { name } => Some(name.clone()),
            Name::Other(_) => None,
        };
        match self {
            Self::One(name) => vec![name.clone()],
            Self::Several(names) => names.iter().filter_map(name).collect(),
            Self::Other(_) => Vec::new(),
        }
    }
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
            let rows = article.attributions.unwrap_or_default();
            let marked = placed(&text, |spans| Ok((attributions(&rows, spans)?, spans.all(&article.discard)?)));
            let (attributions, discard) = marked.map_err(|reason| Error::input(place, reason))?;
            articles.push(Article { id, text, attributions, discard, sampled: article.sampled });
        }
        Ok(Self { articles })
    }

    /// The articles that a system has too, and how many it lacks.
    ///
    /// # Errors
    /// An article that it lacks, unless `allow_missing`; no article that both have.
    fn shared_with(&self, system: &Found, options: &Options) -> Result<(Vec<&Article>, usize)> {
        let (articles, missing): (Vec<&Article>, Vec<&Article>) = self.articles.iter().partition(|a| system.rows.contains_key(&a.id));
        let error = |reason: String| Err(Error::input(Path::new(&system.name), reason));
        if articles.is_empty() {
            return error("shares no id with the gold, so that nothing can be scored".to_owned());
        }
        if let Some(first) = missing.first().filter(|_| !options.allow_missing) {
            let (n, of, first) = (missing.len(), self.articles.len(), &first.id);
            return error(format!("lacks {n} of the {of} articles of the gold, such as {first:?}; --allow-missing scores the rest"));
        }
        Ok((articles, missing.len()))
    }

    /// What `counts` counts of each article that the system has too, and how many others there are.
    ///
    /// # Errors
    /// An article that the system lacks, unless `allow_missing`; no article that both have; spans that do not fit the text.
    pub(super) fn rows<R>(&self, system: &Found, options: &Options, counts: fn(&Article, &[Attribution]) -> R) -> Result<(Vec<R>, usize)> {
        let (articles, left_out) = self.shared_with(system, options)?;
        let rows = articles.into_iter().map(|article| Ok(counts(article, &system.of(article)?))).collect::<Result<_>>()?;
        Ok((rows, left_out))
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
                return Err(Error::input(
                    place,
                    "has no attributions; onrecord attributions and onrecord claims write them with --format jsonl",
                ));
            };
            rows.insert(id, (place, attributions));
        }
        Ok(Self { name: path.display().to_string(), rows })
    }

    /// The attributions of an article in its text.
    fn of(&self, article: &Article) -> Result<Vec<Attribution>> {
        let Some((place, rows)) = self.rows.get(&article.id) else { return Ok(Vec::new()) };
        placed(&article.text, |spans| attributions(rows, spans)).map_err(|reason| Error::input(place.clone(), reason))
    }
}

const EXPECTED: &str = "{\"id\": …, \"attributions\": [{\"source\": …, \"cue\": …, \"content\": …}]}";

fn article(value: Value) -> std::result::Result<ArticleRow, String> {
    serde_json::from_value(value).map_err(|e| format!("no article with attributions: {e}"))
}

fn attributions(rows: &[Row], spans: &Placing<'_>) -> std::result::Result<Vec<Attribution>, Reason> {
    rows.iter().map(|row| attribution(row, spans)).collect()
}

fn attribution(row: &Row, spans: &Placing<'_>) -> std::result::Result<Attribution, Reason> {
    let names = |names: Option<&Names>| names.map(Names::all).unwrap_or_default();
    Ok(Attribution {
        source: spans.all(&row.source)?,
        cue: spans.all(&row.cue)?,
        content: spans.all(&row.content)?,
        quote_type: row.quote_type.as_ref().and_then(Value::as_str).map(str::to_owned),
        speakers: names(row.speaker.as_ref().or(row.speakers.as_ref())),
        accepted_speakers: names(row.speaker_accept.as_ref()),
        claims: row.claims.iter().map(|claim| self::claim(claim, spans)).collect::<std::result::Result<_, Reason>>()?,
    })
}

fn claim(row: &ClaimRow, spans: &Placing<'_>) -> std::result::Result<Claim, Reason> {
    Ok(Claim {
        group: row.group.clone(),
        kind: row.kind.clone(),
        accepted: row.accept.clone(),
        strength: row.strength.clone(),
        accepted_strengths: row.accept_strength.clone(),
        polarity: row.polarity.clone().unwrap_or_else(|| "positive".to_owned()),
        content: spans.all(&row.content)?,
        conditions: spans.all(&row.conditions)?,
        topics: row.topics.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"{"id": 1, "text": "é: \"Ja\", sagt Ek.", "attributions": [{"source": [[14, 16]], "cue": [[9, 13]], "content": [[3, 7]], "type": "direct"}]}"#;

    fn found(line: &str) -> Result<Vec<Attribution>> {
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
        assert_eq!(gold.articles[0].attributions[0].quote_type.as_deref(), Some("direct"));
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

    #[test]
    fn speakers_and_claims_as_people_and_as_the_program_write_them() {
        let line = r#"{"id": 1, "attributions": [
            {"speaker": "Ek", "claims": [{"type": "denial", "content": [[3, 7]], "strength": "na"}]},
            {"speakers": [{"name": "Ek", "role": null}, {"name": "Berg"}], "claims": [{"conditions": [{"start": 4, "end": 6, "text": "Ja"}]}]},
            {"speaker": ["Berg", 3], "speakers": 7}, {"speaker": {"odd": 1}}]}"#;
        let found = found(&line.replace('\n', " ")).unwrap();
        let speakers: Vec<Vec<&str>> = found.iter().map(|a| a.speakers.iter().map(String::as_str).collect()).collect();
        assert_eq!(speakers, [vec!["Ek"], vec!["Ek", "Berg"], vec!["Berg"], vec![]]);
        let denial = &found[0].claims[0];
        assert_eq!((denial.kind.as_str(), denial.polarity.as_str(), denial.content[0].clone()), ("denial", "positive", 3..7));
        assert_eq!(found[1].claims[0].conditions.first(), Some(&(4..6)), "characters: é has two bytes");
    }
}
