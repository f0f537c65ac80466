//! JSON laid out for people: what is short stays on its line, so that a span is a line and a difference is easy to read.

/// A container of at most so many bytes stays on one line.
const SHORT: usize = 100;

/// Lays out compact JSON: short containers and those without a container inside stay on one line, others get a line an entry.
/// Cost: linear, two passes.
pub(crate) fn inline(compact: &str) -> String {
    let bytes = compact.as_bytes();
    let open = broken(bytes);
    let mut out = String::with_capacity(compact.len() * 2);
    let mut depth: Vec<bool> = Vec::new();
    let (mut start, mut string, mut escaped) = (0, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        if string {
            string = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            continue;
        }
        let here = depth.last().copied().unwrap_or(false);
        match byte {
            b'"' => string = true,
            b'{' | b'[' => {
                out.push_str(&compact[start..=at]);
                start = at + 1;
                depth.push(open[at]);
                if open[at] {
                    newline(&mut out, &depth);
                }
            }
            b'}' | b']' => {
                out.push_str(&compact[start..at]);
                start = at;
                depth.pop();
                if here {
                    newline(&mut out, &depth);
                }
            }
            b',' | b':' => {
                out.push_str(&compact[start..=at]);
                start = at + 1;
                if *byte == b',' && here {
                    newline(&mut out, &depth);
                } else {
                    out.push(' ');
                }
            }
            _ => {}
        }
    }
    out.push_str(&compact[start..]);
    out
}

fn newline(out: &mut String, depth: &[bool]) {
    out.push('\n');
    out.extend(depth.iter().filter(|broken| **broken).map(|_| "  "));
}

/// For each byte that opens a container, whether that container is broken over lines.
fn broken(bytes: &[u8]) -> Vec<bool> {
    let mut out = vec![false; bytes.len()];
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let (mut string, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        if string {
            string = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            continue;
        }
        match byte {
            b'"' => string = true,
            b'{' | b'[' => {
                if let Some(parent) = stack.last_mut() {
                    parent.1 = true;
                }
                stack.push((at, false));
            }
            b'}' | b']' => {
                if let Some((start, nested)) = stack.pop() {
                    out[start] = nested && at - start > SHORT;
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_stays_the_same() {
        let long = "x".repeat(120);
        let compact = format!(r#"[{{"id":"a\"]","spans":[{{"start":0,"end":1,"text":"{long}"}},{{"start":2}}],"none":[]}}]"#);
        let laid_out = inline(&compact);
        let parse = |s: &str| serde_json::from_str::<serde_json::Value>(s).unwrap();
        assert_eq!(parse(&compact), parse(&laid_out));
        assert!(laid_out.contains("\n      {\"start\": 0, \"end\": 1, \"text\":"), "{laid_out}");
    }
}
