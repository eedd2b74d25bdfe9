//! The same text of an instance file with one of its numbers exchanged.

use super::missing::NoNumber;
use super::path::{Step, ends, number, shown, walk};
use crate::exact::{Rational, parse};
use crate::model::tree::{Node, Value};
use num_traits::{One as _, Zero as _};
use std::ops::Range;

/// The text of an instance file with another number at a path, or at the only path that ends so: `reserve`, or
/// `mechanisms.Auction.second_price.reserve`. Agents and types are named, `setting.agents.Ann.types.Low.values.Tea`, or told by their positions, as messages about
/// files do, `setting.agents[0].types[1].values.Tea`.
///
/// ```
/// use tvmd::ratio;
/// use tvmd::sweep::with_number;
///
/// let json = r#"{ "mechanisms": { "Auction": { "second_price": { "reserve": "1" } } } }"#;
/// let higher = with_number(json, "reserve", &ratio!(3 / 2))?;
/// assert_eq!(higher, json.replace("\"1\"", "\"3/2\""));
/// assert!(with_number(json, "reserv", &ratio!(2)).unwrap_err().to_string().contains("did you mean `mechanisms.Auction.second_price.reserve`?"));
/// # Ok::<(), tvmd::sweep::NoNumber>(())
/// ```
///
/// # Errors
/// [`NoNumber`] if the path leads to none, or to several.
pub fn with_number(text: &str, path: &str, number: &Rational) -> Result<String, NoNumber> {
    Target::of(text, path)?.with(number)
}

/// The same of a probability, with the others of its distribution rescaled: they share what is left in their proportions.
///
/// ```
/// use tvmd::ratio;
/// use tvmd::sweep::with_mass;
///
/// let json = r#"{ "prior": { "independent": { "Ann": { "Low": "3/5", "Mid": "3/10", "High": "1/10" } } } }"#;
/// let lower = with_mass(json, "Low", &ratio!(1 / 5))?;
/// assert_eq!(lower, json.replace("3/5", "1/5").replace("3/10", "3/5").replace("1/10", "1/5"));
/// # Ok::<(), tvmd::sweep::NoNumber>(())
/// ```
///
/// # Errors
/// [`NoNumber`], also if the number is no probability, or all others are 0.
pub fn with_mass(text: &str, path: &str, number: &Rational) -> Result<String, NoNumber> {
    Target::rescaled(text, path)?.with(number)
}

/// A number of a text that can be another.
pub(super) struct Target<'t> {
    text: &'t str,
    /// As messages write it.
    path: String,
    at: Range<usize>,
    /// The probabilities that share what it leaves.
    others: Option<Vec<(Range<usize>, Rational)>>,
}

impl<'t> Target<'t> {
    /// The number at a path.
    pub(super) fn of(text: &'t str, path: &str) -> Result<Self, NoNumber> {
        Self::find(text, path).map(|(target, _)| target)
    }

    /// The probability at a path, with the others of its distribution.
    pub(super) fn rescaled(text: &'t str, path: &str) -> Result<Self, NoNumber> {
        let (target, tree) = Self::find(text, path)?;
        let all = distributions(&tree, text).into_iter().find(|masses| masses.contains(&target.at));
        let others = all.ok_or_else(|| NoNumber::no_mass(&target.path))?;
        let others = others.into_iter().filter(|own| *own != target.at).filter_map(|own| {
            let mass = parse(text.get(own.clone())?.trim_matches('"')).ok()?;
            Some((own, mass))
        });
        Ok(Self { others: Some(others.collect()), ..target })
    }

    fn find(text: &'t str, wanted: &str) -> Result<(Self, Node<'t>), NoNumber> {
        let tree = Node::parse(text).map_err(|_| NoNumber::not_json())?;
        let (mut whole, mut ending) = (Vec::new(), Vec::new());
        walk(&tree, &mut |path, node| {
            let Some(steps) = ends(path, wanted) else { return };
            let found = number(path, node, text).map(|at| (shown(path), at));
            if steps == path.len() { whole.extend(found) } else { ending.extend(found) }
        });
        // A whole path leads to what it says, even where others end so.
        let mut found = if whole.is_empty() { ending } else { whole };
        match found.len() {
            0 => Err(NoNumber::of(&tree, text, wanted)),
            1 => {
                let (path, at) = found.remove(0);
                Ok((Self { text, path, at, others: None }, tree))
            }
            _ => {
                let paths: Vec<String> = found.into_iter().map(|(path, _)| path).collect();
                Err(NoNumber::several(wanted, &paths))
            }
        }
    }

    /// The text with another number here.
    pub(super) fn with(&self, number: &Rational) -> Result<String, NoNumber> {
        let mut numbers = vec![(self.at.clone(), number.clone())];
        if let Some(others) = &self.others {
            let (sum, left) =
                (others.iter().map(|(_, mass)| mass).sum::<Rational>(), Rational::one() - number);
            if sum.is_zero() && !left.is_zero() {
                return Err(NoNumber::only_mass(&self.path));
            }
            let share = if sum.is_zero() { sum } else { left / sum };
            numbers.extend(others.iter().map(|(own, mass)| (own.clone(), mass * &share)));
        }
        numbers.sort_by_key(|(at, _)| at.start);
        let mut exchanged = self.text.to_owned();
        for (at, number) in numbers.into_iter().rev() {
            exchanged.replace_range(at, &format!("\"{number}\""));
        }
        Ok(exchanged)
    }
}

/// Where the probabilities that priors list are written, those of each distribution together.
fn distributions(tree: &Node<'_>, text: &str) -> Vec<Vec<Range<usize>>> {
    let under = |node: &Node<'_>| {
        let mut numbers = Vec::new();
        walk(node, &mut |path, mass| {
            if matches!(path, [Step::Key(_)] | [Step::Element(..), Step::Key("probability")]) {
                numbers.extend(number(path, mass, text));
            }
        });
        numbers
    };
    let mut all = Vec::new();
    for prior in ["prior", "prior_hat"].iter().filter_map(|name| tree.field(name)) {
        if let Some(Value::Object(agents)) = prior.field("independent").map(|node| &node.value) {
            all.extend(agents.iter().map(|(_, masses)| under(masses)));
        }
        all.extend(prior.field("joint").map(under));
    }
    all
}
