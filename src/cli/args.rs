//! What can be typed: commands, options and their help.

use super::files;
use super::formats::{Report, ReportParser};
use bytesize::ByteSize;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use sourcelint::config;
use sourcelint::verdict::Severity;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const ABOUT: &str = "Holds a commentary article against the announcement it comments on";

const EXAMPLES: &str = "\
Examples:
  sourcelint check draft.md --source announcement.md
  sourcelint check drafts/ --source announcement.md --rules rules/
  sourcelint facts announcement.md
  sourcelint explain draft.md:12 --source announcement.md

Exit status: 0 nothing found, 1 findings, 2 something could not be checked.";

const CHECK_EXAMPLES: &str = "\
Examples:
  sourcelint check draft.md --source announcement.md
  sourcelint check drafts/ --source announcement.md --rules rules/ --fail-on warning
  cat draft.md | sourcelint check - --source announcement.md --stdin-filename draft.md
  sourcelint check drafts/ --source announcement.md --format full --format sarif=out.sarif

Without --source, an article names its own in its front matter:
  ---
  source: announcement.md
  ---
or sourcelint.toml says which announcement belongs to which articles; an article that links to the
address of one is held against it.

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 something could not be checked.";

const AUDIT_EXAMPLES: &str = "\
Examples:
  sourcelint audit articles/ --source announcement.md -o audit.html
  sourcelint audit articles/ --rules rules/ --format markdown
  sourcelint audit 2025/ 2026/ --format csv -o audit.csv

Without --source, each article names its own in its front matter, as for `check`.

Exit status: 0 also with findings (see --fail-on), 2 when nothing could be checked.";

const READ_EXAMPLES: &str = "\
Examples:
  sourcelint facts announcement.md
  sourcelint claims draft.md
  sourcelint claims draft.md --format json";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  sourcelint explain exclusivity
  sourcelint explain revenue-share/cap --rules rules/
  sourcelint explain draft.md:12 --source announcement.md --rules rules/";

const DRAFT_EXAMPLES: &str = "\
Examples:
  sourcelint draft announcement.md
  sourcelint draft announcement.md --out rules/announcement.toml
  sourcelint rules test rules/announcement.toml --source announcement.md

Exit status: 0 a rule file was written, 2 the announcement cannot be read, or states nothing to pin.";

const INIT_EXAMPLES: &str = "\
Looks for articles, and for announcements: files in a folder such as sources/ or announcements/,
saved pages, and what front matter names as `source:`.

Examples:
  sourcelint init
  sourcelint init newsletter/ --force";

const CONFIG_EXAMPLES: &str = "\
Examples:
  sourcelint config
  sourcelint config drafts/licence.md
  sourcelint config --format json

Exit status: 0, or 2 where a configuration file, a rule file or the article is broken.";

const RULES_EXAMPLES: &str = "\
Examples:
  sourcelint rules list
  sourcelint rules list rules/
  sourcelint rules test rules/revenue-share.toml --source announcement.md";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  sourcelint completions bash > ~/.local/share/bash-completion/completions/sourcelint
  sourcelint completions zsh > ~/.zfunc/_sourcelint
  sourcelint completions fish > ~/.config/fish/completions/sourcelint.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  sourcelint man > ~/.local/share/man/man1/sourcelint.1
  sourcelint man check > ~/.local/share/man/man1/sourcelint-check.1
  sourcelint man rules test | man -l -";

const VERIFY_EXAMPLES: &str = "\
A line in: {\"id\": \"1\", \"source\": \"The licence is non-exclusive.\", \"claim\": \"The licence is exclusive.\"}
A line out, in the same order: id, verdict, relation, slot, evidence, proof; or id and error.

Verdicts: supported, contradicted, unsupported, unresolved.

Examples:
  sourcelint verify < pairs.jsonl > verdicts.jsonl

Exit status: 0 every line was answered with a verdict, 2 a line could not be read or there was none.";

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "sourcelint", version, about = ABOUT, after_help = EXAMPLES)]
#[command(arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub color: When,
    /// The largest file that is read, such as 500kB or 20MB [default: 10MB]
    #[arg(long, global = true, default_value_t = files::SIZE_MAX, value_name = "SIZE", hide_default_value = true)]
    pub max_file_size: ByteSize,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles against their source
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Judge every article of folders and write a report
    #[command(after_help = AUDIT_EXAMPLES)]
    Audit(Audit),
    /// Show what is read from an article
    #[command(after_help = READ_EXAMPLES)]
    Claims(Reading),
    /// Show what is read from a source, and what is set aside
    #[command(after_help = READ_EXAMPLES)]
    Facts(Reading),
    /// Explain a rule, or what became of a line
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Hold single claims against texts, as JSON lines from standard input
    #[command(after_help = VERIFY_EXAMPLES)]
    Verify(Verify),
    /// Write a first rule file from an announcement
    #[command(after_help = DRAFT_EXAMPLES)]
    Draft(Draft),
    /// Write a first sourcelint.toml for a folder
    #[command(after_help = INIT_EXAMPLES)]
    Init(Init),
    /// Show every value in force, and where it comes from
    #[command(after_help = CONFIG_EXAMPLES)]
    Config(InForce),
    /// Test or list rule files
    #[command(subcommand, after_help = RULES_EXAMPLES)]
    Rules(Rules),
    /// Print a JSON Schema, for editors and programs
    Schema {
        /// What it is for
        #[arg(value_enum, value_name = "WHAT")]
        which: Schema,
    },
    /// Print a script by which a shell completes commands and options
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a man page
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The command it is about [default: the whole tool]
        command: Vec<String>,
    },
    /// Show or empty the folder where verdicts are kept
    #[command(subcommand)]
    Cache(CacheAct),
}

/// What `check` and `audit` judge.
#[derive(Debug, Clone, Default, Args)]
pub struct Scope {
    /// Articles, or folders with articles; `-` is standard input [default: `articles` of the configuration]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub given: Given,
    /// Skip articles without a source instead of failing
    #[arg(long)]
    pub allow_unsourced: bool,
    /// Check also what .gitignore and .ignore files exclude
    #[arg(long)]
    pub no_ignore: bool,
    /// Leave out also files that are typed, where the configuration takes them for no article:
    /// for tools that type every file that changed
    #[arg(long)]
    pub force_exclude: bool,
    /// The name of what is read from standard input; its ending says the format
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// How many articles are judged at a time [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    pub keeping: Keeping,
    /// The day on which comments with `until=` are read; for tests
    #[arg(long, hide = true, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// What is kept from one run to the next, and where.
#[derive(Debug, Clone, Default, Args)]
pub struct Keeping {
    /// Judge everything anew, and keep nothing for the next run
    #[arg(long)]
    pub no_cache: bool,
    /// Where verdicts are kept for the next run [default: SOURCELINT_CACHE_DIR, else the cache folder of the system]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache_dir: Option<PathBuf>,
}

/// `check`.
#[derive(Debug, Clone, Default, Args)]
pub struct Check {
    #[command(flatten)]
    pub scope: Scope,
    /// What the report looks like, and the file it goes to (repeatable) [default: full]
    #[arg(long = "format", visible_alias = "output-format", value_name = "FORMAT[=FILE]")]
    #[arg(value_parser = ReportParser)]
    pub reports: Vec<Report>,
    /// The least severity that makes the exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 also when there are findings
    #[arg(long)]
    pub exit_zero: bool,
    /// Write to a file what would go to standard output
    #[arg(long, short, visible_alias = "output-file", value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Say how often each rule found something instead of what it found
    #[arg(long)]
    pub statistics: bool,
    /// Leave out the findings that this file holds; they do not count for the exit status
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write everything that is found now to the file that --baseline names
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,
    /// Drop from the file that --baseline names what is found no more; nothing is added to it
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    pub prune_baseline: bool,
    /// Report only what stands on lines that changed since this git revision
    #[arg(long, value_name = "REV", conflicts_with = "write_baseline")]
    pub new_from: Option<String>,
    /// Check again whenever an article, an announcement, a rule file or the configuration changes
    #[arg(long, conflicts_with_all = ["write_baseline", "prune_baseline"])]
    pub watch: bool,
    /// List what is silenced, and why
    #[arg(long)]
    pub show_silenced: bool,
    /// List every claim and what became of it
    #[arg(long, short)]
    pub verbose: bool,
    /// No summary and no notes, only findings and errors
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,
}

/// `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    pub scope: Scope,
    /// What the report looks like [default: what the ending of --output says, else markdown]
    #[arg(long, value_enum)]
    pub format: Option<AuditFormat>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The least severity that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "SEVERITY")]
    pub fail_on: FailOn,
    /// No progress, no summary and no notes, only errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// `audit --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// A page that shows article and announcement side by side
    Html,
    /// Tables and both texts of each finding, as text
    Markdown,
    /// A sheet for a spreadsheet: one row for each article, source, rule and finding
    Csv,
    /// For programs
    Json,
}

/// Sources, rule files, and the configuration file that names more.
#[derive(Debug, Clone, Default, Args)]
pub struct Given {
    /// An announcement to hold articles against (repeatable); nothing else is then asked
    #[arg(long = "source", value_name = "FILE")]
    pub sources: Vec<PathBuf>,
    /// A rule file, or a folder of rule files (repeatable)
    #[arg(long = "rules", value_name = "FILE|DIR")]
    pub rules: Vec<PathBuf>,
    /// The configuration file, instead of the nearest sourcelint.toml above each article
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long)]
    pub no_config: bool,
}

/// `claims` and `facts`.
#[derive(Debug, Args)]
pub struct Reading {
    /// The file to read; `-` is standard input
    pub path: PathBuf,
    /// A rule file, or a folder of rule files (repeatable)
    #[arg(long = "rules", value_name = "FILE|DIR")]
    pub rules: Vec<PathBuf>,
    /// What the answer looks like
    #[arg(long, value_enum, default_value_t = Shape::Table)]
    pub format: Shape,
    /// The name of what is read from standard input; its ending says the format
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A rule (`exclusivity`), a rule of a rule file (`revenue-share/cap`), or `FILE:LINE`
    pub what: String,
    #[command(flatten)]
    pub given: Given,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder [default: the folder you are in]
    pub folder: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// `config`.
#[derive(Debug, Args)]
pub struct InForce {
    /// An article, or a folder [default: the folder you are in]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub given: Given,
    /// The least severity that makes the exit status of `check` 1
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// What the answer looks like
    #[arg(long, value_enum, default_value_t = Shape::Table)]
    pub format: Shape,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// How many pairs are judged at a time [default: one a core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// `draft`.
#[derive(Debug, Args)]
pub struct Draft {
    /// The announcement; `-` is standard input
    pub source: PathBuf,
    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// `rules`.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Run the examples of rule files
    Test {
        /// Rule files, or folders of rule files
        #[arg(value_name = "PACK")]
        packs: Vec<PathBuf>,
        /// The announcement the rule files belong to (repeatable)
        #[arg(long = "source", value_name = "FILE")]
        sources: Vec<PathBuf>,
    },
    /// List the general rules, and those of rule files
    List {
        /// Rule files, or folders of rule files [default: `rules` of the configuration]
        #[arg(value_name = "PACK")]
        packs: Vec<PathBuf>,
    },
}

/// `schema`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// `sourcelint.toml`
    Config,
    /// A rule file
    Rules,
    /// What `check --format json` writes
    Output,
}

/// `cache`.
#[derive(Debug, Subcommand)]
pub enum CacheAct {
    /// Print the folder
    Dir {
        /// The folder [default: SOURCELINT_CACHE_DIR, else the cache folder of the system]
        #[arg(long, value_name = "DIR")]
        cache_dir: Option<PathBuf>,
    },
    /// Remove everything that is kept
    Clean {
        /// The folder [default: SOURCELINT_CACHE_DIR, else the cache folder of the system]
        #[arg(long, value_name = "DIR")]
        cache_dir: Option<PathBuf>,
    },
}

/// `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into a file or a pipe
    Always,
    /// Not on a terminal either
    Never,
}

/// `claims --format`, `facts --format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people
    Table,
    /// For programs
    Json,
}

/// `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Note,
    /// Nothing that is found
    Never,
}

impl FailOn {
    /// What it means.
    pub fn meant(self) -> config::FailOn {
        match self {
            FailOn::Error => config::FailOn::At(Severity::Error),
            FailOn::Warning => config::FailOn::At(Severity::Warning),
            FailOn::Note => config::FailOn::At(Severity::Note),
            FailOn::Never => config::FailOn::Never,
        }
    }
}
