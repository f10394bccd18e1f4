//! The program: the window, or a command that needs none.

use std::process::ExitCode;
use strata::{cli, disk, ui};

fn main() -> ExitCode {
    disk::tell_of_size_limits();
    let args = match cli::asked() {
        Ok(args) => args,
        Err(code) => return code,
    };
    let data_dir = cli::data_dir(args.data_dir.as_deref());
    let Some(command) = args.command else {
        return match ui::shell::run::window(data_dir) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => {
                eprintln!("strata: {why}");
                ExitCode::FAILURE
            }
        };
    };
    cli::run(command, data_dir)
}
