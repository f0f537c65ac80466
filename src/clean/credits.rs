//! Who wrote, photographed or supplied it: bylines, closing credits, picture credits, lines about the author.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::lines::{Line, Stop};
use crate::lexicon::{Boilerplate, LineClass, Outlet};
use crate::{Lexicon, Span};

/// Most words of a picture credit: "Photo: Agency / Pool / Ana Maria van den Ek, file picture of May 2024" fits.
const CREDIT_WORDS: usize = 14;
/// Most words of a line that is an address.
pub(super) const CONTACT_WORDS: usize = 12;
/// Bytes in which the label of a picture credit and the mark after it stand.
const LABEL_BYTES: usize = 40;

/// Whether a line is a byline: "By JANE ROE, Staff Writer", "By Jane Roe and John Doe in Port Halden".
pub(super) fn is_byline(text: &str, line: &Line) -> bool {
    let inside = line.span.of(text);
    let Some(rest) = strip_by(inside) else { return false };
    if line.words > CREDIT_WORDS + 4
        || line.ends_sentence() && !rest.contains(['@', '|'])
        || matches!(line.norm(text).chars().last(), Some(':' | ','))
    {
        return false;
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let capitals = words.iter().filter(|w| w.starts_with(char::is_uppercase)).count();
    words.first().is_some_and(|w| w.starts_with(char::is_uppercase)) && capitals >= 2 && capitals * 2 >= words.len()
}

/// The words after an opening "By".
pub(super) fn strip_by(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY ")).or_else(|| text.strip_prefix("by "));
    rest.or_else(|| text.strip_prefix("By: ")).map(str::trim_start)
}

/// The agencies and outlets of a line that names nothing else: "-AFP / RNZ", "(Reuters)", "Source: AP".
pub(super) fn closing<'a>(text: &'a str, span: Span, lexicon: &Lexicon) -> Vec<(&'a str, Outlet)> {
    let inside = span.of(text);
    let mut out = Vec::new();
    if inside.is_empty() || inside.len() > 90 {
        return out;
    }
    let labels = ["Source:", "Sources:", "Source :", "With", "From"];
    let label = inside.starts_with(['S', 'W', 'F']).then(|| labels.iter().find_map(|s| inside.strip_prefix(s))).flatten();
    // Most lines end here: what they open with is no name of an outlet.
    if label.is_none() && !lexicon.boilerplate.screen.may_open_outlet(inside) {
        return out;
    }
    let inside = label.unwrap_or(inside);
    let apart = |c: char| matches!(c, '/' | '|' | ',' | '(' | ')' | '[' | ']' | '&' | ';') || matches!(c, '\u{2013}' | '\u{2014}');
    for name in inside.split(apart).flat_map(|piece| piece.split(" and ")) {
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '*' | '+'));
        if name.is_empty() {
            continue;
        }
        match lexicon.boilerplate.outlet(name) {
            Some(kind) => out.push((name, kind)),
            None => return Vec::new(),
        }
    }
    out
}

/// Where the picture credit that ends a piece of text starts, as an offset into it; 0 if it is nothing else.
pub(super) fn picture_credit(inside: &str, lexicon: &Lexicon) -> Option<usize> {
    bracketed(inside, lexicon).or_else(|| labelled(inside, lexicon)).or_else(|| slashed(inside, lexicon))
}

/// "(Photo by X / AGENCY)", "[Photo: X]", "(AP Photo/X)", "(X/The Post via AP)".
fn bracketed(inside: &str, lexicon: &Lexicon) -> Option<usize> {
    let trimmed = inside.trim_end_matches(['.', ' ']);
    let close = trimmed.chars().next_back().filter(|c| matches!(c, ')' | ']'))?;
    let at = trimmed.rfind(if close == ')' { '(' } else { '[' })?;
    let group = &trimmed[at + 1..trimmed.len() - 1];
    (words(group) <= CREDIT_WORDS && names_picture(group, lexicon)).then_some(at)
}

/// Whether the words of a bracket credit a picture.
fn names_picture(group: &str, lexicon: &Lexicon) -> bool {
    let lower = group.to_lowercase();
    let label = label_at(&lower, &lexicon.boilerplate);
    label.is_some_and(|end| lower[end..].is_empty() || lower[end..].starts_with([':', '/', ',']) || lower[end..].starts_with(" by "))
        || !group.contains(',') && by_slashes(group, lexicon)
        || group.split(" via ").skip(1).any(|name| has_source(name, lexicon))
        || lexicon.boilerplate.outlet(group.trim()) == Some(Outlet::Photo)
}

/// Whether a name and an agency are parted by a slash. An outlet counts only after a person: "[NBC/WSJ]" is where a poll comes from.
fn by_slashes(group: &str, lexicon: &Lexicon) -> bool {
    let Some((person, rest)) = group.split_once('/') else { return false };
    let agency = |name: &str| has_source(name, lexicon) && lexicon.boilerplate.outlet(name.trim()) != Some(Outlet::Publisher);
    let person_first = words(person) >= 2 && is_names(person, lexicon);
    group.split('/').any(agency) || person_first && rest.split('/').any(|name| has_source(name, lexicon))
}

/// Where the label that opens a text (lower case) ends.
fn label_at(lower: &str, boilerplate: &Boilerplate) -> Option<usize> {
    let ends = lower.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).chain([lower.len()]);
    ends.take(3).filter(|end| boilerplate.is(&lower[..*end], LineClass::Label)).last()
}

/// Whether a name, or its last words, is an agency or outlet: "AFP", "Jane Roe AP".
fn has_source(name: &str, lexicon: &Lexicon) -> bool {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    lexicon.boilerplate.is_source(name)
        || name.rsplit_once(' ').is_some_and(|(_, last)| lexicon.boilerplate.is_source(last))
        || name.split_once(' ').is_some_and(|(first, _)| matches!(lexicon.boilerplate.outlet(first), Some(Outlet::Agency | Outlet::Photo)))
        || name.split_once(' ').is_some_and(|(_, rest)| lexicon.boilerplate.is_source(rest))
}

/// "... on Monday. Photo: AGENCY / X", "Photograph: X/Reuters", "Photo by X".
fn labelled(inside: &str, lexicon: &Lexicon) -> Option<usize> {
    let from = tail_start(inside);
    // Most lines end here: without one of these marks, or a label as the last word, there is nothing to find.
    let last = inside.rsplit([' ', '.', '|']).find(|w| !w.is_empty()).unwrap_or_default();
    if !is_marked(&inside[from..]) && !lexicon.boilerplate.is_small(last, LineClass::Label) {
        return None;
    }
    let starts =
        std::iter::once(from).chain(inside[from..].match_indices([' ', '(', '[', '|', '.']).map(|(at, mark)| from + at + mark.len()));
    let opens = |at: &usize| inside[*at..].starts_with(char::is_uppercase) && lexicon.boilerplate.screen.may_open_label(&inside[*at..]);
    starts.filter(opens).find(|at| {
        let before = inside[..*at].trim_end();
        let tail = &inside[*at..];
        let lower = tail[..super::stamps::floor_boundary(tail, LABEL_BYTES)].to_lowercase();
        let Some(end) = label_at(&lower, &lexicon.boilerplate) else { return false };
        let Some(rest) = lower.get(end..) else { return false };
        let named = rest
            .strip_prefix([':', '/', '\u{2026}'])
            .or_else(|| rest.strip_prefix("..."))
            .or_else(|| rest.strip_prefix(" :"))
            .map(str::trim);
        // In mid-sentence ("Norland Photos: what the flood left") only names make it a credit.
        let names = || tail.get(end..).is_some_and(|r| r.split(['/', ':']).all(|name| is_names(name, lexicon)));
        let colon = named.is_some_and(|n| !n.is_empty()) && (is_parted(before) || names());
        let by = rest.starts_with(" by ") && is_parted(before);
        let alone = rest.is_empty() && before.ends_with(['.', '|', ')']);
        (colon || by || alone) && words(tail) <= CREDIT_WORDS && !has_inner_stop(tail)
    })
}

/// Whether a text has one of the marks that may follow the label of a credit; every line is asked.
fn is_marked(text: &str) -> bool {
    static WORDS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| [" by ", "\u{2026}"].map(|mark| Finder::new(mark.as_bytes())));
    let bytes = text.as_bytes();
    memchr::memchr2(b':', b'/', bytes).is_some()
        || memchr::memchr_iter(b'.', bytes).any(|at| bytes[at..].starts_with(b"..."))
        || WORDS.iter().any(|mark| mark.find(bytes).is_some())
}

/// Whether what stands before a credit is nothing, or ends.
fn is_parted(before: &str) -> bool {
    before.is_empty() || before.ends_with(['.', '!', '?', ')', '|', '"', '\u{201d}', '-', '(', '['])
}

/// "... on Monday. Jane Roe/Reuters", "| AP Photo/Jane Roe", "Getty Images".
fn slashed(inside: &str, lexicon: &Lexicon) -> Option<usize> {
    if inside.ends_with(['.', '!', '?', '"', '\u{201d}']) {
        return None;
    }
    let window = &inside[tail_start(inside)..];
    // Most lines end here: without a slash, or "via", only the name of a picture agency makes a credit of the end.
    let marked = || memchr::memchr(b'/', window.as_bytes()).is_some() || window.contains(" via ");
    if !lexicon.boilerplate.screen.may_end_photo(window) && !marked() {
        return None;
    }
    let cut =
        [". ", ".\u{a0}", "| ", ") ", "? ", "! ", "\u{201d} "].iter().filter_map(|mark| window.rfind(mark).map(|at| at + mark.len())).max();
    let start = cut.map_or(inside.len() - window.len(), |at| inside.len() - window.len() + at);
    let tail = inside[start..].trim_start();
    let start = inside.len() - tail.len();
    if (cut.is_none() && window.len() < inside.len()) || tail.is_empty() || words(tail) > 9 {
        return None;
    }
    let parts: Vec<&str> = tail.split('/').collect();
    let credited =
        parts.len() > 1 && parts.iter().any(|name| has_source(name, lexicon)) && parts.iter().all(|name| is_names(name, lexicon));
    let photo = lexicon.boilerplate.outlet(tail) == Some(Outlet::Photo) && words(tail) > 1;
    let via = tail.split_once(" via ").is_some_and(|(name, source)| has_source(source, lexicon) && is_names(name, lexicon));
    (credited || photo || via).then_some(start)
}

/// Whether every word of a name opens with a capital, or may stand small between names.
fn is_names(name: &str, lexicon: &Lexicon) -> bool {
    let fits = |w: &str| w.starts_with(char::is_uppercase) || lexicon.boilerplate.is(w, LineClass::Particle);
    name.split_whitespace().all(fits)
}

/// Whether a line at the end signs an article with names that no list has: "-NRA / Halden Radio".
pub(super) fn is_closing_signature(line: &str, lexicon: &Lexicon) -> bool {
    // Most lines end here: they open with a letter and hold no slash.
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) && memchr::memchr(b'/', line.as_bytes()).is_none() {
        return false;
    }
    let bare = line.trim_start_matches(['-', '\u{2013}', '\u{2014}']).trim_start();
    let dashed = bare.len() < line.len() && !line.starts_with("- ") || line.contains(" / ");
    dashed
        && words(bare) <= 8
        && bare.starts_with(char::is_uppercase)
        && bare.split('/').all(|name| is_names(name, lexicon) && !name.trim().is_empty())
}

/// Whether a name is an acronym, as agencies have: "NRA".
pub(super) fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase())
}

/// The names of a closing line as its sources: those on the lists by their kind, an unknown acronym as an agency, another name as an outlet.
pub(super) fn signatories<'a>(text: &'a str, span: Span, lexicon: &Lexicon) -> Vec<(&'a str, Outlet)> {
    let known = closing(text, span, lexicon);
    if !known.is_empty() || !is_closing_signature(span.of(text), lexicon) {
        return known;
    }
    let names = span.of(text).split('/').map(|n| n.trim_matches(|c: char| !c.is_alphanumeric())).filter(|n| !n.is_empty());
    let kind = |name: &str| if is_acronym(name) { Outlet::Agency } else { Outlet::Publisher };
    names.map(|name| (name, lexicon.boilerplate.outlet(name).unwrap_or_else(|| kind(name)))).collect()
}

/// Whether a line signs an article: "Jane Roe/Norland Post", "Jane Roe | Norland Post".
pub(super) fn is_signature(line: &str, lexicon: &Lexicon) -> bool {
    line.contains(['/', '|']) && line.split(['/', '|']).all(|name| is_names(name, lexicon) && !name.trim().is_empty())
}

/// Where the last bytes of a text, in which a credit may stand, start.
fn tail_start(inside: &str) -> usize {
    const TAIL_BYTES: usize = 140;
    let at = inside.len().saturating_sub(TAIL_BYTES);
    (at..=inside.len()).find(|at| inside.is_char_boundary(*at)).unwrap_or(0)
}

/// Whether a sentence ends inside: initials ("J. Roe") aside.
fn has_inner_stop(tail: &str) -> bool {
    tail.match_indices(". ").any(|(at, _)| {
        let word = tail[..at].rsplit([' ', '/']).next().unwrap_or_default();
        word.chars().count() > 2
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The author whom a closing line is about: "Jane Roe is a reporter at the Norland Post."
pub(super) fn bio_name<'a>(text: &'a str, line: &Line, lexicon: &Lexicon) -> Option<&'a str> {
    if line.words > 60 || line.words < 5 || has_speech(line.norm(text), lexicon) {
        return None;
    }
    let inside = line.span.of(text);
    let verb = lexicon.boilerplate.about_author(inside)?;
    let (name, rest, is) = (&inside[..verb.start], &inside[verb.end..], &inside[verb] == " is ");
    // "Roe reported from Port Halden": a surname may stand alone.
    let named = (1..=4).contains(&words(name)) && name.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
    let is_role = |w: &str| lexicon.boilerplate.is(&w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase(), LineClass::Bio);
    (named && (!is || rest.split_whitespace().take(10).any(is_role))).then_some(name)
}

/// Whether a line (lower case) has a reporter's word.
pub(super) fn has_speech(norm: &str, lexicon: &Lexicon) -> bool {
    norm.split(|c: char| !c.is_alphanumeric()).any(|word| lexicon.boilerplate.is(word, LineClass::Speech))
}

/// Whether a line is an address to write to: an e-mail, a handle, a link, and few words.
pub(super) fn is_contact(text: &str, line: &Line) -> bool {
    // "Ek (@anaek) wrote:" brings in what comes next.
    if line.words > CONTACT_WORDS || line.stop == Stop::Open || line.stop == Stop::Full && line.words > 6 {
        return false;
    }
    let address = |word: &str| {
        let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '.' | '<' | '>'));
        let handle = word.strip_prefix('@').is_some_and(|h| h.len() > 2 && h.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        let mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        handle || mail || word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
    };
    // Each of them has one of these signs, or "www".
    let inside = line.span.of(text);
    let marked = memchr::memchr2(b'@', b'/', inside.as_bytes()).is_some() || inside.as_bytes().windows(3).any(|three| three == b"www");
    marked && inside.split_whitespace().any(address) && !line.norm(text).contains('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_credits() {
        for (line, credit) in [
            ("Ek at the port. Photo: AFP / Pool / Jon Ros", "Photo: AFP / Pool / Jon Ros"),
            ("Ek arrives in Halden. (Photo by Jon ROS / POOL / AFP)", "(Photo by Jon ROS / POOL / AFP)"),
            ("Ek at the port. [Photo: EPA]", "[Photo: EPA]"),
            ("Ek waves. (AP Photo/Jon Ros)", "(AP Photo/Jon Ros)"),
            ("Ek waves. Jon Ros/Reuters", "Jon Ros/Reuters"),
            ("Ek waves. Photograph: Jon Ros/Reuters", "Photograph: Jon Ros/Reuters"),
            ("Ek waves at the crowd. Jon Ros/Getty Images", "Jon Ros/Getty Images"),
            ("Ek waves | Jon Ros via Getty Images", "Jon Ros via Getty Images"),
            ("A bridge in Norland. File photo", "File photo"),
            ("A bridge in Norland (file photo)", "(file photo)"),
            ("REUTERS/Jon Ros", "REUTERS/Jon Ros"),
            ("Getty Images", "Getty Images"),
        ] {
            let at = picture_credit(line, Lexicon::english());
            assert_eq!(at.map(|at| &line[at..]), Some(credit), "{line}");
        }
    }

    #[test]
    fn what_is_no_picture_credit() {
        for line in [
            "The photo: nobody had seen it before.",
            "She said so (in a photo).",
            "He works for Norland Radio (NR).",
            "The camp is run by the UN/Red Cross.",
            "The photo by Jon Ros shows a bridge.",
            "Norland voted on Monday.",
            "It is 5 km/h slower.",
        ] {
            assert_eq!(picture_credit(line, Lexicon::english()), None, "{line}");
        }
    }
}
