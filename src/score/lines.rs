//! JSON Lines with an id each: what all files of scores have in common.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Place, Result};

/// A line of a file.
pub(super) struct Line {
    pub(super) id: String,
    /// The object, its id included.
    pub(super) value: Value,
    pub(super) place: Place,
}

/// The lines that hold anything; `form` says what one looks like, where there is none.
pub(super) fn lines(path: &Path, bytes: &[u8], form: &str) -> Result<Vec<Line>> {
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return Err(Error::input(path, "is compressed (gzip): unpack it first, as with gunzip -k"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut out = Vec::new();
    for (index, line) in bytes.split(|b| *b == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty()) {
        let place = Place::line(path, index + 1);
        let value: Value = serde_json::from_slice(line).map_err(|e| Error::input(place.clone(), format!("no JSON object: {e}")))?;
        let id = id(&value).map_err(|reason| Error::input(place.clone(), reason))?;
        if let Some(first) = seen.insert(id.clone(), index + 1) {
            return Err(Error::input(place, format!("the id {id:?} was on line {first} already")));
        }
        out.push(Line { id, value, place });
    }
    if out.is_empty() {
        return Err(Error::input(path, format!("has no line; a line is {form}")));
    }
    Ok(out)
}

fn id(value: &Value) -> std::result::Result<String, &'static str> {
    match value.get("id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id.clone()),
        Some(Value::Number(id)) => Ok(id.to_string()),
        Some(_) => Err("the id is neither text nor a number"),
        None => Err("has no id"),
    }
}
