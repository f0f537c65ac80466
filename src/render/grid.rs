//! Tables that fit a width. How wide each column is is worked out here; comfy-table draws.
//!
//! Every column first gets room for its longest word (a word longer than [`LONG_WORD`] may be cut). What is left is shared out by
//! the weights of the columns that still have to wrap. Where not even the longest words fit side by side, the table is written as
//! a list of its cells instead, which fits any width.

use super::page::{Column, Grid};
use super::plain;
use super::wrap::{columns, wrap};

/// Columns of a word that never has to be cut.
const LONG_WORD: usize = 16;

/// Columns that borders and padding take for each column, and once more at the right edge.
const FRAME: usize = 3;

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
fn widths(grid: &Grid, width: usize) -> Option<Vec<usize>> {
    let room = width.checked_sub(FRAME * grid.columns.len() + 1)?;
    let mut widths: Vec<usize> = cells(grid, |text| text.split_whitespace().map(columns).max().unwrap_or(0).min(LONG_WORD));
    let whole: Vec<usize> = cells(grid, columns);
    let mut left = room.checked_sub(widths.iter().sum())?;
    while left > 0 {
        let open = |i: &usize| widths[*i] < whole[*i];
        let total: usize = (0..widths.len()).filter(open).map(|i| weight(grid.columns[i])).sum();
        if total == 0 {
            break;
        }
        let shares: Vec<(usize, usize)> =
            (0..widths.len()).filter(open).map(|i| (i, (left * weight(grid.columns[i]) / total).min(whole[i] - widths[i]))).collect();
        let given: usize = shares.iter().map(|(_, share)| share).sum();
        if given == 0 {
            // Less is left than there are weights: what remains goes to the first that can use it.
            let (first, _) = *shares.first()?;
            widths[first] += left.min(whole[first] - widths[first]);
            break;
        }
        shares.into_iter().for_each(|(i, share)| widths[i] += share);
        left -= given;
    }
    Some(widths)
}

fn weight(column: Column) -> usize {
    // A column without a weight is short by nature: it gets its words on one line before others spread out.
    if column.weight == 0 { 8 } else { column.weight }
}

/// The largest measure in each column, its name included.
fn cells(grid: &Grid, measure: impl Fn(&str) -> usize) -> Vec<usize> {
    let column = |i: usize| grid.rows.iter().map(|row| measure(&row[i])).max().unwrap_or(0);
    grid.columns.iter().enumerate().map(|(i, c)| measure(c.name).max(column(i)).max(2)).collect()
}

/// Each row as lines "Name: words", with an empty line between rows.
fn list(grid: &Grid, width: usize) -> String {
    let rows = grid.rows.iter().map(|row| {
        let filled = grid.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        filled.flat_map(|(column, cell)| wrap(&format!("{}: {cell}", column.name), width)).map(|line| line + "\n").collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(not(feature = "table"))]
fn frame(grid: &Grid, widths: &[usize], _colour: bool) -> String {
    list(grid, widths.iter().sum::<usize>() + FRAME * widths.len() + 1)
}

#[cfg(feature = "table")]
fn frame(grid: &Grid, widths: &[usize], colour: bool) -> String {
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
    let bold = |name| if colour { Cell::new(name).add_attribute(Attribute::Bold) } else { Cell::new(name) };
    table.set_header(grid.columns.iter().map(|c| bold(c.name)));
    if colour {
        table.enforce_styling();
    }
    for row in &grid.rows {
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
        let columns = [("Kind", 1), ("What", 5), ("Where", 0)].map(|(name, weight)| Column { name, weight });
        Grid { columns: columns.to_vec(), rows }
    }

    fn row(cells: [&str; 3]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    #[cfg(feature = "table")]
    fn words_stay_whole_and_lines_equal() {
        let drawn = draw(&grid(vec![row(["commitment · firm", "the border would open in May", "l. 3"])]), 40, false);
        let expected = "\
╭──────────────┬───────────────┬───────╮
│ Kind         │ What          │ Where │
├──────────────┼───────────────┼───────┤
│ commitment · │ the border    │ l. 3  │
│ firm         │ would open in │       │
│              │ May           │       │
╰──────────────┴───────────────┴───────╯
";
        assert_eq!(drawn, expected);
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
