//! What can be typed: raw strings, paths and flags. Each subcommand turns them into the library's options.

mod common;
mod score;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use onrecord::attribute::Engine;
use onrecord::render::Evidence;

pub(crate) use common::{Common, Manners, Output, Words};
pub(crate) use score::{Measure, Resampling, Score, ScoreAttributions, ScoreClaims, ScoreSummaries};
pub(crate) use values::{By, Color, Dedupe, GroupName, InputFormat, Method, OffsetUnit, Order, OutputFormat, QuoteStyle, Sort, Tokens};
use values::{at_least_one, claim_type, engine, evidence, share};

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
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', value_parser = claim_type())]
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

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
