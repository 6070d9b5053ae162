//! A rule file becomes a pack, or the list of what is wrong with it.

use super::error::{PackError, did_you_mean};
use super::pattern::Names;
use super::table::{RULE_FILE, Sheet, Table, Text, shown};
use super::{
    Allowed, Announcement, Caveat, Example, Expect, Fact, Inference, Level, Mark, Name, Pack,
    Pattern, Within,
};
use std::collections::HashMap;

const LEVELS: &[(&str, Level)] =
    &[("must", Level::Must), ("should", Level::Should), ("may", Level::May)];
const WITHIN: &[(&str, Within)] =
    &[("claim", Within::Claim), ("section", Within::Section), ("article", Within::Article)];
const EXPECT: &[(&str, Expect)] = &[
    ("silent", Expect::Silent),
    ("contradicted", Expect::Contradicted),
    ("omitted", Expect::Omitted),
    ("unsupported", Expect::Unsupported),
    ("supported", Expect::Supported),
];
const INFERENCE_KEYS: &[&str] = &["id", "from", "claims", "unless", "why", "level"];

/// Reads the rule file `text`; `path` is only named in errors. Errors come in file order.
///
/// Quotes are not looked up here: `pin::check_quotes` does, where the source is at hand.
pub fn load(path: &str, text: &str) -> Result<Pack, Vec<PackError>> {
    let (sheet, entries) = Sheet::parse(RULE_FILE, path, text).map_err(|error| vec![error])?;
    let root = sheet.root(&entries);
    let mut loading = Loading { sheet, names: Names::new(), ids: HashMap::new() };
    let pack = loading.pack(path, &root);
    let mut errors = loading.sheet.errors;
    if errors.is_empty() {
        return Ok(pack);
    }
    errors.sort_by_key(|e| (e.line, e.column));
    errors.dedup();
    Err(errors)
}

struct Loading<'t> {
    sheet: Sheet<'t>,
    names: Names,
    /// Ids of facts, caveats and inferences, and where each stands.
    ids: HashMap<String, Mark>,
}

impl Loading<'_> {
    fn pack(&mut self, path: &str, root: &Table) -> Pack {
        self.sheet.known(
            root,
            &[
                "id",
                "title",
                "source",
                "about",
                "name",
                "fact",
                "caveat",
                "not_entailed",
                "forbidden",
                "allowed",
                "example",
            ],
        );
        let mut pack = Pack { path: path.into(), ..Pack::default() };
        if let Some(id) = self.sheet.text_needed(root, "id") {
            self.well_formed(&id);
            pack.id = id.value;
        }
        pack.title = value(self.sheet.text_needed(root, "title"));
        if let Some(table) = self.sheet.table(root, "source", "`source`") {
            pack.source = self.source(&table);
        }
        if let Some(table) = self.sheet.table(root, "about", "`about`") {
            self.sheet.known(&table, &["any"]);
            pack.about = values(self.sheet.texts_needed(&table, "any"));
        }
        // Names come first: patterns use them. Facts come next: caveats and inferences name them.
        for table in self.sheet.tables(root, "name", "[[name]]") {
            pack.names.extend(self.name(&table));
        }
        let facts = self.sheet.tables(root, "fact", "[[fact]]");
        for table in &facts {
            pack.facts.push(self.fact(table));
        }
        if facts.is_empty() {
            self.sheet.fault(0, "no facts: a rule file needs a [[fact]] with `id` and `quote`");
        }
        self.rules(root, &mut pack);
        for table in self.sheet.tables(root, "allowed", "[[allowed]]") {
            pack.allowed.push(self.allowed(&table));
        }
        for table in self.sheet.tables(root, "example", "[[example]]") {
            pack.examples.push(self.example(&table));
        }
        pack
    }

    /// What hangs on facts. Ids that are written are read before ids are made up, which must not
    /// take theirs.
    fn rules(&mut self, root: &Table, pack: &mut Pack) {
        let caveats = self.sheet.tables(root, "caveat", "[[caveat]]");
        let not_entailed = self.sheet.tables(root, "not_entailed", "[[not_entailed]]");
        let forbidden = self.sheet.tables(root, "forbidden", "[[forbidden]]");
        let caveats = self.with_ids(caveats);
        let not_entailed = self.with_ids(not_entailed);
        let forbidden = self.with_ids(forbidden);
        for (table, id) in caveats {
            pack.caveats.push(self.caveat(&table, id, &pack.facts));
        }
        for (table, id) in not_entailed {
            pack.inferences.push(self.inference(&table, id, Level::Should, &pack.facts));
        }
        for (table, id) in forbidden {
            pack.forbidden.push(self.inference(&table, id, Level::Must, &pack.facts));
        }
    }

    fn with_ids<'a>(&mut self, tables: Vec<Table<'a>>) -> Vec<(Table<'a>, Option<Text>)> {
        let mut with_ids = Vec::new();
        for table in tables {
            let id = self.sheet.text(&table, "id");
            if let Some(id) = &id {
                self.claim_id(id);
            }
            with_ids.push((table, id));
        }
        with_ids
    }

    fn source(&mut self, table: &Table) -> Announcement {
        self.sheet.known(table, &["url", "date", "begins", "ends"]);
        let mut text = |key| self.sheet.text(table, key).map(|text| text.value);
        let (url, begins, ends) = (text("url"), text("begins"), text("ends"));
        Announcement { url, date: self.sheet.date(table, "date"), begins, ends }
    }

    fn name(&mut self, table: &Table) -> Option<Name> {
        self.sheet.known(table, &["id", "any"]);
        let id = self.sheet.text_needed(table, "id");
        let any = values(self.sheet.texts_needed(table, "any"));
        let id = id?;
        // `concept.license` adds to a word of the lexicon, so a name may hold points.
        self.well_formed(&Text { value: id.value.replace('.', "-"), ..id.clone() });
        if self.names.contains_key(&id.value) {
            let message = format!("name `{}` stands twice", shown(&id.value));
            self.sheet.fault(id.start, message);
            return None;
        }
        self.names.insert(id.value.clone(), any.clone());
        Some(Name { id: id.value, any, mark: self.sheet.mark(table.start) })
    }

    fn fact(&mut self, table: &Table) -> Fact {
        self.sheet.known(table, &["id", "quote", "says"]);
        let id = self.sheet.text_needed(table, "id");
        if let Some(id) = &id {
            self.claim_id(id);
        }
        let quote = self.sheet.text_needed(table, "quote");
        let start = quote.as_ref().map_or(table.start, |quote| quote.start);
        let says = self.sheet.texts(table, "says");
        let says = self.patterns(says);
        Fact { id: value(id), quote: value(quote), says, mark: self.sheet.mark(start) }
    }

    fn caveat(&mut self, table: &Table, id: Option<Text>, facts: &[Fact]) -> Caveat {
        self.sheet.known(table, &["id", "of", "quote", "met_by", "within", "level", "why"]);
        let of = self.fact_named(table, "of", facts);
        let quote = self.sheet.text_needed(table, "quote");
        let start = quote.as_ref().map_or(table.start, |quote| quote.start);
        let met_by = self.sheet.texts_needed(table, "met_by");
        Caveat {
            id: self.id_or_made(id, &of, "caveat"),
            of,
            quote: value(quote),
            met_by: self.patterns(met_by),
            within: self.sheet.choice(table, "within", WITHIN).unwrap_or_default(),
            level: self.sheet.choice(table, "level", LEVELS).unwrap_or_default(),
            why: value(self.sheet.text(table, "why")),
            mark: self.sheet.mark(start),
        }
    }

    fn inference(
        &mut self,
        table: &Table,
        id: Option<Text>,
        level: Level,
        facts: &[Fact],
    ) -> Inference {
        self.sheet.known(table, INFERENCE_KEYS);
        let from = self.fact_named(table, "from", facts);
        let claims = self.sheet.texts_needed(table, "claims");
        let unless = self.sheet.texts(table, "unless");
        let kind = if level == Level::Must { "forbidden" } else { "not-entailed" };
        Inference {
            id: self.id_or_made(id, &from, kind),
            from,
            claims: self.patterns(claims),
            unless: self.patterns(unless),
            why: value(self.sheet.text_needed(table, "why")),
            level: self.sheet.choice(table, "level", LEVELS).unwrap_or(level),
            mark: self.sheet.mark(table.start),
        }
    }

    fn allowed(&mut self, table: &Table) -> Allowed {
        self.sheet.known(table, &["claims", "why"]);
        let claims = self.sheet.texts_needed(table, "claims");
        let why = value(self.sheet.text_needed(table, "why"));
        Allowed { claims: self.patterns(claims), why }
    }

    fn example(&mut self, table: &Table) -> Example {
        self.sheet.known(table, &["article", "expect", "by"]);
        let article = self.sheet.text_needed(table, "article");
        self.sheet.needed(table, "expect");
        let expect = self.sheet.choice(table, "expect", EXPECT).unwrap_or_default();
        let by = self.sheet.text(table, "by");
        if let Some(by) = &by
            && !self.ids.contains_key(&by.value)
        {
            let near = did_you_mean(&by.value, self.ids.keys().map(String::as_str));
            let message =
                format!("`by` names no fact, caveat or rule `{}`{near}", shown(&by.value));
            self.sheet.fault(by.start, message);
        }
        Example {
            article: value(article),
            expect,
            by: by.map(|text| text.value),
            mark: self.sheet.mark(table.start),
        }
    }

    fn patterns(&mut self, texts: Vec<Text>) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in texts {
            match Pattern::new(&text.value, &self.names) {
                Ok(pattern) => patterns.push(pattern),
                Err(message) => self.sheet.fault(text.start, message),
            }
        }
        patterns
    }

    /// The id of the fact under `key`.
    fn fact_named(&mut self, table: &Table, key: &str, facts: &[Fact]) -> String {
        let Some(named) = self.sheet.text_needed(table, key) else { return String::new() };
        if !facts.iter().any(|fact| fact.id == named.value) {
            let near = did_you_mean(&named.value, facts.iter().map(|fact| fact.id.as_str()));
            let message = format!("`{key}` names no fact `{}`{near}", shown(&named.value));
            self.sheet.fault(named.start, message);
        }
        named.value
    }

    fn id_or_made(&mut self, id: Option<Text>, fact: &str, kind: &str) -> String {
        if let Some(id) = id {
            return id.value;
        }
        let mut number = 1;
        loop {
            let made = format!("{fact}-{kind}-{number}");
            if !self.ids.contains_key(&made) {
                self.ids.insert(made.clone(), Mark::default());
                return made;
            }
            number += 1;
        }
    }

    /// Takes an id for one table; each is used once.
    fn claim_id(&mut self, id: &Text) {
        self.well_formed(id);
        if let Some(first) = self.ids.get(&id.value) {
            let message =
                format!("id `{}` stands twice, first at line {}", shown(&id.value), first.line);
            self.sheet.fault(id.start, message);
            return;
        }
        self.ids.insert(id.value.clone(), self.sheet.mark(id.start));
    }

    /// Notes a fault for an id that could not be written after "ignore" or in braces.
    fn well_formed(&mut self, id: &Text) {
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.value.chars().all(fine) {
            let message =
                format!("id `{}`: use lower-case letters, digits and hyphens", shown(&id.value));
            self.sheet.fault(id.start, message);
        }
    }
}

fn value(text: Option<Text>) -> String {
    text.map(|text| text.value).unwrap_or_default()
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}
