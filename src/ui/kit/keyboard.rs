//! What has the keys while nothing else has them.

use egui::{Context, Id};

/// The lesson itself, as something that can have the focus and that keys scroll.
pub fn reading() -> Id {
    Id::unique("reading")
}

/// Does nothing have the focus that takes Enter or Space itself?
#[must_use]
pub fn free(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.focused().is_none_or(|id| id == reading()))
}
