//! The stem of a German word, by its shape and the longest end that a table knows.
//!
//! The table was made of paradigms (`src/bin/stems`, `data/stems/SOURCES.md`): inflection is undone, derivation kept. A word that
//! was never seen, and a compound, go like the words that end as they do.

use std::str::FromStr;
use std::sync::LazyLock;

use fst::raw::Fst;

use super::rule::Rule;
use super::shape::Shape;

static ENDS: &[u8] = include_bytes!("../data/stems/german.fst");
static RULES: &str = include_str!("../data/stems/german.rules");
static PARTICLES: &str = include_str!("../data/stems/german.particles");

static TABLE: LazyLock<Option<Table>> = LazyLock::new(Table::read);

/// The end of a key that is a whole word, not the end of one.
const BOUNDARY: u8 = b'^';
/// The first byte of keys for forms whose ß tells them from another word's: `Maße`, not `Masse`.
const SHARP: u8 = b's';

/// A shorter word loses no ending unless the table has it whole.
const SHORTEST: usize = 4;

struct Table {
    ends: Fst<&'static [u8]>,
    classes: Vec<Class>,
    particles: Vec<&'static str>,
}

struct Class {
    why: &'static str,
    first: Rule,
    second: Option<Second>,
}

/// The rule for another word that has the same form.
struct Second {
    rule: Rule,
    /// Whether the first word is the noun, or this one; a capital letter tells.
    first_is_noun: bool,
    is_noun: bool,
}

/// Writes the stem of a folded word to `first`, and that of another word with the same form to `second`; says why. `exact` is the
/// form before folding; `capitalised` says that it was written like a noun. Both are empty where no stem can be made.
pub(in super::super) fn stem(
    folded: &str,
    exact: &str,
    capitalised: bool,
    first: &mut String,
    second: &mut String,
) -> &'static str {
    const UNKNOWN: &str = "word";
    let Some(table) = &*TABLE else { return UNKNOWN };
    let shape = Shape::of(folded, |word| table.particles.binary_search(&word).is_ok());
    let sharp = if exact.contains('ß') { table.sharp(exact) } else { None };
    let (class, shape) = match sharp {
        Some(class) => (Some(class), Shape::Plain),
        None => (table.class(shape.byte(), folded.bytes().rev(), folded.len() < SHORTEST), shape),
    };
    let Some(class) = class else { return UNKNOWN };
    let other = class.second.as_ref().filter(|other| !(capitalised && other.first_is_noun));
    let rule = other.filter(|other| capitalised && other.is_noun).map_or(&class.first, |other| &other.rule);
    if rule.apply(folded, shape.mark(), first).is_none() {
        return UNKNOWN;
    }
    if let Some(other) = other
        && other.rule.apply(folded, shape.mark(), second).is_some()
        && first == second
    {
        second.clear();
    }
    class.why
}

impl Table {
    fn read() -> Option<Self> {
        let classes: Option<Vec<Class>> = RULES.lines().map(Class::read).collect();
        Some(Self { ends: Fst::new(ENDS).ok()?, classes: classes?, particles: PARTICLES.lines().collect() })
    }

    fn sharp(&self, exact: &str) -> Option<&Class> {
        let spelled = exact.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('-', "");
        self.class(SHARP, spelled.bytes().rev(), true)
    }

    /// The class of the longest end of a word that is in the table. `backwards` are its bytes from the last.
    fn class(&self, shape: u8, backwards: impl Iterator<Item = u8>, whole: bool) -> Option<&Class> {
        let (mut node, mut output, mut found) = (self.ends.root(), 0, None);
        let mut reached_start = true;
        for byte in std::iter::once(shape).chain(backwards) {
            let Some(at) = node.find_input(byte) else {
                reached_start = false;
                break;
            };
            let transition = node.transition(at);
            output += transition.out.value();
            node = self.ends.node(transition.addr);
            if node.is_final() {
                found = Some(output + node.final_output().value());
            }
        }
        if whole {
            found = None;
        }
        if reached_start && let Some(at) = node.find_input(BOUNDARY) {
            let transition = node.transition(at);
            let end = self.ends.node(transition.addr);
            found = Some(output + transition.out.value() + end.final_output().value());
        }
        found.and_then(|number| self.classes.get(usize::try_from(number).ok()?))
    }
}

impl Class {
    /// Reads `u<TAB>u2<TAB>1<TAB>3en`: why, a rule, and where there are two words, which is the noun and the other's rule.
    fn read(line: &str) -> Option<Self> {
        let mut cells = line.split('\t');
        let why = match cells.next()? {
            "w" => "word",
            "e" => "ending",
            "i" => "irregular verb",
            "p" => "participle",
            "z" => "infinitive with zu",
            "u" => "umlaut plural",
            "f" => "foreign plural",
            "c" => "comparison",
            "v" => "verb",
            _ => return None,
        };
        let first = cells.next()?.parse().ok()?;
        let second = match (cells.next(), cells.next()) {
            (Some(noun), Some(rule)) => {
                Some(Second { rule: rule.parse().ok()?, first_is_noun: noun == "1", is_noun: noun == "2" })
            }
            _ => None,
        };
        Some(Self { why, first, second })
    }
}

impl FromStr for Rule {
    type Err = std::num::ParseIntError;

    /// Reads `xu2en`: `x` where the mark is cut, `u` where an umlaut goes, how many bytes go, what comes.
    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (cut_mark, rest) = written.strip_prefix('x').map_or((false, written), |rest| (true, rest));
        let (plain, rest) = rest.strip_prefix('u').map_or((false, rest), |rest| (true, rest));
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (strip, add) = rest.split_at(digits);
        Ok(Self { cut_mark, strip: strip.parse()?, plain, add: add.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        assert!(TABLE.is_some());
    }
}
