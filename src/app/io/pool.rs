//! The one place where work is done beside the window: on a few threads, each piece answered exactly
//! once, also where it panics or nobody waits for it any more, and all of it at its end when the app
//! is.

pub use crate::app::values::Failure;

use crate::pack::Watch;
use std::{
    any::Any,
    collections::{BTreeMap, VecDeque},
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

/// What tells a piece of work that nobody waits for it any more.
pub trait Watched: Send + Sync {
    /// Nobody waits from now on; the work ends as soon as it looks.
    fn stop(&self);
    /// Does nobody wait any more?
    fn is_stopped(&self) -> bool;
}

/// Stops a piece of work that has no progress to show.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Watched for Stop {
    fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Watched for Watch {
    fn stop(&self) {
        Watch::stop(self);
    }

    fn is_stopped(&self) -> bool {
        Watch::is_stopped(self)
    }
}

/// How a piece of work is to be treated.
#[derive(Clone)]
pub enum Order {
    /// It is done in any case, also while the app ends.
    Finish,
    /// Once this is stopped, it is not begun any more, and what comes of it counts for nothing; the
    /// end of the app stops it.
    While(Arc<dyn Watched>),
}

impl Order {
    fn is_stopped(&self) -> bool {
        matches!(self, Self::While(watched) if watched.is_stopped())
    }

    fn stop(&self) {
        if let Self::While(watched) = self {
            watched.stop();
        }
    }
}

/// A few threads that do what may take a while. Clones share the threads.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("most", &self.0.most).finish_non_exhaustive()
    }
}

struct Shared {
    /// No more threads than these; none: everything is done on the spot.
    most: usize,
    state: Mutex<State>,
    /// Work has come, or the end.
    ready: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Task>,
    running: BTreeMap<u64, Order>,
    threads: Vec<JoinHandle<()>>,
    idle: usize,
    next: u64,
    closed: bool,
}

struct Task {
    order: Order,
    run: Box<dyn FnOnce() + Send>,
}

impl Pool {
    /// At most so many threads, each begun when it is first needed.
    #[must_use]
    pub fn of(most: usize) -> Self {
        let (state, ready) = (Mutex::default(), Condvar::new());
        Self(Arc::new(Shared { most, state, ready }))
    }

    /// As many threads as this machine has use for, so that one long piece of work never holds up
    /// all others.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self::of(thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 4)))
    }

    /// Everything is done on the spot: for tests, where every answer is there at once.
    #[must_use]
    pub fn here() -> Self {
        Self::of(0)
    }

    /// Does the work when a thread is free. `answer` gets what comes of it, exactly once, on the
    /// thread that did it.
    pub fn run<T>(
        &self,
        order: Order,
        work: impl FnOnce() -> T + Send + 'static,
        answer: impl FnOnce(Result<T, Failure>) + Send + 'static,
    ) {
        let asked = order.clone();
        let run = Box::new(move || {
            let done = if asked.is_stopped() { Err(Failure::Stopped) } else { caught(work) };
            let done = if asked.is_stopped() { Err(Failure::Stopped) } else { done };
            // Whoever fails at taking the answer has had it.
            let _taken = caught(|| answer(done));
        });
        for task in self.0.take_on(Task { order, run }) {
            (task.run)();
        }
    }

    /// Stops what may be stopped, and waits for the rest. What comes later is done on the spot.
    pub fn close(&self) {
        let threads = {
            let mut state = self.0.state();
            state.closed = true;
            state.waiting.iter().for_each(|task| task.order.stop());
            state.running.values().for_each(Order::stop);
            self.0.ready.notify_all();
            std::mem::take(&mut state.threads)
        };
        for thread in threads {
            // A thread catches what its work does, and has nothing else to say.
            let _ended = thread.join();
        }
    }

    /// How many pieces of work are being done or wait for a thread.
    #[must_use]
    pub fn load(&self) -> usize {
        let state = self.0.state();
        state.waiting.len() + state.running.len()
    }
}

impl Shared {
    /// Nothing panics while it holds the lock, and what it guards is whole at any time.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives back what is to be done here: the task where there is no thread for it; and those that
    /// nobody waits for any more, so that no more wait than are wanted: they only answer.
    fn take_on(self: &Arc<Self>, task: Task) -> Vec<Task> {
        let mut state = self.state();
        if state.closed || self.most == 0 {
            return vec![task];
        }
        let all = std::mem::take(&mut state.waiting).into_iter();
        let (mut here, waiting): (Vec<Task>, Vec<Task>) =
            all.partition(|task| task.order.is_stopped());
        state.waiting = waiting.into();
        state.waiting.push_back(task);
        if state.idle < state.waiting.len() && state.threads.len() < self.most {
            let shared = self.clone();
            let number = state.threads.len() + 1;
            let named = thread::Builder::new().name(format!("beside {number}"));
            match named.spawn(move || shared.serve()) {
                Ok(thread) => state.threads.push(thread),
                Err(_none) if state.threads.is_empty() => here.extend(state.waiting.pop_back()),
                // Those that there are will come to it.
                Err(_none) => {}
            }
        }
        self.ready.notify_one();
        here
    }

    /// Does one task after the other, until the end.
    fn serve(&self) {
        let mut state = self.state();
        loop {
            if let Some(task) = state.waiting.pop_front() {
                state.next += 1;
                let number = state.next;
                state.running.insert(number, task.order);
                drop(state);
                (task.run)();
                state = self.state();
                state.running.remove(&number);
            } else if state.closed {
                return;
            } else {
                state.idle += 1;
                state = self.ready.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
            }
        }
    }
}

/// What comes of some work, or what its panic said.
///
/// # Errors
/// When it panicked.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    // Whatever it has left half done is dropped with it.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Failure::Panicked(said(panic.as_ref())))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

/// Asks something outside of this program, which may never answer: on a thread of its own that
/// nobody waits for at the end. Where the machine gives none, it is asked right here.
pub fn ask_outside(name: &str, ask: impl FnOnce() + Send + 'static) {
    let ask = Arc::new(Mutex::new(Some(ask)));
    let theirs = ask.clone();
    let run = move || {
        let mine = theirs.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ask) = mine {
            ask();
        }
    };
    if thread::Builder::new().name(name.to_owned()).spawn(run.clone()).is_err() {
        run();
    }
}
