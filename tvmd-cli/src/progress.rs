//! Progress on standard error: a spinner on a terminal; elsewhere a line per stage that is over, and now and then how far one is.

use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// Stages shorter than this aren't worth a line.
const WORTH_SAYING: Duration = Duration::from_secs(2);

/// How long is waited between lines about one stage.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

/// The progress of a command through its stages.
pub(crate) struct Progress {
    bar: ProgressBar,
    stage: String,
    since: Instant,
    /// When something was last said.
    said: Cell<Instant>,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let bar =
            if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        let now = Instant::now();
        Self { bar, stage: String::new(), since: now, said: Cell::new(now) }
    }

    /// Begins a stage, or stays in it if it is the current one.
    pub(crate) fn stage(&mut self, stage: &str) {
        if self.stage == stage {
            return;
        }
        self.end_stage();
        stage.clone_into(&mut self.stage);
        self.since = Instant::now();
        self.said.set(self.since);
        self.bar.set_message(stage.to_owned());
    }

    /// Says how far the stage is.
    pub(crate) fn detail(&self, detail: &str) {
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{}: {detail}", self.stage));
        } else if self.said.get().elapsed() >= NOW_AND_THEN {
            self.said.set(Instant::now());
            crate::output::complain(&format!("{}: {detail}", self.stage));
        }
    }

    fn end_stage(&self) {
        let took = self.since.elapsed();
        if self.bar.is_hidden() && !self.stage.is_empty() && took >= WORTH_SAYING {
            crate::output::complain(&format!("{} took {} s", self.stage, took.as_secs()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end_stage();
        self.bar.finish_and_clear();
    }
}
