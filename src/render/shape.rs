//! The objects of the JSON output, field by field as `schema/onrecord.schema.json` describes them. Their order is that of the output.

use serde::{Serialize, Serializer};

use crate::attribute::{QuoteType, ResolvedBy};
use crate::claim::{ClaimType, Group, NamedBy, Polarity, Strength};
use crate::document::Role;

/// A list whose entries are made one at a time, while it is written: there may be millions.
pub(super) struct Each<'a, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'a> + 'a>);

impl<'a, T> Each<'a, T> {
    pub(super) fn new<I: Iterator<Item = T> + 'a>(entries: impl Fn() -> I + 'a) -> Self {
        Self(Box::new(move || Box::new(entries())))
    }
}

impl<T: Serialize> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
pub(super) struct JsonDocument<'a> {
    pub(super) id: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) published: Option<&'a str>,
    pub(super) outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) agency: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) duplicate_of: Option<JsonDuplicate<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) paragraphs: Option<Each<'a, JsonParagraph<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sentences: Option<Each<'a, JsonSentence<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) attributions: Option<Each<'a, JsonAttribution<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) open_questions: Option<Vec<JsonQuestion<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quiet_parties: Option<Vec<JsonParty<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quotations: Option<Vec<JsonQuotation<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) coverage: Option<JsonCoverage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) keywords: Option<Vec<JsonKeyword<'a>>>,
}

#[derive(Serialize)]
pub(super) struct JsonDuplicate<'a> {
    pub(super) id: &'a str,
    pub(super) place: &'a str,
    pub(super) similarity: f64,
}

#[derive(Serialize)]
pub(super) struct JsonKeyword<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) kind: &'static str,
    pub(super) times: usize,
    pub(super) score: f64,
    pub(super) mentions: Vec<JsonSpan<'a>>,
}

#[derive(Serialize)]
pub(super) struct JsonQuestion<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) line: usize,
    pub(super) words: Vec<JsonSpan<'a>>,
    pub(super) claims: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct JsonParty<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Option<&'static str>,
    pub(super) role: Option<&'a str>,
    pub(super) country: Option<&'a str>,
    pub(super) mentions: Vec<JsonSpan<'a>>,
}

#[derive(Serialize)]
pub(super) struct JsonQuotation<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) line: usize,
    pub(super) closed: bool,
    pub(super) attribution: Option<String>,
}

#[derive(Serialize)]
pub(super) struct JsonCoverage {
    pub(super) quotations: usize,
    pub(super) attributed: usize,
    pub(super) share: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct JsonDate<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) value: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonAmount<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min: Option<serde_json::Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max: Option<serde_json::Number>,
    pub(super) unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<JsonSpan<'a>>,
}

#[derive(Serialize)]
pub(super) struct JsonPlace<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) country: &'a str,
    pub(super) code: Option<&'a str>,
    pub(super) named_by: NamedBy,
}

#[derive(Serialize)]
pub(super) struct JsonSpan<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonParagraph<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    pub(super) role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reasons: Option<[&'static str; 1]>,
}

#[derive(Serialize)]
pub(super) struct JsonSentence<'a> {
    #[serde(flatten)]
    pub(super) span: JsonSpan<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) added: Option<JsonAdded<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reasons: Option<&'a [String]>,
}

/// A name for a pronoun: the sentence stays as it stands.
#[derive(Serialize)]
pub(super) struct JsonAdded<'a> {
    #[serde(flatten)]
    pub(super) pronoun: JsonSpan<'a>,
    pub(super) name: &'a str,
    pub(super) shown: &'a str,
}

#[derive(Serialize)]
pub(super) struct JsonAttribution<'a> {
    pub(super) id: String,
    pub(super) source: Vec<JsonSpan<'a>>,
    pub(super) cue: Vec<JsonSpan<'a>>,
    pub(super) content: Vec<JsonSpan<'a>>,
    pub(super) quote_type: QuoteType,
    pub(super) speakers: Vec<JsonSpeaker<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) inner: Vec<JsonSpeaker<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) relayed_by: Vec<JsonSpeaker<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reasons: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claims: Option<Vec<JsonClaim<'a>>>,
}

#[derive(Serialize)]
pub(super) struct JsonSpeaker<'a> {
    pub(super) name: &'a str,
    pub(super) role: Option<&'a str>,
    pub(super) affiliation: Option<&'a str>,
    pub(super) country: Option<&'a str>,
    pub(super) resolved_by: ResolvedBy,
    pub(super) mention: Option<JsonSpan<'a>>,
}

#[derive(Serialize)]
pub(super) struct JsonClaim<'a> {
    pub(super) id: String,
    pub(super) group: Group,
    #[serde(rename = "type")]
    pub(super) kind: ClaimType,
    pub(super) strength: Strength,
    pub(super) polarity: Polarity,
    pub(super) content: Vec<JsonSpan<'a>>,
    pub(super) conditions: Vec<JsonSpan<'a>>,
    pub(super) limits: Vec<JsonSpan<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) dates: Vec<JsonDate<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) amounts: Vec<JsonAmount<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<JsonPlace<'a>>,
    pub(super) actors: &'a [String],
    pub(super) targets: &'a [String],
    pub(super) topics: &'a [String],
    pub(super) confidence: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reasons: Option<&'a [String]>,
}
