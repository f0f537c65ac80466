//! Pages for a terminal or a plain file.

use std::io::{self, Write};

use super::page::{Block, page};
use super::wrap::wrap;
use super::{Article, MIN_WIDTH, Options, Renderer, grid, plain};

/// Draws pages, an empty line between documents.
pub(crate) struct Text {
    options: Options,
    first: bool,
}

impl Text {
    pub(crate) fn new(mut options: Options) -> Self {
        options.width = options.width.max(MIN_WIDTH);
        Self { options, first: true }
    }

    /// The lines of one block. Every string of the article goes through [`plain()`] here or in `grid`.
    fn draw(&self, block: &Block) -> String {
        match block {
            Block::Title(text) | Block::Heading(text) => self.wrapped(text).into_iter().map(|l| self.bold(&l) + "\n").collect(),
            Block::Paragraph(text) | Block::Note(text) => self.wrapped(text).into_iter().map(|l| l + "\n").collect(),
            Block::Line(text) if self.options.wrap => self.wrapped(text).into_iter().map(|l| l + "\n").collect(),
            Block::Line(text) => format!("{}\n", plain(text)),
            Block::Table(table) => grid::draw(table, self.options.width, self.options.colour),
        }
    }

    fn wrapped(&self, text: &str) -> Vec<String> {
        let text = plain(text);
        let indent = text.len() - text.trim_start_matches(' ').len();
        let indent = if indent < self.options.width / 2 { " ".repeat(indent) } else { String::new() };
        wrap(&text, self.options.width - indent.len()).into_iter().map(|line| format!("{indent}{line}")).collect()
    }

    fn bold(&self, line: &str) -> String {
        if self.options.colour { format!("\u{1b}[1m{line}\u{1b}[0m") } else { line.to_owned() }
    }
}

impl Text {
    /// Draws the blocks of one page.
    pub(super) fn page(&mut self, blocks: impl IntoIterator<Item = Block>, out: &mut dyn Write) -> io::Result<()> {
        let mut before: Option<Block> = None;
        for block in blocks {
            let space = before.as_ref().map_or_else(|| !std::mem::take(&mut self.first), |b| apart(b, &block));
            if space {
                out.write_all(b"\n")?;
            }
            out.write_all(self.draw(&block).as_bytes())?;
            before = Some(block);
        }
        Ok(())
    }
}

impl Renderer for Text {
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let options = self.options.clone();
        self.page(page(article, &options), out)
    }
}

/// Whether an empty line stands between two blocks.
fn apart(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::Title(_) | Block::Heading(_), Block::Heading(_) | Block::Paragraph(_)) | (Block::Paragraph(_), Block::Paragraph(_)) => true,
        (Block::Title(_) | Block::Heading(_), _) | (Block::Line(_), Block::Line(_)) | (Block::Note(_), Block::Note(_)) => false,
        _ => true,
    }
}
