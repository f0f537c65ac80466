//! The binary from end to end: what goes to standard output, what to standard error, and the exit code.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod support;

use std::io::Read;
use std::process::Stdio;

use support::{ARTICLE, Folder, command, ran};

#[test]
fn without_arguments_it_helps_and_fails() {
    let ran = ran(command(&[]));
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("Exit codes:"), "{}", ran.err);
}

#[test]
fn help_has_examples_and_exit_codes() {
    let ran = ran(command(&["--help"]));
    assert_eq!(ran.code, Some(0));
    for part in ["Examples:", "Exit codes:", "onrecord article.txt", "positions"] {
        assert!(ran.out.contains(part), "{part} is missing in\n{}", ran.out);
    }
}

#[test]
fn a_file_alone_means_brief() {
    let folder = Folder::new("alone");
    folder.write("a.txt", ARTICLE);
    let brief = folder.run(&["brief", "a.txt"]);
    assert_eq!(brief.code, Some(0), "{}", brief.err);
    assert!(!brief.out.is_empty());
    assert_eq!(folder.run(&["a.txt"]).out, brief.out);
    assert_eq!(folder.run(&["./a.txt"]).out, brief.out);
    assert_eq!(folder.run(&["--color", "never", "a.txt"]).out, brief.out);
    assert_eq!(folder.run(&["-q", "--color", "never", "brief", "a.txt"]).out, brief.out);
    let claims = folder.run(&["claims", "--format", "csv", "a.txt"]);
    assert_eq!(folder.run(&["--format", "csv", "claims", "a.txt"]).out, claims.out);
}

#[test]
fn a_misspelt_command_is_named() {
    let folder = Folder::new("misspelt");
    folder.write("a.txt", ARTICLE);
    for (typed, meant) in
        [("summarise", "summarize"), ("sumarize", "summarize"), ("clams", "claims"), ("quotse", "quotes"), ("breif", "brief")]
    {
        for args in [&[typed, "a.txt"][..], &["-q", typed, "a.txt"]] {
            let ran = folder.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
            assert!(ran.err.contains(&format!("unrecognized subcommand '{typed}'")) && ran.err.contains(meant), "{args:?}: {}", ran.err);
        }
    }
    // A file of that name is a file.
    folder.write("clams", ARTICLE);
    assert_eq!(folder.run(&["clams"]).code, Some(0));
}

#[test]
fn the_environment_names_the_engine() {
    let folder = Folder::new("engine");
    folder.write("a.txt", ARTICLE);
    let with = |value: &str, args: &[&str]| {
        ran({
            let mut command = folder.command(args);
            command.env("ONRECORD_ENGINE", value);
            command
        })
    };
    let args = ["claims", "--format", "csv", "a.txt"];
    let rules = with("rules", &args);
    assert_eq!((rules.code, rules.err.as_str()), (Some(0), ""));
    // What is typed goes before; what is empty counts as not set.
    assert_eq!(with("learned", &[&args[..], &["--engine", "rules"]].concat()).out, rules.out);
    assert_eq!(with("", &[&args[..], &["--engine", "rules"]].concat()).out, rules.out);
    assert_eq!(with("", &["summarize", "a.txt"]).code, Some(0));
    let wrong = with("magic", &args);
    assert_eq!(wrong.code, Some(2));
    assert_eq!(wrong.err, "onrecord: ONRECORD_ENGINE is \"magic\" in the environment; it may be rules or learned\n");
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let folder = Folder::new("bad");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    let ran = folder.run(&["sentences", "--format", "jsonl", "a.txt", "missing.txt", "b.txt"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.err.starts_with("onrecord: missing.txt: "), "{}", ran.err);
    assert!(ran.err.ends_with("\nonrecord: 1 of 3 could not be done\n"), "{}", ran.err);
}

#[test]
fn quiet_keeps_errors() {
    let folder = Folder::new("quiet");
    assert!(folder.run(&["brief", "--quiet", "missing.txt"]).err.contains("missing.txt"));
}

#[test]
fn control_characters_in_paths_and_texts_do_not_reach_the_terminal() {
    let folder = Folder::new("controls");
    folder.write("a.txt", ARTICLE.replace("Monday", "\u{1b}[31mMonday\u{202e}\u{9b}2J"));
    for view in ["brief", "summarize", "attributions", "claims", "positions", "clean", "sentences", "keywords"] {
        for format in ["text", "table", "markdown", "html", "csv", "json", "jsonl"] {
            let ran = folder.run(&[view, "--format", format, "--color", "never", "a.txt"]);
            let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!ran.out.contains(bad), "{view} {format}: {:?}", ran.out);
        }
    }
    let ran = folder.run(&["brief", "no\u{1b}[31m.txt"]);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}

#[test]
fn standard_input_is_read() {
    let folder = Folder::new("stdin");
    folder.write("a.txt", ARTICLE);
    let piped = folder.run_with(&["sentences", "-"], ARTICLE);
    assert_eq!(piped.code, Some(0), "{}", piped.err);
    assert_eq!(piped.out, folder.run(&["sentences", "a.txt"]).out);
}

#[test]
fn several_documents_are_headed_by_their_names() {
    let folder = Folder::new("several");
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    let ran = folder.run(&["sentences", "a.txt", "b.txt"]);
    let headings: Vec<&str> = ran.out.lines().filter(|l| l.starts_with("a") || l.starts_with("b")).collect();
    assert_eq!(headings.len(), 2, "{}", ran.out);
    assert!(!folder.run(&["sentences", "a.txt"]).out.starts_with('a'));
}

#[test]
fn pages_fit_the_width_asked_for() {
    let folder = Folder::new("width");
    folder.write("a.txt", ARTICLE);
    for width in ["20", "33", "60", "100"] {
        for view in ["brief", "summarize", "claims", "positions", "clean", "sentences"] {
            let ran = folder.run(&[view, "--width", width, "a.txt"]);
            let widest = ran.out.lines().map(|l| l.chars().count()).max().unwrap_or(0);
            assert!(widest <= width.parse().unwrap(), "{view} at {width}:\n{}", ran.out);
        }
    }
    assert_eq!(folder.run(&["brief", "--width", "5", "a.txt"]).code, Some(2));
}

#[test]
fn colour_is_for_those_who_ask() {
    let folder = Folder::new("colour");
    folder.write("a.txt", ARTICLE);
    let coloured = |args: &[&str], name: &str, value: &str| {
        let mut command = folder.command(args);
        command.env(name, value);
        ran(command).out.contains('\u{1b}')
    };
    assert!(!coloured(&["a.txt"], "TERM", "xterm-256color"), "a pipe gets none");
    assert!(coloured(&["a.txt", "--color", "always"], "TERM", "xterm"));
    assert!(coloured(&["a.txt"], "CLICOLOR_FORCE", "1"));
    assert!(!coloured(&["a.txt"], "NO_COLOR", "1"));
    assert!(!coloured(&["a.txt", "--color", "never"], "CLICOLOR_FORCE", "1"));
    assert!(!coloured(&["a.txt", "--format", "json", "--color", "always"], "TERM", "xterm"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new("pipe");
    folder.write("a.txt", ARTICLE.repeat(200));
    for view in ["sentences", "clean", "brief"] {
        let mut args = vec![view, "--format", "jsonl"];
        args.extend(std::iter::repeat_n("a.txt", 20));
        let mut child = folder.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut few = [0; 16];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut few).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{view}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{view}");
    }
}

#[test]
fn same_input_same_bytes() {
    let folder = Folder::new("same");
    folder.write("a.txt", ARTICLE);
    for view in ["brief", "claims", "positions"] {
        let first = folder.run(&[view, "--format", "json", "a.txt"]).out;
        assert!((0..3).all(|_| folder.run(&[view, "--format", "json", "a.txt"]).out == first), "{view}");
    }
}

#[test]
fn completions_and_manual_come_from_the_same_definitions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = ran(command(&["completions", shell]));
        assert_eq!(ran.code, Some(0), "{shell}");
        assert!(ran.out.contains("summarize") && ran.out.contains("ledger"), "{shell}");
    }
    let manual = ran(command(&["man"])).out;
    assert!(manual.contains(".TH onrecord 1") && manual.contains("positions"), "{manual}");
}

#[test]
fn an_unknown_word_list_is_refused() {
    let folder = Folder::new("lists");
    folder.write("a.txt", ARTICLE);
    folder.write("lists/stopword.txt", "the\n");
    let ran = folder.run(&["brief", "--lexicon", "lists", "a.txt"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("stopword.txt") && ran.err.contains("stopwords.txt"), "{}", ran.err);
}

#[test]
fn a_topics_file_extends_or_replaces_the_list() {
    let folder = Folder::new("topics");
    folder.write("a.txt", "Lighthouses\n\nPrime Minister Ida Ek said Norland would lift the sanctions and repair the lighthouse.\n");
    let own = "[[topic]]\nid = 'coast'\nlabel = 'Coast and lights'\ntriggers = ['lighthouse*']\n";
    folder.write("more.toml", own);
    folder.write("only.toml", format!("# mode: replace\n{own}"));
    folder.write("broken.toml", "[[topic]]\nid = 'coast'\ntrigger = ['lighthouse*']\n");
    let topics = |arguments: &[&str]| {
        let ran = folder.run(&[&["positions", "--by", "topic", "--format", "markdown", "a.txt"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().filter_map(|l| l.strip_prefix("## ").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(topics(&[]), ["Sanctions and export controls"]);
    assert_eq!(topics(&["--topics", "more.toml"]), ["Sanctions and export controls", "Coast and lights"]);
    assert_eq!(topics(&["--topics", "only.toml"]), ["Coast and lights"]);
    assert_eq!(topics(&["--topics", "more.toml", "--topic", "coast"]), ["Sanctions and export controls", "Coast and lights"]);
    let broken = folder.run(&["claims", "--topics", "broken.toml", "a.txt"]);
    assert_eq!(broken.code, Some(2));
    assert!(broken.err.contains("broken.toml") && broken.err.contains("topic coast: has no triggers"), "{}", broken.err);
    assert_eq!(folder.run(&["claims", "--topics", "none.toml", "a.txt"]).code, Some(2));
}

#[test]
fn an_unknown_topic_is_answered_with_those_there_are() {
    let folder = Folder::new("topic");
    folder.write("a.txt", ARTICLE);
    let ran = folder.run(&["claims", "--topic", "sanction", "a.txt"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("no topic is called \"sanction\" (did you mean sanctions?)"), "{}", ran.err);
    assert!(ran.err.contains("troop_deployment") && ran.err.contains("economy_domestic"), "{}", ran.err);
    assert!(!folder.run(&["claims", "--topic", "foo", "a.txt"]).err.contains("did you mean"));
    assert_eq!(folder.run(&["positions", "--topic", "sanctions,nuclear", "a.txt"]).code, Some(0));
}

#[test]
fn check_writes_only_when_told_and_tells_what_differs() {
    let folder = Folder::new("check");
    folder.write("corpus/one/article.txt", ARTICLE);
    let none = folder.run(&["check", "corpus"]);
    assert_eq!(none.code, Some(2), "a fixture without expected files is a failure");
    assert!(none.err.contains("--update"), "{}", none.err);
    assert_eq!(std::fs::read_dir(folder.0.join("corpus/one")).unwrap().count(), 1, "a plain run leaves the disk as it was");

    let update = folder.run(&["check", "--update", "corpus"]);
    assert_eq!(update.code, Some(0), "{}", update.err);
    assert_eq!(std::fs::read_dir(folder.0.join("corpus/one")).unwrap().count(), 4);
    assert_eq!(folder.run(&["check", "corpus"]).code, Some(0));

    let article = "corpus/one/article.txt";
    assert_eq!(folder.run(&["summarize", article]).out, folder.read("corpus/one/summary.txt"));
    assert_eq!(folder.run(&["claims", "--format", "json", article]).out, folder.read("corpus/one/claims.json"));
    assert_eq!(folder.run(&["positions", article]).out, folder.read("corpus/one/positions.txt"));

    folder.write("corpus/one/summary.txt", "Something else.\n");
    let differs = folder.run(&["check", "corpus"]);
    assert_eq!(differs.code, Some(1));
    assert!(differs.out.contains("-Something else.") && differs.out.ends_with("1 different, 0 failed\n"), "{}", differs.out);
    assert_eq!(folder.read("corpus/one/summary.txt"), "Something else.\n");
}

#[test]
fn an_update_goes_on_where_one_file_cannot_be_written() {
    let folder = Folder::new("unwritable");
    folder.write("corpus/one/article.txt", ARTICLE);
    folder.write("corpus/two/article.txt", ARTICLE);
    // Nothing can be renamed over a folder, whoever runs this.
    std::fs::create_dir_all(folder.0.join("corpus/one/claims.json")).unwrap();
    let ran = folder.run(&["check", "--update", "corpus"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("claims.json: cannot write: "), "{}", ran.err);
    for name in ["one/summary.txt", "one/positions.txt", "two/claims.json", "two/summary.txt"] {
        assert!(folder.0.join("corpus").join(name).is_file(), "{name}");
    }
    assert_eq!(std::fs::read_dir(folder.0.join("corpus/one")).unwrap().count(), 4, "nothing half done is left");
}

#[test]
fn check_passes_nothing_over() {
    let folder = Folder::new("strict");
    let failure = |name: &str, content: &str, words: &str| {
        let path = folder.write(&format!("corpus/one/{name}"), content);
        let ran = folder.run(&["check", "corpus"]);
        std::fs::remove_file(path).unwrap();
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.out);
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
    };
    std::fs::create_dir_all(folder.0.join("empty")).unwrap();
    assert!(folder.run(&["check", "empty"]).err.contains("no fixture"));
    assert_eq!(folder.run(&["check", "missing"]).code, Some(2));
    folder.write("corpus/one/article.txt", ARTICLE);
    assert_eq!(folder.run(&["check", "--update", "corpus"]).code, Some(0));
    failure("sumary.txt", "", "sumary.txt");
    failure("article.html", "<p>x</p>", "both");
    failure("about.toml", "outlt = \"x\"\n", "about.toml:1");
    let claims = "[{\"id\": \"article\", \"content\": [{\"start\": 0, \"end\": 7, \"text\": \"Sudland\"}]}]\n";
    let kept = folder.read("corpus/one/claims.json");
    folder.write("corpus/one/claims.json", claims);
    let ran = folder.run(&["check", "corpus"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("do not select"), "{}", ran.err);
    folder.write("corpus/one/claims.json", kept);
    folder.write("corpus/two/summary.txt", "x\n");
    assert!(folder.run(&["check", "corpus"]).err.contains("has no article"));
}

#[test]
fn bad_inputs_get_a_line_each() {
    let folder = Folder::new("inputs");
    folder.write("a.txt", ARTICLE);
    folder.write("empty.txt", "");
    folder.write("program.txt", [0x7f, b'E', b'L', b'F', 0, 1, 2, 0, 0, 3]);
    std::fs::create_dir_all(folder.0.join("nothing")).unwrap();
    let bad = ["missing.txt", "empty.txt", "program.txt", "nothing"];
    let mut args = vec!["sentences", "--format", "jsonl", "--quiet"];
    args.extend(bad);
    args.push("a.txt");
    let ran = folder.run(&args);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.out.lines().count(), 1, "the good one is still done");
    for (line, path) in ran.err.lines().zip(bad) {
        assert!(line.starts_with(&format!("onrecord: {path}: ")), "{line}");
    }
    assert_eq!(ran.err.lines().count(), bad.len(), "{}", ran.err);
}

#[test]
fn broken_encodings_give_a_result() {
    let folder = Folder::new("encodings");
    folder.write("latin.txt", b"The caf\xe9 owners met. \x93We will pay,\x94 said Anna Ek, the minister.\n");
    folder.write("bom.txt", format!("\u{feff}{ARTICLE}"));
    for name in ["latin.txt", "bom.txt"] {
        for view in ["brief", "claims", "clean"] {
            let ran = folder.run(&[view, name]);
            assert_eq!(ran.code, Some(0), "{name}: {}", ran.err);
            assert!(!ran.out.is_empty(), "{name}");
        }
    }
}

#[test]
fn json_lines_come_out_in_order_and_a_bad_one_is_named() {
    let folder = Folder::new("jsonl");
    let lines = "{\"id\": \"x\", \"text\": \"Anna Ek said yes.\", \"title\": \"Yes\", \"outlet\": \"Post\"}\n\
                 {bad\n\
                 {\"id\": \"y\", \"text\": \"Jon Berg said no.\", \"date\": \"2026-02-03\"}\n";
    folder.write("many.jsonl", lines);
    let ran = folder.run(&["attributions", "--format", "jsonl", "many.jsonl"]);
    assert_eq!(ran.code, Some(2));
    let ids: Vec<&str> = ran.out.lines().map(|l| &l[..10]).collect();
    assert_eq!(ids, ["{\"id\":\"x\",", "{\"id\":\"y\","]);
    assert!(ran.err.starts_with("onrecord: many.jsonl:2: "), "{}", ran.err);
    let piped = folder.run_with(&["attributions", "--input-format", "jsonl", "--format", "jsonl", "-"], lines);
    assert_eq!(piped.out, ran.out);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = Folder::new("folder");
    ["b.txt", "a.txt", "sub/c.txt"].iter().for_each(|name| {
        folder.write(&format!("articles/{name}"), ARTICLE);
    });
    let ran = folder.run(&["sentences", "--format", "jsonl", "articles"]);
    let ids: Vec<&str> = ran.out.lines().map(|l| &l[7..8]).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn why_names_the_identifiers_there_are() {
    let folder = Folder::new("why");
    folder.write("a.txt", ARTICLE);
    let ran = folder.run(&["why", "C1", "a.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("after a truce") && ran.out.contains("Rule"), "{}", ran.out);
    let unknown = folder.run(&["why", "C99", "a.txt"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("C1 to C") && unknown.err.contains("A1 to A"), "{}", unknown.err);
    for id in ["X1", "C0", "C", "", "é1"] {
        assert_eq!(folder.run(&["why", id, "a.txt"]).code, Some(2), "{id}");
    }
}

#[test]
fn exports_are_for_claims_and_brat_for_one_document() {
    let folder = Folder::new("exports");
    folder.write("a.txt", ARTICLE);
    for format in ["web-annotation", "schema-org"] {
        let ran = folder.run(&["claims", "--format", format, "a.txt", "a.txt"]);
        assert!(serde_json::from_str::<serde_json::Value>(&ran.out).is_ok(), "{}", ran.out);
    }
    assert_eq!(folder.run(&["claims", "--format", "brat", "a.txt"]).code, Some(0));
    let two = folder.run(&["claims", "--format", "brat", "a.txt", "a.txt"]);
    assert_eq!((two.code, two.out.as_str()), (Some(2), ""));
    assert_eq!(folder.run(&["brief", "--format", "dna", "a.txt"]).code, Some(2));
    assert!(folder.run(&["claims", "--format", "csv", "--bom", "a.txt"]).out.starts_with('\u{feff}'));
    assert!(!folder.run(&["claims", "--format", "dna", "a.txt"]).out.starts_with('\u{feff}'));
    assert_eq!(folder.run(&["claims", "--format", "json", "--bom", "a.txt"]).code, Some(2));
}

#[test]
fn condition_is_the_ledger() {
    let folder = Folder::new("ledger");
    folder.write("a.txt", ARTICLE);
    let ledger = folder.run(&["positions", "--ledger", "a.txt"]).out;
    assert_eq!(folder.run(&["positions", "--by", "condition", "a.txt"]).out, ledger);
    assert_eq!(folder.run(&["positions", "--open", "--ledger", "a.txt"]).code, Some(2));
}

#[test]
fn keywords_by_number_and_format() {
    let folder = Folder::new("keywords");
    folder.write("a.txt", ARTICLE);
    let text = folder.run(&["keywords", "-n", "3", "a.txt"]);
    assert_eq!(text.out.lines().count(), 3, "{}", text.out);
    assert!(text.out.contains("Norland\n"), "{}", text.out);
    let csv = folder.run(&["keywords", "--format", "csv", "a.txt"]).out;
    assert!(csv.starts_with("document,line,start,end,kind,times,score,text\n") && csv.contains(",name,"), "{csv}");
    assert!(folder.run(&["keywords", "--format", "table", "a.txt"]).out.contains("Times"));
    folder.write("b.txt", "1 2 3.\n");
    let several = folder.run(&["keywords", "a.txt", "b.txt"]).out;
    assert!(several.lines().count() > 4 && several.ends_with("There are no keywords.\n"), "{several}");
    assert_eq!(folder.run(&["keywords", "-n", "0", "a.txt"]).code, Some(2));
}

#[test]
fn methods_are_told_apart_and_focus_is_for_the_default() {
    let folder = Folder::new("methods");
    folder.write("a.txt", ARTICLE);
    let help = folder.run(&["summarize", "--help"]).out;
    for method in ["tfidf", "lead", "centroid", "luhn", "edmundson", "lsa", "lexrank", "textrank", "sumbasic", "kl", "random"] {
        let ran = folder.run(&["summarize", "--method", method, "-n", "1", "a.txt"]);
        assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 1), "{method}: {}{}", ran.out, ran.err);
        assert!(help.contains(&format!("- {method}:")), "{method} is explained");
        let focus = folder.run(&["summarize", "--method", method, "--focus", "ships", "a.txt"]);
        assert_eq!(focus.code, Some(if method == "tfidf" { 0 } else { 2 }), "{method}");
    }
    let same = |method: &str| folder.run(&["summarize", "--method", method, "-n", "1", "a.txt"]).out;
    assert_eq!(same("tf-idf"), same("tfidf"));
    assert_eq!(folder.run(&["summarize", "--chars", "9", "--words", "9", "a.txt"]).code, Some(2));
}

#[test]
fn options_that_would_do_nothing_are_refused() {
    let folder = Folder::new("refused");
    folder.write("a.txt", ARTICLE);
    let refused = |args: &[&str], why: &str| {
        let ran = folder.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(why), "{args:?}: {}", ran.err);
    };
    refused(&["summarize", "--seed", "3", "a.txt"], "--seed is for --method random");
    refused(&["claims", "--format", "brat", "--out-dir", "d", "-o", "x", "a.txt"], "give one of them");
    assert!(!folder.0.join("d").exists() && !folder.0.join("x").exists());
}

#[test]
fn a_reason_is_given_once() {
    let folder = Folder::new("reason");
    folder.write("a.txt", ARTICLE);
    for args in
        [&["claims", "--topics", "none.toml", "a.txt"][..], &["claims", "-o", "none/x.txt", "a.txt"], &["claims", "-o", ".", "a.txt"]]
    {
        let err = folder.run(args).err;
        let reason = err.trim_end().rsplit(": ").next().unwrap_or_default();
        assert!(err.matches(reason).count() == 1 && !err.contains(".tmp") && !err.contains("/."), "{err}");
    }
}

#[test]
fn actors_that_the_user_knows_are_named_as_he_does() {
    let folder = Folder::new("actors");
    folder.write("a.txt", "OSLO, Jan 5, 2026 (NPA) - The prime minister said on Monday that Norland would pay.\n\n\"We keep our word,\" the Iron Lady said.\n");
    let roles = |to: &str| {
        format!("[[actor]]\nname = \"Ida Ek\"\naliases = [\"the Iron Lady\"]\nroles = [{{ role = \"prime minister\", to = \"{to}\" }}]\n")
    };
    folder.write("in.toml", roles("2026-01-31"));
    folder.write("out.toml", roles("2025-12-31"));
    folder.write("bad.toml", roles("January"));
    let speakers = |file: &str| {
        let ran = folder.run(&["attributions", "a.txt", "--actors", file, "--format", "jsonl"]);
        ran.out.matches("\"name\":\"Ida Ek\"").count()
    };
    assert_eq!((speakers("in.toml"), speakers("out.toml")), (2, 1));
    let ran = folder.run(&["attributions", "a.txt", "--actors", "bad.toml"]);
    assert!(ran.code == Some(2) && ran.err.contains("bad.toml: actor Ida Ek: \"January\" is no day"), "{}", ran.err);
}

#[test]
fn options_of_other_formats_are_refused_by_name() {
    let folder = Folder::new("no-op");
    folder.write("a.txt", ARTICLE);
    for (args, told) in [
        (["--width", "60", "--format", "json"], "--width is for --format text and table"),
        (["--width", "60", "--format", "markdown"], "--width is for --format text and table"),
        (["--offsets", "char", "--format", "text"], "--offsets is for --format json, jsonl, csv and parquet"),
        (["--offsets", "utf16", "--format", "brat"], "--offsets is for --format json, jsonl, csv and parquet"),
    ] {
        let ran = folder.run(&[&["claims"], &args[..], &["a.txt"]].concat());
        assert_eq!((ran.code, ran.err), (Some(2), format!("onrecord: {told}\n")), "{args:?}");
    }
    for args in [["--width", "60", "--format", "table"], ["--offsets", "char", "--format", "csv"]] {
        assert_eq!(folder.run(&[&["claims"], &args[..], &["a.txt"]].concat()).code, Some(0), "{args:?}");
    }
}

#[test]
fn names_in_brackets_are_marked_as_added_and_can_be_left_out() {
    let folder = Folder::new("names");
    let text = "Minister Ida Ek opened the talks in Ostby on Monday. She promised that the convoys would roll through the Vestby gate. Snow \
                fell on the hills. Farmers waited by the road.";
    folder.write("a.txt", text);
    let about = |more: &[&str]| {
        let mut args = vec!["summarize", "-n", "1", "--focus", "convoys through the Vestby gate", "a.txt"];
        args.extend(more);
        folder.run(&args).out
    };
    let sentence = "promised that the convoys would roll through the Vestby gate.";
    assert_eq!(about(&[]), format!("[Ida Ek] {sentence}\n"));
    assert!(!about(&["--no-names"]).contains(sentence), "without the name it would hang in the air");
    assert!(about(&["--format", "csv"]).ends_with(&format!(",She {sentence},[Ida Ek]\n")), "{}", about(&["--format", "csv"]));
    let json: serde_json::Value = serde_json::from_str(&about(&["--format", "jsonl"])).unwrap();
    let shown = &json["sentences"][0];
    assert_eq!(shown["text"], format!("She {sentence}"));
    assert_eq!(shown["added"], serde_json::json!({"start": 53, "end": 56, "text": "She", "name": "Ida Ek", "shown": "[Ida Ek]"}));
}
