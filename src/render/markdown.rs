//! Pages in Markdown (GitHub's tables).

use std::io::{self, Write};

use super::page::{Block, Grid, page};
use super::{Article, Options, Renderer, plain};

/// Writes pages, an empty line between blocks.
pub(crate) struct Markdown {
    options: Options,
    first: bool,
}

impl Markdown {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, first: true }
    }
}

impl Markdown {
    /// Draws the blocks of one page.
    pub(super) fn page(&mut self, blocks: impl IntoIterator<Item = Block>, out: &mut dyn Write) -> io::Result<()> {
        for block in blocks {
            if !std::mem::take(&mut self.first) {
                out.write_all(b"\n")?;
            }
            out.write_all(draw(&block).as_bytes())?;
        }
        Ok(())
    }
}

impl Renderer for Markdown {
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let options = self.options.clone();
        self.page(page(article, &options), out)
    }
}

fn draw(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}\n", escape(text)),
        Block::Heading(text) => format!("## {}\n", escape(text)),
        Block::Note(text) => format!("*{}*\n", escape(text.trim())),
        Block::Paragraph(text) | Block::Line(text) => format!("{}\n", escape_start(&escape(text.trim()))),
        Block::Table(grid) => table(grid),
    }
}

fn table(grid: &Grid) -> String {
    let mut out = row(grid.columns.iter().map(|c| (*c).to_owned()));
    out.push_str(&row(grid.columns.iter().map(|_| "---".to_owned())));
    out.extend(grid.rows.iter().map(|cells| row(cells.iter().map(|c| escape(c)))));
    out
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// Text that Markdown shows as it stands, and that no browser takes for markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '\u{a0}' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph that opens like a heading, a list or a rule, kept from being one.
fn escape_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'#' | b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_text_is_markup() {
        assert_eq!(escape("a|b <i>*c*</i> [d](e) & \u{1b}"), "a\\|b &lt;i&gt;\\*c\\*&lt;/i&gt; \\[d\\](e) &amp; \u{fffd}");
        assert_eq!(["# a", "- a", "12. a", "12 a"].map(escape_start), ["\\# a", "\\- a", "12\\. a", "12 a"]);
    }
}
