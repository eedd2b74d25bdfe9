//! A table in LaTeX.

use super::{Cell, Sheet};
use std::fmt::Write as _;

impl Sheet {
    /// A `table` with a caption and a `tabular`, for a document that uses the package `booktabs`. Numbers are exact.
    ///
    /// ```
    /// use tvmd_core::ratio;
    /// use tvmd_view::Sheet;
    ///
    /// let mut sheet = Sheet::new("prices", "What 100% of items cost", ["item", "price"]);
    /// sheet.row(["Tea_bag".into(), ratio!(-3 / 2).into()]);
    /// assert!(sheet.latex().contains("100\\% of items"));
    /// assert!(sheet.latex().contains("Tea\\_bag & $-\\frac{3}{2}$ \\\\\n"));
    /// ```
    #[must_use]
    pub fn latex(&self) -> String {
        let row = |cells: Vec<String>| format!("{} \\\\\n", cells.join(" & "));
        let alignment: String =
            (0..self.columns.len()).map(|column| if self.is_numeric(column) { 'r' } else { 'l' }).collect();
        let mut text = format!(
            "\\begin{{table}}\n\\centering\n\\caption{{{}}}\n\\begin{{tabular}}{{{alignment}}}\n\\toprule\n{}\\midrule\n",
            escaped(&self.title),
            row(self.columns.iter().map(|column| escaped(column)).collect())
        );
        for cells in &self.rows {
            text += &row(cells.iter().map(cell).collect());
        }
        text += "\\bottomrule\n\\end{tabular}\n";
        for note in &self.notes {
            // Writing to a string can't fail.
            let _ = writeln!(text, "\\par {}", escaped(note));
        }
        text + "\\end{table}\n"
    }
}

fn cell(cell: &Cell) -> String {
    match cell.exact() {
        Some(number) if number.is_integer() => format!("${number}$"),
        Some(number) => {
            let sign = if *number.numer() < 0.into() { "-" } else { "" };
            format!("${sign}\\frac{{{}}}{{{}}}$", number.numer().magnitude(), number.denom())
        }
        None => escaped(&cell.to_string()),
    }
}

/// Text in which nothing is a command.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped += "\\textbackslash{}",
            '~' => escaped += "\\textasciitilde{}",
            '^' => escaped += "\\textasciicircum{}",
            '<' => escaped += "\\textless{}",
            '>' => escaped += "\\textgreater{}",
            '|' => escaped += "\\textbar{}",
            // Two of them would be one longer dash.
            '-' if escaped.ends_with('-') => escaped += "{}-",
            '⊥' => escaped += "$\\bot$",
            '→' => escaped += "$\\to$",
            'δ' => escaped += "$\\delta$",
            'ε' => escaped += "$\\varepsilon$",
            '≥' => escaped += "$\\ge$",
            '≤' => escaped += "$\\le$",
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', character]),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What names, titles and files may hold.
    #[test]
    fn words_are_no_commands() {
        let mut sheet = Sheet::new("prices", "100% of {a_b}.json & <more>", ["#item", "$price^2"]);
        sheet.row([Cell::from("\\Tea~bag | --lot"), tvmd_core::ratio!(-3 / 2).into()]);
        let latex = sheet.latex();
        for written in [
            "\\caption{100\\% of \\{a\\_b\\}.json \\& \\textless{}more\\textgreater{}}\n",
            "\n\\#item & \\$price\\textasciicircum{}2 \\\\\n",
            "\n\\textbackslash{}Tea\\textasciitilde{}bag \\textbar{} -{}-lot & $-\\frac{3}{2}$ \\\\\n",
        ] {
            assert!(latex.contains(written), "{written} is not in\n{latex}");
        }
    }
}
