//! The encoder: BERT's layers (Devlin et al. 2019) over the pieces of one window, with three extra inputs a piece.
//!
//! ```text
//! x = LayerNorm(word + position + type + capitals + quotation + paragraph)
//! six times:  x = LayerNorm(x + O(attention(x)));  x = LayerNorm(x + W2 gelu(W1 x))
//! ```
//!
//! Attention of a head over n pieces of width d: `softmax(Q Kᵀ / √d) V`. Cost of a window of n pieces: 21 million multiplications a
//! piece for the layers' matrices, and n² · 768 a layer for attention; windows are of bounded size, so the whole is linear in the text.

use rten_gemm::{GemmError, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_tensor::NdTensorView;
use rten_vecmath::{Gelu, Normalize, NormalizeOptions, Softmax, Sum, SumSquareSub};

use super::format::{Config, Loaded, Rows, Weights};
use super::linear::{Kernels, Linear, Precision, Room};

/// The pieces of a window with their features, between its two ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) ids: Vec<u32>,
    pub(super) cap: Vec<u8>,
    pub(super) quote: Vec<u8>,
    pub(super) para: Vec<u8>,
}

impl Input {
    pub(super) fn push(&mut self, id: u32, cap: u8, quote: u8, para: bool) {
        self.ids.push(id);
        self.cap.push(cap);
        self.quote.push(quote);
        self.para.push(u8::from(para));
    }
}

/// Memory that one window after the other uses.
#[derive(Default)]
pub(super) struct Scratch {
    room: Room,
    x: Vec<f32>,
    wide: Vec<f32>,
    scores: Vec<f32>,
    part: Vec<f32>,
    attended: Vec<f32>,
    out: Vec<f32>,
}

/// Embeddings and layers.
pub(super) struct Encoder<'a> {
    config: Config,
    words: Rows<'a>,
    positions: Rows<'a>,
    /// Of the one type of sentence.
    kind: Vec<f32>,
    cap: Vec<f32>,
    quote: Vec<f32>,
    para: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

struct Layer {
    /// Queries, keys and values in one matrix.
    attention: Linear,
    attended: Linear,
    attended_norm: Norm,
    inner: Linear,
    outer: Linear,
    norm: Norm,
}

/// LayerNorm: each row to mean 0 and variance 1, then scaled and moved by column.
struct Norm {
    scale: Vec<f32>,
    bias: Vec<f32>,
    eps: f32,
}

impl Norm {
    fn new(weights: &Weights<'_>, name: &str) -> Loaded<Self> {
        let hidden = [weights.config.hidden];
        let read = |part: &str| weights.floats(&format!("{name}.{part}"), &hidden);
        Ok(Self { scale: read("weight")?, bias: read("bias")?, eps: weights.config.eps })
    }

    fn apply(&self, x: &mut [f32]) {
        let width = self.scale.len();
        for row in x.chunks_exact_mut(width.max(1)) {
            let mean = Sum::new(row).dispatch() / width as f32;
            let variance = SumSquareSub::new(row, mean).dispatch() / width as f32;
            let options = NormalizeOptions {
                pre_scale_bias: mean,
                scale: (variance + self.eps).sqrt().recip(),
                element_scale: Some(&self.scale),
                element_bias: Some(&self.bias),
                ..NormalizeOptions::default()
            };
            Normalize::new_mut(row, options).dispatch();
        }
    }
}

impl Layer {
    fn new(weights: &Weights<'_>, kernels: &Kernels, number: usize, precision: Precision) -> Loaded<Self> {
        let Config { hidden, intermediate, .. } = weights.config;
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let part = |part: &str, outputs: usize, inputs: usize| -> Loaded<(Rows<'_>, Vec<f32>)> {
            let rows = weights.rows(&name(&format!("{part}.weight")), outputs, inputs)?;
            Ok((rows, weights.floats(&name(&format!("{part}.bias")), &[outputs])?))
        };
        let linear = |name: &str, outputs: usize, inputs: usize| -> Loaded<Linear> {
            let (rows, bias) = part(name, outputs, inputs)?;
            Ok(Linear::new(kernels, &[rows], bias, precision))
        };
        let (mut rows, mut biases) = (Vec::new(), Vec::new());
        for which in ["query", "key", "value"] {
            let (matrix, bias) = part(&format!("attention.self.{which}"), hidden, hidden)?;
            rows.push(matrix);
            biases.extend(bias);
        }
        Ok(Self {
            attention: Linear::new(kernels, &rows, biases, precision),
            attended: linear("attention.output.dense", hidden, hidden)?,
            attended_norm: Norm::new(weights, &name("attention.output.LayerNorm"))?,
            inner: linear("intermediate.dense", intermediate, hidden)?,
            outer: linear("output.dense", hidden, intermediate)?,
            norm: Norm::new(weights, &name("output.LayerNorm"))?,
        })
    }
}

impl<'a> Encoder<'a> {
    /// Packs the layers of a file of weights for this processor.
    pub(super) fn new(weights: &Weights<'a>, kernels: &Kernels, precision: Precision) -> Loaded<Self> {
        let config = weights.config.clone();
        let hidden = config.hidden;
        Ok(Self {
            words: weights.rows("embeddings.word_embeddings.weight", weights.vocab.len(), hidden)?,
            positions: weights.rows("embeddings.position_embeddings.weight", config.positions, hidden)?,
            kind: weights.floats("embeddings.token_type_embeddings.weight", &[1, hidden])?,
            cap: weights.floats("embeddings.cap.weight", &[config.cap, hidden])?,
            quote: weights.floats("embeddings.quote.weight", &[config.quote, hidden])?,
            para: weights.floats("embeddings.para.weight", &[config.para, hidden])?,
            norm: Norm::new(weights, "embeddings.LayerNorm")?,
            layers: (0..config.layers).map(|n| Layer::new(weights, kernels, n, precision)).collect::<Loaded<_>>()?,
            config,
        })
    }

    /// The vectors of the pieces of a window, one after the other.
    pub(super) fn encode<'s>(&self, kernels: &Kernels, input: &Input, scratch: &'s mut Scratch) -> Result<&'s [f32], GemmError> {
        let Scratch { room, x, wide, scores, part, attended, out } = scratch;
        self.embed(input, x);
        self.norm.apply(x);
        for layer in &self.layers {
            layer.attention.apply(kernels, x, room, wide)?;
            self.attend(kernels, wide, scores, part, attended)?;
            layer.attended.apply(kernels, attended, room, out)?;
            add(x, out);
            layer.attended_norm.apply(x);
            layer.inner.apply(kernels, x, room, wide)?;
            Gelu {}.map_mut(wide);
            layer.outer.apply(kernels, wide, room, out)?;
            add(x, out);
            layer.norm.apply(x);
        }
        Ok(x)
    }

    fn embed(&self, input: &Input, x: &mut Vec<f32>) {
        let hidden = self.config.hidden;
        x.clear();
        x.resize(input.ids.len() * hidden, 0.0);
        let small = |table: &[f32], row: u8, out: &mut [f32]| {
            let at = usize::from(row) * hidden;
            add(out, table.get(at..at + hidden).unwrap_or_default());
        };
        for (at, row) in x.chunks_exact_mut(hidden).enumerate() {
            self.words.add_to(input.ids[at] as usize, row);
            self.positions.add_to(at, row);
            add(row, &self.kind);
            small(&self.cap, input.cap[at], row);
            small(&self.quote, input.quote[at], row);
            small(&self.para, input.para[at], row);
        }
    }

    /// Attention of all heads, from rows of queries, keys and values.
    fn attend(
        &self,
        kernels: &Kernels,
        qkv: &[f32],
        scores: &mut Vec<f32>,
        part: &mut Vec<f32>,
        out: &mut Vec<f32>,
    ) -> Result<(), GemmError> {
        let (hidden, heads) = (self.config.hidden, self.config.heads);
        let width = hidden / heads;
        let n = qkv.len() / (3 * hidden);
        let all = NdTensorView::from_data([n, 3 * hidden], qkv);
        scores.resize(n * n, 0.0);
        part.resize(n * width, 0.0);
        out.resize(n * hidden, 0.0);
        for head in 0..heads {
            let columns = |which: usize| {
                let from = which * hidden + head * width;
                all.slice((.., from..from + width))
            };
            let (q, k, v) = (columns(0), columns(1), columns(2));
            let scaled = GemmOptions { alpha: (width as f32).sqrt().recip(), ..GemmOptions::default() };
            kernels.float.gemm(scores, GemmInputA::Unpacked(q), GemmInputB::Unpacked(k.transposed()), scaled)?;
            for row in scores.chunks_exact_mut(n) {
                Softmax::new_mut(row).dispatch();
            }
            let scores = NdTensorView::from_data([n, n], scores.as_slice());
            kernels.float.gemm(part, GemmInputA::Unpacked(scores), GemmInputB::Unpacked(v), GemmOptions::default())?;
            for (out, part) in out.chunks_exact_mut(hidden).zip(part.chunks_exact(width)) {
                out[head * width..(head + 1) * width].copy_from_slice(part);
            }
        }
        Ok(())
    }
}

fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{HEADS, HIDDEN, INNER, LAYERS, VOCAB, small_model};
    use super::*;

    fn input() -> Input {
        let mut input = Input::default();
        [(1, 0, 0, false), (3, 2, 0, true), (4, 1, 0, false), (12, 0, 2, false), (17, 1, 1, false), (18, 4, 1, false), (2, 0, 0, false)]
            .into_iter()
            .for_each(|(id, cap, quote, para)| input.push(id, cap, quote, para));
        input
    }

    /// The layers by plain loops in f64, after the paper's formulas.
    fn plainly(w: &Weights<'_>, input: &Input) -> Vec<f64> {
        let read = |name: &str, shape: &[usize]| -> Vec<f64> { w.floats(name, shape).unwrap().into_iter().map(f64::from).collect() };
        let norm = |x: &mut [f64], name: &str| {
            let (scale, bias) = (read(&format!("{name}.weight"), &[HIDDEN]), read(&format!("{name}.bias"), &[HIDDEN]));
            for row in x.chunks_exact_mut(HIDDEN) {
                let mean = row.iter().sum::<f64>() / HIDDEN as f64;
                let variance = row.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / HIDDEN as f64;
                row.iter_mut().enumerate().for_each(|(i, v)| *v = (*v - mean) / (variance + 1e-12).sqrt() * scale[i] + bias[i]);
            }
        };
        let linear = |x: &[f64], name: &str, outputs: usize, inputs: usize| -> Vec<f64> {
            let (weight, bias) = (read(&format!("{name}.weight"), &[outputs, inputs]), read(&format!("{name}.bias"), &[outputs]));
            let dot = |row: &[f64], o: usize| row.iter().zip(&weight[o * inputs..]).map(|(a, b)| a * b).sum::<f64>() + bias[o];
            x.chunks_exact(inputs).flat_map(|row| (0..outputs).map(move |o| (row, o))).map(|(row, o)| dot(row, o)).collect()
        };
        let n = input.ids.len();
        let mut x = vec![0.0; n * HIDDEN];
        let words = read("embeddings.word_embeddings.weight", &[VOCAB.len(), HIDDEN]);
        let positions = read("embeddings.position_embeddings.weight", &[64, HIDDEN]);
        let kind = read("embeddings.token_type_embeddings.weight", &[1, HIDDEN]);
        let (cap, quote, para) = (
            read("embeddings.cap.weight", &[5, HIDDEN]),
            read("embeddings.quote.weight", &[3, HIDDEN]),
            read("embeddings.para.weight", &[2, HIDDEN]),
        );
        for at in 0..n {
            for i in 0..HIDDEN {
                let row = |table: &[f64], row: usize| table[row * HIDDEN + i];
                x[at * HIDDEN + i] = row(&words, input.ids[at] as usize)
                    + row(&positions, at)
                    + kind[i]
                    + row(&cap, input.cap[at].into())
                    + row(&quote, input.quote[at].into())
                    + row(&para, input.para[at].into());
            }
        }
        norm(&mut x, "embeddings.LayerNorm");
        let width = HIDDEN / HEADS;
        for number in 0..LAYERS {
            let name = |part: &str| format!("encoder.layer.{number}.{part}");
            let [q, k, v] = ["query", "key", "value"].map(|p| linear(&x, &name(&format!("attention.self.{p}")), HIDDEN, HIDDEN));
            let mut attended = vec![0.0; n * HIDDEN];
            for head in 0..HEADS {
                let column = |i: usize| head * width + i;
                for at in 0..n {
                    let score = |to: usize| (0..width).map(|i| q[at * HIDDEN + column(i)] * k[to * HIDDEN + column(i)]).sum::<f64>();
                    let weights: Vec<f64> = (0..n).map(|to| (score(to) / (width as f64).sqrt()).exp()).collect();
                    let total: f64 = weights.iter().sum();
                    for i in 0..width {
                        attended[at * HIDDEN + column(i)] = (0..n).map(|to| weights[to] / total * v[to * HIDDEN + column(i)]).sum();
                    }
                }
            }
            let y = linear(&attended, &name("attention.output.dense"), HIDDEN, HIDDEN);
            x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
            norm(&mut x, &name("attention.output.LayerNorm"));
            let inner: Vec<f64> = linear(&x, &name("intermediate.dense"), INNER, HIDDEN).into_iter().map(gelu).collect();
            let y = linear(&inner, &name("output.dense"), HIDDEN, INNER);
            x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
            norm(&mut x, &name("output.LayerNorm"));
        }
        x
    }

    /// x Φ(x), with Φ by adding up the density's series.
    fn gelu(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            term *= x * x / f64::from(2 * n + 1);
            sum += term;
        }
        x * (0.5 + sum * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt())
    }

    fn difference(precision: Precision) -> f64 {
        let file = small_model(40);
        let weights = Weights::new(&file).unwrap();
        let kernels = Kernels::new();
        let mut scratch = Scratch::default();
        let encoder = Encoder::new(&weights, &kernels, precision).unwrap();
        let found = encoder.encode(&kernels, &input(), &mut scratch).unwrap();
        let expected = plainly(&weights, &input());
        assert_eq!(found.len(), expected.len());
        found.iter().zip(expected).map(|(a, b)| (f64::from(*a) - b).abs()).fold(0.0, f64::max)
    }

    #[test]
    fn in_floats_it_is_the_plain_computation() {
        assert!(difference(Precision::Float) < 1e-4, "{}", difference(Precision::Float));
    }

    #[test]
    fn in_bytes_it_is_near() {
        assert!(difference(Precision::Fast) < 0.1, "{}", difference(Precision::Fast));
    }
}
