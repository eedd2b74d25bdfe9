//! A table for a terminal.

use super::Sheet;
use comfy_table::{CellAlignment, Table, presets};
use std::fmt;

/// For people, [what they see of it](Sheet::seen): the title, the columns, numbers to the right and [all alike](Sheet::notation), notes below.
impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = self.seen();
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(&seen.columns);
        let notation = seen.notation();
        for row in &seen.rows {
            table.add_row(row.iter().map(|cell| cell.shown(notation)));
        }
        for position in (0..seen.columns.len()).filter(|column| seen.is_numeric(*column)) {
            if let Some(column) = table.column_mut(position) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        writeln!(f, "{}", seen.title)?;
        table.lines().try_for_each(|line| writeln!(f, "{}", line.trim_end()))?;
        seen.notes.iter().try_for_each(|note| writeln!(f, "  {note}"))
    }
}
