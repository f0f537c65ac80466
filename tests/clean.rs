//! Cleaning from outside: pages of several styles, invariants on any input, and a real page where it is at hand.

use std::path::{Path, PathBuf};

use onrecord::clean::clean;
use onrecord::document::{Meta, Role};
use onrecord::read::{InputFormat, Raw};
use onrecord::{Document, Lexicon};
use proptest::prelude::*;

/// A block of `tests/cases/clean.txt`.
#[derive(Default)]
struct Case {
    name: String,
    line: usize,
    page: String,
    roles: Vec<(String, String)>,
    meta: Vec<(String, String)>,
    expect_fail: Option<String>,
}

/// The blocks of a case file. Panics with file and line on anything that is not one.
fn load(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut cases: Vec<Case> = Vec::new();
    let mut gap = false;
    for (number, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l)) {
        let fail = |reason: &str| -> ! { panic!("{}:{number}: {reason}: {line}", path.display()) };
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("== ") {
            cases.push(Case { name: name.into(), line: number, ..Case::default() });
            gap = false;
            continue;
        }
        let Some(case) = cases.last_mut() else { fail("stands before the first block") };
        if line == "-" {
            gap = true;
            continue;
        }
        let Some((key, value)) = line.split_once('\t') else { fail("has no tab") };
        match key {
            "title:" | "published:" | "agency:" | "outlet:" | "byline:" => case.meta.push((key.into(), value.into())),
            "expect-fail" => case.expect_fail = Some(value.into()),
            "dateline+body"
            | "dateline+body+credit"
            | "headline"
            | "subhead"
            | "dateline"
            | "timestamp"
            | "caption"
            | "credit"
            | "promotion"
            | "body" => {
                case.page.push_str(if case.page.is_empty() {
                    ""
                } else if gap {
                    "\n\n"
                } else {
                    "\n"
                });
                case.page.push_str(value);
                case.roles.push((key.into(), value.into()));
                gap = false;
            }
            "goes-on" => {
                case.page.push('\n');
                case.page.push_str(value);
            }
            _ => fail("opens with no role or field"),
        }
    }
    assert!(!cases.is_empty(), "{}: holds no cases", path.display());
    for case in &cases {
        assert!(!case.roles.is_empty(), "{}:{}: {} has no lines", path.display(), case.line, case.name);
    }
    cases
}

/// What `clean` found on each line of the page: its roles in order, joined by "+".
fn found(doc: &Document) -> Vec<(String, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for p in &doc.paragraphs {
        let line = doc.line_of(p.span.start());
        match out.last_mut().filter(|(l, _)| *l == line) {
            Some((_, roles)) => *roles = format!("{roles}+{}", p.role.name()),
            None => out.push((line, p.role.name().into())),
        }
    }
    let lines: Vec<&str> = doc.text.lines().collect();
    out.into_iter().map(|(line, roles)| (roles, lines[line - 1].to_owned())).collect()
}

fn told(meta: &Meta, key: &str) -> String {
    let value = match key {
        "title:" => &meta.title,
        "published:" => &meta.published,
        "agency:" => &meta.agency,
        "outlet:" => &meta.outlet,
        _ => &meta.byline,
    };
    value.clone().unwrap_or_else(|| "none".into())
}

#[test]
fn cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clean.txt");
    let mut wrong = Vec::new();
    for case in load(&path) {
        let doc = clean(Raw::text("case", case.page.as_str()), Lexicon::english());
        let mut notes: Vec<String> = Vec::new();
        let got = found(&doc);
        for (want, got) in case.roles.iter().zip(&got).filter(|(want, got)| want != got) {
            notes.push(format!("  want {}\n  got  {}   {}", want.0, got.0, got.1));
        }
        if got.len() != case.roles.len() {
            notes.push(format!("  want {} lines, got {}", case.roles.len(), got.len()));
        }
        for (key, want) in case.meta.iter().filter(|(key, want)| told(&doc.meta, key) != *want) {
            notes.push(format!("  want {key} {want}, got {}", told(&doc.meta, key)));
        }
        match (&case.expect_fail, notes.is_empty()) {
            (Some(reason), true) => wrong.push(format!("{}:{}: {} passes now; drop \"{reason}\"", path.display(), case.line, case.name)),
            (Some(reason), false) => println!("known failure: {}: {reason}", case.name),
            (None, true) => {}
            (None, false) => wrong.push(format!("{}:{}: {}\n{}", path.display(), case.line, case.name, notes.join("\n"))),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What holds for every document, whatever was read.
fn check_invariants(doc: &Document) {
    let mut at = 0;
    for p in &doc.paragraphs {
        assert!(p.span.start() >= at && p.span.end() <= doc.text.len() && !p.span.is_empty(), "{:?} after {at}", p.span);
        assert!(doc.text.is_char_boundary(p.span.start()) && doc.text.is_char_boundary(p.span.end()));
        let between = &doc.text[at..p.span.start()];
        assert!(between.chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "lost {between:?}");
        at = p.span.end();
    }
    assert!(doc.text[at..].chars().all(|c| c.is_whitespace() || c == '\u{feff}'), "lost {:?}", &doc.text[at..]);
}

/// Words and marks that the rules look for, in any order.
fn pagelike() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n\n",
        " ",
        ". ",
        "Photo: ",
        "(Photo by ",
        "AFP",
        " / ",
        ")",
        "7 Jan 2031",
        "9:23 am",
        "By ",
        "Ana Ek ",
        "said ",
        "\"",
        "\u{201c}",
        "\u{201d}",
        "Read more: ",
        "PARIS (AP) \u{2014} ",
        "(CNN)",
        "Watch it \u{bb}",
        "\u{ab}",
        "the minister ",
        "\u{2014}",
        " - ",
        "\u{e9}",
        "\u{130}",
        "\r",
        "Image caption, ",
        "[",
        "]",
        "Getty Images",
        "\u{feff}",
        "12 comments",
        "@x",
        "http://",
        "ONE TWO THREE, ",
        "1",
        "\u{1f600}",
        "word ",
        "Capital ",
        "Video: ",
        "\u{a0}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text(text in "\\PC*|[ -~\n]{0,400}|(?s).{0,200}") {
        check_invariants(&clean(Raw::text("any", text), Lexicon::english()));
    }

    #[test]
    fn any_page(text in pagelike(), title in prop::option::of("[A-Za-z ]{0,20}")) {
        let mut raw = Raw::text("any", text);
        raw.meta.title = title;
        let doc = clean(raw.clone(), Lexicon::english());
        check_invariants(&doc);
        prop_assert_eq!(&clean(raw, Lexicon::english()).paragraphs, &doc.paragraphs);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [InputFormat::Auto, InputFormat::Text, InputFormat::Html, InputFormat::Jsonl] {
            if let Ok(raw) = Raw::from_bytes("any", &bytes, format) {
                check_invariants(&clean(raw, Lexicon::english()));
            }
        }
    }

    #[test]
    fn any_markup(page in "(<(p|div|h1|h2|b|a href=x|figure|figcaption|li|aside|time|br|script|table|td|span class=promo)>|</(p|div|b|a|figure|li|aside)>|[A-Z][a-z]{1,9} |[a-z]{1,9}\\. |&amp;|\u{e9}){0,60}") {
        if let Ok(raw) = Raw::from_bytes("any.html", page.as_bytes(), InputFormat::Html) {
            for (span, _) in &raw.hints {
                prop_assert!(raw.text.get(span.range()).is_some());
            }
            check_invariants(&clean(raw, Lexicon::english()));
        }
    }
}

/// A page as newspapers print them: headline, by-line and time at its head, paragraphs of sentences, and between and behind them what is
/// none of the article.
fn newspage() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "Prime Minister Ana Ek said on Monday that Norland would send two ships to the strait.",
        "\u{201c}We will pay for the crews,\u{201d} she said.",
        "Jon Berg, who leads the harbour board, told reporters that the plan had been \u{201c}read with care\u{201d}.",
        "The talks go on in May.",
        "\u{201c}It is late,\u{201d} he added, \u{201c}but not too late.\u{201d}",
        "Officials in Sudland did not respond to a request for comment.",
        "More than 1,200 people work at the port, which was built in 1931.",
        "Asked about the photo, the minister laughed.",
        "Read more closely, the treaty says nothing of the sort.",
        "By 9 am the square was full.",
    ]);
    // A paragraph that stands twice at the head of a page is taken for its headline the second time: each is another.
    let paragraph = (prop::collection::vec(sentence, 1..4), 0..1_000_000_u32);
    let paragraph = paragraph.prop_map(|(sentences, n)| format!("{} It was meeting number {n}.", sentences.join(" "))).boxed();
    let other = prop::sample::select(vec![
        "Photo: Maja Holm / AFP",
        "Ana Ek arrives at the talks in Norhaven on Monday. Photo: Maja Holm / Reuters",
        "(Photo by Per Lund/Getty Images)",
        "Image caption, The harbour of Norhaven",
        "Advertisement",
        "Read more: What the strait means for Norland",
        "Related stories",
        "Sign up for our newsletter",
        "Download the app to read offline",
        "12 comments",
        "Share this article",
        "Updated 7 Jan 2031, 9:23 am",
        "What happens next",
    ]);
    let part = prop_oneof![3 => paragraph.clone(), 1 => other.prop_map(str::to_owned)];
    let head = prop::sample::select(vec![
        "",
        "Norland to send ships\n\n",
        "Norland to send ships\nBy Maja Holm\n7 Jan 2031, 9:23 am\n\n",
        "Norland to send ships\n\nNORHAVEN (AFP) \u{2014} ",
        "Norhaven, Jan 7 (Reuters) - ",
    ]);
    let gap = prop::sample::select(vec!["\n\n", "\n", "\r\n\r\n"]);
    // Below the head stands a paragraph: without one there is no article.
    (head, paragraph, prop::collection::vec(part, 0..14), gap).prop_map(|(head, first, mut parts, gap)| {
        parts.insert(0, first);
        format!("{head}{}", parts.join(gap))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(page in newspage()) {
        let first = clean(Raw::text("page", page), Lexicon::english());
        let body: Vec<&str> = first.body().map(|p| first.slice(p.span)).collect();
        let again = clean(Raw::text("page", body.join("\n\n")), Lexicon::english());
        let kept: Vec<&str> = again.body().map(|p| again.slice(p.span)).collect();
        prop_assert_eq!(body, kept);
    }
}

/// The body alone, cleaned again, stays body.
#[test]
fn cleaning_the_body_again_takes_nothing_away() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/clean.txt");
    for case in load(&path) {
        let first = clean(Raw::text("case", case.page), Lexicon::english());
        let body: Vec<&str> = first.body().map(|p| first.slice(p.span)).collect();
        let again = clean(Raw::text("case", body.join("\n\n")), Lexicon::english());
        let kept: Vec<&str> = again.body().map(|p| again.slice(p.span)).collect();
        assert_eq!(body, kept, "{}", case.name);
    }
}

/// The folder of measuring data beside the project, if there is one.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("ONRECORD_SHARED").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = folder.join("seed/article.txt").exists();
    if !found {
        println!("skipped: no seed/article.txt under {}; set ONRECORD_SHARED", folder.display());
    }
    found.then_some(folder)
}

#[test]
fn the_seed_page() {
    let Some(folder) = shared() else { return };
    let path = folder.join("seed/article.txt");
    let bytes = std::fs::read(&path).unwrap();
    let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.join("gold/seed.json")).unwrap()).unwrap();
    let doc = clean(Raw::from_bytes(&path, &bytes, InputFormat::Auto).unwrap(), Lexicon::english());
    check_invariants(&doc);
    let role_of = |line: u64| doc.paragraphs.iter().find(|p| doc.line_of(p.span.start()) as u64 == line).map(|p| p.role);
    let layout = gold["layout"].as_array().unwrap();
    for row in layout {
        let want = match row["class"].as_str().unwrap() {
            "date" | "timestamp" => Role::Timestamp,
            "headline" => Role::Headline,
            "caption" | "caption_alt" => Role::Caption,
            "subhead" => Role::Subhead,
            "credit" => Role::Credit,
            "promo" => Role::Promotion,
            "body" => Role::Body,
            other => panic!("a class this test does not know: {other}"),
        };
        assert_eq!(role_of(row["line"].as_u64().unwrap()), Some(want), "line {}", row["line"]);
    }
    assert_eq!(doc.paragraphs.len(), layout.len());
    assert_eq!(doc.body().count(), 21);
    assert_eq!((doc.meta.agency.as_deref(), doc.meta.outlet.as_deref()), (Some("AFP"), Some("RNZ")));
    assert_eq!(doc.meta.published.as_deref(), Some("2026-01-07T09:23"));
    assert!(doc.meta.title.is_some());
}

/// Time grows with the text: each of these once cost its square, or might.
#[test]
fn long_lines_of_marks_take_no_longer() {
    for piece in [
        "\u{bb} ",
        "a. \u{bb}",
        "(",
        "Photo: ",
        "By A ",
        "a/b ",
        "(CNN) ",
        "PARIS \u{2014} ",
        "1 ",
        "\"",
        "Photo: x\n",
        "(L) a\n",
        "\n\n",
        "a\n",
        "Related stories\n",
    ] {
        let text = piece.repeat((1 << 17) / piece.len());
        let start = std::time::Instant::now();
        check_invariants(&clean(Raw::text("long", text), Lexicon::english()));
        assert!(start.elapsed().as_secs() < 5, "{piece:?}: {:?}", start.elapsed());
    }
}

#[test]
fn the_title_that_came_with_the_article() {
    let cleaned = |text: &str, title: &str| {
        let mut raw = Raw::text("a", text);
        raw.meta.title = Some(title.into());
        clean(raw, Lexicon::english())
    };
    let roles = |doc: &Document| doc.paragraphs.iter().map(|p| p.role).collect::<Vec<_>>();
    let text = "Norland opens its border.\n\nNorland opened its border on Monday.\n\nNobody came.";
    assert_eq!(roles(&cleaned(text, "Norland opens its border")), [Role::Headline, Role::Body, Role::Body]);
    let text = "Nine years in the making\n\nNorland opened its border on Monday.\n\nNobody came.";
    let doc = cleaned(text, "Norland opens its border");
    assert_eq!(roles(&doc), [Role::Subhead, Role::Body, Role::Body]);
    assert_eq!(doc.meta.title.as_deref(), Some("Norland opens its border"));
}
