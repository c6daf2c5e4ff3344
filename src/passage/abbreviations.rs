//! What is known about words beside a full stop: abbreviations, and the words that tell ordinals and openings apart. The lists lie
//! under `data/`; this file reads them once and looks them up.

use std::sync::LazyLock;

/// What the full stop of an abbreviation can be. `data/abbreviations.txt` says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// It ends no sentence.
    Never,
    /// A number or a letter follows.
    Number,
    /// It ends a sentence before a typical opener only.
    Seldom,
    /// It ends a sentence before any capital.
    Often,
}

/// What a word says about a full stop beside it. `data/context.txt` says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    Opener,
    Month,
    Determiner,
    Counted,
    Label,
}

/// Words in the order of their letters, each with its class.
type Table<T> = Vec<(&'static str, T)>;

static ABBREVIATIONS: LazyLock<Table<Abbreviation>> = LazyLock::new(|| {
    read(include_str!("data/abbreviations.txt"), |class| match class {
        "never" => Some(Abbreviation::Never),
        "number" => Some(Abbreviation::Number),
        "seldom" => Some(Abbreviation::Seldom),
        "often" => Some(Abbreviation::Often),
        _ => None,
    })
});

/// Ends of longer words that are abbreviations with a number behind them.
static STREETS: LazyLock<Table<()>> =
    LazyLock::new(|| read(include_str!("data/abbreviations.txt"), |class| (class == "street").then_some(())));

static CONTEXT: LazyLock<Table<Context>> = LazyLock::new(|| {
    read(include_str!("data/context.txt"), |class| match class {
        "opener" => Some(Context::Opener),
        "month" => Some(Context::Month),
        "determiner" => Some(Context::Determiner),
        "counted" => Some(Context::Counted),
        "label" => Some(Context::Label),
        _ => None,
    })
});

/// The class of the abbreviation `word`, written without inner spaces and without its last full stop.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    find(&ABBREVIATIONS, word)
        .or_else(|| find_lowered(&ABBREVIATIONS, word))
        .or_else(|| STREETS.iter().any(|street| word.ends_with(street.0)).then_some(Abbreviation::Number))
}

/// Whether `parts`, put together, begin a known abbreviation: `v.Chr`, `i.V`.
pub(super) fn begins_abbreviation(parts: [&str; 3]) -> bool {
    let letters = || parts.iter().flat_map(|part| part.bytes());
    let at = ABBREVIATIONS.partition_point(|entry| entry.0.bytes().lt(letters()));
    ABBREVIATIONS.get(at).is_some_and(|entry| entry.0.bytes().take(letters().count()).eq(letters()))
}

/// What `word` says, as it is written.
pub(super) fn context(word: &str) -> Option<Context> {
    find(&CONTEXT, word)
}

/// What `word` says, also where it is capitalised at the start of a sentence.
pub(super) fn context_folded(word: &str) -> Option<Context> {
    find_lowered(&CONTEXT, word).or_else(|| find(&CONTEXT, word))
}

fn find<T: Copy>(table: &Table<T>, word: &str) -> Option<T> {
    let at = table.binary_search_by(|entry| entry.0.cmp(word)).ok()?;
    table.get(at).map(|entry| entry.1)
}

/// Looks up `word` with its first letter made small.
fn find_lowered<T: Copy>(table: &Table<T>, word: &str) -> Option<T> {
    let mut letters = word.chars();
    let first = letters.next().filter(|letter| letter.is_uppercase())?;
    let mut lowered = first.to_lowercase();
    let small = lowered.next().filter(|_| lowered.len() == 0)?;
    let found =
        table.binary_search_by(|entry| entry.0.chars().cmp(std::iter::once(small).chain(letters.clone()))).ok()?;
    table.get(found).map(|entry| entry.1)
}

/// Reads the lines `class: words` whose class `class_of` knows. A last full stop is not part of a word.
fn read<T>(data: &'static str, class_of: impl Fn(&str) -> Option<T>) -> Table<T>
where
    T: Copy,
{
    let mut table = Vec::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once(':') else { continue };
        let Some(class) = class_of(class) else { continue };
        table.extend(words.split_whitespace().map(|word| (word.strip_suffix('.').unwrap_or(word), class)));
    }
    table.sort_unstable_by_key(|entry| entry.0);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_no_doubles<T>(table: &Table<T>) {
        for pair in table.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn no_word_stands_in_two_classes() {
        has_no_doubles(&ABBREVIATIONS);
        has_no_doubles(&CONTEXT);
        assert!(ABBREVIATIONS.len() > 700 && CONTEXT.len() > 500);
    }

    #[test]
    fn every_line_of_the_lists_has_a_known_class() {
        let classes =
            ["never", "number", "street", "seldom", "often", "opener", "month", "determiner", "counted", "label"];
        for line in [include_str!("data/abbreviations.txt"), include_str!("data/context.txt")]
            .iter()
            .flat_map(|data| data.lines())
        {
            if !line.is_empty() && !line.starts_with('#') {
                let class = line.split_once(':').map(|line| line.0);
                assert!(class.is_some_and(|class| classes.contains(&class)), "{line}");
            }
        }
    }

    #[test]
    fn a_small_entry_stands_for_a_capital_one_and_not_the_reverse() {
        assert_eq!(abbreviation("Vgl"), Some(Abbreviation::Never));
        assert_eq!(abbreviation("übers"), Some(Abbreviation::Never));
        assert_eq!(abbreviation("No"), Some(Abbreviation::Number));
        assert_eq!(abbreviation("nr"), None);
    }

    #[test]
    fn a_street_is_known_by_its_end() {
        assert_eq!(abbreviation("Friedrichstr"), Some(Abbreviation::Number));
    }
}
