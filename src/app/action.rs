//! Everything that can happen to the model, as plain data.

use crate::{
    app::{
        command::Command,
        values::{
            Failure, Installed, Job, KeepError, LessonKey, Moment, Overlay, Panel, Picked,
            Reopened, ResetScope, Tab, TakeError, WriteError,
        },
    },
    id::Id,
    library::{Receipt, Refusal},
    progress::{Corrected, RowId},
    quiz::{Answer, Confidence, Mode, Purpose, Question},
    theme::ColourScheme,
};
use std::{path::PathBuf, sync::Arc};

/// One thing that happened: a person did it, or an effect answered.
#[derive(Debug, Clone)]
pub enum Action {
    /// Time has passed; sent before each frame.
    Clock(Moment),
    /// What a command of the table means.
    Command(Command),

    OpenLesson(LessonKey),
    /// How far down the lesson is scrolled, in points.
    Scrolled(f32),
    /// A jump within the lesson follows: where the learner is can be gone back to.
    MarkPlace,
    /// The last block of the lesson came into sight.
    EndReached,
    ShowTab(Tab),
    ResizePanel(Panel, f32),
    /// The size of text has changed: is there room for these beside the lesson now?
    RoomChanged {
        list: bool,
        quiz: bool,
    },
    ToggleMotion,

    Choose(Answer),
    CheckAnswer,
    /// How sure the learner is; the answer is checked with it.
    CheckAs(Confidence),
    /// Why the learner thinks so, in a line of their own.
    Explain(Option<String>),
    /// One more hint.
    Hint,
    TryAgain,
    NextQuestion,
    /// A step of a figure asks a question of the open lesson.
    Ask(Id),
    /// The step was left without an answer to its question.
    Unask(Id),
    GoToQuestion(usize),
    ShowAllReasons,
    RetryWrong,
    AskAgain,
    /// When answers are told.
    SetMode(Mode),
    /// Guess before reading.
    GuessFirst,
    /// A check whether the lesson is known already.
    CheckKnown,
    /// What the pictures ask.
    Practise,
    /// Back to the questions of the lesson.
    BackToLesson,
    /// On with a round that was left.
    ResumeRound(Purpose),
    /// The answer to this question of the open lesson does not count.
    TakeBack(Id),
    /// What counted does not count any more.
    Reset(ResetScope),

    /// Try at once to keep what is not kept yet.
    KeepNow,
    /// The window is to be closed.
    Leave,
    /// It is, whatever is lost.
    LeaveAnyway,
    /// The record was opened again, by itself or as an effect asked for.
    Reopened(Box<Reopened>),

    OpenOverlay(Overlay),
    CloseOverlay,
    DismissNotice(usize),
    /// Save a picture under a name that is still to be asked for; this one is offered.
    SavePicture {
        name: String,
        bytes: Arc<[u8]>,
    },
    TargetPicked {
        job: Job,
        picked: Picked,
    },
    PictureSaved {
        job: Job,
        result: Result<PathBuf, WriteError>,
    },
    /// A figure went to the clipboard: as what; or why it did not.
    Copied(Result<&'static str, TakeError>),

    /// Ask the platform for a path.
    PickPack,
    /// Stop waiting for the platform's dialog.
    GiveUpPicking,
    /// A path was typed or a file dropped.
    ImportPath(PathBuf),
    /// Go on although it replaces an installed pack.
    ConfirmImport,
    CancelImport,

    /// Answers of effects.
    Stored {
        job: Job,
        result: Result<RowId, KeepError>,
    },
    Corrected {
        job: Job,
        result: Result<Arc<Corrected>, KeepError>,
    },
    Retried {
        job: Job,
        result: Result<(), KeepError>,
    },
    Noted {
        job: Job,
        result: Result<(), KeepError>,
    },
    PrefsSaved {
        job: Job,
        result: Result<(), KeepError>,
    },
    Picked {
        job: Job,
        picked: Picked,
    },
    Prepared {
        job: Job,
        result: Result<Arc<Receipt>, Arc<Refusal>>,
    },
    Installed {
        job: Job,
        result: Result<Installed, KeepError>,
    },
    /// What the pictures of a lesson ask.
    Drawn {
        job: Job,
        lesson: LessonKey,
        result: Result<Vec<Question>, Failure>,
    },
    SystemTheme {
        job: Job,
        scheme: Option<ColourScheme>,
    },
}
