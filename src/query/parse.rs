//! The text of a query → a tree of spans. It never fails: what is no operator is text.
//!
//! Three things mean something: quotes around a phrase, a hyphen before a word or phrase that is to be left out, and white space.
//! German puts a hyphen before half a compound, too (`Kriegsbeginn und -ende`); there it leaves nothing out.

use crate::place::Span;

/// What is asked, as it is written. All spans count in the query's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// In the order of the text; together they cover everything but white space.
    pub clauses: Vec<Clause>,
    open_quotes: Vec<Span>,
}

/// One piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    pub kind: Kind,
    /// Whether it is to be left out: passages that hold it are no hits.
    pub excluded: bool,
    /// Everything that belongs to it, hyphen and quotes included.
    pub span: Span,
}

/// What a clause asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, to be analysed together.
    Text(Span),
    /// The words between two quotes: in this order, in exactly this form where it is one.
    Phrase(Span),
}

/// Something about the reading of a query that people may not expect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// What is left out, without its hyphen.
    Excluded(Span),
    /// A quote that nothing closes: it is text.
    OpenQuote(Span),
}

/// Reads a query. Takes time in its length.
#[must_use]
pub fn parse(text: &str) -> Query {
    let mut parser = Parser::new(text);
    while let Some(character) = Span::new(parser.at, text.len()).of(text).chars().next() {
        parser.step(character);
    }
    parser.end_text();
    parser.query
}

/// Reads a query without operators: every sign is text.
#[must_use]
pub fn plain(text: &str) -> Query {
    let span = trimmed(text, Span::new(0, text.len()));
    let clause = Clause { kind: Kind::Text(span), excluded: false, span };
    Query { clauses: if span.is_empty() { Vec::new() } else { vec![clause] }, open_quotes: Vec::new() }
}

impl Query {
    /// How the query was read, where people may not expect it; in the order of the text.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        let excluded = self.clauses.iter().filter(|clause| clause.excluded).map(|clause| {
            let after_hyphen = Span::new(clause.span.start + 1, clause.span.end);
            (after_hyphen.start, Note::Excluded(after_hyphen))
        });
        let open = self.open_quotes.iter().map(|quote| (quote.start, Note::OpenQuote(*quote)));
        let mut notes: Vec<(usize, Note)> = excluded.chain(open).collect();
        notes.sort_by_key(|(start, _)| *start);
        notes.into_iter().map(|(_, note)| note).collect()
    }
}

impl Note {
    /// The note in words; `text` is the query's.
    #[must_use]
    pub fn message(&self, text: &str) -> String {
        match self {
            Self::Excluded(span) => format!("passages with {} are left out", span.of(text)),
            Self::OpenQuote(span) => format!("nothing closes the quote {}: it is read as text", span.of(text)),
        }
    }
}

/// The reading of one query, from left to right.
struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// Where the stretch of plain words begins that is being read.
    text_start: usize,
    /// Where each closing quote stands last: behind it none closes. Found once, so that a row of quotes takes no square of time.
    last_closers: [(char, usize); CLOSERS.len()],
    query: Query,
}

const CLOSERS: [char; 5] = ['"', '“', '”', '«', '»'];

/// Which quotes close the one that `quote` opens. `„` is closed by the German one, and by those that keyboards make of it.
const fn closers_of(quote: char) -> &'static [char] {
    match quote {
        '"' => &['"'],
        '„' => &['“', '”', '"'],
        '“' => &['”'],
        '»' => &['«'],
        '«' => &['»'],
        _ => &[],
    }
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let last_closers = CLOSERS.map(|quote| (quote, text.rfind(quote).unwrap_or_default()));
        Self { text, at: 0, text_start: 0, last_closers, query: Query::default() }
    }

    /// Reads the clause that begins here, or moves on by one character of text.
    fn step(&mut self, character: char) {
        let start = self.at;
        let behind = start + character.len_utf8();
        let excluded = character == '-' && self.may_exclude();
        let opener = if excluded { self.char_at(behind) } else { Some(character) };
        let quote = opener.filter(|quote| !closers_of(*quote).is_empty());
        if let Some(quote) = quote.filter(|_| excluded || self.may_open()) {
            let inner = if excluded { behind } else { start } + quote.len_utf8();
            match self.closed(inner, quote) {
                Some((phrase, end)) if phrase.of(self.text).trim().is_empty() => self.at = end,
                Some((phrase, end)) => self.clause(Kind::Phrase(phrase), excluded, Span::new(start, end)),
                None => {
                    self.query.open_quotes.push(Span::new(inner - quote.len_utf8(), inner));
                    self.at = inner;
                }
            }
        } else if excluded && opener.is_some_and(is_word_start) {
            let word = Span::new(behind, self.end_of_chunk(behind));
            self.clause(Kind::Text(word), true, Span::new(start, word.end));
        } else {
            self.at = behind;
        }
    }

    /// Ends the text before a clause, and writes the clause.
    fn clause(&mut self, kind: Kind, excluded: bool, span: Span) {
        self.at = span.start;
        self.end_text();
        self.query.clauses.push(Clause { kind, excluded, span });
        (self.at, self.text_start) = (span.end, span.end);
    }

    fn end_text(&mut self) {
        let span = trimmed(self.text, Span::new(self.text_start, self.at));
        if !span.is_empty() {
            self.query.clauses.push(Clause { kind: Kind::Text(span), excluded: false, span });
        }
    }

    /// Whether a hyphen here may exclude: at the start or behind white space, and not where German leaves out half a compound.
    fn may_exclude(&self) -> bool {
        let before = Span::new(0, self.at).of(self.text);
        let gone = before.trim_end();
        (gone.len() < before.len() || before.is_empty()) && !is_suspending(last_chunk(gone))
    }

    /// Whether a quote here may open: behind a letter or digit it is an inch or a second, or closes.
    fn may_open(&self) -> bool {
        !Span::new(0, self.at).of(self.text).ends_with(char::is_alphanumeric)
    }

    /// What stands between the quote before `inner` and the nearest that closes it, and where that one ends.
    fn closed(&self, inner: usize, quote: char) -> Option<(Span, usize)> {
        let closers = closers_of(quote);
        if !self.last_closers.iter().any(|(closer, last)| closers.contains(closer) && *last >= inner) {
            return None;
        }
        let rest = Span::new(inner, self.text.len()).of(self.text);
        let (length, closer) = rest.char_indices().find(|(_, character)| closers.contains(character))?;
        let phrase = Span::new(inner, inner + length);
        Some((phrase, phrase.end + closer.len_utf8()))
    }

    fn end_of_chunk(&self, from: usize) -> usize {
        let rest = Span::new(from, self.text.len()).of(self.text);
        from + rest.find(char::is_whitespace).unwrap_or(rest.len())
    }

    fn char_at(&self, offset: usize) -> Option<char> {
        Span::new(offset, self.text.len()).of(self.text).chars().next()
    }
}

/// Whether a word can begin with a character: a letter, a digit, or a sign that is a word.
fn is_word_start(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '§' | '%' | '€' | '$' | '&')
}

/// The last piece of a text that no white space parts.
fn last_chunk(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether a hyphen behind `chunk` leaves out the first half of a compound: `Kriegsbeginn und -ende`, `Rüstungsexporte, -importe`.
fn is_suspending(chunk: &str) -> bool {
    if chunk.ends_with(',') {
        return true;
    }
    if chunk.ends_with(['-', '\u{2010}', '\u{2011}']) {
        return chunk.contains(char::is_alphanumeric);
    }
    let word = last_word(chunk).to_lowercase();
    let abbreviation = chunk.strip_suffix('.').map(|chunk| last_word(chunk).to_lowercase());
    matches!(word.as_str(), "und" | "oder" | "sowie" | "bzw" | "beziehungsweise")
        || abbreviation.as_deref() == Some("bzw")
}

/// The letters at the end of a chunk: `oder` in `und/oder`.
fn last_word(chunk: &str) -> &str {
    chunk.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let start = span.start + (whole.len() - whole.trim_start().len());
    Span::new(start, start + whole.trim().len())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::*;

    /// A query as the cases write it: a line for each clause and note.
    fn shown(text: &str, query: &Query) -> String {
        let clause = |clause: &Clause| {
            let (kind, span) = match clause.kind {
                Kind::Text(span) => ("text", span),
                Kind::Phrase(span) => ("phrase", span),
            };
            format!("{}{kind} [{}]\n", if clause.excluded { "not " } else { "" }, span.of(text))
        };
        let note = |note: Note| format!("note {}\n", note.message(text));
        query.clauses.iter().map(clause).chain(query.notes().into_iter().map(note)).collect()
    }

    #[test]
    fn the_cases_hold() {
        let file = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/query/parse.txt")).unwrap();
        let mut count = 0;
        let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
        for case in lines.split(|line| line.is_empty()).filter(|case| !case.is_empty()) {
            let (query, want) = case.split_first().unwrap();
            let (reader, text) = query.split_once("> ").unwrap_or((query.trim_end_matches('>'), ""));
            let got = if reader == "plain" { plain(text) } else { parse(text) };
            assert_eq!(shown(text, &got).trim_end(), want.join("\n"), "{query}");
            count += 1;
        }
        assert!(count > 30, "only {count} cases were found");
    }

    #[test]
    fn a_row_of_quotes_or_hyphens_takes_time_in_its_length() {
        for piece in ["„", "\"", "«", " -", "-\"", " -a", "\" ", "»«", "a ", "a, -"] {
            let text = piece.repeat(200_000);
            assert!(!parse(&text).clauses.is_empty());
            assert!(!parse(&format!("{text}“")).clauses.is_empty());
        }
    }

    proptest! {
        #[test]
        fn clauses_cover_all_but_white_space(text in "([a-zäß]{1,3}|und|[-\"„“”»«, ]|\\PC|\\n){0,24}") {
            let mut end = 0;
            for clause in parse(&text).clauses {
                prop_assert!(clause.span.start >= end && !clause.span.is_empty());
                prop_assert!(Span::new(end, clause.span.start).of(&text).trim().is_empty());
                let (Kind::Text(inner) | Kind::Phrase(inner)) = clause.kind;
                prop_assert!(inner.start >= clause.span.start && inner.end <= clause.span.end);
                prop_assert!(!inner.of(&text).trim().is_empty());
                end = clause.span.end;
            }
            prop_assert!(Span::new(end, text.len()).of(&text).trim().is_empty());
        }

        #[test]
        fn a_plain_query_is_one_text(text in any::<String>()) {
            let clauses = plain(&text).clauses;
            prop_assert_eq!(clauses.len(), usize::from(!text.trim().is_empty()));
            prop_assert!(clauses.iter().all(|clause| !clause.excluded && clause.span.of(&text) == text.trim()));
        }
    }
}
