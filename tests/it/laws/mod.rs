//! The laws, over the fixtures and over arbitrary input. Laws (c) and (d) of the terms stand with the analysis, (e) of the bytes with the
//! readers, (b) of arbitrary documents with the passages.

mod history;
mod marks;
mod places;
