//! Work beside the window whose outcome is an action.

use crate::app::{
    action::Action,
    io::pool::{Failure, Order, Pool},
};
use std::sync::{
    Arc,
    mpsc::{Sender, channel},
};

/// Wakes the window when an answer has come.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Takes work that may take a while. Clones share the threads.
#[derive(Clone)]
pub struct Beside {
    pool: Pool,
    answer: Sender<Action>,
    wake: Wake,
}

/// Does everything at once on the caller's thread, and drops what comes of it.
impl Default for Beside {
    fn default() -> Self {
        Self::new(Pool::here(), channel().0, Arc::new(|| {}))
    }
}

impl Beside {
    /// Hands work to `pool` and what comes of it to `answer`, and calls `wake` then.
    #[must_use]
    pub fn new(pool: Pool, answer: Sender<Action>, wake: Wake) -> Self {
        Self { pool, answer, wake }
    }

    /// The threads that do the work, for what is no action.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Does the work; what comes of it, or of its failure, becomes an action for the model. If
    /// nobody waits for it any more, there may be no action.
    pub fn act(
        &self,
        order: Order,
        work: impl FnOnce() -> Action + Send + 'static,
        failed: impl FnOnce(Failure) -> Option<Action> + Send + 'static,
    ) {
        let told = self.clone();
        self.pool.run(order, work, move |done| {
            if let Some(action) = done.map_or_else(failed, Some) {
                told.deliver(action);
            }
        });
    }

    /// Does the work, gives what comes of it to `answer`, and wakes the window.
    pub fn run<T>(
        &self,
        order: Order,
        work: impl FnOnce() -> T + Send + 'static,
        answer: impl FnOnce(Result<T, Failure>) + Send + 'static,
    ) {
        let wake = self.wake.clone();
        self.pool.run(order, work, move |done| {
            answer(done);
            wake();
        });
    }

    /// Sends an action. If the window is gone, there is nobody to tell.
    pub fn deliver(&self, action: Action) {
        let _gone = self.answer.send(action);
        (self.wake)();
    }
}
