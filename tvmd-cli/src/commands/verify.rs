//! `tvmd verify CERTIFICATE`: whether a certificate proves what it says, by a checker that shares no code with what wrote it; and
//! whether it is about the setting and the prior of an instance.
//!
//! The proof is checked by `tvmd-verify` alone. That the certificate is about another file is told by `tvmd-core`, which has
//! to be trusted for it: it reads both as instances and compares what they mean, name by name and number by number.

use crate::{Failure, Format, input, output};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use tvmd_core::exact::{self, text::Text};
use tvmd_core::files::{Excerpt, read_text};
use tvmd_core::names;
use tvmd_core::optimum::unlike;
use tvmd_verify::{BUDGET, Ball, Error, Objective, Participation, Place, Proved, Proves, Truthfulness};
use tvmd_view::Rounded;
use tvmd_view::schema::{Exact, found};

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The certificate file.
    certificate: PathBuf,
    /// Also say whether it is about this instance file's setting and prior (or marginals, if the claim is about those).
    #[arg(long, value_name = "FILE")]
    of: Option<PathBuf>,
    /// How many times the default budget may be spent: work is counted before it starts, and refused with the count if it is more.
    #[arg(long, value_name = "TIMES", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    budget: u64,
}

/// The answer for programs.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    valid: bool,
    value: Option<String>,
    claim: Option<Claimed>,
    reason: Option<String>,
    /// The line of what shows that nothing is proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<About>,
}

/// What is claimed, and in words.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Claimed {
    #[schemars(with = "found::Proves")]
    proves: Proves,
    setting: String,
    #[schemars(with = "found::Objective")]
    objective: Objective,
    #[schemars(with = "found::Truthfulness")]
    truthfulness: Truthfulness,
    #[schemars(with = "Option<Exact>")]
    epsilon: Option<Text>,
    #[schemars(with = "found::Participation")]
    participation: Participation,
    lotteries: bool,
    /// `prior` or `marginals`: under what the value is expected.
    under: &'static str,
    /// How far the prior may be from that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Exact>")]
    within: Option<Text>,
    /// The same of each agent's marginal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<BTreeMap<String, Exact>>")]
    marginals_within: Option<BTreeMap<String, Text>>,
    /// Which of those that near there are, if there is a distance.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<found::Ball>")]
    ball: Option<Ball>,
    in_words: String,
}

/// Whether a certificate is about the setting and the prior of a file.
#[derive(Serialize, JsonSchema)]
pub(crate) struct About {
    file: String,
    same: bool,
    reason: Option<String>,
}

impl Verify {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let file = self.certificate.display();
        let text = read_text(&self.certificate).map_err(|error| Failure::Input(error.to_string()))?;
        let proved = match tvmd_verify::verify_within(&text, BUDGET * u128::from(self.budget)) {
            Ok(proved) => Ok(proved),
            Err(Error::ProvesNothing(reason, place)) => Err((readable(&reason), place)),
            Err(Error::NotACertificate(reason, Some((line, column)))) => {
                let shown = Excerpt::before(text.trim_start_matches('\u{feff}'), line, column);
                let shown = shown.map_or_else(String::new, |shown| format!("\n{shown}"));
                return Err(Failure::Input(format!("{file}: line {line}: {}{shown}", readable(&reason))));
            }
            Err(error) => {
                return Err(Failure::Input(format!("{file}: {}", readable(&error.to_string()))));
            }
        };
        let of = match (&self.of, &proved) {
            (Some(other), Ok(proved)) => Some(self.about(other, proved.proves)?),
            _ => None,
        };
        let mut said = match &proved {
            Ok(proved) => format!("valid: {}", in_words(proved)),
            Err((reason, None)) => format!("not valid: {reason}"),
            Err((reason, Some(Place { line, bytes, .. }))) => {
                let shown = Excerpt::of(&text, *line, bytes.clone());
                format!("not valid: line {line}: {reason}\n{shown}")
            }
        };
        if let Some(about) = &of {
            // Writing to a string can't fail.
            let _ = match &about.reason {
                None => write!(said, "\nit is about {}", about.file),
                Some(reason) => write!(said, "\nit is not about {}: {reason}", about.file),
            };
        }
        let failed = match (&proved, &of) {
            (Err(_), _) => Some(format!("{file} certifies nothing")),
            (Ok(_), Some(about)) if !about.same => Some(format!("{file} is not about {}", about.file)),
            (Ok(_), _) => None,
        };
        let valid = proved.is_ok();
        let value = proved.as_ref().ok().map(|proved| proved.value.to_string());
        let claim = proved.as_ref().ok().map(Claimed::new);
        let (reason, place) = proved.err().unzip();
        let line = place.flatten().map(|place| place.line);
        output::answer(format, &Answer { valid, value, claim, reason, line, of }, |_| said, &[])?;
        failed.map_or(Ok(()), |reason| Err(Failure::DoesNotHold(reason)))
    }

    /// Compares what the certificate is about with what an instance file is about.
    fn about(&self, other: &Path, proves: Proves) -> Result<About, Failure> {
        let (own, asked) = (input::read(&self.certificate)?, input::read(other)?);
        let reason = unlike(&own, &asked, proves.is_about_marginals());
        Ok(About { file: other.display().to_string(), same: reason.is_none(), reason })
    }
}

impl Claimed {
    fn new(proved: &Proved) -> Self {
        let Proved { proves, setting, objective, truthfulness, epsilon, participation, .. } = proved.clone();
        let Proved { within, marginals_within, ball, .. } = proved.clone();
        let is_near = within.is_some() || marginals_within.is_some();
        Self {
            proves,
            setting,
            objective,
            truthfulness,
            epsilon: epsilon.map(|epsilon| Text(epsilon.into())),
            participation,
            lotteries: proves != Proves::Deterministic,
            under: if proves.is_about_marginals() { "marginals" } else { "prior" },
            within: within.map(|radius| Text(radius.into())),
            marginals_within: marginals_within
                .map(|radii| radii.into_iter().map(|(agent, radius)| (agent, Text(radius.into()))).collect()),
            ball: is_near.then_some(ball),
            in_words: in_words(proved),
        }
    }
}

/// The whole claim in a line.
fn in_words(claim: &Proved) -> String {
    let value = claim.value.to_string();
    let value = exact::parse(&value).map_or(value, |value| Rounded::Near.beside(&value));
    let what = match claim.proves {
        Proves::Optimum => format!("the optimum is exactly {value}"),
        Proves::Deterministic => format!("the optimum without lotteries is exactly {value}"),
        Proves::MaxMin | Proves::RobustOptimum => {
            format!("the most that can be guaranteed is exactly {value}")
        }
        Proves::Guarantee => {
            format!("this mechanism guarantees exactly {value}; that no other guarantees more is not proved")
        }
    };
    let objective = match claim.objective {
        Objective::Revenue => "revenue",
        Objective::Welfare => "welfare",
    };
    let truthful = match (claim.truthfulness, claim.participation, &claim.epsilon) {
        (Truthfulness::Dsic, Participation::ExPost, _) => "DSIC".to_owned(),
        (Truthfulness::Dsic, Participation::Interim, _) => {
            "DSIC among types that take part (Bottom is no report)".to_owned()
        }
        (Truthfulness::Bic, _, None) => "BIC".to_owned(),
        (Truthfulness::Bic, _, Some(epsilon)) => format!("BIC up to a gain of {epsilon}"),
    };
    let rational = match claim.participation {
        Participation::ExPost => "ex-post IR",
        Participation::Interim => "interim IR",
    };
    let lotteries = if claim.proves == Proves::Deterministic { "without" } else { "with" };
    let under = under(claim);
    let setting = readable(&claim.setting);
    format!(
        "{what} (expected {objective} in {setting} under {under}; {truthful}, {rational}, {lotteries} lotteries)"
    )
}

/// What the value is expected under, in words.
fn under(claim: &Proved) -> String {
    let kept = |there| match claim.ball {
        Ball::All => String::new(),
        Ball::Support => format!(", and with no mass where {there} none"),
    };
    match (&claim.within, &claim.marginals_within) {
        (Some(within), _) => format!("every prior within {within} of its prior{}", kept("that has")),
        (None, Some(radii)) => {
            let radii = radii.iter().map(|(agent, radius)| format!("{} within {radius}", readable(agent)));
            let (radii, kept) = (radii.collect::<Vec<_>>().join(", "), kept("those have"));
            format!("every joint distribution with marginals near those of its prior ({radii}){kept}")
        }
        (None, None) if claim.proves.is_about_marginals() => {
            "every joint distribution with the marginals of its prior".to_owned()
        }
        (None, None) => "its prior".to_owned(),
    }
}

/// Words of the file with everything visible, cut where they are longer than anybody would read.
fn readable(words: &str) -> String {
    const MOST: usize = 400;
    let (visible, cut) = (names::visible(words), words.chars().nth(MOST).is_some());
    visible.chars().take(MOST).chain(cut.then_some('…')).collect()
}
