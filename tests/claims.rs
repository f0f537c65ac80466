//! Claims from given attributions: the cases of `tests/cases/claims.txt`, and what holds for all claims.

use std::fmt::Write as _;
use std::path::Path;

use onrecord::attribute::{Attribution, QuoteType, ResolvedBy, Speaker};
use onrecord::claim::{Claim, claims};
use onrecord::read::Raw;
use onrecord::{Document, Lexicon, Span, parse};

const CASES: &str = "tests/cases/claims.txt";

/// A paragraph before each case, so that the text reads like an article.
const LEAD: &str = "Talks went on for a third day in the capital, and the two delegations met again late in the evening.\n\n";

/// One block of the case file.
struct Case {
    line: usize,
    title: String,
    text: String,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    expected: Vec<Expected>,
}

/// One claim line.
struct Expected {
    line: usize,
    head: String,
    fields: Vec<(String, String)>,
}

/// The blocks of the case file; any line that fits no rule is an error with its place.
fn load(text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (n, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l.trim())) {
        if let Some(title) = line.strip_prefix("## ") {
            let done = cases.last().is_none_or(|c| !c.expected.is_empty() && !c.content.is_empty());
            if !done {
                return Err(format!("{CASES}:{n}: the block before has no content or no expected claim"));
            }
            cases.push(Case {
                line: n,
                title: title.into(),
                text: LEAD.into(),
                source: vec![],
                cue: vec![],
                content: vec![],
                expected: vec![],
            });
        } else if let Some(claim) = line.strip_prefix("= ") {
            let case = cases.last_mut().ok_or_else(|| format!("{CASES}:{n}: a claim before the first title"))?;
            case.expected.push(expected(n, claim)?);
        } else if !line.is_empty() && !line.starts_with('#') {
            let case = cases.last_mut().ok_or_else(|| format!("{CASES}:{n}: text before the first title"))?;
            if !case.expected.is_empty() {
                return Err(format!("{CASES}:{n}: text after the expected claims; is a title missing?"));
            }
            read_marks(case, line).map_err(|e| format!("{CASES}:{n}: {e}"))?;
        }
    }
    match cases.last() {
        Some(c) if c.expected.is_empty() || c.content.is_empty() => {
            Err(format!("{CASES}:{}: the last block has no content or no claim", c.line))
        }
        None => Err(format!("{CASES}: no blocks")),
        _ => Ok(cases),
    }
}

fn expected(line: usize, claim: &str) -> Result<Expected, String> {
    const FIELDS: &[&str] = &["condition", "topics", "limit", "actor", "target", "content", "no condition", "no actor", "no limit"];
    let mut parts = claim.split('|').map(str::trim);
    let head = parts.next().unwrap_or_default().to_owned();
    if head != "none" && head.split(' ').count() != 3 {
        return Err(format!("{CASES}:{line}: \"{head}\" is not `type strength polarity`"));
    }
    let mut fields = Vec::new();
    for part in parts {
        let (name, value) = part.split_once(':').unwrap_or((part, ""));
        if !FIELDS.contains(&name) {
            return Err(format!("{CASES}:{line}: no field is called \"{name}\""));
        }
        fields.push((name.into(), value.trim().into()));
    }
    Ok(Expected { line, head, fields })
}

/// Takes the marks out of a line and notes where they stood.
fn read_marks(case: &mut Case, line: &str) -> Result<(), String> {
    let mut rest = line;
    while let Some(at) = rest.find('[') {
        case.text.push_str(&rest[..at]);
        let end = rest[at..].find(']').ok_or("a mark is not closed")? + at;
        let (kind, words) = rest[at + 1..end].split_once(' ').ok_or("a mark has no words")?;
        let start = case.text.len();
        case.text.push_str(words);
        let span = Span::new(start, case.text.len());
        match kind {
            "S" => case.source.push(span),
            "C" => case.cue.push(span),
            "T" => case.content.push(span),
            other => return Err(format!("no mark is called \"{other}\"")),
        }
        rest = &rest[end + 1..];
    }
    case.text.push_str(rest);
    case.text.push('\n');
    Ok(())
}

impl Case {
    fn run(&self) -> (Document, Attribution, Vec<Claim>) {
        let doc = parse(Raw::text("case", self.text.clone()), Lexicon::english());
        let quoted = |s: &Span| self.text[..s.start()].ends_with('"');
        let marks = self.content.iter().any(|s| s.of(&self.text).contains('"'));
        let quote_type = match (self.content.iter().all(quoted), marks) {
            (true, _) => QuoteType::Direct,
            (false, true) => QuoteType::Mixed,
            (false, false) => QuoteType::Indirect,
        };
        let name = |s: &Span| Speaker {
            name: s.of(&self.text).into(),
            role: None,
            affiliation: None,
            country: None,
            resolved_by: ResolvedBy::Name,
            mention: Some(*s),
        };
        let attribution = Attribution {
            source: self.source.clone(),
            cue: self.cue.clone(),
            content: self.content.clone(),
            quote_type,
            speakers: self.source.iter().map(name).collect(),
            inner: vec![],
            relays: false,
            relayed_by: vec![],
            reasons: vec![],
        };
        let claims = claims(&doc, std::slice::from_ref(&attribution), Lexicon::english());
        (doc, attribution, claims)
    }
}

/// What is wrong with a claim, if anything.
fn difference(doc: &Document, claim: &Claim, want: &Expected) -> Option<String> {
    let name = |v: serde_json::Result<serde_json::Value>| v.ok().and_then(|v| Some(v.as_str()?.to_owned())).unwrap_or_default();
    let strength = name(serde_json::to_value(claim.strength));
    let polarity = name(serde_json::to_value(claim.polarity));
    let head = format!("{} {strength} {polarity}", claim.kind.name());
    let mut wrong = String::new();
    if head != want.head {
        let _ = write!(wrong, "{head} instead of {} ({}); ", want.head, claim.reasons.join(", "));
    }
    let texts = |spans: &[Span]| spans.iter().map(|s| doc.slice(*s).to_owned()).collect::<Vec<_>>();
    for (field, value) in &want.fields {
        let found = match field.as_str() {
            "condition" | "no condition" => texts(&claim.conditions),
            "limit" | "no limit" => texts(&claim.limits),
            "content" => texts(&claim.content),
            "actor" | "no actor" => claim.actors.clone(),
            "target" => claim.targets.clone(),
            _ => vec![claim.topics.join(" ")],
        };
        let right = if field.starts_with("no ") { found.is_empty() } else { found.contains(value) };
        if !right {
            let _ = write!(wrong, "{field} {found:?} instead of \"{value}\"; ");
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}

fn failures(case: &Case) -> Vec<String> {
    let (doc, _, found) = case.run();
    let want: Vec<_> = case.expected.iter().filter(|e| e.head != "none").collect();
    if found.len() != want.len() {
        let kinds: Vec<_> = found.iter().map(|c| (c.kind.name(), c.content.iter().map(|s| doc.slice(*s)).collect::<Vec<_>>())).collect();
        return vec![format!("{CASES}:{}: {}: {} claims instead of {}: {kinds:?}", case.line, case.title, found.len(), want.len())];
    }
    let pairs = found.iter().zip(want);
    pairs.filter_map(|(claim, e)| Some(format!("{CASES}:{}: {}: {}", e.line, case.title, difference(&doc, claim, e)?))).collect()
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES);
    let text = std::fs::read_to_string(path).expect("the case file");
    load(&text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_case() {
    let (open, closed): (Vec<_>, Vec<_>) = cases().into_iter().partition(|c| c.title.starts_with("open:"));
    let wrong: Vec<_> = closed.iter().flat_map(failures).collect();
    let mended: Vec<_> = open.iter().filter(|c| failures(c).is_empty()).map(|c| c.title.as_str()).collect();
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), closed.len(), wrong.join("\n"));
    assert!(mended.is_empty(), "known misses that pass now; take \"open:\" off their titles: {mended:?}");
}

#[test]
fn malformed_blocks_are_refused_with_their_line() {
    let block = |body: &str| load(&format!("## one\n{body}")).err().unwrap_or_default();
    assert!(block("[S Ek] [C said] [T yes").contains(":2: a mark is not closed"));
    assert!(block("[X Ek] said [T yes].").contains(":2: no mark is called \"X\""));
    assert!(block("[T Yes].\n= report na").contains(":3: \"report na\""));
    assert!(block("[T Yes].\n= report na positive | colour: red").contains(":3: no field"));
    assert!(block("[T Yes].").contains(":1: the last block"));
    assert!(block("[T Yes].\n= report na positive\nmore").contains(":4: text after"));
    assert!(load("[T Yes].").is_err() && load("").is_err());
}

#[test]
fn spans_of_claims_lie_in_their_content() {
    for case in cases() {
        let (doc, attribution, found) = case.run();
        for claim in &found {
            let inside = |s: &Span| attribution.content.iter().any(|c| c.contains(*s));
            assert!(!claim.content.is_empty() && claim.content.iter().all(inside), "{}: content", case.title);
            assert!(claim.limits.iter().all(inside), "{}: limits", case.title);
            // A condition may stand behind the words for the speaker, in a sentence that holds content.
            let said: Vec<usize> = attribution.content.iter().flat_map(|s| doc.sentences_in(*s)).collect();
            let near = |s: &Span| doc.sentences_in(*s).all(|n| said.contains(&n));
            assert!(claim.conditions.iter().all(near), "{}: conditions", case.title);
            for condition in &claim.conditions {
                assert_eq!(doc.sentences_in(*condition).len(), 1, "{}: a condition lies in one sentence", case.title);
            }
            let spans = claim.content.iter().chain(&claim.conditions).chain(&claim.limits);
            assert!(spans.into_iter().all(|s| doc.text.get(s.range()).is_some()), "{}: character boundaries", case.title);
            assert!((0.0..=1.0).contains(&claim.confidence) && !claim.reasons.is_empty(), "{}: reasons", case.title);
        }
    }
}

/// Odd content must give claims whose spans hold, never a panic: pieces of text cut and joined at random, any mark before any word.
#[test]
fn odd_contents_do_no_harm() {
    const WORDS: &[&str] = &[
        "if",
        "unless",
        "until",
        "we",
        "we'll",
        "won't",
        "can't",
        "not",
        "no",
        "that",
        "and",
        "but",
        ",",
        ";",
        ".",
        "?",
        "\"",
        "\u{201c}",
        "\u{201d}",
        "'s",
        "will",
        "would",
        "must",
        "to",
        "after a truce",
        "Norland",
        "Sudland's",
        "days of",
        "a ceasefire",
        "the",
        "of",
        "is",
        "ready to",
        "want",
        "monitor",
        "\u{e9}t\u{e9}",
        "\u{1f600}",
        "5%",
        "$",
        "don't",
        "it's",
        "let's",
        "--",
        "once",
        "only if",
        "in exchange for",
        "face",
        "said",
        "agreed",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for _ in 0..400 {
        let mut case =
            Case { line: 0, title: String::new(), text: LEAD.into(), source: vec![], cue: vec![], content: vec![], expected: vec![] };
        for _ in 0..1 + next(4) {
            let start = case.text.len();
            let words: Vec<&str> = (0..next(14)).map(|_| WORDS[next(WORDS.len())]).collect();
            case.text.push_str(&words.join(" "));
            case.content.push(Span::new(start, case.text.len()));
            let cue = case.text.len() + 1;
            case.text.push_str([" said ", " vowed ", " did not want ", " warned "][next(4)]);
            case.cue = vec![Span::new(cue, case.text.len() - 1)];
        }
        let (doc, attribution, found) = case.run();
        for claim in found {
            let inside = |s: &Span| attribution.content.iter().any(|c| c.contains(*s));
            let spans: Vec<_> = claim.content.iter().chain(&claim.conditions).chain(&claim.limits).collect();
            assert!(spans.iter().all(|s| inside(s) && doc.text.get(s.range()).is_some()), "{}", case.text);
        }
    }
}
