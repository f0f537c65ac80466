//! brat standoff (`.ann`), so that annotators can correct what was found. Goes with the article's text as `.txt`.
//!
//! Offsets are Unicode characters, whatever `--offsets` says, since brat counts so; a stretch over several lines is one annotation of
//! several fragments. `T` lines are source, cue, claim (by its type), condition and limit, `R` lines join them, `A` lines hold
//! strength and polarity, `#` lines what has no words in the text: speaker, topics, actors.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::offsets::{Offsets, Unit};
use super::plain::{in_place, is_shown};
use super::{Article, Options, Renderer, plain};
use crate::Span;
use crate::claim::Claim;
use crate::claim::position::speakers_label;

/// The types of the annotations, as brat's `annotation.conf`.
pub const CONFIGURATION: &str = include_str!("annotation.conf");

/// One document.
pub(crate) struct Brat {
    options: Options,
    used: bool,
}

impl Brat {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, used: false }
    }
}

impl Renderer for Brat {
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.used, true) {
            return Err(io::Error::other("a brat file is for one document: run once for each"));
        }
        let mut file = File { article, offsets: Offsets::new(&article.doc.text, Unit::Char), lines: String::new(), counts: [0; 4] };
        let chosen = self.options.choose(article).0;
        for (index, attribution) in article.attributions.iter().enumerate() {
            let claims: Vec<&Claim> = chosen.iter().map(|i| &article.claims[*i]).filter(|c| c.attribution == index).collect();
            if claims.is_empty() {
                continue;
            }
            let source = file.text("Source", &attribution.source);
            let cue = file.text("Cue", &attribution.cue);
            for claim in claims {
                file.claim(claim, source, cue, &speakers_label(&attribution.speakers));
            }
        }
        out.write_all(file.lines.as_bytes())
    }
}

struct File<'a> {
    article: &'a Article<'a>,
    offsets: Offsets<'a>,
    lines: String,
    /// How many of `T`, `R`, `A`, `#` there are.
    counts: [usize; 4],
}

impl File<'_> {
    fn claim(&mut self, claim: &Claim, source: Option<usize>, cue: Option<usize>, speaker: &str) {
        let Some(own) = self.text(&capital(claim.kind.name()), &claim.content) else { return };
        for (name, from) in [("Says", source), ("Signals", cue)] {
            self.relation(name, from, Some(own));
        }
        for (kind, relation, spans) in [("Condition", "Conditions", &claim.conditions), ("Limit", "Limits", &claim.limits)] {
            for span in spans {
                let part = self.text(kind, &[*span]);
                self.relation(relation, part, Some(own));
            }
        }
        self.attribute("Strength", own, &super::csv::name(&claim.strength));
        self.attribute("Polarity", own, &super::csv::name(&claim.polarity));
        let mut note = format!("speaker: {speaker}");
        for (name, list) in [("topics", &claim.topics), ("actors", &claim.actors), ("targets", &claim.targets)] {
            if !list.is_empty() {
                let _ = write!(note, " | {name}: {}", list.join(", "));
            }
        }
        let n = self.next(3);
        let _ = writeln!(self.lines, "#{n}\tAnnotatorNotes T{own}\t{}", plain(&note));
    }

    /// A `T` line, and its number; none for no words.
    fn text(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let pieces: Vec<Span> = spans.iter().flat_map(|s| by_line(self.article.doc.slice(*s), s.start())).collect();
        if pieces.is_empty() {
            return None;
        }
        let at: Vec<String> = pieces.iter().map(|s| format!("{} {}", self.offsets.of(s.start()), self.offsets.of(s.end()))).collect();
        let words: Vec<_> = pieces.iter().map(|s| in_place(self.article.doc.slice(*s))).collect();
        let n = self.next(0);
        let _ = writeln!(self.lines, "T{n}\t{kind} {}\t{}", at.join(";"), words.join(" "));
        Some(n)
    }

    fn relation(&mut self, name: &str, from: Option<usize>, to: Option<usize>) {
        if let (Some(from), Some(to)) = (from, to) {
            let n = self.next(1);
            let _ = writeln!(self.lines, "R{n}\t{name} Arg1:T{from} Arg2:T{to}");
        }
    }

    fn attribute(&mut self, name: &str, of: usize, value: &str) {
        let n = self.next(2);
        let _ = writeln!(self.lines, "A{n}\t{name} T{of} {}", capital(value));
    }

    fn next(&mut self, kind: usize) -> usize {
        self.counts[kind] += 1;
        self.counts[kind]
    }
}

/// The parts of a stretch on each line, without white space at the ends. brat lets no annotation cross a line, and a tab would end its
/// cell; a character that is not shown as it is would make the words others than those selected.
fn by_line(text: &str, start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = start;
    for line in text.split_inclusive(|c: char| !is_shown(c)) {
        let line_start = at;
        let shown = line.trim_end_matches(|c: char| !is_shown(c));
        at += line.len();
        let (line, at) = (shown, line_start);
        let (left, right) = (line.len() - line.trim_start().len(), line.trim_end().len());
        if left < right {
            found.push(Span::new(at + left, at + right));
        }
    }
    found
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, Options, View};

    #[test]
    fn every_annotation_selects_its_words_in_characters() {
        let sample = Sample::new();
        let out = sample.draw(&Options::new(View::Claims, Format::Brat));
        let chars: Vec<char> = sample.doc.text.chars().collect();
        let mut seen = 0;
        for line in out.lines().filter(|l| l.starts_with('T')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (_, at) = cells[1].split_once(' ').unwrap();
            let pieces = at.split(';').map(|piece| {
                let (start, end) = piece.split_once(' ').unwrap();
                chars[start.parse::<usize>().unwrap()..end.parse::<usize>().unwrap()].iter().collect::<String>()
            });
            assert_eq!(pieces.collect::<Vec<_>>().join(" "), cells[2]);
            seen += 1;
        }
        assert!(seen >= 10, "{out}");
        assert!(out.contains("\tPrediction 176 190;191 205") || out.contains(';'), "a stretch over two lines has two fragments: {out}");
        assert!(out.contains("R1\tSays Arg1:T1 Arg2:T3"), "{out}");
        assert!(out.contains("Strength T3 Conditional") && out.contains("\tConditions Arg1:T4 Arg2:T3"), "{out}");
    }

    #[test]
    fn a_name_cannot_add_a_line() {
        let mut sample = Sample::new();
        sample.attributions[0].speakers[0].name = "Ek\nT99\tSource 0 1\tx".into();
        let out = sample.draw(&Options::new(View::Claims, Format::Brat));
        assert!(!out.lines().any(|l| l.starts_with("T99")), "{out}");
    }
}
