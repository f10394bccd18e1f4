//! Performs effects behind the ports and brings their answers back as actions.
//!
//! The record and the library live on one thread of their own, in the order in which things
//! happened, so that a slow disk never holds up the window. What else may take a while is done
//! beside the window; what asks another program runs on threads that nobody waits for.

use crate::{
    app::{
        action::Action,
        io::{
            beside::{Beside, Wake},
            desk::{Desk, Owed, Work},
            effect::Effect,
            files::write_whole,
            pool::{Order, Pool, Stop, ask_outside, caught},
            ports::{Clock, FilePicker, Keeper, PackReader, SystemTheme},
        },
        values::{Failure, KeepError, Moment, WriteError},
    },
    library::Refusal,
    pack::drawn_questions,
};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// Everything outside of the model.
pub struct Ports {
    /// Tells the time.
    pub clock: Box<dyn Clock>,
    /// Asks for paths.
    pub picker: Box<dyn FilePicker>,
    /// Writes the record and installs packs.
    pub keeper: Box<dyn Keeper>,
    /// Reads packs that are to be imported.
    pub reader: Arc<dyn PackReader>,
    /// Asks the desktop for its theme.
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
    beside: Beside,
}

enum Keeping {
    /// On a thread of its own; it ends when the sender is dropped.
    Thread { work: Option<Sender<Work>>, thread: Option<thread::JoinHandle<()>> },
    /// On the caller's thread: for tests, where every answer is there at once.
    Here(Desk),
}

impl Runner {
    /// A runner with a thread for the record, and others beside the window.
    #[must_use]
    pub fn threaded(ports: Ports, wake: Wake) -> Self {
        let (answer, answers) = channel();
        let beside = Beside::new(Pool::of_this_machine(), answer, wake);
        let (work, jobs) = channel::<Work>();
        if let Some(examine) = ports.keeper.examiner() {
            // The record's thread waits for the examination to end, which takes about a second for
            // 200 MB.
            let damaged = work.clone();
            let order = Order::While(Arc::new(Stop::default()));
            beside.pool().run(order, examine, move |found| {
                if let Ok(Some(why)) = found {
                    // If the window is gone by now, the next start finds the damage again.
                    let _gone = damaged.send(Work::Damaged(why));
                }
            });
        }
        let mut desk = Desk::new(ports.keeper);
        let reply = beside.clone();
        let spawned = thread::Builder::new().name("record".to_owned()).spawn(move || {
            // Nobody listens any more only when the window is gone; even then all that was handed
            // over is written.
            for work in jobs {
                for action in desk.take(work) {
                    reply.deliver(action);
                }
            }
        });
        // If the machine gives no thread, each effect for the record is answered with a failure.
        let keeping =
            Keeping::Thread { work: spawned.is_ok().then_some(work), thread: spawned.ok() };
        Self {
            clock: ports.clock,
            picker: ports.picker,
            keeping,
            reader: ports.reader,
            theme: ports.theme,
            answers,
            beside,
        }
    }

    /// A runner that does everything but picking on the caller's thread.
    #[must_use]
    pub fn inline(ports: Ports) -> Self {
        let (answer, answers) = channel();
        Self {
            clock: ports.clock,
            picker: ports.picker,
            keeping: Keeping::Here(Desk::new(ports.keeper)),
            reader: ports.reader,
            theme: ports.theme,
            answers,
            beside: Beside::new(Pool::here(), answer, Arc::new(|| {})),
        }
    }

    /// The time now, by the clock among the ports.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Where views hand over what takes a while.
    #[must_use]
    pub fn beside(&self) -> Beside {
        self.beside.clone()
    }

    /// Answers that have come since the last call.
    #[must_use]
    pub fn answers(&self) -> Vec<Action> {
        self.answers.try_iter().collect()
    }

    /// Starts an effect; its answer comes through [`Self::answers`].
    pub fn perform(&mut self, effect: Effect) {
        let beside = &self.beside;
        match effect {
            Effect::Pick { job } => {
                let told = beside.clone();
                let reply = move |picked| told.deliver(Action::Picked { job, picked });
                self.picker.start(Box::new(reply));
            }
            Effect::PickTarget { job, name } => {
                let told = beside.clone();
                let reply = move |picked| told.deliver(Action::TargetPicked { job, picked });
                self.picker.save(&name, Box::new(reply));
            }
            Effect::WriteFile { job, path, bytes } => beside.act(
                Order::Finish,
                move || {
                    let result = write_whole(&path, &bytes).map(|()| path);
                    Action::PictureSaved { job, result }
                },
                move |failure| {
                    Some(Action::PictureSaved { job, result: Err(WriteError::Failed(failure)) })
                },
            ),
            Effect::Prepare { job, path, shelf, watch } => {
                let reader = self.reader.clone();
                beside.act(
                    Order::While(watch.clone()),
                    move || {
                        let result = reader.prepare(&path, &shelf, &watch);
                        Action::Prepared { job, result }
                    },
                    move |failure| {
                        let refusal = match failure {
                            Failure::Stopped => Refusal::Stopped,
                            Failure::Panicked(_) => Refusal::Failed(failure.to_string()),
                        };
                        Some(Action::Prepared { job, result: Err(Arc::new(refusal)) })
                    },
                );
            }
            Effect::Draw { job, key, course, lesson } => {
                let failed = key.clone();
                beside.act(
                    Order::While(Arc::new(Stop::default())),
                    move || {
                        let questions = drawn_questions(&course, &lesson);
                        Action::Drawn { job, lesson: key, result: Ok(questions) }
                    },
                    move |failure| {
                        Some(Action::Drawn { job, lesson: failed, result: Err(failure) })
                    },
                );
            }
            Effect::AskSystemTheme { job } => {
                let (theme, told) = (self.theme.clone(), beside.clone());
                let ask = move || {
                    let scheme = caught(|| theme.ask()).ok().flatten();
                    told.deliver(Action::SystemTheme { job, scheme });
                };
                match self.keeping {
                    Keeping::Thread { .. } => ask_outside("theme", ask),
                    Keeping::Here(_) => ask(),
                }
            }
            effect => self.keep(effect),
        }
    }

    /// Hands an effect to the record.
    fn keep(&mut self, effect: Effect) {
        match &mut self.keeping {
            Keeping::Here(desk) => {
                let answers = desk.take(Work::Effect(effect));
                for action in answers {
                    self.beside.deliver(action);
                }
            }
            Keeping::Thread { work, .. } => {
                let Some(owed) = Owed::of(&effect) else { return };
                let sent = work.as_ref().is_some_and(|w| w.send(Work::Effect(effect)).is_ok());
                if !sent {
                    self.beside.deliver(owed.failed(KeepError::Gone));
                }
            }
        }
    }

    /// Stops what nobody will wait for, and waits until everything handed to the record is on disk
    /// and every picture that is being saved is written.
    pub fn finish(&mut self) {
        self.beside.pool().close();
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

impl Drop for Runner {
    fn drop(&mut self) {
        self.finish();
    }
}
