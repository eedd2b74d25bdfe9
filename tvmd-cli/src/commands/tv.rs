//! `tvmd tv FILE FILE`: the distance of two priors, with both certificates.

use crate::{Failure, Format, input, output};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::prior::TotalVariation;
use tvmd_core::{Prior, Setting};

#[derive(Debug, clap::Args)]
pub(crate) struct Tv {
    /// The instance file with the prior P.
    first: PathBuf,
    /// The instance file with the prior Q, in the same setting.
    second: PathBuf,
}

/// The answer for programs.
#[derive(Serialize)]
struct Answer<'a> {
    value: Text,
    coupling: Vec<Pair<'a>>,
    dual: Vec<Dual<'a>>,
}

/// A pair of profiles of the coupling, with its mass.
#[derive(Serialize)]
struct Pair<'a> {
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    probability: Text,
}

/// The dual function at a profile of positive mass under P or Q.
#[derive(Serialize)]
struct Dual<'a> {
    profile: Vec<&'a str>,
    value: Text,
}

impl Tv {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        let instances = [input::read(&self.first)?, input::read(&self.second)?];
        let prior = |index: usize, file: &PathBuf| {
            instances[index]
                .prior()
                .ok_or_else(|| Failure::Input(format!("{}: prior: there is none", file.display())))
        };
        let (p, q) = (prior(0, &self.first)?, prior(1, &self.second)?);
        let distance = p.total_variation(q).map_err(|error| {
            Failure::Input(format!("{} and {}: {error}", self.first.display(), self.second.display()))
        })?;
        let answer = Answer::new(&distance, p, q);
        match format {
            Format::Json => output::json(&answer),
            Format::Text => output::text(&answer.for_people(&distance, p, q)),
        }
    }
}

impl<'a> Answer<'a> {
    fn new(distance: &TotalVariation, p: &'a Prior, q: &Prior) -> Self {
        let setting: &'a Setting = p.setting();
        let names = |index: usize| setting.type_names(&setting.profile_at(index));
        let pairs = distance.coupling.iter().map(|(from, to, mass)| Pair {
            from: names(*from),
            to: names(*to),
            probability: Text(mass.clone()),
        });
        let support: BTreeSet<usize> = p.distribution().support().chain(q.distribution().support()).collect();
        let dual = support
            .into_iter()
            .map(|point| Dual { profile: names(point), value: Text(distance.dual(point)) });
        Self { value: Text(distance.value.clone()), coupling: pairs.collect(), dual: dual.collect() }
    }

    fn for_people(&self, distance: &TotalVariation, p: &Prior, q: &Prior) -> String {
        let value = &self.value.0;
        if *value == tvmd_core::Rational::default() {
            return "total variation distance 0: the priors are equal".to_owned();
        }
        let certified = distance.certifies(p.distribution(), q.distribution());
        let mut text = format!("total variation distance {value}\n");
        let _ = writeln!(text, "certificates {}", if certified { "re-checked" } else { "NOT VALID" });
        text.push_str("  a coupling that moves\n");
        for pair in self.coupling.iter().filter(|pair| pair.from != pair.to) {
            let (from, to) = (pair.from.join(", "), pair.to.join(", "));
            let _ = writeln!(text, "    {} from ({from}) to ({to})", pair.probability.0);
        }
        text.push_str("  the event on which the first prior has at least the mass of the second\n");
        for dual in self.dual.iter().filter(|dual| dual.value.0 > tvmd_core::Rational::default()) {
            let _ = writeln!(text, "    ({})", dual.profile.join(", "));
        }
        text
    }
}
