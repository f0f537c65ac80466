//! In: a segmented [`Document`]. Out: its quotations, mentions and turns. Needs: sentences, tokens.

mod actors;
mod entities;
mod headline;
mod names;
mod pronouns;
mod quotes;
mod roles;
mod runs;
mod seen;
mod slips;
mod surnames;
mod titles;
mod turns;

use crate::{Document, Lexicon};

pub use pronouns::{Pronouns, TakenUp, pronouns};

/// Adds quotations, mentions, entities and the turns of a conversation. Cost: linear in the text.
pub fn annotate(doc: &mut Document, lexicon: &Lexicon) {
    quote(doc);
    let names = names::find(doc, lexicon);
    (doc.mentions, doc.entities) = entities::link(doc, lexicon, names);
    headline::complete(doc, lexicon);
    actors::apply(doc, lexicon);
    doc.turns = turns::turns(doc, lexicon);
}

/// Adds the quotations alone, which need paragraphs and nothing else. Cost: linear in the text.
pub fn quote(doc: &mut Document) {
    doc.quotations = quotes::quotations(doc);
}

#[cfg(test)]
mod tests {
    use crate::read::Raw;
    use crate::{Lexicon, parse};

    fn entities(text: &str) -> Vec<(String, String, String)> {
        let doc = parse(Raw::text("t", text), Lexicon::english());
        let cells =
            |e: &crate::document::Entity| (e.name.clone(), e.role.clone().unwrap_or_default(), e.country.clone().unwrap_or_default());
        doc.entities.iter().map(cells).collect()
    }

    fn row(name: &str, role: &str, country: &str) -> (String, String, String) {
        (name.into(), role.into(), country.into())
    }

    #[test]
    fn titles_are_parted_from_names() {
        assert_eq!(
            entities("French President Emile Arnaud met US envoy Tom Reed."),
            [row("Emile Arnaud", "President", "France"), row("Tom Reed", "envoy", "United States")]
        );
        assert_eq!(entities("Germany's Prime Minister Ida Ek left."), [row("Ida Ek", "Prime Minister", "Germany")]);
    }

    #[test]
    fn titles_of_several_words_are_parted_from_names() {
        for (text, expected) in [
            ("Qatari Prime Minister Sheikh Omar bin Saif Al-Ek left.", row("Omar bin Saif Al-Ek", "Prime Minister", "Qatar")),
            ("British envoy Dame Judith Ek left.", row("Judith Ek", "envoy", "United Kingdom")),
            ("Russia's deputy permanent representative, Dmitry Ek, left.", row("Dmitry Ek", "deputy permanent representative", "Russia")),
            ("Japan's Chief Cabinet Secretary, Kenji Ek, left.", row("Kenji Ek", "Chief Cabinet Secretary", "Japan")),
            ("\"We stay,\" said its regional leader, Ida Ek.", row("Ida Ek", "leader", "")),
            ("South Korean Foreign Minister Kang Min-ho left.", row("Kang Min-ho", "Foreign Minister", "South Korea")),
            ("Leader of Opposition Arvind Deshmukh left.", row("Arvind Deshmukh", "Leader of Opposition", "")),
            ("General Andrew \"Buck\" Ek left.", row("Andrew \"Buck\" Ek", "General", "")),
            ("Hungary's Ida Ek left.", row("Ida Ek", "", "Hungary")),
            ("General Ida Ek, the Danish army chief, left.", row("Ida Ek", "army chief", "Denmark")),
        ] {
            assert!(entities(text).contains(&expected), "{text}: {:?}", entities(text));
        }
    }

    #[test]
    fn bodies_around_a_name_are_its_affiliation() {
        let doc = |text: &str| parse(Raw::text("t", text), Lexicon::english());
        for (text, body) in [
            ("Supreme Court Justice Ida Ek left.", "Supreme Court"),
            ("State Department spokesperson Ida Ek left.", "State Department"),
            ("The CBI's chief economist, Ida Ek, left.", "CBI"),
            ("Amnesty Watch's Ida Ek left.", "Amnesty Watch"),
            ("Ida Ek of the Vienna-based Caucasus Forum left.", "Caucasus Forum"),
            ("Rep. Ida Ek, a Texas Republican, left.", "Republican"),
        ] {
            let doc = doc(text);
            let found = doc.entities.iter().find(|e| e.name == "Ida Ek").and_then(|e| e.affiliation.as_deref());
            assert_eq!(found, Some(body), "{text}");
        }
        assert!(doc("Lund's successor, Ida Ek, left.").entities.iter().all(|e| e.affiliation.is_none()));
        let told =
            |text: &str| doc(text).entities.into_iter().find(|e| e.name.ends_with("Ek")).and_then(|e| Some((e.role?, e.affiliation?)));
        let is = |role: &str, body: &str| Some((role.to_owned(), body.to_owned()));
        assert_eq!(told("New EU trade commissioner Ida Ek left."), is("trade commissioner", "EU"));
        assert_eq!(told("Otto Berg's Labour MP Ida Ek left."), is("MP", "Labour"));
        assert_eq!(entities("Earlier Foreign Secretary Ida Ek left."), [row("Ida Ek", "Foreign Secretary", "")]);
    }

    #[test]
    fn a_text_may_end_behind_a_name() {
        for text in ["The talks are led by Ida Ek,", "Gen. Ida Ek,", "Sen. Ida Ek, a", "The talks of Ida Ek and", "Ida Ek, (", "Farmers'"] {
            assert!(entities(text).len() < 2, "{text}");
        }
    }

    /// Each step of a name looks back over a few words only: this took minutes when it was the whole name.
    #[test]
    fn a_name_without_end_is_read_in_one_go() {
        let text = format!("They met the {}Berg.", "Council of ".repeat(100_000));
        assert_eq!(entities(&text).len(), 1);
    }

    #[test]
    fn surnames_and_full_names_are_one_person() {
        assert_eq!(entities("Ek spoke first. Minister Ida Ek left, and Ek did not return."), [row("Ida Ek", "Minister", "")]);
        assert_eq!(entities("Ida Ek met Otto Ek.").len(), 2);
    }

    #[test]
    fn an_apposition_gives_role_and_country() {
        assert_eq!(entities("Ida Ek, the German envoy to the talks, left."), [row("Ida Ek", "envoy", "Germany")]);
    }

    #[test]
    fn capitals_stand_for_countries_and_sentence_starts_for_nothing() {
        assert_eq!(entities("Officials in Kyiv left. Ukraine stayed."), [row("Ukraine", "", "Ukraine")]);
    }

    #[test]
    fn names_of_bodies_hold_of_and_for() {
        assert_eq!(entities("The Ministry of Foreign Affairs left.")[0].0, "Ministry of Foreign Affairs");
    }
}
