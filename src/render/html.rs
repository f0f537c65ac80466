//! Pages for a browser: one file that loads nothing, runs nothing and can be sent around.
//!
//! Every word of an article goes through [`text`], which leaves no character that a browser could take for markup; the page forbids
//! scripts, pictures and requests besides (Content-Security-Policy), so that even a mistake here would do nothing.

use std::io::{self, Write};

use super::page::{Block, Grid, page};
use super::{Article, Options, Renderer, plain};

/// Writes one page for all documents.
pub(crate) struct Html {
    options: Options,
    begun: bool,
}

impl Html {
    pub(crate) fn new(options: Options) -> Self {
        Self { options, begun: false }
    }

    /// Draws the blocks of one result, under a title of its own, as a whole page.
    pub(super) fn whole(mut self, title: &str, blocks: &[Block], out: &mut dyn Write) -> io::Result<()> {
        self.head(title, out)?;
        out.write_all(draw(blocks).as_bytes())?;
        self.end(out)
    }

    fn head(&mut self, title: &str, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let style = include_str!("page.css");
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
            text(title)
        )
    }
}

impl Renderer for Html {
    fn article(&mut self, article: &Article<'_>, out: &mut dyn Write) -> io::Result<()> {
        let meta = &article.doc.meta;
        // A page of several has the name of none.
        let title = if self.options.several { "onrecord" } else { meta.title.as_deref().unwrap_or(&meta.id) };
        self.head(title, out)?;
        writeln!(out, "<article lang=\"{}\">", article.doc.language.code())?;
        out.write_all(draw(&page(article, &self.options).collect::<Vec<_>>()).as_bytes())?;
        out.write_all(b"</article>\n")
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head("onrecord", out)?;
        out.write_all(b"</body>\n</html>\n")
    }
}

fn draw(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(words) => format!("<h1 dir=\"auto\">{}</h1>\n", text(words)),
        Block::Heading(words) => format!("<h2 dir=\"auto\">{}</h2>\n", text(words)),
        Block::Paragraph(words) | Block::Line(words) => format!("<p dir=\"auto\">{}</p>\n", text(words.trim())),
        Block::Note(words) => format!("<p class=\"note\" dir=\"auto\">{}</p>\n", text(words.trim())),
        Block::Table(grid) => table(grid),
    }
}

fn table(grid: &Grid) -> String {
    let mut out = String::from("<table>\n<thead><tr>");
    out.extend(grid.columns.iter().map(|name| format!("<th scope=\"col\">{}</th>", text(name))));
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &grid.rows {
        out.push_str("<tr>");
        // On a narrow screen a row is a list, and each cell tells what it is.
        let cells =
            grid.columns.iter().zip(row).map(|(name, cell)| {
                format!("<td class=\"{}\" data-column=\"{}\" dir=\"auto\">{}</td>", class(name), text(name), text(cell))
            });
        out.extend(cells);
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    out
}

/// The class of a column: the letters of its name.
fn class(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// Words that a browser shows as they stand, between tags and in attributes.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in plain(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{Format, View};
    use super::*;

    #[test]
    fn nothing_in_the_text_is_markup() {
        assert_eq!(text("a<b> \"c\" 'd' & \u{1b}\u{202e}"), "a&lt;b&gt; &quot;c&quot; &#39;d&#39; &amp; \u{fffd}\u{fffd}");
    }

    #[test]
    fn cells_tell_their_column() {
        let grid = Grid { columns: vec!["F1, 95 % interval", "Where"], rows: vec![vec!["1 < 2".into(), "l. 3".into()]] };
        let drawn = table(&grid);
        assert!(drawn.contains("<th scope=\"col\">F1, 95 % interval</th>"), "{drawn}");
        assert!(drawn.contains("<td class=\"finterval\" data-column=\"F1, 95 % interval\" dir=\"auto\">1 &lt; 2</td>"), "{drawn}");
    }

    #[test]
    fn a_pile_without_articles_is_a_page_too() {
        let (mut html, mut out) = (Html::new(Options::new(View::Brief, Format::Html)), Vec::new());
        html.end(&mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{page}");
    }

    #[test]
    fn a_page_holds_one_head_and_its_articles() {
        let page = Sample::new().draw(&Options::new(View::Brief, Format::Html));
        for part in ["<title>Norland offers ships</title>", "<article lang=\"en\">", "<h1 ", "<table>", "</article>\n</body>\n</html>\n"] {
            assert_eq!(page.matches(part).count(), 1, "{part}: {page}");
        }
        assert!(page.contains("<td class=\"condition\" data-column=\"Condition\" dir=\"auto\">after a truce</td>"), "{page}");
    }
}
