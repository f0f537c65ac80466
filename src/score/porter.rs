//! The Porter stemmer as NLTK runs it, which is what Google's `rouge-score` counts with.
//!
//! M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with the changes of NLTK's `NLTK_EXTENSIONS` mode: a dozen
//! irregular words, "ies" and "ied" of four letters keep their e, "y" becomes "i" after a consonant only, and a few rules of step 2. The
//! Snowball stemmer that the other stages use ("Porter 2") is another algorithm: it gives other stems and so other scores.
//!
//! `relational` -> step 2 `relate` -> step 4 `relat`; `hopping` -> step 1b `hop`; `happy` -> step 1c `happi`; `dying` -> `die`.

/// Irregular words with their stems.
const IRREGULAR: &[(&[u8], &[u8])] = &[
    (b"sky", b"sky"),
    (b"skies", b"sky"),
    (b"dying", b"die"),
    (b"lying", b"lie"),
    (b"tying", b"tie"),
    (b"news", b"news"),
    (b"innings", b"inning"),
    (b"inning", b"inning"),
    (b"outings", b"outing"),
    (b"outing", b"outing"),
    (b"cannings", b"canning"),
    (b"canning", b"canning"),
    (b"howe", b"howe"),
    (b"proceed", b"proceed"),
    (b"exceed", b"exceed"),
    (b"succeed", b"succeed"),
];

/// A suffix and what stands for it; the stem before it has to be long enough.
type Rule = (&'static [u8], &'static [u8]);

const STEP_2: &[Rule] = &[
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"enci", b"ence"),
    (b"anci", b"ance"),
    (b"izer", b"ize"),
    (b"bli", b"ble"),
    (b"alli", b"al"),
    (b"entli", b"ent"),
    (b"eli", b"e"),
    (b"ousli", b"ous"),
    (b"ization", b"ize"),
    (b"ation", b"ate"),
    (b"ator", b"ate"),
    (b"alism", b"al"),
    (b"iveness", b"ive"),
    (b"fulness", b"ful"),
    (b"ousness", b"ous"),
    (b"aliti", b"al"),
    (b"iviti", b"ive"),
    (b"biliti", b"ble"),
    (b"fulli", b"ful"),
];

const STEP_3: &[Rule] =
    &[(b"icate", b"ic"), (b"ative", b""), (b"alize", b"al"), (b"iciti", b"ic"), (b"ical", b"ic"), (b"ful", b""), (b"ness", b"")];

const STEP_4: &[&[u8]] = &[
    b"al", b"ance", b"ence", b"er", b"ic", b"able", b"ible", b"ant", b"ement", b"ment", b"ent", b"ion", b"ou", b"ism", b"ate", b"iti",
    b"ous", b"ive", b"ize",
];

/// The stem of a word of lower-case ASCII letters and digits. Cost: linear in the word.
pub(super) fn stem(word: &str) -> String {
    let mut stem = word.as_bytes().to_vec();
    if let Some((_, irregular)) = IRREGULAR.iter().find(|(form, _)| *form == stem) {
        stem = irregular.to_vec();
    } else if word.len() > 2 {
        for step in [step_1a, step_1b, step_1c, step_2, step_3, step_4, step_5] {
            step(&mut stem);
        }
    }
    // Only ASCII is cut off and put on.
    String::from_utf8_lossy(&stem).into_owned()
}

/// For each letter whether it is a consonant: no vowel, and no "y" after a consonant.
fn consonants(word: &[u8]) -> impl Iterator<Item = bool> {
    word.iter().scan(false, |before, letter| {
        *before = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => !*before,
            _ => true,
        };
        Some(*before)
    })
}

/// How often a vowel is followed by a consonant: the m of the paper.
fn measure(stem: &[u8]) -> usize {
    let mut before = true;
    consonants(stem).filter(|consonant| std::mem::replace(&mut before, *consonant) != *consonant && *consonant).count()
}

fn has_vowel(stem: &[u8]) -> bool {
    consonants(stem).any(|consonant| !consonant)
}

fn ends_in_consonant(word: &[u8]) -> bool {
    consonants(word).last().unwrap_or(false)
}

fn ends_in_double_consonant(word: &[u8]) -> bool {
    matches!(word, [.., a, b] if a == b) && ends_in_consonant(word)
}

/// Consonant, vowel, consonant other than w, x, y; or a word of a vowel and a consonant.
fn ends_in_cvc(word: &[u8]) -> bool {
    let kinds: Vec<bool> = consonants(word).collect();
    match kinds.as_slice() {
        [.., true, false, true] => !matches!(word.last(), Some(b'w' | b'x' | b'y')),
        [false, true] => true,
        _ => false,
    }
}

/// Puts `new` in place of `suffix`, which the word ends in.
fn replace(word: &mut Vec<u8>, suffix: &[u8], new: &[u8]) {
    word.truncate(word.len() - suffix.len());
    word.extend(new);
}

/// The stem before a suffix that the word ends in.
fn before<'a>(word: &'a [u8], suffix: &[u8]) -> Option<&'a [u8]> {
    word.strip_suffix(suffix)
}

fn step_1a(word: &mut Vec<u8>) {
    if word.ends_with(b"ies") {
        let new: &[u8] = if word.len() == 4 { b"ie" } else { b"i" };
        replace(word, b"ies", new);
    } else if word.ends_with(b"sses") {
        replace(word, b"es", b"");
    } else if word.ends_with(b"s") && !word.ends_with(b"ss") {
        replace(word, b"s", b"");
    }
}

fn step_1b(word: &mut Vec<u8>) {
    if word.ends_with(b"ied") {
        let new: &[u8] = if word.len() == 4 { b"ie" } else { b"i" };
        return replace(word, b"ied", new);
    }
    if let Some(stem) = before(word, b"eed") {
        if measure(stem) > 0 {
            replace(word, b"eed", b"ee");
        }
        return;
    }
    let suffixes: [&[u8]; 2] = [b"ed", b"ing"];
    let Some(suffix) = suffixes.into_iter().find(|s| before(word, s).is_some_and(has_vowel)) else { return };
    replace(word, suffix, b"");
    if [b"at", b"bl", b"iz"].iter().any(|s| word.ends_with(*s)) {
        word.push(b'e');
    } else if ends_in_double_consonant(word) {
        if !matches!(word.last(), Some(b'l' | b's' | b'z')) {
            word.pop();
        }
    } else if measure(word) == 1 && ends_in_cvc(word) {
        word.push(b'e');
    }
}

fn step_1c(word: &mut Vec<u8>) {
    if before(word, b"y").is_some_and(|stem| stem.len() > 1 && ends_in_consonant(stem)) {
        replace(word, b"y", b"i");
    }
}

fn step_2(word: &mut Vec<u8>) {
    if before(word, b"alli").is_some_and(|stem| measure(stem) > 0) {
        replace(word, b"alli", b"al");
        return step_2(word);
    }
    if let Some((suffix, new)) = STEP_2.iter().find(|(suffix, _)| word.ends_with(suffix)) {
        if before(word, suffix).is_some_and(|stem| measure(stem) > 0) {
            replace(word, suffix, new);
        }
    } else if word.ends_with(b"logi") && before(word, b"ogi").is_some_and(|stem| measure(stem) > 0) {
        replace(word, b"logi", b"log");
    }
}

fn step_3(word: &mut Vec<u8>) {
    if let Some((suffix, new)) = STEP_3.iter().find(|(suffix, _)| word.ends_with(suffix))
        && before(word, suffix).is_some_and(|stem| measure(stem) > 0)
    {
        replace(word, suffix, new);
    }
}

fn step_4(word: &mut Vec<u8>) {
    let Some(suffix) = STEP_4.iter().find(|suffix| word.ends_with(suffix)) else { return };
    let goes = |stem: &[u8]| measure(stem) > 1 && (*suffix != b"ion" || matches!(stem.last(), Some(b's' | b't')));
    if before(word, suffix).is_some_and(goes) {
        replace(word, suffix, b"");
    }
}

fn step_5(word: &mut Vec<u8>) {
    if before(word, b"e").is_some_and(|stem| measure(stem) > 1 || (measure(stem) == 1 && !ends_in_cvc(stem))) {
        word.pop();
    }
    if word.ends_with(b"ll") && before(word, b"l").is_some_and(|stem| measure(stem) > 1) {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words and stems of NLTK 3, `PorterStemmer().stem`: the examples of the paper and of each extension.
    #[test]
    fn as_nltk_stems() {
        for (word, wanted) in include_str!("../../tests/rouge/stems.tsv").lines().filter_map(|l| l.split_once('\t')) {
            assert_eq!(stem(word), wanted, "{word}");
        }
    }
}
