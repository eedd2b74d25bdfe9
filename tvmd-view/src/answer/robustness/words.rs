//! A mechanism under every prior near its own, in words.

use super::{Answer, Bounds, Incentives};
use crate::answer::paper;
use crate::{Rounded, Sheet, below};
use num_traits::Signed as _;
use std::fmt::{Display, Write as _};
use tvmd_core::Rational;
use tvmd_core::robustness::Guaranteed;

/// What an answer is about.
pub(super) fn title(mechanism: &str, ball: &str) -> String {
    let which = if ball == "support" { " that rules out what the file's does" } else { "" };
    format!("{mechanism} under every prior within total variation distance δ{which}")
}

/// Lines of an answer: what each is about, and what it says.
pub(super) struct Lines {
    pub(super) text: String,
    wide: usize,
}

impl Lines {
    pub(super) fn below(title: &str, delta: &Rational) -> Self {
        let wide = format!("within {delta}").chars().count().max(12);
        Self { text: format!("{title}\n"), wide }
    }

    pub(super) fn line(&mut self, what: &str, is: impl Display) {
        let wide = self.wide;
        // Writing to a string can't fail.
        let _ = writeln!(self.text, "  {what:<wide$} {is}");
    }
}

/// The frontier in a line.
pub(super) fn corners(frontier: &[Guaranteed]) -> String {
    let steps = frontier.iter().map(|Guaranteed { epsilon, q, exact }| {
        let beyond = if *exact { "" } else { " (a bound)" };
        format!("({epsilon}, {q}){beyond}")
    });
    format!("under every prior: {}", steps.collect::<Vec<_>>().join(", "))
}

impl Answer {
    /// In words, with its tables.
    pub fn for_people(&self, sheets: &[Sheet]) -> String {
        let delta = &self.delta.0;
        let mut lines = Lines::below(&self.title(), delta);
        self.objective.say(delta, &mut lines);
        let Incentives { lies, frontier } = &self.incentives;
        lies.say(&mut lines);
        if lies.lie.is_some() {
            lines.line("(ε, q)-BIC", corners(frontier));
        }
        let ruled_out = &lies.ruled_out.0;
        if ruled_out.is_positive() {
            let gain = Rounded::Near.beside(ruled_out);
            lines.line("", format_args!("types of probability 0 gain up to {gain} at any δ above 0"));
        }
        for promised in &self.promises {
            lines.line("promise", promised.for_people(delta));
        }
        self.lemmas().into_iter().for_each(|(lemma, says)| lines.line(lemma, says));
        below(&lines.text, &lies.telling(sheets, delta))
    }

    /// What the paper says of it, by its lemma; of lies nothing where truth is dominant.
    pub(super) fn lemmas(&self) -> Vec<(&'static str, String)> {
        let (Bounds { lemma_2, lemma_4 }, name) = (&self.bounds, &self.objective.name);
        let (width, in_play) = (&lemma_2.width, &lemma_2.width_in_play);
        let objective =
            ("Lemma 2", format!("{name} falls by at most {width}·δ; on this mechanism {in_play}·δ"));
        if self.incentives.lies.truth_is_dominant {
            return vec![objective, ("", format!("(of {})", paper()))];
        }
        let lie = match lemma_4 {
            Some(bound) => {
                let (printed, sharp) = (&bound.printed, &bound.sharp);
                format!("a type of probability p gains at most {printed}·δ/p; sharp: {sharp}·δ/p")
            }
            None => "says nothing: the mechanism isn't ex-post IR and BIC under the prior".to_owned(),
        };
        vec![objective, ("Lemma 4", lie), ("", format!("(both of {})", paper()))]
    }
}
