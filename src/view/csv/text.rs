/// A cell with a text that somebody else wrote.
pub(super) fn text(written: &str) -> String {
    let line: String = written.chars().filter_map(in_a_line).collect();
    let guarded = if is_a_formula(written) { format!("'{line}") } else { line };
    if needs_quotes(&guarded) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// Whatever ends or moves a line is a space; what else is not seen and means nothing is left out.
fn in_a_line(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// Whether a spreadsheet might compute it. Some read past what is not seen, and past the width of a character.
fn is_a_formula(written: &str) -> bool {
    let seen = written.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    written.starts_with(['\t', '\r']) || seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// By RFC 4180, and where a reader might take spaces away or part cells at something else than a comma.
fn needs_quotes(cell: &str) -> bool {
    cell.contains(['"', ',', ';']) || cell.starts_with(' ') || cell.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_somebody_else_wrote_is_a_text_in_one_cell() {
        for (written, expected) in [
            ("", ""),
            ("Pro Plan", "Pro Plan"),
            ("Pro, yearly", "\"Pro, yearly\""),
            ("The \"Pro\"", "\"The \"\"Pro\"\"\""),
            ("a;b", "\"a;b\""),
            (" padded ", "\" padded \""),
            ("two\r\nlines", "two  lines"),
            ("two\u{2028}lines", "two lines"),
            ("bell\u{7}\u{0}\u{1b}[31m", "bell[31m"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tPro", "' Pro"),
            ("\rPro", "' Pro"),
            ("\n=1", "' =1"),
            ("  =1", "'  =1"),
            ("\u{0}=1", "'=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("＝1", "'＝1"),
            ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
            ("1 = 1", "1 = 1"),
            ("Über-Pro ✓ عربي", "Über-Pro ✓ عربي"),
        ] {
            assert_eq!(text(written), expected, "{written:?}");
        }
    }
}
