//! Products of matrices: the encoder's `x Wᵀ + b`, in f32 or in i8.
//!
//! The kernels are rten-gemm's, chosen for the processor at run time. In i8 each row of `x` is mapped onto 0..=255 by its own least
//! and greatest value (dynamic quantization, as ONNX Runtime's `DynamicQuantizeLinear`, but a row at a time), the products are summed
//! in i32, and scaled back: with `x ≈ (u - z) s` and `w = v t`, `x · w = s t (Σ u v - z Σ v)`. Example: the row (-1, 0, 3) has
//! `s = 4/255` and `z = 64`; it becomes (0, 64, 255). Cost: rows · columns · outputs, about four times as fast as f32 where the
//! processor has dot products of bytes; where it has not, the kernel's sums could saturate and f32 is used.
//!
//! The zeros are taken off here, not by the kernel: rten-gemm 0.27 takes a zero for each row but, past the first rows, the wrong one.

use rten_gemm::{BiasVector, GemmError, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
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
    /// In i8.
    Fast,
}

impl Precision {
    /// The faster one that is exact on this processor.
    pub(super) fn here() -> Self {
        if Kernels::new().bytes.may_saturate() { Self::Float } else { Self::Fast }
    }
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
    Bytes { matrix: PackedBMatrix<i8>, scales: Vec<f32>, sums: Vec<i32> },
}

impl Linear {
    /// Packs one or several matrices of the same width, one below the other, with their biases.
    pub(super) fn new(kernels: &Kernels, parts: &[Rows<'_>], bias: Vec<f32>, precision: Precision) -> Self {
        let inputs = parts.first().map_or(0, |p| p.columns);
        let outputs = parts.iter().map(|p| p.rows).sum();
        let weights = if precision == Precision::Fast {
            let values: Vec<i8> = parts.iter().flat_map(|p| p.values.iter().map(|v| *v as i8)).collect();
            let matrix = kernels.bytes.prepack_b(NdTensorView::from_data([outputs, inputs], values.as_slice()).transposed());
            let sums = values.chunks_exact(inputs.max(1)).map(|row| row.iter().map(|v| i32::from(*v)).sum()).collect();
            Packed::Bytes { matrix, scales: parts.iter().flat_map(|p| p.scales.iter().copied()).collect(), sums }
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

    /// `x Wᵀ + b` of each row of `x`, into `out`.
    pub(super) fn apply(&self, kernels: &Kernels, x: &[f32], room: &mut Room, out: &mut Vec<f32>) -> Result<(), GemmError> {
        let rows = x.len() / self.inputs.max(1);
        out.resize(rows * self.outputs, 0.0);
        match &self.weights {
            Packed::Float(matrix) => {
                let options = GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..GemmOptions::default() };
                let x = NdTensorView::from_data([rows, self.inputs], x);
                kernels.float.gemm(out, GemmInputA::Unpacked(x), GemmInputB::Packed(matrix), options)?;
            }
            Packed::Bytes { matrix, scales, sums } => {
                room.quantize(x, self.inputs);
                room.products.resize(rows * self.outputs, 0);
                let bytes = NdTensorView::from_data([rows, self.inputs], room.bytes.as_slice());
                let (a, b) = (GemmInputA::Unpacked(bytes), GemmInputB::Packed(matrix));
                kernels.bytes.gemm(&mut room.products, a, b, GemmOptions::default())?;
                let products = room.products.chunks_exact(self.outputs.max(1)).zip(&room.ranges);
                for (out, (products, (zero, scale))) in out.chunks_exact_mut(self.outputs.max(1)).zip(products) {
                    let columns = out.iter_mut().zip(products).zip(sums).zip(scales).zip(&self.bias);
                    columns.for_each(|((((o, p), sum), s), b)| *o = (p - zero * sum) as f32 * (scale * s) + b);
                }
            }
        }
        Ok(())
    }
}

/// Memory that one product after the other uses.
#[derive(Default)]
pub(super) struct Room {
    bytes: Vec<u8>,
    /// Zero and scale of each row.
    ranges: Vec<(i32, f32)>,
    products: Vec<i32>,
}

impl Room {
    /// Each row as bytes with its own zero and scale.
    fn quantize(&mut self, x: &[f32], columns: usize) {
        self.bytes.clear();
        self.ranges.clear();
        self.bytes.reserve(x.len());
        for row in x.chunks_exact(columns.max(1)) {
            let (low, high) = MinMax::new(row).dispatch();
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = if high > low { (high - low) / 255.0 } else { 1.0 };
            let zero = (-low / scale).round().clamp(0.0, 255.0) as u8;
            self.ranges.push((zero.into(), scale));
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

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;

    /// Against plain sums, at sizes around those of the kernels' tiles, where each row has a range of its own.
    #[test]
    fn bytes_are_near_floats_at_every_size() {
        let kernels = Kernels::new();
        let mut numbers = Numbers(3);
        for (rows, inputs, outputs) in [(1, 16, 7), (5, 40, 24), (37, 96, 33), (70, 384, 65)] {
            let values: Vec<u8> = (0..outputs * inputs).map(|_| (numbers.next() * 127.0) as i8 as u8).collect();
            let part = Rows { rows: outputs, columns: inputs, values: &values, scales: vec![0.01; outputs] };
            let bias: Vec<f32> = (0..outputs).map(|_| numbers.next()).collect();
            let x: Vec<f32> = (0..rows * inputs).map(|i| (numbers.next() + 0.3) * (1 + i / inputs) as f32).collect();
            let apply = |precision| {
                let linear = Linear::new(&kernels, std::slice::from_ref(&part), bias.clone(), precision);
                let mut out = Vec::new();
                linear.apply(&kernels, &x, &mut Room::default(), &mut out).unwrap();
                out
            };
            let (bytes, floats) = (apply(Precision::Fast), apply(Precision::Float));
            for (at, (a, b)) in bytes.iter().zip(&floats).enumerate() {
                let (row, column) = (at / outputs, at % outputs);
                let plain = (0..inputs).map(|i| x[row * inputs + i] * f32::from(values[column * inputs + i] as i8) * 0.01).sum::<f32>();
                let size = (1 + row) as f32 * (inputs as f32).sqrt();
                assert!((b - plain - bias[column]).abs() < 1e-3 * size, "floats at {row}, {column}: {b}");
                assert!((a - b).abs() < 0.02 * size, "bytes at {row}, {column}: {a} for {b}");
            }
        }
    }
}
