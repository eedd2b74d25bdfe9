//! `tvmd robustness FILE --mechanism NAME`: a fixed mechanism under every prior near the file's, exactly.

use crate::budget::Budgeted;
use crate::input::Wanted;
use crate::progress::Progress;
use crate::{Failure, Format, input, output, page, targets};
use num_traits::{One as _, Signed as _};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;
use tvmd_core::exact::{self, text::Text};
use tvmd_core::model;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::robustness::{Curve, Extremes, Promise, Regret};
use tvmd_core::tv_robustness::{Lemma2Bound, Lemma4Bound};
use tvmd_core::{Instance, Mechanism as _, Rational};

#[derive(Debug, clap::Args)]
pub(crate) struct Robustness {
    /// The instance file, with a prior.
    file: PathBuf,
    /// The mechanism.
    #[arg(long, value_name = "NAME")]
    mechanism: String,
    /// What could be lost.
    #[arg(long, value_enum, default_value_t = Wanted::Revenue)]
    objective: Wanted,
    /// The total variation distance at which worst priors are shown and promises have to hold, in [0, 1].
    #[arg(long, default_value = "1/10", value_parser = parse_delta, allow_hyphen_values = true)]
    delta: Rational,
    /// Something that has to hold under every prior within the distance: `revenue>=3/2`, `welfare>=1` or `regret<=1/10`; may be repeated.
    #[arg(long, value_name = "PROMISE", allow_hyphen_values = true)]
    promise: Vec<Promise>,
    /// Write a page with the curves to this file.
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

/// The answer for programs.
#[derive(Serialize)]
pub(crate) struct Answer {
    pub(crate) mechanism: String,
    pub(crate) objective: Expected,
    pub(crate) incentives: Incentives,
    pub(crate) bounds: Bounds,
    pub(crate) delta: Text,
    pub(crate) promises: Vec<Promised>,
}

/// The objective by distance, and its worst prior at the distance asked for.
#[derive(Serialize)]
pub(crate) struct Expected {
    pub(crate) name: String,
    pub(crate) least: Curve,
    pub(crate) most: Curve,
    worst_prior: model::PriorDecl,
}

/// The gain of the best lie by distance, and at the distance asked for the lie and the prior under which it gains so much.
#[derive(Serialize)]
pub(crate) struct Incentives {
    pub(crate) regret: Curve,
    /// What types of probability 0 gain at any distance above 0.
    pub(crate) ruled_out: Text,
    lie: Option<Lie>,
    worst_prior: model::PriorDecl,
}

#[derive(Serialize)]
struct Lie {
    agent: String,
    r#type: String,
    misreport: String,
    gain: Text,
}

/// The paper's bounds.
#[derive(Serialize)]
pub(crate) struct Bounds {
    pub(crate) lemma_2: Lemma2Bound,
    /// None where the mechanism isn't ex-post IR and BIC under the prior.
    pub(crate) lemma_4: Option<Lemma4Bound>,
}

/// A promise, and the largest distance up to which it holds; none if it doesn't hold under the prior itself.
#[derive(Serialize)]
pub(crate) struct Promised {
    pub(crate) promise: String,
    pub(crate) holds_up_to: Option<Text>,
}

impl Robustness {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--out", self.out.as_deref())])?;
        input::each_once("--promise", &self.promise)?;
        let instance = input::read(&self.file)?;
        let answer = self.answer(&instance)?;
        if let Some(out) = &self.out {
            output::page(out, &page::robustness(&answer))?;
        }
        let broken: Vec<String> = answer
            .promises
            .iter()
            .filter(|own| own.holds_up_to.as_ref().is_none_or(|to| to.0 < self.delta))
            .map(|own| format!("{} doesn't hold under every prior within {}", own.promise, self.delta))
            .collect();
        match format {
            Format::Json => output::json(&answer)?,
            Format::Text => output::text(&answer.for_people()?)?,
        }
        if broken.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(broken.join("\n"))) }
    }

    fn answer(&self, instance: &Instance) -> Result<Answer, Failure> {
        let wrong = |reason: String| Failure::Input(format!("{}: {reason}", self.file.display()));
        let mechanism = input::mechanism(instance, &self.mechanism, &self.file)?;
        let prior = instance.prior().ok_or_else(|| {
            wrong("robustness is about priors near the file's, and the file has no `prior`".to_owned())
        })?;
        self.budget.allows(mechanism.work(), self.file.display())?;
        let mut progress = Progress::new();
        progress.stage(&format!("checking {} near the prior", mechanism.name()));
        let table = mechanism.outcomes();
        self.budget.allows(Regret::work(table), self.file.display())?;
        let objective = Standard::from(self.objective);
        let performance = Performance::new(&objective, table).map_err(|error| wrong(error.to_string()))?;
        let extremes = Extremes::of(performance, prior).map_err(|error| wrong(error.to_string()))?;
        let regret = Regret::of(table, prior).map_err(|error| wrong(error.to_string()))?;
        let tempted = regret.worst_prior(table, &self.delta).map_err(|error| wrong(error.to_string()))?;
        let lie = regret.worst_lie(&self.delta).map(|lie| {
            let agent = &instance.setting().agents()[lie.agent.0];
            let name = |own: usize| agent.type_name(own).to_owned();
            Lie {
                agent: agent.name().to_owned(),
                r#type: name(lie.own),
                misreport: name(lie.report),
                gain: Text(lie.gain),
            }
        });
        let lemma_4 = Lemma4Bound::of(table, prior).map_err(|error| wrong(error.to_string()))?;
        let promised = |promise: &Promise| {
            let to = promise.holds_up_to(table, prior).map_err(|error| wrong(error.to_string()))?;
            Ok(Promised { promise: promise.to_string(), holds_up_to: to.map(Text) })
        };
        Ok(Answer {
            mechanism: mechanism.name().to_owned(),
            bounds: Bounds { lemma_2: extremes.lemma_2(&objective), lemma_4 },
            objective: Expected {
                name: objective.name().to_owned(),
                worst_prior: extremes.worst_prior(&self.delta).to_model(),
                least: extremes.least,
                most: extremes.most,
            },
            incentives: Incentives {
                ruled_out: Text(regret.jump()),
                regret: regret.curve,
                lie,
                worst_prior: tempted.to_model(),
            },
            delta: Text(self.delta.clone()),
            promises: self.promise.iter().map(promised).collect::<Result<_, _>>()?,
        })
    }
}

impl Answer {
    fn for_people(&self) -> Result<String, Failure> {
        let mut text = format!("{} under every prior within total variation distance δ\n", self.mechanism);
        // Writing to a string can't fail.
        let _ = self.write(&mut text);
        let prior = |prior: &model::PriorDecl| {
            serde_json::to_string(prior).map_err(|error| Failure::Input(error.to_string()))
        };
        let delta = &self.delta.0;
        let least = self.objective.least.at(delta);
        let _ = writeln!(text, "\nwithin {delta}");
        let _ = writeln!(
            text,
            "  {} of {least} under {}",
            self.objective.name,
            prior(&self.objective.worst_prior)?
        );
        let _ = match &self.incentives.lie {
            None => writeln!(text, "  no lie gains anything"),
            Some(Lie { agent, r#type, misreport, gain }) => {
                let worst = prior(&self.incentives.worst_prior)?;
                writeln!(
                    text,
                    "  {agent} of type {} gains {} by reporting {misreport} under {worst}",
                    r#type, gain.0
                )
            }
        };
        for Promised { promise, holds_up_to } in &self.promises {
            let _ = match holds_up_to {
                Some(to) => writeln!(text, "  {promise} holds up to {}", to.0),
                None => writeln!(text, "  {promise} doesn't hold under the prior itself"),
            };
        }
        Ok(text)
    }

    /// The curves and the paper's bounds.
    fn write(&self, text: &mut String) -> std::fmt::Result {
        let Bounds { lemma_2, lemma_4 } = &self.bounds;
        let curve = |text: &mut String, curve: &Curve| {
            curve
                .points()
                .iter()
                .try_for_each(|point| writeln!(text, "  {:<12} {}", point.delta.to_string(), point.value))
        };
        writeln!(text, "\nδ: least expected {}", self.objective.name)?;
        curve(text, &self.objective.least)?;
        writeln!(
            text,
            "  Lemma 2: falls by at most {}·δ; on this mechanism {}·δ",
            lemma_2.width, lemma_2.width_in_play
        )?;
        writeln!(text, "\nδ: most expected {}", self.objective.name)?;
        curve(text, &self.objective.most)?;
        writeln!(text, "\nδ: largest expected gain of a lie, given the type")?;
        curve(text, &self.incentives.regret)?;
        if self.incentives.ruled_out.0.is_positive() {
            writeln!(
                text,
                "  types of probability 0 gain up to {} at any δ above 0",
                self.incentives.ruled_out.0
            )?;
        }
        match lemma_4 {
            Some(bound) => writeln!(
                text,
                "  Lemma 4: a type of probability p gains at most {}·δ/p; sharp: {}·δ/p",
                bound.printed, bound.sharp
            ),
            None => writeln!(
                text,
                "  Lemma 4 says nothing: the mechanism isn't ex-post IR and BIC under the prior"
            ),
        }
    }
}

fn parse_delta(text: &str) -> Result<Rational, String> {
    let delta = exact::parse(text).map_err(|error| error.to_string())?;
    let fits = !delta.is_negative() && delta <= Rational::one();
    if fits {
        Ok(delta)
    } else {
        Err(format!("{delta} isn't a distance of distributions; those are in [0, 1]"))
    }
}
