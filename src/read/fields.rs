//! Fields → metadata, for every format that has them: JSON Lines, the head of a Markdown file.

use serde_json::{Map, Value};

use crate::brief::{Date, Language, Metadata};

/// The record's own id: a string or a number. Any other value is reported and kept as a further field.
pub(super) fn take_id(object: &mut Map<String, Value>, warnings: &mut Vec<String>) -> Option<String> {
    match object.get("id")? {
        Value::String(id) if !id.is_empty() => {
            let id = id.clone();
            object.remove("id");
            Some(id)
        }
        Value::Number(id) => {
            let id = id.to_string();
            object.remove("id");
            Some(id)
        }
        Value::Null | Value::String(_) => {
            object.remove("id");
            None
        }
        other => {
            warnings
                .push(format!("\"id\" is {}, not a string or a number: the record is named by its line", kind(other)));
            None
        }
    }
}

/// Reads what is known about a document out of the fields of a record or of a Markdown head. A value that does not fit its key is reported and
/// kept as it was given.
pub(super) fn read(fields: Map<String, Value>, warnings: &mut Vec<String>) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in fields {
        if value.is_null() && KNOWN.contains(&key.as_str()) {
            continue;
        }
        if let Err(value) = set(&mut metadata, &key, value) {
            if KNOWN.contains(&key.as_str()) {
                warnings.push(format!("\"{key}\" is kept as a further field: {} is {}", shown(&value), expected(&key)));
            }
            metadata.other.insert(key, value);
        }
    }
    metadata
}

const KNOWN: [&str; 7] = ["title", "author", "authors", "date", "lang", "language", "url"];

/// Sets a field; gives the value back where the key is none of ours or the value does not fit.
fn set(metadata: &mut Metadata, key: &str, value: Value) -> Result<(), Value> {
    match (key, value) {
        ("title", Value::String(title)) => metadata.title = Some(title),
        ("url", Value::String(url)) => metadata.url = Some(url),
        ("author" | "authors", Value::String(author)) => metadata.authors.push(author),
        ("author" | "authors", Value::Array(list)) if list.iter().all(Value::is_string) => {
            metadata.authors.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
        }
        ("date", Value::String(date)) => match Date::parse(&date) {
            Some(date) => metadata.date = Some(date),
            None => return Err(Value::String(date)),
        },
        ("lang" | "language", Value::String(tag)) => match Language::from_tag(&tag) {
            Some(language) => metadata.language = Some(language),
            None => return Err(Value::String(tag)),
        },
        (_, value) => return Err(value),
    }
    Ok(())
}

fn expected(key: &str) -> &'static str {
    match key {
        "date" => "no day written YYYY-MM-DD",
        "lang" | "language" => "no language tag such as de",
        "author" | "authors" => "no name or list of names",
        _ => "no string",
    }
}

/// A value in a message, short.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// What a JSON value is, for messages.
pub(super) const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
