//! `cargo xtask`: sets the machine up, then runs, tests, measures or packages Malleposte.
#![allow(clippy::print_stdout, reason = "a command-line tool speaks on standard output")]

mod bench;
mod bindings;
mod display;
mod fmt;
mod package;
mod pictures;
mod run;
mod setup;
mod step;
mod test;
mod tidy;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask TÂCHE

  run [--once]   installe ce qui manque, construit et ouvre Malleposte sur la base de démonstration
                 (sans écran : sur un écran virtuel, avec une capture ; --once s’arrête après la capture)
  test           installe ce qui manque et passe toutes les vérifications et tous les tests
  screens        prend une image de chaque écran, clair et sombre, à trois tailles, dans out/screens
  bench          mesure les calculs et les requêtes
  measure        mesure la fenêtre (version publiée) : démarrage, écrans, images par seconde
  bindings       écrit les types et commandes TypeScript à partir de ceux de Rust
  package [--debug] [--install]
                 fabrique le paquet .deb ; --install l’installe, le démarre et le retire
  tidy           dit ce qui tourne en rond ou est trop long dans le code
  fmt            met en forme le code Rust et celui de l’interface
  setup          installe seulement ce qui manque";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["run"] => run::run(run::Stay::UntilClosed),
        ["run", "--once"] => run::run(run::Stay::ForOneScreenshot),
        ["test"] => test::test(),
        ["bench", filters @ ..] => bench::bench(filters),
        ["screens"] => pictures::screens(),
        ["measure"] => pictures::measure(),
        ["bindings"] => bindings::write(),
        ["package", options @ ..] => package::package(options),
        ["fmt"] => fmt::fmt(),
        ["tidy"] => tidy::tidy(),
        ["setup"] => setup::setup(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("Tâche inconnue : {}\n\n{USAGE}", arguments.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n✗ {failure}");
            ExitCode::FAILURE
        }
    }
}
