/-!
First of type High gains 1/2 by reporting Low when Second reports Low:
  truth     → gets {Painting}, pays 3/2, utility 1/2
  misreport → gets {Painting}, pays 1, utility 1

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace FirstRefusal.not_dsic

inductive Item where
  | Painting

inductive First where
  | Low
  | High

inductive Second where
  | Low

/-- What a bundle is worth to First, who is High. -/
def value : List Item → Rat
  | [.Painting] => 2
  | _ => 0

/-- How likely First gets which bundle, and what she pays. -/
def outcome : First → Second → List (Rat × List Item) × Rat
  | .Low, .Low => ([(1, [.Painting])], 1)
  | .High, .Low => ([(1, [.Painting])], 3/2)

/-- What First is left with by what all report. -/
def utility (x1 : First) (x2 : Second) : Rat :=
  let (drawn, pays) := outcome x1 x2
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : First) : Rat :=
  utility report .Low

theorem gain : left .Low - left .High = 1/2 := by decide +kernel

theorem not_dsic : ¬ ∀ report : First, left report ≤ left .High :=
  fun pays => absurd (pays .Low) (by decide +kernel)

end FirstRefusal.not_dsic
