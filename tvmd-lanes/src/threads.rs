//! Work in parts, on as many threads as are worth starting.

use std::ops::Range;
use std::thread;

/// A thread is worth starting for so many products: about a millisecond of work.
const WORTH: usize = 20_000_000;

/// Does the work of `0..count` in ranges, each on a thread of its own, and hands on what comes of each, in order. `products` is how many
/// products that is, and `at_once` how many are added up at once.
pub(crate) fn in_parts<R: Send>(
    count: usize,
    products: usize,
    at_once: usize,
    work: impl Fn(Range<usize>) -> R + Sync,
) -> Vec<R> {
    if count == 0 {
        return Vec::new();
    }
    let worth = (products / at_once / (WORTH / 16)).min(count);
    let threads =
        if worth < 2 { 1 } else { thread::available_parallelism().map_or(1, usize::from).min(worth) };
    let part = |number: usize| number * count / threads..(number + 1) * count / threads;
    if threads == 1 {
        return vec![work(0..count)];
    }
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|number| {
                scope.spawn({
                    let work = &work;
                    move || work(part(number))
                })
            })
            .collect();
        let mut all = vec![work(part(0))];
        all.extend(
            others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        );
        all
    })
}
