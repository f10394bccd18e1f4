//! All integration tests: one binary, since each one links egui again.

mod cli;
mod layout;
mod library;
mod pack;
mod quiz;
mod record;
mod rooms;
mod support;
mod theme;
mod update;
mod window;
