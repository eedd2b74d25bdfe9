use super::*;
use crate::exact::{parse, ratio};

/// Whether an interval lies within one unit of the last digit of `digits`, around it, and contains what it must.
fn near(interval: &Enclosure, digits: &str) {
    let (about, unit) = (parse(digits).unwrap(), parse("0.00000000000000000001").unwrap());
    assert!(interval.low <= interval.high);
    assert!((&interval.low - &about).abs() <= unit && (&interval.high - &about).abs() <= unit, "{digits}");
}

#[test]
fn known_digits() {
    near(&sqrt(&ratio(2, 1), 80).unwrap(), "1.41421356237309504880");
    near(&ln(&ratio(2, 1), 80).unwrap(), "0.69314718055994530941");
    near(&ln(&ratio(1, 10), 80).unwrap(), "-2.30258509299404568401");
    near(&ln(&ratio(1_000_003, 7), 90).unwrap(), "11.86960340890446080801");
    near(&exp(&ratio(1, 1), 80).unwrap(), "2.71828182845904523536");
    near(&exp(&ratio(-7, 2), 80).unwrap(), "0.03019738342231850074");
    near(&exp(&ratio(10, 1), 100).unwrap(), "22026.46579480671651695790");
}

#[test]
fn what_is_rational_is_exact() {
    assert_eq!(sqrt(&ratio(9, 4), 8).unwrap(), Enclosure::exactly(ratio(3, 2)));
    assert_eq!(ln(&ratio(1, 1), 8).unwrap().compare(&ratio(0, 1)), Some(Ordering::Equal));
    assert!(ln(&ratio(0, 1), 8).is_none() && sqrt(&ratio(-1, 9), 8).is_none());
    assert!(exp(&ratio(100_000, 1), 8).is_none());
}

#[test]
fn inverses_contain_each_other() {
    for (top, bottom) in [(1, 3), (5, 2), (1, 1_000), (77, 3), (999, 1_000)] {
        let x = ratio(top, bottom);
        let back = ln(&x, 100).unwrap().exp(100).unwrap();
        assert!(back.low <= x && x <= back.high && back.width() < ratio(1, 1 << 60));
        let root = sqrt(&x, 100).unwrap();
        assert!(&root.low * &root.low <= x && x <= &root.high * &root.high);
    }
}

#[test]
fn refines_until_decided() {
    // ln 2 differs from this convergent by less than 2^-64.
    let near = ratio(6_847_196_937, 9_878_417_065);
    let steps = |wanted: &Rational| {
        let mut asked = Vec::new();
        let order = decide(|bits| {
            asked.push(bits);
            ln(&ratio(2, 1), bits)?.compare(wanted)
        });
        (order, asked)
    };
    let close = ln(&ratio(2, 1), 200).unwrap();
    let (order, asked) = steps(close.low());
    assert_eq!((order, asked), (Some(Ordering::Greater), vec![32, 64, 128, 256]));
    assert!(steps(&near).0.is_some());
    // Equal numbers are never told apart.
    let equal = decide(|bits| {
        sqrt(&ratio(2, 1), bits)?
            .times(&ratio(0, 1))
            .plus(&sqrt(&ratio(2, 1), bits)?)
            .compare(sqrt(&ratio(2, 1), MAX_BITS)?.low())
    });
    assert_eq!(equal, None);
}
