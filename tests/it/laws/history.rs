//! Law (f): answers depend on the briefs that are there, not on how they came.

use std::fs;

use proptest::prelude::*;

use crate::shelf::{Shelf, fixtures};

const QUERIES: [&str; 6] = [
    "Wasserstoff Importe",
    "die Sicherheit der Staaten in Europa",
    "\"kritische Infrastruktur\" Seekabel",
    "Pflege Finanzierung -Kommunen",
    "Netze",
    "Staaten",
];

/// What a query answers, to the last bit.
fn answers(shelf: &Shelf) -> Vec<Vec<(String, u64, u32)>> {
    let of_query = |query: &&str| {
        let hits = shelf.ask(query).into_iter();
        hits.map(|hit| (hit.brief.id.clone(), hit.passage.record.number as u64, hit.score.to_bits())).collect()
    };
    QUERIES.iter().map(of_query).collect()
}

/// Sections of the fixtures, as briefs of their own.
fn sections() -> Vec<String> {
    let texts = ["seekabel.txt", "wasserstoffimporte.txt", "pflege.md", "waermeplanung.md"]
        .map(|name| fs::read_to_string(fixtures().join(name)).unwrap());
    let paragraphs = texts.iter().flat_map(|text| text.split("\n\n")).map(str::trim).filter(|text| text.len() > 200);
    paragraphs.map(str::to_owned).take(24).collect()
}

#[derive(Clone, Debug)]
enum Event {
    Put { brief: usize, section: usize },
    Remove { brief: usize },
    Index { threads: usize },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        5 => (0..8_usize, 0..24_usize).prop_map(|(brief, section)| Event::Put { brief, section }),
        2 => (0..8_usize).prop_map(|brief| Event::Remove { brief }),
        3 => (1..4_usize).prop_map(|threads| Event::Index { threads }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(std::env::var("LAW_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(6)))]

    #[test]
    fn history_leaves_no_trace(events in proptest::collection::vec(event(), 4..30)) {
        let sections = sections();
        let (lived, fresh) = (Shelf::new(), Shelf::new());
        let mut there = std::collections::BTreeMap::new();
        for event in events {
            match event {
                Event::Put { brief, section } => {
                    let section = &sections[section % sections.len()];
                    lived.put(&format!("{brief}.txt"), section);
                    there.insert(brief, section.clone());
                }
                Event::Remove { brief } if there.len() > 1 && there.remove(&brief).is_some() => lived.remove(&format!("{brief}.txt")),
                Event::Remove { .. } => {}
                Event::Index { threads } => { lived.index(lived.briefs(), threads); }
            }
        }
        lived.index(lived.briefs(), 2);
        for (brief, section) in there.iter().rev() {
            fresh.put(&format!("{brief}.txt"), section);
        }
        fresh.index(fresh.briefs(), 1);
        prop_assert_eq!(answers(&lived), answers(&fresh));
    }
}

#[test]
fn an_index_of_all_fixtures_is_the_same_in_one_go_and_brief_by_brief() {
    let (at_once, one_by_one) = (Shelf::new(), Shelf::new());
    at_once.index(fixtures(), 2);
    let mut files: Vec<_> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.reverse();
    for file in files.into_iter().filter(|file| !file.file_name().unwrap().to_str().unwrap().starts_with('.')) {
        one_by_one.index(file, 1);
    }
    let answers_at_once = answers(&at_once);
    assert!(answers_at_once.iter().all(|hits| !hits.is_empty()));
    assert_eq!(answers_at_once, answers(&one_by_one));
}
