//! What several commands understand: inputs, how results are written, manners, word lists.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use onrecord::Language;
use onrecord::attribute::Engine;

use super::values::{Color, Dedupe, InputFormat, OffsetUnit, OutputFormat, at_least_one, engine, language, size};

/// What every command that reads articles understands.
#[derive(Args, Debug)]
pub(crate) struct Common {
    /// Files, folders, patterns such as "2026/**/*.html", or - for standard input; .gz and .zst are unpacked
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    /// What the input is; auto goes by name and content
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) input_format: InputFormat,
    /// The language of the articles, by code or English name [default: detected]
    #[arg(long, value_name = "LANGUAGE", value_parser = language, help_heading = "Input")]
    pub(crate) language: Option<Language>,
    /// A larger article is refused: bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", default_value = "8M", value_parser = size, help_heading = "Input")]
    pub(crate) max_article_size: usize,
    /// What finds who says what: the learned engine finds more, rules are a hundred times faster and the same on every machine [default: learned, or what the environment has as ONRECORD_ENGINE]
    #[arg(long, value_name = "ENGINE", value_parser = engine(), help_heading = "Input")]
    pub(crate) engine: Option<Engine>,
    /// Articles worked on at the same time [default: as many as there are processors]
    #[arg(long, short, value_name = "N", value_parser = at_least_one, help_heading = "Input")]
    pub(crate) jobs: Option<usize>,
    /// Mark articles that are nearly the same as an earlier one, or skip them; about 350 bytes of memory an article
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Input")]
    pub(crate) dedupe: Option<Dedupe>,
    #[command(flatten)]
    pub(crate) words: Words,
}

impl Common {
    /// What finds who says what: as typed, else as the environment has it.
    pub(crate) fn engine(&self) -> anyhow::Result<Engine> {
        const VARIABLE: &str = "ONRECORD_ENGINE";
        let set = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
        let Some(value) = self.engine.is_none().then(set).flatten() else { return Ok(self.engine.unwrap_or_default()) };
        let known = value.to_str().and_then(|name| name.parse().ok());
        known.with_context(|| {
            let names = Engine::ALL.map(Engine::name).join(" or ");
            format!("{VARIABLE} is \"{}\" in the environment; it may be {names}", value.display())
        })
    }
}

/// How results are written.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// text and table are for reading, html is a page to pass on, json is one array, jsonl a line a document, parquet the csv as a file with types; web-annotation, schema-org, brat, dna and dna-sql export claims
    #[arg(long, short, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: OutputFormat,
    /// What start and end count in json, jsonl, csv and parquet
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: OffsetUnit,
    /// Open a csv with a byte-order mark, by which Excel knows its encoding
    #[arg(long)]
    pub(crate) bom: bool,
    /// Columns of a text or table [default: those of the terminal, 100 in a pipe]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
    /// Write to a file, whole or not at all, instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Go on where a killed run to the same --output, in jsonl, has stopped
    #[arg(long)]
    pub(crate) resume: bool,
    #[command(flatten)]
    pub(crate) manners: Manners,
}

/// How the program behaves towards the person at the terminal.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct Manners {
    /// Bold headings; auto heeds NO_COLOR, CLICOLOR_FORCE and whether a terminal is there
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
    /// No remarks on stderr; errors still are
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Which word lists are used.
#[derive(Args, Debug)]
pub(crate) struct Words {
    /// A folder of word lists that extend or replace the built-in ones of the same name
    #[arg(long, value_name = "DIR", help_heading = "Input")]
    pub(crate) lexicon: Option<PathBuf>,
    /// A file of topics (TOML) that extends the built-in ones, or replaces them if it has the line "# mode: replace"
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) topics: Option<PathBuf>,
    /// People and bodies you know: other names, roles by date (TOML; see the README)
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) actors: Option<PathBuf>,
}
