//! How far a long run has come: a line on standard error, for people at a terminal only.

use super::terminal::Terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::time::{Duration, Instant};

/// A run that is over sooner shows nothing.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// Whether progress is shown, and since when there is some.
pub struct Progress {
    shown: bool,
    since: Instant,
}

impl Progress {
    /// Progress of a run that begins now, on a terminal if there is to be any.
    pub fn of(terminal: Option<&Terminal>) -> Self {
        let shown = terminal.is_some_and(Terminal::shows_progress);
        Progress { shown, since: Instant::now() }
    }

    /// Does `act` for every item, side by side; the answers come in the order of the items.
    pub fn along<T: Send, A: Send>(
        &self,
        word: &'static str,
        items: Vec<T>,
        act: impl Fn(T) -> A + Sync,
    ) -> Vec<A> {
        if items.len() < 2 {
            return items.into_iter().map(act).collect();
        }
        let bar =
            ProgressBar::with_draw_target(Some(items.len() as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
        bar.set_style(style.expect("the template is right").progress_chars("=> "));
        bar.set_message(word);
        let answers = items.into_par_iter().map(|item| {
            let answer = act(item);
            bar.inc(1);
            if self.shown && bar.is_hidden() && QUIET_FOR < self.since.elapsed() {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            answer
        });
        let answers = answers.collect();
        bar.finish_and_clear();
        answers
    }
}
