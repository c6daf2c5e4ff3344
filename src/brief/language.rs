//! The name of a language.

use std::fmt;

/// A language by the first part of its tag: two or three lower-case letters, such as `de`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; 3]);

impl Language {
    pub const GERMAN: Self = Self(*b"de\0");
    pub const ENGLISH: Self = Self(*b"en\0");

    /// Reads a language tag (`de`, `de-AT`, `DE_ch`) or one of the three-letter codes `deu`, `ger`, `eng`. `None` where its first part
    /// is no two or three letters.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        match first.as_str() {
            "deu" | "ger" => return Some(Self::GERMAN),
            "eng" => return Some(Self::ENGLISH),
            _ => {}
        }
        let bytes = first.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let mut code = [0; 3];
        code.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        Some(Self(code))
    }

    /// Its code: `de`.
    #[must_use]
    pub fn code(&self) -> &str {
        let letters = if self.0[2] == 0 { &self.0[..2] } else { &self.0[..] };
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_first_part_of_a_tag_names_the_language() {
        let read = |tag| Language::from_tag(tag).map(|language| language.code().to_owned());
        assert_eq!(read("de-AT").as_deref(), Some("de"));
        assert_eq!(read("DE_ch").as_deref(), Some("de"));
        assert_eq!(read("ger").as_deref(), Some("de"));
        assert_eq!(read("nds").as_deref(), Some("nds"));
        assert_eq!(read("Deutsch"), None);
        assert_eq!(read(""), None);
    }
}
