//! Languages: what each one needs for its sentences to be found and its words to be counted.
//!
//! English has the word lists of this folder. The others have stop words, a stemmer, and for some of them abbreviations; that is enough
//! for a summary, and not for finding who says what.

use std::sync::OnceLock;

use rust_stemmers::Algorithm;
use whatlang::Lang;

use super::Words;

/// The language of an article.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Language(u8);

/// What is known of a language.
struct Info {
    /// ISO 639-1.
    code: &'static str,
    name: &'static str,
    detected: Lang,
    /// Greek has one of ours, in `segment`.
    stemmer: Option<Algorithm>,
    /// Stop words and abbreviations.
    list: Option<&'static str>,
}

macro_rules! list {
    ($code:literal) => {
        Some(include_str!(concat!("languages/", $code, ".txt")))
    };
}

macro_rules! languages {
    ($($code:literal $name:literal $lang:ident $stemmer:expr, $list:expr;)*) => {
        const LANGUAGES: &[Info] = &[$(Info { code: $code, name: $name, detected: Lang::$lang, stemmer: $stemmer, list: $list }),*];
    };
}

languages! {
    "en" "English" Eng Some(Algorithm::English), None;
    "ar" "Arabic" Ara Some(Algorithm::Arabic), list!("ar");
    "da" "Danish" Dan Some(Algorithm::Danish), list!("da");
    "de" "German" Deu Some(Algorithm::German), list!("de");
    "el" "Greek" Ell None, list!("el");
    "es" "Spanish" Spa Some(Algorithm::Spanish), list!("es");
    "fi" "Finnish" Fin Some(Algorithm::Finnish), list!("fi");
    "fr" "French" Fra Some(Algorithm::French), list!("fr");
    "hu" "Hungarian" Hun Some(Algorithm::Hungarian), list!("hu");
    "it" "Italian" Ita Some(Algorithm::Italian), list!("it");
    "nl" "Dutch" Nld Some(Algorithm::Dutch), list!("nl");
    "no" "Norwegian" Nob Some(Algorithm::Norwegian), list!("no");
    "pt" "Portuguese" Por Some(Algorithm::Portuguese), list!("pt");
    "ro" "Romanian" Ron Some(Algorithm::Romanian), list!("ro");
    "ru" "Russian" Rus Some(Algorithm::Russian), list!("ru");
    "sv" "Swedish" Swe Some(Algorithm::Swedish), list!("sv");
    "ta" "Tamil" Tam Some(Algorithm::Tamil), None;
    "tr" "Turkish" Tur Some(Algorithm::Turkish), list!("tr");
    "vi" "Vietnamese" Vie None, list!("vi");
    "cs" "Czech" Ces None, None;
    "fa" "Persian" Pes None, None;
    "he" "Hebrew" Heb None, None;
    "hi" "Hindi" Hin None, None;
    "id" "Indonesian" Ind None, None;
    "ja" "Japanese" Jpn None, None;
    "ko" "Korean" Kor None, None;
    "my" "Burmese" Mya None, None;
    "pl" "Polish" Pol None, None;
    "th" "Thai" Tha None, None;
    "uk" "Ukrainian" Ukr None, None;
    "ur" "Urdu" Urd None, None;
    "zh" "Chinese" Cmn None, None;
}

/// A share of this many stop words among the first words says English at once, without a look at the other languages: running English has
/// 40 to 55 %, of other languages' words at most a seventh look like English stop words.
const ENGLISH_SHARE: f64 = 0.25;
/// After this many words so high a share needs no further look.
const PLENTY: u32 = 48;
const PLAINLY_ENGLISH: f64 = 0.35;
/// How much of an article is looked at.
const SAMPLE: usize = 1200;
/// How sure the detector has to be of a language in Latin letters that is not English: on a few words it guesses.
const SURE: f64 = 0.8;

impl Language {
    /// English.
    pub const ENGLISH: Self = Self(0);

    /// The language of an ISO 639-1 code, or of an English name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = LANGUAGES.iter().position(|l| l.code.eq_ignore_ascii_case(name) || l.name.eq_ignore_ascii_case(name))?;
        u8::try_from(found).ok().map(Self)
    }

    /// Every language, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).filter_map(|i| u8::try_from(i).ok().map(Self))
    }

    fn info(self) -> &'static Info {
        &LANGUAGES[usize::from(self.0).min(LANGUAGES.len() - 1)]
    }

    /// The ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.info().code
    }

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// Whether forms of a word are brought together by a stemmer.
    #[must_use]
    pub fn has_stemmer(self) -> bool {
        self.info().stemmer.is_some() || self.code() == "el"
    }

    /// Whether words are written without spaces between them.
    #[must_use]
    pub fn is_unspaced(self) -> bool {
        matches!(self.code(), "zh" | "ja" | "th" | "my")
    }

    /// What a summary lacks in this language, for a remark to the reader.
    #[must_use]
    pub fn limits(self) -> Option<&'static str> {
        if self.is_unspaced() {
            Some("is written without spaces between words, so single signs stand for words here: position counts for more than terms")
        } else if self.info().list.is_none() && self != Self::ENGLISH {
            Some("has no list of stop words here, so terms are told apart by the article alone")
        } else {
            None
        }
    }

    /// Whether small words lean on the next one with an apostrophe: "l'état", "dell'anno".
    pub(crate) fn elides(self) -> bool {
        matches!(self.code(), "fr" | "it")
    }

    pub(crate) fn stemmer(self) -> Option<Algorithm> {
        self.info().stemmer
    }

    /// Stop words and abbreviations; English where the language has no list, whose words of other letters do no harm.
    pub(crate) fn words(self, english: &Words) -> &Words {
        static LISTS: [OnceLock<Words>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
        static NONE: OnceLock<Words> = OnceLock::new();
        if self == Self::ENGLISH {
            return english;
        }
        match (self.info().list, LISTS.get(usize::from(self.0))) {
            (Some(list), Some(cell)) => cell.get_or_init(|| Words::of_list(list)),
            _ => NONE.get_or_init(Words::default),
        }
    }

    /// The language of a text; English where a short text leaves it open. Cost: the first 1,200 bytes are looked at.
    pub(crate) fn detect(text: &str, english: &Words) -> Self {
        let sample = &text[..text.floor_char_boundary(SAMPLE)];
        let words = sample.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        let (mut all, mut stop) = (0, 0);
        for word in words {
            if all >= PLENTY && f64::from(stop) >= PLAINLY_ENGLISH * f64::from(all) {
                return Self::ENGLISH;
            }
            if word.is_ascii() {
                let alphabetic = word.bytes().any(|b| b.is_ascii_alphabetic());
                all += u32::from(alphabetic);
                stop += u32::from(alphabetic && english.is_stop_small(word));
            } else {
                let lower = word.to_lowercase();
                let alphabetic = lower.contains(char::is_alphabetic);
                all += u32::from(alphabetic);
                stop += u32::from(alphabetic && english.is_stop(&lower));
            }
        }
        if f64::from(stop) >= ENGLISH_SHARE * f64::from(all) && stop > 0 {
            return Self::ENGLISH;
        }
        let Some(found) = whatlang::detect(sample) else { return Self::ENGLISH };
        let latin = found.script() == whatlang::Script::Latin;
        if latin && (!found.is_reliable() || found.confidence() < SURE) {
            return Self::ENGLISH;
        }
        let position = LANGUAGES.iter().position(|l| l.detected == found.lang());
        position.and_then(|p| u8::try_from(p).ok()).map_or(Self::ENGLISH, Self)
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn detect(text: &str) -> &'static str {
        Language::detect(text, &Lexicon::english().words).code()
    }

    #[test]
    fn languages_are_told_by_a_few_sentences() {
        assert_eq!(detect("Norland signed the truce on Monday. It rained."), "en");
        assert_eq!(detect("La ministre a signé la trêve lundi soir, après trois jours de pourparlers avec les envoyés du Sudland."), "fr");
        assert_eq!(
            detect("Die Ministerin hat am Montag nach drei Tagen Verhandlungen mit dem Süden den Waffenstillstand unterzeichnet."),
            "de"
        );
        assert_eq!(detect("Η υπουργός υπέγραψε τη συμφωνία τη Δευτέρα μετά από τρεις ημέρες."), "el");
        assert_eq!(detect("部長は月曜日に停戦に署名した。雨が降った。"), "ja");
    }

    #[test]
    fn too_little_to_tell_is_english() {
        for text in ["", "Ek", "1234 5678", "Ida Ek, Otto Holt, Rurik Dahl", "\u{0}\u{1}"] {
            assert_eq!(detect(text), "en", "{text:?}");
        }
    }

    #[test]
    fn lists_load() {
        for language in Language::all() {
            let words = language.words(&Lexicon::english().words);
            assert_eq!(language.info().list.is_some() || language == Language::ENGLISH, words.has_stop_words(), "{language}");
            assert_eq!(Language::named(language.code()), Some(language));
        }
    }
}
