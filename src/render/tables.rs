//! Views of claims: one table of all, or a table a speaker, topic or condition.

use super::csv::cover;
use super::page::{Block, Grid, Page, joined};
use super::{By, Format};
use crate::Span;
use crate::attribute::{Attribution, QuoteType};
use crate::claim::position::{self, Heading, Section, is_resolved, kind_label, relay_label, speakers, speakers_label};
use crate::claim::{Claim, Group};
use crate::document::squeeze;

/// A page of so many columns has room for all that is known of a claim.
const ROOMY: usize = 100;

impl Page<'_> {
    pub(super) fn claims(&self, blocks: &mut Vec<Block>) {
        let (chosen, hidden) = self.options.choose(self.article);
        if !chosen.is_empty() {
            let mut cells = vec![Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where];
            // Six columns in eighty leave the words a dozen letters each.
            let narrow = matches!(self.options.format, Format::Text | Format::Table) && self.options.width < ROOMY;
            cells.retain(|cell| !narrow || *cell != Cell::Topic);
            blocks.push(self.table(&cells, &chosen));
            if narrow && chosen.iter().any(|i| !self.article.claims[*i].topics.is_empty()) {
                blocks.push(Block::Note(format!("Topics are shown from {ROOMY} columns on.")));
            }
        }
        self.notes(&chosen, hidden, blocks);
    }

    pub(super) fn positions(&self, by: By, blocks: &mut Vec<Block>) {
        let (chosen, hidden) = self.options.choose(self.article);
        let (claims, attributions) = (self.article.claims, self.article.attributions);
        let mut sections = match by {
            By::Speaker => position::by_speaker(claims, attributions, &chosen),
            By::Topic => position::by_topic(claims, &chosen),
            By::Condition => position::ledger(self.article.doc, claims, &chosen),
        };
        position::sort(&mut sections, self.options.sort, |section| self.heading(section));
        if by == By::Topic {
            blocks.extend(self.overview(&sections));
        }
        for section in &sections {
            blocks.push(Block::Heading(self.heading(section)));
            blocks.push(self.table(cells(&section.heading), &section.claims));
        }
        if by == By::Condition {
            let commitments = chosen.iter().filter(|i| claims[**i].group() == Group::Commitment).count();
            return if commitments == 0 {
                blocks.push(Block::Note("No commitments found.".to_owned()))
            };
        }
        self.notes(&chosen, hidden, blocks);
    }

    /// Topics against speakers, with how many claims each makes: the page in one look. None for a single topic.
    fn overview(&self, sections: &[Section]) -> Option<Block> {
        let row = |section: &Section| {
            let mut counts: Vec<(String, usize)> = Vec::new();
            for index in &section.claims {
                let speakers = speakers(&self.article.claims[*index], self.article.attributions);
                // Whoever acts jointly is counted each for himself.
                let mut names: Vec<String> = speakers.iter().map(position::speaker_label).collect();
                names.extend(names.is_empty().then(|| speakers_label(speakers)));
                for label in names {
                    match counts.iter_mut().find(|(name, _)| *name == label) {
                        Some((_, n)) => *n += 1,
                        None => counts.push((label, 1)),
                    }
                }
            }
            let cells = counts.into_iter().map(|(name, n)| format!("{name}\u{a0}({n})")).collect::<Vec<_>>();
            vec![self.heading(section), cells.join(", ")]
        };
        let rows: Vec<_> = sections.iter().map(row).collect();
        (rows.len() > 1).then_some(Block::Table(Grid { columns: vec!["Topic", "Who speaks on it (claims)"], rows }))
    }

    fn heading(&self, section: &Section) -> String {
        match &section.heading {
            Heading::Speaker(party) => party.heading(),
            Heading::Unresolved => "Speaker not resolved".to_owned(),
            Heading::Topic(Some(topic)) => self.topic(topic),
            Heading::Topic(None) => "No topic".to_owned(),
            Heading::Condition(Some(words)) => {
                let several = section.claims.first().is_some_and(|i| self.article.claims[*i].conditions.len() > 1);
                format!("{}: {words}", if several { "Conditions" } else { "Condition" })
            }
            Heading::Condition(None) => "Without a stated condition".to_owned(),
        }
    }

    /// What the page leaves out, and what is not known.
    fn notes(&self, chosen: &[usize], hidden: usize, blocks: &mut Vec<Block>) {
        if chosen.is_empty() {
            let filtered = if self.options.filter.is_empty() { "" } else { " that match" };
            blocks.push(Block::Note(format!("No commitments, demands or positions{filtered}.")));
        }
        let unknown = chosen.iter().filter(|i| {
            let speakers = speakers(&self.article.claims[**i], self.article.attributions);
            speakers.is_empty() || speakers.iter().any(|s| !is_resolved(s))
        });
        match unknown.count() {
            0 => {}
            1 => blocks.push(Block::Note("1 claim has a speaker who is not resolved.".to_owned())),
            n => blocks.push(Block::Note(format!("{n} claims have a speaker who is not resolved."))),
        }
        match hidden {
            0 => {}
            1 => blocks.push(Block::Note("1 assessment is not shown; --all shows it.".to_owned())),
            n => blocks.push(Block::Note(format!("{n} assessments are not shown; --all shows them."))),
        }
    }

    fn table(&self, cells: &[Cell], chosen: &[usize]) -> Block {
        let mut cells = cells.to_vec();
        // A column in which every cell is empty tells nothing and takes room from the words.
        let filled = |cell: &Cell| chosen.iter().any(|i| !self.cell(*cell, &self.article.claims[*i]).is_empty());
        cells.retain(|cell| !matches!(cell, Cell::Condition | Cell::Topic) || filled(cell));
        cells.extend(self.options.explain.then_some(Cell::Why));
        let row = |index: &usize| cells.iter().map(|cell| self.cell(*cell, &self.article.claims[*index])).collect();
        Block::Table(Grid { columns: cells.iter().map(|c| c.column()).collect(), rows: chosen.iter().map(row).collect() })
    }

    fn cell(&self, cell: Cell, claim: &Claim) -> String {
        let list = |spans: &[Span]| spans.iter().map(|s| joined(self.article.doc, &[*s])).collect::<Vec<_>>().join("; ");
        let speakers = speakers(claim, self.article.attributions);
        match cell {
            Cell::Speaker => speakers_label(speakers),
            Cell::Who if claim.actors.is_empty() => speakers_label(speakers),
            Cell::Who => format!("{} (says {})", claim.actors.join(", "), speakers_label(speakers)),
            Cell::Kind => kind_label(claim),
            Cell::What => format!("{}{}{}", self.cue(claim), self.quoted(&claim.content), relay_label(self.attribution(claim))),
            Cell::Condition => list(&claim.conditions),
            Cell::Topic => claim.topics.iter().map(|t| short(&self.topic(t)).to_owned()).collect::<Vec<_>>().join("; "),
            Cell::Where => self.place(cover(&claim.content)),
            Cell::Why => claim.reasons.join("; "),
        }
    }

    fn attribution(&self, claim: &Claim) -> Option<&Attribution> {
        self.article.attributions.get(claim.attribution)
    }

    /// The cue, in brackets, before words that say nothing without it: "\[rejected\] the deadline". Empty for a clause.
    fn cue(&self, claim: &Claim) -> String {
        /// Bytes of a cue with the preposition after it.
        const LONGEST: usize = 40;
        let attribution = self.attribution(claim).filter(|a| !claim.clause && a.quote_type != QuoteType::Direct);
        let found = attribution.and_then(|a| {
            let (cue, content) = (a.cue.last()?, a.content.first()?);
            let first = claim.content.first()?.start() == content.start();
            let near = first && cue.end() <= content.start() && content.start() - cue.start() <= LONGEST;
            // "apologised for", but not "demanded on Tuesday that".
            let between = self.article.doc.slice(Span::new(cue.end(), content.start().max(cue.end())));
            let lone = between.split_whitespace().count() <= 1 && between.trim() != "that";
            near.then(|| squeeze(self.article.doc.slice(if lone { Span::new(cue.start(), content.start()) } else { *cue })))
        });
        let mark = |c: char| matches!(c, ',' | ':' | ';' | '.' | '"' | '\u{201c}' | '\u{201d}' | '\u{2014}');
        found.filter(|words| !words.contains(mark)).map_or(String::new(), |words| format!("[{words}] "))
    }
}

/// The first part of a topic's name, for cells: "Troop deployment" of "Troop deployment and basing". Headings show it whole.
fn short(label: &str) -> &str {
    let end = [", ", " and "].iter().filter_map(|mark| label.find(mark)).min();
    &label[..end.unwrap_or(label.len())]
}

/// The columns that tables of claims choose from.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Cell {
    Speaker,
    Who,
    Kind,
    What,
    Condition,
    Topic,
    Where,
    Why,
}

impl Cell {
    fn column(self) -> &'static str {
        match self {
            Self::Speaker => "Speaker",
            Self::Who => "Who",
            Self::Kind => "Kind",
            Self::What => "What",
            Self::Condition => "Condition",
            Self::Topic => "Topic",
            Self::Where => "Where",
            Self::Why => "Why",
        }
    }
}

/// The columns of a section: all but what its heading says.
fn cells(heading: &Heading) -> &'static [Cell] {
    match heading {
        Heading::Speaker(_) => &[Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where],
        Heading::Unresolved => &[Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Topic, Cell::Where],
        Heading::Topic(_) => &[Cell::Speaker, Cell::Kind, Cell::What, Cell::Condition, Cell::Where],
        Heading::Condition(_) => &[Cell::Who, Cell::Kind, Cell::What, Cell::Topic, Cell::Where],
    }
}
