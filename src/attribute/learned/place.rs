//! What the place of a piece of content says of whose it is, where the links of the encoder say otherwise.
//!
//! A quotation behind what somebody says in the same paragraph is hers. A quotation whose marks stay open goes on in the next paragraph: that paragraph is the same speaker's, whoever speaks after it. Words
//! without quotation marks are nobody's in a paragraph that does not name the cue. Example: `"We came. ¶ "We stay." ¶ "They left," said
//! Berg.` The second paragraph is whoever's the first is, not Berg's.

use super::super::clause::Draft;
use super::super::coref::RECENT;
use super::super::scan::Scan;
use crate::Span;
use crate::document::EntityKind;
use crate::lexicon::{Class, Frames};

/// Whoever is named so many tokens before a piece is not asked.
const FARTHEST: usize = 200;

/// Puts each piece where it belongs; a draft without pieces is dropped. Cost: linear in the pieces.
pub(super) fn placed(scan: &Scan<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    for draft in &mut drafts {
        without_strays(scan, draft);
    }
    return_strays(scan, &mut drafts);
    part_strays(scan, &mut drafts);
    bring_strays_home(scan, &mut drafts);
    give_to_who_stands_behind(scan, &mut drafts);
    continue_open_quotations(scan, &mut drafts);
    drafts.retain(|d| !d.content.is_empty());
    drafts
}

/// Takes off the pieces without quotation marks that stand in another sentence than the cue, where others stand in its own: indirect speech
/// ends with its sentence. Words with quoted ones among them may follow in the same paragraph.
fn without_strays(scan: &Scan<'_>, draft: &mut Draft) {
    let doc = scan.doc;
    let paragraph = |sentence: usize| doc.sentences.get(sentence).map(|s| s.paragraph);
    let home = paragraph(draft.sentence);
    let here = |s: &Span| {
        let sentences = doc.sentences_in(*s);
        let near = paragraph(sentences.start) == home && scan.has_quote(doc.tokens_in(*s));
        sentences.contains(&draft.sentence) || near
    };
    if draft.cue.is_empty() {
        return;
    }
    if !draft.content.iter().any(here) {
        // "Many of the claims are old. ¶ The strikes have threatened the peace.": words of another paragraph that nobody quotes.
        // "Berg added: ¶ And so we left."
        let told = |s: &Span| doc.tokens_in(*s).start.checked_sub(1).is_some_and(|t| scan.word(t) == ":");
        let away = |s: &Span| paragraph(doc.sentences_in(*s).start) != home && !scan.has_quote(doc.tokens_in(*s)) && !told(s);
        if draft.content.iter().all(away) {
            draft.content.clear();
        }
        return;
    }
    draft.content.retain(|s| here(s) || is_quoted(scan, *s));
}

/// Whether a piece starts and ends inside quotation marks.
fn is_quoted(scan: &Scan<'_>, piece: Span) -> bool {
    let tokens = scan.doc.tokens_in(piece);
    tokens.clone().next().is_some_and(|t| scan.quote(t).is_some()) && tokens.last().is_some_and(|t| scan.quote(t).is_some())
}

/// `Ek said rates would fall. "We shall see." ¶ "They must," Berg wrote.`: a quotation behind what somebody says in its own paragraph is not
/// a later paragraph's, nor is one with somebody else's paragraph between.
fn return_strays(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let doc = scan.doc;
    let sentence_of = |s: &Span| doc.sentences_in(*s).start;
    let paragraph = |sentence: usize| doc.sentences.get(sentence).map_or(usize::MAX, |s| s.paragraph);
    let mut moves = Vec::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| !d.cue.is_empty()) {
        let home = paragraph(draft.sentence);
        for piece in draft.content.iter().filter(|s| paragraph(sentence_of(s)) < home) {
            let there = sentence_of(piece);
            let upto = drafts.partition_point(|d| d.sentence < there);
            let before = drafts[..upto].iter().enumerate().rev().find(|(i, d)| *i != index && !d.cue.is_empty() && d.source.is_some());
            let Some((to, other)) = before else { continue };
            let aside = other.content.iter().any(|s| doc.tokens_in(*s).len() == 1 && scan.is(doc.tokens_in(*s).start, Class::RELATIVE));
            // What was just given back goes on: `"We pay. ¶ "We stay."`
            let goes_on =
                moves.last().is_some_and(|(i, j, s): &(usize, usize, Span)| *i == index && *j == to && doc.sentences_in(*s).end == there);
            let near = (other.sentence + 1 >= there || goes_on) && !aside;
            let same = near && paragraph(other.sentence) == paragraph(there);
            // Between the quotation and the cue somebody else speaks.
            let between = drafts[upto..index].iter().any(|d| !d.cue.is_empty() && d.sentence > there && paragraph(d.sentence) < home);
            if same || near && between && paragraph(other.sentence) + 1 == paragraph(there) {
                moves.push((index, to, *piece));
            }
        }
    }
    for (from, to, piece) in moves {
        drafts[from].content.retain(|s| *s != piece);
        drafts[to].content.push(piece);
        drafts[to].content.sort_unstable();
    }
}

/// `"We pay," Ek said. ¶ "They must," Berg said. "Now."`: a quotation in a later paragraph is whoever's who spoke just before it there; where
/// its sentence names somebody before it, it is not taken.
fn bring_strays_home(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let doc = scan.doc;
    let paragraph = |sentence: usize| doc.sentences.get(sentence).map(|s| s.paragraph);
    let reached = |d: &Draft| d.content.iter().map(|s| doc.sentences_in(*s).end).max().unwrap_or_default().max(d.sentence + 1);
    let reached: Vec<usize> = drafts.iter().map(reached).collect();
    let person = |t: usize| scan.mention(t).map(|m| doc.mentions[m].entity).filter(|e| scan.entities[*e].kind == EntityKind::Person);
    let mut moves = Vec::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| !d.cue.is_empty() && d.content.len() > 1) {
        let own = draft.source.as_ref().and_then(|s| person(s.head));
        for piece in draft.content.iter().filter(|p| is_quoted(scan, **p)) {
            let there = doc.sentences_in(*piece).start;
            if paragraph(there) <= paragraph(draft.sentence) {
                continue;
            }
            let upto = drafts.partition_point(|d| d.sentence < there);
            let before = drafts[..upto].iter().enumerate().rev().take(RECENT).find(|(i, d)| *i != index && !d.cue.is_empty());
            let near = before.filter(|(i, d)| d.source.is_some() && reached[*i] >= there && paragraph(d.sentence) == paragraph(there));
            let start = doc.tokens_in(*piece).start;
            let opens = doc.sentences[there].tokens.start.max(start.saturating_sub(FARTHEST));
            let another = |t: usize| scan.quote(t).is_none() && person(t).is_some_and(|e| Some(e) != own);
            // A paragraph of nothing but a quotation goes on with what was said last, where that ends the paragraph before.
            let passed = before.is_some_and(|(i, _)| i > index);
            let further = passed || paragraph(draft.sentence).map(|p| p + 1) < paragraph(there);
            let alone = doc.sentences[there].tokens.start + 1 >= start && further;
            let last = before.filter(|(i, d)| {
                alone
                    && d.source.is_some()
                    && scan.takes(d.cue.clone(), Frames::QUOTE)
                    && reached[*i] == there
                    && paragraph(d.sentence).map(|p| p + 1) == paragraph(there)
            });
            match near.or(last) {
                Some((to, _)) => moves.push((index, Some(to), *piece)),
                None if (opens..start).any(another) => {
                    moves.push((index, None, *piece));
                }
                None => {}
            }
        }
    }
    move_pieces(drafts, moves);
}

/// `"We pay," Ek said. Berg left, and the union said no. "They must," Lund said.`: a piece with somebody else's cue between it and its own, in
/// one paragraph, is whoever's who spoke just before it, or nobody's where the draft has others.
fn part_strays(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let doc = scan.doc;
    let sentence_of = |s: &Span| doc.sentences_in(*s).start;
    let paragraph = |sentence: usize| doc.sentences.get(sentence).map(|s| s.paragraph);
    let named = |d: &Draft| {
        let somebody = d.source.as_ref().is_some_and(|s| !scan.is_pronoun(s.head) && !scan.is(s.head, Class::RELATIVE));
        somebody && !d.cue.is_empty() && scan.quote(d.cue.start).is_none()
    };
    let mut moves = Vec::new();
    for (index, draft) in drafts.iter().enumerate().filter(|(_, d)| !d.cue.is_empty()) {
        for piece in &draft.content {
            let (home, there) = (draft.sentence, sentence_of(piece));
            if doc.sentences_in(*piece).contains(&home) || paragraph(there) != paragraph(home) {
                continue;
            }
            let between = if there < home { there..home } else { home + 1..there + 1 };
            let first = drafts.partition_point(|d| d.sentence < between.start);
            let mut others = drafts[first..].iter().enumerate().take_while(|(_, d)| d.sentence < between.end);
            let passed = others.any(|(i, d)| first + i != index && named(d));
            // `Ek said no. "Never." The union denied it: "We did."`: it has words of its own in its own sentence.
            let own = || draft.content.iter().any(|s| doc.sentences_in(*s).contains(&home));
            if !(passed || there < home && own()) {
                continue;
            }
            let upto = drafts.partition_point(|d| d.sentence < there);
            let reached = |d: &Draft| d.content.iter().map(|s| doc.sentences_in(*s).end).max().unwrap_or_default().max(d.sentence + 1);
            let before = drafts[..upto].iter().enumerate().rev().take(RECENT).find(|(i, d)| *i != index && named(d));
            let near = before.filter(|(_, d)| is_quoted(scan, *piece) && reached(d) >= there && paragraph(d.sentence) == paragraph(there));
            match near {
                // "hit back at Ek's claims he lied": whoever says so hangs on a preposition, and is not who goes on.
                Some((_, d))
                    if !passed
                        && d.source.as_ref().is_none_or(|s| s.tokens.start > 0 && scan.is(s.tokens.start - 1, Class::PREPOSITION)) => {}
                Some((to, _)) => moves.push((index, Some(to), *piece)),
                None if passed && draft.content.len() > 1 => moves.push((index, None, *piece)),
                None => {}
            }
        }
    }
    move_pieces(drafts, moves);
}

/// `"We pay," Ek said. ¶ "We stay," Berg joked.`: a quotation is whose subject and verb stand straight behind it in its sentence.
fn give_to_who_stands_behind(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let doc = scan.doc;
    let mut holder: Vec<Option<(usize, Span)>> = vec![None; doc.quotations.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for piece in &draft.content {
            if let Some(q) = doc.tokens_in(*piece).next().and_then(|t| scan.quote(t)) {
                holder[q].get_or_insert((index, *piece));
            }
        }
    }
    let mut moves = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let Some(source) = draft.source.as_ref().filter(|s| s.tokens.end == draft.cue.start && s.tokens.start > 0) else { continue };
        let sentence = &doc.sentences[draft.sentence].tokens;
        let mark = source.tokens.start - 1;
        let says = draft.cue.clone().find_map(|t| scan.head(t)).is_some_and(|h| h.forms.past || h.forms.third);
        let behind = sentence.contains(&mark) && scan.closing_mark(mark) && says && scan.word(mark.saturating_sub(1)) == ",";
        let Some((from, piece)) = scan.quote(mark).filter(|_| behind).and_then(|q| holder[q]) else { continue };
        let whole = sentence.start <= doc.tokens_in(piece).start && doc.tokens_in(piece).end <= mark + 1;
        if from != index && whole && drafts[from].sentence < draft.sentence && drafts[from].content.len() > 1 {
            moves.push((from, Some(index), piece));
        }
    }
    move_pieces(drafts, moves);
}

/// Moves each piece from one draft to another, or to nobody.
fn move_pieces(drafts: &mut [Draft], moves: Vec<(usize, Option<usize>, Span)>) {
    for (from, to, piece) in moves {
        // The last piece is not taken where it goes to nobody.
        if to.is_none() && drafts[from].content.len() == 1 {
            continue;
        }
        drafts[from].content.retain(|s| *s != piece);
        if let Some(to) = to {
            drafts[to].content.push(piece);
            drafts[to].content.sort_unstable();
        }
    }
}

/// Gives what goes on from an open quotation of the paragraph before to the draft that holds that quotation.
fn continue_open_quotations(scan: &Scan<'_>, drafts: &mut [Draft]) {
    let doc = scan.doc;
    let quoted = |s: &Span| doc.tokens_in(*s).next().and_then(|t| scan.quote(t));
    let mut holder: Vec<Option<usize>> = vec![None; doc.quotations.len()];
    for (index, draft) in drafts.iter().enumerate() {
        for q in draft.content.iter().filter_map(quoted) {
            holder[q].get_or_insert(index);
        }
    }
    for (q, quotation) in doc.quotations.iter().enumerate() {
        let (Some(from), Some(to)) = (holder[q], quotation.continues.and_then(|before| holder[before])) else { continue };
        if from == to {
            continue;
        }
        let (moved, stays): (Vec<Span>, Vec<Span>) = drafts[from].content.iter().partition(|s| quoted(s) == Some(q));
        drafts[from].content = stays;
        drafts[to].content.extend(moved);
        drafts[to].content.sort_unstable();
        holder[q] = Some(to);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::relay::Relay;
    use super::*;
    use crate::attribute::source::Source;
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    /// The contents of drafts that are given by the words of cue and pieces, once each piece is put in its place; the source of a draft
    /// is the word before its cue.
    fn contents(text: &str, drafts: &[(&str, &[&str])]) -> Vec<Vec<String>> {
        let lexicon = Lexicon::english();
        let doc = parse(Raw::text("t", text), lexicon);
        let scan = Scan::new(&doc, lexicon);
        let span = |part: &&str| {
            let start = doc.text.find(*part).unwrap();
            Span::new(start, start + part.len())
        };
        let draft = |(cue, pieces): &(&str, &[&str])| {
            let cue = doc.tokens_in(span(cue));
            let sentence = doc.sentences.partition_point(|s| s.tokens.end <= cue.start);
            let content = pieces.iter().map(span).collect();
            let before = cue.start - 1;
            let source = Source { tokens: before..cue.start, head: before, clause: before, inverted: false, shared: false };
            Draft { sentence, cue, source: Some(source), content, act: false, relay: Relay::None, rule: "test".into() }
        };
        let drafts = placed(&scan, drafts.iter().map(draft).collect());
        drafts.iter().map(|d| d.content.iter().map(|s| doc.slice(*s).to_owned()).collect()).collect()
    }

    #[test]
    fn an_open_quotation_goes_on_in_the_next_paragraph() {
        let text = "“We came for the banks,” Ek told them. “They were burning.\n\n“And we shall stay.”\n\n“They left,” Berg said.";
        let drafts: [(&str, &[&str]); 2] =
            [("told", &["We came for the banks,", "They were burning."]), ("said", &["And we shall stay.", "They left,"])];
        let ours = ["We came for the banks,", "They were burning.", "And we shall stay."].map(String::from).to_vec();
        assert_eq!(contents(text, &drafts), [ours, vec!["They left,".to_owned()]]);
    }

    #[test]
    fn a_quotation_is_whose_paragraph_it_stands_in() {
        let text = "Ek said rates would fall. “We shall see.”\n\n“They must,” Berg wrote.";
        let drafts: [(&str, &[&str]); 2] = [("said", &["rates would fall"]), ("wrote", &["We shall see.", "They must,"])];
        let ours = ["rates would fall", "We shall see."].map(String::from).to_vec();
        assert_eq!(contents(text, &drafts), [ours, vec!["They must,".to_owned()]]);
    }

    #[test]
    fn a_quotation_behind_somebody_elses_words_is_not_taken_over_them() {
        let text = "Ek added that it did not matter. “They must leave their mansions.” Lund posted a picture. Berg said voters come first. \
                    “We must listen,” he told a paper.";
        let drafts: [(&str, &[&str]); 4] = [
            ("added", &["it did not matter"]),
            ("posted", &["a picture"]),
            ("said", &["voters come first"]),
            ("told", &["They must leave their mansions.", "We must listen,"]),
        ];
        let placed = contents(text, &drafts);
        assert_eq!(placed[0], ["it did not matter", "They must leave their mansions."]);
        assert_eq!(placed[3], ["We must listen,"]);
        // Words without marks belong to nobody there.
        let drafts: [(&str, &[&str]); 2] = [("said", &["voters come first"]), ("told", &["it did not matter", "We must listen,"])];
        assert_eq!(contents(text, &drafts), [vec!["voters come first"], vec!["We must listen,"]]);
    }

    #[test]
    fn a_quotation_is_whose_name_and_verb_stand_behind_it() {
        let text = "“We pay,” Ek said.\n\n“We stay too,” Berg claimed about the ships.";
        let drafts: [(&str, &[&str]); 2] = [("said", &["We pay,", "We stay too,"]), ("claimed", &["the ships"])];
        assert_eq!(contents(text, &drafts), [vec!["We pay,"], vec!["We stay too,", "the ships"]]);
    }

    #[test]
    fn words_without_marks_are_nobodys_in_another_paragraph() {
        let text = "Ek warned that the coast would flood.\n\nThe town had planned a wall, “a big one”.";
        let drafts: [(&str, &[&str]); 1] = [("warned", &["the coast would flood", "The town had planned a wall", "a big one"])];
        assert_eq!(contents(text, &drafts), [vec!["the coast would flood".to_owned(), "a big one".to_owned()]]);
    }

    #[test]
    fn a_quotation_of_a_later_paragraph_is_whose_it_stands_behind() {
        let text = "Ek said the girl was well.\n\n“We are sorry,” the agency reported. “We meant it.”\n\nThe father, Otto Lund, told of it with “the best day yet”.";
        let drafts: [(&str, &[&str]); 2] =
            [("said", &["the girl was well", "We meant it.", "the best day yet"]), ("reported", &["We are sorry,"])];
        let placed = contents(text, &drafts);
        assert_eq!(placed[0], ["the girl was well"]);
        assert_eq!(placed[1], ["We are sorry,", "We meant it."]);
    }

    #[test]
    fn a_quotation_before_somebody_elses_sentence_is_whose_it_follows() {
        let text = "Ek said it might grow. “It may double.” Berg denied it: “It is small.”";
        let drafts: [(&str, &[&str]); 2] = [("said", &["it might grow"]), ("denied", &["It may double.", "It is small."])];
        assert_eq!(contents(text, &drafts), [vec!["it might grow", "It may double."], vec!["It is small."]]);
    }
}
