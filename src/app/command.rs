//! The command table: one list that feeds shortcuts, menus, tooltips and the overlay of keys.

use super::keys::{Shortcut, alt, ctrl, plain};

/// Something that a person can ask for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// To the place that was read before this one.
    GoBack,
    /// To the place that was gone back from.
    GoForward,
    /// Open the lesson after this one.
    NextLesson,
    /// Open the bar that finds words in the open lesson.
    FindInLesson,
    /// Close the bar that finds words.
    CloseFind,
    /// Open or close the panel with the list of lessons.
    ToggleList,
    /// Open or close the list of lessons where a narrow window has no panel for it.
    ToggleDrawer,
    /// Open or close the panel with the quiz.
    ToggleQuiz,
    /// Text one step larger.
    LargerText,
    /// Text one step smaller.
    SmallerText,
    /// Text at 100 %.
    NormalText,
    /// Use the next of the three themes, whatever the desktop has chosen.
    NextTheme,
    /// Use the theme that the desktop has chosen.
    FollowSystemTheme,
    /// Show changes with movement where they were shown without, and the other way round.
    ToggleMotion,
    /// Ask for a pack to install.
    ImportPack,
    /// Take back what was done last: an answer, or a reset.
    Undo,
    /// Tell answers at the end of a round where they were told at once, and the other way round.
    ToggleCheck,
    /// Ask how much is to be begun again.
    BeginAgain,
    /// Show who made the open course, under which licence, and from which sources.
    AboutCourse,
    /// Show what the words of the open course mean.
    Glossary,
    /// Show which keys do what.
    ShowKeys,
    /// Show version, licences and where the record lies.
    About,
}

impl Command {
    /// All commands, in the order of menu and overlay.
    pub const ALL: [Self; 22] = [
        Self::GoBack,
        Self::GoForward,
        Self::NextLesson,
        Self::FindInLesson,
        Self::CloseFind,
        Self::ToggleList,
        Self::ToggleDrawer,
        Self::ToggleQuiz,
        Self::LargerText,
        Self::SmallerText,
        Self::NormalText,
        Self::NextTheme,
        Self::FollowSystemTheme,
        Self::ToggleMotion,
        Self::ImportPack,
        Self::Undo,
        Self::ToggleCheck,
        Self::BeginAgain,
        Self::AboutCourse,
        Self::Glossary,
        Self::ShowKeys,
        Self::About,
    ];

    /// The command's name in menus and tooltips.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::GoBack => "Back",
            Self::GoForward => "Forward",
            Self::NextLesson => "Next lesson",
            Self::FindInLesson => "Find in lesson…",
            Self::CloseFind => "Close find",
            Self::ToggleList => "Lesson list",
            Self::ToggleDrawer => "Lessons",
            Self::ToggleQuiz => "Quiz panel",
            Self::LargerText => "Larger text",
            Self::SmallerText => "Smaller text",
            Self::NormalText => "Normal text size",
            Self::NextTheme => "Change theme",
            Self::FollowSystemTheme => "Use the system’s theme",
            Self::ToggleMotion => "Reduce motion",
            Self::ImportPack => "Import pack…",
            Self::Undo => "Undo",
            Self::ToggleCheck => "Answers at the end",
            Self::BeginAgain => "Start over…",
            Self::AboutCourse => "About this course",
            Self::Glossary => "Glossary",
            Self::ShowKeys => "Keys",
            Self::About => "About Strata",
        }
    }

    /// The keys that ask for the command; none for what only menus and buttons offer.
    #[must_use]
    pub fn shortcut(self) -> Option<Shortcut> {
        Some(match self {
            Self::GoBack => alt("ArrowLeft"),
            Self::GoForward => alt("ArrowRight"),
            Self::NextLesson => plain("N"),
            Self::FindInLesson => ctrl("F"),
            Self::ToggleList => ctrl("L"),
            Self::ToggleQuiz => ctrl("J"),
            Self::LargerText => ctrl("Plus"),
            Self::SmallerText => ctrl("Minus"),
            Self::NormalText => ctrl("0"),
            Self::NextTheme => ctrl("T"),
            Self::ImportPack => ctrl("O"),
            Self::Undo => ctrl("Z"),
            Self::Glossary => ctrl("G"),
            Self::ShowKeys => plain("Questionmark"),
            Self::CloseFind
            | Self::ToggleDrawer
            | Self::FollowSystemTheme
            | Self::ToggleMotion
            | Self::ToggleCheck
            | Self::BeginAgain
            | Self::AboutCourse
            | Self::About => return None,
        })
    }

    /// The name and the shortcut, for a tooltip.
    #[must_use]
    pub fn tip(self) -> String {
        self.tip_as(self.name())
    }

    /// Other words than the name, and the shortcut, for a tooltip.
    #[must_use]
    pub fn tip_as(self, words: &str) -> String {
        match self.shortcut() {
            Some(shortcut) => format!("{words} ({})", shortcut.words()),
            None => words.to_owned(),
        }
    }
}

/// Does not compile unless every command stands in `ALL` in the place that it has in the enum: a
/// further one goes before `About`.
const _: () = {
    let (mut rest, mut at) = (Command::ALL.as_slice(), 0);
    while let [first, others @ ..] = rest {
        assert!(*first as usize == at, "`Command::ALL` has another order than the enum");
        (rest, at) = (others, at + 1);
    }
    assert!(at == Command::About as usize + 1, "a command is missing in `Command::ALL`");
};
