//! A mechanism drawn over the types: a part of a page, or a file of its own.

use super::{chances, type_space};
use maud::{Markup, PreEscaped, html};
use tvmd_core::Prior;
use tvmd_core::mechanism::Table;

/// What a picture looks like where there is no page around it.
const STYLE: &str = include_str!("drawing.css");
/// Words of a key in a file are broken into lines of so many characters.
const KEY_WIDTH: usize = 58;
/// How tall such a line is.
const KEY_LINE: usize = 18;

/// A picture of who gets what and pays what, over the values of two items or of two agents.
///
/// ```
/// use tvmd_core::model::InstanceDecl;
/// use tvmd_view::page::Drawing;
///
/// let json = r#"{ "tvmd": 1,
///     "setting": { "name": "Gallery", "items": ["Painting"], "bound": "2", "agents": [
///         { "name": "First", "valuation": "additive", "types": [{ "name": "V", "grid": { "Painting": { "from": "0", "to": "2", "step": "1" } } }] },
///         { "name": "Second", "valuation": "additive", "types": [{ "name": "V", "grid": { "Painting": { "from": "0", "to": "2", "step": "1" } } }] } ] },
///     "mechanisms": { "Auction": { "second_price": {} } } }"#;
/// let instance = InstanceDecl::from_json(json)?.resolve()?;
/// let drawing = Drawing::of(instance.mechanisms()[0].table(), None).ok_or("neither two items nor two agents")?;
/// assert!(drawing.words().starts_with("Who gets Painting, and pays what. First gets it in 6 of 9 profiles"));
/// assert!(drawing.svg().starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Drawing {
    pub(super) title: String,
    /// What it shows, in words.
    pub(super) described: String,
    pub(super) size: (usize, usize),
    pub(super) parts: Markup,
    /// The class of a square in the picture, and what it says.
    pub(super) key: Vec<(String, String)>,
}

impl Drawing {
    /// Of one buyer and two items her menu over her values; of two agents and one item each one's chance and payment over the values of both. None
    /// elsewhere, where values aren't by item, and where types of the same values get different outcomes.
    #[must_use]
    pub fn of(table: &Table, prior: Option<&Prior>) -> Option<Self> {
        type_space::menu(table, prior).or_else(|| chances::chances(table, prior))
    }

    /// What it shows, in words, for those who can't see it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}. {}", self.title, self.described)
    }

    /// A file of its own, with its key and its style inside.
    #[must_use]
    pub fn svg(&self) -> String {
        let lines: Vec<(Option<&str>, String)> = self
            .key
            .iter()
            .flat_map(|(class, words)| {
                let lines = broken(words).into_iter().enumerate();
                lines.map(|(line, words)| ((line == 0).then_some(class.as_str()), words))
            })
            .collect();
        let (wide, tall) = self.size;
        let all = tall + KEY_LINE * lines.len() + KEY_LINE / 2;
        let document = html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {wide} {all}")) width=(wide) height=(all) role="img" aria-labelledby="title text" {
                title id="title" { (self.title) }
                desc id="text" { (self.described) }
                style { (PreEscaped(STYLE)) }
                rect.paper width=(wide) height=(all) {}
                (self.parts)
                @for (line, (class, words)) in lines.iter().enumerate() {
                    @let at = tall + KEY_LINE * line;
                    @if let Some(class) = class { rect class=(class) x="8" y=(at) width="12" height="12" {} }
                    text x="26" y=(at + 11) { (words) }
                }
            }
        };
        document.into_string() + "\n"
    }

    /// A figure of a page; `id` is one that nothing else on it has.
    pub(super) fn figure(&self, id: usize) -> Markup {
        let (title, text) = (format!("drawing-{id}"), format!("drawing-{id}-text"));
        html! {
            figure.plot {
                figcaption { (self.title) }
                svg viewBox=(format!("0 0 {} {}", self.size.0, self.size.1)) role="img" aria-labelledby=(format!("{title} {text}")) {
                    title id=(title) { (self.title) }
                    desc id=(text) { (self.described) }
                    (self.parts)
                }
                ol.key {
                    @for (class, words) in &self.key {
                        li {
                            svg viewBox="0 0 16 16" aria-hidden="true" { rect class=(class) x="1" y="1" width="14" height="14" {} }
                            (words)
                        }
                    }
                }
            }
        }
    }
}

/// Words in lines.
fn broken(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in words.split(' ') {
        let last = lines.last().map_or(0, |line| line.chars().count());
        if last > 0 && last + 1 + word.chars().count() > KEY_WIDTH {
            lines.push(word.to_owned());
        } else if let Some(line) = lines.last_mut() {
            if last > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
