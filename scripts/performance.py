#!/usr/bin/env python3
"""Measures sourcelint on this machine in one run and writes docs/performance.md.

    scripts/performance.py [--out FILE] [--tools DIR] [--quick] [--built]

It needs cargo; the programs it compares with are taken from DIR, DIR/bin, DIR/npm/node_modules/.bin,
DIR/py/bin and PATH, and those that are not there are said to be missing. --quick makes everything ten
times smaller, to try the script itself. --built takes the release build that is there. Nothing else should run on the machine meanwhile.
"""

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
RUNS = 3
MB = 1e6
# From this heading on the page is written by hand and kept.
BY_HAND = "## What a profile shows\n"
PIECES = "ka lo mi ren sta vel dor hin tas pel mor qui zan bre fal gor".split()


class Cost:
    """What a run cost: seconds on the clock and of the processor, peak memory in MB, exit status."""

    def __init__(self, wall, cpu, peak, status):
        self.wall, self.cpu, self.peak, self.status = wall, cpu, peak, status


def run(command, cwd, least=(0, 1), stdin=None):
    """Runs once. `least` are the exit statuses that mean the work was done."""
    start = time.perf_counter()
    with open(stdin or os.devnull) as given, open(os.devnull, "w") as nothing:
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(
                [str(part) for part in command], cwd=cwd, stdin=given, stdout=nothing, stderr=said
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.perf_counter() - start
            if process.returncode not in least:
                said.seek(0)
                words = said.read(2000).decode(errors="replace")
                raise SystemExit(f"{command} ended with {process.returncode}: {words}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def best(command, cwd, runs=RUNS, **how):
    """The least of several runs, figure by figure: what else the machine does only adds."""
    all_runs = [run(command, cwd, **how) for _ in range(runs)]
    least = lambda of: min(of(one) for one in all_runs)
    peak = max(one.peak for one in all_runs)
    return Cost(least(lambda c: c.wall), least(lambda c: c.cpu), peak, all_runs[0].status)


def size(folder):
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())


# --- Texts whose facts are all different, for growth.


def name(number):
    """A name for a number: another one for each."""
    pieces = []
    number += len(PIECES)
    while number:
        number, piece = divmod(number, len(PIECES))
        pieces.append(PIECES[piece])
    return "".join(pieces).capitalize()


def fact(number, change=0):
    place, other = name(number), name(number + 5000)
    return [
        f"{place} pays {other} ${2 + number % 90 + 3 * change} million a year.",
        f"The licence of {place} to {other} is {'' if change else 'non-'}exclusive.",
        f"{other} keeps {5 + number % 60 + 7 * change} percent of the revenue of {place}.",
        f"The agreement between {place} and {other} runs through {2027 + number % 9 + change}.",
    ][number % 4]


PROSE = (
    "Readers of this column will know the long road to the deal. "
    "The harbour was calm on the morning of the announcement, and the canteen served soup. "
    "Analysts may still change their minds before the winter. "
    "We think that customers should read the small print."
)


def announcement(facts, prose_bytes=0):
    parts = ["# An announcement"]
    parts += [fact(number) for number in range(facts)]
    parts += [PROSE] * (prose_bytes // len(PROSE))
    return "\n\n".join(parts) + "\n"


def article(number, facts, length):
    """An article of so many bytes: facts of the announcement, every tenth wrong, between prose."""
    parts, held, step = [f"# Article {number}"], 0, 0
    while held < length:
        step += 1
        one = (number * 31 + step * 7) % facts
        said = f"{fact(one, 1 if (number + step) % 10 == 0 else 0)} {PROSE}"
        said = f"## Part {step}\n\n{said}" if step % 5 == 0 else said
        parts.append(said)
        held += len(said) + 2
    return "\n\n".join(parts) + "\n"


def rule_files(folder, rules):
    """Rule files of at most 100 rules each about the announcement's first facts; none of them fires."""
    folder.mkdir()
    for start in range(0, rules, 100):
        lines = [f"id = 'made-{start}'", "title = 'Made'"]
        lines += ["[[fact]]", "id = 'first'", f"quote = '{fact(0).rstrip('.')}'"]
        for rule in range(start, min(start + 100, rules)):
            lines += ["[[not_entailed]]", "from = 'first'", "why = 'It does not follow.'"]
            lines += [f"claims = ['{name(rule)} * (doubl~|rais~) * fee', '{name(rule)}*調漲']"]
        (folder / f"made-{start}.toml").write_text("\n".join(lines) + "\n")


def desk(folder, articles, length, facts, prose_bytes=0):
    """A folder of articles about one announcement; gives the arguments that check it."""
    (folder / "articles").mkdir(parents=True)
    (folder / "s.md").write_text(announcement(facts, prose_bytes))
    for number in range(articles):
        (folder / f"articles/{number:05}.md").write_text(article(number, facts, length))
    return ["check", "articles", "--source", "s.md", "--no-cache", "-q"]


# --- What is written.


class Page:
    def __init__(self):
        self.parts = []

    def say(self, text):
        self.parts.append(text)

    def table(self, head, rows):
        # What begins with a letter stands left, figures right.
        sides = ["---" if column == 0 else "---:" for column in range(len(head))]
        lines = [head, sides, *rows]
        self.parts.append("\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines))

    def text(self):
        return "\n\n".join(self.parts) + "\n"


def figure(value):
    if value is None:
        return "–"
    if 100 <= abs(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if 1 <= abs(value) else f"{value:.2f}"


def growth(page, title, unit, sizes, measure):
    """A table of what `measure` gives for each size, with how much more than for the size before."""
    rows, before = [], None
    for at in sizes:
        seconds, per, peak = measure(at)
        times = "" if before is None else f"{seconds / before[1]:.1f} for {at / before[0]:.0f}"
        rows.append([f"{at:,}", f"{seconds:.2f} s", per, f"{peak:.0f} MB", times])
        before = (at, seconds)
        print(f"  {title}: {rows[-1]}", file=sys.stderr)
    page.table([title, "CPU", unit, "peak memory", "times more"], rows)
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=HERE / "docs/performance.md")
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--built", action="store_true")
    args = parser.parse_args()
    build = ["cargo", "build", "--release", "--quiet", "--bin", "sourcelint", "--example", "generate"]
    if not args.built:
        subprocess.run(build, cwd=HERE, check=True)
    said = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps"],
        cwd=HERE, check=True, capture_output=True, text=True,
    )
    target = Path(json.loads(said.stdout)["target_directory"]) / "release"
    with tempfile.TemporaryDirectory() as folder:
        work = Work(Path(folder), target, args)
        page = work.measured()
    before = args.out.read_text() if args.out.exists() else ""
    args.out.write_text(page + "\n" + BY_HAND + before.partition(BY_HAND)[2])


class Work:
    def __init__(self, folder, target, args):
        self.folder, self.tools = folder, args.tools
        # A copy: nobody builds another one over it while it is measured.
        self.sourcelint = Path(shutil.copy(target / "sourcelint", folder / "sourcelint"))
        self.generate = target / "examples/generate"
        self.part = 10 if args.quick else 1
        self.page = Page()
        self.targets = []
        self.load = os.getloadavg()[0]

    def measured(self):
        page = self.page
        page.say("# What sourcelint costs")
        page.say(
            "Written by `scripts/performance.py` in one run on one machine, but for the last two sections. It makes its texts "
            "itself, so anybody can run it:\n\n```sh\nscripts/performance.py\n```"
        )
        page.say(self.machine())
        targets_at = len(page.parts)
        for part in (
            self.of_folder, self.of_start, self.of_cache, self.of_others, self.of_growth
        ):
            print(part.__name__, file=sys.stderr)
            part()
        self.of_targets(targets_at)
        load = f"{self.load:.1f} before it and {os.getloadavg()[0]:.1f} after it"
        page.parts[targets_at - 1] += (
            f" The machine was not this run's alone where the load average says so: {load}, without its own work about 0."
        )
        return page.text()

    def machine(self):
        cpu = platform.processor() or "unknown"
        info = Path("/proc/cpuinfo")
        if info.exists():
            models = re.findall(r"model name\s*:\s*(.*)", info.read_text())
            cpu = models[0] if models else cpu
        rustc = self.out(["rustc", "--version"])
        commit = self.out(["git", "-C", HERE, "rev-parse", "--short=10", "HEAD"])
        day = datetime.date.today().isoformat()
        return (
            f"{day}, commit {commit}, {rustc}, release build; {cpu}, {os.cpu_count()} cores, "
            f"{platform.system()} {platform.release().split('-')[0]}. CPU is the processor time of all threads, user and "
            f"system. Of {RUNS} runs the least is given, of memory the most (VmHWM, as `wait4` tells it). "
            "A peak of about 38 MB or less is the measuring script's own, which the system counts to the program it starts. "
            "Files were in the system's cache."
        )

    def out(self, command):
        done = subprocess.run(command, capture_output=True, text=True)
        return (done.stdout or done.stderr).strip().split("\n")[0]

    def made(self, label, articles):
        folder = self.folder / label
        command = [self.generate, folder, articles, 24, 0]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
        return folder

    def target(self, what, goal, got, met, miss):
        self.targets.append([what, goal, got, "yes" if met else f"no: {miss}"])

    # --- The parts.

    def of_folder(self):
        count = 2000 // self.part
        self.main = self.made("main", count)
        self.bytes = size(self.main / "articles")
        page = self.page
        page.say("## A folder of articles")
        page.say(
            f"{count:,} articles, {self.bytes / MB:.1f} MB, half of them English, a quarter each Chinese in traditional "
            "and in simplified characters, about 24 short English announcements: `cargo run --release --example generate -- "
            f"main {count} 24 0`. The sentences repeat; nothing is kept from one article to the next, so that does not help. "
            "Without the cache."
        )
        commands = [
            ("check articles -q", ["check", "articles", "--no-cache", "-q"]),
            ("the same on one core", ["check", "articles", "--no-cache", "-q", "-j", "1"]),
            ("check --format json", ["check", "articles", "--no-cache", "--format", "json"]),
            ("audit --format json", ["audit", "articles", "--no-cache", "--format", "json", "-q"]),
            ("audit --format html", ["audit", "articles", "--no-cache", "--format", "html", "-q"]),
        ]
        rows = []
        for label, command in commands:
            cost = best([self.sourcelint, *command], self.main)
            speed = self.bytes / MB / cost.cpu
            rows.append([
                f"`{label}`" if "same" not in label else label, f"{cost.wall:.2f} s", f"{cost.cpu:.2f} s",
                f"{speed:.1f} MB/s", f"{self.bytes / MB / cost.wall:.1f} MB/s", f"{cost.peak:.0f} MB",
            ])
            if label == "check articles -q":
                self.check = cost
                self.target(
                    "folder of 11 MB, by CPU and core", "10 MB/s or more", f"{speed:.1f} MB/s", 10 <= speed,
                    f"{10 / speed:.1f} times too slow",
                )
                self.peak_check = cost.peak
                self.target(
                    "peak memory of `check` on that folder", "under 150 MB", f"{cost.peak:.0f} MB", cost.peak < 150,
                    f"{cost.peak / 150:.1f} times too much",
                )
        page.table(["command", "wall", "CPU", "by CPU second", "by second, both cores", "peak memory"], rows)

    def of_start(self):
        page = self.page
        page.say("## Start-up")
        page.say("One process from start to end, wall time, median of 40 runs: an article of 5 kB against its announcement, without cache.")
        names = {}
        for path in sorted((self.main / "articles/000").iterdir()):
            text = path.read_text()
            kind = "English" if text.isascii() else "traditional Chinese" if "為" in text or "與" in text else "simplified Chinese"
            names.setdefault(kind, path)
        rows = []
        for label, path in [("`--version`", None), *((f"`check`, {k}", p) for k, p in sorted(names.items()))]:
            command = ["check", path, "--no-cache", "-q"] if path else ["--version"]
            costs = [run([self.sourcelint, *command], self.main) for _ in range(40)]
            wall = 1000 * statistics.median(c.wall for c in costs)
            cpu = 1000 * statistics.median(c.cpu for c in costs)
            rows.append([label, f"{wall:.1f} ms", f"{cpu:.1f} ms", f"{max(c.peak for c in costs):.0f} MB"])
            if path:
                goal = 15 if "English" in label else 40
                self.target(
                    f"start-up, one article, {label.split(', ')[1]}", f"under {goal} ms", f"{wall:.1f} ms", wall < goal,
                    f"{wall / goal:.1f} times too slow",
                )
        page.table(["command", "wall", "CPU", "peak memory"], rows)

    def of_cache(self):
        page = self.page
        page.say("## The second run")
        page.say("`check articles -q --cache-dir DIR` on the same folder; the second run finds every verdict kept.")
        firsts, seconds = [], []
        for number in range(RUNS):
            command = [self.sourcelint, "check", "articles", "-q", "--cache-dir", self.folder / f"cache-{number}"]
            firsts.append(run(command, self.main))
            seconds.append(run(command, self.main))
        least = lambda costs: Cost(min(c.wall for c in costs), min(c.cpu for c in costs), max(c.peak for c in costs), 0)
        first, second = least(firsts), least(seconds)
        page.table(
            ["run", "wall", "CPU", "peak memory"],
            [
                ["first", f"{first.wall:.2f} s", f"{first.cpu:.2f} s", f"{first.peak:.0f} MB"],
                ["second", f"{second.wall:.2f} s", f"{second.cpu:.2f} s", f"{second.peak:.0f} MB"],
                ["times less", f"{first.wall / second.wall:.1f}", f"{first.cpu / second.cpu:.1f}", ""],
            ],
        )
        times = first.wall / second.wall
        self.target(
            "second run from the cache", "10 times faster", f"{times:.1f} times", 10 <= times,
            f"a factor of {10 / times:.1f} is missing",
        )

    def found(self, program):
        places = [self.tools, self.tools / "bin", self.tools / "npm/node_modules/.bin", self.tools / "py/bin"] if self.tools else []
        where = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
        path = shutil.which(program, path=where)
        return Path(path).absolute() if path else None

    def of_others(self):
        page = self.page
        page.say("## Beside other programs")
        page.say(
            "The same articles, each program with its own defaults. None of them does what sourcelint does: typos looks "
            "words up, ripgrep counts the lines that match 20 regular expressions (words of the texts in both languages), "
            "textlint and proselint run rules about prose; those two are run once. The ratio is the program's CPU for a byte "
            "to that of `sourcelint check`: above 1 it costs more than sourcelint."
        )
        patterns = (
            r"licen[cs]e\w* exclusive|\bnon-exclusive\b|\$\d+ million|\d+ percent|through 20\d\d|pays \w+|keeps \d+|"
            r"agreement between|Analysts \w+|regulator|授權|授权|獨家|独家|百萬|百万|有效至|支付|保留|主管機關|主管机关"
        ).split("|")[:20]
        rg = [part for pattern in patterns for part in ("-e", pattern)]
        everything = [str(p) for p in sorted((self.main / "articles").rglob("*.md"))]
        fourth, twentieth = everything[::4], everything[::20]
        others = [
            ("typos", ["typos", "articles"], everything, "the folder"),
            ("ripgrep", ["rg", "-c", *rg, "articles"], everything, "the folder, 20 patterns"),
            ("textlint", ["textlint", "--rule", "terminology", *fourth], fourth, "every fourth article, its rule terminology"),
            ("proselint", ["proselint", "check", *twentieth], twentieth, "every twentieth article"),
        ]
        mine = self.bytes / MB / self.check.cpu
        rows = [["sourcelint check", "the folder", f"{self.check.wall:.2f} s", f"{self.check.cpu:.2f} s", f"{mine:.1f} MB/s", "1"]]
        for label, command, files, note in others:
            program = self.found(command[0])
            if program is None:
                rows.append([label, "not on this machine", "–", "–", "–", "–"])
                continue
            version = re.search(r"\d+\.\d+(\.\d+)?", self.out([program, "version" if label == "proselint" else "--version"]))
            # textlint looks for its rules where it is run.
            at = program.parent.parent.parent if program.parent.name == ".bin" else self.main
            runs = 1 if label in ("textlint", "proselint") else RUNS
            cost = best([program, *command[1:]], at, runs=runs, least=(0, 1, 2))
            read = sum(os.path.getsize(path) for path in files) / MB
            ratio = (cost.cpu / read) / (self.check.cpu / (self.bytes / MB))
            rows.append([
                f"{label} {version.group(0) if version else ''}".strip(), note, f"{cost.wall:.2f} s", f"{cost.cpu:.2f} s",
                f"{read / cost.cpu:.2f} MB/s", f"{ratio:.2f}",
            ])
            print(f"  {rows[-1]}", file=sys.stderr)
        page.table(["program", "what it was asked", "wall", "CPU", "by CPU second", "ratio for a byte"], rows)

    def of_growth(self):
        page = self.page
        page.say("## How it grows")
        page.say("All without cache. The last column: how many times more CPU for how many times more.")
        page.say("With the number of articles, `check articles -q`:")
        peaks = {}

        def articles(count):
            folder = self.made(f"articles-{count}", count)
            runs = 1 if 5000 < count else RUNS
            cost = best([self.sourcelint, "check", "articles", "--no-cache", "-q"], folder, runs=runs)
            per = size(folder / "articles") / MB / cost.cpu
            peaks[count] = cost.peak
            shutil.rmtree(folder)
            return cost.cpu, f"{per:.1f} MB/s", cost.peak

        counts = [n // self.part for n in (200, 2000, 20000)]
        growth(page, "articles", "by CPU second", counts, articles)
        page.say("The same with `audit articles --format json -q`:")

        def audited(count):
            folder = self.made(f"audit-{count}", count)
            cost = best([self.sourcelint, "audit", "articles", "--no-cache", "--format", "json", "-q"], folder, runs=1)
            per = size(folder / "articles") / MB / cost.cpu
            shutil.rmtree(folder)
            return cost.cpu, f"{per:.1f} MB/s", cost.peak

        growth(page, "articles", "by CPU second", counts, audited)
        more = peaks[counts[2]] / peaks[counts[1]]
        self.target(
            "peak memory with ten times the articles (`check`)", "not growing", f"{peaks[counts[2]]:.0f} MB", more < 1.2,
            f"{more:.1f} times as much",
        )
        page.say("With the length of one article, about an announcement of 20 facts:")
        serial = iter(range(1000))

        def of_desk(count, length, facts, prose=0, rules=None):
            folder = self.folder / f"desk-{next(serial)}"
            folder.mkdir()
            command = desk(folder, count, length, facts, prose)
            if rules is not None:
                rule_files(folder / "rules", rules)
                command += ["--rules", "rules"]
            cost = best([self.sourcelint, *command], folder)
            cost.bytes = size(folder / "articles")
            shutil.rmtree(folder)
            return cost

        def long_article(kilobytes):
            cost = of_desk(1, 1000 * kilobytes, 20)
            return cost.cpu, f"{cost.bytes / MB / cost.cpu:.1f} MB/s", cost.peak

        rows = growth(page, "kB", "by CPU second", [n // self.part for n in (50, 500, 5000)], long_article)
        page.say("With the length of the announcement: 20 facts, and prose without facts up to that length; one article of 5 kB:")

        def long_source(kilobytes):
            cost = of_desk(1, 5000, 20, 1000 * kilobytes)
            return cost.cpu, f"{kilobytes / 1000 / cost.cpu:.1f} MB/s", cost.peak

        growth(page, "kB", "by CPU second", [n // self.part for n in (10, 100, 1000)], long_source)
        count = 200 // self.part
        page.say(
            f"With the number of facts in the announcement: {count} articles of 5 kB. Of each sentence, what one article alone "
            "costs (the announcement is read once) is taken off:"
        )
        sentences = count * self.sentences()

        def many_facts(facts, rules=None):
            alone = of_desk(1, 5000, facts, rules=rules)
            cost = of_desk(count, 5000, facts, rules=rules)
            per = (cost.cpu - alone.cpu) / max(1, sentences) * 1e6
            return cost.cpu, per, cost.peak

        def shown(measure):
            each = {}

            def one(at):
                cpu, each[at], peak = measure(at)
                return cpu, f"{each[at]:.0f} µs", peak

            return each, one

        each, one = shown(many_facts)
        growth(page, "facts", "for a sentence", [10, 50, 200, 1000, 2000], one)
        times = each[2000] / each[10]
        # Logarithmic: log2(2000) is 3.3 times log2(10).
        self.target(
            "a sentence with 2,000 facts for one with 10", "at most logarithmic (3.3 times)", f"{times:.1f} times",
            times <= 3.3, f"{times / 3.3:.1f} times over",
        )
        page.say(
            f"With the number of rules, 20 facts, {count} articles of 5 kB, rule files of at most 100 rules that never fire:"
        )
        each, one = shown(lambda rules: many_facts(20, rules))
        growth(page, "rules", "for a sentence", [20, 200, 2000], one)
        times = each[2000] / each[20]
        self.target(
            "a sentence with 2,000 rules for one with 20", "at most logarithmic (2.5 times)", f"{times:.1f} times",
            times <= 2.5, f"{times / 2.5:.1f} times over",
        )

    def sentences(self):
        """Sentences in an article of 5 kB."""
        return len(re.findall(r"[a-z]\.(?=\s|$)", article(1, 20, 5000)))

    def of_targets(self, at):
        rows = self.targets
        missed = sum(1 for row in rows if row[3] != "yes")
        text = Page()
        text.say("## What was to be reached")
        text.say(f"{len(rows) - missed} of {len(rows)} are met.")
        text.table(["what", "target", "measured", "met"], rows)
        self.page.parts[at:at] = text.parts


if __name__ == "__main__":
    main()
