//! What takes keys while no control has the focus.

use egui::{Context, Id};

/// The id of the lesson itself, which can have the focus and is scrolled by keys.
pub fn reading() -> Id {
    Id::unique("reading")
}

/// Is the focus on nothing that takes Enter or Space itself?
#[must_use]
pub fn free(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none_or(|id| id == reading()))
}
