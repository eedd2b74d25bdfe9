//! The numbers in a text of JSON, by their paths, and the same text with one of them exchanged.

use crate::exact::{Rational, parse};
use crate::model::tree::{Node, Value};
use crate::names::{brief, nearest};
use num_traits::{One as _, Zero as _};
use std::fmt;
use std::ops::Range;

/// Why a path leads to no number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoNumber {
    /// The text isn't JSON, which reading it tells better.
    NotJson,
    /// No number has this path or ends its path so; there may be one that is meant.
    Unknown(String, Option<String>),
    /// Several paths end so.
    Several(String, Vec<String>),
    /// The number at this path is no probability of a prior that lists them.
    NoMass(String),
    /// All other probabilities of its distribution are 0.
    OnlyMass(String),
}

impl fmt::Display for NoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("the file is not JSON"),
            Self::Unknown(path, meant) => {
                write!(f, "no number of the file is at `{}`", brief(path))?;
                match meant {
                    Some(meant) => write!(f, "; did you mean `{meant}`?"),
                    None => Ok(()),
                }
            }
            Self::Several(path, paths) => {
                write!(
                    f,
                    "several numbers are at `{}`: {}; write more of the path",
                    brief(path),
                    paths.join(", ")
                )
            }
            Self::NoMass(path) => write!(
                f,
                "`{}` is no probability that a prior lists, so there are no others to be rescaled",
                brief(path)
            ),
            Self::OnlyMass(path) => write!(
                f,
                "all probabilities beside `{}` are 0, so there is nothing to be rescaled; sweep over one of these",
                brief(path)
            ),
        }
    }
}

impl std::error::Error for NoNumber {}

/// The text of an instance file with another number at a path, or at the only path that ends so: `reserve`, or
/// `mechanisms.Auction.second_price.reserve`, as messages about files write paths.
///
/// ```
/// use tvmd::files::with_number;
/// use tvmd::ratio;
///
/// let json = r#"{ "mechanisms": { "Auction": { "second_price": { "reserve": "1" } } } }"#;
/// let higher = with_number(json, "reserve", &ratio!(3 / 2))?;
/// assert_eq!(higher, json.replace("\"1\"", "\"3/2\""));
/// assert!(with_number(json, "reserv", &ratio!(2)).unwrap_err().to_string().contains("did you mean `mechanisms.Auction.second_price.reserve`?"));
/// # Ok::<(), tvmd::files::NoNumber>(())
/// ```
///
/// # Errors
/// [`NoNumber`] if the path leads to none, or to several.
pub fn with_number(text: &str, path: &str, number: &Rational) -> Result<String, NoNumber> {
    let tree = Node::parse(text).map_err(|_| NoNumber::NotJson)?;
    let (_, at) = found(&tree, text, path)?;
    Ok(exchanged(text, vec![(at, number.clone())]))
}

/// The same of a probability, with the others of its distribution rescaled: they share what is left in their proportions.
///
/// ```
/// use tvmd::files::with_mass;
/// use tvmd::ratio;
///
/// let json = r#"{ "prior": { "independent": { "Ann": { "Low": "3/5", "Mid": "3/10", "High": "1/10" } } } }"#;
/// let lower = with_mass(json, "Low", &ratio!(1 / 5))?;
/// assert_eq!(lower, json.replace("3/5", "1/5").replace("3/10", "3/5").replace("1/10", "1/5"));
/// # Ok::<(), tvmd::files::NoNumber>(())
/// ```
///
/// # Errors
/// [`NoNumber`], also if the number is no probability, or all others are 0.
pub fn with_mass(text: &str, path: &str, number: &Rational) -> Result<String, NoNumber> {
    let tree = Node::parse(text).map_err(|_| NoNumber::NotJson)?;
    let (known, at) = found(&tree, text, path)?;
    let all = distributions(&tree, text).into_iter().find(|masses| masses.contains(&at));
    let others = all.ok_or_else(|| NoNumber::NoMass(known.clone()))?.into_iter().filter(|own| *own != at);
    let written = |number: &str| parse(number.trim_matches('"')).ok();
    let others: Vec<(Range<usize>, Rational)> =
        others.filter_map(|own| Some((own.clone(), written(text.get(own)?)?))).collect();
    let sum: Rational = others.iter().map(|(_, mass)| mass).sum();
    let left = Rational::one() - number;
    if sum.is_zero() && !left.is_zero() {
        return Err(NoNumber::OnlyMass(known));
    }
    let share = if sum.is_zero() { sum } else { left / sum };
    let rescaled = others.into_iter().map(|(own, mass)| (own, mass * &share));
    Ok(exchanged(text, rescaled.chain([(at, number.clone())]).collect()))
}

/// Where a number is written, with its path, given the path or the end of it.
fn found(tree: &Node<'_>, text: &str, path: &str) -> Result<(String, Range<usize>), NoNumber> {
    let mut numbers = Vec::new();
    collect(tree, String::new(), text, &mut numbers);
    let fits =
        |known: &str| known == path || known.strip_suffix(path).is_some_and(|before| before.ends_with('.'));
    let exact = numbers.iter().filter(|(known, _)| known == path);
    let mut found: Vec<&(String, Range<usize>)> = exact.collect();
    if found.is_empty() {
        found = numbers.iter().filter(|(known, _)| fits(known)).collect();
    }
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => {
            let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
            let ends: Vec<String> = numbers.iter().map(|(known, _)| last(known)).collect();
            let near = nearest(&last(path), ends.iter().map(String::as_str));
            let meant = near.and_then(|near| ends.iter().position(|end| *end == near));
            Err(NoNumber::Unknown(path.to_owned(), meant.map(|position| numbers[position].0.clone())))
        }
        several => {
            Err(NoNumber::Several(path.to_owned(), several.iter().map(|(known, _)| known.clone()).collect()))
        }
    }
}

/// The text with these numbers at these places.
fn exchanged(text: &str, mut numbers: Vec<(Range<usize>, Rational)>) -> String {
    numbers.sort_by_key(|(at, _)| at.start);
    let mut exchanged = text.to_owned();
    for (at, number) in numbers.into_iter().rev() {
        exchanged.replace_range(at, &format!("\"{number}\""));
    }
    exchanged
}

/// Where the probabilities that priors list are written, those of each distribution together.
fn distributions(tree: &Node<'_>, text: &str) -> Vec<Vec<Range<usize>>> {
    let under = |node: &Node<'_>, end: &str| {
        let mut numbers = Vec::new();
        collect(node, String::new(), text, &mut numbers);
        numbers.into_iter().filter(|(path, _)| path.ends_with(end)).map(|(_, at)| at).collect()
    };
    let mut all = Vec::new();
    for prior in ["prior", "prior_hat"].iter().filter_map(|name| tree.field(name)) {
        if let Some(Value::Object(agents)) = prior.field("independent").map(|node| &node.value) {
            all.extend(agents.iter().map(|(_, masses)| under(masses, "")));
        }
        all.extend(prior.field("joint").map(|atoms| under(atoms, ".probability")));
    }
    all
}

/// Appends the numbers under a node, which `path` leads to, with the bytes of their texts, quotes included.
fn collect(node: &Node<'_>, path: String, text: &str, numbers: &mut Vec<(String, Range<usize>)>) {
    match &node.value {
        Value::Text(written) if parse(written).is_ok() => {
            // The text of a number has no escapes, and if it had some it would be left alone.
            let end = node.start + written.len() + 2;
            if text.get(node.start + 1..end - 1) == Some(written) {
                numbers.push((path, node.start..end));
            }
        }
        Value::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                collect(element, format!("{path}[{index}]"), text, numbers);
            }
        }
        Value::Object(entries) => {
            let dot = if path.is_empty() { "" } else { "." };
            for (key, entry) in entries {
                collect(entry, format!("{path}{dot}{}", brief(key)), text, numbers);
            }
        }
        Value::Number(written) if parse(written).is_ok() => {
            numbers.push((path, node.start..node.start + node.length));
        }
        _ => {}
    }
}
