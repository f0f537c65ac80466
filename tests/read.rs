//! Reading from outside: encodings, bad input, folders, JSONL, pages.
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::path::{Path, PathBuf};

#[cfg(feature = "html")]
use onrecord::Document;
use onrecord::Lexicon;
use onrecord::clean::clean;
#[cfg(feature = "html")]
use onrecord::document::Role;
use onrecord::read::{InputFormat, Options, Raw, articles, sources};

fn read(name: &str, bytes: &[u8]) -> Result<Raw, String> {
    Raw::from_bytes(name, bytes, InputFormat::Auto).map_err(|e| e.to_string())
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xfeff_u16).into_iter().chain(text.encode_utf16());
    units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[test]
fn encodings() {
    let text = "Norland\u{2019}s caf\u{e9} \u{2013} \u{201c}closed\u{201d} \u{a3}5.";
    assert_eq!(read("a.txt", text.as_bytes()).unwrap().text, text);
    for (big, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        let raw = read("a.txt", &utf16(text, big, mark)).unwrap();
        assert_eq!((raw.text.as_str(), raw.extracted), (text, true), "big {big} mark {mark}");
    }
    let old = b"Norland\x92s caf\xe9 \x96 \x93closed\x94 \xa35.";
    assert_eq!(read("a.txt", old).unwrap().text, text);
    assert_eq!(read("a.txt", b"They met at the caf\xe9").unwrap().text, "They met at the caf\u{e9}");
}

#[test]
fn a_byte_order_mark_keeps_offsets_true() {
    let bytes = "\u{feff}Norland votes on Monday.".as_bytes();
    let raw = read("a.txt", bytes).unwrap();
    assert_eq!((raw.text.as_bytes(), raw.extracted), (bytes, false));
    let doc = clean(raw, Lexicon::english());
    assert_eq!(doc.paragraphs[0].span.start(), 3);
}

#[test]
fn bad_input_is_one_clear_line() {
    let cases: [(&[u8], &str); 16] = [
        (b"", "a.txt: is empty"),
        (b" \n\t\n", "a.txt: holds no text"),
        ("\u{feff}\n".as_bytes(), "a.txt: holds no text"),
        (b"%PDF-1.7\n\xff\xfe", "a.txt: is a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a.txt: is a PNG picture"),
        (b"PK\x03\x04\x14\0", "a.txt: is a ZIP archive"),
        (b"abc\n\0def ghi jkl", "a.txt:2: is a binary file"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10abc", "a.txt: is a binary file"),
        ("One line.\nCaf\u{e9} Ek\u{2019}s \u{201c}b\u{201d}.\n".as_bytes(), ""),
        (b"One.\nCaf\xc3\xa9 and \xe2\x80\x9cquotes and \xe2\x80 cut.\n", "a.txt:2: is broken UTF-8 (byte 0xE2"),
        (b"One line.\nTwo \xe2\x80", "a.txt:2: is broken UTF-8"),
        (b"It ends in caf\xc3", "a.txt:1: is broken UTF-8"),
        (b"\xef\xbb\xbfText with a broken \xff byte.", "a.txt:1: is broken UTF-8 (byte 0xFF"),
        (b"Text with \xff and \xff.", "a.txt:1: is broken UTF-8"),
        (b"Text with \x81\x8d\x9d.", "a.txt:1: is broken UTF-8"),
        (b"\xff\xfeA\0\0\xd8B\0", "a.txt:1: is broken UTF-16LE"),
    ];
    for (bytes, want) in cases {
        match read("a.txt", bytes) {
            Ok(raw) => assert_eq!(want, "", "{:?} was read as {:?}", bytes.escape_ascii().to_string(), raw.text),
            Err(message) => {
                assert!(!want.is_empty() && message.starts_with(want), "{}: {message}", bytes.escape_ascii());
                assert!(!message.contains('\n'), "{message}");
            }
        }
    }
}

/// A folder that is deleted when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("onrecord-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        for (file, text) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        Self(path)
    }

    /// Every article under it: the id, or the error.
    fn read(&self) -> Vec<String> {
        let of = |source: onrecord::Result<_>| match source {
            Ok(source) => articles(&source, &Options::default()).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        };
        let shown = |result: onrecord::Result<Raw>| {
            result.map_or_else(|e| e.to_string().replace(&self.0.display().to_string(), "DIR"), |raw| raw.meta.id)
        };
        sources(std::slice::from_ref(&self.0)).into_iter().flat_map(of).map(shown).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(feature = "html")]
#[test]
fn folders_in_order() {
    let folder = Folder::new(
        "order",
        &[
            ("b.txt", "Norland votes."),
            ("a/z.html", "<html><body><p>Norland voted on Monday, and nobody came.</p></body></html>"),
            ("a/y.jsonl", "{\"id\":7,\"text\":\"One.\"}\nnonsense\n\n{\"text\":\"Two.\"}\n"),
            (".hidden.txt", "No."),
            ("about.toml", "no = 1"),
            ("empty.txt", ""),
        ],
    );
    let found = folder.read();
    assert_eq!(found[0], "7");
    assert!(found[1].starts_with("DIR/a/y.jsonl:2: is not a JSON object of an article: "), "{}", found[1]);
    assert!(found[2].ends_with("a/y.jsonl:4"), "{}", found[2]);
    assert_eq!(found[3..], ["z", "b", "DIR/empty.txt: is empty"]);
}

#[test]
fn a_folder_without_articles_and_a_missing_file() {
    let folder = Folder::new("none", &[("about.toml", "")]);
    assert!(folder.read()[0].starts_with("DIR: holds no articles"), "{:?}", folder.read());
    let missing = sources(&[folder.0.join("nothing.txt")]);
    let message = missing[0].as_ref().unwrap_err().to_string();
    assert!(message.contains("nothing.txt: cannot read: "), "{message}");
}

#[test]
fn json_lines() {
    let line = r#"{"id":"n1","text":"Ek left.\n\nRos stayed.","title":"Ek leaves","date":"2031-01-07T09:23:00Z","url":"https://example.org/1","outlet":"Post","more":[1]}"#;
    let raw = read("a.jsonl", line.as_bytes()).unwrap();
    assert_eq!((raw.text.as_str(), raw.extracted), ("Ek left.\n\nRos stayed.", false));
    let doc = clean(raw, Lexicon::english());
    assert_eq!(doc.meta.published.as_deref(), Some("2031-01-07T09:23"));
    assert_eq!((doc.meta.title.as_deref(), doc.meta.outlet.as_deref()), (Some("Ek leaves"), Some("Post")));
    for (bad, want) in [
        (&b"{\"id\":1}"[..], "a.jsonl:1: has no \"text\""),
        (b"{\"text\":\" \"}", "a.jsonl:1: has a blank \"text\""),
        (b"\n[1]", "a.jsonl:2: is not a JSON object"),
        (b"{\"text\":5}", "a.jsonl:1: is not a JSON object"),
        (b"{\"text\":\"\xff\"}", "a.jsonl:1: is broken UTF-8"),
        (b"\n\n", "a.jsonl: holds no articles"),
        (b"{\"id\":[],\"text\":\"a\"}", "a.jsonl:1: has an \"id\""),
        (b"{\"text\":\"a\"}\n{\"text\":\"b\"}", "a.jsonl: holds several articles"),
    ] {
        let message = read("a.jsonl", bad).unwrap_err();
        assert!(message.starts_with(want), "{message}");
    }
}

#[test]
fn what_a_file_is_shows_in_its_first_bytes() {
    if cfg!(feature = "html") {
        assert!(read("-", b"<!DOCTYPE html><html><body><p>Norland voted on Monday.</p></body></html>").unwrap().extracted);
    }
    assert_eq!(read("-", b"{\"id\":\"x\",\"text\":\"a b\"}").unwrap().meta.id, "x");
    assert_eq!(read("-", b"{braces} open this text").unwrap().text, "{braces} open this text");
}

#[cfg(feature = "html")]
mod pages {
    use super::*;

    fn page(html: &str) -> Document {
        clean(Raw::from_bytes("page.html", html.as_bytes(), InputFormat::Auto).unwrap(), Lexicon::english())
    }

    fn of(doc: &Document, role: Role) -> Vec<&str> {
        doc.paragraphs.iter().filter(|p| p.role == role).map(|p| doc.slice(p.span)).collect()
    }

    const NEWS: &str = r##"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Norland opens its border | Halden Post</title>
<meta property="og:title" content="Norland opens its border after nine years">
<meta property="article:published_time" content="2031-01-07T09:23:00+01:00">
<meta property="og:site_name" content="Halden Post">
<link rel="canonical" href="https://example.org/border">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"Norland opens its border after nine years","datePublished":"2031-01-07T09:23:00+01:00","author":[{"@type":"Person","name":"Mia Lund"}],"publisher":{"@type":"Organization","name":"Halden Post"}}]}</script>
<style>.x{color:red}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="page with-sidebar"><main><article class="has-related">
<header><h1>Norland opens its border after nine years</h1><p class="byline">By <a href="/mia">Mia Lund</a></p><time datetime="2031-01-07">7 January 2031</time></header>
<figure><img src="a.jpg" alt="x"><figcaption>President Ana Ek cuts the ribbon at the crossing. <span class="credit">Photo: Jon Ros</span></figcaption></figure>
<div class="body">
<p>Norland opened its border to Sudland on Tuesday, nine years after it had closed it in a quarrel over fish and tolls.</p>
<p>&ldquo;We will <b>not</b> close it again,&rdquo; President Ana Ek said at the crossing on <time datetime="2031-01-06">Monday</time>, to the cheers of some three hundred people.</p>
<p>It rained.</p>
<script>var secret = "never shown";</script>
<div class="promo-box"><p>Sign up for the Halden Post morning letter and never miss a story again.</p></div>
<h2>What the neighbours say</h2>
<blockquote><p>Sudland will open three more crossings in May, if the tolls are dropped by then, its prime minister said.</p></blockquote>
<ul><li>No visas are needed for stays of up to ninety days.</li><li>Trucks pay a toll of five crowns.</li></ul>
<p>Fishermen on both shores said they would wait and see what the summer brings before they changed anything at all.</p>
</div>
<aside class="related-stories"><h3>Related</h3><ul><li><a href="/1">Why the border was closed</a></li></ul></aside>
</article></main>
<footer><p>&copy; 2031 Halden Post. All rights reserved.</p></footer></div></body></html>"##;

    #[test]
    fn a_news_page() {
        let doc = page(NEWS);
        assert_eq!(of(&doc, Role::Headline), ["Norland opens its border after nine years"]);
        assert_eq!(of(&doc, Role::Subhead), ["What the neighbours say"]);
        assert_eq!(of(&doc, Role::Caption), ["President Ana Ek cuts the ribbon at the crossing. Photo: Jon Ros"]);
        let body = of(&doc, Role::Body);
        assert_eq!(body.len(), 7, "{body:#?}");
        assert!(
            body[1].starts_with("\u{201c}We will not close it again,\u{201d} President Ana Ek said at the crossing on Monday, to"),
            "{}",
            body[1]
        );
        assert_eq!(body[2], "It rained.");
        assert!(!doc.text.contains("never shown") && !doc.text.contains("color:red"));
        assert!(of(&doc, Role::Promotion).contains(&"Sign up for the Halden Post morning letter and never miss a story again."));
        let meta = &doc.meta;
        assert_eq!(meta.title.as_deref(), Some("Norland opens its border after nine years"));
        assert_eq!(meta.published.as_deref(), Some("2031-01-07T09:23"));
        assert_eq!((meta.outlet.as_deref(), meta.byline.as_deref()), (Some("Halden Post"), Some("Mia Lund")));
        assert_eq!(meta.url.as_deref(), Some("https://example.org/border"));
    }

    #[test]
    fn an_old_page_with_breaks_for_paragraphs() {
        let html = "<html><head><title>Ek leaves - Halden Post</title><meta name=author content='By Mia Lund'></head><body><table><tr><td><font size=2>\
            Ana Ek left Norland on Monday, her party said in a short note.<br><br>She gave no reason,<br>and nobody asked.<br><br>\
            Her deputy will lead until May.</font></td></tr></table></body></html>";
        let doc = page(html);
        let body = of(&doc, Role::Body);
        assert_eq!(
            body,
            [
                "Ana Ek left Norland on Monday, her party said in a short note.",
                "She gave no reason, and nobody asked.",
                "Her deputy will lead until May."
            ]
        );
        assert_eq!(doc.meta.byline.as_deref(), Some("Mia Lund"));
    }

    #[test]
    fn declared_encodings() {
        let mut html = b"<html><head><meta charset=\"windows-1252\"></head><body><p>The caf\xe9 \x93Norland\x94 is closed, its owner said.</p></body></html>".to_vec();
        assert!(Raw::from_bytes("a.html", &html, InputFormat::Auto).unwrap().text.contains("caf\u{e9} \u{201c}Norland\u{201d}"));
        html.truncate(60);
        let empty = Raw::from_bytes("a.html", b"<html><body><script>x()</script></body></html>", InputFormat::Auto);
        assert!(empty.unwrap_err().to_string().contains("holds no text"));
    }

    #[test]
    fn hostile_pages_are_refused_at_once() {
        let start = std::time::Instant::now();
        let deep = "<div>".repeat(100_000) + "x";
        let hidden = "<div></b></i></span><p></p>".repeat(5_000);
        let copies = (0..400).map(|i| format!("<font color={i}>")).collect::<String>() + &"<p>x".repeat(50_000);
        let many = "<p>x</p>".repeat(300_000);
        for (html, want) in [(deep, "nested"), (hidden, "nested"), (copies, "formatting"), (many, "elements")] {
            let message = Raw::from_bytes("a.html", html.as_bytes(), InputFormat::Html).unwrap_err().to_string();
            assert!(message.starts_with("a.html:1: has ") && message.contains(want), "{message}");
        }
        let large = vec![b'a'; (8 << 20) + 1];
        let message = Raw::from_bytes("a.html", &large, InputFormat::Html).unwrap_err().to_string();
        assert!(message.contains("(8 MiB)") && message.contains("--max-article-size"), "{message}");
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}

#[test]
fn sources_name_what_the_user_named() {
    let list = sources(&[PathBuf::from("-")]);
    let source = list[0].as_ref().unwrap();
    assert!(source.is_stdin() && source.path() == Path::new("-"));
}
