//! The line of a file that something is about, with a mark under the place, as compilers show it.

use crate::names::{columns, visible};
use std::fmt;
use std::ops::Range;

/// A line of a file, cut around what is marked in it; what can't be seen is written as an escape.
///
/// Shown by `Display`, below a gutter:
///
/// ```text
///   |
/// 5 |         { "name": "Low", "values": { "Tea": "one" } },
///   |                                             ^^^^^
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Counted from 1.
    line: usize,
    shown: String,
    /// How many columns are left of the mark.
    before: usize,
    /// How many it takes.
    marked: usize,
}

/// The most characters of a line that are shown whole.
const WIDEST: usize = 120;

/// How many characters of longer ones are shown before the mark, and from where it begins.
const BEFORE: usize = 50;
const AFTER: usize = 70;

impl Excerpt {
    /// The line of a text, with the word marked that ends before a column, both counted from 1, as parsers of JSON tell places; none if there is no such
    /// line.
    ///
    /// ```
    /// use tvmd::files::Excerpt;
    ///
    /// let shown = Excerpt::before("{\n  \"value\": \"one\"\n}", 2, 16).ok_or("there is no such line")?;
    /// assert_eq!(shown.to_string(), "  |\n2 |   \"value\": \"one\"\n  |            ^^^^^");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn before(text: &str, line: usize, column: usize) -> Option<Self> {
        let begins = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
        let own = text.get(begins..)?.split('\n').next()?;
        let end = (0..=column.min(own.len())).rev().find(|end| own.is_char_boundary(*end))?;
        let left = own[..end].trim_end();
        let word = match left.strip_suffix('"').and_then(|inside| inside.rfind('"')) {
            Some(quote) => quote,
            None => left.rfind([' ', ':', ',', '"']).map_or(0, |at| at + 1).min(left.len().saturating_sub(1)),
        };
        Some(Self::of(text, line, begins + word..begins + left.len()))
    }

    /// The line in which a part of a text begins, with what of the part is in it marked; `line` is its number.
    pub fn of(text: &str, line: usize, part: Range<usize>) -> Self {
        let (left, right) = text.split_at(part.start);
        let left = &left[left.rfind('\n').map_or(0, |at| at + 1)..];
        let right = right.split('\n').next().unwrap_or_default().trim_end();
        let is_wide = left.chars().chain(right.chars()).nth(WIDEST).is_some();
        let (from, to) = match is_wide {
            true => (
                left.char_indices().nth_back(BEFORE - 1).map_or(0, |(at, _)| at),
                right.char_indices().nth(AFTER).map_or(right.len(), |(at, _)| at),
            ),
            false => (0, right.len()),
        };
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        let (marked, after) = right[..to].split_at(part.len().min(to));
        let plain = |text: &str| visible(&text.replace('\t', "    ")).into_owned();
        let before = format!("{}{}", cut(from > 0), plain(&left[from..]));
        let marked = plain(marked);
        let after = format!("{}{}", plain(after), cut(to < right.len()));
        Self {
            line,
            before: columns(&before),
            // Where something is missing at the end of a line.
            marked: columns(&marked).max(1),
            shown: before + &marked + &after,
        }
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, shown, before, marked } = self;
        let gutter = line.to_string().len();
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(f, "{line} | {shown}")?;
        write!(f, "{:gutter$} | {:before$}{:^<marked$}", "", "", "")
    }
}

#[cfg(test)]
mod tests {
    use super::Excerpt;

    /// The excerpt with this part of the text marked.
    fn marked(text: &str, part: &str) -> String {
        let at = text.find(part).unwrap_or(text.len());
        let line = 1 + text[..at].matches('\n').count();
        Excerpt::of(text, line, at..at + part.len()).to_string()
    }

    #[test]
    fn the_mark_is_under_the_part() {
        assert_eq!(marked("one\ntwo three\nfour", "three"), "  |\n2 | two three\n  |     ^^^^^");
        let long = "\n".repeat(99) + "last";
        assert_eq!(marked(&long, "as"), "    |\n100 | last\n    |  ^^");
        assert_eq!(marked("\t{\tx", "x"), "  |\n1 |     {    x\n  |          ^");
        // What goes on in the next line is marked to the end of its first.
        assert_eq!(marked("a {\r\n b }", "{\r\n b }"), "  |\n1 | a {\n  |   ^");
        assert_eq!(Excerpt::of("a,", 1, 2..2).to_string(), "  |\n1 | a,\n  |   ^");
    }

    #[test]
    fn the_mark_fits_what_is_shown_of_a_character() {
        for (name, columns) in [("Käthe", 5), ("Ka\u{308}the", 5), ("茶", 2), ("🫖", 2), ("a\u{200b}", 9)]
        {
            let text = format!("{name}: x");
            let shown = marked(&text, "x");
            assert!(shown.ends_with(&format!("\n  | {}^", " ".repeat(columns + 2))), "{shown}");
            assert!(!shown.contains('\u{200b}'), "{shown}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{}here{}", "é".repeat(1 << 20), "x".repeat(1 << 20));
        let shown = marked(&text, "here");
        assert_eq!(
            shown,
            format!("  |\n1 | …{}here{}…\n  | {}^^^^", "é".repeat(50), "x".repeat(66), " ".repeat(51))
        );
        let all = "here".repeat(100);
        assert_eq!(marked(&all, &all), format!("  |\n1 | {}…\n  | {}", &all[..70], "^".repeat(70)));
    }
}
