//! What is done outside of the model: effects as data, the ports they go through, the runner, and
//! this machine behind the ports.

pub mod beside;
pub mod crash;
pub mod desk;
pub mod effect;
mod files;
pub mod keeper;
pub mod picker;
pub mod pool;
pub mod ports;
pub mod runner;
pub mod system_theme;
