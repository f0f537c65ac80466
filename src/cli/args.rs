//! What can be typed: raw strings, paths and flags. Each subcommand turns them into the library's options.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord::Language;
use onrecord::attribute::Engine;
use onrecord::render::Evidence;

const EXAMPLES: &str = "\
Examples:
  onrecord article.txt                            the page: summary, then a table per leader
  onrecord summarize -n 2 article.html            the two sentences that say most
  onrecord positions --ledger article.txt         who owes what, if which condition holds
  onrecord claims --type refusal --format csv archive/ > refusals.csv
  onrecord claims --format jsonl -o claims.jsonl --resume crawl.warc.gz
  cat articles.jsonl | onrecord claims --input-format jsonl --format jsonl -
  onrecord why C3 article.txt                     which words and rules made claim C3
  onrecord check fixtures                         did results change?

Exit codes:
  0  done
  1  check found a difference, or score less than --at-least asks for
  2  something could not be done; what could be done still was";

/// Puts leaders on the record: a short summary of each news article, and tables of who committed to what, on which condition.
///
/// `onrecord FILE` means `onrecord brief FILE`. Every word shown is the article's own.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, after_help = EXAMPLES, arg_required_else_help = true, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The page a reader wants: title, outlet and date, summary, then a table per leader
    Brief(Brief),
    /// The sentences that say most
    ///
    /// Takes whole sentences, and whole quotations where one goes over several sentences, up to the length asked for, and prints them as
    /// they stand in the article. A caption, an advert or a headline is never taken. The default method also leaves out what says the same
    /// again, and what nobody understands without the sentence before ("But he warned ..."); the other methods are those of the textbooks, each
    /// as its paper has it, to compare with. --explain tells what made each score; ACCURACY.md tells what each method is worth on news.
    #[command(after_help = "\
Examples:
  onrecord summarize article.txt                    three sentences
  onrecord summarize --chars 280 article.txt        what fits into a post
  onrecord summarize -n 5 --order rank --explain article.txt
  onrecord summarize --focus 'the border' article.txt
  onrecord summarize --method lexrank --ratio 0.1 report.txt
  onrecord summarize --together -n 6 herald.html courier.html gazette.txt
  onrecord summarize --format jsonl articles.jsonl > summaries.jsonl")]
    Summarize(Summarize),
    /// Every attribution: who, which words signal it, what was said
    Attributions(Attributions),
    /// Every claim: its kind, words, condition, topic, and who makes it
    ///
    /// Four groups: commitment (commitment, offer, agreement, refusal, threat), demand (demand, proposal), position (position,
    /// denial, accusation, praise) and assessment (assessment, prediction, warning, report). Pages leave assessments out unless
    /// --all, --group or --type asks for them; csv, json and jsonl hold every claim.
    ///
    /// Five formats are there for other programs: web-annotation (W3C Web Annotation, JSON-LD), schema-org (Quotation and Claim,
    /// JSON-LD), brat (standoff: one document, or with --out-dir a folder that brat opens), dna (a CSV of events of actor and concept, as
    /// Discourse Network Analyzer exports them) and dna-sql (the same with the texts, to go into a database of DNA 3).
    Claims(Claims),
    /// Tables of commitments, demands and positions: one per speaker, topic or condition
    ///
    /// With --open or --quiet-parties a list of what is still to be settled, or of who is spoken about and never speaks.
    ///
    /// Kind is what the speaker does with the words, and how far the words bind: conditional, tentative, firm. What is verbatim,
    /// with the quotation marks of the article; " … " stands where the article has other words in between. Where is the line of
    /// the article, or the paragraph (¶) of a web page. A speaker whom the article does not make clear is shown as unresolved.
    Positions(Positions),
    /// What made one claim or attribution: words, places, speaker, rules and candidates
    Why(Why),
    /// Names and phrases worth noting, best first, for headlines and indexes
    ///
    /// Names stay whole and count under all their forms ("Ida Ek", "Ek"). Other words are brought together by their stems, shown as the article
    /// writes them most often, and have to stand twice, or in the title. The score tells how often, how early, and whether the title
    /// has it; it compares within one article only. text prints a keyword a line, table and csv how often and where it first stands, json every
    /// place.
    Keywords(Keywords),
    /// Audit of quotation marks: which quotations of the body have an attribution, and which have none
    ///
    /// Every outermost pair of quotation marks in the body is a row. A quotation of several paragraphs has a row in each. Captions,
    /// headlines and adverts are not looked at. Titles and so-called names in quotation marks have nobody who says them, so that 100%
    /// is not to be expected.
    Quotes(Quotes),
    /// Every paragraph with its role: headline, caption, credit, body …
    Clean(Clean),
    /// Every sentence of the body
    Sentences(Sentences),
    /// Compare results with the expected files in each folder
    ///
    /// A fixture is a folder with article.txt or article.html, and any of summary.txt, claims.json and positions.txt: exactly what
    /// `summarize`, `claims --format json` and `positions` print into a file. about.toml may say what the article does not: outlet,
    /// date, title, and how many sentences its summary has. A folder without expected files, a name that is none of these, a claims
    /// file whose text is not what its offsets select: each is a failure. Only --update writes.
    Check(Check),
    /// How good results are, measured against what people wrote
    #[command(subcommand)]
    Score(Score),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page (roff)
    Man,
}

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
    /// What finds who says what: the learned engine finds more, rules are a thousand times faster and the same on every machine
    #[arg(long, default_value_t, value_name = "ENGINE", value_parser = engine(), env = "ONRECORD_ENGINE", help_heading = "Input")]
    pub(crate) engine: Engine,
    /// Articles worked on at the same time [default: as many as there are processors]
    #[arg(long, short, value_name = "N", value_parser = at_least_one, help_heading = "Input")]
    pub(crate) jobs: Option<usize>,
    /// Mark articles that are nearly the same as an earlier one, or skip them; about 350 bytes of memory an article
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Input")]
    pub(crate) dedupe: Option<Dedupe>,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// How results are written.
#[derive(Args, Debug)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// text and table are for reading, json is one array, jsonl a line a document, parquet the csv as a file with types; web-annotation, schema-org, brat, dna and dna-sql export claims
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

/// How much a summary holds.
#[derive(Args, Debug)]
pub(crate) struct Brief {
    /// Sentences of the summary
    #[arg(short = 'n', long, value_name = "N", default_value_t = 3, value_parser = at_least_one)]
    pub(crate) sentences: usize,
    /// Show assessments, predictions, warnings and reports too
    #[arg(long)]
    pub(crate) all: bool,
    /// Add no names: without this, a pronoun whose person the summary does not name is shown as [Ida Ek]
    #[arg(long)]
    pub(crate) no_names: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Summarize {
    /// At most so many sentences [default: 3]
    #[arg(short = 'n', long, value_name = "N", group = "length", value_parser = at_least_one, help_heading = "Length")]
    pub(crate) sentences: Option<usize>,
    /// At most so many words, whole sentences only
    #[arg(long, value_name = "N", group = "length", value_parser = at_least_one, help_heading = "Length")]
    pub(crate) words: Option<usize>,
    /// At most so many characters with the spaces between, whole sentences only
    #[arg(long, value_name = "N", group = "length", value_parser = at_least_one, help_heading = "Length")]
    pub(crate) chars: Option<usize>,
    /// At most this share of the article's words, above 0 and at most 1
    #[arg(long, value_name = "SHARE", group = "length", value_parser = share, help_heading = "Length")]
    pub(crate) ratio: Option<f64>,
    /// How sentences are scored
    #[arg(long, value_enum, default_value_t)]
    pub(crate) method: Method,
    /// As they stand in the article, or best first
    #[arg(long, value_enum, default_value_t)]
    pub(crate) order: Order,
    /// Prefer sentences about this (--method tfidf)
    #[arg(long, value_name = "TEXT")]
    pub(crate) focus: Option<String>,
    /// One summary of all inputs, such as the same event told by several outlets: nothing twice, each sentence with its source
    #[arg(long)]
    pub(crate) together: bool,
    /// Decides what --method random takes [default: 0]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// Add no names: without this, a pronoun whose person the summary does not name is shown as [Ida Ek]
    #[arg(long)]
    pub(crate) no_names: bool,
    /// Say what made each score
    #[arg(long)]
    pub(crate) explain: bool,
    /// Every sentence with its features, a line a document: for training
    #[arg(long, hide = true)]
    pub(crate) features: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Attributions {
    /// Only speakers whose name, role, body or country has this in it
    #[arg(long, value_name = "TEXT")]
    pub(crate) speaker: Option<String>,
    /// Say which rule made each one, and which candidates it ruled out
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Which claims are shown.
#[derive(Args, Debug)]
pub(crate) struct Which {
    /// Only speakers whose name, role, body or country has this in it
    #[arg(long, value_name = "TEXT")]
    pub(crate) speaker: Option<String>,
    /// Only these groups; may be given more than once
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(crate) group: Vec<GroupName>,
    /// Only these types; may be given more than once
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = PossibleValuesParser::new(types()))]
    pub(crate) types: Vec<String>,
    /// Only these topics, by identifier (a wrong one is answered with the list); may be given more than once
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    pub(crate) topic: Vec<String>,
    /// Show assessments too; csv, json and jsonl always hold them
    #[arg(long)]
    pub(crate) all: bool,
    /// Say which rules decided
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Claims {
    #[command(flatten)]
    pub(crate) which: Which,
    /// With --format brat: write text, annotations and annotation.conf of every document into this folder
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Positions {
    /// A table for each speaker, topic or condition
    #[arg(long, value_enum, default_value_t)]
    pub(crate) by: By,
    /// The same as --by condition: who owes what if it holds
    #[arg(long, conflicts_with = "by")]
    pub(crate) ledger: bool,
    /// The order of the tables; the rows of each are in the order of the article
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub(crate) sort: Sort,
    /// What the article says is still to be settled, and who says so
    #[arg(long, conflicts_with_all = ["by", "ledger", "sort"])]
    pub(crate) open: bool,
    /// Persons, bodies and countries that are named at least twice and never speak
    #[arg(long, conflicts_with_all = ["by", "ledger", "sort", "open", "speaker", "group", "types", "topic"])]
    pub(crate) quiet_parties: bool,
    #[command(flatten)]
    pub(crate) which: Which,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Why {
    /// The identifier of a claim or attribution, as csv and json have it: C3, A2
    #[arg(value_name = "ID", value_parser = evidence)]
    pub(crate) id: Evidence,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Keywords {
    /// At most so many of each article
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10, value_parser = at_least_one)]
    pub(crate) number: usize,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Quotes {
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Clean {
    /// Say which signal decided each role
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Sentences {
    /// A quotation of several sentences kept as one, or split inside
    #[arg(long, value_enum, default_value_t)]
    pub(crate) quotes: QuoteStyle,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// The folder that holds the fixtures
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Write the expected files: those that are there, or all three where there is none
    #[arg(long)]
    pub(crate) update: bool,
    /// What finds who says what; the rules give the same on every machine
    #[arg(long, default_value_t = Engine::Rules, value_name = "ENGINE", value_parser = engine())]
    pub(crate) engine: Engine,
    #[command(flatten)]
    pub(crate) manners: Manners,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Score {
    /// ROUGE of summaries against reference summaries, with intervals
    ///
    /// ROUGE-1, ROUGE-2 and ROUGE-Lsum as Google's rouge-score counts them, to the last decimal shown. SYSTEM and REFERENCE are JSON Lines,
    /// an article a line, brought together by "id": {"id": "a1", "summary": ["First sentence.", "Second."]}. A summary may also be one
    /// text with a sentence a line; what `onrecord summarize --format jsonl` prints is read as it is; a reference may have several
    /// ("summaries": [[…], …]), over which an article's scores are averaged. The intervals hold 95 % of the means over articles drawn
    /// again and again, with replacement. Read ROUGE-1 together with ROUGE-2: shorter summaries alone lift ROUGE-1.
    #[command(after_help = "\
Examples:
  onrecord summarize --format jsonl articles.jsonl > ours.jsonl
  onrecord score summaries ours.jsonl references.jsonl
  onrecord summarize --method lead --format jsonl articles.jsonl > lead.jsonl
  onrecord score summaries ours.jsonl references.jsonl --against lead.jsonl

Exit codes: 0 scored, 1 less than --at-least asks for, 2 could not be scored.")]
    Summaries(ScoreSummaries),
    /// Precision, recall and F1 of attributions against those that people marked
    ///
    /// SYSTEM and GOLD are JSON Lines, an article a line, brought together by "id": {"id": "a1", "attributions": [{"source": [[0, 2]],
    /// "cue": [[3, 7]], "content": [[8, 29]]}]}, in characters; a gold line has the article's "text" too. What `onrecord attributions
    /// --format jsonl` prints is read as it is, whatever its --offsets. Source, cue and content are right if the run of words is just the same;
    /// attributions if their contents overlap (detect), and the sources too (loose), and contents by half (half), or both are the same (strict).
    #[command(after_help = "\
Examples:
  onrecord attributions --format jsonl articles.jsonl > ours.jsonl
  onrecord score attributions ours.jsonl gold.jsonl
  onrecord score attributions ours.jsonl gold.jsonl --at-least loose=75 --at-least direct.loose=90

Exit codes: 0 scored, 1 less than --at-least asks for, 2 could not be scored.")]
    Attributions(ScoreAttributions),
}

#[derive(Args, Debug)]
pub(crate) struct ScoreSummaries {
    /// The summaries to score, JSON Lines, or - for standard input
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: PathBuf,
    /// What people wrote, JSON Lines, or - for standard input
    #[arg(value_name = "REFERENCE")]
    pub(crate) reference: PathBuf,
    /// Another system's summaries to compare with, article by article
    #[arg(long, value_name = "OTHER")]
    pub(crate) against: Option<PathBuf>,
    /// What counts as a word: stemmed is for English (use_stemmer=True), plain the same without stems, unicode for other languages
    #[arg(long, value_enum, default_value_t)]
    pub(crate) tokens: Tokens,
    /// Show the scores of every article too
    #[arg(long)]
    pub(crate) each: bool,
    /// Exit with 1 if an F1 is lower: rouge1=30.5 (per cent); may be given more than once
    #[arg(long, value_name = "MEASURE=PERCENT", value_parser = floor)]
    pub(crate) at_least: Vec<(Measure, f64)>,
    #[command(flatten)]
    pub(crate) resampling: Resampling,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct ScoreAttributions {
    /// The attributions to score, JSON Lines, or - for standard input
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: PathBuf,
    /// The articles as people marked them, JSON Lines, or - for standard input
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// Exit with 1 if an F1 is lower: loose=75 or direct.loose=90 (per cent); may be given more than once
    #[arg(long, value_name = "MEASURE=PERCENT", value_parser = attribution_floor)]
    pub(crate) at_least: Vec<(String, f64)>,
    #[command(flatten)]
    pub(crate) resampling: Resampling,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Which articles are scored, and how sure their figures are.
#[derive(Args, Debug)]
pub(crate) struct Resampling {
    /// Score the articles that every system has; otherwise a missing one is an error
    #[arg(long)]
    pub(crate) allow_missing: bool,
    /// How many resamples make an interval
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = resamples)]
    pub(crate) resamples: usize,
    /// Decides the resamples; the same seed gives the same intervals
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
}

/// One of the measures of a summary.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Rouge1,
    Rouge2,
    RougeLsum,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident: $first:ident $(, $other:ident)*;)*) => {
        $($(#[$doc])*
        #[derive(Copy, Clone, Debug, Default, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { #[default] $first, $($other),* })*
    };
}

choices! {
    OutputFormat: Text, Table, Markdown, Csv, Json, Jsonl, Parquet, WebAnnotation, SchemaOrg, Brat, Dna, DnaSql;
    InputFormat: Auto, Text, Html, Jsonl, Warc, Parquet;
    Dedupe: Mark, Skip;
    OffsetUnit: Byte, Char, Utf16;
    Color: Auto, Always, Never;
    Order: Document, Rank;
    By: Speaker, Topic, Condition;
    Sort: Appearance, Name, Claims, Country;
    QuoteStyle: Split, Whole;
    Tokens: Stemmed, Plain, Unicode;
    GroupName: Commitment, Demand, Position, Assessment;
}

/// How sentences are scored.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// The method of this program: TF-IDF with position, title and length; nothing twice, nothing that hangs in the air
    #[default]
    #[value(alias = "tf-idf")]
    Tfidf,
    /// The first sentences; on news hard to beat
    Lead,
    /// TF-IDF alone: sentences like the article as a whole (Radev 2000)
    Centroid,
    /// Crowds of frequent words (Luhn 1958)
    Luhn,
    /// Cue words, title, first and last paragraph (Edmundson 1969)
    Edmundson,
    /// Main topics by singular value decomposition (Steinberger & Ježek 2004)
    Lsa,
    /// Sentences that many others are like (Erkan & Radev 2004)
    Lexrank,
    /// Sentences that share words with many others (Mihalcea & Tarau 2004)
    Textrank,
    /// Frequent words, each less wanted once said (Nenkova & Vanderwende 2005)
    Sumbasic,
    /// Words spread as in the article (Haghighi & Vanderwende 2009)
    Kl,
    /// Chance: what no method should fall below
    Random,
}

/// One of the engines, by name.
fn engine() -> impl TypedValueParser<Value = Engine> {
    PossibleValuesParser::new(Engine::ALL.map(Engine::name)).try_map(|name| name.parse())
}

fn types() -> impl Iterator<Item = &'static str> {
    onrecord::claim::ClaimType::ALL.iter().map(|t| t.name())
}

/// "C3" or "A2", in any case.
fn evidence(text: &str) -> Result<Evidence, String> {
    let wanted = "the letter C and the number of a claim, or A and the number of an attribution: C3, A2";
    let (kind, number) = text.split_at_checked(1).ok_or(wanted)?;
    let index = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or(wanted)?;
    match kind {
        "C" | "c" => Ok(Evidence::Claim(index)),
        "A" | "a" => Ok(Evidence::Attribution(index)),
        _ => Err(wanted.to_owned()),
    }
}

fn language(text: &str) -> Result<Language, String> {
    let known = || Language::all().map(|l| format!("{} ({})", l.code(), l.name())).collect::<Vec<_>>().join(", ");
    Language::named(text).ok_or_else(|| format!("one of {}", known()))
}

/// "500000", "64K", "16M", "1.5G"; K is 1024 bytes.
fn size(text: &str) -> Result<usize, String> {
    let bare = text.trim_end_matches(['b', 'B']).trim_end_matches(['i', 'I']);
    let (number, shift) = match bare.chars().last().map(|c| c.to_ascii_uppercase()) {
        Some('K') => (&bare[..bare.len() - 1], 10),
        Some('M') => (&bare[..bare.len() - 1], 20),
        Some('G') => (&bare[..bare.len() - 1], 30),
        _ => (bare, 0),
    };
    // Beyond this no machine has the memory that it would take.
    let largest = f64::from(u32::MAX);
    let bytes = number.trim().parse::<f64>().ok().map(|n| n * f64::from(1_u32 << shift));
    let bytes = bytes.filter(|n| *n >= 1.0 && *n <= largest).ok_or("a size such as 500000, 64K, 16M or 1.5G, below 4G")?;
    Ok(bytes as usize)
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "a whole number of at least 1".to_owned())
}

/// As many as an interval can use; each is kept until all are drawn.
fn resamples(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1_000_000).contains(n)).ok_or_else(|| "a whole number from 1 to 1000000".to_owned())
}

/// "rouge1=30.5".
fn floor(text: &str) -> Result<(Measure, f64), String> {
    let wanted = "rouge1, rouge2 or rougeLsum, an equals sign and a number from 0 to 100";
    let (name, least) = text.split_once('=').ok_or(wanted)?;
    let measure = match name.to_lowercase().as_str() {
        "rouge1" => Measure::Rouge1,
        "rouge2" => Measure::Rouge2,
        "rougelsum" => Measure::RougeLsum,
        _ => return Err(wanted.to_owned()),
    };
    let least: f64 = least.parse().ok().filter(|n| (0.0..=100.0).contains(n)).ok_or(wanted)?;
    Ok((measure, least))
}

fn attribution_floor(text: &str) -> Result<(String, f64), String> {
    let measures = onrecord::score::attributions::MEASURES;
    let wanted = || {
        format!(
            "one of {}, perhaps with direct., mixed. or indirect. before it, an equals sign and a number from 0 to 100",
            measures.join(", ")
        )
    };
    let (name, least) = text.split_once('=').ok_or_else(wanted)?;
    let (kind, measure) = name.split_once('.').unwrap_or(("direct", name));
    let least: f64 = least.parse().ok().filter(|n| (0.0..=100.0).contains(n)).ok_or_else(wanted)?;
    let known = measures.contains(&measure) && ["direct", "mixed", "indirect"].contains(&kind);
    if known { Ok((name.to_owned(), least)) } else { Err(wanted()) }
}

fn share(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|r| *r > 0.0 && *r <= 1.0).ok_or_else(|| "a number above 0 and at most 1".to_owned())
}
