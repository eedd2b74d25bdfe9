/-!
Ann of type type gains 2 by reporting Low when Bob & Co reports 1/2 and Cy reports A:
  truth     → gets {Tea}, pays 3, utility 0
  misreport → gets {Tea}, pays 1, utility 2

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace FirstPrice.not_dsic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low
  | Type1

inductive BobCo where
  | V1_2

inductive Cy where
  | A

/-- What a bundle is worth to Ann, who is type. -/
def value : List Item → Rat
  | [.Tea] => 3
  | _ => 0

/-- How likely Ann gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .A => ([(1, [.Tea])], 1)
  | .Type1, .V1_2, .A => ([(1, [.Tea])], 3)

/-- What Ann is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : Ann) : Rat :=
  utility report .V1_2 .A

theorem gain : left .Low - left .Type1 = 2 := by decide +kernel

theorem not_dsic : ¬ ∀ report : Ann, left report ≤ left .Type1 :=
  fun pays => absurd (pays .Low) (by decide +kernel)

end FirstPrice.not_dsic

/-!
Ann of type type gains 2 by reporting Low in expectation over the others' types:
  truth     → gets {Tea}, pays 3, utility 0
  misreport → gets {Tea}, pays 1, utility 2

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace FirstPrice.not_bic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low
  | Type1

inductive Cy where
  | A

/-- What a bundle is worth to Ann, who is type. -/
def value : List Item → Rat
  | [.Tea] => 3
  | _ => 0

/-- How likely Ann gets which bundle, and what she pays. -/
def outcome : Ann → Cy → List (Rat × List Item) × Rat
  | .Low, .A => ([(1, [.Tea])], 1)
  | .Type1, .A => ([(1, [.Tea])], 3)

/-- What Ann is left with by what all report. -/
def utility (x1 : Ann) (x2 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report, in expectation over the others' types. -/
def left (report : Ann) : Rat :=
  utility report .A

theorem gain : left .Low - left .Type1 = 2 := by decide +kernel

theorem not_bic : ¬ ∀ report : Ann, left report ≤ left .Type1 :=
  fun pays => absurd (pays .Low) (by decide +kernel)

end FirstPrice.not_bic

/-!
Cy of type A loses 1/9 by taking part when Ann reports Low and Bob & Co reports 1/2:
  truth     → gets {the cup} with probability 2/3, pays 1/9, utility -1/9

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Raffle.not_ex_post_ir

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low

inductive BobCo where
  | V1_2

inductive Cy where
  | A

/-- What a bundle is worth to Cy, who is A. -/
def value : List Item → Rat
  | [.TheCup] => 0
  | _ => 0

/-- How likely Cy gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .A => ([(2/3, [.TheCup])], 1/9)

/-- What Cy is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : Cy) : Rat :=
  utility .Low .V1_2 report

theorem loss : left .A = -1/9 := by decide +kernel

theorem not_ex_post_ir : ¬ 0 ≤ left .A := by decide +kernel

end Raffle.not_ex_post_ir

/-!
Cy of type A loses 1/15 by taking part in expectation over the others' types:
  truth     → gets {the cup} with probability 2/5, pays 1/15, utility -1/15

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Raffle.not_interim_ir

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low
  | Type1

inductive BobCo where
  | Bottom
  | V1_2

inductive Cy where
  | A

/-- What a bundle is worth to Cy, who is A. -/
def value : List Item → Rat
  | [.TheCup] => 0
  | _ => 0

/-- How likely Cy gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .A => ([(2/3, [.TheCup])], 1/9)
  | .Type1, .Bottom, .A => ([], 0)
  | _, _, _ => ([], 0)

/-- What Cy is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report, in expectation over the others' types. -/
def left (report : Cy) : Rat :=
  (3/5) * utility .Low .V1_2 report +
  (2/5) * utility .Type1 .Bottom report

theorem loss : left .A = -1/15 := by decide +kernel

theorem not_interim_ir : ¬ 0 ≤ left .A := by decide +kernel

end Raffle.not_interim_ir

/-!
Ann of type High gains 5/12 by reporting Low when Bob & Co reports 1/2 and Cy reports A:
  truth     → gets {Tea}, pays 7/4, utility 1/4
  misreport → gets {Tea} with probability 1/3, pays 0, utility 2/3

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Raffle.not_dsic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low
  | High

inductive BobCo where
  | V1_2

inductive Cy where
  | A

/-- What a bundle is worth to Ann, who is High. -/
def value : List Item → Rat
  | [.Tea] => 2
  | _ => 0

/-- How likely Ann gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .A => ([(1/3, [.Tea])], 0)
  | .High, .V1_2, .A => ([(1, [.Tea])], 7/4)

/-- What Ann is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : Ann) : Rat :=
  utility report .V1_2 .A

theorem gain : left .Low - left .High = 5/12 := by decide +kernel

theorem not_dsic : ¬ ∀ report : Ann, left report ≤ left .High :=
  fun pays => absurd (pays .Low) (by decide +kernel)

end Raffle.not_dsic

/-!
Cy of type A gains 1/15 by reporting Bottom in expectation over the others' types:
  truth     → gets {the cup} with probability 2/5, pays 1/15, utility -1/15
  misreport → gets nothing, pays 0, utility 0

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Raffle.not_bic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low
  | Type1

inductive BobCo where
  | Bottom
  | V1_2

inductive Cy where
  | Bottom
  | A

/-- What a bundle is worth to Cy, who is A. -/
def value : List Item → Rat
  | [.TheCup] => 0
  | _ => 0

/-- How likely Cy gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .Bottom => ([], 0)
  | .Low, .V1_2, .A => ([(2/3, [.TheCup])], 1/9)
  | .Type1, .Bottom, .Bottom => ([], 0)
  | .Type1, .Bottom, .A => ([], 0)
  | _, _, _ => ([], 0)

/-- What Cy is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report, in expectation over the others' types. -/
def left (report : Cy) : Rat :=
  (3/5) * utility .Low .V1_2 report +
  (2/5) * utility .Type1 .Bottom report

theorem gain : left .Bottom - left .A = 1/15 := by decide +kernel

theorem not_bic : ¬ ∀ report : Cy, left report ≤ left .A :=
  fun pays => absurd (pays .Bottom) (by decide +kernel)

end Raffle.not_bic

/-!
Ann of type Low loses 1/7 by taking part when Bob & Co reports 1/2 and Cy reports B:
  truth     → gets {the cup}, pays 1/7, utility -1/7

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Robbery.not_ex_post_ir

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | Low

inductive BobCo where
  | V1_2

inductive Cy where
  | B

/-- What a bundle is worth to Ann, who is Low. -/
def value : List Item → Rat
  | [.TheCup] => 0
  | _ => 0

/-- How likely Ann gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .Low, .V1_2, .B => ([(1, [.TheCup])], 1/7)

/-- What Ann is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : Ann) : Rat :=
  utility report .V1_2 .B

theorem loss : left .Low = -1/7 := by decide +kernel

theorem not_ex_post_ir : ¬ 0 ≤ left .Low := by decide +kernel

end Robbery.not_ex_post_ir

/-!
Cy of type Bottom gains 2 by reporting B when Ann reports High and Bob & Co reports 1/2:
  truth     → gets nothing, pays 0, utility 0
  misreport → gets nothing, pays -2, utility 2

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Robbery.not_dsic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | High

inductive BobCo where
  | V1_2

inductive Cy where
  | Bottom
  | B

/-- What a bundle is worth to Cy, who is Bottom. -/
def value : List Item → Rat
  | _ => 0

/-- How likely Cy gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .High, .V1_2, .Bottom => ([], 0)
  | .High, .V1_2, .B => ([], -2)

/-- What Cy is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report. -/
def left (report : Cy) : Rat :=
  utility .High .V1_2 report

theorem gain : left .B - left .Bottom = 2 := by decide +kernel

theorem not_dsic : ¬ ∀ report : Cy, left report ≤ left .Bottom :=
  fun pays => absurd (pays .B) (by decide +kernel)

end Robbery.not_dsic

/-!
Cy of type Bottom gains 2 by reporting B in expectation over the others' types:
  truth     → gets nothing, pays 0, utility 0
  misreport → gets nothing, pays -2, utility 2

Lean 4 with rationals (`Rat`) in its core; nothing is imported.
-/

namespace Robbery.not_bic

inductive Item where
  | Tea
  | TheCup

inductive Ann where
  | High

inductive BobCo where
  | V1_2

inductive Cy where
  | Bottom
  | B

/-- What a bundle is worth to Cy, who is Bottom. -/
def value : List Item → Rat
  | _ => 0

/-- How likely Cy gets which bundle, and what she pays. -/
def outcome : Ann → BobCo → Cy → List (Rat × List Item) × Rat
  | .High, .V1_2, .Bottom => ([], 0)
  | .High, .V1_2, .B => ([], -2)

/-- What Cy is left with by what all report. -/
def utility (x1 : Ann) (x2 : BobCo) (x3 : Cy) : Rat :=
  let (drawn, pays) := outcome x1 x2 x3
  drawn.foldl (fun sum (likely, bundle) => sum + likely * value bundle) 0 - pays

/-- The same by her report, in expectation over the others' types. -/
def left (report : Cy) : Rat :=
  utility .High .V1_2 report

theorem gain : left .B - left .Bottom = 2 := by decide +kernel

theorem not_bic : ¬ ∀ report : Cy, left report ≤ left .Bottom :=
  fun pays => absurd (pays .B) (by decide +kernel)

end Robbery.not_bic
