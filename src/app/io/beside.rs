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

/// Where whatever has to do something that takes a while hands it over. Clones share the threads.
#[derive(Clone)]
pub struct Beside {
    pool: Pool,
    answer: Sender<Action>,
    wake: Wake,
}

/// Everything on the spot, and nobody to tell.
impl Default for Beside {
    fn default() -> Self {
        Self::new(Pool::here(), channel().0, Arc::new(|| {}))
    }
}

impl Beside {
    /// Work goes to `pool`; what comes of it is sent to `answer`, and `wake` is called then.
    #[must_use]
    pub fn new(pool: Pool, answer: Sender<Action>, wake: Wake) -> Self {
        Self { pool, answer, wake }
    }

    /// The threads that do the work, for what is no action.
    #[must_use]
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Does the work; what comes of it, or of its failure, is an action for the model. What nobody
    /// waits for any more may be passed over in silence.
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

    /// Does the work, and wakes the window for it.
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

    /// The window that would have listened may be gone: then there is nobody to tell.
    pub fn deliver(&self, action: Action) {
        let _gone = self.answer.send(action);
        (self.wake)();
    }
}
