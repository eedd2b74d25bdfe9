//! Names and other words of users: which characters can't be seen, how a word is shown, and the nearest known name to a
//! misspelt one.
//!
//! Messages show what a user wrote through [`brief`], so that no name can hide what stands beside it. [`nearest`] is the name that was
//! perhaps meant.
//!
//! ```
//! use tvmd::names::{look_alike, nearest, visible};
//!
//! assert_eq!(nearest("Paintng", ["Vase", "Painting"]).as_deref(), Some("Painting"));
//! assert!(look_alike("Аnn", "Ann"), "the first begins with a Cyrillic letter");
//! assert_eq!(visible("Ann\u{200b}"), "Ann\\u{200b}");
//! ```

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_script::UnicodeScript as _;
#[doc(hidden)]
pub use unicode_security::skeleton;

/// The text with every character that can't be seen, or that changes how others are displayed, written as `\u{…}`.
///
/// What a user wrote goes through here before it is printed to a terminal, a page or JSON: a name can then neither hide
/// nor erase what stands beside it. Line breaks are escaped too.
///
/// ```
/// assert_eq!(tvmd::names::visible("Ann\u{1b}[2K"), "Ann\\u{1b}[2K");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = hidden(text).next() else { return Cow::Borrowed(text) };
    let mut shown = text[..first].to_owned();
    for (index, character) in text[first..].char_indices() {
        if first + index == 0 && is_mark(character) || is_hidden(character) {
            // Writing to a string can't fail.
            let _ = write!(shown, "{}", character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// The characters of a text that can't be shown as they are, and where they begin.
#[doc(hidden)]
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.char_indices()
        .filter(|(index, character)| *index == 0 && is_mark(*character) || is_hidden(*character))
}

/// Whether a character leaves no ink, or orders others about: control and format characters, spaces other than the
/// plain one, line separators, what Unicode doesn't assign, and everything that fonts may ignore.
fn is_hidden(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    // What the standard library holds printable, and still nothing is to be seen: fillers, joiners, selectors of
    // variants, blank braille.
    const BLANK: [std::ops::RangeInclusive<char>; 9] = [
        '\u{34f}'..='\u{34f}',
        '\u{115f}'..='\u{1160}',
        '\u{17b4}'..='\u{17b5}',
        '\u{180b}'..='\u{180f}',
        '\u{2800}'..='\u{2800}',
        '\u{3164}'..='\u{3164}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{ffa0}'..='\u{ffa0}',
        '\u{e0000}'..='\u{e0fff}',
    ];
    BLANK.iter().any(|range| range.contains(&character)) || is_escaped(character)
}

/// Whether a character is a mark upon the one before it, so that it can't come first.
fn is_mark(character: char) -> bool {
    !character.is_ascii() && character.escape_debug().len() > 1
}

/// How many columns a terminal takes for a text that is [`visible`]: letters of East Asian scripts and pictures are wide, and marks stand
/// upon what is before them.
#[doc(hidden)]
pub fn columns(text: &str) -> usize {
    const WIDE: [std::ops::RangeInclusive<char>; 8] = [
        '\u{1100}'..='\u{115f}',
        '\u{2e80}'..='\u{a4cf}',
        '\u{ac00}'..='\u{d7a3}',
        '\u{f900}'..='\u{faff}',
        '\u{fe30}'..='\u{fe6f}',
        '\u{ff00}'..='\u{ff60}',
        '\u{1f300}'..='\u{1faff}',
        '\u{20000}'..='\u{3fffd}',
    ];
    let of = |character| match character {
        _ if is_mark(character) => 0,
        _ if WIDE.iter().any(|range| range.contains(&character)) => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

/// Whether the standard library escapes a character where it comes after another.
fn is_escaped(character: char) -> bool {
    let mut buffer = [b'a'; 5];
    let end = 1 + character.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..end]).is_ok_and(|text| text.escape_debug().nth(1) == Some('\\'))
}

/// A word as messages show it: visible, and cut after 60 characters.
///
/// ```
/// assert_eq!(tvmd::names::brief(&"x".repeat(100)), format!("{}…", "x".repeat(60)));
/// ```
#[must_use]
pub fn brief(text: &str) -> Cow<'_, str> {
    cut(text, 60)
}

/// Several words in a row as messages show them: visible, and cut after 400 characters.
#[doc(hidden)]
pub fn brief_list(text: &str) -> Cow<'_, str> {
    cut(text, 400)
}

fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => visible(text),
        Some((end, _)) => Cow::Owned(format!("{}…", visible(&text[..end]))),
    }
}

/// Whether two different names look the same to a reader: accents composed or not, letters of scripts that share shapes.
///
/// Names of plain ASCII are told apart, though `l` and `1` are alike in some fonts.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    one != other && !(one.is_ascii() && other.is_ascii()) && skeleton(one).eq(skeleton(other))
}

/// In what a name differs from one that looks the same: the first character that differs, by number and script.
pub fn difference(name: &str, like: &str) -> String {
    let at = name.chars().zip(like.chars()).take_while(|(own, other)| own == other).count();
    let described = |text: &str| match text.chars().nth(at) {
        None => "nothing more".to_owned(),
        Some(character) => format!("U+{:04X} ({})", u32::from(character), character.script().full_name()),
    };
    format!("character {} is {} in the one and {} in the other", at + 1, described(name), described(like))
}

/// The known name nearest to `word`; `None` if none is within two edits that change at most half of it.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    nearest_of(word, &known)
}

fn nearest_of(word: &str, known: &[&str]) -> Option<String> {
    known
        .iter()
        .filter_map(|name| Some((edits(word, name)?, name)))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| (*name).to_owned())
}

/// How many edits make a word the known name, whatever letters are capitals; `None` if these are more than two, or change more than half of it.
#[doc(hidden)]
#[must_use]
pub fn edits(word: &str, name: &str) -> Option<usize> {
    let edits = strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
    (edits <= 2 && 2 * edits <= name.chars().count()).then_some(edits)
}

/// That there is no such thing, and what there is: the nearest name, or all.
#[must_use]
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.is_empty() => "; there is none at all".to_owned(),
        None => format!("; there are: {}", known.join(", ")),
    };
    format!("there is no {what} `{}`{hint}", visible(name))
}

#[cfg(test)]
mod tests {
    use super::{nearest, visible};

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["Low", "High", "Medium"];
        assert_eq!(nearest("Hihg", known).as_deref(), Some("High"));
        assert_eq!(nearest("medum", known).as_deref(), Some("Medium"));
        assert_eq!(nearest("Enormous", known), None);
        assert_eq!(nearest("Top", known), None);
    }

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let hidden = "\0\u{1b}\u{7f}\u{9b}\n\r\t\u{85}\u{a0}\u{ad}\u{34f}\u{61c}\u{115f}\u{180e}\u{200b}\u{200c}\u{200d}\
             \u{200e}\u{200f}\u{2003}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{2800}\u{3000}\u{3164}\
             \u{e000}\u{fdd0}\u{fe0f}\u{feff}\u{fff9}\u{ffff}\u{e0001}\u{e0041}\u{e0100}\u{10ffff}\u{378}";
        for character in hidden.chars() {
            let text = format!("a{character}b");
            assert_eq!(visible(&text), format!("a{}b", character.escape_unicode()));
        }
    }

    #[test]
    fn what_can_be_seen_stays_as_it_is() {
        for text in
            ["", "Ann", "v 1/2", "\"\\'`", "Käthe", "Ka\u{308}the", "茶", "Чай", "שלום", "🫖", "नमस्ते", "ⓐ"]
        {
            assert!(matches!(visible(text), std::borrow::Cow::Borrowed(same) if same == text), "{text}");
        }
        assert_eq!(visible("\u{308}a"), "\\u{308}a");
    }
}
