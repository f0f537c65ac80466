//! From tags and links of windows to attributions over a document's words.
//!
//! Each window is tagged as a whole; the tags of its context are passed over, the rest joined to one sequence. A cue then chooses a
//! source, and a content a cue, among the spans that the window of the chooser sees. Example: O B-CONTENT I-CONTENT | I-CONTENT
//! B-CUE, cut between two windows, is one content of three words, and the cue in the second window sees it through its context.

use std::ops::Range;

use rten_gemm::GemmError;

use super::linear::Kernels;
use super::link::Role;
use super::model::Model;
use super::window::{self, Window};
use super::words::Words;

/// Tags: O, then opening and inner tag of each kind of span.
const SOURCE: u8 = 1;
const CUE: u8 = 3;
const CONTENT: u8 = 5;

/// The spans that some tags say, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) sources: Vec<Range<usize>>,
    pub(super) cues: Vec<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

impl Spans {
    /// A span opens with its opening tag, or with an inner tag of a kind that is not going on.
    pub(super) fn of(tags: &[u8]) -> Self {
        let mut out = Self::default();
        let mut at = 0;
        while at < tags.len() {
            let tag = tags[at];
            if tag == 0 {
                at += 1;
                continue;
            }
            let opening = tag - (1 - tag % 2);
            let inner = opening + 1;
            let end = tags[at + 1..].iter().position(|t| *t != inner).map_or(tags.len(), |n| at + 1 + n);
            match opening {
                SOURCE => out.sources.push(at..end),
                CUE => out.cues.push(at..end),
                CONTENT => out.contents.push(at..end),
                _ => {}
            }
            at = end;
        }
        out
    }
}

/// An attribution over a document's words: pieces of content with the cue and the source they belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) source: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

/// A window with the vectors of its words.
struct Seen {
    window: Window,
    hidden: Vec<f32>,
}

/// Finds the attributions of some words. Cost: linear in the words.
pub(super) fn decode(model: &Model<'_>, words: &Words) -> Result<Vec<Found>, GemmError> {
    let kernels = Kernels::new();
    let mut tags = Vec::with_capacity(words.len());
    let mut seen = Vec::new();
    for window in window::windows(words, &model.config) {
        let (input, firsts) = window::input(words, &window, &model.wordpiece);
        let hidden = model.encode(&kernels, &input, &firsts)?;
        let all = model.crf.decode(&model.logits(&kernels, &hidden)?);
        tags.extend(all.into_iter().skip(window.start - window.seen.start));
        seen.push(Seen { window, hidden });
    }
    let spans = Spans::of(&tags);
    let mut linked = Linked::new(&spans);
    for seen in &seen {
        linked.window(model, &kernels, words, seen)?;
    }
    Ok(linked.found())
}

/// What the cues and contents have chosen so far.
struct Linked<'s> {
    spans: &'s Spans,
    source_of: Vec<Option<usize>>,
    cue_of: Vec<Option<usize>>,
}

impl<'s> Linked<'s> {
    fn new(spans: &'s Spans) -> Self {
        Self { spans, source_of: vec![None; spans.cues.len()], cue_of: vec![None; spans.contents.len()] }
    }

    /// The choices of the cues and contents that start in a window.
    fn window(&mut self, model: &Model<'_>, kernels: &Kernels, words: &Words, seen: &Seen) -> Result<(), GemmError> {
        let range = &seen.window.seen;
        let par = &words.par[range.clone()];
        let (first_cue, cues) = clipped(&self.spans.cues, range);
        let (first_source, sources) = clipped(&self.spans.sources, range);
        let (first_content, contents) = clipped(&self.spans.contents, range);
        let proper = |span: &Range<usize>| span.start >= seen.window.start;
        let scores = model.links.scores(kernels, Role::Source, &seen.hidden, par, &cues, &sources)?;
        for (cue, source) in scores.by_cue().into_iter().enumerate() {
            if proper(&self.spans.cues[first_cue + cue]) {
                self.source_of[first_cue + cue] = source.map(|s| first_source + s);
            }
        }
        let scores = model.links.scores(kernels, Role::Content, &seen.hidden, par, &cues, &contents)?;
        for (content, cue) in scores.by_other().into_iter().enumerate() {
            if proper(&self.spans.contents[first_content + content]) {
                self.cue_of[first_content + content] = cue.map(|c| first_cue + c);
            }
        }
        Ok(())
    }

    /// An attribution for each cue that a content chose.
    fn found(self) -> Vec<Found> {
        let source = |cue: usize| self.source_of[cue].map(|s| self.spans.sources[s].clone());
        let mut out: Vec<Found> = (self.spans.cues.iter().enumerate())
            .map(|(n, cue)| Found { source: source(n), cue: Some(cue.clone()), contents: Vec::new() })
            .collect();
        for (content, cue) in self.spans.contents.iter().zip(&self.cue_of) {
            if let Some(found) = cue.and_then(|c| out.get_mut(c)) {
                found.contents.push(content.clone());
            }
        }
        out.retain(|f| !f.contents.is_empty());
        out
    }
}

/// The spans that have words in `range`, cut to it and counted from its start, with the number of the first.
fn clipped(spans: &[Range<usize>], range: &Range<usize>) -> (usize, Vec<Range<usize>>) {
    let first = spans.partition_point(|s| s.end <= range.start);
    let inside = spans[first..].iter().take_while(|s| s.start < range.end);
    (first, inside.map(|s| s.start.max(range.start) - range.start..s.end.min(range.end) - range.start).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_open_with_b_or_with_an_orphaned_i() {
        let spans = Spans::of(&[1, 2, 3, 0, 5, 6, 6, 5, 2, 4, 4, 0, 6]);
        assert_eq!(spans.sources, [0..2, 8..9]);
        assert_eq!(spans.cues, [2..3, 9..11]);
        assert_eq!(spans.contents, [4..7, 7..8, 12..13]);
        assert_eq!(Spans::of(&[]), Spans::default());
    }
}
