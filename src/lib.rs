//! Strata: learn how layered systems are built by working on the picture.
pub mod app;
pub mod cli;
pub mod diagram;
pub mod disk;
pub mod id;
pub mod library;
pub mod pack;
pub mod picture;
pub mod progress;
pub mod quiz;
pub mod simulate;
pub mod theme;
pub mod ui;
