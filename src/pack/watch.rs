//! How far a long reading has come, and whether anybody still waits for it. Shared between the
//! thread that reads and the one that shows it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What a question counts beside the bytes of the files, in bytes.
const QUESTION: usize = 200;

/// How far a long reading has come, and whether anybody still waits for it.
#[derive(Debug, Default)]
pub struct Watch {
    stopped: AtomicBool,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Watch {
    /// Says that nobody waits any more: the reading soon comes to its end, without a result.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Has [`stop`](Self::stop) been called?
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How much is done, 0 to 1; nothing as long as it is not known how much there is.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share, to be shown in percent")]
    pub fn share(&self) -> Option<f32> {
        let all = self.all.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(all);
        (all > 0).then(|| done as f32 / all as f32)
    }

    /// Adds bytes that are to be read.
    pub(super) fn bytes(&self, bytes: usize) {
        self.all.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Adds questions that are to be checked.
    pub(super) fn questions(&self, count: usize) {
        self.all.fetch_add(count.saturating_mul(QUESTION), Ordering::Relaxed);
    }

    pub(super) fn read(&self, bytes: usize) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn checked(&self) {
        self.done.fetch_add(QUESTION, Ordering::Relaxed);
    }
}
