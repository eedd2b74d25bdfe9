//! The certificate as it stands in its file: the instance format, with what is proved and how.

use super::Error;
use num_bigint::BigInt;
use num_rational::BigRational as Q;
use num_traits::Zero as _;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most bytes of a certificate.
pub const MAX_BYTES: usize = 1 << 27;
/// The most characters of a number.
const MAX_CHARACTERS: usize = 2_000;

/// Declares the words and the parts of the file; what isn't known is an error.
macro_rules! parts {
    ($($(#[$about:meta])* enum $word:ident { $($(#[$of:meta])* $case:ident,)* })*
    $(struct $part:ident { $($(#[$at:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
            #[serde(rename_all = "kebab-case")]
            #[allow(missing_docs, reason = "the words are those of the format")]
            pub enum $word { $($(#[$of])* $case,)* }
        )*
        $(
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields, expecting = "an object")]
            pub(crate) struct $part { $($(#[$at])* pub(crate) $field: $kind,)* }
        )*
    };
}

parts! {
    /// What the value of a certificate is.
    enum Proves {
        /// The most that a mechanism makes, in expectation over the prior.
        Optimum,
        /// The same among mechanisms without lotteries.
        Deterministic,
        /// The most that a mechanism makes at least, over all joint distributions with the prior's marginals.
        MaxMin,
        /// What this mechanism makes at least, over all of them; that no other guarantees more is not proved.
        Guarantee,
        /// The most that a mechanism makes at least, over all priors within a distance of the prior.
        RobustOptimum,
    }
    /// Which distributions within a distance of a given one there are: all, or those with mass only where it has some.
    enum Ball { All, Support, }
    /// What is maximised or guaranteed: the sum of payments, or of values.
    enum Objective { Revenue, Welfare, }
    /// Truth is dominant, or a Bayes-Nash equilibrium. Bottom is a report, unless truth is dominant and participation interim.
    enum Truthfulness { Dsic, Bic, }
    /// Taking part truthfully costs nothing at any profile, or in expectation given the own type.
    enum Participation { ExPost, Interim, }

    struct Certificate {
        #[serde(rename = "$schema")] _schema: Option<String>,
        #[serde(rename = "tvmd")] _version: u64, proves: Proves, setting: Setting, prior: Joint,
        worst_prior: Option<Joint>, within: Option<Number>, marginals_within: Option<Named<Number>>, ball: Option<Ball>, objective: Objective, truthfulness: Truthfulness, epsilon: Option<Number>,
        participation: Participation, value: Number, primal: Primal, dual: Option<Vec<Node>>,
    }
    struct Setting { name: String, items: Vec<String>, bound: Number, agents: Vec<Agent>, }
    struct Agent { name: String, valuation: String, types: Vec<Type>, }
    struct Type { name: String, values: Values, }
    struct BundleValue { bundle: Vec<String>, value: Number, }
    struct Joint { joint: Vec<Atom>, }
    struct Atom { profile: Vec<String>, probability: Number, }
    struct Primal { outcomes: Vec<Row>, potentials: Option<Named<Named<Number>>>, cap: Option<Number>, }
    struct Row {
        when: Vec<String>, gets: Option<Named<Vec<String>>>, lottery: Option<Vec<Chance>>,
        pays: Option<Named<Number>>,
    }
    struct Chance { probability: Number, gets: Option<Named<Vec<String>>>, }
    struct Split { profile: Vec<String>, agent: String, item: String, }
    struct Bounded { multipliers: Vec<Multiplier>, }
    struct Multiplier {
        agent: String, r#type: String, misreport: Option<String>,
        others: Option<Vec<String>>, multiplier: Number,
    }
}

impl Proves {
    /// Whether the claim is about all joint distributions with some marginals, and not about a prior.
    #[must_use]
    pub fn is_about_marginals(self) -> bool {
        matches!(self, Self::MaxMin | Self::Guarantee)
    }
}

impl Certificate {
    /// Reads a certificate, or says what the text is instead.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        /// What tells files apart.
        #[derive(Deserialize)]
        struct Kind {
            tvmd: Option<u64>,
            proves: Option<IgnoredAny>,
            setting: Option<IgnoredAny>,
            primal: Option<IgnoredAny>,
        }
        if text.len() > MAX_BYTES {
            return Err(Error::TooMuch(format!("{} bytes; at most {MAX_BYTES} are read", text.len())));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut at = None;
        let mut reason = |error: serde_json::Error| {
            let (line, column, reason) = (error.line(), error.column(), error.to_string());
            at = (line > 0).then_some((line, column));
            reason.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&reason).to_owned()
        };
        let instead = match serde_json::from_str(text) {
            Err(error) if !error.is_data() => format!("it is not JSON: {}", reason(error)),
            _ if !text.trim_start().starts_with('{') => "it is JSON, but no object".to_owned(),
            Ok(Kind { tvmd: Some(version), .. }) if version != 1 => {
                format!("version {version} of the format; version 1 is read")
            }
            // What is found is in no instance.
            Ok(Kind { proves: None, setting: Some(_), primal: None, .. }) => {
                "it is an instance; `optimum` and `maxmin` write a certificate with `--certificate`"
                    .to_owned()
            }
            _ => match serde_json::from_str(text) {
                Ok(file) => return Ok(file),
                Err(error) => reason(error),
            },
        };
        Err(Error::NotACertificate(format!("not a certificate: {instead}"), at))
    }
}

/// A node of a tree of decisions over mechanisms without lotteries, listed before what is below it: given, then withheld. Where
/// lotteries are allowed the tree is a leaf.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a node of `dual` is `multipliers`, or a decision: `profile`, `agent`, `item`")]
pub(crate) enum Node {
    Split(Split),
    Bounded(Bounded),
}

#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`values` are numbers such as \"3/2\" per item, or a list of bundles with values"
)]
pub(crate) enum Values {
    Items(Named<Number>),
    Bundles(Vec<BundleValue>),
}

impl Values {
    pub(crate) fn numbers(&self) -> Box<dyn Iterator<Item = &Number> + '_> {
        match self {
            Self::Items(named) => Box::new(named.0.iter().map(|(_, value)| value)),
            Self::Bundles(listed) => Box::new(listed.iter().map(|row| &row.value)),
        }
    }
}

/// What belongs to names, in the order written; a name that comes twice is kept, for the checks to object.
pub(crate) struct Named<T>(pub(crate) Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self(Vec::new()))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Named<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object whose keys are names")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self, A::Error> {
        while let Some(entry) = map.next_entry()? {
            self.0.push(entry);
        }
        Ok(self)
    }
}

/// A rational, written `"13/9"`.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Number(pub(crate) Q);

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() > MAX_CHARACTERS {
            return Err(format!("a number of {} characters; at most {MAX_CHARACTERS} are read", text.len()));
        }
        let (top, bottom) = text.split_once('/').unwrap_or((&text, "1"));
        let whole = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        match (top.parse::<BigInt>(), bottom.parse::<BigInt>()) {
            (Ok(above), Ok(below))
                if whole(top.strip_prefix('-').unwrap_or(top)) && whole(bottom) && !below.is_zero() =>
            {
                Ok(Self(Q::new(above, below)))
            }
            _ => Err(format!("`{text}` is no rational such as 13/9 or -2")),
        }
    }
}
