//! Markdown by its own structure: `pulldown-cmark` tells where everything stands, the draft copies the letters from there.

mod front_matter;
mod tags;

use std::ops::Range;
use std::path::Path;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::format::extension;
use super::{Extract, ReadError, Reader, encoding};
use crate::brief::{BlockKind, Document, Draft};
use crate::place::{Source, Space, Span};
use tags::Tags;

#[derive(Debug)]
pub(super) struct Markdown;

impl Reader for Markdown {
    fn media_type(&self) -> &'static str {
        "text/markdown"
    }

    fn claims(&self, name: Option<&Path>, head: &[u8]) -> bool {
        match name {
            Some(name) => matches!(extension(name).as_deref(), Some("md" | "markdown" | "mdown" | "mkd")),
            None => looks_like(head),
        }
    }

    fn read(&self, bytes: &[u8], space: Space) -> Result<Extract, ReadError> {
        let decoded = encoding::decode(bytes);
        let mut warnings: Vec<_> = decoded.warning().into_iter().collect();
        let document = read(&decoded.source(), &mut warnings);
        Ok(Extract { document, encoding: decoded.encoding, media_type: self.media_type(), space, warnings })
    }
}

/// Whether a text without a name is Markdown: it begins with a head, or with a heading behind `#`.
fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let line = head.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let hashes = line.iter().take_while(|&&byte| byte == b'#').count();
    line.trim_ascii_end() == b"---" || ((1..=6).contains(&hashes) && line.get(hashes) == Some(&b' '))
}

/// Reads a decoded text.
pub(super) fn read(source: &Source<'_>, warnings: &mut Vec<String>) -> Document {
    let mark = if source.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let text = source.text.get(mark..).unwrap_or_default();
    let (head, mut metadata) = front_matter::read(text, warnings);
    let base = mark + head;
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer {
        source,
        draft: Draft::new(source),
        containers: Vec::new(),
        is_first: true,
        block: None,
        tags: Tags::default(),
        has_title: false,
    };
    for (event, range) in Parser::new_ext(source.text.get(base..).unwrap_or_default(), options).into_offset_iter() {
        writer.take(event, Span::new(range.start, range.end).shifted(base));
    }
    let has_title = writer.has_title;
    metadata.title = metadata.title.filter(|title| !title.trim().is_empty());
    let mut document = writer.draft.finish(metadata);
    if has_title {
        settle_title(&mut document);
    }
    document
}

/// The first heading is the title, unless the head of the file gives another: then it is a section like those beside it.
fn settle_title(document: &mut Document) {
    let Some(first) = document.blocks.first_mut() else {
        return;
    };
    let heading = first.span.of(&document.text);
    match &document.metadata.title {
        None => document.metadata.title = Some(heading.to_owned()),
        Some(title) if title.trim() != heading => first.kind = BlockKind::Heading { level: 1 },
        Some(_) => {}
    }
}

/// Takes the parser's events and writes the draft.
struct Writer<'s> {
    source: &'s Source<'s>,
    draft: Draft<'s>,
    /// What the text is in, the innermost last.
    containers: Vec<BlockKind>,
    /// Whether no block was opened yet.
    is_first: bool,
    /// The block that the text belongs to, where it is no paragraph: a heading, a table row, a code block.
    block: Option<BlockKind>,
    tags: Tags,
    has_title: bool,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(span, &text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.code(span, &text),
            Event::SoftBreak => self.line_end(span),
            Event::HardBreak => self.draft.space(),
            Event::Html(_) => self.html(span),
            Event::InlineHtml(tag) => {
                if tags::is_break(&tag) {
                    self.draft.space();
                }
            }
            Event::Rule => self.draft.close(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.block = Some(self.heading(*level)),
            Tag::TableHead | Tag::TableRow => self.block = Some(BlockKind::TableRow),
            Tag::CodeBlock(_) => self.block = Some(BlockKind::Verbatim),
            Tag::Item => self.containers.push(BlockKind::ListItem),
            Tag::BlockQuote(_) => self.containers.push(BlockKind::Quote),
            Tag::FootnoteDefinition(_) => self.containers.push(BlockKind::Footnote),
            Tag::HtmlBlock => self.tags = Tags::default(),
            Tag::Paragraph | Tag::List(_) => {}
            // what stands inside a block leaves it open
            _ => return,
        }
        self.draft.close();
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow | TagEnd::CodeBlock => self.block = None,
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => drop(self.containers.pop()),
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Table | TagEnd::HtmlBlock => {}
            TagEnd::TableCell => return self.draft.space(),
            _ => return,
        }
        self.draft.close();
    }

    /// The first block is the title if it is a heading of the first level.
    fn heading(&mut self, level: HeadingLevel) -> BlockKind {
        let is_title = self.is_first && level == HeadingLevel::H1;
        self.has_title |= is_title;
        BlockKind::Heading { level: if is_title { 0 } else { level as u8 } }
    }

    /// Opens a block if none is: items of a tight list and text behind a nested list stand in no paragraph.
    fn open(&mut self) {
        if !self.draft.is_open() {
            let kind = self.block.or_else(|| self.containers.last().copied()).unwrap_or(BlockKind::Paragraph);
            self.draft.open(kind);
            self.is_first = false;
        }
    }

    fn text(&mut self, span: Span, text: &str) {
        self.open();
        if span.of(self.source.text) == text {
            self.draft.copy(span);
        } else {
            self.replace(span, text);
        }
    }

    /// A code span: its range includes the backticks, and its line ends were made spaces.
    fn code(&mut self, span: Span, text: &str) {
        self.open();
        let raw = span.of(self.source.text);
        let ticks = raw.bytes().take_while(|&byte| byte == b'`').count();
        let inner = Span::new(span.start + ticks, span.end.saturating_sub(ticks));
        let is_same = inner.of(self.source.text).split_whitespace().eq(text.split_whitespace());
        if is_same {
            self.draft.copy(inner);
        } else {
            self.replace(span, text);
        }
    }

    /// Writes what the source spells otherwise: an entity, a code span with signs of a quotation in it.
    fn replace(&mut self, span: Span, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.draft.space();
        }
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.draft.replace(span, &folded);
        if text.ends_with(char::is_whitespace) {
            self.draft.space();
        }
    }

    /// A line end inside a paragraph; the draft mends what it cut.
    fn line_end(&mut self, span: Span) {
        if span.of(self.source.text).chars().all(char::is_whitespace) {
            self.draft.copy(span);
        } else {
            self.draft.space();
        }
    }

    /// A line of an HTML block: its tags go, its text stays.
    fn html(&mut self, span: Span) {
        let html = span.of(self.source.text);
        let mut tags = std::mem::take(&mut self.tags);
        tags.take(html, |piece| match piece {
            tags::Piece::Text(Range { start, end }) => {
                let text = Span::new(start, end).shifted(span.start);
                if self.draft.is_open() || !text.of(self.source.text).trim().is_empty() {
                    self.open();
                    self.draft.copy(text);
                }
            }
            tags::Piece::Break => self.draft.close(),
        });
        self.tags = tags;
    }
}

#[cfg(test)]
mod tests;
