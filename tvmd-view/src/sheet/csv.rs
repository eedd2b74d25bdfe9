//! A table as comma-separated values (RFC 4180).

use super::Sheet;

impl Sheet {
    /// A line of columns, then a line per row, without title and notes. Numbers are exact; empty cells are empty.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory can't fail, and rows have a cell per column.
        let _ = writer.write_record(&self.columns);
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(ToString::to_string));
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}
