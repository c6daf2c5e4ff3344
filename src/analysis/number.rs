//! Numbers that are one number: `3.000` and `3000`, `1,5` and `1.5`.

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.250.000,5`
    PointGroups,
    /// `1,250,000.5`
    CommaGroups,
}

impl Style {
    const fn other(self) -> Self {
        match self {
            Self::PointGroups => Self::CommaGroups,
            Self::CommaGroups => Self::PointGroups,
        }
    }

    const fn decimal(self) -> char {
        match self {
            Self::PointGroups => ',',
            Self::CommaGroups => '.',
        }
    }
}

/// Whether `letters` (an exact form) is a number or another thing of digits alone, such as a date.
pub(super) fn is_number(letters: &str) -> bool {
    letters.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'\'' | b' '))
}

/// Writes the number behind `out`: no grouping, a decimal comma. What fits neither style (`23.10.2024`) stays as it is written.
///
/// The language's own style comes first, so `1.250` is 1250 in German; what it cannot read is read in the other: `1.5`.
pub(super) fn write(letters: &str, style: Style, out: &mut String) {
    if !write_in(letters, style, out) && !write_in(letters, style.other(), out) {
        out.push_str(letters);
    }
}

/// Writes the number if it fits `style`, else nothing.
fn write_in(letters: &str, style: Style, out: &mut String) -> bool {
    let (whole, fraction) = match letters.split_once(style.decimal()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (letters, None),
    };
    if fraction.is_some_and(|digits| !is_digits(digits)) || !is_whole(whole, style) {
        return false;
    }
    out.extend(whole.chars().filter(char::is_ascii_digit));
    if let Some(fraction) = fraction {
        out.push(',');
        out.push_str(fraction);
    }
    true
}

/// Whether `whole` is digits, or groups of three behind a first one of one to three, all parted by the same sign.
fn is_whole(whole: &str, style: Style) -> bool {
    let Some(separator) = whole.chars().find(|character| !character.is_ascii_digit()) else {
        return is_digits(whole);
    };
    if separator == style.decimal() {
        return false;
    }
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    is_digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && is_digits(group))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(letters: &str, style: Style) -> String {
        let mut out = String::new();
        write(letters, style, &mut out);
        out
    }

    #[test]
    fn groups_of_three_are_put_together() {
        assert_eq!(written("3.000", Style::PointGroups), "3000");
        assert_eq!(written("1.250.000,50", Style::PointGroups), "1250000,50");
        assert_eq!(written("1'250'000", Style::PointGroups), "1250000");
        assert_eq!(written("1,250,000.5", Style::PointGroups), "1250000,5");
        assert_eq!(written("3,000", Style::CommaGroups), "3000");
    }

    #[test]
    fn both_decimal_signs_are_one() {
        for style in [Style::PointGroups, Style::CommaGroups] {
            assert_eq!(written("1,5", style), "1,5");
            assert_eq!(written("1.5", style), "1,5");
        }
        assert_eq!(written("0.500", Style::PointGroups), "0,500");
        assert_eq!(written("3,000", Style::PointGroups), "3,000");
    }

    #[test]
    fn what_is_no_number_stays() {
        for thing in ["23.10.2024", "1.2.3", "1,2,3", "1.250'000"] {
            assert_eq!(written(thing, Style::PointGroups), thing);
        }
    }
}
