//! Standard output and standard error: colour, width, closed pipes.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use onrecord::files::Whole;
use onrecord::render::{DEFAULT_WIDTH, Format, MIN_WIDTH, Options, Unit, View, plain};

use super::args::{Color, Manners, OffsetUnit, Output, OutputFormat};

/// Standard output, buffered; on a terminal each document is flushed.
pub(crate) fn stdout(manners: &Manners) -> BufWriter<AutoStream<io::Stdout>> {
    BufWriter::new(AutoStream::new(io::stdout(), choice(manners.color)))
}

/// Writes one result to standard output or, whole or not at all, to the file that is asked for.
pub(crate) fn write(args: &Output, to: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    let place = place(args);
    let Some(path) = &args.output else {
        let mut out = stdout(&args.manners);
        let mut named = Named { out: &mut out, place: &place };
        to(&mut named)?;
        return Ok(named.flush()?);
    };
    let mut out = Whole::create(path)?;
    to(&mut Named { out: &mut out, place: &place })?;
    Ok(out.commit()?)
}

/// Where output goes, in words.
pub(crate) fn place(args: &Output) -> String {
    args.output.as_ref().map_or_else(|| "standard output".to_owned(), |path| path.display().to_string())
}

/// A writer whose errors say where nothing could be written: the system's own words are "No space left on device".
pub(crate) struct Named<'a> {
    pub(crate) out: &'a mut dyn Write,
    pub(crate) place: &'a str,
}

impl Named<'_> {
    fn told(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), format!("{}: cannot write: {error}", self.place))
    }
}

impl Write for Named<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).map_err(|error| self.told(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().map_err(|error| self.told(&error))
    }
}

/// Whether headings may be bold.
fn colour(manners: &Manners) -> bool {
    let stdout = io::stdout();
    let choice = match choice(manners.color) {
        ColorChoice::Auto => AutoStream::choice(&stdout),
        choice => choice,
    };
    choice != ColorChoice::Never
}

fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// The rendering options for a view, as typed.
pub(crate) fn options(view: View, output: &Output) -> Options {
    let format = match output.format {
        OutputFormat::Text => Format::Text,
        OutputFormat::Table => Format::Table,
        OutputFormat::Markdown => Format::Markdown,
        OutputFormat::Html => Format::Html,
        OutputFormat::Csv => Format::Csv,
        OutputFormat::Json => Format::Json,
        OutputFormat::Jsonl => Format::Jsonl,
        OutputFormat::Parquet => Format::Parquet,
        OutputFormat::WebAnnotation => Format::WebAnnotation,
        OutputFormat::SchemaOrg => Format::SchemaOrg,
        OutputFormat::Brat => Format::Brat,
        OutputFormat::Dna => Format::Dna,
        OutputFormat::DnaSql => Format::DnaSql,
    };
    let unit = match output.offsets {
        OffsetUnit::Byte => Unit::Byte,
        OffsetUnit::Char => Unit::Char,
        OffsetUnit::Utf16 => Unit::Utf16,
    };
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let asked = output.width.map(usize::from);
    let width = asked.unwrap_or_else(|| terminal.then(terminal_width).flatten().unwrap_or(DEFAULT_WIDTH));
    let bom = output.bom;
    // A file gets the colours that somebody asks for by name.
    let colour = if output.output.is_none() { colour(&output.manners) } else { output.manners.color == Color::Always };
    Options { width, bom, wrap: terminal || asked.is_some(), colour, unit, ..Options::new(view, format) }
}

fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0).max(MIN_WIDTH))
}

/// One line on standard error about what could not be done. What it quotes of paths and contents is made harmless.
pub(crate) fn complain(message: &str) {
    // Nobody may be left to read it; the exit code still tells.
    let _ = writeln!(io::stderr(), "onrecord: {}", plain(message));
}

/// An error with what caused it. An error that tells its cause itself is not followed by the same words again.
pub(crate) fn reasons(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |told, next| match told.as_str() {
        "" => next,
        told if told.ends_with(&next) => told.to_owned(),
        told => format!("{told}: {next}"),
    })
}

/// A remark on standard error, unless quiet is asked for.
pub(crate) fn remark(manners: &Manners, message: &str) {
    if !manners.quiet {
        complain(message);
    }
}

/// Whether the reader of the output has gone, which is no fault.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
