//! In: claims and their attributions. Out: the sections of the tables: by speaker, by topic, by condition. Needs: nothing else.
//!
//! A section holds indices of claims, so that whoever draws it decides which columns to show. A claim by several speakers stands in
//! the section of each; in the ledger, where the question is what is owed, it stands once.

use std::collections::BTreeMap;

use super::{Claim, ClaimType, Group, Polarity, Strength};
use crate::Document;
use crate::attribute::{Attribution, ResolvedBy, Speaker};
use crate::document::squeeze;

/// Some claims under one heading, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they share.
    pub heading: Heading,
    /// Indices into the claims.
    pub claims: Vec<usize>,
}

/// What the claims of a section share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// One resolved speaker.
    Speaker(Party),
    /// Nobody known: the speaker is not resolved, or none is named. Different people may stand here.
    Unresolved,
    /// A topic; `None` for claims without one.
    Topic(Option<String>),
    /// The words of a condition; `None` for commitments without one.
    Condition(Option<String>),
}

/// A speaker with all that any of the attributions says of him.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The full name.
    pub name: String,
    /// "President", as the article says.
    pub role: Option<String>,
    /// Party or body.
    pub affiliation: Option<String>,
    /// Country.
    pub country: Option<String>,
}

impl Party {
    /// Takes over what is not known yet.
    fn learn(&mut self, speaker: &Speaker) {
        let fill = |known: &mut Option<String>, new: &Option<String>| {
            if known.is_none() {
                known.clone_from(new);
            }
        };
        fill(&mut self.role, &speaker.role);
        fill(&mut self.affiliation, &speaker.affiliation);
        fill(&mut self.country, &speaker.country);
    }

    /// "Anna Ek, Prime Minister, Norland". What repeats the name is left out.
    #[must_use]
    pub fn heading(&self) -> String {
        let mut parts: Vec<&str> = vec![&self.name];
        for part in [&self.role, &self.affiliation, &self.country].into_iter().flatten() {
            if !part.is_empty() && !parts.contains(&part.as_str()) {
                parts.push(part);
            }
        }
        parts.join(", ")
    }
}

/// Which claims are asked for. An empty list or `None` asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of a speaker's name, role, affiliation or country, in any case.
    pub speaker: Option<String>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Types.
    pub types: Vec<ClaimType>,
    /// Identifiers of topics.
    pub topics: Vec<String>,
}

impl Filter {
    /// Whether all is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a claim is asked for.
    #[must_use]
    pub fn admits(&self, claim: &Claim, speakers: &[Speaker]) -> bool {
        (self.groups.is_empty() || self.groups.contains(&claim.group()))
            && (self.types.is_empty() || self.types.contains(&claim.kind))
            && (self.topics.is_empty() || claim.topics.iter().any(|t| self.topics.contains(t)))
            && self.admits_any(speakers)
    }

    /// Whether one of the speakers is asked for.
    #[must_use]
    pub fn admits_any(&self, speakers: &[Speaker]) -> bool {
        let Some(wanted) = &self.speaker else { return true };
        let wanted = wanted.to_lowercase();
        let has = |text: &String| text.to_lowercase().contains(&wanted);
        speakers.iter().any(|s| has(&s.name) || [&s.role, &s.affiliation, &s.country].into_iter().flatten().any(has))
    }
}

/// The order of the sections.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As they come in the text.
    #[default]
    Appearance,
    /// By heading, as letters go.
    Name,
    /// Most claims first.
    Claims,
    /// By the country of the speaker; those without one come after.
    Country,
}

/// Puts sections in order. What has no speaker, topic or condition stays last; equal ones stay in the order of appearance.
pub fn sort(sections: &mut [Section], by: Sort, name: impl Fn(&Section) -> String) {
    let named = |s: &Section| !matches!(s.heading, Heading::Unresolved | Heading::Topic(None) | Heading::Condition(None));
    let country = |s: &Section| match &s.heading {
        Heading::Speaker(party) => party.country.clone(),
        _ => None,
    };
    match by {
        Sort::Appearance => {}
        Sort::Name => sections.sort_by_cached_key(|s| (!named(s), name(s).to_lowercase())),
        Sort::Claims => sections.sort_by_key(|s| (!named(s), std::cmp::Reverse(s.claims.len()))),
        Sort::Country => sections.sort_by_cached_key(|s| (!named(s), country(s).is_none(), country(s))),
    }
}

/// A section a speaker, in the order in which they first speak; what is not resolved comes last.
#[must_use]
pub fn by_speaker(claims: &[Claim], attributions: &[Attribution], chosen: &[usize]) -> Vec<Section> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut parties: Vec<(Party, Vec<usize>)> = Vec::new();
    let mut unresolved = Vec::new();
    for &index in chosen {
        let speakers = speakers(&claims[index], attributions);
        for speaker in speakers.iter().filter(|s| is_resolved(s)) {
            let place = *places.entry(&speaker.name).or_insert(parties.len());
            if place == parties.len() {
                parties.push((Party { name: speaker.name.clone(), ..Party::default() }, Vec::new()));
            }
            let (party, rows) = &mut parties[place];
            party.learn(speaker);
            if rows.last() != Some(&index) {
                rows.push(index);
            }
        }
        if speakers.is_empty() || speakers.iter().any(|s| !is_resolved(s)) {
            unresolved.push(index);
        }
    }
    let named = parties.into_iter().map(|(party, claims)| Section { heading: Heading::Speaker(party), claims });
    let rest = (!unresolved.is_empty()).then_some(Section { heading: Heading::Unresolved, claims: unresolved });
    named.chain(rest).collect()
}

/// A section a topic, in the order of their first claims; what has no topic comes last.
#[must_use]
pub fn by_topic(claims: &[Claim], chosen: &[usize]) -> Vec<Section> {
    grouped(chosen, Heading::Topic, |index| claims[index].topics.iter().map(|t| (t.clone(), t.clone())).collect())
}

/// A section a condition: who owes what if it holds. Only commitments; those without a stated condition come last.
///
/// Conditions are the same if their words are, whatever the case and the white space. A commitment on several conditions stands under
/// all of them together: each alone would promise more than was said.
#[must_use]
pub fn ledger(doc: &Document, claims: &[Claim], chosen: &[usize]) -> Vec<Section> {
    let commitments: Vec<usize> = chosen.iter().copied().filter(|i| claims[*i].group() == Group::Commitment).collect();
    grouped(&commitments, Heading::Condition, |index| {
        let words: Vec<String> = claims[index].conditions.iter().map(|s| squeeze(doc.slice(*s))).collect();
        let all = words.join("; ");
        if words.is_empty() { Vec::new() } else { vec![(all.to_lowercase(), all)] }
    })
}

/// The speakers of a claim.
#[must_use]
pub fn speakers<'a>(claim: &Claim, attributions: &'a [Attribution]) -> &'a [Speaker] {
    attributions.get(claim.attribution).map_or(&[], |a| &a.speakers)
}

/// Whether it is known who that is.
#[must_use]
pub fn is_resolved(speaker: &Speaker) -> bool {
    speaker.resolved_by != ResolvedBy::Unresolved
}

/// How a speaker is shown: `Anna Ek`, or `"he" (unresolved)`.
#[must_use]
pub fn speaker_label(speaker: &Speaker) -> String {
    if is_resolved(speaker) { speaker.name.clone() } else { format!("\"{}\" (unresolved)", speaker.name) }
}

/// How the speakers of a joint act are shown: "A, B and C".
#[must_use]
pub fn speakers_label(speakers: &[Speaker]) -> String {
    let labels: Vec<String> = speakers.iter().map(speaker_label).collect();
    match labels.split_last() {
        None => "(nobody named)".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// Who passes the words of an attribution on, behind them and in brackets: " \[via Interfax\]". Empty where nobody does.
#[must_use]
pub fn relay_label(attribution: Option<&Attribution>) -> String {
    let channel = attribution.map_or(&[][..], |a| &a.relayed_by);
    if channel.is_empty() {
        return String::new();
    }
    let names = channel.iter().map(|s| s.name.as_str()).collect::<Vec<_>>();
    format!(" [via {}]", names.join(" and "))
}

/// "commitment · conditional", with a no-break space before the dot so that it never opens a line. Left out is what the type says already (a refusal is refused) or what has no meaning for it.
#[must_use]
pub fn kind_label(claim: &Claim) -> String {
    let mut label = claim.kind.name().to_owned();
    let strength = match claim.strength {
        Strength::Conditional => Some("conditional"),
        Strength::Tentative => Some("tentative"),
        Strength::Firm if matches!(claim.kind, ClaimType::Commitment) => Some("firm"),
        Strength::Refused if claim.kind != ClaimType::Refusal => Some("refused"),
        _ => None,
    };
    let against = claim.polarity == Polarity::Negative && !matches!(claim.kind, ClaimType::Refusal | ClaimType::Denial);
    for part in strength.into_iter().chain(against.then_some("negative")) {
        label.push_str("\u{a0}· ");
        label.push_str(part);
    }
    label
}

/// Sections by keys, each `(key, words to show)`, in order of first appearance; those without a key last.
fn grouped(chosen: &[usize], heading: impl Fn(Option<String>) -> Heading, keys: impl Fn(usize) -> Vec<(String, String)>) -> Vec<Section> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut rest = Vec::new();
    for &index in chosen {
        let keys = keys(index);
        if keys.is_empty() {
            rest.push(index);
        }
        for (key, words) in keys {
            let place = *places.entry(key).or_insert(sections.len());
            if place == sections.len() {
                sections.push(Section { heading: heading(Some(words)), claims: Vec::new() });
            }
            if sections[place].claims.last() != Some(&index) {
                sections[place].claims.push(index);
            }
        }
    }
    if !rest.is_empty() {
        sections.push(Section { heading: heading(None), claims: rest });
    }
    sections
}
