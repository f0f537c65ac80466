//! Products of matrices: the encoder's `x Wᵀ + b`, in f32 or in i8.
//!
//! The kernels are rten-gemm's, chosen for the processor at run time. In i8 each row of `x` is mapped onto 0..=255 by its own least
//! and greatest value (dynamic quantization, as ONNX Runtime's `DynamicQuantizeLinear`, but a row at a time), the products are summed
//! in i32, and scaled back: with `x ≈ (u - z) s` and `w = v t`, `x · w = s t Σ (u - z) v`. Example: the row (-1, 0, 3) has `s = 4/255`
//! and `z = 64`; it becomes (0, 64, 255). Cost: rows · columns · outputs, about four times as fast as f32 where the processor has dot
//! products of bytes; where it has not, the sums of i8 could saturate and f32 is used.

use rten_gemm::{BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams};
use rten_simd::SimdOp;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use rten_vecmath::{ExtendInit, MinMax, Quantize};

use super::format::Rows;

/// How products are worked out.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Precision {
    /// In f32: what the training framework does.
    Float,
    /// In i8 where the processor does that right, else in f32.
    Fast,
}

/// The kernels for this processor. Cheap to make; one set a thread.
pub(super) struct Kernels {
    pub(super) float: GemmExecutor<f32>,
    bytes: GemmExecutor<u8, i8, i32>,
}

impl Kernels {
    pub(super) fn new() -> Self {
        Self { float: GemmExecutor::default(), bytes: GemmExecutor::default() }
    }

    /// Whether products of bytes are exact here.
    fn exact_bytes(&self) -> bool {
        !self.bytes.may_saturate()
    }
}

/// A dense layer, its weights packed for the kernel.
pub(super) struct Linear {
    inputs: usize,
    outputs: usize,
    weights: Packed,
    bias: Vec<f32>,
}

enum Packed {
    Float(PackedBMatrix<f32>),
    Bytes { matrix: PackedBMatrix<i8>, scales: Vec<f32> },
}

impl Linear {
    /// Packs one or several matrices of the same width, one below the other, with their biases.
    pub(super) fn new(kernels: &Kernels, parts: &[Rows<'_>], bias: Vec<f32>, precision: Precision) -> Self {
        let inputs = parts.first().map_or(0, |p| p.columns);
        let outputs = parts.iter().map(|p| p.rows).sum();
        let weights = if precision == Precision::Fast && kernels.exact_bytes() {
            let values: Vec<i8> = parts.iter().flat_map(|p| p.values.iter().map(|v| *v as i8)).collect();
            let matrix = kernels.bytes.prepack_b(NdTensorView::from_data([outputs, inputs], values.as_slice()).transposed());
            Packed::Bytes { matrix, scales: parts.iter().flat_map(|p| p.scales.iter().copied()).collect() }
        } else {
            let mut values = vec![0.0; outputs * inputs];
            let rows = parts.iter().flat_map(|p| (0..p.rows).map(move |r| (p, r)));
            values.chunks_exact_mut(inputs.max(1)).zip(rows).for_each(|(out, (part, row))| {
                part.add_to(row, out);
            });
            Packed::Float(kernels.float.prepack_b(NdTensorView::from_data([outputs, inputs], values.as_slice()).transposed()))
        };
        Self { inputs, outputs, weights, bias }
    }

    /// `x Wᵀ + b` of each row of `x`.
    pub(super) fn apply(&self, kernels: &Kernels, x: &[f32], room: &mut Room) -> Result<Vec<f32>, GemmError> {
        let rows = x.len() / self.inputs.max(1);
        let mut out = vec![0.0; rows * self.outputs];
        match &self.weights {
            Packed::Float(matrix) => {
                let options = GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
                let x = NdTensorView::from_data([rows, self.inputs], x);
                kernels.float.gemm(&mut out, GemmInputA::Unpacked(x), GemmInputB::Packed(matrix), options)?;
            }
            Packed::Bytes { matrix, scales } => {
                room.quantize(x, self.inputs);
                room.sums.resize(rows * self.outputs, 0);
                let zeros = QuantParams { zero_point: &room.zeros };
                let options = GemmOptions { a_quant: Some(zeros), ..GemmOptions::default() };
                let bytes = NdTensorView::from_data([rows, self.inputs], room.bytes.as_slice());
                kernels.bytes.gemm(&mut room.sums, GemmInputA::Unpacked(bytes), GemmInputB::Packed(matrix), options)?;
                let sums = room.sums.chunks_exact(self.outputs.max(1));
                for ((out, sums), scale) in out.chunks_exact_mut(self.outputs.max(1)).zip(sums).zip(&room.scales) {
                    let columns = out.iter_mut().zip(sums).zip(scales).zip(&self.bias);
                    columns.for_each(|(((o, sum), s), b)| *o = *sum as f32 * (scale * s) + b);
                }
            }
        }
        Ok(out)
    }
}

/// Memory that one product after the other uses.
#[derive(Default)]
pub(super) struct Room {
    bytes: Vec<u8>,
    zeros: Vec<u8>,
    scales: Vec<f32>,
    sums: Vec<i32>,
}

impl Room {
    /// Each row as bytes with its own zero and scale.
    fn quantize(&mut self, x: &[f32], columns: usize) {
        self.bytes.clear();
        self.zeros.clear();
        self.scales.clear();
        self.bytes.reserve(x.len());
        for row in x.chunks_exact(columns.max(1)) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = if high > low { (high - low) / 255.0 } else { 1.0 };
            let zero = (-low / scale).round().clamp(0.0, 255.0) as u8;
            self.zeros.push(zero);
            self.scales.push(scale);
            self.bytes.extend_init(|free| Quantize::new(row, &mut free[..row.len()], scale.recip(), zero).dispatch());
        }
    }
}

/// A small matrix of floats `[outputs][inputs]` with a bias, for the heads: no packing.
pub(super) struct Small {
    matrix: NdTensor<f32, 2>,
    bias: Vec<f32>,
}

impl Small {
    pub(super) fn new(outputs: usize, inputs: usize, values: Vec<f32>, bias: Vec<f32>) -> Self {
        Self { matrix: NdTensor::from_data([outputs, inputs], values), bias }
    }

    /// `x Wᵀ + b` of each row of `x`.
    pub(super) fn apply(&self, kernels: &Kernels, x: &[f32]) -> Result<Vec<f32>, GemmError> {
        let [outputs, inputs] = self.matrix.shape();
        let rows = x.len() / inputs.max(1);
        let mut out = vec![0.0; rows * outputs];
        if rows == 0 {
            return Ok(out);
        }
        let options = GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
        let x = NdTensorView::from_data([rows, inputs], x);
        kernels.float.gemm(&mut out, GemmInputA::Unpacked(x), GemmInputB::Unpacked(self.matrix.view().transposed()), options)?;
        Ok(out)
    }
}
