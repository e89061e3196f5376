//! The command line itself, built with the tests so that they never run an old one.

fn main() -> std::process::ExitCode {
    cli::run()
}
