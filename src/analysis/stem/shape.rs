//! Where a German verb form has a `ge` or a `zu` inside it: `auf|ge|baut`, `aus|zu|bauen`.

/// What a form looks like from outside. Which forms really are what they look like, the table of endings knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Plain,
    /// Like a participle: behind a particle or at the start stands a `ge`, at this byte.
    Participle(usize),
    /// Like an infinitive with `zu`, at this byte.
    Infinitive(usize),
}

/// No particle is longer.
const LONGEST_PARTICLE: usize = 14;

impl Shape {
    /// The shape of a folded word. `is_particle` knows what verbs are separated from (`auf`, `teil`, `zurueck`).
    pub(crate) fn of(word: &str, is_particle: impl Fn(&str) -> bool) -> Self {
        let (participle, infinitive) = (has_participle_ending(word), has_infinitive_ending(word));
        if !participle && !infinitive {
            return Self::Plain;
        }
        // at least three letters behind it: `gehen` is not `ge` and `hen`, but that says the table
        let last = word.len().saturating_sub(5).min(LONGEST_PARTICLE);
        let pairs = word.as_bytes().windows(2).enumerate().take(last + 1).rev();
        for (at, pair) in pairs {
            let is_mark = (pair == b"ge" && participle) || (pair == b"zu" && infinitive && at > 0);
            // `get` cannot fail between two ASCII letters, and if it did there would be no particle
            if is_mark && (at == 0 || word.get(..at).is_some_and(&is_particle)) {
                return if pair == b"ge" { Self::Participle(at) } else { Self::Infinitive(at) };
            }
        }
        Self::Plain
    }

    /// The first byte of a key of the table: each shape has endings of its own.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Plain => b'-',
            Self::Participle(_) => b'g',
            Self::Infinitive(_) => b'z',
        }
    }

    /// Where its `ge` or `zu` begins.
    pub(crate) fn mark(self) -> Option<usize> {
        match self {
            Self::Plain => None,
            Self::Participle(at) | Self::Infinitive(at) => Some(at),
        }
    }
}

/// The end of a participle, inflected or not: `t`, `n`, and behind them `e`, `em`, `en`, `er`, `es`.
fn has_participle_ending(word: &str) -> bool {
    without_ending(word).ends_with(['t', 'n']) || word.ends_with(['t', 'n'])
}

/// The end of an infinitive or of the participle made of it: `bauen`, `auszubauende`.
fn has_infinitive_ending(word: &str) -> bool {
    word.ends_with('n') || without_ending(word).ends_with("nd")
}

fn without_ending(word: &str) -> &str {
    let shorter = word.strip_suffix(['m', 'n', 'r', 's']).unwrap_or(word);
    shorter.strip_suffix('e').unwrap_or(word)
}
