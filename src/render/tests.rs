//! The formats on one made-up article, as a reader and a program get them.

use serde_json::Value;

use super::sample::Sample;
use super::*;
use crate::Span;

fn draw(view: View, format: Format) -> String {
    Sample::new().draw(&Options::new(view, format))
}

const VIEWS: [View; 14] = [
    View::Why(Evidence::Claim(0)),
    View::Why(Evidence::Attribution(1)),
    View::Open,
    View::QuietParties,
    View::Quotes,
    View::Brief,
    View::Summary,
    View::Sentences { whole: false },
    View::Sentences { whole: true },
    View::Attributions,
    View::Claims,
    View::Positions(By::Speaker),
    View::Positions(By::Topic),
    View::Clean,
];

#[cfg(feature = "table")]
#[test]
fn a_brief_is_a_page() {
    let expected = "\
Norland offers ships
The Norland Post · 2026-02-03

Norland would send ships after a truce, Prime Minister Anna Ek said on Monday.

Anna Ek, Prime Minister, Norland
╭───────────────────┬────────────────────────────────────────┬───────────┬────────────┬───────╮
│ Kind              │ What                                   │ Condition │ Topic      │ Where │
├───────────────────┼────────────────────────────────────────┼───────────┼────────────┼───────┤
│ commitment ·      │ Norland would send ships after a truce │ after a   │ Troop      │ l. 3  │
│ conditional       │                                        │ truce     │ deployment │       │
│ commitment · firm │ “We will pay.”                         │           │            │ l. 4  │
│ refusal           │ “We will not sign,”                    │           │            │ l. 4  │
╰───────────────────┴────────────────────────────────────────┴───────────┴────────────┴───────╯

1 assessment is not shown; --all shows it.
";
    let mut options = Options::new(View::Brief, Format::Text);
    assert_eq!(Sample::new().draw(&options), expected);
    options.all = true;
    assert!(Sample::new().draw(&options).contains("Speaker not resolved"));
}

#[test]
fn why_shows_words_places_and_rules() {
    let page = draw(View::Why(Evidence::Claim(0)), Format::Markdown);
    for part in [
        "## C1: commitment · conditional",
        "| Condition | after a truce (l. 3, 47 to 60) |",
        "| Rule | will + verb |",
        "## A1: Anna Ek",
        "| Cue | said (l. 3,",
        "| Speaker | Anna Ek, Prime Minister, Norland; named: Prime Minister Anna Ek (l. 3,",
        "| Rule | subject before cue |",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
    assert!(draw(View::Why(Evidence::Attribution(1)), Format::Markdown).contains("## C3: refusal"));
    assert_eq!(draw(View::Why(Evidence::Claim(9)), Format::Markdown), "");
    let value: Value = serde_json::from_str(&draw(View::Why(Evidence::Claim(2)), Format::Jsonl)).unwrap();
    assert_eq!(value["attributions"][0]["claims"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["attributions"][0]["claims"][0]["reasons"][0], "will + verb");
}

#[test]
fn quotations_are_counted() {
    let mut sample = Sample::new();
    let page = sample.draw(&Options::new(View::Quotes, Format::Markdown));
    assert!(page.contains("| “We will pay. We will not sign,” | Anna Ek (A2) | l. 4 |"), "{page}");
    assert!(page.ends_with("*1 of 1 quotations are attributed (100%).*\n"), "{page}");
    sample.attributions.remove(1);
    assert!(sample.draw(&Options::new(View::Quotes, Format::Markdown)).contains("| NOT ATTRIBUTED |"));
    let value: Value = serde_json::from_str(&sample.draw(&Options::new(View::Quotes, Format::Jsonl))).unwrap();
    assert_eq!(value["coverage"]["share"], 0.0);
    assert_eq!(value["quotations"][0]["line"], 4);
}

#[test]
fn tables_can_be_sorted() {
    let mut sample = Sample::new();
    sample.attributions[2].speakers[0] = sample.attributions[0].speakers[0].clone();
    sample.attributions[2].speakers[0].name = "Aba Berg".into();
    let headings = |sort| {
        let options = Options { all: true, sort, ..Options::new(View::Positions(By::Speaker), Format::Markdown) };
        let page = sample.draw(&options);
        page.lines().filter_map(|l| l.strip_prefix("## ")).map(|l| l[..2].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(headings(Sort::Appearance), ["An", "Ab"]);
    assert_eq!(headings(Sort::Name), ["Ab", "An"]);
    assert_eq!(headings(Sort::Claims), ["An", "Ab"]);
}

#[test]
fn unresolved_speakers_are_shown_and_counted() {
    let mut options = Options::new(View::Claims, Format::Markdown);
    options.all = true;
    let page = Sample::new().draw(&options);
    assert!(page.contains("| \"He\" (unresolved) | prediction | the talks were likely to fail |"), "{page}");
    assert!(page.ends_with("\n*1 claim has a speaker who is not resolved.*\n"), "{page}");
}

#[test]
fn the_ledger_says_who_owes_what_if_which_condition_holds() {
    let page = draw(View::Positions(By::Condition), Format::Markdown);
    let first = "## Condition: after a truce\n\n| Who | Kind | What | Topic | Where |\n| --- | --- | --- | --- | --- |\n\
                 | Norland (says Anna Ek) | commitment · conditional |";
    assert!(page.starts_with(first), "{page}");
    assert!(page.contains("## Without a stated condition\n"), "{page}");
    assert!(!page.contains("prediction"), "{page}");
}

#[test]
fn the_object_of_a_cue_is_shown_with_it() {
    let mut sample = Sample::new();
    let find = |words: &str| {
        let start = sample.doc.text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let (cue, content) = (find("would send"), find("ships after"));
    (sample.attributions[0].cue, sample.attributions[0].content) = (vec![cue], vec![content]);
    (sample.claims[0].content, sample.claims[0].clause) = (vec![content], false);
    let page = sample.draw(&Options::new(View::Claims, Format::Markdown));
    assert!(page.contains("| \\[would send\\] ships after |"), "{page}");
}

#[test]
fn a_narrow_table_of_claims_has_no_topics_and_says_so() {
    let options = Options { width: 80, ..Options::new(View::Claims, Format::Text) };
    let page = Sample::new().draw(&options);
    assert!(!page.contains("Topic ") && page.contains("Topics are shown from 100 columns on."), "{page}");
}

#[test]
fn two_conditions_head_one_table_of_the_ledger() {
    let mut sample = Sample::new();
    let (start, first) = (sample.doc.text.find("Norland").unwrap(), sample.claims[0].conditions[0]);
    sample.claims[0].conditions = vec![Span::new(start, start + 7), first];
    let page = sample.draw(&Options::new(View::Positions(By::Condition), Format::Markdown));
    assert!(page.starts_with("## Conditions: Norland; after a truce\n"), "{page}");
    assert_eq!(page.matches("commitment · conditional").count(), 1, "{page}");
}

#[test]
fn topics_have_a_table_each_and_those_without_come_last() {
    let page = draw(View::Positions(By::Topic), Format::Markdown);
    let headings: Vec<&str> = page.lines().filter(|l| l.starts_with("## ")).collect();
    assert_eq!(headings.len(), 2);
    assert_eq!(headings[1], "## No topic");
    assert!(page.starts_with("| Topic | Who speaks on it (claims) |"), "{page}");
}

#[test]
fn a_summary_is_a_sentence_a_line_and_says_why_when_asked() {
    let mut options = Options::new(View::Summary, Format::Text);
    let line = "Norland would send ships after a truce, Prime Minister Anna Ek said on Monday.\n";
    assert_eq!(Sample::new().draw(&options), line);
    options.explain = true;
    assert_eq!(Sample::new().draw(&options), format!("{line}    score 0.5000: title: ships\n"));
    (options.explain, options.wrap, options.width) = (false, true, 40);
    assert_eq!(Sample::new().draw(&options), "Norland would send ships after a truce,\nPrime Minister Anna Ek said on Monday.\n");
}

#[test]
fn whole_quotations_are_one_sentence() {
    let lines = draw(View::Sentences { whole: true }, Format::Text);
    assert_eq!(lines.lines().nth(1), Some("“We will pay. We will not sign,” she added."));
    assert_eq!(draw(View::Sentences { whole: false }, Format::Text).lines().count(), 4);
}

#[test]
fn csv_has_a_row_a_claim_assessments_too() {
    let csv = draw(View::Claims, Format::Csv);
    assert_eq!(csv.lines().count(), 5);
    let first = "ships,C1,Anna Ek,Prime Minister,Norland,commitment,commitment,conditional,positive,said,\
                 Norland would send ships after a truce,after a truce,,,,,Norland,troop_deployment,indirect,,3,22,60";
    assert_eq!(csv.lines().nth(1), Some(first));
}

#[test]
fn a_filter_keeps_identifiers() {
    let mut options = Options::new(View::Claims, Format::Jsonl);
    options.filter.types = vec![crate::claim::ClaimType::Refusal];
    let value: Value = serde_json::from_str(&Sample::new().draw(&options)).unwrap();
    assert_eq!(value["attributions"].as_array().unwrap().len(), 1);
    assert_eq!(value["attributions"][0]["id"], "A2");
    assert_eq!(value["attributions"][0]["claims"][0]["id"], "C3");
}

#[test]
fn json_selects_its_text_in_every_unit() {
    let sample = Sample::new();
    for unit in [Unit::Byte, Unit::Char, Unit::Utf16] {
        let options = Options { unit, ..Options::new(View::Brief, Format::Jsonl) };
        let value: Value = serde_json::from_str(&sample.draw(&options)).unwrap();
        let units: Vec<u32> = match unit {
            Unit::Byte => sample.doc.text.bytes().map(u32::from).collect(),
            Unit::Char => sample.doc.text.chars().map(u32::from).collect(),
            Unit::Utf16 => sample.doc.text.encode_utf16().map(u32::from).collect(),
        };
        let mut seen = 0;
        walk(&value, &mut |object| {
            let (Some(start), Some(end)) = (object["start"].as_u64(), object["end"].as_u64()) else { return };
            let words = object["text"].as_str().unwrap();
            let expected: Vec<u32> = match unit {
                Unit::Byte => words.bytes().map(u32::from).collect(),
                Unit::Char => words.chars().map(u32::from).collect(),
                Unit::Utf16 => words.encode_utf16().map(u32::from).collect(),
            };
            assert_eq!(units[start as usize..end as usize], expected);
            seen += 1;
        });
        assert!(seen > 10);
    }
}

#[test]
fn json_keeps_to_its_schema_and_the_schema_knows_no_other_field() {
    let schema: Value = serde_json::from_str(include_str!("../../schema/onrecord.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for view in VIEWS {
        for explain in [false, true] {
            let options = Options { explain, ..Options::new(view, Format::Jsonl) };
            let value: Value = serde_json::from_str(&Sample::new().draw(&options)).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{e} at {}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{view:?}: {errors:?}");
            for path in objects(&value, String::new()) {
                let mut more = value.clone();
                more.pointer_mut(&path).unwrap()["unknown"] = Value::Null;
                assert!(!validator.is_valid(&more), "{view:?}: an unknown field at {path:?} is let pass");
            }
        }
    }
}

/// The sample with `hostile` wherever an article can put words of its own.
fn hostile(words: &str) -> Sample {
    let mut sample = Sample::new();
    let meta = &mut sample.doc.meta;
    for slot in [&mut meta.title, &mut meta.published, &mut meta.outlet, &mut meta.agency, &mut meta.byline, &mut meta.url] {
        *slot = Some(words.into());
    }
    meta.id = words.into();
    for attribution in &mut sample.attributions {
        for speaker in &mut attribution.speakers {
            speaker.name = words.into();
            for slot in [&mut speaker.role, &mut speaker.affiliation, &mut speaker.country] {
                *slot = Some(words.into());
            }
        }
    }
    for claim in &mut sample.claims {
        (claim.actors, claim.targets) = (vec![words.into()], vec![words.into()]);
        claim.reasons = vec![words.into()];
    }
    sample
}

/// Every view in every format that shows it.
fn everywhere(sample: &Sample, check: impl Fn(Format, &str)) {
    for format in Format::ALL.into_iter().filter(|format| format.is_text()) {
        for view in VIEWS.into_iter().filter(|view| !format.is_export() || *view == View::Claims) {
            check(format, &sample.draw(&Options { all: true, several: true, explain: true, ..Options::new(view, format) }));
        }
    }
}

#[test]
fn no_control_bidi_or_invisible_character_gets_out() {
    let words =
        "a\u{1b}[2Jb\u{9b}31mc\u{202e}d\u{7f}\u{1b}]0;x\u{7}e\u{2066}f\u{200b}g\u{2060}h\u{feff}i\u{ad}j\u{200f}k\u{e0041}l\0m\u{8}n";
    everywhere(&hostile(words), |format, out| {
        let bad = |c: char| c != '\n' && !(c == '\t' && format == Format::Brat) && (plain::is_unsafe(c) || plain::is_invisible(c));
        assert!(!out.contains(bad), "{format:?}: {out:?}");
    });
}

#[test]
fn no_line_break_of_an_article_makes_a_line_of_its_own() {
    everywhere(&hostile("x\r\nT99\tforged 0 1\tx\u{2028}y\n# forged\n"), |format, out| {
        assert!(!out.lines().any(|line| line.starts_with("T99") || line.starts_with("# forged")), "{format:?}: {out}");
    });
}

#[test]
fn no_markup_of_an_article_is_markup_in_a_page() {
    let words = "</script><img src=x onerror=y> [a](javascript:b) ![c](d) **e** `f` | g";
    everywhere(&hostile(words), |format, out| match format {
        Format::Markdown => {
            for raw in ["<img", "</script", "[a](javascript", "![c]", "**e**", " `f`", " | g"] {
                assert!(!out.contains(raw), "{raw}: {out}");
            }
        }
        Format::Html => {
            let ours = [
                "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "article", "h1", "h2", "p", "table", "thead", "tbody", "tr",
                "th", "td",
            ];
            let tags = out.split('<').skip(1).map(|tag| tag.trim_start_matches('/').split([' ', '>']).next().unwrap());
            tags.for_each(|tag| assert!(ours.contains(&tag), "{tag}: {out}"));
            assert!(!out.contains("onerror=y>"), "{out}");
        }
        // What a page may hold in a script element.
        Format::WebAnnotation | Format::SchemaOrg => assert!(!out.contains('<'), "{out}"),
        _ => {}
    });
}

#[test]
fn no_cell_is_a_formula() {
    for words in ["=HYPERLINK(\"http://example.org\")", "+1", "-1", "@SUM(1)", "\t=1", " =1", "\u{200b}=1", "＝1"] {
        everywhere(&hostile(words), |format, out| {
            if format.is_csv() {
                let mut reader = csv_reader(out);
                for cell in reader.records().flatten().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()) {
                    assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{cell:?}");
                }
            }
        });
    }
}

fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::Reader::from_reader(text.as_bytes())
}

#[test]
fn pages_fit_their_width() {
    let sample = Sample::new();
    for view in VIEWS {
        for format in [Format::Text, Format::Table] {
            for width in MIN_WIDTH..120 {
                let options = Options { all: true, explain: true, wrap: true, width, ..Options::new(view, format) };
                for line in sample.draw(&options).lines() {
                    assert!(wrap::columns(line) <= width, "{view:?} {format:?} {width}: {line:?}");
                }
            }
        }
    }
}

#[test]
fn pages_follow_one_another_and_arrays_close() {
    let sample = Sample::new();
    let article = sample.article();
    for (format, start, end) in
        [(Format::Json, "[\n{", "}\n]\n"), (Format::Text, "ships: Norland", ".\n"), (Format::Csv, "document,", "\n")]
    {
        let options = Options { several: true, ..Options::new(View::Summary, format) };
        let (mut renderer, mut out) = (renderer(options), Vec::new());
        renderer.begin(&mut out).unwrap();
        renderer.article(&article, &mut out).unwrap();
        renderer.article(&article, &mut out).unwrap();
        renderer.end(&mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.starts_with(start) && out.ends_with(end), "{out}");
        assert_eq!(out.matches("Norland would send").count(), 2);
    }
}

fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    if value.is_object() {
        visit(value);
    }
    value.as_array().into_iter().flatten().for_each(|v| walk(v, visit));
    value.as_object().into_iter().flat_map(|o| o.values()).for_each(|v| walk(v, visit));
}

/// JSON pointers to every object.
fn objects(value: &Value, path: String) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Array(items) => items.iter().enumerate().map(|(i, v)| (i.to_string(), v)).collect(),
        Value::Object(fields) => fields.iter().map(|(k, v)| (k.clone(), v)).collect(),
        _ => Vec::new(),
    };
    let own = value.is_object().then(|| path.clone());
    own.into_iter().chain(children.into_iter().flat_map(|(key, v)| objects(v, format!("{path}/{key}")))).collect()
}
