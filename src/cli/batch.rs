//! Queries by the thousand: one JSON object a line.
//!
//! All lines are read before the first is answered, so that a broken one leaves standard output empty.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};
use serde_json::{Map, Value};

use super::answer::Ask;
use super::error::hinted;
use crate::output::QueryId;

/// Reads the queries of a file, or of standard input where it is called `-`.
pub(super) fn read(path: &Path, plain: bool) -> anyhow::Result<Vec<Ask>> {
    if path == Path::new("-") {
        return asks(io::stdin().lock(), plain);
    }
    let file = File::open(path).with_context(|| format!("`{}`", path.display()))?;
    asks(BufReader::new(file), plain)
}

fn asks(mut lines: impl BufRead, plain: bool) -> anyhow::Result<Vec<Ask>> {
    let mut asks = Vec::new();
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        if lines.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&bytes);
        if !line.trim_ascii().is_empty() {
            asks.push(ask(line, number, plain).map_err(|error| explain(number, &error))?);
        }
    }
    Ok(asks)
}

fn explain(line: u64, error: &anyhow::Error) -> anyhow::Error {
    hinted(
        format!("line {line}: {error}"),
        r#"a query is one line: {"id": "q1", "text": "…", "filter": {"lang": "de"}, "limit": 10, "plain": true}, of which only text must be there"#,
    )
}

fn ask(line: &[u8], number: u64, plain: bool) -> anyhow::Result<Ask> {
    let value: Value = serde_json::from_slice(line).map_err(|error| {
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default().to_owned();
        anyhow!("column {}: {what}", error.column())
    })?;
    let Value::Object(mut object) = value else {
        bail!("not an object");
    };
    let Some(Value::String(text)) = object.remove("text") else {
        bail!("no `text` in it");
    };
    Ok(Ask {
        id: Some(id(object.remove("id"), number)?),
        text,
        plain: flag(&object, "plain")?.unwrap_or(plain),
        limit: limit(&object)?,
        filters: filters(object.remove("filter"))?,
    })
}

/// The id as it is given; the number of the line where there is none.
fn id(value: Option<Value>, line: u64) -> anyhow::Result<QueryId> {
    match value {
        None | Some(Value::Null) => Ok(QueryId::Number(line.into())),
        Some(Value::Number(number)) => Ok(QueryId::Number(number)),
        Some(Value::String(text)) => Ok(QueryId::Text(text)),
        Some(_) => bail!("`id` is neither a text nor a number"),
    }
}

fn flag(object: &Map<String, Value>, key: &str) -> anyhow::Result<Option<bool>> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(value)) => Ok(Some(*value)),
        Some(_) => bail!("`{key}` is neither true nor false"),
    }
}

fn limit(object: &Map<String, Value>) -> anyhow::Result<Option<usize>> {
    match object.get("limit") {
        None | Some(Value::Null) => Ok(None),
        Some(value) => {
            let limit = value.as_u64().and_then(|limit| usize::try_from(limit).ok());
            limit.map(Some).context("`limit` is not a whole number")
        }
    }
}

/// Conditions, all of which must hold; of a list each item must.
fn filters(value: Option<Value>) -> anyhow::Result<Vec<(String, String)>> {
    let object = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Object(object)) => object,
        Some(_) => bail!("`filter` is not an object"),
    };
    let mut filters = Vec::new();
    for (key, value) in object {
        let items = if let Value::Array(items) = value { items } else { vec![value] };
        for item in items {
            let wanted = match item {
                Value::String(text) => text,
                Value::Number(_) | Value::Bool(_) => item.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => {
                    bail!("`filter`: `{key}` is neither a text nor a list of texts");
                }
            };
            filters.push((key.clone(), wanted));
        }
    }
    Ok(filters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> anyhow::Result<Vec<Ask>> {
        asks(text.as_bytes(), false)
    }

    #[test]
    fn a_line_may_say_everything_or_only_its_text() {
        let asks = read(concat!(
            r#"{"id":"q1","text":"Räte","filter":{"topic":["a","b"],"year":2024},"limit":1000,"plain":true,"x":[]}"#,
            "\n\n",
            r#"{"text":"Rat"}"#,
        ))
        .unwrap();
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let full = Ask {
            id: Some(QueryId::Text("q1".to_owned())),
            text: "Räte".to_owned(),
            plain: true,
            limit: Some(1000),
            filters: vec![pair("topic", "a"), pair("topic", "b"), pair("year", "2024")],
        };
        let short = Ask { id: Some(QueryId::Number(3.into())), text: "Rat".to_owned(), ..Ask::default() };
        assert_eq!(asks, [full, short]);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = |text| read(text).unwrap_err().to_string();
        assert_eq!(error("{\"text\":\"a\"}\n{\"text\":"), "line 2: column 8: EOF while parsing a value");
        assert_eq!(error("[]"), "line 1: not an object");
        assert_eq!(error("{\"id\":1}"), "line 1: no `text` in it");
        assert_eq!(error("{\"text\":\"a\",\"limit\":-1}"), "line 1: `limit` is not a whole number");
    }
}
