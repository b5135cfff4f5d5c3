//! The files of the window's page: all that it can load, and the policy that keeps it to them.

/// The page itself, as it is called beside the files that belong to it.
pub const PAGE: &str = "window.html";

/// Everything that the page may load: its own styles, scripts and icon. No network, no frames, no forms that are sent
/// anywhere.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \
                          form-action 'none'; frame-ancestors 'none'";

/// A file of the page.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// What it is called.
    pub name: &'static str,
    /// Its type, as it is told to the web view.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// All of them.
pub const FILES: [File; 18] = [
    File { name: PAGE, kind: HTML, bytes: include_bytes!("../../../assets/window/window.html") },
    File { name: "window.css", kind: CSS, bytes: include_bytes!("../../../assets/window/window.css") },
    File { name: "controls.css", kind: CSS, bytes: include_bytes!("../../../assets/window/controls.css") },
    File { name: "connect.css", kind: CSS, bytes: include_bytes!("../../../assets/window/connect.css") },
    File { name: "dashboard.css", kind: CSS, bytes: include_bytes!("../../../assets/window/dashboard.css") },
    File { name: "chart.css", kind: CSS, bytes: include_bytes!("../../../assets/window/chart.css") },
    File { name: "table.css", kind: CSS, bytes: include_bytes!("../../../assets/window/table.css") },
    File { name: "settings.css", kind: CSS, bytes: include_bytes!("../../../assets/window/settings.css") },
    File { name: "dom.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/dom.js") },
    File { name: "controls.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/controls.js") },
    File { name: "table.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/table.js") },
    File { name: "chart.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/chart.js") },
    File { name: "lists.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/lists.js") },
    File { name: "connect.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/connect.js") },
    File { name: "dashboard.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/dashboard.js") },
    File { name: "settings.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/settings.js") },
    File { name: "window.js", kind: SCRIPT, bytes: include_bytes!("../../../assets/window/window.js") },
    File { name: "icon.png", kind: "image/png", bytes: include_bytes!("../../../assets/icon-128.png") },
];

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The file that is asked for by this path (`/window.css`); `None` where there is none.
pub fn file(path: &str) -> Option<File> {
    let name = path.strip_prefix('/')?;
    FILES.into_iter().find(|file| file.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &File) -> Option<&'static str> {
        std::str::from_utf8(file.bytes).ok()
    }

    fn texts(kind: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        FILES.iter().filter(move |file| file.kind == kind).filter_map(|file| Some((file.name, text(file)?)))
    }

    /// What stands between quotation marks in a script, without its comments.
    fn strings(script: &str) -> Vec<String> {
        let mut strings = Vec::new();
        for line in script.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
            for quote in ['"', '`'] {
                strings.extend(line.split(quote).skip(1).step_by(2).map(str::to_owned));
            }
        }
        strings
    }

    #[test]
    fn the_page_finds_what_it_names_and_nothing_else() {
        let (_, page) = texts(HTML).next().unwrap();
        let named: Vec<&str> = [r#"href=""#, r#"src=""#]
            .iter()
            .flat_map(|start| page.split(start).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(named.len(), FILES.len() - 1, "{named:?}");
        for name in named {
            assert!(file(&format!("/{name}")).is_some(), "{name}");
        }
        for other in ["/", "", "window.html", "/../Cargo.toml", "//window.css", "/etc/passwd"] {
            assert!(file(other).is_none(), "{other}");
        }
    }

    #[test]
    fn every_file_of_the_page_is_served() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/window");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(name == "Info.plist" || FILES.iter().any(|file| file.name == name), "{name}");
        }
    }

    #[test]
    fn the_policy_forbids_what_the_page_does_not_need() {
        assert!(POLICY.starts_with("default-src 'none'"));
        assert!(!POLICY.contains("unsafe") && !POLICY.contains("http") && !POLICY.contains('*'));
    }

    #[test]
    fn the_page_holds_no_word_of_its_own() {
        let (_, page) = texts(HTML).next().unwrap();
        for text in page.split('>').skip(1).filter_map(|rest| rest.split('<').next()) {
            assert!(!text.contains(char::is_alphabetic), "{text}");
        }
        for attribute in ["aria-label=", "placeholder=", "title=", "style=", "onclick="] {
            assert!(!page.contains(attribute), "{attribute}");
        }
        // What begins with a capital letter and is no key is for people.
        let keys = ["Arrow", "Page", "Home", "End", "Enter", "Escape"];
        for (name, script) in texts(SCRIPT) {
            for string in strings(script) {
                let capital = string.starts_with(char::is_uppercase) && !keys.iter().any(|key| string.starts_with(key));
                assert!(!capital && !string.contains(['’', '…']), "{name}: {string}");
            }
        }
        for (name, style) in texts(CSS) {
            for content in style.lines().filter_map(|line| line.trim_start().strip_prefix("content: ")) {
                assert!(content == "\"\";" || content.starts_with("attr(data-label)"), "{name}: {content}");
            }
        }
    }

    #[test]
    fn the_page_knows_no_address_and_writes_no_markup() {
        for file in FILES {
            let Some(text) = text(&file) else { continue };
            for refused in [
                "https:",
                "//polar",
                "url(",
                "@import",
                "innerHTML",
                "outerHTML",
                "insertAdjacent",
                "document.write",
                "eval(",
                "Function(",
                "fetch(",
                "XMLHttpRequest",
                "WebSocket",
                "import(",
                "localStorage",
                "sessionStorage",
            ] {
                assert!(!text.contains(refused), "{} has {refused}", file.name);
            }
            // The names of what a drawing is made of are no address to load from.
            assert_eq!(
                text.matches("http:").count(),
                text.matches("\"http://www.w3.org/2000/svg\"").count(),
                "{}",
                file.name
            );
        }
    }
}
