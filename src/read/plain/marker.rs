//! Signs at the start of a line: bullets, the numbers of points, the numbers of sections.

/// What opens a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet and the bytes that it takes with the white space behind it.
    Bullet {
        sign: char,
        length: usize,
    },
    Number(Number),
}

/// The number of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) style: Style,
    pub(super) value: u32,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`
    Dot,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
    /// `a)` or `(a)`
    Letter,
    /// `iv.` or `iv)`
    Roman,
}

impl Marker {
    /// The marker at the start of `line`, if something stands behind it.
    pub(super) fn of(line: &str) -> Option<Self> {
        bullet(line).or_else(|| number(line).map(Self::Number))
    }

    /// Whether the sign is a bullet wherever it opens a line. A hyphen, a dash and the others may also stand in running text.
    pub(super) const fn is_plain_bullet(self) -> bool {
        matches!(self, Self::Bullet { sign: '•' | '▪' | '◦' | '‣' | '●' | '■' | '○', .. })
    }

    /// Whether `self` may be the point behind `other` in one list.
    pub(super) fn follows(self, other: Self) -> bool {
        match (self, other) {
            (Self::Bullet { sign, .. }, Self::Bullet { sign: before, .. }) => sign == before,
            (Self::Number(number), Self::Number(before)) => number.follows(before),
            _ => false,
        }
    }
}

impl Number {
    pub(super) fn follows(self, before: Self) -> bool {
        // `i)` is the letter behind `h)`, and the first Roman number
        let letters =
            matches!((self.style, before.style), (Style::Letter | Style::Roman, Style::Letter | Style::Roman));
        (self.style == before.style && self.value == before.value.saturating_add(1))
            || (letters && self.style != before.style)
    }
}

fn bullet(line: &str) -> Option<Marker> {
    let sign = line.chars().next()?;
    let rest = line.get(sign.len_utf8()..)?;
    let inner = rest.trim_start_matches(super::lines::is_blank);
    let is_apart = inner.len() < rest.len();
    let is_bullet = match sign {
        '•' | '▪' | '◦' | '‣' | '●' | '■' | '○' => is_apart || inner.starts_with(char::is_alphanumeric),
        '-' | '*' | '–' | '·' | 'o' => is_apart,
        _ => false,
    };
    (is_bullet && !inner.is_empty()).then_some(Marker::Bullet { sign, length: line.len() - inner.len() })
}

fn number(line: &str) -> Option<Number> {
    let head = line.get(..line.floor_char_boundary(16))?;
    let (sign, rest) = head.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return None;
    }
    if let Some(inner) = sign.strip_prefix('(').and_then(|sign| sign.strip_suffix(')')) {
        return digits(inner).map(|value| Number { style: Style::Brackets, value }).or_else(|| letter(inner));
    }
    if let Some(inner) = sign.strip_suffix(')') {
        return digits(inner)
            .map(|value| Number { style: Style::Bracket, value })
            .or_else(|| letter(inner))
            .or_else(|| roman(inner));
    }
    let inner = sign.strip_suffix('.')?;
    if let Some(value) = digits(inner) {
        return (!begins_with_month(rest)).then_some(Number { style: Style::Dot, value });
    }
    // `i. d. R.`, `v. Chr.`: an abbreviation goes on with a short word
    let goes_on = rest.chars().take_while(|character| character.is_alphabetic()).count() >= 4;
    roman(inner).filter(|_| goes_on && rest.starts_with(char::is_uppercase))
}

fn digits(text: &str) -> Option<u32> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn letter(text: &str) -> Option<Number> {
    match text.as_bytes() {
        [byte @ b'a'..=b'z'] => Some(Number { style: Style::Letter, value: u32::from(byte - b'a') + 1 }),
        _ => None,
    }
}

fn roman(text: &str) -> Option<Number> {
    const NUMBERS: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let value = NUMBERS.iter().position(|&number| number == text)?;
    Some(Number { style: Style::Roman, value: u32::try_from(value).ok()? + 1 })
}

/// Whether a date goes on here: `23. Oktober`.
fn begins_with_month(text: &str) -> bool {
    const MONTHS: [&str; 13] = [
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    let word = text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    // the head may have cut the word
    word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word))
}

/// The number before the title of a section, and its depth: `2.` and `III.` and `§ 5` have 1, `2.1` has 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SectionNumber {
    pub(super) depth: u8,
    /// Whether nothing else is written so: a paragraph sign, several numbers, a Roman one.
    pub(super) is_sure: bool,
}

impl SectionNumber {
    pub(super) fn of(line: &str) -> Option<Self> {
        let (first, rest) = line.split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        if matches!(first, "§" | "§§" | "Artikel" | "Art." | "Kapitel" | "Teil" | "Abschnitt") {
            let number = rest.split(char::is_whitespace).next().unwrap_or_default();
            let is_number = number
                .starts_with(|character: char| character.is_ascii_digit() || matches!(character, 'I' | 'V' | 'X'));
            return is_number.then_some(Self { depth: 1, is_sure: matches!(first, "§" | "Artikel") });
        }
        if !rest.starts_with(|character: char| character.is_uppercase() || matches!(character, '„' | '»' | '"')) {
            return None;
        }
        let inner = first.strip_suffix(['.', ')']).unwrap_or(first);
        let is_closed = inner.len() < first.len();
        let is_roman =
            is_closed && (1..=6).contains(&inner.len()) && inner.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        let is_letter = is_closed && inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_uppercase());
        if is_roman || is_letter {
            return Some(Self { depth: 1, is_sure: is_roman && inner.len() > 1 });
        }
        let depth = inner.split('.').filter_map(digits).count();
        let is_number = depth == inner.split('.').count() && (is_closed || depth > 1);
        is_number.then_some(Self { depth: u8::try_from(depth).unwrap_or(u8::MAX).min(6), is_sure: depth > 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_open_points() {
        for (line, length) in [("- Punkt", 2), ("•\tPunkt", 4), ("•Punkt", 3), ("–\u{A0}Punkt", 5), ("o  Punkt", 3)]
        {
            assert!(
                matches!(Marker::of(line), Some(Marker::Bullet { length: found, .. }) if found == length),
                "{line}"
            );
        }
        for line in ["-Punkt", "oben", "--", "*", "-- x"] {
            assert_eq!(Marker::of(line), None, "{line}");
        }
    }

    #[test]
    fn numbers_open_points_but_dates_and_abbreviations_do_not() {
        let read = |line| match Marker::of(line) {
            Some(Marker::Number(number)) => Some((number.style, number.value)),
            _ => None,
        };
        assert_eq!(read("1. Frieden"), Some((Style::Dot, 1)));
        assert_eq!(read("12) Frieden"), Some((Style::Bracket, 12)));
        assert_eq!(read("(3) Das Institut"), Some((Style::Brackets, 3)));
        assert_eq!(read("b) die Länder"), Some((Style::Letter, 2)));
        assert_eq!(read("ii. Frieden"), Some((Style::Roman, 2)));
        for line in [
            "23. Oktober",
            "23. Oktober 2024",
            "i. d. R. gilt",
            "v. Chr. war",
            "3.000 Mann",
            "1.",
            "2024. Jahr",
            "z. B. so",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn sections_are_numbered_in_depth() {
        let depth = |line| SectionNumber::of(line).map(|number| number.depth);
        assert_eq!(depth("2. Motive"), Some(1));
        assert_eq!(depth("2.1 Motive"), Some(2));
        assert_eq!(depth("2.1.3. Motive"), Some(3));
        assert_eq!(depth("III. Ausblick"), Some(1));
        assert_eq!(depth("§ 5 Titel"), Some(1));
        assert_eq!(depth("Kapitel 3"), Some(1));
        assert_eq!(depth("A. Lage"), Some(1));
        assert_eq!(depth("2024 Motive"), None);
        assert_eq!(depth("Ausblick heute"), None);
    }
}
