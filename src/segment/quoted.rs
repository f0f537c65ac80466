//! Quotations and brackets that are kept in one piece.

use super::chars::char_at;
use crate::Span;

/// The quotations and brackets of `text`, each from its opening to after its closing mark; the outermost ones, in order. A mark without
/// its partner opens nothing. Cost: linear.
pub(super) fn regions(text: &str) -> Vec<Span> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(skip) = text.as_bytes()[at..].iter().position(|b| LEADS[*b as usize]) {
        at += skip;
        let Some(c) = char_at(text, at) else { break };
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let after = char_at(text, at + c.len_utf8()).unwrap_or(' ');
        // "she 's": a clitic set apart, no quotation.
        let clitic =
            c == '\'' && text.as_bytes().get(at + 2).is_some_and(u8::is_ascii_whitespace) && matches!(after, 's' | 't' | 'd' | 'm');
        match sign(c, before, after) {
            _ if clitic => {}
            Sign::Open(closer) => open.push((closer, at)),
            Sign::Close => close(&mut open, &mut found, c, at + c.len_utf8()),
            Sign::Either if open.iter().rev().take(DEEPEST).any(|(closer, _)| *closer == c) => {
                close(&mut open, &mut found, c, at + c.len_utf8());
            }
            Sign::Either => open.push((c, at)),
            Sign::None => {}
        }
        at += c.len_utf8();
    }
    outermost(found)
}

/// How many open marks are looked back over for the partner of a closing one.
const DEEPEST: usize = 8;

/// The first bytes of the marks; those beyond ASCII never stand inside a character.
const LEADS: [bool; 256] = {
    let (mut leads, mut byte) = ([false; 256], 0);
    while byte < 256 {
        leads[byte] = matches!(byte as u8, b'"' | b'\'' | b'`' | b'(' | b')' | b'[' | b']' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
        byte += 1;
    }
    leads
};

enum Sign {
    Open(char),
    Close,
    Either,
    None,
}

fn sign(c: char, before: char, after: char) -> Sign {
    let opens = !before.is_alphanumeric() && !after.is_whitespace();
    match c {
        '"' => Sign::Either,
        '\'' if opens && before != '.' && before != ',' && before != '!' && before != '?' => Sign::Open('\''),
        '\'' | '\u{2019}' if !after.is_alphanumeric() => Sign::Close,
        '`' if opens && after != '`' => Sign::Open('\''),
        '\u{2018}' => Sign::Open('\u{2019}'),
        '\u{201c}' if before.is_whitespace() || before == ' ' || opens && !matches!(before, '.' | ',' | '!' | '?') => {
            Sign::Open('\u{201d}')
        }
        '\u{201e}' => Sign::Open('\u{201c}'),
        '\u{ab}' => Sign::Open('\u{bb}'),
        '\u{300c}' => Sign::Open('\u{300d}'),
        '\u{300e}' => Sign::Open('\u{300f}'),
        '(' => Sign::Open(')'),
        '[' => Sign::Open(']'),
        '\u{ff08}' => Sign::Open('\u{ff09}'),
        ')' | ']' | '\u{201c}' | '\u{201d}' | '\u{bb}' | '\u{300d}' | '\u{300f}' | '\u{ff09}' => Sign::Close,
        _ => Sign::None,
    }
}

fn close(open: &mut Vec<(char, usize)>, found: &mut Vec<Span>, mark: char, end: usize) {
    // A German quotation may close with either curly mark.
    let fits = |closer: char| closer == mark || closer == '\u{201c}' && mark == '\u{201d}';
    let Some(depth) = open.iter().rev().take(DEEPEST).position(|(closer, _)| fits(*closer)) else { return };
    let index = open.len() - 1 - depth;
    found.push(Span::new(open[index].1, end));
    open.truncate(index);
}

fn outermost(mut found: Vec<Span>) -> Vec<Span> {
    found.sort_by_key(|s| (s.start(), std::cmp::Reverse(s.end())));
    let mut out: Vec<Span> = Vec::new();
    for span in found {
        if out.last().is_none_or(|last| !last.overlaps(span)) {
            out.push(span);
        }
    }
    out
}
