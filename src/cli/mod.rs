//! What Strata does without a window: checking, importing and drawing packs, listing questions.

mod check;
mod course;
mod data_dir;
mod import;
mod questions;
mod render;

use crate::disk;
use clap::{Parser, Subcommand};
use std::{
    fmt,
    io::{self, ErrorKind, Write},
    path::PathBuf,
    process::ExitCode,
};

pub use data_dir::data_dir;

/// Learn how layered systems are built by working on the picture. Without a command, opens the window.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None)]
#[command(after_help = "Exit code 3 when standard output could not take what was to be said.")]
pub struct Args {
    /// Where your progress and your packs are kept, instead of the platform's folder for it; the
    /// variable `STRATA_DATA_DIR` names it as well
    #[arg(long, value_name = "DIR", global = true, value_parser = data_dir::parser())]
    pub data_dir: Option<PathBuf>,
    /// What to do instead of opening the window.
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
    #[expect(
        missing_docs,
        reason = "a doc would be its help, and the command's own says what it is"
    )]
    Check { path: PathBuf },
    /// Install a lesson pack, so that it is in the list at the next start
    ///
    /// Exit code 0 when it is installed, 1 when it is not, 2 when no pack could be read.
    Import {
        /// Replace an installed pack without asking; what you answered stays in your record in any case
        #[arg(long)]
        yes: bool,
        #[expect(
            missing_docs,
            reason = "a doc would be its help, and the command's own says what it is"
        )]
        path: PathBuf,
    },
    /// Write a diagram, or several side by side, as an SVG picture
    Render(render::Wish),
    /// List the questions that the pictures of a pack ask by themselves
    ///
    /// Each with its id, every answer and its reason: `=` marks what is right, `-` what is wrong.
    Questions(questions::Wish),
}

/// Does what was asked for. `data_dir` says why there is none where there is none.
#[must_use]
pub fn run(command: Command, data_dir: Result<PathBuf, String>) -> ExitCode {
    match command {
        Command::Check { path } => check::run(&path),
        Command::Render(wish) => render::run(&wish, data_dir.as_deref().ok()),
        Command::Questions(wish) => questions::run(&wish, data_dir.as_deref().ok()),
        Command::Import { yes, path } => import::run(&path, yes, data_dir),
    }
}

const FAILED: u8 = 1;
const UNREADABLE: u8 = 2;
const UNSAID: u8 = 3;

/// What was asked for on the command line. Help is printed, and so is what is wrong with it.
///
/// # Errors
/// The exit code to end with, if there is nothing else to do.
pub fn asked() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|told| {
        let code = u8::try_from(told.exit_code()).unwrap_or(FAILED);
        if told.use_stderr() {
            // If not even that can be printed, the exit code says it.
            let _unsaid = told.print();
            return code.into();
        }
        ended(told.print().and_then(|()| io::stdout().flush()), code)
    })
}

/// Says lines on standard output, and gives the code to end with: `code`, unless they could not be
/// written.
fn say<L: fmt::Display>(lines: impl IntoIterator<Item = L>, code: u8) -> ExitCode {
    let mut out = io::stdout().lock();
    let said = lines.into_iter().try_for_each(|line| writeln!(out, "{line}"));
    ended(said.and_then(|()| out.flush()), code)
}

/// The exit code after writing. A reader that has gone, as `head` does, is no failure; any other
/// error is told.
fn ended(said: io::Result<()>, code: u8) -> ExitCode {
    match said {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let why = disk::plain(&error);
            complain(&format!("error: not everything could be written to standard output: {why}"));
            UNSAID.into()
        }
        _ => code.into(),
    }
}

/// One line on standard error.
fn complain(line: &str) {
    let _gone = writeln!(io::stderr(), "{line}");
}
