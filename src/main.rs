//! The program: the window, or a command that needs none.

use clap::Parser;
use std::process::ExitCode;
use strata::{
    cli::{self, Args},
    ui,
};

fn main() -> ExitCode {
    let args = Args::parse();
    let data_dir = cli::data_dir(args.data_dir.as_deref());
    let Some(command) = args.command else {
        return match ui::run::window(data_dir) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("strata: {why}");
                ExitCode::FAILURE
            }
        };
    };
    cli::run(command, data_dir)
}
