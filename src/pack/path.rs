//! The path to a value inside a pack's files: what a problem is about, before it has a position.

/// One step into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Step<'s> {
    Field(&'s str),
    Index(usize),
}

/// The path to a value. Built on the stack while walking down, so that a pack without problems
/// costs nothing for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Path<'p> {
    /// The number of the file in the pack.
    pub file: usize,
    up: Option<(&'p Path<'p>, Step<'static>)>,
}

impl<'p> Path<'p> {
    /// The path of a whole file.
    pub(super) fn file(file: usize) -> Self {
        Self { file, up: None }
    }

    pub(super) fn field(&'p self, name: &'static str) -> Self {
        Self { file: self.file, up: Some((self, Step::Field(name))) }
    }

    pub(super) fn index(&'p self, index: usize) -> Self {
        Self { file: self.file, up: Some((self, Step::Index(index))) }
    }

    /// The name of the field that the value is, or whose list it is in.
    pub(super) fn field_name(&self) -> Option<&'static str> {
        let (up, step) = self.up?;
        match step {
            Step::Field(name) => Some(name),
            Step::Index(_) => up.field_name(),
        }
    }

    /// Does the value lie in a field of that name?
    pub(super) fn is_within(&self, name: &str) -> bool {
        let mut here = self.up;
        while let Some((up, step)) = here {
            if matches!(step, Step::Field(field) if field == name) {
                return true;
            }
            here = up.up;
        }
        false
    }

    /// The steps, from the file inwards.
    pub(super) fn steps(&self) -> Vec<Step<'static>> {
        let (mut steps, mut here) = (Vec::new(), self);
        while let Some((up, step)) = here.up {
            steps.push(step);
            here = up;
        }
        steps.reverse();
        steps
    }
}
