//! From a brief and its passages to documents of the engine: pure, so that it runs on many threads.

use serde_json::Value;
use tantivy::TantivyDocument;

use super::records::{BriefRecord, HeadingRecord, PassageRecord, Recipe};
use super::schema::{Fields, TEXT_FIELDS, Zone, filter_term, schema, slot};
use super::tokens::Tokens;
use crate::analysis::{Analysis, Chain};
use crate::brief::{BlockKind, Brief, Language};
use crate::passage::Passage;

/// Between two headings of a path, so that no phrase crosses.
const HEADING_GAP: u32 = 100;

/// A brief ready to be written.
#[derive(Debug)]
pub struct Prepared {
    pub record: BriefRecord,
    pub(super) documents: Vec<TantivyDocument>,
}

impl Prepared {
    /// Bytes of text in it, for the size of a batch.
    pub fn weight(&self) -> u64 {
        self.record.bytes
    }
}

/// Makes the documents of briefs. Cheap to clone, one a thread.
#[derive(Clone, Debug)]
pub struct Preparer {
    fields: Fields,
}

impl Default for Preparer {
    fn default() -> Self {
        Self { fields: schema().1 }
    }
}

impl Preparer {
    /// Analyses the passages of a brief. `source` is the id of the file that it was read from, `recipe` says how it was cut, `language` is
    /// the brief's own.
    pub fn prepare(
        &self,
        source: &str,
        recipe: &Recipe,
        brief: &Brief,
        language: Language,
        passages: &[Passage],
    ) -> Prepared {
        let mut record = brief_record(source, recipe, brief, language, passages.len());
        let filters = filter_terms(&record);
        let mut tokens = [0; TEXT_FIELDS];
        let mut analysis = Analysis::default();
        let mut documents: Vec<_> = passages
            .iter()
            .map(|passage| self.passage_document(brief, &record, &filters, passage, &mut analysis, &mut tokens))
            .collect();
        record.tokens = tokens;
        documents.push(self.brief_document(&record, &filters));
        Prepared { record, documents }
    }

    fn passage_document(
        &self,
        brief: &Brief,
        record: &BriefRecord,
        filters: &[String],
        passage: &Passage,
        analysis: &mut Analysis,
        tokens: &mut [u64; TEXT_FIELDS],
    ) -> TantivyDocument {
        let document = &brief.document;
        let text = passage.span.of(&document.text);
        let blocks = || passage.headings.iter().filter_map(|&index| document.blocks.get(index));
        let headings: Vec<HeadingRecord> = blocks()
            .map(|block| HeadingRecord {
                text: block.span.of(&document.text).to_owned(),
                level: if let BlockKind::Heading { level } = block.kind { level } else { 1 },
                start: block.span.start,
            })
            .collect();
        let chain = Chain::for_language(passage.language.code());
        let title = outside_title(brief);
        let heading_texts: Vec<&str> = headings.iter().map(|heading| heading.text.as_str()).collect();
        let zones: [(Zone, &[&str]); 3] =
            [(Zone::Body, &[text]), (Zone::Heading, &heading_texts), (Zone::Title, title.as_slice())];
        let mut out = self.common(record, filters, "passage", passage.number);
        for (zone, texts) in zones {
            let fields = analyse(&chain, texts, analysis);
            for (level, written) in [crate::analysis::Field::Body, crate::analysis::Field::Stem].into_iter().zip(fields)
            {
                let slot = slot(zone, level);
                if written.count() > 0 {
                    tokens[slot] += written.count();
                    out.add_text(self.fields.texts[slot], written.into_lines());
                }
            }
        }
        out.add_text(self.fields.text, text);
        out.add_bytes(self.fields.map, &document.map.slice(&document.text, passage.span).encode());
        for block in blocks() {
            out.add_bytes(self.fields.map, &document.map.slice(&document.text, block.span).encode());
        }
        let record = PassageRecord {
            number: passage.number,
            lang: passage.language.code().to_owned(),
            start: passage.span.start,
            opens_block: document.blocks.binary_search_by_key(&passage.span.start, |block| block.span.start).is_ok(),
            sentences: passage.sentences.iter().map(|sentence| sentence.end - passage.span.start).collect(),
            headings,
        };
        out.add_text(self.fields.filter, filter_term("lang", &record.lang));
        out.add_bytes(self.fields.record, &json(&record));
        out
    }

    fn brief_document(&self, record: &BriefRecord, filters: &[String]) -> TantivyDocument {
        let mut out = self.common(record, filters, "brief", 0);
        out.add_bytes(self.fields.record, &json(record));
        out
    }

    fn common(&self, record: &BriefRecord, filters: &[String], kind: &str, number: usize) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_text(self.fields.kind, kind);
        out.add_text(self.fields.brief, &record.id);
        out.add_u64(self.fields.number, number as u64);
        let date = record.date.as_deref().and_then(crate::brief::Date::parse);
        out.add_i64(self.fields.date, date.map_or(0, crate::brief::Date::number));
        for term in filters {
            out.add_text(self.fields.filter, term);
        }
        out
    }
}

/// The title, where the text does not hold it.
fn outside_title(brief: &Brief) -> Option<&str> {
    let document = &brief.document;
    let inside = document.blocks.iter().any(|block| block.kind == BlockKind::Heading { level: 0 });
    if inside { None } else { document.metadata.title.as_deref() }
}

/// The terms of some texts in a row, as written and as stems.
fn analyse(chain: &Chain, texts: &[&str], analysis: &mut Analysis) -> [Tokens; 2] {
    let mut fields = [Tokens::default(), Tokens::default()];
    let mut base = 0;
    for text in texts {
        chain.run(text, analysis);
        let mut end = base;
        for word in analysis.words() {
            for term in analysis.terms(word) {
                let field = match term.field {
                    crate::analysis::Field::Body => 0,
                    crate::analysis::Field::Stem => 1,
                };
                fields[field].push(base + term.position, analysis.letters(term));
                end = base + term.position;
            }
        }
        base = end.saturating_add(HEADING_GAP);
    }
    fields
}

fn brief_record(source: &str, recipe: &Recipe, brief: &Brief, language: Language, passages: usize) -> BriefRecord {
    let (origin, metadata) = (&brief.origin, &brief.document.metadata);
    BriefRecord {
        id: origin.id.clone(),
        source: source.to_owned(),
        path: origin.path.clone(),
        record: origin.record,
        space: origin.space.name().to_owned(),
        media_type: origin.media_type.clone(),
        encoding: origin.encoding.clone(),
        hash: origin.hash.clone(),
        bytes: origin.bytes,
        title: metadata.title.clone(),
        authors: metadata.authors.clone(),
        date: metadata.date.map(|date| date.to_string()),
        lang: language.code().to_owned(),
        url: metadata.url.clone(),
        metadata: metadata.other.clone(),
        passages,
        recipe: recipe.clone(),
        tokens: [0; TEXT_FIELDS],
    }
}

/// Every value that a filter can ask for, but for the language, which is each passage's own.
fn filter_terms(record: &BriefRecord) -> Vec<String> {
    let mut terms = Vec::new();
    let mut add = |key: &str, value: &str| terms.push(filter_term(key, value));
    add("id", &record.id);
    // a record also by the id that its file gives it
    if let Some((_, own)) = record.record.and(record.id.split_once('#')) {
        add("id", own);
    }
    add("path", &record.path);
    add("media_type", &record.media_type);
    record.title.iter().for_each(|title| add("title", title));
    record.authors.iter().for_each(|author| add("authors", author));
    record.date.iter().for_each(|date| add("date", date));
    record.url.iter().for_each(|url| add("url", url));
    for (key, value) in &record.metadata {
        let items = if let Value::Array(items) = value { items.as_slice() } else { std::slice::from_ref(value) };
        items.iter().filter_map(plain_value).for_each(|value| add(key, &value));
    }
    terms
}

/// A single value as the text that a filter compares.
fn plain_value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

pub(super) fn json<T: serde::Serialize>(record: &T) -> Vec<u8> {
    // our records hold numbers, strings and JSON values only: they always serialise
    serde_json::to_vec(record).unwrap_or_default()
}
