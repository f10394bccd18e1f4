//! The parts of the window that come and go.

/// The two side panels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The list of lessons, at the left.
    List,
    /// The quiz, at the right.
    Quiz,
}

impl Panel {
    /// The narrowest and the widest that the panel may be, in points.
    #[must_use]
    pub fn widths(self) -> (f32, f32) {
        match self {
            Self::List => (240.0, 360.0),
            Self::Quiz => (304.0, 440.0),
        }
    }

    /// Its width before the learner has changed it, in points.
    #[must_use]
    pub fn default_width(self) -> f32 {
        match self {
            Self::List => 272.0,
            Self::Quiz => 344.0,
        }
    }

    /// The nearest width that it may have, in points.
    #[must_use]
    pub fn clamp(self, width: f32) -> f32 {
        let (narrowest, widest) = self.widths();
        width.clamp(narrowest, widest)
    }
}

/// What a narrow window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The lesson, over the whole width.
    #[default]
    Lesson,
    /// The quiz, over the whole width.
    Quiz,
}

/// What lies over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// Which keys do what.
    Keys,
    /// Version, licences, and where the record lies.
    About,
    /// Who made a course, under which licence, and from which sources.
    Course,
    /// What the words of a course mean.
    Glossary,
    /// Installing a pack.
    Import,
    /// Asking how much is to be begun again.
    Reset(ResetScope),
    /// Reporting a mistake in the current question.
    Report,
    /// The lesson list of a narrow window.
    Drawer,
    /// Waiting, before the window closes, for what is not kept yet.
    Leaving,
}

/// How much is to be begun again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResetScope {
    /// The question that is open.
    Question,
    /// The lesson that is open.
    Lesson,
    /// The whole course of the open lesson.
    Course,
}
