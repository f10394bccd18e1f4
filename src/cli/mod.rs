//! The same abilities without a window: checking, importing and drawing packs.

mod check;
mod course;
mod data_dir;
mod import;
mod questions;
mod render;

use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode};

pub use data_dir::data_dir;

/// Learn how layered systems are built by working on the picture. Without a command, opens the window.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None)]
pub struct Args {
    /// Where your progress and your packs are kept, instead of the platform's folder for it
    #[arg(long, value_name = "DIR", env = "STRATA_DATA_DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a lesson pack: a folder with a pack.ron, or one .ron file
    ///
    /// Prints every problem as `error: file:line:column: what is wrong. What to do.` Exit code 0
    /// when there are no errors, 1 when there are, 2 when no pack could be read.
    Check { path: PathBuf },
    /// Install a lesson pack, so that it is in the list at the next start
    ///
    /// Exit code 0 when it is installed, 1 when it is not, 2 when no pack could be read.
    Import {
        /// Replace an installed pack without asking; what you answered stays in your record in any case
        #[arg(long)]
        yes: bool,
        path: PathBuf,
    },
    /// Write a diagram, or several side by side, as an SVG picture
    Render(render::Wish),
    /// List the questions that the pictures of a pack ask by themselves, with their ids and answers
    Questions(questions::Wish),
}

/// Does what was asked for. `data_dir` says why there is none where there is none.
#[must_use]
pub fn run(command: Command, data_dir: Result<PathBuf, String>) -> ExitCode {
    match command {
        Command::Check { path } => check::run(&path),
        Command::Render(wish) => render::run(&wish, data_dir),
        Command::Questions(wish) => questions::run(&wish, data_dir),
        Command::Import { yes, path } => import::run(&path, yes, data_dir),
    }
}

const FAILED: u8 = 1;
const UNREADABLE: u8 = 2;

/// One line on standard output. Whoever reads it may have gone, as `head` does: then so be it.
fn say(line: &str) {
    use std::io::Write;
    let _gone = writeln!(std::io::stdout(), "{line}");
}

/// One line on standard error.
fn complain(line: &str) {
    use std::io::Write;
    let _gone = writeln!(std::io::stderr(), "{line}");
}
