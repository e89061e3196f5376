//! `malleposte`, see the library.

fn main() -> std::process::ExitCode {
    cli::run()
}
