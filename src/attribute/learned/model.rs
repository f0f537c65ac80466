//! The model: encoder, tags and links, ready for this processor.

use std::sync::LazyLock;

use rten_gemm::GemmError;

use super::crf::Crf;
use super::encoder::{Encoder, Input, Scratch};
use super::format::{Config, Loaded, Weights};
use super::linear::{Kernels, Precision, Small};
use super::link::Links;
use super::wordpiece::WordPiece;

/// The weights that are part of the program; empty where it was built without them.
pub(super) static FILE: &[u8] = include_bytes!("model.bin");

/// The model of [`FILE`], made ready at its first use.
static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::new(FILE, Precision::here()).ok());

/// Everything that attributions are found with.
pub(super) struct Model<'a> {
    pub(super) config: Config,
    pub(super) wordpiece: WordPiece,
    encoder: Encoder<'a>,
    tag: Small,
    names: Small,
    pub(super) crf: Crf,
    pub(super) links: Links,
}

impl Model<'static> {
    /// The model that is part of the program, if it has one.
    pub(super) fn embedded() -> Option<&'static Self> {
        MODEL.as_ref()
    }
}

impl<'a> Model<'a> {
    /// Reads and checks a file of weights. Cost: linear in the file.
    pub(super) fn new(file: &'a [u8], precision: Precision) -> Loaded<Self> {
        let weights = Weights::new(file)?;
        let kernels = Kernels::new();
        let Config { tags, names, hidden, .. } = weights.config;
        Ok(Self {
            wordpiece: WordPiece::new(&weights.vocab)?,
            encoder: Encoder::new(&weights, &kernels, precision)?,
            tag: Small::new(tags, hidden, weights.floats("tag.weight", &[tags, hidden])?, weights.floats("tag.bias", &[tags])?),
            names: Small::new(names, hidden, weights.floats("names.weight", &[names, hidden])?, weights.floats("names.bias", &[names])?),
            crf: Crf::new(
                &weights.floats("crf.transitions", &[tags, tags])?,
                &weights.floats("crf.start", &[tags])?,
                &weights.floats("crf.end", &[tags])?,
            ),
            links: Links::new(&weights)?,
            config: weights.config,
        })
    }

    /// The vectors of a window's words, those of their first pieces, appended to `out`.
    pub(super) fn encode(
        &self,
        kernels: &Kernels,
        input: &Input,
        firsts: &[usize],
        scratch: &mut Scratch,
        out: &mut Vec<f32>,
    ) -> Result<(), GemmError> {
        let hidden = self.config.hidden;
        let all = self.encoder.encode(kernels, input, scratch)?;
        firsts.iter().for_each(|at| out.extend_from_slice(&all[at * hidden..(at + 1) * hidden]));
        Ok(())
    }

    /// A score for each tag of each word.
    pub(super) fn logits(&self, kernels: &Kernels, words: &[f32]) -> Result<Vec<f32>, GemmError> {
        self.tag.apply(kernels, words)
    }

    /// A score for each tag of a name of each word.
    pub(super) fn names(&self, kernels: &Kernels, words: &[f32]) -> Result<Vec<f32>, GemmError> {
        self.names.apply(kernels, words)
    }
}
