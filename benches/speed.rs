//! How long each act takes: `cargo bench --bench speed`, or `cargo bench --bench speed -- judge` for
//! those that are called so. `scripts/performance.py` measures whole runs over folders.

#[path = "shared/work.rs"]
mod work;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sourcelint::vocabulary::Vocabulary;
use sourcelint::{door, extract};
use std::fs;
use std::process::Command;
use std::time::Duration;
use work::generate::Tongue;

const TONGUES: [(&str, Tongue); 3] =
    [("en", Tongue::English), ("zh-Hant", Tongue::Traditional), ("zh-Hans", Tongue::Simplified)];

/// Bytes become a document.
fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    let text = work::article(Tongue::English);
    let page = work::page(&text);
    for (name, text) in [("a.md", &text), ("a.html", &page), ("a.txt", &text)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| work::read(name, text)));
    }
}

/// A document becomes statements.
fn extracted(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("extract");
    for (name, tongue) in TONGUES {
        let text = work::article(tongue);
        let document = work::read("a.md", &text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut vocabulary = Vocabulary::default();
                extract::learn(&document, &mut vocabulary);
                extract::extract(&document, &vocabulary)
            })
        });
    }
}

/// One article against one announcement that is prepared: extracted and judged.
fn judge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("judge");
    let (sources, prepared) = work::desk(None);
    for (name, tongue) in TONGUES {
        let text = work::article(tongue);
        let article = work::read("a.md", &text);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| door::check(&article, &sources, &prepared)));
    }
    let text = work::article(Tongue::English);
    let article = work::read("a.md", &text);
    for rules in [20, 200] {
        let (sources, prepared) = work::desk(Some(&work::rule_file(rules)));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("en with rules", rules), &rules, |b, _| {
            b.iter(|| door::check(&article, &sources, &prepared))
        });
    }
}

/// The announcement is read and prepared, alone and with a rule file.
fn prepare(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("prepare");
    group.bench_function("an announcement", |b| b.iter(|| work::desk(None)));
    let file = work::rule_file(20);
    group.bench_function("with 20 rules", |b| b.iter(|| work::desk(Some(&file))));
}

/// What `verify` does with a line.
fn verify(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verify");
    group.throughput(Throughput::Elements(work::PAIRS.len() as u64));
    let all = || work::PAIRS.map(|(source, claim)| door::verify(source, claim));
    group.bench_function("pairs", |b| b.iter(all));
}

/// A process from its start to its end.
fn start(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let write = |name: &str, text: String| {
        fs::write(folder.path().join(name), text).expect("the folder can be written");
    };
    write("s.md", work::announcement());
    TONGUES.iter().for_each(|(name, tongue)| write(&format!("{name}.md"), work::article(*tongue)));
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sourcelint"));
        let done = command.current_dir(folder.path()).args(args).output();
        assert!(done.is_ok_and(|done| done.status.code().is_some_and(|code| code < 2)));
    };
    group.bench_function("--version", |b| b.iter(|| run(&["--version"])));
    for (name, _) in TONGUES {
        let article = format!("{name}.md");
        let args = ["check", &article, "--source", "s.md", "--no-cache"];
        group.bench_function(BenchmarkId::new("check", name), |b| b.iter(|| run(&args)));
    }
}

criterion_group! {
    name = speed;
    // What is measured takes microseconds: seconds for each would tell nothing more.
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(1))
        .sample_size(30);
    targets = read, extracted, judge, prepare, verify, start
}
criterion_main!(speed);
