//! First names that only the headline gives: "Ida Ek Wins" over an article that speaks of "Ek".

use crate::document::EntityKind;
use crate::{Document, Lexicon};

/// Completes the persons named by surname alone. Cost: linear in headline and entities.
pub(super) fn complete(doc: &mut Document, lexicon: &Lexicon) {
    let Some(title) = doc.meta.title.as_deref() else { return };
    let letter = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}');
    let words: Vec<&str> = title.split(|c: char| !letter(c)).collect();
    let pairs = words.windows(2).filter_map(|pair| {
        let [first, last] = pair else { return None };
        let last = last.strip_suffix("'s").or_else(|| last.strip_suffix("\u{2019}s")).unwrap_or(last);
        let gender = lexicon.people.first_name(&first.to_lowercase()).filter(|_| first.starts_with(char::is_uppercase))?;
        Some((*first, last, gender))
    });
    for (first, last, gender) in pairs {
        for entity in doc.entities.iter_mut().filter(|e| e.kind == EntityKind::Person && e.name == last) {
            entity.name = format!("{first} {last}");
            entity.gender = entity.gender.or(gender.of_person());
        }
    }
}
