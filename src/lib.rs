//! **fundstelle** answers questions to a pile of German policy briefs with the right passages, ranked, each with its exact place in
//! its source. This library does the work; the program of the same name is a thin shell around it ([`cli`]).
//!
//! # The way through it
//!
//! ```text
//! bytes ─read→ Brief ─passage→ Passages ─analysis→ Terms ─index→ tantivy
//!                                                                   │
//! text of a query ─query/parse→ tree ─query/plan→ Plan ─search──────┘→ Hits ─output→ records
//! ```
//!
//! Data goes one way: each room takes the value that the room before it made, whole, and makes the next.
//!
//! | room | what it does | knows |
//! |---|---|---|
//! | [`place`] | spans, the source map, the three units, lines and columns | nothing |
//! | [`brief`] | a brief: clean text, blocks, metadata | place |
//! | [`read`] | bytes → briefs: walking folders, encodings, one reader a format | brief, place |
//! | [`passage`] | brief → passages: sentences, packing, language | brief, place |
//! | [`analysis`] | text → words → terms, one chain a language | place |
//! | [`query`] | text → tree (which never fails) → plan | analysis, place |
//! | [`index`] | schema, writing, opening, statistics, ranking; the only room that names tantivy | passage, brief, analysis, the plan |
//! | [`ingest`] | the pipeline: walk, read, cut, analyse in parallel, write, report | read, passage, index, brief |
//! | [`search`] | plan + open index → hits: places, marks, snippets | index, query, analysis, place |
//! | [`output`] | hits → bytes: one file a format; the wire types | what it prints: hits, passages, analyses, outcomes |
//! | [`cli`] | one file a command; arguments, progress, exit statuses | all of them; none of them knows it |
//!
//! # What is not there
//!
//! `analysis`, `passage` and `query` are pure and total: no files, no clock, no environment, no failure, nothing carried from call
//! to call. Only `read` and `index` touch files; only `output` and `cli` print. serde is known to `output`, to the records of `index`, and
//! where JSON comes in: the JSON Lines reader, front matter and the batches of `cli`. The same analysis serves indexing, queries and
//! marks, so they cannot disagree. Nothing that a hash map orders reaches an output. A store is consumed by its commit and
//! dropped on any error. There is no `unsafe`.
//!
//! # Laws
//!
//! They are property tests (`tests/it/laws`), over arbitrary input and over the fixtures:
//! (a) a place slices the source to the text that it is given for, in bytes, characters and UTF-16; (b) every letter of a brief lies in
//! exactly one passage or heading; (c) a term's span lies within its word; (d) the same bytes give the same passages and terms; (e) no
//! input is fatal; (f) answers depend on the briefs in an index, not on its history; (g) without the marked words, a passage would
//! not match.
//!
//! # A brief, walked through
//!
//! ```
//! use fundstelle::analysis::{Analysis, Chain};
//! use fundstelle::passage::{Recipe, cut};
//! use fundstelle::place::Span;
//!
//! let file = "\u{FEFF}# Neue Netze\n\nDie Sicherheits-\npolitik der EU-\nStaaten ändert sich.\n";
//! let read = fundstelle::read::read_as("netze.md", file.as_bytes())?;
//! let document = read.document;
//! assert_eq!(document.text, "Neue Netze\nDie Sicherheitspolitik der EU-Staaten ändert sich.");
//!
//! let passages = cut(&document, &Recipe::default());
//! let text = passages[0].span.of(&document.text);
//! assert_eq!(document.blocks[passages[0].headings[0]].span.of(&document.text), "Neue Netze");
//!
//! let mut analysis = Analysis::default();
//! Chain::for_language("de").run(text, &mut analysis);
//! let word = &analysis.words()[1];
//! assert_eq!(word.span.of(text), "Sicherheitspolitik");
//!
//! let place = document.map.place(&document.text, word.span.shifted(passages[0].span.start));
//! assert_eq!(&file[place.start.byte..place.end.byte], "Sicherheits-\npolitik");
//! assert_eq!((place.start.line, place.start.column, place.start.char), (3, 5, 19));
//! # let _ = Span::new(0, 0);
//! # Ok::<(), fundstelle::read::ReadError>(())
//! ```

pub mod analysis;
pub mod brief;
pub mod cli;
pub mod index;
pub mod ingest;
pub mod output;
pub mod passage;
pub mod place;
pub mod query;
pub mod read;
pub mod search;
