use unicode_width::UnicodeWidthStr;

use super::spaces;

/// Between two columns.
const GAP: usize = 2;

/// Rows of cells in columns: the first to the left, the others to the right.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table of these rows, the titles among them.
    pub fn of(rows: Vec<Vec<String>>) -> Self {
        Self { rows }
    }

    /// How many of the columns, from the left, stand side by side within `width` cells of a terminal; the first one
    /// in any case.
    pub fn fitting(&self, width: usize) -> usize {
        let mut used = 0;
        for (columns, column) in self.widths().into_iter().enumerate() {
            used += if columns == 0 { column } else { GAP + column };
            if used > width {
                return columns.max(1);
            }
        }
        self.widths().len()
    }

    /// The rows as lines, without spaces at their ends.
    pub fn lines(&self) -> Vec<String> {
        let widths = self.widths();
        self.rows
            .iter()
            .map(|row| {
                let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| match at {
                    0 => format!("{cell}{}", spaces(*width, cell)),
                    _ => format!("{:GAP$}{}{cell}", "", spaces(*width, cell)),
                });
                cells.collect::<String>().trim_end().to_owned()
            })
            .collect()
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.rows.iter().map(Vec::len).max().unwrap_or_default()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        Table::of(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
    }

    #[test]
    fn columns_are_as_wide_as_a_terminal_draws_their_widest_cell() {
        let lines = table(&[&["Day", "Sum"], &["小さな店", "¥1"], &["", "−¥1,000"]]).lines();
        assert_eq!(lines, ["Day           Sum", "小さな店       ¥1", "          −¥1,000"]);
    }

    #[test]
    fn columns_that_do_not_fit_are_left_out_from_the_right() {
        let table = table(&[&["Date", "Revenue", "New"]]);
        for (width, expected) in [(400, 3), (18, 3), (17, 2), (13, 2), (12, 1), (3, 1), (0, 1)] {
            assert_eq!(table.fitting(width), expected, "{width}");
        }
    }
}
