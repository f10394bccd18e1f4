//! The window as a whole: what opens it, its bars, its menu, its messages and its keys.

pub mod app;
mod menu;
mod notices;
mod press;
pub mod run;
mod shortcuts;
pub mod size;
mod steady_pointer;
mod tab_order;
pub(in crate::ui) mod text_size;
mod top_bar;
pub(in crate::ui) mod window;
