//! A table in Markdown.

use super::Sheet;
use std::fmt::Write as _;

impl Sheet {
    /// A table as GitHub reads it, under its title in bold, with its notes below. Numbers are exact, and words are [no markup](markdown).
    #[must_use]
    pub fn markdown(&self) -> String {
        let line = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> = cells.map(|cell| markdown(&cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text =
            format!("**{}**\n\n{}", markdown(&self.title), line(&mut self.columns.iter().cloned()));
        let ruler =
            (0..self.columns.len()).map(|column| if self.is_numeric(column) { "---:" } else { "---" });
        // Writing to a string can't fail.
        let _ = writeln!(text, "|{}|", ruler.collect::<Vec<_>>().join("|"));
        for row in &self.rows {
            text += &line(&mut row.iter().map(ToString::to_string));
        }
        for note in &self.notes {
            let _ = write!(text, "\n{}\n", markdown(note));
        }
        text
    }
}

/// Lines of Markdown in which nothing is markup but lists: not emphasis, code, links, HTML, mathematics, headings, quotes, nor the end of a cell.
///
/// ```
/// use tvmd_view::markdown;
///
/// assert_eq!(markdown("Tea_*bag* for < $3"), "Tea\\_\\*bag\\* for \\< \\$3");
/// ```
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut begins = true;
    for character in text.chars() {
        let means = match character {
            '\\' | '|' | '*' | '_' | '`' | '<' | '&' | '[' | ']' | '$' | '~' => true,
            '#' | '>' => begins,
            _ => false,
        };
        if means {
            escaped.push('\\');
        }
        escaped.push(character);
        begins = character == '\n' || begins && character == ' ';
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cell;

    /// What names, titles and files may hold.
    #[test]
    fn words_are_no_markup() {
        let mut sheet = Sheet::new("prices", "*All* prices of `a_b.json` & <more>", ["~item~", "$price$"]);
        sheet.row([Cell::from("[Tea](x) | 100%\\"), tvmd_core::ratio!(-3 / 2).into()]);
        sheet.note("# __note__");
        let expected = "**\\*All\\* prices of \\`a\\_b.json\\` \\& \\<more>**\n\n\
                        | \\~item\\~ | \\$price\\$ |\n|---|---:|\n| \\[Tea\\](x) \\| 100%\\\\ | -3/2 |\n\n\\# \\_\\_note\\_\\_\n";
        assert_eq!(sheet.markdown(), expected);
    }
}
