//! `tvmd robustness FILE --mechanism NAME`: a fixed mechanism under every prior near the file's, exactly.

mod answer;
mod page;

use crate::budget::Budgeted;
use crate::input::Wanted;
use crate::progress::Progress;
use crate::{Failure, Format, input, output, targets};
use answer::{Answer, Bounds, Expected, Incentives, Lie, Promised};
use std::path::PathBuf;
use tvmd_core::exact::text::Text;
use tvmd_core::objective::{Objective as _, Performance, Standard};
use tvmd_core::robustness::{Extremes, Promise, Regret};
use tvmd_core::tv_robustness::Lemma4Bound;
use tvmd_core::{Declared, Instance, Mechanism as _, Rational};

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
    #[arg(long, default_value = "1/10", value_parser = input::distance, allow_hyphen_values = true)]
    delta: Rational,
    /// Something that has to hold under every prior within the distance: `revenue>=3/2`, `welfare>=1` or `regret<=1/10`; may be repeated.
    #[arg(long, value_name = "PROMISE", allow_hyphen_values = true)]
    promise: Vec<Promise>,
    /// Write a page for a browser to this file: the curves with the paper's bounds, the worst priors, the mechanism and its setting.
    #[arg(long, value_name = "FILE.html")]
    out: Option<PathBuf>,
    #[command(flatten)]
    budget: Budgeted,
}

impl Robustness {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--out", self.out.as_deref())])?;
        input::each_once("--promise", &self.promise)?;
        let instance = input::read(&self.file)?;
        let answer = self.answer(&instance)?;
        if let Some(out) = &self.out {
            let mechanism =
                input::mechanism(instance.mechanisms(), Declared::name, &self.mechanism, &self.file)?;
            output::html(out, &page::of(&answer, mechanism)?)?;
        }
        let broken: Vec<String> = answer
            .promises
            .iter()
            .filter(|own| own.holds_up_to.as_ref().is_none_or(|to| to.0 < self.delta))
            .map(|own| format!("{} doesn't hold under every prior within {}", own.promise, self.delta))
            .collect();
        let words = answer.for_people()?;
        output::answer(format, &answer, || words, &[])?;
        if broken.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(broken.join("\n"))) }
    }

    fn answer(&self, instance: &Instance) -> Result<Answer, Failure> {
        let wrong = |reason: String| Failure::Input(format!("{}: {reason}", self.file.display()));
        let mechanism = input::mechanism(instance.mechanisms(), Declared::name, &self.mechanism, &self.file)?;
        let prior = instance.prior().ok_or_else(|| {
            wrong("robustness is about priors near the file's, and the file has no `prior`".to_owned())
        })?;
        self.budget.allows(mechanism.work(), self.file.display())?;
        let mut progress = Progress::new();
        progress.stage(&format!("checking {} near the prior", mechanism.name()));
        let table = mechanism.table();
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
                worst_prior: extremes.worst_prior(&self.delta),
                least: extremes.least,
                most: extremes.most,
            },
            incentives: Incentives {
                ruled_out: Text(regret.jump()),
                regret: regret.curve,
                lie,
                worst_prior: tempted,
            },
            delta: Text(self.delta.clone()),
            promises: self.promise.iter().map(promised).collect::<Result<_, _>>()?,
        })
    }
}
