//! Order, equality and hashes of long fractions, in a small stack; and against num-rational's where that has stack enough.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::One as _;
use proptest::prelude::*;
use std::collections::HashSet;
use tvmd_rational::Rational;

/// Two quotients of neighbours in Fibonacci's sequence. No two fractions of their length agree in more terms of their continued fractions.
fn neighbours(count: usize) -> [Rational; 2] {
    let (mut before, mut last) = (BigInt::one(), BigInt::one());
    for _ in 0..count {
        (before, last) = (last.clone(), before + last);
    }
    let next = &before + &last;
    [Rational::new(last.clone(), before), Rational::new(next, last)]
}

#[test]
fn long_fractions_need_no_stack() {
    let compare = || {
        // Each of some 20 000 digits, further apart and nearer to each other by turns.
        let [one, other] = neighbours(100_000);
        assert_ne!(one, other);
        let [less, more] = if one < other { [&one, &other] } else { [&other, &one] };
        assert!(less - more < Rational::default());
        assert!(-less > -more);
        assert_eq!(HashSet::from([less.clone(), more.clone(), more.clone()]).len(), 2);
    };
    let thread = std::thread::Builder::new().stack_size(64 << 10).spawn(compare);
    thread.unwrap().join().unwrap();
}

/// Numbers around the widths at which the way of computing changes.
fn whole() -> impl Strategy<Value = BigInt> {
    (0_u32..140, -9_i32..=9).prop_map(|(bits, near)| (BigInt::one() << bits) + near)
}

fn signed() -> impl Strategy<Value = BigInt> {
    (whole(), any::<bool>()).prop_map(|(number, negative)| if negative { -number } else { number })
}

fn fraction() -> impl Strategy<Value = (BigInt, BigInt)> {
    (signed(), signed().prop_filter("not over 0", |number| *number != BigInt::default()))
}

proptest! {
    #[test]
    fn agrees_with_num_rational(one in fraction(), other in fraction()) {
        let ours = [&one, &other].map(|(above, below)| Rational::new(above.clone(), below.clone()));
        let theirs = [&one, &other].map(|(above, below)| BigRational::new(above.clone(), below.clone()));
        for (our, their) in ours.iter().zip(&theirs) {
            prop_assert_eq!((our.numer(), our.denom()), (their.numer(), their.denom()));
            prop_assert_eq!(&Rational::from(their.clone()), our);
        }
        prop_assert_eq!(ours[0].cmp(&ours[1]), theirs[0].cmp(&theirs[1]));
        prop_assert_eq!(ours[0] == ours[1], theirs[0] == theirs[1]);
        let same = Rational::new(&one.0 * &other.1, &one.1 * &other.1);
        prop_assert_eq!(&same, &ours[0]);
        prop_assert_eq!(HashSet::from([same, ours[0].clone()]).len(), 1);
    }

    #[test]
    fn what_isnt_reduced_becomes_so((above, below) in fraction()) {
        let raw = BigRational::new_raw(&above * 6, &below * 6);
        let number = Rational::new(above, below);
        prop_assert_eq!(Rational::from(raw), number);
    }
}
