//! `tvmd robustness FILE --mechanism NAME`: a fixed mechanism under every prior near the file's, exactly.

use crate::budget::Budgeted;
use crate::input::Wanted;
use crate::interrupt::Finished;
use crate::progress::Progress;
use crate::sweep;
use crate::{Failure, Format, input, output, targets};
use clap::ValueEnum;
use schemars::JsonSchema;
use std::fmt::Display;
use std::path::PathBuf;
use tvmd_core::incentive::Temptation;
use tvmd_core::optimum::Ball;
use tvmd_core::robustness::{Products, Promise, Regret};
use tvmd_core::sweep::Sweep;
use tvmd_core::{Declared, Instance, Mechanism as _, Prior, Rational};
use tvmd_view::answer::robustness::{self, Answer, Asked, PARTS, Part, Promised, SoFar, products};
use tvmd_view::answer::sweep::Seen;

#[derive(Debug, clap::Args)]
pub(crate) struct Robustness {
    /// The instance file, with a prior.
    file: PathBuf,
    /// The mechanism; needed where the file has several.
    #[arg(long, value_name = "NAME")]
    mechanism: Option<String>,
    /// What could be lost.
    #[arg(long, value_enum, default_value_t = Wanted::Revenue)]
    objective: Wanted,
    /// The total variation distance at which worst priors are shown and promises have to hold, in [0, 1].
    #[arg(long, default_value = "1/10", value_parser = input::distance, allow_hyphen_values = true)]
    delta: Rational,
    /// Which priors that near there are: all; those that rule out what the file's does; or those under which types are independent, each agent's
    /// distribution being that near, for which there are no curves, but values at `--delta`.
    #[arg(long, value_enum, default_value_t = Kind::All)]
    ball: Kind,
    /// Something that has to hold under every prior within the distance: `revenue>=3/2`, `welfare>=1` or `regret<=1/10`; may be repeated.
    #[arg(long, value_name = "PROMISE", allow_hyphen_values = true)]
    promise: Vec<Promise>,
    /// Write a page for a browser to this file: the curves with the paper's bounds, the worst priors, the mechanism and its setting.
    #[arg(long, alias = "out", value_name = "FILE.html")]
    page: Option<PathBuf>,
    /// The same for many values of one number of the file, by its path or the end of it: `"reserve=0..2 step 1/4"`; without a step it is 1.
    /// Of a probability, with `rescaled` behind, the others of its distribution share what is left in their proportions.
    #[arg(long, value_name = "PATH=FROM..TO step S")]
    sweep: Option<Sweep>,
    #[command(flatten)]
    budget: Budgeted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    All,
    Support,
    Product,
}

/// The answer, that where types stay independent, or those of a sweep.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, clippy::large_enum_variant, reason = "for the schema")]
pub(crate) enum Answered {
    Any(Answer),
    SoFar(SoFar),
    Products(products::Answer),
    ProductsSoFar(products::SoFar),
    Sweep(crate::sweep::Answer<Answer>),
}

impl Robustness {
    pub(crate) fn run(&self, format: Format) -> Result<(), Failure> {
        targets::check(&[&self.file], &[("--page", self.page.as_deref())])?;
        input::each_once("--promise", &self.promise)?;
        if let Some(sweep) = &self.sweep {
            return self.swept(sweep, format);
        }
        let instance = input::read(&self.file)?;
        let near = match self.ball {
            Kind::All => Ball::All,
            Kind::Support => Ball::Support,
            Kind::Product => return self.products(&instance, format),
        };
        let mechanism = self.mechanism(&instance)?;
        let finished = self.finished(mechanism.name(), &instance, near, format);
        let answer = self.answer(&instance, near, &mut |part| finished.add(part))?;
        finished.all();
        if let Some(file) = &self.page {
            let prior = self.prior(&instance)?;
            let page = robustness::page(&answer, mechanism.table(), prior);
            output::html(file, &page.map_err(|error| Failure::Input(format!("--page: {error}")))?)?;
        }
        let sheets = instance.prior().map(|prior| answer.sheets(prior)).unwrap_or_default();
        output::answer(format, &answer, |tables| answer.for_people(tables), &sheets)?;
        self.holds(self.broken(&answer).map(|own| &own.promise[..]))
    }

    /// The parts of an answer; an interruption prints those that are found.
    fn finished(&self, mechanism: &str, instance: &Instance, ball: Ball, format: Format) -> Finished<Part> {
        let (mechanism, delta, prior) = (mechanism.to_owned(), self.delta.clone(), instance.prior().cloned());
        Finished::of(PARTS, "parts", move |parts| {
            let so_far = SoFar::of(&mechanism, &delta, robustness::word(ball), parts);
            let sheets = prior.map(|prior| so_far.sheets(&prior)).unwrap_or_default();
            output::answer(format, &so_far, |tables| so_far.for_people(tables), &sheets)
        })
    }

    /// For each value of a number.
    fn swept(&self, sweep: &Sweep, format: Format) -> Result<(), Failure> {
        let near = match self.ball {
            Kind::All => Ball::All,
            Kind::Support => Ball::Support,
            Kind::Product => {
                return Err(Failure::Input("--sweep goes with --ball all or support".to_owned()));
            }
        };
        let mut broken = Vec::new();
        let answer = |instance: Instance| {
            let answer = self.answer(&instance, near, &mut |_| ())?;
            broken.extend(self.broken(&answer).map(|own| own.promise.clone()));
            Ok(answer)
        };
        let shown =
            |answer: &Answer| vec![Seen { of: Some(answer.mechanism.clone()), cells: answer.cells() }];
        sweep::run(sweep, &self.file, format, self.page.as_deref(), answer, shown)?;
        broken.dedup();
        self.holds(broken.iter().map(String::as_str))
    }

    /// The promises that don't hold as far as is asked.
    fn broken<'a>(&self, answer: &'a Answer) -> impl Iterator<Item = &'a Promised> {
        answer.promises.iter().filter(|promised| !promised.holds_within(&self.delta))
    }

    /// Near independent priors that stay so.
    fn products(&self, instance: &Instance, format: Format) -> Result<(), Failure> {
        let (mechanism, prior) = self.subject(instance)?;
        let products = Products::of(prior, &self.delta)
            .ok_or_else(|| self.wrong("--ball product is about independent types, and the file's aren't"))?;
        let mut progress = Progress::new();
        progress.stage(&format!("checking {} near the prior", mechanism.name()));
        let table = mechanism.table();
        // What is too much without any lie is refused before lies are looked for.
        let functions = 2 + self.promise.len();
        self.budget.allows(Products::work(prior, functions as u64), self.file.display())?;
        self.budget.allows(Regret::work(table), self.file.display())?;
        let lies = Temptation::all(table, prior).map_err(|error| self.wrong(error))?.len();
        self.budget.allows(Products::work(prior, (functions + lies) as u64), self.file.display())?;
        let (named, near) = ((mechanism.name(), table), (&products, &self.delta));
        let finished = {
            let (mechanism, delta, prior) = (mechanism.name().to_owned(), self.delta.clone(), prior.clone());
            Finished::of(products::PARTS, "parts", move |parts| {
                let so_far = products::SoFar::of(&mechanism, &delta, parts);
                let sheets = so_far.sheets(&prior);
                output::answer(format, &so_far, |tables| so_far.for_people(tables), &sheets)
            })
        };
        let mut found = |part: products::Part| {
            let next = part.next();
            finished.add(part);
            progress.detail(next);
        };
        let answer = products::Answer::of(named, near, self.objective.into(), &self.promise, &mut found);
        let answer = answer.map_err(|error| self.wrong(error))?;
        finished.all();
        drop(progress);
        if let Some(file) = &self.page {
            let page = answer.page(mechanism.table(), prior).map_err(|error| self.wrong(error))?;
            output::html(file, &page)?;
        }
        let sheets = answer.sheets(prior);
        output::answer(format, &answer, |tables| answer.for_people(tables), &sheets)?;
        let broken = answer.promises.iter().filter(|own| !own.holds);
        self.holds(broken.map(|own| &own.promise[..]))
    }

    fn wrong(&self, reason: impl Display) -> Failure {
        Failure::Input(format!("{}: {reason}", self.file.display()))
    }

    fn prior<'i>(&self, instance: &'i Instance) -> Result<&'i Prior, Failure> {
        input::prior(instance, "robustness is about priors near a given one", &self.file)
    }

    /// The mechanism that is asked about.
    fn mechanism<'i>(&self, instance: &'i Instance) -> Result<&'i Declared, Failure> {
        input::the_mechanism(instance, self.mechanism.as_deref(), &self.file)
    }

    /// What is asked about, once it is known that it isn't too much work.
    fn subject<'i>(&self, instance: &'i Instance) -> Result<(&'i Declared, &'i Prior), Failure> {
        let mechanism = self.mechanism(instance)?;
        let prior = self.prior(instance)?;
        self.budget.allows(mechanism.work(), self.file.display())?;
        Ok((mechanism, prior))
    }

    /// Whether all promises hold, given those that don't.
    fn holds<'p>(&self, broken: impl Iterator<Item = &'p str>) -> Result<(), Failure> {
        let said =
            broken.map(|promise| format!("{promise} doesn't hold under every prior within {}", self.delta));
        let said: Vec<String> = said.collect();
        if said.is_empty() { Ok(()) } else { Err(Failure::DoesNotHold(said.join("\n"))) }
    }

    /// What is found, part by part; `found` is told of each.
    fn answer(
        &self,
        instance: &Instance,
        ball: Ball,
        found: &mut dyn FnMut(Part),
    ) -> Result<Answer, Failure> {
        let (mechanism, prior) = self.subject(instance)?;
        let mut progress = Progress::new();
        progress.stage(&format!("checking {} near the prior", mechanism.name()));
        let table = mechanism.table();
        self.budget.allows(Regret::work(table), self.file.display())?;
        let (objective, delta, promises) = (self.objective.into(), &self.delta, &self.promise[..]);
        let asked = Asked { objective, delta, ball, promises };
        let mut part = |part: Part| {
            let next = part.next();
            found(part);
            progress.detail(next);
        };
        Answer::of((mechanism.name(), table), prior, asked, &self.budget.get(), &mut part)
            .map_err(|error| self.wrong(error))
    }
}
