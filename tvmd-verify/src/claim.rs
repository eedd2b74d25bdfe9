//! What a certificate claims: the words of its file, and the fields that each kind of claim needs and excludes.

use super::file::Certificate;
use num_rational::BigRational as Q;
use num_traits::Signed;
use serde::{Deserialize, Serialize};

/// Declares words of the file.
macro_rules! words {
    ($($(#[$about:meta])* $word:ident { $($(#[$of:meta])* $case:ident,)* })*) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $word { $($(#[$of])* $case,)* }
    )* };
}

words! {
    /// What the value of a certificate is.
    Proves {
        /// The most that a mechanism with the constraints makes, in expectation over the prior.
        Optimum,
        /// The same among mechanisms without lotteries.
        Deterministic,
        /// The most that a DSIC, ex-post IR mechanism makes for sure over all joint distributions with the prior's marginals.
        MaxMin,
        /// What this DSIC, ex-post IR mechanism makes for sure over all of them, and no more under a worst one. That no other
        /// mechanism guarantees more is not proved.
        Guarantee,
    }
    /// What is maximised or guaranteed.
    Objective {
        /// The sum of payments.
        Revenue,
        /// The sum of values.
        Welfare,
    }
    /// What is asked of incentives. ⊥ is a report, except where truth is to be dominant and participation interim.
    Truthfulness {
        /// Truth is dominant.
        Dsic,
        /// Truth is a Bayes-Nash equilibrium.
        Bic,
    }
    /// When taking part truthfully must not cost anything.
    Participation {
        /// At every profile.
        ExPost,
        /// In expectation, given the own type.
        Interim,
    }
}

/// All that a certificate claims, but its value and the numbers of its setting and its prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What the value is.
    pub proves: Proves,
    /// The setting's name.
    pub setting: String,
    /// What is maximised or guaranteed.
    pub objective: Objective,
    /// What is asked of incentives.
    pub truthfulness: Truthfulness,
    /// What a type may gain by a misreport, in expectation: at least 0, and only under BIC.
    pub epsilon: Option<Q>,
    /// What is asked of participation.
    pub participation: Participation,
}

impl Claim {
    /// The claim of a file, if it has all fields that belong to it and no others.
    pub(crate) fn of(file: &Certificate) -> Result<Self, String> {
        let Certificate { proves, objective, truthfulness, participation, .. } = *file;
        let epsilon = file.epsilon.as_ref().map(|own| own.0.clone());
        let marginals = matches!(proves, Proves::MaxMin | Proves::Guarantee);
        for (field, is_there, belongs) in [
            ("worst_prior", file.worst_prior.is_some(), marginals),
            ("potentials", file.primal.potentials.is_some(), marginals),
            ("dual", file.dual.is_some(), proves != Proves::Guarantee),
        ] {
            if is_there != belongs {
                let how = if belongs { "needs" } else { "has no" };
                return Err(format!("a certificate of this kind {how} `{field}`"));
            }
        }
        let known = (truthfulness, participation) == (Truthfulness::Dsic, Participation::ExPost);
        if marginals && !known {
            Err("where only marginals are known, mechanisms are `dsic` and `ex-post` IR".to_owned())
        } else if epsilon.is_some() && truthfulness != Truthfulness::Bic {
            Err("`epsilon` belongs to `bic`, and only there".to_owned())
        } else if epsilon.as_ref().is_some_and(Signed::is_negative) {
            Err("`epsilon`, the gain that is allowed, is negative".to_owned())
        } else {
            let setting = file.setting.name.clone();
            Ok(Self { proves, setting, objective, truthfulness, epsilon, participation })
        }
    }
}
