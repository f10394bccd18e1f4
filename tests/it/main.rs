//! All integration tests: one binary, since each one links egui again.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test fails by panicking, and counts small things"
)]

mod asked;
mod beside;
mod branching_packs;
mod breaking_asked;
mod breaking_packs;
mod changed;
mod child;
mod cli;
mod concerns;
mod corpus;
mod corrections;
mod course_style;
mod course_update;
mod crash;
mod custody;
mod desktop;
mod disk;
mod drawing;
mod drawn;
mod everything;
mod facts;
mod failing;
mod fates;
mod figures_sourced;
mod frame;
mod generate;
mod journey;
mod kinds;
mod large;
mod layout;
mod lesson_rules;
mod library;
mod lines;
mod measure;
mod migrations;
mod mistakes;
mod models;
mod outbox;
mod pack;
mod parts;
mod pictures_ask;
mod pixels;
mod quiz;
mod readers;
mod record;
mod rooms;
mod rounds;
mod routes;
mod search;
mod simulate;
mod standing;
mod support;
mod svg;
mod teaching;
mod terms;
mod theme;
mod unit_checks;
mod update;
mod walk;
mod white_space;
mod window;
