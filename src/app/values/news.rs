//! What is told in messages: what has happened, and the words for it.

use super::errors::KeepError;
use std::{mem::discriminant, path::PathBuf};

/// How good or bad a piece of news is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Note,
    /// Something went as it was meant to.
    Success,
    /// Something to be heeded; nothing was lost that can't be had again.
    Warning,
    /// Something asked for did not happen.
    Error,
}

/// Something that has happened and is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Strata ended by a panic last time; its report is in this file.
    Crashed(PathBuf),
    /// The settings could not be read, and why.
    SettingsUnread(String),
    /// The record was damaged: why, and where it was set aside.
    RecordDamaged {
        /// What is wrong with it, in the record's words.
        why: String,
        /// Where the damaged file lies now.
        moved_to: PathBuf,
    },
    /// Another file has come in the record's place.
    RecordReplaced,
    /// The record's file was gone, and is written again in this folder.
    RecordPutBack(PathBuf),
    /// Packs that the record has lost could not be found again, and why.
    PacksNotFound(String),
    /// A pack cannot be shown, in the library's words.
    PackLost {
        /// What can't be shown.
        title: String,
        /// Why, and what to do.
        text: String,
    },
    /// A pack was installed: what it is called, and what it brings.
    Imported {
        /// The pack's title.
        title: String,
        /// What is in it, or what it changes.
        summary: String,
    },
    /// This many answers that had to wait are on disk.
    KeptLate(usize),
    /// Something is done only when the record can be written to, and why not now.
    NotYet(KeepError),
    /// An answer does not count any more: the question's words.
    TakenBack(String),
    /// Undo was asked for, and nothing of this window is left to be undone.
    NothingToTakeBack,
    /// The glossary was asked for, and the course has none.
    NoGlossary,
    /// Something was begun again: what, and how many answers do not count any more.
    StartedOver {
        /// The question, lesson or course, as it is called.
        name: String,
        /// How many answers do not count any more.
        answers: u32,
    },
    /// A reset was undone: what it took counts again.
    Restored {
        /// The question, lesson or course, as it is called.
        name: String,
    },
    /// A round was left before its end.
    RoundKept,
    /// Larger text has left no room for these beside the lesson.
    RoomLost {
        /// The list of lessons had to go.
        list: bool,
        /// The quiz had to go.
        quiz: bool,
    },
    /// A figure is in the clipboard: as what.
    Copied(&'static str),
    /// A figure could not be made into a picture, and why.
    NotDrawn(String),
    /// A picture lies in this file.
    PictureSaved(PathBuf),
    /// The dialog for a picture's place ended without one.
    NoPlaceChosen,
    /// No dialog could open for a picture's place, and why.
    NoPlace(String),
    /// A picture could not be written, and why.
    NotWritten(String),
}

/// For what only has to be noticed, in milliseconds.
const BRIEF: u64 = 4_000;
/// For what has to be read, in milliseconds.
const SHORT: u64 = 6_000;
/// For what has to be followed, in milliseconds.
const LONG: u64 = 8_000;
/// As long as an undo is offered, in milliseconds.
const OFFERED: u64 = 20_000;

impl News {
    /// Is the other news of the same kind, so that the newer one replaces it?
    #[must_use]
    pub fn same_kind(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Copied(one), Self::Copied(other)) => one == other,
            (Self::Imported { title: one, .. }, Self::Imported { title: other, .. })
            | (Self::PackLost { title: one, .. }, Self::PackLost { title: other, .. }) => {
                one == other
            }
            (Self::NoPlace(_) | Self::NotWritten(_), Self::NoPlace(_) | Self::NotWritten(_)) => {
                true
            }
            _ => discriminant(self) == discriminant(other),
        }
    }

    /// How good or bad it is.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::RoomLost { .. } | Self::NoPlaceChosen | Self::NoGlossary => Tone::Note,
            Self::Imported { .. }
            | Self::KeptLate(_)
            | Self::TakenBack(_)
            | Self::StartedOver { .. }
            | Self::Restored { .. }
            | Self::RoundKept
            | Self::Copied(_)
            | Self::PictureSaved(_) => Tone::Success,
            Self::Crashed(_)
            | Self::SettingsUnread(_)
            | Self::RecordDamaged { .. }
            | Self::RecordReplaced
            | Self::RecordPutBack(_)
            | Self::PacksNotFound(_)
            | Self::PackLost { .. }
            | Self::NotYet(_)
            | Self::NothingToTakeBack
            | Self::NotDrawn(_)
            | Self::NoPlace(_) => Tone::Warning,
            Self::NotWritten(_) => Tone::Error,
        }
    }

    /// For how many milliseconds it is told; `None` stays until it is dismissed.
    #[must_use]
    pub fn lasts(&self) -> Option<u64> {
        match self {
            Self::Crashed(_)
            | Self::SettingsUnread(_)
            | Self::RecordDamaged { .. }
            | Self::RecordReplaced
            | Self::RecordPutBack(_)
            | Self::PacksNotFound(_)
            | Self::PackLost { .. }
            | Self::NoPlace(_)
            | Self::NotWritten(_) => None,
            Self::TakenBack(_)
            | Self::NothingToTakeBack
            | Self::NoGlossary
            | Self::Copied(_)
            | Self::NotDrawn(_) => Some(BRIEF),
            Self::Imported { .. }
            | Self::KeptLate(_)
            | Self::NotYet(_)
            | Self::Restored { .. }
            | Self::RoundKept
            | Self::PictureSaved(_)
            | Self::NoPlaceChosen => Some(SHORT),
            Self::RoomLost { .. } => Some(LONG),
            Self::StartedOver { .. } => Some(OFFERED),
        }
    }

    /// Does it offer to undo what was done last?
    #[must_use]
    pub fn offers_undo(&self) -> bool {
        matches!(self, Self::StartedOver { .. })
    }

    /// The line in bold, which says what has happened.
    #[must_use]
    pub fn title(&self) -> String {
        let title = match self {
            Self::Crashed(_) => "Strata ended unexpectedly last time",
            Self::SettingsUnread(_) => "Your settings could not be read",
            Self::RecordDamaged { .. } => "Your record was damaged",
            Self::RecordReplaced => "Your record was replaced while Strata was running",
            Self::RecordPutBack(_) => "Your record was removed while Strata was running",
            Self::PacksNotFound(_) => "Some packs could not be found again",
            Self::PackLost { title, .. } => title,
            Self::Imported { title, .. } => return format!("{title} is in the list"),
            Self::KeptLate(1) => "Your answer is kept now",
            Self::KeptLate(count) => return format!("Your {count} answers are kept now"),
            Self::NotYet(_) => "Not yet",
            Self::TakenBack(_) => "Your answer was taken back",
            Self::NothingToTakeBack => "There is nothing to take back",
            Self::NoGlossary => "This course has no glossary",
            Self::StartedOver { .. } => "Started over",
            Self::Restored { .. } => "Undone",
            Self::RoundKept => "Your round is kept",
            Self::RoomLost { .. } => "Less fits beside the lesson now",
            Self::Copied(as_what) => return format!("Copied as {as_what}"),
            Self::NotDrawn(_) => "The picture could not be made",
            Self::PictureSaved(_) => "Saved",
            Self::NoPlaceChosen => "Nothing was saved",
            Self::NoPlace(_) | Self::NotWritten(_) => "The picture was not saved",
        };
        title.to_owned()
    }

    /// What there is to say besides the title; may be empty.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Crashed(report) => {
                format!("A report that helps to mend it lies at {}", report.display())
            }
            Self::RecordDamaged { why, moved_to } => format!(
                "A new one was begun. The damaged one ({why}) was set aside: {}",
                moved_to.display()
            ),
            Self::RecordReplaced => "Another file has come in its place. From now on that one is \
                                     used, and what it says is shown."
                .to_owned(),
            Self::RecordPutBack(folder) => format!(
                "It was written again, with all your answers. Packs that are gone need to be \
                 imported again. It lies at {}",
                folder.display()
            ),
            Self::PackLost { text, .. } => text.clone(),
            Self::Imported { summary, .. } => summary.clone(),
            Self::NotYet(why) => {
                format!("It is done as soon as the record can be written to: {why}")
            }
            Self::TakenBack(prompt) => prompt.clone(),
            Self::NothingToTakeBack => "Nothing was answered lately.".to_owned(),
            Self::StartedOver { name, answers: 1 } => {
                format!("{name}: 1 answer does not count any more.")
            }
            Self::StartedOver { name, answers } => {
                format!("{name}: {answers} answers do not count any more.")
            }
            Self::Restored { name } => format!("{name}: what counted before counts again."),
            Self::RoundKept => "Quick Quiz offers to go on with it.".to_owned(),
            Self::RoomLost { list, quiz } => {
                let lessons = "The lessons open with the button at the top left, or Ctrl+L.";
                let questions = "The quiz is a tab above the lesson, or Ctrl+J.";
                let told = [list.then_some(lessons), quiz.then_some(questions)];
                told.into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Self::KeptLate(_) | Self::Copied(_) | Self::NoGlossary => String::new(),
            Self::PictureSaved(path) => path.display().to_string(),
            // Whether there was a dialog to choose in, nobody can tell.
            Self::NoPlaceChosen => {
                "No place was chosen. If no dialog appeared, copy the picture instead.".to_owned()
            }
            Self::NoPlace(why) => {
                format!("{why} Copy it instead, or write it with `strata render`.")
            }
            Self::SettingsUnread(why)
            | Self::PacksNotFound(why)
            | Self::NotDrawn(why)
            | Self::NotWritten(why) => why.clone(),
        }
    }
}
