//! For people: rank, title, heading path, place, date, and the sentences that answer.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};

use super::{Asked, Count, Stats, name_of, passage_id, safe, spot};
use crate::analysis::Analysis;
use crate::index::{BriefRecord, StoredPassage};
use crate::ingest::{Outcome, Summary};
use crate::place::Span;
use crate::search::{Hit, Piece};

/// Between the headings of a path.
pub const HEADING_SEPARATOR: &str = " › ";

/// Lines on a terminal are not longer than this, since nobody reads them with pleasure.
const WIDEST: usize = 100;

/// What output stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether somebody looks at it.
    pub terminal: bool,
    /// Whether colours and links are wanted; only ever on a terminal.
    pub colour: bool,
    /// Characters on a line; `None` where lines are not wrapped.
    pub width: Option<usize>,
}

impl Screen {
    /// A pipe or a file.
    pub fn plain() -> Self {
        Self::default()
    }

    fn paint(&self) -> Paint {
        if self.colour { Paint::COLOUR } else { Paint::default() }
    }

    fn width(&self, indent: usize) -> usize {
        self.width.map_or(usize::MAX, |width| width.min(WIDEST).saturating_sub(indent).max(20))
    }
}

/// The colours, none by default. None of them says anything that the words do not.
#[derive(Clone, Copy, Default)]
struct Paint {
    title: Style,
    heading: Style,
    place: Style,
    matched: Style,
    warning: Style,
}

impl Paint {
    const COLOUR: Self = Self {
        title: Style::new().bold(),
        heading: Style::new().dimmed(),
        place: AnsiColor::Cyan.on_default(),
        matched: AnsiColor::Green.on_default().bold(),
        warning: AnsiColor::Yellow.on_default(),
    };
}

/// The head of one query's hits among others.
pub fn query(out: &mut dyn Write, asked: Asked<'_>, screen: &Screen) -> io::Result<()> {
    let style = screen.paint().title;
    let id = asked.id.map(ToString::to_string).unwrap_or_default();
    writeln!(out, "{style}{}: {}{style:#}", safe::line(&id), safe::line(asked.text))
}

/// A passage that answers.
pub fn hit(out: &mut dyn Write, hit: &Hit, base: &Path, screen: &Screen) -> io::Result<()> {
    let paint = screen.paint();
    let rank = format!("{:<4}", format!("{}.", hit.rank));
    let indent = if rank.ends_with(' ') { rank.len() } else { rank.len() + 1 };
    write!(out, "{rank:<indent$}")?;
    paragraph(out, &[plain(name_of(&hit.brief))], indent, paint.title, screen)?;
    let path = heading_path(&hit.brief, &hit.passage);
    if !path.is_empty() {
        write!(out, "{:indent$}", "")?;
        paragraph(out, &[plain(&path)], indent, paint.heading, screen)?;
    }
    write!(out, "{:indent$}", "")?;
    place(out, hit, base, screen)?;
    if hit.stale {
        let style = paint.warning;
        writeln!(out, "{:indent$}{style}changed since it was indexed: the place is where it stood{style:#}", "")?;
    }
    write!(out, "{:indent$}", "")?;
    paragraph(out, &marked(&hit.snippet, screen), indent, Style::new(), screen)
}

/// The pieces with their matches marked by signs, where no colour does it.
fn marked(pieces: &[Piece], screen: &Screen) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    for piece in pieces.iter_mut().filter(|piece| piece.matched && !screen.colour) {
        piece.text = format!("**{}**", piece.text);
    }
    pieces
}

/// A brief in a list.
pub fn brief(out: &mut dyn Write, brief: &BriefRecord, stale: bool) -> io::Result<()> {
    let date = brief.date.as_deref().unwrap_or("-");
    write!(out, "{date:<10}  {:<3}  {:>5}  {}", brief.lang, brief.passages, safe::line(&brief.id))?;
    if let Some(title) = &brief.title {
        write!(out, "  {}", safe::line(title))?;
    }
    writeln!(out, "{}", if stale { "  (changed since it was indexed)" } else { "" })
}

/// The head of a brief that is shown whole.
pub fn brief_head(out: &mut dyn Write, brief: &BriefRecord, stale: bool, screen: &Screen) -> io::Result<()> {
    let paint = screen.paint().title;
    writeln!(out, "{paint}{}{paint:#}", safe::line(name_of(brief)))?;
    let facts = [
        Some(brief.path.as_str()),
        brief.date.as_deref(),
        Some(&brief.lang),
        stale.then_some("changed since it was indexed"),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().map(safe::line).collect();
    writeln!(out, "{}", facts.join(" · "))
}

/// A passage, whole.
pub fn passage(out: &mut dyn Write, brief: &BriefRecord, passage: &StoredPassage, screen: &Screen) -> io::Result<()> {
    let paint = screen.paint();
    let whole = passage.map.place(&passage.text, Span::new(0, passage.text.len()));
    let (line, column) = spot(brief.record, whole.start);
    let id = passage_id(&brief.id, passage.record.number);
    let style = paint.place;
    writeln!(out, "{style}{}{style:#} · {}:{line}:{column}", safe::line(&id), safe::line(&brief.path))?;
    text(out, &heading_path(brief, passage), &passage.text, screen)
}

/// A passage of a brief that is in no index.
pub fn read_passage(out: &mut dyn Write, id: &str, headings: &[&str], body: &str, screen: &Screen) -> io::Result<()> {
    let style = screen.paint().place;
    writeln!(out, "{style}{}{style:#}", safe::line(id))?;
    text(out, &headings.join(HEADING_SEPARATOR), body, screen)
}

/// What became of a brief, on one line.
pub fn outcome(out: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
    writeln!(out, "{}: {}", outcome.fate.name(), safe::line(&outcome.path))
}

/// What a whole run did, on one line.
pub fn summary(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let &Summary { added, replaced, unchanged, removed, skipped, failed, briefs, passages, seconds, .. } = summary;
    writeln!(
        out,
        "{added} added, {replaced} replaced, {unchanged} unchanged, {removed} removed, {skipped} skipped, {failed} failed; \
         {passages} passages in {briefs} briefs; {seconds:.1} seconds"
    )
}

/// A whole index.
pub fn stats(out: &mut dyn Write, stats: &Stats<'_>) -> io::Result<()> {
    let languages: Vec<_> = stats.languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let roots: Vec<_> = stats.roots.iter().map(|root| root.id.as_str()).collect();
    let rows = [
        ("root", stats.root.clone()),
        ("index", stats.index.clone()),
        ("version", format!("format {}, analysis {}", stats.format, stats.analysis)),
        ("briefs", stats.briefs.to_string()),
        ("passages", stats.passages.to_string()),
        ("words", stats.words.to_string()),
        ("sources", format!("{} bytes", stats.bytes)),
        ("on disk", format!("{} bytes", stats.size)),
        ("languages", languages.join(", ")),
        ("indexed", roots.join(", ")),
    ];
    rows.iter().try_for_each(|(name, value)| writeln!(out, "{name:<9}  {}", safe::line(value)))
}

/// A text word by word: the word, then what it is indexed under, how, and by which step.
pub fn analysis(out: &mut dyn Write, text: &str, analysis: &Analysis, screen: &Screen) -> io::Result<()> {
    let style = screen.paint().title;
    for word in analysis.words() {
        writeln!(out, "{style}{}{style:#}", safe::line(word.span.of(text)))?;
        for term in analysis.terms(word) {
            let letters = safe::line(analysis.letters(term));
            writeln!(out, "    {letters:<24}  {:<8}  {:<5}  {}", term.how.name(), term.field.name(), term.why)?;
        }
    }
    Ok(())
}

/// How much was analysed, and how fast.
pub fn count(out: &mut dyn Write, count: &Count) -> io::Result<()> {
    let &Count { bytes, words, parts, terms, seconds } = count;
    writeln!(out, "{bytes} bytes, {words} words, {parts} parts, {terms} terms; {seconds:.3} seconds")
}

/// `path:line:column`, a link where the terminal knows them, and the date.
fn place(out: &mut dyn Write, hit: &Hit, base: &Path, screen: &Screen) -> io::Result<()> {
    let (line, column) = spot(hit.brief.record, hit.place.start);
    let style = screen.paint().place;
    let target = screen.colour.then(|| file_url(&hit.brief, base)).flatten();
    let shown = format!("{}:{line}:{column}", safe::line(&hit.brief.path));
    match target {
        // OSC 8, as terminals agreed on it
        Some(url) => write!(out, "\u{1B}]8;;{url}\u{1B}\\{style}{shown}{style:#}\u{1B}]8;;\u{1B}\\")?,
        None => write!(out, "{style}{shown}{style:#}")?,
    }
    match &hit.brief.date {
        Some(date) => writeln!(out, " · {}", safe::line(date)),
        None => writeln!(out),
    }
}

/// Where a brief's file lies, as a URL. Its source's id is percent-encoded already where that matters for columns.
fn file_url(brief: &BriefRecord, base: &Path) -> Option<String> {
    if brief.source == "-" {
        return None;
    }
    let mut url = String::from("file://");
    if !brief.source.starts_with('/') {
        let mut folder = PathBuf::from(base).into_os_string();
        folder.push("/");
        encode(folder.as_encoded_bytes(), b"", &mut url);
    }
    encode(brief.source.as_bytes(), b"%", &mut url);
    Some(url)
}

fn encode(bytes: &[u8], also_kept: &[u8], out: &mut String) {
    use std::fmt::Write as _;
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) || also_kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            // writing into a string cannot fail
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The headings above a passage; a title that is shown already is left out.
fn heading_path(brief: &BriefRecord, passage: &StoredPassage) -> String {
    let shown = |level: u8, text: &str| level == 0 && Some(text) == brief.title.as_deref();
    let headings = passage.record.headings.iter().filter(|heading| !shown(heading.level, &heading.text));
    headings.map(|heading| heading.text.as_str()).collect::<Vec<_>>().join(HEADING_SEPARATOR)
}

fn text(out: &mut dyn Write, headings: &str, body: &str, screen: &Screen) -> io::Result<()> {
    if !headings.is_empty() {
        paragraph(out, &[plain(headings)], 0, screen.paint().heading, screen)?;
    }
    body.lines().try_for_each(|line| paragraph(out, &[plain(line)], 0, Style::new(), screen))
}

fn plain(text: &str) -> Piece {
    Piece { text: text.to_owned(), matched: false }
}

/// Writes pieces as one paragraph, wrapped on a terminal. The first line is indented already.
fn paragraph(out: &mut dyn Write, pieces: &[Piece], indent: usize, style: Style, screen: &Screen) -> io::Result<()> {
    let matched = screen.paint().matched;
    for (number, line) in wrapped(pieces, screen.width(indent)).iter().enumerate() {
        if number > 0 {
            write!(out, "\n{:indent$}", "")?;
        }
        for piece in line {
            let style = if piece.matched { matched } else { style };
            write!(out, "{style}{}{style:#}", piece.text)?;
        }
    }
    writeln!(out)
}

/// The pieces made safe and cut into lines at spaces; a word longer than a line stands alone on its own.
fn wrapped(pieces: &[Piece], width: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let (mut used, mut blanks) = (0, Vec::new());
    for word in words(pieces) {
        if is_blank(&word) {
            blanks.extend(word);
            continue;
        }
        let length: usize = word.iter().map(|piece| piece.text.chars().count()).sum();
        if used > 0 && used + blanks.len() + length > width {
            lines.push(Vec::new());
            used = 0;
        }
        // blanks stand between words only
        if used == 0 {
            blanks.clear();
        }
        used += blanks.len() + length;
        if let Some(line) = lines.last_mut() {
            blanks.drain(..).chain(word).for_each(|piece| append(line, piece));
        }
    }
    lines
}

fn is_blank(word: &[Piece]) -> bool {
    word.iter().all(|piece| piece.text == " ")
}

/// Appends a piece to a line, to its last piece where they look alike.
fn append(line: &mut Vec<Piece>, piece: Piece) {
    match line.last_mut() {
        Some(last) if last.matched == piece.matched => last.text.push_str(&piece.text),
        _ => line.push(piece),
    }
}

/// The words and the spaces between them, each a run of pieces.
fn words(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let text = safe::line(&piece.text);
        for part in text.split_inclusive(' ').flat_map(|part| {
            let letters = part.strip_suffix(' ').unwrap_or(part);
            [letters, &part[letters.len()..]]
        }) {
            let written = Piece { text: part.to_owned(), matched: piece.matched };
            match (part, words.last_mut()) {
                ("", _) => continue,
                (" ", _) => words.push(vec![written]),
                (_, Some(word)) if open => word.push(written),
                _ => words.push(vec![written]),
            }
            open = part != " ";
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    fn written(found: &Hit, screen: &Screen) -> String {
        let mut out = Vec::new();
        hit(&mut out, found, Path::new("/d a"), screen).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn in_a_pipe_lines_are_whole_and_signs_mark_the_matches() {
        assert_eq!(
            written(&sample::hit(), &Screen::plain()),
            "1.  räte.txt\n    Lage\n    briefs/räte.txt:1:1\n    Die **Räte** tagen.\n"
        );
    }

    #[test]
    fn a_title_is_not_told_twice_and_a_stale_brief_is_named() {
        let mut found = sample::hit();
        found.stale = true;
        found.passage.record.headings[0].level = 0;
        let brief = std::rc::Rc::get_mut(&mut found.brief).unwrap();
        brief.title = Some("Lage".to_owned());
        brief.date = Some("2024-11-05".to_owned());
        assert_eq!(
            written(&found, &Screen::plain()),
            "1.  Lage\n    briefs/räte.txt:1:1 · 2024-11-05\n    \
             changed since it was indexed: the place is where it stood\n    Die **Räte** tagen.\n"
        );
    }

    #[test]
    fn on_a_terminal_matches_are_bold_and_the_path_is_a_link() {
        let screen = Screen { terminal: true, colour: true, width: Some(80) };
        let text = written(&sample::hit(), &screen);
        assert!(text.contains("\u{1B}]8;;file:///d%20a/briefs/r%C3%A4te.txt\u{1B}\\"), "{text:?}");
        assert!(text.contains("\u{1B}[1m\u{1B}[32mRäte\u{1B}[0m tagen."), "{text:?}");
    }

    #[test]
    fn lines_are_wrapped_at_spaces_and_keep_their_marks() {
        let piece = |text: &str, matched| Piece { text: text.to_owned(), matched };
        let pieces = [piece("Die Verteidigungs", false), piece("politik", true), piece(" der Räte", false)];
        let lines: Vec<String> =
            wrapped(&pieces, 26).iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect();
        assert_eq!(lines, ["Die Verteidigungspolitik", "der Räte"]);
    }

    #[test]
    fn a_title_cannot_command_the_terminal() {
        let mut found = sample::hit();
        std::rc::Rc::get_mut(&mut found.brief).unwrap().title = Some("a\u{1B}[2J\u{202E}b".to_owned());
        assert!(written(&found, &Screen::plain()).starts_with("1.  a\u{FFFD}[2J\u{FFFD}b\n"));
    }
}
