//! Comma-separated values after RFC 4180, for spreadsheets and data frames.

use std::borrow::Cow;
use std::io::{self, Write};

use super::human::HEADING_SEPARATOR;
use super::{Asked, Screen, passage_id, safe, spot};
use crate::search::Hit;

const COLUMNS: [&str; 14] = [
    "query",
    "rank",
    "score",
    "id",
    "path",
    "line",
    "column",
    "title",
    "heading",
    "date",
    "lang",
    "text",
    "byte_start",
    "byte_end",
];

/// The names of the columns.
pub fn header(out: &mut dyn Write) -> io::Result<()> {
    row(out, &COLUMNS)
}

/// One hit; a query is named by its id, or else by its text. On a terminal made safe, else exact.
pub fn hit(out: &mut dyn Write, asked: Asked<'_>, hit: &Hit, screen: &Screen) -> io::Result<()> {
    let (line, column) = spot(hit.brief.record, hit.place.start);
    let headings: Vec<&str> = hit.passage.record.headings.iter().map(|heading| heading.text.as_str()).collect();
    let fields: [String; COLUMNS.len()] = [
        asked.id.map_or_else(|| asked.text.to_owned(), ToString::to_string),
        hit.rank.to_string(),
        hit.score.to_string(),
        passage_id(&hit.brief.id, hit.passage.record.number),
        hit.brief.path.clone(),
        line.to_string(),
        column.to_string(),
        hit.brief.title.clone().unwrap_or_default(),
        headings.join(HEADING_SEPARATOR),
        hit.brief.date.clone().unwrap_or_default(),
        hit.passage.record.lang.clone(),
        hit.passage.text.clone(),
        hit.place.start.byte.to_string(),
        hit.place.end.byte.to_string(),
    ];
    let shown =
        fields.each_ref().map(|field| if screen.terminal { safe::line(field) } else { Cow::Borrowed(field.as_str()) });
    row(out, &shown.each_ref().map(AsRef::as_ref))
}

fn row(out: &mut dyn Write, fields: &[&str]) -> io::Result<()> {
    // by way of a buffer, since the writer flushes what is below it
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(fields)?;
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    out.write_all(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    fn written(asked: Asked<'_>, found: &Hit) -> String {
        let mut out = Vec::new();
        header(&mut out).unwrap();
        hit(&mut out, asked, found, &Screen::plain()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_hit_is_one_row_below_the_header() {
        assert_eq!(
            written(Asked { id: None, text: "Räte" }, &sample::hit()),
            "query,rank,score,id,path,line,column,title,heading,date,lang,text,byte_start,byte_end\r\n\
             Räte,1,14.208112,briefs/r%C3%A4te.txt:1,briefs/räte.txt,1,1,,Lage,,de,Die Räte tagen. Sie beraten.,0,29\r\n"
        );
    }

    #[test]
    fn commas_quotes_and_line_ends_stay_in_their_field() {
        let mut found = sample::hit();
        found.passage.text = "»Ja«, sagte er: \"Nein\"\nund ging".to_owned();
        let text = written(Asked { id: None, text: "a,b" }, &found);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!((&row[0], &row[11]), ("a,b", "»Ja«, sagte er: \"Nein\"\nund ging"));
    }

    #[test]
    fn the_place_of_a_record_is_its_line_in_the_file() {
        let mut found = sample::hit();
        std::rc::Rc::get_mut(&mut found.brief).unwrap().record = Some(17);
        let text = written(Asked { id: None, text: "" }, &found);
        assert!(text.contains("briefs/räte.txt,17,1,"));
    }
}
