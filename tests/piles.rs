//! Piles of articles from outside: folders, patterns, packed files, web archives.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::io::Write;

use support::{ARTICLE, Folder, Ran};

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes.as_ref()).unwrap();
    out.finish().unwrap()
}

fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes.as_ref(), ruzstd::encoding::CompressionLevel::Fastest)
}

fn line(id: &str) -> String {
    format!("{{\"id\": \"{id}\", \"text\": \"Anna Ek said Norland would open its border to {id}.\"}}\n")
}

/// A record of a web archive.
fn record(kind: &str, media: &str, more: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {media}\r\n{more}Content-Length: {}\r\n\r\n", content.len());
    let mut out = head.into_bytes();
    out.extend_from_slice(content);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn response(id: &str, http: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut content = format!("HTTP/1.1 {http}\r\n\r\n").into_bytes();
    content.extend_from_slice(body.as_ref());
    let more = format!("WARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: https://example.org/{id}\r\n");
    record("response", "application/http; msgtype=response", &more, content)
}

fn page(what: &str) -> String {
    format!(
        "<html><head><title>{what}</title></head><body><article><h1>{what}</h1><p>Prime Minister Anna Ek said that Norland would send ships \
        to the strait of {what} in May, and that nobody would be left behind.</p><p>Her deputy declined to comment on it.</p></article></body></html>"
    )
}

fn ids(ran: &Ran) -> Vec<String> {
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    ran.out.lines().map(id).collect()
}

const LIST: [&str; 3] = ["sentences", "--format", "jsonl"];

fn list(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&LIST, more].concat())
}

#[test]
fn packed_files_read_like_the_others() {
    let folder = Folder::new("packed");
    folder.write("pile/a.txt.gz", gzip(ARTICLE));
    folder.write("pile/b.jsonl.zst", [zstd(line("b1")), zstd(line("b2"))].concat());
    // As `cat` joins them, with a frame of notes between.
    let notes = [&b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"[..], &zstd(line("c1"))].concat();
    folder.write("pile/c.jsonl.zst", notes);
    folder.write("pile/d.jsonl.gz", [gzip(line("d1")), gzip(line("d2"))].concat());
    folder.write("pile/e.html.gz", gzip(page("Sund")));
    folder.write("pile/passed-over.tar.gz", gzip("x"));
    let ran = list(&folder, &["pile"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ids(&ran), ["a", "b1", "b2", "c1", "d1", "d2", "e"]);
    folder.write("a.txt", ARTICLE);
    let plain = folder.run(&["brief", "a.txt"]).out;
    assert_eq!(folder.run(&["brief", "pile/a.txt.gz"]).out, plain);
    assert_eq!(folder.run_with(&["brief", "-"], gzip(ARTICLE)).out, plain);
}

#[test]
fn a_packed_file_cut_short_keeps_what_stands_before() {
    let folder = Folder::new("cut");
    let many: String = (0..2000).map(|i| line(&format!("n{i}"))).collect();
    for (name, packed) in [("a.jsonl.gz", gzip(&many)), ("a.jsonl.zst", zstd(&many))] {
        folder.write(name, &packed[..packed.len() * 2 / 3]);
        folder.write("b.jsonl", line("after"));
        let ran = list(&folder, &[name, "b.jsonl"]);
        assert_eq!(ran.code, Some(2), "{name}");
        let kind = if name.ends_with("gz") { "gzip" } else { "zstd" };
        let told = format!("onrecord: {name}: cannot read: its {kind} data break off: the file is cut short\n");
        assert!(ran.err.starts_with(&told), "{}", ran.err);
        let ids = ids(&ran);
        // The zstd decoder gives nothing out before a block of 128 KiB is whole.
        let least = if name.ends_with("gz") { 1000 } else { 1 };
        assert!(ids.len() >= least && ids.last().unwrap() == "after", "{name}: {}", ids.len());
    }
}

#[test]
fn a_damaged_packed_file_is_told_from_one_cut_short() {
    let folder = Folder::new("damaged");
    let many: String = (0..2000).map(|i| line(&format!("n{i}"))).collect();
    for (name, mut packed) in [("a.jsonl.gz", gzip(&many)), ("a.jsonl.zst", zstd(&many))] {
        let middle = packed.len() / 2;
        packed[middle..middle + 64].fill(0xff);
        folder.write(name, packed);
        let ran = list(&folder, &[name]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.contains("data are damaged"), "{name}: {}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = Folder::new("fifo");
    folder.write("pile/a.txt", ARTICLE);
    folder.write("pile/c.txt", ARTICLE);
    let made = std::process::Command::new("mkfifo").arg(folder.0.join("pile/b.txt")).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    for inputs in ["pile", "pile/*.txt"] {
        let ran = list(&folder, &[inputs]);
        assert_eq!((ran.code, ids(&ran)), (Some(2), vec!["a".to_owned(), "c".to_owned()]), "{inputs}");
        assert!(
            ran.err.starts_with("onrecord: pile/b.txt: is a pipe or a device, which is read only where it is named itself\n"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_decompression_bomb_is_left() {
    let folder = Folder::new("bomb");
    let blank = vec![b'\n'; 40 << 20];
    let mut one = vec![b'a'; 40 << 20];
    one.splice(..0, *b"{\"text\": \"");
    for (name, packed) in
        [("a.jsonl.gz", gzip(&blank)), ("b.jsonl.gz", gzip(&one)), ("c.jsonl.zst", zstd(&blank)), ("d.txt.gz", gzip(&one))]
    {
        folder.write(name, packed);
        let ran = list(&folder, &["--max-article-size", "1M", name]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{name}");
        assert!(ran.err.contains("--max-article-size"), "{name}: {}", ran.err);
    }
}

#[test]
fn an_article_over_the_limit_is_refused_and_the_next_follows() {
    let folder = Folder::new("limit");
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "word ".repeat(1000));
    folder.write("a.jsonl", [line("a"), long, line("b")].concat());
    let ran = list(&folder, &["--max-article-size", "1k", "a.jsonl"]);
    assert_eq!((ran.code, ids(&ran)), (Some(2), vec!["a".to_owned(), "b".to_owned()]));
    assert!(ran.err.starts_with("onrecord: a.jsonl:2: is larger than one article may be (1 KiB)"), "{}", ran.err);
    assert!(ran.err.contains("--max-article-size"), "{}", ran.err);
    assert_eq!(ids(&list(&folder, &["--max-article-size", "0.1M", "a.jsonl"])).len(), 3);
    for bad in ["0", "-1", "x", "9G", "1KK", ""] {
        assert_eq!(list(&folder, &["--max-article-size", bad, "a.jsonl"]).code, Some(2), "{bad}");
    }
}

#[test]
fn patterns_where_the_shell_has_none() {
    let folder = Folder::new("patterns");
    for name in ["2026/02/b.txt", "2026/01/a.txt", "2026/01/a.html", "2026/.hidden/c.txt", "odd[1].txt"] {
        folder.write(name, if name.ends_with("html") { page("Sund") } else { ARTICLE.to_owned() });
    }
    assert_eq!(ids(&list(&folder, &["2026/*/*.txt"])), ["a", "b"]);
    assert_eq!(ids(&list(&folder, &["2026/**/*.txt"])), ["a", "b"]);
    assert_eq!(ids(&list(&folder, &["202?/0[12]"])), ["a", "a", "b"]);
    // A file of that name comes before what the pattern would match.
    assert_eq!(ids(&list(&folder, &["odd[1].txt"])), ["odd[1]"]);
    let none = list(&folder, &["2027/*.txt"]);
    assert!(none.err.contains("2027/*.txt: is no file, and no file matches it"), "{}", none.err);
    assert!(list(&folder, &["a[.txt"]).err.contains("is no pattern"));
}

#[test]
fn web_archives() {
    let folder = Folder::new("warc");
    let html = "200 OK\r\nContent-Type: text/html; charset=windows-1252";
    let old = b"<html><body><article><h1>Caf\xe9</h1><p>Anna Ek said that she would pay for the caf\xe9 and for all who sat in it.</p></article></body></html>";
    let chunked = format!("{:x}\r\n{}\r\n0\r\n\r\n", page("Chunk").len(), page("Chunk"));
    let records = [
        record("warcinfo", "application/warc-fields", "", "software: none\r\n"),
        response("one", "200 OK\r\nContent-Type: text/html; charset=UTF-8", page("Sund")),
        record("request", "application/http", "", "GET / HTTP/1.1\r\n\r\n"),
        response("gone", "404 Not Found\r\nContent-Type: text/html", page("Gone")),
        response("picture", "200 OK\r\nContent-Type: image/png", b"\x89PNG\0\0"),
        response("old", html, old),
        response("zip", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", gzip(page("Zip"))),
        response("chunk", "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", chunked),
        response("br", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", "x"),
        record("conversion", "text/plain", "WARC-Record-ID: <urn:uuid:wet>\r\n", ARTICLE),
        response("empty", "200 OK\r\nContent-Type: text/html", ""),
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(),
        response("last", "200 OK\r\nContent-Type: text/html", page("Last")),
    ];
    folder.write("a.warc", records.concat());
    folder.write("a.warc.gz", records.iter().flat_map(gzip).collect::<Vec<_>>());
    let plain = list(&folder, &["a.warc"]);
    assert_eq!(ids(&plain), ["one", "old", "zip", "chunk", "wet", "last"].map(|id| format!("urn:uuid:{id}")));
    assert_eq!(plain.code, Some(2));
    let told = ["#9: is packed in a way that is not read here (br)", "#11: is empty", "#12: is a record without its length"];
    assert_eq!(plain.err.lines().count(), told.len() + 1, "{}", plain.err);
    for (line, words) in plain.err.lines().zip(told) {
        assert!(line.contains(&format!("a.warc{words}")), "{line}");
    }
    assert!(plain.out.contains("Caf\u{e9}") || plain.out.contains("caf\u{e9}"));
    assert!(plain.out.contains("https://example.org/one"));
    assert_eq!(list(&folder, &["a.warc.gz"]).out, plain.out);
    let piped = folder.run_with(&[&LIST[..], &["-"]].concat(), records.concat());
    assert_eq!(piped.out, plain.out);
}

#[test]
fn a_web_archive_cut_short_and_one_too_large() {
    let folder = Folder::new("warc-cut");
    let records = [response("one", "200 OK\r\nContent-Type: text/html", page("Sund")), response("two", "200 OK", page("Two"))].concat();
    folder.write("a.warc", &records[..records.len() - 60]);
    let cut = list(&folder, &["a.warc"]);
    assert_eq!((cut.code, ids(&cut).len()), (Some(2), 1));
    assert!(cut.err.contains("a.warc#2: ends inside a record"), "{}", cut.err);
    let large = response("large", "200 OK\r\nContent-Type: text/html", page(&"x".repeat(5000)));
    let film = response("film", "200 OK\r\nContent-Type: video/mp4", "x".repeat(5000));
    folder.write("b.warc", [film, large, records].concat());
    let ran = list(&folder, &["--max-article-size", "3K", "b.warc"]);
    assert_eq!(ids(&ran), ["urn:uuid:one", "urn:uuid:two"]);
    assert!(ran.err.ends_with("1 of 3 could not be done\n"), "{}", ran.err);
    assert!(ran.err.contains("b.warc#2: is larger than one article may be (3 KiB)"), "{}", ran.err);
    folder.write("c.warc", record("warcinfo", "text/plain", "", "x"));
    assert!(list(&folder, &["c.warc"]).err.contains("c.warc: holds no pages"));
}
