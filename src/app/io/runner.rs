//! Performs effects behind the ports and brings their answers back as actions.
//!
//! The record and the library live on one thread of their own, so that a slow disk never holds up
//! the window; reading a pack and asking the desktop run on threads that end with their answer.

use crate::app::{
    action::Action,
    io::{
        effect::Effect,
        files::write_whole,
        ports::{Clock, FilePicker, Keeper, PackReader, SystemTheme},
    },
    values::Moment,
};
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// Wakes the window when an answer has come.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Everything outside of the model.
pub struct Ports {
    pub clock: Box<dyn Clock>,
    pub picker: Box<dyn FilePicker>,
    pub keeper: Box<dyn Keeper>,
    pub reader: Arc<dyn PackReader>,
    pub theme: Arc<dyn SystemTheme>,
}

/// Performs effects.
pub struct Runner {
    clock: Box<dyn Clock>,
    picker: Box<dyn FilePicker>,
    keeping: Keeping,
    reader: Arc<dyn PackReader>,
    theme: Arc<dyn SystemTheme>,
    answers: Receiver<Action>,
    answer: Sender<Action>,
    wake: Wake,
}

enum Keeping {
    /// On its own thread; ends when the sender is dropped.
    Thread { work: Option<Sender<Work>>, thread: Option<thread::JoinHandle<()>> },
    /// On the spot: for tests, where every answer is there at once.
    Here(Box<dyn Keeper>),
}

/// What the record's thread is handed.
enum Work {
    Effect(Effect),
    /// The record was read through: this is damaged.
    Damaged(String),
}

impl Runner {
    /// A runner with a thread for the record.
    #[must_use]
    pub fn threaded(ports: Ports, wake: Wake) -> Self {
        let (answer, answers) = channel();
        let (work, jobs) = channel::<Work>();
        let mut keeper = ports.keeper;
        if let Some(examine) = keeper.examiner() {
            // The record's thread does not end before it: that is a second for 200 MB.
            let damaged = work.clone();
            elsewhere("examine", move || {
                if let Some(why) = examine() {
                    // The window may be gone by now: the next one finds it again.
                    let _gone = damaged.send(Work::Damaged(why));
                }
            });
        }
        let (reply, waking) = (answer.clone(), wake.clone());
        let spawned = thread::Builder::new().name("record".to_owned()).spawn(move || {
            for work in jobs {
                for action in keep(keeper.as_mut(), work) {
                    // Nobody listens any more only when the window is gone; what was handed over
                    // is written all the same.
                    deliver(&reply, action);
                    waking();
                }
            }
        });
        // Without a thread, the work is handed to nobody and each effect is answered with a failure.
        let keeping =
            Keeping::Thread { work: spawned.is_ok().then_some(work), thread: spawned.ok() };
        Self {
            clock: ports.clock,
            picker: ports.picker,
            keeping,
            reader: ports.reader,
            theme: ports.theme,
            answers,
            answer,
            wake,
        }
    }

    /// A runner that does everything but picking on the spot.
    #[must_use]
    pub fn inline(ports: Ports) -> Self {
        let (answer, answers) = channel();
        Self {
            clock: ports.clock,
            picker: ports.picker,
            keeping: Keeping::Here(ports.keeper),
            reader: ports.reader,
            theme: ports.theme,
            answers,
            answer,
            wake: Arc::new(|| {}),
        }
    }

    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Answers that have come since the last call.
    #[must_use]
    pub fn answers(&self) -> Vec<Action> {
        self.answers.try_iter().collect()
    }

    /// Starts an effect; its answer comes through [`Self::answers`].
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Pick { job } => {
                let (answer, wake) = (self.answer.clone(), self.wake.clone());
                self.picker.start(Box::new(move |picked| {
                    deliver(&answer, Action::Picked { job, picked });
                    wake();
                }));
            }
            Effect::PickTarget { job, name } => {
                let (answer, wake) = (self.answer.clone(), self.wake.clone());
                let reply = move |picked| {
                    deliver(&answer, Action::TargetPicked { job, picked });
                    wake();
                };
                self.picker.save(&name, Box::new(reply));
            }
            Effect::WriteFile { job, path, bytes } => self.aside(move || {
                let result = write_whole(&path, &bytes).map(|()| path);
                Action::PictureSaved { job, result }
            }),
            Effect::Prepare { job, path, shelf, watch } => {
                let reader = self.reader.clone();
                self.aside(move || {
                    let result = reader.prepare(&path, &shelf, &watch);
                    Action::Prepared { job, result }
                });
            }
            Effect::AskSystemTheme { job } => {
                let theme = self.theme.clone();
                self.aside(move || Action::SystemTheme { job, scheme: theme.ask() });
            }
            effect => match &mut self.keeping {
                Keeping::Here(keeper) => {
                    for action in keep(keeper.as_mut(), Work::Effect(effect)) {
                        deliver(&self.answer, action);
                    }
                }
                Keeping::Thread { work, .. } => {
                    let unsent = match work {
                        Some(work) => work.send(Work::Effect(effect)).err().map(|unsent| unsent.0),
                        None => Some(Work::Effect(effect)),
                    };
                    if let Some(Work::Effect(effect)) = unsent
                        && let Some(action) = failed(&effect)
                    {
                        deliver(&self.answer, action);
                    }
                }
            },
        }
    }

    /// Runs work that may take a while where it holds up nothing.
    fn aside(&self, work: impl FnOnce() -> Action + Send + 'static) {
        if matches!(self.keeping, Keeping::Here(_)) {
            deliver(&self.answer, work());
            return;
        }
        let (answer, wake) = (self.answer.clone(), self.wake.clone());
        let work = move || {
            deliver(&answer, work());
            wake();
        };
        elsewhere("aside", work);
    }

    /// Waits until everything handed to the record is on disk.
    pub fn finish(&mut self) {
        if let Keeping::Thread { work, thread } = &mut self.keeping {
            drop(work.take());
            if let Some(thread) = thread.take()
                && thread.join().is_err()
            {
                eprintln!(
                    "strata: the record's thread ended badly; the last answer may be missing"
                );
            }
        }
    }
}

/// Runs work on a thread of its own; where the machine gives none, right here.
pub(super) fn elsewhere(name: &str, work: impl FnOnce() + Send + 'static) {
    let work = Arc::new(Mutex::new(Some(work)));
    let theirs = work.clone();
    let run = move || {
        let mine = theirs.lock().ok().and_then(|mut work| work.take());
        if let Some(work) = mine {
            work();
        }
    };
    if thread::Builder::new().name(name.to_owned()).spawn(run.clone()).is_err() {
        run();
    }
}

/// The window that would have listened may be gone: then there is nobody to tell.
fn deliver(answer: &Sender<Action>, action: Action) {
    let _gone = answer.send(action);
}

/// Does the work. What became of the record besides comes before the answer that follows from it.
fn keep(keeper: &mut dyn Keeper, work: Work) -> Vec<Action> {
    let answer = match work {
        Work::Effect(effect) => perform(keeper, effect),
        Work::Damaged(why) => {
            keeper.damaged(why);
            None
        }
    };
    let news = keeper.news().map(|news| Action::Reopened(Box::new(news)));
    news.into_iter().chain(answer).collect()
}

fn perform(keeper: &mut dyn Keeper, effect: Effect) -> Option<Action> {
    Some(match effect {
        Effect::Store { job, attempt } => Action::Stored { job, result: keeper.store(&attempt) },
        Effect::Correct { job, corrections } => {
            Action::Corrected { job, result: keeper.correct(&corrections).map(Arc::new) }
        }
        Effect::Note { job, pack, lesson, event, at } => {
            Action::Noted { job, result: keeper.note(&pack, &lesson, event, at) }
        }
        Effect::SavePrefs { job, settings } => {
            Action::PrefsSaved { job, result: keeper.save_prefs(&settings) }
        }
        Effect::Install { job, receipt, shelf, at } => {
            Action::Installed { job, result: keeper.install(&receipt, &shelf, at) }
        }
        Effect::Retry { job } => Action::Retried { job, result: keeper.retry() },
        Effect::Pick { .. }
        | Effect::PickTarget { .. }
        | Effect::WriteFile { .. }
        | Effect::Prepare { .. }
        | Effect::AskSystemTheme { .. } => {
            return None;
        }
    })
}

/// The answer to an effect that nobody could take.
fn failed(effect: &Effect) -> Option<Action> {
    let unkept = || "the part of Strata that writes to disk has stopped; please restart".to_owned();
    let why = || Err(unkept());
    Some(match effect {
        Effect::Store { job, .. } => Action::Stored { job: *job, result: Err(unkept()) },
        Effect::Correct { job, .. } => Action::Corrected { job: *job, result: Err(unkept()) },
        Effect::Note { job, .. } => Action::Noted { job: *job, result: why() },
        Effect::SavePrefs { job, .. } => Action::PrefsSaved { job: *job, result: why() },
        Effect::Install { job, .. } => Action::Installed { job: *job, result: Err(unkept()) },
        Effect::Retry { job } => Action::Retried { job: *job, result: why() },
        Effect::Pick { .. }
        | Effect::PickTarget { .. }
        | Effect::WriteFile { .. }
        | Effect::Prepare { .. }
        | Effect::AskSystemTheme { .. } => {
            return None;
        }
    })
}
