//! A small model of made-up numbers in the format of the real one, for tests that need no weights.

use std::fmt::Write as _;

/// Numbers from a fixed seed (xorshift), between -1 and 1.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % 20_001) as f32 / 10_000.0 - 1.0
    }
}

pub(super) const VOCAB: [&str; 24] = [
    "[UNK]", "[CLS]", "[SEP]", "ek", "said", "the", "ships", "would", "leave", "to", "day", "##day", "\"", ",", ".", "berg", "not", "we",
    "pay", "##s", "and", "union", "a", "told",
];
pub(super) const HIDDEN: usize = 16;
pub(super) const INNER: usize = 24;
pub(super) const LAYERS: usize = 2;
pub(super) const HEADS: usize = 2;

/// A file of weights that is built tensor by tensor.
pub(super) struct Builder {
    numbers: Numbers,
    tensors: String,
    data: Vec<u8>,
}

impl Builder {
    fn entry(&mut self, name: &str, kind: &str, shape: &[usize], offset: usize, scales: Option<usize>) {
        let scales = scales.map_or(String::new(), |s| format!(",\"scale_offset\":{s}"));
        let comma = if self.tensors.is_empty() { "" } else { "," };
        let _ = write!(self.tensors, "{comma}{{\"name\":\"{name}\",\"dtype\":\"{kind}\",\"shape\":{shape:?},\"offset\":{offset}{scales}}}");
    }

    fn floats(&mut self, name: &str, shape: &[usize], middle: f32, spread: f32) {
        let offset = self.data.len();
        for _ in 0..shape.iter().product() {
            let value = middle + spread * self.numbers.next();
            self.data.extend(value.to_le_bytes());
        }
        self.entry(name, "f32", shape, offset, None);
    }

    fn matrix(&mut self, name: &str, rows: usize, columns: usize) {
        let scales = self.data.len();
        for _ in 0..rows {
            let scale = 0.003 + 0.001 * self.numbers.next();
            self.data.extend(scale.to_le_bytes());
        }
        let offset = self.data.len();
        for _ in 0..rows * columns {
            let value = (self.numbers.next() * 127.0) as i8;
            self.data.push(value as u8);
        }
        self.data.resize(self.data.len().next_multiple_of(4), 0);
        self.entry(name, "i8", &[rows, columns], offset, Some(scales));
    }

    fn norm(&mut self, name: &str) {
        self.floats(&format!("{name}.weight"), &[HIDDEN], 1.0, 0.2);
        self.floats(&format!("{name}.bias"), &[HIDDEN], 0.0, 0.1);
    }

    fn linear(&mut self, name: &str, rows: usize, columns: usize) {
        self.matrix(&format!("{name}.weight"), rows, columns);
        self.floats(&format!("{name}.bias"), &[rows], 0.0, 0.1);
    }

    fn finish(self, config: &str) -> Vec<u8> {
        let vocab = serde_json::to_string(&VOCAB).unwrap_or_default();
        let header = format!("{{\"config\":{config},\"vocab\":{vocab},\"tensors\":[{}]}}", self.tensors);
        let mut file = b"ORMODEL1".to_vec();
        file.extend((header.len() as u32).to_le_bytes());
        file.extend(header.bytes());
        file.resize(file.len().next_multiple_of(64), 0);
        file.extend(self.data);
        file
    }
}

/// A small model's file.
pub(super) fn small_model(window: usize) -> Vec<u8> {
    let mut b = Builder { numbers: Numbers(0x9e37_79b9_7f4a_7c15), tensors: String::new(), data: Vec::new() };
    b.matrix("embeddings.word_embeddings.weight", VOCAB.len(), HIDDEN);
    b.matrix("embeddings.position_embeddings.weight", 64, HIDDEN);
    b.floats("embeddings.token_type_embeddings.weight", &[1, HIDDEN], 0.0, 0.1);
    for (name, rows) in [("cap", 5), ("quote", 3), ("para", 2)] {
        b.floats(&format!("embeddings.{name}.weight"), &[rows, HIDDEN], 0.0, 0.2);
    }
    b.norm("embeddings.LayerNorm");
    for n in 0..LAYERS {
        let layer = |part: &str| format!("encoder.layer.{n}.{part}");
        for part in ["query", "key", "value"] {
            b.linear(&layer(&format!("attention.self.{part}")), HIDDEN, HIDDEN);
        }
        b.linear(&layer("attention.output.dense"), HIDDEN, HIDDEN);
        b.norm(&layer("attention.output.LayerNorm"));
        b.linear(&layer("intermediate.dense"), INNER, HIDDEN);
        b.linear(&layer("output.dense"), HIDDEN, INNER);
        b.norm(&layer("output.LayerNorm"));
    }
    b.floats("tag.weight", &[7, HIDDEN], 0.0, 0.5);
    b.floats("tag.bias", &[7], 0.0, 0.1);
    b.floats("names.weight", &[7, HIDDEN], 0.0, 0.5);
    b.floats("names.bias", &[7], 0.0, 0.1);
    b.floats("crf.transitions", &[7, 7], 0.0, 0.5);
    b.floats("crf.start", &[7], 0.0, 0.5);
    b.floats("crf.end", &[7], 0.0, 0.5);
    b.floats("link.cue.weight", &[8, HIDDEN], 0.0, 0.4);
    b.floats("link.cue.bias", &[8], 0.0, 0.1);
    b.floats("link.other.weight", &[8, HIDDEN], 0.0, 0.4);
    b.floats("link.other.bias", &[8], 0.0, 0.1);
    b.floats("link.none.weight", &[2, HIDDEN], 0.0, 0.4);
    b.floats("link.none.bias", &[2], 0.0, 0.1);
    b.floats("link.dist", &[2, 2, 8], 0.0, 0.3);
    b.floats("link.para", &[2, 3], 0.0, 0.3);
    b.floats("link.between", &[2, 2, 4], 0.0, 0.3);
    b.finish(&format!(
        "{{\"layers\":{LAYERS},\"hidden\":{HIDDEN},\"heads\":{HEADS},\"intermediate\":{INNER},\"eps\":1e-12,\"positions\":64,\"cap\":5,\
         \"quote\":3,\"para\":2,\"tags\":7,\"names\":7,\"link_dim\":4,\"link_dist\":8,\"link_para\":3,\"link_between\":4,\"window\":{window},\"context\":4,\"scored\":{},\"max_gap\":20}}",
        window - 4
    ))
}
