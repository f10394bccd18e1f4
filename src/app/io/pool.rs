//! The one place where work is done beside the window, on a few threads. Each piece is answered
//! exactly once, also where it panics or nobody waits for it any more; at the app's end all work
//! has ended.

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

/// Tells a piece of work whether anybody still waits for its outcome.
pub trait Watched: Send + Sync {
    /// Says that nobody waits any more; the work ends as soon as it looks.
    fn stop(&self);
    /// Was [`stop`](Self::stop) called?
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
    /// It is done in any case, even while the app ends.
    Finish,
    /// It is dropped once this is stopped: then it is not begun, and what comes of it counts for
    /// nothing. The end of the app stops it.
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
    /// The most threads; with none, everything is done on the caller's thread.
    most: usize,
    state: Mutex<State>,
    /// Signals that work has come, or the end.
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
    /// A pool of at most so many threads, each begun when it is first needed.
    #[must_use]
    pub fn of(most: usize) -> Self {
        let (state, ready) = (Mutex::default(), Condvar::new());
        Self(Arc::new(Shared { most, state, ready }))
    }

    /// A pool with as many threads as suit this machine, at least two, so that one long piece of
    /// work does not hold up all others.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self::of(thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 4)))
    }

    /// A pool that does everything on the caller's thread: for tests, where every answer is there
    /// at once.
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
            // A panic while taking the answer is caught as well: the answer was given.
            let _taken = caught(|| answer(done));
        });
        for task in self.0.take_on(Task { order, run }) {
            (task.run)();
        }
    }

    /// Stops the work that may be dropped, and waits for the rest. Work that comes later is done on
    /// the caller's thread.
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
            // The thread catches every panic of its work, so there is nothing to be told here.
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
    /// The state may be used even if the lock is poisoned: nothing panics while it is held.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes on a task. Gives back the tasks that the caller has to run: this one if there is no
    /// thread for it, and waiting ones that were stopped, which only answer.
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
                // If no further thread can be begun, the ones that there are will do it.
                Err(_none) => {}
            }
        }
        self.ready.notify_one();
        here
    }

    /// Does one task after another, until the pool is closed.
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

/// What comes of some work.
///
/// # Errors
/// When it panicked: what the panic said.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    // What the work left half done is dropped with it.
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| Failure::Panicked(said(panic.as_ref())))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
}

/// Asks something outside of this program, which may never answer, on a thread of its own that
/// nobody waits for at the end. If the machine gives no thread, it is asked on the caller's.
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
