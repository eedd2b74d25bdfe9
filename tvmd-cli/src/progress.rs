//! Progress on standard error: on a terminal how far the work is, and about how long the rest takes; nothing elsewhere.

use crate::output::lines;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// What took less says little about the rest.
const WORTH_AN_ESTIMATE: Duration = Duration::from_secs(1);

/// The progress of a command through its stages.
pub(crate) struct Progress {
    bar: ProgressBar,
    stage: String,
    since: Instant,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let is_seen = std::io::stderr().is_terminal();
        let bar = if is_seen { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
            bar.set_style(style);
        }
        // What ticks is a thread, and ending it takes as long as a small program does.
        if is_seen {
            bar.enable_steady_tick(Duration::from_millis(120));
        }
        Self { bar, stage: String::new(), since: Instant::now() }
    }

    /// Begins a stage, or stays in it if it is the current one.
    pub(crate) fn stage(&mut self, stage: &str) {
        if self.stage != stage {
            stage.clone_into(&mut self.stage);
            self.bar.set_message(lines(stage));
        }
    }

    /// Says how far the stage is.
    pub(crate) fn detail(&self, detail: &str) {
        self.bar.set_message(lines(&format!("{}: {detail}", self.stage)));
    }

    /// The same where so much of all work is done: with an estimate of how long the rest takes.
    pub(crate) fn estimate(&self, detail: &str, done: u128, all: u128) {
        let left = left(self.since.elapsed(), done, all).map(|left| format!("; about {left} left"));
        self.detail(&format!("{detail}{}", left.unwrap_or_default()));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// How long the rest takes if it goes on like this; `None` if that can't be said yet.
fn left(took: Duration, done: u128, all: u128) -> Option<String> {
    let is_known = took >= WORTH_AN_ESTIMATE;
    let left = all.checked_sub(done)?;
    let left = took.as_millis().checked_mul(left)?.checked_div(done).filter(|_| is_known)?;
    Some(match left.div_ceil(1000) {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds if seconds < 7200 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h", seconds.div_ceil(3600)),
    })
}

#[cfg(test)]
mod tests {
    use super::left;
    use std::time::Duration;

    #[test]
    fn the_rest_takes_as_long_as_what_is_done() {
        let after = |seconds, done, all| left(Duration::from_secs(seconds), done, all);
        assert_eq!(after(10, 1, 4).as_deref(), Some("30 s"));
        assert_eq!(after(10, 1, 31).as_deref(), Some("5 min"));
        assert_eq!(after(3600, 1, 11).as_deref(), Some("10 h"));
        assert_eq!(after(10, 4, 4).as_deref(), Some("0 s"));
        // Nothing is known yet, or nothing that is sure.
        assert_eq!(after(0, 1, 4), None);
        assert_eq!(after(10, 0, 4), None);
        assert_eq!(after(10, 5, 4), None);
        assert_eq!(after(10, 1, u128::MAX), None);
    }
}
