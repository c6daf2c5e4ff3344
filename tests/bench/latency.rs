//! How long one query takes among many, in one process: `cargo bench --bench latency -- INDEX QUERIES.jsonl`.
//!
//! Each query is parsed, looked up, and its first ten hits are read, marked and placed; printing is not counted.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program for the hand")]

use std::path::Path;
use std::time::Instant;

use fundstelle::analysis::Chain;
use fundstelle::index::{Freshness, OpenIndex};
use fundstelle::query::{parse, plan};
use fundstelle::search::{Searcher, Unit, Window};

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [index, queries] = paths.as_slice() else {
        println!("usage: cargo bench --bench latency -- INDEX QUERIES.jsonl");
        return;
    };
    let index = OpenIndex::open(Path::new(index)).expect("an index");
    let queries = std::fs::read_to_string(queries).expect("a file of queries");
    let texts: Vec<String> = queries
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON object a line"))
        .map(|query| query["text"].as_str().expect("a text").to_owned())
        .collect();
    let mut searcher =
        Searcher::new(&index, Freshness::new(&index, fundstelle::read::path_of), plan::Weights::default());
    let chain = Chain::for_language("de");
    let window = Window { unit: Unit::Passage, offset: 0, limit: 10, per_brief: None };
    for round in ["first", "second"] {
        let (mut whole, mut ranking) = (Vec::new(), Vec::new());
        for text in &texts {
            let started = Instant::now();
            let plan = plan::plan(text, &parse::plain(text), &chain, plan::Filters::default());
            searcher.rank(&plan, window).expect("a ranking");
            ranking.push(started.elapsed().as_secs_f64() * 1e3);
            let started = Instant::now();
            let plan = plan::plan(text, &parse::plain(text), &chain, plan::Filters::default());
            searcher.search(&plan, window).expect("hits");
            whole.push(started.elapsed().as_secs_f64() * 1e3);
        }
        for (what, mut times) in [("ranking", ranking), ("hits", whole)] {
            times.sort_by(f64::total_cmp);
            let at = |percent: usize| times[(times.len() - 1) * percent / 100];
            let (count, median, slow) = (times.len(), at(50), at(99));
            println!("{round} round, {what}: {count} queries, median {median:.2} ms, 99th percentile {slow:.2} ms");
        }
    }
}
