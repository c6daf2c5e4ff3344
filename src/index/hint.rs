//! Commands that mend, as they can be typed where the user stands.

use std::path::Path;

/// The option that names this index, with a blank before it; nothing where the program looks there anyway.
pub fn index_option(folder: &Path) -> String {
    let usual = std::env::current_dir().is_ok_and(|here| here.join("index") == *folder);
    if usual { String::new() } else { format!(" --index {}", shell_word(&folder.display().to_string())) }
}

/// A word as shells take it: in quotes where it holds more than letters, digits and the signs of paths.
pub fn shell_word(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "/._-+:@%,#=".contains(character);
    if !text.is_empty() && !text.starts_with('#') && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn a_word_with_blanks_or_quotes_is_quoted() {
        assert_eq!(shell_word("briefs/lage.md"), "briefs/lage.md");
        assert_eq!(shell_word("neue briefs/Kim's.md"), r"'neue briefs/Kim'\''s.md'");
    }
}
