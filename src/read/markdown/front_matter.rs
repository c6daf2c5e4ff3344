//! The head of a Markdown file: YAML between two lines of `---`.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Map, Number, Value};

use crate::brief::Metadata;
use crate::read::fields;

/// The most bytes of a head. What is longer is no head.
const LONGEST: usize = 64 * 1024;
/// The most lists or maps that one line opens: the parser recurses for each.
const DEEPEST: usize = 32;

/// Reads the head at the start of `text`, where there is one: how many bytes it takes, and what it says. A head that cannot be read is reported
/// and stays text.
pub(super) fn read(text: &str, warnings: &mut Vec<String>) -> (usize, Metadata) {
    let Some((yaml, length)) = find(text) else {
        return (0, Metadata::default());
    };
    match parse(yaml) {
        Ok(Some(fields)) => (length, fields::read(fields, warnings)),
        Ok(None) => (0, Metadata::default()),
        Err(message) => {
            warnings.push(format!("the head between the lines of --- is read as text: {message}"));
            (0, Metadata::default())
        }
    }
}

/// The YAML of the head, and the length of the head with both its lines of dashes.
fn find(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.get(..text.floor_char_boundary(LONGEST))?.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for line in lines {
        let behind = end + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Some((text.get(first.len()..end)?, behind));
        }
        end = behind;
    }
    None
}

/// The fields of the head; `None` where it is YAML, but no map: text between two rules.
fn parse(yaml: &str) -> Result<Option<Map<String, Value>>, String> {
    if yaml.trim().is_empty() {
        return Ok(Some(Map::new()));
    }
    if yaml.lines().any(is_deep) {
        return Err("it is nested too deep".to_owned());
    }
    let documents = Yaml::load_from_str(yaml).map_err(|error| error.to_string())?;
    match documents.into_iter().next() {
        Some(Yaml::Mapping(map)) => Ok(Some(map.iter().map(|(key, value)| (key_text(key), to_json(value))).collect())),
        _ => Ok(None),
    }
}

fn is_deep(line: &str) -> bool {
    let opening = line.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    let points = line.split_whitespace().take_while(|word| matches!(*word, "-" | "?" | ":")).count();
    opening > DEEPEST || points > DEEPEST
}

/// A key in the spelling that all formats share: a title is a title, however its key is written.
fn key_text(key: &Yaml<'_>) -> String {
    let text = match to_json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    };
    let lower = text.to_lowercase();
    if matches!(lower.as_str(), "title" | "author" | "authors" | "date" | "lang" | "language" | "url") {
        lower
    } else {
        text
    }
}

fn to_json(value: &Yaml<'_>) -> Value {
    match value {
        Yaml::Value(scalar) => match scalar {
            Scalar::Null => Value::Null,
            Scalar::Boolean(value) => Value::Bool(*value),
            Scalar::Integer(value) => Value::from(*value),
            Scalar::FloatingPoint(value) => Number::from_f64(value.0).map_or(Value::Null, Value::Number),
            Scalar::String(text) => Value::from(text.as_ref()),
        },
        Yaml::Sequence(list) => list.iter().map(to_json).collect(),
        Yaml::Mapping(map) => Value::Object(map.iter().map(|(key, value)| (key_text(key), to_json(value))).collect()),
        Yaml::Tagged(_, inner) => to_json(inner),
        Yaml::Representation(text, ..) => Value::from(text.as_ref()),
        Yaml::Alias(_) | Yaml::BadValue => Value::Null,
    }
}
