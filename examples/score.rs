//! temp
use sourcelint::{door, span::Lines};
use std::fs;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut article = None; let mut sources = vec![]; let mut rules: Vec<String> = vec![]; 
    let mut i = 1; 
    let dump = args.iter().any(|a| a == "--dump");
    while i < args.len() { match args[i].as_str() {
        "check" | "--no-config" | "--dump" => {}
        "--source" => { i += 1; sources.push(args[i].clone()); }
        "--rules" => { i += 1; rules.push(args[i].clone()); }
        "--format" => { i += 1; }
        a => article = Some(a.to_string()) } i += 1; }
    let mut files = vec![];
    for r in &rules { let p = std::path::Path::new(r); 
        if p.is_dir() { for e in fs::read_dir(p.join("packs").as_path()).unwrap() { let e = e.unwrap().path(); files.push((e.display().to_string(), fs::read_to_string(&e).unwrap())); } } else { files.push((r.clone(), fs::read_to_string(p).unwrap())); } }
    files.sort();
    let packs = door::load_packs(&files).unwrap_or_else(|e| { for x in e { eprintln!("{x}"); } std::process::exit(2) });
    let article = article.unwrap();
    let docs: Vec<_> = sources.iter().map(|s| door::read_source(s, fs::read(s).unwrap(), &packs).unwrap()).collect();
    let prepared = door::prepare(&docs, packs).unwrap_or_else(|e| { for x in e { eprintln!("{x}"); } std::process::exit(2) });
    let doc = door::read(&article, fs::read(&article).unwrap()).unwrap();
    if dump {
        for d in docs.iter().chain([&doc]) { println!("=== {}", d.path); for r in door::statements(d, Some(&prepared)) { println!("{} | {} | {} | {}", r.stance, r.slots.iter().map(|(a,b)| format!("{a}={b}")).collect::<Vec<_>>().join("; "), r.place, r.text); } }
        return;
    }
    let j = door::check(&doc, &docs, &prepared);
    let lines = Lines::of(&doc.text);
    let span = |s: sourcelint::span::Span| serde_json::json!({"start": s.start, "end": s.end, "line": lines.position(&doc.text, s.start).line});
    let ev = |e: &Vec<sourcelint::verdict::Evidence>| e.iter().map(|e| serde_json::json!({"span": {"start": e.span.start, "end": e.span.end}, "text": e.text})).collect::<Vec<_>>();
    let f: Vec<_> = j.findings.iter().map(|f| serde_json::json!({"id": f.id, "verdict": f.verdict.word(), "severity": f.severity.word(), "span": span(f.span), "message": f.message, "evidence": ev(&f.evidence), "claim": f.claim})).collect();
    let c: Vec<_> = j.claims.iter().map(|f| serde_json::json!({"verdict": f.verdict.word(), "span": span(f.span), "text": f.text, "stance": f.stance, "evidence": ev(&f.evidence)})).collect();
    println!("{}", serde_json::json!({"findings": f, "claims": c}));
}
