//! Which letters of a hit matched, found by running the analysis once more over what is shown. Offsets are not in the index.

use std::collections::HashMap;

use super::{Manner, Mark};
use crate::analysis::{Analysis, Chain, Field, How, Word, same_spelling};
use crate::index::{BriefRecord, StoredPassage, Zone};
use crate::place::{Ruler, SourceMap, Span};
use crate::query::plan::{Plan, Step, Wish};

/// Every stretch of a passage, its headings and its title that the plan asks for. Law (g): without them it would not match.
pub(super) fn marks(plan: &Plan, passage: &StoredPassage, brief: &BriefRecord) -> Vec<Mark> {
    let chain = Chain::for_language(&passage.record.lang);
    let wanted = Wanted::of(plan);
    let mut analysis = Analysis::default();
    let mut marks = Vec::new();
    let in_text_title = passage.record.headings.first().is_some_and(|heading| heading.level == 0);
    if let Some(title) = brief.title.as_deref().filter(|_| !in_text_title) {
        mark(&wanted, &chain, title, Zone::Title, None, &mut analysis, &mut marks);
    }
    for (heading, map) in passage.record.headings.iter().zip(&passage.heading_maps) {
        mark(&wanted, &chain, &heading.text, Zone::Heading, Some(map), &mut analysis, &mut marks);
    }
    mark(&wanted, &chain, &passage.text, Zone::Body, Some(&passage.map), &mut analysis, &mut marks);
    marks
}

/// What the plan asks for, by the letters under which it is found.
struct Wanted<'p> {
    words: HashMap<(Field, &'p str), Vec<(How, &'p str)>>,
    phrases: Vec<(Field, &'p [Step])>,
}

impl<'p> Wanted<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut wanted = Self { words: HashMap::new(), phrases: Vec::new() };
        for concept in &plan.wanted {
            match &concept.wish {
                Wish::Word { query, terms } => {
                    for term in terms {
                        wanted.words.entry((term.field, &term.letters)).or_default().push((term.how, query));
                    }
                }
                Wish::Phrase { written, stems } => {
                    wanted.phrases.push((Field::Body, written));
                    wanted.phrases.push((Field::Stem, stems));
                }
            }
        }
        wanted
    }
}

/// One stretch found, before it is given its places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found<'p> {
    span: Span,
    how: Manner,
    query: &'p str,
}

fn mark(
    wanted: &Wanted<'_>,
    chain: &Chain,
    text: &str,
    zone: Zone,
    map: Option<&SourceMap>,
    analysis: &mut Analysis,
    out: &mut Vec<Mark>,
) {
    chain.run(text, analysis);
    let mut found = Vec::new();
    for word in analysis.words() {
        find_word(wanted, text, analysis, word, &mut found);
    }
    for (field, steps) in &wanted.phrases {
        find_phrase(analysis, *field, steps, &mut found);
    }
    found.sort_unstable();
    found.dedup_by_key(|found| found.span);
    let mut ruler = Ruler::new(text);
    out.extend(found.into_iter().map(|found| Mark {
        text: found.span.of(text).to_owned(),
        query: found.query.to_owned(),
        how: found.how,
        zone,
        place: map.map(|map| map.place(text, found.span)),
        in_text: (zone == Zone::Body).then(|| ruler.units(found.span)),
        span: found.span,
    }));
}

/// The best way in which a word of the text matches: the whole word, else each part of it that does.
fn find_word<'p>(wanted: &Wanted<'p>, text: &str, analysis: &Analysis, word: &Word, out: &mut Vec<Found<'p>>) {
    let first = out.len();
    for term in analysis.terms(word) {
        let Some(queries) = wanted.words.get(&(term.field, analysis.letters(term))) else {
            continue;
        };
        let ways = queries.iter().map(|&(how, query)| {
            let how = match how.max(term.how) {
                How::Stem if same_spelling(term.span.of(text), query) => How::Variant,
                how => how,
            };
            Found { span: term.span, how: Manner::Word(how), query }
        });
        out.extend(ways.min_by_key(|found| found.how));
    }
    let whole = |found: &Found<'_>| found.span == word.span;
    let best = out[first..].iter().filter(|found| whole(found)).min_by_key(|found| found.how).copied();
    if let Some(best) = best {
        out.truncate(first);
        out.push(best);
    }
}

/// Every place where the steps of a phrase follow each other.
fn find_phrase<'p>(analysis: &Analysis, field: Field, steps: &'p [Step], out: &mut Vec<Found<'p>>) {
    let mut at: HashMap<(u32, &str), Span> = HashMap::new();
    let mut starts = Vec::new();
    let Some(first) = steps.first() else {
        return;
    };
    let terms = analysis.words().iter().flat_map(|word| analysis.terms(word)).filter(|term| term.field == field);
    for term in terms {
        let letters = analysis.letters(term);
        if steps.iter().any(|step| step.letters == letters) {
            at.insert((term.position, letters), term.span);
        }
        if letters == first.letters {
            starts.push(term.position);
        }
    }
    for start in starts {
        let spans: Option<Vec<Span>> = steps
            .iter()
            .map(|step| at.get(&(start + step.offset - first.offset, step.letters.as_str())).copied())
            .collect();
        let Some(spans) = spans else {
            continue;
        };
        out.extend(spans.into_iter().zip(steps).map(|(span, step)| Found {
            span,
            how: Manner::Phrase,
            query: &step.query,
        }));
    }
}
