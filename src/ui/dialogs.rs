//! What stands over the window until it is closed.

pub(in crate::ui) mod about;
pub(in crate::ui) mod course;
pub(in crate::ui) mod glossary;
pub(in crate::ui) mod import;
pub(in crate::ui) mod keys;
pub(in crate::ui) mod leaving;
pub(in crate::ui) mod reset;
