//! The nearest known name to a misspelt one; names as they are shown.

use std::borrow::Cow;

/// The known name nearest to `word`; `None` if none is within two edits that change at most half of it.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(edits, name)| *edits <= 2 && 2 * *edits <= name.chars().count())
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name.to_owned())
}

/// The text with every character that isn't seen, or changes how others are, as an escape: `\u{202e}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|character| match is_hidden(character) {
        true => character.escape_unicode().to_string(),
        false => character.to_string(),
    });
    Cow::Owned(shown.collect())
}

/// Controls, what changes the direction of writing, and what has no width.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::{nearest, visible};

    #[test]
    fn hidden_characters_are_shown_as_escapes() {
        let text = "a\u{1b}[2K\r\u{202e}\u{200b}\u{9b}é δ";
        assert_eq!(visible(text), "a\\u{1b}[2K\\u{d}\\u{202e}\\u{200b}\\u{9b}é δ");
    }

    #[test]
    fn suggests_only_what_is_near() {
        let known = ["Low", "High", "Medium"];
        assert_eq!(nearest("Hihg", known).as_deref(), Some("High"));
        assert_eq!(nearest("medum", known).as_deref(), Some("Medium"));
        assert_eq!(nearest("Enormous", known), None);
        assert_eq!(nearest("Top", known), None);
    }
}
