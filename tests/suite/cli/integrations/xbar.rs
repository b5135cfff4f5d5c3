//! What xbar and SwiftBar document of a plugin's output, read strictly: each line is a text and parameters that both know.

use std::collections::BTreeMap;

/// A row as a bar would show it.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// How many submenus it is in.
    pub depth: usize,
    /// What it says; `None` is a line between rows.
    pub text: Option<String>,
    /// Its parameters.
    pub parameters: BTreeMap<String, String>,
}

/// A plugin's output.
#[derive(Debug)]
pub struct Output {
    /// What stands in the bar.
    pub title: String,
    /// The menu.
    pub rows: Vec<Row>,
}

impl Output {
    /// Reads an output.
    ///
    /// # Panics
    /// When xbar or SwiftBar would not read it, or would read something else.
    #[track_caller]
    pub fn read(text: &str) -> Self {
        let mut lines = text.strip_suffix('\n').expect("the last line ends").split('\n');
        let title = lines.next().unwrap_or_default();
        assert!(!title.trim().is_empty() && !title.starts_with('-') && !title.contains('|'), "the title: {title:?}");
        assert_eq!(lines.next(), Some("---"), "the menu begins behind the title\n{text}");
        let rows: Vec<Row> = lines.map(read).collect();
        let mut before = 0;
        for row in &rows {
            assert!(row.depth <= before + 1, "{row:?} is in a submenu of nothing\n{text}");
            before = row.depth;
        }
        let is_line = |row: Option<&Row>| row.is_none_or(|row| row.text.is_none());
        assert!(!is_line(rows.first()) && !is_line(rows.last()), "a line with nothing on one side\n{text}");
        assert!(rows.windows(2).all(|two| two.iter().any(|row| row.text.is_some())), "two lines in a row\n{text}");
        Self { title: title.to_owned(), rows }
    }

    /// The row that says this.
    #[track_caller]
    pub fn row(&self, text: &str) -> &Row {
        let found = self.rows.iter().find(|row| row.text.as_deref().is_some_and(|said| said.contains(text)));
        found.unwrap_or_else(|| panic!("no row says {text:?}: {:?}", self.rows))
    }
}

fn read(line: &str) -> Row {
    assert!(!line.contains(|character: char| character.is_control()), "{line:?}");
    let inner = line.trim_start_matches("--");
    let depth = (line.len() - inner.len()) / 2;
    // Three dashes are a line: two of them were taken for a level.
    if inner == "-" {
        return Row { depth: depth - 1, text: None, parameters: BTreeMap::new() };
    }
    let (text, parameters) = inner.split_once('|').unwrap_or((inner, ""));
    let text = text.trim();
    assert!(!text.is_empty() && !text.starts_with('-') && !text.contains('\\'), "{line:?}");
    assert!(text.matches(':').count() < 2, "{line:?} may hold an emoji or a symbol");
    Row { depth, text: Some(text.to_owned()), parameters: parameters_of(parameters) }
}

fn parameters_of(text: &str) -> BTreeMap<String, String> {
    let mut parameters = BTreeMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=').unwrap_or_else(|| panic!("{rest:?} is no parameter"));
        let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or_else(|| panic!("{after:?} ends within quotes")),
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        check(name, value);
        assert_eq!(parameters.insert(name.to_owned(), value.to_owned()), None, "{name} twice in {text:?}");
        rest = after.trim_start();
    }
    let runs = parameters.contains_key("bash");
    for name in parameters.keys().filter(|name| name.starts_with("param") || *name == "terminal") {
        assert!(runs, "{name} without a program in {text:?}");
    }
    assert!(!runs || parameters.contains_key("terminal"), "the two disagree about a terminal: {text:?}");
    parameters
}

fn check(name: &str, value: &str) {
    let is_good = match name {
        "href" => value.starts_with("https://polar.sh/") || value.starts_with("https://sandbox.polar.sh/"),
        "bash" => value.starts_with('/'),
        "param1" | "param2" => !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_lowercase()),
        "terminal" | "refresh" => matches!(value, "true" | "false"),
        "key" => value.rsplit('+').skip(1).all(|modifier| matches!(modifier, "CmdOrCtrl" | "shift")),
        _ => false,
    };
    assert!(is_good, "{name}={value}");
}
