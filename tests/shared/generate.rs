//! Folders of articles and announcements, made of a seed: the same seed makes the same bytes.
//!
//! The sentences are invented, in English and in Chinese of both scripts. Most articles say what their
//! announcement says, some change a value; the hostile ones are made to break a reader.

#![allow(dead_code)]

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many articles, the hostile ones included.
    pub articles: usize,
    /// How many announcements they are about.
    pub sources: usize,
    /// Every so manyth article is hostile; none is for 0.
    pub hostile_every: usize,
    /// What the choices are made of.
    pub seed: u64,
}

/// What must become of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is judged.
    Judged,
    /// It is named among what could not be checked.
    Named,
    /// Both: a part of it was read.
    Both,
}

/// Choices: a generator by Marsaglia (xorshift64*), which needs no crate and never changes.
pub struct Dice(u64);

impl Dice {
    /// Dice that fall the same for the same seed.
    pub fn of(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap_or(0) % end.max(1)
    }

    /// One of `all`.
    pub fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What an announcement says.
struct Facts {
    party: &'static str,
    other: &'static str,
    fee: usize,
    share: usize,
    year: usize,
    exclusive: bool,
}

/// What an article is written in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tongue {
    /// English.
    English,
    /// Chinese, traditional characters.
    Traditional,
    /// Chinese, simplified characters.
    Simplified,
}

const PARTIES: [(&str, &str, &str); 6] = [
    ("Northwind", "北風", "北风"),
    ("Kestrel Ferries", "紅隼渡輪", "红隼渡轮"),
    ("Lumen Works", "流明", "流明"),
    ("Tern Cloud", "燕鷗雲", "燕鸥云"),
    ("Harbour Labs", "海港實驗室", "海港实验室"),
    ("Alder Rail", "赤楊鐵路", "赤杨铁路"),
];

const PROSE: [(&str, &str, &str); 6] = [
    (
        "Readers of this column will know the long road to the deal.",
        "本欄讀者都知道這筆交易走了很長的路。",
        "本栏读者都知道这笔交易走了很长的路。",
    ),
    (
        "The harbour was calm on the morning of the announcement, and the canteen served soup.",
        "宣布當天早上港口平靜，食堂供應熱湯。",
        "宣布当天早上港口平静，食堂供应热汤。",
    ),
    (
        "Analysts may still change their minds before the winter.",
        "分析師在冬天之前可能還會改變看法。",
        "分析师在冬天之前可能还会改变看法。",
    ),
    (
        "What would happen if the regulator said no?",
        "如果主管機關說不，會發生什麼事？",
        "如果主管机关说不，会发生什么事？",
    ),
    (
        "In 2019 both companies had tried something else.",
        "2019 年兩家公司試過別的做法。",
        "2019 年两家公司试过别的做法。",
    ),
    (
        "We think that customers should read the small print.",
        "我們認為客戶應該讀細則。",
        "我们认为客户应该读细则。",
    ),
];

impl Facts {
    fn of(source: usize, seed: u64) -> Self {
        let mut dice = Dice::of(seed ^ (source as u64) << 20);
        let party = dice.below(PARTIES.len());
        let other = (party + 1 + dice.below(PARTIES.len() - 1)) % PARTIES.len();
        Facts {
            party: PARTIES[party].0,
            other: PARTIES[other].0,
            fee: 2 + dice.below(90),
            share: 5 + dice.below(60),
            year: 2027 + dice.below(8),
            exclusive: dice.below(2) == 0,
        }
    }

    fn name(&self, english: &str, tongue: Tongue) -> &'static str {
        let (en, hant, hans) = PARTIES.into_iter().find(|p| p.0 == english).unwrap_or(PARTIES[0]);
        match tongue {
            Tongue::English => en,
            Tongue::Traditional => hant,
            Tongue::Simplified => hans,
        }
    }

    /// A sentence that says one of the facts, with one of its values changed where `wrong`.
    fn sentence(&self, which: usize, wrong: bool, tongue: Tongue) -> String {
        let (a, b) = (self.name(self.party, tongue), self.name(self.other, tongue));
        let by = usize::from(wrong);
        let (fee, share, year) = (self.fee + 7 * by, self.share + 11 * by, self.year + by);
        let exclusive = self.exclusive != wrong;
        match (which % 4, tongue) {
            (0, Tongue::English) => format!(
                "The licence of {a} to {b} is {}.",
                if exclusive { "exclusive" } else { "non-exclusive" }
            ),
            (1, Tongue::English) => format!("{a} pays {b} ${fee} million a year."),
            (2, Tongue::English) => {
                format!("{b} keeps {share} percent of the revenue from the licence.")
            }
            (_, Tongue::English) => {
                format!("The agreement between {a} and {b} runs through {year}.")
            }
            (0, Tongue::Traditional) => {
                format!("{a}對{b}的授權為{}。", if exclusive { "獨家" } else { "非獨家" })
            }
            (1, Tongue::Traditional) => format!("{a}每年向{b}支付 {fee} 百萬美元。"),
            (2, Tongue::Traditional) => format!("{b}保留授權收入的 {share}%。"),
            (_, Tongue::Traditional) => format!("{a}與{b}的協議有效至 {year} 年。"),
            (0, Tongue::Simplified) => {
                format!("{a}对{b}的授权为{}。", if exclusive { "独家" } else { "非独家" })
            }
            (1, Tongue::Simplified) => format!("{a}每年向{b}支付 {fee} 百万美元。"),
            (2, Tongue::Simplified) => format!("{b}保留授权收入的 {share}%。"),
            (_, Tongue::Simplified) => format!("{a}与{b}的协议有效至 {year} 年。"),
        }
    }
}

/// Makes `sources/` and `articles/` under `folder`, in sub-folders of a thousand; gives what must become
/// of each article, by its path from `folder`.
pub fn generate(folder: &Path, plan: Plan) -> io::Result<Vec<(String, Fate)>> {
    fs::create_dir_all(folder.join("sources"))?;
    for source in 0..plan.sources {
        fs::write(folder.join(format!("sources/{source:04}.md")), announcement(source, plan.seed))?;
    }
    let mut fates = Vec::with_capacity(plan.articles);
    for article in 0..plan.articles {
        let inside = format!("articles/{:03}", article / 1000);
        fs::create_dir_all(folder.join(&inside))?;
        let source = article % plan.sources;
        let hostile =
            plan.hostile_every != 0 && article % plan.hostile_every == plan.hostile_every - 1;
        let (name, bytes, fate) = match hostile {
            true => hostile_article(article, article / plan.hostile_every, source, plan.seed),
            false => (
                format!("{article:06}.md"),
                text(article, source, plan.seed).into_bytes(),
                Fate::Judged,
            ),
        };
        let path = format!("{inside}/{name}");
        fs::write(folder.join(&path), bytes)?;
        fates.push((path, fate));
    }
    Ok(fates)
}

/// An announcement of a heading and four paragraphs, in English.
pub fn announcement(source: usize, seed: u64) -> String {
    let facts = Facts::of(source, seed);
    let mut text = format!("# {} and {} agree\n", facts.party, facts.other);
    for which in 0..4 {
        let sentence = facts.sentence(which, false, Tongue::English);
        let prose = PROSE[(source + which) % PROSE.len()].0;
        let _ = write!(text, "\n{sentence} {prose}\n");
    }
    text
}

/// An article of about five kilobytes.
fn text(article: usize, source: usize, seed: u64) -> String {
    let mut dice = Dice::of(seed ^ (article as u64 + 1) << 1);
    let tongue =
        dice.one(&[Tongue::English, Tongue::English, Tongue::Traditional, Tongue::Simplified]);
    written(article, source, seed, tongue, &mut dice)
}

/// As the articles of a folder are, in the language that is asked for.
pub fn text_in(tongue: Tongue, article: usize, source: usize, seed: u64) -> String {
    let mut dice = Dice::of(seed ^ (article as u64 + 1) << 1);
    written(article, source, seed, tongue, &mut dice)
}

fn written(article: usize, source: usize, seed: u64, tongue: Tongue, dice: &mut Dice) -> String {
    let facts = Facts::of(source, seed);
    let prose = |dice: &mut Dice| {
        let (en, hant, hans) = dice.one(&PROSE);
        match tongue {
            Tongue::English => en,
            Tongue::Traditional => hant,
            Tongue::Simplified => hans,
        }
    };
    let mut out = format!(
        "---\nsource: ../../sources/{source:04}.md\n---\n\n# {} {article}\n",
        facts.name(facts.party, tongue)
    );
    while out.len() < 5_200 {
        let _ = write!(out, "\n## {}\n\n", prose(dice));
        for _ in 0..3 {
            out.push_str(prose(dice));
            out.push(' ');
        }
        out.push('\n');
        for item in 0..dice.below(4) {
            let wrong = dice.below(20) == 0;
            let sentence = facts.sentence(dice.below(4), wrong, tongue);
            let _ = match dice.below(3) {
                0 => write!(out, "\n{sentence}\n"),
                1 => write!(out, "\n- {sentence}\n- {}\n", prose(dice)),
                _ => write!(out, "\n| {item} | {} |\n|---|---|\n| a | {sentence} |\n", prose(dice)),
            };
        }
    }
    out
}

/// An article that is made to break a reader: its name, its bytes, and what must become of it.
fn hostile_article(
    article: usize,
    kind: usize,
    source: usize,
    seed: u64,
) -> (String, Vec<u8>, Fate) {
    let head = format!("---\nsource: ../../sources/{source:04}.md\n---\n\n");
    let page = |body: String| {
        format!(
            "{head}{body}\n\n{}",
            text(article, source, seed).rsplit("---\n").next().unwrap_or("")
        )
        .into_bytes()
    };
    let of = |name: &str, bytes: Vec<u8>, fate| (format!("{article:06}{name}"), bytes, fate);
    match kind % 14 {
        0 => of(".md", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 64]].concat(), Fate::Named),
        1 => of(".md", b"\xff\xfeT\0h\0e\0".to_vec(), Fate::Named),
        2 => of(".txt", b"caf\xe9 \xb1M\xc4\xdd".to_vec(), Fate::Named),
        3 => of(".md", Vec::new(), Fate::Named),
        4 => of(".md", [page(String::new()), b"\n\ncaf\xe9\n".to_vec()].concat(), Fate::Both),
        5 => of(
            ".md",
            page(text(article, source, seed)).into_iter().chain(vec![b'a'; 10_000_000]).collect(),
            Fate::Named,
        ),
        6 => of(
            ".md",
            b"---\nsource: ../../sources/none.md\n---\n\nThe licence is exclusive.\n".to_vec(),
            Fate::Named,
        ),
        7 => of(
            ".md",
            b"---\nsource: /dev/zero\n---\n\nThe licence is exclusive.\n".to_vec(),
            Fate::Named,
        ),
        8 => of(".md", page("<div>".repeat(20_000)), Fate::Judged),
        9 => of(".md", page("> ".repeat(20_000)), Fate::Judged),
        10 => of(".md", page("*a_ ".repeat(20_000)), Fate::Judged),
        11 => of(
            ".md",
            page(format!("|{}\n|{}\n", " a |".repeat(5_000), "---|".repeat(5_000))),
            Fate::Judged,
        ),
        12 => of(
            " ::error::\u{1b}[2J\u{202e}.md",
            page("\u{1b}[2J ::error::x </script> =cmd()".to_owned()),
            Fate::Judged,
        ),
        _ => of(".md", page("The licence, and ".repeat(3_000)), Fate::Judged),
    }
}
