//! sourcelint holds a commentary article against the primary announcement it comments on.
//!
//! This page says how the crate is laid out, what each room must not do, and where new things go.
//! What the tool does for its users stands in `README.md`; rule files are explained in
//! `docs/rules.md`, the configuration file in `docs/config.md`.
//!
//! # The river
//!
//! Bytes become a document, a document becomes statements, statements become verdicts, verdicts
//! become bytes. Each of these shapes has one maker, and none flows back.
//!
//! ```text
//! article bytes ── parse ──> Document ── extract ──> claims ──┐
//!                                                             ├─ judge ──> Judgement ── report ──> bytes
//! source bytes ─── parse ──> Document ── extract ──> facts ───┤
//! rule files ───── rule ───> Pack ────── pinned to the source ┘
//! ```
//!
//! Article and announcement take the same road and meet once, in [`judge`]. The announcement's page
//! makes one stop more, in [`parse::body`], where navigation and other stories are cut away.
//! [`door`] puts these acts in a row; the binary (`src/cli`) calls the door and prints.
//!
//! ```
//! use sourcelint::{door, verdict::Verdict};
//!
//! let source = "The licence of Northwind is now non-exclusive.".into();
//! let source = door::read_source("news.md", source, &[])?;
//! let article = door::read("draft.md", "The licence of Northwind is exclusive.".into())?;
//! let sources = [source];
//! let prepared = door::prepare(&sources, Vec::new()).expect("no rule file, no fault");
//! let judgement = door::check(&article, &sources, &prepared);
//! assert_eq!(judgement.findings[0].verdict, Verdict::Contradicted);
//! assert_eq!(judgement.findings[0].evidence[0].text, "The licence of Northwind is now non-exclusive");
//! # Ok::<(), door::ReadError>(())
//! ```
//!
//! # The rooms
//!
//! From top to bottom; a room may import those below it and its own files, nothing else.
//!
//! - `cli` (in the binary): arguments, files, the terminal. The only room that prints, exits, or
//!   reads files, clock or environment. Decides nothing about texts.
//! - [`draft`]: the first rule file of an announcement: which sentences are worth pinning (`pick`),
//!   what is tied to them (`tie`), one slot changed (`vary`), as TOML (`write`). It knows no file's
//!   meaning better than [`door`], through which it tries what it wrote.
//! - [`door`]: reads, prepares, checks, verifies, explains, by calling the rooms below. Has no meaning of its
//!   own.
//! - [`silence`]: takes out of the findings what the article's own comments and front matter
//!   silence, and reports comments that silence nothing; what a baseline holds, and what a diff
//!   does not touch. Knows neither files nor the clock.
//! - [`judge`]: finds the sentence that each claim is about (`near`) and the facts about the same
//!   thing (`align`), compares them slot by slot (`compare`), tells what the article leaves out
//!   (`omit`: conditions, hedges, half a quote) and adds (`beyond`), and asks the rule files (`pinned`, `caveat`, `infer`); `inner`
//!   compares the article with itself. Knows no word: it sees slots, and what the patterns of rule
//!   files match.
//! - [`extract`]: sentences, clauses, what a clause inherits from its place, its stance. Must not
//!   know whether it reads an article or an announcement.
//! - [`config`]: the configuration file as plain data, its globs, and what makes findings louder or
//!   silent. Knows no folder: the terminal finds the file and what it names.
//! - [`rule`]: rule files, their errors with line and column, their patterns, and the search for
//!   their quotes in a document. Knows no statement and no verdict.
//! - [`parse`]: Markdown, HTML and plain text. Knows no word's meaning, only what a page looks like.
//!   Any string is a document: reading cannot fail.
//! - [`statement`]: what was read of one clause, a field for each slot.
//! - [`slot`]: one meaning a file, on purpose: its value, how it is read from a clause, and how two
//!   values relate, because these change together.
//! - [`clause`], [`token`], [`vocabulary`], [`term`], [`dictionary`], [`lexicon`]: from a stretch of
//!   tokens down to one word. The words themselves are data in `rules/words`, and for Chinese words
//!   that those do not hold in `rules/dictionary`; `build.rs` compiles both in, so that a start
//!   parses nothing. A [`term::Term`] is what two texts are compared by, in either language. Those
//!   of `particle.toml` are asked for by their spelling and cut no text into tokens.
//! - [`cache`]: verdicts as bytes for the next run, and the key they are found by: everything that
//!   decides them, this build among it. `cli/cache.rs` keeps them in a folder.
//! - [`report`]: one file a format; writes to a `Write`. Stands this low because it knows no act, only
//!   the plain data that the acts made; takes control characters out of what came from a file. The
//!   report over many articles is `audit`, its page's fixed parts are in `html`. Of an article it has what
//!   `article` keeps: findings, the lines they stand on (`excerpt`), and counts (`tally`).
//! - [`sound`]: how a name sounds, for names that the other text spells in the other script;
//!   `extract/names/heard.rs` hears and recognizes them.
//! - [`fold`], [`script`]: one spelling for many, and one character for its variants.
//! - [`verdict`], [`reading`], [`relation`], [`document`], [`span`]: plain data. `span` is the one
//!   place that cuts strings by byte.
//!
//! Every [`span::Span`] counts bytes of the file as it is on disk. A [`document::Passage`] knows,
//! piece by piece, which bytes its visible text came from; nothing else maps text back to a file.
//!
//! # Where new things go
//!
//! - A **word** for something the tool knows: a line in `rules/words`. No code.
//! - A **change** that makes a wrong example of a right sentence: a line in `rules/draft`. No code.
//! - A **rule about one announcement**: a rule file with its examples, see `docs/rules.md`. No code.
//! - A **slot**: a file under `slot/` and its name in `slot/mod.rs`; a field in
//!   [`statement::Statement`], filled in [`extract`]; a comparison under `judge/compare/`; a page
//!   `docs/rules/<name>.md`, which `report/pages.rs` lists.
//! - An **input format**: a file under `parse/` that makes a [`document::Document`], and a line in
//!   [`parse::read`].
//! - An **output format**: a file under `report/` with one function, a `pub use` beside the others,
//!   a value in `cli/formats.rs`, and a row in `docs/formats.md`.
//! - A **key of the configuration**: a field in [`config::Config`], read in `config/load.rs`, shown in
//!   `cli/config.rs`, told in `config/write.rs`, `config/schema.rs` and `docs/config.md`.
//! - A **dependency**: in `Cargo.toml`, and in the table of `tests/house.rs` with the one room that
//!   may name it.
//!
//! # The laws, and the tests that hold them
//!
//! - Imports run down, files of a room do not import in circles, only the terminal touches the
//!   outside world, a dependency enters through one room, words stand in `rules/`: `tests/house.rs`.
//!   What breaks a law today is listed there by name, and the lists may only shrink.
//! - A source against itself gives no finding; the same input gives the same judgement; wrapped
//!   lines, blank lines, CRLF and a byte order mark change no verdict; every span lies on character
//!   boundaries of its file and is not empty; no text makes the tool panic: `tests/laws.rs`.
//! - What a reader labelled as right is not reported, and what is found of the labelled errors only
//!   grows (`corpus/recall.toml`): `tests/corpus.rs`. Labels are truth and are not regenerated.
//! - What is found of sentences made wrong on purpose (`benches/mutation`, its words in
//!   `corpus/mutation`) is what the README says: `tests/mutation.rs`.
//! - Every rule file passes its own examples: `tests/corpus.rs`. So does every page of `docs/rules`:
//!   `tests/pages.rs`.
//! - What is drafted loads, its examples pass, its quotes are the announcement's words, and the
//!   announcement leaves out none of its caveats: `tests/draft.rs`.
//! - One verdict a line, in order, whatever the line: `tests/verify.rs`.
//! - What silences a finding and what no longer does: `tests/silence.rs`.
//! - An audit loses no article, and no text or name becomes markup in its page: `tests/audit.rs`.
//! - Cost grows as the text does, whatever the text: `tests/bombs.rs`. No file, folder, name or disk
//!   hangs a check or loses an article unsaid: `tests/hostile.rs`, `tests/soak.rs`. Broken texts break
//!   no reader: `tests/fuzz.rs`. `docs/robustness.md` lists the attacks.
//! - What five small acts cost, in instructions and allocations, is within 5 % of
//!   `benches/count/figures.toml`: `cargo bench --bench count`. `benches/speed.rs` takes the time of
//!   each act, `docs/performance.md` that of whole runs.
//! - Exit status, streams and messages: `tests/cli.rs`. What a person sees: `tests/screen.rs`, by
//!   snapshot. Every format is what its readers accept, whatever the texts hold: `tests/formats.rs`.
//!   What the README shows: `tests/readme.rs`. What the configuration file promises: `tests/config.rs`.
//! - The schemas under `schemas/` are what `sourcelint schema` prints, know the keys that the loaders
//!   know, and hold every configuration, rule file and report of this repository: `tests/schemas.rs`.
//! - What `--watch` takes for a change, and what not: `tests/watch.rs`.
//! - Completions load in bash, man pages in groff: `tests/shell.rs`.
//! - What an earlier run judged is read instead of judged, and no report tells: `tests/cache.rs`.
//!   A verdict may depend on nothing that is not part of its key; `build.rs` makes the build's part
//!   of all code and words. What comes after the verdict (comments, severities, the day) is not kept.
//!
//! Unsure is [`verdict::Verdict::Unresolved`]: never "supported" because words overlap, never
//! "contradicted" unless one named slot of one aligned pair excludes the other.

pub mod cache;
pub mod clause;
pub mod config;
pub mod dictionary;
pub mod document;
pub mod door;
pub mod draft;
pub mod extract;
pub mod fold;
pub mod judge;
pub mod lexicon;
pub mod parse;
pub mod reading;
pub mod relation;
pub mod report;
pub mod rule;
pub mod script;
pub mod silence;
pub mod slot;
pub mod sound;
pub mod span;
pub mod statement;
pub mod term;
pub mod token;
pub mod verdict;
pub mod vocabulary;
