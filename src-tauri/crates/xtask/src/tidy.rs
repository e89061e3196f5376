//! What holds the layout: no circle between the modules or the folders of the use cases, no type of SQLite outside the
//! store, no file and no function that is too long to read. `cargo xtask tidy` says it, and a test of this crate asks it.

use crate::step::{Done, Failure, failed, root};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The most lines that a file of Rust may have.
const LONGEST_FILE: usize = 500;
/// The most lines that a function may have.
const LONGEST_FUNCTION: usize = 80;

/// Says what is untidy.
pub(crate) fn tidy() -> Done {
    let found = findings(&root())?;
    if found.is_empty() {
        return Ok(());
    }
    failed(format!("Rangement :\n  {}", found.join("\n  ")))
}

fn findings(root: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let sources = root.join("src-tauri/crates/app/src");
    let mut modules = BTreeMap::new();
    for file in rust_files(&sources)? {
        let text = std::fs::read_to_string(&file)?;
        modules.insert(module_of(&sources, &file), without_tests(&text).to_owned());
    }
    let imports = imports(&modules);
    found.extend(circle(&imports).map(|circle| format!("modules en rond dans app : {}", circle.join(" → "))));
    let folders = folders(&imports);
    found
        .extend(circle(&folders).map(|circle| format!("dossiers en rond dans app : {}", circle.join(" → "))));
    for folder in ["src-tauri", "tests"] {
        for file in rust_files(&root.join(folder))? {
            let text = std::fs::read_to_string(&file)?;
            let name = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            let is_store = name.starts_with("src-tauri/crates/store") || name.starts_with("tests/");
            if !is_store && text.lines().any(|line| line.contains("rusqlite::")) && !name.ends_with("tidy.rs")
            {
                found.push(format!("{name} : un type de rusqlite hors de store"));
            }
            // Stories and properties are read one by one: their files may be longer.
            if name.starts_with("tests/") || name.contains("/tests/") {
                continue;
            }
            let lines = text.lines().count();
            if lines > LONGEST_FILE {
                found.push(format!("{name} : {lines} lignes"));
            }
            for (function, lines) in long_functions(&text) {
                found.push(format!("{name} : {function} a {lines} lignes"));
            }
        }
    }
    Ok(found)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if !path.ends_with("target") && !path.ends_with("gen") {
                files.extend(rust_files(&path)?);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// `lending::loans` of `lending/loans.rs`.
fn module_of(sources: &Path, file: &Path) -> String {
    let path = file.strip_prefix(sources).unwrap_or(file).with_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("::").trim_end_matches("::mod").to_owned()
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// Which modules each names by `crate::…`.
fn imports(modules: &BTreeMap<String, String>) -> Graph {
    let named = |text: &str| -> BTreeSet<String> {
        let paths = text.split("crate::").skip(1).map(|after| {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            after[..end.unwrap_or(after.len())].trim_end_matches(':')
        });
        paths.filter_map(|path| deepest(modules, path)).collect()
    };
    modules
        .iter()
        .map(|(module, text)| {
            let mut to = named(text);
            to.remove(module);
            (module.clone(), to)
        })
        .collect()
}

/// The longest beginning of a path that is a module.
fn deepest(modules: &BTreeMap<String, String>, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split("::").collect();
    (1..=parts.len()).rev().map(|length| parts[..length].join("::")).find(|name| modules.contains_key(name))
}

fn folders(imports: &Graph) -> Graph {
    let folder = |module: &str| module.split("::").next().unwrap_or(module).to_owned();
    let mut graph = Graph::new();
    for (module, to) in imports {
        let from = folder(module);
        let others = to.iter().map(|module| folder(module)).filter(|to| *to != from);
        graph.entry(from.clone()).or_default().extend(others);
    }
    graph
}

/// A way from a node back to itself, if there is one.
fn circle(graph: &Graph) -> Option<Vec<String>> {
    fn walk<'a>(
        graph: &'a Graph,
        at: &'a str,
        way: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<String>> {
        if let Some(start) = way.iter().position(|before| *before == at) {
            return Some(way[start..].iter().chain([&at]).map(|name| (*name).to_owned()).collect());
        }
        if done.contains(at) {
            return None;
        }
        way.push(at);
        let found = graph.get(at)?.iter().find_map(|to| walk(graph, to, way, done));
        way.pop();
        done.insert(at);
        found
    }
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| walk(graph, start, &mut Vec::new(), &mut done))
}

/// The functions that are too long, with how many lines each has; told by their indentation, as rustfmt keeps it.
fn long_functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let body = line.trim_start();
        let is_function =
            ["fn ", "pub fn ", "pub(crate) fn ", "async fn ", "pub(super) fn ", "pub async fn "]
                .iter()
                .any(|opening| body.starts_with(opening));
        if !is_function {
            continue;
        }
        // A function that is only declared has no body.
        let signature = lines[start..]
            .iter()
            .find(|line| line.ends_with('{') || line.ends_with(';') || line.ends_with('}'));
        if signature.is_none_or(|line| !line.ends_with('{')) {
            continue;
        }
        let closing = format!("{}}}", &line[..line.len() - body.len()]);
        let Some(length) = lines[start..].iter().position(|line| *line == closing) else { continue };
        if length + 1 > LONGEST_FUNCTION {
            let name = body.split("fn ").nth(1).unwrap_or(body);
            let end = name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len());
            long.push((name[..end].to_owned(), length + 1));
        }
    }
    long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_tidy() {
        let found = findings(&root()).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn a_circle_is_found_and_a_ladder_is_none() {
        let graph = |edges: &[(&str, &str)]| {
            let mut graph = Graph::new();
            for (from, to) in edges {
                graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
                graph.entry((*to).to_owned()).or_default();
            }
            graph
        };
        assert_eq!(circle(&graph(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
        let found = circle(&graph(&[("a", "b"), ("b", "c"), ("c", "b")])).expect("a circle");
        assert_eq!(found, ["b", "c", "b"]);
    }

    #[test]
    fn a_long_function_is_found() {
        let text =
            format!("fn short() {{\n}}\n\nfn long() {{\n{}}}\n", "    x();\n".repeat(LONGEST_FUNCTION));
        assert_eq!(long_functions(&text), [("long".to_owned(), LONGEST_FUNCTION + 2)]);
    }
}
