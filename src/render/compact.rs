//! JSON on one line in which every control and invisible character is escaped, also those that JSON would let pass.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use super::plain::{is_invisible, is_unsafe};

/// Bytes that are gathered before they go on.
const ROOM: usize = 1 << 14;

/// Writes a value piece by piece: nothing of it is held but what is being written.
pub(super) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(ROOM, out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaping))?;
    out.flush()
}

/// The same as text.
pub(super) fn compact(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    // A vector takes every write, and there are strings, numbers and lists of them here only: nothing that JSON cannot express.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaping));
    String::from_utf8(out).unwrap_or_default()
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let hidden = |c: char| is_unsafe(c) || is_invisible(c);
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| hidden(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_escaped() {
        let text = "a\u{202e}b\u{7f}\u{200b}\u{e0041}\n\"ö";
        let written = compact(&[text, "plain"]);
        assert_eq!(written, "[\"a\\u202eb\\u007f\\u200b\\udb40\\udc41\\n\\\"ö\",\"plain\"]");
        let read: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(read[0], text);
        let mut out = Vec::new();
        write(&vec![text; 2000], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), compact(&vec![text; 2000]));
    }

    #[test]
    fn who_cannot_take_it_is_told() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert_eq!(write(&"a", &mut Full).map_err(|e| e.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
