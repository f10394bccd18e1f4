//! All integration tests: one binary, since each one links egui again.

mod cli;
mod library;
mod pack;
mod record;
mod support;
