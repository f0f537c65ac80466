//! What stands around a page in a web archive: header lines, and encodings of the body.

use std::borrow::Cow;

/// Header lines, `Name: value`, names compared without case.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Takes in a line; one without a colon is passed over, as browsers do.
    pub(super) fn add(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if let Some((name, value)) = line.split_once(':') {
            self.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// The value of the first line of that name (lower case).
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A response in parts: status, headers and body.
pub(super) fn response(bytes: &[u8]) -> Option<(u16, Headers, usize)> {
    let mut headers = Headers::default();
    let mut status = None;
    let mut at = 0;
    while let Some(end) = memchr::memchr(b'\n', &bytes[at..]) {
        let line = bytes[at..at + end].trim_ascii_end();
        at += end + 1;
        match status {
            None => status = Some(status_of(line)?),
            Some(status) if line.is_empty() => return Some((status, headers, at)),
            Some(_) => headers.add(line),
        }
    }
    None
}

/// The number in "HTTP/1.1 200 OK".
fn status_of(line: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(line.get(..line.len().min(16))?).ok()?;
    line.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()
}

/// The body as the page was written.
#[cfg_attr(not(feature = "archives"), expect(unused_variables, reason = "without archives nothing is unpacked"))]
pub(super) fn decoded<'a>(body: &'a [u8], codings: &[String], most: usize) -> Result<Cow<'a, [u8]>, String> {
    codings.iter().rev().try_fold(Cow::Borrowed(body), |body, coding| match coding.as_str() {
        "" | "identity" => Ok(body),
        // Archives often keep the header of a body whose chunks they have put together.
        "chunked" => Ok(unchunked(&body).map_or(body, Cow::Owned)),
        "gzip" | "x-gzip" if !body.starts_with(b"\x1f\x8b") => Ok(body),
        #[cfg(feature = "archives")]
        "gzip" | "x-gzip" => unpacked(flate2::read::MultiGzDecoder::new(&*body), most),
        #[cfg(feature = "archives")]
        "deflate" => unpacked(flate2::read::ZlibDecoder::new(&*body), most),
        other => Err(format!("is packed in a way that is not read here ({other})")),
    })
}

/// All that a decoder gives, up to the size of an article.
#[cfg(feature = "archives")]
fn unpacked<'a>(reader: impl std::io::Read, most: usize) -> Result<Cow<'a, [u8]>, String> {
    use std::io::Read as _;
    let mut out = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut out).map_err(|error| format!("cannot be unpacked: {error}"))?;
    if out.len() > most { Err(super::too_large(most)) } else { Ok(Cow::Owned(out)) }
}

/// Chunks put together; `None` if the body is not in chunks.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', &body[..body.len().min(64)])?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            return Some(out);
        }
        // A page cut short is still a page.
        let chunk = body.get(..size).unwrap_or(body);
        out.extend_from_slice(chunk);
        body = body.get(size..).unwrap_or_default();
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if body.is_empty() {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_in_parts() {
        let page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: y\r\n\r\n<p>";
        let (status, headers, body) = response(page).unwrap();
        assert_eq!((status, headers.get("content-type"), &page[body..]), (200, Some("text/html"), &b"<p>"[..]));
        assert!(response(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n").is_none());
        assert!(response(b"<html>\n\n").is_none());
    }

    #[test]
    fn chunks() {
        assert_eq!(unchunked(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").unwrap(), b"abcde");
        assert_eq!(unchunked(b"ff\r\ncut").unwrap(), b"cut");
        assert!(unchunked(b"<html>").is_none() && unchunked(b"").is_none());
        assert_eq!(&*decoded(b"<p>plain</p>", &["gzip".into(), "chunked".into()], 100).unwrap(), b"<p>plain</p>");
        assert!(decoded(b"x", &["br".into()], 100).unwrap_err().contains("(br)"));
    }
}
