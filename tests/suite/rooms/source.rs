//! A source file as the checks see it: code without comments and without its own tests, string literals apart.

use std::path::{Path, PathBuf};

/// One file under `src/`.
pub struct Source {
    /// Its path from `src/`, with forward slashes.
    pub path: String,
    /// Its code: comments are gone, string literals are empty, and `#[cfg(test)] mod tests { … }` at its end is left out.
    pub code: String,
    /// What its string literals say, outside its tests.
    pub literals: Vec<String>,
}

impl Source {
    /// The room that the file belongs to: its first folder, or the name of a file directly under `src/`.
    pub fn room(&self) -> &str {
        self.path.split('/').next().map_or("", |first| first.trim_end_matches(".rs"))
    }

    /// The rooms that the code names: `crate::room`, `revone::room`, and the same through braces or `super`.
    pub fn rooms_named(&self) -> Vec<String> {
        let words = words(&self.code);
        let mut named = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let starts_a_path = at == 0 || words[at - 1] != "::";
            match word.as_str() {
                "crate" | "revone" if starts_a_path && follows(&words, at, "::") => named.extend(heads(&words, at + 2)),
                "super" if starts_a_path => {
                    let climbed = words[at..].chunks(2).take_while(|pair| *pair == ["super", "::"]).count();
                    if climbed >= self.depth() {
                        named.extend(heads(&words, at + 2 * climbed));
                    }
                }
                _ => {}
            }
        }
        named.sort();
        named.dedup();
        named
    }

    /// Whether the code has `word` as a whole word.
    pub fn says(&self, word: &str) -> bool {
        words(&self.code).iter().any(|found| found == word)
    }

    /// Whether the code has `path` as a path, such as `Timestamp::now`.
    pub fn says_path(&self, path: &str) -> bool {
        let wanted = words(path);
        words(&self.code).windows(wanted.len()).any(|window| window == wanted)
    }

    /// What its string literals say outside attributes, and outside what is told to the log.
    pub fn said(&self) -> Vec<&str> {
        let mut within: Vec<bool> = Vec::new();
        let mut literals = self.literals.iter();
        let mut said = Vec::new();
        let mut quotes = 0;
        for (at, character) in self.code.char_indices() {
            match character {
                '(' | '[' | '{' => {
                    let before = self.code[..at].trim_end();
                    let unsaid = before.ends_with('#') || is_a_log(before);
                    within.push(unsaid || within.last() == Some(&true));
                }
                ')' | ']' | '}' => drop(within.pop()),
                // A literal is two quotes.
                '"' => {
                    quotes += 1;
                    if quotes % 2 == 0 {
                        let literal = literals.next().expect("each pair of quotes is a literal");
                        said.extend((within.last() != Some(&true)).then_some(literal.as_str()));
                    }
                }
                _ => {}
            }
        }
        said
    }

    /// How many modules lie between the file's module and the crate's root.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { folders } else { folders + 1 }
    }
}

/// Whether code ends with the name of a macro of `tracing`.
fn is_a_log(code: &str) -> bool {
    ["error", "warn", "info", "debug", "trace"].iter().any(|level| code.ends_with(&format!("tracing::{level}!")))
}

/// Every file of the product below `root`, tests in files of their own left out.
pub fn read_all(root: &Path) -> Vec<Source> {
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let path = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&file).unwrap();
            let (code, literals) = split(&text);
            Source { path, code, literals }
        })
        .filter(|source| !source.path.ends_with("/tests.rs") && !source.path.contains("/tests/"))
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The names that directly follow position `at`: one, or several in braces.
fn heads(words: &[String], at: usize) -> Vec<String> {
    let Some(first) = words.get(at) else { return Vec::new() };
    if first != "{" {
        return vec![first.clone()];
    }
    let mut depth = 0;
    let mut heads = Vec::new();
    for (offset, word) in words[at..].iter().enumerate() {
        match word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 1 && matches!(words[at + offset - 1].as_str(), "{" | ",") => heads.push(name.to_owned()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn follows(words: &[String], at: usize, expected: &str) -> bool {
    words.get(at + 1).is_some_and(|next| next == expected)
}

/// Identifiers, `::`, and every other character by itself.
fn words(code: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        words.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    words
}

/// Takes comments and the tests away, and string literals apart.
fn split(text: &str) -> (String, Vec<String>) {
    let text = text.find("#[cfg(test)]\nmod tests {").map_or(text, |tests| &text[..tests]);
    let mut code = String::new();
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = &rest[end_of_block_comment(rest)..];
        } else if let Some((literal, length)) = raw_string(rest, code.chars().last()).or_else(|| plain_string(rest)) {
            code.push_str("\"\"");
            literals.push(literal.to_owned());
            rest = &rest[length..];
        } else if let Some(length) = character(rest) {
            code.push_str("' '");
            rest = &rest[length..];
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (code, literals)
}

fn end_of_block_comment(text: &str) -> usize {
    let mut depth = 0;
    for (at, _) in text.char_indices() {
        if text[at..].starts_with("/*") {
            depth += 1;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return at + 2;
            }
        }
    }
    text.len()
}

fn raw_string(text: &str, before: Option<char>) -> Option<(&str, usize)> {
    if before.is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_') {
        return None;
    }
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&close)?;
    Some((&body[..end], 1 + hashes + 1 + end + close.len()))
}

fn plain_string(text: &str) -> Option<(&str, usize)> {
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((&body[..at], at + 2)),
            _ => {}
        }
    }
    None
}

/// The length of a character literal; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        return escape.get(1..)?.find('\'').map(|end| end + 4);
    }
    let first = body.chars().next()?;
    body[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        let (code, literals) = split(text);
        Source { path: path.to_owned(), code, literals }
    }

    #[test]
    fn rooms_are_found_however_they_are_named() {
        for (path, text, named) in [
            ("app/update.rs", "use crate::figures::Summary;", vec!["figures"]),
            (
                "app/update.rs",
                "use crate::{figures::{self, Summary}, domain::Order, money};",
                vec!["domain", "figures", "money"],
            ),
            ("app/update.rs", "use super::super::store::Ledger;", vec!["store"]),
            ("app/mod.rs", "use super::store::Ledger;", vec!["store"]),
            ("app/update.rs", "use super::model::Model;", vec![]),
            ("main.rs", "fn main() { revone::cli::run() }", vec!["cli"]),
            (
                "app/update.rs",
                "// crate::store\n/* crate::cli /* crate::shell */ */ let text = \"crate::polar\";",
                vec![],
            ),
            (
                "app/update.rs",
                "let c = '\"'; crate::view::x(); let d = '\\'';  let e: &'static str = r#\"crate::cli\"#;",
                vec!["view"],
            ),
            ("app/update.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n use crate::demo::Shop;\n}\n", vec![]),
        ] {
            assert_eq!(source(path, text).rooms_named(), named, "{text}");
        }
    }

    #[test]
    fn paths_and_literals_are_found_and_comments_are_not() {
        let source = source("a.rs", "let n = Timestamp :: now(); // SystemTime::now\nlet q = \"SELECT \\\" 1\";");
        assert!(source.says_path("Timestamp::now"));
        assert!(!source.says_path("SystemTime::now"));
        assert_eq!(source.literals, ["SELECT \\\" 1"]);
    }

    #[test]
    fn what_is_said_is_neither_an_attribute_nor_a_log() {
        let text =
            "#[error(\"no {0}\")]\nstruct A;\nfn a() { tracing::warn!(%error, \"lost\"); print(&[\"found\"], 'c'); }";
        assert_eq!(source("a.rs", text).said(), ["found"]);
    }
}
