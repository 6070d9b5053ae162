//! Compiles the words under `rules/words/` and the table of Chinese scripts into the binary.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::fmt::Write;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules/words");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let out = Path::new(&out);
    fs::write(out.join("script.rs"), script()).expect("OUT_DIR can be written");
}

/// A sorted table of (traditional, simplified) characters.
fn script() -> String {
    let opencc = OpenCC::from_config(BuiltinConfig::T2s).expect("the dictionary is built in");
    let mut table = String::from("static SIMPLIFIED: &[(char, char)] = &[\n");
    for c in ('\u{3400}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}') {
        let simple = opencc.convert(&c.to_string());
        let mut chars = simple.chars();
        if let (Some(s), None) = (chars.next(), chars.next()) {
            if s != c {
                writeln!(table, "({c:?}, {s:?}),").expect("a String can be written");
            }
        }
    }
    table.push_str("];\n");
    table
}
