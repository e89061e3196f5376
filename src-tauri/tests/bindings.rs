//! The interface's TypeScript: a function for every command of the list, and every type they need.
//!
//! Compares by default, and writes when `MALLEPOSTE_BINDINGS=write` (`cargo xtask bindings`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use app::views;
use chrono::NaiveDate;
use domain::catalogue::{TermList, TermRole};
use domain::id::{HoldId, PhotoId, QuestionId};
use domain::interval::Period;
use ts_rs::{Config, TS, TypeVisitor};

macro_rules! commands {
    ($($file:ident { $($(#[doc = $doc:literal])* $name:ident($($argument:ident: $type:ty),*) -> $answer:ty;)* })*) => {{
        let mut bindings = Bindings::new();
        $($({
            let arguments = [$((stringify!($argument), bindings.name_of::<$type>())),*];
            let answer = bindings.name_of::<$answer>();
            bindings.command(&[$($doc),*], stringify!($name), &arguments, &answer);
        })*)*
        bindings
    }};
}

#[test]
fn the_typescript_bindings_are_those_of_the_list() {
    let mut bindings = include!("../src/commands/list.rs");
    // What a failing command throws; its parameters are named in a hand-written type that is not followed.
    bindings.name_of::<domain::fault::Fault>();
    bindings.name_of::<domain::fault::Param>();

    let write = std::env::var("MALLEPOSTE_BINDINGS").is_ok_and(|mode| mode == "write");
    for (file, text) in [("commands.ts", bindings.commands_file()), ("types.ts", bindings.types_file())] {
        let path = generated().join(file);
        if write {
            std::fs::create_dir_all(generated()).expect("the folder of the generated files can be made");
            std::fs::write(&path, text).expect("the generated file can be written");
        } else {
            let found = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(found == text, "{} is out of date: run `cargo xtask bindings`", path.display());
        }
    }
}

fn generated() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/backend/generated")
}

/// The functions and types met so far.
struct Bindings {
    config: Config,
    functions: String,
    /// Declarations by name, so that the files do not depend on the order of the list.
    types: BTreeMap<String, String>,
}

impl Bindings {
    fn new() -> Self {
        // Money is in cents and ids are text: no whole number here comes near 2^53.
        let config = Config::new().with_large_int("number");
        Self { config, functions: String::new(), types: BTreeMap::new() }
    }

    /// How TypeScript names a type; the declarations it needs are kept.
    fn name_of<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }

    fn command(&mut self, docs: &[&str], name: &str, arguments: &[(&str, String)], answer: &str) {
        let docs: Vec<&str> = docs.iter().map(|line| line.trim()).collect();
        let parameters: Vec<String> =
            arguments.iter().map(|(argument, kind)| format!("{}: {kind}", camel_case(argument))).collect();
        let names: Vec<String> = arguments.iter().map(|(argument, _)| camel_case(argument)).collect();
        let passed = if names.is_empty() { String::new() } else { format!(", {{ {} }}", names.join(", ")) };
        write!(
            self.functions,
            "\n/** {} */\nexport const {} = ({}): Promise<{answer}> =>\n  invoke('{name}'{passed});\n",
            docs.join(" "),
            camel_case(name),
            parameters.join(", "),
        )
        .expect("writing to a string cannot fail");
    }

    fn commands_file(&self) -> String {
        let used: Vec<&str> =
            self.types.keys().map(String::as_str).filter(|name| has_word(&self.functions, name)).collect();
        let import = if used.is_empty() {
            String::new()
        } else {
            format!("import type {{ {} }} from './types';\n", used.join(", "))
        };
        format!("{HEADER}import {{ invoke }} from '@tauri-apps/api/core';\n{import}{}", self.functions)
    }

    fn types_file(&self) -> String {
        let declarations: Vec<&str> = self.types.values().map(String::as_str).collect();
        format!("{HEADER}\n{}", declarations.join("\n"))
    }
}

const HEADER: &str =
    "// Written by `cargo xtask bindings` from src-tauri/src/commands/list.rs. Do not edit.\n";

impl TypeVisitor for Bindings {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        T::visit_generics(self);
        // Types of the language itself (strings, lists, options) have no file of their own, and so no declaration.
        if T::output_path().is_none() {
            T::visit_dependencies(self);
            return;
        }
        let name = T::ident(&self.config);
        if !self.types.contains_key(&name) {
            let docs = T::docs().unwrap_or_default();
            self.types.insert(name, format!("{docs}export {}\n", T::decl(&self.config)));
            T::visit_dependencies(self);
        }
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (initial, rest) = word.split_at(1);
        text + &initial.to_uppercase() + rest
    })
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|found| found == word)
}
