//! Words that tell what kind of claim a clause makes: speech acts of cues, signs in clauses, openers of conditions and limits.

use super::Files;
use super::clause_words::ClauseWords;
use super::phrases::Phrases;
use crate::error::Result;

macro_rules! names {
    ($(#[$doc:meta])* $type:ident: $($name:ident = $text:literal,)*) => {
        $(#[$doc])*
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($name,)* }

        impl $type {
            /// The name used in the data files.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            fn from_name(text: &str) -> std::result::Result<Self, String> {
                let all = [$(Self::$name,)*];
                let known = || all.map(|v| v.name()).join(", ");
                all.into_iter().find(|v| v.name() == text).ok_or_else(|| format!("\"{text}\" is none of {}", known()))
            }
        }
    };
}

names! {
    /// What the words of a cue do.
    Act:
    Say = "say",
    Report = "report",
    Mention = "mention",
    Stress = "stress",
    Announce = "announce",
    Believe = "believe",
    Doubt = "doubt",
    Suspect = "suspect",
    Fail = "fail",
    Promise = "promise",
    Decide = "decide",
    Offer = "offer",
    Consider = "consider",
    Agree = "agree",
    Concede = "concede",
    Refuse = "refuse",
    Reject = "reject",
    Deny = "deny",
    Threaten = "threaten",
    Warn = "warn",
    Demand = "demand",
    Ask = "ask",
    Propose = "propose",
    Ban = "ban",
    Accuse = "accuse",
    Praise = "praise",
    Condemn = "condemn",
    Support = "support",
    Oppose = "oppose",
    Predict = "predict",
    Hope = "hope",
    Want = "want",
    CallName = "call-name",
}

names! {
    /// What a phrase in a clause tells of it.
    Sign:
    Will = "will",
    Would = "would",
    Must = "must",
    Need = "need",
    Should = "should",
    Can = "can",
    Could = "could",
    May = "may",
    Ready = "ready",
    Hope = "hope",
    Plan = "plan",
    Consider = "consider",
    Want = "want",
    Not = "not",
    Likely = "likely",
    Aux = "aux",
    Opener = "opener",
    Position = "position",
    Oppose = "oppose",
    Praise = "praise",
    Condemn = "condemn",
    Blame = "blame",
    Deny = "deny",
    Warn = "warn",
    Harm = "harm",
    Agree = "agree",
    Demand = "demand",
    Propose = "propose",
    Refuse = "refuse",
    Judge = "judge",
    Fact = "fact",
    Undertake = "undertake",
    Outcome = "outcome",
    Agent = "agent",
    Base = "base",
    Offer = "offer",
    Deprive = "deprive",
    Light = "light",
    Threat = "threat",
    Effect = "effect",
    Observer = "observer",
    Outsider = "outsider",
    Bear = "bear",
    Claim = "claim",
    Offend = "offend",
    Willing = "willing",
    None = "none",
    Bond = "bond",
    House = "house",
    Deed = "deed",
    Punish = "punish",
    Purpose = "purpose",
    Public = "public",
    Slight = "slight",
    Laud = "laud",
    Yield = "yield",
    Move = "move",
}

names! {
    /// How a phrase bears on conditions.
    ConditionWord:
    Clause = "clause",
    Noun = "noun",
    Until = "until",
    Once = "once",
    After = "after",
    Within = "within",
    Provided = "provided",
    Inverted = "inverted",
    Never = "not",
    Event = "event",
    Truce = "truce",
    Oversee = "oversee",
    Whole = "whole",
    Before = "before",
    Without = "without",
    When = "when",
    While = "while",
}

names! {
    /// What a restriction restricts.
    LimitWord:
    Place = "place",
    Site = "site",
    Time = "time",
    Number = "number",
    Only = "only",
    Ground = "ground",
}

/// Phrases by what they tell of a claim.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClaimWords {
    /// In cues.
    pub(crate) acts: Phrases<Act>,
    /// Modals, negations, openers.
    pub(crate) modality: Phrases<Box<[Sign]>>,
    /// For and against, blame, deeds.
    pub(crate) stance: Phrases<Box<[Sign]>>,
    /// Openers of conditions, and events.
    pub(crate) conditions: Phrases<ConditionWord>,
    /// Openers of limits.
    pub(crate) limits: Phrases<LimitWord>,
    /// Words by which an article says that something is still to be settled.
    pub(crate) open: Phrases<()>,
    /// Function words.
    pub(crate) words: ClauseWords,
}

impl ClaimWords {
    pub(crate) fn load(files: &Files<'_>) -> Result<Self> {
        Ok(Self {
            acts: table(files, "speech_acts.tsv", Act::from_name)?,
            modality: table(files, "modality.tsv", signs)?,
            stance: table(files, "stance.tsv", signs)?,
            conditions: table(files, "conditions.tsv", ConditionWord::from_name)?,
            limits: table(files, "limits.tsv", LimitWord::from_name)?,
            words: ClauseWords::load(files)?,
            open: table(files, "open_questions.txt", |rest| if rest.is_empty() { Ok(()) } else { Err("has one column only".into()) })?,
        })
    }
}

fn signs(text: &str) -> std::result::Result<Box<[Sign]>, String> {
    text.split_whitespace().map(Sign::from_name).collect()
}

/// A file of two columns: phrase, value.
fn table<T>(files: &Files<'_>, name: &str, value: impl Fn(&str) -> std::result::Result<T, String>) -> Result<Phrases<T>> {
    let mut phrases = Phrases::default();
    for list in files.open(name)? {
        for line in list.lines() {
            let [phrase, text] = line.cells()?;
            value(text).and_then(|v| phrases.add(phrase, v)).map_err(|reason| line.error(reason))?;
        }
    }
    Ok(phrases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_unique() {
        let files = Files::default();
        for name in ["conditions.tsv", "limits.tsv", "modality.tsv", "open_questions.txt", "speech_acts.tsv", "stance.tsv"] {
            for list in files.open(name).unwrap() {
                let phrases: Vec<String> = list.lines().map(|l| l.cells::<2>().unwrap()[0].to_owned()).collect();
                let wrong = phrases.windows(2).find(|w| w[0] >= w[1]);
                assert!(wrong.is_none(), "{name}: not in order, or twice: {wrong:?}");
            }
        }
    }

    #[test]
    fn an_unknown_value_is_refused_with_the_known_ones() {
        assert!(Act::from_name("shout").is_err_and(|e| e.contains("promise, decide")));
        assert_eq!(Sign::from_name("will").map(Sign::name), Ok("will"));
    }
}
