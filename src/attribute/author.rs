//! Who "I" is outside quotation marks: the signature under a letter, the line about the author under a column, the byline.

use super::coref::Resolver;
use super::scan::Scan;
use crate::document::Paragraph;
use crate::lexicon::Beside;

/// Names of authors have at most so many words.
const LONGEST_NAME: usize = 4;
/// The line about the author is one of the last so many paragraphs.
const LAST_LINES: usize = 3;
/// A signature stands at most so many paragraphs below.
const LETTER: usize = 12;

impl Resolver<'_, '_> {
    /// The author of what a token stands in, and how the text names him; of a "we" only who signs.
    pub(super) fn author(&self, token: usize, plural: bool) -> Option<(String, &'static str)> {
        let doc = self.scan.doc;
        let at = doc.tokens.get(token)?.span.start();
        let here = doc.paragraphs.partition_point(|p| p.span.end() <= at);
        let mut below = doc.paragraphs.iter().skip(here + 1).take(LETTER);
        if let Some(name) = below.find_map(|p| signature(self.scan, p)) {
            // "We asked our followers" is the paper's, above the first of them.
            return Some((name.to_owned(), "who signs below")).filter(|_| !plural || !name.starts_with('@'));
        }
        self.writer.get_or_init(|| writer(self.scan)).clone().filter(|_| !plural)
    }
}

/// Who wrote the whole article.
fn writer(scan: &Scan<'_>) -> Option<(String, &'static str)> {
    let doc = scan.doc;
    if let Some(name) = doc.paragraphs.iter().rev().take(LAST_LINES).find_map(|p| about(scan, p)) {
        return Some((name.to_owned(), "whom the last lines are about"));
    }
    let byline = doc.meta.byline.as_deref()?.trim();
    let byline = byline.strip_prefix("By ").or_else(|| byline.strip_prefix("BY ")).unwrap_or(byline);
    let name = byline.split([',', '|', '(']).next()?.trim();
    let one = !name.is_empty() && !name.contains(" and ") && !name.contains('&') && name.split_whitespace().count() <= LONGEST_NAME;
    one.then(|| (name.to_owned(), "who wrote the article"))
}

/// "Ida Ek." on a line of its own, or the name of an account: "@idaek".
fn signature<'d>(scan: &Scan<'d>, paragraph: &Paragraph) -> Option<&'d str> {
    let line = scan.doc.slice(paragraph.span).trim().trim_end_matches('.').trim_start_matches(['-', '\u{2013}', '\u{2014}', ' ']);
    let account = line.strip_prefix('@').is_some_and(|a| !a.is_empty() && a.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    (account || name_at(scan, line).is_some_and(|name| name.len() == line.len())).then_some(line)
}

/// "Ida Ek is a teacher in Oslo.": nobody whom the article names before.
fn about<'d>(scan: &Scan<'d>, paragraph: &Paragraph) -> Option<&'d str> {
    let text: &'d str = &scan.doc.text;
    let line = paragraph.span.of(text).trim_start();
    let name = name_at(scan, line)?;
    let tells = line[name.len()..].trim_start_matches(',').split_whitespace().next();
    let new = !text[..paragraph.span.start()].contains(name);
    (tells.is_some_and(|word| scan.lexicon.cues.beside.is(word, Beside::AUTHOR)) && new).then_some(name)
}

/// The full name that a line opens with: a known first name and one to three capitalized words.
fn name_at<'d>(scan: &Scan<'_>, line: &'d str) -> Option<&'d str> {
    let mut end = 0;
    let mut count = 0;
    for word in line.split(' ').take(LONGEST_NAME) {
        let bare = word.trim_end_matches(',');
        let part =
            bare.starts_with(char::is_uppercase) && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '\u{2019}'));
        if !part {
            break;
        }
        end += usize::from(count > 0) + bare.len();
        count += 1;
        if bare.len() < word.len() {
            break;
        }
    }
    let name = line.get(..end)?;
    let first = name.split([' ', '-']).next()?.to_lowercase();
    let full = count > 1 && scan.lexicon.people.first_name(&first).is_some() && scan.lexicon.people.country(name).is_none();
    full.then_some(name)
}
