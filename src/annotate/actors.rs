//! The user's actors in an article: entities under one of their names are brought together under the name that tables show.

use std::collections::HashMap;

use crate::document::{EntityKind, PersonGender};
use crate::lexicon::{Actor, ActorGender, ActorKind};
use crate::{Document, Lexicon};

/// Renames, merges and completes the entities that the user's actors name. What the article says of them stays. Cost: linear in the
/// entities and mentions.
pub(super) fn apply(doc: &mut Document, lexicon: &Lexicon) {
    if lexicon.actors.is_empty() {
        return;
    }
    let day = doc.meta.day().map(str::to_owned);
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut place = Vec::with_capacity(doc.entities.len());
    let mut kept = Vec::with_capacity(doc.entities.len());
    for mut entity in std::mem::take(&mut doc.entities) {
        let Some(actor) = lexicon.actors.find(&entity.name) else {
            place.push(kept.len());
            kept.push(entity);
            continue;
        };
        complete(&mut entity, actor, day.as_deref());
        let at = *first.entry(&actor.name).or_insert(kept.len());
        place.push(at);
        if at == kept.len() {
            kept.push(entity);
        }
    }
    doc.entities = kept;
    doc.mentions.iter_mut().for_each(|m| m.entity = place[m.entity]);
}

fn complete(entity: &mut crate::document::Entity, actor: &Actor, day: Option<&str>) {
    entity.name.clone_from(&actor.name);
    entity.kind = match actor.kind {
        ActorKind::Person => EntityKind::Person,
        ActorKind::Body => EntityKind::Body,
    };
    let gender = actor.gender.map(|g| if g == ActorGender::Male { PersonGender::Male } else { PersonGender::Female });
    entity.gender = gender.or(entity.gender);
    let tenure = actor.role_on(day);
    let or = |said: &mut Option<String>, known: Option<&String>| *said = said.take().or_else(|| known.cloned());
    or(&mut entity.role, tenure.map(|t| &t.role));
    or(&mut entity.country, tenure.and_then(|t| t.country.as_ref()).or(actor.country.as_ref()));
    or(&mut entity.affiliation, tenure.and_then(|t| t.affiliation.as_ref()).or(actor.affiliation.as_ref()));
}
