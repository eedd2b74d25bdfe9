//! A table for a terminal.

use super::Sheet;
use comfy_table::{CellAlignment, Table, presets};
use std::fmt;

/// For people: the title, the columns, numbers to the right and [all alike](Sheet::notation), notes below.
impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(&self.columns);
        let notation = self.notation();
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| cell.shown(notation)));
        }
        for position in (0..self.columns.len()).filter(|column| self.is_numeric(*column)) {
            if let Some(column) = table.column_mut(position) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        writeln!(f, "{}", self.title)?;
        table.lines().try_for_each(|line| writeln!(f, "{}", line.trim_end()))?;
        self.notes.iter().try_for_each(|note| writeln!(f, "  {note}"))
    }
}
