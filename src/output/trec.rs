//! Runs as the evaluation programs of TREC read them: `QID Q0 ID RANK SCORE fundstelle`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Asked;

/// What a query without an id is called.
const ONLY: &str = "1";

/// One line of a run. `id` is a passage's or a brief's, and holds no white space.
pub fn line(out: &mut dyn Write, asked: Asked<'_>, id: &str, rank: usize, score: f32) -> io::Result<()> {
    let query = asked.id.map(ToString::to_string).filter(|id| !id.is_empty());
    let query = query.as_deref().map_or(Cow::Borrowed(ONLY), column);
    writeln!(out, "{query} Q0 {id} {rank} {score} fundstelle")
}

/// The id of a query as one column: white space and control characters are percent-encoded.
fn column(id: &str) -> Cow<'_, str> {
    let breaks = |character: char| character.is_whitespace() || character.is_control();
    if !id.contains(breaks) {
        return Cow::Borrowed(id);
    }
    let mut encoded = String::new();
    for character in id.chars() {
        if !breaks(character) {
            encoded.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            // writing into a string cannot fail
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Cow::Owned(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::QueryId;

    fn written(id: Option<&str>) -> String {
        let id = id.map(|id| QueryId::Text(id.to_owned()));
        let mut out = Vec::new();
        line(&mut out, Asked { id: id.as_ref(), text: "Räte" }, "a.txt:3", 2, 14.208_112).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_has_six_columns() {
        assert_eq!(written(Some("q7")), "q7 Q0 a.txt:3 2 14.208112 fundstelle\n");
    }

    #[test]
    fn a_query_without_an_id_is_the_first() {
        assert_eq!(written(None), "1 Q0 a.txt:3 2 14.208112 fundstelle\n");
    }

    #[test]
    fn white_space_in_an_id_makes_no_column() {
        assert_eq!(written(Some("q 7\u{A0}")), "q%207%C2%A0 Q0 a.txt:3 2 14.208112 fundstelle\n");
    }
}
