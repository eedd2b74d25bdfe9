//! Work in parts, on as many threads as are worth starting.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

/// A thread is worth starting for so many products: about a millisecond of work.
const WORTH: usize = 20_000_000;

/// Parts of the work for each thread: a processor that is also busy with something else does fewer of them, and others more.
const PARTS: usize = 8;

/// Does the work of `0..count` in ranges, on threads of which each takes the next range when it is done with one, and hands on what comes of
/// all ranges of a thread, in whatever order: so each needs memory once, and not for each range. `products` is how many products that is, and
/// `at_once` how many are added up at once.
pub(crate) fn in_parts<R: Send>(
    count: usize,
    products: usize,
    at_once: usize,
    work: impl Fn(&mut dyn Iterator<Item = Range<usize>>) -> R + Sync,
) -> Vec<R> {
    if count == 0 {
        return Vec::new();
    }
    let worth = (products / at_once / (WORTH / 16)).min(count);
    let threads = if worth < 2 { 1 } else { processors().min(worth) };
    if threads == 1 {
        return vec![work(&mut std::iter::once(0..count))];
    }
    let parts = (threads * PARTS).min(count);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    each_on_its_own(threads, &|| {
        let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let ours = numbers.take_while(|number| *number < parts);
        let found = work(&mut ours.map(|number| number * count / parts..(number + 1) * count / parts));
        done.lock().unwrap_or_else(PoisonError::into_inner).push(found);
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Does the work here, and on so many threads less one besides. Compiled once, whatever the work is.
fn each_on_its_own(count: usize, work: &(dyn Fn() + Sync)) {
    thread::scope(|scope| {
        let others: Vec<_> = (1..count).map(|_| scope.spawn(work)).collect();
        work();
        for other in others {
            other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

/// How many processors there are for us. To ask takes as long as a small sweep.
fn processors() -> usize {
    static KNOWN: OnceLock<usize> = OnceLock::new();
    *KNOWN.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use super::in_parts;

    #[test]
    fn parts_are_all_of_the_work_once() {
        for count in [0, 1, 2, 7, 16, 17, 1000] {
            for products in [1, 100_000_000, 1 << 40] {
                let parts = in_parts(count, products, 1, |parts| parts.flatten().collect::<Vec<_>>());
                let mut all: Vec<usize> = parts.into_iter().flatten().collect();
                all.sort_unstable();
                assert_eq!(all, (0..count).collect::<Vec<_>>(), "{count}, {products}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "the last part")]
    fn what_panics_on_a_thread_panics() {
        in_parts(100, 1 << 40, 1, |parts| parts.for_each(|part| assert!(part.end < 100, "the last part")));
    }
}
