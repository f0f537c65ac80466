//! Documents and statements for Discourse Network Analyzer 3, as SQL that adds them to a database of its.
//!
//! DNA imports statements from its own databases only (`.dna`, which is SQLite). The script goes into one that DNA made, and fills the
//! statement type "DNA Statement" that each new one has: person, organization, concept, agreement. Start and stop are UTF-16 units
//! of the text with plain line ends, as DNA counts. The coder is the first one, Admin. Running it twice adds everything twice.

use std::io::{self, Write};

use super::csv::cover;
use super::dna::actors;
use super::offsets::{Offsets, Unit};
use super::plain::is_shown;
use super::{Article, Options, Renderer, plain};
use crate::claim::Polarity;
use crate::claim::position::speakers;

const BEGIN: &str = "\
-- Adds documents and statements to a database of Discourse Network Analyzer 3: sqlite3 my.dna < this-file
BEGIN;
CREATE TEMP TABLE onrecord_base AS SELECT (SELECT coalesce(max(ID), 0) FROM DOCUMENTS) AS document,
  (SELECT coalesce(max(ID), 0) FROM STATEMENTS) AS statement;
CREATE TEMP TABLE onrecord_events (id INTEGER PRIMARY KEY, document, start, stop, person, organization, concept, agreement);
CREATE TEMP VIEW onrecord_variables AS SELECT v.ID, v.Variable, v.StatementTypeId FROM VARIABLES v
  JOIN STATEMENTTYPES t ON t.ID = v.StatementTypeId WHERE t.Label = 'DNA Statement';
CREATE TEMP VIEW onrecord_texts AS SELECT id, 'person' AS Variable, person AS Value FROM onrecord_events
  UNION ALL SELECT id, 'organization', organization FROM onrecord_events UNION ALL SELECT id, 'concept', concept FROM onrecord_events;
";

const END: &str = "\
INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder)
  SELECT b.statement + e.id, t.ID, b.document + e.document, e.start, e.stop, 1 FROM onrecord_events e, onrecord_base b, STATEMENTTYPES t
  WHERE t.Label = 'DNA Statement';
INSERT OR IGNORE INTO ENTITIES (VariableId, Value, Red, Green, Blue)
  SELECT v.ID, x.Value, 0, 0, 0 FROM onrecord_texts x JOIN onrecord_variables v ON v.Variable = x.Variable;
INSERT OR IGNORE INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)
  SELECT e.ID, a.ID, '' FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId;
INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity)
  SELECT b.statement + x.id, v.ID, e.ID FROM onrecord_base b, onrecord_texts x JOIN onrecord_variables v ON v.Variable = x.Variable
  JOIN ENTITIES e ON e.VariableId = v.ID AND e.Value = x.Value;
INSERT INTO DATABOOLEAN (StatementId, VariableId, Value)
  SELECT b.statement + x.id, v.ID, x.agreement FROM onrecord_base b, onrecord_events x, onrecord_variables v WHERE v.Variable = 'agreement';
COMMIT;
";

/// Statements of SQL.
pub(crate) struct DnaSql {
    options: Options,
    documents: usize,
    events: usize,
}

impl DnaSql {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, documents: 0, events: 0 }
    }
}

impl Renderer for DnaSql {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(BEGIN.as_bytes())
    }

    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        /// DNA's own forms let a title and a name be so long.
        const LONGEST: usize = 190;
        let meta = &article.doc.meta;
        self.documents += 1;
        let short = |text: &Option<String>| quoted(&text.as_deref().unwrap_or_default().chars().take(LONGEST).collect::<String>());
        let title = short(&meta.title.clone().or_else(|| Some(meta.id.clone())));
        let date = meta.published.as_deref().filter(|d| d.starts_with(|c: char| c.is_ascii_digit())).unwrap_or("1970-01-01");
        writeln!(
            out,
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date)\n  \
             SELECT document + {}, {title}, {}, 1, {}, {}, '', {}, '', coalesce(CAST(strftime('%s', {}) AS INTEGER), 0) FROM onrecord_base;",
            self.documents,
            quoted_text(&article.doc.text.replace("\r\n", "\n")),
            short(&meta.byline),
            short(&meta.outlet),
            quoted(&format!("onrecord: {}", meta.id)),
            quoted(date),
        )?;
        let offsets = Offsets::new(&article.doc.text, Unit::Utf16);
        let returns: Vec<usize> = article.doc.text.match_indices("\r\n").map(|(at, _)| at).collect();
        let place = |byte: usize| offsets.of(byte) - returns.partition_point(|r| *r < byte);
        for index in self.options.choose(article).0 {
            let claim = &article.claims[index];
            let span = cover(&claim.content);
            let agreement = u8::from(claim.polarity == Polarity::Positive);
            let mut labels: Vec<String> = claim.topics.iter().map(|t| article.lexicon.topic_label(t)).collect();
            labels.extend(labels.is_empty().then(String::new));
            for (person, organization) in actors(article, speakers(claim, article.attributions)) {
                for concept in &labels {
                    self.events += 1;
                    let names = [&person, &organization, concept].map(|n| short(&Some(n.clone()))).join(", ");
                    let (start, stop) = (place(span.start()), place(span.end()));
                    let (event, document) = (self.events, self.documents);
                    writeln!(out, "INSERT INTO onrecord_events VALUES ({event}, {document}, {start}, {stop}, {names}, {agreement});")?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(END.as_bytes())
    }
}

/// A string of SQL, harmless where the script is looked at.
fn quoted(text: &str) -> String {
    format!("'{}'", plain(text).replace('\'', "''"))
}

/// The same for a text, line by line and UTF-16 unit for unit, since positions count them.
fn quoted_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\n' | '\t' => out.push(c),
            c if is_shown(c) => out.push(c),
            c => out.extend(std::iter::repeat_n('\u{fffd}', c.len_utf16())),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, Options, View};

    #[test]
    fn nothing_escapes_from_its_string() {
        let mut sample = Sample::new();
        sample.doc.meta.title = Some("It's');\nDROP TABLE DOCUMENTS;--\0".into());
        sample.attributions[0].speakers[0].name = "O'Ek".into();
        let out = sample.draw(&Options::new(View::Claims, Format::DnaSql));
        assert!(out.contains("'It''s''); DROP TABLE DOCUMENTS;--\u{fffd}'"), "{out}");
        assert!(out.contains("'O''Ek'") && !out.contains('\0'), "{out}");
        let strings = out.split('\'').count();
        assert_eq!(strings % 2, 1, "marks are in pairs");
        assert!(out.starts_with("-- ") && out.ends_with("COMMIT;\n"));
    }

    #[test]
    fn places_count_as_in_java_without_carriage_returns() {
        let sample = Sample::new();
        let out = sample.draw(&Options::new(View::Claims, Format::DnaSql));
        let units: Vec<u16> = sample.doc.text.encode_utf16().collect();
        let rows: Vec<&str> = out.lines().filter(|l| l.starts_with("INSERT INTO onrecord_events")).collect();
        assert_eq!(rows.len(), sample.claims.len());
        for (row, claim) in rows.iter().zip(&sample.claims) {
            let numbers: Vec<usize> = row.split(['(', ',']).skip(1).take(4).map(|n| n.trim().parse().unwrap()).collect();
            let words = String::from_utf16(&units[numbers[2]..numbers[3]]).unwrap();
            assert!(words.starts_with(sample.doc.slice(claim.content[0])), "{row}");
        }
    }
}
