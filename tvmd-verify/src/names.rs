//! Names: those that can't be, those that come twice, and where the others stand.

use super::place::{At as _, Wrong};
use super::{Checked, file::Named};
use std::collections::{HashMap, HashSet};

/// Names of one kind, by position.
pub(crate) struct Names<'a> {
    what: &'static str,
    pub(crate) listed: Vec<&'a str>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Takes names that can be, each once; `own` is there before those of the file.
    pub(crate) fn new(
        what: &'static str,
        own: Option<&'static str>,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Checked<Self> {
        let listed: Vec<&str> = own.into_iter().chain(names).collect();
        let (first, mut positions) = (usize::from(own.is_some()), HashMap::new());
        for (position, name) in listed.iter().enumerate() {
            // The format uses some for itself; a mark that belongs to the character before it can't come first.
            let mark =
                name.chars().next().is_none_or(|first| !first.is_ascii() && first.escape_debug().len() > 1);
            if mark
                || *name == "_"
                || name.trim() != *name
                || name.contains(['|', ','])
                || name.chars().any(is_hidden)
            {
                let reason = format!("`{name}` can't be the name of a {what}");
                return Err(Wrong::from(reason).behind(position.saturating_sub(first)));
            } else if positions.insert(*name, position).is_some() {
                let reason = format!("the {what} `{name}` comes twice");
                return Err(Wrong::from(reason).behind(position.saturating_sub(first)));
            }
        }
        if listed.is_empty() {
            Err(format!("there is no {what}").into())
        } else {
            Ok(Self { what, listed, positions })
        }
    }

    pub(crate) fn find(&self, name: &str) -> Checked<usize> {
        self.positions.get(name).copied().ok_or_else(|| format!("there is no {} `{name}`", self.what).into())
    }

    /// What belongs to names, by their positions, each once, in the order of the file.
    pub(crate) fn each<'n, T>(&self, named: Option<&'n Named<T>>) -> Checked<Vec<(usize, &'n T)>> {
        let mut seen = HashSet::new();
        let once = |(number, (name, one)): (usize, &'n (String, T))| match seen.insert(name) {
            true => Ok((self.find(name).at(number)?, one)),
            false => Err(Wrong::from(format!("the {} `{name}` comes twice", self.what)).behind(number)),
        };
        named.into_iter().flat_map(|named| &named.0).enumerate().map(once).collect()
    }
}

/// Whether a character leaves no ink or orders others about: those that the standard library escapes, and fillers, joiners and
/// selectors of variants, which it doesn't.
fn is_hidden(character: char) -> bool {
    let fillers =
        ['\u{34f}', '\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{2800}', '\u{3164}', '\u{ffa0}'];
    let selector =
        matches!(character, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
    let escaped = || {
        if character.is_ascii() {
            character.is_control()
        } else {
            format!("a{character}").escape_debug().count() > 2
        }
    };
    selector || fillers.contains(&character) || escaped()
}
