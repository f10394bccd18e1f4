//! Does the work of the record's thread. Whatever happens there, every effect is answered.

use crate::app::{
    action::Action,
    io::{effect::Effect, pool::caught, ports::Keeper},
    values::{Failure, Job, KeepError},
};
use std::sync::Arc;

/// What the record's thread is handed.
pub enum Work {
    /// To be performed and answered.
    Effect(Effect),
    /// The record was read through and is damaged: why.
    Damaged(String),
}

/// The keeper, and whether it can be relied on.
pub struct Desk {
    keeper: Box<dyn Keeper>,
    /// It has panicked, and was not tried again since. Until then everything is refused, so that
    /// nothing overtakes.
    broken: Option<KeepError>,
}

impl Desk {
    /// A desk at which nothing has failed so far.
    #[must_use]
    pub fn new(keeper: Box<dyn Keeper>) -> Self {
        Self { keeper, broken: None }
    }

    /// Does the work and gives its answer. News of the record come before the answer.
    pub fn take(&mut self, work: Work) -> Vec<Action> {
        let answer = match work {
            Work::Effect(effect) => self.answer(effect),
            Work::Damaged(why) => {
                // The news of it come with the next answer.
                let _broken = self.guarded(|keeper| keeper.damaged(why));
                None
            }
        };
        let news = self.guarded(|keeper| keeper.news()).ok().flatten();
        let news = news.map(|news| Action::Reopened(Box::new(news)));
        news.into_iter().chain(answer).collect()
    }

    fn answer(&mut self, effect: Effect) -> Option<Action> {
        let owed = Owed::of(&effect)?;
        if owed.is_retry() {
            self.broken = None;
        } else if let Some(why) = &self.broken {
            return Some(owed.failed(why.clone()));
        }
        let done = self.guarded(|keeper| perform(keeper, effect));
        done.unwrap_or_else(|failure| Some(owed.failed(KeepError::Failed(failure))))
    }

    /// Lets the keeper work. If it panics, that work has failed, and so has all that comes until it
    /// was tried again.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut dyn Keeper) -> T) -> Result<T, Failure> {
        let keeper = self.keeper.as_mut();
        let done = caught(|| work(keeper));
        if let Err(failure) = &done {
            self.broken = Some(KeepError::Failed(failure.clone()));
        }
        done
    }
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
        | Effect::Draw { .. }
        | Effect::AskSystemTheme { .. } => return None,
    })
}

/// The answer that an effect for the keeper is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// An [`Action::Stored`].
    Store(Job),
    /// An [`Action::Corrected`].
    Correct(Job),
    /// An [`Action::Noted`].
    Note(Job),
    /// An [`Action::PrefsSaved`].
    SavePrefs(Job),
    /// An [`Action::Installed`].
    Install(Job),
    /// An [`Action::Retried`].
    Retry(Job),
}

impl Owed {
    /// The answer that an effect is owed; `None` if it is not for the keeper.
    #[must_use]
    pub fn of(effect: &Effect) -> Option<Self> {
        Some(match effect {
            Effect::Store { job, .. } => Self::Store(*job),
            Effect::Correct { job, .. } => Self::Correct(*job),
            Effect::Note { job, .. } => Self::Note(*job),
            Effect::SavePrefs { job, .. } => Self::SavePrefs(*job),
            Effect::Install { job, .. } => Self::Install(*job),
            Effect::Retry { job } => Self::Retry(*job),
            Effect::Pick { .. }
            | Effect::PickTarget { .. }
            | Effect::WriteFile { .. }
            | Effect::Prepare { .. }
            | Effect::Draw { .. }
            | Effect::AskSystemTheme { .. } => return None,
        })
    }

    fn is_retry(self) -> bool {
        matches!(self, Self::Retry(_))
    }

    /// The answer for work that has come to nothing.
    #[must_use]
    pub fn failed(self, why: KeepError) -> Action {
        match self {
            Self::Store(job) => Action::Stored { job, result: Err(why) },
            Self::Correct(job) => Action::Corrected { job, result: Err(why) },
            Self::Note(job) => Action::Noted { job, result: Err(why) },
            Self::SavePrefs(job) => Action::PrefsSaved { job, result: Err(why) },
            Self::Install(job) => Action::Installed { job, result: Err(why) },
            Self::Retry(job) => Action::Retried { job, result: Err(why) },
        }
    }
}
