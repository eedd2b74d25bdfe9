//! Progress on standard error: a spinner on a terminal, a line per stage that is over elsewhere.

use crate::output::lines;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// Stages shorter than this aren't worth a line.
const WORTH_SAYING: Duration = Duration::from_secs(2);

/// The progress of a command through its stages.
pub(crate) struct Progress {
    bar: ProgressBar,
    stage: String,
    since: Instant,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let bar =
            if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} [{elapsed}]") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, stage: String::new(), since: Instant::now() }
    }

    /// Begins a stage, or stays in it if it is the current one.
    pub(crate) fn stage(&mut self, stage: &str) {
        if self.stage == stage {
            return;
        }
        self.end_stage();
        stage.clone_into(&mut self.stage);
        self.since = Instant::now();
        self.bar.set_message(lines(stage));
    }

    /// Says how far the stage is.
    pub(crate) fn detail(&self, detail: &str) {
        self.bar.set_message(lines(&format!("{}: {detail}", self.stage)));
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
