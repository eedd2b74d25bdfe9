//! What a mechanism can lose, and what lying can gain, under every prior near the one it was made for.
//!
//! The ball of radius δ holds all priors D̂ of the setting with d_TV(D, D̂) ≤ δ; supports need not be equal, and priors in it may be
//! correlated even if D isn't. For a fixed mechanism the worst (and the best) expected objective over the ball, and the largest
//! expected gain of a misreport given the type, are known exactly, as functions of δ and with the prior that attains them. All
//! of them are the following theorem.
//!
//! # Conditional expectations over a ball
//!
//! Let f be a function of the profile, A an event with p = D(A) > 0, and M the largest value of f on A. *The largest E_D̂\[f | A\] over the
//! ball (and D̂(A) > 0) is attained by moving mass δ within A, from where f is lowest to where it is M, lowest first; if D puts
//! less than δ on the profiles of A with f < M, by moving all of that.* It is (E_D\[f; A\] + Σ moved·(M - f)) / p, a concave
//! piecewise linear function of δ that rises up to M.
//!
//! Proof. The prior so made is in the ball, and gives A the probability p; call its conditional expectation λ. If λ = M nothing
//! is larger. Otherwise mass δ in all was moved. Any D̂ in the ball arises from D by taking away masses r and adding masses a, each δ in all at most. So
//!
//! ```text
//! E_D̂[f - λ; A]  =  E_D[f - λ; A] + Σ_A r·(λ - f) + Σ_A a·(f - λ)
//!                ≤  E_D[f - λ; A] + Σ moved·(λ - f) + δ·(M - λ)
//!                =  E_D[f; A] + Σ moved·(M - f) - pλ  =  0.
//! ```
//!
//! The first sum is largest for mass that is taken where f is lowest, as long as f ≤ λ there: and what was moved has
//! f ≤ λ, since it was below all that stayed, below M, and λ is the average of these. So E_D̂\[f | A\] ≤ λ. That the ratio of two linear
//! functions of D̂ needs no bisection is due to this: it never helps to bring mass into A from elsewhere while mass in A
//! can be moved, because the lowest value is at most the average.
//!
//! If D(A) = 0, any D̂ with mass on A has it at the best profile of A as it likes: the largest E_D̂\[f | A\] is M for every δ > 0, and
//! at δ = 0 nothing is said (types of probability 0 are vacuous).
//!
//! With A everything and f = -O, the objective's negative, it is what Lemma 2 bounds ([`Extremes`]); with A the event that an
//! agent has type t, and f her gain by a misreport, what Lemma 4 bounds ([`Regret`]).
//!
//! # Several types at once
//!
//! The largest mass of types that gain more than ε has to choose types and misreports together with the mass that is spent on each, and spending
//! isn't concave in it: all choices are tried ([`NearFrontier`]), or bounded where they are too many. The largest E\[best gain\] over a
//! ball, which needs the same, isn't here. Theorem 2's bounds on both hold ([`kernel::lemma4`](crate::kernel::lemma4)), and the curve
//! of each type here says what it costs to make that type gain.
//!
//! # Balls
//!
//! All priors within δ, or only those that have mass nowhere but where D has: everything above holds of the setting without the profiles
//! that D rules out ([`Ball`](crate::optimum::Ball)). Where types are to stay independent there are no such curves, but values at a δ ([`Products`]).
//!
//! # Example
//!
//! ```
//! use tvmd::prelude::*;
//! use tvmd::robustness::{Extremes, Promise, Regret};
//!
//! tvmd::mechanism! {
//!     setting Gallery<First, Second> {
//!         items { Painting }
//!         bound 2;
//!         agent First:  additive { Low = 1, High = 2 }
//!         agent Second: additive { Low = 1, High = 2 }
//!         prior uniform;
//!     }
//!     mechanism FirstRefusal in Gallery {
//!         outcomes {
//!             (High, _)   => First gets { Painting } pays 3/2,
//!             (Low, High) => Second gets { Painting } pays 2,
//!             (Low, _)    => First gets { Painting } pays 1,
//!             _           => nothing,
//!         }
//!         claims ex_post_ir, bic, not dsic;
//!     }
//! }
//!
//! let (table, prior) = (Table::of(&FirstRefusal)?, Gallery::prior());
//! let tenth = ratio!(1 / 10);
//!
//! // What revenue falls to within a tenth, and under which prior.
//! let revenue = Extremes::of(Performance::new(&Revenue, &table)?, &prior)?;
//! assert_eq!(revenue.least.at(&ratio!(0)), ratio!(3 / 2));
//! assert_eq!(revenue.least.at(&tenth), ratio!(13 / 10));
//! let worst = revenue.worst_prior(&tenth);
//! assert_eq!(prior.total_variation(&worst)?.value, tenth);
//!
//! // What a lie gains at most there, and up to where a promise holds.
//! let regret = Regret::of(&table, &prior)?;
//! assert_eq!(regret.at(&tenth), ratio!(1 / 5));
//! let promise: Promise = "regret<=1/5".parse()?;
//! assert_eq!(promise.holds_up_to(&table, &prior)?, Some(tenth));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod ball;
mod curve;
mod distance;
mod extremes;
mod frontier;
mod product;
mod promise;
mod regret;

pub use ball::worst_within;
pub use curve::{Curve, Point};
pub use distance::{NoDistance, distance};
pub use extremes::Extremes;
pub use frontier::{Guaranteed, NearFrontier};
pub use product::Products;
pub use promise::{ParsePromiseError, Promise, Quantity};
pub use regret::{Lie, Regret, Tempted};
