//! `--dedupe`: which article of a run is nearly the same as an earlier one.
//!
//! Articles are worked on side by side, but each must know all those before it. So each waits, once it is read and sketched and before the
//! long work on it, until all earlier ones have been: what it finds is the same for any number of jobs. Whoever fails passes on its turn.

use std::io::{self, BufReader, Read};
use std::sync::{Condvar, Mutex, PoisonError};

use onrecord::Document;
use onrecord::dedupe::{Name, SKETCH_BYTES, Seen, Sketch};

use super::pool::locked;

/// Where the articles of a run meet, one after the other.
#[derive(Default)]
pub(crate) struct Meeting {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    next: u64,
    seen: Seen,
}

impl Meeting {
    /// With what an earlier run has seen.
    pub(crate) fn after(seen: Seen) -> Self {
        Self { state: Mutex::new(State { next: 0, seen }), moved: Condvar::new() }
    }

    /// The turn of an article, numbered from 0 without a gap.
    pub(crate) fn turn(&self, number: u64) -> Turn<'_> {
        Turn { meeting: self, number, over: false }
    }
}

/// An article's turn, which is over once it is taken or dropped.
pub(crate) struct Turn<'a> {
    meeting: &'a Meeting,
    number: u64,
    over: bool,
}

impl Turn<'_> {
    /// Waits for every earlier article, then marks `doc` as a duplicate of one or remembers it. Gives the record of what is remembered, for
    /// a run that resumes this one.
    pub(crate) fn take(&mut self, doc: &mut Document, place: &str) -> Vec<u8> {
        let sketch = Sketch::of(doc);
        let mut record = Vec::new();
        self.pass(|seen| {
            let Some(sketch) = sketch else { return };
            doc.duplicate_of = seen.find(&sketch);
            if doc.duplicate_of.is_none() {
                let name = Name::new(&doc.meta.id, place);
                seen.add(sketch, name);
                record = written(&sketch, name);
            }
        });
        record
    }

    fn pass(&mut self, with: impl FnOnce(&mut Seen)) {
        self.over = true;
        let mut state = locked(&self.meeting.state);
        while state.next < self.number {
            state = self.meeting.moved.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        with(&mut state.seen);
        state.next += 1;
        drop(state);
        self.meeting.moved.notify_all();
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.pass(|_| {});
        }
    }
}

/// Sketch, lengths of id and place, id, place.
fn written(sketch: &Sketch, name: Name<'_>) -> Vec<u8> {
    let mut record = sketch.bytes().to_vec();
    for text in [name.id, name.place] {
        // A name is cut before it gets here.
        record.extend(u16::try_from(text.len()).unwrap_or_default().to_le_bytes());
    }
    record.extend(name.id.bytes().chain(name.place.bytes()));
    record
}

/// What the records say that an earlier run has seen.
pub(crate) fn read(records: impl Read) -> io::Result<Seen> {
    let mut records = BufReader::new(records);
    let mut seen = Seen::default();
    let mut head = [0; SKETCH_BYTES + 4];
    loop {
        match records.read(&mut head[..1])? {
            0 => return Ok(seen),
            _ => records.read_exact(&mut head[1..])?,
        }
        let length = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]]));
        let mut text = |length| {
            let mut text = vec![0; length];
            records.read_exact(&mut text)?;
            String::from_utf8(text).map_err(io::Error::other)
        };
        let (id, place) = (text(length(SKETCH_BYTES))?, text(length(SKETCH_BYTES + 2))?);
        let mut sketch = [0; SKETCH_BYTES];
        sketch.copy_from_slice(&head[..SKETCH_BYTES]);
        seen.add(Sketch::from_bytes(sketch), Name::new(&id, &place));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use onrecord::read::Raw;
    use onrecord::{Lexicon, parse};

    use super::*;

    fn doc(id: &str, text: &str) -> Document {
        parse(Raw::text(id, text), Lexicon::english())
    }

    const TEXT: &str = "The minister said that Norland would pay for the bridge in May, and for the road to it.";

    #[test]
    fn turns_come_in_order_and_whoever_fails_passes_his_on() {
        let meeting = Arc::new(Meeting::default());
        let threads: Vec<_> = [3, 1, 2, 0]
            .map(|number| {
                let meeting = Arc::clone(&meeting);
                std::thread::spawn(move || {
                    let mut turn = meeting.turn(number);
                    let mut doc = doc(&number.to_string(), TEXT);
                    // The first fails.
                    if number > 0 {
                        turn.take(&mut doc, "");
                    }
                    (number, doc.duplicate_of.map(|duplicate| duplicate.id))
                })
            })
            .into();
        let mut found: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        found.sort();
        let first = Some("1".to_owned());
        assert_eq!(found, [(0, None), (1, None), (2, first.clone()), (3, first)]);
    }

    #[test]
    fn records_bring_back_what_was_seen() {
        let meeting = Meeting::default();
        let records = [meeting.turn(0).take(&mut doc("é", TEXT), "a:1"), meeting.turn(1).take(&mut doc("b", TEXT), "a:2")].concat();
        let again = Meeting::after(read(&records[..]).unwrap());
        let mut copy = doc("c", TEXT);
        assert!(again.turn(0).take(&mut copy, "a:3").is_empty());
        let found = copy.duplicate_of.unwrap();
        assert_eq!((found.id.as_str(), found.place.as_str(), found.similarity), ("é", "a:1", 1.0));
        assert!(read(&records[..records.len() - 1]).is_err());
        assert!(read(&[0; 7][..]).is_err());
    }
}
