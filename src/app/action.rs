//! Everything that can happen to the model, as plain data.

use crate::{
    app::{
        command::Command,
        values::{
            Failure, Installed, Job, KeepError, LessonKey, Moment, Overlay, Panel, Picked,
            Reopened, ResetScope, Tab, TakeError, WriteError,
        },
    },
    id::{Id, PackKey},
    library::{Receipt, Refusal},
    progress::{Corrected, RowId},
    quiz::{Answer, Confidence, Mode, Purpose, Question},
    theme::ColourScheme,
};
use std::{path::PathBuf, sync::Arc};

/// One thing that happened: a person did it, or an effect answered.
#[expect(missing_docs, reason = "a variant's words say what it carries, and `job` what it answers")]
#[derive(Debug, Clone)]
pub enum Action {
    /// Time has passed; sent before each frame.
    Clock(Moment),
    /// A command of the command table was asked for.
    Command(Command),

    /// Show this lesson; the one on the screen can be gone back to.
    OpenLesson(LessonKey),
    /// The lesson is scrolled down by this much, in points.
    Scrolled(f32),
    /// A jump within the lesson follows: where the learner is can be gone back to.
    MarkPlace,
    /// The last block of the lesson came into sight.
    EndReached,
    /// A narrow window shows the lesson, or its quiz, from now on.
    ShowTab(Tab),
    /// The learner has drawn a side panel to this width, in points; it is held within the panel's
    /// bounds.
    ResizePanel(Panel, f32),
    /// The size of text has changed: is there room for the list and for the quiz beside the lesson
    /// now?
    RoomChanged { list: bool, quiz: bool },
    /// Show changes with movement where they were shown without, and the other way round.
    ToggleMotion,

    /// What the learner has put together for the current question; not checked yet.
    Choose(Answer),
    /// Grade what is chosen for the current question, and keep it.
    CheckAnswer,
    /// How sure the learner is; the answer is checked at once.
    CheckAs(Confidence),
    /// Why the learner thinks so, in a line of their own.
    Explain(Option<String>),
    /// Show one more hint of the current question.
    Hint,
    /// Open the current question again after a wrong answer.
    TryAgain,
    /// Go on to the next question of the round that is still to be answered, or to the summary.
    NextQuestion,
    /// A step of a figure asks a question of the open lesson.
    Ask(Id),
    /// The step was left without an answer to its question.
    Unask(Id),
    /// Go to a question of the round, by its place in it, from 0.
    GoToQuestion(usize),
    /// Show the reasons of all options of the current question, not only of those that matter
    /// most.
    ShowAllReasons,
    /// Begin a round with the questions that were answered wrongly.
    RetryWrong,
    /// Begin a round with all questions.
    AskAgain,
    /// Tell answers at once, or at the end of a round.
    SetMode(Mode),
    /// Begin a round of guesses, before the lesson is read.
    GuessFirst,
    /// Begin a round that checks whether the lesson is known already.
    CheckKnown,
    /// Begin a round of questions that the pictures ask.
    Practise,
    /// Go back to the questions of the lesson.
    BackToLesson,
    /// Go on with a round that was left.
    ResumeRound(Purpose),
    /// Let the answer to this question of the open lesson not count.
    TakeBack(Id),
    /// Begin again: let nothing of this count that was answered until now.
    Reset(ResetScope),

    /// Try at once to keep what is not kept yet.
    KeepNow,
    /// The window is to be closed.
    Leave,
    /// Close the window, whatever is lost.
    LeaveAnyway,
    /// The record was opened again, by itself or as an effect asked for.
    Reopened(Box<Reopened>),

    /// Lay this over the window.
    OpenOverlay(Overlay),
    /// Show who made a course, under which licence, and from which sources.
    AboutCourse(PackKey),
    /// Close what lies over the window.
    CloseOverlay,
    /// Take away the message with this id: it was read.
    DismissNotice(usize),
    /// Save a picture; `name` is offered in the dialog that asks for a place.
    SavePicture { name: String, bytes: Arc<[u8]> },
    /// A place for the picture was chosen, or none.
    TargetPicked { job: Job, picked: Picked },
    /// The picture is in this file; or why it is not.
    PictureSaved { job: Job, result: Result<PathBuf, WriteError> },
    /// A figure went to the clipboard, and as what; or why it did not.
    Copied(Result<&'static str, TakeError>),

    /// Ask the platform for a path.
    PickPack,
    /// Stop waiting for the platform's dialog.
    GiveUpPicking,
    /// A path was typed or a file dropped.
    ImportPath(PathBuf),
    /// Go on although it replaces an installed pack.
    ConfirmImport,
    /// Give the import up, whatever it has come to.
    CancelImport,

    /// The answer's row in the log; or why it is not on disk.
    Stored { job: Job, result: Result<RowId, KeepError> },
    /// What counts now; or why nothing was corrected.
    Corrected { job: Job, result: Result<Arc<Corrected>, KeepError> },
    /// The record takes something again; or why not.
    Retried { job: Job, result: Result<(), KeepError> },
    /// The lesson's event is on disk; or why not.
    Noted { job: Job, result: Result<(), KeepError> },
    /// The settings are on disk; or why not.
    PrefsSaved { job: Job, result: Result<(), KeepError> },
    /// A path to a pack was chosen, or none.
    Picked { job: Job, picked: Picked },
    /// The pack can be installed; or why it can't.
    Prepared { job: Job, result: Result<Arc<Receipt>, Arc<Refusal>> },
    /// The pack is in its place; or why it is not.
    Installed { job: Job, result: Result<Installed, KeepError> },
    /// The questions that the pictures of a lesson ask; or why these are not known.
    Drawn { job: Job, lesson: LessonKey, result: Result<Vec<Question>, Failure> },
    /// The theme that the desktop has chosen; nothing where it does not say.
    SystemTheme { job: Job, scheme: Option<ColourScheme> },
}
