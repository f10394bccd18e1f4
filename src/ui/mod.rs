//! The window: a file per part of it. Paints the model and emits actions.
//!
//! Invariants: views never change the model; no SQL and no files here; no colour is named outside
//! the token table.

mod about;
pub mod app;
mod before;
pub mod digits;
mod figure;
mod find;
mod focus;
pub mod fonts;
mod icons;
mod import;
mod inspector;
mod keys;
mod leaving;
mod lesson_list;
mod menu;
mod notices;
mod option_row;
mod outline;
mod paint;
mod press;
mod prose;
mod quiz_answer;
mod quiz_extras;
mod quiz_keys;
mod quiz_panel;
mod quiz_round;
mod quiz_strip;
mod quiz_summary;
mod reading;
pub mod report;
mod reset;
pub mod run;
mod shortcuts;
mod steady_pointer;
mod style;
mod table;
mod text;
mod text_size;
mod top_bar;
mod views;
mod widgets;
mod window;

pub use app::StrataApp;
pub use style::install;
