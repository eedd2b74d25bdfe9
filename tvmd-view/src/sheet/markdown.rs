//! A table in Markdown.

use super::Sheet;
use std::fmt::Write as _;

impl Sheet {
    /// A table as GitHub reads it, under its title in bold, with its notes below. Numbers are exact.
    #[must_use]
    pub fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> =
                cells.map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = format!("**{}**\n\n{}", self.title, line(&mut self.columns.iter().cloned()));
        let ruler =
            (0..self.columns.len()).map(|column| if self.is_numeric(column) { "---:" } else { "---" });
        // Writing to a string can't fail.
        let _ = writeln!(text, "|{}|", ruler.collect::<Vec<_>>().join("|"));
        for row in &self.rows {
            text += &line(&mut row.iter().map(ToString::to_string));
        }
        for note in &self.notes {
            let _ = write!(text, "\n{note}\n");
        }
        text
    }
}
