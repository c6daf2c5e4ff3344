//! Law (g): blank out every marked word, and the passage no longer matches.

use fundstelle::index::Zone;

use crate::shelf::{Shelf, fixtures};

const QUERIES: [&str; 12] = [
    "Wasserstoff Importe",
    "kritische Infrastruktur in der Ostsee",
    "\"kritische Infrastruktur\"",
    "\"künstliche Intelligenz\" Verwaltung",
    "EU-Mitgliedstaaten",
    "Sicherheitspolitik der EU-Staaten",
    "Pflegeversicherung Beitrag",
    "supply chains",
    "\"Verwaltung\"",
    "die und der",
    "Gebäude Gebaeude",
    "§ 5 Abs. 2",
];

#[test]
fn without_its_marks_a_passage_does_not_match() {
    let shelf = Shelf::new();
    shelf.index(fixtures(), 2);
    let mut count = 0;
    for query in QUERIES {
        for hit in shelf.ask(query) {
            assert!(!hit.matches.is_empty(), "{query}: {} has no mark", hit.brief.id);
            // the text as a brief of its own, its marks blanked out
            let mut text: String = hit.passage.text.clone();
            for mark in hit.matches.iter().filter(|mark| mark.zone == Zone::Body) {
                let (start, end) = mark.in_text.unwrap().byte;
                assert_eq!(&hit.passage.text[start..end], mark.text);
                text.replace_range(start..end, &" ".repeat(end - start));
            }
            if text.trim().is_empty() {
                continue;
            }
            let blank = Shelf::new();
            blank.put("blank.txt", format!("{} .", text.replace('\n', "\n\n")));
            blank.index(blank.briefs(), 1);
            let left = blank.ask(query);
            assert!(left.is_empty(), "{query}: {} matches without its marks: {:?}", hit.brief.id, left[0].matches);
            count += 1;
            if count % 7 == 0 {
                break;
            }
        }
    }
    assert!(count > 20, "{count} passages");
}
