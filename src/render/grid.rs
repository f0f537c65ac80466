//! Tables that fit a width. How wide each column is is worked out here; comfy-table draws.
//!
//! Every column has room for its longest word (a word longer than [`LONG_WORD`] may be cut). Among the widths that fit, the ones
//! that make the table lowest are taken: an article is to fit a screen. Where not even the longest words fit side by side, the
//! table is written as a list of its cells instead, which fits any width.

use std::collections::BTreeMap;

use super::page::Grid;
use super::plain;
use super::wrap::{columns, words, wrap};

/// Columns of a word that never has to be cut.
const LONG_WORD: usize = 16;

/// Columns that borders and padding take for each column, and once more at the right edge.
const FRAME: usize = 3;

/// Which part of the way from its narrowest to its widest a column is tried at, in eighths.
const EIGHTHS: [usize; 5] = [0, 1, 2, 4, 8];

/// Columns that are tried at all these widths; what a table has more stays narrow, or the choices would be too many.
const ELASTIC: usize = 4;

/// Draws a table of at most `width` columns, with a line break at its end.
pub(crate) fn draw(grid: &Grid, width: usize, colour: bool) -> String {
    let grid = &harmless(grid);
    match widths(grid, width) {
        Some(widths) => frame(grid, &widths, colour),
        None => list(grid, width),
    }
}

fn harmless(grid: &Grid) -> Grid {
    let cells = |row: &Vec<String>| row.iter().map(|c| plain(c).into_owned()).collect();
    Grid { columns: grid.columns.clone(), rows: grid.rows.iter().map(cells).collect() }
}

/// The width of the words in each column; `None` if they do not fit.
///
/// The column with most to say takes what the others leave; each of the others is tried at its narrowest, at its widest and
/// at some widths between. Equal heights go to the widths that leave most to the column with most to say. Cost: linear in the table.
fn widths(grid: &Grid, width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(FRAME * grid.columns.len() + 1)?;
    let narrow = measured(grid, |text| words(text).map(columns).max().unwrap_or(0).min(LONG_WORD));
    let wide = measured(grid, columns);
    room.checked_sub(narrow.iter().sum())?;
    if wide.iter().sum::<usize>() <= room {
        return Some(wide);
    }
    let main = (0..wide.len()).rev().max_by_key(|i| wide[*i])?;
    let mut elastic: Vec<usize> = (0..wide.len()).filter(|i| *i != main && narrow[*i] < wide[*i]).collect();
    elastic.truncate(ELASTIC);
    let mut heights = Heights::new(grid);
    let mut best: Option<(usize, usize, Vec<usize>)> = None;
    for mut choice in 0..EIGHTHS.len().pow(u32::try_from(elastic.len()).unwrap_or(0)) {
        let mut widths = narrow.clone();
        for i in &elastic {
            widths[*i] += (wide[*i] - narrow[*i]) * EIGHTHS[choice % EIGHTHS.len()] / 8;
            choice /= EIGHTHS.len();
        }
        widths[main] = 0;
        let Some(left) = room.checked_sub(widths.iter().sum()).filter(|left| *left >= narrow[main]) else { continue };
        widths[main] = left.min(wide[main]);
        let height = heights.total(&widths);
        if best.as_ref().is_none_or(|(low, most, _)| height < *low || (height == *low && widths[main] > *most)) {
            best = Some((height, widths[main], widths));
        }
    }
    let (_, _, mut widths) = best?;
    for i in elastic {
        let used = measured_column(grid, i, |cell| wrap(cell, widths[i]).iter().map(|line| columns(line)).max().unwrap_or(0));
        let spare = widths[i].saturating_sub(used);
        widths[i] -= spare;
        widths[main] = (widths[main] + spare).min(wide[main]);
    }
    Some(widths)
}

/// How many lines rows take, worked out once for each column and width. A long table is judged by its first rows.
struct Heights {
    /// The widths of the words of each cell, column by column.
    words: Vec<Vec<Vec<usize>>>,
    known: BTreeMap<(usize, usize), Vec<usize>>,
}

/// Rows by which a table is judged.
const JUDGED: usize = 40;

impl Heights {
    fn new(grid: &Grid) -> Self {
        let measure = |cell: &String| words(cell).map(columns).collect();
        let column = |i: usize| grid.rows.iter().take(JUDGED).map(|row| measure(&row[i])).collect();
        Self { words: (0..grid.columns.len()).map(column).collect(), known: BTreeMap::new() }
    }

    fn total(&mut self, widths: &[usize]) -> usize {
        let mut lines = vec![1; self.words.first().map_or(0, Vec::len)];
        for (i, width) in widths.iter().enumerate() {
            let cells = &self.words[i];
            let column = self.known.entry((i, *width)).or_insert_with(|| cells.iter().map(|words| height(words, *width)).collect());
            lines.iter_mut().zip(column).for_each(|(all, own)| *all = (*all).max(*own));
        }
        lines.into_iter().sum()
    }
}

/// Lines of words wrapped at a width.
fn height(words: &[usize], width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in words {
        if used > 0 && used + 1 + word > width {
            lines += 1;
            used = 0;
        }
        used += usize::from(used > 0) + word;
        if used > width {
            lines += used / width;
            used %= width;
        }
    }
    lines
}

/// The largest measure in each column, its name included.
fn measured(grid: &Grid, measure: impl Fn(&str) -> usize) -> Vec<usize> {
    (0..grid.columns.len()).map(|i| measured_column(grid, i, &measure)).collect()
}

fn measured_column(grid: &Grid, column: usize, measure: impl Fn(&str) -> usize) -> usize {
    let cells = grid.rows.iter().map(|row| row[column].as_str()).chain([grid.columns[column]]);
    cells.map(measure).max().unwrap_or(0).max(2)
}

/// Each row as lines "Name: words", with an empty line between rows.
fn list(grid: &Grid, width: usize) -> String {
    let rows = grid.rows.iter().map(|row| {
        let filled = grid.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        filled.flat_map(|(column, cell)| wrap(&format!("{column}: {cell}"), width)).map(|line| line + "\n").collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(not(feature = "table"))]
fn frame(grid: &Grid, widths: &[usize], _colour: bool) -> String {
    list(grid, widths.iter().sum::<usize>() + FRAME * widths.len() + 1)
}

/// Rows drawn at once: the drawing takes kilobytes a row, and a hostile page has a million rows.
#[cfg(feature = "table")]
const CHUNK: usize = 1000;

#[cfg(feature = "table")]
fn frame(grid: &Grid, widths: &[usize], colour: bool) -> String {
    if grid.rows.len() <= CHUNK {
        return framed(&grid.columns, &grid.rows, widths, colour);
    }
    let mut out = String::new();
    for rows in grid.rows.chunks(CHUNK) {
        // The bottom of what stands so far, and the head of what follows, go.
        out.truncate(out.trim_end().rfind('\n').map_or(0, |at| at + 1));
        let drawn = framed(&grid.columns, rows, widths, colour);
        let head = if out.is_empty() { 0 } else { drawn.find("\n├").map_or(0, |at| at + 1) };
        let after = if out.is_empty() { 0 } else { drawn[head..].find('\n').map_or(0, |at| at + 1) };
        out.push_str(&drawn[head + after..]);
    }
    out
}

#[cfg(feature = "table")]
fn framed(names: &[&str], rows: &[Vec<String>], widths: &[usize], colour: bool) -> String {
    use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width};

    const STYLE: TableStyle = TableStyle::new()
        .top_border(LineStyle::new('╭', '─', '┬', '╮'))
        .header_lines(ContentLineStyle::new('│', '│', '│'))
        .header_separator(LineStyle::new('├', '─', '┼', '┤'))
        .content_lines(ContentLineStyle::new('│', '│', '│'))
        .bottom_border(LineStyle::new('╰', '─', '┴', '╯'));

    let mut table = Table::new();
    table.load_style(STYLE);
    table.force_no_tty().set_content_arrangement(ContentArrangement::Dynamic);
    // The columns are set one by one; this only stops the library from asking a terminal.
    table.set_width(u16::MAX);
    let bold = |name: &&str| if colour { Cell::new(name).add_attribute(Attribute::Bold) } else { Cell::new(name) };
    table.set_header(names.iter().map(bold));
    if colour {
        table.enforce_styling();
    }
    for row in rows {
        // Wrapped here, so that lines break where those of running text do.
        table.add_row(row.iter().zip(widths).map(|(cell, width)| wrap(cell, *width).join("\n")));
    }
    for (column, width) in table.column_iter_mut().zip(widths) {
        let padded = u16::try_from(width + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(padded)));
    }
    format!("{table}\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn grid(rows: Vec<Vec<String>>) -> Grid {
        Grid { columns: vec!["Kind", "What", "Where"], rows }
    }

    fn row(cells: [&str; 3]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    #[cfg(feature = "table")]
    fn words_stay_whole_and_lines_equal() {
        let drawn = draw(&grid(vec![row(["commitment · firm", "the border would open in May", "l. 3"])]), 40, false);
        let expected = "\
╭────────────┬─────────────────┬───────╮
│ Kind       │ What            │ Where │
├────────────┼─────────────────┼───────┤
│ commitment │ the border      │ l. 3  │
│ · firm     │ would open in   │       │
│            │ May             │       │
╰────────────┴─────────────────┴───────╯
";
        assert_eq!(drawn, expected);
    }

    #[test]
    #[cfg(feature = "table")]
    fn a_long_table_is_one_table() {
        let rows = (0..CHUNK * 2 + 7).map(|i| row(["offer", &format!("troops number {i} of a great many"), "l. 3"])).collect();
        let grid = grid(rows);
        let widths = widths(&grid, 40).unwrap();
        assert_eq!(frame(&grid, &widths, false), framed(&grid.columns, &grid.rows, &widths, false));
    }

    #[test]
    fn too_narrow_a_page_gets_a_list() {
        let drawn = draw(&grid(vec![row(["offer", "troops", "l. 3"]), row(["threat", "", "l. 4"])]), 20, false);
        assert_eq!(drawn, "Kind: offer\nWhat: troops\nWhere: l. 3\n\nKind: threat\nWhere: l. 4\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn never_wider_than_asked(
            cells in proptest::collection::vec("[a-z漢字 é👩‍👩‍👧\u{301}\u{1f1e9}\u{1f1ea}ｱ\u{200d}\u{fe0f}❤☎]{0,60}", 3..12),
            width in super::super::MIN_WIDTH..120usize,
            colour: bool,
        ) {
            let rows = cells.chunks_exact(3).map(<[String]>::to_vec).collect();
            let drawn = draw(&grid(rows), width, colour);
            for line in drawn.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "").lines() {
                let wide = unicode_width::UnicodeWidthStr::width(line);
                prop_assert!(wide <= width, "{wide} columns: {line:?}");
            }
        }
    }
}
