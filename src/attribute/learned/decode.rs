//! From tags and links of windows to attributions over a document's words.
//!
//! One search for the best [spans](super::spans) goes over the whole article, whatever windows its words came from; then each cue
//! chooses its source and each content its cue. Example: of a content of three words and a cue after it, if the content chooses the
//! cue, they are one attribution, whose source is what the cue chose.

use std::ops::Range;

use rten_gemm::GemmError;

use super::encoder::Scratch;
use super::linear::Kernels;
use super::link::{Choice, Role, Text};
use super::model::Model;
use super::names;
use super::spans::Spans;
use super::window::{self, Window};
use super::words::Words;

/// An attribution over a document's words: pieces of content with the cue and the source they belong to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    pub(super) source: Option<Range<usize>>,
    /// How the source was chosen.
    pub(super) why: Option<Why>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) contents: Vec<Range<usize>>,
}

/// The scores behind the choice of a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Why {
    /// Of the source; `None` where none was chosen.
    pub(super) score: Option<f32>,
    /// The best of the other sources near by, with its score.
    pub(super) rival: Option<(Range<usize>, f32)>,
    /// Of choosing none.
    pub(super) none: f32,
}

/// So many windows are decoded as one: an article is one by far, and no text makes the vectors of all its words be kept at once.
const PART: usize = 128;

/// What the encoder says of some words.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoded {
    pub(super) found: Vec<Found>,
    /// The tag of a name of each word.
    pub(super) names: Vec<u8>,
}

/// Finds the attributions and the names of some words. Cost: linear in the words.
pub(super) fn decode(model: &Model<'_>, words: &Words) -> Result<Decoded, GemmError> {
    let kernels = Kernels::new();
    let mut out = Decoded { found: Vec::new(), names: vec![0; words.spans.len()] };
    for part in window::windows(words, &model.config).chunks(PART) {
        decode_part(model, &kernels, words, part, &mut out)?;
    }
    Ok(out)
}

fn decode_part(model: &Model<'_>, kernels: &Kernels, words: &Words, part: &[Window], out: &mut Decoded) -> Result<(), GemmError> {
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return Ok(()) };
    let range = first.start..last.seen.end;
    let mut hidden = Vec::with_capacity(range.len() * model.config.hidden);
    let mut scratch = Scratch::default();
    for window in part {
        let (input, firsts) = window::input(words, window, &model.wordpiece);
        model.encode(kernels, &input, &firsts[window.start - window.seen.start..], &mut scratch, &mut hidden)?;
    }
    let spans = Spans::of(&model.crf.marginals(&model.logits(kernels, &hidden)?));
    let text = Text { hidden: &hidden, par: &words.par[range.clone()] };
    let source_of = model.links.scores(kernels, Role::Source, &text, &spans.cues, &spans.sources)?.choices();
    let cue_of = model.links.scores(kernels, Role::Content, &text, &spans.cues, &spans.contents)?.choices();
    out.found.extend(found(&spans, &source_of, &cue_of, range.start));
    let tags = names::tags(&model.names(kernels, &hidden)?, model.config.names);
    out.names[range.clone()].iter_mut().zip(tags).for_each(|(to, tag)| *to = tag);
    Ok(())
}

/// An attribution for each cue that a content chose, and for each content that chose none.
fn found(spans: &Spans, source_of: &[Choice], cue_of: &[Choice], start: usize) -> Vec<Found> {
    let moved = |span: &Range<usize>| span.start + start..span.end + start;
    let cues = spans.cues.iter().zip(source_of);
    let mut out: Vec<Found> = cues
        .map(|(cue, choice)| Found {
            source: choice.index().map(|s| moved(&spans.sources[s])),
            why: Some(Why {
                score: choice.chosen.map(|(_, score)| score),
                rival: choice.rival.map(|(s, score)| (moved(&spans.sources[s]), score)),
                none: choice.none,
            }),
            cue: Some(moved(cue)),
            contents: Vec::new(),
        })
        .collect();
    let mut alone = Vec::new();
    for (content, cue) in spans.contents.iter().zip(cue_of) {
        match cue.index().and_then(|c| out.get_mut(c)) {
            Some(found) => found.contents.push(moved(content)),
            None => alone.push(Found { contents: vec![moved(content)], ..Found::default() }),
        }
    }
    out.retain(|f| !f.contents.is_empty());
    out.extend(alone);
    out
}
