//! A first configuration file, as text with comments, from what was found in a folder.

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Globs of articles.
    pub articles: Vec<String>,
    /// Files that a check would stumble over, and why.
    pub exclude: Vec<(String, String)>,
    /// Rule files and folders of them.
    pub rules: Vec<String>,
    /// Announcements and the articles held against them, as globs.
    pub sources: Vec<(String, Vec<String>)>,
    /// Announcements that articles name or link to themselves, or that nothing belongs to yet.
    pub others: Vec<String>,
}

/// The file that `plan` makes; it loads, and what is not known stands in it as an example.
pub fn write(plan: &Plan) -> String {
    let mut out = String::from(HEAD);
    out.push_str("\n# What `sourcelint check` reads when no path is typed.\n");
    match plan.articles.is_empty() {
        true => out.push_str("# articles = [\"drafts/**\"]\n"),
        false => out.push_str(&format!("articles = {}\n", list(&plan.articles))),
    }
    out.push_str("\n# What is left out of folders.\n");
    match plan.exclude.is_empty() {
        true => out.push_str("# exclude = [\"drafts/old/**\"]\n"),
        false => {
            out.push_str("exclude = [\n");
            for (glob, why) in &plan.exclude {
                out.push_str(&format!("    {}, # {}\n", text(glob), comment(why)));
            }
            out.push_str("]\n");
        }
    }
    out.push_str(
        "\n# Rule files, and folders of them: what only a person knows about an announcement.\n",
    );
    match plan.rules.is_empty() {
        true => out.push_str("# rules = [\"rules/\"]\n"),
        false => out.push_str(&format!("rules = {}\n", list(&plan.rules))),
    }
    out.push_str(MIDDLE);
    for (path, articles) in &plan.sources {
        let (path, articles) = (text(path), list(articles));
        out.push_str(&format!("\n[[source]]\npath = {path}\narticles = {articles}\n"));
    }
    if !plan.others.is_empty() {
        out.push_str(
            "\n# For articles that name one of them in their front matter or link to it.\n",
        );
        out.push_str(&format!("[[source]]\npaths = {}\n", list(&plan.others)));
    }
    if plan.sources.is_empty() && plan.others.is_empty() {
        out.push_str("#\n# [[source]]\n# path = \"announcements/licence.md\"\n");
        out.push_str("# articles = [\"drafts/licence-*.md\"]\n");
    }
    out.push_str(TAIL);
    out
}

const HEAD: &str = "\
# Configuration of sourcelint. Paths and globs are read from the folder of this file; globs are
# written as in a .gitignore. `sourcelint config` shows every value in force.
";

const MIDDLE: &str = r#"
# The least severity that makes the exit status 1: error, warning, note or never.
# fail-on = "error"

# Reports, as --format takes them.
# formats = ["full", "sarif=out.sarif"]

# Announcements, and the articles held against each. An article whose front matter has `source:`
# needs no table; without `articles`, one that links to the announcement's address belongs to it.
"#;

const TAIL: &str = r#"
# How loud rules are: error, warning, note or off. `sourcelint rules list` lists them.
# [severity]
# modality = "note"

# The same for some articles; a later table wins.
# [[override]]
# articles = ["drafts/opinion/**"]
# severity = { modality = "off" }
"#;

/// A glob that holds the file or folder `path` and no other, from the file's folder.
pub fn glob(path: &str) -> String {
    let mut out = String::new();
    for c in path.chars() {
        match c {
            '*' | '?' | '[' | '{' | '}' => out.extend(['[', c, ']']),
            _ => out.push(c),
        }
    }
    // A slash inside ties a glob to the file's folder.
    if path.contains('/') && !path.starts_with(['!', '#']) { out } else { format!("./{out}") }
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|one| text(one)).collect();
    match quoted.iter().map(String::len).sum::<usize>() {
        0..=70 => format!("[{}]", quoted.join(", ")),
        _ => format!("[\n    {},\n]", quoted.join(",\n    ")),
    }
}

/// A TOML text in double quotes.
fn text(value: &str) -> String {
    let mut out = String::from('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn comment(why: &str) -> String {
    why.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::load::load;

    #[test]
    fn what_is_written_loads_and_holds_what_it_was_written_for() {
        let empty = load("a.toml", &write(&Plan::default())).unwrap();
        assert!(empty.articles.is_empty() && empty.sources.is_empty());
        let odd = ["a[1]/b{x}.md", "!a.md", "#b.md", "it's \"it\".md", "草稿/一.md"];
        for path in odd {
            let articles = vec![glob(path)];
            let exclude = vec![(glob(path), "why\nnot".into())];
            let sources = vec![(path.into(), articles.clone())];
            let others = vec![path.into()];
            let rules = Vec::new();
            let plan = Plan { articles, exclude, rules, sources, others };
            let config = load("a.toml", &write(&plan)).unwrap();
            assert!(config.articles.holds(path).is_some(), "{path}");
            assert!(config.exclude.holds(path).is_some(), "{path}");
            assert!(config.articles.holds(&format!("x/{path}")).is_none(), "{path}");
            assert_eq!(config.sources[1].paths[0].value, path);
        }
    }

    #[test]
    fn every_example_in_a_comment_is_one() {
        let text = write(&Plan::default());
        let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
        let keys: Vec<&str> =
            lines.filter(|line| line.contains(" = ") || line.ends_with(']')).collect();
        assert_eq!(keys.len(), 13, "{keys:?}");
        let config = load("a.toml", &keys.join("\n")).unwrap();
        assert_eq!((config.sources.len(), config.overrides.len()), (1, 1));
    }
}
