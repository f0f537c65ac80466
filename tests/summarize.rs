//! Summaries: what is never cut, never left alone, never said twice, and never more than asked for.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use onrecord::summarize::{Length, Method, Options, Order, Summary, summarize};
use onrecord::{Document, Language, Lexicon, parse, parse_as, read::Raw};

const ARTICLE: &str = "\
Norland and Sudland signed a truce on Monday that would open the border to aid convoys after a week of calm, Norland's president Ida Ek said.

Ek called the truce a first step, and thanked envoy Otto Holt of the Northern Union for months of quiet talks in Ostby.

The truce that Norland and Sudland signed on Monday would open the border to aid convoys after a week of calm.

\"We lost four winters to this war. We will not lose a fifth. The convoys will roll before the snow comes,\" Ek said.

\"That is a promise,\" she added.

But Sudland's foreign minister Rurik Dahl warned that the calm had to hold for the whole week.

He said the guns had been heard near Vestby on Sunday night.

Holt said monitors from the Northern Union would count the convoys at two crossings and report every evening.

Farmers in Ostby said they had little hope left, and that the roads to the border were still mined.

This was the third attempt in two years.";

fn document(text: &str) -> Document {
    parse(Raw::text("t", text), Lexicon::english())
}

fn options(length: Length) -> Options {
    Options { length, ..Options::default() }
}

fn run(doc: &Document, options: &Options) -> Summary {
    summarize(doc, options, Lexicon::english())
}

fn texts<'a>(doc: &'a Document, summary: &Summary) -> Vec<&'a str> {
    summary.units.iter().map(|u| doc.slice(u.span)).collect()
}

fn sentences(summary: &Summary) -> usize {
    summary.units.iter().map(|u| u.sentences.len()).sum()
}

fn words(doc: &Document, summary: &Summary) -> usize {
    summary.units.iter().map(|u| doc.slice(u.span).split_whitespace().count()).sum()
}

#[test]
fn never_more_sentences_than_asked_for_and_units_are_never_cut() {
    let doc = document(ARTICLE);
    for n in 0..=doc.sentences.len() {
        let summary = run(&doc, &options(Length::Sentences(n)));
        assert!(sentences(&summary) <= n, "{n}");
        for unit in &summary.units {
            let text = doc.slice(unit.span);
            assert_eq!(text.matches('"').count() % 2, 0, "{n}: {text}");
        }
    }
}

#[test]
fn what_leans_on_the_sentence_before_is_taken_with_it_or_not_at_all() {
    let doc = document(ARTICLE);
    for n in 0..doc.sentences.len() {
        for unit in texts(&doc, &run(&doc, &options(Length::Sentences(n)))) {
            for opening in ["\"That is", "But Sudland", "He said", "This was"] {
                assert!(!unit.starts_with(opening), "{n}: {unit}");
            }
        }
    }
}

#[test]
fn what_was_said_is_not_said_again() {
    let doc = document(ARTICLE);
    for n in 2..6 {
        let summary = run(&doc, &options(Length::Sentences(n)));
        let truce = texts(&doc, &summary).iter().filter(|t| t.contains("would open the border to aid convoys")).count();
        assert_eq!(truce, 1, "{n}: {:?}", texts(&doc, &summary));
    }
}

#[test]
fn lengths_in_words_and_shares_are_kept() {
    let doc = document(ARTICLE);
    for limit in [0, 3, 20, 40, 80, 120] {
        let summary = run(&doc, &options(Length::Words(limit)));
        assert!(words(&doc, &summary) <= limit, "{limit}");
        assert_eq!(summary.units.is_empty(), summary.remark.is_some(), "{limit}");
    }
    let all = ARTICLE.split_whitespace().count();
    for share in [0.1, 0.3, 0.5] {
        let summary = run(&doc, &options(Length::Ratio(share)));
        assert!(words(&doc, &summary) as f64 <= share * all as f64 + 1.0, "{share}");
        assert!(!summary.units.is_empty(), "{share}");
    }
    for odd in [f64::NAN, -1.0, 0.0] {
        assert!(run(&doc, &options(Length::Ratio(odd))).units.is_empty());
    }
}

#[test]
fn a_short_text_comes_back_whole_with_a_remark() {
    let doc = document("Norland signed. Sudland did not.");
    for length in [Length::Sentences(3), Length::Words(100)] {
        let summary = run(&doc, &options(length));
        assert_eq!(sentences(&summary), 2);
        assert!(summary.remark.unwrap().contains("fewer than"), "{length:?}");
    }
    for length in [Length::Sentences(2), Length::Ratio(1.0)] {
        let summary = run(&doc, &options(length));
        assert_eq!((sentences(&summary), summary.remark), (2, None));
    }
    let empty = document("");
    assert_eq!(run(&empty, &Options::default()).remark.unwrap(), "the article has no sentences");
}

#[test]
fn lead_takes_the_first_sentences() {
    let doc = document(ARTICLE);
    let summary = run(&doc, &Options { method: Method::Lead, ..Options::default() });
    let starts: Vec<usize> = summary.units.iter().flat_map(|u| u.sentences.clone()).collect();
    assert_eq!(starts, [0, 1, 2]);
}

#[test]
fn every_method_gives_whole_sentences_and_the_same_each_time() {
    let doc = document(ARTICLE);
    let mut taken = Vec::new();
    for method in Method::ALL {
        for length in [Length::Sentences(2), Length::Words(60), Length::Chars(300), Length::Ratio(0.3)] {
            let options = Options { method, length, ..Options::default() };
            let summary = run(&doc, &options);
            assert!(!summary.units.is_empty(), "{method:?} {length:?}");
            assert_eq!(summary, run(&doc, &options), "{method:?}");
            assert!(summary.units.iter().all(|u| doc.slice(u.span).matches('"').count().is_multiple_of(2)), "{method:?}");
            assert!(summary.units.iter().all(|u| u.score.is_finite() && !u.reasons.is_empty()), "{method:?}");
            if length == Length::Sentences(2) {
                assert!(sentences(&summary) <= 2, "{method:?}");
                taken.push(format!("{:?}", summary.units.iter().map(|u| u.sentences.clone()).collect::<Vec<_>>()));
            }
        }
        for text in ["", "One.", "1 2 3. 4 5!", "The. And the. Of.", "Ek left. Ek left. Ek left. Ek left."] {
            let doc = document(text);
            let summary = run(&doc, &Options { method, length: Length::Sentences(1), ..Options::default() });
            assert_eq!(sentences(&summary), doc.sentences.len().min(1), "{method:?} {text:?}");
        }
    }
    taken.sort();
    taken.dedup();
    assert!(taken.len() >= 4, "the methods differ: {taken:?}");
}

#[test]
fn chance_depends_on_seed_and_text() {
    let doc = document(ARTICLE);
    let take = |doc: &Document, seed| run(doc, &Options { method: Method::Random, seed, ..Options::default() }).units;
    assert!((1..9).any(|seed| take(&doc, seed) != take(&doc, 0)));
    let other = document(&ARTICLE.replace("Ostby", "Vestb"));
    let places = |doc: &Document| (0..9).flat_map(|seed| take(doc, seed)).map(|u| u.sentences).collect::<Vec<_>>();
    assert_ne!(places(&doc), places(&other));
}

#[test]
fn lengths_in_characters_are_kept() {
    let doc = document(ARTICLE);
    let all = ARTICLE.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
    for limit in [5, 60, 61, 140, 280, 500, all - 1, all, all + 1] {
        let summary = run(&doc, &options(Length::Chars(limit)));
        let text = summary.units.iter().flat_map(|u| doc.slice(u.span).split_whitespace()).collect::<Vec<_>>().join(" ");
        assert!(text.chars().count() <= limit, "{limit}: {}", text.chars().count());
        assert_eq!(text.chars().count() == all, limit >= all, "{limit}");
        assert_eq!(summary.remark.is_some(), summary.units.is_empty() || limit > all, "{limit}: {:?}", summary.remark);
    }
    let one = document("Norland won. Sudland rested.");
    assert_eq!(run(&one, &options(Length::Chars(12))).units.len(), 1);
    assert_eq!(run(&one, &options(Length::Chars(11))).units.len(), 0);
}

#[test]
fn order_by_rank_holds_the_same_units() {
    let doc = document(ARTICLE);
    let by = |order| run(&doc, &Options { order, length: Length::Sentences(5), ..Options::default() }).units;
    let (document, mut rank) = (by(Order::Document), by(Order::Rank));
    assert!(document.is_sorted_by_key(|u| u.sentences.start));
    rank.sort_by_key(|u| u.sentences.start);
    assert_eq!(document, rank);
}

#[test]
fn focus_brings_up_what_it_names() {
    let doc = document(ARTICLE);
    let focus = |words: &str| run(&doc, &Options { focus: Some(words.to_owned()), length: Length::Sentences(1), ..Options::default() });
    assert!(texts(&doc, &focus("mined roads and farmers"))[0].starts_with("Farmers"));
    assert!(texts(&doc, &focus("monitors"))[0].starts_with("Holt said monitors"));
}

#[test]
fn the_title_counts() {
    let titled = |title: &str| {
        let mut raw = Raw::text("t", ARTICLE);
        raw.meta.title = Some(title.to_owned());
        let doc = parse(raw, Lexicon::english());
        let summary = run(&doc, &options(Length::Sentences(2)));
        summary.units.iter().any(|u| u.reasons.iter().any(|r| r.contains("title +")))
    };
    assert!(titled("Norland opens its border"));
    assert!(!titled("Qwertz"));
}

#[test]
fn reasons_name_terms_and_position() {
    let doc = document(ARTICLE);
    let summary = run(&doc, &Options::default());
    for unit in &summary.units {
        assert!(unit.reasons.iter().any(|r| r.contains("terms +") && r.contains("position +")), "{:?}", unit.reasons);
    }
}

#[test]
fn the_same_text_gives_the_same_summary_and_ties_go_to_the_earlier() {
    let doc = document(ARTICLE);
    assert_eq!(run(&doc, &Options::default()), run(&doc, &Options::default()));
    let same = document("Ek left home. Ek left home. Ek left home. Ek left home.");
    let summary = run(&same, &Options { length: Length::Sentences(1), ..Options::default() });
    assert_eq!(summary.units[0].sentences, 0..1);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    /// A summary is a subsequence of the sentences, whatever the text and the length.
    #[test]
    fn subsequence(text in "([A-Z\"“]?[a-zé]{1,6}[ ,]){1,5}([.!?\"”…\n]{0,3} ([A-Z\"“]?[a-zα-ω]{1,6} ){1,4}){0,12}", n in 0_usize..8) {
        let doc = document(&text);
        for length in [Length::Sentences(n), Length::Words(n * 3), Length::Ratio(n as f64 / 8.0)] {
            let summary = run(&doc, &options(length));
            let taken: Vec<usize> = summary.units.iter().flat_map(|u| u.sentences.clone()).collect();
            proptest::prop_assert!(taken.is_sorted_by(|a, b| a < b), "{taken:?}");
            proptest::prop_assert!(taken.iter().all(|i| *i < doc.sentences.len()));
            if let Length::Sentences(n) = length {
                proptest::prop_assert!(taken.len() <= n.min(doc.sentences.len()));
            }
        }
    }

    /// Any script, any characters.
    #[test]
    fn no_panic(text in "\\PC{0,120}") {
        let _ = run(&document(&text), &options(Length::Sentences(1)));
    }
}

#[test]
fn greek_and_other_scripts_do_not_panic() {
    for text in
        ["Η συμφωνία υπογράφηκε. Ισαισα είπε όχι.", "停戦は合意された。明日発効する。", "كيف حالك؟ أنا بخير.", "\u{200f}\u{301}. \u{301}."]
    {
        let summary = run(&document(text), &options(Length::Sentences(1)));
        assert!(sentences(&summary) <= 1);
    }
}

const FRENCH: &str = "\
Le Norland et le Sudland ont signé lundi une trêve qui ouvrirait la frontière aux convois d'aide, a annoncé la présidente Ida Ek.

Elle a remercié les envoyés de l'Union du Nord pour leurs longs mois de pourparlers discrets avec les deux gouvernements.

L'accord sur la trêve prévoit que des observateurs compteront les convois à la frontière et feront rapport chaque soir.

Mais le ministre du Sudland Rurik Dahl a averti que le calme devait tenir toute la semaine.

Des paysans de la région ont dit qu'ils n'avaient guère d'espoir, et que les routes étaient encore minées.";

#[test]
fn another_language_is_detected_and_its_openings_are_known() {
    let doc = document(FRENCH);
    assert_eq!(doc.language.code(), "fr");
    for n in 1..doc.sentences.len() {
        let summary = run(&doc, &options(Length::Sentences(n)));
        assert!(!summary.units.is_empty(), "{n}");
        for text in texts(&doc, &summary) {
            assert!(!text.starts_with("Elle a") && !text.starts_with("Mais"), "{n}: {text}");
        }
    }
}

/// A sentence and the one that it leans on stay together in the summary, but what the page puts between them does not come along.
#[test]
fn no_unit_holds_a_caption() {
    let text = "Norland's keepers asked for twelve years and agreed to eight, minister Runa Eide said on Wednesday.\n\n\
        Coast Minister Runa Eide says goodbye to keepers at Skarn Point on March 3, 2027. (Photo by Lena DORFF / NPA)\n\n\
        Their spokesman, Per Quist, welcomed the contract of the keepers for eight years.\n\nIt rained.";
    let doc = document(text);
    let summary = run(&doc, &options(Length::Sentences(2)));
    assert_eq!(sentences(&summary), 2);
    assert!(texts(&doc, &summary).iter().all(|t| !t.contains("Photo by")), "{:?}", texts(&doc, &summary));
}

#[test]
fn small_words_that_lean_with_an_apostrophe_are_tokens_of_their_own() {
    let doc = document(FRENCH);
    let words: Vec<&str> = doc.tokens.iter().map(|t| doc.slice(t.span)).collect();
    assert!(words.contains(&"d'") && words.contains(&"aide") && words.contains(&"accord"), "{words:?}");
    let english = parse_as(Raw::text("t", FRENCH), Some(Language::ENGLISH), Lexicon::english());
    assert!(english.tokens.iter().any(|t| english.slice(t.span) == "L'accord"));
}

/// Words that stemmers stumble over among them; the first is one on which the Greek stemmer of rust-stemmers panics.
#[test]
fn every_language_gives_a_summary_of_any_text() {
    let texts = [
        "ισαισα ισαισα. Η συμφωνία υπογράφηκε τη Δευτέρα. Η βροχή σταμάτησε. Οι υπουργοί έφυγαν.",
        "部長は月曜日に停戦に署名した。雨が降った。使節は帰った。国境は開いた。",
        "وقع الوزير الهدنة يوم الاثنين. هطل المطر. غادر المبعوث. فتحت الحدود.",
        "A b. C d! E f? \u{301}\u{301}. ß ŉ İ. 1 2 3.",
        "",
    ];
    for language in Language::all() {
        for text in texts {
            let doc = parse_as(Raw::text("t", text), Some(language), Lexicon::english());
            let one = run(&doc, &options(Length::Sentences(2)));
            assert_eq!(one, run(&doc, &options(Length::Sentences(2))), "{language}: {text}");
            assert!(one.units.is_empty() == doc.sentences.is_empty(), "{language}: {text}");
        }
    }
}

#[test]
fn the_shares_that_are_explained_make_the_score() {
    let doc = document(ARTICLE);
    let summary = run(&doc, &options(Length::Sentences(3)));
    for unit in summary.units.iter().filter(|u| u.sentences.len() == 1) {
        let (_, shares) = unit.reasons[0].split_once(" = ").unwrap();
        // The shares of terms stand in brackets and belong to what is before them.
        let outside: String = shares.split('(').map(|part| part.split_once(')').map_or(part, |(_, rest)| rest)).collect();
        let sum: f64 = outside.split_whitespace().filter(|w| w.starts_with(['+', '-'])).map(|w| w.parse::<f64>().unwrap()).sum();
        assert!((sum - unit.score).abs() < 0.15, "{sum} against {}: {}", unit.score, unit.reasons[0]);
    }
}

const GATE: &str = "Minister Ida Ek opened the talks in Ostby on Monday. She promised that the convoys would roll through the Vestby gate before \
                    winter. Snow fell on the hills. Farmers waited by the road.";

#[test]
fn a_pronoun_that_the_summary_does_not_explain_gets_its_name() {
    let doc = document(GATE);
    let about = |n, names| {
        let focus = Some("convoys through the Vestby gate".to_owned());
        run(&doc, &Options { focus, names, ..options(Length::Sentences(n)) }).units
    };
    let alone = about(1, true);
    let added = alone[0].added.as_ref().unwrap();
    assert_eq!((doc.slice(added.pronoun), added.name.as_str(), added.shown.as_str()), ("She", "Ida Ek", "[Ida Ek]"));
    assert!(doc.slice(alone[0].span).starts_with("She promised"), "the sentence itself stays as it stands");
    // What stands before it explains it.
    assert!(about(4, true).iter().all(|u| u.added.is_none()));
    assert!(about(1, false).iter().all(|u| u.added.is_none() && !doc.slice(u.span).starts_with("She")));
}

#[test]
fn an_answer_is_taken_with_its_question() {
    let text = "Minister Ida Ek met Clara Lund on Monday in the capital of Norland.\n\nLUND: Will you sign the truce?\n\nEK: We will, \
                once the border is open. Norland has waited for the truce since May.\n\nLUND: What if the guns are heard?\n\nEK: Then the \
                truce waits until the border is quiet.";
    let doc = document(text);
    for n in 1..=5 {
        let taken: Vec<usize> = run(&doc, &options(Length::Sentences(n))).units.iter().flat_map(|u| u.sentences.clone()).collect();
        let is = |s: &usize, what: char| doc.slice(doc.sentences[*s].span).ends_with(what);
        for sentence in &taken {
            let (before, after) = (sentence.wrapping_sub(1), sentence + 1);
            assert!(!is(sentence, '?') || taken.contains(&after), "{n}: a question alone");
            let asked = *sentence > 0 && is(&before, '?');
            assert!(!asked || taken.contains(&before), "{n}: an answer alone");
        }
    }
}
